#!/usr/bin/env python3
"""The grammar page is made from the grammar: `--write` writes spec/grammar.md, `--check` says whether it is stale.

Also checks that lang/scanner.l knows every word that lang/parser.y declares, as reserved or soft as it is there.
"""

import re
import sys

from harness import ROOT, Report

GRAMMAR, SCANNER, PAGE = ROOT / "lang/parser.y", ROOT / "lang/scanner.l", ROOT / "spec/grammar.md"
RESERVED = "/* reserved words: never names */"
SOFT = "/* soft words: names as well, where no clause can stand */"
ALIAS = re.compile(r'([A-Z_]+) "([a-z_]+)"')
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|%empty|%prec\s+\w+|\|\||[A-Za-z_]+(?:\[\w+\])?|[:|]')
COMMENT = re.compile(r"/\*\s*(-{4}\s*)?(.*?)\s*\*/", re.S)

INTRODUCTION = """# Grammar

Made from `lang/parser.y` by `tests/grammar_page.py --write`. What the constructs mean is in `language.md`.

`"word"` stands for itself, NAME, NUMBER and TEXT are those of [L1.3], [L1.4] and [L1.5]. `|` separates alternatives,
`?` follows what may be missing, `*` what may stand any number of times.
"""


def block_after(text, marker):
    """The %token lines below a comment, up to the next blank line."""
    return text.split(marker, 1)[1].split("\n\n", 1)[0]


def words(text, marker):
    return ALIAS.findall(block_after(text, marker))


def without_actions(text):
    """Drops every { ... } of C; a brace in double quotes is grammar, one inside an action is text."""
    result, depth, at = [], 0, 0
    while at < len(text):
        string = re.compile(r'"(?:[^"\\]|\\.)*"').match(text, at)
        if string:
            result.append(string.group(0) if depth == 0 else "")
            at = string.end()
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        result.append(text[at] if depth == 0 and text[at] != "}" else "\n" if text[at] == "\n" else "")
        at += 1
    return "".join(result)


def alternative(symbols):
    kept = [re.sub(r"\[\w+\]$", "", symbol) for symbol in symbols if not symbol.startswith("%")]
    return None if "error" in kept else kept


def rules_of(section):
    """The rules in order: (heading, note, name, alternatives)."""
    heading = note = ""
    pieces = re.split(r"(/\*.*?\*/)", section, flags=re.S)
    for piece in pieces:
        comment = COMMENT.fullmatch(piece.strip())
        if comment:
            text = re.sub(r"\s*\n\s*\*?\s*", " ", comment.group(2))
            heading, note = (text, "") if comment.group(1) else (heading, text)
            continue
        for text in re.split(r"\n(?=[a-z_]+:)", "\n" + piece):
            match = re.match(r"\s*([a-z_]+):(.*)", text, re.S)
            if not match:
                continue
            symbols, alternatives = [], []
            for token in TOKEN.findall(match.group(2)) + ["|"]:
                if token == "|":
                    alternatives.append(alternative(symbols))
                    symbols = []
                else:
                    symbols.append(token)
            yield heading, note, match.group(1), [kept for kept in alternatives if kept is not None]
            heading = note = ""


def grouped(symbols):
    return " ".join(symbols) if len(symbols) == 1 else "(" + " ".join(symbols) + ")"


def as_list(name, alternatives):
    """`list: first | list rest` is `first rest*`."""
    rests = [kept[1:] for kept in alternatives if kept[:1] == [name]]
    firsts = [kept for kept in alternatives if kept[:1] != [name]]
    if len(rests) == 0 or len(firsts) != 1:
        return None
    inner = grouped(rests[0]) if len(rests) == 1 else "(" + " | ".join(" ".join(rest) for rest in rests) + ")"
    return [firsts[0] + [inner + "*"]]


def as_option(alternatives):
    if [] not in alternatives or len(alternatives) != 2:
        return None
    return [[grouped(next(kept for kept in alternatives if kept)) + "?"]]


