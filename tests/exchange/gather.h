/* SPDX-License-Identifier: EUPL-1.2 */
/* gather.h – a sink that keeps what it is given, to look at afterwards. */
#ifndef TESTS_EXCHANGE_GATHER_H
#define TESTS_EXCHANGE_GATHER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "exchange/read.h"
#include "kit/kit.h"

enum { GATHERED = 256 };

struct gather {
    struct arena arena;
    long kinds[FEATURE_KINDS];
    struct feature features[GATHERED];
    int feature_count;
    struct address addresses[GATHERED];
    int address_count;
    cJSON *places[GATHERED];
    int place_count;
    struct wijk_border wijken[GATHERED];
    struct shape borders[GATHERED];
    int wijk_count;
    struct source_note source;
    int stop_after; /* progress calls; 0 = never */
};

static inline bool gather_source(void *data, const struct source_note *note, struct fault *why)
{
    struct gather *gather = data;
    (void)why;
    gather->source = (struct source_note){
        arena_text(&gather->arena, note->kind), arena_text(&gather->arena, note->file),
        arena_text(&gather->arena, note->attribution), arena_text(&gather->arena, note->licence),
        arena_text(&gather->arena, note->date)};
    return true;
}

static inline bool gather_feature(void *data, const struct feature *feature, struct fault *why)
{
    struct gather *gather = data;
    (void)why;
    size_t ends = feature->path_count * sizeof *feature->path_ends;
    size_t spots = feature->path_ends[feature->path_count - 1] * sizeof *feature->spots;
    gather->kinds[feature->kind]++;
    if (gather->feature_count == GATHERED)
        return true;
    struct feature *copy = &gather->features[gather->feature_count++];
    *copy = *feature;
    copy->name = arena_text(&gather->arena, feature->name);
    copy->name_fr = arena_text(&gather->arena, feature->name_fr);
    copy->spots = memcpy(arena_take(&gather->arena, spots), feature->spots, spots);
    copy->path_ends = memcpy(arena_take(&gather->arena, ends), feature->path_ends, ends);
    return true;
}

static inline bool gather_address(void *data, const struct address *address, struct fault *why)
{
    struct gather *gather = data;
    (void)why;
    if (gather->address_count < GATHERED)
        gather->addresses[gather->address_count] =
            (struct address){address->point, arena_text(&gather->arena, address->street),
                             arena_text(&gather->arena, address->number)};
    gather->address_count++;
    return true;
}

static inline bool gather_candidate(void *data, const cJSON *place, struct fault *why)
{
    struct gather *gather = data;
    (void)why;
    if (gather->place_count < GATHERED)
        gather->places[gather->place_count++] = cJSON_Duplicate(place, true);
    return true;
}

static inline bool gather_wijk(void *data, const struct wijk_border *wijk, struct fault *why)
{
    struct gather *gather = data;
    (void)why;
    if (gather->wijk_count == GATHERED)
        return true;
    int at = gather->wijk_count++;
    shape_copy(wijk->border, &gather->borders[at]);
    gather->wijken[at] = (struct wijk_border){
        arena_text(&gather->arena, wijk->code), arena_text(&gather->arena, wijk->name),
        arena_text(&gather->arena, wijk->municipality), arena_text(&gather->arena, wijk->nis5),
        &gather->borders[at]};
    return true;
}

static inline bool gather_progress(void *data, const char *stage, int thousandths)
{
    struct gather *gather = data;
    assert_true(*stage && thousandths >= 0 && thousandths <= 1000);
    return gather->stop_after == 0 || --gather->stop_after > 0;
}

static inline struct gather *gather_new(struct sink *sink)
{
    struct gather *gather = memory_take(sizeof *gather);
    arena_init(&gather->arena);
    *sink = (struct sink){.data = gather,
                          .source = gather_source,
                          .feature = gather_feature,
                          .address = gather_address,
                          .candidate = gather_candidate,
                          .wijk = gather_wijk,
                          .progress = gather_progress};
    return gather;
}

static inline void gather_free(struct gather *gather)
{
    for (int at = 0; at < gather->place_count; at++)
        cJSON_Delete(gather->places[at]);
    for (int at = 0; at < gather->wijk_count; at++)
        shape_clear(&gather->borders[at]);
    arena_clear(&gather->arena);
    free(gather);
}

#endif
