/* SPDX-License-Identifier: EUPL-1.2 */
/* One offer as a resident reads it: what, for how much, when, how to come in, in which languages.
 */
#include "action/overview_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/paper_inner.h"
#include "base/arena.h"

enum { SENTENCE = 4096, STOPS_SAID = 6 };

static char *text_taken(struct buffer *text)
{
    char *taken = memory_text(buffer_text(text));
    buffer_clear(text);
    return taken;
}

/* "Computers: 4", "Wifi, buiten": the service in words that residents use. */
static char *what_line(const struct language *language, const struct offer *offer)
{
    struct buffer line;
    char key[64];
    buffer_init(&line, SENTENCE);
    snprintf(key, sizeof key, "overview.what.%s", service_word(offer->service));
    buffer_add_text(&line, language_word(language, language_has(language, key)
                                                       ? key /* what residents ask for */
                                                       : service_key(offer->service)));
    if (offer->count > 0) {
        buffer_addf(&line, ": %d", offer->count);
    }
    if (offer->outdoor) {
        buffer_addf(&line, ", %s", language_word(language, "overview.outdoor"));
    }
    return text_taken(&line);
}

/* A word that goes on in a list: "Senioren" → "senioren". */
static void lower_add(struct buffer *line, const char *word)
{
    buffer_add_byte(line, (char)(*word >= 'A' && *word <= 'Z' ? *word - 'A' + 'a' : *word));
    buffer_add_text(line, *word ? word + 1 : "");
}

static void list_add(struct buffer *line, const struct language *language, const char *word, int at,
                     int count)
{
    if (at > 0) {
        buffer_addf(line, at == count - 1 ? " %s " : "%s ",
                    at == count - 1 ? language_word(language, "overview.and") : ",");
    }
    lower_add(line, word);
}

static char *groups_list(const struct language *language, unsigned groups)
{
    struct buffer line;
    int count = 0, at = 0;
    buffer_init(&line, SENTENCE);
    for (int bit = 0; bit < GROUP_COUNT; bit++) {
        count += groups >> bit & 1;
    }
    for (int bit = 0; bit < GROUP_COUNT; bit++) {
        if (groups >> bit & 1) {
            list_add(&line, language, language_word(language, group_key(bit)), at++, count);
        }
    }
    return text_taken(&line);
}

static char *sentence(const struct language *language, const char *key, const char *argument)
{
    struct buffer line;
    buffer_init(&line, SENTENCE);
    language_fill(language, key, &argument, 1, &line);
    return text_taken(&line);
}

static char *price_word_of(const struct language *language, const struct offer *offer)
{
    switch (offer->price) {
    case PRICE_FREE:
        return paper_said_key(language, "overview.price.free");
    case PRICE_PAID:
        return *offer->amount ? sentence(language, "overview.price.amount", offer->amount)
                              : paper_said_key(language, "overview.price.paid");
    case PRICE_FREE_FOR_GROUP: {
        char *groups = groups_list(language, offer->groups);
        char *line = *groups ? sentence(language, "overview.price.group", groups)
                             : paper_said_key(language, "overview.price.some");
        free(groups);
        return line;
    }
    case PRICE_DONATION:
        return paper_said_key(language, "overview.price.donation");
    default:
        return paper_said_key(language, "overview.price.ask");
    }
}

/* The price, and what one must do besides. */
static char *price_line(const struct language *language, const struct offer *offer)
{
    struct buffer line;
    char key[64], *price = price_word_of(language, offer);
    buffer_init(&line, SENTENCE);
    buffer_add_text(&line, price);
    free(price);
    for (int bit = 0; bit < OBLIGATION_COUNT; bit++) {
        if (offer->obligations >> bit & 1) {
            snprintf(key, sizeof key, "overview.must.%s", obligation_word(bit));
            buffer_addf(&line, ". %s", language_word(language, key));
        }
    }
    return text_taken(&line);
}

static void capital_first(char *text)
{
    if (*text >= 'a' && *text <= 'z') {
        *text = (char)(*text - 'a' + 'A');
    }
}

static char *when_line(struct project *project, const struct place *place,
                       const struct offer *offer, const struct language *language)
{
    const struct timetable *timetable = project_timetable(project, place, offer);
    if (!timetable || timetable_unknown(timetable)) {
        const char *typed = offer_hours(place, offer);
        return timetable || !*typed ? paper_said_key(language, "overview.when.ask")
                                    : memory_text(typed);
    }
    struct buffer line;
    buffer_init(&line, SENTENCE);
    timetable_say(timetable, project_today(project), STOPS_SAID, language, &line);
    char *taken = text_taken(&line);
    capital_first(taken);
    return taken;
}

static char *entry_line(const struct language *language, const struct offer *offer)
{
    static const char *const keys[ACCESS_COUNT] = {
        [ACCESS_WALK_IN] = "overview.entry.walk_in",
        [ACCESS_APPOINTMENT] = "overview.entry.appointment",
        [ACCESS_BOTH] = "overview.entry.both",
    };
    const char *key = keys[offer->access];
    return key ? paper_said_key(language, key) : memory_text("");
}

static int tongues_of(const char *codes, int out[TONGUE_COUNT])
{
    int count = 0;
    for (const char *at = codes; *at && count < TONGUE_COUNT; at += strspn(at, " ")) {
        char code[8];
        size_t size = strcspn(at, " ");
        if (size < sizeof code) {
            memcpy(code, at, size);
            code[size] = '\0';
            count += tongue_parse(code, &out[count]);
        }
        at += size;
    }
    return count;
}

static char *tongues_line(const struct language *language, const struct offer *offer)
{
    int tongues[TONGUE_COUNT], count = tongues_of(offer->languages, tongues);
    struct buffer list;
    buffer_init(&list, SENTENCE);
    for (int at = 0; at < count; at++) {
        const char *word = language_word(language, tongue_key(tongues[at]));
        if (at > 0) {
            buffer_addf(&list, at == count - 1 ? " %s " : "%s ",
                        at == count - 1 ? language_word(language, "overview.and") : ",");
        }
        buffer_add_text(&list, word);
    }
    char *line =
        count ? sentence(language, "overview.tongues", buffer_text(&list)) : memory_text("");
    buffer_clear(&list);
    return line;
}

static char *for_line(const struct language *language, const struct offer *offer)
{
    if (!offer->groups || offer->price == PRICE_FREE_FOR_GROUP) {
        return memory_text("");
    }
    char *groups = groups_list(language, offer->groups);
    char *line = sentence(language, "overview.for", groups);
    free(groups);
    return line;
}

void overview_facts_fill(struct project *project, const struct place *place,
                         const struct offer *offer, const struct language *language, int at,
                         struct overview_answer *answer)
{
    answer->fact[OVERVIEW_WHAT].text[at] = what_line(language, offer);
    answer->fact[OVERVIEW_PRICE].text[at] = price_line(language, offer);
    answer->fact[OVERVIEW_WHEN].text[at] = when_line(project, place, offer, language);
    answer->fact[OVERVIEW_ENTRY].text[at] = entry_line(language, offer);
    answer->fact[OVERVIEW_TONGUES].text[at] = tongues_line(language, offer);
    answer->fact[OVERVIEW_FOR].text[at] = for_line(language, offer);
    answer->fact[OVERVIEW_NOTE].text[at] = memory_text(at == 0 ? offer->note : "");
}
