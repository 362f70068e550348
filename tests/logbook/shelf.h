/* SPDX-License-Identifier: EUPL-1.2 */
/* shelf.h – a logbook of documents written as JSON, for the tests of this room. */
#ifndef TESTS_LOGBOOK_SHELF_H
#define TESTS_LOGBOOK_SHELF_H

#include <stdio.h>
#include <string.h>

#include "kit/kit.h"

#include "base/json.h"
#include "logbook/logbook.h"

enum { SHELF_DOCUMENTS = 64 };

struct shelf {
    struct logbook logbook;
    cJSON *documents[SHELF_DOCUMENTS];
    int count;
};

static inline struct civil_date day_of(const char *text)
{
    struct civil_date date;
    assert_true(civil_date_parse(text, &date));
    return date;
}

static inline void shelf_init(struct shelf *shelf)
{
    memset(shelf, 0, sizeof *shelf);
    logbook_init(&shelf->logbook);
}

/* A document with single quotes for double ones; its "_id" is in it. */
static inline void shelf_add(struct shelf *shelf, const char *text)
{
    char copy[4096];
    struct fault why;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *at = copy; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    assert_true(shelf->count < SHELF_DOCUMENTS);
    assert_true(json_parse(copy, strlen(copy), sizeof copy, &shelf->documents[shelf->count], &why));
    const cJSON *document = shelf->documents[shelf->count++];
    logbook_add(&shelf->logbook, "W", json_text(document, "_id", ""), document);
}

static inline void shelf_clear(struct shelf *shelf)
{
    logbook_clear(&shelf->logbook);
    for (int at = 0; at < shelf->count; at++)
        cJSON_Delete(shelf->documents[at]);
}

#endif
