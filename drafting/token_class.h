/* What kinds of words and signs a layout tells apart. Kinds are those of the parser. */
#ifndef DRAFTING_TOKEN_CLASS_H
#define DRAFTING_TOKEN_CLASS_H

#include <stdbool.h>

bool is_declaration_word(int kind);
bool is_change_word(int kind);    /* starts what is said of another year's rules */
bool is_outcome_word(int kind);   /* let, report, gate, rank, grade */
bool is_ranking_word(int kind);   /* rank, grade */
bool is_block_word(int kind);     /* group, index, criteria: what they open stands below their head */
bool is_tree_clause(int kind);    /* starts a clause of a member of the tree */
bool is_outcome_clause(int kind); /* ... of a rank or grade */
bool is_remark_clause(int kind);  /* a clause that always has a line of its own */
bool is_grade_bound(int kind);
bool is_comparison(int kind);
bool is_test_start(int kind); /* what a test of `by` starts with, behind a complete one */
bool is_text_taker(int kind); /* the text behind it is no label */
bool wants_operand_behind(int kind);
bool may_end_line_before(int kind); /* of a long expression */

#endif
