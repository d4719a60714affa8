#!/usr/bin/env python3
"""Does the independent checker that the program exports compute what the program computes? [E9.1]

run_checker.py [--seeds A..B] [--seconds N]
For the examples, then for random methodologies: the seeds given, or from 1 on as many as fit in N seconds (default 10).
The checker prints the same bytes as the program, finds nothing to object to in a table with every column, and finds the
one figure that is changed in it.
"""

import argparse
import itertools
import json
import os
import re
import sys
from fractions import Fraction

from harness import Bench, Report, difference, visible
from run_oracle import ROOT, random_seeds, seed_range, stories  # its search path finds the oracle's modules too

from isl_oracle import more_columns  # noqa: E402

SECONDS = 10
REJECTED = 3
PROGRAM = "ictscore rules.isl data.csv --format csv --csv raw --order data"


class Recomputation:
    """One rule file and its data, scored by the program and by the checker of these rules."""
    title = "checker"

    def __init__(self, bench):
        self.bench = bench

    def problem(self, rules, data):
        """(was the rule file accepted, what is wrong or "")"""
        folder = self.bench.folder()
        (folder / "rules.isl").write_text(rules, encoding="utf-8")
        (folder / "data.csv").write_text(data, encoding="utf-8")
        code, _, stderr = self.bench.run("ictscore export --checker rules.isl -o check.py", folder)
        if code != 0:
            return code != REJECTED, f"exit {code}\n{visible(stderr)}"
        return True, self.compared(folder) or self.every_column(folder, more_columns(rules)) or self.card(folder)

    def compared(self, folder):
        code, stdout, stderr = self.bench.run(PROGRAM, folder)
        if code != 0:
            return f"exit {code}\n{visible(stderr)}"
        (folder / "result.csv").write_bytes(stdout)
        code, recomputed, stderr = self.bench.run("python3 check.py data.csv", folder)
        return f"the checker: exit {code}\n{visible(stderr)}" if code else difference("result", stdout, recomputed)

    def every_column(self, folder, columns):
        key = re.search(r"^KEY, KEY_TITLE = .*, \"(.*)\"$", (folder / "check.py").read_text("utf-8"), re.M).group(1)
        self.bench.run(f"{PROGRAM} --columns {','.join([key] + [c for c in columns if c != key])} -o more.csv", folder)
        code, said, stderr = self.bench.run("python3 check.py data.csv more.csv", folder)
        if code != 0:
            return f"the checker: exit {code}\n{visible(said)}{visible(stderr)}"
        return self.changed_figure(folder)

    def card(self, folder):
        """The score card of the last unit, recomputed without the data; then with one figure changed."""
        key = (folder / "result.csv").read_text("utf-8").splitlines()[-1].split(",")[0]
        if not re.fullmatch(r"[\w ]+", key):
            return ""
        code, _, stderr = self.bench.run(f"ictscore explain rules.isl data.csv '{key}' --format json -o card.json", folder)
        if code != 0:
            return f"exit {code}\n{visible(stderr)}"
        code, said, stderr = self.bench.run("python3 check.py --card card.json", folder)
        if code != 0:
            return f"the checker of the card: exit {code}\n{visible(said)}{visible(stderr)}"
        return self.changed_card(folder)

    def changed_card(self, folder):
        card = json.loads((folder / "card.json").read_text("utf-8"))
        for output in card["outputs"]:
            step = next((s for s in card["steps"] if s["step"] == output["value"]), {})
            if output["kind"] != "criterion" or step.get("op") in (None, "input", "constant") or "value" not in step:
                continue
            step["value"] = str(Fraction(step["value"]) + 1)
            (folder / "changed.json").write_text(json.dumps(card), encoding="utf-8")
            code, said, _ = self.bench.run("python3 check.py --card changed.json", folder)
            return "" if code == 1 and b" is " in said else f"a changed card: exit {code}\n{visible(said)}"
        return ""

    def changed_figure(self, folder):
        lines = (folder / "more.csv").read_bytes().splitlines(keepends=True)
        digit = re.search(rb"[0-9](?=[^0-9]*$)", lines[-1][lines[-1].find(b",") + 1:])
        if not digit or len(lines) < 2 or b'"' in lines[-1]:
            return ""
        at = lines[-1].find(b",") + 1 + digit.start()
        lines[-1] = lines[-1][:at] + (b"1" if digit.group() == b"0" else b"0") + lines[-1][at + 1:]
        (folder / "changed.csv").write_bytes(b"".join(lines))
        code, said, _ = self.bench.run("python3 check.py data.csv changed.csv", folder)
        return "" if code == 1 and b" 1 difference" in said else f"a changed figure: exit {code}\n{visible(said)}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=seed_range)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("CHECKER_SECONDS", SECONDS)))
    given = parser.parse_args()
    report = Report("checker")
    with Bench() as bench:
        comparison = Recomputation(bench)
        for title, problem in stories(comparison) if not given.seeds else ():
            report.check(title, problem)
        random_seeds(report, comparison, given.seeds or itertools.count(1), 0 if given.seeds else given.seconds)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
