/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"
#include "system/file.h"

enum { GOLDEN_PATH = 1200, GOLDEN_STEP = 24, GOLDEN_PER_MILLE = 5 };

static void make_folder(const char *path)
{
    char folder[GOLDEN_PATH];
    struct fault why;
    fault_clear(&why);
    snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    if (!folder_make(folder, &why)) {
        fail_msg("cannot make %s", folder);
    }
}

static void write_picture(cairo_surface_t *picture, const char *path)
{
    make_folder(path);
    if (cairo_surface_write_to_png(picture, path) != CAIRO_STATUS_SUCCESS) {
        fail_msg("cannot write %s", path);
    }
}

static bool pixels_differ(const unsigned char *a, const unsigned char *b)
{
    for (int i = 0; i < 4; i++) {
        if (abs(a[i] - b[i]) > GOLDEN_STEP) {
            return true;
        }
    }
    return false;
}

/* A picture as ARGB32, whatever it was. */
static cairo_surface_t *even(cairo_surface_t *picture)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    cairo_surface_t *copy = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cairo = cairo_create(copy);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(copy);
    return copy;
}

/* How many pixels differ; -1 when the sizes do. */
static long count_differences(cairo_surface_t *one, cairo_surface_t *other)
{
    int width = cairo_image_surface_get_width(one), height = cairo_image_surface_get_height(one);
    long count = 0;
    if (cairo_image_surface_get_width(other) != width ||
        cairo_image_surface_get_height(other) != height) {
        return -1;
    }
    cairo_surface_t *a = even(one), *b = even(other);
    int stride = cairo_image_surface_get_stride(a);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            long at = (long)y * stride + 4L * x;
            count += pixels_differ(cairo_image_surface_get_data(a) + at,
                                   cairo_image_surface_get_data(b) + at);
        }
    }
    cairo_surface_destroy(a);
    cairo_surface_destroy(b);
    return count;
}

/* References are made anew; or this one is not there, is made, and the test fails. */
static bool writes_anew(void)
{
    const char *wish = getenv("WIJKPEIL_GOLDEN");
    return wish && strcmp(wish, "write") == 0;
}

static void fail_made(const char *path)
{
    fail_msg("%s was not there; it is made now: look at it and run again", path);
}

void kit_golden_png(cairo_surface_t *picture, const char *name)
{
    char path[GOLDEN_PATH], wrong[GOLDEN_PATH];
    snprintf(path, sizeof path, "%s/%s.png", KIT_GOLDEN, name);
    snprintf(wrong, sizeof wrong, "%s/%s_err.png", KIT_GOLDEN, name);
    remove(wrong);
    cairo_surface_flush(picture);
    if (writes_anew()) {
        write_picture(picture, path);
        return;
    }
    if (!file_exists(path)) {
        write_picture(picture, path);
        fail_made(path);
    }
    cairo_surface_t *golden = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(golden) != CAIRO_STATUS_SUCCESS) {
        fail_msg("cannot read %s", path);
    }
    long most = (long)cairo_image_surface_get_width(golden) *
                cairo_image_surface_get_height(golden) * GOLDEN_PER_MILLE / 1000;
    long differ = count_differences(picture, golden);
    cairo_surface_destroy(golden);
    if (differ < 0 || differ > most) {
        write_picture(picture, wrong);
        fail_msg("%s differs in %ld pixels (%ld allowed); see %s", path, differ, most, wrong);
    }
}

/* ---- texts ---- */

static void write_text(const char *text, const char *path)
{
    struct fault why;
    fault_clear(&why);
    make_folder(path);
    if (!file_write(path, text, strlen(text), &why)) {
        fail_msg("cannot write %s", path);
    }
}

/* The line in which two texts first differ. */
static int first_line(const char *one, const char *other)
{
    int line = 1;
    for (; *one && *one == *other; one++, other++) {
        line += *one == '\n';
    }
    return line;
}

void kit_golden_text(const char *text, const char *name)
{
    enum { CEILING = 4 * 1024 * 1024 };
    char path[GOLDEN_PATH], wrong[GOLDEN_PATH];
    struct buffer golden;
    struct fault why;
    snprintf(path, sizeof path, "%s/%s.txt", KIT_GOLDEN, name);
    snprintf(wrong, sizeof wrong, "%s/%s_err.txt", KIT_GOLDEN, name);
    remove(wrong);
    if (writes_anew()) {
        write_text(text, path);
        return;
    }
    if (!file_exists(path)) {
        write_text(text, path);
        fail_made(path);
    }
    fault_clear(&why);
    if (!file_read(path, CEILING, &golden, &why)) {
        fail_msg("cannot read %s", path);
    }
    bool same = strcmp(buffer_text(&golden), text) == 0;
    int line = first_line(buffer_text(&golden), text);
    buffer_clear(&golden);
    if (!same) {
        write_text(text, wrong);
        fail_msg("%s differs from line %d on; see %s", path, line, wrong);
    }
}
