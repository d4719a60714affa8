"""Random expressions of ISL: plain numbers and conditions, made of what is declared so far."""

CONSTANTS = ("0", "1", "2", "3", "0.5", "2.5", "10", "0.01", "1.25", "100", "7")
OF_COHORT = ("max", "min", "sum", "mean", "median", "sd", "count", "below", "at_or_below", "place")
OF_LIBRARY = ("best_share", "minmax", "minmax_reversed", "zscore", "zscore_sample", "percentile_rank", "borda")


class Expressions:
    """`numbers`, `conditions` and `members` name what may be used in an expression."""

    def __init__(self, rng, inputs):
        self.rng, self.inputs = rng, inputs
        self.numbers, self.conditions, self.groups, self.functions = [], [], [], []

    def pick(self, *makers):
        return self.rng.choice(makers)

    def constant(self):
        return self.rng.choice(CONSTANTS)

    # ---- numbers without a unit of measure

    def number(self, depth=2):
        """A plain number that always has a result; brackets included where they are needed."""
        if depth <= 0 or self.rng.random() < 0.15:
            return self.leaf()
        return self.pick(self.arithmetic, self.arithmetic, self.quotient, self.of_several, self.of_one, self.irrational,
                         self.conditional, self.by_number, self.by_category, self.over_cohort, self.over_cohort,
                         self.of_library, self.of_function, self.not_always)(depth - 1)

    def varying(self, depth=2):
        """A number that is not the same for every unit, as far as one can see."""
        for _ in range(8):
            number = self.number(depth)
            if "plain(" in number:
                return number
        return number

    def leaf(self):
        numeric = self.inputs.of("count", "number", "percent", "points")
        choices = [self.constant] + [lambda: f"plain({self.rng.choice(numeric).name})"] * 4 * bool(numeric)
        return self.pick(*choices, *[lambda: f"plain({self.rng.choice(self.numbers)})"] * 2 * bool(self.numbers))()

    def arithmetic(self, depth):
        return f"({self.number(depth)} {self.rng.choice('+-*')} {self.number(depth)})"

    def quotient(self, depth):
        return f"({self.number(depth)} / {self.varying(depth)} otherwise {self.number(depth)})"

    def of_several(self, depth):
        name = self.rng.choice(["min", "max", "sum", "mean", "median"])
        return f"{name}({', '.join(self.number(depth) for _ in range(self.rng.randrange(2, 4)))})"

    def of_one(self, depth):
        name = self.rng.choice(["abs", "floor", "ceil", "round", "round_half_even", "round_down", "round_up"])
        return f"{name}({self.number(depth)}{f', {self.rng.randrange(3)}' if 'round' in name else ''})"

    def irrational(self, depth):
        inner = self.number(depth)
        return self.rng.choice([
            f"(sqrt({inner}) otherwise 1)", f"(ln({inner}) otherwise 2)", f"log10(abs({inner}) + 1)",
            f"exp(clamp({inner}, -3, 3))", f"({inner} ^ 2)", f"(abs({inner}) ^ 0.5 otherwise 0)", f"({inner} ^ -1 otherwise 3)",
            f"(geometric_mean(abs({inner}), 2) otherwise 0)", f"(harmonic_mean(abs({inner}) + 1, 3) otherwise 0)"])

    def conditional(self, depth):
        return f"(if {self.condition(depth)} then {self.number(depth)} else {self.number(depth)})"

    def by_number(self, depth):
        numeric = self.inputs.of("count", "number", "percent", "points")
        if not numeric:
            return self.leaf()
        subject = self.rng.choice(numeric)
        bounds = sorted({subject.threshold(self.rng) for _ in range(3)}, reverse=True)
        bounds = [bound for bound in bounds if bound > subject.low] or [subject.high]
        sign = self.rng.choice([">=", ">="] + [">"] * (bounds[0] < subject.high))
        if self.rng.random() < 0.25:
            return self.by_ranges(subject, depth)
        arms = "  ".join(f"{sign} {subject.literal(bound)} : {self.number(depth - 1)}" for bound in bounds)
        return f"(by {subject.name} {{ {arms}  else {self.number(depth - 1)} }})"

    def by_ranges(self, subject, depth):
        low, high, step = subject.low, subject.high, subject.step
        middle = low + step * ((high - low) / step // 2)
        pieces = [(low, middle), (middle + step, high)] if middle + step <= high else [(low, high)]
        tests = [f"{subject.literal(a)}..{subject.literal(b)} : {self.number(depth - 1)}" for a, b in pieces]
        covered = ".." in subject.words and "step" in subject.words or (subject.type == "count" and ".." in subject.words)
        whole = covered and self.rng.random() < 0.8 and not any(w in subject.policy for w in ("mean", "median"))
        return f"(by {subject.name} {{ {', '.join(tests)}{'' if whole else f' else {self.constant()}'} }})"

    def by_category(self, depth):
        subjects = self.inputs.of("one", "block", "yes_no")
        if not subjects:
            return self.leaf()
        subject = self.rng.choice(subjects)
        tests = ["yes", "no"] if subject.type == "yes_no" else [f'"{text}"' for text in subject.options]
        if self.rng.random() < 0.3:
            return f"(by {subject.name} {{ {tests[0]} : {self.number(depth)} else {self.number(depth)} }})"
        if len(tests) > 2 and self.rng.random() < 0.4:
            tests[:2] = [", ".join(tests[:2])]
        return f"(by {subject.name} {{ {'  '.join(f'{test} : {self.number(depth - 1)}' for test in tests)} }})"

    def scope(self):
        return self.rng.choice(self.inputs.scopes())

    def over_cohort(self, depth):
        inner, choice = self.varying(depth), self.rng.random()
        if choice < 0.1:
            return f"(percentile({inner}, {self.rng.choice(['0%', '25%', '50%', '0.9', '1'])}) within {self.scope()})"
        if choice < 0.2:
            return f"(weighted_mean({inner}, abs({self.number(depth)}) + 1) within {self.scope()})"
        if choice < 0.25:
            return f"(weighted_mean({inner}, abs({self.leaf()})) within {self.scope()} otherwise 4)"
        if choice < 0.3:
            return f"(sd_sample({inner}) within {self.scope()} otherwise 0)"
        return f"(plain({self.rng.choice(OF_COHORT)}({inner}) within {self.scope()}))"

    def of_library(self, depth):
        inner, other = self.varying(depth), self.varying(depth)
        if self.rng.random() < 0.5:
            within = f" within {self.scope()}" if self.rng.random() < 0.5 else ""
            return f"(plain({self.rng.choice(OF_LIBRARY)}({inner}){within}) otherwise {self.constant()})"
        return self.rng.choice([
            f"(plain(share({inner}, {other})) otherwise 1)", f"clamp({inner}, 0, 5)", f"at_most({inner}, {other})",
            f"(plain(parity({inner}, {other})) otherwise 1)", f"interpolate({inner}, 0, 1, 10, 5)",
            f"(plain(goalpost({inner}, 1, 7)))", f"(plain(proportional({inner}, 3)))", f"appraised_or_own({inner}, {other})",
            f"(winsorised({inner}, 10%) within {self.scope()})", f"per_item({inner}, 2, {other})",
            f"minmax_range({inner}, 1, 10) otherwise 1" if depth > 5 else f"(minmax_range({inner}, 1, 10) otherwise 1)"])

    def of_function(self, depth):
        if not self.functions:
            return self.leaf()
        name, count = self.rng.choice(self.functions)
        within = f" within {self.scope()}" if self.rng.random() < 0.3 else ""
        return f"({name}({', '.join(self.varying(depth) for _ in range(count))}){within})"

    def not_always(self, depth):
        return f"(if {self.condition(depth)} then {self.number(depth)} else {self.rng.choice(['not applicable', 'missing'])})"

    # ---- conditions

    def condition(self, depth=1):
        return self.pick(self.comparison, self.comparison, self.of_input, self.of_input, self.of_category, self.combined,
                         self.present, self.reaching, self.of_gate)(depth)

    def comparison(self, depth):
        sign = self.rng.choice(["<", "<=", ">", ">=", "==", "!="])
        numeric = self.inputs.of("count", "number", "percent", "points")
        if numeric and self.rng.random() < 0.5:
            chosen = self.rng.choice(numeric)
            return f"{chosen.name} {sign} {chosen.literal(chosen.threshold(self.rng))}"
        return f"{self.number(depth - 1)} {sign} {self.number(depth - 1)}"

    def of_input(self, depth):
        inputs = self.inputs.of("yes_no")
        return self.rng.choice(inputs).name if inputs else self.comparison(depth)

    def of_category(self, depth):
        inputs = self.inputs.of("one", "block", "date")
        if not inputs:
            return self.comparison(depth)
        chosen = self.rng.choice(inputs)
        if chosen.type == "date":
            return f'{chosen.name} {self.rng.choice(["<", ">=", "=="])} date "{self.rng.choice(chosen.cells)}"'
        return f'{chosen.name} {self.rng.choice(["==", "!="])} "{self.rng.choice(chosen.options)}"'

    def combined(self, depth):
        if depth <= 0:
            return self.of_input(depth)
        left, right = self.condition(depth - 1), self.condition(depth - 1)
        return self.rng.choice([f"({left} and {right})", f"({left} or {right})", f"(not ({left}))"])

    def present(self, depth):
        holes = [each for each in self.inputs.inputs if each.holes]
        return f"present({self.rng.choice(holes).name})" if holes else self.of_input(depth)

    def reaching(self, depth):
        name, kinds = self.rng.choice(self.groups or [("", [])])
        if not kinds:
            return self.of_input(depth)
        return f"(every {self.rng.choice(kinds)} of {name} reaches {self.rng.choice(['50%', '0.25', '1', '80%'])})"

    def of_gate(self, depth):
        return self.rng.choice(self.conditions) if self.conditions else self.comparison(depth)
