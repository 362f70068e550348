/* SPDX-License-Identifier: EUPL-1.2 */
/* The five pillars: a wheel and a list that say the same. */
#include "screen/coming_inner.h"
#include "screen/part_inner.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CLOSED = -2, FIRST = -1, LEGEND_ITEMS = 4 };
static const double ALL_OPEN = 1560, LIST_LEAST = 400, LIST_MOST = 720, WHEEL_MOST = 620;

/* ---- the wheel ---- */

static void wheel(struct shell *shell, double size)
{
    const struct assessment *assessment = project_assessment(shell->project);
    struct wheel_segment segments[FRAMEWORK_CRITERIA];
    int count = assessment->finding_count;
    for (int i = 0; i < count; i++) {
        const struct finding *finding = &assessment->findings[i];
        segments[i] = (struct wheel_segment){
            .colour = theme_of_pillar(part_pillar_letter(shell, finding->criterion)),
            .state = (enum symbol_state)finding->verdict,
            .judged = finding->judgement != NULL};
        snprintf(segments[i].id, sizeof segments[i].id, "%s", finding->criterion->id);
    }
    int unknown = assessment->totals[VERDICT_UNKNOWN];
    struct message label = message_of("pillars.wheel");
    message_add_count(&label, assessment->totals[VERDICT_MET]);
    message_add_count(&label, count);
    struct wheel face = {.segments = segments,
                         .count = (size_t)count,
                         .middle_number = shell_textf(shell, "%d", assessment->totals[VERDICT_MET]),
                         .middle_line = shell_say_count(shell, "wheel.met", count),
                         .middle_second =
                             unknown ? shell_say_count(shell, "pillars.unknown", unknown) : "",
                         .selected = -1};
    ui_wheel(shell->ui, "pillars.wheel", shell_say(shell, label), &face, size);
}

/* One segment of the wheel in a state, to be read beside its symbol and word. */
struct sample {
    const struct theme *theme;
    enum verdict verdict;
};

static void ring_piece(cairo_t *cairo, double x, double y, double from, double to)
{
    static const double half = 0.30; /* radians to each side of straight up */
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, to, -M_PI / 2 - half, -M_PI / 2 + half);
    cairo_arc_negative(cairo, x, y, from, -M_PI / 2 + half, -M_PI / 2 - half);
    cairo_close_path(cairo);
}

static void sample_paint(void *data, cairo_t *cairo, double width, double height)
{
    const struct sample *sample = data;
    const struct theme *theme = sample->theme;
    double x = width / 2, inner = height * 0.62, outer = inner + height - 3, y = outer + 1.5;
    bool unknown = sample->verdict == VERDICT_UNKNOWN;
    colour_set(cairo, theme->colour[THEME_CARD]);
    ring_piece(cairo, x, y, inner, outer);
    cairo_fill(cairo);
    colour_set(cairo, theme->colour[unknown ? THEME_UNKNOWN : THEME_INK]);
    if (sample->verdict == VERDICT_MET || sample->verdict == VERDICT_PARTLY) {
        double to = sample->verdict == VERDICT_MET ? outer : (inner + outer) / 2;
        ring_piece(cairo, x, y, inner, to);
        cairo_fill(cairo);
    }
    if (unknown) {
        cairo_set_dash(cairo, (const double[]){2.5, 2}, 2, 0);
    }
    cairo_set_line_width(cairo, 1.4);
    ring_piece(cairo, x, y, inner, outer);
    cairo_stroke(cairo);
}

static void legend(struct shell *shell)
{
    static struct sample samples[LEGEND_ITEMS];
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "pillars.legend", shell_word(shell, "pillars.legend"),
            (struct ui_box){.wrap = true, .gap = 14, .align = TYPE_MIDDLE});
    for (int i = 0; i < LEGEND_ITEMS; i++) {
        samples[i] = (struct sample){&shell->theme, (enum verdict)i};
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
        ui_custom(ui, UI_IMAGE, "", "", (struct ui_box){.width = 22, .height = 24}, sample_paint,
                  &samples[i]);
        ui_state(ui, (enum symbol_state)i, 18, NULL);
        ui_text(ui, UI_SMALL, shell_word(shell, verdict_key((enum verdict)i)));
        ui_close(ui);
    }
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.across = TYPE_MIDDLE});
    ui_text(ui, UI_SECOND, shell_word(shell, "pillars.legend.judged"));
    ui_text(ui, UI_SECOND, shell_word(shell, "pillars.legend.proposed"));
    ui_close(ui);
}

