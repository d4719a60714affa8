"""Words and expressions of ISL, by the grammar in spec/grammar.md and nothing else. [L1] [L4.1]"""

import re
import unicodedata
from fractions import Fraction

HARD = set("""all and block by children cohort criteria criterion data date else every full_max function gate grade
group if index let max methodology missing no not or otherwise point points rank report test then use within yes""".split())
TOKEN = re.compile(r"""
    (?P<blank>[ \t\r\n]+|\#[^\n]*)
  | (?P<number>[0-9]+(?:\.[0-9]+)?%?)
  | (?P<word>[^\W\d]\w*)
  | (?P<text>"(?:[^"\\\n]|\\["\\])*")
  | (?P<sign>\.\.|->|==|!=|<=|>=|[-+*/^<>={}(),:.])
""", re.X)


class NotUnderstood(Exception):
    pass


class Node:
    """A part of the tree: its kind, and whatever fields the kind has."""

    def __init__(self, kind, **fields):
        self.kind = kind
        self.__dict__.update(fields)

    def __repr__(self):
        return f"Node({self.__dict__})"


def number_of(text):
    """[L1.4] the value of the digits, and whether it was written in per cent"""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def tokens_of(source):
    at, tokens = 0, []
    while at < len(source):
        match = TOKEN.match(source, at)
        if not match:
            raise NotUnderstood(f"character {source[at]!r} at {at}")
        if match.lastgroup == "text":
            tokens.append(("text", re.sub(r"\\(.)", r"\1", match.group()[1:-1])))
        elif match.lastgroup != "blank":
            tokens.append((match.lastgroup, match.group()))
        at = match.end()
    return tokens + [("end", "")]


class Reader:
    """A place in the tokens, and what every part of the grammar needs."""

    def __init__(self, source):
        self.tokens, self.at = tokens_of(unicodedata.normalize("NFC", source.lstrip("\ufeff"))), 0

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][1]

    def peek_kind(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][0]

    def is_next(self, *words):
        """Are the next tokens these words or signs (never texts)?"""
        return all(self.peek(i) == w and self.peek_kind(i) in ("word", "sign") for i, w in enumerate(words))

    def take(self, *words):
        if not self.is_next(*words):
            return False
        self.at += len(words)
        return True

    def expect(self, *words):
        if not self.take(*words):
            near = " ".join(text for _, text in self.tokens[self.at:self.at + 6])
            raise NotUnderstood(f"expected {' '.join(words)} before: {near}")

    def next_of(self, kind):
        if self.peek_kind() != kind:
            raise NotUnderstood(f"expected a {kind} before {self.peek()!r}")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def text(self):
        return self.next_of("text")

    def name(self):
        if self.peek() in HARD:
            raise NotUnderstood(f"{self.peek()} is no name")
        return self.next_of("word")

    def label(self):
        return self.text() if self.peek_kind() == "text" else None

    def texts(self):
        self.expect("{")
        found = []
        while not self.take("}"):
            found.append(self.text())
            self.take(",")
        return found

    def plain_number(self):
        return number_of(self.next_of("number"))

    def signed_number(self):
        sign = -1 if self.take("-") else 1
        value = sign * self.plain_number()
        if not self.take("point"):
            self.take("points")
        return value


