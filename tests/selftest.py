#!/usr/bin/env python3
"""Proves that the test runners notice what is wrong: each is given something right and several things wrong."""

import os
import pathlib
import subprocess
import sys
import tempfile

from harness import ROOT, Report

# stands in for the program: the first line of rules.isl decides what it does
FAKE = """#!/bin/sh
for file; do case $file in *.isl) rules=$file ;; esac; done
case "$(head -n 1 "$rules")" in
error*) echo "rules.isl:1:1: error R202: unknown name" >&2; exit 3 ;;
crash*) kill -SEGV $$ ;;
*) [ "$1" = check ] || { echo a; echo 1; } ;;
esac
"""

RIGHT_CASE = "A right case.\n=== a.txt\nx\n=== run\ncat a.txt\n=== exit 0\n=== stdout\nx\n"
WRONG_CASES = {
    "wrong stdout": RIGHT_CASE.replace("stdout\nx", "stdout\ny"),
    "unexpected stdout": RIGHT_CASE.replace("=== stdout\nx\n", ""),
    "wrong exit": RIGHT_CASE.replace("exit 0", "exit 3"),
    "no exit": RIGHT_CASE.replace("=== exit 0\n", ""),
    "unexpected stderr": RIGHT_CASE.replace("cat a.txt", "cat a.txt; echo oops >&2"),
    "changed input": RIGHT_CASE.replace("cat a.txt", "cat a.txt; echo more >> a.txt"),
    "file left behind": RIGHT_CASE.replace("cat a.txt", "cat a.txt; touch tmp$$"),
    "present file": RIGHT_CASE + "=== absent a.txt\n",
    "wrong output file": RIGHT_CASE.replace("cat a.txt", "cat a.txt; cp a.txt b.txt") + "=== file b.txt\nz\n",
    "misspelt section": RIGHT_CASE.replace("=== stdout", "=== stdoutt"),
    "no sentence": RIGHT_CASE.replace("A right case.\n", ""),
    "missing line end": RIGHT_CASE.replace("cat a.txt", "printf x"),
}

RIGHT_SPEC = "```isl\ngood\n```\n```csv\nk\n```\n```result\na\n1\n```\n"
WRONG_SPECS = {
    "rules with an error": "```isl\nerror\n```\n",
    "rules without the error": "```isl error R202\ngood\n```\n",
    "another error": "```isl error R203\nerror\n```\n",
    "a crash": "```isl\ncrash\n```\n",
    "a crash for an error": "```isl error R202\ncrash\n```\n",
    "wrong result": RIGHT_SPEC.replace("\n1\n", "\n2\n"),
    "wrong message": "```isl\ngood\n```\n```message\nhello\n```\n",
    "wrong message of an error": "```isl error R202\nerror\n```\n```message\nhello\n```\n",
    "result without data": RIGHT_SPEC.replace("```csv\nk\n```\n", ""),
    "unknown part": "```isl part=nowhere\ngood\n```\n",
    "results without rules": "```csv\nk\n```\n",
    "nothing to run": "plain text\n",
}

RIGHT_TREE = {
    "base/README.md": "- `low` — first\n- `high` — second\n",
    "base/low.h": "int low(void);\n",
    "base/high.c": '#include "base/low.h"\n',
    "lang/README.md": "- `rules` — only\n",
    "lang/rules.c": '#include "base/high.h"\n/* a double would lose digits */\n',
}
WRONG_TREES = {
    "no README": ("lang/README.md", None),
    "module not listed": ("base/README.md", "- `low` — first\n"),
    "module listed twice": ("base/README.md", RIGHT_TREE["base/README.md"] + "- `low` — again\n"),
    "listed module absent": ("base/README.md", RIGHT_TREE["base/README.md"] + "- `ghost` — none\n"),
    "include of a module above": ("base/README.md", "- `high` — first\n- `low` — second\n"),
    "include of a layer above": ("base/low.h", '#include "lang/rules.h"\n'),
    "include without folder": ("base/high.c", '#include "low.h"\n'),
    "a double": ("lang/rules.c", "double points;\n"),
    "a %f": ("lang/rules.c", 'const char *form = "%.3f";\n'),
    "an exit": ("lang/rules.c", "void f(void) { exit(1); }\n"),
    "printing": ("lang/rules.c", "void f(void) { fputs(\"x\", stdout); }\n"),
    "a long file": ("lang/rules.c", "int x;\n" * 601),
    "a long function": ("lang/rules.c", "int f(int x) {\n" + "    x++;\n" * 50 + "    return x;\n}\n"),
    "unfinished work": ("lang/rules.c", "/* TO" + "DO later */\n"),
}

