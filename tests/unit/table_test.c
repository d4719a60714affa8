#include "runtime/reading/table_read.h"

#include "tests/unit/data_fixture.h"

#include <stdio.h>

/* ma, ten, khoi, so, ty_le (per cent, may be missing), nq, ngay */
static Fixture *plain(void) {
    static PlanOption options[] = {{{"Sở", 4}, {"Sở", 4}}, {{"Huyện", 7}, {"Huyện", 7}}};
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "ma", INPUT_KEY);
    fixture_input(fixture, "ten", INPUT_NAME);
    PlanInput *block = fixture_input(fixture, "khoi", INPUT_OPTION);
    block->options = options;
    block->option_count = 2;
    PlanInput *count = fixture_input(fixture, "so", INPUT_NUMBER);
    count->range = (Range){.has_low = true, .low = NUMBER_ZERO, .has_step = true, .step = NUMBER_ONE};
    PlanInput *share = fixture_input(fixture, "ty_le", INPUT_PERCENT);
    share->unit = TEXT("%");
    share->rejects_missing = false;
    fixture_input(fixture, "nq", INPUT_YES_NO);
    fixture_input(fixture, "ngay", INPUT_DATE);
    return fixture;
}

static const char header[] = "ma,ten,khoi,so,ty_le,nq,ngay\n";

static Text file_of(Fixture *fixture, const char *rows) {
    return text_format(fixture->arena, "%s%s", header, rows);
}

static void assert_rows(const char *rows, ReadStatus expected, const char *wanted) {
    Fixture *fixture = plain();
    ReadStatus status = fixture_load(fixture, file_of(fixture, rows), SIZE_MAX);
    if (wanted) fixture_assert_message(fixture, wanted);
    assert_int_equal(status, expected);
    fixture_free(fixture);
}

static void cells_become_columns(void **state) {
    (void)state;
    Fixture *fixture = plain();
    Text file = file_of(
        fixture, "H01,\"Huyện \"\"A\"\"\",Huyện,12,85.5,Có,2018-01-15\nH02,Sở B,Sở,0,,no,2018-01-16\n");
    assert_int_equal(fixture_load(fixture, file, 3), READ_DONE);
    Text all = fixture_all(fixture, READ_DONE);
    assert_true(
        text_equal(all, TEXT("0\n2:H01|Huyện \"A\"|1|12|0.855|1|17546|\n3:H02|Sở B|0|0|<2>|0|17547|\n")));
    assert_int_equal(fixture->table.bytes_read, file.len);
    fixture_free(fixture);
}

static void columns_are_matched_by_folded_headers(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "Mã", INPUT_KEY);
    fixture_input(fixture, "so", INPUT_NUMBER);
    assert_int_equal(fixture_load(fixture, TEXT("x, SO ,ma\xCC\x83\n9,5,H01\n"), SIZE_MAX), READ_DONE);
    assert_int_equal(fixture->table.unknown_header_count, 1);
    assert_true(text_equal(text_column_get(fixture->table.columns[0].texts, 0), TEXT("H01")));
    fixture_assert_message(fixture, "data.csv:1:1: warning V301: the rules do not use column `x`");
    fixture_free(fixture);
}

static void categories_outlive_the_record_they_came_from(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "ma", INPUT_KEY);
    fixture_input(fixture, "vung", INPUT_TEXT);
    Text file = TEXT("ma,vung\nH1,\"a \"\"b\"\"\"\nH2,\"c \"\"d\"\"\"\nH3,\"a \"\"b\"\"\"\n");
    assert_int_equal(fixture_load(fixture, file, 1), READ_DONE);
    const TableColumn *column = &fixture->table.columns[1];
    assert_int_equal(column->categories.count, 2);
    assert_true(text_equal(column->categories.texts[0], TEXT("a \"b\"")));
    assert_int_equal(cell_mantissa(column_cell(&column->values, 2)), 0);
    fixture_free(fixture);
}

/* Far behind the first piece, so that the buffer has moved. */
static void offsets_count_from_the_start_of_the_file(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "ma", INPUT_KEY);
    TextBuilder file = text_builder(fixture->arena);
    text_builder_add(&file, TEXT("ma\n"));
    for (int i = 0; i < 200000; i++)
        text_builder_add_format(&file, "%06d\n", i);
    text_builder_add(&file, TEXT("H\xFF"));
    assert_int_equal(fixture_load(fixture, text_builder_text(&file), 5000), READ_REJECTED);
    fixture_assert_message(fixture,
                           "data.csv:200002:2: error D103: byte 0xFF at offset 1400004 is not UTF-8");
    fixture_free(fixture);
}

