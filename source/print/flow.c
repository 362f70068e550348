/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"

enum { LINE_CEILING = 16 * 1024, WORD_CEILING = 120 /* bytes, beyond which a word is broken */ };
static const double slack = 0.01, ICON = 1.05, ICON_GAP = 0.2; /* shares of the size */

struct piece { /* what is never broken, unless it is wider than the column */
    const char *text;
    size_t size;
    int run;
    bool spaced; /* a space stands before it */
    bool glued;  /* no line may begin with it */
    bool fresh;
    double width, space;
    double sign; /* what the icon before it takes of its width */
};
struct setting {
    const struct flow *flow;
    const struct flow_run *runs;
    struct piece *pieces; /* owned */
    size_t count, room;
    struct buffer text; /* of the segment being drawn */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static double width_of(struct setting *setting, const struct piece *piece)
{
    buffer_empty(&setting->text);
    buffer_add(&setting->text, piece->text, piece->size);
    return type_width(setting->flow->pencil->type, setting->runs[piece->run].style,
                      buffer_text(&setting->text));
}

static void piece_add(struct setting *setting, struct piece piece)
{
    struct type *type = setting->flow->pencil->type;
    piece.width = width_of(setting, &piece) + piece.sign;
    piece.space = piece.spaced ? type_width(type, setting->runs[piece.run].style, " ") : 0;
    ARRAY_GROW(setting->pieces, setting->count, setting->room);
    setting->pieces[setting->count++] = piece;
}

/* "Sint-Jans" may be broken, "Wi-Fi" and "02/123" not: three letters stand on either side. */
static bool may_break(const char *text, size_t start, size_t at)
{
    bool sign = (text[at] == '-' || text[at] == '/') && at >= start + 3;
    for (size_t i = 1; sign && i <= 3; i++) {
        sign = text[at + i] && !is_blank(text[at + i]) && !strchr("-/0123456789", text[at + i]);
    }
    return sign;
}

static size_t piece_end(const char *text, size_t start)
{
    size_t at = start;
    while (text[at] && !is_blank(text[at])) {
        if (may_break(text, start, at++)) {
            break;
        }
        if (at - start > WORD_CEILING) {
            return start + utf8_cut(text + start, WORD_CEILING);
        }
    }
    return at;
}

/* Signs that never begin a line, though a space stands before them. */
static bool hangs(const char *text, size_t size)
{
    static const char *const signs[] = {";", ":", "!", "?", "\xC2\xB7", "\xC2\xBB", "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strlen(signs[i]) == size && memcmp(signs[i], text, size) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_number(const char *text, size_t size)
{
    return strspn(text, "0123456789") >= size;
}

/* A house number, a day or a year stays with the word before it; the numbers of a list do not. */
static bool stays(const struct setting *setting, const char *text, size_t size)
{
    if (hangs(text, size)) {
        return true;
    }
    if (setting->count == 0 || !is_number(text, size)) {
        return false;
    }
    const struct piece *before = &setting->pieces[setting->count - 1];
    return !hangs(before->text, before->size) && before->text[before->size - 1] != ',' &&
           before->text[before->size - 1] != ':' && !is_number(before->text, before->size);
}

static double sign_width(const struct setting *setting, const struct flow_run *run)
{
    bool drawn = run->icon && setting->flow->pencil->icons;
    return drawn ? run->style.size * (ICON + ICON_GAP) : 0;
}

static void pieces_gather(struct setting *setting, int count)
{
    bool spaced = false;
    for (int run = 0; run < count; run++) {
        const char *text = setting->runs[run].text ? setting->runs[run].text : "";
        bool fresh = setting->runs[run].fresh, first = true;
        for (size_t at = 0; text[at];) {
            if (is_blank(text[at])) {
                spaced = true;
                at++;
                continue;
            }
            size_t end = piece_end(text, at);
            piece_add(
                setting,
                (struct piece){.text = text + at,
                               .size = end - at,
                               .run = run,
                               .sign = first ? sign_width(setting, &setting->runs[run]) : 0,
                               .spaced = spaced && setting->count > 0,
                               .glued = (first && !spaced) || stays(setting, text + at, end - at),
                               .fresh = fresh && first && setting->count > 0});
            first = spaced = false;
            at = end;
        }
    }
}

/* Breaks off what fits `width` of a piece that is too wide; the rest follows as a piece. */
static void piece_split(struct setting *setting, size_t index)
{
    struct piece whole = setting->pieces[index];
    double width = setting->flow->width, found = width_of(setting, &whole);
    size_t size = whole.size;
    while (size > 0 && found > width) {
        size = utf8_cut(whole.text, size - 1);
        struct piece part = {.text = whole.text, .size = size, .run = whole.run};
        found = width_of(setting, &part);
    }
    if (size == 0 || size == whole.size) {
        return;
    }
    setting->pieces[index].sign = 0;
    struct piece rest = {.text = whole.text + size, .size = whole.size - size, .run = whole.run};
    setting->pieces[index].size = size;
    setting->pieces[index].width = width_of(setting, &setting->pieces[index]);
    piece_add(setting, rest);
    rest = setting->pieces[setting->count - 1];
    memmove(&setting->pieces[index + 2], &setting->pieces[index + 1],
            (setting->count - index - 2) * sizeof *setting->pieces);
    setting->pieces[index + 1] = rest;
}

/* The first piece of the next line. */
static size_t line_end(struct setting *setting, size_t start)
{
    double sum = 0;
    size_t stop = start;
    if (setting->pieces[start].width > setting->flow->width + slack) {
        piece_split(setting, start);
    }
    for (size_t at = start; at < setting->count; at++) {
        const struct piece *piece = &setting->pieces[at];
        if (at > start && piece->fresh) {
            return at;
        }
        if (at > start && !piece->glued) {
            stop = at;
        }
        sum += piece->width + (at > start ? piece->space : 0);
        if (at > start && sum > setting->flow->width + slack) {
            return stop > start ? stop : at;
        }
    }
    return setting->count;
}

static double line_size(const struct setting *setting, size_t start, size_t end)
{
    double size = 0;
    for (size_t at = start; at < end; at++) {
        size = fmax(size, setting->runs[setting->pieces[at].run].style.size);
    }
    return size;
}

static double line_width(const struct setting *setting, size_t start, size_t end)
{
    double sum = 0;
    for (size_t at = start; at < end; at++) {
        sum += setting->pieces[at].width + (at > start ? setting->pieces[at].space : 0);
    }
    return sum;
}

/* Hebrew, Arabic and their neighbours: a PDF holds their glyphs in the order of the eye. */
static bool code_turns(uint32_t code)
{
    return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
           (code >= 0xFE70 && code <= 0xFEFF);
}

static bool turns(const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        if (code_turns(utf8_next(&text, end))) {
            return true;
        }
    }
    return false;
}

bool flow_turned(const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t code = utf8_next(&text, end);
        if (code_turns(code)) {
            return true;
        }
        if ((code | 0x20) - 'a' < 26u || code > 0xBF) {
            return false;
        }
    }
    return false;
}

/* True when an element of its own was opened for this run. */
static bool run_open(const struct flow *flow, const struct flow_run *run, const char *text,
                     double x, double baseline, double width)
{
    bool turned = turns(text);
    struct tag_about about = {.role = run->to ? TAG_LINK : TAG_SPAN,
                              .language = run->language,
                              .alt = run->alt,
                              .to = run->to,
                              .actual = turned ? text : NULL};
    bool own = run->to || run->language || turned;
    if (flow->tags && own) {
        tag_open_as(flow->tags, &about);
        double ascent = type_ascent(flow->pencil->type, run->style);
        tag_box(flow->tags, x, baseline - ascent, width,
                ascent + type_descent(flow->pencil->type, run->style));
    }
    ink_open(flow->tags);
    return flow->tags && own;
}

static void sign_draw(const struct flow *flow, const struct flow_run *run, double x,
                      double baseline)
{
    double size = run->style.size * ICON;
    ink_close(flow->tags);
    icon_draw(flow->pencil->icons, flow->cairo, run->icon, x,
              baseline + 0.14 * run->style.size - size, size, run->colour);
}

/* Draws the pieces of one run that stand side by side, as one text. */
static void segment_draw(struct setting *setting, size_t start, size_t end, bool more, double x,
                         double baseline, double width)
{
    const struct flow *flow = setting->flow;
    const struct flow_run *run = &setting->runs[setting->pieces[start].run];
    double sign = setting->pieces[start].sign;
    if (sign > 0) {
        sign_draw(flow, run, x, baseline);
        x += sign;
        width -= sign;
    }
    buffer_empty(&setting->text);
    for (size_t at = start; at < end; at++) {
        const struct piece *piece = &setting->pieces[at];
        buffer_add(&setting->text, " ", at > start && piece->spaced ? 1 : 0);
        buffer_add(&setting->text, piece->text, piece->size);
    }
    buffer_add(&setting->text, " ", more ? 1 : 0);
    if (more && flow_turned(buffer_text(&setting->text))) {
        x -= type_width(flow->pencil->type, run->style, " "); /* the space behind stands in front */
    }
    bool own = run_open(flow, run, buffer_text(&setting->text), x, baseline, width);
    type_line(flow->pencil->type, flow->cairo, run->style, run->colour, x, baseline, TYPE_START,
              buffer_text(&setting->text));
    if (own) {
        tag_close(flow->tags);
    }
}

/* The space before what follows is drawn as well, so that who reads the file finds it; the one at
 * the end of a line too, unless a word is broken there. */
static bool more_follows(const struct setting *setting, size_t stop, size_t end)
{
    bool within = stop < end || (setting->flow->tags && stop < setting->count);
    return within && (setting->pieces[stop].spaced || setting->pieces[stop].fresh);
}

static void line_draw(struct setting *setting, size_t start, size_t end, double y, double size)
{
    const struct flow *flow = setting->flow;
    struct type_style tallest = {.size = size};
    double ascent = type_ascent(flow->pencil->type, tallest);
    double descent = type_descent(flow->pencil->type, tallest);
    double baseline = y + (size * flow->leading - ascent - descent) / 2 + ascent;
    double spare = flow->width - line_width(setting, start, end);
    double x = flow->x + (flow->side == TYPE_START    ? 0
                          : flow->side == TYPE_MIDDLE ? spare / 2
                                                      : spare);
    for (size_t at = start; at < end;) {
        size_t stop = at + 1;
        while (stop < end && setting->pieces[stop].run == setting->pieces[at].run) {
            stop++;
        }
        x += at > start ? setting->pieces[at].space : 0;
        double width = line_width(setting, at, stop);
        segment_draw(setting, at, stop, more_follows(setting, stop, end), x, baseline, width);
        x += width;
        at = stop;
    }
}

/* Makes `end` the end of everything, with "…" behind what fits. */
static size_t line_cut(struct setting *setting, size_t start, size_t end)
{
    struct piece dots = {.text = ELLIPSIS, .size = strlen(ELLIPSIS), .glued = true};
    for (; end > start; end--) {
        dots.run = setting->pieces[end - 1].run;
        double room = setting->flow->width - line_width(setting, start, end);
        if (width_of(setting, &dots) <= room + slack || end == start + 1) {
            break;
        }
    }
    setting->count = end;
    piece_add(setting, dots);
    return setting->count;
}

double flow_set(const struct flow *flow, const struct flow_run *runs, int count)
{
    struct setting setting = {.flow = flow, .runs = runs};
    double y = flow->y;
    bool own = flow->cairo && tag_groups(flow->tags);
    buffer_init(&setting.text, LINE_CEILING);
    pieces_gather(&setting, count);
    if (own) {
        tag_open(flow->tags, TAG_P);
    }
    int lines = -flow->from;
    bool over = false;
    for (size_t start = 0; start < setting.count && !over;) {
        size_t end = line_end(&setting, start);
        if (lines++ < 0) {
            start = end;
            continue;
        }
        over = flow->torn && lines == flow->lines;
        if (!over && lines == flow->lines && end < setting.count) {
            end = line_cut(&setting, start, end);
        }
        double size = line_size(&setting, start, end);
        if (flow->cairo) {
            line_draw(&setting, start, end, y, size);
        }
        y += size * flow->leading;
        start = end;
    }
    if (own) {
        tag_close(flow->tags);
    }
    free(setting.pieces);
    buffer_clear(&setting.text);
    return y - flow->y;
}
