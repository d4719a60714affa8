#include "cli/options.h"

#include "base/nearest.h"
#include "cli/complaint.h"

#include <string.h>
#include <unistd.h>

/* An option as typed. */
typedef struct Given {
    const OptionKind *kind; /* of any command, at first */
    const char *value;
} Given;

typedef struct Parser {
    Options *options;
    Arena *arena;
    char **words;
    int count, at;
    Given *given;
    size_t given_count, given_capacity;
    const char *spare; /* the first operand for which there is no room */
    bool has_operands; /* the command can no longer come */
    bool has_command;
} Parser;

static Text shown(const Parser *parser, const char *word) {
    return complaint_name(parser->arena, word);
}

static bool refuse(const char *what) {
    complain("%s", what);
    return false;
}

/* ---- values */

static bool refuse_value(const Parser *parser, const OptionKind *kind, const char *value) {
    complain("%s takes %s, not `%.*s`", kind->name, kind->values, TEXT_ARG(shown(parser, value)));
    return false;
}

static bool read_number(const char *digits, uint64_t *value) {
    *value = 0;
    if (!*digits) return false;
    for (; *digits; digits++) {
        unsigned digit = (unsigned)(unsigned char)*digits - '0';
        if (digit > 9 || *value > (UINT64_MAX - digit) / 10) return false;
        *value = *value * 10 + digit;
    }
    return true;
}

enum { MOST_THREADS = 256 };

static bool take_number(const Parser *parser, const Given *given, uint64_t most, uint64_t *number) {
    bool is_good = read_number(given->value, number) && *number > 0 && *number <= most;
    return is_good || refuse_value(parser, given->kind, given->value);
}

static bool take_choice(const Parser *parser, const Given *given, const char **chosen) {
    for (const char *const *choice = given->kind->choices; *choice; choice++) {
        if (strcmp(given->value, *choice) != 0) continue;
        *chosen = *choice;
        return true;
    }
    return refuse_value(parser, given->kind, given->value);
}

/* "90%", "92.5%": at most three decimals. */
static bool take_share(const Parser *parser, const Given *given, ShareOption *share) {
    size_t whole = strspn(given->value, "0123456789"), decimals = 0;
    const char *rest = given->value + whole;
    if (*rest == '.') decimals = strspn(rest + 1, "0123456789");
    bool is_good = whole > 0 && whole <= 3 && decimals <= 3 && (*rest != '.' || decimals > 0) &&
                   strcmp(rest + (decimals ? decimals + 1 : 0), "%") == 0;
    for (size_t i = 0; is_good && i < whole + 3; i++) {
        char digit = i < whole ? given->value[i] : i - whole < decimals ? rest[i - whole + 1] : '0';
        share->thousandths = share->thousandths * 10 + (uint64_t)(digit - '0');
    }
    share->is_given = is_good && share->thousandths <= 100 * 1000;
    return share->is_given || refuse_value(parser, given->kind, given->value);
}

static bool take_colour(const Parser *parser, const Given *given, ColourMode *colour) {
    static const char *const words[] = {
        [COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(given->value, words[i]) != 0) continue;
        *colour = (ColourMode)i;
        return true;
    }
    return refuse_value(parser, given->kind, given->value);
}

static const char *nearest_limit(const Parser *parser, const char *name) {
    Nearest nearest = nearest_start(parser->arena, text_from(name));
    for (size_t i = 0; ictscore_limit_name(i); i++)
        nearest_offer(&nearest, text_from(ictscore_limit_name(i)), (long)i);
    return nearest.best < 0 ? NULL : ictscore_limit_name((size_t)nearest.best);
}

static bool refuse_limit(const Parser *parser, const char *name) {
    const char *near = nearest_limit(parser, name);
    if (near)
        complain("there is no limit `%.*s`; did you mean `%s`?", TEXT_ARG(shown(parser, name)), near);
    else
        complain("there is no limit `%.*s`; `ictscore --help` lists them", TEXT_ARG(shown(parser, name)));
    return false;
}

static bool add_limit(Options *options, const char *name, uint64_t number) {
    if (options->limit_count == LIMIT_OPTIONS_MAX) {
        complain("--limit is given more than %d times", (int)LIMIT_OPTIONS_MAX);
        return false;
    }
    options->limits[options->limit_count++] = (LimitOption){name, number};
    return true;
}

static bool take_limit(const Parser *parser, const Given *given) {
    const char *equals = strchr(given->value, '=');
    uint64_t number = 0;
    if (!equals || !read_number(equals + 1, &number)) return refuse_value(parser, given->kind, given->value);
    const char *name = text_format(parser->arena, "%.*s", (int)(equals - given->value), given->value).bytes;
    uint64_t hard = ictscore_limit_hard_bound(name);
    if (hard == 0) return refuse_limit(parser, name);
    if (number <= hard) return add_limit(parser->options, name, number);
    complain("the limit `%s` can be at most %llu", name, (unsigned long long)hard);
    return false;
}

