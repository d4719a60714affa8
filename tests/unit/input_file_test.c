/* A file is read once, in pieces, and must not change meanwhile [C5.6]. */
#include "tests/unit/base_builder.h"

#include "cli/input_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void append(const char *path, const char *content) {
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void make_file(char *path) {
    strcpy(path, "/tmp/ictscore-test-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    append(path, "ma\nH01\n");
}

static void a_file_that_stays_as_it_is_is_read_to_its_end(void **state) {
    char path[64], buffer[4];
    make_file(path);
    InputFile input;
    assert_true(input_open(&input, path, NULL, *state));
    assert_int_equal(input_read(&input, buffer, 4), 4);
    assert_int_equal(input_read(&input, buffer, 4), 3);
    assert_int_equal(input_read(&input, buffer, 4), 0);
    input_close(&input);
    unlink(path);
}

static void a_file_that_grows_while_it_is_read_is_refused(void **state) {
    char path[64], buffer[64];
    make_file(path);
    InputFile input;
    assert_true(input_open(&input, path, NULL, *state));
    assert_int_equal(input_read(&input, buffer, 64), 7);
    append(path, "H02\n");
    assert_int_equal(input_read(&input, buffer, 64), 4);
    assert_int_equal(input_read(&input, buffer, 64), -1);
    assert_true(input.has_changed);
    input_close(&input);
    unlink(path);
}

static void at_most_one_byte_beyond_the_limit_is_read(void **state) {
    char path[64];
    make_file(path);
    InputFile input;
    Text text;
    assert_true(input_open(&input, path, NULL, *state));
    assert_true(input_read_all(&input, 3, *state, &text));
    assert_text(text, "ma\nH");
    input_close(&input);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_file_that_stays_as_it_is_is_read_to_its_end),
        ARENA_TEST(a_file_that_grows_while_it_is_read_is_refused),
        ARENA_TEST(at_most_one_byte_beyond_the_limit_is_read),
    };
    return cmocka_run_group_tests_name("input_file", tests, NULL, NULL);
}
