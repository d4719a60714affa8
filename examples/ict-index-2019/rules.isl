# The Vietnam ICT Index of 2019 for provinces: the mean of three sub-indices.
methodology "Vietnam ICT Index" {
  year   2019
  issued "Bộ Thông tin và Truyền thông và Hội Tin học Việt Nam, Báo cáo 2019"
}

data {
  tinh            : name
  diem_ky_thuat   : number 0..1 step 0.0001 missing = unranked  column "ha_tang_ky_thuat"  "Hạ tầng kỹ thuật"
  diem_nhan_luc   : number 0..1 step 0.0001 missing = unranked  column "ha_tang_nhan_luc"  "Hạ tầng nhân lực"
  diem_ung_dung   : number 0..1 step 0.0001 missing = unranked  column "ung_dung_cntt"     "Ứng dụng CNTT"
  dich_vu_cong_tt : number 0..1 step 0.0001 missing = unranked info                        "Dịch vụ công trực tuyến"
}

index ict_index "ICT Index" = mean(children) round 4 {
  criterion ha_tang_ky_thuat "Hạ tầng kỹ thuật" max 1 = diem_ky_thuat
  criterion ha_tang_nhan_luc "Hạ tầng nhân lực" max 1 = diem_nhan_luc
  criterion ung_dung_cntt    "Ứng dụng CNTT"    max 1 = diem_ung_dung
}

rank hang from ict_index
