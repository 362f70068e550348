/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview_paper.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/marks.h"

enum { RUNS_MOST = 64 }; /* of one paragraph */

static const double NAME = 1.15, GUTTER = 14;
static const double ROW_GAP = 0.12, APART = 0.3, ICON = 1.05; /* em */

const char *overview_tongue(const struct sheet *sheet, int language)
{
    return language > 0 ? language_tag(overview_of(sheet)->codes[language]) : NULL;
}

double overview_em(const struct sheet *sheet, double share)
{
    return sheet->text * share;
}

static double leading_of(const struct sheet *sheet)
{
    return sheet->density->leading;
}

/* ---- what is said ---- */

static struct overview_row *row_add(struct overview_entry *entry, const char *icon)
{
    ARRAY_GROW(entry->rows, entry->count, entry->room);
    struct overview_row *row = &entry->rows[entry->count++];
    *row = (struct overview_row){.icon = icon};
    return row;
}

static void run_add(struct overview_entry *entry, struct overview_part *part, struct flow_run run)
{
    if (!part->runs) {
        part->runs = arena_take(&entry->arena, RUNS_MOST * sizeof *part->runs);
    }
    if (part->count < RUNS_MOST) {
        part->runs[part->count++] = run;
    }
}

static struct flow_run run_of(const struct sheet *sheet, int language, const char *text, bool bold)
{
    struct flow_run run = sheet_run(sheet, text, language > 0 ? THEME_MUTED : THEME_INK);
    run.style.weight = bold ? TYPE_BOLD : TYPE_REGULAR;
    run.language = overview_tongue(sheet, language);
    return run;
}

static bool line_said(const struct overview_line *line)
{
    return line->text[0] && *line->text[0];
}

/* Run in: behind what was said already, as long as a paragraph holds it. */
static struct overview_row *row_for(const struct sheet *sheet, struct overview_entry *entry,
                                    const char *icon, size_t first)
{
    struct overview_row *last = entry->count ? &entry->rows[entry->count - 1] : NULL;
    bool on = overview_plan_of(sheet)->run_in && entry->count > first &&
              last->part[0].count + 4 < RUNS_MOST;
    return on ? last : row_add(entry, icon);
}

static void line_add(const struct sheet *sheet, struct overview_entry *entry,
                     struct overview_row *row, const struct overview_line *line, bool bold)
{
    for (int at = 0; at < overview_of(sheet)->language_count; at++) {
        struct overview_part *part = &row->part[at];
        if (!line->text[at] || !*line->text[at]) {
            continue;
        }
        if (part->count) {
            run_add(entry, part, run_of(sheet, at, " · ", false));
        }
        run_add(entry, part, run_of(sheet, at, line->text[at], bold && at == 0));
    }
}

static const char *said(const struct overview_line *line, int language)
{
    return line->text[language] ? line->text[language] : "";
}

/* The same but for what it is. */
static bool facts_same(const struct overview_answer *a, const struct overview_answer *b)
{
    for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
        for (int at = 0; at < OVERVIEW_LANGUAGES && fact != OVERVIEW_WHAT; at++) {
            if (strcmp(said(&a->fact[fact], at), said(&b->fact[fact], at)) != 0) {
                return false;
            }
        }
    }
    return true;
}

