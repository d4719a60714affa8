"""Values of ISL: numbers are Fractions, yes and no are bool, the rest is here. [L3.6] [L4.5] [N1]-[N6]"""

import datetime
import math
from fractions import Fraction

from number_oracle import RESULT, WIDE, exact_text, fixed, places, quotient_rounded, ratio, snap

ROUNDINGS = ("half_away", "half_even", "down", "up", "floor", "ceiling")


class State:
    """Why there is no value."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


MISSING = State("missing")
NOT_APPLICABLE = State("not applicable")
NO_RESULT = State("no result")


class Category:
    """An option: equal to another of the same text, shown by its label."""

    def __init__(self, text, label=None):
        self.text, self.label = text, label if label is not None else text

    def __eq__(self, other):
        return isinstance(other, Category) and self.text == other.text

    def __hash__(self):
        return hash(self.text)

    def __repr__(self):
        return f"Category({self.text})"


class Date:
    """A day, counted; the difference of two is a plain count."""

    def __init__(self, day):
        self.day = int(day)

    def __sub__(self, other):
        return Fraction(self.day - other.day) if isinstance(other, Date) else Date(self.day - other)

    def __add__(self, other):
        return Date(self.day + other)

    __radd__ = __add__

    def __eq__(self, other):
        return isinstance(other, Date) and self.day == other.day

    def __hash__(self):
        return hash(self.day)

    def __lt__(self, other):
        return self.day < other.day

    def __le__(self, other):
        return self.day <= other.day

    def __gt__(self, other):
        return self.day > other.day

    def __ge__(self, other):
        return self.day >= other.day

    def __str__(self):
        return datetime.date.fromordinal(self.day).isoformat()


def date_of(text):
    return Date(datetime.date.fromisoformat(text).toordinal())


def is_value(x):
    return not isinstance(x, State)


def first_state(values):
    """[L4.5] the state that an operation on these values has, or None"""
    states = [x for x in values if isinstance(x, State)]
    for state in (NO_RESULT, MISSING, NOT_APPLICABLE):
        if state in states:
            return state
    return None


def strict(function):
    """The function on values, states passing through."""
    def on_any(*arguments):
        return first_state(arguments) or function(*arguments)
    return on_any


def rounded(x, decimals, mode):
    if decimals is None or not is_value(x) or isinstance(x, Date):
        return x
    scaled = x * 10 ** int(decimals)
    return Fraction(quotient_rounded(scaled.numerator, scaled.denominator, ROUNDINGS.index(mode)), 10 ** int(decimals))


def shortened(wide):
    """[N4.1] the true result rounded once to 34 digits"""
    return Fraction(RESULT.plus(snap(wide)))


def divide(a, b):
    return a / b if b else NO_RESULT


def square_root(x):
    return NO_RESULT if x < 0 else shortened(WIDE.sqrt(ratio(x)))


def natural_logarithm(x):
    return shortened(WIDE.ln(ratio(x))) if x > 0 else NO_RESULT


def decimal_logarithm(x):
    return shortened(WIDE.log10(ratio(x))) if x > 0 else NO_RESULT


def exponential(x):
    return shortened(WIDE.exp(ratio(x)))


def power(base, exponent):
    """[N4.4]"""
    if exponent.denominator == 1:
        return NO_RESULT if base == 0 and exponent < 0 else base ** int(exponent)
    if base < 0 or (base == 0 and exponent < 0):
        return NO_RESULT
    return Fraction(0) if base == 0 else shortened(WIDE.exp(WIDE.multiply(WIDE.ln(ratio(base)), ratio(exponent))))


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def median(values):
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def weighted_mean(values, weights):
    return divide(sum((v * w for v, w in zip(values, weights)), Fraction(0)), sum(weights, Fraction(0)))


def geometric_mean(values, weights=None):
    """[N4.5]"""
    weights = weights or [Fraction(1)] * len(values)
    if any(v < 0 for v in values) or sum(weights) == 0:
        return NO_RESULT
    counted = [(v, w) for v, w in zip(values, weights) if w]
    if any(v == 0 for v, _ in counted):
        return Fraction(0)
    total, log = sum(weights, Fraction(0)), ratio(Fraction(0))
    for v, w in counted:
        log = WIDE.add(log, WIDE.multiply(WIDE.ln(ratio(v)), ratio(w / total)))
    return shortened(WIDE.exp(log))


def harmonic_mean(values):
    return NO_RESULT if any(v == 0 for v in values) else divide(Fraction(len(values)), sum(1 / v for v in values))


def deviation(values, taken_off):
    """The standard deviation of the population (0 taken off the count) or of a sample (1)."""
    if len(values) <= taken_off:
        return NO_RESULT
    middle = mean(values)
    return square_root(sum((v - middle) ** 2 for v in values) / (len(values) - taken_off))


def percentile(values, p):
    """[L4.8] linear interpolation between closest ranks"""
    if p < 0 or p > 1:
        return NO_RESULT
    ordered = sorted(values)
    place = p * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def shown_number(x, decimals=None, percent=False):
    """[F3.6]"""
    if percent:
        x, decimals = x * 100, None if decimals is None else max(0, decimals - 2)
    if decimals is None:
        count = places(x)
        decimals = count if count is not None and count <= 12 else 12
    return fixed(x, decimals) + ("%" if percent else "")


def shown(x, decimals=None, percent=False):
    if isinstance(x, State):
        return ""
    if isinstance(x, bool):
        return "yes" if x else "no"
    if isinstance(x, Category):
        return x.label
    return str(x) if isinstance(x, Date) else shown_number(Fraction(x), decimals, percent)


def shown_exact(x):
    return exact_text(Fraction(x)) if is_value(x) and isinstance(x, (Fraction, int)) and not isinstance(x, bool) else shown(x)
