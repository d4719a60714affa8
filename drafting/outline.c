#include "drafting/outline.h"

#include "drafting/token_class.h"
#include "lang/parser.h"
#include "lang/token_stream.h"

enum { INDENT = 2, MAX_CELLS = 250, LABEL_GAP = 2, PAIR_GAP = 2, REMARK_GAP = 2, ARM_GAP = 3 };

typedef enum FrameKind {
    FRAME_FILE,
    FRAME_MEMBERS,
    FRAME_METHODOLOGY,
    FRAME_DATA,
    FRAME_ROWS,
    FRAME_GRADES,
    FRAME_TEST,
    FRAME_BY,
    FRAME_LIST,  /* `{` of options and texts */
    FRAME_ROUND, /* `(` */
} FrameKind;

/* An open bracket, and what stands in it just now. */
typedef struct Frame {
    FrameKind kind;
    uint32_t level;        /* where its entries start a line */
    uint32_t part;         /* of a short block: itself */
    uint32_t open;         /* the part of the declaration that is open in it */
    uint32_t around;       /* the part that the bracket stands in */
    bool is_change;        /* ... of another year's rules: several clauses may share a line */
    int declaration;       /* the word that the open declaration or entry starts with; 0: none */
    int clause;            /* the word of its open clause; 0: none */
    uint32_t clause_level; /* where its clauses start a line */
    uint32_t pending_ifs;  /* whose `else` has not come */
    uint32_t pending_bys;  /* whose `{` has not come */
    bool has_colon;        /* of a test or row: its value has come */
    bool has_arrow;
    uint16_t cell; /* the last that was given out */
} Frame;

typedef struct Outlining {
    Outline outline;
    Arena *arena;
    Frame *frames;
    size_t count, capacity;
    const Token *last;   /* that is no comment; NULL: none */
    const Token *before; /* the one before it */
    bool wants;          /* an operand or a name must come */
    bool wants_next;
    uint32_t at;  /* the token */
    uint32_t end; /* behind the last token that is no comment */
} Outlining;

static Frame *top(Outlining *o) {
    return &o->frames[o->count - 1];
}

static uint32_t innermost_part(const Frame *frame) {
    return frame->open != NO_SECTION ? frame->open : frame->part != NO_SECTION ? frame->part : frame->around;
}

static Frame *push(Outlining *o, FrameKind kind, uint32_t level, uint32_t around) {
    Frame frame = {
        .kind = kind,
        .level = level,
        .clause_level = level,
        .part = NO_SECTION,
        .open = NO_SECTION,
        .around = around,
    };
    ARENA_PUSH(o->arena, o->frames, o->count, o->capacity, frame);
    return top(o);
}

static uint32_t add_part(Outlining *o, SectionKind kind, uint32_t parent) {
    Section part = {.kind = kind, .first = o->at, .end = o->at + 1, .parent = parent};
    ARENA_PUSH(o->arena, o->outline.parts, o->outline.count, o->outline.capacity, part);
    return (uint32_t)o->outline.count - 1;
}

static void end_part(Outlining *o, uint32_t *part) {
    if (*part != NO_SECTION && o->outline.parts[*part].end < o->end) o->outline.parts[*part].end = o->end;
    *part = NO_SECTION;
}

static void start_line(Token *token, Role role, uint32_t level, uint32_t part) {
    token->role = role;
    token->level = level;
    token->part = part;
}

static void give_cell(Token *token, Frame *frame, uint16_t cell) {
    if (cell >= MAX_CELLS) return;
    token->cell = cell;
    frame->cell = cell;
}

/* ---- declarations */

static SectionKind part_of(int kind) {
    return is_block_word(kind) ? SECTION_HEAD : kind == TOKEN_CRITERION ? SECTION_CRITERION : SECTION_OUTCOME;
}

static LineKind line_of(int kind) {
    return kind == TOKEN_CRITERION ? LINE_CRITERION : is_outcome_word(kind) ? LINE_OUTCOME : LINE_PLAIN;
}

static bool has_head(int kind) {
    return kind != TOKEN_METHODOLOGY && kind != TOKEN_DATA && kind != TOKEN_TEST;
}

