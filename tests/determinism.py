#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is printed depends on what is read, and on nothing else.

usage: tests/determinism.py BINARY REVERSED   (with a library that gives the entries of folders in the opposite order)
       tests/determinism.py --as REFERENCE BINARY

All commands and formats are run again under another locale, time zone, home, user, umask, and name of the working directory, with
memory in other places and full of other bytes, on a processor that can do less, with files made and listed in another order, with more
threads, and with standard input from a file, and give the same bytes. Hash tables of libraries take another seed in each run. With --as
they have to be those of another build.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(TESTS, "fixtures")
TIME_LIMIT = 120  # seconds, which only something that hangs takes
ANSWERS = b"5 million\n\n2\nnone\n"
PROMPT = ("Größe matters – users upload videos up to 10 GB, 3.5 million a day; 1,5 GB is no I/O. Readers see the state of their order live.\n"
          "Istanbul's drivers INSIST: title IDs are unique in 1.000 places.\n").encode()
RECORDS = b'{"id": "b", "text": "Users upload videos up to 10 GB."}\n{"id": 2, "text": "Find the nearest of 5 million stations."}\nno record\n'
DOCUMENTS = ["docs/platform.md", "docs/invoices.md", "docs/tickets.txt"]
CHECK_FORMATS = ("text", "gnu", "json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "markdown", "html")
SCHEMAS = ("rules", "recommend", "difference", "check", "check-record", "record-error", "quiz", "quiz-stats", "ask")


def commands():
    """Arguments, and standard input."""
    for kind in ("text", "json", "ndjson", "markdown"):
        yield ["recommend", "-v", "-f", kind, *DOCUMENTS], b""
        yield ["recommend", "-f", kind, "--what-if", "entity_count=2000000", DOCUMENTS[0]], b""
        yield ["recommend", "-f", kind], PROMPT
        yield ["explain", "-v", "-f", kind, "large-blobs", DOCUMENTS[0]], b""
        yield ["facts", "-f", kind, "--set", "users=1e7", *DOCUMENTS], b""
        yield ["list", "-f", kind], b""
        yield ["show", "-f", kind, "scaling-reads"], b""
    for kind in ("html", "mermaid", "dot"):
        yield ["recommend", "-f", kind], PROMPT
        yield ["recommend", "-f", kind, "--rules", "rules", DOCUMENTS[0]], b""
    for kind in ("text", "markdown", "html"):
        yield ["cheatsheet", "-f", kind, "--rules", "rules"], b""
    for kind in ("text", "json", "ndjson"):
        yield ["ask", "-f", kind, "docs/a1.md"], ANSWERS
        yield ["quiz", "-f", kind, "--no-history", "--seed", "7", "--answers", "none", "--answers", "none"], b""
        yield ["quiz", "-f", kind, "--no-history", "--answers", "large-blobs", DOCUMENTS[0]], b""
        yield ["rules", "eval", "-f", kind, "--errors", "--rules", "rules", "texts"], b""
    for kind in CHECK_FORMATS:
        yield ["check", "-v", "--stats", "-f", kind, "--rules", "rules", "--expect", "proximity-services,letter-post"], b""
    for command in ("recommend", "check"):
        yield [command, "--input", "ndjson"], RECORDS
    for command in ("check", "test"):
        yield ["rules", command], b""
        yield ["rules", command, "rules"], b""
    yield ["check", "--show-config", "."], b""
    for what in SCHEMAS:
        yield ["rules", "schema", "--of", what], b""
    for words in (["--help"], ["--version"], ["rules", "new", "guest-book"], ["quiz", "--no-history", "--seed", "1"], ["recommend", "missing.md"],
                  ["completion", "bash"], ["completion", "zsh"], ["completion", "fish"]):
        yield words, b""


def documents():
    """Name and content of each file of the folder in which the commands run."""
    sources = {"rules": "check/rules", "texts": "texts", "docs": "check/several"}
    names = [(f"{to}/{name}", f"{source}/{name}") for to, source in sources.items() for name in os.listdir(os.path.join(FIXTURES, source))]
    for name, source in sorted([*names, ("docs/platform.md", "platform.md"), ("rules/tenancy.yaml", "rules/multi-tenancy.yaml")]):
        with open(os.path.join(FIXTURES, source), "rb") as file:
            yield name, file.read()
    for number in range(12):
        yield f"docs/{'ZaÄi'[number % 4]}{number}.md", b"# Requirements\n\n" + PROMPT * (number + 1)
    yield ".patfinder.yaml", b"severities:\n  missing-pattern: hint\n"


def make_folder(path, files):
    for name, content in files:
        os.makedirs(os.path.join(path, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(path, name), "wb") as file:
            file.write(content)


class Setting:
    """Under what the program runs. Without a value, a variable of the environment is absent."""

    def __init__(self, binary, folder, before=(), umask=0o022, from_file=False, jobs=None, **variables):
        self.command = [*before, binary]
        self.folder, self.umask, self.from_file, self.jobs = folder, umask, from_file, jobs
        values = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": "/nonexistent", **variables}
        self.environment = {name: value for name, value in values.items() if value is not None}
        self.environment.update((name, value) for name, value in os.environ.items() if name.startswith(("ASAN_", "UBSAN_", "LD_LIBRARY_")))

    def run(self, arguments, text):
        more = ["--jobs", str(self.jobs)] if self.jobs and "--stats" in arguments and arguments[0] == "check" else []
        with tempfile.TemporaryFile() as file:
            file.write(text)
            file.seek(0)
            given = {"stdin": file} if self.from_file else {"input": text}
            done = subprocess.run([*self.command, *arguments, *more], cwd=self.folder, env=self.environment, umask=self.umask, timeout=TIME_LIMIT,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **given)
        return done.returncode, done.stdout, done.stderr

    def works(self):
        """Whether a program can be run so here at all."""
        try:
            return self.run(["--version"], b"")[0] == 0
        except OSError:
            return False


def first_difference(one, other):
    for what, left, right in zip(("status", "standard output", "standard error"), one, other):
        if isinstance(left, int) and left != right:
            return f"{what}: {left} and {right}"
        if left != right:
            at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
            start = max(at - 100, 0)
            return f"{what}, byte {at}:\n{left[start:at + 200]!r}\n{right[start:at + 200]!r}"
    return ""


def compare(name, setting, expected):
    for words, text, outcome in expected:
        problem = first_difference(outcome, setting.run(words, text))
        if problem:
            tap.result(f"determinism: {name}", f"{' '.join(words)}: {problem}")
            return
    tap.result(f"determinism: {name}")


def make_locale(folder, name):
    """Whether there is one now, with its own decimal point and letters."""
    made = os.path.join(folder, name)
    try:
        subprocess.run(["localedef", "-c", "-i", name.partition(".")[0], "-f", "UTF-8", made], capture_output=True, check=False)
        shown = subprocess.run(["locale", "decimal_point"], env={"PATH": os.environ["PATH"], "LOCPATH": folder, "LC_ALL": name}, capture_output=True,
                               check=False)
    except OSError:
        return False
    return shown.stdout == b",\n"


def test_locales(binary, folder, scratch, expected):
    compare("in C.UTF-8", Setting(binary, folder, LC_ALL="C.UTF-8"), expected)
    compare("without a locale", Setting(binary, folder, LC_ALL=None, LANG="no_SUCH", LC_NUMERIC=""), expected)
    for name in ("tr_TR.UTF-8", "de_DE.UTF-8"):
        if make_locale(scratch, name):
            compare(f"in {name}", Setting(binary, folder, LOCPATH=scratch, LC_ALL=name, LANGUAGE="de:tr"), expected)
        else:
            tap.result(f"determinism: in {name} # SKIP localedef cannot make it: Debian has what it needs in locales")


def test_same(binary, reversed_order, scratch):
    folder, other, link = (os.path.join(scratch, name) for name in ("folder", "other", "link"))
    files = list(documents())
    make_folder(folder, files)
    make_folder(other, reversed(files))
    os.symlink(folder, link)
    plain = Setting(binary, folder)
    expected = [(words, text, plain.run(words, text)) for words, text in commands()]
    days = {time.strftime(form, moment(time.time() + shift)).encode() for shift in (0, 86400) for moment in (time.gmtime, time.localtime)
            for form in ("%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%b %d")}
    dated = [words for words, _, (_, output, said) in expected if any(day in output + said for day in days)]
    tap.result("determinism: no output has the date", "\n".join(map(" ".join, dated)))
    told = [words for words, _, (status, output, said) in expected if scratch.encode() in output + said or status not in (0, 1, 2)]
    tap.result("determinism: no output has the place", "\n".join(map(" ".join, told)))
    for number in range(3):
        compare(f"again, {number + 1}", plain, expected)
    test_locales(binary, folder, scratch, expected)
    settings = {
        "in another time zone": Setting(binary, folder, TZ="Pacific/Kiritimati"),
        "for another user": Setting(binary, folder, HOME=other, USER="somebody", LOGNAME="somebody", SHELL="/bin/false", TERM="xterm-256color", TMPDIR="/nowhere"),
        "without a home": Setting(binary, folder, HOME=None, PATH="/nowhere"),
        "in a folder by another name": Setting(binary, link, PWD=link, OLDPWD="/"),
        "with an umask of none": Setting(binary, folder, umask=0),
        "with an umask of all": Setting(binary, folder, umask=0o077),
        "with memory full of other bytes": Setting(binary, folder, MALLOC_PERTURB_="165", GLIBC_TUNABLES="glibc.malloc.perturb=90"),
        "with memory in other places": Setting(binary, folder, MALLOC_TOP_PAD_="1", MALLOC_MMAP_THRESHOLD_="4096", MALLOC_ARENA_MAX="1"),
        "on a processor that can do less": Setting(binary, folder, GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-AVX512F,-SSE4_2,-SSSE3,-FMA,-ERMS"),
        "with files made in another order": Setting(binary, other),
        "with files listed in another order": Setting(binary, folder, LD_PRELOAD=reversed_order),
        "with one thread": Setting(binary, folder, jobs=1),
        "with 16 threads": Setting(binary, folder, jobs=16),
        "with standard input from a file": Setting(binary, folder, from_file=True),
        "at addresses that are not by chance": Setting(binary, folder, before=["setarch", "-R"]),
    }
    for name, setting in settings.items():
        if setting.command[0] == binary or setting.works():
            compare(name, setting, expected)
        else:
            tap.result(f"determinism: {name} # SKIP {setting.command[0]} cannot do so here")


def test_as(reference, binary, scratch):
    folder = os.path.join(scratch, "folder")
    make_folder(folder, documents())
    if not os.path.exists(reference):
        tap.result(f"determinism: as another build # SKIP there is no {reference}")
        return
    other = Setting(os.path.abspath(reference), folder)
    compare("as another build", Setting(binary, folder), [(words, text, other.run(words, text)) for words, text in commands()])


def main():
    arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        if arguments[0] == "--as":
            test_as(arguments[1], os.path.abspath(arguments[2]), os.path.realpath(scratch))
        else:
            test_same(*map(os.path.abspath, arguments), os.path.realpath(scratch))
    return tap.finish()


sys.exit(main())
