/* SPDX-License-Identifier: EUPL-1.2 */
/* Figures of others about a wijk: typed one by one, or a table of them at once. */
#include "action/across.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/arena.h"
#include "base/json.h"
#include "exchange/table.h"

enum { CONTEXT_ID = ACTION_ID + 16, CONTEXT_BYTES = 60 * 1024, CONTEXT_ROWS = 20000 };

static const char *context_id(const char *code, char out[CONTEXT_ID])
{
    snprintf(out, CONTEXT_ID, "context:%.60s", code);
    return out;
}

void action_context(const struct project *project, const char *code, struct context *out)
{
    char id[CONTEXT_ID];
    context_read(record_find(project, context_id(code, id)), out);
}

/* ---- one figure laid over a body ---- */

static cJSON *body_begin(const struct project *project, const char *code)
{
    char id[CONTEXT_ID];
    const cJSON *before = view_document(project, context_id(code, id));
    cJSON *body = before ? cJSON_Duplicate(before, true) : cJSON_CreateObject();
    json_path_set(body, "_id", cJSON_CreateString(id));
    json_path_set(body, "type", cJSON_CreateString("context"));
    json_path_set(body, "wijk", cJSON_CreateString(code));
    json_path_set(body, "role", cJSON_CreateString(project->role));
    json_path_set(body, "removed", NULL);
    return body;
}

static void figure_path(const char *figure, int year, char out[64])
{
    char key[CONTEXT_KEY];
    context_key(figure, year, key);
    snprintf(out, 64, "figures/%s", key);
}

/* False when it stands there already. */
static bool figure_lay(cJSON *body, const struct context_figure *figure)
{
    char path[64];
    cJSON *made = context_make(figure);
    figure_path(figure->figure, figure->year, path);
    if (json_equal(json_path_get(body, path), made)) {
        cJSON_Delete(made);
        return false;
    }
    json_path_set(body, path, made);
    return true;
}

static bool body_fits(const cJSON *body, struct fault *why)
{
    char *text = json_write_canonical(body);
    bool fits = text && strlen(text) <= CONTEXT_BYTES &&
                cJSON_GetArraySize(json_member(body, "figures")) <= CONTEXT_FIGURES;
    free(text);
    if (!fits) {
        fault_set(why, FAULT_LIMIT, "fault.context.many");
        message_add_count(&why->what, CONTEXT_FIGURES);
    }
    return fits;
}

static void body_edit(const struct project *project, struct edit *edit, const char *code,
                      cJSON *body)
{
    char id[CONTEXT_ID];
    const cJSON *before = view_document(project, context_id(code, id));
    edit_add(edit, id, "", before ? cJSON_Duplicate(before, true) : NULL, body);
}

static bool body_save(struct project *project, const char *subject, const char *code, cJSON *body,
                      struct fault *why)
{
    struct edit edit;
    if (!body_fits(body, why)) {
        cJSON_Delete(body);
        return false;
    }
    deed_begin(project, &edit, "context", subject);
    body_edit(project, &edit, code, body);
    return deed_do(project, &edit, why);
}

bool action_context_set(struct project *project, const char *code,
                        const struct context_figure *figure, struct fault *why)
{
    if (!area_wijk(project, code, NULL)) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", code);
    }
    if (!context_check(figure, why)) {
        return false;
    }
    cJSON *body = body_begin(project, code);
    figure_lay(body, figure);
    return body_save(project, figure->figure, code, body, why);
}

bool action_context_remove(struct project *project, const char *code, const char *figure, int year,
                           struct fault *why)
{
    char path[64];
    cJSON *body = body_begin(project, code);
    figure_path(figure, year, path);
    if (!json_path_get(body, path)) {
        cJSON_Delete(body);
        return fault_set_text(why, FAULT_MISSING, "fault.context.unknown", figure);
    }
    json_path_set(body, path, NULL);
    return body_save(project, figure, code, body, why);
}

/* ---- a table ---- */

enum column {
    COLUMN_WIJK,
    COLUMN_FIGURE,
    COLUMN_VALUE,
    COLUMN_YEAR,
    COLUMN_SOURCE,
    COLUMN_UNIT,
    COLUMNS
};
static const char *const heads[COLUMNS][6] = {
    {"wijk", "quartier", "neighbourhood", "wijkcode", "code", NULL},
    {"figure", "cijfer", "indicator", "chiffre", "indicateur", NULL},
    {"value", "waarde", "valeur", NULL, NULL, NULL},
    {"year", "jaar", "année", "annee", NULL, NULL},
    {"source", "bron", NULL, NULL, NULL, NULL},
    {"unit", "eenheid", "unité", "unite", NULL, NULL},
};

struct importing {
    struct project *project;
    struct context_import *out;
    int map[COLUMNS];
    bool headed;
    struct table bodies; /* code → cJSON, owned */
};

static bool head_same(const char *cell, const char *word)
{
    size_t size = strlen(word);
    cell += strspn(cell, " ");
    for (size_t i = 0; i < size; i++) {
        char letter = cell[i] >= 'A' && cell[i] <= 'Z' ? (char)(cell[i] - 'A' + 'a') : cell[i];
        if (letter != word[i]) {
            return false;
        }
    }
    return cell[size + strspn(cell + size, " ")] == '\0';
}

