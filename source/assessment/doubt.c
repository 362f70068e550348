/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/doubt.h"

#include <stdlib.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/arena.h"

static const char best_hours[] = "Mo-Fr 09:00-20:00; Sa 10:00-16:00";

struct maker {
    struct assessment_question question; /* as asked, with places and looks of our own */
    const struct place **places;         /* owned */
    struct look looks[SERVICE_COUNT + 1];
    struct assessment now;
    unsigned open; /* services of criteria that are not met and hang on offers */
    struct civil_date today, old_since;
    size_t offers;
    struct doubt_list *list;
    size_t room;
};

static int bits(uint64_t set)
{
    int count = 0;
    for (; set; set &= set - 1) {
        count++;
    }
    return count;
}

static bool hangs(const struct finding *finding)
{
    return !finding->judgement && finding->criterion->kind != CRITERION_ASKED;
}

/* ---- what is not known ---- */

static unsigned asks_of(const struct maker *maker, const struct place *place,
                        const struct offer *offer)
{
    bool old = !offer->checked.year || civil_date_compare(offer->checked, maker->old_since) < 0;
    return (old ? DOUBT_THERE : 0u) | (offer->price == PRICE_UNKNOWN ? DOUBT_PRICE : 0u) |
           (!*offer_hours(place, offer) && !offer->stop_count ? DOUBT_HOURS : 0u);
}

static void place_gather(struct maker *maker, const struct place *place, struct doubt item)
{
    bool first = true;
    for (size_t i = 0; i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        unsigned asks = maker->open >> offer->service & 1 ? asks_of(maker, place, offer) : 0;
        if (asks) {
            item.asks |= asks;
            item.services |= 1u << offer->service;
            item.service = first ? offer->service : item.service;
            first = false;
        }
    }
    if (item.asks) {
        ARRAY_GROW(maker->list->items, maker->list->count, maker->room);
        maker->list->items[maker->list->count++] = item;
    }
}

/* Places of the wijk; marks of partners wait for the coordinator, not for a visit. */
static void items_gather(struct maker *maker)
{
    struct survey survey;
    int last = -1;
    bool *mine = memory_take(maker->question.place_count + 1);
    survey_make(&maker->question, &survey);
    maker->old_since = survey.old_since;
    maker->offers = survey.first[SERVICE_COUNT];
    for (size_t i = 0; i < survey.first[SERVICE_COUNT]; i++) {
        const struct fact *fact = &survey.facts[i];
        mine[fact->place] = fact->standing != CAUSE_NEAR && !fact->provisional;
    }
    for (size_t i = 0; i < maker->question.place_count; i++) {
        if (mine[i]) {
            last = (int)i;
            place_gather(maker, maker->question.places[i], (struct doubt){.place = last});
        }
    }
    for (int s = 0; s < SERVICE_COUNT; s++) {
        if (survey.looks[s] != LOOK_STANDS && maker->open >> s & 1) {
            ARRAY_GROW(maker->list->items, maker->list->count, maker->room);
            maker->list->items[maker->list->count++] = (struct doubt){
                .place = -1, .asks = DOUBT_LOOK, .service = (enum service)s, .services = 1u << s};
        }
    }
    free(mine);
    survey_clear(&survey);
}

/* ---- the answers ---- */

static void place_answer(const struct maker *maker, struct place *place, struct offer *offers)
{
    memcpy(offers, place->offers, place->offer_count * sizeof *offers);
    place->offers = offers;
    place->checked = maker->today;
    for (size_t i = 0; i < place->offer_count; i++) {
        bool hours = *offer_hours(place, &offers[i]) || offers[i].stop_count;
        offers[i].checked = maker->today;
        offers[i].price = offers[i].price == PRICE_UNKNOWN ? PRICE_FREE : offers[i].price;
        offers[i].hours = hours ? offers[i].hours : best_hours;
    }
}

