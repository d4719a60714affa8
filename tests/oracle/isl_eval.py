"""Expressions of ISL over a whole column of units at once. [L4]

A column is a list with a value or a state for each unit. Every branch is computed for every unit and then chosen
from; nothing here has effects, so that is the same as looking only at what is needed.
"""

import operator
from fractions import Fraction

import isl_values as v
from isl_values import MISSING, NO_RESULT, NOT_APPLICABLE, first_state, is_value, strict

COMPARISONS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
               ">=": operator.ge}
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": v.divide, "^": v.power, **COMPARISONS}

# [L4.7] of one value, or of a value and a number of decimals
SIMPLE = {
    "abs": abs, "floor": lambda x: v.rounded(x, 0, "floor"), "ceil": lambda x: v.rounded(x, 0, "ceiling"),
    "round": lambda x, n: v.rounded(x, n, "half_away"), "round_half_even": lambda x, n: v.rounded(x, n, "half_even"),
    "round_down": lambda x, n: v.rounded(x, n, "down"), "round_up": lambda x, n: v.rounded(x, n, "up"),
    "sqrt": v.square_root, "ln": v.natural_logarithm, "log10": v.decimal_logarithm, "exp": v.exponential,
    "plain": lambda x: x,
}
# [L4.7] of several values
SEVERAL = {"min": min, "max": max, "sum": lambda xs: sum(xs, Fraction(0)), "mean": v.mean, "median": v.median,
           "geometric_mean": v.geometric_mean, "harmonic_mean": v.harmonic_mean, "count": lambda xs: Fraction(len(xs))}
# [L5.9] of the children of a group and their weights
WEIGHTED = {"weighted_mean": v.weighted_mean, "weighted_geometric_mean": v.geometric_mean,
            "weighted_sum": lambda xs, ws: sum((x * w for x, w in zip(xs, ws)), Fraction(0))}
# [L4.8] of the values of a cohort
COHORT = {"max": max, "min": min, "sum": lambda xs: sum(xs, Fraction(0)), "mean": v.mean, "median": v.median,
          "sd": lambda xs: v.deviation(xs, 0), "sd_sample": lambda xs: v.deviation(xs, 1),
          "count": lambda xs: Fraction(len(xs))}
# [L4.8] of the value of a unit among those of its cohort
PLACED = {"below": lambda x, xs: sum(y < x for y in xs), "at_or_below": lambda x, xs: sum(y <= x for y in xs),
          "place": lambda x, xs: 1 + sum(y > x for y in xs)}


class Surroundings:
    """What the words of an expression stand for where it is written."""

    def __init__(self, node=None, names=None, cohort=None):
        self.node, self.names, self.cohort = node, names or {}, cohort


