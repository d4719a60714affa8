#!/usr/bin/env python3
"""The exact answer, in fractions, written to be read and not to be fast: exact.py DATA > RESULT."""

import csv
import pathlib
import sys
from collections import defaultdict
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from methodology import BOUNDS, GROUPS, LABELS, LAST_LABEL, OUTPUTS, RATIO_MAX, TIER_MAX, YES_NO_MAX


def rounded(value, decimals):
    """Half up; in units of the last decimal."""
    return (value * 10 ** decimals + Fraction(1, 2)).__floor__()


def tier(value):
    for points, bound in zip((4, 3, 2), BOUNDS):
        if value >= bound:
            return points
    return 1 if value > 0 else 0


def criteria(group, row):
    """(points, maximum) of each criterion that applies."""
    for name in group.yes_no:
        if row[name]:
            yield YES_NO_MAX * int(row[name]), YES_NO_MAX
    for part, whole in group.ratios:
        if row[part] and row[whole]:
            share = min(Fraction(int(row[part]), int(row[whole])), Fraction(1))
            yield Fraction(rounded(share * RATIO_MAX, 2), 100), RATIO_MAX
    for name in group.tiers:
        if row[name]:
            yield tier(Fraction(row[name])), TIER_MAX


def index(group, row):
    applicable = list(criteria(group, row))
    if not applicable:
        return None
    return Fraction(sum(points for points, _ in applicable)) / sum(most for _, most in applicable)


def total(indices):
    there = [(group.weight, value) for group, value in zip(GROUPS, indices) if value is not None]
    if not there:
        return None
    return sum(weight * value for weight, value in there) / sum(weight for weight, _ in there)


def ranks(values):
    """Competition ranks, the greatest first; None has none."""
    first = {}
    for place, value in enumerate(sorted((v for v in values if v is not None), reverse=True), 1):
        first.setdefault(value, place)
    return [first.get(value) for value in values]


def ranks_within(blocks, values):
    places, members = [None] * len(values), defaultdict(list)
    for row, block in enumerate(blocks):
        members[block].append(row)
    for rows in members.values():
        for row, place in zip(rows, ranks([values[row] for row in rows])):
            places[row] = place
    return places


def label(value):
    if value is None:
        return ""
    return next((name for bound, name in LABELS if value >= bound), LAST_LABEL)


def shown(value):
    return "" if value is None else f"{value // 10000}.{value % 10000:04d}"


def answer(rows):
    """The rows of the result, each a list of texts, from the rows of the data."""
    scores = []
    for row in rows:
        indices = [index(group, row) for group in GROUPS]
        scores.append([None if value is None else rounded(value, 4) for value in indices + [total(indices)]])
    columns = [list(column) for column in zip(*scores)]
    places = [ranks(columns[-1]), ranks_within([row["khoi"] for row in rows], columns[-1])]
    places += [ranks(column) for column in columns[:-1]]
    for number, (row, values) in enumerate(zip(rows, scores)):
        places_here = ["" if column[number] is None else str(column[number]) for column in places]
        yield [row["ma"], row["ten"], row["khoi"], *map(shown, values), *places_here, label(values[-1])]


def main(path):
    with open(path, newline="", encoding="utf-8") as data:
        rows = list(csv.DictReader(data))
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(OUTPUTS)
    writer.writerows(answer(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
