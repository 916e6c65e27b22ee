#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the options of each pattern are a ladder, on the texts of the scenarios.

usage: tests/ladders.py PATFINDER

Where an option is no longer enough, no simpler one is enough; and with more users a day neither an option to start with becomes
simpler, nor a pattern that is recommended less certain.
"""

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


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        write_texts(folder)
        for pattern in (file["pattern"] for file in load("patterns")):
            plain = explained(binary, pattern, folder)
            tap.result(f"{pattern}: what outgrows an option outgrows the simpler ones",
                       "\n".join(line for source, result in plain.items() for line in contradictions(source, result)))
            steps = [explained(binary, pattern, folder, "--set", f"daily_users={users}") for users in DAILY_USERS]
            tap.result(f"{pattern}: more users never make it simpler",
                       "\n".join(line for source in plain for fewer, more, users in zip(steps, steps[1:], DAILY_USERS[1:])
                                 for line in falls(source, fewer[source], more[source], users)))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
