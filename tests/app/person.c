/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/person.h"

#include <math.h>

#include "app/window.h"
#include "ui/ui_inner.h"

enum { TOUCH = 7, FRAME = 16, HOLD = 650, PULL = 260, WINDOWS = 16, AIM_MS = 100 };

/* ---- the window ---- */

static SDL_Window *window_of(void)
{
    for (Uint32 id = 1; id < WINDOWS; id++) {
        SDL_Window *window = SDL_GetWindowFromID(id);
        if (window) {
            return window;
        }
    }
    return NULL;
}

static void person_size(int *width, int *height)
{
    SDL_GetWindowSize(window_of(), width, height);
}

/* ---- events ---- */

static void plan_add(struct person *person, uint64_t after, SDL_Event event)
{
    if (person->plan_count < PERSON_PLAN) {
        person->plan[person->plan_count++] = (struct person_event){SDL_GetTicks64() + after, event};
    }
}

static void plan_finger(struct person *person, uint64_t after, Uint32 kind, int finger, double x,
                        double y)
{
    int width, height;
    SDL_Event event = {.type = kind};
    person_size(&width, &height);
    event.tfinger.touchId = TOUCH;
    event.tfinger.fingerId = finger;
    event.tfinger.x = (float)(x / width);
    event.tfinger.y = (float)(y / height);
    event.tfinger.pressure = 1;
    plan_add(person, after, event);
}

static void plan_tap(struct person *person, double x, double y)
{
    plan_finger(person, 0, SDL_FINGERDOWN, 1, x, y);
    plan_finger(person, 0, SDL_FINGERUP, 1, x, y);
    person->taps++;
}

static void plan_long(struct person *person, double x, double y)
{
    plan_finger(person, 0, SDL_FINGERDOWN, 1, x, y);
    plan_finger(person, HOLD, SDL_FINGERUP, 1, x, y);
    person->taps++;
}

/* A fling lifts the finger while it moves; a plain drag rests before it lifts. */
static void plan_drag(struct person *person, double x, double y, double dx, double dy, bool fling)
{
    enum { MOVES = 12, REST = 300 };
    plan_finger(person, 0, SDL_FINGERDOWN, 1, x, y);
    for (int i = 1; i <= MOVES; i++) {
        plan_finger(person, (uint64_t)i * FRAME, SDL_FINGERMOTION, 1, x + dx * i / MOVES,
                    y + dy * i / MOVES);
    }
    plan_finger(person, MOVES * FRAME + (fling ? 1 : REST), SDL_FINGERUP, 1, x + dx, y + dy);
}

static void plan_pinch(struct person *person, double x, double y, double times)
{
    enum { MOVES = 12 };
    double from = times > 1 ? 60 : 60 / times;
    for (int finger = 1; finger <= 2; finger++) {
        plan_finger(person, 0, SDL_FINGERDOWN, finger, x + (finger == 1 ? -from : from), y);
    }
    for (int i = 1; i <= MOVES; i++) {
        double apart = from * pow(times, (double)i / MOVES);
        for (int finger = 1; finger <= 2; finger++) {
            plan_finger(person, (uint64_t)i * FRAME, SDL_FINGERMOTION, finger,
                        x + (finger == 1 ? -apart : apart), y);
        }
    }
    for (int finger = 1; finger <= 2; finger++) {
        plan_finger(person, (MOVES + 1) * FRAME, SDL_FINGERUP, finger,
                    x + (finger == 1 ? -1 : 1) * from * times, y);
    }
}

static void plan_mouse(struct person *person, double x, double y, int dx, int dy)
{
    enum { MOVES = 10 };
    SDL_Event event = {.type = SDL_MOUSEBUTTONDOWN};
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = (int)x;
    event.button.y = (int)y;
    plan_add(person, 0, event);
    for (int i = 1; i <= MOVES; i++) {
        SDL_Event motion = {.type = SDL_MOUSEMOTION};
        motion.motion.state = SDL_BUTTON_LMASK;
        motion.motion.x = (int)x + dx * i / MOVES;
        motion.motion.y = (int)y + dy * i / MOVES;
        plan_add(person, (uint64_t)i * FRAME, motion);
    }
    event.type = SDL_MOUSEBUTTONUP;
    event.button.x = (int)x + dx;
    event.button.y = (int)y + dy;
    plan_add(person, (MOVES + 20) * FRAME, event);
}

static void plan_turn(struct person *person, double x, double y, int lines)
{
    SDL_Event event = {.type = SDL_MOUSEWHEEL};
    SDL_WarpMouseInWindow(window_of(), (int)x, (int)y);
    event.wheel.y = lines;
    event.wheel.preciseY = (float)lines;
    plan_add(person, FRAME, event);
}

