/* SPDX-License-Identifier: EUPL-1.2 */
/* The finished file is read again, as a stranger would. */
#include "print/finish_inner.h"

#include <stdlib.h>

#include "base/arena.h"

enum { DRAWING_MOST = 128 * 1024 * 1024 };

struct again {
    struct finish *finish;
    struct pdf pdf;
    bool ok;
    int number; /* of the object at hand */
    int mcid;   /* the next one expected */
};

static void reference_check(void *data, int number)
{
    struct again *again = data;
    bool there = number > 0 && number < again->pdf.count && again->pdf.objects[number].value.at;
    if (again->ok && !there) {
        again->ok = finish_bad(again->finish, "a reference leads nowhere", again->number);
    }
}

static bool stretch_check(void *data, struct span before, const struct finish_stretch *stretch)
{
    struct again *again = data;
    (void)before;
    return stretch->artifact || stretch->mcid == again->mcid++;
}

static int count_of(struct span list)
{
    struct span rest = span_inside(list), token;
    int count = 0;
    while (list.at && span_token(&rest, &token)) {
        count += span_is(token, "R");
    }
    return count;
}

/* The parents of page `page` in the ParentTree. */
static struct span parents_of(const struct again *again, int page)
{
    struct span catalog = again->pdf.objects[again->pdf.root].value;
    int root = span_reference(span_find(catalog, "/StructTreeRoot"));
    int tree = span_reference(span_find(again->pdf.objects[root].value, "/ParentTree"));
    struct span rest = span_inside(span_find(again->pdf.objects[tree].value, "/Nums"));
    struct span key, number, generation, sign;
    while (span_token(&rest, &key) && span_token(&rest, &number) &&
           span_token(&rest, &generation) && span_token(&rest, &sign)) {
        double found;
        number.size = (size_t)(sign.at + sign.size - number.at);
        if (span_number(key, &found) && (int)found == page) {
            return again->pdf.objects[span_reference(number)].value;
        }
    }
    return (struct span){NULL, 0};
}

static bool page_check(struct again *again, int page)
{
    const struct finish_page *of = &again->finish->pages[page];
    struct buffer drawing;
    struct span behind;
    buffer_init(&drawing, DRAWING_MOST);
    again->mcid = 0;
    bool ok = pdf_inflate(&again->pdf, of->contents, &drawing, again->finish->why);
    if (ok) {
        struct span content = {buffer_text(&drawing), drawing.size};
        ok = (finish_stretches(content, stretch_check, again, &behind) &&
              again->mcid == of->marks && count_of(parents_of(again, page)) == of->marks) ||
             finish_bad(again->finish, "marks and tree differ when read again", of->contents);
    }
    buffer_clear(&drawing);
    return ok;
}

static bool catalog_check(const struct again *again)
{
    static const char *const keys[] = {"/Pages",    "/Lang",           "/MarkInfo",
                                       "/Metadata", "/StructTreeRoot", "/ViewerPreferences"};
    struct span catalog = again->pdf.objects[again->pdf.root].value;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!span_find(catalog, keys[i]).at) {
            return finish_bad(again->finish, keys[i], again->pdf.root);
        }
    }
    return true;
}

bool finish_check(struct finish *finish)
{
    struct again again = {.finish = finish, .ok = true};
    if (!pdf_read(buffer_text(finish->out), finish->out->size, &again.pdf, finish->why)) {
        return false;
    }
    for (int i = 1; again.ok && i < again.pdf.count; i++) {
        again.number = i;
        if (again.pdf.objects[i].value.at) {
            span_references(again.pdf.objects[i].value, reference_check, &again);
        }
    }
    bool ok = again.ok && catalog_check(&again);
    for (int page = 0; ok && page < finish->page_count; page++) {
        ok = page_check(&again, page);
    }
    pdf_clear(&again.pdf);
    return ok;
}
