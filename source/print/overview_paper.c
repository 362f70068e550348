/* SPDX-License-Identifier: EUPL-1.2 */
/* The residents' overview as a whole, in its three forms. */
#include "print/overview_paper.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "system/file.h"

enum { TEXT_LEAST = 12, TEXT_MOST = 24, THINNEST = 2, GOOD_BYTES = 960 * 1000 };
enum { NARROW_TEXT = 14 /* from here on a column of half an A4 is too narrow */ };

static const struct paper papers[] = {
    [OVERVIEW_LIST_A4] = {595.276, 841.890, 45, 550, 42, 790},
    [OVERVIEW_FOLDED_A5] = {420.945, 595.276, 34, 387, 34, 546},
    [OVERVIEW_POSTER_A3] = {841.890, 1190.551, 43, 799, 43, 1138},
};
static const struct sheet_density densities[] = {{.leading = 1.3, .pad = 12},
                                                 {.leading = 1.22, .pad = 8}};

struct printing {
    struct sheet sheet;
    struct overview_plan plan;
    paper_fill *fill;
    struct map_mark *marks; /* owned */
    char *ribbon;           /* owned */
};

/* All that is said on every page must fit its line. */
static const char *fitting(const struct sheet *sheet, const char *first, const char *second,
                           double width)
{
    const char *const texts[] = {first, second};
    struct type_style style = {.size = sheet->text, .weight = TYPE_BOLD};
    for (int at = 0; at < 2; at++) {
        if (texts[at] && type_width(sheet->pencil->type, style, texts[at]) <= width) {
            return texts[at];
        }
    }
    return "";
}

static char *joined(const struct overview_line *line, int count)
{
    struct buffer text;
    buffer_init(&text, 4096);
    for (int at = 0; at < count; at++) {
        const char *said = line->text[at] ? line->text[at] : "";
        buffer_addf(&text, "%s%s", at && *said ? " · " : "", said);
    }
    char *taken = memory_text(buffer_text(&text));
    buffer_clear(&text);
    return taken;
}

static void scene_make(struct printing *printing, const struct overview *overview)
{
    struct map_scene *scene = &printing->plan.scene;
    *scene = overview->scene;
    printing->marks = memory_take(sizeof *printing->marks * (scene->mark_count + 1));
    for (size_t at = 0; at < scene->mark_count; at++) {
        printing->marks[at] = scene->marks[at];
        printing->marks[at].colour = THEME_INK;
        printing->marks[at].pin = SYMBOL_PIN_CONFIRMED;
    }
    scene->marks = printing->marks;
}

static void frame_make(struct printing *printing, const struct overview *overview)
{
    struct sheet *sheet = &printing->sheet;
    double span = sheet_span(sheet);
    char *both = joined(&overview->ribbon, overview->language_count);
    printing->ribbon = memory_text(fitting(sheet, both, overview->ribbon.text[0], span - 16));
    free(both);
    sheet->frame = (struct sheet_frame){
        .ribbon = printing->ribbon,
        .head = "",
        .date = "",
        .foot = fitting(sheet, overview->valid_line.text[0], overview->wijk,
                        span - overview_em(sheet, 9)),
    };
}

static void printing_init(struct printing *printing, const struct overview *overview,
                          struct overview_setting setting, const struct pencil *pencil,
                          const struct language *const languages[OVERVIEW_LANGUAGES])
{
    double text = fmax(TEXT_LEAST, fmin(setting.text, TEXT_MOST));
    bool two = overview->language_count > 1, wide = setting.form == OVERVIEW_LIST_A4;
    bool poster = setting.form == OVERVIEW_POSTER_A3;
    *printing = (struct printing){
        .fill = poster ? overview_poster_fill : overview_list_fill,
        .plan = {.languages = languages,
                 .beside = wide && two,
                 .run_in = poster,
                 .heading = poster ? 1.25 : 1.45,
                 .columns = poster                               ? 3
                            : wide && !two && text < NARROW_TEXT ? 2
                                                                 : 1},
        .sheet = {.paper = &papers[setting.form],
                  .pencil = pencil,
                  .language = languages[0],
                  .density = &densities[0],
                  .text = text,
                  .content = overview,
                  .folded = setting.form == OVERVIEW_FOLDED_A5},
    };
    printing->sheet.plan = &printing->plan;
    scene_make(printing, overview);
    frame_make(printing, overview);
    if (poster) {
        overview_poster_plan(&printing->sheet, text);
    }
    int pages = paper_count(&printing->sheet, printing->fill);
    printing->sheet.density = poster ? printing->sheet.density : &densities[1];
    if (!poster && paper_count(&printing->sheet, printing->fill) == pages) {
        printing->sheet.density = &densities[0]; /* closer saves no paper */
        paper_count(&printing->sheet, printing->fill);
    }
}

static void printing_clear(struct printing *printing)
{
    free(printing->marks);
    free(printing->ribbon);
}

void overview_paper(enum overview_form form, double *width, double *height)
{
    paper_side_size(&(struct sheet){.paper = &papers[form], .folded = form == OVERVIEW_FOLDED_A5},
                    width, height);
}

int print_overview_page(const struct overview *overview, struct overview_setting setting,
                        const struct pencil *pencil,
                        const struct language *const languages[OVERVIEW_LANGUAGES], cairo_t *cairo,
                        int page)
{
    struct printing printing;
    printing_init(&printing, overview, setting, pencil, languages);
    int sides = paper_sides(&printing.sheet);
    if (cairo && page >= 0 && page < sides) {
        paper_show(&printing.sheet, printing.fill, cairo, page);
    }
    printing_clear(&printing);
    return sides;
}

bool print_overview(const struct overview *overview, struct overview_setting setting,
                    const struct pencil *pencil,
                    const struct language *const languages[OVERVIEW_LANGUAGES], const char *file,
                    struct fault *why)
{
    struct printing printing;
    struct buffer pdf;
    printing_init(&printing, overview, setting, pencil, languages);
    struct finish_words words = {.title = overview->title.text[0],
                                 .author = "Wijkpeil",
                                 .language = language_tag(overview->codes[0]),
                                 .day = overview->day};
    buffer_init(&pdf, PAPER_FILE_MOST);
    bool ok = paper_make(&printing.sheet, printing.fill, &words, &pdf, why);
    while (ok && pdf.size > GOOD_BYTES && printing.plan.thinner < THINNEST) {
        printing.plan.thinner++;
        buffer_empty(&pdf);
        ok = paper_make(&printing.sheet, printing.fill, &words, &pdf, why);
    }
    ok = ok && file_write(file, pdf.data, pdf.size, why);
    buffer_clear(&pdf);
    printing_clear(&printing);
    return ok;
}
