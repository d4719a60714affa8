/* Keeps many short texts, one behind the other in large blocks. */
#ifndef RUNTIME_TEXT_STORE_H
#define RUNTIME_TEXT_STORE_H

#include "base/text.h"

typedef struct TextStore {
    Arena *arena;
    char *free;
    size_t room;
    size_t block; /* size of the next block; they grow with what is kept */
} TextStore;

TextStore text_store_new(Arena *arena);
/* A copy that lives as long as the arena. */
Text text_store_keep(TextStore *store, Text text);

#endif
