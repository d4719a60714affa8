#include "evidence/published/unit_match.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "runtime/reading/key_form.h"

enum { MAX_SEARCHES = 20 };

UnitMatch unit_match_new(Arena *arena) {
    return (UnitMatch){text_index_new(arena), text_index_new(arena), 0, arena};
}

bool unit_match_add(UnitMatch *match, Text key) {
    Text composed = unicode_nfc(match->arena, key);
    bool is_new = text_index_find(&match->keys, composed) == TEXT_INDEX_NONE;
    text_index_add(&match->keys, composed);
    return is_new;
}

uint32_t unit_match_find(const UnitMatch *match, Text key) {
    uint32_t found = text_index_find(&match->keys, unicode_nfc(match->arena, key));
    return found == TEXT_INDEX_NONE ? UNIT_NONE : found;
}

uint32_t unit_match_nearest(UnitMatch *match, Text key) {
    while (match->forms.count < match->keys.count)
        text_index_add(&match->forms, key_form(match->arena, match->keys.texts[match->forms.count]));
    uint32_t found = text_index_find(&match->forms, key_form(match->arena, key));
    if (found != TEXT_INDEX_NONE) return found;
    if (match->searches++ >= MAX_SEARCHES) return UNIT_NONE;
    Nearest nearest = nearest_start(match->arena, key);
    for (size_t i = 0; i < match->keys.count; i++)
        nearest_offer(&nearest, match->keys.texts[i], (long)i);
    return nearest.best < 0 ? UNIT_NONE : (uint32_t)nearest.best;
}
