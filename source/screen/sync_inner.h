/* SPDX-License-Identifier: EUPL-1.2 */
/* sync_inner.h – what the screens about the server share. */
#ifndef SCREEN_SYNC_INNER_H
#define SCREEN_SYNC_INNER_H

#include "action/sync.h"
#include "screen/part_inner.h"

/* "4 wachten", "alles staat op de server", "1 geweigerd", "offline sinds maandag": the state in a
 * few words with its symbol, for the chip. Needs an open project. */
const char *sync_words(struct shell *shell, enum symbol_state *symbol);
const char *sync_moment(struct shell *shell, int64_t moment); /* "gisteren 14:05" */
/* A field of a document in words: "Uren", "Wifi: prijs". */
const char *sync_field(struct shell *shell, const char *document, const char *path);
const char *sync_name(struct shell *shell, const char *document, const char *name); /* of a document that may have none */

#endif
