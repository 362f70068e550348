/* SPDX-License-Identifier: EUPL-1.2 */
/* called.h – what people call that which a record names, whether it still stands or not. */
#ifndef ACTION_CALLED_H
#define ACTION_CALLED_H

#include "action/project.h"
#include "base/buffer.h"

/* Adds the name of the place with this id (its kind when it has no name): "(verwijderd) Bib De Molen" once it was removed, "verwijderde
 * plek" when nothing of it is known any more. "" adds nothing. Never an id: people know no ids. */
void place_called(const struct project *project, const char *id, const struct language *language, struct buffer *out);

/* The name of a partner; where another of the wijk has the same, with what it does ("Bib (leidt de wijk)"), and with the end of its id
 * where that is the same as well. */
void partner_called(const struct logbook *logbook, const struct organisation *organisation,
                    const struct language *language, struct buffer *out);
/* Another partner than `id` with that name, however it is written; NULL = none. */
const struct organisation *partner_namesake(const struct logbook *logbook, const char *name, const char *id);

#endif
