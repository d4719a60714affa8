/* The fast path against the careful one: whatever is in a file, the tables and the messages are the same. */
#include "runtime/reading/csv_masks.h"
#include "runtime/computing/scoring.h"

#include "tests/unit/data_fixture.h"

#include <stdio.h>

#define LONG_OPTION "Cấp xã, phường, đặc khu của thành phố ở xa"
#define OPTION(text)                                                                                         \
    {                                                                                                        \
        {text, sizeof(text) - 1}, {                                                                          \
            text, sizeof(text) - 1                                                                           \
        }                                                                                                    \
    }

/* Tame files have many rows and few errors. In the others one column is wild: only one, so that a cell which
 * is taken wrongly is not hidden behind another one of its row. */
typedef struct Random {
    uint64_t state;
    TextBuilder *out;
    size_t wild; /* the input; 0: none */
} Random;

static size_t below(Random *random, size_t bound) {
    return (size_t)(fixture_random(&random->state) % bound);
}

static void put(Random *random, const char *text) {
    text_builder_add(random->out, text_from(text));
}

#define ONE_OF(random, ...)                                                                                  \
    put(random,                                                                                              \
        ((const char *const[]){                                                                              \
            __VA_ARGS__})[below(random, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))])

static void put_digits(Random *random, size_t count) {
    for (size_t i = 0; i < count; i++)
        text_builder_add_char(random->out, (char)('0' + below(random, 10)));
}

static void put_number(Random *random, size_t input, size_t most_digits, size_t most_decimals) {
    static const char *const edges[] = {
        "12",     "12.3",  "12.34", "12.345", "12.35",  "12.4",  "13",     "54321",  "54321.5", "54321.6",
        "54322",  "0.5",   "0.49",  "0.51",   "1",      "0",     "0.0007", "0.001",  "0.0",     "400",
        "399.99", "99.99", "100",   "99.9",   "31.415", "31.41", "31.5",   "31.416", "31.4",    "2.5",
        "300",    "7",     "7.0",   "14",     "0.04",   "0.06",  "-3",     "-4",     "1200"};
    bool is_wild = random->wild == input, is_odd = is_wild && below(random, 8) == 0;
    if (is_wild) most_decimals += 1 + below(random, 3);
    size_t decimals = below(random, most_decimals + 1);
    if (is_wild && below(random, 3) == 0) {
        put(random, edges[below(random, sizeof edges / sizeof *edges)]);
        return;
    }
    if (is_odd) ONE_OF(random, "-", "+", " ", "\t", "0000", ".", "");
    put_digits(random, 1 + below(random, most_digits));
    if (decimals > 0) put(random, ".");
    put_digits(random, decimals);
    if (is_odd) ONE_OF(random, "%", " %", " ", "x", ".", ",", "1234567890123456789", "");
}

static void put_odd(Random *random) {
    if (below(random, 50) == 0) ONE_OF(random, "1\r", "\"1", "\xFF"); /* reading ends there */
    ONE_OF(random, "", " ", "\t", "-", "N/A", "\"a\"\"b\"", "\"x;y,z\"", "a\"b", "\"a\"b", "\"a\nb\"",
           "\xC2\xA0", "\xC2\x85", "\xEF\xBC\x91", "\xEF\xBB\xBF", "\x01", "\xE2\x80\x93", "\xE2\x80\xAE",
           "\xD8\x9C", "..", "99999999999999999999", "\"\"", "12\"", "\"12\"", "\"\"\"\"");
}

