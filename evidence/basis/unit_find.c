#include "evidence/basis/unit_find.h"

#include "base/nearest.h"
#include "base/unicode.h"

#include <inttypes.h>

typedef struct Search {
    const Scored *scored;
    Arena *scratch;
    Text wanted; /* in the form that is compared */
    bool folds;
    size_t found[2]; /* the first two rows */
    size_t count;
} Search;

static const TextColumn *texts_of(const Scored *scored, uint32_t input) {
    return input == UINT32_MAX ? NULL : scored->table->columns[input].texts;
}

static Text form_of(const Search *search, Text text) {
    return search->folds ? unicode_fold(search->scratch, text) : unicode_nfc(search->scratch, text);
}

static void look(Search *search, const TextColumn *column) {
    search->count = 0;
    for (size_t row = 0; column && row < column->count; row++) {
        if (!text_equal(form_of(search, text_column_get(column, row)), search->wanted)) continue;
        if (search->count < 2) search->found[search->count] = row;
        search->count++;
    }
}

/* Keys before names, the letter case as written before any. */
static bool look_everywhere(Search *search, Text wanted) {
    const Plan *plan = search->scored->plan;
    for (int folds = 0; folds < 2; folds++) {
        search->folds = folds;
        search->wanted = form_of(search, text_trim(wanted));
        look(search, texts_of(search->scored, plan->key_input));
        if (search->count == 0) look(search, texts_of(search->scored, plan->name_input));
        if (search->count > 0) return true;
    }
    return false;
}

static void offer(Nearest *nearest, const TextColumn *column) {
    for (size_t row = 0; column && row < column->count; row++)
        nearest_offer(nearest, text_column_get(column, row), (long)row);
}

/* Of a key and a name that are equally near, the key. */
static Text hint_for(const Search *search, Text wanted) {
    const Plan *plan = search->scored->plan;
    Nearest keys = nearest_start(search->scratch, wanted), names = keys;
    offer(&keys, texts_of(search->scored, plan->key_input));
    offer(&names, texts_of(search->scored, plan->name_input));
    bool by_name = names.best >= 0 && (keys.best < 0 || names.best_distance < keys.best_distance);
    if (!by_name && keys.best < 0) return TEXT("name a unit by its key or its name as the data has them");
    const TextColumn *column = texts_of(search->scored, by_name ? plan->name_input : plan->key_input);
    Text meant = text_column_get(column, (size_t)(by_name ? names.best : keys.best));
    return text_format(search->scratch, "did you mean `%.*s`?",
                       TEXT_ARG(unicode_visible(search->scratch, meant)));
}

static void report(const Search *search, Text message, Text hint, Diagnostics *diagnostics) {
    diagnostics_add(diagnostics, &(Diagnostic){.code = DIAGNOSTIC_NO_SUCH_UNIT,
                                               .file = search->scored->table->file,
                                               .message = message,
                                               .hint = hint});
}

static void report_several(const Search *search, Text wanted, Diagnostics *diagnostics) {
    Text message = text_format(
        search->scratch, "%zu units are called `%.*s`: lines %" PRIu64 " and %" PRIu64 "%s", search->count,
        TEXT_ARG(wanted), table_line(search->scored->table, search->found[0]),
        table_line(search->scored->table, search->found[1]), search->count > 2 ? " are the first" : "");
    report(search, message, TEXT("name the unit by its key"), diagnostics);
}

size_t unit_find(const Scored *scored, Text wanted, Arena *scratch, Diagnostics *diagnostics) {
    Search search = {.scored = scored, .scratch = scratch};
    bool is_found = look_everywhere(&search, wanted);
    if (is_found && search.count == 1) return search.found[0];
    Text shown = unicode_visible(scratch, wanted);
    if (is_found)
        report_several(&search, shown, diagnostics);
    else
        report(&search, text_format(scratch, "no unit is called `%.*s`", TEXT_ARG(shown)),
               hint_for(&search, wanted), diagnostics);
    return SIZE_MAX;
}
