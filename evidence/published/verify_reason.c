#include "evidence/published/verify_reason.h"

#include "evidence/published/verify_reason_inputs.h"
#include "evidence/published/verify_reason_number.h"
#include "evidence/published/verify_reason_place.h"
#include "evidence/published/verify_reason_printed.h"
#include "evidence/published/verify_reason_text.h"
#include "evidence/published/verify_reason_unit.h"

void verify_find_reasons(Verification *verification, Disagreement *disagreement,
                         const PrintedNumber *printed) {
    switch (verification->columns[disagreement->column].kind) {
    case VERIFY_NUMBER:
        if (printed) verify_reason_number(verification, disagreement, printed);
        if (printed) verify_reason_printed(verification, disagreement, printed);
        verify_reason_unit(verification, disagreement);
        if (printed) verify_reason_inputs(verification, disagreement, printed);
        break;
    case VERIFY_PLACE:
        if (printed) verify_reason_place(verification, disagreement, printed);
        verify_reason_unit(verification, disagreement);
        break;
    case VERIFY_TEXT:
        verify_reason_text(verification, disagreement);
        verify_reason_unit(verification, disagreement);
        break;
    }
}
