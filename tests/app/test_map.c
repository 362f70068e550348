/* SPDX-License-Identifier: EUPL-1.2 */
/* The map under fingers, mouse and wheel, in the real window. */
#include "app/person.h"

#include <math.h>

/* How far the middle of the map moved since note_view, in dp of now. */
static double moved_x(const struct person *person, const struct shell *shell)
{
    double x, y;
    map_view_place(&shell->view, point_of_spot(person->view.middle), &x, &y);
    return x - shell->view.width / 2;
}

static double moved_y(const struct person *person, const struct shell *shell)
{
    double x, y;
    map_view_place(&shell->view, point_of_spot(person->view.middle), &x, &y);
    return y - shell->view.height / 2;
}

static bool near(double value, double wanted, double by)
{
    return fabs(value - wanted) <= by;
}

/* The finger's first 12 dp may be taken for a tap. */
static bool followed_the_finger(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && near(moved_x(person, shell), -90, 14) &&
           near(moved_y(person, shell), 60, 14) && near(shell->view.zoom, person->view.zoom, 0.001);
}

static bool glided_on(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && moved_x(person, shell) < -150;
}

static bool zoomed_in(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell->view.zoom > person->view.zoom + 0.6;
}

static bool zoomed_out(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell->view.zoom < person->view.zoom - 0.6;
}

static bool one_level_in(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && near(shell->view.zoom, person->view.zoom + 1, 0.13);
}

/* The point between two fingers stays where it is; they do not move at the very same moment. */
static bool stayed_in_the_middle(struct person *person, struct shell *shell)
{
    return near(moved_x(person, shell), 0, 8) && near(moved_y(person, shell), 0, 8);
}

static bool drawn(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell_at_rest(shell);
}

static bool add_point_is_where_it_was_pressed(struct person *person, struct shell *shell)
{
    double metres_east = (shell->add_point.lon - person->aim.lon) * 70200;
    double metres_north = (shell->add_point.lat - person->aim.lat) * 111200;
    return hypot(metres_east, metres_north) < 3;
}

static bool free_spot(struct person *person, struct shell *shell)
{
    person->aim = (struct point){4.3398, 50.8566};
    return drawn(person, shell);
}

/* Pinches a little back and forth on a map that was drawn: tiles are drawn again at rest. */
static void play_gestures(struct person *person)
{
    person_play(person, HOLDS(drawn), HOLDS(note_view), DRAG("map", -90, 60),
                HOLDS(followed_the_finger), HOLDS(drawn), /* pan */
                HOLDS(note_view), FLING("map", -110, 0), HOLDS(glided_on), HOLDS(drawn),
                HOLDS(note_view), PINCH("map", 200), HOLDS(zoomed_in), HOLDS(stayed_in_the_middle),
                HOLDS(note_view), PINCH("map", 50), HOLDS(zoomed_out), HOLDS(stayed_in_the_middle),
                HOLDS(drawn), HOLDS(note_view), TAP_TWICE("map"), HOLDS(one_level_in),
                HOLDS(drawn));
}

static void fingers_pan_fling_pinch_and_tap_twice(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    play_gestures(person);
}

static void a_long_press_begins_a_place_there(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), LONG_PRESS(free_spot), SEE("kinds"),
                HOLDS(add_point_is_where_it_was_pressed), TAP("back"), GONE("kinds"),
                SEE("list:*"));
}

static bool wide(struct person *person, struct shell *shell)
{
    (void)person;
    return shell->width == 412 && shell->portrait;
}

static void everything_works_on_a_phone_too(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_FR);
    person_play(person, SIZE(412, 892), HOLDS(wide), HOLDS(drawn), HOLDS(note_view),
                DRAG("map", -90, 60), HOLDS(followed_the_finger), HOLDS(note_view),
                PINCH("map", 200), HOLDS(zoomed_in), HOLDS(note_view), TAP_TWICE("map"),
                HOLDS(one_level_in), HOLDS(note_view), PINCH("map", 50), HOLDS(zoomed_out),
                LONG_PRESS(free_spot), SEE("kinds"), HOLDS(add_point_is_where_it_was_pressed));
}

static void a_mouse_drags_and_a_wheel_zooms(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), HOLDS(note_view), MOUSE_DRAG("map", -90, 60),
                HOLDS(followed_the_finger), HOLDS(note_view), WHEEL("map", 3), HOLDS(zoomed_in),
                HOLDS(stayed_in_the_middle), HOLDS(note_view), WHEEL("map", -4), HOLDS(zoomed_out),
                HOLDS(drawn));
}

