#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Text of others speaks to nobody in the program's name: what documents, names of files, rule files, configurations, baselines,
histories, records, options and answers hold is neither obeyed by a terminal nor by a runner of workflows, and becomes neither markup
nor a link in any format.

usage: tests/escaping.py BINARY [quick]   (with `quick`, as for sanitized builds, a fifth of the words)

Each source is filled with hostile words once and with harmless ones once. Of both the same is printed, in each format; as readers of the
format see it, the hostile output must have no element, link, heading or command that the harmless one lacks. Markdown is read by
cmark-gfm, the parser of GitHub (`make deps-test`); it is skipped where that is missing, but not where CI=true.
"""

import collections
import concurrent.futures
import contextlib
import glob
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

sys.dont_write_bytecode = True
import tap  # noqa: E402

TIME_LIMIT = 300  # seconds, which only something that hangs takes
RULES_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "patterns")
FORMATS = ("text", "json", "ndjson", "markdown")
CHECK_FORMATS = (*FORMATS, "gnu", "sarif", "github", "gitlab", "rdjson", "junit", "html")
PICTURES = ("html", "mermaid", "dot")  # of one text each
JSON_FORMATS = ("json", "ndjson", "sarif", "gitlab", "rdjson")

HOSTILE = [
    # A terminal
    "\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07", "\x1bc", "\x1bP1$q\x1b\\", "\x9b31mred", "\x9d0;title\x9c", "\x90q\x9c",
    "\x01\x02\x03\x04\x05\x06\x08\x0e\x0f\x1a\x7f", "over\rwritten", "back\x08\x08\x08\x08space", "\x0b\x0c\x85",
    # The eye
    "\u202aa\u202bb\u202cc\u202dd\u202ee", "\u2066a\u2067b\u2068c\u2069d", "\u200ea\u200fb\u061cc",
    "\u2028::error::x\u2029::error::x", "\ufeff::error::x", "\U000e0001\U000e0068\U000e0069\U000e007f",
    "\ufff9a\ufffab\ufffbc", "\u206aa\u206fb",
    # A runner of workflows
    "::error file=x,line=1::evil", "::set-output name=a::b", "::stop-commands::evil", "::add-mask::e",
    "  \u3000::warning::evil", "##vso[task.setvariable variable=a]b", "##[error]evil", "##[add-mask]e",
    "##teamcity[buildStop]", "%0A::error::evil", "%250A%0D::error::evil", ":error::evil", ":",
    # XML and HTML
    "]]>", "<![CDATA[ x ]]>", "<!-- evil", "-->", "<script>alert(1)</script>", "&#x3c;b&#62;", "&lt;b&gt;&amp;",
    "<img src=x onerror=alert(1)>", "</details>", "</summary></td></table>", "<br><h1>evil</h1>",
    "<a href=javascript:alert(1)>", "\"><b a='", "<?php evil ?>", "<!DOCTYPE x>", "</failure></testcase>",
    # Markdown
    "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "[x]: http://evil.example",
    "[x]: javascript:alert(1)", "[x][y] [x] ![x]", "![x]", "<http://evil.example>", "http://evil.example/a",
    "ftp://evil.example", "www.evil.example", "evil@evil.example", "mailto:a@b.example", "xmpp:a@b.example/c",
    "@octocat", "@org/team", "#123", "GH-123", "octocat/evil#1", "!123", "# evil", "evil\n=======", "evil\n---",
    "\n# evil\n", "\n\n    evil\n", "```\nevil\n```", "~~~~\nevil", "`` ` ``", "a | b | c", "| a |\n|---|\n| b |",
    "- evil", "+ evil", "1. evil", "2) evil", "> evil", "***evil***", "__evil__", "~~evil~~", "[^1]", "[^1]: evil",
    "- [x] evil", "$`evil`$", "$$evil$$", "\\", "evil\\", "|", "`",
    # SARIF
    "{0}", "{1}{2}", "[evil](1)", "[evil](http://evil.example)", "\\[evil](2)", "[evil\\](3)",
]
HARMLESS = ["letters"] * len(HOSTILE)
ALL = "\n".join(HOSTILE)


# --- How a terminal, a runner and a reader take it ------------------------------------------------------------------------------------

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# What messages that are plain text may be for readers of Markdown: emphasis harms nobody, and a break parts one from the next here.
PLAIN_PARTS = re.compile(r"<(p|hr|em|strong|del|code) \[\]>|the link [$%&~]\d")
# As the runner of GitHub reads a line (github.com/actions/runner, src/Runner.Common/ActionCommand.cs), and the agent of Azure.
COMMAND = re.compile(r"\s*::|.*##(\[|vso\[|[a-z]+\[)", re.DOTALL)
OUR_COMMAND = re.compile(r"::(error|warning|notice) file=([^:,]*)((,(line|endLine|col|endColumn)=\d+)*),title=([^:,]*)::(.*)")
REST = re.compile(r"And (\d+ more (error|warning|notice)s?(, )?)+; GitHub shows 10 of a level for each step\.")


def obeyed(text, form=""):
    problems = [f"{form}: {found.group()!r} in {text[max(0, found.start() - 30):found.end() + 20]!r}" for found in OBEYED.finditer(text)]
    for line in text.split("\n"):
        if form == "github" and line:
            if not OUR_COMMAND.fullmatch(line) and not REST.fullmatch(line):
                problems.append(f"not a command of ours: {line!r}")
            line = line[2:]
        if COMMAND.match(line):
            problems.append(f"{form}: a command: {line!r}")
    return problems


class Page(html.parser.HTMLParser):
    """What stands in HTML besides text; of text, what hosts that look at it after all make a link of."""

    REFERENCE = re.compile(r"@\w|[!#$%&~]\d|://|\bwww\.\w|\bGH-\d")

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts, self.open = collections.Counter(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts[f"<{tag} {attrs}>"] += 1
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.open:
            self.parts[f"</{tag}> that closes nothing"] += 1
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"a", "pre"} & set(self.open):  # nor are there links in code
            for found in self.REFERENCE.finditer(data):
                self.parts[f"the link {found.group()}"] += 1

    def handle_comment(self, data):
        self.parts[f"<!--{data}-->"] += 1

    handle_decl = handle_pi = unknown_decl = handle_comment


def page(markdown):
    """The parts of a page of Markdown."""
    extensions = [word for name in ("table", "autolink", "strikethrough", "tasklist", "footnotes") for word in ("-e", name)]
    done = subprocess.run(["cmark-gfm", "--unsafe", *extensions], input=markdown.encode(), stdout=subprocess.PIPE, timeout=TIME_LIMIT,
                          check=True)
    return Page(done.stdout.decode()).parts


# All that our pages are made of, and what a line of our pictures looks like.
PAGE_TAGS = set("""html head meta title style body header main section nav div article details summary footer h1 h2 h3 h4 h5 p ul ol li dl dt dd a q bdi
mark span b strong em small code table thead tbody tr th td svg g path rect text""".split())
PAGE_ATTRIBUTES = set("""lang charset name content http-equiv class id href rel tabindex role scope style open aria-label aria-labelledby
aria-describedby aria-hidden viewbox width height d x y rx""".split())
WORDS_IN_PICTURE = r"(?:[^\"`<>{}|\[\]\\]|<br>)*"
MERMAID_LINE = re.compile(rf"""%%{{init: {{"flowchart": {{"wrappingWidth": 420}}}}}}%%|flowchart LR|    accTitle: [\w ,]+|    n_\w+[\[({{>/]+"{WORDS_IN_PICTURE}"[\])}}/]+
|    n_\w+ (?:-->|-\.->)\|"{WORDS_IN_PICTURE}"\| n_\w+|    linkStyle [\d,]+ stroke:#[0-9a-f]{{6}},stroke-width:2px|    legend\["{WORDS_IN_PICTURE}"\]
|    style legend fill:none,stroke:none,text-align:left|    nothing\["[\w ]+"\]|""".replace("\n", ""))
DOT_STRING = r'"(?:[^"\\]|\\.)*"'
DOT_LINE = re.compile(rf"""digraph patterns {{|}}||    \w+={DOT_STRING};|    \w+=\w+;|    (?:node|edge) \[[^\n]*\];
|    {DOT_STRING}(?: -> {DOT_STRING})? \[\w+=(?:{DOT_STRING}|\w+)(?:, \w+=(?:{DOT_STRING}|\w+))*\];""".replace("\n", ""))


def page_problems(text):
    """What is none of ours in a page."""
    problems, headings = [], 0
    for part in Page(text).parts.elements():
        tag = re.match(r"<(\w+) (.*)>$", part, re.DOTALL)
        if tag is None:
            problems += [] if part in ("<!--DOCTYPE html-->",) or part.startswith("the link") else [part]
            continue
        attributes = dict(eval(tag.group(2)))  # pylint: disable=eval-used
        headings += tag.group(1) == "h1"
        link = attributes.get("href", "#")
        ours = link.startswith("#") or f"<a [('href', '{link}')]>" in ALWAYS
        width = re.fullmatch(r"width:\d+%", attributes.get("style", "width:1%"))
        if tag.group(1) not in PAGE_TAGS or not set(attributes) <= PAGE_ATTRIBUTES or not ours or not width:
            problems.append(part)
    return problems + ([f"{headings} headings h1"] if headings != 1 else [])


def own_parts():
    """What other parts than those of the harmless documents our own Markdown may have: paragraphs, and links to the sources of our rules."""
    links = (re.findall(r"url: *(\S+)", open(path, encoding="utf-8").read()) for path in glob.glob(os.path.join(RULES_FOLDER, "*.yaml")))
    return {"<p []>", *(f"<a [('href', '{link}')]>" for found in links for link in found)}


def surplus(hostile, harmless, counts):
    """Where `counts`, the two have the same structure; else the first may have less of what the other has."""
    return [part for part in hostile if (counts and hostile[part] > harmless[part]) or (part not in harmless and part not in ALWAYS)]


def elements(text):
    root = xml.etree.ElementTree.fromstring(text)
    return collections.Counter(f"{element.tag} {sorted(element.attrib)}" for element in root.iter())


def messages_of(form, text):
    """Texts that are shown to people of a report for GitLab or reviewdog."""
    log = json.loads(text)
    if form == "gitlab":
        return {entry["description"] for entry in log}
    return {diagnostic["message"] for diagnostic in log["diagnostics"]}


def sarif_texts(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            yield from sarif_texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from sarif_texts(value)


def sarif_problems(text):
    problems = []
    for words in sarif_texts(json.loads(text)):
        plain = re.sub(r"\\.", "", words)
        if re.search(r"[{}]", words.replace("{{", "").replace("}}", "")):
            problems.append(f"a placeholder: {words!r}")
        if re.search(r"\]\((?!\d+\))", plain) or re.search(r"\[[^“\]][^\]]*\]\(", plain):
            problems.append(f"a link: {words!r}")
    return problems


def cannot_parse(form, text):
    try:
        while form in JSON_FORMATS and text:
            _, end = json.JSONDecoder().raw_decode(text)
            text = text[end:].lstrip("\n")
        if form == "junit" and text:
            xml.etree.ElementTree.fromstring(text)
    except (ValueError, xml.etree.ElementTree.ParseError) as error:
        return [f"not {form}: {error}"]
    return []


def compare(form, hostile, harmless, counts):
    problems = obeyed(hostile, form) or cannot_parse(form, hostile)
    if problems or not hostile or not harmless:
        return problems
    if form == "sarif":
        problems = sarif_problems(hostile)
    if form == "junit":
        problems = surplus(elements(hostile), elements(harmless), counts)
    if form == "markdown" and has_parser():
        problems = surplus(page(hostile), page(harmless), counts)
    if form == "html":
        problems = page_problems(hostile)
    if form in ("mermaid", "dot"):
        problems = [line for line in hostile.split("\n") if not (MERMAID_LINE if form == "mermaid" else DOT_LINE).fullmatch(line)]
    if form in ("gitlab", "rdjson") and has_parser():
        found = page("\n\n<hr>\n\n".join(messages_of(form, hostile)))
        problems = [part for part in found if not PLAIN_PARTS.fullmatch(part)]
    return problems


def has_parser():
    return bool(shutil.which("cmark-gfm"))


ALWAYS = own_parts()


# --- Sources --------------------------------------------------------------------------------------------------------------------

RULES = """
pattern: hostile-{number}
title: {words}
problem: {words}
in_short: {{problem: {words}, signs: {words}, numbers: {words}}}
signals:
  - {{id: letters-named, phrases: ["send|post ..20 letter"], certainty: 0.7, because: {words}, source: book}}
  - {{id: few, phrases: ["sole letter"], certainty: -0.5, because: {words}}}
  - {{id: many, fact: envelopes-{number}, at_least: 5000, certainty: 0.4, because: {words}}}
  - {{id: again, regex: "stamp.*", gate: stamp, certainty: 0.2, because: {words}}}