/* A good cell of an input of the fixture `many`, but for a few. */
static void put_cell(Random *random, size_t input, size_t row) {
    switch (input) {
    case 0: text_builder_add_format(random->out, "H%03zu", below(random, 200) ? row : row / 2); break;
    case 1:
        ONE_OF(random, "Sở Y tế", "Tổ", "Sở", "-", "Co", "An – B", "Gr", "Su", "Công ty", "Tổn");
        if (below(random, 100) == 0)
            ONE_OF(random, " ", "ng cộng", "\xE2\x80\xAE", "\xD8\x9C", "\xE2\x81\xA6");
        break;
    case 2: ONE_OF(random, "Sở", "Huyện", LONG_OPTION, "Huye\xCC\xA3\xCC\x82n"); break;
    case 3: put_number(random, input, 3, 0); break;
    case 4: put_number(random, input, 2, 3); break;
    case 5: ONE_OF(random, "0", "1", "yes", "có", "CÓ", "không", "No", "true"); break;
    case 6:
        text_builder_add_format(random->out, "2018-%02zu-%02zu", 1 + below(random, 12),
                                1 + below(random, 28));
        break;
    case 7: ONE_OF(random, "a", "b", "c", "d", "-", "vùng cao", "vùng ca\xCC\x81o", "e\xCC\x81", "99"); break;
    case 8: put_number(random, input, 9, 0); break;
    default: put_number(random, input, 4, 4); break;
    }
    if (input == 1 && below(random, 300) == 0) ONE_OF(random, "", " ");
}

static Range range_of(Fixture *fixture, const char *low, const char *high, const char *step) {
    Range range = {.has_low = low, .has_high = high, .has_step = step};
    if (low) range.low = fixture_number(fixture, low);
    if (high) range.high = fixture_number(fixture, high);
    if (step) range.step = fixture_number(fixture, step);
    return range;
}

/* Wild: bounds and steps that many numbers miss, in units finer and coarser than they are. */
static void declare_ranges(Fixture *fixture, Random *random) {
    PlanInput *inputs = fixture->plan.inputs;
    const char *const lows[] = {NULL, "12.345", "-3", "400", "0.0007"};
    const char *const highs[] = {NULL, "54321.5", "700", "0.5", "99.99"};
    const char *const steps[] = {NULL, "2.5", "300", "0.0005", "0.04", "7"};
    inputs[3].range = range_of(fixture, random->wild == 3 ? "7" : "0", NULL, "1");
    if (random->wild == 4)
        inputs[4].range = range_of(fixture, "0", below(random, 2) ? "0.31415" : NULL, "0.0005");
    inputs[8].range.not_zero = below(random, 2);
    if (random->wild != 8 && random->wild != 9) return;
    inputs[random->wild].range =
        range_of(fixture, lows[below(random, 5)], highs[below(random, 5)], steps[below(random, 6)]);
}

/* A block in which a category is new is read row by row; so that it is not always there. */
static void use_known_categories(PlanInput *input) {
    static PlanOption options[] = {OPTION("a"),        OPTION("b"), OPTION("c"),
                                   OPTION("d"),        OPTION("-"), OPTION("vùng cao"),
                                   OPTION("vùng cáo"), OPTION("é"), OPTION("99")};
    input->type = INPUT_OPTION;
    input->options = options;
    input->option_count = sizeof options / sizeof *options;
}

static void declare_units(Fixture *fixture) {
    enum { COUNT = 290 };
    fixture->plan.units = ARENA_ARRAY(fixture->arena, Text, COUNT);
    fixture->plan.unit_count = COUNT;
    for (size_t i = 0; i < COUNT; i++)
        fixture->plan.units[i] = text_format(fixture->arena, "H%03zu", i);
}

/* One input of each kind, with ranges, steps, tokens and cells that may be missing. */
static Fixture *many(Random *random) {
    static PlanOption options[] = {OPTION("Sở"), OPTION("Huyện"), OPTION(LONG_OPTION)};
    static PlanToken tokens[] = {{.text = {"-", 1}, .state = STATE_NOT_APPLICABLE},
                                 {.text = {"99", 2}, .state = STATE_MISSING},
                                 {.text = {"", 0}, .state = STATE_NOT_APPLICABLE}};
    Fixture *fixture = fixture_new();
    static const PlanInputType types[] = {INPUT_KEY,    INPUT_NAME, INPUT_OPTION, INPUT_NUMBER, INPUT_PERCENT,
                                          INPUT_YES_NO, INPUT_DATE, INPUT_TEXT,   INPUT_NUMBER, INPUT_NUMBER};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        PlanInput *input = fixture_input(fixture, &"a\0b\0c\0d\0e\0f\0g\0h\0i\0j"[i * 2], types[i]);
        input->rejects_missing = below(random, 20) == 0;
        if (i > 0 && below(random, 3) == 0) input->tokens = tokens, input->token_count = 1 + below(random, 3);
    }
    if (below(random, 4)) use_known_categories(&fixture->plan.inputs[7]);
    fixture->plan.inputs[2].options = options;
    fixture->plan.inputs[2].option_count = 3;
    fixture->plan.inputs[4].unit = TEXT("%");
    declare_ranges(fixture, random);
    if (below(random, 6) == 0) declare_units(fixture);
    return fixture;
}

