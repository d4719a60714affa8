/* Coverage, mutation, generated cases and tests with files, as a host asks for them. */
#include "tests/unit/base_builder.h"

#include "library/ictscore.h"

#include <string.h>

static const char rules[] = "methodology \"M\" { year 2017 }\n"
                            "data { ma : key  x : percent 0%..100% step 1% }\n"
                            "index i = points / max round 3 {\n"
                            "  criterion c max 6 = by x { >= 90% : 6  else 0 }\n"
                            "    example 90% -> 6\n"
                            "}\n"
                            "rank r from i\n"
                            "test \"in files\" from \"in.csv\" expect \"out.csv\"\n";
static const char data[] = "ma,x\nH01,90\nH02,89\n";
static const char expected[] = "ma,c\nH02,0\nH01,6\n";

typedef struct Host {
    Ictscore *context;
    const char *data;
    size_t at;
    char written[8192];
    size_t len;
    size_t blocks, allocations, allowed;
} Host;

static void *allocate(void *user, size_t size) {
    Host *host = user;
    if (host->allocations == host->allowed) return NULL;
    host->allocations++;
    host->blocks++;
    return malloc(size);
}

static void release(void *user, void *block) {
    ((Host *)user)->blocks--;
    free(block);
}

static bool give(void *user, const char *name, const char *asker, IctscoreFile *file) {
    (void)user;
    (void)asker;
    file->bytes = strcmp(name, "in.csv") == 0 ? data : expected;
    file->len = strlen(file->bytes);
    return true;
}

static long read_data(void *user, char *buffer, size_t size) {
    Host *host = user;
    size_t count = strlen(host->data) - host->at;
    if (count > size) count = size;
    memcpy(buffer, host->data + host->at, count);
    host->at += count;
    return (long)count;
}

static bool take(void *user, const char *bytes, size_t len) {
    Host *host = user;
    if (host->len + len >= sizeof host->written) return false;
    memcpy(host->written + host->len, bytes, len);
    host->len += len;
    host->written[host->len] = '\0';
    return true;
}

static IctscoreStatus load(Host *host, size_t allowed, bool has_files) {
    *host = (Host){.data = data, .allowed = allowed};
    host->context = ictscore_new(&(IctscoreHooks){allocate, release, host});
    if (!host->context) return ICTSCORE_MEMORY;
    if (has_files) ictscore_set_importer(host->context, give, NULL);
    return ictscore_load_rules(host->context, "rules.isl", rules, sizeof rules - 1);
}

static void close_host(Host *host) {
    ictscore_free(host->context);
    assert_int_equal(host->blocks, 0);
}

static void coverage_is_counted_and_told(void **state) {
    (void)state;
    Host host;
    assert_int_equal(load(&host, SIZE_MAX, true), ICTSCORE_OK);
    assert_int_equal(ictscore_write_coverage(host.context, "text", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_cover(host.context, NULL, NULL, NULL, NULL), ICTSCORE_OK);
    IctscoreCount count = ictscore_coverage(host.context);
    assert_int_equal(count.reached, 3);
    assert_int_equal(count.all, 3);
    assert_int_equal(ictscore_write_coverage(host.context, "summary", take, &host), ICTSCORE_OK);
    assert_string_equal(host.written, "3 of 3 covered, 100.0%\n");
    assert_int_equal(ictscore_write_coverage(host.context, "xml", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_OK);
    assert_int_equal(ictscore_coverage(host.context).all, 0);
    close_host(&host);
}

static void changes_are_counted_for_any_number_of_threads(void **state) {
    (void)state;
    for (uint64_t threads = 1; threads <= 3; threads++) {
        Host host;
        IctscoreOptions options = {.threads = threads};
        assert_int_equal(load(&host, SIZE_MAX, true), ICTSCORE_OK);
        assert_int_equal(ictscore_mutate(host.context, "data.csv", read_data, &host, &options), ICTSCORE_OK);
        assert_int_equal(ictscore_write_mutation(host.context, "summary", take, &host), ICTSCORE_OK);
        assert_string_equal(host.written, "11 of 14 changes are noticed, 78.5%\n");
        close_host(&host);
    }
}

static void without_an_importer_tests_with_files_fail(void **state) {
    (void)state;
    Host host;
    assert_int_equal(load(&host, SIZE_MAX, false), ICTSCORE_OK);
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_NO);
    assert_int_equal(ictscore_failed_test_count(host.context), 1);
    assert_int_equal(ictscore_mutate(host.context, NULL, NULL, NULL, NULL), ICTSCORE_NO);
    assert_int_equal(ictscore_write_mutation(host.context, "text", take, &host), ICTSCORE_USAGE);
    close_host(&host);
}

static IctscoreStatus study(Host *host, size_t allowed) {
    IctscoreOptions options = {.threads = 2};
    IctscoreStatus status = load(host, allowed, true);
    if (status == ICTSCORE_OK) status = ictscore_cover(host->context, "data.csv", read_data, host, NULL);
    if (status == ICTSCORE_OK) status = ictscore_write_coverage(host->context, "json", take, host);
    host->at = host->len = 0;
    if (status == ICTSCORE_OK) status = ictscore_mutate(host->context, "data.csv", read_data, host, &options);
    if (status == ICTSCORE_OK) status = ictscore_write_mutation(host->context, "json", take, host);
    host->len = 0;
    if (status == ICTSCORE_OK) status = ictscore_write_cases(host->context, take, host);
    return status;
}

static void memory_may_run_out_at_every_allocation(void **state) {
    (void)state;
    IctscoreStatus status = ICTSCORE_MEMORY;
    size_t allowed = 0;
    for (; status == ICTSCORE_MEMORY; allowed++) {
        Host host;
        status = study(&host, allowed);
        close_host(&host);
    }
    assert_int_equal(status, ICTSCORE_OK);
    assert_true(allowed > 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coverage_is_counted_and_told),
        cmocka_unit_test(changes_are_counted_for_any_number_of_threads),
        cmocka_unit_test(without_an_importer_tests_with_files_fail),
        cmocka_unit_test(memory_may_run_out_at_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
