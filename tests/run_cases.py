#!/usr/bin/env python3
"""Runs the golden cases tests/cases/**/*.case; tests/README.md describes their form.

run_cases.py [--update] [FILE-OR-FOLDER ...]
--update writes what the program did into the cases, for a person to read before committing.
"""

import pathlib
import re
import sys

from harness import ROOT, SANITIZED, Bench, Report, difference, in_parallel

SECTION = re.compile(rb"^=== (.+?)[ \t]*$")
OUTCOMES = ("exit", "stdout", "stderr", "unchanged", "absent", "file", "not")
ESCAPE = re.compile(rb"\\(\n|\\|n|r|t|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})")
NEEDS_ESCAPE = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|[^\n]\Z|^=== ", re.M)


class Malformed(Exception):
    pass


class Section:
    def __init__(self, words, body):
        self.escaped = len(words) > 1 and words[-1] == "escaped"
        self.words = words[:-1] if self.escaped else words
        self.body = body

    @property
    def kind(self):
        return self.words[0]

    def content(self):
        return ESCAPE.sub(decode_escape, self.body) if self.escaped else self.body


class Case:
    """One file: a sentence, input files, a command, and what must come of it."""

    def __init__(self, path):
        self.path = path
        self.intro, self.sections = parse(path.read_bytes())
        names = [section.kind for section in self.sections]
        if names.count("run") != 1:
            raise Malformed("there must be one `=== run`")
        if not self.intro.strip():
            raise Malformed("the first line must say what the case shows")
        at = names.index("run")
        self.files, self.command, self.outcomes = self.sections[:at], self.sections[at], self.sections[at + 1:]
        for section in self.outcomes:
            if section.kind not in OUTCOMES:
                raise Malformed(f"unknown section `=== {' '.join(section.words)}` after `=== run`")

    def outcome(self, kind, name=None):
        for section in self.outcomes:
            if section.kind == kind and (name is None or section.words[1:] == [name]):
                return section
        return None

    def expected(self, kind):
        section = self.outcome(kind)
        return section.content() if section else b""

    def expected_exit(self):
        section = self.outcome("exit")
        if not section or len(section.words) != 2 or not section.words[1].isdigit():
            raise Malformed("`=== exit N` is missing")
        return int(section.words[1])


def decode_escape(match):
    word = match.group(1)
    plain = {b"\n": b"", b"\\": b"\\", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
    if word in plain:
        return plain[word]
    if word[:1] == b"x":
        return bytes([int(word[1:], 16)])
    return chr(int(word[1:], 16)).encode("utf-8", "surrogatepass")


def encode_escape(data):
    def one(match):
        byte = match.group(0)
        return {b"\r": b"\\r", b"\t": b"\\t", b"\\": b"\\\\"}.get(byte, b"\\x%02x" % byte[0])
    text = re.sub(rb"[\x00-\x09\x0b-\x1f\x7f\\]|^=(?=== )", one, data, flags=re.M)
    return text if text.endswith(b"\n") or not text else text + b"\\\n"


def parse(data):
    intro, sections, body = [], [], None
    for line in data.splitlines(keepends=True) if b"\r" not in data else re.findall(rb"[^\n]*\n|[^\n]+\Z", data):
        header = SECTION.match(line.rstrip(b"\n"))
        if header:
            body = []
            sections.append((header.group(1).decode().split(" "), body))
        else:
            (intro if body is None else body).append(line)
    return b"".join(intro), [Section(words, b"".join(body)) for words, body in sections]


def write_files(case, folder):
    for section in case.files:
        path = folder / " ".join(section.words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(section.content())


def compare(case, folder, result):
    code, stdout, stderr = result
    problems = ""
    if code != case.expected_exit():
        problems += f"expected exit {case.expected_exit()}, actual exit {code}\n"
    problems += difference("stdout", case.expected("stdout"), stdout)
    problems += difference("stderr", case.expected("stderr"), stderr)
    return problems + compare_files(case, folder)


def compare_files(case, folder):
    """Files written are as expected, inputs stay as they were, and nothing else is left behind."""
    problems = ""
    for section in case.outcomes:
        name = " ".join(section.words[1:])
        if section.kind == "absent" and (folder / name).exists():
            problems += f"{name} exists and should not\n"
        if section.kind == "file":
            problems += compare_file(folder / name, name, section.content())
    for section in case.files:
        name = " ".join(section.words)
        if not case.outcome("file", name):
            problems += compare_file(folder / name, name, section.content())
    return problems + strays(case, folder)


def compare_file(path, name, expected):
    return difference(name, expected, path.read_bytes()) if path.is_file() else f"{name} is not there\n"


def strays(case, folder):
    known = {" ".join(section.words) for section in case.files}
    names = [str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()]
    left = [name for name in names if name not in known and name not in case.command.body.decode("utf-8", "replace")]
    return f"left behind: {', '.join(sorted(left))}\n" if left else ""


def updated(case, result):
    """The bytes of the case with the outcome that was observed."""
    code, stdout, stderr = result
    parts = [case.intro]
    for section in case.files + [case.command]:
        parts += [header(section.words, section.escaped), section.body]
    parts.append(header(["exit", str(code)], False))
    for name, data in (("stdout", stdout), ("stderr", stderr)):
        if data:
            escaped = bool(NEEDS_ESCAPE.search(data))
            parts += [header([name], escaped), encode_escape(data) if escaped else data]
    for section in case.outcomes:
        if section.kind not in ("exit", "stdout", "stderr"):
            parts += [header(section.words, section.escaped), section.body]
    return b"".join(parts)


def header(words, escaped):
    return ("=== " + " ".join(words) + (" escaped" if escaped else "") + "\n").encode()


def run_case(bench, path, update):
    """Gives (title, problem, reason to skip)."""
    title = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
    try:
        case = Case(path)
        skip = case.outcome("not")
        if skip and SANITIZED:
            return title, "", skip.body.decode().strip() or "not under sanitizers"
        folder = bench.folder()
        write_files(case, folder)
        result = bench.run(case.command.body.decode(), folder)
        if update:
            path.write_bytes(updated(case, result))
            return title, "", ""
        return title, explain(case, compare(case, folder, result)), ""
    except (Malformed, UnicodeDecodeError) as problem:
        return title, f"malformed case: {problem}", ""


def explain(case, problems):
    if not problems:
        return ""
    return case.intro.decode("utf-8", "replace").strip() + "\n" + case.command.body.decode().strip() + "\n" + problems


def find_cases(arguments):
    for argument in arguments or [ROOT / "tests/cases"]:
        path = pathlib.Path(argument).resolve()
        yield from sorted(path.rglob("*.case")) if path.is_dir() else [path]


def main(arguments):
    update = "--update" in arguments
    report = Report("cases")
    with Bench() as bench:
        paths = list(find_cases([argument for argument in arguments if argument != "--update"]))
        for title, problem, skipped in in_parallel(lambda path: run_case(bench, path, update), paths):
            if skipped:
                report.skip(title, skipped)
            else:
                report.check(title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
