# The methodology of the speed measurements: 45 criteria in six groups, 60 inputs, 8 ranks.
methodology "Benchmark" {
  year 2024
  note "45 criteria, 6 groups; an empty cell is not applicable"
}

data {
  ma   : key
  ten  : name
  khoi : block { "Sở ngành", "Cấp xã", "Đặc khu", "Sự nghiệp" }
  y01..y20 : yes_no missing = not applicable
  n01..n15 : count missing = not applicable
  d01..d15 : count from 1 missing = not applicable
  t01..t10 : percent 0%..100% step 0.001% missing = not applicable
}

# The total is made of the exact group indices; the groups are shown and ranked as rounded.
index tong "Tổng" = weighted_mean(children.exact) round 4 {
  group g1 "Nhóm 1" weight 10% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y01 "Có/không 1" : y01
      c_y02 "Có/không 2" : y02
      c_y03 "Có/không 3" : y03
      c_y04 "Có/không 4" : y04
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r01 "Tỷ lệ 1" : n01, d01
      c_r02 "Tỷ lệ 2" : n02, d02
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t01 "Mức 1" : t01
    }
  }

  group g2 "Nhóm 2" weight 30% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y05 "Có/không 5" : y05
      c_y06 "Có/không 6" : y06
      c_y07 "Có/không 7" : y07
      c_y08 "Có/không 8" : y08
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r03 "Tỷ lệ 3" : n03, d03
      c_r04 "Tỷ lệ 4" : n04, d04
      c_r05 "Tỷ lệ 5" : n05, d05
      c_r06 "Tỷ lệ 6" : n06, d06
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t02 "Mức 2" : t02
      c_t03 "Mức 3" : t03
    }
  }

  group g3 "Nhóm 3" weight 15% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y09 "Có/không 9" : y09
      c_y10 "Có/không 10" : y10
      c_y11 "Có/không 11" : y11
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r07 "Tỷ lệ 7" : n07, d07
      c_r08 "Tỷ lệ 8" : n08, d08
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t04 "Mức 4" : t04
      c_t05 "Mức 5" : t05
    }
  }

  group g4 "Nhóm 4" weight 25% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y12 "Có/không 12" : y12
      c_y13 "Có/không 13" : y13
      c_y14 "Có/không 14" : y14
      c_y15 "Có/không 15" : y15
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r09 "Tỷ lệ 9" : n09, d09
      c_r10 "Tỷ lệ 10" : n10, d10
      c_r11 "Tỷ lệ 11" : n11, d11
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t06 "Mức 6" : t06
      c_t07 "Mức 7" : t07
    }
  }

  group g5 "Nhóm 5" weight 10% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y16 "Có/không 16" : y16
      c_y17 "Có/không 17" : y17
      c_y18 "Có/không 18" : y18
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r12 "Tỷ lệ 12" : n12, d12
      c_r13 "Tỷ lệ 13" : n13, d13
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t08 "Mức 8" : t08
    }
  }

  group g6 "Nhóm 6" weight 10% = points / max round 4 {
    criteria (answer) max 2 = yes_points(answer, max) {
      c_y19 "Có/không 19" : y19
      c_y20 "Có/không 20" : y20
    }
    criteria (part, whole) max 5 = share(part, whole) * max round 2 {
      c_r14 "Tỷ lệ 14" : n14, d14
      c_r15 "Tỷ lệ 15" : n15, d15
    }
    criteria (level) max 4 = by level { >= 90% : 4  >= 70% : 3  >= 50% : 2  > 0% : 1  else 0 } {
      c_t09 "Mức 9" : t09
      c_t10 "Mức 10" : t10
    }
  }
}

rank hang      from tong
rank hang_khoi from tong within khoi
rank gr1 from g1
rank gr2 from g2
rank gr3 from g3
rank gr4 from g4
rank gr5 from g5
rank gr6 from g6

grade xep_loai from tong { "Tốt" from 0.8  "Khá" from 0.65  "Trung bình" from 0.5  "Yếu" }
