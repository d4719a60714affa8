#include "drafting/meaning.h"

#include "drafting/meaning_parts.h"

static void write_methodology(MeaningList *out, const AstMethodology *methodology) {
    Meaning meaning = meaning_start(out, "methodology");
    meaning_add_number(&meaning, methodology->year);
    meaning_add_words(&meaning, "title", methodology->title);
    meaning_add_words(&meaning, "issued", methodology->issued);
    meaning_add_words(&meaning, "note", methodology->note);
    meaning_end(&meaning);
}

/* ---- data */

static void write_tokens(Meaning *owner, const AstToken *tokens, size_t count) {
    MeaningList set = meaning_list(owner->arena, owner->context);
    for (size_t i = 0; i < count; i++) {
        Meaning meaning = meaning_start(&set, "token");
        meaning_add_text(&meaning, tokens[i].text);
        if (tokens[i].meaning == TOKEN_MEANS_MISSING) meaning_add(&meaning, TEXT("missing"));
        if (tokens[i].meaning == TOKEN_MEANS_NOT_APPLICABLE) meaning_add(&meaning, TEXT("not_applicable"));
        if (tokens[i].value) meaning_add_expression(&meaning, tokens[i].value);
        meaning_end(&meaning);
    }
    meaning_add_sorted(owner, &set);
}

static void write_options(Meaning *owner, const char *word, const AstOption *options, size_t count) {
    MeaningList set = meaning_list(owner->arena, owner->context);
    for (size_t i = 0; i < count; i++) {
        Meaning meaning = meaning_start(&set, word);
        meaning_add_text(&meaning, options[i].text);
        if (!text_equal(options[i].label, options[i].text))
            meaning_add_words(&meaning, "as", options[i].label);
        meaning_end(&meaning);
    }
    meaning_add_sorted(owner, &set);
}

static const char *missing_word(AstMissing missing) {
    switch (missing) {
    case ON_MISSING_REJECT: return "reject";
    case ON_MISSING_VALUE: return "value";
    case ON_MISSING_NOT_APPLICABLE: return "not_applicable";
    case ON_MISSING_UNRANKED: return "unranked";
    case ON_MISSING_MEAN: return "mean";
    case ON_MISSING_MEDIAN: return "median";
    case ON_MISSING_INPUT: return "input";
    }
    return "";
}

/* To say that a missing cell is rejected is to say nothing new. */
static void write_missing(Meaning *owner, const AstInput *input) {
    if (input->missing == ON_MISSING_REJECT) return;
    Meaning meaning = meaning_open(owner, "missing");
    meaning_add(&meaning, text_from(missing_word(input->missing)));
    meaning_add_scope(&meaning, input->missing_scope);
    if (input->missing_value) meaning_add_expression(&meaning, input->missing_value);
    meaning_close(owner, &meaning);
}

static const char *type_word(AstType type) {
    switch (type) {
    case TYPE_KEY: return "key";
    case TYPE_NAME: return "name";
    case TYPE_TEXT: return "text";
    case TYPE_BLOCK: return "block";
    case TYPE_ONE_OF: return "one_of";
    case TYPE_YES_NO: return "yes_no";
    case TYPE_COUNT: return "count";
    case TYPE_NUMBER: return "number";
    case TYPE_PERCENT: return "percent";
    case TYPE_POINTS: return "points";
    case TYPE_DATE: return "date";
    }
    return "";
}

static void write_input(MeaningList *out, const AstInput *input) {
    Meaning meaning = meaning_start(out, "input");
    meaning_add(&meaning, input->name.text);
    if (input->last.text.len > 0) meaning_add(&meaning, input->last.text);
    meaning_add(&meaning, text_from(type_word(input->type)));
    write_options(&meaning, "option", input->options, input->option_count);
    write_options(&meaning, "yes", input->yes_texts, input->yes_count);
    write_options(&meaning, "no", input->no_texts, input->no_count);
    meaning_add_part(&meaning, "from", input->low);
    meaning_add_part(&meaning, "to", input->high);
    meaning_add_part(&meaning, "step", input->step);
    meaning_add_text_part(&meaning, "unit", input->unit);
    write_missing(&meaning, input);
    write_tokens(&meaning, input->tokens, input->token_count);
    if (!text_equal(input->column, input->name.text))
        meaning_add_text_part(&meaning, "column", input->column);
    meaning_add_words(&meaning, "label", input->label);
    if (input->better != 0)
        meaning_add_words(&meaning, "better", input->better > 0 ? TEXT("higher") : TEXT("lower"));
    meaning_add_notes(&meaning, &input->notes);
    meaning_end(&meaning);
}

