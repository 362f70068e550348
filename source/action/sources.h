/* SPDX-License-Identifier: EUPL-1.2 */
/* sources.h – places from outside: where a project gets them, when they came, what changed.
 *
 * DATA/projects/NAME/sources.json lists the sources; DATA/projects/NAME/sources/<id>.* keeps what came of
 * each: <id>.places (candidates as JSON) or <id>.wijkpak, <id>.state (date, ETag, the last fault, what
 * changed), <id>.part (what a cut left, taken up again by Range). A source is fetched when it is
 * asked, or when it is due and there is a connection; what came is checked (size, SHA-256 where given,
 * that it parses, that it is no web page) and swapped in whole. Offline the last good one serves.
 * What a bundle brought is never due: somebody else chose that address. It waits until a person fetches it once.
 *
 * Candidates of sources lie below what people said and beside those of the pack: the same id is taken from the
 * newer one; near-duplicates between sources are folded into the lower layer, which they complete.
 * A pack from a source stands in for the project's own from the next opening on.
 *
 * Main thread only; fetches run on a lane of their own, which starts with the first one. */
#ifndef ACTION_SOURCES_H
#define ACTION_SOURCES_H

#include "action/project.h"
#include "base/digest.h"
#include "exchange/feed.h"

enum source_kind { SOURCE_PACK, SOURCE_GEOJSON, SOURCE_CSV, SOURCE_OVERPASS, SOURCE_KINDS };
const char *source_kind_word(enum source_kind kind); /* "pack" "geojson" "csv" "overpass" */
const char *source_kind_key(enum source_kind kind);
bool source_kind_parse(const char *word, enum source_kind *out);

enum { SOURCES = 32, SOURCE_ID = 40, SOURCE_URL = 1000, SOURCE_TEXT = 200, SOURCE_CHANGES = 300, SOURCE_COLUMN = 80, SOURCE_KEY = 12 };
struct source {
    char id[SOURCE_ID]; /* of letters, digits and '-' */
    enum source_kind kind;
    char url[SOURCE_URL];
    char name[SOURCE_TEXT], attribution[SOURCE_TEXT], licence[SOURCE_TEXT]; /* "" = not said */
    char sha256[DIGEST_HEX];                                               /* "" = not checked */
    int days;                               /* fetched again after so many; 0 = only when asked */
    char column[FEED_FIELDS][SOURCE_COLUMN]; /* "" = guess */
    int place_kind, service;                /* of all its rows; FEED_UNSAID */
    enum price price;
    char key[SOURCE_KEY]; /* of a list out of a file: names its rows in ids; "" = its address does */
    bool brought; /* came with a bundle: not fetched by itself before a person asked for it once */
};

enum source_change_kind { SOURCE_NEW, SOURCE_GONE, SOURCE_CHANGED };
struct source_change {
    enum source_change_kind kind;
    char id[64], name[SOURCE_TEXT];
    struct point point;
};
struct source_state {
    int64_t fetched;  /* moment at which it was known to be good; 0 = never */
    int64_t changed;  /* moment at which something else came */
    int64_t tried;    /* the last time, also in vain */
    int64_t size;     /* bytes that came */
    long places, skipped, without_place, broken, converted;
    long fresh, gone, altered; /* between the last two fetches */
    struct fault fault;        /* of the last time; FAULT_NONE = it went well */
    const struct source_change *changes; /* at most SOURCE_CHANGES */
    size_t change_count;
};

int project_sources(const struct project *project, const struct source **out);
const struct source *project_source(const struct project *project, const char *id); /* NULL = none */
const struct source_state *project_source_state(const struct project *project, const char *id);
bool project_source_due(const struct project *project, const char *id);

/* "40 plekken, opgehaald op 12 mei 2026"; what went wrong the last time and what serves now (false =
 * nothing did); what changed between the last two fetches (false = nothing). */
struct message source_state_say(const struct project *project, const char *id);
bool source_fault_say(const struct project *project, const char *id, struct message *what,
                      struct message *next);
bool source_changes_say(const struct project *project, const char *id, struct message *out);
const char *source_change_key(enum source_change_kind kind);
/* The changes of the state as a JSON list ("what", "id", "name", "lon", "lat"); the caller's. */
cJSON *source_changes_json(const struct source_state *state);

/* Fills what a bare URL tells: kind by its ending ("/interpreter" is Overpass), name of the host. */
void source_of_url(const char *url, struct source *out);
/* Lays it into the list; an id that is "" is made from its name. Nothing is fetched. */
bool source_add(struct project *project, struct source *source, struct fault *why);
/* Reads the places of a file (CSV of any shape, GeoJSON, or with `mediation` the French standard) as candidates: nobody has confirmed them.
 * Columns that `source` does not name are guessed. A file of the same name replaces what came of it before, and its rows keep their ids. Two
 * municipalities with a list of the same name have two lists: where they meet in one project, each row is itself. On this thread. */
bool source_import(struct project *project, const char *path, bool mediation, struct source *source, struct fault *why);
/* The same for a list that takes a while: begun and ended on the main thread, read on any, which tells `keep_on` (may be NULL) thousandths.
 * Nothing of the project is changed before the end, which frees the job; free it otherwise. NULL = a fault. */
struct source_job; /* opaque */
struct refresh_progress;
struct source_job *source_import_begin(struct project *project, const char *path, bool mediation, struct source *source,
                                       struct fault *why);
bool source_import_read(struct source_job *job, bool (*keep_on)(void *data, struct refresh_progress progress), void *data,
                        struct fault *why);
bool source_import_end(struct project *project, struct source_job *job, struct source *source, struct fault *why);
void source_import_free(struct source_job *job); /* NULL is fine */

/* Takes it from the list and its places from the map; source_restore puts the last one back. What had come
 * is cleared away when the project is opened the next time. */
bool source_remove(struct project *project, const char *id, struct fault *why);
bool source_restore(struct project *project, struct fault *why);

/* What is to be credited on screen and paper: the pack's sources, then these. Borrowed until the list or
 * a source changes. */
int project_credits(struct project *project, const struct pack_source **out);

/* ---- fetching ---- */
struct refresh_bounds { /* 0 = as usual */
    int patience, seconds; /* without progress; for the whole */
    int64_t feed, pack;    /* bytes */
};
void refresh_bounds_set(struct project *project, struct refresh_bounds bounds);
/* Fetches it on the lane, and one that a bundle brought counts as agreed to from then on; NULL = all that are due. A source under way is not begun twice. */
void refresh_start(struct project *project, const char *id);
void refresh_cancel(struct project *project, const char *id); /* NULL = all; within 100 ms */
struct refresh_progress {
    bool running, reading; /* reading: it came, and is being looked through */
    int64_t done, total;   /* bytes; total 0 = not said */
};
struct refresh_progress refresh_progress(const struct project *project, const char *id);
struct message refresh_progress_say(struct refresh_progress progress); /* "1,2 van 3,4 MB" */
bool refresh_running(const struct project *project);
/* From now on what is due is fetched by itself, looked for every ten minutes in project_settle. */
void refresh_automatic(struct project *project);
/* The same, waited for: command line and tests. `keep_on` is asked all along (any thread); NULL = yes. */
bool refresh_wait(struct project *project, const char *id,
                  bool (*keep_on)(void *data, struct refresh_progress progress), void *data,
                  struct fault *why);

#endif
