/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_sync documents COUNT           places of about 600 bytes, a JSON line each
 * bench_sync fill STORE COUNT          the same places, written by a person on this tablet
 * bench_sync edit STORE COUNT          another phone number for the first COUNT of them
 * bench_sync visit STORE URL           one visit; says: wall ms, CPU ms, peak RSS in kB, requests,
 * bytes out and in Bytes are those of bodies; CPU and wall are those of the visit, the RSS that of
 * the whole program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/json.h"
#include "sync/session.h"

enum { TEXT = 2048 };

static void need(bool ok, const struct fault *why)
{
    if (!ok) {
        fprintf(stderr, "bench_sync: %s %s %s\n", why->what.key, why->file, why->detail);
        exit(1);
    }
}

static void document_write(int i, char out[TEXT])
{
    snprintf(
        out, TEXT,
        "{\"_id\":\"place:01J%023d\",\"type\":\"place\",\"name\":\"Buurthuis %d De Zennebeemden\","
        "\"aliases\":\"Zennebeemden\",\"lon\":%.6f,\"lat\":%.6f,\"street\":\"Graaf van "
        "Vlaanderenstraat\",\"number\":\"%d\","
        "\"postcode\":\"1080\",\"phone\":\"+32 2 414 %02d %02d\",\"web\":"
        "\"https://www.buurthuis-%d.brussels/nl/openingsuren\",\"hours\":"
        "\"Mo-Fr %02d:00-12:30,13:30-%02d:00; Sa 10:00-13:00; PH off\",\"checked\":"
        "\"2026-0%d-1%d\",\"checked_by\":\"tablet-%d\",\"groups\":[\"jongeren\",\"ouderen\"],"
        "\"offers\":{\"w\":{\"service\":\"wifi\",\"price\":\"free\",\"checked\":\"2026-0%d-12\"},"
        "\"c\":{\"service\":\"computer\",\"price\":\"free\",\"hours\":\"Tu,Th 14:00-1%d:00\"}}}",
        i, i, 4.3 + i % 997 / 9970.0, 50.8 + i % 991 / 9910.0, 1 + i % 300, i / 100 % 100, i % 100,
        i, 7 + i % 3, 16 + i % 4, 1 + i % 9, i % 10, i % 37, 1 + i % 9, 6 + i % 3);
}

static void documents_say(int count)
{
    char text[TEXT];
    for (int i = 0; i < count; i++) {
        document_write(i, text);
        puts(text);
    }
}

static struct store *open_store(const char *file)
{
    struct store *store;
    struct fault why;
    fault_clear(&why);
    need(store_open(file, &store, &why), &why);
    return store;
}

static void fill(const char *file, int count)
{
    struct store *store = open_store(file);
    struct fault why;
    char text[TEXT], id[ULID_SIZE];
    fault_clear(&why);
    need(store_batch_begin(store, &why), &why);
    for (int i = 0; i < count; i++) {
        struct edit edit;
        document_write(i, text);
        cJSON *body = cJSON_Parse(text);
        ulid_make(1780000000000 + i, id);
        edit_init(&edit, id, 1780000000, "tablet", "add", "bench");
        edit_add(&edit, json_text(body, "_id", ""), "", NULL, body);
        need(store_edit(store, &edit, &why), &why);
        edit_clear(&edit);
    }
    need(store_batch_end(store, &why), &why);
    store_close(store);
}

static void change(const char *file, int count)
{
    struct store *store = open_store(file);
    struct fault why;
    char text[TEXT], id[ULID_SIZE], phone[32];
    fault_clear(&why);
    for (int i = 0; i < count; i++) {
        struct edit edit;
        document_write(i, text);
        cJSON *body = cJSON_Parse(text);
        ulid_make(1790000000000 + i, id);
        snprintf(phone, sizeof phone, "+32 2 %d", i);
        edit_init(&edit, id, 1790000000, "tablet", "set", "bench");
        edit_add(&edit, json_text(body, "_id", ""), "phone",
                 cJSON_Duplicate(json_member(body, "phone"), true), cJSON_CreateString(phone));
        need(store_edit(store, &edit, &why), &why);
        edit_clear(&edit);
        cJSON_Delete(body);
    }
    store_close(store);
}

static double cpu_ms(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static void visit(const char *file, const char *url)
{
    struct store *store = open_store(file);
    struct session_ways ways = {.store_file = file, .clock = &clock_system, .seed = 1};
    struct session_account account = {url, "", "", ""};
    struct session_report report;
    struct fault why;
    struct rusage before, after;
    fault_clear(&why);
    struct session *session = session_new(&ways, &account, &why);
    need(session != NULL, &why);
    getrusage(RUSAGE_SELF, &before);
    int64_t begin = clock_ticks();
    need(session_visit(session, &report, &why), &why);
    int64_t wall = clock_ticks() - begin;
    getrusage(RUSAGE_SELF, &after);
    printf("%lld\t%.0f\t%ld\t%lld\t%lld\t%lld\t%lld\t%lld\n", (long long)wall,
           cpu_ms(&after) - cpu_ms(&before), after.ru_maxrss, (long long)report.requests,
           (long long)report.bytes_out, (long long)report.bytes_in, (long long)report.pulled,
           (long long)report.pushed);
    session_report_clear(&report);
    session_free(session);
    store_close(store);
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    if (!strcmp(what, "documents")) {
        documents_say(atoi(argv[2]));
    } else if (!strcmp(what, "fill") && argc > 3) {
        fill(argv[2], atoi(argv[3]));
    } else if (!strcmp(what, "edit") && argc > 3) {
        change(argv[2], atoi(argv[3]));
    } else if (!strcmp(what, "visit") && argc > 3) {
        visit(argv[2], argv[3]);
    } else {
        fputs("bench_sync documents N | fill STORE N | edit STORE N | visit STORE URL\n", stderr);
        return 2;
    }
    return 0;
}