static void plan_text(struct person *person, const char *text)
{
    while (*text) {
        SDL_Event event = {.type = SDL_TEXTINPUT};
        int size = 1;
        while ((text[size] & 0xC0) == 0x80) {
            size++;
        }
        snprintf(event.text.text, sizeof event.text.text, "%.*s", size, text);
        SDL_PushEvent(&event);
        text += size;
    }
    (void)person;
}

static void plan_key(struct person *person, SDL_Keycode key, Uint16 modifiers)
{
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.keysym.sym = key;
    event.key.keysym.mod = modifiers;
    event.key.state = SDL_PRESSED;
    plan_add(person, 0, event);
    event.type = SDL_KEYUP;
    event.key.state = SDL_RELEASED;
    plan_add(person, 0, event);
}

static bool plan_play(struct person *person)
{
    uint64_t now = SDL_GetTicks64();
    while (person->plan_next < person->plan_count && person->plan[person->plan_next].at <= now) {
        SDL_PushEvent(&person->plan[person->plan_next++].event);
    }
    if (person->plan_next < person->plan_count) {
        return true;
    }
    bool played = person->plan_count > 0;
    person->plan_count = person->plan_next = 0;
    return played; /* the loop has still to take them */
}

/* ---- finding ---- */

struct wanted {
    const char *begin;
    size_t size;
    char *out;
};

static void wanted_target(void *data, const char *id, struct rect where)
{
    struct wanted *wanted = data;
    (void)where;
    if (!*wanted->out && !strncmp(id, wanted->begin, wanted->size)) {
        snprintf(wanted->out, UI_ID_SIZE, "%s", id);
    }
}

static bool node_seek(struct shell *shell, const char *id, char out[UI_ID_SIZE], struct rect *rect)
{
    size_t size = strlen(id);
    out[0] = 0;
    if (size && id[size - 1] == '*') {
        struct wanted wanted = {id, size - 1, out};
        ui_targets(shell_ui(shell), wanted_target, &wanted);
    } else {
        snprintf(out, UI_ID_SIZE, "%s", id);
    }
    return *out && ui_find(shell_ui(shell), out, rect);
}

/* The node that a finger at x, y acts on, or "". */
static const char *node_under(struct shell *shell, double x, double y)
{
    const struct ui_node *hit = hit_find(shell_ui(shell), x, y), *target = hit_target(hit);
    bool map = hit && hit->kind == NODE_CUSTOM && hit->role == UI_MAP;
    return target ? target->id : map ? hit->id : "";
}

/* Drags the list in which the node lies; false when that cannot help. */
static bool person_pull(struct person *person, struct shell *shell, const char *id,
                        struct rect rect)
{
    const struct ui_node *node = node_find(shell_ui(shell), id);
    while (node && !(node_scrolls(node) && node->box.scroll)) {
        node = node->parent;
    }
    if (!node || person->pulls >= 40) {
        return false;
    }
    double top = fmax(node->rect.y, 0),
           bottom = fmin(node->rect.y + node->rect.height, shell->height);
    bool up = rect.y + rect.height / 2 > (top + bottom) / 2;
    double by = fmin(PULL, (bottom - top) * 0.5);
    plan_drag(person, rect.x + fmin(rect.width, node->rect.width) / 2,
              up ? bottom - (bottom - top) * 0.2 : top + (bottom - top) * 0.2, 0, up ? -by : by,
              false);
    person->pulls++;
    return true;
}

/* Whoever looks before tapping needs a moment: it must stand still that long, and in the round
 * after too. */
static bool person_aimed(struct person *person, const char *id, struct rect rect)
{
    uint64_t now = SDL_GetTicks64();
    bool same = !strcmp(person->seen_id, id) && !memcmp(&person->seen, &rect, sizeof rect);
    if (!same) {
        snprintf(person->seen_id, sizeof person->seen_id, "%s", id);
        person->seen = rect;
        person->seen_since = now;
        person->seen_long = false;
        return false;
    }
    bool aimed = person->seen_long;
    person->seen_long = now >= person->seen_since + AIM_MS;
    return aimed;
}

/* A finger reaches the middle of the node; else it is pulled there. */
static bool node_reach(struct person *person, struct shell *shell, const char *wish, double *x,
                       double *y)
{
    char id[UI_ID_SIZE];
    struct rect rect;
    if (!node_seek(shell, wish, id, &rect)) {
        return false;
    }
    *x = rect.x + rect.width / 2;
    *y = rect.y + rect.height / 2;
    bool inside = *x > 0 && *x<shell->width && * y> 0 && *y < shell->height;
    if (inside && !strcmp(node_under(shell, *x, *y), id)) {
        person->pulls = 0;
        return person_aimed(person, id, rect);
    }
    person_pull(person, shell, id, rect);
    return false;
}

