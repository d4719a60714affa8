/* The grammar of rule files; spec/grammar.md is made from it (tests/grammar_page.py). Actions only build nodes. */
%require "3.8"
%define api.pure full
%define api.prefix {parser_}
%define api.token.prefix {TOKEN_}
%define api.token.raw
%define api.value.type union
%define api.location.type {Span}
%define lr.type ielr
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {ParseContext *context}
%code requires {
#include "lang/declare.h"
#include "lang/parse_context.h"
}

%code provides {
/* The next token for the parser; see token_stream.c. */
int parser_lex(PARSER_STYPE *value, Span *span, ParseContext *context);
/* As written in the grammar: "criterion", ":", "a name". */
const char *parser_token_name(int token);
}

%code {
#include "lang/nesting.h"
#include "lang/parser_settings.h"

#pragma GCC diagnostic ignored "-Wshadow"
}

/* signs */
%token END 0 "end of file"
%token LEFT "(" RIGHT ")" OPEN "{" CLOSE "}" COMMA "," COLON ":" DOT "." RANGE ".." ARROW "->"
%token ASSIGN "=" EQUAL "==" NOT_EQUAL "!=" LESS "<" LESS_EQUAL "<=" GREATER ">" GREATER_EQUAL ">="
%token PLUS "+" MINUS "-" TIMES "*" DIVIDE "/" POWER "^"
%token NAME "a name"
%token <ScannedNumber> NUMBER "a number"
%token <Text> TEXT "a text"

/* reserved words: never names */
%token METHODOLOGY "methodology" DATA "data" FUNCTION "function" LET "let" REPORT "report"
%token CRITERION "criterion" CRITERIA "criteria" GROUP "group" INDEX "index" USE "use"
%token GATE "gate" RANK "rank" GRADE "grade" TEST "test"
%token IF "if" THEN "then" ELSE "else" BY "by" AND "and" OR "or" NOT "not" OTHERWISE "otherwise"
%token WITHIN "within" EVERY "every" BLOCK "block" ALL "all" COHORT "cohort"
%token YES "yes" NO "no" MISSING "missing"
%token MAX "max" POINT "point" POINTS "points" FULL_MAX "full_max" CHILDREN "children" DATE "date"

/* a word only behind `not`; see token_stream.c */
%token APPLICABLE "applicable"

/* soft words: names as well, where no clause can stand */
%token ABOVE "above" ADD "add" AFTER "after" ALLOW "allow" APPLIES "applies" AS "as" AT "at" BASIS "basis" BEFORE "before" BELOW "below" BETTER "better" BONUS "bonus" CAPPED "capped"
%token CHANGE "change" CHILD "child" COLUMN "column" COUNT "count" COUNTS "counts" DECIMAL "decimal" DOWN "down" EVIDENCE "evidence"
%token EXACT "exact" EXAMPLE "example" EXPECT "expect" EXTENDS "extends" FIRST "first" FROM "from" GIVEN "given" HALF_EVEN "half_even" HIGHER "higher"
%token INFO "info" INPUT "input" IS "is" ISSUED "issued" KEY "key" LANGUAGE "language" LOWER "lower" LOWEST "lowest" MEANS "means" NAME_WORD "name" NOTE "note"
%token NUMBER_WORD "number" NUMBERS "numbers" OF "of" ONE "one" PENALTY "penalty" PERCENT "percent" RATIO "ratio"
%token REACHES "reaches" RELATIVE "relative" REMOVE "remove" RENAME "rename" REQUIRE "require" REVIEWED "reviewed" ROUND "round" SEPARATOR "separator" SHARE "share"
%token SHOW "show" STEP "step" TAB "tab" TEXT_WORD "text" TIES "ties" TO "to" TOKEN "token" TOP "top" TOTAL "total"
%token UNIT "unit" UNITS "units" UNLESS "unless" UP "up" WEIGHT "weight" WEIGHTS "weights" WHEN "when" WITHOUT "without" YEAR "year"
%token YES_NO "yes_no"

/* `within` belongs to the call before it, `lowest first` to the name, a qualifier to the input, a text to the
 * `example` behind a line of `criteria` */
%precedence BARE EXAMPLE
%precedence WITHIN LOWEST TOKEN TEXT

