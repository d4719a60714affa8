/* What Unicode asks of names, labels and cells: decoding, NFC, folding, width. Built on utf8proc. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/text.h"

/* Decodes the code point at `text.bytes + at`; returns its length in bytes, 0 where the UTF-8 is invalid
 * (overlong forms, surrogates and values above U+10FFFF included). */
size_t unicode_decode(Text text, size_t at, uint32_t *code_point);
/* Offset of the first invalid byte, or text.len. */
size_t unicode_find_invalid(Text text);
size_t unicode_count(Text text); /* code points; an invalid byte counts as one */
bool unicode_is_ascii(Text text);
bool unicode_is_nfc(Text text);
Text unicode_nfc(Arena *arena, Text text);       /* the text itself when it is in NFC already */
Text unicode_fold(Arena *arena, Text text);      /* NFC, case-folded, ASCII blanks trimmed */
/* Case-folded, without diacritics, đ and its look-alikes as d, blanks, '_' and '-' dropped: for "did you mean" and
 * confusable ids. */
Text unicode_skeleton(Arena *arena, Text text);
bool unicode_is_latin_letter(uint32_t code_point);
bool unicode_is_bidi_control(uint32_t code_point);
bool unicode_is_zero_width(uint32_t code_point); /* U+200B..U+200D, U+2060, U+FEFF and the like */
size_t unicode_width(Text text);                 /* columns on a terminal */
/* Control characters (C0, DEL, C1) as \x1b, invalid bytes as \xNN, bidi controls as <U+202E>; for messages and tables. */
Text unicode_visible(Arena *arena, Text text);
/* Smallest number of edits between the skeletons of two texts, or `limit` + 1 when it is more than `limit`. */
unsigned unicode_distance(Arena *scratch, Text a, Text b, unsigned limit);

/* The candidate nearest to `wanted`, at distance at most 2, or -1. */
typedef struct Nearest {
    Arena *scratch;
    Text wanted;
    unsigned best_distance;
    long best; /* -1: none */
} Nearest;

Nearest nearest_start(Arena *scratch, Text wanted);
void nearest_offer(Nearest *nearest, Text candidate, long id);

#endif
