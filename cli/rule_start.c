#include "cli/rule_start.h"

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static size_t skip_comment(Text text, size_t at) {
    while (at < text.len && text.bytes[at] != '\n')
        at++;
    return at;
}

bool rule_start_is(Text start) {
    size_t at = text_starts_with(start, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < start.len && (is_blank(start.bytes[at]) || start.bytes[at] == '#'))
        at = start.bytes[at] == '#' ? skip_comment(start, at) : at + 1;
    Text rest = text_slice(start, at, start.len);
    return text_starts_with(rest, TEXT("methodology")) || text_starts_with(rest, TEXT("extends"));
}
