#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the JSON Schemas that patfinder prints, and what they describe, with an independent validator.

usage: tests/schemas.py BINARY
"""

import glob
import json
import os
import subprocess
import sys
import tempfile

import jsonschema
import yaml

sys.dont_write_bytecode = True
import tap  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTS = os.path.join(ROOT, "tests")


class RuleLoader(yaml.SafeLoader):
    """YAML as editors read it, but without its surprises: `no`, `on` and 12:30 are texts, as for patfinder (YAML 1.2)."""


RuleLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp",
                                                                        "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
for tag, expression, first in (("bool", r"true|false", "tf"), ("int", r"-?[0-9]+", "-0123456789"),
                               ("float", r"-?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", "-0123456789")):
    RuleLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, yaml.reader.re.compile(f"^(?:{expression})$"), list(first))


def environment(state):
    return dict(os.environ, HOME="", XDG_CONFIG_HOME="", XDG_STATE_HOME=state, LC_ALL="C")


def output_of(binary, *arguments, text="", statuses=(0,), state=""):
    done = subprocess.run([binary, "--no-user-rules", *arguments] if arguments[0] != "rules" else [binary, *arguments], input=text.encode(),
                          capture_output=True, env=environment(state), check=False)
    if done.returncode not in statuses:
        raise ValueError(f"{' '.join(arguments)} ended in {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def problems(validator, instance):
    found = sorted(validator.iter_errors(instance), key=lambda error: list(map(str, error.absolute_path)))
    return "\n".join(f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in found[:5])


def load(binary, name, *arguments):
    """A validator for the schema, after the schema itself has been checked."""
    schema = json.loads(output_of(binary, "rules", "schema", *arguments))
    problem = "" if schema.get("$schema") == "https://json-schema.org/draft/2020-12/schema" else "it does not say that it is 2020-12"
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        problem = error.message
    tap.result(f"schemas: the schema of {name} is one", problem)
    return jsonschema.Draft202012Validator(schema)


def read_yaml(text):
    return yaml.load(text, RuleLoader)


def check_rule_files(binary, validator):
    for path in sorted(glob.glob(os.path.join(ROOT, "rules", "**", "*.yaml"), recursive=True)) + [
            os.path.join(TESTS, "fixtures", "rules", "multi-tenancy.yaml")]:
        if os.path.basename(path) == "units.yaml":
            continue  # nobody else may write one, which the schema says
        with open(path, encoding="utf-8") as file:
            tap.result(f"schemas: {os.path.relpath(path, ROOT)} is valid", problems(validator, read_yaml(file.read())))
    tap.result("schemas: what 'rules new' prints is valid",
               problems(validator, read_yaml(output_of(binary, "rules", "new", "rate-limiting"))))


# Mistakes that a schema can see; those in references, phrases and numbers of several keys it cannot.
VISIBLE = ("unknown-key", "wrong-type", "out-of-range", "missing-key", "conflict", "never-fires-child")
INVISIBLE = ("conflict-two-bounds",)


def check_broken_files(validator):
    """The broken rule files of the golden tests."""
    for path in sorted(glob.glob(os.path.join(TESTS, "golden", "rule-*", "x.yaml"))):
        name = os.path.basename(os.path.dirname(path))[len("rule-"):]
        if not name.startswith(VISIBLE) or name in INVISIBLE:
            continue
        with open(path, encoding="utf-8") as file:
            valid = validator.is_valid(read_yaml(file.read()))
        tap.result(f"schemas: a rule file with '{name}' is not valid", "the validator sees no mistake in it" if valid else "")


VARIED = {
    "a sample": ("Design a video platform where users upload videos up to 10 GB, we transcode them in about 20 minutes and show progress live", []),
    "nothing found": ("A diary in which one person writes one line.", []),
    "not needed": ("12 internal users export a list; it takes 300 ms. There are no uploads.", []),
    "settings": ("A catalogue.", ["--set", "read_write_ratio=200:1", "--set", "object_size=4 GB", "--set", "users=5 million"]),
    "control characters": ("Users upload \x1b[2J videos\x07\x7f of 4 GB \u0085 \u2028 \u202e now.", []),
    "quotes and backslashes": ('Users "upload" \\videos\\ of </script> 4 GB.', []),
    "other scripts": ("Nutzer laden Größe 4 GB hoch; ユーザーが動画をアップロード. Users upload videos 🎥 live.", []),
    "a document": ("# Bookings\n\n## Goals\n- No seat is sold twice\n- 97% of requests are reads, 20,000 per second\n\n## Non-goals\n- uploads\n\n"
                   "| entity | number |\n|---|---|\n| places | 5 million |\n", []),
    "a known system": ("Design Uber", []),
    "bounds": ("At least 5,000 and at most 20,000 drivers send their position every 4 seconds. Exports take 2 to 5 minutes. Under 300 ms.", []),
    "a hypothesis": ("Perhaps users will upload videos some day.", []),
    "a user's pattern": ("Tenants are kept apart; there are 60 tenants.", ["--rules", os.path.join(TESTS, "fixtures", "rules")]),
    "verbose": ("A chat for 2 million concurrent users.", ["--verbose"]),
}


def check_results(binary, validator):
    for name, (text, options) in VARIED.items():
        result = json.loads(output_of(binary, "recommend", "--format", "json", *options, text=text))
        tap.result(f"schemas: the result for {name} is valid", problems(validator, result))
    lines = output_of(binary, "recommend", "--format", "ndjson", *[os.path.join(TESTS, "fixtures", name) for name in
                                                                    ("platform.md", "plain.txt", "none.md")]).splitlines()
    wrong = [problem for problem in (problems(validator, json.loads(line)) for line in lines) if problem]
    tap.result("schemas: each line of ndjson is valid", "\n".join(wrong) if len(lines) == 3 else f"{len(lines)} lines, expected 3")
    changed = json.loads(output_of(binary, "recommend", "--format", "json", text=VARIED["a sample"][0]))
    changed["recommendations"][0]["level"] = "certain"
    tap.result("schemas: a result with an unknown level is not valid", "the validator sees no mistake" if validator.is_valid(changed) else "")
    del changed["recommendations"][0]["level"]
    tap.result("schemas: a result without a level is not valid", "the validator sees no mistake" if validator.is_valid(changed) else "")


def check_findings(validator):
    """What the golden tests of checks print, and the same with mistakes in it."""
    reports = [path for path in sorted(glob.glob(os.path.join(TESTS, "golden", "check-*", "stdout"))) if is_report(path)]
    kinds = set()
    for path in reports:
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        kinds |= {finding["kind"] for finding in report["findings"]}
        tap.result(f"schemas: what {os.path.basename(os.path.dirname(path))} finds is valid", problems(validator, report))
    tap.result("schemas: most kinds of findings were among them", "" if len(kinds) > 5 else ", ".join(kinds))
    for name, change in WRONG_REPORTS.items():
        with open(os.path.join(TESTS, "golden", "check-format-json", "stdout"), encoding="utf-8") as file:
            report = json.load(file)
        change(report)
        tap.result(f"schemas: a check with {name} is not valid", "the validator sees no mistake" if validator.is_valid(report) else "")


def check_records(results, records, errors):
    """Each line that the golden tests of records print, by its own schema."""
    validators = {"patfinder/recommend/1": results, "patfinder/check-record/1": records, "patfinder/record-error/1": errors}
    seen, wrong, lines = set(), [], []
    for path in sorted(glob.glob(os.path.join(TESTS, "golden", "*records*", "stdout"))):
        with open(path, encoding="utf-8") as file:
            lines += [json.loads(line) for line in file if '"schema":"patfinder/difference' not in line]
    for line in lines:
        seen.add(line["schema"])
        wrong.append(problems(validators[line["schema"]], line))
    tap.result("schemas: each line for a record is valid", "\n".join(filter(None, wrong)))
    tap.result("schemas: all kinds of lines were among them", ", ".join(validators.keys() - seen))
    for name, change in WRONG_LINES.items():
        error = json.loads(json.dumps(next(line for line in lines if line["schema"] == "patfinder/record-error/1")))
        change(error)
        tap.result(f"schemas: the error of a record with {name} is not valid", "the validator sees no mistake" if errors.is_valid(error) else "")
    finding = next(line for line in lines if line["schema"] == "patfinder/check-record/1" and line["findings"])
    del finding["source"]
    tap.result("schemas: a check of a record without a source is not valid", "the validator sees no mistake" if records.is_valid(finding) else "")


WRONG_LINES = {
    "no source": lambda error: error.pop("source"),
    "no code": lambda error: error["errors"][0].pop("code"),
    "a line of 0": lambda error: error["errors"][0].update(line=0),
}


def is_report(path):
    with open(path, encoding="utf-8") as file:
        return '"schema": "patfinder/check/1"' in file.read(60)


WRONG_REPORTS = {
    "an unknown severity": lambda report: report["findings"][0].update(severity="off"),
    "a finding without an id": lambda report: report["findings"][0].pop("id"),
    "an id of four parts": lambda report: report["findings"][0].update(id="a/b/c/d"),
    "a key of its own": lambda report: report["findings"][0].update(colour="red"),
    "a line of 0": lambda report: report["findings"][0].update(line=0),
    "evidence without a reason": lambda report: report["findings"][2]["evidence"][0].pop("because"),
    "no summary": lambda report: report.pop("summary"),
    "another version": lambda report: report.update(schema="patfinder/check/2"),
}


DIFFERENCES = {
    "another verdict": ("Search for the nearest of 200,000 shops", ["--what-if", "entity_count=2000"]),
    "another option": ("50,000 reads and 500 writes per second", ["--what-if", "reads_per_second=30,000/s"]),
    "what becomes known": ("A catalogue.", ["--what-if", "read_write_ratio=200:1"]),
    "no change": ("A diary.", ["--what-if", "availability=99%"]),
    "a setting beside it": ("Search for the nearest shop", ["--set", "entity_count=200000", "--what-if", "users=3"]),
}


def check_differences(binary, validator):
    for name, (text, options) in DIFFERENCES.items():
        result = json.loads(output_of(binary, "recommend", "--format", "json", *options, text=text))
        tap.result(f"schemas: the difference for {name} is valid", problems(validator, result))
        for pattern in ("proximity-services", "scaling-reads"):
            result = json.loads(output_of(binary, "explain", "--format", "json", *options, pattern, text=text))
            tap.result(f"schemas: the difference for {name} in {pattern} is valid", problems(validator, result))
    changed = json.loads(output_of(binary, "recommend", "--format", "json", *DIFFERENCES["another verdict"][1], text=DIFFERENCES["another verdict"][0]))
    changed["changes"][0]["after"]["level"] = "not needed"
    tap.result("schemas: a difference with an unknown level is not valid", "the validator sees no mistake" if validator.is_valid(changed) else "")
    del changed["changes"][0]["after"]
    tap.result("schemas: a difference without what is after is not valid", "the validator sees no mistake" if validator.is_valid(changed) else "")


SHOPS = "Search for the nearest of 5 million shops. Users upload videos of 4 GB."
ROUNDS = {
    "all right": (SHOPS, ["prox,large", "large", "multipart"]),
    "a missed one": (SHOPS, ["prox"]),
    "one that is not called for": (SHOPS, ["prox,large,contention", "=", "presigned"]),
    "one that speaks against": ("12 internal users export a list; it takes 300 ms.", ["long"]),
    "an open one": ("Exports take 8 seconds.", ["long-running-tasks"]),
    "nothing": ("A diary in which one person writes one line.", ["none"]),
    "a text of one's own with settings": ("A catalogue.", ["none"], "--set", "read_write_ratio=200:1"),
    "a scenario": (None, ["none"], "--seed", "1"),
}


def quiz(binary, text, answers, *options):
    operands = [] if text is None else ["-"]
    given = [word for answer in answers for word in ("--answers", answer)]
    return json.loads(output_of(binary, "quiz", "--no-history", "--format", "json", *options, *given, *operands, text=text or "", statuses=(0, 1)))


def check_quiz(binary, validator):
    graded = set()
    for name, arguments in ROUNDS.items():
        result = quiz(binary, *arguments)
        graded |= {verdict for verdict in ("right", "missed", "not_called_for", "open") if result[verdict]}
        tap.result(f"schemas: a round with {name} is valid", problems(validator, result))
    tap.result("schemas: all grades were among them", "" if len(graded) == 4 else ", ".join(graded))
    for name, change in WRONG_ROUNDS.items():
        result = quiz(binary, SHOPS, ["prox,contention", "=", "presigned"])
        change(result)
        tap.result(f"schemas: a round with {name} is not valid", "the validator sees no mistake" if validator.is_valid(result) else "")


WRONG_ROUNDS = {
    "four hints": lambda result: result.update(hints=4),
    "no picks": lambda result: result.pop("picks"),
    "a level that is not recommended among the missed": lambda result: result["missed"][0].update(level="possible"),
    "a missed one with a pitfall": lambda result: result["missed"][0].update(pitfall="none"),
    "one that is not called for without a pitfall": lambda result: result["not_called_for"][0].pop("pitfall"),
    "a follow-up without a value": lambda result: result["follow_up"].pop("value"),
    "an option to start with that is no name": lambda result: result["start_with"].update(start_with=None),
}


def check_progress(binary, validator):
    """How the quiz goes: nothing yet, some rounds, and a pattern that the rules no longer have."""
    def progress(state):
        return json.loads(output_of(binary, "quiz", "--stats", "--format", "json", state=state))
    with tempfile.TemporaryDirectory(prefix="patfinder-") as state:
        tap.result("schemas: the progress without a history is valid", problems(validator, progress(state)))
        for answer in ("prox,large", "prox,contention", "none"):
            output_of(binary, "quiz", "--answers", answer, "-", text=SHOPS, statuses=(0, 1), state=state)
        with open(os.path.join(state, "patfinder", "history.jsonl"), "a", encoding="utf-8") as file:
            file.write('{"time":"2001-01-01T00:00:00Z","scenario":null,"fits":["dropped"],"open":[],"picks":["dropped"],"hints":1}\n')
        result = progress(state)
    tap.result("schemas: the progress with rounds is valid", problems(validator, result))
    tap.result("schemas: a pattern that the rules no longer have is among them",
               "" if [card for card in result["cards"] if card["pattern"] == "dropped" and card["title"] is None] else "it is not")
    for key, value in (("recall", 1.5), ("difficulty", 0), ("last", "yesterday"), ("asked", -1)):
        changed = json.loads(json.dumps(result))
        changed["cards"][-1][key] = value
        tap.result(f"schemas: a card with '{key}' {value} is not valid", "the validator sees no mistake" if validator.is_valid(changed) else "")


def check_questions(binary, validator):
    for name in ("nothing found", "settings", "a document", "bounds", "a known system"):
        text, options = VARIED[name]
        result = json.loads(output_of(binary, "ask", "--format", "json", *options, text=text))
        tap.result(f"schemas: the questions for {name} are valid", problems(validator, result))
    result = json.loads(output_of(binary, "ask", "--format", "json", text=SHOPS))
    del result["questions"][0]["decides"]
    tap.result("schemas: a question that decides nothing is not valid", "the validator sees no mistake" if validator.is_valid(result) else "")


def check_places(binary):
    """Evidence must stand where it says that it stands."""
    text = "# Größe\n\nUsers upload *videos* of up to\n4 GB, über 5.000 a day. \U0001f3a5 Show progress live.\n"
    result = json.loads(output_of(binary, "recommend", "--format", "json", text=text))
    wrong = []
    for entry in result["recommendations"]:
        for item in entry["evidence"]:
            if item.get("start") is None:
                continue
            before = text.encode()[:item["start"]].decode()
            line, column = before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1
            piece = text.encode()[item["start"]:item["end"]].decode()
            if (line, column) != (item["line"], item["column"]) or " ".join(piece.split()) != " ".join(item["text"].split()):
                wrong.append(f"{item['text']!r} at {item['line']}:{item['column']}, but {piece!r} stands at {line}:{column}")
    tap.result("schemas: evidence stands where it says", "\n".join(wrong) if result["recommendations"] else "nothing was recommended")


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    rules = load(binary, "rule files")
    results = load(binary, "results", "--of", "recommend")
    differences = load(binary, "differences", "--of", "difference")
    findings = load(binary, "checks", "--of", "check")
    records = load(binary, "checks of records", "--of", "check-record")
    errors = load(binary, "errors of records", "--of", "record-error")
    rounds = load(binary, "rounds", "--of", "quiz")
    progress = load(binary, "progress", "--of", "quiz-stats")
    questions = load(binary, "questions", "--of", "ask")
    check_rule_files(binary, rules)
    check_broken_files(rules)
    check_results(binary, results)
    check_differences(binary, differences)
    check_findings(findings)
    check_records(results, records, errors)
    check_quiz(binary, rounds)
    check_progress(binary, progress)
    check_questions(binary, questions)
    check_places(binary)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
