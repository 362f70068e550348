/* SPDX-License-Identifier: EUPL-1.2 */
/* What will stop counting: warnings, and the rows of the list "te controleren". */
#include "screen/book_inner.h"
#include "screen/coming_inner.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024, IDS = 8 };

const struct coming_list *coming_list(struct shell *shell)
{
    return project_coming(shell->project, COMING_AHEAD);
}

const struct place *coming_place(struct shell *shell, const struct coming *item)
{
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    return item->place >= 0 && (size_t)item->place < count ? places[item->place] : NULL;
}

static int index_of(struct shell *shell, const struct place *place)
{
    size_t count;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count; i++) {
        if (places[i] == place) {
            return (int)i;
        }
    }
    return -2;
}

/* ---- sentences ---- */

const char *coming_what(struct shell *shell, const struct coming *item, bool with_place)
{
    const char *service = shell_word(shell, service_key(item->service));
    const struct place *place = coming_place(shell, item);
    if (item->partner) {
        return shell_say(shell, coming_whose(item));
    }
    if (!place) {
        struct message message = message_of("coming.look");
        message_add_text(&message, piece_lower(shell, service));
        return shell_say(shell, message);
    }
    return with_place ? shell_textf(shell, "%s · %s", service, shell_place_name(shell, place))
                      : service;
}

const char *coming_left(struct shell *shell, const struct coming *item, const char *what)
{
    struct message message = message_of(item->days > 0 ? "coming.left" : "coming.today");
    if (item->days > 0) {
        message_add_count(&message, item->days);
    }
    message_add_text(&message, what);
    return shell_say(shell, message);
}

/* "T1, T2 en T4"; "" = none. */
static const char *ids(struct shell *shell, uint64_t set)
{
    const struct framework *framework = project_framework(shell->project);
    const char *line = "", *last = "";
    for (int i = 0; i < framework->criterion_count; i++) {
        if (set >> i & 1) {
            line = *line ? shell_textf(shell, "%s, %s", line, last) : last;
            last = framework->criteria[i].id;
        }
    }
    struct message message = message_of("coming.and");
    message_add_text(&message, line);
    message_add_text(&message, last);
    return *line ? shell_say(shell, message) : last;
}

static uint64_t alike(const struct coming_loss *losses, int count, const struct coming_loss *loss)
{
    uint64_t set = 0;
    for (int i = 0; i < count; i++) {
        bool same = losses[i].from == loss->from && losses[i].to == loss->to;
        set |= same ? UINT64_C(1) << losses[i].criterion : 0;
    }
    return set;
}

const char *coming_falls(struct shell *shell, const struct coming_loss *losses, int count)
{
    struct buffer line;
    uint64_t said = 0;
    buffer_init(&line, LINE);
    for (int i = 0; i < count; i++) {
        uint64_t set = alike(losses, count, &losses[i]);
        struct message more = message_of("coming.fall.more");
        message_add_text(&more, ids(shell, set));
        message_add_key(&more, verdict_key(losses[i].from));
        message_add_key(&more, verdict_key(losses[i].to));
        if (!(said & set)) {
            struct message one = coming_fall(project_framework(shell->project), &losses[i]);
            piece_join(&line, shell_say(shell, set & (set - 1) ? more : one));
        }
        said |= set;
    }
    return piece_kept(shell, &line);
}

static const char *carries(struct shell *shell, uint64_t set)
{
    struct message message = message_of("coming.carries");
    message_add_text(&message, ids(shell, set));
    return set ? shell_say(shell, message) : "";
}

/* ---- warnings ---- */

static const char *effect(struct shell *shell, const struct coming *item, int criterion)
{
    struct coming_loss loss;
    if (criterion < 0) {
        return coming_falls(shell, item->losses, item->loss_count);
    }
    if (coming_drops(item, criterion, &loss)) {
        return coming_falls(shell, &loss, 1);
    }
    const struct finding *finding = &project_assessment(shell->project)->findings[criterion];
    struct message message = message_of("coming.stays");
    message_add_text(&message, finding->criterion->id);
    message_add_key(&message, verdict_key(finding->verdict));
    return shell_say(shell, message);
}

/* Several things of one partner may end: the number behind keeps their rows apart. */
static const char *partner_row(struct shell *shell, const char *id_prefix,
                               const struct coming *item)
{
    int before = 0;
    for (const struct coming *at = coming_list(shell)->items; at < item; at++) {
        before += at->partner && !strcmp(at->partner, item->partner);
    }
    return shell_textf(shell, "%s%s|%d", id_prefix, item->partner, before);
}

