/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil draw`: a map picture of a wijk or a box. */
#include "command/command_inner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "action/sources.h"
#include "map/map.h"
#include "map/view.h"

static bool picture_write(cairo_surface_t *surface, const char *out, struct fault *why)
{
    cairo_status_t status = cairo_surface_write_to_png(surface, out);
    if (status == CAIRO_STATUS_SUCCESS) {
        return true;
    }
    fault_set(why, FAULT_STORAGE, "fault.file.write");
    fault_in(why, out);
    return fault_detail(why, "%s", cairo_status_to_string(status));
}

static void credit_paint(struct ask *ask, const struct drawing *drawing, cairo_t *cairo, int height)
{
    const struct pack_source *sources;
    struct buffer text;
    int count = project_credits(ask->project, &sources);
    buffer_init(&text, 1024);
    for (int i = 0; i < count; i++) {
        bool drawn = !strcmp(sources[i].kind, "map") || !strcmp(sources[i].kind, "osm");
        if (drawn && !strstr(buffer_text(&text), sources[i].attribution)) {
            buffer_addf(&text, "%s%s", text.size ? " " : "", sources[i].attribution);
        }
    }
    struct type_style style = {12, TYPE_REGULAR, false};
    type_line_halo(drawing->type, cairo, style, drawing->theme.colour[THEME_INK],
                   drawing->theme.colour[THEME_CARD], 2, 8, height - 8, TYPE_START,
                   buffer_text(&text));
    buffer_clear(&text);
}

struct picture {
    struct box box;
    double zoom, density; /* zoom 0 = what shows the box */
    int width, height;    /* dp */
    const char *theme, *out;
};

static bool picture_make(struct ask *ask, const struct picture *picture, struct fault *why)
{
    struct drawing drawing;
    struct map_source source;
    struct map_view view;
    struct map_mark *marks = NULL;
    action_map_source(ask->project, &source);
    double width = picture->width, height = picture->height;
    map_view_init(&view, width, height, project_box(ask->project));
    map_view_show(&view, picture->box, 0);
    if (picture->zoom > 0) {
        map_view_zoom(&view, picture->zoom - view.zoom, width / 2, height / 2);
    }
    if (!drawing_open(ask, picture->theme, &drawing, why)) {
        drawing_close(&drawing);
        return false;
    }
    struct map_scene scene = {.source = &source,
                              .style = drawing.style,
                              .border = project_wijk(ask->project)->border,
                              .names = action_map_names(ask->project, ask->settings.language)};
    scene.mark_count = action_marks(ask->project, ACTION_ALL_SERVICES, 0, NULL, &marks);
    scene.marks = marks;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(width * picture->density),
                                   (int)lround(height * picture->density));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, picture->density, picture->density);
    bool ok = map_paint(&scene, &drawing.pencil, cairo, map_view_box(&view), width, height,
                        view.zoom, false) ||
              fault_set(why, FAULT_INPUT, "fault.map.read");
    credit_paint(ask, &drawing, cairo, picture->height);
    cairo_destroy(cairo);
    ok = ok && picture_write(surface, picture->out, why);
    cairo_surface_destroy(surface);
    free(marks);
    drawing_close(&drawing);
    return ok;
}

static bool theme_known(const char *theme)
{
    static const char *const themes[] = {"light", "dark", "contrast", "print"};
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        if (strcmp(theme, themes[i]) == 0) {
            return true;
        }
    }
    return false;
}

int command_draw(struct ask *ask)
{
    struct fault why;
    struct picture picture = {.width = 1280, .height = 800, .density = 1};
    const char *box = ask_option(ask, "--box"), *zoom = ask_option(ask, "--zoom");
    const char *size = ask_option(ask, "--size"), *density = ask_option(ask, "--density");
    const char *names = ask_option(ask, "--names");
    enum names_choice choice = NAMES_AUTOMATIC;
    picture.theme = ask_option(ask, "--theme");
    picture.theme = picture.theme ? picture.theme : "light";
    picture.out = ask_option(ask, "--out");
    if (!picture.out || (size && !ask_size(size, &picture.width, &picture.height)) ||
        (zoom && !ask_number(zoom, 10, 20, &picture.zoom)) ||
        (density && !ask_number(density, 0.5, 4, &picture.density)) ||
        (box && !ask_box(box, &picture.box)) || !theme_known(picture.theme) ||
        (names && !names_choice_parse(names, &choice))) {
        return ask_missing(ask, !picture.out ? "--out F.png"
                                             : "--size WxH --zoom 10..20 --density 0.5..4 --box "
                                               "W,S,E,N --theme light|dark|contrast|print --names "
                                               "nl|fr|both");
    }
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    if (names) {
        project_choose_names(ask->project, choice);
    }
    if (!box) {
        const struct shape *border = project_wijk(ask->project)->border;
        picture.box = border ? border->box : project_box(ask->project);
    }
    if (!picture_make(ask, &picture, &why)) {
        return ask_fault(ask, &why);
    }
    puts(picture.out);
    return EXIT_DONE;
}
