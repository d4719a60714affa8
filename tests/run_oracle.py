#!/usr/bin/env python3
"""Compares the program with the oracle of ISL (tests/oracle/isl_oracle.py), byte by byte.

run_oracle.py [--seeds A..B] [--seconds N]
The examples and the golden cases that print CSV come first, then random methodologies: the seeds given, or from 1 on
as many as fit in N seconds (default 25). On a difference the smallest files that still show it are printed.
"""

import argparse
import itertools
import os
import pathlib
import shlex
import sys
import time
import traceback

import run_cases
from harness import ROOT, Bench, Report, difference, in_parallel, visible

sys.path.insert(0, str(ROOT / "tests/oracle"))

from generate import generate  # noqa: E402
from isl_oracle import Oracle, more_columns  # noqa: E402

SECONDS = 25
AT_ONCE = 24
SHRINKING_SECONDS = 20
MOST_SHRUNK = 3  # the others are told by their seed
REJECTED, DATA_REJECTED = 3, 4
MOST_REJECTED = 0.5  # of the random rule files; more says that the generator and the checker have grown apart


class Comparison:
    """One rule file and its data, scored by both."""
    title = "oracle"

    def __init__(self, bench, oracle):
        self.bench, self.oracle = bench, oracle

    def run(self, rules, data, columns=None):
        folder = self.bench.folder()
        (folder / "rules.isl").write_text(rules, encoding="utf-8")
        (folder / "data.csv").write_text(data, encoding="utf-8")
        more = f" --columns {','.join(columns)}" if columns else ""
        return self.bench.run(f"exec ictscore rules.isl data.csv --format csv{more}", folder)

    def problem(self, rules, data):
        """(was the rule file accepted, what is wrong or "")"""
        code, stdout, stderr = self.run(rules, data)
        if code == REJECTED:
            return False, ""
        if code != 0:
            return True, f"exit {code}\n{visible(stderr)}"
        return True, self.compared(rules, data, stdout) or self.compared_states(rules, data)

    def compared_states(self, rules, data):
        columns = more_columns(rules)
        code, stdout, stderr = self.run(rules, data, columns)
        return self.compared(rules, data, stdout, columns) if code == 0 else f"exit {code}\n{visible(stderr)}"

    def compared(self, rules, data, stdout, columns=None):
        try:
            expected = self.oracle.csv(rules, data.encode(), columns).encode()
        except Exception:  # whatever the oracle trips over is a finding
            return "the oracle: " + traceback.format_exc(limit=-3)
        return difference("result", expected, stdout)


# ---- shrinking

def pieces_of(lines):
    """Ranges of lines that may be dropped: single lines, and lines with the block they open."""
    for start, line in enumerate(lines):
        depth = line.count("{") - line.count("}")
        end = start + 1
        while depth > 0 and end < len(lines):
            depth += lines[end].count("{") - lines[end].count("}")
            end += 1
        if depth == 0:
            yield start, end


def smaller(rules, data):
    """Copies with something dropped, the largest pieces first."""
    lines, rows = rules.splitlines(keepends=True), data.splitlines(keepends=True)
    for start, end in sorted(pieces_of(lines), key=lambda piece: piece[0] - piece[1]):
        yield "".join(lines[:start] + lines[end:]), data
    for size in (len(rows) // 2, 1):
        for start in range(1, len(rows), max(1, size)):
            if len(rows) > size + 1:
                yield rules, "".join(rows[:start] + rows[start + size:])


def shrink(comparison, rules, data, kind):
    """The smallest files found that still show a problem of the same kind."""
    end, going = time.monotonic() + SHRINKING_SECONDS, True
    while going and time.monotonic() < end:
        going = False
        for fewer in smaller(rules, data):
            if time.monotonic() > end:
                break
            accepted, problem = comparison.problem(*fewer)
            if accepted and problem and kind_of(problem) == kind:
                (rules, data), going = fewer, True
                break
    return rules, data


def kind_of(problem):
    if problem.startswith("the oracle: "):
        return problem.rstrip().rsplit("\n", 1)[-1][:20]
    return problem[:8]


def told(comparison, rules, data, problem):
    rules, data = shrink(comparison, rules, data, kind_of(problem))
    return f"{comparison.problem(rules, data)[1]}--- rules.isl\n{rules}--- data.csv\n{data}"


# ---- what is compared

def random_seeds(report, comparison, seeds, seconds):
    end = time.monotonic() + seconds
    seeds, accepted, rejected = iter(seeds), 0, 0
    while seconds <= 0 or time.monotonic() < end:
        some = list(itertools.islice(seeds, AT_ONCE))
        if not some:
            break
        files = [generate(seed) for seed in some]
        for seed, (rules, data), (fits, problem) in zip(some, files, in_parallel(lambda f: comparison.problem(*f), files)):
            accepted, rejected = accepted + fits, rejected + (not fits)
            if fits:
                shrinks = report.failed < MOST_SHRUNK
                report.check(f"seed {seed}", problem and (told(comparison, rules, data, problem) if shrinks else problem))
    share = rejected / max(1, accepted + rejected)
    print(f"{comparison.title}: {accepted} random methodologies scored, {rejected} rejected by the checker")
    report.check("the generator", f"{share:.0%} of its rule files are rejected" if share > MOST_REJECTED else "")


def stories(comparison):
    for rules in sorted((ROOT / "examples").glob("*/rules.isl")):
        data = rules.with_name("data.csv")
        if data.exists():
            text = data.read_bytes().decode("utf-8")
            yield f"examples/{rules.parent.name}", comparison.problem(rules.read_text(encoding="utf-8"), text)[1]


def words_of(command):
    """Its words; of what a shell alone understands, none."""
    try:
        return shlex.split(command)
    except ValueError:
        return []


def columns_of(words):
    """What `ictscore rules.isl data.csv --format csv [--columns A,B] [--order data]` asks for; None: another command."""
    if words[:3] != ["ictscore", "rules.isl", "data.csv"] or words[3:5] != ["--format", "csv"]:
        return None
    options = dict(zip(words[5::2], words[6::2]))
    if len(words) % 2 == 0 or not set(options) <= {"--columns", "--order"}:
        return None
    return options.get("--columns", "").split(",") if "--columns" in options else None, options.get("--order")


def golden_cases(oracle):
    for path in sorted((ROOT / "tests/cases").rglob("*.case")):
        case = run_cases.Case(path)
        files = {" ".join(section.words): section.content() for section in case.files}
        asked = columns_of(words_of(case.command.body.decode()))
        if asked and case.expected_exit() == 0 and {"rules.isl", "data.csv"} <= set(files):
            try:
                actual = oracle.csv(files["rules.isl"].decode(), files["data.csv"], *asked).encode()
                yield path.relative_to(ROOT), difference("result", case.expected("stdout"), actual)
            except Exception:
                yield path.relative_to(ROOT), traceback.format_exc(limit=-3)


def seed_range(text):
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=seed_range)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("ORACLE_SECONDS", SECONDS)))
    given = parser.parse_args()
    report, oracle = Report("oracle"), Oracle()
    with Bench() as bench:
        comparison = Comparison(bench, oracle)
        for title, problem in itertools.chain(stories(comparison), golden_cases(oracle)) if not given.seeds else ():
            report.check(title, problem)
        random_seeds(report, comparison, given.seeds or itertools.count(1), 0 if given.seeds else given.seconds)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
