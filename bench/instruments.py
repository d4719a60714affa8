"""What a run costs: instructions where they can be counted, which repeats exactly, else the time of the processor.

`factor`: how many times as many rows it takes to see a difference.
"""

import re
import shutil
import subprocess

from measure import Failed

RUNS = 7  # of which the quickest counts, where time is measured


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = done.stderr.decode("utf-8", "backslashreplace")
    if done.returncode != 0:
        raise Failed(f"exit {done.returncode}: {' '.join(command)}\n{said}")
    return said


def count_in(pattern, said):
    found = re.search(pattern, said, re.M)
    if not found:
        raise Failed(f"no count in:\n{said}")
    return int(found.group(1).replace(",", ""))


class Callgrind:
    name, unit, factor = "callgrind", "instructions", 1

    @staticmethod
    def works():
        return shutil.which("valgrind") is not None

    def cost(self, command):
        said = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command])
        return count_in(r"Collected : (\d+)", said)


class Perf:
    name, unit, factor = "perf stat", "instructions", 1
    pattern = r"^(\d+),*[^,]*,instructions:u"

    @classmethod
    def works(cls):
        """Many virtual machines have no counters."""
        try:
            return count_in(cls.pattern, run(["perf", "stat", "-x", ",", "-e", "instructions:u", "true"])) > 0
        except (Failed, OSError):
            return False

    def cost(self, command):
        return count_in(self.pattern, run(["perf", "stat", "-x", ",", "-e", "instructions:u", *command]))


class Clock:
    name, unit, factor = "processor time", "microseconds", 16

    def __init__(self, launcher):
        self.launcher = launcher

    def cost(self, command):
        return min(self.launcher.microseconds(command) for _ in range(RUNS))


def choose(launcher, name=None):
    """The first that works, or the one that is asked for."""
    for kind in (Perf, Callgrind):
        if name in (None, kind.name.split()[0]) and kind.works():
            return kind()
    return Clock(launcher)
