# SPDX-License-Identifier: MIT
"""What tests/bench.py measures on. All of it is made from the texts of tests/corpus, README.md and the rules, the same at each run."""

import glob
import itertools
import os
import random
import re

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SEED = 6

# In a sentence, what is replaced: numbers, and what looks like a name in its midst.
SLOT = re.compile(r"(\d+|(?<=[a-z] )[A-Z][a-z]{3,}\b)")
SYLLABLES = ("ba", "cor", "del", "fen", "gal", "hol", "ka", "lin", "mar", "nor", "pel", "ros", "sten", "tul", "vor", "wes")


def texts():
    """The labelled texts of tests/corpus."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "corpus", "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            for text in yaml.load(file, Loader=LOADER)["texts"]:
                yield text["text"]


def readme():
    """README.md without the table that comes of all this."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return re.sub(r"(?s)<!-- make bench -->.*<!-- make bench ends -->", "", file.read())


def sentences(text):
    """Its sentences without marks of lists, headings and tables."""
    for line in re.split(r"\n|(?<=[.!?])\s+", text):
        line = re.sub(r"^[\s>#*+|-]*(\d+[.)] +)?", "", line).strip()
        if 4 <= line.count(" ") <= 60 and not re.search(r"[|`<\[*_]", line):
            yield line


class Markdown:
    """Markdown as people write it about systems: headings, paragraphs, lists, tables, code, quotes, links and emphasis. Sentences of
    tests/corpus and README.md stand in another order, most with other numbers and names, so that no paragraph comes twice. It is
    dense in what the rules look for: 7 quantities in a KB, and 22 hits of those phrases alone that other programs can look for, too, two in
    a sentence; most documents have a page without."""

    def __init__(self, seed=SEED):
        self.random = random.Random(seed)
        prose = re.sub(r"(?ms)^```.*?^```$", "", readme())
        found = dict.fromkeys(sentence for text in itertools.chain(texts(), [prose]) for sentence in sentences(text))
        self.pool = [SLOT.split(sentence) for sentence in found]
        self.titles = [sentence for sentence in found if len(sentence) < 50 and sentence[-1].isalnum()]
        self.code = re.findall(r"(?ms)^```(?:c|sh|yaml)\n.*?^```$", readme())
        kinds = ((self.paragraph, 12), (self.heading, 4), (self.bullets, 5), (self.numbered, 2), (self.table, 2), (self.fence, 1), (self.quote, 1))
        self.kinds = [kind for kind, share in kinds for _ in range(share)]

    def number(self, digits):
        return str(self.random.randrange(10 ** (digits - 1), 10**digits) if digits > 1 else self.random.randrange(1, 10))

    def word(self):
        return "".join(self.random.choices(SYLLABLES, k=3))

    def other(self, slot):
        if slot[0].isdigit():
            return self.number(len(slot))
        # Half of the names stay: they may be of products that the rules know.
        return slot if self.random.random() < 0.5 else self.word().capitalize()

    def sentence(self):
        parts = self.random.choice(self.pool)
        return "".join(self.other(part) if i % 2 else part for i, part in enumerate(parts))

    def marked(self):
        """A sentence, one in four with one word as a link, code or stressed."""
        sentence = self.sentence()
        if self.random.random() < 0.75:
            return sentence
        words = sentence.split(" ")
        at = self.random.randrange(len(words))
        form = self.random.choice(("**{}**", "*{}*", "`{}`", "[{}](https://example.org/docs/%s/%s)" % (self.word(), self.number(4))))
        words[at] = form.format(words[at])
        return " ".join(words)

    def paragraph(self):
        return self.random.choice((" ", "\n")).join(self.marked() for _ in range(self.random.randrange(3, 7)))

    def heading(self):
        return f"{'#' * self.random.randrange(2, 5)} {self.random.choice(self.titles)} {self.number(3)}"

    def bullets(self):
        depths = [0] + [self.random.choice((0, 0, 0, 1, 1, 2)) for _ in range(self.random.randrange(2, 9))]
        depths = [min(depth, before + 1) for before, depth in zip([0] + depths, depths)]
        return "\n".join("  " * depth + "- " + self.marked() for depth in depths)

    def numbered(self):
        return "\n".join(f"{i}. {self.marked()}" for i in range(1, self.random.randrange(3, 8)))

    def table(self):
        rows = (f"| {self.word()} {self.number(2)} | {self.number(4)} {self.random.choice(('MB', 'per second', 'users', 'ms'))} | {self.marked()} |"
                for _ in range(self.random.randrange(3, 9)))
        return "| Name | Number | Remark |\n| --- | ---: | --- |\n" + "\n".join(rows)

    def fence(self):
        return re.sub(r"\d+", lambda found: self.number(len(found[0])), self.random.choice(self.code))

    def quote(self):
        return "\n".join("> " + self.marked() for _ in range(self.random.randrange(1, 4)))

    def blocks(self):
        yield "# " + self.random.choice(self.titles)
        while True:
            yield self.random.choice(self.kinds)()


