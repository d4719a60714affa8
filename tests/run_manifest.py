#!/usr/bin/env python3
"""Is every changed bit of rules, data, result or manifest noticed by `ictscore verify`? [E8.5]

run_manifest.py [--all]
Every bit of rules, data and result, and every seventh of the manifest (--all: every one), is turned over, one at a time:
verify answers no, and names the file that was changed.
"""

import pathlib
import subprocess
import sys
import tempfile

from harness import Report, in_parallel, program

RULES = """methodology "Thử" { year 2018 }
data {
  ma : key
  a  : percent 0%..100% step 1%
}
index chung "Chỉ số" { criterion b "Tỷ lệ" max 9 = a * max }
rank hang from chung
"""
DATA = "ma,a\nA,50\nB,40\n"
SAID = {"rules.isl": b"rules: `rules.isl` is not what", "data.csv": b"data: `data.csv` is not what",
        "result.csv": b"result: `result.csv` is not what", "one.manifest": b"error D302"}


def run(folder, *words):
    return subprocess.run([program(), *words], cwd=folder, capture_output=True)


def verify(folder, names):
    return run(folder, "verify", names["rules.isl"], names["data.csv"], names["result.csv"], "--manifest", names["one.manifest"])


def problem(folder, name, bit):
    """Writes the file with one bit turned over beside the others."""
    changed = bytearray((folder / name).read_bytes())
    changed[bit // 8] ^= 1 << bit % 8
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        other = pathlib.Path(beside) / name
        other.write_bytes(changed)
        done = verify(folder, {each: each if each != name else str(other) for each in SAID})
    said = (done.stdout + done.stderr).replace(beside.encode() + b"/", b"")
    return "" if done.returncode == 1 and SAID[name] in said else f"exit {done.returncode}: {said.decode(errors='replace')}"


def bits(folder, name, every):
    return range(0, 8 * len((folder / name).read_bytes()), every)


def main(words):
    report = Report("manifest")
    with tempfile.TemporaryDirectory(prefix="ictscore-manifest-") as top:
        folder = pathlib.Path(top)
        (folder / "rules.isl").write_text(RULES, encoding="utf-8")
        (folder / "data.csv").write_text(DATA, encoding="utf-8")
        run(folder, "rules.isl", "data.csv", "--format", "csv", "-o", "result.csv", "--manifest", "one.manifest", "--quiet")
        done = verify(folder, {each: each for each in SAID})
        report.check("nothing changed", "" if done.returncode == 0 else done.stdout.decode() + done.stderr.decode())
        for name in SAID:
            every = 7 if name == "one.manifest" and "--all" not in words else 1
            tried = list(bits(folder, name, every))
            wrong = [f"bit {bit}: {said}" for bit, said in
                     zip(tried, in_parallel(lambda bit: problem(folder, name, bit), tried)) if said]
            report.check(f"{len(tried)} bits of {name}", "\n".join(wrong[:5]))
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
