/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person chose on this tablet, as a small JSON file. */
#include "action/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "system/file.h"
#include "system/system.h"

enum { SETTINGS_CEILING = 64 * 1024 };

static const char *const names_words[NAMES_CHOICES] = {"automatic", "nl", "fr", "both"};

static const char *names_choice_word(enum names_choice choice)
{
    return names_words[choice];
}

bool names_choice_parse(const char *word, enum names_choice *out)
{
    for (int choice = 0; choice < NAMES_CHOICES; choice++) {
        if (strcmp(word, names_words[choice]) == 0) {
            *out = (enum names_choice)choice;
            return true;
        }
    }
    return false;
}

static const char *begin_choice_word(enum begin_choice choice)
{
    return choice == BEGIN_MAP ? "map" : "week";
}

static void text_put(char *out, size_t room, const char *text)
{
    snprintf(out, room, "%s", text);
}

void settings_default(struct settings *settings, const char *system_language)
{
    memset(settings, 0, sizeof *settings);
    if (!system_language || !language_code_parse(system_language, &settings->language)) {
        settings->language = LANGUAGE_NL;
    }
    text_put(settings->theme, sizeof settings->theme, "light");
    settings->scale = 1;
    text_put(settings->role, sizeof settings->role, "tablet");
    text_put(settings->project, sizeof settings->project, "demo");
}

static double number_within(const cJSON *root, const char *key, double least, double most,
                            double fallback)
{
    double number = json_number(root, key, fallback);
    return number >= least && number <= most ? number : fallback;
}

static void settings_take(const cJSON *root, struct settings *settings)
{
    enum language_code code;
    if (language_code_parse(json_text(root, "language", ""), &code)) {
        settings->language = code;
    }
    const char *theme = json_text(root, "theme", "");
    if (!strcmp(theme, "light") || !strcmp(theme, "dark") || !strcmp(theme, "contrast")) {
        text_put(settings->theme, sizeof settings->theme, theme);
    }
    names_choice_parse(json_text(root, "names", ""), &settings->names);
    settings->begin = strcmp(json_text(root, "begin", ""), "map") ? BEGIN_WEEK : BEGIN_MAP;
    settings->scale = number_within(root, "scale", 1, 2, 1);
    settings->density = number_within(root, "density", 0.5, 5, 0);
    settings->started = json_bool(root, "started", false);
    settings->welcomed = json_bool(root, "welcomed", false);
    settings->left_handed = json_bool(root, "left_handed", false);
    settings->reduced_motion = json_bool(root, "reduced_motion", false);
    const char *role = json_text(root, "role", "");
    if (*role) {
        text_put(settings->role, sizeof settings->role, role);
    }
    const char *project = json_text(root, "project", "");
    if (*project && !strchr(project, '/') && project[0] != '.') {
        text_put(settings->project, sizeof settings->project, project);
    }
}

static bool settings_keep_broken(const char *file, struct fault *why)
{
    char beside[SYSTEM_PATH + 16];
    snprintf(beside, sizeof beside, "%s.broken", file);
    struct fault ignored;
    file_copy(file, beside, &ignored);
    return fault_in(why, file);
}

bool settings_read(const char *data_folder, struct settings *settings, struct fault *why)
{
    char file[SYSTEM_PATH];
    if (!path_join(file, sizeof file, data_folder, "settings.json")) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!file_exists(file)) {
        return true;
    }
    struct buffer text;
    if (!file_read(file, SETTINGS_CEILING, &text, why)) {
        return false;
    }
    cJSON *root = NULL;
    bool ok = json_parse(buffer_text(&text), text.size, SETTINGS_CEILING, &root, why);
    buffer_clear(&text);
    if (!ok) {
        return settings_keep_broken(file, why);
    }
    settings_take(root, settings);
    cJSON_Delete(root);
    return true;
}

bool settings_write(const char *data_folder, const struct settings *settings, struct fault *why)
{
    char file[SYSTEM_PATH];
    if (!path_join(file, sizeof file, data_folder, "settings.json")) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!folder_make(data_folder, why)) {
        return false;
    }
    cJSON *root = cJSON_CreateObject();
    cJSON_AddBoolToObject(root, "started", settings->started);
    cJSON_AddStringToObject(root, "language", language_tag(settings->language));
    cJSON_AddStringToObject(root, "theme", settings->theme);
    cJSON_AddStringToObject(root, "names", names_choice_word(settings->names));
    cJSON_AddStringToObject(root, "begin", begin_choice_word(settings->begin));
    cJSON_AddNumberToObject(root, "scale", settings->scale);
    cJSON_AddNumberToObject(root, "density", settings->density);
    cJSON_AddBoolToObject(root, "left_handed", settings->left_handed);
    cJSON_AddBoolToObject(root, "reduced_motion", settings->reduced_motion);
    cJSON_AddBoolToObject(root, "welcomed", settings->welcomed);
    cJSON_AddStringToObject(root, "role", settings->role);
    cJSON_AddStringToObject(root, "project", settings->project);
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    bool ok = file_write(file, text, strlen(text), why);
    free(text);
    return ok;
}
