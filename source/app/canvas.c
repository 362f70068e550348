/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/canvas.h"

#include <math.h>
#include <pixman.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { WORTH_LEARNING = 128 * 128 }; /* pixels: smaller surfaces are simply laid over */

struct cells { /* what a surface is made of, in its own pixels */
    uint64_t key, stamp;
    pixman_region32_t filled, solid; /* owned; not empty; and hiding all below */
    bool used;
};

struct laid { /* an item in its place */
    uint64_t key, stamp;
    int left, top, right, bottom; /* pixels of the window */
    bool opaque, kept;
    struct colour colour;
    cairo_surface_t *surface;       /* owned while a picture is made */
    pixman_region32_t shown, solid; /* owned; in pixels of the window */
};

struct sheet {
    struct laid *items; /* owned */
    size_t count, room;
};

struct canvas {
    struct sheet now, before;
    struct cells *cells; /* owned */
    size_t cells_count, cells_room;
    double density;
    bool known; /* the pixels are those of `before` */
    int width, height;
    void *bytes;
};

/* ---- life ---- */

struct canvas *canvas_new(void)
{
    return memory_take(sizeof(struct canvas));
}

static void laid_clear(struct laid *laid)
{
    cairo_surface_destroy(laid->surface);
    pixman_region32_fini(&laid->shown);
    pixman_region32_fini(&laid->solid);
}

static void sheet_clear(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        laid_clear(&sheet->items[i]);
    }
    sheet->count = 0;
}

static void cells_clear(struct cells *cells)
{
    pixman_region32_fini(&cells->filled);
    pixman_region32_fini(&cells->solid);
}

void canvas_free(struct canvas *canvas)
{
    if (!canvas) {
        return;
    }
    sheet_clear(&canvas->now);
    sheet_clear(&canvas->before);
    for (size_t i = 0; i < canvas->cells_count; i++) {
        cells_clear(&canvas->cells[i]);
    }
    free(canvas->now.items);
    free(canvas->before.items);
    free(canvas->cells);
    free(canvas);
}

void canvas_forget(struct canvas *canvas)
{
    canvas->known = false;
}

/* ---- what a surface is made of ---- */

struct boxes {             /* cells side by side are one box */
    pixman_box32_t *boxes; /* owned */
    size_t count, room;
};

static void boxes_add(struct boxes *boxes, int left, int top, int right, int bottom)
{
    pixman_box32_t *last = boxes->count ? &boxes->boxes[boxes->count - 1] : NULL;
    if (last && last->y1 == top && last->x2 == left) {
        last->x2 = right;
        return;
    }
    ARRAY_GROW(boxes->boxes, boxes->count, boxes->room);
    boxes->boxes[boxes->count++] = (pixman_box32_t){left, top, right, bottom};
}

static void boxes_end(struct boxes *boxes, pixman_region32_t *region)
{
    pixman_region32_init_rects(region, boxes->boxes, (int)boxes->count);
    free(boxes->boxes);
}

struct alpha {
    uint32_t any, all;
};

static struct alpha cell_alpha(const unsigned char *bytes, int stride, int width, int height)
{
    struct alpha alpha = {0, UINT32_MAX};
    for (int y = 0; y < height; y++, bytes += stride) {
        const uint32_t *pixel = (const uint32_t *)(const void *)bytes;
        for (int x = 0; x < width; x++) {
            alpha.any |= pixel[x];
            alpha.all &= pixel[x];
        }
    }
    return alpha;
}

static void cells_learn(struct cells *cells, cairo_surface_t *surface)
{
    const unsigned char *bytes = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    struct boxes filled = {NULL, 0, 0}, solid = {NULL, 0, 0};
    for (int y = 0; y < height; y += CANVAS_CELL) {
        int down = height - y < CANVAS_CELL ? height - y : CANVAS_CELL;
        for (int x = 0; x < width; x += CANVAS_CELL) {
            int across = width - x < CANVAS_CELL ? width - x : CANVAS_CELL;
            struct alpha alpha =
                cell_alpha(bytes + (ptrdiff_t)y * stride + (ptrdiff_t)x * 4, stride, across, down);
            if (alpha.any) {
                boxes_add(&filled, x, y, x + across, y + down);
            }
            if (alpha.all >> 24 == 0xff) {
                boxes_add(&solid, x, y, x + across, y + down);
            }
        }
    }
    boxes_end(&filled, &cells->filled);
    boxes_end(&solid, &cells->solid);
}

