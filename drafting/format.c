#include "drafting/format.h"

#include "drafting/columns.h"
#include "lang/parse.h"

/* Layout may only change white space: what was written is read again and held against what was there. */
static bool is_same(const TokenList *tokens, const Source *source, Text text, const RuleLimits *limits,
                    Arena *arena, NumberContext *numbers) {
    Source written = {.name = source->name, .text = text};
    TokenList again = token_list(&written, limits, arena, numbers);
    return token_lists_equal(tokens, &again);
}

bool format_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                  Diagnostics *diagnostics, TextBuilder *out) {
    const AstFile *file = parse_rules(source, limits, arena, numbers, diagnostics);
    if (!file || diagnostics_error_count(diagnostics) > 0) return false;
    TokenList tokens = token_list(source, limits, arena, numbers);
    Outline outline = outline_make(&tokens, arena);
    Layout layout = layout_make(&outline, arena);
    TextBuilder builder = text_builder(arena);
    columns_write(&layout, arena, &builder);
    Text text = text_builder_text(&builder);
    bool same = is_same(&tokens, source, text, limits, arena, numbers);
    if (same) text_builder_add(out, text);
    return same;
}
