#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the certainties of signals to labelled texts, near to what their authors gave them.

usage: tests/fit.py PATFINDER [--texts FILE.yaml|FOLDER]… [--tsv LABELS.tsv TEXTS] [--not-groups a,b,…] [--apply]

Every labelled text is explained once by PATFINDER; then certainties move, one signal at a time and in steps of 0.05, to where
the sum of these is least:
  - the logistic loss of every text and pattern that is labelled must or no (may counts for nothing), with the recommendation's
    threshold of 0.5 as its middle, and
  - a quarter of the loss for every step that a certainty has left its author's value.
A certainty keeps its sign, moves by 0.2 at most, and stays if it is 0.9 or more (the text names the need) or -1 (it rules out).
So a signal that fires in few texts stays where its author put it. Prints each change with the texts that it fired in, and the
F1 before and after, also by cross-validation over groups (five folds: fitted on four, measured on the fifth).
--apply writes the changes into rules/patterns/*.yaml.
"""
import collections, concurrent.futures, glob, json, math, os, re, subprocess, sys, tempfile

import yaml

STEP, FARTHEST, STEEPNESS, PENALTY, ROUNDS = 0.05, 0.2, 8.0, 0.25, 4


def explain(binary, pattern, path):
    result = subprocess.run([binary, "explain", pattern, "--no-user-rules", "--format", "json", path], stdout=subprocess.PIPE, check=True)
    return [(e["signal"], e["certainty"]) for e in json.loads(result.stdout)["evidence"]]


def patterns_of(binary):
    result = subprocess.run([binary, "list", "--no-user-rules", "--format", "json"], stdout=subprocess.PIPE, check=True)
    return [p["id"] if "id" in p else p["pattern"] for p in json.loads(result.stdout)["patterns"]]


def authored(folder="rules/patterns"):
    weights = {}
    for path in sorted(glob.glob(folder + "/*.yaml")):
        with open(path, encoding="utf-8") as file:
            rules = yaml.safe_load(file)
        for signal in rules.get("signals", []):
            weights[rules["pattern"], signal["id"]] = signal["certainty"]
    return weights


def read_yaml(path):
    paths = sorted(glob.glob(path + "/*.yaml")) if os.path.isdir(path) else [path]
    for name in paths:
        with open(name, encoding="utf-8") as file:
            for text in yaml.safe_load(file)["texts"]:
                yield text["id"], text.get("group", name), text["text"], set(text.get("must", [])), set(text.get("may", []))


def read_tsv(labels, folder, order):
    with open(labels, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            name, group, digits = line.rstrip("\n").split("\t")
            with open(os.path.join(folder, name + ".md"), encoding="utf-8") as text:
                yield (name, group, text.read(), {p for p, d in zip(order, digits) if d == "2"},
                       {p for p, d in zip(order, digits) if d == "1"})


def combine(contributions):
    positive = negative = 0.0
    for value in contributions:
        if value > 0:
            positive += value * (1 - positive)
        else:
            negative -= value * (1 - negative)
    if negative >= 1:
        return -1.0
    if positive == 0 or negative == 0:
        return positive - negative
    return (positive - negative) / (1 - min(positive, negative))


class Case:
    """One text and pattern: what fired, as (signal, share of its authored certainty), and what must come out."""

    def __init__(self, pattern, group, must, evidence, weights):
        self.group, self.must, self.fixed, self.shares = group, must, [], []
        for signal, certainty in evidence:
            key = (pattern, signal)
            if key in weights:
                self.shares.append((key, certainty / weights[key]))
            else:
                self.fixed.append(certainty)

    def certainty(self, weights):
        return combine(self.fixed + [weights[key] * share for key, share in self.shares])

    def loss(self, weights):
        margin = STEEPNESS * (self.certainty(weights) - 0.5) * (1 if self.must else -1)
        return math.log1p(math.exp(-margin))


def f1(cases, weights):
    right = alarms = misses = 0
    for case in cases:
        recommended = case.certainty(weights) >= 0.5 - 1e-9
        right += case.must and recommended
        misses += case.must and not recommended
        alarms += not case.must and recommended
    return 2 * right / (2 * right + alarms + misses) if right else 0.0


def candidates(start):
    if start >= 0.9 or start == -1:
        return []
    steps = [round(start + k * STEP, 2) for k in range(-int(FARTHEST / STEP), int(FARTHEST / STEP) + 1)]
    return [s for s in steps if s * start > 0 and abs(s) <= 0.9]


def fit(cases, start):
    weights, fired = dict(start), collections.defaultdict(list)
    for case in cases:
        for key, _ in case.shares:
            fired[key].append(case)
    for _ in range(ROUNDS):
        changed = False
        for key in sorted(fired):
            best, best_loss = weights[key], None
            for value in [weights[key]] + candidates(start[key]):
                weights_before, weights[key] = weights[key], value
                loss = sum(case.loss(weights) for case in fired[key]) + PENALTY * abs(value - start[key]) / STEP
                weights[key] = weights_before
                if best_loss is None or loss < best_loss - 1e-9:
                    best, best_loss = value, loss
            changed = changed or best != weights[key]
            weights[key] = best
        if not changed:
            break
    return weights


def cross_validate(cases, start, folds=5):
    groups = sorted({case.group for case in cases}, key=lambda g: -sum(c.group == g for c in cases))
    fold_of = {group: number % folds for number, group in enumerate(groups)}
    before, after = [], []
    for fold in range(folds):
        inside = [c for c in cases if fold_of[c.group] != fold]
        outside = [c for c in cases if fold_of[c.group] == fold]
        before.append(f1(outside, start))
        after.append(f1(outside, fit(inside, start)))
    return sum(before) / folds, sum(after) / folds


def apply(changes):
    for path in sorted(glob.glob("rules/patterns/*.yaml")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        pattern = re.search(r"^pattern: (\S+)", text, re.M).group(1)
        for (owner, signal), value in changes.items():
            if owner != pattern:
                continue
            place = re.compile(r"(- id: " + re.escape(signal) + r"\n(?:(?!  - id:).*\n)*?    certainty: )(-?[\d.]+)")
            text, count = place.subn(lambda m: m.group(1) + "%g" % value, text, count=1)
            if count != 1:
                sys.exit("no certainty found for %s in %s" % (signal, path))
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    binary, texts, excluded, write = arguments[0], [], set(), "--apply" in arguments
    names, weights = patterns_of(binary), authored()
    order = ["realtime-updates", "long-running-tasks", "contention", "scaling-reads", "scaling-writes", "large-blobs",
             "multi-step-processes", "proximity-services"]
    for number, argument in enumerate(arguments):
        if argument == "--texts":
            texts += read_yaml(arguments[number + 1])
        if argument == "--tsv":
            texts += read_tsv(arguments[number + 1], arguments[number + 2], order)
        if argument == "--not-groups":
            excluded = set(arguments[number + 1].split(","))
    texts = [t for t in texts if t[1] not in excluded]
    jobs = []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (name, group, text, must, may) in enumerate(texts):
            path = os.path.join(folder, "%d.md" % number)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            for pattern in names:
                if pattern not in may:
                    jobs.append((pattern, group, pattern in must, pool.submit(explain, binary, pattern, path)))
        cases = [Case(pattern, group, must, job.result(), weights) for pattern, group, must, job in jobs]
    fitted = fit(cases, weights)
    changes = {key: value for key, value in fitted.items() if value != weights[key]}
    for key in sorted(changes):
        fired = [c for c in cases if any(k == key for k, _ in c.shares)]
        print("%-24s %-32s %+.2f -> %+.2f   fired in %d texts that need it, %d that do not"
              % (*key, weights[key], changes[key], sum(c.must for c in fired), sum(not c.must for c in fired)))
    print("%d texts, %d certainties, %d changed" % (len(texts), len(weights), len(changes)))
    print("F1 before %.3f, after %.3f; on folds left out: before %.3f, after %.3f" % (f1(cases, weights), f1(cases, fitted), *cross_validate(cases, weights)))
    if write:
        apply(changes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
