#include "runtime/reading/cell_advice.h"

#include "tests/unit/data_fixture.h"

/* One input, and a column that cells are read into. */
typedef struct Bench {
    Fixture *fixture;
    PlanInput *input;
    CellReader reader;
    BlockInput column;
} Bench;

static Bench *bench_new(PlanInputType type) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->fixture = fixture_new();
    bench->input = fixture_input(bench->fixture, "x", type);
    bench->column.values = block_column_new(bench->fixture->arena, bench->fixture->arena);
    return bench;
}

/* The input is as the test wants it. */
static Bench *ready(Bench *bench) {
    bench->reader = cell_reader_new(&bench->fixture->plan, bench->fixture->arena, bench->fixture->numbers);
    return bench;
}

static void end(Bench *bench) {
    fixture_free(bench->fixture);
    free(bench);
}

static CellVerdict verdict(Bench *bench, const char *cell) {
    block_column_clear(&bench->column.values);
    return cell_read(&bench->reader, 0, text_from(cell), &bench->column);
}

static void assert_number(Bench *bench, const char *cell, const char *expected) {
    CellVerdict given = verdict(bench, cell);
    if (given != CELL_GOOD) fail_msg("`%s` has verdict %d", cell, (int)given);
    BlockColumn *values = &bench->column.values;
    assert_int_equal(cell_state(block_column_cell(values, 0)), STATE_VALUE);
    Number number = block_column_number(values, 0);
    Text text = number_format_exact(bench->fixture->numbers, bench->fixture->arena, number);
    if (!text_equal(text, text_from(expected)))
        fail_msg("`%s` is %.*s, not %s", cell, TEXT_ARG(text), expected);
}

static void assert_state(Bench *bench, const char *cell, ValueState expected) {
    assert_int_equal(verdict(bench, cell), CELL_GOOD);
    assert_int_equal(cell_state(block_column_cell(&bench->column.values, 0)), expected);
}

static void assert_refused(Bench *bench, const char *cell, CellVerdict expected, DiagnosticCode code) {
    CellVerdict given = verdict(bench, cell);
    if (given != expected) fail_msg("`%s` has verdict %d, not %d", cell, (int)given, (int)expected);
    CellAdvice advice = cell_advice(&bench->reader, 0, text_from(cell), given);
    if (advice.code != code) fail_msg("`%s` is %s", cell, diagnostic_code_name(advice.code));
    assert_true(advice.message.len > 0);
    assert_true(advice.hint.len > 0);
    assert_true(advice.from <= advice.to && advice.to <= strlen(cell));
}

static Range between(Bench *bench, const char *low, const char *high, const char *step) {
    Range range = {.has_low = low, .has_high = high, .has_step = step};
    if (low) range.low = fixture_number(bench->fixture, low);
    if (high) range.high = fixture_number(bench->fixture, high);
    if (step) range.step = fixture_number(bench->fixture, step);
    return range;
}

static void numbers_are_read_digit_by_digit(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    assert_number(bench, "0", "0");
    assert_number(bench, "12.50", "12.5");
    assert_number(bench, "-3", "-3");
    assert_number(bench, "+5", "5");
    assert_number(bench, "007", "7");
    assert_number(bench, "-0", "0");
    assert_number(bench, "-0.00", "0");
    assert_number(bench, "123456789012345678", "123456789012345678");
    assert_number(bench, "1234567890123456789", "1234567890123456789");
    assert_number(bench, "-0.1234567890123456789", "-0.1234567890123456789");
    assert_number(bench, "12345678901234567890123456789012345678", "12345678901234567890123456789012345678");
    assert_number(bench, "0.0000000000000000000000000000000000001",
                  "0.0000000000000000000000000000000000001");
    assert_number(bench, "36028797018963967", "36028797018963967"); /* 2^55 - 1 */
    assert_number(bench, "36028797018963968", "36028797018963968");
    assert_number(bench, "-36028797018963969", "-36028797018963969");
    end(bench);
}

static void what_is_not_a_number_is_refused(void **state) {
    (void)state;
    static const char *const cells[] = {"abc",
                                        "0x1F",
                                        "1_000",
                                        "1'000",
                                        "1 000",
                                        "1E+11",
                                        "1e308",
                                        "1e-400",
                                        ".5",
                                        "5.",
                                        "1.2.3",
                                        "--1",
                                        "+-1",
                                        "+",
                                        "=1+1",
                                        "@SUM",
                                        "+1+1",
                                        "85%",
                                        "12 km",
                                        "８５",
                                        "−5",
                                        "1\xC2\xA0"
                                        "000",
                                        "\t5",
                                        "5\t",
                                        "#REF!",
                                        "1.",
                                        "1-",
                                        "5 5"};
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_refused(bench, cells[i], CELL_UNREADABLE, DIAGNOSTIC_NOT_A_NUMBER);
    end(bench);
}

