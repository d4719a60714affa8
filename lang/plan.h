/* The plan: what a checked methodology computes, as numbered inputs and a flat list of steps over them.
 * It is all the runtime ever sees of a rule file. Steps stand in an order in which each needs only earlier
 * ones. Everything lives in the arena of the rules and is never changed after `plan_finish`. */
#ifndef LANG_PLAN_H
#define LANG_PLAN_H

#include "base/number.h"
#include "base/source.h"
#include "base/text.h"

/* States of a value [L3.6, L4.3]; the larger wins when several meet in a strict operation. */
typedef enum ValueState {
    STATE_VALUE = 0,
    STATE_NOT_APPLICABLE = 1,
    STATE_MISSING = 2,
    STATE_UNDEFINED = 3, /* no result: caught by `otherwise`, never reaches an output */
} ValueState;

/* What the numbers of a step stand for. Yes/no is 1/0; an option is its number in `categories`;
 * a date is days since 1970-01-01. */
typedef enum PlanType { PLAN_NUMBER, PLAN_YES_NO, PLAN_OPTION, PLAN_DATE } PlanType;

typedef uint32_t StepId;
#define STEP_NONE UINT32_MAX

typedef enum StepOp {
#define STEP_OP(id, name, kind) OP_##id,
#include "lang/step_ops.def"
#undef STEP_OP
    STEP_OP_COUNT
} StepOp;

/* A closed range of values; an absent end is infinite. `step` > 0: all values are whole multiples of it. */
typedef struct Range {
    Number low, high, step;
    bool has_low, has_high, has_step;
    bool not_zero; /* zero is excluded though it lies in the range */
} Range;

typedef struct Step {
    StepOp op;
    PlanType type;
    uint32_t first_operand, operand_count; /* into Plan.operands */
    union {
        uint32_t input;    /* OP_INPUT: index into Plan.inputs */
        uint32_t constant; /* OP_CONSTANT: index into Plan.constants */
        uint32_t state;    /* OP_NO_VALUE: a ValueState */
        struct {           /* OP_ROUND */
            int16_t decimals;
            uint16_t mode; /* RoundingMode */
        } round;
        struct {                  /* cohort operations */
            uint32_t scope_input; /* category input, or UINT32_MAX: all units */
            uint16_t ties;        /* OP_RANK: AstTies */
            uint16_t flags;       /* OP_RANK: bit i set: key i lowest first */
        } cohort;
    };
    uint32_t stage; /* 0: needs only its row; n: needs a cohort step of stage n (cohort steps: computed after
                       stage - 1) */
    bool keep;      /* its column is needed after its stage: by a cohort step, a later stage or an output */
    Range range;    /* of the values it can take, proved by the checker */
    bool may_not_apply, may_be_missing, may_be_undefined; /* states it can take */
    Span span;                                            /* where it was first written */
} Step;

typedef enum PlanInputType {
    INPUT_KEY,
    INPUT_NAME,
    INPUT_TEXT,
    INPUT_OPTION,
    INPUT_YES_NO,
    INPUT_NUMBER,
    INPUT_PERCENT,
    INPUT_DATE,
} PlanInputType;

typedef struct PlanToken {
    Text text;
    ValueState state;
    Number value; /* STATE_VALUE */
} PlanToken;

typedef struct PlanOption {
    Text text, label;
} PlanOption;

/* What declarations say of their grounds [L2.4]; empty: nothing. */
typedef struct PlanNotes {
    Text basis, evidence, note;
} PlanNotes;

typedef struct PlanInput {
    Text name, header, label;
    PlanNotes notes;
    PlanInputType type;
    bool is_block, is_used, is_info;
    int better;          /* [L3.11] 1: higher is better, -1: lower is better, 0: not declared */
    Range range;         /* legal values, in the unit of the value: 85.5% is 0.855 */
    Text unit;           /* a cell may carry it; "%" for INPUT_PERCENT */
    PlanOption *options; /* INPUT_OPTION */
    size_t option_count;
    Text *yes_texts, *no_texts; /* INPUT_YES_NO with declared texts; counts 0: the default words */
    size_t yes_count, no_count;
    PlanToken *tokens;
    size_t token_count;
    bool has_default; /* INPUT_OPTION, INPUT_TEXT: a missing cell is this option, for `within` too [L3.6] */
    uint32_t default_option;
    bool defaults_to_not_applicable; /* the same, where a missing cell means that */
    bool rejects_missing;            /* an empty cell is an error; otherwise it is STATE_MISSING */
    Span span;
} PlanInput;

typedef enum PlanOutputKind {
    OUTPUT_INDEX,
    OUTPUT_GROUP,
    OUTPUT_CRITERION,
    OUTPUT_REPORT,
    OUTPUT_GATE,
    OUTPUT_RANK,
    OUTPUT_GRADE,
    OUTPUT_LET,
} PlanOutputKind;

