/* A published table compared with its recomputation, cell by cell [E7]. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_H
#define EVIDENCE_PUBLISHED_VERIFY_H

#include "evidence/published/verify_columns.h"

typedef struct VerifyOptions {
    NumberMarks marks; /* of the published table */
    const ColumnMap *map;
} VerifyOptions;

/* `scored` and `table` stay as long as the verification. false: messages say why nothing can be compared. */
bool verify_table(const FullScore *score, const PrintedTable *table, const VerifyOptions *options,
                  const ScoreRoom *room, Diagnostics *diagnostics, Verification *verification);

#endif
