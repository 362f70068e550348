/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil batch [FILE]`: deeds line by line from a file or stdin. Each line is answered with
 * "bewaard N ID" once it is on disk, in the language of --lang, so that whoever feeds it knows what
 * survives. */
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

#include "action/script.h"

enum { BATCH_LINE = 8192 };

/* The place of a fault is said as "changes.txt:12". */
static int batch_fault(const struct ask *ask, struct fault *why, const char *name, long number)
{
    char where[sizeof why->file];
    snprintf(where, sizeof where, "%.200s:%ld", name, number);
    fault_in(why, where);
    why->place = -1;
    return ask_fault(ask, why);
}

static int batch_line(struct ask *ask, struct script *script, const char *line, const char *name,
                      long number)
{
    struct fault why;
    char id[ACTION_ID];
    if (!script_line(script, line, id, &why)) {
        return batch_fault(ask, &why, name, number);
    }
    int code = ask_finish(ask);
    if (code == EXIT_DONE && line[strspn(line, " \t\r")] && line[strspn(line, " \t\r")] != '#') {
        printf("%s %ld %s\n", language_word(ask->language, "command.batch.saved"), number, id);
        fflush(stdout);
    }
    return code;
}

enum reading { READING_LINE, READING_END, READING_FAULT };

/* The next line without its end. */
static enum reading line_read(FILE *file, char line[BATCH_LINE], struct fault *why)
{
    size_t size = 0;
    int byte;
    while ((byte = getc(file)) != EOF && byte != '\n') {
        if (size == BATCH_LINE - 1 || byte == 0) {
            fault_set(why, byte ? FAULT_LIMIT : FAULT_INPUT,
                      byte ? "fault.script.long" : "fault.batch.binary");
            return READING_FAULT;
        }
        line[size++] = (char)byte;
    }
    line[size] = 0;
    if (byte == EOF && ferror(file)) {
        fault_set(why, FAULT_INPUT, "fault.file.read");
        return READING_FAULT;
    }
    return byte == EOF && size == 0 ? READING_END : READING_LINE;
}

static int batch_read(struct ask *ask, FILE *file, const char *name)
{
    char line[BATCH_LINE];
    struct fault why;
    struct script *script = script_new(ask->project);
    int code = EXIT_DONE;
    for (long number = 1; code == EXIT_DONE; number++) {
        enum reading reading = line_read(file, line, &why);
        if (reading == READING_END) {
            break;
        }
        if (reading == READING_FAULT) {
            code = batch_fault(ask, &why, name, number);
        } else {
            code = batch_line(ask, script, line, name, number);
        }
    }
    script_free(script);
    return code;
}

int command_batch(struct ask *ask)
{
    const char *name = ask_word(ask);
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    name = name && !strcmp(name, "-") ? NULL : name;
    FILE *file = name ? fopen(name, "r") : stdin;
    if (!file) {
        struct fault why;
        fault_set(&why, FAULT_MISSING, "fault.file.missing");
        fault_in(&why, name);
        return ask_fault(ask, &why);
    }
    code = batch_read(ask, file, name ? name : "stdin");
    if (name) {
        fclose(file);
    }
    return code;
}
