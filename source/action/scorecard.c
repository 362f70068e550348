/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything the scorecard says, in one language, so that a worker can draw it. */
#include "action/project_inner.h"
#include "action/across.h"
#include "action/paper_inner.h"
#include "action/rounds.h"
#include "action/scorecard_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "map/map.h"
#include "print/print.h"

enum { SENTENCE = 4096, STOPS_SAID = 6 };

struct fill {
    struct project *project;
    const struct language *language;
    const struct assessment *assessment;
    const struct framework *framework;
    struct scorecard *out;
    const struct place **numbered; /* owned; numbered[i] has number i + 1 */
    int numbered_count;
    bool rounded; /* a round was frozen before today */
    struct round_since since;
};

static char *said(const struct fill *fill, const struct message *message)
{
    return paper_said(fill->language, message);
}

static char *said_key(const struct fill *fill, const char *key)
{
    return paper_said_key(fill->language, key);
}

static const char *tag(const struct fill *fill)
{
    return language_tag(language_code(fill->language));
}

/* ---- places ---- */

static void number_places(struct fill *fill)
{
    struct project *project = fill->project;
    fill->numbered = memory_take(sizeof *fill->numbered * (project->visible_count + 1));
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        if (project_place_in_wijk(project, place) &&
            project_place_state(project, place) != PLACE_CANDIDATE) {
            fill->numbered[fill->numbered_count++] = place;
        }
    }
    if (fill->numbered_count) {
        qsort(fill->numbered, (size_t)fill->numbered_count, sizeof *fill->numbered,
              paper_place_order);
    }
}

static int number_of(const struct fill *fill, const struct place *place)
{
    for (int i = 0; i < fill->numbered_count; i++) {
        if (fill->numbered[i] == place) {
            return i + 1;
        }
    }
    return 0;
}