facts:
  - {{name: envelopes-{number}, title: {words}, dimension: count, of: [envelope], of_weight: 1, single: true, ask: {words}}}
options:
  - {{name: printer, title: {words}, text: {words}, technologies: [{words}], when: {words}, because: {words}, terms: [printer],
     diagram: [{{from: desk-{number}, to: van-{number}, label: {words}}}, {{from: van-{number}, to: box-{number}, label: {words}, async: true}}],
     outgrown: {{fact: envelopes-{number}, at_least: 500}}}}
  - {{name: machine, title: {words}, text: {words}, when: {words}, because: {words}, terms: [machine], numbers: [envelopes-{number}],
     choose: {{fact: envelopes-{number}, at_least: 600}}, excessive: {{fact: envelopes-{number}, less_than: 100}}}}
nodes: [{{id: desk-{number}, title: {words}, kind: client}}, {{id: van-{number}, title: {words}, kind: worker}}, {{id: box-{number}, title: {words}, kind: store}}]
trade_offs: [{{gain: {words}, cost: {words}}}]
pitfalls: [{{id: one, text: {words}}}, {{id: two, text: {words}, in_short: {words}}}]
considerations: [{{name: stamps, text: {words}, terms: [unheard]}}]
questions: [{{fact: envelopes-{number}, ask: {words}}}]
sources: [{{id: book, title: {words}, url: {url}}}]
scenarios:
  - {{id: scenario-{number}, title: {words}, text: {scenario}, fits: [hostile-{number}]}}