static void keys_that_repeat_are_found_wherever_they_stand(void **state) {
    (void)state;
    assert_rows("H01,a,Sở,1,,no,2018-01-01\nH02,b,Sở,1,,no,2018-01-01\nH01,c,Sở,1,,no,2018-01-01\n",
                READ_REJECTED, "data.csv:4:1: error D210: unit `H01` is listed twice\n");
    assert_rows("H01,a,Sở,1,,no,2018-01-01\nh 01,b,Sở,1,,no,2018-01-01\n", READ_REJECTED,
                "data.csv:3:1: error D211: unit `h 01` can be taken for the one in line 2\n");
    assert_rows("H-0-1,a,Sở,1,,no,2018-01-01\nH-01,b,Sở,1,,no,2018-01-01\n", READ_DONE, NULL);
}

static void tones_belong_to_their_words(void **state) {
    (void)state;
    assert_rows("Hòa Binh,a,Sở,1,,no,2018-01-01\nHoa Bình,b,Sở,1,,no,2018-01-01\n", READ_DONE, NULL);
    assert_rows("Hòa Binh,a,Sở,1,,no,2018-01-01\nHoà Binh,b,Sở,1,,no,2018-01-01\n", READ_REJECTED,
                "error D211");
}

static void errors_of_cells_do_not_hide_keys_that_repeat(void **state) {
    (void)state;
    assert_rows("H01,a,Sở,x,,no,2018-01-01\nH01,b,Sở,1,,no,2018-01-01\n", READ_REJECTED, "error D210");
}

static void more_errors_than_are_kept_are_counted(void **state) {
    (void)state;
    Fixture *fixture = plain();
    TextBuilder rows = text_builder(fixture->arena);
    for (int i = 0; i < 500; i++)
        text_builder_add_format(&rows, "H%d,a,Sở,x,x,x,x\n", i);
    Text file =
        file_of(fixture, text_format(fixture->arena, "%.*s", TEXT_ARG(text_builder_text(&rows))).bytes);
    assert_int_equal(fixture_load(fixture, file, SIZE_MAX), READ_REJECTED);
    assert_int_equal(diagnostics_error_count(fixture->diagnostics), 2000);
    fixture_free(fixture);
}

static void a_failing_read_reports_nothing(void **state) {
    (void)state;
    Fixture *fixture = plain();
    FixtureData data = {.text = file_of(fixture, "H01,a,Sở,1,,no,2018-01-01\n"), .piece = 10, .fails_at = 50};
    DataInput input = {.name = TEXT("data.csv"), .read = fixture_read, .user = &data};
    ReadStatus status = fixture_table_read(fixture, &input);
    assert_int_equal(status, READ_FAILED);
    assert_int_equal(diagnostics_error_count(fixture->diagnostics), 0);
    fixture_free(fixture);
}

static bool refuse(void *user, size_t rows) {
    (void)user;
    return rows == 0;
}

static void the_progress_callback_can_stop_the_reading(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "ma", INPUT_KEY);
    TextBuilder rows = text_builder(fixture->arena);
    text_builder_add(&rows, TEXT("ma\n"));
    for (int i = 0; i < 200000; i++)
        text_builder_add_format(&rows, "H%d\n", i);
    FixtureData data = {.text = text_builder_text(&rows), .piece = SIZE_MAX};
    DataInput input = {.name = TEXT("data.csv"), .read = fixture_read, .user = &data, .progress = refuse};
    ReadStatus status = fixture_table_read(fixture, &input);
    assert_int_equal(status, READ_STOPPED);
    fixture_free(fixture);
}

static void strict_makes_errors_of_warnings(void **state) {
    (void)state;
    Fixture *fixture = plain();
    fixture->options.strict = true;
    assert_int_equal(fixture_load(fixture, file_of(fixture, "H01, a,Sở,1,,no,2018-01-01\n"), SIZE_MAX),
                     READ_REJECTED);
    fixture_assert_message(fixture, "data.csv:2:5: error V302");
    fixture_free(fixture);
}

static void places_count_code_points_in_the_line_of_the_cell(void **state) {
    (void)state;
    assert_rows("H01,\"đường\nsố \"\"5\"\"\",Huyện,bốn,,no,2018-01-01\n", READ_REJECTED,
                "data.csv:3:17: error D202");
    assert_rows("H01,\"a\n\nb\",Huyện,1,,no,x\n", READ_REJECTED, "data.csv:4:16: error D208");
}

static void the_last_row_may_be_followed_by_many_blank_lines(void **state) {
    (void)state;
    assert_rows("H01,a,Sở,1,,no,2018-01-01\n\n \n\t\n\n", READ_DONE, NULL);
    assert_rows("\n\nH01,a,Sở,1,,no,2018-01-01\n", READ_REJECTED, "data.csv:2:1: error D111");
    assert_rows("H01,a,Sở,1,,no,2018-01-01\n\nH02,a,Sở,1,,no,2018-01-01\n", READ_REJECTED,
                "data.csv:3:1: error D111");
}

