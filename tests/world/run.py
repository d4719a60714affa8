#!/usr/bin/env python3
"""Scores the published indices of data/world with ictscore and compares every score, rank and group.

The data may not be copied into the project (licences): it is read from ../shared/data/world beside the
project root, and where that folder is absent the comparison is skipped, saying so.

usage: run.py [--program ictscore] [hdi ihdi gdi gii egdi pci]      exit 0: all as expected; 1: something differs
"""
import argparse
import csv
import io
import os
import subprocess
import sys
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, "..", "shared", "data", "world")


class Comparison:
    """Counts of one story; prints a line per published column."""

    def __init__(self, title):
        self.title = title
        self.failed = False

    def column(self, what, pairs, expected):
        pairs = list(pairs)
        same = sum(1 for _, ours, theirs in pairs if ours == theirs)
        print(f"{self.title}: {same} of {len(pairs)} {what}")
        if same != len(pairs) or len(pairs) != expected:
            self.failed = True
            print(f"  expected {expected} of {expected}")
            for unit, ours, theirs in [p for p in pairs if p[1] != p[2]][:5]:
                print(f"  {unit}: computed {ours}, published {theirs}")


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


def published(name):
    with open(os.path.join(DATA, name), encoding="utf-8", newline="") as file:
        return read_csv(file.read())


def computed(program, rules, data, key):
    command = [program, os.path.join(HERE, rules), os.path.join(DATA, data), "--format", "csv", "--csv", "raw"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nexit {run.returncode}\n{run.stderr[:3000]}")
    return {row[key]: row for row in read_csv(run.stdout)}


def number(text, decimals=None):
    if text is None or text.strip() == "":
        return None
    value = Decimal(text)
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return value.normalize() + 0


def place(text):
    return None if text is None or text.strip() == "" else int(Decimal(text))


def nfc(text):
    return unicodedata.normalize("NFC", text)


def pairs(rows, ours, own_column, column, convert):
    return [(row["iso3"], convert(ours[row["iso3"]][own_column]), convert(row[column])) for row in rows if row[column]]


def compare_hdi(program):
    story, rows = Comparison("hdi 2022"), published("hdr2022.csv")
    ours = computed(program, "hdi.isl", "hdr2022.csv", "iso3")
    story.column("scores", pairs(rows, ours, "hdi", "hdi_2022", number), 204)
    story.column("ranks", pairs(rows, ours, "place", "hdi_rank_2022", place), 193)
    ranked = [row for row in rows if row["hdi_rank_2022"]]
    story.column("groups", pairs(ranked, ours, "class", "hdicode", str), 193)
    return [story]


def compare_ihdi(program):
    story, rows = Comparison("ihdi 2022"), published("hdr2022.csv")
    ours = computed(program, "ihdi.isl", "hdr2022.csv", "iso3")
    story.column("scores", pairs(rows, ours, "ihdi", "ihdi_2022", number), 176)
    return [story]


def compare_gdi(program):
    story, rows = Comparison("gdi 2022"), published("hdr2022.csv")
    ours = computed(program, "gdi.isl", "hdr2022.csv", "iso3")
    story.column("scores", pairs(rows, ours, "gdi", "gdi_2022", number), 193)
    story.column("groups", pairs(rows, ours, "parity_group", "gdi_group_2022", place), 182)
    return [story]


def compare_gii(program):
    story, rows = Comparison("gii 2022"), published("hdr2022.csv")
    ours = computed(program, "gii.isl", "hdr2022.csv", "iso3")
    story.column("scores", pairs(rows, ours, "gii", "gii_2022", number), 177)
    return [story]


def compare_egdi(program, year):
    """The published index was computed from components with more digits than were printed: scores agree within one or
    two units of the last decimal, in 2018 exactly. The ranks follow the published index."""
    decimals = 4 if year == 2018 else 5
    tolerance = Decimal({2014: 2, 2018: 0}.get(year, 1)).scaleb(-decimals)
    name = f"egdi-{year}.csv"
    ours = computed(program, f"egdi{year}.isl", name, "code")
    story = Comparison(f"egdi {year}")
    scores, ranks = [], []
    for row in published(name):
        unit = row["country-code"]
        score, printed = number(ours[unit]["egdi"]), number(row["e-gov-index"], decimals)
        near = score is not None and printed is not None and abs(score - printed) <= tolerance
        scores.append((unit, printed if near else score, printed))
        if row["e-gov-rank"]:
            ranks.append((unit, place(ours[unit]["place"]), place(row["e-gov-rank"])))
    story.column(f"scores (within {tolerance:f})" if tolerance else "scores", scores, 193)
    story.column("ranks", ranks, 192 if year == 2010 else 193)
    return story


def compare_pci(program, year):
    name = f"pci{year}.csv"
    ours = computed(program, f"pci{year}.isl", name, "pci_id")
    rows = published(name)
    story = Comparison(f"pci {year}")
    story.column("scores", [(r["province"], number(ours[r["pci_id"]]["pci"]), number(r["pci"], 2)) for r in rows], 63)
    story.column("ranks", [(r["province"], place(ours[r["pci_id"]]["place"]), place(r["rank"])) for r in rows], 63)
    story.column("groups", [(r["province"], ours[r["pci_id"]]["tier"], nfc(r["tier"])) for r in rows], 63)
    return story


STORIES = {
    "hdi": compare_hdi,
    "ihdi": compare_ihdi,
    "gdi": compare_gdi,
    "gii": compare_gii,
    "egdi": lambda program: [compare_egdi(program, year) for year in (2010, 2012, 2014, 2016, 2018)],
    "pci": lambda program: [compare_pci(program, year) for year in (2013, 2014, 2015, 2016)],
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "ictscore"))
    parser.add_argument("names", nargs="*", metavar="name", help=" ".join(STORIES))
    options = parser.parse_args()
    if not os.path.isdir(DATA):
        print("world: skipped, ../shared/data/world is not there")
        return 0
    stories = [story for name in options.names or STORIES for story in STORIES[name](options.program)]
    return 1 if any(story.failed for story in stories) else 0


if __name__ == "__main__":
    sys.exit(main())
