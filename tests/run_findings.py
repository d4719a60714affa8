#!/usr/bin/env python3
"""Do `check --format json` and `sarif` say what `check` says in words? [F8] [F9]

Over the rule files of the specification, the golden cases and the examples: JSON fits its schema, and both forms hold the
same findings, counts and exit status as the text. run_findings.py [FOLDER ...] looks at the *.isl files of these folders only.
"""

import json
import pathlib
import re
import shlex
import sys
import urllib.parse

from harness import ROOT, Bench, Report, in_parallel, visible
from json_schema import problems_of
from run_cases import Case, Malformed
from run_spec import examples_of

HEAD = re.compile(r"^(?:(.*?):(?:(\d+):(\d+):)? )?(error|warning|note|undecided) ([A-Z]\d{3}): (.*)$")
HINT, EXAMPLE, MORE = "   hint: ", "   example: ", "            "
ACCEPTED = re.compile(r"^  ([A-Z]\d{3}) at line (\d+)(?: of .*?)?: (.*)$", re.M)
HIDDEN = re.compile(r"\\x[0-9a-f]{2}|<U\+[0-9A-F]{4,6}>")
LEVELS = {"error": "error", "warning": "warning", "undecided": "warning", "note": "note"}


class Rules:
    """A rule file with the files beside it, which it may build on."""

    def __init__(self, title, name, files):
        self.title, self.name, self.files = title, name, files

    def lines_of(self, name):
        return self.files[name].decode("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")


def rules_of_case(path):
    try:
        files = {" ".join(section.words): section.content() for section in Case(path).files}
    except Malformed:
        return
    for name in files:
        if name.endswith(".isl") and "/" not in name:
            yield Rules(f"{path.relative_to(ROOT)}: {name}", name, files)


def rules_of_folder(folder):
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.isl"))}
    for name in files:
        yield Rules(f"{folder}: {name}", name, files)


def all_rules():
    for folder in sorted((ROOT / "examples").iterdir()):
        yield from rules_of_folder(folder)
    for path in sorted((ROOT / "spec").glob("*.md")):
        for example in examples_of(path):
            yield Rules(example.title, "rules.isl", {"rules.isl": example.rules()})
    for path in sorted((ROOT / "tests/cases").rglob("*.case")):
        yield from rules_of_case(path)


class Finding:
    def __init__(self, match):
        file, line, column, self.severity, self.code, self.message = match.groups()
        self.place = (file or "", int(line or 0), int(column or 0))
        self.hint = self.example = ""


def findings_of_text(text):
    """What standard error says, message by message."""
    found, in_example = [], False
    for line in text.split("\n"):
        head = HEAD.match(line)
        if head:
            found.append(Finding(head))
        elif found and line.startswith(HINT):
            found[-1].hint = line.removeprefix(HINT)
        elif found and (line.startswith(EXAMPLE) or in_example and line.startswith(MORE)):
            found[-1].example += line[len(EXAMPLE):] + "\n"
            in_example = True
            continue
        in_example = False
    return found


def compare(what, expected, actual):
    return "" if expected == actual else f"{what}: the text says {expected!r}, the other form {actual!r}\n"


def compare_words(what, expected, actual):
    """Where the text makes the invisible visible the two differ, and should."""
    return "" if HIDDEN.search(expected) else compare(what, expected, actual)


def check_json(document, findings, accepted):
    listed = [one for one in document["findings"] if "accepted" not in one]
    problems = compare("number of findings", len(findings), len(listed))
    for text, one in zip(findings, listed):
        place = (one.get("file", ""), one.get("line", 0), one.get("column", 0))
        problems += compare("code", (text.severity, text.code), (one["severity"], one["code"]))
        problems += compare("place", text.place, place)
        problems += compare_words("message", text.message, one["message"])
        problems += compare_words("hint", text.hint, one.get("hint", ""))
        problems += compare_words("example", text.example, one.get("example", ""))
        problems += check_end(one)
    named = [(one["code"], one["line"], one["accepted"]["reason"]) for one in document["findings"] if "accepted" in one]
    return problems + compare("what is accepted", accepted, named) + check_counts(document)


def check_end(one):
    if "line" not in one:
        return ""
    is_behind = (one["end_line"], one["end_column"]) >= (one["line"], one["column"])
    return "" if is_behind else f"{one['code']} ends before it begins\n"


