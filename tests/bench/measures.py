# SPDX-License-Identifier: MIT
"""The rows of the table that tests/bench.py prints. Each function gives those of one measure."""

import functools
import itertools
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys

import inputs

HERE = os.path.dirname(os.path.abspath(__file__))
MB = 1000000
KILLED = -signal.SIGKILL  # what a run ends with that takes too long
LINEAR = 1.2  # times as long for a byte: caches hold less of what is larger, and machines are noisy
WARNINGS = ["-std=c17", "-O2", "-Wall", "-Wextra", "-Werror"]


class Missing(Exception):
    """What a row needs is not on this machine; the text names it."""


class Run:
    """The medians of the runs of one command: wall clock and processor time in seconds, peak of resident memory in bytes."""

    def __init__(self, lines):
        self.wall, self.cpu, self.peak = (statistics.median(line[i] for line in lines) * scale for i, scale in ((1, 1e-6), (2, 1e-6), (3, 1024)))
        self.ended = lines[-1][4] != KILLED


def row(measure, figure, goal=None, met=None, **more):
    """A row: what was measured, the figure and the goal as texts, and whether the goal is met (None: there is none)."""
    verdict = "" if met is None else "met" if met else "missed"
    return {"measure": measure, "figure": figure, "goal": goal or "", "verdict": verdict, **more}


def at_most(measure, value, most, form, note="", goal=None):
    return row(measure, form.format(value) + note, goal or "≤ " + form.format(most), value <= most, value=value, limit=most)


def at_least(measure, value, least, form, note=""):
    return row(measure, form.format(value) + note, "≥ " + form.format(least), value >= least, value=value, limit=least)


class Bench:
    """What all measures share: the programs, the inputs, which are made when they are first asked for, and how large they are."""

    def __init__(self, binary, folder, quick):
        self.binary, self.folder, self.quick = binary, folder, quick
        self.rounds = 50 if quick else 500
        self.large = 5 if quick else 50  # MB
        self.growth = (1, 4) if quick else (1, 10, 100)
        self.worst = (1, 2) if quick else (1, 4, 16)
        self.documents = 200 if quick else 2000
        self.limit = 10 if quick else 60  # seconds of processor time that one run may take
        self.repeat = self.compile("repeat")

    def path(self, name):
        return os.path.join(self.folder, name)

    def compile(self, name, packages=""):
        libraries = subprocess.run(["pkg-config", "--cflags", "--libs", packages], capture_output=True, text=True) if packages else None
        if libraries and libraries.returncode:
            raise Missing(packages)
        source, program = os.path.join(HERE, name + ".c"), self.path(name)
        compiler = shlex.split(os.environ.get("CC", "cc"))
        subprocess.run([*compiler, *WARNINGS, "-o", program, source, *shlex.split(libraries.stdout if libraries else "")], check=True)
        return program

    def run(self, commands, rounds, seconds=60, output="/dev/null"):
        """Runs the commands in turn, so many rounds or until that many seconds are over. Returns a Run of each."""
        words = [word for command in commands for word in ("--", *command)]
        result = subprocess.run([self.repeat, str(rounds), str(seconds), str(self.limit), output, *words], capture_output=True, text=True,
                                env={**os.environ, "LC_ALL": "C"})
        if result.returncode:
            raise OSError(f"repeat: {result.stderr.strip() or result.returncode}")
        lines = [[int(word) for word in line.split()] for line in result.stdout.splitlines()]
        groups = [[line for line in lines if line[0] == i] for i in range(len(commands))]
        for command, group in zip(commands, groups):
            if not group or group[-1][4] not in (0, KILLED):
                raise OSError(f"{command[0]} cannot be run or fails: {result.stderr.strip() or group[-1][4]}")
        return [Run(group) for group in groups]

    def too_long(self):
        return f"more than {self.limit} s"

    def recommend(self, path, *options, binary=None):
        return [binary or self.binary, "--no-user-rules", "--format", "json", *options, path]

    @functools.cache
    def phrases(self):
        return inputs.literal_phrases()

    @functools.cache
    def markdown(self, megabytes):
        """A document of that many MB: the beginning of the same one at any size."""
        if megabytes == max(self.large, *self.growth):
            return inputs.write(self.path(f"{megabytes}.md"), inputs.Markdown().blocks(), megabytes * MB)
        return inputs.head(self.markdown(max(self.large, *self.growth)), self.path(f"{megabytes}.md"), megabytes * MB)

    @functools.cache
    def prompt(self):
        return inputs.write_lines(self.path("prompt.md"), ["Design a video platform."])

    @functools.cache
    def small(self):
        """A document of 16 KB."""
        return inputs.write(self.path("16k.md"), inputs.documents(16000), 1)

    @functools.cache
    def renderer(self):
        return self.compile("render", "md4c-html")

    def grow(self, usual, paths, seconds):
        """Runs of recommend on a usual document, and on documents of growing size: of the one its Run, of the others size in bytes and
        Run. Those that take too long are left out, and all that are larger."""
        first, *others = self.run([self.recommend(path) for path in (usual, *paths)], 3, seconds)
        ended = itertools.takewhile(lambda pair: pair[1].ended, zip(paths, others))
        return first, [(os.path.getsize(path), run) for path, run in ended]

    @functools.cache
    def grown(self):
        """The same for 16 KB and the beginnings of the large document."""
        return self.grow(self.small(), [self.markdown(size) for size in self.growth], 60)


