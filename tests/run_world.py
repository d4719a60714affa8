#!/usr/bin/env python3
"""Runs tests/world/*.case: published results whose data may be read but not copied into the project.

The cases have the form of the golden cases; $DATA is the folder of the published files. Where it is absent every
case is skipped, and said to be.
"""

import sys

from harness import ROOT, SHARED_DATA, Bench, Report, in_parallel
from run_cases import run_case


def main(arguments):
    report = Report("world")
    paths = sorted((ROOT / "tests/world").glob("*.case"))
    if not SHARED_DATA.is_dir():
        for path in paths:
            report.skip(path.stem, "the published data is not on this machine")
        return report.close()
    with Bench() as bench:
        for title, problem, skipped in in_parallel(lambda path: run_case(bench, path, "--update" in arguments), paths):
            report.skip(title, skipped) if skipped else report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