systems:
  - {{id: system-{number}, title: {words}, names: [system{number}]}}
examples: {{fires: [{words}], silent: [{fires}]}}
"""
DOCUMENT = """---
title: {line}
---
# {words}

## Requirements

- Users send {words} letters. The office sends registered {line} letters to users, and has 700 {line} envelopes.
- Send [{line} letters]({line}) to `{line}` users, with stamps {line} on them. Nobody uploads {line} videos of 3 GB.

Users post
{words} letters.

## {line}

It sends no sole letter. A system7 has a database with a table for users, a printer and a machine for 40 envelopes {line}.

## Design

The server has a table for clients and a machine for 2,400 {line} envelopes. It has 30 {words} envelopes.

<!-- patfinder: ignore {line} -- {line} -->
<!-- patfinder: ignore missing-pattern/letter-post -- {words} -->
"""


def quoted(words):
    """As a scalar of YAML."""
    return '"' + "".join(f"\\U{ord(letter):08x}" if ord(letter) > 0x7e or letter < " " or letter in '"\\' else letter for letter in words) + '"'


@contextlib.contextmanager
def scratch_folder():
    """A folder to write into, and to run commands in."""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir("/")


def write(path, content):
    os.makedirs(os.path.dirname(os.fsencode(path)) or b".", exist_ok=True)
    with open(os.fsencode(path), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def as_name(words):
    """A name for a file; what is one already, such as "::error", stays."""
    return words.replace("/", "|").replace("\x00", "")[:80]


def letter_rules(number, words):
    return RULES.format(number=number, words=quoted(words), url=quoted(re.sub("^http://", "://", words)),  # an address is a link
                        scenario=quoted(f"A system{number} sends {words} letters with 700 envelopes {words}.\n\n{words}\n"),
                        fires=quoted(f"Send {words} letters to {words}."))


def write_documents(words):
    for number, text in enumerate(words):
        write(f"documents/{number:03}.md", DOCUMENT.format(words=text, line=" ".join(text.split("\n"))))


def write_names(words):
    for number, name in enumerate(words):
        place = f"names/{number:03}/" if len(set(words)) == 1 else "names/"
        write(place + as_name(name) + ".md", DOCUMENT.format(words="many", line="many"))


def write_rules(words):
    for number, text in enumerate(words):
        write(f"rules/{number:03}.yaml", letter_rules(number, text))
    write("one-rule/rules.yaml", letter_rules(1000, "plain").replace("hostile-1000", "letter-post"))


class Run:
    """A command on one source: what it prints in a format, and what it says."""

    def __init__(self, binary, folder, form, arguments, text="", variables=()):
        self.form = form
        formatted = ["--format", form] if form else []
        environment = {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PATH": os.environ["PATH"], **dict(variables),
                       **{name: value for name, value in os.environ.items() if name.startswith(("ASAN_", "UBSAN_", "LSAN_"))}}
        done = subprocess.run([binary, *arguments[:1], *formatted, *arguments[1:]], cwd=folder, env=environment, input=os.fsencode(text),
                              capture_output=True, timeout=TIME_LIMIT, check=False)
        self.status = done.returncode
        self.output, self.said = (printed.decode("utf-8", "surrogateescape") for printed in (done.stdout, done.stderr))

    def problems(self, harmless=None, counts=False):
        found = [f"ended in {self.status}: {self.said[-500:]}"] if self.status not in (0, 1, 2) else []
        found += compare(self.form or "text", self.output, harmless.output if harmless else "", counts) + obeyed(self.said, "messages")
        return found


def shown(problems):
    return "\n".join(re.sub(r"[\n\r]", " ", problem)[:400] for problem in problems[:6])


def try_source(binary, name, fill, commands, counts=False):
    """Each of `commands`, (words, forms, arguments), on the hostile source and the harmless one."""
    with scratch_folder() as scratch, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = {}
        for kind, words in (("hostile", HOSTILE), ("harmless", HARMLESS)):
            folders[kind] = os.path.join(scratch, kind)
            os.mkdir(folders[kind])
            os.chdir(folders[kind])
            fill(words)
        tries = [(words, form, {kind: pool.submit(Run, binary, folders[kind], form, *command(folders[kind])) for kind in folders})
                 for words, forms, command in commands for form in forms]
        problems = collections.defaultdict(list)  # of several runs of the same title together
        for words, form, runs in tries:
            hostile, harmless = runs["hostile"].result(), runs["harmless"].result()
            found = hostile.problems(harmless, counts)
            if not found and not hostile.output + hostile.said:
                found = ["nothing is printed"]
            problems[f"escaping: {name} in {form or 'text'} of {words}"] += found
        for title, found in problems.items():
            tap.result(title, shown(found))


def documents_of(folder, below):
    return sorted(os.path.join(below, name) for name in os.listdir(os.path.join(folder, below)))


def fill_documents(words):
    write_documents(words)
    write_rules(["plain"])


def fill_names(words):
    write_names(words)
    write_rules(["plain"])


def fill_rules(words):
    write_rules(words)
    write_documents(["plain"])
    write("labelled.yaml", f"texts:\n  - {{id: plain, group: ours, text: Users send letters., must: [hostile-{len(words) - 1}]}}\n")


def of_files(below, *arguments, **more):
    return lambda folder: ([*arguments, "--no-user-rules", *(more.get("rules") or ("--rules", "one-rule")), *documents_of(folder, below)],)


def of(*arguments, text="", variables=(), rules=("--rules", "one-rule")):
    return lambda folder: ([*arguments, "--no-user-rules", *rules], text, variables)


def test_documents(binary):
    commands = (["recommend"], ["check"], ["facts"], ["explain", "letter-post"])
    kinds = [(f"{command[0]} at width {width}", ("text",), of_files("documents", *command, "--width", width))
             for width in ("20", "57", "200") for command in commands]
    try_source(binary, "documents", fill_documents, [
        ("check", CHECK_FORMATS, of_files("documents", "check", "--verbose", "--expect", "contention")),
        ("recommend", FORMATS, of_files("documents", "recommend", "--verbose")),
        *[("recommend of each", PICTURES, of("recommend", f"documents/{number:03}.md")) for number in range(len(HOSTILE))],
        ("facts", FORMATS, of_files("documents", "facts")),
        ("explain", FORMATS, of_files("documents", "explain", "letter-post", "--verbose")),
        ("recommend --what-if", FORMATS, of_files("documents", "recommend", "--what-if", "envelopes-1000=9000")),
        ("explain --what-if", FORMATS, of_files("documents", "explain", "letter-post", "--what-if", "envelopes-1000=9000")),
        *kinds,
    ])


def test_names(binary):
    def below(*command):
        return lambda folder: ([*command, "--no-user-rules", "--rules", "one-rule", *sorted(
            os.path.join(top, name) for top, _, names in os.walk(os.path.join(folder, "names")) for name in names)],)

    def bare(*command, ending=""):
        """With names that begin as the hostile words do."""
        return lambda folder: ([*command, "--no-user-rules", "--rules", os.path.join(folder, "one-rule"), "--", *(
            name + ending for name in map(as_name, HOSTILE if folder.endswith("/hostile") else HARMLESS) if name)],)
    try_source(binary, "names", fill_names, [
        ("check", CHECK_FORMATS, of("check", "names")),
        ("check --show-config", (None,), below("check", "--show-config")),
        ("recommend", FORMATS, below("recommend")),
        ("facts", FORMATS, below("facts")),
        ("explain", FORMATS, below("explain", "letter-post")),
        ("check of nothing", CHECK_FORMATS, bare("check", ending=".none")),
        ("recommend of nothing", FORMATS, bare("recommend", ending=".none")),
        ("rules check of nothing", (None,), lambda folder: (["rules", "check", "--", *map(as_name, HOSTILE)],)),
    ])

    def fill_here(words):
        write_rules(["plain"])
        for name in words:
            write(as_name(name) + ".md", DOCUMENT.format(words="many", line="many"))
            write(as_name(name), DOCUMENT.format(words="many", line="many"))
    try_source(binary, "names at the start", fill_here, [
        ("check", CHECK_FORMATS, bare("check")),
        ("check at width 20", ("text",), bare("check", "--width", "20")),
        ("check --show-config", (None,), bare("check", "--show-config")),
        ("recommend", FORMATS, bare("recommend")),
    ])


def test_rules(binary):
    rules = ("--rules", "rules", "--rules", "one-rule")
    document = "documents/000.md"

    def each(command, *more, forms=FORMATS):
        return [(f"{command} of each", forms, lambda folder, n=n: ([command, f"hostile-{n}", *more, "--no-user-rules", *rules],))
                for n in range(len(HOSTILE))]
    try_source(binary, "rules", fill_rules, [
        ("list", FORMATS, of("list", rules=rules)),
        ("cheatsheet", ("text", "markdown", "html"), of("cheatsheet", rules=rules)),
        ("cheatsheet at width 20", ("text",), of("cheatsheet", "--width", "20", rules=rules)),
        ("recommend", (*FORMATS, *PICTURES), of("recommend", "--verbose", document, rules=rules)),
        ("recommend at width 20", ("text",), of("recommend", "--verbose", "--width", "20", document, rules=rules)),
        ("recommend --what-if", FORMATS, of("recommend", "--what-if", "envelopes-5=9000", document, rules=rules)),
        ("check", CHECK_FORMATS, of("check", document, rules=rules)),
        ("check at width 20", ("text",), of("check", "--width", "20", document, rules=rules)),
        ("facts", FORMATS, of("facts", document, rules=rules)),
        ("rules test", (None,), lambda folder: (["rules", "test", "rules", "--no-user-rules"],)),
        ("rules check", (None,), lambda folder: (["rules", "check", "rules", "--no-user-rules"],)),
        ("rules eval", FORMATS[:2], of("rules", "eval", "labelled.yaml", "--errors", rules=rules)),
        ("quiz", ("text", "json"), of("quiz", "--no-history", "--seed", "3", "--answers", "none", rules=rules)),
        ("a talk of quiz", (None,), of("quiz", "--no-history", "--seed", "3", text="?\n?\n?\nhostile\nx\n1\ns\nnone\n" * 20, rules=rules)),
        ("ask", ("text", "markdown"), of("ask", document, text="7000\nno\n" * 60, rules=rules)),
        *each("show", forms=("markdown",)), *each("show")[::8], *each("explain", document)[::8],
    ], counts=True)


def try_messages(binary, name, folder, tries):
    """Commands whose words themselves are hostile: what they print is looked at without anything to compare it with."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [(arguments, pool.submit(Run, binary, folder, None, arguments, *more)) for arguments, *more in tries]
        problems = [f"{arguments!r}: {problem}" for arguments, run in runs for problem in run.result().problems()]
        silent = [f"{arguments!r} says nothing" for arguments, run in runs if not run.result().said + run.result().output]
    tap.result(f"escaping: {name}", shown(problems or silent))


