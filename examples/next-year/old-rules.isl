methodology "Mức độ ứng dụng CNTT của các sở" {
  year   2018
  issued "Quyết định 15/QĐ-UBND ngày 20/01/2018"
}

data {
  ma          : key
  ten         : name
  so_cbcc     : count from 1                     "Số cán bộ, công chức, viên chức"
  so_may_tinh : count                            "Số máy tính"
  van_ban     : percent 0%..100% step 0.1%       "Tỷ lệ văn bản điện tử"
  mot_cua     : yes_no missing = not applicable  "Có một cửa điện tử"
}

index ung_dung "Tỷ lệ ứng dụng CNTT" = points / max round 3 as percent {

  criterion may_tinh "Máy tính trên cán bộ" max 10        # Phụ lục 1, mục 1.1
    = share(so_may_tinh, so_cbcc) * max round 1

  criterion vb_dien_tu "Văn bản điện tử" max 6
    = by van_ban { >= 90% : 6   >= 70% : 4   >= 50% : 2   else 0 }
    example 89.9% -> 4

  criterion mot_cua_dt "Một cửa điện tử" max 4
    = yes_points(mot_cua, max)
}

rank  hang from ung_dung
grade nhom from ung_dung { "Tốt" from 80%   "Khá" from 65%   "Yếu" }

test "không có một cửa điện tử: 14 trên 16 điểm" {
  given  so_cbcc = 30  so_may_tinh = 24  van_ban = 93.4%  mot_cua = missing
  expect may_tinh = 8  ung_dung.points = 14  ung_dung.max = 16  ung_dung = 87.5%  nhom = "Tốt"
}
