/* SPDX-License-Identifier: EUPL-1.2 */
/* One partner: what it does, how it is reached, what it promised, whether it is the contact point.
 */
#include "screen/book_inner.h"

#include <stdio.h>
#include <string.h>

#include "action/called.h"

static const char *const paths[] = {"name",
                                    "part",
                                    "pillars",
                                    "function",
                                    "phone",
                                    "mail",
                                    "person/name",
                                    "person/share",
                                    "person/until",
                                    "trained/count",
                                    "trained/date",
                                    "plan/date",
                                    "plan/until",
                                    "contact/point",
                                    "contact/days",
                                    "contact/until",
                                    "contact/confirmed"};
enum { PATHS = sizeof paths / sizeof *paths };

static const struct organisation *opened(struct shell *shell)
{
    return logbook_organisation(project_logbook(shell->project), shell->book.open);
}

static void namesake(struct shell *shell)
{
    const struct organisation *other = partner_namesake(
        project_logbook(shell->project), form_value(shell, "name"), shell->book.open);
    if (other) {
        struct message message = message_of("organisation.namesake");
        message_add_text(&message, other->name);
        part_line(shell, "warning", THEME_PARTLY, shell_say(shell, message));
    }
}

static void what_it_does(struct shell *shell)
{
    const struct framework *framework = project_framework(shell->project);
    struct form_word words[ORGANISATION_ROLES];
    for (int part = 0; part < ORGANISATION_ROLES; part++) {
        enum organisation_role role = (enum organisation_role)((part + 1) % ORGANISATION_ROLES);
        words[part] = (struct form_word){role_word(role), role_key(role)};
    }
    form_field(shell, "name", "organisation.name", "organisation.name.hint", false, false);
    namesake(shell);
    form_one_of(shell, "part", "organisation.part", words, ORGANISATION_ROLES);
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "organisation.pillars"));
    part_wrap_open(shell);
    for (int at = 0; at < framework->pillar_count; at++) {
        const char *id = framework->pillars[at].id;
        part_chip(shell, shell_textf(shell, "form.many:pillars=%s", id),
                  piece_pillar_name(shell, id[0]),
                  strchr(form_value(shell, "pillars"), id[0]) != NULL);
    }
    ui_close(shell->ui);
}

static void reached(struct shell *shell)
{
    part_section(shell, shell_word(shell, "organisation.reach"));
    form_field(shell, "phone", "organisation.phone", NULL, false, false);
    form_field(shell, "mail", "organisation.mail", NULL, false, false);
    form_field(shell, "function", "organisation.function", "organisation.function.hint", false,
               false);
}

/* "van 5 oktober 2025 tot en met 31 december 2026" */
static const char *promised(struct shell *shell, const struct commitment *commitment)
{
    bool ends = commitment->until.year != 0;
    struct message message =
        message_of(ends ? "report.partners.promise.until" : "report.partners.promise");
    message_add_date(&message, commitment->date);
    if (ends) {
        message_add_date(&message, commitment->until);
    }
    return shell_say(shell, message);
}

static void commitments(struct shell *shell)
{
    const struct organisation *organisation = opened(shell);
    struct ui *ui = shell->ui;
    part_section(shell, shell_word(shell, "organisation.commitments"));
    if (!organisation) {
        part_say(shell, "organisation.commitments.later");
        return;
    }
    for (size_t at = 0; at < organisation->commitment_count; at++) {
        const struct commitment *commitment = &organisation->commitments[at];
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8});
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(ui, UI_BODY, commitment->what);
        ui_text(ui, UI_SECOND, promised(shell, commitment));
        ui_close(ui);
        ui_button(ui, shell_textf(shell, "book.uncommit:%s", commitment->id),
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "trash",
                                     .icon_only = true,
                                     .label = shell_word(shell, "organisation.uncommit")});
        ui_close(ui);
        ui_line(ui);
    }
    form_field(shell, "#promise", "organisation.commitment", "organisation.commitment.hint", false,
               false);
    ui_button(ui, "book.commit",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "plus",
                                 .label = shell_word(shell, "organisation.commit"),
                                 .disabled = !form_value(shell, "#promise")[0]});
}

