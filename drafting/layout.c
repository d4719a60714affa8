#include "drafting/layout.h"

#include "drafting/token_class.h"
#include "lang/parser.h"

/* How much further in a line stands that goes on with the one before. */
enum { CONTINUATION = 4 };

typedef struct Laying {
    Outline *outline;
    const TokenList *tokens;
    Arena *arena;
    Layout layout;
    uint64_t *widths;   /* before each token: blanks and columns of all up to it, as if on one line */
    uint32_t *comments; /* the same, comments */
    uint32_t *next;     /* the first at or behind each that is no comment */
    uint32_t column;    /* where the next token would stand */
    uint32_t level;     /* of the last line that did not go on with another */
} Laying;

static const Token *token_at(const Laying *laying, size_t i) {
    return &laying->tokens->items[i];
}

static void measure(Laying *laying) {
    size_t count = laying->tokens->count;
    laying->widths = ARENA_ARRAY(laying->arena, uint64_t, count + 1);
    laying->comments = ARENA_ARRAY(laying->arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Token *token = token_at(laying, i);
        laying->widths[i + 1] = laying->widths[i] + token->gap + token->width;
        laying->comments[i + 1] = laying->comments[i] + token_is_comment(token);
    }
    laying->next = ARENA_ARRAY(laying->arena, uint32_t, count + 1);
    laying->next[count] = (uint32_t)count;
    for (size_t i = count; i > 0; i--)
        laying->next[i - 1] = token_is_comment(token_at(laying, i - 1)) ? laying->next[i] : (uint32_t)i - 1;
}

/* On one line, without the blanks before the first. */
static uint64_t width_of(const Laying *laying, size_t first, size_t end) {
    return laying->widths[end] - laying->widths[first] - token_at(laying, first)->gap;
}

static bool has_comment(const Laying *laying, size_t first, size_t end) {
    return laying->comments[end] > laying->comments[first];
}

/* ---- criteria below each other: all on one line each, or none */

enum { CRITERION_CELLS = 8 };

/* What stands inside brackets is no column of the criterion. */
static bool is_cell(const Laying *laying, const Section *part, size_t i) {
    const Token *token = token_at(laying, i);
    return token->cell < CRITERION_CELLS && token->depth == token_at(laying, part->first)->depth;
}

static size_t cell_width(const Laying *laying, const Section *part, size_t first) {
    size_t next = first + 1;
    while (next < part->end && !is_cell(laying, part, next))
        next++;
    return width_of(laying, first, next);
}

/* The widest of each column, over the criteria of a run. */
static void widen(const Laying *laying, const Section *part, size_t widths[CRITERION_CELLS]) {
    for (size_t i = part->first; i < part->end; i++) {
        const Token *token = token_at(laying, i);
        if (!is_cell(laying, part, i)) continue;
        size_t width = cell_width(laying, part, i) + 1;
        if (width > widths[token->cell]) widths[token->cell] = width;
    }
}

static bool fits_as_table(const Laying *laying, const Section *parts, size_t count) {
    size_t widths[CRITERION_CELLS] = {0}, width = token_at(laying, parts->first)->level;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].is_long || has_comment(laying, parts[i].first, parts[i].end)) return false;
        widen(laying, &parts[i], widths);
    }
    for (size_t i = 0; i < CRITERION_CELLS; i++)
        width += widths[i];
    return count > 1 && width <= LAYOUT_WIDTH + 1;
}

/* Does the criterion stand right below the one before it? */
static bool follows(const Laying *laying, const Section *before, const Section *part) {
    if (part->kind != SECTION_CRITERION) return false;
    for (size_t i = before->end; i <= part->first; i++) {
        const Token *token = token_at(laying, i);
        if (token->is_after_blank) return false;
        if (!token_is_comment(token) && i < part->first) return false;
    }
    return true;
}

static Section *next_criterion(const Outline *outline, size_t from) {
    for (size_t i = from; i < outline->count; i++)
        if (outline->parts[i].kind != SECTION_SHORT) return &outline->parts[i];
    return NULL;
}

static void decide_criteria(Laying *laying) {
    Outline *outline = laying->outline;
    Section *run = ARENA_ARRAY(laying->arena, Section, outline->count + 1), **members;
    members = ARENA_ARRAY(laying->arena, Section *, outline->count + 1);
    size_t i = 0;
    while (i < outline->count) {
        size_t count = 0;
        Section *part = &outline->parts[i++];
        while (part && part->kind == SECTION_CRITERION) {
            run[count] = *part;
            members[count++] = part;
            i = (size_t)(part - outline->parts) + 1;
            Section *next = next_criterion(outline, i);
            part = next && follows(laying, part, next) ? next : NULL;
        }
        bool is_table = count > 0 && fits_as_table(laying, run, count);
        for (size_t member = 0; member < count; member++)
            members[member]->is_broken = !is_table;
    }
}

