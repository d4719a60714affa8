#include "runtime/results/result_json_rows.h"

#include "runtime/results/fraction_text.h"
#include "runtime/results/json_text.h"
#include "runtime/results/result_json_value.h"
#include "runtime/results/result_short.h"
#include "runtime/results/result_value.h"
#include "runtime/computing/value_text.h"

#include <string.h>

/* The values of one part in the units at hand. */
typedef struct JsonTexts {
    uint8_t states[ITEM_ROWS];
    bool is_short;
    ShortTexts shorts;     /* with what stands behind them */
    Text texts[ITEM_ROWS]; /* otherwise; TEXT_SLACK bytes from where each begins can be read */
    char *room;            /* of texts that were made of numbers; NULL until there are any */
} JsonTexts;

struct JsonWriter {
    const JsonUnits *units;
    Result result; /* with arena and numbers of this writer */
    JsonTexts *texts;
    size_t most; /* bytes of a unit without its texts */
    ResultItems items;
    char *bytes;
    size_t len, capacity;
};

/* ---- one value */

/* Room for the text of unit `i` where it is made of a number. */
static char *number_room(JsonWriter *writer, JsonTexts *texts, size_t i) {
    if (!texts->room)
        texts->room = arena_alloc(writer->result.arena, ITEM_ROWS * CELL_TEXT_ROOM + TEXT_SLACK);
    return texts->room + i * CELL_TEXT_ROOM;
}

/* NULL: the value needs a closer look. */
static char *write_cell(char *out, const JsonPart *part, Cell cell) {
    if (cell_is_large(cell) && part->what == JSON_EXACT)
        return fraction_text_write(out, part->field.source.column->large[cell_large_place(cell)]);
    if (cell_is_large(cell)) return NULL;
    if (part->field.kind == FIELD_NUMBER) return cell_text_write(out, cell, &part->field.style);
    return cell_text_write_date(out, cell) ? out + 10 : NULL;
}

static void take_careful(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, size_t i, uint32_t row) {
    texts->states[i] = (uint8_t)json_value(&writer->result, part, row, &texts->texts[i]);
}

static bool is_rare_exact(const JsonWriter *writer, const JsonPart *part) {
    return part->what == JSON_EXACT && json_exact_is_rare(&writer->result.plan->outputs[part->output]);
}

static void take_cell(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, size_t i, uint32_t row,
                      Cell cell) {
    texts->states[i] = (uint8_t)cell_state(cell);
    if (cell_state(cell) != STATE_VALUE) return;
    if (part->field.kind == FIELD_LABEL) {
        const Text *label = cell_is_large(cell) ? NULL : result_field_label(&part->field, cell);
        if (label)
            texts->texts[i] = *label;
        else
            take_careful(writer, part, texts, i, row);
        return;
    }
    char *out = number_room(writer, texts, i), *end = NULL;
    if (cell_is_large(cell) || !is_rare_exact(writer, part)) end = write_cell(out, part, cell);
    texts->texts[i] = (Text){out, end ? (size_t)(end - out) : 0};
    if (!end) take_careful(writer, part, texts, i, row);
}

/* ---- the values of the units at hand */

/* First all cells, then what they stand for: units from anywhere cost least where many are on the way. */
static void take_cells(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    Cell cells[ITEM_ROWS];
    const Column *column = part->field.source.column;
    for (size_t i = span->begin; i < span->end; i++)
        cells[i] = item_source_cell(&part->field.source, item_span_row(span, i));
    for (size_t i = span->begin; i < span->end; i++)
        if (cell_is_large(cells[i])) __builtin_prefetch(&column->large[cell_large_place(cells[i])]);
    for (size_t i = span->begin; i < span->end; i++)
        take_cell(writer, part, texts, i, item_span_row(span, i), cells[i]);
}

static void take_states(const ResultItems *items, JsonTexts *texts) {
    for (size_t i = 0; i < ITEM_ROWS; i++)
        texts->states[i] = (uint8_t)item_state(items->numbers[i]);
}

