/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void fault_clear(struct fault *why)
{
    memset(why, 0, sizeof *why);
    why->place = -1;
}

bool fault_set(struct fault *why, enum fault_kind kind, const char *key)
{
    struct message what = message_of(key); /* key may lie in `why` */
    fault_clear(why);
    why->kind = kind;
    why->what = what;
    return false;
}

bool fault_set_text(struct fault *why, enum fault_kind kind, const char *key, const char *text)
{
    struct message what = message_of(key);
    message_add_text(&what, text);
    fault_clear(why);
    why->kind = kind;
    why->what = what;
    return false;
}

bool fault_at(struct fault *why, int64_t place)
{
    why->place = place;
    return false;
}

/* Of a path that is too long the end is kept: the name says more than the root. */
bool fault_in(struct fault *why, const char *file)
{
    size_t size = strlen(file);
    if (size >= sizeof why->file) {
        file += size - (sizeof why->file - 1);
        while ((*file & 0xC0) == 0x80) {
            file++;
        }
        size = strlen(file);
    }
    memmove(why->file, file, size);
    why->file[size] = '\0';
    return false;
}

bool fault_detail(struct fault *why, const char *format, ...)
{
    char text[2 * sizeof why->detail];
    va_list list;
    va_start(list, format);
    int size = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (size < 0) {
        text[0] = '\0';
    }
    size_t kept = strlen(text);
    if (kept >= sizeof why->detail) {
        kept = utf8_cut(text, sizeof why->detail - 1);
    }
    memcpy(why->detail, text, kept);
    why->detail[kept] = '\0';
    return false;
}
