#!/usr/bin/env python3
"""Is the project built in layers? Also the house rules that a machine can see.

A folder's README.md lists its modules bottom-up, one a line: "- `text` — one line". A file may include modules that
stand above it in that list, and folders below its own. layers.py [ROOT] looks at another tree (tests/selftest.py).
"""

import pathlib
import re
import shutil
import subprocess
import sys

from harness import ROOT, Report

RUNTIME = ["runtime/values", "runtime/reading", "runtime/computing", "runtime/results"]
EVIDENCE = [f"evidence/{room}" for room in ("basis", "card", "manifest", "units", "checker", "published", "changes", "years")]
UPPER = ["proving", "testing", "drafting", *EVIDENCE]
LAYERS = ["base", "lang", *RUNTIME, *UPPER, "library", "cli"]
MODULE_SUFFIXES = (".c", ".h", ".y", ".l")
LISTED = re.compile(r"^- `([A-Za-z0-9_]+)` — \S.*$", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
MAX_FUNCTION_LINES = 50
MAX_FILE_LINES = 600
LONG_FILES = {"lang/parser.y": 900}  # one grammar is one file

# what evaluation may know of the language, and the command line of the library
NARROW = {
    **{(room, "lang"): {"lang/plan.h", "lang/ast.h", "lang/operation.h", "lang/step_ops.def"} for room in RUNTIME},
    **{("cli", folder): set() for folder in ["lang", *RUNTIME, *UPPER]},
    ("cli", "library"): {"library/ictscore.h"},
}
# [N] exactness: nothing binary, nothing that asks the locale
INEXACT = re.compile(r"\b(double|float|strtod|strtof|strtold|atof|setlocale|localeconv|mp[zqf]r?_(?:get|set|cmp)_l?d)\b")
INEXACT_HEADERS = {"math.h", "float.h", "locale.h", "complex.h", "tgmath.h", "fenv.h"}
INEXACT_FORMAT = re.compile(r"%[-+#0-9.*]*[lL]?[fFgGaAeE]\b")
INEXACT_LAYERS = set(LAYERS) - {"cli"}
# a library does not decide for its host
HOST = re.compile(r"\b(stdout|stderr|(exit|_exit|_Exit|quick_exit|abort|printf|puts|putchar|perror|fopen|getenv|signal)\s*(?=\())")
HOST_LAYERS = INEXACT_LAYERS
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")


class Source:
    def __init__(self, root, path):
        self.path, self.folder, self.name = path, path.parent.relative_to(root).as_posix(), path.stem
        self.title = str(path.relative_to(root))
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.code = without(self.text, comments=True, strings=True)

    def lines_of(self, pattern, text):
        for match in pattern.finditer(text):
            yield f"{self.title}:{text.count(chr(10), 0, match.start()) + 1}: {match.group(0).strip()}"


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without(text, comments, strings):
    """The text with comments or strings blanked; line numbers stay."""
    def blank(match):
        token = match.group(0)
        if token[0] == "/" and not comments or token[0] in "\"'" and not strings:
            return token
        return re.sub(r"[^\n]", " ", token)
    return TOKEN.sub(blank, text)


def strings_of(text):
    return "\n".join(token for token in TOKEN.findall(text) if token[0] == '"')


def sources_of(root, folder):
    paths = sorted(path for path in (root / folder).rglob("*") if path.suffix in MODULE_SUFFIXES)
    return [Source(root, path) for path in paths]


def check_readme(root, folder, sources):
    """Every module is listed exactly once, and nothing else is. Gives (the list, the problem)."""
    path = root / folder / "README.md"
    modules = {source.name for source in sources}
    if not path.exists():
        return [], f"{folder}/README.md is missing; it must list {', '.join(sorted(modules))}"
    listed = LISTED.findall(path.read_text(encoding="utf-8"))
    problems = [f"{folder}/README.md does not list `{name}`" for name in sorted(modules - set(listed))]
    problems += [f"{folder}/README.md lists `{name}`, which does not exist" for name in sorted(set(listed) - modules)]
    problems += [f"{folder}/README.md lists `{name}` twice" for name in sorted({n for n in listed if listed.count(n) > 1})]
    return listed, "\n".join(problems)


def check_includes(source, listed):
    code = without(source.text, comments=True, strings=False)
    problems = [wrong_include(source, listed, target) for kind, target in INCLUDE.findall(code) if kind == '"']
    return "\n".join(problem for problem in problems if problem)


def wrong_include(source, listed, target):
    if "/" not in target:
        return f'{source.title} includes "{target}": write the path from the root'
    folder, module = target.rpartition("/")[0], pathlib.Path(target).stem
    if folder not in LAYERS:
        return f'{source.title} includes "{target}", which is no layer'
    if LAYERS.index(folder) > LAYERS.index(source.folder):
        return f'{source.title} includes "{target}", a layer above its own'
    if target not in NARROW.get((source.folder, folder), {target}):
        return f'{source.title} includes "{target}", which {source.folder}/ may not know'
    if folder == source.folder and module != source.name and not target.endswith(".def"):
        return upward_include(source, listed, target, module)
    return ""


def upward_include(source, listed, target, module):
    if module not in listed or source.name not in listed:
        return ""  # the README check has said so
    if listed.index(module) > listed.index(source.name):
        return f'{source.title} includes "{target}", which stands above it in {source.folder}/README.md'
    return ""


def check_words(source):
    problems = []
    if source.folder in INEXACT_LAYERS:
        problems += [line + ": numbers are exact" for line in source.lines_of(INEXACT, source.code)]
        problems += [f"{source.title}: {word}: numbers are exact" for word in INEXACT_FORMAT.findall(strings_of(source.text))]
        problems += [f"{source.title}: <{target}>" for _, target in INCLUDE.findall(source.text) if target in INEXACT_HEADERS]
    if source.folder in HOST_LAYERS:
        problems += [line + ": that is for the host to decide" for line in source.lines_of(HOST, source.code)]
    problems += [line + ": finish it or say it in an issue" for line in source.lines_of(UNFINISHED, source.text)]
    return "\n".join(problems)


def check_length(source):
    lines = source.text.count("\n")
    allowed = LONG_FILES.get(source.title, MAX_FILE_LINES)
    return f"{source.title} has {lines} lines, {allowed} are allowed" if lines > allowed else ""


def long_functions(sources):
    """Functions of more than 50 lines, as universal-ctags sees them."""
    paths = [str(source.path) for source in sources if source.path.suffix in (".c", ".h")]
    command = ["ctags", "--languages=C", "--langmap=C:.c.h", "--kinds-C=f", "--fields=+ne", "--sort=no", "-f", "-"]
    output = subprocess.run(command + paths, capture_output=True, text=True, check=True).stdout
    for line in output.splitlines():
        name, path, *fields = line.split("\t")
        where = {key: int(value) for key, value in re.findall(r"\b(line|end):(\d+)", "\t".join(fields))}
        length = where.get("end", 0) - where.get("line", 0) + 1
        if length > MAX_FUNCTION_LINES:
            yield f"{path}:{where['line']}: {name} has {length} lines, {MAX_FUNCTION_LINES} are allowed"


def check_functions(report, sources):
    if not shutil.which("ctags"):
        report.skip("length of functions", "ctags is not installed")
        return
    report.check("length of functions", "\n".join(long_functions(sources)))


def check_folder(report, root, folder):
    sources = sources_of(root, folder)
    listed, problem = check_readme(root, folder, sources)
    if sources:
        report.check(f"{folder}/README.md", problem)
    for source in sources:
        report.check(source.title, "\n".join(filter(None, [
            check_includes(source, listed), check_words(source), check_length(source)])))
    return sources


def main(arguments):
    root = pathlib.Path(arguments[0]).resolve() if arguments else ROOT
    report = Report("layers")
    sources = [source for folder in LAYERS for source in check_folder(report, root, folder)]
    check_functions(report, sources)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
