/* SPDX-License-Identifier: EUPL-1.2 */
/* bundle.h – a project leaves as one file, and arrives: whole, or a wijk of it; into a new project, or into one that is there.
 *
 * A bundle (exchange/bundle.h) holds the documents with their revision trees and the edits (store/carry.h), the area packs, and of
 * project.json the wijk. What stays behind: the pairing with a server and its key, backups, settings of the tablet.
 *
 * A whole bundle of the own archive that arrives in a new project makes it again as it was: documents, leaves, history, packs. Every other
 * bundle is merged field by field, as a visit to the server is; where both sides changed the same field both versions
 * stay and a person is asked. Twice, or in another order: the same.
 *
 * A bundle for partners or for the public holds less (share.h) and no history; it brings what it tells, and takes nothing away.
 *
 * Filling looks at the project on the main thread; writing, opening, comparing and taking in may be a worker's. Nothing of a project
 * is changed before the whole bundle was read and found sound. */
#ifndef ACTION_BUNDLE_H
#define ACTION_BUNDLE_H

#include "action/project.h"
#include "action/share.h"
#include "exchange/bundle.h"
#include "store/replica.h"

/* ---- leaving ---- */
struct bundle_leave {
    const char *file;
    enum share_level level;
    const char *wijk; /* a code: only what belongs to this wijk, and marks of partners at what does; NULL = all */
    struct bundle_watch watch;
};
struct bundle_left {
    long documents, edits;
    int64_t bytes;
};
struct bundle_out; /* opaque */
/* Waits until what was done is on disk. FAULT_MISSING: no such wijk. Texts of `ask` are copied. */
bool bundle_fill(struct project *project, const struct bundle_leave *ask, struct bundle_out **out, struct fault *why);
void bundle_out_watch(struct bundle_out *out, struct bundle_watch watch); /* before it is written */
bool bundle_write(struct bundle_out *out, struct bundle_left *left, struct fault *why); /* any thread */
void bundle_out_free(struct bundle_out *out);

/* ---- arriving ---- */
struct bundle_in; /* opaque */
struct bundle_said { /* what the bundle says of itself; borrowed */
    const char *project, *wijk, *made; /* name; code; "2026-06-12T15:00" */
    const char *only;                  /* the wijk it was cut to, "" = whole */
    enum share_level level;
    bool demo;
    long documents, edits;
    int areas;
};
/* Reads all of it, holds every hash, lays the packs aside in DATA/arriving. */
bool bundle_arrive(const char *data_folder, const char *file, struct bundle_watch watch, struct bundle_in **out,
                   struct fault *why);
const struct bundle_said *bundle_says(const struct bundle_in *in);
void bundle_in_free(struct bundle_in *in); /* takes away what was laid aside; NULL is fine */

struct bundle_news { /* zeroed at first; bundle_news_clear */
    struct replica_news news;
    long fresh, changed, removed, questions; /* documents */
    int odd, areas, sources;                 /* areas: packs that are new here; sources: addresses */
    long listed;                             /* places that come of sources, below what people said */
};
void bundle_news_clear(struct bundle_news *news);
bool bundle_news_any(const struct bundle_news *news); /* anything at all is new here */
/* What taking it into project NAME would change. */
bool bundle_compare(struct bundle_in *in, const struct project_ways *ways, const char *name, struct bundle_watch watch,
                    struct bundle_news *out, struct fault *why);
/* Into project NAME, which may be open: who has it open reads the documents of `out->news` again. */
bool bundle_take_in(struct bundle_in *in, const struct project_ways *ways, const char *name, struct bundle_watch watch,
                    struct bundle_news *out, struct fault *why);
/* ---- as it was ----
 * A merge is not a deed that undo takes back: documents went into each other's trees, and taking them away again as an edit would take
 * them from everybody who shares the project. So the project is laid aside whole in PROJECT/before/ (store, project.json, sources) just
 * before a merge that changes something; the last one is kept. While nothing was entered, fetched or sent since, going back puts all of
 * it in place, to the byte; afterwards it becomes a project beside this one, so that nothing is lost. */
struct bundle_before {
    char from[64];               /* the project that was merged */
    char at[CIVIL_MOMENT_SIZE];  /* "2026-06-12T15:00" */
    bool alone;                  /* nothing came since */
};
/* Reads the whole store for `alone`: ask when it is needed, not for each picture. False = there is none. */
bool bundle_before(const struct project_ways *ways, const char *name, struct bundle_before *out);
/* In place: `made` comes back ""; who has the project open opens it again. Else `made` is the new project. FAULT_MISSING: there is none. */
bool bundle_back(const struct project_ways *ways, const char *name, char made[64], struct fault *why);

/* Makes a project of it; `name` is what it should be called ("" = as it was), and comes back: when it is taken, with a number. */
bool bundle_make(struct bundle_in *in, const struct project_ways *ways, char name[64], struct bundle_watch watch, struct fault *why);

#endif
