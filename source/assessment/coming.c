/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/coming.h"

#include <stdlib.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/arena.h"

enum { DAYS_OF_YEAR = 366, FRESH_MONTHS = 12, OLD_MONTHS = 24 };

static const char *const words[] = {
    [COMING_RECHECK] = "recheck", [COMING_OLD] = "old",         [COMING_ENDS] = "ends",
    [COMING_STOPS] = "stops",     [COMING_REOPENS] = "reopens", [COMING_CONTACT] = "contact",
    [COMING_LOOK] = "look",       [COMING_PLAN] = "plan",       [COMING_COMMITMENT] = "commitment"};

struct maker {
    struct assessment_question question; /* as asked, of confirmed places alone */
    const struct place **places;         /* owned; the confirmed ones … */
    int *indices;                        /* … and where they stand in the question; owned */
    uint64_t *carries;                   /* of each of them, whatever the horizon; owned */
    struct civil_date today, last;
    int fresh, old;     /* months */
    size_t offers;      /* that each judgement walks */
    struct table weeks; /* owned; kept from day to day */
    struct coming_list *list;
    size_t room;
};

const char *coming_word(enum coming_kind kind)
{
    return words[kind];
}

/* ---- the days ---- */

/* The first day on which `checked` lies more than `months` back. */
static struct civil_date past_months(struct civil_date checked, int months)
{
    struct civil_date day = civil_date_add(civil_date_add_months(checked, months), -3);
    while (civil_date_compare(civil_date_add_months(day, -months), checked) <= 0) {
        day = civil_date_add(day, 1);
    }
    return day;
}

static void item_add(struct maker *maker, struct coming item)
{
    struct coming_list *list = maker->list;
    item.days = (int)(civil_days(item.said) - civil_days(maker->today));
    ARRAY_GROW(list->items, list->count, maker->room);
    list->items[list->count++] = item;
}

static void age_add(struct maker *maker, struct coming item)
{
    struct civil_date old = past_months(item.checked, maker->old);
    item.kind = COMING_RECHECK;
    item.falls = item.said = past_months(item.checked, maker->fresh);
    if (civil_date_compare(item.falls, old) < 0 && civil_date_compare(old, maker->today) > 0) {
        item_add(maker, item);
    }
    item.kind = COMING_OLD;
    item.falls = item.said = old;
    item_add(maker, item);
}

/* Something that holds up to and including `said`, which is not over yet. */
static void last_day_add(struct maker *maker, struct coming item, enum coming_kind kind,
                         struct civil_date said)
{
    if (said.year && civil_date_compare(said, maker->today) >= 0) {
        item.kind = kind;
        item.said = said;
        item.falls = civil_date_add(said, 1);
        item_add(maker, item);
    }
}

static void offer_items(struct maker *maker, const struct place *place, const struct offer *offer,
                        struct coming item)
{
    item.checked = offer->checked;
    item.service = offer->service;
    if (offer->checked.year) {
        age_add(maker, item);
    }
    last_day_add(maker, item, COMING_ENDS, offer->until);
    last_day_add(maker, item, COMING_REOPENS,
                 civil_date_compare(offer->closed_until, place->closed_until) > 0
                     ? offer->closed_until
                     : place->closed_until);
    if (offer->stop_count && !*offer->hours) {
        last_day_add(maker, item, COMING_STOPS, offer->stops[offer->stop_count - 1].date);
    }
}

static bool stands(enum cause standing)
{
    return standing < CAUSE_CANDIDATE || standing == CAUSE_TOO_OLD || standing == CAUSE_NOT_YET;
}

/* One that is over stays in the list until somebody says who it is now. */
static void contact_add(struct maker *maker)
{
    const struct logbook *logbook = maker->question.logbook;
    const struct organisation *point = logbook ? logbook_contact_point(logbook) : NULL;
    if (point && point->contact_until.year) {
        item_add(maker, (struct coming){.kind = COMING_CONTACT,
                                        .place = -1,
                                        .offer = -1,
                                        .partner = point->id,
                                        .name = point->name,
                                        .checked = point->contact_confirmed,
                                        .said = point->contact_until,
                                        .falls = civil_date_add(point->contact_until, 1)});
    }
}