%nterm <AstName> name name_or_max
%nterm <Text> label
%nterm <AstAttribute> attribute
%nterm <AstScope> scope optional_scope
%nterm <AstExpression *> value whole expression conjunction negation comparison fallback sum product sign power
%nterm <AstExpression *> exponent primary call number literal signed_number arm loose_arm else_arm test loose_test
%nterm <AstExpression *> bound
%nterm <ExpressionList *> arguments argument_list values arms tests loose_tests subjects test_values
%nterm <AstExpression *> subject test_value <PairList *> pairs <AstTest *> test_body expected
%nterm <TestLineList *> test_lines <AstTestLine> test_line
%nterm <AstKind> comparison_sign
%nterm <AstBound> grade_bound
%nterm <AstNodeKind> group_word <bool> let_word <int> higher
%nterm <AstMembers> members_word
%nterm <ClauseSet *> methodology_entries qualifiers clauses function_clauses roundings rank_clauses grade_clauses
%nterm <ClauseSet *> allowances
%nterm <Clause *> example methodology_entry qualifier clause function_clause rounding note rank_clause grade_clause allowance
%nterm <RoundingMode> mode <InputType *> type
%nterm <OptionList *> options option_list texts text_list
%nterm <AstToken> token <AstOption> option
%nterm <AstNode *> node member
%nterm <NodeList *> members block
%nterm <ParameterList *> parameters parameter_list columns
%nterm <RowList *> rows
%nterm <GradeLineList *> grade_lines
%nterm <AstRankKey> rank_key
%nterm <ClauseSet *> notes node_changes input_changes let_changes gate_changes rank_changes grade_changes
%nterm <Clause *> node_change input_change let_change gate_change rank_change grade_change without
%nterm <AstPart> part <ParameterList *> review_list <AstPosition> position <ClauseKind> left_out

%%

file: declarations

declarations:
  %empty
| declarations declaration
| declarations error    { RESTART; }

declaration:
  methodology | data | function | let | gate | rank | grade | test_case
| node                  { declare_node_item(context, $node); }
| "extends" TEXT        { declare_extends(context, @$, $TEXT); }
| change | addition | removal
| "rename" part name[old] "to" name[new] label notes  { declare_renaming(context, @$, $part, $old, $new, $label, $notes); }
| "reviewed" review_list notes    { declare_review(context, @$, $review_list, $notes); }
| "reviewed" "all" notes          { declare_review(context, @$, NULL, $notes); }

/* ---- methodology and data */

methodology:
  "methodology" TEXT open_methodology methodology_entries "}"
      { declare_methodology(context, @1, $TEXT, $methodology_entries); }
open_methodology: "{"   { nesting_mark(context, BRACKET_METHODOLOGY); }

methodology_entries:
  %empty                                   { $$ = clause_add(context, NULL, NULL); }
| methodology_entries[set] methodology_entry { $$ = clause_add(context, $set, $methodology_entry); }
| methodology_entries[set] error           { $$ = $set; RESTART; }

methodology_entry:
  "year" NUMBER         { $$ = clause_number(context, CLAUSE_YEAR, @$, $NUMBER, @NUMBER); }
| "issued" TEXT         { $$ = clause_text(context, CLAUSE_ISSUED, @$, $TEXT, @TEXT); }
| "note" TEXT           { $$ = clause_text(context, CLAUSE_NOTE, @$, $TEXT, @TEXT); }
| "language" NUMBER     { $$ = clause_number(context, CLAUSE_LANGUAGE, @$, $NUMBER, @NUMBER); }
| allowance

data: data_word open_data data_entries "}"
data_word: "data"       { declare_data(context, @1); }
open_data: "{"          { nesting_mark(context, BRACKET_DATA); }

data_entries:
  %empty
| data_entries data_entry
| data_entries error    { RESTART; }

data_entry:
  NAME ":" type qualifiers label
                        { declare_input(context, @$, ast_name(context, @NAME), (AstName){0}, $type, $qualifiers, $label); }
| NAME[first] ".." NAME[last] ":" type qualifiers label
                        { declare_input(context, @$, ast_name(context, @first), ast_name(context, @last), $type,
                                        $qualifiers, $label); }
| "separator" TEXT      { declare_separator(context, @$, $TEXT); }
| "separator" "tab"     { declare_separator(context, @$, TEXT("\t")); }
| "numbers" "decimal" TEXT        { declare_numbers(context, @$, $TEXT, (Text){0}); }
| "numbers" "decimal" TEXT[mark] "group" TEXT[group]  { declare_numbers(context, @$, $mark, $group); }
| token                 { declare_token(context, @$, $token); }
| "units" "{" texts "}" { declare_units(context, @$, $texts); }
| "require" expression TEXT       { declare_require(context, @$, $expression, $TEXT); }

type:
  "key"                 { $$ = input_type(context, TYPE_KEY, @$, NULL); }
| "name"                { $$ = input_type(context, TYPE_NAME, @$, NULL); }
| "text"                { $$ = input_type(context, TYPE_TEXT, @$, NULL); }
| "block" "{" options "}"         { $$ = input_type(context, TYPE_BLOCK, @$, $options); }
| "one" "of" "{" options "}"      { $$ = input_type(context, TYPE_ONE_OF, @$, $options); }
| "yes_no"              { $$ = input_type(context, TYPE_YES_NO, @$, NULL); }
| "yes_no" "{" "yes" texts[yes] "no" texts[no] "}"
                        { $$ = input_type(context, TYPE_YES_NO, @$, NULL);
                          $$->yes_texts = $yes; $$->no_texts = $no; }
