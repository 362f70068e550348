/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil help`, `wijkpeil COMMAND --help`. */
#include "command/command_inner.h"

#include <string.h>

static const char *about(const struct ask *ask, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "command.%s", name);
    return language_word(ask->language, key);
}

static void help_all(const struct ask *ask)
{
    int count;
    const struct command_row *rows = command_rows(&count);
    printf("%s\n\nwijkpeil [--data DIR] [--project NAME] [--pack F] [--lang nl|fr|en] [--at TIME] "
           "[COMMAND]\n\n",
           about(ask, "intro"));
    for (int i = 0; i < count; i++) {
        printf("  %-9s %s\n", rows[i].name, about(ask, rows[i].name));
    }
    printf("\n%s\n", about(ask, "window"));
    printf("%s\n", about(ask, "codes"));
}

int command_help(struct ask *ask)
{
    int count;
    const struct command_row *rows = command_rows(&count);
    const char *name = ask_word(ask);
    if (!name) {
        help_all(ask);
        return ask_done(ask) ? EXIT_DONE : EXIT_USAGE;
    }
    for (int i = 0; i < count; i++) {
        if (!strcmp(rows[i].name, name)) {
            printf("wijkpeil %s %s\n  %s\n\n%s\n  wijkpeil %s\n\n%s\n", name, rows[i].usage,
                   about(ask, name), about(ask, "example"), rows[i].example, about(ask, "codes"));
            return ask_done(ask) ? EXIT_DONE : EXIT_USAGE;
        }
    }
    struct fault why;
    fault_set_text(&why, FAULT_USAGE, "fault.command.unknown", name);
    return ask_fault(ask, &why);
}
