#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Recommendations, quizzes and questions as somebody at a terminal has them: keys, signals, narrow windows, colours.

usage: tests/terminal.py BINARY

What the program writes is read from a pseudo-terminal; what a person then sees is read from the screen of tmux, which
`make deps-test` installs. Without tmux those tests are skipped, but not where CI=true. Nothing here depends on how fast anything is:
each step waits for what it expects, for as long as only a program that hangs takes.
"""

import contextlib
import fcntl
import json
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

sys.dont_write_bytecode = True
import tap  # noqa: E402

BINARY = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__)
LIBRARY_LEAKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libedit.leaks")
PATIENCE = 120  # seconds; only a program that hangs takes so long
PLANS = "Customers upload scanned plans of up to 200 MB each.\n"  # large-blobs; smaller plans would change that
SHOP = "A shop shows its catalogue, which is read all the time and seldom changed.\n"  # its numbers are not known
REPORTS = "A tool renders reports, which takes a while.\n"  # as are those
VIDEOS = ("Design a video platform where users upload videos up to 10 GB, we transcode them in about 20 minutes and show progress "
          "live\n")  # five patterns
MIXED = """# 视频平台 👩\u200d👩\u200d👧 设计

Design a video platform 视频平台，用户上传视频文件「最大」可达。 Users upload videos of up to 10 GB from 🇩🇪🇫🇷 and ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 sites，我们需要在大约
二十分钟内完成转码，并且「实时」显示进度（每秒更新一次），这样用户就不会等待太久。

ユーザーは動画をアップロードします。 We transcode them in about 20 minutes 👍🏽👍🏽👍🏽👍🏽👍🏽 और हम प्रगति को लाइव दिखाते हैं and show progress live, مع عرض التقدم مباشرة
and nai\u0308ve cafe\u0301\u0302 notifications for 3 million daily users 日本語のテキストは空白なしで続くので、どこでも折り返す。

