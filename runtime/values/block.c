#include "runtime/values/block.h"

#include <string.h>

enum { TEXT_BYTES = 64 << 10 };

static bool has_texts(const PlanInput *input) {
    return input->type == INPUT_KEY || input->type == INPUT_NAME;
}

Block block_new(const Plan *plan, Arena *arena) {
    Block block = {.inputs = ARENA_ARRAY(arena, BlockInput, plan->input_count),
                   .lines = arena_alloc(arena, BLOCK_ROWS * sizeof(uint64_t)),
                   .key_columns = arena_alloc(arena, BLOCK_ROWS * sizeof(uint32_t)),
                   .input_count = plan->input_count,
                   .text_bytes = arena_alloc(arena, TEXT_BYTES),
                   .scratch = arena_new(arena_memory(arena))};
    for (uint32_t i = 0; i < plan->input_count; i++) {
        block.inputs[i].values = block_column_new(arena, block.scratch);
        if (has_texts(&plan->inputs[i]))
            block.inputs[i].texts = arena_alloc(arena, BLOCK_ROWS * sizeof(Text));
    }
    return block;
}

void block_clear(Block *block) {
    for (uint32_t i = 0; i < block->input_count; i++)
        block_column_clear(&block->inputs[i].values);
    arena_reset(block->scratch);
    block->row_count = block->text_used = block->text_rows = block->settled_rows = 0;
}

void block_settle_texts(Block *block) {
    for (uint32_t i = 0; i < block->input_count; i++) {
        Text *texts = block->inputs[i].texts;
        for (size_t row = block->settled_rows; texts && row < block->text_rows; row++)
            texts[row] = block_keep_text(block, texts[row]);
    }
    block->settled_rows = block->text_rows;
}

Text block_keep_text(Block *block, Text text) {
    if (text.len > TEXT_BYTES - block->text_used) return text_copy(block->scratch, text);
    char *kept = block->text_bytes + block->text_used;
    if (text.len > 0) memcpy(kept, text.bytes, text.len);
    block->text_used += text.len;
    return (Text){kept, text.len};
}

void block_free(Block *block) {
    arena_free(block->scratch);
}