static void start_declaration(Outlining *o, Token *token) {
    Frame *frame = top(o);
    end_part(o, &frame->open);
    start_line(token, frame->kind == FRAME_FILE ? ROLE_DECLARATION : ROLE_MEMBER, frame->level, NO_SECTION);
    token->line = line_of(token->kind);
    frame->declaration = token->kind;
    frame->clause = 0;
    frame->clause_level = frame->level + INDENT;
    frame->pending_ifs = 0;
    frame->has_arrow = false;
    frame->is_change = is_change_word(token->kind);
    give_cell(token, frame, 0);
    if (has_head(token->kind)) frame->open = add_part(o, part_of(token->kind), NO_SECTION);
    o->wants_next = true;
}

/* `change criterion`: the second word says what it is. */
static void continue_declaration(Outlining *o, const Token *token) {
    top(o)->declaration =
        o->last->kind == TOKEN_CHANGE || token->kind == TOKEN_DATA ? token->kind : TOKEN_CHANGE;
    o->wants_next = token->kind != TOKEN_DATA;
}

static bool is_second_word(const Outlining *o, const Frame *frame, const Token *token) {
    if (!frame->is_change || frame->clause != 0 || !o->last) return false;
    int last = o->last->kind;
    bool is_word = is_declaration_word(token->kind) || (token->kind == TOKEN_INPUT && last == TOKEN_CHANGE);
    return is_word &&
           (last == TOKEN_CHANGE || last == TOKEN_REMOVE || last == TOKEN_RENAME || last == TOKEN_TO);
}

static bool is_clause(const Outlining *o, const Frame *frame, int kind) {
    if (o->last->kind == TOKEN_WITHOUT) return false;
    if (frame->is_change && kind == TOKEN_WITHOUT) return true;
    if (frame->is_change && is_remark_clause(kind)) return true;
    if (frame->declaration == TOKEN_FUNCTION && kind == TOKEN_ASSIGN) return frame->clause != TOKEN_EXAMPLE;
    if (is_ranking_word(frame->declaration)) return is_outcome_clause(kind) && frame->pending_ifs == 0;
    if (is_outcome_word(frame->declaration))
        return kind == TOKEN_ASSIGN || kind == TOKEN_ROUND || kind == TOKEN_AS || kind == TOKEN_ALLOW;
    return is_tree_clause(kind);
}

/* Clauses that stand on the line of what is before them. */
static bool stays_on_line(const Frame *frame, int kind) {
    if (kind == TOKEN_ROUND || kind == TOKEN_AS || kind == TOKEN_LOWEST) return true;
    if (is_ranking_word(frame->declaration))
        return kind == TOKEN_FROM || kind == TOKEN_WITHIN || kind == TOKEN_EXACT;
    return kind == TOKEN_MAX || kind == TOKEN_WEIGHT || kind == TOKEN_BONUS || kind == TOKEN_PENALTY;
}

static bool is_clause_with_operand(int kind) {
    return kind == TOKEN_MAX || kind == TOKEN_WEIGHT || kind == TOKEN_ASSIGN || kind == TOKEN_EXAMPLE ||
           kind == TOKEN_FROM || kind == TOKEN_THEN || kind == TOKEN_WITHIN || kind == TOKEN_TIES ||
           kind == TOKEN_WHEN || kind == TOKEN_ALLOW;
}

/* Columns of a declaration: 0 its word, 1 its name, 2 its label, 3 max, 4 weight, 5 bonus or penalty, 6 what
 * it is made of, 7 within. */
static uint16_t clause_cell(const Frame *frame, int kind) {
    bool is_rank = is_ranking_word(frame->declaration);
    if (kind == TOKEN_ASSIGN || (is_rank && kind == TOKEN_FROM)) return 6;
    if (kind == TOKEN_MAX) return 3;
    if (kind == TOKEN_WEIGHT) return 4;
    if (kind == TOKEN_BONUS || kind == TOKEN_PENALTY) return 5;
    return is_rank && kind == TOKEN_WITHIN ? 7 : NO_CELL;
}

static void start_clause(Outlining *o, Token *token) {
    Frame *frame = top(o);
    uint16_t cell = clause_cell(frame, token->kind);
    frame->clause = token->kind;
    o->wants_next = is_clause_with_operand(token->kind);
    if (cell != NO_CELL && cell > frame->cell) give_cell(token, frame, cell);
    if (stays_on_line(frame, token->kind)) return;
    start_line(token, ROLE_CLAUSE, frame->clause_level, frame->open);
    if (token->kind == TOKEN_EXAMPLE) {
        token->line = frame->declaration == TOKEN_FUNCTION ? LINE_PLAIN : LINE_EXAMPLE;
        give_cell(token, frame, 0);
    }
    bool is_long =
        (is_remark_clause(token->kind) && !frame->is_change) || frame->declaration == TOKEN_FUNCTION;
    if (is_long && frame->open != NO_SECTION) o->outline.parts[frame->open].is_long = true;
}

