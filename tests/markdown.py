"""Reads fenced blocks, headings and links out of Markdown files."""

import re

FENCE = re.compile(r"^(`{3,})\s*(.*?)\s*$")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


class Block:
    """words: the info string, split; line: of the opening fence."""

    def __init__(self, path, line, words):
        self.path, self.line, self.words = path, line, words
        self.lines = []

    @property
    def kind(self):
        return self.words[0] if self.words else ""

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)

    @property
    def data(self):
        return self.text.encode()

    def option(self, name):
        return next((word[len(name) + 1:] for word in self.words if word.startswith(name + "=")), None)

    def after(self, word):
        """The word behind `word`, "" when it is the last, None when it does not stand there."""
        if word not in self.words:
            return None
        return (self.words + [""])[self.words.index(word) + 1]


def blocks_of(path):
    blocks, open_block, fence = [], None, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        match = FENCE.match(line)
        if open_block is not None and match and match.group(1) == fence and not match.group(2):
            blocks.append(open_block)
            open_block = None
        elif open_block is not None:
            open_block.lines.append(line)
        elif match:
            fence, open_block = match.group(1), Block(path, number, match.group(2).split())
    return blocks


def rewrite(path, changes):
    """Replaces lines of a file; changes: (number of the first line, how many, new lines)."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for start, count, new in sorted(changes, key=lambda change: -change[0]):
        lines[start - 1:start - 1 + count] = new
    path.write_text("\n".join(lines), encoding="utf-8")


def lines_of(data):
    return data.decode("utf-8").removesuffix("\n").split("\n") if data else []


def links_of(path):
    """Targets of links to other files of the project."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    text = re.sub(r"`[^`\n]*`", "", text)
    return [target.split("#")[0] for target in LINK.findall(text) if "://" not in target and target.split("#")[0]]
