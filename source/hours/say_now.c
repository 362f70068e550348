/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_inner.h"
#include "hours/say_inner.h"
#include "language/language.h"

enum { NEAR_DAYS = 7, NIGHT_END = 6 * 60 };

static int days_ahead(struct civil now, struct civil then)
{
    return civil_days(then.date) - civil_days(now.date);
}

void moment_say(struct moment *moment, const struct language *language, struct civil now,
                struct civil_date date, int minute)
{
    int ahead = civil_days(date) - civil_days(now.date);
    struct buffer day, time;
    buffer_init(&day, 256);
    buffer_init(&time, 64);
    say_time(language, minute, true, &time);
    moment->dated = ahead >= NEAR_DAYS;
    if (ahead > 1 && !moment->dated)
        buffer_add_text(&day, language_weekday(language, civil_weekday_of(date), false));
    else
        language_say_date_near(language, date, now.date, &day);
    const char *pieces[] = {buffer_text(&day), buffer_text(&time)};
    language_fill(language, "hours.now.moment", pieces, 2, &moment->text);
    buffer_clear(&day);
    buffer_clear(&time);
}

/* The end of being open: today and in the small hours of tonight the time alone. Midnight is
 * the end of the day before. */
static void moment_until(struct moment *moment, const struct language *language, struct civil now,
                         struct civil then)
{
    int ahead = days_ahead(now, then), minute = then.hour * 60 + then.minute;
    if (ahead && !minute) {
        then.date = civil_date_add(then.date, -1);
        minute = DAY_MINUTES;
        ahead--;
    }
    if (!ahead || (ahead == 1 && minute <= NIGHT_END))
        say_time(language, minute, true, &moment->text);
    else
        moment_say(moment, language, now, then.date, minute);
}

static const char *now_key(enum hours_state state, enum hours_state becomes, bool dated)
{
    if (state == HOURS_CLOSED && becomes == HOURS_OPEN)
        return dated ? "hours.now.opens.date" : "hours.now.opens";
    if (state == HOURS_CLOSED)
        return dated ? "hours.now.maybe.date" : "hours.now.maybe";
    if (dated)
        return "hours.now.until.date";
    return becomes == HOURS_UNKNOWN ? "hours.now.until.later" : "hours.now.until";
}

static const char *steady_key(enum hours_state state, bool always)
{
    if (state == HOURS_CLOSED)
        return "hours.now.closed";
    return always ? "hours.now.always" : "hours.now.open";
}

void say_state(const struct language *language, struct civil when, enum hours_state state,
               const struct say_change *change, bool always, struct buffer *out)
{
    struct moment moment = {.dated = false};
    if (state == HOURS_UNKNOWN || !change) {
        const char *key = state == HOURS_UNKNOWN ? "hours.now.unknown" : steady_key(state, always);
        buffer_add_text(out, language_word(language, key));
        return;
    }
    struct civil then = change->at;
    buffer_init(&moment.text, 512);
    if (state == HOURS_OPEN)
        moment_until(&moment, language, when, then);
    else
        moment_say(&moment, language, when, then.date, then.hour * 60 + then.minute);
    const char *piece = buffer_text(&moment.text);
    language_fill(language, now_key(state, change->becomes, moment.dated), &piece, 1, out);
    buffer_clear(&moment.text);
}

void hours_say_now(const struct hours *hours, struct civil when, const struct language *language,
                   struct buffer *out)
{
    struct say_change change;
    enum hours_state state = hours_at(hours, when);
    bool changes = hours_next_change(hours, when, &change.at, &change.becomes);
    say_state(language, when, state, changes ? &change : NULL, hours_always(hours), out);
}
