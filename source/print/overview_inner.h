/* SPDX-License-Identifier: EUPL-1.2 */
/* overview_inner.h – the pieces of an overview that other prints hold too. */
#ifndef PRINT_OVERVIEW_INNER_H
#define PRINT_OVERVIEW_INNER_H

#include "print/overview.h"

void overview_line_clear(struct overview_line *line);
void overview_place_clear(struct overview_place *place);

#endif
