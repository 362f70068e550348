/* SPDX-License-Identifier: EUPL-1.2 */
/* The frameworks beside the DIW one: their list, and one of them, each kind in its own way. */
#include "screen/framework_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/catalogue.h"
#include "action/need.h"
#include "base/json.h"

enum { FINDINGS = 8 };

const struct instrument *framework_shown(struct shell *shell)
{
    return project_instrument(shell->project, shell->framework_id);
}

/* ---- the list ---- */

static const char *kind_icon_of(enum instrument_kind kind)
{
    static const char *const icons[INSTRUMENT_KINDS] = {[INSTRUMENT_CARDS] = "layers",
                                                        [INSTRUMENT_LEVELS] = "star",
                                                        [INSTRUMENT_CHANNELS] = "phone",
                                                        [INSTRUMENT_LABEL] = "check",
                                                        [INSTRUMENT_GROUPS] = "person"};
    return icons[kind];
}

/* The bands of a subsidy are a file of their own; they are used where people are counted. */
static void bands_row(struct shell *shell)
{
    struct fault why;
    const struct bands *bands = project_bands(shell->project, &why);
    if (bands) {
        part_go_row(shell, "framework.bands", "person", THEME_INK,
                    json_text(bands->name, part_language(shell), ""),
                    shell_word(shell, "framework.kind.bands"));
        ui_line(shell->ui);
        return;
    }
    struct buffer text;
    buffer_init(&text, 2000);
    language_say_fault(shell->language, &why, &text);
    part_line(shell, "warning", THEME_NOT, piece_kept(shell, &text));
}

static void refused(struct shell *shell)
{
    const struct refused_file *files;
    int count = project_refused_files(shell->project, &files);
    for (int at = 0; at < count; at++) {
        struct buffer text;
        buffer_init(&text, 2000);
        refused_file_say(&files[at], shell->language, &text);
        part_line(shell, "warning", THEME_NOT, piece_kept(shell, &text));
    }
}

void screen_frameworks_build(struct shell *shell)
{
    static const char *const kind_lines[INSTRUMENT_KINDS] = {
        [INSTRUMENT_CARDS] = "framework.kind.cards",
        [INSTRUMENT_LEVELS] = "framework.kind.levels",
        [INSTRUMENT_CHANNELS] = "framework.kind.channels",
        [INSTRUMENT_LABEL] = "framework.kind.label",
        [INSTRUMENT_GROUPS] = "framework.kind.groups"};
    const struct instrument *const *all;
    if (part_no_project(shell)) {
        return;
    }
    int count = project_instruments(shell->project, &all);
    part_page_open(shell, shell_word(shell, "frameworks.title"));
    part_say(shell, "frameworks.line");
    part_list_open(shell);
    for (int at = 0; at < count; at++) {
        part_go_row(shell, shell_textf(shell, "framework:%s", all[at]->id),
                    kind_icon_of(all[at]->kind), THEME_INK,
                    words_in(all[at]->name, part_language(shell)),
                    shell_word(shell, kind_lines[all[at]->kind]));
        ui_line(shell->ui);
    }
    bands_row(shell);
    part_list_close(shell);
    refused(shell);
    if (!count) {
        piece_empty(shell, "info", shell_word(shell, "frameworks.none"),
                    shell_word(shell, "frameworks.none.next"), NULL, NULL);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

bool screen_frameworks_news(struct shell *shell, const struct ui_news *news)
{
    const char *id = part_after(news->id, "framework:");
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "framework.bands")) {
        shell_go(shell, SCREEN_COUNTS);
        return true;
    }
    if (news->kind != UI_NEWS_TAP || !id) {
        return false;
    }
    snprintf(shell->framework_id, sizeof shell->framework_id, "%s", id);
    shell_go(shell, SCREEN_FRAMEWORK);
    return true;
}

void screen_frameworks_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

/* ---- cards ---- */

static void card_facts(struct shell *shell, const struct instrument_item *item)
{
    const struct finding *found[FINDINGS];
    int count = instrument_evidence(item, project_assessment(shell->project), found, FINDINGS);
    for (int at = 0; at < count; at++) {
        struct ui *ui = shell->ui;
        const char *word = shell_word(shell, verdict_key(found[at]->verdict));
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8});
        ui_state(ui, (enum symbol_state)found[at]->verdict, 20, word);
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(ui, UI_SECOND,
                shell_textf(shell, "%s %s: %s", found[at]->criterion->id,
                            part_criterion_name(shell, found[at]->criterion), word));
        ui_close(ui);
        ui_close(ui);
    }
    if (!count) {
        part_line(shell, "question", THEME_MUTED, shell_word(shell, "instrument.no_evidence"));
    }
}