static const struct cells *cells_of(struct canvas *canvas, const struct shell_item *item)
{
    struct cells *cells = NULL;
    for (size_t i = 0; i < canvas->cells_count && !cells; i++) {
        cells = canvas->cells[i].key == item->key ? &canvas->cells[i] : NULL;
    }
    if (cells && cells->stamp == item->stamp) {
        cells->used = true;
        return cells;
    }
    if (cells) {
        cells_clear(cells);
    } else {
        ARRAY_GROW(canvas->cells, canvas->cells_count, canvas->cells_room);
        cells = &canvas->cells[canvas->cells_count++];
    }
    *cells = (struct cells){.key = item->key, .stamp = item->stamp, .used = true};
    cells_learn(cells, item->surface);
    return cells;
}

static void cells_forget(struct canvas *canvas)
{
    size_t kept = 0;
    for (size_t i = 0; i < canvas->cells_count; i++) {
        if (canvas->cells[i].used) {
            canvas->cells[kept] = canvas->cells[i];
            canvas->cells[kept++].used = false;
        } else {
            cells_clear(&canvas->cells[i]);
        }
    }
    canvas->cells_count = kept;
}

/* ---- laying an item into its place ---- */

static bool scaled(const struct laid *laid)
{
    return laid->right - laid->left != cairo_image_surface_get_width(laid->surface) ||
           laid->bottom - laid->top != cairo_image_surface_get_height(laid->surface);
}

/* To whole pixels; a surface keeps its own size unless it is really scaled. */
static void laid_place(struct laid *laid, const struct shell_item *item, double density)
{
    double x = item->x * density, y = item->y * density;
    double width = item->width * density, height = item->height * density;
    laid->left = (int)lround(x);
    laid->top = (int)lround(y);
    laid->right = (int)lround(x + width);
    laid->bottom = (int)lround(y + height);
    if (item->surface) {
        int pixels_x = cairo_image_surface_get_width(item->surface);
        int pixels_y = cairo_image_surface_get_height(item->surface);
        if (fabs(width / pixels_x - 1) <= 0.0005 && fabs(height / pixels_y - 1) <= 0.0005) {
            laid->right = laid->left + pixels_x;
            laid->bottom = laid->top + pixels_y;
        }
    }
}

/* `cells` as they lie in the window, grown to whole pixels (and one more, for the rounding). */
static void cells_scaled(const pixman_region32_t *cells, const struct laid *laid,
                         pixman_region32_t *out)
{
    int count;
    const pixman_box32_t *from = pixman_region32_rectangles((pixman_region32_t *)cells, &count);
    double across =
        (double)(laid->right - laid->left) / cairo_image_surface_get_width(laid->surface);
    double down =
        (double)(laid->bottom - laid->top) / cairo_image_surface_get_height(laid->surface);
    pixman_box32_t *boxes = memory_take(sizeof *boxes * ((size_t)count + 1));
    for (int i = 0; i < count; i++) {
        boxes[i] = (pixman_box32_t){(int)floor(from[i].x1 * across) - 1 + laid->left,
                                    (int)floor(from[i].y1 * down) - 1 + laid->top,
                                    (int)ceil(from[i].x2 * across) + 1 + laid->left,
                                    (int)ceil(from[i].y2 * down) + 1 + laid->top};
    }
    pixman_region32_init_rects(out, boxes, count);
    pixman_region32_intersect_rect(out, out, laid->left, laid->top,
                                   (unsigned)(laid->right - laid->left),
                                   (unsigned)(laid->bottom - laid->top));
    free(boxes);
}

static void laid_learn(struct canvas *canvas, struct laid *laid, const struct shell_item *item)
{
    unsigned width = (unsigned)(laid->right - laid->left);
    unsigned height = (unsigned)(laid->bottom - laid->top);
    bool hides = laid->surface ? laid->opaque : item->colour.alpha >= 1;
    size_t pixels = laid->surface ? (size_t)cairo_image_surface_get_width(laid->surface) *
                                        (size_t)cairo_image_surface_get_height(laid->surface)
                                  : 0;
    if (hides || pixels < WORTH_LEARNING) {
        pixman_region32_init_rect(&laid->shown, laid->left, laid->top, width, height);
        pixman_region32_init(&laid->solid);
        if (hides) {
            pixman_region32_copy(&laid->solid, &laid->shown);
        }
        return;
    }
    const struct cells *cells = cells_of(canvas, item);
    if (scaled(laid)) {
        cells_scaled(&cells->filled, laid, &laid->shown);
        pixman_region32_init(&laid->solid);
        return;
    }
    pixman_region32_init(&laid->shown);
    pixman_region32_init(&laid->solid);
    pixman_region32_copy(&laid->shown, (pixman_region32_t *)&cells->filled);
    pixman_region32_copy(&laid->solid, (pixman_region32_t *)&cells->solid);
    pixman_region32_translate(&laid->shown, laid->left, laid->top);
    pixman_region32_translate(&laid->solid, laid->left, laid->top);
}

