#!/usr/bin/env python3
"""Rules that build on others, and what their changes do to units, over random pairs of methodologies. [L11.12] [DF]

run_years.py [--seeds A..B]
For each seed a methodology, changes of it, and data. The changes are written as a file that `extends` the methodology, and
the result is written in full as well:
- both have the same meaning and give the same scores, which are those of the oracle;
- `diff` finds no difference between the two, and between the years exactly the rules that were changed;
- each change by itself does what the oracle says of the methodology with this change alone, written in full;
- for every unit the changes and what they do together add up to the whole difference.
"""

import argparse
import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

from harness import ROOT, Report, in_parallel, program

sys.path.insert(0, str(ROOT / "tests/oracle"))
from isl_oracle import Oracle  # noqa: E402

LABELS = ["", ' "Hạ tầng"', ' "Nhân lực"', ' "Một cửa điện tử"']
OUTCOMES = ["diem", "diem.points", "hang", "nhom"]


class Model:
    """A methodology that can be written in full. Criteria are (name, label, maximum, formula)."""

    def __init__(self, source):
        self.inputs = [f"x{i}" for i in range(source.randint(2, 5))]
        self.lets = {f"muc{i}": source.choice(["50%", "65%", "80%"]) for i in range(source.randint(1, 2))}
        self.groups = [(f"nhom{g}", source.choice(LABELS),
                        [self.criterion(source, f"tc{g}{i}") for i in range(source.randint(2, 4))])
                       for g in range(source.randint(1, 3))]
        self.grade = ["80%", "50%"]
        self.rank = ""

    def criterion(self, source, name):
        return [name, source.choice(LABELS), str(source.choice([4, 5, 10, 12.5])), self.formula(source)]

    def formula(self, source):
        x, let = source.choice(self.inputs), source.choice(sorted(self.lets))
        return source.choice([f"{x} * max", f"proportional({x}, {let}) * max",
                              f"by {x} {{ >= 90% : max   >= {source.choice([40, 60])}% : max / 2   else 0 }}",
                              f"if {x} >= {let} then max else {x} * max / 2"])

    def copy(self):
        other = object.__new__(Model)
        other.inputs, other.lets = list(self.inputs), dict(self.lets)
        other.groups = [(name, label, [list(one) for one in members]) for name, label, members in self.groups]
        other.grade, other.rank = list(self.grade), self.rank
        return other

    def find(self, name):
        return next((members, i) for _, _, members in self.groups for i, one in enumerate(members) if one[0] == name)

    def rename(self, old, new):
        def renamed(text):
            words, word = [], ""
            for sign in text + " ":
                if sign.isalnum() or sign == "_":
                    word += sign
                    continue
                words += [new if word == old else word, sign]
                word = ""
            return "".join(words[:-1])
        self.inputs = [new if name == old else name for name in self.inputs]
        self.lets = {new if name == old else name: value for name, value in self.lets.items()}
        self.groups = [(new if name == old else name, label,
                        [[new if one[0] == old else one[0], one[1], one[2], renamed(one[3])] for one in members])
                       for name, label, members in self.groups]

    def text(self, year):
        lines = [f'methodology "Thử" {{ year {year} }}', "data {", "  ten : name",
                 *(f"  {name} : percent 0%..100% step 0.1% missing = 0%" for name in self.inputs), "}",
                 *(f"let {name} = {value}" for name, value in self.lets.items()),
                 "index diem = points / max round 4 {"]
        for name, label, members in self.groups:
            lines += [f"  group {name}{label} {{",
                      *(f"    criterion {one[0]}{one[1]} max {one[2]} = {one[3]} round 2" for one in members), "  }"]
        return "\n".join([*lines, "}", f"rank hang from diem{self.rank}",
                          f'grade nhom from diem {{ "Tốt" from {self.grade[0]}  "Khá" from {self.grade[1]}  "Yếu" }}', ""])


class Change:
    """What is written in the newer file, what it makes of a model, and how `diff` calls it (None: no effect of its own)."""

    def __init__(self, text, apply, title):
        self.text, self.apply, self.title = text, apply, title


