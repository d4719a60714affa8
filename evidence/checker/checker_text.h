/* What every exported checker has in common, embedded at build: values, cohorts, reading and printing. */
#ifndef EVIDENCE_CHECKER_CHECKER_TEXT_H
#define EVIDENCE_CHECKER_CHECKER_TEXT_H

#include <stddef.h>

extern const char checker_text[];            /* checker.py */
extern const char checker_irrational_text[]; /* checker_irrational.py: for rules that leave the fractions */

#endif