def check_counts(document):
    names = {"errors": "error", "warnings": "warning", "undecided": "undecided", "notes": "note"}
    problems = ""
    for count, severity in names.items():
        listed = sum(one["severity"] == severity and "accepted" not in one for one in document["findings"])
        problems += compare(count, min(document["counts"][count], 1000), listed)
    doubts = document["counts"]["warnings"] + document["counts"]["undecided"]
    verdict = "errors" if document["counts"]["errors"] else "doubts" if doubts else "sound"
    problems += compare("verdict", verdict, document["verdict"])
    return problems + compare("is there a methodology", verdict != "errors", document["methodology"] is not None)


def check_sarif(sarif, document, rules):
    """The rules of SARIF 2.1.0 that the writer must keep, and that it says what the JSON says."""
    run = sarif["runs"][0]
    described, results = run["tool"]["driver"]["rules"], run["results"]
    problems = compare("version", "2.1.0", sarif["version"]) + compare("runs", 1, len(sarif["runs"]))
    problems += compare("columns", "unicodeCodePoints", run["columnKind"])
    problems += compare("number of results", len(document["findings"]), len(results))
    problems += compare("rules", sorted({one["code"] for one in document["findings"]}), sorted(rule["id"] for rule in described))
    for one, result in zip(document["findings"], results):
        problems += check_result(one, result, described) + check_region(one, result, rules)
    prints = [result["partialFingerprints"]["finding/v1"] for result in results]
    return problems + compare("different fingerprints", len(prints), len(set(prints)))


def check_result(one, result, described):
    problems = compare("rule", one["code"], result["ruleId"])
    problems += compare("rule by its index", one["code"], described[result["ruleIndex"]]["id"])
    problems += compare("level", LEVELS[one["severity"]], result["level"])
    text = result["message"]["text"]
    if one["message"] not in text or one.get("hint", "") not in text or one.get("example", "") not in text:
        problems += f"the result does not say all of {one['code']}\n"
    justified = [each["justification"] for each in result["suppressions"] if each["kind"] == "inSource"]
    problems += compare("suppressions", [one["accepted"]["reason"]] if "accepted" in one else [], justified)
    problems += compare("related places", "related" in one, "relatedLocations" in result)
    return problems


def check_region(one, result, rules):
    if "file" not in one:
        return compare("locations", False, "locations" in result)
    place = result["locations"][0]["physicalLocation"]
    problems = compare("file", one["file"], urllib.parse.unquote(place["artifactLocation"]["uri"]))
    region = place.get("region")
    if "line" not in one or not region:
        return problems + compare("region", "line" in one, bool(region))
    json_region = tuple(one[name] for name in ("line", "column", "end_line", "end_column"))
    sarif_region = tuple(region[name] for name in ("startLine", "startColumn", "endLine", "endColumn"))
    problems += compare("region", json_region, sarif_region)
    lines = rules.lines_of(one["file"])
    for line, column in (json_region[:2], json_region[2:]):
        if line > len(lines) + 1 or column > (len(lines[line - 1]) if line <= len(lines) else 0) + 1:
            problems += f"{one['code']}: {line}:{column} is outside the file\n"
    return problems


def run_one(bench, schema, rules):
    folder = bench.folder()
    for name, text in rules.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    command = f"ictscore check {shlex.quote(rules.name)}"
    code, stdout, stderr = bench.run(command, folder)
    if code not in (0, 3, 5, 6):
        return f"check ends with {code}\n{visible(stderr)}"
    outcomes = {form: bench.run(f"{command} --format {form}", folder) for form in ("json", "sarif")}
    problems = ""
    for form, (other, _, complaint) in outcomes.items():
        problems += compare(f"status of {form}", code, other) + compare(f"messages of {form}", b"", complaint)
    if problems:
        return problems
    document, sarif = (json.loads(outcome[1].decode("utf-8")) for outcome in outcomes.values())
    problems = "".join(problem + "\n" for problem in problems_of(document, schema))
    accepted = [(found[0], int(found[1]), found[2]) for found in ACCEPTED.findall(visible(stdout))]
    if not re.search(r"^and \d+ more", visible(stderr), re.M):
        problems += check_json(document, findings_of_text(visible(stderr)), accepted)
    return problems + check_sarif(sarif, document, rules)


def main(arguments):
    report = Report("findings")
    schema = json.loads((ROOT / "spec/schemas/check.schema.json").read_text("utf-8"))
    folders = [rules for argument in arguments for rules in rules_of_folder(pathlib.Path(argument))]
    found = folders if arguments else list(all_rules())
    with Bench() as bench:
        for rules, problem in zip(found, in_parallel(lambda one: run_one(bench, schema, one), found)):
            report.check(rules.title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
