/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/desk.h"

#include <stdio.h>
#include <string.h>

static void heard(void *data, const struct ui_news *news)
{
    struct desk *desk = data;
    if (desk->count >= DESK_NEWS)
        return;
    desk->news[desk->count] = *news;
    snprintf(desk->text[desk->count], DESK_TEXT, "%s", news->text ? news->text : "");
    desk->count++;
}

void desk_theme(struct desk *desk, const char *theme)
{
    struct fault why = {0};
    if (!theme_load(DESK_STYLE, theme, &desk->theme, &why))
        fail_msg("theme %s: %s", theme, why.what.key);
}

void desk_open(struct desk *desk, const char *theme)
{
    struct fault why = {0};
    *desk = (struct desk){.now = 1000};
    desk_theme(desk, theme);
    if (!type_open(DESK_FONTS, &desk->type, &why) || !icon_set_open(DESK_ICONS, &desk->icons, &why))
        fail_msg("fonts or icons: %s %s", why.what.key, why.file);
    desk->pencil = (struct pencil){desk->type, desk->icons, &desk->theme};
    desk->ui = ui_new(&desk->pencil);
    ui_listen(desk->ui, heard, desk);
}

void desk_close(struct desk *desk)
{
    ui_free(desk->ui);
    icon_set_close(desk->icons);
    type_close(desk->type);
}

void desk_forget(struct desk *desk)
{
    desk->count = 0;
}

struct rect desk_rect(const struct desk *desk, const char *id)
{
    struct rect rect = {0, 0, 0, 0};
    if (!ui_find(desk->ui, id, &rect))
        fail_msg("no node %s", id);
    return rect;
}

bool desk_finger(struct desk *desk, enum finger_kind kind, int64_t id, double x, double y,
                 int after)
{
    desk->now += after;
    return ui_finger(desk->ui, (struct finger){kind, id, x, y, desk->now});
}

void desk_tap(struct desk *desk, const char *id)
{
    struct rect r = desk_rect(desk, id);
    double x = r.x + r.width / 2, y = r.y + r.height / 2;
    desk_finger(desk, FINGER_DOWN, 1, x, y, 1000);
    desk_finger(desk, FINGER_UP, 1, x, y, 80);
}

void desk_drag(struct desk *desk, double x, double y, double dx, double dy, int steps)
{
    desk_finger(desk, FINGER_DOWN, 1, x, y, 1000);
    for (int i = 1; i <= steps; i++)
        desk_finger(desk, FINGER_MOVE, 1, x + dx * i / steps, y + dy * i / steps, 16);
    desk_finger(desk, FINGER_UP, 1, x + dx, y + dy, 1);
}

void desk_assert_written(const struct desk *desk, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 1 << 20);
    ui_write(desk->ui, false, &out);
    if (strcmp(buffer_text(&out), expected) != 0)
        print_error("written:\n%s", buffer_text(&out));
    assert_string_equal(buffer_text(&out), expected);
    buffer_clear(&out);
}

void desk_assert_news(const struct desk *desk, int at, enum ui_news_kind kind, const char *id)
{
    if (at >= desk->count)
        fail_msg("only %d news, asked for %d", desk->count, at);
    assert_int_equal(desk->news[at].kind, kind);
    assert_string_equal(desk->news[at].id, id);
}
