#!/usr/bin/env python3
"""Proves the measuring harness of bench/ at 63 rows: the data is that of the story, the result of the program is exact,
and a result that is wrong anywhere is noticed; so is a cost that grows faster than it should."""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import ROOT, Report, program, visible

FOLDER = ROOT / "bench"
sys.path.insert(0, str(FOLDER))
from compare import compare  # noqa: E402
from instructions import reference_row  # noqa: E402
from measure import Failed  # noqa: E402
from scaling import Growth  # noqa: E402
from scaling_cases import Case  # noqa: E402

# what stands between the program and its reader, as a script of sed
SPOILT = {
    "a total one unit of its last decimal off": "2s/,0\\.5816,/,0.5817,/",
    "a rank": "3s/,19,10,/,20,10,/",
    "a grade": "3s/,Khá$/,Tốt/",
    "a name": "4s/Đông Hội/Đông Hồi/",
    "an empty cell": "3s/,0\\.8636,/,,/",
    "a missing row": "64d",
    "a row too many": "64p",
}
EQUAL = b"k\nA,x,b,0.5,1.0\n", b"K\nA,x,b,0.5000,1\n"
LONG = b"k\n" + b"".join(b"K%d,x,b,0.5\n" % number for number in range(200_000))
UNEQUAL = {
    "a number": (b"k\nA,x,b,0.5\n", b"k\nA,x,b,0.5001\n"),
    "a text that is a number": (b"k\n1.0,x,b,0.5\n", b"k\n1,x,b,0.5\n"),
    "an absent number": (b"k\nA,x,b,0.5\n", b"k\nA,x,b,\n"),
    "a missing line": (b"k\nA,x,b,0.5\n", b"k\n"),
    "a line too many": (b"k\n", b"k\nA,x,b,0.5\n"),
    "a line after many that are equal": (LONG + b"B,x,b,0.5\n", LONG + b"B,x,b,0.6\n"),
    "a line before many that are equal": (b"k\nB,x,b,0.5\n" + LONG, b"k\nB,x,b,0.6\n" + LONG),
    "a missing line after many": (LONG + b"B,x,b,0.5\n", LONG),
    "a last line cut short": (LONG + b"B,x,b,0.5\n", LONG + b"B,x"),
}
LISTED = re.compile(r"^- `([\w/.]+)` — \S", re.M)


def run_bench(folder, tested):
    """Gives (exit code, output)."""
    command = [sys.executable, FOLDER / "bench.py", "--program", tested, "--work", folder / "work", "--sizes", "63",
               "--no-peers", "--quick"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, visible(done.stdout)


def spoilt(folder, script):
    """A program that lies about its results only."""
    path = folder / "ictscore"
    path.write_text(f'#!/bin/sh\ncase "$*" in *--help*) exec {program()} --help ;; esac\n'
                    f'{program()} "$@" | sed "{script}"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def prove_bench(report, folder):
    code, output = run_bench(folder, program())
    report.check("an exact result is found exact", output if code else "")
    made, story = (folder / "work/data-63.csv").read_bytes(), (ROOT / "examples/benchmark/data.csv").read_bytes()
    report.check("the data is that of the story", "data-63.csv differs from data.csv" if made != story else "")
    for title, script in SPOILT.items():
        code, output = run_bench(folder, spoilt(folder, script))
        noticed = code == 1 and re.search(r": 1 rows differ; the first:$", output, re.M)
        report.check(f"noticed: {title}", "" if noticed else f"exit {code}\n{output}")
    code, output = run_bench(folder, spoilt(folder, "").with_name("absent"))
    report.check("noticed: no program", "" if code == 1 and "not been built" in output else f"exit {code}\n{output}")


def differing(texts):
    return compare(*(io.BytesIO(text) for text in texts)).differing


def prove_compare(report):
    report.check("numbers are compared as numbers", "" if differing(EQUAL) == 0 else "0.5 and 0.5000 differ")
    for title, texts in UNEQUAL.items():
        report.check(f"different: {title}", "" if differing(texts) == 1 else f"{[text[-40:] for text in texts]} are equal")


class ReferenceOptions:
    def __init__(self, path):
        self.reference_speed = path


def prove_reference(report, folder):
    """It belongs to no library that is installed, so only this notices when it no longer fits."""
    built = ROOT / os.environ.get("BUILD", "build") / "bench/reference_speed"
    for title, path, works in (("the reference evaluator is measured alone", built, True),
                               ("noticed: nothing was measured", "true", False)):
        try:
            row = reference_row(ReferenceOptions(path), folder)
        except Failed as failure:
            row = str(failure)
        report.check(title, "" if isinstance(row, list) == works else f"{row}")


def grows_too_much(cost):
    sizes = [1000, 2000, 4000, 8000]
    return Growth(Case("rows", sizes, None), [cost(size) for size in sizes]).is_too_much()


def prove_growth(report):
    report.check("a linear cost may stand", "it may not" if grows_too_much(lambda n: 10 ** 6 + 7 * n) else "")
    quadratic = grows_too_much(lambda n: 10 ** 6 + 7 * n + n * n // 500)
    report.check("a quadratic part is noticed", "" if quadratic else "it is not")


def check_readme(report):
    listed = LISTED.findall((FOLDER / "README.md").read_text(encoding="utf-8"))
    files = [path for path in FOLDER.rglob("*") if path.is_file() and path.suffix not in (".md", ".pyc")]
    there = sorted(str(path.relative_to(FOLDER)) for path in files)
    problem = "" if sorted(listed) == there else f"listed {sorted(listed)}\nthere {there}"
    report.check("bench/README.md lists every file once", problem)


def main():
    report = Report("bench")
    with tempfile.TemporaryDirectory(prefix="ictscore-bench-") as folder:
        prove_bench(report, Path(folder))
        prove_reference(report, Path(folder))
    prove_compare(report)
    prove_growth(report)
    check_readme(report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