static bool take_short(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    if (!result_items_load(&writer->items, &part->field.source, span)) return false;
    if (is_rare_exact(writer, part)) {
        memset(texts->states, STATE_NOT_APPLICABLE, sizeof texts->states);
        return writer->items.decimals <= VALUE_FREE_DECIMALS;
    }
    take_states(&writer->items, texts);
    return result_short_write(&writer->items, &part->field.style, part->end, writer->units->path,
                              &texts->shorts);
}

static void take_numbers(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    texts->is_short = take_short(writer, part, texts, span);
    if (!texts->is_short) take_cells(writer, part, texts, span);
}

static void take_labels(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    if (!result_items_load(&writer->items, &part->field.source, span) || writer->items.decimals != 0) {
        take_cells(writer, part, texts, span);
        return;
    }
    take_states(&writer->items, texts);
    for (size_t i = span->begin; i < span->end; i++) {
        uint32_t label = (uint32_t)writer->items.numbers[i];
        if (label < part->field.label_count)
            texts->texts[i] = part->field.labels[label];
        else if (texts->states[i] == STATE_VALUE)
            take_careful(writer, part, texts, i, item_span_row(span, i));
    }
}

static void take_texts(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    memset(texts->states, STATE_VALUE, sizeof texts->states);
    for (size_t i = span->begin; i < span->end; i++) {
        Text text = text_column_get(part->field.texts, item_span_row(span, i));
        texts->texts[i] = json_is_plain(text) ? text : json_text(writer->result.scratch, text);
    }
}

/* The rank is the part before. */
static void take_places(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    const ResultRank *rank = part->rank;
    uint32_t count = result_category_count(&writer->result, rank->scope_input);
    bool is_loaded = part->field.kind == FIELD_LABEL &&
                     result_items_load(&writer->items, &part->field.source, span) &&
                     writer->items.decimals == 0;
    memcpy(texts->states, texts[-1].states, sizeof texts->states);
    for (size_t i = span->begin; i < span->end; i++) {
        uint32_t row = item_span_row(span, i);
        uint32_t category = is_loaded ? (uint32_t)writer->items.numbers[i]
                                      : result_category(&writer->result, rank->scope_input, row);
        texts->texts[i] = part->places[2 * (size_t)(category < count ? category : count) + rank->shared[row]];
    }
}

/* Without a value there is no exact one. */
static void follow(const JsonTexts *value, JsonTexts *exact) {
    for (size_t i = 0; i < ITEM_ROWS; i++)
        if (value->states[i] != STATE_VALUE) exact->states[i] = value->states[i];
}

static void take_all_careful(JsonWriter *writer, const JsonPart *part, JsonTexts *texts,
                             const ItemSpan *span) {
    for (size_t i = span->begin; i < span->end; i++)
        take_careful(writer, part, texts, i, item_span_row(span, i));
}

static void take_field(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    switch (part->field.kind) {
    case FIELD_NUMBER: take_numbers(writer, part, texts, span); return;
    case FIELD_LABEL: take_labels(writer, part, texts, span); return;
    case FIELD_TEXT: take_texts(writer, part, texts, span); return;
    case FIELD_DATE: take_cells(writer, part, texts, span); return;
    case FIELD_CAREFUL: take_all_careful(writer, part, texts, span); return;
    }
}

/* Returns how many bytes the texts have. */
static size_t take_part(JsonWriter *writer, const JsonPart *part, JsonTexts *texts, const ItemSpan *span) {
    texts->is_short = false;
    if (part->what == JSON_PLACE)
        take_places(writer, part, texts, span);
    else
        take_field(writer, part, texts, span);
    if (part->what == JSON_EXACT) follow(texts - 1, texts);
    size_t bytes = 0;
    for (size_t i = span->begin; !texts->is_short && i < span->end; i++)
        bytes += texts->states[i] == STATE_VALUE ? texts->texts[i].len : 0;
    return bytes;
}

/* ---- the units */

static inline char *put_short(char *out, const ShortTexts *shorts, size_t i) {
    uint64_t bytes = shorts->bytes[i];
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) bytes = __builtin_bswap64(bytes);
    memcpy(out, &bytes, sizeof bytes);
    return out + shorts->lens[i];
}

