#!/usr/bin/env python3
"""Compares base/number with Python's fractions and decimal on random operations.

usage: number_oracle.py PROGRAM [COUNT [SEED]]     (PROGRAM: the compiled tests/unit/number_oracle_test.c)
"""
import decimal
import math
import random
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

sys.set_int_max_str_digits(0)
MAX_BITS = 1 << 16
EDGE = [0, 1, 2, 5, 9, 10, 2**31, 2**32, 2**62, 2**63 - 1, 2**63, 2**63 + 1, 2**64, 10**18, 10**19, 10**38]
WIDE = decimal.Context(prec=140, Emax=10**9, Emin=-(10**9))
RESULT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=10**9, Emin=-(10**9))


def integer(rng):
    kind = rng.random()
    if kind < 0.5:
        value = rng.randrange(0, 1000)
    elif kind < 0.65:
        value = rng.choice(EDGE) + rng.randrange(-2, 3)
    elif kind < 0.995:
        value = rng.getrandbits(rng.randrange(1, 130))
    else:
        value = rng.getrandbits(rng.randrange(130, 3000))
    return -value if rng.random() < 0.3 else value


def denominator(rng):
    if rng.random() < 0.5:
        return 10 ** rng.randrange(0, 20)
    return abs(integer(rng)) or 1


def operand(rng):
    """(text of a possibly reducible fraction, its value)"""
    n, d = integer(rng), denominator(rng)
    factor = rng.choice([1, 1, 1, 2, 6, 10])
    n, d = n * factor, d * factor
    return (str(n) if d == 1 else f"{n}/{d}"), Fraction(n, d)


def positive(rng, below=10**6):
    n, d = rng.randrange(1, below), rng.choice([1, 10, 1000, rng.randrange(1, below)])
    return f"{n}/{d}", Fraction(n, d)


def show(value):
    fits = max(abs(value.numerator), value.denominator).bit_length() <= MAX_BITS
    return str(value) if fits else "overflow"


def quotient_rounded(n, d, mode):
    q, r = divmod(abs(n), d)
    twice, negative = 2 * r, n < 0
    away = r and [twice >= d, twice > d or (twice == d and q % 2), False, True, negative, not negative][mode]
    q += bool(away)
    return -q if negative else q


def places(value):
    d, twos, fives = value.denominator, 0, 0
    while d % 2 == 0:
        d, twos = d // 2, twos + 1
    while d % 5 == 0:
        d, fives = d // 5, fives + 1
    return max(twos, fives) if d == 1 else None


def fixed(value, decimals):
    q = quotient_rounded(value.numerator * 10**decimals, value.denominator, 0)
    digits = str(abs(q)).rjust(decimals + 1, "0")
    whole = digits[: len(digits) - decimals]
    return ("-" if q < 0 else "") + whole + ("." + digits[-decimals:] if decimals else "")


def exact_text(value):
    count = places(value)
    return fixed(value, count) if count is not None and count <= 38 else str(value)


def to_decimal(a, digits):
    scaled = a * 10**digits
    fits = scaled.denominator == 1 and abs(scaled) < 2**62
    return f"1 {scaled}" if fits else "0 0"


def exact_case(rng):
    (ta, a), (tb, b) = operand(rng), operand(rng)
    name = rng.choice(["add", "subtract", "multiply", "divide", "compare", "negate", "round", "format",
                       "format_exact", "decimals", "to_int", "to_decimal", "multiple", "same_hash", "sum", "power"])
    digits, mode = rng.randrange(0, 39), rng.randrange(6)
    if rng.random() < 0.3:  # exact halves
        a = Fraction(2 * integer(rng) + 1, 2 * 10**digits)
        ta = f"{a.numerator}/{a.denominator}"
    if name in ("add", "subtract", "multiply"):
        value = {"add": a + b, "subtract": a - b, "multiply": a * b}[name]
        return f"{name} {ta} {tb}", show(value)
    if name == "divide":
        return f"divide {ta} {tb}", show(a / b) if b else "overflow"
    if name == "compare":
        if rng.random() < 0.2:
            b = a + Fraction(rng.randrange(-1, 2), 10**30)
            tb = f"{7 * b.numerator}/{7 * b.denominator}"
        return f"compare {ta} {tb}", str((a > b) - (a < b))
    if name == "same_hash":
        factor = rng.randrange(1, 50)
        return f"same_hash {ta} {a.numerator * factor}/{a.denominator * factor}", "1"
    if name == "sum":
        operands = [operand(rng) for _ in range(rng.randrange(1, 12))]
        return "sum " + " ".join(t for t, _ in operands), show(sum(v for _, v in operands))
    if name == "multiple":
        step = abs(b) or Fraction(1)
        if rng.random() < 0.5:
            a = step * rng.randrange(-1000, 1000)
            ta = str(a)
        return f"multiple {ta} {step}", str(int((a / step).denominator == 1))
    if name == "power":
        exponent = rng.randrange(-12, 13)
        if a == 0 and exponent < 0:
            return f"power {ta} {exponent}", "none"
        return f"power {ta} {exponent}", show(a**exponent)
    if name == "negate":
        return f"negate {ta}", show(-a)
    if name == "round":
        q = quotient_rounded(a.numerator * 10**digits, a.denominator, mode)
        return f"round {ta} {digits} {mode}", show(Fraction(q, 10**digits))
    if name == "format":
        return f"format {ta} {digits}", fixed(a, digits)
    if name == "format_exact":
        return f"format_exact {ta}", exact_text(a)
    if name == "decimals":
        count = places(a)
        return f"decimals {ta} {digits}", str(count if count is not None and count <= digits else -1)
    if name == "to_int":
        fits = a.denominator == 1 and abs(a) < 2**63
        return f"to_int {ta}", f"1 {a}" if fits else "0 0"
    digits %= 19
    return f"to_decimal {ta} {digits}", to_decimal(a, digits)


