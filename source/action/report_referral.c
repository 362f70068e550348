/* SPDX-License-Identifier: EUPL-1.2 */
/* The card that sends somebody on: the next three moments in the wijk for a theme, where to call
 * first, and a short address to type. In large letters on A5, in plain ones on a postcard, once or
 * four times to a sheet. */
#include <stdlib.h>
#include <string.h>

#include "action/paper_inner.h"
#include "action/refer.h"
#include "action/report_inner.h"
#include "base/arena.h"

/* What falls away first when it does not fit on its one page (print/report.h): places after the
 * three moments, the last of them first; the websites of places; whose word it is that one looks
 * for. */
enum { MORE_PLACES = 3, SPARE_SITE = MORE_PLACES + 1, SPARE_OURS, SENTENCE = 2000 };
static const double LARGE = 14, PLAIN = 12;

struct card {
    const struct report_ask *ask;
    struct report *out;
    const struct wijk *wijk;
    struct referral found[REFERRAL_MOST];
    int count;
    struct referral_next next[REFERRAL_MOMENTS];
    int next_count;
    bool placed[REFERRAL_MOST];
    bool osm; /* a place on it comes from OpenStreetMap */
};

static const char *word(const struct card *card, const char *key)
{
    return language_word(card->ask->language, key);
}

static void say_text(const struct card *card, enum report_kind kind, const char *key,
                     const char *text)
{
    struct message message = message_of(key);
    message_add_text(&message, text);
    report_say(card->out, card->ask->language, kind, message);
}

/* "maandag 23 november, 08:30–12:30": a card is for the coming weeks, and needs no year. */
static void moment_add(const struct card *card, const struct referral_moment *moment)
{
    struct buffer line;
    buffer_init(&line, SENTENCE);
    refer_moment_brief(moment, card->ask->language, &line);
    report_add(card->out, REPORT_ITEM, buffer_text(&line));
    report_strong(card->out);
    buffer_clear(&line);
}

static void piece_add(struct buffer *line, const char *text)
{
    if (*text) {
        buffer_addf(line, "%s%s", line->size ? " · " : "", text);
    }
}

static const char *access_said(const struct card *card, enum access access)
{
    static const char *const keys[ACCESS_COUNT] = {[ACCESS_WALK_IN] = "report.referral.walk_in",
                                                   [ACCESS_APPOINTMENT] =
                                                       "report.referral.appointment",
                                                   [ACCESS_BOTH] = "report.referral.both"};
    return keys[access] ? word(card, keys[access]) : "";
}

/* "Dorpsplein 3 · gratis · zonder afspraak · voor: nieuwkomers" */
static void terms_add(const struct card *card, const struct referral *referral)
{
    const struct offer *offer = referral->offer;
    struct buffer line, piece;
    buffer_init(&line, SENTENCE);
    buffer_init(&piece, SENTENCE);
    const char *where = referral->moment_count ? referral->moments[0].where : "";
    if (*where) {
        piece_add(&line, where);
    } else if (*referral->place->street) {
        buffer_addf(&line, "%s %s", referral->place->street, referral->place->number);
    }
    piece_add(&line, offer->price == PRICE_UNKNOWN ? "" : word(card, price_key(offer->price)));
    piece_add(&line, access_said(card, offer->access));
    refer_groups_say(referral, card->ask->language, &piece);
    if (piece.size) {
        const char *pieces[] = {buffer_text(&piece)};
        buffer_add_text(&line, line.size ? " · " : "");
        language_fill(card->ask->language, "report.referral.for", pieces, 1, &line);
    }
    if (line.size) {
        report_add(card->out, REPORT_PARAGRAPH, buffer_text(&line));
    }
    buffer_clear(&piece);
    buffer_clear(&line);
}

/* When, the telephone, and only then a web address: that only when the wijk has none of its own. */
static void place_parts(struct card *card, int at)
{
    const struct referral *referral = &card->found[at];
    const struct place *place = referral->place;
    const char *name = place_name(place, language_tag(language_code(card->ask->language)));
    char site[LEARNING_ADDRESS + 1];
    int shown = 0;
    report_add(card->out, REPORT_SUBHEADING, *name ? name : place->street);
    for (int next = 0; next < card->next_count; next++) {
        if (card->next[next].referral == at) {
            moment_add(card, &referral->moments[card->next[next].moment]);
            shown++;
        }
    }
    if (!shown && referral->moment_count) {
        moment_add(card, &referral->moments[0]);
    }
    if (*place->phone) {
        say_text(card, REPORT_PARAGRAPH, "report.referral.call", place->phone);
        report_strong(card->out);
    }
    terms_add(card, referral);
    if (!(card->wijk->site && *card->wijk->site) && address_short(place->website, site)) {
        report_add(card->out, REPORT_PARAGRAPH, site);
        report_spare(card->out, SPARE_SITE);
    }
    card->osm = card->osm || !strcmp(place->source_name, "osm");
}

