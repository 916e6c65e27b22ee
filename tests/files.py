#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What stands in folders besides documents, and what becomes of files that are written.

usage: tests/files.py BINARY

Links, loops, devices, pipes, sockets and names of any bytes harm nobody: nothing is read that is no file of the folder, nothing
hangs, and nothing that a terminal obeys is written. A written file is whole or as it was, in its place, with its permissions.
"""

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import tap  # noqa: E402

TIME_LIMIT = 60  # seconds, which only something that hangs takes
TEXT = "# Requirements\n\nUsers upload videos of up to 4 GB.\n"
SECRET = "# Requirements\n\nUsers share tickets of a secret auction.\n"
BASELINE = '{"schema": "patfinder/baseline/1", "findings": []}\n'


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


class Ended:
    def __init__(self, binary, *arguments, **more):
        done = subprocess.run([binary, "--no-user-rules", *arguments], capture_output=True, timeout=TIME_LIMIT, check=False,
                              stdin=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8", **more})
        self.status, self.output, self.said = done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    def expect(self, status, *said):
        """What is wrong; an empty text when nothing is. Each line of messages is expected, and no other."""
        lines = self.said.splitlines()
        if self.status == status and len(lines) == len(said) and all(words in line for words, line in zip(said, lines)):
            return ""
        return f"status {self.status}, expected {status} and {said}:\n{self.said}"


def documents(ended):
    """The names of the documents that were checked with --expect proximity-services, which none of them calls for."""
    return sorted({finding["file"] for finding in json.loads(ended.output)["findings"]})


def check(binary, *paths):
    return Ended(binary, "check", "--format", "json", "--expect", "proximity-services", *paths)


def test_walk(binary):
    write("outside/secret.md", SECRET)
    write("docs/a.md", TEXT)
    write("docs/sub/b.md", TEXT)
    os.symlink("sub/b.md", "docs/inside.md")
    os.symlink("..", "docs/sub/loop")
    os.symlink("../outside", "docs/folder.md")
    os.symlink("/dev/zero", "docs/zero.md")
    os.mkfifo("docs/pipe.md")
    os.symlink("pipe.md", "docs/to-pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("docs/socket.md")
    os.makedirs("docs/folder-like-a-file.md")
    ended = check(binary, "docs")
    found = documents(ended)
    expected = ["docs/a.md", "docs/inside.md", "docs/sub/b.md"]
    tap.result("files: loops, devices, pipes and sockets below a folder are passed over",
               ended.expect(1) or ("" if found == expected else f"{found}"))
    os.symlink("../outside/secret.md", "docs/leak.md")
    os.symlink(os.path.abspath("outside/secret.md"), "docs/sub/leak.md")
    os.symlink("self.md", "docs/self.md")
    ended = check(binary, "docs")
    found = documents(ended)
    problem = ended.expect(2, "docs/leak.md: error: the link leads out of the folder", "docs/self.md: error: the link leads to no file",
                           "docs/sub/leak.md: error: the link leads out of the folder")
    tap.result("files: a link that leads out of the folder is told and not read", problem or ("" if found == expected else f"{found}"))
    ended = check(binary, ".")
    tap.result("files: the same link leads nowhere else when the folder above is walked",
               "" if "leak" not in ended.said and "docs/leak.md" in documents(ended) else ended.said)
    ended = check(binary, "docs/leak.md")
    tap.result("files: a link that is named is followed", ended.expect(1))


def test_rules(binary):
    rule = "pattern: guest-book\ntitle: T\nproblem: P.\n"
    write("elsewhere/a.yaml", rule)
    write("rules/terms.yaml", "terms:\n  guests: [visitor]\n")
    os.mkfifo("rules/pipe.yaml")
    os.symlink("/dev/zero", "rules/zero.yaml")
    os.symlink("..", "rules/loop")
    tap.result("files: devices and pipes in a rule folder are passed over", Ended(binary, "rules", "check", "rules").expect(0))
    os.symlink("../elsewhere/a.yaml", "rules/a.yaml")
    tap.result("files: a link that leads out of a rule folder is an error",
               Ended(binary, "rules", "check", "rules").expect(2, "rules/a.yaml: error: the link leads out of the folder: name the file that it leads to, "
                                                                 "or put a copy here [rules-outside]"))
    for kind in ("check", "test", "eval"):
        tap.result(f"files: rules {kind} does not wait for a pipe", Ended(binary, "rules", kind, "rules/pipe.yaml").expect(2, "[input-unreadable]"))
    write("pipes/a.md", TEXT)
    os.mkfifo("pipes/.patfinder.yaml")
    tap.result("files: a check does not wait for a configuration that is a pipe", check(binary, "pipes").expect(2, "[input-unreadable]"))
    os.unlink("pipes/.patfinder.yaml")
    os.mkfifo("pipes/baseline.json")
    tap.result("files: a check does not wait for a baseline that is a pipe",
               check(binary, "--baseline", "pipes/baseline.json", "pipes").expect(2, "[input-unreadable]"))


def test_depth(binary):
    path = "deep" + "/d" * 70
    write(path + "/a.md", TEXT)
    write("deep/b.md", TEXT)
    ended = check(binary, "deep")
    tap.result("files: folders are walked to a depth, and then it is told",
               ended.expect(2, "folders are nested too deeply: name this one itself, or move it up [input-unreadable]") or ("" if documents(ended) == ["deep/b.md"] else "another one"))
    start = os.getcwd()
    os.mkdir("deepest")
    os.chdir("deepest")
    for _ in range(3000):  # deeper than a path can be long
        os.mkdir("dd")
        os.chdir("dd")
    os.chdir(start)
    tap.result("files: folders deeper than a path is long", check(binary, "deepest").expect(2, "folders are nested too deeply"))
    subprocess.run(["rm", "-rf", "deepest"], check=True)


def test_names(binary):
    names = [b"new\nline.md", b"return\r.md", b"escape\x1b[31m.md", b"--format.md", b"-", b"broken\xff\xfe.md", b"bell\x07.md", b"c1\xc2\x9b31m.md",
             "\u202egnp.md".encode(), "\u2066x.md".encode(), b"::error::x.md", b"quote'\"<b>&.md", b"percent%0A.md"]
    for name in names:
        write(b"names/" + name, TEXT)
    harmful = [b"\x1b", b"\r", b"\x07", b"\xff", b"\xc2\x9b", "\u202e".encode(), "\u2066".encode()]
    for kind in ("text", "gnu", "json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "markdown", "html"):
        ended = Ended(binary, "check", "--format", kind, "--expect", "proximity-services", "names")
        shown = [raw for raw in harmful if raw in ended.output or raw in ended.said.encode()]
        command = [line for line in ended.output.splitlines() if line.startswith(b"::") and kind != "github"]
        tap.result(f"files: names of any bytes, as {kind}",
                   f"status {ended.status}, shown {shown} {command}\n{ended.said}" if ended.status != 1 or shown or command else "")
    raw = names[2].decode()
    ended = Ended(binary, "check", "--expect", "proximity-services", "missing/" + raw)
    tap.result("files: a name of escapes in a message", ended.expect(2, "[input-missing]") or ("" if "\x1b" not in ended.said else "an escape"))


def tree(folder):
    return sorted(os.listdir(folder))


def written(binary, path, folder="docs2"):
    return Ended(binary, "check", "--write-baseline", path, folder)


def test_baseline(binary):
    write("docs2/a.md", TEXT)
    write("kept/b.json", BASELINE, 0o640)
    inode = os.stat("kept/b.json").st_ino
    ended = written(binary, "kept/b.json")
    mode = stat.S_IMODE(os.stat("kept/b.json").st_mode)
    tap.result("files: a baseline keeps its permissions, and nothing is left beside it",
               ended.expect(0) or ("" if mode == 0o640 and tree("kept") == ["b.json"] and os.stat("kept/b.json").st_ino != inode else f"{mode:o} {tree('kept')}"))
    previous = os.umask(0o027)
    ended = written(binary, "kept/new.json")
    os.umask(previous)
    mode = stat.S_IMODE(os.stat("kept/new.json").st_mode)
    tap.result("files: a new baseline has the permissions of new files", ended.expect(0) or ("" if mode == 0o640 else f"{mode:o}"))
    os.symlink("../kept/b.json", "docs2/link.json")
    write("kept/b.json", BASELINE + " ")
    ended = written(binary, "docs2/link.json")
    with open("kept/b.json", encoding="utf-8") as file:
        changed = file.read() != BASELINE + " "
    tap.result("files: behind a link, the file that it leads to is written", ended.expect(0) or ("" if os.path.islink("docs2/link.json") and changed else "it is not"))
    os.symlink("nowhere/x.json", "docs2/lost.json")
    ended = written(binary, "docs2/lost.json")
    tap.result("files: a link that leads nowhere is replaced", ended.expect(0) or ("" if os.path.isfile("docs2/lost.json") and not os.path.islink("docs2/lost.json") else "it is not"))
    os.symlink("loop.json", "docs2/loop.json")
    tap.result("files: a link that leads to itself is no place for a baseline", written(binary, "docs2/loop.json").expect(2, "[write-failed]"))
    write("kept/profile", "export PATH\n")
    os.symlink("../kept/profile", "docs2/bait.json")
    ended = written(binary, "docs2/bait.json")
    with open("kept/profile", encoding="utf-8") as file:
        same = file.read() == "export PATH\n"
    tap.result("files: a link does not make another kind of file a baseline", ended.expect(2, "[write-refused]") or ("" if same else "it was written"))
    os.mkfifo("kept/pipe")
    for name in ("kept/pipe", "/dev/null", "kept"):
        tap.result(f"files: {name} is no place for a baseline", written(binary, name).expect(2, "[write-refused]"))
    tap.result("files: no folder, no baseline", written(binary, "nothing/b.json").expect(2, "[write-failed]"))


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        os.chdir(scratch)
        for test in (test_walk, test_rules, test_depth, test_names, test_baseline):
            test(binary)
        os.chdir("/")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
