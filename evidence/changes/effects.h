/* What each change of the rules does to the units of a data file by itself: the older rules with this change
 * alone, beside the older rules as they were. What is left to the newer rules is the changes together [DF2].
 */
#ifndef EVIDENCE_CHANGES_EFFECTS_H
#define EVIDENCE_CHANGES_EFFECTS_H

#include "drafting/rule_difference.h"
#include "lang/limits.h"
#include "runtime/reading/table_read.h"

typedef enum OutcomeKind { OUTCOME_VALUE, OUTCOME_POINTS, OUTCOME_RANK, OUTCOME_GRADE } OutcomeKind;

/* What is compared: values and points of indices, ranks, grades; those that both methodologies have. */
typedef struct EffectOutcome {
    OutcomeKind kind;
    Text name;
    bool as_percent;
} EffectOutcome;

/* Of one unit in one run. */
typedef struct EffectValue {
    bool has_value;
    Number number; /* of a grade the place among the grades from the lowest, 1 and up; 0 without a value */
    Text text;     /* of a grade */
} EffectValue;

/* The older rules with some changes that need each other. */
typedef struct Effect {
    const RuleChange **changes; /* the first is what it is named after */
    size_t change_count, change_capacity;
    Text problem;        /* not empty: these rules give no values; their effect is in `together` */
    EffectValue *values; /* outcome after outcome, all units each; NULL where there are none */
} Effect;

typedef struct Effects {
    EffectOutcome *outcomes;
    size_t outcome_count, outcome_capacity;
    size_t unit_count;
    Text *keys, *names;
    EffectValue *old, *new; /* as `values` */
    Effect *items;
    size_t count, capacity;
    Text data;
} Effects;

/* How the bytes of the data are read. */
typedef struct EffectData {
    Text name, bytes;
    const ReadOptions *read;
    const RuleLimits *limits;
    const Memory *memory; /* runs have arenas of their own */
    Arena *arena;         /* for the effects */
    NumberContext *numbers;
    Diagnostics *messages; /* what is wrong with the data */
} EffectData;

/* false: the data does not fit one of the methodologies; messages say why. */
bool effects_find(const RuleDifference *difference, const EffectData *data, Effects *effects);

/* after - before; 0 where there is no value. */
Number effect_difference(NumberContext *numbers, const EffectValue *before, const EffectValue *after);
/* What is left to all changes together: (new - old) - the sum of all (value - old). */
Number effect_together(const Effects *effects, NumberContext *numbers, size_t outcome, size_t unit);
static inline const EffectValue *effect_value(const Effects *effects, const EffectValue *values,
                                              size_t outcome, size_t unit) {
    return &values[outcome * effects->unit_count + unit];
}

#endif
