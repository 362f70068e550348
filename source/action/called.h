/* SPDX-License-Identifier: EUPL-1.2 */
/* called.h – what people call that which a record names, whether it still stands or not. */
#ifndef ACTION_CALLED_H
#define ACTION_CALLED_H

#include "action/project.h"
#include "base/buffer.h"

/* Adds the name of the place with this id (its kind when it has no name): "(verwijderd) Bib De Molen" once it was removed, "verwijderde
 * plek" when nothing of it is known any more. "" adds nothing. Never an id: people know no ids. */
void place_called(const struct project *project, const char *id, const struct language *language, struct buffer *out);

#endif
