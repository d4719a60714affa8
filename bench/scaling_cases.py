"""Methodologies and data that grow in one direction each."""

import random

HEAD = 'methodology "Growth" {\n  year 2024\n}\n'
ROWS = 2000  # where something else grows, and an instrument counts instructions


class Case:
    """make(size, rows) gives (rules, data, shown columns); `units` says of how many units a size is, each of which
    should cost the same."""

    def __init__(self, name, sizes, make, units=lambda size: size):
        self.name, self.sizes, self.make, self.units = name, sizes, make, units

    def with_more_rows(self, factor):
        """Where rows are what grows."""
        return Case(self.name, [size * factor for size in self.sizes], self.make, self.units)


def table(header, rows):
    return "\n".join([",".join(header), *(",".join(map(str, row)) for row in rows)]) + "\n"


def keyed(count, cells):
    chance = random.Random(1)
    return [[f"K{number:07d}", *cells(chance)] for number in range(1, count + 1)]


def criteria(size, rows):
    """No two alike, so that none can be shared."""
    lines = [f"  criterion c{i} max 5 = share(n, d + {i}) * max round 2" for i in range(1, size + 1)]
    rules = HEAD + "data {\n  ma : key\n  n : count\n  d : count from 1\n}\n" \
        + "index tong = points / max round 4 {\n" + "\n".join(lines) + "\n}\nrank hang from tong\n"
    data = keyed(rows, lambda chance: [chance.randrange(5000), chance.randrange(1, 5000)])
    return rules, table(["ma", "n", "d"], data), "ma,tong,hang"


def kinds(size, rows):
    """A third each of answers, shares and bands, every one over inputs of its own. `make bench-instructions`."""
    third = range(1, size // 3 + 1)
    lines = [f"  criterion a{i} max 2 = yes_points(y{i:04d}, max)" for i in third]
    lines += [f"  criterion b{i} max 5 = share(n{i:04d}, d{i:04d}) * max round 2" for i in third]
    bands = "{ >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 }"
    lines += [f"  criterion c{i} max 4 = by t{i:04d} {bands}" for i in third]
    last = f"{third[-1]:04d} :"
    inputs = [f"  y0001..y{last} yes_no", f"  n0001..n{last} count", f"  d0001..d{last} count from 1",
              f"  t0001..t{last} percent 0%..100% step 0.1%"]
    rules = HEAD + "data {\n  ma : key\n" + "".join(f"{line} missing = not applicable\n" for line in inputs) + "}\n" \
        + "index tong = points / max round 4 {\n" + "\n".join(lines) + "\n}\nrank hang from tong\n"
    header = ["ma"] + [f"{letter}{i:04d}" for letter in "yndt" for i in third]
    return rules, table(header, keyed(rows, lambda chance: [cell_of(letter, chance) for letter in "yndt" for _ in third]))


def cell_of(letter, chance):
    if chance.randrange(100) == 0:
        return ""
    if letter == "t":
        return f"{chance.randrange(100)}.{chance.randrange(10)}"
    return chance.randrange(2) if letter == "y" else chance.randrange(1, 5000)


def columns(size, rows):
    """All are read and checked; one is scored."""
    names = [f"x{i:04d}" for i in range(1, size + 1)]
    rules = HEAD + f"data {{\n  ma : key\n  {names[0]}..{names[-1]} : count 0..10000 missing = not applicable\n}}\n" \
        + f"index tong = points / max round 4 {{\n  criterion c max 10000 = {names[0]} * 1 point\n}}\nrank hang from tong\n"
    data = keyed(rows, lambda chance: [chance.randrange(10000) for _ in names])
    return rules, table(["ma", *names], data), "ma,tong,hang"


def rankings(size, rows):
    """Each of an index of its own, with one criterion over one column."""
    names = [f"x{i:04d}" for i in range(1, size + 1)]
    rules = HEAD + f"data {{\n  ma : key\n  {names[0]}..{names[-1]} : count 0..10000\n}}\n"
    for i, name in enumerate(names):
        rules += f"index t{i} = points / max round 4 {{\n  criterion c{i} max 10000 = {name} * 1 point\n}}\n"
        rules += f"rank hang{i} from t{i}\n"
    data = keyed(rows, lambda chance: [chance.randrange(10000) for _ in names])
    return rules, table(["ma", *names], data), "ma," + ",".join(f"t{i},hang{i}" for i in range(size))


def ranked_rows(size, _):
    """Values that are all different, in no order."""
    rules = HEAD + "data {\n  ma : key\n  x : count 0..1000000000\n}\nindex tong = points / max round 9 {\n" \
        + "  criterion c max 1000000000 = x * 1 point\n}\nrank hang from tong\n"
    values = iter(random.Random(2).sample(range(10 ** 9), size))
    return rules, table(["ma", "x"], keyed(size, lambda _: [next(values)])), "ma,tong,hang"


def n_log_n(size):
    return size * (size.bit_length() - 1)  # sizes are powers of two


CASES = [
    Case("criteria", [64, 128, 256, 512, 1024], criteria),
    Case("columns", [128, 256, 512, 1024, 2048], columns),
    Case("rankings", [8, 16, 32, 64, 128], rankings),
    Case("rows * log2(rows), one ranking", [4096, 8192, 16384, 32768, 65536], ranked_rows, n_log_n),
]
ROW_SIZES = [8000, 16000, 32000, 64000, 128000]  # of the measured methodology, with its data
