"""Reads a data file by the declarations of its inputs. [L3] [F1] [F2] Data with errors are not told from others."""

import csv
import io
import re
import unicodedata
from fractions import Fraction

from isl_values import MISSING, NOT_APPLICABLE, Category, date_of, is_value, mean, median

YES_NO = (("yes", "có", "true", "1"), ("no", "không", "false", "0"))


class Rejected(Exception):
    """The data has an error that the oracle happens to see."""


def normal(text):
    return unicodedata.normalize("NFC", text)


class Table:
    """Units and the column of each input, before and after what `missing = ...` says."""

    def __init__(self, data, raw=None):
        self.data, self.columns = data, {}
        self.inputs = {each.name: each for each in data.inputs}
        self.rows = []
        if raw is not None:
            self.read(raw)

    def read(self, raw):
        text = raw.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.data.separator, strict=True))
        self.header = [normal(cell.strip(" \t")).casefold() for cell in rows[0]]
        self.rows = [[cell.strip(" ") for cell in row] for row in rows[1:] if any(cell.strip(" \t") for cell in row)]
        self.present = {each.name: self.read_column(each) for each in self.data.inputs}
        for each in self.data.inputs:
            self.column(each.name)
        self.keys = self.column(next(each.name for kind in ("key", "name") for each in self.data.inputs if each.type == kind))
        if len({key.text for key in self.keys}) < len(self.keys):
            raise Rejected("a key twice")

    def __len__(self):
        return len(self.rows)

    def of_type(self, kind):
        return next((each.name for each in self.data.inputs if each.type == kind), None)

    def read_column(self, declared):
        wanted = normal((declared.column or declared.name).strip(" \t")).casefold()
        at = self.header.index(wanted)
        return [self.read_cell(declared, row[at]) for row in self.rows]

    def read_cell(self, declared, cell):
        common = self.data.tokens if declared.type in ("yes_no", "count", "number", "percent", "points", "date") else []
        for word, meaning in declared.tokens + common:
            if normal(cell) == normal(word):
                return self.literal(declared, meaning)
        if not cell.strip("\t"):
            return MISSING
        return self.typed(declared, normal(cell))

    def literal(self, declared, meaning):
        """The value of a literal in `means` or `missing =`."""
        states = {"missing": MISSING, "not applicable": NOT_APPLICABLE}
        if meaning.kind in states:
            return states[meaning.kind]
        if meaning.kind == "date":
            return date_of(meaning.text)
        return self.typed(declared, normal(meaning.text)) if meaning.kind == "text" else meaning.value

    def typed(self, declared, cell):
        kind = declared.type
        if kind in ("key", "name", "text"):
            return Category(cell)
        if kind in ("block", "one"):
            options = {normal(text): label for text, label in declared.options.items()}
            return Category(cell, options[cell])
        if kind == "yes_no":
            return self.yes_or_no(declared, cell)
        return date_of(cell) if kind == "date" else self.number(declared, cell)

    def yes_or_no(self, declared, cell):
        yes, no = declared.options or YES_NO
        cell = cell if declared.options else cell.casefold()
        if cell not in yes and cell not in no:
            raise Rejected(cell)
        return cell in yes

    def number(self, declared, cell):
        unit = "%" if declared.type == "percent" else declared.unit
        if unit and cell.endswith(unit):
            cell = cell[:-len(unit)].rstrip(" ")
        if self.data.group:
            cell = cell.replace(self.data.group, "")
        cell = cell.replace(self.data.decimal, ".")
        if not re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", cell):
            raise Rejected(cell)
        return Fraction(cell) / (100 if declared.type == "percent" else 1)

    # ---- what a missing cell means [L3.6]

    def column(self, name):
        if name not in self.columns:
            self.columns[name] = self.filled(self.inputs[name])
        return self.columns[name]

    def filled(self, declared):
        cells, policy = self.present[declared.name], declared.missing
        if policy is None:
            if MISSING in cells:
                raise Rejected(f"empty cell of {declared.name}")
            return cells
        if policy.kind != "policy":
            fill = self.literal(declared, policy)
            return [fill if cell is MISSING else cell for cell in cells]
        if policy.word == "reject" and MISSING in cells:
            raise Rejected(f"empty cell of {declared.name}")
        if policy.word in ("unranked", "reject"):
            return cells
        return [self.substitute(policy, cells, unit) if cell is MISSING else cell for unit, cell in enumerate(cells)]

    def substitute(self, policy, cells, unit):
        if policy.word not in ("mean", "median") or policy.scope is None:
            return self.present[policy.word][unit]
        cohort = self.cohort(policy.scope)
        if not is_value(cohort[unit]):
            return cohort[unit]
        others = [x for x, group in zip(cells, cohort) if group == cohort[unit] and is_value(x)]
        if not others:
            return NOT_APPLICABLE
        return mean(others) if policy.word == "mean" else median(others)

    def cohort(self, scope):
        """For each unit what it has in common with the others of its cohort. [L4.8] [L4.9]"""
        block = self.of_type("block")
        if scope == "all" or (scope == "cohort" and not block):
            return [Category("")] * len(self)
        return self.column(block if scope in ("block", "cohort") else scope)
