#include "evidence/basis/json_writer.h"
#include "evidence/card/step_told.h"
#include "evidence/units/why_document.h"

typedef struct Writer {
    const Why *why;
    JsonWriter json;
    ValueTeller teller; /* English */
} Writer;

static const Scored *scored_of(const Writer *writer) {
    return writer->why->maker->scored;
}

static Text exact(const Writer *writer, Number number) {
    return told_number(&writer->teller, number, false);
}

static void add_unit(Writer *writer, int side) {
    const Why *why = writer->why;
    size_t row = why->rows[side];
    json_open(&writer->json, NULL, '{');
    json_string(&writer->json, "key", scored_key(scored_of(writer), row, writer->teller.arena));
    json_string(&writer->json, "name", scored_name(scored_of(writer), row, writer->teller.arena));
    json_count(&writer->json, "line", table_line(scored_of(writer)->table, row));
    if (why->rank != UINT32_MAX) {
        StepValue place = scored_part(scored_of(writer), why->rank, 0, row);
        Standing standing = standing_of(&why->maker->rankings[why->rank], row);
        if (standing.is_ranked) json_string(&writer->json, "place", exact(writer, place.number));
        if (standing.is_ranked) json_count(&writer->json, "among", standing.among);
    }
    json_close(&writer->json, '}');
}

static void add_values(Writer *writer, StepId step) {
    json_open(&writer->json, "values", '[');
    for (int side = 0; side < 2; side++) {
        const StepValue *value = &writer->why->values[side][step];
        if (value->state == STATE_VALUE)
            json_string(&writer->json, NULL, exact(writer, value->number));
        else
            json_null(&writer->json, NULL);
    }
    json_close(&writer->json, ']');
}

static void add_keys(Writer *writer) {
    json_break(&writer->json);
    json_open(&writer->json, "keys", '[');
    for (size_t i = 0; i < writer->why->key_count; i++) {
        const WhyKey *key = &writer->why->keys[i];
        json_open(&writer->json, NULL, '{');
        json_string(&writer->json, "of", step_reference(&writer->why->sides[0], key->step));
        json_boolean(&writer->json, "lowest_first", key->lowest_first);
        add_values(writer, key->step);
        json_close(&writer->json, '}');
    }
    json_close(&writer->json, ']');
}

static void add_part(Writer *writer, const WhyPart *part) {
    static const char *const kinds[] = {"criterion", "formula", "rounding"};
    json_break(&writer->json);
    json_open(&writer->json, NULL, '{');
    json_string(&writer->json, "kind", text_from(kinds[part->kind]));
    json_string(&writer->json, "of", scored_of(writer)->plan->outputs[part->output].name);
    json_string(&writer->json, "difference", exact(writer, part->number));
    json_boolean(&writer->json, "deciding", part->is_deciding);
    json_close(&writer->json, '}');
}

static void add_parts(Writer *writer) {
    json_break(&writer->json);
    json_string(&writer->json, "difference", exact(writer, writer->why->whole));
    json_open(&writer->json, "parts", '[');
    for (size_t i = 0; i < writer->why->part_count; i++)
        add_part(writer, &writer->why->parts[i]);
    json_close(&writer->json, ']');
}

void why_json(const Why *why, TextBuilder *out) {
    static const char *const verdicts[] = {"above", "below", "equal", "apart", "unranked"};
    Writer writer = {why, {out, false}, why->sides[0].teller};
    writer.teller.point = '.';
    JsonWriter *json = &writer.json;
    json_open(json, NULL, '{');
    json_count(json, "format", 1);
    json_string(json, "kind", TEXT("why"));
    json_break(json);
    json_open(json, "units", '[');
    add_unit(&writer, 0);
    add_unit(&writer, 1);
    json_close(json, ']');
    json_break(json);
    json_string(json, "verdict", text_from(verdicts[why->verdict]));
    if (why->rank != UINT32_MAX) json_string(json, "rank", scored_of(&writer)->plan->outputs[why->rank].name);
    if (why->decided_by < why->key_count) json_count(json, "decided_by", why->decided_by);
    if (why_is_by_unit_key(why)) json_boolean(json, "decided_by_unit_key", true);
    add_keys(&writer);
    if (why->has_parts) add_parts(&writer);
    json_close(json, '}');
    text_builder_add_char(out, '\n');
}
