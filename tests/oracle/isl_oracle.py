#!/usr/bin/env python3
"""Scores units by the specification of ISL alone and prints what `ictscore RULES DATA --format csv` must print.

usage: isl_oracle.py RULES DATA [--columns A,B] [--order data]
"""

import argparse
import pathlib
import sys

from isl_data import Table
from isl_parse import read_rules
from isl_score import Scores, library_functions
from isl_syntax import Node
from isl_values import MISSING, NOT_APPLICABLE, Category, is_value, shown, shown_exact

NODE_KINDS = ("index", "group", "criterion")
FORMULA_SIGNS = "=+-@\t\r＝＋－＠"


class Output:
    """The table of results. [F3.3] [F4]"""

    def __init__(self, rules, table, scores):
        self.rules, self.table, self.scores = rules, table, scores

    def default_columns(self):
        """[F4.2]"""
        names = [name for name in map(self.table.of_type, ("key", "name", "block")) if name]
        names += [r.scope for r in self.rules.ranks if r.scope in self.table.inputs and r.scope not in names]
        names = list(dict.fromkeys(names))
        nodes = {kind: [node for node in self.scores.order if node.kind == kind] for kind in NODE_KINDS}
        for index in nodes["index"]:
            names += [index.name] + self.sums_of(index)
        reports = [let for let in self.rules.lets if let.kind == "report"]
        others = [*self.rules.ranks, *self.rules.grades, *self.rules.gates, *reports]
        return names + [each.name for each in [*others, *nodes["group"], *nodes["criterion"]]]

    def sums_of(self, index):
        explains = any(part.kind == "own" and part.attribute != "full_max" for part in parts(index.formula or []))
        return [f"{index.name}.points", f"{index.name}.max"] if explains and self.scores.has_maximum(index) else []

    def order(self):
        """[F3.3]"""
        units = list(range(len(self.table)))
        ranks = self.rules.ranks
        if not ranks:
            return units
        block = self.table.of_type("block")
        main = next((rank for rank in ranks if block and rank.scope in ("block", "cohort", block)), ranks[0])
        places, cohort = self.scores.ranking(main.name), self.table.cohort(main.scope)
        lists = self.order_of_lists(main, cohort)

        def key(unit):
            there = is_value(places[unit])
            return lists[cohort[unit]], not there, places[unit] if there else 0, self.table.keys[unit].text.encode()
        return sorted(units, key=key)

    def order_of_lists(self, rank, cohort):
        """The categories in the order of the options, or of first appearance; units without one come last."""
        block = self.table.of_type("block")
        declared = self.table.inputs.get(block if rank.scope in ("block", "cohort") else rank.scope)
        first = [Category(text) for text in declared.options] if declared and declared.options else []
        appearing = first + [each for each in cohort if is_value(each)]
        lists = {each: at for at, each in enumerate(dict.fromkeys(appearing))}
        return lists | {MISSING: len(lists), NOT_APPLICABLE: len(lists)}

    def cell(self, column, unit):
        name, _, attribute = column.partition(".")
        if attribute == "state":
            x = self.scores.named(name)[unit]
            return "value" if is_value(x) else x.name
        if attribute == "exact":
            return shown_exact(self.scores.exact(name)[unit])
        if attribute:
            return shown(self.scores.attribute(name, attribute)[unit])
        return self.cell_of_name(name, unit)

    def cell_of_name(self, name, unit):
        x = self.scores.named(name)[unit]
        if name in self.table.inputs:
            declared = self.table.inputs[name]
            text = shown(x, None, declared.type == "percent")
            return "'" + text if isinstance(x, Category) and text[:1] and text[0] in FORMULA_SIGNS else text
        declared = self.scores.nodes.get(name) or self.scores.others[name]
        if declared.kind == "rank" and is_value(x):
            return self.rank_cell(declared, x, unit)
        return shown(x, getattr(declared, "decimals", None), getattr(declared, "percent", False))

    def rank_cell(self, rank, place, unit):
        """[L6.5]"""
        ranked = self.scores.ranked_with(rank.name, unit)
        shared = sum(self.scores.ranking(rank.name)[u] == place for u in ranked) > 1
        show = rank.show or ""
        return ("=" if show.startswith("=") and shared else "") + shown(place) + (
            f"/{len(ranked)}" if "/" in show else "")

    def csv(self, columns=None, in_order=None):
        columns = columns or self.default_columns()
        units = range(len(self.table)) if in_order == "data" else self.order()
        lines = [columns] + [[self.cell(column, unit) for column in columns] for unit in units]
        return "".join(",".join(map(quoted, line)) + "\n" for line in lines)


def parts(expression):
    """Every node of an expression."""
    if isinstance(expression, Node):
        yield expression
    inner = expression.__dict__.values() if isinstance(expression, Node) else expression
    for each in inner if not isinstance(inner, str) else ():
        if isinstance(each, (Node, list, tuple)):
            yield from parts(each)


def quoted(text):
    """[F4.5]"""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def more_columns(rule_text):
    """Columns of [F4.3] that show what the usual ones leave out: states, exact values, sums."""
    rules = read_rules(rule_text)
    scores = Scores(rules, Table(rules.data), {})
    key = next(each.name for kind in ("key", "name") for each in rules.data.inputs if each.type == kind)
    columns = [key] + [f"{each.name}.state" for each in rules.lets + rules.gates + rules.ranks + rules.grades]
    for node in scores.order:
        columns += [f"{node.name}.state", f"{node.name}.exact"]
        if node.kind == "criterion" or (scores.has_maximum(node) and not scores.uses_index(node)):
            columns += [f"{node.name}.points", f"{node.name}.max", f"{node.name}.ratio"]
    return columns + [f"{let.name}.exact" for let in rules.lets]


class Oracle:
    """Scores any number of methodologies; the library is read once."""

    def __init__(self):
        self.functions = library_functions()

    def csv(self, rule_text, data, columns=None, in_order=None):
        rules = read_rules(rule_text)
        table = Table(rules.data, data)
        return Output(rules, table, Scores(rules, table, self.functions)).csv(columns, in_order)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rules", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--columns", type=lambda text: text.split(","))
    parser.add_argument("--order", choices=("rank", "data"))
    given = parser.parse_args()
    text = Oracle().csv(given.rules.read_text(encoding="utf-8"), given.data.read_bytes(), given.columns, given.order)
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
