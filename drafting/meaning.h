/* What a rule file means, as one text: two files with the same text give the same results, whatever their
 * layout, comments and order. Its hash is the name of the methodology [DR2]. */
#ifndef DRAFTING_MEANING_H
#define DRAFTING_MEANING_H

#include "base/sha256.h"
#include "lang/ast.h"

typedef enum MeaningScope {
    MEANING_RESULTS, /* what decides results */
    MEANING_WORDING, /* and what people read: title, labels, legal basis, evidence, notes */
} MeaningScope;

/* One declaration a line, sorted by bytes. The file has been checked. */
void meaning_write(const AstFile *file, MeaningScope scope, NumberContext *numbers, Arena *arena,
                   TextBuilder *out);
Sha256Digest meaning_hash(const AstFile *file, MeaningScope scope, NumberContext *numbers, Arena *arena);

#endif
