# SPDX-License-Identifier: MIT
"""Results of tests in Python in the Test Anything Protocol."""

import os
import shutil

_number = 0
_failed = 0


def result(name, problem=""):
    """One test: it has failed when there is a text that says why."""
    global _number, _failed
    _number += 1
    _failed += bool(problem)
    print(f"{'not ok' if problem else 'ok'} {_number} - {name}")
    for line in problem.splitlines():
        print("# " + line)


def is_there(name, *paths):
    """Whether what a test needs is installed: programs by their names, files by their paths. If not, the test is skipped, or failed
    where everything must have been installed."""
    absent = ", ".join(os.path.basename(path) for path in paths if not os.path.exists(path) and not shutil.which(path))
    if absent and os.environ.get("CI") == "true":
        result(name, f"not installed (make deps-test): {absent}")
    elif absent:
        result(f"{name} # SKIP {absent} is not installed: make deps-test installs it")
    return not absent


def finish():
    """Prints the plan; gives the exit status."""
    print(f"1..{_number}")
    return 1 if _failed else 0