| "count"               { $$ = input_type(context, TYPE_COUNT, @$, NULL); }
| "number"              { $$ = input_type(context, TYPE_NUMBER, @$, NULL); }
| "percent"             { $$ = input_type(context, TYPE_PERCENT, @$, NULL); }
| "points"              { $$ = input_type(context, TYPE_POINTS, @$, NULL); }
| "date"                { $$ = input_type(context, TYPE_DATE, @$, NULL); }

options: option_list | option_list ","

option_list:
  option                          { $$ = option_add(context, NULL, $option); }
| option_list[list] "," option    { $$ = option_add(context, $list, $option); }

option:
  TEXT                            { $$ = (AstOption){$TEXT, $TEXT, @$}; }
| TEXT "as" TEXT[shown]           { $$ = (AstOption){$1, $shown, @1}; }

texts: text_list | text_list ","

text_list:
  TEXT                            { $$ = option_add(context, NULL, (AstOption){$TEXT, $TEXT, @$}); }
| text_list[list] "," TEXT        { $$ = option_add(context, $list, (AstOption){$TEXT, $TEXT, @TEXT}); }

qualifiers:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| qualifiers[set] qualifier       { $$ = clause_add(context, $set, $qualifier); }

qualifier:
  bound[low] ".." bound[high]     { $$ = clause_range(context, @$, $low, $high); }
| "from" bound                    { $$ = clause_value(context, CLAUSE_LOW, @$, $bound); }
| "to" bound                      { $$ = clause_value(context, CLAUSE_HIGH, @$, $bound); }
| "step" bound                    { $$ = clause_value(context, CLAUSE_STEP, @$, $bound); }
| "unit" TEXT                     { $$ = clause_text(context, CLAUSE_UNIT, @$, $TEXT, @TEXT); }
| "column" TEXT                   { $$ = clause_text(context, CLAUSE_COLUMN, @$, $TEXT, @TEXT); }
| "info"                          { $$ = clause_new(context, CLAUSE_INFO, @$); }
| higher "is" "better"            { $$ = clause_better(context, @$, $higher); }
| "missing" "=" literal           { $$ = clause_missing(context, @$, ON_MISSING_VALUE, $literal); }
| "missing" "=" "not" "applicable"  { $$ = clause_missing(context, @$, ON_MISSING_NOT_APPLICABLE, NULL); }
| "missing" "=" name optional_scope  { $$ = clause_missing_name(context, @$, $name, $optional_scope); }
| token                           { $$ = clause_token(context, @$, $token); }
| note
| allowance

higher: "higher" { $$ = 1; } | "lower" { $$ = -1; }

token:
  "token" TEXT "means" "missing"  { $$ = (AstToken){$TEXT, @$, TOKEN_MEANS_MISSING, NULL}; }
| "token" TEXT "means" "not" "applicable"  { $$ = (AstToken){$TEXT, @$, TOKEN_MEANS_NOT_APPLICABLE, NULL}; }
| "token" TEXT "means" literal    { $$ = (AstToken){$TEXT, @$, TOKEN_MEANS_VALUE, $literal}; }

/* a date only behind `missing =` and `means`: a date has no range [L3.3] */
bound:
  signed_number
| "date" TEXT                     { $$ = ast_text(context, AST_DATE, @$, $TEXT); }

literal:
  bound
| TEXT                            { $$ = ast_text(context, AST_TEXT, @$, $TEXT); }
| "yes"                           { $$ = ast_leaf(context, AST_YES, @$); }
| "no"                            { $$ = ast_leaf(context, AST_NO, @$); }

/* ---- functions, lets, gates */

function:
  "function" name "(" parameters ")" label function_clauses
      { declare_function(context, @$, $name, $parameters, $label, $function_clauses); }

parameters: %empty { $$ = NULL; } | parameter_list

parameter_list:
  name label                      { $$ = parameter_add(context, NULL, $name, $label); }
| parameter_list[list] "," name label  { $$ = parameter_add(context, $list, $name, $label); }

function_clauses:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| function_clauses[set] function_clause  { $$ = clause_add(context, $set, $function_clause); }

function_clause:
  "=" whole                       { $$ = clause_value(context, CLAUSE_FORMULA, @$, $whole); }
| "example" call "=" value        { $$ = clause_range(context, @$, $call, $value); $$->kind = CLAUSE_EXAMPLE; }
| note
| allowance

let:
  let_word name label "=" whole roundings  { declare_let(context, @$, $let_word, $name, $label, $whole, $roundings); }

let_word: "let" { $$ = false; } | "report" { $$ = true; }

gate:
  "gate" name label "=" whole allowances  { declare_gate(context, @$, $name, $label, $whole, $allowances); }

allowances:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| allowances[set] allowance       { $$ = clause_add(context, $set, $allowance); }

/* findings accepted on record: NAME is a code of diagnostics.md */
allowance: "allow" NAME TEXT      { $$ = clause_allow(context, @$, ast_name(context, @NAME), $TEXT, @TEXT); }

/* ---- criteria, groups, indices */

