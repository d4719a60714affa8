# The provincial digital transformation index of 2022: five common indices, shared by the three pillars.
methodology "Chỉ số chuyển đổi số cấp tỉnh (DTI)" {
  year   2022
  issued "Bộ Thông tin và Truyền thông, Báo cáo DTI 2022"
}

data {
  tinh         : name
  diem_nt      : number 0..1 step 0.0001  column "nhan_thuc_so"       "Nhận thức số"
  diem_tc      : number 0..1 step 0.0001  column "the_che_so"         "Thể chế số"
  diem_ht      : number 0..1 step 0.0001  column "ha_tang_so"         "Hạ tầng số"
  diem_nl      : number 0..1 step 0.0001  column "nhan_luc_so"        "Nhân lực số"
  diem_at      : number 0..1 step 0.0001  column "an_toan_tt"         "An toàn thông tin mạng"
  diem_hd_cqs  : number 0..1 step 0.0001  column "hd_chinh_quyen_so"  "Hoạt động chính quyền số"
  diem_hd_kts  : number 0..1 step 0.0001  column "hd_kinh_te_so"      "Hoạt động kinh tế số"
  diem_hd_xhs  : number 0..1 step 0.0001  column "hd_xa_hoi_so"       "Hoạt động xã hội số"
}

criteria (value_of, max) = value_of * max {
  nhan_thuc_so      "Nhận thức số"             : diem_nt, 100
  the_che_so        "Thể chế số"               : diem_tc, 100
  ha_tang_so        "Hạ tầng số"               : diem_ht, 100
  nhan_luc_so       "Nhân lực số"              : diem_nl, 100
  an_toan_tt        "An toàn thông tin mạng"   : diem_at, 100
  hd_chinh_quyen_so "Hoạt động chính quyền số" : diem_hd_cqs, 200
  hd_kinh_te_so     "Hoạt động kinh tế số"     : diem_hd_kts, 150
  hd_xa_hoi_so      "Hoạt động xã hội số"      : diem_hd_xhs, 150
}

# Every criterion counts once, whether the pillars share it or not.
index dti "Chỉ số chuyển đổi số" max 1000 = points / max round 4 {
  use nhan_thuc_so  use the_che_so  use ha_tang_so  use nhan_luc_so  use an_toan_tt
  use hd_chinh_quyen_so  use hd_kinh_te_so  use hd_xa_hoi_so
}

index chinh_quyen_so "Chính quyền số" max 700 = points / max round 4 {
  use nhan_thuc_so  use the_che_so  use ha_tang_so  use nhan_luc_so  use an_toan_tt
  use hd_chinh_quyen_so
}

index kinh_te_so "Kinh tế số" max 650 = points / max round 4 {
  use nhan_thuc_so  use the_che_so  use ha_tang_so  use nhan_luc_so  use an_toan_tt
  use hd_kinh_te_so
}

index xa_hoi_so "Xã hội số" max 650 = points / max round 4 {
  use nhan_thuc_so  use the_che_so  use ha_tang_so  use nhan_luc_so  use an_toan_tt
  use hd_xa_hoi_so
}

rank hang     from dti
rank hang_cqs from chinh_quyen_so
rank hang_kts from kinh_te_so
rank hang_xhs from xa_hoi_so
