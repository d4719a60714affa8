#include "drafting/rule_aspects.h"

#include "drafting/meaning_parts.h"

typedef struct Filling {
    Rule *rule;
    const AstFile *file;
    MeaningContext context;
    Arena *arena;
} Filling;

/* ---- one answer */

static RuleAspect *add(Filling *filling, const char *word, Text meaning, Text written, Span span) {
    RuleAspect *aspect = &filling->rule->aspects[filling->rule->aspect_count++];
    *aspect = (RuleAspect){word, meaning, written, span};
    return aspect;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* On one line: blanks and comments between words become one blank. */
static Text on_one_line(Filling *filling, Span span) {
    Text text = text_slice(filling->file->source->text, span.from, span.to);
    TextBuilder line = text_builder(filling->arena);
    bool is_quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == '"' && (i == 0 || text.bytes[i - 1] != '\\')) is_quoted = !is_quoted;
        while (!is_quoted && byte == '#' && i < text.len && text.bytes[i] != '\n')
            i++;
        bool blank = !is_quoted && (i == text.len || byte == '#' || is_blank(byte));
        if (!blank)
            text_builder_add_char(&line, byte);
        else if (line.len > 0 && line.bytes[line.len - 1] != ' ')
            text_builder_add_char(&line, ' ');
    }
    return text_trim(text_builder_text(&line));
}

static Meaning start(Filling *filling, MeaningList *list) {
    *list = meaning_list(filling->arena, &filling->context);
    return meaning_start(list, "is");
}

static Text end(Meaning *meaning, MeaningList *list) {
    meaning_end(meaning);
    return list->items[0];
}

static void add_expression(Filling *filling, const char *word, const AstExpression *expression) {
    if (!expression) {
        add(filling, word, (Text){0}, (Text){0}, (Span){0});
        return;
    }
    MeaningList list;
    Meaning meaning = start(filling, &list);
    meaning_add_expression(&meaning, expression);
    add(filling, word, end(&meaning, &list), on_one_line(filling, expression->span), expression->span);
}

static void add_plain(Filling *filling, const char *word, Text text, Span span) {
    add(filling, word, text, text, span);
}

static void add_quoted(Filling *filling, const char *word, Text text) {
    Text quoted = text.len > 0 ? text_format(filling->arena, "\"%.*s\"", TEXT_ARG(text)) : (Text){0};
    add(filling, word, quoted, quoted, (Span){0});
}

static void add_word(Filling *filling, const char *word, bool holds) {
    add_plain(filling, word, holds ? TEXT("yes") : (Text){0}, (Span){0});
}

static void add_notes(Filling *filling, const AstNote *notes) {
    add_quoted(filling, "basis", notes->basis);
    add_quoted(filling, "evidence", notes->evidence);
    add_quoted(filling, "note", notes->note);
}

static void add_rounding(Filling *filling, const AstRounding *rounding) {
    MeaningList list;
    Meaning meaning = start(filling, &list);
    meaning_add_rounding(&meaning, rounding);
    Text all = end(&meaning, &list);
    bool is_there = rounding->present || rounding->as_percent;
    TextBuilder written = text_builder(filling->arena);
    if (rounding->present) text_builder_add(&written, on_one_line(filling, rounding->span));
    if (rounding->present && rounding->as_percent) text_builder_add_char(&written, ' ');
    if (rounding->as_percent) text_builder_add(&written, TEXT("as percent"));
    add(filling, "rounding", is_there ? all : (Text){0}, text_builder_text(&written),
        rounding->present ? rounding->span : rounding->percent_span);
}

static void add_scope(Filling *filling, AstScope scope) {
    static const char *const WORDS[] = {"", "block", "all", "cohort", ""};
    Text text = scope.kind == SCOPE_NAME ? scope.name.text : text_from(WORDS[scope.kind]);
    add_plain(filling, "within", text, scope.span);
}

/* ---- by kind */

static void fill_head(Filling *filling) {
    const AstMethodology *head = &filling->file->methodology;
    add_quoted(filling, "title", head->title);
    add_plain(filling, "year", number_format_exact(filling->context.numbers, filling->arena, head->year),
              (Span){0});
    add_quoted(filling, "decision", head->issued);
    add_quoted(filling, "note", head->note);
}

/* Texts whose order means nothing. */
static Text sorted(Filling *filling, MeaningList *list) {
    TextBuilder text = text_builder(filling->arena);
    meaning_list_sort(list);
    for (size_t i = 0; i < list->count; i++)
        text_builder_add_format(&text, "%s%.*s", i > 0 ? ", " : "", TEXT_ARG(list->items[i]));
    return text_builder_text(&text);
}

static void list_add(MeaningList *list, Text text) {
    ARENA_PUSH(list->arena, list->items, list->count, list->capacity, text);
}

