/* SPDX-License-Identifier: EUPL-1.2 */
/* typed.h – days and months as people type them, in scripts and commands. FAULT_USAGE names what was typed and how to write it. */
#ifndef ACTION_TYPED_H
#define ACTION_TYPED_H

#include <stdbool.h>

#include "base/civil.h"
#include "base/fault.h"

bool typed_day(const char *text, struct civil_date *out, struct fault *why);     /* 12/5/2026, 2026-05-12 */
/* As people write it in nl, fr and en alike: "12/5/2026", which typed_day reads back; "" = no day. */
enum { TYPED_DAY = 24 };
void typed_day_write(struct civil_date day, char out[TYPED_DAY]);
bool typed_month(const char *text, struct civil_date *first, struct fault *why); /* 5/2026, 2026-05 */

#endif
