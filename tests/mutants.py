#!/usr/bin/env python3
"""Would the tests notice? Spoils the code in one place at a time, builds it and says which parts of the tests fail.

Not part of `make test`: `make test-mutants` (some minutes). A mutant that nothing notices is a failure. The outcome of
the last run stands in tests/LEDGER.md.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, Report

PARTS = ["unit", "cases", "spec", "findings", "stories", "published", "world", "changes", "generated", "differential",
         "evidence", "years", "drafting"]

# what is wrong, where, the text as it is, and what it becomes
MUTANTS = [
    ("a line counts as reached though an earlier one was taken", "testing/test_coverage.c",
     "if (answer_of(row, operand_of(row, choice, 2 * i)) != ANSWER_NO) return false;", "if (i > at) return false;"),
    ("a side counts as reached though nobody looks at it", "testing/test_coverage.c",
     "if (answer_of(row, operand_of(row, logic, i)) != open) return false;", "if (i > at || open == ANSWER_NONE) return false;"),
    ("a test reaches what it expects nothing of", "testing/test_coverage.c", ": coverage->steps[goal->step];", ": true;"),
    ("what stands in a branch counts without it", "testing/test_coverage.c",
     "(goal->parent == GOAL_NONE || coverage->row[goal->parent])", "true"),
    ("comparisons are told apart one value off", "testing/plan_match.c", "form->is_upper == is_strict", "form->is_upper != is_strict"),
    ("tests with files notice no change", "testing/mutation.c", "return a_file_test_fails(bench, plan, differing);",
     "return differing == NULL && a_file_test_fails(bench, plan, differing);"),
    ("data notices no change", "testing/mutation.c", "    if (!was) return false;", "    if (!was || was->row_count > 0) return false;"),
    ("of two weights one is changed", "testing/mutant.c", "mutant_edit(&mutant, &next->number, &down.number, sizeof down.number);",
     "if (!next) mutant_edit(&mutant, &next->number, &down.number, sizeof down.number);"),
    ("generated cases skip the values beside a bound", "testing/case_target.c",
     "whole = number_add(numbers, whole, number_from_int(direction));",
     "whole = number_add(numbers, whole, number_from_int(2 * direction));"),
    ("generated units are all alike", "testing/case_units.c", "return (wishes->unit * strides[at % 4] + at) % CASE_UNITS;",
     "return (strides[at % 4] + at) % CASE_UNITS;"),
    ("units that no line expects are let through", "testing/file_test.c",
     "if (is_met[row] || !tell(comparing, 1, 1)) continue;", "if (row < SIZE_MAX || !tell(comparing, 1, 1)) continue;"),
    ("cells of expected files are not compared", "testing/file_test.c", "if (text_equal(wanted->text, found)) return;",
     "if (found.bytes) return;"),
    ("a unit stands above itself", "evidence/card/watch.c", "bool counts_itself = ranking->at[row] < low;",
     "bool counts_itself = ranking->at[row] < low && false;"),
    ("a quotient is split by one divisor", "evidence/units/difference.c",
     "Number second = number_divide(splitter->numbers, NUMBER_ONE, divisor[1]);",
     "Number second = number_divide(splitter->numbers, NUMBER_ONE, divisor[0]);"),
    ("a card leaves out what a choice took", "evidence/card/card.c", "bool takes_value = i + 1 < step->operand_count",
     "bool takes_value = false && i + 1 < step->operand_count"),
    ("a layout keeps blank lines inside expressions", "drafting/outline.c",
     "return token->kind == TOKEN_LEFT && last->is_name ? 0 : 1;",
     "return token->kind == TOKEN_LEFT && last->is_name ? 0 : 1 + token->is_after_blank;"),
    ("a comment on a line of its own moves behind the line before", "drafting/tokens.c",
     "bool is_remark = line_ends == 0 && !starts_line", "bool is_remark = line_ends < 2 && !starts_line"),
    ("the meaning leaves out the upper bound of an input", "drafting/meaning.c",
     'meaning_add_part(&meaning, "to", input->high);', "(void)0;"),
    ("a band of an annex takes in its upper end", "drafting/words_bands.c",
     "if (has_low) return has_high ? PHRASE_FROM_TO : PHRASE_FROM_TO_BELOW;", "if (has_low) return PHRASE_FROM_TO;"),
    ("a formula in an annex loses brackets", "drafting/words.c",
     "text_builder_add(&out, tell(words, node->operands[i], own + 1));",
     "text_builder_add(&out, tell(words, node->operands[i], LOOSE));"),
    ("halves are rounded toward zero", "base/number.h", "case ROUND_HALF_AWAY: return half >= 0;",
     "case ROUND_HALF_AWAY: return half > 0;"),
    ("`<=` leaves out equality", "lang/operation.c",
     "*result = yes_no(number_compare(context, operands[0], operands[1]) <= 0);",
     "*result = yes_no(number_compare(context, operands[0], operands[1]) < 0);"),
    ("ties share the last place instead of the first", "runtime/computing/ranking.c",
     "case TIES_COMPETITION: return (int64_t)run->start + 1;", "case TIES_COMPETITION: return (int64_t)run->end;"),
    ("dense ranks have gaps", "runtime/computing/ranking.c", "case TIES_DENSE: return (int64_t)run->number;",
     "case TIES_DENSE: return (int64_t)run->start + 1;"),
    ("a group of nothing applicable is worth 0", "runtime/computing/row_step.c",
     "if (gathered == 0 && step->operation.op != OP_MEMBERS_COUNT)", "if (false)"),
    ("the same, by columns", "runtime/computing/column_members.c", "RowBits none = none_applies(run, step, width);",
     "RowBits none = (none_applies(run, step, width), (RowBits){0});"),
    ("columns round halves toward zero", "runtime/computing/column_loops.h", "+ (bottom >> 1);", "+ ((bottom - 1) >> 1);"),
    ("the smallest state of operands wins", "runtime/computing/row_step.c",
     "if (value->state > state) state = value->state;", "if (value->state < state) state = value->state;"),
    ("cohorts are always all units", "runtime/computing/cohort_work.c", "return input == UINT32_MAX ? NULL :",
     "return input == UINT32_MAX || true ? NULL :"),
    ("formulas reach the spreadsheet", "runtime/results/csv_field.c", "case '=':", "case 1:"),
    ("the old file is not replaced", "cli/output_file.c",
     "renameat(output->directory, output->temporary, output->directory, output->name) == 0", "true"),
    ("irrational functions are cut off, not rounded", "base/number_irrational.c", "value, MPFR_RNDN);",
     "value, MPFR_RNDZ);"),
    ("suggestions are one edit short", "base/nearest.c", "DISTANCE_MAX = 2,", "DISTANCE_MAX = 1,"),
    ("open ends count as closed", "lang/coverage.c",
     "if (!is_open || !number_equal(numbers, legal, end)) return legal;", "return legal;"),
    ("signs that are no digits are read as digits", "runtime/reading/cell_run_avx512.c",
     "__mmask16 is_bad = are_no_digits(fours) |", "__mmask16 is_bad ="),
    ("packed pages forget decimals", "runtime/values/column.c", "page->decimals != found.need.decimals &&", "false &&"),
    ("a change of a constant is not tried", "evidence/changes/hybrid.c", "if (!is_taken(hybrid, before)) return before;",
     "if (!is_taken(hybrid, before) || before->kind == RULE_LET) return before;"),
    ("a renamed constant keeps its old name where it is used", "lang/inherit.c", "if (place && place->renaming) name->text",
     "if (place && place->renaming && place->part != PART_LET) name->text"),
    ("a repeated key is taken for a new one", "runtime/reading/key_set.c", "if (set->slots[at] == hash || takes_long) {",
     "if (takes_long) {"),
    ("chunks are joined as they come", "runtime/computing/scoring.c", "while (scoring->joined < chunk->number)",
     "while (false)"),
    ("what is said about values in a chunk is lost", "runtime/computing/evaluate_rows.c",
     "diagnostics_take(rows->report.diagnostics, part->report.diagnostics);", ""),
    ("rows of a later stage are joined as they come", "runtime/computing/evaluate_share.c", "while (share->joined < first)",
     "while (false)"),
    ("JSON does not mark shared places", "runtime/results/result_json_rows.c", " + rank->shared[row]]", "]"),
    ("JSON has an exact value without a value", "runtime/results/result_json_rows.c",
     "if (value->states[i] != STATE_VALUE)", "if (value->states[i] > STATE_UNDEFINED)"),
    ("fractions are not in lowest terms", "runtime/results/fraction_text.c", "return b << twos;", "return b;"),
    ("chunks of a result are written as they come", "runtime/results/result_chunks.c", "while (share->written < from)",
     "while (false)"),
    ("an `allow` reaches beyond its declaration", "base/allowance.c", "while (found && found->scope.from > offset)",
     "while (false)"),
    ("an `allow` around others is taken for the innermost", "base/allowance.c",
     "if (allowances->items[middle]->scope.to > offset)", "if (allowances->items[middle]->scope.to >= UINT32_MAX)"),
    ("what is accepted counts all the same", "base/diagnostic.c", "if (allowance)\n        allowance->is_used = true;\n    else",
     "if (allowance) allowance->is_used = true;"),
    ("findings end in the line before", "base/diagnostic.c", "position = (Position){position.line + 1, 1};",
     "position = (Position){position.line, 1};"),
    ("SARIF makes errors of warnings", "library/check_sarif.c", 'case SEVERITY_WARNING: return "warning";',
     'case SEVERITY_WARNING: return "error";'),
    ("JSON forgets what was not decided", "library/check_json.c", "return doubts > 0 ?",
     "return diagnostics_warning_count(diagnostics) > 0 ?"),
]


def spoil(folder, path, old, new):
    """False where the text is not there any more, or not there once."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text.count(old) == 1


