# The Gender Inequality Index of 2022: geometric means within each sex, the harmonic mean across.
methodology "Gender Inequality Index" {
  year   2022
  issued "Human Development Report 2023/2024, technical note 4"
}

data {
  iso3     : key
  country  : name
  maternal_mortality : number from 0      missing = unranked  column "mmr_2022"
  adolescent_births  : number 0.001..1000 missing = unranked  column "abr_2022"
  schooling_women    : percent 0.1%..100% missing = unranked  column "se_f_2022"
  schooling_men      : percent 0.1%..100% missing = unranked  column "se_m_2022"
  parliament_women   : percent 0%..100%   missing = unranked  column "pr_f_2022"
  parliament_men     : percent 0.1%..100% missing = unranked  column "pr_m_2022"
  work_women         : percent 0.1%..100% missing = unranked  column "lfpr_f_2022"
  work_men           : percent 0.1%..100% missing = unranked  column "lfpr_m_2022"
}

let health_women      = sqrt(10 / clamp(maternal_mortality, 10, 1000) / adolescent_births)
let empowerment_women = geometric_mean(at_least(parliament_women, 0.1%), schooling_women)
let empowerment_men   = geometric_mean(parliament_men, schooling_men)

let women  = geometric_mean(health_women, empowerment_women, work_women)
let men    = geometric_mean(1, empowerment_men, work_men)
let equal_distribution = harmonic_mean(women, men)

let reference = geometric_mean((health_women + 1) / 2, (empowerment_women + empowerment_men) / 2,
                               (work_women + work_men) / 2)

report gii "Gender Inequality Index" = 1 - equal_distribution / reference round 3
rank gii_place from gii lowest first
