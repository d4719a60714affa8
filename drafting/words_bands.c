#include "drafting/words_bands.h"

static bool is_downward(Edge edge) {
    return edge == EDGE_FROM || edge == EDGE_ABOVE;
}

bool band_continues(NumberContext *numbers, const Band *before, const Band *band) {
    if (before->edge == EDGE_NONE || band->edge == EDGE_NONE) return false;
    if (is_downward(before->edge) != is_downward(band->edge)) return false;
    int order = number_compare(numbers, band->bound, before->bound);
    return is_downward(band->edge) ? order < 0 : order > 0;
}

static Text say(Arena *arena, Language language, Phrase phrase, Text first, Text second) {
    return phrase_fill(arena, phrase_text(phrase, language), (Text[]){first, second}, 2);
}

static Phrase phrase_of_edge(Edge edge) {
    switch (edge) {
    case EDGE_FROM: return PHRASE_FROM_UP;
    case EDGE_ABOVE: return PHRASE_ABOVE;
    case EDGE_UP_TO: return PHRASE_UP_TO;
    case EDGE_BELOW: return PHRASE_BELOW;
    case EDGE_NONE: break;
    }
    return PHRASE_ALL_OTHERS;
}

/* What is left beyond a bound: below 50% behind "from 50%". */
static Phrase phrase_beyond(Edge edge) {
    switch (edge) {
    case EDGE_FROM: return PHRASE_BELOW;
    case EDGE_ABOVE: return PHRASE_UP_TO;
    case EDGE_UP_TO: return PHRASE_ABOVE;
    case EDGE_BELOW: return PHRASE_FROM_UP;
    case EDGE_NONE: break;
    }
    return PHRASE_ALL_OTHERS;
}

/* Which of the two ends belong to it? */
static Phrase phrase_between(bool has_low, bool has_high) {
    if (has_low) return has_high ? PHRASE_FROM_TO : PHRASE_FROM_TO_BELOW;
    return has_high ? PHRASE_ABOVE_TO : PHRASE_ABOVE_TO_BELOW;
}

Text band_words(Arena *arena, Language language, const Band *before, const Band *band) {
    if (!before) return say(arena, language, phrase_of_edge(band->edge), band->text, (Text){0});
    if (band->edge == EDGE_NONE)
        return say(arena, language, phrase_beyond(before->edge), before->text, (Text){0});
    if (is_downward(band->edge))
        return say(arena, language, phrase_between(band->edge == EDGE_FROM, before->edge == EDGE_ABOVE),
                   band->text, before->text);
    return say(arena, language, phrase_between(before->edge == EDGE_BELOW, band->edge == EDGE_UP_TO),
               before->text, band->text);
}
