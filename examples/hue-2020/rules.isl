# E-government of the districts of one province in 2020: conditions (50 points) and results (100 points).
# What does not concern a district is taken off its maximum; the ratio is converted back to the full maximum.
methodology "Mức độ xây dựng chính quyền điện tử cấp huyện" {
  year   2020
  issued "UBND tỉnh Thừa Thiên Huế, xếp hạng năm 2020"
}

data {
  separator ";"
  numbers decimal ","
  token "x" means not applicable                     # "không đánh giá"

  huyen        : name
  ha_tang      : points 0..16 step 0.01   "Hạ tầng kỹ thuật"
  an_toan      : points 0..10 step 0.01   "An toàn thông tin"
  nhan_luc     : points 0..12 step 0.01   "Nguồn nhân lực"
  chinh_sach   : points 0..10 step 0.01   "Cơ chế, chính sách"
  mien_nui     : points 0..2  step 0.01   "Hỗ trợ xã miền núi, bãi ngang"
  van_ban      : points 0..30 step 0.01  missing = unranked  "Xử lý văn bản điện tử"
  dich_vu_cong : points 0..32 step 0.01  missing = unranked  "Dịch vụ công trực tuyến"
  cong_tin     : points 0..20 step 0.01  missing = unranked  "Trang thông tin điện tử"
  mot_cua      : points 0..10 step 0.01  missing = unranked  "Một cửa hiện đại"
  thanh_toan   : points 0..8  step 0.01  missing = unranked  "Thanh toán trực tuyến"
}

index dieu_kien "Điều kiện sẵn sàng" max 50 = points / max round 4 as percent {
  criteria (given, max) = given {
    tc_ha_tang    "Hạ tầng kỹ thuật"              : ha_tang, 16
    tc_an_toan    "An toàn thông tin"             : an_toan, 10
    tc_nhan_luc   "Nguồn nhân lực"                : nhan_luc, 12
    tc_chinh_sach "Cơ chế, chính sách"            : chinh_sach, 10
    tc_mien_nui   "Hỗ trợ xã miền núi, bãi ngang" : mien_nui, 2
  }
}

index ket_qua "Kết quả ứng dụng" max 100 = points / max round 4 as percent {
  criteria (given, max) = given {
    tc_van_ban      "Xử lý văn bản điện tử"   : van_ban, 30
    tc_dich_vu_cong "Dịch vụ công trực tuyến" : dich_vu_cong, 32
    tc_cong_tin     "Trang thông tin điện tử" : cong_tin, 20
    tc_mot_cua      "Một cửa hiện đại"        : mot_cua, 10
    tc_thanh_toan   "Thanh toán trực tuyến"   : thanh_toan, 8
  }
}

report dieu_kien_quy_doi "Điều kiện, điểm quy đổi"
  = converted(dieu_kien.points, dieu_kien.max, dieu_kien.full_max) round 2
report ket_qua_quy_doi "Kết quả, điểm quy đổi"
  = converted(ket_qua.points, ket_qua.max, ket_qua.full_max) round 2

rank  hang_dieu_kien from dieu_kien
rank  hang_ket_qua   from ket_qua
grade muc_dieu_kien from dieu_kien { "I" from 90%  "II" from 85%  "III" }
grade muc_ket_qua   from ket_qua   { "I" from 90%  "II" from 85%  "III" }