OPTIONS = (
    ["--format", None], ["--set", None], ["--set", "envelopes-1000=", None], ["--what-if", None], ["--rules", None], ["--color", None],
    ["--width", None], ["--input", None], ["--", None], [None], ["explain", None], ["show", None], ["recommend", "--", None],
    ["rules", None], ["rules", "new", None], ["rules", "eval", None], ["rules", "check", None], ["rules", "schema", "--of", None],
    ["completion", None], ["check", "--expect", None], ["check", "--require", None], ["check", "--forbid", None],
    ["check", "--fail-on", None], ["check", "--baseline", None], ["check", "--jobs", None], ["quiz", "--answers", None],
    ["quiz", "--seed", None], ["check", "--show-config", "--expect", None], ["check", "--show-config", "--rules", None],
)


def test_options(binary):
    words = [ALL, "::error file=x::y", "##[error]y", "\u202e\U000e0041\x9b1m", ":"]
    with scratch_folder() as folder:
        tries = [(["--" + word] if arguments is None else [word if part is None else part for part in arguments], "Users send letters.\n")
                 for word in words for arguments in (None, *OPTIONS)]
        tries += [(arguments, "Users send letters.\n") for word in words for arguments in (
            ["recommend", "--set", f"object_size={word}"], ["recommend", f"--{word}={word}"], ["check", "--set", f"{word}=3"])]
        try_messages(binary, "options in messages", folder, tries)
        places = [(["list"], "", {name: os.path.join(folder, as_name(ALL))})
                  for name in ("XDG_CONFIG_HOME", "HOME", "TERM", "COLUMNS", "NO_COLOR", "LC_ALL")]
        try_messages(binary, "variables in messages", folder, places)


