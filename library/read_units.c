#include "library/read_units.h"

#include "library/score_options.h"
#include "runtime/computing/scoring.h"

static long read_bytes(void *user, char *buffer, size_t size) {
    const DataSource *source = user;
    return source->read(source->user, buffer, size);
}

IctscoreStatus context_read_units(Ictscore *context, const DataSource *source, const bool *watched) {
    ScoreOptions made;
    DataSource own = *source;
    ScoringCounts counts = {0};
    if (!score_options_make(own.options, &context->limits, context->data_arena, context->data_messages,
                            &made))
        return ICTSCORE_USAGE;
    DataInput input = {.name = text_from(own.name), .read = read_bytes, .user = &own};
    ScoringOptions options = {.read = &made.read,
                              .evaluate = {.watched = watched, .by_reference = watched != NULL}};
    ReadStatus status =
        scoring_run(context->compilation.plan, &input, &options, context->data_arena, context->numbers,
                    context->data_messages, &context->table, &context->evaluation, &counts);
    if (status == READ_FAILED) return ICTSCORE_FILE;
    return context_status(context->data_messages);
}
