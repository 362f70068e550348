/* SPDX-License-Identifier: EUPL-1.2 */
/* The link or QR text that joins a tablet to a server, and where its parts are kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/sync_inner.h"
#include "base/json.h"
#include "http/http.h"
#include "system/file.h"
#include "system/system.h"

enum { PAIRING_CEILING = 16 * 1024 };
static const char scheme[] = "wijkpeil://pair?";
static const char key_file[] = "sync.key";

struct member {
    const char *name;
    size_t offset, room;
    bool needed;
};
#define MEMBER(name, needed)                                                                       \
    {                                                                                              \
#name, offsetof(struct pairing, name), sizeof((struct pairing *)0)->name, needed           \
    }
static const struct member members[] = {MEMBER(server, true), MEMBER(database, true),
                                        MEMBER(user, true),   MEMBER(key, true),
                                        MEMBER(role, false),  MEMBER(org, false)};
enum { MEMBERS = sizeof members / sizeof *members };

static char *part_of(struct pairing *pairing, const struct member *member)
{
    return (char *)pairing + member->offset;
}

static int hex_of(char digit)
{
    const char *digits = "0123456789abcdef", *at = strchr(digits, digit | 32);
    return digit >= '0' && at ? (int)(at - digits) : -1;
}

/* False = too long, or no text. */
static bool decoded(const char *text, size_t size, char *out, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        char byte = text[i];
        if (byte == '%' && i + 2 < size && hex_of(text[i + 1]) >= 0 && hex_of(text[i + 2]) >= 0) {
            byte = (char)(hex_of(text[i + 1]) * 16 + hex_of(text[i + 2]));
            i += 2;
        }
        if ((unsigned char)byte < ' ' || count + 1 >= room) {
            return false;
        }
        out[count++] = byte;
    }
    out[count] = '\0';
    return true;
}

static bool member_read(struct pairing *out, const char *name, size_t name_size, const char *value,
                        size_t size)
{
    for (int i = 0; i < MEMBERS; i++) {
        if (strlen(members[i].name) == name_size && !strncmp(members[i].name, name, name_size)) {
            return decoded(value, size, part_of(out, &members[i]), members[i].room);
        }
    }
    return true; /* a newer server may say more */
}

static bool database_name(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_$()+-") == strlen(name);
}

bool pairing_parse(const char *text, struct pairing *out, struct fault *why)
{
    struct http_url url;
    memset(out, 0, sizeof *out);
    text += strspn(text, " \t\r\n");
    size_t size = strcspn(text, " \t\r\n");
    if (strncmp(text, scheme, strlen(scheme)) != 0) {
        return fault_set(why, FAULT_INPUT, "sync.fault.link");
    }
    const char *at = text + strlen(scheme), *end = text + size;
    while (at < end) {
        size_t part = strcspn(at, "&");
        part = part < (size_t)(end - at) ? part : (size_t)(end - at);
        const char *sign = memchr(at, '=', part);
        if (!sign ||
            !member_read(out, at, (size_t)(sign - at), sign + 1, part - (size_t)(sign - at) - 1)) {
            memset(out, 0, sizeof *out);
            return fault_set(why, FAULT_INPUT, "sync.fault.link");
        }
        at += part + (at + part < end);
    }
    for (int i = 0; i < MEMBERS; i++) {
        if (members[i].needed && !*part_of(out, &members[i])) {
            memset(out, 0, sizeof *out);
            return fault_set_text(why, FAULT_INPUT, "sync.fault.link.part", members[i].name);
        }
    }
    if (!database_name(out->database)) {
        return fault_set_text(why, FAULT_INPUT, "sync.fault.database.name", out->database);
    }
    return http_url_parse(out->server, &url, why);
}

/* ---- where it is kept ---- */

static bool pairing_file(const struct project *project, char out[SYSTEM_PATH])
{
    return path_join(out, SYSTEM_PATH, project->folder, "sync.json");
}

bool pairing_load(const struct project *project, struct pairing *out)
{
    char file[SYSTEM_PATH];
    struct buffer text;
    struct fault ignored;
    cJSON *root = NULL;
    memset(out, 0, sizeof *out);
    if (!pairing_file(project, file) || !file_exists(file) ||
        !file_read(file, PAIRING_CEILING, &text, &ignored)) {
        return false;
    }
    bool ok = json_parse(buffer_text(&text), text.size, PAIRING_CEILING, &root, &ignored);
    for (int i = 0; ok && i < MEMBERS; i++) {
        snprintf(part_of(out, &members[i]), members[i].room, "%s",
                 json_text(root, members[i].name, ""));
    }
    out->key[0] = '\0';
    cJSON_Delete(root);
    buffer_clear(&text);
    return ok && *out->server && *out->database;
}

bool pairing_key(const struct project *project, char *out, size_t room, struct fault *why)
{
    struct buffer text;
    bool ok = system_secret_read(project->folder, key_file, &text, why);
    if (ok) {
        snprintf(out, room, "%s", buffer_text(&text));
    }
    if (text.data) {
        memset(text.data, 0, text.size);
    }
    buffer_clear(&text);
    return ok;
}

bool pairing_keep(const struct project *project, const struct pairing *pairing, struct fault *why)
{
    char file[SYSTEM_PATH];
    if (!pairing_file(project, file)) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!pairing) {
        return system_secret_keep(project->folder, key_file, NULL, why) && file_remove(file, why);
    }
    cJSON *root = cJSON_CreateObject();
    for (int i = 0; i < MEMBERS; i++) {
        const char *value = (const char *)pairing + members[i].offset;
        if (*value && strcmp(members[i].name, "key") != 0) {
            cJSON_AddStringToObject(root, members[i].name, value);
        }
    }
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    bool ok = system_secret_keep(project->folder, key_file, pairing->key, why) &&
              file_write(file, text, strlen(text), why);
    free(text);
    return ok;
}

/* ---- whom to trust ---- */

static const char ca_file[] = "server-ca.pem";
enum { CA_CEILING = 1024 * 1024 };

void pairing_ca(const struct project *project, char out[SYSTEM_PATH])
{
    if (!path_join(out, SYSTEM_PATH, project->folder, ca_file) || !file_exists(out)) {
        out[0] = '\0';
    }
}

bool sync_trusts(const struct project *project)
{
    char file[SYSTEM_PATH];
    pairing_ca(project, file);
    return *file;
}

bool sync_trust(struct project *project, const char *file, struct fault *why)
{
    char own[SYSTEM_PATH];
    struct buffer text;
    if (!path_join(own, sizeof own, project->folder, ca_file)) {
        return fault_set(why, FAULT_USAGE, "fault.path.long");
    }
    if (!file) {
        return file_remove(own, why);
    }
    if (!file_read(file, CA_CEILING, &text, why)) {
        return false;
    }
    bool ok = strstr(buffer_text(&text), "-----BEGIN CERTIFICATE-----") != NULL;
    if (!ok) {
        fault_set(why, FAULT_INPUT, "sync.fault.ca");
        fault_in(why, file);
    }
    ok = ok && file_write(own, text.data, text.size, why);
    buffer_clear(&text);
    return ok;
}
