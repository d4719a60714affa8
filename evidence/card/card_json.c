#include "evidence/card/card_json.h"

#include "evidence/card/card_losses.h"
#include "evidence/basis/json_writer.h"
#include "evidence/card/turn_told.h"

typedef struct Writer {
    const Card *card;
    JsonWriter json;
    Arena *arena;
    bool *used;         /* per step */
    ValueTeller teller; /* English */
    uint32_t *cell_of;  /* per input: its number among the cells, plus 1 */
    uint32_t cell_count;
} Writer;

static const Plan *plan_of(const Writer *writer) {
    return writer->card->scored->plan;
}

static Text exact(const Writer *writer, Number number) {
    return told_number(&writer->teller, number, false);
}

/* "value", or "state" where there is none. */
static void add_value(Writer *writer, const StepValue *value) {
    static const char *const states[] = {"value", "not_applicable", "missing", "undefined", "undefined"};
    if (value->state == STATE_VALUE)
        json_string(&writer->json, "value", exact(writer, value->number));
    else
        json_string(&writer->json, "state", text_from(states[value->state]));
}

/* ---- which steps and cells */

static void use(Writer *writer, StepId id) {
    const Step *step = &plan_of(writer)->steps[id];
    writer->used[id] = true;
    if (step->op == OP_INPUT && writer->cell_of[step->input] == 0)
        writer->cell_of[step->input] = ++writer->cell_count;
}

static void use_step(Writer *writer, StepId id) {
    const Step *step = &plan_of(writer)->steps[id];
    use(writer, id);
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (card_uses_operand(writer->card, id, i)) use(writer, plan_operands(plan_of(writer), step)[i]);
}

static void find_used(Writer *writer) {
    const Card *card = writer->card;
    for (size_t i = 0; i < card->section_count; i++)
        for (size_t k = 0; k < card->sections[i].step_count; k++)
            use_step(writer, card->sections[i].steps[k]);
    for (uint32_t i = 0; i < plan_of(writer)->output_count; i++)
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId id = plan_part(&plan_of(writer)->outputs[i], PLAN_PART_ALL, part);
            if (id != STEP_NONE) use(writer, id);
        }
}

/* ---- head and cells */

static void add_head(Writer *writer) {
    const Scored *scored = writer->card->scored;
    JsonWriter *json = &writer->json;
    json_count(json, "format", 1);
    json_string(json, "kind", TEXT("card"));
    json_break(json);
    json_open(json, "methodology", '{');
    json_string(json, "title", scored->plan->title);
    json_count(json, "year", (uint64_t)scored->plan->year);
    json_optional(json, "issued", scored->plan->issued);
    json_string(json, "rules", scored->rules->name);
    json_optional(json, "fingerprint", scored->fingerprint);
    json_close(json, '}');
    json_break(json);
    json_open(json, "data", '{');
    json_string(json, "file", scored->table->file);
    json_count(json, "units", scored->table->row_count);
    json_string(json, "decimal", (Text){&scored->plan->dialect.decimal, 1});
    if (scored->plan->dialect.group) json_string(json, "group", (Text){&scored->plan->dialect.group, 1});
    json_close(json, '}');
    json_break(json);
    json_open(json, "unit", '{');
    json_string(json, "key", scored_key(scored, writer->card->row, writer->arena));
    json_string(json, "name", scored_name(scored, writer->card->row, writer->arena));
    json_count(json, "line", table_line(scored->table, writer->card->row));
    json_close(json, '}');
}

static Text type_text(PlanInputType type) {
    static const char *const types[] = {
        [INPUT_KEY] = "key",         [INPUT_NAME] = "name",     [INPUT_TEXT] = "text",
        [INPUT_OPTION] = "option",   [INPUT_YES_NO] = "yes_no", [INPUT_NUMBER] = "number",
        [INPUT_PERCENT] = "percent", [INPUT_DATE] = "date"};
    return text_from(types[type]);
}

static void add_cell(Writer *writer, uint32_t number) {
    const PlanInput *input = &plan_of(writer)->inputs[number];
    SubmittedCell cell = submitted_cell(writer->card->maker->submitted, number);
    StepValue value = scored_input(writer->card->scored, number, writer->card->row);
    bool is_text = input->type == INPUT_KEY || input->type == INPUT_NAME;
    if (is_text) value = (StepValue){NUMBER_ZERO, STATE_VALUE};
    json_break(&writer->json);
    json_open(&writer->json, NULL, '{');
    json_string(&writer->json, "input", input->name);
    json_string(&writer->json, "type", type_text(input->type));
    json_optional(&writer->json, "label", input->label);
    json_optional(&writer->json, "unit", input->unit);
    json_count(&writer->json, "line", cell.line);
    json_count(&writer->json, "column", cell.column);
    json_string(&writer->json, "header", cell.header);
    json_string(&writer->json, "submitted", cell.text);
    add_value(writer, &value);
    if (!is_text && value.state == STATE_VALUE)
        json_string(&writer->json, "told", told_input(&writer->teller, number, &value));
    json_close(&writer->json, '}');
}

