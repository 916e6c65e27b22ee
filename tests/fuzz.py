#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks for inputs that break the program, with clang's libFuzzer: builds all targets of tests/fuzz, and runs each so many seconds, as many
at a time as there are processors.

It stops at the first finding, with status 1, and leaves the input in build/fuzz/found; what each target has learnt stays in
build/fuzz/corpus. Where clang or its fuzzer is missing, the status is 2.

usage: tests/fuzz.py SECONDS [SEED]   (CLANG names the compiler, else clang)

With a seed, and without what was learnt before, the same inputs come in the same order each time: how many of them depends on the time.
"""

import fnmatch
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)
FUZZ = os.path.join(TESTS, "fuzz")
BUILD = os.path.join(ROOT, "build", "fuzz")
CLANG = os.environ.get("CLANG") or "clang"
# Texts share a dictionary; all other targets have their own.
DICTIONARIES = {"document": "text", "recommend": "text", "check": "text"}
LONGEST = {"arguments": 512, "answers": 512, "matching": 1024, "quantities": 1024}
LONGEST_OTHERWISE = 4096  # bytes
SECONDS_OF_ONE, MEBIBYTES = 10, 2048
LATE = 60  # seconds that a target may go on for when its time is over
EMPTY = "int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size) { return data && size > 1u << 30; }"


# What the golden tests read is learnt from too: the files by target, as patterns of their names.
TEXTS = ("stdin", "*.md", "*.txt")
GOLDEN = {"document": TEXTS, "recommend": TEXTS, "check": TEXTS, "quantities": TEXTS, "configuration": (".patfinder.yaml",), "rules": ("*.yaml",),
          "baseline": ("*.json",), "records": ("stdin", "*.ndjson")}


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_fuzzer():
    """Whether a target can be built at all."""
    command = [CLANG, "-fsanitize=fuzzer,address,undefined", "-x", "c", "-", "-o", os.devnull]
    try:
        return subprocess.run(command, input=EMPTY, capture_output=True, text=True, check=False).returncode == 0
    except OSError:
        return False


def build():
    """The names of the targets, and what went wrong."""
    command = ["make", f"-j{processors()}", "MODE=fuzz", f"CC={CLANG}", "fuzz-targets"]
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MODE", "BUILD", "V", "CFLAGS")}
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    sources = sorted(glob.glob(os.path.join(FUZZ, "target_*.c")))
    return [os.path.basename(source)[len("target_"):-len(".c")] for source in sources], made.stdout + made.stderr if made.returncode else ""


def golden_seeds(name, folder):
    """Fills a folder with what the golden tests have for a target."""
    os.makedirs(folder)
    for case, _, files in sorted(os.walk(os.path.join(TESTS, "golden"))):
        for file in files:
            path = os.path.join(case, file)
            if any(fnmatch.fnmatchcase(file, pattern) for pattern in GOLDEN.get(name, ())) and os.path.getsize(path) <= LONGEST.get(name, LONGEST_OTHERWISE):
                with open(path, "rb") as source:
                    data = source.read()
                with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as seed:
                    seed.write(data)
    return folder


class Run:
    """One target at work."""

    def __init__(self, name, seconds, seed, scratch):
        self.name = name
        self.log = open(os.path.join(scratch, name + ".log"), "w+", encoding="utf-8", errors="replace")
        corpus, found = os.path.join(BUILD, "corpus", name), os.path.join(BUILD, "found")
        seeds = [os.path.join(FUZZ, "seeds", name), os.path.join(FUZZ, "kept", name), golden_seeds(name, os.path.join(scratch, "seeds", name))]
        seeds = [path for path in seeds if os.path.isdir(path)]
        for path in (corpus, found):
            os.makedirs(path, exist_ok=True)
        # Choosing inputs by entropy takes a fifth of the time where texts have so many features as here.
        command = [os.path.join(BUILD, "fuzz", name), corpus, *seeds, f"-max_total_time={seconds}", f"-seed={seed}", f"-timeout={SECONDS_OF_ONE}",
                   f"-rss_limit_mb={MEBIBYTES}", f"-max_len={LONGEST.get(name, LONGEST_OTHERWISE)}", "-print_final_stats=1", "-entropic=0",
                   f"-dict={os.path.join(FUZZ, 'dictionaries', DICTIONARIES.get(name, name) + '.dict')}",
                   f"-artifact_prefix={os.path.join(found, name)}-"]
        # Files that targets write lie where only they are; the working directory has no configuration.
        self.process = subprocess.Popen(command, cwd=scratch, stdout=self.log, stderr=subprocess.STDOUT,
                                        env={**os.environ, "TMPDIR": scratch})
        self.latest = time.monotonic() + seconds + LATE

    def is_late(self):
        return time.monotonic() > self.latest

    def stop(self):
        self.process.kill()
        self.process.wait()

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def figures(self):
        said = self.said()
        edges = re.findall(r"\bcov: (\d+)", said)
        return "{} executions, {} edges, {} executions a second".format(
            *(found[-1] if found else "?" for found in (re.findall(r"number_of_executed_units:\s*(\d+)", said), edges,
                                                        re.findall(r"average_exec_per_sec:\s*(\d+)", said))))

    def problem(self):
        """What it found, from where its report begins; nothing when all went well."""
        if self.process.returncode == 0:
            return ""
        lines = self.said().splitlines()
        begins = [number for number, line in enumerate(lines) if re.search(r"fuzz: |ERROR: |runtime error: ", line)]
        shown = lines[begins[0]:begins[0] + 40] if begins else lines[-40:]
        return "\n".join(shown + [line for line in lines if "Test unit written to" in line][-1:])


def wait_for_one(running):
    while True:
        for run in running:
            if run.process.poll() is not None:
                return run
            if run.is_late():
                run.stop()
                return run
        time.sleep(0.2)


def fuzz(names, seconds, seed, scratch):
    """Runs all, up to the first finding."""
    waiting, running, found = list(names), [], False
    while running or (waiting and not found):
        while waiting and not found and len(running) < processors():
            running.append(Run(waiting.pop(0), seconds, seed, scratch))
        run = wait_for_one(running)
        running.remove(run)
        problem = run.problem()
        tap.result(f"fuzz: {run.name}: {run.figures()}", problem)
        sys.stdout.flush()
        if problem:
            found = True
            for other in running:
                other.stop()
            running = []


def main():
    numbers = sys.argv[1:]
    if not 1 <= len(numbers) <= 2 or not all(number.isdigit() for number in numbers) or int(numbers[0]) == 0:
        print("usage: tests/fuzz.py SECONDS [SEED]", file=sys.stderr)
        return 2
    seconds, seed = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else 0  # 0: by chance
    if not has_fuzzer():
        print(f"tests/fuzz.py: {CLANG} with libFuzzer is missing; 'make deps test' installs it, or on Debian: "
              "apt-get install clang libclang-rt-dev", file=sys.stderr)
        return 2
    names, problem = build()
    if problem:
        tap.result("fuzz: all targets can be built", problem)
        return tap.finish()
    # Where it is memory: histories are written out to the disk each time.
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    scratch = tempfile.mkdtemp(prefix="patfinder-fuzz-", dir=place)
    try:
        fuzz(names, seconds, seed, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
