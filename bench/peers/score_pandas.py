"""The methodology with pandas, in whole numbers of 64 bits: score_pandas.py DATA"""

import sys

import numpy
import pandas

YES_NO, RATIOS, TIERS = (4, 4, 3, 4, 3, 2), (2, 4, 2, 3, 2, 2), (1, 2, 2, 2, 1, 2)
WEIGHTS = (10, 30, 15, 25, 10, 10)


def groups(sizes):
    return numpy.repeat(range(6), sizes)


def main(path):
    types = {0: str, 1: str, 2: "category"} | {column: numpy.float64 for column in range(3, 63)}
    data = pandas.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8")
    cells = [data.iloc[:, column].to_numpy() for column in range(63)]
    points, most = (numpy.zeros((6, len(data)), numpy.int64) for _ in range(2))

    def add(group, applies, got, maximum):
        points[group] += numpy.where(applies, got, 0)
        most[group] += maximum * applies

    def whole_numbers(values, absent):
        return numpy.nan_to_num(values, nan=absent).astype(numpy.int64)

    for i, group in enumerate(groups(YES_NO)):
        answer = cells[3 + i]
        add(group, ~numpy.isnan(answer), 200 * whole_numbers(answer, 0), 2)
    for i, group in enumerate(groups(RATIOS)):
        part, whole = cells[23 + 2 * i], cells[24 + 2 * i]
        n, d = whole_numbers(part, 0), whole_numbers(whole, 1)
        got = numpy.where(n >= d, 500, (1000 * n + d) // (2 * d))
        add(group, ~(numpy.isnan(part) | numpy.isnan(whole)), got, 5)
    for i, group in enumerate(groups(TIERS)):
        level = cells[53 + i]
        got = 100 * ((level > 0) * 1 + (level >= 50) + (level >= 70) + (level >= 90))
        add(group, ~numpy.isnan(level), got, 4)

    applies = most > 0
    divisors = numpy.where(applies, most, 1)
    product = divisors.prod(axis=0)
    weights = sum(weight * applies[group] for group, weight in enumerate(WEIGHTS))
    above = sum(weight * points[group] * (product // divisors[group]) for group, weight in enumerate(WEIGHTS))
    below = 100 * weights * product
    result = data.iloc[:, :3].copy()
    for group in range(6):
        value = (200 * points[group] + divisors[group]) // (2 * divisors[group]) / 10000
        result[f"g{group + 1}"] = numpy.where(applies[group], value, numpy.nan)
    total = numpy.where(weights > 0, (20000 * above + below) // numpy.maximum(2 * below, 1) / 10000, numpy.nan)
    result["tong"] = total
    result["hang"] = places(result["tong"])
    result["hang_khoi"] = places(result.groupby("khoi", observed=True)["tong"])
    for group in range(1, 7):
        result[f"gr{group}"] = places(result[f"g{group}"])
    result["xep_loai"] = numpy.select([total >= 0.8, total >= 0.65, total >= 0.5, total >= 0],
                                      ["Tốt", "Khá", "Trung bình", "Yếu"], "")
    result.to_csv(sys.stdout, index=False, float_format="%.4f")


def places(values):
    return values.rank(method="min", ascending=False).astype("Int64")


if __name__ == "__main__":
    main(sys.argv[1])
