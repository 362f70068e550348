/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/gallery.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "action/project_inner.h"

static void gallery_first(struct gallery *gallery)
{
    const struct gallery_view view = {"nl", "light", 1280, 800, 1, 1};
    struct shell *shell = gallery_shell(gallery, &view);
    assert_non_null(shell_project(shell));
    shell_close(shell);
}

int gallery_open(void **state)
{
    static struct gallery gallery;
    kit_folder_make(gallery.folder);
    gallery.clock = kit_clock("2026-06-12T15:00");
    if (chdir(gallery.folder) != 0) {
        fail_msg("cannot go to %s", gallery.folder);
    }
    gallery_first(&gallery);
    *state = &gallery;
    return 0;
}

int gallery_close(void **state)
{
    struct gallery *gallery = *state;
    if (chdir("/") != 0) {
        fail_msg("cannot leave %s", gallery->folder);
    }
    kit_folder_remove(gallery->folder);
    return 0;
}

struct shell *gallery_shell(const struct gallery *gallery, const struct gallery_view *view)
{
    struct shell *shell = NULL;
    struct fault why;
    struct shell_ways ways = {.data_folder = "data",
                              .assets_folder = kit_assets(),
                              .language = view->language,
                              .theme = view->theme,
                              .scale = view->scale,
                              .clock = &gallery->clock,
                              .still = true};
    fault_clear(&why);
    if (!shell_open(&ways, &shell, &why)) {
        fail_msg("the shell does not open: %s %s %s", why.what.key, why.file, why.detail);
    }
    shell_resize(shell, view->width, view->height, view->density);
    return shell;
}

/* What partners marked, for the screens about that: seen, never stored. */
static void marks_lay(struct shell *shell, const char *screen)
{
    static const struct {
        const char *id, *body;
    } marks[] = {
        {"prop:bib:01J9ZQ4T7M3K5X8Y2N6P0R1S4V",
         "{\"type\":\"prop\",\"org\":\"bib\",\"place\":\"osm:h183b6fa4a8dcad06\",\"lon\":4.342804,"
         "\"lat\":50.859357,\"service\":\"wifi\",\"price\":\"free\",\"checked\":\"2026-06-11\"}"},
        {"prop:bib:01J9ZQ4T7M3K5X8Y2N6P0R1S4W",
         "{\"type\":\"prop\",\"org\":\"bib\",\"place\":\"\",\"name\":\"Bank aan de leeszaal\","
         "\"lon\":4.3429,\"lat\":50.8593,\"service\":\"charge\",\"checked\":\"2026-06-12\"}"},
        {"prop:bib:01J9ZQ4T7M3K5X8Y2N6P0R1S4X",
         "{\"type\":\"prop\",\"org\":\"bib\",\"place\":\"\",\"lon\":4.3372,\"lat\":50.859,"
         "\"service\":\"charge\",\"price\":\"paid\",\"checked\":\"2026-05-02\",\"state\":"
         "\"returned\","
         "\"answer\":\"Aan welke kant van de straat is dat?\",\"answered\":\"2026-05-04\"}"},
        {"prop:bib:01J9ZQ4T7M3K5X8Y2N6P0R1S4Y",
         "{\"type\":\"prop\",\"org\":\"bib\",\"place\":\"\",\"name\":\"Speelplein\",\"lon\":4.337,"
         "\"lat\":50.858,\"service\":\"wifi\",\"price\":\"free\",\"checked\":\"2026-06-01\","
         "\"state\":\"accepted\",\"answered\":\"2026-06-02\"}"},
    };
    bool about = !strncmp(screen, "partner", 7) || !strcmp(screen, "review");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        cJSON *body = about ? cJSON_Parse(marks[i].body) : NULL;
        if (body) {
            cJSON_AddStringToObject(body, "_id", marks[i].id);
        }
        view_put(shell->project, marks[i].id, body);
    }
    view_refresh(shell->project);
}

void gallery_show(struct shell *shell, const char *screen)
{
    struct fault why;
    marks_lay(shell, screen);
    fault_clear(&shell->fault);
    shell->more_kinds = shell->more_services = false;
    shell->order = ORDER_DISTANCE;
    if (!shell_show(shell, screen, NULL, &why)) {
        fail_msg("no screen %s", screen);
    }
}

/* Few shades a channel are half the bytes and show the same. */
static void shades_few(cairo_surface_t *surface)
{
    enum { STEP = 10 };
    cairo_surface_flush(surface);
    unsigned char *bytes = cairo_image_surface_get_data(surface);
    long size =
        (long)cairo_image_surface_get_stride(surface) * cairo_image_surface_get_height(surface);
    for (long i = 0; i < size; i++) {
        int shade = (bytes[i] + STEP / 2) / STEP * STEP;
        bytes[i] = (unsigned char)(shade > 255 ? 255 : bytes[i] == 255 ? 255 : shade);
    }
    cairo_surface_mark_dirty(surface);
}

cairo_surface_t *gallery_picture(struct shell *shell)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(shell->width * shell->density),
                                   (int)lround(shell->height * shell->density));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, shell->density, shell->density);
    shell_paint(shell, cairo);
    cairo_destroy(cairo);
    shades_few(surface);
    return surface;
}

/* ---- text ---- */

enum { ULID = 26 };

static bool ulid_here(const char *at)
{
    return strspn(at, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ULID;
}

void gallery_text(struct shell *shell, struct buffer *out)
{
    struct buffer all;
    buffer_init(&all, 4 * 1024 * 1024);
    buffer_init(out, 4 * 1024 * 1024);
    shell_write(shell, &all);
    for (const char *at = buffer_text(&all); *at;) {
        if (ulid_here(at)) {
            buffer_add_byte(out, '#');
            at += ULID;
        } else {
            buffer_add_byte(out, *at++);
        }
    }
    buffer_clear(&all);
}
