#include "drafting/annex_outcomes.h"

#include "drafting/words_bands.h"

/* One section: its heading and the head of its table are written with its first row. */
typedef struct Section {
    Sheet *sheet;
    const Words *words;
    Phrase heading;
    bool has_head;
} Section;

static WordLines *add_row(Section *section, Phrase second) {
    const Words *words = section->words;
    if (!section->has_head) {
        sheet_add(section->sheet, SHEET_HEADING, phrase_text(section->heading, words->language));
        sheet_add_table(section->sheet, "lv");
        WordLines *head = sheet_add_row(section->sheet, false);
        word_lines_add(words, &head[0], WORDS(words, COLUMN_NAME));
        word_lines_add(words, &head[1], phrase_text(second, words->language));
    }
    section->has_head = true;
    return sheet_add_row(section->sheet, false);
}

static Text title(AstName name, Text label) {
    return label.len ? label : name.text;
}

/* ---- functions, lets, reports, gates */

static Text call_text(const Words *words, const AstFunction *function) {
    TextBuilder out = text_builder(words->arena);
    text_builder_add_format(&out, "%.*s(", TEXT_ARG(function->name.text));
    for (size_t i = 0; i < function->parameter_count; i++)
        text_builder_add_format(&out, "%s%.*s", i > 0 ? "; " : "",
                                TEXT_ARG(function->parameters[i].name.text));
    text_builder_add_char(&out, ')');
    return text_builder_text(&out);
}

static void add_function(Section *section, const AstFunction *function) {
    WordLines *cells = add_row(section, PHRASE_COLUMN_RULE);
    word_lines_add(section->words, &cells[0], call_text(section->words, function));
    if (function->doc.len) word_lines_add(section->words, &cells[1], function->doc);
    words_value(section->words, function->body, PHRASE_VALUE_IS, &cells[1]);
}

static void add_let(Section *section, const AstLet *let) {
    WordLines *cells = add_row(section, PHRASE_COLUMN_RULE);
    word_lines_add(section->words, &cells[0], title(let->name, let->label));
    words_value(section->words, let->value, PHRASE_VALUE_IS, &cells[1]);
    words_rounding(section->words, &let->rounding, &cells[1]);
}

static void add_gate(Section *section, const AstGate *gate) {
    WordLines *cells = add_row(section, PHRASE_COLUMN_WHO);
    word_lines_add(section->words, &cells[0], title(gate->name, gate->label));
    words_value(section->words, gate->condition, PHRASE_HOLDS_WHEN, &cells[1]);
}

/* ---- ranks */

/* Clauses of one sentence. */
static void join(TextBuilder *sentence, Text clause) {
    if (sentence->len > 0) text_builder_add(sentence, TEXT("; "));
    text_builder_add(sentence, clause);
}

static void join_keys(const Words *words, const AstRank *rank, TextBuilder *sentence) {
    for (size_t i = 0; i < rank->key_count; i++) {
        bool lowest = rank->keys[i].lowest_first;
        Phrase first = lowest ? PHRASE_RANK_BY_LOWEST : PHRASE_RANK_BY;
        Phrase then = lowest ? PHRASE_RANK_THEN_LOWEST : PHRASE_RANK_THEN;
        Text name = words_name(words, rank->keys[i].name.text);
        join(sentence, words_say(words, i == 0 ? first : then, &name, 1));
    }
}

static Text among(const Words *words, AstScope scope) {
    if (words_is_block(words, scope)) return WORDS(words, EACH_BLOCK);
    switch (scope.kind) {
    case SCOPE_NONE:
    case SCOPE_ALL: return WORDS(words, ALL_UNITS);
    case SCOPE_COHORT: return words->methodology->block ? WORDS(words, EACH_BLOCK) : WORDS(words, ALL_UNITS);
    case SCOPE_BLOCK: return WORDS(words, EACH_BLOCK);
    case SCOPE_NAME: break;
    }
    return WORDS_SAY(words, EACH_NAME, words_name(words, scope.name.text));
}

static Phrase ties_phrase(AstTies ties) {
    switch (ties) {
    case TIES_COMPETITION: return PHRASE_TIES_COMPETITION;
    case TIES_DENSE: return PHRASE_TIES_DENSE;
    case TIES_ORDINAL: return PHRASE_TIES_ORDINAL;
    case TIES_AVERAGE: return PHRASE_TIES_AVERAGE;
    case TIES_LOWEST: return PHRASE_TIES_LOWEST;
    }
    return PHRASE_TIES_COMPETITION;
}

static Text condition_words(const Words *words, const AstExpression *when) {
    return WORDS_SAY(words, ONLY_WHEN, words_whole(words, when));
}

static void add_rank(Section *section, const AstRank *rank) {
    const Words *words = section->words;
    TextBuilder sentence = text_builder(words->arena);
    join_keys(words, rank, &sentence);
    join(&sentence, among(words, rank->scope));
    if (rank->when) join(&sentence, condition_words(words, rank->when));
    if (rank->exact) join(&sentence, WORDS(words, ON_EXACT));
    join(&sentence, phrase_text(ties_phrase(rank->ties), words->language));
    text_builder_add_char(&sentence, '.');
    WordLines *cells = add_row(section, PHRASE_COLUMN_WHO);
    word_lines_add(words, &cells[0], title(rank->name, rank->label));
    word_lines_add(words, &cells[1], text_builder_text(&sentence));
}

/* ---- grades */