WRONG_RULES = """{words}: x
pattern: {words}
title: [{words}]
extends: {words}
problem: {{{words}: {words}}}
signals:
  - {{id: {words}, phrases: [{words}, "<{bare}>"], certainty: {words}, because: x}}
  - {{id: a, regex: {words}, gate: {words}, certainty: 0.5, because: x}}
  - {{id: b, fact: {words}, at_least: {words}, certainty: 0.5, because: x}}
  - {{id: c, is: {words}, signal: {words}, system: {words}, within: {words}, certainty: 0.5, because: x}}
facts: [{{name: {words}, title: x, dimension: {words}}}, {{name: c, title: x, dimension: count, derive: [{{formula: {words}}}]}}]
"""
WRONG_CONFIG = """{words}: 1
fail_on: {words}
severities: {{{words}: off, missing-pattern: {words}, missing-pattern/x: {words}, "missing-pattern/{bare}": off}}
exclude: [{words}, "[{bare}"]
expect: [{words}]
require: [{words}]
rules: [{words}]
sections: {{{words}: [x], design: [{words}]}}
baseline: {words}
overrides: [{{paths: [{words}], severities: {{{words}: off}}}}, {{{words}: x}}]
"""


def test_wrong_files(binary):
    """Messages on what is wrong in files; several at once, since one may hide others."""
    for kind, template, command in (("rule files", WRONG_RULES, ["rules", "check"]), ("configurations", WRONG_CONFIG, ["check"])):
        with scratch_folder() as folder:
            tries = []
            for number, words in enumerate([*HOSTILE, ALL]):
                lines = template.format(words=quoted(words), bare=quoted(words)[1:-1]).split("\n")
                for line, text in enumerate(lines if number % 8 == 0 or words is ALL else []):
                    path = f"{number}-{line}/" + ("rules.yaml" if kind == "rule files" else ".patfinder.yaml")
                    write(path, (text if text[:1] != " " else "pattern: x\ntitle: x\nproblem: x\nsignals:\n" + text) + "\n")
                    write(f"{number}-{line}/a.md", "Users send letters.\n")
                    tries.append([[*command, os.path.dirname(path)]])
                path = f"{number}/" + ("rules.yaml" if kind == "rule files" else ".patfinder.yaml")
                write(path, "\n".join(lines))
                tries.append([[*command, os.path.dirname(path)]])
                write(f"raw-{number}/" + os.path.basename(path), words + "\n")
                tries.append([[*command, f"raw-{number}"]])
            try_messages(binary, f"{kind} in messages", folder, tries)