def write(path, pieces, size, between="\n\n"):
    """Writes so many pieces that the file has that size in bytes or a little more. Returns the path."""
    with open(path, "w", encoding="utf-8") as file:
        while file.tell() < size:
            # Asking for the place is slow.
            file.write(between.join(itertools.islice(pieces, max(1, min(1000, (size - file.tell()) // 400)))) + between)
    return path


def head(source, path, size):
    """The beginning of a file up to the end of a block. Returns the path."""
    with open(source, "rb") as file, open(path, "wb") as beginning:
        beginning.write(file.read(size).rpartition(b"\n\n")[0] + b"\n")
    return path


def documents(size):
    """Documents with requirements and a design of that many characters, each of other texts of tests/corpus."""
    pool = itertools.cycle(list(texts()))
    while True:
        parts, length = ["# Requirements\n"], 0
        for text in pool:
            parts.append(text)
            length += len(text)
            if length > size:
                break
            if length > size // 2 and "# Design\n" not in parts:
                parts.append("# Design\n")
        yield "\n\n".join(parts)[:size]


# Phrases


def strings(node, keys, inside=False):
    """All strings of a rule file below one of the keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, keys, inside or key in keys)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value, keys, inside)
    elif inside and isinstance(node, str):
        yield node


def literal_phrases():
    """What the default rules look for that other programs can look for, too: phrases without alternatives, gaps and word lists. The
    order is random, but the same at each run."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "rules", "**", "*.yaml"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            for phrase in strings(yaml.load(file, Loader=LOADER), ("phrases", "unless", "addressed")):
                if re.fullmatch(r"[A-Za-z0-9= -]{3,}", phrase):
                    found[phrase.lower().replace("=", "")] = None
    phrases = list(found)
    random.Random(SEED).shuffle(phrases)
    return phrases


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    return path


def write_yara(path, phrases):
    texts = (f'        $p{i} = "{phrase}" nocase fullword' for i, phrase in enumerate(phrases))
    return write_lines(path, ["rule phrases {", "    strings:", *texts, "    condition:", "        any of them", "}"])


# Rules of a user


def write_rules(folder, phrases=None, size=None):
    """Patterns of a user with that many phrases, or of that many bytes, each of two or three words that the default rules have, too.
    Returns the folder."""
    os.mkdir(folder)
    chance = random.Random(SEED)
    words = sorted({word for phrase in literal_phrases() for word in phrase.split() if word.isalpha() and len(word) > 3})
    written, length, seen = 0, 0, set()
    for number in itertools.count():
        if (phrases and written >= phrases) or (size and length >= size):
            return folder
        lines = [f"pattern: house-{number}", f"title: House rule {number}", "problem: What this house has learnt about its systems.", "signals:"]
        for signal in range(10):
            found = []
            while len(found) < 6:
                phrase = " ".join(chance.sample(words, chance.choice((2, 2, 3))))
                if phrase not in seen:
                    seen.add(phrase)
                    found.append(phrase)
            written += len(found)
            lines += [f"  - id: signal-{signal}", f"    phrases: [{', '.join(found)}]", "    certainty: 0.4",
                      f"    because: case {signal} of those that we have seen"]
        write_lines(os.path.join(folder, f"house-{number}.yaml"), lines)
        length += sum(len(line) + 1 for line in lines)


# The worst


def numbers(chance):
    return str(chance.randrange(10 ** chance.randrange(1, 9)))


def worst():
    """Names of inputs that are hard on a reader, each with pieces without an end and what stands between them."""
    chance, markdown, phrases = random.Random(SEED), Markdown(), literal_phrases()
    some = lambda: chance.choice(phrases)
    endless = lambda piece: (piece() for _ in itertools.count())
    depths = itertools.cycle(range(40))
    return {
        "one line": (endless(markdown.sentence), " "),
        "no spaces": (endless(lambda: re.sub(r"\W", "", markdown.sentence())), ""),
        "one run of digits": (endless(lambda: numbers(chance)), ""),
        "numbers alone": (endless(lambda: numbers(chance)), " "),
        "nested lists": (("  " * depth + "- " + markdown.sentence() for depth in depths), "\n"),
        "all hits": (endless(lambda: " ".join(some() for _ in range(8)) + "."), "\n"),
        "all denials": (endless(lambda: f"No {some()}. We do not need {some()} and will never have {some()}."), "\n"),
    }
