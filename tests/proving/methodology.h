/* A random small methodology as rule text, with all cells that its inputs may hold: told by whoever wrote the
 * text, not by the program under test. */
#ifndef TESTS_PROVING_METHODOLOGY_H
#define TESTS_PROVING_METHODOLOGY_H

#include "base/number.h"
#include "lang/plan.h"

typedef struct Chance {
    uint64_t state;
} Chance;

uint32_t chance_below(Chance *chance, uint32_t count);
bool chance_in(Chance *chance, uint32_t count);

/* A cell as data would have it, and how the rule file writes it. */
typedef struct LegalCell {
    ValueState state;
    Number number;
} LegalCell;

enum { MOST_INPUTS = 4, MOST_CELLS = 16, MOST_REQUIRES = 2 };

typedef enum InputKind {
    KIND_COUNTED,
    KIND_RATIO,
    KIND_DECIMAL,
    KIND_WORD,
    KIND_OPTION_OF,
    INPUT_KINDS
} InputKind;

typedef struct LegalInput {
    InputKind kind;
    bool may_lack; /* some cell has no value */
    LegalCell cells[MOST_CELLS];
    uint32_t cell_count;
    int low, high; /* of numbers, in steps */
} LegalInput;

typedef struct RandomMethodology {
    Text text;
    LegalInput inputs[MOST_INPUTS];
    uint32_t input_count;
    uint32_t require_count; /* each is a gate too: `must1`, `must2` */
} RandomMethodology;

/* The inputs are called a, b, c ...; the first column is the key. */
RandomMethodology random_methodology(Chance *chance, Arena *arena);

#endif
