"""How many rows of a result differ from the exact answer, in value: 0.5 is 0.5000, "NA" is an empty cell."""

import csv
import io
from decimal import Decimal, InvalidOperation
from itertools import chain, zip_longest

TEXTS = {0, 1, 2, 18}  # key, name, block, label; all others are numbers
PIECE_BYTES = 1 << 20
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


def cells(line):
    text = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
    return next(csv.reader([text]), []) if '"' in text else text.split(",")


def are_equal(right, given):
    """Two lines, in value."""
    if right == given:
        return True
    right, given = cells(right), cells(given)
    return len(right) == len(given) and all(
        one == other or column not in TEXTS and number(one) == number(other)
        for column, (one, other) in enumerate(zip(right, given)))


def skip_equal(exact, other, found):
    """Goes on while both are the same bytes; gives the lines of both that come next."""
    rest = b""
    while True:
        right, given = exact.read(PIECE_BYTES), other.read(PIECE_BYTES)
        if right != given or not right:
            return [chain(io.BytesIO(rest + piece + file.readline()), file)
                    for piece, file in ((right, exact), (given, other))]
        found.rows += right.count(b"\n")
        rest = (rest + right)[(rest + right).rfind(b"\n") + 1:]


def compare(exact, other):
    """Both are files of bytes, header first; the headers may name columns as they like."""
    found = Difference()
    exact.readline(), other.readline()
    for right, given in zip_longest(*skip_equal(exact, other, found), fillvalue=b""):
        found.rows += 1
        if not right or not given or not are_equal(right, given):
            found.differing += 1
            found.first = found.first or (right, given)
    return found
