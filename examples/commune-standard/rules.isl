# Does a commune meet the standard? 80 points, half of every criterion, no disciplined leader.
# A district meets it when all its communes do.
methodology "Chuẩn tiếp cận pháp luật cấp xã" {
  year   2018
  issued "Quyết định 619/QĐ-TTg ngày 08/5/2017"
  note   "Số liệu giả định"
}

data {
  ma          : key
  xa          : name
  huyen       : text                            "Huyện"
  thi_hanh    : points 0..30 step 0.5           "Bảo đảm thi hành Hiến pháp và pháp luật"
  thu_tuc     : points 0..30 step 0.5           "Thực hiện thủ tục hành chính"
  pho_bien    : points 0..25 step 0.5           "Phổ biến, giáo dục pháp luật"
  hoa_giai    : points 0..10 step 0.5 token "-" means not applicable  "Hòa giải ở cơ sở"
  dan_chu     : points 0..5  step 0.5           "Dân chủ ở cơ sở"
  ky_luat     : yes_no                          "Cán bộ chủ chốt bị kỷ luật"
}

index tong_diem "Tổng điểm, quy đổi theo 100"
  = converted(points, max, 100) round 2
  allow N712 "Phòng Tư pháp huyện xác nhận xã không có tổ hòa giải"
{
  criteria (given, max) = given {
    tc_thi_hanh "Thi hành pháp luật"   : thi_hanh, 30
    tc_thu_tuc  "Thủ tục hành chính"   : thu_tuc, 30
    tc_pho_bien "Phổ biến pháp luật"   : pho_bien, 25
    tc_hoa_giai "Hòa giải ở cơ sở"     : hoa_giai, 10
    tc_dan_chu  "Dân chủ ở cơ sở"      : dan_chu, 5
  }
}

gate du_diem   "Từ 80 điểm"                    = tong_diem >= 80
gate khong_liet "Mọi tiêu chí từ 50 %"         = every criterion of tong_diem reaches 50%
gate xa_dat    "Xã đạt chuẩn"                  = du_diem and khong_liet and not ky_luat

let  dat = if xa_dat then 1 else 0

report xa_dat_trong_huyen "Tỷ lệ xã đạt chuẩn của huyện" = mean(dat) within huyen round 3 as percent
gate   huyen_dat "Huyện đạt chuẩn" = (min(dat) within huyen) == 1

rank hang from tong_diem within huyen when xa_dat
