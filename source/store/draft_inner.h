/* SPDX-License-Identifier: EUPL-1.2 */
/* draft_inner.h – documents in the making: edits are laid over them in memory. */
#ifndef STORE_DRAFT_INNER_H
#define STORE_DRAFT_INNER_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "base/table.h"
#include "edit/edit.h"

struct draft_page {
    cJSON *body; /* owned; NULL = the document is not there */
};
struct draft {
    struct table pages; /* id → struct draft_page */
};

void draft_init(struct draft *draft);
void draft_clear(struct draft *draft);
/* The page of a document, an empty one when it was not in the draft; *fresh says which. */
struct draft_page *draft_page(struct draft *draft, const char *id, bool *fresh);
/* Lays the changes over the pages; `known` leaves out documents without a page, else they get one. */
void draft_lay(struct draft *draft, const struct edit *edit, bool known);

#endif