/* ---- steps ---- */

static bool screen_says(struct shell *shell, const char *text)
{
    struct buffer out;
    buffer_init(&out, 4 * 1024 * 1024);
    shell_write(shell, &out);
    bool says = strstr(buffer_text(&out), text) != NULL;
    buffer_clear(&out);
    return says;
}

static bool step_map(struct person *person, struct shell *shell, const struct step *step)
{
    double x, y;
    struct rect rect;
    if (!ui_find(shell_ui(shell), step->id, &rect)) {
        return false;
    }
    x = rect.x + rect.width / 2;
    y = rect.y + rect.height / 2;
    if (step->holds) {
        if (!step->holds(person, shell)) {
            return false;
        }
        map_view_place(&shell->view, person->aim, &x, &y);
        x += rect.x;
        y += rect.y;
    }
    if (strcmp(node_under(shell, x, y), step->id)) {
        return false;
    }
    switch (step->kind) {
    case STEP_LONG:
        plan_long(person, x, y);
        break;
    case STEP_POKE:
        plan_tap(person, x, y);
        break;
    case STEP_TWICE:
        plan_tap(person, x, y);
        plan_tap(person, x, y);
        break;
    case STEP_DRAG:
        plan_drag(person, x - step->dx / 2.0, y - step->dy / 2.0, step->dx, step->dy, step->number);
        break;
    case STEP_PINCH:
        plan_pinch(person, x, y, step->dx / 100.0);
        break;
    case STEP_MOUSE:
        plan_mouse(person, x, y, step->dx, step->dy);
        break;
    default:
        plan_turn(person, x, y, step->dy);
    }
    return true;
}

static bool step_do(struct person *person, struct shell *shell, const struct step *step)
{
    double x, y;
    struct rect rect;
    char id[UI_ID_SIZE];
    switch (step->kind) {
    case STEP_SEE:
        return node_seek(shell, step->id, id, &rect);
    case STEP_GONE:
        return !node_seek(shell, step->id, id, &rect);
    case STEP_READ:
        return screen_says(shell, step->text);
    case STEP_TAP:
        if (!node_reach(person, shell, step->id, &x, &y)) {
            return false;
        }
        plan_tap(person, x, y);
        return true;
    case STEP_TYPE:
        if (!shell_wants_text(shell, &rect)) {
            return false;
        }
        plan_text(person, step->text);
        return true;
    case STEP_KEY:
        plan_key(person, step->number, (Uint16)step->dx);
        return true;
    case STEP_HOLDS:
        return step->holds(person, shell);
    case STEP_SIZE:
        SDL_SetWindowSize(window_of(), step->dx, step->dy);
        return true;
    default:
        return step_map(person, shell, step);
    }
}

/* ---- the round of the loop ---- */

static void person_leave(struct person *person)
{
    SDL_Event quit = {.type = SDL_QUIT};
    person->left = true;
    SDL_PushEvent(&quit);
}

/* What keeps the map from being held: does it rest, and what lies over the point that is aimed at?
 */
static void aim_say(const struct person *person, struct shell *shell)
{
    double x, y;
    map_view_place(&shell->view, person->aim, &x, &y);
    x += shell->map_rect.x;
    y += shell->map_rect.y;
    fprintf(stderr, "the map is %s, at rest: %d, idle: %d; the aim %.0f,%.0f meets “%s”\n",
            shell->view.motion == MAP_STILL ? "still" : "moving", shell_at_rest(shell),
            shell_idle(shell), x, y, node_under(shell, x, y));
}

static void person_stuck(struct person *person, struct shell *shell, const struct step *step)
{
    static const char *const names[] = {[STEP_SEE] = "see",
                                        [STEP_GONE] = "be rid of",
                                        [STEP_READ] = "read",
                                        [STEP_TAP] = "tap",
                                        [STEP_LONG] = "press",
                                        [STEP_TWICE] = "tap twice",
                                        [STEP_POKE] = "tap the map of",
                                        [STEP_DRAG] = "drag",
                                        [STEP_PINCH] = "pinch",
                                        [STEP_MOUSE] = "drag the mouse on",
                                        [STEP_TURN] = "turn",
                                        [STEP_TYPE] = "type",
                                        [STEP_KEY] = "press the key",
                                        [STEP_HOLDS] = "prove",
                                        [STEP_SIZE] = "resize"};
    char id[UI_ID_SIZE] = "";
    const char *over = "";
    struct rect rect = {0};
    struct buffer out;
    if (step->id && node_seek(shell, step->id, id, &rect)) {
        over = node_under(shell, rect.x + rect.width / 2, rect.y + rect.height / 2);
    }
    snprintf(person->said, sizeof person->said,
             "step %d: cannot %s %s%s%s (found “%s” at %.0f,%.0f %.0fx%.0f; there a finger meets "
             "“%s”; window %.0fx%.0f)",
             person->now + 1, names[step->kind], step->id ? step->id : "",
             step->id && step->text ? " " : "", step->text ? step->text : "", id, rect.x, rect.y,
             rect.width, rect.height, over, shell->width, shell->height);
    buffer_init(&out, 4 * 1024 * 1024);
    shell_write(shell, &out);
    fprintf(stderr, "%s\n", buffer_text(&out));
    buffer_clear(&out);
    if (shell->map) {
        aim_say(person, shell);
    }
}

