/* SPDX-License-Identifier: EUPL-1.2 */
/* T4 in full: a table of who covers which time in a normal and in a school-holiday week, and under
 * it the normal week of wifi and of computers as two pictures, darker where more places are open.
 */
#include "print/card.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { SERVICES = 2, TIMES = 3, DAYS = 7, SHADES = 3, WHO_LINES = 4, HALF_HOURS_LABELLED = 12 };
enum { WEEK_WORDS = 4096 };

static const double FIRST = 62, HEAD = 15, SYMBOL = 11, SYMBOL_SPAN = 15;
static const double GUTTER = 18, DAY_LABEL = 27, ROW = 11, TITLE = 16, HOURS = 15, LEGEND = 16;
static const double shades[SHADES] = {0.4, 0.7, 1};
static const char *const services[] = {"print.grid.wifi", "print.grid.computer"};

/* ---- the table ---- */

static bool same_who(const struct scorecard *card, int service, int time)
{
    const struct print_times *normal = &card->times[PRINT_NORMAL];
    const struct print_times *school = &card->times[PRINT_SCHOOL];
    return normal->covered[service][time] && school->covered[service][time] &&
           strcmp(normal->who[service][time], school->who[service][time]) == 0;
}

/* The sign of one week, and whose it is. Returns the height. */
static double who_set(const struct sheet *sheet, cairo_t *cairo, int week, int service, int time,
                      double x, double y, double width)
{
    const struct print_times *times = &card_of(sheet)->times[week];
    bool covered = times->covered[service][time];
    bool same = week == PRINT_SCHOOL && same_who(card_of(sheet), service, time);
    const char *who = times->who[service][time];
    const char *text = same                     ? sheet_word(sheet, "print.times.same")
                       : covered && who && *who ? who
                       : covered                ? sheet_word(sheet, "coverage.yes")
                                                : sheet_word(sheet, "print.times.nobody");
    struct flow_run run = sheet_run(sheet, text, covered && !same ? THEME_INK : THEME_MUTED);
    struct flow flow = {.cairo = cairo,
                        .x = x + SYMBOL_SPAN,
                        .y = y,
                        .width = width - SYMBOL_SPAN,
                        .leading = fmin(1.25, sheet->density->leading),
                        .lines = WHO_LINES};
    if (cairo) {
        ink_close(sheet_tags(sheet, cairo));
        symbol_state(sheet->pencil, cairo, covered ? SYMBOL_MET : SYMBOL_NOT, x, y + 0.5, SYMBOL);
    }
    tag_open(sheet_tags(sheet, cairo), TAG_P);
    double high = sheet_flow_set(sheet, flow, &run, 1);
    tag_close(sheet_tags(sheet, cairo));
    return fmax(high, SYMBOL + 1);
}

static double cell_set(const struct sheet *sheet, cairo_t *cairo, int service, int time, double x,
                       double y, double width)
{
    double high = 0;
    tag_open(sheet_tags(sheet, cairo), TAG_TD);
    for (int week = 0; week < PRINT_WEEKS; week++) {
        if (card_of(sheet)->times[week].given) {
            high += who_set(sheet, cairo, week, service, time, x, y + high, width);
        }
    }
    tag_close(sheet_tags(sheet, cairo));
    return high;
}

static double pad_of(const struct sheet *sheet)
{
    return fmin(3, sheet->density->pad);
}

static double row_high(const struct sheet *sheet, int service, double width)
{
    double high = 0;
    for (int time = 0; time < TIMES; time++) {
        high = fmax(high, cell_set(sheet, NULL, service, time, 0, 0, width));
    }
    return high + 2 * pad_of(sheet);
}

static double weeks_line(const struct sheet *sheet, cairo_t *cairo, double y)
{
    const struct print_times *times = card_of(sheet)->times;
    bool both = times[PRINT_SCHOOL].given;
    char *line = sheet_fill(sheet, both ? "print.times.weeks" : "print.times.week",
                            times[PRINT_NORMAL].week, both ? times[PRINT_SCHOOL].week : "");
    struct flow_run run = sheet_run(sheet, line, THEME_MUTED);
    struct flow flow = {.cairo = cairo,
                        .x = PAPER_LEFT,
                        .y = y,
                        .width = PAPER_SPAN,
                        .leading = fmin(1.25, sheet->density->leading),
                        .lines = WHO_LINES};
    double high = sheet_flow_set(sheet, flow, &run, 1);
    free(line);
    return high;
}

