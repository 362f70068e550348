/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview_html.h"

#include <ctype.h>
#include <string.h>

/* Colours have 7:1 on their grounds in both schemes; lengths follow the reader's own text size. */
static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b2430;--ground:#fff;--soft:#f3f5f8;--line:#5f6a78;"
    "--link:#0b4f7a}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f2f4f7;--ground:#14181e;--soft:#1f252e;"
    "--line:#a9b3c0;--link:#9fd0f5}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.55 system-ui,"
    "\"Noto Sans\",sans-serif}"
    "header,main,footer{max-width:44rem;margin:0 auto;padding:1rem}"
    "h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}"
    "h2{font-size:1.45rem;line-height:1.25;margin:2.5rem 0 .5rem;border-top:.2rem solid "
    "var(--line);padding-top:1rem}"
    "h3{font-size:1.15rem;margin:0 0 .25rem}"
    "[lang] [lang]{color:inherit}.other{font-weight:400;font-size:.9em}"
    "ul{list-style:none;padding:0;margin:0}"
    ".answers>li{background:var(--soft);border-radius:.75rem;padding:1rem;margin:.75rem 0}"
    ".facts li{margin:.15rem 0}"
    "a{color:var(--link);text-underline-offset:.15em;overflow-wrap:anywhere}"
    "nav a,.facts a{display:inline-block;padding:.35rem 0}"
    "a:focus-visible{outline:.2rem solid currentColor;outline-offset:.15rem}"
    ".number{display:inline-block;min-width:1.9em;text-align:center;border:.12em solid;"
    "border-radius:1em;margin-inline-end:.4em;padding:0 .35em}"
    "img{max-width:100%;height:auto;border:.06rem solid var(--line)}"
    "@media print{body{font-size:12pt}.answers>li{break-inside:avoid}nav{display:none}}";

struct page {
    const struct overview *overview;
    const struct language *const *languages;
    struct buffer *out;
};

/* ---- words ---- */

static void text_add(struct buffer *out, const char *text)
{
    for (const char *at = text ? text : ""; *at; at++) {
        switch (*at) {
        case '&':
            buffer_add_text(out, "&amp;");
            break;
        case '<':
            buffer_add_text(out, "&lt;");
            break;
        case '>':
            buffer_add_text(out, "&gt;");
            break;
        case '"':
            buffer_add_text(out, "&quot;");
            break;
        default:
            buffer_add_byte(out, *at);
        }
    }
}

static const char *tag_of(const struct page *page, int at)
{
    return language_tag(page->overview->codes[at]);
}

static bool said(const struct overview_line *line, int at)
{
    return line->text[at] && line->text[at][0];
}

/* The line in the page's language, and below it in the other one. */
static void line_add(const struct page *page, const struct overview_line *line)
{
    for (int at = 0; at < page->overview->language_count; at++) {
        if (!said(line, at)) {
            continue;
        }
        if (at > 0) {
            buffer_addf(page->out, "<br><span class=\"other\" lang=\"%s\">", tag_of(page, at));
        }
        text_add(page->out, line->text[at]);
        buffer_add_text(page->out, at > 0 ? "</span>" : "");
    }
}

static void line_tagged(const struct page *page, const char *open, const struct overview_line *line,
                        const char *close)
{
    if (said(line, 0)) {
        buffer_add_text(page->out, open);
        line_add(page, line);
        buffer_add_text(page->out, close);
    }
}

static void word_add(const struct page *page, const char *key)
{
    for (int at = 0; at < page->overview->language_count; at++) {
        if (at > 0) {
            buffer_addf(page->out, " / <span lang=\"%s\">", tag_of(page, at));
        }
        text_add(page->out, language_word(page->languages[at], key));
        buffer_add_text(page->out, at > 0 ? "</span>" : "");
    }
}

/* ---- ways to reach a place ---- */

static void phone_add(const struct page *page, const char *phone)
{
    buffer_add_text(page->out, "<li>");
    word_add(page, "overview.html.phone");
    buffer_add_text(page->out, ": <a href=\"tel:");
    for (const char *at = phone; *at; at++) {
        if (isdigit((unsigned char)*at) || (*at == '+' && at == phone)) {
            buffer_add_byte(page->out, *at);
        }
    }
    buffer_add_text(page->out, "\">");
    text_add(page->out, phone);
    buffer_add_text(page->out, "</a></li>");
}

static bool web_good(const char *web)
{
    return !strncmp(web, "https://", 8) || !strncmp(web, "http://", 7);
}

static void link_add(const struct page *page, const char *key, const char *scheme,
                     const char *target)
{
    buffer_add_text(page->out, "<li>");
    word_add(page, key);
    buffer_addf(page->out, ": <a href=\"%s", scheme);
    text_add(page->out, target);
    buffer_add_text(page->out, "\">");
    text_add(page->out, target);
    buffer_add_text(page->out, "</a></li>");
}

static void contact_add(const struct page *page, const struct overview_place *place)
{
    if (place->phone[0]) {
        phone_add(page, place->phone);
    }
    if (web_good(place->web)) {
        link_add(page, "overview.html.web", "", place->web);
    }
    if (place->mail[0]) {
        link_add(page, "overview.html.mail", "mailto:", place->mail);
    }
}

/* ---- questions ---- */

