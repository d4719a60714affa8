# The places of one province in 2017 and 2018: up 32 places is +32.
methodology "Thay đổi thứ hạng của tỉnh Hậu Giang" {
  year 2018
  note "63 tỉnh, thành phố trực thuộc trung ương"
}

data {
  hang_muc  : name
  hang_2018 : count 1..63                    "Hạng năm 2018"
  hang_2017 : count 1..63 missing = unranked "Hạng năm 2017; trống: chưa xếp hạng"
}

report thay_doi "Thay đổi thứ hạng" = hang_2017 - hang_2018
rank   hang_thay_doi "Tiến bộ nhiều nhất" from thay_doi then hang_2018_moi lowest first
report hang_2018_moi "Hạng năm 2018" = hang_2018
