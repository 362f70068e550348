/* SPDX-License-Identifier: EUPL-1.2 */
/* Every confirmed place of the wijk with what it offers, for how much, when, and when that was
 * seen. */
#include <stdlib.h>
#include <string.h>

#include "action/overview_inner.h"
#include "action/paper_inner.h"
#include "action/report_inner.h"
#include "base/arena.h"

enum { ALL_SERVICES = -1 };

struct places_fill {
    struct project *project;
    const struct language *language;
    struct report *out;
    int service;
    bool addressed; /* some place has an address */
};

static bool wanted(const struct places_fill *fill, const struct offer *offer)
{
    return !offer->internal &&
           (fill->service == ALL_SERVICES || fill->service == (int)offer->service);
}

static void checked_cell(const struct places_fill *fill, struct civil_date checked)
{
    struct buffer day;
    buffer_init(&day, 128);
    if (checked.year) {
        language_say_date(fill->language, checked, &day);
    }
    report_cell(fill->out, buffer_text(&day));
    buffer_clear(&day);
}

static void offer_row(const struct places_fill *fill, const struct place *place,
                      const struct offer *offer)
{
    static const enum overview_fact facts[] = {OVERVIEW_WHAT, OVERVIEW_PRICE, OVERVIEW_WHEN,
                                               OVERVIEW_ENTRY};
    const char *tag = language_tag(language_code(fill->language));
    const char *name = place_name(place, tag);
    struct overview_answer answer = {0};
    char *address = paper_address(place);
    overview_facts_fill(fill->project, place, offer, fill->language, 0, &answer);
    report_cell_head(fill->out,
                     *name ? name : language_word(fill->language, kind_key(place->kind)));
    if (fill->addressed) {
        report_cell(fill->out, address);
    }
    for (size_t at = 0; at < sizeof facts / sizeof *facts; at++) {
        const char *text = answer.fact[facts[at]].text[0];
        report_cell(fill->out, text ? text : "");
    }
    checked_cell(fill, offer->checked.year ? offer->checked : place->checked);
    overview_answer_clear(&answer);
    free(address);
}

static void table_open(const struct places_fill *fill)
{
    static const struct {
        const char *key;
        double share;
    } columns[] = {{"report.places.name", 1.5},   {"report.places.address", 1.2},
                   {"report.places.what", 1.2},   {"report.places.price", 1.1},
                   {"report.places.when", 1.8},   {"report.places.entry", 1.1},
                   {"report.places.checked", 1.1}};
    enum { COLUMNS = sizeof columns / sizeof *columns, ADDRESS = 1 };
    const char *heads[COLUMNS];
    double shares[COLUMNS];
    int count = 0;
    for (int at = 0; at < COLUMNS; at++) {
        if (at != ADDRESS || fill->addressed) {
            heads[count] = language_word(fill->language, columns[at].key);
            shares[count++] = columns[at].share;
        }
    }
    report_table(fill->out, count, heads, shares);
}

static size_t places_gather(const struct places_fill *fill, const struct place **out)
{
    struct project *project = fill->project;
    size_t count = 0;
    for (size_t at = 0; at < project->visible_count; at++) {
        const struct place *place = project->visible[at];
        if (project_place_in_wijk(project, place) && !place->provisional &&
            project_place_state(project, place) == PLACE_CONFIRMED) {
            out[count++] = place;
        }
    }
    qsort(out, count, sizeof *out, paper_place_order);
    return count;
}

static void places_write(struct places_fill *fill)
{
    const struct place **places = memory_take(sizeof *places * (fill->project->visible_count + 1));
    size_t count = places_gather(fill, places), rows = 0;
    for (size_t at = 0; at < count; at++) {
        fill->addressed = fill->addressed || *places[at]->street;
    }
    for (size_t at = 0; at < count; at++) {
        for (size_t offer = 0; offer < places[at]->offer_count; offer++) {
            if (wanted(fill, &places[at]->offers[offer])) {
                if (rows++ == 0) {
                    table_open(fill);
                }
                offer_row(fill, places[at], &places[at]->offers[offer]);
            }
        }
    }
    if (rows == 0) {
        report_say(fill->out, fill->language, REPORT_PARAGRAPH, message_of("report.places.none"));
    }
    free(places);
}

static bool about_read(struct places_fill *fill, const struct report_ask *ask, struct fault *why)
{
    enum service service;
    fill->service = ALL_SERVICES;
    if (!ask->about) {
        return true;
    }
    if (!service_parse(ask->about, &service)) {
        return report_about_refuse(ask, why);
    }
    fill->service = (int)service;
    return true;
}

bool report_places_fill(struct project *project, const struct report_ask *ask, struct report *out,
                        struct fault *why)
{
    struct places_fill fill = {.project = project, .language = ask->language, .out = out};
    struct message title = message_of("report.places"), second = message_of("report.places.second");
    if (!about_read(&fill, ask, why)) {
        return false;
    }
    message_add_text(&second, project_wijk(project)->name);
    if (fill.service != ALL_SERVICES) {
        second = message_of("report.places.second.of");
        message_add_text(&second, project_wijk(project)->name);
        message_add_key(&second, service_key((enum service)fill.service));
    }
    report_begin(project, ask, REPORT_A4_WIDE, title, second, out);
    places_write(&fill);
    return true;
}
