#!/usr/bin/env python3
"""Do the answers about a result recompute to it? [E2.9, E4, E5; invariant 21]

run_evidence.py [--seeds A..B] [--seconds N]
For the examples, then for random methodologies: the seeds given, or from 1 on as many as fit in N seconds (default 12).
Cards of some units are as the schema says, recompute in fractions from nothing but themselves (card_evaluator.py), and
give what scoring gives; a card with one changed figure does not.
"""

import argparse
import copy
import csv
import io
import itertools
import json
import os
import random
import re
import shlex
import sys
from fractions import Fraction

from harness import ROOT, Bench, Report, visible
from run_oracle import random_seeds, seed_range, stories

from card_evaluator import Card
from json_schema import problems_of

import isl_values as isl

SECONDS = 12
REJECTED = 3
UNITS, PAIRS, ENTRIES = 3, 3, 3
COHORT = re.compile(r"= (cohort_|grade_top|rank .*within (?!all))")
LEAVES = ("input", "constant", "no_value")
SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "spec/schemas").glob("*.json")}


class Wrong(Exception):
    """What a recomputation found."""


def lost_of(line, outside):
    """[E2.6]"""
    points = Fraction(line["points"])
    return {"bonus": 0, "penalty": points}.get(outside, Fraction(line["max"]) - points)


def expect(holds, what):
    if not holds:
        raise Wrong(what)


