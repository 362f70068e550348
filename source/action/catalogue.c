/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "action/project_inner.h"
#include "base/log.h"
#include "system/file.h"

struct walk {
    struct project *project;
    const char *folder;
    size_t ceiling;
    catalogue_read *read;
};

static int64_t line_of(const struct buffer *text, int64_t place)
{
    int64_t line = 1;
    for (int64_t at = 0; at < place && at < (int64_t)text->size; at++) {
        line += text->data[at] == '\n';
    }
    return line;
}

static void refuse(struct project *project, const char *name, const struct fault *why)
{
    log_warn("%s: %s %s", name, why->what.key,
             why->what.arguments ? why->what.argument[0].as.text : "");
    if (project->refused_count < PROJECT_REFUSED) {
        struct refused_file *refused = &project->refused[project->refused_count++];
        snprintf(refused->name, sizeof refused->name, "%s", name);
        refused->why = *why;
        refused->why.file[0] = 0;
    }
}

static void file_take(const struct walk *walk, const char *path, const char *name)
{
    struct buffer text;
    struct fault why;
    fault_clear(&why);
    if (!file_read(path, walk->ceiling, &text, &why)) {
        refuse(walk->project, name, &why);
        return;
    }
    if (!walk->read(walk->project, buffer_text(&text), text.size, &why) &&
        why.kind != FAULT_MISSING) {
        why.place = why.place >= 0 ? line_of(&text, why.place) : -1;
        refuse(walk->project, name, &why);
    }
    buffer_clear(&text);
}

static bool file_each(void *data, const char *name)
{
    const struct walk *walk = data;
    char path[SYSTEM_PATH];
    size_t size = strlen(name);
    if (size > 5 && !strcmp(name + size - 5, ".json") &&
        path_join(path, sizeof path, walk->folder, name)) {
        file_take(walk, path, name);
    }
    return true;
}

void catalogue_open(struct project *project, const char *folder, size_t ceiling,
                    catalogue_read *read)
{
    char path[SYSTEM_PATH];
    struct walk walk = {project, path, ceiling, read};
    struct fault why;
    if (path_join(path, sizeof path, project->assets, folder)) {
        folder_walk(path, file_each, &walk, &why);
    }
}

int project_refused_files(const struct project *project, const struct refused_file **out)
{
    *out = project->refused;
    return project->refused_count;
}

void refused_file_say(const struct refused_file *refused, const struct language *language,
                      struct buffer *out)
{
    struct fault plain = refused->why;
    struct message where = message_of(plain.place >= 0 ? "catalogue.line" : "catalogue.file");
    message_add_text(&where, refused->name);
    message_add_number(&where, (double)plain.place);
    plain.place = -1;
    language_say(language, &where, out);
    buffer_add_byte(out, ' ');
    language_say_fault(language, &plain, out);
}
