"""The measured methodology as data: examples/benchmark/rules.isl says the same in ISL.

All of it can be decided in whole numbers: points in hundredths, indices in ten-thousandths, weights in percent.
"""

YES_NO_MAX, RATIO_MAX, TIER_MAX = 2, 5, 4
BOUNDS = (90, 70, 50)  # 4, 3, 2 points; above 0 gives 1
LABELS = ((8000, "Tốt"), (6500, "Khá"), (5000, "Trung bình"))
LAST_LABEL = "Yếu"

INPUTS = ["ma", "ten", "khoi"]
INPUTS += [f"y{i:02d}" for i in range(1, 21)]
INPUTS += [f"{letter}{i:02d}" for i in range(1, 16) for letter in "nd"]
INPUTS += [f"t{i:02d}" for i in range(1, 11)]

# as they are called in the rules; peers call them as they like
OUTPUTS = "ma ten khoi g1 g2 g3 g4 g5 g6 tong hang hang_khoi gr1 gr2 gr3 gr4 gr5 gr6 xep_loai".split()


class Group:
    """One of six: its weight in percent, and the numbers of its criteria of each kind."""

    def __init__(self, name, weight, yes_no, ratios, tiers):
        self.name, self.weight = name, weight
        self.yes_no = [f"y{i:02d}" for i in between(yes_no)]
        self.ratios = [(f"n{i:02d}", f"d{i:02d}") for i in between(ratios)]
        self.tiers = [f"t{i:02d}" for i in between(tiers)]


def between(ends):
    return range(ends[0], ends[1] + 1)


GROUPS = [
    Group("g1", 10, (1, 4), (1, 2), (1, 1)),
    Group("g2", 30, (5, 8), (3, 6), (2, 3)),
    Group("g3", 15, (9, 11), (7, 8), (4, 5)),
    Group("g4", 25, (12, 15), (9, 11), (6, 7)),
    Group("g5", 10, (16, 18), (12, 13), (8, 8)),
    Group("g6", 10, (19, 20), (14, 15), (9, 10)),
]
