/* SPDX-License-Identifier: EUPL-1.2 */
/* share_inner.h – the table of who gets what (share_table.c), for the file that applies it and the test that reads it beside
 * tests/spec/share.txt. */
#ifndef ACTION_SHARE_INNER_H
#define ACTION_SHARE_INNER_H

#include <stddef.h>

#include "action/share.h"

struct share_kind {
    const char *type, *what; /* of the id, and of the member "what"; "" = whatever */
    enum share_level from;   /* the most open level at which it is told at all */
    bool listed;             /* only members of share_fields; else all but those that share.h names */
};
struct share_field {
    const char *kind, *path; /* "log meeting", or "*" = every listed kind; "steps/<any>/text" with a star for <any> */
    enum share_level from;
    bool needed;             /* where it stays here, so does the document */
};
const struct share_kind *share_kinds(size_t *count);
const struct share_field *share_fields(size_t *count);
const struct share_kind *share_kind_of(const char *id, const char *what); /* NULL = the own archive alone */
enum share_found { SHARE_NOWHERE, SHARE_INSIDE, SHARE_HERE };
/* INSIDE: some members of what stands there. */
enum share_found share_field_of(const struct share_kind *kind, const char *path, const struct share_field **out);

#endif