static Edge edge_of(AstBound bound) {
    switch (bound) {
    case BOUND_FROM: return EDGE_FROM;
    case BOUND_ABOVE: return EDGE_ABOVE;
    case BOUND_UP_TO: return EDGE_UP_TO;
    case BOUND_BELOW: return EDGE_BELOW;
    case BOUND_NONE:
    case BOUND_TOP:
    case BOUND_SHARE: break;
    }
    return EDGE_NONE;
}

static Band band_of(const Words *words, const AstGradeLine *line) {
    Band band = {.edge = line->value && line->value->kind == AST_NUMBER ? edge_of(line->bound) : EDGE_NONE};
    if (band.edge == EDGE_NONE) return band;
    band.bound = line->value->number;
    band.text = words_whole(words, line->value);
    return band;
}

static Text cut_words(const Words *words, const AstGradeLine *line) {
    Text value = line->value ? words_whole(words, line->value) : TEXT("");
    bool is_share = line->value && line->value->kind == AST_NUMBER && line->value->unit == LITERAL_RATIO;
    switch (line->bound) {
    case BOUND_NONE: return WORDS(words, GRADE_REST);
    case BOUND_FROM: return WORDS_SAY(words, FROM_UP, value);
    case BOUND_ABOVE: return WORDS_SAY(words, ABOVE, value);
    case BOUND_UP_TO: return WORDS_SAY(words, UP_TO, value);
    case BOUND_BELOW: return WORDS_SAY(words, BELOW, value);
    case BOUND_TOP:
        return is_share ? WORDS_SAY(words, GRADE_TOP_SHARE, value) : WORDS_SAY(words, GRADE_TOP, value);
    case BOUND_SHARE: return WORDS_SAY(words, GRADE_SHARE, value);
    }
    return TEXT("");
}

/* Bounds run in one direction: each grade has both its ends. */
static void add_lines(const Words *words, const AstGrade *grade, WordLines *cell) {
    Band before = {.edge = EDGE_NONE};
    for (size_t i = 0; i < grade->line_count; i++) {
        const AstGradeLine *line = &grade->lines[i];
        Band band = band_of(words, line);
        bool is_first = i == 0 && band.edge != EDGE_NONE;
        bool goes_on = i > 0 && (band_continues(words->numbers, &before, &band) ||
                                 (line->bound == BOUND_NONE && before.edge != EDGE_NONE));
        Text who = is_first  ? band_words(words->arena, words->language, NULL, &band)
                   : goes_on ? band_words(words->arena, words->language, &before, &band)
                             : cut_words(words, line);
        if (line->bound == BOUND_TOP && i > 0) who = WORDS_SAY(words, GRADE_BUT, who);
        word_lines_add_item(words, cell, WORDS_SAY(words, ARM, words_quoted(words, line->text), who));
        before = band;
    }
}

/* [L6.7] the first tenth, the first five */
static bool takes_numbers(const AstGrade *grade) {
    AstBound bound = grade->line_count > 0 ? grade->lines[0].bound : BOUND_NONE;
    return bound == BOUND_TOP || bound == BOUND_SHARE;
}

static void add_grade(Section *section, const AstGrade *grade) {
    const Words *words = section->words;
    WordLines *cells = add_row(section, PHRASE_COLUMN_WHO);
    Text source = words_name(words, grade->source.text);
    word_lines_add(words, &cells[0], title(grade->name, grade->label));
    word_lines_add(words, &cells[1], words_say(words, PHRASE_DEPENDS_ON, &source, 1));
    add_lines(words, grade, &cells[1]);
    if (takes_numbers(grade)) word_lines_add(words, &cells[1], WORDS(words, GRADE_CUTS));
    if (grade->scope.kind != SCOPE_NONE || takes_numbers(grade))
        word_lines_add(words, &cells[1], WORDS_SAY(words, GRADE_AMONG, among(words, grade->scope)));
    if (grade->exact) word_lines_add(words, &cells[1], WORDS(words, ON_EXACT));
    if (grade->cap_unless)
        word_lines_add(words, &cells[1],
                       WORDS_SAY(words, GRADE_CAP, words_quoted(words, grade->cap),
                                 words_whole(words, grade->cap_unless)));
    if (grade->when) word_lines_add(words, &cells[1], condition_words(words, grade->when));
}

/* ---- all of a kind together, in the order of the file */

static void add_item(Section *section, const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: add_function(section, item->function); break;
    case ITEM_LET: add_let(section, item->let); break;
    case ITEM_GATE: add_gate(section, item->gate); break;
    case ITEM_RANK: add_rank(section, item->rank); break;
    case ITEM_GRADE: add_grade(section, item->grade); break;
    case ITEM_NODE:
    case ITEM_TEST: break;
    }
}

void annex_add_outcomes(Sheet *sheet, const Words *words) {
    static const struct {
        AstItemKind kind;
        Phrase heading;
    } SECTIONS[] = {
        {ITEM_FUNCTION, PHRASE_HEAD_FUNCTIONS}, {ITEM_LET, PHRASE_HEAD_VALUES},
        {ITEM_GATE, PHRASE_HEAD_GATES},         {ITEM_RANK, PHRASE_HEAD_RANKS},
        {ITEM_GRADE, PHRASE_HEAD_GRADES},
    };
    const AstFile *file = words->methodology->ast;
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++) {
        Section section = {sheet, words, SECTIONS[i].heading, false};
        for (size_t item = 0; item < file->item_count; item++)
            if (file->items[item].kind == SECTIONS[i].kind) add_item(&section, &file->items[item]);
    }
}
