#include "cli/options.h"

#include "base/nearest.h"
#include "cli/complaint.h"

#include <string.h>
#include <unistd.h>

typedef enum OptionId {
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_LOCALE,
    OPTION_ORDER,
    OPTION_COLUMNS,
    OPTION_TOP,
    OPTION_BLOCK,
    OPTION_HEADER_ROW,
    OPTION_STRICT,
    OPTION_ALLOW_EMPTY,
    OPTION_LIMIT,
    OPTION_THREADS,
    OPTION_STATS,
    OPTION_CSV,
    OPTION_COLOUR,
    OPTION_DUMP,
    OPTION_JUNIT,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT,
} OptionId;

enum {
    FOR_SCORE = 1 << COMMAND_SCORE,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_TEST = 1 << COMMAND_TEST,
    FOR_RULES = FOR_SCORE | FOR_CHECK,
    FOR_ALL = FOR_RULES | FOR_TEST,
};

typedef struct OptionKind {
    const char *name;
    const char *values; /* what it takes, for messages; NULL: nothing */
    unsigned commands;
} OptionKind;

static const OptionKind kinds[] = {
    [OPTION_FORMAT] = {"--format", "table, csv or json", FOR_SCORE},
    [OPTION_OUTPUT] = {"-o", "a file", FOR_ALL},
    [OPTION_LOCALE] = {"--locale", "vi or en", FOR_SCORE},
    [OPTION_ORDER] = {"--order", "rank or data", FOR_SCORE},
    [OPTION_COLUMNS] = {"--columns", "names separated by commas", FOR_SCORE},
    [OPTION_TOP] = {"--top", "a whole number from 1", FOR_SCORE},
    [OPTION_BLOCK] = {"--block", "a block of the rules", FOR_SCORE},
    [OPTION_HEADER_ROW] = {"--header-row", "a whole number from 1", FOR_SCORE},
    [OPTION_STRICT] = {"--strict", NULL, FOR_RULES},
    [OPTION_ALLOW_EMPTY] = {"--allow-empty", NULL, FOR_SCORE},
    [OPTION_LIMIT] = {"--limit", "NAME=N", FOR_ALL},
    [OPTION_THREADS] = {"--threads", "a whole number from 1 to 256", FOR_SCORE},
    [OPTION_STATS] = {"--stats", NULL, FOR_SCORE},
    [OPTION_CSV] = {"--csv", "raw", FOR_SCORE},
    [OPTION_COLOUR] = {"--colour", "auto, always or never", FOR_ALL},
    [OPTION_DUMP] = {"--dump", "ast, methodology or plan", FOR_RULES},
    [OPTION_JUNIT] = {"--junit", "a file", FOR_TEST},
    [OPTION_QUIET] = {"--quiet", NULL, FOR_ALL},
    [OPTION_HELP] = {"--help", NULL, FOR_ALL},
    [OPTION_VERSION] = {"--version", NULL, FOR_ALL},
};
_Static_assert(sizeof kinds / sizeof *kinds == OPTION_COUNT, "every option is described");

/* Scoring has no word of its own. */
static const char *const command_names[] = {
    [COMMAND_SCORE] = NULL, [COMMAND_CHECK] = "check", [COMMAND_TEST] = "test"};
_Static_assert(sizeof command_names / sizeof *command_names == COMMAND_COUNT, "every command has its word");

typedef struct Parser {
    Options *options;
    Arena *arena;
    char **words;
    int count, at;
    bool seen[OPTION_COUNT];
    const char *operands[3];
    int operand_count;
    bool command_is_given;
} Parser;

static Text shown(const Parser *parser, const char *word) {
    return complaint_name(parser->arena, word);
}

/* ---- values */

static bool refuse_value(const Parser *parser, OptionId id, const char *value) {
    complain("%s takes %s, not `%.*s`", kinds[id].name, kinds[id].values, TEXT_ARG(shown(parser, value)));
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

static bool take_number(Parser *parser, OptionId id, const char *value, uint64_t *number) {
    return (read_number(value, number) && *number > 0) || refuse_value(parser, id, value);
}

enum { MOST_THREADS = 256 };

static bool take_threads(Parser *parser, const char *value, uint64_t *number) {
    bool is_good = read_number(value, number) && *number > 0 && *number <= MOST_THREADS;
    return is_good || refuse_value(parser, OPTION_THREADS, value);
}

/* `choices` ends with NULL. */
static bool take_choice(Parser *parser, OptionId id, const char *value, const char *const *choices,
                        const char **chosen) {
    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(value, choices[i]) != 0) continue;
        *chosen = choices[i];
        return true;
    }
    return refuse_value(parser, id, value);
}