/* A declared thing whose value can be shown. */
typedef struct PlanOutput {
    PlanOutputKind kind;
    Text name, label;
    PlanNotes notes;
    Span rule;     /* the declaration as written, without members and examples */
    Span row;      /* of a criterion in a table: its line; else empty */
    Span *changes; /* what newer rules write of it [L11.5], the oldest first */
    size_t change_count;
    StepId value;               /* declared (rounded) value */
    StepId exact;               /* before rounding; = value where there is none */
    StepId points, max;         /* index, group, criterion: sums over applicable members; else STEP_NONE */
    StepId ratio, declared_max; /* `.ratio` and `.full_max`, where a test expects them; else STEP_NONE */
    int decimals;               /* of the declared rounding; -1: as many as needed */
    bool as_percent;
    bool of_points;  /* index, group: its formula is made of `points` and `max`, so that these explain it */
    bool is_bonus;   /* criterion: its points come on top of the maximum */
    bool is_penalty; /* criterion: its points are taken away */
    uint32_t parent; /* output index of the group it is declared in, or UINT32_MAX */
    uint32_t depth;  /* 0: index or top level */
    Number full_max; /* criterion, group, index: the maximum where it is one number for all; else has_full_max
                        = false */
    bool has_full_max;
    /* rank */
    uint32_t source;      /* rank, grade: output index of what it is taken from */
    uint32_t scope_input; /* rank, grade: category input or UINT32_MAX */
    bool lowest_first, show_shared, show_of;
    bool is_exact; /* rank, grade [L6.2] */
    /* grade */
    uint32_t category_input; /* the value is an option of this input; UINT32_MAX: of `grades`, or no option */
    PlanOption *grades;      /* best first; the value is the index */
    size_t grade_count;
    Span span;
} PlanOutput;

typedef struct PlanRequire {
    StepId condition;
    Text message;
    Text condition_text; /* as written */
    Span span;
} PlanRequire;

/* What a test gives: one cell of a unit, as data would have it. */
typedef struct PlanTestCell {
    uint32_t input;
    ValueState state;
    Number number; /* of STATE_VALUE */
    Text text;     /* INPUT_KEY, INPUT_NAME, INPUT_TEXT: in place of a number */
} PlanTestCell;

typedef struct PlanExpectation {
    uint32_t output;
    unsigned part; /* as of plan_part */
    ValueState state;
    Number number;      /* STATE_VALUE */
    Span subject, span; /* what is expected to be, and the value, as written */
} PlanExpectation;

typedef struct PlanTestUnit {
    PlanTestCell *cells; /* an input without one is an empty cell */
    size_t cell_count, cell_capacity;
    PlanExpectation *expectations;
    size_t expectation_count, expectation_capacity;
    Span span;
} PlanTestUnit;

/* A test: units that are scored together, and what must come of them. An example of a criterion is a test of
 * one unit. */
typedef struct PlanTest {
    Text name; /* of a test */
    bool is_example;
    uint32_t criterion; /* of an example: its output */
    PlanTestUnit *units;
    size_t unit_count, unit_capacity;
    Text data_file, result_file; /* in place of units: names below the folder of the rules; empty: none */
    Span span;
} PlanTest;

typedef struct PlanDialect {
    char separator, decimal, group; /* group 0: none */
} PlanDialect;

typedef struct Plan {
    Text title;
    int64_t year;
    Text issued;
    Text source_name;
    PlanDialect dialect;
    PlanInput *inputs;
    uint32_t input_count;
    uint32_t key_input, name_input,
        block_input; /* UINT32_MAX: none; key_input falls back to the name input */
    Text *units;     /* the complete list of keys; count 0: not declared */
    size_t unit_count;
    Step *steps;
    uint32_t step_count;
    StepId *operands;
    uint32_t operand_count;
    Number *constants;
    uint32_t constant_count;
    uint32_t stage_count; /* stages are 0 .. stage_count - 1 */
    PlanOutput *outputs;
    uint32_t output_count;
    PlanRequire *requires;
    uint32_t require_count;
    PlanTest *tests; /* in the order of the file */
    size_t test_count, test_capacity;
} Plan;

static inline const StepId *plan_operands(const Plan *plan, const Step *step) {
    return plan->operands + step->first_operand;
}

const char *step_op_name(StepOp op);
bool step_op_is_cohort(StepOp op);
/* The constants among the operands of a cohort operation: the share of a percentile, the cuts of GRADE_TOP.
 * The others are columns. */
bool step_op_is_parameter(StepOp op, uint32_t operand);

/* Which values of an output are asked for: a set of these. */
typedef uint8_t PlanParts;
enum {
    PLAN_PART_VALUE = 1,
    PLAN_PART_EXACT = 2,
    PLAN_PART_POINTS = 4,
    PLAN_PART_MAX = 8,
    PLAN_PART_RATIO = 16,
    PLAN_PART_FULL_MAX = 32,
    PLAN_PART_ALL = 63,
};
enum { PLAN_PART_COUNT = 6 };

/* The step of one part, or STEP_NONE where the output has none or `parts` does not ask for it; part: 0 .. 5,
 * in the order above. */
StepId plan_part(const PlanOutput *output, PlanParts parts, unsigned part);

/* Steps that the chosen parts of the outputs and the row checks need (`chosen`: per output; NULL: all parts
 * of all). Both arrays live in `arena`. */
typedef struct PlanSelection {
    bool *needed; /* per step */
    bool *kept;   /* per step: needed as a column */
} PlanSelection;
PlanSelection plan_select(const Plan *plan, Arena *arena, const PlanParts *chosen);

/* For --dump plan. */
void plan_dump(const Plan *plan, NumberContext *numbers, TextBuilder *out);

#endif
