#include "lang/methodology.h"

#include "base/unicode.h"

/* Names by their exact text and by their skeleton; open addressing, at most half full. */
typedef struct NameTable {
    Symbol **exact, **alike;
    size_t count, slot_count;
} NameTable;

static Symbol **find_exact(Symbol **slots, size_t slot_count, Text name) {
    size_t at = text_hash(name, 0) & (slot_count - 1);
    while (slots[at] && !text_equal(slots[at]->name, name))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static Symbol **find_alike(Symbol **slots, size_t slot_count, Text skeleton) {
    size_t at = text_hash(skeleton, 0) & (slot_count - 1);
    while (slots[at] && !text_equal(slots[at]->skeleton, skeleton))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static void make_room(Arena *arena, NameTable *names) {
    if (names->count * 2 < names->slot_count) return;
    NameTable old = *names;
    names->slot_count = old.slot_count ? old.slot_count * 2 : 128;
    names->exact = ARENA_ARRAY(arena, Symbol *, names->slot_count);
    names->alike = ARENA_ARRAY(arena, Symbol *, names->slot_count);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.exact[i]) *find_exact(names->exact, names->slot_count, old.exact[i]->name) = old.exact[i];
        if (old.alike[i]) *find_alike(names->alike, names->slot_count, old.alike[i]->skeleton) = old.alike[i];
    }
}

Methodology *methodology_new(const AstFile *ast, Arena *arena) {
    Methodology *methodology = ARENA_NEW(arena, Methodology);
    methodology->ast = ast;
    methodology->source = ast->source;
    methodology->arena = arena;
    methodology->names = ARENA_NEW(arena, NameTable);
    make_room(arena, methodology->names);
    return methodology;
}

bool methodology_declare(Methodology *methodology, Symbol *symbol, Symbol **other) {
    NameTable *names = methodology->names;
    make_room(methodology->arena, names);
    Symbol **place = find_exact(names->exact, names->slot_count, symbol->name);
    *other = *place;
    if (*place) return false;
    *place = symbol;
    symbol->skeleton = unicode_skeleton(methodology->arena, symbol->name);
    Symbol **alike = find_alike(names->alike, names->slot_count, symbol->skeleton);
    if (!*alike) *alike = symbol;
    names->count++;
    return true;
}

Symbol *methodology_find(const Methodology *methodology, Text name) {
    return *find_exact(methodology->names->exact, methodology->names->slot_count, name);
}

Symbol *methodology_first_alike(const Methodology *methodology, const Symbol *symbol) {
    return *find_alike(methodology->names->alike, methodology->names->slot_count, symbol->skeleton);
}

void methodology_each(const Methodology *methodology, void (*visit)(void *, const Symbol *), void *user) {
    for (size_t i = 0; i < methodology->names->slot_count; i++)
        if (methodology->names->exact[i]) visit(user, methodology->names->exact[i]);
}

const char *tree_kind_text(TreeKind kind) {
    switch (kind) {
    case TREE_CRITERION: return "criterion";
    case TREE_GROUP: return "group";
    case TREE_INDEX: return "index";
    }
    return "";
}

const char *symbol_kind_text(const Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_INPUT: return "input";
    case SYMBOL_FUNCTION: return symbol->is_library ? "library function" : "function";
    case SYMBOL_LET: return symbol->let->is_report ? "report" : "let";
    case SYMBOL_TREE: return tree_kind_text(symbol->tree->kind);
    case SYMBOL_GATE: return "gate";
    case SYMBOL_RANK: return "rank";
    case SYMBOL_GRADE: return "grade";
    }
    return "";
}

const char *article_of(const char *kind_text) {
    return kind_text[0] == 'i' ? "an" : "a";
}

/* Expressions are at most 256 deep. */
static bool looks_at_points(const AstExpression *expression) {
    if (!expression) return false;
    if (expression->kind == AST_POINTS || expression->kind == AST_MAX) return true;
    for (uint32_t i = 0; i < expression->count; i++)
        if (looks_at_points(expression->operands[i])) return true;
    return false;
}

bool tree_is_of_points(const Tree *tree) {
    return looks_at_points(tree->ast->formula);
}

bool tree_is_outside(const Tree *tree) {
    return tree->kind == TREE_CRITERION && (tree->ast->is_bonus || tree->ast->is_penalty);
}

bool tree_has_own_max(const Tree *tree) {
    return tree->kind == TREE_CRITERION || !tree->ast->formula || tree->ast->max;
}

static void dump_tree(const Tree *tree, unsigned depth, TextBuilder *out) {
    text_builder_add_repeated(out, TEXT("  "), depth);
    text_builder_add_format(out, "%s %.*s", tree_kind_text(tree->kind), TEXT_ARG(tree->symbol->name));
    if (tree->label.len) text_builder_add_format(out, " \"%.*s\"", TEXT_ARG(tree->label));
    text_builder_add(out, TEXT("\n"));
    for (size_t i = 0; i < tree->member_count; i++) {
        const Member *member = &tree->members[i];
        if (member->tree && member->tree->parent == tree)
            dump_tree(member->tree, depth + 1, out);
        else {
            text_builder_add_repeated(out, TEXT("  "), depth + 1);
            text_builder_add_format(out, "use %.*s\n", TEXT_ARG(member->used.text));
        }
    }
}

void methodology_dump(const Methodology *methodology, TextBuilder *out) {
    text_builder_add_format(out, "methodology \"%.*s\"\n", TEXT_ARG(methodology->ast->methodology.title));
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        const Symbol *symbol = methodology->symbols[i];
        if (symbol->kind == SYMBOL_TREE) continue;
        text_builder_add_format(out, "%s %.*s\n", symbol_kind_text(symbol), TEXT_ARG(symbol->name));
    }
    for (size_t i = 0; i < methodology->root_count; i++)
        dump_tree(methodology->roots[i], 0, out);
}
