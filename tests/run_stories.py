#!/usr/bin/env python3
"""Runs the complete stories of examples/ and the commands of README files.

examples/NAME/ with rules.isl, data.csv and expected.csv: `ictscore rules.isl data.csv --format csv` must print
expected.csv, and the tests in rules.isl must pass. In a ```console block of a README.md lines that start with `$ ictscore` are run in the README's folder (or
rather one with links to all that it holds, so that what they write does not stay),
and what follows is what they must print. run_stories.py [--update] [README.md ...] runs the commands of these files
only; --update writes what the program printed, for a person to read before committing.
"""

import pathlib
import shutil
import sys

from harness import ROOT, Bench, Report, difference, in_parallel, visible
from markdown import blocks_of, lines_of, rewrite


def run_story(bench, folder):
    code, stdout, stderr = bench.run("ictscore rules.isl data.csv --format csv", folder)
    problem = f"exit {code}\n{visible(stderr)}" if code else ""
    code, tested, stderr = bench.run("ictscore test rules.isl", folder)
    problem += f"ictscore test: exit {code}\n{visible(tested)}{visible(stderr)}" if code else ""
    expected = folder / "expected.csv"
    if not expected.exists():
        return problem + "expected.csv is missing"
    return problem + difference("expected.csv", expected.read_bytes(), stdout)


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


def folder_like(bench, folder):
    """Rule files are copied: links that lead out of a folder are not built on."""
    copy = bench.folder()
    for path in folder.iterdir():
        if path.suffix == ".isl":
            shutil.copy(path, copy)
        else:
            (copy / path.name).symlink_to(path)
    return copy


def run_command(bench, path, command, printed):
    """What goes to stderr may be left out where the command succeeds."""
    code, stdout, stderr = bench.run(command, folder_like(bench, path.parent))
    if code == 0 and printed == stdout:
        return ""
    return difference(f"output of `{command}`", printed, stdout + stderr)


def title_of(path):
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def update_readme(bench, path):
    commands = [command for command in commands_of(path)]
    results = [bench.run(command, folder_like(bench, path.parent)) for _, command, _ in commands]
    outputs = [stdout if code == 0 else stdout + stderr for code, stdout, stderr in results]
    rewrite(path, [(line + 1, len(lines_of(printed)), lines_of(output))
                   for (line, _, printed), output in zip(commands, outputs)])


def update(bench, paths, folders):
    for folder in folders:
        code, stdout, stderr = bench.run("ictscore rules.isl data.csv --format csv", folder)
        if code:
            print(f"{title_of(folder)}: exit {code}\n{visible(stderr)}")
        else:
            (folder / "expected.csv").write_bytes(stdout)
    for path in paths:
        update_readme(bench, path)


def run_readmes(bench, report, paths):
    commands = [(path, *command) for path in paths for command in commands_of(path)]
    problems = in_parallel(lambda item: run_command(bench, item[0], item[2], item[3]), commands)
    for (path, line, _, _), problem in zip(commands, problems):
        report.check(f"{title_of(path)}:{line}", problem)


def check_copies(report, paths):
    """An `isl file=PATH` block is a copy of that file."""
    for block in (block for path in paths for block in blocks_of(path) if block.option("file")):
        original = (block.path.parent / block.option("file")).read_bytes()
        report.check(f"{title_of(block.path)}:{block.line}", difference(block.option("file"), original, block.data))


def run_folders(bench, report, folders):
    for folder, problem in zip(folders, in_parallel(lambda folder: run_story(bench, folder), folders)):
        report.check(title_of(folder), problem)


def main(arguments):
    report = Report("stories")
    paths = [pathlib.Path(argument).resolve() for argument in arguments if argument != "--update"]
    folders = [] if paths else [path.parent for path in sorted((ROOT / "examples").glob("*/rules.isl"))]
    paths = paths or [ROOT / "README.md", *sorted((ROOT / "examples").glob("**/README.md"))]
    with Bench() as bench:
        if "--update" in arguments:
            update(bench, paths, folders)
        run_folders(bench, report, folders)
        run_readmes(bench, report, paths)
    check_copies(report, paths)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
