/* SPDX-License-Identifier: EUPL-1.2 */
/* One project with its level, or one service with its ways. */
#include "screen/framework_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a project ---- */

static const char *const initiative_paths[] = {"name", "owner", "level", "reason"};

static void initiative_build(struct shell *shell, const struct instrument *instrument)
{
    form_begin_record(shell, "initiative", shell->framework_item, initiative_paths, 4);
    form_field(shell, "name", "initiative.name", NULL, false, false);
    form_field(shell, "owner", "initiative.owner", NULL, false, false);
    part_section(shell, shell_word(shell, "initiative.level"));
    part_wrap_open(shell);
    for (int at = 0; at < instrument->choice_count; at++) {
        part_chip(shell, shell_textf(shell, "form.one:level=%s", instrument->choices[at].id),
                  words_in(instrument->choices[at].name, part_language(shell)),
                  !strcmp(form_value(shell, "level"), instrument->choices[at].id));
    }
    ui_close(shell->ui);
    form_field(shell, "reason", "initiative.reason", "initiative.reason.hint", true, false);
}

static bool initiative_save(struct shell *shell, const struct instrument *instrument,
                            struct fault *why)
{
    char out[ACTION_ID];
    return action_initiative_set(shell->project, instrument, shell->framework_item,
                                 form_value(shell, "name"), form_value(shell, "owner"),
                                 instrument_choice_find(instrument, form_value(shell, "level")),
                                 form_value(shell, "reason"), out, why);
}

/* ---- a service ---- */

static void channel_document(struct shell *shell, const struct instrument *instrument,
                             char out[ACTION_ID * 2], const char **name)
{
    struct channel *list;
    size_t count = action_channels(shell->project, instrument, &list);
    out[0] = 0;
    *name = NULL;
    for (size_t at = 0; at < count; at++) {
        if (*shell->framework_item && !strcmp(list[at].item, shell->framework_item)) {
            snprintf(out, ACTION_ID * 2, "%s", list[at].document);
            *name = list[at].known ? words_in(list[at].known->name, part_language(shell)) : NULL;
        }
    }
    free(list);
}

static void channel_build(struct shell *shell, const struct instrument *instrument)
{
    static const struct form_word access[] = {{"walk_in", "access.walk_in"},
                                              {"appointment", "access.appointment"},
                                              {"both", "access.both"}};
    const char *paths[CHANNEL_FIELDS], *name;
    char document[ACTION_ID * 2];
    channel_document(shell, instrument, document, &name);
    for (int field = 0; field < CHANNEL_FIELDS; field++) {
        paths[field] = channel_field_word((enum channel_field)field);
    }
    form_begin_record(shell, "channel", document, paths, CHANNEL_FIELDS);
    if (name) {
        ui_text(shell->ui, UI_NAME, name);
    } else {
        form_field(shell, "name", "channel.name", NULL, false, false);
    }
    for (int field = CHANNEL_PHONE; field < CHANNEL_COUNTER_ACCESS; field++) {
        form_field(shell, paths[field], channel_field_key((enum channel_field)field), NULL, false,
                   false);
    }
    form_one_of(shell, "counter_access", "channel.counter_access", access, 3);
    form_field(shell, "online", "channel.online", NULL, false, false);
}

static bool channel_save(struct shell *shell, const struct instrument *instrument,
                         struct fault *why)
{
    struct action_field fields[CHANNEL_FIELDS];
    char out[ACTION_ID];
    int count = 0;
    for (int field = 0; field < CHANNEL_FIELDS; field++) {
        const char *word = channel_field_word((enum channel_field)field);
        if (draft_find(shell, word)) {
            fields[count++] = (struct action_field){word, form_value(shell, word)};
        }
    }
    return action_channel_set(shell->project, instrument, shell->framework_item, fields, count, out,
                              why);
}

/* ---- both ---- */

void screen_framework_edit_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct instrument *instrument = framework_shown(shell);
    bool levels = instrument && instrument->kind == INSTRUMENT_LEVELS;
    part_page_open(shell, instrument ? words_in(instrument->name, part_language(shell)) : "");
    if (levels) {
        initiative_build(shell, instrument);
    } else if (instrument) {
        channel_build(shell, instrument);
    }
    if (*shell->framework_item) {
        ui_space(shell->ui, 16);
        ui_button(shell->ui, "item.remove",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "trash",
                                     .label = shell_word(shell, "framework.remove")});
    }
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

static bool save(struct shell *shell)
{
    const struct instrument *instrument = framework_shown(shell);
    struct fault why;
    if (!instrument) {
        return false;
    }
    fault_clear(&why);
    bool ok = instrument->kind == INSTRUMENT_LEVELS ? initiative_save(shell, instrument, &why)
                                                    : channel_save(shell, instrument, &why);
    return shell_deed(shell, ok, &why, "framework.saved");
}

static bool item_remove(struct shell *shell)
{
    const struct instrument *instrument = framework_shown(shell);
    struct fault why;
    fault_clear(&why);
    bool ok = instrument && instrument->kind == INSTRUMENT_LEVELS
                  ? action_initiative_remove(shell->project, shell->framework_item, &why)
                  : instrument && action_channel_remove(shell->project, instrument,
                                                        shell->framework_item, &why);
    if (shell_deed(shell, ok, &why, "framework.removed")) {
        draft_empty(shell);
        shell_back(shell);
    }
    return true;
}

bool screen_framework_edit_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "item.remove")) {
        return item_remove(shell);
    }
    return form_news(shell, news, save);
}

void screen_framework_edit_prepare(struct shell *shell, const char *id)
{
    bool channel = id && *id;
    snprintf(shell->framework_id, sizeof shell->framework_id, "%s",
             channel ? "click_call_connect" : "criteriakompas");
    snprintf(shell->framework_item, sizeof shell->framework_item, "%s", channel ? id : "");
    draft_empty(shell);
}
