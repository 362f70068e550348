/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/share_inner.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "logbook/practice.h"

static const char *const words[SHARE_LEVELS] = {"public", "partners", "archive"};
static const char *const keys[SHARE_LEVELS] = {"share.public", "share.partners", "share.archive"};

const char *share_level_word(enum share_level level)
{
    return words[level];
}

const char *share_level_key(enum share_level level)
{
    return keys[level];
}

bool share_level_parse(const char *word, enum share_level *out)
{
    for (int i = 0; i < SHARE_LEVELS; i++) {
        if (!strcmp(word, words[i])) {
            *out = (enum share_level)i;
            return true;
        }
    }
    return false;
}

/* ---- what a text gives away ---- */

static bool mail_letter(char byte)
{
    return isalnum((unsigned char)byte) || (byte && strchr("._%+-", byte));
}

static bool has_mail(const char *text)
{
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        const char *dot = at > text && mail_letter(at[-1]) ? at + 1 : NULL;
        while (dot && (isalnum((unsigned char)*dot) || *dot == '-')) {
            dot++;
        }
        if (dot && dot > at + 1 && *dot == '.' && isalpha((unsigned char)dot[1])) {
            return true;
        }
    }
    return false;
}

/* Digits with spaces, dots, slashes, hyphens and brackets between; NULL = the run is over. */
static const char *digits_run(const char *at, char digits[24], int *count)
{
    int gap = 0;
    *count = 0;
    for (size_t step = 1; *at && gap < 3 && *count < 23; at += step) {
        step = 1;
        if (isdigit((unsigned char)*at)) {
            digits[(*count)++] = *at;
            gap = 0;
        } else if ((step = trace_sign(at)) > 0) {
            gap++;
        } else {
            break;
        }
    }
    digits[*count] = '\0';
    return at;
}

/* "0478 12 34 56", "+32 (0)2 123 45 67": nine or ten digits from a 0, eight to twelve behind + or
 * 00. */
static bool number_at(const char *text, char digits[24])
{
    int count;
    bool abroad = *text == '+' || (text[0] == '0' && text[1] == '0');
    digits_run(text + (*text == '+' ? 1 : 0), digits, &count);
    return abroad ? count >= 9 && count <= 15 : *text == '0' && (count == 9 || count == 10);
}

static bool number_find(const char *text, char digits[24])
{
    for (const char *at = text; *at; at++) {
        bool begins = (*at == '0' || *at == '+') && (at == text || !isalnum((unsigned char)at[-1]));
        if (begins && number_at(at, digits)) {
            return true;
        }
    }
    return false;
}

bool share_text_tells(const char *text)
{
    char digits[24];
    return has_mail(text) || number_find(text, digits);
}

bool share_phone_personal(const char *text)
{
    static const char *const begins[] = {"04", "324", "3204", "00324", "003204"};
    char digits[24];
    if (!number_find(text, digits)) {
        return true; /* what it is nobody can say */
    }
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t size = strlen(begins[i]);
        bool plain =
            strcmp(begins[i], "04") != 0 || strlen(digits) == 10; /* 04 223 45 67 is Liège */
        if (plain && !strncmp(digits, begins[i], size) &&
            (size < 3 || strlen(digits) >= size + 8)) {
            return true;
        }
    }
    return false;
}

/* Of an office: a word for it stands before the @, and no name with a dot; and not a free mailbox.
 */
bool share_mail_personal(const char *text)
{
    static const char *const offices[] = {
        "info",     "contact", "onthaal", "accueil", "secretariaat", "secretariat", "bib",
        "biblio",   "hallo",   "hello",   "office",  "post",         "mail",        "digi",
        "epn",      "team",    "admin",   "help",    "support",      "bonjour",     "dienst",
        "service",  "welkom",  "bxl",     "wijk",    "buurt",        "centrum",     "centre",
        "gemeente", "commune", "ocmw",    "cpas",    "ldc",          "vgc",         "reservatie"};
    const char *at = strchr(text, '@');
    if (!at) {
        return true;
    }
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        size_t size = strlen(offices[i]);
        if ((size_t)(at - text) >= size && !strncmp(text, offices[i], size) &&
            !memchr(text, '.', (size_t)(at - text))) {
            return false;
        }
    }
    return true;
}

/* ---- documents ---- */

static bool one_of(const char *name, const char *const list[], size_t count)
{
    for (size_t i = 0; name && i < count; i++) {
        if (!strcmp(name, list[i])) {
            return true;
        }
    }
    return false;
}

