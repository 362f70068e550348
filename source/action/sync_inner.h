/* SPDX-License-Identifier: EUPL-1.2 */
/* sync_inner.h – the exchange of a project from inside. */
#ifndef ACTION_SYNC_INNER_H
#define ACTION_SYNC_INNER_H

#include <stdatomic.h>

#include "action/project_inner.h"
#include "action/sync.h"

/* ---- pairing.c ---- */
bool pairing_load(const struct project *project, struct pairing *out); /* without the key */
bool pairing_key(const struct project *project, char *out, size_t room, struct fault *why);
bool pairing_keep(const struct project *project, const struct pairing *pairing,
                  struct fault *why); /* NULL = forget */

/* The project's own CA file; "" = there is none. */
void pairing_ca(const struct project *project, char out[SYSTEM_PATH]);

/* ---- lines.c: what the store tells of waiting, asked and arrived things ---- */
struct line_text { /* owned texts of one line */
    char *document, *subject, *verb, *reason;
    enum outbox_state state;
    int64_t at;
};
struct asked {
    char *document, *path;
    struct {
        cJSON *value; /* owned, NULL = not there */
        char *text, *role;
        int64_t at;
        bool ours;
    } values[SYNC_VALUES];
    int value_count;
};
struct news_text {
    char *document, *fields;
    enum arrived kind;
    int64_t at;
};
struct lines { /* read on the store's lane */
    struct replica_counts counts;
    int64_t contact;
    struct line_text *outbox;
    struct asked *asked;
    struct news_text *news;
    size_t outbox_count, outbox_room, asked_count, asked_room, news_count, news_room;
};
bool lines_read(struct store *store, struct lines *out, struct fault *why);
void lines_clear(struct lines *lines);
char *lines_value_text(const cJSON *value); /* as a person would type it; free it */

struct sync {
    struct project *project;
    struct pairing pairing;
    bool paired, eager, started;
    struct work_lane *lane; /* one thread; NULL until something is to be exchanged */
    struct session *session;
    struct work_job *job; /* the visit or the wait under way; NULL = none */
    bool waiting;         /* the job only waits for news */
    atomic_bool let_go;
    _Atomic(struct work_job *) running; /* the lane's, for progress */
    int64_t due; /* of clock_ticks; -1 = none */
    bool visit_wanted; /* something is to be sent, or somebody asked */
    int failures;
    struct sync_status status;
    struct lines lines;
    bool lines_asked, lines_fresh;
    /* what is handed out: borrowed texts from `lines` and the view */
    struct sync_line *outbox;
    struct sync_question *questions;
    struct sync_change *changes;
};

struct sync *sync_of(struct project *project);
void sync_free(struct project *project);
int sync_settle(struct project *project); /* takes what the lane finished */
/* A deed reached the disk, or documents changed: count again, send soon. */
void sync_deed_saved(struct project *project);
void sync_handed_free(struct sync *sync); /* what was handed out goes */
/* The lines as read now: after-work of the lane. */
void sync_lines_lay(struct project *project, struct lines *lines);

/* ---- project_save.c ---- */
/* Reads these documents again from the store and lays them; NULL = all. */
void save_reread(struct project *project, const struct replica_news *news);
void save_lines(struct project *project);
/* An answer to a question, in the history like any deed. Takes `edit`. */
bool deed_resolve(struct project *project, struct edit *edit, const char *document,
                  const char *path, struct fault *why);
enum save_verb { SAVE_VERB_RETRY, SAVE_VERB_GIVE_UP, SAVE_VERB_SEEN, SAVE_VERB_CHOOSE, SAVE_VERB_RIGHTS };
/* A small verb about what waits; `text` is a document or url, or NULL. */
void save_verb(struct project *project, enum save_verb verb, const char *text);

#endif
