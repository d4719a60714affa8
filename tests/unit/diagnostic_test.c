#include "base/diagnostic.h"
#include "tests/unit/base_builder.h"

#include <string.h>

static const Text NONE = {NULL, 0};

static const char *rendered(Arena *arena, const Diagnostics *diagnostics) {
    TextBuilder out = text_builder(arena);
    diagnostics_render(diagnostics, false, &out);
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

/* The rendering of one message at a span of `text`. */
static const char *reported(Arena *arena, Text text, uint32_t from, uint32_t to) {
    Diagnostics *diagnostics = diagnostics_new(arena);
    Source source = {.name = TEXT("r.isl"), .text = text};
    diagnostics_report(diagnostics, &source, (Span){from, to}, DIAGNOSTIC_UNKNOWN_NAME, TEXT("unknown name"),
                       NONE);
    return rendered(arena, diagnostics);
}

static void add(Diagnostics *diagnostics, DiagnosticCode code, const char *file, size_t line,
                const char *message) {
    Diagnostic diagnostic = {
        .code = code, .file = text_from(file), .position = {line, 1}, .message = text_from(message)};
    diagnostics_add(diagnostics, &diagnostic);
}

static void every_code_has_a_name_that_fits_its_area(void **state) {
    (void)state;
    const char letters[] = {[AREA_USAGE] = 'U', [AREA_RULES] = 'R', [AREA_DATA] = 'D', [AREA_LIMIT] = 'L'};
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++) {
        char letter = diagnostic_code_name((DiagnosticCode)code)[0];
        DiagnosticArea area = diagnostic_area((DiagnosticCode)code);
        switch (diagnostic_severity((DiagnosticCode)code)) {
        case SEVERITY_NOTE: assert_int_equal(letter, 'N'); break;
        case SEVERITY_UNDECIDED: assert_int_equal(letter, 'Q'); break;
        case SEVERITY_WARNING: assert_int_equal(letter, area == AREA_DATA ? 'V' : 'W'); break;
        case SEVERITY_ERROR:
            if (area < sizeof letters) assert_int_equal(letter, letters[area]);
        }
        assert_true(strlen(diagnostic_title((DiagnosticCode)code)) > 0);
    }
}

static void no_two_codes_share_a_name(void **state) {
    (void)state;
    for (int a = 0; a < DIAGNOSTIC_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(diagnostic_code_name((DiagnosticCode)a),
                                    diagnostic_code_name((DiagnosticCode)b));
}

static void a_message_says_what_where_and_what_to_do(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("rules.isl"), .text = TEXT("let a = 1\n  = share(ha_tang, x)\n")};
    Diagnostic *diagnostic =
        diagnostics_report(diagnostics, &source, (Span){20, 27}, DIAGNOSTIC_UNKNOWN_NAME,
                           TEXT("unknown name `ha_tang`"), TEXT("did you mean `hạ_tầng`?"));
    diagnostic_relate(diagnostics, diagnostic, &source, (Span){4, 5}, TEXT("first declared here"));
    assert_string_equal(rendered(*state, diagnostics), "rules.isl:2:11: error R202: unknown name `ha_tang`\n"
                                                       "    2 |   = share(ha_tang, x)\n"
                                                       "      |           ^~~~~~~\n"
                                                       "   hint: did you mean `hạ_tầng`?\n"
                                                       "   note: 1:5: first declared here\n");
}

/* [D5] */
static void rows_of_data_stand_below_each_other(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = TEXT("ab")};
    Diagnostic *diagnostic = diagnostics_report(diagnostics, &source, (Span){0, 2},
                                                DIAGNOSTIC_FIXED_CONDITION, TEXT("m"), TEXT("h"));
    diagnostic_show(diagnostics, diagnostic, TEXT("ma,x\nA,1\nB,\033\n"));
    diagnostic_show(diagnostics, NULL, TEXT("ma\n"));
    assert_string_equal(rendered(*state, diagnostics), "r:1:1: warning W505: m\n"
                                                       "    1 | ab\n"
                                                       "      | ^~\n"
                                                       "   example: ma,x\n"
                                                       "            A,1\n"
                                                       "            B,\\x1b\n"
                                                       "   hint: h\n");
}

