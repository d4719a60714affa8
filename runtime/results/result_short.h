/* Numbers of many rows as texts of up to eight bytes, with what stands behind them. */
#ifndef RUNTIME_RESULTS_RESULT_SHORT_H
#define RUNTIME_RESULTS_RESULT_SHORT_H

#include "runtime/values/cell_text.h"
#include "runtime/values/machine.h"
#include "runtime/results/result_items.h"

typedef struct ShortTexts {
    uint64_t bytes[ITEM_ROWS]; /* the first byte is the lowest; 0 behind the text */
    uint8_t lens[ITEM_ROWS];
} ShortTexts;

/* As cell_text_write, then `end`; where there is a state, `end` alone. false: one of the numbers is not
 * short, and the texts are not to be used. */
bool result_short_write(const ResultItems *items, const CellStyle *style, char end, MachinePath path,
                        ShortTexts *texts);

#endif
