#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws the diagrams with Graphviz and Mermaid, and looks at the pages in a browser.

usage: tests/browser.py BINARY [FILTER]   (only the diagrams and pages whose name contains FILTER)

- For every kind of system, and for hostile words in rule files, DOT and Mermaid are drawn without complaint, by `dot` and by Mermaid
  itself; both pictures hold the nodes and arrows of the source, with the same words. Markdown holds the same Mermaid.
- The pages of `recommend`, `check` and `cheatsheet` need nothing but themselves, are well made, fit a phone and a desk, are obedient to
  the keyboard, explain what is marked, can be printed and read in a high contrast, and have no violation of WCAG 2.1 AA that axe finds, in
  light and in dark.
- The cheat sheet is printed on one sheet of A4, and nothing on it is cut off.

`make deps-test` installs what is needed: Graphviz, poppler, Chromium, Node.js and the programs of tests/browser/package.json. One that
is missing is skipped, but not where CI=true. CHROMIUM names another browser. Nothing here uses the network.
"""

import collections
import concurrent.futures
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
import escaping  # noqa: E402
import tap  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
SCRIPTS = os.path.join(TESTS, "browser")
MODULES = [os.path.join(SCRIPTS, "node_modules", name) for name in ("playwright-core", "axe-core", "mermaid")]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium")
TIME_LIMIT = 900  # seconds, which only something that hangs takes
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PATH": os.environ["PATH"]}


# --- Programs ---------------------------------------------------------------------------------------------------------------------

def browser():
    """The path of a browser; of none, the name of that which is to be installed."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), named or "chromium")


