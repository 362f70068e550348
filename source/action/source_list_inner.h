/* SPDX-License-Identifier: EUPL-1.2 */
/* source_list_inner.h – sources.json. A source in it that cannot be is left out, and logged. */
#ifndef ACTION_SOURCE_LIST_INNER_H
#define ACTION_SOURCE_LIST_INNER_H

#include "action/sources.h"

bool list_read(const char *file, struct source *out, int *count, struct fault *why);
/* The same of a text; `name` is for faults and log. */
bool list_parse(const char *text, size_t size, const char *name, struct source *out, int *count, struct fault *why);
char *list_text(const struct source *list, int count); /* the caller's */
bool list_write(const char *file, const struct source *list, int count, struct fault *why);
/* Id, key, address (https, or loopback; no credentials), days, digest. */
bool source_check(const struct source *source, struct fault *why);

#endif
