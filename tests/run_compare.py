#!/usr/bin/env python3
"""Do `ictscore compare` and `ictscore verify` hold what they promise over random methodologies and data?

run_compare.py [--seeds A..B] [--seconds N]
A year is a random methodology and data for it; the other year has other data, some units less and some more, and where
the checker takes them, other rules. Promised are [E6.5, E6.6]: a year compared with itself gives nothing; the years in the
other order give the same with the other sign; parts add up to the change, which is that of the results; units add up.
Where no other unit plays a part in a value, its parts, and those of places, are also computed from the oracle's exact
values by the definition in the specification. A result, taken for a published table, agrees with itself, and a wrong
digit in it is found where it is [E7].
"""

import argparse
import csv
import io
import itertools
import json
import os
import random
import re
import sys
import time
from fractions import Fraction

from harness import ROOT, Bench, Report, in_parallel, visible
from json_schema import problems_of
from run_oracle import seed_range

sys.path.insert(0, str(ROOT / "tests/oracle"))

from generate import Methodology  # noqa: E402
from isl_oracle import Oracle  # noqa: E402

SECONDS = 20
AT_ONCE = 12
PARTS = ("own", "others", "data", "rules", "data_and_rules", "rounding")
YEARS = ("old", "new")


def rules_of_another_year(rng, rules):
    """Coarser or finer rounding; whether the checker takes them is its business."""
    return re.sub(r"\bround (\d)\b", lambda found: f"round {max(0, min(6, int(found[1]) + rng.choice([-1, 1])))}", rules)


def two_years(seed):
    rng = random.Random(seed)
    methodology = Methodology(rng)
    rules = methodology.text()
    old, new = methodology.inputs.data(), methodology.inputs.data()
    return rules, rules_of_another_year(rng, rules), old, new


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


class Years:
    def __init__(self, bench, oracle, seed):
        self.bench, self.oracle, self.seed = bench, oracle, seed
        self.folder = bench.folder()
        old_rules, new_rules, old, new = two_years(seed)
        self.rules, self.data = {"old": old_rules, "new": new_rules}, {"old": old, "new": new}
        for year in YEARS:
            (self.folder / f"{year}.isl").write_text(self.rules[year], encoding="utf-8")
            (self.folder / f"{year}.csv").write_text(self.data[year], encoding="utf-8")

    def run(self, command):
        code, stdout, stderr = self.bench.run(f"exec ictscore {command}", self.folder)
        return code, stdout.decode(), visible(stderr)

    def usable(self):
        """Both years can be scored; new rules that cannot are the old ones."""
        if self.run("new.isl new.csv --format csv")[0] != 0:
            (self.folder / "new.isl").write_text(self.rules["old"], encoding="utf-8")
            self.rules["new"] = self.rules["old"]
        return all(self.run(f"{year}.isl {year}.csv --format csv")[0] == 0 for year in YEARS)

    def compared(self, first, second):
        code, stdout, stderr = self.run(f"compare {first}.isl {first}.csv {second}.isl {second}.csv --format csv")
        if code != 0:
            raise Problem(f"compare {first} {second}: exit {code}\n{stderr}")
        return {(row["unit"].lstrip("'"), row["result"]): row for row in read_csv(stdout)}


class Problem(Exception):
    pass


def number(text):
    return Fraction(text)


# ---- laws

def check_empty(years):
    if years.compared("old", "old"):
        raise Problem("a year compared with itself moves")


def check_sums(lines):
    for (unit, result), line in lines.items():
        parts = [number(line[part]) for part in PARTS if line[part]]
        if parts and sum(parts) != number(line["change"]):
            raise Problem(f"{unit} {result}: the parts add up to {sum(parts)}, the change is {line['change']}")


def check_mirror(lines, mirrored):
    if set(lines) != set(mirrored):
        raise Problem(f"only one way: {sorted(set(lines) ^ set(mirrored))[:5]}")
    for at, line in lines.items():
        other = mirrored[at]
        if (line["old"], line["new"]) != (other["new"], other["old"]):
            raise Problem(f"{at}: {line['old']} → {line['new']} is not {other['new']} ← {other['old']}")
        for name in ("change", *PARTS):
            if bool(line[name]) != bool(other[name]) or line[name] and number(line[name]) != -number(other[name]):
                raise Problem(f"{at}: {name} is {line[name]}, the other way {other[name]}")


def check_changes(years, lines):
    """Values and changes are those of two runs of scoring."""
    for (unit, result), line in lines.items():
        for year in YEARS:
            shown = years.results(year)[unit].get(result)
            if line["change"] and line[year] and shown is not None and plain(shown) is not None:
                if abs(plain(shown) - number(line[year])) > Fraction(1, 10 ** 11):
                    raise Problem(f"{unit} {result}: {line[year]} in {year}, scoring shows {shown}")
        if line["change"]:
            change = number(line["new"]) - number(line["old"])
            if number(line["change"]) != (-change if line["kind"] == "rank" else change):
                raise Problem(f"{unit} {result}: the change {line['change']} is not that of {line['old']} → {line['new']}")


