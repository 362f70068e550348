/* SPDX-License-Identifier: EUPL-1.2 */
/* The partners of the wijk: who is the contact point, who promised what, and the way to meetings,
 * communication and referral. */
#include "screen/book_inner.h"

#include <string.h>
#include <strings.h>

enum { SEARCH_FROM = 12, FILTER_FROM = 4, CONTACT_SOON = 90 };

static const struct {
    const char *id, *icon, *title, *line;
    enum screen screen;
} ways[] = {
    {"partners.refer", "help", "refer.title", "refer.line", SCREEN_REFER},
    {"partners.meetings", "calendar", "meetings.title", "meetings.line", SCREEN_MEETINGS},
    {"partners.told", "share", "told.title", "told.line", SCREEN_TOLD},
};
enum { WAYS = sizeof ways / sizeof *ways };

/* ---- the contact point ---- */

static const char *contact_line(struct shell *shell, const struct organisation *point)
{
    struct civil_date today = project_now(shell->project).date;
    int left = point->contact_until.year
                   ? (int)(civil_days(point->contact_until) - civil_days(today))
                   : CONTACT_SOON + 1;
    struct message line = message_of(!point->contact_until.year ? "partners.contact.open"
                                     : left < 0                 ? "partners.contact.over"
                                     : left <= CONTACT_SOON     ? "partners.contact.soon"
                                                                : "partners.contact.until");
    if (point->contact_until.year) {
        message_add_date(&line, point->contact_until);
    }
    return shell_say(shell, line);
}

static void contact(struct shell *shell, const struct logbook *logbook)
{
    const struct organisation *point = logbook_contact_point(logbook);
    part_section(shell, shell_word(shell, "partners.contact"));
    part_list_open(shell);
    if (point) {
        part_go_row(shell, shell_textf(shell, "book.contact:%s", point->id), "person",
                    theme_of_pillar('C'), point->name, contact_line(shell, point));
    } else {
        ui_text(shell->ui, UI_BODY, shell_word(shell, "partners.contact.none"));
        part_say(shell, "partners.contact.none.next");
    }
    part_list_close(shell);
}

/* ---- the list ---- */

static bool name_has(const char *name, const char *words)
{
    size_t size = strlen(words);
    for (const char *at = name; *at && size; at++) {
        if (!strncasecmp(at, words, size)) {
            return true;
        }
    }
    return !size;
}

static bool listed(struct shell *shell, const struct organisation *organisation)
{
    const char pillar[] = {shell->book.pillar, 0};
    const struct draft_field *words = draft_find(shell, "#words");
    return (!shell->book.part || shell->book.part == (int)organisation->role + 1) &&
           (!shell->book.pillar || organisation_serves(organisation, pillar)) &&
           name_has(organisation->name, words ? words->value : "");
}

/* Bits 1 << role of those that somebody has. */
static unsigned parts_of(const struct logbook *logbook)
{
    unsigned parts = 0;
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        parts |= 1u << logbook->organisations[at].role;
    }
    return parts;
}

static void roles(struct shell *shell, const struct logbook *logbook)
{
    unsigned parts = parts_of(logbook);
    part_wrap_open(shell);
    part_chip(shell, "partners.part:0", shell_word(shell, "partners.all"), !shell->book.part);
    for (int at = 1; at <= ORGANISATION_ROLES; at++) {
        int part = at % ORGANISATION_ROLES;
        if (parts >> part & 1 || shell->book.part == part + 1) {
            part_chip(shell, shell_textf(shell, "partners.part:%d", part + 1),
                      shell_word(shell, role_key((enum organisation_role)part)),
                      shell->book.part == part + 1);
        }
    }
    ui_close(shell->ui);
}

static void pillars(struct shell *shell)
{
    const struct framework *framework = project_framework(shell->project);
    part_wrap_open(shell);
    part_chip(shell, "partners.pillar:0", shell_word(shell, "partners.pillars"),
              !shell->book.pillar);
    for (int at = 0; at < framework->pillar_count; at++) {
        char id = framework->pillars[at].id[0];
        part_chip(shell, shell_textf(shell, "partners.pillar:%c", id), piece_pillar_name(shell, id),
                  shell->book.pillar == id);
    }
    ui_close(shell->ui);
}

/* What is chosen takes one line; the choices open below it. */
static void filters(struct shell *shell, const struct logbook *logbook)
{
    enum book_ask asking = shell->book.asking;
    part_wrap_open(shell);
    part_fold(shell, "partners.roles",
              shell->book.part
                  ? shell_word(shell, role_key((enum organisation_role)(shell->book.part - 1)))
                  : shell_word(shell, "partners.all"),
              asking == ASK_ROLE);
    part_fold(shell, "partners.pillars",
              shell->book.pillar ? piece_pillar_name(shell, shell->book.pillar)
                                 : shell_word(shell, "partners.pillars"),
              asking == ASK_PILLAR);
    ui_close(shell->ui);
    if (asking == ASK_ROLE) {
        roles(shell, logbook);
    } else if (asking == ASK_PILLAR) {
        pillars(shell);
    }
}

