/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/typed.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "logbook/need.h"
#include "place/place.h"

bool typed_day(const char *text, struct civil_date *out, struct fault *why)
{
    cJSON *value = NULL;
    bool ok = place_field_read("offers/x/until", text, &value, why) && cJSON_IsString(value) &&
              civil_date_parse(value->valuestring, out);
    cJSON_Delete(value);
    return ok || fault_set_text(why, FAULT_USAGE, "fault.field.date", text);
}

void typed_day_write(struct civil_date day, char out[TYPED_DAY])
{
    out[0] = 0;
    if (day.year) {
        snprintf(out, TYPED_DAY, "%d/%d/%04d", day.day, day.month, day.year);
    }
}

bool typed_month(const char *text, struct civil_date *first, struct fault *why)
{
    int month = 0, year = 0;
    char tail;
    if (month_parse(text, first)) {
        return true;
    }
    if (sscanf(text, "%2d/%4d%c", &month, &year, &tail) == 2) {
        *first = (struct civil_date){(int16_t)year, (int8_t)month, 1};
        if (year >= 1000 && civil_date_valid(*first)) {
            return true;
        }
    }
    return fault_set_text(why, FAULT_USAGE, "fault.month", text);
}
