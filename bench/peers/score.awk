# The methodology in awk: awk -f score.awk DATA. Numbers are doubles: the total is exact up to 2^53 only.
BEGIN {
    OFS = ","
    split("4 4 3 4 3 2", yes_no, " "); split("2 4 2 3 2 2", ratios, " "); split("1 2 2 2 1 2", tiers, " ")
    split("10 30 15 25 10 10", weight, " ")
    for (g = 1; g <= 6; g++) {
        for (i = 0; i < yes_no[g]; i++) group_of_yes_no[++y] = g
        for (i = 0; i < ratios[g]; i++) group_of_ratio[++r] = g
        for (i = 0; i < tiers[g]; i++) group_of_tier[++t] = g
    }
    print "ma,ten,khoi,g1,g2,g3,g4,g5,g6,tong,hang,hang_khoi,gr1,gr2,gr3,gr4,gr5,gr6,xep_loai"
}

# The second cell alone may be quoted; it is kept as it is written, and FIELD becomes the rest.
function split_line(line,    quoted, comma, after) {
    comma = index(line, ",")
    key = substr(line, 1, comma)
    line = substr(line, comma + 1)
    if (substr(line, 1, 1) != "\"") {
        comma = index(line, ",")
        head = key substr(line, 1, comma)
        return split(substr(line, comma + 1), field, ",")
    }
    match(line, /^("[^"]*")+/)
    head = key substr(line, 1, RLENGTH + 1)
    return split(substr(line, RLENGTH + 2), field, ",")
}

function score_line(    i, n, d, t) {
    for (g = 1; g <= 6; g++) points[g] = most[g] = 0
    for (i = 1; i <= 20; i++) if (field[1 + i] != "") add(group_of_yes_no[i], 200 * field[1 + i], 2)
    for (i = 1; i <= 15; i++) {
        n = field[20 + 2 * i]; d = field[21 + 2 * i]
        if (n != "" && d != "") { n += 0; d += 0; add(group_of_ratio[i], n >= d ? 500 : int((1000 * n + d) / (2 * d)), 5) }
    }
    for (i = 1; i <= 10; i++) {
        t = field[51 + i]
        if (t != "") { t += 0; add(group_of_tier[i], 100 * ((t > 0) + (t >= 50) + (t >= 70) + (t >= 90)), 4) }
    }
}

function add(group, got, max) { points[group] += got; most[group] += max }

function total(    product, above, weights) {
    product = 1
    for (g = 1; g <= 6; g++) if (most[g]) product *= most[g]
    for (g = 1; g <= 6; g++) if (most[g]) {
        above += weight[g] * points[g] * (product / most[g])
        weights += weight[g]
    }
    return weights ? int((20000 * above + 100 * weights * product) / (200 * weights * product)) : -1
}

function keep(column, value) { scores[NR, column] = value; many[column, value]++ }

FNR > 1 {
    split_line($0)
    score_line()
    heads[NR] = head field[1]
    block[NR] = field[1]
    for (g = 1; g <= 6; g++) keep(g, most[g] ? int((200 * points[g] + most[g]) / (2 * most[g])) : -1)
    keep(7, total())
    many[field[1], scores[NR, 7]]++
    blocks[field[1]]
}

# place[column, value]: one more than how many are greater; values have four decimals, so there are 10001 of them
function rank(column,    value, above) {
    for (value = 10000; value >= 0; value--) if ((column, value) in many) {
        place[column, value] = above + 1
        above += many[column, value]
    }
}

function shown(value) { return value < 0 ? "" : sprintf("%d.%04d", int(value / 10000), value % 10000) }

function label(value) {
    return value < 0 ? "" : value >= 8000 ? "Tốt" : value >= 6500 ? "Khá" : value >= 5000 ? "Trung bình" : "Yếu"
}

END {
    for (column = 1; column <= 7; column++) rank(column)
    for (name in blocks) rank(name)
    for (row = 2; row <= NR; row++) {
        line = heads[row]
        for (column = 1; column <= 7; column++) line = line OFS shown(scores[row, column])
        line = line OFS place[7, scores[row, 7]] OFS place[block[row], scores[row, 7]]
        for (column = 1; column <= 6; column++) line = line OFS place[column, scores[row, column]]
        print line OFS label(scores[row, 7])
    }
}
