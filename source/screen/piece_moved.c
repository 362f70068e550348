/* SPDX-License-Identifier: EUPL-1.2 */
/* What moved between two rounds: the state then and now, an arrow with its word, and why. */
#include "screen/many_inner.h"

#include <stdio.h>
#include <string.h>

static const double STATE = 24, ARROW = 22;
enum { DEEDS_BRIEF = 2 };

void piece_move_state(struct shell *shell, int verdict)
{
    if (verdict >= 0) {
        ui_state(shell->ui, (enum symbol_state)verdict, STATE,
                 shell_word(shell, verdict_key((enum verdict)verdict)));
    } else {
        ui_icon(shell->ui, "minus", STATE, THEME_MUTED, shell_word(shell, "rounds.not_there"));
    }
}

static enum theme_token arrow_colour(enum round_arrow arrow)
{
    return arrow == ROUND_BETTER ? THEME_MET : arrow == ROUND_WORSE ? THEME_NOT : THEME_INK;
}

/* "toen niet voldaan, nu voldaan", "" where one of them is not there. */
static const char *states_words(struct shell *shell, const struct round_move *move)
{
    struct message line = message_of(move->from == move->to ? "round.stays" : "round.then.now");
    if (move->from < 0 || move->to < 0) {
        return "";
    }
    message_add_key(&line, verdict_key((enum verdict)move->from));
    message_add_key(&line, verdict_key((enum verdict)move->to));
    return shell_say(shell, line);
}

void piece_move_states(struct shell *shell, const struct round_move *move)
{
    struct ui *ui = shell->ui;
    const char *second = states_words(shell, move);
    bool below = part_very_narrow(shell, part_body_width(shell));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    piece_move_state(shell, move->from);
    ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    piece_move_state(shell, move->to);
    ui_space(ui, 4);
    ui_icon(ui, round_arrow_icon(move->arrow), ARROW, arrow_colour(move->arrow), NULL);
    if (below) {
        ui_close(ui);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = below ? 0 : 1});
    ui_text(ui, UI_BOLD, shell_word(shell, round_arrow_key(move->arrow)));
    if (*second) {
        ui_text(ui, UI_SECOND, second);
    }
    ui_close(ui);
    if (!below) {
        ui_close(ui);
    }
}

static void places_line(struct shell *shell, const struct round_move *move, bool gained)
{
    struct message places = round_places_say(move, gained);
    if (places.key[0]) {
        ui_text(shell->ui, UI_BODY, shell_say(shell, places));
    }
}

/* They read the same: once is enough. */
static bool deeds_alike(const struct round_deed *a, const struct round_deed *b)
{
    return civil_date_compare(civil_of_moment(a->at).date, civil_of_moment(b->at).date) == 0 &&
           !strcmp(a->verb, b->verb) && !strcmp(a->subject, b->subject) &&
           !strcmp(a->role, b->role);
}

static void deeds_list(struct shell *shell, const struct round_pair *pair,
                       const struct round_move *move, int most)
{
    int shown = move->deed_count < most ? move->deed_count : most;
    for (int i = 0; i < shown; i++) {
        const struct round_deed *deed = &pair->deeds[move->deeds[i]];
        if (i == 0 || !deeds_alike(deed, &pair->deeds[move->deeds[i - 1]])) {
            ui_text(shell->ui, UI_SECOND, shell_say(shell, round_deed_say(deed)));
        }
    }
    if (move->deed_total > shown) {
        ui_text(shell->ui, UI_SECOND,
                shell_say_count(shell, "round.deeds.more", move->deed_total - shown));
    }
    if (!move->deed_total && move->arrow != ROUND_OTHER && !pair->ahead.year) {
        ui_text(shell->ui, UI_SECOND, shell_word(shell, "round.deeds.none"));
    }
}

void piece_move_why(struct shell *shell, const struct round_pair *pair,
                    const struct round_move *move)
{
    places_line(shell, move, true);
    places_line(shell, move, false);
    deeds_list(shell, pair, move, ROUND_DEEDS);
}

/* ---- on a criterion ---- */

const struct round_pair *piece_since(struct shell *shell)
{
    struct many_pair *kept = &many_of(shell)->since;
    struct round_since since;
    if (kept->generation == project_generation(shell->project)) {
        return kept->made ? &kept->pair : NULL;
    }
    if (!project_since_round(shell->project, &since)) {
        since.round[0] = 0;
    }
    return many_pair(shell, kept, since.round, ROUND_NOW);
}

static const struct round_move *move_of(const struct round_pair *pair, const char *criterion)
{
    for (int i = 0; pair && i < pair->moves.count; i++) {
        if (!strcmp(pair->moves.items[i].criterion, criterion)) {
            return &pair->moves.items[i];
        }
    }
    return NULL;
}

static const char *since_words(struct shell *shell, const struct round_pair *pair, const char *key)
{
    struct message message = message_of(key);
    message_add_date(&message, pair->rounds[0].date);
    return shell_say(shell, message);
}

static void moved_body(struct shell *shell, const struct round_pair *pair,
                       const struct round_move *move)
{
    ui_text(shell->ui, UI_BOLD, since_words(shell, pair, "round.since.head"));
    if (move->arrow == ROUND_OTHER) {
        ui_text(shell->ui, UI_SECOND, since_words(shell, pair, "round.since.other"));
        return;
    }
    piece_move_states(shell, move);
    if (move->from != move->to) {
        places_line(shell, move, true);
        places_line(shell, move, false);
        deeds_list(shell, pair, move, DEEDS_BRIEF);
    }
}

void piece_moved(struct shell *shell, const char *criterion)
{
    struct ui *ui = shell->ui;
    const struct round_pair *pair = piece_since(shell);
    const struct round_move *move = move_of(pair, criterion);
    if (!move) {
        return;
    }
    const char *label = shell_textf(shell, "%s: %s", since_words(shell, pair, "round.since.head"),
                                    shell_word(shell, round_arrow_key(move->arrow)));
    part_open_card(shell);
    ui_open_row(ui, "criterion.since", label, false);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 4});
    moved_body(shell, pair, move);
    ui_close(ui);
    ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    ui_close(ui);
    part_close_card(shell);
}

bool piece_moved_news(struct shell *shell, const struct ui_news *news)
{
    const struct round_pair *pair;
    if (strcmp(news->id, "criterion.since") != 0 || !(pair = piece_since(shell))) {
        return false;
    }
    many_pair_ask(shell, pair->rounds[0].id, ROUND_NOW);
    shell_go(shell, SCREEN_ROUND);
    return true;
}
