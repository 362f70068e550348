/* SPDX-License-Identifier: EUPL-1.2 */
/* The packs of a project: its own, and those that bundles of other municipalities brought.
 *
 * Of each wijk the newest pack speaks; a pack that speaks for none is left unread. So the wijken,
 * candidates and the map are the same in whatever order bundles came. */
#include "action/project_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "map/map.h"
#include "system/file.h"

struct areas {
    struct area {
        struct pack *pack; /* owned */
        char file[SYSTEM_PATH];
        char date[32]; /* of its newest source */
        int64_t size;
        bool speaks;
    } items[PROJECT_AREAS + 1]; /* the newest first */
    int count;
    struct pack_wijk *wijken; /* owned; texts of the packs; by code */
    int wijk_count;
    struct pack_source *credits; /* owned */
    int credit_count;
};

static int area_compare(const void *a, const void *b)
{
    const struct area *left = a, *right = b;
    int order = strcmp(right->date, left->date);
    return order ? order : (left->size < right->size) - (left->size > right->size);
}

static void area_add(struct areas *areas, struct pack *pack, const char *file)
{
    struct area *area = &areas->items[areas->count++];
    const struct pack_source *sources;
    int count = pack_sources(pack, &sources);
    *area = (struct area){.pack = pack, .size = file_size(file)};
    snprintf(area->file, sizeof area->file, "%s", file);
    for (int i = 0; i < count; i++) {
        if (strcmp(sources[i].date, area->date) > 0) {
            snprintf(area->date, sizeof area->date, "%s", sources[i].date);
        }
    }
}

static struct pack *pack_of(const struct areas *areas, const char *code,
                            const struct pack_wijk **out)
{
    for (int i = 0; i < areas->count; i++) {
        *out = pack_wijk_find(areas->items[i].pack, code);
        if (*out) {
            return areas->items[i].pack;
        }
    }
    return NULL;
}

static int wijk_compare(const void *a, const void *b)
{
    return strcmp(((const struct pack_wijk *)a)->code, ((const struct pack_wijk *)b)->code);
}

/* One pack alone keeps its wijken in its own order. */
static void wijken_gather(struct areas *areas)
{
    const struct pack_wijk *list, *found;
    int most = 1;
    for (int i = 0; i < areas->count; i++) {
        most += pack_wijken(areas->items[i].pack, &list);
    }
    areas->wijken = memory_take(sizeof *areas->wijken * (size_t)most);
    for (int i = 0; i < areas->count; i++) {
        struct area *area = &areas->items[i];
        int count = pack_wijken(area->pack, &list);
        area->speaks = count == 0 && areas->count == 1;
        for (int k = 0; k < count; k++) {
            if (pack_of(areas, list[k].code, &found) == area->pack) {
                area->speaks = true;
                areas->wijken[areas->wijk_count++] = list[k];
            }
        }
    }
    if (areas->count > 1 && areas->wijk_count > 1) {
        qsort(areas->wijken, (size_t)areas->wijk_count, sizeof *areas->wijken, wijk_compare);
    }
}

static bool credited(const struct areas *areas, const struct pack_source *source)
{
    for (int i = 0; i < areas->credit_count; i++) {
        const struct pack_source *other = &areas->credits[i];
        if (!strcmp(other->attribution, source->attribution) &&
            !strcmp(other->date, source->date) && !strcmp(other->kind, source->kind) &&
            !strcmp(other->file, source->file)) {
            return true;
        }
    }
    return false;
}

static void credits_gather(struct areas *areas)
{
    const struct pack_source *list;
    int most = 1;
    for (int i = 0; i < areas->count; i++) {
        most += pack_sources(areas->items[i].pack, &list);
    }
    areas->credits = memory_take(sizeof *areas->credits * (size_t)most);
    for (int i = 0; i < areas->count; i++) {
        int count = areas->items[i].speaks ? pack_sources(areas->items[i].pack, &list) : 0;
        for (int k = 0; k < count; k++) {
            if (!credited(areas, &list[k])) {
                areas->credits[areas->credit_count++] = list[k];
            }
        }
    }
}

void areas_open(struct project *project, const struct project_file *file)
{
    struct areas *areas = memory_take(sizeof *areas);
    area_add(areas, project->pack, project->pack_file);
    for (int i = 0; file && i < file->area_count; i++) {
        char path[SYSTEM_PATH];
        struct pack *pack;
        struct fault why;
        if (!project_path(path, project->folder, file->areas[i], &why) ||
            !pack_open(path, &pack, &why)) {
            log_warn("the area %s does not open: %s", file->areas[i], why.what.key);
            continue;
        }
        area_add(areas, pack, path);
    }
    qsort(areas->items, (size_t)areas->count, sizeof *areas->items, area_compare);
    wijken_gather(areas);
    credits_gather(areas);
    project->areas = areas;
}

