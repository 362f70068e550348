/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/part_inner.h"

#include <math.h>
#include <string.h>

enum { RAIL = 102, COLUMN_SHARE = 1000, MOST = 720 };
static const double WIDE = 900; /* dp for two columns at the smallest text */

double part_scale(const struct shell *shell)
{
    return ui_scale(shell->ui);
}

double part_body_width(const struct shell *shell)
{
    return shell->portrait ? shell->width : shell->width - RAIL;
}

bool part_wide(const struct shell *shell)
{
    return !shell->portrait && part_body_width(shell) >= WIDE * fmin(part_scale(shell), 1.5);
}

double part_pad(const struct shell *shell)
{
    return part_body_width(shell) < 480 ? 16 : 26;
}

const char *part_language(const struct shell *shell)
{
    return language_tag(language_code(shell->language));
}

/* ---- pages ---- */

static void head(struct shell *shell, const char *title)
{
    struct ui *ui = shell->ui;
    if (!title) {
        return;
    }
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.pad_x = fmax(8, part_pad(shell) - 12), .pad_y = 8});
    piece_back_head(shell, title);
    ui_close(ui);
}

/* In a narrow window a plain column, so that nothing is ever wider than it. */
static bool in_middle(const struct shell *shell, double most)
{
    return part_body_width(shell) > most + 2 * part_pad(shell) + 40;
}

static double grown(const struct shell *shell, double most)
{
    return most * fmin(part_scale(shell), 1.5);
}

/* Every screen keeps its own place in its page; each group that judges begins at the top. */
const char *part_page_id(struct shell *shell, enum screen screen)
{
    return screen == SCREEN_VOTE_COLOUR
               ? shell_textf(shell, "page:%s:%d", shell->vote, shell->vote_group)
               : shell_textf(shell, "page:%s", screen_rows[screen].name);
}

/* A column of a readable width in the middle of a scrolling one. */
static void column_open(struct shell *shell, double most)
{
    struct ui *ui = shell->ui;
    bool middle = in_middle(shell, most);
    ui_open(ui, UI_GROUP, part_page_id(shell, shell->screen), "",
            (struct ui_box){.grow = 1, .scroll = true, .pad_x = part_pad(shell), .pad_y = 8});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = middle});
    if (middle) {
        ui_fill(ui);
    }
    ui_open(ui, UI_GROUP, "page.column", "",
            (struct ui_box){.grow = middle ? COLUMN_SHARE : 0,
                            .most_width = middle ? most : 0,
                            .gap = 10,
                            .pad_y = 4});
}

static void column_close(struct shell *shell, double most)
{
    struct ui *ui = shell->ui;
    ui_space(ui, 24);
    ui_close(ui);
    if (in_middle(shell, most)) {
        ui_fill(ui);
    }
    ui_close(ui);
    ui_close(ui);
}

void part_page_open(struct shell *shell, const char *title)
{
    piece_frame_open(shell);
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    head(shell, title);
    column_open(shell, grown(shell, MOST));
}

/* In a low window what stands below scrolls with the page. */
static bool foot_fixed(const struct shell *shell)
{
    return shell->height >= 400 * part_scale(shell);
}

void part_page_foot(struct shell *shell)
{
    struct ui *ui = shell->ui;
    bool middle = in_middle(shell, grown(shell, MOST));
    if (!foot_fixed(shell)) {
        ui_open(ui, UI_GROUP, "page.foot", "", (struct ui_box){.pad_y = 10, .gap = 8});
        return;
    }
    column_close(shell, grown(shell, MOST));
    piece_bar(shell);
    ui_line(ui);
    ui_open(ui, UI_GROUP, "page.foot", "",
            (struct ui_box){.row = middle,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = part_pad(shell),
                            .pad_y = 10,
                            .blocks = true});
    if (middle) {
        ui_fill(ui);
    }
    ui_open(ui, UI_GROUP, "", "",
            (struct ui_box){.grow = middle ? COLUMN_SHARE : 0,
                            .most_width = middle ? grown(shell, MOST) : 0,
                            .gap = 8});
}

void part_page_close(struct shell *shell)
{
    struct rect ignored;
    struct ui *ui = shell->ui;
    bool foot = ui_find(ui, "page.foot", &ignored), fixed = foot && foot_fixed(shell);
    if (foot) {
        ui_close(ui);
    }
    if (fixed) {
        if (in_middle(shell, grown(shell, MOST))) {
            ui_fill(ui);
        }
        ui_close(ui);
    } else {
        column_close(shell, grown(shell, MOST));
    }
    ui_close(ui);
    piece_frame_close(shell);
}

void part_foot_open(struct shell *shell)
{
    bool beside = part_body_width(shell) >= 390 * part_scale(shell);
    ui_open(shell->ui, UI_GROUP, "", "",
            (struct ui_box){.row = beside,
                            .gap = beside ? 14 : 6,
                            .across = beside ? TYPE_MIDDLE : TYPE_START});
}

