/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"
#include "system/file.h"

enum { THEME_CEILING = 64 * 1024, THEME_PATH_SIZE = 4096 };

static const char *const names[THEME_TOKENS] = {
    [THEME_INK] = "ink",
    [THEME_ON_INK] = "on-ink",
    [THEME_MUTED] = "muted",
    [THEME_LINE] = "line",
    [THEME_EDGE] = "edge",
    [THEME_GROUND] = "ground",
    [THEME_CARD] = "card",
    [THEME_SUNK] = "sunk",
    [THEME_PILLAR_T] = "pillar-t",
    [THEME_PILLAR_I] = "pillar-i",
    [THEME_PILLAR_O] = "pillar-o",
    [THEME_PILLAR_G] = "pillar-g",
    [THEME_PILLAR_C] = "pillar-c",
    [THEME_ON_PILLAR] = "on-pillar",
    [THEME_MET] = "met",
    [THEME_PARTLY] = "partly",
    [THEME_NOT] = "not",
    [THEME_UNKNOWN] = "unknown",
    [THEME_ON_STATE] = "on-state",
    [THEME_RIBBON] = "ribbon",
    [THEME_ON_RIBBON] = "on-ribbon",
    [THEME_GO] = "go",
    [THEME_ON_GO] = "on-go",
    [THEME_FOCUS] = "focus",
    [THEME_SHADOW] = "shadow",
    [THEME_CANDIDATE] = "candidate",
};

#define ON_SURFACES(token, least)                                                                  \
    {token, THEME_GROUND, least}, {token, THEME_CARD, least},                                      \
    {                                                                                              \
        token, THEME_SUNK, least                                                                   \
    }

static const struct theme_pair pairs[] = {
    ON_SURFACES(THEME_INK, 4.5),
    ON_SURFACES(THEME_MUTED, 4.5),
    ON_SURFACES(THEME_PILLAR_T, 4.5),
    ON_SURFACES(THEME_PILLAR_I, 4.5),
    ON_SURFACES(THEME_PILLAR_O, 4.5),
    ON_SURFACES(THEME_PILLAR_G, 4.5),
    ON_SURFACES(THEME_PILLAR_C, 4.5),
    ON_SURFACES(THEME_MET, 4.5),
    ON_SURFACES(THEME_PARTLY, 4.5),
    ON_SURFACES(THEME_NOT, 4.5),
    ON_SURFACES(THEME_UNKNOWN, 4.5),
    ON_SURFACES(THEME_EDGE, 3.0),
    ON_SURFACES(THEME_FOCUS, 3.0),
    ON_SURFACES(THEME_CANDIDATE, 3.0),
    {THEME_ON_INK, THEME_INK, 4.5},
    {THEME_ON_PILLAR, THEME_PILLAR_T, 4.5},
    {THEME_ON_PILLAR, THEME_PILLAR_I, 4.5},
    {THEME_ON_PILLAR, THEME_PILLAR_O, 4.5},
    {THEME_ON_PILLAR, THEME_PILLAR_G, 4.5},
    {THEME_ON_PILLAR, THEME_PILLAR_C, 4.5},
    {THEME_ON_STATE, THEME_MET, 4.5},
    {THEME_ON_STATE, THEME_PARTLY, 4.5},
    {THEME_ON_STATE, THEME_NOT, 4.5},
    {THEME_ON_STATE, THEME_UNKNOWN, 4.5},
    {THEME_ON_RIBBON, THEME_RIBBON, 4.5},
    {THEME_ON_GO, THEME_GO, 4.5},
};

const struct theme_pair *theme_pairs(size_t *count)
{
    *count = sizeof pairs / sizeof *pairs;
    return pairs;
}

