#include "evidence/card/card_document.h"

#include "evidence/card/card_losses.h"
#include "evidence/card/step_told.h"
#include "evidence/card/turn_told.h"

#include <inttypes.h>

typedef struct Writer {
    const Card *card;
    Document *document;
    Arena *arena;
} Writer;

static Text say(const Writer *writer, CardWord word) {
    return card_say(writer->card, word);
}

static const PlanOutput *output_of(const Writer *writer, uint32_t number) {
    return &writer->card->scored->plan->outputs[number];
}

static const StepValue *value_at(const Writer *writer, StepId id) {
    return &writer->card->values[id];
}

static Text told(const Writer *writer, uint32_t output, unsigned part) {
    StepId id = plan_part(output_of(writer, output), PLAN_PART_ALL, part);
    return id == STEP_NONE ? TEXT("")
                           : told_output(&writer->card->teller, output, part, value_at(writer, id));
}

static Text number(const Writer *writer, Number value) {
    return told_number(&writer->card->teller, value, false);
}

/* ---- who, and what came of it */

static void add_head(const Writer *writer) {
    const Scored *scored = writer->card->scored;
    Text key = scored_key(scored, writer->card->row, writer->arena);
    Text name = scored_name(scored, writer->card->row, writer->arena);
    bool is_one = text_equal(key, name);
    document_heading(writer->document, 1,
                     text_format(writer->arena, "%.*s: %.*s%s%.*s%s", TEXT_ARG(say(writer, WORD_CARD)),
                                 TEXT_ARG(name), is_one ? "" : " (", is_one ? 0 : (int)key.len, key.bytes,
                                 is_one ? "" : ")"));
    if (scored->plan->title.len > 0) document_line(writer->document, scored->plan->title);
    if (scored->plan->issued.len > 0)
        document_line(writer->document, text_format(writer->arena, "%" PRId64 " · %.*s", scored->plan->year,
                                                    TEXT_ARG(scored->plan->issued)));
    document_line(writer->document,
                  text_format(writer->arena, "%.*s %.*s · %.*s %.*s, %.*s %" PRIu64,
                              TEXT_ARG(say(writer, WORD_RULES)), TEXT_ARG(scored->rules->name),
                              TEXT_ARG(say(writer, WORD_DATA)), TEXT_ARG(scored->table->file),
                              TEXT_ARG(say(writer, WORD_LINE)),
                              table_line(scored->table, writer->card->row)));
    if (scored->fingerprint.len > 0)
        document_line(writer->document,
                      text_format(writer->arena, "%.*s %.*s", TEXT_ARG(say(writer, WORD_FINGERPRINT)),
                                  TEXT_ARG(scored->fingerprint)));
}

static Text points_told(const Writer *writer, uint32_t output) {
    Text points = told(writer, output, 2), max = told(writer, output, 3);
    if (points.len == 0) return points;
    if (max.len == 0 || output_of(writer, output)->max == STEP_NONE) return points;
    return text_format(writer->arena, "%.*s %.*s %.*s", TEXT_ARG(points), TEXT_ARG(say(writer, WORD_OF)),
                       TEXT_ARG(max));
}

/* "3 of 20 units", and who shares it */
static Text place_told(const Writer *writer, uint32_t output) {
    Standing standing = standing_of(&writer->card->maker->rankings[output], writer->card->row);
    Text place = told(writer, output, 0);
    if (!standing.is_ranked) return place;
    Text among = text_format(writer->arena, "%.*s %.*s %zu", TEXT_ARG(place),
                             TEXT_ARG(say(writer, WORD_AMONG)), standing.among);
    if (standing.equal < 2) return among;
    return text_format(writer->arena, "%.*s, %.*s: %zu", TEXT_ARG(among), TEXT_ARG(say(writer, WORD_SHARED)),
                       standing.equal);
}

static void add_result_row(const Writer *writer, uint32_t i) {
    const PlanOutput *output = output_of(writer, i);
    bool is_rank = output->kind == OUTPUT_RANK;
    document_cell(writer->document, output->name);
    document_cell(writer->document, is_rank ? place_told(writer, i) : told(writer, i, 0));
    document_cell(writer->document,
                  output->kind == OUTPUT_INDEX && output->of_points ? points_told(writer, i) : TEXT(""));
    document_cell(writer->document, output->label);
}

static void add_results(const Writer *writer) {
    static const PlanOutputKind kinds[] = {OUTPUT_INDEX, OUTPUT_RANK, OUTPUT_GRADE, OUTPUT_GATE,
                                           OUTPUT_REPORT};
    document_heading(writer->document, 2, say(writer, WORD_RESULT));
    document_table(writer->document, "llll", false);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        for (uint32_t i = 0; i < writer->card->scored->plan->output_count; i++)
            if (output_of(writer, i)->kind == kinds[kind]) add_result_row(writer, i);
}