/* ---- the size of the pieces changes nothing */

static const char *const seeds[] = {
    "H01,\"Huyện \"\"A\"\"\",Huyện,12,85.5,Có,2018-01-15\r\nH02,Sở B,Sở,0,,no,2018-01-16\r\n",
    "H01,a,Sở,x,120x,maybe,2018-02-30\nH01,\"b\nc\",,-1,\"85,5\",,\n\n\nh01,d,Huyen,1.5,NaN,1,43163\n",
    "H01,a\"b,Sở,1,1,1,2018-01-01\nH02,\"a\"b,Sở,1\nH03,a,Sở,1,1,1,2018-01-01,\n,,,,,,\nTổng "
    "cộng,x,Sở,1,1,1,2018-01-01\n",
    "\xEF\xBB\xBFH01,\xC2\x85,Sở,1\xC2\xA0"
    "000,\xE2\x88\x92"
    "1,1,2018-01-01\n \xE2\x80\xAEH02 , a ,Sở, 1 ,1,1,2018-01-01\n",
    "H01,\"never closed,Sở,1,1,1,2018-01-01\nH02,a,Sở,1,1,1,2018-01-01\n",
    "H01,Huy\xEC\xF2n,Sở,1,1,1,2018-01-01\n",
    "H01,a,Sở,123456789012345678901234567890123456789,1,1,2018-01-01\rH02,a\n",
};

static Text with_pieces(Fixture *fixture, Text file, size_t piece) {
    fixture->diagnostics = diagnostics_new(fixture->arena);
    return fixture_all(fixture, fixture_load(fixture, file, piece));
}

static void assert_same_in_all_pieces(Fixture *fixture, Text file) {
    static const size_t pieces[] = {1, 2, 3, 7, 4096};
    Text whole = with_pieces(fixture, file, SIZE_MAX);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        Text same = with_pieces(fixture, file, pieces[i]);
        if (text_equal(whole, same)) continue;
        print_error("%.*s\n--- whole\n%.*s\n--- pieces of %zu\n%.*s", TEXT_ARG(file), TEXT_ARG(whole),
                    pieces[i], TEXT_ARG(same));
        fail();
    }
}

static void the_size_of_the_pieces_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        Fixture *fixture = plain();
        assert_same_in_all_pieces(fixture, file_of(fixture, seeds[i]));
        fixture_free(fixture);
    }
}

static void damaged_files_are_judged_alike_in_all_pieces(void **state) {
    (void)state;
    const char *wanted = getenv("ICTSCORE_FUZZ_ROUNDS");
    long rounds = wanted ? strtol(wanted, NULL, 10) : 30;
    uint64_t random = wanted ? (uint64_t)rounds : 1;
    for (long round = 0; round < rounds; round++)
        for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
            Fixture *fixture = plain();
            if (fixture_random(&random) % 2)
                fixture->options.limits = (ReadLimits){200 + fixture_random(&random) % 200, 3, 8, 20};
            if (fixture_random(&random) % 4 == 0) fixture->options.header_row = 2;
            bool is_whole = fixture_random(&random) % 4 == 0;
            Text file = is_whole ? fixture_mutated(fixture, file_of(fixture, seeds[i]), &random)
                                 : file_of(fixture, seeds[i]);
            if (!is_whole) {
                Text rows = fixture_mutated(fixture, text_from(seeds[i]), &random);
                TextBuilder both = text_builder(fixture->arena);
                text_builder_add(&both, text_from(header));
                text_builder_add(&both, rows);
                file = text_builder_text(&both);
            }
            assert_same_in_all_pieces(fixture, file);
            fixture_free(fixture);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_become_columns),
        cmocka_unit_test(columns_are_matched_by_folded_headers),
        cmocka_unit_test(categories_outlive_the_record_they_came_from),
        cmocka_unit_test(offsets_count_from_the_start_of_the_file),
        cmocka_unit_test(keys_that_repeat_are_found_wherever_they_stand),
        cmocka_unit_test(tones_belong_to_their_words),
        cmocka_unit_test(errors_of_cells_do_not_hide_keys_that_repeat),
        cmocka_unit_test(more_errors_than_are_kept_are_counted),
        cmocka_unit_test(a_failing_read_reports_nothing),
        cmocka_unit_test(the_progress_callback_can_stop_the_reading),
        cmocka_unit_test(strict_makes_errors_of_warnings),
        cmocka_unit_test(places_count_code_points_in_the_line_of_the_cell),
        cmocka_unit_test(the_last_row_may_be_followed_by_many_blank_lines),
        cmocka_unit_test(the_size_of_the_pieces_changes_nothing),
        cmocka_unit_test(damaged_files_are_judged_alike_in_all_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
