/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/keyboard.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "screen/shell_inner.h"

enum { ROWS = 4, COLUMNS = 11, FINGERS = 4, TEXT = 8 };
enum { REPEAT_FIRST = 450, REPEAT_NEXT = 60 };
enum page { PAGE_LETTERS, PAGE_ACCENTS, PAGE_DIGITS };

#define SHIFT "⇧"
#define RUB "⌫"
#define ENTER "⏎"
#define HIDE "hide"

/* Keys of a row with a space between; a number after "=" is how wide it is. */
static const char *const pages[][ROWS] = {
    [PAGE_LETTERS] = {"a z e r t y u i o p", "q s d f g h j k l m",
                      SHIFT "=1.4 w x c v b n ' - " RUB "=1.4",
                      "123=1.4 é=1.2 , _=3.6 . " ENTER "=1.4 " HIDE "=1.2"},
    [PAGE_ACCENTS] = {"é è ê ë à â ä ç ù û", "ü ï î ô ö œ æ ñ ß ’",
                      SHIFT "=1.4 « » “ ” – … ° " RUB "=1.4",
                      "123=1.4 abc=1.2 , _=3.6 . " ENTER "=1.4 " HIDE "=1.2"},
    [PAGE_DIGITS] = {"1 2 3 4 5 6 7 8 9 0", "@ # € % & / ( ) : ;",
                     "+=1.2 ! ? \" * < > ~ " RUB "=1.4",
                     "abc=1.4 é=1.2 , _=3.6 . - " ENTER "=1.4 " HIDE "=1.2"},
};

struct key {
    char text[TEXT];
    struct rect rect; /* in the keyboard */
};
struct keyboard {
    enum page page;
    bool shift;
    struct key keys[ROWS * COLUMNS];
    int count;
    double width, height; /* laid for */
    struct {
        int64_t id;
        int key; /* -1 = free */
    } fingers[FINGERS];
    int64_t repeat_at;        /* the next time to rub out; 0 = not held */
    cairo_surface_t *surface; /* owned */
    uint64_t drawn, stamp;    /* what the surface shows */
};

struct keyboard *keyboard_new(void)
{
    struct keyboard *keyboard = memory_take(sizeof *keyboard);
    for (int i = 0; i < FINGERS; i++) {
        keyboard->fingers[i].key = -1;
    }
    return keyboard;
}

void keyboard_free(struct keyboard *keyboard)
{
    if (keyboard) {
        cairo_surface_destroy(keyboard->surface);
        free(keyboard);
    }
}

double keyboard_height(const struct shell *shell)
{
    enum { ROW = 54, LEAST = 40, PAD = 10 };
    if (!shell->keys_shown) {
        return 0;
    }
    double row = fmin(ROW, fmax(LEAST, (shell->height * 0.42 - PAD) / ROWS));
    return row * ROWS + PAD;
}

/* ---- where the keys lie ---- */

static int row_read(const char *row, struct key *keys, double *shares)
{
    int count = 0;
    while (*row && count < COLUMNS) {
        size_t size = strcspn(row, " "), name = size;
        const char *equals = size > 1 ? memchr(row + 1, '=', size - 1) : NULL;
        shares[count] = 1;
        if (equals) {
            name = (size_t)(equals - row);
            shares[count] = strtod(equals + 1, NULL);
        }
        memset(&keys[count], 0, sizeof keys[count]);
        memcpy(keys[count].text, row, name < TEXT ? name : TEXT - 1);
        if (!strcmp(keys[count].text, "_")) {
            keys[count].text[0] = ' ';
        }
        count++;
        row += size;
        row += *row == ' ';
    }
    return count;
}

static void keys_lay(const struct shell *shell, struct keyboard *keyboard)
{
    enum { SIDE = 4, TOP = 6, GAP = 5 };
    double width = fmin(shell->width, 900), left = (shell->width - width) / 2 + SIDE;
    double row_height = (keyboard_height(shell) - 10) / ROWS;
    keyboard->count = 0;
    for (int row = 0; row < ROWS; row++) {
        double shares[COLUMNS], all = 0, x = left;
        struct key *keys = &keyboard->keys[keyboard->count];
        int count = row_read(pages[keyboard->page][row], keys, shares);
        for (int i = 0; i < count; i++) {
            all += shares[i];
        }
        double unit = (width - 2 * SIDE) / all;
        for (int i = 0; i < count; i++) {
            keys[i].rect = (struct rect){x + GAP / 2.0, TOP + row * row_height,
                                         unit * shares[i] - GAP, row_height - GAP};
            x += unit * shares[i];
        }
        keyboard->count += count;
    }
    keyboard->width = shell->width;
    keyboard->height = shell->height;
}

static struct keyboard *laid(const struct shell *shell)
{
    struct keyboard *keyboard = shell->keyboard;
    if (keyboard->width != shell->width || keyboard->height != shell->height || !keyboard->count) {
        keys_lay(shell, keyboard);
    }
    return keyboard;
}