def simplified(rules):
    """Rules that only name one sign are put in where they stand; so is what was a rule for the parser's sake."""
    inline = {name: kept[0][0] for _, _, name, kept in rules
              if len(kept) == 1 and len(kept[0]) == 1 and (name.startswith("open_") or name == "data_word")}
    for heading, note, name, alternatives in rules:
        if name in inline:
            continue
        if name == "name_word":
            alternatives = [["NAME"], ["soft_word"]]
        alternatives = [[inline.get(symbol, symbol) for symbol in kept] for kept in alternatives]
        yield heading, note, name, as_list(name, alternatives) or as_option(alternatives) or alternatives


def shown(name, alternatives):
    lines = [" ".join(kept) or "(nothing)" for kept in alternatives]
    one_line = f"{name}: " + " | ".join(lines)
    if len(one_line) <= 110:
        return one_line
    return f"{name}:\n    " + "\n  | ".join(lines)


def grammar_text(text):
    section = without_actions_keeping_comments(text.split("\n%%\n")[1])
    parts, is_open = [], False
    for heading, note, name, alternatives in simplified(list(rules_of(section))):
        if heading or not parts:
            if is_open:
                parts[-1] = parts[-1].rstrip("\n")
                parts.append("```\n")
            parts.append(f"## {(heading or 'rule file').capitalize()}\n\n```")
            is_open = True
        if note:
            parts.append(f"# {note}")
        parts.append(shown(name, alternatives) + "\n")
    return "\n".join(parts).rstrip("\n") + "\n```\n"


def without_actions_keeping_comments(text):
    pieces = re.split(r"(/\*.*?\*/)", text, flags=re.S)
    comments = [piece for piece in pieces if piece.startswith("/*")]
    bare = without_actions("\0".join(piece for piece in pieces if not piece.startswith("/*")))
    result = bare.split("\0")
    return "".join(a + b for a, b in zip(result, comments + [""]))


def word_list(pairs):
    return ", ".join(f"`{word}`" for _, word in sorted(pairs, key=lambda pair: pair[1])) + ".\n"


def page():
    text = GRAMMAR.read_text(encoding="utf-8")
    return "\n".join([
        INTRODUCTION,
        "## Words\n\nThese words of the language are never names [L1.6]:\n",
        word_list(words(text, RESERVED)),
        "These are words only where the grammar asks for them, and may be names otherwise; before `:` and `..` they"
        " always are:\n",
        word_list(words(text, SOFT)),
        "`applicable` is a word only behind `not`. `competition`, `dense`, `ordinal`, `average`, `unranked`, `reject`,\n"
        "`mean` and `median` have a meaning in one place and are ordinary names.\n",
        grammar_text(text),
    ])


def scanner_problem():
    text, scanner = GRAMMAR.read_text(encoding="utf-8"), SCANNER.read_text(encoding="utf-8")
    problems = []
    for kind, marker in (("RESERVED", RESERVED), ("SOFT", SOFT)):
        declared = set(words(text, marker))
        scanned = {(name, word) for word, name in re.findall(rf'^"(\w+)"\s+\{{ {kind}\((\w+)\)', scanner, re.M)}
        problems += [f"{kind}: {name} \"{word}\" is in one of parser.y and scanner.l only"
                     for name, word in sorted(declared ^ scanned)]
    soft_rule = set(re.findall(r'"(\w+)"', text.split("name_word:")[1].split("%%")[0]))
    problems += [f"`{word}` is in one of the soft words and name_word only"
                 for word in sorted(soft_rule ^ {word for _, word in words(text, SOFT)})]
    return "\n".join(problems)


def main(arguments):
    if arguments == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if arguments != ["--check"]:
        print("grammar_page.py --write | --check")
        return 2
    report = Report("grammar page")
    current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    report.check("spec/grammar.md", "" if current == page() else "it is stale: run tests/grammar_page.py --write")
    report.check("words of scanner and grammar", scanner_problem())
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
