/* A comparison of two years, to be read [E6.7]. */
#ifndef EVIDENCE_YEARS_COMPARE_DOCUMENT_H
#define EVIDENCE_YEARS_COMPARE_DOCUMENT_H

#include "evidence/years/compare.h"
#include "evidence/basis/document.h"

/* `columns`: names of results, or `all`; count 0: indices, ranks, grades and gates. */
typedef struct CompareShown {
    const Text *columns;
    size_t column_count;
    char point; /* the decimal mark */
} CompareShown;

const Document *compare_document(const Comparison *comparison, const CompareShown *shown, Arena *arena);
/* false: neither rules have a result of this name. */
bool compare_has_result(const Comparison *comparison, Text name);

#endif
