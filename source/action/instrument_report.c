/* SPDX-License-Identifier: EUPL-1.2 */
/* The other frameworks and the practices, as reports. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/instrument_inner.h"
#include "action/report_inner.h"
#include "base/arena.h"

enum { FINDINGS = 16 };

struct sheet_ask { /* one report while it is filled */
    struct project *project;
    const struct report_ask *ask;
    const struct instrument *instrument;
    struct report *out;
};

static const char *tongue(const struct sheet_ask *sheet)
{
    return language_tag(language_code(sheet->ask->language));
}

static const char *word(const struct sheet_ask *sheet, const char *key)
{
    return language_word(sheet->ask->language, key);
}

static struct message said(const char *key, const char *first, const char *second)
{
    struct message message = message_of(key);
    message_add_text(&message, first);
    if (second) {
        message_add_text(&message, second);
    }
    return message;
}

static void say(const struct sheet_ask *sheet, enum report_kind kind, struct message message)
{
    report_say(sheet->out, sheet->ask->language, kind, message);
}

/* ---- cards ---- */

/* The facts of the wijk that speak to the card, or that there are none. */
static void card_facts(const struct sheet_ask *sheet, const struct instrument_item *item)
{
    const struct finding *findings[FINDINGS];
    int count = instrument_evidence(item, project_assessment(sheet->project), findings, FINDINGS);
    for (int at = 0; at < count; at++) {
        struct message fact = message_of("instrument.fact");
        const struct judgement *judged = findings[at]->judgement;
        char *reason = judged ? memory_text(judged->reason)
                              : report_text(sheet->ask->language, findings[at]->reason);
        message_add_text(&fact, findings[at]->criterion->id);
        message_add_text(&fact, words_in(findings[at]->criterion->name, tongue(sheet)));
        message_add_key(&fact, verdict_key(findings[at]->verdict));
        message_add_text(&fact, reason);
        say(sheet, REPORT_ITEM, fact);
        free(reason);
    }
    if (!count) {
        say(sheet, REPORT_ITEM, message_of("instrument.no_evidence"));
    }
}

static int cards_of(const struct sheet_ask *sheet, int choice, bool print)
{
    int count = 0;
    for (int at = 0; at < sheet->instrument->item_count; at++) {
        const struct instrument_item *item = &sheet->instrument->items[at];
        struct card card;
        action_card(sheet->project, sheet->instrument, item, &card);
        if (card.choice != choice) {
            continue;
        }
        count++;
        if (print) {
            report_add(sheet->out, REPORT_SUBHEADING, words_in(item->name, tongue(sheet)));
            if (card.note[0]) {
                report_add(sheet->out, REPORT_PARAGRAPH, card.note);
            }
            card_facts(sheet, item);
        }
    }
    return count;
}

static void cards_fill(const struct sheet_ask *sheet)
{
    const struct instrument *instrument = sheet->instrument;
    for (int choice = 0; choice < instrument->choice_count; choice++) {
        if (cards_of(sheet, choice, false)) {
            report_add(sheet->out, REPORT_HEADING,
                       words_in(instrument->choices[choice].name, tongue(sheet)));
            cards_of(sheet, choice, true);
        }
    }
    int left = cards_of(sheet, -1, false);
    if (left) {
        struct message message = message_of("instrument.unsorted");
        message_add_count(&message, left);
        say(sheet, REPORT_PARAGRAPH, message);
    }
}

/* ---- projects ---- */

static void levels_fill(const struct sheet_ask *sheet)
{
    struct initiative *list;
    const char *heads[] = {word(sheet, "initiative.name"), word(sheet, "initiative.level"),
                           word(sheet, "initiative.reason")};
    const double shares[] = {3, 1.4, 4};
    size_t count = action_initiatives(sheet->project, sheet->instrument, &list);
    if (!count) {
        say(sheet, REPORT_PARAGRAPH, message_of("initiative.none"));
    } else {
        report_table(sheet->out, 3, heads, shares);
    }
    for (size_t at = 0; at < count; at++) {
        int level = list[at].level;
        report_cell_head(sheet->out, list[at].name);
        report_cell(sheet->out,
                    level < 0 ? ""
                              : words_in(sheet->instrument->choices[level].name, tongue(sheet)));
        report_cell(sheet->out, list[at].reason);
    }
    for (size_t at = 0; at < count; at++) {
        if (list[at].flagged) {
            say(sheet, REPORT_WARNING, said("initiative.flag", list[at].name, NULL));
        }
    }
    free(list);
}

