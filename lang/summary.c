#include "lang/summary.h"

#include "base/unicode.h"
#include "lang/figures.h"
#include "lang/review.h"

/* A line of the tree: what, its maximum, its weight, and when it counts. */
typedef struct Line {
    Text name, max, weight, remark;
} Line;

typedef struct Summary {
    Elaborator *elaborator;
    const Plan *plan;
    TextBuilder *out;
    Line *lines;
    size_t count, capacity;
} Summary;

static Text label_of(Text name, Text label) {
    return label.len ? label : name;
}

static Text source_text(const Summary *summary, Span span) {
    return text_slice(summary->elaborator->methodology->source->text, span.from, span.to);
}

static Text max_text(Summary *summary, Tree *tree) {
    Number max;
    if (!typed_is_error(&tree->max) && typed_constant(summary->elaborator, &tree->max, &max))
        return number_format_exact(summary->elaborator->numbers, summary->elaborator->arena, max);
    return typed_is_error(&tree->max) ? TEXT("-") : TEXT("varies");
}

static Text weight_text(Summary *summary, const Member *member) {
    Number weight;
    if (!member || !member->weight) return TEXT("");
    if (!typed_constant(summary->elaborator, &member->weight_value, &weight)) return TEXT("varies");
    return source_text(summary, member->weight->span);
}

static Text remark_text(Summary *summary, const Tree *tree, bool used) {
    TextBuilder remark = text_builder(summary->elaborator->arena);
    if (used) text_builder_add(&remark, TEXT("(shared) "));
    if (tree->ast->is_bonus) text_builder_add(&remark, TEXT("bonus "));
    if (tree->ast->is_penalty) text_builder_add(&remark, TEXT("penalty "));
    if (tree->ast->applies)
        text_builder_add_format(&remark, "when %.*s",
                                TEXT_ARG(source_text(summary, tree->ast->applies->span)));
    return text_trim(text_builder_text(&remark));
}

static void add_tree(Summary *summary, const Member *member, Tree *tree, unsigned depth) {
    Arena *arena = summary->elaborator->arena;
    bool used = member && member->used.text.len;
    TextBuilder name = text_builder(arena);
    text_builder_add_repeated(&name, TEXT("  "), depth);
    text_builder_add(&name, unicode_visible(arena, label_of(tree->symbol->name, tree->label)));
    if (tree->label.len) text_builder_add_format(&name, " (%.*s)", TEXT_ARG(tree->symbol->name));
    Line line = {text_builder_text(&name), max_text(summary, tree), weight_text(summary, member),
                 remark_text(summary, tree, used)};
    ARENA_PUSH(arena, summary->lines, summary->count, summary->capacity, line);
    for (size_t i = 0; i < tree->member_count && !used; i++)
        if (tree->members[i].tree) add_tree(summary, &tree->members[i], tree->members[i].tree, depth + 1);
}

static size_t widest(const Summary *summary, size_t offset, size_t least) {
    for (size_t i = 0; i < summary->count; i++) {
        Text text = *(const Text *)((const char *)&summary->lines[i] + offset);
        size_t width = unicode_width(text);
        if (width > least) least = width;
    }
    return least;
}

static void pad(TextBuilder *out, Text text, size_t width, bool right) {
    size_t own = unicode_width(text), blanks = own < width ? width - own : 0;
    if (right) text_builder_add_repeated(out, TEXT(" "), blanks);
    text_builder_add(out, text);
    if (!right) text_builder_add_repeated(out, TEXT(" "), blanks);
}

static void write_line(const Summary *summary, const Line *line, const size_t *widths, bool weights) {
    TextBuilder *out = summary->out;
    size_t start = out->len;
    pad(out, line->name, widths[0], false);
    text_builder_add(out, TEXT("  "));
    pad(out, line->max, widths[1], true);
    if (weights) {
        text_builder_add(out, TEXT("  "));
        pad(out, line->weight, widths[2], true);
    }
    if (line->remark.len) text_builder_add_format(out, "  %.*s", TEXT_ARG(line->remark));
    while (out->len > start && out->bytes[out->len - 1] == ' ')
        out->len--;
    text_builder_add(out, TEXT("\n"));
}

static void write_tree(Summary *summary) {
    const Methodology *methodology = summary->elaborator->methodology;
    for (size_t i = 0; i < methodology->root_count; i++)
        add_tree(summary, NULL, methodology->roots[i], 0);
    if (summary->count == 0) return;
    bool weights = false;
    for (size_t i = 0; i < summary->count; i++)
        weights |= summary->lines[i].weight.len > 0;
    size_t widths[] = {widest(summary, offsetof(Line, name), 9), widest(summary, offsetof(Line, max), 7),
                       widest(summary, offsetof(Line, weight), 6)};
    Line head = {TEXT("Criterion"), TEXT("Maximum"), TEXT("Weight"), TEXT("")};
    write_line(summary, &head, widths, weights);
    for (size_t i = 0; i < summary->count; i++)
        write_line(summary, &summary->lines[i], widths, weights);
}

