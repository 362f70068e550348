/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/logbook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "logbook/logbook_inner.h"

static const struct kind {
    const char *type, *what; /* "log" has kinds of its own in "what"; NULL = whatever */
    bool (*add)(struct logbook *logbook, const char *id, const cJSON *document);
    void (*sort)(struct logbook *logbook);
    void (*clear)(struct logbook *logbook);
} kinds[] = {
    {"partner", NULL, organisation_add, organisations_sort, organisations_clear},
    {"log", "meeting", meeting_add, meetings_sort, meetings_clear},
    {"log", "told", told_add, tellings_sort, tellings_clear},
    {"need", NULL, need_add, needs_sort, needs_clear},
    {"survey", NULL, poll_add, polls_sort, polls_clear},
    {"count", NULL, headcount_add, headcounts_sort, headcounts_clear},
    {"action", NULL, plan_add_action, plan_sort, plan_clear},
    {"vote", NULL, vote_add, votes_sort, votes_clear},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

void logbook_init(struct logbook *logbook)
{
    memset(logbook, 0, sizeof *logbook);
}

void logbook_clear(struct logbook *logbook)
{
    for (int at = 0; at < KINDS; at++) {
        kinds[at].clear(logbook);
    }
    logbook_init(logbook);
}

static bool kind_is(const struct kind *kind, const char *wijk, const char *id,
                    const cJSON *document)
{
    return record_is(id, document, kind->type, wijk) &&
           (!kind->what || !strcmp(json_text(document, "what", ""), kind->what));
}

void logbook_add(struct logbook *logbook, const char *wijk, const char *id, const cJSON *document)
{
    for (int at = 0; at < KINDS; at++) {
        if (kind_is(&kinds[at], wijk, id, document)) {
            logbook->odd += !kinds[at].add(logbook, id, document);
            return;
        }
    }
}

void logbook_sort(struct logbook *logbook)
{
    for (int at = 0; at < KINDS; at++) {
        kinds[at].sort(logbook);
    }
}

bool record_is(const char *id, const cJSON *document, const char *type, const char *wijk)
{
    size_t size = strlen(type);
    return !strncmp(id, type, size) && id[size] == ':' && cJSON_IsObject(document) &&
           !json_bool(document, "removed", false) &&
           (!wijk[0] || !strcmp(json_text(document, "wijk", ""), wijk));
}

const char *record_text(const cJSON *document, const char *member)
{
    const char *text = json_text(document, member, "");
    size_t size = strlen(text);
    for (size_t at = 0; at < size; at++) {
        if ((unsigned char)text[at] < ' ' || text[at] == 127) {
            return "";
        }
    }
    return size <= LOGBOOK_TEXT ? text : "";
}

int record_count(const cJSON *document, const char *member, int most)
{
    double number = json_number(document, member, 0);
    return number >= 0 && number <= most && number == floor(number) ? (int)number : 0;
}

struct civil_date record_date(const cJSON *document, const char *member)
{
    struct civil_date date = {0};
    return civil_date_parse(json_text(document, member, ""), &date) ? date : (struct civil_date){0};
}

bool record_has(const cJSON *array, const char *word)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (cJSON_IsString(item) && !strcmp(item->valuestring, word)) {
            return true;
        }
    }
    return false;
}

int record_newest(struct civil_date left, const char *left_id, struct civil_date right,
                  const char *right_id)
{
    int order = civil_date_compare(right, left);
    return order ? order : strcmp(right_id, left_id);
}

void record_sort(void *items, size_t count, size_t size,
                 int (*order)(const void *left, const void *right))
{
    if (count) {
        qsort(items, count, size, order);
    }
}

const void *record_with_id(const void *items, size_t count, size_t size, const char *id)
{
    for (size_t at = 0; at < count; at++) {
        const char *item = (const char *)items + at * size, *own;
        memcpy(&own, item, sizeof own);
        if (!strcmp(own, id)) {
            return item;
        }
    }
    return NULL;
}

/* ---- names ---- */

const char *record_name_word(const struct record_name *names, int count, int at)
{
    return at >= 0 && at < count ? names[at].word : "";
}

const char *record_name_key(const struct record_name *names, int count, int at)
{
    return at >= 0 && at < count ? names[at].key : "";
}

int record_name_find(const struct record_name *names, int count, const char *word)
{
    for (int at = 0; at < count; at++) {
        if (!strcmp(names[at].word, word)) {
            return at;
        }
    }
    return -1;
}
