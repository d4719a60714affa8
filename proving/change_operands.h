/* The operands of one step in two rows: what is known of them, and how they differ. */
#ifndef PROVING_CHANGE_OPERANDS_H
#define PROVING_CHANGE_OPERANDS_H

#include "proving/changing.h"

typedef struct ChangeOperands {
    NumberContext *numbers;
    StepId id;
    const Step *step;
    const StepId *ids;
    uint32_t count;
    bool is_weighted;     /* values and weights take turns */
    const Facts *rows[2]; /* per step of the plan */
    const Change *changes;
} ChangeOperands;

ChangeOperands operands_of(const Changing *changing, ChangeOf whose, StepId id);

static inline Change operands_change(const ChangeOperands *operands, uint32_t i) {
    return operands->changes[operands->ids[i]];
}
static inline const Facts *operands_facts(const ChangeOperands *operands, uint32_t i, int row) {
    return &operands->rows[row][operands->ids[i]];
}
/* Of the step itself. */
static inline const Facts *operands_result(const ChangeOperands *operands, int row) {
    return &operands->rows[row][operands->id];
}

/* Whatever one of them does: every one, or every second one. */
Change operands_change_of_any(const ChangeOperands *operands, uint32_t stride);
/* May the step have no result in one of the rows? */
bool operands_may_lack_result(const ChangeOperands *operands);

#endif
