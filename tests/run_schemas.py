#!/usr/bin/env python3
"""Is JSON as spec/schemas/ describes it? [F5] [E8.1]

run_schemas.py
Results of all examples, with every column; their manifests; and one value that is spoilt in each, which the schema must
notice. What other commands print is held against its schema where it is tested (run_evidence.py, run_findings.py).
"""

import json
import sys

from harness import ROOT, Bench, Report, visible
from json_schema import problems_of

SCHEMAS = ROOT / "spec/schemas"


def schema(name):
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def paths_of(value, path=()):
    """Every place in a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from paths_of(item, (*path, name))


def spoilt(value, path):
    """A copy with a member at `path` that no schema knows, or with a list where something else is."""
    copy = json.loads(json.dumps(value))
    place = copy
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = [[]]
    return copy


def problem(text, described):
    value = json.loads(text)
    wrong = list(problems_of(value, described))[:3]
    places = [path for path in paths_of(value) if path]
    unnoticed = [path for path in places[:: max(1, len(places) // 60)] if not list(problems_of(spoilt(value, path), described))]
    return "\n".join(wrong + [f"a spoilt value at {path} is not noticed" for path in unnoticed[:3]])


def main():
    report = Report("schemas")
    with Bench() as bench:
        for rules in sorted((ROOT / "examples").glob("*/rules.isl")):
            if not rules.with_name("data.csv").exists():
                continue
            folder = bench.folder()
            for path in rules.parent.glob("*.*"):
                (folder / path.name).write_bytes(path.read_bytes())
            for columns in ("", " --columns all"):
                code, stdout, stderr = bench.run(
                    f"ictscore rules.isl data.csv --format json{columns} --manifest it.manifest -o it.json --quiet", folder)
                told = f"exit {code}\n{visible(stderr)}" if code else problem((folder / "it.json").read_text("utf-8"), schema("result.schema.json"))
                report.check(f"result of {rules.parent.name}{columns}", told)
            report.check(f"manifest of {rules.parent.name}",
                         problem((folder / "it.manifest").read_text("utf-8"), schema("manifest.schema.json")))
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
