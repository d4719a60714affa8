# The Provincial Competitiveness Index of 2015: ten sub-indices of 1 to 10, three of them counting four times.
# Ranks follow the exact index; the published groups are cut where that year's scores leave gaps.
methodology "Chỉ số năng lực cạnh tranh cấp tỉnh" {
  year   2015
  issued "VCCI, Báo cáo PCI 2015"
}

data {
  pci_id             : key
  province           : name
  entry_score        : number 0..10  column "entry"
  land_score         : number 0..10  column "land"
  transparency_score : number 0..10  column "transparency"
  time_score         : number 0..10  column "time"
  informal_score     : number 0..10  column "informal"
  bias_score         : number 0..10  column "bias"
  proactivity_score  : number 0..10  column "proactivity"
  support_score      : number 0..10  column "support"
  labor_score        : number 0..10  column "labor"
  legal_score        : number 0..10  column "legal"
}

index pci "PCI" = 10 * weighted_mean(children) round 2 {
  criteria (score, weight) max 10 = score {
    gia_nhap_thi_truong      "Gia nhập thị trường"            : entry_score, 5%
    tiep_can_dat_dai         "Tiếp cận đất đai"               : land_score, 5%
    tinh_minh_bach           "Tính minh bạch"                 : transparency_score, 20%
    chi_phi_thoi_gian        "Chi phí thời gian"              : time_score, 5%
    chi_phi_khong_chinh_thuc "Chi phí không chính thức"       : informal_score, 10%
    canh_tranh_binh_dang     "Cạnh tranh bình đẳng"           : bias_score, 5%
    tinh_nang_dong           "Tính năng động của chính quyền" : proactivity_score, 5%
    dich_vu_ho_tro           "Dịch vụ hỗ trợ doanh nghiệp"    : support_score, 20%
    dao_tao_lao_dong         "Đào tạo lao động"               : labor_score, 20%
    thiet_che_phap_ly        "Thiết chế pháp lý"              : legal_score, 5%
  }
}

rank  place from pci exact
grade tier from pci exact {
  "Rất tốt"         from 62
  "Tốt"             from 60
  "Khá"             from 57
  "Trung bình"      from 56
  "Tương đối thấp"  from 54
  "Thấp"
}
