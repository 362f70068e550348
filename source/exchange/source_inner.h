/* SPDX-License-Identifier: EUPL-1.2 */
/* source_inner.h – small words about where data came from, made fit to show. Pure. */
#ifndef EXCHANGE_SOURCE_INNER_H
#define EXCHANGE_SOURCE_INNER_H

#include <stddef.h>

const char *source_file_name(const char *path); /* the part behind the last '/' */
/* A copy cut at `room`, ill-formed bytes and control characters left out. */
void source_text(char *out, size_t room, const char *text);
/* The same without HTML tags, &copy; and &amp; written out, as attributions often come. */
void source_plain(const char *text, char *out, size_t room);

#endif
