#include "evidence/years/compare_document.h"

#include "evidence/years/signed_text.h"

enum { LISTED = 50, PART_EXTRA = 2, FREE_PART_DECIMALS = 4 };

typedef struct Writer {
    const Comparison *comparison;
    const CompareShown *shown;
    Document *document;
    Arena *arena;
    CompareOutput *output; /* of the section at hand */
    const PlanOutput *declared;
    bool has_part[PART_COUNT]; /* some unit's bridge has it */
} Writer;

static ValueStyle style_of(const Writer *writer) {
    return (ValueStyle){writer->comparison->numbers, writer->comparison->scratch, writer->shown->point};
}

/* ---- which results */

bool compare_has_result(const Comparison *comparison, Text name) {
    for (size_t i = 0; i < comparison->output_count; i++)
        if (text_equal(compare_declared(comparison, &comparison->outputs[i])->name, name)) return true;
    return text_equal(name, TEXT("all"));
}

static bool is_named(const CompareShown *shown, Text name) {
    for (size_t i = 0; i < shown->column_count; i++)
        if (text_equal(shown->columns[i], name) || text_equal(shown->columns[i], TEXT("all"))) return true;
    return false;
}

static bool is_in_both(const CompareOutput *output) {
    return output->outputs[OLD] != UINT32_MAX && output->outputs[NEW] != UINT32_MAX;
}

static bool is_shown(const Writer *writer, const CompareOutput *output) {
    if (!is_in_both(output)) return false;
    if (writer->shown->column_count > 0)
        return is_named(writer->shown, compare_declared(writer->comparison, output)->name);
    return output->kind == OUTPUT_INDEX || output->kind == OUTPUT_RANK || output->kind == OUTPUT_GRADE ||
           output->kind == OUTPUT_GATE || output->kind == OUTPUT_REPORT;
}

/* ---- numbers */

static bool is_percent(const Writer *writer) {
    return writer->declared->as_percent;
}

static int shown_decimals(const Writer *writer) {
    int decimals = writer->declared->decimals;
    if (decimals < 0 || !is_percent(writer)) return decimals;
    return decimals > 2 ? decimals - 2 : 0;
}

static Number in_shown_unit(const Writer *writer, Number value) {
    if (!is_percent(writer)) return value;
    return number_multiply(writer->comparison->numbers, value, number_from_int(100));
}

static int part_decimals(const Writer *writer) {
    int decimals = shown_decimals(writer);
    return decimals < 0 ? FREE_PART_DECIMALS : decimals + PART_EXTRA;
}

static Text change_text(const Writer *writer, const Movement *movement) {
    ValueStyle style = style_of(writer);
    if (!movement->has_change) return TEXT("");
    int decimals = writer->output->kind == OUTPUT_RANK ? -1 : shown_decimals(writer);
    return signed_number(&style, in_shown_unit(writer, movement->change), decimals);
}

/* Shown parts add up to the shown change: what that takes goes to rounding. */
static void shown_parts(const Writer *writer, const Movement *movement, Number *parts) {
    NumberContext *numbers = writer->comparison->numbers;
    int decimals = part_decimals(writer);
    Number rest = number_round(numbers, in_shown_unit(writer, movement->change), decimals, ROUND_HALF_AWAY);
    for (unsigned i = 0; i < PART_ROUNDING; i++) {
        Number part = in_shown_unit(writer, movement->bridge.parts[i]);
        parts[i] = number_round(numbers, part, decimals, ROUND_HALF_AWAY);
        rest = number_subtract(numbers, rest, parts[i]);
    }
    parts[PART_ROUNDING] = rest;
}

static void add_parts(const Writer *writer, const Movement *movement) {
    ValueStyle style = style_of(writer);
    bool is_place = writer->output->kind == OUTPUT_RANK;
    Number parts[PART_COUNT];
    if (movement->is_bridged && !is_place) shown_parts(writer, movement, parts);
    for (unsigned i = 0; i < PART_COUNT; i++) {
        if (!writer->has_part[i]) continue;
        Text text = TEXT("");
        if (movement->is_bridged && bridge_has(movement->bridge.way, i))
            text = is_place ? signed_sixths(&style, movement->bridge.parts[i])
                            : signed_number(&style, parts[i], part_decimals(writer));
        document_cell(writer->document, text);
    }
}

/* ---- sections */

static Movement movement_of(const Writer *writer, size_t unit) {
    arena_reset(writer->comparison->scratch);
    return compare_movement(writer->comparison, writer->output, &writer->comparison->units[unit]);
}

