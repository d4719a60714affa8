#!/usr/bin/env python3
"""Measures ictscore beside hard-coded C programs and the peers that are installed, in turn, and compares every result
with the exact answer. The exit status is 1 when a result of ictscore differs."""

import argparse
import csv
import io
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import exact
import peers
import report
from compare import compare
from measure import Entry, Failed, Launcher, measure, measure_quickly
from methodology import OUTPUTS
from programs import HERE, ROOT, Compiler, hard_coded, has_statistics, ours

SIZES = "63,11000,1000000,9900000"
LONGEST_SECONDS = 90  # a peer that would take longer at a size is left out there


def arguments_of(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    build = os.environ.get("BUILD", str(ROOT / "build"))
    parser.add_argument("--program", default=f"{build}/ictscore")
    parser.add_argument("--work", default=f"{build}/bench", help="folder for data, scripts and what is compiled")
    parser.add_argument("--sizes", default=SIZES, help=f"rows; default {SIZES}")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--runs", type=int, default=7, help="at least; fewer for slow peers")
    parser.add_argument("--quick", action="store_true", help="one run each, without waiting for a quiet machine")
    parser.add_argument("--reference", help="C source of the hard-coded program")
    parser.add_argument("--reference-flags", default="-march=native")
    parser.add_argument("--reference-portable", help="flags to build it a second time with, for fewer instruction sets")
    parser.add_argument("--plain", help="C source of the plain hard-coded program")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--longest", type=float, default=LONGEST_SECONDS, metavar="SECONDS",
                        help=f"leave a peer out where it would take longer; default {LONGEST_SECONDS}")
    parser.add_argument("--exact-rows", type=int, default=11000, metavar="ROWS",
                        help="up to here the exact answer comes from fractions, beyond from the reference")
    parser.add_argument("--ledger", action="store_true", help="tables as they stand in tests/LEDGER.md")
    options = parser.parse_args(words)
    options.program = os.path.abspath(options.program)
    return options


def numbers(text):
    return [int(number) for number in text.split(",")]


# ---- data and the exact answer

def data_file(compiler, folder, rows):
    """Made once, and again when the generator has changed."""
    path, source = folder / f"data-{rows}.csv", HERE / "generate.c"
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        generate = compiler.build(source, "generate", "-std=c17", "-O2")
        part = path.with_suffix(".part")
        with open(part, "wb") as data:
            subprocess.run([generate, str(rows)], stdout=data, check=True)
        part.rename(path)
    return str(path)


def exact_lines(data):
    with open(data, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(OUTPUTS)
    writer.writerows(exact.answer(rows))
    return text.getvalue().encode("utf-8")


def exact_file(options, launcher, entries, data, rows):
    """The path of the exact answer, or None. Beyond what fractions can do in time it is the reference's."""
    path = pathlib.Path(options.work) / f"exact-{rows}.csv"
    if rows <= options.exact_rows:
        path.write_bytes(exact_lines(data))
        return path
    reference = next((entry for entry in entries if entry.program.role == "reference"), None)
    if reference is None:
        return None
    launcher.run(reference, str(path))
    return path


def look_at_result(entry, answer):
    """Compares while the program writes."""
    environment = os.environ | entry.program.environment(entry.threads)
    with open(answer, "rb") as right, subprocess.Popen(entry.command, env=environment, stdin=subprocess.DEVNULL,
                                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        entry.difference = compare(right, running.stdout)


def show_first(entry):
    right, given = (line.decode("utf-8", "backslashreplace").rstrip() for line in entry.difference.first)
    return f"{entry.program.name}, {entry.threads} threads: {entry.difference.differing} rows differ; the first:\n" \
           f"    exact: {right}\n    given: {given}"


# ---- one size

class Session:
    """One call of the harness: what is measured, and what peers took at the size before."""

    def __init__(self, options):
        self.options = options
        folder = pathlib.Path(options.work)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.compiler, threads = folder, Compiler(folder), numbers(options.threads)
        self.launcher = Launcher(self.compiler.build(HERE / "launch.c", "launch", "-std=c17", "-O2"), folder)
        self.programs = [ours(options.program, threads)] + hard_coded(self.compiler, options, threads)
        if not options.no_peers:
            self.programs += peers.all_peers(self.compiler, threads)
        self.took = {}  # (name, threads): (rows, seconds, bytes)

    def entries(self, data):
        for program in self.programs:
            for threads in program.threads:
                yield Entry(program, threads, program.command(data, threads))

    def too_long(self, entry, rows):
        """Why a peer is left out at this size, from what it took at the size before."""
        before = self.took.get((entry.program.name, entry.threads))
        if entry.program.role != "peer" or not before:
            return before == () and "it failed at a smaller size" or ""
        growth = rows / before[0]
        if before[1] * growth > self.options.longest:
            return f"would take about {report.seconds(before[1] * growth)}"
        if before[2] * growth > memory_bytes() * 0.7:
            return f"would need about {report.megabytes(before[2] * growth)}"
        return ""

    def remember(self, entries, rows):
        for entry in entries:
            key = entry.program.name, entry.threads
            if entry.samples:
                self.took[key] = rows, entry.median("wall"), entry.median("peak")
            elif key not in self.took:
                self.took[key] = ()

    def size(self, rows):
        """Measures and prints one size; gives how many results of ictscore differ."""
        data = data_file(self.compiler, self.folder, rows)
        entries = list(self.entries(data))
        for entry in entries:
            entry.skipped = self.too_long(entry, rows)
        running = [entry for entry in entries if not entry.skipped]
        if self.options.quick:
            measure_quickly(self.launcher, running)
        else:
            measure(self.launcher, running, data, self.options.runs)
        answer = exact_file(self.options, self.launcher, entries, data, rows)
        if answer:
            for entry in (entry for entry in running if entry.samples):
                look_at_result(entry, answer)
        self.remember(entries, rows)
        self.show(entries, rows, data)
        return sum(entry.difference.differing for entry in entries if entry.program.role == "ours" and entry.difference) \
            + sum(1 for entry in entries if entry.program.role != "peer" and not entry.samples)

    def show(self, entries, rows, data):
        print(f"\n{rows:,} rows, {report.megabytes(os.path.getsize(data))}\n")
        print(report.size_table([entry for entry in entries if entry.samples], self.options.ledger))
        print()
        for line in report.summary(entries):
            print(("- " if self.options.ledger else "") + line)
        for entry in entries:
            if entry.skipped:
                print(f"left out: {entry.program.name}, {entry.threads} threads: {entry.skipped}")
            elif entry.difference and entry.difference.differing:
                print(show_first(entry))
        if has_statistics(self.options.program):
            print(self.statistics(entries), end="")
        sys.stdout.flush()

    def statistics(self, entries):
        """What the program says of itself, with as many threads as it was measured with."""
        entry = [entry for entry in entries if entry.program.role == "ours"][-1]
        self.launcher.run(Entry(entry.program, entry.threads, entry.command + ["--stats"]))
        return self.launcher.said()


def memory_bytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def main(words):
    options = arguments_of(words)
    if not os.access(options.program, os.X_OK):
        print(f"{options.program} has not been built")
        return 1
    session = Session(options)
    print(report.machine())
    runs = "One run each" if options.quick else f"Median of at least {options.runs} runs in turn (fewer for slow peers)"
    print(f"{runs}; output to /dev/null.")
    try:
        return 1 if sum(session.size(rows) for rows in numbers(options.sizes)) else 0
    except Failed as failure:
        print(failure)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
