#!/usr/bin/env python3
"""Does everything that explains the command line know every command and every option? [C1.3]

run_options.py
The tables of cli/ are held against `--help`, the manual page and the completions of three shells.
"""

import re
import sys

from harness import ROOT, Bench, Report

SHELLS = ("ictscore.bash", "ictscore.fish", "_ictscore")
SILENT = {"-h"}  # the same as --help


def table(name, pattern):
    return sorted(set(re.findall(pattern, (ROOT / "cli" / name).read_text(encoding="utf-8"))) - SILENT)


def option_in(text, option):
    """`--top` is not there because `--topmost` is; fish writes `-l top` and `-s o`."""
    bare = option.lstrip("-")
    plain = re.escape(option) + r"(?![\w-])"
    fish = rf"-{'l' if option.startswith('--') else 's'} {re.escape(bare)}(?![\w-])"
    return re.search(plain, text) or re.search(fish, text)


def missing(names, text, is_there):
    return ", ".join(name for name in names if not is_there(text, name))


def command_in(text, command):
    return re.search(rf"(?<![\w-]){re.escape(command)}(?![\w-])", text)


def main():
    report = Report("options")
    options, commands = table("option_kinds.c", r'\{"(--?[\w-]+)"'), table("command_kinds.c", r'=\s*\{"(\w+)"')
    report.check("the tables are read", "" if len(options) > 20 and len(commands) > 3 else f"{options} {commands}")
    texts = {f"completions of {shell}": (ROOT / "share/completions" / shell).read_text("utf-8") for shell in SHELLS}
    texts["the manual page"] = (ROOT / "share/man/ictscore.1").read_text("utf-8").replace("\\-", "-")
    with Bench() as bench:
        helps = {command: bench.run(f"ictscore {command} --help", bench.folder())[1].decode() for command in ["", *commands]}
    report.check("ictscore --help: commands", missing(commands, helps[""], command_in))
    texts["--help of all commands"] = "".join(helps.values())
    for title, text in texts.items():
        report.check(f"{title}: options", missing(options, text, option_in))
        report.check(f"{title}: commands", missing(commands, text, command_in))
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