/* Short texts are copied with what stands behind them, which is overwritten. */
static inline char *put_text(char *out, Text text) {
    memcpy(out, text.bytes, TEXT_SLACK);
    if (text.len > TEXT_SLACK) memcpy(out + TEXT_SLACK, text.bytes + TEXT_SLACK, text.len - TEXT_SLACK);
    return out + text.len;
}

static inline char *put_part(char *out, const JsonPart *part, const JsonTexts *texts, size_t i) {
    if (texts->states[i] != STATE_VALUE) return put_text(out, part->absent[texts->states[i]]);
    out = put_text(out, part->before);
    if (texts->is_short) return put_short(out, &texts->shorts, i) - !part->has_end;
    out = put_text(out, texts->texts[i]);
    *out = part->end;
    return out + part->has_end;
}

static char *put_unit(char *out, const JsonWriter *writer, size_t i, bool is_first) {
    const JsonUnits *units = writer->units;
    if (!is_first) *out++ = ',';
    *out++ = '\n';
    for (size_t k = 0; k < units->part_count; k++)
        out = put_part(out, &units->parts[k], &writer->texts[k], i);
    return put_text(out, units->end);
}

static void reserve(JsonWriter *writer, size_t room) {
    size_t needed = writer->len + room + TEXT_SLACK;
    if (needed <= writer->capacity) return;
    size_t capacity = needed > 2 * writer->capacity ? needed : 2 * writer->capacity;
    writer->bytes = arena_grow(writer->result.arena, writer->bytes, writer->len, capacity, 1);
    writer->capacity = capacity;
}

/* `at`: the place of the first unit of the span, `behind`: that of the first one behind it. */
static void add_span(JsonWriter *writer, const ItemSpan *span, size_t at, size_t behind) {
    size_t room = ITEM_ROWS * writer->most;
    for (size_t k = 0; k < writer->units->part_count; k++) {
        const JsonPart *part = &writer->units->parts[k];
        result_field_ask(&part->field, &writer->result, behind);
        room += take_part(writer, part, &writer->texts[k], span);
    }
    reserve(writer, room);
    char *out = writer->bytes + writer->len;
    for (size_t i = span->begin; i < span->end; i++)
        out = put_unit(out, writer, i, at == 0 && i == span->begin);
    writer->len = (size_t)(out - writer->bytes);
    arena_reset(writer->result.scratch);
}

/* ---- a writer */

static size_t most_of_part(const JsonPart *part) {
    size_t most = part->before.len + sizeof(uint64_t) + 1;
    for (size_t state = 0; state <= STATE_UNDEFINED; state++)
        if (part->absent[state].len > most) most = part->absent[state].len;
    return most;
}

static size_t most_of_unit(const JsonUnits *units) {
    size_t most = 2 + units->end.len;
    for (size_t k = 0; k < units->part_count; k++)
        most += most_of_part(&units->parts[k]);
    return most;
}

JsonWriter *json_writer_new(const JsonUnits *units, Arena *arena, Arena *scratch, NumberContext *numbers) {
    JsonWriter *writer = ARENA_NEW(arena, JsonWriter);
    writer->units = units;
    writer->result = *units->result;
    writer->result.arena = arena;
    writer->result.scratch = scratch;
    writer->result.numbers = numbers;
    writer->most = most_of_unit(units);
    writer->texts = arena_alloc(arena, (units->part_count + 1) * sizeof *writer->texts);
    for (size_t k = 0; k < units->part_count; k++)
        writer->texts[k].room = NULL;
    return writer;
}

size_t json_writer_add(JsonWriter *writer, size_t from, size_t count) {
    for (size_t at = from, to = from + count; at < to;) {
        ItemSpan span = result_field_span(&writer->result, at, to);
        size_t behind = at + (span.end - span.begin);
        add_span(writer, &span, at, behind);
        at = behind;
    }
    return writer->len;
}

Text json_writer_take(JsonWriter *writer) {
    Text text = {writer->bytes, writer->len};
    writer->len = 0;
    return text;
}