void canvas_begin(struct canvas *canvas, double density)
{
    sheet_clear(&canvas->now);
    canvas->density = density;
}

void canvas_item(void *data, const struct shell_item *item)
{
    struct canvas *canvas = data;
    struct sheet *sheet = &canvas->now;
    struct laid laid = {
        .key = item->key, .stamp = item->stamp, .opaque = item->opaque, .colour = item->colour};
    laid_place(&laid, item, canvas->density);
    if (laid.right <= laid.left || laid.bottom <= laid.top) {
        return;
    }
    laid.surface = item->surface ? cairo_surface_reference(item->surface) : NULL;
    laid_learn(canvas, &laid, item);
    ARRAY_GROW(sheet->items, sheet->count, sheet->room);
    sheet->items[sheet->count++] = laid;
}

/* ---- what changed ---- */

static bool same_colour(struct colour a, struct colour b)
{
    return !memcmp(&a, &b, sizeof a);
}

static bool same(const struct laid *a, const struct laid *b)
{
    return a->key == b->key && a->stamp == b->stamp && a->left == b->left && a->top == b->top &&
           a->right == b->right && a->bottom == b->bottom && a->opaque == b->opaque &&
           same_colour(a->colour, b->colour);
}

/* Marks what stands in both, in the same order. */
static void sheets_match(struct sheet *before, struct sheet *now)
{
    size_t from = 0;
    for (size_t i = 0; i < now->count; i++) {
        size_t at = from;
        while (at < before->count && !same(&before->items[at], &now->items[i])) {
            at++;
        }
        if (at < before->count) {
            before->items[at].kept = now->items[i].kept = true;
            from = at + 1;
        }
    }
}

/* Adds where items that came or went are seen, not being hidden by those that stay. */
static void damage_add(const struct sheet *sheet, pixman_region32_t *damage)
{
    pixman_region32_t hidden, seen;
    pixman_region32_init(&hidden);
    pixman_region32_init(&seen);
    for (size_t i = sheet->count; i-- > 0;) {
        struct laid *laid = &sheet->items[i];
        if (laid->kept) {
            pixman_region32_union(&hidden, &hidden, &laid->solid);
        } else {
            pixman_region32_subtract(&seen, &laid->shown, &hidden);
            pixman_region32_union(damage, damage, &seen);
        }
    }
    pixman_region32_fini(&hidden);
    pixman_region32_fini(&seen);
}

static void damage_make(struct canvas *canvas, struct canvas_pixels pixels,
                        pixman_region32_t *damage)
{
    bool known = canvas->known && canvas->bytes == pixels.bytes && canvas->width == pixels.width &&
                 canvas->height == pixels.height;
    if (!known) {
        pixman_region32_init_rect(damage, 0, 0, (unsigned)pixels.width, (unsigned)pixels.height);
        return;
    }
    pixman_region32_init(damage);
    sheets_match(&canvas->before, &canvas->now);
    damage_add(&canvas->before, damage);
    damage_add(&canvas->now, damage);
    pixman_region32_intersect_rect(damage, damage, 0, 0, (unsigned)pixels.width,
                                   (unsigned)pixels.height);
}

/* ---- composing ---- */

