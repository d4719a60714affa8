# The methodology with data.table: Rscript score.R DATA THREADS. Numbers are doubles; all but the total are exact.
suppressMessages(library(data.table))
given <- commandArgs(TRUE)
setDTthreads(as.integer(given[2]))
data <- fread(given[1], colClasses = list(character = 1:3, integer = 4:53, numeric = 54:63), encoding = "UTF-8",
              showProgress = FALSE)
# fread keeps doubled quotes
data[, ten := gsub('""', '"', ten, fixed = TRUE)]

group_of_yes_no <- rep(1:6, c(4, 4, 3, 4, 3, 2))
group_of_ratio <- rep(1:6, c(2, 4, 2, 3, 2, 2))
group_of_tier <- rep(1:6, c(1, 2, 2, 2, 1, 2))
weight <- c(10, 30, 15, 25, 10, 10)
points <- rep(list(numeric(nrow(data))), 6)
most <- points

add <- function(group, got, max) {
  applies <- !is.na(got)
  got[!applies] <- 0
  points[[group]] <<- points[[group]] + got
  most[[group]] <<- most[[group]] + max * applies
}
for (i in 1:20) add(group_of_yes_no[i], 200 * data[[3 + i]], 2)
for (i in 1:15) {
  part <- data[[22 + 2 * i]]
  whole <- data[[23 + 2 * i]]
  add(group_of_ratio[i], fifelse(part >= whole, 500, (1000 * part + whole) %/% (2 * whole)), 5)
}
for (i in 1:10) {
  level <- data[[53 + i]]
  add(group_of_tier[i], 100 * ((level > 0) + (level >= 50) + (level >= 70) + (level >= 90)), 4)
}

result <- data[, 1:3]
product <- Reduce(`*`, lapply(most, function(max) fifelse(max > 0, max, 1)))
above <- numeric(nrow(data))
weights <- numeric(nrow(data))
for (group in 1:6) {
  applies <- most[[group]] > 0
  above <- above + fifelse(applies, weight[group] * points[[group]] * (product / most[[group]]), 0)
  weights <- weights + weight[group] * applies
  value <- (200 * points[[group]] + most[[group]]) %/% (2 * most[[group]])
  set(result, j = paste0("g", group), value = fifelse(applies, value, NA_real_) / 10000)
}
below <- 100 * weights * product
result[, tong := ((20000 * above + below) %/% (2 * below)) / 10000]
result[, hang := frank(-tong, ties.method = "min", na.last = "keep")]
result[, hang_khoi := frank(-tong, ties.method = "min", na.last = "keep"), by = khoi]
for (group in 1:6) {
  set(result, j = paste0("gr", group), value = frank(-result[[3 + group]], ties.method = "min", na.last = "keep"))
}
result[, xep_loai := fcase(tong >= 0.8, "Tốt", tong >= 0.65, "Khá", tong >= 0.5, "Trung bình", tong >= 0, "Yếu")]
fwrite(result, "/dev/stdout", showProgress = FALSE, bom = FALSE)