static void card_build(struct shell *shell, const struct instrument *instrument,
                       const struct instrument_item *item)
{
    struct card card;
    action_card(shell->project, instrument, item, &card);
    part_open_card(shell);
    ui_text(shell->ui, UI_BOLD, words_in(item->name, part_language(shell)));
    card_facts(shell, item);
    part_wrap_open(shell);
    for (int at = 0; at < instrument->choice_count; at++) {
        part_chip(shell, shell_textf(shell, "card:%s=%s", item->id, instrument->choices[at].id),
                  words_in(instrument->choices[at].name, part_language(shell)), card.choice == at);
    }
    ui_close(shell->ui);
    part_close_card(shell);
}

static void cards_build(struct shell *shell, const struct instrument *instrument)
{
    for (int section = 0; section < instrument->section_count; section++) {
        const struct instrument_section *one = &instrument->sections[section];
        part_section(shell, words_in(one->name, part_language(shell)));
        if (!one->count) {
            part_say(shell, "framework.section.empty");
        }
        for (int at = one->first; at < one->first + one->count; at++) {
            card_build(shell, instrument, &instrument->items[at]);
        }
    }
}

/* A chosen chip that is tapped again takes the card back. */
static bool card_news(struct shell *shell, const struct instrument *instrument, const char *rest)
{
    char item_id[INSTRUMENT_ID];
    struct card card;
    struct fault why;
    const char *equals = strchr(rest, '=');
    if (!equals) {
        return false;
    }
    snprintf(item_id, sizeof item_id, "%.*s", (int)(equals - rest), rest);
    const struct instrument_item *item = instrument_item_find(instrument, item_id);
    int choice = instrument_choice_find(instrument, equals + 1);
    if (!item || choice < 0) {
        return false;
    }
    action_card(shell->project, instrument, item, &card);
    fault_clear(&why);
    bool ok = action_card_set(shell->project, instrument, item, card.choice == choice ? -1 : choice,
                              NULL, &why);
    shell_deed(shell, ok, &why, "framework.card.saved");
    return true;
}

/* ---- projects ---- */

static void levels_build(struct shell *shell, const struct instrument *instrument)
{
    struct initiative *list;
    size_t count = action_initiatives(shell->project, instrument, &list);
    for (int at = 0; at < instrument->choice_count; at++) {
        ui_text(shell->ui, UI_SECOND,
                shell_textf(shell, "%s: %s",
                            words_in(instrument->choices[at].name, part_language(shell)),
                            words_in(instrument->choices[at].explanation, part_language(shell))));
    }
    part_list_open(shell);
    for (size_t at = 0; at < count; at++) {
        const char *level = list[at].level < 0 ? ""
                                               : words_in(instrument->choices[list[at].level].name,
                                                          part_language(shell));
        part_go_row(shell, shell_textf(shell, "item:%s", list[at].id),
                    list[at].flagged ? "warning" : "star", list[at].flagged ? THEME_NOT : THEME_INK,
                    shell_textf(shell, "%s · %s", list[at].name, level), list[at].reason);
        if (list[at].flagged) {
            struct message flag = message_of("initiative.flag");
            message_add_text(&flag, list[at].name);
            part_line(shell, "warning", THEME_NOT, shell_say(shell, flag));
        }
        ui_line(shell->ui);
    }
    part_list_close(shell);
    if (!count) {
        piece_empty(shell, "star", shell_word(shell, "initiative.none"),
                    shell_word(shell, "initiative.none.next"), NULL, NULL);
    }
    free(list);
}

/* ---- ways to a service ---- */

static void channels_build(struct shell *shell, const struct instrument *instrument)
{
    static const struct {
        const char *icon, *key;
        enum theme_token colour;
    } looks[] = {[CHANNEL_UNKNOWN] = {"question", "channel.state.unknown", THEME_MUTED},
                 [CHANNEL_EQUAL] = {"check", "channel.state.equal", THEME_MET},
                 [CHANNEL_ONLINE_ONLY] = {"warning", "channel.state.online_only", THEME_NOT}};
    struct channel *list;
    size_t count = action_channels(shell->project, instrument, &list);
    part_list_open(shell);
    for (size_t at = 0; at < count; at++) {
        const char *name = list[at].known ? words_in(list[at].known->name, part_language(shell))
                                          : list[at].fields[CHANNEL_NAME];
        part_go_row(shell, shell_textf(shell, "item:%s", list[at].item), looks[list[at].state].icon,
                    looks[list[at].state].colour, name,
                    shell_word(shell, looks[list[at].state].key));
        ui_line(shell->ui);
    }
    part_list_close(shell);
    free(list);
}

/* ---- the label ---- */

static void label_build(struct shell *shell, const struct instrument *instrument)
{
    struct place_label *list;
    struct ui *ui = shell->ui;
    size_t count = action_labels(shell->project, instrument, &list);
    for (size_t at = 0; at < count; at++) {
        part_open_card(shell);
        ui_text(ui, UI_BOLD, shell_place_name(shell, list[at].place));
        for (int check = 0; check < LABEL_CHECKS; check++) {
            enum verdict verdict = list[at].label.checks[check];
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8});
            ui_state(ui, (enum symbol_state)verdict, 20, shell_word(shell, verdict_key(verdict)));
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
            ui_text(ui, UI_SECOND,
                    shell_say(shell, label_say(&list[at].label, (enum label_check)check)));
            ui_close(ui);
            ui_close(ui);
        }
        ui_button(ui, shell_textf(shell, "place:%s", list[at].place->id),
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "map",
                                     .label = shell_word(shell, "framework.place")});
        part_close_card(shell);
    }
    if (!count) {
        piece_empty(shell, "computer", shell_word(shell, "label.none"),
                    shell_word(shell, "label.none.next"), NULL, NULL);
    }
    free(list);
}