static void promises_add(struct maker *maker)
{
    const struct logbook *logbook = maker->question.logbook;
    for (size_t i = 0; logbook && i < logbook->organisation_count; i++) {
        const struct organisation *partner = &logbook->organisations[i];
        struct coming item = {
            .place = -1, .offer = -1, .partner = partner->id, .name = partner->name};
        if (partner->plan.year) {
            last_day_add(maker, item, COMING_PLAN, partner->plan_until);
        }
        for (size_t k = 0; k < partner->commitment_count; k++) {
            item.what = partner->commitments[k].what;
            last_day_add(maker, item, COMING_COMMITMENT, partner->commitments[k].until);
        }
    }
}

static void items_gather(struct maker *maker)
{
    struct survey survey;
    survey_make(&maker->question, &survey);
    maker->offers = survey.first[SERVICE_COUNT];
    for (size_t i = 0; i < survey.first[SERVICE_COUNT]; i++) {
        const struct fact *fact = &survey.facts[i];
        if (stands(fact->standing)) {
            offer_items(maker, survey_place(&survey, fact), survey_offer(&survey, fact),
                        (struct coming){.place = fact->place, .offer = fact->offer});
        }
    }
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (survey.looks[s] != LOOK_NONE) {
            struct civil_date falls = past_months(survey.look_dates[s], maker->old);
            item_add(maker, (struct coming){.kind = COMING_LOOK,
                                            .place = -1,
                                            .offer = -1,
                                            .service = (enum service)s,
                                            .checked = survey.look_dates[s],
                                            .falls = falls,
                                            .said = falls});
        }
    }
    survey_clear(&survey);
    contact_add(maker);
    promises_add(maker);
}

/* ---- what a criterion loses ---- */

static bool hangs(const struct finding *finding)
{
    return !finding->judgement && finding->criterion->kind != CRITERION_ASKED;
}

static bool counts_for(const struct finding *finding, const struct coming *item)
{
    for (size_t i = 0; i < finding->evidence_count && finding->evidence[i].counts; i++) {
        if (finding->evidence[i].place == item->place &&
            finding->evidence[i].offer == item->offer) {
            return true;
        }
    }
    return false;
}

static void judge_on(struct maker *maker, struct civil_date date, struct assessment *out)
{
    maker->question.now.date = date;
    assessment_make(&maker->question, out);
    maker->list->judged++;
}

static bool serves(const struct finding *finding, const struct coming *item)
{
    return rule_services(finding->criterion) >> item->service & 1;
}

static bool promised(const struct coming *item)
{
    return item->kind == COMING_COMMITMENT || item->kind == COMING_PLAN;
}

static bool hangs_on(const struct finding *finding, const struct coming *item)
{
    if (promised(item)) {
        return false;
    }
    if (item->kind == COMING_CONTACT) {
        return !strcmp(finding->criterion->rule, "contact") && finding->noted_counting;
    }
    return item->kind == COMING_LOOK ? finding->verdict == VERDICT_NOT && serves(finding, item)
                                     : counts_for(finding, item);
}

static void carries_fill(struct maker *maker)
{
    struct assessment assessment;
    judge_on(maker, maker->today, &assessment);
    for (int c = 0; c < assessment.finding_count; c++) {
        const struct finding *finding = &assessment.findings[c];
        for (size_t i = 0; i < maker->list->count && hangs(finding); i++) {
            struct coming *item = &maker->list->items[i];
            item->carries |= hangs_on(finding, item) ? UINT64_C(1) << c : 0;
            if (item->place >= 0) {
                maker->carries[item->place] |= item->carries;
            }
        }
    }
    assessment_clear(&assessment);
}

