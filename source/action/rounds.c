/* SPDX-License-Identifier: EUPL-1.2 */
/* The rounds of a wijk: frozen, read, put beside each other. */
#include "action/rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/project_inner.h"
#include "action/record.h"
#include "base/json.h"

/* ---- reading ---- */

struct gathering {
    const char *wijk;
    struct round_list *list;
};

/* The newest first; of one day by id, so that the order is the same on every tablet. */
static bool comes_before(const struct round *one, const struct round *other)
{
    int order = civil_date_compare(one->date, other->date);
    return order ? order > 0 : strcmp(one->id, other->id) < 0;
}

/* The oldest fall off the end. */
static void list_insert(struct round_list *list, const struct round *round)
{
    int at = list->count;
    while (at > 0 && comes_before(round, &list->items[at - 1])) {
        at--;
    }
    if (at == ROUNDS_MOST) {
        struct round gone = *round;
        round_clear(&gone);
        return;
    }
    if (list->count == ROUNDS_MOST) {
        round_clear(&list->items[--list->count]);
    }
    memmove(&list->items[at + 1], &list->items[at],
            sizeof *list->items * (size_t)(list->count - at));
    list->items[at] = *round;
    list->count++;
}

static void round_gather(void *data, const char *id, const cJSON *document)
{
    struct gathering *gathering = data;
    struct round round;
    struct fault ignored;
    (void)id;
    if (strcmp(json_text(document, "wijk", ""), gathering->wijk) != 0) {
        return;
    }
    if (round_parse(document, &round, &ignored)) {
        list_insert(gathering->list, &round);
    } else {
        gathering->list->odd++;
    }
}

struct round_list *round_list_take(const struct project *project)
{
    struct round_list *list = memory_take(sizeof *list);
    struct gathering gathering = {project->wijk.code ? project->wijk.code : "", list};
    record_each(project, "round", round_gather, &gathering);
    return list;
}

void round_list_free(struct round_list *list)
{
    for (int i = 0; list && i < list->count; i++) {
        round_clear(&list->items[i]);
    }
    free(list);
}

/* ---- the first one ---- */

struct earliest {
    const char *wijk;
    struct civil_date date;
};

static void earliest_find(void *data, const char *id, const cJSON *document)
{
    struct earliest *earliest = data;
    struct round round;
    struct fault ignored;
    (void)id;
    if (strcmp(json_text(document, "wijk", ""), earliest->wijk) != 0 ||
        !round_parse(document, &round, &ignored)) {
        return;
    }
    if (!earliest->date.year || civil_date_compare(round.date, earliest->date) < 0) {
        earliest->date = round.date;
    }
    round_clear(&round);
}

struct civil_date round_first_of(const struct project *project, const char *wijk)
{
    struct earliest earliest = {.wijk = wijk ? wijk : ""};
    record_each(project, "round", earliest_find, &earliest);
    return earliest.date;
}

/* ---- freezing ---- */

static cJSON *round_of_now(struct project *project)
{
    int64_t now = clock_now(project->clock);
    struct assessment_question question;
    const struct assessment *assessment = project_assessment(project);
    project_question(project, now, &question);
    return round_make(&question, assessment, now, project->role);
}

bool action_round_freeze(struct project *project, char out[ACTION_ID], struct fault *why)
{
    char day[CIVIL_DATE_SIZE];
    struct edit edit;
    if (!project->wijk.code) {
        return fault_set(why, FAULT_MISSING, "fault.round.no_wijk");
    }
    civil_date_write(project_today(project), day);
    cJSON *after = round_of_now(project);
    snprintf(out, ACTION_ID, "%s", json_text(after, "_id", ""));
    const cJSON *before = view_document(project, out);
    deed_begin(project, &edit, "round", day);
    edit_add(&edit, out, "", before ? cJSON_Duplicate(before, true) : NULL, after);
    return deed_do(project, &edit, why);
}

bool action_round_remove(struct project *project, const char *id, struct fault *why)
{
    const cJSON *document = record_find(project, id);
    if (!document || strcmp(json_text(document, "type", ""), "round") != 0) {
        return fault_set_text(why, FAULT_MISSING, "fault.round.unknown", id);
    }
    return record_remove(project, "round-remove", json_text(document, "date", ""), id, why);
}

