# The Human Development Index of 2022, all published values and ranks.
methodology "Human Development Index" {
  year   2022
  issued "Human Development Report 2023/2024, technical note 1"
}

data {
  iso3              : key
  country           : name
  development_group : text missing = not applicable    column "hdicode"      # empty for regions and the world
  life_expectancy   : number from 0 unit "years" missing = unranked  column "le_2022"
  expected_years    : number from 0 unit "years" missing = unranked  column "eys_2022"
  mean_years        : number from 0 unit "years" missing = unranked  column "mys_2022"
  income_per_head   : number from 1 missing = unranked  column "gnipc_2022"
}

index hdi "Human Development Index" = geometric_mean(children) round 3 {
  criterion health "Long and healthy life" max 1
    = goalpost(life_expectancy, 20, 85)

  group education "Knowledge" max 1 = mean(children) {
    criterion expected_schooling "Expected years of schooling" max 1 = goalpost(expected_years, 0, 18)
    criterion mean_schooling     "Mean years of schooling"     max 1 = goalpost(mean_years, 0, 15)
  }

  criterion income "Decent standard of living" max 1
    = goalpost_log(income_per_head, 100, 75000)
}

rank  place from hdi when present(development_group)
grade class from hdi { "Very High" from 0.800  "High" from 0.700  "Medium" from 0.550  "Low" }