/* ---- lines */

static void start_line(Laying *laying, size_t at, uint32_t level, LineKind kind, bool is_after_blank) {
    Layout *layout = &laying->layout;
    if (layout->count > 0) layout->lines[layout->count - 1].end = (uint32_t)at;
    LayoutLine line = {(uint32_t)at, (uint32_t)at, level, is_after_blank && layout->count > 0, kind};
    ARENA_PUSH(laying->arena, layout->lines, layout->count, layout->capacity, line);
    laying->column = level;
}

/* Up to the next place where a line may start: what stays on the line of the part in any case. */
static uint64_t tail_width(const Laying *laying, size_t end) {
    size_t i = end;
    uint64_t width = 0;
    while (i < laying->tokens->count && token_at(laying, i)->role == ROLE_INSIDE &&
           !token_is_comment(token_at(laying, i)) && width <= LAYOUT_WIDTH) {
        width += token_at(laying, i)->gap + token_at(laying, i)->width;
        i++;
    }
    return width;
}

static bool is_broken(const Laying *laying, uint32_t part) {
    return part == NO_SECTION || laying->outline->parts[part].is_broken;
}

static void decide(Laying *laying, Section *part) {
    if (part->kind == SECTION_CRITERION) return;
    uint64_t width = width_of(laying, part->first, part->end);
    uint64_t column = laying->column + token_at(laying, part->first)->gap;
    if (part->first > 0 && laying->layout.lines[laying->layout.count - 1].first == part->first)
        column = laying->layout.lines[laying->layout.count - 1].level;
    bool fits = column + width + tail_width(laying, part->end) <= LAYOUT_WIDTH;
    bool is_inside_line = part->parent != NO_SECTION && !laying->outline->parts[part->parent].is_broken;
    part->is_broken =
        part->is_long || has_comment(laying, part->first, part->end) || (!fits && !is_inside_line);
}

static bool starts_line(const Laying *laying, size_t i) {
    const Token *token = token_at(laying, i);
    if (i == 0 || token->kind == TOKEN_COMMENT) return true;
    if (token->kind == TOKEN_REMARK) return false;
    if (token_is_comment(token_at(laying, i - 1))) return true;
    if (token->role == ROLE_INSIDE || token->role == ROLE_PAIR) return false;
    return is_broken(laying, token->part);
}

/* Pairs fill their lines; the first one goes below the word that they belong to. */
static bool starts_pair_line(const Laying *laying, size_t i) {
    const Token *token = token_at(laying, i);
    if (token->role != ROLE_PAIR || !is_broken(laying, token->part)) return false;
    size_t end = i + 1;
    while (end < laying->tokens->count && token_at(laying, end)->role == ROLE_INSIDE &&
           !token_is_comment(token_at(laying, end)))
        end++;
    return token->cell != NO_CELL || laying->column + token->gap + width_of(laying, i, end) > LAYOUT_WIDTH;
}

static bool has_line(const Token *token) {
    return token->role != ROLE_INSIDE && token->role != ROLE_OPEN;
}

/* A comment stands as far in as what it is about: the next entry, or what a `}` closes. */
static uint32_t comment_level(const Laying *laying, size_t i) {
    i = laying->next[i];
    if (i == laying->tokens->count) return 0;
    const Token *token = token_at(laying, i);
    if (token->role == ROLE_CLOSE) return token->level + 2;
    return has_line(token) ? token->level : laying->level + CONTINUATION;
}

static bool keeps_blank(const Laying *laying, size_t i) {
    const Token *token = token_at(laying, i);
    if (token->role == ROLE_DECLARATION || token->role == ROLE_MEMBER || token->role == ROLE_ENTRY)
        return true;
    if (token->kind != TOKEN_COMMENT) return false;
    i = laying->next[i];
    if (i == laying->tokens->count) return true;
    Role next = token_at(laying, i)->role;
    return next == ROLE_DECLARATION || next == ROLE_MEMBER || next == ROLE_ENTRY || next == ROLE_CLOSE;
}

static void lay_line_start(Laying *laying, size_t i) {
    const Token *token = token_at(laying, i);
    bool is_after_blank = token->is_after_blank && keeps_blank(laying, i);
    if (token->kind == TOKEN_COMMENT) {
        start_line(laying, i, comment_level(laying, i), LINE_PLAIN, is_after_blank);
    } else if (token->role == ROLE_INSIDE) {
        start_line(laying, i, laying->level + CONTINUATION, LINE_PLAIN, false);
    } else {
        start_line(laying, i, token->level, token->line, is_after_blank);
        if (has_line(token)) laying->level = token->level;
    }
}