/* ---- two moments ---- */

struct telling { /* on the store's lane */
    struct project *project;
    struct round_pair *pair;
    int seen;
    bool ok;
    struct fault why;
};

static void deed_keep(struct round_pair *pair, const struct edit *edit, const char *document)
{
    ARRAY_GROW(pair->deeds, pair->deed_count, pair->deed_room);
    pair->deeds[pair->deed_count++] =
        (struct round_deed){.at = edit->at,
                            .verb = arena_text(&pair->texts, edit->verb),
                            .subject = arena_text(&pair->texts, edit->subject),
                            .role = arena_text(&pair->texts, edit->role),
                            .document = arena_text(&pair->texts, document)};
}

static bool edit_tell(void *data, const struct edit *edit, bool undone)
{
    struct telling *telling = data;
    struct round_pair *pair = telling->pair;
    telling->seen++;
    if (edit->at <= pair->rounds[0].at) {
        return false;
    }
    for (size_t i = 0; !undone && edit->at <= pair->rounds[1].at && i < edit->change_count; i++) {
        const char *document = edit->changes[i].document;
        if (i == 0 || strcmp(edit->changes[i - 1].document, document) != 0) {
            deed_keep(pair, edit, document);
        }
    }
    return true;
}

static void deeds_run(struct work_job *job, void *request)
{
    struct telling *telling = request;
    (void)job;
    telling->ok = store_history(telling->project->store, NULL, ROUND_HISTORY, edit_tell, telling,
                                &telling->why);
}

static void deeds_done(void *request, bool cancelled)
{
    struct telling *telling = request;
    telling->ok = telling->ok && !cancelled;
}

static bool deeds_read(struct project *project, struct round_pair *pair, struct fault *why)
{
    struct telling telling = {.project = project, .pair = pair};
    work_add(project->saver, (struct work_task){deeds_run, deeds_done, &telling});
    work_finish(project->saver);
    pair->whole = telling.seen < ROUND_HISTORY;
    if (!telling.ok) {
        *why = telling.why;
    }
    return telling.ok;
}

/* Those that the open project remembers. */
static bool deeds_recall(struct project *project, struct round_pair *pair)
{
    struct telling telling = {.project = project, .pair = pair};
    size_t at = project->standing;
    while (at > 0 && edit_tell(&telling, &project->history[at - 1], false)) {
        at--;
    }
    pair->whole = at > 0 || project->history_count < PROJECT_HISTORY;
    return true;
}

static bool same_round(const struct round *round, const char *word)
{
    char day[CIVIL_DATE_SIZE];
    civil_date_write(round->date, day);
    return strcmp(round->id, word) == 0 || strcmp(day, word) == 0;
}

/* The document of a word; NULL = there is none. `default_at` is the round when no word is given. */
static cJSON *body_of(struct project *project, const struct round_list *list, const char *word,
                      int default_at)
{
    if (word && strcmp(word, ROUND_NOW) == 0) {
        return round_of_now(project);
    }
    for (int i = 0; i < list->count; i++) {
        if (word ? same_round(&list->items[i], word) : i == default_at) {
            return cJSON_Duplicate(view_document(project, list->items[i].id), true);
        }
    }
    return NULL;
}

static bool pair_order(struct round_pair *pair, bool now_first, struct fault *why)
{
    bool turned = false;
    for (int i = 0; i < 2; i++) {
        if (!round_parse(pair->bodies[i], &pair->rounds[i], why)) {
            return false;
        }
    }
    turned = now_first || (!pair->now && pair->rounds[0].at > pair->rounds[1].at);
    if (turned) {
        struct round round = pair->rounds[0];
        cJSON *body = pair->bodies[0];
        pair->rounds[0] = pair->rounds[1];
        pair->bodies[0] = pair->bodies[1];
        pair->rounds[1] = round;
        pair->bodies[1] = body;
    }
    return true;
}

static bool is_now(const char *word)
{
    return word && strcmp(word, ROUND_NOW) == 0;
}

