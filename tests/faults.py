#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lets each allocation of each command fail, alone and with all that come after it.

usage: tests/faults.py BINARY LIBRARY   (a binary with shared libraries; what tests/faults/allocation.c is built to)

Whatever fails, the program ends in 2 with a message that memory is exhausted and nothing that looks like a whole result, or,
where it can do without, in the very same result. It never crashes, hangs, leaks (with LeakSanitizer) or leaves a file behind.
jansson is left alone: without memory it corrupts strings, against which src/input/json.c makes sure that there is enough.
A command with very many allocations has all of the first and then some of the rest tried; FAULTS=all in the environment
tries every one.
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import tap  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIME_LIMIT = 60  # seconds, which only something that hangs takes
EVERY = os.environ.get("FAULTS") == "all"

TEXT = """# A video platform

Users upload videos of up to 4 GB, which take 20 min to encode. 97% of all requests are reads; there are no chats.
We expect 2 million users and show them the progress live.

## Design

Redis caches the pages, and a queue hands the videos to workers. <!-- patfinder: allow scaling-reads: measured -->
"""
WRONG_RULES = """pattern: tenants
title: Many tenants
problem: Many customers share one system.
signals:
  - id: numbered
    regex: "tenant [0-9]+"
    certainty: many
"""
CONFIGURATION = """expect: [large-blobs]
exclude: ["drafts/**"]
severities:
  missing-number: error
baseline: old.json
"""
BASELINE = """{"schema":"patfinder/baseline/1","findings":[
{"id":"scaling-reads","file":"one.md","fingerprint":"0123456789abcdef0123456789abcdef","count":2}]}
"""
ROUND = '{"time":"2026-01-02T03:04:05Z","scenario":null,"fits":["large-blobs"],"open":[],"picks":["large-blobs"],"hints":0}\n'
FILES = {
    "prompt.md": TEXT,
    "docs/old.json": BASELINE,
    "old.json": BASELINE,
    "answers": "3 million users\nabout 20 min I think\n12 apples\nsure\n",
    "docs/.patfinder.yaml": CONFIGURATION,
    "docs/one.md": "---\ntitle: One\npatfinder:\n  require: [scaling-reads]\n---\n" + TEXT,
    "docs/two.md": "# Two\n\nNothing of note.\n",
    "docs/drafts/three.md": TEXT,
    "wrong/tenants.yaml": WRONG_RULES,
    "texts/one.yaml": "texts:\n  - id: one\n    text: Users upload videos of up to 4 GB.\n    must: [large-blobs]\n",
    "records.ndjson": '{"id":"a","text":"Users upload videos of up to 4 GB."}\n{"id":"b"}\n{"id":"c","text":"A chat."}\n',
    "state/patfinder/history.jsonl": ROUND,
    "damaged/patfinder/history.jsonl": ROUND + "{}\n" + ROUND,
}
with open(os.path.join(ROOT, "tests/fixtures/rules/multi-tenancy.yaml"), encoding="utf-8") as rules:
    FILES["rules/multi-tenancy.yaml"] = rules.read()
COMMANDS = [
    "list", "list --format json", "cheatsheet", "cheatsheet --format markdown", "cheatsheet --format html", "show large-blobs", "show large-blobs --format markdown", "recommend prompt.md", "recommend -v prompt.md",
    "recommend --format json prompt.md records.ndjson", "recommend --format markdown -v prompt.md", "recommend --set users=3M prompt.md",
    "recommend --format html prompt.md", "recommend --format mermaid prompt.md", "recommend --format dot --rules rules prompt.md",
    "recommend --what-if users=10 prompt.md", "recommend --what-if users=10 --format json prompt.md", "recommend --input ndjson records.ndjson",
    "recommend --rules rules prompt.md", "facts prompt.md", "facts --format json prompt.md", "explain large-blobs prompt.md",
    "explain -v large-blobs --format json prompt.md", "explain scaling-reads --what-if users=10 prompt.md", "ask --format json prompt.md", "ask prompt.md", "ask prompt.md <answers",
    "quiz --no-history --answers large,longrunning prompt.md", "quiz --answers large,longrunning --seed 1 --format json", "XDG_STATE_HOME=damaged quiz --answers large prompt.md", "quiz --stats", "quiz --stats --format json",
    "check --input ndjson records.ndjson", "check --jobs 2 docs", "check --jobs 1 --stats -v docs", "check --show-config docs", "check --rules rules docs/one.md",
    "check --jobs 1 --write-baseline new.json docs", "check --jobs 1 --baseline old.json docs",
    "rules check", "rules check rules", "rules test rules", "rules eval texts", "rules eval --errors --format json texts", "rules schema",
    "rules schema --of check", "rules new tenants", "--help", "facts --help", "--version", "list nothing", "recommend missing.md", "check missing rules",
    "recommend --set users=x prompt.md", "rules check texts", "rules check wrong",
] + [f"check --jobs 1 --format {kind} docs" for kind in "gnu json ndjson sarif github gitlab rdjson junit markdown html".split()]

