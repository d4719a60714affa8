/* Places of cells and rows: the same on every path, whatever the bytes are. */
#include "runtime/reading/csv_index.h"

#include "tests/unit/data_fixture.h"

/* Mostly cells; in some pieces quotes, in some all that is not plain. */
static void fill(char *bytes, size_t len, uint64_t *random) {
    static const char usual[] = ",,,11502\n;\t a\xE1\xBA\xA1\xC3";
    static const char *const rare[] = {"\"",   "\"",       "\"",       "\r",           "\r\n",
                                       "\x7F", "\xC2\x85", "\xC2\xA0", "\xEF\xBB\xBF", "\xEF\xBF\xBD",
                                       "\x01", "\x1F",     "\xFF"};
    size_t rarity = fixture_random(random) % 4, step = (size_t)1 << (rarity * 4),
           only = fixture_random(random) % 40;
    bool only_separators = fixture_random(random) % 8 == 0;
    for (size_t i = 0; i < len; i++) {
        bytes[i] = usual[fixture_random(random) % (only_separators ? 3 : sizeof usual - 1)];
        if (rarity == 0 || fixture_random(random) % step != 0) continue;
        const char *found =
            rare[only < sizeof rare / sizeof *rare ? only
                                                   : fixture_random(random) % (sizeof rare / sizeof *rare)];
        for (; *found && i < len; found++)
            bytes[i++] = *found;
        i--;
    }
}

static void assert_same(const CsvIndex *index, const CsvIndex *wanted) {
    const CsvPlaces *places = &index->places, *others = &wanted->places;
    assert_int_equal(places->cell_count, others->cell_count);
    assert_int_equal(places->row_count, others->row_count);
    assert_int_equal(places->quote_count, others->quote_count);
    assert_int_equal(index->is_stopped, wanted->is_stopped);
    assert_int_equal(places->in_quotes, others->in_quotes);
    assert_memory_equal(index->starts, wanted->starts, (places->cell_count + 1) * sizeof(uint32_t));
    assert_memory_equal(places->rows, others->rows, places->row_count * sizeof(uint32_t));
    assert_memory_equal(places->quotes, others->quotes, places->quote_count * sizeof(uint32_t));
}

static void places_are_alike_on_all_paths(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    CsvIndex indexes[MACHINE_PATHS];
    for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++)
        indexes[path] = csv_index_new(fixture->arena, ',', path);
    uint64_t random = 11;
    for (int round = 0; round < 4000; round++) {
        size_t len = fixture_random(&random) % 2000;
        char *bytes = malloc(len + 1); /* of just this size, so that reading beyond is found */
        fill(bytes, len, &random);
        for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++) {
            if (!machine_has(path)) continue;
            csv_index_read(&indexes[path], (Text){bytes, len});
            assert_same(&indexes[path], &indexes[MACHINE_PLAIN]);
        }
        free(bytes);
    }
    fixture_free(fixture);
}

/* The first place of each kind, found one by one. */
static void places_are_those_of_the_signs(void **state) {
    (void)state;
    Fixture *fixture = fixture_new();
    uint64_t random = 12;
    for (MachinePath path = MACHINE_PLAIN; path < MACHINE_PATHS; path++) {
        if (!machine_has(path)) continue;
        char bytes[1000];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = "1234,\n"[fixture_random(&random) % 6];
        CsvIndex index = csv_index_new(fixture->arena, ',', path);
        csv_index_read(&index, (Text){bytes, sizeof bytes});
        size_t cells = 0, rows = 0;
        for (size_t i = 0; i < sizeof bytes; i++) {
            if (bytes[i] == ',' || bytes[i] == '\n') assert_int_equal(index.starts[++cells], i + 1);
            if (bytes[i] == '\n') assert_int_equal(index.places.rows[rows++], cells);
        }
        assert_int_equal(index.places.cell_count, cells);
        assert_int_equal(index.places.row_count, rows);
    }
    fixture_free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_alike_on_all_paths),
        cmocka_unit_test(places_are_those_of_the_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
