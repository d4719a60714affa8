// The methodology with Polars: POLARS_MAX_THREADS=N node score_polars.js DATA. Numbers are doubles; all but the
// total are exact.
const pl = require('nodejs-polars');
const {col, lit, when} = pl;

const WEIGHTS = [10, 30, 15, 25, 10, 10];
const groups = sizes => sizes.flatMap((size, group) => Array(size).fill(group));
const YES_NO = groups([4, 4, 3, 4, 3, 2]), RATIOS = groups([2, 4, 2, 3, 2, 2]), TIERS = groups([1, 2, 2, 2, 1, 2]);
const ALL = [0, 1, 2, 3, 4, 5];

const named = (letter, i) => letter + String(i + 1).padStart(2, '0');
const double = expression => expression.cast(pl.Float64);
const sum = parts => parts.reduce((left, right) => left.add(right));
const quotient = (above, below) => above.div(below).floor();

const schema = {ma: pl.Utf8, ten: pl.Utf8, khoi: pl.Utf8};
YES_NO.forEach((_, i) => { schema[named('y', i)] = pl.Float64; });
RATIOS.forEach((_, i) => {
  schema[named('n', i)] = pl.Float64;
  schema[named('d', i)] = pl.Float64;
});
TIERS.forEach((_, i) => { schema[named('t', i)] = pl.Float64; });

const points = ALL.map(() => []), most = ALL.map(() => []);
function add(group, got, max) {
  points[group].push(got.fillNull(lit(0)));
  most[group].push(double(got.isNotNull()).mul(lit(max)));
}
YES_NO.forEach((group, i) => add(group, col(named('y', i)).mul(lit(200)), 2));
RATIOS.forEach((group, i) => {
  const part = col(named('n', i)), whole = col(named('d', i));
  const share = quotient(part.mul(lit(1000)).add(whole), whole.mul(lit(2)));
  add(group, when(share.gt(lit(500))).then(lit(500.0)).otherwise(share), 5);
});
TIERS.forEach((group, i) => {
  const level = col(named('t', i));
  add(group, sum([0, 50, 70, 90].map(bound => double(bound ? level.gtEq(lit(bound)) : level.gt(lit(0))))).mul(lit(100)), 4);
});

const keys = ['ma', 'ten', 'khoi'].map(name => col(name));
const applies = group => col('m' + group).gt(lit(0));
const product = ALL.map(g => when(applies(g)).then(col('m' + g)).otherwise(lit(1.0)))
  .reduce((left, right) => left.mul(right));
const share = g => when(applies(g)).then(col('s' + g).mul(lit(WEIGHTS[g])).mul(col('p').div(col('m' + g))))
  .otherwise(lit(0.0));
const weight = g => when(applies(g)).then(lit(WEIGHTS[g] * 1.0)).otherwise(lit(0.0));
const index = g => quotient(col('s' + g).mul(lit(200)).add(col('m' + g)), col('m' + g).mul(lit(2)));
const place = name => col(name).rank('min', true);
const label = when(col('tong').gtEq(lit(0.8))).then(lit('Tốt')).when(col('tong').gtEq(lit(0.65))).then(lit('Khá'))
  .when(col('tong').gtEq(lit(0.5))).then(lit('Trung bình')).otherwise(lit('Yếu'));

const below = sum(ALL.map(weight)).mul(col('p')).mul(lit(100));
const total = quotient(sum(ALL.map(share)).mul(lit(20000)).add(below), below.mul(lit(2)));
const result = pl.scanCSV(process.argv[2], {schema, hasHeader: true})
  .select(...keys, ...ALL.flatMap(g => [sum(points[g]).alias('s' + g), sum(most[g]).alias('m' + g)]))
  .withColumns(product.alias('p'))
  .select(...keys, ...ALL.map(g => index(g).div(lit(10000)).alias('g' + (g + 1))), total.div(lit(10000)).alias('tong'))
  .withColumns(place('tong').alias('hang'), place('tong').over('khoi').alias('hang_khoi'),
    ...ALL.map(g => place('g' + (g + 1)).alias('gr' + (g + 1))), label.alias('xep_loai'));
result.collectSync().writeCSV('/dev/stdout', {floatPrecision: 4});
