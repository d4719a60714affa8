# Six categories, provinces and ministries side by side, an index and a rank for each category and overall.
# Only the sub-indices and ranks of Thừa Thiên Huế are published figures; see README.md.
methodology "Mức độ ứng dụng CNTT của cơ quan nhà nước" {
  year   2018
  issued "Bộ Thông tin và Truyền thông, Báo cáo năm 2018"
}

data {
  ma          : key
  ten         : name
  khoi        : block { "tinh" as "Tỉnh, thành phố", "bo" as "Bộ, cơ quan ngang Bộ" }
  may_tinh    : percent 0%..100% step 0.1%  "Tỷ lệ cán bộ được trang bị máy tính"
  bang_rong   : percent 0%..100% step 0.1%  "Tỷ lệ đơn vị có Internet băng rộng"
  noi_wan     : percent 0%..100% step 0.1%  "Tỷ lệ đơn vị nối mạng diện rộng"
  van_ban     : percent 0%..100% step 0.1%  "Tỷ lệ văn bản điện tử"
  thu_dien_tu : percent 0%..100% step 0.1%  "Tỷ lệ cán bộ dùng thư điện tử"
  mot_cua     : yes_no missing = not applicable  "Một cửa điện tử liên thông"
  muc_tin     : percent 0%..100% step 0.1%  "Tỷ lệ mục tin bắt buộc có trên cổng"
  tieu_chuan  : yes_no                      "Cổng đạt tiêu chuẩn kỹ thuật"
  muc_3       : percent 0%..100% step 0.1%  "Tỷ lệ dịch vụ công mức độ 3"
  muc_4       : percent 0%..100% step 0.1%  "Tỷ lệ dịch vụ công mức độ 4"
  ho_so       : percent 0%..100% step 0.1%  "Tỷ lệ hồ sơ trực tuyến"
  kien_truc   : yes_no                      "Có kiến trúc chính quyền điện tử"
  ke_hoach    : yes_no                      "Có kế hoạch năm"
  quy_che     : yes_no                      "Có quy chế an toàn thông tin"
  can_bo      : percent 0%..100% step 0.1%  "Tỷ lệ đơn vị có cán bộ chuyên trách"
  dao_tao     : yes_no                      "Đào tạo hằng năm"
}

index tong_the "Xếp hạng tổng thể" = points / max round 3 {

  group ha_tang "Hạ tầng kỹ thuật CNTT" max 200 {
    criteria (part, max) = part * max {
      tc_may_tinh  "Máy tính"           : may_tinh, 60
      tc_bang_rong "Internet băng rộng" : bang_rong, 60
      tc_noi_wan   "Mạng diện rộng"     : noi_wan, 80
    }
  }

  group hoat_dong "Ứng dụng CNTT trong hoạt động của cơ quan" {
    criteria (part, max) = part * max {
      tc_van_ban     "Văn bản điện tử" : van_ban, 120
      tc_thu_dien_tu "Thư điện tử"     : thu_dien_tu, 60
    }
    criterion tc_mot_cua "Một cửa điện tử liên thông" max 70
      applies when khoi == "tinh"
      = yes_points(mot_cua, max)
  }

  group cong_tin "Trang/Cổng thông tin điện tử" max 150 {
    criterion tc_muc_tin    "Mục tin bắt buộc"    max 100 = muc_tin * max
    criterion tc_tieu_chuan "Tiêu chuẩn kỹ thuật" max 50  = yes_points(tieu_chuan, max)
  }

  group dich_vu "Cung cấp dịch vụ công trực tuyến" max 250 {
    criterion tc_muc_3 "Dịch vụ công mức độ 3" max 100 = muc_3 * max
    criterion tc_muc_4 "Dịch vụ công mức độ 4" max 100
      note "Từ 50 % trở lên: điểm tối đa"
      = proportional(muc_4, 50%) * max
    criterion tc_ho_so "Hồ sơ trực tuyến" max 50 = ho_so * max
  }

  group co_che "Cơ chế, chính sách và quy định" max 75 {
    criteria (answer) max 25 = yes_points(answer, max) {
      tc_kien_truc "Kiến trúc"  : kien_truc
      tc_ke_hoach  "Kế hoạch"   : ke_hoach
      tc_quy_che   "Quy chế"    : quy_che
    }
  }

  group nhan_luc "Nhân lực cho ứng dụng CNTT" max 75 {
    criterion tc_can_bo  "Cán bộ chuyên trách" max 45 = can_bo * max
    criterion tc_dao_tao "Đào tạo"             max 30 = yes_points(dao_tao, max)
  }
}

report cs_ha_tang   "Chỉ số hạ tầng"       = ha_tang.ratio round 3
report cs_hoat_dong "Chỉ số hoạt động"     = hoat_dong.ratio round 3
report cs_cong_tin  "Chỉ số cổng tin"      = cong_tin.ratio round 3
report cs_dich_vu   "Chỉ số dịch vụ công"  = dich_vu.ratio round 3
report cs_co_che    "Chỉ số cơ chế"        = co_che.ratio round 3
report cs_nhan_luc  "Chỉ số nhân lực"      = nhan_luc.ratio round 3

rank hang           from tong_the     within khoi
rank hang_ha_tang   from cs_ha_tang   within khoi
rank hang_hoat_dong from cs_hoat_dong within khoi
rank hang_cong_tin  from cs_cong_tin  within khoi
rank hang_dich_vu   from cs_dich_vu   within khoi
rank hang_co_che    from cs_co_che    within khoi
rank hang_nhan_luc  from cs_nhan_luc  within khoi

grade muc_do from tong_the { "Tốt" from 0.8  "Khá" from 0.65  "Trung bình" from 0.5  "Thấp" }
