/* What a host relies on: statuses, callbacks that fail, memory that runs out at any moment. */
#include "tests/unit/base_builder.h"

#include "library/ictscore.h"

#include <stdio.h>
#include <string.h>

static const char rules[] = "methodology \"M\" { year 2017 }\n"
                            "data { ma : key  x : percent 0%..100% }\n"
                            "index i = points / max round 3 { criterion c max 60 = x * max }\n"
                            "rank r from i\n"
                            "grade g from i { \"A\" from 80%  \"B\" }\n"
                            "test \"one\" { given x = 90%  expect c = 54  g = \"A\" }\n"
                            "test \"two\" { units x -> r  10% -> 2  20% -> 2 }\n";
static const char report[] = "rules.isl:7: test \"two\" failed\n"
                             "  unit 2, line 7\n"
                             "  expected r = 2, found 1\n"
                             "  r = 1\n"
                             "    i = 0.200, points 12 of 60\n"
                             "\n"
                             "1 test passed, 1 failed\n";
static const char data[] = "ma,x\nH01,90\nH02,70\nH03,70\n";
static const char expected[] = "ma,i,i.points,i.max,r,g,c\n"
                               "H01,0.900,54,60,1,A,54\n"
                               "H02,0.700,42,60,2,B,42\n"
                               "H03,0.700,42,60,2,B,42\n";

typedef struct Host {
    Ictscore *context;
    const char *data;
    size_t at, piece; /* bytes given so far, at most so many at a time */
    bool read_fails, write_fails;
    char written[4096];
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

static long read_data(void *user, char *buffer, size_t size) {
    Host *host = user;
    if (host->read_fails) return -1;
    size_t left = strlen(host->data) - host->at;
    size_t count = left < host->piece ? left : host->piece;
    if (count > size) count = size;
    memcpy(buffer, host->data + host->at, count);
    host->at += count;
    return (long)count;
}

static bool take(void *user, const char *bytes, size_t len) {
    Host *host = user;
    if (host->write_fails || host->len + len >= sizeof host->written) return false;
    memcpy(host->written + host->len, bytes, len);
    host->len += len;
    host->written[host->len] = '\0';
    return true;
}

static Host host_new(size_t allowed) {
    return (Host){.data = data, .piece = SIZE_MAX, .allowed = allowed};
}

static bool open_context(Host *host) {
    host->context = ictscore_new(&(IctscoreHooks){allocate, release, host});
    return host->context != NULL;
}

static IctscoreStatus load(Host *host) {
    return ictscore_load_rules(host->context, "rules.isl", rules, sizeof rules - 1);
}

static IctscoreStatus score(Host *host, const IctscoreOptions *options) {
    static const IctscoreOptions csv = {.format = "csv"};
    host->at = 0;
    return ictscore_score(host->context, "data.csv", read_data, host, options ? options : &csv);
}

static IctscoreStatus write_result(Host *host) {
    host->len = 0;
    return ictscore_write_result(host->context, take, host);
}

static IctscoreStatus write_tests(Host *host, const char *format) {
    host->len = 0;
    return ictscore_write_tests(host->context, format, take, host);
}

static IctscoreStatus write_findings(Host *host, const char *format) {
    host->len = 0;
    return ictscore_write_findings(host->context, format, take, host);
}

static void close_context(Host *host) {
    ictscore_free(host->context);
    assert_int_equal(host->blocks, 0);
}

static void a_result_can_be_written_any_number_of_times(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(score(&host, NULL), ICTSCORE_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(write_result(&host), ICTSCORE_OK);
        assert_string_equal(host.written, expected);
    }
    assert_int_equal(ictscore_unit_count(host.context), 3);
    assert_int_equal(ictscore_scored_count(host.context), 3);
    assert_int_equal(ictscore_shown_count(host.context), 3);
    close_context(&host);
}

static void bytes_that_come_one_by_one_make_no_difference(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    host.piece = 1;
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(score(&host, NULL), ICTSCORE_OK);
    assert_int_equal(write_result(&host), ICTSCORE_OK);
    assert_string_equal(host.written, expected);
    close_context(&host);
}

static void a_new_score_forgets_the_one_before(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    host.data = "ma,x\nH01,200\n";
    assert_int_equal(score(&host, NULL), ICTSCORE_DATA);
    assert_int_equal(ictscore_error_count(host.context), 1);
    assert_int_equal(write_result(&host), ICTSCORE_USAGE);
    host.data = data;
    assert_int_equal(score(&host, NULL), ICTSCORE_OK);
    assert_int_equal(ictscore_error_count(host.context), 0);
    assert_int_equal(write_result(&host), ICTSCORE_OK);
    assert_string_equal(host.written, expected);
    close_context(&host);
}

static void calls_out_of_order_are_refused(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(score(&host, NULL), ICTSCORE_USAGE);
    assert_int_equal(write_result(&host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_summary(host.context, false, take, &host), ICTSCORE_USAGE);
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(load(&host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_dump(host.context, "nothing", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_dump(host.context, "plan", take, &host), ICTSCORE_OK);
    close_context(&host);
}

static void tests_are_run_and_told_in_every_format(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_USAGE);
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(write_tests(&host, "text"), ICTSCORE_USAGE);
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_NO);
    assert_int_equal(ictscore_test_count(host.context), 2);
    assert_int_equal(ictscore_failed_test_count(host.context), 1);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(write_tests(&host, "text"), ICTSCORE_OK);
        assert_string_equal(host.written, report);
    }
    assert_int_equal(write_tests(&host, "summary"), ICTSCORE_OK);
    assert_string_equal(host.written, "1 test passed, 1 failed\n");
    assert_int_equal(write_tests(&host, "junit"), ICTSCORE_OK);
    assert_non_null(strstr(host.written, "<failure message=\"expected r = 2, found 1\">"));
    assert_int_equal(write_tests(&host, "xml"), ICTSCORE_USAGE);
    host.write_fails = true;
    assert_int_equal(write_tests(&host, "text"), ICTSCORE_FILE);
    close_context(&host);
}

static void tests_and_scores_forget_each_other(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_NO);
    assert_int_equal(score(&host, NULL), ICTSCORE_OK);
    assert_int_equal(write_tests(&host, "text"), ICTSCORE_USAGE);
    assert_int_equal(ictscore_test_count(host.context), 0);
    assert_int_equal(write_result(&host), ICTSCORE_OK);
    assert_string_equal(host.written, expected);
    assert_int_equal(ictscore_run_tests(host.context), ICTSCORE_NO);
    assert_int_equal(write_result(&host), ICTSCORE_USAGE);
    close_context(&host);
}