/* Behind `example` every value is a column, and so is `->`. */
static void in_example(Outlining *o, Token *token) {
    Frame *frame = top(o);
    bool is_value =
        o->last->kind == TOKEN_EXAMPLE || o->last->kind == TOKEN_COMMA || o->last->kind == TOKEN_ARROW;
    if (is_value || token->kind == TOKEN_ARROW) give_cell(token, frame, (uint16_t)(frame->cell + 1));
}

static void in_head(Outlining *o, Token *token) {
    Frame *frame = top(o);
    if (token->kind == TOKEN_TEXT && frame->declaration == TOKEN_FUNCTION)
        start_line(token, ROLE_CLAUSE, frame->clause_level, frame->open);
    else if (token->kind == TOKEN_TEXT && frame->cell == 1)
        give_cell(token, frame, 2);
    else if (o->wants && token->is_name && frame->cell == 0)
        give_cell(token, frame, 1);
}

static void in_changed_input(Outlining *o, Token *token) {
    if (o->wants) return;
    if (token->kind == TOKEN_FROM || token->kind == TOKEN_TO || token->kind == TOKEN_STEP)
        o->wants_next = true;
    if (token->kind == TOKEN_TEXT && !is_text_taker(o->last->kind)) token->gap = LABEL_GAP;
}

static void in_declarations(Outlining *o, Token *token) {
    Frame *frame = top(o);
    bool is_member_of_every = o->last && o->last->kind == TOKEN_EVERY;
    bool starts_change = frame->kind == FRAME_FILE && !o->wants && is_change_word(token->kind);
    if (is_second_word(o, frame, token))
        continue_declaration(o, token);
    else if (starts_change || (is_declaration_word(token->kind) && !is_member_of_every))
        start_declaration(o, token);
    else if (frame->declaration == TOKEN_INPUT)
        in_changed_input(o, token);
    else if (!o->wants && is_clause(o, frame, token->kind))
        start_clause(o, token);
    else if (frame->clause == TOKEN_EXAMPLE)
        in_example(o, token);
    else if (frame->clause == 0)
        in_head(o, token);
}

/* ---- entries of blocks */

static void start_entry(Outlining *o, Token *token, LineKind line) {
    Frame *frame = top(o);
    start_line(token, ROLE_ENTRY, frame->level, NO_SECTION);
    token->line = line;
    token->is_sign = token->kind == TOKEN_MINUS;
    frame->declaration = token->kind;
    frame->has_colon = frame->has_arrow = false;
    give_cell(token, frame, 0);
}

static void in_methodology(Outlining *o, Token *token) {
    Frame *frame = top(o);
    if (token->kind == TOKEN_TEXT || token->kind == TOKEN_NUMBER || token->kind == TOKEN_NAME) {
        if (frame->cell == 0) give_cell(token, frame, 1);
        return;
    }
    start_line(token, ROLE_ARM, frame->level, frame->part);
    token->line = LINE_HEAD_ENTRY;
    if (frame->cell > 0) o->outline.parts[frame->part].is_long = true; /* more than one entry */
    give_cell(token, frame, 0);
}

static LineKind data_entry(const Frame *frame, const Token *token) {
    if (token->kind == TOKEN_NAME) return LINE_INPUT;
    if (token->kind == TOKEN_REQUIRE) return LINE_REQUIRE;
    bool is_item = token->kind == TOKEN_SEPARATOR || token->kind == TOKEN_NUMBERS ||
                   token->kind == TOKEN_UNITS ||
                   (token->kind == TOKEN_TOKEN && frame->declaration != TOKEN_NAME);
    return is_item ? LINE_DATA_ITEM : LINE_PLAIN;
}