static bool take_colour(Parser *parser, const char *value) {
    static const char *const words[] = {"auto", "always", "never", NULL};
    const char *word = NULL;
    if (!take_choice(parser, OPTION_COLOUR, value, words, &word)) return false;
    parser->options->colour = word[1] == 'u' ? COLOUR_AUTO : word[0] == 'a' ? COLOUR_ALWAYS : COLOUR_NEVER;
    return true;
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

static bool take_limit(Parser *parser, const char *value) {
    const char *equals = strchr(value, '=');
    uint64_t number = 0;
    if (!equals || !read_number(equals + 1, &number)) return refuse_value(parser, OPTION_LIMIT, value);
    const char *name = text_format(parser->arena, "%.*s", (int)(equals - value), value).bytes;
    uint64_t hard = ictscore_limit_hard_bound(name);
    if (hard == 0) return refuse_limit(parser, name);
    if (number > hard) {
        complain("the limit `%s` can be at most %llu", name, (unsigned long long)hard);
        return false;
    }
    if (parser->options->limit_count == LIMIT_OPTIONS_MAX) {
        complain("--limit is given more than %d times", (int)LIMIT_OPTIONS_MAX);
        return false;
    }
    parser->options->limits[parser->options->limit_count++] = (LimitOption){name, number};
    return true;
}

/* ---- options */

static const char *const formats[] = {"table", "csv", "json", NULL};
static const char *const locales[] = {"vi", "en", NULL};
static const char *const orders[] = {"rank", "data", NULL};
static const char *const dumps[] = {"ast", "methodology", "plan", NULL};
static const char *const csv_kinds[] = {"raw", NULL};

static bool take_flag(Options *options, bool *flag) {
    (void)options;
    *flag = true;
    return true;
}

static bool take_text(const char **place, const char *value) {
    *place = value;
    return true;
}

static bool take(Parser *parser, OptionId id, const char *value) {
    Options *options = parser->options;
    const char *ignored = NULL;
    switch (id) {
    case OPTION_FORMAT: return take_choice(parser, id, value, formats, &options->score.format);
    case OPTION_OUTPUT: return take_text(&options->output, value);
    case OPTION_LOCALE: return take_choice(parser, id, value, locales, &options->score.locale);
    case OPTION_ORDER: return take_choice(parser, id, value, orders, &options->score.order);
    case OPTION_COLUMNS: return take_text(&options->score.columns, value);
    case OPTION_TOP: return take_number(parser, id, value, &options->score.top);
    case OPTION_BLOCK: return take_text(&options->score.block, value);
    case OPTION_HEADER_ROW: return take_number(parser, id, value, &options->score.header_row);
    case OPTION_STRICT: return take_flag(options, &options->score.strict);
    case OPTION_ALLOW_EMPTY: return take_flag(options, &options->score.allow_empty);
    case OPTION_LIMIT: return take_limit(parser, value);
    case OPTION_THREADS: return take_threads(parser, value, &options->score.threads);
    case OPTION_STATS: return take_flag(options, &options->wants_stats);
    case OPTION_CSV:
        return take_flag(options, &options->score.raw_csv) &&
               take_choice(parser, id, value, csv_kinds, &ignored);
    case OPTION_COLOUR: return take_colour(parser, value);
    case OPTION_DUMP: return take_choice(parser, id, value, dumps, &options->dump);
    case OPTION_JUNIT: return take_text(&options->junit, value);
    case OPTION_QUIET: return take_flag(options, &options->is_quiet);
    case OPTION_HELP: return take_flag(options, &options->wants_help);
    case OPTION_VERSION: return take_flag(options, &options->wants_version);
    case OPTION_COUNT: break;
    }
    return false;
}

static OptionId find_option(Text name) {
    if (text_equal(name, TEXT("-h"))) return OPTION_HELP;
    size_t i = 0;
    while (i < OPTION_COUNT && !text_equal(name, text_from(kinds[i].name)))
        i++;
    return (OptionId)i;
}

static bool refuse_option(const Parser *parser, Text name) {
    Nearest nearest = nearest_start(parser->arena, name);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        nearest_offer(&nearest, text_from(kinds[i].name), (long)i);
    Text visible = shown(parser, text_format(parser->arena, "%.*s", TEXT_ARG(name)).bytes);
    if (nearest.best >= 0)
        complain("unknown option `%.*s`; did you mean `%s`?", TEXT_ARG(visible), kinds[nearest.best].name);
    else
        complain("unknown option `%.*s`; `ictscore --help` lists the options", TEXT_ARG(visible));
    return false;
}

/* The value behind `=`, or the next word. */
static bool find_value(Parser *parser, OptionId id, const char *equals, const char **value) {
    *value = equals ? equals + 1 : NULL;
    if (!kinds[id].values) {
        if (equals) complain("%s takes no value", kinds[id].name);
        return !equals;
    }
    if (!equals && parser->at + 1 < parser->count) *value = parser->words[++parser->at];
    if (!*value) complain("%s needs %s", kinds[id].name, kinds[id].values);
    return *value != NULL;
}

static bool parse_option(Parser *parser, const char *word) {
    const char *equals = strchr(word, '=');
    Text name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    OptionId id = find_option(name);
    const char *value = NULL;
    if (id == OPTION_COUNT) return refuse_option(parser, name);
    if (!find_value(parser, id, equals, &value)) return false;
    if (parser->seen[id] && kinds[id].values && id != OPTION_LIMIT) {
        complain("%s is given twice", kinds[id].name);
        return false;
    }
    parser->seen[id] = true;
    return take(parser, id, value);
}

/* ---- operands */

static Command command_named(const char *word) {
    for (Command command = COMMAND_CHECK; command < COMMAND_COUNT; command++)
        if (strcmp(word, command_names[command]) == 0) return command;
    return COMMAND_COUNT;
}

static bool take_command(Parser *parser, const char *word) {
    Command command = command_named(word);
    if (parser->command_is_given || parser->operand_count > 0 || command == COMMAND_COUNT) return false;
    parser->command_is_given = true;
    parser->options->command = command;
    return true;
}

static bool take_operand(Parser *parser, const char *word, bool may_be_command) {
    if (may_be_command && take_command(parser, word)) return true;
    if (parser->operand_count == 3) return true; /* one too many is as bad as ten */
    parser->operands[parser->operand_count++] = word;
    return true;
}

static bool parse_words(Parser *parser) {
    bool options_end = false;
    for (parser->at = 1; parser->at < parser->count; parser->at++) {
        const char *word = parser->words[parser->at];
        bool is_option = !options_end && word[0] == '-' && word[1] != '\0';
        if (is_option && strcmp(word, "--") == 0)
            options_end = true;
        else if (!(is_option ? parse_option(parser, word) : take_operand(parser, word, !options_end)))
            return false;
    }
    return true;
}

/* For a word like `chekc`, no file, not spelled like one: the command that it is near to; else NULL. */
static const char *command_meant(const Parser *parser) {
    const char *word = parser->operands[0];
    if (parser->command_is_given || parser->operand_count == 0 || strpbrk(word, "./") ||
        access(word, F_OK) == 0)
        return NULL;
    for (Command command = COMMAND_CHECK; command < COMMAND_COUNT; command++)
        if (nearest_distance(parser->arena, text_from(word), text_from(command_names[command]), 2) <= 2)
            return command_names[command];
    return NULL;
}

static bool refuse(const char *what) {
    complain("%s", what);
    return false;
}

static bool check_options(const Parser *parser) {
    const Options *options = parser->options;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!parser->seen[i] || kinds[i].commands & 1U << options->command) continue;
        if (options->command == COMMAND_SCORE)
            complain("%s goes with `test` alone", kinds[i].name);
        else
            complain("%s does not go with `%s`", kinds[i].name, command_names[options->command]);
        return false;
    }
    bool is_csv = options->score.format && strcmp(options->score.format, "csv") == 0;
    if (options->score.raw_csv && !is_csv) return refuse("--csv raw needs --format csv");
    return true;
}

