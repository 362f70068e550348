/* SPDX-License-Identifier: EUPL-1.2 */
/* The commands that change something: each is one line of a script, saved before it answers. */
#include "command/command_inner.h"

#include <string.h>

#include "action/script.h"

bool deed_word(struct buffer *line, const char *word)
{
    buffer_add_text(line, " \"");
    for (; *word; word++) {
        if (*word == '"' || *word == '\\') {
            buffer_add_byte(line, '\\');
        }
        buffer_add_byte(line, *word == '\n' ? ' ' : *word);
    }
    return buffer_add_text(line, "\"");
}

/* `look` and `judge` take options on the command line; the others take their words as they are. */
static int deed_words(struct ask *ask, struct buffer *line)
{
    if (!strcmp(ask->command, "look")) {
        const char *service = ask_option(ask, "--service");
        if (!service) {
            return ask_missing(ask, "--service NAME");
        }
        deed_word(line, service);
        deed_word(line, ask_flag(ask, "--off") ? "no" : "yes");
    } else if (!strcmp(ask->command, "judge")) {
        const char *criterion = ask_option(ask, "--criterion"),
                   *verdict = ask_option(ask, "--verdict");
        const char *reason = ask_option(ask, "--reason");
        if (!criterion || !verdict) {
            return ask_missing(ask, !criterion ? "--criterion ID" : "--verdict");
        }
        deed_word(line, criterion);
        deed_word(line, verdict);
        deed_word(line, reason ? reason : "");
    } else {
        for (const char *word = ask_word(ask); word; word = ask_word(ask)) {
            deed_word(line, word);
        }
    }
    return EXIT_DONE;
}

static int line_do(struct ask *ask, const char *line)
{
    struct fault why;
    char id[ACTION_ID];
    struct script *script = script_new(ask->project);
    bool ok = script_line(script, line, id, &why);
    script_free(script);
    if (!ok) {
        why.place = -1;
        return ask_fault(ask, &why);
    }
    int code = ask_finish(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (ask->json) {
        cJSON *answer = cJSON_CreateObject();
        cJSON_AddBoolToObject(answer, "saved", true);
        cJSON_AddStringToObject(answer, "id", id);
        ask_json(answer);
    } else {
        printf("%s%s%s\n", language_word(ask->language, "command.saved"), *id ? " " : "", id);
    }
    return EXIT_DONE;
}

int deed_line(struct ask *ask, struct buffer *line)
{
    int code = ask_wijk_done(ask);
    if (code == EXIT_DONE && line->full) {
        struct fault why;
        fault_set(&why, FAULT_LIMIT, "fault.script.long");
        code = ask_fault(ask, &why);
    }
    code = code == EXIT_DONE ? line_do(ask, buffer_text(line)) : code;
    buffer_clear(line);
    return code;
}

int command_deed(struct ask *ask)
{
    enum { LINE = 8000 };
    struct buffer line;
    buffer_init(&line, LINE);
    buffer_add_text(&line, ask->command);
    int code = deed_words(ask, &line);
    if (code != EXIT_DONE) {
        buffer_clear(&line);
        return code;
    }
    return deed_line(ask, &line);
}
