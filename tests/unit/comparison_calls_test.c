/* What a host relies on when it verifies a table or compares years: statuses, calls out of order, callbacks
 * that fail, memory that runs out at any moment in either of two contexts. */
#include "tests/unit/base_builder.h"

#include "library/ictscore.h"

#include <string.h>

static const char rules[] = "methodology \"M\" { year 2017 }\n"
                            "data { ma : key  x : percent 0%..100% }\n"
                            "index i = points / max round 3 { criterion c max 60 = x * max }\n"
                            "rank r from i\n";
static const char old_data[] = "ma,x\nH01,90\nH02,70\nH03,50.25\n";
static const char new_data[] = "ma,x\nH01,60\nH02,75.5\nH04,50\n";
static const char right_table[] = "ma,i,r\nH01,0.9,1\nH02,0.70,2\n";
static const char wrong_table[] = "ma,i,r\nH01,0.9,1\nH02,0.71,2\nH09,1,1\n";
static const char compared[] =
    "unit,name,result,kind,old,new,change,own,others,data,rules,data_and_rules,rounding\n"
    "H02,H02,i,index,0.7,0.755,0.055,0.055,0,,0,,0\n"
    "H02,H02,c,criterion,42,45.3,3.3,3.3,0,,0,,0\n"
    "H02,H02,r,rank,2,1,1,0,1,,0,,0\n"
    "H01,H01,i,index,0.9,0.6,-0.3,-0.3,0,,0,,0\n"
    "H01,H01,c,criterion,54,36,-18,-18,0,,0,,0\n"
    "H01,H01,r,rank,1,2,-1,-1,0,,0,,0\n";

/* Blocks of both contexts are counted together. */
typedef struct Host {
    Ictscore *contexts[2];
    char written[8192];
    size_t len;
    size_t blocks, allocations, allowed;
} Host;

typedef struct Source {
    const char *rest;
    bool fails;
} Source;

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

static long read_source(void *user, char *buffer, size_t size) {
    Source *source = user;
    size_t len = strlen(source->rest);
    if (source->fails) return -1;
    if (len > size) len = size;
    memcpy(buffer, source->rest, len);
    source->rest += len;
    return (long)len;
}

static bool take(void *user, const char *bytes, size_t len) {
    Host *host = user;
    if (host->len + len >= sizeof host->written) return false;
    memcpy(host->written + host->len, bytes, len);
    host->len += len;
    host->written[host->len] = '\0';
    return true;
}

static IctscoreSource source_of(const char *name, Source *source) {
    return (IctscoreSource){name, read_source, source};
}

static IctscoreStatus open_contexts(Host *host) {
    for (size_t i = 0; i < 2; i++) {
        host->contexts[i] = ictscore_new(&(IctscoreHooks){allocate, release, host});
        if (!host->contexts[i]) return ICTSCORE_MEMORY;
        IctscoreStatus status = ictscore_load_rules(host->contexts[i], "rules", rules, strlen(rules));
        if (status != ICTSCORE_OK) return status;
    }
    return ICTSCORE_OK;
}

static void close_contexts(Host *host) {
    for (size_t i = 0; i < 2; i++)
        ictscore_free(host->contexts[i]);
    assert_int_equal(host->blocks, 0);
}

static IctscoreStatus verify(Host *host, const char *text, const char *format) {
    Source data = {old_data, false}, table = {text, false};
    IctscoreSource sources[] = {source_of("data", &data), source_of("table", &table)};
    host->len = 0;
    IctscoreStatus found = ictscore_verify(host->contexts[0], &sources[0], &sources[1], NULL);
    if (found != ICTSCORE_OK && found != ICTSCORE_NO) return found;
    IctscoreStatus written = ictscore_write_verification(host->contexts[0], format, take, host);
    return written == ICTSCORE_OK ? found : written;
}

static IctscoreStatus compare(Host *host, const char *format) {
    Source old_source = {old_data, false}, new_source = {new_data, false};
    IctscoreSource sources[] = {source_of("old", &old_source), source_of("new", &new_source)};
    host->len = 0;
    IctscoreStatus status =
        ictscore_compare(host->contexts[0], &sources[0], host->contexts[1], &sources[1], NULL);
    if (status != ICTSCORE_OK) return status;
    return ictscore_write_comparison(host->contexts[1], format, NULL, take, host);
}

