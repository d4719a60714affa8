#include "evidence/years/compare_tables.h"

#include "runtime/results/json_text.h"

#include <inttypes.h>

static const char *const part_names[] = {"own", "others", "data", "rules", "data_and_rules", "rounding"};
static const char *const way_names[] = {"all_orders", "both_orders", "rules_first", "data_first", "together"};

static const char *kind_name(PlanOutputKind kind) {
    static const char *const names[] = {
        [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
        [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
        [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let",
    };
    return names[kind];
}

/* A number exactly; what is none as results show it, nothing where there is no value. */
static Text value_text(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                       const Movement *movement, int year) {
    if (movement->values[year].state != STATE_VALUE) return TEXT("");
    if (!output->is_number) return compare_shown(comparison, output, year, unit->rows[year]);
    return number_format_exact(comparison->numbers, comparison->scratch, movement->values[year].number);
}

static Text exact_text(const Comparison *comparison, Number number) {
    return number_format_exact(comparison->numbers, comparison->scratch, number);
}

/* Texts are copied, because the writers look a little beyond their ends. */
static Text padded(const Comparison *comparison, Text text) {
    return text_copy(comparison->scratch, text);
}

/* ---- CSV */

static void add_field(const Comparison *comparison, TextBuilder *out, Text text, const CsvStyle *style,
                      bool is_first) {
    if (!is_first) text_builder_add_char(out, style->separator);
    text_builder_add(out, csv_field(comparison->scratch, padded(comparison, text), style));
}

static void add_line(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                     const Movement *movement, const CsvStyle *style, TextBuilder *out) {
    const FullScore *news = comparison->scores[NEW][NEW];
    CsvStyle own = {style->separator, false};
    add_field(comparison, out, full_score_key(news, unit->rows[NEW]), style, true);
    add_field(comparison, out, full_score_name(news, unit->rows[NEW]), style, false);
    add_field(comparison, out, compare_declared(comparison, output)->name, &own, false);
    add_field(comparison, out, text_from(kind_name(output->kind)), &own, false);
    for (int year = OLD; year < YEARS; year++)
        add_field(comparison, out, value_text(comparison, output, unit, movement, year),
                  output->is_number ? &own : style, false);
    add_field(comparison, out, movement->has_change ? exact_text(comparison, movement->change) : TEXT(""),
              &own, false);
    for (unsigned i = 0; i < PART_COUNT; i++) {
        bool has = movement->is_bridged && bridge_has(movement->bridge.way, i);
        add_field(comparison, out, has ? exact_text(comparison, movement->bridge.parts[i]) : TEXT(""), &own,
                  false);
    }
    text_builder_add_char(out, '\n');
}

void compare_write_csv(const Comparison *comparison, const CsvStyle *style, TextBuilder *out) {
    static const char *const headers[] = {"unit", "name", "result", "kind", "old", "new", "change"};
    number_context_use(comparison->numbers, comparison->scratch);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        text_builder_add_format(out, "%s%c", headers[i], style->separator);
    for (unsigned i = 0; i < PART_COUNT; i++)
        text_builder_add_format(out, "%s%c", part_names[i], i + 1 < PART_COUNT ? style->separator : '\n');
    for (size_t i = 0; i < comparison->unit_count; i++)
        for (size_t k = 0; k < comparison->output_count; k++) {
            CompareOutput *output = &comparison->outputs[k];
            arena_reset(comparison->scratch);
            Movement movement = compare_movement(comparison, output, &comparison->units[i]);
            if (!movement.is_still)
                add_line(comparison, output, &comparison->units[i], &movement, style, out);
        }
    number_context_use(comparison->numbers, comparison->arena);
}

/* ---- JSON */

static void add_text(const Comparison *comparison, TextBuilder *out, const char *name, Text text,
                     bool *first) {
    json_add_name(out, name, first);
    json_add_text(out, padded(comparison, text));
}

static void add_count(TextBuilder *out, const char *name, uint64_t count, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_format(out, "%" PRIu64, count);
}

static void begin(TextBuilder *out, const char *name, char bracket, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_char(out, bracket);
}

static void add_parts(const Comparison *comparison, const Movement *movement, TextBuilder *out, bool *first) {
    bool is_first = true;
    begin(out, "parts", '{', first);
    add_text(comparison, out, "by", text_from(way_names[movement->bridge.way]), &is_first);
    for (unsigned i = 0; i < PART_COUNT; i++)
        if (bridge_has(movement->bridge.way, i))
            add_text(comparison, out, part_names[i], exact_text(comparison, movement->bridge.parts[i]),
                     &is_first);
    text_builder_add_char(out, '}');
}

static void add_value(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                      const Movement *movement, int year, TextBuilder *out, bool *first) {
    const char *name = year == OLD ? "old" : "new";
    if (movement->values[year].state == STATE_VALUE) {
        add_text(comparison, out, name, value_text(comparison, output, unit, movement, year), first);
        return;
    }
    json_add_name(out, name, first);
    text_builder_add(out, TEXT("null"));
}

static void add_movement(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                         const Movement *movement, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    add_text(comparison, out, "result", compare_declared(comparison, output)->name, &first);
    for (int year = OLD; year < YEARS; year++)
        add_value(comparison, output, unit, movement, year, out, &first);
    if (movement->has_change)
        add_text(comparison, out, "change", exact_text(comparison, movement->change), &first);
    if (movement->is_bridged) add_parts(comparison, movement, out, &first);
    text_builder_add_char(out, '}');
}

/* Nothing, where nothing moved. */
static size_t add_moves(const Comparison *comparison, const CompareUnit *unit, TextBuilder *out) {
    size_t count = 0;
    for (size_t k = 0; k < comparison->output_count; k++) {
        CompareOutput *output = &comparison->outputs[k];
        Movement movement = compare_movement(comparison, output, unit);
        if (movement.is_still) continue;
        if (count++ > 0) text_builder_add_char(out, ',');
        add_movement(comparison, output, unit, &movement, out);
    }
    return count;
}

static void add_unit(const Comparison *comparison, const CompareUnit *unit, TextBuilder *out, bool *is_next) {
    bool first = true;
    arena_reset(comparison->scratch);
    TextBuilder moves = text_builder(comparison->scratch);
    if (add_moves(comparison, unit, &moves) == 0 && !unit->is_renamed) return;
    text_builder_add(out, *is_next ? TEXT(",\n{") : TEXT("\n{"));
    *is_next = true;
    add_text(comparison, out, "unit", full_score_key(comparison->scores[NEW][NEW], unit->rows[NEW]), &first);
    add_text(comparison, out, "name", full_score_name(comparison->scores[NEW][NEW], unit->rows[NEW]), &first);
    if (unit->is_renamed)
        add_text(comparison, out, "formerly", full_score_key(comparison->scores[OLD][OLD], unit->rows[OLD]),
                 &first);
    begin(out, "moves", '[', &first);
    text_builder_add(out, text_builder_text(&moves));
    text_builder_add(out, TEXT("]}"));
}

static void add_units(const Comparison *comparison, TextBuilder *out, bool *first) {
    bool is_next = false;
    begin(out, "units", '[', first);
    for (size_t i = 0; i < comparison->unit_count; i++)
        add_unit(comparison, &comparison->units[i], out, &is_next);
    text_builder_add(out, TEXT("\n]"));
}

static void add_keys(const Comparison *comparison, const char *name, int year, const uint32_t *rows,
                     size_t count, TextBuilder *out, bool *first) {
    begin(out, name, '[', first);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        json_add_text(out, padded(comparison, full_score_key(comparison->scores[year][year], rows[i])));
    }
    text_builder_add_char(out, ']');
}

static void add_results(const Comparison *comparison, TextBuilder *out, bool *first) {
    bool is_next = false;
    begin(out, "results", '[', first);
    for (size_t i = 0; i < comparison->output_count; i++) {
        const CompareOutput *output = &comparison->outputs[i];
        bool is_first = true, is_old = output->outputs[OLD] != UINT32_MAX,
             is_new = output->outputs[NEW] != UINT32_MAX;
        text_builder_add(out, is_next ? TEXT(",{") : TEXT("{"));
        is_next = true;
        add_text(comparison, out, "name", compare_declared(comparison, output)->name, &is_first);
        add_text(comparison, out, "kind", text_from(kind_name(output->kind)), &is_first);
        add_text(comparison, out, "in",
                 is_old && is_new ? TEXT("both")
                 : is_old         ? TEXT("old")
                                  : TEXT("new"),
                 &is_first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

static void add_counts(const Comparison *comparison, TextBuilder *out, bool *first) {
    bool is_first = true;
    begin(out, "counts", '{', first);
    add_count(out, "old", comparison->scores[OLD][OLD]->table.row_count, &is_first);
    add_count(out, "new", comparison->scores[NEW][NEW]->table.row_count, &is_first);
    add_count(out, "both", comparison->unit_count, &is_first);
    add_count(out, "renamed", comparison->renamed_count, &is_first);
    add_count(out, "gone", comparison->gone_count, &is_first);
    add_count(out, "added", comparison->added_count, &is_first);
    text_builder_add_char(out, '}');
}

void compare_write_json(const Comparison *comparison, TextBuilder *out) {
    bool first = true;
    number_context_use(comparison->numbers, comparison->scratch);
    text_builder_add_char(out, '{');
    add_text(comparison, out, "kind", TEXT("comparison"), &first);
    add_count(out, "format", 1, &first);
    add_results(comparison, out, &first);
    add_units(comparison, out, &first);
    add_keys(comparison, "gone", OLD, comparison->gone, comparison->gone_count, out, &first);
    add_keys(comparison, "added", NEW, comparison->added, comparison->added_count, out, &first);
    if (comparison->obstacles[NEW].len > 0)
        add_text(comparison, out, "new_rules_cannot_score_old_data", comparison->obstacles[NEW], &first);
    if (comparison->obstacles[OLD].len > 0)
        add_text(comparison, out, "old_rules_cannot_score_new_data", comparison->obstacles[OLD], &first);
    add_counts(comparison, out, &first);
    text_builder_add(out, TEXT("}\n"));
    number_context_use(comparison->numbers, comparison->arena);
}
