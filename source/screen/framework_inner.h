/* SPDX-License-Identifier: EUPL-1.2 */
/* framework_inner.h – the screens of the other frameworks and of practices. */
#ifndef SCREEN_FRAMEWORK_INNER_H
#define SCREEN_FRAMEWORK_INNER_H

#include "action/instrument.h"
#include "screen/part_inner.h"

const struct instrument *framework_shown(struct shell *shell); /* NULL = none is chosen */

#endif
