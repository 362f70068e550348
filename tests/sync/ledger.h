/* SPDX-License-Identifier: EUPL-1.2 */
/* ledger.h – every text that somebody wrote, and by which later deed it may have gone.
 *
 * Each deed writes a text that nobody wrote before. It is covered once somebody who had it before his
 * eyes (in any version of the document that his copy held) wrote another value at the same place, took
 * the document away, took an edit back or decided a question about it. What is not covered must
 * stand in a living version. */
#ifndef SYNC_LEDGER_H
#define SYNC_LEDGER_H

#include "sync/peer.h"

#include "base/json.h"

enum { LEDGER_TEXT = 16 };

struct entry {
    char text[LEDGER_TEXT], document[32], path[32], by[32]; /* by: the deed that covered it, "" = none */
    int device;
};
struct ledger {
    struct entry *items;
    size_t count, room;
};

static inline bool entry_in(const struct entry *entry, const char *body)
{
    cJSON *tree = cJSON_Parse(body);
    const cJSON *value = json_path_get(tree, entry->path);
    bool there = cJSON_IsString(value) && !strcmp(value->valuestring, entry->text);
    cJSON_Delete(tree);
    return there;
}

static inline void ledger_write(struct ledger *ledger, int device, const char *document,
                                const char *path, const char *text)
{
    ARRAY_GROW(ledger->items, ledger->count, ledger->room);
    struct entry *entry = &ledger->items[ledger->count++];
    memset(entry, 0, sizeof *entry);
    entry->device = device;
    snprintf(entry->document, sizeof entry->document, "%s", document);
    snprintf(entry->path, sizeof entry->path, "%s", path);
    snprintf(entry->text, sizeof entry->text, "%s", text);
}

/* A deed at `path` ("" = all of it) by somebody who saw `body`. */
static inline void ledger_cover(struct ledger *ledger, const char *document, const char *path,
                                const char *body, const char *by)
{
    for (size_t i = 0; i < ledger->count; i++) {
        struct entry *entry = &ledger->items[i];
        bool meant =
            !strcmp(entry->document, document) && (!*path || !strcmp(entry->path, path));
        if (meant && !*entry->by && entry_in(entry, body)) {
            snprintf(entry->by, sizeof entry->by, "%s", by);
        }
    }
}

/* The same, by somebody who had these versions. */
static inline void ledger_cover_lines(struct ledger *ledger, const char *document, const char *path,
                                      const struct peer_lines *lines, const char *by)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (!strcmp(lines->items[i].document, document)) {
            ledger_cover(ledger, document, path, lines->items[i].body, by);
        }
    }
}

static inline void ledger_check(const struct ledger *ledger, const struct peer_lines *lines)
{
    for (size_t i = 0; i < ledger->count; i++) {
        const struct entry *entry = &ledger->items[i];
        bool there = *entry->by;
        for (size_t at = 0; at < lines->count && !there; at++) {
            const struct peer_line *line = &lines->items[at];
            there = !line->deleted && !strcmp(line->document, entry->document) &&
                    entry_in(entry, line->body);
        }
        if (!there) {
            fail_msg("lost: %s wrote %s at %s of %s", (const char *[]){"a", "b", "c", "PouchDB"}[entry->device],
                     entry->text, entry->path, entry->document);
        }
    }
}

static inline void ledger_clear(struct ledger *ledger)
{
    free(ledger->items);
    memset(ledger, 0, sizeof *ledger);
}

#endif