def test_configuration(binary):
    """What is in force, from hostile places, is shown so that it reads as the same configuration."""
    with scratch_folder() as folder:
        tries, wrong = [], []
        for number, words in enumerate(HOSTILE):
            place = f"{number}/{as_name(words)}"
            config = f'exclude: [{quoted(words)}, "x*"]\nsections: {{design: [{quoted("x " + words)}]}}\n'
            write(f"{place}/.patfinder.yaml", config)
            write(f"{place}/a.md", DOCUMENT.format(words="many", line="many"))
            tries += [[["check", "--show-config", place]], [["check", "--show-config", f"{place}/x.md"]]]
            shown_config = Run(binary, folder, None, ["check", "--show-config", place])
            try:
                same = yaml.safe_load(shown_config.output) if shown_config.status == 0 else yaml.safe_load(config)
                if same["exclude"] != yaml.safe_load(config)["exclude"]:
                    wrong.append(f"{same['exclude']} of {config}")
            except (yaml.YAMLError, TypeError) as error:
                wrong.append(f"{shown_config.output[:300]!r}: {error}")
        try_messages(binary, "configurations in --show-config", folder, tries)
        tap.result("escaping: what --show-config prints is the same configuration", shown(wrong))


def test_kept_files(binary):
    """Baselines and histories."""
    with scratch_folder() as folder:
        write("a.md", DOCUMENT.format(words="many", line="many"))
        baselines, histories = [], []
        for number, words in enumerate([*HOSTILE, ALL]):
            entry = {"id": words, "file": words, "fingerprint": words}
            contents = ({"schema": "patfinder/baseline/1", "findings": [entry]}, {"schema": words, "findings": []}, {words: words})
            for kind, content in enumerate([*map(json.dumps, contents), words]):
                write(f"{number}-{kind}.json", content)
                baselines.append([["check", "--baseline", f"{number}-{kind}.json", "a.md"]])
            good = {"time": "2026-01-01T00:00:00Z", "scenario": words, "fits": [words], "open": [], "picks": [words], "hints": 0}
            for kind, content in enumerate([json.dumps(good), json.dumps({words: 1}), words]):
                write(f"{number}-{kind}/patfinder/history.jsonl", content + "\n")
                place = {"XDG_STATE_HOME": os.path.join(folder, f"{number}-{kind}")}
                histories += [[["quiz", "--stats", "--no-user-rules", *more], "", place] for more in ([], ["-f", "json"])]
        try_messages(binary, "baselines in messages", folder, baselines)
        try_messages(binary, "histories in quiz --stats", folder, histories)


