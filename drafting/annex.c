#include "drafting/annex.h"

#include "drafting/annex_outcomes.h"
#include "drafting/input_words.h"
#include "drafting/meaning.h"
#include "lang/elaborator.h"
#include "lang/totals.h"
#include "lang/tree_part.h"

typedef struct Annex {
    Sheet sheet;
    Words words;
    const Compilation *compilation;
    Elaborator *elaborator;
    bool has_weights, has_evidence, has_basis;
} Annex;

static void add_text(Annex *annex, WordLines *cell, Text text) {
    if (text.len > 0) word_lines_add(&annex->words, cell, text);
}

/* ---- which columns there are */

static void look_for_columns(Annex *annex, const Tree *tree) {
    annex->has_evidence |= tree->ast->notes.evidence.len > 0;
    annex->has_basis |= tree->ast->notes.basis.len > 0;
    for (size_t i = 0; i < tree->member_count; i++) {
        annex->has_weights |= tree->members[i].weight != NULL;
        if (tree->members[i].tree && tree->members[i].used.text.len == 0)
            look_for_columns(annex, tree->members[i].tree);
    }
}

static const char *columns_of(const Annex *annex) {
    static const char *const LAYOUTS[] = {"nlmw",  "nlmwl",  "nlmwl",  "nlmwll",
                                          "nlmmw", "nlmmwl", "nlmmwl", "nlmmwll"};
    return LAYOUTS[(annex->has_weights ? 4 : 0) + (annex->has_evidence ? 2 : 0) + annex->has_basis];
}

typedef struct CriterionRow {
    WordLines *number, *label, *max, *weight, *rule, *evidence, *basis; /* NULL: there is no such column */
} CriterionRow;

static CriterionRow add_row(Annex *annex, bool is_strong) {
    WordLines *cell = sheet_add_row(&annex->sheet, is_strong);
    CriterionRow row = {.number = &cell[0], .label = &cell[1], .max = &cell[2]};
    cell += 3;
    row.weight = annex->has_weights ? cell++ : NULL;
    row.rule = cell++;
    row.evidence = annex->has_evidence ? cell++ : NULL;
    row.basis = annex->has_basis ? cell : NULL;
    return row;
}

static void add_head(Annex *annex) {
    sheet_add_table(&annex->sheet, columns_of(annex));
    CriterionRow row = add_row(annex, false);
    add_text(annex, row.number, WORDS(&annex->words, COLUMN_NUMBER));
    add_text(annex, row.label, WORDS(&annex->words, COLUMN_CRITERION));
    add_text(annex, row.max, WORDS(&annex->words, COLUMN_MAX));
    if (row.weight) add_text(annex, row.weight, WORDS(&annex->words, COLUMN_WEIGHT));
    add_text(annex, row.rule, WORDS(&annex->words, COLUMN_WORDS));
    if (row.evidence) add_text(annex, row.evidence, WORDS(&annex->words, COLUMN_EVIDENCE));
    if (row.basis) add_text(annex, row.basis, WORDS(&annex->words, COLUMN_BASIS));
}

/* ---- criteria and groups */

static Text label_of(const Tree *tree) {
    return tree->label.len ? tree->label : tree->symbol->name;
}

/* A maximum that depends on the block has a line for each. */
static void add_maxima_of_arms(Annex *annex, const AstExpression *by, WordLines *cell) {
    Text *tests = ARENA_ARRAY(annex->words.arena, Text, by->count);
    words_tests(&annex->words, by, tests);
    for (uint32_t i = 1; i < by->count; i++) {
        Text value = words_whole(&annex->words, words_arm_value(by->operands[i]));
        add_text(annex, cell, WORDS_SAY(&annex->words, ARM, tests[i - 1], value));
    }
}

static void add_max(Annex *annex, const Tree *tree, WordLines *cell) {
    Number max;
    const AstExpression *declared = tree_clause(tree, TEXT("max"), tree->ast->max);
    if (typed_is_error(&tree->max)) return;
    if (typed_constant(annex->elaborator, &tree->max, &max))
        add_text(annex, cell, words_decimal(&annex->words, max));
    else if (declared && declared->kind == AST_BY)
        add_maxima_of_arms(annex, declared, cell);
    else
        add_text(annex, cell,
                 declared ? words_whole(&annex->words, declared) : WORDS(&annex->words, DEPENDS));
}