class ExpressionReader(Reader):
    """Expressions, loosest operator first. [L4.1]"""

    def whole(self):
        return self.conditional(self.whole) if self.is_next("if") else self.expression()

    def value(self):
        return self.conditional(self.value) if self.is_next("if") else self.fallback()

    def conditional(self, last):
        self.expect("if")
        condition = self.expression()
        self.expect("then")
        yes = self.whole()
        self.expect("else")
        return Node("if", condition=condition, yes=yes, no=last())

    def chain(self, signs, below):
        left = below()
        while any(self.is_next(sign) for sign in signs):
            sign = self.peek()
            self.at += 1
            left = Node("operation", sign=sign, left=left, right=below())
        return left

    def expression(self):
        return self.chain(["or"], lambda: self.chain(["and"], self.negation))

    def negation(self):
        if self.is_next("not") and not self.is_next("not", "applicable"):
            self.at += 1
            return Node("not", value=self.negation())
        return self.comparison()

    def comparison(self):
        if self.take("every"):
            members = self.next_of("word")
            self.expect("of")
            name = self.name()
            self.expect("reaches")
            return Node("every", members=members, name=name, share=self.fallback())
        left = self.fallback()
        for sign in ("==", "!=", "<", "<=", ">", ">="):
            if self.take(sign):
                return Node("operation", sign=sign, left=left, right=self.fallback())
        return left

    def fallback(self):
        return self.chain(["otherwise"], self.sum)

    def sum(self):
        return self.chain(["+", "-"], lambda: self.chain(["*", "/"], self.sign))

    def sign(self):
        return Node("negative", value=self.sign()) if self.take("-") else self.power()

    def power(self):
        base = self.primary()
        if not self.take("^"):
            return base
        negative = self.take("-")
        exponent = self.power()
        return Node("operation", sign="^", left=base, right=Node("negative", value=exponent) if negative else exponent)

    def primary(self):
        kind, text = self.peek_kind(), self.peek()
        if kind == "number":
            return Node("constant", value=self.signed_number())
        if kind == "text":
            return Node("text", text=self.text())
        if self.take("("):
            inner = self.whole()
            self.expect(")")
            return inner
        if self.take("date"):
            return Node("date", text=self.text())
        if self.take("not", "applicable"):
            return Node("not applicable")
        if self.is_next("by"):
            return self.by()
        if kind == "word":
            return self.word(text)
        raise NotUnderstood(f"no expression begins with {text!r}")

    def word(self, text):
        if self.peek(1) == "(" and (text == "max" or text not in HARD):
            return self.call()
        self.at += 1
        if text in ("yes", "no"):
            return Node("constant", value=text == "yes")
        if text == "missing":
            return Node("missing")
        if text in ("max", "points", "full_max"):
            return Node("own", attribute=text)
        if self.is_next(".") and self.peek_kind(1) == "word":
            self.at += 2
            attribute = self.tokens[self.at - 1][1]
            if text == "children":
                return Node("children", attribute=attribute)
            return Node("attribute", name=text, attribute=attribute)
        return Node("children", attribute=None) if text == "children" else Node("name", name=text)

    def call(self):
        name = self.next_of("word")
        self.expect("(")
        arguments = []
        while not self.take(")"):
            arguments.append(self.whole())
            self.take(",")
        return Node("call", name=name, arguments=arguments, scope=self.optional_scope())

    def optional_scope(self):
        return self.next_of("word") if self.take("within") else None

    def by(self):
        self.expect("by")
        subject, arms, other = self.sum(), [], None
        self.expect("{")
        while not self.take("}"):
            self.take(",")
            if self.take("else"):
                other = self.value()
            elif not self.is_next("}"):
                arms.append(self.arm())
        return Node("by", subject=subject, arms=arms, other=other)

    def arm(self):
        tests = [self.test()]
        while self.take(","):
            tests.append(self.test())
        self.expect(":")
        return tests, self.value()

    def test(self):
        for sign in ("==", "!=", "<", "<=", ">", ">="):
            if self.take(sign):
                return Node("comparison", sign=sign, right=self.sum())
        if self.peek_kind() == "text":
            return Node("comparison", sign="==", right=Node("text", text=self.text()))
        if self.peek() in ("yes", "no"):
            return Node("comparison", sign="==", right=Node("constant", value=self.next_of("word") == "yes"))
        low = self.signed_number()
        if self.take(".."):
            return Node("range", low=low, high=self.signed_number())
        return Node("comparison", sign="==", right=Node("constant", value=low))