/* What is offered on the same terms stands together above them. Returns how many that are. */
static size_t answers_add(const struct sheet *sheet, struct overview_entry *entry,
                          const struct overview_answer *answers, size_t count)
{
    static const char *const icons[OVERVIEW_FACTS] = {
        [OVERVIEW_WHEN] = "clock", [OVERVIEW_ENTRY] = "enter", [OVERVIEW_NOTE] = "info"};
    size_t same = 0, first = entry->count;
    do {
        struct overview_row *row = same && overview_plan_of(sheet)->run_in
                                       ? row_for(sheet, entry, "", first)
                                       : row_add(entry, answers[same].icon);
        line_add(sheet, entry, row, &answers[same].fact[OVERVIEW_WHAT], false);
        same++;
    } while (same < count && facts_same(&answers[0], &answers[same]));
    for (int fact = OVERVIEW_PRICE; fact < OVERVIEW_FACTS; fact++) {
        const struct overview_line *line = &answers[0].fact[fact];
        if (overview_plan_of(sheet)->brief && (fact == OVERVIEW_TONGUES || fact == OVERVIEW_NOTE)) {
            continue;
        }
        const char *icon = icons[fact] ? icons[fact] : "";
        bool on = fact == OVERVIEW_PRICE && same == 1;
        if (line_said(line)) {
            struct overview_line once = {{line->text[0]}}; /* as typed: the same in both */
            line = fact == OVERVIEW_NOTE ? &once : line;
            struct overview_row *row =
                on ? &entry->rows[entry->count - 1] : row_for(sheet, entry, icon, first);
            line_add(sheet, entry, row, line, fact == OVERVIEW_PRICE);
        }
    }
    entry->rows[first].apart = first > 1;
    return same;
}

/* ---- ways to reach a place ---- */

/* "https://www.foyer.be/" is typed as "www.foyer.be". */
static const char *web_plain(struct arena *arena, const char *web)
{
    const char *at = strstr(web, "://");
    char *plain = arena_text(arena, at ? at + 3 : web);
    size_t size = strlen(plain);
    if (size && plain[size - 1] == '/') {
        plain[size - 1] = 0;
    }
    return plain;
}

/* A number that is read in one line. */
static const char *phone_whole(struct arena *arena, const char *phone)
{
    enum { LINE = 24 };
    char whole[3 * LINE], *to = whole;
    if (strlen(phone) > LINE) {
        return phone;
    }
    for (const char *at = phone; *at; at++) {
        if (*at == ' ') {
            *to++ = '\xC2';
            *to++ = '\xA0';
        } else {
            *to++ = *at;
        }
    }
    *to = 0;
    return arena_text(arena, whole);
}

/* Only the first of several numbers can be tapped. */
static const char *phone_link(struct arena *arena, const char *phone)
{
    char digits[64];
    size_t count = 0;
    for (const char *at = phone; *at && !strchr(";,/", *at) && count + 1 < sizeof digits; at++) {
        if (isdigit((unsigned char)*at) || (*at == '+' && count == 0)) {
            digits[count++] = *at;
        }
    }
    digits[count] = 0;
    return count >= 3 ? arena_textf(arena, "tel:%s", digits) : NULL;
}

static bool web_leads(const char *web)
{
    return !strncmp(web, "https://", 8) || !strncmp(web, "http://", 7);
}

static void link_add(const struct sheet *sheet, struct overview_entry *entry, const char *icon,
                     const char *key, const char *text, const char *to, size_t first)
{
    bool bold = strcmp(icon, "phone") == 0;
    struct flow_run run = run_of(sheet, 0, text, bold);
    if (to) {
        run.to = to;
        run.alt = arena_textf(&entry->arena, "%s: %s",
                              language_word(overview_plan_of(sheet)->languages[0], key), text);
    }
    struct overview_row *row = row_for(sheet, entry, icon, first);
    if (row->part[0].count) {
        run_add(entry, &row->part[0], run_of(sheet, 0, " · ", false));
    }
    run_add(entry, &row->part[0], run);
}

/* Where little room is, the first way that there is will do. */
static void contact_add(const struct sheet *sheet, struct overview_entry *entry)
{
    const struct overview_place *place = entry->place;
    struct arena *arena = &entry->arena;
    bool one = overview_of(sheet)->language_count == 1, brief = overview_plan_of(sheet)->brief;
    size_t first = one ? 1 : entry->count;
    bool phone = place->phone && *place->phone, web = place->web && *place->web;
    if (phone) {
        link_add(sheet, entry, "phone", "overview.html.phone", phone_whole(arena, place->phone),
                 phone_link(arena, place->phone), first);
    }
    if (web && !(brief && phone)) {
        link_add(sheet, entry, "globe", "overview.html.web", web_plain(arena, place->web),
                 web_leads(place->web) ? place->web : NULL, first);
    }
    if (place->mail && *place->mail && !(brief && (phone || web))) {
        link_add(sheet, entry, "post", "overview.html.mail", place->mail,
                 arena_textf(arena, "mailto:%s", place->mail), first);
    }
}