static Text tokens_text(Filling *filling, const AstToken *tokens, size_t count) {
    MeaningList list = meaning_list(filling->arena, &filling->context);
    for (size_t i = 0; i < count; i++)
        list_add(&list, on_one_line(filling, tokens[i].span));
    return sorted(filling, &list);
}

static Text options_text(Filling *filling, const AstOption *options, size_t count) {
    MeaningList list = meaning_list(filling->arena, &filling->context);
    for (size_t i = 0; i < count; i++) {
        TextBuilder text = text_builder(filling->arena);
        text_builder_add_format(&text, "\"%.*s\"", TEXT_ARG(options[i].text));
        if (!text_equal(options[i].text, options[i].label))
            text_builder_add_format(&text, " as \"%.*s\"", TEXT_ARG(options[i].label));
        list_add(&list, text_builder_text(&text));
    }
    return sorted(filling, &list);
}

static void fill_data(Filling *filling) {
    const AstData *data = &filling->file->data;
    Text separator = data->separator.len > 0 ? data->separator : TEXT(",");
    Text decimal = data->decimal.len > 0 ? data->decimal : TEXT(".");
    add_quoted(filling, "separator", separator);
    add_quoted(filling, "decimal mark", decimal);
    add_quoted(filling, "digit groups", data->group);
    add_plain(filling, "tokens", tokens_text(filling, data->tokens, data->token_count), (Span){0});
    add_plain(filling, "units", options_text(filling, data->units, data->unit_count), (Span){0});
}

static Text type_text(Filling *filling, const AstInput *input) {
    static const char *const WORDS[] = {
        [TYPE_KEY] = "key",       [TYPE_NAME] = "name",     [TYPE_TEXT] = "text",
        [TYPE_BLOCK] = "block",   [TYPE_ONE_OF] = "one of", [TYPE_YES_NO] = "yes_no",
        [TYPE_COUNT] = "count",   [TYPE_NUMBER] = "number", [TYPE_PERCENT] = "percent",
        [TYPE_POINTS] = "points", [TYPE_DATE] = "date",
    };
    TextBuilder text = text_builder(filling->arena);
    text_builder_add(&text, text_from(WORDS[input->type]));
    if (input->option_count > 0)
        text_builder_add_format(&text, " { %.*s }",
                                TEXT_ARG(options_text(filling, input->options, input->option_count)));
    if (input->yes_count + input->no_count > 0)
        text_builder_add_format(&text, " { yes %.*s no %.*s }",
                                TEXT_ARG(options_text(filling, input->yes_texts, input->yes_count)),
                                TEXT_ARG(options_text(filling, input->no_texts, input->no_count)));
    return text_builder_text(&text);
}

static void fill_input(Filling *filling) {
    const AstInput *input = filling->rule->input;
    add_quoted(filling, "label", input->label);
    add_plain(filling, "type", type_text(filling, input), input->type_span);
    add_plain(filling, "series to", input->last.text, input->last.span);
    add_expression(filling, "from", input->low);
    add_expression(filling, "to", input->high);
    add_expression(filling, "step", input->step);
    add_quoted(filling, "unit", input->unit);
    bool is_told = input->has_missing && input->missing != ON_MISSING_REJECT;
    Text missing = is_told ? on_one_line(filling, input->missing_span) : (Text){0};
    add_plain(filling, "missing cells", missing, input->missing_span);
    add_plain(filling, "tokens", tokens_text(filling, input->tokens, input->token_count), (Span){0});
    add_quoted(filling, "column", text_equal(input->column, input->name.text) ? (Text){0} : input->column);
    add_word(filling, "only collected", input->is_info);
    add_plain(filling, "better",
              input->better > 0   ? TEXT("higher")
              : input->better < 0 ? TEXT("lower")
                                  : (Text){0},
              input->better_span);
    add_notes(filling, &input->notes);
}

static void fill_uses(Filling *filling, const AstNode *node) {
    MeaningList list = meaning_list(filling->arena, &filling->context);
    for (size_t i = 0; i < node->member_count; i++)
        if (node->members[i]->kind == NODE_USE) list_add(&list, on_one_line(filling, node->members[i]->span));
    add_plain(filling, "uses", sorted(filling, &list), (Span){0});
}

/* A line of `criteria` says the rest of what its shared formula means. */
static void add_formula(Filling *filling, const AstNode *node) {
    add_expression(filling, "formula", node->formula);
    RuleAspect *formula = &filling->rule->aspects[filling->rule->aspect_count - 1];
    if (!node->parameters || formula->written.len == 0) return;
    Text line = on_one_line(filling, node->span);
    formula->written =
        text_format(filling->arena, "%.*s, with %.*s", TEXT_ARG(formula->written), TEXT_ARG(line));
}

