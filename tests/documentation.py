#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds README.md and the manual pages against the program.

usage: tests/documentation.py BINARY

- Examples are run and compared. In README.md an example is a fenced block ```console, in a manual page .Dl lines or a
  .Bd -literal block. A line that begins with "$ " is a command (lines that begin with "> " go on with it); what follows is
  exactly what it prints, on standard output and standard error. A line with … alone stands for any lines. A command with
  nothing behind it in a manual page is only run. "$ cat FILE" with output makes that file when there is none. The examples of
  one document run one after the other in one folder.
- A command that shows prompts is a session at a terminal: what stands behind each prompt is typed when it comes.
- Commands and options in patfinder(1) are those of --help, and each message that the program can give stands there or in
  the page of a single command.
- What README.md shows in YAML can be read, and uses the inputs and hooks that there are.
- The pages of single commands have each option and format of these, and each key of what they print in JSON.
- patfinder-check(1) has each kind of finding with its severity, and key of the configuration.
- libpatfinder(3) has the prototypes of patfinder.h, and says of each function what it is for.
- Each message that can be provoked is in a golden test.
- mandoc has no complaint.
"""

import fcntl
import glob
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios

import yaml

sys.dont_write_bytecode = True
import tap  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGES = ("man/patfinder.1", "man/patfinder-check.1", "man/patfinder-rules.5", "man/patfinder-quiz.1", "man/patfinder-ask.1",
         "man/libpatfinder.3")
PROMPT = re.compile(r"(?:patterns|then|start with|answer)> ")
TIME_LIMIT = 120  # seconds

# Messages that need a machine in trouble: they stand in the manual, but no golden test provokes them (tests/streams.sh does
# write-failed, tests/unit/test_history*.c what becomes of the history). The rules that come with the program have scenarios.
NEEDS_TROUBLE = {"out-of-memory", "input-memory", "write-failed",
                 "history-corrupt", "history-not-read", "history-not-written", "history-too-large", "no-scenario"}

# What no call shows to be a message, since it has no hyphen.
ONE_WORD = {"excluded"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


# Examples

def readme_examples(text):
    """The lines of each ```console block."""
    return [block.splitlines() for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S)]


ESCAPES = {r"\e": "\\", r"\&": "", r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\(ga": "`", r"\(ha": "^", r"\(ti": "~", r"\(rs": "\\",
           r"\[u2026]": "…", r"\.": ".", r"\ ": " "}


def plain(line):
    """A line of roff as a reader sees it."""
    line = re.sub(r"\\f[A-Z]|\\f\[.*?\]|\\f\(..", "", line)
    return re.sub(r"\\\[u[0-9A-F]{4,6}\]|\\\(..|\\.", lambda escape: ESCAPES.get(
        escape.group(), chr(int(escape.group()[3:-1], 16)) if escape.group().startswith(r"\[u") else escape.group()), line)


def macro_text(line):
    """The arguments of a .Dl line, without the quotes of roff."""
    words = re.findall(r'"(?:[^"]|"")*"|\S+', line)
    return " ".join(word[1:-1].replace('""', '"') if len(word) > 1 and word[0] == word[-1] == '"' else word for word in words)


def manual_examples(text):
    """The lines of each run of .Dl lines and of each .Bd -literal block, where they hold a command."""
    found, block, literal = [], [], False
    for line in text.splitlines() + [".Pp"]:
        if line.startswith(".Bd") and "-literal" in line:
            literal, block = True, []
        elif literal and not line.startswith(".Ed"):
            block.append(plain(line))
        elif line.startswith(".Dl "):
            block.append(plain(macro_text(line[4:])))
        else:
            found.append(block)
            literal, block = False, []
    return [block for block in found if any(line.startswith("$ ") for line in block)]


def commands_of(block):
    """Pairs of a command and the lines that it prints."""
    pairs = []
    for line in block:
        if line.startswith("$ "):
            pairs.append((line[2:], []))
        elif pairs and not pairs[-1][1] and line.startswith("> "):
            pairs[-1] = (pairs[-1][0] + "\n" + line[2:], [])
        elif pairs:
            pairs[-1][1].append(line)
    return pairs


def matches(expected, actual):
    """Whether the lines agree, where … stands for any lines."""
    if not expected:
        return not actual
    if expected[0].strip() == "…":
        return any(matches(expected[1:], actual[skip:]) for skip in range(len(actual) + 1))
    return bool(actual) and expected[0].rstrip() == actual[0].rstrip() and matches(expected[1:], actual[1:])


def make_shown_file(folder, command, expected):
    shown = re.fullmatch(r"cat ([\w./-]+)", command)
    if not shown or not expected or os.path.exists(os.path.join(folder, shown.group(1))):
        return
    path = os.path.join(folder, shown.group(1))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(expected) + "\n")


def check_install_line(text, binary):
    """Of README's first shell line, what comes behind the installation: the sample prompt."""
    lines = re.findall(r"^```sh\n(.*?)\n```$", text, re.M | re.S)
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        make_folder(folder, binary)
        actual, status = run_example(folder, lines[0].split("&& ")[-1], 0)
    tap.result("documentation: README.md: the sample prompt behind the installation",
               "" if status == 0 and len(actual) > 10 else "\n".join(actual))
    tap.result("documentation: README.md: the second shell line runs all tests",
               "" if len(lines) > 1 and re.search(r"\bmake\b.*\btest$", lines[1]) else "it does not end in make … test")