static bool take(const Parser *parser, const Given *given) {
    void *place = (char *)parser->options + given->kind->place;
    switch (given->kind->form) {
    case FORM_FLAG: return *(bool *)place = true;
    case FORM_TEXT: *(const char **)place = given->value; return true;
    case FORM_NUMBER: return take_number(parser, given, UINT64_MAX, place);
    case FORM_THREADS: return take_number(parser, given, MOST_THREADS, place);
    case FORM_CHOICE: return take_choice(parser, given, place);
    case FORM_SHARE: return take_share(parser, given, place);
    case FORM_COLOUR: return take_colour(parser, given, place);
    case FORM_LIMIT: return take_limit(parser, given);
    }
    return false;
}

/* ---- options */

static bool refuse_option(const Parser *parser, Text name) {
    Nearest nearest = nearest_start(parser->arena, name);
    for (size_t i = 0; i < option_kind_count(); i++)
        nearest_offer(&nearest, text_from(option_kind(i)->name), (long)i);
    Text visible = shown(parser, text_format(parser->arena, "%.*s", TEXT_ARG(name)).bytes);
    if (nearest.best >= 0)
        complain("unknown option `%.*s`; did you mean `%s`?", TEXT_ARG(visible),
                 option_kind((size_t)nearest.best)->name);
    else
        complain("unknown option `%.*s`; `ictscore --help` lists the options", TEXT_ARG(visible));
    return false;
}

/* The value behind `=`, or the next word. */
static bool find_value(Parser *parser, const OptionKind *kind, const char *equals, const char **value) {
    *value = equals ? equals + 1 : NULL;
    if (!kind->values) {
        if (equals) complain("%s takes no value", kind->name);
        return !equals;
    }
    if (!equals && parser->at + 1 < parser->count) *value = parser->words[++parser->at];
    if (!*value) complain("%s needs %s", kind->name, kind->values);
    return *value != NULL;
}

static bool is_given(const Parser *parser, const OptionKind *kind) {
    for (size_t i = 0; i < parser->given_count; i++)
        if (parser->given[i].kind == kind) return true;
    return false;
}

static bool parse_option(Parser *parser, const char *word) {
    const char *equals = strchr(word, '=');
    Text name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    const OptionKind *kind = option_kind_named(name);
    Given given = {kind, NULL};
    if (!kind) return refuse_option(parser, name);
    if (!find_value(parser, kind, equals, &given.value)) return false;
    if (kind->values && kind->form != FORM_LIMIT && is_given(parser, kind)) {
        complain("%s is given twice", kind->name);
        return false;
    }
    ARENA_PUSH(parser->arena, parser->given, parser->given_count, parser->given_capacity, given);
    return true;
}

/* "`check` and `test`"; for one: "`test` alone" */
static Text commands_text(const Parser *parser, unsigned commands) {
    TextBuilder out = text_builder(parser->arena);
    size_t count = 0;
    for (Command command = COMMAND_SCORE + 1; command < COMMAND_COUNT; command++) {
        if (!(commands & 1U << command)) continue;
        bool is_last = commands >> command == 1;
        text_builder_add_format(&out, "%s`%s`",
                                count == 0 ? ""
                                : is_last  ? " and "
                                           : ", ",
                                command_kind(command)->name);
        count++;
    }
    if (count == 1) text_builder_add(&out, TEXT(" alone"));
    return text_builder_text(&out);
}

static bool refuse_for_command(const Parser *parser, const char *name) {
    const CommandKind *command = command_kind(parser->options->command);
    if (command->name)
        complain("%s does not go with `%s`", name, command->name);
    else
        complain("%s goes with %.*s", name, TEXT_ARG(commands_text(parser, option_commands(name))));
    return false;
}

/* What an option means depends on the command, which may stand behind it. */
static bool take_options(const Parser *parser) {
    for (size_t i = 0; i < parser->given_count; i++) {
        const char *name = parser->given[i].kind->name;
        Given given = {option_kind_for(name, parser->options->command), parser->given[i].value};
        if (!given.kind) return refuse_for_command(parser, name);
        if (!take(parser, &given)) return false;
    }
    return true;
}

/* [C9.1] */
static bool check_test(const Options *options) {
    const TestOptions *test = &options->test;
    if (options->command != COMMAND_TEST) return true;
    if (test->wants_coverage + test->wants_mutation + test->wants_cases > 1)
        return refuse("--coverage, --mutate or --generate: one at a time");
    if (test->wants_coverage || test->wants_mutation) return true;
    if (options->operand_count > 1) return refuse("`test` looks at data with --coverage or --mutate");
    if (test->threshold.is_given) return refuse("--threshold needs --coverage or --mutate");
    return !test->format || refuse("--format needs --coverage or --mutate");
}

static bool check_export(const Options *options) {
    if (options->command != COMMAND_EXPORT || options->wants_checker) return true;
    return refuse("say what is exported: --checker, the independent checker in Python");
}