node:
  "criterion" name label clauses  { $$ = declare_node(context, NODE_CRITERION, @$, $name, $label, $clauses); }
| group_word name label clauses block  { $$ = declare_node(context, $group_word, @$, $name, $label, $clauses);
                                    if ($block) declare_members($$, $block); }
| "criteria" "(" columns ")" clauses open_rows rows "}"
                                  { $$ = declare_criteria(context, @$, $columns, $clauses, $rows); }

group_word: "group" { $$ = NODE_GROUP; } | "index" { $$ = NODE_INDEX; }

clauses:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| clauses[set] clause             { $$ = clause_add(context, $set, $clause); }

clause:
  "max" value                     { $$ = clause_value(context, CLAUSE_MAX, @$, $value); }
| "weight" value                  { $$ = clause_value(context, CLAUSE_WEIGHT, @$, $value); }
| "bonus"                         { $$ = clause_new(context, CLAUSE_BONUS, @$); }
| "penalty"                       { $$ = clause_new(context, CLAUSE_PENALTY, @$); }
| "applies" "when" expression     { $$ = clause_value(context, CLAUSE_APPLIES, @$, $expression); }
| "counts" "when" expression      { $$ = clause_value(context, CLAUSE_COUNTS, @$, $expression); }
| "weights" "total" value         { $$ = clause_value(context, CLAUSE_WEIGHTS, @$, $value); }
| "weights" "relative"            { $$ = clause_new(context, CLAUSE_WEIGHTS, @$); }
| example
| "=" whole                       { $$ = clause_value(context, CLAUSE_FORMULA, @$, $whole); }
| rounding
| note
| allowance

example:
  "example" test_values "->" test_value  { $$ = clause_example(context, @$, $test_values, $test_value); }

note:
  "basis" TEXT                    { $$ = clause_text(context, CLAUSE_BASIS, @$, $TEXT, @TEXT); }
| "evidence" TEXT                 { $$ = clause_text(context, CLAUSE_EVIDENCE, @$, $TEXT, @TEXT); }
| "note" TEXT                     { $$ = clause_text(context, CLAUSE_NOTE, @$, $TEXT, @TEXT); }

roundings:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| roundings[set] rounding         { $$ = clause_add(context, $set, $rounding); }
| roundings[set] allowance        { $$ = clause_add(context, $set, $allowance); }

rounding:
  "round" NUMBER mode             { $$ = clause_rounding(context, @$, $NUMBER, @NUMBER, $mode); }
| "as" "percent"                  { $$ = clause_new(context, CLAUSE_PERCENT, @$); }

mode:
  %empty { $$ = ROUND_HALF_AWAY; } | "half_even" { $$ = ROUND_HALF_EVEN; }
| "down" { $$ = ROUND_DOWN; } | "up" { $$ = ROUND_UP; }

block:
  %empty                          { $$ = NULL; }
| open_members members "}"        { $$ = $members; }
open_members: "{"                 { nesting_mark(context, BRACKET_MEMBERS); }

members:
  %empty                          { $$ = ARENA_NEW(context->arena, NodeList); }
| members[list] member            { $$ = node_add(context, $list, $member); }
| members[list] error             { $$ = $list; RESTART; }

member:
  node
| "use" name clauses              { $$ = declare_node(context, NODE_USE, @$, $name, (Text){0}, $clauses); }

columns:
  name_or_max                          { $$ = parameter_add(context, NULL, $name_or_max, (Text){0}); }
| columns[list] "," name_or_max        { $$ = parameter_add(context, $list, $name_or_max, (Text){0}); }

name_or_max: name | "max" { $$ = ast_name(context, @$); }
open_rows: "{"                    { nesting_mark(context, BRACKET_ROWS); }

rows:
  %empty                          { $$ = NULL; }
| rows[list] name label ":" values { $$ = row_add(context, $list, span_join(@name, @values), $name, $label, $values); }
| rows[list] example              { $$ = row_add_example(context, $list, $example); }
| rows[list] error                { $$ = $list; RESTART; }

values:
  value                           { $$ = ast_list(context, $value); }
| values[list] "," value          { $$ = ast_list_add(context, $list, $value); }

/* ---- ranks and grades */

rank:
  "rank" name label "from" rank_key rank_clauses  { declare_rank(context, @$, $name, $label, $rank_key, $rank_clauses); }

rank_key:
  name                            %prec BARE { $$ = (AstRankKey){$name, false}; }
| name "lowest" "first"           { $$ = (AstRankKey){$name, true}; }

rank_clauses:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| rank_clauses[set] rank_clause   { $$ = clause_add(context, $set, $rank_clause); }

rank_clause:
  "then" rank_key                 { $$ = clause_new(context, CLAUSE_THEN, @$); $$->key = $rank_key; }
