/* SPDX-License-Identifier: EUPL-1.2 */
#include "logbook/vote.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/ulid.h"
#include "logbook/logbook_inner.h"

static const struct record_name colours[VOTE_COLOURS] = {
    [VOTE_GREEN] = {"green", "vote.green"},
    [VOTE_ORANGE] = {"orange", "vote.orange"},
    [VOTE_RED] = {"red", "vote.red"},
};
enum { DIFFERENCES = VOTE_SILENT + 1 };
static const struct record_name differences[DIFFERENCES] = {
    [VOTE_APART] = {"apart", "vote.apart"},    [VOTE_BESIDE] = {"beside", "vote.beside"},
    [VOTE_LONE] = {"lone", "vote.lone"},       [VOTE_AGREED] = {"agreed", "vote.agreed"},
    [VOTE_SILENT] = {"silent", "vote.silent"},
};

const char *vote_colour_word(enum vote_colour colour)
{
    return record_name_word(colours, VOTE_COLOURS, (int)colour);
}

const char *vote_colour_key(enum vote_colour colour)
{
    return record_name_key(colours, VOTE_COLOURS, (int)colour);
}

bool vote_colour_parse(const char *word, enum vote_colour *out)
{
    int found = record_name_find(colours, VOTE_COLOURS, word);
    if (found >= 0) {
        *out = (enum vote_colour)found;
    }
    return found >= 0;
}

const char *vote_difference_word(enum vote_difference difference)
{
    return record_name_word(differences, DIFFERENCES, (int)difference);
}

const char *vote_difference_key(enum vote_difference difference)
{
    return record_name_key(differences, DIFFERENCES, (int)difference);
}

/* ---- reading ---- */

enum vote_colour vote_of(const struct vote *vote, const char *criterion)
{
    enum vote_colour colour;
    return vote_colour_parse(json_text(vote->colours, criterion, ""), &colour) ? colour : VOTE_NONE;
}

static const char *criterion_at(const cJSON *item)
{
    return cJSON_IsString(item) && *item->valuestring && strlen(item->valuestring) < 8
               ? item->valuestring
               : NULL;
}

/* False = it is no group of a session. */
static bool vote_parse(const char *id, const cJSON *document, struct vote *out)
{
    const cJSON *item;
    double group = json_number(document, "group", 0);
    *out = (struct vote){.id = id,
                         .session = json_text(document, "session", ""),
                         .date = record_date(document, "date"),
                         .criteria = json_member(document, "criteria"),
                         .colours = json_member(document, "colours"),
                         .done = json_bool(document, "done", false)};
    if (!ulid_valid(out->session) || group < 1 || group > VOTE_GROUPS || !out->date.year ||
        !cJSON_IsArray(out->criteria)) {
        return false;
    }
    out->group = (int)group;
    cJSON_ArrayForEach(item, out->criteria)
    {
        const char *criterion = criterion_at(item);
        out->answered += criterion && vote_of(out, criterion) != VOTE_NONE;
    }
    return true;
}

/* The newest session first (its ULID tells), then by group: what one session has always stands
 * together. */
static int vote_order(const void *left, const void *right)
{
    const struct vote *a = left, *b = right;
    int order = strcmp(b->session, a->session);
    order = order ? order : a->group - b->group;
    return order ? order : strcmp(a->id, b->id);
}

bool vote_add(struct logbook *logbook, const char *id, const cJSON *document)
{
    struct vote vote;
    if (logbook->vote_count >= LOGBOOK_RECORDS || !vote_parse(id, document, &vote)) {
        return false;
    }
    ARRAY_GROW(logbook->votes, logbook->vote_count, logbook->vote_room);
    logbook->votes[logbook->vote_count++] = vote;
    return true;
}

void votes_sort(struct logbook *logbook)
{
    record_sort(logbook->votes, logbook->vote_count, sizeof *logbook->votes, vote_order);
}

