/* [E4] Why one unit stands above another, to be read, and for programs. */
#ifndef EVIDENCE_UNITS_WHY_DOCUMENT_H
#define EVIDENCE_UNITS_WHY_DOCUMENT_H

#include "evidence/basis/document.h"
#include "evidence/units/why.h"

Document *why_document(const Why *why, Arena *arena);
/* One object and a line end. */
void why_json(const Why *why, TextBuilder *out);

#endif
