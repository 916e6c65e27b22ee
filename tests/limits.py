#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Goes up to each limit of src/base/limits.h, which is fine, and one beyond, which is an error with a place, a code and status 2, or,
where a document is read in another way, shows in the result.

usage: tests/limits.py BINARY

The table in the manual has the same limits with the same values. A limit that is not gone to is a failure.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import tap  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIME_LIMIT = 60  # seconds, which only something that hangs takes
WORDS = "Users upload videos of up to 4 GB.\n"
PATTERN = "pattern: p\ntitle: T\nproblem: P\n"
SIGNAL = "signals: [{id: a, phrases: [aaa], certainty: 0.9, because: b}]\n"


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def limits_of_header():
    """The value of each, in bytes or pieces."""
    found = {}
    for name, value in re.findall(r"^#define (PF_LIMIT_\w+) (.+)$", read("src/base/limits.h"), re.M):
        found[name] = found[value] if value in found else eval(re.sub(r"(\d)u\b", r"\1", value))  # pylint: disable=eval-used
    return found


def limits_of_manual():
    """Those of the table, each row behind a comment that names the limit, and the codes of each."""
    units = {"": 1, " KiB": 1, " MiB": 1024 * 1024}  # those in KiB are counted in KiB
    rows = re.findall(r'^\.\\" (PF_LIMIT_\w+)\n\.It .+ Ta (\d+)( \w+)? Ta (.+)$', read("man/patfinder.1"), re.M)
    return {name: int(number) * units[unit] for name, number, unit, _ in rows}, {name: codes for name, _, _, codes in rows}


LIMITS = limits_of_header()
CODES = limits_of_manual()[1]
REACHED = set()