/* The input in a column of the file; column 9 is one of names that nothing reads. */
static size_t input_at(size_t column, bool has_key_first) {
    if (column < 2) return has_key_first ? column : 1 - column;
    return column == 10 ? 9 : column == 9 ? 1 : column;
}

/* `oddity` of 1000 cells are odd. */
static Text random_file(Fixture *fixture, Random *random, size_t oddity) {
    TextBuilder out = text_builder(fixture->arena);
    random->out = &out;
    const char *line_end = below(random, 3) ? "\n" : "\r\n";
    bool is_quoted = below(random, 4) == 0;
    size_t rows = 1 + below(random, random->wild ? 50 : 300);
    if (below(random, 400) == 0) rows = 6000; /* more than the buffer holds */
    bool has_key_first = below(random, 2);
    put(random, has_key_first ? "a,b,c,d,e,f,g,h,i,unused,j" : "b,a,c,d,e,f,g,h,i,unused,j");
    for (size_t row = 0; row < rows; row++) {
        put(random, below(random, 300) < oddity ? "\n" : line_end);
        if (below(random, 1000) < oddity)
            ONE_OF(random, "\n", " \n", ",,,,,,,,,,\n", "\t,,,,,,,,,,\n", "H9,x,,,,,,,,,\n",
                   "H8,x,,,,,x,,,,\n");
        for (size_t i = 0; i < 11; i++) {
            bool has_comma = i == 2;
            if (i > 0) put(random, below(random, 10000) < oddity ? ";" : ",");
            if (below(random, 1000) < oddity) {
                put_odd(random);
                if (below(random, 3)) continue;
            }
            if (is_quoted || has_comma) put(random, "\"");
            if (below(random, 20) || i < 3) put_cell(random, input_at(i, has_key_first), row);
            if (is_quoted || has_comma) put(random, "\"");
        }
    }
    if (below(random, 2)) put(random, line_end);
    return text_builder_text(&out);
}

/* How much of a rejected file is in the table means nothing. */
static Text all_of(Fixture *fixture, ReadStatus status) {
    Text all = fixture_all(fixture, status);
    return text_format(fixture->arena, "status %d, %zu errors\n%.*s", (int)status,
                       diagnostics_error_count(fixture->diagnostics), TEXT_ARG(all));
}

static Text read_by(Fixture *fixture, Text file, ReadPath path, size_t piece) {
    fixture->options.path = path;
    fixture->diagnostics = diagnostics_new(fixture->arena);
    return all_of(fixture, fixture_load(fixture, file, piece));
}

/* By several threads, which share the file in chunks of a few rows. */
static Text read_together(Fixture *fixture, Text file, size_t threads, size_t piece) {
    FixtureData data = {.text = file, .piece = piece};
    DataInput input = {.name = TEXT("data.csv"), .read = fixture_read, .user = &data};
    ScoringOptions options = {.read = &fixture->options, .threads = threads};
    Evaluation evaluation;
    ScoringCounts counts;
    fixture->options.path = READ_FASTEST;
    fixture->options.chunk_bytes = 100 + file.len % 900;
    fixture->diagnostics = diagnostics_new(fixture->arena);
    return all_of(fixture, scoring_run(&fixture->plan, &input, &options, fixture->arena, fixture->numbers,
                                       fixture->diagnostics, &fixture->table, &evaluation, &counts));
}