static void undeclared_tokens_are_told_apart(void **state) {
    (void)state;
    static const char *const cells[] = {"NaN", "inf", "-inf", "null", "N/A",  "n/a",
                                        "-",   "…",   "–",    "?",    "None", "#N/A"};
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_refused(bench, cells[i], CELL_UNREADABLE, DIAGNOSTIC_UNDECLARED_TOKEN);
    end(bench);
}

static void the_other_decimal_mark_is_told_apart(void **state) {
    (void)state;
    static const char *const points[] = {"85,5", "1,234", "1.234,5", "1,234.5", "1.234.567,8"};
    static const char *const commas[] = {"85.5", "1.234", "1,234.5", "1.234,5"};
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        assert_refused(bench, points[i], CELL_UNREADABLE, DIAGNOSTIC_WRONG_DECIMAL_MARK);
    bench->fixture->plan.dialect.decimal = ',';
    ready(bench);
    for (size_t i = 0; i < sizeof commas / sizeof commas[0]; i++)
        assert_refused(bench, commas[i], CELL_UNREADABLE, DIAGNOSTIC_WRONG_DECIMAL_MARK);
    assert_number(bench, "85,5", "85.5");
    end(bench);
}

static void groups_have_three_digits(void **state) {
    (void)state;
    static const char *const cells[] = {"1.23",   "1.2345", "1234.567", ".123",
                                        "1..234", "1.234.", "1.23.456", "1,234.567"};
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->fixture->plan.dialect = (PlanDialect){';', ',', '.'};
    ready(bench);
    assert_number(bench, "1.234", "1234");
    assert_number(bench, "-12.345.678,50", "-12345678.5");
    assert_number(bench, "1234567", "1234567");
    assert_number(bench, "1.234.567.890.123.456.789.012,5", "1234567890123456789012.5");
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_int_equal(verdict(bench, cells[i]), CELL_UNREADABLE);
    end(bench);
}

static void the_39th_digit_is_one_too_many(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    const char *cell = "-1234567890123456789012345678901234567.89";
    assert_refused(bench, cell, CELL_LONG, DIAGNOSTIC_DATA_LONG_NUMBER);
    CellAdvice advice = cell_advice(&bench->reader, 0, text_from(cell), CELL_LONG);
    assert_int_equal(advice.from, 40);
    end(bench);
}

static void per_cent_is_a_hundredth_with_or_without_its_sign(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_PERCENT);
    bench->input->unit = TEXT("%");
    ready(bench);
    assert_number(bench, "85.5", "0.855");
    assert_number(bench, "85.5%", "0.855");
    assert_number(bench, "85.5 %", "0.855");
    assert_number(bench, "100", "1");
    assert_number(bench, "0.00000000000000001", "0.0000000000000000001");
    assert_number(bench, "1234567890123456789012", "12345678901234567890.12");
    assert_refused(bench, "85.5 km", CELL_UNREADABLE, DIAGNOSTIC_NOT_A_NUMBER);
    end(bench);
}

static void a_declared_unit_may_follow_the_number(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->input->unit = TEXT("Mbps");
    ready(bench);
    assert_number(bench, "12", "12");
    assert_number(bench, "12Mbps", "12");
    assert_number(bench, "12  Mbps", "12");
    assert_refused(bench, "12 mbps", CELL_UNREADABLE, DIAGNOSTIC_NOT_A_NUMBER);
    assert_refused(bench, "Mbps", CELL_UNREADABLE, DIAGNOSTIC_NOT_A_NUMBER);
    end(bench);
}

