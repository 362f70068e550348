/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/field_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- what it holds ---- */

static void text_set(char **at, const char *text)
{
    char *copy = memory_text(text);
    free(*at);
    *at = copy;
}

void field_take(struct ui *ui, struct ui_node *node)
{
    struct memory *memory = node->memory;
    const char *value = node->as.field.value;
    (void)ui;
    if (memory->text && strcmp(value, memory->declared) == 0)
        return;
    char *copy = memory_take(UI_FIELD_BYTES + 1);
    size_t size = strlen(value);
    if (size > UI_FIELD_BYTES)
        size = utf8_cut(value, UI_FIELD_BYTES);
    memcpy(copy, value, size);
    free(memory->text);
    memory->text = copy;
    text_set(&memory->declared, value);
    memory->caret = memory->anchor = size;
}

static void announce(struct ui *ui, struct ui_node *node)
{
    struct memory *memory = node->memory;
    char id[UI_ID_SIZE];
    id_copy(id, node->id);
    text_set(&memory->declared, memory->text);
    field_settle(ui, node);
    ui->dirty = true;
    char *text = memory_text(memory->text);
    news_send(ui, (struct ui_news){.kind = UI_NEWS_CHANGE, .text = text}, id);
    free(text);
}

/* ---- walking over characters ---- */

static bool combining(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36F) || code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F);
}

static uint32_t code_at(const char *text, size_t at)
{
    const char *from = text + at;
    return utf8_next(&from, text + strlen(text));
}

static size_t step_back(const char *text, size_t at)
{
    while (at > 0) {
        at--;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        if (!combining(code_at(text, at)))
            break;
    }
    return at;
}

static size_t step_on(const char *text, size_t at)
{
    size_t size = strlen(text);
    const char *from = text + at, *end = text + size;
    if (at >= size)
        return size;
    do {
        utf8_next(&from, end);
    } while (from < end && combining(code_at(text, (size_t)(from - text))));
    return (size_t)(from - text);
}

/* ---- changing ---- */

/* Puts `insert` in the place of the bytes from..to; false when it would be too long. */
static bool replace(struct memory *memory, size_t from, size_t to, const char *insert, size_t size)
{
    size_t all = strlen(memory->text);
    if (all - (to - from) + size > UI_FIELD_BYTES)
        return false;
    memmove(memory->text + from + size, memory->text + to, all - to + 1);
    memcpy(memory->text + from, insert, size);
    memory->caret = memory->anchor = from + size;
    return true;
}

static bool selected(const struct memory *memory, size_t *from, size_t *to)
{
    *from = memory->caret < memory->anchor ? memory->caret : memory->anchor;
    *to = memory->caret < memory->anchor ? memory->anchor : memory->caret;
    return *from < *to;
}

static bool welcome(const struct ui_field *field, uint32_t code)
{
    if (code == '\n')
        return field->lines;
    if (code < 0x20 || code == 0x7F || code == 0xFFFD || (code >= 0x80 && code < 0xA0))
        return false;
    return !field->number || (code >= '0' && code <= '9') || code == ',' || code == '.' ||
           code == '-';
}

void field_type(struct ui *ui, struct ui_node *node, const char *text)
{
    struct memory *memory = node->memory;
    const char *end = text + strnlen(text, UI_FIELD_BYTES);
    char *clean = memory_take((size_t)(end - text) * 3 + 1);
    size_t size = 0, from, to;
    while (text < end) {
        uint32_t code = utf8_next(&text, end);
        if (welcome(&node->as.field, code))
            size += (size_t)utf8_put(code, clean + size);
    }
    selected(memory, &from, &to);
    bool changed = size > 0 && replace(memory, from, to, clean, size);
    free(clean);
    if (changed)
        announce(ui, node);
}

static void field_delete(struct ui *ui, struct ui_node *node, bool back)
{
    struct memory *memory = node->memory;
    size_t from, to;
    if (!selected(memory, &from, &to)) {
        from = back ? step_back(memory->text, memory->caret) : memory->caret;
        to = back ? memory->caret : step_on(memory->text, memory->caret);
    }
    if (from < to && replace(memory, from, to, "", 0))
        announce(ui, node);
}

