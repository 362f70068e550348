/* SPDX-License-Identifier: EUPL-1.2 */
/* Does a place meet the conditions of a label, as far as its offers say? */
#include "assessment/instrument.h"

#include <stdio.h>
#include <string.h>

static const char *const check_keys[LABEL_CHECKS] = {"label.check.hours", "label.check.devices",
                                                     "label.check.guidance", "label.check.training",
                                                     "label.check.for_all"};
enum { DAY = 24 * 60, WEEK = 7 * DAY, HOUR = 60 };

const char *label_check_key(enum label_check check)
{
    return check_keys[check];
}

static bool stands(const struct offer *offer, struct civil_date today)
{
    return offer->checked.year &&
           (!offer->until.year || civil_date_compare(offer->until, today) >= 0) &&
           (!offer->from.year || civil_date_compare(offer->from, today) <= 0);
}

static bool for_all(const struct offer *offer)
{
    enum { ALLOWED = OBLIGATION_REGISTRATION | OBLIGATION_IDENTITY };
    return !(offer->obligations & ~(unsigned)ALLOWED) && !offer->groups && !offer->internal &&
           offer->price != PRICE_FREE_FOR_GROUP;
}

/* The Monday of a week that no holiday changes, from this one on. */
static struct civil_date normal_week(struct civil_date today, const struct hours_setting *hours)
{
    struct civil_date monday = civil_date_add(today, -(int)civil_weekday_of(today)), normal;
    return hours && calendar_week(hours->calendar, hours->region, monday, false, &normal) ? normal
                                                                                          : monday;
}

static int minute_of(struct civil when)
{
    return when.hour * HOUR + when.minute;
}

static void interval_lay(const struct hours_interval *interval, int first, bool open[WEEK])
{
    int from = (civil_days(interval->from.date) - first) * DAY + minute_of(interval->from);
    int to = (civil_days(interval->to.date) - first) * DAY + minute_of(interval->to);
    for (int at = from < 0 ? 0 : from; at < to && at < WEEK; at++) {
        open[at] = open[at] || interval->state == HOURS_OPEN;
    }
}

/* Lays the minutes at which the offer is there over `open`; false = its hours are not known. */
static bool offer_lay(const struct place *place, const struct offer *offer, struct civil_date from,
                      const struct hours_setting *hours, bool open[WEEK])
{
    enum { INTERVALS = 400 };
    struct hours_interval intervals[INTERVALS];
    struct timetable *timetable;
    struct fault why;
    if (!offer_timetable(place, offer, hours, &timetable, &why)) {
        return false;
    }
    bool known = !timetable_unknown(timetable);
    size_t count = timetable_intervals(timetable, from, 7, intervals, INTERVALS);
    for (size_t at = 0; at < count && at < INTERVALS; at++) {
        interval_lay(&intervals[at], civil_days(from), open);
    }
    timetable_free(timetable);
    return known;
}

struct count { /* of the offers that a condition looks at */
    int all, known;
    bool refused; /* one is not for everybody */
};

static void hours_check(const struct instrument_rules *rules, const struct place *place,
                        struct civil now, const struct hours_setting *hours, struct label *out)
{
    bool open[WEEK] = {false};
    struct count count = {0};
    struct civil_date monday = normal_week(now.date, hours);
    for (size_t at = 0; at < place->offer_count; at++) {
        const struct offer *offer = &place->offers[at];
        if (!(rules->open >> offer->service & 1) || !stands(offer, now.date)) {
            continue;
        }
        out->devices += offer->count;
        count.all++;
        count.refused = count.refused || !for_all(offer);
        count.known += for_all(offer) && offer_lay(place, offer, monday, hours, open);
    }
    for (int at = 0; at < WEEK; at++) {
        out->minutes += open[at];
    }
    out->minutes_short =
        rules->hours * HOUR > out->minutes ? rules->hours * HOUR - out->minutes : 0;
    out->devices_short = rules->devices > out->devices ? rules->devices - out->devices : 0;
    out->checks[LABEL_HOURS] = out->minutes_short == 0 ? VERDICT_MET
                               : count.known           ? VERDICT_NOT
                                                       : VERDICT_UNKNOWN;
    out->checks[LABEL_DEVICES] = out->devices_short == 0 ? VERDICT_MET
                                 : out->devices > 0      ? VERDICT_NOT
                                                         : VERDICT_UNKNOWN;
    out->checks[LABEL_FOR_ALL] = count.all == 0  ? VERDICT_UNKNOWN
                                 : count.refused ? VERDICT_NOT
                                                 : VERDICT_MET;
}

static enum verdict any_check(unsigned services, const struct place *place, struct civil_date today)
{
    for (size_t at = 0; at < place->offer_count; at++) {
        if (services >> place->offers[at].service & 1 && stands(&place->offers[at], today)) {
            return VERDICT_MET;
        }
    }
    return VERDICT_UNKNOWN;
}

void instrument_label(const struct instrument *instrument, const struct place *place,
                      struct civil now, const struct hours_setting *hours, struct label *out)
{
    memset(out, 0, sizeof *out);
    hours_check(&instrument->rules, place, now, hours, out);
    out->checks[LABEL_GUIDANCE] = any_check(instrument->rules.guidance, place, now.date);
    out->checks[LABEL_TRAINING] = any_check(instrument->rules.training, place, now.date);
    out->verdict = VERDICT_MET;
    for (int check = 0; check < LABEL_CHECKS; check++) {
        if (out->checks[check] == VERDICT_NOT) {
            out->verdict = VERDICT_NOT;
        } else if (out->checks[check] == VERDICT_UNKNOWN && out->verdict == VERDICT_MET) {
            out->verdict = VERDICT_UNKNOWN;
        }
    }
}

static struct message amount_say(const char *key, enum verdict verdict, double amount, double lacks)
{
    char full[MESSAGE_KEY_SIZE];
    snprintf(full, sizeof full, "%s.%s", key, verdict_word(verdict));
    struct message message = message_of(full);
    message_add_number(&message, amount);
    message_add_number(&message, lacks);
    return message;
}

struct message label_say(const struct label *label, enum label_check check)
{
    char full[MESSAGE_KEY_SIZE];
    enum verdict verdict = label->checks[check];
    if (check == LABEL_HOURS) {
        return amount_say("label.hours", verdict, label->minutes / (double)HOUR,
                          label->minutes_short / (double)HOUR);
    }
    if (check == LABEL_DEVICES) {
        return amount_say("label.devices", verdict, label->devices, label->devices_short);
    }
    snprintf(full, sizeof full, "%s.%s", check_keys[check], verdict_word(verdict));
    return message_of(full);
}
