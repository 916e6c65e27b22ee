#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the program is on this machine, against goals, and against others that do a part of its work.

usage: tests/bench.py [--quick] BINARY [MEASURE ...]
       tests/bench.py --readme

  process     a whole run on one line and on 16 KB of Markdown, against /bin/true, with all libraries shared, and with rules of the user
  throughput  50 MB of Markdown, against rg, grep and yara with the same phrases, and md4c's HTML renderer
  phrases     ten times the phrases in the rules of the user
  growth      the time for a byte from 1 to 100 MB
  worst       inputs that are hard on a reader: one line, no spaces, digits, nested lists, all hits, all denials
  memory      the peak from 16 KB to 100 MB
  folder      `check` on 2,000 documents of 15 KB, against the renderer

All of it is a matter of some minutes; --quick takes smaller inputs and fewer runs. What is compared runs in turn on this one machine, and
counts by the median. Processes count by the clock on the wall, throughput by processor time, which others on the machine disturb less.
What is missing is named and not measured; nothing is installed. The table is printed, and written to build/bench.json with a description
of the machine; --readme puts the one that stands there into README.md. The exit status is 0 whether goals are met or not, and 2 when
nothing can be measured.
"""

import datetime
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
import measures  # noqa: E402

RESULT = os.path.join(ROOT, "build", "bench.json")
PLACE = re.compile(r"(?s)(<!-- make bench -->\n).*?(<!-- make bench ends -->)")
COLUMNS = ("measure", "figure", "goal", "verdict")


def first_line(command):
    """What a program says of itself, or that it is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.partition("\n")[0] or "unknown"
    except OSError:
        return "missing"


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return re.search(r"model name\s*: (.*)", file.read())[1]
    except (OSError, TypeError):
        return platform.processor() or platform.machine()


def machine(binary):
    compiler = shlex.split(os.environ.get("CC", "cc"))
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "load": round(os.getloadavg()[0], 1),
        "compiler": first_line([*compiler, "--version"]),
        "programs": {
            "patfinder": first_line([binary, "--version"]),
            "rg": first_line(["rg", "--version"]),
            "grep": first_line(["grep", "--version"]),
            "yara": first_line(["yara", "--version"]),
            "md4c-html": first_line(["pkg-config", "--modversion", "md4c-html"]),
        },
        "date": datetime.date.today().isoformat(),
    }


def describe(about):
    """The machine in a sentence or two."""
    programs = ", ".join(version if name in version else f"{name} {version}" for name, version in about["programs"].items())
    return (f"{about['date']}, {about['processor']}, {about['cores']} cores, load {about['load']} before, {about['system']}, "
            f"{about['compiler']}. {programs}.")


def as_text(rows):
    cells = [COLUMNS] + [tuple(row[column].replace("`", "") for column in COLUMNS) for row in rows]
    widths = [max(len(cell[i]) for cell in cells) for i in range(len(COLUMNS))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(cell, widths)).rstrip() for cell in cells)


def as_markdown(rows):
    cells = [COLUMNS, ("---",) * len(COLUMNS)] + [tuple(row[column] for column in COLUMNS) for row in rows]
    return "\n".join("| " + " | ".join(cell) + " |" for cell in cells)


def write_readme():
    path = os.path.join(ROOT, "README.md")
    with open(RESULT, encoding="utf-8") as file:
        result = json.load(file)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if result["quick"] or result.get("measures") != list(measures.MEASURES):
        raise OSError(f"{os.path.relpath(RESULT)} is of a quick run or lacks measures")
    table = f"{as_markdown(result['rows'])}\n\n{describe(result['machine'])}\n"
    text, count = PLACE.subn(lambda place: place[1] + table + place[2], text)
    if count != 1:
        raise OSError("README.md has no place for the table, or several")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def measure(binary, names, quick):
    about = machine(binary)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        bench = measures.Bench(binary, folder, quick)
        for name in names:
            print(f"bench: {name} …", file=sys.stderr)
            rows += measures.rows(bench, name)
    if all(row["verdict"] == "skipped" for row in rows):
        print("bench: nothing could be measured", file=sys.stderr)
        return 2
    os.makedirs(os.path.dirname(RESULT), exist_ok=True)
    with open(RESULT, "w", encoding="utf-8") as file:
        json.dump({"machine": about, "quick": quick, "measures": names, "rows": rows}, file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(f"{describe(about)}\n\n{as_text(rows)}\n\nAlso in {os.path.relpath(RESULT)}")
    return 0


def main(words):
    quick = "--quick" in words
    words = [word for word in words if word != "--quick"]
    names = words[1:] or list(measures.MEASURES)
    unknown = [word for word in words[1:] if word not in measures.MEASURES]
    if not words or unknown or (words[0].startswith("-") and words != ["--readme"]):
        sys.stderr.write(f"bench: unknown measure: {unknown[0]}\n" if unknown else __doc__)
        return 2
    try:
        if words == ["--readme"]:
            write_readme()
            return 0
        return measure(os.path.abspath(words[0]), names, quick)
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2


sys.exit(main(sys.argv[1:]))
