#!/usr/bin/env python3
"""Runs every unit test program and counts its tests. A program that was not built or died counts as a failure.

run_unit.py [FOLDER] looks for FOLDER/*_test.c (default tests/unit); the programs are in BUILD/tests/unit.
"""

import os
import pathlib
import re
import subprocess
import sys

from harness import ROOT, TIMEOUT_SECONDS, Report, in_parallel, visible

TEST = re.compile(r"^(ok|not ok) \d+ - (\w+)", re.M)
COUNT = re.compile(r"^1\.\.(\d+)", re.M)


def run(source):
    """Gives (program name, tests as (state, name), problem, output)."""
    path = ROOT / os.environ.get("BUILD", "build") / "tests/unit" / source.stem
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        return source.stem, [], "was not built", ""
    environment = os.environ | {"CMOCKA_MESSAGE_OUTPUT": "TAP", "ASAN_OPTIONS": "exitcode=99"}
    try:
        done = subprocess.run([path], cwd=ROOT, env=environment, timeout=TIMEOUT_SECONDS, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return source.stem, [], "took too long", ""
    output = visible(done.stdout)
    tests = TEST.findall(output)
    return source.stem, tests, problem_of(done.returncode, tests, output), output


def problem_of(code, tests, output):
    announced = sum(int(count) for count in COUNT.findall(output))
    if announced != len(tests) or not tests:
        return f"ran {len(tests)} of {announced} tests, exit {code}"
    failed = sum(state == "not ok" for state, _ in tests)
    return f"exit {code}" if bool(code) != bool(failed) else ""


def main(arguments):
    report = Report("unit")
    sources = sorted(pathlib.Path(arguments[0] if arguments else ROOT / "tests/unit").glob("*_test.c"))
    for name, tests, problem, output in in_parallel(run, sources):
        failed = [test for state, test in tests if state == "not ok"]
        report.ok(len(tests) - len(failed))
        for test in failed:
            report.fail(f"{name}: {test}")
        if problem:
            report.fail(f"{name} {problem}")
        if failed or problem:
            print("    " + "\n    ".join(output.split("\n")[-60:]))
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
