# The technical infrastructure category of the ministry's criteria: 200 points.
methodology "Hạ tầng kỹ thuật CNTT, 200 điểm" {
  year   2018
  issued "Bộ Thông tin và Truyền thông, bộ tiêu chí đánh giá ứng dụng CNTT"
}

data {
  ten            : name
  khoi           : block { "bo" as "Bộ, cơ quan ngang Bộ", "tinh" as "Tỉnh, thành phố" }
  so_cbcc        : count from 1              "Số cán bộ, công chức, viên chức"
  so_may_tinh    : count                     "Số máy tính"
  may_diet_virus : count                     "Số máy tính có phần mềm diệt virus bản quyền"
  bang_thong     : number from 0 unit "Mbps" "Tổng băng thông Internet"
  so_don_vi      : count from 1              "Số đơn vị trực thuộc"
  don_vi_wan     : count                     "Số đơn vị nối mạng diện rộng"
  ung_dung_wan   : count                     "Số ứng dụng dùng chung trên mạng diện rộng"
  trung_tam      : one of { "đạt chuẩn", "phòng máy chủ", "không" }  "Trung tâm dữ liệu"
  may_chu_ao     : percent 0%..100% step 1%  "Tỷ lệ máy chủ đã ảo hóa"
  thue_ngoai     : yes_no missing = no       "Thuê trung tâm dữ liệu đạt chuẩn"

  require may_diet_virus <= so_may_tinh "more protected computers than computers"
  require don_vi_wan <= so_don_vi       "more offices connected than offices"
}

index ha_tang "Hạ tầng kỹ thuật CNTT" max 200 {
  criterion may_tinh "Máy tính trên cán bộ" max 20
    = share(so_may_tinh, so_cbcc) * max

  criterion diet_virus "Máy tính có phần mềm diệt virus bản quyền" max 20
    = (share(may_diet_virus, so_may_tinh) otherwise 0) * max

  criterion internet "Băng thông trên cán bộ, so với đơn vị tốt nhất của khối" max 40
    = (best_share(per_head(bang_thong, so_cbcc)) otherwise 0) * max

  group mang_wan "Mạng diện rộng" max 50 {
    criterion noi_wan "Tỷ lệ đơn vị kết nối" max 45
      = share(don_vi_wan, so_don_vi) * max
    criterion ung_dung "Ứng dụng trên mạng, mỗi ứng dụng 1 điểm" max 5
      = per_item(ung_dung_wan, 1 point, max)
  }

  # The best of the cases counts.
  criterion trung_tam_du_lieu "Trung tâm dữ liệu" max 70
    = max(by trung_tam { "đạt chuẩn" : 70   "phòng máy chủ" : 40   "không" : 0 },
          may_chu_ao * 60,
          yes_points(thue_ngoai, 50))
}

report chi_so "Chỉ số hạ tầng" = ha_tang.ratio round 4
rank   hang from chi_so within khoi