void project_rest(struct project *project)
{
    for (int i = 0; i < project->areas->count; i++) {
        pack_rest(project->areas->items[i].pack);
    }
}

void areas_close(struct project *project)
{
    struct areas *areas = project->areas;
    if (!areas) {
        pack_close(project->pack);
        return;
    }
    for (int i = 0; i < areas->count; i++) {
        pack_close(areas->items[i].pack);
    }
    free(areas->wijken);
    free(areas->credits);
    free(areas);
}

const struct pack_wijk *area_wijk(const struct project *project, const char *code,
                                  struct pack **pack)
{
    const struct pack_wijk *found = NULL;
    struct pack *holds = pack_of(project->areas, code, &found);
    if (pack) {
        *pack = holds;
    }
    return found;
}

const char *area_file(const struct project *project, const struct pack *pack)
{
    for (int i = 0; i < project->areas->count; i++) {
        if (project->areas->items[i].pack == pack) {
            return project->areas->items[i].file;
        }
    }
    return project->pack_file;
}

bool area_check(struct project *project, void (*say)(void *data, const struct message *message),
                void *data, struct fault *why)
{
    bool ok = true;
    for (int i = 0; ok && i < project->areas->count; i++) {
        ok = pack_check(project->areas->items[i].pack, say, data, why);
    }
    return ok;
}

bool area_candidates(struct project *project,
                     bool (*each)(void *data, const char *json, size_t size), struct fault *why)
{
    bool ok = true;
    for (int i = 0; ok && i < project->areas->count; i++) {
        const struct area *area = &project->areas->items[i];
        ok = !area->speaks || pack_candidates(area->pack, each, project, why);
    }
    return ok;
}

bool area_covers(const struct project *project, struct point point)
{
    for (int i = 0; i < project->areas->count; i++) {
        const struct area *area = &project->areas->items[i];
        struct box box = pack_making(area->pack).box;
        if (area->speaks && (box_is_empty(box) || box_has(box, point)) &&
            box_has(pack_box(area->pack), point)) {
            return true;
        }
    }
    return false;
}

int area_credits(const struct project *project, const struct pack_source **out)
{
    *out = project->areas->credits;
    return project->areas->credit_count;
}

/* ---- the map ---- */

struct box project_box(const struct project *project)
{
    struct box out = box_empty();
    for (int i = 0; i < project->areas->count; i++) {
        if (project->areas->items[i].speaks) {
            out = box_join(out, pack_box(project->areas->items[i].pack));
        }
    }
    return out;
}

/* How deep the middle of `box` lies in the pack, of its half width; below 0 = outside. */
static double depth_of(const struct area *area, struct spot_box box)
{
    struct spot_box own = spot_box_of(pack_box(area->pack));
    double x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    double across = x - own.left < own.right - x ? x - own.left : own.right - x;
    double down = y - own.top < own.bottom - y ? y - own.top : own.bottom - y;
    return across < down ? across : down;
}

static bool holds_all(const struct area *area, struct spot_box box)
{
    struct spot_box own = spot_box_of(pack_box(area->pack));
    return own.left <= box.left && own.right >= box.right && own.top <= box.top &&
           own.bottom >= box.bottom;
}

/* Where packs overlap the one in which the middle lies deepest is drawn alone, or last. */
static bool areas_features(void *data, struct spot_box box, int zoom,
                           void (*each)(void *each_data, const struct feature *feature),
                           void *each_data)
{
    const struct areas *areas = data;
    const struct area *best = NULL;
    struct fault why;
    bool ok = true;
    for (int i = 0; i < areas->count; i++) {
        const struct area *area = &areas->items[i];
        if (area->speaks && (!best || depth_of(area, box) > depth_of(best, box))) {
            best = area;
        }
    }
    for (int i = 0; ok && best && !holds_all(best, box) && i < areas->count; i++) {
        const struct area *area = &areas->items[i];
        if (area != best && area->speaks &&
            spot_box_meets(spot_box_of(pack_box(area->pack)), box)) {
            ok = pack_features(area->pack, box, zoom, each, each_data, &why);
        }
    }
    return ok && (!best || pack_features(best->pack, box, zoom, each, each_data, &why));
}

void action_map_source(struct project *project, struct map_source *out)
{
    *out = (struct map_source){project->areas, areas_features};
}

/* ---- as others see them ---- */

int project_wijken(const struct project *project, const struct pack_wijk **out)
{
    *out = project->areas->wijken;
    return project->areas->wijk_count;
}

bool project_show_wijk(struct project *project, const char *code, struct fault *why)
{
    if (!area_wijk(project, code, NULL)) {
        return fault_set_text(why, FAULT_MISSING, "fault.wijk.unknown", code);
    }
    view_choose_wijk(project, code);
    view_refresh(project);
    return true;
}
