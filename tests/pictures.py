#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes the pictures that README shows: the report of its first example, in light and in dark, and the cheat sheet as it is printed.

usage: tests/pictures.py BINARY [FOLDER]   (the folder they are written to; else .github/pictures)

Needs what tests/browser.py needs, and pdftoppm and pngquant.
"""

import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import browser  # noqa: E402

ROOT = os.path.dirname(browser.TESTS)
NAME = "video-platform.md"  # as which the example is shown
WIDTH = 1280  # of the report
DOTS = 120  # of paper, for each inch
LARGEST = 300_000  # bytes, which everybody waits for who looks at README


def first_example():
    """The text that README begins with."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return re.search(r'^\$ echo "(.*)" \| patfinder$', file.read(), re.MULTILINE).group(1)


def take(program):
    """Writes the pictures beside the pages."""
    program.write(NAME, first_example() + "\n")
    report = program.write("report.html", program.run(["recommend", "--format", "html", NAME]))
    sheet = program.write("cheatsheet.html", program.run(["cheatsheet", "--format", "html"]))
    shot = {"width": WIDTH, "until": ".canvas", "scheme": "light"}
    browser.ask_browser("picture.mjs", {"pictures": [
        {**shot, "path": report, "picture": os.path.join(program.folder, "report-light.png")},
        {**shot, "path": report, "picture": os.path.join(program.folder, "report-dark.png"), "scheme": "dark"},
        {**shot, "path": sheet, "picture": os.path.join(program.folder, "cheatsheet.pdf")},
    ]})
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", "-singlefile", "cheatsheet.pdf", "cheatsheet"], cwd=program.folder, check=True)


def keep(source, target):
    """With so few colours that it is small."""
    subprocess.run(["pngquant", "--force", "--strip", "--output", target, "256", source], check=True)
    size = os.path.getsize(target)
    if size > LARGEST:
        sys.exit(f"{target} has {size} bytes, more than {LARGEST}")
    print(f"{target}: {size} bytes")


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    target = arguments[1] if len(arguments) == 2 else os.path.join(ROOT, ".github", "pictures")
    os.makedirs(target, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        take(browser.Patfinder(arguments[0], folder))
        for name in ("report-light.png", "report-dark.png", "cheatsheet.png"):
            keep(os.path.join(folder, name), os.path.join(target, name))


if __name__ == "__main__":
    main(sys.argv[1:])
