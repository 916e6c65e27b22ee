#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks bash, zsh and fish themselves what they offer for a command line, and holds it against --help and what the program takes.

usage: tests/completion.py BINARY

bash and zsh run at a terminal, where the lines are typed; fish tells what it would offer. The completions lie where an installation
puts them.
"""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import tap  # noqa: E402

TIME_LIMIT = 60  # seconds
OWN_RULES = """pattern: rate-limiting
title: Rate limiting
problem: A few callers send far more than their share.
signals:
  - {id: limit-named, phrases: [throttle], certainty: 0.9, because: the text asks for the limit itself}
examples:
  fires: [We must throttle scrapers.]
  silent: [All are welcome.]
"""
LABELLED = """texts:
  - {id: a, text: Users upload videos., must: [large-blobs]}
"""
FILES = {"docs", "labelled.yaml", "my notes.md"}  # in the working directory
PLACES = {"bash": "bash-completion/completions/patfinder", "zsh": "zsh/site-functions/_patfinder",
          "fish": "fish/vendor_completions.d/patfinder.fish"}

# A key inserts all completions, and another one tells the line that this gives.
BASH_SETUP = r"""PS1='ready> '; source SHARE/bash-completion/completions/patfinder; bind 'set bell-style none'; bind 'set match-hidden-files off'
bind '"\C-t": insert-completions'; told() { printf '%s\n.\n' "$READLINE_LINE" > ../told.new; mv ../told.new ../told; READLINE_LINE=; }
bind -x '"\C-g": told'
"""
# What is added to the matches is told; _main_complete and all below it are zsh's own.
ZSH_SETUP = r"""PS1='ready> '; unsetopt beep zle_bracketed_paste 2>/dev/null; fpath=(SHARE/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D
zstyle ':completion:*' verbose no; compadd() { if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
local -a __hits; builtin compadd -O __hits "$@"; (( $#__hits )) && print -rl -- $__hits >> ../told.new; builtin compadd "$@"; }
told() { print -r . >> ../told.new; mv ../told.new ../told; BUFFER=; }; zle -N told; bindkey '^T' list-choices '^G' told
"""


class Terminal:
    """A shell at a terminal, in the folder where it completes."""

    def __init__(self, command, setup, folder, environment):
        self.told = os.path.join(folder, "told")
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(os.path.join(folder, "work"))
            os.execvpe(command[0], command, environment)
        for line in setup.splitlines():
            os.write(self.terminal, line.encode() + b"\n")

    def wait(self):
        """Until the shell has told something; what it shows meanwhile is of no interest."""
        end = time.monotonic() + TIME_LIMIT
        while not os.path.exists(self.told):
            if time.monotonic() > end:
                raise TimeoutError("the shell does not answer")
            if select.select([self.terminal], [], [], 0.01)[0]:
                os.read(self.terminal, 65536)

    def ask(self, line):
        os.write(self.terminal, line.encode() + b"\x14\x07")
        self.wait()
        with open(self.told, encoding="utf-8") as file:
            said = file.read()
        os.remove(self.told)
        return said.rpartition(".\n")[0].rstrip("\n")

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


class Bash(Terminal):
    def __init__(self, folder, environment):
        super().__init__(["bash", "--norc", "--noprofile", "-i"], BASH_SETUP.replace("SHARE", folder + "/share"), folder, environment)

    def offers(self, line):
        said = self.ask(line)
        start = max(line.rfind(" "), line.rfind("=")) + 1
        words = re.findall(r"(?:\\.|\S)+", said[start:]) if said != line else []
        return {re.sub(r"\\(.)", r"\1", word) for word in words}


class Zsh(Terminal):
    """Where there is no operand, it offers options instead of nothing."""

    def __init__(self, folder, environment):
        super().__init__(["zsh", "-f", "-i"], ZSH_SETUP.replace("SHARE", folder + "/share"), folder, environment)

    def offers(self, line):
        words = {re.sub(r"\\(.)", r"\1", word) for word in self.ask(line).splitlines()}
        return words if line.rpartition(" ")[2] else {word for word in words if not word.startswith("-")}


class Fish:
    def __init__(self, folder, environment):
        self.folder, self.environment = os.path.join(folder, "work"), environment

    def offers(self, line):
        done = subprocess.run(["fish", "-c", f"complete -C '{line}'"], cwd=self.folder, env=self.environment, capture_output=True, text=True,
                              timeout=TIME_LIMIT, check=True)
        return {re.sub(r"\\(.)", r"\1", offer.partition("\t")[0]) for offer in done.stdout.splitlines()}

    def close(self):
        pass


class Program:
    """What the program says of itself."""

    def __init__(self, binary, folder, environment):
        self.binary, self.folder, self.environment = binary, os.path.join(folder, "work"), environment

    def run(self, *arguments):
        return subprocess.run([self.binary, *arguments], cwd=self.folder, env=self.environment, input="Users upload videos.\n",
                              capture_output=True, text=True, timeout=TIME_LIMIT, check=False)

    def commands(self):
        """Of each command, the operands that --help shows."""
        block = self.run("--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
        return dict(re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?: ((?:\S+ )*\S+))? {2,}", block, re.M))

    def options(self, command):
        """Of each long option, what stands for its value."""
        found = re.findall(r"^ +(?:-[a-zA-Z], )?--([a-z-]+)(?: ([A-Z=]+))?", self.run(*command.split(), "--help").stdout, re.M)
        return {"--" + name: value for name, value in found} | ({"--version": ""} if command == "recommend" else {})

    def patterns(self):
        return {pattern["pattern"] for pattern in json.loads(self.run("list", "-f", "json").stdout)["patterns"]}

    def words(self, command, option):
        """Those that the command takes for the option: the message about a wrong one names all, and some are refused later."""
        named = re.search(r"; it takes (.*) \[bad-value\]", self.run(*command.split(), option, "?").stderr)
        words = set(re.split(r", | or ", named.group(1))) if named else set()
        operands = {"explain": ["contention"], "show": ["contention"], "quiz": ["--answers", "none", "--no-history", "-"],
                    "rules eval": ["labelled.yaml"]}.get(command, [])
        return {word for word in words if "[no-such-format]" not in self.run(*command.split(), *operands, option, word).stderr}


def last_part(offer):
    return re.sub(r".*[=,]", "", offer).rstrip("/ ")


def check(shell, name, line, expected):
    offered = {last_part(offer) for offer in shell.offers(line)}
    tap.result(f"completion: {name}: {line!r}", "" if offered == expected else
               f"not offered: {sorted(expected - offered)}, offered instead: {sorted(offered - expected)}")


def check_shell(name, shell, program):
    commands, patterns = program.commands(), program.patterns()
    first = {command.split()[0] for command in commands}
    check(shell, name, "patfinder ", first | FILES if name != "bash" else first)  # bash offers files when no command begins so
    check(shell, name, "patfinder my", {"my notes.md"})
    check(shell, name, "patfinder rules ", {command.split()[1] for command in commands if " " in command})
    for command, operands in commands.items():
        options = program.options(command)
        check(shell, name, f"patfinder {command} --", set(options))
        for option, value in options.items():
            if value in ("FORMAT", "LEVEL", "WHEN", "WHAT"):
                check(shell, name, f"patfinder {command} {option} ", program.words(command, option))
            elif value in ("NUMBER", "COLUMNS", "FACT=VALUE"):
                check(shell, name, f"patfinder {command} {option} ", set())
            elif value:
                check(shell, name, f"patfinder {command} {option} ", patterns if value == "PATTERNS" else FILES)
        first_operand = operands.split(" ")[0].strip("[].")
        check(shell, name, f"patfinder {command} ", patterns if first_operand == "PATTERN" else FILES if first_operand in ("FILE", "PATH") else
              set(first_operand.split("|")) if "|" in first_operand else set())
    check_lines(name, shell, program, patterns)


def check_lines(name, shell, program, patterns):
    """What stands before decides, wherever it stands."""
    scaling = {pattern for pattern in patterns if pattern.startswith("scaling")}
    check(shell, name, "patfinder check --format=", program.words("check", "--format"))
    check(shell, name, "patfinder check -f ", program.words("check", "--format"))
    check(shell, name, "patfinder -f json check --fail-on ", program.words("check", "--fail-on"))
    check(shell, name, "patfinder --format=json check --fail-on=", program.words("check", "--fail-on"))
    check(shell, name, "patfinder --set users=5 check --show", {"--show-config"})
    check(shell, name, "patfinder check --expect=contention,scal", scaling)
    check(shell, name, "patfinder check --expect contention,scal", scaling)
    check(shell, name, "patfinder explain scal", scaling)
    check(shell, name, "patfinder explain contention ", FILES)
    check(shell, name, "patfinder show contention ", set())
    check(shell, name, "patfinder -q rules schema --of ch", {"check", "check-record"})
    check(shell, name, "patfinder -- ", FILES)
    check(shell, name, "patfinder check -- -", set())


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    shells = {"bash": Bash, "zsh": Zsh, "fish": Fish}
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        environment = {"PATH": folder + "/bin:" + os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "xterm",
                       "XDG_DATA_DIRS": folder + "/share:/usr/share", "XDG_CONFIG_HOME": folder + "/config", "XDG_DATA_HOME": folder + "/data"}
        os.makedirs(folder + "/work/.patfinder/rules")
        os.makedirs(folder + "/work/docs")
        os.makedirs(folder + "/bin")
        os.symlink(binary, folder + "/bin/patfinder")
        for path, text in (("my notes.md", "Users upload videos.\n"), ("labelled.yaml", LABELLED), (".patfinder/rules/own.yaml", OWN_RULES)):
            with open(os.path.join(folder, "work", path), "w", encoding="utf-8") as file:
                file.write(text)
        program = Program(binary, folder, environment)
        tap.result("completion: a pattern of one's own rules is among the patterns", "" if "rate-limiting" in program.patterns() else "it is not")
        for name, shell in shells.items():
            if not shutil.which(name):
                tap.result(f"completion: {name} # SKIP it is not installed")
                continue
            path = os.path.join(folder, "share", PLACES[name])
            os.makedirs(os.path.dirname(path))
            with open(path, "w", encoding="utf-8") as file:
                file.write(program.run("completion", name).stdout)
            running = shell(folder, environment)
            check_shell(name, running, program)
            running.close()
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
