/* SPDX-License-Identifier: EUPL-1.2 */
/* desk.h – what the tests of `ui` share: a pencil with the real fonts, icons and themes, a tree
 * that writes down its news, and fingers that are moved by hand. */
#ifndef UI_DESK_H
#define UI_DESK_H

#include "kit/kit.h"
#include "ui/ui.h"

enum { DESK_NEWS = 64, DESK_TEXT = 128 };

struct desk {
    struct ui *ui;
    struct pencil pencil;
    struct theme theme;
    struct type *type;
    struct icon_set *icons;
    struct ui_news news[DESK_NEWS];
    char text[DESK_NEWS][DESK_TEXT]; /* of each news, "" = none */
    int count;
    int64_t now;
};

void desk_open(struct desk *desk, const char *theme);
void desk_close(struct desk *desk);
void desk_theme(struct desk *desk, const char *theme);
void desk_forget(struct desk *desk); /* the news so far */
struct rect desk_rect(const struct desk *desk, const char *id);

/* Fingers; times go on by `after` ms. */
bool desk_finger(struct desk *desk, enum finger_kind kind, int64_t id, double x, double y,
                 int after);
void desk_tap(struct desk *desk, const char *id); /* in the middle of the node */
/* From x, y by dx, dy in `steps` moves of 16 ms, then up. */
void desk_drag(struct desk *desk, double x, double y, double dx, double dy, int steps);
/* The tree as text is this. */
void desk_assert_written(const struct desk *desk, const char *expected);
void desk_assert_news(const struct desk *desk, int at, enum ui_news_kind kind, const char *id);

#endif
