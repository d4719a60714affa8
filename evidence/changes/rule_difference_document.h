/* What changed between two methodologies, to be read [DF1]; with its effect on units, where it was worked
 * out [DF2]. */
#ifndef EVIDENCE_CHANGES_RULE_DIFFERENCE_DOCUMENT_H
#define EVIDENCE_CHANGES_RULE_DIFFERENCE_DOCUMENT_H

#include "drafting/rule_difference.h"
#include "evidence/basis/document.h"
#include "evidence/changes/effects.h"

/* `effects`: NULL: without data. */
Document *rule_difference_document(const RuleDifference *difference, const Effects *effects,
                                   NumberContext *numbers, Arena *arena);
/* The same as JSON, for programs [DF3]. */
void rule_difference_json(const RuleDifference *difference, const Effects *effects, NumberContext *numbers,
                          TextBuilder *out);
/* "rules2017.isl:54"; empty where nothing is written at one place. */
Text rule_difference_place(const Source *source, Span span, Arena *arena);

#endif
