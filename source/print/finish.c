/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/finish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "print/finish_inner.h"

enum { FILE_MOST = 96 * 1024 * 1024, PAGES_MOST = 500, ID_BYTES = 16, NEW_PER_PAGE = 4 };
/* The four bytes above 127 tell programs that copy it that this file is not text. */
static const char head[] = "%PDF-1.7\n%\xB5\xED\xAE\xFB\n";

bool finish_bad(struct finish *finish, const char *reason, int number)
{
    fault_set(finish->why, FAULT_INPUT, "print.fault.finish");
    return fault_detail(finish->why, "pdf object %d: %s", number, reason);
}

int finish_number(struct finish *finish)
{
    return finish->next++;
}

void finish_object(struct finish *finish, int number)
{
    if (number < finish->room) {
        finish->offsets[number] = finish->out->size;
    }
    buffer_addf(finish->out, "%d 0 obj\n", number);
}

void finish_object_end(struct finish *finish)
{
    buffer_add_text(finish->out, "\nendobj\n");
}

/* ---- pages ---- */

static struct span value_of(const struct finish *finish, int number)
{
    bool known = number > 0 && number < finish->pdf.count;
    return known ? finish->pdf.objects[number].value : (struct span){NULL, 0};
}

static bool page_read(struct finish *finish, int number)
{
    struct finish_page *page = &finish->pages[finish->page_count++];
    struct span value = value_of(finish, number), edge;
    struct span box = span_inside(span_find(value, "/MediaBox"));
    page->object = number;
    page->contents = span_reference(span_find(value, "/Contents"));
    double edges[4];
    bool ok = span_is(span_find(value, "/Type"), "/Page") && page->contents > 0 &&
              page->contents < finish->pdf.count && box.at;
    for (int i = 0; ok && i < 4; i++) {
        ok = span_token(&box, &edge) && span_number(edge, &edges[i]);
    }
    page->height = ok ? edges[3] : 0;
    return (ok && edges[0] == 0 && edges[1] == 0) || finish_bad(finish, "page", number);
}

static bool pages_read(struct finish *finish)
{
    int tree = span_reference(span_find(value_of(finish, finish->pdf.root), "/Pages"));
    struct span kids = span_inside(span_find(value_of(finish, tree), "/Kids")), token;
    const struct tags *tags = finish->tags;
    bool ok = kids.at != NULL;
    while (ok && span_token(&kids, &token)) {
        struct span reference = token, generation, sign;
        ok = finish->page_count < PAGES_MOST && span_token(&kids, &generation) &&
             span_token(&kids, &sign);
        reference.size = ok ? (size_t)(sign.at + sign.size - token.at) : 0;
        ok = ok && page_read(finish, span_reference(reference));
    }
    int drawn = tags->mark_count ? tags->marks[tags->mark_count - 1].page + 1 : 0;
    return (ok && finish->page_count == drawn) || finish_bad(finish, "pages", tree);
}

/* Its entries but those that are written anew. */
static void page_write(struct finish *finish, int page)
{
    static const char *const anew[] = {"/StructParents", "/Annots", "/Tabs"};
    struct span rest = span_inside(value_of(finish, finish->pages[page].object)), key, value;
    finish_object(finish, finish->pages[page].object);
    buffer_add_text(finish->out, "<<");
    while (span_entry(&rest, &key, &value)) {
        if (!span_is(key, anew[0]) && !span_is(key, anew[1]) && !span_is(key, anew[2])) {
            buffer_addf(finish->out, " %.*s %.*s", (int)key.size, key.at, (int)value.size,
                        value.at);
        }
    }
    buffer_addf(finish->out, " /StructParents %d /Tabs /S", page);
    finish_annotations(finish, page, finish->out);
    buffer_add_text(finish->out, " >>");
    finish_object_end(finish);
}

/* ---- what is kept ---- */

struct keep {
    const struct finish *finish;
    bool *kept;
    int *waiting; /* a stack */
    int count;
};

static void keep_one(void *data, int number)
{
    struct keep *keep = data;
    if (number > 0 && number < keep->finish->pdf.count && !keep->kept[number]) {
        keep->kept[number] = true;
        keep->waiting[keep->count++] = number;
    }
}

static bool is_drawing(const struct finish *finish, int number)
{
    for (int page = 0; page < finish->page_count; page++) {
        if (finish->pages[page].contents == number) {
            return true;
        }
    }
    return false;
}

