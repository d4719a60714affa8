#!/usr/bin/env python3
"""Runs the complete stories of examples/ and the commands of README files.

examples/NAME/ with rules.isl, data.csv and expected.csv: `ictscore rules.isl data.csv --format csv` must print
expected.csv. In a ```console block of a README.md lines that start with `$ ictscore` are run in the README's folder,
and what follows is what they must print. run_stories.py [README.md ...] runs the commands of these files only.
"""

import pathlib
import sys

from harness import ROOT, Bench, Report, difference, in_parallel, visible
from markdown import blocks_of


def run_story(bench, folder):
    code, stdout, stderr = bench.run("ictscore rules.isl data.csv --format csv", folder)
    problem = f"exit {code}\n{visible(stderr)}" if code else ""
    return problem + difference("expected.csv", (folder / "expected.csv").read_bytes(), stdout)


def commands_of(path):
    """(line, command, printed) of every `$ ictscore ...`; other commands are for the reader."""
    for block in blocks_of(path):
        if block.kind != "console":
            continue
        command, printed, line = None, [], block.line
        for number, text in enumerate(block.lines + ["$ "], block.line + 1):
            if not text.startswith("$ "):
                printed.append(text)
                continue
            if command and command.startswith("ictscore"):
                yield line, command, "".join(text + "\n" for text in printed).encode()
            command, printed, line = text[2:], [], number


def run_command(bench, path, command, printed):
    _, stdout, stderr = bench.run(command, path.parent)
    return difference(f"output of `{command}`", printed, stdout + stderr)


def title_of(path):
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def run_readmes(bench, report, paths):
    commands = [(path, *command) for path in paths for command in commands_of(path)]
    problems = in_parallel(lambda item: run_command(bench, item[0], item[2], item[3]), commands)
    for (path, line, _, _), problem in zip(commands, problems):
        report.check(f"{title_of(path)}:{line}", problem)


def run_folders(bench, report):
    rules = sorted((ROOT / "examples").glob("*/rules.isl"))
    folders = [path.parent for path in rules if (path.parent / "expected.csv").exists()]
    for path in rules:
        if path.parent not in folders and not any((path.parent / "README.md").glob("")):
            report.fail(f"{title_of(path.parent)} has neither expected.csv nor a README.md")
    for folder, problem in zip(folders, in_parallel(lambda folder: run_story(bench, folder), folders)):
        report.check(title_of(folder), problem)


def main(arguments):
    report = Report("stories")
    with Bench() as bench:
        if arguments:
            run_readmes(bench, report, [pathlib.Path(argument).resolve() for argument in arguments])
        else:
            run_folders(bench, report)
            run_readmes(bench, report, [ROOT / "README.md", *sorted((ROOT / "examples").glob("**/README.md"))])
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