/* ---- the caret ---- */

static void caret_set(struct ui *ui, struct ui_node *node, size_t caret, bool extend)
{
    struct memory *memory = node->memory;
    memory->caret = caret;
    if (!extend)
        memory->anchor = caret;
    field_settle(ui, node);
    ui->dirty = true;
}

static void caret_up_down(struct ui *ui, struct ui_node *node, int by)
{
    struct memory *memory = node->memory;
    struct field_shape shape = field_shape(ui, node, node->rect);
    struct span spans[UI_FIELD_LINES];
    int count = field_wrap(ui, true, memory->text, shape.text.width, spans, UI_FIELD_LINES);
    int line = field_line_of(spans, count, memory->caret);
    double x = field_x(ui, memory->text, spans[line], memory->caret);
    if (line + by < 0)
        caret_set(ui, node, 0, false);
    else if (line + by >= count)
        caret_set(ui, node, spans[line].to, false);
    else
        caret_set(ui, node, field_at(ui, memory->text, spans[line + by], x), false);
}

static size_t caret_edge(struct ui *ui, struct ui_node *node, bool end)
{
    struct memory *memory = node->memory;
    struct field_shape shape = field_shape(ui, node, node->rect);
    struct span spans[UI_FIELD_LINES];
    int count =
        field_wrap(ui, node->as.field.lines, memory->text, shape.text.width, spans, UI_FIELD_LINES);
    int line = field_line_of(spans, count, memory->caret);
    return end ? spans[line].to : spans[line].from;
}

void field_tap(struct ui *ui, struct ui_node *node, double x, double y, bool extend)
{
    struct memory *memory = node->memory;
    struct field_shape shape = field_shape(ui, node, node->rect);
    struct span spans[UI_FIELD_LINES];
    int count =
        field_wrap(ui, node->as.field.lines, memory->text, shape.text.width, spans, UI_FIELD_LINES);
    double leading = node->as.field.lines ? field_style(ui).size * TYPE_LEADING_PERCENT / 100
                                          : shape.text.height;
    double row = (y - shape.text.y) / leading;
    int line = row < 0 ? 0 : row >= count ? count - 1 : (int)row;
    caret_set(ui, node, field_at(ui, memory->text, spans[line], x - shape.text.x + memory->shift),
              extend);
}

static bool enter(struct ui *ui, struct ui_node *node)
{
    if (node->as.field.lines) {
        field_type(ui, node, "\n");
        return true;
    }
    char id[UI_ID_SIZE];
    id_copy(id, node->id);
    char *text = memory_text(node->memory->text);
    news_send(ui, (struct ui_news){.kind = UI_NEWS_ENTER, .text = text}, id);
    free(text);
    return true;
}

bool field_key(struct ui *ui, struct ui_node *node, enum ui_key key)
{
    struct memory *memory = node->memory;
    size_t from, to;
    bool some = selected(memory, &from, &to);
    switch (key) {
    case UI_KEY_BACKSPACE:
    case UI_KEY_DELETE:
        field_delete(ui, node, key == UI_KEY_BACKSPACE);
        return true;
    case UI_KEY_LEFT:
        caret_set(ui, node, some ? from : step_back(memory->text, memory->caret), false);
        return true;
    case UI_KEY_RIGHT:
        caret_set(ui, node, some ? to : step_on(memory->text, memory->caret), false);
        return true;
    case UI_KEY_HOME:
    case UI_KEY_END:
        caret_set(ui, node, caret_edge(ui, node, key == UI_KEY_END), false);
        return true;
    case UI_KEY_UP:
    case UI_KEY_DOWN:
        if (node->as.field.lines)
            caret_up_down(ui, node, key == UI_KEY_UP ? -1 : 1);
        return node->as.field.lines;
    case UI_KEY_SELECT_ALL:
        memory->anchor = 0;
        caret_set(ui, node, strlen(memory->text), true);
        return true;
    case UI_KEY_ENTER:
        return enter(ui, node);
    case UI_KEY_SPACE:
        return true; /* arrives as typed text */
    default:
        return false;
    }
}
