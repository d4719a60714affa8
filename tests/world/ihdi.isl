# The Inequality-adjusted Human Development Index of 2022: the exact HDI, not the printed one, is adjusted.
methodology "Inequality-adjusted Human Development Index" {
  year   2022
  issued "Human Development Report 2023/2024, technical note 2"
}

data {
  iso3            : key
  country         : name
  life_expectancy : number from 0 unit "years" missing = unranked  column "le_2022"
  expected_years  : number from 0 unit "years" missing = unranked  column "eys_2022"
  mean_years      : number from 0 unit "years" missing = unranked  column "mys_2022"
  income_per_head : number from 1 missing = unranked  column "gnipc_2022"
  health_inequality    : percent 0%..100% missing = unranked  column "ineq_le_2022"
  education_inequality : percent 0%..100% missing = unranked  column "ineq_edu_2022"
  income_inequality    : percent 0%..100% missing = unranked  column "ineq_inc_2022"
}

index hdi "Human Development Index" = geometric_mean(children) round 3 {
  criterion health max 1 = goalpost(life_expectancy, 20, 85)
  group education max 1 = mean(children) {
    criterion expected_schooling max 1 = goalpost(expected_years, 0, 18)
    criterion mean_schooling     max 1 = goalpost(mean_years, 0, 15)
  }
  criterion income max 1 = goalpost_log(income_per_head, 100, 75000)
}

report ihdi "Inequality-adjusted HDI"
  = hdi.exact * geometric_mean(1 - health_inequality, 1 - education_inequality, 1 - income_inequality) round 3
