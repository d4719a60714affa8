#include "cli/option_kinds.h"

#include <string.h>

enum {
    FOR_SCORE = 1 << COMMAND_SCORE,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_TEST = 1 << COMMAND_TEST,
    FOR_EXPORT = 1 << COMMAND_EXPORT,
    FOR_VERIFY = 1 << COMMAND_VERIFY,
    FOR_EXPLAIN = 1 << COMMAND_EXPLAIN,
    FOR_WHY = 1 << COMMAND_WHY,
    FOR_REGISTER = 1 << COMMAND_REGISTER,
    READS_DATA = FOR_SCORE | FOR_EXPLAIN | FOR_WHY | FOR_REGISTER,
    FOR_FORMAT = 1 << COMMAND_FORMAT,
    FOR_DIFF = 1 << COMMAND_DIFF,
    FOR_DOC = 1 << COMMAND_DOC,
    FOR_TEMPLATE = 1 << COMMAND_TEMPLATE,
    FOR_COMPARE = 1 << COMMAND_COMPARE,
    FOR_ALL = (1 << COMMAND_COUNT) - 1,
};

static const char *const result_formats[] = {"table", "csv", "json", NULL};
static const char *const card_formats[] = {"table", "markdown", "json", "html", "csv", NULL};
static const char *const why_formats[] = {"table", "markdown", "json", "html", NULL};
static const char *const compared_formats[] = {"text", "markdown", "html", "csv", "json", NULL};
static const char *const found_formats[] = {"text", "csv", "json", NULL};
static const char *const finding_formats[] = {"text", "json", "sarif", NULL};
static const char *const difference_formats[] = {"text", "markdown", "html", "json", NULL};
static const char *const register_formats[] = {"table", "markdown", "csv", "json", "html", NULL};
static const char *const annex_formats[] = {"markdown", "html", NULL};
static const char *const locales[] = {"vi", "en", NULL};
static const char *const orders[] = {"rank", "data", NULL};
static const char *const dumps[] = {"ast", "methodology", "plan", "meaning", "wording", NULL};
static const char *const report_formats[] = {"text", "json", NULL};
static const char *const csv_kinds[] = {"raw", NULL};

#define PLACE(member) offsetof(Options, member), NULL
#define CHOICE(member, choices) FORM_CHOICE, offsetof(Options, member), choices

