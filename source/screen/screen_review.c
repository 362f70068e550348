/* SPDX-License-Identifier: EUPL-1.2 */
/* What partners marked: the coordinator accepts, merges, or sends back with a sentence. */
#include "screen/part_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_METRES = 60, NEAR_MOST = 3 };

static bool waits(const struct partner_mark *mark)
{
    return mark->state == PARTNER_WAITING || mark->state == PARTNER_AGAIN;
}

int review_waiting(struct shell *shell)
{
    struct partner_mark *marks;
    int waiting = 0;
    size_t count = partner_marks(shell->project, NULL, &marks);
    for (size_t i = 0; i < count; i++) {
        waiting += waits(&marks[i]);
    }
    free(marks);
    return waiting;
}

/* ---- a card ---- */

static void said(struct shell *shell, const struct partner_mark *mark)
{
    struct ui *ui = shell->ui;
    struct message by = message_of("review.by");
    message_add_text(&by, mark->org);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
    ui_icon_tile(ui, service_icon(mark->service), 40,
                 theme_of_pillar(service_pillar(mark->service)));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 2});
    ui_text(ui, UI_NAME, partner_name(shell, mark));
    ui_text(ui, UI_BODY, partner_what(shell, mark));
    ui_text(ui, UI_SECOND, shell_say(shell, by));
    part_say(shell, mark->state == PARTNER_AGAIN ? "review.again"
                    : mark->place                ? "review.known"
                                                 : "review.new");
    ui_close(ui);
    ui_close(ui);
}

/* Which known place is it? Only asked of a new point. */
static void merges(struct shell *shell, const struct partner_mark *mark)
{
    const struct place *near[NEAR_MOST];
    int count = mark->place ? 0 : partner_near(shell, mark->point, NEAR_METRES, near, NEAR_MOST);
    if (!count) {
        return;
    }
    part_say(shell, "review.near");
    part_wrap_open(shell);
    for (int i = 0; i < count; i++) {
        struct message with = message_of("review.merge");
        message_add_text(&with, shell_place_name(shell, near[i]));
        part_chip(shell, shell_textf(shell, "review.merge:%s=%s", mark->id, near[i]->id),
                  shell_say(shell, with), false);
    }
    ui_close(shell->ui);
}

static void buttons(struct shell *shell, const struct partner_mark *mark)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, shell_textf(shell, "review.accept:%s", mark->id),
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "review.accept"),
                                 .grow = 1});
    ui_button(ui, shell_textf(shell, "review.return:%s", mark->id),
              (struct ui_button){
                  .kind = UI_PLAIN, .label = shell_word(shell, "review.return"), .grow = 1});
    ui_button(ui, shell_textf(shell, "review.map:%s", mark->id),
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "map", .label = shell_word(shell, "review.map")});
    ui_close(ui);
}

static void sentence(struct shell *shell, const struct partner_mark *mark)
{
    struct ui *ui = shell->ui;
    const struct draft_field *field = draft_find(shell, "#answer");
    const char *value = field ? field->value : "";
    ui_field(ui, "review.sentence",
             (struct ui_field){.label = shell_word(shell, "review.sentence"),
                               .hint = shell_word(shell, "review.sentence.hint"),
                               .value = value});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, shell_textf(shell, "review.send:%s", mark->id),
              (struct ui_button){.kind = UI_GO,
                                 .label = shell_word(shell, "review.send"),
                                 .disabled = strspn(value, " ") == strlen(value),
                                 .grow = 1});
    ui_button(
        ui, "review.keep",
        (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "review.keep"), .grow = 1});
    ui_close(ui);
}

static void card(struct shell *shell, const struct partner_mark *mark)
{
    part_open_card(shell);
    said(shell, mark);
    if (!strcmp(shell->review, mark->id)) {
        sentence(shell, mark);
    } else {
        merges(shell, mark);
        buttons(shell, mark);
    }
    part_close_card(shell);
}

void screen_review_build(struct shell *shell)
{
    struct partner_mark *marks;
    int shown = 0;
    if (part_no_project(shell)) {
        return;
    }
    size_t count = partner_marks(shell->project, NULL, &marks);
    part_page_open(shell, shell_word(shell, "review.title"));
    if (review_waiting(shell)) {
        part_say(shell, "review.how");
    }
    for (size_t i = 0; i < count; i++) {
        if (waits(&marks[i])) {
            card(shell, &marks[i]);
            shown++;
        }
    }
    free(marks);
    if (!shown) {
        piece_empty(shell, "check", shell_word(shell, "review.none"),
                    shell_word(shell, "review.none.why"), NULL, NULL);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

/* ---- answers ---- */

static bool accepted(struct shell *shell, const char *id, const char *place)
{
    struct fault why;
    char out[ACTION_ID];
    bool ok = review_accept(shell->project, id, place, out, &why);
    shell_deed(shell, ok, &why, *place ? "review.merged" : "review.accepted");
    return true;
}

static bool merged(struct shell *shell, const char *rest)
{
    char id[ACTION_ID];
    const char *equals = strchr(rest, '=');
    if (!equals || equals - rest >= ACTION_ID) {
        return false;
    }
    snprintf(id, sizeof id, "%.*s", (int)(equals - rest), rest);
    return accepted(shell, id, equals + 1);
}

static bool returned(struct shell *shell, const char *id)
{
    struct fault why;
    const struct draft_field *field = draft_find(shell, "#answer");
    bool ok = review_return(shell->project, id, field ? field->value : "", &why);
    if (ok) {
        shell->review[0] = 0;
        draft_empty(shell);
    }
    shell_deed(shell, ok, &why, "review.returned");
    return true;
}

static void writes(struct shell *shell, const char *id)
{
    snprintf(shell->review, sizeof shell->review, "%s", id);
    draft_empty(shell);
    if (*id) {
        draft_add(shell, "#answer", "");
        snprintf(shell->focus_soon, sizeof shell->focus_soon, "review.sentence");
    }
    shell_rebuild(shell);
}

bool screen_review_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "review.sentence")) {
        draft_set(shell, "#answer", news->text);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "review.accept:"))) {
        return accepted(shell, rest, "");
    }
    if ((rest = part_after(news->id, "review.merge:"))) {
        return merged(shell, rest);
    }
    if ((rest = part_after(news->id, "review.send:"))) {
        return returned(shell, rest);
    }
    if ((rest = part_after(news->id, "review.return:")) || !strcmp(news->id, "review.keep")) {
        writes(shell, rest ? rest : "");
        return true;
    }
    if ((rest = part_after(news->id, "review.map:"))) {
        struct partner_mark mark;
        if (partner_mark_read(shell->project, rest, &mark)) {
            shell_select(shell, mark.state == PARTNER_AGAIN && mark.place ? mark.place->id : rest);
        }
        return true;
    }
    return false;
}

void screen_review_prepare(struct shell *shell, const char *id)
{
    writes(shell, id ? id : "");
}
