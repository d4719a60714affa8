/* [E5] The register of thresholds to be read, and for programs. */
#ifndef EVIDENCE_UNITS_REGISTER_DOCUMENT_H
#define EVIDENCE_UNITS_REGISTER_DOCUMENT_H

#include "evidence/basis/document.h"
#include "evidence/units/register.h"

Document *register_document(const Register *made, Arena *arena);
/* A line for each entry, and a head. */
void register_csv(const Register *made, TextBuilder *out);
/* One object and a line end. */
void register_json(const Register *made, TextBuilder *out);

#endif
