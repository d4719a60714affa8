/* One node a line, its parts indented below it. Numbers are shown as written. */
#include "lang/ast.h"

typedef struct Dump {
    const AstFile *file;
    TextBuilder *out;
} Dump;

/* ---- lines */

static void start_line(const Dump *dump, size_t indent, const char *word) {
    text_builder_add_repeated(dump->out, TEXT("  "), indent);
    text_builder_add(dump->out, text_from(word));
}

static void end_line(const Dump *dump) {
    text_builder_add_char(dump->out, '\n');
}

static void add_word(const Dump *dump, const char *word) {
    text_builder_add_char(dump->out, ' ');
    text_builder_add(dump->out, text_from(word));
}

static void add_name(const Dump *dump, AstName name) {
    if (name.text.len == 0) return;
    text_builder_add_char(dump->out, ' ');
    text_builder_add(dump->out, name.text);
}

static void add_text(const Dump *dump, Text text) {
    if (!text.bytes) return;
    text_builder_add(dump->out, TEXT(" \""));
    text_builder_add(dump->out, text);
    text_builder_add_char(dump->out, '"');
}

static void add_source(const Dump *dump, Span span) {
    text_builder_add_char(dump->out, ' ');
    text_builder_add(dump->out, text_slice(dump->file->source->text, span.from, span.to));
}

static void dump_text(const Dump *dump, size_t indent, const char *word, Text text) {
    if (!text.bytes) return;
    start_line(dump, indent, word);
    add_text(dump, text);
    end_line(dump);
}

/* ---- expressions */

static const char *scope_word(AstScopeKind kind) {
    switch (kind) {
    case SCOPE_NONE: return "";
    case SCOPE_BLOCK: return "within block";
    case SCOPE_ALL: return "within all";
    case SCOPE_COHORT: return "within cohort";
    case SCOPE_NAME: return "within";
    }
    return "";
}

static void add_scope(const Dump *dump, AstScope scope) {
    if (scope.kind == SCOPE_NONE) return;
    add_word(dump, scope_word(scope.kind));
    add_name(dump, scope.name);
}

static void dump_expression(const Dump *dump, size_t indent, const AstExpression *node) {
    start_line(dump, indent, ast_kind_name(node->kind));
    if (node->kind == AST_NUMBER) add_source(dump, node->span);
    if (node->kind == AST_EVERY) add_word(dump, ast_members_word(node->members));
    add_name(dump, node->name);
    bool has_attribute = node->kind == AST_CHILDREN && node->attribute != ATTRIBUTE_VALUE;
    if (node->kind == AST_ATTRIBUTE || has_attribute) add_word(dump, ast_attribute_word(node->attribute));
    if (node->kind == AST_TEXT || node->kind == AST_DATE) add_text(dump, node->text);
    if (node->kind == AST_TEST_COMPARE) add_word(dump, ast_kind_name(node->comparison));
    add_scope(dump, node->scope);
    end_line(dump);
    for (uint32_t i = 0; i < node->count; i++)
        dump_expression(dump, indent + 1, node->operands[i]);
}

static void dump_part(const Dump *dump, size_t indent, const char *word, const AstExpression *node) {
    if (!node) return;
    start_line(dump, indent, word);
    end_line(dump);
    dump_expression(dump, indent + 1, node);
}

/* ---- what several declarations have */

static const char *mode_word(RoundingMode mode) {
    switch (mode) {
    case ROUND_HALF_AWAY: return "half_away";
    case ROUND_HALF_EVEN: return "half_even";
    case ROUND_DOWN: return "down";
    case ROUND_UP: return "up";
    case ROUND_FLOOR: return "floor";
    case ROUND_CEILING: return "ceiling";
    }
    return "";
}

static void dump_rounding(const Dump *dump, size_t indent, const AstRounding *rounding) {
    if (rounding->present) {
        start_line(dump, indent, "round");
        text_builder_add_format(dump->out, " %d %s\n", rounding->decimals, mode_word(rounding->mode));
    }
    if (rounding->as_percent) {
        start_line(dump, indent, "as percent");
        end_line(dump);
    }
}

static void dump_notes(const Dump *dump, size_t indent, const AstNote *notes) {
    dump_text(dump, indent, "basis", notes->basis);
    dump_text(dump, indent, "evidence", notes->evidence);
    dump_text(dump, indent, "note", notes->note);
}

