/* What the passes that give meaning to declarations share: where an expression stands, how a value is made
 * from values, how a mistake is reported. */
#ifndef LANG_ELABORATOR_H
#define LANG_ELABORATOR_H

#include "base/diagnostic.h"
#include "lang/limits.h"
#include "lang/methodology.h"
#include "lang/obligation.h"
#include "lang/occurrence.h"
#include "lang/proof.h"
#include "lang/steps.h"

#define ALL_UNITS UINT32_MAX

/* A parameter and its argument. */
typedef struct Binding {
    Text name;
    Typed value;
    const struct Binding *next;
} Binding;

/* Inside a branch: what its condition says of a step. */
typedef struct Refinement {
    StepId step;
    Facts facts;
    StepId not_above; /* the step is never above this one; STEP_NONE: nothing known */
    unsigned count;   /* of these and the next ones */
    const struct Refinement *next;
} Refinement;

/* Where an expression stands. */
typedef struct Context {
    const Source *source;
    const Binding *bindings;
    const Refinement *refinements;
    Tree *tree;             /* whose formula it is; NULL: none */
    const Symbol *function; /* whose body it is; NULL: none */
    bool is_data;           /* a line of the data declaration: knows inputs and functions only */
    bool is_repeated;       /* a body met once per call or line: what is unreachable in one may be reached in
                               another */
    uint32_t cohort;        /* scope input number of `cohort`, or ALL_UNITS */
    const Source *call_source; /* library functions: mistakes are shown at the call */
    Span call_span;
} Context;

typedef struct CallMemo CallMemo;

typedef struct Elaborator {
    Methodology *methodology;
    Steps *steps;
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    const RuleLimits *limits;
    Plan *plan; /* its inputs are filled first */
    CallMemo *memo;
    Occurrences *occurrences;
    Obligations *obligations;
    struct Told *told; /* what was reported, so that nothing is said twice */
    bool is_trial;     /* rules that nobody wrote: they need not add up, only give values */
    unsigned call_depth;
    size_t nodes;      /* of expressions worked out so far */
    size_t repeats;    /* function bodies written out so far that added no step */
    unsigned walks;    /* over members so far */
    size_t offered;    /* names compared for hints so far */
    bool is_too_large; /* reported: calls are not written out any more */
} Elaborator;

Elaborator *elaborator_new(Methodology *methodology, const RuleLimits *limits, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics);
Context context_top(const Elaborator *elaborator); /* of a declaration of the file */

/* Reports at `span` of the context's source, or at the call of a library function. Returns as
 * diagnostics_report. */
Diagnostic *report(Elaborator *elaborator, const Context *context, Span span, DiagnosticCode code,
                   Text message, Text hint);
/* Formats into the arena of the rules. */
Text say(Elaborator *elaborator, const char *format, ...) __attribute__((format(printf, 2, 3)));

Typed typed_error(Span span);
bool typed_is_error(const Typed *typed);
Typed typed_number(Elaborator *elaborator, Number value, Measure measure, Span span);
Typed typed_yes_no(Elaborator *elaborator, bool value, Span span);
Typed typed_no_value(Elaborator *elaborator, ValueState state, Span span);
/* A value of `kind` computed by a step with parameters; facts follow from the operands in this context. */
Typed typed_step(Elaborator *elaborator, const Context *context, StepOp op, ValueKind kind,
                 StepParameters parameters, const Typed *operands, size_t count, Span span);
/* typed_step without parameters */
Typed typed_apply(Elaborator *elaborator, const Context *context, StepOp op, ValueKind kind,
                  const Typed *operands, size_t count, Span span);
/* if condition then a else b, keeping the kind and measure of `a` */
Typed typed_choice(Elaborator *elaborator, const Context *context, Typed condition, Typed a, Typed b,
                   Span span);
/* The value as seen under the conditions of the context. */
Typed typed_refine(Elaborator *elaborator, const Context *context, Typed value);
bool typed_constant(Elaborator *elaborator, const Typed *typed, Number *value);
PlanType typed_plan_type(ValueKind kind);
/* "a number (points)", "yes or no", "one of the options of khoi", ... */
Text typed_text(Elaborator *elaborator, const Typed *typed);

/* The context in which `condition` is known to be `truth`. */
Context context_under(Elaborator *elaborator, const Context *context, const Typed *condition, bool truth);
/* The context in which `value` is known to lie in `range`. */
Context context_within(Elaborator *elaborator, const Context *context, const Typed *value, Range range);

/* To be proved once the plan is there; `span` as of report. */
void oblige(Elaborator *elaborator, const Context *context, Span span, Obligation obligation);
/* [L8.6] A value that may have no result must be proved to have one; from here on it counts as having one. A
 * requirement cannot prove itself: there it is reported, and the result is false. */
bool require_result(Elaborator *elaborator, const Context *context, Typed *value, Text what);
/* The same where the conditions around are part of the value, whatever they are; `at`: what is to blame. */
void require_result_everywhere(Elaborator *elaborator, const Context *context, Typed *value, Span at,
                               Text what);
/* Each reports and gives false when the value is of another kind; errors and (for numbers) no-values are let
 * through silently. */
bool require_number(Elaborator *elaborator, const Context *context, const Typed *value, const char *what);
bool require_yes_no(Elaborator *elaborator, const Context *context, const Typed *value, const char *what);

#endif
