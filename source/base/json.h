/* SPDX-License-Identifier: EUPL-1.2 */
/* json.h – JSON through cJSON, with ceilings and soft getters.
 *
 * Trees are cJSON's own (free with cJSON_Delete). The getters never fail: a member that is
 * missing or of another type gives the fallback. Keys are compared with case. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/fault.h"

enum { JSON_DEPTH = 64 };                     /* nesting allowed by json_parse */
enum { JSON_DOCUMENT_CEILING = 64 * 1024 };   /* bytes of one synced document (sync limit) */
enum { JSON_FILE_CEILING = 64 * 1024 * 1024 };/* bytes of one JSON file read whole */
enum { JSON_VALUES = 8 * 1000 * 1000 };       /* values allowed by json_parse (80 bytes each) */

/* Reads exactly one value from `size` bytes: valid UTF-8, depth at most JSON_DEPTH, size at most
 * `ceiling`, numbers finite and at most 63 bytes long, no escaped NUL, nothing behind it. A byte
 * order mark in front is passed over. On failure why->place is the byte offset. */
bool json_parse(const char *bytes, size_t size, size_t ceiling, cJSON **out, struct fault *why);

const char *json_text(const cJSON *object, const char *key, const char *fallback);
double json_number(const cJSON *object, const char *key, double fallback);
bool json_bool(const cJSON *object, const char *key, bool fallback);
const cJSON *json_member(const cJSON *object, const char *key); /* NULL = none */

/* A path of member names with "/" between ("offers/wifi/price"). get: borrowed or NULL.
 * set: takes `value` (NULL removes the member), makes objects on the way; false when the way is
 * barred by a value that is no object (value is freed then). */
const cJSON *json_path_get(const cJSON *root, const char *path);
bool json_path_set(cJSON *root, const char *path, cJSON *value);

/* Same meaning: members in any order, numbers by value. NULL equals NULL and JSON null is a value. */
bool json_equal(const cJSON *a, const cJSON *b);
/* Without white space, members sorted by key bytes: the same text for the same meaning.
 * Free with free(). */
char *json_write_canonical(const cJSON *value);

#endif
