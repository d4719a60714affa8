/* Which columns of a published table show which results [E7.2]. */
#ifndef EVIDENCE_PUBLISHED_VERIFY_COLUMNS_H
#define EVIDENCE_PUBLISHED_VERIFY_COLUMNS_H

#include "evidence/published/verify_model.h"

/* `--map`: "Tỷ lệ=ung_dung, Hạng=hang". */
typedef struct ColumnMap {
    Text *headers, *names;
    size_t count, capacity;
} ColumnMap;

/* false: not a list of HEADER=NAME. */
bool column_map_read(Text list, Arena *arena, ColumnMap *map);
/* Finds the key and the columns that are compared; false: messages say why there are none. */
bool verify_columns(Verification *verification, const ColumnMap *map);

#endif
