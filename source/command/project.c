/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil project list|new|open|renew|restore`. */
#include "command/command_inner.h"

#include <string.h>

#include "action/osm.h"

static int project_names(struct ask *ask)
{
    enum { MOST = 256 };
    static char names[MOST][64];
    int count = project_list(ask->data, names, MOST);
    if (ask->json) {
        cJSON *array = cJSON_CreateArray();
        for (int i = 0; i < count; i++) {
            cJSON_AddItemToArray(array, cJSON_CreateString(names[i]));
        }
        ask_json(array);
        return EXIT_DONE;
    }
    for (int i = 0; i < count; i++) {
        printf("%s %s\n", strcmp(names[i], ask->settings.project) ? " " : "*", names[i]);
    }
    return EXIT_DONE;
}

static int project_remember(struct ask *ask, const char *name)
{
    struct fault why;
    snprintf(ask->settings.project, sizeof ask->settings.project, "%s", name);
    if (!settings_write(ask->data, &ask->settings, &why)) {
        return ask_fault(ask, &why);
    }
    puts(name);
    return EXIT_DONE;
}

static int project_new(struct ask *ask)
{
    struct fault why;
    char name[64];
    struct project_ways ways = {ask->data,          ask->assets, &ask->clock,
                                ask->settings.role, NULL,        NULL};
    const char *code = ask_option(ask, "--wijk");
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!project_make(&ways, ask->pack, code, name, &why)) {
        return ask_fault(ask, &why);
    }
    return project_remember(ask, name);
}

static int project_open_named(struct ask *ask)
{
    const char *name = ask_word(ask);
    if (!name) {
        return ask_missing(ask, "NAME");
    }
    ask->project_name = name;
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    return code == EXIT_DONE ? project_remember(ask, name) : code;
}

static int project_put_back(struct ask *ask)
{
    struct fault why;
    const char *name = ask_word(ask);
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    if (!project_restore(ask->data, name ? name : ask->settings.project, &why)) {
        return ask_fault(ask, &why);
    }
    puts(language_word(ask->language, "command.restored"));
    return EXIT_DONE;
}

static int project_renew_named(struct ask *ask)
{
    struct fault why;
    struct project_ways ways = {ask->data,          ask->assets, &ask->clock,
                                ask->settings.role, NULL,        NULL};
    const char *name = ask_word(ask);
    if (!ask->pack) {
        return ask_missing(ask, "--pack F.wijkpak");
    }
    if (!ask_done(ask)) {
        return EXIT_USAGE;
    }
    name = name ? name : ask->project_name ? ask->project_name : ask->settings.project;
    if (!project_renew(&ways, name, ask->pack, &why)) {
        return ask_fault(ask, &why);
    }
    puts(name);
    return EXIT_DONE;
}

int command_project(struct ask *ask)
{
    const char *what = ask_word(ask);
    if (what && !strcmp(what, "list")) {
        return ask_done(ask) ? project_names(ask) : EXIT_USAGE;
    }
    if (what && !strcmp(what, "new")) {
        return project_new(ask);
    }
    if (what && !strcmp(what, "open")) {
        return project_open_named(ask);
    }
    if (what && !strcmp(what, "restore")) {
        return project_put_back(ask);
    }
    if (what && !strcmp(what, "renew")) {
        return project_renew_named(ask);
    }
    return ask_missing(ask, "list | new | open NAME | renew [NAME] | restore [NAME]");
}
