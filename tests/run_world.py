#!/usr/bin/env python3
"""Counts what tests/world/run.py compares: each published column is one test.

The published data may be read but not copied into the project; where it is absent the comparison is skipped.
"""

import re
import subprocess
import sys

from harness import ROOT, SHARED_DATA, Report, in_parallel, program
from world.run import STORIES

COLUMN = re.compile(r"^(\S.*): (\d+) of (\d+) (.+)$")


def columns_of(lines):
    """(title, problem) of each compared column; the indented lines below it say what differs."""
    for at, line in enumerate(lines):
        match = COLUMN.match(line)
        if not match:
            continue
        below = []
        for other in lines[at + 1:]:
            if not other.startswith("  "):
                break
            below.append(other)
        whole = match.group(2) == match.group(3) and not below
        yield f"{match.group(1)} {match.group(4)}", "" if whole else "\n".join([line, *below])


def run(name):
    command = [sys.executable, ROOT / "tests/world/run.py", "--program", program(), name]
    done = subprocess.run(command, capture_output=True, text=True)
    columns = list(columns_of(done.stdout.splitlines()))
    if done.returncode and not any(problem for _, problem in columns):
        columns.append((name, done.stdout + done.stderr))
    return columns


def main():
    report = Report("world")
    if not (SHARED_DATA / "world").is_dir():
        report.skip("published world indices", "../shared/data/world is not there")
        return report.close()
    for columns in in_parallel(run, STORIES):
        for title, problem in columns:
            report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
