#!/usr/bin/env python3
"""Runs tests/oracle/NAME_oracle.py against the program built from tests/unit/NAME_driver.c.

An oracle is an independent implementation; it asks the driver many questions and compares. Each counts as one test.
"""

import os
import subprocess
import sys

from harness import ROOT, SANITIZED, Report, in_parallel

QUESTIONS = "4000" if SANITIZED else "40000"


def run(oracle):
    name = oracle.stem.removesuffix("_oracle")
    driver = ROOT / os.environ.get("BUILD", "build") / "tests/unit" / f"{name}_driver"
    if not driver.exists():
        return f"{driver} was not built"
    done = subprocess.run([sys.executable, oracle, driver, QUESTIONS], capture_output=True, text=True)
    print(done.stdout.splitlines()[-1] if done.stdout else "no answer")
    return done.stdout + done.stderr if done.returncode else ""


def main():
    report = Report("oracles")
    oracles = sorted((ROOT / "tests/oracle").glob("*_oracle.py"))
    for oracle, problem in zip(oracles, in_parallel(run, oracles)):
        report.check(oracle.stem, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
