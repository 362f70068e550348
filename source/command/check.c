/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil check`: the self-check of store and pack. */
#include "command/command_inner.h"

struct findings {
    const struct ask *ask;
    cJSON *array; /* NULL = as text */
};

static void finding_say(void *data, const struct message *message)
{
    struct findings *findings = data;
    struct buffer text;
    buffer_init(&text, 4096);
    const char *said = ask_say(findings->ask, *message, &text);
    if (findings->array) {
        cJSON_AddItemToArray(findings->array, cJSON_CreateString(said));
    } else {
        puts(said);
    }
    buffer_clear(&text);
}

int command_check(struct ask *ask)
{
    struct fault why;
    struct findings findings = {ask, NULL};
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    findings.array = ask->json ? cJSON_CreateArray() : NULL;
    bool ok = action_check(ask->project, finding_say, &findings, &why);
    if (ask->json) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddBoolToObject(json, "sound", ok);
        cJSON_AddItemToObject(json, "findings", findings.array);
        ask_json(json);
    } else if (ok) {
        puts(language_word(ask->language, "command.sound"));
    }
    if (!ok) {
        ask_fault(ask, &why);
    }
    return ok ? EXIT_DONE : EXIT_FOUND;
}
