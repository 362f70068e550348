/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void buffer_init(struct buffer *buffer, size_t ceiling)
{
    *buffer = (struct buffer){.ceiling = ceiling < SIZE_MAX / 4 ? ceiling : SIZE_MAX / 4};
}

void buffer_clear(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer, buffer->ceiling);
}

void buffer_empty(struct buffer *buffer)
{
    buffer->size = 0;
    buffer->full = false;
    if (buffer->data) {
        buffer->data[0] = '\0';
    }
}

/* Room for `size` more bytes and the NUL. */
static bool buffer_grow(struct buffer *buffer, size_t size)
{
    if (buffer->full || size > buffer->ceiling - buffer->size) {
        buffer->full = true;
        return false;
    }
    size_t needed = buffer->size + size + 1;
    if (needed <= buffer->room) {
        return true;
    }
    size_t room = buffer->room ? buffer->room * 2 : 64;
    if (room > buffer->ceiling + 1) {
        room = buffer->ceiling + 1;
    }
    if (room < needed) {
        room = needed;
    }
    char *data = realloc(buffer->data, room);
    if (!data) {
        buffer->full = true;
        return false;
    }
    buffer->data = data;
    buffer->room = room;
    return true;
}

bool buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
    if (!buffer_grow(buffer, size)) {
        return false;
    }
    if (size) {
        memcpy(buffer->data + buffer->size, bytes, size);
    }
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return true;
}

bool buffer_add_text(struct buffer *buffer, const char *text)
{
    return buffer_add(buffer, text, strlen(text));
}

bool buffer_add_byte(struct buffer *buffer, char byte)
{
    return buffer_add(buffer, &byte, 1);
}

bool buffer_addf(struct buffer *buffer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    bool ok = size >= 0 && buffer_grow(buffer, (size_t)size);
    if (ok) {
        vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    } else {
        buffer->full = true;
    }
    va_end(again);
    return ok;
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

char *buffer_take(struct buffer *buffer)
{
    char *data = buffer->data ? buffer->data : memory_text("");
    buffer_init(buffer, buffer->ceiling);
    return data;
}
