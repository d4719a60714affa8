# The ministry's ranking of 2019, ministries and provinces, from the printed index of four decimals.
methodology "Xếp hạng mức độ ứng dụng CNTT năm 2019" {
  year   2019
  issued "Bộ Thông tin và Truyền thông, Báo cáo năm 2019"
}

data {
  ten       : name
  khoi      : block { "bo" as "Bộ, cơ quan ngang Bộ", "tinh" as "Tỉnh, thành phố" }
  chi_so_in : number 0..1 step 0.0001  column "chi_so"   "Chỉ số như đã công bố"
}

report chi_so "Mức độ ứng dụng CNTT" = chi_so_in round 4
gate   tren_09 "Chỉ số trên 0,9" = chi_so > 0.9
rank   hang from chi_so within khoi show "=3"