static void judge(struct maker *maker, struct doubt *item)
{
    struct assessment then;
    assessment_make(&maker->question, &then);
    maker->list->judged++;
    for (int c = 0; c < then.finding_count && c < FRAMEWORK_CRITERIA; c++) {
        const struct finding *was = &maker->now.findings[c], *is = &then.findings[c];
        if (hangs(was) && was->verdict != is->verdict) {
            item->settles |= UINT64_C(1) << c;
            item->meets |= is->verdict == VERDICT_MET ? UINT64_C(1) << c : 0;
        }
    }
    item->count = bits(item->settles);
    item->met = bits(item->meets);
    assessment_clear(&then);
}

static void place_judge(struct maker *maker, struct doubt *item)
{
    const struct place *was = maker->places[item->place];
    struct place answered = *was;
    struct offer *offers = memory_take((was->offer_count + 1) * sizeof *offers);
    place_answer(maker, &answered, offers);
    maker->places[item->place] = &answered;
    judge(maker, item);
    maker->places[item->place] = was;
    free(offers);
}

static void look_judge(struct maker *maker, struct doubt *item)
{
    maker->looks[maker->question.look_count++] =
        (struct look){.service = item->service, .date = maker->today};
    judge(maker, item);
    maker->question.look_count--;
}

/* ---- the order ---- */

static int likely_order(const void *left, const void *right)
{
    const struct doubt *a = left, *b = right;
    int order = (a->place < 0) - (b->place < 0); /* there are few looks: all are judged */
    order = order ? -order : bits(b->services) - bits(a->services);
    order = order ? order : bits(b->asks) - bits(a->asks);
    order = order ? order : a->place - b->place;
    return order ? order : (int)a->service - (int)b->service;
}

static int doubt_order(const void *left, const void *right)
{
    const struct doubt *a = left, *b = right;
    int order = b->count - a->count;
    order = order ? order : b->met - a->met;
    order = order ? order : (a->place < 0) - (b->place < 0);
    order = order ? order : a->place - b->place;
    return order ? order : (int)a->service - (int)b->service;
}

static void open_services(struct maker *maker)
{
    for (int c = 0; c < maker->now.finding_count; c++) {
        const struct finding *finding = &maker->now.findings[c];
        if (hangs(finding) && finding->verdict != VERDICT_MET) {
            maker->open |= rule_services(finding->criterion);
        }
    }
}

static void items_judge(struct maker *maker)
{
    struct doubt_list *list = maker->list;
    size_t most = DOUBT_WORK / (maker->offers + 1), kept = 0;
    most = most < DOUBT_LEAST ? DOUBT_LEAST : most > DOUBT_JUDGED ? DOUBT_JUDGED : most;
    most = most < list->count ? most : list->count;
    list->whole = most == list->count;
    for (size_t i = 0; i < most; i++) {
        struct doubt item = list->items[i];
        if (item.place < 0) {
            look_judge(maker, &item);
        } else {
            place_judge(maker, &item);
        }
        if (item.count) {
            list->items[kept++] = item;
        }
    }
    list->count = kept;
}

void doubt_make(const struct assessment_question *question, struct doubt_list *out)
{
    struct maker maker = {.question = *question, .today = question->now.date, .list = out};
    memset(out, 0, sizeof *out);
    maker.places = memory_take((question->place_count + 1) * sizeof *maker.places);
    memcpy(maker.places, question->places, question->place_count * sizeof *maker.places);
    maker.question.places = maker.places;
    maker.question.look_count =
        question->look_count < SERVICE_COUNT ? question->look_count : SERVICE_COUNT;
    memcpy(maker.looks, question->looks, maker.question.look_count * sizeof *maker.looks);
    maker.question.looks = maker.looks;
    assessment_make(&maker.question, &maker.now);
    open_services(&maker);
    items_gather(&maker);
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, likely_order);
    }
    items_judge(&maker);
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, doubt_order);
    }
    assessment_clear(&maker.now);
    free((void *)maker.places);
}

void doubt_clear(struct doubt_list *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}