/* Pan of 90 dp from the middle of the whole map of 412 dp: the sheet. */
static bool sheet_is_higher(struct person *person, struct shell *shell)
{
    struct rect rect;
    return ui_find(shell_ui(shell), "sheet", &rect) && rect.y < person->number - 100;
}

static bool note_sheet(struct person *person, struct shell *shell)
{
    struct rect rect;
    if (!ui_find(shell_ui(shell), "sheet", &rect)) {
        return false;
    }
    person->number = (int)rect.y;
    return true;
}

static void a_sheet_is_toggled_up(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, SIZE(412, 892), HOLDS(drawn), HOLDS(note_sheet), TAP("sheet.toggle"),
                HOLDS(sheet_is_higher), TAP("list:osm:*"), SEE("place.confirm"));
}

static bool place_is_clear(struct person *person, struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    double x, y;
    (void)person;
    if (!place || shell->view.motion != MAP_STILL) {
        return false;
    }
    map_view_place(&shell->view, place->point, &x, &y);
    x += shell->map_rect.x;
    y += shell->map_rect.y;
    const struct rect *free = &shell->free_rect;
    return x > free->x && x < free->x + free->width && y > free->y && y < free->y + free->height;
}

static void a_chosen_place_lies_clear_of_panels(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), TAP("list:place:*"), HOLDS(place_is_clear), TAP("back"),
                SIZE(412, 892), HOLDS(wide), TAP("sheet.toggle"), TAP("list:place:*"),
                HOLDS(place_is_clear));
}

static bool note_place(struct person *person, struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    if (!place || !drawn(person, shell)) {
        return false;
    }
    snprintf(person->id, sizeof person->id, "%s", place->id);
    person->aim = place->point;
    return true;
}

static bool same_place(struct person *person, struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    return place && !strcmp(place->id, person->id);
}

static void a_pin_is_tapped_and_opens_its_place(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), TAP("list:place:*"), HOLDS(note_place), TAP("back"),
                GONE("place.confirm"), TAP_MAP(drawn), SEE("place.confirm"), HOLDS(same_place));
}

/* The window changes its size under way: nothing is lost, everything stays in reach. */
static void a_turned_tablet_keeps_its_screen(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_NL);
    person_play(person, HOLDS(drawn), TAP("list:place:*"), SEE("place.confirm"), SIZE(800, 1280),
                SEE("sheet"), SEE("place.confirm"), HOLDS(drawn), SIZE(1280, 800), GONE("sheet"),
                SEE("place.confirm"), HOLDS(drawn));
}

/* Nothing under way and no moment to wake for: the loop sleeps, and so does the processor. */
static bool asleep(struct person *person, struct shell *shell)
{
    return map_is_still(person, shell) && shell_idle(shell) && shell_next_tick(shell) < 0;
}

static bool small(struct person *person, struct shell *shell)
{
    (void)person;
    return shell->width == 360;
}

static bool low(struct person *person, struct shell *shell)
{
    (void)person;
    return shell->height == 560;
}

static bool broad(struct person *person, struct shell *shell)
{
    (void)person;
    return shell->width == 1920;
}

static void at_every_size_it_sleeps_when_nobody_does_anything(void **state)
{
    struct person *person = *state;
    person_settle(person, LANGUAGE_FR);
    person_play(person, HOLDS(asleep), SIZE(412, 892), HOLDS(wide), HOLDS(asleep),
                PINCH("map", 200), HOLDS(asleep), PINCH("map", 50), HOLDS(asleep),
                FLING("map", -110, 0), HOLDS(asleep), SIZE(360, 640), HOLDS(small), HOLDS(asleep),
                SIZE(892, 560), HOLDS(low), HOLDS(asleep), SIZE(1920, 1080), HOLDS(broad),
                HOLDS(asleep), PINCH("map", 50), HOLDS(asleep), TAP("search.open"), TYPE("rib"),
                SEE("street:*"), HOLDS(asleep));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(fingers_pan_fling_pinch_and_tap_twice),
        STORY(a_long_press_begins_a_place_there),
        STORY(everything_works_on_a_phone_too),
        STORY(a_mouse_drags_and_a_wheel_zooms),
        STORY(a_sheet_is_toggled_up),
        STORY(a_chosen_place_lies_clear_of_panels),
        STORY(a_pin_is_tapped_and_opens_its_place),
        STORY(a_turned_tablet_keeps_its_screen),
        STORY(at_every_size_it_sleeps_when_nobody_does_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
