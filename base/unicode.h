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
/* The offset of the first place that is not in normalisation form C, or text.len. More than 64 code points
 * piled on one letter and invalid UTF-8 count as such a place. */
size_t unicode_find_not_nfc(Text text);
bool unicode_is_nfc(Text text);
/* An invalid text is returned as it is by these four. */
Text unicode_nfc(Arena *arena, Text text);  /* the text itself when it is in NFC already */
Text unicode_fold(Arena *arena, Text text); /* NFC, case-folded, ASCII blanks trimmed */
/* Case-folded, without diacritics, đ and its look-alikes as d; blanks, invisible characters, '_' and dashes
 * dropped (between digits one `_` stays): for "did you mean" and confusable names. */
Text unicode_skeleton(Arena *arena, Text text);
/* The skeleton with diacritics, wherever in the word a tone is written: Hòa, Hoà and HÒA have one spelling,
 * Phú and Phù have two. For confusable ids of units. Not meant to be shown. */
Text unicode_spelling(Arena *arena, Text text);
bool unicode_is_latin_letter(uint32_t code_point);
bool unicode_is_bidi_control(uint32_t code_point);
bool unicode_is_zero_width(uint32_t code_point); /* U+200B..U+200D, U+2060, U+FEFF and the like */
size_t unicode_width(Text text);                 /* columns on a terminal */
/* Control characters (C0, DEL, C1) as \x1b, invalid bytes as \xNN, bidi controls and line
 * separators as <U+202E>; for messages and tables. The text itself when there is nothing to show. */
Text unicode_visible(Arena *arena, Text text);

#endif
