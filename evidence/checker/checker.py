# ---- values: numbers are fractions, yes and no are True and False, an option is its number, a date counts days


class State:
    """Why a unit has no value. In an operation the gravest state decides."""

    def __init__(self, name, gravity):
        self.name, self.gravity = name, gravity

    def graver(self, other):
        return other if isinstance(other, State) and other.gravity > self.gravity else self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = graver
    __lt__ = __le__ = __gt__ = __ge__ = graver

    def __neg__(self):
        return self


NOT_APPLICABLE = State("not applicable", 1)
MISSING = State("missing", 2)
NO_RESULT = State("no result", 3)


def is_value(x):
    return not isinstance(x, State)


def state_of(values):
    """The gravest state among the values; None: all are there."""
    states = [x for x in values if isinstance(x, State)]
    return max(states, key=lambda state: state.gravity) if states else None


def strict(function):
    """The function of values; where one is not there, its state."""
    def on_any(*values):
        return state_of(values) or function(*values)
    return on_any


@strict
def same(a, b):
    return a == b


@strict
def differs(a, b):
    return a != b


@strict
def opposite(a):
    return not a


def either(*values):
    """The first that is not no decides."""
    for x in values[:-1]:
        if not is_value(x) or x:
            return x
    return values[-1]


def both(*values):
    """The first that is not yes decides."""
    for x in values[:-1]:
        if not is_value(x) or not x:
            return x
    return values[-1]


def choose(*arms):
    """(condition, value) ..., otherwise: the value behind the first condition that is yes."""
    for condition, x in arms[:-1]:
        if not is_value(condition) or condition:
            return x if is_value(condition) else condition
    return arms[-1]


def otherwise(a, b):
    return b if a is NO_RESULT else a


def if_missing(a, b):
    return b if a is MISSING else a


def present(a):
    return a if a is NO_RESULT else is_value(a)


def where_applicable(a, b):
    return a if is_value(b) else b


@strict
def divide(a, b):
    return Fraction(a) / b if b else NO_RESULT


@strict
def power(a, b):
    if Fraction(b).denominator == 1:
        return NO_RESULT if a == 0 and b < 0 else Fraction(a) ** int(b)
    return irrational_power(a, b)


@strict
def least(*values):
    return min(values)


@strict
def greatest(*values):
    return max(values)


@strict
def mean(*values):
    return Fraction(sum(values)) / len(values)


@strict
def median(*values):
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else Fraction(ordered[half - 1] + ordered[half]) / 2


@strict
def harmonic_mean(*values):
    return NO_RESULT if 0 in values else Fraction(len(values)) / sum(1 / Fraction(x) for x in values)


@strict
def absolute(a):
    return abs(a)


@strict
def floor_of(a):
    return a.__floor__()


@strict
def ceiling_of(a):
    return a.__ceil__()


HALF_AWAY, HALF_EVEN, DOWN, UP, FLOOR, CEILING = range(6)


def rounded_quotient(n, d, mode=HALF_AWAY):
    """n / d as a whole number"""
    whole, rest = divmod(abs(n), d)
    twice, negative = 2 * rest, n < 0
    away = (twice >= d, twice > d or (twice == d and whole % 2 == 1), False, True, negative, not negative)[mode]
    whole += 1 if rest and away else 0
    return -whole if negative else whole


def round_to(x, decimals, mode=HALF_AWAY):
    if not is_value(x):
        return x
    x = Fraction(x) * Fraction(10) ** decimals
    return Fraction(rounded_quotient(x.numerator, x.denominator, mode)) / Fraction(10) ** decimals


def of_members(function, values):
    """The function over the members that are applicable."""
    there = [x for x in values if x is not NOT_APPLICABLE]
    return function(*there) if there else NOT_APPLICABLE


def of_weighted(function, pairs):
    """The same for (value, weight) pairs."""
    there = [(x, w) for x, w in pairs if x is not NOT_APPLICABLE and w is not NOT_APPLICABLE]
    if not there:
        return NOT_APPLICABLE
    values, weights = zip(*there)
    return state_of(values + weights) or function(values, weights)


def count_members(*values):
    there = [x for x in values if x is not NOT_APPLICABLE]
    return state_of(there) or len(there)


@strict
def total(*values):
    return sum(values)


def weighted_sum(values, weights):
    return sum(Fraction(x) * w for x, w in zip(values, weights))


def weighted_mean(values, weights):
    return divide(weighted_sum(values, weights), Fraction(sum(weights)))


# ---- the other units


def category_of(unit, scope):
    """What the unit is with others in a cohort of; `scope` None: all are one cohort."""
    category = True if scope is None else getattr(unit, scope)
    return CATEGORY_OF_MISSING.get(scope, MISSING) if category is MISSING else category


