/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draw/type_inner.h"

/* The stretch of one cluster on the line. */
struct box {
    uint32_t start, end; /* bytes */
    double left, right;
    bool backward;
};

static void end_boxes(struct box *boxes, size_t count, const struct shaped_run *run)
{
    for (size_t i = 0; i < count; i++) {
        if (run->backward) {
            boxes[i].end = i == 0 ? run->end : boxes[i - 1].start;
        } else {
            boxes[i].end = i + 1 == count ? run->end : boxes[i + 1].start;
        }
    }
}

/* Free with free(). */
static struct box *boxes_of(const struct shaped *shaped, size_t *count)
{
    struct box *boxes = memory_take(((size_t)shaped->glyph_count + 1) * sizeof *boxes);
    double x = 0;
    *count = 0;
    for (uint32_t r = 0; r < shaped->run_count; r++) {
        const struct shaped_run *run = &shaped->runs[r];
        struct box *first = boxes + *count, *next = first;
        for (uint32_t i = run->glyph; i < run->glyph + run->glyphs; i++) {
            uint32_t cluster = shaped->glyphs[i].cluster;
            if (next == first || next[-1].start != cluster) {
                *next++ = (struct box){cluster, 0, x, x, run->backward};
            }
            x += (double)shaped->glyphs[i].advance;
            next[-1].right = x;
        }
        end_boxes(first, (size_t)(next - first), run);
        *count = (size_t)(next - boxes);
    }
    return boxes;
}

static size_t stops_between(const struct shaped *shaped, size_t start, size_t end)
{
    size_t stops = 0;
    for (size_t at = start; at < end; at++) {
        stops += type_stop(shaped->text, shaped->size, at);
    }
    return stops;
}

static double caret_in(const struct shaped *shaped, const struct box *box, size_t at)
{
    size_t all = stops_between(shaped, box->start, box->end);
    double share = all ? (double)stops_between(shaped, box->start, at) / (double)all : 0;
    if (at >= box->end) {
        share = 1;
    }
    return box->backward ? box->right - share * (box->right - box->left)
                         : box->left + share * (box->right - box->left);
}

static double caret(const struct shaped *shaped, const struct box *boxes, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++) {
        bool last = at == shaped->size && boxes[i].end == at;
        if (last || (boxes[i].start <= at && at < boxes[i].end)) {
            return caret_in(shaped, &boxes[i], at);
        }
    }
    return shaped->right ? 0 : shaped->width;
}

double type_caret(struct type *type, struct type_style style, const char *text, size_t at)
{
    const struct shaped *shaped = type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text));
    size_t count;
    if (shaped->size == 0) {
        return 0;
    }
    at = at > shaped->size ? shaped->size : at;
    while (!type_stop(shaped->text, shaped->size, at)) {
        at--;
    }
    struct box *boxes = boxes_of(shaped, &count);
    double x = caret(shaped, boxes, count, at);
    free(boxes);
    return x * style.size / TYPE_EM;
}

size_t type_hit(struct type *type, struct type_style style, const char *text, double x)
{
    const struct shaped *shaped = type_shape(type, style, TYPE_BASE_AUTO, text, strlen(text));
    size_t count, best = 0;
    double least = INFINITY, wanted = x * TYPE_EM / style.size;
    struct box *boxes = boxes_of(shaped, &count);
    for (size_t i = 0; i < count; i++) {
        size_t end = boxes[i].end == shaped->size ? boxes[i].end + 1 : boxes[i].end;
        for (size_t at = boxes[i].start; at < end; at++) {
            if (!type_stop(shaped->text, shaped->size, at)) {
                continue;
            }
            double away = fabs(caret_in(shaped, &boxes[i], at) - wanted);
            if (away < least) {
                least = away;
                best = at;
            }
        }
    }
    free(boxes);
    return best;
}

void type_logical_widths(const struct shaped *shaped, double size, double *widths)
{
    memset(widths, 0, shaped->size * sizeof *widths);
    for (uint32_t i = 0; i < shaped->glyph_count; i++) {
        widths[shaped->glyphs[i].cluster] += (double)shaped->glyphs[i].advance * size / TYPE_EM;
    }
}
