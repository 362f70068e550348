/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil show ID`: one place, with its whole document. */
#include "command/command_inner.h"

#include "hours/hours.h"

static void show_hours(const struct ask *ask, const char *label, const char *text)
{
    struct hours *hours = NULL;
    struct fault why;
    struct buffer words;
    if (!*text) {
        return;
    }
    buffer_init(&words, 4096);
    if (hours_parse(text, NULL, &hours, &why)) {
        hours_say(hours, ask->language, &words);
        hours_free(hours);
    }
    printf("  %s%s — %s\n", label, text, buffer_text(&words));
    buffer_clear(&words);
}

static void show_offer(const struct ask *ask, const struct place *place, const struct offer *offer)
{
    char checked[CIVIL_DATE_SIZE] = "-";
    if (offer->checked.year) {
        civil_date_write(offer->checked, checked);
    }
    printf("  %s: %s, %s (%s)\n", offer->id,
           language_word(ask->language, service_key(offer->service)),
           language_word(ask->language, price_key(offer->price)), checked);
    for (int i = 0; i < OBLIGATION_COUNT; i++) {
        if (offer->obligations & (1u << i)) {
            printf("    %s\n", language_word(ask->language, obligation_key(i)));
        }
    }
    show_hours(ask, "  ", offer_hours(place, offer));
}

int command_show(struct ask *ask)
{
    struct fault why;
    const char *id = ask_word(ask);
    if (!id) {
        return ask_missing(ask, "ID");
    }
    int code = ask_done(ask) ? ask_project(ask) : EXIT_USAGE;
    if (code != EXIT_DONE) {
        return code;
    }
    const struct place *place = project_place(ask->project, id);
    if (!place) {
        fault_set_text(&why, FAULT_MISSING, "fault.place.unknown", id);
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(place_json(ask, place, true));
        return EXIT_DONE;
    }
    printf("%s\n  %s\n  %s %s\n", place->id,
           place_name(place, language_tag(ask->settings.language)), place->street, place->number);
    show_hours(ask, "", place->hours);
    for (size_t i = 0; i < place->offer_count; i++) {
        show_offer(ask, place, &place->offers[i]);
    }
    return EXIT_DONE;
}
