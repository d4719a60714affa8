"""Random inputs of ISL and random cells for them: ties, thresholds, empty cells and tokens included."""

from fractions import Fraction

OPTIONS = ("cao", "vừa", "thấp", "không")
TOKENS = ("-", "x", "n/a", "chưa")


class Input:
    """A declared column: how it is declared and which cells may stand in it."""

    def __init__(self, name, type_, words, cells, low=None, high=None, step=None, options=()):
        self.name, self.type, self.words, self.cells = name, type_, words, list(cells)
        self.low, self.high, self.step, self.options = low, high, step, options
        self.policy = self.tokens = self.label = ""
        self.holes = []

    @property
    def is_numeric(self):
        return self.type in ("count", "number", "percent", "points")

    @property
    def may_lack_value(self):
        return any(word in self.policy + self.tokens for word in ("applicable", "unranked", "within", "missing ="))

    def declaration(self):
        return "  " + " ".join(f"{self.name} : {self.words} {self.policy} {self.tokens} {self.label}".split())

    def threshold(self, rng):
        """A number of the rules at which cells may lie."""
        return rng.choice(self.cells[:6])

    def literal(self, number):
        return f"{decimal(number)}%" if self.type == "percent" else decimal(number)


def decimal(number):
    """A fraction that ends, in digits."""
    number = Fraction(number)
    digits = 0
    while (number * 10 ** digits).denominator != 1:
        digits += 1
    whole = str(abs(int(number * 10 ** digits))).rjust(digits + 1, "0")
    text = whole[:-digits] + "." + whole[-digits:] if digits else whole
    return "-" + text if number < 0 else text


def steps_between(rng, low, high, step):
    """Both ends, and a few numbers between with their neighbours."""
    count = int((high - low) / step)
    found = [low, high]
    for _ in range(3):
        at = rng.randrange(count + 1)
        found += [low + step * max(0, min(count, at + away)) for away in (0, 1, -1)]
    return found


def numeric(rng, name):
    kind = rng.choice(["count", "number", "percent", "points"])
    high = Fraction(rng.choice([1, 5, 10, 20, 100]))
    step = {"count": Fraction(1), "number": Fraction(rng.choice(["1", "0.5", "0.1", "0.01"]))}.get(
        kind, Fraction(rng.choice(["1", "0.5", "0.1"])))
    low = Fraction(0)
    if kind == "count":
        low = Fraction(rng.choice([0, 0, 1]))
        form = rng.choice(["count", f"count {low}..{high}", f"count from {low}", f"count to {high}"])
        low = low if "from" in form or ".." in form else Fraction(0)
    elif kind == "percent":
        high = Fraction(rng.choice([100, 100, 150]))
        form = rng.choice([f"percent 0%..{high}% step {decimal(step)}%", f"percent 0%..{high}%", "percent"])
    elif kind == "number":
        low = -high if rng.random() < 0.3 else Fraction(0)
        unit = rng.choice(["", "", ' unit "Mbps"'])
        form = rng.choice([f"number {low}..{high} step {decimal(step)}{unit}", f"number from {low}{unit}",
                           f"number step {decimal(step)} from {low}{unit}"])
    else:
        form = rng.choice([f"points 0..{high} step {decimal(step)}", f"points to {high}"])
    return Input(name, kind, form, steps_between(rng, low, high, step), low, high, step)


def category(rng, name, kind):
    options = list(OPTIONS[:rng.randrange(2, 5)])
    if kind == "text":
        return Input(name, kind, "text", options, options=options)
    listed = ", ".join(f'"{text}" as "Loại {text}"' if rng.random() < 0.4 else f'"{text}"' for text in options)
    word = "block" if kind == "block" else "one of"
    return Input(name, kind, f"{word} {{ {listed} }}", options, options=options)


def any_input(rng, name):
    kind = rng.choice(["numeric"] * 6 + ["yes_no"] * 2 + ["one", "one", "text", "date"])
    if kind == "numeric":
        return numeric(rng, name)
    if kind == "yes_no":
        if rng.random() < 0.2:
            return Input(name, kind, 'yes_no { yes "Đạt", "Rồi" no "Chưa" }', ["Đạt", "Rồi", "Chưa"])
        return Input(name, kind, "yes_no", ["có", "không", "Yes", "NO", "1", "0", "true"])
    if kind == "date":
        return Input(name, kind, "date", ["2018-01-15", "2018-02-28", "2017-12-31", "2016-02-29"])
    return category(rng, name, kind)


def literal_for(rng, an_input):
    if an_input.type == "yes_no":
        return rng.choice(["yes", "no"])
    if an_input.type == "date":
        return 'date "2018-01-15"'
    return an_input.literal(rng.choice(an_input.cells)) if an_input.is_numeric else f'"{rng.choice(an_input.options)}"'


