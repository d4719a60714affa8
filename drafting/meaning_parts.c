#include "drafting/meaning_parts.h"

MeaningList meaning_list(Arena *arena, const MeaningContext *context) {
    return (MeaningList){.arena = arena, .context = context};
}

/* The runs of `width` at `at` and behind it, merged into `to`. */
static void merge(const Text *from, Text *to, size_t at, size_t width, size_t count) {
    size_t middle = at + width < count ? at + width : count,
           end = middle + width < count ? middle + width : count;
    size_t left = at, right = middle;
    for (size_t i = at; i < end; i++) {
        bool takes_left = left < middle && (right == end || text_compare(from[left], from[right]) <= 0);
        to[i] = from[takes_left ? left++ : right++];
    }
}

/* Not by qsort, which may ask malloc for memory. */
void meaning_list_sort(MeaningList *list) {
    Text *other = ARENA_ARRAY(list->arena, Text, list->count);
    for (size_t width = 1; width < list->count; width *= 2) {
        for (size_t at = 0; at < list->count; at += 2 * width)
            merge(list->items, other, at, width, list->count);
        Text *items = list->items;
        list->items = other;
        list->capacity = list->count;
        other = items;
    }
}

static Meaning start(Arena *arena, const MeaningContext *context, MeaningList *list, const char *word) {
    Meaning meaning = {text_builder(arena), list, arena, context};
    text_builder_add_char(&meaning.text, '(');
    text_builder_add(&meaning.text, text_from(word));
    return meaning;
}

Meaning meaning_start(MeaningList *list, const char *word) {
    return start(list->arena, list->context, list, word);
}

void meaning_end(Meaning *meaning) {
    MeaningList *list = meaning->list;
    text_builder_add_char(&meaning->text, ')');
    Text text = text_builder_text(&meaning->text);
    ARENA_PUSH(list->arena, list->items, list->count, list->capacity, text);
}

Meaning meaning_open(const Meaning *owner, const char *word) {
    return start(owner->arena, owner->context, NULL, word);
}

void meaning_close(Meaning *owner, Meaning *meaning) {
    text_builder_add_char(&meaning->text, ')');
    meaning_add(owner, text_builder_text(&meaning->text));
}

void meaning_add(Meaning *meaning, Text word) {
    text_builder_add_char(&meaning->text, ' ');
    text_builder_add(&meaning->text, word);
}

/* `"` and `\` with a `\` before them, as in rules. */
void meaning_add_text(Meaning *meaning, Text text) {
    text_builder_add(&meaning->text, TEXT(" \""));
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\') text_builder_add_char(&meaning->text, '\\');
        text_builder_add_char(&meaning->text, text.bytes[i]);
    }
    text_builder_add_char(&meaning->text, '"');
}

void meaning_add_number(Meaning *meaning, Number number) {
    meaning_add(meaning, number_format_exact(meaning->context->numbers, meaning->arena, number));
}

/* ---- expressions */

static const char *unit_word(AstLiteralUnit unit) {
    switch (unit) {
    case LITERAL_PLAIN: return "plain";
    case LITERAL_RATIO: return "ratio";
    case LITERAL_POINTS: return "points";
    }
    return "";
}

/* What a node says besides its operands. */
static void add_own(Meaning *meaning, const AstExpression *node) {
    bool has_attribute = node->kind == AST_ATTRIBUTE || node->kind == AST_CHILDREN;
    if (node->kind == AST_NUMBER) {
        meaning_add(meaning, text_from(unit_word(node->unit)));
        meaning_add_number(meaning, node->number);
    }
    if (node->kind == AST_EVERY) meaning_add(meaning, text_from(ast_members_word(node->members)));
    if (node->name.text.len > 0) meaning_add(meaning, node->name.text);
    if (has_attribute) meaning_add(meaning, text_from(ast_attribute_word(node->attribute)));
    if (node->kind == AST_TEXT || node->kind == AST_DATE) meaning_add_text(meaning, node->text);
    if (node->kind == AST_TEST_COMPARE) meaning_add(meaning, text_from(ast_kind_name(node->comparison)));
    meaning_add_scope(meaning, node->scope);
}

/* Into one text, whatever the depth: recursion no deeper than the limit on brackets and signs. */
static void write_expression(Meaning *meaning, const AstExpression *node) {
    text_builder_add(&meaning->text, TEXT(" ("));
    text_builder_add(&meaning->text, text_from(ast_kind_name(node->kind)));
    add_own(meaning, node);
    for (uint32_t i = 0; i < node->count; i++)
        write_expression(meaning, node->operands[i]);
    text_builder_add_char(&meaning->text, ')');
}

void meaning_add_expression(Meaning *meaning, const AstExpression *expression) {
    write_expression(meaning, expression);
}

void meaning_add_part(Meaning *meaning, const char *word, const AstExpression *expression) {
    if (!expression) return;
    Meaning part = meaning_open(meaning, word);
    write_expression(&part, expression);
    meaning_close(meaning, &part);
}

/* ---- texts */

void meaning_add_text_part(Meaning *meaning, const char *word, Text text) {
    if (text.len == 0) return;
    Meaning part = meaning_open(meaning, word);
    meaning_add_text(&part, text);
    meaning_close(meaning, &part);
}

void meaning_add_words(Meaning *meaning, const char *word, Text text) {
    if (meaning->context->has_words) meaning_add_text_part(meaning, word, text);
}

void meaning_add_notes(Meaning *meaning, const AstNote *notes) {
    meaning_add_words(meaning, "basis", notes->basis);
    meaning_add_words(meaning, "evidence", notes->evidence);
    meaning_add_words(meaning, "note", notes->note);
}

/* ---- what several declarations have */

void meaning_add_scope(Meaning *meaning, AstScope scope) {
    static const char *const WORDS[] = {NULL, "within_block", "within_all", "within_cohort", "within"};
    if (scope.kind == SCOPE_NONE) return;
    Meaning part = meaning_open(meaning, WORDS[scope.kind]);
    if (scope.kind == SCOPE_NAME) meaning_add(&part, scope.name.text);
    meaning_close(meaning, &part);
}

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

void meaning_add_rounding(Meaning *meaning, const AstRounding *rounding) {
    if (rounding->present) {
        Meaning part = meaning_open(meaning, "round");
        text_builder_add_format(&part.text, " %d %s", rounding->decimals, mode_word(rounding->mode));
        meaning_close(meaning, &part);
    }
    if (rounding->as_percent) meaning_add(meaning, TEXT("as_percent"));
}

void meaning_add_sorted(Meaning *meaning, MeaningList *list) {
    meaning_list_sort(list);
    for (size_t i = 0; i < list->count; i++)
        meaning_add(meaning, list->items[i]);
}