Two customers must never book the same seat 席席席席席席席席席席席席席席席席席席席席席席席席 and find the nearest of 5 million stations.
"""
PATTERNS, CHANGE, OPTION, NEXT, ANSWER = "patterns> ", "then> ", "start with> ", "q to end> ", "answer> "
PROMPTS = (PATTERNS, CHANGE, OPTION)
CONTROL = {"A": b"\x01", "C": b"\x03", "D": b"\x04", "U": b"\x15"}
LEFT, UP, BACKSPACE, TAB, ENTER = b"\x1b[D", b"\x1b[A", b"\x7f", b"\t", b"\r"
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")
# Clears the screen, moves to any place or by lines, takes the other screen, sets scrolling or resets the terminal.
ELSEWHERE = re.compile(rb"\x1b\[[0-9;]*[HfJABEFdLMSTr]|\x1b\[\?(?:47|104[79])[hl]|\x1b[cDEM78]")


class Wrong(Exception):
    """What a test found."""


def require(truth, problem):
    if not truth:
        raise Wrong(problem)


def environment_of(home, changes):
    """A home of its own for each test; a change to None takes a variable away."""
    kept = {name: value for name, value in os.environ.items()
            if name in ("PATH", "LD_LIBRARY_PATH") or name.startswith(("ASAN_", "UBSAN_", "LSAN_"))}
    kept.update(HOME=home, XDG_STATE_HOME=os.path.join(home, "state"), XDG_CONFIG_HOME=home, TERM="xterm-256color",
                LC_ALL="C.UTF-8", NO_COLOR="1")
    kept.setdefault("LSAN_OPTIONS", f"suppressions={LIBRARY_LEAKS}:print_suppressions=0")
    kept.update(changes)
    return {name: value for name, value in kept.items() if value is not None}


@contextlib.contextmanager
def home_with(**texts):
    """A folder with files: plans="…" becomes plans.md."""
    home = tempfile.mkdtemp(prefix="patfinder-")
    try:
        for name, text in texts.items():
            with open(os.path.join(home, name + ".md"), "w", encoding="utf-8") as file:
                file.write(text)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)  # a shell that is being ended may still be there


def history_of(home):
    path = os.path.join(home, "state", "patfinder", "history.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Session:
    """The program at a terminal of its own."""

    def __init__(self, home, *arguments, width=80, standard_input=None, standard_output=None, **changes):
        self.home = home
        self.master, self.terminal = os.openpty()
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        self.modes = termios.tcgetattr(self.terminal)
        self.seen, self.at = b"", 0
        self.edits = changes.get("TERM", "xterm") not in (None, "dumb")
        self.process = subprocess.Popen(
            [BINARY, *arguments], cwd=home, env=environment_of(home, changes), stdin=standard_input or self.terminal,
            stdout=standard_output or self.terminal, stderr=self.terminal, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.terminal)

    def read(self):
        """Takes what was written; False when nothing is there for now."""
        ready = select.select([self.master], [], [], 0.02)[0]
        if ready:
            self.seen += os.read(self.master, 65536)
        return bool(ready)

    def wait_for(self, done, what):
        end = time.monotonic() + PATIENCE
        while not done():
            has_ended = self.process.poll() is not None
            if not self.read() and has_ended and not done():
                raise Wrong(f"the program ended before {what}; the last it wrote:\n{self.rest()}")
            if time.monotonic() > end:
                raise Wrong(f"in vain waited for {what}; the last it wrote:\n{self.rest()}")

    def rest(self):
        return self.seen[self.at:].decode(errors="backslashreplace").replace("\x1b", "\\x1b")

    def takes_keys(self):
        return not termios.tcgetattr(self.terminal)[3] & termios.ICANON

    def expect(self, text):
        """Waits for a text, and gives what was written up to it since the last one. At a prompt also waits until keys are taken
        one by one, which comes right after it; before that the terminal itself would take Ctrl-D."""
        wanted = text.encode()
        self.wait_for(lambda: wanted in self.seen[self.at:], repr(text))
        if self.edits and text.endswith("> "):
            self.wait_for(self.takes_keys, "the keys to be taken")
        end = self.seen.index(wanted, self.at) + len(wanted)
        passed, self.at = self.seen[self.at:end].decode(errors="backslashreplace"), end
        return passed

    def send(self, *keys):
        for key in keys:
            os.write(self.master, key if isinstance(key, bytes) else key.encode())

    def answer(self, line, then):
        """Types a line, and gives what comes up to the text `then`."""
        self.send(line, ENTER)
        return self.expect(then)

    def end(self, status=0):
        """Waits for the end, which must have this status, and gives what came before it."""
        ended_at = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read()
            require(time.monotonic() < ended_at, f"the program does not end; the last it wrote:\n{self.rest()}")
        while self.read():
            pass
        require(self.process.returncode == status, f"status {self.process.returncode}, expected {status}:\n{self.rest()}")
        require(termios.tcgetattr(self.terminal) == self.modes, "the terminal is not as it was")
        return self.rest()


def reach(session, prompt):
    """Goes to a prompt of a quiz about PLANS, by answers that are all right."""
    for at, line in zip(PROMPTS, ("large-blobs", "none", "multipart")):
        session.expect(at)
        if at == prompt:
            return
        session.send(line, ENTER)


# --- A recommendation -----------------------------------------------------------------------------------------------------------

def columns_of(line):
    """At the most, as a terminal that joins no pictures counts: each character alone, and a sign that is made a picture for two."""
    width = 0
    for before, character in zip(" " + line, line):
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            width += character == "\ufe0f" and unicodedata.east_asian_width(before) not in "WF"
        else:
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def shown_for(text, *arguments, width=80):
    """What the program writes about a text, as lines."""
    with home_with(text=text) as home, Session(home, *arguments, "text.md", width=width) as session:
        return session.end().replace("\r\n", "\n").rstrip("\n").split("\n")


def first_screen(text, height, width):
    """All patterns that are recommended, how certainly, and what to start with, stand on the first screen."""
    def test():
        answer = json.loads("\n".join(shown_for(text, "--format", "json")))
        screen = "\n".join(shown_for(text, width=width)[:height])
        once = "".join(screen.split())  # however it is broken into lines
        require(len(answer["recommendations"]) >= 5, "the text calls for few patterns")
        for pattern in answer["recommendations"]:
            require(f"{pattern['title']}".replace(" ", "") in once, f"no '{pattern['title']}' in:\n{screen}")
            require(f"% {pattern['level']}" in screen, f"no '{pattern['level']}' in:\n{screen}")
            start = next(option["title"] for option in pattern["options"] if option["name"] == pattern["start_with"])
            require(start.split()[0] in screen, f"no '{start}' in:\n{screen}")
    return test


def within(width, *arguments):
    """No line is wider, and long ones take what there is."""
    def test():
        lines = shown_for(MIXED, *arguments, "--width", str(width))
        wide = [line for line in lines if columns_of(line) > width and "://" not in line]  # an address is never broken
        require(not wide, "too wide:\n" + "\n".join(wide))
        require(max(map(columns_of, lines)) >= width - 2 or arguments[0] == "facts", "the width is not used")
        parted = [line for line in lines if line.strip() and (unicodedata.combining(line.strip()[0]) or line.strip()[0] in "\u200d\ufe0f🏽、。，」）")]
        require(not parted, "begins within a character, or with a closing mark:\n" + "\n".join(parted))
    return test


def telling_words():
    plain, coloured = shown_for(VIDEOS), shown_for(VIDEOS, "--color", "always")
    require(any("users upload videos [up to 10 GB], we transcode" in line for line in plain), "\n".join(plain))
    require(any("users upload videos \\x1b[35mup to 10 GB\\x1b[0m, we transcode" in line for line in coloured), "\n".join(coloured))
    require(not any("[up to 10 GB]" in line for line in coloured), "brackets where there is colour")


# --- A quiz ---------------------------------------------------------------------------------------------------------------------

def whole_round():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        require("a Dealing with contention (contention)" in session.expect(PATTERNS), "the patterns are not listed")
        graded = session.answer("b", "The same, but")
        require("All right: 1 right." in graded and "[scanned plans]" in graded, graded)
        session.expect(CHANGE)
        require("Right." in session.answer("none", OPTION), "the change is not graded")
        session.send("c", ENTER)
        last = session.end()
        require("Right. Handling large blobs" in last and "1 of 1 all right." in last, last)
        require([(entry["fits"], entry["picks"], entry["hints"]) for entry in history_of(home)] == [(["large-blobs"], ["large-blobs"], 0)],
                f"the history has {history_of(home)}")


def answered_as(line, *right):
    """A line that means these patterns."""
    def test():
        with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
            session.expect(PATTERNS)
            session.answer(line, CHANGE)
            picks = history_of(home)[-1]["picks"]
            require(sorted(picks) == sorted(right), f"'{line}' was taken for {picks}")
    return test


def wrong_answers():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        graded = session.answer("contention", CHANGE)
        for words in ("1 missed, 1 not called for.", "Missed: Handling large blobs", "Not called for: Dealing with contention", "You would run into:"):
            require(words in graded, f"no '{words}' in:\n{graded}")
        require("Not quite." in session.answer("contention", OPTION), "a wrong answer to the change is not told")
        session.send("a", ENTER)
        require("Not quite." in session.expect("0 of 1 all right."), "a wrong option is not told")
        session.end()


def hints():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        for number, words in enumerate(("Does the text ask for this?", "[scanned plans]", "200 MB; counts from"), 1):
            hint = session.answer("?", PATTERNS)
            require(f"Hint {number} of 3" in hint and words in hint, hint)
            require("large-blobs" not in hint, f"the hint gives the answer away:\n{hint}")
        require("no more hints" in session.answer("?", PATTERNS), "a fourth hint is not refused")
        session.answer("b", CHANGE)
        require("there are no hints here" in session.answer("?", CHANGE), "a hint at the change")
        require(history_of(home)[-1]["hints"] == 3, "the history does not have the hints")
        session.send("q", ENTER)
        session.end()


def skipping():
    with home_with(plans=PLANS) as home:
        with Session(home, "quiz", "plans.md") as session:
            session.expect(PATTERNS)
            session.send("s", ENTER)
            require("Handling large blobs" not in session.end(), "a text that was skipped is graded")
        require(not history_of(home), "a text that was skipped is in the history")
        with Session(home, "quiz", "plans.md") as session:
            reach(session, CHANGE)
            require("Handling large blobs (large-blobs): strong" in session.answer("s", OPTION), "the change is not given away")
            session.send("s", ENTER)
            require("start with Multipart" in session.end(), "the option is not given away")


def not_understood():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        for line, words in (("larg-blobs", "did you mean 'large-blobs'?"), ("scaling", "scaling-reads or scaling-writes"), ("", "an empty line is no answer"),
                            (" , ", "an empty line is no answer"), ("none, b", "'none' stands alone"), ("xyz", "'xyz' is none of the choices")):
            told = session.answer(line, PATTERNS)
            require(words in told, f"'{line}' is answered by:\n{told}")
        session.answer("b", CHANGE)
        session.answer("=", OPTION)
        require("one option, please" in session.answer("a b", OPTION), "two options at once")
        session.send("q", ENTER)
        session.end()


def ends_at(prompt, keys, status, **changes):
    """Keys at a prompt end the quiz, and what was answered is kept."""
    def test():
        with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md", **changes) as session:
            reach(session, prompt)
            session.send(*keys)
            session.end(status)
            require(len(history_of(home)) == (prompt != PATTERNS), f"the history has {history_of(home)}")
    return test


def several_scenarios():
    with home_with() as home, Session(home, "quiz", "--seed", "1") as session:
        for _ in range(3):
            session.expect(PATTERNS)
            session.send("none", ENTER)
            while NEXT not in session.seen[session.at:].decode(errors="replace"):
                session.wait_for(lambda: any(prompt.encode() in session.seen[session.at:] for prompt in (CHANGE, OPTION, NEXT)), "a prompt")
                if NEXT.encode() not in session.seen[session.at:]:
                    session.at = len(session.seen)
                    session.send("s", ENTER)
            session.expect(NEXT)
            session.send(ENTER)
        session.expect(PATTERNS)
        session.send("Q", ENTER)
        require("of 3 all right." in session.end(), "the rounds are not counted")
        shown = [entry["scenario"] for entry in history_of(home)]
        require(len(set(shown)) == 3 and all(shown), f"the scenarios are {shown}")


def ends_between(keys, status):
    def test():
        with home_with() as home, Session(home, "quiz", "--seed", "1") as session:
            session.expect(PATTERNS)
            session.send("s", ENTER)
            session.expect(NEXT)
            session.send(*keys)
            session.end(status)
    return test


# --- Keys -----------------------------------------------------------------------------------------------------------------------

def typed(*keys, **changes):
    """Keys that in the end leave large-blobs alone on the line."""
    def test():
        with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md", **changes) as session:
            session.expect(PATTERNS)
            session.send(*keys)
            session.answer("", CHANGE)
            picks = history_of(home)[-1]["picks"]
            require(picks == ["large-blobs"], f"taken for {picks}")
            session.send("q", ENTER)
            session.end()
    return test


def line_before():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        require("'large-blobz' is none" in session.answer("large-blobz", PATTERNS), "a slip is not told")
        session.send(UP, BACKSPACE, "s")
        session.answer("", CHANGE)
        require(history_of(home)[-1]["picks"] == ["large-blobs"], f"the history has {history_of(home)}")


def completed_names():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        for begin, rest in (("la", "rge-blobs"), ("con", "tention"), ("scal", "ing-"), ("w", "rites")):
            session.send(begin, TAB)
            session.expect(rest)
        session.answer("", CHANGE)
        picks = history_of(home)[-1]["picks"]
        require(sorted(picks) == ["contention", "large-blobs", "scaling-writes"], f"taken for {picks}")


def completed_options():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        reach(session, OPTION)
        session.send("mult", TAB)
        session.expect("part-resumable-upload")
        session.send(ENTER)
        session.expect("Right.")
        session.end()


def harmless_text(text, **changes):
    """Anything may be typed."""
    def test():
        with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md", **changes) as session:
            session.expect(PATTERNS)
            session.answer(text, PATTERNS)
            session.answer("b", CHANGE)
            session.send("q", ENTER)
            session.end()
    return test


def require_all_right(session):
    """Answers all questions about the plans."""
    session.expect(PATTERNS)
    session.answer("b", CHANGE)
    session.answer("none", OPTION)
    session.send("c", ENTER)
    require("1 of 1 all right." in session.end(), session.rest())


def pasted():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md") as session:
        session.expect(PATTERNS)
        session.send("large-blobs\rnone\rmultipart\r")
        require("1 of 1 all right." in session.end(), "the lines of a paste are not taken one by one")
        require(len(history_of(home)) == 1, f"the history has {history_of(home)}")


# --- Where texts and answers come from ------------------------------------------------------------------------------------------

def typed_text(**changes):
    """The text is typed, then the answers."""
    def test():
        with home_with() as home, Session(home, "quiz", "-", **changes) as session:
            session.expect("end with Ctrl-D")
            session.send(PLANS, CONTROL["D"])
            require_all_right(session)
    return test


def piped_text(**changes):
    """The text comes from a pipe, the answers from the terminal."""
    def test():
        reader, writer = os.pipe()
        os.write(writer, PLANS.encode())
        os.close(writer)
        with home_with() as home, Session(home, "quiz", "-", standard_input=reader, **changes) as session:
            os.close(reader)
            require_all_right(session)
    return test


def redirected_output(**changes):
    """Who redirects the output still sees the prompts, and what was not understood."""
    def test():
        with home_with(plans=PLANS) as home, open(os.path.join(home, "report"), "w+b") as report, \
                Session(home, "quiz", "plans.md", standard_output=report, **changes) as session:
            session.expect(PATTERNS)
            require("none of the choices" in session.answer("xyz", PATTERNS), "a slip is not told")
            graded = session.answer("b", CHANGE)
            require("All right" not in graded, "the report is on the terminal")
            session.send("q", ENTER)
            session.end()
            report.seek(0)
            written = report.read().decode()
            require("All right: 1 right." in written and PATTERNS not in written and "\x1b" not in written, written)
    return test


def format_for_programs():
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md", "--format", "json") as session:
        require("this format is for programs" in session.end(2), session.rest())


# --- Looks ----------------------------------------------------------------------------------------------------------------------

def all_of_a_round(*arguments, **changes):
    """The bytes of a session with hints, slips, edited lines and all steps."""
    with home_with(plans=PLANS) as home, Session(home, "quiz", "plans.md", *arguments, **changes) as session:
        session.expect(PATTERNS)
        for line in ("?", "?", "?", "?", "xyz"):
            session.answer(line, PATTERNS)
        session.send("contentions", BACKSPACE, ", lar", TAB)
        session.answer("", CHANGE)
        session.answer("none", OPTION)
        session.send("c", ENTER)
        session.end()
        return session.seen


def stays_in_its_line(**changes):
    def test():
        found = ELSEWHERE.search(all_of_a_round(**changes))
        require(not found, f"writes {found and found.group()}")
    return test


def plain(*arguments, **changes):
    def test():
        seen = all_of_a_round(*arguments, **changes)
        require(not COLOUR.search(seen), f"writes {COLOUR.search(seen)}")
        require(b"[scanned plans]" in seen, "the telling words are not in brackets")
    return test


def without_escapes(**changes):
    def test():
        require(b"\x1b" not in all_of_a_round(**changes), "writes escape sequences")
    return test


def coloured():
    seen = all_of_a_round(NO_COLOR=None)
    require(re.search(rb"\x1b\[[0-9;]+mscanned plans\x1b\[0?m", seen), "the telling words have no colour")
    require(b"[scanned plans]" not in seen, "the telling words are in brackets too")


# --- Questions ------------------------------------------------------------------------------------------------------------------

def asked(session, answers):
    """Answers questions by words in them, others by "don't know", until the recommendation comes; gives that."""
    while True:
        session.wait_for(lambda: ANSWER.encode() in session.seen[session.at:] or session.process.poll() is not None, "a question")
        if ANSWER.encode() not in session.seen[session.at:]:
            return session.end()
        question = session.expect(ANSWER)
        session.send(next((answer for words, answer in answers.items() if words in question), "don't know"), ENTER)


def understood(text, words, answer, given):
    """An answer to the question with these words becomes this fact, and no more is asked in the end."""
    def test():
        with home_with(text=text) as home, Session(home, "ask", "text.md") as session:
            last = asked(session, {words: answer})
            require("Numbers understood" in last, last)
            require(f"{given} (set)" in last, last)
    return test


def not_a_number():
    with home_with(shop=SHOP) as home, Session(home, "ask", "shop.md") as session:
        session.expect(ANSWER)
        for line in ("hello", "20 min", "100:1"):
            told = session.answer(line, ANSWER)
            require("is no count" in told and told.count("How many people use it") == 1, f"'{line}' is answered by:\n{told}")
        session.send("about 5 million", ENTER)
        require("users a day: 5 million (set)" in asked(session, {}), "the answer after the slips is not taken")


def nothing_known():
    with home_with(shop=SHOP) as home, Session(home, "ask", "shop.md") as session:
        last = asked(session, {})
        require("(set)" not in last and "Scaling reads" in last, last)


def asked_until(keys, *, ends_in_report=True, status=0, **changes):
    def test():
        with home_with(reports=REPORTS) as home, Session(home, "ask", "reports.md", **changes) as session:
            session.expect(ANSWER)
            session.send("don't know", ENTER)
            session.expect(ANSWER)
            session.send(*keys)
            require(("Managing long-running tasks" in session.end(status)) == ends_in_report, session.rest())
    return test


# --- The screen -----------------------------------------------------------------------------------------------------------------

class Screen:
    """A shell in a window of tmux."""

    def __init__(self, home, width, height=50, **changes):
        self.home, self.socket = home, os.path.join(home, "tmux")
        environment = environment_of(home, dict(changes, TERM=None))
        settings = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        self.environment = dict(environment, TERM="xterm-256color")
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), "-c", home, *settings, "HISTFILE= PS1='$ ' exec bash --norc --noprofile -i")
        self.wait_for(lambda screen: screen.endswith("$"), "the shell")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tmux("kill-server")

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-u", "-f", "/dev/null", "-S", self.socket, *arguments], env=self.environment, check=True,
                              capture_output=True, text=True, timeout=PATIENCE).stdout

    def lines(self, *options):
        """What the window shows and showed, without what is blank at the end; "-J" joins the lines that were broken by its width."""
        return self.tmux("capture-pane", "-p", "-S", "-", *options).rstrip().split("\n")

    def wait_for(self, is_there, what):
        end = time.monotonic() + PATIENCE
        while not is_there("\n".join(self.lines())):
            require(time.monotonic() < end, f"in vain waited for {what}:\n" + "\n".join(self.lines()))
            time.sleep(0.02)

    def resize(self, width):
        """Waits until the terminal has the size, which tmux tells it a while later."""
        self.tmux("resize-window", "-x", str(width), "-y", "50")
        with open(self.tmux("display-message", "-p", "#{pane_tty}").strip(), "rb") as terminal:
            self.wait_for(lambda _: os.get_terminal_size(terminal.fileno()).columns == width, f"{width} columns")

    def keys(self, *keys, then):
        """Presses keys, and waits for a line that begins like this at the end of the screen."""
        before = len(self.lines())
        self.tmux("send-keys", *keys)
        self.wait_for(lambda screen: screen.count("\n") >= before and screen.split("\n")[-1].startswith(then.rstrip()), f"'{then}' after {keys}")


def no_wider_than(width):
    """No line is broken by the window instead of by the program, whatever is shown."""
    def test():
        with home_with(plans=PLANS, reports=REPORTS) as home, Screen(home, width) as screen:
            command = f"PATH={os.path.dirname(BINARY)}:$PATH"
            screen.keys(command, "Enter", then="$")
            screen.keys("patfinder quiz plans.md", "Enter", then=PATTERNS)
            for keys, then in (("?", PATTERNS), ("?", PATTERNS), ("?", PATTERNS), ("?", PATTERNS), ("xyz", PATTERNS), ("scaling", PATTERNS),
                               ("a b e", CHANGE), ("?", CHANGE), ("a", OPTION), ("zz", OPTION), ("a", "$")):
                screen.keys(keys, "Enter", then=then)
            screen.keys("patfinder quiz --seed 1", "Enter", then=PATTERNS)
            screen.keys("s", "Enter", then="Enter for the next")
            screen.keys("q", "Enter", then="$")
            screen.keys("patfinder ask reports.md", "Enter", then=ANSWER)
            screen.keys("hello", "Enter", then=ANSWER)
            screen.keys("q", "Enter", then="$")
            screen.keys("patfinder quiz --stats", "Enter", then="$")
            wide = [line for line in screen.lines("-J") if len(line.rstrip()) > width and command not in line]
            require(not wide, "too wide:\n" + "\n".join(wide))
    return test


def keeps_the_screen():
    with home_with(plans=PLANS) as home, Screen(home, 60) as screen:
        screen.keys("echo was here before", "Enter", then="$")
        screen.keys(f"{BINARY} quiz plans.md", "Enter", then=PATTERNS)
        screen.keys("b", "Enter", then=CHANGE)
        screen.keys("q", "Enter", then="$")
        shown = screen.lines()
        order = [next((i for i, line in enumerate(shown) if line.startswith(start)), -1)
                 for start in ("was here before", "Which of these patterns", "All right: 1 right.", "1 of 1 all right.")]
        require(-1 not in order and order == sorted(order), "\n".join(shown))


def resized():
    with home_with(plans=PLANS) as home, Screen(home, 80) as screen:
        screen.keys(f"{BINARY} quiz plans.md", "Enter", then=PATTERNS)
        screen.resize(40)
        screen.keys("b", "Enter", then=CHANGE)
        shown = screen.lines("-J")
        graded = shown[next(i for i, line in enumerate(shown) if line.startswith("All right")):]
        require(max(map(len, graded)) <= 40, "\n".join(graded))
        screen.resize(80)
        screen.keys("none", "Enter", then=OPTION)
        screen.keys("q", "Enter", then="$")
        shown = screen.lines("-J")
        last = shown[next(i for i, line in enumerate(shown) if line.startswith("Right.")):]
        require(40 < max(map(len, last)) <= 80, "\n".join(last))


def stopped_and_continued():
    with home_with(plans=PLANS) as home, Screen(home, 80) as screen:
        screen.keys(f"{BINARY} quiz plans.md", "Enter", then=PATTERNS)
        screen.keys("large", "C-z", then="$")
        screen.keys("stty -a | grep -cw -e icanon -e echo", "Enter", then="$")
        screen.keys("fg", "Enter", then=PATTERNS)
        screen.keys("C-u", "large-blobs", "Enter", then=CHANGE)
        screen.keys("q", "Enter", then="$")
        require(history_of(home)[-1]["picks"] == ["large-blobs"], "\n".join(screen.lines()))


def interrupted_shell():
    with home_with(plans=PLANS) as home, Screen(home, 80) as screen:
        screen.keys(f"{BINARY} quiz plans.md", "Enter", then=PATTERNS)
        screen.keys("b", "Enter", then=CHANGE)
        screen.keys("C-c", then="$")
        screen.keys("echo status $?", "Enter", then="$")
        require("status 130" in screen.lines(), "\n".join(screen.lines()))


def broken_by_the_program(width):
    """What tmux shows of a text with wide and joined characters has the lines that the program wrote."""
    def test():
        with home_with(text=MIXED) as home, Screen(home, width) as screen:
            screen.keys(f"{BINARY} text.md", "Enter", then="$")
            shown, joined = screen.lines(), screen.lines("-J")
            require(len(shown) == len(joined) + (len(BINARY) + len("$  text.md") > width), "broken by the window:\n" + "\n".join(shown))
    return test


TESTS = {
    "the first screen has the answer": first_screen(VIDEOS, 24, 80),
    "the first screen has the answer of a text in many scripts": first_screen(MIXED, 24, 80),
    "a narrow first screen has the answer": first_screen(VIDEOS, 24, 60),
    **{f"{command} within {width} columns": within(width, *command.split())
       for width in (20, 40, 60, 80, 120) for command in ("recommend", "recommend --verbose", "explain large-blobs", "facts")},
    "telling words are marked within their sentence": telling_words,
    "a whole round": whole_round,
    "an answer by letter": answered_as("b", "large-blobs"),
    "an answer by letters": answered_as("ab", "contention", "large-blobs"),
    "an answer by name, in any case": answered_as("LARGE-blobs", "large-blobs"),
    "an answer by beginnings": answered_as("  larg ;conten,", "contention", "large-blobs"),
    "an answer by the beginning of a part": answered_as("blob", "large-blobs"),
    "no pattern": answered_as("None"),
    "wrong answers": wrong_answers,
    "three hints": hints,
    "skipping": skipping,
    "what is not understood is told and asked again": not_understood,
    **{f"q ends at '{prompt}'": ends_at(prompt, ["q", ENTER], 0) for prompt in PROMPTS},
    **{f"Ctrl-D ends at '{prompt}'": ends_at(prompt, [CONTROL["D"]], 0) for prompt in PROMPTS},
    **{f"Ctrl-C ends at '{prompt}'": ends_at(prompt, [CONTROL["C"]], -signal.SIGINT) for prompt in PROMPTS},
    "Ctrl-C in the middle of a line": ends_at(PATTERNS, ["large", CONTROL["C"]], -signal.SIGINT),
    "Ctrl-D ends on a dumb terminal": ends_at(PATTERNS, [CONTROL["D"]], 0, TERM="dumb"),
    "Ctrl-C ends on a dumb terminal": ends_at(CHANGE, [CONTROL["C"]], -signal.SIGINT, TERM="dumb"),
    "several scenarios": several_scenarios,
    "q ends between scenarios": ends_between(["q", ENTER], 0),
    "Ctrl-D ends between scenarios": ends_between([CONTROL["D"]], 0),
    "Ctrl-C ends between scenarios": ends_between([CONTROL["C"]], -signal.SIGINT),
    "a letter in between": typed("larg-blobs", LEFT * 6, "e"),
    "backspace": typed("large-blobsx", BACKSPACE),
    "Ctrl-A": typed("-blobs", CONTROL["A"], "large"),
    "Ctrl-U": typed("contention", CONTROL["U"], "large-blobs"),
    "Tab completes names": completed_names,
    "Tab completes a name once": typed("la", TAB, TAB),
    "Tab leaves what may be several alone": typed("scaling-", TAB, TAB, CONTROL["U"], "large-", TAB),
    "Tab completes a name behind another": typed("large-blobs,la", TAB),
    "backspace on a dumb terminal": typed("large-blobsx", BACKSPACE, TERM="dumb"),
    "Up brings the line before": line_before,
    "Tab completes an option": completed_options,
    "typed letters beyond ASCII": harmless_text("größe-データ-🚲"),
    "typed letters beyond ASCII in the C locale": harmless_text("größe-データ-🚲", LC_ALL="C"),
    "typed letters beyond ASCII on a dumb terminal": harmless_text("größe-データ-🚲", TERM="dumb"),
    "bytes that are no text": harmless_text(b"\xff\xfe\xc3"),
    "bytes that are no text on a dumb terminal": harmless_text(b"\xff\xfe\xc3", TERM="dumb"),
    "a long line": harmless_text("wide" * 400),
    "several lines pasted at once": pasted,
    "a text that is typed": typed_text(),
    "a text that is typed on a dumb terminal": typed_text(TERM="dumb"),
    "a text from a pipe, answers from the terminal": piped_text(),
    "a text from a pipe, answers from a dumb terminal": piped_text(TERM="dumb"),
    "redirected output": redirected_output(),
    "redirected output of a dumb terminal": redirected_output(TERM="dumb"),
    "a format for programs": format_for_programs,
    "nothing moves beyond the line": stays_in_its_line(),
    "nothing moves beyond the line, with colours": stays_in_its_line(NO_COLOR=None),
    "NO_COLOR": plain(),
    "--color never": plain("--color", "never", NO_COLOR=None),
    "colours": coloured,
    "a dumb terminal": without_escapes(TERM="dumb", NO_COLOR=None),
    "a terminal that nothing is known of": without_escapes(TERM=None, NO_COLOR=None),
    "ask: a ratio": understood(SHOP, "reads are there for each write", "100:1", "reads for each write: 100:1"),
    "ask: about a number": understood(SHOP, "How many people use it", "about 5 million", "users a day: 5 million"),
    "ask: a duration among other words": understood(REPORTS, "How long", "20 min, I think", "20 min"),
    "ask: nothing is known": nothing_known,
    "ask: what is no number is told and asked again": not_a_number,
    "ask: q ends in the recommendation": asked_until(["q", ENTER]),
    "ask: Ctrl-D ends in the recommendation": asked_until([CONTROL["D"]]),
    "ask: Ctrl-D on a dumb terminal": asked_until([CONTROL["D"]], TERM="dumb"),
    "ask: Ctrl-C ends at once": asked_until([CONTROL["C"]], ends_in_report=False, status=-signal.SIGINT),
}
SCREEN_TESTS = {
    **{f"no line is wider than {width} columns": no_wider_than(width) for width in (60, 40, 80)},
    **{f"wide and joined characters in {width} columns": broken_by_the_program(width) for width in (40, 60, 80)},
    "the screen is kept": keeps_the_screen,
    "a resized window": resized,
    "stopped and continued": stopped_and_continued,
    "a shell sees the interrupt": interrupted_shell,
}


def problem_of(test):
    try:
        test()
    except (Wrong, OSError, ValueError, LookupError, StopIteration, subprocess.SubprocessError) as found:
        return f"{type(found).__name__}: {found}" if not isinstance(found, Wrong) else str(found)
    return ""


def main():
    for name, test in TESTS.items():
        tap.result("terminal: " + name, problem_of(test))
    has_screen = shutil.which("tmux") and shutil.which("bash")
    for name, test in SCREEN_TESTS.items():
        if has_screen or os.environ.get("CI") == "true":
            tap.result("terminal: " + name, problem_of(test) if has_screen else "tmux is not installed (make deps-test)")
        else:
            tap.result(f"terminal: {name} # SKIP tmux is not installed: make deps-test installs it")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
