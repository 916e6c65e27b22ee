#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests: runs the cases below tests/golden and compares what comes out, byte for byte.

usage: tests/golden.py [--update] BINARY [CASE...]

A case is a folder. Its files are copied to a scratch folder, together with tests/fixtures, and the command runs there:
  args     the arguments, as in a shell; lines that begin with # say what the case is about
  stdin    standard input; empty without it
  env      NAME=VALUE lines; $CASE stands for the scratch folder
  setup    a shell script that runs before, for files that cannot well be stored; $PATFINDER is the program, and what it prints
           stands before the output of the command
  skip-as-root   is there when root would not see the error
  stdout, stderr, status   what must come out; empty, empty and 0 without them. The scratch folder is shown as $CASE.
With --update these three are written instead of compared.

Where the words of a report do not matter, but what it says does, there is `expect` instead of stdout. It holds texts, each in
lines that begin with "> ", and below each what must be true of its recommendation:
  recommends PATTERN...        not recommends PATTERN...        recommends nothing
  not_needed PATTERN...        not not_needed PATTERN...        considers PATTERN...
  start_with PATTERN OPTION    not start_with PATTERN OPTION
  fact NAME VALUE              not fact NAME
  system ID                    evidence PATTERN WORDS           not evidence PATTERN WORDS
  because PATTERN WORDS        (in what speaks for or against it, or in its arithmetic)
