/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/bundle_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "base/arena.h"
#include "system/file.h"

enum { LEVEL_TEXT = 9, LEVEL_AREA = 4 };

struct bundle_writer {
    zipFile zip;       /* NULL once it is closed */
    char *file, *part; /* owned */
    cJSON *parts;      /* owned */
    struct bundle_watch watch;
    int64_t done, total;
};

static bool write_fault(const struct bundle_writer *writer, struct fault *why)
{
    int number = errno;
    fault_set(why, FAULT_STORAGE,
              number == ENOSPC || number == EDQUOT || number == EFBIG ? "fault.disk.full"
                                                                      : "fault.file.write");
    fault_detail(why, "%s", strerror(number));
    return fault_in(why, writer->file);
}

bool bundle_create(const char *file, struct bundle_writer **out, struct fault *why)
{
    struct bundle_writer *writer = memory_take(sizeof *writer);
    size_t size = strlen(file) + 6;
    writer->file = memory_text(file);
    writer->part = memory_take(size);
    writer->parts = cJSON_CreateArray();
    snprintf(writer->part, size, "%s.part", file);
    errno = 0;
    writer->zip = zipOpen64(writer->part, APPEND_STATUS_CREATE);
    if (!writer->zip) {
        write_fault(writer, why);
        bundle_abandon(writer);
        return false;
    }
    *out = writer;
    return true;
}

static bool part_open(struct bundle_writer *writer, const char *name, int level, struct fault *why)
{
    zip_fileinfo info;
    memset(&info, 0, sizeof info);
    info.tmz_date.tm_mday = 1;
    info.tmz_date.tm_year = 1980;
    errno = 0;
    return zipOpenNewFileInZip64(writer->zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                                 level, 1) == ZIP_OK ||
           write_fault(writer, why);
}

static void part_note(struct bundle_writer *writer, const char *name, int64_t size,
                      const uint8_t digest[DIGEST_SIZE])
{
    char hex[DIGEST_HEX];
    cJSON *part = cJSON_CreateObject();
    digest_hex(digest, DIGEST_SIZE, hex);
    cJSON_AddStringToObject(part, "name", name);
    cJSON_AddNumberToObject(part, "size", (double)size);
    cJSON_AddStringToObject(part, "sha256", hex);
    cJSON_AddItemToArray(writer->parts, part);
}

static bool part_bytes(struct bundle_writer *writer, const char *bytes, size_t size,
                       struct fault *why)
{
    const struct bundle_watch *watch = &writer->watch;
    errno = 0;
    for (size_t at = 0; at < size; at += BUNDLE_STEP) {
        size_t step = size - at < BUNDLE_STEP ? size - at : BUNDLE_STEP;
        if (zipWriteInFileInZip(writer->zip, bytes + at, (unsigned)step) != ZIP_OK) {
            return write_fault(writer, why);
        }
        writer->done += (int64_t)step;
        if (watch->keep_on && !watch->keep_on(watch->data, writer->done, writer->total)) {
            return fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled");
        }
    }
    return true;
}

void bundle_write_watch(struct bundle_writer *writer, struct bundle_watch watch, int64_t total)
{
    writer->watch = watch;
    writer->total = total;
    writer->done = 0;
}

bool bundle_add_text(struct bundle_writer *writer, const char *name, const void *bytes, size_t size,
                     struct fault *why)
{
    uint8_t digest[DIGEST_SIZE];
    if (!part_open(writer, name, LEVEL_TEXT, why)) {
        return false;
    }
    bool ok = part_bytes(writer, bytes, size, why);
    ok = (zipCloseFileInZip(writer->zip) == ZIP_OK || (ok && write_fault(writer, why))) && ok;
    if (!ok) {
        return false;
    }
    digest_sha256(bytes, size, digest);
    part_note(writer, name, (int64_t)size, digest);
    return true;
}

static bool file_pour(struct bundle_writer *writer, FILE *file, struct digest *digest,
                      int64_t *done, struct fault *why)
{
    static const size_t step = BUNDLE_STEP;
    char *bytes = memory_take(step);
    bool ok = true;
    size_t got;
    while (ok && (got = fread(bytes, 1, step, file)) > 0) {
        digest_add(digest, bytes, got);
        *done += (int64_t)got;
        ok = part_bytes(writer, bytes, got, why);
    }
    free(bytes);
    return ok && (!ferror(file) || fault_set(why, FAULT_STORAGE, "fault.file.read"));
}

bool bundle_add_file(struct bundle_writer *writer, const char *name, const char *path,
                     struct fault *why)
{
    uint8_t bytes[DIGEST_SIZE];
    int64_t done = 0;
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fault_set(why, FAULT_MISSING, "fault.file.missing");
        return fault_in(why, path);
    }
    struct digest *digest = digest_new();
    bool ok = part_open(writer, name, LEVEL_AREA, why);
    if (ok) {
        ok = file_pour(writer, file, digest, &done, why);
        ok = (zipCloseFileInZip(writer->zip) == ZIP_OK || (ok && write_fault(writer, why))) && ok;
    }
    digest_end(digest, bytes);
    fclose(file);
    if (ok) {
        part_note(writer, name, done, bytes);
    }
    return ok;
}

/* On a stick that is pulled out right after. */
static bool part_settle(struct bundle_writer *writer, struct fault *why)
{
    int handle = open(writer->part, O_RDWR | O_CLOEXEC);
    bool ok = handle >= 0 && fsync(handle) == 0;
    if (handle >= 0) {
        close(handle);
    }
    return (ok && rename(writer->part, writer->file) == 0) || write_fault(writer, why);
}

bool bundle_finish(struct bundle_writer *writer, cJSON *head, int64_t *bytes, struct fault *why)
{
    cJSON *whole = cJSON_CreateObject();
    cJSON_AddStringToObject(whole, "format", BUNDLE_FORMAT);
    cJSON_AddNumberToObject(whole, "version", BUNDLE_VERSION);
    while (head->child) {
        cJSON *item = cJSON_DetachItemViaPointer(head, head->child);
        cJSON_AddItemToObject(whole, item->string, item);
    }
    cJSON_Delete(head);
    cJSON_AddItemToObject(whole, "parts", writer->parts);
    writer->parts = NULL;
    writer->watch = (struct bundle_watch){NULL, NULL};
    char *text = cJSON_Print(whole);
    cJSON_Delete(whole);
    bool ok = part_open(writer, BUNDLE_HEAD, LEVEL_TEXT, why);
    if (ok) {
        ok = part_bytes(writer, text, strlen(text), why);
        ok = (zipCloseFileInZip(writer->zip) == ZIP_OK || (ok && write_fault(writer, why))) && ok;
    }
    free(text);
    errno = 0;
    bool closed = zipClose(writer->zip, NULL) == ZIP_OK;
    writer->zip = NULL;
    ok = ok && (closed || write_fault(writer, why)) && part_settle(writer, why);
    if (ok) {
        *bytes = file_size(writer->file);
    }
    bundle_abandon(writer);
    return ok;
}

void bundle_abandon(struct bundle_writer *writer)
{
    if (!writer) {
        return;
    }
    if (writer->zip) {
        zipClose(writer->zip, NULL);
    }
    unlink(writer->part); /* gone when it became the file */
    cJSON_Delete(writer->parts);
    free(writer->file);
    free(writer->part);
    free(writer);
}
