/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "draw/icon_inner.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':' || c == '.';
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && is_space(*at)) {
        at++;
    }
    return at;
}

static bool starts(const char *at, const char *end, const char *word)
{
    size_t size = strlen(word);
    return (size_t)(end - at) >= size && memcmp(at, word, size) == 0;
}

/* Behind the next `word`, or NULL. */
static const char *behind(const char *at, const char *end, const char *word)
{
    for (; at < end; at++) {
        if (starts(at, end, word)) {
            return at + strlen(word);
        }
    }
    return NULL;
}

static const char *read_name(const char *at, const char *end, size_t *size)
{
    const char *from = at;
    while (at < end && is_name(*at)) {
        at++;
    }
    *size = (size_t)(at - from);
    return at;
}

static bool read_attribute(const char **at, const char *end, struct xml_tag *tag)
{
    struct xml_attribute one = {.name = *at};
    const char *here = read_name(*at, end, &one.name_size);
    here = skip_space(here, end);
    if (one.name_size == 0 || tag->attributes == ICON_ATTRIBUTES || here == end || *here != '=') {
        return false;
    }
    here = skip_space(here + 1, end);
    if (here == end || (*here != '"' && *here != '\'')) {
        return false;
    }
    one.value = here + 1;
    const char *close = memchr(one.value, *here, (size_t)(end - one.value));
    if (!close || memchr(one.value, '<', (size_t)(close - one.value))) {
        return false;
    }
    one.value_size = (size_t)(close - one.value);
    tag->attribute[tag->attributes++] = one;
    *at = close + 1;
    return true;
}

static enum xml_result read_tag(const char **at, const char *end, struct xml_tag *tag)
{
    memset(tag, 0, sizeof *tag);
    const char *here = *at + 1;
    if (here < end && *here == '/') {
        tag->closes = true;
        here++;
    } else {
        tag->opens = true;
    }
    tag->name = here;
    here = read_name(here, end, &tag->name_size);
    if (tag->name_size == 0) {
        return XML_WRONG;
    }
    for (;;) {
        const char *gap = here;
        here = skip_space(here, end);
        *at = here;
        if (here < end && *here == '>') {
            *at = here + 1;
            return XML_TAG;
        }
        if (tag->opens && starts(here, end, "/>")) {
            tag->closes = true;
            *at = here + 2;
            return XML_TAG;
        }
        if (!tag->opens || here == gap || here == end || !read_attribute(&here, end, tag)) {
            return XML_WRONG;
        }
    }
}

/* Comment, declaration or doctype: passed over, NULL when it does not end. */
static const char *skip_other(const char *at, const char *end)
{
    if (starts(at, end, "<!--")) {
        return behind(at + 4, end, "-->");
    }
    return starts(at, end, "<?") ? behind(at + 2, end, "?>") : behind(at + 2, end, ">");
}

enum xml_result xml_next(const char **at, const char *end, struct xml_tag *tag)
{
    while (*at < end) {
        const char *open = memchr(*at, '<', (size_t)(end - *at));
        if (!open) {
            *at = end;
            break;
        }
        *at = open;
        if (end - open < 2 || (open[1] != '!' && open[1] != '?')) {
            return read_tag(at, end, tag);
        }
        const char *next = skip_other(open, end);
        if (!next) {
            return XML_WRONG;
        }
        *at = next;
    }
    return XML_END;
}

const struct xml_attribute *xml_find(const struct xml_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attributes; i++) {
        if (tag->attribute[i].name_size == strlen(name) &&
            memcmp(tag->attribute[i].name, name, tag->attribute[i].name_size) == 0) {
            return &tag->attribute[i];
        }
    }
    return NULL;
}

bool xml_is(const struct xml_tag *tag, const char *name)
{
    return tag->name_size == strlen(name) && memcmp(tag->name, name, tag->name_size) == 0;
}