# Processes


def process(bench):
    """A whole process, against /bin/true."""
    commands = {"true": ["/bin/true"], "line": bench.recommend(bench.prompt()), "document": bench.recommend(bench.small())}
    rules = inputs.write_rules(bench.path("rules"), size=40000)
    commands["rules"] = bench.recommend(bench.small(), "--rules", rules)
    shared = bench.binary + "-shared"
    if os.path.exists(shared):
        commands["shared"] = bench.recommend(bench.small(), binary=shared)
    runs = dict(zip(commands, bench.run(commands.values(), bench.rounds, 60)))
    true = runs["true"]
    note = lambda run: f" ({run.wall * 1000:.2f} ms; processor time {run.cpu / true.cpu:.2f} ×)"
    ratio = lambda name: runs[name].wall / true.wall
    yield row("`/bin/true`", f"{true.wall * 1000:.2f} ms", value=true.wall)
    yield row("one line, against `/bin/true`", f"{ratio('line'):.2f} ×" + note(runs["line"]), value=ratio("line"))
    yield at_most("16 KB of Markdown, against `/bin/true`", ratio("document"), 1.5, "{:.2f} ×", note(runs["document"]))
    if "shared" in runs:
        yield row("… all libraries shared", f"{ratio('shared'):.2f} ×" + note(runs["shared"]), value=ratio("shared"))
    else:
        raise Missing(shared)
    # The two runs of a round stand side by side, so that the difference of medians is that of the rules.
    more = (runs["rules"].wall - runs["document"].wall) * 1000
    yield at_most("… with 40 KB of the user's rules", more, 1, "{:.2f} ms more")


def memory(bench):
    """Peak of resident memory; what a process needs without a document is granted."""
    small, grown = bench.grown()
    for size, run in [(os.path.getsize(bench.small()), small), *grown]:
        most = 4 * MB + 1.5 * size
        name = f"{size / MB:.0f} MB" if size >= MB / 2 else f"{size / 1000:.0f} KB"
        figure = f"{run.peak / MB:.1f} MB" + (f": 4 MB + {max(0, run.peak - 4 * MB) / size:.2f} × the document" if size >= MB / 2 else "")
        yield row(f"memory for {name}", figure, "≤ 4 MB + 1.5 ×", run.peak <= most, value=run.peak, limit=most)
    for megabytes in bench.growth[len(grown):]:
        yield skipped(f"memory for {megabytes} MB", bench.too_long())


