#include "lang/naming.h"

#include "lang/builtin.h"

#include <string.h>

typedef struct Naming {
    Methodology *methodology;
    Arena *arena;
    Diagnostics *diagnostics;
} Naming;

static Diagnostic *complain(Naming *naming, Span span, DiagnosticCode code, Text message, Text hint) {
    return diagnostics_report(naming->diagnostics, naming->methodology->source, span, code, message, hint);
}

static Text taken_hint(Naming *naming, const Symbol *symbol, const Symbol *other) {
    const Source *source = symbol->source;
    bool is_newest = source->file_count > 1 && symbol->span.from < source->files[1].start;
    if (!is_newest || text_equal(source->files[0].name, source_file_name(other->source, other->span.from)))
        return TEXT("give one of the two another name");
    return text_format(naming->arena, "write `change %s %.*s ...` to change it, or choose another name",
                       symbol_kind_text(other), TEXT_ARG(other->name));
}

static void complain_taken(Naming *naming, const Symbol *symbol, const Symbol *other) {
    if (other->is_library) {
        complain(
            naming, symbol->span, DIAGNOSTIC_DUPLICATE_NAME,
            text_format(naming->arena, "`%.*s` is the name of a library function", TEXT_ARG(symbol->name)),
            TEXT("choose another name"));
        return;
    }
    Diagnostic *said =
        complain(naming, symbol->span, DIAGNOSTIC_DUPLICATE_NAME,
                 text_format(naming->arena, "the name `%.*s` is declared twice", TEXT_ARG(symbol->name)),
                 taken_hint(naming, symbol, other));
    diagnostic_relate(naming->diagnostics, said, other->source, other->span,
                      text_format(naming->arena, "first declared here, as %s %s",
                                  article_of(symbol_kind_text(other)), symbol_kind_text(other)));
}

static void complain_built_in(Naming *naming, const Symbol *symbol) {
    complain(naming, symbol->span, DIAGNOSTIC_DUPLICATE_NAME,
             text_format(naming->arena, "`%.*s` is the name of a built-in function", TEXT_ARG(symbol->name)),
             TEXT("choose another name"));
}

static void complain_alike(Naming *naming, const Symbol *symbol, const Symbol *other) {
    Diagnostic *said =
        complain(naming, symbol->span, DIAGNOSTIC_CONFUSABLE_NAME,
                 text_format(naming->arena, "`%.*s` and `%.*s` differ only in diacritics, case or `_`",
                             TEXT_ARG(symbol->name), TEXT_ARG(other->name)),
                 TEXT("choose names that a reader cannot mix up"));
    diagnostic_relate(naming->diagnostics, said, other->source, other->span, TEXT("the other name"));
}

static bool has_outcome(SymbolKind kind) {
    return kind == SYMBOL_LET || kind == SYMBOL_GATE || kind == SYMBOL_RANK || kind == SYMBOL_GRADE;
}

/* A name that is taken is told by check_names, when it is known what the other one is. */
static Symbol *enter(Naming *naming, SymbolKind kind, AstName name) {
    Methodology *methodology = naming->methodology;
    Symbol *symbol = ARENA_NEW(naming->arena, Symbol), *other;
    symbol->kind = kind;
    symbol->name = name.text;
    symbol->span = name.span;
    symbol->source = methodology->source;
    if (has_outcome(kind)) {
        symbol->outcome = ARENA_NEW(naming->arena, Outcome);
        symbol->outcome->scope_input = UINT32_MAX;
    }
    ARENA_PUSH(naming->arena, methodology->symbols, methodology->symbol_count, methodology->symbol_capacity,
               symbol);
    if (name.text.len) (void)methodology_declare(methodology, symbol, &other);
    return symbol;
}

static void check_names(Naming *naming) {
    Methodology *methodology = naming->methodology;
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        Symbol *symbol = methodology->symbols[i];
        if (symbol->name.len == 0) continue;
        if (symbol->kind == SYMBOL_FUNCTION && builtin_find(symbol->name)) complain_built_in(naming, symbol);
        Symbol *first = methodology_find(methodology, symbol->name);
        if (first != symbol) {
            complain_taken(naming, symbol, first);
            continue;
        }
        Symbol *alike = methodology_first_alike(methodology, symbol);
        if (alike != symbol && !alike->is_library) complain_alike(naming, symbol, alike);
    }
}