"""

import concurrent.futures
import difflib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import tap  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")
FIXTURES = os.path.join(os.path.dirname(FOLDER), "fixtures")
ABOUT_THE_CASE = {"args", "stdin", "env", "setup", "skip-as-root", "stdout", "stderr", "status", "expect"}
TIME_LIMIT = 120  # seconds; only a program that hangs takes so long


def read(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def write(folder, name, content, default):
    path = os.path.join(folder, name)
    if content != default:
        with open(path, "wb") as file:
            file.write(content)
    elif os.path.exists(path):
        os.remove(path)


def environment(folder, scratch):
    variables = {name: value for name, value in os.environ.items()
                 if name in ("PATH", "LD_LIBRARY_PATH") or name.startswith(("ASAN_", "UBSAN_", "LSAN_"))}
    variables.update(LC_ALL="C", COLUMNS="80", HOME="", XDG_CONFIG_HOME="", TERM="dumb")
    for line in read(folder, "env").decode().splitlines():
        name, _, value = line.partition("=")
        variables[name] = value.replace("$CASE", scratch)
    return variables


def copy_case(folder, scratch):
    shutil.copytree(FIXTURES, os.path.join(scratch, "fixtures"))
    for name in os.listdir(folder):
        if name in ABOUT_THE_CASE:
            continue
        source, target = os.path.join(folder, name), os.path.join(scratch, name)
        if os.path.isdir(source):
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)


def run(binary, folder, arguments, text):
    """Standard output, standard error and exit status of the command in a scratch copy of the case."""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        scratch = os.path.realpath(scratch)
        copy_case(folder, scratch)
        variables = environment(folder, scratch)
        before = b""
        if os.path.exists(os.path.join(folder, "setup")):
            before = subprocess.run(["sh", os.path.join(folder, "setup")], cwd=scratch, env=dict(variables, PATFINDER=binary),
                                    stdout=subprocess.PIPE, check=True).stdout
        done = subprocess.run([binary, *arguments], cwd=scratch, env=variables, input=text, capture_output=True,
                              timeout=TIME_LIMIT, check=False)
        hide = scratch.encode()
        return (before + done.stdout).replace(hide, b"$CASE"), done.stderr.replace(hide, b"$CASE"), done.returncode


def difference(name, expected, actual):
    expected, actual = (text.decode(errors="backslashreplace").splitlines(keepends=True) for text in (expected, actual))
    lines = difflib.unified_diff(expected, actual, f"expected {name}", f"actual {name}")
    return "".join(line if line.endswith("\n") else line + "\n\\ no line feed at the end\n" for line in lines)


def compare(folder, name, expected, actual):
    if expected == actual:
        return ""
    return difference(name, expected, actual)


def arguments_of(folder):
    return shlex.split(read(folder, "args").decode(), comments=True)


def run_case(binary, folder, update):
    stdout, stderr, status = run(binary, folder, arguments_of(folder), read(folder, "stdin"))
    if status < 0 or b"Sanitizer" in stderr:
        return f"it crashed, status {status}\n{stderr.decode(errors='backslashreplace')}"
    status = b"%d\n" % status
    if update:
        write(folder, "stdout", stdout, b"")
        write(folder, "stderr", stderr, b"")
        write(folder, "status", status, b"0\n")
        return ""
    return (compare(folder, "stdout", read(folder, "stdout"), stdout) +
            compare(folder, "stderr", read(folder, "stderr"), stderr) +
            compare(folder, "status", read(folder, "status") or b"0\n", status))


def about(result, pattern):
    for group in ("recommendations", "considered", "not_needed"):
        for entry in result[group]:
            if entry["pattern"] == pattern:
                return group, entry
    return None, {}


def has_fact(result, name, value):
    fact = next((fact for fact in result["facts"] if fact["name"] == name), None)
    if not fact or value is None:
        return fact is not None
    near = [bound for bound in (fact["lower"], fact["upper"])
            if bound is not None and abs(bound - float(value)) <= 0.005 * abs(float(value))]
    return bool(near)


def says(result, pattern, words, keys):
    evidence = about(result, pattern)[1].get("evidence", [])
    return any(words in (item.get(key) or "") for item in evidence for key in keys)


def holds(result, verb, words):
    """Whether each of the things that one line claims is true, as a list."""
    if verb == "recommends" and words == ["nothing"]:
        return [not result["recommendations"]]
    groups = {"recommends": "recommendations", "considers": "considered", "not_needed": "not_needed"}
    if verb in groups:
        return [about(result, pattern)[0] == groups[verb] for pattern in words]
    if verb == "start_with":
        return [about(result, words[0])[1].get("start_with") == words[1]]
    if verb == "fact":
        return [has_fact(result, words[0], words[1] if len(words) > 1 else None)]
    if verb == "system":
        return [bool(result["system"]) and result["system"]["id"] == words[0]]
    if verb == "evidence":
        return [says(result, words[0], " ".join(words[1:]), ("text",))]
    if verb == "because":
        return [says(result, words[0], " ".join(words[1:]), ("because", "arithmetic"))]
    raise ValueError(f"the line begins with '{verb}', which means nothing")


def summary(result):
    names = ", ".join(f"{group}: " + (" ".join(entry["pattern"] + ("/" + entry["start_with"] if entry.get("start_with") else "")
                                                for entry in result[group]) or "nothing")
                      for group in ("recommendations", "considered", "not_needed"))
    facts = ", ".join(f"{fact['name']} {fact['lower']}..{fact['upper']}" for fact in result["facts"])
    return f"{names}\nfacts: {facts or 'none'}\nsystem: {(result['system'] or {}).get('id')}"


def check_claims(result, claims):
    wrong = []
    for claim in claims:
        words = claim.split()
        denied = words[0] == "not"
        if any(truth == denied for truth in holds(result, words[denied], words[denied + 1:])):
            wrong.append("expected: " + claim)
    return wrong


def blocks(folder):
    """The texts of an `expect` file, each with the claims about it."""
    text, claims, found = [], [], []
    for line in read(folder, "expect").decode().splitlines() + ["> "]:
        if line.startswith(">"):
            if claims:
                found.append(("\n".join(text) + "\n", claims))
                text, claims = [], []
            text.append(line[2:])
        elif line.strip() and not line.startswith("#"):
            claims.append(line)
    return found


def run_block(binary, folder, text, claims):
    stdout, stderr, status = run(binary, folder, ["--format", "json", *arguments_of(folder)], text.encode())
    if status != 0 or stderr:
        return f"status {status}\n{stderr.decode()}"
    result = json.loads(stdout)
    wrong = check_claims(result, claims)
    return "\n".join([text, *wrong, summary(result)]) if wrong else ""


def jobs_of(binary, case, update):
    """What there is to run for a case: pairs of a name and a function that gives the problem."""
    folder = os.path.join(FOLDER, case)
    if os.geteuid() == 0 and os.path.exists(os.path.join(folder, "skip-as-root")):
        return [] if update else [(case + " # SKIP root may read everything", lambda: "")]
    if os.path.exists(os.path.join(folder, "expect")):
        if update:
            return []
        return [(f"{case}: {' '.join(text.split())[:60]}", lambda text=text, claims=claims: run_block(binary, folder, text, claims))
                for text, claims in blocks(folder)]
    return [(case, lambda: run_case(binary, folder, update))]


def guarded(function):
    try:
        return function()
    except (OSError, ValueError, KeyError, IndexError, subprocess.SubprocessError) as problem:
        return f"{type(problem).__name__}: {problem}"


def main(arguments):
    update = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"]
    if not arguments:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    cases = [case.rstrip("/").split("golden/")[-1] for case in arguments[1:]] or sorted(os.listdir(FOLDER))
    jobs = [job for case in cases for job in jobs_of(binary, case, update)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (name, _), problem in zip(jobs, pool.map(lambda job: guarded(job[1]), jobs)):
            tap.result(name, problem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