RIGHT_UNIT = "echo 1..2; echo ok 1 - first; echo ok 2 - second"
WRONG_UNITS = {
    "a failed test": "echo 1..2; echo ok 1 - first; echo not ok 2 - second; exit 1",
    "a crash": "echo 1..2; echo ok 1 - first; kill -SEGV $$",
    "a leak found at the end": RIGHT_UNIT + "; exit 99",
    "no test at all": "echo 1..0",
}


# what `check` says in its three forms of one rule file with a finding that counts and one that is accepted
FINDINGS = {
    "text": """rules.isl:1:3: warning W501: nothing uses the input `x`
    1 | good
      |   ^
   example: ma,x
            A,1
   hint: use it
""",
    "stdout": "1 finding accepted:\n  W502 at line 1: why\n    nothing uses it\n",
    "json": """{"format":1,"program":"1.0.0","rules":"rules.isl","methodology":{"title":"T","year":2018,"meaning":"0123456789abcdef","wording":"0123456789abcdef","inputs":1,"functions":0,
"lets":0,"reports":0,"criteria":0,"groups":0,"gates":0,"ranks":0,"grades":0,"tests":0,"indices":[]},"verdict":"doubts",
"counts":{"errors":0,"warnings":1,"undecided":0,"notes":0,"accepted":1},"findings":[
{"code":"W501","title":"t","severity":"warning","file":"rules.isl","line":1,"column":3,"end_line":1,"end_column":4,
"message":"nothing uses the input `x`","hint":"use it","example":"ma,x\\nA,1\\n"},
{"code":"W502","title":"t","severity":"warning","file":"rules.isl","line":1,"column":1,"end_line":1,"end_column":2,
"message":"nothing uses it","accepted":{"reason":"why","file":"rules.isl","line":1,"column":1}}],"cliffs":[]}""",
    "sarif": """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"ictscore","rules":[{"id":"W501"},{"id":"W502"}]}},
"columnKind":"unicodeCodePoints","results":[
{"ruleId":"W501","ruleIndex":0,"level":"warning","message":{"text":"nothing uses the input `x`, use it, ma,x\\nA,1\\n"},
"locations":[{"physicalLocation":{"artifactLocation":{"uri":"rules.isl"},
"region":{"startLine":1,"startColumn":3,"endLine":1,"endColumn":4}}}],"partialFingerprints":{"finding/v1":"a"},
"suppressions":[]},
{"ruleId":"W502","ruleIndex":1,"level":"warning","message":{"text":"nothing uses it"},
"locations":[{"physicalLocation":{"artifactLocation":{"uri":"rules.isl"},
"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":2}}}],"partialFingerprints":{"finding/v1":"b"},
"suppressions":[{"kind":"inSource","justification":"why"}]}]}]}""",
}
WRONG_FINDINGS = {
    "another line": ("text", "1:3", "2:3"),
    "another code": ("text", "W501", "W505"),
    "another severity": ("text", "warning W501", "undecided W501"),
    "another message": ("json", "the input `x`", "the input `y`"),
    "another hint": ("json", '"use it"', '"no"'),
    "another row": ("json", "A,1", "A,2"),
    "an end before the start": ("json", '"end_column":4', '"end_column":2'),
    "a wrong count": ("json", '"warnings":1', '"warnings":2'),
    "a wrong verdict": ("json", "doubts", "sound"),
    "a member too many": ("json", '"year":2018', '"year":2018,"month":1'),
    "a member too few": ("json", '"title":"T",', ""),
    "a wrong reason": ("json", '"reason":"why"', '"reason":"no"'),
    "no record of what is accepted": ("stdout", "W502", ""),
    "another rule": ("sarif", '"ruleIndex":1', '"ruleIndex":0'),
    "another level": ("sarif", '"ruleIndex":0,"level":"warning"', '"ruleIndex":0,"level":"note"'),
    "a place outside the file": ("sarif", '"endColumn":4', '"endColumn":99'),
    "equal fingerprints": ("sarif", '"b"', '"a"'),
    "a finding that is not suppressed": ("sarif", '{"kind":"inSource","justification":"why"}', ""),
    "no hint": ("sarif", ", use it", ""),
    "a missing result": ("sarif", '"ruleId":"W502"', '"ruleId":"W501"'),
}


CODES_TREE = {
    "base/diagnostic_codes.def": 'DIAGNOSTIC(A, "R101", RULES, ERROR, "a")\n',
    "spec/a.md": "```isl error R101\nbad\n```\n```message\nr.isl:1:1: error R101: what is wrong\n```\n",
    "tests/cases/a.case": "R101\n=== run\nx\n=== exit 3\n=== stderr\nr.isl:2:1: error R101: what is wrong\n",
}
WRONG_CODES = {
    "a code without tests": ("base/diagnostic_codes.def", 'DIAGNOSTIC(B, "R102", RULES, ERROR, "b")\n'),
    "one test": ("spec/a.md", "nothing\n"),
    "a code without its text": ("tests/cases/a.case", "R101\n=== run\nx\n=== exit 3\n=== stderr\nR101\n"),
    "a message in an input": ("tests/cases/a.case", "R101\n=== a\nr.isl:2:1: error R101: what\n=== run\nx\n=== exit 3\n"),
    "another code": ("tests/cases/a.case", CODES_TREE["tests/cases/a.case"].replace("R101:", "R201:")),
}