static bool check_operands(Parser *parser) {
    Options *options = parser->options;
    bool scores = options->command == COMMAND_SCORE && !options->dump;
    int wanted = scores ? 2 : 1;
    options->rules = parser->operands[0];
    options->data = parser->operands[1];
    if (parser->operand_count == 0) return refuse("no rule file is given; `ictscore --help` shows how");
    const char *meant = command_meant(parser);
    if (meant) {
        complain("unknown command `%.*s`; did you mean `%s`?", TEXT_ARG(shown(parser, options->rules)),
                 meant);
        return false;
    }
    if (strcmp(options->rules, "-") == 0)
        return refuse("rules are not read from standard input; give a file");
    if (parser->operand_count < wanted)
        return refuse("no data file is given; `ictscore check RULES` needs none, `-` is standard input");
    if (parser->operand_count == wanted) return true;
    complain("`%.*s` is one file too many", TEXT_ARG(shown(parser, parser->operands[wanted])));
    return false;
}

bool options_parse(int count, char **words, Arena *arena, Options *options) {
    *options = (Options){.command = COMMAND_SCORE};
    Parser parser = {.options = options, .arena = arena, .words = words, .count = count};
    if (!parse_words(&parser)) return false;
    if (options->wants_help || options->wants_version) return true;
    return check_operands(&parser) && check_options(&parser);
}

uint64_t options_limit(const Options *options, const char *name, uint64_t otherwise) {
    for (size_t i = 0; i < options->limit_count; i++)
        if (strcmp(options->limits[i].name, name) == 0) otherwise = options->limits[i].value;
    return otherwise;
}