/* At most one key, one name, one block [L3.2]. */
static void enter_special(Naming *naming, Input *input) {
    Methodology *methodology = naming->methodology;
    AstType type = input->ast->type;
    Input **special = type == TYPE_KEY     ? &methodology->key
                      : type == TYPE_NAME  ? &methodology->name
                      : type == TYPE_BLOCK ? &methodology->block
                                           : NULL;
    if (!special) return;
    if (!*special) {
        *special = input;
        return;
    }
    Diagnostic *said = complain(naming, input->ast->type_span, DIAGNOSTIC_REPEATED_CLAUSE,
                                TEXT("the data has at most one `key`, one `name` and one `block`"),
                                TEXT("make the second one `text` or `one of { ... }`"));
    diagnostic_relate(naming->diagnostics, said, methodology->source, (*special)->ast->type_span,
                      TEXT("the first one"));
}

static void name_input(Naming *naming, const AstInput *ast, AstName name) {
    Methodology *methodology = naming->methodology;
    Input *input = ARENA_NEW(naming->arena, Input);
    input->ast = ast;
    input->name = name.text;
    input->header = ast->column.len ? ast->column : name.text;
    input->number = (uint32_t)methodology->input_count;
    ARENA_PUSH(naming->arena, methodology->inputs, methodology->input_count, methodology->input_capacity,
               input);
    enter(naming, SYMBOL_INPUT, name)->input = input;
    enter_special(naming, input);
}

static size_t digits_at_end(Text name) {
    size_t count = 0;
    while (count < name.len && name.bytes[name.len - 1 - count] >= '0' &&
           name.bytes[name.len - 1 - count] <= '9')
        count++;
    return count;
}

/* y01..y20: both end in digits of one length behind one stem [L3.1] */
static bool series_bounds(const AstInput *ast, Text *stem, unsigned *first, unsigned *last, size_t *digits) {
    Text a = ast->name.text, b = ast->last.text;
    *digits = digits_at_end(a);
    if (*digits == 0 || *digits > 6 || *digits != digits_at_end(b)) return false;
    *stem = text_slice(a, 0, a.len - *digits);
    if (!text_equal(*stem, text_slice(b, 0, b.len - *digits))) return false;
    *first = *last = 0;
    for (size_t i = 0; i < *digits; i++) {
        *first = *first * 10 + (unsigned)(a.bytes[stem->len + i] - '0');
        *last = *last * 10 + (unsigned)(b.bytes[stem->len + i] - '0');
    }
    return true;
}

enum { SERIES_MAX = 4096 };

static bool complain_series(Naming *naming, const AstInput *ast, const char *what, Text hint) {
    Text message = text_format(naming->arena, "`%.*s..%.*s` %s", TEXT_ARG(ast->name.text),
                               TEXT_ARG(ast->last.text), what);
    complain(naming, span_join(ast->name.span, ast->last.span), DIAGNOSTIC_BAD_SERIES, message, hint);
    return false;
}

static bool read_series(Naming *naming, const AstInput *ast, Text *stem, unsigned *first, unsigned *last,
                        size_t *digits) {
    if (!series_bounds(ast, stem, first, last, digits))
        return complain_series(
            naming, ast, "is not a series of names",
            TEXT("both names are the same but for the digits at the end, as many in both: `y01..y20`"));
    if (*first > *last)
        return complain_series(naming, ast, "counts down",
                               text_format(naming->arena, "the lower number comes first: `%.*s..%.*s`",
                                           TEXT_ARG(ast->last.text), TEXT_ARG(ast->name.text)));
    if (*last - *first >= SERIES_MAX)
        return complain_series(naming, ast, "is a series of too many names",
                               text_format(naming->arena, "a series has at most %d names", (int)SERIES_MAX));
    return true;
}

/* `stem` with a number of so many digits behind it */
static Text numbered(Arena *arena, Text stem, size_t digits, unsigned number) {
    size_t len = stem.len + digits;
    char *bytes = arena_alloc(arena, len);
    if (stem.len) memcpy(bytes, stem.bytes, stem.len);
    for (size_t at = len; at > stem.len; number /= 10)
        bytes[--at] = (char)('0' + number % 10);
    return (Text){bytes, len};
}

static void name_series(Naming *naming, const AstInput *ast) {
    Text stem;
    unsigned first = 0, last = 0;
    size_t digits = 0;
    if (!read_series(naming, ast, &stem, &first, &last, &digits)) return;
    for (unsigned i = first; i <= last; i++) {
        AstName name = {numbered(naming->arena, stem, digits, i), ast->name.span};
        name_input(naming, ast, name);
    }
}

static Tree *new_tree(Naming *naming, TreeKind kind, const AstNode *ast, AstName name, Text label,
                      Tree *parent) {
    Methodology *methodology = naming->methodology;
    Tree *tree = ARENA_NEW(naming->arena, Tree);
    tree->kind = kind;
    tree->ast = ast;
    tree->label = label;
    tree->parent = parent;
    tree->depth = parent ? parent->depth + 1 : 0;
    tree->symbol = enter(naming, SYMBOL_TREE, name);
    tree->symbol->tree = tree;
    methodology->criterion_count += kind == TREE_CRITERION;
    if (!parent)
        ARENA_PUSH(naming->arena, methodology->roots, methodology->root_count, methodology->root_capacity,
                   tree);
    return tree;
}