def ratio(value):
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def rounded(value):
    return show(Fraction(RESULT.plus(value)))


def power_of(a, exponent):
    return WIDE.exp(WIDE.multiply(WIDE.ln(ratio(a)), ratio(exponent)))


def snap(value):
    """Removes the error of the last digits, so that exact results are recognised."""
    return decimal.Context(prec=100, Emax=10**9, Emin=-(10**9)).plus(value)


def irrational_case(rng):
    name = rng.choice(["sqrt", "root", "ln", "log10", "exp", "power", "geometric_mean"])
    ta, a = positive(rng)
    if name == "sqrt":
        if rng.random() < 0.3:
            a = a * a
            ta = str(a)
        return f"sqrt {ta}", rounded(snap(WIDE.sqrt(ratio(a))))
    if name == "root":
        degree = rng.randrange(1, 12)
        if rng.random() < 0.3:
            a = a**degree
            ta = str(a)
        return f"root {ta} {degree}", rounded(snap(power_of(a, Fraction(1, degree))))
    if name in ("ln", "log10"):
        a = rng.choice([a, 1 + a / 10**20, Fraction(10) ** rng.randrange(-30, 30)])
        return f"{name} {a}", rounded(getattr(WIDE, name)(WIDE.divide(a.numerator, a.denominator)))
    if name == "exp":
        a = rng.choice([a / 1000, -a / 1000, Fraction(0), a / 10**40])
        return f"exp {a}", rounded(WIDE.exp(ratio(a)))
    if name == "power":
        exponent = Fraction(rng.randrange(-3000, 3000), rng.choice([1000, 7, 2]))
        if exponent.denominator == 1:
            exponent += Fraction(1, 3)
        return f"power {ta} {exponent}", rounded(snap(power_of(a, exponent)))
    operands = [positive(rng, 1000) for _ in range(rng.randrange(1, 6))]
    weights = [Fraction(rng.randrange(0, 100), rng.choice([1, 100, 7])) for _ in operands]
    weights[0] += Fraction(1, rng.choice([1, 3, 10**25 + 7]))
    with decimal.localcontext(WIDE):
        log = Decimal(0)
        for (_, v), w in zip(operands, weights):
            log += ratio(v).ln() * ratio(w)
        value = (log / ratio(sum(weights))).exp()
    words = [t for t, _ in operands] + [str(w) for w in weights]
    return "geometric_mean " + " ".join(words), rounded(snap(value))


def main():
    driver, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 2018
    rng = random.Random(seed)
    cases = [exact_case(rng) for _ in range(count)] + [irrational_case(rng) for _ in range(count // 40)]
    text = "".join(line + "\n" for line, _ in cases)
    run = subprocess.run([driver, "answer"], input=text, capture_output=True, text=True)
    answers = run.stdout.splitlines()
    if run.returncode != 0 or len(answers) != len(cases):
        sys.exit(f"{driver}: exit {run.returncode}, {len(answers)} answers to {len(cases)} questions\n{run.stderr}")
    wrong = [(q, e, a) for (q, e), a in zip(cases, answers) if e != a]
    for question, expected, answer in wrong[:10]:
        print(f"{question}\n  expected {expected}\n  answered {answer}")
    print(f"number_oracle: {len(cases)} operations, {len(wrong)} wrong (seed {seed})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