static void assert_same(Text file, Text careful, Text same, const char *way, size_t number) {
    if (text_equal(careful, same)) return;
    fprintf(stderr, "%.*s\n--- row by row\n%.*s\n--- %s %zu\n%.*s", TEXT_ARG(file), TEXT_ARG(careful), way,
            number, TEXT_ARG(same));
    fail();
}

static void assert_same_on_all_paths(Fixture *fixture, Text file, size_t piece) {
    Text careful = read_by(fixture, file, READ_ROW_BY_ROW, SIZE_MAX);
    for (ReadPath path = READ_PLAIN; path <= READ_AVX512; path++)
        assert_same(file, careful, read_by(fixture, file, path, piece), "path", (size_t)path);
    for (size_t threads = 2; threads <= 3; threads++)
        assert_same(file, careful, read_together(fixture, file, threads, piece), "threads", threads);
}

static long rounds_wanted(void) {
    const char *wanted = getenv("ICTSCORE_FUZZ_ROUNDS");
    return wanted ? strtol(wanted, NULL, 10) : 1000;
}

static void files_are_read_alike_on_all_paths(void **state) {
    (void)state;
    static const size_t oddities[] = {0, 0, 1, 3, 30}, pieces[] = {SIZE_MAX, SIZE_MAX, 4096, 100, 7, 1};
    Random random = {.state = (uint64_t)rounds_wanted()};
    for (long round = 0; round < rounds_wanted(); round++) {
        static const size_t wild[] = {0, 3, 4, 8, 9};
        random.wild = wild[below(&random, 5)];
        Fixture *fixture = many(&random);
        if (below(&random, 5) == 0)
            fixture->options.limits = (ReadLimits){90000, 50, 11, 20 + below(&random, 60)};
        Text file = random_file(fixture, &random, oddities[below(&random, 5)]);
        if (below(&random, 8) == 0) file = fixture_mutated(fixture, file, &random.state);
        assert_same_on_all_paths(fixture, file, pieces[below(&random, 6)]);
        fixture_free(fixture);
    }
}

/* Six good rows but for one cell, in each column in turn. */
static Text with_one_oddity(Fixture *fixture, size_t column, const char *oddity, const char *line_end) {
    static const char *const good[] = {"", "Sở", "Sở", "8", "12.5", "1", "2018-05-05", "a", "300", "", "7"};
    TextBuilder out = text_builder(fixture->arena);
    text_builder_add_format(&out, "a,b,c,d,e,f,g,h,i,unused,j%s", line_end);
    for (size_t row = 0; row < 6; row++) {
        for (size_t i = 0; i < 11; i++) {
            bool is_odd = row == 3 && i == column;
            text_builder_add_format(&out, "%s%s", i > 0 ? "," : "", is_odd ? oddity : good[i]);
            if (i == 0 && !is_odd) text_builder_add_format(&out, "H%zu", row);
        }
        text_builder_add(&out, text_from(line_end));
    }
    return text_builder_text(&out);
}

