/* SPDX-License-Identifier: EUPL-1.2 */
/* One criterion: what it asks, what the result is and why, what would help. */
#include "screen/book_inner.h"
#include "screen/many_inner.h"
#include "screen/plan_inner.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"

enum { EVIDENCE_SHOWN = 40 };
static const double EVIDENCE_WIDTH = 440;

static const struct finding *current(struct shell *shell)
{
    if (shell->criterion < 0) {
        shell->criterion = part_criterion_of(shell, NULL);
    }
    const struct finding *finding = part_finding(shell, shell->criterion);
    return finding ? finding : part_finding(shell, 0);
}

static bool has_rule(const struct finding *finding, const char *rule)
{
    return strcmp(finding->criterion->rule, rule) == 0;
}

/* ---- what it asks ---- */

static void asks(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    const struct criterion *criterion = finding->criterion;
    const char letter[2] = {part_pillar_letter(shell, criterion), 0};
    const char *explanation = words_in(criterion->explanation, part_language(shell));
    bool narrow = part_body_width(shell) < 520 * part_scale(shell);
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.row = !part_very_narrow(shell, part_body_width(shell)), .gap = 14});
    ui_pillar(ui, theme_of_pillar(letter[0]), criterion->id, 44);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 4});
    ui_text(ui, UI_NAME, part_criterion_name(shell, criterion));
    if (!narrow) {
        ui_text(ui, UI_BODY, explanation);
    }
    ui_close(ui);
    ui_close(ui);
    if (narrow) {
        ui_text(ui, UI_BODY, explanation);
    }
}

/* ---- the result ---- */

static void computed_beside(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    if (finding->criterion->kind == CRITERION_ASKED) {
        return;
    }
    ui_line(ui);
    ui_open(ui, UI_GROUP, "criterion.computed", "", (struct ui_box){.row = true, .gap = 12});
    ui_state(ui, (enum symbol_state)finding->computed, 22, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    bool proposed = finding->criterion->kind == CRITERION_PROPOSED;
    struct message line = message_of(proposed ? "noted.proposal" : "criterion.computed");
    message_add_key(&line, verdict_key(finding->computed));
    ui_text(ui, UI_BODY, shell_say(shell, line));
    ui_text(ui, UI_SECOND, shell_say(shell, finding->reason));
    ui_close(ui);
    ui_close(ui);
}

static void judged_by(struct shell *shell, const struct judgement *judgement)
{
    struct message line = message_of(*judgement->role ? "criterion.judged.by" : "criterion.judged");
    message_add_text(&line, shell_date_near(shell, judgement->date));
    message_add_text(&line, judgement->role);
    ui_text(shell->ui, UI_SECOND, shell_say(shell, line));
}

static void judge_buttons(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    bool judged = finding->judgement != NULL;
    bool asked = finding->criterion->kind == CRITERION_ASKED;
    ui_space(ui, 4);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "criterion.judge",
              (struct ui_button){.kind = asked && !judged ? UI_PRIMARY : UI_PLAIN,
                                 .icon = "pencil",
                                 .label = shell_word(shell, judged ? "criterion.judge.change"
                                                                   : "criterion.judge")});
    if (judged) {
        ui_button(ui, "criterion.unjudge",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "trash",
                                     .label = shell_word(shell, "criterion.unjudge")});
    }
    ui_close(ui);
}

