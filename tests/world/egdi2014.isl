# The E-Government Development Index of 2014. The file carries float noise, so inputs are rounded first.
# The ranks follow the published index: it was computed from components with more digits than were printed.
methodology "E-Government Development Index" {
  year   2014
  issued "United Nations E-Government Survey 2014"
}

data {
  code              : key   column "country-code"
  country           : name  column "country-name"
  published         : number 0..1  column "e-gov-index"
  online_service    : number 0..1  column "osi"
  human_capital     : number 0..1  column "hci"
  telecommunication : number 0..1  column "tii"
}

index egdi "E-Government Development Index"
  = mean(children) round 5
{
  criterion services       "Online services"             max 1 = round(online_service, 5)
  criterion people         "Human capital"               max 1 = round(human_capital, 5)
  criterion infrastructure "Telecommunications"          max 1 = round(telecommunication, 5)
}

report printed "Index as published" = published round 5
rank place from printed