static void start_declaration(const Dump *dump, size_t indent, const char *word, AstName name, Text label) {
    start_line(dump, indent, word);
    add_name(dump, name);
    add_text(dump, label);
}

/* ---- methodology and data */

static void dump_methodology(const Dump *dump, const AstMethodology *methodology) {
    start_line(dump, 0, "methodology");
    add_text(dump, methodology->title);
    end_line(dump);
    dump_text(dump, 1, "issued", methodology->issued);
    dump_text(dump, 1, "note", methodology->note);
}

static void dump_options(const Dump *dump, const char *word, const AstOption *options, size_t count) {
    for (size_t i = 0; i < count; i++) {
        start_line(dump, 2, word);
        add_text(dump, options[i].text);
        if (options[i].label.bytes != options[i].text.bytes) add_text(dump, options[i].label);
        end_line(dump);
    }
}

static void dump_tokens(const Dump *dump, size_t indent, const AstToken *tokens, size_t count) {
    for (size_t i = 0; i < count; i++) {
        start_line(dump, indent, "token");
        add_text(dump, tokens[i].text);
        if (tokens[i].meaning == TOKEN_MEANS_MISSING) add_word(dump, "missing");
        if (tokens[i].meaning == TOKEN_MEANS_NOT_APPLICABLE) add_word(dump, "not applicable");
        end_line(dump);
        if (tokens[i].value) dump_expression(dump, indent + 1, tokens[i].value);
    }
}

static const char *missing_word(AstMissing missing) {
    switch (missing) {
    case ON_MISSING_REJECT: return "reject";
    case ON_MISSING_VALUE: return "value";
    case ON_MISSING_NOT_APPLICABLE: return "not applicable";
    case ON_MISSING_UNRANKED: return "unranked";
    case ON_MISSING_MEAN: return "mean";
    case ON_MISSING_MEDIAN: return "median";
    case ON_MISSING_INPUT: return "input";
    }
    return "";
}

static void dump_missing(const Dump *dump, const AstInput *input) {
    if (!input->has_missing) return;
    start_line(dump, 2, "missing");
    add_word(dump, missing_word(input->missing));
    add_scope(dump, input->missing_scope);
    end_line(dump);
    if (input->missing_value) dump_expression(dump, 3, input->missing_value);
}

static const char *type_word(AstType type) {
    switch (type) {
    case TYPE_KEY: return "key";
    case TYPE_NAME: return "name";
    case TYPE_TEXT: return "text";
    case TYPE_BLOCK: return "block";
    case TYPE_ONE_OF: return "one of";
    case TYPE_YES_NO: return "yes_no";
    case TYPE_COUNT: return "count";
    case TYPE_NUMBER: return "number";
    case TYPE_PERCENT: return "percent";
    case TYPE_POINTS: return "points";
    case TYPE_DATE: return "date";
    }
    return "";
}

static void dump_input(const Dump *dump, const AstInput *input) {
    start_declaration(dump, 1, "input", input->name, (Text){0});
    if (input->last.text.len > 0) add_word(dump, "..");
    add_name(dump, input->last);
    add_word(dump, type_word(input->type));
    add_text(dump, input->label);
    if (input->is_info) add_word(dump, "info");
    if (input->better > 0) add_word(dump, "higher is better");
    if (input->better < 0) add_word(dump, "lower is better");
    end_line(dump);
    dump_options(dump, "option", input->options, input->option_count);
    dump_options(dump, "yes", input->yes_texts, input->yes_count);
    dump_options(dump, "no", input->no_texts, input->no_count);
    dump_part(dump, 2, "from", input->low);
    dump_part(dump, 2, "to", input->high);
    dump_part(dump, 2, "step", input->step);
    dump_text(dump, 2, "unit", input->unit);
    dump_missing(dump, input);
    dump_tokens(dump, 2, input->tokens, input->token_count);
    dump_text(dump, 2, "column", input->column);
    dump_notes(dump, 2, &input->notes);
}

