#!/usr/bin/env python3
"""Does the cost grow as it should? Linearly in rows, criteria, columns and rankings, and with n log n in the rows of a
ranking. Printed is the cost of one unit more, from one size to its double, which a fixed cost at the start does not
hide; where it grows by more than 1.2 from one doubling to the next the exit status is 1."""

import argparse
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import instruments
import report
from bench import data_file
from measure import Failed, Launcher
from programs import HERE, ROOT, RULES, Compiler, help_of
from methodology import OUTPUTS
from scaling_cases import CASES, ROW_SIZES, ROWS, Case

MOST_GROWTH = 1.2


def arguments_of(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    build = os.environ.get("BUILD", str(ROOT / "build"))
    parser.add_argument("--program", default=f"{build}/ictscore")
    parser.add_argument("--work", default=f"{build}/bench")
    parser.add_argument("--measure", choices=["perf", "callgrind", "time"], help="default: the first that works")
    parser.add_argument("--only", help="cases whose name begins so")
    parser.add_argument("--ledger", action="store_true", help="tables as they stand in tests/LEDGER.md")
    options = parser.parse_args(words)
    options.program = os.path.abspath(options.program)
    return options


def each(cost):
    return f"{cost:,.1f}" if cost >= 100 else f"{cost:.3g}"


class Growth:
    """The costs of one case at its sizes."""

    def __init__(self, case, costs):
        self.case, self.costs = case, costs
        self.marginal = [(after - before) / (case.units(larger) - case.units(smaller)) for (smaller, before), (larger, after)
                         in zip(zip(case.sizes, costs), zip(case.sizes[1:], costs[1:]))]

    def factors(self):
        return [after / before if before > 0 else float("inf") for before, after in zip(self.marginal, self.marginal[1:])]

    def rows(self, unit):
        """Of the printed table."""
        yield [self.case.name, unit, "per unit", "per unit more", "growth", ""]
        for i, (size, cost) in enumerate(zip(self.case.sizes, self.costs)):
            more = each(self.marginal[i - 1]) if i > 0 else ""
            growth = self.factors()[i - 2] if i > 1 else None
            yield [f"{size:,}", f"{cost:,}", each(cost / self.case.units(size)), more,
                   f"{growth:.2f}" if growth is not None else "", "TOO MUCH" if (growth or 0) > MOST_GROWTH else ""]

    def is_too_much(self):
        return any(factor > MOST_GROWTH for factor in self.factors())


class Scaling:
    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(options.work)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.compiler = Compiler(self.folder)
        launcher = Launcher(self.compiler.build(HERE / "launch.c", "launch", "-std=c17", "-O2"), self.folder)
        self.instrument = instruments.choose(launcher, options.measure)
        self.threads = ["--threads", "1"] if "--threads" in help_of(options.program) else []

    def cost(self, rules, data, columns):
        return self.instrument.cost([self.options.program, str(rules), str(data), "--format", "csv", "--order", "data",
                                     "--columns", columns, *self.threads])

    def cost_of_made(self, case, size):
        rules, data = self.folder / "growth.isl", self.folder / "growth.csv"
        rules_text, data_text, columns = case.make(size, ROWS * self.instrument.factor)
        rules.write_text(rules_text, encoding="utf-8")
        data.write_text(data_text, encoding="utf-8")
        return self.cost(rules, data, columns)

    def cost_of_rows(self, _, size):
        return self.cost(RULES, data_file(self.compiler, self.folder, size), ",".join(OUTPUTS))

    def show(self, case, cost):
        """Prints one case; gives whether it grew too much."""
        growth = Growth(case, [cost(case, size) for size in case.sizes])
        print("\n" + report.table(list(growth.rows(self.instrument.unit)), self.options.ledger), flush=True)
        return growth.is_too_much()


def main(words):
    options = arguments_of(words)
    scaling = Scaling(options)
    print(report.machine())
    print(f"Measured by {scaling.instrument.name}; one thread; whole process.")
    cases = [(Case("rows", ROW_SIZES, None), scaling.cost_of_rows)] + [(case, scaling.cost_of_made) for case in CASES]
    cases = [(case.with_more_rows(scaling.instrument.factor) if "rows" in case.name else case, cost) for case, cost in cases]
    chosen = [(case, cost) for case, cost in cases if case.name.startswith(options.only or "")]
    try:
        failed = [case.name for case, cost in chosen if scaling.show(case, cost)]
    except Failed as failure:
        print(failure)
        return 1
    if failed:
        print(f"\nTHE COST GROWS TOO MUCH in {', '.join(failed)}")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
