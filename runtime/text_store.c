#include "runtime/text_store.h"

#include <string.h>

enum { FIRST_BLOCK = 1 << 10, LARGEST_BLOCK = 1 << 20 };

TextStore text_store_new(Arena *arena) {
    return (TextStore){.arena = arena, .block = FIRST_BLOCK};
}

static void add_block(TextStore *store, size_t least) {
    while (store->block < least)
        store->block *= 2;
    store->free = arena_alloc(store->arena, store->block);
    store->room = store->block;
    if (store->block < LARGEST_BLOCK) store->block *= 2;
}

Text text_store_keep(TextStore *store, Text text) {
    if (text.len > LARGEST_BLOCK / 4) return text_copy(store->arena, text);
    if (text.len > store->room) add_block(store, text.len);
    char *kept = store->free;
    if (text.len > 0) memcpy(kept, text.bytes, text.len);
    store->free += text.len;
    store->room -= text.len;
    return (Text){kept, text.len};
}
