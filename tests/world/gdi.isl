# The Gender Development Index of 2022 and its five groups: the rounded index decides the group.
methodology "Gender Development Index" {
  year   2022
  issued "Human Development Report 2023/2024, technical note 3"
}

data {
  iso3      : key
  country   : name
  hdi_women : number 0.001..1 missing = unranked  column "hdi_f_2022"
  hdi_men   : number 0.001..1 missing = unranked  column "hdi_m_2022"
}

report gdi "Gender Development Index" = ratio(hdi_women, hdi_men) round 3
report from_parity "Distance from parity" = abs(gdi - 1) round 3 as percent

grade parity_group from from_parity {
  "1" up to 2.5%   "2" up to 5%   "3" up to 7.5%   "4" up to 10%   "5"
}