| "lowest" "first"                { $$ = clause_new(context, CLAUSE_ORDER, @$); }
| "within" scope                  { $$ = clause_new(context, CLAUSE_SCOPE, @$); $$->scope = $scope; }
| "ties" name                     { $$ = clause_new(context, CLAUSE_TIES, @$); $$->name = $name; }
| "exact"                         { $$ = clause_new(context, CLAUSE_EXACT, @$); }
| "when" expression               { $$ = clause_value(context, CLAUSE_WHEN, @$, $expression); }
| "show" TEXT                     { $$ = clause_text(context, CLAUSE_SHOW, @$, $TEXT, @TEXT); }
| allowance

grade:
  "grade" name[grade_name] label "from" name[source] grade_clauses
      { declare_grade(context, @$, $grade_name, $label, $source, $grade_clauses); }

grade_clauses:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| grade_clauses[set] grade_clause { $$ = clause_add(context, $set, $grade_clause); }

grade_clause:
  "within" scope                  { $$ = clause_new(context, CLAUSE_SCOPE, @$); $$->scope = $scope; }
| "exact"                         { $$ = clause_new(context, CLAUSE_EXACT, @$); }
| "when" expression               { $$ = clause_value(context, CLAUSE_WHEN, @$, $expression); }
| "capped" "at" TEXT "unless" expression
                                  { $$ = clause_text(context, CLAUSE_CAP, @$, $TEXT, @TEXT); $$->value = $expression; }
| allowance
| open_grades grade_lines "}"     { $$ = clause_new(context, CLAUSE_LINES, @$); $$->lines = $grade_lines; }
open_grades: "{"                  { nesting_mark(context, BRACKET_GRADES); }

grade_lines:
  %empty                          { $$ = NULL; }
| grade_lines[list] TEXT          { $$ = grade_line_add(context, $list, @TEXT, $TEXT, BOUND_NONE, NULL); }
| grade_lines[list] TEXT grade_bound value
      { $$ = grade_line_add(context, $list, span_join(@TEXT, @value), $TEXT, $grade_bound, $value); }
| grade_lines[list] error         { $$ = grade_lines_given($list, context); RESTART; }

grade_bound:
  "from" { $$ = BOUND_FROM; } | "above" { $$ = BOUND_ABOVE; } | "up" "to" { $$ = BOUND_UP_TO; }
| "below" { $$ = BOUND_BELOW; } | "top" { $$ = BOUND_TOP; } | "share" { $$ = BOUND_SHARE; }

/* ---- tests */

test_case:
  "test" TEXT "{" test_body "}"   { declare_test(context, span_join(@1, @TEXT), $TEXT, $test_body); }
| "test" TEXT[name] "from" TEXT[data] "expect" TEXT[result]
                                  { declare_test(context, span_join(@1, @name), $name,
                                                 test_of_files(context, $data, @data, $result, @result)); }

test_body:
  expected
| "given" pairs expected          { $$ = test_given($expected, $pairs); }

expected:
  "expect" pairs                  { $$ = test_of_pairs(context, $pairs); }
| "units" subjects[in] "->" subjects[out] test_lines  { $$ = test_of_lines(context, $in, $out, $test_lines); }

pairs:
  subject "=" test_value          { $$ = pair_add(context, NULL, $subject, $test_value); }
| pairs[list] subject "=" test_value  { $$ = pair_add(context, $list, $subject, $test_value); }

subjects:
  subject                         { $$ = ast_list(context, $subject); }
| subjects[list] "," subject      { $$ = ast_list_add(context, $list, $subject); }

subject:
  name                            { $$ = ast_reference(context, $name); }
| name "." attribute              { $$ = ast_attribute(context, @$, $name, $attribute, parse_text(context, @attribute)); }

test_lines:
  test_line                       { $$ = test_line_add(context, NULL, $test_line); }
| test_lines[list] test_line      { $$ = test_line_add(context, $list, $test_line); }

test_line:
  test_values[in] "->" test_values[out]  { $$ = (AstTestLine){*$in, *$out, @$}; }

test_values:
  test_value                      { $$ = ast_list(context, $test_value); }
| test_values[list] "," test_value  { $$ = ast_list_add(context, $list, $test_value); }

test_value:
  literal
| "missing"                       { $$ = ast_leaf(context, AST_MISSING, @$); }
| "not" "applicable"              { $$ = ast_leaf(context, AST_NOT_APPLICABLE, @$); }

/* ---- the next year: what changes, comes and goes */

change:
  "change" "criterion" name label node_changes  { declare_node_change(context, @$, NODE_CRITERION, $name, $label, $node_changes); }
| "change" group_word name label node_changes   { declare_node_change(context, @$, $group_word, $name, $label, $node_changes); }
| "change" "input" name input_changes label     { declare_input_change(context, @$, $name, NULL, $input_changes, $label); }
| "change" "input" name ":" type input_changes label  { declare_input_change(context, @$, $name, $type, $input_changes, $label); }
| "change" let_word name label let_changes      { declare_let_change(context, @$, $let_word, $name, $label, $let_changes); }
| "change" "gate" name label gate_changes       { declare_gate_change(context, @$, $name, $label, $gate_changes); }
| "change" "rank" name label rank_changes       { declare_rank_change(context, @$, $name, $label, $rank_changes); }
| "change" "grade" name label grade_changes     { declare_grade_change(context, @$, $name, $label, $grade_changes); }
| "change" function                             { declare_function_change(context, @$); }
| "change" data_change open_data data_entries "}"  { declare_data_end(context); }
data_change: "data"     { declare_data_change(context, @1); }

