# How well the offices of one province used information technology in 2017.
# The criteria below category level are invented; points, maxima, ratios, ranks and groups of the six units
# in published.csv are those of the province.
methodology "Mức độ ứng dụng CNTT của cơ quan nhà nước tỉnh Thừa Thiên Huế" {
  year   2017
  issued "Quyết định 2214/QĐ-UBND ngày 26/10/2015"
}

data {
  token "-" means not applicable                     # nothing of the kind in this office

  ma             : key
  ten            : name
  khoi           : block { "so" as "Sở, ban, ngành", "huyen" as "Huyện, thị xã, thành phố" }
  so_cbcc        : count from 1                      "Số cán bộ, công chức, viên chức"
  so_may_tinh    : count from 1                      "Số máy tính"
  may_diet_virus : count                             "Số máy tính có phần mềm diệt virus"
  mang_lan       : yes_no                            "Có mạng LAN an toàn"
  van_ban        : percent 0%..100% step 0.1%        "Tỷ lệ văn bản điện tử"
  hop_thu        : count                             "Số cán bộ dùng thư điện tử công vụ"
  cuoc_hop       : count                             "Số cuộc họp trực tuyến trong năm"
  mot_cua        : yes_no                            "Có một cửa điện tử"
  thong_tin      : percent 0%..100% step 1%          "Tỷ lệ mục tin bắt buộc có trên trang"
  cap_nhat       : one of { "hằng ngày", "hằng tuần", "hằng tháng", "không" }  "Cập nhật trang thông tin"
  dich_vu        : count from 1                      "Số dịch vụ công"
  dich_vu_muc_3  : count                             "Số dịch vụ công mức độ 3 trở lên"
  ho_so          : percent 0%..100% step 0.1%        "Tỷ lệ hồ sơ nộp trực tuyến"
  quy_che        : yes_no missing = no               "Có quy chế bảo đảm an toàn thông tin"
  ke_hoach       : yes_no missing = no               "Có kế hoạch ứng dụng CNTT năm"
  chuyen_trach   : one of { "đại học trở lên", "cao đẳng", "không" }  "Cán bộ chuyên trách CNTT"
  truong_ban     : one of { "cấp trưởng", "cấp phó", "không" }        "Trưởng ban chỉ đạo CNTT"
  so_xa          : count from 1                      "Số xã, phường, thị trấn"
  xa_ket_noi     : count                             "Số xã nối mạng diện rộng"

  require may_diet_virus <= so_may_tinh "more protected computers than computers"
  require hop_thu <= so_cbcc            "more mailboxes than officials"
  require dich_vu_muc_3 <= dich_vu      "more services online than services"
  require xa_ket_noi <= so_xa           "more communes connected than communes"
}

index ung_dung "Mức độ ứng dụng CNTT" = points / max round 3 as percent {

  group ha_tang "Hạ tầng kỹ thuật" max 14 {
    criterion tc_may_tinh "Máy tính trên cán bộ" max 6
      = share(so_may_tinh, so_cbcc) * max round 1
    criterion tc_mang_lan "Mạng LAN an toàn" max 4
      = yes_points(mang_lan, max)
    criterion tc_diet_virus "Máy tính có phần mềm diệt virus" max 4
      = share(may_diet_virus, so_may_tinh) * max round 1
  }

  group hoat_dong "Ứng dụng trong hoạt động" max 24 {
    criterion tc_van_ban "Văn bản điện tử" max 10
      note "Từ 90 % trở lên: điểm tối đa"
      = proportional(van_ban, 90%) * max round 1
      example   90% -> 10
      example 83.9% -> 9.3
    criterion tc_thu_dien_tu "Thư điện tử công vụ" max 6
      = share(hop_thu, so_cbcc) * max round 1
    criterion tc_hop "Họp trực tuyến" max 4
      = per_item(cuoc_hop, 1 point, max)
      example 3 -> 3
      example 9 -> 4
    criterion tc_mot_cua "Một cửa điện tử" max 4
      = yes_points(mot_cua, max)
  }

  group trang_tin "Trang thông tin điện tử" max 10 {
    criterion tc_thong_tin "Mục tin bắt buộc" max 6
      = by thong_tin { >= 90% : 6   >= 70% : 4   >= 50% : 2   else 0 }
      example 90% -> 6
      example 89% -> 4
      example 49% -> 0
    criterion tc_cap_nhat "Cập nhật" max 4
      = by cap_nhat { "hằng ngày" : 4   "hằng tuần" : 3   "hằng tháng" : 1   "không" : 0 }
  }

  group dich_vu_cong "Dịch vụ công trực tuyến" max 10 {
    criterion tc_dich_vu "Dịch vụ công mức độ 3 trở lên" max 5
      = share(dich_vu_muc_3, dich_vu) * max round 1
    criterion tc_ho_so "Hồ sơ nộp trực tuyến" max 5
      note "Từ 50 % trở lên: điểm tối đa"
      = proportional(ho_so, 50%) * max round 1
  }

  group co_che "Cơ chế, chính sách" max 6 {
    criterion tc_quy_che  "Quy chế an toàn thông tin" max 3 = yes_points(quy_che, max)
    criterion tc_ke_hoach "Kế hoạch năm"              max 3 = yes_points(ke_hoach, max)
  }

  group nhan_luc "Nguồn nhân lực" max 6 {
    criterion tc_chuyen_trach "Cán bộ chuyên trách" max 3
      = by chuyen_trach { "đại học trở lên" : max   "cao đẳng" : 2   "không" : 0 }
    criterion tc_truong_ban "Trưởng ban chỉ đạo" max 3
      = by truong_ban { "cấp trưởng" : max   "cấp phó" : max / 2   "không" : 0 }
  }

  criterion cap_xa "Kết nối đến cấp xã" max 3
    applies when khoi == "huyen"
    = share(xa_ket_noi, so_xa) * max round 1
    example "huyen",  9, 11 -> 2.5
    example "so", not applicable, not applicable -> not applicable
}

rank  hang from ung_dung within khoi
grade nhom from ung_dung { "Tốt" from 80%   "Khá" from 65%   "Trung bình" from 50%   "Yếu" }

# As printed: 62.3 of 70 points. Communes are no matter of a department, so their 3 points leave the maximum.
test "Sở Y tế" {
  given
    khoi = "so"  so_cbcc = 72  so_may_tinh = 72  may_diet_virus = 69  mang_lan = yes
    van_ban = 94%  hop_thu = 60  cuoc_hop = 1  mot_cua = yes
    thong_tin = 73%  cap_nhat = "hằng tuần"  dich_vu = 84  dich_vu_muc_3 = 75  ho_so = 51.4%
    quy_che = yes  ke_hoach = yes  chuyen_trach = "đại học trở lên"  truong_ban = "cấp trưởng"
    so_xa = not applicable  xa_ket_noi = not applicable
  expect
    cap_xa = not applicable  dich_vu_cong = 9.5
    ung_dung.points = 62.3  ung_dung.max = 70  ung_dung = 89%  nhom = "Tốt"
}

test "nguồn nhân lực" {
  units chuyen_trach,      truong_ban   -> nhan_luc
        "đại học trở lên", "cấp trưởng" -> 6
        "cao đẳng",        "cấp phó"    -> 3.5
        "không",           "cấp trưởng" -> 3
}