static void callbacks_that_fail_leave_a_context_that_works(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    host.read_fails = true;
    assert_int_equal(score(&host, NULL), ICTSCORE_FILE);
    host.read_fails = false;
    assert_int_equal(score(&host, NULL), ICTSCORE_OK);
    host.write_fails = true;
    assert_int_equal(write_result(&host), ICTSCORE_FILE);
    host.write_fails = false;
    assert_int_equal(write_result(&host), ICTSCORE_OK);
    assert_string_equal(host.written, expected);
    close_context(&host);
}

static void an_option_that_means_nothing_is_an_error_of_usage(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(load(&host), ICTSCORE_OK);
    assert_int_equal(score(&host, &(IctscoreOptions){.format = "xml", .order = "size"}), ICTSCORE_USAGE);
    assert_int_equal(ictscore_error_count(host.context), 2);
    close_context(&host);
}

static void rules_with_an_error_give_messages_and_no_plan(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(ictscore_load_rules(host.context, "bad.isl", "methodology", 11), ICTSCORE_RULES);
    assert_int_equal(score(&host, NULL), ICTSCORE_USAGE);
    assert_int_equal(ictscore_messages(host.context, false, take, &host), ICTSCORE_OK);
    assert_non_null(strstr(host.written, "bad.isl:1:"));
    close_context(&host);
}

/* [F8.1] [F9.1] */
static void findings_are_written_of_any_rules(void **state) {
    static const char unused[] =
        "methodology \"T\" { year 2018 }\ndata { ma : key  a : count  b : count allow W501 \"c\" }\n";
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_int_equal(ictscore_check(host.context), ICTSCORE_USAGE);
    assert_int_equal(write_findings(&host, "json"), ICTSCORE_USAGE);
    assert_int_equal(ictscore_load_rules(host.context, "r.isl", unused, sizeof unused - 1), ICTSCORE_OK);
    assert_int_equal(ictscore_check(host.context), ICTSCORE_OK);
    assert_int_equal(ictscore_check(host.context), ICTSCORE_USAGE);
    assert_int_equal(ictscore_warning_count(host.context), 1);
    assert_int_equal(ictscore_accepted_count(host.context), 1);
    assert_int_equal(write_findings(&host, "xml"), ICTSCORE_USAGE);
    assert_int_equal(write_findings(&host, "json"), ICTSCORE_OK);
    assert_non_null(strstr(host.written, "\"verdict\":\"doubts\""));
    assert_int_equal(write_findings(&host, "sarif"), ICTSCORE_OK);
    assert_non_null(strstr(host.written, "\"justification\":\"c\""));
    close_context(&host);
}