static void names(struct shell *shell)
{
    const struct wijk *wijk = project_wijk(shell->project);
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){0});
    ui_text(shell->ui, UI_SECOND, wijk->municipality);
    ui_text(shell->ui, UI_TITLE, wijk->name);
    ui_close(shell->ui);
}

/* ---- the list ---- */

static void states(struct shell *shell, const struct pillar *pillar)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 5, .across = TYPE_MIDDLE});
    for (int i = pillar->first; i < pillar->first + pillar->count; i++) {
        const struct finding *finding = part_finding(shell, i);
        ui_state(ui, (enum symbol_state)finding->verdict, 18,
                 shell_textf(shell, "%s %s", finding->criterion->id,
                             shell_word(shell, verdict_key(finding->verdict))));
    }
    ui_close(ui);
}

static void pillar_row(struct shell *shell, int index, bool open, bool narrow)
{
    struct ui *ui = shell->ui;
    const struct pillar *pillar = &project_framework(shell->project)->pillars[index];
    const char *name = words_in(pillar->name, part_language(shell));
    const char *line =
        shell_say(shell, assessment_pillar_line(project_assessment(shell->project),
                                                project_framework(shell->project), index));
    ui_open_row(ui, shell_textf(shell, "pillars.row:%s", pillar->id), name, false);
    ui_pillar(ui, theme_of_pillar(pillar->id[0]), pillar->id, 36);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = narrow ? 3 : 0});
    ui_text(ui, UI_PILLAR, name);
    ui_text(ui, UI_SECOND, line);
    if (narrow) {
        states(shell, pillar);
    }
    ui_close(ui);
    if (!narrow) {
        states(shell, pillar);
    }
    ui_icon(ui, open ? "collapse" : "expand", 20, THEME_MUTED,
            shell_word(shell, open ? "pillars.fold" : "pillars.unfold"));
    ui_close(ui);
}

static void criterion_row(struct shell *shell, int index, bool narrow)
{
    struct ui *ui = shell->ui;
    const struct finding *finding = part_finding(shell, index);
    const char *name = part_criterion_name(shell, finding->criterion);
    const char *word = shell_word(shell, verdict_key(finding->verdict));
    bool judged = finding->judgement != NULL;
    ui_open_row(ui, shell_textf(shell, "pillars.criterion:%s", finding->criterion->id),
                shell_textf(shell, "%s %s: %s", finding->criterion->id, name, word), false);
    ui_space(ui, narrow ? 0 : 32);
    ui_state(ui, (enum symbol_state)finding->verdict, 24, word);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = narrow ? 4 : 0});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, judged ? finding->judgement->reason : shell_say(shell, finding->reason));
    if (narrow) {
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true});
        part_origin_tag(shell, finding);
        ui_close(ui);
    }
    ui_close(ui);
    if (!narrow) {
        part_origin_tag(shell, finding);
    }
    ui_close(ui);
}

/* Of the criteria of a pillar, what one loses first, else what ends first. */
static const struct coming *pillar_coming(struct shell *shell, const struct pillar *pillar,
                                          int *criterion)
{
    const struct coming *found = NULL;
    bool falls = false;
    for (int i = pillar->first; i < pillar->first + pillar->count; i++) {
        struct coming_loss loss;
        const struct coming *item = coming_of_criterion(coming_list(shell), i);
        bool drops = item && coming_drops(item, i, &loss);
        if (item && (!found || drops > falls || (drops == falls && item->days < found->days))) {
            found = item;
            falls = drops;
            *criterion = i;
        }
    }
    return found;
}

static void warning(struct shell *shell, const char *id, const struct coming *item, int criterion,
                    bool narrow)
{
    if (item) {
        coming_warning(shell, shell_textf(shell, "pillars.coming:%s:", id), item, criterion,
                       narrow ? 0 : 32);
    }
}

static bool is_open(const struct shell *shell, int pillar, bool all)
{
    return all || shell->open_pillar == pillar || (shell->open_pillar == FIRST && pillar == 0);
}

