# ---- functions that leave the fractions: the true result, rounded once to 34 digits, half to even

WIDE = decimal.Context(prec=140, Emax=10**9, Emin=-(10**9))
NEAR = decimal.Context(prec=100, Emax=10**9, Emin=-(10**9))
RESULT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=10**9, Emin=-(10**9))


def wide(x):
    return WIDE.divide(decimal.Decimal(Fraction(x).numerator), decimal.Decimal(Fraction(x).denominator))


def shortened(x):
    """What 40 digits beyond the hundredth do not tell apart is exact."""
    return Fraction(RESULT.plus(NEAR.plus(x)))


def irrational_power(a, b):
    if a < 0 or (a == 0 and b < 0):
        return NO_RESULT
    return Fraction(0) if a == 0 else shortened(WIDE.exp(WIDE.multiply(WIDE.ln(wide(a)), wide(b))))


@strict
def square_root(x):
    return NO_RESULT if x < 0 else shortened(WIDE.sqrt(wide(x)))


@strict
def natural_logarithm(x):
    return shortened(WIDE.ln(wide(x))) if x > 0 else NO_RESULT


@strict
def decimal_logarithm(x):
    return shortened(WIDE.log10(wide(x))) if x > 0 else NO_RESULT


@strict
def exponential(x):
    return shortened(WIDE.exp(wide(x)))


@strict
def geometric_mean(*values):
    return weighted_geometric_mean(values, [1] * len(values))


def weighted_geometric_mean(values, weights):
    if any(x < 0 for x in values) or sum(weights) == 0:
        return NO_RESULT
    counted, whole = [(x, w) for x, w in zip(values, weights) if w], Fraction(sum(weights))
    if any(x == 0 for x, _ in counted):
        return Fraction(0)
    log = decimal.Decimal(0)
    for x, w in counted:
        log = WIDE.add(log, WIDE.multiply(WIDE.ln(wide(x)), wide(w / whole)))
    return shortened(WIDE.exp(log))


def deviation(values, taken_off):
    if len(values) <= taken_off:
        return NO_RESULT
    middle = Fraction(sum(values)) / len(values)
    return square_root(sum((x - middle) ** 2 for x in values) / (len(values) - taken_off))


deviation_of = some(lambda values: deviation(values, 0))
sample_deviation_of = some(lambda values: deviation(values, 1))
