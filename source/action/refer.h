/* SPDX-License-Identifier: EUPL-1.2 */
/* refer.h – who in the wijk helps with something, for screen, command and card (logbook/referral.h). */
#ifndef ACTION_REFER_H
#define ACTION_REFER_H

#include "action/action.h"
#include "assessment/learning.h"
#include "logbook/referral.h"

struct refer_ask {
    enum need_theme theme;
    int tongue;        /* -1 = whatever language */
    struct civil when;
    bool today;        /* only that day */
};
/* Of the places in the wijk, or counted in. Valid until the project changes. */
int action_refer(const struct project *project, const struct refer_ask *ask, struct referral out[REFERRAL_MOST]);
/* "maandag 16 november, 10:00–12:00, Dorpsplein" */
void refer_moment_say(const struct referral_moment *moment, const struct language *language, struct buffer *out);
/* "maandag 16 november, 10:00–12:00": for paper, with its real beginning and without the year. */
void refer_moment_brief(const struct referral_moment *moment, const struct language *language, struct buffer *out);
/* "vrouwen, jongeren": whom it is for; nothing = everybody */
void refer_groups_say(const struct referral *referral, const struct language *language, struct buffer *out);
/* The platform where people can practise this by themselves: one that has the theme, else any; NULL = none. Its line, with the address to
 * type: "1,2,3 Digit: typ 123digit.be en zoek op “itsme”". */
const struct learning *action_learning(const struct project *project, enum need_theme theme);
struct message action_learning_say(const struct learning *learning, enum need_theme theme, const char *language);
/* "itsme ar", as in `about` of the report. */
bool refer_about_read(const char *about, enum need_theme *theme, int *tongue);

#endif
