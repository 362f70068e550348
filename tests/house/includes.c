/* SPDX-License-Identifier: EUPL-1.2 */
#include "house/includes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/table.h"
#include "house/floor_plan.h"
#include "system/file.h"

enum { FILE_CEILING = 4 * 1024 * 1024, NAME_SIZE = 256 };

enum colour { WHITE, GREY, BLACK };

struct arrow {
    struct node *to;
    char place[2300]; /* file:line that draws it */
};

/* A file or a room, and what it points at. */
struct node {
    char name[NAME_SIZE]; /* from source/: "geo/geo.h", or "geo" */
    struct arrow **arrows;
    size_t count, room;
    enum colour colour;
};

struct check {
    const char *source;
    struct floor_plan plan;
    struct table nodes; /* name → struct node, of files and of rooms */
    struct buffer *faults;
    int count, seen;
    int reading; /* the room that is being read */
};

static void node_free(void *value)
{
    struct node *node = value;
    for (size_t i = 0; i < node->count; i++) {
        free(node->arrows[i]);
    }
    free(node->arrows);
    free(node);
}

static struct node *node_of(struct check *check, const char *name)
{
    struct node *node = table_find(&check->nodes, name);
    if (!node) {
        node = memory_take(sizeof *node);
        snprintf(node->name, sizeof node->name, "%s", name);
        table_set(&check->nodes, name, node);
    }
    return node;
}

static void arrow_add(struct check *check, const char *from, const char *to, const char *place)
{
    struct node *node = node_of(check, from);
    struct arrow *arrow = memory_take(sizeof *arrow);
    arrow->to = node_of(check, to);
    snprintf(arrow->place, sizeof arrow->place, "%s", place);
    ARRAY_GROW(node->arrows, node->count, node->room);
    node->arrows[node->count++] = arrow;
}

static void complain(struct check *check, const char *place, const char *what, const char *about)
{
    buffer_addf(check->faults, "%s: %s %s\n", place, what, about);
    check->count++;
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), wanted = strlen(end);
    return size >= wanted && strcmp(text + size - wanted, end) == 0;
}

/* One #include "target" in the file `from` of the room that is being read. */
static void include_check(struct check *check, const char *from, const char *target,
                          const char *place)
{
    char room[PLAN_NAME] = "", path[2300];
    size_t size = strcspn(target, "/");
    if (target[size] && size < sizeof room) {
        memcpy(room, target, size);
        room[size] = '\0';
    }
    check->seen++;
    int to = floor_plan_find(&check->plan, room);
    if (to < 0) {
        complain(check, place, "includes from no room:", target);
        return;
    }
    snprintf(path, sizeof path, "%s/%s", check->source, target);
    if (!file_exists(path)) {
        complain(check, place, "includes what is not there:", target);
    }
    const struct plan_room *own = &check->plan.room[check->reading];
    if (to != check->reading) {
        if (!own->stands_on[to]) {
            complain(check, place, "includes a room that is not in its STANDS_ON:", target);
        }
        if (ends_with(target, "_inner.h")) {
            complain(check, place, "includes the inner header of another room:", target);
        }
        arrow_add(check, own->name, room, place);
    }
    arrow_add(check, from, target, place);
}

/* The name in quotes when `line` is an #include of ours. */
static bool line_include(const char *line, char out[NAME_SIZE])
{
    line += strspn(line, " \t");
    if (*line != '#') {
        return false;
    }
    line++;
    line += strspn(line, " \t");
    if (strncmp(line, "include", 7) != 0) {
        return false;
    }
    line += 7;
    line += strspn(line, " \t");
    size_t size = *line == '"' ? strcspn(line + 1, "\"\n") : 0;
    if (size == 0 || size >= NAME_SIZE || line[size + 1] != '"') {
        return false;
    }
    memcpy(out, line + 1, size);
    out[size] = '\0';
    return true;
}

static void file_check(struct check *check, const char *path, const char *name)
{
    struct buffer text;
    struct fault why;
    if (!file_read(path, FILE_CEILING, &text, &why)) {
        complain(check, path, "cannot be read:", why.what.key);
        return;
    }
    int number = 1;
    for (const char *line = buffer_text(&text); *line; number++) {
        char target[NAME_SIZE], place[2300];
        if (line_include(line, target)) {
            snprintf(place, sizeof place, "%s:%d", path, number);
            include_check(check, name, target, place);
        }
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    buffer_clear(&text);
}

static bool room_file(void *data, const char *name)
{
    struct check *check = data;
    const char *room = check->plan.room[check->reading].name;
    if (ends_with(name, ".c") || ends_with(name, ".h")) {
        char path[2048], own[NAME_SIZE];
        snprintf(own, sizeof own, "%s/%s", room, name);
        snprintf(path, sizeof path, "%s/%s", check->source, own);
        file_check(check, path, own);
    }
    return true;
}

static bool room_folder(void *data, const char *name)
{
    struct check *check = data;
    char path[2048];
    struct fault why;
    snprintf(path, sizeof path, "%s/%s", check->source, name);
    if (strchr(name, '.')) {
        return true; /* CMakeLists.txt, rooms.cmake, README.md */
    }
    check->reading = floor_plan_find(&check->plan, name);
    if (check->reading < 0) {
        complain(check, path, "is a folder that is not in the list of rooms:", name);
    } else if (!check->plan.room[check->reading].built) {
        complain(check, path, "has no CMakeLists.txt:", name);
    } else if (!folder_walk(path, room_file, check, &why)) {
        complain(check, path, "cannot be read:", why.what.key);
    }
    return true;
}

/* Depth first; an arrow to a node that is still open closes a circle. */
static void circles_find(struct check *check, struct node *node)
{
    node->colour = GREY;
    for (size_t i = 0; i < node->count; i++) {
        struct node *to = node->arrows[i]->to;
        if (to->colour == GREY) {
            char about[2 * NAME_SIZE + 8];
            snprintf(about, sizeof about, "%s → %s", node->name, to->name);
            complain(check, node->arrows[i]->place, "closes a circle:", about);
        } else if (to->colour == WHITE) {
            circles_find(check, to);
        }
    }
    node->colour = BLACK;
}

static void plan_arrows(struct check *check)
{
    for (int i = 0; i < check->plan.count; i++) {
        const struct plan_room *room = &check->plan.room[i];
        for (int k = 0; k < check->plan.count; k++) {
            char place[2048];
            snprintf(place, sizeof place, "%s/%s/CMakeLists.txt:%d", check->source, room->name,
                     room->stands_on_line[k]);
            if (room->stands_on[k]) {
                arrow_add(check, room->name, check->plan.room[k].name, place);
            }
        }
    }
}

int includes_check(const char *source, struct buffer *faults, int *seen)
{
    struct check check = {.source = source, .faults = faults};
    struct fault why;
    table_init(&check.nodes);
    check.count = floor_plan_read(&check.plan, source, faults);
    if (!folder_walk(source, room_folder, &check, &why)) {
        complain(&check, source, "cannot be read:", why.what.key);
    }
    plan_arrows(&check);
    size_t at = 0;
    const char *name;
    void *node;
    while (table_next(&check.nodes, &at, &name, &node)) {
        if (((struct node *)node)->colour == WHITE) {
            circles_find(&check, node);
        }
    }
    table_clear(&check.nodes, node_free);
    *seen = check.seen;
    return check.count;
}