static const char *second_line(struct shell *shell, const struct organisation *organisation)
{
    struct buffer text;
    buffer_init(&text, 1000);
    piece_join(&text, shell_word(shell, role_key(organisation->role)));
    if (organisation->commitment_count) {
        piece_join(&text, shell_say_count(shell, "partners.commitments",
                                          (int64_t)organisation->commitment_count));
    } else {
        piece_join(&text, shell_word(shell, "partners.commitments.none"));
    }
    return piece_kept(shell, &text);
}

static void list(struct shell *shell, const struct logbook *logbook)
{
    int shown = 0;
    part_list_open(shell);
    for (size_t at = 0; at < logbook->organisation_count; at++) {
        const struct organisation *organisation = &logbook->organisations[at];
        if (listed(shell, organisation)) {
            part_go_row(shell, shell_textf(shell, "book.partner:%s", organisation->id),
                        "association", THEME_INK, book_partner(shell, organisation),
                        second_line(shell, organisation));
            ui_line(shell->ui);
            shown++;
        }
    }
    if (!shown) {
        ui_text(shell->ui, UI_BODY, shell_word(shell, "partners.none.shown"));
    }
    part_list_close(shell);
}

static void search(struct shell *shell)
{
    const struct draft_field *words = draft_find(shell, "#words");
    ui_field(shell->ui, "partners.words",
             (struct ui_field){.label = shell_word(shell, "partners.search"),
                               .hint = shell_word(shell, "partners.search"),
                               .icon = "search",
                               .value = words ? words->value : ""});
}

static void build(struct shell *shell)
{
    const struct logbook *logbook = project_logbook(shell->project);
    part_page_open(shell, shell_word(shell, "partners.title"));
    contact(shell, logbook);
    part_list_open(shell);
    for (int at = 0; at < WAYS; at++) {
        part_go_row(shell, ways[at].id, ways[at].icon, THEME_INK, shell_word(shell, ways[at].title),
                    shell_word(shell, ways[at].line));
        ui_line(shell->ui);
    }
    part_list_close(shell);
    part_section(shell, shell_word(shell, "partners.list"));
    if (!logbook->organisation_count) {
        piece_empty(shell, "association", shell_word(shell, "partners.none"),
                    shell_word(shell, "partners.none.next"), NULL, NULL);
    } else {
        if (logbook->organisation_count >= SEARCH_FROM) {
            search(shell);
        }
        if (logbook->organisation_count >= FILTER_FROM) {
            filters(shell, logbook);
        }
        list(shell, logbook);
    }
    piece_bar_room(shell);
    part_foot_list(shell, "partners.add", "partners.add",
                   logbook->organisation_count ? "partners.print" : NULL, "partners.print");
    part_page_close(shell);
}

void screen_partners_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static bool filtered(struct shell *shell, const char *id)
{
    const char *rest;
    bool roles = !strcmp(id, "partners.roles"), pillars = !strcmp(id, "partners.pillars");
    enum book_ask ask = roles ? ASK_ROLE : ASK_PILLAR;
    if (roles || pillars) {
        shell->book.asking = shell->book.asking == ask ? ASK_NOTHING : ask;
    } else if ((rest = part_after(id, "partners.part:"))) {
        shell->book.part = rest[0] - '0';
        shell->book.asking = ASK_NOTHING;
    } else if ((rest = part_after(id, "partners.pillar:"))) {
        shell->book.pillar = rest[0] == '0' ? 0 : rest[0];
        shell->book.asking = ASK_NOTHING;
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

static bool tapped(struct shell *shell, const char *id)
{
    const char *rest;
    if ((rest = part_after(id, "book.partner:")) || (rest = part_after(id, "book.contact:"))) {
        book_open(shell, SCREEN_ORGANISATION, rest);
    } else if (!strcmp(id, "partners.add")) {
        book_open(shell, SCREEN_ORGANISATION, "");
    } else if (!strcmp(id, "partners.print")) {
        print_report_show(shell, "partners", NULL, NULL);
    } else if (!filtered(shell, id)) {
        for (int at = 0; at < WAYS; at++) {
            if (!strcmp(id, ways[at].id)) {
                shell_go(shell, ways[at].screen);
                return true;
            }
        }
        return false;
    }
    return true;
}

bool screen_partners_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "partners.words")) {
        draft_set(shell, "#words", news->text);
        return true;
    }
    return news->kind == UI_NEWS_TAP && tapped(shell, news->id);
}

void screen_partners_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
    shell->book.part = 0;
    shell->book.pillar = 0;
    shell->book.asking = ASK_NOTHING;
}
