/* SPDX-License-Identifier: EUPL-1.2 */
/* Candidates that a document stands for, also when OpenStreetMap gave them another id; and which
 * this tablet has shown. */
#include "action/osm_inner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/log.h"
#include "place/follow.h"
#include "system/file.h"

enum { SEEN_CEILING = 64 * 1024 * 1024, SEEN_NAME = 200 };
static const char seen_head[] = "osm-seen 1 ";

void osm_open(struct project *project)
{
    project->osm = memory_take(sizeof *project->osm);
    table_init(&project->osm->followed);
    table_init(&project->osm->fresh);
}

void osm_close(struct project *project)
{
    if (!project->osm) {
        return;
    }
    osm_changes_clear(project->osm);
    table_clear(&project->osm->followed, NULL);
    table_clear(&project->osm->fresh, NULL);
    free(project->osm);
    project->osm = NULL;
}

bool osm_of_map(const struct place *place)
{
    return !strcmp(place->source_name, "osm") && *place->source_id;
}

/* ---- who stands for whom ---- */

struct lists {
    const struct place **documents, **candidates;
    size_t document_count, candidate_count;
};

static int id_order(const void *left, const void *right)
{
    const struct place *a = *(const struct place *const *)left;
    const struct place *b = *(const struct place *const *)right;
    return strcmp(a->id, b->id);
}

/* The candidate that a document names; one that has a document of its own keeps that. */
static bool named_cover(struct project *project, const struct place *place)
{
    struct entry *entry = table_find(&project->candidate_of, place->source_id);
    if (!entry) {
        return false;
    }
    if (!table_find(&project->documents, entry->cover)) {
        snprintf(entry->cover, sizeof entry->cover, "%.39s", place->id);
    }
    return true;
}

static void orphans_gather(struct project *project, struct lists *lists)
{
    size_t at = 0;
    const char *id;
    void *value;
    lists->documents = memory_take(sizeof *lists->documents * (project->entries.count + 1));
    while (table_next(&project->entries, &at, &id, &value)) {
        const struct place *place = &((struct entry *)value)->place;
        if (!strncmp(id, "place:", 6) && osm_of_map(place)) {
            lists->documents[lists->document_count++] = place;
        }
    }
    if (lists->document_count) { /* the same on all tablets */
        qsort(lists->documents, lists->document_count, sizeof *lists->documents, id_order);
    }
    size_t left = 0;
    for (size_t i = 0; i < lists->document_count; i++) {
        if (!named_cover(project, lists->documents[i])) {
            lists->documents[left++] = lists->documents[i];
        }
    }
    lists->document_count = left;
}

static void free_gather(const struct project *project, struct lists *lists)
{
    lists->candidates = memory_take(sizeof *lists->candidates * (project->candidate_count + 1));
    for (size_t i = 0; i < project->candidate_count; i++) {
        const struct entry *entry = &project->candidates[i];
        if (osm_of_map(&entry->place) && !table_find(&project->documents, entry->cover)) {
            lists->candidates[lists->candidate_count++] = &entry->place;
        }
    }
}

static void orphans_follow(struct project *project, const struct lists *lists)
{
    size_t *partner = memory_take(sizeof *partner * (lists->document_count + 1));
    place_follow(lists->documents, lists->document_count, lists->candidates, lists->candidate_count,
                 partner);
    for (size_t i = 0; i < lists->document_count; i++) {
        if (partner[i] != FOLLOW_NONE) {
            struct entry *entry = view_entry(lists->candidates[partner[i]]);
            snprintf(entry->cover, sizeof entry->cover, "%.39s", lists->documents[i]->id);
            table_set(&project->osm->followed, lists->documents[i]->id, entry);
        }
    }
    free(partner);
}

void osm_lay(struct project *project)
{
    struct lists lists = {0};
    if (!project->osm) {
        return;
    }
    table_clear(&project->osm->followed, NULL);
    table_init(&project->osm->followed);
    for (size_t i = 0; i < project->candidate_count; i++) {
        place_id_of_candidate(project->candidates[i].place.id, project->candidates[i].cover);
    }
    orphans_gather(project, &lists);
    if (lists.document_count) {
        free_gather(project, &lists);
        orphans_follow(project, &lists);
    }
    free(lists.documents);
    free(lists.candidates);
    project->osm->generation = 0;
}

/* ---- what was shown ---- */

static bool seen_path(const struct project *project, char out[SYSTEM_PATH])
{
    return path_join(out, SYSTEM_PATH, project->folder, "osm-seen.txt");
}

