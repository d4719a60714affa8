# The index of administrative reform of 2012, provinces: points appraised by the ministry plus points of the survey.
methodology "Chỉ số cải cách hành chính (PAR INDEX)" {
  year   2012
  issued "Bộ Nội vụ, Báo cáo PAR INDEX 2012"
}

data {
  tinh      : name
  tham_dinh : points 0..62 step 0.01  column "diem_tham_dinh_bnv"   "Điểm Bộ Nội vụ thẩm định"
  dieu_tra  : points 0..38 step 0.01  column "diem_dieu_tra_xhh"    "Điểm điều tra xã hội học"
}

index par_index "PAR INDEX" max 100 {
  criterion diem_tham_dinh "Thẩm định"           max 62 = tham_dinh
  criterion diem_dieu_tra  "Điều tra xã hội học" max 38 = dieu_tra
}

rank  hang from par_index
rank  hang_dieu_tra from diem_dieu_tra
