#include "base/source.h"
#include "tests/unit/base_builder.h"

static void check_position(const Source *source, uint32_t offset, size_t line, size_t column) {
    Position position = source_position(source, offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void lines_and_columns_count_from_one(void **state) {
    (void)state;
    Source source = {.name = TEXT("r"), .text = TEXT("ab\n\ncd")};
    check_position(&source, 0, 1, 1);
    check_position(&source, 2, 1, 3); /* the line end itself */
    check_position(&source, 3, 2, 1);
    check_position(&source, 4, 3, 1);
    check_position(&source, 5, 3, 2);
}

static void columns_count_code_points(void **state) {
    (void)state;
    Source source = {.name = TEXT("r"), .text = TEXT("x\nhạ tầng = 1")};
    check_position(&source, 2 + (uint32_t)sizeof "hạ tầng" - 1, 2, 8);
    Source broken = {.name = TEXT("r"), .text = TEXT("\x80\xFFz")};
    check_position(&broken, 2, 1, 3);
}

static void an_offset_past_the_end_is_the_end(void **state) {
    (void)state;
    Source source = {.name = TEXT("r"), .text = TEXT("ab\n")};
    check_position(&source, 3, 2, 1);
    check_position(&source, 1000, 2, 1);
    Source empty = {.name = TEXT("r"), .text = {NULL, 0}};
    check_position(&empty, 0, 1, 1);
    check_position(&empty, 7, 1, 1);
    assert_int_equal(source_line(&empty, 7).len, 0);
}

static void a_byte_order_mark_is_no_column(void **state) {
    (void)state;
    Source source = {.name = TEXT("r"),
                     .text = TEXT("\xEF\xBB\xBF"
                                  "ab\ncd")};
    check_position(&source, 0, 1, 1);
    check_position(&source, 3, 1, 1);
    check_position(&source, 4, 1, 2);
    check_position(&source, 6, 2, 1);
    assert_text(source_line(&source, 0), "ab");
}

static void a_place_is_found_in_its_file(void **state) {
    (void)state;
    static const SourceFile files[] = {{TEXT("new.isl"), 0}, {TEXT("old.isl"), 6}, {TEXT("empty.isl"), 14}};
    Source source = {TEXT("new.isl"), TEXT("a\nbc\n\n\xEF\xBB\xBFx\nyz\n"), files, 3};
    check_position(&source, 3, 2, 2);
    check_position(&source, 5, 3,
                   1); /* the end of the first file: what joins it to the next is no part of it */
    assert_text(source_file_name(&source, 5), "new.isl");
    check_position(&source, 6, 1, 1);
    check_position(&source, 9, 1, 1); /* behind the byte order mark of the second */
    check_position(&source, 12, 2, 2);
    assert_text(source_file_name(&source, 12), "old.isl");
    assert_text(source_line(&source, 12), "yz");
    check_position(&source, 14, 1, 1);
    assert_text(source_file_name(&source, 14), "empty.isl");
    assert_int_equal(source_file_span(&source, 0).to, 5);
    assert_int_equal(source_file_span(&source, 1).from, 6);
    assert_int_equal(source_file_span(&source, 2).to, 14);
}

static void a_line_comes_without_its_end(void **state) {
    (void)state;
    Source source = {.name = TEXT("r"), .text = TEXT("one\r\ntwo\n\nfo\rur")};
    assert_text(source_line(&source, 0), "one");
    assert_text(source_line(&source, 4), "one");
    assert_text(source_line(&source, 5), "two");
    assert_text(source_line(&source, 8), "two");
    assert_text(source_line(&source, 9), "");
    assert_text(source_line(&source, 99), "fo\rur");
}

static void spans_join_from_the_first_to_the_last(void **state) {
    (void)state;
    Span span = span_join((Span){3, 5}, (Span){9, 12});
    assert_int_equal(span.from, 3);
    assert_int_equal(span.to, 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_columns_count_from_one),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(an_offset_past_the_end_is_the_end),
        cmocka_unit_test(a_byte_order_mark_is_no_column),
        cmocka_unit_test(a_place_is_found_in_its_file),
        cmocka_unit_test(a_line_comes_without_its_end),
        cmocka_unit_test(spans_join_from_the_first_to_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
