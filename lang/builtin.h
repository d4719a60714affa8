/* The functions that are not written in ISL [L4.7, L4.8]. */
#ifndef LANG_BUILTIN_H
#define LANG_BUILTIN_H

#include "lang/plan.h"

typedef enum BuiltinForm {
    BUILTIN_VALUES,
    BUILTIN_ONE,
    BUILTIN_PLAIN,
    BUILTIN_ROUNDING,
    BUILTIN_MEMBERS,
    BUILTIN_COHORT,
    BUILTIN_STATE,
} BuiltinForm;

typedef struct Builtin {
    Text name;
    BuiltinForm form;
    StepOp op;
    RoundingMode mode;      /* BUILTIN_ROUNDING */
    StepOp members, cohort; /* over `children`, and `within S`; OP_INPUT: not there */
    size_t least, most;     /* arguments */
} Builtin;

const Builtin *builtin_find(Text name); /* NULL: none */
const Builtin *builtin_at(size_t i);    /* NULL: there are no more */

#endif
