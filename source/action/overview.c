/* SPDX-License-Identifier: EUPL-1.2 */
/* What residents may read today: their questions, and the places that answer them. */
#include "action/overview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/overview_inner.h"
#include "action/paper_inner.h"
#include "base/arena.h"

enum { VALID_MONTHS = 6, FRESH_MONTHS = 12 };

struct question {
    const char *word, *icon;
    unsigned services; /* bits */
    bool free_only;    /* the heading says so */
};
#define ONE(service) (1u << (service))
static const struct question questions[] = {
    {"wifi", "wifi", ONE(SERVICE_WIFI), true},
    {"computer", "computer", ONE(SERVICE_COMPUTER), false},
    {"help", "help", ONE(SERVICE_HELP) | ONE(SERVICE_HELP_GOV) | ONE(SERVICE_ADVICE), false},
    {"print", "print", ONE(SERVICE_PRINT) | ONE(SERVICE_SCAN), false},
    {"learn", "lesson", ONE(SERVICE_LESSON) | ONE(SERVICE_NUDGE), false},
    {"charge", "charge", ONE(SERVICE_CHARGE), false},
    {"lend", "lend", ONE(SERVICE_LEND), false},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

struct fill {
    struct project *project;
    const struct language *const *languages;
    struct overview *out;
    const struct place **named; /* owned; named[i] has number i + 1 */
    size_t named_count;
};

/* ---- which facts ---- */

static bool place_may(const struct fill *fill, const struct place *place)
{
    return project_place_in_wijk(fill->project, place) && !place->provisional &&
           project_place_state(fill->project, place) == PLACE_CONFIRMED;
}

bool overview_offer_current(struct project *project, const struct offer *offer)
{
    struct civil_date today = project_today(project);
    int months = project->wijk.fresh_months > 0 ? project->wijk.fresh_months : FRESH_MONTHS;
    return !offer->internal && offer->checked.year &&
           civil_date_compare(offer->checked, civil_date_add_months(today, -months)) >= 0 &&
           (!offer->until.year || civil_date_compare(offer->until, today) >= 0) &&
           (!offer->from.year ||
            civil_date_compare(offer->from, civil_date_add_months(today, VALID_MONTHS)) <= 0);
}

static bool offer_may(const struct fill *fill, const struct question *question,
                      const struct offer *offer)
{
    bool free_of_charge = offer->price == PRICE_FREE || offer->price == PRICE_FREE_FOR_GROUP;
    return question->services >> offer->service & 1 && (!question->free_only || free_of_charge) &&
           overview_offer_current(fill->project, offer);
}

static bool place_answers(const struct fill *fill, const struct place *place)
{
    for (size_t at = 0; at < place->offer_count; at++) {
        for (int question = 0; question < QUESTIONS; question++) {
            if (offer_may(fill, &questions[question], &place->offers[at])) {
                return true;
            }
        }
    }
    return false;
}

static void places_choose(struct fill *fill)
{
    size_t count;
    const struct place *const *all = project_places(fill->project, &count);
    fill->named = memory_take(sizeof *fill->named * (count + 1));
    for (size_t at = 0; at < count; at++) {
        if (place_may(fill, all[at]) && place_answers(fill, all[at])) {
            fill->named[fill->named_count++] = all[at];
        }
    }
    if (fill->named_count) {
        qsort(fill->named, fill->named_count, sizeof *fill->named, paper_place_order);
    }
}

/* ---- lines in every language ---- */

static struct overview_line line_of(const struct fill *fill, const struct message *message)
{
    struct overview_line line = {{NULL}};
    for (int at = 0; at < fill->out->language_count; at++) {
        line.text[at] = paper_said(fill->languages[at], message);
    }
    return line;
}

static struct overview_line line_of_key(const struct fill *fill, const char *key)
{
    struct message message = message_of(key);
    return line_of(fill, &message);
}

static struct overview_line line_of_text(const struct fill *fill, const char *key, const char *text)
{
    struct message message = message_of(key);
    message_add_text(&message, text);
    return line_of(fill, &message);
}

/* ---- places ---- */

static char *name_of(const struct language *const *languages, const enum language_code *codes,
                     int count, const struct place *place)
{
    const char *first = place_name(place, language_tag(codes[0]));
    const char *second = count > 1 ? place_name(place, language_tag(codes[1])) : first;
    struct buffer name;
    if (!*first) {
        return paper_said_key(languages[0], kind_key(place->kind));
    }
    buffer_init(&name, PLACE_TEXT * 2);
    buffer_add_text(&name, first);
    if (strcmp(first, second) != 0) {
        buffer_addf(&name, " – %s", second);
    }
    char *taken = memory_text(buffer_text(&name));
    buffer_clear(&name);
    return taken;
}

static struct overview_line step_free_of(const struct language *const *languages, int count,
                                         enum answer wheelchair)
{
    static const char *const keys[] = {[ANSWER_YES] = "overview.step_free.yes",
                                       [ANSWER_LIMITED] = "overview.step_free.limited",
                                       [ANSWER_NO] = "overview.step_free.no"};
    struct overview_line line = {{NULL}};
    for (int at = 0; at < count && wheelchair != ANSWER_UNKNOWN; at++) {
        line.text[at] = paper_said_key(languages[at], keys[wheelchair]);
    }
    return line;
}

void overview_place_fill(const struct language *const *languages, const enum language_code *codes,
                         int count, const struct place *place, int number,
                         struct overview_place *out)
{
    *out = (struct overview_place){
        .number = number,
        .id = memory_text(place->id),
        .name = name_of(languages, codes, count, place),
        .address = paper_address(place),
        .phone = memory_text(place->phone),
        .web = memory_text(place->website),
        .mail = memory_text(place->email),
        .step_free = step_free_of(languages, count, place->wheelchair),
        .point = place->point,
    };
}

static void places_fill(struct fill *fill)
{
    struct overview *out = fill->out;
    out->places = memory_take(sizeof *out->places * (fill->named_count + 1));
    for (size_t at = 0; at < fill->named_count; at++) {
        overview_place_fill(fill->languages, out->codes, out->language_count, fill->named[at],
                            (int)at + 1, &out->places[out->place_count++]);
    }
}

/* ---- questions ---- */

static void answer_add(struct fill *fill, struct overview_question *question, int place,
                       const struct offer *offer)
{
    struct overview_answer *answer = &question->answers[question->answer_count++];
    struct buffer key;
    *answer = (struct overview_answer){.place = place,
                                       .service = service_word(offer->service),
                                       .icon = service_icon(offer->service)};
    buffer_init(&key, PLACE_TEXT);
    buffer_addf(&key, "%s/%s", fill->named[place]->id, offer->id);
    answer->key = memory_text(buffer_text(&key));
    buffer_clear(&key);
    for (int at = 0; at < fill->out->language_count; at++) {
        overview_facts_fill(fill->project, fill->named[place], offer, fill->languages[at], at,
                            answer);
    }
}

static void question_fill(struct fill *fill, const struct question *from,
                          struct overview_question *out)
{
    char key[64];
    *out = (struct overview_question){.word = from->word, .icon = from->icon};
    snprintf(key, sizeof key, "overview.question.%s", from->word);
    out->heading = line_of_key(fill, key);
    out->none = line_of_key(fill, "overview.none");
    out->answers = memory_take(sizeof *out->answers * (fill->named_count * PLACE_OFFERS + 1));
    for (size_t place = 0; place < fill->named_count; place++) {
        for (size_t at = 0; at < fill->named[place]->offer_count; at++) {
            if (offer_may(fill, from, &fill->named[place]->offers[at])) {
                answer_add(fill, out, (int)place, &fill->named[place]->offers[at]);
            }
        }
    }
}

static void head_fill(struct fill *fill)
{
    struct overview *out = fill->out;
    const struct wijk *wijk = project_wijk(fill->project);
    out->wijk = memory_text(wijk->name);
    out->municipality = memory_text(wijk->municipality);
    out->title = line_of_text(fill, "overview.title", wijk->name);
    out->intro = line_of_key(fill, "overview.intro");
    out->map_title = line_of_key(fill, "overview.map");
    if (project_is_demo(fill->project)) {
        out->ribbon = line_of_key(fill, "ribbon.demo");
    }
    struct message valid = message_of("overview.valid");
    message_add_date(&valid, out->day);
    message_add_date(&valid, out->valid_until);
    out->valid_line = line_of(fill, &valid);
}

bool action_overview_fill(struct project *project,
                          const struct language *const languages[OVERVIEW_LANGUAGES],
                          const struct map_style *style, struct overview *out, struct fault *why)
{
    struct fill fill = {.project = project, .languages = languages, .out = out};
    memset(out, 0, sizeof *out);
    if (!project->wijk.border) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", "");
    }
    out->day = project_today(project);
    out->valid_until = civil_date_add_months(out->day, VALID_MONTHS);
    for (int at = 0; at < OVERVIEW_LANGUAGES && languages[at]; at++) {
        out->codes[out->language_count++] = language_code(languages[at]);
    }
    places_choose(&fill);
    head_fill(&fill);
    places_fill(&fill);
    out->questions = memory_take(sizeof *out->questions * QUESTIONS);
    for (int at = 0; at < QUESTIONS; at++) {
        question_fill(&fill, &questions[at], &out->questions[out->question_count++]);
    }
    out->sources = paper_sources(project, &out->source_count);
    paper_map(project, style, action_map_names(project, out->codes[0]), fill.named,
              fill.named_count, &out->scene, &out->map_box);
    free(fill.named);
    return true;
}
