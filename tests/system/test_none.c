/* SPDX-License-Identifier: EUPL-1.2 */
#include "system/system.h"

#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static void test_the_modest_machine_answers_every_question(void **state)
{
    (void)state;
    char out[SYSTEM_PATH];
    struct fault why;
    assert_false(system_data_folder(out, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.folder.home");
    unsetenv("WIJKPEIL_ASSETS");
    assert_false(system_assets_folder(out, &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.assets.missing");
    setenv("WIJKPEIL_ASSETS", "/somewhere", 1);
    assert_true(system_assets_folder(out, &why));
    assert_string_equal(out, "/somewhere");
    strcpy(out, "x");
    system_language(out, sizeof out);
    assert_string_equal(out, "");
    assert_false(system_open_with_viewer("a.pdf", &why));
    kit_assert_fault(&why, FAULT_MISSING, "fault.viewer.missing");
    assert_string_equal(why.file, "a.pdf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_modest_machine_answers_every_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
