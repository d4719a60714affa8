"""Reads a rule file of ISL into a tree, by the grammar in spec/grammar.md and nothing else.

The text must be one that the checker accepts: what is wrong with other texts is not told here.
"""

import re

from isl_syntax import ExpressionReader, Node, NotUnderstood


class RuleReader(ExpressionReader):
    """Declarations."""

    def __init__(self, source):
        super().__init__(source)
        self.tokens = without_acceptances(self.tokens)

    def rules(self):
        rules = Node("rules", data=None, functions={}, lets=[], nodes=[], gates=[], ranks=[], grades=[])
        while self.peek_kind() != "end":
            self.declaration(rules)
        return rules

    def declaration(self, rules):
        if self.take("methodology"):
            return self.skip_methodology()
        if self.take("data"):
            rules.data = self.data()
        elif self.take("function"):
            function = self.function()
            rules.functions[function.name] = function
        elif self.is_next("let") or self.is_next("report"):
            rules.lets.append(self.let())
        elif self.take("gate"):
            rules.gates.append(self.named("gate"))
        elif self.take("rank"):
            rules.ranks.append(self.rank())
        elif self.take("grade"):
            rules.grades.append(self.grade())
        elif self.take("test"):
            self.skip_test()
        else:
            rules.nodes += self.node()
        return None

    def skip_methodology(self):
        while not self.take("}"):
            self.at += 1

    def skip_test(self):
        """[L9] tests say what must come of the rules, and change nothing"""
        self.text()
        if self.take("from"):
            self.text()
            self.take("expect")
            self.text()
            return
        while not self.take("}"):
            self.at += 1

    # ---- data

    def data(self):
        data = Node("data", separator=",", decimal=".", group=None, tokens=[], inputs=[], requires=[])
        self.expect("{")
        while not self.take("}"):
            self.data_entry(data)
        return data

    def data_entry(self, data):
        if self.peek(1) in (":", "..") and self.peek_kind(1) == "sign":
            data.inputs += self.inputs()
        elif self.take("separator"):
            data.separator = "\t" if self.take("tab") else self.text()
        elif self.take("numbers"):
            self.expect("decimal")
            data.decimal = self.text()
            data.group = self.text() if self.take("group") else None
        elif self.is_next("token"):
            data.tokens.append(self.token())
        elif self.take("units"):
            self.texts()
        else:
            self.expect("require")
            data.requires.append(self.expression())
            self.text()

    def inputs(self):
        """[L3.1] one input, or the alike inputs of a range of names"""
        first = self.name()
        last = self.name() if self.take("..") else first
        self.expect(":")
        model = Node("input", type=self.next_of("word"), options=None, label=None, column=None, tokens=[],
                     unit=None, missing=None, low=None, high=None, step=None)
        self.type_details(model)
        self.qualifiers(model)
        model.label = self.label()
        return [Node(**{**model.__dict__, "name": name}) for name in names_between(first, last)]

    def type_details(self, model):
        if model.type == "one":
            self.expect("of")
        if model.type in ("one", "block"):
            model.options = self.options()
        if model.type == "yes_no" and self.take("{"):
            self.expect("yes")
            yes = self.bare_texts()
            self.expect("no")
            model.options = (yes, self.bare_texts())
            self.expect("}")

    def bare_texts(self):
        found = [self.text()]
        while self.take(",") or self.peek_kind() == "text":
            if self.peek_kind() == "text":
                found.append(self.text())
        return found

    def options(self):
        self.expect("{")
        options = {}
        while not self.take("}"):
            text = self.text()
            options[text.strip(" ")] = self.text() if self.take("as") else text
            self.take(",")
        return options

    def qualifiers(self, model):
        while self.qualifier(model):
            pass

    def qualifier(self, model):
        if self.peek_kind() == "number" or self.is_next("-") or self.is_next("date"):
            model.low = self.literal()
            self.expect("..")
            model.high = self.literal()
        elif self.is_next("token") and self.peek_kind(1) == "text":
            model.tokens = model.tokens + [self.token()]
        elif self.take("missing", "="):
            model.missing = self.missing_policy()
        elif self.is_next("info") and self.peek(1) not in (":", ".."):
            self.at += 1
        elif self.take("higher", "is", "better") or self.take("lower", "is", "better"):
            pass
        elif self.peek_kind() == "word" and self.peek_kind(1) == "text" and self.peek() in (
                "unit", "column", "note", "basis", "evidence"):
            setattr(model, self.next_of("word"), self.text())
        elif self.peek_kind() == "word" and self.peek() in ("from", "to", "step") and self.peek(1) not in (":", ".."):
            field = {"from": "low", "to": "high", "step": "step"}[self.next_of("word")]
            setattr(model, field, self.literal())
        else:
            return False
        return True

    def token(self):
        self.expect("token")
        word = self.text()
        self.expect("means")
        if self.take("missing"):
            return word, Node("missing")
        if self.take("not", "applicable"):
            return word, Node("not applicable")
        return word, self.literal()

    def literal(self):
        if self.peek_kind() == "text":
            return Node("text", text=self.text())
        if self.take("date"):
            return Node("date", text=self.text())
        if self.peek() in ("yes", "no"):
            return Node("constant", value=self.next_of("word") == "yes")
        return Node("constant", value=self.signed_number())

    def missing_policy(self):
        """[L3.6]"""
        if self.take("not", "applicable"):
            return Node("not applicable")
        if self.peek_kind() == "word" and self.peek() not in ("yes", "no", "date"):
            return Node("policy", word=self.name(), scope=self.optional_scope())
        return self.literal()

    # ---- functions, lets, gates

    def named(self, kind):
        name, label = self.name(), self.label()
        self.expect("=")
        return Node(kind, name=name, label=label, formula=self.whole())

    def let(self):
        kind = self.next_of("word")
        let = self.named(kind)
        let.decimals, let.mode, let.percent = None, "half_away", False
        while self.rounding(let):
            pass
        return let

    def rounding(self, target):
        if self.take("as", "percent"):
            target.percent = True
        elif self.is_next("round") and self.peek_kind(1) == "number":
            self.at += 1
            target.decimals = int(self.plain_number())
            for mode in ("half_even", "down", "up"):
                if self.take(mode):
                    target.mode = mode
        else:
            return False
        return True

    def function(self):
        function = Node("function", name=self.name(), parameters=[], formula=None)
        self.expect("(")
        while not self.take(")"):
            function.parameters.append(self.name())
            self.label()
            self.take(",")
        self.label()
        while self.function_clause(function):
            pass
        return function

    def function_clause(self, function):
        if self.take("="):
            function.formula = self.whole()
        elif self.take("example"):
            self.call()
            self.expect("=")
            self.value()
        else:
            return self.remark()
        return True

    def remark(self):
        if self.peek() in ("basis", "evidence", "note") and self.peek_kind(1) == "text":
            self.at += 2
            return True
        return False

    # ---- criteria, groups, indices

    def node(self):
        """The nodes of one declaration: several for `criteria`."""
        kind = self.next_of("word")
        if kind == "criteria":
            return self.criteria()
        if kind not in ("criterion", "group", "index"):
            raise NotUnderstood(f"no declaration begins with {kind!r}")
        node = self.clauses(new_node(kind, self.name(), self.label()))
        if kind != "criterion" and self.take("{"):
            while not self.take("}"):
                node.members += [self.use()] if self.is_next("use") else self.node()
        return [node]

    def use(self):
        self.expect("use")
        return self.clauses(new_node("use", self.name(), None))

    def clauses(self, node):
        while self.clause(node) or self.rounding(node) or self.remark():
            pass
        return node

    def skip_values(self):
        """Literals of a test, separated by commas."""
        self.skip_value()
        while self.take(","):
            self.skip_value()

    def skip_value(self):
        if self.take("not", "applicable") or self.take("missing") or self.take("yes") or self.take("no"):
            return
        self.take("date")
        if self.peek_kind() == "text":
            self.text()
        else:
            self.signed_number()

    def clause(self, node):
        if self.is_next("max") or self.is_next("weight"):
            setattr(node, {"max": "maximum", "weight": "weight"}[self.next_of("word")], self.value())
        elif self.is_next("bonus") or self.is_next("penalty"):
            node.sign = self.next_of("word")
        elif self.take("applies", "when"):
            node.applies = self.expression()
        elif self.take("counts", "when"):
            node.counts = self.expression()
        elif self.take("weights", "total"):
            self.value()
        elif self.take("example"):
            self.skip_values()
            self.expect("->")
            self.skip_values()
        elif self.take("="):
            node.formula = self.whole()
        elif not self.take("weights", "relative"):
            return False
        return True

    def criteria(self):
        """[L5.11] one criterion per line; `bindings` are the cells that the parameters stand for"""
        self.expect("(")
        columns = []
        while not self.take(")"):
            columns.append(self.next_of("word"))
            self.take(",")
        model = self.clauses(new_node("criterion", None, None))
        self.expect("{")
        rows = []
        while not self.take("}"):
            rows.append(self.row(model, columns))
        return rows

    def row(self, model, columns):
        node = Node(**{**model.__dict__, "name": self.name(), "label": self.label()})
        self.expect(":")
        cells = [self.value()]
        while self.take(","):
            cells.append(self.value())
        node.bindings = dict(zip(columns, cells))
        node.maximum = node.bindings.pop("max", node.maximum)
        node.weight = node.bindings.get("weight", node.weight)
        return node

    # ---- ranks and grades

    def rank_key(self):
        return self.name(), self.take("lowest", "first")

    def rank(self):
        rank = Node("rank", name=self.name(), label=self.label(), then=[], scope="all", ties="competition", exact=False,
                    when=None, show=None)
        self.expect("from")
        rank.source, rank.lowest = self.rank_key()
        while self.rank_clause(rank):
            pass
        return rank

    def rank_clause(self, rank):
        if self.take("then"):
            rank.then.append(self.rank_key())
        elif self.take("lowest", "first"):
            rank.lowest = True
        elif self.take("within"):
            rank.scope = self.next_of("word")
        elif self.take("ties"):
            rank.ties = self.next_of("word")
        elif self.is_next("show") and self.peek_kind(1) == "text":
            self.at += 1
            rank.show = self.text()
        else:
            return self.result_clause(rank)
        return True

    def result_clause(self, result):
        if self.take("exact"):
            result.exact = True
        elif self.take("when"):
            result.when = self.expression()
        else:
            return False
        return True

    def grade(self):
        grade = Node("grade", name=self.name(), label=self.label(), scope="all", exact=False, when=None, caps=[], lines=[])
        self.expect("from")
        grade.source = self.name()
        while self.grade_clause(grade):
            pass
        return grade

    def grade_clause(self, grade):
        if self.take("within"):
            grade.scope = self.next_of("word")
        elif self.take("capped"):
            self.expect("at")
            text = self.text()
            self.expect("unless")
            grade.caps.append((text, self.expression()))
        elif self.take("{"):
            while not self.take("}"):
                grade.lines.append(self.grade_line())
        else:
            return self.result_clause(grade)
        return True

    def grade_line(self):
        text = self.text()
        for words in (("from",), ("above",), ("up", "to"), ("below",), ("top",), ("share",)):
            if self.take(*words):
                in_percent = self.peek().endswith("%")
                return Node("line", text=text, bound=" ".join(words), value=self.value(), in_percent=in_percent)
        return Node("line", text=text, bound=None, value=None, in_percent=False)


def without_acceptances(tokens):
    """[L8.11] `allow CODE "reason"` changes no result"""
    kept, at = [], 0
    while at < len(tokens):
        is_allow = tokens[at] == ("word", "allow") and [kind for kind, _ in tokens[at + 1:at + 3]] == ["word", "text"]
        if is_allow and re.fullmatch(r"[A-Z]\d+", tokens[at + 1][1]):
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    return kept


def names_between(first, last):
    """[L3.1] `a01..a20`: the names between two that end in digits of the same length"""
    if first == last:
        return [first]
    stem, low = re.fullmatch(r"(.*?)([0-9]+)", first).groups()
    high = re.fullmatch(r"(.*?)([0-9]+)", last).group(2)
    width = len(high)
    return [f"{stem}{number:0{width}}" for number in range(int(low), int(high) + 1)]


def new_node(kind, name, label):
    return Node(kind, name=name, label=label, maximum=None, weight=None, sign=None, applies=None, counts=None,
                formula=None, decimals=None, mode="half_away", percent=False, members=[], bindings={})


def read_rules(source):
    return RuleReader(source).rules()