static bool member_stays_here(enum share_level level, const cJSON *item)
{
    static const char *const inner[] = {"note", "notes", "internal_note", "remark", "remarks"};
    static const char *const people[] = {
        "contact", "contact_role", "contact_name", "checked_by",  "by",
        "said",    "role",         "who",          "attended_by", "person"};
    const char *name = item->string;
    if (one_of(name, inner, sizeof inner / sizeof *inner)) {
        return true;
    }
    if (level != SHARE_PUBLIC) {
        return false;
    }
    if (one_of(name, people, sizeof people / sizeof *people)) {
        return true;
    }
    if (!cJSON_IsString(item)) {
        return false;
    }
    if (name && !strcmp(name, "phone")) {
        return share_phone_personal(item->valuestring);
    }
    if (name && !strcmp(name, "email")) {
        return share_mail_personal(item->valuestring);
    }
    return share_text_tells(item->valuestring);
}

static void members_take_out(enum share_level level, cJSON *tree)
{
    cJSON *next;
    for (cJSON *item = tree->child; item; item = next) {
        next = item->next;
        bool own = item->string && item->string[0] == '_';
        if (!own && member_stays_here(level, item)) {
            cJSON_Delete(cJSON_DetachItemViaPointer(tree, item));
        } else {
            members_take_out(level, item);
        }
    }
}

bool share_type(enum share_level level, const char *id)
{
    size_t count, size = strcspn(id, ":");
    const struct share_kind *kinds = share_kinds(&count);
    bool told = level == SHARE_ARCHIVE;
    for (size_t i = 0; i < count && !told; i++) {
        told = strlen(kinds[i].type) == size && !strncmp(id, kinds[i].type, size) &&
               kinds[i].from <= level;
    }
    return told;
}

/* A telephone number or an address of mail has fields of its own; in any other text it is
 * somebody's. */
static bool text_stays_here(const char *path, const cJSON *item)
{
    bool contact = !strcmp(path, "phone") || !strcmp(path, "mail");
    return cJSON_IsString(item) && !contact && share_text_tells(item->valuestring);
}

struct listing {
    const struct share_kind *kind;
    enum share_level level;
    bool whole; /* nothing that is needed stayed here */
};

enum { PATH = 256, DEEP = 8 };

static void listed_take_out(struct listing *listing, cJSON *tree, const char *above, int depth)
{
    cJSON *next;
    for (cJSON *item = tree->child; item; item = next) {
        char path[PATH];
        const struct share_field *field = NULL;
        const char *name = item->string ? item->string : "";
        next = item->next;
        if (depth == 0 && name[0] == '_') {
            continue;
        }
        bool fits = snprintf(path, sizeof path, "%s%s%s", above, *above ? "/" : "", name) < PATH;
        enum share_found found =
            fits && depth < DEEP ? share_field_of(listing->kind, path, &field) : SHARE_NOWHERE;
        if (found == SHARE_INSIDE && cJSON_IsObject(item)) {
            listed_take_out(listing, item, path, depth + 1);
        } else if (found != SHARE_HERE || field->from > listing->level ||
                   text_stays_here(path, item)) {
            listing->whole = listing->whole && !(found == SHARE_HERE && field->needed);
            cJSON_Delete(cJSON_DetachItemViaPointer(tree, item));
        }
    }
}

bool share_document(enum share_level level, const char *id, cJSON *document)
{
    const struct share_kind *kind = share_kind_of(id, json_text(document, "what", ""));
    if (level == SHARE_ARCHIVE) {
        return true;
    }
    if (!kind || kind->from > level) {
        return false;
    }
    if (!kind->listed) {
        members_take_out(level, document);
        return true;
    }
    struct listing listing = {kind, level, true};
    listed_take_out(&listing, document, "", 0);
    return listing.whole;
}

bool share_body(enum share_level level, const char *id, struct json_slice body, struct buffer *out)
{
    cJSON *tree = NULL;
    struct fault why;
    if (!json_parse(body.text, body.size, JSON_DOCUMENT_CEILING, &tree, &why)) {
        return false;
    }
    bool told = cJSON_IsObject(tree) && share_document(level, id, tree);
    if (told) {
        char *text = json_write_canonical(tree);
        buffer_add_text(out, text);
        free(text);
    }
    cJSON_Delete(tree);
    return told;
}
