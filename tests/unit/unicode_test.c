#include "base/unicode.h"
#include "tests/unit/base_builder.h"

#include <string.h>

#define NBSP "\xC2\xA0"
#define ZWSP "\xE2\x80\x8B"
#define GRAVE "\xCC\x80"     /* U+0300 */
#define DOT_BELOW "\xCC\xA3" /* U+0323 */

static void every_length_of_utf8_is_decoded(void **state) {
    (void)state;
    uint32_t code_point;
    Text text = TEXT("aé€𝄞");
    assert_int_equal(unicode_decode(text, 0, &code_point), 1);
    assert_int_equal(code_point, 'a');
    assert_int_equal(unicode_decode(text, 1, &code_point), 2);
    assert_int_equal(code_point, 0xE9);
    assert_int_equal(unicode_decode(text, 3, &code_point), 3);
    assert_int_equal(code_point, 0x20AC);
    assert_int_equal(unicode_decode(text, 6, &code_point), 4);
    assert_int_equal(code_point, 0x1D11E);
    assert_int_equal(unicode_decode(text, 10, &code_point), 0);
}

static void a_nul_byte_is_a_code_point(void **state) {
    (void)state;
    uint32_t code_point = 1;
    assert_int_equal(unicode_decode(TEXT("\0"), 0, &code_point), 1);
    assert_int_equal(code_point, 0);
    assert_int_equal(unicode_find_invalid(TEXT("a\0b")), 3);
}

static void check_invalid(Text text, size_t offset) {
    assert_int_equal(unicode_find_invalid(text), offset);
}

static void overlong_forms_are_invalid(void **state) {
    (void)state;
    check_invalid(TEXT("abc\xC0\x80"), 3);
    check_invalid(TEXT("\xC1\xBF"), 0);
    check_invalid(TEXT("\xE0\x80\xAF"), 0);
    check_invalid(TEXT("\xE0\x9F\xBF"), 0);
    check_invalid(TEXT("\xF0\x8F\xBF\xBF"), 0);
}

static void surrogates_and_values_past_unicode_are_invalid(void **state) {
    (void)state;
    check_invalid(TEXT("\xED\x9F\xBF\xED\xA0\x80"), 3);
    check_invalid(TEXT("\xED\xBF\xBF"), 0);
    check_invalid(TEXT("\xF4\x8F\xBF\xBF\xF4\x90\x80\x80"), 4);
    check_invalid(TEXT("\xF8\x88\x80\x80\x80"), 0);
    check_invalid(TEXT("\xFF"), 0);
}

static void a_sequence_that_is_cut_off_is_invalid(void **state) {
    (void)state;
    check_invalid(TEXT("t\xE1\xBA"), 1);
    check_invalid(TEXT("\xC3"), 0);
    check_invalid(TEXT("\xF0\x9F\x98"), 0);
    check_invalid(TEXT("\x80"), 0);
    check_invalid(TEXT("\xE1\xBA\xA5\xA5"), 3);
    check_invalid(text_slice(TEXT("ấ"), 0, 2), 0);
    check_invalid(TEXT("0123456789abcdef\xFFz"), 16);
}

static void valid_text_has_no_invalid_byte(void **state) {
    (void)state;
    check_invalid(TEXT("Tỉnh Thừa Thiên Huế, 2024"), strlen("Tỉnh Thừa Thiên Huế, 2024"));
    check_invalid((Text){NULL, 0}, 0);
}

static void an_invalid_byte_counts_as_one_code_point(void **state) {
    (void)state;
    assert_int_equal(unicode_count(TEXT("hạ tầng")), 7);
    assert_int_equal(unicode_count(TEXT("a\xFF\xFE"
                                        "b")),
                     4);
    assert_int_equal(unicode_count(TEXT("a" GRAVE)), 2);
    assert_int_equal(unicode_count((Text){NULL, 0}), 0);
}

