#include "base/nearest.h"
#include "tests/unit/base_builder.h"

static unsigned distance(Arena *arena, const char *a, const char *b, unsigned limit) {
    unsigned there = nearest_distance(arena, text_from(a), text_from(b), limit);
    assert_int_equal(nearest_distance(arena, text_from(b), text_from(a), limit), there);
    return there;
}

static void each_slip_of_the_pen_is_one_edit(void **state) {
    assert_int_equal(distance(*state, "criterion", "criterion", 2), 0);
    assert_int_equal(distance(*state, "criterion", "criteron", 2), 1);
    assert_int_equal(distance(*state, "criterion", "criterian", 2), 1);
    assert_int_equal(distance(*state, "criterion", "critreion", 2), 1);
    assert_int_equal(distance(*state, "criterion", "rcitreion", 3), 2);
    assert_int_equal(distance(*state, "abc", "", 5), 3);
    assert_int_equal(distance(*state, "kitten", "sitting", 5), 3);
}

static void diacritics_and_case_are_no_edits(void **state) {
    assert_int_equal(distance(*state, "Hạ_tầng", "ha tang", 2), 0);
    assert_int_equal(distance(*state, "Đà Nẵng", "da nagn", 2), 1);
}

static void more_edits_than_the_limit_are_one_above_it(void **state) {
    assert_int_equal(distance(*state, "criterion", "methodology", 2), 3);
    assert_int_equal(distance(*state, "abcdef", "abc", 2), 3);
    assert_int_equal(distance(*state, "abcdef", "ghijkl", 4), 5);
    assert_int_equal(distance(*state, "ab", "ba", 0), 1);
}

/* The plain table of all distances, to compare the narrow band with. */
static unsigned plain_distance(const char *a, size_t a_len, const char *b, size_t b_len) {
    unsigned table[8][8];
    for (size_t i = 0; i <= a_len; i++)
        for (size_t j = 0; j <= b_len; j++) {
            unsigned best = i == 0 ? (unsigned)j : j == 0 ? (unsigned)i : 99;
            if (i && table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
            if (j && table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
            if (i && j && table[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
                best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    return table[a_len][b_len];
}

/* The word number `n` over three letters; returns its length. */
static size_t word(unsigned n, char *letters) {
    size_t len = 0;
    for (; n > 0 && len < 6; n = (n - 1) / 3)
        letters[len++] = (char)('a' + (n - 1) % 3);
    return len;
}

static void the_band_finds_what_the_whole_table_finds(void **state) {
    char a[8], b[8];
    for (unsigned i = 0; i < 1000; i += 7) {
        size_t a_len = word(i, a);
        for (unsigned j = 0; j < 1000; j += 3) {
            size_t b_len = word(j, b);
            unsigned expected = plain_distance(a, a_len, b, b_len);
            for (unsigned limit = 1; limit <= 3; limit++)
                assert_int_equal(nearest_distance(*state, (Text){a, a_len}, (Text){b, b_len}, limit),
                                 expected > limit ? limit + 1 : expected);
        }
        arena_reset(*state);
    }
}

static long nearest(Arena *arena, const char *wanted, const char *const *candidates) {
    Nearest near = nearest_start(arena, text_from(wanted));
    for (long i = 0; candidates[i]; i++)
        nearest_offer(&near, text_from(candidates[i]), i);
    return near.best;
}

static void the_candidate_with_the_fewest_edits_is_found(void **state) {
    const char *const candidates[] = {"ha_tnag_x", "hạ_tầng", "nhan_luc", "ung_dung", NULL};
    assert_int_equal(nearest(*state, "ha_tang", candidates), 1);
    assert_int_equal(nearest(*state, "nhan_lucc", candidates), 2);
    assert_int_equal(nearest(*state, "nhn_lucc", candidates), 2);
    assert_int_equal(nearest(*state, "nn_lucc", candidates), -1);
    assert_int_equal(nearest(*state, "dich_vu", candidates), -1);
}

static void the_first_of_two_equally_near_wins(void **state) {
    const char *const candidates[] = {"c12", "c13", NULL};
    assert_int_equal(nearest(*state, "c14", candidates), 0);
}

static void a_short_name_is_not_near_to_every_other(void **state) {
    const char *const candidates[] = {"b", "cd", "xyz", NULL};
    assert_int_equal(nearest(*state, "a", candidates), -1);
    assert_int_equal(nearest(*state, "xa", candidates), -1);
    assert_int_equal(nearest(*state, "B", candidates), 0);
    assert_int_equal(nearest(*state, "", candidates), -1);
}

static void text_of_any_size_and_bytes_can_be_compared(void **state) {
    TextBuilder one = text_builder(*state), other = text_builder(*state);
    text_builder_add_repeated(&one, TEXT("x"), 1 << 20);
    text_builder_add_repeated(&other, TEXT("x"), (1 << 20) - 1);
    assert_int_equal(nearest_distance(*state, text_builder_text(&one), text_builder_text(&other), 2), 3);
    assert_int_equal(nearest_distance(*state, TEXT("a\xFF\xFE"), TEXT("a\xFF"), 2), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(each_slip_of_the_pen_is_one_edit),
        ARENA_TEST(diacritics_and_case_are_no_edits),
        ARENA_TEST(more_edits_than_the_limit_are_one_above_it),
        ARENA_TEST(the_band_finds_what_the_whole_table_finds),
        ARENA_TEST(the_candidate_with_the_fewest_edits_is_found),
        ARENA_TEST(the_first_of_two_equally_near_wins),
        ARENA_TEST(a_short_name_is_not_near_to_every_other),
        ARENA_TEST(text_of_any_size_and_bytes_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
