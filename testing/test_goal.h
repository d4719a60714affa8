/* What tests should reach: each criterion, each line of a `by`, both answers of each condition, each gate
 * both ways, each grade, and what each input says of cells without a value [L9.8]. */
#ifndef TESTING_TEST_GOAL_H
#define TESTING_TEST_GOAL_H

#include "lang/compile.h"
#include "lang/methodology.h"

typedef enum GoalKind { GOAL_CRITERION, GOAL_LINE, GOAL_BRANCH, GOAL_GATE, GOAL_GRADE, GOAL_EMPTY } GoalKind;
enum { GOAL_KIND_COUNT = GOAL_EMPTY + 1 };

/* When a row has reached it. */
typedef enum GoalTest {
    GOAL_HAS_VALUE, /* `step` has a value */
    GOAL_TAKES,     /* the value number `at` of the choice `step` is taken */
    GOAL_ANSWERS,   /* `step` is `answer` */
    GOAL_DECIDES,   /* operand `at` of the `and` or `or` `step` is looked at, and is `answer` */
    GOAL_IS_OPTION, /* `step` is option `at` */
    GOAL_IS_EMPTY,  /* the cell of input `at` is in `state` */
} GoalTest;

#define GOAL_NONE SIZE_MAX

typedef struct Goal {
    GoalKind kind;
    const Symbol *owner; /* the declaration, of a line of `criteria` that line; of GOAL_EMPTY the input */
    const Symbol *declaration; /* the same, but for a function what calls it */
    Span span;
    Text text; /* what was not reached, in words */
    GoalTest test;
    StepId step;
    uint32_t at;
    ValueState state;
    bool answer;
    bool is_possible; /* some data may reach it */
    size_t parent;    /* counts only where this was reached in the same row; GOAL_NONE: always */
    size_t primary;   /* a function is worked out for each call: the goal of the first; else itself */
} Goal;

/* Parents stand before what is below them. Those that no data can reach are there, too. */
typedef struct TestGoals {
    const Plan *plan;
    Goal *items;
    size_t count, capacity;
    bool *steps; /* per step: its values are needed to tell */
} TestGoals;

TestGoals test_goals(const Compilation *compilation, Arena *arena);

#endif