static bool heads_take(struct importing *importing, const struct table_cells *row,
                       struct fault *why)
{
    for (int column = 0; column < COLUMNS; column++) {
        importing->map[column] = -1;
        for (int at = 0; at < row->count && importing->map[column] < 0; at++) {
            for (int i = 0; i < 6 && heads[column][i]; i++) {
                if (head_same(row->cells[at], heads[column][i])) {
                    importing->map[column] = at;
                }
            }
        }
        if (importing->map[column] < 0 && column != COLUMN_UNIT) {
            return fault_set_text(why, FAULT_INPUT, "fault.context.column", heads[column][0]);
        }
    }
    importing->headed = true;
    return true;
}

static const char *cell_of(const struct importing *importing, const struct table_cells *row,
                           enum column column)
{
    int at = importing->map[column];
    return at >= 0 && at < row->count ? row->cells[at] : "";
}

/* By its code, else by its name; NULL = unknown, or several have that name. */
static const struct pack_wijk *wijk_named(const struct project *project, const char *text)
{
    const struct pack_wijk *wijken, *found = area_wijk(project, text, NULL);
    int count = project_wijken(project, &wijken), named = 0;
    for (int i = 0; !found && i < count; i++) {
        if (strcmp(wijken[i].name, text) == 0 && named++ == 0) {
            found = &wijken[i];
        }
    }
    return named > 1 ? NULL : found;
}

static bool figure_take(const struct importing *importing, const struct table_cells *row,
                        struct context_figure *out, char unit[CONTEXT_TEXT], struct fault *why)
{
    const char *value = cell_of(importing, row, COLUMN_VALUE);
    char *end;
    const char *year = cell_of(importing, row, COLUMN_YEAR);
    long number = strtol(year, &end, 10);
    if (!context_number(value, &out->value, unit)) {
        return fault_set_text(why, FAULT_INPUT, "fault.context.value", value);
    }
    if (!*year || *end || number < 0 || number > 9999) {
        return fault_set_text(why, FAULT_INPUT, "fault.context.year", year);
    }
    out->year = (int)number;
    out->figure = cell_of(importing, row, COLUMN_FIGURE);
    out->source = cell_of(importing, row, COLUMN_SOURCE);
    out->unit = *cell_of(importing, row, COLUMN_UNIT) ? cell_of(importing, row, COLUMN_UNIT) : unit;
    return context_check(out, why);
}

static bool row_import(void *data, const struct table_cells *row, struct fault *why)
{
    struct importing *importing = data;
    struct context_figure figure;
    char unit[CONTEXT_TEXT];
    if (!importing->headed) {
        return heads_take(importing, row, why);
    }
    if (row->row > CONTEXT_ROWS) {
        return fault_set(why, FAULT_LIMIT, "fault.csv.rows");
    }
    const char *name = cell_of(importing, row, COLUMN_WIJK);
    const struct pack_wijk *wijk = wijk_named(importing->project, name);
    if (!wijk) {
        return fault_set_text(why, FAULT_INPUT, "fault.wijk.unknown", name);
    }
    if (!figure_take(importing, row, &figure, unit, why)) {
        return false;
    }
    cJSON *body = table_find(&importing->bodies, wijk->code);
    if (!body) {
        body = body_begin(importing->project, wijk->code);
        table_set(&importing->bodies, wijk->code, body);
        importing->out->wijken++;
    }
    if (!figure_lay(body, &figure)) {
        importing->out->same++;
        return true;
    }
    importing->out->figures++;
    return body_fits(body, why);
}

static void body_free(void *value)
{
    cJSON_Delete(value);
}

static bool bodies_save(struct importing *importing, const char *file, struct fault *why)
{
    const char *slash = strrchr(file, '/'), *code;
    struct edit edit;
    void *body;
    size_t at = 0;
    deed_begin(importing->project, &edit, "context", slash ? slash + 1 : file);
    while (table_next(&importing->bodies, &at, &code, &body)) {
        body_edit(importing->project, &edit, code, cJSON_Duplicate(body, true));
    }
    return deed_do(importing->project, &edit, why);
}

static bool heads_look(void *data, const struct table_cells *row, struct fault *why)
{
    heads_take(data, row, why);
    return false; /* one row is enough */
}

bool action_context_table(const char *file)
{
    struct importing importing = {.headed = false};
    struct fault why;
    table_read(file, heads_look, &importing, &why);
    return importing.headed;
}

bool action_context_import(struct project *project, const char *file, struct context_import *out,
                           struct fault *why)
{
    struct importing importing = {.project = project, .out = out};
    memset(out, 0, sizeof *out);
    table_init(&importing.bodies);
    bool ok = table_read(file, row_import, &importing, why);
    if (ok && out->figures + out->same == 0) {
        ok = fault_set(why, FAULT_INPUT, "fault.context.empty");
        fault_in(why, file);
    }
    ok = ok && (out->figures == 0 || bodies_save(&importing, file, why));
    table_clear(&importing.bodies, body_free);
    return ok;
}