/* Returns its height; with `cairo` NULL it is only measured. */
static double table_set(const struct sheet *sheet, cairo_t *cairo, double top)
{
    static const char *const heads[] = {"print.grid.office", "print.grid.evening",
                                        "print.grid.weekend"};
    double column = (PAPER_SPAN - FIRST) / TIMES, width = column - 10;
    double y = top + weeks_line(sheet, cairo, top) + pad_of(sheet);
    struct tags *tags = sheet_tags(sheet, cairo);
    tag_open(tags, TAG_TABLE);
    tag_open(tags, TAG_TR);
    tag_open(tags, TAG_TD); /* the empty corner */
    tag_close(tags);
    for (int time = 0; time < TIMES; time++) {
        struct flow_run head = sheet_bold(sheet, sheet_word(sheet, heads[time]), THEME_INK);
        tag_open_as(tags, &(struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_COLUMN});
        sheet_flow(sheet, cairo, PAPER_LEFT + FIRST + time * column, y, width, &head, 1);
        tag_close(tags);
    }
    tag_close(tags);
    y += HEAD;
    for (int service = 0; service < SERVICES; service++) {
        double high = row_high(sheet, service, width);
        struct flow_run name = sheet_bold(sheet, sheet_word(sheet, services[service]), THEME_INK);
        if (cairo) {
            sheet_rule(sheet, PAPER_LEFT, y, PAPER_SPAN, 0.6, THEME_EDGE);
        }
        tag_open(tags, TAG_TR);
        tag_open_as(tags, &(struct tag_about){.role = TAG_TH, .scope = TAG_SCOPE_ROW});
        sheet_flow(sheet, cairo, PAPER_LEFT, y + pad_of(sheet), FIRST - 4, &name, 1);
        tag_close(tags);
        for (int time = 0; time < TIMES; time++) {
            cell_set(sheet, cairo, service, time, PAPER_LEFT + FIRST + time * column,
                     y + pad_of(sheet), width);
        }
        tag_close(tags);
        y += high;
    }
    tag_close(tags);
    if (cairo) {
        sheet_rule(sheet, PAPER_LEFT, y, PAPER_SPAN, 0.6, THEME_EDGE);
    }
    return y - top;
}

/* ---- the pictures ---- */

static struct colour shade_colour(const struct sheet *sheet, int places)
{
    struct colour full = sheet_ink(sheet, THEME_PILLAR_T), paper = sheet_ink(sheet, THEME_CARD);
    double share = shades[(places > SHADES ? SHADES : places) - 1];
    return (struct colour){paper.red + (full.red - paper.red) * share,
                           paper.green + (full.green - paper.green) * share,
                           paper.blue + (full.blue - paper.blue) * share, 1};
}

/* Half hours that follow each other with the same shade are one box: no seams between them. */
static void day_draw(const struct sheet *sheet, cairo_t *cairo, const uint16_t *cells, double x,
                     double y, double half)
{
    for (int from = 0, to; from < PRINT_HALF_HOURS; from = to) {
        for (to = from + 1; to < PRINT_HALF_HOURS && cells[to] == cells[from];) {
            to++;
        }
        if (cells[from]) {
            colour_set(cairo, shade_colour(sheet, cells[from]));
            cairo_rectangle(cairo, x + from * half, y + 0.75, (to - from) * half, ROW - 1.5);
            cairo_fill(cairo);
        }
    }
}

static void lines_draw(const struct sheet *sheet, cairo_t *cairo, double x, double y, double half)
{
    cairo_set_line_width(cairo, 0.5);
    for (int hour = 0; hour <= PRINT_HALF_HOURS; hour += HALF_HOURS_LABELLED / 2) {
        colour_set(cairo, sheet_ink(sheet, hour % HALF_HOURS_LABELLED ? THEME_LINE : THEME_EDGE));
        cairo_move_to(cairo, x + hour * half, y);
        cairo_line_to(cairo, x + hour * half, y + DAYS * ROW);
        cairo_stroke(cairo);
    }
    colour_set(cairo, sheet_ink(sheet, THEME_EDGE));
    cairo_rectangle(cairo, x, y, PRINT_HALF_HOURS * half, DAYS * ROW);
    cairo_stroke(cairo);
}

static void word_draw(const struct sheet *sheet, cairo_t *cairo, double x, double baseline,
                      enum type_side side, const char *word)
{
    struct type_style style = {.size = PAPER_TEXT};
    type_line(sheet->pencil->type, cairo, style, sheet_ink(sheet, THEME_INK), x, baseline, side,
              word);
}

