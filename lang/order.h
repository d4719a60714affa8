/* The order in which declarations are given their meaning: each behind all it names. Reports circles with
 * their path [L8.1]. */
#ifndef LANG_ORDER_H
#define LANG_ORDER_H

#include "base/diagnostic.h"
#include "lang/methodology.h"

typedef struct DeclarationOrder {
    Symbol **symbols; /* all declarations of the file; those in a circle are left out */
    size_t count;
} DeclarationOrder;

DeclarationOrder order_declarations(Methodology *methodology, Diagnostics *diagnostics);

#endif
