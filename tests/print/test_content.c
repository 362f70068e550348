/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <string.h>

#include "kit/kit.h"
#include "print/sample.h"

static void an_empty_scorecard_can_be_cleared_again_and_again(void **state)
{
    struct scorecard card = {0};
    (void)state;
    scorecard_clear(&card);
    scorecard_clear(&card);
    assert_null(card.rows);
}

/* What is left behind is found by the address sanitizer. */
static void a_full_scorecard_gives_back_all_it_owns(void **state)
{
    struct sample sample;
    struct scorecard zero;
    (void)state;
    sample_open(&sample, LANGUAGE_EN, 5, SAMPLE_LONG);
    assert_int_equal(sample.card.row_count, 22);
    scorecard_clear(&sample.card);
    memset(&zero, 0, sizeof zero);
    assert_memory_equal(&sample.card, &zero, sizeof zero);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_scorecard_can_be_cleared_again_and_again),
        cmocka_unit_test(a_full_scorecard_gives_back_all_it_owns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
