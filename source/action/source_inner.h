/* SPDX-License-Identifier: EUPL-1.2 */
/* source_inner.h – sources from inside: their files, one fetch, and how their candidates are laid. */
#ifndef ACTION_SOURCE_INNER_H
#define ACTION_SOURCE_INNER_H

#include "action/project_inner.h"
#include "action/sources.h"
#include "work/thread.h"

/* What stands in <id>.state. */
struct source_record {
    struct source_state state;     /* its `changes` are owned by the record */
    char etag[256], modified[64];  /* of what is here */
    char part_etag[256], part_modified[64]; /* of what a cut left */
    char url[SOURCE_URL];          /* it came from here; another one begins anew */
    struct box box;                /* what was kept */
    char attribution[SOURCE_TEXT], licence[SOURCE_TEXT], date[32]; /* as it says itself */
};
bool source_record_read(const char *file, struct source_record *out, struct fault *why);
bool source_record_write(const char *file, const struct source_record *record, struct fault *why);
void source_record_clear(struct source_record *record);
void source_record_copy(const struct source_record *from, struct source_record *to);

/* One fetch; on a worker it touches only this and the source's own files. */
struct fetch {
    struct source source;
    struct source_record record; /* before and after */
    char folder[SYSTEM_PATH];    /* of the sources' files */
    struct box box;
    char wijk[64]; /* a pack must hold it */
    bool mediation; /* rows follow the French standard (exchange/mediation.h) */
    int64_t now;
    struct refresh_bounds bounds;
    cJSON *before; /* owned array of places, NULL = none */
    bool (*keep_on)(void *data, struct refresh_progress progress);
    void *data;
    /* result */
    bool ok, fresh; /* fresh: something came */
    cJSON *places;  /* owned array, NULL = none came */
    struct fault why;
};
#define SOURCE_FILE "file:"
bool source_of_file(const char *url); /* it came out of a file of this person: nothing is fetched */
void source_fetch(struct fetch *fetch);
/* DATA/…/sources/<id>.<tail> */
bool source_path(const char *folder, const char *id, const char *tail, char out[SYSTEM_PATH]);
/* Reads the downloaded file of a feed into fetch->places and counts. */
bool source_read(struct fetch *fetch, const char *file, struct fault *why);
/* new, gone and changed into the record. */
void source_compare(const cJSON *before, const cJSON *after, struct source_record *record);

struct source_item {
    struct source source;
    struct source_record record;
    cJSON *places; /* owned array, NULL = none */
    struct refresh *refresh; /* under way, NULL = none */
};
struct refresh { /* one on the lane; freed in its `done` */
    struct fetch fetch;
    struct project *project;
    struct lock lock;
    struct refresh_progress progress;
    int64_t told; /* ticks at which the main thread was last woken */
    bool let_go, moved; /* moved: since the main thread last looked */
};
struct sources {
    struct source list[SOURCES];      /* what project_sources lends */
    struct source_item *items[SOURCES]; /* owned */
    int count;
    struct source_item *removed; /* owned: for source_restore */
    struct work_lane *lane;      /* NULL until the first fetch */
    struct refresh_bounds bounds;
    void (*wake)(void *data);
    void *wake_data;
    char folder[SYSTEM_PATH];
    bool automatic;
    int64_t looked; /* moment at which it was last seen what is due */
    struct pack_source *credits; /* owned */
};
void sources_open(struct project *project, void (*wake)(void *data), void *wake_data);
void sources_close(struct project *project);
int sources_settle(struct project *project);
struct source_item *source_item_find(const struct sources *sources, const char *id);
/* A person asked for it: one that a bundle brought is from now on as any other. */
void source_agreed(struct project *project, struct source_item *item);
/* What is here was asked for another wijk or area than is open now. */
bool source_elsewhere(const struct project *project, const struct source_item *item);
/* The pack that a source brought, when there is one. */
bool sources_pack(const struct project *project, char out[SYSTEM_PATH]);
/* The places of source `item` changed: the view is made anew. */
void sources_changed(struct project *project);
/* Adds the candidates of all sources behind those of the pack, and folds. */
void sources_lay(struct project *project);

#endif
