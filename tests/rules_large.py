#!/usr/bin/env python3
"""Rule files of a million parts: each is accepted or refused at the right place, in time that grows with its size.

Case files would be megabytes; here they are generated. The bound is generous: it tells linear from quadratic, not fast
from slow.
"""

import signal
import sys

from harness import SANITIZED, Bench, Report, in_parallel, visible

HEAD = 'methodology "Lớn" { year 2018 }\ndata {\n  ma : key\n  so : count 0..1000000\n}\n'
LINES = HEAD.count("\n")
MILLION = 10**6
SECONDS = 60 if SANITIZED else 40
DATA = "ma,so\nH01,7\n"


class Large:
    """rules: behind the head. wanted: exit code. message: what stderr must begin with; value: of column `a` for so = 7."""

    def __init__(self, title, rules, wanted=0, message="", value=None, limits=()):
        self.title, self.rules, self.wanted = title, HEAD + rules, wanted
        self.message, self.value, self.limits = message, value, limits
        self.columns = None  # the first and last column at which the message may stand


def at(column, rest, line=LINES + 1):
    return f"rules.isl:{line}:{column}: {rest}"


def nested(title, opening, closing="", start="report a = ", innermost="1"):
    """As many levels as the limit of bytes allows, at most a million. The error stands where depth 256 is passed."""
    count = min(MILLION, 4000000 // (len(opening) + len(closing)))
    rules = f"{start}{opening * count}{innermost}{closing * count}\n"
    large = Large(f"{count:,} {title}", rules, 5, f"rules.isl:{LINES + 1}:")
    large.columns = (len(start) + 1, len(start) + len(opening) * 258)
    return large


def sums():
    yield Large("a sum of 10^6 terms", "report a = so" + "+so" * (MILLION - 1) + "\n", value=str(7 * MILLION),
                limits=["nodes=3000000"])
    yield Large("a product of 10^6 factors", "report a = so" + "*1" * (MILLION - 1) + "\n", value="7")
    yield Large("a difference of 10^6 terms", "report a = so" + "-1" * (MILLION - 1) + "\n", value=str(8 - MILLION),
                limits=["nodes=3000000"])
    yield Large("200,000 times `and`", "gate g = so >= 1" + " and so >= 1" * 200000 + "\nreport a = so\n", value="7")
    yield Large("a sum beyond the limit of nodes", "report a = so" + "+so" * 3 * MILLION + "\n", 5,
                f"rules.isl:{LINES + 1}:", limits=["rule_bytes=16777216"])


def literals():
    yield Large("a number of 10^6 digits", "report a = " + "9" * MILLION + "\n", 3,
                at(12, "error R110: this number has 1000000 digits; numbers have at most 38"))
    yield Large("a number of 10^6 decimals", "report a = 0." + "3" * MILLION + "\n", 3,
                at(12, "error R110: this number has 1000001 digits; numbers have at most 38"))
    yield Large("an exponent", "report a = 1e999999999\n", 3, at(12, "error R109: `1e999999999` is not a number"))
    yield Large("a name of 10^6 letters", "report " + "a" * MILLION + " = 1\n", 5,
                at(8, "error L106: this name has 1000000 bytes; names have at most 256"))
    yield Large("a text of 10^6 letters", 'report a "' + "ô" * MILLION + '" = so\n', value="7")
    yield Large("a comment of 10^6 letters", "#" + "ô" * MILLION + "\nreport a = so\n", value="7")


def criteria(count):
    lines = "".join(f"  criterion c{i} max 5 = 5\n" for i in range(count))
    return f"index a {{\n{lines}}}\n"


def bands(count):
    lines = "".join(f"  >= {5 * (count - i)} : {count - i}\n" for i in range(count))
    return f"report a = by so {{\n{lines}  else 0\n}}\n"


def ranges(count):
    lines = "".join(f"  {2 * i}..{2 * i + 1} : {i}\n" for i in range(count))
    return f"report a = by so {{\n{lines}  else 0\n}}\n"


def many():
    yield Large("100,000 criteria", criteria(100000), 5,
                at(13, "error L104: the rules have more than 10000 criteria", LINES + 2 + 10000))
    yield Large("100,000 criteria with --limit", criteria(100000), value="500000",
                limits=["criteria=100000", "rule_bytes=16777216"])
    yield Large("100,000 bands", bands(100000), 5, at(12, "error L105: more than 10000 lines in one `by`"))
    yield Large("100,000 bands with --limit", bands(100000), value="1", limits=["bands=200000"])
    yield Large("100,000 ranges with --limit", ranges(100000), value="3", limits=["bands=200000"])

    grades = " ".join(f'"g{i}" from {100000 - i}' for i in range(100000))
    yield Large("100,000 grades", "let a = so\ngrade g from a { " + grades + ' "z" }\n', 5,
                at(1, "error L105: more than 10000 lines in one `grade`", LINES + 2))


def mistakes():
    yield Large("100,000 unknown names", "".join(f"report r{i} = x{i}y\n" for i in range(100000)), 3,
                at(len("report r0 = ") + 1, "error R202: unknown name `x0y`"))
    yield Large("100,000 reports of one name", "report a = 1\n" * 100000, 3,
                at(8, "error R203: the name `a` is declared twice", LINES + 2))
    yield Large("a circle of 100,000 declarations",
                "".join(f"report r{i} = r{(i + 1) % 100000} + 1\n" for i in range(100000)), 3,
                at(8, "error R205: these declarations need each other in a circle: `r0` → `r1` → "))
    yield Large("10^6 signs that mean nothing", "report a = 1 " + ";" * MILLION + "\n", 3,
                at(14, "error R106: `;` means nothing here"))


def doubling():
    lets = "let b0 = so\n" + "".join(f"let b{i} = b{i - 1} + b{i - 1}\n" for i in range(1, 61))
    yield Large("60 lets that double", lets + "report a = b60\n", value=str(7 * 2**60))
    functions = "function f0(x) = x + x\n" + "".join(f"function f{i}(x) = f{i - 1}(x) + f{i - 1}(x)\n" for i in range(1, 60))
    yield Large("60 functions that double", functions + "report a = f59(so)\n", value=str(7 * 2**60))
    inner = "function g0(x) = x * 1\n" + "".join(f"function g{i}(x) = g{i - 1}(g{i - 1}(x))\n" for i in range(1, 61))
    yield Large("60 functions that call each other twice over", inner + "report a = g60(so)\n", 5,
                "rules.isl:", limits=["steps=1000000"])
    branches = "function h0(x) = x\n" + "".join(
        f"function h{i}(x) = if x > {i} then h{i - 1}(x) else h{i - 1}(x)\n" for i in range(1, 61))
    yield Large("60 functions met anew in every branch", branches + "report a = h60(so)\n", 5, "rules.isl:")
    long = "criteria (a, max) = at_most((plain(so)" + " + plain(so) * a" * 4000 + ") * 1, max) {\n"
    yield Large("a long expression for 2,500 lines",
                long + "".join(f'c{i} "C" : {i}, 5\n' for i in range(2500)) + "}\n", 5, "rules.isl:",
                limits=["steps=1000000"])
    conditions = "gate g0 = so >= 1\n" + "".join(f"gate g{i} = not g{i - 1}\n" for i in range(1, 100000))
    yield Large("a chain of 100,000 gates", conditions + "report a = if g99998 then so else 0\n", value="7")
    conditions = "gate g0 = so >= 1\n" + "".join(f"gate g{i} = g{i - 1} and so >= {i % 7}\n" for i in range(1, 50000))
    yield Large("a chain of 50,000 conditions", conditions + "report a = if g49999 then so else 0\n", value="7")


def shared_groups(last):
    """Two groups use the two of the next level, 60 levels deep: 2^60 ways to the bottom."""
    levels = "".join(f"group {name}{i} {{ use g{i + 1}  use h{i + 1} }}\n" for i in range(60) for name in "gh")
    return levels + "group g60 { criterion c max 5 = 5 }\ngroup h60 { criterion d max 5 = 5 }\n" + last


def groups():
    yield Large("groups shared 2^60 times", shared_groups("report a = g0.points\n"), value=str(10 * 2**59))
    used = "".join(f"use c{i} " for i in range(10000))
    yield Large("20 groups of 10,000 shared criteria",
                criteria(10000) + "".join(f"group u{i} {{ {used} }}\n" for i in range(20)), value="50000")
    yield Large("the maximum of groups shared 2^60 times", shared_groups("group top max 10 { use g0 }\n"), 3,
                f"rules.isl:{LINES + 123}:15: error R401: the maxima of the members add up to {10 * 2**59}, not to 10")
    yield Large("every criterion of groups shared 2^60 times",
                shared_groups("gate q = every criterion of g0 reaches 50%\nreport a = so\n"), value="7")
    chain = "".join(f"group g{i} {{ use g{i + 1} }}\n" for i in range(100000)) + "group g100000 { criterion c max 5 = 5 }\n"
    yield Large("100,000 groups one inside the other", chain + "group top max 5 { use g0 }\nreport a = g0.points\n", value="5")
    chain = "let b0 = so\n" + "".join(f"let b{i} = b{i - 1} + 1\n" for i in range(1, 100001))
    yield Large("a chain of 100,000 lets", chain + "report a = b100000\n", value="100007")


def depths():
    yield nested("parentheses", "(", ")")
    yield nested("minus signs", "-")
    yield nested("times `not`", "not ", start="gate g = ", innermost="yes")
    yield nested("times `if`", "if so > 1 then ", " else 1")
    yield nested("times `else if`", "if so > 1 then 1 else ")
    yield nested("calls", "abs(", ")")
    yield nested("powers", "2^")
    yield nested("groups", "group g { ", "} ", start="", innermost="criterion c max 5 = 5 ")
    yield nested("times `by`", "by so { >= 1 : ", " else 1 }")


def everything():
    for kind in (depths, sums, literals, many, mistakes, doubling, groups):
        yield from kind()


def run_one(bench, large):
    folder = bench.folder()
    (folder / "rules.isl").write_text(large.rules, encoding="utf-8")
    (folder / "data.csv").write_text(DATA, encoding="utf-8")
    limits = " ".join(f"--limit {limit}" for limit in large.limits)
    command = f"exec ictscore rules.isl data.csv --format csv --columns a {limits}"
    code, stdout, stderr = bench.run(f"ulimit -t {SECONDS}; {command}", folder)
    return problem_of(large, code, visible(stdout), visible(stderr))


def problem_of(large, code, stdout, stderr):
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        return f"took more than {SECONDS} s of processor time"
    if code != large.wanted:
        return f"exit {code}, not {large.wanted}\n{stderr[:2000]}"
    if not stderr.startswith(large.message):
        return f"the message should begin with {large.message[:300]}\n{stderr[:2000]}"
    if large.columns and not large.columns[0] <= int(stderr.split(":")[2]) <= large.columns[1]:
        return f"the message should stand in columns {large.columns}\n{stderr[:2000]}"
    if large.value is not None and stdout != f"a\n{large.value}\n":
        return f"a should be {large.value}, is {stdout[:300]}"
    if len(stderr) > 100000:
        return f"{len(stderr)} bytes of messages"
    return ""


def main():
    report = Report("large rules")
    with Bench() as bench:
        cases = list(everything())
        for large, problem in zip(cases, in_parallel(lambda large: run_one(bench, large), cases)):
            report.check(large.title, problem)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