static struct civil_date ahead_of(const struct project *project, const struct round_pair *pair)
{
    for (int i = 0; i < 2; i++) {
        if (civil_date_compare(pair->rounds[i].date, project_today(project)) > 0) {
            return pair->rounds[i].date;
        }
    }
    return (struct civil_date){0};
}

bool round_pair_make(struct project *project, enum round_deeds deeds, const char *first,
                     const char *second, struct round_pair *out, struct fault *why)
{
    struct round_list *list = round_list_take(project);
    memset(out, 0, sizeof *out);
    arena_init(&out->texts);
    second = !second && !is_now(first) ? ROUND_NOW : second;
    out->bodies[0] = body_of(project, list, first, 0);
    out->bodies[1] = body_of(project, list, second, 0);
    bool known = out->bodies[0] && out->bodies[1];
    out->now = is_now(first) || is_now(second);
    round_list_free(list);
    if (!known) {
        const char *word = !out->bodies[0] ? first : second;
        round_pair_clear(out);
        return word ? fault_set_text(why, FAULT_MISSING, "fault.round.unknown", word)
                    : fault_set(why, FAULT_MISSING, "fault.round.none");
    }
    out->whole = true;
    bool ok =
        pair_order(out, is_now(first), why) &&
        (deeds == ROUND_ALL_DEEDS ? deeds_read(project, out, why) : deeds_recall(project, out));
    if (!ok) {
        round_pair_clear(out);
        return false;
    }
    out->ahead = ahead_of(project, out);
    round_compare(&out->rounds[0], &out->rounds[1], project->framework, out->deeds, out->deed_count,
                  &out->moves);
    return true;
}

void round_pair_clear(struct round_pair *pair)
{
    for (int i = 0; i < 2; i++) {
        round_clear(&pair->rounds[i]);
        cJSON_Delete(pair->bodies[i]);
    }
    round_moves_clear(&pair->moves);
    free(pair->deeds);
    arena_clear(&pair->texts);
    memset(pair, 0, sizeof *pair);
}

/* ---- since the last one ---- */

static const struct round *round_before(const struct round_list *list, struct civil_date today)
{
    for (int i = 0; i < list->count; i++) {
        if (civil_date_compare(list->items[i].date, today) < 0) {
            return &list->items[i];
        }
    }
    return NULL;
}

bool project_since_round(struct project *project, struct round_since *out)
{
    struct round_list *list = round_list_take(project);
    const struct round *round = round_before(list, project_today(project));
    const struct framework *framework = project->framework;
    const struct assessment *assessment = project_assessment(project);
    memset(out, 0, sizeof *out);
    if (round) {
        snprintf(out->round, sizeof out->round, "%s", round->id);
        out->date = round->date;
        out->other = strcmp(round->framework, framework->id) != 0 ||
                     strcmp(round->version, framework->version) != 0;
    }
    for (int i = 0; round && i < assessment->finding_count; i++) {
        const struct round_row *row = round_find(round, framework->criteria[i].id);
        out->from[i] = row ? (int)row->verdict : -1;
        out->arrows[i] = out->other
                             ? ROUND_OTHER
                             : round_arrow_of(out->from[i], (int)assessment->findings[i].verdict);
    }
    round_list_free(list);
    return out->date.year != 0;
}

/* ---- when to look again ---- */

struct message round_reminder(struct project *project, bool *late)
{
    struct round_list *list = round_list_take(project);
    struct civil_date today = project_today(project);
    struct civil_date due = round_due(list->count ? &list->items[0] : NULL);
    bool judged =
        project_assessment(project)->totals[VERDICT_UNKNOWN] < project->framework->criterion_count;
    struct message message = message_of("");
    *late = due.year && civil_date_compare(due, today) <= 0;
    if (list->count && civil_date_compare(list->items[0].date, today) > 0) {
        *late = true;
        message = round_ahead_say(list->items[0].date);
    } else if (!due.year && judged) {
        message = message_of("round.remind.first");
    } else if (due.year && civil_days(due) - civil_days(today) <= ROUND_AHEAD_DAYS) {
        message = message_of(*late ? "round.remind.late" : "round.remind.soon");
        message_add_date(&message, due);
        message_add_date(&message, list->items[0].date);
    }
    round_list_free(list);
    return message;
}