def plain(text):
    """What a result shows, as a number; None: no number."""
    text = re.sub(r"/\d+$", "", text.lstrip("=")) if text else text
    try:
        return number(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None


def check_schema(name, found):
    schema = json.loads((ROOT / f"spec/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    problems = list(problems_of(found, schema))
    if problems:
        raise Problem(f"{name}: {problems[0]}")


def check_counts(years):
    code, stdout, stderr = years.run("compare old.isl old.csv new.isl new.csv --format json")
    found = json.loads(stdout)
    check_schema("comparison", found)
    counts, keys = found["counts"], {year: set(years.results(year)) for year in YEARS}
    expected = {"old": len(keys["old"]), "new": len(keys["new"]), "both": len(keys["old"] & keys["new"]),
                "gone": len(keys["old"] - keys["new"]), "added": len(keys["new"] - keys["old"]), "renamed": 0}
    if counts != expected or set(found["gone"]) != keys["old"] - keys["new"] or set(found["added"]) != keys["new"] - keys["old"]:
        raise Problem(f"counts {counts}, expected {expected}")
    return found


def check_tables(years):
    """The results of both years as published tables: the movements are those of the values shown."""
    for year in YEARS:
        years.run(f"{year}.isl {year}.csv --format csv --csv raw -o {year}-result.csv --quiet")
    code, stdout, stderr = years.run(f"compare --tables old-result.csv new-result.csv --key {years.key} --format json")
    if code != 0:
        raise Problem(f"compare --tables: exit {code}\n{stderr}")
    check_schema("movements", json.loads(stdout))
    for move in json.loads(stdout)["moves"]:
        if "change" in move:
            old, new = (number(move[year].rstrip("%")) for year in YEARS)
            if number(move["change"]) != new - old:
                raise Problem(f"compare --tables: {move}")


# ---- a result as a published table of itself

def spoilt(rng, rows):
    """The rows with one number made another one; (row, column) or None where there is no number."""
    places = [(row, column) for row, cells in enumerate(rows) if row for column, cell in enumerate(cells)
              if column and re.fullmatch(r"-?\d+(\.\d+)?%?", cell)]
    if not places:
        return None
    row, column = rng.choice(places)
    cell = rows[row][column]
    digit = rng.choice([at for at, sign in enumerate(cell) if sign.isdigit()])
    other = rng.choice([sign for sign in "0123456789" if sign != cell[digit]])
    rows[row][column] = cell[:digit] + other + cell[digit + 1:]
    return row, column


def write_table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def check_verified(years):
    code, stdout, stderr = years.run("verify new.isl new.csv new-result.csv --locale en --format json")
    if code != 0:
        raise Problem(f"a result does not agree with itself: exit {code}\n{stdout}{stderr}")
    rows = list(csv.reader(io.StringIO((years.folder / "new-result.csv").read_text(encoding="utf-8"))))
    at = spoilt(random.Random(years.seed), rows)
    if not at:
        return
    write_table(years.folder / "spoilt.csv", rows)
    code, stdout, stderr = years.run("verify new.isl new.csv spoilt.csv --locale en --format json")
    if code != 1:
        raise Problem(f"a wrong digit in line {at[0] + 1}, column {at[1] + 1} is not noticed: exit {code}\n{stderr}")
    found = json.loads(stdout)
    check_schema("verification", found)
    places = {(each["line"], each["header"]) for each in found["disagreements"]}
    if places != {(at[0] + 1, rows[0][at[1]])}:
        raise Problem(f"a wrong digit in line {at[0] + 1}, {rows[0][at[1]]}; found {places}")


# ---- the definition, from exact values of the oracle

class Exact(Years):
    """Exact values of all units by the rules and the data of any year."""

    def results(self, year):
        return self.table(year, year)

    def table(self, rules, data):
        cache = self.__dict__.setdefault("tables", {})
        if (rules, data) not in cache:
            names = [output["name"] for output in self.outputs() if output["kind"] != "grade"]
            numbers = [output["name"] for output in self.outputs() if output["kind"] in ("index", "group", "criterion", "report")]
            scopes = sorted({output["within"] for output in self.outputs() if "within" in output})
            columns = [self.key, *names, *(f"{name}.exact" for name in numbers), *scopes]
            text = self.oracle.csv(self.rules[rules], self.data[data].encode(), list(dict.fromkeys(columns)))
            cache[rules, data] = {row[self.key].lstrip("'"): row for row in read_csv(text)}
        return cache[rules, data]

    def outputs(self):
        if "found" not in self.__dict__:
            self.found = json.loads(self.run("new.isl new.csv --format json")[1])["outputs"]
            header = self.run("new.isl new.csv --format csv")[1].split("\n")[0]
            self.key = header.split(",")[0]
        return self.found


def shapley(corner):
    """{part: mean of its steps over all orders}; corner: of a set of parts."""
    parts = ("own", "rules", "others")
    sums = dict.fromkeys(parts, Fraction(0))
    orders = list(itertools.permutations(parts))
    for order in orders:
        for at, part in enumerate(order):
            sums[part] += corner(frozenset(order[:at + 1])) - corner(frozenset(order[:at]))
    return {part: total / len(orders) for part, total in sums.items()}


def year_of(chosen, part):
    return "new" if part in chosen else "old"


def value_corner(years, unit, name):
    def corner(chosen):
        text = years.table(year_of(chosen, "rules"), year_of(chosen, "own"))[unit][f"{name}.exact"]
        return number(text)
    return corner


def place_corner(years, unit, output):
    """One more than the ranked units of its category that are better [E6.5]."""
    name, source, scope = output["name"], output["from"], output.get("within")

    def corner(chosen):
        rules = year_of(chosen, "rules")
        own = years.table(rules, year_of(chosen, "own"))[unit]
        better = 0
        for other, row in years.table(rules, year_of(chosen, "others")).items():
            if other == unit or row[name] == "" or row[f"{source}.exact"] == "" or scope and row[scope] != own[scope]:
                continue
            difference = number(row[f"{source}.exact"]) - number(own[f"{source}.exact"])
            better += difference < 0 if output.get("lowest") else difference > 0
        return Fraction(-1 - better)
    return corner


def check_definition(years, lines):
    """Of values in which others play no part, and of the places by them."""
    counted = 0
    around = {line["result"] for line in lines.values() if line["others"] in ("",) or line["kind"] != "rank" and number(line["others"] or 1)}
    by_name = {output["name"]: output for output in years.outputs()}
    for (unit, result), line in lines.items():
        output = by_name.get(result)
        if not line["own"] or not output or result in around or output.get("from") in around:
            continue
        if line["kind"] == "rank":
            source = by_name.get(output.get("from"))
            rank = re.search(rf"^rank {result} .*$", years.rules["new"], re.M)
            if not source or source["kind"] not in ("index", "group", "criterion", "report") or not rank:
                continue
            declared = re.sub(r"then \S+ lowest first", "", re.sub(r"\(.*\)", "", rank[0]))
            corner = place_corner(years, unit, output | {"lowest": "lowest first" in declared})
        elif line["kind"] in ("index", "group", "criterion", "report"):
            corner = value_corner(years, unit, result)
        else:
            continue
        for part, expected in shapley(corner).items():
            if number(line[part]) != expected:
                raise Problem(f"{unit} {result}: {part} is {line[part]}, by definition {expected}")
        counted += 1
    return counted


def problem_of(years):
    """(was there anything to compare, what is wrong or "", parts that were computed twice)"""
    counted = 0
    if not years.usable():
        return False, "", 0
    try:
        years.outputs()
        lines = years.compared("old", "new")
        check_empty(years)
        check_sums(lines)
        check_mirror(lines, years.compared("new", "old"))
        check_changes(years, lines)
        check_counts(years)
        check_tables(years)
        check_verified(years)
        counted = check_definition(years, lines)
    except Problem as problem:
        return True, f"{problem}\nthe files: python3 tests/run_compare.py --write {years.seed} FOLDER\n", counted
    return True, "", counted


def random_seeds(report, bench, oracle, seeds, seconds):
    end, seeds, compared, counted = time.monotonic() + seconds, iter(seeds), 0, 0
    while seconds <= 0 or time.monotonic() < end:
        some = list(itertools.islice(seeds, AT_ONCE))
        if not some:
            break
        found = in_parallel(lambda seed: problem_of(Exact(bench, oracle, seed)), some)
        for seed, (fits, problem, twice) in zip(some, found):
            compared, counted = compared + fits, counted + twice
            if fits:
                report.check(f"seed {seed}", problem)
    print(f"compare: {compared} pairs of random years, {counted} bridges computed twice")
    report.check("the definition", "" if counted else "no bridge was computed by the definition")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=seed_range)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("ORACLE_SECONDS", SECONDS)))
    parser.add_argument("--write", nargs=2, metavar=("SEED", "FOLDER"))
    given = parser.parse_args()
    report, oracle = Report("compare"), Oracle()
    with Bench() as bench:
        if given.write:
            years = Exact(bench, oracle, int(given.write[0]))
            years.usable()
            years.folder.rename(given.write[1])
            return 0
        random_seeds(report, bench, oracle, given.seeds or itertools.count(1), 0 if given.seeds else given.seconds)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
