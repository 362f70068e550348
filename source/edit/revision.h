/* SPDX-License-Identifier: EUPL-1.2 */
/* revision.h – revision ids and trees as CouchDB has them. Pure.
 *
 * An id is "N-hash". Ours: the first 16 bytes of SHA-256 over the canonical JSON of
 * [deleted, parent generation, parent hash, body without `_` members]; no clock, device or user in
 * it, so that the same change of the same parent on two tablets is the same revision. Others make theirs
 * otherwise; nobody checks. Ids are compared as CouchDB does: a hash of 32 hexadecimal digits
 * (either case) is its 16 bytes, any other its text bytes; then memcmp, the shorter first. */
#ifndef EDIT_REVISION_H
#define EDIT_REVISION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/json_raw.h"

enum { REVISION_ID = 128, REVISION_HASH = 112, REVISIONS_MOST = 200 /* ids kept per branch */ };

bool revision_parse(const char *id, int *generation, const char **hash); /* false = no such id */
/* `parent` NULL or "" = a first revision. Body: checked JSON object. */
void revision_make(const char *parent, bool deleted, struct json_slice body, char out[REVISION_ID]);
int revision_compare(const char *a, const char *b); /* generation, then hash */
/* Does the leaf a win over b: not deleted before deleted, then the higher generation, then the greater hash. */
bool revision_wins(const char *a, bool a_deleted, const char *b, bool b_deleted);

#endif