/* One line each: id, kind, longitude, latitude, name, with tabs between. */
static void seen_lines(const struct project *project, struct buffer *out)
{
    for (size_t i = 0; i < project->candidate_count; i++) {
        const struct place *place = &project->candidates[i].place;
        if (!osm_of_map(place) || project->candidates[i].layer || strpbrk(place->id, "\t\n")) {
            continue;
        }
        buffer_addf(out, "%s\t%s\t%.6f\t%.6f\t%.*s\n", place->id, kind_word(place->kind),
                    place->point.lon, place->point.lat, (int)strcspn(place->name, "\t\n"),
                    place->name);
    }
}

bool osm_seen(struct project *project, struct fault *why)
{
    struct buffer lines, file;
    char path[SYSTEM_PATH];
    buffer_init(&lines, SEEN_CEILING);
    buffer_init(&file, SEEN_CEILING + 64);
    seen_lines(project, &lines);
    buffer_addf(&file, "%s%016" PRIx64 "\n", seen_head,
                hash_bytes(buffer_text(&lines), lines.size, 0));
    buffer_add(&file, buffer_text(&lines), lines.size);
    bool ok =
        (!lines.full && seen_path(project, path)) || fault_set(why, FAULT_LIMIT, "fault.path.long");
    ok = ok && file_write(path, buffer_text(&file), file.size, why);
    buffer_clear(&lines);
    buffer_clear(&file);
    if (ok) {
        table_clear(&project->osm->fresh, NULL);
        table_init(&project->osm->fresh);
        project->osm->generation = 0;
        project->changed++;
    }
    return ok;
}

/* Cuts a line into its five texts; false = it is none. */
static bool seen_line(char *line, struct place *out)
{
    char *part[5] = {line}, *end;
    for (int i = 1; i < 5; i++) {
        part[i] = strchr(part[i - 1], '\t');
        if (!part[i]) {
            return false;
        }
        *part[i]++ = '\0';
    }
    *out = (struct place){.id = part[0], .name = part[4], .name_nl = "", .name_fr = ""};
    out->point.lon = strtod(part[2], &end);
    out->point.lat = strtod(part[3], &end);
    return *part[0] && kind_parse(part[1], &out->kind) && point_valid(out->point);
}

static void fresh_find(struct project *project, const struct place *seen, size_t count)
{
    const struct place **before = memory_take(sizeof *before * (count + 1));
    const struct place **after = memory_take(sizeof *after * (project->candidate_count + 1));
    size_t *partner = memory_take(sizeof *partner * (count + 1)), after_count = 0;
    for (size_t i = 0; i < count; i++) {
        before[i] = &seen[i];
    }
    for (size_t i = 0; i < project->candidate_count; i++) {
        const struct entry *entry = &project->candidates[i];
        if (osm_of_map(&entry->place) && !entry->layer) {
            after[after_count++] = &entry->place;
            table_set(&project->osm->fresh, entry->place.id, (void *)entry);
        }
    }
    place_follow(before, count, after, after_count, partner);
    for (size_t i = 0; i < count; i++) {
        if (partner[i] != FOLLOW_NONE) {
            table_remove(&project->osm->fresh, after[partner[i]]->id);
        }
    }
    free(before);
    free(after);
    free(partner);
}

/* `text` (its head left out) is cut up. */
static void seen_compare(struct project *project, char *text)
{
    struct place *seen = NULL;
    size_t count = 0, room = 0;
    for (char *at = text, *end; *at; at = end) {
        struct place place;
        end = at + strcspn(at, "\n");
        if (*end) {
            *end++ = '\0';
        }
        if (seen_line(at, &place)) {
            ARRAY_GROW(seen, count, room);
            seen[count++] = place;
        }
    }
    fresh_find(project, seen, count);
    free(seen);
}

void osm_seen_read(struct project *project, bool own)
{
    struct buffer file, lines;
    struct fault why;
    char path[SYSTEM_PATH];
    unsigned long long known = 0;
    if (!project->candidate_count || !seen_path(project, path)) {
        return;
    }
    bool there = file_exists(path) && file_read(path, SEEN_CEILING + 64, &file, &why);
    size_t head = sizeof seen_head - 1 + 17;
    if (!there || file.size < head ||
        sscanf(buffer_text(&file), "osm-seen 1 %16llx", &known) != 1) {
        if (there) {
            buffer_clear(&file);
        }
        if (own && !osm_seen(project, &why)) {
            log_warn("what was seen cannot be written: %s", why.what.key);
        }
        return;
    }
    buffer_init(&lines, SEEN_CEILING);
    seen_lines(project, &lines);
    if (known != hash_bytes(buffer_text(&lines), lines.size, 0)) {
        seen_compare(project, file.data + head);
    }
    buffer_clear(&lines);
    buffer_clear(&file);
}
