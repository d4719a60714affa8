/* What `check` says, as SARIF 2.1.0: the form in which platforms for code take findings [F9]. */
#ifndef LIBRARY_CHECK_SARIF_H
#define LIBRARY_CHECK_SARIF_H

#include "base/diagnostic.h"

/* `version` is that of the program. */
void check_sarif_write(const Diagnostics *diagnostics, const char *version, TextBuilder *out);

#endif
