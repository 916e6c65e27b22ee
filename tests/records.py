#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Streams of records (--input ndjson): what files say of a text records say too, answers come before the next record is
waited for, memory does not grow with the stream, and GNU parallel makes of the pieces what one run makes of the whole.

usage: tests/records.py BINARY [quick]   (with `quick`, as for sanitized builds, only short streams)
"""

import glob
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import threading

import yaml

sys.dont_write_bytecode = True
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
TIME_LIMIT = 300  # seconds
MANY = 20000
MOST_GROWN = 400  # KiB: 40 bytes a record; the allocator takes some time to settle
DESIGN = """# Reminders

## Requirements

- Members find the nearest of 5,000 libraries.
- They upload videos of up to 2 GB each.

## Design

The libraries are kept in PostgreSQL with a PostGIS geospatial index, and a Redis cache holds the page of each of them.
"""


def line(identity, text):
    return json.dumps({"id": identity, "text": text}).encode() + b"\n"


def corpus():
    """The sentences of all labelled texts, MANY of them in all, with ids of their own."""
    sentences = []
    for path in sorted(glob.glob(os.path.join(TESTS, "corpus", "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            for entry in yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["texts"]:
                parts = filter(str.strip, re.split(r"(?<=[.?!])\s+|\n+", entry["text"]))
                sentences += [(f"{entry['id']}/{number}", part) for number, part in enumerate(parts)]
    return [(f"{identity}#{number // len(sentences)}", text) for number, (identity, text) in
            enumerate(sentences[number % len(sentences)] for number in range(MANY))]


def run(command, records, statuses=(0,)):
    done = subprocess.run(command, input=records, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIME_LIMIT, check=False)
    if done.returncode not in statuses:
        raise RuntimeError(f"{command} ended in {done.returncode}: {done.stderr[-2000:].decode(errors='backslashreplace')}")
    return done.stdout


def check_same_as_files(binary):
    """Names are ids, so that not a byte differs; of a check each line holds what the report on the file does."""
    fixtures = os.path.join(TESTS, "fixtures")
    names = ["platform.md", "plain.txt", "none.md"] + ["check/several/" + name for name in sorted(os.listdir(fixtures + "/check/several"))]
    records = b""
    for name in names:
        with open(os.path.join(fixtures, name), encoding="utf-8") as file:
            records += line(name, file.read())
    os.chdir(fixtures)
    files = run([binary, "--no-user-rules", "--format", "ndjson", *names], b"")
    tap.result("records: a recommendation is the same as for a file",
               "" if files == run([binary, "--no-user-rules", "--input", "ndjson"], records) else "it is another")
    options = ["--no-user-rules", "--rules", "check/rules"]
    answers = run([binary, "check", *options, "--input", "ndjson"], records, (1,)).splitlines()
    wrong = ["a line is missing"] if len(answers) != len(names) else []
    for name, answer in zip(names, map(json.loads, answers)):
        report = json.loads(run([binary, "check", *options, "--format", "json", name], b"", (0, 1)))
        if answer["source"] != name or {key: answer[key] for key in ("findings", "summary")} != {key: report[key] for key in ("findings", "summary")}:
            wrong.append(name)
    tap.result("records: a check is the same as for a file", "\n".join(wrong))


def answer_to(process, sent):
    """What comes back before anything else is sent."""
    process.stdin.write(sent)
    process.stdin.flush()
    return process.stdout.readline() if select.select([process.stdout], [], [], TIME_LIMIT)[0] else b""


def check_conversation(binary, command):
    """Each answer is waited for, also where blank lines or the beginning of the next record have come already."""
    wrong = []
    with subprocess.Popen([binary, command, "--no-user-rules", "--input", "ndjson", "-q"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, bufsize=0) as process:
        stop = threading.Timer(TIME_LIMIT, process.kill)
        stop.start()
        for source, sent in (("a", line("a", DESIGN)), ("b", line("b", "A diary.") + b"\n \n"), ("<stdin>:5", b"nothing\n"),
                             ("c", line("c", "A diary.") + b'{"id": "d",'), ("d", b'"text": "A diary."}\n')):
            answer = answer_to(process, sent)
            if f'"source":{json.dumps(source)},'.encode() not in answer:
                wrong.append(f"to {source}: {answer[:80]}")
        process.stdin.close()
        process.wait(TIME_LIMIT)
        stop.cancel()
    tap.result(f"records: {command} answers before it waits for the next record", "\n".join(wrong))


def memory_of(process):
    """The most that it has held so far, in KiB; None where that is not told."""
    try:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1))
    except OSError:
        return None


def check_memory(binary, command, count):
    """After the first records nothing more is taken, whatever they are: with findings, without, or wrong. The stream is kept open
    until its last answer has come."""
    block = b"".join([line("a", DESIGN), line("b", ""), b"\n"] + 49 * [b"nothing\n", line(1, "A diary.")])
    answered = 100
    with subprocess.Popen([binary, command, "--no-user-rules", "--input", "ndjson"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        stop = threading.Timer(TIME_LIMIT, process.kill)
        stop.start()
        held = []
        for number in range(count // answered):
            process.stdin.write(block)
            process.stdin.flush()
            lines = [process.stdout.readline() for _ in range(answered)]
            if number in (9, count // answered - 1):
                held.append(memory_of(process))
        process.stdin.close()
        rest = process.stdout.read()
        process.wait(TIME_LIMIT)
        stop.cancel()
    complete = not rest and lines[-1] and process.returncode == 2
    grown = (held[1] or 0) - (held[0] or 0)
    tap.result(f"records: {command} holds no more after {count} records than after 1000",
               f"{held[0]} KiB became {held[1]} KiB" if grown > MOST_GROWN else "" if complete else f"it ended in {process.returncode}, with {rest[:80]} left")


def check_parallel(binary, command, count):
    if not shutil.which("parallel") or b"GNU" not in run(["parallel", "--version"], b""):
        tap.result(f"records: {command} by GNU parallel # SKIP there is no GNU parallel")
        return
    records = b"".join(line(*record) for record in corpus()[:count])
    options = ["--no-user-rules", "--input", "ndjson"]
    whole = run([binary, command, *options], records)
    with tempfile.TemporaryDirectory(prefix="patfinder-") as home:
        pieces = run(["env", f"HOME={home}", "parallel", "--pipe", "--keep-order", "--block", "200k", binary, command, *options], records)
    tap.result(f"records: {command} makes by GNU parallel what it makes alone of {count} records",
               "" if whole == pieces else f"{len(whole)} bytes became {len(pieces)}")
    tap.result(f"records: {command} has a line for each of them", "" if whole.count(b"\n") == count else f"{whole.count(chr(10).encode())} lines")


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    binary, is_quick = os.path.abspath(arguments[0]), arguments[1:] == ["quick"]
    check_same_as_files(binary)
    for command in ("recommend", "check"):
        check_conversation(binary, command)
        if not is_quick:
            check_memory(binary, command, 10000)
    if not is_quick:
        check_parallel(binary, "recommend", MANY)
        check_parallel(binary, "check", 2000)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