/* ---- target groups ---- */

static void groups_build(struct shell *shell, const struct instrument *instrument)
{
    unsigned own = project_wijk(shell->project)->groups;
    for (int at = 0; at < instrument->set_count; at++) {
        const struct instrument_set *set = &instrument->sets[at];
        part_open_card(shell);
        ui_text(shell->ui, UI_BOLD, words_in(set->name, part_language(shell)));
        for (int group = 0; group < GROUP_COUNT; group++) {
            if (set->groups >> group & 1) {
                part_line(shell, own >> group & 1 ? "check" : "person", THEME_INK,
                          shell_word(shell, group_key(group)));
            }
        }
        if (own == set->groups) {
            part_line(shell, "check", THEME_MET, shell_word(shell, "framework.taken"));
        } else {
            ui_button(
                shell->ui, shell_textf(shell, "take:%s", set->id),
                (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "framework.take")});
        }
        part_close_card(shell);
    }
}

static bool take_news(struct shell *shell, const struct instrument *instrument, const char *id)
{
    struct fault why;
    for (int at = 0; at < instrument->set_count; at++) {
        if (!strcmp(instrument->sets[at].id, id)) {
            fault_clear(&why);
            bool ok = action_groups_take(shell->project, &instrument->sets[at], &why);
            shell_deed(shell, ok, &why, "framework.taken");
            return true;
        }
    }
    return false;
}

/* ---- one of them ---- */

static bool takes_items(const struct instrument *instrument)
{
    return instrument->kind == INSTRUMENT_LEVELS || instrument->kind == INSTRUMENT_CHANNELS;
}

static void framework_head(struct shell *shell, const struct instrument *instrument)
{
    struct ui *ui = shell->ui;
    ui_text(ui, UI_SECOND, words_in(instrument->note, part_language(shell)));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    if (takes_items(instrument)) {
        bool levels = instrument->kind == INSTRUMENT_LEVELS;
        ui_button(ui, "item.new",
                  (struct ui_button){
                      .kind = UI_PRIMARY,
                      .icon = "plus",
                      .label = shell_word(shell, levels ? "initiative.new" : "channel.new")});
    }
    ui_button(ui, "framework.print",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "print",
                                 .label = shell_word(shell, "framework.print")});
    ui_close(ui);
}

void screen_framework_build(struct shell *shell)
{
    static void (*const builds[INSTRUMENT_KINDS])(struct shell *, const struct instrument *) = {
        [INSTRUMENT_CARDS] = cards_build,       [INSTRUMENT_LEVELS] = levels_build,
        [INSTRUMENT_CHANNELS] = channels_build, [INSTRUMENT_LABEL] = label_build,
        [INSTRUMENT_GROUPS] = groups_build,
    };
    if (part_no_project(shell)) {
        return;
    }
    const struct instrument *instrument = framework_shown(shell);
    if (!instrument) {
        screen_frameworks_build(shell);
        return;
    }
    part_page_open(shell, words_in(instrument->name, part_language(shell)));
    framework_head(shell, instrument);
    builds[instrument->kind](shell, instrument);
    char *source = instrument_source(instrument, shell->language);
    ui_space(shell->ui, 8);
    ui_text(shell->ui, UI_SMALL, shell_textf(shell, "%s", source));
    free(source);
    piece_bar_room(shell);
    part_page_close(shell);
}

bool screen_framework_news(struct shell *shell, const struct ui_news *news)
{
    const struct instrument *instrument = framework_shown(shell);
    const char *rest;
    if (!instrument) {
        return screen_frameworks_news(shell, news);
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "card:"))) {
        return card_news(shell, instrument, rest);
    }
    if ((rest = part_after(news->id, "take:"))) {
        return take_news(shell, instrument, rest);
    }
    if ((rest = part_after(news->id, "place:"))) {
        shell_root(shell, SCREEN_MAP);
        shell_select(shell, rest);
        return true;
    }
    if ((rest = part_after(news->id, "item:")) || !strcmp(news->id, "item.new")) {
        snprintf(shell->framework_item, sizeof shell->framework_item, "%s", rest ? rest : "");
        shell_go(shell, SCREEN_FRAMEWORK_EDIT);
        return true;
    }
    if (!strcmp(news->id, "framework.print")) {
        print_report_show(shell, "framework", instrument->id, NULL);
        return true;
    }
    return false;
}

void screen_framework_prepare(struct shell *shell, const char *id)
{
    snprintf(shell->framework_id, sizeof shell->framework_id, "%s", id ? id : "beleidstool");
}
