# The E-Government Development Index of 2010. The file carries float noise, so inputs are rounded first.
# The ranks follow the published index: it was computed from components with more digits than were printed.
# A unit without one of the three components gets 0; the one without any is not assessed.
methodology "E-Government Development Index" {
  year   2010
  issued "United Nations E-Government Survey 2010"
}

data {
  code              : key   column "country-code"
  country           : name  column "country-name"
  published         : number 0..1 missing = unranked  column "e-gov-index"
  online_service    : number 0..1 missing = not applicable  column "osi"
  human_capital     : number 0..1 missing = not applicable  column "hci"
  telecommunication : number 0..1 missing = not applicable  column "tii"
}

index egdi "E-Government Development Index"
  = if present(human_capital) and present(telecommunication) then weighted_mean(children) else 0 round 5
{
  criterion services       "Online services"             max 1 weight 0.34 = round(online_service, 5)
  criterion people         "Human capital"               max 1 weight 0.33 = round(human_capital, 5)
  criterion infrastructure "Telecommunications"          max 1 weight 0.33 = round(telecommunication, 5)
}

report printed "Index as published" = published round 5
rank place from printed