static bool is_page(const struct finish *finish, int number)
{
    return span_is(span_find(value_of(finish, number), "/Type"), "/Page");
}

/* A font of this kind must say how its glyphs are numbered, though there is only one way. */
static void kept_write(struct finish *finish, int number)
{
    const struct pdf_object *object = &finish->pdf.objects[number];
    struct span value = object->value;
    finish_object(finish, number);
    if (span_is(span_find(value, "/Subtype"), "/CIDFontType2") &&
        !span_find(value, "/CIDToGIDMap").at) {
        buffer_add(finish->out, value.at, value.size - 2);
        buffer_add_text(finish->out, " /CIDToGIDMap /Identity >>");
    } else {
        buffer_add(finish->out, value.at, value.size);
    }
    if (object->stream.at) {
        buffer_add_text(finish->out, "\nstream\n");
        buffer_add(finish->out, object->stream.at, object->stream.size);
        buffer_add_text(finish->out, "\nendstream");
    }
    finish_object_end(finish);
}

static void keep_write(struct finish *finish)
{
    int tree = span_reference(span_find(value_of(finish, finish->pdf.root), "/Pages"));
    struct keep keep = {.finish = finish};
    keep.kept = memory_take(sizeof *keep.kept * (size_t)finish->pdf.count);
    keep.waiting = memory_take(sizeof *keep.waiting * (size_t)finish->pdf.count);
    keep_one(&keep, tree);
    while (keep.count > 0) {
        int number = keep.waiting[--keep.count];
        if (!is_drawing(finish, number)) {
            span_references(value_of(finish, number), keep_one, &keep);
        }
    }
    for (int number = 1; number < finish->pdf.count; number++) {
        if (keep.kept[number] && !is_drawing(finish, number) && !is_page(finish, number)) {
            kept_write(finish, number);
        }
    }
    free(keep.kept);
    free(keep.waiting);
}

/* ---- catalog and metadata ---- */

static void xml_add(struct buffer *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        const char *escaped = *at == '&'   ? "&amp;"
                              : *at == '<' ? "&lt;"
                              : *at == '>' ? "&gt;"
                                           : NULL;
        if (escaped) {
            buffer_add_text(out, escaped);
        } else if ((unsigned char)*at >= ' ') {
            buffer_add_byte(out, *at);
        }
    }
}

