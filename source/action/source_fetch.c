/* SPDX-License-Identifier: EUPL-1.2 */
/* One source fetched: asked with conditions, taken up again after a cut, checked, swapped in whole.
 */
#include "action/source_inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/log.h"
#include "http/http.h"
#include "system/file.h"

enum {
    PATIENCE = 30,
    FEED_SECONDS = 15 * 60,
    PACK_SECONDS = 6 * 3600,
    OVERPASS_SECONDS = 90,
    PLACES_CEILING = 256 * 1024 * 1024,
    DIGEST_PIECE = 256 * 1024
};
static const int64_t feed_bytes = 64LL * 1024 * 1024, pack_bytes = 2LL * 1024 * 1024 * 1024;

bool source_path(const char *folder, const char *id, const char *tail, char out[SYSTEM_PATH])
{
    char name[SOURCE_ID + 16];
    snprintf(name, sizeof name, "%s.%s", id, tail);
    return path_join(out, SYSTEM_PATH, folder, name);
}

/* One asking. What comes is written beside (`fresh`), or behind what a cut left (`part`). */
struct asking {
    struct fetch *fetch;
    struct http_answer answer;
    char part[SYSTEM_PATH], fresh[SYSTEM_PATH];
    int64_t from; /* bytes of the part that we asked to go on from */
    int64_t ceiling;
    int64_t got;         /* in this answer */
    bool on, over, full; /* on: behind the part; over: too large; full: the disk */
    FILE *file;
};

static bool keep_on(struct fetch *fetch, bool reading, int64_t done, int64_t total)
{
    struct refresh_progress progress = {true, reading, done, total};
    return !fetch->keep_on || fetch->keep_on(fetch->data, progress);
}

static bool cancelled(void *data)
{
    struct asking *asking = data;
    int64_t from = asking->on ? asking->from : 0, total = asking->answer.content_length;
    int64_t done = from + asking->got;
    total = total > 0 && total >= asking->got ? from + total : 0;
    return !keep_on(asking->fetch, false, done, total);
}

/* "bytes 1000-1999/2000" begins where we asked? The whole size, or -1. */
static bool range_fits(const struct http_answer *answer, int64_t from, int64_t *whole)
{
    long long first = -1, last = -1, all = -1;
    int read = sscanf(answer->content_range, "bytes %lld-%lld/%lld", &first, &last, &all);
    *whole = read == 3 ? all : -1;
    return read >= 2 && first == from;
}

static bool piece_take(void *data, const char *bytes, size_t size)
{
    struct asking *asking = data;
    int64_t whole;
    if (*asking->answer.location) { /* the page of a redirect */
        return true;
    }
    if (!asking->file) {
        asking->on = asking->from > 0 && range_fits(&asking->answer, asking->from, &whole);
        asking->file = fopen(asking->on ? asking->part : asking->fresh, asking->on ? "ab" : "wb");
        asking->full = !asking->file;
    }
    asking->got += (int64_t)size;
    asking->over = (asking->on ? asking->from : 0) + asking->got > asking->ceiling;
    asking->full = asking->full || (!asking->over && fwrite(bytes, 1, size, asking->file) != size);
    return !asking->over && !asking->full;
}

/* What is weak may not be the same bytes. */
static const char *condition_of(const struct source_record *record)
{
    if (record->part_etag[0] == '"') {
        return record->part_etag;
    }
    return record->part_modified;
}

static void headers_make(struct asking *asking, struct http_request *request,
                         char lines[4][SOURCE_URL])
{
    const struct source_record *record = &asking->fetch->record;
    int count = 0, line = 0;
    if (record->state.fetched && *record->etag) {
        snprintf(lines[line], SOURCE_URL, "If-None-Match: %s", record->etag);
        request->headers[count++] = lines[line++];
    } else if (record->state.fetched && *record->modified) {
        snprintf(lines[line], SOURCE_URL, "If-Modified-Since: %s", record->modified);
        request->headers[count++] = lines[line++];
    }
    if (asking->from > 0) {
        snprintf(lines[line], SOURCE_URL, "If-Range: %s", condition_of(record));
        request->headers[count++] = lines[line++];
        request->range_from = asking->from;
    }
    request->headers[count++] =
        asking->fetch->source.kind == SOURCE_PACK
            ? "Accept-Encoding: identity" /* it is packed, and goes on after a cut */
            : "Accept: application/geo+json, text/csv;q=0.9, */*;q=0.5";
}

