/* Where units stand in a ranking: among how many, with whom, next to whom. */
#ifndef EVIDENCE_BASIS_STANDING_H
#define EVIDENCE_BASIS_STANDING_H

#include "evidence/basis/scored.h"

/* The units of one rank, list after list, by place; equal places in the order of the data. */
typedef struct Ranking {
    uint32_t output;
    size_t *rows;
    size_t count;
    size_t *list_starts; /* list_count + 1 places in `rows` */
    size_t list_count;
    size_t *at;          /* per row of the data: where in `rows`; SIZE_MAX: without a place */
    size_t *twice_place; /* per row: two times its place, so that halves are whole */
} Ranking;

typedef struct Standing {
    bool is_ranked;
    size_t list;         /* units of one list are compared with each other */
    size_t among, equal; /* units in the list; units with this place, itself too */
    size_t above, below; /* the nearest units with another place, as rows; SIZE_MAX: none */
} Standing;

/* For each rank of the plan; linear in units. */
Ranking *rankings_new(const Scored *scored, NumberContext *numbers, Arena *arena);
Standing standing_of(const Ranking *ranking, size_t row);

#endif
