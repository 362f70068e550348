/* SPDX-License-Identifier: EUPL-1.2 */
/* The coordinator's week: what is due, what ends, which meetings, which little questions; then the
 * gaps with their next step, places to look at, searches to make. */
#include "screen/coming_inner.h"
#include "screen/todo_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST = 5, CHECKED_SHOWN = 8, SOON = 5, PLACES = 512 };
static const double BESIDE_WIDTH = 460;

/* ---- what stops counting ---- */

static int soon(struct shell *shell)
{
    const struct coming *found[SOON];
    int count = coming_soonest(shell, found, SOON);
    if (count == 0) {
        return 0;
    }
    part_section(shell, shell_word(shell, "coming.soon"));
    part_list_open(shell);
    for (int i = 0; i < count; i++) {
        coming_warning(shell, "todo.soon:", found[i], -1, 0);
        ui_line(shell->ui);
    }
    part_list_close(shell);
    return count;
}

/* When nothing falls soon and nothing waits, the day on which something does. */
static void checked_line(struct shell *shell, const struct coming_list *list)
{
    const struct coming *first = &list->items[list->rows[0].item];
    bool waits = false;
    for (size_t i = 0; i < list->count; i++) {
        waits = waits || list->items[i].days <= COMING_SOON;
    }
    if (waits) {
        part_say(shell, "coming.check.why");
        return;
    }
    struct message message = message_of("coming.check.later");
    message_add_date(&message, first->said);
    ui_text(shell->ui, UI_SECOND, shell_say(shell, message));
}

static void checked(struct shell *shell)
{
    const struct coming_list *list = coming_list(shell);
    size_t shown = list->row_count < CHECKED_SHOWN ? list->row_count : CHECKED_SHOWN;
    part_section(shell, shell_word(shell, "coming.check"));
    if (!shown) {
        piece_empty(shell, "check", shell_word(shell, "coming.none"),
                    shell_word(shell, "coming.none.next"), "todo.check.all",
                    shell_word(shell, "coming.none.go"));
        return;
    }
    checked_line(shell, list);
    part_list_open(shell);
    for (size_t i = 0; i < shown; i++) {
        coming_row(shell, "todo.check:", &list->rows[i]);
        ui_line(shell->ui);
    }
    part_list_close(shell);
    if (list->row_count > shown) {
        ui_button(shell->ui, "todo.check.all",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "map",
                                     .label = shell_word(shell, "coming.check.all")});
    }
}

/* ---- gaps ---- */

/* What is nearly there comes first; what nobody looked at before what was found missing. */
static int gap_rank(const struct finding *finding)
{
    bool asked = finding->criterion->kind == CRITERION_ASKED;
    switch (finding->verdict) {
    case VERDICT_PARTLY:
        return 0;
    case VERDICT_UNKNOWN:
        return asked ? 3 : 1;
    case VERDICT_NOT:
        return 2;
    default:
        return 9;
    }
}

/* In the narrowest windows the state stands under the id. */
static void gap_row(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    bool narrow = part_body_width(shell) < 340 * part_scale(shell);
    const char *name = part_criterion_name(shell, finding->criterion);
    const char *word = shell_word(shell, verdict_key(finding->verdict));
    const char *next = shell_say(shell, finding->next_count ? finding->next[0] : finding->reason);
    ui_open_row(ui, shell_textf(shell, "todo.gap:%s", finding->criterion->id),
                shell_textf(shell, "%s %s: %s", finding->criterion->id, name, word), false);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.gap = 8, .across = TYPE_MIDDLE});
    ui_pillar(ui, theme_of_pillar(part_pillar_letter(shell, finding->criterion)),
              finding->criterion->id, 38);
    if (narrow) {
        ui_state(ui, (enum symbol_state)finding->verdict, 24, word);
    }
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, next);
    ui_close(ui);
    if (!narrow) {
        ui_state(ui, (enum symbol_state)finding->verdict, 24, word);
        ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    }
    ui_close(ui);
    ui_line(ui);
}

static int gaps(struct shell *shell)
{
    const struct assessment *assessment = project_assessment(shell->project);
    int count = assessment->finding_count - assessment->totals[VERDICT_MET];
    if (count == 0) {
        return 0;
    }
    part_section(shell, shell_say_count(shell, "todo.gaps", count));
    part_list_open(shell);
    for (int rank = 0; rank < 9; rank++) {
        for (int i = 0; i < assessment->finding_count; i++) {
            if (gap_rank(&assessment->findings[i]) == rank) {
                gap_row(shell, &assessment->findings[i]);
            }
        }
    }
    part_list_close(shell);
    return count;
}

/* ---- places ---- */

struct near {
    const struct place *place;
    double metres;
};

static int near_order(const void *left, const void *right)
{
    const struct near *a = left, *b = right;
    return a->metres != b->metres ? (a->metres < b->metres ? -1 : 1)
                                  : strcmp(a->place->id, b->place->id);
}

/* The places of the wijk in a state, nearest first; returns how many there are in all. */
static size_t places_in(struct shell *shell, enum place_state state, struct near out[PLACES])
{
    size_t count, found = 0;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count && found < PLACES; i++) {
        if (project_place_in_wijk(shell->project, places[i]) &&
            project_place_state(shell->project, places[i]) == state) {
            out[found++] = (struct near){places[i], shell_place_metres(shell, places[i])};
        }
    }
    qsort(out, found, sizeof *out, near_order);
    return found;
}