static void query_make(const struct fetch *fetch, struct buffer *body)
{
    struct buffer query;
    buffer_init(&query, 64 * 1024);
    buffer_init(body, 256 * 1024);
    overpass_write(fetch->box, OVERPASS_SECONDS, &query);
    buffer_add_text(body, "data=");
    http_encode(buffer_text(&query), body);
    buffer_clear(&query);
}

static bool ask_once(struct asking *asking, struct http *http, struct fault *why)
{
    struct fetch *fetch = asking->fetch;
    bool query = fetch->source.kind == SOURCE_OVERPASS, pack = fetch->source.kind == SOURCE_PACK;
    char lines[4][SOURCE_URL];
    struct buffer body = {0};
    int seconds = fetch->bounds.seconds ? fetch->bounds.seconds
                  : pack                ? PACK_SECONDS
                                        : FEED_SECONDS;
    struct http_request request = {.method = query ? "POST" : "GET",
                                   .url = fetch->source.url,
                                   .ceiling = (size_t)asking->ceiling + 1,
                                   .seconds = seconds,
                                   .quiet_seconds = query ? OVERPASS_SECONDS + PATIENCE : 0,
                                   .piece = piece_take,
                                   .data = asking};
    if (query && fetch->bounds.patience) {
        request.quiet_seconds = fetch->bounds.patience;
    }
    if (query) {
        query_make(fetch, &body);
        request.body = buffer_text(&body);
        request.body_size = body.size;
        request.headers[0] = "Content-Type: application/x-www-form-urlencoded";
    } else {
        headers_make(asking, &request, lines);
    }
    bool ok = http_perform(http, &request, &asking->answer, why);
    buffer_clear(&body);
    if (asking->file && fflush(asking->file) == 0) {
        fsync(fileno(asking->file));
    }
    if (asking->file && fclose(asking->file) != 0) {
        asking->full = true;
    }
    asking->file = NULL;
    if (asking->full) {
        return fault_set(why, FAULT_STORAGE, "sources.fault.disk");
    }
    return asking->over ? fault_set(why, FAULT_LIMIT, "http.fault.large") : ok;
}

/* ---- after a cut ---- */

static void part_forget(struct asking *asking)
{
    struct fault ignored;
    file_remove(asking->part, &ignored);
    asking->fetch->record.part_etag[0] = asking->fetch->record.part_modified[0] = 0;
    asking->from = 0;
}

/* Keeps what came before the cut, when the server said enough to go on from there. */
static void part_keep(struct asking *asking)
{
    struct source_record *record = &asking->fetch->record;
    const struct http_answer *answer = &asking->answer;
    struct fault ignored;
    bool known = answer->etag[0] == '"' || *answer->last_modified;
    if (asking->on || asking->got == 0) {
        return;
    }
    if (!known || asking->fetch->source.kind == SOURCE_OVERPASS || answer->status >= 300 ||
        rename(asking->fresh, asking->part) != 0) {
        file_remove(asking->fresh, &ignored);
        return;
    }
    snprintf(record->part_etag, sizeof record->part_etag, "%s",
             answer->etag[0] == '"' ? answer->etag : "");
    snprintf(record->part_modified, sizeof record->part_modified, "%s", answer->last_modified);
}

/* ---- what the server said ---- */

static bool status_refuse(const struct http_answer *answer, const char *host, struct fault *why)
{
    int status = answer->status;
    if (status == 404 || status == 410) {
        return fault_set_text(why, FAULT_REFUSED, "sources.fault.gone", host);
    }
    if (status == 401 || status == 403) {
        return fault_set_text(why, FAULT_REFUSED, "sources.fault.denied", host);
    }
    bool busy = status == 429 || status == 503 || status == 504;
    fault_set_text(why, busy || status >= 500 ? FAULT_NETWORK : FAULT_REFUSED,
                   busy            ? "sources.fault.busy"
                   : status >= 500 ? "sources.fault.server"
                                   : "sources.fault.status",
                   host);
    message_add_count(&why->what, status);
    return false;
}

static bool type_refuse(const struct http_answer *answer, const char *host, struct fault *why)
{
    if (strncmp(answer->content_type, "text/html", 9) != 0 &&
        strncmp(answer->content_type, "application/xhtml", 17) != 0) {
        return false;
    }
    fault_set_text(why, FAULT_INPUT, "sources.fault.html", host);
    return true;
}