static void dump_data(const Dump *dump, const AstData *data) {
    start_line(dump, 0, "data");
    end_line(dump);
    dump_text(dump, 1, "separator", data->separator);
    dump_text(dump, 1, "decimal", data->decimal);
    dump_text(dump, 1, "group", data->group);
    dump_tokens(dump, 1, data->tokens, data->token_count);
    dump_options(dump, "unit", data->units, data->unit_count);
    for (size_t i = 0; i < data->input_count; i++)
        dump_input(dump, data->inputs[i]);
    for (size_t i = 0; i < data->require_count; i++) {
        dump_text(dump, 1, "require", data->requires[i].message);
        dump_expression(dump, 2, data->requires[i].condition);
    }
}

/* ---- declarations */

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

static void dump_clauses(const Dump *dump, size_t indent, const AstNode *node) {
    dump_part(dump, indent, "max", node->max);
    dump_part(dump, indent, "weight", node->weight);
    dump_part(dump, indent, "applies when", node->applies);
    dump_part(dump, indent, "counts when", node->counts);
    dump_part(dump, indent, "weights total", node->weights_total);
    dump_part(dump, indent, "formula", node->formula);
    dump_rounding(dump, indent, &node->rounding);
    dump_notes(dump, indent, &node->notes);
}

static void dump_list(const Dump *dump, size_t indent, const char *word, const ExpressionList *list) {
    if (list->count == 0) return;
    start_line(dump, indent, word);
    end_line(dump);
    for (size_t i = 0; i < list->count; i++)
        dump_expression(dump, indent + 1, list->items[i]);
}

static void dump_test_lines(const Dump *dump, size_t indent, const char *word, const AstTestLine *lines,
                            size_t count) {
    for (size_t i = 0; i < count; i++) {
        start_line(dump, indent, word);
        end_line(dump);
        dump_list(dump, indent + 1, "given", &lines[i].given);
        dump_list(dump, indent + 1, "expected", &lines[i].expected);
    }
}

static void dump_rows(const Dump *dump, size_t indent, const AstNode *node) {
    for (size_t i = 0; i < node->row_count; i++) {
        start_declaration(dump, indent, "row", node->rows[i].name, node->rows[i].label);
        end_line(dump);
        for (size_t j = 0; j < node->rows[i].count; j++)
            dump_expression(dump, indent + 1, node->rows[i].arguments[j]);
        dump_test_lines(dump, indent + 1, "example", node->rows[i].examples, node->rows[i].example_count);
    }
}

/* Recursion: groups in groups, no deeper than the limit on brackets. */
static void dump_node(const Dump *dump, size_t indent, const AstNode *node) {
    start_declaration(dump, indent, node_word(node->kind), node->name, node->label);
    for (size_t i = 0; i < node->parameter_count; i++)
        add_name(dump, node->parameters[i]);
    if (node->is_bonus) add_word(dump, "bonus");
    if (node->is_penalty) add_word(dump, "penalty");
    if (node->weights_relative) add_word(dump, "weights relative");
    end_line(dump);
    dump_clauses(dump, indent + 1, node);
    dump_test_lines(dump, indent + 1, "example", node->examples, node->example_count);
    dump_rows(dump, indent + 1, node);
    for (size_t i = 0; i < node->member_count; i++)
        dump_node(dump, indent + 1, node->members[i]);
}

static void dump_function(const Dump *dump, const AstFunction *function) {
    start_declaration(dump, 0, "function", function->name, function->doc);
    end_line(dump);
    for (size_t i = 0; i < function->parameter_count; i++) {
        start_declaration(dump, 1, "parameter", function->parameters[i].name, function->parameters[i].doc);
        end_line(dump);
    }
    dump_part(dump, 1, "formula", function->body);
    for (size_t i = 0; i < function->example_count; i++) {
        dump_part(dump, 1, "example", function->examples[i].call);
        dump_part(dump, 1, "gives", function->examples[i].expected);
    }
    dump_notes(dump, 1, &function->notes);
}

static void dump_let(const Dump *dump, const AstLet *let) {
    start_declaration(dump, 0, let->is_report ? "report" : "let", let->name, let->label);
    end_line(dump);
    dump_expression(dump, 1, let->value);
    dump_rounding(dump, 1, &let->rounding);
}

