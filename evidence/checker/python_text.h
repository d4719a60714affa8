/* Texts, names and numbers as Python writes them. */
#ifndef EVIDENCE_CHECKER_PYTHON_TEXT_H
#define EVIDENCE_CHECKER_PYTHON_TEXT_H

#include "base/number.h"
#include "base/text.h"

/* A literal, quotes included. */
Text python_text(Arena *arena, Text text);
/* A name of the rules as a name of Python: `lambda` becomes `lambda_`. */
Text python_name(Arena *arena, Text name);
/* `6`, `Fraction("0.9")`, `Fraction("1/3")` */
Text python_number(NumberContext *numbers, Arena *arena, Number number);

#endif