def test_records(binary):
    lines = [json.dumps({"id": words, "text": f"Users send {words} letters to {words}."}) for words in [*HOSTILE, ALL]]
    broken = [json.dumps(record) for words in HOSTILE for record in ({"id": words, words: words}, {"id": {words: 1}, "text": words})]
    broken += [words.replace("\n", " ") for words in HOSTILE]
    tries = [[[command, "--input", "ndjson", "--no-user-rules", *more], "\n".join(text) + "\n"] for text in (lines, broken) for command, *more in
             (["recommend"], ["check"], ["facts"], ["explain", "contention"], ["recommend", "--what-if", "object_size=3 GB"])]
    try_messages(binary, "records", "/", tries)
    back = Run(binary, "/", None, ["recommend", "--input", "ndjson", "--no-user-rules"], "\n".join(lines) + "\n").output
    identities = [json.loads(line)["source"] for line in back.splitlines()]
    tap.result("escaping: records keep their ids", "" if identities == [*HOSTILE, ALL] else shown([f"{identities}"]))


def test_answers(binary):
    lines = "\n".join(words.replace("\n", " ") for words in HOSTILE) + "\n"
    quiz = ["quiz", "--no-history", "--seed", "3", "--no-user-rules"]
    tries = [[quiz, lines], [[*quiz, "-f", "json"], lines], *([[*quiz, "--answers", words]] for words in HOSTILE)]
    with scratch_folder() as folder:
        write("a.md", "Users upload videos to a site and watch them.\n")
        tries += [[["ask", "--no-user-rules", "a.md"], words.replace("\n", " ") + "\n"] for words in HOSTILE]
        try_messages(binary, "answers", folder, tries)


