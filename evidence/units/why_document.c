#include "evidence/units/why_document.h"

#include "evidence/card/step_told.h"

typedef struct Writer {
    const Why *why;
    Document *document;
    Arena *arena;
} Writer;

static Text say(const Writer *writer, CardWord word) {
    return card_word(writer->why->maker->language, word);
}

static Text name_of(const Writer *writer, int side) {
    return scored_name(writer->why->maker->scored, writer->why->rows[side], writer->arena);
}

static Text key_of(const Writer *writer, int side) {
    return scored_key(writer->why->maker->scored, writer->why->rows[side], writer->arena);
}

static const PlanOutput *output_of(const Writer *writer, uint32_t output) {
    return &writer->why->maker->scored->plan->outputs[output];
}

/* ---- who stands where */

static int upper_side(const Why *why) {
    return why->verdict == WHY_BELOW;
}

static CardWord verdict_word(const Why *why) {
    switch (why->verdict) {
    case WHY_ABOVE:
    case WHY_BELOW: return why->rank == UINT32_MAX ? WORD_HAS_MORE : WORD_STANDS_ABOVE;
    case WHY_EQUAL: return WORD_STANDS_LEVEL;
    case WHY_APART: return WORD_APART;
    case WHY_UNRANKED: break;
    }
    return why->rank == UINT32_MAX ? WORD_NO_VALUE_TO_COMPARE : WORD_UNRANKED;
}

static bool has_place(const Writer *writer, int side) {
    const Why *why = writer->why;
    if (why->rank != UINT32_MAX)
        return standing_of(&why->maker->rankings[why->rank], why->rows[side]).is_ranked;
    return why->key_count > 0 && why->values[side][why->keys[0].step].state == STATE_VALUE;
}

static void add_unranked(const Writer *writer) {
    for (int side = 0; side < 2; side++)
        if (!has_place(writer, side))
            document_line(writer->document,
                          text_format(writer->arena, "%.*s %.*s", TEXT_ARG(name_of(writer, side)),
                                      TEXT_ARG(say(writer, verdict_word(writer->why)))));
}

static void add_verdict(const Writer *writer) {
    int upper = upper_side(writer->why);
    if (writer->why->verdict == WHY_UNRANKED) {
        add_unranked(writer);
        return;
    }
    document_line(writer->document,
                  text_format(writer->arena, "%.*s %.*s %.*s", TEXT_ARG(name_of(writer, upper)),
                              TEXT_ARG(say(writer, verdict_word(writer->why))),
                              TEXT_ARG(name_of(writer, !upper))));
}

static Text scope_told(const Writer *writer, int side) {
    uint32_t input = output_of(writer, writer->why->rank)->scope_input;
    if (input == UINT32_MAX) return TEXT("");
    StepValue value = scored_input(writer->why->maker->scored, input, writer->why->rows[side]);
    return text_format(writer->arena, " (%.*s = %.*s)",
                       TEXT_ARG(writer->why->maker->scored->plan->inputs[input].name),
                       TEXT_ARG(told_input(&writer->why->sides[side].teller, input, &value)));
}

static void add_place(const Writer *writer, int side) {
    const Why *why = writer->why;
    StepValue place = scored_part(why->maker->scored, why->rank, 0, why->rows[side]);
    Standing standing = standing_of(&why->maker->rankings[why->rank], why->rows[side]);
    Text told = told_output(&why->sides[side].teller, why->rank, 0, &place);
    document_cell(writer->document, name_of(writer, side));
    document_cell(writer->document, key_of(writer, side));
    document_cell(writer->document, output_of(writer, why->rank)->name);
    document_cell(writer->document, !standing.is_ranked
                                        ? told
                                        : text_format(writer->arena, "%.*s %.*s %zu%.*s", TEXT_ARG(told),
                                                      TEXT_ARG(say(writer, WORD_AMONG)), standing.among,
                                                      TEXT_ARG(scope_told(writer, side))));
}

static void add_places(const Writer *writer) {
    if (writer->why->rank == UINT32_MAX) return;
    document_table(writer->document, "llll", false);
    add_place(writer, 0);
    add_place(writer, 1);
}

/* ---- keys */

static bool shows_percent(const Why *why, size_t key) {
    return why->maker->names[why->keys[key].step].as_percent;
}

/* Exact; a fraction with something to read it by. */
static Text number_told(const Writer *writer, Number number, bool as_percent) {
    enum { DECIMALS = 6 };
    const ValueTeller *teller = &writer->why->sides[0].teller;
    Text exact = told_number(teller, number, as_percent);
    if (number_decimals(teller->numbers, number, NUMBER_MAX_DECIMALS) >= 0) return exact;
    if (as_percent) number = number_multiply(teller->numbers, number, number_from_int(100));
    Text near = number_format(teller->numbers, writer->arena, number, DECIMALS, teller->point);
    return text_format(writer->arena, "%.*s ≈ %.*s%s", TEXT_ARG(exact), TEXT_ARG(near),
                       as_percent ? "%" : "");
}

static bool has_gap(const Why *why, size_t key) {
    StepId step = why->keys[key].step;
    return why->values[0][step].state == STATE_VALUE && why->values[1][step].state == STATE_VALUE;
}