static void name_add(const struct sheet *sheet, struct overview_entry *entry, bool address)
{
    const struct overview_place *place = entry->place;
    struct flow_run name = run_of(sheet, 0, place->name, true);
    struct overview_row *row = row_add(entry, "");
    row->first = true;
    name.style.size *= NAME;
    run_add(entry, &row->part[0], name);
    if (!address || !place->address || !*place->address) {
        return;
    }
    if (overview_plan_of(sheet)->run_in) {
        run_add(entry, &row->part[0], run_of(sheet, 0, ", ", false));
    } else {
        row = row_add(entry, "");
    }
    run_add(entry, &row->part[0], run_of(sheet, 0, place->address, false));
}

size_t overview_group_end(const struct overview_question *question, size_t from)
{
    size_t at = from;
    while (at < question->answer_count &&
           question->answers[at].place == question->answers[from].place) {
        at++;
    }
    return at;
}

void overview_entry_make(const struct sheet *sheet, const struct overview_question *question,
                         const struct overview_answer *answers, size_t count, bool brief,
                         struct overview_entry *out)
{
    const struct overview_place *place = &overview_of(sheet)->places[answers[0].place];
    *out = (struct overview_entry){.question = question, .place = place};
    arena_init(&out->arena);
    name_add(sheet, out, !brief);
    for (size_t at = 0; at < count;) {
        at += answers_add(sheet, out, &answers[at], count - at);
    }
    if (!brief) {
        if (line_said(&place->step_free) && !overview_plan_of(sheet)->brief) {
            line_add(sheet, out, row_for(sheet, out, "wheelchair", 1), &place->step_free, false);
        }
        contact_add(sheet, out);
    }
}

void overview_entry_clear(struct overview_entry *entry)
{
    arena_clear(&entry->arena);
    free(entry->rows);
}

/* ---- how it is set ---- */

static double badge_scale(const struct sheet *sheet)
{
    return overview_em(sheet, NAME) / MARK_TEXT;
}

static double badge_width(const struct sheet *sheet, int number)
{
    char text[16];
    struct type_style style = {.size = MARK_TEXT, .weight = TYPE_BOLD, .tabular = true};
    snprintf(text, sizeof text, "%d", number);
    return fmax(MARK_HIGH, type_width(sheet->pencil->type, style, text) + 7) * badge_scale(sheet);
}

/* The words stand right of the widest number. */
/* Of the words, behind the numbers. */
static double overview_indent(const struct sheet *sheet)
{
    return badge_width(sheet, (int)overview_of(sheet)->place_count) + overview_em(sheet, 0.5);
}

static double part_set(const struct sheet *sheet, cairo_t *cairo, const struct overview_part *part,
                       double x, double y, double width)
{
    struct flow flow = {
        .cairo = cairo, .x = x, .y = y, .width = width, .leading = leading_of(sheet)};
    if (!part->count) {
        return 0;
    }
    tag_open(sheet_tags(sheet, cairo), TAG_P);
    double high = sheet_flow_set(sheet, flow, part->runs, part->count);
    tag_close(sheet_tags(sheet, cairo));
    return high;
}

static double row_set(const struct sheet *sheet, cairo_t *cairo, const struct overview_row *row,
                      double x, double y, double width)
{
    double half = (width - GUTTER) / 2;
    bool two = row->part[1].count > 0;
    if (two && overview_plan_of(sheet)->beside) {
        double left = part_set(sheet, cairo, &row->part[0], x, y, half);
        return fmax(left, part_set(sheet, cairo, &row->part[1], x + half + GUTTER, y, half));
    }
    double high = part_set(sheet, cairo, &row->part[0], x, y, width);
    return high + (two ? part_set(sheet, cairo, &row->part[1], x, y + high, width) : 0);
}

