/* Units of real data, read and evaluated with all of their values: for tests, which look at everything. */
#ifndef LIBRARY_READ_UNITS_H
#define LIBRARY_READ_UNITS_H

#include "library/context.h"

typedef struct DataSource {
    const char *name;
    IctscoreRead read;
    void *user;
    const IctscoreOptions *options; /* NULL: all defaults */
} DataSource;

/* Fills table and evaluation of the context; messages go to those about data. `watched`: as in
 * EvaluateOptions. */
IctscoreStatus context_read_units(Ictscore *context, const DataSource *source, const bool *watched);

#endif