static void add_cells(Writer *writer) {
    uint32_t *inputs = ARENA_ARRAY(writer->arena, uint32_t, (size_t)writer->cell_count + 1);
    for (uint32_t i = 0; i < plan_of(writer)->input_count; i++)
        if (writer->cell_of[i] > 0) inputs[writer->cell_of[i] - 1] = i;
    json_break(&writer->json);
    json_open(&writer->json, "cells", '[');
    for (uint32_t i = 0; i < writer->cell_count; i++)
        add_cell(writer, inputs[i]);
    json_close(&writer->json, ']');
}

/* ---- steps */

static void add_operands(Writer *writer, StepId id) {
    const Step *step = &plan_of(writer)->steps[id];
    json_open(&writer->json, "of", '[');
    for (uint32_t i = 0; i < step->operand_count; i++)
        json_count(&writer->json, NULL, plan_operands(plan_of(writer), step)[i]);
    json_close(&writer->json, ']');
}

static void add_rounding(Writer *writer, const Step *step) {
    static const char *const modes[] = {"half_away", "half_even", "down", "up", "floor", "ceiling"};
    json_count(&writer->json, "decimals", (uint64_t)step->round.decimals);
    json_string(&writer->json, "mode", text_from(modes[step->round.mode]));
}

static void add_rank(Writer *writer, const Step *step, uint32_t output) {
    static const char *const ties[] = {"competition", "dense", "ordinal", "average", "lowest"};
    json_string(&writer->json, "ties", text_from(ties[step->cohort.ties]));
    json_open(&writer->json, "lowest_first", '[');
    for (uint32_t i = 1; i < step->operand_count; i++)
        json_boolean(&writer->json, NULL, step->cohort.flags >> (i - 1) & 1);
    json_close(&writer->json, ']');
    if (output == UINT32_MAX || plan_of(writer)->outputs[output].kind != OUTPUT_RANK) return;
    Standing standing = standing_of(&writer->card->maker->rankings[output], writer->card->row);
    if (!standing.is_ranked) return;
    json_count(&writer->json, "among", standing.among);
    json_count(&writer->json, "equal", standing.equal);
}

static void add_scope(Writer *writer, const Step *step) {
    uint32_t input = step->cohort.scope_input;
    if (input == UINT32_MAX) return;
    StepValue value = scored_input(writer->card->scored, input, writer->card->row);
    json_open(&writer->json, "within", '{');
    json_string(&writer->json, "input", plan_of(writer)->inputs[input].name);
    json_string(&writer->json, "told", told_input(&writer->teller, input, &value));
    json_close(&writer->json, '}');
}

static void add_step(Writer *writer, StepId id) {
    static const char *const types[] = {"number", "yes_no", "option", "date"};
    const Step *step = &plan_of(writer)->steps[id];
    json_break(&writer->json);
    json_open(&writer->json, NULL, '{');
    json_count(&writer->json, "step", id);
    json_string(&writer->json, "op", text_from(step_op_name(step->op)));
    if (step->type != PLAN_NUMBER) json_string(&writer->json, "type", text_from(types[step->type]));
    if (step->op == OP_INPUT) json_count(&writer->json, "cell", writer->cell_of[step->input] - 1);
    if (step->operand_count > 0) add_operands(writer, id);
    if (step->op == OP_ROUND) add_rounding(writer, step);
    if (step->op == OP_RANK) add_rank(writer, step, writer->card->maker->names[id].output);
    if (step_op_is_cohort(step->op)) add_scope(writer, step);
    add_value(writer, &writer->card->values[id]);
    json_close(&writer->json, '}');
}

static void add_steps(Writer *writer) {
    json_break(&writer->json);
    json_open(&writer->json, "steps", '[');
    for (StepId id = 0; id < plan_of(writer)->step_count; id++)
        if (writer->used[id]) add_step(writer, id);
    json_close(&writer->json, ']');
}

/* ---- outputs */

