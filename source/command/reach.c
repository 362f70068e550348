/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil reach` and `wijkpeil spot`: who can walk to a service, and where one more would help.
 */
#include "command/reach_inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is asked ---- */

static bool minutes_read(const char *list, struct reach_ask *out)
{
    const char *at = list;
    out->class_count = 0;
    while (out->class_count < REACH_CLASSES) {
        char *end;
        long minutes = strtol(at, &end, 10);
        if (end == at || minutes < 1 || minutes > REACH_MINUTES_MOST || *at < '0' || *at > '9') {
            return false;
        }
        out->minutes[out->class_count++] = (int)minutes;
        if (!*end) {
            return true;
        }
        if (*end != ',') {
            return false;
        }
        at = end + 1;
    }
    return false;
}

/* --at before the command is when it is now; behind it, the moment that is asked about. */
static bool moment_read(struct ask *ask, struct reach_ask *out, struct fault *why)
{
    int64_t moment = clock_now(&ask->clock);
    const char *at = ask_option(ask, "--at");
    if (at && !civil_moment_parse(at, &moment)) {
        return fault_set_text(why, FAULT_USAGE, "fault.time.unknown", at);
    }
    out->timed = at || ask->at_asked;
    out->when = civil_of_moment(moment);
    return true;
}

static bool reach_asked(struct ask *ask, struct reach_ask *out, int *code)
{
    struct fault why;
    const char *service = ask_option(ask, "--service"), *minutes = ask_option(ask, "--minutes");
    *out = (struct reach_ask){.lens = ask_option(ask, "--lens")};
    if (!moment_read(ask, out, &why)) {
        *code = ask_fault(ask, &why);
        return false;
    }
    if (!service) {
        *code = ask_missing(ask, "--service NAME");
        return false;
    }
    if (!service_parse(service, &out->service)) {
        fault_set_text(&why, FAULT_USAGE, "fault.service.unknown", service);
        *code = ask_fault(ask, &why);
        return false;
    }
    if (minutes && !minutes_read(minutes, out)) {
        fault_set(&why, FAULT_USAGE, "fault.reach.minutes");
        *code = ask_fault(ask, &why);
        return false;
    }
    return true;
}

/* Opens the project and takes the question out of it. */
static int question_make(struct ask *ask, const struct reach_ask *of, struct reach_question **out)
{
    struct fault why;
    int code = ask_wijk_done(ask);
    if (code != EXIT_DONE) {
        return code;
    }
    return action_reach_ask(ask->project, of, out, &why) ? EXIT_DONE : ask_fault(ask, &why);
}

/* ---- reach ---- */

static const char *name_of(const struct ask *ask, const char *name, const char *kind)
{
    return *name ? name : language_word(ask->language, kind);
}

static void head_say(const struct ask *ask, const struct reach *reach)
{
    const struct lens *lens = &reach->lens;
    printf("%s · %s", project_wijk(ask->project)->name,
           language_word(ask->language, service_key(reach->service)));
    if (reach->timed) {
        struct buffer date;
        buffer_init(&date, 256);
        language_say_date(ask->language, reach->when.date, &date);
        printf(" · %s %s, %d:%02d",
               language_weekday(ask->language, civil_weekday_of(reach->when.date), false),
               buffer_text(&date), reach->when.hour, reach->when.minute);
        buffer_clear(&date);
    }
    if (!lens_usual(lens)) {
        printf(" · %s", language_word(ask->language, lens_name(lens).key));
    }
    printf("\n");
}

static void places_say(const struct ask *ask, const struct reach *reach, struct buffer *text)
{
    for (size_t i = 0; i < reach->place_count; i++) {
        const struct reach_place *place = &reach->places[i];
        struct message line =
            message_of(place->nowhere ? "command.reach.place.nowhere" : "command.reach.place");
        if (!place->nowhere) {
            message_add_count(&line, (int64_t)place->nearest);
            message_add_count(&line, (int64_t)place->only);
        }
        printf("    %s: %s\n", name_of(ask, place->name, place->kind_key),
               ask_say(ask, line, text));
    }
}

static void reach_tell(const struct ask *ask, const struct reach *reach)
{
    struct buffer text;
    buffer_init(&text, 8192);
    head_say(ask, reach);
    printf("%s\n", ask_say(ask, reach->headline, &text));
    for (int i = 0; i < reach->class_count && reach->state == REACH_MEASURED; i++) {
        printf("  %s\n", ask_say(ask, reach_class_line(reach, i), &text));
    }
    places_say(ask, reach, &text);
    for (int i = 0; i < reach->note_count; i++) {
        printf("- %s\n", ask_say(ask, reach->notes[i], &text));
    }
    printf("%s\n", ask_say(ask, reach_method(reach), &text));
    buffer_clear(&text);
}

static int reach_give(struct ask *ask, const struct reach *reach, const char *geojson)
{
    struct fault why;
    if (geojson && !reach_geojson(ask, reach, geojson, &why)) {
        return ask_fault(ask, &why);
    }
    if (ask->json) {
        ask_json(reach_json(ask, reach));
    } else {
        reach_tell(ask, reach);
    }
    return EXIT_DONE;
}

int command_reach(struct ask *ask)
{
    struct reach_ask of;
    struct reach_question *question = NULL;
    struct reach reach;
    struct fault why;
    int code = EXIT_DONE;
    const char *geojson = ask_option(ask, "--geojson");
    if (!reach_asked(ask, &of, &code)) {
        return code;
    }
    code = question_make(ask, &of, &question);
    if (code != EXIT_DONE) {
        return code;
    }
    struct reach_ground *ground = reach_ground_new();
    code = reach_make(question, ground, &reach, &why) ? reach_give(ask, &reach, geojson)
                                                      : ask_fault(ask, &why);
    reach_clear(&reach);
    reach_ground_free(ground);
    reach_question_free(question);
    return code;
}

/* ---- spot ---- */

static void spots_tell(const struct ask *ask, const struct reach_spots *spots)
{
    struct buffer text;
    buffer_init(&text, 8192);
    printf("%s\n", ask_say(ask, spots->headline, &text));
    for (size_t i = 0; i < spots->count; i++) {
        const struct reach_spot *spot = &spots->items[i];
        struct message line = message_of("command.spot.gain");
        message_add_count(&line, (int64_t)spot->gain);
        message_add_count(&line, (int64_t)spot->together);
        message_add_count(&line, (int64_t)spot->ceiling);
        const char *name = spot->kind_key ? name_of(ask, spot->name, spot->kind_key)
                                          : language_word(ask->language, "command.spot.crossing");
        printf("%3zu. %s (%.5f,%.5f): %s\n", i + 1, name, spot->point.lon, spot->point.lat,
               ask_say(ask, line, &text));
    }
    buffer_clear(&text);
}

static bool most_read(const char *text, int *out)
{
    double number;
    if (text && !ask_number(text, 1, 50, &number)) {
        return false;
    }
    *out = text ? (int)number : 0;
    return true;
}

int command_spot(struct ask *ask)
{
    struct reach_ask of;
    struct reach_spot_ask seek = {.crossings = ask_flag(ask, "--crossings")};
    struct reach_question *question = NULL;
    struct reach_spots spots;
    struct fault why;
    int code = EXIT_DONE;
    if (!most_read(ask_option(ask, "--most"), &seek.most)) {
        return ask_missing(ask, "--most 1..50");
    }
    if (!reach_asked(ask, &of, &code)) {
        return code;
    }
    seek.minutes = of.class_count ? of.minutes[of.class_count - 1] : 0;
    code = question_make(ask, &of, &question);
    if (code != EXIT_DONE) {
        return code;
    }
    struct reach_ground *ground = reach_ground_new();
    if (!reach_spots(question, &seek, ground, &spots, &why)) {
        code = ask_fault(ask, &why);
    } else if (ask->json) {
        ask_json(spots_json(ask, &of, &spots));
    } else {
        spots_tell(ask, &spots);
    }
    reach_spots_clear(&spots);
    reach_ground_free(ground);
    reach_question_free(question);
    return code;
}
