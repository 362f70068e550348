/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/bundle_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unzip.h>

#include "base/arena.h"
#include "base/json.h"
#include "system/file.h"

enum { RATIO = 300, RATIO_FREE = 1024 * 1024 };

struct entry {
    char name[BUNDLE_NAME];
    int64_t size, packed;
    unz64_file_pos where;
};
struct bundle {
    unzFile zip;
    char *file; /* owned */
    cJSON *head;
    struct entry entries[BUNDLE_PARTS + 1];
    int entry_count;
    struct bundle_part parts[BUNDLE_PARTS];
    int part_count;
    struct bundle_watch watch;
    int64_t done, total;
};

/* ---- names ---- */

static bool all_of(const char *text, size_t size, const char *letters)
{
    return size > 0 && strspn(text, letters) >= size;
}

int64_t bundle_name_most(const char *name)
{
    static const char hex[] = "0123456789abcdef", plain[] = "0123456789abcdefghijklmnopqrstuvwxyz-";
    size_t size = strlen(name);
    if (!strcmp(name, "documents.jsonl") || !strcmp(name, "edits.jsonl") ||
        !strcmp(name, "sources.json")) {
        return BUNDLE_TEXT_MOST;
    }
    if (!strcmp(name, "area.wijkpak")) {
        return BUNDLE_AREA_MOST;
    }
    if (!strncmp(name, "areas/", 6) && size == 6 + 16 + 8 && all_of(name + 6, 16, hex) &&
        !strcmp(name + 22, ".wijkpak")) {
        return BUNDLE_AREA_MOST;
    }
    if (!strncmp(name, "sources/", 8) && size > 15 && size <= 15 + 40 &&
        all_of(name + 8, size - 15, plain) && !strcmp(name + size - 7, ".places")) {
        return BUNDLE_TEXT_MOST;
    }
    return 0;
}

/* ---- the directory ---- */

static bool wrong(const struct bundle *bundle, struct fault *why, enum fault_kind kind,
                  const char *key, const char *text)
{
    fault_set_text(why, kind, key, text);
    return fault_in(why, bundle->file);
}

static struct entry *entry_find(struct bundle *bundle, const char *name)
{
    for (int i = 0; i < bundle->entry_count; i++) {
        if (!strcmp(bundle->entries[i].name, name)) {
            return &bundle->entries[i];
        }
    }
    return NULL;
}

static bool entry_check(struct bundle *bundle, const struct entry *entry,
                        const unz_file_info64 *info, struct fault *why)
{
    bool head = !strcmp(entry->name, BUNDLE_HEAD);
    int64_t most = head ? BUNDLE_HEAD_MOST : bundle_name_most(entry->name);
    if (most == 0 || entry_find(bundle, entry->name)) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", entry->name);
    }
    if ((info->flag & 1) ||
        (info->compression_method != 0 && info->compression_method != Z_DEFLATED)) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", entry->name);
    }
    bool sizes = info->uncompressed_size <= (uint64_t)most &&
                 info->compressed_size <= (uint64_t)BUNDLE_MOST &&
                 info->uncompressed_size <= RATIO_FREE + RATIO * info->compressed_size;
    return sizes || wrong(bundle, why, FAULT_LIMIT, "fault.bundle.large", entry->name);
}

static bool entry_read(struct bundle *bundle, struct fault *why)
{
    unz_file_info64 info;
    char name[BUNDLE_NAME] = "";
    if (bundle->entry_count > BUNDLE_PARTS) {
        return wrong(bundle, why, FAULT_LIMIT, "fault.bundle.large", "");
    }
    struct entry *entry = &bundle->entries[bundle->entry_count];
    if (unzGetCurrentFileInfo64(bundle->zip, &info, name, BUNDLE_NAME - 1, NULL, 0, NULL, 0) !=
            UNZ_OK ||
        unzGetFilePos64(bundle->zip, &entry->where) != UNZ_OK) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.cut", "");
    }
    if (info.size_filename >= BUNDLE_NAME || strlen(name) != info.size_filename) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", name);
    }
    memcpy(entry->name, name, sizeof name);
    if (!entry_check(bundle, entry, &info, why)) {
        return false;
    }
    entry->size = (int64_t)info.uncompressed_size;
    entry->packed = (int64_t)info.compressed_size;
    bundle->entry_count++;
    return true;
}

