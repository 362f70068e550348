/* SPDX-License-Identifier: EUPL-1.2 */
#include "house/floor_plan.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "system/file.h"

enum { FILE_CEILING = 1024 * 1024 };

/* The words of a CMake file one by one; parentheses are words, remarks are passed over. */
struct words {
    const char *at;
    int line;
    char word[256];
};

static bool word_next(struct words *words)
{
    while (*words->at && strchr(" \t\r\n#\"", *words->at)) {
        if (*words->at == '#') {
            words->at += strcspn(words->at, "\n");
            continue;
        }
        words->line += *words->at == '\n';
        words->at++;
    }
    size_t size =
        strchr("()", *words->at) ? *words->at != '\0' : strcspn(words->at, " \t\r\n#()\"");
    size_t kept = size < sizeof words->word ? size : sizeof words->word - 1;
    memcpy(words->word, words->at, kept);
    words->word[kept] = '\0';
    words->at += size;
    return size > 0;
}

int floor_plan_find(const struct floor_plan *plan, const char *name)
{
    for (int i = 0; i < plan->count; i++) {
        if (strcmp(plan->room[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool text_read(const char *path, struct buffer *out)
{
    struct fault why;
    return file_read(path, FILE_CEILING, out, &why);
}

static int rooms_list(struct floor_plan *plan, struct words words, const char *path,
                      struct buffer *faults)
{
    char before[2][256] = {"", ""};
    while (word_next(&words)) {
        bool start = strcmp(before[0], "set") == 0 && strcmp(before[1], "(") == 0 &&
                     strcmp(words.word, "rooms") == 0;
        if (start) {
            break;
        }
        memcpy(before[0], before[1], sizeof before[0]);
        memcpy(before[1], words.word, sizeof before[1]);
    }
    while (word_next(&words) && strcmp(words.word, ")") != 0) {
        if (plan->count == PLAN_ROOMS || strlen(words.word) >= PLAN_NAME ||
            floor_plan_find(plan, words.word) >= 0) {
            buffer_addf(faults, "%s:%d: %s comes twice, or too many rooms\n", path, words.line,
                        words.word);
            return 1;
        }
        struct plan_room *room = &plan->room[plan->count++];
        strcpy(room->name, words.word);
        room->line = words.line;
    }
    if (plan->count == 0) {
        buffer_addf(faults, "%s:1: there is no set(rooms …)\n", path);
    }
    return plan->count == 0;
}

/* One word of STANDS_ON (or of target_link_libraries, where other targets are no concern). */
static int support_add(struct floor_plan *plan, int which, const struct words *words, bool strict,
                       const char *path, struct buffer *faults)
{
    struct plan_room *room = &plan->room[which];
    int other = floor_plan_find(plan, words->word);
    if (other < 0 && !strict) {
        return 0;
    }
    if (other >= 0) {
        room->stands_on[other] = true;
        room->stands_on_line[other] = words->line;
    }
    if (other >= 0 && other < which) {
        return 0;
    }
    buffer_addf(faults, "%s:%d: %s stands on %s, which is %s\n", path, words->line, room->name,
                words->word, other < 0 ? "no room" : "not below it in the list");
    return 1;
}

/* The call `name(TARGET …)`, if it is there; *found tells. */
static int call_read(struct floor_plan *plan, int which, const char *text, const char *name,
                     const char *path, struct buffer *faults, bool *found)
{
    bool strict = strcmp(name, "room") == 0, listing = !strict;
    struct words words = {.at = text, .line = 1};
    int count = 0;
    *found = false;
    while (!*found && word_next(&words)) {
        *found = strcmp(words.word, name) == 0;
    }
    if (!*found || !word_next(&words) || !word_next(&words)) {
        return 0;
    }
    if (strict && strcmp(words.word, plan->room[which].name) != 0) {
        buffer_addf(faults, "%s:%d: the room is called %s\n", path, words.line, words.word);
        count++;
    }
    while (word_next(&words) && strcmp(words.word, ")") != 0) {
        if (strict && strspn(words.word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == strlen(words.word)) {
            listing = strcmp(words.word, "STANDS_ON") == 0;
        } else if (listing) {
            count += support_add(plan, which, &words, strict, path, faults);
        }
    }
    return count;
}

static int room_read(struct floor_plan *plan, int which, const char *source, struct buffer *faults)
{
    char path[2048];
    snprintf(path, sizeof path, "%s/%s/CMakeLists.txt", source, plan->room[which].name);
    struct buffer text;
    if (!file_exists(path)) {
        return 0;
    }
    if (!text_read(path, &text)) {
        buffer_addf(faults, "%s:1: cannot be read\n", path);
        return 1;
    }
    bool found;
    plan->room[which].built = true;
    int count = call_read(plan, which, buffer_text(&text), "room", path, faults, &found);
    if (!found) {
        count += call_read(plan, which, buffer_text(&text), "target_link_libraries", path, faults,
                           &found);
    }
    if (!found) {
        buffer_addf(faults, "%s:1: neither room() nor target_link_libraries()\n", path);
        count++;
    }
    buffer_clear(&text);
    return count;
}

int floor_plan_read(struct floor_plan *plan, const char *source, struct buffer *faults)
{
    char path[2048];
    memset(plan, 0, sizeof *plan);
    snprintf(path, sizeof path, "%s/CMakeLists.txt", source);
    struct buffer text;
    if (!text_read(path, &text)) {
        buffer_addf(faults, "%s:1: cannot be read\n", path);
        return 1;
    }
    struct words words = {.at = buffer_text(&text), .line = 1};
    int count = rooms_list(plan, words, path, faults);
    buffer_clear(&text);
    for (int i = 0; i < plan->count; i++) {
        count += room_read(plan, i, source, faults);
    }
    return count;
}