class Evaluator:
    """`scores` gives the columns of names; functions are those of the file and of the library."""

    def __init__(self, table, functions, scores):
        self.table, self.functions, self.scores, self.units = table, functions, scores, range(len(table))

    def column(self, expression, around):
        return getattr(self, "of_" + expression.kind.replace(" ", "_"))(expression, around)

    def same(self, value):
        return [value for _ in self.units]

    def of_constant(self, expression, _):
        return self.same(expression.value)

    def of_text(self, expression, _):
        return self.same(v.Category(expression.text))

    def of_date(self, expression, _):
        return self.same(v.date_of(expression.text))

    def of_missing(self, *_):
        return self.same(MISSING)

    def of_not_applicable(self, *_):
        return self.same(NOT_APPLICABLE)

    def of_name(self, expression, around):
        if expression.name in around.names:
            return around.names[expression.name]
        if expression.name in getattr(around.node, "bindings", {}):
            return self.column(around.node.bindings[expression.name], around)
        return self.scores.named(expression.name)

    def of_attribute(self, expression, _):
        return self.scores.attribute(expression.name, expression.attribute)

    def of_own(self, expression, around):
        return self.scores.own(around.node, expression.attribute)

    def of_not(self, expression, around):
        return [strict(operator.not_)(x) for x in self.column(expression.value, around)]

    def of_negative(self, expression, around):
        return [strict(operator.neg)(x) for x in self.column(expression.value, around)]

    def of_operation(self, expression, around):
        left, right = self.column(expression.left, around), self.column(expression.right, around)
        chosen = {"and": lambda a, b: b if a is True else a, "or": lambda a, b: b if a is False else a,
                  "otherwise": lambda a, b: b if a is NO_RESULT else a}.get(expression.sign)
        return [chosen(a, b) if chosen else strict(OPERATIONS[expression.sign])(a, b) for a, b in zip(left, right)]

    def of_if(self, expression, around):
        columns = [self.column(part, around) for part in (expression.condition, expression.yes, expression.no)]
        return [(yes if c else no) if is_value(c) else c for c, yes, no in zip(*columns)]

    def of_by(self, expression, around):
        """[L4.2] the first test that fits"""
        subject = self.column(expression.subject, around)
        other = expression.other and self.column(expression.other, around)
        arms = [([self.test(test, subject, around) for test in tests], self.column(value, around))
                for tests, value in expression.arms]
        return [self.first_arm(subject[unit], arms, other, unit) for unit in self.units]

    def first_arm(self, subject, arms, other, unit):
        if not is_value(subject):
            return subject
        for tests, value in arms:
            for test in tests:
                if not is_value(test[unit]) or test[unit]:
                    return value[unit] if is_value(test[unit]) else test[unit]
        assert other is not None, f"no line of `by` for {subject!r}"
        return other[unit]

    def test(self, test, subject, around):
        if test.kind == "range":
            return [strict(lambda x: test.low <= x <= test.high)(x) for x in subject]
        right = self.column(test.right, around)
        return [strict(COMPARISONS[test.sign])(x, y) for x, y in zip(subject, right)]

    def of_every(self, expression, around):
        """[L4.10]"""
        members = self.scores.members_below(expression.name, expression.members)
        share = self.column(expression.share, around)
        columns = [self.scores.points_and_maximum(member) for member in members]
        return [self.all_reach([(p[u], m[u]) for p, m in columns], share[u]) for u in self.units]

    @staticmethod
    def all_reach(pairs, share):
        pairs = [pair for pair in pairs if first_state(pair) is not NOT_APPLICABLE]
        return strict(lambda *_: all(p >= share * m for p, m in pairs))(share, *[x for pair in pairs for x in pair])

    # ---- calls

    def of_call(self, expression, around):
        name, arguments = expression.name, expression.arguments
        if name in self.functions:
            return self.call_function(expression, around)
        if expression.scope:
            return self.call_cohort(expression, around)
        if name == "present":
            return [is_value(x) for x in self.column(arguments[0], around)]
        if name in SIMPLE:
            return [strict(SIMPLE[name])(*xs) for xs in zip(*(self.column(a, around) for a in arguments))]
        if name in WEIGHTED:
            return self.call_weighted(name, arguments[0], around)
        return self.call_several(SEVERAL[name], arguments, around)

    def call_function(self, expression, around):
        """[L7.2] arguments are computed once, in the surroundings of the call"""
        function = self.functions[expression.name]
        names = dict(zip(function.parameters, (self.column(a, around) for a in expression.arguments)))
        cohort = self.cohort(expression.scope, around) if expression.scope else around.cohort
        return self.column(function.formula, Surroundings(names=names, cohort=cohort))

    def call_several(self, function, arguments, around):
        """[L4.7] children that are not applicable are left out, and only they"""
        plain = [self.column(a, around) for a in arguments if a.kind != "children"]
        children = [c for a in arguments if a.kind == "children" for c in self.children(a, around)]
        results = []
        for unit in self.units:
            values = [c[unit] for c in plain] + [c[unit] for c in children if c[unit] is not NOT_APPLICABLE]
            nothing = Fraction(0) if function is SEVERAL["count"] else NOT_APPLICABLE
            results.append(first_state(values) or (function(values) if values else nothing))
        return results

    def children(self, expression, around):
        return self.scores.children(around.node, expression.attribute)

    def of_children(self, *_):
        raise NotImplementedError("children outside a function")

    def call_weighted(self, name, children, around):
        """[L5.9]"""
        values, weights = self.children(children, around), self.scores.weights(around.node)
        results = []
        for unit in self.units:
            counted = [(x[unit], w[unit]) for x, w in zip(values, weights) if x[unit] is not NOT_APPLICABLE]
            state = first_state([each for pair in counted for each in pair])
            results.append(state or (WEIGHTED[name](*map(list, zip(*counted))) if counted else NOT_APPLICABLE))
        return results

    # ---- cohorts [L4.8]

    def cohort(self, scope, around):
        return around.cohort if scope == "cohort" and around.cohort is not None else self.table.cohort(scope)

    def call_cohort(self, expression, around):
        cohort = self.cohort(expression.scope, around)
        columns = [self.column(a, around) for a in expression.arguments]
        groups = {}
        for unit in self.units:
            if is_value(cohort[unit]):
                groups.setdefault(cohort[unit], []).append(unit)
        own = columns[0] if expression.name in PLACED else cohort
        return [self.in_cohort(expression.name, columns, groups[cohort[unit]], unit) if is_value(cohort[unit])
                else first_state([cohort[unit], own[unit]]) for unit in self.units]

    def in_cohort(self, name, columns, members, unit):
        if name == "percentile":
            return self.percentile(columns, members, unit)
        counted = [u for u in members if all(is_value(c[u]) for c in columns)]
        values = [columns[0][u] for u in counted]
        if name in PLACED:
            return strict(lambda x: Fraction(PLACED[name](x, values)))(columns[0][unit])
        if not values:
            return Fraction(0) if name in ("sum", "count") else NOT_APPLICABLE
        if name == "weighted_mean":
            return v.weighted_mean(values, [columns[1][u] for u in counted])
        return COHORT[name](values)

    @staticmethod
    def percentile(columns, members, unit):
        values = [columns[0][u] for u in members if is_value(columns[0][u])]
        if not is_value(columns[1][unit]):
            return columns[1][unit]
        return v.percentile(values, columns[1][unit]) if values else NOT_APPLICABLE
