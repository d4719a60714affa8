#!/usr/bin/env python3
"""Is what `ictscore test --mutate` says of its changes true?

Every change that is a replacement of text at one place is made in a copy of the rule file, and the program is run on it
as a user would: an error in the rules, a test that fails, another result of some unit, or nothing of these.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import ROOT, Report, in_parallel, program

STORIES = ["first", "hue-2017", "hue-2020", "commune-standard", "infrastructure", "national-2018", "dti-2022"]
CASES = ["mutate", "mutate_data", "mutate_outcomes", "mutate_same", "mutate_totals", "coverage_by_data"]


def ictscore(folder, *words):
    return subprocess.run([program(), *words], cwd=folder, capture_output=True, text=True)


def sections(path):
    files, name = {}, None
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            name = line[4:].strip()
            files[name] = ""
        elif name:
            files[name] += line
    return files


def stories():
    for name in STORIES:
        folder = ROOT / "examples" / name
        yield name, (folder / "rules.isl").read_text(encoding="utf-8"), (folder / "data.csv").read_text(encoding="utf-8")
    for name in CASES:
        files = sections(ROOT / "tests/cases/tests" / f"{name}.case")
        yield f"case {name}", files["rules.isl"], files.get("data.csv")


def place_of(text, change):
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[:change["line"] - 1]) + change["column"] - 1


def changed(text, change):
    """The text with the change; None where it is none of one place."""
    at = place_of(text, change)
    if change["what"] == "order" or not text.startswith(change["was"], at) or "the same with" in change["became"]:
        return None
    return text[:at] + change["became"] + text[at + len(change["was"]):]


def values(done):
    """Exit status and cells; a number is the same with more decimals."""
    text = re.sub(r"(\.\d*?)0+(%?)(?=,|\n)", r"\1\2", done.stdout)
    return done.returncode, re.sub(r"\.(%?)(?=,|\n)", r"\1", text)


def verdict(folder, text, base):
    (folder / "rules.isl").write_text(text, encoding="utf-8")
    done = ictscore(folder, "test", "rules.isl")
    if done.returncode == 3:
        # an expectation that can never be met is a test that fails
        codes = {line.split("error ")[1][:4] for line in done.stderr.splitlines() if ": error " in line}
        return "tests" if codes <= {"R220"} else "refused"
    if done.returncode == 1:
        return "tests"
    if base is None:
        return "survives"
    done = ictscore(folder, "rules.isl", "data.csv", "--format", "csv")
    return "survives" if values(done) == base else "data"


def differences(folder, rules, has_data):
    data = ["data.csv"] if has_data else []
    done = ictscore(folder, "test", "rules.isl", *data, "--mutate", "--format", "json")
    if done.returncode != 0:
        yield None, done.stdout + done.stderr
        return
    base = ictscore(folder, "rules.isl", "data.csv", "--format", "csv") if has_data else None
    base = values(base) if base else None
    for change in json.loads(done.stdout)["changes"]:
        text = changed(rules, change)
        if text is None:
            continue
        found = verdict(folder, text, base)
        said = "survives" if change["noticed"] == "no effect" else change["noticed"]
        yield change, "" if found == said else f"{json.dumps(change, ensure_ascii=False)}\nin fact: {found}"


def run(story):
    name, rules, data = story
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        (folder / "rules.isl").write_text(rules, encoding="utf-8")
        if data is not None:
            (folder / "data.csv").write_text(data, encoding="utf-8")
        return name, list(differences(folder, rules, data is not None))


def main():
    report = Report("changes")
    for name, found in in_parallel(run, list(stories())):
        if not found:
            report.check(name, "there is nothing to change")
        for change, problem in found:
            title = f"{name}: {change['line']}:{change['column']} becomes {change['became']}" if change else name
            report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
