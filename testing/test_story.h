/* What a test expected, what was found, and what the first wrong value was made of. */
#ifndef TESTING_TEST_STORY_H
#define TESTING_TEST_STORY_H

#include "runtime/computing/evaluate.h"

typedef struct TestScene {
    const Plan *plan;
    const Source *source;
    const PlanTest *test;
    const Evaluation *evaluation;
    size_t first_row; /* of its units in the evaluation */
    Arena *arena;
    NumberContext *numbers;
} TestScene;

/* Lines; empty where all came as expected. */
Text test_story(const TestScene *scene);
/* What the value of an output was made of, in the unit at `first_row`. */
Text test_story_trace(const TestScene *scene, uint32_t output);

#endif