static void in_data(Outlining *o, Token *token) {
    Frame *frame = top(o);
    LineKind entry = data_entry(frame, token);
    if (o->wants) return;
    if (entry != LINE_PLAIN) {
        start_entry(o, token, entry);
        o->wants_next = token->kind == TOKEN_REQUIRE;
    } else if (token->kind == TOKEN_COLON) {
        give_cell(token, frame, 1);
    } else if (token->kind == TOKEN_FROM || token->kind == TOKEN_TO || token->kind == TOKEN_STEP) {
        o->wants_next = true;
    } else if (token->kind == TOKEN_COLUMN && frame->cell < 2) {
        give_cell(token, frame, 2);
        token->gap = LABEL_GAP;
    } else if (token->kind == TOKEN_TEXT && !is_text_taker(o->last->kind) && o->before->kind != TOKEN_ALLOW) {
        give_cell(token, frame, 3);
        token->gap = frame->declaration == TOKEN_REQUIRE ? 1 : LABEL_GAP;
    }
}

static bool is_row_name(const Token *token) {
    return token->kind == TOKEN_NAME || token_is_soft(token->kind);
}

/* Behind a line of `criteria`, and further in. */
static void start_row_example(Outlining *o, Token *token) {
    Frame *frame = top(o);
    start_line(token, ROLE_ENTRY, frame->level + INDENT, NO_SECTION);
    token->line = LINE_EXAMPLE;
    frame->clause = TOKEN_EXAMPLE;
    frame->has_colon = false;
    give_cell(token, frame, 0);
    o->wants_next = true;
}

static void in_rows(Outlining *o, Token *token) {
    Frame *frame = top(o);
    if (!o->wants && token->kind == TOKEN_EXAMPLE) {
        start_row_example(o, token);
        return;
    }
    if (frame->clause == TOKEN_EXAMPLE && (o->wants || !is_row_name(token))) {
        in_example(o, token);
        return;
    }
    frame->clause = 0;
    bool is_value = o->last->kind == TOKEN_COLON || o->last->kind == TOKEN_COMMA;
    if (frame->has_colon && is_value)
        give_cell(token, frame, (uint16_t)(frame->cell + 1));
    else if (!o->wants && is_row_name(token))
        start_entry(o, token, LINE_ROW);
    else if (token->kind == TOKEN_TEXT && !frame->has_colon)
        give_cell(token, frame, 1);
    else if (token->kind == TOKEN_COLON)
        give_cell(token, frame, 2);
    if (token->kind == TOKEN_COLON) frame->has_colon = true;
}

/* The next test of `by`, or the next line of a grade. */
static void start_arm(Outlining *o, Token *token, LineKind line) {
    Frame *frame = top(o);
    start_line(token, ROLE_ARM, frame->level, frame->part);
    token->line = line;
    token->gap = o->last->kind == TOKEN_OPEN ? 1 : ARM_GAP;
    frame->has_colon = token->kind == TOKEN_ELSE;
    give_cell(token, frame, 0);
}

static void in_grades(Outlining *o, Token *token) {
    if (o->wants) return;
    if (token->kind == TOKEN_TEXT) {
        start_arm(o, token, LINE_GRADE);
    } else if (is_grade_bound(token->kind) && o->last->kind == TOKEN_TEXT) {
        give_cell(token, top(o), 1);
        o->wants_next = token->kind != TOKEN_UP;
    } else if (token->kind == TOKEN_TO) {
        o->wants_next = true;
    }
}

static bool starts_test(const Outlining *o, const Frame *frame, const Token *token) {
    if (o->last->kind == TOKEN_OPEN) return true;
    if (!frame->has_colon) return false;
    if (o->last->kind == TOKEN_COMMA) return true;
    return !o->wants && frame->pending_ifs == 0 && is_test_start(token->kind);
}

static void in_by(Outlining *o, Token *token) {
    Frame *frame = top(o);
    if (starts_test(o, frame, token)) {
        start_arm(o, token, LINE_ARM);
    } else if (token->kind == TOKEN_COLON) {
        give_cell(token, frame, 1);
        frame->has_colon = true;
    } else if (frame->has_colon && frame->cell < 2 && token->kind != TOKEN_COMMA) {
        give_cell(token, frame, 2);
    }
}

/* ---- tests */

static void start_test_part(Outlining *o, Token *token) {
    Frame *frame = top(o);
    end_part(o, &frame->open);
    start_entry(o, token, LINE_TEST);
    o->wants_next = true;
    if (token->kind != TOKEN_UNITS) frame->open = add_part(o, SECTION_GIVEN, NO_SECTION);
}