/* ---- ways to a service ---- */

static const char *channel_name(const struct sheet_ask *sheet, const struct channel *channel)
{
    return channel->known ? words_in(channel->known->name, tongue(sheet))
                          : channel->fields[CHANNEL_NAME];
}

static void way_cell(const struct sheet_ask *sheet, const struct channel *channel,
                     enum channel_field first, enum channel_field last)
{
    struct buffer line;
    buffer_init(&line, 4096);
    for (int field = first; field <= (int)last; field++) {
        const char *text = channel->fields[field];
        enum access access;
        if (field == CHANNEL_COUNTER_ACCESS && access_parse(text, &access)) {
            text = word(sheet, access_key(access));
        }
        if (*text) {
            buffer_addf(&line, "%s%s", line.size ? ", " : "", text);
        }
    }
    report_cell(sheet->out, line.size ? buffer_text(&line) : "–");
    buffer_clear(&line);
}

/* The telephone before the web address. */
static void channels_fill(const struct sheet_ask *sheet)
{
    struct channel *list;
    const char *heads[] = {word(sheet, "channel.service"), word(sheet, "channel.phone"),
                           word(sheet, "channel.counter"), word(sheet, "channel.online")};
    const double shares[] = {2.4, 2, 2.6, 2.4};
    size_t count = action_channels(sheet->project, sheet->instrument, &list);
    int lacking = 0;
    report_table(sheet->out, 4, heads, shares);
    for (size_t at = 0; at < count; at++) {
        report_cell_head(sheet->out, channel_name(sheet, &list[at]));
        way_cell(sheet, &list[at], CHANNEL_PHONE, CHANNEL_PHONE_COST);
        way_cell(sheet, &list[at], CHANNEL_COUNTER, CHANNEL_COUNTER_ACCESS);
        way_cell(sheet, &list[at], CHANNEL_ONLINE, CHANNEL_ONLINE);
        lacking += list[at].state == CHANNEL_ONLINE_ONLY;
    }
    say(sheet, REPORT_HEADING, message_of("channel.lacking"));
    for (size_t at = 0; at < count; at++) {
        if (list[at].state == CHANNEL_ONLINE_ONLY) {
            report_add(sheet->out, REPORT_ITEM, channel_name(sheet, &list[at]));
        }
    }
    if (!lacking) {
        say(sheet, REPORT_PARAGRAPH, message_of("channel.lacking.none"));
    }
    free(list);
}

/* ---- the label ---- */

static void label_fill(const struct sheet_ask *sheet)
{
    struct place_label *list;
    const char *heads[] = {word(sheet, "label.condition"), word(sheet, "label.result")};
    const double shares[] = {1, 3};
    size_t count = action_labels(sheet->project, sheet->instrument, &list);
    if (!count) {
        say(sheet, REPORT_PARAGRAPH, message_of("label.none"));
    }
    for (size_t at = 0; at < count; at++) {
        report_add(sheet->out, REPORT_HEADING, place_name(list[at].place, tongue(sheet)));
        report_table(sheet->out, 2, heads, shares);
        for (int check = 0; check < LABEL_CHECKS; check++) {
            char *line = report_text(sheet->ask->language,
                                     label_say(&list[at].label, (enum label_check)check));
            report_cell_head(sheet->out, word(sheet, label_check_key((enum label_check)check)));
            report_cell_state(sheet->out, (int)list[at].label.checks[check], line);
            free(line);
        }
    }
    free(list);
}

/* ---- target groups ---- */

