/* SPDX-License-Identifier: EUPL-1.2 */
/* The drawing of a page: cairo's nameless stretches get the names of the tree. */
#include "print/finish_inner.h"

#include <string.h>

enum { DRAWING_MOST = 128 * 1024 * 1024, OPERANDS = 2 };

static bool is_painting(struct span token)
{
    static const char *const operators[] = {"f",  "f*", "F",  "B",  "B*", "b",  "b*", "S", "s",
                                            "sh", "Do", "Tj", "TJ", "'",  "\"", "EI", "BI"};
    for (size_t i = 0; token.size <= 2 && i < sizeof operators / sizeof *operators; i++) {
        if (span_is(token, operators[i])) {
            return true;
        }
    }
    return false;
}

struct walk {
    struct span before; /* from the last stretch to this one */
    struct finish_stretch stretch;
    int depth;
};

/* "/Span << /MCID 3 >> BDC", "/Artifact BMC", "/Artifact << … >> BDC" */
static void stretch_begin(struct walk *walk, struct span operator, struct span name,
                          struct span operand)
{
    double number = -1;
    bool listed = span_is(operator, "BDC");
    walk->before.size = (size_t)((listed ? name.at : operand.at) - walk->before.at);
    walk->stretch = (struct finish_stretch){.body = {operator.at + operator.size, 0}};
    walk->stretch.artifact = span_is(listed ? name : operand, "/Artifact");
    bool numbered = listed && span_number(span_find(operand, "/MCID"), &number);
    walk->stretch.mcid = numbered ? (int)number : -1;
}

bool finish_stretches(struct span content,
                      bool (*each)(void *data, struct span before,
                                   const struct finish_stretch *stretch),
                      void *data, struct span *behind)
{
    struct walk walk = {.before = content};
    struct span token, operand[OPERANDS] = {{NULL, 0}, {NULL, 0}};
    while (span_token(&content, &token)) {
        bool begins = span_is(token, "BDC") || span_is(token, "BMC");
        if (begins && walk.depth++ == 0) {
            if (!operand[1].at || (span_is(token, "BDC") && !operand[0].at)) {
                return false;
            }
            stretch_begin(&walk, token, operand[0], operand[1]);
        } else if (span_is(token, "EMC")) {
            if (--walk.depth < 0) {
                return false;
            }
            walk.stretch.body.size = (size_t)(token.at - walk.stretch.body.at);
            if (walk.depth == 0 && !each(data, walk.before, &walk.stretch)) {
                return false;
            }
            walk.before = walk.depth == 0 ? content : walk.before;
        } else if (is_painting(token)) {
            if (walk.depth == 0 || span_is(token, "BI")) {
                return false;
            }
            walk.stretch.paints = true;
        }
        operand[0] = operand[1];
        operand[1] = token;
    }
    *behind = walk.before;
    return walk.depth == 0 && content.size == 0;
}

struct rewriting {
    struct finish *finish;
    struct buffer drawing;
    size_t mark; /* the next one of the tree */
    int page, mcid;
};

static void begin_add(struct rewriting *rewriting, const struct tag_mark *mark)
{
    static const char *const decor[] = {
        [TAG_DECOR] = "/Artifact << /Type /Layout >> BDC",
        [TAG_DECOR_HEADER] = "/Artifact << /Type /Pagination /Subtype /Header >> BDC",
        [TAG_DECOR_FOOTER] = "/Artifact << /Type /Pagination /Subtype /Footer >> BDC",
    };
    const struct tags *tags = rewriting->finish->tags;
    if (mark->node < 0) {
        buffer_add_text(&rewriting->drawing, decor[mark->decor]);
    } else {
        const char *name = tag_role_name(tags->nodes[mark->node].about.role);
        rewriting->finish->mcid[mark - tags->marks] = rewriting->mcid;
        buffer_addf(&rewriting->drawing, "/%s << /MCID %d >> BDC", name, rewriting->mcid++);
    }
}

/* A stretch in which nothing was painted loses its marks and keeps the rest. */
static bool stretch_rewrite(void *data, struct span before, const struct finish_stretch *stretch)
{
    struct rewriting *rewriting = data;
    struct buffer *drawing = &rewriting->drawing;
    const struct tags *tags = rewriting->finish->tags;
    const struct tag_mark *mark = &tags->marks[rewriting->mark];
    if (rewriting->mark >= tags->mark_count || mark->page != rewriting->page) {
        return false;
    }
    rewriting->mark++;
    buffer_add(drawing, before.at, before.size);
    if (stretch->paints) {
        begin_add(rewriting, mark);
    }
    buffer_add(drawing, stretch->body.at, stretch->body.size);
    return buffer_add_text(drawing, stretch->paints ? "EMC" : "");
}

static size_t first_mark(const struct tags *tags, int page)
{
    size_t at = 0;
    while (at < tags->mark_count && tags->marks[at].page < page) {
        at++;
    }
    return at;
}

bool finish_content(struct finish *finish, int page)
{
    struct finish_page *of = &finish->pages[page];
    struct rewriting rewriting = {
        .finish = finish, .mark = first_mark(finish->tags, page), .page = page};
    struct buffer old;
    struct span behind = {NULL, 0};
    buffer_init(&old, DRAWING_MOST);
    buffer_init(&rewriting.drawing, DRAWING_MOST);
    bool ok = pdf_inflate(&finish->pdf, of->contents, &old, finish->why);
    if (ok) {
        struct span content = {buffer_text(&old), old.size};
        ok = finish_stretches(content, stretch_rewrite, &rewriting, &behind) &&
             first_mark(finish->tags, page + 1) == rewriting.mark &&
             (behind.size == 0 || buffer_add(&rewriting.drawing, behind.at, behind.size));
        ok = ok || finish_bad(finish, "the drawing and the tree do not agree", of->contents);
    }
    of->marks = rewriting.mcid;
    if (ok) {
        finish_object(finish, of->contents);
        ok = pdf_deflate(&rewriting.drawing, finish->out) || finish_bad(finish, "zlib", 0);
        finish_object_end(finish);
    }
    buffer_clear(&old);
    buffer_clear(&rewriting.drawing);
    return ok;
}