def cohort_of(unit, scope):
    """The units of the same category; or the state of a category that is not there."""
    everybody, category = unit.everybody_, category_of(unit, scope)
    if not is_value(category):
        return category
    if scope not in everybody.cohorts:
        everybody.cohorts[scope] = {}
        for other in everybody.units:
            everybody.cohorts[scope].setdefault(category_of(other, scope), []).append(other)
    return everybody.cohorts[scope][category]


def over(unit, scope, function, *names):
    """The function of the values that the units of the cohort have; of several names: of the tuples."""
    cohort = cohort_of(unit, scope)
    if not is_value(cohort):
        return cohort
    key = (scope, category_of(unit, scope), function, names)
    kept = unit.everybody_.kept
    if key not in kept:
        rows = [tuple(getattr(other, name) for name in names) for other in cohort]
        kept[key] = function([row[0] if len(row) == 1 else row for row in rows if state_of(row) is None])
    return kept[key]


def place_among(unit, scope, function, name):
    """The function of the unit's own value and those of its cohort."""
    own = getattr(unit, name)
    values = over(unit, scope, tuple, name)
    return state_of((own, values)) or function(own, values)


def some(function):
    """Over nobody there is nothing."""
    def on_some(values):
        return function(values) if values else NOT_APPLICABLE
    return on_some


greatest_of, least_of = some(max), some(min)
mean_of = some(lambda values: Fraction(sum(values)) / len(values))
median_of = some(lambda values: median(*values))
weighted_mean_of = some(lambda pairs: weighted_mean(*zip(*pairs)))


def sum_of(values):
    return sum(values)


def count_of(values):
    return len(values)


def percentile_of(share):
    if share not in percentiles:
        percentiles[share] = some(lambda values: percentile(values, share))
    return percentiles[share]


percentiles = {}


def percentile(values, share):
    """Linear interpolation between closest ranks."""
    if not 0 <= share <= 1:
        return NO_RESULT
    ordered, place = sorted(values), Fraction(share) * (len(values) - 1)
    low = place.__floor__()
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def below(own, values):
    return sum(x < own for x in values)


def at_or_below(own, values):
    return sum(x <= own for x in values)


def place(own, values):
    return 1 + sum(x > own for x in values)


def rank(unit, scope, ties, eligible, *keys):
    """The unit's place; keys: (name, lowest first) in the order in which they decide."""
    chosen = getattr(unit, eligible)
    if not is_value(chosen) or not chosen:
        return NOT_APPLICABLE if is_value(chosen) else chosen
    cohort = cohort_of(unit, scope)
    state = state_of([cohort] + [getattr(unit, name) for name, _ in keys])
    return state or ranking(unit, scope, cohort, ties, eligible, keys)[unit.text_of_key()]


def ranking(unit, scope, cohort, ties, eligible, keys):
    kept, key = unit.everybody_.kept, (scope, category_of(unit, scope), ties, eligible, keys)
    if key not in kept:
        entries = []
        for other in cohort:
            values = [getattr(other, name) for name, _ in keys]
            chosen = getattr(other, eligible)
            if is_value(chosen) and chosen and state_of(values) is None:
                entries.append(tuple(x if lowest else -x for x, (_, lowest) in zip(values, keys)) + (other.text_of_key(),))
        kept[key] = places_of(sorted(entries, key=lambda entry: (entry[:-1], entry[-1].encode())), ties)
    return kept[key]


def places_of(entries, ties):
    """The place of each key in a list that is in order."""
    places, first, number = {}, 0, 0
    while first < len(entries):
        last, number = first, number + 1
        while last < len(entries) and entries[last][:-1] == entries[first][:-1]:
            last += 1
        for at in range(first, last):
            places[entries[at][-1]] = {"competition": first + 1, "dense": number, "ordinal": at + 1,
                                       "average": Fraction(first + 1 + last, 2), "lowest": last}[ties]
        first = last
    return places


def grade_by_place(unit, scope, name, lowest_first, in_shares, *cuts):
    """The first cut that takes the unit: so many units from the top, or such a share of them, ties at a cut all in."""
    own, values = getattr(unit, name), over(unit, scope, tuple, name)
    state = state_of((own, values))
    if state:
        return state
    ahead = sum(x < own if lowest_first else x > own for x in values)
    for number, cut in enumerate(cuts):
        if ahead < (ceiling_of(Fraction(cut) * len(values)) if in_shares else cut):
            return number
    return len(cuts)


# ---- units


class Unit:
    """One row of the data. What the rules make of it is computed when it is first asked for."""

    def __init__(self, everybody, line, cells):
        self.everybody_, self.line_ = everybody, line
        self.__dict__.update(cells)

    def __getattr__(self, name):
        if self.everybody_ is None and (name in INPUT_NAMES or name in COHORT_NAMES):
            return NO_RESULT  # a card leaves out what no branch asked for
        if not hasattr(Methodology, name):
            raise AttributeError(name)
        x = getattr(Methodology, name)(self)
        self.__dict__[name] = x
        return x

    def text_of_key(self):
        return unicodedata.normalize("NFC", getattr(self, KEY))


