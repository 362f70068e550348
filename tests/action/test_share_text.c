/* SPDX-License-Identifier: EUPL-1.2 */
/* What a text gives away of a person: the rules of share.h, without a project. */
#include "action/share.h"
#include "kit/kit.h"

static void the_spaces_of_word_processors_hide_no_number(void **state)
{
    static const char *const telling[] = {"bel 0478 12 34 56", "bel 0478\u00a012\u00a034\u00a056",
                                          "tel.\u00a00478\u202f12\u202f34\u202f56",
                                          "02\u2013123\u201345\u201367", "aan@voorbeeld.be"};
    static const char *const silent[] = {"", "van 9 tot 11 uur", "1\u00a0024 mensen",
                                         "in 2025\u20132026"};
    (void)state;
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        assert_true(share_text_tells(telling[i]));
    }
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        assert_false(share_text_tells(silent[i]));
    }
    assert_true(share_phone_personal("0478\u00a012\u00a034\u00a056"));
    assert_false(share_phone_personal("02\u00a0123\u00a045\u00a067"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spaces_of_word_processors_hide_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
