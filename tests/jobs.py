#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check --jobs: however many documents are examined at a time, what is found and said of them is the same, in the same order.

usage: tests/jobs.py BINARY
"""

import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(TESTS, "fixtures", "check", "rules")
COPIES = 8
NUMBERS = ("2", "3", "64")


def make_folder(folder):
    """Copies of the documents of the fixtures, each with a name of its own, and among them what cannot be read."""
    source = os.path.join(TESTS, "fixtures", "check", "several")
    for copy in range(COPIES):
        for name in sorted(os.listdir(source)):
            shutil.copy(os.path.join(source, name), os.path.join(folder, f"{copy}-{name}"))
    # The first is long, so that those behind it are done before it.
    with open(os.path.join(source, "invoices.md"), encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(folder, "0-all.md"), "w", encoding="utf-8") as file:
        file.write(text * 40)
    for number in range(COPIES):
        with open(os.path.join(folder, f"{number}-empty.md"), "w", encoding="utf-8"):
            pass
        with open(os.path.join(folder, f"{number}-binary.md"), "wb") as file:
            file.write(b"a\0b" * (number + 1))
    os.mkdir(os.path.join(folder, "apart"))
    with open(os.path.join(folder, "apart", ".patfinder.yaml"), "w", encoding="utf-8") as file:
        file.write("severities:\n  unaddressed: hint\n")
    shutil.copy(os.path.join(source, "wishes.md"), os.path.join(folder, "apart"))


def run(binary, folder, *arguments):
    done = subprocess.run([binary, "check", "--no-user-rules", "--rules", RULES, *arguments, "."], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout, done.stderr


def difference(one, other):
    for what, left, right in zip(("status", "standard output", "standard error"), one, other):
        if left != right:
            return f"{what}: {left!r} against {right!r}"[:2000]
    return ""


def test_same(binary, folder, name, *arguments):
    one = run(binary, folder, "--jobs", "1", *arguments)
    problem = "" if one[0] == 2 and one[2].count(b"[input-nul]") == COPIES and len(one[1]) > 100 else f"one at a time: {one!r}"[:2000]
    for number in NUMBERS:
        problem = problem or difference(one, run(binary, folder, "-j", number, *arguments))
    problem = problem or difference(one, run(binary, folder, *arguments))
    tap.result(f"jobs: the same whatever their number: {name}", problem)


def test_refused(binary, folder):
    for number in ("0", "257", "two", "-1"):
        status, _, said = run(binary, folder, "--jobs", number)
        wanted = f"'{number}' is no value of --jobs; it takes a number from 1 to 256".encode()
        tap.result(f"jobs: {number} is no number of them", "" if status == 2 and wanted in said else repr((status, said)))


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        make_folder(folder)
        for format_ in ("text", "json", "sarif", "junit", "html"):
            test_same(binary, folder, format_, "--format", format_)
        test_same(binary, folder, "severity", "--fail-on", "error", "--stats")
        test_refused(binary, folder)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
