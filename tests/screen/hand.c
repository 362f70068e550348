/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/hand.h"

#include <stdio.h>
#include <string.h>

static void shell_start(struct hand *hand, double width, double height, const char *language,
                        double scale)
{
    struct fault why;
    struct shell_ways ways = {.data_folder = hand->folder,
                              .assets_folder = hand->assets,
                              .language = language,
                              .theme = language ? "light" : NULL, /* else as the person chose */
                              .scale = scale,
                              .clock = &hand->clock,
                              .still = true};
    fault_clear(&why);
    if (!shell_open(&ways, &hand->shell, &why)) {
        fail_msg("shell: %s %s", why.what.key, why.file);
    }
    shell_resize(hand->shell, width, height, 1);
    if (!hand->shell->project) {
        fail_msg("project: %s %s", hand->shell->fault.what.key, hand->shell->fault.file);
    }
}

static void hand_begin(struct hand *hand, const char *assets, double width, double height,
                       const char *language, double scale)
{
    *hand = (struct hand){.assets = assets, .now = 1000};
    kit_folder_make(hand->folder);
    hand->clock = kit_clock("2026-06-12T15:00");
    shell_start(hand, width, height, language, scale);
}

void hand_open(struct hand *hand, double width, double height, const char *language, double scale)
{
    hand_begin(hand, kit_assets(), width, height, language, scale);
}

void hand_open_first_week(struct hand *hand, double width, double height, const char *language,
                          double scale)
{
    hand_begin(hand, kit_assets_first_week(), width, height, language, scale);
}

void hand_close(struct hand *hand)
{
    shell_close(hand->shell);
    kit_folder_remove(hand->folder);
}

void hand_again(struct hand *hand)
{
    double width = hand->shell->width, height = hand->shell->height;
    shell_close(hand->shell);
    shell_start(hand, width, height, NULL, 0);
}

void hand_show(struct hand *hand, const char *screen, const char *id)
{
    struct fault why;
    if (!shell_show(hand->shell, screen, id, &why)) {
        fail_msg("no screen %s", screen);
    }
}

static void finger(struct hand *hand, enum finger_kind kind, double x, double y)
{
    hand->now += 40;
    shell_finger(hand->shell, (struct finger){kind, 1, x, y, hand->now});
}

void hand_tap(struct hand *hand, const char *id)
{
    struct rect rect;
    struct ui *ui = shell_ui(hand->shell);
    if (!ui_find(ui, id, &rect)) {
        fail_msg("nothing to tap: %s", id);
    }
    if (rect.y < 0 || rect.y + rect.height > hand->shell->height - 80 || rect.x < 0 ||
        rect.x + rect.width > hand->shell->width) {
        char old[96];
        snprintf(old, sizeof old, "%s", id);
        ui_focus(ui, old);
        ui_find(ui, old, &rect);
    }
    double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
    if (x < 0 || y < 0 || x >= hand->shell->width || y >= hand->shell->height) {
        fail_msg("%s lies outside the window, at %.0f, %.0f", id, x, y);
    }
    hand->now += 600; /* no double tap */
    finger(hand, FINGER_DOWN, x, y);
    finger(hand, FINGER_UP, x, y);
    hand->taps++;
    shell_settle(hand->shell);
}

void hand_type(struct hand *hand, const char *text)
{
    assert_true(shell_wants_text(hand->shell, NULL));
    shell_type(hand->shell, text);
    shell_settle(hand->shell);
}

void hand_fill(struct hand *hand, const char *field, const char *text)
{
    hand_tap(hand, field);
    shell_key(hand->shell, UI_KEY_SELECT_ALL);
    if (*text) {
        hand_type(hand, text);
    } else {
        shell_key(hand->shell, UI_KEY_DELETE);
    }
}

static char written[256 * 1024];

static const char *screen_text(struct hand *hand)
{
    struct buffer text;
    buffer_init(&text, sizeof written);
    shell_write(hand->shell, &text);
    snprintf(written, sizeof written, "%s", buffer_text(&text));
    buffer_clear(&text);
    return written;
}

bool hand_sees(struct hand *hand, const char *text)
{
    return strstr(screen_text(hand), text) != NULL;
}

bool hand_finds(struct hand *hand, const char *id)
{
    return ui_find(shell_ui(hand->shell), id, NULL);
}

const char *hand_line(struct hand *hand, const char *id)
{
    char mark[128];
    char *text = (char *)screen_text(hand);
    snprintf(mark, sizeof mark, "[%s]", id);
    char *found = strstr(text, mark);
    if (!found) {
        return "";
    }
    found[strcspn(found, "\n")] = 0;
    while (found > text && found[-1] != '\n') {
        found--;
    }
    return found;
}

void hand_saved(struct hand *hand)
{
    struct fault why;
    if (!project_finish(shell_project(hand->shell), &why)) {
        fail_msg("not saved: %s", why.what.key);
    }
}

const struct finding *hand_finding(struct hand *hand, const char *criterion)
{
    struct project *project = shell_project(hand->shell);
    int index = framework_find(project_framework(project), criterion);
    assert_true(index >= 0);
    return &project_assessment(project)->findings[index];
}

const struct place *hand_place(struct hand *hand, const char *name)
{
    struct project *project = shell_project(hand->shell);
    size_t count;
    const struct place *const *places = project_places(project, &count);
    for (size_t i = 0; i < count; i++) {
        if (project_place_state(project, places[i]) != PLACE_CANDIDATE &&
            strncmp(places[i]->name, name, strlen(name)) == 0) {
            return places[i];
        }
    }
    fail_msg("no place %s", name);
    return NULL;
}