def changes_of(model, source):
    """Renamings first; each rule at most once."""
    names = [one[0] for _, _, members in model.groups for one in members]
    source.shuffle(names)
    renamings, changes, now = [], [], {}
    for old in source.sample([*names, *model.inputs, *model.lets, *(g[0] for g in model.groups)], source.randint(0, 3)):
        kind = ("input" if old in model.inputs else "let" if old in model.lets else
                "criterion" if old in names else "group")
        now[old] = old + "_moi"
        renamings.append(Change(f"rename {kind} {old} to {now[old]}", lambda m, a=old, b=now[old]: m.rename(a, b), None))
    renamed = model.copy()
    for renaming in renamings:
        renaming.apply(renamed)
    for name in [now.get(name, name) for name in names[:source.randint(1, 5)]]:
        changes.append(change_of(renamed, name, source))
    if source.random() < 0.5:
        let = source.choice(sorted(renamed.lets))
        value = source.choice(["45%", "70%", "90%"])
        changes.append(Change(f"change let {let} = {value}", lambda m: m.lets.update({let: value}), f"let {let}"))
    if source.random() < 0.4:
        changes.append(Change('change grade nhom { "Tốt" from 75%  "Khá" from 40%  "Yếu" }',
                              lambda m: setattr(m, "grade", ["75%", "40%"]), "grade nhom"))
    if source.random() < 0.5:
        changes.append(addition(renamed, source))
    return renamings, [change for change in changes if change]


def change_of(model, name, source):
    members, i = model.find(name)
    kind = source.choice(["max", "formula", "remove", "label"])
    if kind == "remove" and len(members) > 1:
        def remove(m):
            rows, at = m.find(name)
            if len(rows) > 1:
                del rows[at]
        members.pop(i)  # so that no group loses all it has
        return Change(f"remove criterion {name} basis \"Điều 5\"", remove, f"removed: criterion {name}")
    if kind == "label":
        return Change(f'change criterion {name} "Tên mới"', lambda m: set_part(m, name, 1, ' "Tên mới"'), None)
    if kind == "formula":
        formula = model.formula(source)
        if formula == members[i][3]:
            return None
        return Change(f"change criterion {name} = {formula}", lambda m: set_part(m, name, 3, formula), f"criterion {name}")
    most = source.choice([m for m in ("4", "5", "8", "20") if m != members[i][2]])
    return Change(f"change criterion {name} max {most}", lambda m: set_part(m, name, 2, most), f"criterion {name}")


def set_part(model, name, part, value):
    members, i = model.find(name)
    members[i][part] = value


def addition(model, source):
    group = source.choice(model.groups)[0]
    place = source.choice(["first", "last"])

    def add(m):
        m.inputs.append("moi")
        members = next(members for name, _, members in m.groups if name == group)
        members.insert(0 if place == "first" else len(members), ["tc_moi", "", "6", "moi * max"])
    text = (f"add to data {{ moi : percent 0%..100% step 0.1% missing = 0% }}\n"
            f"add to {group}{' first' if place == 'first' else ''} {{ criterion tc_moi max 6 = moi * max round 2 }}")
    return Change(text, add, "added: criterion tc_moi")


def data_of(columns, source):
    lines = [",".join(["ten", *columns])]
    for unit in range(source.randint(2, 7)):
        cells = ["" if source.random() < 0.05 else f"{source.randint(0, 1000) / 10:g}" for _ in columns]
        lines.append(",".join([f"Sở {unit}", *cells]))
    return "\n".join(lines) + "\n"


def only(data, columns):
    rows = list(csv.DictReader(io.StringIO(data)))
    return "\n".join(",".join(row[name] for name in ["ten", *columns]) for row in
                     [dict.fromkeys(rows[0].keys()) | {name: name for name in rows[0]}, *rows]) + "\n"