def run_part(folder, part):
    """Whether this part of the tests fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICT_")}
    done = subprocess.run(["make", "--no-print-directory", f"test-{part}"], cwd=folder, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode != 0


def copy_project(folder):
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", "build", "__pycache__"))
    shared = ROOT.parent / "shared"
    if shared.is_dir():
        (folder.parent / "shared").symlink_to(shared)


def try_mutant(report, folder, mutant):
    title, path, old, new = mutant
    original = (folder / path).read_bytes()
    try:
        if not spoil(folder, path, old, new):
            report.fail(title, f"{path} does not hold this text once: {old}")
            return
        noticed = [part for part in PARTS if run_part(folder, part)]
        print(f"| {title} | {', '.join(noticed) or 'nothing'} |", flush=True)
        report.check(title, "" if noticed else "no test noticed")
    finally:
        (folder / path).write_bytes(original)


def main():
    report = Report("mutants")
    with tempfile.TemporaryDirectory(prefix="ictscore-mutants-") as place:
        folder = pathlib.Path(place) / "project"
        copy_project(folder)
        wrong = [part for part in PARTS if run_part(folder, part)]
        if wrong:
            report.fail(f"these fail before anything is spoilt: {', '.join(wrong)}")
            return report.close()
        for mutant in MUTANTS:
            try_mutant(report, folder, mutant)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