FIRST, STEP, OFFSET = 200, 37, 11  # all of the first, then every so manieth from there on
SANITIZED = "asan" in sys.argv[1]
if SANITIZED:  # which is slow, and has an allocation for each object
    FIRST, STEP = 8, 97
elif "coverage" in sys.argv[1]:  # which writes all that it has counted
    FIRST, STEP = 24, 97
MEMORY = ("out of memory", "not enough memory", "Cannot allocate memory")


def numbers(count):
    """Which of so many allocations are tried."""
    return range(1, count + 1) if EVERY else [*range(1, min(FIRST, count) + 1), *range(FIRST + OFFSET, count + 1, STEP)]


class Folder:
    """A folder with the input files, made new when a run changes it."""

    def __init__(self, path):
        self.path = path
        self.fill()

    def fill(self):
        shutil.rmtree(self.path, ignore_errors=True)
        for name, text in FILES.items():
            file = os.path.join(self.path, name)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "w", encoding="utf-8") as output:
                output.write(text)

    def content(self):
        found = {}
        for folder, _, names in os.walk(self.path):
            for name in names:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    found[os.path.relpath(os.path.join(folder, name), self.path)] = file.read()
        return found


class Tester:
    def __init__(self, binary, library, scratch):
        self.binary, self.library, self.scratch = os.path.abspath(binary), os.path.abspath(library), scratch
        self.folder = Folder(os.path.join(scratch, "work"))
        self.before = self.folder.content()
        self.injected = 0
        options = os.environ.get("ASAN_OPTIONS", "exitcode=99")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "ASAN_OPTIONS": options + ":verify_asan_link_order=0:allocator_may_return_null=1",
                            "UBSAN_OPTIONS": os.environ.get("UBSAN_OPTIONS", ""), "TZ": "UTC"}

    def run(self, command, fails_at=0, rest=False):
        """Status, output, messages and how many allocations there were; and the files when it writes any."""
        counter = os.path.join(self.scratch, "count")
        arguments, typed, state = parts(command, self.folder.path)
        environment = {**self.environment, "XDG_STATE_HOME": state, "LD_PRELOAD": self.library, "FAULT_AT": str(fails_at),
                       "FAULT_REST": str(int(rest)), "FAULT_COUNT": counter, "FAULT_EXCEPT": "libjansson"}
        with open(typed, "rb") as stdin:
            done = subprocess.run([self.binary, *arguments], cwd=self.folder.path, env=environment, stdin=stdin,
                                  capture_output=True, timeout=TIME_LIMIT, check=False)
        with open(counter, "rb") as file:
            count = struct.unpack("@Q", file.read())[0]
        files = self.folder.content() if writes(command) else None
        if files is not None and files != self.before:
            self.folder.fill()
        return (done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"), files), count

    def problem(self, command, usual, number, rest):
        """What is wrong with a run whose allocation fails; an empty text when nothing is."""
        try:
            ended, _ = self.run(command, number, rest)
        except subprocess.TimeoutExpired:
            return "hangs"
        self.injected += 1
        status, output, said, files = ended
        if same_result(ended, usual):
            return ""
        if status != 2:
            return f"status {status} and another result\n{output[-300:]}\n{said[-1500:]}"
        if not any(words in said for words in MEMORY):
            return f"no message that memory is exhausted\n{said[:600]}"
        if files is not None and not set(files) <= set(self.before) | set(usual[3]):
            return f"leaves files behind: {sorted(set(files) - set(self.before))}"
        return ""

    def check(self, command):
        usual, count = self.run(command)
        problems = []
        for number in numbers(count):
            for rest in (False, True):
                problem = self.problem(command, usual, number, rest)
                if problem:
                    problems.append(f"allocation {number} of {count}{' and all behind it' if rest else ''}: {problem}")
        tap.result(f"faults: {command}", "\n".join(problems[:6] + ([f"… {len(problems)} in all"] if len(problems) > 6 else [])))


def parts(command, folder):
    """The arguments of a command, the file that is its standard input, and the folder of its history: "[XDG_STATE_HOME=STATE] WORD... [<FILE]"."""
    words, _, typed = command.partition(" <")
    state, _, rest = words.partition(" ") if "=" in words.split()[0] else ("=state", "", words)
    return rest.split(), os.path.join(folder, typed) if typed else os.devnull, os.path.join(folder, state.split("=")[1])


def writes(command):
    return "--write-baseline" in command or (" quiz " in f" {command}" and "--no-history" not in command)


def without_times(files):
    """A round is kept with the time when it was answered."""
    return files and {name: text if name.endswith(".md") else len(text) for name, text in files.items()}


def same_result(ended, usual):
    if all("[history-corrupt]" in run[2] for run in (ended, usual)):  # it need not be set aside, and says why it was not
        return ended[:2] == usual[:2]
    return ended[:3] == usual[:3] and without_times(ended[3]) == without_times(usual[3])


def main():
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        tester = Tester(sys.argv[1], sys.argv[2], scratch)
        for command in COMMANDS:
            # AddressSanitizer gives up where it has no memory for a thread.
            tester.check(command.replace("--jobs 2", "--jobs 1") if SANITIZED else command)
        print(f"# {tester.injected} faults")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
