#include "runtime/reading/encoding.h"

#define WORD(literal)                                                                                        \
    { literal, sizeof(literal) - 1 }

typedef struct Signature {
    Text start, name;
} Signature;

/* The longer start first: UTF-32LE begins like UTF-16LE. */
static const Signature signatures[] = {
    {WORD("\xFF\xFE\0\0"), WORD("UTF-32LE")},
    {WORD("\0\0\xFE\xFF"), WORD("UTF-32BE")},
    {WORD("\xFF\xFE"), WORD("UTF-16LE")},
    {WORD("\xFE\xFF"), WORD("UTF-16BE")},
    {WORD("PK\x03\x04"), WORD("an Excel workbook or another ZIP archive")},
    {WORD("\xD0\xCF\x11\xE0"), WORD("an old or encrypted Office file (.xls)")},
    {WORD("\x1F\x8B"), WORD("a file compressed with gzip")},
    {WORD("%PDF-"), WORD("a PDF document")},
};

static unsigned byte_at(Text text, size_t at) {
    return at < text.len ? (unsigned char)text.bytes[at] : 0;
}

/* A file in UTF-16 or UTF-32 without a byte order mark: NUL bytes in some of the four places of each group of
 * four bytes, none in others. */
static Text wide_without_mark(Text start) {
    size_t nuls[4] = {0}, groups = start.len / 4;
    for (size_t i = 0; i < groups * 4; i++)
        nuls[i % 4] += start.bytes[i] == 0;
    if (groups == 0) return (Text){0};
    if (nuls[0] == 0 && nuls[2] == groups && nuls[3] == groups) return TEXT("UTF-32LE");
    if (nuls[3] == 0 && nuls[0] == groups && nuls[1] == groups) return TEXT("UTF-32BE");
    if (nuls[0] + nuls[2] == 0 && nuls[1] + nuls[3] > groups / 2) return TEXT("UTF-16LE");
    if (nuls[1] + nuls[3] == 0 && nuls[0] + nuls[2] > groups / 2) return TEXT("UTF-16BE");
    return (Text){0};
}

Text encoding_of_start(Text start) {
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++)
        if (text_starts_with(start, signatures[i].start)) return signatures[i].name;
    return wide_without_mark(start);
}

/* TCVN3 has its letters where windows-1258 has signs: ă â ê ô ơ ư đ at A8..AE, à ả ã á ạ at B5..B9. */
static bool is_tcvn3_letter(unsigned byte) {
    return (byte >= 0xA7 && byte <= 0xAE) || (byte >= 0xB5 && byte <= 0xB9);
}

/* ă đ ơ ư and the tone marks of windows-1258, most of which TCVN3 uses for rarer letters. */
static bool is_1258_letter(unsigned byte) {
    switch (byte) {
    case 0xCC:
    case 0xD0:
    case 0xD2:
    case 0xDE:
    case 0xE2:
    case 0xE3:
    case 0xEA:
    case 0xEC:
    case 0xF0:
    case 0xF2:
    case 0xF4:
    case 0xF5:
    case 0xFD: return true;
    }
    return false;
}

Text encoding_legacy(Text bytes) {
    size_t tcvn3 = 0, windows = 0, high = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned byte = byte_at(bytes, i);
        high += byte >= 0xC0;
        tcvn3 += is_tcvn3_letter(byte);
        windows += is_1258_letter(byte);
    }
    if (tcvn3 > windows) return TEXT("TCVN3 (ABC)");
    if (high > 0) return TEXT("windows-1258");
    return (Text){0};
}

static bool is_overlong(unsigned first, unsigned second) {
    return first == 0xC0 || first == 0xC1 || (first == 0xE0 && second < 0xA0) ||
           (first == 0xF0 && second < 0x90);
}

Text encoding_fault(Text bytes) {
    unsigned first = byte_at(bytes, 0), second = byte_at(bytes, 1);
    bool continues = (second & 0xC0) == 0x80;
    if (continues && is_overlong(first, second)) return TEXT("an overlong form");
    if (continues && first == 0xED && second >= 0xA0) return TEXT("half of a UTF-16 pair");
    return (Text){0};
}
