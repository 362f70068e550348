/* SPDX-License-Identifier: EUPL-1.2 */
/* shell.h – the whole face of the program without a window: state, screens, map, picture.
 *
 * The app room feeds it fingers, keys, text and time, and shows the items it composes; tests and
 * `wijkpeil shot` do the same without SDL. Sizes are dp; `density` is device pixels per dp. Main
 * thread only; everything slow goes to the project's workers. */
#ifndef SCREEN_SHELL_H
#define SCREEN_SHELL_H

#include <stdbool.h>
#include <stdint.h>

#include <cairo.h>

#include "action/project.h"
#include "ui/ui.h"

struct shell; /* opaque */

struct shell_ways { /* borrowed */
    const char *data_folder, *assets_folder;
    const char *pack_file; /* NULL = the project's own */
    const char *language;  /* "nl" "fr" "en", or NULL = settings, else the system's */
    const char *theme;     /* NULL = settings */
    double scale;          /* 0 = settings */
    const struct clock *clock;
    void (*wake)(void *data); /* from workers */
    void *wake_data;
    bool system_keyboard; /* the system brings keys on the screen itself: ours stay away */
    bool still;           /* shots and goldens: no motion, work is waited for */
};

bool shell_open(const struct shell_ways *ways, struct shell **out, struct fault *why);
void shell_close(struct shell *shell); /* waits until everything is saved */
void shell_resize(struct shell *shell, double width, double height, double density);

/* Each returns whether something must be shown again. */
bool shell_finger(struct shell *shell, struct finger finger);
bool shell_wheel(struct shell *shell, double x, double y, double lines);
bool shell_key(struct shell *shell, enum ui_key key);
/* Keys of the whole program: Ctrl+Z, Ctrl+Y, Ctrl+F, Ctrl+P, 1..4 for the rail, + and - for zoom.
 */
bool shell_shortcut(struct shell *shell, char key, bool control);
bool shell_type(struct shell *shell, const char *text);
bool shell_tick(struct shell *shell, int64_t now_ms);
int64_t shell_next_tick(const struct shell *shell); /* -1 = nothing moves */
bool shell_settle(struct shell *shell);             /* after a wake */
/* Nothing moves and the map, where it shows, is wholly drawn: for measuring. */
bool shell_at_rest(const struct shell *shell);
/* And nothing is being drawn ahead either. */
bool shell_idle(const struct shell *shell);
void shell_rest(struct shell *shell); /* nothing moves: gives back what was only kept to be quick */
bool shell_wants_text(const struct shell *shell, struct rect *where);
const char *shell_title(const struct shell *shell); /* of the window */

/* What to show, undermost first. `key` names a surface for ever, `stamp` changes with its pixels:
 * a compositor keeps one texture per key. Surfaces are borrowed until the next call of the shell.
 */
struct shell_item {
    cairo_surface_t *surface; /* NULL = a plain rectangle of `colour` */
    uint64_t key, stamp;
    double x, y, width, height; /* dp */
    struct colour colour;
    bool opaque;
};
void shell_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                   void *data);
/* Everything onto one context (of dp units), waiting for tiles and labels: shots, goldens. */
void shell_paint(struct shell *shell, cairo_t *cairo);
/* The screen as indented text, for tests. */
void shell_write(struct shell *shell, struct buffer *out);

/* Opens a screen by its name, as `shot` does: "start", "welcome", "map", "list", "place",
 * "place-edit", "offer-edit", "add", "add-kind", "add-double", "search", "pillars", "criterion",
 * "judge", "todo", "print", "settings", "about", "new-project", "history". An unknown name is a
 * fault that lists them. `id` may name a place or criterion, else a telling one of the wijk is
 * taken. */
bool shell_show(struct shell *shell, const char *screen, const char *id, struct fault *why);
int shell_screen_names(const char *const **names);
double
shell_density(const struct shell *shell); /* what the person set: pixels per dp, 0 = not set */
struct project *shell_project(struct shell *shell);
struct ui *shell_ui(struct shell *shell);

#endif
