/* SPDX-License-Identifier: EUPL-1.2 */
/* bundle_inner.h – an arriving bundle from inside. */
#ifndef ACTION_BUNDLE_INNER_H
#define ACTION_BUNDLE_INNER_H

#include "action/bundle.h"
#include "action/project_inner.h"
#include "store/carry.h"

enum { BUNDLE_AREAS = 32 };
struct bundle_area { /* a pack laid aside */
    char file[SYSTEM_PATH], sha256[DIGEST_HEX];
};
struct bundle_in {
    struct bundle *bundle;        /* owned */
    struct buffer documents, edits;
    struct bundle_area areas[BUNDLE_AREAS]; /* its own first */
    int area_count;
    struct bundle_said said;
};

/* Of the sources of the bundle those that this project lacks, and of those it knows the places that it lacks: an address is one
 * source, whatever it is called here. With `keep` they are written; always counted. */
bool bundle_sources_bring(struct bundle_in *in, const char *folder, bool keep, struct bundle_news *out, struct fault *why);
/* The list as it came in a bundle, now that of a new project: each of it waits until a person fetches it. */
bool bundle_sources_brought(const char *folder, struct fault *why);
bool bundle_area_bring(const struct bundle_area *area, const char *folder, struct project_file *file, struct fault *why);
/* A project made under a name that no list shows, then in its place; `name` is taken with a number when it is there already. */
bool bundle_beside(const struct project_ways *ways, char name[64],
                   bool (*fill)(void *data, const char *folder, struct fault *why), void *data, struct fault *why);
bool bundle_merging(void *data, int thousandths); /* `data`: a bundle_watch */
void bundle_folder_drop(const char *folder); /* with areas/ and sources/ in it */

/* ---- as it was (bundle_before.c) ---- */
/* The watch is asked all along: so far nothing is changed. */
bool before_lay_aside(struct store *store, const char *folder, struct bundle_watch watch, struct fault *why);
bool before_keep(struct store *store, const char *folder, const char *from, int64_t moment, struct fault *why);
/* Away with it; `back`: its small files go back first. */
void before_let_go(const char *folder, bool back);

static inline struct json_slice bundle_slice(const struct buffer *text)
{
    return (struct json_slice){buffer_text(text), text->size};
}

#endif
