#include "library/check_json.h"

#include "drafting/meaning.h"
#include "lang/figures.h"
#include "library/finding_json.h"
#include "runtime/results/json_text.h"

enum { FORMAT_VERSION = 1 };

/* ---- the methodology in numbers */

static void add_counts(const Figures *figures, TextBuilder *out, bool *first) {
    const struct {
        const char *name;
        size_t count;
    } counts[] = {
        {"inputs", figures->inputs},   {"functions", figures->functions}, {"lets", figures->lets},
        {"reports", figures->reports}, {"criteria", figures->criteria},   {"groups", figures->groups},
        {"gates", figures->gates},     {"ranks", figures->ranks},         {"grades", figures->grades},
        {"tests", figures->tests},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        json_add_count(out, counts[i].name, counts[i].count, first);
}

/* The maximum of a tree for a block: a decimal number as text, `null` where it depends on the unit. */
static void add_tree_figures(Elaborator *elaborator, Tree *tree, long block, TextBuilder *out, bool *first) {
    BlockMax max = block_max(elaborator, tree, block);
    json_add_count(out, "criteria", figures_criteria(elaborator, tree, block), first);
    json_add_name(out, "max", first);
    if (max.known && max.applies)
        json_add_text(out, number_format_exact(elaborator->numbers, out->arena, max.max));
    else
        text_builder_add(out, TEXT("null"));
}

static void add_blocks(Elaborator *elaborator, Tree *tree, const Category *blocks, TextBuilder *out,
                       bool *first) {
    json_add_name(out, "blocks", first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < blocks->count; i++) {
        bool inner = true;
        text_builder_add(out, i > 0 ? TEXT(",{") : TEXT("{"));
        json_add_text_member(out, "block", blocks->options[i].text, &inner);
        add_tree_figures(elaborator, tree, (long)i, out, &inner);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

static void add_index(Elaborator *elaborator, Tree *tree, TextBuilder *out) {
    bool first = true;
    const Input *block = elaborator->methodology->block;
    text_builder_add_char(out, '{');
    json_add_text_member(out, "name", tree->symbol->name, &first);
    if (tree->label.len > 0) json_add_text_member(out, "label", tree->label, &first);
    if (block)
        add_blocks(elaborator, tree, block->category, out, &first);
    else
        add_tree_figures(elaborator, tree, -1, out, &first);
    text_builder_add_char(out, '}');
}

static void add_indices(Elaborator *elaborator, TextBuilder *out, bool *first) {
    const Methodology *methodology = elaborator->methodology;
    bool is_first = true;
    json_add_name(out, "indices", first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        const Symbol *symbol = methodology->symbols[i];
        if (symbol->kind != SYMBOL_TREE || symbol->tree->kind != TREE_INDEX) continue;
        if (!is_first) text_builder_add_char(out, ',');
        is_first = false;
        add_index(elaborator, symbol->tree, out);
    }
    text_builder_add_char(out, ']');
}

/* [DR2.4] */
static void add_identity(const Compilation *compilation, TextBuilder *out, bool *first) {
    const struct {
        const char *name;
        MeaningScope scope;
    } parts[] = {{"meaning", MEANING_RESULTS}, {"wording", MEANING_WORDING}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        Sha256Digest digest =
            meaning_hash(compilation->ast, parts[i].scope, compilation->elaborator->numbers, out->arena);
        json_add_text_member(out, parts[i].name, sha256_fingerprint(out->arena, &digest), first);
    }
}

static void add_methodology(const Compilation *compilation, TextBuilder *out, bool *first) {
    bool inner = true;
    const Plan *plan = compilation->plan;
    json_add_name(out, "methodology", first);
    if (!plan) {
        text_builder_add(out, TEXT("null"));
        return;
    }
    Figures figures = figures_of(compilation);
    text_builder_add_char(out, '{');
    json_add_text_member(out, "title", plan->title, &inner);
    json_add_name(out, "year", &inner);
    text_builder_add_format(out, "%lld", (long long)plan->year);
    if (plan->issued.len > 0) json_add_text_member(out, "issued", plan->issued, &inner);
    add_identity(compilation, out, &inner);
    add_counts(&figures, out, &inner);
    add_indices(compilation->elaborator, out, &inner);
    text_builder_add_char(out, '}');
}

/* ---- weights */

static void add_number(const Compilation *compilation, const char *name, Number number, TextBuilder *out,
                       bool *first) {
    json_add_text_member(out, name, number_format_exact(compilation->elaborator->numbers, out->arena, number),
                         first);
}

static void add_weight(const Compilation *compilation, const EffectiveWeight *weight, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    json_add_text_member(out, "criterion", compilation->plan->outputs[weight->output].name, &first);
    add_number(compilation, "nominal", weight->nominal, out, &first);
    add_number(compilation, "effective", weight->effective, out, &first);
    add_number(compilation, "least", weight->least, out, &first);
    add_number(compilation, "greatest", weight->greatest, out, &first);
    add_number(compilation, "max", weight->max, out, &first);
    text_builder_add_char(out, '}');
}

static void add_index_weights(const Compilation *compilation, const IndexWeights *index, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    json_add_text_member(out, "index", compilation->plan->outputs[index->output].name, &first);
    json_add_name(out, "criteria", &first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < index->count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        add_weight(compilation, &index->items[i], out);
    }
    text_builder_add(out, TEXT("]}"));
}

static void add_weights(const Compilation *compilation, const EffectiveWeights *weights, TextBuilder *out,
                        bool *first) {
    if (weights->count == 0) return;
    json_add_name(out, "weights", first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; i < weights->count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        add_index_weights(compilation, &weights->indices[i], out);
    }
    text_builder_add_char(out, ']');
}

/* ---- findings */

static void add_list(const Diagnostics *diagnostics, Diagnostic **findings, size_t count, TextBuilder *out,
                     bool *first) {
    for (size_t i = 0; i < count; i++) {
        text_builder_add(out, *first ? TEXT("\n") : TEXT(",\n"));
        *first = false;
        finding_json_add(diagnostics, findings[i], out);
    }
}

static void add_findings(const Diagnostics *diagnostics, TextBuilder *out, bool *first) {
    size_t count, accepted_count;
    bool inner = true;
    Diagnostic **findings = diagnostics_sorted(diagnostics, out->arena, &count);
    Diagnostic **accepted = diagnostics_accepted(diagnostics, out->arena, &accepted_count);
    json_add_name(out, "findings", first);
    text_builder_add_char(out, '[');
    add_list(diagnostics, findings, count, out, &inner);
    add_list(diagnostics, accepted, accepted_count, out, &inner);
    text_builder_add(out, inner ? TEXT("]") : TEXT("\n]"));
}

static const char *verdict(const Diagnostics *diagnostics) {
    if (diagnostics_error_count(diagnostics) > 0) return "errors";
    size_t doubts =
        diagnostics_warning_count(diagnostics) + diagnostics_severity_count(diagnostics, SEVERITY_UNDECIDED);
    return doubts > 0 ? "doubts" : "sound";
}

static void add_verdict(const Diagnostics *diagnostics, TextBuilder *out, bool *first) {
    bool inner = true;
    json_add_text_member(out, "verdict", text_from(verdict(diagnostics)), first);
    json_add_name(out, "counts", first);
    text_builder_add_char(out, '{');
    json_add_count(out, "errors", diagnostics_error_count(diagnostics), &inner);
    json_add_count(out, "warnings", diagnostics_warning_count(diagnostics), &inner);
    json_add_count(out, "undecided", diagnostics_severity_count(diagnostics, SEVERITY_UNDECIDED), &inner);
    json_add_count(out, "notes", diagnostics_severity_count(diagnostics, SEVERITY_NOTE), &inner);
    json_add_count(out, "accepted", diagnostics_accepted_count(diagnostics), &inner);
    text_builder_add_char(out, '}');
}

/* ---- cliffs [F8.4] */

static void add_cliff(const CliffRow *row, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    json_add_text_member(out, "criterion", row->criterion, &first);
    json_add_text_member(out, "input", row->input, &first);
    json_add_text_member(out, "from", row->from, &first);
    json_add_text_member(out, "to", row->to, &first);
    json_add_text_member(out, "points_from", row->points_from, &first);
    json_add_text_member(out, "points_to", row->points_to, &first);
    json_add_text_member(out, "of_criterion", row->of_criterion, &first);
    if (row->of_index.len > 0) json_add_text_member(out, "of_index", row->of_index, &first);
    text_builder_add_char(out, '}');
}

static void add_cliffs(const CliffTable *cliffs, TextBuilder *out, bool *first) {
    json_add_name(out, "cliffs", first);
    text_builder_add_char(out, '[');
    for (size_t i = 0; cliffs && i < cliffs->count; i++) {
        text_builder_add(out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        add_cliff(&cliffs->rows[i], out);
    }
    text_builder_add(out, cliffs && cliffs->count > 0 ? TEXT("\n]") : TEXT("]"));
}

void check_json_write(const Compilation *compilation, const EffectiveWeights *weights,
                      const CliffTable *cliffs, const Diagnostics *diagnostics, Text file,
                      const char *version, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    json_add_count(out, "format", FORMAT_VERSION, &first);
    json_add_text_member(out, "program", text_from(version), &first);
    json_add_text_member(out, "rules", file, &first);
    add_methodology(compilation, out, &first);
    add_weights(compilation, weights, out, &first);
    add_verdict(diagnostics, out, &first);
    add_findings(diagnostics, out, &first);
    add_cliffs(cliffs, out, &first);
    text_builder_add(out, TEXT("}\n"));
}
