/* The check of many bytes at once against the one that takes character by character. */
#include "base/unicode.h"
#include "runtime/reading/utf8_run.h"

#include "tests/unit/data_fixture.h"

static void assert_same(Text text) {
    size_t wanted = unicode_find_invalid(text);
    for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++)
        if (machine_has(path)) assert_int_equal(utf8_run(path, text), wanted);
}

/* Letters of all lengths, and first or last of their lengths; now and then something that is none. */
static size_t put_letter(char *out, uint64_t *random, bool is_good) {
    static const char *const letters[] = {"a",
                                          "1",
                                          ",",
                                          "\n",
                                          "\xC3\xA0",
                                          "\xC4\x91",
                                          "\xE1\xBA\xA1",
                                          "\xE1\xBB\x87",
                                          "\xC2\x80",
                                          "\xDF\xBF",
                                          "\xE0\xA0\x80",
                                          "\xED\x9F\xBF",
                                          "\xEE\x80\x80",
                                          "\xEF\xBF\xBF",
                                          "\xF0\x90\x80\x80",
                                          "\xF4\x8F\xBF\xBF",
                                          "\xF1\x80\x80\x80"};
    static const char *const faults[] = {
        "\x80",         "\xBF",         "\xC0\x80",         "\xC1\xBF",         "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF",         "\xC3",         "\xE1\xBA",         "\xF1\x80\x80",     "\xF8\x88\x80\x80\x80"};
    const char *letter = is_good ? letters[fixture_random(random) % (sizeof letters / sizeof *letters)]
                                 : faults[fixture_random(random) % (sizeof faults / sizeof *faults)];
    size_t len = strlen(letter);
    memcpy(out, letter, len);
    return len;
}

static void every_fault_is_found_where_it_is(void **state) {
    (void)state;
    uint64_t random = 3;
    char bytes[1024];
    for (int round = 0; round < 40000; round++) {
        size_t count = fixture_random(&random) % 150, fault = fixture_random(&random) % 300, len = 0;
        for (size_t i = 0; i < count; i++)
            len += i % 7 < fixture_random(&random) % 8 ? put_letter(bytes + len, &random, i != fault)
                                                       : (bytes[len] = 'x', 1);
        assert_same((Text){bytes, len});
        if (len > 0) assert_same((Text){bytes, len - 1});
    }
}

/* Each pair of bytes, at each place of a step. */
static void all_pairs_of_bytes_are_judged_alike(void **state) {
    (void)state;
    char bytes[160];
    for (unsigned pair = 0; pair < 0x10000; pair++)
        for (size_t at = 60; at < 68; at++) {
            memset(bytes, 'a', sizeof bytes);
            bytes[at] = (char)(pair >> 8);
            bytes[at + 1] = (char)pair;
            bytes[at + 2] = bytes[at + 3] = at % 3 ? (char)0x80 : 'a';
            assert_same((Text){bytes, sizeof bytes});
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_found_where_it_is),
        cmocka_unit_test(all_pairs_of_bytes_are_judged_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
