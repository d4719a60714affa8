# The provincial digital transformation index of 2020: three pillars, 0.4, 0.3 and 0.3.
methodology "Chỉ số chuyển đổi số cấp tỉnh (DTI)" {
  year   2020
  issued "Bộ Thông tin và Truyền thông, Báo cáo DTI 2020"
}

data {
  tinh           : name
  diem_cqs       : number 0..1 step 0.0001  column "chinh_quyen_so"  "Chính quyền số"
  diem_kts       : number 0..1 step 0.0001  column "kinh_te_so"      "Kinh tế số"
  diem_xhs       : number 0..1 step 0.0001  column "xa_hoi_so"       "Xã hội số"
}

index dti "Chỉ số chuyển đổi số" = weighted_mean(children) round 4 {
  criterion chinh_quyen_so "Chính quyền số" max 1 weight 0.4 = diem_cqs
  criterion kinh_te_so     "Kinh tế số"     max 1 weight 0.3 = diem_kts
  criterion xa_hoi_so      "Xã hội số"      max 1 weight 0.3 = diem_xhs
}

rank hang from dti