static void result(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    const char *word = shell_word(shell, verdict_key(finding->verdict));
    bool below = part_very_narrow(shell, part_body_width(shell));
    part_open_card(shell);
    ui_open(ui, UI_STATUS, "criterion.result", word,
            (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
    ui_state(ui, (enum symbol_state)finding->verdict, 34, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_PILLAR, symbol_state_token((enum symbol_state)finding->verdict), word);
    ui_close(ui);
    if (!below) {
        part_origin_tag(shell, finding);
    }
    ui_close(ui);
    if (below) {
        part_wrap_open(shell);
        part_origin_tag(shell, finding);
        ui_close(ui);
    }
    if (finding->judgement) {
        ui_text(ui, UI_BODY, finding->judgement->reason);
        judged_by(shell, finding->judgement);
        computed_beside(shell, finding);
    } else {
        ui_text(ui, UI_BODY, shell_say(shell, finding->reason));
    }
    piece_proposal(shell, finding);
    judge_buttons(shell, finding);
    part_close_card(shell);
}

/* ---- T4: when is there wifi, when a computer ---- */

static void grid(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    if (!finding->coverage.given) {
        return;
    }
    part_open_card(shell);
    ui_text(ui, UI_BOLD, shell_word(shell, "criterion.grid"));
    part_hours_grid(shell, part_body_width(shell), &finding->coverage);
    ui_space(ui, 4);
    ui_button(ui, "criterion.week",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "calendar", .label = shell_word(shell, "week.go")});
    ui_line(ui);
    bool loose = project_wijk(shell->project)->loose_hours;
    ui_radio(ui, "criterion.strict", shell_word(shell, "criterion.strict"), !loose);
    ui_radio(ui, "criterion.loose", shell_word(shell, "criterion.loose"), loose);
    part_close_card(shell);
}

/* ---- priority groups of the wijk ---- */

static void groups(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    unsigned chosen = project_wijk(shell->project)->groups;
    if (!has_rule(finding, "groups")) {
        return;
    }
    part_open_card(shell);
    ui_text(ui, UI_BOLD, shell_word(shell, "criterion.groups"));
    part_say(shell, "criterion.groups.why");
    part_wrap_open(shell);
    for (int i = 0; i < GROUP_COUNT; i++) {
        part_chip(shell, shell_textf(shell, "criterion.group:%d", i),
                  shell_word(shell, group_key(i)), chosen & (1u << i));
    }
    ui_close(ui);
    part_close_card(shell);
}

/* ---- what would help ---- */

static void next_steps(struct shell *shell, const struct finding *finding)
{
    if (finding->next_count == 0 || finding->verdict == VERDICT_MET) {
        return;
    }
    part_section(shell, shell_word(shell, "criterion.next"));
    for (int i = 0; i < finding->next_count; i++) {
        part_line(shell, "next", THEME_INK, shell_say(shell, finding->next[i]));
    }
}

static void look_row(struct shell *shell, enum service service)
{
    struct civil_date when;
    bool looked = project_looked(shell->project, service, &when);
    const char *name = shell_word(shell, service_key(service));
    ui_check(shell->ui, shell_textf(shell, "criterion.look:%d", (int)service), name, looked);
    if (looked) {
        struct message line = message_of("criterion.looked");
        message_add_text(&line, shell_date_near(shell, when));
        ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.row = true});
        ui_space(shell->ui, 38);
        ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
        ui_text(shell->ui, UI_SECOND, shell_say(shell, line));
        ui_close(shell->ui);
        ui_close(shell->ui);
    }
}

static void looks(struct shell *shell)
{
    unsigned services = part_criterion_services(shell, shell->criterion);
    if (!services) {
        return;
    }
    ui_space(shell->ui, 6);
    part_open_card(shell);
    ui_text(shell->ui, UI_BOLD, shell_word(shell, "criterion.look"));
    part_say(shell, "criterion.look.why");
    for (int service = 0; service < SERVICE_COUNT; service++) {
        if (services & (1u << service)) {
            look_row(shell, (enum service)service);
        }
    }
    part_close_card(shell);
}

/* What is done about it, and the way to do something about it. */
static void actions(struct shell *shell, const struct finding *finding)
{
    const struct logbook *logbook = project_logbook(shell->project);
    const char *id = finding->criterion->id;
    bool has = plan_has(shell, id);
    if (finding->verdict == VERDICT_MET && !has) {
        return;
    }
    ui_space(shell->ui, 6);
    part_list_open(shell);
    for (size_t i = 0; i < logbook->action_count; i++) {
        if (plan_open(&logbook->actions[i]) && !strcmp(logbook->actions[i].criterion, id)) {
            plan_row(shell, "criterion.action:", &logbook->actions[i]);
            ui_line(shell->ui);
        }
    }
    if (finding->verdict != VERDICT_MET) {
        part_go_row(shell, "criterion.plan", "todo", THEME_INK, shell_word(shell, "plan.make"),
                    shell_word(shell, has ? "plan.make.also" : "plan.line"));
    }
    part_list_close(shell);
}

/* The criterion of the hours has its button beside its grid. */
static void to_week(struct shell *shell, const struct finding *finding)
{
    if (part_criterion_services(shell, shell->criterion) && !finding->coverage.given) {
        ui_space(shell->ui, 6);
        part_go_row(shell, "criterion.week", "calendar", THEME_PILLAR_T,
                    shell_word(shell, "week.go"), shell_word(shell, "week.go.why"));
    }
}

/* The service that somebody must be able to walk to; -1 = the criterion has none of its own. */
static int walked_service(struct shell *shell, const struct finding *finding)
{
    unsigned services = part_criterion_services(shell, shell->criterion);
    bool one = services && !(services & (services - 1));
    if (!one || part_pillar_letter(shell, finding->criterion) != 'T') {
        return -1;
    }
    int service = 0;
    while (!(services >> service & 1)) {
        service++;
    }
    return service;
}