bool keyboard_find(const struct shell *shell, const char *text, struct rect *out)
{
    double height = keyboard_height(shell);
    struct keyboard *keyboard = laid(shell);
    for (int i = 0; i < keyboard->count && height > 0; i++) {
        if (!strcmp(keyboard->keys[i].text, text)) {
            *out = keyboard->keys[i].rect;
            out->y += shell->height - height;
            return true;
        }
    }
    return false;
}

/* ---- what they do ---- */

/* "é" → "É": letters of Latin-1 and œ. */
static void capital(char text[TEXT])
{
    unsigned char *bytes = (unsigned char *)text;
    if (bytes[0] >= 'a' && bytes[0] <= 'z') {
        bytes[0] = (unsigned char)(bytes[0] - 32);
    } else if (bytes[0] == 0xC3 && bytes[1] >= 0xA0 && bytes[1] <= 0xBE) {
        bytes[1] = (unsigned char)(bytes[1] - 32);
    } else if (bytes[0] == 0xC5 && bytes[1] == 0x93) {
        bytes[1] = 0x92;
    }
}

static void page_turn(struct shell *shell, enum page page)
{
    shell->keyboard->page = page;
    shell->keyboard->count = 0;
    (void)laid(shell);
}

static void key_do(struct shell *shell, const char *name)
{
    struct keyboard *keyboard = shell->keyboard;
    char text[TEXT];
    memcpy(text, name, TEXT);
    if (!strcmp(text, SHIFT)) {
        keyboard->shift = !keyboard->shift;
    } else if (!strcmp(text, RUB)) {
        ui_key(shell->ui, UI_KEY_BACKSPACE);
    } else if (!strcmp(text, ENTER)) {
        ui_key(shell->ui, UI_KEY_ENTER);
    } else if (!strcmp(text, HIDE)) {
        ui_focus(shell->ui, "");
    } else if (!strcmp(text, "123") || !strcmp(text, "abc")) {
        page_turn(shell, text[0] == '1' ? PAGE_DIGITS : PAGE_LETTERS);
    } else if (!strcmp(text, "é") && keyboard->page != PAGE_ACCENTS) {
        page_turn(shell, PAGE_ACCENTS);
    } else {
        if (keyboard->shift) {
            capital(text);
            keyboard->shift = false;
        }
        ui_type(shell->ui, text);
        if (keyboard->page == PAGE_ACCENTS) {
            page_turn(shell, PAGE_LETTERS);
        }
    }
}

/* The nearest key: between two keys there is no hole. */
static int key_at(const struct shell *shell, double x, double y)
{
    struct keyboard *keyboard = laid(shell);
    int best = -1;
    double least = INFINITY;
    y -= shell->height - keyboard_height(shell);
    for (int i = 0; i < keyboard->count; i++) {
        struct rect rect = keyboard->keys[i].rect;
        double far = hypot(fmax(fmax(rect.x - x, x - rect.x - rect.width), 0),
                           fmax(fmax(rect.y - y, y - rect.y - rect.height), 0));
        if (far < least) {
            best = i;
            least = far;
        }
    }
    return best;
}

static int finger_slot(const struct keyboard *keyboard, int64_t id)
{
    for (int i = 0; i < FINGERS; i++) {
        if (keyboard->fingers[i].key >= 0 && keyboard->fingers[i].id == id) {
            return i;
        }
    }
    return -1;
}

static void finger_down(struct shell *shell, struct finger finger)
{
    struct keyboard *keyboard = shell->keyboard;
    for (int i = 0; i < FINGERS; i++) {
        if (keyboard->fingers[i].key < 0) {
            int key = key_at(shell, finger.x, finger.y);
            keyboard->fingers[i].id = finger.id;
            keyboard->fingers[i].key = key;
            if (key >= 0 && !strcmp(keyboard->keys[key].text, RUB)) {
                keyboard->repeat_at = finger.at + REPEAT_FIRST;
            }
            return;
        }
    }
}

bool keyboard_finger(struct shell *shell, struct finger finger)
{
    struct keyboard *keyboard = shell->keyboard;
    double height = keyboard_height(shell);
    int slot = finger_slot(keyboard, finger.id);
    bool inside = height > 0 && finger.y >= shell->height - height;
    if (finger.kind == FINGER_DOWN) {
        if (inside) {
            finger_down(shell, finger);
        }
        return inside;
    }
    if (slot < 0) {
        return false;
    }
    if (finger.kind == FINGER_UP) {
        int key = keyboard->fingers[slot].key;
        keyboard->fingers[slot].key = -1;
        keyboard->repeat_at = 0;
        if (inside && key == key_at(shell, finger.x, finger.y)) {
            key_do(shell, keyboard->keys[key].text);
        }
    } else if (finger.kind == FINGER_LOST) {
        keyboard->fingers[slot].key = -1;
        keyboard->repeat_at = 0;
    }
    return true;
}

