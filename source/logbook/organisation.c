/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/organisation.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/logbook_inner.h"


static const struct record_name roles[ORGANISATION_ROLES] = {
    [ROLE_OTHER] = {"other", "organisation.role.other"},
    [ROLE_LEAD] = {"lead", "organisation.role.lead"},
    [ROLE_HELP] = {"help", "organisation.role.help"},
    [ROLE_FACILITATOR] = {"facilitator", "organisation.role.facilitator"},
    [ROLE_LESSONS] = {"lessons", "organisation.role.lessons"},
    [ROLE_PLACE] = {"place", "organisation.role.place"},
    [ROLE_REFER] = {"refer", "organisation.role.refer"},
    [ROLE_POLICY] = {"policy", "organisation.role.policy"},
};
static const char *const days[ORGANISATION_DAYS] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

const char *role_word(enum organisation_role role)
{
    return record_name_word(roles, ORGANISATION_ROLES, (int)role);
}

const char *role_key(enum organisation_role role)
{
    return record_name_key(roles, ORGANISATION_ROLES, (int)role);
}

bool role_parse(const char *word, enum organisation_role *out)
{
    int at = record_name_find(roles, ORGANISATION_ROLES, word);
    *out = at < 0 ? ROLE_OTHER : (enum organisation_role)at;
    return at >= 0;
}

const char *weekday_word(int day)
{
    return (unsigned)day < ORGANISATION_DAYS ? days[day] : "";
}

static unsigned days_read(const cJSON *array)
{
    unsigned bits = 0;
    for (int day = 0; day < ORGANISATION_DAYS; day++) {
        bits |= record_has(array, days[day]) ? 1u << day : 0;
    }
    return bits;
}

/* ---- reading ---- */

static int commitment_order(const void *left, const void *right)
{
    const struct commitment *a = left, *b = right;
    return record_newest(a->date, a->id, b->date, b->id);
}

static void commitments_read(struct organisation *out, const cJSON *map)
{
    const cJSON *item;
    size_t room = 0;
    cJSON_ArrayForEach(item, map)
    {
        struct commitment commitment = {.id = item->string,
                                        .what = record_text(item, "what"),
                                        .date = record_date(item, "date"),
                                        .until = record_date(item, "until")};
        if (!commitment.id || !commitment.what[0] || !commitment.date.year ||
            json_bool(item, "removed", false) ||
            out->commitment_count >= ORGANISATION_COMMITMENTS) {
            continue;
        }
        ARRAY_GROW(out->commitments, out->commitment_count, room);
        out->commitments[out->commitment_count++] = commitment;
    }
    if (out->commitment_count) {
        qsort(out->commitments, out->commitment_count, sizeof *out->commitments, commitment_order);
    }
}

/* Only what may be shared, and never longer than ORGANISATION_PERSON_MONTHS. */
static void person_read(struct organisation *out, const cJSON *person)
{
    struct civil_date said = record_date(person, "date"), until = record_date(person, "until");
    out->person = "";
    if (!json_bool(person, "share", false) || !said.year || !until.year) {
        return;
    }
    struct civil_date most = civil_date_add_months(said, ORGANISATION_PERSON_MONTHS);
    out->person = record_text(person, "name");
    out->person_until = civil_date_compare(until, most) > 0 ? most : until;
}

static void contact_read(struct organisation *out, const cJSON *contact)
{
    out->contact_point = json_bool(contact, "point", false);
    out->days = days_read(json_member(contact, "days"));
    out->contact_until = record_date(contact, "until");
    out->contact_confirmed = record_date(contact, "confirmed");
}

bool organisation_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct organisation out = {.id = id, .document = document};
    const cJSON *trained = json_member(document, "trained"), *plan = json_member(document, "plan");
    const cJSON *pillars = json_member(document, "pillars");
    out.name = record_text(document, "name");
    if (!out.name[0] || logbook->organisation_count >= LOGBOOK_RECORDS) {
        return false;
    }
    role_parse(json_text(document, "part", ""), &out.role);
    out.pillars = cJSON_IsArray(pillars) ? pillars : NULL;
    out.function = record_text(document, "function");
    out.phone = record_text(document, "phone");
    out.mail = record_text(document, "mail");
    out.trained = record_count(trained, "count", ORGANISATION_TRAINED);
    out.trained_on = record_date(trained, "date");
    out.plan = record_date(plan, "date");
    out.plan_until = record_date(plan, "until");
    person_read(&out, json_member(document, "person"));
    contact_read(&out, json_member(document, "contact"));
    commitments_read(&out, json_member(document, "commitments"));
    ARRAY_GROW(logbook->organisations, logbook->organisation_count, logbook->organisation_room);
    logbook->organisations[logbook->organisation_count++] = out;
    return true;
}

static int organisation_order(const void *left, const void *right)
{
    const struct organisation *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->id, b->id);
}

void organisations_sort(struct logbook *logbook)
{
    record_sort(logbook->organisations, logbook->organisation_count, sizeof *logbook->organisations,
                organisation_order);
}

void organisations_clear(struct logbook *logbook)
{
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        free(logbook->organisations[at].commitments);
    }
    free(logbook->organisations);
}

/* ---- questions ---- */

const struct organisation *logbook_organisation(const struct logbook *logbook, const char *id)
{
    return record_with_id(logbook->organisations, logbook->organisation_count,
                       sizeof *logbook->organisations, id);
}

bool organisation_serves(const struct organisation *organisation, const char *pillar)
{
    return record_has(organisation->pillars, pillar);
}

/* Year 0 never ends. */
static bool lasts(struct civil_date until, struct civil_date today)
{
    return !until.year || civil_date_compare(until, today) >= 0;
}

/* Said on `date`, which is at most `months` ago and not still to come. */
static bool recent(struct civil_date date, struct civil_date today, int months)
{
    return date.year && civil_date_compare(date, today) <= 0 &&
           civil_date_compare(date, civil_date_add_months(today, -months)) >= 0;
}

const char *organisation_person(const struct organisation *organisation, struct civil_date today)
{
    return organisation->person_until.year && lasts(organisation->person_until, today)
               ? organisation->person
               : "";
}

const struct commitment *organisation_committed(const struct organisation *organisation,
                                                struct civil_date today, int months)
{
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        const struct commitment *commitment = &organisation->commitments[at];
        if (recent(commitment->date, today, months) && lasts(commitment->until, today)) {
            return commitment;
        }
    }
    return NULL;
}

bool organisation_planned(const struct organisation *organisation, struct civil_date today,
                          int months)
{
    bool begun = organisation->plan.year && civil_date_compare(organisation->plan, today) <= 0;
    return begun && (organisation->plan_until.year ? lasts(organisation->plan_until, today)
                                                   : recent(organisation->plan, today, months));
}

/* The last of all when no end is said. */
static struct civil_date end_of(const struct organisation *organisation)
{
    return organisation->contact_until.year ? organisation->contact_until
                                            : (struct civil_date){9999, 12, 31};
}

const struct organisation *logbook_contact_point(const struct logbook *logbook)
{
    const struct organisation *found = NULL;
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        if (organisation->contact_point &&
            (!found || civil_date_compare(end_of(organisation), end_of(found)) > 0)) {
            found = organisation;
        }
    }
    return found;
}
