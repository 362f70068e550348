/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil show ID`: one place, with its whole document. */
#include "command/command_inner.h"

#include "hours/timetable.h"

static void show_hours(const struct ask *ask, const char *label, const struct place *place,
                       const struct offer *offer)
{
    enum { STOPS = 10 };
    const struct timetable *timetable = project_timetable(ask->project, place, offer);
    const char *typed = offer ? offer_hours(place, offer) : place->hours;
    struct buffer text, words;
    if (!timetable && !*typed) {
        return;
    }
    buffer_init(&text, 64 * 1024);
    buffer_init(&words, 64 * 1024);
    if (timetable) {
        timetable_write(timetable, &text);
        timetable_say(timetable, project_now(ask->project).date, STOPS, ask->language, &words);
    }
    printf("  %s%s — %s\n", label, text.size ? buffer_text(&text) : typed, buffer_text(&words));
    buffer_clear(&text);
    buffer_clear(&words);
}

static void show_now(const struct ask *ask, const struct place *place)
{
    struct civil now = project_now(ask->project);
    const struct timetable *timetable = project_place_timetable(ask->project, place, now);
    struct buffer words;
    if (!timetable) {
        return;
    }
    buffer_init(&words, 4096);
    timetable_say_now(timetable, now, ask->language, &words);
    printf("  %s\n", buffer_text(&words));
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
    show_hours(ask, "  ", place, offer);
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
    show_hours(ask, "", place, NULL);
    show_now(ask, place);
    for (size_t i = 0; i < place->offer_count; i++) {
        show_offer(ask, place, &place->offers[i]);
    }
    return EXIT_DONE;
}
