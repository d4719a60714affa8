/* Cells of runs by AVX2: up to eight cells of a row at once. */
#ifndef RUNTIME_READING_CELL_RUN_AVX2_H
#define RUNTIME_READING_CELL_RUN_AVX2_H

#include "runtime/reading/cell_run.h"

#if defined(__x86_64__)
/* On MACHINE_AVX2 and above. */
void cell_run_avx2(const CellRun *run, CellTile *tile);
#endif

#endif
