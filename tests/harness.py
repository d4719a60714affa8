"""What the test runners share: where the program is, how a command is run, how results are counted."""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared/data"  # published figures that may not be copied into the project
SANITIZED = bool(os.environ.get("ICT_SANITIZED"))
TIMEOUT_SECONDS = 240 if SANITIZED else 60
DIFF_LINES = 60


class Report:
    """Counts of one runner. A runner that ran nothing has failed."""

    def __init__(self, name):
        self.name = name + (" (sanitized)" if SANITIZED else "")
        self.passed = self.failed = self.skipped = 0

    def ok(self, count=1):
        self.passed += count

    def fail(self, title, detail=""):
        self.failed += 1
        print(f"FAILED {self.name}: {title}")
        for line in detail.rstrip("\n").split("\n") if detail else []:
            print("    " + line)
        sys.stdout.flush()

    def skip(self, title, reason):
        self.skipped += 1
        print(f"skipped {self.name}: {title}: {reason}")

    def check(self, title, problem):
        """problem: None or "" when all is well, else what is wrong."""
        if problem:
            self.fail(title, problem)
        else:
            self.ok()

    def close(self):
        """Prints and records the counts; returns the exit code."""
        if self.passed + self.failed + self.skipped == 0:
            self.fail("the runner found nothing to run")
        record(self.name, self.passed, self.failed, self.skipped)
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed{skipped}")
        return 1 if self.failed else 0


def record(name, passed, failed, skipped):
    path = os.environ.get("ICT_RESULTS")
    if path:
        with open(path, "a", encoding="utf-8") as results:
            results.write(f"{passed} {failed} {skipped} {name}\n")


def program():
    """The absolute path of the program under test (ICTSCORE, default build/ictscore)."""
    path = pathlib.Path(os.environ.get("ICTSCORE", ROOT / "build/ictscore"))
    if not path.is_absolute():
        path = ROOT / path
    if not path.exists():
        print(f"{path} has not been built")
        sys.exit(Report("program").close())
    return path


class Bench:
    """A folder with `ictscore` in it, first on PATH, and empty folders to run commands in."""

    def __init__(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="ictscore-test-"))
        (self.top / "bin").mkdir()
        (self.top / "bin/ictscore").symlink_to(program())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top, ignore_errors=True)

    def folder(self):
        return pathlib.Path(tempfile.mkdtemp(dir=self.top))

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name in ("ASAN_OPTIONS", "UBSAN_OPTIONS")}
        kept.setdefault("ASAN_OPTIONS", "exitcode=99")
        return kept | {
            "PATH": f"{self.top}/bin:{os.environ['PATH']}",
            "HOME": str(self.top),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "ROOT": str(ROOT),
        }

    def run(self, command, folder):
        """Runs a shell command; gives (exit code, stdout, stderr) as bytes. -1 stands for a time-out."""
        try:
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=self.environment(), timeout=TIMEOUT_SECONDS,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except subprocess.TimeoutExpired as expired:
            return -1, expired.stdout or b"", (expired.stderr or b"") + b"(stopped: it took too long)\n"
        return done.returncode, done.stdout, done.stderr


def visible(data):
    return data.decode("utf-8", "backslashreplace")


def difference(what, expected, actual):
    """Expected and actual bytes as a diff, or "" when they are equal."""
    if expected == actual:
        return ""
    lines = list(difflib.unified_diff(split(expected), split(actual), f"expected {what}", f"actual {what}", lineterm=""))
    if not lines:
        lines = [f"{what} differs in invisible bytes", repr(expected[-200:]), repr(actual[-200:])]
    if len(lines) > DIFF_LINES:
        lines[DIFF_LINES:] = [f"... {len(lines) - DIFF_LINES} more lines"]
    return "\n".join(lines) + "\n"


def split(data):
    lines = visible(data).split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return lines[:-1] + [lines[-1] + "\\ (no line end)"]


def in_parallel(function, items):
    """Results in the order of the items."""
    with ThreadPoolExecutor(int(os.environ.get("JOBS") or os.cpu_count() or 2)) as pool:
        yield from pool.map(function, items)
