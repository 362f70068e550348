/* SPDX-License-Identifier: EUPL-1.2 */
/* Practices: kept here, shared as a small file, taken from one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/instrument_inner.h"
#include "base/arena.h"
#include "base/json.h"
#include "system/file.h"

struct gather {
    struct practice_card *items;
    size_t count, room;
};

static void practice_each(void *data, const char *id, const cJSON *document)
{
    struct gather *gather = data;
    struct practice_card practice;
    struct fault why;
    if (practice_parse(document, &practice, &why)) {
        practice.id = id;
        ARRAY_GROW(gather->items, gather->count, gather->room);
        gather->items[gather->count++] = practice;
    }
}

static int title_order(const void *left, const void *right)
{
    const struct practice_card *a = left, *b = right;
    int order = strcmp(a->parts[PRACTICE_TITLE], b->parts[PRACTICE_TITLE]);
    return order ? order : strcmp(a->id, b->id);
}

size_t action_practices(const struct project *project, struct practice_card **out)
{
    struct gather gather = {0};
    record_each(project, "practice", practice_each, &gather);
    if (gather.count) {
        qsort(gather.items, gather.count, sizeof *gather.items, title_order);
    }
    *out = gather.items;
    return gather.count;
}

bool action_practice(const struct project *project, const char *id, struct practice_card *out)
{
    struct fault why;
    const cJSON *document = strncmp(id, "practice:", 9) == 0 ? record_find(project, id) : NULL;
    return document && practice_parse(document, out, &why);
}

static bool practice_unknown(const char *id, struct fault *why)
{
    return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", id);
}

bool action_practice_set(struct project *project, const char *id,
                         const char *const texts[PRACTICE_PARTS], char out[ACTION_ID],
                         struct fault *why)
{
    struct record_field fields[PRACTICE_PARTS + 1] = {0};
    struct practice_card before = {0};
    int count = 0;
    if (*id && !action_practice(project, id, &before)) {
        return practice_unknown(id, why);
    }
    const char *title =
        texts[PRACTICE_TITLE] ? texts[PRACTICE_TITLE] : before.parts[PRACTICE_TITLE];
    const char *criterion = texts[PRACTICE_CRITERION];
    if (!title || strspn(title, " \t\r\n") == strlen(title)) {
        return fault_set(why, FAULT_INPUT, "fault.practice.title");
    }
    if (criterion && *criterion && framework_find(project->framework, criterion) < 0) {
        return fault_set_text(why, FAULT_MISSING, "fault.criterion.unknown", criterion);
    }
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        if (!record_text_fits(texts[part], PRACTICE_TEXT, why)) {
            return false;
        }
    }
    for (int part = 0; part < PRACTICE_PARTS; part++) {
        if (texts[part]) {
            fields[count++] = (struct record_field){practice_part_word((enum practice_part)part),
                                                    record_of_text(texts[part])};
        }
    }
    fields[count++] = (struct record_field){"date", record_of_date(project_today(project))};
    snprintf(out, ACTION_ID, "%s", id);
    if (!*id) {
        record_id_new(project, "practice", out);
    }
    return record_write(project, "practice", title, out, fields, count, why);
}

bool action_practice_remove(struct project *project, const char *id, struct fault *why)
{
    struct practice_card practice;
    return action_practice(project, id, &practice)
               ? record_remove(project, "practice-remove", practice.parts[PRACTICE_TITLE], id, why)
               : practice_unknown(id, why);
}

bool action_practice_share(const struct project *project, const char *id, const char *file,
                           struct fault *why)
{
    struct practice_card practice;
    struct buffer text;
    if (!action_practice(project, id, &practice)) {
        return practice_unknown(id, why);
    }
    if (!practice_write(&practice, &text, why)) {
        return false;
    }
    bool ok = file_write(file, buffer_text(&text), text.size, why);
    buffer_clear(&text);
    return ok;
}

static bool practice_lay(struct project *project, cJSON *document, char out[ACTION_ID],
                         struct fault *why)
{
    struct edit edit;
    snprintf(out, ACTION_ID, "%s", json_text(document, "_id", ""));
    const cJSON *before = view_document(project, out);
    json_path_set(document, "type", cJSON_CreateString("practice"));
    deed_begin(project, &edit, "practice", json_text(document, "title", ""));
    edit_add(&edit, out, "", before ? cJSON_Duplicate(before, true) : NULL, document);
    return deed_do(project, &edit, why);
}

bool action_practice_take(struct project *project, const char *file, char out[ACTION_ID],
                          struct fault *why)
{
    struct buffer text;
    cJSON *document = NULL;
    if (!file_read(file, PRACTICE_CEILING, &text, why)) {
        return false;
    }
    bool ok = practice_read(buffer_text(&text), text.size, &document, why);
    buffer_clear(&text);
    return ok ? practice_lay(project, document, out, why) : fault_in(why, file);
}