void part_foot_close(struct shell *shell)
{
    ui_close(shell->ui);
}

void part_foot_list(struct shell *shell, const char *add, const char *add_key, const char *print,
                    const char *print_key)
{
    part_page_foot(shell);
    part_foot_open(shell);
    ui_button(
        shell->ui, add,
        (struct ui_button){
            .kind = UI_PRIMARY, .icon = "plus", .label = shell_word(shell, add_key), .grow = 1});
    if (print) {
        ui_button(shell->ui, print,
                  (struct ui_button){
                      .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, print_key)});
    }
    part_foot_close(shell);
}

void part_pair_open(struct shell *shell, const char *title)
{
    struct ui *ui = shell->ui;
    piece_frame_open(shell);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    head(shell, title);
    if (!part_wide(shell)) {
        column_open(shell, grown(shell, MOST));
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, part_page_id(shell, shell->screen), "",
            (struct ui_box){
                .grow = 1, .scroll = true, .pad_x = part_pad(shell), .pad_y = 12, .gap = 12});
}

void part_pair_next(struct shell *shell, double width)
{
    struct ui *ui = shell->ui;
    if (!part_wide(shell)) {
        return;
    }
    ui_space(ui, 24);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "page.beside", "",
            (struct ui_box){.width = width,
                            .scroll = true,
                            .filled = true,
                            .fill = THEME_CARD,
                            .pad_x = part_pad(shell),
                            .pad_y = 12,
                            .gap = 12});
}

void part_pair_close(struct shell *shell)
{
    struct ui *ui = shell->ui;
    if (!part_wide(shell)) {
        column_close(shell, grown(shell, MOST));
    } else {
        ui_space(ui, 24);
        ui_close(ui);
        ui_close(ui);
    }
    ui_close(ui);
    piece_frame_close(shell);
}

bool part_no_project(struct shell *shell)
{
    if (shell->project) {
        return false;
    }
    part_page_open(shell, NULL);
    ui_space(shell->ui, 24);
    ui_text(shell->ui, UI_BODY,
            shell_word(shell, shell->opening ? "project.opening" : "project.closed"));
    part_page_close(shell);
    return true;
}

/* ---- pieces ---- */

void part_section(struct shell *shell, const char *heading)
{
    ui_space(shell->ui, 8);
    ui_text(shell->ui, UI_PILLAR, heading);
}

void part_list_open(struct shell *shell)
{
    ui_open(shell->ui, UI_LIST, "", "", (struct ui_box){0});
}

void part_list_close(struct shell *shell)
{
    ui_close(shell->ui);
}

/* A card shows by its ground; where ground and card are alike, by its edge. */
void part_open_card(struct shell *shell)
{
    bool edge = strcmp(shell->theme.name, "contrast") == 0;
    ui_open(
        shell->ui, UI_GROUP, "", "",
        (struct ui_box){
            .card = true, .filled = !edge, .fill = THEME_CARD, .radius = 16, .pad = 18, .gap = 8});
}

void part_close_card(struct shell *shell)
{
    ui_close(shell->ui);
}

void part_tag(struct shell *shell, const char *text)
{
    struct ui *ui = shell->ui;
    ui_open(
        ui, UI_GROUP, "", "",
        (struct ui_box){.filled = true, .fill = THEME_SUNK, .radius = 8, .pad_x = 9, .pad_y = 3});
    ui_text(ui, UI_SMALL, text);
    ui_close(ui);
}

void part_line(struct shell *shell, const char *icon, enum theme_token colour, const char *text)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
    ui_icon(ui, icon, 22, colour, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, text);
    ui_close(ui);
    ui_close(ui);
}

void part_say(struct shell *shell, const char *key)
{
    ui_text(shell->ui, UI_SECOND, shell_word(shell, key));
}

void part_go_row(struct shell *shell, const char *id, const char *icon, enum theme_token colour,
                 const char *title, const char *second)
{
    struct ui *ui = shell->ui;
    ui_open_row(ui, id, title, false);
    if (icon) {
        ui_icon_tile(ui, icon, 40, colour);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, title);
    if (second && *second) {
        ui_text(ui, UI_SECOND, second);
    }
    ui_close(ui);
    ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    ui_close(ui);
}

void part_wrap_open(struct shell *shell)
{
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 8});
}

void part_chip(struct shell *shell, const char *id, const char *label, bool selected)
{
    ui_button(shell->ui, id,
              (struct ui_button){.kind = UI_CHIP, .label = label, .selected = selected});
}

void part_fold(struct shell *shell, const char *id, const char *label, bool open)
{
    ui_button(shell->ui, id,
              (struct ui_button){.kind = UI_CHIP,
                                 .icon = open ? "collapse" : "expand",
                                 .label = label,
                                 .selected = open});
}

const char *part_after(const char *id, const char *prefix)
{
    size_t size = strlen(prefix);
    return strncmp(id, prefix, size) == 0 ? id + size : NULL;
}
