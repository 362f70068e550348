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
    struct bundle_watch watch;
};

static inline struct json_slice bundle_slice(const struct buffer *text)
{
    return (struct json_slice){buffer_text(text), text->size};
}

#endif
