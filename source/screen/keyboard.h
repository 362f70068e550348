/* SPDX-License-Identifier: EUPL-1.2 */
/* keyboard.h – our own keys at the foot of the screen, for tablets without a keyboard.
 *
 * Shown while a field has the focus and the last finger was a real one (not a mouse), unless the
 * system brings its own. It lies below the tree, which is laid out in the height that is left.
 * Azerty, as in Belgium, with a page of accents and one of digits. Keys act when the finger lifts;
 * the key that rubs out repeats. Sizes are dp. */
#ifndef SCREEN_KEYBOARD_H
#define SCREEN_KEYBOARD_H

#include "screen/shell.h"

struct keyboard; /* opaque */

struct keyboard *keyboard_new(void);
void keyboard_free(struct keyboard *keyboard);
double keyboard_height(const struct shell *shell); /* 0 = not shown */
/* Where the key that writes `text` lies ("b", "⌫", "⏎", "⇧", "123", "é", "abc", "hide"). */
bool keyboard_find(const struct shell *shell, const char *text, struct rect *out);
/* Takes fingers on the keys; false = not for us. */
bool keyboard_finger(struct shell *shell, struct finger finger);
bool keyboard_tick(struct shell *shell);
int64_t keyboard_next(const struct shell *shell); /* -1 = nothing repeats */
void keyboard_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                      void *data);

#endif
