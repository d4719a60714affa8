/* The reference evaluator alone: reference_speed RULES DATA RUNS prints the processor's microseconds of the
 * quickest evaluation, of every output. Rules are compiled and data are read before the clock starts. */
#include "lang/compile.h"
#include "runtime/computing/evaluate.h"
#include "runtime/reading/table_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* ---- what a library asks of its host */

static void *allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void release(void *user, void *block) {
    (void)user;
    free(block);
}

static void exhausted(void *user) {
    (void)user;
    abort();
}

static long read_data(void *user, char *buffer, size_t size) {
    FILE *file = user;
    size_t len = fread(buffer, 1, size, file);
    return ferror(file) ? -1 : (long)len;
}

/* ---- from two files to a plan and a table */

typedef struct Work {
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *messages;
    const Plan *plan;
    Table table;
} Work;

static Text read_rules(Arena *arena, const char *path) {
    enum { MOST = 4 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file) return (Text){NULL, 0};
    char *bytes = arena_alloc(arena, MOST);
    size_t len = fread(bytes, 1, MOST, file);
    fclose(file);
    return (Text){bytes, len};
}

static bool compile(Work *work, const char *path) {
    Source *source = ARENA_NEW(work->arena, Source);
    *source = (Source){.name = text_from(path), .text = read_rules(work->arena, path)};
    if (!source->text.bytes) return false;
    const RuleLimits limits = RULE_LIMITS_DEFAULT;
    work->plan = compile_rules(source, &limits, work->arena, work->numbers, work->messages).plan;
    return work->plan != NULL;
}

static bool read_table(Work *work, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    DataInput input = {.name = text_from(path), .read = read_data, .user = file};
    ReadOptions options = {.header_row = 1, .limits = READ_LIMITS_DEFAULT};
    work->table = table_new(work->plan, input.name, NULL, work->arena);
    ReadStatus status = table_read(work->plan, &input, &options, (BlockTaker){NULL, NULL}, work->numbers,
                                   work->messages, &work->table);
    fclose(file);
    return status == READ_DONE;
}

/* ---- the clock */

static long long processor_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Nanoseconds, or -1. */
static long long evaluate_once(Work *work, const Memory *memory) {
    Arena *arena = arena_new(memory);
    const EvaluateOptions options = {.by_reference = true};
    Evaluation evaluation;
    number_context_use(work->numbers, arena);
    long long start = processor_nanoseconds();
    bool good =
        evaluate(work->plan, &work->table, &options, arena, work->numbers, work->messages, &evaluation);
    long long took = processor_nanoseconds() - start;
    arena_free(arena);
    return good ? took : -1;
}

static long long quickest(Work *work, const Memory *memory, int runs) {
    long long least = -1;
    for (int i = 0; i < runs; i++) {
        long long took = evaluate_once(work, memory);
        if (took < 0) return -1;
        if (least < 0 || took < least) least = took;
    }
    return least;
}

int main(int count, char **arguments) {
    const Memory memory = {.allocate = allocate, .release = release, .exhausted = exhausted};
    if (count != 4) return 2;
    Work work = {.arena = arena_new(&memory)};
    work.numbers = number_context_new(work.arena);
    number_context_use(work.numbers, work.arena);
    work.messages = diagnostics_new(work.arena);
    bool ready = compile(&work, arguments[1]) && read_table(&work, arguments[2]);
    long long took = ready ? quickest(&work, &memory, atoi(arguments[3])) : -1;
    if (took >= 0) printf("%zu rows %lld microseconds\n", work.table.row_count, took / 1000);
    number_context_free(work.numbers);
    arena_free(work.arena);
    return took < 0;
}
