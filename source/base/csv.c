/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/csv.h"

#include <string.h>

/* A spreadsheet runs what begins like a formula; an apostrophe in front makes it text again. Tabs
 * and line ends in front count too, as they are eaten first. */
static bool runs(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text);
}

void csv_put(struct buffer *out, const char *text)
{
    bool quoted = text[strcspn(text, ",;\"\r\n\t")] || runs(text) || *text == ' ' || *text == '\'';
    buffer_add_text(out, quoted ? "\"" : "");
    buffer_add_text(out, runs(text) ? "'" : "");
    for (const char *at = text; *at; at++) {
        if (*at == '"') {
            buffer_add_byte(out, '"');
        }
        buffer_add_byte(out, *at);
    }
    buffer_add_text(out, quoted ? "\"" : "");
}

void csv_put_next(struct buffer *out, const char *text)
{
    buffer_add_byte(out, ',');
    csv_put(out, text);
}

void csv_put_end(struct buffer *out)
{
    buffer_add_text(out, "\r\n");
}