static void one_odd_cell_is_read_alike_wherever_it_stands(void **state) {
    (void)state;
    static const char *const oddities[] = {"",
                                           " ",
                                           "\t",
                                           "x ",
                                           " x",
                                           "-",
                                           "99",
                                           "Tổng cộng",
                                           "TỔNG",
                                           "Co\xCC\xA3\xCC\x82ng",
                                           "Cộng",
                                           "Total",
                                           "Grand total",
                                           "Sum",
                                           "Tổng số",
                                           "C\xC3\xB4\xCC\xA3ng",
                                           "t\xE1\xBB\x8F\xCC\x82ng",
                                           "subtotal",
                                           ".5",
                                           "5.",
                                           "+5",
                                           "-5",
                                           "5%",
                                           "5 %",
                                           "1e5",
                                           "0x1",
                                           "1,5",
                                           "000000001",
                                           "0000000001",
                                           "12345678",
                                           "123456789",
                                           "1234567.8",
                                           "12345.678",
                                           "0.000001",
                                           "31.4150",
                                           "12.345",
                                           "12.3449",
                                           "12.35",
                                           "\"5\"",
                                           "\"5",
                                           "5\"",
                                           "\"\"",
                                           "\"\"\"\"",
                                           "\"a\"\"b\"",
                                           "\"a\"\"\"",
                                           "\"\"\"a\"",
                                           "\"a,\"\",b\"",
                                           "\"a\"\"\nb\"",
                                           "\"\"a\"\"",
                                           "\"a\"\"b\"c\"",
                                           "\"a\" \"b\"",
                                           "\"1\"\"2\"",
                                           "\"\"\"\"\"\"",
                                           "\"a\"b",
                                           "a\"b",
                                           "\"a\nb\"",
                                           "\" a\"",
                                           "\"a \"",
                                           "\"a,b\"",
                                           "a,b",
                                           "\n",
                                           ",,,,,,,,,,\n",
                                           " \n",
                                           "\x01",
                                           "\x7F",
                                           "\xC2\x85",
                                           "\xC2\xA0",
                                           "\xEF\xBB\xBF",
                                           "\xEF\xBC\x91",
                                           "\r",
                                           "\xFF",
                                           "\xED\xA0\x80",
                                           "\xE0\x80\x80",
                                           "\xC0\x80",
                                           "\xE2\x80\x8E",
                                           "\xE2\x80\x8F",
                                           "\xE2\x80\xAA",
                                           "\xE2\x80\xAE",
                                           "\xE2\x81\xA6",
                                           "\xE2\x81\xA9",
                                           "\xD8\x9C",
                                           "\xE2\x80\x93",
                                           "yes",
                                           "CÓ",
                                           "true",
                                           "2018-02-29",
                                           "2020-02-29",
                                           "H1",
                                           "h-1",
                                           LONG_OPTION,
                                           "\"" LONG_OPTION "\"",
                                           "Huyện",
                                           "Huye\xCC\xA3\xCC\x82n",
                                           "a\xCC\x81"};
    Random random = {.state = 1};
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++)
        for (size_t column = 0; column < 11; column++)
            for (random.wild = 3; random.wild < 11; random.wild++) {
                Fixture *fixture = many(&random);
                const char *line_end = random.wild % 3 ? "\n" : "\r\n";
                assert_same_on_all_paths(fixture, with_one_oddity(fixture, column, oddities[i], line_end),
                                         SIZE_MAX);
                fixture_free(fixture);
            }
}

/* Texts must not lie in the buffer, which other rows come to fill. */
static void texts_outlive_the_buffer(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    fixture_input(fixture, "ma", INPUT_KEY);
    fixture_input(fixture, "ten", INPUT_NAME);
    TextBuilder out = text_builder(fixture->arena);
    text_builder_add(&out, TEXT("ma,ten\n"));
    for (int i = 0; i < 60000; i++)
        text_builder_add_format(&out, "H%06d,Phường %d\n", i, i);
    assert_same_on_all_paths(fixture, text_builder_text(&out), 100000);
    fixture_free(fixture);
}

/* Bytes of all kinds, so that no path may take one for another. */
static void masks_are_alike_on_all_paths(void **state) {
    (void)state;
    char bytes[CSV_MASK_BYTES * 8];
    Random random = {.state = 5};
    for (int round = 0; round < 2000; round++) {
        static const char signs[] = ",;\t\"\n\r\0\x1F\x20\x7F\x80\xC2\xEF\xC3\xEE!#-:<\xFF";
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] =
                below(&random, 2) ? signs[below(&random, sizeof signs - 1)] : (char)below(&random, 256);
        CsvMasks plain[8], other[8];
        char separator = ",;\t|"[below(&random, 4)];
        csv_masks(MACHINE_PLAIN, bytes, 8, separator, plain);
        for (MachinePath path = MACHINE_AVX2; path < MACHINE_PATHS; path++) {
            if (!machine_has(path)) continue;
            csv_masks(path, bytes, 8, separator, other);
            assert_memory_equal(plain, other, sizeof plain);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_are_alike_on_all_paths),
        cmocka_unit_test(files_are_read_alike_on_all_paths),
        cmocka_unit_test(one_odd_cell_is_read_alike_wherever_it_stands),
        cmocka_unit_test(texts_outlive_the_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
