/* SPDX-License-Identifier: EUPL-1.2 */
/* "Doorverwijzen": who helps with this, when, in which language. The telephone comes first. */
#include "action/refer.h"
#include "screen/part_inner.h"

#include <stdlib.h>
#include <string.h>

enum { TONGUES_SHOWN = 8, SHOWN = 12 };

static struct refer_ask asked(struct shell *shell)
{
    return (struct refer_ask){.theme = (enum need_theme)shell->book.theme,
                              .tongue = shell->book.tongue - 1,
                              .when = project_now(shell->project),
                              .today = shell->book.today};
}

static void folded(struct shell *shell, enum book_ask ask, const char *label)
{
    part_fold(shell, shell_textf(shell, "refer.ask:%d", (int)ask), label,
              shell->book.asking == ask);
}

static const char *tongue_chosen(struct shell *shell)
{
    struct message line = message_of("refer.tongue.is");
    if (!shell->book.tongue) {
        return shell_word(shell, "refer.tongue.is.any");
    }
    message_add_key(&line, tongue_key(shell->book.tongue - 1));
    return shell_say(shell, line);
}

static void themes(struct shell *shell)
{
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "refer.theme"));
    part_wrap_open(shell);
    for (int theme = 0; theme < NEED_THEMES; theme++) {
        part_chip(shell, shell_textf(shell, "refer.theme:%d", theme),
                  shell_word(shell, need_theme_key((enum need_theme)theme)),
                  shell->book.theme == theme);
    }
    ui_close(shell->ui);
}

static void tongues(struct shell *shell)
{
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "refer.tongue"));
    part_wrap_open(shell);
    part_chip(shell, "refer.tongue:0", shell_word(shell, "refer.tongue.any"), !shell->book.tongue);
    for (int tongue = 0; tongue < TONGUES_SHOWN; tongue++) {
        part_chip(shell, shell_textf(shell, "refer.tongue:%d", tongue + 1),
                  shell_word(shell, tongue_key(tongue)), shell->book.tongue == tongue + 1);
    }
    ui_close(shell->ui);
}

/* What is asked takes one line, so that the first answer is seen at once. */
static void chips(struct shell *shell)
{
    part_wrap_open(shell);
    folded(shell, ASK_THEME, shell_word(shell, need_theme_key((enum need_theme)shell->book.theme)));
    folded(shell, ASK_TONGUE, tongue_chosen(shell));
    part_chip(shell, "refer.today", shell_word(shell, "refer.today"), shell->book.today);
    ui_close(shell->ui);
    if (shell->book.asking == ASK_THEME) {
        themes(shell);
    } else if (shell->book.asking == ASK_TONGUE) {
        tongues(shell);
    }
}

static void moments(struct shell *shell, const struct referral *referral)
{
    for (int at = 0; at < referral->moment_count; at++) {
        struct buffer text;
        buffer_init(&text, 400);
        refer_moment_say(&referral->moments[at], shell->language, &text);
        part_line(shell, "clock", THEME_MUTED, piece_kept(shell, &text));
    }
    if (referral->appointment) {
        part_line(shell, "calendar", THEME_MUTED, shell_word(shell, "refer.appointment"));
    }
    struct buffer groups;
    buffer_init(&groups, 1000);
    refer_groups_say(referral, shell->language, &groups);
    if (groups.size) {
        part_line(shell, "person", THEME_MUTED, buffer_text(&groups));
    }
    buffer_clear(&groups);
    if (!referral->said) {
        part_line(shell, "question", THEME_MUTED, shell_word(shell, "refer.tongue.unsaid"));
    }
}

static void card(struct shell *shell, int index, const struct referral *referral)
{
    struct ui *ui = shell->ui;
    const struct place *place = referral->place;
    part_open_card(shell);
    if (*place->phone) {
        ui_text(ui, UI_TITLE, place->phone);
    }
    part_go_row(
        shell, shell_textf(shell, "refer.place:%d", index), service_icon(referral->offer->service),
        theme_of_pillar(service_pillar(referral->offer->service)), shell_place_name(shell, place),
        shell_word(shell, service_key(referral->offer->service)));
    moments(shell, referral);
    part_close_card(shell);
}

/* What else stands on the card: where one practises, and the address that the coordinator chose. */
static void practise(struct shell *shell)
{
    enum need_theme theme = (enum need_theme)shell->book.theme;
    const struct learning *learning = action_learning(shell->project, theme);
    if (!learning) {
        return;
    }
    struct message source = message_of("instrument.source");
    message_add_text(&source, learning->source);
    message_add_text(&source, learning->date);
    part_line(shell, "globe", THEME_INK,
              shell_say(shell, action_learning_say(learning, theme, part_language(shell))));
    ui_text(shell->ui, UI_SECOND, words_in(learning->note, part_language(shell)));
    ui_text(shell->ui, UI_SECOND, shell_say(shell, source));
}

