/* SPDX-License-Identifier: EUPL-1.2 */
/* A drempelmelding in two taps, which service and which step; and all of them, bundled per service.
 */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *theme_icon(enum need_theme theme)
{
    switch (theme) {
    case NEED_ITSME:
        return "scan";
    case NEED_TAX:
        return "townhall";
    case NEED_MAIL:
        return "post";
    case NEED_HEALTH:
        return "health";
    case NEED_SCHOOL:
        return "school";
    case NEED_JOB:
        return "search";
    case NEED_HOUSING:
        return "social-house";
    case NEED_ENERGY:
        return "charge";
    default:
        return "townhall";
    }
}

/* ---- which service ---- */

/* Names that were typed before, each once. */
static void own_services(struct shell *shell)
{
    enum { MOST = 8 };
    const char *said[MOST];
    int count = 0;
    const struct logbook *logbook = project_logbook(shell->project);
    for (size_t i = 0; i < logbook->need_count && count < MOST; i++) {
        const char *service = logbook->needs[i].service;
        bool known = !*service || need_service_find(service);
        for (int k = 0; k < count && !known; k++) {
            known = !strcasecmp(said[k], service);
        }
        if (!known) {
            heard_choice(shell, shell_textf(shell, "threshold.own:%d", count), "townhall", service,
                         NULL);
            said[count++] = service;
        }
    }
}

/* The name behind "threshold.own:INDEX"; "" = none. */
static const char *own_service(struct shell *shell, int index)
{
    const struct logbook *logbook = project_logbook(shell->project);
    int count = 0;
    for (size_t i = 0; i < logbook->need_count; i++) {
        const char *service = logbook->needs[i].service;
        bool known = !*service || need_service_find(service);
        for (size_t k = 0; k < i && !known; k++) {
            known = !strcasecmp(logbook->needs[k].service, service);
        }
        if (!known && count++ == index) {
            return service;
        }
    }
    return "";
}

static void ask_service(struct shell *shell)
{
    struct ui *ui = shell->ui;
    int count;
    const struct need_service *services = need_services(&count);
    bool wrong = shell->heard.typed[0] && !need_service_valid(shell->heard.typed);
    ui_text(ui, UI_TITLE, shell_word(shell, "threshold.ask.service"));
    heard_choices_open(shell);
    own_services(shell);
    for (int i = 0; i < count; i++) {
        heard_choice(shell, shell_textf(shell, "threshold.service:%s", services[i].word),
                     theme_icon(services[i].theme), shell_word(shell, services[i].key), NULL);
    }
    heard_choices_close(shell);
    part_section(shell, shell_word(shell, "threshold.other"));
    ui_field(ui, "threshold.name",
             (struct ui_field){.label = shell_word(shell, "threshold.other"),
                               .hint = shell_word(shell, "threshold.other.hint"),
                               .value = shell->heard.typed,
                               .fault = wrong ? shell_word(shell, "need.fault.service") : NULL});
    ui_button(ui, "threshold.named",
              (struct ui_button){.kind = UI_PLAIN,
                                 .label = shell_word(shell, "threshold.other.go"),
                                 .disabled = !need_service_valid(shell->heard.typed)});
}

static void ask_step(struct shell *shell)
{
    ui_text(shell->ui, UI_SECOND, need_service_name(shell->language, shell->heard.service));
    ui_text(shell->ui, UI_TITLE, shell_word(shell, "threshold.ask.step"));
    heard_choices_open(shell);
    for (int i = 0; i < NEED_STEPS; i++) {
        heard_choice(shell,
                     shell_textf(shell, "threshold.step:%s", need_step_word((enum need_step)i)),
                     "pin", shell_word(shell, need_step_key((enum need_step)i)), NULL);
    }
    heard_choices_close(shell);
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "need.private"));
}