static void answer_add(const struct page *page, const struct overview_answer *answer)
{
    const struct overview_place *place = &page->overview->places[answer->place];
    buffer_addf(page->out, "<li><h3><span class=\"number\">%d</span><span dir=\"auto\">",
                place->number);
    text_add(page->out, place->name);
    buffer_add_text(page->out, "</span></h3><ul class=\"facts\">");
    if (place->address[0]) {
        buffer_add_text(page->out, "<li dir=\"auto\">");
        text_add(page->out, place->address);
        buffer_add_text(page->out, "</li>");
    }
    for (int fact = 0; fact < OVERVIEW_FACTS; fact++) {
        line_tagged(page, fact == OVERVIEW_NOTE ? "<li dir=\"auto\">" : "<li>", &answer->fact[fact],
                    "</li>");
    }
    line_tagged(page, "<li>", &place->step_free, "</li>");
    contact_add(page, place);
    buffer_add_text(page->out, "</ul></li>\n");
}

static void question_add(const struct page *page, const struct overview_question *question)
{
    buffer_addf(page->out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", question->word,
                question->word);
    line_add(page, &question->heading);
    buffer_add_text(page->out, "</h2>\n");
    if (question->answer_count == 0) {
        line_tagged(page, "<p>", &question->none, "</p>\n");
    } else {
        buffer_add_text(page->out, "<ul class=\"answers\">\n");
        for (size_t at = 0; at < question->answer_count; at++) {
            answer_add(page, &question->answers[at]);
        }
        buffer_add_text(page->out, "</ul>\n");
    }
    buffer_add_text(page->out, "</section>\n");
}

static void contents_add(const struct page *page)
{
    buffer_add_text(page->out, "<nav aria-label=\"");
    text_add(page->out, language_word(page->languages[0], "overview.html.questions"));
    buffer_add_text(page->out, "\"><ul>\n");
    for (size_t at = 0; at < page->overview->question_count; at++) {
        const struct overview_question *question = &page->overview->questions[at];
        buffer_addf(page->out, "<li><a href=\"#%s\">", question->word);
        text_add(page->out, question->heading.text[0]);
        buffer_add_text(page->out, "</a></li>\n");
    }
    buffer_add_text(page->out, "</ul></nav>\n");
}

/* ---- the map ---- */

static void base64_add(struct buffer *out, const char *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < size; at += 3) {
        size_t left = size - at;
        unsigned three = (unsigned)(unsigned char)bytes[at] << 16 |
                         (left > 1 ? (unsigned)(unsigned char)bytes[at + 1] << 8 : 0) |
                         (left > 2 ? (unsigned)(unsigned char)bytes[at + 2] : 0);
        buffer_add_byte(out, digits[three >> 18 & 63]);
        buffer_add_byte(out, digits[three >> 12 & 63]);
        buffer_add_byte(out, left > 1 ? digits[three >> 6 & 63] : '=');
        buffer_add_byte(out, left > 2 ? digits[three & 63] : '=');
    }
}

static void map_add(const struct page *page, const struct buffer *map)
{
    buffer_add_text(page->out, "<section aria-labelledby=\"map\">\n<h2 id=\"map\">");
    word_add(page, "overview.html.map");
    buffer_add_text(page->out, "</h2>\n<figure style=\"margin:0\"><img alt=\"");
    text_add(page->out, language_word(page->languages[0], "overview.html.map_alt"));
    buffer_add_text(page->out, "\" src=\"data:image/png;base64,");
    base64_add(page->out, buffer_text(map), map->size);
    buffer_add_text(page->out, "\"><figcaption>");
    line_add(page, &page->overview->map_title);
    buffer_add_text(page->out, "</figcaption></figure>\n</section>\n");
}

/* ---- the page ---- */

static void head_add(const struct page *page)
{
    const struct overview *overview = page->overview;
    buffer_addf(page->out,
                "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                tag_of(page, 0));
    buffer_add_text(
        page->out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    text_add(page->out, overview->title.text[0]);
    buffer_addf(page->out, "</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n", style);
    line_tagged(page, "<p><strong>", &overview->ribbon, "</strong></p>\n");
    line_tagged(page, "<h1>", &overview->title, "</h1>\n");
    line_tagged(page, "<p>", &overview->intro, "</p>\n");
    line_tagged(page, "<p>", &overview->valid_line, "</p>\n");
    buffer_add_text(page->out, "</header>\n<main>\n");
}

static void foot_add(const struct page *page)
{
    buffer_add_text(page->out, "</main>\n<footer>\n");
    for (size_t at = 0; at < page->overview->source_count; at++) {
        buffer_add_text(page->out, "<p>");
        text_add(page->out, page->overview->sources[at]);
        buffer_add_text(page->out, "</p>\n");
    }
    buffer_add_text(page->out, "</footer>\n</body>\n</html>\n");
}

bool overview_html_write(const struct overview *overview, const struct buffer *map,
                         const struct language *const languages[OVERVIEW_LANGUAGES],
                         struct buffer *out)
{
    struct page page = {overview, languages, out};
    head_add(&page);
    contents_add(&page);
    for (size_t at = 0; at < overview->question_count; at++) {
        question_add(&page, &overview->questions[at]);
    }
    if (map) {
        map_add(&page, map);
    }
    foot_add(&page);
    return !out->full;
}
