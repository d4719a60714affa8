"""Criteria, groups and indices, ranks and grades of ISL. [L5] [L6]"""

import math
import pathlib
from fractions import Fraction

import isl_values as v
from isl_eval import Evaluator, Surroundings
from isl_parse import read_rules
from isl_values import MISSING, NO_RESULT, NOT_APPLICABLE, first_state, is_value, strict

LIBRARY = pathlib.Path(__file__).resolve().parent.parent.parent / "stdlib"


def library_functions():
    functions = {}
    for path in sorted(LIBRARY.glob("*.isl")):
        functions.update(read_rules(path.read_text(encoding="utf-8")).functions)
    return functions


class NodeResult:
    """The columns of a criterion, group or index; `up_points` and `up_maximum` are what the group around it sees."""

    def __init__(self, value, exact, points, maximum, full_maximum, up_points=None, up_maximum=None):
        self.value, self.exact, self.points, self.maximum, self.full_maximum = value, exact, points, maximum, full_maximum
        self.up_points, self.up_maximum = up_points or points, up_maximum or maximum


def without_value(conditions):
    """[L5.4] NOT_APPLICABLE or a state where one of the conditions is not yes, else None"""
    for condition in conditions:
        if condition is not True:
            return condition if not is_value(condition) else NOT_APPLICABLE
    return None


