/* What turns, in words: of what kind, from what to what. */
#ifndef EVIDENCE_CARD_TURN_TOLD_H
#define EVIDENCE_CARD_TURN_TOLD_H

#include "evidence/card/watch.h"

/* The criterion, grade, gate or rank. */
Text turn_name(const Watch *watch, size_t item);
const char *turn_kind(const Watch *watch, size_t item); /* "band", "grade", "gate", "place" */
/* Points, a grade, yes or no; a place as one more than the units above. */
Text turn_value(const Watch *watch, const ValueTeller *teller, size_t item, const StepValue *value);
/* Without the quotes that options have among words. */
Text turn_bare(Text told);
/* A teller in the language of the answers, or in plain English for programs. */
ValueTeller turn_teller(const Watch *watch, bool is_for_programs, Arena *arena);

#endif
