#!/usr/bin/env python3
"""Figures that repeat: instructions of whole runs at 63 and 11,000 rows, counted by callgrind, and what the reference
evaluator takes alone for 63 units of 300 criteria. A clock cannot show so small a regression."""

import argparse
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import report
from bench import data_file
from instruments import Callgrind
from measure import Failed
from programs import ROOT, Compiler, ours
from scaling_cases import kinds

SIZES = (63, 11000)
UNITS, CRITERIA, RUNS = 63, 300, 7


def arguments_of(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    build = os.environ.get("BUILD", str(ROOT / "build"))
    parser.add_argument("--program", default=f"{build}/ictscore")
    parser.add_argument("--reference-speed", default=f"{build}/bench/reference_speed", help="built by the Makefile")
    parser.add_argument("--work", default=f"{build}/bench")
    options = parser.parse_args(words)
    options.program = os.path.abspath(options.program)
    return options


def instruction_rows(options, folder):
    program, compiler = ours(options.program, (1,)), Compiler(folder)
    for rows in SIZES:
        data = data_file(compiler, folder, rows)
        count = Callgrind().cost(program.command(data, 1))
        yield [f"{rows:,} rows, whole process, one thread", f"{count:,} instructions", f"{count / rows:,.0f} a row"]


def reference_row(options, folder):
    """The quickest of some evaluations in one process."""
    rules, data = folder / "kinds.isl", folder / "kinds.csv"
    rules_text, data_text = kinds(CRITERIA, UNITS)
    rules.write_text(rules_text, encoding="utf-8")
    data.write_text(data_text, encoding="utf-8")
    done = subprocess.run([options.reference_speed, rules, data, str(RUNS)], capture_output=True, text=True)
    found = re.fullmatch(r"(\d+) rows (\d+) microseconds\n", done.stdout)
    if done.returncode != 0 or not found or int(found.group(1)) != UNITS:
        raise Failed(f"reference_speed: exit {done.returncode}\n{done.stdout}{done.stderr}")
    took = int(found.group(2))
    return [f"reference evaluator alone, {UNITS} units x {CRITERIA} criteria", report.seconds(took / 1e6),
            f"{took * 1000 / UNITS / CRITERIA:,.0f} ns a value"]


def main(words):
    options = arguments_of(words)
    folder = pathlib.Path(options.work)
    folder.mkdir(parents=True, exist_ok=True)
    if not Callgrind.works():
        print("valgrind is not installed")
        return 1
    try:
        rows = [["work", "cost", "each"], *instruction_rows(options, folder), reference_row(options, folder)]
    except Failed as failure:
        print(failure)
        return 1
    print(report.machine() + "\n")
    print(report.table(rows, True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