class Scores:
    """Every value that a name can stand for, computed when first asked for."""

    def __init__(self, rules, table, functions):
        self.rules, self.table, self.kept = rules, table, {}
        self.units = range(len(table))
        self.evaluator = Evaluator(table, {**functions, **rules.functions}, self)
        self.nodes, self.order = {}, []
        self.collect(rules.nodes)
        self.others = {each.name: each for each in rules.lets + rules.gates + rules.ranks + rules.grades}

    def collect(self, nodes):
        for node in nodes:
            if node.kind != "use":
                self.nodes[node.name] = node
                self.order.append(node)
                self.collect(node.members)

    def column(self, expression, node=None):
        return self.evaluator.column(expression, Surroundings(node=node))

    def once(self, what, name, compute):
        if (what, name) not in self.kept:
            self.kept[what, name] = compute()
        return self.kept[what, name]

    # ---- names

    def named(self, name):
        if name in self.table.inputs:
            return self.table.column(name)
        if name in self.nodes:
            return self.result(name).value
        declared = self.others[name]
        if declared.kind == "rank":
            return self.ranking(name)
        if declared.kind == "grade":
            return self.grading(name)
        return [self.settled(x, name) for x in self.rounded_let(declared)]

    def rounded_let(self, let):
        exact = self.exact_let(let.name)
        return [v.rounded(x, let.decimals, let.mode) for x in exact] if let.kind != "gate" else exact

    def exact_let(self, name):
        return self.once("let", name, lambda: self.column(self.others[name].formula))

    @staticmethod
    def settled(x, name):
        assert x is not NO_RESULT, f"{name} has no result for a unit"
        return x

    def exact(self, name):
        """`NAME.exact` of anything that a rank, grade or column may name."""
        if name in self.nodes:
            return self.result(name).exact
        declared = self.others.get(name)
        return self.exact_let(name) if declared and declared.kind in ("let", "report") else self.named(name)

    def attribute(self, name, attribute):
        """[L4.11]"""
        if attribute == "exact":
            return self.exact(name)
        result = self.result(name)
        if attribute == "ratio":
            return [strict(v.divide)(p, m) for p, m in zip(result.points, result.maximum)]
        return {"points": result.points, "max": result.maximum, "full_max": result.full_maximum}[attribute]

    def points_and_maximum(self, name):
        """[L4.10] of a group with a maximum of its own; else of its members"""
        result = self.result(name)
        own = self.nodes[name].formula and self.nodes[name].maximum
        return (result.up_points, result.up_maximum) if own else (result.points, result.maximum)

    def own(self, node, attribute):
        if node.kind == "criterion":
            assert attribute == "max"
            return self.once("maximum", node.name, lambda: self.column(node.maximum, node))
        return self.attribute(node.name, attribute)

    # ---- criteria

    def result(self, name):
        node = self.nodes[name]
        return self.once("node", name, lambda: self.criterion(node) if node.kind == "criterion" else self.group(node))

    def condition(self, expression, node):
        return self.column(expression, node) if expression else self.evaluator.same(True)

    def criterion(self, node):
        full = self.own(node, "max")
        formula = self.column(node.formula, node)
        applies, counts = self.condition(node.applies, node), self.condition(node.counts, node)
        exact = [self.criterion_points(*each) for each in zip(applies, counts, formula, full)]
        points = [v.rounded(x, node.decimals, node.mode) for x in exact]
        for p, m in zip(points, full):
            self.settled(p, node.name)
            assert not is_value(p) or 0 <= p <= m, f"{node.name} has {p} of {m} points"
        maximum = [m if is_value(p) else p for p, m in zip(points, full)]
        return NodeResult(points, exact, points, maximum, full)

    @staticmethod
    def criterion_points(applies, counts, value, maximum):
        """[L5.4]"""
        state = without_value([applies]) or first_state([counts])
        if state or value in (NOT_APPLICABLE, MISSING):
            return state or value
        return first_state([maximum]) or (value if counts else Fraction(0))

    # ---- groups and indices

    def targets(self, node):
        return [self.nodes[member.name] for member in node.members]

    def has_maximum(self, node):
        """Does every member of the group give a maximum? [L5.6]"""
        counted = [t for t in self.targets(node) if not t.sign]
        return bool(counted) and all(
            t.kind == "criterion" or (t.maximum if t.formula else self.has_maximum(t)) for t in counted)

    def uses_index(self, node):
        """Is one of the members an index with a formula? It may be a ratio, which gives no points."""
        return any((t.kind == "index" and t.formula) or self.uses_index(t) for t in self.targets(node))

    def group(self, node):
        members = [(self.result(target.name), target.sign) for target in self.targets(node)]
        points, maximum = self.sums(members)
        applies = self.condition(node.applies, node)
        states = [without_value([a]) for a in applies]
        points = [s or p for s, p in zip(states, points)]
        maximum = [s or m for s, m in zip(states, maximum)]
        full = self.column(node.maximum, node) if node.maximum else self.full_maximum(members)
        # the formula names points and max of this same group
        self.kept["node", node.name] = NodeResult(points, points, points, maximum, full)
        if not node.formula:
            value = self.rounded_of(node, points)
            return NodeResult(value, points, points, maximum, full, value)
        formula = self.column(node.formula, node)
        exact = [p if p in (NOT_APPLICABLE,) else self.settled(x, node.name) for p, x in zip(points, formula)]
        value = self.rounded_of(node, exact)
        up = [(m if node.maximum else None) if is_value(x) else x for x, m in zip(value, full)]
        return NodeResult(value, exact, points, maximum, full, value, up)

    @staticmethod
    def rounded_of(node, column):
        return [v.rounded(x, node.decimals, node.mode) for x in column]

    def sums(self, members):
        """[L5.5] [L5.6] points and maxima of the members that are applicable"""
        points, maxima = [], []
        for unit in self.units:
            here = [(r.up_points[unit], r.up_maximum[unit], sign) for r, sign in members
                    if r.up_points[unit] is not NOT_APPLICABLE]
            counted = [m for _, m, sign in here if not sign and m is not None and m is not NOT_APPLICABLE]
            points.append(total([-p if sign == "penalty" and is_value(p) else p for p, _, sign in here]))
            maxima.append(total(counted))
        return points, maxima

    def full_maximum(self, members):
        counted = [r.full_maximum for r, sign in members if not sign]
        return [total([column[unit] for column in counted]) for unit in self.units]

    def children(self, node, attribute):
        names = [target.name for target in self.targets(node) if not target.sign]
        return [self.attribute(name, attribute) if attribute else self.result(name).value for name in names]

    def weights(self, node):
        return [self.column(m.weight, m) for m, target in zip(node.members, self.targets(node)) if not target.sign]

    def members_below(self, name, kind):
        """[L4.10] names of the members meant by `every KIND of NAME`, each once; bonuses and penalties left out"""
        found = {}
        for target in self.targets(self.nodes[name]):
            if not target.sign and (kind == "child" or (kind == "criterion") == (target.kind == "criterion")):
                found[target.name] = True
            if kind != "child" and target.kind != "criterion":
                found.update(dict.fromkeys(self.members_below(target.name, kind)))
        return list(found)

    # ---- ranks [L6.2]-[L6.5]

    def source(self, declared):
        return self.exact(declared.source) if declared.exact else self.named(declared.source)

    def ranking(self, name):
        return self.once("rank", name, lambda: self.rank(self.others[name]))

    def rank(self, rank):
        columns = [(self.source(rank), rank.lowest)] + [
            (self.exact(name) if rank.exact else self.named(name), lowest) for name, lowest in rank.then]
        when, cohort = self.condition(rank.when, None), self.table.cohort(rank.scope)
        places, lists = [None] * len(self.units), {}
        for unit in self.units:
            places[unit] = without_value([when[unit]]) or first_state([cohort[unit], *(c[unit] for c, _ in columns)])
            if places[unit] is None:
                key = tuple(c[unit] if lowest else -c[unit] for c, lowest in columns)
                lists.setdefault(cohort[unit], []).append((key, self.table.keys[unit].text.encode(), unit))
        for entries in lists.values():
            for unit, place in placed(sorted(entries), rank.ties):
                places[unit] = place
        return places

    def ranked_with(self, name, unit):
        """The units ranked in the same list as this one."""
        places, cohort = self.ranking(name), self.table.cohort(self.others[name].scope)
        return [u for u in self.units if is_value(places[u]) and cohort[u] == cohort[unit]]

    # ---- grades [L6.6]-[L6.8]

    def grading(self, name):
        return self.once("grade", name, lambda: self.grade(self.others[name]))

    def grade(self, grade):
        source, when, cohort = self.source(grade), self.condition(grade.when, None), self.table.cohort(grade.scope)
        bounds = [self.column(line.value) if line.value else None for line in grade.lines]
        caps = [([line.text for line in grade.lines].index(text), self.column(unless)) for text, unless in grade.caps]
        results = []
        for unit in self.units:
            state = without_value([when[unit]]) or first_state([column[unit] for _, column in caps])
            state = state or first_state([source[unit], cohort[unit]])
            if state:
                results.append(state)
                continue
            others = [source[u] for u in self.units
                      if is_value(source[u]) and when[u] is True and cohort[u] == cohort[unit]]
            line = self.grade_line(grade, [b and b[unit] for b in bounds], source[unit], others)
            line = max([line] + [at for at, column in caps if not column[unit]])
            results.append(v.Category(grade.lines[line].text))
        return results

    @staticmethod
    def grade_line(grade, bounds, x, others):
        above, shared = sum(y > x for y in others), Fraction(0)
        for at, (line, bound) in enumerate(zip(grade.lines, bounds)):
            if line.bound is None:
                return at
            if line.bound in ("top", "share"):
                shared += bound if line.bound == "share" else 0
                reach = shared * len(others) if line.bound == "share" else bound * (len(others) if line.in_percent else 1)
                fits = above < math.ceil(reach)
            else:
                fits = {"from": x >= bound, "above": x > bound, "up to": x <= bound, "below": x < bound}[line.bound]
            if fits:
                return at
        raise AssertionError(f"{grade.name} has no grade for {x}")


def total(values):
    """The sum of what is applicable; of nothing it is not applicable."""
    return strict(lambda *xs: sum(xs, Fraction(0)))(*values) if values else NOT_APPLICABLE


def placed(entries, ties):
    """[L6.3] (unit, place) of sorted (key of the order, key of the unit, unit)"""
    at = 0
    while at < len(entries):
        shared = [e for e in entries[at:] if e[0] == entries[at][0]]
        first, last = at + 1, at + len(shared)
        distinct = len({e[0] for e in entries[:last]})
        for index, (_, _, unit) in enumerate(shared):
            yield unit, Fraction({"competition": first, "dense": distinct, "ordinal": first + index,
                                  "average": Fraction(first + last, 2), "lowest": last}[ties])
        at = last
