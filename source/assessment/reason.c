/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/rules_inner.h"

#include <stdio.h>

static bool place_outdoor(const struct place *place, const struct offer *offer)
{
    return offer->outdoor || place->setting == SETTING_OUTDOOR;
}

static void tally_add(const struct inquiry *inquiry, struct tally *tally, const struct mark *mark,
                      int last_place)
{
    const struct place *place = survey_place(inquiry->survey, mark->fact);
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    bool outdoor = place_outdoor(place, offer);
    tally->first = tally->first ? tally->first : mark;
    tally->places += mark->fact->place != last_place;
    tally->devices += offer->count > 0 && offer->count < 100000 ? offer->count : 0;
    tally->devices_known = tally->devices_known && offer->count > 0;
    tally->outdoor = tally->outdoor || outdoor;
    tally->indoor = tally->indoor || !outdoor;
    tally->free = tally->free || offer->price == PRICE_FREE;
    tally->paid = tally->paid || offer->price == PRICE_PAID;
    tally->recheck_only =
        tally->recheck_only && (mark->cause == CAUSE_RECHECK || mark->cause == CAUSE_AHEAD);
}

struct tally tally_of(const struct inquiry *inquiry, enum grade grade, enum cause cause)
{
    struct tally tally = {.devices_known = true, .recheck_only = true};
    int last_place = -1;
    for (size_t i = 0; i < inquiry->count; i++) {
        const struct mark *mark = &inquiry->marks[i];
        if (mark->grade == grade && (cause == CAUSE_COUNT || mark->cause == cause)) {
            tally_add(inquiry, &tally, mark, last_place);
            last_place = mark->fact->place;
        }
    }
    tally.devices_known = tally.devices_known && tally.first;
    tally.recheck_only = tally.recheck_only && tally.first;
    return tally;
}

void reason_add_place(struct message *message, const struct inquiry *inquiry,
                      const struct mark *mark)
{
    const struct place *place = survey_place(inquiry->survey, mark->fact);
    const char *language = inquiry->survey->question->language;
    const char *names[] = {place_name(place, language ? language : ""), place->street};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i] && names[i][0]) {
            message_add_text(message, names[i]);
            return;
        }
    }
    message_add_key(message, "assessment.unnamed");
}

static void add_remark(struct message *message, bool said, const char *key)
{
    if (said) {
        message_add_key(message, key);
    } else {
        message_add_text(message, "");
    }
}

void reason_add_recheck(struct message *message, const struct tally *tally)
{
    add_remark(message, tally->recheck_only, "assessment.remark.recheck");
}

struct message reason_met(const struct inquiry *inquiry)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    struct message message = message_of("assessment.met.places");
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    add_remark(&message, tally.outdoor,
               tally.indoor ? "assessment.remark.also_outdoor" : "assessment.remark.only_outdoor");
    reason_add_recheck(&message, &tally);
    return message;
}

struct message reason_devices(const struct inquiry *inquiry)
{
    struct tally tally = tally_of(inquiry, GRADE_FULL, CAUSE_COUNT);
    if (!tally.devices_known) {
        return reason_met(inquiry);
    }
    struct message message =
        message_of(tally.places == 1 ? "assessment.met.devices" : "assessment.met.devices_places");
    message_add_count(&message, tally.devices);
    if (tally.places == 1) {
        reason_add_place(&message, inquiry, tally.first);
    } else {
        message_add_count(&message, tally.places);
    }
    reason_add_recheck(&message, &tally);
    return message;
}

struct message reason_partly(const struct inquiry *inquiry)
{
    enum cause best = CAUSE_COUNT;
    char key[MESSAGE_KEY_SIZE];
    for (size_t i = 0; i < inquiry->count; i++) {
        const struct mark *mark = &inquiry->marks[i];
        best = mark->grade == GRADE_PARTLY && mark->cause < best ? mark->cause : best;
    }
    struct tally tally = tally_of(inquiry, GRADE_PARTLY, best);
    snprintf(key, sizeof key, "assessment.partly.%s", cause_word(best));
    struct message message = message_of(key);
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    return message;
}

/* Which of the things that were found, but do not count, says most about what is missing. */
static enum cause absent_cause(const struct inquiry *inquiry)
{
    static const enum cause order[] = {CAUSE_CANDIDATE,   CAUSE_UNCHECKED,   CAUSE_TOO_OLD,
                                       CAUSE_NOT_YET,     CAUSE_PAID,        CAUSE_ENDED,
                                       CAUSE_NOT_PLANNED, CAUSE_ROOM_UNSAID, CAUSE_NEAR};
    enum cause other = CAUSE_COUNT;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < inquiry->count; i++) {
            if (inquiry->marks[i].cause == order[k]) {
                return order[k];
            }
        }
    }
    for (size_t i = 0; i < inquiry->count; i++) {
        other = inquiry->marks[i].cause;
    }
    return other;
}

static void add_standing_value(struct message *message, const struct inquiry *inquiry,
                               const struct mark *mark)
{
    const struct offer *offer = survey_offer(inquiry->survey, mark->fact);
    if (mark->cause == CAUSE_NEAR) {
        message_add_metres(message, mark->fact->metres);
    } else {
        message_add_date(message, mark->cause == CAUSE_NOT_YET ? offer->from
                                  : mark->cause == CAUSE_ENDED ? offer->until
                                                               : offer->checked);
    }
}

static struct civil_date look_date(const struct inquiry *inquiry, enum look_state state)
{
    struct civil_date date = {0};
    for (int s = 0; s < SERVICE_COUNT; s++) {
        const struct survey *survey = inquiry->survey;
        if (inquiry->services >> s & 1 && survey->looks[s] == state &&
            (!date.year || civil_date_compare(survey->look_dates[s], date) < 0)) {
            date = survey->look_dates[s];
        }
    }
    return date;
}

struct message reason_absent(const struct inquiry *inquiry, enum verdict verdict)
{
    enum cause cause = absent_cause(inquiry);
    struct civil_date old = look_date(inquiry, LOOK_OLD);
    char key[MESSAGE_KEY_SIZE];
    if (verdict == VERDICT_NOT) {
        struct message message = message_of(cause == CAUSE_COUNT ? "assessment.not.nothing"
                                                                 : "assessment.not.unsuitable");
        message_add_date(&message, look_date(inquiry, LOOK_STANDS));
        return message;
    }
    if (cause == CAUSE_COUNT) {
        struct message message =
            message_of(old.year ? "assessment.unknown.look_old" : "assessment.unknown.nothing");
        if (old.year) {
            message_add_date(&message, old);
        }
        return message;
    }
    struct tally tally = tally_of(inquiry, GRADE_NONE, cause);
    bool named = cause == CAUSE_PAID || cause >= CAUSE_OTHER_GROUP;
    snprintf(key, sizeof key, "assessment.unknown.%s",
             cause == CAUSE_UNCHECKED ? "candidate"
             : named                  ? cause_word(cause)
                                      : "unsuitable");
    struct message message = message_of(key);
    message_add_count(&message, tally.places);
    reason_add_place(&message, inquiry, tally.first);
    add_standing_value(&message, inquiry, tally.first);
    return message;
}
