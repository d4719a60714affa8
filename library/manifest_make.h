/* What the last run was made of, as a manifest. */
#ifndef LIBRARY_MANIFEST_MAKE_H
#define LIBRARY_MANIFEST_MAKE_H

#include "library/context.h"

/* [E8.6] Behind a score that hashes. */
Text manifest_make_fingerprint(Ictscore *context);
/* Behind a score that hashes; of the result what was written last. Lives as long as the data. */
Manifest manifest_make(Ictscore *context, Text result_name);

#endif
