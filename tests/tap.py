# SPDX-License-Identifier: MIT
"""Results of tests in Python in the Test Anything Protocol."""

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


def finish():
    """Prints the plan; gives the exit status."""
    print(f"1..{_number}")
    return 1 if _failed else 0