# Throughput


def searchers(bench, phrases, name):
    """Other programs that look for the phrases: name, and the command up to the file."""
    lines = inputs.write_lines(bench.path(name), phrases)
    rules = inputs.write_yara(bench.path(name + ".yar"), phrases)
    found = [("rg", ["rg", "-oiwFf", lines], 5), ("grep", ["grep", "-oiwFf", lines], 15), ("yara", ["yara", rules], 2)]
    if shutil.which("yarac") and shutil.which("yara"):
        # Our own rules are compiled beforehand, too.
        subprocess.run(["yarac", rules, rules + "c"], check=True, capture_output=True)
        found[2] = ("yara", ["yara", "-C", rules + "c"], 2)
    for program, command, goal in found:
        if program == "grep" and b"GNU" not in subprocess.run(["grep", "--version"], capture_output=True).stdout:
            program = "GNU grep"
        yield program, command, goal, shutil.which(program) is not None


def part_for(bench, command):
    """The largest document, in MB, that a command reads in about twenty seconds, by how long it takes for one and two; None when it cannot
    read two."""
    one, two = bench.run([[*command, bench.markdown(size)] for size in (1, 2)], 1, output=bench.path("out"))
    if not two.ended:
        return None
    most = 4 if bench.quick else 20
    return min(bench.large, 2 * max(1, int(most / max(two.cpu - one.cpu, one.cpu / 100) / 2)))


def scaled(bench, part, half, whole):
    """How long the large document takes by the time for a part and for its half: what comes once, such as reading the phrases and
    warming up (rg's automaton needs seconds for it), counts once."""
    return whole + max(0, whole - half) / (part / 2) * (bench.large - part)