static void dump_gate(const Dump *dump, const AstGate *gate) {
    start_declaration(dump, 0, "gate", gate->name, gate->label);
    end_line(dump);
    dump_expression(dump, 1, gate->condition);
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

static void dump_rank(const Dump *dump, const AstRank *rank) {
    start_declaration(dump, 0, "rank", rank->name, rank->label);
    add_scope(dump, rank->scope);
    add_word(dump, ties_word(rank->ties));
    if (rank->exact) add_word(dump, "exact");
    end_line(dump);
    for (size_t i = 0; i < rank->key_count; i++) {
        start_declaration(dump, 1, i == 0 ? "from" : "then", rank->keys[i].name, (Text){0});
        if (rank->keys[i].lowest_first) add_word(dump, "lowest first");
        end_line(dump);
    }
    dump_part(dump, 1, "when", rank->when);
    dump_text(dump, 1, "show", rank->show);
}

static const char *bound_word(AstBound bound) {
    switch (bound) {
    case BOUND_NONE: return "";
    case BOUND_FROM: return " from";
    case BOUND_ABOVE: return " above";
    case BOUND_UP_TO: return " up to";
    case BOUND_BELOW: return " below";
    case BOUND_TOP: return " top";
    case BOUND_SHARE: return " share";
    }
    return "";
}

static void dump_grade(const Dump *dump, const AstGrade *grade) {
    start_declaration(dump, 0, "grade", grade->name, grade->label);
    add_word(dump, "from");
    add_name(dump, grade->source);
    add_scope(dump, grade->scope);
    if (grade->exact) add_word(dump, "exact");
    end_line(dump);
    for (size_t i = 0; i < grade->line_count; i++) {
        start_line(dump, 1, "line");
        add_text(dump, grade->lines[i].text);
        text_builder_add(dump->out, text_from(bound_word(grade->lines[i].bound)));
        end_line(dump);
        if (grade->lines[i].value) dump_expression(dump, 2, grade->lines[i].value);
    }
    dump_text(dump, 1, "capped at", grade->cap);
    dump_part(dump, 1, "unless", grade->cap_unless);
    dump_part(dump, 1, "when", grade->when);
}

static void dump_test(const Dump *dump, const AstTest *test) {
    start_line(dump, 0, "test");
    add_text(dump, test->name);
    end_line(dump);
    dump_list(dump, 1, "given", &test->fixed);
    dump_list(dump, 1, "values", &test->fixed_values);
    dump_list(dump, 1, "inputs", &test->inputs);
    dump_list(dump, 1, "outputs", &test->outputs);
    dump_test_lines(dump, 1, "line", test->lines, test->line_count);
    dump_text(dump, 1, "from", test->data_file.text);
    dump_text(dump, 1, "expect", test->result_file.text);
}

static void dump_item(const Dump *dump, const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: dump_function(dump, item->function); break;
    case ITEM_LET: dump_let(dump, item->let); break;
    case ITEM_NODE: dump_node(dump, 0, item->node); break;
    case ITEM_GATE: dump_gate(dump, item->gate); break;
    case ITEM_RANK: dump_rank(dump, item->rank); break;
    case ITEM_GRADE: dump_grade(dump, item->grade); break;
    case ITEM_TEST: dump_test(dump, item->test); break;
    }
}

static void dump_allow(const Dump *dump, const AstAllow *allow) {
    start_line(dump, 0, "allow");
    add_name(dump, allow->code);
    add_text(dump, allow->reason);
    if (allow->scope.to == 0) add_word(dump, "everywhere");
    end_line(dump);
}

/* What was done to older rules to make these; the tree below is what came of it. */
static void dump_change(const Dump *dump, const AstChange *change) {
    static const char *const WORDS[] = {"change", "remove", "rename"};
    start_line(dump, 0, WORDS[change->kind]);
    add_word(dump, part_word(change->part));
    add_name(dump, change->name);
    if (change->kind == CHANGE_RENAME) add_word(dump, "to");
    if (change->other.text.len > 0) add_name(dump, change->other);
    end_line(dump);
}

void ast_dump(const AstFile *file, TextBuilder *out) {
    Dump dump = {file, out};
    dump_text(&dump, 0, "extends", file->extends);
    for (size_t i = 0; i < file->history_count; i++)
        dump_change(&dump, file->history[i]);
    if (file->has_methodology) dump_methodology(&dump, &file->methodology);
    if (file->data.present) dump_data(&dump, &file->data);
    for (size_t i = 0; i < file->item_count; i++)
        dump_item(&dump, &file->items[i]);
    for (size_t i = 0; i < file->allow_count; i++)
        dump_allow(&dump, &file->allows[i]);
}
