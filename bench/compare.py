"""How many rows of a result differ from the exact answer, in value: 0.5 is 0.5000, "NA" is an empty cell."""

import csv
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

TEXTS = {0, 1, 2, 18}  # key, name, block, label; all others are numbers
ABSENT = {"", "NA", "NaN", "nan", "None"}


class Difference:
    """What was found. `first` is the first pair of lines that differ."""

    def __init__(self):
        self.rows = self.differing = 0
        self.first = None


def number(text):
    if text in ABSENT:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def values(line):
    cells = next(csv.reader([line.decode("utf-8", "backslashreplace").rstrip("\r\n")]), [])
    return [cell if column in TEXTS else number(cell) for column, cell in enumerate(cells)]


def compare(exact, other):
    """Both are lines in bytes, header first; the headers may name columns as they like."""
    found = Difference()
    next(iter(exact), None), next(iter(other), None)
    for right, given in zip_longest(exact, other, fillvalue=b""):
        found.rows += 1
        if right == given or right and given and values(right) == values(given):
            continue
        found.differing += 1
        found.first = found.first or (right, given)
    return found
