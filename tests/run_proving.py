#!/usr/bin/env python3
"""Compares every verdict about random small methodologies with all their legal rows (proving/proving.c).

run_proving.py [--seeds A..B]
The program is in BUILD/tests/proving. Seeds are given, or from 1 on as many as `make test` has time for.
"""

import argparse
import os
import re
import subprocess
import sys

from harness import ROOT, SANITIZED, TIMEOUT_SECONDS, Report, in_parallel, visible

SEEDS = 4_000 if SANITIZED else 60_000
LEAST_ENUMERATED = 1_000 if SANITIZED else 20_000
AT_ONCE = 2_000  # methodologies a run
MOST_UNDECIDED = 1_000  # one verdict in so many
COUNTS = re.compile(r"^(\d+) methodologies, (\d+) accepted, (\d+) legal rows; (\d+) verdicts, (\d+) undecided, (\d+) wrong$",
                    re.M)


def program():
    return ROOT / os.environ.get("BUILD", "build") / "tests/proving/proving"


def run(seeds):
    """Gives (first seed, exit code, output)."""
    first, last = seeds
    environment = os.environ | {"ASAN_OPTIONS": "exitcode=99"}
    try:
        done = subprocess.run([program(), str(first), str(last - first + 1)], env=environment, timeout=TIMEOUT_SECONDS,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return first, -1, "took too long"
    return first, done.returncode, visible(done.stdout)


def pieces(first, last):
    return [(at, min(at + AT_ONCE - 1, last)) for at in range(first, last + 1, AT_ONCE)]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default=f"1..{SEEDS}", metavar="A..B")
    first, last = (int(number) for number in parser.parse_args(arguments).seeds.split(".."))
    report = Report("proving")
    enumerated = rows = verdicts = undecided = 0
    for start, code, output in in_parallel(run, pieces(first, last)):
        counts = COUNTS.findall(output)
        if code != 0 or not counts:
            report.fail(f"seeds from {start}: exit {code}", output[-6000:])
            continue
        accepted = int(counts[-1][1])
        report.ok(accepted)
        enumerated += accepted
        rows += int(counts[-1][2])
        verdicts += int(counts[-1][3])
        undecided += int(counts[-1][4])
    least = LEAST_ENUMERATED if last - first + 1 >= SEEDS else 1
    report.check("methodologies", f"only {enumerated} were enumerated" if enumerated < least else "")
    report.check("undecided verdicts",
                 f"{undecided} of {verdicts} are undecided" if undecided * MOST_UNDECIDED > verdicts else "")
    print(f"proving: {enumerated} methodologies, {rows} rows, {verdicts} verdicts, {undecided} undecided")
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
