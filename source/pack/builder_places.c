/* SPDX-License-Identifier: EUPL-1.2 */
/* Streets, the houses in them, and candidate places. */
#include <stdlib.h>
#include <string.h>

#include "pack/builder_inner.h"
#include "pack/house_inner.h"
#include "pack/part_inner.h"

/* ---- addresses ---- */

static int address_order(const void *a, const void *b)
{
    const struct build_address *one = a, *two = b;
    if (one->street_id != two->street_id)
        return one->street_id < two->street_id ? -1 : 1;
    int order = strcmp(one->folded, two->folded);
    if (order)
        return order;
    return one->came < two->came ? -1 : one->came > two->came;
}

/* The shop and the doctor of a house bear its number too. */
static bool address_again(const struct build_address *before, const struct build_address *address)
{
    return before->street_id == address->street_id &&
           strcmp(before->folded, address->folded) == 0 &&
           (address->street_id > 0 || (cell_unit(before->spot.x) == cell_unit(address->spot.x) &&
                                       cell_unit(before->spot.y) == cell_unit(address->spot.y)));
}

void build_addresses_settle(struct pack_builder *builder)
{
    struct build_address *all = builder->addresses;
    size_t count = 0;
    for (size_t at = 0; at < builder->address_count; at++) {
        all[at].came = (uint32_t)at;
        all[at].street_id =
            all[at].street[0] ? street_list_of(&builder->streets, all[at].street, all[at].spot)->id
                              : 0;
    }
    if (builder->address_count)
        qsort(all, builder->address_count, sizeof *all, address_order);
    for (size_t at = 0; at < builder->address_count; at++) {
        if (count && address_again(&all[count - 1], &all[at]))
            continue;
        all[count] = all[at];
        all[count].word = build_word(builder, all[count].number);
        count++;
    }
    builder->address_count = count;
    for (size_t at = 0; at < builder->streets.count; at++) {
        struct street *street = builder->streets.all[at];
        street->word = build_word(builder, street->name);
        street->word_fr = build_word(builder, street->name_fr);
    }
}

/* From the street's spot on. */
static struct house_walk house_walk_of(const struct pack_builder *builder, long street)
{
    struct spot spot = {0, 0};
    if (street > 0)
        spot = builder->streets.all[street - 1]->spot;
    return (struct house_walk){.x = cell_unit(spot.x), .y = cell_unit(spot.y)};
}

static bool houses_write(struct pack_builder *builder, struct fault *why)
{
    struct buffer bytes;
    sqlite3_stmt *insert = NULL;
    const struct build_address *all = builder->addresses;
    buffer_init(&bytes, PART_CEILING);
    bool good = sqlite3_prepare_v2(builder->base, "INSERT INTO address VALUES (?1, ?2)", -1,
                                   &insert, NULL) == SQLITE_OK;
    for (size_t at = 0; good && at < builder->address_count;) {
        long street = all[at].street_id;
        struct house_walk walk = house_walk_of(builder, street);
        buffer_empty(&bytes);
        for (; at < builder->address_count && all[at].street_id == street; at++)
            house_write(&walk, builder->words.numbers.settled[all[at].word],
                        cell_unit(all[at].spot.x), cell_unit(all[at].spot.y), &bytes);
        sqlite3_bind_int64(insert, 1, street);
        sqlite3_bind_blob64(insert, 2, bytes.data, bytes.size, SQLITE_STATIC);
        good = !bytes.full && sqlite3_step(insert) == SQLITE_DONE;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    buffer_clear(&bytes);
    return good || build_sql_fault(builder, why);
}

/* ---- streets ---- */

bool build_streets_write(struct pack_builder *builder, struct fault *why)
{
    struct buffer bytes;
    const uint32_t *numbers = builder->words.numbers.settled;
    int32_t x = 0, y = 0;
    buffer_init(&bytes, PART_CEILING);
    for (size_t at = 0; at < builder->streets.count; at++) {
        const struct street *street = builder->streets.all[at];
        int32_t to_x = cell_unit(street->spot.x), to_y = cell_unit(street->spot.y);
        varint_put(&bytes, numbers[street->word]);
        varint_put(&bytes, numbers[street->word_fr]);
        zigzag_put(&bytes, to_x - x);
        zigzag_put(&bytes, to_y - y);
        x = to_x;
        y = to_y;
    }
    builder->counts.streets = (long)builder->streets.count;
    bool good = part_write(builder, PART_STREETS, &bytes, why);
    buffer_clear(&bytes);
    return good && houses_write(builder, why);
}

/* ---- candidates ---- */

static int candidate_order(const void *a, const void *b)
{
    const struct build_candidate *one = a, *two = b;
    return strcmp(one->id, two->id);
}

bool build_places_write(struct pack_builder *builder, struct fault *why)
{
    struct buffer bytes;
    int part = PART_PLACES;
    bool good = true;
    size_t count = builder->candidate_count;
    buffer_init(&bytes, PART_CEILING);
    if (count)
        qsort(builder->candidates, count, sizeof *builder->candidates, candidate_order);
    for (size_t at = 0; good && at < count; at++) {
        const struct build_candidate *candidate = &builder->candidates[at];
        buffer_add(&bytes, candidate->id, strlen(candidate->id) + 1);
        buffer_add(&bytes, candidate->json, strlen(candidate->json) + 1);
        if (bytes.size < PLACES_SIZE && at + 1 < count)
            continue;
        good = part_write(builder, part++, &bytes, why);
        buffer_empty(&bytes);
    }
    buffer_clear(&bytes);
    builder->counts.candidates = (long)count;
    return good;
}
