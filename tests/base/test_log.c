/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kit/kit.h"

/* What `say` writes on stderr. */
static void stderr_gather(void (*say)(void), char *out, size_t room)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int before = dup(2);
    dup2(fileno(file), 2);
    say();
    fflush(stderr);
    dup2(before, 2);
    close(before);
    rewind(file);
    out[fread(out, 1, room - 1, file)] = '\0';
    fclose(file);
}

static void say_note(void)
{
    log_note("tile %d", 7);
}

static void say_warning(void)
{
    log_warn("two\nlines %s", "x");
}

static void say_much(void)
{
    char much[5000];
    memset(much, 'a', sizeof much);
    much[sizeof much - 1] = '\0';
    log_warn("%s", much);
}

static void test_notes_are_quiet_unless_asked_for(void **state)
{
    (void)state;
    char said[200];
    unsetenv("WIJKPEIL_LOG");
    stderr_gather(say_note, said, sizeof said);
    assert_string_equal(said, "");
    setenv("WIJKPEIL_LOG", "0", 1);
    stderr_gather(say_note, said, sizeof said);
    assert_string_equal(said, "");
    setenv("WIJKPEIL_LOG", "1", 1);
    stderr_gather(say_note, said, sizeof said);
    assert_string_equal(said, "wijkpeil: note: tile 7\n");
}

static void test_a_warning_is_one_line_whatever_it_holds(void **state)
{
    (void)state;
    char said[8000];
    unsetenv("WIJKPEIL_LOG");
    stderr_gather(say_warning, said, sizeof said);
    assert_string_equal(said, "wijkpeil: warning: two lines x\n");
    stderr_gather(say_much, said, sizeof said);
    assert_true(strlen(said) < 1100);
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes_are_quiet_unless_asked_for),
        cmocka_unit_test(test_a_warning_is_one_line_whatever_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