static void place_row(struct shell *shell, const struct place *place, double metres)
{
    const char *second = shell_textf(shell, "%s · %s", shell_word(shell, kind_key(place->kind)),
                                     shell_metres(shell, metres));
    part_go_row(shell, shell_textf(shell, "todo.place:%s", place->id), kind_icon(place->kind),
                THEME_INK, shell_place_name(shell, place), second);
    ui_line(shell->ui);
}

static size_t places_part(struct shell *shell, enum place_state state, const char *key, size_t most)
{
    static struct near found[PLACES];
    size_t count = places_in(shell, state, found);
    if (count == 0) {
        return 0;
    }
    part_section(shell, shell_say_count(shell, key, (int64_t)count));
    part_list_open(shell);
    for (size_t i = 0; i < count && i < most; i++) {
        place_row(shell, found[i].place, found[i].metres);
    }
    part_list_close(shell);
    if (count > most) {
        ui_button(shell->ui, "todo.all",
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "map",
                                     .label = shell_say_count(shell, "todo.all", (int64_t)count)});
    }
    return count;
}

/* For days with paper. */
static void walk(struct shell *shell)
{
    part_list_open(shell);
    part_go_row(shell, "todo.walk", "print", THEME_INK, shell_word(shell, "todo.walk"),
                shell_word(shell, "paper.why.walk"));
    part_list_close(shell);
}

/* ---- searches ---- */

static int first_criterion(const struct shell *shell, enum service service)
{
    int index = -1;
    return assessment_criteria_of_service(project_framework(shell->project), service, &index, 1) > 0
               ? index
               : -1;
}

static int looks(struct shell *shell)
{
    int count = 0;
    for (int service = 0; service < SERVICE_COUNT; service++) {
        int criterion = first_criterion(shell, (enum service)service);
        const struct finding *finding = part_finding(shell, criterion);
        if (!finding || project_looked(shell->project, (enum service)service, NULL)) {
            continue;
        }
        if (count++ == 0) {
            part_section(shell, shell_word(shell, "todo.looks"));
            part_say(shell, "todo.looks.why");
            part_list_open(shell);
        }
        part_go_row(shell, shell_textf(shell, "todo.look:%d", service),
                    service_icon((enum service)service),
                    theme_of_pillar(service_pillar((enum service)service)),
                    shell_word(shell, service_key((enum service)service)), NULL);
        ui_line(shell->ui);
    }
    if (count > 0) {
        part_list_close(shell);
    }
    return count;
}

static void all_done(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_space(ui, 40);
    ui_open(ui, UI_GROUP, "todo.done", "", (struct ui_box){.gap = 10, .across = TYPE_MIDDLE});
    ui_state(ui, SYMBOL_MET, 64, NULL);
    ui_text(ui, UI_NAME, shell_word(shell, "todo.done"));
    ui_text(ui, UI_BODY, shell_word(shell, "todo.done.why"));
    ui_close(ui);
}

/* What partners marked, and what the coordinator has to answer. */
static int marks(struct shell *shell)
{
    int waiting = review_waiting(shell);
    if (waiting) {
        part_list_open(shell);
        part_go_row(shell, "todo.review", "person", THEME_PARTLY,
                    shell_say_count(shell, "review.waiting", waiting),
                    shell_word(shell, "review.waiting.why"));
        part_list_close(shell);
    }
    return waiting;
}

static void build(struct shell *shell)
{
    struct ui *ui = shell->ui;
    size_t left = 0;
    part_pair_open(shell, NULL);
    ui_space(ui, 8);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){0});
    ui_text(ui, UI_SECOND, project_wijk(shell->project)->name);
    ui_text(ui, UI_TITLE, shell_word(shell, "todo.title"));
    ui_close(ui);
    left += (size_t)marks(shell);
    left += (size_t)todo_actions(shell);
    left += (size_t)soon(shell);
    left += (size_t)todo_meetings(shell);
    left += (size_t)todo_rounds(shell);
    left += (size_t)gaps(shell);
    part_pair_next(shell, BESIDE_WIDTH * (part_scale(shell) > 1.25 ? 1.25 : 1));
    left += (size_t)todo_doubts(shell);
    checked(shell);
    left += places_part(shell, PLACE_CANDIDATE, "todo.candidates", NEAREST);
    walk(shell);
    left += (size_t)looks(shell);
    if (left == 0) {
        all_done(shell);
    }
    part_pair_close(shell);
}

void screen_todo_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

bool screen_todo_news(struct shell *shell, const struct ui_news *news)
{
    const char *rest;
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (todo_week_news(shell, news) || coming_news(shell, news, "todo.soon:") ||
        piece_place_news(shell, news, "todo.check:") || coming_news(shell, news, "todo.check:")) {
        return true;
    }
    if ((rest = part_after(news->id, "todo.gap:"))) {
        part_open_criterion(shell, framework_find(project_framework(shell->project), rest));
    } else if ((rest = part_after(news->id, "todo.place:"))) {
        shell_select(shell, rest);
    } else if ((rest = part_after(news->id, "todo.look:")) ||
               (rest = part_after(news->id, "todo.check:look:"))) {
        part_open_criterion(shell, first_criterion(shell, (enum service)atoi(rest)));
    } else if (strcmp(news->id, "todo.walk") == 0) {
        print_show(shell, PAPER_WALK, NULL);
    } else if (strcmp(news->id, "todo.review") == 0) {
        shell_go(shell, SCREEN_REVIEW);
    } else if (strcmp(news->id, "todo.all") == 0 || strcmp(news->id, "todo.check.all") == 0) {
        shell->order = strcmp(news->id, "todo.all") == 0 ? ORDER_DISTANCE : ORDER_AGE;
        shell_root(shell, SCREEN_MAP);
    } else {
        return false;
    }
    return true;
}

void screen_todo_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
