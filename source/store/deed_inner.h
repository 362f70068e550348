/* SPDX-License-Identifier: EUPL-1.2 */
/* deed_inner.h – what deeds and answers to questions share. Inside a transaction of the caller's. */
#ifndef STORE_DEED_INNER_H
#define STORE_DEED_INNER_H

#include "store/store_inner.h"

/* Lays the edit over its documents and keeps it; `text` is the edit as it is written. */
bool edit_save(struct store *store, const struct edit *edit, const char *text, struct fault *why);
bool edit_insert(struct store *store, const struct edit *edit, const char *text, struct fault *why);
/* Shows the document anew after its leaves changed by this edit. */
bool page_show(struct store *store, const char *id, const struct edit *edit, struct fault *why);

/* An answer that is taken back, as long as it was not sent, asks again (question.c): before and
 * after the documents are put back. */
bool questions_back(struct store *store, const struct edit *edit, struct fault *why);
bool questions_show(struct store *store, const struct edit *edit, struct fault *why);

#endif
