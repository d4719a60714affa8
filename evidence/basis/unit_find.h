/* [E1.2] A unit by its key or name, in NFC; or what was probably meant. */
#ifndef EVIDENCE_BASIS_UNIT_FIND_H
#define EVIDENCE_BASIS_UNIT_FIND_H

#include "evidence/basis/scored.h"

/* The row of the unit whose key, or else whose name is `wanted`: as written, or else whatever the letter
 * case. SIZE_MAX: there is none, or several; then the reason is an error in `diagnostics`. */
size_t unit_find(const Scored *scored, Text wanted, Arena *scratch, Diagnostics *diagnostics);

#endif