static void ascii_is_told_from_the_rest(void **state) {
    (void)state;
    assert_true(unicode_is_ascii(TEXT("so_cbcc = 12 and more than a word long")));
    assert_true(unicode_is_ascii((Text){NULL, 0}));
    assert_false(unicode_is_ascii(TEXT("0123456789abcdeđ")));
}

static void composed_vietnamese_is_in_form_c(void **state) {
    (void)state;
    assert_true(unicode_is_nfc(TEXT("Đắk Lắk, Thừa Thiên Huế, Bà Rịa – Vũng Tàu")));
    assert_true(unicode_is_nfc(TEXT("한국 中国 Ελλάδα")));
    assert_true(unicode_is_nfc(TEXT("")));
}

static void decomposed_vietnamese_is_not_in_form_c(void **state) {
    (void)state;
    assert_false(unicode_is_nfc(TEXT("ha" GRAVE)));
    assert_false(unicode_is_nfc(TEXT("â" DOT_BELOW)));
    assert_false(unicode_is_nfc(TEXT("\xE2\x84\xAA"))); /* the Kelvin sign is a K */
    assert_int_equal(unicode_find_not_nfc(TEXT("xã ha" GRAVE "i")), 5);
}

static void an_invalid_text_is_not_in_form_c_and_stays_as_it_is(void **state) {
    Text text = TEXT("a\xFF" GRAVE);
    assert_false(unicode_is_nfc(text));
    assert_ptr_equal(unicode_nfc(*state, text).bytes, text.bytes);
    assert_ptr_equal(unicode_fold(*state, text).bytes, text.bytes);
    assert_ptr_equal(unicode_skeleton(*state, text).bytes, text.bytes);
    assert_ptr_equal(unicode_spelling(*state, text).bytes, text.bytes);
}