def throughput(bench):
    """A large document, against programs that look for the same phrases, and against md4c's renderer. Processor time."""
    size = os.path.getsize(bench.markdown(bench.large))
    commands, tables = [bench.recommend(bench.markdown(bench.large))], []
    for count in (len(bench.phrases()), 600):
        for program, command, goal, there in searchers(bench, bench.phrases()[:count], f"phrases{count}"):
            measure = f"{bench.large} MB, against {program} with {count:,} phrases"
            part = part_for(bench, command) if there else None
            if part:
                tables.append((measure, goal, part))
                commands += [[*command, bench.markdown(part)], [*command, bench.markdown(max(1, part // 2))]]
            else:
                yield skipped(measure, "takes too long" if there else "no " + program)
    measure = f"{bench.large} MB, against md4c's HTML renderer"
    try:
        commands += [[bench.renderer(), bench.markdown(bench.large)]] * 2
        tables.append((measure, 0.5, bench.large))
    except Missing as missing:
        yield skipped(measure, f"no {missing}")
    own, *others = bench.run(commands, 3, 120, bench.path("out"))
    if not own.ended:
        yield row(f"{bench.large} MB of Markdown", bench.too_long(), "", False)
        return
    speed = size / own.cpu / MB
    yield row(f"{bench.large} MB of Markdown", f"{speed:.1f} MB/s", value=speed)
    for (measure, goal, part), whole, half in zip(tables, others[::2], others[1::2]):
        others_speed = size / scaled(bench, part, half.cpu, whole.cpu) / MB
        note = f" ({others_speed:.1f} MB/s" + (f", by the first {part} MB and their half)" if part != bench.large else ")")
        yield at_least(measure, speed / others_speed, goal, "{:.2f} ×", note)


def phrases(bench):
    """Ten times the phrases in the rules of a user. Processor time."""
    folders = [inputs.write_rules(bench.path(f"rules{count}"), phrases=count) for count in (600, 6000)]
    texts = (bench.markdown(bench.growth[1]), bench.prompt())
    runs = bench.run([bench.recommend(text, "--rules", folder) for text in texts for folder in folders], 3, 30)
    few, many, few_loaded, many_loaded = (run.cpu for run in runs)
    note = f" (one line, that is, loading them: {few_loaded * 1000:.0f} and {many_loaded * 1000:.0f} ms)"
    yield at_most(f"{bench.growth[1]} MB, 6,000 phrases of the user against 600", many / few, 1.4, "{:.2f} × the time", note)


def per_byte(larger, smaller):
    """How much longer a byte takes in the larger of two documents, each a size and a Run."""
    return larger[1].cpu / larger[0] / (smaller[1].cpu / smaller[0])


def growth(bench):
    """Whether the time for a byte stays the same as the input grows. Processor time."""
    _, runs = bench.grown()
    for megabytes, run in zip(bench.growth[1:], runs[1:]):
        yield at_most(f"time for a byte, {megabytes} MB against 1 MB", per_byte(run, runs[0]), LINEAR, "{:.2f} ×", goal=f"≤ {LINEAR} × (linear)")
    for megabytes in bench.growth[len(runs):]:
        yield row(f"time for a byte, {megabytes} MB against 1 MB", bench.too_long(), f"≤ {LINEAR} × (linear)", False)


def worst(bench):
    """The same for inputs that are hard on a reader, and how much longer than a usual document of 1 MB they take. Processor time."""
    usual = bench.markdown(1)
    for name, (pieces, between) in inputs.worst().items():
        paths = [inputs.write(bench.path(f"worst{size}.md"), pieces, size * MB, between) for size in bench.worst]
        typical, runs = bench.grow(usual, paths, 12)
        goals = f"≤ 5 ×; ≤ {LINEAR} × (linear)"
        if len(runs) < len(paths):
            yield row(f"worst inputs: {name}", f"{bench.worst[len(runs)]} MB: {bench.too_long()}", goals, False)
            continue
        grown, above = per_byte(runs[-1], runs[0]), max(per_byte(run, (os.path.getsize(usual), typical)) for run in runs)
        figure = f"{above:.2f} × the typical; {bench.worst[-1]} MB against {bench.worst[0]} MB: {grown:.2f} ×"
        yield row(f"worst inputs: {name}", figure, goals, above <= 5 and grown <= LINEAR, value=above, grown=grown)


def folder(bench):
    """`check` on a folder of documents made of the texts of tests/corpus, against md4c's renderer on the same files. Processor time; then
    what it gains by examining as many at a time as there are processors."""
    path = bench.path("documents")
    os.mkdir(path)
    files, size = [], 0
    for number, text in enumerate(itertools.islice(inputs.documents(15000), bench.documents)):
        files.append(inputs.write_lines(os.path.join(path, f"{number:04}.md"), [text]))
        size += os.path.getsize(files[-1])
    # What it finds has no say in how it ends.
    check = [bench.binary, "check", "--no-user-rules", "--fail-on", "off", path]
    own, other, together = bench.run([[*check, "--jobs", "1"], [bench.renderer(), *files], check], 3, 60)
    note = f" ({size / own.cpu / MB:.1f} against {size / other.cpu / MB:.1f} MB/s; wall clock {other.wall / own.wall:.2f} ×)"
    yield at_least(f"`check` on {bench.documents:,} documents of 15 KB, against the renderer", other.cpu / own.cpu, 0.4, "{:.2f} ×", note)
    gain = own.wall / together.wall
    yield row("… several at a time", f"{gain:.2f} × as fast by {os.cpu_count()} processors ({size / together.wall / MB:.1f} MB/s)", value=gain)


def skipped(measure, reason):
    return {"measure": measure, "figure": reason, "goal": "", "verdict": "skipped"}


MEASURES = {measure.__name__: measure for measure in (process, throughput, phrases, growth, worst, memory, folder)}


def rows(bench, name):
    """The rows of one measure. Where something is missing, a row that says so."""
    try:
        yield from MEASURES[name](bench)
    except Missing as missing:
        yield skipped(name, f"no {missing}")
    except OSError as error:
        print(f"bench: {name}: {error}", file=sys.stderr)
        yield skipped(name, str(error))
