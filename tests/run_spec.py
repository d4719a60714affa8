#!/usr/bin/env python3
"""Runs the examples of spec/*.md, and checks that clauses and diagnostic codes are those of the specification.

tests/README.md says how an example is written. run_spec.py [--update] [FILE.md ...] runs the examples of these files
only; --update writes what the program printed, for a person to read before committing.
"""

import pathlib
import re
import shlex
import sys

from harness import ROOT, SANITIZED, Bench, Report, difference, in_parallel, visible
from layers import LAYERS
from markdown import blocks_of, lines_of, links_of, rewrite

OUTPUTS = {"result": "csv", "table": "table", "json": "json"}
FINDINGS = ("warning", "note", "undecided")
KIND = r"(error|warning|note|undecided) ([A-Z]\d+)\b"
MESSAGE = re.compile(rf"^\S.*?: {KIND}|^{KIND}", re.M)
CLAUSE = re.compile(r"\*\*\[([A-Z]+\d+(?:\.\d+)*)\]\*\*")
CITATION = re.compile(r"\[((?:[A-Z]{1,2}\d+(?:\.\d+)*)(?:(?:, ?|–|-|\.\.| and )[A-Z]{0,2}\d+(?:\.\d+)*)*)\]")
ONE_CLAUSE = re.compile(r"[A-Z]{1,2}\d+(?:\.\d+)*")
COMMENT = {"c": re.compile(r"/\*.*?\*/", re.S), "isl": re.compile(r"#[^\n]*")}
CODE_OF_TABLE = re.compile(r'^DIAGNOSTIC\((\w+), "([A-Z]\d+)"', re.M)


class Example:
    """One isl block and what follows it: data, results, messages."""

    def __init__(self, block):
        self.block, self.steps = block, []

    @property
    def title(self):
        path = self.block.path
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        return f"{name}:{self.block.line}"

    def rules(self):
        part = self.block.option("part")
        if not part:
            return self.block.data
        frame = (ROOT / "spec/parts" / f"{part}.isl").read_text(encoding="utf-8")
        if not re.search(r"^\.\.\.$", frame, re.M):
            raise OSError(f"spec/parts/{part}.isl has no line `...`")
        return re.sub(r"^\.\.\.\n", lambda _: self.block.text, frame, flags=re.M).encode()


def examples_of(path):
    examples = []
    for block in blocks_of(path):
        if block.kind == "isl":
            examples.append(Example(block))
        elif block.kind in ("csv", "message", "tests", "answer", *OUTPUTS):
            if not examples:
                raise OSError(f"{path.name}:{block.line}: a {block.kind} block without rules before it")
            examples[-1].steps.append(block)
    return examples


def run_example(bench, example):
    folder = bench.folder()
    try:
        (folder / "rules.isl").write_bytes(example.rules())
    except OSError as error:
        return str(error)
    return (check_rules(bench, example, folder) + check_tests(bench, example, folder)
            + check_data(bench, example, folder))


def check_rules(bench, example, folder):
    code, stdout, stderr = bench.run("ictscore check rules.isl", folder)
    output = visible(stdout) + visible(stderr)
    messages = [(found[0] or found[2], found[1] or found[3]) for found in MESSAGE.findall(output)]
    errors = [number for kind, number in messages if kind == "error"]
    wanted = example.block.after("error")
    if wanted is not None and (errors[:1] != [wanted] or code < 3):
        return complain(f"the first error should be {wanted}", code, output)
    if wanted is None and (errors or code not in (0, 1)):
        return complain("the rules should have no error", code, output)
    for kind in FINDINGS:
        found = example.block.after(kind)
        if found is not None and (kind, found) not in messages:
            return complain(f"the rules should have {kind} {found}", code, output)
    if not any(block.kind == "csv" for block in example.steps):
        return "".join(difference("message", block.data, stderr) for block in example.steps if block.kind == "message")
    return ""


def complain(what, code, output):
    return f"{what} (exit {code})\n{output}"


def check_tests(bench, example, folder):
    """What `ictscore test` prints; tests of which nothing is said must pass."""
    code, stdout, stderr = bench.run("ictscore test rules.isl", folder)
    blocks = [block for block in example.steps if block.kind == "tests"]
    if not blocks:
        return complain("the tests of the rules should pass", code, visible(stdout)) if code == 1 else ""
    return "".join(difference(f"tests of line {block.line}", block.data, stdout + stderr) for block in blocks)


def check_data(bench, example, folder):
    problems, data = "", None
    for block in (block for block in example.steps if block.kind != "tests"):
        if block.kind == "csv":
            data = block
            (folder / "data.csv").write_bytes(block.data)
        elif data is None and block.kind in OUTPUTS:
            problems += f"line {block.line}: a {block.kind} block without csv before it\n"
        elif data is not None:
            problems += check_output(bench, block, folder)
    return problems or unused_data(bench, example, folder)


def answer_command(block):
    """`answer why A B`: what `ictscore why rules.isl data.csv A B` prints."""
    return shlex.join(["ictscore", block.words[1], "rules.isl", "data.csv", *block.words[2:]])


def check_output(bench, block, folder):
    form = OUTPUTS.get(block.kind, "csv")
    if block.kind == "answer":
        _, stdout, stderr = bench.run(answer_command(block), folder)
        return difference(f"answer of line {block.line}", block.data, stdout + stderr)
    code, stdout, stderr = bench.run(f"ictscore rules.isl data.csv --format {form}", folder)
    if block.kind == "message":
        return difference(f"message of line {block.line}", block.data, stderr)
    failed = complain("the data should be scored", code, visible(stderr)) if code else ""
    return failed + difference(f"{block.kind} of line {block.line}", block.data, stdout)