node_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| node_changes[set] node_change   { $$ = clause_add(context, $set, $node_change); }
node_change: clause | without

input_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| input_changes[set] input_change { $$ = clause_add(context, $set, $input_change); }
input_change: qualifier | without

let_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| let_changes[set] let_change     { $$ = clause_add(context, $set, $let_change); }
let_change: "=" whole { $$ = clause_value(context, CLAUSE_FORMULA, @$, $whole); } | rounding | note | without

gate_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| gate_changes[set] gate_change   { $$ = clause_add(context, $set, $gate_change); }
gate_change: "=" whole { $$ = clause_value(context, CLAUSE_FORMULA, @$, $whole); } | note

rank_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| rank_changes[set] rank_change   { $$ = clause_add(context, $set, $rank_change); }
rank_change:
  rank_clause
| "from" rank_key                 { $$ = clause_new(context, CLAUSE_FROM, @$); $$->key = $rank_key; }
| note
| without

grade_changes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| grade_changes[set] grade_change { $$ = clause_add(context, $set, $grade_change); }
grade_change:
  grade_clause
| "from" name                     { $$ = clause_new(context, CLAUSE_FROM, @$); $$->name = $name; }
| note
| without

without: "without" left_out       { $$ = clause_new(context, CLAUSE_WITHOUT, @$); $$->left_out = $left_out; }

left_out:
  "max" { $$ = CLAUSE_MAX; } | "weight" { $$ = CLAUSE_WEIGHT; } | "weights" { $$ = CLAUSE_WEIGHTS; }
| "bonus" { $$ = CLAUSE_BONUS; } | "penalty" { $$ = CLAUSE_PENALTY; } | "applies" { $$ = CLAUSE_APPLIES; }
| "counts" { $$ = CLAUSE_COUNTS; } | "round" { $$ = CLAUSE_ROUND; } | "as" "percent" { $$ = CLAUSE_PERCENT; }
| "example" { $$ = CLAUSE_EXAMPLE; } | "basis" { $$ = CLAUSE_BASIS; } | "evidence" { $$ = CLAUSE_EVIDENCE; }
| "note" { $$ = CLAUSE_NOTE; } | "from" { $$ = CLAUSE_LOW; } | "to" { $$ = CLAUSE_HIGH; } | "step" { $$ = CLAUSE_STEP; }
| "unit" { $$ = CLAUSE_UNIT; } | "column" { $$ = CLAUSE_COLUMN; } | "info" { $$ = CLAUSE_INFO; }
| "missing" { $$ = CLAUSE_MISSING; } | "token" { $$ = CLAUSE_TOKEN; } | "within" { $$ = CLAUSE_SCOPE; }
| "then" { $$ = CLAUSE_THEN; } | "exact" { $$ = CLAUSE_EXACT; } | "when" { $$ = CLAUSE_WHEN; } | "show" { $$ = CLAUSE_SHOW; }
| "capped" { $$ = CLAUSE_CAP; } | "=" { $$ = CLAUSE_FORMULA; }

addition:
  "add" "to" name position open_members members "}"  { declare_addition(context, @$, $name, $position, $members); }
| "add" "to" data_addition open_data data_entries "}"  { declare_data_end(context); }
data_addition: "data"   { declare_data_addition(context, @1); }

position:
  %empty                          { $$ = (AstPosition){0}; }
| "first"                         { $$ = (AstPosition){POSITION_FIRST, {{0}, @$}}; }
| "before" name                   { $$ = (AstPosition){POSITION_BEFORE, $name}; }
| "after" name                    { $$ = (AstPosition){POSITION_AFTER, $name}; }

removal:
  "remove" part name notes        { declare_removal(context, @$, $part, $name, (AstName){0}, $notes); }
| "remove" "use" name "from" name[group] notes  { declare_removal(context, @$, PART_USE, $3, $group, $notes); }
| "remove" "require" TEXT notes   { declare_removal(context, @$, PART_REQUIRE, (AstName){$TEXT, @TEXT}, (AstName){0}, $notes); }

part:
  "input" { $$ = PART_INPUT; } | "criterion" { $$ = PART_CRITERION; } | "group" { $$ = PART_GROUP; } | "index" { $$ = PART_INDEX; }
| "let" { $$ = PART_LET; } | "report" { $$ = PART_REPORT; } | "function" { $$ = PART_FUNCTION; }
| "gate" { $$ = PART_GATE; } | "rank" { $$ = PART_RANK; } | "grade" { $$ = PART_GRADE; }

