/* SPDX-License-Identifier: EUPL-1.2 */
/* A walk over the tree that looks for what a person would call broken. */
#include "screen/gallery.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "ui/ui_inner.h"

static const double SLACK = 0.6; /* dp */

struct walk {
    struct ui *ui;
    const char *where;
    int flaws;
};

static void flaw(struct walk *walk, const struct ui_node *node, const char *what)
{
    const struct rect *r = &node->rect;
    print_error("%s: %s: [%s] “%.60s” %.0f,%.0f %.1fx%.1f\n", walk->where, what, node->id,
                node->label, r->x, r->y, r->width, r->height);
    walk->flaws++;
}

static bool scrolls_across(const struct ui_node *node)
{
    for (const struct ui_node *at = node->parent; at; at = at->parent) {
        if (at->box.scroll_across) {
            return true;
        }
    }
    return false;
}

static bool scrolls_down(const struct ui_node *node)
{
    for (const struct ui_node *at = node->parent; at; at = at->parent) {
        if (at->box.scroll) {
            return true;
        }
    }
    return false;
}

/* ---- words ---- */

/* "place.confirm": letters and dots, no space, at least one dot between letters. */
static bool raw_key(const char *label)
{
    int dots = 0;
    for (const char *at = label; *at; at++) {
        bool dot = *at == '.' && at > label && islower((unsigned char)at[1]) &&
                   islower((unsigned char)at[-1]);
        dots += dot;
        if (!dot && !islower((unsigned char)*at) && *at != '_') {
            return false;
        }
    }
    return dots > 0;
}

static void text_check(struct walk *walk, const struct ui_node *node)
{
    struct type_style style = text_style(walk->ui, node->as.text.kind);
    int lines = node->as.text.lines;
    double height = text_height(walk->ui, style, node->label, node->rect.width, lines);
    if (node->rect.width < 2.5 * style.size &&
        text_least(walk->ui, style, node->label) > node->rect.width + SLACK) {
        flaw(walk, node, "hardly has room for its words");
    }
    if (height > node->rect.height + SLACK) {
        flaw(walk, node, "text is cut off below");
    }
}

static void button_check(struct walk *walk, const struct ui_node *node)
{
    const struct ui_button *button = &node->as.button;
    struct button_look look = button_look_in(walk->ui, node, node->rect.width);
    bool side = button->icon && !look.above;
    double room = node->rect.width - 2 * look.pad_x - (side ? look.icon + look.gap : 0);
    if (button->icon_only) {
        return;
    }
    if (text_least(walk->ui, look.style, node->label) > room + SLACK) {
        flaw(walk, node, "a word is wider than its button");
    }
    double height = text_height(walk->ui, look.style, node->label, room, 0);
    height += button->icon && look.above ? look.icon + look.gap : 0;
    if (height > node->rect.height + SLACK) {
        flaw(walk, node, "words are higher than their button");
    }
}

/* ---- places ---- */

static bool leaf(const struct ui_node *node)
{
    return node->kind != NODE_BOX && node->kind != NODE_SPACE && node->kind != NODE_CUSTOM;
}

static void place_check(struct walk *walk, const struct ui_node *node)
{
    const struct rect *r = &node->rect;
    if (!scrolls_across(node) && (r->x < -SLACK || r->x + r->width > walk->ui->width + SLACK)) {
        flaw(walk, node, "stands beside the window");
    }
    if (!scrolls_down(node) && (r->y < -SLACK || r->y + r->height > walk->ui->height + SLACK)) {
        flaw(walk, node, "stands above or below the window");
    }
    for (const struct ui_node *at = node->parent; at; at = at->parent) {
        if (at->box.scroll_across || at->box.stack || at->kind == NODE_CUSTOM) {
            break;
        }
        if (r->x < at->rect.x - SLACK || r->x + r->width > at->rect.x + at->rect.width + SLACK) {
            flaw(walk, node, "stands out of what holds it");
            break;
        }
        if (at->box.scroll) {
            break;
        }
        if (r->y < at->rect.y - SLACK || r->y + r->height > at->rect.y + at->rect.height + SLACK) {
            flaw(walk, node, "stands out of what holds it, above or below");
            break;
        }
    }
}

/* What scrolls must leave something to see. */
static void scroll_check(struct walk *walk, const struct ui_node *node)
{
    double content = node->content_height;
    if (node->box.scroll && content > node->rect.height + 1 && node->rect.height < 88) {
        flaw(walk, node, "almost nothing is left of what scrolls");
    }
}

/* ---- targets ---- */

static bool below(const struct ui_node *node, const struct ui_node *top)
{
    for (; node; node = node->parent) {
        if (node == top) {
            return true;
        }
    }
    return false;
}

static void twice_check(struct walk *walk, const struct ui_node *node)
{
    for (const struct ui_node *at = node_next(node, walk->ui->root); at;
         at = node_next(at, walk->ui->root)) {
        if (!strcmp(at->id, node->id)) {
            flaw(walk, node, "an id stands twice");
            return;
        }
    }
}

/* What can be seen of it must answer to a finger in its middle. */
static void reach_check(struct walk *walk, const struct ui_node *node)
{
    const struct ui_node *dialog = node_dialog(walk->ui);
    struct rect seen = rect_cut(node->rect, node_clip(walk->ui, node));
    if (seen.width < 20 || seen.height < 20 || (dialog && !below(node, dialog))) {
        return;
    }
    const struct ui_node *hit =
        hit_target(hit_find(walk->ui, seen.x + seen.width / 2, seen.y + seen.height / 2));
    if (hit != node && !(hit && below(hit, node))) {
        flaw(walk, node, "lies under something else");
    }
}

static void target_check(struct walk *walk, const struct ui_node *node)
{
    if (node->rect.width < 47.99 || node->rect.height < 47.99) {
        flaw(walk, node, "too small for a finger");
    }
    if (!node->label[0]) {
        flaw(walk, node, "has no word");
    }
    if (!scrolls_across(node) &&
        (node->rect.x < -0.01 || node->rect.x + node->rect.width > walk->ui->width + 0.01)) {
        flaw(walk, node, "cannot be reached");
    }
    reach_check(walk, node);
}

int gallery_flaws(struct shell *shell, const char *where)
{
    struct walk walk = {shell_ui(shell), where, 0};
    struct buffer fresh;
    buffer_init(&fresh, 4 * 1024 * 1024);
    shell_write(shell, &fresh); /* lays it out */
    buffer_clear(&fresh);
    for (struct ui_node *node = walk.ui->root; node; node = node_next(node, walk.ui->root)) {
        if (raw_key(node->label)) {
            flaw(&walk, node, "says a key");
        }
        if (node->id[0] && node->id[0] != '~') {
            twice_check(&walk, node);
        }
        if (leaf(node)) {
            place_check(&walk, node);
        }
        if (node->kind == NODE_TEXT) {
            text_check(&walk, node);
        } else if (node->kind == NODE_BUTTON) {
            button_check(&walk, node);
        }
        scroll_check(&walk, node);
        if (node_is_target(node)) {
            target_check(&walk, node);
        }
    }
    return walk.flaws;
}
