/* What a host relies on where rules build on others and are compared [L11.2] [DF]. */
#include "tests/unit/base_builder.h"

#include "library/ictscore.h"

#include <stdio.h>
#include <string.h>

static const char older[] =
    "methodology \"M\" { year 2017 }\n"
    "data { ma : key  x : percent 0%..100% }\n"
    "index i = points / max round 3 { criterion c max 60 = x * max  criterion d max 4 = x * max }\n"
    "rank r from i\n";
static const char newer[] = "extends \"old/rules2017.isl\"\n"
                            "methodology \"M\" { year 2018 }\n"
                            "change criterion c max 40\n"
                            "reviewed all\n";
static const char data[] = "ma,x\nH01,90\nH02,70\n";

typedef struct Host {
    const char *older; /* NULL: it cannot be had */
    char asked[64], asker[64];
    size_t at;
    char written[8192];
    size_t len;
    size_t blocks, allocations, allowed; /* outstanding, made, allowed */
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

static bool import(void *user, const char *name, const char *asker, IctscoreFile *file) {
    Host *host = user;
    snprintf(host->asked, sizeof host->asked, "%s", name);
    snprintf(host->asker, sizeof host->asker, "%s", asker);
    if (host->older) *file = (IctscoreFile){host->older, strlen(host->older), NULL};
    if (!host->older) file->problem = "it is locked";
    return host->older != NULL;
}

static long read_data(void *user, char *buffer, size_t size) {
    Host *host = user;
    size_t left = strlen(data) - host->at, count = left < 3 ? left : 3;
    if (count > size) count = size;
    memcpy(buffer, data + host->at, count);
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

static Host host_new(size_t allowed) {
    return (Host){.older = older, .allowed = allowed};
}

static IctscoreStatus load(Host *host, Ictscore **context, const char *name, const char *rules) {
    *context = ictscore_new(&(IctscoreHooks){allocate, release, host});
    if (!*context) return ICTSCORE_MEMORY;
    ictscore_set_importer(*context, import, host);
    return ictscore_load_rules(*context, name, rules, strlen(rules));
}

static void a_file_is_asked_for_by_its_name_below_the_first(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    Ictscore *context;
    assert_int_equal(load(&host, &context, "some/folder/rules2018.isl", newer), ICTSCORE_OK);
    assert_string_equal(host.asked, "old/rules2017.isl");
    assert_string_equal(host.asker, "rules2018.isl");
    ictscore_free(context);
    assert_int_equal(host.blocks, 0);
}

static void a_file_that_cannot_be_had_is_told_with_the_reason(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    Ictscore *context;
    host.older = NULL;
    assert_int_equal(load(&host, &context, "rules2018.isl", newer), ICTSCORE_FILE);
    ictscore_messages(context, false, take, &host);
    assert_non_null(strstr(host.written, "cannot read `old/rules2017.isl`: it is locked"));
    ictscore_free(context);
    context = ictscore_new(NULL);
    assert_int_equal(ictscore_load_rules(context, "rules2018.isl", newer, strlen(newer)), ICTSCORE_FILE);
    ictscore_free(context);
}

static IctscoreStatus compare(Host *host, Ictscore *context, Ictscore *before, bool with_data) {
    IctscoreSource source = {"data.csv", read_data, host};
    host->at = 0;
    return ictscore_difference(context, before, with_data ? &source : NULL, NULL);
}

static void rules_are_compared_and_the_difference_written_in_every_format(void **state) {
    (void)state;
    static const char *const formats[] = {NULL, "text", "markdown", "html", "json"};
    Host host = host_new(SIZE_MAX);
    Ictscore *before, *after;
    assert_int_equal(load(&host, &before, "old.isl", older), ICTSCORE_OK);
    assert_int_equal(load(&host, &after, "new.isl", newer), ICTSCORE_OK);
    assert_int_equal(ictscore_write_difference(after, NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(compare(&host, after, before, true), ICTSCORE_NO);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        host.len = 0;
        assert_int_equal(ictscore_write_difference(after, formats[i], take, &host), ICTSCORE_OK);
        assert_true(host.len > 100);
    }
    assert_int_equal(ictscore_write_difference(after, "xml", take, &host), ICTSCORE_USAGE);
    host.len = 0;
    assert_int_equal(compare(&host, before, before, false), ICTSCORE_OK);
    assert_int_equal(ictscore_write_difference(before, NULL, take, &host), ICTSCORE_OK);
    assert_int_equal(host.len, 0);
    ictscore_free(before);
    ictscore_free(after);
    assert_int_equal(host.blocks, 0);
}

/* Everything a host can do with two sets of rules; the gravest status. */
static IctscoreStatus run_all(Host *host) {
    Ictscore *before = NULL, *after = NULL;
    IctscoreStatus status = load(host, &before, "old.isl", older);
    if (status == ICTSCORE_OK) status = load(host, &after, "new.isl", newer);
    if (status == ICTSCORE_OK) status = compare(host, after, before, true);
    if (status == ICTSCORE_NO) status = ictscore_write_difference(after, "json", take, host);
    ictscore_free(before);
    ictscore_free(after);
    return status;
}

static void memory_may_run_out_at_every_allocation_of_a_comparison(void **state) {
    (void)state;
    IctscoreStatus status = ICTSCORE_MEMORY;
    size_t allowed = 0;
    for (; status != ICTSCORE_OK; allowed++) {
        Host host = host_new(allowed);
        status = run_all(&host);
        assert_true(status == ICTSCORE_OK || status == ICTSCORE_MEMORY);
        assert_int_equal(host.blocks, 0);
    }
    assert_true(allowed > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_asked_for_by_its_name_below_the_first),
        cmocka_unit_test(a_file_that_cannot_be_had_is_told_with_the_reason),
        cmocka_unit_test(rules_are_compared_and_the_difference_written_in_every_format),
        cmocka_unit_test(memory_may_run_out_at_every_allocation_of_a_comparison),
    };
    return cmocka_run_group_tests_name("difference", tests, NULL, NULL);
}
