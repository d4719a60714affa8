/* Cells of runs by AVX-512: up to sixteen cells of a row at once. */
#ifndef RUNTIME_READING_CELL_RUN_AVX512_H
#define RUNTIME_READING_CELL_RUN_AVX512_H

#include "runtime/reading/cell_run.h"

#if defined(__x86_64__)
/* On MACHINE_VBMI alone. */
void cell_run_avx512(const CellRun *run, CellTile *tile);
#endif

#endif
