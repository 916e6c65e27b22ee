#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the options of each pattern are a ladder, on the texts of the scenarios, and that each is drawn.

usage: tests/ladders.py PATFINDER

Where an option is no longer enough, no simpler one is enough; and with more users a day neither an option to start with becomes
simpler, nor a pattern that is recommended less certain. Each option has a diagram that is small enough for a picture of several,
and what may stand in diagrams stands in one.
"""

import collections
import glob
import json
import os
import subprocess
import sys
import tempfile

import yaml

sys.dont_write_bytecode = True
import tap  # noqa: E402

RULES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "rules")
DAILY_USERS = [10 ** exponent for exponent in range(4, 9)]
RECOMMENDED = 0.5
ARROWS = range(3, 8)     # of an option
LABEL_LENGTH = 32        # in characters, as are titles
TITLE_LENGTH = 24
NODES = 12               # of a picture that still shows at a glance what is what


def load(folder):
    for path in sorted(glob.glob(os.path.join(RULES, folder, "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            yield yaml.safe_load(file)


def write_texts(folder):
    for file in load("scenarios"):
        for scenario in file["scenarios"]:
            with open(os.path.join(folder, scenario["id"] + ".md"), "w", encoding="utf-8") as text:
                text.write(scenario["text"])


def explained(binary, pattern, folder, *arguments):
    """What `explain` says of each text, by its name."""
    done = subprocess.run([binary, "--no-user-rules", "explain", pattern, "--format", "ndjson", *arguments, *sorted(os.listdir(folder))],
                          cwd=folder, stdout=subprocess.PIPE, check=True)
    return {result["source"]: result for result in map(json.loads, done.stdout.splitlines())}


def contradictions(source, result):
    simpler = None
    for option in result["options"]:
        if simpler and option["fits"] is False and option["because"].startswith("no longer enough"):
            yield f"{source}: {option['name']} is no longer enough, but {simpler} is"
        if option["fits"]:
            simpler = option["name"]


def step_of(result):
    return [option["name"] for option in result["options"]].index(result["start_with"])


def falls(source, fewer, more, users):
    if fewer["certainty"] < RECOMMENDED:
        return
    if more["certainty"] < fewer["certainty"]:
        yield f"{source}: with {users} users a day the certainty falls from {fewer['certainty']} to {more['certainty']}"
    if step_of(more) < step_of(fewer):
        yield f"{source}: with {users} users a day it starts with {more['start_with']} instead of {fewer['start_with']}"


def ends(option):
    return {arrow[end] for arrow in option.get("diagram", []) if not arrow.get("if_both") for end in ("from", "to")}


def misdrawn(pattern):
    for option in pattern["options"]:
        arrows = option.get("diagram", [])
        if len(arrows) not in ARROWS:
            yield f"{option['name']} has {len(arrows)} arrows"
        for arrow in arrows:
            if len(arrow["label"]) > LABEL_LENGTH:
                yield f"{option['name']}: '{arrow['label']}' is longer than {LABEL_LENGTH} characters"


def check_nodes(patterns):
    with open(os.path.join(RULES, "diagram.yaml"), encoding="utf-8") as file:
        nodes = yaml.safe_load(file)["nodes"]
    used = set().union(*(ends(option) for pattern in patterns for option in pattern["options"]))
    tap.result("diagrams: every node stands in one", "\n".join(node["id"] for node in nodes if node["id"] not in used))
    tap.result("diagrams: titles of nodes are short", "\n".join(node["title"] for node in nodes if len(node["title"]) > TITLE_LENGTH))


def check_ladder(binary, pattern, folder, pictures):
    """Adds to the pictures, by text and number of users, the nodes of the options to start with."""
    name = pattern["pattern"]
    plain = explained(binary, name, folder)
    tap.result(f"{name}: what outgrows an option outgrows the simpler ones",
               "\n".join(line for source, result in plain.items() for line in contradictions(source, result)))
    steps = [explained(binary, name, folder, "--set", f"daily_users={users}") for users in DAILY_USERS]
    tap.result(f"{name}: more users never make it simpler",
               "\n".join(line for source in plain for fewer, more, users in zip(steps, steps[1:], DAILY_USERS[1:])
                         for line in falls(source, fewer[source], more[source], users)))
    for results, users in zip([plain, *steps], ["unknown", *DAILY_USERS]):
        for source, result in results.items():
            if result["certainty"] >= RECOMMENDED:
                pictures[source, users] |= ends(pattern["options"][step_of(result)])


def main():
    binary = os.path.abspath(sys.argv[1])
    patterns = list(load("patterns"))
    for pattern in patterns:
        tap.result(f"{pattern['pattern']}: every option has a small diagram", "\n".join(misdrawn(pattern)))
    check_nodes(patterns)
    pictures = collections.defaultdict(set)
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        write_texts(folder)
        for pattern in patterns:
            check_ladder(binary, pattern, folder, pictures)
    tap.result(f"diagrams: pictures of the scenarios have {NODES} nodes at most",
               "\n".join(f"{source}, {users} users a day: {', '.join(sorted(nodes))}"
                         for (source, users), nodes in pictures.items() if len(nodes) > NODES))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
