/* SPDX-License-Identifier: EUPL-1.2 */
/* say_inner.h – how this room says a moment and a state, for whatever has a next change. */
#ifndef HOURS_SAY_INNER_H
#define HOURS_SAY_INNER_H

#include "base/buffer.h"
#include "hours/hours.h"

struct language;

struct moment { /* in words: "18:00", "maandag 18:00", or with `dated` "12 mei 18:00" */
    struct buffer text;
    bool dated;
};
void moment_say(struct moment *moment, const struct language *language, struct civil now,
                struct civil_date date, int minute);

struct say_change {
    struct civil at;
    enum hours_state becomes;
};
/* "Open tot 18:00", "Gesloten, opent maandag 9:00"; `change` NULL = nothing changes soon, and with
 * `always` nothing ever. */
void say_state(const struct language *language, struct civil when, enum hours_state state,
               const struct say_change *change, bool always, struct buffer *out);

#endif
