#!/usr/bin/env python3
"""Random methodologies and data, the same for the same seed.

usage: generate.py SEED FOLDER     writes FOLDER/rules.isl and FOLDER/data.csv
"""

import pathlib
import random
import sys
from fractions import Fraction

from generate_expressions import Expressions
from generate_inputs import Inputs, decimal

ROUNDINGS = ("", "", "round 0", "round 1", "round 2", "round 1 half_even", "round 2 down", "round 1 up", "round 3 as percent",
             "round 2 as percent", "as percent", "round 1 as percent")
FORMULAS = ("points / max", "points / max", "points", "points / full_max", "sum(children)", "mean(children)", "min(children)",
            "max(children)", "median(children.points)", "mean(children.ratio)", "count(children)", "max - points",
            "(geometric_mean(children) otherwise 0)", "(harmonic_mean(children) otherwise 0)", "sum(children.max)",
            "mean(children.exact)", "min(children.ratio) * 100", "converted(points, max, full_max)",
            "sum(children.full_max) - points", "clamp(points, 1, 3)", 
            "(minmax(points) otherwise 50%) * 10", "points - (mean(points) within cohort)")
WEIGHTED = ("weighted_mean(children)", "weighted_sum(children)", "weighted_mean(children.ratio)", "weighted_sum(children.points)",
            "(weighted_geometric_mean(children) otherwise 1)",
            "(geometric_mean(children) otherwise 1)")


OF_CHILDREN = tuple(formula for formula in FORMULAS if "children)" in formula or "children.exact" in formula)
NO_POINTS = "no points"  # what a group hands up whose formula is its own