static bool digest_fits(struct fetch *fetch, const char *file, struct fault *why)
{
    uint8_t sum[DIGEST_SIZE];
    char hex[DIGEST_HEX], *piece;
    FILE *in = *fetch->source.sha256 ? fopen(file, "rb") : NULL;
    if (!in) {
        return true;
    }
    struct digest *digest = digest_new();
    size_t size;
    bool going = true;
    piece = malloc(DIGEST_PIECE);
    while (piece && going && (size = fread(piece, 1, DIGEST_PIECE, in)) > 0) {
        digest_add(digest, piece, size);
        going = keep_on(fetch, true, 0, 0);
    }
    digest_end(digest, sum);
    fclose(in);
    if (!piece || !going) {
        free(piece);
        return fault_set(why, FAULT_CANCELLED, "http.fault.cancelled");
    }
    free(piece);
    digest_hex(sum, sizeof sum, hex);
    for (int i = 0; i < DIGEST_HEX - 1; i++) {
        char wanted = fetch->source.sha256[i];
        if ((wanted >= 'A' && wanted <= 'F' ? (char)(wanted + 32) : wanted) != hex[i]) {
            fault_set_text(why, FAULT_INPUT, "sources.fault.hash", hex);
            return false;
        }
    }
    return true;
}

/* ---- swapping in ---- */

static bool places_write(struct fetch *fetch, struct fault *why)
{
    char file[SYSTEM_PATH];
    char *text = cJSON_PrintUnformatted(fetch->places);
    bool ok = text && source_path(fetch->folder, fetch->source.id, "places", file) &&
              file_write(file, text, strlen(text), why);
    free(text);
    return ok;
}

static bool swap_in(struct fetch *fetch, const char *came, struct fault *why)
{
    char file[SYSTEM_PATH];
    struct fault ignored;
    if (fetch->source.kind != SOURCE_PACK) {
        bool ok = places_write(fetch, why);
        file_remove(came, &ignored);
        return ok;
    }
    if (!source_path(fetch->folder, fetch->source.id, "wijkpak", file) || rename(came, file) != 0) {
        fault_set(why, FAULT_STORAGE, "sources.fault.disk");
        return fault_detail(why, "%s", strerror(errno));
    }
    return true;
}

static void record_renew(struct asking *asking, int64_t size)
{
    struct fetch *fetch = asking->fetch;
    struct source_record *record = &fetch->record;
    snprintf(record->etag, sizeof record->etag, "%s", asking->answer.etag);
    snprintf(record->modified, sizeof record->modified, "%s", asking->answer.last_modified);
    snprintf(record->url, sizeof record->url, "%s", fetch->source.url);
    record->box = fetch->box;
    record->state.size = size;
    if (fetch->places) {
        source_compare(fetch->before, fetch->places, record);
    }
    bool moved =
        !fetch->before || record->state.fresh || record->state.gone || record->state.altered;
    record->state.changed = moved ? fetch->now : record->state.changed;
    fetch->fresh = true;
}

/* The whole file lies in `came`: looked at, then in the place of the old one. */
static bool came_take(struct asking *asking, const char *came, const char *host, struct fault *why)
{
    struct fetch *fetch = asking->fetch;
    int64_t size = file_size(came);
    bool ok = !type_refuse(&asking->answer, host, why) && digest_fits(fetch, came, why) &&
              source_read(fetch, came, why) && swap_in(fetch, came, why);
    if (!ok) {
        struct fault ignored;
        file_remove(came, &ignored);
        cJSON_Delete(fetch->places);
        fetch->places = NULL;
        return false;
    }
    record_renew(asking, size);
    return true;
}

enum verdict_here { DONE, AGAIN, REFUSED };

static enum verdict_here answer_take(struct asking *asking, const char *host, struct fault *why)
{
    struct http_answer *answer = &asking->answer;
    struct fault ignored;
    int64_t whole = -1;
    if (answer->status == 304 && asking->fetch->record.state.fetched) {
        part_forget(asking);
        return DONE;
    }
    if (answer->status == 416 && asking->from > 0) {
        part_forget(asking);
        file_remove(asking->fresh, &ignored);
        return AGAIN;
    }
    if (answer->status == 206) {
        if (!asking->on || !range_fits(answer, asking->from, &whole) ||
            (whole >= 0 && file_size(asking->part) != whole)) {
            part_forget(asking);
            file_remove(asking->fresh, &ignored);
            return AGAIN;
        }
        return came_take(asking, asking->part, host, why) ? DONE : REFUSED;
    }
    if (answer->status != 200) {
        file_remove(asking->fresh, &ignored);
        status_refuse(answer, host, why);
        return REFUSED;
    }
    if (asking->got == 0) {
        fault_set_text(why, FAULT_INPUT, "sources.fault.empty", host);
        return REFUSED;
    }
    return came_take(asking, asking->fresh, host, why) ? DONE : REFUSED;
}