static void metadata_fill(const struct finish_words *words, struct buffer *xmp)
{
    char day[CIVIL_DATE_SIZE];
    civil_date_write(words->day, day);
    buffer_add_text(xmp,
                    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                    "<pdfuaid:part>1</pdfuaid:part>\n"
                    "<dc:format>application/pdf</dc:format>\n"
                    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    xml_add(xmp, words->title);
    buffer_add_text(xmp, "</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq><rdf:li>");
    xml_add(xmp, words->author);
    buffer_addf(xmp,
                "</rdf:li></rdf:Seq></dc:creator>\n"
                "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
                "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
                "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n"
                "<xmp:MetadataDate>%sT00:00:00Z</xmp:MetadataDate>\n"
                "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
                words->language, day, day, day);
}

static int metadata_write(struct finish *finish)
{
    struct buffer xmp;
    int number = finish_number(finish);
    buffer_init(&xmp, FILE_MOST);
    metadata_fill(finish->words, &xmp);
    finish_object(finish, number);
    buffer_addf(finish->out, "<< /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n", xmp.size);
    buffer_add(finish->out, xmp.data, xmp.size);
    buffer_add_text(finish->out, "\nendstream");
    finish_object_end(finish);
    buffer_clear(&xmp);
    return number;
}

/* Written anew: cairo 1.16 leaves out the "D:" of dates that were set. */
static void info_write(struct finish *finish)
{
    const struct finish_words *words = finish->words;
    struct span maker = span_find(value_of(finish, finish->pdf.info), "/Producer");
    struct buffer *out = finish->out;
    char day[CIVIL_DATE_SIZE], moment[32];
    civil_date_write(words->day, day);
    snprintf(moment, sizeof moment, "D:%.4s%.2s%.2s000000Z", day, day + 5, day + 8);
    finish_object(finish, finish->pdf.info);
    buffer_add_text(out, "<< /Title ");
    pdf_text(out, words->title);
    buffer_add_text(out, " /Author ");
    pdf_text(out, words->author);
    if (maker.at) {
        buffer_addf(out, " /Producer %.*s", (int)maker.size, maker.at);
    }
    buffer_addf(out, " /CreationDate (%s) /ModDate (%s) >>", moment, moment);
    finish_object_end(finish);
}

static int catalog_write(struct finish *finish, int tree, int outline)
{
    struct span pages = span_find(value_of(finish, finish->pdf.root), "/Pages");
    int metadata = metadata_write(finish), number = finish_number(finish);
    finish_object(finish, number);
    buffer_addf(finish->out,
                "<< /Type /Catalog /Pages %.*s /Lang (%s) /MarkInfo << /Marked true >>"
                " /ViewerPreferences << /DisplayDocTitle true >> /Metadata %d 0 R"
                " /StructTreeRoot %d 0 R",
                (int)pages.size, pages.at, finish->words->language, metadata, tree);
    if (outline) {
        buffer_addf(finish->out, " /Outlines %d 0 R", outline);
    }
    buffer_add_text(finish->out, " >>");
    finish_object_end(finish);
    return number;
}

/* ---- the file ---- */

static void trailer_write(struct finish *finish, int root)
{
    struct buffer *out = finish->out;
    uint8_t digest[DIGEST_SIZE];
    char id[2 * ID_BYTES + 1];
    digest_sha256(buffer_text(out), out->size, digest);
    digest_hex(digest, ID_BYTES, id);
    size_t table = out->size;
    buffer_addf(out, "xref\n0 %d\n0000000000 65535 f \n", finish->next);
    for (int i = 1; i < finish->next && i < finish->room; i++) {
        bool used = finish->offsets[i] > 0;
        buffer_addf(out, "%010zu %05d %c \n", finish->offsets[i], used ? 0 : 65535,
                    used ? 'n' : 'f');
    }
    buffer_addf(out,
                "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
                "startxref\n%zu\n%%%%EOF\n",
                finish->next, root, finish->pdf.info, id, id, table);
}

/* A number for each node, link and heading, and some for every page. */
static void room_make(struct finish *finish)
{
    const struct tags *tags = finish->tags;
    finish->next = finish->pdf.count;
    finish->room = finish->next + 2 * (int)tags->node_count + (int)tags->link_count +
                   NEW_PER_PAGE * finish->page_count + 16;
    finish->offsets = memory_take(sizeof *finish->offsets * (size_t)finish->room);
    finish->mcid = memory_take(sizeof *finish->mcid * (tags->mark_count + 1));
    finish->node_object = memory_take(sizeof *finish->node_object * (tags->node_count + 1));
    finish->link_object = memory_take(sizeof *finish->link_object * (tags->link_count + 1));
    for (size_t i = 0; i < tags->mark_count; i++) {
        finish->mcid[i] = -1;
    }
}

static bool file_write_anew(struct finish *finish)
{
    room_make(finish);
    buffer_add(finish->out, head, sizeof head - 1);
    for (int page = 0; page < finish->page_count; page++) {
        if (!finish_content(finish, page)) {
            return false;
        }
    }
    finish_tree_number(finish);
    keep_write(finish);
    for (int page = 0; page < finish->page_count; page++) {
        page_write(finish, page);
    }
    info_write(finish);
    int tree = finish_tree_write(finish), outline = finish_outline_write(finish);
    trailer_write(finish, catalog_write(finish, tree, outline));
    bool whole = !finish->out->full && finish->next <= finish->room;
    return whole || finish_bad(finish, "too big", finish->next);
}

bool pdf_finish(const struct buffer *pdf, const struct tags *tags, const struct finish_words *words,
                struct buffer *out, struct fault *why)
{
    struct finish finish = {.tags = tags, .words = words, .out = out, .why = why};
    buffer_empty(out);
    if (!pdf_read(buffer_text(pdf), pdf->size, &finish.pdf, why)) {
        return false;
    }
    finish.pages = memory_take(sizeof *finish.pages * PAGES_MOST);
    bool ok = pages_read(&finish) && file_write_anew(&finish) && finish_check(&finish);
    if (!ok) {
        buffer_empty(out);
    }
    free(finish.pages);
    free(finish.offsets);
    free(finish.mcid);
    free(finish.node_object);
    free(finish.link_object);
    pdf_clear(&finish.pdf);
    return ok;
}
