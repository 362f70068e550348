/* SPDX-License-Identifier: EUPL-1.2 */
/* How a source fares, in messages for people. */
#include "action/source_inner.h"

static struct message dated(const char *key, int64_t moment)
{
    struct message message = message_of(key);
    message_add_date(&message, civil_of_moment(moment).date);
    return message;
}

struct message source_state_say(const struct project *project, const char *id)
{
    const struct source_item *item = source_item_find(project->sources, id);
    if (!item || !item->record.state.fetched) {
        return message_of("sources.state.never");
    }
    const struct source_state *state = &item->record.state;
    if (item->source.kind == SOURCE_PACK) {
        return dated("sources.state.pack", state->fetched);
    }
    struct message message = message_of("sources.state.good");
    message_add_count(&message, state->places);
    message_add_date(&message, civil_of_moment(state->fetched).date);
    return message;
}

bool source_fault_say(const struct project *project, const char *id, struct message *what,
                      struct message *next)
{
    const struct source_item *item = source_item_find(project->sources, id);
    if (!item || item->record.state.fault.kind == FAULT_NONE) {
        return false;
    }
    const struct source_state *state = &item->record.state;
    *what =
        state->fault.kind == FAULT_CANCELLED ? message_of("sources.stopped") : state->fault.what;
    *next = state->fetched ? dated("sources.state.kept", state->fetched)
                           : message_of("sources.state.none");
    return true;
}

bool source_changes_say(const struct project *project, const char *id, struct message *out)
{
    const struct source_item *item = source_item_find(project->sources, id);
    const struct source_state *state = item ? &item->record.state : NULL;
    if (!state || !(state->fresh || state->gone || state->altered)) {
        return false;
    }
    *out = message_of("sources.changes");
    message_add_count(out, state->fresh);
    message_add_count(out, state->gone);
    message_add_count(out, state->altered);
    message_add_date(out, civil_of_moment(state->changed).date);
    return true;
}

struct message refresh_progress_say(struct refresh_progress progress)
{
    static const double mega = 1e6;
    if (progress.reading) {
        return message_of("sources.progress.reading");
    }
    if (!progress.done) {
        return message_of("sources.progress.begin");
    }
    struct message message =
        message_of(progress.total ? "sources.progress.of" : "sources.progress.some");
    message_add_number(&message, (double)progress.done / mega);
    message_add_number(&message, (double)progress.total / mega);
    return message;
}

const char *source_change_key(enum source_change_kind kind)
{
    static const char *const keys[] = {"sources.change.new", "sources.change.gone",
                                       "sources.change.changed"};
    return keys[kind];
}