static bool directory_read(struct bundle *bundle, struct fault *why)
{
    int64_t size = 0, packed = 0;
    int code = unzGoToFirstFile(bundle->zip);
    while (code == UNZ_OK) {
        if (!entry_read(bundle, why)) {
            return false;
        }
        size += bundle->entries[bundle->entry_count - 1].size;
        packed += bundle->entries[bundle->entry_count - 1].packed;
        code = unzGoToNextFile(bundle->zip);
    }
    if (code != UNZ_END_OF_LIST_OF_FILE) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.cut", "");
    }
    if (size > BUNDLE_MOST ||
        packed > file_size(bundle->file)) { /* two parts over the same bytes */
        return wrong(bundle, why, FAULT_LIMIT, "fault.bundle.large", "");
    }
    return true;
}

/* ---- what is inside ---- */

struct pouring {
    char *bytes; /* owned, BUNDLE_STEP */
    struct digest *digest;
    int64_t done;
    struct buffer *text;
    FILE *file;
};

static bool pour_step(struct bundle *bundle, const struct entry *entry, struct pouring *pouring,
                      int got, struct fault *why)
{
    size_t size = (size_t)got;
    pouring->done += got;
    if (pouring->done > entry->size) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.damaged", entry->name);
    }
    digest_add(pouring->digest, pouring->bytes, size);
    if (pouring->text) {
        return buffer_add(pouring->text, pouring->bytes, size) ||
               fault_set(why, FAULT_MEMORY, "fault.limit.size");
    }
    if (fwrite(pouring->bytes, 1, size, pouring->file) != size) {
        bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
        return fault_set(why, FAULT_STORAGE, full ? "fault.disk.full" : "fault.file.write");
    }
    return true;
}

static bool pour(struct bundle *bundle, const struct entry *entry, struct pouring *pouring,
                 struct fault *why)
{
    struct bundle_watch watch = bundle->watch;
    int got = 0;
    bool ok = true;
    while (ok && (got = unzReadCurrentFile(bundle->zip, pouring->bytes, BUNDLE_STEP)) > 0) {
        bundle->done += got;
        ok = pour_step(bundle, entry, pouring, got, why) &&
             (!watch.keep_on || watch.keep_on(watch.data, bundle->done, bundle->total) ||
              fault_set(why, FAULT_CANCELLED, "fault.exchange.cancelled"));
    }
    bool sound =
        unzCloseCurrentFile(bundle->zip) == UNZ_OK && got == 0; /* the checksum is held here */
    if (ok && (!sound || pouring->done != entry->size)) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.damaged", entry->name);
    }
    return ok;
}

/* Unpacks into a text or a file; `hex` gets the hash. */
static bool entry_pour(struct bundle *bundle, struct entry *entry, struct buffer *text, FILE *file,
                       char hex[DIGEST_HEX], struct fault *why)
{
    uint8_t bytes[DIGEST_SIZE];
    if (unzGoToFilePos64(bundle->zip, &entry->where) != UNZ_OK ||
        unzOpenCurrentFile(bundle->zip) != UNZ_OK) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.damaged", entry->name);
    }
    struct pouring pouring = {
        .bytes = memory_take(BUNDLE_STEP), .digest = digest_new(), .text = text, .file = file};
    bool ok = pour(bundle, entry, &pouring, why);
    digest_end(pouring.digest, bytes);
    digest_hex(bytes, DIGEST_SIZE, hex);
    free(pouring.bytes);
    return ok;
}

static bool part_take(struct bundle *bundle, const cJSON *item, struct fault *why)
{
    struct bundle_part *part = &bundle->parts[bundle->part_count];
    const char *name = json_text(item, "name", ""), *sha256 = json_text(item, "sha256", "");
    struct entry *entry = entry_find(bundle, name);
    if (!entry || bundle_name_most(name) == 0 || strlen(sha256) != DIGEST_HEX - 1 ||
        json_number(item, "size", -1) != (double)entry->size || bundle_part(bundle, name)) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", name);
    }
    snprintf(part->name, sizeof part->name, "%s", name);
    snprintf(part->sha256, sizeof part->sha256, "%s", sha256);
    part->size = entry->size;
    bundle->part_count++;
    return true;
}

static bool parts_read(struct bundle *bundle, struct fault *why)
{
    const cJSON *parts = json_member(bundle->head, "parts"), *item;
    if (!cJSON_IsArray(parts) || cJSON_GetArraySize(parts) != bundle->entry_count - 1) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", "parts");
    }
    cJSON_ArrayForEach(item, parts)
    {
        if (!part_take(bundle, item, why)) {
            return false;
        }
    }
    return true;
}