static void place_add(struct card *card, int at, int spare)
{
    size_t before = card->out->part_count;
    place_parts(card, at);
    for (size_t part = before; spare && part < card->out->part_count; part++) {
        card->out->parts[part].spare = spare;
    }
    card->placed[at] = true;
}

static int shown_of(const struct card *card, int at)
{
    int shown = 0;
    for (int next = 0; next < card->next_count; next++) {
        shown += card->next[next].referral == at;
    }
    return shown;
}

/* The same place, with another of its offers, stands on the card already. */
static bool stands(const struct card *card, int at)
{
    for (int other = 0; other < card->count; other++) {
        if (card->placed[other] && card->found[other].place == card->found[at].place) {
            return true;
        }
    }
    return false;
}

/* First the places of the next three moments, then a few others while there is room. */
static void places_add(struct card *card)
{
    int more = 0;
    for (int at = 0; at < card->count; at++) {
        if (shown_of(card, at)) {
            place_add(card, at, 0);
        }
    }
    for (int at = 0; at < card->count && more < MORE_PLACES; at++) {
        if (!card->placed[at] && !stands(card, at)) {
            place_add(card, at, MORE_PLACES - more++);
        }
    }
}

static void addresses_add(const struct card *card, const struct project *project,
                          enum need_theme theme)
{
    const struct learning *learning = action_learning(project, theme);
    const char *tag = language_tag(language_code(card->ask->language));
    if (card->wijk->site && *card->wijk->site) {
        say_text(card, REPORT_PARAGRAPH, "report.referral.site", card->wijk->site);
    }
    if (learning) {
        report_say(card->out, card->ask->language, REPORT_PARAGRAPH,
                   action_learning_say(learning, theme, tag));
    }
}

static void small_add(const struct card *card, const struct project *project, enum need_theme theme)
{
    const struct learning *learning = action_learning(project, theme);
    if (card->count) {
        report_say(card->out, card->ask->language, REPORT_SMALL,
                   message_of("report.referral.check"));
    }
    if (learning && learning->themes[theme].ours) {
        report_say(card->out, card->ask->language, REPORT_SMALL,
                   message_of("report.referral.ours"));
        report_spare(card->out, SPARE_OURS);
    }
}

/* What stands on the card comes from people, and where they took the place from OpenStreetMap from
 * there: one short line. */
static void foot_set(const struct card *card, struct project *project)
{
    size_t count;
    char **sources = paper_sources(project, &count), *shortest = NULL;
    for (size_t at = 0; at < count && card->osm; at++) {
        if (strstr(sources[at], "OpenStreetMap") &&
            (!shortest || strlen(sources[at]) < strlen(shortest))) {
            shortest = sources[at];
        }
    }
    free(card->out->foot);
    card->out->foot = memory_text(shortest ? shortest : "");
    for (size_t at = 0; at < count; at++) {
        free(sources[at]);
    }
    free(sources);
}

bool report_referral_fill(struct project *project, const struct report_ask *ask, struct report *out,
                          struct fault *why)
{
    struct card card = {.ask = ask, .out = out, .wijk = project_wijk(project)};
    struct refer_ask asked = {.theme = NEED_ITSME, .tongue = -1, .when = project_now(project)};
    struct message title = message_of("report.referral.title");
    struct message second = message_of("report.referral.wijk");
    if (ask->about && *ask->about && !refer_about_read(ask->about, &asked.theme, &asked.tongue)) {
        return report_about_refuse(ask, why);
    }
    message_add_key(&title, need_theme_key(asked.theme));
    if (asked.tongue >= 0) {
        second = message_of("report.referral.tongue");
        message_add_text(&second, card.wijk->name);
        message_add_key(&second, tongue_key(asked.tongue));
    } else {
        message_add_text(&second, card.wijk->name);
    }
    card.count = action_refer(project, &asked, card.found);
    card.next_count = referral_next(card.found, card.count, card.next);
    report_begin(project, ask, REPORT_A5, title, second, out);
    out->text = ask->form == REPORT_A6 || ask->form == REPORT_A6_FOUR ? PLAIN : LARGE;
    out->one_page = true;
    places_add(&card);
    if (!card.count) {
        report_say(out, ask->language, REPORT_PARAGRAPH, message_of("refer.none"));
    }
    addresses_add(&card, project, asked.theme);
    small_add(&card, project, asked.theme);
    foot_set(&card, project);
    return true;
}
