/* A published table against its recomputation: which columns are compared, and what does not agree. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_MODEL_H
#define EVIDENCE_PUBLISHED_VERIFY_MODEL_H

#include "evidence/published/printed_number.h"
#include "evidence/published/printed_table.h"
#include "evidence/published/full_score.h"
#include "evidence/published/unit_match.h"

typedef struct SwappedRows SwappedRows;
typedef enum VerifyKind { VERIFY_NUMBER, VERIFY_PLACE, VERIFY_TEXT } VerifyKind;

/* The place of every unit, had one thing been done otherwise. */
typedef struct OtherPlaces {
    const char *code;
    Text words;
    Column places;
} OtherPlaces;

/* Of one column: units by what they should show, with so many decimals. */
typedef struct ShownIndex {
    int decimals;
    TextIndex texts;
    uint32_t *rows; /* the first unit of each text */
    bool *are_many; /* more units show it */
    struct ShownIndex *next;
} ShownIndex;

typedef struct VerifyColumn {
    size_t printed; /* column of the table */
    ResultColumn shown;
    VerifyKind kind;
    int decimals; /* declared; -1: as many as needed */
    bool as_percent;
    RoundingMode mode;
    OtherPlaces *others; /* of a rank, once one place is wrong */
    size_t other_count;
    bool has_others;
    ShownIndex *indexes;
    size_t *against; /* per RoundingMode: cells that were not rounded so; NULL: not counted yet */
} VerifyColumn;

typedef struct VerifyReason {
    const char *code; /* stable */
    Text words;
} VerifyReason;

enum { VERIFY_MAX_REASONS = 8 };

typedef struct Disagreement {
    uint32_t row; /* of the data */
    size_t printed_row;
    size_t column; /* of Verification.columns */
    Text right;    /* as results show it; empty: there is no value */
    ValueState state;
    Text exact;        /* where `right` is not all of it: all digits, or a fraction */
    Text exact_digits; /* the same in decimals, for the eye */
    VerifyReason reasons[VERIFY_MAX_REASONS];
    size_t reason_count;
} Disagreement;

typedef struct Verification {
    const FullScore *score;
    const PrintedTable *table;
    NumberMarks marks;
    VerifyColumn *columns;
    size_t column_count;
    size_t key_column; /* of the table */
    bool by_name;
    size_t *not_compared; /* columns of the table */
    size_t not_compared_count;
    uint32_t *data_rows;    /* per row of the table: the unit, or UNIT_NONE */
    uint32_t *printed_rows; /* per unit: the row of the table, or UNIT_NONE */
    uint32_t *meant;        /* per row of the table without a unit: the one that may be meant, or UNIT_NONE */
    size_t matched;
    Disagreement *disagreements;
    size_t disagreement_count, disagreement_capacity;
    size_t compared, not_printed; /* cells */
    int *input_decimals;          /* per input: the most that a value has; -1: not looked at yet */
    SwappedRows *swapped;         /* NULL: not looked for yet */
    Arena *arena, *scratch;
    NumberContext *numbers;
    Diagnostics *diagnostics;
} Verification;

/* The value of a unit in the unit it is printed in: 87.5 for 87.5 %. `exact`: before rounding. */
StepValue verify_value(const Verification *verification, const VerifyColumn *column, size_t row, bool exact);
/* [E7.1] Every cell that was compared, and every published unit is one of the data. */
static inline bool verify_agrees(const Verification *verification) {
    return verification->disagreement_count == 0 && verification->matched == verification->table->row_count;
}
/* Keeps a reason, up to VERIFY_MAX_REASONS of them. */
void verify_add_reason(Disagreement *disagreement, const char *code, Text words);

#endif
