/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/tag.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "print/tag_inner.h"

/* Every stretch of drawing is a cairo tag of this name; the finishing pass gives it its own. */
#define STRETCH "Span"

const char *tag_role_name(enum tag_role role)
{
    static const char *const names[TAG_ROLES] = {
        [TAG_NONE] = "NonStruct",
        [TAG_DOCUMENT] = "Document",
        [TAG_SECT] = "Sect",
        [TAG_H1] = "H1",
        [TAG_H2] = "H2",
        [TAG_H3] = "H3",
        [TAG_P] = "P",
        [TAG_L] = "L",
        [TAG_LI] = "LI",
        [TAG_LBL] = "Lbl",
        [TAG_LBODY] = "LBody",
        [TAG_TABLE] = "Table",
        [TAG_TR] = "TR",
        [TAG_TH] = "TH",
        [TAG_TD] = "TD",
        [TAG_FIGURE] = "Figure",
        [TAG_CAPTION] = "Caption",
        [TAG_SPAN] = "Span",
        [TAG_LINK] = "Link",
    };
    return names[role];
}

int tag_level(enum tag_role role)
{
    return role >= TAG_H1 && role <= TAG_H3 ? (int)(role - TAG_H1) + 1 : 0;
}

static void kid_add(struct tags *tags, int node, enum tag_kid_kind kind, int index)
{
    int kid = (int)tags->kid_count;
    struct tag_node *parent = &tags->nodes[node];
    ARRAY_GROW(tags->kids, tags->kid_count, tags->kid_room);
    tags->kids[tags->kid_count++] = (struct tag_kid){kind, index, -1, tags->read};
    if (parent->last >= 0) {
        tags->kids[parent->last].next = kid;
    } else {
        parent->first = kid;
    }
    parent->last = kid;
}

static void mark_end(struct tags *tags)
{
    if (tags->drawing) {
        cairo_tag_end(tags->cairo, STRETCH);
        tags->drawing = false;
    }
}

static void mark_begin(struct tags *tags, int node, enum tag_decor decor)
{
    mark_end(tags);
    ARRAY_GROW(tags->marks, tags->mark_count, tags->mark_room);
    tags->marks[tags->mark_count++] = (struct tag_mark){tags->page, node, decor};
    if (node >= 0) {
        kid_add(tags, node, TAG_KID_MARK, (int)tags->mark_count - 1);
    }
    cairo_tag_begin(tags->cairo, STRETCH, "");
    tags->drawing = true;
}

struct tags *tags_new(cairo_t *cairo)
{
    struct tags *tags = memory_take(sizeof *tags);
    tags->cairo = cairo;
    tags->open = -1;
    arena_init(&tags->arena);
    tag_open(tags, TAG_DOCUMENT);
    return tags;
}

void tags_free(struct tags *tags)
{
    if (tags) {
        arena_clear(&tags->arena);
        free(tags->nodes);
        free(tags->kids);
        free(tags->marks);
        free(tags->links);
        free(tags);
    }
}

void tags_turn(struct tags *tags)
{
    if (tags) {
        mark_end(tags);
        tags->page++;
    }
}

void tags_read(struct tags *tags, int page)
{
    if (tags) {
        mark_end(tags);
        tags->read = page;
    }
}

static void kid_insert(struct tags *tags, struct tag_node *node, int kid)
{
    struct tag_kid *kids = tags->kids;
    int before = node->last >= 0 && kids[node->last].read <= kids[kid].read ? node->last : -1;
    for (int at = before < 0 ? node->first : -1; at >= 0 && kids[at].read <= kids[kid].read;
         at = kids[at].next) {
        before = at;
    }
    int *from = before >= 0 ? &kids[before].next : &node->first;
    kids[kid].next = *from;
    *from = kid;
    if (kids[kid].next < 0) {
        node->last = kid;
    }
}

/* Puts the kids of a node into the order of reading; those of one page stay as they are. */
static void kids_sort(struct tags *tags, struct tag_node *node)
{
    int kid = node->first;
    node->first = node->last = -1;
    while (kid >= 0) {
        int next = tags->kids[kid].next;
        kid_insert(tags, node, kid);
        kid = next;
    }
}

void tags_end(struct tags *tags)
{
    if (tags) {
        mark_end(tags);
        tags->open = -1;
        for (size_t i = 0; i < tags->node_count; i++) {
            kids_sort(tags, &tags->nodes[i]);
        }
    }
}