static void list(struct shell *shell, double width, bool all)
{
    const struct framework *framework = project_framework(shell->project);
    bool narrow = width < 450 * part_scale(shell);
    for (int i = 0; i < framework->pillar_count; i++) {
        const struct pillar *pillar = &framework->pillars[i];
        bool open = is_open(shell, i, all);
        if (i > 0) {
            ui_line(shell->ui);
        }
        int criterion = -1;
        pillar_row(shell, i, open, narrow);
        if (!open) {
            const struct coming *item = pillar_coming(shell, pillar, &criterion);
            warning(shell, pillar->id, item, criterion, narrow);
        }
        for (int j = pillar->first; open && j < pillar->first + pillar->count; j++) {
            criterion_row(shell, j, narrow);
            warning(shell, framework->criteria[j].id, coming_of_criterion(coming_list(shell), j), j,
                    narrow);
        }
    }
    ui_line(shell->ui);
}

/* ---- both ---- */

static void build_landscape(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double scale = part_scale(shell), body = part_body_width(shell), pad = part_pad(shell);
    double width = fmin(fmax(body * 0.455, LIST_LEAST), LIST_MOST * fmin(scale, 1.3));
    double left = body - width - 2 * pad;
    struct type_style title = {28 * scale, TYPE_BOLD, false};
    double title_lines =
        ceil(type_width(shell->type, title, project_wijk(shell->project)->name) / fmax(left, 100));
    double legend_lines = left < 560 * scale ? 2 : 1;
    double high = shell->height - 2 * 20 - (22 + 38 * title_lines) * scale - 12 * 3 -
                  (legend_lines * 34 + 24) * fmin(scale, 1.6) -
                  (project_is_demo(shell->project) ? 30 * scale : 0);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "pillars.left", "",
            (struct ui_box){.grow = 1, .scroll = true, .pad_x = pad, .pad_y = 20, .gap = 12});
    names(shell);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = 1, .align = TYPE_MIDDLE, .across = TYPE_MIDDLE});
    wheel(shell, fmin(fmax(fmin(left, high), 250), 900));
    ui_close(ui);
    legend(shell);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "pillars.list", "",
            (struct ui_box){.width = width,
                            .scroll = true,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = pad,
                            .pad_y = 16});
    list(shell, width - 2 * pad, shell->height >= ALL_OPEN * scale);
    ui_close(ui);
    ui_close(ui);
}

static void build_portrait(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double pad = part_pad(shell), inner = shell->width - 2 * pad;
    ui_open(ui, UI_GROUP, "pillars.left", "",
            (struct ui_box){.grow = 1, .scroll = true, .pad_x = pad, .pad_y = 16, .gap = 14});
    names(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.across = TYPE_MIDDLE});
    wheel(shell, fmin(inner, WHEEL_MOST));
    ui_close(ui);
    legend(shell);
    ui_open(ui, UI_GROUP, "pillars.list", "", (struct ui_box){0});
    list(shell, inner, false);
    ui_close(ui);
    ui_space(ui, 16);
    ui_close(ui);
}

static void build(struct shell *shell)
{
    piece_frame_open(shell);
    if (shell->portrait) {
        build_portrait(shell);
    } else {
        build_landscape(shell);
    }
    piece_frame_close(shell);
}

void screen_pillars_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static int pillar_of(const struct shell *shell, const char *id)
{
    const struct framework *framework = project_framework(shell->project);
    for (int i = 0; i < framework->pillar_count; i++) {
        if (strcmp(framework->pillars[i].id, id) == 0) {
            return i;
        }
    }
    return CLOSED;
}

bool screen_pillars_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (strcmp(news->id, "pillars.wheel") == 0) {
        part_open_criterion(shell, news->number);
    } else if ((rest = part_after(news->id, "pillars.criterion:"))) {
        part_open_criterion(shell, framework_find(project_framework(shell->project), rest));
    } else if ((rest = part_after(news->id, "pillars.coming:")) && strchr(rest, ':')) {
        const char *id = strchr(rest, ':') + 1;
        return coming_news(shell, news, shell_textf(shell, "%.*s", (int)(id - news->id), news->id));
    } else if ((rest = part_after(news->id, "pillars.row:"))) {
        int pillar = pillar_of(shell, rest);
        shell->open_pillar = is_open(shell, pillar, false) ? CLOSED : pillar;
        shell_rebuild(shell);
    } else {
        return false;
    }
    return true;
}

void screen_pillars_prepare(struct shell *shell, const char *id)
{
    shell->open_pillar = id ? pillar_of(shell, id) : FIRST;
}
