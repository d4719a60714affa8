#!/usr/bin/env python3
"""Is the layout of rule files one, and is it blind to what it may change? [DR1.2] [DR2.1]

run_drafting.py [--seeds A..B] [--seconds N]
Every rule file of the project (examples, library, worlds, golden cases, specification), then random methodologies: the seeds
given, or from 1 on as many as fit in N seconds (default 4). Of each file x that has no syntax error:
    fmt(fmt(x)) = fmt(x), with comments and blank lines put in at random as well;
    fmt(y) = fmt(z) where y and z are x without comments, with other white space each;
    comments are kept, all of them and in their order;
    meaning(fmt(x)) = meaning(x), and wording, where the rules are sound;
    then the annex names every input, closes every tag it opens, and reads alike as Markdown and HTML in the number of its
    rows; and the form is a data file without units that the rules accept.
"""

import argparse
import html.parser
import itertools
import random
import re
import sys
import time

from harness import ROOT, Bench, Report, difference, in_parallel, visible
from markdown import blocks_of

sys.path.insert(0, str(ROOT / "tests/oracle"))

from generate import generate  # noqa: E402

SECONDS = 4
AT_ONCE = 24
REFUSED = (3, 6)  # rules with an error, or that build on what is not there
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


class Tags(html.parser.HTMLParser):
    """Tags that are open, rows of tables, and what was closed that was not open."""

    def __init__(self, text):
        super().__init__()
        self.open, self.rows, self.wrong = [], 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag != "meta":
            self.open.append(tag)
        self.rows += tag == "tr"

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


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

    def wording(self, text):
        code, stdout, _ = self.run("check --dump wording", text)
        return stdout if code == 0 else None

    def same_meaning(self, text):
        """The wording has all that the meaning has."""
        before = self.wording(text)
        if before is None:
            return ""
        return difference("wording", before.encode(), (self.wording(self.layout(text)) or "(refused)").encode())

    def annex(self, text):
        """Of sound rules."""
        code, markdown, stderr = self.run("doc --locale vi", text)
        if code != 0:
            return "" if code in REFUSED else f"doc gives {code}\n{stderr}"
        _, page, _ = self.run("doc --format html", text)
        tags = Tags(page)
        problem = f"tags {tags.open} open, {tags.wrong} wrong\n" if tags.open or tags.wrong else ""
        rows = sum(line.startswith("|") and not line.startswith("| ---") for line in markdown.split("\n"))
        return problem + (f"{rows} rows in Markdown, {tags.rows} in HTML\n" if rows != tags.rows else "")

    def form(self, text):
        folder = self.bench.folder()
        (folder / "x.isl").write_text(text, encoding="utf-8", newline="")
        code, _, stderr = self.bench.run("ictscore template x.isl -o form.csv && exec ictscore x.isl form.csv --allow-empty",
                                         folder)
        lists_units = "units {" in text  # their cells are empty
        return "" if code == 0 or code in REFUSED or lists_units else f"the form gives {code}\n{visible(stderr)}"

    def problem(self, text, seed):
        """None: the file has a syntax error, nothing is promised."""
        if self.run("fmt", text)[0] != 0:
            return None
        rng = random.Random(seed)
        try:
            return (self.again(text) + self.again(with_other_blanks(text, rng, COMMENTED)) + self.blind(text, rng)
                    + self.same_meaning(text) + self.annex(text) + self.form(text))
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