def variables_of(folder):
    return {"PATH": os.path.join(folder, ".bin") + ":" + os.environ["PATH"], "HOME": folder, "XDG_CONFIG_HOME": "", "LC_ALL": "C.UTF-8",
            "COLUMNS": "80", "TERM": "dumb"}


def run_example(folder, command, status):
    done = subprocess.run(["bash", "-c", f"(exit {status})\n{command}"], cwd=folder, env=variables_of(folder), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT, check=False)
    return done.stdout.decode(errors="backslashreplace").splitlines(), done.returncode


def run_session(folder, command, typed):
    """At a terminal of 80 columns, where each of the lines is typed once the program prompts for it; behind the last one the input ends."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.chdir(folder)
        os.execvpe("bash", ["bash", "-c", command], variables_of(folder))
    shown, answered, typed = b"", 0, list(typed)
    while select.select([terminal], [], [], TIME_LIMIT)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # it has ended
            break
        shown += piece
        prompted = PROMPT.fullmatch(shown[answered:].decode(errors="replace").rpartition("\n")[2])
        if prompted and piece:
            os.write(terminal, (typed.pop(0) + "\n").encode() if typed else b"\x04")
            answered = len(shown)
        elif not piece:
            break
    os.close(terminal)  # which ends one that still waits
    return shown.decode(errors="backslashreplace").splitlines(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_shown(folder, command, expected, status):
    prompts = [(line, PROMPT.match(line)) for line in expected]
    typed = [line[prompt.end():] for line, prompt in prompts if prompt]
    return run_session(folder, command, typed) if typed else run_example(folder, command, status)


def make_folder(folder, binary):
    """What an example may use: the program, in the path and beside it, and the files of the repository."""
    os.makedirs(os.path.join(folder, ".bin"))
    for place in (".bin/patfinder", "patfinder"):
        os.symlink(binary, os.path.join(folder, place))
    shutil.copytree(os.path.join(ROOT, "rules"), os.path.join(folder, "rules"))
    shutil.copytree(os.path.join(ROOT, "tests", "fixtures"), os.path.join(folder, "tests", "fixtures"))


def check_examples(name, blocks, binary, output_needed):
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        make_folder(folder, binary)
        status = 0
        for command, expected in [pair for block in blocks for pair in commands_of(block)]:
            make_shown_file(folder, command, expected)
            actual, status = run_shown(folder, command, expected, status)
            problem = ""
            if (expected or output_needed) and not matches(expected, actual):
                problem = "\n".join([command, "expected:", *expected, "actual:", *actual])
            elif not expected and status != 0:
                problem = "\n".join([command, f"ended in {status}", *actual])
            tap.result(f"documentation: {name}: {' '.join(command.split())[:70]}", problem)


# Commands and options

def help_of(binary, *command):
    return subprocess.run([binary, *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_in_help(text):
    """Long names of the options in a command's help, and what each letter stands for."""
    found = re.findall(r"^ +(?:-([a-zA-Z]), )?--([a-z-]+)", text, re.M)
    return {name for _, name in found}, {letter: name for letter, name in found if letter}


