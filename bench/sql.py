"""The methodology in SQL, in whole numbers throughout, for databases that read the CSV file themselves.

Points are in hundredths, indices in ten-thousandths; 20000 * the largest numerator is below 2^56.
"""

from methodology import GROUPS, INPUTS, LABELS, LAST_LABEL, RATIO_MAX, TIER_MAX, YES_NO_MAX

INDICES = [group.name for group in GROUPS]
KEYS = "ma, ten, khoi"


class Dialect:
    quotient, whole, materialized = "/", "bigint", "MATERIALIZED"

    def cell(self, name):
        return name

    def shown(self, name):
        return f"cast({name} * 0.0001 AS decimal(5,4)) AS {name}"


class DuckDb(Dialect):
    quotient, materialized = "//", ""

    def shown(self, name):
        return f"cast(cast({name} AS decimal(5,0)) * 0.0001::decimal(4,4) AS decimal(5,4)) AS {name}"

    def read(self, data):
        types = ", ".join(f"'{name}': '{'VARCHAR' if name in KEYS else self.type_of(name)}'" for name in INPUTS)
        return f"""(SELECT row_number() OVER () AS line, * FROM read_csv('{data}', header = true, auto_detect = false,
          delim = ',', quote = '"', escape = '"', new_line = '\\n', columns = {{{types}}}))"""

    @staticmethod
    def type_of(name):
        return "DECIMAL(9,3)" if name.startswith("t") else "INTEGER"

    def script(self, data):
        return f"COPY (\n{by_windows(self, self.read(data))}\n) TO '/dev/stdout' (FORMAT csv, HEADER true);\n"


class DuckDbCounts(DuckDb):
    """Ranks from counts per value, joined back: faster there than windows when rows are many."""

    def script(self, data):
        scores = f"CREATE TEMP TABLE scores AS\n{stages(self, self.read(data))}\nSELECT * FROM scores;\n"
        return scores + f"COPY (\n{by_counts(self)}\n) TO '/dev/stdout' (FORMAT csv, HEADER true);\n"


class Sqlite(Dialect):
    whole = "integer"

    def cell(self, name):
        return f"nullif({name}, '')"

    def shown(self, name):
        return f"printf('%d.%04d', {name} / 10000, {name} % 10000) AS {name}"

    def script(self, data):
        columns = ", ".join(f"{name} {'TEXT' if name in KEYS else 'NUMERIC'}" for name in INPUTS)
        cells = ", ".join(f"{self.cell(name)} AS {name}" for name in INPUTS[3:])
        source = f"(SELECT rowid AS line, {KEYS}, {cells} FROM data)"
        return (f"PRAGMA temp_store = MEMORY;\nCREATE TABLE data ({columns});\n.import --csv --skip 1 {data} data\n"
                f".mode csv\n.headers on\n.separator , \"\\n\"\n{by_windows(self, source)};\n")


class Postgres(Dialect):
    def script(self, data):
        columns = ", ".join(f"{name} {self.type_of(name)}" for name in INPUTS)
        result = " ".join(by_windows(self, "data").split())
        return (f"\\set QUIET on\nCREATE TEMP TABLE data (line bigint GENERATED ALWAYS AS IDENTITY, {columns});\n"
                f"\\copy data ({', '.join(INPUTS)}) FROM '{data}' WITH (FORMAT csv, HEADER true)\nANALYZE data;\n"
                f"\\copy ({result}) TO STDOUT WITH (FORMAT csv, HEADER true)\n")

    @staticmethod
    def type_of(name):
        return "text" if name in KEYS else "numeric" if name.startswith("t") else "integer"


# ---- scores

def is_there(*names):
    return f"cast({' AND '.join(f'{name} IS NOT NULL' for name in names)} AS integer)"


def ratio_points(dialect, part, whole):
    most = 100 * RATIO_MAX
    share = f"({2 * most} * {part} + {whole}) {dialect.quotient} (2 * {whole})"
    return f"coalesce(CASE WHEN {part} >= {whole} THEN {most} ELSE {share} END, 0)"


def tier_points(name):
    return (f"CASE WHEN {name} >= 90 THEN 400 WHEN {name} >= 70 THEN 300 WHEN {name} >= 50 THEN 200 "
            f"WHEN {name} > 0 THEN 100 ELSE 0 END")


def points(dialect, group):
    parts = [f"coalesce({100 * YES_NO_MAX} * {name}, 0)" for name in group.yes_no]
    parts += [ratio_points(dialect, *names) for names in group.ratios]
    parts += [tier_points(name) for name in group.tiers]
    return f"cast({' + '.join(parts)} AS {dialect.whole})"


