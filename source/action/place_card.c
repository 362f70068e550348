/* SPDX-License-Identifier: EUPL-1.2 */
/* One place as its visitors read it at the door. */
#include <stdlib.h>
#include <string.h>

#include "action/outing.h"
#include "action/overview_inner.h"
#include "action/paper_inner.h"
#include "base/arena.h"

enum { SENTENCE = 4096, STOPS_SAID = 6 };

struct card_fill {
    struct project *project;
    const struct language *const *languages;
    const struct place *place;
    struct place_card *out;
};

static struct overview_line line_of(const struct card_fill *fill, const struct message *message)
{
    struct overview_line line = {{NULL}};
    for (int at = 0; at < fill->out->language_count; at++) {
        line.text[at] = paper_said(fill->languages[at], message);
    }
    return line;
}

static struct overview_line line_of_key(const struct card_fill *fill, const char *key)
{
    struct message message = message_of(key);
    return line_of(fill, &message);
}

static void hours_fill(struct card_fill *fill)
{
    const struct timetable *timetable = project_timetable(fill->project, fill->place, NULL);
    for (int at = 0; at < fill->out->language_count; at++) {
        struct buffer line;
        buffer_init(&line, SENTENCE);
        if (timetable && !timetable_unknown(timetable)) {
            timetable_say(timetable, project_today(fill->project), STOPS_SAID, fill->languages[at],
                          &line);
        }
        fill->out->hours.text[at] = memory_text(buffer_text(&line));
        buffer_clear(&line);
    }
}

static void answers_fill(struct card_fill *fill)
{
    struct place_card *out = fill->out;
    out->answers = memory_take(sizeof *out->answers * (fill->place->offer_count + 1));
    for (size_t at = 0; at < fill->place->offer_count; at++) {
        const struct offer *offer = &fill->place->offers[at];
        if (!overview_offer_current(fill->project, offer)) {
            continue;
        }
        struct overview_answer *answer = &out->answers[out->answer_count++];
        *answer = (struct overview_answer){.service = service_word(offer->service),
                                           .icon = service_icon(offer->service),
                                           .key = memory_text(offer->id)};
        for (int language = 0; language < out->language_count; language++) {
            overview_facts_fill(fill->project, fill->place, offer, fill->languages[language],
                                language, answer);
        }
    }
}

/* Whoever stands before a closed door has a telephone more often than a browser. */
static void code_fill(struct card_fill *fill)
{
    const struct place *place = fill->place;
    struct buffer code;
    buffer_init(&code, PLACE_TEXT);
    if (place->phone[0]) {
        buffer_add_text(&code, "tel:");
        for (const char *at = place->phone; *at; at++) {
            if ((*at >= '0' && *at <= '9') || (*at == '+' && at == place->phone)) {
                buffer_add_byte(&code, *at);
            }
        }
        fill->out->scan = line_of_key(fill, "card.scan.phone");
    } else if (place->website[0]) {
        buffer_add_text(&code, place->website);
        fill->out->scan = line_of_key(fill, "card.scan.web");
    }
    fill->out->code = memory_text(buffer_text(&code));
    buffer_clear(&code);
}

bool action_place_card_fill(struct project *project, const char *id,
                            const struct language *const languages[OVERVIEW_LANGUAGES],
                            struct place_card *out, struct fault *why)
{
    struct card_fill fill = {project, languages, verb_place(project, id, why), out};
    memset(out, 0, sizeof *out);
    if (!fill.place) {
        return false;
    }
    if (fill.place->provisional || project_place_state(project, fill.place) != PLACE_CONFIRMED) {
        return fault_set_text(why, FAULT_CONFLICT, "fault.card.unconfirmed", fill.place->name);
    }
    for (int at = 0; at < OVERVIEW_LANGUAGES && languages[at]; at++) {
        out->codes[out->language_count++] = language_code(languages[at]);
    }
    out->day = project_today(project);
    overview_place_fill(languages, out->codes, out->language_count, fill.place, 1, &out->place);
    out->kind = line_of_key(&fill, kind_key(fill.place->kind));
    struct message checked = message_of("card.checked");
    message_add_date(&checked, fill.place->checked);
    out->checked = line_of(&fill, &checked);
    if (project_is_demo(project)) {
        out->ribbon = line_of_key(&fill, "ribbon.demo");
    }
    hours_fill(&fill);
    answers_fill(&fill);
    code_fill(&fill);
    return true;
}
