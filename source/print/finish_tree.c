/* SPDX-License-Identifier: EUPL-1.2 */
/* The structure tree, its parent tree, the links and the outline. */
#include "print/finish_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* ---- what is left out ---- */

static const struct tag_node *node_named(const struct tags *tags, const char *name)
{
    for (size_t i = 0; name && i < tags->node_count; i++) {
        const struct tag_node *node = &tags->nodes[i];
        if (node->about.name && strcmp(node->about.name, name) == 0 && node->boxed) {
            return node;
        }
    }
    return NULL;
}

static bool is_address(const char *to)
{
    return to && (strncmp(to, "https:", 6) == 0 || strncmp(to, "http:", 5) == 0 ||
                  strncmp(to, "mailto:", 7) == 0 || strncmp(to, "tel:", 4) == 0);
}

static bool leads(const struct tags *tags, const struct tag_node *node)
{
    return node->about.role == TAG_LINK &&
           (is_address(node->about.to) || node_named(tags, node->about.to));
}

/* Nothing in it that could be read; the cells of a table count all the same. */
static bool is_bare(const struct finish *finish, int index)
{
    const struct tag_node *node = &finish->tags->nodes[index];
    const struct tag_kid *kids = finish->tags->kids;
    if (node->about.role == TAG_TH || node->about.role == TAG_TD) {
        return false;
    }
    for (int kid = node->first; kid >= 0; kid = kids[kid].next) {
        if ((kids[kid].kind == TAG_KID_MARK && finish->mcid[kids[kid].index] >= 0) ||
            (kids[kid].kind == TAG_KID_NODE && !is_bare(finish, kids[kid].index))) {
            return false;
        }
    }
    return true;
}

void finish_tree_number(struct finish *finish)
{
    const struct tags *tags = finish->tags;
    for (size_t i = 0; i < tags->node_count; i++) {
        bool bare = i > 0 && is_bare(finish, (int)i);
        finish->node_object[i] = bare ? 0 : finish_number(finish);
    }
    for (size_t i = 0; i < tags->link_count; i++) {
        int node = tags->links[i].node;
        bool live = finish->node_object[node] && leads(tags, &tags->nodes[node]);
        finish->link_object[i] = live ? finish_number(finish) : 0;
    }
}

/* ---- elements ---- */

static void text_entry(struct buffer *out, const char *key, const char *text)
{
    if (text && *text) {
        buffer_addf(out, " %s ", key);
        pdf_text(out, text);
    }
}

static void kid_write(struct finish *finish, const struct tag_kid *kid, int page)
{
    const struct tags *tags = finish->tags;
    struct buffer *out = finish->out;
    if (kid->kind == TAG_KID_NODE && finish->node_object[kid->index]) {
        buffer_addf(out, " %d 0 R", finish->node_object[kid->index]);
    } else if (kid->kind == TAG_KID_LINK && finish->link_object[kid->index]) {
        int object = finish->pages[tags->links[kid->index].box.page].object;
        buffer_addf(out, " << /Type /OBJR /Obj %d 0 R /Pg %d 0 R >>",
                    finish->link_object[kid->index], object);
    } else if (kid->kind == TAG_KID_MARK && finish->mcid[kid->index] >= 0) {
        int mcid = finish->mcid[kid->index], on = tags->marks[kid->index].page;
        if (on == page) {
            buffer_addf(out, " %d", mcid);
        } else {
            buffer_addf(out, " << /Type /MCR /Pg %d 0 R /MCID %d >>", finish->pages[on].object,
                        mcid);
        }
    }
}

/* The page of its first ink, or -1. */
static int node_page(const struct finish *finish, const struct tag_node *node)
{
    const struct tags *tags = finish->tags;
    for (int kid = node->first; kid >= 0; kid = tags->kids[kid].next) {
        if (tags->kids[kid].kind == TAG_KID_MARK && finish->mcid[tags->kids[kid].index] >= 0) {
            return tags->marks[tags->kids[kid].index].page;
        }
    }
    return -1;
}

static void table_attributes(struct buffer *out, const struct tag_about *about)
{
    static const char *const scopes[] = {
        [TAG_SCOPE_COLUMN] = " /Scope /Column", [TAG_SCOPE_ROW] = " /Scope /Row"};
    if (about->scope != TAG_SCOPE_NONE || about->columns > 1) {
        buffer_addf(out, " /A << /O /Table%s",
                    about->scope == TAG_SCOPE_NONE ? "" : scopes[about->scope]);
        if (about->columns > 1) {
            buffer_addf(out, " /ColSpan %d", about->columns);
        }
        buffer_add_text(out, " >>");
    }
}

