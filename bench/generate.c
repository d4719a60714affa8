/* Data for the measured methodology: generate ROWS. A row depends on its number alone, so that a small file
 * is the beginning of every larger one. Binary fractions are at home here: this is chance, not a result. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YES_NO = 20, RATIOS = 15, TIERS = 10, LINE_BYTES = 2048 };
#define COUNT(list) (uint32_t)(sizeof(list) / sizeof *(list))

static const char *const kinds[] = {"UBND xã",   "UBND phường", "Xã",  "Phường",
                                    "Trung tâm", "Sở",          "Ban", "Chi cục"};
static const char *const first_words[] = {"An",     "Bình",  "Cẩm",   "Diên", "Đông", "Gia",   "Hòa",
                                          "Hưng",   "Khánh", "Long",  "Lộc",  "Mỹ",   "Nghĩa", "Ninh",
                                          "Phú",    "Phước", "Quảng", "Sơn",  "Tân",  "Thạnh", "Thủy",
                                          "Trường", "Vĩnh",  "Xuân",  "Yên",  "Đức"};
static const char *const last_words[] = {"Bình",  "Châu",  "Điền", "Giang", "Hải",   "Hậu",    "Hội",
                                         "Khê",   "Lâm",   "Lợi",  "Minh",  "Nam",   "Phong",  "Phú",
                                         "Quới",  "Sơn",   "Tây",  "Thành", "Thịnh", "Thượng", "Tiến",
                                         "Trạch", "Trung", "Vân",  "Xá",    "Ý"};
static const char *const blocks[] = {"Sở ngành", "Cấp xã", "Đặc khu", "Sự nghiệp"};

/* ---- chance: splitmix64 */

typedef struct Chance {
    uint64_t state;
} Chance;

static uint64_t chance_next(Chance *chance) {
    uint64_t mixed = chance->state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return mixed ^ mixed >> 31;
}

static Chance chance_of_row(uint64_t number) {
    Chance chance = {number * 0xd1342543de82ef95u + 12345};
    chance_next(&chance);
    return chance;
}

static uint32_t chance_below(Chance *chance, uint32_t count) {
    return (uint32_t)((chance_next(chance) >> 32) * count >> 32);
}

static bool chance_one_in(Chance *chance, uint32_t count) {
    return chance_below(chance, count) == 0;
}

static const char *chance_word(Chance *chance, const char *const *words, uint32_t count) {
    return words[chance_below(chance, count)];
}

/* from 0 up to 1, 53 bits */
static double chance_part(Chance *chance) {
    return (double)(chance_next(chance) >> 11) / 9007199254740992.0;
}

static double within(double value, double least, double most) {
    return value < least ? least : value > most ? most : value;
}

/* ---- one line */

typedef struct Line {
    char bytes[LINE_BYTES];
    size_t len;
} Line;

static void add_char(Line *line, char c) {
    line->bytes[line->len++] = c;
}

static void add_text(Line *line, const char *text) {
    size_t len = strlen(text);
    memcpy(line->bytes + line->len, text, len);
    line->len += len;
}

static void add_digits(Line *line, uint64_t number, uint32_t digits) {
    for (uint32_t i = digits; i > 0; i--, number /= 10)
        line->bytes[line->len + i - 1] = (char)('0' + number % 10);
    line->len += digits;
}

static void add_number(Line *line, uint64_t number) {
    uint32_t digits = 1;
    for (uint64_t rest = number / 10; rest > 0; rest /= 10)
        digits++;
    add_digits(line, number, digits);
}

static void add_words(Line *line, const char *const *words, uint32_t count, const char *end) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) add_char(line, ' ');
        add_text(line, words[i]);
    }
    add_text(line, end);
}

/* ---- cells */

static void add_key(Line *line, uint64_t number) {
    uint32_t digits = 7;
    for (uint64_t rest = number / 10000000; rest > 0; rest /= 10)
        digits++;
    add_text(line, "DV");
    add_digits(line, number, digits);
}