/* A kid that begins on an earlier page than was known stands behind what is there of that page. */
static void kid_earlier(struct tags *tags, struct tag_node *parent, int before, int kid)
{
    struct tag_kid *kids = tags->kids;
    kids[kid].read = tags->read;
    if (parent->last == kid) {
        return;
    }
    *(before >= 0 ? &kids[before].next : &parent->first) = kids[kid].next;
    kids[kid].next = -1;
    kids[parent->last].next = kid;
    parent->last = kid;
}

/* Goes on with a node that was opened before. */
static bool node_again(struct tags *tags, const struct tag_about *about)
{
    struct tag_node *parent = tags->open >= 0 ? &tags->nodes[tags->open] : NULL;
    int before = -1, kid = parent && about->again && about->name ? parent->first : -1;
    for (; kid >= 0; before = kid, kid = tags->kids[kid].next) {
        const struct tag_node *node = &tags->nodes[tags->kids[kid].index];
        if (tags->kids[kid].kind == TAG_KID_NODE && node->about.role == about->role &&
            node->about.name && strcmp(node->about.name, about->name) == 0) {
            tags->open = tags->kids[kid].index;
            if (tags->read < tags->kids[kid].read) {
                kid_earlier(tags, parent, before, kid);
            }
            mark_begin(tags, -1, TAG_DECOR);
            return true;
        }
    }
    return false;
}

void tag_open_as(struct tags *tags, const struct tag_about *about)
{
    if (!tags || node_again(tags, about)) {
        return;
    }
    struct arena *arena = &tags->arena;
    struct tag_node node = {.about = *about, .parent = tags->open, .first = -1, .last = -1};
    node.about.title = arena_text(arena, about->title);
    node.about.alt = arena_text(arena, about->alt);
    node.about.actual = arena_text(arena, about->actual);
    node.about.language = arena_text(arena, about->language);
    node.about.name = arena_text(arena, about->name);
    node.about.to = arena_text(arena, about->to);
    ARRAY_GROW(tags->nodes, tags->node_count, tags->node_room);
    tags->nodes[tags->node_count++] = node;
    int index = (int)tags->node_count - 1;
    if (tags->open >= 0) {
        kid_add(tags, tags->open, TAG_KID_NODE, index);
    }
    tags->open = index;
    mark_begin(tags, -1, TAG_DECOR);
}

void tag_open(struct tags *tags, enum tag_role role)
{
    tag_open_as(tags, &(struct tag_about){.role = role});
}

void tag_close(struct tags *tags)
{
    if (tags && tags->open > 0) {
        tags->open = tags->nodes[tags->open].parent;
        mark_begin(tags, -1, TAG_DECOR);
    }
}

static void ink(struct tags *tags, int node, enum tag_decor decor)
{
    const struct tag_mark *last = tags && tags->drawing ? &tags->marks[tags->mark_count - 1] : NULL;
    if (tags && (!last || last->node != node || last->decor != decor)) {
        mark_begin(tags, node, decor);
    }
}

void ink_open(struct tags *tags)
{
    ink(tags, tags ? tags->open : 0, TAG_DECOR);
}

void ink_close(struct tags *tags)
{
    ink(tags, -1, TAG_DECOR);
}

void ink_decor(struct tags *tags, enum tag_decor decor)
{
    ink(tags, -1, decor);
}

static struct tag_spot spot_at(const struct tags *tags, double x, double y, double width,
                               double height)
{
    double x2 = x + width, y2 = y + height;
    cairo_user_to_device(tags->cairo, &x, &y);
    cairo_user_to_device(tags->cairo, &x2, &y2);
    return (struct tag_spot){tags->page, fmin(x, x2), fmin(y, y2), fmax(x, x2), fmax(y, y2)};
}

void tag_box(struct tags *tags, double x, double y, double width, double height)
{
    if (!tags || tags->open < 0) {
        return;
    }
    struct tag_node *node = &tags->nodes[tags->open];
    struct tag_spot spot = spot_at(tags, x, y, width, height);
    if (node->about.role == TAG_LINK) {
        ARRAY_GROW(tags->links, tags->link_count, tags->link_room);
        tags->links[tags->link_count++] = (struct tag_link){tags->open, spot};
        kid_add(tags, tags->open, TAG_KID_LINK, (int)tags->link_count - 1);
    }
    if (!node->boxed) {
        node->box = spot;
        node->boxed = true;
    }
}

bool tag_groups(const struct tags *tags)
{
    enum tag_role role = tags && tags->open >= 0 ? tags->nodes[tags->open].about.role : TAG_NONE;
    return role == TAG_DOCUMENT || role == TAG_SECT || role == TAG_L || role == TAG_LI ||
           role == TAG_TABLE || role == TAG_TR;
}
