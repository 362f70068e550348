/* SPDX-License-Identifier: EUPL-1.2 */
/* The answer in sentences. */
#include <math.h>

#include "action/reach_inner.h"

double reach_share(size_t count, size_t of)
{
    return of ? (double)count / (double)of : -1;
}

double reach_percent(size_t count, size_t of)
{
    if (of == 0 || count == 0 || count == of) {
        return of && count ? 100 : 0;
    }
    double percent = 100 * (double)count / (double)of;
    double said = percent < 10 || percent > 99 ? round(percent * 10) / 10 : round(percent);
    return said < 0.1 ? 0.1 : said > 99.9 ? 99.9 : said;
}

struct message reach_class_line(const struct reach *reach, int index)
{
    const struct reach_class *of = &reach->classes[index];
    bool shared = reach->state == REACH_MEASURED || reach->state == REACH_NO_PLACES;
    struct message line = message_of(shared ? "reach.class" : "reach.class.unknown");
    message_add_count(&line, of->minutes);
    if (shared) {
        message_add_count(&line, (int64_t)of->count);
        message_add_count(&line, (int64_t)reach->address_count);
        message_add_number(&line, reach_percent(of->count, reach->address_count));
    }
    return line;
}

struct message reach_method(const struct reach *reach)
{
    bool usual = lens_usual(&reach->lens);
    struct message method = message_of(usual ? "reach.method" : "reach.method.lens");
    message_add_number(&method, round(reach->lens.speed * 36) / 10);
    message_add_date(&method, reach->day);
    if (!usual) {
        message_add_key(&method, lens_name(&reach->lens).key);
    }
    return method;
}

/* ---- headline ---- */

static struct message none_say(const struct reach_question *question)
{
    const struct serving_list *serving = &question->serving;
    int shut = serving->closed + serving->hours_unknown;
    const char *key = shut                  ? "reach.none.closed"
                      : serving->lens       ? "reach.none.lens"
                      : serving->candidates ? "reach.none.candidates"
                                            : "reach.none";
    struct message message = message_of(key);
    if (shut || serving->lens || serving->candidates) {
        message_add_count(&message, shut            ? shut
                                    : serving->lens ? serving->lens
                                                    : serving->candidates);
    }
    message_add_key(&message, service_key(question->service));
    return message;
}

static struct message headline_of(const struct reach_question *question, const struct reach *reach)
{
    const struct reach_class *middle = &reach->classes[reach->class_count / 2];
    switch (reach->state) {
    case REACH_NO_NETWORK:
        return message_of("reach.no_network");
    case REACH_NO_ADDRESSES:
        return message_of("reach.no_addresses");
    case REACH_NO_PLACES:
        return none_say(question);
    case REACH_MEASURED:
        break;
    }
    struct message line = message_of("reach.headline");
    message_add_count(&line, (int64_t)middle->count);
    message_add_count(&line, (int64_t)reach->address_count);
    message_add_number(&line, reach_percent(middle->count, reach->address_count));
    message_add_count(&line, middle->minutes);
    return line;
}

/* ---- notes ---- */

static void note(struct reach *reach, const char *key, size_t count)
{
    if (count && reach->note_count < REACH_NOTES) {
        struct message *message = &reach->notes[reach->note_count++];
        *message = message_of(key);
        message_add_count(message, (int64_t)count);
    }
}

void reach_say(const struct reach_question *question, struct reach *reach)
{
    const struct serving_list *serving = &question->serving;
    size_t nowhere = 0;
    for (size_t place = 0; place < reach->place_count; place++) {
        nowhere += reach->places[place].nowhere;
    }
    bool walked = reach->state != REACH_NO_NETWORK;
    bool cut = walked && reach->place_count > nowhere;
    reach->headline = headline_of(question, reach);
    note(reach, "reach.note.nowhere", walked ? reach->nowhere : 0);
    note(reach, reach->lens.no_steps ? "reach.note.cut.steps" : "reach.note.cut",
         cut ? reach->cut : 0);
    note(reach, "reach.note.place_nowhere", walked ? nowhere : 0);
    note(reach, "reach.note.hours_unknown", (size_t)serving->hours_unknown);
    note(reach, "reach.note.closed", (size_t)serving->closed);
    note(reach, "reach.note.lens", (size_t)serving->lens);
    note(reach, "reach.note.access_unknown", (size_t)serving->access_unknown);
    note(reach, "reach.note.provisional", (size_t)serving->provisional);
    note(reach, "reach.note.candidates", (size_t)serving->candidates);
}