class Recomputation:
    """One rule file and its data: what is asked of the result, against the result."""
    title = "evidence"

    def __init__(self, bench):
        self.bench = bench

    def problem(self, rules, data):
        """(was the rule file accepted, what is wrong or "")"""
        folder = self.bench.folder()
        (folder / "rules.isl").write_text(rules, encoding="utf-8")
        (folder / "data.csv").write_text(data, encoding="utf-8")
        code, stdout, stderr = self.bench.run("ictscore rules.isl data.csv --format json --columns all --order data", folder)
        if code != 0:
            return code != REJECTED, f"exit {code}\n{visible(stderr)}" if code != REJECTED else ""
        case = copy.copy(self)  # others are asked at the same time
        case.files = rules, data
        _, plan, _ = self.bench.run("ictscore rules.isl --dump plan", folder)
        # where values come from other units they are held, so that scoring anew is another question
        case.stands_alone = not COHORT.search(plan.decode())
        try:
            case.ask(folder, json.loads(stdout)["units"], random.Random(rules))
            case.check_register(folder, rules, data, random.Random(data))
        except Wrong as wrong:
            return True, f"evidence: {wrong}\n"
        return True, ""

    def answer(self, folder, schema, command):
        code, stdout, stderr = self.bench.run(f"ictscore {command} --format json", folder)
        expect(code == 0, f"{command}: exit {code}\n{visible(stderr)}")
        answer = json.loads(stdout)
        wrong = list(problems_of(answer, SCHEMAS[schema]))
        expect(not wrong, f"{command}: {'; '.join(wrong[:3])}")
        return answer

    def ask(self, folder, units, rng):
        for unit in rng.sample(units, min(UNITS, len(units))):
            self.check_card(folder, unit, rng)
        self.check_ledger(folder, units, rng)
        for _ in range(PAIRS if len(units) > 1 else 0):
            self.check_why(folder, *rng.sample(units, 2))

    # ---- cards

    def check_card(self, folder, unit, rng):
        name = unit.get("key", unit.get("name"))
        command = f"explain rules.isl data.csv {shlex.quote(name)}"
        given = self.answer(folder, "card", command)
        card = Card(given)
        expect(not card.objections, f"{command}: {'; '.join(card.objections[:3])}")
        for output, parts in card.parts().items():
            self.compare(f"{command}: {output}", parts, unit["values"].get(output))
        self.check_changed(command, given, rng)
        for entry in rng.sample(given["near"], min(ENTRIES, len(given["near"]))) if self.stands_alone else ():
            self.check_entry(folder, *self.files, {**entry, **given["unit"]})

    @staticmethod
    def compare(what, parts, result):
        """A value of the card, and the same in the result."""
        if result is None or "value" not in parts:
            return
        value = parts["value"]
        expect(isl.is_value(value) == (result["value"] is not None), f"{what}: {value} in the card, {result} in the result")
        if not isl.is_value(value):
            return
        if isinstance(result["value"], bool):
            expect(bool(value) == result["value"], f"{what}: {value} in the card, {result} in the result")
        elif isinstance(result["value"], (int, float)):  # places; halves are exact in binary
            expect(value == Fraction(result["value"]), f"{what}: {value} in the card, {result} in the result")
        for part, text in result.items():
            if part in ("exact", "points", "max") and part in parts and isinstance(text, str):
                told = text if part == "exact" else isl.shown_number(parts[part])
                expect(told == text and (part != "exact" or parts[part] == Fraction(text)), f"{what}.{part}: {parts[part]} in the card, {text} in the result")

    @staticmethod
    def check_changed(command, given, rng):
        """A seeded mistake: one figure that was computed is another one."""
        computed = [i for i, step in enumerate(given["steps"]) if step["op"] not in LEAVES and "value" in step and
                    not step["op"].startswith(("cohort_", "rank", "grade_top"))]
        if computed:
            changed = copy.deepcopy(given)
            step = changed["steps"][rng.choice(computed)]
            step["value"] = str(Fraction(step["value"]) + 1)
            expect(Card(changed).objections, f"{command}: a changed step {step['step']} was not noticed")

    # ---- the register of thresholds

    def check_register(self, folder, rules, data, rng):
        """What the register says one step would turn, it turns; and what a step turns, the register has."""
        entries = self.answer(folder, "register", "register rules.isl data.csv")["entries"]
        for entry in rng.sample(entries, min(ENTRIES, len(entries))) if self.stands_alone else ():
            self.check_entry(folder, rules, data, entry)

    def check_entry(self, folder, rules, data, entry):
        comma = ";" in data.split("\n", 1)[0]
        rows = list(csv.reader(io.StringIO(data), delimiter=";" if comma else ","))
        column, at = self.column_of(folder, entry), entry["line"] - 1
        rows[at][column] = entry["to"].removesuffix("%").replace(".", "," if comma else ".")
        changed = io.StringIO()
        csv.writer(changed, delimiter=";" if comma else ",", lineterminator="\n").writerows(rows)
        (folder / "changed.csv").write_text(changed.getvalue(), encoding="utf-8")
        code, stdout, stderr = self.bench.run("ictscore rules.isl changed.csv --format json --columns all --order data", folder)
        expect(code == 0, f"{entry}: exit {code}\n{visible(stderr)}")
        found = json.loads(stdout)["units"][at - 1]["values"][entry["of"]]
        if entry["kind"] in ("band", "grade", "gate"):
            value = found["points"] if entry["kind"] == "band" else found["value"]
            said = {True: "yes", False: "no"}.get(value, value)
            same = said == entry["then"] or value is None
            if entry["kind"] == "band" and not same:
                same = value == isl.shown_number(Fraction(entry["then"]))
            expect(same, f"{entry}: scored anew it is {value}")
        elif entry["then"].isdigit() and "." not in str(found["value"]) and "ties" not in rules:
            expect(str(found["value"]) == entry["then"], f"{entry}: scored anew the place is {found['value']}")

    def column_of(self, folder, entry):
        card = self.answer(folder, "card", f"explain rules.isl data.csv {shlex.quote(entry['key'])}")
        return next(cell["column"] for cell in card["cells"] if cell["input"] == entry["input"]) - 1

    # ---- ledgers

    def check_ledger(self, folder, units, rng):
        """A ledger has the points of every unit, and its totals are theirs."""
        names = [name for name, value in units[0]["values"].items() if "points" in value or "max" in value]
        if not names:
            return
        name = rng.choice(names)
        ledger = self.answer(folder, "ledger", f"explain rules.isl data.csv --criterion {name}")
        expect([unit["key"] for unit in ledger["units"]] == [unit.get("key", unit.get("name")) for unit in units], f"{name}: other units")
        for line, unit in zip(ledger["units"], units):
            points = unit["values"][name].get("points")
            expect(("points" in line) == (points is not None), f"{name}: {line}, but {points}")
            expect(points is None or isl.shown_number(Fraction(line["points"])) == points, f"{name}: {line}, but {points}")
            expect("max" not in line or lost_of(line, ledger.get("outside")) == Fraction(line["lost"]), f"{name}: {line}")
        for part in ("points", "lost"):
            total = sum((Fraction(line[part]) for line in ledger["units"] if part in line), Fraction(0))
            expect(total == Fraction(ledger["total"][part]), f"{name}: {part} add up to {total}")
        count = sum(ledger["total"][state] for state in ("applicable", "not_applicable", "missing"))
        expect(count == len(units), f"{name}: {count} of {len(units)} units")

    # ---- why one stands above the other

    def check_why(self, folder, first, second):
        words = " ".join(shlex.quote(unit.get("key", unit.get("name"))) for unit in (first, second))
        command = f"why rules.isl data.csv {words}"
        answer = self.answer(folder, "why", command)
        self.check_verdict(command, answer, first, second)
        self.check_unit_key(command, answer)
        if "parts" not in answer:
            return
        key = answer["keys"][answer.get("decided_by", 0)]
        whole, values = Fraction(answer["difference"]), [Fraction(value) for value in key["values"]]
        parts = [Fraction(part["difference"]) for part in answer["parts"]]
        expect(whole == values[0] - values[1], f"{command}: {whole} is not {values[0]} - {values[1]}")
        expect(sum(parts) == whole, f"{command}: the parts add up to {sum(parts)}, not to {whole}")
        deciding = [abs(number) for number, part in zip(parts, answer["parts"]) if part["deciding"]]
        expect(sum(deciding) >= abs(whole) or not whole, f"{command}: what decides does not make the difference")
        self.check_alike(command, answer, first, second)

    @staticmethod
    def check_verdict(command, answer, first, second):
        places = [unit["values"][answer["rank"]]["value"] for unit in (first, second)] if "rank" in answer else [None]
        if answer["verdict"] in ("above", "below", "equal") and None not in places:
            order = (places[0] > places[1]) - (places[0] < places[1])
            expect(order == {"above": -1, "equal": 0, "below": 1}[answer["verdict"]], f"{command}: {answer['verdict']}, but {places}")
        expect((answer["verdict"] == "unranked") == (None in places) or "rank" not in answer, f"{command}: {answer['verdict']}, but {places}")

    @staticmethod
    def check_unit_key(command, answer):
        """Units apart that are level in all values are told apart by their keys, and others are not."""
        is_apart = answer["verdict"] in ("above", "below")
        is_level = all(values[0] == values[1] for values in (key["values"] for key in answer["keys"]))
        expect(("decided_by_unit_key" in answer) == (is_apart and is_level), f"{command}: level {is_level}, apart {is_apart}, and the keys?")

    @staticmethod
    def check_alike(command, answer, first, second):
        """A criterion with the same points of the same maximum makes no difference where all weights and members are the same."""
        if not all(a["value"] is not None and b["value"] is not None for a, b in zip(first["values"].values(), second["values"].values())):
            return
        for part in answer["parts"]:
            a, b = (unit["values"].get(part["of"], {}) for unit in (first, second))
            expect(part["kind"] != "criterion" or (a.get("points"), a.get("exact")) != (b.get("points"), b.get("exact")) or "value" not in a,
                   f"{command}: {part['of']} is the same for both, and yet {part['difference']} of the difference")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=seed_range)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("EVIDENCE_SECONDS", SECONDS)))
    given = parser.parse_args()
    report = Report("evidence")
    with Bench() as bench:
        comparison = Recomputation(bench)
        for title, problem in stories(comparison) if not given.seeds else ():
            report.check(title, problem)
        random_seeds(report, comparison, given.seeds or itertools.count(1), 0 if given.seeds else given.seconds)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
