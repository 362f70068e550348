/* SPDX-License-Identifier: EUPL-1.2 */
/* name_inner.h – one Dutch and one French name out of what sources give.
 *
 * Brussels writes both languages in one name, "Rue Haute - Hoogstraat", in either order. It is
 * split only when words or endings say without doubt which half is French; otherwise the name
 * stays whole and counts as Dutch, so that nothing is lost. Pure. */
#ifndef EXCHANGE_NAME_INNER_H
#define EXCHANGE_NAME_INNER_H

#include <stddef.h>

enum { NAME_SIZE = 256 };

struct name_pair {
    char nl[NAME_SIZE]; /* to show first; "" = no name at all */
    char fr[NAME_SIZE]; /* "" = none, or the same */
};

/* Each text may be NULL or "". `plain` is name:latin or name. */
void name_pair_of(const char *nl, const char *fr, const char *plain, struct name_pair *out);

#endif