class Everybody:
    """All units of a file, and what was already found out about their cohorts."""

    def __init__(self, path):
        self.units, self.cohorts, self.kept = [], {}, {}
        rows = list(records(open(path, "rb").read().decode("utf-8-sig"), SEPARATOR))
        header = [unicodedata.normalize("NFC", cell.strip(" \t")).casefold() for cell in rows[0][1]]
        columns = [(name, column_of(header, title), read) for name, title, read in INPUTS]
        for line, row in rows[1:]:
            if any(cell.strip(" \t") for cell in row):
                self.units.append(Unit(self, line, {name: read(row[at].strip(" "), line) for name, at, read in columns}))


def column_of(header, title):
    title = unicodedata.normalize("NFC", title.strip(" \t")).casefold()
    if header.count(title) != 1:
        raise SystemExit(f"the data must have one column `{title}`, it has {header.count(title)}")
    return header.index(title)


def records(text, separator):
    """(line, cells) of each row"""
    at, line = 0, 1
    while at < len(text):
        cells, start = [], line
        while True:
            cell, at, line = one_cell(text, at, line, separator)
            cells.append(cell)
            if text[at:at + 1] != separator:
                break
            at += 1
        at = at + 2 if text.startswith("\r\n", at) else at + 1
        line += 1
        yield start, cells


def one_cell(text, at, line, separator):
    """The cell that begins here, where it ends, and the line of that place"""
    if text[at:at + 1] != '"':
        end = at
        while end < len(text) and text[end] not in (separator, "\n") and not text.startswith("\r\n", end):
            end += 1
        return text[at:end], end, line
    parts = []
    while text[at:at + 1] == '"':
        end = text.find('"', at + 1)
        if end < 0:
            raise SystemExit(f"line {line}: a quote is not closed")
        parts.append(text[at + 1:end])
        line += parts[-1].count("\n")
        at = end + 1
    return '"'.join(parts), at, line


# ---- cells


def cell(kind, tokens=()):
    """How the cells of a column are read: tokens first, then emptiness, then by kind."""
    meanings = {unicodedata.normalize("NFC", word): x for word, x in tokens}

    def read(text, line):
        text = unicodedata.normalize("NFC", text) if kind is not written else text
        if text in meanings:
            return meanings[text]
        if not text.strip("\t"):
            return MISSING
        x = kind(text)
        if x is None:
            raise SystemExit(f"line {line}: `{text}` is not what its column may hold")
        return x
    return read


def written(text):
    return text


def option(*texts):
    numbers = {unicodedata.normalize("NFC", text): number for number, text in enumerate(texts)}
    return lambda text: numbers.get(text)


def any_text(*texts):
    """Options that grow with the data."""
    known = list(texts)

    def read(text):
        if text not in known:
            known.append(text)
        return known.index(text)
    read.known = known
    return read


def yes_no(yes=(), no=()):
    words = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}
    if words:
        return lambda text: words.get(text)
    words = {"yes": True, "có": True, "true": True, "1": True, "no": False, "không": False, "false": False, "0": False}
    return lambda text: words.get(text.casefold())


def day(text):
    try:
        return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal() if len(text) == 10 else None
    except ValueError:
        return None


def number(unit="", low=None, high=None, step=None):
    def read(text):
        if unit and text.endswith(unit):
            text = text[:-len(unit)].rstrip(" ")
        whole, mark, rest = text.lstrip("+-").partition(DECIMAL)
        if GROUP and GROUP in whole:
            groups = whole.split(GROUP)
            whole = "".join(groups) if 1 <= len(groups[0]) <= 3 and all(len(each) == 3 for each in groups[1:]) else ""
        digits = whole + rest
        good = text[:2] not in ("++", "+-", "-+", "--") and digits.isascii() and digits.isdigit() and len(digits) <= 38
        if not good or not whole or (mark and not rest):
            return None
        x = Fraction(int(digits), 10 ** len(rest)) * (-1 if text[0] == "-" else 1) / (100 if unit == "%" else 1)
        outside = (low is not None and x < low) or (high is not None and x > high)
        return None if outside or (step and (x / step).denominator != 1) else x
    return read


# ---- what is shown


def as_text(x):
    return x


def as_number(decimals=None, percent=False):
    def show(x):
        x, places = Fraction(x) * (100 if percent else 1), decimals
        if places is not None:
            places = max(0, places - 2) if percent else places
        else:
            places = digits_needed(x)
            places = 12 if places is None or places > 12 else places
        return fixed(x, places) + ("%" if percent else "")
    return show


