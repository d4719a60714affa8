# The same province a year later: what the (invented) decision of 2018 changes, and nothing else.
extends "rules2017.isl"

methodology "Mức độ ứng dụng CNTT của cơ quan nhà nước tỉnh Thừa Thiên Huế" {
  year   2018
  issued "Quyết định 3010/QĐ-UBND ngày 15/12/2018"
}

add to data {
  chu_ky_so : percent 0%..100% step 0.1%  "Tỷ lệ văn bản có chữ ký số"
}

change input cap_nhat : one of { "hằng ngày", "hằng tuần", "hằng tháng",
    "không" }  "Tần suất cập nhật trang thông tin"

rename criterion tc_thu_dien_tu to tc_thu_cong_vu "Thư công vụ"

change criterion tc_van_ban max 12 basis "Điều 3 khoản 1" example 90% -> 12 example 45% -> 6

add to hoat_dong after tc_van_ban {
  criterion tc_ky_so "Văn bản có chữ ký số" max 5
    basis "Điều 3 khoản 2"
    = proportional(chu_ky_so, 80%) * max round 1
}

change group hoat_dong max 27 basis "Điều 3"

change criterion tc_cap_nhat basis "Điều 4" = by cap_nhat { "hằng ngày" : 4   "hằng tuần" : 2   else 0 }

remove criterion tc_hop basis "Điều 5" note "mọi đơn vị đã họp trực tuyến thường xuyên"
remove input cuoc_hop

change grade nhom { "Tốt" from 85%   "Khá" from 65%   "Trung bình" from 50%   "Yếu" } basis "Điều 8"

reviewed ha_tang, trang_tin, tc_ho_so, tc_dich_vu basis "Biên bản rà soát ngày 20/12/2018"

test "Sở Y tế" {
  given
    khoi = "so"  so_cbcc = 72  so_may_tinh = 72  may_diet_virus = 69  mang_lan = yes  van_ban = 94%
    chu_ky_so = 59%  hop_thu = 60  mot_cua = yes  thong_tin = 73%  cap_nhat = "hằng tuần"  dich_vu = 84
    dich_vu_muc_3 = 75  ho_so = 51.4%  quy_che = yes  ke_hoach = yes  chuyen_trach = "đại học trở lên"
    truong_ban = "cấp trưởng"  so_xa = not applicable  xa_ket_noi = not applicable
  expect tc_van_ban = 12  tc_ky_so = 3.7  tc_cap_nhat = 2  ung_dung.points = 66  ung_dung.max = 73
}
