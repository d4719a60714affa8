#!/usr/bin/env python3
"""Runs the column evaluator against the reference evaluator over random plans (differential/differential.c).

run_differential.py [--seeds A..B]
The program is in BUILD/tests/differential. Seeds are given, or from 1 on as many as `make test` has time for.
"""

import argparse
import os
import re
import subprocess
import sys

from harness import ROOT, SANITIZED, TIMEOUT_SECONDS, Report, in_parallel, visible

SEEDS = 300 if SANITIZED else 2000
AT_ONCE = 200  # plans a run
COUNTS = re.compile(r"^(\d+) plans .*?(\d+) cases", re.M)
LEAST_CASES = 20_000 if SANITIZED else 100_000


def program():
    return ROOT / os.environ.get("BUILD", "build") / "tests/differential/differential"


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
    report = Report("differential")
    cases = 0
    for start, code, output in in_parallel(run, pieces(first, last)):
        counts = COUNTS.findall(output)
        plans = sum(int(plan) for plan, _ in counts)
        cases += sum(int(case) for _, case in counts)
        if code != 0 or plans == 0:
            report.fail(f"seeds from {start}: exit {code}", output[-6000:])
        else:
            report.ok(plans)
    report.check("cases", f"only {cases} cases were compared" if last - first + 1 >= SEEDS and cases < LEAST_CASES else "")
    print(f"differential: {cases} cases of plan and row")
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
