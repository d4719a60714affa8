#include "testing/mutation_report.h"

#include "runtime/results/json_text.h"

void mutation_report_summary(const Mutation *mutation, TextBuilder *out) {
    size_t noticed = mutation_noticed(mutation), total = mutation_total(mutation);
    size_t tenths = total ? noticed * 1000 / total : 1000; /* cut, not rounded */
    text_builder_add_format(out, "%zu of %zu change%s noticed, %zu.%zu%%\n", noticed, total,
                            total == 1 ? " is" : "s are", tenths / 10, tenths % 10);
}

/* ---- text */

static void add_head(const Mutation *mutation, TextBuilder *out) {
    text_builder_add_format(out, "changes of %.*s, one at a time, tried with %zu test%s",
                            TEXT_ARG(mutation->source->name), mutation->test_count,
                            mutation->test_count == 1 ? "" : "s");
    if (mutation->data_name.len > 0)
        text_builder_add_format(out, " and all %zu unit%s of %.*s", mutation->data_units,
                                mutation->data_units == 1 ? "" : "s", TEXT_ARG(mutation->data_name));
    text_builder_add_char(out, '\n');
}

static void add_survivor(const Mutation *mutation, const Mutant *mutant, TextBuilder *out) {
    Position position = source_position(mutation->source, mutant->span.from);
    Text file = source_file_name(mutation->source, mutant->span.from);
    text_builder_add_format(out, "%.*s:%zu:%zu: %.*s: %s `%.*s` became `%.*s`: %s\n", TEXT_ARG(file),
                            position.line, position.column, TEXT_ARG(mutant->owner),
                            mutant_kind_text(mutant->kind), TEXT_ARG(mutant->was), TEXT_ARG(mutant->became),
                            mutation->data_name.len > 0 ? "no test and no unit of your data depends on this"
                                                        : "no test depends on this");
}

static void add_counts(const Mutation *mutation, TextBuilder *out) {
    const size_t *counts = mutation->counts;
    text_builder_add_format(out, "%zu noticed by tests, ", counts[MUTANT_TESTED]);
    if (mutation->data_name.len > 0)
        text_builder_add_format(out, "%zu by units of the data alone, ", counts[MUTANT_DATA]);
    text_builder_add_format(out, "%zu refused by the checker, %zu survive", counts[MUTANT_REFUSED],
                            counts[MUTANT_SURVIVES]);
    if (counts[MUTANT_SAME] > 0)
        text_builder_add_format(out, "; %zu more can change no result", counts[MUTANT_SAME]);
    text_builder_add_char(out, '\n');
}

void mutation_report_text(const Mutation *mutation, TextBuilder *out) {
    add_head(mutation, out);
    for (size_t i = 0; i < mutation->mutants.count; i++)
        if (mutation->fates[i] == MUTANT_SURVIVES) add_survivor(mutation, &mutation->mutants.items[i], out);
    add_counts(mutation, out);
    mutation_report_summary(mutation, out);
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

static const char *fate_text(MutantFate fate) {
    switch (fate) {
    case MUTANT_SURVIVES: return "survives";
    case MUTANT_TESTED: return "tests";
    case MUTANT_DATA: return "data";
    case MUTANT_REFUSED: return "refused";
    case MUTANT_SAME: return "no effect";
    }
    return "";
}

static void add_json_change(const Mutation *mutation, size_t number, TextBuilder *out) {
    const Mutant *mutant = &mutation->mutants.items[number];
    Position position = source_position(mutation->source, mutant->span.from);
    bool first = true;
    text_builder_add_char(out, '{');
    add_words(out, "file", source_file_name(mutation->source, mutant->span.from), &first);
    add_number(out, "line", position.line, &first);
    add_number(out, "column", position.column, &first);
    add_words(out, "name", mutant->owner, &first);
    add_words(out, "what", text_from(mutant_kind_text(mutant->kind)), &first);
    add_words(out, "was", mutant->was, &first);
    add_words(out, "became", mutant->became, &first);
    add_words(out, "noticed", text_from(fate_text(mutation->fates[number])), &first);
    text_builder_add_char(out, '}');
}

void mutation_report_json(const Mutation *mutation, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    add_words(out, "rules", mutation->source->name, &first);
    add_number(out, "tests", mutation->test_count, &first);
    add_number(out, "data_units", mutation->data_units, &first);
    add_number(out, "noticed", mutation_noticed(mutation), &first);
    add_number(out, "of", mutation_total(mutation), &first);
    add_number(out, "by_tests", mutation->counts[MUTANT_TESTED], &first);
    add_number(out, "by_data", mutation->counts[MUTANT_DATA], &first);
    add_number(out, "refused", mutation->counts[MUTANT_REFUSED], &first);
    add_number(out, "without_effect", mutation->counts[MUTANT_SAME], &first);
    json_add_name(out, "changes", &first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < mutation->mutants.count; i++) {
        text_builder_add(out, i == 0 ? TEXT("\n") : TEXT(",\n"));
        add_json_change(mutation, i, out);
    }
    text_builder_add(out, TEXT("]}\n"));
}
