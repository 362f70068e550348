/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/csv_inner.h"

#include <errno.h>
#include <string.h>

#include "base/utf8.h"

enum { END_OF_FILE = -1 };

static enum csv_step stop(const struct csv *csv, enum fault_kind kind, const char *key,
                          struct fault *why)
{
    fault_set(why, kind, key);
    message_add_count(&why->what, csv->row);
    message_add_count(&why->what, csv->count);
    fault_at(why, csv->row);
    fault_in(why, csv->path);
    return CSV_FAULT;
}

static int byte_peek(struct csv *csv)
{
    if (csv->at == csv->size) {
        csv->offset += (int64_t)csv->size;
        csv->at = 0;
        csv->size = fread(csv->piece, 1, sizeof csv->piece, csv->file);
        if (csv->size == 0)
            return END_OF_FILE;
    }
    return (unsigned char)csv->piece[csv->at];
}

/* The commonest of ; tab , in the first line, outside quotes. */
static char separator_find(const char *text, size_t size)
{
    int semicolons = 0, tabs = 0, commas = 0;
    bool quoted = false;
    for (size_t at = 0; at < size && (quoted || (text[at] != '\n' && text[at] != '\r')); at++) {
        quoted = quoted != (text[at] == '"');
        semicolons += !quoted && text[at] == ';';
        tabs += !quoted && text[at] == '\t';
        commas += !quoted && text[at] == ',';
    }
    if (semicolons > 0 && semicolons >= tabs)
        return ';';
    return tabs > 0 && tabs >= commas ? '\t' : ',';
}

static bool head_look(struct csv *csv, struct fault *why)
{
    if (byte_peek(csv) == END_OF_FILE)
        return stop(csv, FAULT_INPUT, "fault.exchange.empty", why) != CSV_FAULT;
    if (csv->size >= 3 && memcmp(csv->piece, "\xef\xbb\xbf", 3) == 0)
        csv->at = 3;
    const char *text = csv->piece + csv->at;
    size_t size = csv->size - csv->at, blank = 0;
    while (blank < size && strchr(" \t\r\n", text[blank]) && text[blank])
        blank++;
    if (blank < size && text[blank] == '<')
        return stop(csv, FAULT_INPUT, "fault.csv.web_page", why) != CSV_FAULT;
    if (blank < size && (text[blank] == '{' || text[blank] == '['))
        return stop(csv, FAULT_INPUT, "fault.csv.json", why) != CSV_FAULT;
    if (memchr(text, 0, size))
        return stop(csv, FAULT_INPUT, "fault.csv.foreign", why) != CSV_FAULT;
    csv->separator = separator_find(text + blank, size - blank);
    return true;
}

bool csv_open(const char *path, struct csv *out, struct fault *why)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fault_set(why, errno == ENOENT ? FAULT_MISSING : FAULT_STORAGE,
                  errno == ENOENT ? "fault.file.missing" : "fault.file.read");
        fault_detail(why, "%s", strerror(errno));
        return fault_in(why, path);
    }
    memset(out, 0, sizeof *out);
    out->file = file;
    out->path = path;
    fseek(file, 0, SEEK_END);
    out->total = ftell(file);
    rewind(file);
    buffer_init(&out->text, CSV_ROW);
    if (head_look(out, why))
        return true;
    csv_close(out);
    return false;
}

void csv_close(struct csv *csv)
{
    fclose(csv->file);
    buffer_clear(&csv->text);
}

/* ---- cells ---- */

/* Takes one cell behind the separator or line end that closes it stands `at`. */
static enum csv_step cell_take(struct csv *csv, struct fault *why)
{
    size_t start = csv->text.size;
    bool quoted = byte_peek(csv) == '"';
    csv->at += quoted;
    for (int byte; (byte = byte_peek(csv)) != END_OF_FILE;) {
        if (byte == 0)
            return stop(csv, FAULT_INPUT, "fault.csv.foreign", why);
        if (!quoted && (byte == csv->separator || byte == '\n' || byte == '\r'))
            return CSV_ROW_READ;
        csv->at++;
        if (quoted && byte == '"') {
            if (byte_peek(csv) != '"') {
                quoted = false; /* what follows up to the separator is kept as it is */
                continue;
            }
            csv->at++;
        }
        if (csv->text.size - start >= CSV_CELL)
            return stop(csv, FAULT_LIMIT, "fault.csv.cell", why);
        if (!buffer_add_byte(&csv->text, (char)byte))
            return stop(csv, FAULT_LIMIT, "fault.csv.row", why);
    }
    return quoted ? stop(csv, FAULT_INPUT, "fault.csv.quote", why) : CSV_ROW_READ;
}

static enum csv_step cells_take(struct csv *csv, struct fault *why)
{
    for (;;) {
        if (csv->count == CSV_COLUMNS)
            return stop(csv, FAULT_LIMIT, "fault.csv.columns", why);
        csv->starts[csv->count++] = csv->text.size;
        if (cell_take(csv, why) == CSV_FAULT)
            return CSV_FAULT;
        buffer_add_byte(&csv->text, 0);
        int byte = byte_peek(csv);
        if (byte == END_OF_FILE)
            return CSV_ROW_READ;
        csv->at++;
        if (byte == '\r' && byte_peek(csv) == '\n')
            csv->at++;
        if (byte != csv->separator)
            return CSV_ROW_READ;
    }
}

/* ---- Windows-1252 ---- */

static uint32_t code_of(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

static bool row_valid(const struct csv *csv)
{
    for (int column = 0; column < csv->count; column++) {
        const char *cell = csv_cell(csv, column);
        if (!utf8_valid(cell, strlen(cell)))
            return false;
    }
    return true;
}

static void row_convert(struct csv *csv)
{
    struct buffer plain;
    size_t starts[CSV_COLUMNS];
    buffer_init(&plain, (size_t)CSV_ROW * 3);
    for (int column = 0; column < csv->count; column++) {
        starts[column] = plain.size;
        for (const char *at = csv_cell(csv, column); *at; at++) {
            char bytes[4];
            int size = utf8_put(code_of((unsigned char)*at), bytes);
            buffer_add(&plain, bytes, (size_t)size);
        }
        buffer_add_byte(&plain, 0);
    }
    buffer_clear(&csv->text);
    csv->text = plain;
    memcpy(csv->starts, starts, sizeof starts[0] * (size_t)csv->count);
    csv->converted++;
}

enum csv_step csv_next(struct csv *csv, struct fault *why)
{
    do {
        if (byte_peek(csv) == END_OF_FILE)
            return CSV_END;
        buffer_clear(&csv->text);
        buffer_init(&csv->text, CSV_ROW);
        csv->count = 0;
        if (++csv->row > CSV_ROWS)
            return stop(csv, FAULT_LIMIT, "fault.csv.rows", why);
        if (cells_take(csv, why) == CSV_FAULT)
            return CSV_FAULT;
    } while (csv->count == 1 && !*csv_cell(csv, 0));
    if (!row_valid(csv))
        row_convert(csv);
    return CSV_ROW_READ;
}

/* An apostrophe that was put before a formula (base/csv.h) is none of the text. */
const char *csv_cell(const struct csv *csv, int column)
{
    const char *cell =
        column >= 0 && column < csv->count ? csv->text.data + csv->starts[column] : "";
    return cell[0] == '\'' && cell[1] && strchr("=+-@\t\r\n", cell[1]) ? cell + 1 : cell;
}

int csv_share(const struct csv *csv)
{
    int64_t done = csv->offset + (int64_t)csv->at;
    return csv->total > 0 && done < csv->total ? (int)(done * 1000 / csv->total) : 1000;
}
