/* [E2.11] The files of all cards: their names, and the list of them. */
#ifndef EVIDENCE_CARD_CARD_INDEX_H
#define EVIDENCE_CARD_CARD_INDEX_H

#include "evidence/card/card.h"
#include "evidence/basis/document.h"

/* Number of the unit in the data and its key, of letters, digits, `-` and `_` alone, whatever the key holds.
 * `extension`: "html". */
Text card_file_name(const Scored *scored, size_t row, const char *extension, Arena *arena);
/* Every unit with its file, indices, ranks and grades. */
Document *card_index(const CardMaker *maker, const char *extension, Arena *arena);

#endif
