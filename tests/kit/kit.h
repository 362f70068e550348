/* SPDX-License-Identifier: EUPL-1.2 */
/* kit.h – what tests share: a temporary folder, a clock that stands still, the way to the data,
 * programs run from outside, chance that can be repeated. Calls that go wrong fail the test.
 * Includes cmocka with all it asks for, so that a test needs no more than this header. */
#ifndef KIT_KIT_H
#define KIT_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/fault.h"

enum { KIT_PATH = 1024 };

/* A new, empty folder below $TMPDIR; remove it with all that is in it. */
void kit_folder_make(char out[KIT_PATH]);
void kit_folder_remove(const char *folder);
/* FOLDER/NAME in one of eight texts that take turns. */
const char *kit_path(const char *folder, const char *name);
/* Writes FOLDER/NAME; returns its path (see kit_path). */
const char *kit_file(const char *folder, const char *name, const void *bytes, size_t size);

/* "2026-06-12T15:00" is Brussels wall time. */
int64_t kit_moment(const char *civil);
struct clock kit_clock(const char *civil);

const char *kit_data(const char *name); /* tests/data/NAME (see kit_path) */
const char *kit_assets(void);           /* the folder of assets of this build */
/* The same, but that the oefenwijk has only its first week: no partners, meetings, signals, rounds. */
const char *kit_assets_first_week(void);
const char *kit_asset_source(void);     /* assets/ in the source */

/* Runs a program (searched in PATH), without input, for at most KIT_SECONDS; gathers what it says
 * (`out` and `err` are initialised here; NULL = not wanted). Returns its exit code, or
 * 128 + the number of the signal that ended it. */
enum { KIT_SECONDS = 60, KIT_OUTPUT = 64 * 1024 * 1024 };
int kit_run(const char *const argv[], struct buffer *out, struct buffer *err);

/* Chance from one seed per program: $WIJKPEIL_SEED, else the clock; printed when first asked. */
uint64_t kit_random(void);
uint64_t kit_random_below(uint64_t bound); /* 0 … bound - 1 */
double kit_random_unit(void);              /* 0 … 1 */

/* The fault must be of this kind and key. */
void kit_assert_fault(const struct fault *why, enum fault_kind kind, const char *key);

#endif
