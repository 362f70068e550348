/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil shot`: any screen, drawn without a window; --text writes it as indented text. */
#include "command/command_inner.h"

#include <math.h>
#include <string.h>

struct shot {
    const char *screen, *id, *out, *theme;
    int width, height; /* dp */
    double scale, density;
    bool text;
};

static bool shot_picture(struct shell *shell, const struct shot *shot, struct fault *why)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(shot->width * shot->density),
                                   (int)lround(shot->height * shot->density));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, shot->density, shot->density);
    shell_paint(shell, cairo);
    cairo_destroy(cairo);
    cairo_status_t status = cairo_surface_write_to_png(surface, shot->out);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        return true;
    }
    fault_set(why, FAULT_STORAGE, "fault.file.write");
    fault_in(why, shot->out);
    return fault_detail(why, "%s", cairo_status_to_string(status));
}

static int shot_make(struct ask *ask, const struct shot *shot)
{
    struct fault why;
    struct shell *shell = NULL;
    struct shell_ways ways = {.data_folder = ask->data,
                              .assets_folder = ask->assets,
                              .pack_file = ask->pack,
                              .language = language_tag(ask->settings.language),
                              .theme = shot->theme,
                              .scale = shot->scale,
                              .clock = &ask->clock,
                              .still = true};
    fault_clear(&why);
    if (!shell_open(&ways, &shell, &why)) {
        return ask_fault(ask, &why);
    }
    shell_resize(shell, shot->width, shot->height, shot->density);
    bool ok = shell_show(shell, shot->screen, shot->id, &why);
    if (ok && shot->text) {
        struct buffer text;
        buffer_init(&text, 1024 * 1024);
        shell_write(shell, &text);
        fputs(buffer_text(&text), stdout);
        buffer_clear(&text);
    }
    ok = ok && (!shot->out || shot_picture(shell, shot, &why));
    shell_close(shell);
    return ok ? EXIT_DONE : ask_fault(ask, &why);
}

int command_shot(struct ask *ask)
{
    struct shot shot = {.width = 1280, .height = 800, .scale = 1, .density = 1};
    const char *size = ask_option(ask, "--size"), *scale = ask_option(ask, "--scale");
    const char *density = ask_option(ask, "--density");
    shot.screen = ask_option(ask, "--screen");
    shot.id = ask_option(ask, "--id");
    shot.out = ask_option(ask, "--out");
    shot.theme = ask_option(ask, "--theme");
    shot.text = ask_flag(ask, "--text");
    shot.theme = shot.theme ? shot.theme : "light";
    if (!shot.screen || (!shot.out && !shot.text)) {
        return ask_missing(ask, !shot.screen ? "--screen NAME" : "--out F.png");
    }
    if ((size && !ask_size(size, &shot.width, &shot.height)) ||
        (scale && !ask_number(scale, 1, 2, &shot.scale)) ||
        (density && !ask_number(density, 0.5, 4, &shot.density)) ||
        (strcmp(shot.theme, "light") && strcmp(shot.theme, "dark") &&
         strcmp(shot.theme, "contrast"))) {
        return ask_missing(ask,
                           "--size WxH --scale 1..2 --density 0.5..4 --theme light|dark|contrast");
    }
    return ask_done(ask) ? shot_make(ask, &shot) : EXIT_USAGE;
}
