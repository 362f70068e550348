/* SPDX-License-Identifier: EUPL-1.2 */
/* tag_inner.h – the gathered tree, for the finishing pass. */
#ifndef PRINT_TAG_INNER_H
#define PRINT_TAG_INNER_H

#include "base/arena.h"
#include "print/tag.h"

struct tag_spot { /* points from the top left corner of the page */
    int page;     /* from 0 */
    double left, top, right, bottom;
};
enum tag_kid_kind { TAG_KID_NODE, TAG_KID_MARK, TAG_KID_LINK };
struct tag_kid {
    enum tag_kid_kind kind;
    int index; /* of nodes, marks or links */
    int next;  /* kid of the same node, -1 = last */
    int read;  /* the page it is read on */
};
struct tag_node {
    struct tag_about about; /* texts in the arena */
    int parent;             /* -1: the root */
    int first, last;        /* kids, -1 = none */
    bool boxed;
    struct tag_spot box;
};
struct tag_mark { /* one stretch of drawing, in the order of the page */
    int page;
    int node; /* -1: decoration */
    enum tag_decor decor;
};
struct tag_link { /* one box that can be tapped */
    int node;
    struct tag_spot box;
};
struct tags {
    cairo_t *cairo;
    struct arena arena;
    struct tag_node *nodes;
    size_t node_count, node_room;
    struct tag_kid *kids;
    size_t kid_count, kid_room;
    struct tag_mark *marks;
    size_t mark_count, mark_room;
    struct tag_link *links;
    size_t link_count, link_room;
    int page, open;   /* the innermost open node */
    int read;         /* the page that is being read; of kids beside one another, earlier pages come first */
    bool drawing;     /* a mark is open: the last one */
};

const char *tag_role_name(enum tag_role role);       /* "P" */
int tag_level(enum tag_role role);                   /* 1 of H1 …; 0 = no heading */

#endif
