/* SPDX-License-Identifier: EUPL-1.2 */
/* finish_inner.h – the pieces of the finishing pass. */
#ifndef PRINT_FINISH_INNER_H
#define PRINT_FINISH_INNER_H

#include "print/finish.h"
#include "print/pdf.h"
#include "print/tag_inner.h"

struct finish_page {
    int object, contents;
    double height; /* of the paper, points */
    int marks;     /* MCIDs on it */
};
struct finish {
    struct pdf pdf;
    const struct tags *tags;
    const struct finish_words *words;
    struct buffer *out;
    struct fault *why;
    struct finish_page *pages; /* owned */
    int page_count;
    int *mcid;           /* of each mark of the tree; -1 = decoration, or nothing was drawn */
    int *node_object;    /* of each node; 0 = left out, as nothing is in it */
    int *link_object;    /* of each link; 0 = leads nowhere */
    size_t *offsets;     /* of each object in `out`; 0 = none */
    int next, room;      /* objects: the next new number; room in offsets */
};

bool finish_bad(struct finish *finish, const char *reason, int number);
int finish_number(struct finish *finish); /* a new object's */
void finish_object(struct finish *finish, int number); /* "N 0 obj"; then add its value */
void finish_object_end(struct finish *finish);

/* finish_content.c: writes the page's drawing anew with the names and numbers of the tree. */
bool finish_content(struct finish *finish, int page);
/* The stretches of one drawing: `begin` for each that carries a mark, in order; false when they do
 * not nest or something is drawn outside of them. */
struct finish_stretch {
    struct span body;
    bool artifact, paints;
    int mcid; /* -1 = artifact */
};
bool finish_stretches(struct span content,
                      bool (*each)(void *data, struct span before,
                                   const struct finish_stretch *stretch),
                      void *data, struct span *behind);

/* finish_tree.c */
void finish_tree_number(struct finish *finish); /* numbers for nodes and links */
int finish_tree_write(struct finish *finish);   /* returns the StructTreeRoot */
int finish_outline_write(struct finish *finish); /* returns the Outlines, 0 = no headings */
void finish_annotations(const struct finish *finish, int page, struct buffer *out);

/* finish_check.c */
bool finish_check(struct finish *finish);

#endif