def test_json_stays(binary):
    """What is escaped in JSON is read as it was written."""
    with scratch_folder() as folder:
        write_rules(HOSTILE)
        patterns = json.loads(Run(binary, folder, "json", ["list", "--no-user-rules", "--rules", "rules"]).output)["patterns"]
        titles = {entry["pattern"]: entry["title"] for entry in patterns}
        wrong = [f"{words!r} became {titles.get(f'hostile-{number}')!r}" for number, words in enumerate(HOSTILE)
                 if titles.get(f"hostile-{number}") != words]
        tap.result("escaping: JSON says what the rules say", shown(wrong))


def words_of(text):
    """Without the brackets about telling words, which stand for a colour, and so without the places where lines end and what parts
    the signs with which one begins."""
    return re.sub("[][\\s\u200b]", "", text)


def test_colour(binary):
    """Colours are ours alone: without them the text is the one that has none."""
    with scratch_folder() as folder:
        write_rules(HOSTILE)
        write_documents(HOSTILE)
        files = documents_of(folder, "documents")
        for command in (["recommend", "-v", *files], ["check", "-v", *files], ["list"], ["cheatsheet"], ["show", "hostile-0"], ["facts", *files],
                        ["explain", "-v", "hostile-0", *files]):
            arguments = [*command, "--no-user-rules", "--rules", "rules"]
            plain, coloured = (Run(binary, folder, None, [*arguments, "--color", when]).output for when in ("never", "always"))
            bare = re.sub("\x1b\\[(0|1|2|3[1-6])m", "", coloured)
            problems = obeyed(plain) + (["no colours"] if bare == coloured else []) + (["the texts differ"] if words_of(bare) != words_of(plain) else [])
            tap.result(f"escaping: colours of {command[0]}", shown(problems))


def test_practice(binary):
    """Exercises and questions on a hostile text, a byte of zero in a text, and what a run writes."""
    with scratch_folder() as folder:
        write_rules(HOSTILE[:20])
        tries = []
        for number, words in enumerate([*HOSTILE, ALL]):
            write(f"{number}.md", DOCUMENT.format(words=words, line=" ".join(words.split("\n"))))
            own = ["--no-user-rules", "--rules", "one-rule", f"{number}.md"]
            tries += [[["quiz", "--no-history", *own], "?\n?\n?\nlarge-blobs\ns\ns\n"], [["ask", *own], "7000\nno\n"]]
        zero = "Users send \x00::error::x\x00 letters.\x00\n"
        tries += [[[command, "--no-user-rules"], zero] for command in ("recommend", "facts", "check")]
        try_messages(binary, "exercises, questions and bytes of zero", folder, tries)
        written = Run(binary, folder, None, ["check", "--no-user-rules", "--rules", "one-rule", "--write-baseline", "known.json", "."])
        with open(os.path.join(folder, "known.json"), encoding="utf-8") as file:
            kept = file.read()
        problems = obeyed(kept) + written.problems() + ([] if json.loads(kept)["findings"] else ["no findings"])
        tap.result("escaping: a baseline that is written", shown(problems))


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    if arguments[1:] == ["quick"]:
        HOSTILE[:] = HOSTILE[::5]
        HARMLESS[:] = HARMLESS[::5]
    binary = os.path.abspath(arguments[0])
    if not has_parser():
        absent = "cmark-gfm is not installed: make deps-test installs it"
        tap.result(*(("escaping: Markdown", absent) if os.environ.get("CI") == "true" else (f"escaping: Markdown # SKIP {absent}",)))
    test_documents(binary)
    test_names(binary)
    test_rules(binary)
    test_options(binary)
    test_wrong_files(binary)
    test_configuration(binary)
    test_kept_files(binary)
    test_records(binary)
    test_answers(binary)
    test_json_stays(binary)
    test_colour(binary)
    test_practice(binary)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