static const OptionKind kinds[] = {
    {"--format", "table, csv or json", FOR_SCORE, CHOICE(score.format, result_formats)},
    {"--format", "text or json", FOR_TEST, CHOICE(test.format, report_formats)},
    {"--format", "table, markdown, json, html or csv", FOR_EXPLAIN, CHOICE(score.format, card_formats)},
    {"--format", "table, markdown, json or html", FOR_WHY, CHOICE(score.format, why_formats)},
    {"--format", "text, markdown, html, csv or json", FOR_COMPARE, CHOICE(score.format, compared_formats)},
    {"--format", "text, csv or json", FOR_VERIFY, CHOICE(report_format, found_formats)},
    {"--format", "text, markdown, html or json", FOR_DIFF, CHOICE(report_format, difference_formats)},
    {"--format", "text, json or sarif", FOR_CHECK, CHOICE(findings, finding_formats)},
    {"--format", "table, markdown, csv, json or html", FOR_REGISTER, CHOICE(score.format, register_formats)},
    {"--format", "markdown or html", FOR_DOC, CHOICE(annex_format, annex_formats)},
    {"--guide", NULL, FOR_TEMPLATE, FORM_FLAG, PLACE(wants_guide)},
    {"-o", "a file", FOR_ALL, FORM_TEXT, PLACE(output)},
    {"--locale", "vi or en", READS_DATA | FOR_VERIFY | FOR_COMPARE | FOR_DOC | FOR_TEMPLATE,
     CHOICE(score.locale, locales)},
    {"--order", "rank or data", FOR_SCORE, CHOICE(score.order, orders)},
    {"--columns", "names separated by commas", FOR_SCORE | FOR_COMPARE, FORM_TEXT, PLACE(score.columns)},
    {"--top", "a whole number from 1", FOR_SCORE, FORM_NUMBER, PLACE(score.top)},
    {"--block", "a block of the rules", FOR_SCORE, FORM_TEXT, PLACE(score.block)},
    {"--header-row", "a whole number from 1", READS_DATA | FOR_TEST | FOR_VERIFY | FOR_DIFF | FOR_COMPARE,
     FORM_NUMBER, PLACE(score.header_row)},
    {"--strict", NULL, READS_DATA | FOR_CHECK | FOR_TEST | FOR_VERIFY | FOR_DIFF | FOR_COMPARE, FORM_FLAG,
     PLACE(score.strict)},
    {"--table-header-row", "a whole number from 1", FOR_VERIFY, FORM_NUMBER, PLACE(table_header_row)},
    {"--tables", NULL, FOR_COMPARE, FORM_FLAG, PLACE(compares_tables)},
    {"--key", "a header", FOR_COMPARE, FORM_TEXT, PLACE(key)},
    {"--places", "headers separated by commas", FOR_COMPARE, FORM_TEXT, PLACE(places)},
    {"--renamed", "a file", FOR_COMPARE, FORM_TEXT, PLACE(renamed)},
    {"--map", "HEADER=NAME, ...", FOR_VERIFY | FOR_COMPARE, FORM_TEXT, PLACE(map)},
    {"--allow-empty", NULL, FOR_SCORE, FORM_FLAG, PLACE(score.allow_empty)},
    {"--limit", "NAME=N", FOR_ALL, FORM_LIMIT, PLACE(limits)},
    {"--threads", "a whole number from 1 to 256", READS_DATA | FOR_TEST, FORM_THREADS, PLACE(score.threads)},
    {"--stats", NULL, FOR_SCORE, FORM_FLAG, PLACE(wants_stats)},
    {"--csv", "raw", FOR_SCORE, CHOICE(csv, csv_kinds)},
    {"--colour", "auto, always or never", FOR_ALL, FORM_COLOUR, PLACE(colour)},
    {"--check", NULL, FOR_FORMAT, FORM_FLAG, PLACE(layout.wants_check)},
    {"--write", NULL, FOR_FORMAT, FORM_FLAG, PLACE(layout.wants_write)},
    {"--dump", "ast, methodology, plan, meaning or wording", FOR_SCORE | FOR_CHECK, CHOICE(dump, dumps)},
    {"--coverage", NULL, FOR_TEST, FORM_FLAG, PLACE(test.wants_coverage)},
    {"--mutate", NULL, FOR_TEST, FORM_FLAG, PLACE(test.wants_mutation)},
    {"--generate", NULL, FOR_TEST, FORM_FLAG, PLACE(test.wants_cases)},
    {"--threshold", "a share from 0% to 100%", FOR_TEST, FORM_SHARE, PLACE(test.threshold)},
    {"--junit", "a file", FOR_TEST, FORM_TEXT, PLACE(junit)},
    {"--manifest", "a file", FOR_SCORE | FOR_VERIFY, FORM_TEXT, PLACE(manifest)},
    {"--fingerprint", NULL, FOR_SCORE | FOR_EXPLAIN, FORM_FLAG, PLACE(wants_fingerprint)},
    {"--previous", "the manifest of last year", FOR_SCORE, FORM_TEXT, PLACE(previous)},
    {"--hashes", NULL, FOR_VERIFY, FORM_FLAG, PLACE(only_hashes)},
    {"--checker", NULL, FOR_EXPORT, FORM_FLAG, PLACE(wants_checker)},
    {"--criterion", "a criterion of the rules", FOR_EXPLAIN, FORM_TEXT, PLACE(criterion)},
    {"--all", NULL, FOR_EXPLAIN, FORM_FLAG, PLACE(all_units)},
    {"--quiet", NULL, FOR_ALL, FORM_FLAG, PLACE(is_quiet)},
    {"--help", NULL, FOR_ALL, FORM_FLAG, PLACE(wants_help)},
    {"-h", NULL, FOR_ALL, FORM_FLAG, PLACE(wants_help)},
    {"--version", NULL, FOR_ALL, FORM_FLAG, PLACE(wants_version)},
};

size_t option_kind_count(void) {
    return sizeof kinds / sizeof *kinds;
}

const OptionKind *option_kind(size_t i) {
    return &kinds[i];
}

const OptionKind *option_kind_named(Text name) {
    for (size_t i = 0; i < option_kind_count(); i++)
        if (text_equal(name, text_from(kinds[i].name))) return &kinds[i];
    return NULL;
}

const OptionKind *option_kind_for(const char *name, Command command) {
    for (size_t i = 0; i < option_kind_count(); i++)
        if (strcmp(name, kinds[i].name) == 0 && (kinds[i].commands & 1U << command)) return &kinds[i];
    return NULL;
}

unsigned option_commands(const char *name) {
    unsigned commands = 0;
    for (size_t i = 0; i < option_kind_count(); i++)
        if (strcmp(name, kinds[i].name) == 0) commands |= kinds[i].commands;
    return commands;
}
