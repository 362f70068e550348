/* SPDX-License-Identifier: EUPL-1.2 */
/* The single pieces that lie over the map; piece_map.c says where, and which of them there is room
 * for. */
#include "screen/over_inner.h"

#include <math.h>
#include <string.h>

#include "action/sources.h"
#include "screen/sync_inner.h"

void over_search(struct shell *shell, double grow)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_BUTTON, "search.open", shell_word(shell, "search.hint"),
            (struct ui_box){.row = true,
                            .gap = 14,
                            .pad_x = 18,
                            .pad_y = 14,
                            .card = true,
                            .shadow = true,
                            .radius = 26,
                            .across = TYPE_MIDDLE,
                            .grow = grow,
                            .most_width = grow > 0 ? 0 : 420,
                            .layer = true});
    ui_icon(ui, "search", 22, THEME_MUTED, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text_cut(ui, UI_BODY, 1, shell_word(shell, "search.hint"));
    ui_close(ui);
    ui_close(ui);
}

/* Where there is little room, the symbol alone says that all is saved. */
void over_saved(struct shell *shell, bool brief)
{
    struct ui *ui = shell->ui;
    enum symbol_state symbol;
    const char *words = sync_words(shell, &symbol);
    ui_open(ui, UI_BUTTON, "save", words,
            (struct ui_box){.row = true,
                            .gap = 8,
                            .pad_x = 14,
                            .pad_y = 12,
                            .card = true,
                            .shadow = true,
                            .radius = 24,
                            .across = TYPE_MIDDLE,
                            .layer = true});
    ui_state(ui, symbol, 20, NULL);
    if (!brief) {
        ui_text(ui, UI_SMALL, words);
    }
    ui_close(ui);
}

bool over_saved_fits(struct shell *shell, double room)
{
    enum { AROUND = 14 + 20 + 8 + 14, GAP = 8 };
    enum symbol_state symbol;
    struct type_style style = {14 * ui_scale(shell->ui), TYPE_REGULAR, false};
    double words = type_width(shell->type, style, sync_words(shell, &symbol));
    return words + AROUND * ui_scale(shell->ui) + GAP + piece_time_chip_width(shell) <= room;
}

const enum service piece_services[SERVICE_COUNT] = {
    SERVICE_WIFI,      SERVICE_COMPUTER, SERVICE_CHARGE, SERVICE_PRINT, SERVICE_HELP,
    SERVICE_LESSON,    SERVICE_HELP_GOV, SERVICE_ADVICE, SERVICE_SCAN,  SERVICE_ROOM,
    SERVICE_EQUIPMENT, SERVICE_LEND,     SERVICE_NUDGE};

void over_chips(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "chips", shell_word(shell, "map.chips"),
            (struct ui_box){.scroll_across = true, .gap = 8, .grow = 1, .layer = true});
    ui_button(ui, "filter.open",
              (struct ui_button){.kind = UI_CHIP,
                                 .icon = "filter",
                                 .label = shell->pillar ? piece_pillar_name(shell, shell->pillar)
                                                        : shell_word(shell, "map.filter"),
                                 .selected = shell->pillar != 0});
    for (int i = 0; i < SERVICE_COUNT; i++) {
        const char *word = service_word(piece_services[i]);
        ui_button(
            ui, shell_textf(shell, "chip:%s", word),
            (struct ui_button){.kind = UI_CHIP,
                               .icon = service_icon(piece_services[i]),
                               .label = shell_word(shell, shell_textf(shell, "map.chip.%s", word)),
                               .selected = shell->service == (int)piece_services[i],
                               .number = piece_services[i]});
    }
    ui_close(ui);
}

static const char *credits(struct shell *shell)
{
    const struct pack_source *sources;
    int count = project_credits(shell->project, &sources);
    struct buffer line;
    buffer_init(&line, 1024);
    for (int i = 0; i < count; i++) {
        const char *text = sources[i].attribution;
        bool seen = !strcmp(sources[i].kind, "map") || !strcmp(sources[i].kind, "osm") ||
                    !strcmp(sources[i].kind, "places");
        if (seen && text && *text && !strstr(buffer_text(&line), text)) {
            buffer_addf(&line, "%s%s", line.size ? " " : "", text);
        }
    }
    return piece_kept(shell, &line);
}

static void over_scale(struct shell *shell)
{
    struct ui *ui = shell->ui;
    double metres;
    double width = map_scale_bar(map_view_metres_per_dp(&shell->view), 90, &metres);
    const char *words = shell_metres(shell, metres);
    ui_open(ui, UI_IMAGE, "scale", words,
            (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .across = TYPE_END});
    for (int part = 0; part < 3; part++) {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.width = part == 1 ? fmax(width - 4, 1) : 2,
                                .height = part == 1 ? 2 : 8,
                                .filled = true,
                                .fill = THEME_INK});
        ui_close(ui);
    }
    ui_close(ui);
    ui_text(ui, UI_SMALL, words);
    ui_close(ui);
}

void over_credits(struct shell *shell, bool brief)
{
    struct ui *ui = shell->ui;
    if (brief) { /* told behind one tap */
        ui_button(ui, "credits",
                  (struct ui_button){
                      .kind = UI_CHIP, .icon = "info", .label = credits(shell), .icon_only = true});
        return;
    }
    ui_open(ui, UI_GROUP, "credits", "",
            (struct ui_box){.wrap = true,
                            .gap = 10,
                            .pad_x = 8,
                            .pad_y = 2,
                            .card = true,
                            .radius = 8,
                            .across = TYPE_MIDDLE,
                            .layer = true});
    ui_text(ui, UI_SMALL, credits(shell));
    over_scale(shell);
    ui_close(ui);
}
