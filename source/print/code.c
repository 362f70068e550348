/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/code.h"

#include <stddef.h>

#include <qrencode.h>

static const double QUIET = 4; /* modules */

static QRcode *code_of(const char *holds)
{
    return holds && *holds ? QRcode_encodeString(holds, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;
}

bool code_fits(const char *holds)
{
    QRcode *code = code_of(holds);
    bool fits = code != NULL;
    QRcode_free(code);
    return fits;
}

static void modules_add(cairo_t *cairo, const QRcode *code)
{
    for (int row = 0; row < code->width; row++) {
        for (int column = 0; column < code->width; column++) {
            if (code->data[row * code->width + column] & 1) {
                cairo_rectangle(cairo, column, row, 1, 1);
            }
        }
    }
}

void code_draw(cairo_t *cairo, const char *holds, double x, double y, double size)
{
    QRcode *code = code_of(holds);
    if (!code) {
        return;
    }
    double module = size / (code->width + 2 * QUIET);
    cairo_save(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, x, y, size, size);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_translate(cairo, x + QUIET * module, y + QUIET * module);
    cairo_scale(cairo, module, module);
    modules_add(cairo, code);
    cairo_fill(cairo); /* at once, so that no seam shows between two modules */
    cairo_restore(cairo);
    QRcode_free(code);
}
