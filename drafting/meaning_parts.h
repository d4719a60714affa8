/* What the text of a meaning is put together from: `(word part part ...)`, texts between quotes, numbers
 * exact. */
#ifndef DRAFTING_MEANING_PARTS_H
#define DRAFTING_MEANING_PARTS_H

#include "lang/ast.h"

typedef struct MeaningContext {
    NumberContext *numbers;
    bool has_words; /* also what people read and no result depends on */
} MeaningContext;

/* Texts that have no order among them: they are sorted. */
typedef struct MeaningList {
    Text *items;
    size_t count, capacity;
    Arena *arena;
    const MeaningContext *context;
} MeaningList;

MeaningList meaning_list(Arena *arena, const MeaningContext *context);
void meaning_list_sort(MeaningList *list);

/* One text being made. */
typedef struct Meaning {
    TextBuilder text;
    MeaningList *list;
    Arena *arena;
    const MeaningContext *context;
} Meaning;

Meaning meaning_start(MeaningList *list, const char *word); /* becomes an item of `list` by meaning_end */
void meaning_end(Meaning *meaning);
Meaning meaning_open(const Meaning *owner, const char *word); /* becomes a part of `owner` by meaning_close */
void meaning_close(Meaning *owner, Meaning *meaning);

void meaning_add(Meaning *meaning, Text word);
void meaning_add_text(Meaning *meaning, Text text);
void meaning_add_number(Meaning *meaning, Number number);
void meaning_add_expression(Meaning *meaning, const AstExpression *expression);
void meaning_add_part(Meaning *meaning, const char *word, const AstExpression *expression); /* NULL: none */
void meaning_add_text_part(Meaning *meaning, const char *word, Text text);                  /* empty: none */
void meaning_add_words(Meaning *meaning, const char *word, Text text); /* only where the context has words */
void meaning_add_notes(Meaning *meaning, const AstNote *notes);
void meaning_add_scope(Meaning *meaning, AstScope scope);
void meaning_add_rounding(Meaning *meaning, const AstRounding *rounding);
void meaning_add_sorted(Meaning *meaning, MeaningList *list);

#endif
