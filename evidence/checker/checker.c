#include "evidence/checker/checker.h"

#include "base/unicode.h"
#include "evidence/checker/checker_steps.h"
#include "evidence/checker/checker_text.h"
#include "evidence/checker/python_text.h"
#include "runtime/results/result_columns.h"

typedef struct Checker {
    CheckerSteps steps;
    TextBuilder *out;
} Checker;

static Text quoted(const Checker *checker, Text text) {
    return python_text(checker->steps.arena, text);
}

/* ---- the start of the file */

static void write_head(const Checker *checker, bool leaves_fractions) {
    const Plan *plan = checker->steps.plan;
    Arena *arena = checker->steps.arena;
    text_builder_add_format(
        checker->out,
        "#!/usr/bin/env python3\n"
        "# %.*s, %lld%s%.*s\n"
        "# Made from %.*s by `ictscore export --checker`. Everything below stands in this file: it needs "
        "nothing\n"
        "# but Python 3.8 or later, and computes with fractions.\n"
        "\"\"\"Computes points, indices, ranks and grades from the data alone.\n"
        "\n"
        "usage: python3 CHECKER DATA            the results as CSV, units as in the data\n"
        "       python3 CHECKER DATA RESULTS    does a table of results agree? 0: yes, 1: no\n"
        "       python3 CHECKER --card CARD     does a score card in JSON agree? 0: yes, 1: no\n"
        "\"\"\"\n"
        "\n"
        "%simport json\n"
        "import sys\n"
        "import unicodedata\n"
        "from datetime import date\n"
        "from fractions import Fraction\n",
        TEXT_ARG(unicode_visible(arena, plan->title)), (long long)plan->year, plan->issued.len ? ", " : "",
        TEXT_ARG(unicode_visible(arena, plan->issued)),
        TEXT_ARG(unicode_visible(arena, checker->steps.source->name)),
        leaves_fractions ? "import decimal\n" : "");
}

static void write_methodology(const Checker *checker) {
    text_builder_add(checker->out,
                     TEXT("\n\nclass Methodology:\n"
                          "    \"\"\"What the rules say of a unit u: its cells, and everything made of "
                          "them, by name.\"\"\"\n"));
    checker_steps_write(&checker->steps, checker->out);
    text_builder_add(checker->out, TEXT("\n\n"));
}

/* ---- how cells are read */

static Text texts_of(const Checker *checker, const Text *texts, size_t count) {
    TextBuilder out = text_builder(checker->steps.arena);
    text_builder_add_char(&out, '(');
    for (size_t i = 0; i < count; i++)
        text_builder_add_format(&out, "%.*s, ", TEXT_ARG(quoted(checker, texts[i])));
    text_builder_add_char(&out, ')');
    return text_builder_text(&out);
}

static Text options_of(const Checker *checker, const PlanOption *options, size_t count, bool labels) {
    TextBuilder out = text_builder(checker->steps.arena);
    for (size_t i = 0; i < count; i++) {
        Text text = labels && options[i].label.len ? options[i].label : options[i].text;
        text_builder_add_format(&out, "%s%.*s", i > 0 ? ", " : "", TEXT_ARG(quoted(checker, text)));
    }
    return text_builder_text(&out);
}

static void add_bound(const Checker *checker, TextBuilder *out, const char *name, bool is_there,
                      Number number) {
    if (!is_there) return;
    text_builder_add_format(out, ", %s=%.*s", name,
                            TEXT_ARG(python_number(checker->steps.numbers, checker->steps.arena, number)));
}

static Text number_kind(const Checker *checker, const PlanInput *input) {
    TextBuilder out = text_builder(checker->steps.arena);
    text_builder_add_format(&out, "number(%.*s", TEXT_ARG(quoted(checker, input->unit)));
    add_bound(checker, &out, "low", input->range.has_low, input->range.low);
    add_bound(checker, &out, "high", input->range.has_high, input->range.high);
    add_bound(checker, &out, "step", input->range.has_step, input->range.step);
    text_builder_add_char(&out, ')');
    return text_builder_text(&out);
}

