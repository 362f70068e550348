/* SPDX-License-Identifier: EUPL-1.2 */
/* carry_inner.h – lines of a bundle, for the files that write and read them. */
#ifndef STORE_CARRY_INNER_H
#define STORE_CARRY_INNER_H

#include "store/carry.h"
#include "store/replica_inner.h"

/* What `edit` of a revision says that a bundle brought: it came from elsewhere, and the server may not have it. */
#define CARRY_BROUGHT "bundle"

enum { CARRY_ID = 512, TOLD_EVERY = 64 /* lines */ };
struct carry_line {
    struct json_slice whole;
    char id[CARRY_ID + 1];
    int64_t number;
};
/* The next line: checked JSON, an object with "id" and "revisions". False at the end (*ok stays) or after a fault. */
bool carry_next(struct json_slice lines, size_t *at, struct carry_line *out, bool *ok, struct fault *why);
/* The JSON text of member `name`, or of the string in member `other`; *owned is freed by the caller, may be NULL. */
struct json_slice carry_body(struct json_slice object, const char *name, const char *other, char **owned);
/* A fault of line `number`. Always false. */
bool carry_wrong(struct fault *why, int64_t number, const char *member);

struct carry_revision { /* one of a line */
    char id[REVISION_ID], parent[REVISION_ID], edit[64], state[16], reason[1024];
    int64_t at, turn;
    bool leaf, deleted;
    struct json_slice body; /* text NULL = none */
    char *owned;
};
/* Reads the next of a line's "revisions"; free `owned`. As carry_next. */
bool carry_revision_next(const struct carry_line *line, size_t *at, struct carry_revision *out, bool *ok,
                         struct fault *why);
bool carry_state_parse(const char *word, enum revision_state *out);

#endif