static Text kind_text(PlanOutputKind kind) {
    static const char *const kinds[] = {
        [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
        [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
        [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let"};
    return text_from(kinds[kind]);
}

static void add_rule_lines(Writer *writer, Span span) {
    const Source *rules = writer->card->scored->rules;
    for (uint32_t at = span.from; at < span.to;) {
        Text line = source_line(rules, at);
        json_open(&writer->json, NULL, '{');
        json_string(&writer->json, "file", source_file_name(rules, at));
        json_count(&writer->json, "line", source_position(rules, at).line);
        json_string(&writer->json, "text", text_trim(line));
        json_close(&writer->json, '}');
        at = (uint32_t)((size_t)(line.bytes - rules->text.bytes) + line.len + 1);
    }
}

static void add_parts(Writer *writer, const PlanOutput *output) {
    static const char *const parts[] = {"value", "exact", "points", "max"};
    for (unsigned part = 0; part < sizeof parts / sizeof *parts; part++) {
        StepId id = plan_part(output, PLAN_PART_ALL, part);
        if (id != STEP_NONE) json_count(&writer->json, parts[part], id);
    }
}

static void add_grades(Writer *writer, const PlanOutput *output) {
    if (output->kind != OUTPUT_GRADE) return;
    json_open(&writer->json, "grades", '[');
    for (size_t i = 0; i < output->grade_count; i++)
        json_string(&writer->json, NULL, output->grades[i].text);
    json_close(&writer->json, ']');
}

/* Options without the quotes that they have among words. */
static Text shown(const Writer *writer, uint32_t number) {
    const PlanOutput *output = &plan_of(writer)->outputs[number];
    const StepValue *value = &writer->card->values[output->value];
    Text told = told_output(&writer->teller, number, 0, value);
    bool is_quoted = value->state == STATE_VALUE && plan_of(writer)->steps[output->value].type == PLAN_OPTION;
    return is_quoted ? text_slice(told, 1, told.len - 1) : told;
}

static void add_output(Writer *writer, uint32_t number) {
    const PlanOutput *output = &plan_of(writer)->outputs[number];
    JsonWriter *json = &writer->json;
    json_break(json);
    json_open(json, NULL, '{');
    json_string(json, "name", output->name);
    json_string(json, "kind", kind_text(output->kind));
    json_optional(json, "label", output->label);
    json_optional(json, "outside", card_outside(output));
    if (output->parent != UINT32_MAX) json_string(json, "in", plan_of(writer)->outputs[output->parent].name);
    if (output->source != UINT32_MAX)
        json_string(json, "from", plan_of(writer)->outputs[output->source].name);
    add_parts(writer, output);
    if (output->decimals >= 0) json_count(json, "decimals", (uint64_t)output->decimals);
    if (output->as_percent) json_boolean(json, "percent", true);
    add_grades(writer, output);
    if (output->value != STEP_NONE) json_string(json, "shown", shown(writer, number));
    json_optional(json, "basis", output->notes.basis);
    json_optional(json, "evidence", output->notes.evidence);
    json_optional(json, "note", output->notes.note);
    json_open(json, "rule", '[');
    add_rule_lines(writer, output->rule);
    add_rule_lines(writer, output->row);
    for (size_t i = 0; i < output->change_count; i++)
        add_rule_lines(writer, output->changes[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void add_outputs(Writer *writer) {
    json_break(&writer->json);
    json_open(&writer->json, "outputs", '[');
    for (uint32_t i = 0; i < plan_of(writer)->output_count; i++)
        add_output(writer, i);
    json_close(&writer->json, ']');
}

static void add_losses(Writer *writer) {
    size_t count = 0;
    const CardLoss *losses = card_losses(writer->card, &count);
    json_break(&writer->json);
    json_open(&writer->json, "lost", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&writer->json, NULL, '{');
        json_string(&writer->json, "criterion", plan_of(writer)->outputs[losses[i].output].name);
        json_string(&writer->json, "lost", exact(writer, losses[i].lost));
        json_close(&writer->json, '}');
    }
    json_close(&writer->json, ']');
}

static void add_near(Writer *writer, const Watch *watch) {
    NearList near = near_found(watch, writer->card->row, writer->arena);
    json_break(&writer->json);
    json_open(&writer->json, "near", '[');
    for (size_t i = 0; i < near.count; i++) {
        const NearEntry *entry = &near.entries[i];
        StepValue from = {entry->from, STATE_VALUE}, to = {entry->to, STATE_VALUE};
        json_break(&writer->json);
        json_open(&writer->json, NULL, '{');
        json_string(&writer->json, "kind", text_from(turn_kind(watch, entry->item)));
        json_string(&writer->json, "of", turn_name(watch, entry->item));
        json_string(&writer->json, "now",
                    turn_bare(turn_value(watch, &writer->teller, entry->item, &entry->before)));
        json_string(&writer->json, "then",
                    turn_bare(turn_value(watch, &writer->teller, entry->item, &entry->after)));
        json_string(&writer->json, "input", plan_of(writer)->inputs[entry->input].name);
        json_string(&writer->json, "from", told_input(&writer->teller, entry->input, &from));
        json_string(&writer->json, "to", told_input(&writer->teller, entry->input, &to));
        json_count(&writer->json, "steps", (uint64_t)entry->steps);
        json_close(&writer->json, '}');
    }
    json_close(&writer->json, ']');
}

void card_json(const Card *card, const Watch *watch, TextBuilder *out) {
    const Plan *plan = card->scored->plan;
    Writer writer = {.card = card, .json = {out, false}, .arena = card->arena, .teller = card->teller};
    writer.teller.point = '.';
    writer.teller.words = &value_words_english;
    writer.used = ARENA_ARRAY(card->arena, bool, (size_t)plan->step_count + 1);
    writer.cell_of = ARENA_ARRAY(card->arena, uint32_t, (size_t)plan->input_count + 1);
    find_used(&writer);
    json_open(&writer.json, NULL, '{');
    add_head(&writer);
    add_cells(&writer);
    add_steps(&writer);
    add_outputs(&writer);
    add_losses(&writer);
    add_near(&writer, watch);
    json_close(&writer.json, '}');
    text_builder_add_char(out, '\n');
}