class Proof:
    def __init__(self, report, folder):
        self.report, self.folder = report, folder
        self.program = folder / "ictscore"
        self.write(self.program, FAKE)

    def write(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def run(self, runner, argument, **extra):
        environment = {name: value for name, value in os.environ.items() if name not in ("ICT_RESULTS", "ICT_SANITIZED")}
        command = [sys.executable, str(ROOT / "tests" / runner), str(argument)]
        done = subprocess.run(command, env=environment | {"ICTSCORE": str(self.program)} | extra, capture_output=True,
                              text=True)
        return done.returncode, done.stdout + done.stderr

    def expect(self, title, outcome, wanted):
        """A runner that dies with a Python error has noticed nothing."""
        code, output = outcome
        noticed = code == wanted and "Traceback" not in output
        self.report.check(title, "" if noticed else f"exit {code}, expected {wanted}\n{output}")

    def each(self, runner, name, right, wrong):
        path = self.folder / name
        self.expect(f"{runner}: right", self.run(runner, self.write(path, right)), 0)
        for title, text in wrong.items():
            self.expect(f"{runner}: {title}", self.run(runner, self.write(path, text)), 1)


def prove_stories(proof):
    right = "```console\n$ make demo\n$ ictscore r.isl\na\n1\n```\n"
    proof.write(proof.folder / "r.isl", "good\n")
    wrong = {"wrong output": right.replace("\n1\n", "\n2\n"), "no command": "```console\n$ make demo\n```\n"}
    proof.each("run_stories.py", "README.md", right, wrong)


def prove_layers(proof):
    for number, (title, change) in enumerate([("right", None), *WRONG_TREES.items()]):
        tree = dict(RIGHT_TREE) | ({change[0]: change[1]} if change else {})
        for name, text in tree.items():
            if text is not None:
                proof.write(proof.folder / f"tree{number}" / name, text)
        proof.expect(f"layers.py: {title}", proof.run("layers.py", proof.folder / f"tree{number}"), 1 if change else 0)


def prove_codes(proof):
    for number, (title, change) in enumerate({"right": None, **WRONG_CODES}.items()):
        for name, text in CODES_TREE.items():
            proof.write(proof.folder / f"codes{number}" / name, change[1] if change and change[0] == name else text)
        proof.expect(f"run_codes.py: {title}", proof.run("run_codes.py", proof.folder / f"codes{number}"), int(bool(change)))


def prove_unit(proof):
    sources = proof.write(proof.folder / "sources/one_test.c", "").parent
    build = proof.folder / "build"
    proof.expect("run_unit.py: not built", proof.run("run_unit.py", sources, BUILD=str(build)), 1)
    for title, script in {"right": RIGHT_UNIT, **WRONG_UNITS}.items():
        proof.write(build / "tests/unit/one_test", f"#!/bin/sh\n{script}\n")
        proof.expect(f"run_unit.py: {title}", proof.run("run_unit.py", sources, BUILD=str(build)), int(title != "right"))


def prove_findings(proof):
    folder = proof.folder / "findings"
    proof.write(folder / "rules.isl", "good\n")
    program = proof.write(folder / "fake", f"""#!/bin/sh
case "$*" in
*json) cat {folder}/json ;;
*sarif) cat {folder}/sarif ;;
*) cat {folder}/stdout; cat {folder}/text >&2 ;;
esac
""")
    for title, change in {"right": None, **WRONG_FINDINGS}.items():
        for form, text in FINDINGS.items():
            is_wrong = change and change[0] == form
            assert not is_wrong or change[1] in text
            proof.write(folder / form, text.replace(change[1], change[2], 1) if is_wrong else text)
        proof.expect(f"run_findings.py: {title}", proof.run("run_findings.py", folder, ICTSCORE=str(program)),
                     1 if change else 0)


def main():
    report = Report("self-test of the runners")
    with tempfile.TemporaryDirectory(prefix="ictscore-selftest-") as folder:
        proof = Proof(report, pathlib.Path(folder))
        proof.each("run_cases.py", "one.case", RIGHT_CASE, WRONG_CASES)
        proof.each("run_spec.py", "one.md", RIGHT_SPEC, WRONG_SPECS)
        prove_stories(proof)
        prove_layers(proof)
        prove_unit(proof)
        prove_findings(proof)
        prove_codes(proof)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
