"""Figures as tables: for a terminal, or as lines of tests/LEDGER.md."""

import datetime
import os
import subprocess

HEADER = ["", "threads", "time", "processor", "memory", "time/ref", "proc/ref", "mem/ref", "time/ours", "proc/ours",
          "mem/ours", "rows that differ", "runs"]


def seconds(value):
    return f"{value * 1000:.3g} ms" if value < 0.9995 else f"{value:.3g} s"


def megabytes(value):
    return f"{value / 1e6:.3g} MB" if value < 999.5e6 else f"{value / 1e9:.3g} GB"


def factor(value):
    return f"{value:.2f}" if value < 9.995 else f"{value:.3g}"


def table(rows, ledger):
    """The first row is the header. The first column is text, the others are figures."""
    if ledger:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.rjust(width) if column else cell.ljust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in rows)


def commit():
    """Not known where there is no git, or no history."""
    try:
        done = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True,
                              cwd=os.path.dirname(os.path.abspath(__file__)))
    except FileNotFoundError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def machine():
    """What is said of the machine and the source over the figures."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown processor")
    return f"{os.cpu_count()} x {model}, commit {commit()}, {datetime.date.today()}"


def ratios(entry, base):
    if base is None or base is entry:
        return ["", "", ""]
    return [factor(entry.median(what) / max(base.median(what), 1e-9)) for what in ("wall", "cpu", "peak")]


def find(entries, role, threads):
    """The one with as many threads, or else with one."""
    fitting = [entry for entry in entries if entry.program.role == role and entry.samples]
    return next((entry for entry in fitting if entry.threads == threads), fitting[0] if fitting else None)


def row_of(entry, entries):
    title = [entry.program.name, str(entry.threads)]
    if not entry.samples:
        return title + ["-"] * (len(HEADER) - 2)
    took = [seconds(entry.median("wall")), seconds(entry.median("cpu")), megabytes(entry.median("peak"))]
    reference = ratios(entry, find(entries, "reference", entry.threads))
    differing = "not compared" if entry.difference is None else str(entry.difference.differing)
    ours = ratios(entry, find(entries, "ours", entry.threads))
    return title + took + reference + ours + [differing, str(len(entry.samples))]


def size_table(entries, ledger):
    rows = [HEADER] + [row_of(entry, entries) for entry in entries]
    if not any(entry.program.role == "reference" for entry in entries):
        rows = [row[:5] + row[8:] for row in rows]
    return table(rows, ledger)


def compared(name, entry, base):
    time, cpu, peak = ratios(entry, base)
    return f"{name}: time {time}, processor {cpu}, memory {peak}"


def summary(entries):
    """The few ratios that are looked at first."""
    for entry in (entry for entry in entries if entry.program.role == "ours" and entry.samples):
        threads = f"{entry.threads} thread{'s' if entry.threads > 1 else ''}"
        for role in ("reference", "portable", "plain"):
            base = find(entries, role, entry.threads)
            if base and base.threads == entry.threads:
                yield compared(f"ictscore / {base.program.name}, {threads}", entry, base)
        alone = find(entries, "ours", 1)
        if alone is not entry and alone.threads == 1:
            yield compared(f"ictscore, {threads} / 1 thread", entry, alone)
        peers = [peer for peer in entries if peer.program.role == "peer" and peer.samples and peer.threads == entry.threads]
        if peers:
            fastest = min(peers, key=lambda peer: peer.median("wall"))
            yield compared(f"fastest peer ({fastest.program.name}) / ictscore, {threads}", fastest, entry)