static void write_data_item(MeaningList *out, const char *word, Text text, Text usual) {
    if (text.len == 0 || text_equal(text, usual)) return;
    Meaning meaning = meaning_start(out, word);
    meaning_add_text(&meaning, text);
    meaning_end(&meaning);
}

static void write_data(MeaningList *out, const AstData *data) {
    write_data_item(out, "separator", data->separator, TEXT(","));
    write_data_item(out, "decimal", data->decimal, TEXT("."));
    write_data_item(out, "digit_group", data->group, TEXT(""));
    Meaning rest = meaning_start(out, "data");
    write_tokens(&rest, data->tokens, data->token_count);
    write_options(&rest, "unit", data->units, data->unit_count);
    meaning_end(&rest);
    for (size_t i = 0; i < data->input_count; i++)
        write_input(out, data->inputs[i]);
    for (size_t i = 0; i < data->require_count; i++) {
        Meaning meaning = meaning_start(out, "require");
        meaning_add_expression(&meaning, data->requires[i].condition);
        meaning_add_words(&meaning, "message", data->requires[i].message);
        meaning_end(&meaning);
    }
}

/* ---- the tree */

static const char *node_word(AstNodeKind kind) {
    switch (kind) {
    case NODE_CRITERION: return "criterion";
    case NODE_CRITERIA: return "criteria";
    case NODE_GROUP: return "group";
    case NODE_INDEX: return "index";
    case NODE_USE: return "use";
    }
    return "";
}

static void write_rows(Meaning *owner, const AstNode *node) {
    MeaningList set = meaning_list(owner->arena, owner->context);
    for (size_t i = 0; i < node->row_count; i++) {
        Meaning meaning = meaning_start(&set, "row");
        meaning_add(&meaning, node->rows[i].name.text);
        for (size_t j = 0; j < node->rows[i].count; j++)
            meaning_add_expression(&meaning, node->rows[i].arguments[j]);
        meaning_add_words(&meaning, "label", node->rows[i].label);
        meaning_end(&meaning);
    }
    meaning_add_sorted(owner, &set);
}

static void write_clauses(Meaning *meaning, const AstNode *node) {
    if (node->is_bonus) meaning_add(meaning, TEXT("bonus"));
    if (node->is_penalty) meaning_add(meaning, TEXT("penalty"));
    if (node->weights_relative) meaning_add(meaning, TEXT("weights_relative"));
    meaning_add_part(meaning, "max", node->max);
    meaning_add_part(meaning, "weight", node->weight);
    meaning_add_part(meaning, "weights_total", node->weights_total);
    meaning_add_part(meaning, "applies_when", node->applies);
    meaning_add_part(meaning, "counts_when", node->counts);
    meaning_add_part(meaning, "=", node->formula);
    meaning_add_rounding(meaning, &node->rounding);
    meaning_add_words(meaning, "label", node->label);
    meaning_add_notes(meaning, &node->notes);
}

/* Recursion: groups in groups, no deeper than the limit on brackets. */
static void write_node(MeaningList *out, const AstNode *node) {
    Meaning meaning = meaning_start(out, node_word(node->kind));
    if (node->name.text.len > 0) meaning_add(&meaning, node->name.text);
    for (size_t i = 0; i < node->parameter_count; i++)
        meaning_add(&meaning, node->parameters[i].text);
    write_clauses(&meaning, node);
    write_rows(&meaning, node);
    MeaningList members = meaning_list(meaning.arena, meaning.context);
    for (size_t i = 0; i < node->member_count; i++)
        write_node(&members, node->members[i]);
    meaning_add_sorted(&meaning, &members);
    meaning_end(&meaning);
}

/* ---- what else is declared */

static void write_function(MeaningList *out, const AstFunction *function) {
    Meaning meaning = meaning_start(out, "function");
    meaning_add(&meaning, function->name.text);
    for (size_t i = 0; i < function->parameter_count; i++) {
        Meaning parameter = meaning_open(&meaning, "parameter");
        meaning_add(&parameter, function->parameters[i].name.text);
        meaning_add_words(&parameter, "label", function->parameters[i].doc);
        meaning_close(&meaning, &parameter);
    }
    meaning_add_part(&meaning, "=", function->body);
    meaning_add_words(&meaning, "label", function->doc);
    meaning_add_notes(&meaning, &function->notes);
    meaning_end(&meaning);
}

static void write_let(MeaningList *out, const AstLet *let) {
    Meaning meaning = meaning_start(out, let->is_report ? "report" : "let");
    meaning_add(&meaning, let->name.text);
    meaning_add_part(&meaning, "=", let->value);
    meaning_add_rounding(&meaning, &let->rounding);
    meaning_add_words(&meaning, "label", let->label);
    meaning_end(&meaning);
}