static void start_pair(Outlining *o, Token *token) {
    Frame *frame = top(o);
    start_line(token, ROLE_PAIR, frame->level + INDENT, frame->open);
    token->gap = frame->cell == 0 ? 1 : PAIR_GAP;
    if (frame->cell == 0) give_cell(token, frame, 1);
}

/* `units a, b -> c`, and the lines below it: every value is a column. */
static void in_test_table(Outlining *o, Token *token) {
    Frame *frame = top(o);
    int last = o->last->kind;
    bool is_value = last == TOKEN_COMMA || last == TOKEN_ARROW || last == TOKEN_UNITS;
    bool goes_on = o->wants || token->kind == TOKEN_COMMA || token->kind == TOKEN_DOT ||
                   token->kind == TOKEN_POINT || token->kind == TOKEN_POINTS;
    if (token->kind == TOKEN_ARROW || is_value) {
        give_cell(token, frame, (uint16_t)(frame->cell + 1));
    } else if (frame->has_arrow && !goes_on) {
        start_entry(o, token, LINE_TEST);
        frame->declaration = TOKEN_UNITS;
        give_cell(token, frame, 1);
    }
    if (token->kind == TOKEN_ARROW) frame->has_arrow = true;
}

static void in_test(Outlining *o, Token *token) {
    Frame *frame = top(o);
    bool is_name = token->kind == TOKEN_NAME || token_is_soft(token->kind);
    bool is_start = o->last->kind == TOKEN_OPEN || frame->declaration == TOKEN_GIVEN;
    if (!o->wants && is_start &&
        (token->kind == TOKEN_GIVEN || token->kind == TOKEN_EXPECT || token->kind == TOKEN_UNITS))
        start_test_part(o, token);
    else if (frame->declaration == TOKEN_UNITS)
        in_test_table(o, token);
    else if (is_name && o->last->kind != TOKEN_DOT && o->last->kind != TOKEN_NOT &&
             o->last->kind != TOKEN_ASSIGN)
        start_pair(o, token);
}

/* ---- brackets */

/* Where a line starts that goes on with what stands at the top of `frame`. */
static uint32_t level_inside(const Frame *frame) {
    if (frame->kind == FRAME_ROUND) return frame->level;
    bool is_clause_line = frame->kind == FRAME_FILE || frame->kind == FRAME_MEMBERS;
    return (is_clause_line ? frame->clause_level : frame->level) + INDENT;
}

/* A block whose entries always have lines of their own. */
static void open_block(Outlining *o, Token *token, FrameKind kind) {
    Frame *frame = top(o);
    uint32_t level = frame->level;
    if (is_block_word(frame->declaration)) start_line(token, ROLE_OPEN, level, frame->open);
    o->end = o->at + 1;
    end_part(o, &frame->open);
    push(o, kind, level + INDENT, NO_SECTION);
}

static void open_short(Outlining *o, FrameKind kind, uint32_t level) {
    uint32_t around = innermost_part(top(o)), part = add_part(o, SECTION_SHORT, around);
    push(o, kind, level, around)->part = part;
}

static void open_brace(Outlining *o, Token *token) {
    Frame *frame = top(o);
    o->wants_next = false;
    if (frame->pending_bys > 0) {
        frame->pending_bys--;
        open_short(o, FRAME_BY, level_inside(frame) + INDENT);
        o->wants_next = true;
    } else if ((frame->kind != FRAME_FILE && frame->kind != FRAME_MEMBERS) ||
               frame->declaration == TOKEN_INPUT) {
        push(o, FRAME_LIST, level_inside(frame), innermost_part(frame));
    } else if (frame->declaration == TOKEN_METHODOLOGY) {
        open_short(o, FRAME_METHODOLOGY, frame->level + INDENT);
    } else if (frame->declaration == TOKEN_GRADE) {
        open_short(o, FRAME_GRADES, frame->level + INDENT);
    } else {
        int declaration = frame->declaration;
        open_block(o, token,
                   declaration == TOKEN_DATA       ? FRAME_DATA
                   : declaration == TOKEN_TEST     ? FRAME_TEST
                   : declaration == TOKEN_CRITERIA ? FRAME_ROWS
                                                   : FRAME_MEMBERS);
    }
}