static const char *site_kept(struct shell *shell)
{
    const char *site = project_wijk(shell->project)->site;
    return site ? site : "";
}

static const char *site_typed(struct shell *shell)
{
    const struct draft_field *typed = draft_find(shell, "#site");
    return typed ? typed->value : site_kept(shell);
}

static void site(struct shell *shell)
{
    ui_space(shell->ui, 8);
    ui_field(shell->ui, "refer.site",
             (struct ui_field){.label = shell_word(shell, "refer.site"),
                               .hint = shell_word(shell, "refer.site.hint"),
                               .value = site_typed(shell)});
    part_say(shell, "refer.site.why");
    if (strcmp(site_typed(shell), site_kept(shell)) != 0) {
        ui_button(shell->ui, "refer.site.save",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "check",
                                     .label = shell_word(shell, "refer.site.save")});
    }
}

static void site_save(struct shell *shell)
{
    struct action_field field = {"site", site_typed(shell)};
    struct fault why;
    if (shell_deed(shell, action_wijk_set(shell->project, &field, 1, &why), &why,
                   "refer.site.saved")) {
        draft_empty(shell);
        shell_rebuild(shell);
    }
}

void screen_refer_build(struct shell *shell)
{
    struct referral found[REFERRAL_MOST];
    if (part_no_project(shell)) {
        return;
    }
    struct refer_ask ask = asked(shell);
    int count = action_refer(shell->project, &ask, found);
    part_page_open(shell, shell_word(shell, "refer.title"));
    chips(shell);
    for (int at = 0; at < count && at < SHOWN; at++) {
        card(shell, at, &found[at]);
    }
    if (!count) {
        piece_empty(shell, "question", shell_word(shell, "refer.nobody"),
                    shell_word(shell, ask.today ? "refer.none.today" : "refer.none"),
                    ask.today ? "refer.weeks" : NULL, shell_word(shell, "refer.weeks"));
    }
    practise(shell);
    site(shell);
    piece_bar_room(shell);
    part_page_foot(shell);
    part_foot_open(shell);
    ui_button(shell->ui, "refer.print",
              (struct ui_button){.kind = UI_PRIMARY,
                                 .icon = "print",
                                 .label = shell_word(shell, "refer.print"),
                                 .disabled = !count,
                                 .grow = 1});
    part_foot_close(shell);
    part_page_close(shell);
}

static void print(struct shell *shell)
{
    int tongue = shell->book.tongue - 1;
    print_report_show(shell, "referral",
                      shell_textf(shell, "%s%s%s",
                                  need_theme_word((enum need_theme)shell->book.theme),
                                  tongue < 0 ? "" : " ", tongue < 0 ? "" : tongue_word(tongue)),
                      NULL);
}

static void place_show(struct shell *shell, int index)
{
    struct referral found[REFERRAL_MOST];
    struct refer_ask ask = asked(shell);
    int count = action_refer(shell->project, &ask, found);
    if (index >= 0 && index < count) {
        shell_select(shell, found[index].place->id);
    }
}

bool screen_refer_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "refer.site")) {
        draft_set(shell, "#site", news->text);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "refer.theme:"))) {
        shell->book.theme = atoi(rest);
        shell->book.asking = ASK_NOTHING;
    } else if ((rest = part_after(news->id, "refer.tongue:"))) {
        shell->book.tongue = atoi(rest);
        shell->book.asking = ASK_NOTHING;
    } else if ((rest = part_after(news->id, "refer.ask:"))) {
        enum book_ask ask = (enum book_ask)atoi(rest);
        shell->book.asking = shell->book.asking == ask ? ASK_NOTHING : ask;
    } else if (!strcmp(news->id, "refer.today") || !strcmp(news->id, "refer.weeks")) {
        shell->book.today = !strcmp(news->id, "refer.today") && !shell->book.today;
    } else if ((rest = part_after(news->id, "refer.place:"))) {
        place_show(shell, atoi(rest));
        return true;
    } else if (!strcmp(news->id, "refer.print")) {
        print(shell);
        return true;
    } else if (!strcmp(news->id, "refer.site.save")) {
        site_save(shell);
        return true;
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

void screen_refer_prepare(struct shell *shell, const char *id)
{
    enum need_theme theme = NEED_ITSME;
    int tongue = -1;
    if (!id || !refer_about_read(id, &theme, &tongue)) {
        theme = NEED_ITSME;
        tongue = -1;
    }
    shell->book.theme = (int)theme;
    shell->book.tongue = tongue + 1;
    shell->book.today = false;
    draft_empty(shell);
}
