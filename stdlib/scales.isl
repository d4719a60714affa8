# From a raw value to a share of the points: 0 for nothing, 1 for everything.
# A value and its thresholds are in one unit of measure: comparing or subtracting them says so. What comes out is plain.

function yes_points(answer "yes or no", worth "points for yes")
  "The points for yes, 0 for no."
  = if answer then worth else 0
  example yes_points(yes, 5) = 5
  example yes_points(no, 5) = 0

function per_item(items "how many there are", each "points for one", cap "points at most")
  "So many points for each one, up to the cap."
  = min(cap, items * each)
  example per_item(3, 1, 5) = 3
  example per_item(9, 1, 5) = 5
  example per_item(3, 0.5, 5) = 1.5

function proportional(value "the value", full "from here on everything")
  "In proportion up to a threshold, 1 from it on. No result where the threshold is 0."
  = 1 - clamp(plain(full - value) / plain(full), 0, 1)
  example proportional(40%, 80%) = 50%
  example proportional(80%, 80%) = 1
  example proportional(95%, 80%) = 1

function proportional_from(value "the value", threshold "below this nothing", full "from here on everything")
  "A dead zone: 0 below the threshold, then in proportion, 1 from `full` on. No result where `full` is 0."
  = if value < threshold then 0 else proportional(value, full)
  example proportional_from(49%, 50%, 100%) = 0
  example proportional_from(50%, 50%, 100%) = 50%
  example proportional_from(100%, 50%, 80%) = 1

function goalpost(value "the value", worst "worth 0", best "worth 1")
  "The place between the worst and the best value, 0 to 1, in either direction. No result where the two are equal."
  = clamp(plain(value - worst) / plain(best - worst), 0, 1)
  example goalpost(52.5, 20, 85) = 50%
  example goalpost(90, 20, 85) = 1
  example goalpost(18, 18, 1) = 0
  example goalpost(1, 18, 1) = 1
  example goalpost(9.5, 18, 1) = 50%

function goalpost_log(value "the value, above 0", worst "worth 0, above 0", best "worth 1, above 0")
  "The place between the worst and the best value on a logarithmic scale, 0 to 1. No result where one of them is 0 or less, or the worst is the best."
  = goalpost(ln(value), ln(worst), ln(best))
  example goalpost_log(100, 100, 75000) = 0
  example goalpost_log(75000, 100, 75000) = 1
  example goalpost_log(90000, 100, 75000) = 1

function interpolate(value "the value", x1 "the first knot", y1 "its result", x2 "the second knot", y2 "its result")
  "A straight piece between two knots: y1 at x1 and before it, y2 at x2 and after it. No result where x1 = x2. Several pieces are put together with `by`."
  = y1 + (y2 - y1) * clamp(plain(value - x1) / plain(x2 - x1), 0, 1)
  example interpolate(5, 0, 10, 10, 20) = 15
  example interpolate(-5, 0, 10, 10, 20) = 10
  example interpolate(15, 0, 10, 10, 20) = 20
  example interpolate(2, 0, 8, 8, 0) = 6

function reversed(value "the value", top "the largest value")
  "The value counted from the other end, for indicators where less is better: 100 - x, 11 - x."
  = top - value
  example reversed(30, 100) = 70
  example reversed(4, 11) = 7

function distance_to_target(value "the value", target "the best value", width "how far away is worth 0")
  "1 on the target, falling in proportion on both sides to 0 at the width. No result where the width is 0."
  = clamp(plain(width - abs(value - target)) / plain(width), 0, 1)
  example distance_to_target(50, 50, 50) = 1
  example distance_to_target(40, 50, 50) = 80%
  example distance_to_target(60, 50, 50) = 80%
  example distance_to_target(120, 50, 50) = 0

function appraised_or_own(appraised "what the appraisers gave", own "what the unit gave itself")
  "What the appraisers gave; where they gave nothing, what the unit gave itself."
  = if present(appraised) then appraised else own
  example appraised_or_own(4, 5) = 4
  example appraised_or_own(not applicable, 5) = 5