static void fill_node(Filling *filling) {
    const AstNode *node = filling->rule->node;
    Text outside = node->is_bonus ? TEXT("bonus") : node->is_penalty ? TEXT("penalty") : (Text){0};
    add_quoted(filling, "label", node->label);
    add_plain(filling, "group", filling->rule->parent, (Span){0});
    add_expression(filling, "maximum", node->max);
    add_expression(filling, "weight", node->weight);
    add_plain(filling, "outside the maximum", outside, node->bonus_span);
    add_expression(filling, "applies when", node->applies);
    add_expression(filling, "counts when", node->counts);
    add_formula(filling, node);
    add_rounding(filling, &node->rounding);
    add_expression(filling, "total of the weights", node->weights_total);
    add_word(filling, "relative weights", node->weights_relative);
    fill_uses(filling, node);
    add_notes(filling, &node->notes);
}

static void fill_function(Filling *filling, const AstFunction *function) {
    TextBuilder text = text_builder(filling->arena);
    for (size_t i = 0; i < function->parameter_count; i++)
        text_builder_add_format(&text, "%s%.*s", i > 0 ? ", " : "",
                                TEXT_ARG(function->parameters[i].name.text));
    add_quoted(filling, "label", function->doc);
    add_plain(filling, "parameters", text_builder_text(&text), (Span){0});
    add_expression(filling, "formula", function->body);
    add_notes(filling, &function->notes);
}

static void fill_rank(Filling *filling, const AstRank *rank) {
    static const char *const TIES[] = {"competition", "dense", "ordinal", "average", "lowest"};
    TextBuilder keys = text_builder(filling->arena);
    for (size_t i = 0; i < rank->key_count; i++)
        text_builder_add_format(&keys, "%s%.*s%s", i > 0 ? ", then " : "", TEXT_ARG(rank->keys[i].name.text),
                                rank->keys[i].lowest_first ? " lowest first" : "");
    add_quoted(filling, "label", rank->label);
    add_plain(filling, "from", text_builder_text(&keys), rank->keys[0].name.span);
    add_scope(filling, rank->scope);
    add_plain(filling, "ties", text_from(TIES[rank->ties]), (Span){0});
    add_word(filling, "exact", rank->exact);
    add_expression(filling, "when", rank->when);
    add_quoted(filling, "shown as", rank->show);
}

static void fill_lines(Filling *filling, const AstGrade *grade) {
    MeaningList list;
    Meaning meaning = start(filling, &list);
    TextBuilder text = text_builder(filling->arena);
    for (size_t i = 0; i < grade->line_count; i++) {
        const AstGradeLine *line = &grade->lines[i];
        meaning_add_text(&meaning, line->text);
        text_builder_add_format(&meaning.text, " %d", (int)line->bound);
        if (line->value) meaning_add_expression(&meaning, line->value);
        text_builder_add_format(&text, "%s%.*s", i > 0 ? "  " : "",
                                TEXT_ARG(on_one_line(filling, line->span)));
    }
    Span span = grade->line_count > 0
                    ? span_join(grade->lines[0].span, grade->lines[grade->line_count - 1].span)
                    : grade->name.span;
    add(filling, "grades", end(&meaning, &list), text_builder_text(&text), span);
}

static void fill_grade(Filling *filling, const AstGrade *grade) {
    add_quoted(filling, "label", grade->label);
    add_plain(filling, "from", grade->source.text, grade->source.span);
    add_scope(filling, grade->scope);
    add_word(filling, "exact", grade->exact);
    fill_lines(filling, grade);
    add_quoted(filling, "capped at", grade->cap);
    add_expression(filling, "unless", grade->cap_unless);
    add_expression(filling, "when", grade->when);
}

static void fill_let(Filling *filling, const AstLet *let) {
    add_quoted(filling, "label", let->label);
    add_expression(filling, "value", let->value);
    add_rounding(filling, &let->rounding);
}

static void fill_gate(Filling *filling, const AstGate *gate) {
    add_quoted(filling, "label", gate->label);
    add_expression(filling, "condition", gate->condition);
}

void rule_aspects_fill(Rule *rule, const AstFile *file, NumberContext *numbers, Arena *arena) {
    Filling filling = {rule, file, {numbers, true}, arena};
    switch (rule->kind) {
    case RULE_METHODOLOGY: fill_head(&filling); break;
    case RULE_DATA: fill_data(&filling); break;
    case RULE_REQUIRE:
        add_expression(&filling, "condition", file->data.requires[rule->require].condition);
        break;
    case RULE_INPUT: fill_input(&filling); break;
    case RULE_FUNCTION: fill_function(&filling, rule->item->function); break;
    case RULE_LET:
    case RULE_REPORT: fill_let(&filling, rule->item->let); break;
    case RULE_CRITERION:
    case RULE_GROUP:
    case RULE_INDEX: fill_node(&filling); break;
    case RULE_GATE: fill_gate(&filling, rule->item->gate); break;
    case RULE_RANK: fill_rank(&filling, rule->item->rank); break;
    case RULE_GRADE: fill_grade(&filling, rule->item->grade); break;
    case RULE_KIND_COUNT: break;
    }
}
