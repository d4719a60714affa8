#include "proving/change_operands.h"

#include "lang/operation.h"

ChangeOperands operands_of(const Changing *changing, ChangeOf whose, StepId id) {
    const Step *step = &changing->plan->steps[id];
    bool is_own = whose == CHANGE_OF_UNIT;
    return (ChangeOperands){
        .numbers = changing->numbers,
        .id = id,
        .step = step,
        .ids = plan_operands(changing->plan, step),
        .count = step->operand_count,
        .is_weighted = operation_is_weighted(step->op),
        .rows = {is_own ? changing->first : changing->others, is_own ? changing->second : changing->others},
        .changes = changing->changes[whose]};
}

Change operands_change_of_any(const ChangeOperands *operands, uint32_t stride) {
    Change change = CHANGE_NONE;
    for (uint32_t i = 0; i < operands->count; i += stride)
        change = change_either(change, operands_change(operands, i));
    return change;
}

bool operands_may_lack_result(const ChangeOperands *operands) {
    return operands_result(operands, 0)->may_be_undefined || operands_result(operands, 1)->may_be_undefined;
}