/* ---- points */

static bool is_tree(PlanOutputKind kind) {
    return kind == OUTPUT_INDEX || kind == OUTPUT_GROUP || kind == OUTPUT_CRITERION;
}

static void add_points_row(const Writer *writer, uint32_t i) {
    const PlanOutput *output = output_of(writer, i);
    TextBuilder name = text_builder(writer->arena);
    text_builder_add_repeated(&name, TEXT("· "), output->depth);
    text_builder_add(&name, output->name);
    bool has_points = output->points != STEP_NONE;
    document_cell(writer->document, text_builder_text(&name));
    document_cell(writer->document, has_points ? told(writer, i, 2) : told(writer, i, 0));
    document_cell(writer->document, has_points && value_at(writer, output->points)->state == STATE_VALUE
                                        ? told(writer, i, 3)
                                        : TEXT(""));
    document_cell(writer->document, output->label);
}

static void add_points(const Writer *writer) {
    document_heading(writer->document, 2, say(writer, WORD_POINTS_HEAD));
    document_table(writer->document, "lrrl", true);
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, say(writer, WORD_POINTS));
    document_cell(writer->document, say(writer, WORD_MAXIMUM));
    document_cell(writer->document, TEXT(""));
    for (uint32_t i = 0; i < writer->card->scored->plan->output_count; i++)
        if (is_tree(output_of(writer, i)->kind)) add_points_row(writer, i);
}

static void add_losses(const Writer *writer) {
    size_t count = 0;
    const CardLoss *losses = card_losses(writer->card, &count);
    document_heading(writer->document, 2, say(writer, WORD_LOST_HEAD));
    if (count == 0) document_line(writer->document, say(writer, WORD_LOST_NONE));
    if (count == 0) return;
    document_table(writer->document, "rlll", false);
    for (size_t i = 0; i < count; i++) {
        document_cell(writer->document, number(writer, losses[i].lost));
        document_cell(writer->document, output_of(writer, losses[i].output)->name);
        document_cell(writer->document, points_told(writer, losses[i].output));
        document_cell(writer->document, output_of(writer, losses[i].output)->label);
    }
}

/* ---- what is near */

static void add_near_entry(const Writer *writer, const Watch *watch, const NearEntry *entry) {
    StepValue from = {entry->from, STATE_VALUE}, to = {entry->to, STATE_VALUE};
    const ValueTeller *teller = &writer->card->teller;
    document_cell(writer->document, turn_name(watch, entry->item));
    document_cell(writer->document, turn_value(watch, teller, entry->item, &entry->before));
    document_cell(writer->document, turn_value(watch, teller, entry->item, &entry->after));
    document_cell(writer->document, writer->card->scored->plan->inputs[entry->input].name);
    document_cell(writer->document, told_input(teller, entry->input, &from));
    document_cell(writer->document, told_input(teller, entry->input, &to));
}

static void add_near(const Writer *writer, const Watch *watch) {
    static const CardWord heads[] = {WORD_TURNS, WORD_NOW, WORD_WOULD_BE, WORD_CELL, WORD_NOW, WORD_WOULD_BE};
    NearList near = near_found(watch, writer->card->row, writer->arena);
    if (near.count == 0) return;
    document_heading(writer->document, 2, say(writer, WORD_NEAR_HEAD));
    document_table(writer->document, "lrrlrr", true);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        document_cell(writer->document, say(writer, heads[i]));
    for (size_t i = 0; i < near.count; i++)
        add_near_entry(writer, watch, &near.entries[i]);
}

/* ---- how it was computed */

/* Whole lines of the rule file, so that remarks beside them are seen too. */
static void add_rule_lines(const Writer *writer, Span span) {
    const Source *rules = writer->card->scored->rules;
    for (uint32_t at = span.from; at < span.to;) {
        Position position = source_position(rules, at);
        Text line = source_line(rules, at);
        Text place =
            text_format(writer->arena, "%.*s:%zu", TEXT_ARG(source_file_name(rules, at)), position.line);
        if (text_trim(line).len > 0) document_code(writer->document, place, text_trim(line));
        at = (uint32_t)((size_t)(line.bytes - rules->text.bytes) + line.len + 1);
    }
}

static void add_note(const Writer *writer, CardWord word, Text note) {
    if (note.len == 0) return;
    document_line(writer->document,
                  text_format(writer->arena, "%.*s: %.*s", TEXT_ARG(say(writer, word)), TEXT_ARG(note)));
}

static void add_notes(const Writer *writer, const PlanNotes *notes) {
    add_note(writer, WORD_BASIS, notes->basis);
    add_note(writer, WORD_EVIDENCE, notes->evidence);
    add_note(writer, WORD_NOTE, notes->note);
}

