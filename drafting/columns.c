#include "drafting/columns.h"

#include <string.h>

enum {
    CELLS = 256,
    WIDE = 48, /* a cell of the data declaration that is wider does not push the labels of all others away */
};

/* Columns of a run of lines. */
typedef struct Table {
    uint32_t widths[CELLS], gaps[CELLS]; /* of the cell; before it */
    uint32_t targets[CELLS];             /* where it starts */
    bool is_there[CELLS];
    uint16_t count;
    uint32_t remark; /* where the remarks behind the lines start; 0: there are none */
} Table;

typedef struct Writing {
    const Layout *layout;
    TextBuilder *out;
    Table table;
} Writing;

static const Token *token_at(const Writing *writing, size_t i) {
    return &writing->layout->tokens->items[i];
}

static bool is_comment_line(const Writing *writing, const LayoutLine *line) {
    return token_is_comment(token_at(writing, line->first)) && line->end == line->first + 1;
}

/* A line that goes on with the one before it is part of no table, but does not end one either. */
static bool is_table_line(const LayoutLine *line, LineKind kind) {
    return line->kind == kind && kind != LINE_PLAIN;
}

/* What stands inside brackets is no cell of the line: the tests of a `by`, say. */
static bool is_cell(const Writing *writing, const LayoutLine *line, uint32_t i) {
    const Token *token = token_at(writing, i);
    return token->cell < CELLS && token->depth == token_at(writing, line->first)->depth;
}

static uint32_t cell_end(const Writing *writing, const LayoutLine *line, uint32_t first) {
    uint32_t i = first + 1;
    while (i < line->end && !is_cell(writing, line, i) && token_at(writing, i)->kind != TOKEN_REMARK)
        i++;
    return i;
}

static uint32_t width_of(const Writing *writing, uint32_t first, uint32_t end) {
    uint32_t width = 0;
    for (uint32_t i = first; i < end; i++)
        width += (i > first ? token_at(writing, i)->gap : 0) + token_at(writing, i)->width;
    return width;
}

/* Does the cell decide about its column? The last one of a line pushes nothing. */
static bool counts(const Writing *writing, const LayoutLine *line, uint32_t end, uint32_t width) {
    if (end == line->end || token_at(writing, end)->kind == TOKEN_REMARK) return false;
    return line->kind != LINE_INPUT || width <= WIDE;
}

static void measure_line(Writing *writing, const LayoutLine *line) {
    Table *table = &writing->table;
    for (uint32_t i = line->first; i < line->end; i++) {
        const Token *token = token_at(writing, i);
        if (!is_cell(writing, line, i)) continue;
        uint32_t end = cell_end(writing, line, i), width = width_of(writing, i, end);
        uint32_t *widest = &table->widths[token->cell], *gap = &table->gaps[token->cell];
        if (counts(writing, line, end, width) && width > *widest) *widest = width;
        if (token->gap > *gap) *gap = token->gap;
        table->is_there[token->cell] = true;
        if (token->cell >= table->count) table->count = (uint16_t)(token->cell + 1);
    }
}

/* The lines of a test below `units` start with its second column. */
static void set_targets(Table *table) {
    uint32_t column = 0;
    for (uint16_t i = 0; i < table->count; i++) {
        if (!table->is_there[i]) continue;
        if (column > 0) column += table->gaps[i];
        table->targets[i] = column;
        column += table->widths[i];
    }
}

/* Blanks before a token that does not start its line, which is `column` columns long by now. */
static uint32_t blanks_before(const Writing *writing, const LayoutLine *line, uint32_t i, uint32_t column) {
    const Table *table = &writing->table;
    const Token *token = token_at(writing, i);
    uint32_t target = column + token->gap;
    if (token->kind == TOKEN_REMARK && table->remark > column) target = table->remark;
    if (line->kind != LINE_PLAIN && is_cell(writing, line, i)) {
        uint32_t aligned = line->level + table->targets[token->cell];
        if (aligned > target) target = aligned;
    }
    return target - column;
}

/* Where the line ends; writes it unless `out` is NULL. Remarks are not counted. */
static uint32_t lay_line(const Writing *writing, const LayoutLine *line, TextBuilder *out) {
    uint32_t column = line->level, first = token_at(writing, line->first)->cell;
    if (line->kind == LINE_TEST && first < CELLS) column += writing->table.targets[first];
    if (out) text_builder_add_repeated(out, TEXT(" "), column);
    for (uint32_t i = line->first; i < line->end; i++) {
        const Token *token = token_at(writing, i);
        if (token->kind == TOKEN_REMARK && !out) break;
        uint32_t blanks = i > line->first ? blanks_before(writing, line, i, column) : 0;
        if (out) text_builder_add_repeated(out, TEXT(" "), blanks);
        if (out) text_builder_add(out, token->text);
        column += blanks + token->width;
    }
    return column;
}

static bool has_remark(const Writing *writing, const LayoutLine *line) {
    return token_at(writing, line->end - 1)->kind == TOKEN_REMARK && line->end - line->first > 1;
}

static void write_line(Writing *writing, const LayoutLine *line) {
    if (line->is_after_blank) text_builder_add_char(writing->out, '\n');
    lay_line(writing, line, writing->out);
    text_builder_add_char(writing->out, '\n');
}

/* Remarks of lines right below each other start in one column. */
static void write_run(Writing *writing, const LayoutLine *lines, size_t count) {
    size_t i = 0;
    while (i < count) {
        size_t end = i;
        writing->table.remark = 0;
        while (end < count && has_remark(writing, &lines[end]) && (end == i || !lines[end].is_after_blank)) {
            uint32_t column =
                lay_line(writing, &lines[end], NULL) + token_at(writing, lines[end].end - 1)->gap;
            if (column > writing->table.remark) writing->table.remark = column;
            end++;
        }
        if (end == i) end++;
        while (i < end)
            write_line(writing, &lines[i++]);
    }
}

/* How many lines from `first` on are one table: of one kind, no blank line between them. */
static size_t run_length(const Writing *writing, size_t first) {
    const LayoutLine *lines = writing->layout->lines;
    size_t end = first + 1;
    LineKind kind = lines[first].kind;
    while (end < writing->layout->count && !lines[end].is_after_blank &&
           (is_comment_line(writing, &lines[end]) ||
            (is_table_line(&lines[end], kind) && lines[end].level == lines[first].level)))
        end++;
    while (end > first + 1 && is_comment_line(writing, &lines[end - 1]))
        end--;
    return end - first;
}

void columns_write(const Layout *layout, Arena *arena, TextBuilder *out) {
    Writing *writing = ARENA_NEW(arena, Writing);
    writing->layout = layout;
    writing->out = out;
    for (size_t i = 0; i < layout->count;) {
        size_t count = layout->lines[i].kind == LINE_PLAIN ? 1 : run_length(writing, i);
        memset(&writing->table, 0, sizeof writing->table);
        for (size_t line = i; line < i + count; line++)
            if (layout->lines[line].kind != LINE_PLAIN) measure_line(writing, &layout->lines[line]);
        set_targets(&writing->table);
        write_run(writing, &layout->lines[i], count);
        i += count;
    }
}
