/* SPDX-License-Identifier: EUPL-1.2 */
/* "Delen en meenemen": a bundle goes onto a stick, another one is looked at and taken in. */
#include "screen/share_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static const char *folder_name(struct shell *shell, int folder)
{
    return folder ? last_part(shell->share->folders[folder]) : shell_word(shell, "share.tablet");
}

/* ---- going ---- */

static void choice_what(struct shell *shell)
{
    struct shell_share *share = shell->share;
    part_section(shell, shell_word(shell, "share.what"));
    part_wrap_open(shell);
    part_chip(shell, "share.all", shell_word(shell, "share.all"), !share->only);
    part_chip(shell, "share.only", project_wijk(shell->project)->name, share->only);
    ui_close(shell->ui);
}

static void choice_form(struct shell *shell)
{
    static const char *const keys[SHARE_FORMS] = {"share.bundle", "share.csv", "share.geojson"};
    static const char *const lines[SHARE_FORMS] = {"share.bundle.line", "share.list.line",
                                                   "share.list.line"};
    part_section(shell, shell_word(shell, "share.form"));
    part_wrap_open(shell);
    for (int i = 0; i < SHARE_FORMS; i++) {
        part_chip(shell, shell_textf(shell, "share.form:%d", i), shell_word(shell, keys[i]),
                  (int)shell->share->form == i);
    }
    ui_close(shell->ui);
    part_say(shell, lines[shell->share->form]);
}

static void choice_level(struct shell *shell)
{
    static const char *const bundle[SHARE_LEVELS] = {"share.public.line", "share.partners.line",
                                                     "share.archive.line"};
    static const char *const list[SHARE_LEVELS] = {"share.list.public", "share.list.partners",
                                                   "share.list.archive"};
    const char *const *lines = shell->share->form == SHARE_BUNDLE ? bundle : list;
    struct shell_share *share = shell->share;
    part_section(shell, shell_word(shell, "share.who"));
    part_wrap_open(shell);
    for (int i = SHARE_LEVELS - 1; i >= 0; i--) {
        part_chip(shell, shell_textf(shell, "share.level:%d", i),
                  shell_word(shell, share_level_key((enum share_level)i)), (int)share->level == i);
    }
    ui_close(shell->ui);
    part_say(shell, lines[share->level]);
}

static void choice_where(struct shell *shell)
{
    struct shell_share *share = shell->share;
    part_section(shell, shell_word(shell, "share.where"));
    part_wrap_open(shell);
    for (int i = 0; i < share->folder_count; i++) {
        part_chip(shell, shell_textf(shell, "share.folder:%d", i), folder_name(shell, i),
                  share->folder == i);
    }
    part_chip(shell, "share.look", shell_word(shell, "share.look"), false);
    ui_close(shell->ui);
    if (share->folder_count < 2) {
        part_say(shell, "share.no_stick");
    }
}

static void working(struct shell *shell)
{
    static const char *const words[] = {"", "share.writing", "share.reading", "share.taking",
                                        "share.backing"};
    struct shell_share *share = shell->share;
    const char *said = share_busy(shell, words[share->stage]);
    part_open_card(shell);
    ui_open(shell->ui, UI_STATUS, "share.status", said, (struct ui_box){.gap = 10});
    ui_text(shell->ui, UI_BODY, said);
    if (share->stage != SHARE_BACKING) { /* putting back is one step */
        ui_button(shell->ui, "share.stop",
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "share.stop")});
    }
    ui_close(shell->ui);
    part_close_card(shell);
}

static void left_say(struct shell *shell)
{
    struct shell_share *share = shell->share;
    bool list = !strstr(share->left, BUNDLE_END);
    struct message message = message_of(list ? "share.left.list" : "share.left");
    if (!*share->left) {
        return;
    }
    message_add_text(&message, last_part(share->left));
    message_add_number(&message, (double)share->sums.bytes / 1e6);
    message_add_count(&message, share->sums.documents);
    part_line(shell, "check", THEME_MET, shell_say(shell, message));
}

static void going(struct shell *shell)
{
    struct shell_share *share = shell->share;
    choice_form(shell);
    if (share->form == SHARE_BUNDLE) {
        choice_what(shell);
    }
    choice_level(shell);
    choice_where(shell);
    ui_space(shell->ui, 8);
    if (share->stage == SHARE_WRITING) {
        working(shell);
        return;
    }
    left_say(shell);
    ui_button(shell->ui, "share.make",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = "share",
                                 .label = shell_word(shell, share->form == SHARE_BUNDLE
                                                                ? "share.make"
                                                                : "share.make.list"),
                                 .disabled = share->stage != SHARE_REST});
}

/* ---- coming ---- */

static void count_line(struct shell *shell, const char *icon, enum theme_token colour,
                       const char *key, long count)
{
    if (count) {
        part_line(shell, icon, colour, shell_say_count(shell, key, count));
    }
}

static void news_say(struct shell *shell, const struct bundle_news *news)
{
    if (!news->fresh && !news->changed && !news->removed && !news->questions && !news->areas &&
        !news->sources && !news->listed) {
        part_line(shell, "check", THEME_MET, shell_word(shell, "bundle.news.none"));
    }
    count_line(shell, "plus", THEME_INK, "bundle.news.fresh", news->fresh);
    count_line(shell, "pencil", THEME_INK, "bundle.news.changed", news->changed);
    count_line(shell, "trash", THEME_INK, "bundle.news.removed", news->removed);
    count_line(shell, "question", THEME_NOT, "bundle.news.questions", news->questions);
    count_line(shell, "map", THEME_INK, "bundle.news.areas", news->areas);
    count_line(shell, "todo", THEME_INK, "bundle.news.sources", news->sources);
    count_line(shell, "todo", THEME_INK, "bundle.news.listed", news->listed);
}