static char *when_line(const struct fill *fill, const struct place *place,
                       const struct offer *offer)
{
    const struct timetable *timetable = project_timetable(fill->project, place, offer);
    struct buffer line;
    if (!timetable) {
        return memory_text(offer ? offer->hours : place->hours);
    }
    buffer_init(&line, SENTENCE);
    timetable_say(timetable, project_today(fill->project), STOPS_SAID, fill->language, &line);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

/* A word that goes on in a sentence: "Gratis" → "gratis". */
static void lower_add(struct buffer *line, const char *word)
{
    buffer_add_byte(line, (char)(*word >= 'A' && *word <= 'Z' ? *word - 'A' + 'a' : *word));
    buffer_add_text(line, *word ? word + 1 : "");
}

static void offer_add(const struct fill *fill, const struct place *place, const struct offer *offer,
                      struct buffer *line)
{
    bool priced = offer->price != PRICE_UNKNOWN, timed = offer_own_time(offer);
    buffer_add_text(line, language_word(fill->language, service_key(offer->service)));
    buffer_add_text(line, priced || timed ? " (" : "");
    if (priced) {
        lower_add(line, language_word(fill->language, price_key(offer->price)));
    }
    if (timed) {
        char *when = when_line(fill, place, offer);
        buffer_addf(line, "%s%s", priced ? ", " : "", when);
        free(when);
    }
    buffer_add_text(line, priced || timed ? ")" : "");
}

static char *offers_line(const struct fill *fill, const struct place *place)
{
    struct buffer line;
    buffer_init(&line, SENTENCE);
    for (size_t i = 0; i < place->offer_count; i++) {
        buffer_add_text(&line, i ? " · " : "");
        offer_add(fill, place, &place->offers[i], &line);
    }
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

static char *checked_line(const struct fill *fill, const struct place *place)
{
    if (place->checked.year == 0) {
        return memory_text("");
    }
    bool stale = project_place_state(fill->project, place) == PLACE_STALE;
    struct message message = message_of(stale ? "scorecard.checked.stale" : "scorecard.checked");
    message_add_date(&message, place->checked);
    return said(fill, &message);
}

static const char *shown_name(const struct fill *fill, const struct place *place)
{
    const char *name = place_name(place, tag(fill));
    return *name ? name : language_word(fill->language, kind_key(place->kind));
}

static void fill_places(struct fill *fill)
{
    struct scorecard *out = fill->out;
    out->places = memory_take(sizeof *out->places * (size_t)(fill->numbered_count + 1));
    for (int i = 0; i < fill->numbered_count; i++) {
        const struct place *place = fill->numbered[i];
        out->places[out->place_count++] = (struct print_place){
            .number = i + 1,
            .name = memory_text(shown_name(fill, place)),
            .address = paper_address(place),
            .offers = offers_line(fill, place),
            .when = when_line(fill, place, NULL),
            .checked = checked_line(fill, place),
        };
    }
}

/* ---- criteria ---- */

static char *evidence_line(const struct fill *fill, const struct finding *finding)
{
    struct buffer numbers;
    bool *counts = memory_take(sizeof *counts * (size_t)(fill->numbered_count + 1));
    int count = 0;
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        int number = number_of(fill, fill->project->visible[evidence->place]);
        counts[number] = counts[number] || (evidence->counts && number > 0);
    }
    buffer_init(&numbers, SENTENCE);
    for (int number = 1; number <= fill->numbered_count; number++) {
        if (counts[number]) {
            buffer_addf(&numbers, "%s%d", count++ ? ", " : "", number);
        }
    }
    struct message message = message_of(count ? "scorecard.evidence" : "");
    message_add_count(&message, count);
    message_add_text(&message, buffer_text(&numbers));
    char *line = count ? said(fill, &message) : memory_text("");
    buffer_clear(&numbers);
    free(counts);
    return line;
}

static char *judgement_line(const struct fill *fill, const struct finding *finding)
{
    if (!finding->judgement) {
        return memory_text("");
    }
    struct buffer line;
    bool asked = finding->criterion->kind == CRITERION_ASKED;
    bool proposed = finding->criterion->kind == CRITERION_PROPOSED;
    struct message computed = message_of(proposed ? "origin.suggested" : "scorecard.computed");
    message_add_key(&computed, verdict_key(finding->computed));
    char *beside = asked ? memory_text("") : said(fill, &computed);
    buffer_init(&line, SENTENCE);
    buffer_addf(&line, "%s%s%s", finding->judgement->reason, *beside ? " — " : "", beside);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    free(beside);
    return taken;
}

/* "beter dan op 12 mei 2026": what moved since the last round. */
static void since_fill(const struct fill *fill, size_t at, struct print_row *row)
{
    enum round_arrow arrow = fill->rounded ? fill->since.arrows[at] : ROUND_SAME;
    if (arrow == ROUND_SAME || arrow == ROUND_OTHER) {
        row->since = memory_text("");
        return;
    }
    struct message message = round_since_say(arrow, fill->since.date);
    row->since = said(fill, &message);
    row->move = round_arrow_icon(arrow);
}

static void fill_row(struct fill *fill, const struct finding *finding)
{
    struct print_row *row = &fill->out->rows[fill->out->row_count++];
    bool asked = finding->criterion->kind == CRITERION_ASKED;
    struct message origin = finding_origin_say(finding);
    *row = (struct print_row){
        .pillar = finding->criterion->pillar,
        .state = (enum symbol_state)finding->verdict,
        .name = memory_text(words_in(finding->criterion->name, tag(fill))),
        .reason = asked && finding->judgement ? memory_text("") : said(fill, &finding->reason),
        .evidence = evidence_line(fill, finding),
        .origin = said(fill, &origin),
        .judgement = judgement_line(fill, finding),
        .judged = finding->judgement != NULL,
        .proposed = !finding->judgement && (!strcmp(finding_origin(finding), "proposed") ||
                                            !strcmp(finding_origin(finding), "suggested")),
    };
    since_fill(fill, (size_t)(finding - fill->assessment->findings), row);
    snprintf(row->id, sizeof row->id, "%s", finding->criterion->id);
}

static void fill_gap(struct fill *fill, const struct finding *finding)
{
    if (finding->verdict == VERDICT_MET || finding->next_count == 0) {
        return;
    }
    struct print_gap *gap = &fill->out->gaps[fill->out->gap_count++];
    struct buffer next;
    buffer_init(&next, SENTENCE);
    for (int i = 0; i < finding->next_count; i++) {
        char *one = said(fill, &finding->next[i]);
        bool ended = *one && strchr(".?!", one[strlen(one) - 1]);
        buffer_addf(&next, "%s%s%s", i ? " " : "", one, ended ? "" : ".");
        free(one);
    }
    snprintf(gap->id, sizeof gap->id, "%s", finding->criterion->id);
    gap->name = memory_text(words_in(finding->criterion->name, tag(fill)));
    gap->next = memory_text(buffer_text(&next));
    buffer_clear(&next);
}

static void fill_grid(struct fill *fill, const struct finding *finding)
{
    if (!finding->coverage.given) {
        return;
    }
    for (int service = 0; service < 2; service++) {
        for (int time = 0; time < COVER_TIMES; time++) {
            bool covered = finding->coverage.covered[service][time];
            fill->out->grid_covered[service][time] = covered;
            fill->out->grid[service][time] =
                said_key(fill, covered ? "coverage.yes" : "coverage.no");
        }
    }
}

static void fill_criteria(struct fill *fill)
{
    const struct assessment *assessment = fill->assessment;
    size_t room = (size_t)assessment->finding_count + 1;
    fill->out->rows = memory_take(sizeof *fill->out->rows * room);
    fill->out->gaps = memory_take(sizeof *fill->out->gaps * room);
    for (int i = 0; i < assessment->finding_count; i++) {
        fill_row(fill, &assessment->findings[i]);
        fill_gap(fill, &assessment->findings[i]);
        fill_grid(fill, &assessment->findings[i]);
        scorecard_times_fill(fill->project, fill->language, &assessment->findings[i], fill->out);
    }
}

static void fill_pillars(struct fill *fill)
{
    const struct framework *framework = fill->framework;
    fill->out->pillars =
        memory_take(sizeof *fill->out->pillars * (size_t)(framework->pillar_count + 1));
    for (int i = 0; i < framework->pillar_count; i++) {
        const struct pillar *pillar = &framework->pillars[i];
        struct message line = assessment_pillar_line(fill->assessment, framework, i);
        struct print_pillar *strip = &fill->out->pillars[fill->out->pillar_count++];
        snprintf(strip->letter, sizeof strip->letter, "%s", pillar->id);
        strip->colour = theme_of_pillar(pillar->id[0]);
        strip->name = memory_text(words_in(pillar->name, tag(fill)));
        strip->line = said(fill, &line);
    }
}

/* ---- head, sources, map ---- */

static char *counted(const struct fill *fill, const char *key, int first, int second)
{
    struct message message = message_of(key);
    message_add_count(&message, first);
    message_add_count(&message, second);
    return said(fill, &message);
}

static void fill_head(struct fill *fill)
{
    struct scorecard *out = fill->out;
    const struct assessment *assessment = fill->assessment;
    const int *totals = assessment->totals;
    const struct wijk *wijk = project_wijk(fill->project);
    struct buffer line;
    buffer_init(&line, SENTENCE);
    out->wijk = memory_text(wijk->name);
    out->municipality = memory_text(wijk->municipality);
    out->day = project_today(fill->project);
    out->language = memory_text(tag(fill));
    language_say_date(fill->language, out->day, &line);
    out->date_line = memory_text(buffer_text(&line));
    struct message framework = message_of("scorecard.framework");
    message_add_text(&framework, words_in(fill->framework->name, tag(fill)));
    message_add_text(&framework, fill->framework->version);
    message_add_key(&framework, wijk->loose_hours ? "scorecard.loose" : "scorecard.strict");
    out->framework_line = said(fill, &framework);
    struct message total = message_of("scorecard.totals");
    for (int i = 0; i < 4; i++) {
        message_add_count(&total, totals[i]);
    }
    out->totals_line = said(fill, &total);
    out->roles_line = scorecard_roles(fill->project, fill->language);
    out->places_line =
        counted(fill, "scorecard.places", assessment->places_fresh, assessment->places_counting);
    int candidates = assessment->places_candidate;
    out->candidates_line =
        candidates ? counted(fill, "scorecard.candidates", candidates, 0) : memory_text("");
    out->ribbon = project_is_demo(fill->project) ? said_key(fill, "ribbon.demo") : memory_text("");
    buffer_empty(&line);
    buffer_addf(&line, "%d", totals[VERDICT_MET]);
    out->wheel_number = memory_text(buffer_text(&line));
    out->wheel_line = counted(fill, "wheel.met", assessment->finding_count, 0);
    out->wheel_second = totals[VERDICT_UNKNOWN]
                            ? counted(fill, "wheel.unknown", totals[VERDICT_UNKNOWN], 0)
                            : memory_text("");
    buffer_clear(&line);
}

/* Figures that others counted: each says its year and its source. */
static void fill_figures(struct fill *fill)
{
    enum { FIGURES = 12 };
    struct context *context = memory_take(sizeof *context);
    action_context(fill->project, project_wijk(fill->project)->code, context);
    int count = context->count < FIGURES ? context->count : FIGURES;
    fill->out->figures = memory_take(sizeof *fill->out->figures * (size_t)(count + 1));
    for (int i = 0; i < count; i++) {
        struct message line = across_figure_say(&context->figures[i]);
        fill->out->figures[fill->out->figure_count++] = said(fill, &line);
    }
    free(context);
}

static void fill_sources(struct fill *fill)
{
    size_t count;
    fill_figures(fill);
    fill->out->sources = paper_sources(fill->project, &count);
    fill->out->source_count = (int)count;
}

static void fill_map(struct fill *fill, const struct map_style *style)
{
    paper_map(fill->project, style, action_map_names(fill->project, language_code(fill->language)),
              fill->numbered, (size_t)fill->numbered_count, &fill->out->scene, &fill->out->map_box);
}

bool action_scorecard_fill(struct project *project, const struct language *language,
                           const struct map_style *print_style, const char *lens,
                           struct scorecard *out, struct fault *why)
{
    struct fill fill = {.project = project, .language = language, .out = out};
    memset(out, 0, sizeof *out);
    if (!project->wijk.border) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", "");
    }
    fill.framework = project_framework(project);
    fill.assessment = project_assessment(project);
    fill.rounded = project_since_round(project, &fill.since);
    number_places(&fill);
    fill_head(&fill);
    fill_pillars(&fill);
    scorecard_reach_fill(project, language, lens, out);
    fill_criteria(&fill);
    fill_places(&fill);
    fill_sources(&fill);
    fill_map(&fill, print_style);
    free(fill.numbered);
    return true;
}
