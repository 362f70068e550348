/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

/* One call to stdio, so that lines of two threads do not mix. */
static void line_write(const char *kind, const char *format, va_list list)
{
    char line[LINE_SIZE];
    int start = snprintf(line, sizeof line, "wijkpeil: %s: ", kind);
    if (vsnprintf(line + start, sizeof line - 1 - (size_t)start, format, list) < 0) {
        line[start] = '\0';
    }
    size_t size = strlen(line);
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)line[i] < ' ') {
            line[i] = ' ';
        }
    }
    line[size] = '\n';
    fwrite(line, 1, size + 1, stderr);
}

void log_note(const char *format, ...)
{
    const char *wish = getenv("WIJKPEIL_LOG");
    if (!wish || strcmp(wish, "1") != 0) {
        return;
    }
    va_list list;
    va_start(list, format);
    line_write("note", format, list);
    va_end(list);
}

void log_warn(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    line_write("warning", format, list);
    va_end(list);
}
