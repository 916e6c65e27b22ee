#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the program is on this machine: medians of several runs, to be compared with one another and not with a clock on the wall.

usage: tests/bench.py BINARY

  start     a run on a one-line prompt, against /bin/true
  document  a run on one document of 15 KB, against the same
  folder    `check` on 1,000 documents of 15 KB, and on as many of 2 KB, made of the texts of tests/corpus, which are full of what rules look
            for: seconds of processor time; the goal is a fraction of one
"""
import glob, os, resource, statistics, subprocess, sys, tempfile, time

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCUMENTS, SIZES, RUNS = 1000, (15000, 2000), 15


def texts():
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "corpus", "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            for text in yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["texts"]:
                yield text["text"]


def documents(pool, most):
    """Documents of about that many bytes with needs and a design, each of other texts."""
    at = 0
    for _ in range(DOCUMENTS):
        parts, size = ["# Requirements\n"], 0
        while size < most:
            parts.append(pool[at % len(pool)])
            size += len(parts[-1])
            at += 1
            if size > most // 2 and "# Design\n" not in parts:
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


def write_folder(folder, pool, most):
    """Writes the documents; returns their size."""
    os.mkdir(folder)
    size = 0
    for number, text in enumerate(documents(pool, most)):
        with open(os.path.join(folder, f"{number:04}.md"), "w", encoding="utf-8") as file:
            size += file.write(text)
    return size


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        pool = list(texts())
        folders = [(most, os.path.join(folder, str(most))) for most in SIZES]
        sizes = {most: write_folder(path, pool, most) for most, path in folders}
        prompt, one = os.path.join(folder, "prompt.txt"), os.path.join(folders[0][1], "0000.md")
        with open(prompt, "w", encoding="utf-8") as file:
            file.write("Design a video platform.\n")
        true = median(["/bin/true"])
        print(f"start     {median([binary, '--no-user-rules', prompt]) / true:6.1f} x /bin/true ({true * 1000:.1f} ms)")
        print(f"document  {median([binary, '--no-user-rules', '--format', 'json', one]) / true:6.1f} x /bin/true")
        for most, path in folders:
            spent = processor_time([binary, "check", "--no-user-rules", path])
            print(f"folder    {spent:6.2f} s for {DOCUMENTS} documents of {sizes[most] / DOCUMENTS / 1000:.1f} KB, {sizes[most] / spent / 1e6:.1f} MB/s")
    return 0


sys.exit(main())