class Folder:
    """Where one case has its files."""

    def __init__(self, binary, path):
        self.binary, self.path = binary, path

    def write(self, name, text):
        file = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as output:
            output.write(text)

    def size(self, name, size, beginning=WORDS):
        """A file of so many bytes, which begins with these; the rest takes no room on the disk."""
        self.write(name, beginning)
        os.truncate(os.path.join(self.path, name), size)

    def run(self, command, typed=""):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "XDG_STATE_HOME": os.path.join(self.path, "state")}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        done = subprocess.run([self.binary, *command.split()], cwd=self.path, env=environment, input=typed.encode(), capture_output=True,
                              timeout=TIME_LIMIT, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def passes(ended, code):
    """What is wrong with a run that keeps within the limit."""
    others = [line for line in re.findall(r"^.*: error: .*$", ended[2], re.M) if not re.search(r"\[(?:input-nul|config-wrong-type|record-\w+|baseline-version|baseline-syntax)\]$", line)]
    return f"is refused ({code}): {ended[2][:300]}" if others or f"[{code}]" in ended[2] else ""


def refused(ended, code, place):
    """What is wrong with a run beyond the limit: `place` is where the message is to be, a regular expression."""
    status, output, said = ended
    if status != 2 or not re.search(rf"^{place}: error: .* \[{code}\]$", said, re.M):
        return f"status {status}, not '{place}: error: … [{code}]'\n{output[:200]}\n{said[:600]}"
    return "says that all is well" if re.search("No findings in [1-9].*" + code, output + said, re.S) and place.startswith("text") or "no mistakes found" in output else ""


CASES = []


def case(name):
    """Adds a case for the limit: a function of a folder, the limit and whether to go beyond it. It gives what is run, with its standard
    input, the code and the place of the error."""
    def add(function):
        CASES.append((name, function, True))
        return function
    return add


def case_otherwise(name):
    """The same where a document is read in another way: a function of a folder and the limit, which gives what is wrong."""
    def add(function):
        CASES.append((name, function, False))
        return function
    return add


def beyond(limit, over):
    return limit + (1 if over else 0)


# --- Texts ----------------------------------------------------------------------------------------------------------

@case("PF_LIMIT_INPUT")
def large_input(folder, limit, over):
    """A text of NULs up to the limit is refused for what it is, and beyond for its size."""
    folder.size("large.md", beyond(limit, over))
    return [("recommend large.md", ""), ("check large.md", ""), ("ask large.md", ""), ("quiz --no-history --answers none large.md", "")], "input-too-large", "large.md"


@case("PF_LIMIT_RECORD")
def large_record(folder, limit, over):
    folder.size("large.ndjson", beyond(limit, over), "")
    commands = [("recommend --input ndjson large.ndjson", ""), ("check --input ndjson large.ndjson", "")]
    return commands, "input-too-large", "large.ndjson:1"


def everywhere(name):
    """The commands that read a document."""
    return [(f"recommend {name}", ""), (f"check {name}", ""), (f"check --jobs 2 {name} {name}", ""), (f"facts {name}", ""), (f"ask {name}", ""),
            (f"explain large-blobs {name}", ""), (f"quiz --no-history --answers none {name}", "")]


def with_record(folder, commands, text, rules=""):
    folder.write("text.ndjson", json.dumps({"id": "text.md", "text": text}) + "\n")
    return commands + [(f"recommend --input ndjson {rules} text.ndjson", ""), (f"check --input ndjson {rules}{' --expect p' if rules else ''} text.ndjson", "")]


@case("PF_LIMIT_NESTING")
def deep_quotes(folder, limit, over):
    text = WORDS + "\n" + "> " * beyond(limit, over) + "x\n"
    folder.write("text.md", text)
    return with_record(folder, everywhere("text.md"), text), "input-too-deep", "text.md:3:1"


@case("PF_LIMIT_NESTING")
def deep_lists(folder, limit, over):
    text = WORDS + "\n" + "".join("  " * level + "- x\n" for level in range(beyond(limit, over)))
    folder.write("text.md", text)
    folder.write("text.txt", text)
    place = rf"text\.(?:md|txt):{limit + 3}:{2 * limit + 1}"
    return [("recommend text.md", ""), ("recommend text.txt", ""), ("check text.md", "")], "input-too-deep", place


@case("PF_LIMIT_INDENTATION")
def far_marker(folder, limit, over):
    folder.write("text.md", WORDS + "\n" + " " * beyond(limit, over) + "- x\n")
    return [("recommend text.md", ""), ("check text.md", "")], "input-too-deep", "text.md:3:1"


def rule_with(folder, signal):
    folder.write("p.yaml", PATTERN + f"signals: [{{id: a, {signal}, certainty: 0.9, because: b}}]\n")


@case("PF_LIMIT_PHRASE_STEPS")
def many_ways(folder, _, over):
    rule_with(folder, "phrases: ['" + " ..20 ".join(["aaa"] * 20) + " ..2 ccc ..20 bbb']")
    text = "# A\n\n" + "aaa " * 60 + ("x1 x2 x3 x4 ccc aaa bbb.\n" if over else "ccc aaa bbb.\n")
    folder.write("text.md", text)
    commands = [("recommend --rules p.yaml text.md", ""), ("check --rules p.yaml text.md", ""), ("ask --rules p.yaml text.md", "")]
    return with_record(folder, commands, text, "--rules p.yaml"), "phrase-limit", "text.md:3:1"


def regex(folder, expression, text):
    rule_with(folder, f"regex: '{expression}', gate: every")
    folder.write("text.md", "# A\n\n" + text + "\n")
    commands = [("recommend --rules p.yaml text.md", ""), ("check --expect p --rules p.yaml text.md", ""), ("ask --rules p.yaml text.md", ""),
                ("explain p --rules p.yaml text.md", ""), ("quiz --no-history --answers none --rules p.yaml text.md", "")]
    return with_record(folder, commands, "# A\n\n" + text + "\n", "--rules p.yaml"), "regex-limit", "text.md:3:1"


@case("PF_LIMIT_REGEX_STEPS")
def many_steps(folder, _, over):
    return regex(folder, r"^(\w+\s?)+$", "every word of this sentence may be cut in very many ways!" if over else "every word!")


@case("PF_LIMIT_REGEX_STEPS")
def many_steps_often(folder, _, over):
    """Where one sentence is too much, others are not tried, or these would take minutes."""
    signals = ", ".join(f"{{id: a{i}, regex: '{'(?s:.*)' * 4}[bq]{i}?c?z', gate: every, certainty: 0.9, because: b}}" for i in range(80))
    sentences = ("every word of this sentence may be cut in very many ways z!" if over else "every word!") + "\n\n"
    folder.write("p.yaml", PATTERN + f"signals: [{signals}]\n")
    folder.write("text.md", "# A\n\n" + sentences * 2000)
    return [("recommend --rules p.yaml text.md", ""), ("explain p --rules p.yaml text.md", "")], "regex-limit", "text.md:3:1"


# Of so many bytes that three runs of anything take more steps than usual, though less than the limit for one sentence.
DEAR = "every word of this sentence may be cut in very many ways!"


def dear(folder, runs, sentences):
    rule_with(folder, f"regex: '{'(?s:.*)' * runs}[!?]y', gate: every")
    text = "\n\n".join([DEAR] * sentences) + "\n"
    folder.write("text.md", text)
    commands = [("recommend --rules p.yaml text.md", ""), ("check --expect p --rules p.yaml text.md", ""), ("explain p --rules p.yaml text.md", "")]
    beyond_all = LIMITS["PF_LIMIT_REGEX_DEAR"] + len(text) // 1024  # one more is too much
    return with_record(folder, commands, text, "--rules p.yaml"), "regex-limit", f"text.md:{2 * beyond_all + 1}:1"


@case("PF_LIMIT_REGEX_USUAL_STEPS")
def usual_steps(folder, limit, over):
    return dear(folder, 3 if over else 1, 2 * LIMITS["PF_LIMIT_REGEX_DEAR"])


@case("PF_LIMIT_REGEX_DEAR")
def dear_searches(folder, limit, over):
    return dear(folder, 3, 2 * limit if over else limit)


def repeated(pairs):
    return "every " + "ab" * pairs + "z9"


@case("PF_LIMIT_REGEX_DEPTH")
def deep_steps(folder, limit, over):
    return regex(folder, r"^every (a|b)*\d", repeated(6 * limit if over else limit // 16))


@case("PF_LIMIT_REGEX_HEAP_KIB")
def much_memory(folder, limit, over):
    return regex(folder, "^" + "(x)?" * 120 + r"every (a|b)*\d", repeated(6 * limit if over else limit // 64))


@case("PF_LIMIT_FINDINGS")
def many_findings(folder, limit, over):
    folder.write("text.md", "<!-- patfinder: ignore -->\n" * beyond(limit, over))
    return [("check --format gnu text.md", "")], "too-many-findings", f"text.md:{limit + 1}:1"


@case("PF_LIMIT_FOLDERS")
def deep_folders(folder, limit, over):
    folder.write("d/" * (beyond(limit, over) + 1) + "a.md", WORDS)
    return [("check d", "")], "input-unreadable", "d(?:/d)+"


# --- Texts that are read otherwise ----------------------------------------------------------------------------------

def differs(folder, limit, text_of, rules_text):
    """What is wrong with texts within the limit and beyond: a phrase of the rules is found in one of them only. What else stands there is
    found in both."""
    folder.write("p.yaml", rules_text)
    outcomes = []
    for size in (limit, limit + 1):
        folder.write("text.md", text_of(size) + "\n\n" + WORDS)
        status, output, said = folder.run("recommend --no-user-rules --rules p.yaml --format json text.md")
        if status or "large-blobs" not in output:
            return f"status {status}, and the words are not found\n{output[:200]}\n{said[:300]}"
        outcomes.append([entry_of["pattern"] for entry_of in json.loads(output)["recommendations"]].count("p"))
    return "" if sorted(outcomes) == [0, 1] else f"are read alike: {outcomes}"


FOLLOWED = PATTERN + "signals: [{id: a, phrases: [aaa bbb], certainty: 0.9, because: b}]\n"
TOPIC = PATTERN + "signals: [{id: a, phrases: [zzz], certainty: 0.9, because: b}]\nheadings: {non-goals: [HEADING]}\n"


@case_otherwise("PF_LIMIT_TABLE_COLUMNS")
def wide_table(folder, limit):
    """The last cell of a row and the first one of the next are no neighbours, unless they stand in a paragraph."""
    def table(columns):
        rest = "x | " * (columns - 1)
        return f"{rest}y\n{'--- | ' * (columns - 1)}---\n{rest}aaa\nbbb{' | x' * (columns - 1)}\n"
    return differs(folder, limit, table, FOLLOWED)


@case_otherwise("PF_LIMIT_LINK_LINES")
def long_paragraph(folder, limit):
    return differs(folder, limit, lambda lines: "w\n" * (lines - 1) + "[aaa](y) bbb", FOLLOWED)


@case_otherwise("PF_LIMIT_LINK_TARGET")
def long_target(folder, limit):
    return differs(folder, limit, lambda length: "[aaa][x] bbb\n\n[x]: " + "y" * (length - 5), FOLLOWED)


def under_heading(folder, limit, form):
    """A heading of the rules, and one with a word more, which is text: what stands below is denied no more."""
    words = " ".join(f"h{chr(97 + i)}" for i in range(limit))
    return differs(folder, limit, lambda count: form(words + " more" * (count - limit)), TOPIC.replace("HEADING", words))


@case_otherwise("PF_LIMIT_HEADING_WORDS")
def long_heading(folder, limit):
    return under_heading(folder, limit, lambda words: f"# A\n\n{words}:\n\n- The zzz\n\n# B")


@case_otherwise("PF_LIMIT_BOLD_HEADING_WORDS")
def long_bold_heading(folder, limit):
    return under_heading(folder, limit, lambda words: f"# A\n\n**{words}**\n\n- The zzz\n\n# B")


@case_otherwise("PF_LIMIT_LABEL_WORDS")
def long_label(folder, limit):
    return under_heading(folder, limit, lambda words: f"{words}: the zzz")


@case_otherwise("PF_LIMIT_DRAWN")
def large_picture(folder, limit):
    """So many arrows are drawn; one more, and the picture says why there is none, which the page does too."""
    wrong = ""
    for count in (limit, limit + 1):
        arrows = ", ".join(f"{{from: client, to: database, label: step {i}}}" for i in range(count))
        folder.write("p.yaml", PATTERN + "signals: [{id: a, phrases: [zzz], certainty: 0.9, because: b}]\n"
                     f"options: [{{name: o, title: O, text: t, when: w, because: b, diagram: [{arrows}]}}]\n")
        outputs = [folder.run(f"--no-user-rules --rules p.yaml --format {form}", "The zzz.")[1] for form in ("mermaid", "dot", "html")]
        told = [f"step {limit - 1}" in output and "than one picture can show" not in output if count == limit
                else "step 1" not in output and "than one picture can show" in output for output in outputs]
        wrong += "" if all(told) else f"{count} arrows: {told}\n"
    return wrong


# --- Rule files and configurations ----------------------------------------------------------------------------------

RULES = [("rules check --no-user-rules r", ""), ("rules test --no-user-rules r", ""), ("recommend --rules r", WORDS), ("check --rules r -", WORDS), ("ask --rules r a.md", ""),
         ("quiz --no-history --answers none --rules r a.md", ""), ("recommend --input ndjson --rules r", '{"text": "a"}')]


def rules(folder, text, commands=None):
    folder.write("a.md", WORDS)
    folder.write("r/r.yaml", text)
    return commands or RULES


@case("PF_LIMIT_RULE_FILE")
def large_rules(folder, limit, over):
    size = beyond(limit, over)
    head = "terms:\n  aaa: [bbb]\n"
    return rules(folder, head + "#" * (size - len(head) - 1) + "\n"), "input-too-large", "r/r.yaml"


@case("PF_LIMIT_RULE_FILE")
def large_configuration(folder, limit, over):
    folder.write("a.md", WORDS)
    folder.write(".patfinder.yaml", "exclude: [b]\n" + "#" * (beyond(limit, over) - 14) + "\n")
    return [("check a.md", ""), ("check --show-config a.md", "")], "input-too-large", r"\.patfinder\.yaml"


@case("PF_LIMIT_RULE_FILES")
def many_files(folder, limit, over):
    for number in range(beyond(limit, over)):
        folder.write(f"r/{number:05}.yaml", f"terms: {{t{number}: [w{number}]}}\n")
    return RULES[:1] + RULES[2:4], "rule-too-many", f"r/{limit:05}.yaml"


@case("PF_LIMIT_RULE_BYTES")
def many_bytes(folder, limit, over):
    parts = 4
    for number in range(parts):
        head = f"terms: {{t{number}: [w{number}]}}\n"
        folder.write(f"r/{number}.yaml", head + "#" * (limit // parts - len(head) - 1) + "\n")
    if over:
        folder.write("r/9.yaml", "terms: {t: [w]}\n")
    return RULES[:1] + RULES[2:3], "rule-too-many", "r/9.yaml"


@case("PF_LIMIT_RULE_FOLDERS")
def deep_rule_folders(folder, limit, over):
    folder.write("r/" + "d/" * beyond(limit, over) + "a.yaml", "terms: {t: [w]}\n")
    folder.write("a.md", WORDS)
    return RULES, "rules-unreadable", "r(?:/d)+"


@case("PF_LIMIT_YAML_DEPTH")
def deep_yaml(folder, limit, over):
    """The file, its conditions and the first one, then two for each that holds others; at last phrases, or none."""
    levels = limit // 2 - 1 if over else limit // 2 - 2
    inner = "{fact: users, known: true}" if over else "{phrases: [aaa]}"
    return rules(folder, "conditions: {c: " + "{all: [" * levels + inner + "]}" * levels + "}\n"), "rule-too-deep", r"r/r\.yaml:1:\d+"


@case("PF_LIMIT_YAML_DEPTH")
def deep_configuration(folder, limit, over):
    depth = beyond(limit, over) - 1
    value = "[" * depth + "]" * depth
    folder.write(".patfinder.yaml", f"exclude: {value}\n")
    folder.write("a.md", WORDS)
    return [("check a.md", ""), ("check --input ndjson", '{"text": "a"}')], "config-too-deep", rf"\.patfinder\.yaml:1:{len('exclude: ') + limit}"


@case("PF_LIMIT_YAML_DEPTH")
def deep_front_matter(folder, limit, over):
    depth = beyond(limit, over) - 1
    folder.write("a.md", f"---\npatfinder: {{expect: {'[' * depth + ']' * depth}}}\n---\n{WORDS}")
    return [("check a.md", "")], "config-too-deep", rf"a\.md:2:{len('patfinder: {expect: ') + limit}"


@case("PF_LIMIT_RULES")
def long_list(folder, limit, over):
    return rules(folder, "terms:\n" + "".join(f"  t{i}: [w{i}]\n" for i in range(beyond(limit, over))), RULES[:1]), "rule-too-many", "r/r.yaml:2:3"


@case("PF_LIMIT_RULES")
def long_list_of_files(folder, limit, over):
    folder.write("r/a.yaml", "terms:\n" + "".join(f"  t{i}: [w{i}]\n" for i in range(limit - 1)))
    return rules(folder, "terms:\n  x: [x]\n" + ("  y: [y]\n" if over else ""), RULES[:1]), "rule-too-many", "r/r.yaml:2:3"


@case("PF_LIMIT_RULES")
def many_signals(folder, limit, over):
    """An extension adds to the signals of a pattern."""
    signal = "  - {{id: {0}, phrases: [{0}], certainty: 0.1, because: b}}\n"
    folder.write("r/a.yaml", PATTERN + "signals:\n" + signal.format("first"))
    text = "extends: p\nsignals:\n" + "".join(signal.format(f"s{i}") for i in range(beyond(limit, over) - 1))
    return rules(folder, text, RULES[:1]), "rule-too-many", f"r/r.yaml:{limit + 2}:5"


@case("PF_LIMIT_PHRASES")
def many_phrases(folder, limit, over):
    return rules(folder, "terms: {t: [" + ", ".join(f"w{i}" for i in range(beyond(limit, over))) + "]}\n", RULES[:1]), "rule-too-many", r"r/r\.yaml:1:\d+"


@case("PF_LIMIT_PHRASES")
def many_globs(folder, limit, over):
    folder.write("a.md", WORDS)
    folder.write(".patfinder.yaml", "exclude: [" + ", ".join(f"w{i}" for i in range(beyond(limit, over))) + "]\n")
    return [("check a.md", "")], "config-too-many", r"\.patfinder\.yaml:1:\d+"


@case("PF_LIMIT_SPELLINGS")
def many_spellings(folder, limit, over):
    return rules(folder, "words: {spellings: [[" + ", ".join(f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(beyond(limit, over))) + "]]}\n"), "rule-too-many", r"r/r\.yaml:1:\d+"


def phrase(folder, text):
    return rules(folder, PATTERN + f"signals: [{{id: a, phrases: ['{text}'], certainty: 0.9, because: b}}]\n"), "rule-bad-phrase", r"r/r\.yaml:4:\d+"


def entry(folder, text):
    return rules(folder, f"terms: {{t: ['{text}']}}\n"), "rule-bad-phrase", r"r/r\.yaml:1:\d+"


@case("PF_LIMIT_WORD")
def long_word(folder, limit, over):
    return phrase(folder, "x" * beyond(limit, over))


@case("PF_LIMIT_ENTRY_WORDS")
def long_entry(folder, limit, over):
    return entry(folder, " ".join(["x"] * beyond(limit, over)))


@case("PF_LIMIT_ENTRY_RUNS")
def many_runs(folder, limit, over):
    """10 * 10 * 10 ways, and 7 * 11 * 13."""
    counts = (7, 11, 13) if over else (10, 10, 10)
    return entry(folder, " ".join("|".join(f"{letter}{chr(97 + i)}" for i in range(count)) for letter, count in zip("xyz", counts)))


@case("PF_LIMIT_INCLUSIONS")
def many_inclusions(folder, limit, over):
    lines = [f"  t{i}: [w{i}]\n" for i in range(beyond(limit, over))]
    inclusions = ", ".join(f"<t{i}>" for i in range(beyond(limit, over)))
    return rules(folder, "terms:\n" + "".join(lines) + f"  all: [{inclusions}]\n", RULES[:1]), "rule-bad-phrase", r"r/r\.yaml:\d+:\d+"


@case("PF_LIMIT_GAP")
def long_gap(folder, limit, over):
    return phrase(folder, f"aaa ..{beyond(limit, over)} bbb")


@case("PF_LIMIT_DIFFERENT")
def many_different(folder, limit, over):
    text = PATTERN + f"signals: [{{id: a, phrases: [aaa], different: {beyond(limit, over)}, certainty: 0.9, because: b}}]\n"
    return rules(folder, text), "rule-out-of-range", r"r/r\.yaml:4:\d+"


def formula(folder, text):
    return rules(folder, f"facts: [{{name: x, title: x, dimension: count, derive: [{{formula: '{text}'}}]}}]\n"), "rule-bad-formula", r"r/r\.yaml:1:\d+"


@case("PF_LIMIT_FORMULA_STEPS")
def long_formula(folder, limit, over):
    """A step for each operand, and one for each operator; of one that is odd there is none."""
    return formula(folder, "users" + " + 1" * (limit // 2 if over else limit // 2 - 1))


@case("PF_LIMIT_FORMULA_BRACKETS")
def deep_formula(folder, limit, over):
    return formula(folder, "(" * beyond(limit, over) + "users" + ")" * beyond(limit, over))


@case("PF_LIMIT_FORMULA_NAME")
def long_name(folder, limit, over):
    name = "n" * beyond(limit, over)
    text = f"facts: [{{name: {name}, title: n, dimension: count}}, {{name: x, title: x, dimension: count, derive: [{{formula: '{name} * 2'}}]}}]\n"
    return rules(folder, text), "rule-bad-formula", r"r/r\.yaml:1:\d+"


@case("PF_LIMIT_CHAIN")
def long_chain(folder, limit, over):
    names = [f"c{i}" for i in range(beyond(limit, over))]
    lines = [f"  {name}: {{is: {after}}}\n" for name, after in zip(names, names[1:])]
    return rules(folder, "conditions:\n" + "".join(lines) + f"  {names[-1]}: {{phrases: [aaa]}}\n"), "rule-too-deep", r"r/r\.yaml:\d+:\d+"


@case("PF_LIMIT_NEW_ID")
def long_id(_, limit, over):
    return [("rules new " + "x" * beyond(limit, over), "")], "bad-pattern-id", "patfinder"


@case("PF_LIMIT_SHORT_TITLE")
def long_short_title(folder, limit, over):
    option = f"options: [{{name: a, title: A, text: A, when: w, because: b, in_short: {{title: {'é' * beyond(limit, over)}}}}}]\n"
    return rules(folder, PATTERN + SIGNAL + option), "rule-out-of-range", r"r/r\.yaml:5:\d+"


@case("PF_LIMIT_SHORT_WHEN")
def long_short_when(folder, limit, over):
    option = f"options: [{{name: a, title: A, text: A, when: w, because: b, in_short: {{when: {'é' * beyond(limit, over)}}}}}]\n"
    return rules(folder, PATTERN + SIGNAL + option), "rule-out-of-range", r"r/r\.yaml:5:\d+"


@case("PF_LIMIT_SHORT_LINE")
def long_short_problem(folder, limit, over):
    return rules(folder, PATTERN + SIGNAL + f"in_short: {{problem: {'é' * beyond(limit, over)}}}\n"), "rule-out-of-range", r"r/r\.yaml:5:\d+"


@case("PF_LIMIT_SHORT_LINE")
def long_title_of_node(folder, limit, over):
    return rules(folder, PATTERN + SIGNAL + f"nodes: [{{id: a, kind: store, title: {'é' * beyond(limit, over)}}}]\n"), "rule-out-of-range", r"r/r\.yaml:5:\d+"


@case("PF_LIMIT_SHORT_LINE")
def long_label_of_arrow(folder, limit, over):
    arrow = f"{{from: client, to: database, label: {'é' * beyond(limit, over)}}}"
    return rules(folder, PATTERN + SIGNAL + f"options: [{{name: a, title: A, text: A, when: w, because: b, diagram: [{arrow}]}}]\n"), "rule-out-of-range", r"r/r\.yaml:5:\d+"


@case("PF_LIMIT_SHORT_LINE")
def long_short_pitfall(folder, limit, over):
    pitfall = f"pitfalls: [{{id: a, text: A, in_short: {'é' * beyond(limit, over)}}}]\n"
    return rules(folder, PATTERN + SIGNAL + pitfall), "rule-out-of-range", r"r/r\.yaml:5:\d+"


# --- What the program has written itself ----------------------------------------------------------------------------

@case("PF_LIMIT_BASELINE")
def large_baseline(folder, limit, over):
    folder.write("a.md", WORDS)
    folder.size("old.json", beyond(limit, over))
    return [("check --baseline old.json a.md", ""), ("check --input ndjson --baseline old.json", '{"text": "a"}')], "input-too-large", "old.json"


@case("PF_LIMIT_BASELINE_COUNT")
def many_of_one(folder, limit, over):
    entry_of = {"id": "i", "file": "a.md", "fingerprint": "0" * 32, "count": beyond(limit, over)}
    folder.write("a.md", WORDS)
    folder.write("old.json", json.dumps({"schema": "patfinder/baseline/1", "findings": [entry_of]}))
    return [("check --baseline old.json a.md", "")], "baseline-bad-finding", "old.json"


@case("PF_LIMIT_HISTORY")
def large_history(folder, limit, over):
    folder.size("state/patfinder/history.jsonl", beyond(limit, over), "\n")
    return [("quiz --stats", "")], "history-too-large", r".*history\.jsonl"


# --- All of them ----------------------------------------------------------------------------------------------------

def go_to(binary, function, limit, over):
    with tempfile.TemporaryDirectory(prefix="patfinder-") as path:
        folder = Folder(binary, path)
        commands, code, place = function(folder, limit, over)
        problems = []
        for command, typed in commands:
            ended = folder.run(command, typed)
            problem = refused(ended, code, place) if over else passes(ended, code)
            if problem:
                problems.append(f"{command}: {problem}")
        return "\n".join(problems)


def check_case(binary, name, function, is_refused):
    REACHED.add(name)
    limit, title = LIMITS.get(name, 0), f"limits: {name}: {function.__name__.replace('_', ' ')}"
    if is_refused:
        tap.result(f"{title}: up to it", go_to(binary, function, limit, False))
        tap.result(f"{title}: beyond it", go_to(binary, function, limit, True))
        return
    with tempfile.TemporaryDirectory(prefix="patfinder-") as path:
        tap.result(title, function(Folder(binary, path), limit))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))


def check_aliases(binary):
    """A few lines that would become a billion are refused at the first anchor."""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as path:
        folder = Folder(binary, path)
        folder.write("bomb.yaml", BOMB)
        folder.write("c/.patfinder.yaml", BOMB)
        folder.write("c/a.md", WORDS)
        folder.write("front.md", "---\npatfinder:\n" + "".join(f"  {line}\n" for line in BOMB.splitlines()) + "---\n" + WORDS)
        folder.write("deep.json", "[" * 100000)
        for name, command, code, place in (
                ("rules", "rules check bomb.yaml", "rule-syntax", "bomb.yaml:1:4"), ("rules of a check", "check --rules bomb.yaml front.md", "rule-syntax", "bomb.yaml:1:4"),
                ("labelled texts", "rules eval bomb.yaml", "rule-syntax", "bomb.yaml:1:4"), ("a configuration", "check c", "config-syntax", r"c/\.patfinder\.yaml:1:4"),
                ("front matter", "check front.md", "config-syntax", "front.md:3:6"), ("a baseline", "check --baseline bomb.yaml c/a.md", "baseline-syntax|config-syntax", r".*"),
                ("a baseline of brackets", "check --baseline deep.json front.md", "baseline-syntax|config-syntax", r".*")):
            tap.result(f"limits: no aliases in {name}", refused(folder.run(command), f"(?:{code})", place))


def main():
    binary = os.path.abspath(sys.argv[1])
    manual, codes = limits_of_manual()
    tap.result("limits: the manual has those of the header", "\n".join(f"{name}: {LIMITS.get(name)}, in the manual {manual.get(name)}"
                                                                      for name in sorted(set(LIMITS) | set(manual)) if LIMITS.get(name) != manual.get(name)))
    for name, function, is_refused in CASES:
        check_case(binary, name, function, is_refused)
    check_aliases(binary)
    tap.result("limits: each is gone to", ", ".join(sorted(set(LIMITS) ^ REACHED)))
    tap.result("limits: the manual has the code of each", ", ".join(sorted(set(LIMITS) - set(codes))))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
