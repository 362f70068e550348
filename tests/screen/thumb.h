/* SPDX-License-Identifier: EUPL-1.2 */
/* thumb.h – a thumb before the shell: a fresh tablet with the oefenwijk, fingers, keys, a clock
 * that stands at Friday 12 June 2026, 15:00. Taps are counted, so that a test can hold a task to
 * its budget. */
#ifndef SCREEN_THUMB_H
#define SCREEN_THUMB_H

#include "kit/kit.h"

#include "screen/shell.h"

struct thumb {
    char folder[KIT_PATH];
    const char *assets;
    struct clock clock;
    struct shell *shell;
    double width, height;
    int64_t now; /* ms */
    int taps;
};

/* `language` NULL = a tablet that was never started. */
void thumb_open(struct thumb *thumb, const char *language, double width, double height);
/* The same in an oefenwijk that has only its first week: no partners, meetings, signals, rounds. */
void thumb_open_first_week(struct thumb *thumb, const char *language, double width, double height);
void thumb_reopen(struct thumb *thumb); /* as after a restart */
void thumb_close(struct thumb *thumb);
void thumb_turn(struct thumb *thumb, double width, double height);
void thumb_wait(struct thumb *thumb, int64_t ms);

bool thumb_sees(struct thumb *thumb, const char *id);
struct rect thumb_rect(struct thumb *thumb, const char *id); /* fails when it is not there */
/* Scrolls to `id` and taps it where a finger would. */
void thumb_tap(struct thumb *thumb, const char *id);
void thumb_tap_at(struct thumb *thumb, double x, double y);
void thumb_press_long(struct thumb *thumb, double x, double y);
void thumb_drag(struct thumb *thumb, double x, double y, double dx, double dy);
void thumb_type(struct thumb *thumb, const char *text);
/* The screen's own words hold `text`. */
bool thumb_reads(struct thumb *thumb, const char *text);
void thumb_assert_reads(struct thumb *thumb, const char *text);
void thumb_show(struct thumb *thumb, const char *screen, const char *id);

#endif