/* What the picture shows: the days with the hours in which anything is open. */
static char *week_words(const struct sheet *sheet, int service)
{
    struct buffer words;
    buffer_init(&words, WEEK_WORDS);
    for (int day = 0; day < DAYS; day++) {
        const uint16_t *cells = card_of(sheet)->week[service][day];
        bool any = false;
        buffer_addf(&words, "%s%s", day ? "; " : "",
                    language_weekday(sheet->language, (enum civil_weekday)day, false));
        for (int from = 0, to; from < PRINT_HALF_HOURS; from = to) {
            for (to = from + 1; to < PRINT_HALF_HOURS && !cells[to] == !cells[from];) {
                to++;
            }
            if (cells[from]) {
                buffer_addf(&words, "%s %d:%02d–%d:%02d", any ? "," : "", from / 2, from % 2 * 30,
                            to / 2, to % 2 * 30);
                any = true;
            }
        }
        buffer_add_text(&words, any ? "" : " –");
    }
    char *taken = memory_text(buffer_text(&words));
    buffer_clear(&words);
    return taken;
}

static void week_draw(const struct sheet *sheet, cairo_t *cairo, int service, double x, double y,
                      double width)
{
    static const char *const titles[] = {"print.week.wifi", "print.week.computer"};
    double left = x + DAY_LABEL, half = (width - DAY_LABEL - 8) / PRINT_HALF_HOURS;
    struct flow_run title = sheet_bold(sheet, sheet_word(sheet, titles[service]), THEME_INK);
    struct tags *tags = sheet_tags(sheet, cairo);
    struct flow flow = {.cairo = cairo, .x = x, .y = y, .width = width, .leading = 1.3, .lines = 1};
    sheet_flow_set(sheet, flow, &title, 1);
    y += TITLE;
    char *alt = week_words(sheet, service);
    tag_open_as(tags, &(struct tag_about){.role = TAG_FIGURE, .alt = alt});
    tag_box(tags, x, y, width, DAYS * ROW + HOURS);
    ink_open(tags);
    free(alt);
    for (int day = 0; day < DAYS; day++) {
        word_draw(sheet, cairo, x, y + day * ROW + 8.6, TYPE_START,
                  language_weekday(sheet->language, (enum civil_weekday)day, true));
        day_draw(sheet, cairo, card_of(sheet)->week[service][day], left, y + day * ROW, half);
    }
    lines_draw(sheet, cairo, left, y, half);
    for (int at = 0; at <= PRINT_HALF_HOURS; at += HALF_HOURS_LABELLED) {
        char hour[8];
        snprintf(hour, sizeof hour, "%d", at / 2);
        word_draw(sheet, cairo, left + at * half, y + DAYS * ROW + 10.5, TYPE_MIDDLE, hour);
    }
    tag_close(tags);
}

static void legend_draw(const struct sheet *sheet, cairo_t *cairo, double y)
{
    static const char *const keys[SHADES] = {"print.week.one", "print.week.two", "print.week.many"};
    struct type_style style = {.size = PAPER_TEXT};
    struct tags *tags = sheet_tags(sheet, cairo);
    double x = PAPER_LEFT;
    for (int i = 0; i < SHADES; i++) {
        const char *word = sheet_word(sheet, keys[i]);
        ink_close(tags);
        colour_set(cairo, shade_colour(sheet, i + 1));
        cairo_rectangle(cairo, x, y + 2.5, 16, 9);
        cairo_fill(cairo);
        tag_open(tags, TAG_P);
        ink_open(tags);
        word_draw(sheet, cairo, x + 21, y + 10.5, TYPE_START, word);
        tag_close(tags);
        x += 21 + type_width(sheet->pencil->type, style, word) + 18;
    }
}

static double weeks_high(void)
{
    return TITLE + DAYS * ROW + HOURS + LEGEND;
}

static bool has_week(const struct scorecard *card)
{
    const uint16_t *cells = &card->week[0][0][0];
    for (size_t i = 0; i < sizeof card->week / sizeof *cells; i++) {
        if (cells[i]) {
            return true;
        }
    }
    return false;
}

void times_set(struct sheet *sheet)
{
    if (!card_of(sheet)->times[PRINT_NORMAL].given) {
        return;
    }
    bool pictures = plan_of(sheet)->brief == BRIEF_NOTHING && has_week(card_of(sheet));
    plan_of(sheet)->table =
        plan_of(sheet)->table > 0 ? plan_of(sheet)->table : table_set(sheet, NULL, 0);
    double table = plan_of(sheet)->table, below = pictures ? 8 + weeks_high() : 0;
    double half = (PAPER_SPAN - GUTTER) / 2;
    sheet_heading(sheet, sheet_word(sheet, "print.times"), false, table + below);
    cairo_t *cairo = sheet_cairo(sheet);
    table_set(sheet, cairo, sheet->y);
    sheet->y += table;
    if (pictures && cairo) {
        week_draw(sheet, cairo, 0, PAPER_LEFT, sheet->y + 8, half);
        week_draw(sheet, cairo, 1, PAPER_LEFT + half + GUTTER, sheet->y + 8, half);
        legend_draw(sheet, cairo, sheet->y + 8 + TITLE + DAYS * ROW + HOURS);
    }
    sheet->y += below + 4;
}