static int digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_colour(const char *text, struct colour *out)
{
    double part[4] = {0, 0, 0, 1};
    size_t length = strlen(text);
    if (text[0] != '#' || (length != 7 && length != 9)) {
        return false;
    }
    for (size_t i = 0; i < (length - 1) / 2; i++) {
        int high = digit(text[1 + 2 * i]), low = digit(text[2 + 2 * i]);
        if (high < 0 || low < 0) {
            return false;
        }
        part[i] = (high * 16 + low) / 255.0;
    }
    *out = (struct colour){part[0], part[1], part[2], part[3]};
    return true;
}

static int token_of(const char *name)
{
    for (int i = 0; i < THEME_TOKENS; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool read_members(const cJSON *object, struct theme *out, struct fault *why)
{
    bool seen[THEME_TOKENS] = {false};
    if (!cJSON_IsObject(object)) {
        return fault_set(why, FAULT_INPUT, "draw.fault.theme");
    }
    for (const cJSON *member = object->child; member; member = member->next) {
        int token = token_of(member->string);
        if (token < 0) {
            return fault_set_text(why, FAULT_INPUT, "draw.fault.theme.unknown", member->string);
        }
        if (seen[token] || !cJSON_IsString(member) ||
            !read_colour(member->valuestring, &out->colour[token])) {
            return fault_set_text(why, FAULT_INPUT, "draw.fault.theme.colour", member->string);
        }
        seen[token] = true;
    }
    for (int i = 0; i < THEME_TOKENS; i++) {
        if (!seen[i]) {
            return fault_set_text(why, FAULT_INPUT, "draw.fault.theme.missing", names[i]);
        }
    }
    return true;
}

static bool read_file(const char *path, struct theme *out, struct fault *why)
{
    struct buffer bytes;
    if (!file_read(path, THEME_CEILING, &bytes, why)) {
        return false;
    }
    cJSON *object = NULL;
    bool ok = json_parse(buffer_text(&bytes), bytes.size, THEME_CEILING, &object, why) &&
              read_members(object, out, why);
    cJSON_Delete(object);
    buffer_clear(&bytes);
    return ok;
}

bool theme_load(const char *folder, const char *name, struct theme *out, struct fault *why)
{
    char file[64], path[THEME_PATH_SIZE];
    struct theme theme;
    memset(&theme, 0, sizeof theme);
    if (name[0] == '\0' || strlen(name) >= sizeof theme.name || strpbrk(name, "/\\")) {
        return fault_set_text(why, FAULT_USAGE, "draw.fault.theme.name", name);
    }
    snprintf(theme.name, sizeof theme.name, "%s", name);
    snprintf(file, sizeof file, "theme-%s.json", name);
    if (!path_join(path, sizeof path, folder, file)) {
        return fault_set_text(why, FAULT_LIMIT, "draw.fault.theme.name", name);
    }
    if (!read_file(path, &theme, why)) {
        return fault_in(why, path);
    }
    struct colour white = {1, 1, 1, 1}, black = {0, 0, 0, 1};
    struct colour ground = theme.colour[THEME_GROUND];
    theme.dark = colour_contrast(ground, white) > colour_contrast(ground, black);
    *out = theme;
    return true;
}

static double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double colour_contrast(struct colour a, struct colour b)
{
    double light = luminance(a), other = luminance(b);
    return (fmax(light, other) + 0.05) / (fmin(light, other) + 0.05);
}

struct colour colour_mix(struct colour a, struct colour b, double share_of_b)
{
    double share = fmin(fmax(share_of_b, 0), 1), rest = 1 - share;
    return (struct colour){a.red * rest + b.red * share, a.green * rest + b.green * share,
                           a.blue * rest + b.blue * share, a.alpha * rest + b.alpha * share};
}

void colour_set(cairo_t *cairo, struct colour colour)
{
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, colour.alpha);
}

enum theme_token theme_of_pillar(char letter)
{
    static const char letters[] = "TIOGC";
    static const enum theme_token tokens[] = {THEME_PILLAR_T, THEME_PILLAR_I, THEME_PILLAR_O,
                                              THEME_PILLAR_G, THEME_PILLAR_C};
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? tokens[found - letters] : THEME_MUTED;
}