void coming_warning(struct shell *shell, const char *id_prefix, const struct coming *item,
                    int criterion, double indent)
{
    struct ui *ui = shell->ui;
    struct coming_loss loss;
    const struct framework *framework = project_framework(shell->project);
    bool drops = criterion < 0 ? item->loss_count > 0 : coming_drops(item, criterion, &loss);
    const char *title =
        coming_left(shell, item, piece_lower(shell, coming_what(shell, item, true)));
    const struct place *place = coming_place(shell, item);
    int named = criterion;
    for (int i = 0; named < 0 && i < framework->criterion_count; i++) {
        named = item->carries >> i & 1 ? i : -1;
    }
    struct buffer line;
    buffer_init(&line, LINE);
    piece_join(&line, item->what ? item->what : "");
    piece_join(&line, shell_say(shell, coming_when(item)));
    piece_join(&line, effect(shell, item, criterion));
    ui_open_row(ui,
                item->partner ? partner_row(shell, id_prefix, item)
                              : shell_textf(shell, "%s%s", id_prefix,
                                            place        ? place->id
                                            : named >= 0 ? framework->criteria[named].id
                                                         : ""),
                title, false);
    if (indent > 0) {
        ui_space(ui, indent);
    }
    ui_icon(ui, drops ? "warning" : "clock", 24, drops ? THEME_PARTLY : THEME_MUTED, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    if (drops) {
        ui_text_colour(ui, UI_BOLD, THEME_PARTLY, title);
    } else {
        ui_text(ui, UI_BODY, title);
    }
    ui_text(ui, UI_SECOND, piece_kept(shell, &line));
    ui_close(ui);
    ui_icon(ui, "next", 18, THEME_MUTED, NULL);
    ui_close(ui);
}

bool coming_news(struct shell *shell, const struct ui_news *news, const char *id_prefix)
{
    size_t size = strlen(id_prefix);
    if (news->kind != UI_NEWS_TAP || strncmp(news->id, id_prefix, size)) {
        return false;
    }
    char id[ACTION_ID];
    snprintf(id, sizeof id, "%.*s", (int)strcspn(news->id + size, "|"), news->id + size);
    int criterion = framework_find(project_framework(shell->project), id);
    if (criterion >= 0) {
        shell->criterion = criterion;
        shell_go(shell, SCREEN_CRITERION);
    } else if (project_place(shell->project, id)) {
        shell_select(shell, id);
    } else if (logbook_organisation(project_logbook(shell->project), id)) {
        book_open(shell, SCREEN_ORGANISATION, id);
    } else {
        return false;
    }
    return true;
}

static bool sooner(const struct coming *a, const struct coming *b)
{
    bool one = a->loss_count > 0, two = b->loss_count > 0;
    return one != two ? one : a->days < b->days;
}

int coming_soonest(struct shell *shell, const struct coming **out, int room)
{
    const struct coming_list *list = coming_list(shell);
    int count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct coming *item = &list->items[i];
        int at = 0, same = count;
        for (int k = 0; k < count; k++) {
            same = item->place >= 0 && out[k]->place == item->place ? k : same;
        }
        if (!coming_warns(item) || (same < count && !sooner(item, out[same]))) {
            continue;
        }
        if (same < count) { /* it takes the place of a later one */
            memmove(out + same, out + same + 1, sizeof *out * (size_t)(count - same - 1));
            count--;
        }
        while (at < count && !sooner(item, out[at])) {
            at++;
        }
        if (at < room) {
            int kept = count < room ? count : room - 1;
            memmove(out + at + 1, out + at, sizeof *out * (size_t)(kept - at));
            out[at] = item;
            count = kept + 1;
        }
    }
    return count;
}

/* The row of an offer says its validity itself: there the line says what it means. */
static const char *ending(struct shell *shell, const struct coming *item, bool whole)
{
    struct buffer line;
    const char *falls = coming_falls(shell, item->losses, item->loss_count);
    buffer_init(&line, LINE);
    piece_join(&line, whole ? piece_lower(shell, coming_what(shell, item, false)) : "");
    if (whole || item->kind != COMING_ENDS) {
        piece_join(&line, shell_say(shell, coming_when(item)));
    }
    piece_join(&line, *falls || whole ? falls : carries(shell, item->carries));
    return coming_left(shell, item, piece_kept(shell, &line));
}