static void add_member(Naming *naming, Tree *parent, Member member) {
    if (parent)
        ARENA_PUSH(naming->arena, parent->members, parent->member_count, parent->member_capacity, member);
}

static void name_table(Naming *naming, const AstNode *ast, Tree *parent) {
    for (size_t i = 0; i < ast->row_count; i++) {
        const AstRow *row = &ast->rows[i];
        Tree *tree = new_tree(naming, TREE_CRITERION, ast, row->name, row->label, parent);
        tree->row = row;
        add_member(naming, parent, (Member){.tree = tree, .weight = ast->weight, .span = row->name.span});
    }
}

static void name_node(Naming *naming, const AstNode *ast, Tree *parent);

static void name_tree(Naming *naming, const AstNode *ast, TreeKind kind, Tree *parent) {
    Tree *tree = new_tree(naming, kind, ast, ast->name, ast->label, parent);
    add_member(naming, parent, (Member){.tree = tree, .weight = ast->weight, .span = ast->name.span});
    for (size_t i = 0; i < ast->member_count; i++)
        name_node(naming, ast->members[i], tree);
}

/* Nodes are nested at most as deep as their braces: 256. */
static void name_node(Naming *naming, const AstNode *ast, Tree *parent) {
    switch (ast->kind) {
    case NODE_CRITERION: name_tree(naming, ast, TREE_CRITERION, parent); break;
    case NODE_GROUP: name_tree(naming, ast, TREE_GROUP, parent); break;
    case NODE_INDEX: name_tree(naming, ast, TREE_INDEX, parent); break;
    case NODE_CRITERIA: name_table(naming, ast, parent); break;
    case NODE_USE:
        add_member(naming, parent, (Member){.weight = ast->weight, .used = ast->name, .span = ast->span});
        break;
    }
}

static void name_item(Naming *naming, const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION:
        enter(naming, SYMBOL_FUNCTION, item->function->name)->function = item->function;
        break;
    case ITEM_LET: enter(naming, SYMBOL_LET, item->let->name)->let = item->let; break;
    case ITEM_NODE: name_node(naming, item->node, NULL); break;
    case ITEM_GATE: enter(naming, SYMBOL_GATE, item->gate->name)->gate = item->gate; break;
    case ITEM_RANK: enter(naming, SYMBOL_RANK, item->rank->name)->rank = item->rank; break;
    case ITEM_GRADE: enter(naming, SYMBOL_GRADE, item->grade->name)->grade = item->grade; break;
    case ITEM_TEST: break;
    }
}

/* [L2.1, L2.2] */
static void check_head(Naming *naming) {
    const AstFile *file = naming->methodology->ast;
    const AstMethodology *head = &file->methodology;
    if (!file->has_methodology)
        complain(naming, (Span){0, 0}, DIAGNOSTIC_MISSING_PART,
                 TEXT("the file does not begin with `methodology`"),
                 TEXT("write `methodology \"title\" { year 2018 }` first"));
    else if (!head->has_year)
        complain(naming, head->span, DIAGNOSTIC_MISSING_PART, TEXT("the methodology does not say its year"),
                 TEXT("write `year 2018` inside the braces of `methodology`"));
}

static void check_data(Naming *naming) {
    const Methodology *methodology = naming->methodology;
    const AstData *data = &methodology->ast->data;
    if (!data->present)
        complain(naming, (Span){0, 0}, DIAGNOSTIC_MISSING_PART,
                 TEXT("the file does not say what data it reads"),
                 TEXT("write `data { ... }` behind `methodology`"));
    else if (!methodology->key && !methodology->name)
        complain(naming, data->span, DIAGNOSTIC_MISSING_PART,
                 TEXT("the data does not say which column identifies a unit"),
                 TEXT("declare one, for example `ma : key`, or `ten : name`"));
}

void name_rules(Methodology *methodology, Diagnostics *diagnostics) {
    const AstFile *file = methodology->ast;
    Naming naming = {methodology, methodology->arena, diagnostics};
    for (size_t i = 0; i < file->data.input_count; i++) {
        const AstInput *input = file->data.inputs[i];
        if (input->last.text.len)
            name_series(&naming, input);
        else
            name_input(&naming, input, input->name);
    }
    for (size_t i = 0; i < file->item_count; i++)
        name_item(&naming, &file->items[i]);
    check_head(&naming);
    check_data(&naming);
    check_names(&naming);
}
