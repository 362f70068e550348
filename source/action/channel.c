/* SPDX-License-Identifier: EUPL-1.2 */
/* Ways to a service: online, by telephone, at a counter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/instrument_inner.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/ulid.h"

enum { TEXT_MOST = 200 };

static const struct {
    const char *word, *key;
} fields[CHANNEL_FIELDS] = {
    [CHANNEL_NAME] = {"name", "channel.name"},
    [CHANNEL_ONLINE] = {"online", "channel.online"},
    [CHANNEL_PHONE] = {"phone", "channel.phone"},
    [CHANNEL_PHONE_HOURS] = {"phone_hours", "channel.phone_hours"},
    [CHANNEL_PHONE_COST] = {"phone_cost", "channel.phone_cost"},
    [CHANNEL_COUNTER] = {"counter", "channel.counter"},
    [CHANNEL_COUNTER_HOURS] = {"counter_hours", "channel.counter_hours"},
    [CHANNEL_COUNTER_ACCESS] = {"counter_access", "channel.counter_access"},
};

const char *channel_field_word(enum channel_field field)
{
    return fields[field].word;
}

const char *channel_field_key(enum channel_field field)
{
    return fields[field].key;
}

static bool channel_id(const struct project *project, const struct instrument *instrument,
                       const char *item, char out[ACTION_ID * 2])
{
    int size =
        snprintf(out, ACTION_ID * 2, "channel:%s:%s:%s", project->wijk.code, instrument->id, item);
    return size < ACTION_ID * 2;
}

static void channel_read(const cJSON *document, struct channel *out)
{
    for (int field = 0; field < CHANNEL_FIELDS; field++) {
        out->fields[field] = record_text(document, fields[field].word);
    }
    out->date = record_date(document, "date");
    bool beside = out->fields[CHANNEL_PHONE][0] || out->fields[CHANNEL_COUNTER][0];
    out->state = beside                           ? CHANNEL_EQUAL
                 : out->fields[CHANNEL_ONLINE][0] ? CHANNEL_ONLINE_ONLY
                                                  : CHANNEL_UNKNOWN;
}

struct gather {
    struct project *project;
    const struct instrument *instrument;
    struct channel *items;
    size_t count, room;
    char prefix[ACTION_ID * 2];
};

static void own_each(void *data, const char *id, const cJSON *document)
{
    struct gather *gather = data;
    size_t size = strlen(gather->prefix);
    const char *item = id + size;
    if (strncmp(id, gather->prefix, size) != 0 || instrument_item_find(gather->instrument, item)) {
        return;
    }
    ARRAY_GROW(gather->items, gather->count, gather->room);
    struct channel *channel = &gather->items[gather->count++];
    *channel = (struct channel){.item = item};
    snprintf(channel->document, sizeof channel->document, "%s", id);
    channel_read(document, channel);
}

static int own_order(const void *left, const void *right)
{
    const struct channel *a = left, *b = right;
    int order = strcmp(a->fields[CHANNEL_NAME], b->fields[CHANNEL_NAME]);
    return order ? order : strcmp(a->item, b->item);
}

size_t action_channels(struct project *project, const struct instrument *instrument,
                       struct channel **out)
{
    struct gather gather = {.project = project, .instrument = instrument};
    channel_id(project, instrument, "", gather.prefix);
    for (int at = 0; at < instrument->item_count; at++) {
        ARRAY_GROW(gather.items, gather.count, gather.room);
        struct channel *channel = &gather.items[gather.count++];
        *channel =
            (struct channel){.item = instrument->items[at].id, .known = &instrument->items[at]};
        channel_id(project, instrument, channel->item, channel->document);
        channel_read(record_find(project, channel->document), channel);
    }
    size_t known = gather.count;
    record_each(project, "channel", own_each, &gather);
    if (gather.count > known) {
        qsort(gather.items + known, gather.count - known, sizeof *gather.items, own_order);
    }
    for (size_t at = 0; at < gather.count; at++) {
        gather.items[at].id = gather.items[at].document;
    }
    *out = gather.items;
    return gather.count;
}

static bool hours_field(enum channel_field field)
{
    return field == CHANNEL_PHONE_HOURS || field == CHANNEL_COUNTER_HOURS;
}

/* What was typed, as it is stored; NULL for nothing. */
static bool value_read(enum channel_field field, const char *typed, cJSON **out, struct fault *why)
{
    *out = NULL;
    if (hours_field(field)) {
        return place_field_read("hours", typed, out, why);
    }
    if (field == CHANNEL_PHONE) {
        return place_field_read("phone", typed, out, why);
    }
    if (field == CHANNEL_ONLINE) {
        return place_field_read("website", typed, out, why);
    }
    if (field == CHANNEL_COUNTER_ACCESS) {
        return place_field_read("offers/x/access", typed, out, why);
    }
    if (!record_text_fits(typed, TEXT_MOST, why)) {
        return false;
    }
    *out = record_of_text(typed);
    return true;
}

static int field_find(const char *word)
{
    for (int field = 0; field < CHANNEL_FIELDS; field++) {
        if (!strcmp(word, fields[field].word)) {
            return field;
        }
    }
    return -1;
}

/* Reads all; with a fault nothing is kept. */
static bool values_read(const struct action_field *typed, int count, struct record_field *out,
                        int *filled, struct fault *why)
{
    for (int at = 0; at < count; at++) {
        int field = field_find(typed[at].path);
        struct record_field *next = &out[*filled];
        bool known = field >= 0 && *filled < CHANNEL_FIELDS + 4;
        if (!known) {
            fault_set_text(why, FAULT_USAGE, "fault.field.unknown", typed[at].path);
        }
        if (!known || !value_read((enum channel_field)field, typed[at].value, &next->value, why)) {
            record_fields_free(out, *filled);
            return false;
        }
        next->path = fields[field].word;
        (*filled)++;
    }
    return true;
}

bool action_channel_set(struct project *project, const struct instrument *instrument,
                        const char *item, const struct action_field *typed, int count,
                        char out[ACTION_ID], struct fault *why)
{
    char id[ACTION_ID * 2];
    struct record_field values[CHANNEL_FIELDS + 4] = {0};
    int filled = 0;
    snprintf(out, ACTION_ID, "%s", item);
    if (!*item) {
        ulid_make(clock_now_ms(project->clock), out);
    }
    const struct instrument_item *known = instrument_item_find(instrument, out);
    if (!channel_id(project, instrument, out, id) ||
        (*item && !known && !record_find(project, id))) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown", item);
    }
    if (count > CHANNEL_FIELDS || !values_read(typed, count, values, &filled, why)) {
        return false;
    }
    values[filled++] = (struct record_field){"wijk", cJSON_CreateString(project->wijk.code)};
    values[filled++] = (struct record_field){"framework", cJSON_CreateString(instrument->id)};
    values[filled++] = (struct record_field){"date", record_of_date(project_today(project))};
    return record_write(project, "channel", known ? known->name.nl : out, id, values, filled, why);
}

bool action_channel_remove(struct project *project, const struct instrument *instrument,
                           const char *item, struct fault *why)
{
    char id[ACTION_ID * 2];
    channel_id(project, instrument, item, id);
    return record_remove(project, "channel-remove", item, id, why);
}
