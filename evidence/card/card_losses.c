#include "evidence/card/card_losses.h"

/* A loss and its place, so that equal ones keep their order. */
static bool comes_before(NumberContext *numbers, const CardLoss *a, const CardLoss *b) {
    int order = number_compare(numbers, a->lost, b->lost);
    return order != 0 ? order > 0 : a->output < b->output;
}

static void merge(NumberContext *numbers, const CardLoss *from, size_t low, size_t middle, size_t high,
                  CardLoss *to) {
    size_t left = low, right = middle;
    for (size_t i = low; i < high; i++) {
        bool takes_left =
            right == high || (left < middle && !comes_before(numbers, &from[right], &from[left]));
        to[i] = takes_left ? from[left++] : from[right++];
    }
}

static CardLoss *sorted(const Card *card, CardLoss *losses, size_t count) {
    CardLoss *other = ARENA_ARRAY(card->arena, CardLoss, count + 1);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t middle = low + width < count ? low + width : count;
            size_t high = low + 2 * width < count ? low + 2 * width : count;
            merge(card->maker->numbers, losses, low, middle, high, other);
        }
        CardLoss *swapped = losses;
        losses = other;
        other = swapped;
    }
    return losses;
}

Text card_outside(const PlanOutput *output) {
    if (output->is_bonus) return TEXT("bonus");
    return output->is_penalty ? TEXT("penalty") : TEXT("");
}

Number card_lost(NumberContext *numbers, const PlanOutput *output, Number points, Number maximum) {
    if (output->is_bonus) return NUMBER_ZERO;
    return output->is_penalty ? points : number_subtract(numbers, maximum, points);
}

static bool find_loss(const Card *card, uint32_t number, CardLoss *loss) {
    const PlanOutput *output = &card->scored->plan->outputs[number];
    if (output->kind != OUTPUT_CRITERION || output->points == STEP_NONE || output->max == STEP_NONE)
        return false;
    const StepValue *points = &card->values[output->points], *maximum = &card->values[output->max];
    if (points->state != STATE_VALUE || maximum->state != STATE_VALUE) return false;
    Number lost = card_lost(card->maker->numbers, output, points->number, maximum->number);
    *loss = (CardLoss){number, points->number, maximum->number, lost};
    return number_sign(lost) > 0;
}

CardLoss *card_losses(const Card *card, size_t *count) {
    uint32_t outputs = card->scored->plan->output_count;
    CardLoss *losses = ARENA_ARRAY(card->arena, CardLoss, (size_t)outputs + 1);
    *count = 0;
    for (uint32_t i = 0; i < outputs; i++)
        *count += find_loss(card, i, &losses[*count]);
    return sorted(card, losses, *count);
}
