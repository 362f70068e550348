/* SPDX-License-Identifier: EUPL-1.2 */
/* screen.h – a screen of its own (Xvfb, 1280 x 800), seen from outside: by what lies in the X server's
 * memory, whatever the program believes to have shown. One per test program. */
#ifndef TESTS_APP_SCREEN_H
#define TESTS_APP_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

enum { SCREEN_WIDTH = 1280, SCREEN_HEIGHT = 800, SCREEN_PIXELS = SCREEN_WIDTH * SCREEN_HEIGHT };

void screen_start(void); /* sets DISPLAY, and SDL to X11 */
void screen_stop(void);
void screen_picture(uint32_t pixels[SCREEN_PIXELS]); /* 0xRRGGBB */
/* How many pixels are more than `most` levels apart in a channel. */
long screen_apart(const uint32_t *a, const uint32_t *b, int most);

#endif