/* Values that look at no other units need not say so in every line. */
static bool is_worth_a_column(const Writer *writer, const Movement *movement, BridgePart part) {
    if (!movement->is_bridged || !bridge_has(movement->bridge.way, part)) return false;
    return part != PART_OTHERS || writer->output->kind == OUTPUT_RANK ||
           number_sign(movement->bridge.parts[part]) != 0;
}

/* Which columns the section has, and how many units did not move. */
static size_t look_ahead(Writer *writer) {
    size_t still = 0;
    for (unsigned i = 0; i < PART_COUNT; i++)
        writer->has_part[i] = false;
    for (size_t unit = 0; unit < writer->comparison->unit_count; unit++) {
        Movement movement = movement_of(writer, unit);
        still += movement.is_still;
        for (unsigned i = 0; i < PART_COUNT; i++)
            writer->has_part[i] |= !movement.is_still && is_worth_a_column(writer, &movement, i);
    }
    return still;
}

static Text year_text(const Writer *writer, int year) {
    const Comparison *comparison = writer->comparison;
    int64_t own = comparison->scores[year][year]->plan->year;
    if (own == comparison->scores[!year][!year]->plan->year) return year == OLD ? TEXT("old") : TEXT("new");
    return text_format(writer->arena, "%lld", (long long)own);
}

static void add_head(const Writer *writer) {
    static const char *const names[] = {"own data", "other units",    "data",
                                        "rules",    "data and rules", "rounding"};
    TextBuilder columns = text_builder(writer->arena);
    text_builder_add(&columns, TEXT("lrrr"));
    for (unsigned i = 0; i < PART_COUNT; i++)
        if (writer->has_part[i]) text_builder_add_char(&columns, 'r');
    text_builder_add_char(&columns, '\0');
    document_table(writer->document, columns.bytes, true);
    document_cell(writer->document, TEXT("unit"));
    document_cell(writer->document, year_text(writer, OLD));
    document_cell(writer->document, year_text(writer, NEW));
    document_cell(writer->document, TEXT("change"));
    bool is_place = writer->output->kind == OUTPUT_RANK;
    for (unsigned i = 0; i < PART_COUNT; i++)
        if (writer->has_part[i])
            document_cell(writer->document,
                          is_place && i == PART_ROUNDING ? TEXT("rounding, ties") : text_from(names[i]));
}

static void add_row(const Writer *writer, size_t number) {
    const Comparison *comparison = writer->comparison;
    const CompareUnit *unit = &comparison->units[number];
    Movement movement = movement_of(writer, number);
    if (movement.is_still) return;
    document_cell(writer->document, full_score_name(comparison->scores[NEW][NEW], unit->rows[NEW]));
    document_cell(writer->document, compare_shown(comparison, writer->output, OLD, unit->rows[OLD]));
    document_cell(writer->document, compare_shown(comparison, writer->output, NEW, unit->rows[NEW]));
    document_cell(writer->document, change_text(writer, &movement));
    add_parts(writer, &movement);
}

static void add_section(Writer *writer, CompareOutput *output) {
    const Comparison *comparison = writer->comparison;
    writer->output = output;
    writer->declared = compare_declared(comparison, output);
    size_t still = look_ahead(writer);
    if (still == comparison->unit_count) return;
    Text title = writer->declared->name;
    if (writer->declared->label.len > 0 && !text_equal(writer->declared->label, title))
        title = text_format(writer->arena, "%.*s: %.*s", TEXT_ARG(title), TEXT_ARG(writer->declared->label));
    document_heading(writer->document, 2, title);
    add_head(writer);
    for (size_t i = 0; i < comparison->unit_count; i++)
        add_row(writer, i);
    if (still > 0) document_line(writer->document, text_format(writer->arena, "%zu without change", still));
}

/* ---- units and results of one year */

static void add_listed(TextBuilder *out, size_t count, Text name) {
    if (count <= LISTED) text_builder_add_format(out, "%s%.*s", count > 1 ? ", " : "", TEXT_ARG(name));
}

static void end_list(const Writer *writer, const char *what, TextBuilder *list, size_t count) {
    if (count == 0) return;
    if (count > LISTED) text_builder_add_format(list, " and %zu more", count - LISTED);
    document_line(writer->document,
                  text_format(writer->arena, "%s: %.*s", what, TEXT_ARG(text_builder_text(list))));
}

static void add_rows(const Writer *writer, const char *what, int year, const uint32_t *rows, size_t count) {
    TextBuilder list = text_builder(writer->arena);
    for (size_t i = 0; i < count; i++)
        add_listed(&list, i + 1, full_score_name(writer->comparison->scores[year][year], rows[i]));
    end_list(writer, what, &list, count);
}

