# Floors and caps.

function at_most(value "the value", cap "the largest result")
  "The value, or the cap where the value is larger."
  = min(value, cap)
  example at_most(7, 5) = 5
  example at_most(3, 5) = 3

function at_least(value "the value", floor_value "the smallest result")
  "The value, or the floor where the value is smaller."
  = max(value, floor_value)
  example at_least(7, 5) = 7
  example at_least(3, 5) = 5

function clamp(value "the value", low "the smallest result", high "the largest result")
  "The value, kept between low and high."
  = min(max(value, low), high)
  example clamp(-1, 0, 10) = 0
  example clamp(4, 0, 10) = 4
  example clamp(11, 0, 10) = 10
