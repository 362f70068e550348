/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil batch [FILE]`: deeds line by line from a file or stdin. Each line is answered with
 * "saved N ID" once it is on disk, so that whoever feeds it knows what survives. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

#include "action/script.h"

enum { BATCH_LINE = 8192 };

static int batch_line(struct ask *ask, struct script *script, const char *line, long number)
{
    struct fault why;
    char id[ACTION_ID];
    if (!script_line(script, line, id, &why)) {
        fault_in(&why, "batch");
        fault_at(&why, number);
        return ask_fault(ask, &why);
    }
    int code = ask_finish(ask);
    if (code == EXIT_DONE && line[strspn(line, " \t\r")] && line[strspn(line, " \t\r")] != '#') {
        printf("saved %ld %s\n", number, id);
        fflush(stdout);
    }
    return code;
}

static int batch_read(struct ask *ask, FILE *file)
{
    char line[BATCH_LINE];
    struct script *script = script_new(ask->project);
    int code = EXIT_DONE;
    for (long number = 1; code == EXIT_DONE && fgets(line, sizeof line, file); number++) {
        size_t size = strcspn(line, "\n");
        if (size == sizeof line - 1) {
            struct fault why;
            fault_set(&why, FAULT_LIMIT, "fault.script.long");
            fault_at(&why, number);
            code = ask_fault(ask, &why);
            break;
        }
        line[size] = 0;
        code = batch_line(ask, script, line, number);
    }
    script_free(script);
    return code;
}

int command_batch(struct ask *ask)
{
    const char *name = ask_word(ask);
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    FILE *file = name ? fopen(name, "r") : stdin;
    if (!file) {
        struct fault why;
        fault_set(&why, FAULT_MISSING, "fault.file.missing");
        fault_in(&why, name);
        return ask_fault(ask, &why);
    }
    code = batch_read(ask, file);
    if (name) {
        fclose(file);
    }
    return code;
}
