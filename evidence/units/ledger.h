/* [E3] One criterion over all units: a ledger that adds up. */
#ifndef EVIDENCE_UNITS_LEDGER_H
#define EVIDENCE_UNITS_LEDGER_H

#include "evidence/card/card.h"
#include "evidence/basis/document.h"

typedef struct LedgerLine {
    StepValue points, maximum;
    Number lost; /* where both have values */
} LedgerLine;

typedef struct Ledger {
    const CardMaker *maker;
    uint32_t output;
    uint32_t *inputs; /* that it looks at, in the order of the rules */
    size_t input_count;
    LedgerLine *lines;            /* per unit */
    Number points, maximum, lost; /* of all units that have points */
    size_t applicable, not_applicable, missing;
} Ledger;

/* The criterion, group or index of that name; UINT32_MAX: there is none with points, and an error in
 * `diagnostics` says which was probably meant. */
uint32_t ledger_find(const Scored *scored, Text name, Arena *scratch, Diagnostics *diagnostics);
Ledger ledger_made(const CardMaker *maker, uint32_t output, Arena *arena);

Document *ledger_document(const Ledger *ledger, Arena *arena);
/* The last line is the total. */
void ledger_csv(const Ledger *ledger, TextBuilder *out);
void ledger_json(const Ledger *ledger, TextBuilder *out);

#endif