static void a_message_knows_where_its_place_ends(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = TEXT("ab\nxãz\n")};
    const Span spans[] = {{0, 1}, {1, 7}, {3, 99}};
    const Position ends[] = {{1, 2}, {2, 4}, {3, 1}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        Diagnostic *kept =
            diagnostics_report(diagnostics, &source, spans[i], DIAGNOSTIC_GAP, TEXT("m"), NONE);
        assert_int_equal(kept->end.line, ends[i].line);
        assert_int_equal(kept->end.column, ends[i].column);
    }
}

static void the_caret_stands_under_its_column_on_the_terminal(void **state) {
    assert_string_equal(reported(*state, TEXT("中国 xã"), 7, 10), "r.isl:1:4: error R202: unknown name\n"
                                                                  "    1 | 中国 xã\n"
                                                                  "      |      ^~\n");
    assert_string_equal(reported(*state, TEXT("\ta\033b z"), 5, 6), "r.isl:1:6: error R202: unknown name\n"
                                                                    "    1 |  a\\x1bb z\n"
                                                                    "      |         ^\n");
}

static void a_span_of_many_lines_is_marked_in_the_first(void **state) {
    assert_string_equal(reported(*state, TEXT("ab cd\r\nef\n"), 3, 9), "r.isl:1:4: error R202: unknown name\n"
                                                                       "    1 | ab cd\n"
                                                                       "      |    ^~\n");
}

static void the_end_of_a_line_and_of_the_file_can_be_marked(void **state) {
    assert_string_equal(reported(*state, TEXT("ab\ncd"), 2, 2), "r.isl:1:3: error R202: unknown name\n"
                                                                "    1 | ab\n"
                                                                "      |   ^\n");
    assert_string_equal(reported(*state, TEXT("ab\n"), 3, 3), "r.isl:2:1: error R202: unknown name\n");
    assert_string_equal(reported(*state, NONE, 0, 0), "r.isl:1:1: error R202: unknown name\n");
    assert_string_equal(reported(*state, TEXT("ab"), 900, 990), "r.isl:1:3: error R202: unknown name\n"
                                                                "    1 | ab\n"
                                                                "      |   ^\n");
}

static void a_long_line_is_cut_around_the_caret(void **state) {
    TextBuilder line = text_builder(*state);
    text_builder_add_repeated(&line, TEXT("ấ"), 500);
    text_builder_add(&line, TEXT("!"));
    text_builder_add_repeated(&line, TEXT("b"), 500);
    const char *message = reported(*state, text_builder_text(&line), 1500, 1501);
    const char *excerpt = strchr(message, '\n') + 1, *caret = strchr(excerpt, '\n') + 1;
    Text shown = {excerpt, (size_t)(caret - excerpt) - 1};
    assert_true(text_starts_with(shown, TEXT("    1 | …ấ")));
    assert_true(text_equal(text_slice(shown, shown.len - 4, shown.len), TEXT("b…")));
    size_t before = strcspn(caret, "^") - strlen("      | "), seen = 0;
    for (const char *at = excerpt + strlen("    1 | "); *at != '!'; at++)
        seen += ((unsigned char)*at & 0xC0) != 0x80;
    assert_int_equal(before, seen);
}