static void close_bracket(Outlining *o, Token *token) {
    if (o->count == 1) return;
    Frame frame = *top(o);
    bool is_empty = o->outline.tokens->items[o->at - 1].kind == TOKEN_OPEN;
    bool is_line = frame.kind != FRAME_LIST && frame.kind != FRAME_ROUND;
    end_part(o, &frame.open);
    o->count--;
    if (is_line && !is_empty) start_line(token, ROLE_CLOSE, frame.level - INDENT, frame.part);
    o->end = o->at + 1;
    end_part(o, &frame.part);
}

/* ---- one token after the other */

static void count_pending(Frame *frame, const Token *token) {
    if (token->kind == TOKEN_IF) frame->pending_ifs++;
    if (token->kind == TOKEN_ELSE && frame->pending_ifs > 0) frame->pending_ifs--;
    if (token->kind == TOKEN_BY) frame->pending_bys++;
}

static void place(Outlining *o, Token *token) {
    switch (top(o)->kind) {
    case FRAME_FILE:
    case FRAME_MEMBERS: in_declarations(o, token); break;
    case FRAME_METHODOLOGY: in_methodology(o, token); break;
    case FRAME_DATA: in_data(o, token); break;
    case FRAME_ROWS: in_rows(o, token); break;
    case FRAME_GRADES: in_grades(o, token); break;
    case FRAME_TEST: in_test(o, token); break;
    case FRAME_BY: in_by(o, token); break;
    case FRAME_LIST:
    case FRAME_ROUND: break;
    }
}

static bool wants_behind(const Token *token) {
    return wants_operand_behind(token->kind) || token->kind == TOKEN_OF || token->kind == TOKEN_REACHES ||
           token->kind == TOKEN_WHEN || token->kind == TOKEN_UNLESS || token->kind == TOKEN_TOTAL ||
           token->kind == TOKEN_MEANS || token->kind == TOKEN_ALLOW;
}

static void mark_break(const Outlining *o, Token *token) {
    FrameKind kind = o->frames[o->count - 1].kind;
    bool is_list = kind == FRAME_ROUND || kind == FRAME_LIST;
    bool is_behind_comma = is_list && o->last && o->last->kind == TOKEN_COMMA;
    token->may_break = is_behind_comma || (may_end_line_before(token->kind) && !token->is_sign);
}

/* 0 or 1 blank between two tokens on one line, where nothing else was said. */
static uint16_t gap_before(const Token *last, const Token *token) {
    if (!last || token->kind == TOKEN_RIGHT || token->kind == TOKEN_COMMA || token->kind == TOKEN_DOT ||
        token->kind == TOKEN_RANGE)
        return 0;
    if (last->kind == TOKEN_LEFT || last->kind == TOKEN_DOT || last->kind == TOKEN_RANGE || last->is_sign)
        return 0;
    return token->kind == TOKEN_LEFT && last->is_name ? 0 : 1;
}

static void classify(Outlining *o, Token *token) {
    bool can_be_name = token_is_soft(token->kind) || token->kind == TOKEN_MAX;
    token->is_name = token->kind == TOKEN_NAME || (o->wants && can_be_name);
    token->is_sign = token->kind == TOKEN_MINUS && o->wants;
    token->depth = (uint32_t)o->count;
    o->wants_next = !token->is_name && wants_behind(token);
}

static void outline_token(Outlining *o, Token *token) {
    classify(o, token);
    bool closes = token->kind == TOKEN_RIGHT || token->kind == TOKEN_CLOSE;
    if (closes)
        close_bracket(o, token);
    else
        place(o, token);
    if (!closes) count_pending(top(o), token);
    mark_break(o, token);
    if (token->gap == 0) token->gap = gap_before(o->last, token);
    if (token->kind == TOKEN_LEFT)
        push(o, FRAME_ROUND, level_inside(top(o)), innermost_part(top(o)));
    else if (token->kind == TOKEN_OPEN)
        open_brace(o, token);
    o->wants = o->wants_next;
    o->before = o->last;
    o->last = token;
    o->end = o->at + 1;
}

Outline outline_make(TokenList *tokens, Arena *arena) {
    Outlining o = {.outline = {.tokens = tokens}, .arena = arena};
    push(&o, FRAME_FILE, 0, NO_SECTION);
    for (o.at = 0; o.at < tokens->count; o.at++) {
        Token *token = &tokens->items[o.at];
        if (!token_is_comment(token)) outline_token(&o, token);
        if (token->kind == TOKEN_REMARK) token->gap = REMARK_GAP;
    }
    end_part(&o, &top(&o)->open);
    return o.outline;
}