static const char *made_when(struct shell *shell, const struct bundle_said *said)
{
    int64_t moment;
    return civil_moment_parse(said->made, &moment)
               ? shell_date_near(shell, civil_of_moment(moment).date)
               : said->made;
}

static void arrived(struct shell *shell)
{
    struct shell_share *share = shell->share;
    const struct bundle_said *said = bundle_says(share->in);
    struct message message = message_of("share.said");
    message_add_text(&message, *said->project ? said->project : share->in_name);
    message_add_text(&message, made_when(shell, said));
    message_add_count(&message, said->documents);
    part_open_card(shell);
    ui_text(shell->ui, UI_NAME, share->in_name);
    ui_text(shell->ui, UI_BODY, shell_say(shell, message));
    ui_text(shell->ui, UI_SECOND, shell_word(shell, share_level_key(said->level)));
    part_section(shell, shell_word(shell, "share.would"));
    news_say(shell, &share->news);
    if (bundle_news_any(&share->news)) {
        part_say(shell, "share.safe");
    }
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10, .pad_y = 6});
    ui_button(shell->ui, "share.take",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "share.take"),
                                 .disabled = !bundle_news_any(&share->news),
                                 .grow = 1});
    ui_button(
        shell->ui, "share.new",
        (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "share.new"), .grow = 1});
    ui_button(shell->ui, "share.leave",
              (struct ui_button){.kind = UI_QUIET, .label = shell_word(shell, "share.leave")});
    ui_close(shell->ui);
    part_close_card(shell);
}

/* What the last one brought, and the way back. */
static void took(struct shell *shell)
{
    struct shell_share *share = shell->share;
    int64_t moment;
    share_before_look(shell);
    if (!share->back) {
        return;
    }
    part_open_card(shell);
    if (share->took_any) {
        ui_text(shell->ui, UI_NAME, shell_word(shell, "share.taken"));
        news_say(shell, &share->took);
    }
    struct message kept = message_of("share.before");
    message_add_text(&kept, share->before.from);
    message_add_text(&kept, civil_moment_parse(share->before.at, &moment)
                                ? shell_date_near(shell, civil_of_moment(moment).date)
                                : share->before.at);
    ui_text(shell->ui, UI_BODY, shell_say(shell, kept));
    part_say(shell, share->before.alone ? "share.before.alone" : "share.before.since");
    ui_button(shell->ui, "share.back",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "undo", .label = shell_word(shell, "share.back")});
    part_close_card(shell);
}

static void files(struct shell *shell)
{
    struct shell_share *share = shell->share;
    if (!share->file_count) {
        part_say(shell, "share.none");
    }
    part_list_open(shell);
    for (int i = 0; i < share->file_count; i++) {
        part_go_row(shell, shell_textf(shell, "share.read:%d", i), "share", THEME_INK,
                    share->files[i].name, folder_name(shell, share->files[i].folder));
        ui_line(shell->ui);
    }
    part_list_close(shell);
}

static void coming(struct shell *shell)
{
    struct shell_share *share = shell->share;
    part_section(shell, shell_word(shell, "share.in"));
    part_say(shell, "share.in.line");
    if (share->stage != SHARE_REST && share->stage != SHARE_WRITING) {
        working(shell);
    } else if (share->in) {
        arrived(shell);
    } else {
        took(shell);
        files(shell);
    }
}

static void build(struct shell *shell)
{
    if (!share_of(shell)->folder_count) {
        share_look_round(shell);
    }
    part_pair_open(shell, shell_word(shell, "share.title"));
    part_say(shell, "share.line");
    going(shell);
    part_pair_next(shell, part_body_width(shell) * 0.45);
    coming(shell);
    piece_bar_room(shell);
    part_pair_close(shell);
}

void screen_share_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

/* ---- fingers ---- */

static bool choice_news(struct shell *shell, const char *id)
{
    struct shell_share *share = share_of(shell);
    const char *rest;
    if (!strcmp(id, "share.all") || !strcmp(id, "share.only")) {
        share->only = !strcmp(id, "share.only");
    } else if ((rest = part_after(id, "share.level:"))) {
        share->level = (enum share_level)(atoi(rest) % SHARE_LEVELS);
    } else if ((rest = part_after(id, "share.form:"))) {
        share->form = (enum share_form)((unsigned)atoi(rest) % SHARE_FORMS);
    } else if ((rest = part_after(id, "share.folder:"))) {
        share->folder = atoi(rest) < share->folder_count ? atoi(rest) : 0;
    } else if (!strcmp(id, "share.look")) {
        share_look_round(shell);
    } else {
        return false;
    }
    share->left[0] = '\0';
    return true;
}

bool screen_share_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "share.make")) {
        share_write(shell);
    } else if (!strcmp(news->id, "share.stop")) {
        share_stop(shell);
    } else if ((rest = part_after(news->id, "share.read:"))) {
        share_read(shell, atoi(rest));
    } else if (!strcmp(news->id, "share.take") || !strcmp(news->id, "share.new")) {
        share_take(shell, !strcmp(news->id, "share.new"));
    } else if (!strcmp(news->id, "share.back")) {
        share_back(shell);
    } else if (!strcmp(news->id, "share.leave")) {
        share_let_in_go(shell);
    } else if (!choice_news(shell, news->id)) {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

/* "preview": one that was made here, looked at again. */
void screen_share_prepare(struct shell *shell, const char *id)
{
    share_look_round(shell);
    if (!id || strcmp(id, "preview") != 0) {
        return;
    }
    share_write(shell);
    share_wait(shell);
    share_read(shell, 0);
    share_wait(shell);
}
