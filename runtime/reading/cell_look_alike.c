#include "runtime/reading/cell_look_alike.h"

#include "base/unicode.h"

static const LookAlike look_alikes[] = {
    {0x00A0, "no-break space", 0},
    {0x2007, "figure space", 0},
    {0x2009, "thin space", 0},
    {0x202F, "narrow no-break space", 0},
    {0x3000, "ideographic space", 0},
    {0x200B, "zero-width space", 0},
    {0x200C, "zero-width non-joiner", 0},
    {0x200D, "zero-width joiner", 0},
    {0x2060, "word joiner", 0},
    {0x00AD, "soft hyphen", 0},
    {0x2212, "minus sign", '-'},
    {0x2010, "hyphen", '-'},
    {0x2011, "no-break hyphen", '-'},
    {0x2012, "figure dash", '-'},
    {0x2013, "en dash", '-'},
    {0x2014, "em dash", '-'},
    {0xFE63, "small hyphen-minus", '-'},
    {0xFF0D, "full-width hyphen-minus", '-'},
    {0xFF0B, "full-width plus sign", '+'},
    {0xFF0E, "full-width full stop", '.'},
    {0xFF0C, "full-width comma", ','},
    {0xFF05, "full-width per cent sign", '%'},
    {0x066B, "Arabic decimal mark", '.'},
    {0x066C, "Arabic group separator", ','},
    {0x201A, "low quotation mark", ','},
};

typedef struct DigitRow {
    uint32_t zero;
    const char *name;
} DigitRow;

static const DigitRow digit_rows[] = {
    {0x0660, "Arabic-Indic digit"}, {0x06F0, "Persian digit"}, {0x0966, "Devanagari digit"},
    {0x0E50, "Thai digit"},         {0x17E0, "Khmer digit"},   {0xFF10, "full-width digit"},
};

bool cell_look_alike(uint32_t code_point, LookAlike *found) {
    for (size_t i = 0; i < sizeof look_alikes / sizeof look_alikes[0]; i++) {
        *found = look_alikes[i];
        if (found->code_point == code_point) return true;
    }
    for (size_t i = 0; i < sizeof digit_rows / sizeof digit_rows[0]; i++) {
        uint32_t zero = digit_rows[i].zero;
        if (code_point < zero || code_point > zero + 9) continue;
        *found = (LookAlike){code_point, digit_rows[i].name, (char)('0' + (code_point - zero))};
        return true;
    }
    return false;
}

Text cell_in_ascii(Arena *arena, Text cell) {
    TextBuilder ascii = text_builder(arena);
    for (size_t at = 0, len; at < cell.len; at += len) {
        uint32_t code_point;
        LookAlike found;
        len = unicode_decode(cell, at, &code_point);
        if (len == 0) len = 1;
        if (!cell_look_alike(code_point, &found))
            text_builder_add(&ascii, text_slice(cell, at, at + len));
        else if (found.ascii)
            text_builder_add_char(&ascii, found.ascii);
    }
    return text_builder_text(&ascii);
}