static void a_caret_at_either_end_of_a_long_line_is_kept(void **state) {
    TextBuilder line = text_builder(*state);
    text_builder_add_char(&line, '<');
    text_builder_add_repeated(&line, TEXT("x"), 1000);
    text_builder_add_char(&line, '>');
    const char *first = reported(*state, text_builder_text(&line), 0, 1);
    assert_non_null(strstr(first, "| <xx"));
    assert_non_null(strstr(first, "x…\n      | ^\n"));
    const char *last = reported(*state, text_builder_text(&line), 1001, 1002);
    assert_non_null(strstr(last, "| …xx"));
    assert_non_null(strstr(last, "x>\n"));
    assert_int_equal(strlen(strrchr(last, '|')), 2 + 158 + 1 + 1); /* blanks, the caret, the line end */
}

static void a_message_about_a_whole_file_has_no_line(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    add(diagnostics, DIAGNOSTIC_EMPTY_FILE, "d.csv", 0, "the file is empty");
    add(diagnostics, DIAGNOSTIC_UNKNOWN_COLUMN, "", 0, "no column `x`");
    assert_string_equal(rendered(*state, diagnostics), "error U101: no column `x`\n"
                                                       "d.csv: error D101: the file is empty\n");
}

static void messages_are_sorted_by_place_and_then_by_time(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    add(diagnostics, DIAGNOSTIC_GAP, "b", 1, "four");
    add(diagnostics, DIAGNOSTIC_GAP, "a", 9, "two");
    add(diagnostics, DIAGNOSTIC_UNUSED_INPUT, "a", 9, "three");
    add(diagnostics, DIAGNOSTIC_GAP, "a", 2, "one");
    assert_string_equal(rendered(*state, diagnostics), "a:2:1: error R406: one\n"
                                                       "a:9:1: error R406: two\n"
                                                       "a:9:1: warning W501: three\n"
                                                       "b:1:1: error R406: four\n");
}

static void hostile_bytes_are_never_printed_raw(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Diagnostic diagnostic = {.code = DIAGNOSTIC_NOT_A_NUMBER,
                             .file = TEXT("d\n\033.csv"),
                             .position = {3, 2},
                             .message = TEXT("`\xE2\x80\xAE\xFF`"),
                             .hint = TEXT("\033[2J"),
                             .related_message = TEXT("\r"),
                             .related = {1, 1}};
    diagnostics_add(diagnostics, &diagnostic);
    assert_string_equal(rendered(*state, diagnostics), "d\\x0a\\x1b.csv:3:2: error D202: `<U+202E>\\xff`\n"
                                                       "   hint: \\x1b[2J\n"
                                                       "   note: 1:1: \\x0d\n");
}

static void texts_are_copied(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    char message[] = "first";
    add(diagnostics, DIAGNOSTIC_GAP, "a", 1, message);
    strcpy(message, "other");
    assert_string_equal(rendered(*state, diagnostics), "a:1:1: error R406: first\n");
}

static void after_a_hundred_errors_the_rest_is_counted(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("d.csv"), .text = TEXT("x")};
    for (size_t i = 0; i < 123; i++) {
        assert_int_equal(diagnostics_has_room(diagnostics, DIAGNOSTIC_EMPTY_CELL), i < 100);
        Diagnostic *kept =
            diagnostics_report(diagnostics, &source, (Span){0, 1}, DIAGNOSTIC_EMPTY_CELL, TEXT("m"), NONE);
        diagnostic_relate(diagnostics, kept, &source, (Span){0, 1}, TEXT("n"));
        assert_int_equal(kept != NULL, i < 100);
    }
    for (int i = 0; i < 101; i++)
        add(diagnostics, DIAGNOSTIC_EXTRA_COLUMN, "d.csv", 1, "w");
    assert_int_equal(diagnostics_error_count(diagnostics), 123);
    assert_int_equal(diagnostics_warning_count(diagnostics), 101);
    assert_non_null(strstr(rendered(*state, diagnostics), "\nand 23 more errors\nand 1 more warning\n"));
}

