# Two years later the index has a new name, services count from level 4 on, and communes are no longer asked.
extends "rules2018.isl"

methodology "Mức độ chuyển đổi số của cơ quan nhà nước tỉnh Thừa Thiên Huế" {
  year   2019
  issued "Quyết định 2777/QĐ-UBND ngày 20/12/2019"
}

rename index ung_dung to chuyen_doi_so "Mức độ chuyển đổi số" basis "Điều 1"
rename input dich_vu_muc_3 to dich_vu_muc_4 "Số dịch vụ công mức độ 4" basis "Điều 4"
rename criterion tc_dich_vu to tc_dich_vu_muc_4 "Dịch vụ công mức độ 4" basis "Điều 4"

remove criterion cap_xa basis "Điều 6" note "đã nối mạng tất cả các xã"
remove input xa_ket_noi
remove input so_xa
remove require "more communes connected than communes"

change criterion tc_quy_che max 4 basis "Điều 5"
change criterion tc_ke_hoach max 2 basis "Điều 5"

reviewed all basis "Biên bản rà soát ngày 27/12/2019"
