/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/called.h"

#include <string.h>
#include <strings.h>

#include "action/project_inner.h"

static const struct place *removed_place(const struct project *project, const char *id)
{
    const struct entry *candidate = table_find(&project->candidate_of, id);
    const struct entry *entry = table_find(&project->entries, candidate ? candidate->cover : id);
    return entry ? &entry->place : candidate ? &candidate->place : NULL;
}

static const char *name_of(const struct place *place, const struct language *language)
{
    const char *name = place_name(place, language_tag(language_code(language)));
    return *name ? name : language_word(language, kind_key(place->kind));
}

void place_called(const struct project *project, const char *id, const struct language *language,
                  struct buffer *out)
{
    const struct place *place = *id ? project_place(project, id) : NULL;
    if (place || !*id) {
        buffer_add_text(out, place ? name_of(place, language) : "");
        return;
    }
    const struct place *gone = removed_place(project, id);
    if (gone) {
        const char *name = name_of(gone, language);
        language_fill(language, "place.called.removed", &name, 1, out);
    } else {
        buffer_add_text(out, language_word(language, "place.called.unknown"));
    }
}

const struct organisation *partner_namesake(const struct logbook *logbook, const char *name,
                                            const char *id)
{
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *other = &logbook->organisations[at];
        if (strcmp(other->id, id) != 0 && strcasecmp(other->name, name) == 0) {
            return other;
        }
    }
    return NULL;
}

static bool role_shared(const struct logbook *logbook, const struct organisation *organisation)
{
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *other = &logbook->organisations[at];
        if (strcmp(other->id, organisation->id) != 0 && other->role == organisation->role &&
            strcasecmp(other->name, organisation->name) == 0) {
            return true;
        }
    }
    return false;
}

void partner_called(const struct logbook *logbook, const struct organisation *organisation,
                    const struct language *language, struct buffer *out)
{
    enum { SHORT = 4 };
    size_t size = strlen(organisation->id);
    buffer_add_text(out, organisation->name);
    if (!partner_namesake(logbook, organisation->name, organisation->id)) {
        return;
    }
    buffer_addf(out, " (%s", language_word(language, role_key(organisation->role)));
    if (role_shared(logbook, organisation)) {
        buffer_addf(out, " · %s", organisation->id + (size > SHORT ? size - SHORT : 0));
    }
    buffer_add_text(out, ")");
}
