#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the program is on this machine: medians of several runs, to be compared with one another and not with a clock on the wall.

usage: tests/bench.py BINARY

  start     a run on a one-line prompt, against /bin/true
  document  a run on one document of 15 KB, against the same
  folder    `check` on 1,000 documents of 15 KB, made of the texts of tests/corpus: milliseconds of processor time a document
"""
import glob, os, resource, statistics, subprocess, sys, tempfile, time

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCUMENTS, SIZE, RUNS = 1000, 15000, 15


def texts():
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "corpus", "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            for text in yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["texts"]:
                yield text["text"]


def documents(pool):
    """Documents of about SIZE bytes with needs and a design, each of other texts."""
    at = 0
    for _ in range(DOCUMENTS):
        parts, size = ["# Requirements\n"], 0
        while size < SIZE:
            parts.append(pool[at % len(pool)])
            size += len(parts[-1])
            at += 1
            if size > SIZE // 2 and "# Design\n" not in parts:
                parts.append("# Design\n")
        yield "\n\n".join(parts)


def seconds(command, stdin=subprocess.DEVNULL):
    begun = time.perf_counter()
    subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def median(command):
    return statistics.median(seconds(command) for _ in range(RUNS))


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(documents(list(texts()))):
            with open(os.path.join(folder, f"{number:04}.md"), "w", encoding="utf-8") as file:
                file.write(text)
        prompt, one = os.path.join(folder, "prompt.txt"), os.path.join(folder, "0000.md")
        with open(prompt, "w", encoding="utf-8") as file:
            file.write("Design a video platform.\n")
        true = median(["/bin/true"])
        print(f"start     {median([binary, '--no-user-rules', prompt]) / true:6.1f} x /bin/true ({true * 1000:.1f} ms)")
        print(f"document  {median([binary, '--no-user-rules', '--format', 'json', one]) / true:6.1f} x /bin/true")
        os.remove(prompt)
        spent = processor_time([binary, "check", "--no-user-rules", folder])
        size = sum(os.path.getsize(path) for path in glob.glob(folder + "/*.md"))
        print(f"folder    {spent / DOCUMENTS * 1000:6.1f} ms a document, {size / spent / 1e6:.2f} MB/s, {DOCUMENTS} documents")
    return 0


sys.exit(main())
