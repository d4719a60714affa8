/* Layout, annex and form as a host calls them; words for every function. */
#include "tests/unit/base_builder.h"

#include "drafting/phrases.h"
#include "lang/parse.h"
#include "lang/stdlib.h"
#include "lang/stdlib_text.h"
#include "library/ictscore.h"

#include <string.h>

static const char untidy[] =
    "methodology \"M\" { year 2017 } # first\n"
    "data { ma:key x:percent 0%..100% units { \"H02\", \"H01\" } }\n"
    "index i = points/max { criterion c max 60=x*max criterion d max 4=by x{>=50%:4 else 0} }\n";
static const char tidy[] = "methodology \"M\" { year 2017 }  # first\n"
                           "\n"
                           "data {\n"
                           "  ma : key\n"
                           "  x  : percent 0%..100%\n"
                           "  units { \"H02\", \"H01\" }\n"
                           "}\n"
                           "\n"
                           "index i = points / max {\n"
                           "  criterion c max 60 = x * max\n"
                           "  criterion d max 4  = by x { >= 50% : 4   else 0 }\n"
                           "}\n";

typedef struct Host {
    Ictscore *context;
    bool write_fails;
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

static bool take(void *user, const char *bytes, size_t len) {
    Host *host = user;
    if (host->write_fails || host->len + len >= sizeof host->written) return false;
    memcpy(host->written + host->len, bytes, len);
    host->len += len;
    host->written[host->len] = '\0';
    return true;
}

static bool open_context(Host *host, size_t allowed) {
    *host = (Host){.allowed = allowed};
    host->context = ictscore_new(&(IctscoreHooks){allocate, release, host});
    return host->context != NULL;
}

static void close_context(Host *host) {
    ictscore_free(host->context);
    assert_int_equal(host->blocks, 0);
}

static IctscoreStatus layout(Host *host, const char *text) {
    host->len = 0;
    return ictscore_format(host->context, "rules.isl", text, strlen(text), take, host);
}

static void a_layout_needs_a_context_without_rules(void **state) {
    (void)state;
    Host host;
    assert_true(open_context(&host, SIZE_MAX));
    assert_int_equal(layout(&host, untidy), ICTSCORE_OK);
    assert_string_equal(host.written, tidy);
    assert_int_equal(layout(&host, tidy), ICTSCORE_OK);
    assert_string_equal(host.written, tidy);
    assert_int_equal(layout(&host, "data { "), ICTSCORE_RULES);
    assert_int_equal(host.len, 0);
    assert_true(ictscore_error_count(host.context) > 0);
    close_context(&host);
    assert_true(open_context(&host, SIZE_MAX));
    assert_int_equal(ictscore_load_rules(host.context, "rules.isl", tidy, sizeof tidy - 1), ICTSCORE_OK);
    assert_int_equal(layout(&host, untidy), ICTSCORE_USAGE);
    host.write_fails = true;
    assert_int_equal(ictscore_write_annex(host.context, "html", "vi", take, &host), ICTSCORE_FILE);
    close_context(&host);
}

static void annex_and_form_need_rules(void **state) {
    (void)state;
    Host host;
    assert_true(open_context(&host, SIZE_MAX));
    assert_int_equal(ictscore_write_annex(host.context, "markdown", NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_write_form(host.context, "form", NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_load_rules(host.context, "rules.isl", untidy, sizeof untidy - 1), ICTSCORE_OK);
    assert_int_equal(ictscore_write_annex(host.context, "pdf", NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_write_annex(host.context, "html", "fr", take, &host), ICTSCORE_USAGE);
    assert_int_equal(ictscore_write_form(host.context, "sheet", NULL, take, &host), ICTSCORE_USAGE);
    assert_int_equal(host.len, 0);
    assert_int_equal(ictscore_write_form(host.context, "form", NULL, take, &host), ICTSCORE_OK);
    assert_string_equal(host.written, "ma,x\nH02,\nH01,\n");
    host.len = 0;
    assert_int_equal(ictscore_write_annex(host.context, "markdown", "vi", take, &host), ICTSCORE_OK);
    assert_non_null(
        strstr(host.written, "| 2 | d | 4 | Theo x:<br>– từ 50% trở lên: 4 điểm<br>– dưới 50%: 0 điểm |"));
    close_context(&host);
}

/* What a run comes to in which the n-th allocation fails. */
static IctscoreStatus write_all(Host *host) {
    IctscoreStatus status = layout(host, untidy);
    Host other;
    if (status != ICTSCORE_OK) return status;
    if (!open_context(&other, host->allowed)) return ICTSCORE_MEMORY;
    status = ictscore_load_rules(other.context, "rules.isl", untidy, sizeof untidy - 1);
    if (status == ICTSCORE_OK) status = ictscore_write_annex(other.context, "html", "vi", take, &other);
    if (status == ICTSCORE_OK) status = ictscore_write_form(other.context, "guide", "vi", take, &other);
    if (status == ICTSCORE_OK) status = ictscore_dump(other.context, "wording", take, &other);
    close_context(&other);
    return status;
}

static void memory_may_run_out_at_any_moment(void **state) {
    (void)state;
    bool is_done = false;
    for (size_t allowed = 0; !is_done; allowed++) {
        Host host;
        if (!open_context(&host, allowed)) continue;
        IctscoreStatus status = write_all(&host);
        assert_true(status == ICTSCORE_OK || status == ICTSCORE_MEMORY);
        is_done = status == ICTSCORE_OK;
        close_context(&host);
    }
}

/* [DR3.3] A function without words would be told by its name only. */
static void every_built_in_function_has_words(void **state) {
    (void)state;
    static const char *const NAMES[] = {
#define BUILTIN(name, form, operation, mode, members, cohort, least, most) #name,
#include "lang/builtins.def"
#undef BUILTIN
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        bool is_told = false, joins;
        for (size_t arguments = 1; arguments < 3; arguments++)
            is_told |=
                phrase_of_function(text_from(NAMES[i]), arguments, LANGUAGE_VIETNAMESE, &joins).len > 0;
        if (!is_told) print_error("%s\n", NAMES[i]);
        assert_true(is_told);
    }
}

static size_t places_in(Text text) {
    size_t most = 0;
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.bytes[i] == '%' && text.bytes[i + 1] >= '1' && text.bytes[i + 1] <= '9')
            most = most > (size_t)(text.bytes[i + 1] - '0') ? most : (size_t)(text.bytes[i + 1] - '0');
    return most;
}

static void every_function_of_the_library_has_words_for_its_arguments(void **state) {
    Arena *arena = *state;
    NumberContext *numbers = number_context_new(arena);
    const RuleLimits limits = RULE_LIMITS_DEFAULT;
    for (size_t i = 0; i < stdlib_file_count; i++) {
        Source source = {.name = TEXT("library"), .text = {stdlib_files[i].text, stdlib_files[i].len}};
        AstFile *file = parse_declarations(&source, 0, &limits, arena, numbers, diagnostics_new(arena));
        for (size_t j = 0; j < file->item_count; j++) {
            const AstFunction *function = file->items[j].function;
            bool joins = false;
            for (int language = 0; language < 2; language++) {
                Text words = phrase_of_function(function->name.text, function->parameter_count,
                                                (Language)language, &joins);
                if (words.len == 0) print_error("%.*s\n", TEXT_ARG(function->name.text));
                assert_true(words.len > 0 && !joins);
                assert_int_equal(places_in(words), function->parameter_count);
            }
        }
    }
    number_context_free(numbers);
}

static void both_languages_put_in_the_same(void **state) {
    (void)state;
    for (Phrase phrase = 0; phrase < PHRASE_COUNT; phrase++)
        assert_int_equal(places_in(phrase_text(phrase, LANGUAGE_ENGLISH)),
                         places_in(phrase_text(phrase, LANGUAGE_VIETNAMESE)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layout_needs_a_context_without_rules),
        cmocka_unit_test(annex_and_form_need_rules),
        cmocka_unit_test(memory_may_run_out_at_any_moment),
        cmocka_unit_test(every_built_in_function_has_words),
        ARENA_TEST(every_function_of_the_library_has_words_for_its_arguments),
        cmocka_unit_test(both_languages_put_in_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