def check_command_options(binary, page):
    """Each .It Xo block under COMMANDS must name the options that the command's own help names."""
    for block in re.findall(r"^\.It Xo\n(.*?)^\.Xc$", page, re.M | re.S):
        name = re.search(r"^\.Cm (.*)$", block, re.M).group(1)
        names, letters = options_in_help(help_of(binary, *name.split()))
        shown = set(re.findall(r"Fl -([a-z-]+)", block))
        shown |= {letters.get(letter, letter) for group in re.findall(r"Fl ([a-zA-Z]+)", block) for letter in group}
        tap.result(f"documentation: patfinder(1) names the options of {name}", ", ".join(sorted((names - {"help", "version"}) ^ shown)))


def check_synopsis(binary, page):
    overview = help_of(binary)
    commands = re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?= {2,}| [\[A-Z]| \S+\|)", overview.split("Options")[0], re.M)
    options = options_in_help(overview)[0]
    synopsis = " ".join(plain(page).split(".Sh SYNOPSIS")[1].split(".Sh DESCRIPTION")[0].split())
    shown = set(re.findall(r"\bFl -([a-z-]+)", plain(page)))
    missing = [command for command in commands if not re.search(r"\bCm " + command.replace(" ", "( Cm)? ") + r"\b", synopsis)]
    tap.result("documentation: the synopsis names the commands of --help",
               "missing: " + ", ".join(missing) if missing or not commands else "")
    named = {" ".join(words.split()) for words in re.findall(r"\bCm ((?:rules (?:Cm )?)?[a-z]+)\b", synopsis)}
    surplus = {name.replace(" Cm ", " ") for name in named} - set(commands) - {"rules"}
    tap.result("documentation: the synopsis names no other commands", ", ".join(sorted(surplus)))
    tap.result("documentation: patfinder(1) names the options of --help", ", ".join(sorted(options - shown)))
    tap.result("documentation: patfinder(1) names no other options", ", ".join(sorted(shown - options)))
    check_command_options(binary, page)


# Workflows

ACTION = ".github/actions/check"


def steps_of(workflow):
    return [step for job in workflow.get("jobs", {}).values() for step in job["steps"]]


def check_workflows(readme):
    """The YAML blocks of README.md against the action and the hooks of this repository."""
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", readme, re.M | re.S)]
    used = [step for block in blocks for step in steps_of(block) if f"/{ACTION}@" in step.get("uses", "")]
    inputs = set(yaml.safe_load(read(f"{ACTION}/action.yml"))["inputs"])
    given = {name for step in used for name in step.get("with", {})}
    tap.result("documentation: README.md gives the action inputs that it takes",
               ", ".join(sorted(given - inputs)) if used else "it is not used")
    hooks = {hook["id"] for hook in yaml.safe_load(read(".pre-commit-hooks.yaml"))}
    named = {hook["id"] for block in blocks for repository in block.get("repos", []) for hook in repository["hooks"]}
    tap.result("documentation: README.md names the hooks for pre-commit", ", ".join(sorted(named ^ hooks)))


# Checks

def section_of(page, title):
    return re.search(r"^\.Sh " + title + r"\n(.*?)(?=^\.Sh |\Z)", page, re.M | re.S).group(1)


def words_of(pattern, text):
    return set(re.findall(r"[a-z_]+", " ".join(re.findall(pattern, text, re.M))))