static Text gap_told(const Writer *writer, size_t key) {
    const Why *why = writer->why;
    StepId step = why->keys[key].step;
    if (!has_gap(why, key)) return TEXT("");
    Number gap =
        number_subtract(why->maker->numbers, why->values[0][step].number, why->values[1][step].number);
    return number_told(writer, gap, shows_percent(why, key));
}

static void add_heads(const Writer *writer, CardWord last) {
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, key_of(writer, 0));
    document_cell(writer->document, key_of(writer, 1));
    document_cell(writer->document, say(writer, WORD_DIFFERENCE));
    document_cell(writer->document, last == WORD_COUNT ? TEXT("") : say(writer, last));
}

static void add_key(const Writer *writer, size_t key) {
    const Why *why = writer->why;
    bool decides = key == why->decided_by && (why->verdict == WHY_ABOVE || why->verdict == WHY_BELOW);
    Text name = step_reference(&why->sides[0], why->keys[key].step);
    if (why->keys[key].lowest_first)
        name = text_format(writer->arena, "%.*s (%.*s)", TEXT_ARG(name),
                           TEXT_ARG(say(writer, WORD_LOWEST_FIRST)));
    document_cell(writer->document, name);
    document_cell(writer->document, step_value_told(&why->sides[0], why->keys[key].step));
    document_cell(writer->document, step_value_told(&why->sides[1], why->keys[key].step));
    document_cell(writer->document, gap_told(writer, key));
    document_cell(writer->document, decides ? say(writer, WORD_DECIDES) : TEXT(""));
}

static void add_unit_keys(const Writer *writer) {
    document_cell(writer->document, text_format(writer->arena, "%.*s (ties ordinal)",
                                                TEXT_ARG(say(writer, WORD_ORDER_OF_KEYS))));
    document_cell(writer->document, key_of(writer, 0));
    document_cell(writer->document, key_of(writer, 1));
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, say(writer, WORD_DECIDES));
}

static void add_keys(const Writer *writer) {
    if (writer->why->key_count == 0) return;
    document_heading(writer->document, 2, say(writer, WORD_KEYS_HEAD));
    document_table(writer->document, "lrrrl", true);
    add_heads(writer, WORD_COUNT);
    for (size_t key = 0; key < writer->why->key_count; key++)
        add_key(writer, key);
    if (why_is_by_unit_key(writer->why)) add_unit_keys(writer);
}

/* ---- parts */

static Text part_name(const Writer *writer, const WhyPart *part) {
    Text name = output_of(writer, part->output)->name;
    if (part->kind == WHY_CRITERION) return name;
    Text word = say(writer, part->kind == WHY_ROUNDING ? WORD_ROUNDING_OF : WORD_FORMULA_OF);
    return text_format(writer->arena, "%.*s %.*s", TEXT_ARG(word), TEXT_ARG(name));
}

static Text part_value(const Writer *writer, const WhyPart *part, int side) {
    const PlanOutput *output = output_of(writer, part->output);
    StepId step = output->points != STEP_NONE ? output->points : output->value;
    if (part->kind != WHY_CRITERION || step == STEP_NONE) return TEXT("");
    return step_value_told(&writer->why->sides[side], step);
}

static void add_part(const Writer *writer, const WhyPart *part, bool as_percent) {
    document_cell(writer->document, part_name(writer, part));
    document_cell(writer->document, part_value(writer, part, 0));
    document_cell(writer->document, part_value(writer, part, 1));
    document_cell(writer->document, number_told(writer, part->number, as_percent));
    document_cell(writer->document, part->is_deciding ? say(writer, WORD_DECIDING) : TEXT(""));
    document_cell(writer->document,
                  part->kind == WHY_CRITERION ? output_of(writer, part->output)->label : TEXT(""));
}

static void add_total(const Writer *writer, bool as_percent) {
    document_cell(writer->document, say(writer, WORD_TOTAL));
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, number_told(writer, writer->why->whole, as_percent));
    document_cell(writer->document, TEXT(""));
    document_cell(writer->document, TEXT(""));
}

static void add_parts(const Writer *writer) {
    const Why *why = writer->why;
    if (!why->has_parts) return;
    size_t key = why->decided_by < why->key_count ? why->decided_by : 0;
    document_heading(writer->document, 2,
                     text_format(writer->arena, "%.*s %.*s", TEXT_ARG(say(writer, WORD_PARTS_HEAD)),
                                 TEXT_ARG(step_reference(&why->sides[0], why->keys[key].step))));
    if (why->part_count == 0) {
        document_line(writer->document, say(writer, WORD_NO_DIFFERENCE));
        return;
    }
    document_table(writer->document, "lrrrll", true);
    add_heads(writer, WORD_COUNT);
    document_cell(writer->document, TEXT(""));
    for (size_t i = 0; i < why->part_count; i++)
        add_part(writer, &why->parts[i], shows_percent(why, key));
    add_total(writer, shows_percent(why, key));
}

Document *why_document(const Why *why, Arena *arena) {
    Writer writer = {why, document_new(arena), arena};
    document_heading(writer.document, 1,
                     text_format(arena, "%.*s: %.*s – %.*s", TEXT_ARG(say(&writer, WORD_WHY)),
                                 TEXT_ARG(name_of(&writer, 0)), TEXT_ARG(name_of(&writer, 1))));
    add_verdict(&writer);
    add_places(&writer);
    add_keys(&writer);
    add_parts(&writer);
    return writer.document;
}