review_list:
  name                            { $$ = parameter_add(context, NULL, $name, (Text){0}); }
| review_list[list] "," name      { $$ = parameter_add(context, $list, $name, (Text){0}); }

notes:
  %empty                          { $$ = clause_add(context, NULL, NULL); }
| notes[set] note                 { $$ = clause_add(context, $set, $note); }

/* ---- expressions */

/* a condition or a value: formulas, arguments, brackets */
whole:
  expression
| "if" expression "then" whole[yes] "else" whole[no] { $$ = ast_if(context, @$, $expression, $yes, $no); }

/* never a comparison, so that `5  >= 70% : 3` is two things */
value:
  fallback
| "if" expression "then" whole[yes] "else" value[no] { $$ = ast_if(context, @$, $expression, $yes, $no); }

expression:
  conjunction
| expression[left] "or" conjunction[right]     { $$ = ast_chain(context, AST_OR, @$, $left, $right); }

conjunction:
  negation
| conjunction[left] "and" negation[right]      { $$ = ast_chain(context, AST_AND, @$, $left, $right); }

negation:
  comparison
| "not" negation[operand]                      { $$ = ast_unary(context, AST_NOT, @$, $operand); }

comparison:
  fallback
| fallback[left] comparison_sign fallback[right]  { $$ = ast_binary(context, $comparison_sign, @$, $left, $right); }
| "every" members_word "of" name "reaches" fallback  { $$ = ast_every(context, @$, $members_word, $name, $fallback); }

comparison_sign:
  "==" { $$ = AST_EQUAL; } | "!=" { $$ = AST_NOT_EQUAL; } | "<" { $$ = AST_LESS; }
| "<=" { $$ = AST_LESS_EQUAL; } | ">" { $$ = AST_GREATER; } | ">=" { $$ = AST_GREATER_EQUAL; }

members_word:
  "criterion" { $$ = MEMBERS_CRITERION; } | "group" { $$ = MEMBERS_GROUP; } | "child" { $$ = MEMBERS_CHILD; }

fallback:
  sum
| fallback[left] "otherwise" sum[right]        { $$ = ast_binary(context, AST_OTHERWISE, @$, $left, $right); }

sum:
  product
| sum[left] "+" product[right]    { $$ = ast_chain(context, AST_SUM, @$, $left, $right); }
| sum[left] "-" product[right]    { $$ = ast_subtract(context, @$, $left, $right); }

product:
  sign
| product[left] "*" sign[right]   { $$ = ast_chain(context, AST_PRODUCT, @$, $left, $right); }
| product[left] "/" sign[right]   { $$ = ast_binary(context, AST_DIVIDE, @$, $left, $right); }

sign:
  power
| "-" sign[operand]               { $$ = ast_negative(context, @$, $operand); }

power:
  primary
| primary "^" exponent            { $$ = ast_binary(context, AST_POWER, @$, $primary, $exponent); }

exponent:
  power
| "-" exponent[operand]           { $$ = ast_negative(context, @$, $operand); }

primary:
  number
| TEXT                            { $$ = ast_text(context, AST_TEXT, @$, $TEXT); }
| "date" TEXT                     { $$ = ast_text(context, AST_DATE, @$, $TEXT); }
| "yes"                           { $$ = ast_leaf(context, AST_YES, @$); }
| "no"                            { $$ = ast_leaf(context, AST_NO, @$); }
| "not" "applicable"              { $$ = ast_leaf(context, AST_NOT_APPLICABLE, @$); }
| "missing"                       { $$ = ast_leaf(context, AST_MISSING, @$); }
| "max"                           { $$ = ast_leaf(context, AST_MAX, @$); }
| "points"                        { $$ = ast_leaf(context, AST_POINTS, @$); }
| "full_max"                      { $$ = ast_leaf(context, AST_FULL_MAX, @$); }
| "children"                      { $$ = ast_leaf(context, AST_CHILDREN, @$); }
| "children" "." attribute        { $$ = ast_children(context, @$, $attribute, parse_text(context, @attribute)); }
| name                            { $$ = ast_reference(context, $name); }
| name "." attribute              { $$ = ast_attribute(context, @$, $name, $attribute, parse_text(context, @attribute)); }
| call                            %prec BARE
| call "within" scope             { $$ = ast_within($call, @$, $scope); }
| "by" sum "{" arms "}"           { $$ = ast_by(context, @$, $sum, $arms, NULL); }
| "by" sum "{" arms else_arm "}"  { $$ = ast_by(context, @$, $sum, $arms, $else_arm); }
| "by" sum "{" arms "," else_arm "}"  { $$ = ast_by(context, @$, $sum, $arms, $else_arm); }
| "(" whole ")"                   { $$ = $whole; }

number:
  NUMBER                          { $$ = ast_number(context, @$, $NUMBER, false); }
| NUMBER "point"                  { $$ = ast_number(context, @$, $NUMBER, true); }
| NUMBER "points"                 { $$ = ast_number(context, @$, $NUMBER, true); }