void piece_coming_warning(struct shell *shell, const struct place *place, const struct offer *offer)
{
    struct ui *ui = shell->ui;
    int index = offer ? (int)(offer - place->offers) : -1;
    const struct coming *item = coming_of_place(coming_list(shell), index_of(shell, place), index);
    if (!item) {
        return;
    }
    bool drops = item->loss_count > 0;
    enum theme_token colour = drops ? THEME_PARTLY : THEME_MUTED;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6});
    ui_icon(ui, drops ? "warning" : "clock", 16, colour, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_SMALL, colour, ending(shell, item, !offer));
    ui_close(ui);
    ui_close(ui);
}

/* ---- rows ---- */

static const char *row_line(struct shell *shell, const struct coming_row *row)
{
    const struct coming *item = &coming_list(shell)->items[row->item];
    struct buffer line;
    struct message checked = message_of("coming.checked");
    message_add_text(&checked, shell_date_near(shell, item->checked));
    buffer_init(&line, LINE);
    piece_join(&line, item->what ? item->what : "");
    piece_join(&line, carries(shell, row->carries));
    piece_join(&line, item->checked.year ? shell_say(shell, checked) : "");
    piece_join(&line, shell_say(shell, coming_when(item)));
    return piece_kept(shell, &line);
}

static void falls_line(struct shell *shell, const struct coming_row *row)
{
    struct ui *ui = shell->ui;
    const struct coming *item = &coming_list(shell)->items[row->item];
    if (!row->loss_count) {
        return;
    }
    const char *falls = coming_falls(shell, row->losses, row->loss_count);
    if (!coming_warns(item)) {
        ui_text(ui, UI_SMALL, falls);
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6});
    ui_icon(ui, "warning", 16, THEME_PARTLY, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_colour(ui, UI_SMALL, THEME_PARTLY, falls);
    ui_close(ui);
    ui_close(ui);
}

/* A tick renews a check; validity and stops are renewed at the offer. */
static bool ticks(struct shell *shell, const struct coming *item)
{
    return civil_date_compare(item->checked, project_now(shell->project).date) < 0 &&
           (item->kind == COMING_OLD || item->kind == COMING_RECHECK ||
            item->kind == COMING_REOPENS);
}

void coming_row(struct shell *shell, const char *id_prefix, const struct coming_row *row)
{
    struct ui *ui = shell->ui;
    const struct coming *item = &coming_list(shell)->items[row->item];
    const struct place *place = coming_place(shell, item);
    const char *title = place ? shell_place_name(shell, place) : coming_what(shell, item, false);
    bool narrow = piece_narrow(shell), tick = place && ticks(shell, item);
    ui_open_row(ui,
                place           ? shell_textf(shell, "%s%s", id_prefix, place->id)
                : item->partner ? partner_row(shell, id_prefix, item)
                                : shell_textf(shell, "%slook:%d", id_prefix, (int)item->service),
                title, false);
    if (!narrow) {
        ui_icon_tile(ui,
                     place           ? kind_icon(place->kind)
                     : item->partner ? "person"
                                     : "search",
                     40, THEME_INK);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, UI_BOLD, title);
    ui_text(ui, UI_SECOND, row_line(shell, row));
    falls_line(shell, row);
    if (tick && narrow) {
        ui_space(ui, 6);
        piece_tick(shell, place, id_prefix, true);
    }
    ui_close(ui);
    if (tick && !narrow) {
        piece_tick(shell, place, id_prefix, false);
    } else if (!tick) {
        ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    }
    ui_close(ui);
}

const int *coming_ranks(struct shell *shell)
{
    size_t count;
    const struct coming_list *list = coming_list(shell);
    project_places(shell->project, &count);
    int *ranks = arena_take(&shell->words_arena, (count + 1) * sizeof *ranks);
    for (size_t i = 0; i < count; i++) {
        ranks[i] = INT_MAX;
    }
    for (size_t i = 0; i < list->row_count; i++) {
        if (list->rows[i].place >= 0 && (size_t)list->rows[i].place < count) {
            ranks[list->rows[i].place] = (int)i;
        }
    }
    return ranks;
}

void piece_coming_line(struct shell *shell, const struct place *place)
{
    const struct coming_list *list = coming_list(shell);
    int index = index_of(shell, place);
    for (size_t i = 0; i < list->row_count; i++) {
        if (list->rows[i].place == index) {
            ui_text(shell->ui, UI_SECOND, row_line(shell, &list->rows[i]));
            falls_line(shell, &list->rows[i]);
        }
    }
}
