/* SPDX-License-Identifier: EUPL-1.2 */
/* A newer extract over an older pack: the same area again, and what changed among the candidates.
 */
#include "action/pack_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "place/follow.h"

/* ---- the candidates of a pack ---- */

static bool candidate_read(void *data, const char *json, size_t size)
{
    struct candidate_list *list = data;
    struct fault why;
    cJSON *body = NULL;
    struct place place;
    if (!json_parse(json, size, JSON_DOCUMENT_CEILING, &body, &why)) {
        log_warn("a candidate of the pack cannot be read: %s", why.what.key);
        return true;
    }
    if (!place_parse(body, &place, NULL, &why)) {
        log_warn("a candidate of the pack is no place: %s", why.what.key);
        place_clear(&place);
        cJSON_Delete(body);
        return true;
    }
    ARRAY_GROW(list->places, list->count, list->room);
    list->places[list->count++] = place;
    return true;
}

static bool candidate_list_read(struct pack *pack, struct candidate_list *out, struct fault *why)
{
    *out = (struct candidate_list){0};
    if (pack_candidates(pack, candidate_read, out, why)) {
        return true;
    }
    candidate_list_clear(out);
    return false;
}

void candidate_list_clear(struct candidate_list *list)
{
    for (size_t at = 0; at < list->count; at++) {
        cJSON *body = (cJSON *)list->places[at].document;
        place_clear(&list->places[at]);
        cJSON_Delete(body);
    }
    free(list->places);
    *list = (struct candidate_list){0};
}

/* ---- the older pack ---- */

bool older_open(const char *file, struct older *out, struct fault *why)
{
    if (!pack_open(file, &out->pack, why)) {
        return false;
    }
    if (candidate_list_read(out->pack, &out->candidates, why)) {
        return true;
    }
    pack_close(out->pack);
    return false;
}

void older_close(struct older *older)
{
    candidate_list_clear(&older->candidates);
    pack_close(older->pack);
}

static bool sources_again(const struct older *older, const char *kind, const struct sink *sink,
                          struct fault *why)
{
    const struct pack_source *sources;
    int count = pack_sources(older->pack, &sources);
    for (int at = 0; at < count; at++) {
        struct source_note note = {sources[at].kind, sources[at].file, sources[at].attribution,
                                   sources[at].licence, sources[at].date};
        if (!strcmp(note.kind, kind) && !sink->source(sink->data, &note, why)) {
            return false;
        }
    }
    return true;
}

bool older_places(const struct older *older, struct box box, const struct sink *sink,
                  struct fault *why)
{
    const struct candidate_list *list = &older->candidates;
    for (size_t at = 0; at < list->count; at++) {
        const struct place *place = &list->places[at];
        bool wanted = box_is_empty(box) || box_has(box, place->point);
        if (wanted && !sink->candidate(sink->data, place->document, why)) {
            return false;
        }
    }
    return !list->count || sources_again(older, "places", sink, why);
}

bool older_wijken(const struct older *older, const struct sink *sink, struct fault *why)
{
    const struct pack_wijk *wijken;
    int count = pack_wijken(older->pack, &wijken);
    for (int at = 0; at < count; at++) {
        struct wijk_border wijk = {wijken[at].code, wijken[at].name, wijken[at].municipality, "",
                                   wijken[at].border};
        if (!sink->wijk(sink->data, &wijk, why)) {
            return false;
        }
    }
    return sources_again(older, "wijken", sink, why);
}

/* ---- what changed ---- */

static void field_note(void *data, const char *path, const cJSON *before, const cJSON *after)
{
    struct buffer *fields = data;
    (void)before;
    (void)after;
    buffer_addf(fields, "%s%s", fields->size ? " " : "", path);
}

static void change_tell(const struct action_pack *ask, struct pack_change change)
{
    if (ask->change) {
        ask->change(ask->data, &change);
    }
}

static void known_compare(const struct action_pack *ask, const struct place *before,
                          const struct place *after, struct action_pack_report *out)
{
    struct buffer fields;
    buffer_init(&fields, 4096);
    place_differences(before->document, after->document, field_note, &fields);
    bool followed = strcmp(before->id, after->id) != 0;
    out->followed += followed;
    if (fields.size) {
        out->changed++;
        change_tell(
            ask, (struct pack_change){PACK_CHANGED, before, after, followed, buffer_text(&fields)});
    } else {
        out->same++;
    }
    buffer_clear(&fields);
}

static const struct place **pointers(const struct candidate_list *list)
{
    const struct place **all = memory_take(sizeof *all * (list->count + 1));
    for (size_t at = 0; at < list->count; at++) {
        all[at] = &list->places[at];
    }
    return all;
}

static void lists_compare(const struct candidate_list *old, const struct candidate_list *new,
                          const struct action_pack *ask, struct action_pack_report *out)
{
    const struct place **before = pointers(old), **after = pointers(new);
    size_t *partner = memory_take(sizeof *partner * (old->count + 1));
    bool *known = memory_take(new->count + 1);
    place_follow(before, old->count, after, new->count, partner);
    for (size_t at = 0; at < old->count; at++) {
        if (partner[at] != FOLLOW_NONE) {
            known[partner[at]] = true;
        }
    }
    for (size_t at = 0; at < new->count; at++) {
        if (!known[at]) {
            out->fresh++;
            change_tell(ask, (struct pack_change){PACK_NEW, NULL, after[at], false, ""});
        }
    }
    for (size_t at = 0; at < old->count; at++) {
        if (partner[at] != FOLLOW_NONE) {
            known_compare(ask, before[at], after[partner[at]], out);
        } else {
            out->gone++;
            change_tell(ask, (struct pack_change){PACK_GONE, before[at], NULL, false, ""});
        }
    }
    free(known);
    free(partner);
    free(before);
    free(after);
}

bool older_compare(const struct older *older, const struct action_pack *ask,
                   struct action_pack_report *out, struct fault *why)
{
    struct pack *pack = NULL;
    struct candidate_list fresh;
    if (!pack_open(ask->out ? ask->out : ask->update, &pack, why)) {
        return false;
    }
    bool ok = candidate_list_read(pack, &fresh, why);
    if (ok) {
        lists_compare(&older->candidates, &fresh, ask, out);
        candidate_list_clear(&fresh);
    }
    pack_close(pack);
    return ok;
}