static void fill_tree(Annex *annex, const CriterionRow *row, const Tree *tree, const Member *member,
                      Text number) {
    Words words = annex->words;
    words.tree = tree;
    add_text(annex, row->number, number);
    add_text(annex, row->label, label_of(tree));
    add_max(annex, tree, row->max);
    const AstExpression *weight = member ? tree_clause(tree, TEXT("weight"), member->weight) : NULL;
    if (row->weight && weight) add_text(annex, row->weight, words_whole(&words, weight));
    if (member && member->used.text.len > 0) {
        add_text(annex, row->rule, WORDS_SAY(&words, SEE_ABOVE, words_quoted(&words, label_of(tree))));
        return;
    }
    words_tree(&annex->words, tree, row->rule);
    if (row->evidence) add_text(annex, row->evidence, tree->ast->notes.evidence);
    if (row->basis) add_text(annex, row->basis, tree->ast->notes.basis);
}

/* Recursion: groups in groups, no deeper than the limit on brackets. */
static void add_tree(Annex *annex, const Tree *tree, const Member *member, Text number) {
    bool is_used = member && member->used.text.len > 0;
    CriterionRow row = add_row(annex, tree->kind != TREE_CRITERION);
    fill_tree(annex, &row, tree, member, number);
    for (size_t i = 0, next = 1; i < tree->member_count && !is_used; i++) {
        if (!tree->members[i].tree) continue;
        const char *point = number.len ? "." : "";
        Text below = text_format(annex->words.arena, "%.*s%s%zu", TEXT_ARG(number), point, next++);
        add_tree(annex, tree->members[i].tree, &tree->members[i], below);
    }
}

static void add_indices(Annex *annex) {
    const Methodology *methodology = annex->words.methodology;
    for (size_t i = 0; i < methodology->root_count; i++) {
        const Tree *tree = methodology->roots[i];
        if (tree->kind != TREE_INDEX) continue;
        sheet_add(&annex->sheet, SHEET_HEADING, label_of(tree));
        add_head(annex);
        add_tree(annex, tree, NULL, (Text){0});
    }
}

/* What stands outside every index comes first: indices may use it. */
static void add_loose(Annex *annex) {
    const Methodology *methodology = annex->words.methodology;
    size_t count = 0;
    for (size_t i = 0; i < methodology->root_count; i++) {
        const Tree *tree = methodology->roots[i];
        if (tree->kind == TREE_INDEX) continue;
        if (count == 0) sheet_add(&annex->sheet, SHEET_HEADING, WORDS(&annex->words, HEAD_SHARED));
        if (count == 0) add_head(annex);
        add_tree(annex, tree, NULL, text_format(annex->words.arena, "%zu", ++count));
    }
}

/* ---- maxima of blocks */

static Text block_max_words(Annex *annex, Tree *tree, size_t option) {
    BlockMax max = block_max(annex->elaborator, tree, (long)option);
    if (!max.applies) return WORDS(&annex->words, NOT_SCORED);
    return max.known ? words_decimal(&annex->words, max.max) : WORDS(&annex->words, DEPENDS);
}

static bool differs_by_block(Annex *annex, Tree *tree, const Category *blocks) {
    for (size_t i = 1; i < blocks->count; i++)
        if (!text_equal(block_max_words(annex, tree, 0), block_max_words(annex, tree, i))) return true;
    return false;
}

static void add_block_rows(Annex *annex, Tree *tree, const Category *blocks) {
    for (size_t i = 0; i < blocks->count; i++) {
        WordLines *cells = sheet_add_row(&annex->sheet, false);
        const PlanOption *block = &blocks->options[i];
        add_text(annex, &cells[0], label_of(tree));
        add_text(annex, &cells[1], block->label.len ? block->label : block->text);
        add_text(annex, &cells[2], block_max_words(annex, tree, i));
    }
}

static void add_maxima(Annex *annex) {
    const Methodology *methodology = annex->words.methodology;
    bool has_head = false;
    for (size_t i = 0; methodology->block && i < methodology->root_count; i++) {
        Tree *tree = methodology->roots[i];
        const Category *blocks = methodology->block->category;
        if (tree->kind != TREE_INDEX || !differs_by_block(annex, tree, blocks)) continue;
        if (!has_head) {
            sheet_add(&annex->sheet, SHEET_HEADING, WORDS(&annex->words, HEAD_MAXIMA));
            sheet_add_table(&annex->sheet, "llm");
            WordLines *cells = sheet_add_row(&annex->sheet, false);
            add_text(annex, &cells[0], WORDS(&annex->words, COLUMN_NAME));
            add_text(annex, &cells[1], WORDS(&annex->words, COLUMN_BLOCK));
            add_text(annex, &cells[2], WORDS(&annex->words, COLUMN_MAX));
        }
        has_head = true;
        add_block_rows(annex, tree, blocks);
    }
}

