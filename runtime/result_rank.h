/* Places in a ranking as results need them: to sort by, and to mark shared ones. */
#ifndef RUNTIME_RESULT_RANK_H
#define RUNTIME_RESULT_RANK_H

#include "runtime/result_model.h"

/* A unit on its way through a sort: by list, then place (0 last), then key, then row. */
typedef struct ResultPlace {
    uint32_t list, row;
    int64_t half;
} ResultPlace;

ResultRank result_rank_new(const Result *result, uint32_t output);
const ResultRank *result_rank_find(const Result *result, uint32_t output); /* NULL: not prepared */
uint32_t result_rank_of(const Result *result, const ResultRank *rank, uint32_t row);
/* Merge sort: stable, n log n; `count` places. */
void result_places_sort(const Result *result, ResultPlace *places, size_t count);

#endif