class Pair:
    def __init__(self, seed, oracle):
        self.source = random.Random(seed)
        self.oracle = oracle
        self.old = Model(self.source)
        self.renamings, self.changes = changes_of(self.old, self.source)
        self.base = self.old.copy()  # with the names of the newer year
        for renaming in self.renamings:
            renaming.apply(self.base)
        self.new = self.base.copy()
        for change in self.changes:
            change.apply(self.new)
        self.columns = list(dict.fromkeys([*self.base.inputs, *self.new.inputs]))
        self.data = data_of(self.columns, self.source)
        written = [change.text for change in self.renamings + self.changes]
        self.source.shuffle(written)
        self.newer = 'extends "old.isl"\nmethodology "Thử" { year 2018 }\n' + "\n".join(written) + "\nreviewed all\n"

    def scored(self, model):
        """By the oracle: outcome values of every unit, in the order of the data."""
        text = self.oracle.csv(model.text(2018), only(self.data, model.inputs).encode(), ["ten", *OUTCOMES], "data")
        return list(csv.DictReader(io.StringIO(text)))

    def run(self, folder):
        for name, text in (("old.isl", self.old.text(2017)), ("ext.isl", self.newer), ("full.isl", self.new.text(2018)),
                           ("data.csv", self.data), ("new.csv", only(self.data, self.new.inputs))):
            (folder / name).write_text(text, encoding="utf-8")
        return self.problem(folder)

    def problem(self, folder):
        """None when all is well."""
        extended, full = score(folder, "ext.isl"), score(folder, "full.isl")
        wanted = self.oracle.csv(self.new.text(2018), only(self.data, self.new.inputs).encode(), None, None).encode()
        if extended[0] != 0 or full[0] != 0:
            return f"not scored\n{extended}\n{full}"
        if extended[1] != full[1] or full[1] != wanted:
            return f"other scores\n{extended[1].decode()}\n{full[1].decode()}\n{wanted.decode()}"
        same = command(folder, "diff", "full.isl", "ext.isl")
        if same[0] != 0 or same[1]:
            return f"a difference where there is none\n{same[1].decode()}"
        if meaning(folder, "ext.isl") != meaning(folder, "full.isl"):
            return f"another meaning\n{meaning(folder, 'ext.isl')}\n{meaning(folder, 'full.isl')}"
        found = command(folder, "diff", "old.isl", "ext.isl", "data.csv", "--format", "json")
        if found[0] not in (0, 1):
            return found[2].decode()
        return self.difference_problem(json.loads(found[1]))

    def difference_problem(self, found):
        old, new = self.scored(self.base), self.scored(self.new)
        kinds = [each["name"] + (".points" if each["of"] == "points" else "") for each in found["outcomes"]]
        if kinds != OUTCOMES:
            return f"other outcomes: {kinds}"
        problem = told(found["all"], old, new, "all")
        titles = {effect["change"]: effect for effect in found["effects"]}
        for change in self.changes:
            if problem or not change.title:
                continue
            effect = next((each for title, each in titles.items() if begins(title, change.title)), None)
            alone = self.base.copy()
            change.apply(alone)
            problem = told(effect, old, self.scored(alone), change.title) if effect else f"{change.title} is not told"
        return problem or sums_problem(found)


def begins(title, start):
    return title == start or title.startswith((start + " ", start + ","))


def told(effect, old, new, what):
    """What is told of each unit is what the oracle says."""
    if "problem" in effect:
        return f"{what}: {effect['problem']}"
    for unit, before, after in zip(effect["units"], old, new):
        for name, outcome in zip(OUTCOMES, unit["outcomes"]):
            for row, side in ((before, "before"), (after, "after")):
                is_same = row[name] == outcome[side] if name == "nhom" else Fraction(row[name]) == Fraction(outcome[side])
                if not is_same:
                    return f"{what}: {unit['unit']} {name} {side}: {outcome[side]}, not {row[name]}"
    return None


def sums_problem(found):
    for i, unit in enumerate(found["all"]["units"]):
        for k, name in enumerate(OUTCOMES):
            parts = [effect["units"][i]["outcomes"][k]["difference"] for effect in [*found["effects"], found["together"]]
                     if "units" in effect]
            if sum(map(Fraction, parts)) != Fraction(unit["outcomes"][k]["difference"]):
                return f"{unit['unit']} {name}: {' + '.join(parts)} is not {unit['outcomes'][k]['difference']}"
    return None


def command(folder, *words):
    done = subprocess.run([program(), *words], cwd=folder, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def meaning(folder, rules):
    return command(folder, "check", rules, "--dump", "meaning")[1]


def score(folder, rules):
    return command(folder, rules, "new.csv", "--format", "csv")


def try_seed(seed, oracle, top):
    folder = pathlib.Path(tempfile.mkdtemp(dir=top))
    pair = Pair(seed, oracle)
    problem = pair.run(folder)
    return problem and f"{problem}\n{pair.old.text(2017)}\n{pair.newer}\n{pair.data}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1..150")
    first, last = map(int, parser.parse_args().seeds.split(".."))
    report, oracle = Report("years, over random pairs of methodologies"), Oracle()
    with tempfile.TemporaryDirectory(prefix="ictscore-years-") as top:
        seeds = range(first, last + 1)
        for seed, problem in zip(seeds, in_parallel(lambda seed: try_seed(seed, oracle, top), seeds)):
            report.check(f"seed {seed}", problem)
    sys.exit(report.close())


if __name__ == "__main__":
    main()
