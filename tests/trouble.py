#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lets calls of the system fail one by one, with strace: reading, writing, opening, closing, renaming.

usage: tests/trouble.py BINARY SHORT   (SHORT: what tests/faults/short.c is built to)

- A call that a signal interrupts is made again, and a byte at a time is as good as all at once: the result is the same.
- After an error of the disk the status is 2 with one message, and no report stands there as if it were whole; a written file
  is as it was before, and nothing is left beside it.
- A file that grows or shrinks while it is read is read as it is then.
- No program is started, nothing is asked of the network, and temporary files are made anew under names that nobody can guess.
"""

import collections
import itertools
import os
import re
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
import faults  # noqa: E402
import tap  # noqa: E402

TIME_LIMIT = 60  # seconds, which only something that hangs takes
INTERRUPTED = ("openat", "read", "pread64", "write", "fsync", "flock", "ftruncate")
# Of each call the errors of a disk or its file system.
ERRORS = {"openat": ("EIO", "EMFILE", "EACCES"), "read": ("EIO",), "pread64": ("EIO",), "write": ("EIO", "ENOSPC", "EPIPE"), "fsync": ("EIO",), "close": ("EIO",),
          "rename": ("EIO", "EXDEV"), "fchmod": ("EPERM",), "getdents64": ("EIO",), "flock": ("ENOLCK",)}
READING = ["recommend prompt.md", "recommend --format ndjson prompt.md docs/two.md", "recommend --input ndjson records.ndjson", "recommend <prompt.md",
           "check --jobs 1 docs", "check --jobs 1 --format json docs", "rules check rules", "rules eval texts", "facts prompt.md", "quiz --stats",
           "ask prompt.md <answers"]
WRITING = ["check --jobs 1 --write-baseline old.json docs", "check --jobs 1 --write-baseline new.json docs", "quiz --answers large prompt.md", "XDG_STATE_HOME=damaged quiz --answers large prompt.md"]


class Runner:
    def __init__(self, binary, scratch):
        self.binary, self.folder, self.log = binary, faults.Folder(os.path.join(scratch, "work")), os.path.join(scratch, "log")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "ASAN_OPTIONS": "detect_leaks=0"}  # which needs the ptrace that strace has taken
        self.before = self.folder.content()

    def run(self, command, prefix=(), **environment):
        arguments, typed, state = faults.parts(command, self.folder.path)
        with open(typed, "rb") as stdin:
            done = subprocess.run([*prefix, self.binary, *arguments], cwd=self.folder.path, stdin=stdin, capture_output=True,
                                  env={**self.environment, "XDG_STATE_HOME": state, **environment}, timeout=TIME_LIMIT, check=False)
        files = self.folder.content()
        if files != self.before:
            self.folder.fill()
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"), files

    def traced(self, command, *options):
        """What came of it, and the calls, without those by which a build of MODE=coverage writes at the end what it has counted."""
        ended = self.run(command, ("strace", "-f", "-qq", "-o", self.log, *options))
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return ended, list(itertools.takewhile(lambda line: ".gcda" not in line, file.read().splitlines()))

    def calls(self, command):
        """Of each call that main makes, whose first deed it is to ignore SIGPIPE: its name, its number among those of that name, and what
        it is about, such as a descriptor."""
        _, lines = self.traced(command)
        main = next(index for index, line in enumerate(lines) if "rt_sigaction(SIGPIPE" in line)
        counts, found = collections.Counter(), []
        for index, line in enumerate(lines):
            match = re.match(r"\d+ +(\w+)\((\w*)", line)
            if match:
                counts[match.group(1)] += 1
                if index > main:
                    found.append((match.group(1), counts[match.group(1)], match.group(2)))
        return found


def same(ended, usual):
    return faults.same_result(ended, usual)


def is_stream(command, name, about):
    """Whether the C library makes the call for a stream: it does not try again. No signal has a handler then, so that none interrupts it."""
    return (name == "write" and about in ("1", "2")) or (name == "read" and about == "0" and command.startswith("ask"))


def test_interrupted(runner, command):
    usual = runner.run(command)
    problems = []
    for name, number, about in runner.calls(command):
        if name in INTERRUPTED and not is_stream(command, name, about):
            ended, _ = runner.traced(command, "-e", f"trace={name}", "-e", f"inject={name}:error=EINTR:when={number}")
            if not same(ended, usual):
                problems.append(f"{name}({about}), number {number}: status {ended[0]}, {ended[2][:300]}")
    tap.result(f"trouble: interrupted: {command}", "\n".join(problems))


def problem_of(ended, usual, before):
    """A failed call is an error with one message more, or has no consequence."""
    status, output, said, files = ended
    if same(ended, usual):
        return ""
    if status != 2:
        return f"status {status}\n{said[:500]}"
    if not re.search(r"error: .* \[[a-z-]+\]$", said, re.M):
        return f"no message\n{said[:500]}"
    if len(said.splitlines()) > len(usual[2].splitlines()) + 1:
        return f"more than one message\n{said[:500]}"
    steps = "[history-corrupt]" in usual[2]  # what was set aside stays so
    if set(files) - set(before) - set(usual[3]) or (not steps and faults.without_times(files) not in map(faults.without_times, (before, usual[3]))):
        return f"files are others: {sorted(set(files) ^ set(before))}"
    return ""


def test_errors(runner, command):
    usual = runner.run(command)
    problems, injected = [], 0
    for name, number, about in runner.calls(command):
        if name == "write" and about == "2":
            continue  # there is nowhere to tell it
        if name == "close" and " quiz " in f" {command}":
            continue  # strace does not close the file then, whose lock is waited for later
        for error in ERRORS.get(name, ()):
            ended, _ = runner.traced(command, "-e", f"trace={name}", "-e", f"inject={name}:error={error}:when={number}")
            injected += 1
            problem = problem_of(ended, usual, runner.before)
            if problem:
                problems.append(f"{name}({about}), number {number}, {error}: {problem}")
    tap.result(f"trouble: errors of the disk: {command}", "\n".join(problems[:8]))
    return injected


def test_short(runner, library, command):
    usual = runner.run(command)
    ended = runner.run(command, LD_PRELOAD=library, ASAN_OPTIONS=runner.environment["ASAN_OPTIONS"] + ":verify_asan_link_order=0")
    tap.result(f"trouble: a byte at a time: {command}", "" if same(ended, usual) else f"status {ended[0]}\n{ended[2][:500]}")


def test_alone(runner, command):
    _, lines = runner.traced(command)
    bad = [line for line in lines[1:] if re.search(r" (execve|execveat|socket|connect|vfork)\(", line) or (" clone" in line and "CLONE_THREAD" not in line)]
    made = [line for line in lines if "O_CREAT" in line and "history" not in line]
    bad += [line for line in made if "O_EXCL" not in line or not re.search(r"\.[A-Za-z0-9]{6}\"", line)]
    tap.result(f"trouble: no other program, no network, no name to guess: {command}", "\n".join(bad))
    return [line.split("(")[0].split()[-1] for line in lines]


def test_order(names):
    """What is renamed was waited for."""
    tap.result("trouble: a file is on the disk before it gets its name", "" if "fsync" in names and "rename" in names and names.index("fsync") < names.index("rename") else str(names[-20:]))


def test_changing(runner):
    """While it is read, a file of good lines grows, shrinks and is emptied."""
    path = os.path.join(runner.folder.path, "changing.md")
    line, ended = b"Users upload videos of up to 4 GB.\n", threading.Event()

    def change():
        with open(path, "wb", buffering=0) as file:
            while not ended.is_set():
                for size in (300000, 10, 0, 100000):
                    file.truncate(size // len(line) * len(line))
                    file.seek(0)
                    file.write(line * (size // len(line)))
    writer = threading.Thread(target=change)
    writer.start()
    problems = []
    for _ in range(20):
        try:
            done = subprocess.run([runner.binary, "facts", "--format", "json", path], env=runner.environment, capture_output=True, timeout=TIME_LIMIT, check=False)
        except subprocess.TimeoutExpired:
            problems.append("hangs")
            break
        if done.returncode not in (0, 2) or (done.returncode == 2) != (not done.stdout) or len(done.stderr.splitlines()) != (done.returncode == 2):
            problems.append(f"status {done.returncode}, {done.stderr[:300]}")
    ended.set()
    writer.join()
    os.unlink(path)
    tap.result("trouble: a file that grows and shrinks while it is read", "\n".join(problems))


def can_trace():
    try:
        return subprocess.run(["strace", "-qq", "-o", os.devnull, "-e", "inject=fsync:error=EIO", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def main():
    binary, short = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        runner = Runner(binary, scratch)
        for command in READING + WRITING:
            test_short(runner, short, command)
        test_changing(runner)
        if not can_trace():
            tap.result("trouble: errors of the disk # SKIP strace is missing, or may not trace")
            return tap.finish()
        for command in READING + WRITING:
            test_interrupted(runner, command)
        injected = sum(test_errors(runner, command) for command in READING + WRITING)
        names = [test_alone(runner, command) for command in READING + WRITING]
        test_order(names[len(READING)])
        print(f"# {injected} errors")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
