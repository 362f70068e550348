/* SPDX-License-Identifier: EUPL-1.2 */
/* gallery.h – screens at rest, for pictures and for measuring: the oefenwijk of 12 June 2026,
 * 15:00, in a folder of its own that is the same for all. The data folder is named from inside its
 * parent, so that no path of the machine is seen on a screen. */
#ifndef SCREEN_GALLERY_H
#define SCREEN_GALLERY_H

#include "kit/kit.h"
#include "screen/shell_inner.h"

struct gallery {
    char folder[KIT_PATH];
    struct clock clock;
};
struct gallery_view {
    const char *language, *theme;
    double width, height, density, scale;
};

/* Group setup and teardown: the oefenwijk is made once. */
int gallery_open(void **state);
int gallery_close(void **state);

/* A new shell; close it with shell_close. */
struct shell *gallery_shell(const struct gallery *gallery, const struct gallery_view *view);
void gallery_show(struct shell *shell, const char *screen);
cairo_surface_t *gallery_picture(struct shell *shell); /* owned by the caller */
/* The screen as text; what is made by chance (ids) is written as "#". `out` is initialised here. */
void gallery_text(struct shell *shell, struct buffer *out);

/* Prints what is wrong with the layout of what is shown, and returns how many things that are:
 * targets under 48 dp, without a word, twice, under another or not within the window; words that
 * are cut off or stand outside; keys instead of texts. */
int gallery_flaws(struct shell *shell, const char *where);

#endif