def as_exact(x):
    places = digits_needed(Fraction(x))
    return str(Fraction(x)) if places is None or places > 38 else fixed(Fraction(x), places)


def as_yes_no(x):
    return "yes" if x else "no"


def as_date(x):
    return date.fromordinal(int(x) + date(1970, 1, 1).toordinal()).isoformat()


def as_option(*labels):
    return lambda x: labels[int(x)]


def as_known(read):
    """Of texts that the data brought."""
    return lambda x: read.known[int(x)]


def fixed(x, places):
    whole = rounded_quotient(x.numerator * 10 ** places, x.denominator)
    digits = str(abs(whole)).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def digits_needed(x):
    """Behind the point; None: no end"""
    rest, twos, fives = x.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def value(name, show):
    def text_of(unit):
        x = getattr(unit, name)
        if x is NO_RESULT:
            raise SystemExit(f"line {unit.line_}: {name} has no result")
        return show(x) if is_value(x) else ""
    return text_of


def ratio(points, maximum):
    def text_of(unit):
        x = divide(getattr(unit, points), getattr(unit, maximum))
        return as_number()(x) if is_value(x) else ""
    return text_of


def state(name):
    def text_of(unit):
        x = getattr(unit, name)
        return "value" if is_value(x) else x.name
    return text_of


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


# ---- what can be asked


def print_results(everybody):
    lines = [COLUMNS] + [[SHOWN[title](unit) for title in COLUMNS] for unit in everybody.units]
    sys.stdout.buffer.write("".join(",".join(map(quoted, line)) + "\n" for line in lines).encode())


def compare(everybody, path):
    """Says where a table of results differs; gives the number of differences."""
    rows = list(records(open(path, "rb").read().decode("utf-8-sig"), ","))
    titles, units = rows[0][1], {unit.text_of_key(): unit for unit in everybody.units}
    known = [(at, title) for at, title in enumerate(titles) if title in SHOWN]
    different = 0
    if KEY_TITLE not in titles:
        raise SystemExit(f"{path} has no column `{KEY_TITLE}`")
    for line, row in rows[1:]:
        unit = units.pop(unicodedata.normalize("NFC", row[titles.index(KEY_TITLE)].lstrip("'")), None)
        if unit is None:
            different += 1
            print(f"{path}:{line}: {row[titles.index(KEY_TITLE)]} is not in the data, or twice")
            continue
        for at, title in known:
            own = SHOWN[title](unit)
            if row[at] != own and row[at] != "'" + own:
                different += 1
                print(f"{path}:{line}: {unit.text_of_key()}: {title} is {row[at] or 'empty'}, recomputed {own or 'empty'}")
    for key in units:
        different += 1
        print(f"{path}: {key} is missing")
    print(f"{len(rows) - 1} units, {len(known)} columns compared, {different} difference{'' if different == 1 else 's'}")
    for title in titles:
        if title not in SHOWN:
            print(f"not compared: {title}")
    return different


def unit_of_card(card):
    """A unit with the cells of a score card, and what the card says of the other units."""
    steps = {step["step"]: step for step in card["steps"]}
    cells = {STEPS[step["step"]]: value_on_card(step) for step in card["steps"]
             if step["op"] == "input" or step["step"] in COHORTS}
    return Unit(None, card["unit"].get("line"), cells), steps


def value_on_card(step):
    if "value" not in step:
        return {"not_applicable": NOT_APPLICABLE, "missing": MISSING}.get(step.get("state"), NO_RESULT)
    x = Fraction(step["value"])
    return x != 0 if step.get("type") == "yes_no" else x


def check_card(path):
    """Says where a score card differs; gives the number of differences."""
    card = json.load(open(path, encoding="utf-8"))
    unit, steps = unit_of_card(card)
    different = compared = 0
    for number, step in steps.items():
        if number not in STEPS or number in COHORTS or step["op"] == "input":
            continue
        own, compared = getattr(unit, STEPS[number]), compared + 1
        if own is not value_on_card(step) and (not is_value(own) or own != value_on_card(step)):
            different += 1
            print(f"{path}: {STEPS[number]} is {step.get('value', step.get('state'))}, recomputed {own if is_value(own) else own.name}")
    print(f"{card['unit'].get('name') or card['unit'].get('key')}: {compared} values recomputed, {different} difference{'' if different == 1 else 's'}")
    return different


def main(words):
    if len(words) == 3 and words[1] == "--card":
        return 1 if check_card(words[2]) else 0
    if len(words) not in (2, 3) or words[1].startswith("-"):
        print(__doc__)
        return 2
    everybody = Everybody(words[1])
    for unit in everybody.units:
        for name, message in REQUIRED:
            if getattr(unit, name) is False:
                raise SystemExit(f"line {unit.line_}: {message}")
    if len(words) == 3:
        return 1 if compare(everybody, words[2]) else 0
    print_results(everybody)
    return 0

