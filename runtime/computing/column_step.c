#include "runtime/computing/column_step.h"

States column_step_strongest(ColumnRun *run, const ColumnStep *step) {
    ColumnPool *pool = run->lanes.pool;
    States states = states_all(STATE_VALUE);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        States next = states_strongest(pool, states, column_operand(run, step, i)->states);
        states_release(pool, states);
        states = next;
    }
    return states;
}

ColumnVector column_step_leave(ColumnRun *run, const ColumnStep *step) {
    ColumnVector result = vector_whole(lanes_all(0));
    if (operation_kind(step->operation.op) == OPERATION_STRICT)
        result.states = column_step_strongest(run, step);
    lanes_leave_all(&run->lanes);
    return result;
}