static void a_limit_is_told_after_a_hundred_errors_about_data(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    for (int i = 0; i < 150; i++)
        add(diagnostics, DIAGNOSTIC_EMPTY_CELL, "d.csv", 1, "m");
    add(diagnostics, DIAGNOSTIC_LIMIT_ROWS, "d.csv", 2, "too many rows");
    assert_non_null(strstr(rendered(*state, diagnostics), "error L202: too many rows"));
    assert_int_equal(diagnostics_area(diagnostics), AREA_LIMIT);
}

static void the_gravest_area_decides(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    assert_int_equal(diagnostics_area(diagnostics), -1);
    add(diagnostics, DIAGNOSTIC_UNUSED_INPUT, "r", 1, "m");
    assert_int_equal(diagnostics_area(diagnostics), -1);
    add(diagnostics, DIAGNOSTIC_EMPTY_CELL, "d", 1, "m");
    assert_int_equal(diagnostics_area(diagnostics), AREA_DATA);
    add(diagnostics, DIAGNOSTIC_GAP, "r", 1, "m");
    assert_int_equal(diagnostics_area(diagnostics), AREA_RULES);
    add(diagnostics, DIAGNOSTIC_UNKNOWN_COLUMN, "", 0, "m");
    assert_int_equal(diagnostics_area(diagnostics), AREA_USAGE);
    add(diagnostics, DIAGNOSTIC_LIMIT_ROWS, "d", 1, "m");
    assert_int_equal(diagnostics_area(diagnostics), AREA_LIMIT);
}

static void strict_makes_warnings_about_data_errors(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    diagnostics_be_strict(diagnostics);
    add(diagnostics, DIAGNOSTIC_EXTRA_COLUMN, "d", 1, "m");
    add(diagnostics, DIAGNOSTIC_UNUSED_INPUT, "r", 1, "m");
    assert_int_equal(diagnostics_error_count(diagnostics), 1);
    assert_int_equal(diagnostics_area(diagnostics), AREA_DATA);
    assert_string_equal(rendered(*state, diagnostics), "d:1:1: error V301: m\nr:1:1: warning W501: m\n");
}

/* [D6] */
static void what_is_allowed_is_kept_apart(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = TEXT("ab cd ef")}, other = source;
    Span scope = {0, 5};
    diagnostics_examine(diagnostics, &source);
    assert_null(diagnostics_allow(diagnostics, DIAGNOSTIC_UNUSED_INPUT, scope, (Span){3, 5}, TEXT("why")));
    assert_null(diagnostics_allow(diagnostics, DIAGNOSTIC_GAP, scope, (Span){3, 5}, TEXT("why")));
    diagnostics_report(diagnostics, &source, (Span){0, 2}, DIAGNOSTIC_UNUSED_INPUT, TEXT("accepted"), NONE);
    diagnostics_report(diagnostics, &source, (Span){6, 8}, DIAGNOSTIC_UNUSED_INPUT, TEXT("outside"), NONE);
    diagnostics_report(diagnostics, &source, (Span){0, 2}, DIAGNOSTIC_FIXED_CONDITION, TEXT("other"), NONE);
    diagnostics_report(diagnostics, &source, (Span){0, 2}, DIAGNOSTIC_GAP, TEXT("an error"), NONE);
    diagnostics_report(diagnostics, &other, (Span){0, 2}, DIAGNOSTIC_UNUSED_INPUT, TEXT("elsewhere"), NONE);
    assert_int_equal(diagnostics_accepted_count(diagnostics), 1);
    assert_int_equal(diagnostics_warning_count(diagnostics), 3);
    assert_int_equal(diagnostics_error_count(diagnostics), 1);
    assert_null(strstr(rendered(*state, diagnostics), "accepted"));
    TextBuilder out = text_builder(*state);
    diagnostics_render_accepted(diagnostics, source.name, &out);
    assert_text(text_builder_text(&out), "\n1 finding accepted:\n  W501 at line 1: why\n    accepted\n");
}

