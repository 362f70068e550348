/* SPDX-License-Identifier: EUPL-1.2 */
/* What is being typed in a form. */
#include "screen/shell_inner.h"

#include <stdio.h>
#include <string.h>

void draft_empty(struct shell *shell)
{
    shell->draft_count = 0;
}

struct draft_field *draft_find(struct shell *shell, const char *path)
{
    for (int i = 0; i < shell->draft_count; i++) {
        if (!strcmp(shell->draft[i].path, path)) {
            return &shell->draft[i];
        }
    }
    return NULL;
}

struct draft_field *draft_add(struct shell *shell, const char *path, const char *value)
{
    struct draft_field *field = draft_find(shell, path);
    if (!field) {
        if (shell->draft_count == DRAFT_FIELDS) {
            return NULL;
        }
        field = &shell->draft[shell->draft_count++];
    }
    memset(field, 0, sizeof *field);
    snprintf(field->path, sizeof field->path, "%s", path);
    snprintf(field->value, sizeof field->value, "%s", value ? value : "");
    return field;
}

void draft_set(struct shell *shell, const char *path, const char *value)
{
    struct draft_field *field = draft_find(shell, path);
    if (!field) {
        field = draft_add(shell, path, "");
    }
    if (field && strcmp(field->value, value)) {
        snprintf(field->value, sizeof field->value, "%s", value);
        field->changed = true;
        field->fault[0] = 0;
    }
    shell->dirty = true;
}
