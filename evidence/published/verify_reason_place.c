#include "evidence/published/verify_reason_place.h"

#include "base/unicode.h"
#include "runtime/computing/ranking.h"
#include "runtime/results/result_value.h"

/* How places might have been given. */
typedef struct Way {
    const char *code;
    Text words;
    const Column *key; /* NULL: the keys of the rules */
    uint32_t scope_input;
    AstTies ties;
    bool ascends;
    const bool *members; /* per unit; NULL: all */
} Way;

typedef struct Ways {
    Verification *verification;
    VerifyColumn *column;
    const PlanOutput *rank;
    const Step *step;
    Way declared;
    size_t capacity;
} Ways;

/* ---- the places of one way */

static const Column *column_of(const Ways *ways, StepId id) {
    const FullScore *score = ways->verification->score;
    const Step *step = &score->plan->steps[id];
    const Column *column = &score->evaluation.columns[id];
    if (step->op == OP_INPUT && column->count == 0) return &score->table.columns[step->input].values;
    return column;
}

/* The keys are those of the rules, but for the first one. */
static SortKey *keys_of(const Ways *ways, const Way *way, size_t *count) {
    const StepId *operands = plan_operands(ways->verification->score->plan, ways->step);
    *count = ways->step->operand_count - 1;
    SortKey *keys = ARENA_ARRAY(ways->verification->arena, SortKey, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        bool rises = i < 16 && (ways->step->cohort.flags >> i & 1);
        keys[i] = (SortKey){column_of(ways, operands[i + 1]), !rises};
    }
    if (way->key) keys[0].column = way->key;
    keys[0].descending = !way->ascends;
    return keys;
}

static bool takes_part(const Ways *ways, const Way *way, const SortKey *keys, size_t key_count,
                       uint32_t row) {
    const FullScore *score = ways->verification->score;
    const StepId *operands = plan_operands(score->plan, ways->step);
    StepValue eligible = full_score_value(score, operands[0], row);
    if (eligible.state != STATE_VALUE || number_sign(eligible.number) == 0) return false;
    if (way->members && !way->members[row]) return false;
    for (size_t i = 0; i < key_count; i++)
        if (row >= keys[i].column->count || column_state(keys[i].column, row) != STATE_VALUE) return false;
    return true;
}

/* Units by their category, each in the order of the data. */
static uint32_t *sorted_rows(const Ways *ways, const Way *way, const SortKey *keys, size_t key_count,
                             size_t *starts, uint32_t category_count) {
    const FullScore *score = ways->verification->score;
    size_t count = score->table.row_count;
    uint32_t *rows = ARENA_ARRAY(ways->verification->arena, uint32_t, count + 1);
    uint32_t *groups = ARENA_ARRAY(ways->verification->arena, uint32_t, count + 1);
    for (uint32_t row = 0; row < count; row++) {
        bool takes = takes_part(ways, way, keys, key_count, row);
        groups[row] = takes ? result_category(&score->result, way->scope_input, row) : category_count;
        if (groups[row] < category_count) starts[groups[row] + 1]++;
    }
    for (uint32_t i = 0; i < category_count; i++)
        starts[i + 1] += starts[i];
    size_t *next = arena_copy(ways->verification->arena, starts, category_count * sizeof *next);
    for (uint32_t row = 0; row < count; row++)
        if (groups[row] < category_count) rows[next[groups[row]]++] = row;
    return rows;
}

static const Text *key_texts(const Ways *ways) {
    const FullScore *score = ways->verification->score;
    Arena *arena = ways->verification->arena;
    Text *texts = ARENA_ARRAY(arena, Text, score->table.row_count + 1);
    for (size_t row = 0; row < score->table.row_count; row++)
        texts[row] = unicode_nfc(arena, full_score_key(score, row));
    return texts;
}

static Column places_of(const Ways *ways, const Way *way) {
    Verification *verification = ways->verification;
    const FullScore *score = verification->score;
    size_t count = score->table.row_count, key_count;
    Column places = column_of_rows(verification->arena, count, count * 2);
    uint32_t categories = result_category_count(&score->result, way->scope_input);
    size_t *starts = ARENA_ARRAY(verification->arena, size_t, (size_t)categories + 2);
    const SortKey *keys = keys_of(ways, way, &key_count);
    const uint32_t *rows = sorted_rows(ways, way, keys, key_count, starts, categories);
    Sorter sorter = sorter_new(keys, key_count, verification->numbers, verification->arena);
    RankingRule rule = {.op = OP_RANK, .ties = way->ties, .descending = !way->ascends};
    const Text *texts = way->ties == TIES_ORDINAL ? key_texts(ways) : NULL;
    for (uint32_t i = 0; i < categories; i++) {
        RankingMembers members = {&sorter, rows + starts[i], starts[i + 1] - starts[i], &places};
        if (members.count > 0) ranking_apply(&members, &rule, texts);
    }
    return places;
}

/* ---- the ways that are tried */

static void add(Ways *ways, const Way *way) {
    Verification *verification = ways->verification;
    VerifyColumn *column = ways->column;
    OtherPlaces places = {way->code, way->words, places_of(ways, way)};
    ARENA_PUSH(verification->arena, column->others, column->other_count, ways->capacity, places);
}

static void add_base(Ways *ways) {
    const Plan *plan = ways->verification->score->plan;
    Way way = ways->declared;
    if (ways->rank->source >= plan->output_count) return;
    const PlanOutput *source = &plan->outputs[ways->rank->source];
    if (source->exact == STEP_NONE || source->exact == source->value) return;
    way.key = column_of(ways, ways->rank->is_exact ? source->value : source->exact);
    way.code = ways->rank->is_exact ? "rounded_base" : "exact_base";
    way.words = ways->rank->is_exact ? TEXT("the place by the rounded values")
                                     : TEXT("the place by the values before rounding");
    add(ways, &way);
}

