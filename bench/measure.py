"""What one run of a program takes, and many programs in turn."""

import os
import pathlib
import statistics
import subprocess
import time

QUIET_SHARE = 0.10   # of the machine, that others may use while a run begins
QUIET_SECONDS = 8    # how long to wait for that, and
PATIENCE_SECONDS = 60  # in all at one size
SHORT_SECONDS = 0.2  # runs that are not worth waiting for one by one
FILL_SECONDS = 1.0   # short runs are repeated that long
MOST_RUNS = 51
SLOW_SECONDS = 45    # what all runs of one peer at one size may take


class Failed(Exception):
    """A program could not be run, or ended in an error."""


class Sample:
    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak  # seconds, seconds, bytes


class Entry:
    """A program with a number of threads over one file: what it took so far."""

    def __init__(self, program, threads, command):
        self.program, self.threads, self.command = program, threads, command
        self.samples, self.wanted = [], 1
        self.difference = None  # how its result differs from the exact one, when that was looked at
        self.skipped = ""       # why it was not run

    def median(self, what):
        return statistics.median(getattr(sample, what) for sample in self.samples)


class Launcher:
    def __init__(self, path, folder):
        self.path, self.errors = path, pathlib.Path(folder) / "stderr"

    def run(self, entry, output="/dev/null"):
        environment = os.environ | entry.program.environment(entry.threads)
        with open(self.errors, "wb") as errors:
            done = subprocess.run([self.path, output, *entry.command], env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=errors)
        numbers = [int(number) for number in done.stdout.split()]
        if len(numbers) != 5 or numbers[4] != 0:
            raise Failed(f"{entry.program.name}: exit {numbers[4] if len(numbers) == 5 else 'unknown'}\n{self.said()}")
        return Sample(numbers[0] / 1e9, (numbers[1] + numbers[2]) / 1e6, numbers[3] * 1024)

    def microseconds(self, command):
        done = subprocess.run([self.path, "/dev/null", *command], stdin=subprocess.DEVNULL, capture_output=True)
        numbers = [int(number) for number in done.stdout.split()]
        if len(numbers) != 5 or numbers[4] != 0:
            raise Failed(f"{' '.join(command)}: failed")
        return numbers[1] + numbers[2]

    def said(self):
        return self.errors.read_bytes()[-2000:].decode("utf-8", "backslashreplace")


def busy_and_all():
    """Ticks of all processors since the start of the machine."""
    with open("/proc/stat", encoding="ascii") as stat:
        ticks = [int(number) for number in stat.readline().split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


class Patience:
    """Other work on the machine would be measured too. What is waited for its end is limited."""

    def __init__(self):
        self.seconds = PATIENCE_SECONDS

    def wait_until_quiet(self):
        start = time.monotonic()
        while time.monotonic() - start < min(QUIET_SECONDS, self.seconds) and is_busy():
            pass
        self.seconds -= time.monotonic() - start


def is_busy():
    """Looks for a tenth of a second."""
    busy, all_ticks = busy_and_all()
    time.sleep(0.1)
    busy_now, all_now = busy_and_all()
    return busy_now - busy > QUIET_SHARE * (all_now - all_ticks) + 1


def read_through(path):
    """So that the file stands in the page cache, for whoever comes next."""
    with open(path, "rb", buffering=0) as data:
        buffer = bytearray(1 << 20)
        while data.readinto(buffer):
            pass


def wanted_runs(entry, runs):
    """Many for the quickest, fewer than asked for only for slow peers."""
    seconds = max(min(sample.wall for sample in entry.samples), 1e-4)
    wanted = max(runs, min(MOST_RUNS, int(FILL_SECONDS / seconds)))
    if entry.program.role == "peer":
        wanted = max(1, min(wanted, int(SLOW_SECONDS / seconds)))
    return wanted


def measure_quickly(launcher, entries):
    """Once each and without waiting, where the figures do not matter."""
    for entry in entries:
        sample_of(launcher, entry)


def measure(launcher, entries, data, runs):
    """Every entry once in each round, a different one first each time."""
    patience, round_number = Patience(), 0
    while any(len(entry.samples) < entry.wanted for entry in entries):
        patience.wait_until_quiet()
        first = round_number % len(entries)
        for entry in entries[first:] + entries[:first]:
            if len(entry.samples) < entry.wanted:
                measure_once(launcher, entry, data, runs, patience)
        round_number += 1


def measure_once(launcher, entry, data, runs, patience):
    if not entry.samples or entry.samples[-1].wall > SHORT_SECONDS:
        read_through(data)
        patience.wait_until_quiet()
    if sample_of(launcher, entry):
        entry.wanted = wanted_runs(entry, runs)


def sample_of(launcher, entry):
    """Whether the program did its work."""
    try:
        entry.samples.append(launcher.run(entry))
    except Failed as failure:
        entry.skipped, entry.wanted = str(failure), 0
    return not entry.skipped
