/* SPDX-License-Identifier: EUPL-1.2 */
/* hand.h – a person at the screen: one shell in a temporary folder, fingers, keys, and eyes.
 *
 * The oefenwijk is open, it is 12 June 2026, 15:00, nothing moves and all work is waited for. What
 * a finger taps is first brought into sight, and must then lie in the window. */
#ifndef SCREEN_HAND_H
#define SCREEN_HAND_H

#include "kit/kit.h"
#include "screen/shell_inner.h"

struct hand {
    char folder[KIT_PATH];
    const char *assets;
    struct clock clock;
    struct shell *shell;
    int64_t now;
    int taps;
};

void hand_open(struct hand *hand, double width, double height, const char *language, double scale);
/* The same in an oefenwijk that has only its first week: no partners, meetings, signals, rounds. */
void hand_open_first_week(struct hand *hand, double width, double height, const char *language, double scale);
void hand_close(struct hand *hand);
/* Closes the program and opens it again on the same folder, with what was chosen in settings. */
void hand_again(struct hand *hand);

void hand_show(struct hand *hand, const char *screen, const char *id);
void hand_tap(struct hand *hand, const char *id);
void hand_type(struct hand *hand, const char *text);
/* Puts `text` in the place of all that stands in the field. */
void hand_fill(struct hand *hand, const char *field, const char *text);

bool hand_sees(struct hand *hand, const char *text); /* anywhere on the screen */
bool hand_finds(struct hand *hand, const char *id);  /* a node with this id */
/* The whole line of the node with this id, as shell_write writes it; "" = not there. Borrowed until
 * the next call. */
const char *hand_line(struct hand *hand, const char *id);
void hand_saved(struct hand *hand); /* waits for the disk */
const struct finding *hand_finding(struct hand *hand, const char *criterion);
/* The first confirmed place of the wijk whose name begins so. */
const struct place *hand_place(struct hand *hand, const char *name);

#endif