static void add_cell(const Writer *writer, uint32_t number_of_input) {
    const PlanInput *input = &writer->card->scored->plan->inputs[number_of_input];
    SubmittedCell cell = submitted_cell(writer->card->maker->submitted, number_of_input);
    StepValue value = scored_input(writer->card->scored, number_of_input, writer->card->row);
    bool is_text = input->type == INPUT_KEY || input->type == INPUT_NAME;
    document_cell(writer->document, input->name);
    document_cell(writer->document, is_text ? told_text(&writer->card->teller, cell.text)
                                            : told_input(&writer->card->teller, number_of_input, &value));
    document_cell(writer->document,
                  text_format(writer->arena, "%.*s %" PRIu64 ", %.*s %zu (%.*s): %.*s",
                              TEXT_ARG(say(writer, WORD_LINE)), cell.line, TEXT_ARG(say(writer, WORD_COLUMN)),
                              cell.column, TEXT_ARG(cell.header),
                              TEXT_ARG(told_text(&writer->card->teller, cell.text))));
    document_cell(writer->document, input->label);
}

static void add_cells(const Writer *writer, const CardSection *section) {
    if (section->input_count == 0) return;
    document_table(writer->document, "llll", false);
    for (size_t i = 0; i < section->input_count; i++)
        add_cell(writer, section->inputs[i]);
    for (size_t i = 0; i < section->input_count; i++)
        add_notes(writer, &writer->card->scored->plan->inputs[section->inputs[i]].notes);
}

/* A maximum that is there where the points are says nothing new. */
static bool is_worth_telling(const Writer *writer, StepId id) {
    const Plan *plan = writer->card->scored->plan;
    return plan->steps[id].op != OP_WHERE_APPLICABLE && !card_is_inline(plan, id);
}

static void add_step(const Writer *writer, StepId id) {
    StepOp op = writer->card->scored->plan->steps[id].op;
    bool is_numbered = writer->card->step_numbers[id] > 0;
    bool is_equation = operation_kind(op) == OPERATION_STRICT || operation_kind(op) == OPERATION_MEMBERS;
    document_line(writer->document,
                  text_format(writer->arena, "%.*s%s %.*s", TEXT_ARG(step_reference(writer->card, id)),
                              is_numbered   ? " "
                              : is_equation ? " ="
                                            : ":",
                              TEXT_ARG(step_told(writer->card, id))));
}

/* A value that is another's, an input or a constant has no step of its own. */
static void add_borrowed(const Writer *writer, const CardSection *section) {
    const PlanOutput *output = output_of(writer, section->output);
    bool is_own = writer->card->maker->names[output->value].output == section->output;
    if (is_own || output->value == STEP_NONE || card_is_inline(writer->card->scored->plan, output->value))
        return;
    Text reference = step_reference(writer->card, output->value),
         value = step_value_told(writer->card, output->value);
    bool is_same = text_equal(reference, value);
    document_line(writer->document,
                  text_format(writer->arena, "%.*s = %.*s%s%.*s", TEXT_ARG(output->name), TEXT_ARG(reference),
                              is_same ? "" : " = ", is_same ? 0 : (int)value.len, value.bytes));
}

static void add_inline_value(const Writer *writer, const CardSection *section) {
    const PlanOutput *output = output_of(writer, section->output);
    if (output->value == STEP_NONE || !card_is_inline(writer->card->scored->plan, output->value)) return;
    add_step(writer, output->value);
}

static void add_section(const Writer *writer, const CardSection *section) {
    const PlanOutput *output = output_of(writer, section->output);
    document_heading(writer->document, 3,
                     text_format(writer->arena, "%.*s%s%.*s", TEXT_ARG(output->name),
                                 output->label.len > 0 ? "  " : "", TEXT_ARG(output->label)));
    add_rule_lines(writer, output->rule);
    add_rule_lines(writer, output->row);
    for (size_t i = 0; i < output->change_count; i++)
        add_rule_lines(writer, output->changes[i]);
    add_notes(writer, &output->notes);
    add_cells(writer, section);
    for (size_t i = 0; i < section->step_count; i++)
        if (is_worth_telling(writer, section->steps[i])) add_step(writer, section->steps[i]);
    add_inline_value(writer, section);
    add_borrowed(writer, section);
}

Document *card_document(const Card *card, const Watch *watch) {
    Writer writer = {card, document_new(card->arena), card->arena};
    add_head(&writer);
    add_results(&writer);
    add_points(&writer);
    add_losses(&writer);
    add_near(&writer, watch);
    document_heading(writer.document, 2, card_say(card, WORD_PROOF_HEAD));
    for (size_t i = 0; i < card->section_count; i++)
        add_section(&writer, &card->sections[i]);
    return writer.document;
}
