"""Recomputes a score card from itself: cells and constants through every step, in fractions. [E2.9]

Nothing here comes from the C code; what operations mean is in the specification and in oracle/isl_values.py."""

import datetime
import pathlib
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "oracle"))

import isl_values as isl  # noqa: E402

STATES = {"not_applicable": isl.NOT_APPLICABLE, "missing": isl.MISSING, "undefined": isl.NO_RESULT}
YES, NO = Fraction(1), Fraction(0)


def yes_no(holds):
    return YES if holds else NO


STRICT = {
    "add": lambda *values: sum(values, Fraction(0)),
    "negate": lambda a: -a,
    "multiply": lambda *values: product(values),
    "divide": isl.divide,
    "power": isl.power,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "median": lambda *values: isl.median(values),
    "geometric_mean": lambda *values: isl.geometric_mean(values),
    "harmonic_mean": lambda *values: isl.harmonic_mean(values),
    "abs": abs,
    "floor": lambda a: Fraction(a.numerator // a.denominator),
    "ceil": lambda a: -Fraction(-a.numerator // a.denominator),
    "sqrt": isl.square_root,
    "ln": isl.natural_logarithm,
    "log10": isl.decimal_logarithm,
    "exp": isl.exponential,
    "equal": lambda a, b: yes_no(a == b),
    "not_equal": lambda a, b: yes_no(a != b),
    "less": lambda a, b: yes_no(a < b),
    "less_equal": lambda a, b: yes_no(a <= b),
    "not": lambda a: yes_no(a == 0),
}
MEMBERS = {
    "members_sum": lambda values: sum(values, Fraction(0)),
    "members_mean": isl.mean,
    "members_min": min,
    "members_max": max,
    "members_median": isl.median,
    "members_geometric_mean": isl.geometric_mean,
    "members_harmonic_mean": isl.harmonic_mean,
    "members_count": lambda values: Fraction(len(values)),
}
WEIGHTED = {
    "members_weighted_mean": isl.weighted_mean,
    "members_weighted_sum": lambda values, weights: sum((v * w for v, w in zip(values, weights)), Fraction(0)),
    "members_weighted_geometric_mean": isl.geometric_mean,
}


def product(values):
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def stated(entry):
    return STATES[entry["state"]] if "state" in entry else Fraction(entry["value"])


def is_yes(value):
    return isl.is_value(value) and value != 0


def is_no(value):
    return isl.is_value(value) and value == 0


class Card:
    """`values`: the value of each step, recomputed; `objections`: what does not agree with what the card says."""

    def __init__(self, card):
        self.card, self.values, self.objections = card, {}, []
        for cell in card["cells"]:
            self.check_cell(cell)
        for step in card["steps"]:
            self.values[step["step"]] = self.computed(step)
            self.expect(f"step {step['step']} ({step['op']})", self.values[step["step"]], stated(step))
        for output in card["outputs"]:
            self.check_output(output)
        self.check_lost()

    def expect(self, what, found, said):
        if found is not said and found != said:
            self.objections.append(f"{what}: {said} is written, {found} comes out")

    def check_cell(self, cell):
        """Of cells that hold numbers as they are; tokens, units and options are for the rules to tell."""
        text = cell["submitted"].strip(" \t").removeprefix("+").removesuffix("%").strip()
        text = text.replace(self.card["data"].get("group", " "), "").replace(self.card["data"]["decimal"], ".")
        if "value" not in cell or not text.removeprefix("-").replace(".", "", 1).isdigit():
            return
        value = Fraction(text) / (100 if cell["type"] == "percent" else 1)
        if cell["type"] in ("number", "percent") and Fraction(cell["value"]) != value:
            self.objections.append(f"cell {cell['input']}: {cell['value']} is written, {value} submitted")
        if cell["type"] == "date":
            self.expect(f"cell {cell['input']}", Fraction((datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days), Fraction(cell["value"]))

    def computed(self, step):
        op, of = step["op"], step.get("of", [])
        if op == "input":
            return stated(self.card["cells"][step["cell"]])
        if op in ("constant", "no_value") or op.startswith("cohort_") or op in ("rank", "grade_top"):
            return stated(step)  # from the rules, or from all units
        if op == "round":
            return isl.rounded(self.values[of[0]], step["decimals"], step["mode"])
        if op in STRICT:
            return isl.strict(STRICT[op])(*[self.values[each] for each in of])
        if op in MEMBERS:
            return self.members(MEMBERS[op], [(self.values[each],) for each in of], op == "members_count")
        if op in WEIGHTED:
            return self.members(WEIGHTED[op], [(self.values[a], self.values[b]) for a, b in zip(of[::2], of[1::2])], False)
        return getattr(self, op)(of)

    @staticmethod
    def members(function, groups, counts):
        applying = [group for group in groups if isl.NOT_APPLICABLE not in group]
        if not applying and not counts:
            return isl.NOT_APPLICABLE
        state = isl.first_state([value for group in applying for value in group])
        columns = list(zip(*applying)) if applying else [[]]
        return state or function(*[list(column) for column in columns])

    def choose(self, of):
        for test, value in zip(of[::2], of[1::2]):
            answer = self.values[test]
            if not isl.is_value(answer):
                return answer
            if is_yes(answer):
                return self.values[value]
        return self.values[of[-1]]

    def chain(self, of, goes_on):
        for each in of:
            if not goes_on(self.values[each]):
                return self.values[each]
        return self.values[of[-1]]

    def otherwise(self, of):
        return self.values[of[1]] if self.values[of[0]] is isl.NO_RESULT else self.values[of[0]]

    def if_missing(self, of):
        return self.values[of[1]] if self.values[of[0]] is isl.MISSING else self.values[of[0]]

    def present(self, of):
        value = self.values[of[0]]
        return value if value is isl.NO_RESULT else yes_no(isl.is_value(value))

    def where_applicable(self, of):
        return self.values[of[0]] if isl.is_value(self.values[of[1]]) else self.values[of[1]]

    def check_output(self, output):
        if "value" not in output:
            return
        value = self.values[output["value"]]
        if output["kind"] == "grade" and isl.is_value(value):
            self.expect(f"grade {output['name']}", output["grades"][int(value)], output["shown"])
        if output["kind"] in ("index", "group", "criterion") and "decimals" in output and isl.is_value(value):
            self.expect(f"{output['kind']} {output['name']}", isl.shown_number(value, output["decimals"], "percent" in output), output["shown"])

    def check_lost(self):
        said = {each["criterion"]: Fraction(each["lost"]) for each in self.card["lost"]}
        found = {}
        for output in self.card["outputs"]:
            if output["kind"] == "criterion" and "points" in output and "max" in output:
                points, most = self.values[output["points"]], self.values[output["max"]]
                lost = {"bonus": 0, "penalty": points}.get(output.get("outside"), most - points if isl.is_value(most) and isl.is_value(points) else 0)
                if isl.is_value(points) and isl.is_value(most) and lost > 0:
                    found[output["name"]] = lost
        self.expect("points lost", found, said)
        if list(said.values()) != sorted(said.values(), reverse=True):
            self.objections.append("the losses are not in their order")

    def parts(self):
        """{name of an output: {part: value}}"""
        return {output["name"]: {part: self.values[output[part]] for part in ("value", "exact", "points", "max") if part in output}
                for output in self.card["outputs"]}


setattr(Card, "and", lambda self, of: self.chain(of, is_yes))
setattr(Card, "or", lambda self, of: self.chain(of, is_no))
