#include "testing/coverage_report.h"

#include "base/unicode.h"
#include "runtime/results/json_text.h"

static const char *const kind_texts[GOAL_KIND_COUNT] = {
    [GOAL_CRITERION] = "criteria", [GOAL_LINE] = "lines",   [GOAL_BRANCH] = "branches",
    [GOAL_GATE] = "gates",         [GOAL_GRADE] = "grades", [GOAL_EMPTY] = "empty_cells"};

/* ---- counts */

/* Cut, not rounded: 100.0% is said where nothing is left. */
static void add_percent(const CoverageCount *count, TextBuilder *out) {
    size_t tenths = count->all ? count->reached * 1000 / count->all : 1000;
    text_builder_add_format(out, "%zu.%zu%%", tenths / 10, tenths % 10);
}

static void count_in(const TestCoverage *coverage, size_t goal, CoverageCount *count) {
    if (!test_coverage_counts(coverage, goal)) return;
    count->all++;
    count->reached += coverage->reached[goal];
}

/* The goals of one declaration stand together. */
static size_t end_of_owner(const TestGoals *goals, size_t first) {
    size_t end = first;
    while (end < goals->count && goals->items[end].owner == goals->items[first].owner)
        end++;
    return end;
}

static CoverageCount count_of_owner(const TestCoverage *coverage, size_t first) {
    CoverageCount count = {0, 0};
    size_t end = end_of_owner(coverage->goals, first);
    for (size_t i = first; i < end; i++)
        count_in(coverage, i, &count);
    return count;
}

static CoverageCount count_of_kind(const TestCoverage *coverage, GoalKind kind) {
    CoverageCount count = {0, 0};
    for (size_t i = 0; i < coverage->goals->count; i++)
        if (coverage->goals->items[i].kind == kind) count_in(coverage, i, &count);
    return count;
}

static bool is_left(const TestCoverage *coverage, size_t goal) {
    return test_coverage_counts(coverage, goal) && !coverage->reached[goal];
}

static Position position_of(const CoverageReport *report, const Goal *goal) {
    return source_position(report->source, goal->span.from);
}

/* ---- text */