static bool check_manifest(const Options *options) {
    if (options->previous && !options->manifest) return refuse("--previous needs --manifest");
    if (options->only_hashes && !options->manifest) return refuse("--hashes needs --manifest");
    return true;
}

static bool check_options(Options *options) {
    bool is_csv = options->score.format && strcmp(options->score.format, "csv") == 0;
    options->score.raw_csv = options->csv != NULL;
    if (options->csv && !is_csv) return refuse("--csv raw needs --format csv");
    return check_test(options) && check_export(options) && check_manifest(options);
}

/* ---- operands */

static bool take_command(Parser *parser, const char *word) {
    Command command = command_named(word);
    if (parser->has_command || parser->has_operands || command == COMMAND_COUNT) return false;
    parser->has_command = true;
    parser->options->command = command;
    return true;
}

static void take_operand(Parser *parser, const char *word, bool may_be_command) {
    Options *options = parser->options;
    if (may_be_command && take_command(parser, word)) return;
    parser->has_operands = true;
    if (options->operand_count < OPERANDS_MAX)
        options->operands[options->operand_count++] = word;
    else if (!parser->spare)
        parser->spare = word;
}

static bool parse_words(Parser *parser) {
    bool options_end = false;
    for (parser->at = 1; parser->at < parser->count; parser->at++) {
        const char *word = parser->words[parser->at];
        bool is_option = !options_end && word[0] == '-' && word[1] != '\0';
        if (!is_option)
            take_operand(parser, word, !options_end);
        else if (strcmp(word, "--") == 0)
            options_end = true;
        else if (!parse_option(parser, word))
            return false;
    }
    return true;
}

/* For a word like `chekc`, no file, not spelled like one: the command that it is near to; else NULL. */
static const char *command_meant(const Parser *parser) {
    const char *word = parser->options->operands[0];
    if (parser->has_command || strpbrk(word, "./") || access(word, F_OK) == 0) return NULL;
    for (Command command = COMMAND_SCORE + 1; command < COMMAND_COUNT; command++) {
        const char *name = command_kind(command)->name;
        if (nearest_distance(parser->arena, text_from(word), text_from(name), 2) <= 2) return name;
    }
    return NULL;
}

/* Rules are read as a whole before anything else is. */
static bool check_roles(const Options *options, const char *roles) {
    for (size_t i = 0; i < options->operand_count && roles[i]; i++)
        if (roles[i] == ROLE_RULES && strcmp(options->operands[i], "-") == 0)
            return refuse("rules are not read from standard input; give a file");
    return true;
}

static bool check_count(const Parser *parser, const char *roles, size_t least) {
    const Options *options = parser->options;
    size_t most = strlen(roles);
    if (options->operand_count < least) return refuse(command_wants((Role)roles[options->operand_count]));
    if (options->operand_count <= most && !parser->spare) return true;
    const char *excess = options->operand_count > most ? options->operands[most] : parser->spare;
    complain("`%.*s` is one %s too many", TEXT_ARG(shown(parser, excess)),
             strchr(roles, ROLE_WORD) ? "word" : "file");
    return false;
}

const char *options_roles(const Options *options) {
    if (options->dump) return "R";
    return options->compares_tables ? "TT" : command_kind(options->command)->operands;
}

/* What two tables are compared by is no matter of rules, and the other way round. */
static bool check_comparison(const Options *options) {
    if (options->command != COMMAND_COMPARE) return true;
    if (!options->compares_tables) {
        if (options->key || options->places) return refuse("--key and --places go with `compare --tables`");
        return true;
    }
    if (!options->key) return refuse("--tables needs --key, the header of the column that names the units");
    if (options->renamed || options->score.columns)
        return refuse("--renamed and --columns go with rules, not with --tables; --map names columns");
    return true;
}

static bool check_operands(const Parser *parser) {
    const Options *options = parser->options;
    const CommandKind *kind = command_kind(options->command);
    if (options->operand_count == 0) return refuse(command_wants((Role)kind->operands[0]));
    const char *meant = command_meant(parser);
    if (meant) {
        complain("unknown command `%.*s`; did you mean `%s`?", TEXT_ARG(shown(parser, options->operands[0])),
                 meant);
        return false;
    }
    const char *roles = options_roles(options);
    size_t count = strlen(roles), least = kind->least < count ? kind->least : count;
    return check_roles(options, roles) && check_count(parser, roles, least);
}

bool options_parse(int count, char **words, Arena *arena, Options *options) {
    *options = (Options){.command = COMMAND_SCORE};
    Parser parser = {.options = options, .arena = arena, .words = words, .count = count};
    if (!parse_words(&parser) || !take_options(&parser)) return false;
    if (options->wants_help || options->wants_version) return true;
    return check_operands(&parser) && check_comparison(options) && check_options(options);
}

uint64_t options_limit(const Options *options, const char *name, uint64_t otherwise) {
    for (size_t i = 0; i < options->limit_count; i++)
        if (strcmp(options->limits[i].name, name) == 0) otherwise = options->limits[i].value;
    return otherwise;
}