def ask_browser(script, request):
    """What one of the scripts answers, in Chromium."""
    done = subprocess.run(["node", os.path.join(SCRIPTS, script)], input=json.dumps({"browser": browser(), **request}), text=True,
                          capture_output=True, timeout=TIME_LIMIT, check=False)
    if done.returncode:
        sys.exit(f"tests/browser/{script} ended in {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def has_browser(name):
    return tap.is_there(name, browser(), "node", *MODULES)


class Patfinder:
    """The program, in a folder of its own."""

    def __init__(self, binary, folder):
        self.binary, self.folder = os.path.abspath(binary), folder

    def run(self, arguments, text=""):
        done = subprocess.run([self.binary, *arguments], input=os.fsencode(text), cwd=self.folder, env=ENVIRONMENT, capture_output=True,
                              timeout=TIME_LIMIT, check=False)
        if done.returncode not in (0, 1) or done.stderr:
            sys.exit(f"{arguments} ended in {done.returncode}: {done.stderr.decode()[:2000]}")
        return done.stdout.decode()

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        return path


# --- Diagrams: what is drawn ------------------------------------------------------------------------------------------------------

# Besides the words that tests/escaping.py has for everybody: those that Mermaid or DOT would take for their own.
HOSTILE = escaping.HOSTILE + [
    "end", "graph", "subgraph x", "style a fill:red", "style a:#b", "classDef a:#b", "class a b", "classDef default fill:red", "click a call alert()",
    "click a href \"https://evil.example\"", "linkStyle 0 stroke:red", "default", "direction TB", "a; b", "a --> b", "a --- b", "-->|x|",
    "%% a comment", "%%{init: {\"theme\": \"dark\"}}%%", "---\ntitle: x\n---", "accTitle: x", "\"", "'", "\"]; evil[\"", "\")", "[x]", "(x)",
    "{x}", "((x))", "{{x}}", "[/x/]", ">x]", "<x>", "x & y", "x && y", "#quot;", "#35;", "#lt;b#gt;", "&quot;", "&#34;", "`x`", "**x**", "1. x",
    "- x", "* x", "fa:fa-car x", "a@{ shape: rect }", ":::x", "~~~", "$$x^2$$", "x<br/>y", "x\\ny", "x\\l", "\\N", "\\G", "\\E", "\\", "<<b>x</b>>",
    "direction TB of traffic", "the direction  LR", "node", "edge", "digraph", "strict", "{a|b}", "<port> x", "/* x */", "// x", "=x",
    "مرحبا بالعالم", "שלום עולם", "地理空间索引", "🎥 📦",
    "e\u0301\u0327", "word " * 19, "w" * 100, "x",
]
LETTERS = """
pattern: letter-post
title: {words}
problem: letters
signals: [{{id: letters-named, phrases: [letter], certainty: 0.9, because: letters are sent}}]
nodes:
  - {{id: writer-of-letters, title: {words}, kind: client}}
  - {{id: letter-box, title: Letter box, kind: broker}}
  - {{id: letter-store, title: {words}, kind: store}}
options:
  - {{name: post, title: {words}, text: {words}, when: {words}, because: {words},
     diagram: [{{from: writer-of-letters, to: letter-box, label: {words}}}, {{from: letter-box, to: letter-store, label: {words}, async: true}}]}}
examples: {{fires: [We send letters.], silent: [Stamps.]}}
"""

# A diagram: the options that say which rules, and the text it is of; the words that its nodes have, if they are foreign.
Diagram = collections.namedtuple("Diagram", "name options text words")


def system_diagrams():
    with open(os.path.join(TESTS, "..", "rules", "systems.yaml"), encoding="utf-8") as file:
        systems = yaml.safe_load(file)["systems"]
    return [Diagram(system["id"], [], system["examples"][0], None) for system in systems]


def hostile_diagrams(program):
    diagrams = []
    for number, words in enumerate(HOSTILE):
        path = program.write(f"hostile/{number}.yaml", LETTERS.format(words=escaping.quoted(words)))
        diagrams.append(Diagram(f"hostile words {ascii(words[:40])}", ["--rules", path], "We send letters.", words))
    return diagrams


def list_diagrams(program):
    plain = [Diagram("nothing", [], "A diary.", None), Diagram("all eight patterns", [], EVERYTHING, None)]
    return plain + system_diagrams() + hostile_diagrams(program)


# --- Diagrams: as source and as pictures ------------------------------------------------------------------------------------------

# Nodes with their words, arrows by their number, labels of arrows, and what stands below; words without blanks, where lines may break.
Picture = collections.namedtuple("Picture", "nodes arrows labels legend")
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"', re.DOTALL)
SVG = "{http://www.w3.org/2000/svg}"


def closed_up(words):
    return sorted(re.sub(r"[\s\u200b]+", "", text) for text in words)


def source_counts(source, arrow, node):
    """How many nodes and arrows there are, in a language that has one of them to a line."""
    lines = QUOTED.sub('""', source).splitlines()
    arrows = [line for line in lines if re.search(arrow, line)]
    return sum(bool(re.match(node, line)) for line in lines if line not in arrows), len(arrows)


def dot_counts(source):
    return source_counts(source, r"->", r'\s*(?!(?:graph|node|edge)\b)("")?[\w-]*\s*\[')


def mermaid_counts(source):
    return source_counts(source, r"--|-\.|==", r"\s*(?!legend\b)[\w-]+\s*[\[({>]")


def dot_picture(svg):
    root = xml.etree.ElementTree.fromstring(svg)
    groups = {kind: [group for group in root.iter(SVG + "g") if group.get("class") == kind] for kind in ("node", "edge")}
    words = {kind: ["".join("".join(text.itertext()) for text in group.iter(SVG + "text")) for group in groups[kind]] for kind in groups}
    legend = ["".join(text.itertext()) for text in root.find(SVG + "g").findall(SVG + "text")]
    return Picture(closed_up(words["node"]), len(groups["edge"]), closed_up(filter(str.strip, words["edge"])), closed_up(["".join(legend)]))


def run_dot(sources, folder):
    paths = []
    for number, source in enumerate(sources):
        paths.append(os.path.join(folder, f"{number}.dot"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(source)
    return subprocess.run(["dot", "-Tsvg", *paths], capture_output=True, text=True, timeout=TIME_LIMIT, check=False)


def draw_dot(sources):
    """Of each source its picture, or what Graphviz complains of. It is started once, and again where one of them is wrong."""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        done = run_dot(sources, folder)
    if not done.returncode and not done.stderr:
        pictures = [part for part in re.split(r"(?=<\?xml )", done.stdout) if part]
        return list(map(dot_picture, pictures)) if len(pictures) == len(sources) else [f"{len(pictures)} pictures"] * len(sources)
    if len(sources) == 1:
        return [done.stderr or f"ended in {done.returncode}"]
    middle = len(sources) // 2
    return draw_dot(sources[:middle]) + draw_dot(sources[middle:])


# What Mermaid itself makes of words in lines.
OWN_ELEMENTS = {"p", "br"}


def mermaid_picture(drawn):
    """The picture, or what is wrong with it."""
    problems = [drawn["error"]] if "error" in drawn else drawn["complaints"]
    if not problems and drawn["picture"] != "a flowchart":
        problems = [f"{drawn['picture']} instead of a flowchart"]
    if not problems and not OWN_ELEMENTS.issuperset(drawn["elements"]):
        problems = [f"words became elements: {drawn['elements']}"]
    return "\n".join(problems) or Picture(closed_up(drawn["nodes"]), drawn["edges"], closed_up(drawn["labels"]),
                                         closed_up(["".join(drawn["legend"])]))


def compare_counts(counts, picture):
    if isinstance(picture, str):
        return picture
    found = len(picture.nodes), picture.arrows
    return "" if counts == found else f"{counts[0]} nodes and {counts[1]} arrows, but {found[0]} and {found[1]} in the picture"


def compare_pictures(first, second):
    if isinstance(first, str) or isinstance(second, str) or first == second:
        return ""
    return "\n".join(f"{field} {getattr(first, field)} but {getattr(second, field)}" for field in Picture._fields
                     if getattr(first, field) != getattr(second, field))


def is_plain(words):
    """Whether words are shown as they are: neither made visible nor shortened."""
    return words.isprintable() and len(words) <= 40 and not escaping.OBEYED.search(words)


def missing_words(diagram, picture):
    if isinstance(picture, str) or not diagram.words or not is_plain(diagram.words):
        return ""
    expected = closed_up([diagram.words])[0]
    return "" if picture.nodes.count(expected) == 2 else f"two nodes should say {expected!r}: {picture.nodes}"


def mermaid_of_markdown(markdown):
    return "".join(re.findall(r"^```mermaid\n(.*?^)```$", markdown, re.DOTALL | re.MULTILINE))


def diagram_sources(program, diagrams):
    """Of each diagram the three sources: dot, mermaid and that of markdown."""
    def source(diagram, form):
        return program.run(["recommend", *diagram.options, "--format", form], diagram.text)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return {form: list(pool.map(lambda diagram, form=form: source(diagram, form), diagrams)) for form in ("dot", "mermaid", "markdown")}


def check_dot(diagrams, sources):
    unique = list(dict.fromkeys(sources))
    pictures = dict(zip(unique, draw_dot(unique)))
    for diagram, source in zip(diagrams, sources):
        tap.result(f"browser: Graphviz draws {diagram.name}", compare_counts(dot_counts(source), pictures[source]) or
                   missing_words(diagram, pictures[source]))
    return [pictures[source] for source in sources]


def check_mermaid(diagrams, sources, drawn):
    pictures = [mermaid_picture(drawn[source]) for source in sources]
    for diagram, source, picture in zip(diagrams, sources, pictures):
        tap.result(f"browser: Mermaid draws {diagram.name}", compare_counts(mermaid_counts(source), picture) or missing_words(diagram, picture))
    return pictures


def check_markdown(diagrams, mermaid, markdown):
    """But for the legend: in Markdown a table says the same."""
    wrong = [diagram.name for diagram, source, text in zip(diagrams, mermaid, markdown)
             if mermaid_counts(source)[1] and mermaid_of_markdown(text) != re.sub(r"\n +legend.*", "", source, flags=re.DOTALL) + "\n"]
    tap.result("browser: Markdown holds the Mermaid of each diagram", "\n".join(wrong[:10]))


def check_variety(pictures):
    """What is drawn here must be worth it."""
    drawn = [picture for picture in pictures if isinstance(picture, Picture)]
    sizes = {len(picture.nodes) for picture in drawn if picture.labels}
    tap.result("browser: diagrams are large and small", "" if len(sizes) > 5 and max(sizes) > 8 else f"sizes {sizes} of {len(drawn)} diagrams")


# --- Pages ------------------------------------------------------------------------------------------------------------------------

EVERYTHING = """# Video platform

Users upload videos up to 10 GB. We transcode them in about 20 minutes and show progress live. 5 million daily users watch 20 videos a day,
100 reads for each write, and we store 50,000 sensor events per second. Viewers find the nearest of 5 million cinemas, and reserve one of
the last seats, which must never be sold twice. An order takes payment, ticket and mail, and is undone when one of them fails.
"""
ARABIC = "يقوم المستخدمون برفع مقاطع فيديو كبيرة إلى المنصة ونعالجها خلال عشرين دقيقة. Users upload videos of 10 GB. شكرا جزيلا لكم على القراءة"
LONG_WORD = f"Users upload videos of 10 GB called {'w' * 400} and watch them live. {'v' * 400}"
EXTRA = """
pattern: rate-limiting-{number}
title: Rate limiting of a few callers
problem: A few callers send far more than their share, and all others have to wait until these are served.
signals:
  - id: limit-named
    phrases: ["rate limit|limiting", throttle]
    certainty: 0.9
    because: the text asks for the limit itself
options:
  - {{name: counter, title: Counter in memory, text: Each server counts for itself., technologies: [a hash table], when: at first,
     because: it needs nothing}}
  - {{name: shared, title: Shared counter, text: All servers count in one place., technologies: [Redis], when: there are several servers,
     because: it is exact}}
trade_offs: [{{gain: fair shares, cost: a counter on each request}}]
pitfalls: [{{id: retries, text: Callers that are refused try again at once.}}]
examples: {{fires: [We must throttle scrapers.], silent: [Rate limiting is not planned.]}}
"""

# A page: the arguments and standard input it is made of, and whether it is printed on one sheet.
Page = collections.namedtuple("Page", "name arguments text sheet", defaults=("", False))


def list_pages(program):
    extra = [word for number in (1, 2) for word in ("--rules", program.write(f"extra/{number}.yaml", EXTRA.format(number=number)))]
    hostile = ["--rules", program.write("hostile/page.yaml", LETTERS.format(words=escaping.quoted("<b>\"evil\"</b> & [x](y) 'z' " + "w" * 70)))]
    shutil.copytree(os.path.join(TESTS, "fixtures", "check"), os.path.join(program.folder, "check"), dirs_exist_ok=True)
    html = ["--format", "html"]
    return [
        Page("a recommendation", ["recommend", *html], EVERYTHING),
        Page("a recommendation of nothing", ["recommend", *html], "A diary."),
        Page("a recommendation for a text from right to left", ["recommend", *html], ARABIC),
        Page("a recommendation for a long word", ["recommend", *html], LONG_WORD),
        Page("a recommendation by hostile rules", ["recommend", *html, *hostile], f"We send letters. {escaping.ALL.replace(chr(0), '')}"),
        Page("a check", ["check", *html, "check/several"]),
        Page("a check without findings", ["check", *html, "check/clean"]),
        Page("the cheat sheet", ["cheatsheet", *html], "", True),
        Page("the cheat sheet of ten patterns", ["cheatsheet", *html, *extra], "", True),
        Page("the cheat sheet with hostile words", ["cheatsheet", *html, *hostile]),
    ]


def sheet_path(path):
    return path.replace(".html", ".pdf")


def page_requests(program, pages):
    requests = []
    for number, page in enumerate(pages):
        path = program.write(f"pages/{number}.html", program.run(page.arguments, page.text))
        requests.append({"path": path, "print": sheet_path(path) if page.sheet else None})
    return requests


def paper_problem(path):
    done = subprocess.run(["pdfinfo", path], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    told = dict(re.split(r":\s+", line, maxsplit=1) for line in done.stdout.splitlines() if re.search(r":\s+\S", line))
    width, height = map(float, re.match(r"([\d.]+) x ([\d.]+) pts", told["Page size"]).groups())
    is_a4 = abs(width - 297 / 25.4 * 72) < 1 and abs(height - 210 / 25.4 * 72) < 1
    return "" if told["Pages"] == "1" and is_a4 else f"{told['Pages']} pages of {told['Page size']}"


def check_pages(pages, requests, seen):
    for page, request, problems in zip(pages, requests, seen):
        for name, found in problems.items():
            tap.result(f"browser: {page.name}: {name}", "\n".join(found[:10]))
        name = f"browser: {page.name}: is one sheet of A4"
        if page.sheet and tap.is_there(name, "pdfinfo"):
            tap.result(name, paper_problem(sheet_path(request["path"])))


# --- All --------------------------------------------------------------------------------------------------------------------------

def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    wanted = arguments[1] if len(arguments) == 2 else ""
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        program = Patfinder(arguments[0], folder)
        diagrams = [diagram for diagram in list_diagrams(program) if wanted in diagram.name]
        pages = [page for page in list_pages(program) if wanted in page.name]
        sources = diagram_sources(program, diagrams)
        check_markdown(diagrams, sources["mermaid"], sources["markdown"])
        dots = check_dot(diagrams, sources["dot"]) if tap.is_there("browser: diagrams in DOT", "dot") else []
        if has_browser("browser: diagrams in Mermaid and pages"):
            unique = list(dict.fromkeys(sources["mermaid"]))
            requests = page_requests(program, pages)
            answer = ask_browser("look.mjs", {"diagrams": unique, "pages": requests})
            pictures = check_mermaid(diagrams, sources["mermaid"], dict(zip(unique, answer["diagrams"])))
            for diagram, dot, picture in zip(diagrams, dots, pictures):
                tap.result(f"browser: Graphviz and Mermaid draw the same for {diagram.name}", compare_pictures(dot, picture))
            check_pages(pages, requests, answer["pages"])
            if not wanted:
                check_variety(pictures)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
