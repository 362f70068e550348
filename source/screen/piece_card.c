/* SPDX-License-Identifier: EUPL-1.2 */
/* Small choices laid over the map: which pillar, which wijk, which of two pins; with the legend. */
#include "screen/shell_inner.h"

#include <string.h>

const char *piece_pillar_name(struct shell *shell, char id)
{
    const struct framework *framework = project_framework(shell->project);
    for (int i = 0; i < framework->pillar_count; i++) {
        if (framework->pillars[i].id[0] == id) {
            return words_in(framework->pillars[i].name,
                            language_tag(language_code(shell->language)));
        }
    }
    return "";
}

void piece_card_open(struct shell *shell, const char *title)
{
    ui_open(shell->ui, UI_DIALOG, "card", title,
            (struct ui_box){.gap = 4, .pad = 20, .most_width = 440});
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 8, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_PILLAR, title);
    ui_close(ui);
    ui_button(ui, "card.close",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "close",
                                 .label = shell_word(shell, "bar.close"),
                                 .icon_only = true});
    ui_close(ui);
}

void piece_card_words(struct shell *shell, const char *name, const char *second, bool chosen)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, chosen ? UI_BOLD : UI_BODY, name);
    if (second && *second) {
        ui_text(ui, UI_SECOND, second);
    }
    ui_close(ui);
    if (chosen) {
        ui_icon(ui, "check", 22, THEME_INK, shell_word(shell, "map.chosen"));
    }
}

static void card_legend(struct shell *shell)
{
    static const struct {
        enum symbol_pin pin;
        enum theme_token colour;
        const char *key;
    } rows[] = {{SYMBOL_PIN_CONFIRMED, THEME_PILLAR_T, "map.legend.confirmed"},
                {SYMBOL_PIN_STALE, THEME_PILLAR_T, "map.legend.stale"},
                {SYMBOL_PIN_CANDIDATE, THEME_CANDIDATE, "map.legend.candidate"},
                {SYMBOL_PIN_PROVISIONAL, THEME_PILLAR_T, "map.legend.provisional"}};
    struct ui *ui = shell->ui;
    ui_space(ui, 10);
    ui_text(ui, UI_BOLD, shell_word(shell, "map.legend"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 12, .pad_y = 3, .across = TYPE_MIDDLE});
        ui_pin(ui, rows[i].pin, rows[i].colour, "wifi", 34);
        piece_card_words(shell, shell_word(shell, rows[i].key), NULL, false);
        ui_close(ui);
    }
}

static void card_filter(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct framework *framework = project_framework(shell->project);
    piece_card_open(shell, shell_word(shell, "map.filter.title"));
    ui_open_row(ui, "filter.pillar:", shell_word(shell, "map.filter.all"), false);
    ui_icon(ui, "pillars", 32, THEME_INK, NULL);
    piece_card_words(shell, shell_word(shell, "map.filter.all"), NULL, !shell->pillar);
    ui_close(ui);
    for (int i = 0; i < framework->pillar_count; i++) {
        char id = framework->pillars[i].id[0];
        if (id == 'C') { /* no service stands for coordination */
            continue;
        }
        ui_open_row(ui, shell_textf(shell, "filter.pillar:%c", id), piece_pillar_name(shell, id),
                    false);
        ui_pillar(ui, theme_of_pillar(id), framework->pillars[i].id, 32);
        piece_card_words(shell, piece_pillar_name(shell, id), NULL, shell->pillar == id);
        ui_close(ui);
    }
    ui_line(ui);
    ui_open_row(ui, "filter.week", shell_word(shell, "week.go"), false);
    ui_icon(ui, "calendar", 32, THEME_INK, NULL);
    piece_card_words(shell, shell_word(shell, "week.go"), shell_word(shell, "week.go.why"), false);
    ui_close(ui);
    ui_open_row(ui, "filter.reach", shell_word(shell, "foot.title"), false);
    ui_icon(ui, "layers", 32, THEME_INK, NULL);
    piece_card_words(shell, shell_word(shell, "foot.title"), shell_word(shell, "foot.go.why"),
                     false);
    ui_close(ui);
    card_legend(shell);
    ui_close(ui);
}

/* The chosen wijk first, then those of its municipality, then the others. */
static int wijk_rank(const struct wijk *chosen, const struct pack_wijk *wijk)
{
    return !strcmp(chosen->code, wijk->code)                   ? 0
           : !strcmp(chosen->municipality, wijk->municipality) ? 1
                                                               : 2;
}

static void card_wijk(struct shell *shell)
{
    const struct pack_wijk *wijken;
    const struct wijk *chosen = project_wijk(shell->project);
    int count = project_wijken(shell->project, &wijken);
    piece_card_open(shell, shell_word(shell, "map.wijk.title"));
    for (int rank = 0; rank < 3; rank++) {
        for (int i = 0; i < count; i++) {
            if (wijk_rank(chosen, &wijken[i]) != rank) {
                continue;
            }
            ui_open_row(shell->ui, shell_textf(shell, "wijk:%s", wijken[i].code), wijken[i].name,
                        false);
            piece_card_words(shell, wijken[i].name, wijken[i].municipality, rank == 0);
            ui_close(shell->ui);
        }
    }
    ui_close(shell->ui);
}

static void card_pins(struct shell *shell)
{
    piece_card_open(shell, shell_word(shell, "map.pins.title"));
    for (int i = 0; i < shell->pin_count; i++) {
        const struct place *place = project_place(shell->project, shell->pins[i]);
        if (place) {
            piece_place_row(shell, place, "pin:");
        }
    }
    ui_close(shell->ui);
}

void piece_card(struct shell *shell)
{
    if (shell->card == CARD_FILTER) {
        card_filter(shell);
    } else if (shell->card == CARD_WIJK) {
        card_wijk(shell);
    } else if (shell->card == CARD_PINS) {
        card_pins(shell);
    } else if (shell->card == CARD_LENS) {
        foot_lens_card(shell);
    }
}

/* ---- news ---- */

void piece_card_show(struct shell *shell, enum map_card card)
{
    shell->card = card;
    shell->dirty = true;
}

bool piece_card_news(struct shell *shell, const struct ui_news *news)
{
    struct fault why;
    const char *id = news->id;
    if (!strcmp(id, "card.close")) {
        piece_card_show(shell, CARD_NONE);
    } else if (!strncmp(id, "filter.pillar:", 14)) {
        shell->pillar = id[14];
        map_refresh(shell);
        piece_card_show(shell, CARD_NONE);
    } else if (!strcmp(id, "filter.week")) {
        week_show(shell, shell->service == ACTION_ALL_SERVICES ? 0 : 1u << shell->service);
    } else if (!strcmp(id, "filter.reach")) {
        foot_show(shell, shell->service);
    } else if (!strncmp(id, "wijk:", 5)) {
        bool ok = project_choose_wijk(shell->project, id + 5, &why);
        shell_deed(shell, ok, &why, NULL);
        map_refresh(shell);
        piece_card_show(shell, CARD_NONE);
    } else if (piece_place_news(shell, news, "pin:")) {
        piece_card_show(shell, CARD_NONE);
    } else {
        return false;
    }
    return true;
}