static void add_renamed(const Writer *writer) {
    const Comparison *comparison = writer->comparison;
    TextBuilder list = text_builder(writer->arena);
    size_t count = 0;
    for (size_t i = 0; i < comparison->unit_count; i++) {
        const CompareUnit *unit = &comparison->units[i];
        if (!unit->is_renamed) continue;
        Text old_key = full_score_key(comparison->scores[OLD][OLD], unit->rows[OLD]);
        Text new_key = full_score_key(comparison->scores[NEW][NEW], unit->rows[NEW]);
        add_listed(&list, ++count,
                   text_format(writer->arena, "%.*s → %.*s", TEXT_ARG(old_key), TEXT_ARG(new_key)));
    }
    end_list(writer, "renamed", &list, count);
}

static void add_results(const Writer *writer, const char *what, int year) {
    const Comparison *comparison = writer->comparison;
    TextBuilder list = text_builder(writer->arena);
    size_t count = 0;
    for (size_t i = 0; i < comparison->output_count; i++) {
        const CompareOutput *output = &comparison->outputs[i];
        if (output->outputs[year] == UINT32_MAX || output->outputs[!year] != UINT32_MAX) continue;
        add_listed(&list, ++count, compare_declared(comparison, output)->name);
    }
    end_list(writer, what, &list, count);
}

static void add_renamed_results(const Writer *writer) {
    const Comparison *comparison = writer->comparison;
    TextBuilder list = text_builder(writer->arena);
    size_t count = 0;
    for (size_t i = 0; i < comparison->output_count; i++) {
        Text former = compare_former_name(comparison, &comparison->outputs[i]);
        Text name = compare_declared(comparison, &comparison->outputs[i])->name;
        if (former.len == 0) continue;
        add_listed(&list, ++count,
                   text_format(writer->arena, "%.*s → %.*s", TEXT_ARG(former), TEXT_ARG(name)));
    }
    end_list(writer, "renamed results", &list, count);
}

static void add_counts(const Writer *writer) {
    const Comparison *comparison = writer->comparison;
    document_heading(writer->document, 2, TEXT("units and results"));
    document_line(writer->document,
                  text_format(writer->arena,
                              "%zu units then, %zu now: %zu in both (%zu renamed), %zu gone, %zu new",
                              comparison->scores[OLD][OLD]->table.row_count,
                              comparison->scores[NEW][NEW]->table.row_count, comparison->unit_count,
                              comparison->renamed_count, comparison->gone_count, comparison->added_count));
    add_renamed(writer);
    add_rows(writer, "gone", OLD, comparison->gone, comparison->gone_count);
    add_rows(writer, "new", NEW, comparison->added, comparison->added_count);
    add_renamed_results(writer);
    add_results(writer, "only in the old rules", OLD);
    add_results(writer, "only in the new rules", NEW);
}

static void add_obstacles(const Writer *writer) {
    const Text *obstacles = writer->comparison->obstacles;
    if (obstacles[NEW].len > 0)
        document_line(writer->document,
                      text_format(writer->arena, "the new rules cannot score the old data: %.*s",
                                  TEXT_ARG(obstacles[NEW])));
    if (obstacles[OLD].len > 0)
        document_line(writer->document,
                      text_format(writer->arena, "the old rules cannot score the new data: %.*s",
                                  TEXT_ARG(obstacles[OLD])));
}

static Text title_of(const Writer *writer) {
    const Plan *old_plan = writer->comparison->scores[OLD][OLD]->plan;
    const Plan *new_plan = writer->comparison->scores[NEW][NEW]->plan;
    return text_format(writer->arena, "%.*s: %lld → %lld", TEXT_ARG(new_plan->title),
                       (long long)old_plan->year, (long long)new_plan->year);
}

const Document *compare_document(const Comparison *comparison, const CompareShown *shown, Arena *arena) {
    Writer writer = {
        .comparison = comparison, .shown = shown, .document = document_new(arena), .arena = arena};
    number_context_use(comparison->numbers, comparison->scratch);
    document_heading(writer.document, 1, title_of(&writer));
    for (size_t i = 0; i < comparison->output_count; i++)
        if (is_shown(&writer, &comparison->outputs[i])) add_section(&writer, &comparison->outputs[i]);
    add_counts(&writer);
    add_obstacles(&writer);
    number_context_use(comparison->numbers, comparison->arena);
    return writer.document;
}