static Text kind_of(const Checker *checker, const PlanInput *input) {
    Arena *arena = checker->steps.arena;
    switch (input->type) {
    case INPUT_KEY:
    case INPUT_NAME: break;
    case INPUT_TEXT:
        return text_format(arena, "any_text(%.*s)",
                           TEXT_ARG(options_of(checker, input->options, input->option_count, false)));
    case INPUT_OPTION:
        return text_format(arena, "option(%.*s)",
                           TEXT_ARG(options_of(checker, input->options, input->option_count, false)));
    case INPUT_YES_NO:
        return text_format(arena, "yes_no(%.*s, %.*s)",
                           TEXT_ARG(texts_of(checker, input->yes_texts, input->yes_count)),
                           TEXT_ARG(texts_of(checker, input->no_texts, input->no_count)));
    case INPUT_NUMBER:
    case INPUT_PERCENT: return number_kind(checker, input);
    case INPUT_DATE: return TEXT("day");
    }
    return TEXT("written");
}

static Text value_of(const Checker *checker, const PlanInput *input, ValueState state, Number value) {
    if (state == STATE_NOT_APPLICABLE) return TEXT("NOT_APPLICABLE");
    if (state != STATE_VALUE) return TEXT("MISSING");
    if (input->type == INPUT_YES_NO) return number_sign(value) ? TEXT("True") : TEXT("False");
    return python_number(checker->steps.numbers, checker->steps.arena, value);
}

static void write_tokens(const Checker *checker, const PlanInput *input) {
    if (input->token_count == 0) return;
    text_builder_add(checker->out, TEXT(", ["));
    for (size_t i = 0; i < input->token_count; i++) {
        const PlanToken *token = &input->tokens[i];
        text_builder_add_format(checker->out, "%s(%.*s, %.*s)", i > 0 ? ", " : "",
                                TEXT_ARG(quoted(checker, token->text)),
                                TEXT_ARG(value_of(checker, input, token->state, token->value)));
    }
    text_builder_add_char(checker->out, ']');
}

static Text input_name(const Checker *checker, uint32_t input) {
    return python_name(checker->steps.arena, checker->steps.plan->inputs[input].name);
}

/* The reader of a text column is needed again where its texts are shown. */
static void write_text_kinds(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (plan->inputs[i].type == INPUT_TEXT)
            text_builder_add_format(checker->out, "text_%u = %.*s\n", i,
                                    TEXT_ARG(kind_of(checker, &plan->inputs[i])));
}

static void write_input(const Checker *checker, uint32_t number) {
    const PlanInput *input = &checker->steps.plan->inputs[number];
    text_builder_add_format(checker->out, "    (\"%.*s\", %.*s, cell(", TEXT_ARG(input_name(checker, number)),
                            TEXT_ARG(quoted(checker, input->header)));
    if (input->type == INPUT_TEXT)
        text_builder_add_format(checker->out, "text_%u", number);
    else
        text_builder_add(checker->out, kind_of(checker, input));
    write_tokens(checker, input);
    text_builder_add(checker->out, TEXT(")),\n"));
}

static void write_inputs(const Checker *checker) {
    text_builder_add(checker->out, TEXT("INPUTS = [  # name, header, how its cells are read\n"));
    for (uint32_t i = 0; i < checker->steps.plan->input_count; i++)
        write_input(checker, i);
    text_builder_add(checker->out, TEXT("]\n"));
}

static void write_default_categories(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    text_builder_add(checker->out, TEXT("CATEGORY_OF_MISSING = {"));
    for (uint32_t i = 0; i < plan->input_count; i++) {
        const PlanInput *input = &plan->inputs[i];
        if (!input->has_default && !input->defaults_to_not_applicable) continue;
        text_builder_add_format(checker->out, "\"%.*s\": ", TEXT_ARG(input_name(checker, i)));
        if (input->defaults_to_not_applicable)
            text_builder_add(checker->out, TEXT("NOT_APPLICABLE, "));
        else
            text_builder_add_format(checker->out, "%u, ", input->default_option);
    }
    text_builder_add(checker->out, TEXT("}\n"));
}

/* ---- what is shown */

