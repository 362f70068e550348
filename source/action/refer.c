/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/refer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "base/arena.h"

int action_refer(const struct project *project, const struct refer_ask *ask,
                 struct referral out[REFERRAL_MOST])
{
    size_t count, kept = 0;
    const struct place *const *all = project_places(project, &count);
    const struct place **places = memory_take((count + 1) * sizeof *places);
    for (size_t at = 0; at < count; at++) {
        if (project_place_in_wijk(project, all[at])) {
            places[kept++] = all[at];
        }
    }
    struct referral_ask question = {.services = referral_services(ask->theme),
                                    .tongue = ask->tongue,
                                    .when = ask->when,
                                    .days = ask->today ? 1 : 0,
                                    .old_months = project->wijk.old_months,
                                    .hours = project_hours(project)};
    int found = referral_find(&question, places, kept, out);
    free((void *)places);
    return found;
}

void refer_moment_say(const struct referral_moment *moment, const struct language *language,
                      struct buffer *out)
{
    char from[16], to[16];
    buffer_addf(out, "%s ", language_weekday(language, civil_weekday_of(moment->from.date), false));
    language_say_date(language, moment->from.date, out);
    snprintf(from, sizeof from, "%02d:%02d", moment->from.hour, moment->from.minute);
    snprintf(to, sizeof to, "%02d:%02d", moment->to.hour, moment->to.minute);
    buffer_addf(out, ", %s–%s%s%s", from, to, *moment->where ? ", " : "", moment->where);
}

void refer_moment_brief(const struct referral_moment *moment, const struct language *language,
                        struct buffer *out)
{
    struct civil_date day = moment->begins.date;
    struct civil_date near = civil_date_add(day, day.month == 12 ? -9 : 9); /* of the same year */
    buffer_addf(out, "%s ", language_weekday(language, civil_weekday_of(day), false));
    language_say_date_near(language, day, near, out);
    buffer_addf(out, ", %02d:%02d–%02d:%02d", moment->begins.hour, moment->begins.minute,
                moment->to.hour, moment->to.minute);
}

void refer_groups_say(const struct referral *referral, const struct language *language,
                      struct buffer *out)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (referral->offer->groups >> group & 1) {
            buffer_addf(out, "%s%s", out->size ? ", " : "",
                        language_word(language, group_key(group)));
        }
    }
}

bool refer_about_read(const char *about, enum need_theme *theme, int *tongue)
{
    char word[32];
    size_t size = strcspn(about, " ");
    *tongue = -1;
    snprintf(word, sizeof word, "%.*s", (int)(size < 31 ? size : 31), about);
    about += size + strspn(about + size, " ");
    return need_theme_parse(word, theme) && (!*about || tongue_parse(about, tongue));
}