static void horizon_keep(struct maker *maker)
{
    struct coming_list *list = maker->list;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (civil_date_compare(list->items[i].falls, maker->last) <= 0) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static void loss_add(struct coming_loss *losses, int *count, struct coming_loss loss)
{
    for (int i = 0; i < *count; i++) {
        if (losses[i].criterion == loss.criterion) {
            return;
        }
    }
    if (*count < COMING_LOSSES) {
        losses[(*count)++] = loss;
    }
}

/* Some days only say that something is to be looked at: nothing falls. */
static bool may_lose(const struct coming *item)
{
    return item->kind != COMING_RECHECK && item->kind != COMING_REOPENS && !promised(item);
}

struct judged { /* the day that was judged last: often the eve of the next */
    struct civil_date day;
    struct assessment assessment; /* owned */
};

/* The verdicts stand from the best to the least. */
static void day_judge(struct maker *maker, struct civil_date day, struct judged *judged)
{
    struct assessment before = judged->assessment, after;
    struct civil_date eve = civil_date_add(day, -1);
    if (!judged->day.year || civil_date_compare(judged->day, eve) != 0) {
        assessment_clear(&before);
        judge_on(maker, eve, &before);
    }
    judge_on(maker, day, &after);
    for (int c = 0; c < after.finding_count; c++) {
        const struct finding *was = &before.findings[c], *is = &after.findings[c];
        for (size_t i = 0; i < maker->list->count && is->verdict > was->verdict && hangs(is); i++) {
            struct coming *item = &maker->list->items[i];
            if (may_lose(item) && !civil_date_compare(item->falls, day) && hangs_on(was, item)) {
                loss_add(item->losses, &item->loss_count,
                         (struct coming_loss){c, was->verdict, is->verdict});
            }
        }
    }
    assessment_clear(&before);
    *judged = (struct judged){day, after};
}

/* The first day after `after` on which something falls; year 0 = none. */
static struct civil_date day_next(const struct maker *maker, struct civil_date after)
{
    struct civil_date next = {0, 0, 0};
    for (size_t i = 0; i < maker->list->count; i++) {
        const struct coming *item = &maker->list->items[i];
        if (may_lose(item) && civil_date_compare(item->falls, after) > 0 &&
            (!next.year || civil_date_compare(item->falls, next) < 0)) {
            next = item->falls;
        }
    }
    return next;
}

static void days_judge(struct maker *maker)
{
    struct civil_date day = day_next(maker, maker->today);
    struct judged judged = {.day = {0, 0, 0}};
    int most = (int)(COMING_WORK / (maker->offers + 1));
    most = most < COMING_DAYS_LEAST ? COMING_DAYS_LEAST : most > COMING_DAYS ? COMING_DAYS : most;
    for (int i = 0; i < most && day.year; i++) {
        day_judge(maker, day, &judged);
        day = day_next(maker, day);
    }
    assessment_clear(&judged.assessment);
    maker->list->whole = !day.year;
}

/* ---- the order ---- */

static int bits(uint64_t set)
{
    int count = 0;
    for (; set; set &= set - 1) {
        count++;
    }
    return count;
}

static int coming_order(const void *left, const void *right)
{
    const struct coming *a = left, *b = right;
    int order = (b->loss_count > 0) - (a->loss_count > 0);
    if (!order && a->loss_count) {
        order = civil_date_compare(a->falls, b->falls);
        order = order ? order : b->loss_count - a->loss_count;
    }
    order = order ? order : bits(b->carries) - bits(a->carries);
    order = order ? order : civil_date_compare(a->checked, b->checked);
    order = order ? order : civil_date_compare(a->falls, b->falls);
    order = order ? order : a->place - b->place;
    order = order ? order : a->offer - b->offer;
    order = order ? order : (int)a->kind - (int)b->kind;
    order = order || !a->partner ? order : strcmp(a->partner, b->partner);
    return order || !a->what ? order : strcmp(a->what, b->what);
}

static struct coming_row *row_of(struct coming_list *list, size_t index)
{
    const struct coming *item = &list->items[index];
    for (size_t i = 0; i < list->row_count && item->place >= 0; i++) {
        if (list->rows[i].place == item->place) {
            return &list->rows[i];
        }
    }
    struct coming_row *row = &list->rows[list->row_count++];
    *row = (struct coming_row){.place = item->place, .item = index};
    return row;
}

static void rows_make(struct maker *maker)
{
    struct coming_list *list = maker->list;
    list->rows = memory_take((list->count + 1) * sizeof *list->rows);
    for (size_t i = 0; i < list->count; i++) {
        struct coming_row *row = row_of(list, i);
        const struct coming *item = &list->items[i], *first = &list->items[row->item];
        row->carries = item->place >= 0 ? maker->carries[item->place] : item->carries;
        for (int k = 0; k < item->loss_count && !civil_date_compare(item->falls, first->falls);
             k++) {
            loss_add(row->losses, &row->loss_count, item->losses[k]);
        }
    }
}

/* As the question counts them. */
static void places_name(struct maker *maker)
{
    struct coming_list *list = maker->list;
    for (size_t i = 0; i < list->count; i++) {
        struct coming *item = &list->items[i];
        item->place = item->place < 0 ? -1 : maker->indices[item->place];
    }
    for (size_t i = 0; i < list->row_count; i++) {
        list->rows[i].place = list->items[list->rows[i].item].place;
    }
}

/* ---- the whole ---- */

static void maker_open(struct maker *maker, const struct assessment_question *asked, int days,
                       struct coming_list *list)
{
    const struct wijk *wijk = asked->wijk;
    int most = COMING_YEARS * DAYS_OF_YEAR;
    *maker = (struct maker){.question = *asked, .list = list};
    maker->today = asked->now.date;
    maker->last = civil_date_add(maker->today, days < 0 ? 0 : days > most ? most : days);
    maker->fresh = wijk->fresh_months > 0 ? wijk->fresh_months : FRESH_MONTHS;
    maker->old = wijk->old_months > 0 ? wijk->old_months : OLD_MONTHS;
    maker->old = maker->old > maker->fresh ? maker->old : maker->fresh;
    maker->places = memory_take((asked->place_count + 1) * sizeof *maker->places);
    maker->indices = memory_take((asked->place_count + 1) * sizeof *maker->indices);
    maker->carries = memory_take((asked->place_count + 1) * sizeof *maker->carries);
    size_t count = 0;
    for (size_t i = 0; i < asked->place_count; i++) {
        if (!asked->places[i]->removed &&
            place_state(asked->places[i], maker->today, maker->fresh) != PLACE_CANDIDATE) {
            maker->places[count] = asked->places[i];
            maker->indices[count++] = (int)i;
        }
    }
    table_init(&maker->weeks);
    maker->question.weeks = &maker->weeks;
    maker->question.places = maker->places;
    maker->question.place_count = count;
}

void coming_make(const struct assessment_question *question, int days, struct coming_list *out)
{
    struct maker maker;
    memset(out, 0, sizeof *out);
    maker_open(&maker, question, days, out);
    items_gather(&maker);
    carries_fill(&maker);
    horizon_keep(&maker);
    days_judge(&maker);
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, coming_order);
    }
    rows_make(&maker);
    places_name(&maker);
    free((void *)maker.places);
    free(maker.carries);
    free(maker.indices);
    table_clear(&maker.weeks, week_free);
}