/* The number is higher than the name beside it. */
static double name_above(const struct sheet *sheet)
{
    return fmax(0, (MARK_HIGH * badge_scale(sheet) - overview_em(sheet, NAME * leading_of(sheet))) /
                       2);
}

double overview_entry_height(const struct sheet *sheet, const struct overview_entry *entry,
                             double width)
{
    double high = 0;
    for (size_t at = 0; at < entry->count; at++) {
        high += overview_row_set(sheet, NULL, entry, &entry->rows[at], 0, 0, width);
    }
    return high;
}

/* An answer may go on overleaf, and the list of them does. */
static void entry_open(const struct overview_entry *entry, struct tags *tags)
{
    char list[64], item[64];
    snprintf(list, sizeof list, "antwoorden-%s", entry->question->word);
    snprintf(item, sizeof item, "antwoord-%s-%d", entry->question->word, entry->place->number);
    tag_open_as(tags,
                &(struct tag_about){.role = TAG_L, .numbered = true, .name = list, .again = true});
    tag_open_as(tags, &(struct tag_about){.role = TAG_LI, .name = item, .again = true});
}

static void body_open(struct tags *tags)
{
    tag_open_as(tags, &(struct tag_about){.role = TAG_LBODY, .name = "woorden", .again = true});
}

static void entry_close(struct tags *tags)
{
    tag_close(tags);
    tag_close(tags);
}

static void badge_draw(const struct sheet *sheet, cairo_t *cairo,
                       const struct overview_entry *entry, double x, double y)
{
    double scale = badge_scale(sheet), width = badge_width(sheet, entry->place->number) / scale;
    char text[16];
    snprintf(text, sizeof text, "%d", entry->place->number);
    tag_open(sheet_tags(sheet, cairo), TAG_LBL);
    ink_open(sheet_tags(sheet, cairo));
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scale, scale);
    mark_draw(sheet, cairo, SYMBOL_PIN_CONFIRMED, THEME_INK, text, width / 2, MARK_HIGH / 2, width);
    cairo_restore(cairo);
    tag_close(sheet_tags(sheet, cairo));
}

/* A sign beside its words, in the middle below the number. */
static void icon_set(const struct sheet *sheet, cairo_t *cairo, const char *icon, double x,
                     double y)
{
    double size = overview_em(sheet, ICON),
           indent = overview_indent(sheet) - overview_em(sheet, 0.5);
    if (*icon && icon_set_has(sheet->pencil->icons, icon)) {
        ink_close(sheet_tags(sheet, cairo));
        icon_draw(sheet->pencil->icons, cairo, icon, x + (indent - size) / 2,
                  y + (overview_em(sheet, leading_of(sheet)) - size) / 2, size,
                  sheet_ink(sheet, THEME_MUTED));
    }
}

double overview_row_set(const struct sheet *sheet, cairo_t *cairo,
                        const struct overview_entry *entry, const struct overview_row *row,
                        double x, double y, double width)
{
    bool first = row->first;
    double indent = overview_indent(sheet);
    double above = first ? name_above(sheet) : row->apart ? overview_em(sheet, APART) : 0;
    struct tags *tags = sheet_tags(sheet, cairo);
    if (cairo) {
        entry_open(entry, tags);
        if (first) {
            badge_draw(sheet, cairo, entry, x, y);
        }
        icon_set(sheet, cairo, row->icon, x, y + above);
        body_open(tags);
    }
    double high = row_set(sheet, cairo, row, x + indent, y + above, width - indent);
    if (cairo) {
        tag_close(tags);
        entry_close(tags);
    }
    return above + high + overview_em(sheet, ROW_GAP);
}

void overview_entry_set(const struct sheet *sheet, const struct overview_entry *entry, double x,
                        double y, double width)
{
    cairo_t *cairo = sheet_cairo(sheet);
    for (size_t at = 0; cairo && at < entry->count; at++) {
        y += overview_row_set(sheet, cairo, entry, &entry->rows[at], x, y, width);
    }
}
