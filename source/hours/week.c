/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_inner.h"

bool hours_week_minutes(const struct hours *hours, struct civil_date from, bool school,
                        int *minutes)
{
    const struct hours_setting *setting = &hours->setting;
    struct civil_date monday;
    if (!calendar_week(setting->calendar, setting->region, from, school, &monday))
        return false;
    *minutes = hours_minutes(hours, monday, 7);
    return true;
}