void coming_clear(struct coming_list *list)
{
    free(list->items);
    free(list->rows);
    memset(list, 0, sizeof *list);
}

/* ---- questions ---- */

bool coming_warns(const struct coming *coming)
{
    return ((coming->carries && may_lose(coming)) || promised(coming)) && coming->days >= 0 &&
           coming->days <= COMING_SOON;
}

bool coming_drops(const struct coming *coming, int criterion, struct coming_loss *out)
{
    for (int i = 0; i < coming->loss_count; i++) {
        if (coming->losses[i].criterion == criterion) {
            *out = coming->losses[i];
            return true;
        }
    }
    return false;
}

const struct coming *coming_of_criterion(const struct coming_list *list, int criterion)
{
    const struct coming *found = NULL;
    struct coming_loss loss;
    bool drops = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct coming *item = &list->items[i];
        bool falls = coming_drops(item, criterion, &loss);
        if (!coming_warns(item) || !(falls || item->carries >> criterion & 1)) {
            continue;
        }
        if (!found || falls > drops || (falls == drops && item->days < found->days)) {
            found = item;
            drops = falls;
        }
    }
    return found;
}

const struct coming *coming_of_place(const struct coming_list *list, int place, int offer)
{
    const struct coming *found = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct coming *item = &list->items[i];
        bool mine = item->place == place && (offer < 0 || item->offer == offer);
        if (mine && coming_warns(item) && (!found || item->days < found->days)) {
            found = item;
        }
    }
    return found;
}

struct message coming_whose(const struct coming *coming)
{
    char key[MESSAGE_KEY_SIZE] = "coming.";
    strncat(key, coming_word(coming->kind), sizeof key - strlen(key) - 1);
    struct message message = message_of(key);
    message_add_text(&message, coming->name);
    return message;
}

struct message coming_when(const struct coming *coming)
{
    char key[MESSAGE_KEY_SIZE] = "coming.when.";
    bool first =
        coming->kind == COMING_RECHECK || coming->kind == COMING_OLD || coming->kind == COMING_LOOK;
    bool past = first ? coming->days <= 0 : coming->kind == COMING_CONTACT && coming->days < 0;
    strncat(key, coming_word(coming->kind), sizeof key - strlen(key) - 1);
    strncat(key, past ? ".past" : "", sizeof key - strlen(key) - 1);
    struct message message = message_of(key);
    message_add_date(&message, coming->said);
    return message;
}

struct message coming_fall(const struct framework *framework, const struct coming_loss *loss)
{
    struct message message = message_of("coming.fall");
    message_add_text(&message, framework->criteria[loss->criterion].id);
    message_add_key(&message, verdict_key(loss->from));
    message_add_key(&message, verdict_key(loss->to));
    return message;
}