void votes_clear(struct logbook *logbook)
{
    free(logbook->votes);
}

/* ---- sessions ---- */

static void session_criteria(struct vote_session *session)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, session->votes[0].criteria)
    {
        const char *criterion = criterion_at(item);
        if (criterion && session->criterion_count < VOTE_CRITERIA) {
            session->criteria[session->criterion_count++] = criterion;
        }
    }
}

static int groups_of(const struct vote *votes, size_t left)
{
    size_t count = 1;
    while (count < left && count < VOTE_GROUPS && !strcmp(votes[count].session, votes->session)) {
        count++;
    }
    return (int)count;
}

/* The session that begins at `at`; returns where the next one does. */
static size_t session_at(const struct logbook *logbook, size_t at, struct vote_session *out)
{
    const struct vote *votes = &logbook->votes[at];
    *out = (struct vote_session){.session = votes->session, .date = votes->date, .votes = votes};
    out->groups = groups_of(votes, logbook->vote_count - at);
    for (int i = 0; i < out->groups; i++) {
        out->groups_done += votes[i].done;
    }
    session_criteria(out);
    return at + (size_t)out->groups;
}

int vote_sessions(const struct logbook *logbook, struct vote_session *out, int room)
{
    int count = 0;
    for (size_t at = 0; at < logbook->vote_count && count < room;) {
        at = session_at(logbook, at, &out[count++]);
    }
    return count;
}

bool vote_session_find(const struct logbook *logbook, const char *session, struct vote_session *out)
{
    for (size_t at = 0; at < logbook->vote_count;) {
        at = session_at(logbook, at, out);
        if (!strcmp(out->session, session)) {
            return true;
        }
    }
    return false;
}

/* ---- what they differ about ---- */

static enum vote_difference difference_of(const struct vote_row *row)
{
    const int *counts = row->counts;
    if (row->answered == 0) {
        return VOTE_SILENT;
    }
    if (counts[VOTE_GREEN] && counts[VOTE_RED]) {
        return VOTE_APART;
    }
    bool one = counts[VOTE_GREEN] == row->answered || counts[VOTE_ORANGE] == row->answered ||
               counts[VOTE_RED] == row->answered;
    return !one ? VOTE_BESIDE : row->answered == 1 ? VOTE_LONE : VOTE_AGREED;
}

static enum vote_colour most_of(const int counts[VOTE_COLOURS])
{
    enum vote_colour most = VOTE_NONE;
    for (int colour = 0; colour < VOTE_COLOURS; colour++) {
        bool more = counts[colour] > 0;
        for (int other = 0; other < VOTE_COLOURS; other++) {
            more = more && (other == colour || counts[colour] > counts[other]);
        }
        most = more ? (enum vote_colour)colour : most;
    }
    return most;
}

static int row_order(const void *left, const void *right)
{
    const struct vote_row *a = left, *b = right;
    int order = (int)a->difference - (int)b->difference;
    if (!order && a->difference == VOTE_APART) {
        order = b->counts[VOTE_GREEN] * b->counts[VOTE_RED] -
                a->counts[VOTE_GREEN] * a->counts[VOTE_RED];
    }
    return order ? order : a->at - b->at;
}

int vote_rows(const struct vote_session *session, struct vote_row *out)
{
    for (int i = 0; i < session->criterion_count; i++) {
        struct vote_row *row = &out[i];
        *row = (struct vote_row){.criterion = session->criteria[i], .at = i};
        for (int group = 0; group < session->groups; group++) {
            enum vote_colour colour = vote_of(&session->votes[group], row->criterion);
            if (colour != VOTE_NONE) {
                row->counts[colour]++;
                row->answered++;
            }
        }
        row->difference = difference_of(row);
        row->most = most_of(row->counts);
    }
    qsort(out, (size_t)session->criterion_count, sizeof *out, row_order);
    return session->criterion_count;
}
