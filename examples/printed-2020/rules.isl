# A printed table checked against itself: its ratios, converted points and levels follow from its own first columns.
methodology "Mức độ xây dựng chính quyền điện tử cấp huyện, bảng công bố" {
  year   2020
  issued "UBND tỉnh Thừa Thiên Huế, xếp hạng năm 2020"
}

data {
  tt             : key
  bang           : text info                     "Bảng"
  don_vi         : name
  diem_toi_da    : number 1..100                 "Điểm tối đa"
  khong_danh_gia : number 0..100                 "Điểm không đánh giá"
  diem_thuc_hien : number 0..100 step 0.01       "Điểm thực hiện"
}

report ty_le "Tỷ lệ"
  = (diem_thuc_hien / (diem_toi_da - khong_danh_gia) otherwise not applicable) round 4 as percent
report quy_doi "Điểm quy đổi" = ty_le * diem_toi_da round 2
grade  muc from ty_le { "I" from 90%  "II" from 85%  "III" }
