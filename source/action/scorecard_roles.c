/* SPDX-License-Identifier: EUPL-1.2 */
/* Who took part, as roles: never a person (the alias of a tablet is what its people chose to be
 * called). */
#include <stdlib.h>
#include <string.h>

#include "action/paper_inner.h"
#include "action/scorecard_inner.h"
#include "base/arena.h"
#include "base/json.h"

enum { ROLES = 40, ROLES_SAID = 8, SENTENCE = 2048 };

struct role {
    const char *name; /* borrowed */
    int deeds;
};
struct roles {
    struct role role[ROLES];
    int count;
};

static void role_add(struct roles *roles, const char *name)
{
    int at = 0;
    if (!*name) {
        return;
    }
    while (at < roles->count && strcmp(roles->role[at].name, name) != 0) {
        at++;
    }
    if (at == ROLES) {
        return;
    }
    roles->role[at].name = name;
    roles->role[at].deeds++;
    roles->count = at == roles->count ? at + 1 : roles->count;
}

/* judge:CODE:…, look:CODE:… and the logs of this wijk. */
static bool speaks_of(const char *id, const cJSON *document, const char *code)
{
    const char *colon = strchr(id, ':');
    size_t size = strlen(code);
    if (!strncmp(id, "log:", 4)) {
        return !strcmp(json_text(document, "wijk", ""), code);
    }
    return (!strncmp(id, "judge:", 6) || !strncmp(id, "look:", 5)) && colon &&
           !strncmp(colon + 1, code, size) && colon[1 + size] == ':';
}

static void roles_gather(struct project *project, struct roles *roles)
{
    size_t at = 0;
    const char *id;
    void *document;
    while (table_next(&project->documents, &at, &id, &document)) {
        if (speaks_of(id, document, project->wijk.code) && !json_bool(document, "removed", false)) {
            role_add(roles, json_text(document, "role", ""));
        }
    }
    for (size_t i = 0; i < project->visible_count; i++) {
        const struct place *place = project->visible[i];
        if (project_place_in_wijk(project, place) && place->checked.year) {
            role_add(roles, place->checked_by);
        }
    }
}

static int role_order(const void *left, const void *right)
{
    const struct role *a = left, *b = right;
    return a->deeds != b->deeds ? b->deeds - a->deeds : strcmp(a->name, b->name);
}

char *scorecard_roles(struct project *project, const struct language *language)
{
    struct roles roles = {.count = 0};
    struct buffer names;
    roles_gather(project, &roles);
    if (roles.count == 0) {
        return memory_text("");
    }
    qsort(roles.role, (size_t)roles.count, sizeof *roles.role, role_order);
    buffer_init(&names, SENTENCE);
    for (int at = 0; at < roles.count && at < ROLES_SAID; at++) {
        buffer_addf(&names, "%s%s", at ? ", " : "", roles.role[at].name);
    }
    buffer_add_text(&names, roles.count > ROLES_SAID ? " …" : "");
    const char *piece = buffer_text(&names);
    struct buffer line;
    buffer_init(&line, SENTENCE);
    language_fill(language, "scorecard.roles", &piece, 1, &line);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    buffer_clear(&names);
    return taken;
}