static void attributes_write(struct finish *finish, const struct tag_node *node)
{
    const struct tag_about *about = &node->about;
    struct buffer *out = finish->out;
    if (about->role == TAG_TH || about->role == TAG_TD) {
        table_attributes(out, about);
    } else if (about->role == TAG_L) {
        buffer_addf(out, " /A << /O /List /ListNumbering /%s >>",
                    about->numbered ? "Decimal" : "None");
    } else if (about->role == TAG_FIGURE && node->boxed) {
        double high = finish->pages[node->box.page].height;
        buffer_addf(out, " /A << /O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f] >>",
                    node->box.left, high - node->box.bottom, node->box.right, high - node->box.top);
    }
    text_entry(out, "/Alt", about->role == TAG_FIGURE ? about->alt : NULL);
    text_entry(out, "/ActualText", about->actual);
    if (about->language) {
        buffer_addf(out, " /Lang (%s)", about->language);
    }
}

static void node_write(struct finish *finish, int index, int root)
{
    const struct tag_node *node = &finish->tags->nodes[index];
    bool dead = node->about.role == TAG_LINK && !leads(finish->tags, node);
    int page = node_page(finish, node);
    finish_object(finish, finish->node_object[index]);
    buffer_addf(finish->out, "<< /Type /StructElem /S /%s /P %d 0 R",
                tag_role_name(dead ? TAG_SPAN : node->about.role),
                node->parent < 0 ? root : finish->node_object[node->parent]);
    if (page >= 0) {
        buffer_addf(finish->out, " /Pg %d 0 R", finish->pages[page].object);
    }
    attributes_write(finish, node);
    buffer_add_text(finish->out, " /K [");
    for (int kid = node->first; kid >= 0; kid = finish->tags->kids[kid].next) {
        kid_write(finish, &finish->tags->kids[kid], page);
    }
    buffer_add_text(finish->out, " ] >>");
    finish_object_end(finish);
}

/* ---- the way back from page to tree ---- */

static int page_parents_write(struct finish *finish, int page)
{
    const struct tags *tags = finish->tags;
    int number = finish_number(finish);
    finish_object(finish, number);
    buffer_add_text(finish->out, "[");
    for (size_t i = 0; i < tags->mark_count; i++) {
        if (tags->marks[i].page == page && finish->mcid[i] >= 0) {
            buffer_addf(finish->out, " %d 0 R", finish->node_object[tags->marks[i].node]);
        }
    }
    buffer_add_text(finish->out, " ]");
    finish_object_end(finish);
    return number;
}

static int parents_write(struct finish *finish)
{
    const struct tags *tags = finish->tags;
    struct buffer numbers;
    int key = finish->page_count;
    buffer_init(&numbers, finish->out->ceiling);
    for (int page = 0; page < finish->page_count; page++) {
        buffer_addf(&numbers, " %d %d 0 R", page, page_parents_write(finish, page));
    }
    for (size_t i = 0; i < tags->link_count; i++) {
        if (finish->link_object[i]) {
            buffer_addf(&numbers, " %d %d 0 R", key++, finish->node_object[tags->links[i].node]);
        }
    }
    int number = finish_number(finish);
    finish_object(finish, number);
    buffer_addf(finish->out, "<< /Nums [%s ] >>", buffer_text(&numbers));
    finish_object_end(finish);
    buffer_clear(&numbers);
    return number;
}

/* ---- links ---- */

static void destination_add(const struct finish *finish, const struct tag_node *node,
                            struct buffer *out)
{
    const struct finish_page *page = &finish->pages[node->box.page];
    double top = node->box.top > 8 ? node->box.top - 8 : 0;
    buffer_addf(out, "[%d 0 R /XYZ null %.2f null]", page->object, page->height - top);
}

static void address_add(struct buffer *out, const char *address)
{
    buffer_add_text(out, "(");
    for (const char *at = address; *at; at++) {
        bool plain = *at > ' ' && *at < 127 && !strchr("()\\", *at);
        buffer_addf(out, plain ? "%c" : "%%%02X", (unsigned char)*at);
    }
    buffer_add_text(out, ")");
}

static void link_write(struct finish *finish, size_t index, int key)
{
    const struct tag_link *link = &finish->tags->links[index];
    const struct tag_about *about = &finish->tags->nodes[link->node].about;
    const struct tag_node *aim = node_named(finish->tags, about->to);
    double high = finish->pages[link->box.page].height;
    struct buffer *out = finish->out;
    finish_object(finish, finish->link_object[index]);
    buffer_addf(out,
                "<< /Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4"
                " /StructParent %d",
                link->box.left, high - link->box.bottom, link->box.right, high - link->box.top,
                key);
    text_entry(out, "/Contents", about->alt && *about->alt ? about->alt : about->to);
    if (aim) {
        buffer_add_text(out, " /Dest ");
        destination_add(finish, aim, out);
    } else {
        buffer_add_text(out, " /A << /Type /Action /S /URI /URI ");
        address_add(out, about->to);
        buffer_add_text(out, " >>");
    }
    buffer_add_text(out, " >>");
    finish_object_end(finish);
}

