#!/usr/bin/env python3
"""Do the stories reproduce what was published? examples/NAME/published.csv holds only printed figures.

Each printed figure is one test: the result, rounded to as many decimals as were printed, must equal it. A figure that is
known to be printed wrongly, or from inputs that were not printed, is named here with what comes out instead.
"""

import collections
import csv
import io
import sys
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from harness import ROOT, Bench, Report, in_parallel, visible


class Story:
    """key: (published column, result column); columns: published column -> result column, with {x} standing for
    column x of the published row;
    known: (key, column, printed) -> what the result must be instead; counts: (block, grade) -> units."""

    def __init__(self, name, key, columns, known=None, counts=None):
        self.name, self.key, self.columns = name, key, columns
        self.known, self.counts = known or {}, counts


STORIES = [
    Story("change-2018", ("hang_muc", "hang_muc"), {"thay_doi_in": "thay_doi"}),
    Story("dti-2020", ("tinh", "tinh"), {"dti_in": "dti", "hang_dti_in": "hang"}),
    Story("dti-2022", ("tinh", "tinh"), {"pdti_in": "dti", "hang_in": "hang"},
          known={("TP. Hồ Chí Minh", "pdti_in", "0.7163"): "0.7164"}),
    Story("hue-2017", ("don_vi", "ten"),
          {"diem": "ung_dung.points", "diem_toi_da": "ung_dung.max", "ty_le_in": "ung_dung", "hang_in": "hang",
           "nhom_in": "nhom"},
          known={("Sở Thông tin và Truyền thông", "ty_le_in", "87.5"): "87.4%"},
          counts={("Sở, ban, ngành", "Tốt"): 15, ("Sở, ban, ngành", "Khá"): 5,
                  ("Huyện, thị xã, thành phố", "Tốt"): 6, ("Huyện, thị xã, thành phố", "Khá"): 3}),
    Story("hue-2020", ("don_vi", "huyen"),
          {"diem_thuc_hien": "{bang}.points", "toi_da_can_thuc_hien": "{bang}.max", "ty_le_in": "{bang}",
           "quy_doi_in": "{bang}_quy_doi", "muc_in": "muc_{bang}"},
          known={("A Lưới", "ty_le_in", "81.96%"): "81.97%", ("A Lưới", "quy_doi_in", "81.96"): "81.97"}),
    Story("ict-index-2019", ("tinh", "tinh"), {"ict_index_in": "ict_index"},
          known={("Thừa Thiên Huế", "ict_index_in", "0.8046"): ""}),  # one of its sub-indices was not printed
    Story("national-2017", ("tinh", "tinh"), {"hang_in": "hang"}),
    Story("national-2018", ("ten", "ten"), {"gia_tri_in": "{chi_so}", "hang_in": "{hang}"}),
    Story("national-2019", ("ten", "ten"), {"hang_in": "hang"}),
    Story("par-2012", ("tinh", "tinh"), {"par_index_in": "par_index", "hang_in": "hang"}),
]


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


def number(text):
    try:
        return Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return None


def agrees(printed, computed):
    """At the printed number of decimals; words in any letter case."""
    wanted, found = number(printed), number(computed)
    if wanted is None or found is None:
        return printed.casefold() == computed.casefold()
    return found.quantize(Decimal(1).scaleb(wanted.as_tuple().exponent), ROUND_HALF_UP) == wanted


def result_column(template, row):
    place = "hang" if row.get("chi_so") == "tong_the" else "hang" + row.get("chi_so", "").removeprefix("cs")
    return template.format(**row, hang=place)


def check_figure(report, story, row, column, result):
    title = f"{story.name}: {row[story.key[0]]}, {column}"
    computed = result.get(result_column(story.columns[column], row))
    right = story.known.get((row[story.key[0]], column, row[column]))
    if computed is None:
        report.fail(title, "the result has no such column")
    elif right is not None:
        report.check(title, "" if computed == right and not agrees(row[column], computed) else
                     f"{computed}; {right} was expected, and not the printed {row[column]}")
    else:
        report.check(title, "" if agrees(row[column], computed) else f"{computed}, printed as {row[column]}")


def check_counts(report, story, results):
    found = collections.Counter((row["khoi"], row["nhom"]) for row in results)
    report.check(f"{story.name}: units in each grade", "" if found == story.counts else str(dict(found)))


def run(bench, story):
    command = "ictscore rules.isl data.csv --format csv --csv raw --columns all"
    code, stdout, stderr = bench.run(command, ROOT / "examples" / story.name)
    return read_csv(stdout.decode()) if code == 0 else f"exit {code}\n{visible(stderr)}"


def check_story(report, story, results):
    if isinstance(results, str):
        report.fail(story.name, results)
        return
    units = {row[story.key[1]]: row for row in results}
    for row in read_csv((ROOT / "examples" / story.name / "published.csv").read_text(encoding="utf-8")):
        if row[story.key[0]] not in units:
            report.fail(f"{story.name}: {row[story.key[0]]} is not in the result")
            continue
        for column in story.columns:
            if row[column]:
                check_figure(report, story, row, column, units[row[story.key[0]]])
    if story.counts:
        check_counts(report, story, results)


def main():
    report = Report("published figures")
    with Bench() as bench:
        for story, results in zip(STORIES, in_parallel(lambda story: run(bench, story), STORIES)):
            check_story(report, story, results)
    known = {story.name for story in STORIES}
    for path in sorted((ROOT / "examples").glob("*/published.csv")):
        report.check(f"{path.parent.name} is compared", "" if path.parent.name in known else "it is not in STORIES")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