static Text input_show(const Checker *checker, uint32_t number) {
    const PlanInput *input = &checker->steps.plan->inputs[number];
    Arena *arena = checker->steps.arena;
    switch (input->type) {
    case INPUT_KEY:
    case INPUT_NAME: break;
    case INPUT_TEXT: return text_format(arena, "as_known(text_%u)", number);
    case INPUT_OPTION:
        return text_format(arena, "as_option(%.*s)",
                           TEXT_ARG(options_of(checker, input->options, input->option_count, true)));
    case INPUT_YES_NO: return TEXT("as_yes_no");
    case INPUT_NUMBER: return TEXT("as_number()");
    case INPUT_PERCENT: return TEXT("as_number(None, True)");
    case INPUT_DATE: return TEXT("as_date");
    }
    return TEXT("as_text");
}

static Text option_show(const Checker *checker, const PlanOutput *output) {
    if (output->category_input != UINT32_MAX) return input_show(checker, output->category_input);
    return text_format(checker->steps.arena, "as_option(%.*s)",
                       TEXT_ARG(options_of(checker, output->grades, output->grade_count, false)));
}

static Text number_show(const Checker *checker, const PlanOutput *output, unsigned part) {
    const char *percent = output->as_percent && part < 2 ? "True" : "False";
    if (part == 0 && output->decimals >= 0)
        return text_format(checker->steps.arena, "as_number(%d, %s)", output->decimals, percent);
    return part == 1 ? TEXT("as_exact") : text_format(checker->steps.arena, "as_number(None, %s)", percent);
}

static Text part_show(const Checker *checker, const PlanOutput *output, unsigned part) {
    switch (checker->steps.plan->steps[plan_part(output, PLAN_PART_ALL, part)].type) {
    case PLAN_YES_NO: return TEXT("as_yes_no");
    case PLAN_OPTION: return option_show(checker, output);
    case PLAN_DATE: return TEXT("as_date");
    case PLAN_NUMBER: break;
    }
    return number_show(checker, output, part);
}

static void write_shown(const Checker *checker, Text title, Text name, Text show) {
    text_builder_add_format(checker->out, "    %.*s: value(\"%.*s\", %.*s),\n",
                            TEXT_ARG(quoted(checker, title)), TEXT_ARG(name), TEXT_ARG(show));
}

static void write_parts(const Checker *checker, const PlanOutput *output) {
    static const char *const parts[] = {"", ".exact", ".points", ".max"};
    for (unsigned part = 0; part < sizeof parts / sizeof *parts; part++) {
        StepId step = plan_part(output, PLAN_PART_ALL, part);
        if (step == STEP_NONE) continue;
        Text title = text_format(checker->steps.arena, "%.*s%s", TEXT_ARG(output->name), parts[part]);
        write_shown(checker, title, checker->steps.names->names[step], part_show(checker, output, part));
    }
}

/* [F4.3] */
static void write_state_and_ratio(const Checker *checker, const PlanOutput *output) {
    const Text *names = checker->steps.names->names;
    text_builder_add_format(checker->out, "    \"%.*s.state\": state(\"%.*s\"),\n", TEXT_ARG(output->name),
                            TEXT_ARG(names[output->value]));
    if (output->points == STEP_NONE || output->max == STEP_NONE) return;
    text_builder_add_format(checker->out, "    \"%.*s.ratio\": ratio(\"%.*s\", \"%.*s\"),\n",
                            TEXT_ARG(output->name), TEXT_ARG(names[output->points]),
                            TEXT_ARG(names[output->max]));
}

static void write_output(const Checker *checker, const PlanOutput *output) {
    write_parts(checker, output);
    write_state_and_ratio(checker, output);
}

static void write_all_shown(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    text_builder_add(checker->out, TEXT("SHOWN = {  # title of a column: its text for a unit\n"));
    for (uint32_t i = 0; i < plan->input_count; i++)
        write_shown(checker, plan->inputs[i].name, input_name(checker, i), input_show(checker, i));
    for (uint32_t i = 0; i < plan->output_count; i++)
        write_output(checker, &plan->outputs[i]);
    text_builder_add(checker->out, TEXT("}\n"));
}