static void ranges_include_their_ends(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->input->range = between(bench, "-0.5", "100", NULL);
    ready(bench);
    assert_number(bench, "-0.5", "-0.5");
    assert_number(bench, "-0.50", "-0.5");
    assert_number(bench, "100.000", "100");
    assert_number(bench, "99.99999999999999999999", "99.99999999999999999999");
    assert_refused(bench, "-0.51", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    assert_refused(bench, "-0.500000000000000000001", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    assert_refused(bench, "100.001", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    assert_refused(bench, "100.0000000000000000001", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    assert_refused(bench, "123456789012345678", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    end(bench);
}

static void steps_are_counted_from_zero(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->input->range = between(bench, "1", NULL, "0.25");
    ready(bench);
    assert_number(bench, "1.25", "1.25");
    assert_number(bench, "1.750", "1.75");
    assert_number(bench, "123456789012345678.25", "123456789012345678.25");
    assert_number(bench, "184467440737095516", "184467440737095516"); /* x 100 does not fit 64 bits */
    assert_refused(bench, "1.3", CELL_BETWEEN, DIAGNOSTIC_OFF_STEP);
    assert_refused(bench, "1.251", CELL_BETWEEN, DIAGNOSTIC_OFF_STEP);
    end(bench);
}

static void counts_are_whole(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->input->range = between(bench, "0", NULL, "1");
    ready(bench);
    assert_number(bench, "5", "5");
    assert_number(bench, "5.0", "5");
    assert_refused(bench, "5.5", CELL_BETWEEN, DIAGNOSTIC_NOT_WHOLE);
    assert_refused(bench, "-3", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    end(bench);
}

/* 1/3 has no decimals, so the slow way is taken. */
static void ranges_that_are_not_decimals_are_exact(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    bench->input->range =
        (Range){.has_low = true, .low = number_from_fraction(bench->fixture->numbers, 1, 3)};
    ready(bench);
    assert_refused(bench, "0.333333333333333333", CELL_OUTSIDE, DIAGNOSTIC_OUT_OF_RANGE);
    assert_number(bench, "0.333333333333333334", "0.333333333333333334");
    end(bench);
}

static void an_empty_cell_is_missing_where_that_is_declared(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    assert_refused(bench, "", CELL_NO_VALUE, DIAGNOSTIC_EMPTY_CELL);
    bench->input->rejects_missing = false;
    assert_state(bench, "", STATE_MISSING);
    end(bench);
}

static void tokens_mean_what_the_rules_say(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_NUMBER);
    PlanToken tokens[] = {{TEXT("-"), STATE_MISSING, NUMBER_ZERO},
                          {TEXT("e"), STATE_NOT_APPLICABLE, NUMBER_ZERO},
                          {TEXT("kh\xC3\xB4ng"), STATE_VALUE, NUMBER_ZERO},
                          {TEXT("99"), STATE_MISSING, NUMBER_ZERO},
                          {TEXT(""), STATE_NOT_APPLICABLE, NUMBER_ZERO}};
    bench->input->tokens = tokens;
    bench->input->token_count = 5;
    bench->input->rejects_missing = false;
    ready(bench);
    assert_state(bench, "-", STATE_MISSING);
    assert_state(bench, "e", STATE_NOT_APPLICABLE);
    assert_state(bench, "99", STATE_MISSING);
    assert_state(bench, "", STATE_NOT_APPLICABLE);
    assert_number(bench, "không", "0");
    assert_number(bench, "kho\xCC\x82ng", "0");
    assert_number(bench, "-5", "-5");
    assert_refused(bench, "E", CELL_UNREADABLE, DIAGNOSTIC_NOT_A_NUMBER);
    bench->input->rejects_missing = true;
    assert_refused(bench, "-", CELL_NO_VALUE, DIAGNOSTIC_EMPTY_CELL);
    end(bench);
}

static void yes_and_no_are_words_in_any_case(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_YES_NO));
    static const char *const yes[] = {"yes", "YES", "Có", "có", "CÓ", "co\xCC\x81", "true", "True", "1"};
    static const char *const no[] = {"no", "No", "không", "KHÔNG", "Không", "false", "0"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_number(bench, yes[i], "1");
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_number(bench, no[i], "0");
    assert_refused(bench, "2", CELL_UNREADABLE, DIAGNOSTIC_NOT_YES_NO);
    assert_refused(bench, "co", CELL_UNREADABLE, DIAGNOSTIC_NOT_YES_NO);
    assert_refused(bench, "-", CELL_UNREADABLE, DIAGNOSTIC_UNDECLARED_TOKEN);
    end(bench);
}

static void declared_words_replace_yes_and_no(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_YES_NO);
    Text yes[] = {TEXT("Đạt")}, no[] = {TEXT("Chưa"), TEXT("Không")};
    bench->input->yes_texts = yes;
    bench->input->yes_count = 1;
    bench->input->no_texts = no;
    bench->input->no_count = 2;
    ready(bench);
    assert_number(bench, "Đạt", "1");
    assert_number(bench, "Không", "0");
    assert_refused(bench, "yes", CELL_UNREADABLE, DIAGNOSTIC_NOT_YES_NO);
    assert_refused(bench, "đạt", CELL_UNREADABLE, DIAGNOSTIC_NOT_YES_NO);
    end(bench);
}

static void options_are_compared_in_nfc_and_exactly(void **state) {
    (void)state;
    Bench *bench = bench_new(INPUT_OPTION);
    PlanOption options[] = {{TEXT("Sở"), TEXT("Sở")}, {TEXT("Huyện"), TEXT("Huyện")}};
    bench->input->options = options;
    bench->input->option_count = 2;
    ready(bench);
    assert_number(bench, "Huyện", "1");
    assert_number(bench, "Sở", "0");
    assert_number(bench, "So\xCC\x9B\xCC\x89", "0");
    assert_refused(bench, "sở", CELL_UNREADABLE, DIAGNOSTIC_NOT_AN_OPTION);
    assert_refused(bench, "So", CELL_UNREADABLE, DIAGNOSTIC_NOT_AN_OPTION);
    assert_number(bench, "Sở", "0");
    end(bench);
}

static void categories_are_numbered_as_they_appear(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_TEXT));
    assert_number(bench, "b", "0");
    assert_number(bench, "a", "1");
    assert_number(bench, "b", "0");
    assert_number(bench, "ab", "2");
    assert_number(bench, "\xC3\xA0", "3");
    assert_number(bench, "a\xCC\x80", "3");
    assert_int_equal(bench->column.categories.count, 4);
    assert_true(text_equal(bench->column.categories.texts[2], TEXT("ab")));
    assert_refused(bench, "", CELL_NO_VALUE, DIAGNOSTIC_EMPTY_CELL);
    end(bench);
}

static void dates_are_days_since_1970(void **state) {
    (void)state;
    Bench *bench = ready(bench_new(INPUT_DATE));
    assert_number(bench, "1970-01-01", "0");
    assert_number(bench, "1969-12-31", "-1");
    assert_number(bench, "2018-01-15", "17546");
    assert_number(bench, "2000-02-29", "11016");
    assert_number(bench, "0001-01-01", "-719162");
    assert_number(bench, "9999-12-31", "2932896");
    static const char *const cells[] = {"03/04/2018", "43163",      "2-Sep",       "2018-02-29", "1900-02-29",
                                        "2018-13-01", "2018-00-01", "2018-01-00",  "2018-04-31", "0000-01-01",
                                        "2018-1-1",   "2018-01-1x", "2018-01-011", " 2018-01-01"};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        assert_refused(bench, cells[i], CELL_UNREADABLE, DIAGNOSTIC_NOT_A_DATE);
    end(bench);
}

/* Every cell of up to four signs either is a number that prints the same, or is refused with some advice. */
static void all_short_cells_are_judged(void **state) {
    (void)state;
    static const char signs[] = "019.,-+ eE%x/";
    Bench *bench = ready(bench_new(INPUT_NUMBER));
    size_t base = sizeof signs - 1, count = base * base * base * base, good = 0;
    for (size_t i = 0; i < count; i++) {
        char cell[5] = {signs[i % base], signs[i / base % base], signs[i / base / base % base],
                        signs[i / base / base / base], 0};
        CellVerdict given = verdict(bench, cell);
        good += given == CELL_GOOD;
        if (given == CELL_GOOD) continue;
        CellAdvice advice = cell_advice(&bench->reader, 0, text_from(cell), given);
        assert_true(advice.message.len > 0 && advice.hint.len > 0 && advice.to <= 4);
    }
    /* dddd, sddd (2 signs), d.dd dd.d, and with a sign d.d: 81 + 54 + 54 + 18 */
    assert_int_equal(good, 81 + 54 + 54 + 18);
    end(bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_digit_by_digit),
        cmocka_unit_test(what_is_not_a_number_is_refused),
        cmocka_unit_test(undeclared_tokens_are_told_apart),
        cmocka_unit_test(the_other_decimal_mark_is_told_apart),
        cmocka_unit_test(groups_have_three_digits),
        cmocka_unit_test(the_39th_digit_is_one_too_many),
        cmocka_unit_test(per_cent_is_a_hundredth_with_or_without_its_sign),
        cmocka_unit_test(a_declared_unit_may_follow_the_number),
        cmocka_unit_test(ranges_include_their_ends),
        cmocka_unit_test(steps_are_counted_from_zero),
        cmocka_unit_test(counts_are_whole),
        cmocka_unit_test(ranges_that_are_not_decimals_are_exact),
        cmocka_unit_test(an_empty_cell_is_missing_where_that_is_declared),
        cmocka_unit_test(tokens_mean_what_the_rules_say),
        cmocka_unit_test(yes_and_no_are_words_in_any_case),
        cmocka_unit_test(declared_words_replace_yes_and_no),
        cmocka_unit_test(options_are_compared_in_nfc_and_exactly),
        cmocka_unit_test(categories_are_numbered_as_they_appear),
        cmocka_unit_test(dates_are_days_since_1970),
        cmocka_unit_test(all_short_cells_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