static IctscoreStatus compare_tables(Host *host, const char *format) {
    Source old_source = {right_table, false}, new_source = {wrong_table, false};
    IctscoreSource sources[] = {source_of("old", &old_source), source_of("new", &new_source)};
    IctscoreTablesOptions options = {.key = "ma", .places = "r"};
    host->len = 0;
    IctscoreStatus status = ictscore_compare_tables(host->contexts[0], &sources[0], &sources[1], &options);
    if (status != ICTSCORE_OK) return status;
    return ictscore_write_table_moves(host->contexts[0], format, take, host);
}

/* ---- tests */

static void a_table_agrees_or_does_not(void **state) { /* [E7.1] */
    Host host = {.allowed = SIZE_MAX};
    (void)state;
    assert_int_equal(open_contexts(&host), ICTSCORE_OK);
    assert_int_equal(verify(&host, right_table, "text"), ICTSCORE_OK);
    assert_int_equal(verify(&host, wrong_table, "csv"), ICTSCORE_NO);
    assert_non_null(strstr(host.written, "H02,H02,3,5,i,i,0.71,0.700,,"));
    assert_int_equal(verify(&host, wrong_table, "xml"), ICTSCORE_USAGE);
    close_contexts(&host);
}

static void years_are_compared_any_number_of_times(void **state) { /* [E6.8] */
    Host host = {.allowed = SIZE_MAX};
    (void)state;
    assert_int_equal(open_contexts(&host), ICTSCORE_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(compare(&host, "csv"), ICTSCORE_OK);
        assert_string_equal(host.written, compared);
    }
    assert_int_equal(compare(&host, "xml"), ICTSCORE_USAGE);
    close_contexts(&host);
}

static void calls_out_of_order_are_refused(void **state) {
    Host host = {.allowed = SIZE_MAX};
    Source source = {old_data, false};
    IctscoreSource data = source_of("data", &source);
    (void)state;
    assert_int_equal(open_contexts(&host), ICTSCORE_OK);
    assert_int_equal(ictscore_write_verification(host.contexts[0], "text", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_write_comparison(host.contexts[1], "text", NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_write_table_moves(host.contexts[0], "text", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_compare(host.contexts[0], &data, host.contexts[0], &data, NULL),
                     ICTSCORE_USAGE);
    close_contexts(&host);
}

static void a_new_score_forgets_what_was_compared(void **state) {
    Host host = {.allowed = SIZE_MAX};
    Source source = {old_data, false};
    (void)state;
    assert_int_equal(open_contexts(&host), ICTSCORE_OK);
    assert_int_equal(compare(&host, "text"), ICTSCORE_OK);
    assert_int_equal(ictscore_score(host.contexts[1], "data", read_source, &source, NULL), ICTSCORE_OK);
    assert_int_equal(ictscore_write_comparison(host.contexts[1], "text", NULL, take, &host), ICTSCORE_USAGE);
    close_contexts(&host);
}

static void callbacks_that_fail_leave_contexts_that_work(void **state) {
    Host host = {.allowed = SIZE_MAX};
    Source bad = {old_data, true}, good = {new_data, false};
    IctscoreSource sources[] = {source_of("bad", &bad), source_of("good", &good)};
    (void)state;
    assert_int_equal(open_contexts(&host), ICTSCORE_OK);
    assert_int_equal(ictscore_compare(host.contexts[0], &sources[0], host.contexts[1], &sources[1], NULL),
                     ICTSCORE_FILE);
    assert_int_equal(ictscore_verify(host.contexts[0], &sources[1], &sources[0], NULL), ICTSCORE_FILE);
    assert_int_equal(compare(&host, "csv"), ICTSCORE_OK);
    assert_string_equal(host.written, compared);
    close_contexts(&host);
}

static IctscoreStatus do_all(Host *host) {
    IctscoreStatus status = open_contexts(host);
    if (status == ICTSCORE_OK) status = verify(host, wrong_table, "json");
    if (status == ICTSCORE_NO) status = compare(host, "text");
    if (status == ICTSCORE_OK) status = compare_tables(host, "json");
    return status;
}

static void memory_may_run_out_at_every_allocation(void **state) {
    (void)state;
    for (size_t allowed = 0;; allowed++) {
        Host host = {.allowed = allowed};
        IctscoreStatus status = do_all(&host);
        close_contexts(&host);
        if (status == ICTSCORE_OK) break;
        assert_int_equal(status, ICTSCORE_MEMORY);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_agrees_or_does_not),
        cmocka_unit_test(years_are_compared_any_number_of_times),
        cmocka_unit_test(calls_out_of_order_are_refused),
        cmocka_unit_test(a_new_score_forgets_what_was_compared),
        cmocka_unit_test(callbacks_that_fail_leave_contexts_that_work),
        cmocka_unit_test(memory_may_run_out_at_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
