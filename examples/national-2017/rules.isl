# The ministry's ranking of provinces by their use of information technology in 2017, from the printed index.
methodology "Xếp hạng mức độ ứng dụng CNTT của các tỉnh, thành phố" {
  year   2017
  issued "Bộ Thông tin và Truyền thông, Báo cáo năm 2017"
}

data {
  tinh        : name
  chi_so_in   : number 0..1 step 0.001  column "chi_so"   "Chỉ số như đã công bố"
}

report chi_so "Mức độ ứng dụng CNTT" = chi_so_in round 3
rank   hang from chi_so
grade  nhom from chi_so { "Tốp 10" top 10  "Các tỉnh khác" }
