/* SPDX-License-Identifier: EUPL-1.2 */
/* The prints there are, one of them filled, and what is made of it. */
#include "action/paper_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "action/paper_job_inner.h"
#include "action/reach.h"
#include "base/arena.h"
#include "print/overview_html.h"
#include "print/overview_map.h"
#include "system/file.h"

enum { SENTENCES = 8192 };
#define A4 "iso_a4_210x297mm"
#define A3 "iso_a3_297x420mm"
#define A5 "iso_a5_148x210mm"
#define A6 "iso_a6_105x148mm"

static const struct paper_form forms[] = {
    {PAPER_SCORECARD, "a4", "paper.form.a4", A4, PRINTER_LONG_EDGE, SCORECARD_A4},
    {PAPER_SCORECARD, "poster", "paper.form.poster", A3, PRINTER_ONE_SIDE, SCORECARD_POSTER},
    {PAPER_OVERVIEW, "list", "paper.form.list", A4, PRINTER_LONG_EDGE, OVERVIEW_LIST_A4},
    {PAPER_OVERVIEW, "folded", "paper.form.folded", A4, PRINTER_SHORT_EDGE, OVERVIEW_FOLDED_A5},
    {PAPER_OVERVIEW, "poster", "paper.form.poster", A3, PRINTER_ONE_SIDE, OVERVIEW_POSTER_A3},
    {PAPER_PLACE_CARD, "a5", "paper.form.a5", A5, PRINTER_ONE_SIDE, PLACE_CARD_A5},
    {PAPER_PLACE_CARD, "a6", "paper.form.a6", A6, PRINTER_ONE_SIDE, PLACE_CARD_A6},
    {PAPER_WALK, "a4", "paper.form.a4", A4, PRINTER_ONE_SIDE, 0},
    {PAPER_REPORT, "a4", "paper.form.a4", A4, PRINTER_LONG_EDGE, REPORT_A4},
    {PAPER_REPORT, "a4-wide", "paper.form.wide", A4, PRINTER_SHORT_EDGE, REPORT_A4_WIDE},
    {PAPER_REPORT, "a5", "paper.form.a5", A5, PRINTER_ONE_SIDE, REPORT_A5},
    {PAPER_REPORT, "a6", "paper.form.a6", A6, PRINTER_ONE_SIDE, REPORT_A6},
    {PAPER_REPORT, "a6-four", "paper.form.a6-four", A4, PRINTER_ONE_SIDE, REPORT_A6_FOUR},
};
static const char *const what_words[] = {[PAPER_SCORECARD] = "scorecard",
                                         [PAPER_OVERVIEW] = "overview",
                                         [PAPER_PLACE_CARD] = "card",
                                         [PAPER_WALK] = "walk",
                                         [PAPER_REPORT] = "report"};
static const char *const end_words[] = {
    [PAPER_PDF] = "pdf", [PAPER_HTML] = "html", [PAPER_CSV] = "csv", [PAPER_GEOJSON] = "geojson"};

const char *paper_what_word(enum paper_what what)
{
    return what_words[what];
}

bool paper_what_parse(const char *word, enum paper_what *out)
{
    for (int what = 0; what < PAPER_WHATS; what++) {
        if (!strcmp(word, what_words[what])) {
            *out = (enum paper_what)what;
            return true;
        }
    }
    return false;
}

bool paper_in_two_languages(enum paper_what what)
{
    return what == PAPER_OVERVIEW || what == PAPER_PLACE_CARD;
}

bool paper_text_chosen(enum paper_what what)
{
    return what == PAPER_OVERVIEW;
}

const struct paper_form *paper_forms(int *count)
{
    *count = (int)(sizeof forms / sizeof *forms);
    return forms;
}

const struct paper_form *paper_form_find(enum paper_what what, const char *word)
{
    for (size_t at = 0; at < sizeof forms / sizeof *forms; at++) {
        if (forms[at].what == what && (!word || !strcmp(forms[at].word, word))) {
            return &forms[at];
        }
    }
    return NULL;
}

const struct paper_form *paper_form_of_report(const char *report)
{
    const struct report_row *row = report_find(report);
    for (size_t at = 0; row && at < sizeof forms / sizeof *forms; at++) {
        if (forms[at].what == PAPER_REPORT && forms[at].form == (int)row->form) {
            return &forms[at];
        }
    }
    return NULL;
}

const char *paper_end_word(enum paper_end end)
{
    return end_words[end];
}

bool paper_end_parse(const char *file, enum paper_end *out)
{
    const char *dot = strrchr(file, '.');
    for (int end = 0; dot && end < PAPER_ENDS; end++) {
        if (!strcmp(dot + 1, end_words[end])) {
            *out = (enum paper_end)end;
            return true;
        }
    }
    return false;
}