static void lay_tokens(Laying *laying) {
    Outline *outline = laying->outline;
    size_t part = 0;
    for (size_t i = 0; i < laying->tokens->count; i++) {
        const Token *token = token_at(laying, i);
        bool starts = starts_line(laying, i) || starts_pair_line(laying, i);
        if (starts) lay_line_start(laying, i);
        while (part < outline->count && outline->parts[part].first == i)
            decide(laying, &outline->parts[part++]);
        laying->column += (starts ? 0 : token->gap) + token->width;
    }
    Layout *layout = &laying->layout;
    if (layout->count > 0) layout->lines[layout->count - 1].end = (uint32_t)laying->tokens->count;
}

/* ---- lines that are too long all the same */

/* How far outside a token stands in its expression: brackets first, then what binds loosest. */
static uint32_t binding(const Token *token) {
    uint32_t level = token->depth * 8;
    switch (token->kind) {
    case TOKEN_THEN:
    case TOKEN_ELSE: return level;
    case TOKEN_OR: return level + 1;
    case TOKEN_AND: return level + 2;
    case TOKEN_OTHERWISE: return level + 3;
    default: return level + 4;
    }
}

/* The best place to break a line that starts with `first` in column `level`: as far outside as possible, and
 * of those the last that fits. 0: none. */
static size_t find_break(const Laying *laying, size_t first, size_t end, uint32_t level) {
    size_t best = 0;
    uint64_t column = level;
    for (size_t i = first; i < end; i++) {
        const Token *token = token_at(laying, i);
        if (i > first && token->may_break && (best == 0 || binding(token) <= binding(token_at(laying, best))))
            best = i;
        column += (i > first ? token->gap : 0) + token->width;
        if (column > LAYOUT_WIDTH && best != 0) return best;
    }
    return 0;
}

static uint64_t line_width(const Laying *laying, const LayoutLine *line) {
    uint32_t end = line->end;
    while (end > line->first && token_is_comment(token_at(laying, end - 1)))
        end--;
    return end > line->first ? line->level + width_of(laying, line->first, end) : 0;
}

static void break_long_lines(Laying *laying) {
    Layout whole = laying->layout;
    laying->layout = (Layout){.tokens = laying->tokens};
    for (size_t i = 0; i < whole.count; i++) {
        LayoutLine line = whole.lines[i];
        uint32_t level = line.level;
        Layout *layout = &laying->layout;
        ARENA_PUSH(laying->arena, layout->lines, layout->count, layout->capacity, line);
        while (line_width(laying, &line) > LAYOUT_WIDTH) {
            size_t at = find_break(laying, line.first, line.end, line.level);
            if (at == 0) break;
            layout->lines[layout->count - 1].end = (uint32_t)at;
            line = (LayoutLine){(uint32_t)at, line.end, level + CONTINUATION, false, LINE_PLAIN};
            ARENA_PUSH(laying->arena, layout->lines, layout->count, layout->capacity, line);
        }
    }
}

/* ---- blank lines around declarations of several lines */

static bool is_declaration(const Laying *laying, const LayoutLine *line) {
    return token_at(laying, line->first)->role == ROLE_DECLARATION;
}

/* The first of the comments right above a declaration. */
static size_t with_comments(const Laying *laying, size_t line) {
    const LayoutLine *lines = laying->layout.lines;
    while (line > 0 && !lines[line].is_after_blank &&
           token_at(laying, lines[line - 1].first)->kind == TOKEN_COMMENT)
        line--;
    return line;
}

static void set_apart(Laying *laying, size_t line) {
    size_t first = with_comments(laying, line);
    if (first > 0) laying->layout.lines[first].is_after_blank = true;
}

static size_t next_declaration(const Laying *laying, size_t from) {
    size_t line = from;
    while (line < laying->layout.count && !is_declaration(laying, &laying->layout.lines[line]))
        line++;
    return line;
}

/* A declaration of several lines has a blank line on either side. */
static void set_declarations_apart(Laying *laying) {
    size_t line = next_declaration(laying, 0);
    bool last_is_long = false;
    while (line < laying->layout.count) {
        size_t next = next_declaration(laying, line + 1);
        size_t end = next < laying->layout.count ? with_comments(laying, next) : next;
        bool is_long = end > line + 1;
        if (last_is_long || is_long) set_apart(laying, line);
        last_is_long = is_long;
        line = next;
    }
}

Layout layout_make(Outline *outline, Arena *arena) {
    Laying laying = {.outline = outline, .tokens = outline->tokens, .arena = arena};
    laying.layout.tokens = outline->tokens;
    measure(&laying);
    decide_criteria(&laying);
    lay_tokens(&laying);
    break_long_lines(&laying);
    set_declarations_apart(&laying);
    return laying.layout;
}