def unused_data(bench, example, folder):
    """Data with nothing said about the outcome must at least be scored."""
    if not example.steps or example.steps[-1].kind != "csv":
        return ""
    code, _, stderr = bench.run("ictscore rules.isl data.csv --format csv", folder)
    return complain("the data should be scored", code, visible(stderr)) if code else ""


def update_file(bench, path):
    """Puts what the program prints into every result, table, json and message block."""
    changes = []
    for example in examples_of(path):
        folder = bench.folder()
        (folder / "rules.isl").write_bytes(example.rules())
        command = "check rules.isl"
        for block in example.steps:
            if block.kind == "csv":
                command = "rules.isl data.csv --format csv"
                (folder / "data.csv").write_bytes(block.data)
                continue
            form = OUTPUTS.get(block.kind)
            if block.kind == "answer":
                _, stdout, stderr = bench.run(answer_command(block), folder)
                changes.append((block.line + 1, len(block.lines), lines_of(stdout + stderr)))
                continue
            if block.kind == "tests":
                _, stdout, _ = bench.run("ictscore test rules.isl", folder)
                changes.append((block.line + 1, len(block.lines), lines_of(stdout)))
                continue
            _, stdout, stderr = bench.run(f"ictscore {f'rules.isl data.csv --format {form}' if form else command}", folder)
            changes.append((block.line + 1, len(block.lines), lines_of(stdout if form else stderr)))
    rewrite(path, changes)


def run_examples(report, paths):
    examples = []
    for path in paths:
        try:
            examples += examples_of(path)
        except OSError as error:
            report.fail(str(error))
    with Bench() as bench:
        for example, problem in zip(examples, in_parallel(lambda example: run_example(bench, example), examples)):
            report.check(example.title, problem)


def clauses():
    """Every clause of the specification, and those defined twice."""
    found = [clause for path in sorted((ROOT / "spec").glob("*.md")) for clause in CLAUSE.findall(path.read_text("utf-8"))]
    return set(found), sorted({clause for clause in found if found.count(clause) > 1})


def cited_text(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".case":
        return text.split("\n===")[0]
    return "\n".join(COMMENT["isl" if path.suffix == ".isl" else "c"].findall(text))


def citing_files():
    for folder in (*LAYERS, "stdlib", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".c", ".h", ".y", ".l", ".def", ".isl", ".case"):
                yield path


def unknown_citations(path, known):
    """A case may also name the diagnostic code it shows."""
    for group in CITATION.findall(cited_text(path)):
        for clause in ONE_CLAUSE.findall(group):
            if clause not in known and not any(other.startswith(clause + ".") for other in known):
                yield f"{path.relative_to(ROOT)} cites [{clause}], which is not in spec/"


def check_clauses(report):
    known, twice = clauses()
    known |= table_of_codes()
    report.check("clauses are defined once", ", ".join(twice))
    problems = [problem for path in citing_files() for problem in unknown_citations(path, known)]
    report.check("cited clauses exist", "\n".join(problems))


def table_of_codes(root=ROOT):
    return {code for _, code in CODE_OF_TABLE.findall((root / "base/diagnostic_codes.def").read_text("utf-8"))}


def check_codes(report):
    """Every diagnostic code has a section in spec/diagnostics.md, and there are no others."""
    table = table_of_codes()
    page = ROOT / "spec/diagnostics.md"
    headings = re.findall(r"^#+ .*", page.read_text("utf-8"), re.M) if page.exists() else []
    explained = {code for heading in headings for code in re.findall(r"\b[A-Z]\d{3}\b", heading)}
    report.check("diagnostic codes without a section in spec/diagnostics.md", ", ".join(sorted(table - explained)))
    report.check("sections of spec/diagnostics.md without a code", ", ".join(sorted(explained - table)))
    report.check("diagnostic codes that no test shows", ", ".join(sorted(table - shown_codes())))


def shown_codes():
    """Codes in the expected messages of golden cases and of the specification."""
    paths = [*(ROOT / "tests/cases").rglob("*.case"), *(ROOT / "spec").glob("*.md")]
    return {code for path in paths
            for code in re.findall(r"\b(?:error|warning|note|undecided) ([A-Z]\d{3})\b", path.read_text("utf-8", "replace"))}


def check_links(report):
    for path in sorted(ROOT.rglob("*.md")):
        if "build" in path.relative_to(ROOT).parts:
            continue
        missing = [target for target in links_of(path) if not (path.parent / target).exists()]
        report.check(f"links of {path.relative_to(ROOT)}", "\n".join(f"no such file: {target}" for target in missing))


def check_ledger(report):
    """Files that tests/LEDGER.md names, `*` standing for anything."""
    names = re.findall(r"`((?:tests|examples)/[^`\s]+)`", (ROOT / "tests/LEDGER.md").read_text("utf-8"))
    missing = [name for name in names if not any(ROOT.glob(name))]
    report.check("files of tests/LEDGER.md", "\n".join(f"no such file: {name}" for name in missing))


def main(arguments):
    report = Report("spec")
    named = [pathlib.Path(argument).resolve() for argument in arguments if argument != "--update"]
    paths = named or sorted((ROOT / "spec").glob("*.md"))
    if "--update" in arguments:
        with Bench() as bench:
            for path in paths:
                update_file(bench, path)
    run_examples(report, paths)
    if named or SANITIZED:
        return report.close()
    check_clauses(report)
    check_codes(report)
    check_links(report)
    check_ledger(report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