void finish_annotations(const struct finish *finish, int page, struct buffer *out)
{
    const struct tags *tags = finish->tags;
    bool any = false;
    for (size_t i = 0; i < tags->link_count; i++) {
        if (finish->link_object[i] && tags->links[i].box.page == page) {
            buffer_addf(out, "%s %d 0 R", any ? "" : " /Annots [", finish->link_object[i]);
            any = true;
        }
    }
    buffer_add_text(out, any ? " ]" : "");
}

int finish_tree_write(struct finish *finish)
{
    const struct tags *tags = finish->tags;
    int root = finish_number(finish), key = finish->page_count;
    for (size_t i = 0; i < tags->node_count; i++) {
        if (finish->node_object[i]) {
            node_write(finish, (int)i, root);
        }
    }
    for (size_t i = 0; i < tags->link_count; i++) {
        if (finish->link_object[i]) {
            link_write(finish, i, key++);
        }
    }
    int parents = parents_write(finish);
    finish_object(finish, root);
    buffer_addf(
        finish->out,
        "<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>",
        finish->node_object[0], parents, key);
    finish_object_end(finish);
    return root;
}

/* ---- outline ---- */

struct heading {
    const struct tag_node *node;
    int level, object, parent, previous, next, first, last, below; /* -1 = none */
};

static void heading_hang(struct heading *headings, int index)
{
    struct heading *heading = &headings[index];
    int before = index - 1;
    while (before >= 0 && headings[before].level > heading->level && headings[before].parent >= 0) {
        before = headings[before].parent;
    }
    bool beside = before >= 0 && headings[before].level >= heading->level;
    heading->previous = beside ? before : -1;
    heading->parent = beside ? headings[before].parent : before;
    if (beside) {
        headings[before].next = index;
    }
    if (heading->parent >= 0) {
        struct heading *parent = &headings[heading->parent];
        parent->first = parent->first < 0 ? index : parent->first;
        parent->last = index;
        parent->below++;
    }
}

/* In the order of reading: that of the tree. */
static int headings_gather(struct finish *finish, int index, struct heading *headings, int count)
{
    const struct tags *tags = finish->tags;
    const struct tag_node *node = &tags->nodes[index];
    if (tag_level(node->about.role) && node->about.title && node->boxed &&
        finish->node_object[index]) {
        headings[count] = (struct heading){
            node, tag_level(node->about.role), finish_number(finish), -1, -1, -1, -1, -1, 0};
        heading_hang(headings, count);
        count++;
    }
    for (int kid = node->first; kid >= 0; kid = tags->kids[kid].next) {
        if (tags->kids[kid].kind == TAG_KID_NODE) {
            count = headings_gather(finish, tags->kids[kid].index, headings, count);
        }
    }
    return count;
}

static void link_to(struct buffer *out, const char *key, const struct heading *headings, int index)
{
    if (index >= 0) {
        buffer_addf(out, " %s %d 0 R", key, headings[index].object);
    }
}

static void heading_write(struct finish *finish, const struct heading *headings, int index,
                          int root)
{
    const struct heading *heading = &headings[index];
    struct buffer *out = finish->out;
    finish_object(finish, heading->object);
    buffer_add_text(out, "<< /Title ");
    pdf_text(out, heading->node->about.title);
    buffer_addf(out, " /Parent %d 0 R",
                heading->parent < 0 ? root : headings[heading->parent].object);
    link_to(out, "/Prev", headings, heading->previous);
    link_to(out, "/Next", headings, heading->next);
    link_to(out, "/First", headings, heading->first);
    link_to(out, "/Last", headings, heading->last);
    if (heading->below) {
        buffer_addf(out, " /Count %d", heading->level == 1 ? heading->below : -heading->below);
    }
    buffer_add_text(out, " /Dest ");
    destination_add(finish, heading->node, out);
    buffer_add_text(out, " >>");
    finish_object_end(finish);
}

int finish_outline_write(struct finish *finish)
{
    struct heading *headings = memory_take(sizeof *headings * (finish->tags->node_count + 1));
    int count = headings_gather(finish, 0, headings, 0), root = count ? finish_number(finish) : 0;
    int last = -1, open = 0;
    for (int i = 0; i < count; i++) {
        heading_write(finish, headings, i, root);
        last = headings[i].parent < 0 ? i : last;
        bool seen = headings[i].parent < 0 || headings[headings[i].parent].level == 1;
        open += seen;
    }
    if (count) {
        finish_object(finish, root);
        buffer_addf(finish->out, "<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>",
                    headings[0].object, headings[last].object, open);
        finish_object_end(finish);
    }
    free(headings);
    return root;
}
