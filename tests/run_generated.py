#!/usr/bin/env python3
"""Do the tests of `ictscore test --generate` hold what it promises?

Put behind the rules they pass and can be generated again; they reach everything but what their comments name; and a
program that computes otherwise does not pass them: each number of the rules that a copy has one higher is noticed.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import ROOT, Report, in_parallel, program

# The share of changes that the generated tests must notice, and whether all that is not named must be reached:
# a cut of ten units, or a statistic that most units agree on, is no question about one row.
STORIES = {
    "first": (100, True),
    "hue-2017": (100, True),
    "national-2018": (100, True),
    "dti-2020": (100, True),
    "dti-2022": (100, True),
    "par-2012": (100, True),
    "ict-index-2019": (100, True),
    "infrastructure": (90, True),
    "benchmark": (95, True),
    "commune-standard": (75, False),
    "hue-2020": (75, False),
    "national-2017": (50, False),
    "national-2019": (50, False),
}
SEEDS = range(1, 13)
NAMED = re.compile(r"^# no case was found: line (\d+), (.*)$", re.M)
LEFT = re.compile(r"^[^\s:]+:(\d+):\d+: [^:]+: (.*)$", re.M)
NOTICED = re.compile(r"^(\d+) of (\d+) changes", re.M)


def ictscore(folder, *words):
    return subprocess.run([program(), *words], cwd=folder, capture_output=True, text=True, timeout=600)


def passes(folder):
    done = ictscore(folder, "test", "kept.isl")
    if done.returncode == 0:
        return ""
    return done.stdout[-2000:] + done.stderr[:2000]


def is_stable(folder, generated):
    again = ictscore(folder, "test", "kept.isl", "--generate").stdout
    return "" if again.split("\n", 1)[1] == generated.split("\n", 1)[1] else "generated again they are others"


def reaches_all(folder, generated):
    text = ictscore(folder, "test", "kept.isl", "--coverage").stdout
    named = set(NAMED.findall(generated))
    missing = [found for found in LEFT.findall(text) if found not in named]
    return "".join(f"line {line}: {what}\n" for line, what in missing)


def notices(folder, share):
    text = ictscore(folder, "test", "kept.isl", "--mutate").stdout
    found = NOTICED.search(text)
    enough = found and int(found[1]) * 100 >= share * int(found[2])
    return "" if enough else f"less than {share} % of the changes are noticed:\n{text[-2000:]}"


def check(folder, rules, share=0, reach=False):
    (folder / "rules.isl").write_text(rules, encoding="utf-8")
    done = ictscore(folder, "test", "rules.isl", "--generate")
    if done.returncode != 0:
        return [("are generated", done.stderr)]
    (folder / "kept.isl").write_text(rules + done.stdout, encoding="utf-8")
    results = [("pass", passes(folder)), ("are the same again", is_stable(folder, done.stdout))]
    if reach:
        results.append(("reach all that is not named", reaches_all(folder, done.stdout)))
    if share:
        results.append(("notice changes", notices(folder, share)))
    return results


def story(name):
    share, reach = STORIES[name]
    with tempfile.TemporaryDirectory() as path:
        rules = (ROOT / "examples" / name / "rules.isl").read_text(encoding="utf-8")
        return [(f"{name}: generated tests {what}", problem) for what, problem in check(Path(path), rules, share, reach)]


def seed(number):
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        subprocess.run([sys.executable, ROOT / "tests/oracle/generate.py", str(number), path], check=True,
                       capture_output=True)
        if ictscore(folder, "check", "rules.isl").returncode > 1:
            return []  # the generator writes rules that are refused, too
        rules = (folder / "rules.isl").read_text(encoding="utf-8")
        return [(f"seed {number}: generated tests {what}", problem) for what, problem in check(folder, rules)]


def main():
    report = Report("generated")
    for results in in_parallel(story, list(STORIES)):
        for title, problem in results:
            report.check(title, problem)
    for results in in_parallel(seed, list(SEEDS)):
        for title, problem in results:
            report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