void screen_threshold_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    part_page_open(shell, shell_word(shell, "threshold.title"));
    if (shell->heard.service[0]) {
        ask_step(shell);
    } else {
        ask_service(shell);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

static void service_chosen(struct shell *shell, const char *service)
{
    char said[sizeof shell->heard.service];
    snprintf(said, sizeof said, "%s", service);
    memcpy(shell->heard.service, said, sizeof said);
    shell->heard.typed[0] = 0;
    heard_turn(shell);
}

static void save(struct shell *shell, enum need_step step)
{
    struct fault why;
    char id[ACTION_ID], service[sizeof shell->heard.service];
    memcpy(service, shell->heard.service, sizeof service);
    bool ok = action_threshold_add(shell->project, service, step, shell->heard.place,
                                   (struct civil_date){0}, id, &why);
    if (shell_deed(shell, ok, &why, "threshold.saved")) {
        shell->heard.service[0] = 0;
        heard_turn(shell);
        shell_back(shell);
    }
}

bool screen_threshold_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    enum need_step step = NEED_FIND;
    bool back =
        news->kind == UI_NEWS_BACK || (news->kind == UI_NEWS_TAP && !strcmp(news->id, "back"));
    if (back && shell->heard.service[0]) {
        service_chosen(shell, "");
        return true;
    }
    if (news->kind == UI_NEWS_CHANGE && !strcmp(news->id, "threshold.name")) {
        snprintf(shell->heard.typed, sizeof shell->heard.typed, "%.*s", NEED_SERVICE + 1,
                 news->text);
        shell_rebuild(shell);
        return true;
    }
    bool named = (news->kind == UI_NEWS_TAP && !strcmp(news->id, "threshold.named")) ||
                 (news->kind == UI_NEWS_ENTER && !strcmp(news->id, "threshold.name"));
    if (named && need_service_valid(shell->heard.typed)) {
        service_chosen(shell, shell->heard.typed);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if ((rest = part_after(news->id, "threshold.service:"))) {
        service_chosen(shell, rest);
    } else if ((rest = part_after(news->id, "threshold.own:"))) {
        service_chosen(shell, own_service(shell, rest[0] - '0'));
    } else if ((rest = part_after(news->id, "threshold.step:")) && need_step_parse(rest, &step)) {
        save(shell, step);
    } else {
        return false;
    }
    return true;
}

void screen_threshold_prepare(struct shell *shell, const char *id)
{
    shell->heard.place[0] = shell->heard.typed[0] = 0;
    snprintf(shell->heard.service, sizeof shell->heard.service, "%.*s", NEED_SERVICE, id ? id : "");
}

/* ---- bundles ---- */

static void steps(struct shell *shell, const int *counts)
{
    for (int step = 0; step < NEED_STEPS; step++) {
        if (counts[step]) {
            struct ui *ui = shell->ui;
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
            ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
            ui_text(ui, UI_BODY, shell_word(shell, need_step_key((enum need_step)step)));
            ui_close(ui);
            ui_text(ui, UI_BOLD, shell_textf(shell, "%d", counts[step]));
            ui_close(ui);
        }
    }
}

static const char *wijk_name(struct shell *shell, const char *code)
{
    const struct pack_wijk *wijken;
    int count = project_wijken(shell->project, &wijken);
    for (int i = 0; i < count; i++) {
        if (!strcmp(wijken[i].code, code)) {
            return wijken[i].name;
        }
    }
    return code;
}

static void bundle(struct shell *shell, const struct need_bundle *bundle, int index)
{
    struct ui *ui = shell->ui;
    part_open_card(shell);
    ui_text(ui, UI_NAME,
            shell_textf(shell, "%s", need_service_name(shell->language, bundle->service)));
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s, %s", shell_say_count(shell, "thresholds.total", bundle->total),
                        shell_say(shell, need_bundle_span(bundle))));
    steps(shell, bundle->steps);
    for (size_t i = 0; i < bundle->wijk_count && bundle->wijk_count > 1; i++) {
        ui_text(ui, UI_SECOND,
                shell_textf(shell, "%s: %d", wijk_name(shell, bundle->wijken[i].wijk),
                            bundle->wijken[i].total));
    }
    ui_button(ui, shell_textf(shell, "thresholds.print:%d", index),
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "print",
                                 .label = shell_word(shell, "thresholds.print")});
    part_close_card(shell);
}

/* What was reported in the past year; clear both. */
static void bundles_of(struct shell *shell, struct logbook *everywhere, struct need_bundles *out)
{
    struct civil_date today = project_now(shell->project).date;
    action_logbook_everywhere(shell->project, everywhere);
    need_bundles_make(everywhere->needs, everywhere->need_count,
                      civil_date_add_months(today, -NEED_MONTHS), today, out);
}

void screen_thresholds_build(struct shell *shell)
{
    struct logbook everywhere;
    struct need_bundles bundles;
    if (part_no_project(shell)) {
        return;
    }
    bundles_of(shell, &everywhere, &bundles);
    part_page_open(shell, shell_word(shell, "thresholds.title"));
    if (!bundles.count) {
        piece_empty(shell, "info", shell_word(shell, "thresholds.none"),
                    shell_word(shell, "thresholds.none.line"), NULL, NULL);
    }
    for (size_t i = 0; i < bundles.count; i++) {
        bundle(shell, &bundles.all[i], (int)i);
    }
    piece_bar_room(shell);
    part_foot_list(shell, "thresholds.add", "thresholds.add", NULL, NULL);
    part_page_close(shell);
    need_bundles_clear(&bundles);
    logbook_clear(&everywhere);
}

static void print_bundle(struct shell *shell, const char *index)
{
    struct logbook everywhere;
    struct need_bundles bundles;
    char service[NEED_SERVICE + 1] = "";
    bundles_of(shell, &everywhere, &bundles);
    for (size_t i = 0; i < bundles.count; i++) {
        char text[24];
        snprintf(text, sizeof text, "%zu", i);
        if (!strcmp(text, index)) {
            snprintf(service, sizeof service, "%s", bundles.all[i].service);
        }
    }
    need_bundles_clear(&bundles);
    logbook_clear(&everywhere);
    if (*service) {
        print_report_show(shell, "threshold", service, NULL);
    }
}

bool screen_thresholds_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (!strcmp(news->id, "thresholds.add")) {
        shell->heard.service[0] = shell->heard.place[0] = shell->heard.typed[0] = 0;
        heard_turn(shell);
        shell_go(shell, SCREEN_THRESHOLD);
    } else if ((rest = part_after(news->id, "thresholds.print:"))) {
        print_bundle(shell, rest);
    } else {
        return false;
    }
    return true;
}

void screen_thresholds_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