static void to_reach(struct shell *shell, const struct finding *finding)
{
    if (walked_service(shell, finding) >= 0) {
        ui_space(shell->ui, 6);
        part_go_row(shell, "criterion.reach", "layers", THEME_PILLAR_T,
                    shell_word(shell, "foot.title"), shell_word(shell, "foot.go.why"));
    }
}

static void source(struct shell *shell, const struct finding *finding)
{
    const struct framework *framework = project_framework(shell->project);
    const struct criterion *criterion = finding->criterion;
    const struct pillar *pillar = &framework->pillars[criterion->pillar];
    const cJSON *member =
        cJSON_GetArrayItem(json_member(framework->document, "pillars"), criterion->pillar);
    member = cJSON_GetArrayItem(json_member(member, "criteria"),
                                framework_find(framework, criterion->id) - pillar->first);
    const char *ours = json_text(json_member(member, "ours"), part_language(shell), "");
    part_section(shell, shell_word(shell, "criterion.source"));
    ui_text(shell->ui, UI_SECOND, criterion->source);
    if (*ours) {
        ui_text(shell->ui, UI_SECOND, ours);
    }
}

/* ---- evidence ---- */

static void evidence_row(struct shell *shell, const struct finding *finding, size_t index)
{
    struct ui *ui = shell->ui;
    size_t count;
    const struct evidence *evidence = &finding->evidence[index];
    const struct place *const *places = project_places(shell->project, &count);
    const struct place *place = places[evidence->place];
    const struct offer *offer = evidence->offer >= 0 ? &place->offers[evidence->offer] : NULL;
    const char *name = shell_place_name(shell, place);
    const char *why = shell_say(shell, evidence->why);
    const char *what =
        shell_word(shell, offer ? service_key(offer->service) : kind_key(place->kind));
    ui_open_row(ui, shell_textf(shell, "criterion.evidence:%zu", index), name, false);
    ui_icon(ui, evidence->counts ? "check" : "minus", 22,
            evidence->counts ? THEME_MET : THEME_MUTED,
            shell_word(shell, evidence->counts ? "criterion.counts" : "criterion.counts.not"));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, *why ? shell_textf(shell, "%s · %s", what, why) : what);
    ui_close(ui);
    ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    ui_close(ui);
}

static void evidence_part(struct shell *shell, const struct finding *finding, bool counts)
{
    size_t from = counts ? 0 : finding->counting;
    size_t to = counts ? finding->counting : finding->evidence_count, shown = to;
    if (from == to) {
        return;
    }
    shown = shown > from + EVIDENCE_SHOWN ? from + EVIDENCE_SHOWN : shown;
    part_section(shell,
                 shell_say_count(shell, counts ? "criterion.evidence" : "criterion.evidence.not",
                                 (int64_t)(to - from)));
    part_list_open(shell);
    for (size_t i = from; i < shown; i++) {
        evidence_row(shell, finding, i);
        ui_line(shell->ui);
    }
    part_list_close(shell);
    if (shown < to) {
        ui_text(shell->ui, UI_SECOND,
                shell_say_count(shell, "criterion.more", (int64_t)(to - shown)));
    }
}

static void evidence(struct shell *shell, const struct finding *finding)
{
    piece_noted(shell, finding);
    evidence_part(shell, finding, true);
    evidence_part(shell, finding, false);
    if (finding->evidence_count == 0 && !piece_noted_asked(finding)) {
        part_section(shell, shell_word(shell, "criterion.evidence.title"));
        part_say(shell, finding->criterion->kind == CRITERION_ASKED ? "criterion.evidence.asked"
                                                                    : "criterion.evidence.none");
    }
}

/* ---- the screen ---- */

/* What people judge has no places beside it. */
static void build_page(struct shell *shell, const struct finding *finding, const char *title)
{
    part_page_open(shell, title);
    asks(shell, finding);
    ui_space(shell->ui, 4);
    result(shell, finding);
    piece_moved(shell, finding->criterion->id);
    next_steps(shell, finding);
    looks(shell);
    actions(shell, finding);
    to_week(shell, finding);
    to_reach(shell, finding);
    evidence(shell, finding);
    source(shell, finding);
    part_page_close(shell);
}