static void house(struct shell *shell)
{
    part_section(shell, shell_word(shell, "organisation.house"));
    form_field(shell, "plan/date", "organisation.plan", "organisation.date.hint", false, false);
    form_field(shell, "plan/until", "organisation.plan.until", NULL, false, false);
    form_field(shell, "trained/count", "organisation.trained", NULL, false, true);
    form_field(shell, "trained/date", "organisation.trained.date", NULL, false, false);
}

static void contact(struct shell *shell)
{
    const char *days = form_value(shell, "contact/days");
    part_section(shell, shell_word(shell, "organisation.point"));
    form_flag(shell, "contact/point", "organisation.point.is");
    if (!form_value(shell, "contact/point")[0]) {
        return;
    }
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "organisation.days"));
    part_wrap_open(shell);
    for (int day = 0; day < ORGANISATION_DAYS; day++) {
        part_chip(shell, shell_textf(shell, "form.many:contact/days=%s", weekday_word(day)),
                  language_weekday(shell->language, (enum civil_weekday)day, false),
                  strstr(days, weekday_word(day)) != NULL);
    }
    ui_close(shell->ui);
    form_field(shell, "contact/until", "organisation.until", "organisation.date.hint", false,
               false);
    ui_check(shell->ui, "book.confirmed", shell_word(shell, "organisation.confirmed"),
             form_value(shell, "contact/confirmed")[0] != 0);
}

static void person(struct shell *shell)
{
    part_section(shell, shell_word(shell, "organisation.person"));
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "organisation.person.why"));
    form_field(shell, "person/name", "organisation.person.name", NULL, false, false);
    if (form_value(shell, "person/name")[0]) {
        form_flag(shell, "person/share", "organisation.person.share");
        form_field(shell, "person/until", "organisation.person.until", "organisation.date.hint",
                   false, false);
    }
}

static void build(struct shell *shell)
{
    form_begin_record(shell, "partner", shell->book.open, paths, PATHS);
    part_page_open(shell, shell_word(shell, shell->book.open[0] ? "organisation.title"
                                                                : "organisation.title.new"));
    what_it_does(shell);
    reached(shell);
    commitments(shell);
    contact(shell);
    house(shell);
    person(shell);
    book_remove_button(shell);
    piece_bar_room(shell);
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

void screen_organisation_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static bool save(struct shell *shell)
{
    return book_save(shell, RECORD_ORGANISATION, "organisation.saved");
}

/* The page stays, and its button with it: what was done shows in the list, with a way to take it
 * back. */
static void bar_away(struct shell *shell)
{
    shell->bar[0] = 0;
    shell->bar_undo = false;
}

static void commit(struct shell *shell)
{
    struct fault why;
    char id[ACTION_ID];
    bool ok = action_commit(shell->project, shell->book.open, form_value(shell, "#promise"),
                            (struct civil_date){0}, (struct civil_date){0}, id, &why);
    if (shell_deed(shell, ok, &why, "organisation.committed")) {
        form_put(shell, "#promise", "");
        bar_away(shell);
    }
}

static void confirmed_toggle(struct shell *shell)
{
    char today[CIVIL_DATE_SIZE];
    civil_date_write(project_now(shell->project).date, today);
    form_put(shell, "contact/confirmed", form_value(shell, "contact/confirmed")[0] ? "" : today);
}

bool screen_organisation_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    struct fault why;
    if (book_removed(shell, news, RECORD_ORGANISATION)) {
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "book.commit")) {
        commit(shell);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "book.confirmed")) {
        confirmed_toggle(shell);
        return true;
    }
    if (news->kind == UI_NEWS_TAP && (rest = part_after(news->id, "book.uncommit:"))) {
        bool ok = action_uncommit(shell->project, shell->book.open, rest, &why);
        if (shell_deed(shell, ok, &why, "organisation.uncommitted")) {
            bar_away(shell);
        }
        return true;
    }
    return form_news(shell, news, save);
}

void screen_organisation_prepare(struct shell *shell, const char *id)
{
    const struct logbook *logbook = project_logbook(shell->project);
    const char *first = logbook->organisation_count ? logbook->organisations[0].id : "";
    snprintf(shell->book.open, sizeof shell->book.open, "%s", id ? id : first);
    draft_empty(shell);
}
