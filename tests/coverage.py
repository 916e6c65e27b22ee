#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of the sources the tests have run: of each folder and of all, and whether that is enough.

usage: tests/coverage.py BUILD-FOLDER   (of MODE=coverage, after its tests)

Into the build folder go coverage.txt, which is the table of folders, and index.html, which shows each line. A branch is one of the
two ways on from a condition, each operand of && and || being one; gcov counts them without optimization, gcovr reads what it says.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)
LEAST = {"line": 90, "branch": 80}  # percent
NAMES = {"line": "lines", "branch": "branches"}


def remove_remains(build):
    """What was built of sources that are no more."""
    for folder, _, names in os.walk(build):
        for path in (os.path.join(folder, name) for name in names if name.endswith(".gcno")):
            if not os.path.exists(os.path.join(ROOT, os.path.relpath(path, build))[:-len("gcno")] + "c"):
                os.remove(path)


def measure(build):
    """Of each file of src/, what gcovr counted."""
    summary = os.path.join(build, "coverage.json")
    subprocess.run(["gcovr", "--config", os.path.join(TESTS, "gcovr.cfg"), "--object-directory", build, "--json-summary", summary,
                    "--html-details", os.path.join(build, "index.html"), os.path.join(build, "src")], cwd=ROOT, check=True)
    with open(summary, encoding="utf-8") as file:
        return json.load(file)["files"]


def add_up(files):
    """For each folder, and for all of them, how many lines and branches there are and were run."""
    sums = collections.defaultdict(collections.Counter)
    for file in files:
        for group in (os.path.dirname(file["filename"]), "src"):
            for kind in LEAST:
                for what in ("total", "covered"):
                    sums[group][f"{kind}_{what}"] += file[f"{kind}_{what}"]
    return sums


def percent(counts, kind):
    total = counts[f"{kind}_total"]
    return 100 * counts[f"{kind}_covered"] / total if total else 100


def table(sums):
    rows = ["folder             lines          branches"]
    for group in sorted(sums, key=lambda group: (group == "src", group)):
        counts = sums[group]
        rows.append(f"{group:12}" + "".join(f" {percent(counts, kind):5.1f} % of {counts[f'{kind}_total']:<6}" for kind in LEAST).rstrip())
    return "\n".join(rows) + "\n"


def main():
    if not shutil.which("gcovr"):
        must = os.environ.get("CI") == "true"
        tap.result("coverage: gcovr" + ("" if must else " # SKIP it is not installed: make deps-test installs it"), "it is not installed" if must else "")
        return tap.finish()
    build = os.path.abspath(sys.argv[1])
    remove_remains(build)
    sums = add_up(measure(build))
    with open(os.path.join(build, "coverage.txt"), "w", encoding="utf-8") as file:
        file.write(table(sums))
    print(re.sub("^", "# ", table(sums).rstrip(), flags=re.M))
    for kind, least in LEAST.items():
        reached = percent(sums["src"], kind)
        tap.result(f"coverage: {NAMES[kind]} {reached:.1f} % of {sums['src'][f'{kind}_total']} (at least {least} %)",
                   "" if reached >= least else "build/coverage/index.html shows what no test runs")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
