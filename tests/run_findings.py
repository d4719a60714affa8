#!/usr/bin/env python3
"""Do `check --format json` and `sarif` say what `check` says in words? [F8] [F9]

Over the rule files of the specification, the golden cases and the examples: JSON fits its schema, and both forms hold the
same findings, counts and exit status as the text. run_findings.py [FOLDER] looks at the *.isl files of a folder only.
"""

import json
import pathlib
import re
import sys

from harness import ROOT, Bench, Report, in_parallel, visible
from json_schema import problems_of
from run_cases import Case, Malformed
from run_spec import examples_of

HEAD = re.compile(r"^(?:(.*?):(?:(\d+):(\d+):)? )?(error|warning|note|undecided) ([A-Z]\d{3}): (.*)$")
HINT, EXAMPLE, MORE = "   hint: ", "   example: ", "            "
ACCEPTED = re.compile(r"^  ([A-Z]\d{3}) at line (\d+)(?: of .*?)?: (.*)$", re.M)
HIDDEN = re.compile(r"\\x[0-9a-f]{2}|<U\+[0-9A-F]{4,6}>")
LEVELS = {"error": "error", "warning": "warning", "undecided": "warning", "note": "note"}


def rule_files(paths):
    """(title, bytes), each text once."""
    found = {}
    for path in paths or sorted((ROOT / "examples").glob("*/*.isl")):
        found.setdefault(path.read_bytes(), str(path))
    for path in [] if paths else sorted((ROOT / "spec").glob("*.md")):
        for example in examples_of(path):
            found.setdefault(example.rules(), example.title)
    for path in [] if paths else sorted((ROOT / "tests/cases").rglob("*.case")):
        try:
            sections = Case(path).files
        except Malformed:
            continue
        for section in sections:
            if " ".join(section.words).endswith(".isl"):
                found.setdefault(section.content(), str(path.relative_to(ROOT)))
    return [(title, text) for text, title in found.items()]


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


def check_sarif(sarif, document, lines):
    """The rules of SARIF 2.1.0 that the writer must keep, and that it says what the JSON says."""
    run = sarif["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    problems = compare("version", "2.1.0", sarif["version"]) + compare("runs", 1, len(sarif["runs"]))
    problems += compare("columns", "unicodeCodePoints", run["columnKind"])
    problems += compare("number of results", len(document["findings"]), len(results))
    problems += compare("rules", sorted({one["code"] for one in document["findings"]}), sorted(rule["id"] for rule in rules))
    for one, result in zip(document["findings"], results):
        problems += check_result(one, result, rules, lines)
    prints = [result["partialFingerprints"]["finding/v1"] for result in results]
    return problems + compare("different fingerprints", len(prints), len(set(prints)))


def check_result(one, result, rules, lines):
    problems = compare("rule", one["code"], result["ruleId"])
    problems += compare("rule by its index", one["code"], rules[result["ruleIndex"]]["id"])
    problems += compare("level", LEVELS[one["severity"]], result["level"])
    text = result["message"]["text"]
    if one["message"] not in text or one.get("hint", "") not in text or one.get("example", "") not in text:
        problems += f"the result does not say all of {one['code']}\n"
    justified = [each["justification"] for each in result["suppressions"] if each["kind"] == "inSource"]
    problems += compare("suppressions", [one["accepted"]["reason"]] if "accepted" in one else [], justified)
    problems += compare("related places", "related" in one, "relatedLocations" in result)
    return problems + check_region(one, result, lines)


def check_region(one, result, lines):
    if "file" not in one:
        return compare("locations", False, "locations" in result)
    place = result["locations"][0]["physicalLocation"]
    problems = compare("file", "rules.isl", place["artifactLocation"]["uri"])
    region = place.get("region")
    if "line" not in one or not region:
        return problems + compare("region", "line" in one, bool(region))
    json_region = tuple(one[name] for name in ("line", "column", "end_line", "end_column"))
    sarif_region = tuple(region[name] for name in ("startLine", "startColumn", "endLine", "endColumn"))
    problems += compare("region", json_region, sarif_region)
    for line, column in (json_region[:2], json_region[2:]):
        if line > len(lines) + 1 or column > (len(lines[line - 1]) if line <= len(lines) else 0) + 1:
            problems += f"{one['code']}: {line}:{column} is outside the file\n"
    return problems


def lines_of(rules):
    text = rules.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    return text.split("\n")


def run_one(bench, schema, rules):
    folder = bench.folder()
    (folder / "rules.isl").write_bytes(rules)
    code, stdout, stderr = bench.run("ictscore check rules.isl", folder)
    if code not in (0, 3, 5):
        return f"check ends with {code}\n{visible(stderr)}"
    outcomes = {form: bench.run(f"ictscore check rules.isl --format {form}", folder) for form in ("json", "sarif")}
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
    return problems + check_sarif(sarif, document, lines_of(rules))


def main(arguments):
    report = Report("findings")
    schema = json.loads((ROOT / "spec/schemas/check.schema.json").read_text("utf-8"))
    files = rule_files([path for argument in arguments for path in sorted(pathlib.Path(argument).glob("*.isl"))])
    with Bench() as bench:
        for (title, _), problem in zip(files, in_parallel(lambda one: run_one(bench, schema, one[1]), files)):
            report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