static void build_pair(struct shell *shell, const struct finding *finding, const char *title)
{
    part_pair_open(shell, title);
    asks(shell, finding);
    ui_space(shell->ui, 4);
    result(shell, finding);
    piece_moved(shell, finding->criterion->id);
    grid(shell, finding);
    groups(shell, finding);
    next_steps(shell, finding);
    looks(shell);
    actions(shell, finding);
    to_week(shell, finding);
    to_reach(shell, finding);
    if (part_wide(shell)) {
        source(shell, finding);
    }
    part_pair_next(shell, EVIDENCE_WIDTH * (part_scale(shell) > 1.25 ? 1.25 : 1));
    evidence(shell, finding);
    if (!part_wide(shell)) {
        source(shell, finding);
    }
    part_pair_close(shell);
}

static void build(struct shell *shell)
{
    const struct finding *finding = current(shell);
    const struct framework *framework = project_framework(shell->project);
    const struct pillar *pillar = &framework->pillars[finding->criterion->pillar];
    const char *title = words_in(pillar->name, part_language(shell));
    bool people = finding->criterion->kind == CRITERION_ASKED || piece_noted_asked(finding);
    if (people && finding->evidence_count == 0) {
        build_page(shell, finding, title);
    } else {
        build_pair(shell, finding, title);
    }
}

void screen_criterion_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static void open_evidence(struct shell *shell, const char *rest)
{
    const struct finding *finding = current(shell);
    size_t count, index = 0;
    const struct place *const *places = project_places(shell->project, &count);
    if (sscanf(rest, "%zu", &index) == 1 && index < finding->evidence_count) {
        shell_select(shell, places[finding->evidence[index].place]->id);
    }
}

static void set_wijk(struct shell *shell, const char *path, const char *value)
{
    struct action_field field = {path, value};
    struct fault why;
    shell_deed(shell, action_wijk_set(shell->project, &field, 1, &why), &why, "criterion.saved");
}

static void toggle_group(struct shell *shell, const char *rest)
{
    unsigned chosen = project_wijk(shell->project)->groups;
    char list[256] = "";
    size_t size = 0;
    int group = -1;
    if (sscanf(rest, "%d", &group) != 1 || group < 0 || group >= GROUP_COUNT) {
        return;
    }
    chosen ^= 1u << group;
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (chosen & (1u << i)) {
            size += (size_t)snprintf(list + size, sizeof list - size, "%s%s", size ? "," : "",
                                     group_word(i));
        }
    }
    set_wijk(shell, "groups", list);
}

static void toggle_look(struct shell *shell, const char *rest)
{
    struct fault why;
    int service = -1;
    if (sscanf(rest, "%d", &service) == 1 && service >= 0 && service < SERVICE_COUNT) {
        bool looked = project_looked(shell->project, (enum service)service, NULL);
        shell_deed(shell, action_look(shell->project, (enum service)service, !looked, &why), &why,
                   looked ? "criterion.look.off" : "criterion.look.on");
    }
}

bool screen_criterion_news(struct shell *shell, const struct ui_news *news)
{
    const struct finding *finding = current(shell);
    const char *rest;
    struct fault why;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (piece_noted_news(shell, news, finding) || piece_moved_news(shell, news) ||
        plan_row_news(shell, news, "criterion.action:")) {
        return true;
    }
    if (strcmp(news->id, "criterion.plan") == 0) {
        plan_new(shell, shell->criterion);
    } else if (strcmp(news->id, "criterion.judge") == 0) {
        shell_go(shell, SCREEN_JUDGE);
    } else if (strcmp(news->id, "criterion.unjudge") == 0) {
        shell_deed(shell, action_judge(shell->project, finding->criterion->id, -1, "", &why), &why,
                   "judge.gone");
    } else if (strcmp(news->id, "criterion.week") == 0) {
        week_show(shell, part_criterion_services(shell, shell->criterion));
    } else if (strcmp(news->id, "criterion.reach") == 0) {
        foot_show(shell, walked_service(shell, finding));
    } else if (strcmp(news->id, "criterion.strict") == 0) {
        set_wijk(shell, "loose_hours", "false");
    } else if (strcmp(news->id, "criterion.loose") == 0) {
        set_wijk(shell, "loose_hours", "true");
    } else if ((rest = part_after(news->id, "criterion.group:"))) {
        toggle_group(shell, rest);
    } else if ((rest = part_after(news->id, "criterion.look:"))) {
        toggle_look(shell, rest);
    } else if ((rest = part_after(news->id, "criterion.evidence:"))) {
        open_evidence(shell, rest);
    } else {
        return false;
    }
    return true;
}

void screen_criterion_prepare(struct shell *shell, const char *id)
{
    shell->criterion = part_criterion_of(shell, id);
}