static void add_ties(Ways *ways) {
    static const struct {
        AstTies ties;
        const char *code, *words;
    } ties[] = {
        {TIES_COMPETITION, "ties_competition", "the place if ties share the better one (1, 2, 2, 4)"},
        {TIES_DENSE, "ties_dense", "the place if no place is left out behind ties (1, 2, 2, 3)"},
        {TIES_ORDINAL, "ties_ordinal", "the place if ties are told apart by their keys (1, 2, 3, 4)"},
        {TIES_AVERAGE, "ties_average", "the place if ties share the mean of their places (1, 2.5, 2.5, 4)"},
        {TIES_LOWEST, "ties_lowest", "the place if ties share the worse one (1, 3, 3, 4)"}};
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        Way way = ways->declared;
        if (ties[i].ties == way.ties) continue;
        way.ties = ties[i].ties;
        way.code = ties[i].code;
        way.words = text_from(ties[i].words);
        add(ways, &way);
    }
}

static void add_direction(Ways *ways) {
    Way way = ways->declared;
    way.ascends = !way.ascends;
    way.code = "other_direction";
    way.words = TEXT("the place counted from the other end");
    add(ways, &way);
}

static void add_cohort(Ways *ways) {
    const Plan *plan = ways->verification->score->plan;
    Way way = ways->declared;
    way.code = "other_cohort";
    if (way.scope_input != RESULT_NONE) {
        way.scope_input = RESULT_NONE;
        way.words = TEXT("the place among all units");
    } else if (plan->block_input != RESULT_NONE) {
        way.scope_input = plan->block_input;
        way.words = TEXT("the place within the block");
    } else
        return;
    add(ways, &way);
}

static void add_printed_units(Ways *ways) {
    Verification *verification = ways->verification;
    size_t count = verification->score->table.row_count;
    Way way = ways->declared;
    if (verification->matched == count) return;
    bool *members = ARENA_ARRAY(verification->arena, bool, count + 1);
    for (size_t row = 0; row < count; row++)
        members[row] = verification->printed_rows[row] != UNIT_NONE;
    way.members = members;
    way.code = "printed_units";
    way.words = TEXT("the place among the units of the published table alone");
    add(ways, &way);
}

/* ---- by the printed values */

static const VerifyColumn *source_column(const Ways *ways) {
    const Verification *verification = ways->verification;
    for (size_t i = 0; i < verification->column_count; i++) {
        const VerifyColumn *column = &verification->columns[i];
        if (column->kind == VERIFY_NUMBER && column->shown.what == SHOW_VALUE &&
            column->shown.output == ways->rank->source)
            return column;
    }
    return NULL;
}

static void add_printed_cell(const Ways *ways, const VerifyColumn *source, uint32_t row, Column *key) {
    const Verification *verification = ways->verification;
    uint32_t printed_row = verification->printed_rows[row];
    PrintedNumber number = {NUMBER_ZERO, 0, false};
    PrintedKind kind = PRINTED_NOTHING;
    if (printed_row != UNIT_NONE)
        kind = printed_number_read(verification->numbers,
                                   printed_cell(verification->table, printed_row, source->printed)->text,
                                   verification->marks, false, &number);
    if (kind == PRINTED_NUMBER)
        column_add_number(key, verification->numbers, number.value);
    else
        column_add(key, cell_without_value(STATE_MISSING));
}

static void add_printed_values(Ways *ways) {
    Verification *verification = ways->verification;
    const VerifyColumn *source = source_column(ways);
    Way way = ways->declared;
    if (!source) return;
    Column *key = ARENA_NEW(verification->arena, Column);
    *key = column_new(verification->arena);
    for (uint32_t row = 0; row < verification->score->table.row_count; row++)
        add_printed_cell(ways, source, row, key);
    way.key = key;
    way.code = "printed_values";
    way.words = text_format(verification->arena, "the place that follows from what is printed under `%.*s`",
                            TEXT_ARG(verification->table->headers[source->printed]));
    add(ways, &way);
}

static void make_ways(Verification *verification, VerifyColumn *column) {
    const Plan *plan = verification->score->plan;
    const PlanOutput *rank = &plan->outputs[column->shown.output];
    const Step *step = &plan->steps[rank->value];
    column->has_others = true;
    if (step->op != OP_RANK) return;
    Ways ways = {.verification = verification, .column = column, .rank = rank, .step = step};
    ways.declared = (Way){.scope_input = step->cohort.scope_input,
                          .ties = (AstTies)step->cohort.ties,
                          .ascends = step->cohort.flags & 1};
    number_context_use(verification->numbers, verification->arena);
    add_base(&ways);
    add_printed_values(&ways);
    add_printed_units(&ways);
    add_ties(&ways);
    add_cohort(&ways);
    add_direction(&ways);
    number_context_use(verification->numbers, verification->scratch);
}

void verify_reason_place(Verification *verification, Disagreement *disagreement,
                         const PrintedNumber *printed) {
    VerifyColumn *column = &verification->columns[disagreement->column];
    if (!column->has_others) make_ways(verification, column);
    for (size_t i = 0; i < column->other_count; i++) {
        const OtherPlaces *other = &column->others[i];
        bool fits = column_state(&other->places, disagreement->row) == STATE_VALUE &&
                    number_equal(verification->numbers, column_number(&other->places, disagreement->row),
                                 printed->value);
        if (fits) verify_add_reason(disagreement, other->code, other->words);
    }
}