def give_policy(rng, an_input, others, scopes):
    """[L3.6] [L3.7]"""
    alike = [o.name for o in others if o.type == an_input.type and o.words == an_input.words and o is not an_input]
    choices = ["literal", "not applicable", "unranked"] + (["mean", "median"] if an_input.is_numeric else [])
    choice = rng.choice(choices + (["other"] if alike and an_input.type != "block" else []))
    value = {"literal": lambda: literal_for(rng, an_input), "other": lambda: rng.choice(alike),
             "mean": lambda: f"mean within {rng.choice(scopes)}",
             "median": lambda: f"median within {rng.choice(scopes)}"}.get(choice, lambda: choice)()
    an_input.policy = f"missing = {value}"
    an_input.holes.append("")


def give_tokens(rng, an_input):
    for word in rng.sample(TOKENS, rng.randrange(0, 3)):
        meaning = rng.choice(["not applicable", literal_for(rng, an_input)] + (["missing"] if an_input.policy else []))
        an_input.tokens += f' token "{word}" means {meaning}'
        an_input.holes.append(word)


class Inputs:
    """All inputs of a methodology, and data for them."""

    def __init__(self, rng):
        self.rng = rng
        self.block = category(rng, "khoi", "block") if rng.random() < 0.6 else None
        self.inputs = [any_input(rng, f"x{at}") for at in range(rng.randrange(3, 9))]
        if rng.random() < 0.3:
            self.inputs += [Input(f"y0{at}", "yes_no", "yes_no", ["có", "không"]) for at in (1, 2, 3)]
        scopes = self.scopes()
        self.requires = self.some_requires()
        for each in self.inputs:
            if each.name not in self.required and rng.random() < 0.45:
                give_policy(rng, each, [o for o in self.inputs if o.name < each.name], scopes)
            if each.name not in self.required and rng.random() < 0.3:
                give_tokens(rng, each)
            each.label = f'"Nhãn {each.name}"' if rng.random() < 0.3 else ""
        self.comma = rng.random() < 0.15
        self.names = rng.random() < 0.4

    def scopes(self):
        """Words that may stand behind `within`."""
        named = [each.name for each in self.inputs if each.type in ("one", "text")]
        return ["all", "cohort", *named, *(["block", "khoi"] if self.block else [])]

    def some_requires(self):
        """[L3.9] `a <= b` of two counts whose cells are then sorted"""
        counts = [each for each in self.inputs if each.type == "count"][:2]
        self.required = [each.name for each in counts] if len(counts) == 2 and self.rng.random() < 0.6 else []
        if self.required:
            cells = [cell for each in counts for cell in each.cells]
            for each in counts:
                each.words, each.low, each.high = f"count {min(cells)}..{max(cells)}", min(cells), max(cells)
        return [f'  require {" <= ".join(self.required)} "too many"'] if self.required else []

    def of(self, *types):
        return [each for each in self.inputs + ([self.block] if self.block else []) if each.type in types]

    def declarations(self):
        lines = ['  separator ";"', '  numbers decimal ","'] if self.comma else []
        lines += ["  ma : key"] + (["  ten : name"] if self.names else [])
        lines += [each.declaration() for each in self.inputs + ([self.block] if self.block else [])]
        return ["data {", *lines, *self.requires, "}"]

    def cell(self, each):
        if each.holes and self.rng.random() < 0.25:
            return self.rng.choice(each.holes)
        cell = self.rng.choice(each.cells[:self.rng.choice([2, 4, len(each.cells)])])
        if not each.is_numeric:
            return cell
        text = decimal(cell).replace(".", "," if self.comma else ".")
        return text + ("%" if each.type == "percent" and self.rng.random() < 0.2 else "")

    def row(self, at, columns):
        cells = {each.name: self.cell(each) for each in columns}
        if self.required:
            low, high = self.required
            if int(cells[low]) > int(cells[high]):
                cells[low], cells[high] = cells[high], cells[low]
        first = [f"U{(at * 7) % 100:02}"] + ([f"Đơn vị {at}"] if self.names else [])
        return first + [cells[each.name] for each in columns]

    def data(self):
        columns = self.inputs + ([self.block] if self.block else [])
        self.rng.shuffle(columns)
        header = ["ma"] + (["ten"] if self.names else []) + [each.name for each in columns]
        rows = [self.row(at, columns) for at in range(self.rng.choice([1, 2, 3, 5, 8, 13]))]
        return "".join((";" if self.comma else ",").join(row) + "\n" for row in [header, *rows])
