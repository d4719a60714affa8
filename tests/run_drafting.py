#!/usr/bin/env python3
"""Is the layout of rule files one, and is it blind to what it may change? [DR1.2] [DR2.1]

run_drafting.py [--seeds A..B] [--seconds N]
Every rule file of the project (examples, library, worlds, golden cases, specification), then random methodologies: the seeds
given, or from 1 on as many as fit in N seconds (default 6). Of each file x that has no syntax error:
    fmt(fmt(x)) = fmt(x), with comments and blank lines put in at random as well;
    fmt(y) = fmt(z) where y and z are x without comments, with other white space each;
    comments are kept, all of them and in their order;
    meaning(fmt(x)) = meaning(x), and wording, where the rules are sound.
"""

import argparse
import itertools
import random
import re
import sys
import time

from harness import ROOT, Bench, Report, difference, in_parallel, visible
from markdown import blocks_of

sys.path.insert(0, str(ROOT / "tests/oracle"))

from generate import generate  # noqa: E402

SECONDS = 6
AT_ONCE = 24
FOLDERS = ("examples", "stdlib", "tests/world", "bench")
PIECE = re.compile(r'#[^\n]*|"(?:\\.|[^"\\\n])*"|\d+(?:\.\d+)?%?|[^\W\d]\w*|\s+|.', re.S)
COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|#[^\n]*')
CASE_FILE = re.compile(r"^=== (\S+\.isl)\n(.*?)^(?====)", re.S | re.M)


def rule_files():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.isl")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "spec").glob("*.md")):
        for block in blocks_of(path):
            if block.kind == "isl" and not block.option("part"):
                yield f"spec/{path.name}:{block.line}", block.text
    for path in sorted((ROOT / "tests/cases").rglob("*.case")):
        for name, text in CASE_FILE.findall(path.read_bytes().decode("utf-8", "replace")):
            yield f"{path.relative_to(ROOT)} {name}", text


def comments_of(text):
    return [found.rstrip() for found in COMMENT.findall(text) if found.startswith("#")]


def without_comments(text):
    return COMMENT.sub(lambda found: found.group(0) if found.group(0)[0] == '"' else "", text)


def with_other_blanks(text, rng, blanks):
    """A soft word is a name where a colon follows it, so nothing is put before a colon; a comment ends with its line."""
    pieces = PIECE.findall(text)
    made = []
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""]):
        is_free = piece.isspace() and after != ":"
        made.append(("\n" if is_free and before.startswith("#") else "") + (rng.choice(blanks) if is_free else piece))
    return "".join(made)


PLAIN = (" ", "  ", "\n", "\t", "\n    ")
COMMENTED = (*PLAIN, *PLAIN, "\n\n", "\n\n\n", " # một\n", "\n# hai \"{\n", "\n\n  #ba  \n\n# bốn\n")


class Layouts:
    """What fmt and check make of one rule file."""

    def __init__(self, bench):
        self.bench = bench

    def run(self, command, text):
        folder = self.bench.folder()
        (folder / "x.isl").write_text(text, encoding="utf-8", newline="")
        code, stdout, stderr = self.bench.run(f"exec ictscore {command} x.isl", folder)
        return code, stdout.decode("utf-8", "replace"), visible(stderr)

    def layout(self, text):
        code, stdout, stderr = self.run("fmt", text)
        if code != 0:
            raise ValueError(f"fmt gives {code} for\n{text}\n{stderr}")
        return stdout

    def again(self, text):
        layout = self.layout(text)
        problem = difference("layout of the layout", layout.encode(), self.layout(layout).encode())
        if comments_of(layout) != comments_of(text):
            problem += f"comments were {comments_of(text)}, are {comments_of(layout)}\n"
        return problem

    def blind(self, text, rng):
        bare = without_comments(text)
        one, other = (with_other_blanks(bare, rng, PLAIN) for _ in range(2))
        # a blank line that is left where a comment was is not white space alone
        one, other = (re.sub(r"\n\s*\n", "\n", each) for each in (one, other))
        return difference("layout of other white space", self.layout(one).encode(), self.layout(other).encode())

    def meaning(self, text, what):
        code, stdout, _ = self.run(f"check --dump {what}", text)
        return stdout if code == 0 else None

    def same_meaning(self, text):
        layout = self.layout(text)
        for what in ("meaning", "wording"):
            before = self.meaning(text, what)
            if before is None:
                return ""
            after = self.meaning(layout, what) or "(refused)"
            if before != after:
                return difference(what, before.encode(), after.encode())
        return ""

    def problem(self, text, seed):
        """None: the file has a syntax error, nothing is promised."""
        if self.run("fmt", text)[0] != 0:
            return None
        rng = random.Random(seed)
        try:
            return (self.again(text) + self.again(with_other_blanks(text, rng, COMMENTED)) + self.blind(text, rng)
                    + self.same_meaning(text))
        except ValueError as error:
            return str(error)


def check_files(report, layouts):
    files = list(rule_files())
    problems = in_parallel(lambda file: layouts.problem(file[1], file[0]), files)
    for (name, _), problem in zip(files, problems):
        if problem is not None:
            report.check(name, problem)
    wrong = sum(problem is None for problem in problems)
    report.check("most rule files have no syntax error", "" if wrong < len(files) / 2 else f"{wrong} of {len(files)}")


def check_seeds(report, layouts, seeds, seconds):
    end = time.monotonic() + seconds if seconds else None
    while batch := list(itertools.islice(seeds, AT_ONCE)):
        for seed, problem in zip(batch, in_parallel(lambda seed: layouts.problem(generate(seed)[0], seed), batch)):
            report.check(f"seed {seed}", "a random methodology is refused" if problem is None else problem)
        if end and time.monotonic() > end:
            return


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args(arguments)
    report = Report("drafting")
    with Bench() as bench:
        layouts = Layouts(bench)
        if options.seeds:
            first, last = map(int, options.seeds.split(".."))
            check_seeds(report, layouts, iter(range(first, last + 1)), None)
        else:
            check_files(report, layouts)
            check_seeds(report, layouts, itertools.count(1), options.seconds)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