bool keyboard_tick(struct shell *shell)
{
    struct keyboard *keyboard = shell->keyboard;
    if (!keyboard->repeat_at || shell->now_ms < keyboard->repeat_at) {
        return false;
    }
    keyboard->repeat_at = shell->now_ms + REPEAT_NEXT;
    return ui_key(shell->ui, UI_KEY_BACKSPACE);
}

int64_t keyboard_next(const struct shell *shell)
{
    return shell->keyboard->repeat_at ? shell->keyboard->repeat_at : -1;
}

/* ---- how they look ---- */

static const char *key_icon(const char *text)
{
    return !strcmp(text, SHIFT)   ? "shift"
           : !strcmp(text, RUB)   ? "backspace"
           : !strcmp(text, ENTER) ? "enter"
           : !strcmp(text, HIDE)  ? "keyboard-hide"
                                  : NULL;
}

static bool key_is_held(const struct keyboard *keyboard, int key)
{
    for (int i = 0; i < FINGERS; i++) {
        if (keyboard->fingers[i].key == key) {
            return true;
        }
    }
    return !strcmp(keyboard->keys[key].text, SHIFT) && keyboard->shift;
}

static void key_paint(const struct shell *shell, cairo_t *cairo, int index)
{
    const struct keyboard *keyboard = shell->keyboard;
    const struct key *key = &keyboard->keys[index];
    const struct theme *theme = &shell->theme;
    struct rect r = key->rect;
    const char *icon = key_icon(key->text);
    bool held = key_is_held(keyboard, index);
    struct colour ink = theme->colour[held ? THEME_ON_INK : THEME_INK];
    symbol_round_box(cairo, r.x, r.y, r.width, r.height, 9);
    colour_set(cairo, held ? theme->colour[THEME_INK] : theme->colour[THEME_CARD]);
    cairo_fill_preserve(cairo);
    colour_set(cairo, theme->colour[THEME_LINE]);
    cairo_set_line_width(cairo, 1);
    cairo_stroke(cairo);
    if (icon) {
        icon_draw(shell->icons, cairo, icon, r.x + r.width / 2 - 12, r.y + r.height / 2 - 12, 24,
                  ink);
        return;
    }
    char text[TEXT];
    memcpy(text, key->text, TEXT);
    bool word = text[0] && (unsigned char)text[0] < 0x80 && text[1];
    if (keyboard->shift && !word) {
        capital(text);
    }
    struct type_style style = {word ? 16 : 21, TYPE_REGULAR, false};
    type_line(shell->type, cairo, style, ink, r.x + r.width / 2,
              r.y + r.height / 2 + style.size * 0.36, TYPE_MIDDLE, text);
}

static uint64_t keys_hash(const struct shell *shell)
{
    const struct keyboard *keyboard = shell->keyboard;
    double numbers[] = {shell->width, shell->height, shell->density, keyboard->page,
                        keyboard->shift};
    uint64_t hash = hash_bytes(numbers, sizeof numbers, 1);
    hash = hash_bytes(keyboard->fingers, sizeof keyboard->fingers, hash);
    return hash_bytes(shell->theme.colour, sizeof shell->theme.colour, hash);
}

static void keys_paint(struct shell *shell, double height)
{
    struct keyboard *keyboard = laid(shell);
    int width_px = (int)ceil(shell->width * shell->density);
    int height_px = (int)ceil(height * shell->density);
    cairo_surface_destroy(keyboard->surface);
    keyboard->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px);
    cairo_t *cairo = cairo_create(keyboard->surface);
    cairo_scale(cairo, shell->density, shell->density);
    colour_set(cairo, shell->theme.colour[THEME_SUNK]);
    cairo_paint(cairo);
    for (int i = 0; i < keyboard->count; i++) {
        key_paint(shell, cairo, i);
    }
    cairo_destroy(cairo);
    cairo_surface_flush(keyboard->surface);
    keyboard->stamp++;
}

void keyboard_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                      void *data)
{
    double height = keyboard_height(shell);
    struct keyboard *keyboard = shell->keyboard;
    if (height <= 0) {
        return;
    }
    uint64_t hash = keys_hash(shell);
    if (!keyboard->surface || keyboard->drawn != hash) {
        keys_paint(shell, height);
        keyboard->drawn = hash;
    }
    struct shell_item item = {
        .surface = keyboard->surface,
        .key = KEYBOARD_KEY,
        .stamp = keyboard->stamp,
        .x = 0,
        .y = shell->height - height,
        .width = cairo_image_surface_get_width(keyboard->surface) / shell->density,
        .height = cairo_image_surface_get_height(keyboard->surface) / shell->density,
        .opaque = true};
    each(data, &item);
}
