/* Compares base/number with the fractions of Python on random operations: tests/oracle/number_oracle.py asks,
 * and this program, started again with the argument `answer`, answers. A question is one line: NAME OPERAND
 * ...; operands are N or N/D, not necessarily in lowest terms. An answer is one line. */
#include "base/number_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_OPERANDS = 32 };

typedef struct Job {
    NumberContext *context;
    Arena *arena;
    Number operands[MAX_OPERANDS];
    size_t count;
} Job;

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

/* Whole number of any length, 18 digits at a time. */
static Number parse_whole(Job *job, const char *digits, size_t len) {
    bool negative = len > 0 && digits[0] == '-';
    Number value = NUMBER_ZERO;
    for (size_t at = negative; at < len;) {
        size_t take = len - at < 18 ? len - at : 18;
        Number chunk = number_from_digits(job->context, (Text){digits + at, take});
        value = number_multiply(job->context, value, number_from_int(number_power_of_ten((int)take)));
        value = number_add(job->context, value, chunk);
        at += take;
    }
    return negative ? number_negate(job->context, value) : value;
}

static Number parse_operand(Job *job, const char *word) {
    const char *slash = strchr(word, '/');
    if (!slash) return parse_whole(job, word, strlen(word));
    Number numerator = parse_whole(job, word, (size_t)(slash - word));
    Number denominator = parse_whole(job, slash + 1, strlen(slash + 1));
    if (numerator.denominator == 1 && denominator.denominator == 1)
        return number_from_fraction(job->context, numerator.numerator, denominator.numerator);
    return number_divide(job->context, numerator, denominator);
}

static void parse_operands(Job *job, char *rest) {
    job->count = 0;
    for (char *word = strtok(rest, " \n"); word && job->count < MAX_OPERANDS; word = strtok(NULL, " \n"))
        job->operands[job->count++] = parse_operand(job, word);
}

/* In lowest terms, followed by `!` if the form breaks a promise of the header. */
static void print_number(Job *job, Number a) {
    if (number_context_take_overflow(job->context)) {
        puts("overflow");
        return;
    }
    NumberView view;
    mpq_srcptr value = number_view(&view, a);
    bool fits = mpz_sizeinbase(mpq_numref(value), 2) < 64 && mpz_sizeinbase(mpq_denref(value), 2) < 64;
    bool sound = a.denominator != 0 ? a.denominator > 0 && a.numerator != INT64_MIN : !fits;
    gmp_printf("%Qd%s\n", value, sound ? "" : "!");
}

static void print_text(Text text) {
    printf("%.*s\n", TEXT_ARG(text));
}

static int whole(const Job *job, size_t index) {
    return (int)job->operands[index].numerator;
}

static void print_found(bool found, const int64_t *value) {
    printf("%d %lld\n", found, (long long)*value);
}

static bool run_exact(Job *job, const char *name) {
    NumberContext *context = job->context;
    Number a = job->operands[0], b = job->count > 1 ? job->operands[1] : NUMBER_ZERO;
    if (strcmp(name, "add") == 0)
        print_number(job, number_add(context, a, b));
    else if (strcmp(name, "subtract") == 0)
        print_number(job, number_subtract(context, a, b));
    else if (strcmp(name, "multiply") == 0)
        print_number(job, number_multiply(context, a, b));
    else if (strcmp(name, "divide") == 0)
        print_number(job, number_divide(context, a, b));
    else if (strcmp(name, "sum") == 0)
        print_number(job, number_sum(context, job->operands, job->count));
    else if (strcmp(name, "negate") == 0)
        print_number(job, number_negate(context, a));
    else if (strcmp(name, "round") == 0)
        print_number(job, number_round(context, a, whole(job, 1), (RoundingMode)whole(job, 2)));
    else
        return false;
    return true;
}

static bool run_question(Job *job, const char *name) {
    NumberContext *context = job->context;
    Number a = job->operands[0], b = job->count > 1 ? job->operands[1] : NUMBER_ZERO;
    int64_t integer = 0;
    if (strcmp(name, "compare") == 0)
        printf("%d\n", number_compare(context, a, b));
    else if (strcmp(name, "multiple") == 0)
        printf("%d\n", number_is_multiple_of(context, a, b));
    else if (strcmp(name, "decimals") == 0)
        printf("%d\n", number_decimals(context, a, whole(job, 1)));
    else if (strcmp(name, "to_int") == 0)
        print_found(number_to_int(context, a, &integer), &integer);
    else if (strcmp(name, "to_decimal") == 0)
        print_found(number_to_decimal(context, a, (unsigned)whole(job, 1), &integer), &integer);
    else if (strcmp(name, "same_hash") == 0)
        printf("%d\n", number_hash(context, a) == number_hash(context, b));
    else if (strcmp(name, "format") == 0)
        print_text(number_format(context, job->arena, a, whole(job, 1), '.'));
    else if (strcmp(name, "format_exact") == 0)
        print_text(number_format_exact(context, job->arena, a));
    else
        return false;
    return true;
}

static bool run_irrational(Job *job, const char *name) {
    NumberContext *context = job->context;
    Number a = job->operands[0], result = NUMBER_ZERO;
    size_t half = job->count / 2;
    bool found = false;
    if (strcmp(name, "sqrt") == 0)
        found = number_sqrt(context, a, &result);
    else if (strcmp(name, "root") == 0)
        found = number_root(context, a, (unsigned)whole(job, 1), &result);
    else if (strcmp(name, "ln") == 0)
        found = number_ln(context, a, &result);
    else if (strcmp(name, "log10") == 0)
        found = number_log10(context, a, &result);
    else if (strcmp(name, "exp") == 0)
        found = number_exp(context, a, &result);
    else if (strcmp(name, "power") == 0)
        found = number_power(context, a, job->operands[1], &result);
    else if (strcmp(name, "geometric_mean") == 0)
        found = number_geometric_mean(context, job->operands, job->operands + half, half, &result);
    else
        return false;
    if (found || context->overflow)
        print_number(job, result);
    else
        puts("none");
    return true;
}

static int answer(void) {
    static char line[1 << 20];
    Memory memory = {allocate, release, exhausted, NULL, NULL};
    Arena *owner = arena_new(&memory), *results = arena_new(&memory);
    Job job = {.context = number_context_new(owner), .arena = results};
    number_context_use(job.context, results);
    while (fgets(line, sizeof line, stdin)) {
        char *space = strchr(line, ' ');
        if (!space) break;
        *space = '\0';
        parse_operands(&job, space + 1);
        if (!run_exact(&job, line) && !run_question(&job, line) && !run_irrational(&job, line))
            puts("unknown");
        arena_reset(results);
    }
    number_context_free(job.context);
    arena_free(results);
    arena_free(owner);
    return 0;
}

static const char *own_path;

static void random_operations_agree_with_fractions_of_python(void **state) {
    (void)state;
    char command[4096];
    snprintf(command, sizeof command, "python3 tests/oracle/number_oracle.py '%s'", own_path);
    assert_int_equal(system(command), 0);
}

int main(int count, char **arguments) {
    if (count > 1 && strcmp(arguments[1], "answer") == 0) return answer();
    own_path = arguments[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_operations_agree_with_fractions_of_python),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
