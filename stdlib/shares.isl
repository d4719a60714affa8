# Shares and ratios of two values of one unit.
# A divisor that may be zero leaves the function without a result: the rule that calls it says what then
# happens, with `otherwise`.

function share(part "the part", whole "the whole")
  "The part of the whole, at most 1. No result where the whole is 0."
  = min(1, part / whole)
  example share(40, 80) = 50%
  example share(1013, 1000) = 100%
  example share(0, 5) = 0

function ratio(part "what is divided", whole "what it is divided by")
  "One value divided by another, without a limit. No result where the divisor is 0."
  = part / whole
  example ratio(3, 2) = 150%
  example ratio(61.2, 72) = 85%

function per_head(value "what is spread", people "how many share it")
  "The value per person, or per whatever the second value counts. No result where that is 0."
  = value / people
  example per_head(300, 12) = 25

function parity(women "the value of one side", men "the value of the other side")
  "The smaller over the larger: 1 where both sides are equal. No result where both are 0."
  = min(women, men) / max(women, men)
  example parity(40, 50) = 80%
  example parity(50, 40) = 80%
  example parity(7, 7) = 1

function growth(now "the value of this year", before "the value of the year before")
  "The change as a share of the value before. No result where that is 0."
  = (now - before) / before
  example growth(115, 100) = 15%
  example growth(80, 100) = -20%

function converted(obtained "points obtained", applicable "maximum that applies", nominal "full maximum")
  "Points rescaled to the full maximum, for units that part of it does not apply to. No result where nothing applies."
  = obtained / applicable * nominal
  example converted(45, 90, 100) = 50
  example converted(42.6, 48, 50) = 44.375
