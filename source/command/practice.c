/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil practice`: practices, kept and shared as small files. */
#include "action/instrument.h"
#include "command/command_inner.h"

#include <stdlib.h>
#include <string.h>

static cJSON *practice_json(const struct practice_card *card)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", card->id);
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        cJSON_AddStringToObject(json, practice_part_word((enum practice_part)part),
                                card->parts[part]);
    }
    return json;
}

static int practices_list(struct ask *ask)
{
    struct practice_card *list;
    size_t count = action_practices(ask->project, &list);
    cJSON *array = ask->json ? cJSON_CreateArray() : NULL;
    for (size_t at = 0; at < count; at++) {
        if (array) {
            cJSON_AddItemToArray(array, practice_json(&list[at]));
        } else {
            printf("%s  %s · %s\n", list[at].id, list[at].parts[PRACTICE_CRITERION],
                   list[at].parts[PRACTICE_TITLE]);
        }
    }
    if (array) {
        ask_json(array);
    } else if (!count) {
        puts(language_word(ask->language, "practice.none"));
    }
    free(list);
    return EXIT_DONE;
}

static int practice_show(struct ask *ask, const char *id)
{
    struct practice_card card;
    struct fault why;
    fault_clear(&why);
    if (!action_practice(ask->project, id, &card)) {
        fault_set_text(&why, FAULT_MISSING, "fault.record.unknown", id);
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(practice_json(&card));
        return EXIT_DONE;
    }
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        if (card.parts[part][0]) {
            printf("%s: %s\n",
                   language_word(ask->language, practice_part_key((enum practice_part)part)),
                   card.parts[part]);
        }
    }
    return EXIT_DONE;
}

/* PART=TEXT …; the first word may be an id. */
static int practice_set(struct ask *ask)
{
    const char *texts[PRACTICE_PARTS] = {0}, *id = "";
    char out[ACTION_ID], *word;
    struct fault why;
    fault_clear(&why);
    while ((word = (char *)ask_word(ask))) {
        enum practice_part part;
        char *equals = strchr(word, '=');
        if (!equals && !*id) {
            id = word;
            continue;
        }
        if (equals) {
            *equals = 0;
        }
        if (!equals || !practice_part_parse(word, &part)) {
            fault_set_text(&why, FAULT_USAGE, "fault.field.unknown", word);
            return ask_fault(ask, &why);
        }
        texts[part] = equals + 1;
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!action_practice_set(ask->project, id, texts, out, &why)) {
        return ask_fault(ask, &why);
    }
    puts(out);
    return ask_finish(ask);
}

static int practice_deed(struct ask *ask, const char *word, const char *what)
{
    char out[ACTION_ID] = "";
    struct fault why;
    const char *file = ask_option(ask, "--out");
    fault_clear(&why);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    bool ok = false;
    if (!strcmp(word, "remove")) {
        ok = action_practice_remove(ask->project, what, &why);
    } else if (!strcmp(word, "take")) {
        ok = action_practice_take(ask->project, what, out, &why);
    } else if (!file) {
        return ask_missing(ask, "--out F.wijkpraktijk");
    } else {
        ok = action_practice_share(ask->project, what, file, &why);
    }
    if (!ok) {
        return ask_fault(ask, &why);
    }
    if (*out) {
        puts(out);
    }
    return ask_finish(ask);
}

int command_practice(struct ask *ask)
{
    const char *word = ask_word(ask);
    int code = ask_project(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (!word || !strcmp(word, "list")) {
        return ask_done(ask) ? practices_list(ask) : EXIT_USAGE;
    }
    if (!strcmp(word, "set")) {
        return practice_set(ask);
    }
    const char *what = ask_word(ask);
    bool show = !strcmp(word, "show");
    if (!show && strcmp(word, "remove") && strcmp(word, "share") && strcmp(word, "take")) {
        struct fault why;
        fault_clear(&why);
        fault_set_text(&why, FAULT_USAGE, "fault.word.left", word);
        return ask_fault(ask, &why);
    }
    if (!what) {
        return ask_missing(ask, strcmp(word, "take") ? "ID" : "F.wijkpraktijk");
    }
    return show ? practice_show(ask, what) : practice_deed(ask, word, what);
}
