# A unit compared with the others. The units looked at are those of the same block, or all where the data has no
# block; `minmax(x) within all` and the like say otherwise. Only units with a value take part.

function best_share(value "the value")
  "The value divided by the largest of the cohort: 1 for the best. No result where the largest is 0."
  = value / (max(value) within cohort)

function minmax(value "the value")
  "0 for the lowest of the cohort, 1 for the highest, in proportion between. No result where all are equal."
  = (value - (min(value) within cohort)) / ((max(value) within cohort) - (min(value) within cohort))

function minmax_range(value "the value", low "result for the lowest", high "result for the highest")
  "Like minmax, from low to high. No result where all are equal."
  = low + (high - low) * minmax(value) within cohort

function minmax_reversed(value "the value")
  "1 for the lowest of the cohort, 0 for the highest. No result where all are equal."
  = 1 - minmax(value) within cohort

function zscore(value "the value")
  "The distance from the mean of the cohort in standard deviations of the population. No result where all are equal."
  = (value - (mean(value) within cohort)) / (sd(value) within cohort)

function zscore_sample(value "the value")
  "The distance from the mean in standard deviations of the sample (divided by n - 1). No result where all are equal or one is alone."
  = (value - (mean(value) within cohort)) / (sd_sample(value) within cohort)

function scaled_zscore(value "the value", mean_wanted "mean of the results", sd_wanted "their standard deviation")
  "The z-score on another scale. No result where all are equal."
  = mean_wanted + sd_wanted * zscore(value) within cohort

function percentile_rank(value "the value")
  "The share of the other units that are not above this one; equal values take the better place. No result where one is alone."
  = ((at_or_below(value) within cohort) - 1) / ((count(value) within cohort) - 1)

function borda(value "the value")
  "How many units of the cohort are strictly below: the points of a Borda count."
  = below(value) within cohort

function winsorised(value "the value", tail "the share cut at either end, at most 50%")
  "The value, kept between the two outer percentiles of the cohort."
  = clamp(value, percentile(value, tail) within cohort, percentile(value, 1 - tail) within cohort)