bool paper_has_end(enum paper_what what, enum paper_end end)
{
    return end == PAPER_PDF || what == PAPER_OVERVIEW || (what == PAPER_REPORT && end == PAPER_CSV);
}

/* ---- one of them, filled ---- */

static bool report_fill_job(struct project *project, const struct paper_choice *choice,
                            struct paper_job *job, struct fault *why)
{
    const struct report_ask ask = {choice->languages[0], choice->about, choice->other,
                                   (enum report_form)choice->form->form};
    struct report *report = &job->as.report;
    job->row = report_find(choice->report);
    if (!job->row) {
        return fault_set_text(why, FAULT_USAGE, "fault.report.unknown",
                              choice->report ? choice->report : "");
    }
    if (!job->row->fill(project, &ask, report, why)) {
        report_clear(report);
        return false;
    }
    report->form = (enum report_form)choice->form->form;
    return true;
}

/* ---- a lens that is on ---- */

/* `name` is the key of its name, or "" when nothing is on. */
static bool lens_take(struct project *project, const char *id, char name[MESSAGE_KEY_SIZE],
                      struct fault *why)
{
    name[0] = 0;
    if (!id || !*id) {
        return true;
    }
    const struct lenses *lenses = action_lenses(project, why);
    if (!lenses) {
        return false;
    }
    const struct lens *lens = lenses_find(lenses, id);
    if (!lens) {
        return fault_set_text(why, FAULT_USAGE, "fault.lens.unknown", id);
    }
    snprintf(name, MESSAGE_KEY_SIZE, "%s", lens_usual(lens) ? "" : lens_name(lens).key);
    return true;
}

/* Facts that hold for everybody are not taken for what one lens shows. */
static void everybody_say(const struct paper_choice *choice, const char *lens,
                          struct paper_job *job)
{
    struct message message = message_of("paper.everybody");
    message_add_key(&message, lens);
    if (choice->form->what == PAPER_REPORT) {
        report_say(&job->as.report, choice->languages[0], REPORT_SMALL, message);
    }
    for (int at = 0; choice->form->what == PAPER_OVERVIEW && at < job->as.overview.language_count;
         at++) {
        char **intro = &job->as.overview.intro.text[at];
        struct buffer line;
        buffer_init(&line, SENTENCES);
        buffer_addf(&line, "%s ", *intro);
        language_say(choice->languages[at], &message, &line);
        free(*intro);
        *intro = memory_text(buffer_text(&line));
        buffer_clear(&line);
    }
}

bool action_paper_fill(struct project *project, const struct paper_choice *choice,
                       struct paper_job **out, struct fault *why)
{
    struct paper_job *job;
    char lens[MESSAGE_KEY_SIZE];
    bool ok = false;
    if (!lens_take(project, choice->lens, lens, why)) {
        return false;
    }
    job = memory_take(sizeof *job);
    job->choice = *choice;
    job->choice.text = choice->text ? choice->text : PAPER_TEXT_PLAIN;
    switch (choice->form->what) {
    case PAPER_SCORECARD:
        ok = action_scorecard_fill(project, choice->languages[0], choice->style, choice->lens,
                                   &job->as.scorecard, why);
        break;
    case PAPER_OVERVIEW:
        ok =
            action_overview_fill(project, choice->languages, choice->style, &job->as.overview, why);
        break;
    case PAPER_PLACE_CARD:
        ok = action_place_card_fill(project, choice->place, choice->languages, &job->as.card, why);
        break;
    case PAPER_REPORT:
        ok = report_fill_job(project, choice, job, why);
        break;
    default:
        ok = action_outing_fill(project, choice->start, choice->stops, choice->languages[0],
                                choice->style, &job->as.outing, why);
        break;
    }
    if (ok && lens[0]) {
        everybody_say(choice, lens, job);
    }
    job->choice.place = NULL; /* the caller's */
    job->choice.start = NULL;
    job->choice.lens = NULL;
    job->choice.report = job->choice.about = job->choice.other = NULL;
    *out = ok ? job : NULL;
    if (!ok) {
        free(job);
    }
    return ok;
}

void paper_job_free(struct paper_job *job)
{
    if (!job) {
        return;
    }
    switch (job->choice.form->what) {
    case PAPER_SCORECARD:
        scorecard_clear(&job->as.scorecard);
        break;
    case PAPER_OVERVIEW:
        overview_clear(&job->as.overview);
        break;
    case PAPER_PLACE_CARD:
        place_card_clear(&job->as.card);
        break;
    case PAPER_REPORT:
        report_clear(&job->as.report);
        break;
    default:
        outing_clear(&job->as.outing);
        break;
    }
    free(job);
}

const struct paper_form *paper_job_form(const struct paper_job *job)
{
    return job->choice.form;
}

/* ---- drawn ---- */