signed_number:
  number
| "-" number[operand]             { $$ = ast_negative(context, @$, $operand); }

attribute:
  "points" { $$ = ATTRIBUTE_POINTS; } | "max" { $$ = ATTRIBUTE_MAX; } | "full_max" { $$ = ATTRIBUTE_FULL_MAX; }
| "ratio" { $$ = ATTRIBUTE_RATIO; } | "exact" { $$ = ATTRIBUTE_EXACT; } | NAME { $$ = ATTRIBUTE_UNKNOWN; }

call:
  name_or_max "(" arguments ")" { $$ = ast_call(context, @$, $name_or_max, $arguments); }

arguments:
  %empty                          { $$ = ast_list(context, NULL); }
| argument_list

argument_list:
  whole                           { $$ = ast_list(context, $whole); }
| argument_list[list] "," whole   { $$ = ast_list_add(context, $list, $whole); }

optional_scope:
  %empty                          %prec BARE { $$ = (AstScope){0}; }
| "within" scope                  { $$ = $scope; }

scope:
  "block" { $$ = (AstScope){.kind = SCOPE_BLOCK, .span = @$}; }
| "all" { $$ = (AstScope){.kind = SCOPE_ALL, .span = @$}; }
| "cohort" { $$ = (AstScope){.kind = SCOPE_COHORT, .span = @$}; }
| name { $$ = (AstScope){SCOPE_NAME, $name, @$}; }

/* ---- the arms of by */

/* an arm that starts with `-` needs a comma before it: otherwise the sign would be a subtraction */
arms:
  arm                             { $$ = ast_list(context, $arm); }
| arms[list] loose_arm            { $$ = ast_list_add(context, $list, $loose_arm); }
| arms[list] "," arm              { $$ = ast_list_add(context, $list, $arm); }

arm: tests ":" value              { $$ = ast_arm(context, @$, $tests, $value); }

loose_arm: loose_tests ":" value  { $$ = ast_arm(context, @$, $loose_tests, $value); }

else_arm: "else" value            { $$ = ast_unary(context, AST_ELSE, @$, $value); }

tests:
  test                            { $$ = ast_list(context, $test); }
| tests[list] "," test            { $$ = ast_list_add(context, $list, $test); }

loose_tests:
  loose_test                      { $$ = ast_list(context, $loose_test); }
| loose_tests[list] "," test      { $$ = ast_list_add(context, $list, $test); }

test:
  loose_test
| "-" number[operand]             { $$ = ast_negative(context, @$, $operand); }
| "-" number[low] ".." signed_number[high]
      { $$ = ast_binary(context, AST_TEST_RANGE, @$, ast_negative(context, span_join(@1, @low), $low), $high); }

loose_test:
  comparison_sign sum             { $$ = ast_compare_test(context, @$, $comparison_sign, $sum); }
| number
| number[low] ".." signed_number[high]  { $$ = ast_binary(context, AST_TEST_RANGE, @$, $low, $high); }
| TEXT                            { $$ = ast_text(context, AST_TEXT, @$, $TEXT); }
| "yes"                           { $$ = ast_leaf(context, AST_YES, @$); }
| "no"                            { $$ = ast_leaf(context, AST_NO, @$); }

/* ---- names and labels */

label: %empty %prec BARE { $$ = (Text){0}; } | TEXT

name: name_word                   { $$ = ast_name(context, @$); }

name_word:
  NAME
| "above" | "add" | "after" | "allow" | "applies" | "as" | "at" | "basis" | "before" | "below" | "better" | "bonus" | "capped" | "change" | "child" | "column" | "count"
| "counts" | "decimal" | "down" | "evidence" | "exact" | "example" | "expect" | "extends" | "first" | "from" | "given"
| "half_even" | "higher" | "info" | "input" | "is" | "issued" | "key" | "language" | "lower" | "lowest" | "means" | "name" | "note" | "number" | "numbers" | "of" | "one"
| "penalty" | "percent" | "ratio" | "reaches" | "relative" | "remove" | "rename" | "require" | "reviewed" | "round" | "separator" | "share" | "show"
| "step" | "tab" | "text" | "ties" | "to" | "token" | "top" | "total" | "unit" | "units" | "unless" | "up"
| "weight" | "weights" | "when" | "without" | "year" | "yes_no"

%%

const char *parser_token_name(int token) { return yysymbol_name((yysymbol_kind_t)token); }

static int yyreport_syntax_error(const yypcontext_t *place, ParseContext *context) {
    yysymbol_kind_t kinds[YYNTOKENS];
    int tokens[YYNTOKENS];
    int count = yypcontext_expected_tokens(place, kinds, YYNTOKENS);
    for (int i = 0; i < count; i++)
        tokens[i] = (int)kinds[i];
    context->report_syntax(context, (int)yypcontext_token(place), *yypcontext_location(place), tokens,
                           count > 0 ? (size_t)count : 0);
    return context->stopped ? 2 : 0; /* 2: give up */
}