static bool head_read(struct bundle *bundle, struct fault *why)
{
    struct entry *entry = entry_find(bundle, BUNDLE_HEAD);
    struct buffer text;
    char hex[DIGEST_HEX];
    struct fault cause;
    if (!entry) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.foreign", "");
    }
    buffer_init(&text, BUNDLE_HEAD_MOST);
    bool ok = entry_pour(bundle, entry, &text, NULL, hex, why);
    if (ok && !json_parse(buffer_text(&text), text.size, BUNDLE_HEAD_MOST, &bundle->head, &cause)) {
        ok = wrong(bundle, why, FAULT_INPUT, "fault.bundle.damaged", BUNDLE_HEAD);
        fault_at(why, cause.place);
    }
    buffer_clear(&text);
    if (!ok) {
        return false;
    }
    double version = json_number(bundle->head, "version", 0);
    if (strcmp(json_text(bundle->head, "format", ""), BUNDLE_FORMAT) != 0 || version < 1) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.foreign", "");
    }
    return version < BUNDLE_VERSION + 1 ||
           wrong(bundle, why, FAULT_CONFLICT, "fault.bundle.newer", "");
}

/* ---- from outside ---- */

static bool file_is_zip(const char *file, struct fault *why)
{
    char head[4] = "";
    int handle = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = handle >= 0 ? read(handle, head, sizeof head) : -1;
    bool there = handle >= 0;
    if (there) {
        close(handle);
    }
    if (!there) {
        fault_set(why, FAULT_MISSING, "fault.file.missing");
    } else if (got != 4 || memcmp(head, "PK\3\4", 4) != 0) {
        fault_set_text(why, FAULT_INPUT, "fault.bundle.foreign", "");
    } else {
        return true;
    }
    return fault_in(why, file);
}

bool bundle_open(const char *file, struct bundle **out, struct fault *why)
{
    if (!file_is_zip(file, why)) {
        return false;
    }
    struct bundle *bundle = memory_take(sizeof *bundle);
    bundle->file = memory_text(file);
    bundle->zip = unzOpen64(file);
    bool ok = bundle->zip || wrong(bundle, why, FAULT_INPUT, "fault.bundle.cut", "");
    ok = ok && directory_read(bundle, why) && head_read(bundle, why) && parts_read(bundle, why);
    if (!ok) {
        bundle_close(bundle);
        return false;
    }
    *out = bundle;
    return true;
}

void bundle_close(struct bundle *bundle)
{
    if (bundle) {
        if (bundle->zip) {
            unzClose(bundle->zip);
        }
        cJSON_Delete(bundle->head);
        free(bundle->file);
        free(bundle);
    }
}

void bundle_read_watch(struct bundle *bundle, struct bundle_watch watch)
{
    bundle->watch = watch;
    bundle->done = bundle->total = 0;
    for (int i = 0; i < bundle->part_count; i++) {
        bundle->total += bundle->parts[i].size;
    }
}

const cJSON *bundle_head(const struct bundle *bundle)
{
    return bundle->head;
}

int bundle_parts(const struct bundle *bundle, const struct bundle_part **out)
{
    *out = bundle->parts;
    return bundle->part_count;
}

const struct bundle_part *bundle_part(const struct bundle *bundle, const char *name)
{
    for (int i = 0; i < bundle->part_count; i++) {
        if (!strcmp(bundle->parts[i].name, name)) {
            return &bundle->parts[i];
        }
    }
    return NULL;
}

static bool part_pour(struct bundle *bundle, const char *name, struct buffer *text, FILE *file,
                      struct fault *why)
{
    char hex[DIGEST_HEX];
    const struct bundle_part *part = bundle_part(bundle, name);
    if (!part) {
        return wrong(bundle, why, FAULT_INPUT, "fault.bundle.part", name);
    }
    return entry_pour(bundle, entry_find(bundle, name), text, file, hex, why) &&
           (!strcmp(hex, part->sha256) ||
            wrong(bundle, why, FAULT_INPUT, "fault.bundle.damaged", name));
}

bool bundle_read_text(struct bundle *bundle, const char *name, struct buffer *out,
                      struct fault *why)
{
    buffer_init(out, (size_t)BUNDLE_TEXT_MOST);
    if (part_pour(bundle, name, out, NULL, why)) {
        return true;
    }
    buffer_clear(out);
    return false;
}

bool bundle_read_file(struct bundle *bundle, const char *name, const char *path, struct fault *why)
{
    FILE *file = fopen(path, "wbe");
    if (!file) {
        fault_set(why, FAULT_STORAGE, "fault.file.write");
        return fault_in(why, path);
    }
    bool ok = part_pour(bundle, name, NULL, file, why);
    bool settled = fflush(file) == 0 && fsync(fileno(file)) == 0;
    settled = fclose(file) == 0 && settled;
    if (ok && !settled) {
        fault_set(why, FAULT_STORAGE, "fault.file.write");
        ok = fault_in(why, path);
    }
    if (!ok) {
        unlink(path);
    }
    return ok;
}