static struct overview_setting setting_of(const struct paper_job *job)
{
    return (struct overview_setting){(enum overview_form)job->choice.form->form, job->choice.text};
}

static int page_draw(const struct paper_job *job, const struct pencil *pencil, cairo_t *cairo,
                     int page)
{
    const struct language *const *languages = job->choice.languages;
    switch (job->choice.form->what) {
    case PAPER_SCORECARD:
        return print_scorecard_page(&job->as.scorecard, (enum scorecard_form)job->choice.form->form,
                                    pencil, languages[0], cairo, page);
    case PAPER_OVERVIEW:
        return print_overview_page(&job->as.overview, setting_of(job), pencil, languages, cairo,
                                   page);
    case PAPER_PLACE_CARD:
        return print_place_card_page(&job->as.card, (enum place_card_form)job->choice.form->form,
                                     pencil, languages, cairo, page);
    case PAPER_REPORT:
        return print_report_page(&job->as.report, pencil, languages[0], cairo, page);
    default:
        return print_outing_page(&job->as.outing, pencil, languages[0], cairo, page);
    }
}

int paper_job_pages(const struct paper_job *job, const struct pencil *pencil)
{
    return page_draw(job, pencil, NULL, 0);
}

void paper_job_draw(const struct paper_job *job, const struct pencil *pencil, cairo_t *cairo,
                    int page)
{
    page_draw(job, pencil, cairo, page);
}

void paper_job_size(const struct paper_job *job, double *width, double *height)
{
    int form = job->choice.form->form;
    struct scorecard_size size = scorecard_size(SCORECARD_A4);
    switch (job->choice.form->what) {
    case PAPER_SCORECARD:
        size = scorecard_size((enum scorecard_form)form);
        break;
    case PAPER_OVERVIEW:
        overview_paper((enum overview_form)form, width, height);
        return;
    case PAPER_PLACE_CARD:
        place_card_paper((enum place_card_form)form, width, height);
        return;
    case PAPER_REPORT:
        report_size((enum report_form)form, width, height);
        return;
    default: /* A4 as well */
        break;
    }
    *width = size.width;
    *height = size.height;
}

/* ---- written ---- */

static bool pdf_write(const struct paper_job *job, const struct pencil *pencil, const char *file,
                      struct fault *why)
{
    const struct language *const *languages = job->choice.languages;
    switch (job->choice.form->what) {
    case PAPER_SCORECARD:
        return print_scorecard(&job->as.scorecard, (enum scorecard_form)job->choice.form->form,
                               pencil, languages[0], file, why);
    case PAPER_OVERVIEW:
        return print_overview(&job->as.overview, setting_of(job), pencil, languages, file, why);
    case PAPER_PLACE_CARD:
        return print_place_card(&job->as.card, (enum place_card_form)job->choice.form->form, pencil,
                                languages, file, why);
    case PAPER_REPORT:
        return print_report(&job->as.report, pencil, languages[0], file, why);
    default:
        return print_outing(&job->as.outing, pencil, languages[0], file, why);
    }
}

static bool html_make(const struct paper_job *job, const struct pencil *pencil, struct buffer *out,
                      struct fault *why)
{
    const struct overview *overview = &job->as.overview;
    struct buffer map;
    if (!overview_map_draw(overview, pencil, job->choice.languages[0], &map, why)) {
        return false;
    }
    bool ok = overview_html_write(overview, &map, job->choice.languages, out) ||
              fault_set(why, FAULT_LIMIT, "fault.paper.large");
    buffer_clear(&map);
    return ok;
}

static bool text_make(const struct paper_job *job, const struct pencil *pencil, enum paper_end end,
                      struct buffer *out, struct fault *why)
{
    if (end == PAPER_HTML) {
        return html_make(job, pencil, out, why);
    }
    bool ok = job->row           ? report_csv(&job->as.report, out)
              : end == PAPER_CSV ? overview_csv_write(&job->as.overview, job->choice.languages, out)
                                 : overview_geojson_write(&job->as.overview, out);
    return ok || fault_set(why, FAULT_LIMIT, "fault.paper.large");
}

bool paper_job_write(const struct paper_job *job, const struct pencil *pencil, enum paper_end end,
                     const char *file, struct fault *why)
{
    enum { TEXT_MOST = 32 * 1024 * 1024 };
    struct buffer text;
    if (end == PAPER_PDF) {
        return pdf_write(job, pencil, file, why);
    }
    if (!paper_has_end(job->choice.form->what, end)) {
        fault_set_text(why, FAULT_USAGE, "fault.paper.end", end_words[end]);
        return fault_in(why, file);
    }
    buffer_init(&text, TEXT_MOST);
    bool ok =
        text_make(job, pencil, end, &text, why) && file_write(file, text.data, text.size, why);
    buffer_clear(&text);
    return ok;
}