static void findings_are_written_of_rules_with_errors(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    ictscore_keep_messages(host.context, 0);
    assert_int_equal(ictscore_load_rules(host.context, "bad.isl", "methodology", 11), ICTSCORE_RULES);
    assert_int_equal(ictscore_check(host.context), ICTSCORE_USAGE);
    assert_int_equal(write_findings(&host, "json"), ICTSCORE_OK);
    assert_non_null(strstr(host.written, "\"errors\":1"));
    assert_non_null(strstr(host.written, "\"findings\":[]"));
    close_context(&host);
}

/* Everything a host does, one call after the other; gives the first status that is not OK. */
static IctscoreStatus do_everything(Host *host) {
    if (!open_context(host)) return ICTSCORE_MEMORY;
    IctscoreStatus status = load(host);
    if (status == ICTSCORE_OK) status = ictscore_check(host->context);
    if (status == ICTSCORE_OK) status = write_findings(host, "json");
    if (status == ICTSCORE_OK) status = write_findings(host, "sarif");
    if (status == ICTSCORE_OK) status = ictscore_run_tests(host->context);
    if (status == ICTSCORE_NO) status = write_tests(host, "text");
    if (status == ICTSCORE_OK) status = write_tests(host, "junit");
    if (status == ICTSCORE_OK) status = score(host, NULL);
    if (status == ICTSCORE_OK) status = ictscore_messages(host->context, false, take, host);
    if (status == ICTSCORE_OK) status = write_result(host);
    return status;
}

static void memory_may_run_out_at_every_allocation_and_all_of_it_comes_back(void **state) {
    (void)state;
    IctscoreStatus status = ICTSCORE_MEMORY;
    size_t allowed = 0;
    for (; status == ICTSCORE_MEMORY; allowed++) {
        Host host = host_new(allowed);
        status = do_everything(&host);
        if (status == ICTSCORE_OK) assert_string_equal(host.written, expected);
        close_context(&host);
    }
    assert_int_equal(status, ICTSCORE_OK);
    assert_true(allowed > 5);
}

static void a_memory_limit_that_is_passed_says_so(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    assert_true(ictscore_set_limit(host.context, "memory", 40000));
    IctscoreStatus status = load(&host);
    if (status == ICTSCORE_OK) status = score(&host, NULL);
    assert_int_equal(status, ICTSCORE_LIMIT);
    assert_int_equal(write_result(&host), ICTSCORE_MEMORY);
    close_context(&host);
}

static void limits_have_names_and_hard_bounds(void **state) {
    (void)state;
    Host host = host_new(SIZE_MAX);
    assert_true(open_context(&host));
    for (size_t i = 0; ictscore_limit_name(i); i++) {
        const char *name = ictscore_limit_name(i);
        uint64_t hard = ictscore_limit_hard_bound(name);
        assert_true(ictscore_set_limit(host.context, name, hard));
        if (hard < UINT64_MAX) assert_false(ictscore_set_limit(host.context, name, hard + 1));
    }
    assert_false(ictscore_set_limit(host.context, "patience", 1));
    assert_int_equal(ictscore_limit_hard_bound("patience"), 0);
    close_context(&host);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_can_be_written_any_number_of_times),
        cmocka_unit_test(bytes_that_come_one_by_one_make_no_difference),
        cmocka_unit_test(a_new_score_forgets_the_one_before),
        cmocka_unit_test(calls_out_of_order_are_refused),
        cmocka_unit_test(tests_are_run_and_told_in_every_format),
        cmocka_unit_test(tests_and_scores_forget_each_other),
        cmocka_unit_test(callbacks_that_fail_leave_a_context_that_works),
        cmocka_unit_test(an_option_that_means_nothing_is_an_error_of_usage),
        cmocka_unit_test(rules_with_an_error_give_messages_and_no_plan),
        cmocka_unit_test(findings_are_written_of_any_rules),
        cmocka_unit_test(findings_are_written_of_rules_with_errors),
        cmocka_unit_test(memory_may_run_out_at_every_allocation_and_all_of_it_comes_back),
        cmocka_unit_test(a_memory_limit_that_is_passed_says_so),
        cmocka_unit_test(limits_have_names_and_hard_bounds),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
