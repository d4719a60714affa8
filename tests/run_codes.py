#!/usr/bin/env python3
"""Has every diagnostic code at least two golden tests of its exact text?

A golden test is a case of tests/cases/ whose expected output holds a message of the code, or an example of spec/ with such
a `message` block. The runners compare these byte by byte. run_codes.py --list shows how many each code has; run_codes.py ROOT looks at another tree (selftest.py).
"""

import pathlib
import re
import sys

from harness import ROOT, Report
from run_cases import Case, Malformed
from run_spec import examples_of, table_of_codes

LEAST = 2
MESSAGE = re.compile(r"^(?:\S.*: )?(?:error|warning|note|undecided) ([A-Z]\d{3}): \S", re.M)
OUTPUTS = ("stdout", "stderr", "file")
# nets below what the checker proves: no rule file and no data bring them about, so unit tests hold their text
NETS = {"D218": "tests/unit/evaluate_test.c"}


def codes_in(text):
    return set(MESSAGE.findall(text))


def cases(root):
    """(title, codes whose messages are expected)"""
    for path in sorted((root / "tests/cases").rglob("*.case")):
        try:
            case = Case(path)
        except Malformed:
            continue
        outputs = [section.content() for section in case.outcomes if section.kind in OUTPUTS]
        yield str(path.relative_to(root)), codes_in(b"\n".join(outputs).decode("utf-8", "replace"))


def examples(root):
    for path in sorted((root / "spec").glob("*.md")):
        for example in examples_of(path):
            messages = [block.text for block in example.steps if block.kind == "message"]
            yield example.title, codes_in("\n".join(messages))


def unit_tests(root):
    """A test that asserts a whole message counts as often as it holds one."""
    for code, path in NETS.items():
        text = (root / path).read_text("utf-8") if (root / path).exists() else ""
        for _ in re.findall(rf'"\S+ error {code}: \S', text):
            yield path, {code}


def tests_of_codes(root):
    shown = {code: [] for code in table_of_codes(root)}
    for tests in (cases(root), examples(root), unit_tests(root)):
        for title, codes in tests:
            for code in codes & set(shown):
                shown[code].append(title)
    return shown


def main(arguments):
    report = Report("codes")
    roots = [pathlib.Path(argument).resolve() for argument in arguments if argument != "--list"]
    for code, titles in sorted(tests_of_codes(roots[0] if roots else ROOT).items()):
        if "--list" in arguments:
            print(f"{code} {len(titles)} {' '.join(titles[:6])}")
        report.check(code, "" if len(titles) >= LEAST else f"{len(titles)} golden tests: {', '.join(titles) or 'none'}")
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