static void write_gate(MeaningList *out, const AstGate *gate) {
    Meaning meaning = meaning_start(out, "gate");
    meaning_add(&meaning, gate->name.text);
    meaning_add_part(&meaning, "=", gate->condition);
    meaning_add_words(&meaning, "label", gate->label);
    meaning_end(&meaning);
}

static const char *ties_word(AstTies ties) {
    switch (ties) {
    case TIES_COMPETITION: return "competition";
    case TIES_DENSE: return "dense";
    case TIES_ORDINAL: return "ordinal";
    case TIES_AVERAGE: return "average";
    case TIES_LOWEST: return "lowest";
    }
    return "";
}

static void write_rank(MeaningList *out, const AstRank *rank) {
    Meaning meaning = meaning_start(out, "rank");
    meaning_add(&meaning, rank->name.text);
    for (size_t i = 0; i < rank->key_count; i++) {
        Meaning key = meaning_open(&meaning, "from");
        meaning_add(&key, rank->keys[i].name.text);
        if (rank->keys[i].lowest_first) meaning_add(&key, TEXT("lowest_first"));
        meaning_close(&meaning, &key);
    }
    meaning_add_scope(&meaning, rank->scope);
    meaning_add(&meaning, text_from(ties_word(rank->ties)));
    if (rank->exact) meaning_add(&meaning, TEXT("exact"));
    meaning_add_part(&meaning, "when", rank->when);
    meaning_add_text_part(&meaning, "show", rank->show);
    meaning_add_words(&meaning, "label", rank->label);
    meaning_end(&meaning);
}

static const char *bound_word(AstBound bound) {
    switch (bound) {
    case BOUND_NONE: return "else";
    case BOUND_FROM: return "from";
    case BOUND_ABOVE: return "above";
    case BOUND_UP_TO: return "up_to";
    case BOUND_BELOW: return "below";
    case BOUND_TOP: return "top";
    case BOUND_SHARE: return "share";
    }
    return "";
}

static void write_grade(MeaningList *out, const AstGrade *grade) {
    Meaning meaning = meaning_start(out, "grade");
    meaning_add(&meaning, grade->name.text);
    meaning_add(&meaning, grade->source.text);
    meaning_add_scope(&meaning, grade->scope);
    if (grade->exact) meaning_add(&meaning, TEXT("exact"));
    for (size_t i = 0; i < grade->line_count; i++) {
        Meaning line = meaning_open(&meaning, bound_word(grade->lines[i].bound));
        meaning_add_text(&line, grade->lines[i].text);
        if (grade->lines[i].value) meaning_add_expression(&line, grade->lines[i].value);
        meaning_close(&meaning, &line);
    }
    meaning_add_text_part(&meaning, "capped_at", grade->cap);
    meaning_add_part(&meaning, "unless", grade->cap_unless);
    meaning_add_part(&meaning, "when", grade->when);
    meaning_add_words(&meaning, "label", grade->label);
    meaning_end(&meaning);
}

/* Tests are left out: they never change a result [L9.1]. */
static void write_item(MeaningList *out, const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: write_function(out, item->function); break;
    case ITEM_LET: write_let(out, item->let); break;
    case ITEM_NODE: write_node(out, item->node); break;
    case ITEM_GATE: write_gate(out, item->gate); break;
    case ITEM_RANK: write_rank(out, item->rank); break;
    case ITEM_GRADE: write_grade(out, item->grade); break;
    case ITEM_TEST: break;
    }
}

void meaning_write(const AstFile *file, MeaningScope scope, NumberContext *numbers, Arena *arena,
                   TextBuilder *out) {
    MeaningContext context = {numbers, scope == MEANING_WORDING};
    MeaningList lines = meaning_list(arena, &context);
    write_methodology(&lines, &file->methodology);
    if (file->data.present) write_data(&lines, &file->data);
    for (size_t i = 0; i < file->item_count; i++)
        write_item(&lines, &file->items[i]);
    meaning_list_sort(&lines);
    for (size_t i = 0; i < lines.count; i++) {
        text_builder_add(out, lines.items[i]);
        text_builder_add_char(out, '\n');
    }
}

Sha256Digest meaning_hash(const AstFile *file, MeaningScope scope, NumberContext *numbers, Arena *arena) {
    TextBuilder text = text_builder(arena);
    meaning_write(file, scope, numbers, arena, &text);
    return sha256_text(text_builder_text(&text));
}