static void add_plural(TextBuilder *out, size_t count, const char *word) {
    text_builder_add_format(out, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

static void add_head(const CoverageReport *report, TextBuilder *out) {
    const TestCoverage *coverage = report->coverage;
    text_builder_add_format(out, "coverage of %.*s by ", TEXT_ARG(report->tests->file));
    add_plural(out, report->tests->count, "test");
    text_builder_add(out, TEXT(" ("));
    add_plural(out, coverage->test_units, "unit");
    text_builder_add_char(out, ')');
    if (coverage->data_name.len > 0) {
        text_builder_add(out, TEXT(" and all "));
        add_plural(out, coverage->data_units, "unit");
        text_builder_add_format(out, " of %.*s", TEXT_ARG(coverage->data_name));
    }
    text_builder_add_char(out, '\n');
}

static size_t widest_name(const TestCoverage *coverage) {
    size_t widest = 0;
    for (size_t i = 0; i < coverage->goals->count; i = end_of_owner(coverage->goals, i)) {
        size_t width = unicode_width(coverage->goals->items[i].owner->name);
        if (width > widest) widest = width;
    }
    return widest;
}

static void add_owner(const TestCoverage *coverage, size_t first, size_t width, TextBuilder *out) {
    CoverageCount count = count_of_owner(coverage, first);
    Text name = coverage->goals->items[first].owner->name;
    if (count.all == 0) return;
    text_builder_add(out, TEXT("  "));
    text_builder_add(out, name);
    text_builder_add_repeated(out, TEXT(" "), width - unicode_width(name) + 2);
    text_builder_add_format(out, "%zu of %zu  ", count.reached, count.all);
    add_percent(&count, out);
    text_builder_add_char(out, '\n');
}

static void add_left(const CoverageReport *report, TextBuilder *out) {
    bool has_begun = false;
    for (size_t i = 0; i < report->coverage->goals->count; i++) {
        const Goal *goal = &report->coverage->goals->items[i];
        if (!is_left(report->coverage, i)) continue;
        if (!has_begun) text_builder_add(out, TEXT("not covered:\n"));
        has_begun = true;
        Position position = position_of(report, goal);
        text_builder_add_format(out, "%.*s:%zu:%zu: %.*s: %.*s\n",
                                TEXT_ARG(source_file_name(report->source, goal->span.from)), position.line,
                                position.column, TEXT_ARG(goal->owner->name), TEXT_ARG(goal->text));
    }
}

static void add_kinds(const TestCoverage *coverage, TextBuilder *out) {
    bool is_first = true;
    for (int kind = 0; kind < GOAL_KIND_COUNT; kind++) {
        CoverageCount count = count_of_kind(coverage, (GoalKind)kind);
        if (count.all == 0) continue;
        const char *text = kind == GOAL_EMPTY ? "empty cells" : kind_texts[kind];
        text_builder_add_format(out, "%s%s %zu of %zu", is_first ? "" : ", ", text, count.reached, count.all);
        is_first = false;
    }
    if (!is_first) text_builder_add_char(out, '\n');
}

void coverage_report_summary(const CoverageReport *report, TextBuilder *out) {
    CoverageCount total = test_coverage_total(report->coverage);
    text_builder_add_format(out, "%zu of %zu covered, ", total.reached, total.all);
    add_percent(&total, out);
    text_builder_add_char(out, '\n');
}

void coverage_report_text(const CoverageReport *report, TextBuilder *out) {
    const TestCoverage *coverage = report->coverage;
    size_t width = widest_name(coverage);
    add_head(report, out);
    for (size_t i = 0; i < coverage->goals->count; i = end_of_owner(coverage->goals, i))
        add_owner(coverage, i, width, out);
    add_left(report, out);
    add_kinds(coverage, out);
    coverage_report_summary(report, out);
}

/* ---- JSON */

static void add_number(TextBuilder *out, const char *name, size_t number, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_format(out, "%zu", number);
}

static void add_words(TextBuilder *out, const char *name, Text text, bool *first) {
    json_add_name(out, name, first);
    json_add_text(out, text);
}

static void add_counts(TextBuilder *out, const CoverageCount *count, bool *first) {
    add_number(out, "covered", count->reached, first);
    add_number(out, "of", count->all, first);
}

static void add_json_kinds(const TestCoverage *coverage, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    for (int kind = 0; kind < GOAL_KIND_COUNT; kind++) {
        CoverageCount count = count_of_kind(coverage, (GoalKind)kind);
        bool first_inside = true;
        json_add_name(out, kind_texts[kind], &first);
        text_builder_add_char(out, '{');
        add_counts(out, &count, &first_inside);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, '}');
}

static void add_json_owners(const TestCoverage *coverage, TextBuilder *out) {
    bool is_first_owner = true;
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < coverage->goals->count; i = end_of_owner(coverage->goals, i)) {
        CoverageCount count = count_of_owner(coverage, i);
        const Symbol *owner = coverage->goals->items[i].owner;
        bool first = true;
        if (count.all == 0) continue;
        text_builder_add(out, is_first_owner ? TEXT("\n{") : TEXT(",\n{"));
        is_first_owner = false;
        add_words(out, "name", owner->name, &first);
        add_words(out, "kind", text_from(symbol_kind_text(owner)), &first);
        add_counts(out, &count, &first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

static void add_json_left(const CoverageReport *report, TextBuilder *out) {
    bool is_first_goal = true;
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < report->coverage->goals->count; i++) {
        const Goal *goal = &report->coverage->goals->items[i];
        Position position = position_of(report, goal);
        bool first = true;
        if (!is_left(report->coverage, i)) continue;
        text_builder_add(out, is_first_goal ? TEXT("\n{") : TEXT(",\n{"));
        is_first_goal = false;
        add_words(out, "name", goal->owner->name, &first);
        add_words(out, "what", text_from(kind_texts[goal->kind]), &first);
        add_words(out, "file", source_file_name(report->source, goal->span.from), &first);
        add_number(out, "line", position.line, &first);
        add_number(out, "column", position.column, &first);
        add_words(out, "text", goal->text, &first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

void coverage_report_json(const CoverageReport *report, TextBuilder *out) {
    const TestCoverage *coverage = report->coverage;
    CoverageCount total = test_coverage_total(coverage);
    bool first = true;
    text_builder_add_char(out, '{');
    add_words(out, "rules", report->tests->file, &first);
    add_number(out, "tests", report->tests->count, &first);
    add_number(out, "failed", report->tests->failed, &first);
    add_number(out, "test_units", coverage->test_units, &first);
    add_number(out, "data_units", coverage->data_units, &first);
    add_counts(out, &total, &first);
    json_add_name(out, "kinds", &first);
    add_json_kinds(coverage, out);
    json_add_name(out, "declarations", &first);
    add_json_owners(coverage, out);
    json_add_name(out, "not_covered", &first);
    add_json_left(report, out);
    text_builder_add(out, TEXT("}\n"));
}