static Text block_max_text(Summary *summary, Tree *tree, long block) {
    BlockMax max = block_max(summary->elaborator, tree, block);
    if (!max.applies) return TEXT("not scored");
    if (!max.known) return TEXT("maximum depends on the unit");
    return text_format(
        summary->elaborator->arena, "maximum %.*s",
        TEXT_ARG(number_format_exact(summary->elaborator->numbers, summary->elaborator->arena, max.max)));
}

static void write_blocks(Summary *summary) {
    const Methodology *methodology = summary->elaborator->methodology;
    const Input *block = methodology->block;
    for (size_t i = 0; block && i < methodology->root_count; i++) {
        Tree *tree = methodology->roots[i];
        if (tree->kind != TREE_INDEX) continue;
        text_builder_add_format(summary->out, "\n%.*s, by block\n",
                                TEXT_ARG(label_of(tree->symbol->name, tree->label)));
        for (size_t option = 0; option < block->category->count; option++) {
            const PlanOption *text = &block->category->options[option];
            Text label = label_of(text->text, text->label);
            size_t count = figures_criteria(summary->elaborator, tree, (long)option);
            text_builder_add_format(summary->out, "  %.*s: %zu criteri%s, %.*s\n", TEXT_ARG(label), count,
                                    count == 1 ? "on" : "a",
                                    TEXT_ARG(block_max_text(summary, tree, (long)option)));
        }
    }
}

static Text scope_text(const Summary *summary, uint32_t scope_input) {
    if (scope_input == ALL_UNITS) return TEXT("over all units");
    return text_format(summary->elaborator->arena, "within each %.*s",
                       TEXT_ARG(summary->plan->inputs[scope_input].name));
}

static void write_outcomes(Summary *summary) {
    const Plan *plan = summary->plan;
    bool first = true;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        bool rank = output->kind == OUTPUT_RANK, grade = output->kind == OUTPUT_GRADE;
        if (!rank && !grade && output->kind != OUTPUT_GATE) continue;
        if (first) text_builder_add(summary->out, TEXT("\n"));
        first = false;
        text_builder_add_format(summary->out, "%s %.*s",
                                rank    ? "rank"
                                : grade ? "grade"
                                        : "gate",
                                TEXT_ARG(output->name));
        if (rank || grade)
            text_builder_add_format(summary->out, " from %.*s%s",
                                    TEXT_ARG(plan->outputs[output->source].name),
                                    output->is_exact ? " (exact)" : "");
        if (rank)
            text_builder_add_format(summary->out, ", %.*s",
                                    TEXT_ARG(scope_text(summary, output->scope_input)));
        for (size_t line = 0; grade && line < output->grade_count; line++)
            text_builder_add_format(summary->out, "%s %.*s", line ? "," : ":",
                                    TEXT_ARG(output->grades[line].text));
        text_builder_add(summary->out, TEXT("\n"));
    }
}

static void write_head(const Summary *summary, Text identity) {
    const Plan *plan = summary->plan;
    Arena *arena = summary->elaborator->arena;
    text_builder_add_format(summary->out, "%.*s, %lld\n", TEXT_ARG(unicode_visible(arena, plan->title)),
                            (long long)plan->year);
    if (plan->issued.len)
        text_builder_add_format(summary->out, "%.*s\n", TEXT_ARG(unicode_visible(arena, plan->issued)));
    text_builder_add_format(summary->out, "%u input%s, %zu criteri%s\n", plan->input_count,
                            plan->input_count == 1 ? "" : "s",
                            summary->elaborator->methodology->criterion_count,
                            summary->elaborator->methodology->criterion_count == 1 ? "on" : "a");
    text_builder_add_format(summary->out, "%.*s\n\n", TEXT_ARG(identity));
}

/* [L11.11] */
static void write_carried_over(Summary *summary, AstFile *file) {
    Review review = review_find(file, summary->elaborator->arena);
    size_t names = 0, numbers = 0;
    for (size_t i = 0; i < review.count; i++) {
        if (unicode_width(review.items[i].name) > names) names = unicode_width(review.items[i].name);
        if (unicode_width(review.items[i].numbers) > numbers)
            numbers = unicode_width(review.items[i].numbers);
    }
    if (review.count > 0) text_builder_add(summary->out, TEXT("\nCarried over without review\n"));
    for (size_t i = 0; i < review.count; i++) {
        const CarriedOver *item = &review.items[i];
        Text name = source_file_name(file->source, item->span.from);
        text_builder_add(summary->out, TEXT("  "));
        pad(summary->out, item->name, names + 2, false);
        pad(summary->out, item->numbers, numbers + 2, false);
        text_builder_add_format(summary->out, "%.*s:%zu\n", TEXT_ARG(name),
                                source_position(file->source, item->span.from).line);
    }
}

void summary_write(const Compilation *compilation, Text identity, TextBuilder *out) {
    Summary summary = {.elaborator = compilation->elaborator, .plan = compilation->plan, .out = out};
    write_head(&summary, identity);
    write_tree(&summary);
    write_blocks(&summary);
    write_outcomes(&summary);
    write_carried_over(&summary, compilation->ast);
}