static pixman_image_t *image_of(const struct laid *laid)
{
    if (!laid->surface) {
        double alpha = laid->colour.alpha * 65535;
        pixman_color_t colour = {(uint16_t)lround(laid->colour.red * alpha),
                                 (uint16_t)lround(laid->colour.green * alpha),
                                 (uint16_t)lround(laid->colour.blue * alpha),
                                 (uint16_t)lround(alpha)};
        return pixman_image_create_solid_fill(&colour);
    }
    int width = cairo_image_surface_get_width(laid->surface);
    int height = cairo_image_surface_get_height(laid->surface);
    pixman_image_t *image =
        pixman_image_create_bits(laid->opaque ? PIXMAN_x8r8g8b8 : PIXMAN_a8r8g8b8, width, height,
                                 (uint32_t *)(void *)cairo_image_surface_get_data(laid->surface),
                                 cairo_image_surface_get_stride(laid->surface));
    if (scaled(laid)) {
        pixman_transform_t transform;
        pixman_transform_init_scale(
            &transform, pixman_double_to_fixed((double)width / (laid->right - laid->left)),
            pixman_double_to_fixed((double)height / (laid->bottom - laid->top)));
        pixman_image_set_transform(image, &transform);
        pixman_image_set_filter(image, PIXMAN_FILTER_NEAREST, NULL, 0);
        pixman_image_set_repeat(image, laid->opaque ? PIXMAN_REPEAT_PAD : PIXMAN_REPEAT_NONE);
    }
    return image;
}

static void laid_paint(const struct laid *laid, pixman_image_t *window, pixman_region32_t *where)
{
    pixman_image_t *image = image_of(laid);
    pixman_box32_t *box = pixman_region32_extents(where);
    pixman_image_set_clip_region32(window, where);
    pixman_image_composite32(laid->opaque ? PIXMAN_OP_SRC : PIXMAN_OP_OVER, image, NULL, window,
                             box->x1 - laid->left, box->y1 - laid->top, 0, 0, box->x1, box->y1,
                             box->x2 - box->x1, box->y2 - box->y1);
    pixman_image_unref(image);
}

/* From above each item is told what is left to it, from below it is painted. */
static void sheet_paint(struct sheet *sheet, pixman_image_t *window,
                        const pixman_region32_t *damage)
{
    pixman_region32_t left, *where = memory_take(sizeof *where * (sheet->count + 1));
    pixman_region32_init(&left);
    pixman_region32_copy(&left, (pixman_region32_t *)damage);
    for (size_t i = sheet->count; i-- > 0;) {
        pixman_region32_init(&where[i]);
        pixman_region32_intersect(&where[i], &sheet->items[i].shown, &left);
        pixman_region32_subtract(&left, &left, &sheet->items[i].solid);
    }
    for (size_t i = 0; i < sheet->count; i++) {
        if (pixman_region32_not_empty(&where[i])) {
            laid_paint(&sheet->items[i], window, &where[i]);
        }
        pixman_region32_fini(&where[i]);
    }
    pixman_region32_fini(&left);
    free(where);
}

static size_t changed_say(pixman_region32_t *damage, struct canvas_box *changed, size_t most)
{
    int count;
    const pixman_box32_t *boxes = pixman_region32_rectangles(damage, &count);
    if ((size_t)count > most) {
        boxes = pixman_region32_extents(damage);
        count = 1;
    }
    for (int i = 0; i < count; i++) {
        changed[i] = (struct canvas_box){boxes[i].x1, boxes[i].y1, boxes[i].x2 - boxes[i].x1,
                                         boxes[i].y2 - boxes[i].y1};
    }
    return (size_t)count;
}

/* What was laid now is what was laid before; surfaces belong to the shell again. */
static void sheets_turn(struct canvas *canvas)
{
    struct sheet before = canvas->before;
    canvas->before = canvas->now;
    canvas->now = before;
    for (size_t i = 0; i < canvas->before.count; i++) {
        struct laid *laid = &canvas->before.items[i];
        cairo_surface_destroy(laid->surface);
        laid->surface = NULL;
        laid->kept = false;
    }
    sheet_clear(&canvas->now);
}

size_t canvas_end(struct canvas *canvas, struct canvas_pixels pixels, struct canvas_box *changed,
                  size_t most)
{
    pixman_region32_t damage;
    damage_make(canvas, pixels, &damage);
    pixman_image_t *window = pixman_image_create_bits(PIXMAN_x8r8g8b8, pixels.width, pixels.height,
                                                      pixels.bytes, pixels.pitch);
    sheet_paint(&canvas->now, window, &damage);
    pixman_image_unref(window);
    size_t count = changed_say(&damage, changed, most);
    pixman_region32_fini(&damage);
    sheets_turn(canvas);
    cells_forget(canvas);
    canvas->known = true;
    canvas->bytes = pixels.bytes;
    canvas->width = pixels.width;
    canvas->height = pixels.height;
    return count;
}