/* The dummy driver sleeps for ever when nothing happens. */
static void keep_turning(void)
{
    SDL_Event event = {.type = SDL_USEREVENT + 4000};
    SDL_Delay(1);
    SDL_PushEvent(&event);
}

static void person_round(void *data, struct shell *shell)
{
    struct person *person = data;
    if (person->left) {
        return;
    }
    keep_turning();
    if (plan_play(person)) {
        return;
    }
    if (person->now == person->count) {
        person_leave(person);
        return;
    }
    const struct step *step = &person->steps[person->now];
    if (!person->since) {
        person->since = SDL_GetTicks64() + 1;
    }
    if (step_do(person, shell, step)) {
        person->now++;
        person->since = 0;
        person->seen_id[0] = 0;
        person->pulls = 0;
    } else if (SDL_GetTicks64() > person->since + PERSON_SECONDS * 1000u) {
        person_stuck(person, shell, step);
        person_leave(person);
    }
}

/* ---- the whole ---- */

int person_begin(void **state)
{
    static struct person person;
    memset(&person, 0, sizeof person);
    kit_folder_make(person.folder);
    person.clock = kit_clock("2026-06-12T15:00");
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("WIJKPEIL_RENDER", "plain", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    *state = &person;
    return 0;
}

int person_end(void **state)
{
    struct person *person = *state;
    project_close(person->project);
    kit_folder_remove(person->folder);
    return 0;
}

void person_settle(struct person *person, enum language_code language)
{
    struct settings settings;
    struct fault why;
    settings_default(&settings, "nl");
    settings.started = settings.welcomed = true;
    settings.language = language;
    if (!settings_write(person->folder, &settings, &why)) {
        fail_msg("settings: %s", why.what.key);
    }
}

void person_play_steps(struct person *person, const struct step *steps, int count, const char *file,
                       int line)
{
    struct command_window window = {.data_folder = person->folder,
                                    .assets_folder = kit_assets(),
                                    .language = person->language,
                                    .theme = person->theme,
                                    .scale = person->scale,
                                    .clock = person->clock,
                                    .round = person_round,
                                    .round_data = person};
    project_close(person->project);
    person->project = NULL;
    person->steps = steps;
    person->count = count;
    person->now = person->taps = person->plan_count = person->plan_next = 0;
    person->since = 0;
    person->left = false;
    person->said[0] = 0;
    int code = window_run(&window);
    if (person->said[0]) {
        print_error("%s\n", person->said);
        _fail(file, line);
    }
    if (code != EXIT_DONE || person->now < count) {
        print_error("the window ended with %d after %d of %d steps\n", code, person->now, count);
        _fail(file, line);
    }
}

struct project *person_reopen(struct person *person, const char *name)
{
    static struct project_ways ways;
    struct fault why;
    fault_clear(&why);
    ways = (struct project_ways){.data_folder = person->folder,
                                 .assets_folder = kit_assets(),
                                 .clock = &person->clock,
                                 .role = "tablet"};
    project_close(person->project);
    person->project = NULL;
    if (!project_open(&ways, name, NULL, &person->project, &why)) {
        fail_msg("the project does not open again: %s %s", why.what.key, why.detail);
    }
    return person->project;
}

/* ---- for stories ---- */

const char *person_focus(struct shell *shell)
{
    return shell_ui(shell)->focus;
}

enum verdict person_verdict(struct project *project, const char *criterion)
{
    int index = framework_find(project_framework(project), criterion);
    return index < 0 ? VERDICT_UNKNOWN : project_assessment(project)->findings[index].verdict;
}

bool note_view(struct person *person, struct shell *shell)
{
    person->view = shell->view;
    return true;
}

bool map_is_still(struct person *person, struct shell *shell)
{
    (void)person;
    return shell->project && shell->map && shell->view.motion == MAP_STILL;
}