class Methodology:
    """The lines of a rule file, made declaration by declaration."""

    def __init__(self, rng):
        self.rng, self.inputs = rng, Inputs(rng)
        self.make = Expressions(rng, self.inputs)
        self.declarations, self.count = [], 0
        self.rankable, self.usable, self.ranks = [], [], []

    def new_name(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    def maybe(self, chance, text):
        return text if self.rng.random() < chance else ""

    def label(self, name):
        return self.maybe(0.3, f'"Nhãn {name}"')

    def text(self):
        for _ in range(self.rng.randrange(0, 3)):
            self.function()
        makers = [self.let] * 4 + [self.gate] + [self.loose] * 2 + [self.index] * 3 + [self.rank] * 3 + [self.grade] * 3
        self.index()
        for _ in range(self.rng.randrange(3, 11)):
            self.rng.choice(makers)()
        self.rng.shuffle(self.declarations)
        head = ['methodology "Thử" { year 2018 }', *self.inputs.declarations()]
        lines = head + [line for lines in self.declarations for line in lines]
        return "".join(" ".join(line.rstrip().split(" ")) + "\n" for line in lines)

    # ---- functions, lets, gates

    def function(self):
        name, parameters = self.new_name("f"), ["p", "q"][:self.rng.randrange(1, 3)]
        p, q = parameters[0], parameters[-1]
        body = self.rng.choice([
            f"plain({p}) * 2 + plain({q})", f"min(plain({p}), 3) - plain({q})", f"plain({p}) - (max(plain({q})) within cohort)",
            f"(plain(minmax({p}) within cohort) otherwise 0)", f"if plain({p}) > 2 then plain({q}) else 1",
            f"(plain(zscore({p})) otherwise 0) + plain({q})", f"by plain({p}) {{ >= 3 : 2  >= 1 : plain({q})  else 0 }}",
            f"plain((mean({p}) within all) - (mean({q}) within cohort))"])
        self.declarations.append([f"function {name}({', '.join(parameters)}) = {body}"])
        self.make.functions.append((name, len(parameters)))

    def let(self):
        name, kind = self.new_name("t"), self.rng.choice(["let", "report", "report", "report"])
        rounding, choice = self.rng.choice(ROUNDINGS), self.rng.random()
        if choice < 0.12:
            rounding, formula = "", self.of_other_type(name)
        elif choice < 0.2 and self.ranks:
            formula = self.rng.choice(self.ranks)
        else:
            formula = self.make.number(3)
            self.make.numbers.append(name)
            self.rankable.append((name, None))
        self.declarations.append([f"{kind} {name} {self.label(name)} = {formula} {rounding}"])

    def of_other_type(self, name):
        inputs = self.inputs.of("date", "one", "block", "yes_no", "text")
        if not inputs:
            return self.make.number(1)
        chosen = self.rng.choice(inputs)
        if chosen.type == "date":
            self.make.numbers.append(name)
            return self.rng.choice([f'{chosen.name} - date "2017-01-01"', f'date "2018-06-30" - {chosen.name}'])
        return chosen.name

    def gate(self):
        name = self.new_name("g")
        self.declarations.append([f"gate {name} {self.label(name)} = {self.make.condition(2)}"])
        self.make.conditions.append(name)

    # ---- criteria and groups

    def clauses(self):
        """applies when, counts when: in any order with the others"""
        chosen = [self.maybe(0.2, f"applies when {self.make.condition(1)}"), self.maybe(0.12, f"counts when {self.make.condition(1)}")]
        self.rng.shuffle(chosen)
        return " ".join(chosen)

    def formula_within_maximum(self, maximum):
        yes_no, shares = self.inputs.of("yes_no"), self.inputs.of("percent")
        choices = [lambda: f"clamp({self.make.number(3)}, 0, max)"] * 4 + [lambda: f"at_most(abs({self.make.number(2)}), max)"]
        if yes_no:
            choices.append(lambda: f"yes_points({self.rng.choice(yes_no).name}, max)")
        if shares:
            choices.append(lambda: f"proportional({self.rng.choice(shares).name}, 80%) * max")
            choices.append(lambda: f"min(1, {self.rng.choice(shares).name}) * max")
        exact = [p for p in self.inputs.of("points") if ".." in p.words and not p.policy and p.high <= maximum]
        if exact:
            choices.append(lambda: self.rng.choice(exact).name)
        return self.rng.choice(choices)()

    def maximum(self):
        """(the clause, the least and the greatest value)"""
        value = Fraction(self.rng.choice(["1", "2", "5", "10", "2.5", "20"]))
        if self.inputs.block and self.rng.random() < 0.12:
            arms = [(text, Fraction(self.rng.choice([1, 5, 10]))) for text in self.inputs.block.options]
            listed = "  ".join(f'"{text}" : {number}' for text, number in arms)
            return f"max by khoi {{ {listed} }}", None
        return f"max {decimal(value)}", value

    def criterion(self, weight="", sign=""):
        """(lines, maximum or None where it is not one number)"""
        name = self.new_name("c")
        clause, value = self.maximum()
        rounding = self.rng.choice(["", "", "round 0", "round 1", "round 2 half_even"] if value is None or value == int(value) else [""])
        clauses = self.clauses()
        line = f"criterion {name} {self.label(name)} {clause} {weight} {sign} {clauses} = {self.formula_within_maximum(value or 0)} {rounding}"
        self.rankable.append((name, value))
        self.usable.append((name, value if "applies" not in clauses else None))
        return [line], value if "applies" not in clauses else None

    def criteria(self):
        inputs = self.inputs.of("yes_no") or self.inputs.of("count", "number", "points", "percent")
        if not inputs:
            return self.criterion()
        body = "yes_points(a, max)" if inputs[0].type == "yes_no" else "clamp(plain(a) / b, 0, max)"
        rows, total = [], Fraction(0)
        for _ in range(self.rng.randrange(1, 4)):
            name, value = self.new_name("c"), Fraction(self.rng.choice([1, 2, 5]))
            total += value
            cells = [self.rng.choice(inputs).name, str(value)] + ([self.rng.choice(["2", "0.5", "3"])] if "b" in body else [])
            rows.append(f"  {name} : {', '.join(cells)}")
            self.rankable.append((name, value))
        clauses = self.clauses()
        columns = "a, max, b" if "/ b" in body else "a, max"
        return [f"criteria ({columns}) {clauses} = {body} {{", *rows, "}"], None if "applies" in clauses else total

    def member(self, depth, weight, elsewhere):
        if depth > 0 and self.rng.random() < 0.35:
            return self.group("group", depth - 1, weight)
        if not weight and self.rng.random() < 0.2:
            return self.criteria()
        if elsewhere and self.rng.random() < 0.15:
            name, value = elsewhere.pop(self.rng.randrange(len(elsewhere)))
            return [f"use {name} {weight}"], value
        if not weight and self.rng.random() < 0.12:
            return self.criterion("", self.rng.choice(["bonus", "penalty"]))[0], Fraction(0)
        return self.criterion(weight)

    def weights(self, count):
        if count == 1:
            return ["weight 100%"]
        parts = [self.rng.choice([10, 15, 20, 5]) for _ in range(count - 1)]
        return [f"weight {part}%" for part in parts] + [f"weight {100 - sum(parts)}%"]

    def group(self, kind, depth, weight=""):
        """(lines, the maximum that it hands up or None)"""
        name, choice = self.new_name("n"), self.rng.random()
        weighted, count = choice < 0.25, self.rng.randrange(1, 5)
        weights = self.weights(count) if weighted else [""] * count
        elsewhere = list(self.usable)
        members = [self.member(depth, each, elsewhere) for each in weights]
        maxima = [value for _, value in members]
        total = NO_POINTS if NO_POINTS in maxima else None if None in maxima else sum(maxima, Fraction(0))
        clauses, total = self.group_formula(kind, weighted, choice, total)
        if all(" bonus " in lines[0] or " penalty " in lines[0] for lines, _ in members):
            members.append(self.criterion())
            clauses, total = "", None
        if weighted and (self.rng.random() < 0.3 or any("khoi" in line for member, _ in members for line in member)):
            clauses = f"weights relative {clauses}"
        lines = [f"{kind} {name} {self.label(name)} {weight} {clauses} {{"]
        lines += ["  " + line for member, _ in members for line in member] + ["}"]
        words = "  " + "  ".join(line for member, _ in members for line in member)
        self.make.groups.append((name, ["child"] * (NO_POINTS not in maxima) + [kind for kind in ("criterion", "group") if f"  {kind} " in words]))
        self.rankable.append((name, self.greatest(clauses, total)))
        self.usable.append((name, total))
        if self.rng.random() < 0.5:
            self.make.numbers.append(self.rng.choice([name, f"{name}.exact", f"{name}.points"]))
        return lines, total

    @staticmethod
    def greatest(clauses, total):
        """What bounds a grade of this group may have: per cent of 1, parts of a total, or none."""
        if "points / max" in clauses or "points / full_max" in clauses or "mean(children.ratio)" in clauses:
            return "ratio"
        return total if total not in (None, NO_POINTS) and ("=" not in clauses or "clamp" in clauses) else None

    def group_formula(self, kind, weighted, choice, total):
        """(clauses, maximum handed up)"""
        rounding = self.rng.choice(ROUNDINGS)
        if weighted:
            return f"= {self.rng.choice(WEIGHTED[:2] if total == NO_POINTS else WEIGHTED)} {rounding}", NO_POINTS
        formula = self.rng.choice(OF_CHILDREN if total == NO_POINTS else FORMULAS)
        if choice < 0.6 and total != NO_POINTS:
            rounding = self.rng.choice(["", "", "", "round 0", "round 1"])
            return (f"max {decimal(total)} " if total and self.rng.random() < 0.5 else "") + rounding, total
        if kind == "group" and choice < 0.85:
            return f"max 4 = clamp(plain({formula}), 0, 4) {self.rng.choice(['', 'round 1'])}", Fraction(4)
        declared = f"max {decimal(total)} " if kind == "index" and total not in (None, NO_POINTS) and self.rng.random() < 0.3 else ""
        return f"{declared}= {formula} {rounding}", NO_POINTS

    def index(self):
        self.declarations.append(self.group("index", self.rng.randrange(0, 3))[0])

    def loose(self):
        """A criterion or a group outside every index, to be used by one. [L5.10]"""
        lines, _ = self.criterion() if self.rng.random() < 0.6 else self.group("group", 0)
        self.declarations.append(lines)

    # ---- ranks and grades

    def within(self):
        return self.maybe(0.45, f"within {self.make.scope()}")

    def rank(self):
        name = self.new_name("r")
        source = self.rng.choice(self.rankable)[0]
        then = [f"then {each}{self.maybe(0.4, ' lowest first')}"
                for each, _ in self.rng.sample(self.rankable, min(len(self.rankable), self.rng.choice([0, 0, 1, 2]))) if each != source]
        clauses = [self.within(), " ".join(then), self.maybe(0.2, "exact"), self.maybe(0.25, f"when ({self.make.condition(1)})"),
                   self.maybe(0.6, "ties " + self.rng.choice(["competition", "dense", "ordinal", "average", "lowest"])),
                   self.maybe(0.2, f'show "{self.rng.choice(["=3", "27/63"])}"')]
        self.rng.shuffle(clauses)
        self.declarations.append([f"rank {name} {self.label(name)} from {source} {self.maybe(0.2, 'lowest first')} {' '.join(clauses)}"])
        self.ranks.append(name)
        self.make.numbers.append(name)

    def bounds(self, greatest):
        """The words behind the texts of the lines but the last, and behind that."""
        styles = ["from", "from", "from", "above", "up to", "below"] if greatest else []
        count, style = self.rng.randrange(1, 4), self.rng.choice(styles + ["top", "top %", "share"])
        if style == "share":
            return [f"share {each}" for each in {1: ["50%"], 2: ["25%", "25%"], 3: ["25%", "25%", "25%"]}[count]], "share 50%" if count < 3 else "share 25%"
        if style.startswith("top"):
            numbers = sorted(self.rng.sample([1, 2, 3, 5, 10, 30, 50, 70], count))
            return [f"top {number}{'%' if '%' in style else ''}" for number in numbers], ""
        parts = sorted(self.rng.sample([20, 40, 50, 75, 90], count), reverse=style in ("from", "above"))
        return [f"{style} {part}%" if greatest == "ratio" else f"{style} {decimal(greatest * part / 100)}" for part in parts], ""

    def grade(self):
        name = self.new_name("h")
        source, greatest = self.rng.choice(self.rankable)
        bounds, last = self.bounds(greatest)
        texts = ["Tốt", "Khá", "Vừa", "Yếu"]
        lines = [f'"{text}" {bound}' for text, bound in zip(texts, bounds)] + [f'"{texts[len(bounds)]}" {last}']
        clauses = [self.within() if "top" in bounds[0] or "share" in bounds[0] else "", self.maybe(0.2, "exact"),
                   f"{{ {'  '.join(lines)} }}", self.maybe(0.2, f"when ({self.make.condition(1)})"),
                   self.maybe(0.3, f'capped at "{texts[len(bounds) - 1]}" unless ({self.make.condition(1)})')]
        self.rng.shuffle(clauses)
        self.declarations.append([f"grade {name} {self.label(name)} from {source} {' '.join(clauses)}"])


def generate(seed):
    """(text of the rules, text of the data)"""
    methodology = Methodology(random.Random(seed))
    return methodology.text(), methodology.inputs.data()


def main():
    folder = pathlib.Path(sys.argv[2])
    rules, data = generate(int(sys.argv[1]))
    (folder / "rules.isl").write_text(rules, encoding="utf-8")
    (folder / "data.csv").write_text(data, encoding="utf-8")


if __name__ == "__main__":
    main()
