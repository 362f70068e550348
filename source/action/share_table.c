/* SPDX-License-Identifier: EUPL-1.2 */
/* Who gets what of which document: the one place where that is said. */
#include "action/share_inner.h"

#include <string.h>

#define ALL SHARE_PUBLIC
#define PARTNERS SHARE_PARTNERS

static const struct share_kind kinds[] = {
    {"place", "", ALL, false},          {"wijk", "", ALL, false},
    {"look", "", ALL, false},           {"judge", "", ALL, false},
    {"round", "", ALL, false},          {"context", "", ALL, false},
    {"prop", "", PARTNERS, false},      {"card", "", PARTNERS, false},
    {"channel", "", PARTNERS, false},   {"initiative", "", PARTNERS, true},
    {"practice", "", PARTNERS, true},   {"partner", "", ALL, true},
    {"log", "told", ALL, true},         {"log", "overview", ALL, true},
    {"log", "meeting", PARTNERS, true}, {"action", "", PARTNERS, true},
    {"vote", "", PARTNERS, true},       {"need", "", PARTNERS, true},
    {"survey", "", PARTNERS, true},     {"count", "", ALL, true},
};

/* Of the kinds that are listed. What stands nowhere here stays in the own archive. */
static const struct share_field fields[] = {
    {"*", "type", ALL, false},
    {"*", "what", ALL, false},
    {"*", "wijk", ALL, false},
    {"*", "date", ALL, false},
    {"*", "removed", ALL, false},

    {"partner", "name", ALL, true},
    {"partner", "part", ALL, false},
    {"partner", "pillars", ALL, false},
    {"partner", "contact/point", ALL, false},
    {"partner", "contact/days", ALL, false},
    {"partner", "contact/until", PARTNERS, false},
    {"partner", "contact/confirmed", PARTNERS, false},
    {"partner", "function", PARTNERS, false},
    {"partner", "phone", PARTNERS, false},
    {"partner", "mail", PARTNERS, false},
    {"partner", "commitments/*/what", PARTNERS, false},
    {"partner", "commitments/*/date", PARTNERS, false},
    {"partner", "commitments/*/until", PARTNERS, false},
    {"partner", "trained", PARTNERS, false},
    {"partner", "plan", PARTNERS, false},

    {"log told", "channel", ALL, false},
    {"log told", "languages", ALL, false},
    {"log told", "audience", ALL, false},
    {"log told", "plain", ALL, false},
    {"log told", "copies", ALL, false},
    {"log told", "about", ALL, false},

    {"log overview", "form", ALL, false},
    {"log overview", "languages", ALL, false},
    {"log overview", "entries", ALL, false},

    {"log meeting", "held", PARTNERS, false},
    {"log meeting", "organisations", PARTNERS, false},
    {"log meeting", "others", PARTNERS, false},
    {"log meeting", "actions", PARTNERS, false},
    {"log meeting", "about", PARTNERS, false},

    {"action", "criterion", PARTNERS, false},
    {"action", "title", PARTNERS, true},
    {"action", "who", PARTNERS, false},
    {"action", "when", PARTNERS, false},
    {"action", "help", PARTNERS, false},
    {"action", "levers", PARTNERS, false},
    {"action", "state", PARTNERS, false},
    {"action", "steps/*/text", PARTNERS, false},
    {"action", "steps/*/done", PARTNERS, false},

    {"vote", "session", PARTNERS, false},
    {"vote", "group", PARTNERS, false},
    {"vote", "criteria", PARTNERS, false},
    {"vote", "colours", PARTNERS, false},
    {"vote", "done", PARTNERS, false},

    {"need", "condition", PARTNERS, false},
    {"need", "theme", PARTNERS, false},
    {"need", "place", PARTNERS, false},
    {"need", "service", PARTNERS, false},
    {"need", "step", PARTNERS, false},

    {"survey", "form", PARTNERS, false},
    {"survey", "forms", PARTNERS, false},
    {"survey", "tallies", PARTNERS, false},

    {"count", "place", ALL, false},
    {"count", "month", ALL, false},
    {"count", "goal", ALL, false},
    {"count", "number", ALL, false},

    {"practice", "title", PARTNERS, true},
    {"practice", "criterion", PARTNERS, false},
    {"practice", "problem", PARTNERS, false},
    {"practice", "cost", PARTNERS, false},
    {"practice", "partners", PARTNERS, false},
    {"practice", "result", PARTNERS, false},
    {"practice", "scale", PARTNERS, false},
    {"practice", "place", PARTNERS, false},

    {"initiative", "framework", PARTNERS, false},
    {"initiative", "name", PARTNERS, true},
    {"initiative", "level", PARTNERS, false},
    {"initiative", "reason", PARTNERS, false},
};

const struct share_kind *share_kinds(size_t *count)
{
    *count = sizeof kinds / sizeof *kinds;
    return kinds;
}

const struct share_field *share_fields(size_t *count)
{
    *count = sizeof fields / sizeof *fields;
    return fields;
}

const struct share_kind *share_kind_of(const char *id, const char *what)
{
    size_t size = strcspn(id, ":");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct share_kind *kind = &kinds[i];
        if (strlen(kind->type) == size && !strncmp(id, kind->type, size) &&
            (!*kind->what || !strcmp(kind->what, what))) {
            return kind;
        }
    }
    return NULL;
}

static bool field_of(const struct share_field *field, const struct share_kind *kind)
{
    size_t size = strlen(kind->type);
    if (!strcmp(field->kind, "*")) {
        return true;
    }
    return !strncmp(field->kind, kind->type, size) &&
           (*kind->what ? field->kind[size] == ' ' && !strcmp(field->kind + size + 1, kind->what)
                        : !field->kind[size]);
}

/* "steps/01…/text" is "steps/" with anything between and "/text"; a path that ends sooner is on the
 * way. */
static enum share_found path_match(const char *field, const char *path)
{
    for (;;) {
        size_t wanted = strcspn(field, "/"), here = strcspn(path, "/");
        bool any = wanted == 1 && *field == '*';
        if (!any && (wanted != here || strncmp(field, path, here) != 0)) {
            return SHARE_NOWHERE;
        }
        field += wanted;
        path += here;
        if (!*field || !*path) {
            return *field ? SHARE_INSIDE : *path ? SHARE_NOWHERE : SHARE_HERE;
        }
        field++;
        path++;
    }
}

enum share_found share_field_of(const struct share_kind *kind, const char *path,
                                const struct share_field **out)
{
    enum share_found found = SHARE_NOWHERE;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && found != SHARE_HERE; i++) {
        enum share_found one =
            field_of(&fields[i], kind) ? path_match(fields[i].path, path) : SHARE_NOWHERE;
        if (one != SHARE_NOWHERE) {
            found = one;
            *out = &fields[i];
        }
    }
    return found;
}
