/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil draw`: a map picture of a wijk or a box. */
#include "command/command_inner.h"

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
        if (!strcmp(sources[i].kind, "map")) {
            buffer_addf(&text, "%s", sources[i].attribution);
        }
    }
    struct type_style style = {12, TYPE_REGULAR, false};
    type_line_halo(drawing->type, cairo, style, drawing->theme.colour[THEME_INK],
                   drawing->theme.colour[THEME_CARD], 2, 8, height - 8, TYPE_START,
                   buffer_text(&text));
    buffer_clear(&text);
}

static bool picture_make(struct ask *ask, const struct box *box, double zoom, int width, int height,
                         const char *theme, const char *out, struct fault *why)
{
    struct drawing drawing;
    struct map_source source;
    struct map_view view;
    struct map_mark *marks = NULL;
    action_map_source(ask->project, &source);
    map_view_init(&view, width, height, pack_box(project_pack(ask->project)));
    map_view_show(&view, *box, 0);
    if (zoom > 0) {
        map_view_zoom(&view, zoom - view.zoom, width / 2.0, height / 2.0);
    }
    if (!drawing_open(ask, theme, &drawing, why)) {
        drawing_close(&drawing);
        return false;
    }
    struct map_scene scene = {.source = &source,
                              .style = drawing.style,
                              .border = project_wijk(ask->project)->border,
                              .french = ask->settings.language == LANGUAGE_FR};
    scene.mark_count = action_marks(ask->project, ACTION_ALL_SERVICES, 0, NULL, &marks);
    scene.marks = marks;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    bool ok = map_paint(&scene, &drawing.pencil, cairo, map_view_box(&view), width, height,
                        view.zoom, false) ||
              fault_set(why, FAULT_INPUT, "fault.map.read");
    credit_paint(ask, &drawing, cairo, height);
    cairo_destroy(cairo);
    ok = ok && picture_write(surface, out, why);
    cairo_surface_destroy(surface);
    free(marks);
    drawing_close(&drawing);
    return ok;
}

int command_draw(struct ask *ask)
{
    struct fault why;
    struct box box;
    int width = 1280, height = 800;
    double zoom = 0;
    const char *box_text = ask_option(ask, "--box"), *zoom_text = ask_option(ask, "--zoom");
    const char *size = ask_option(ask, "--size"), *theme = ask_option(ask, "--theme");
    const char *out = ask_option(ask, "--out");
    theme = theme ? theme : "light";
    if (!out || (size && !ask_size(size, &width, &height)) ||
        (zoom_text && !ask_number(zoom_text, 10, 20, &zoom)) ||
        (box_text && !ask_box(box_text, &box)) ||
        (strcmp(theme, "light") && strcmp(theme, "dark") && strcmp(theme, "print"))) {
        return ask_missing(
            ask, !out ? "--out F.png"
                      : "--size WxH --zoom 10..20 --box W,S,E,N --theme light|dark|print");
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    if (!box_text) {
        box = project_wijk(ask->project)->border->box;
    }
    if (!picture_make(ask, &box, zoom, width, height, theme, out, &why)) {
        return ask_fault(ask, &why);
    }
    puts(out);
    return EXIT_DONE;
}
