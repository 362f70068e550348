/* SPDX-License-Identifier: EUPL-1.2 */
/* SDL events as the shell's fingers, keys and text. */
#include "app/events.h"

enum { MOUSE_FINGER = -1 };

static bool finger_event(struct events *events, const SDL_TouchFingerEvent *event,
                         enum finger_kind kind)
{
    int width, height;
    SDL_GetWindowSize(events->window, &width, &height);
    struct finger finger = {
        .kind = kind,
        .id = event->fingerId >= 0 ? event->fingerId : -event->fingerId + 1,
        .x = event->x * width / events->density,
        .y = event->y * height / events->density,
        .at = (int64_t)SDL_GetTicks64(),
    };
    return shell_finger(events->shell, finger);
}

static bool mouse_event(struct events *events, int x, int y, enum finger_kind kind)
{
    struct finger finger = {.kind = kind,
                            .id = MOUSE_FINGER,
                            .x = x / events->density,
                            .y = y / events->density,
                            .at = (int64_t)SDL_GetTicks64()};
    return shell_finger(events->shell, finger);
}

static bool wheel_event(struct events *events, const SDL_MouseWheelEvent *event)
{
    int x, y;
    double lines = event->preciseY != 0 ? (double)event->preciseY : event->y;
    if (event->direction == SDL_MOUSEWHEEL_FLIPPED) {
        lines = -lines;
    }
    SDL_GetMouseState(&x, &y);
    return shell_wheel(events->shell, x / events->density, y / events->density, lines);
}

static bool plain_key(SDL_Keycode code, bool shift, enum ui_key *out)
{
    static const struct {
        SDL_Keycode code;
        enum ui_key key;
    } keys[] = {
        {SDLK_RETURN, UI_KEY_ENTER},
        {SDLK_KP_ENTER, UI_KEY_ENTER},
        {SDLK_SPACE, UI_KEY_SPACE},
        {SDLK_ESCAPE, UI_KEY_ESCAPE},
        {SDLK_AC_BACK, UI_KEY_ESCAPE},
        {SDLK_LEFT, UI_KEY_LEFT},
        {SDLK_RIGHT, UI_KEY_RIGHT},
        {SDLK_UP, UI_KEY_UP},
        {SDLK_DOWN, UI_KEY_DOWN},
        {SDLK_HOME, UI_KEY_HOME},
        {SDLK_END, UI_KEY_END},
        {SDLK_PAGEUP, UI_KEY_PAGE_UP},
        {SDLK_PAGEDOWN, UI_KEY_PAGE_DOWN},
        {SDLK_BACKSPACE, UI_KEY_BACKSPACE},
        {SDLK_DELETE, UI_KEY_DELETE},
    };
    if (code == SDLK_TAB) {
        *out = shift ? UI_KEY_BACK_TAB : UI_KEY_TAB;
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code) {
            *out = keys[i].key;
            return true;
        }
    }
    return false;
}

static bool key_event(struct events *events, const SDL_Keysym *sym)
{
    enum ui_key key;
    bool control = (sym->mod & KMOD_CTRL) != 0, shift = (sym->mod & KMOD_SHIFT) != 0;
    if (control && sym->sym == SDLK_q) {
        events->quit = true;
        return false;
    }
    if (control && sym->sym == SDLK_a) {
        return shell_key(events->shell, UI_KEY_SELECT_ALL);
    }
    if (control && sym->sym >= SDLK_a && sym->sym <= SDLK_z) {
        return shell_shortcut(events->shell, (char)sym->sym, true);
    }
    if (plain_key(sym->sym, shift, &key)) {
        bool typing = shell_wants_text(events->shell, NULL);
        if (key == UI_KEY_SPACE && typing) {
            return false; /* arrives as text */
        }
        return shell_key(events->shell, key);
    }
    if (sym->sym == SDLK_KP_PLUS || sym->sym == SDLK_PLUS || sym->sym == SDLK_EQUALS) {
        return shell_shortcut(events->shell, '+', false);
    }
    if (sym->sym == SDLK_KP_MINUS || sym->sym == SDLK_MINUS) {
        return shell_shortcut(events->shell, '-', false);
    }
    return sym->sym >= SDLK_1 && sym->sym <= SDLK_6 &&
           shell_shortcut(events->shell, (char)sym->sym, false);
}

static bool window_event(struct events *events, const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_RESIZED:
        events->resized = true;
        return true;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        events->exposed = true;
        return true;
    default:
        return false;
    }
}

bool events_take(struct events *events, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
    case SDL_APP_TERMINATING:
        events->quit = true;
        return false;
    case SDL_FINGERDOWN:
        return finger_event(events, &event->tfinger, FINGER_DOWN);
    case SDL_FINGERMOTION:
        return finger_event(events, &event->tfinger, FINGER_MOVE);
    case SDL_FINGERUP:
        return finger_event(events, &event->tfinger, FINGER_UP);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.which == SDL_TOUCH_MOUSEID || event->button.button != SDL_BUTTON_LEFT) {
            return false;
        }
        return mouse_event(events, event->button.x, event->button.y,
                           event->type == SDL_MOUSEBUTTONDOWN ? FINGER_DOWN : FINGER_UP);
    case SDL_MOUSEMOTION:
        if (event->motion.which == SDL_TOUCH_MOUSEID || !(event->motion.state & SDL_BUTTON_LMASK)) {
            return false;
        }
        return mouse_event(events, event->motion.x, event->motion.y, FINGER_MOVE);
    case SDL_MOUSEWHEEL:
        return wheel_event(events, &event->wheel);
    case SDL_KEYDOWN:
        return key_event(events, &event->key.keysym);
    case SDL_TEXTINPUT:
        return shell_type(events->shell, event->text.text);
    case SDL_WINDOWEVENT:
        return window_event(events, &event->window);
    case SDL_RENDER_DEVICE_RESET:
    case SDL_RENDER_TARGETS_RESET:
        events->resized = true;
        return true;
    default:
        return false;
    }
}