def most_points(dialect, group):
    kinds = [(YES_NO_MAX, [is_there(name) for name in group.yes_no]),
             (RATIO_MAX, [is_there(*names) for names in group.ratios]),
             (TIER_MAX, [is_there(name) for name in group.tiers])]
    parts = [f"{most} * ({' + '.join(there)})" for most, there in kinds]
    return f"cast({' + '.join(parts)} AS {dialect.whole})"


def stages(dialect, source):
    """WITH ... up to `scores`: line, keys, six indices and the total in ten-thousandths."""
    sums = ",\n    ".join(f"{points(dialect, group)} AS s_{group.name}, {most_points(dialect, group)} AS m_{group.name}"
                         for group in GROUPS)
    product = " * ".join(f"d_{name}" for name in INDICES)
    ones = ", ".join(f"CASE WHEN m_{name} = 0 THEN 1 ELSE m_{name} END AS d_{name}" for name in INDICES)
    weight = " + ".join(f"CASE WHEN m_{group.name} = 0 THEN 0 ELSE {group.weight} END" for group in GROUPS)
    above = " + ".join(f"{group.weight} * s_{group.name} * (product {dialect.quotient} d_{group.name})"
                       for group in GROUPS)
    indices = ", ".join(f"(200 * s_{name} + m_{name}) {dialect.quotient} nullif(2 * m_{name}, 0) AS {name}"
                        for name in INDICES)
    kept = f"line, {KEYS}, {', '.join(INDICES)}"
    return f"""WITH sums AS {dialect.materialized} (SELECT line, {KEYS},
    {sums} FROM {source} AS cells),
  ones AS (SELECT *, {ones}, {weight} AS weight FROM sums),
  products AS {dialect.materialized} (SELECT *, {product} AS product FROM ones),
  sides AS (SELECT line, {KEYS}, {indices},
    {above} AS above, 100 * weight * product AS below FROM products),
  scores AS {dialect.materialized} (SELECT {kept},
    (20000 * above + below) {dialect.quotient} nullif(2 * below, 0) AS tong FROM sides)"""


# ---- ranks and the result

def label():
    lines = " ".join(f"WHEN tong >= {bound} THEN '{name}'" for bound, name in LABELS)
    return f"CASE {lines} WHEN tong IS NOT NULL THEN '{LAST_LABEL}' END AS xep_loai"


def window(name, value, within=""):
    return (f"CASE WHEN {value} IS NOT NULL THEN rank() OVER ({within} ORDER BY {value} DESC NULLS LAST) END AS {name}")


def by_windows(dialect, source):
    ranks = [window("hang", "tong"), window("hang_khoi", "tong", "PARTITION BY khoi")]
    ranks += [window(f"gr{i}", name) for i, name in enumerate(INDICES, 1)]
    names = ["hang", "hang_khoi"] + [f"gr{i}" for i in range(1, 7)]
    values = ", ".join(dialect.shown(name) for name in INDICES + ["tong"])
    newline = ",\n    "
    return f"""{stages(dialect, source)},
  ranked AS (SELECT *, {newline.join(ranks)} FROM scores)
SELECT {KEYS}, {values}, {', '.join(names)}, {label()}
FROM ranked ORDER BY line"""


def counts(name, value, block=""):
    """A table of the values there are, each with its rank: one more than how many are greater."""
    within = f"PARTITION BY {block} " if block else ""
    keys = f"{block}, {value}" if block else value
    return f"""{name} AS (SELECT {keys}, cast(1 + coalesce(sum(many) OVER ({within}ORDER BY {value} DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bigint) AS place
    FROM (SELECT {keys}, count(*) AS many FROM scores WHERE {value} IS NOT NULL GROUP BY {keys}))"""


def by_counts(dialect):
    tables = [counts("hang", "tong"), counts("hang_khoi", "tong", "khoi")]
    tables += [counts(f"gr{i}", name) for i, name in enumerate(INDICES, 1)]
    joins = ["LEFT JOIN hang ON hang.tong = s.tong",
             "LEFT JOIN hang_khoi ON hang_khoi.khoi = s.khoi AND hang_khoi.tong = s.tong"]
    joins += [f"LEFT JOIN gr{i} ON gr{i}.{name} = s.{name}" for i, name in enumerate(INDICES, 1)]
    places = ", ".join(f"{name}.place AS {name}" for name in ["hang", "hang_khoi"] + [f"gr{i}" for i in range(1, 7)])
    values = ", ".join(dialect.shown(name).replace(f"({name} ", f"(s.{name} ") for name in INDICES + ["tong"])
    newline = "\n  "
    return f"""WITH {(',' + newline).join(tables)}
SELECT s.ma, s.ten, s.khoi, {values}, {places}, {label().replace('tong ', 's.tong ')}
FROM scores AS s
  {newline.join(joins)}
ORDER BY s.line"""
