#include "lang/order.h"

/* A declaration and what it names. The search keeps its own stack: a chain of declarations can be as long as
 * the file. */
typedef struct Vertex {
    Symbol *symbol;
    struct Vertex **needs;
    size_t count, capacity;
    size_t next; /* the first of `needs` not yet visited */
    enum { NEW, OPEN, CLOSED } state;
    bool in_circle;
} Vertex;

typedef struct Graph {
    Methodology *methodology;
    Arena *arena;
    Diagnostics *diagnostics;
    Vertex *vertices; /* in order of declaration */
    Vertex *current;
    Vertex **stack;
    size_t stack_count, stack_capacity;
    DeclarationOrder order;
} Graph;

static void need_symbol(Graph *graph, const Symbol *symbol) {
    if (!symbol || symbol->is_library || symbol->kind == SYMBOL_INPUT) return;
    Vertex *vertex = &graph->vertices[symbol->number];
    ARENA_PUSH(graph->arena, graph->current->needs, graph->current->count, graph->current->capacity, vertex);
}

static void need_name(Graph *graph, AstName name) {
    if (name.text.len) need_symbol(graph, methodology_find(graph->methodology, name.text));
}

static bool is_parameter(const AstName *parameters, size_t count, Text name) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(parameters[i].text, name)) return true;
    return false;
}

typedef struct Hidden { /* names that are parameters here */
    const AstName *parameters;
    size_t count;
} Hidden;

/* Expressions are at most 256 deep. */
static void need_expression(Graph *graph, const AstExpression *expression, Hidden hidden) {
    if (!expression) return;
    bool names = expression->kind == AST_NAME || expression->kind == AST_ATTRIBUTE ||
                 expression->kind == AST_CALL || expression->kind == AST_EVERY;
    if (names && !is_parameter(hidden.parameters, hidden.count, expression->name.text))
        need_name(graph, expression->name);
    for (uint32_t i = 0; i < expression->count; i++)
        need_expression(graph, expression->operands[i], hidden);
}

static void need_tree(Graph *graph, const Tree *tree) {
    const AstNode *ast = tree->ast;
    Hidden hidden = {ast->parameters, ast->parameter_count};
    need_expression(graph, ast->max, hidden);
    need_expression(graph, ast->applies, hidden);
    need_expression(graph, ast->counts, hidden);
    need_expression(graph, ast->formula, hidden);
    for (size_t i = 0; tree->row && i < tree->row->count; i++)
        need_expression(graph, tree->row->arguments[i], (Hidden){0});
    for (size_t i = 0; i < tree->member_count; i++) {
        const Member *member = &tree->members[i];
        if (member->tree)
            need_symbol(graph, member->tree->symbol);
        else
            need_name(graph, member->used);
        need_expression(graph, member->weight, (Hidden){0});
    }
}

static void need_function(Graph *graph, const AstFunction *function) {
    AstName *names = ARENA_ARRAY(graph->arena, AstName, function->parameter_count);
    for (size_t i = 0; i < function->parameter_count; i++)
        names[i] = function->parameters[i].name;
    need_expression(graph, function->body, (Hidden){names, function->parameter_count});
}

static void need_rank(Graph *graph, const AstRank *rank) {
    for (size_t i = 0; i < rank->key_count; i++)
        need_name(graph, rank->keys[i].name);
    need_expression(graph, rank->when, (Hidden){0});
}

static void collect_needs(Graph *graph, Vertex *vertex) {
    const Symbol *symbol = vertex->symbol;
    graph->current = vertex;
    switch (symbol->kind) {
    case SYMBOL_INPUT: break;
    case SYMBOL_FUNCTION: need_function(graph, symbol->function); break;
    case SYMBOL_LET: need_expression(graph, symbol->let->value, (Hidden){0}); break;
    case SYMBOL_TREE: need_tree(graph, symbol->tree); break;
    case SYMBOL_GATE: need_expression(graph, symbol->gate->condition, (Hidden){0}); break;
    case SYMBOL_RANK: need_rank(graph, symbol->rank); break;
    case SYMBOL_GRADE:
        need_name(graph, symbol->grade->source);
        need_expression(graph, symbol->grade->when, (Hidden){0});
        need_expression(graph, symbol->grade->cap_unless, (Hidden){0});
        break;
    }
}

static void report_itself(Graph *graph, const Symbol *symbol) {
    diagnostics_report(
        graph->diagnostics, symbol->source, symbol->span, DIAGNOSTIC_CIRCLE,
        text_format(graph->arena, "`%.*s` needs itself to be worked out", TEXT_ARG(symbol->name)),
        TEXT("say what it is without naming it"));
}

/* [L8.1] the whole circle, from where it was entered */
static void report_circle(Graph *graph, const Vertex *entry) {
    TextBuilder path = text_builder(graph->arena);
    size_t at = graph->stack_count;
    while (at > 0 && graph->stack[at - 1] != entry)
        at--;
    for (size_t i = at - 1; i < graph->stack_count; i++) {
        graph->stack[i]->in_circle = true;
        if (i - at < 20 || i + 1 == at)
            text_builder_add_format(&path, "`%.*s` → ", TEXT_ARG(graph->stack[i]->symbol->name));
        else if (i - at == 20)
            text_builder_add(&path, TEXT("... → "));
    }
    const Symbol *symbol = entry->symbol;
    if (at == graph->stack_count) {
        report_itself(graph, symbol);
        return;
    }
    diagnostics_report(graph->diagnostics, symbol->source, symbol->span, DIAGNOSTIC_CIRCLE,
                       text_format(graph->arena, "these declarations need each other in a circle: %.*s`%.*s`",
                                   (int)path.len, path.bytes, TEXT_ARG(symbol->name)),
                       TEXT("one of them must be given without the next"));
}

static void open_vertex(Graph *graph, Vertex *vertex) {
    vertex->state = OPEN;
    ARENA_PUSH(graph->arena, graph->stack, graph->stack_count, graph->stack_capacity, vertex);
}

static void close_vertex(Graph *graph, Vertex *vertex) {
    vertex->state = CLOSED;
    graph->stack_count--;
    if (!vertex->in_circle) graph->order.symbols[graph->order.count++] = vertex->symbol;
}

static void visit(Graph *graph, Vertex *start) {
    if (start->state != NEW) return;
    open_vertex(graph, start);
    while (graph->stack_count > 0) {
        Vertex *top = graph->stack[graph->stack_count - 1];
        if (top->next == top->count) {
            close_vertex(graph, top);
            continue;
        }
        Vertex *needed = top->needs[top->next++];
        if (needed->state == NEW)
            open_vertex(graph, needed);
        else if (needed->state == OPEN && !needed->in_circle)
            report_circle(graph, needed);
    }
}

DeclarationOrder order_declarations(Methodology *methodology, Diagnostics *diagnostics) {
    size_t count = methodology->symbol_count;
    Graph graph = {.methodology = methodology, .arena = methodology->arena, .diagnostics = diagnostics};
    graph.vertices = ARENA_ARRAY(graph.arena, Vertex, count);
    graph.order.symbols = ARENA_ARRAY(graph.arena, Symbol *, count);
    for (size_t i = 0; i < count; i++) {
        methodology->symbols[i]->number = (uint32_t)i;
        graph.vertices[i].symbol = methodology->symbols[i];
    }
    for (size_t i = 0; i < count; i++)
        collect_needs(&graph, &graph.vertices[i]);
    for (size_t i = 0; i < count; i++)
        visit(&graph, &graph.vertices[i]);
    return graph.order;
}
