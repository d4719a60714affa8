/* Places in a ranking as results need them: to sort by, and to mark shared ones. */
#ifndef RUNTIME_RESULTS_RESULT_RANK_H
#define RUNTIME_RESULTS_RESULT_RANK_H

#include "runtime/results/result_model.h"

ResultRank result_rank_new(const Result *result, uint32_t output);
const ResultRank *result_rank_find(const Result *result, uint32_t output); /* NULL: not prepared */
uint32_t result_rank_of(const Result *result, const ResultRank *rank, uint32_t row);
/* Puts rows in order: by list, place (those without one last), key. Linear, but for units that share a place.
 */
void result_rank_sort(const Result *result, const ResultRank *rank, uint32_t *rows, size_t count);

#endif