static void groups_fill(const struct sheet_ask *sheet)
{
    unsigned own = project_wijk(sheet->project)->groups;
    for (int at = 0; at < sheet->instrument->set_count; at++) {
        const struct instrument_set *set = &sheet->instrument->sets[at];
        report_add(sheet->out, REPORT_HEADING, words_in(set->name, tongue(sheet)));
        for (int group = 0; group < GROUP_COUNT; group++) {
            if (set->groups >> group & 1) {
                say(sheet, REPORT_ITEM,
                    said(own >> group & 1 ? "instrument.group.own" : "instrument.group.other",
                         word(sheet, group_key(group)), NULL));
            }
        }
    }
}

/* ---- one of them ---- */

static const struct instrument *instrument_asked(struct project *project, const char *id,
                                                 struct fault *why)
{
    const struct instrument *const *all;
    int count = project_instruments(project, &all);
    const struct instrument *found = id ? project_instrument(project, id) : count ? all[0] : NULL;
    if (!found) {
        fault_set_text(why, FAULT_MISSING, "fault.instrument.unknown", id ? id : "");
    }
    return found;
}

char *instrument_source(const struct instrument *instrument, const struct language *language)
{
    const char *pieces[] = {instrument->source, instrument->date};
    struct buffer line;
    buffer_init(&line, 2048);
    language_fill(language, "instrument.source", pieces, 2, &line);
    char *taken = memory_text(buffer_text(&line));
    buffer_clear(&line);
    return taken;
}

bool report_instrument(struct project *project, const struct report_ask *ask, struct report *out,
                       struct fault *why)
{
    static void (*const fills[INSTRUMENT_KINDS])(const struct sheet_ask *) = {
        [INSTRUMENT_CARDS] = cards_fill,       [INSTRUMENT_LEVELS] = levels_fill,
        [INSTRUMENT_CHANNELS] = channels_fill, [INSTRUMENT_LABEL] = label_fill,
        [INSTRUMENT_GROUPS] = groups_fill,
    };
    struct sheet_ask sheet = {project, ask, instrument_asked(project, ask->about, why), out};
    const struct wijk *wijk = project_wijk(project);
    if (!sheet.instrument) {
        return false;
    }
    report_begin(project, ask, REPORT_A4,
                 said("instrument.title", words_in(sheet.instrument->name, tongue(&sheet)), NULL),
                 said("instrument.line", wijk->name, wijk->municipality), out);
    fills[sheet.instrument->kind](&sheet);
    report_add(out, REPORT_SMALL, words_in(sheet.instrument->note, tongue(&sheet)));
    char *source = instrument_source(sheet.instrument, ask->language);
    report_add(out, REPORT_SMALL, source);
    free(source);
    return true;
}

/* ---- a practice, on A5 ---- */

bool report_practice(struct project *project, const struct report_ask *ask, struct report *out,
                     struct fault *why)
{
    struct practice_card card;
    struct sheet_ask sheet = {project, ask, NULL, out};
    if (!ask->about || !action_practice(project, ask->about, &card)) {
        return fault_set_text(why, FAULT_MISSING, "fault.record.unknown",
                              ask->about ? ask->about : "practice:…");
    }
    const char *criterion = card.parts[PRACTICE_CRITERION];
    int at = framework_find(project_framework(project), criterion);
    const struct criterion *known = at >= 0 ? &project_framework(project)->criteria[at] : NULL;
    report_begin(project, ask, REPORT_A5,
                 said("instrument.title", card.parts[PRACTICE_TITLE], NULL),
                 said("instrument.title", card.parts[PRACTICE_PLACE], NULL), out);
    if (known) {
        say(&sheet, REPORT_PARAGRAPH,
            said("practice.about", known->id, words_in(known->name, tongue(&sheet))));
    }
    for (int part = PRACTICE_PROBLEM; part < PRACTICE_PLACE; part++) {
        if (card.parts[part][0]) {
            report_add(out, REPORT_HEADING,
                       word(&sheet, practice_part_key((enum practice_part)part)));
            report_add(out, REPORT_PARAGRAPH, card.parts[part]);
        }
    }
    return true;
}
