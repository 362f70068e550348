/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/thumb.h"

#include <string.h>

static void shell_start(struct thumb *thumb, const char *language)
{
    struct fault why;
    struct shell_ways ways = {.data_folder = thumb->folder,
                              .assets_folder = thumb->assets,
                              .language = language,
                              .clock = &thumb->clock,
                              .still = true};
    fault_clear(&why);
    if (!shell_open(&ways, &thumb->shell, &why)) {
        fail_msg("the shell does not open: %s %s %s", why.what.key, why.file, why.detail);
    }
    shell_resize(thumb->shell, thumb->width, thumb->height, 1);
    shell_settle(thumb->shell);
}

static void thumb_begin(struct thumb *thumb, const char *assets, const char *language, double width,
                        double height)
{
    memset(thumb, 0, sizeof *thumb);
    thumb->assets = assets;
    kit_folder_make(thumb->folder);
    thumb->clock = kit_clock("2026-06-12T15:00");
    thumb->width = width;
    thumb->height = height;
    thumb->now = 1000;
    shell_start(thumb, language);
}

void thumb_open(struct thumb *thumb, const char *language, double width, double height)
{
    thumb_begin(thumb, kit_assets(), language, width, height);
}

void thumb_open_first_week(struct thumb *thumb, const char *language, double width, double height)
{
    thumb_begin(thumb, kit_assets_first_week(), language, width, height);
}

void thumb_reopen(struct thumb *thumb)
{
    shell_close(thumb->shell);
    shell_start(thumb, NULL);
}

void thumb_close(struct thumb *thumb)
{
    shell_close(thumb->shell);
    kit_folder_remove(thumb->folder);
}

void thumb_turn(struct thumb *thumb, double width, double height)
{
    thumb->width = width;
    thumb->height = height;
    shell_resize(thumb->shell, width, height, 1);
}

void thumb_wait(struct thumb *thumb, int64_t ms)
{
    for (int64_t end = thumb->now + ms; thumb->now < end;) {
        thumb->now += 16;
        shell_tick(thumb->shell, thumb->now);
        shell_settle(thumb->shell);
    }
}

bool thumb_sees(struct thumb *thumb, const char *id)
{
    return ui_find(shell_ui(thumb->shell), id, NULL);
}

struct rect thumb_rect(struct thumb *thumb, const char *id)
{
    struct rect rect = {0, 0, 0, 0};
    if (!ui_find(shell_ui(thumb->shell), id, &rect)) {
        struct buffer text;
        buffer_init(&text, 1024 * 1024);
        shell_write(thumb->shell, &text);
        fail_msg("“%s” is not on the screen:\n%s", id, buffer_text(&text));
    }
    return rect;
}

static void finger(struct thumb *thumb, enum finger_kind kind, double x, double y)
{
    shell_finger(thumb->shell, (struct finger){kind, 1, x, y, thumb->now});
}

void thumb_tap_at(struct thumb *thumb, double x, double y)
{
    thumb->taps++;
    thumb->now += 700;
    finger(thumb, FINGER_DOWN, x, y);
    thumb->now += 60;
    finger(thumb, FINGER_UP, x, y);
    thumb_wait(thumb, 400);
}

void thumb_tap(struct thumb *thumb, const char *id)
{
    thumb_rect(thumb, id);
    ui_focus(shell_ui(thumb->shell), id);
    struct rect rect = thumb_rect(thumb, id);
    double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
    if (x < 0 || y < 0 || x >= thumb->width || y >= thumb->height) {
        fail_msg("“%s” lies outside the window: %g,%g", id, x, y);
    }
    thumb_tap_at(thumb, x, y);
}

void thumb_press_long(struct thumb *thumb, double x, double y)
{
    thumb->taps++;
    thumb->now += 700;
    finger(thumb, FINGER_DOWN, x, y);
    thumb_wait(thumb, 700);
    finger(thumb, FINGER_UP, x, y);
    thumb_wait(thumb, 400);
}

void thumb_drag(struct thumb *thumb, double x, double y, double dx, double dy)
{
    enum { STEPS = 10 };
    thumb->now += 700;
    finger(thumb, FINGER_DOWN, x, y);
    for (int i = 1; i <= STEPS; i++) {
        thumb->now += 16;
        finger(thumb, FINGER_MOVE, x + dx * i / STEPS, y + dy * i / STEPS);
    }
    thumb->now += 300; /* rests before it lifts: no fling */
    finger(thumb, FINGER_MOVE, x + dx, y + dy);
    finger(thumb, FINGER_UP, x + dx, y + dy);
    thumb_wait(thumb, 500);
}

void thumb_type(struct thumb *thumb, const char *text)
{
    shell_type(thumb->shell, text);
    thumb_wait(thumb, 50);
}

bool thumb_reads(struct thumb *thumb, const char *text)
{
    struct buffer words;
    buffer_init(&words, 1024 * 1024);
    shell_write(thumb->shell, &words);
    bool found = strstr(buffer_text(&words), text) != NULL;
    buffer_clear(&words);
    return found;
}

void thumb_assert_reads(struct thumb *thumb, const char *text)
{
    if (!thumb_reads(thumb, text)) {
        struct buffer words;
        buffer_init(&words, 1024 * 1024);
        shell_write(thumb->shell, &words);
        fail_msg("“%s” does not stand on the screen:\n%s", text, buffer_text(&words));
    }
}

void thumb_show(struct thumb *thumb, const char *screen, const char *id)
{
    struct fault why;
    fault_clear(&why);
    if (!shell_show(thumb->shell, screen, id, &why)) {
        fail_msg("%s does not show: %s", screen, why.what.key);
    }
}