static void write_columns(const Checker *checker) {
    ResultOptions options = {.format = RESULT_CSV};
    ResultColumns columns = result_columns(checker->steps.plan, &options, checker->steps.arena, NULL);
    text_builder_add(checker->out, TEXT("COLUMNS = ["));
    for (size_t i = 0; i < columns.count; i++)
        text_builder_add_format(checker->out, "%s%.*s", i > 0 ? ", " : "",
                                TEXT_ARG(quoted(checker, columns.items[i].header)));
    text_builder_add(checker->out, TEXT("]\n"));
}

/* ---- what all data must be */

static void write_required(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    text_builder_add(checker->out, TEXT("REQUIRED = ["));
    for (uint32_t i = 0; i < plan->require_count; i++)
        text_builder_add_format(checker->out, "(\"%.*s\", %.*s), ",
                                TEXT_ARG(checker->steps.names->names[plan->requires[i].condition]),
                                TEXT_ARG(quoted(checker, plan->requires[i].message)));
    text_builder_add(checker->out, TEXT("]\n"));
}

static void write_dialect(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    char group = plan->dialect.group;
    uint32_t key = plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input;
    text_builder_add_format(
        checker->out,
        "SEPARATOR, DECIMAL, GROUP = \"%s%c\", \"%c\", \"%.*s\"\nKEY, KEY_TITLE = \"%.*s\", %.*s\n",
        plan->dialect.separator == '\t' ? "\\" : "",
        plan->dialect.separator == '\t' ? 't' : plan->dialect.separator, plan->dialect.decimal, group != 0,
        &group, TEXT_ARG(input_name(checker, key)), TEXT_ARG(quoted(checker, plan->inputs[key].name)));
}

/* ---- the steps that score cards number */

static bool is_on_cards(const Checker *checker, StepId id) {
    bool is_needed = checker->steps.names->owner[id] != STEP_NONE;
    return checker->steps.names->names[id].bytes &&
           (is_needed || checker->steps.plan->steps[id].op == OP_INPUT);
}

static void write_steps(const Checker *checker) {
    const Plan *plan = checker->steps.plan;
    text_builder_add(checker->out, TEXT("STEPS = {  # number of a step on a score card: name\n"));
    for (StepId id = 0; id < plan->step_count; id++)
        if (is_on_cards(checker, id))
            text_builder_add_format(checker->out, "    %u: \"%.*s\",\n", id,
                                    TEXT_ARG(checker->steps.names->names[id]));
    text_builder_add(checker->out, TEXT("}\nCOHORTS = {"));
    for (StepId id = 0; id < plan->step_count; id++)
        if (step_op_is_cohort(plan->steps[id].op) && is_on_cards(checker, id))
            text_builder_add_format(checker->out, "%u, ", id);
    text_builder_add(checker->out, TEXT("}  # steps that look at other units\n"
                                        "COHORT_NAMES = {STEPS[number] for number in COHORTS}\n"
                                        "INPUT_NAMES = {name for name, header, read in INPUTS}\n"));
}

/* ---- the whole */

static void add_text(TextBuilder *out, const char *text) {
    text_builder_add(out, text_from(text));
}

/* The tables are made of functions, and the last lines of what all checkers share start it. */
static void write_tables(const Checker *checker) {
    text_builder_add(checker->out, TEXT("\n\n# ---- the data and the results of this methodology\n\n"));
    write_dialect(checker);
    write_text_kinds(checker);
    write_inputs(checker);
    write_default_categories(checker);
    write_required(checker);
    write_all_shown(checker);
    write_columns(checker);
    write_steps(checker);
    add_text(checker->out, "\n\nif __name__ == \"__main__\":\n    sys.exit(main(sys.argv))\n");
}

void checker_write(const Plan *plan, const Source *source, NumberContext *numbers, Arena *arena,
                   TextBuilder *out) {
    bool leaves_fractions = checker_steps_leave_fractions(plan);
    CheckerNames names = checker_names(plan, arena);
    Checker checker = {{plan, source, &names, numbers, arena}, out};
    write_head(&checker, leaves_fractions);
    write_methodology(&checker);
    add_text(out, checker_text);
    if (leaves_fractions) add_text(out, "\n\n");
    if (leaves_fractions) add_text(out, checker_irrational_text);
    write_tables(&checker);
}