def output_of(binary, *arguments, configuration=""):
    """What `check` says, on both streams, in a folder with this configuration alone."""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        for name, content in ((".git", ""), (".patfinder.yaml", configuration), ("a.md", "# A")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(content)
        done = subprocess.run([binary, "check", "--no-user-rules", *arguments], cwd=folder, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr


def check_severities(binary, page):
    kinds = dict(re.findall(r"^  ([a-z-]+): ([a-z]+) +# default$", output_of(binary, "--show-config"), re.M))
    shown = dict(re.findall(r"^\.It Cm ([a-z-]+)\b.* Pq ([a-z]+)$", section_of(page, "FINDINGS"), re.M))
    wrong = [f"{name} {kinds.get(name)} {shown.get(name)}" for name in kinds.keys() | shown.keys() if kinds.get(name) != shown.get(name)]
    tap.result("documentation: patfinder-check(1) has each kind of finding with its severity", ", ".join(wrong) if kinds else "there are none")


def check_keys(binary, page):
    known = ""
    for configuration in ("no_key_at_all: 1\n", "overrides: [{paths: [a], no_key_at_all: 1}]\n"):
        known += " ".join(re.findall(r"known here: (.*) \[", output_of(binary, configuration=configuration))) + " "
    keys, configuration = set(re.findall(r"[a-z_]+", known)), section_of(page, "CONFIGURATION")
    shown = words_of(r"^\.It Va (.*)$", configuration)
    tap.result("documentation: patfinder-check(1) has each key of the configuration",
               ", ".join(sorted(keys - shown - {"paths"})) if keys else "there are none")
    tap.result("documentation: patfinder-check(1) has no other keys", ", ".join(sorted(shown - keys)))
    tap.result("documentation: patfinder-check(1) has the keys of overrides",
               "" if ".Va paths ," in configuration else "there is no paths")


def check_example_configuration(binary, page):
    """The keys in the example, each of which must be one that the program takes."""
    block = re.search(r"^\.Bd -literal.*?\n(fail_on.*?)^\.Ed$", section_of(page, "CONFIGURATION"), re.M | re.S).group(1)
    example = re.sub(r"^(rules|baseline): .*\n", "", plain(block), flags=re.M)
    tap.result("documentation: patfinder-check(1): the example of a configuration", "\n".join(
        line for line in output_of(binary, "--show-config", configuration=example).splitlines() if " error: " in line))


def check_options(binary, command, page):
    options = options_in_help(help_of(binary, command))[0]
    described = set(re.findall(r"Fl -([a-z-]+)", " ".join(re.findall(r"^\.It (.*)$", section_of(page, "OPTIONS"), re.M))))
    synopsis = set(re.findall(r"Fl -([a-z-]+)", section_of(page, "SYNOPSIS")))
    letters = {"format", "quiet", "verbose", "help"}
    tap.result(f"documentation: patfinder-{command}(1) describes the options of {command} --help", ", ".join(sorted(options ^ described)))
    tap.result(f"documentation: the synopsis of patfinder-{command}(1) has them too", ", ".join(sorted((options - letters) ^ synopsis)))


def check_formats(binary, command, shown):
    formats = words_of(r"--format FORMAT +(.*)$", help_of(binary, command)) - {"default", "or"}
    tap.result(f"documentation: patfinder-{command}(1) has each format", ", ".join(sorted(formats ^ shown)))


def keys_of(schema):
    """The names of all properties, but those of evidence, which patfinder(1) describes."""
    found = set()
    for name, value in schema.items() if isinstance(schema, dict) else []:
        if name != "evidence" and isinstance(value, dict):
            found |= keys_of(value) | (set(value) if name == "properties" else set())
    return found


def check_json(binary, command, page, kinds):
    schemas = [json.loads(subprocess.run([binary, "rules", "schema", "--of", kind], capture_output=True, check=True).stdout) for kind in kinds]
    keys = set().union(*map(keys_of, schemas))
    shown = words_of(r"\.(?:It )?Va (.*)$", section_of(page, "JSON"))
    tap.result(f"documentation: patfinder-{command}(1) has each key of its JSON", ", ".join(sorted(keys - shown)) if keys else "there are none")
    tap.result(f"documentation: patfinder-{command}(1) has no other keys", ", ".join(sorted(shown - keys)))


def check_page_of_practice(binary, command, page, kinds):
    check_options(binary, command, page)
    described = re.search(r"^\.It Fl f , Fl -format.*?(?=^\.It )", section_of(page, "OPTIONS"), re.M | re.S).group()
    check_formats(binary, command, words_of(r"^\.Cm (.*)$", described))
    check_json(binary, command, page, kinds)


def check_page_of_check(binary, page):
    check_options(binary, "check", page)
    check_formats(binary, "check", words_of(r"^\.It Cm ([a-z]+)$", section_of(page, "FORMATS")))
    check_severities(binary, page)
    check_keys(binary, page)
    check_example_configuration(binary, page)


# Messages

CALLS = r"\b(?:pf_diagnostics_add|pf_layer_error|pf_cli_error|refuse|refuse_at|fail|fail_at|report|complain)\s*\(([^;{]*);"


def emitted_codes():
    """The codes that stand in calls which make messages, quoted in kebab-case before the text of the message, and in the tables of
    the kinds of files."""
    codes = set()
    for path in glob.glob(os.path.join(ROOT, "src", "*", "*.c")):
        for call in re.findall(CALLS, read(path)):
            for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', call):
                if " " in literal:
                    break
                if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", literal):
                    codes.add(literal)
        for table in re.findall(r"^(?:static )?const pf_(?:yaml|folder)_kind \w+ = \{(.*?)\};", read(path), re.M | re.S):
            codes |= set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', table))
    return codes


def golden_codes():
    return set(re.findall(r"\[([a-z0-9-]+)\]$", "\n".join(read(path) for path in glob.glob(
        os.path.join(ROOT, "tests", "golden", "*", "stderr"))), re.M))


def check_codes(pages):
    """Of the pages of commands: what stands under DIAGNOSTICS."""
    codes = emitted_codes()
    entries = " ".join(re.findall(r"^\.It (.*)$", "\n".join(section_of(page, "DIAGNOSTICS") for page in pages), re.M))
    shown = set(re.findall(r"[a-z]+(?:-[a-z0-9]+)*", entries))
    tap.result("documentation: each message stands in the manual", ", ".join(sorted(codes - shown)))
    tap.result("documentation: the manual names no other messages", ", ".join(sorted(shown - codes - ONE_WORD)))
    tap.result("documentation: each message is in a golden test", ", ".join(sorted(codes - golden_codes() - NEEDS_TROUBLE)))


def check_lint():
    if not shutil.which("mandoc"):
        tap.result("documentation: mandoc # SKIP there is no mandoc")
        return
    for path in PAGES:
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], cwd=ROOT, capture_output=True, text=True, check=False)
        tap.result(f"documentation: mandoc finds nothing in {path}", done.stdout + done.stderr or ("it failed" if done.returncode else ""))