static void after_a_thousand_the_accepted_are_counted(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = TEXT("x")};
    diagnostics_allow(diagnostics, DIAGNOSTIC_UNUSED_INPUT, (Span){0, 1}, (Span){0, 1}, TEXT("why"));
    diagnostics_examine(diagnostics, &source);
    for (int i = 0; i < 1002; i++)
        diagnostics_report(diagnostics, &source, (Span){0, 1}, DIAGNOSTIC_UNUSED_INPUT, TEXT("m"), NONE);
    TextBuilder out = text_builder(*state);
    diagnostics_render_accepted(diagnostics, source.name, &out);
    text_builder_add_char(&out, '\0');
    assert_non_null(strstr(text_builder_text(&out).bytes, "1002 findings accepted:\n"));
    assert_non_null(strstr(text_builder_text(&out).bytes, "\n  and 2 more\n"));
    size_t count;
    assert_int_equal(diagnostics_places(diagnostics, DIAGNOSTIC_UNUSED_INPUT, &count)[1001], 0);
    assert_int_equal(count, 1002);
}

static void colours_end_where_they_must(void **state) {
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = TEXT("ab")};
    diagnostics_report(diagnostics, &source, (Span){0, 2}, DIAGNOSTIC_GAP, TEXT("m"), NONE);
    TextBuilder out = text_builder(*state);
    diagnostics_render(diagnostics, true, &out);
    assert_text(text_builder_text(&out), "\033[1mr:1:1:\033[0m \033[1;31merror R406\033[0m: m\n"
                                         "    1 | ab\n"
                                         "      | \033[1;32m^~\033[0m\n");
}

static void a_hundred_messages_about_one_huge_line_hold_little_memory(void **state) {
    TextBuilder line = text_builder(*state);
    text_builder_add_repeated(&line, TEXT("x"), 1 << 20);
    size_t before = arena_size(*state);
    Diagnostics *diagnostics = diagnostics_new(*state);
    Source source = {.name = TEXT("r"), .text = text_builder_text(&line)};
    for (uint32_t i = 0; i < 100; i++)
        diagnostics_report(diagnostics, &source, (Span){i * 10000, 1 << 20}, DIAGNOSTIC_GAP, TEXT("m"), NONE);
    rendered(*state, diagnostics);
    assert_true(arena_size(*state) - before < 4 << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_a_name_that_fits_its_area),
        cmocka_unit_test(no_two_codes_share_a_name),
        ARENA_TEST(a_message_says_what_where_and_what_to_do),
        ARENA_TEST(rows_of_data_stand_below_each_other),
        ARENA_TEST(a_message_knows_where_its_place_ends),
        ARENA_TEST(the_caret_stands_under_its_column_on_the_terminal),
        ARENA_TEST(a_span_of_many_lines_is_marked_in_the_first),
        ARENA_TEST(the_end_of_a_line_and_of_the_file_can_be_marked),
        ARENA_TEST(a_long_line_is_cut_around_the_caret),
        ARENA_TEST(a_caret_at_either_end_of_a_long_line_is_kept),
        ARENA_TEST(a_message_about_a_whole_file_has_no_line),
        ARENA_TEST(messages_are_sorted_by_place_and_then_by_time),
        ARENA_TEST(hostile_bytes_are_never_printed_raw),
        ARENA_TEST(texts_are_copied),
        ARENA_TEST(after_a_hundred_errors_the_rest_is_counted),
        ARENA_TEST(a_limit_is_told_after_a_hundred_errors_about_data),
        ARENA_TEST(the_gravest_area_decides),
        ARENA_TEST(strict_makes_warnings_about_data_errors),
        ARENA_TEST(what_is_allowed_is_kept_apart),
        ARENA_TEST(after_a_thousand_the_accepted_are_counted),
        ARENA_TEST(colours_end_where_they_must),
        ARENA_TEST(a_hundred_messages_about_one_huge_line_hold_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