/* ---- data */

static void add_input(Annex *annex, const AstInput *input, size_t number) {
    WordLines *cells = sheet_add_row(&annex->sheet, false);
    const Words *words = &annex->words;
    add_text(annex, &cells[0], text_format(words->arena, "%zu", number));
    add_text(annex, &cells[1], input_words_column(words, input));
    add_text(annex, &cells[2], input->label);
    input_words_values(words, input, &cells[3]);
    add_text(annex, &cells[4], input_words_empty(words, input));
}

static void add_requirements(Annex *annex, const AstData *data) {
    if (data->require_count > 0) sheet_add(&annex->sheet, SHEET_HEADING, WORDS(&annex->words, HEAD_REQUIRED));
    for (size_t i = 0; i < data->require_count; i++) {
        Text condition = words_whole(&annex->words, data->requires[i].condition);
        sheet_add(&annex->sheet, SHEET_LINE,
                  text_format(annex->words.arena, "%zu. %.*s.", i + 1, TEXT_ARG(condition)));
    }
}

static void add_data(Annex *annex) {
    const Words *words = &annex->words;
    const AstData *data = &annex->compilation->ast->data;
    sheet_add(&annex->sheet, SHEET_HEADING, WORDS(words, HEAD_DATA));
    sheet_add_table(&annex->sheet, "nhlwl");
    WordLines *cells = sheet_add_row(&annex->sheet, false);
    add_text(annex, &cells[0], WORDS(words, COLUMN_NUMBER));
    add_text(annex, &cells[1], WORDS(words, COLUMN_HEADER));
    add_text(annex, &cells[2], WORDS(words, COLUMN_CONTENT));
    add_text(annex, &cells[3], WORDS(words, COLUMN_VALUES));
    add_text(annex, &cells[4], WORDS(words, COLUMN_EMPTY));
    for (size_t i = 0; i < data->input_count; i++)
        add_input(annex, data->inputs[i], i + 1);
    add_requirements(annex, data);
}

/* ---- the whole */

static void add_title(Annex *annex) {
    const AstMethodology *methodology = &annex->compilation->ast->methodology;
    const Words *words = &annex->words;
    sheet_add(&annex->sheet, SHEET_TITLE, methodology->title);
    sheet_add(&annex->sheet, SHEET_LINE,
              WORDS_SAY(words, YEAR, number_format_exact(words->numbers, words->arena, methodology->year)));
    sheet_add(&annex->sheet, SHEET_LINE, methodology->issued);
    if (methodology->note.len)
        sheet_add(&annex->sheet, SHEET_LINE, WORDS_SAY(words, NOTE_IS, methodology->note));
}

static void add_fingerprints(Annex *annex) {
    const Words *words = &annex->words;
    const AstFile *file = annex->compilation->ast;
    Sha256Digest meaning = meaning_hash(file, MEANING_RESULTS, words->numbers, words->arena);
    Sha256Digest wording = meaning_hash(file, MEANING_WORDING, words->numbers, words->arena);
    sheet_add(&annex->sheet, SHEET_LINE,
              WORDS_SAY(words, FINGERPRINT, sha256_fingerprint(words->arena, &meaning),
                        sha256_fingerprint(words->arena, &wording)));
}

Sheet annex_make(const Compilation *compilation, Language language, NumberContext *numbers, Arena *arena) {
    const Methodology *methodology = compilation->methodology;
    Annex annex = {
        .sheet = sheet_new(arena),
        .words = {arena, numbers, methodology, language, NULL},
        .compilation = compilation,
        .elaborator = compilation->elaborator,
    };
    for (size_t i = 0; i < methodology->root_count; i++)
        look_for_columns(&annex, methodology->roots[i]);
    add_title(&annex);
    add_loose(&annex);
    add_indices(&annex);
    add_maxima(&annex);
    annex_add_outcomes(&annex.sheet, &annex.words);
    add_data(&annex);
    add_fingerprints(&annex);
    return annex.sheet;
}
