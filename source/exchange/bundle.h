/* SPDX-License-Identifier: EUPL-1.2 */
/* bundle.h – one file that carries a project: a ZIP whose parts have names we know.
 *
 * `bundle.json` says {"format": "wijkpeil-bundle", "version": 1, …, "parts": [{"name", "size", "sha256"}]}; beside it
 * only parts of these names may stand: documents.jsonl, edits.jsonl, sources.json, area.wijkpak, areas/<16 hex>.wijkpak,
 * sources/<a-z0-9->.places. Written by minizip, without dates or machine in it: the same content gives the same bytes.
 *
 * A bundle comes from anybody, on a stick. Before anything of it is used the directory of the ZIP is held against
 * `parts`: names, sizes, no doubles, no encryption; each part is counted and hashed while it is unpacked. Nothing is
 * ever written under a name that the file gives. Ceilings: 96 parts, 1 MB of bundle.json, 256 MB a text, 2 GB an area, 4 GB
 * altogether, 1 MB and then 300 times what it was packed, no two parts over the same bytes. */
#ifndef EXCHANGE_BUNDLE_H
#define EXCHANGE_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"

enum { BUNDLE_VERSION = 1, BUNDLE_PARTS = 96, BUNDLE_NAME = 80 };
#define BUNDLE_END ".wijkbundel"

/* Told in bytes of the whole; false = let go. NULL = nobody asks. */
struct bundle_watch {
    bool (*keep_on)(void *data, int64_t done, int64_t total);
    void *data;
};

/* The ceiling of a part of this name in bytes; 0 = no part is called so. */
int64_t bundle_name_most(const char *name);

/* ---- writing: FILE.part, then FILE ---- */
struct bundle_writer; /* opaque */
bool bundle_create(const char *file, struct bundle_writer **out, struct fault *why);
/* From here on `watch` is told of all that is added, in bytes of `total`. */
void bundle_write_watch(struct bundle_writer *writer, struct bundle_watch watch, int64_t total);
bool bundle_add_text(struct bundle_writer *writer, const char *name, const void *bytes, size_t size, struct fault *why);
bool bundle_add_file(struct bundle_writer *writer, const char *name, const char *path, struct fault *why);
/* Adds format, version and parts to `head` (taken), and closes. Frees the writer, also after a fault. */
bool bundle_finish(struct bundle_writer *writer, cJSON *head, int64_t *bytes, struct fault *why);
void bundle_abandon(struct bundle_writer *writer); /* NULL is fine */

/* ---- reading ---- */
struct bundle; /* opaque */
struct bundle_part {
    char name[BUNDLE_NAME], sha256[DIGEST_HEX];
    int64_t size;
};
/* Faults: FAULT_MISSING, FAULT_INPUT (no bundle, cut off, damaged), FAULT_LIMIT, FAULT_CONFLICT (newer version). */
bool bundle_open(const char *file, struct bundle **out, struct fault *why);
void bundle_close(struct bundle *bundle);
/* From here on `watch` is told of all that is read, in bytes of all parts. */
void bundle_read_watch(struct bundle *bundle, struct bundle_watch watch);
const cJSON *bundle_head(const struct bundle *bundle);
int bundle_parts(const struct bundle *bundle, const struct bundle_part **out);
const struct bundle_part *bundle_part(const struct bundle *bundle, const char *name); /* NULL = none */
/* `out` is initialised here. */
bool bundle_read_text(struct bundle *bundle, const char *name, struct buffer *out, struct fault *why);
/* Unpacks into PATH; after a fault there is no such file. */
bool bundle_read_file(struct bundle *bundle, const char *name, const char *path, struct fault *why);

#endif