static void asking_begin(struct asking *asking, struct fetch *fetch)
{
    struct source_record *record = &fetch->record;
    bool pack = fetch->source.kind == SOURCE_PACK;
    int64_t own = pack ? fetch->bounds.pack : fetch->bounds.feed;
    memset(asking, 0, sizeof *asking);
    asking->fetch = fetch;
    asking->ceiling = own ? own : pack ? pack_bytes : feed_bytes;
    source_path(fetch->folder, fetch->source.id, "part", asking->part);
    source_path(fetch->folder, fetch->source.id, "fresh", asking->fresh);
    int64_t here = file_size(asking->part);
    bool goes_on = here > 0 && here < asking->ceiling && *condition_of(record) &&
                   fetch->source.kind != SOURCE_OVERPASS;
    asking->from = goes_on ? here : 0;
}

static bool ask(struct fetch *fetch, const char *host, struct fault *why)
{
    struct asking *asking = malloc(sizeof *asking);
    enum verdict_here verdict = REFUSED;
    if (!asking) {
        return fault_set(why, FAULT_MEMORY, "fault.memory");
    }
    struct http_ways ways = {.patience = fetch->bounds.patience ? fetch->bounds.patience : PATIENCE,
                             .cancelled = cancelled,
                             .data = asking,
                             .user_agent = "Wijkpeil"};
    struct http *http = http_new(&ways);
    for (int turn = 0; turn < 2; turn++) {
        asking_begin(asking, fetch);
        verdict = REFUSED;
        if (ask_once(asking, http, why)) {
            verdict = answer_take(asking, host, why);
        } else if (why->kind == FAULT_NETWORK || why->kind == FAULT_CANCELLED) {
            part_keep(asking);
        } else {
            struct fault ignored;
            file_remove(asking->fresh, &ignored);
            part_forget(asking);
        }
        if (verdict == DONE) {
            part_forget(asking);
        }
        http_answer_clear(&asking->answer);
        if (verdict != AGAIN) {
            break;
        }
        fault_set_text(why, FAULT_NETWORK, "http.fault.cut", host);
    }
    http_free(http);
    free(asking);
    return verdict == DONE;
}

/* What is here came from elsewhere, or for another area, or is gone: from the beginning. */
static void record_judge(struct fetch *fetch)
{
    struct source_record *record = &fetch->record;
    char file[SYSTEM_PATH];
    bool pack = fetch->source.kind == SOURCE_PACK;
    bool here = source_path(fetch->folder, fetch->source.id, pack ? "wijkpak" : "places", file) &&
                file_exists(file);
    bool same_box =
        pack || (record->box.west == fetch->box.west && record->box.east == fetch->box.east &&
                 record->box.south == fetch->box.south && record->box.north == fetch->box.north);
    bool same_url = !*record->url || !strcmp(record->url, fetch->source.url);
    if (!here || !same_box || !same_url) {
        record->etag[0] = record->modified[0] = 0;
        record->state.fetched = here ? record->state.fetched : 0;
    }
    if (!same_url) {
        record->part_etag[0] = record->part_modified[0] = 0;
    }
}

void source_fetch(struct fetch *fetch)
{
    struct source_record *record = &fetch->record;
    struct http_url url;
    char plain[SOURCE_URL], file[SYSTEM_PATH];
    struct fault ignored;
    fault_clear(&fetch->why);
    if (source_of_file(fetch->source.url)) { /* it changes when somebody imports it again */
        fetch->ok = true;
        return;
    }
    snprintf(plain, sizeof plain, "%.*s", (int)strcspn(fetch->source.url, "?#"), fetch->source.url);
    record_judge(fetch);
    fetch->ok = folder_make(fetch->folder, &fetch->why) &&
                http_url_parse(plain, &url, &fetch->why) && ask(fetch, url.host, &fetch->why);
    if (fetch->ok) {
        fault_clear(&fetch->why);
        record->state.fetched = fetch->now;
    }
    record->state.tried = fetch->now;
    record->state.fault = fetch->why;
    if (source_path(fetch->folder, fetch->source.id, "state", file) &&
        !source_record_write(file, record, &ignored)) {
        log_warn("the state of source %s is not kept: %s", fetch->source.id, ignored.what.key);
    }
}