def prototype(words):
    return re.sub(r" ?([*(),]) ?", r"\1", " ".join(words.split()))


def check_interface(header, page):
    declared = {prototype(words) for words in re.findall(r"^PF_API (.*?\))\s*;", header, re.M | re.S)}
    synopsis, rest = page.split(".Sh DESCRIPTION")
    shown = set()
    for kind, short, long in re.findall(r'^\.Ft (.*)\n(?:\.Fn (.*)|\.Fo ((?:.*\n)*?)\.Fc)', synopsis, re.M):
        name, *parameters = [words.strip('"') for words in re.findall(r'"[^"]*"|\S+', (short or long).replace(".Fa ", ""))]
        shown.add(prototype(f"{kind.strip(chr(34))} {name}({', '.join(parameters)})"))
    tap.result("documentation: libpatfinder(3) has the prototypes of the header",
               "\n".join(sorted(declared ^ shown)) if declared else "the header declares nothing")
    named = {f"{name}(" for name in re.findall(r"^\.Fn (pf_\w+)", rest.split(".Sh OWNERSHIP")[0], re.M)}
    functions = {re.search(r"\bpf_\w+\(", words).group() for words in declared}
    tap.result("documentation: libpatfinder(3) says what each function is for", "\n".join(sorted(functions ^ named)))


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    absent = [path for path in ("README.md", *PAGES) if not os.path.exists(os.path.join(ROOT, path))]
    tap.result("documentation: the documents are there", ", ".join(absent))
    if not absent:
        check_examples("README.md", readme_examples(read("README.md")), binary, True)
        check_install_line(read("README.md"), binary)
        for path in PAGES:
            check_examples(path, manual_examples(read(path)), binary, False)
        check_workflows(read("README.md"))
        check_synopsis(binary, read(PAGES[0]))
        check_page_of_check(binary, read(PAGES[1]))
        check_page_of_practice(binary, "quiz", read(PAGES[3]), ("quiz", "quiz-stats"))
        check_page_of_practice(binary, "ask", read(PAGES[4]), ("ask",))
        check_interface(read("include/patfinder.h"), read(PAGES[5]))
        check_codes([read(path) for path in PAGES if path.endswith(".1")])
        check_lint()
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