static void form_c_composes_and_orders_marks(void **state) {
    assert_text(unicode_nfc(*state, TEXT("a\xCC\x82" DOT_BELOW)), "ậ");
    assert_text(unicode_nfc(*state, TEXT("a" DOT_BELOW "\xCC\x82")), "ậ");
    assert_text(unicode_nfc(*state, TEXT("â" DOT_BELOW)), "ậ");
    assert_text(unicode_nfc(*state, TEXT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")), "한");
    Text composed = TEXT("hạ tầng");
    assert_ptr_equal(unicode_nfc(*state, composed).bytes, composed.bytes);
}

/* Marks of falling classes are the worst case of a sort by insertion: 400 000 of them would take minutes.
 */
static void a_million_marks_on_one_letter_take_linear_time(void **state) {
    TextBuilder marks = text_builder(*state);
    text_builder_add(&marks, TEXT("a"));
    text_builder_add_repeated(&marks, TEXT(GRAVE), 200000);
    text_builder_add_repeated(&marks, TEXT(DOT_BELOW), 200000);
    Text text = text_builder_text(&marks);
    assert_false(unicode_is_nfc(text));
    Text composed = unicode_nfc(*state, text);
    assert_true(text_starts_with(composed, TEXT("ạ" DOT_BELOW)));
    assert_int_equal(unicode_count(composed), 400000);
    assert_text(unicode_skeleton(*state, text), "a");
}

static void folding_looks_away_from_case_and_outer_blanks(void **state) {
    assert_text(unicode_fold(*state, TEXT(" \tSỐ CBCC ")), "số cbcc");
    assert_text(unicode_fold(*state, TEXT("Code 1")), "code 1");
    assert_text(unicode_fold(*state, TEXT("HA" GRAVE)), "hà");
    assert_text(unicode_fold(*state, TEXT("Straße")), "strasse");
    assert_text(unicode_fold(*state, TEXT("a_b-c d")), "a_b-c d");
}

static void check_skeleton(Arena *arena, Text text, Text expected) {
    Text skeleton = unicode_skeleton(arena, text);
    assert_true(text_equal(skeleton, expected));
    assert_true(text_equal(unicode_skeleton(arena, skeleton), expected));
}

static void a_skeleton_has_no_diacritics_case_or_blanks(void **state) {
    check_skeleton(*state, TEXT("Hạ tầng"), TEXT("hatang"));
    check_skeleton(*state, TEXT("HA_TẦNG"), TEXT("hatang"));
    check_skeleton(*state, TEXT("hạ" NBSP "tầng\t"), TEXT("hatang"));
    check_skeleton(*state, TEXT("ha-ta" ZWSP "ng"), TEXT("hatang"));
    check_skeleton(*state, TEXT("ươ ă â ê ô"), TEXT("uoaaeo"));
    check_skeleton(*state, TEXT("__"), TEXT(""));
    check_skeleton(*state, TEXT("\tSO-may_Tinh 2"), TEXT("somaytinh2"));
}

static void the_three_capital_d_with_stroke_are_one_in_a_skeleton(void **state) {
    check_skeleton(*state, TEXT("Đà Nẵng"), TEXT("danang"));        /* U+0110 */
    check_skeleton(*state, TEXT("Ðà Nẵng"), TEXT("danang"));        /* U+00D0 */
    check_skeleton(*state, TEXT("\xC6\x89à Nẵng"), TEXT("danang")); /* U+0189 */
    check_skeleton(*state, TEXT("đ ð"), TEXT("dd"));
}

static void digits_stay_apart_in_a_skeleton(void **state) {
    check_skeleton(*state, TEXT("c1_12"), TEXT("c1_12"));
    check_skeleton(*state, TEXT("c11 - 2"), TEXT("c11_2"));
    check_skeleton(*state, TEXT("c_1"), TEXT("c1"));
    check_skeleton(*state, TEXT("1" ZWSP "1"), TEXT("11"));
}

static void both_places_of_a_tone_have_one_skeleton_and_one_spelling(void **state) {
    assert_true(text_equal(unicode_skeleton(*state, TEXT("hòa")), unicode_skeleton(*state, TEXT("hoà"))));
    assert_true(
        text_equal(unicode_spelling(*state, TEXT("Mỹ Hòa")), unicode_spelling(*state, TEXT("MỸ HOÀ"))));
    assert_true(text_equal(unicode_spelling(*state, TEXT("thủy")), unicode_spelling(*state, TEXT("thuỷ"))));
    assert_true(text_equal(unicode_spelling(*state, TEXT("Đông")), unicode_spelling(*state, TEXT("Ðông"))));
    assert_true(text_equal(unicode_spelling(*state, TEXT("Phú-Mỹ")),
                           unicode_spelling(*state, TEXT("Phú" NBSP "Mỹ"))));
}

static void names_that_differ_in_a_tone_have_two_spellings(void **state) {
    assert_false(
        text_equal(unicode_spelling(*state, TEXT("Phú Mỹ")), unicode_spelling(*state, TEXT("Phù Mỹ"))));
    assert_false(text_equal(unicode_spelling(*state, TEXT("Tân")), unicode_spelling(*state, TEXT("Tan"))));
    assert_false(
        text_equal(unicode_spelling(*state, TEXT("hòa ma")), unicode_spelling(*state, TEXT("hoa mà"))));
}

static void names_may_use_the_letters_of_vietnamese(void **state) {
    (void)state;
    Text letters = TEXT(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậđèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĐƠƯẤỸ");
    for (size_t at = 0; at < letters.len;) {
        uint32_t code_point;
        at += unicode_decode(letters, at, &code_point);
        assert_true(unicode_is_latin_letter(code_point));
    }
}

static void signs_marks_and_look_alikes_are_no_letters(void **state) {
    (void)state;
    const uint32_t others[] = {'0',   '_',   '@',   '[',   0xD7,  0xF7,   0xAA,   0xBA,   0x1C3,
                               0x300, 0x323, 0x430, 0x3B1, 0x261, 0x4E2D, 0x200D, 0xFF21, 0x1D400};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(unicode_is_latin_letter(others[i]));
}

static void hidden_controls_are_known(void **state) {
    (void)state;
    assert_true(unicode_is_bidi_control(0x202E) && unicode_is_bidi_control(0x2066) &&
                unicode_is_bidi_control(0x61C));
    assert_true(unicode_is_bidi_control(0x200E) && unicode_is_bidi_control(0x200F));
    assert_false(unicode_is_bidi_control(0x202F) || unicode_is_bidi_control(0x206A) ||
                 unicode_is_bidi_control('a'));
    assert_true(unicode_is_zero_width(0x200B) && unicode_is_zero_width(0xFEFF) &&
                unicode_is_zero_width(0xAD));
    assert_true(unicode_is_zero_width(0x2060) && unicode_is_zero_width(0x200D));
    assert_false(unicode_is_zero_width(0xA0) || unicode_is_zero_width(0x300) || unicode_is_zero_width('a'));
}

static void width_is_counted_in_columns(void **state) {
    (void)state;
    assert_int_equal(unicode_width(TEXT("Thừa Thiên Huế")), 14);
    assert_int_equal(unicode_width(TEXT("Hue\xCC\x82\xCC\x81")), 3);
    assert_int_equal(unicode_width(TEXT("中国")), 4);
    assert_int_equal(unicode_width(TEXT("…")), 1);
    assert_int_equal(unicode_width(TEXT("a\xFF")), 2);
    assert_int_equal(unicode_width((Text){NULL, 0}), 0);
}

static void what_cannot_be_seen_is_made_visible(void **state) {
    assert_text(unicode_visible(*state, TEXT("a\033[31m\0z\x7F")), "a\\x1b[31m\\x00z\\x7f");
    assert_text(unicode_visible(*state, TEXT("\xC2\x9B!")), "\\x9b!");
    assert_text(unicode_visible(*state, TEXT("xa\xFFnh\xE1\xBA")), "xa\\xffnh\\xe1\\xba");
    assert_text(unicode_visible(*state, TEXT("a\xE2\x80\xAE"
                                             "b\xE2\x80\xA8")),
                "a<U+202E>b<U+2028>");
    Text plain = TEXT("hạ tầng");
    assert_ptr_equal(unicode_visible(*state, plain).bytes, plain.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length_of_utf8_is_decoded),
        cmocka_unit_test(a_nul_byte_is_a_code_point),
        cmocka_unit_test(overlong_forms_are_invalid),
        cmocka_unit_test(surrogates_and_values_past_unicode_are_invalid),
        cmocka_unit_test(a_sequence_that_is_cut_off_is_invalid),
        cmocka_unit_test(valid_text_has_no_invalid_byte),
        cmocka_unit_test(an_invalid_byte_counts_as_one_code_point),
        cmocka_unit_test(ascii_is_told_from_the_rest),
        cmocka_unit_test(composed_vietnamese_is_in_form_c),
        cmocka_unit_test(decomposed_vietnamese_is_not_in_form_c),
        ARENA_TEST(an_invalid_text_is_not_in_form_c_and_stays_as_it_is),
        ARENA_TEST(form_c_composes_and_orders_marks),
        ARENA_TEST(a_million_marks_on_one_letter_take_linear_time),
        ARENA_TEST(folding_looks_away_from_case_and_outer_blanks),
        ARENA_TEST(a_skeleton_has_no_diacritics_case_or_blanks),
        ARENA_TEST(the_three_capital_d_with_stroke_are_one_in_a_skeleton),
        ARENA_TEST(digits_stay_apart_in_a_skeleton),
        ARENA_TEST(both_places_of_a_tone_have_one_skeleton_and_one_spelling),
        ARENA_TEST(names_that_differ_in_a_tone_have_two_spellings),
        cmocka_unit_test(names_may_use_the_letters_of_vietnamese),
        cmocka_unit_test(signs_marks_and_look_alikes_are_no_letters),
        cmocka_unit_test(hidden_controls_are_known),
        cmocka_unit_test(width_is_counted_in_columns),
        ARENA_TEST(what_cannot_be_seen_is_made_visible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