/* Five words are drawn for every name, needed or not. One name in seven has a comma, few have quotes. */
static void add_name(Line *line, Chance *chance) {
    const char *words[5];
    words[0] = chance_word(chance, kinds, COUNT(kinds));
    for (int i = 1; i < 5; i++)
        words[i] = i % 2 ? chance_word(chance, first_words, COUNT(first_words))
                         : chance_word(chance, last_words, COUNT(last_words));
    uint32_t form = chance_below(chance, 1000);
    if (form >= 150) {
        add_words(line, words, 3, "");
        return;
    }
    add_char(line, '"');
    if (form < 5) {
        add_words(line, words, 1, " \"\"Một cửa\"\" ");
        add_words(line, words + 1, 2, ", tỉnh ");
    } else {
        add_words(line, words, 3, ", tỉnh ");
    }
    add_words(line, words + 3, 2, "\"");
}

static void add_block(Line *line, Chance *chance) {
    uint32_t part = chance_below(chance, 100);
    add_text(line, blocks[part < 15 ? 0 : part < 85 ? 1 : part < 90 ? 2 : 3]);
}

static void add_yes_no(Line *line, Chance *chance, double level) {
    bool empty = chance_one_in(chance, 100);
    bool yes = chance_part(chance) < level + 0.1;
    add_char(line, ',');
    if (!empty) add_char(line, yes ? '1' : '0');
}

static void add_ratio(Line *line, Chance *chance, double level) {
    uint32_t whole = 1 + chance_below(chance, chance_below(chance, 2) ? 50 : 5000);
    double ratio = within(level + (chance_part(chance) - 0.45) * 0.7, 0, 1.15);
    uint32_t part = (uint32_t)(ratio * whole + 0.5);
    if (chance_one_in(chance, 10)) part = whole;
    bool part_is_empty = chance_one_in(chance, 100);
    bool whole_is_empty = chance_one_in(chance, 100);
    add_char(line, ',');
    if (!part_is_empty) add_number(line, part);
    add_char(line, ',');
    if (!whole_is_empty) add_number(line, whole);
}

/* Cut off, not rounded, to one, two or three decimals; one in fifty stands at a bound. */
static void add_tier(Line *line, Chance *chance, double level) {
    static const double bounds[] = {0, 50, 70, 90, 100};
    static const uint32_t powers[] = {1, 10, 100, 1000};
    bool empty = chance_one_in(chance, 100);
    uint32_t decimals = 1 + chance_below(chance, 3);
    double value = within(100 * (level + (chance_part(chance) - 0.45) * 0.9), 0, 100);
    if (chance_one_in(chance, 50)) value = bounds[chance_below(chance, COUNT(bounds))];
    uint32_t thousandths = (uint32_t)(value * 1000 + 0.5);
    uint32_t shown = thousandths / powers[3 - decimals];
    add_char(line, ',');
    if (empty) return;
    add_number(line, shown / powers[decimals]);
    add_char(line, '.');
    add_digits(line, shown % powers[decimals], decimals);
}

/* ---- the file */

static void write_header(void) {
    printf("ma,ten,khoi");
    for (int i = 1; i <= YES_NO; i++)
        printf(",y%02d", i);
    for (int i = 1; i <= RATIOS; i++)
        printf(",n%02d,d%02d", i, i);
    for (int i = 1; i <= TIERS; i++)
        printf(",t%02d", i);
    putchar('\n');
}

static void write_row(uint64_t number) {
    Chance chance = chance_of_row(number);
    Line line;
    line.len = 0;
    add_key(&line, number);
    add_char(&line, ',');
    add_name(&line, &chance);
    add_char(&line, ',');
    add_block(&line, &chance);
    double first = chance_part(&chance);
    double level = 0.25 + 0.73 * (first + chance_part(&chance)) / 2; /* how good the office is on the whole */
    for (int i = 0; i < YES_NO; i++)
        add_yes_no(&line, &chance, level);
    for (int i = 0; i < RATIOS; i++)
        add_ratio(&line, &chance, level);
    for (int i = 0; i < TIERS; i++)
        add_tier(&line, &chance, level);
    add_char(&line, '\n');
    fwrite(line.bytes, 1, line.len, stdout);
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: generate ROWS > FILE\n");
        return 2;
    }
    uint64_t rows = strtoull(arguments[1], NULL, 10);
    write_header();
    for (uint64_t number = 1; number <= rows; number++)
        write_row(number);
    return fflush(stdout) || ferror(stdout);
}
