/* SPDX-License-Identifier: EUPL-1.2 */
/* share_inner.h – "Delen en meenemen": what is chosen, what was found on sticks, and the one job that runs. */
#ifndef SCREEN_SHARE_INNER_H
#define SCREEN_SHARE_INNER_H

#include "action/bundle.h"
#include "screen/part_inner.h"

enum { SHARE_FOLDERS = 6, SHARE_FILES = 24 };
enum share_stage { SHARE_REST, SHARE_WRITING, SHARE_READING, SHARE_TAKING, SHARE_BACKING };
enum share_form { SHARE_BUNDLE, SHARE_CSV, SHARE_GEOJSON, SHARE_FORMS };
struct share_file {
    int folder;
    char name[128];
};
struct shell_share {
    enum share_level level;
    enum share_form form;
    bool only; /* the chosen wijk alone */
    int folder;
    char folders[SHARE_FOLDERS][SYSTEM_PATH]; /* the tablet's own first, then sticks */
    int folder_count;
    struct share_file files[SHARE_FILES];
    int file_count;

    enum share_stage stage;
    struct work_lane *lane;  /* one thread; NULL until something runs */
    struct work_job *job;    /* under way, or NULL */
    int64_t since, told;     /* moments of shell->now_ms: begun, last shown */
    char left[SYSTEM_PATH];  /* the file that was made; "" = none yet */
    struct bundle_left sums; /* of a list: places as documents */

    struct bundle_news took;     /* what the last merge brought; its changes are not kept */
    bool took_any, back;         /* `back`: `before` is there */
    struct bundle_before before; /* as of the two below */
    char before_of[64];
    uint64_t before_generation;

    struct bundle_in *in; /* read and looked through; NULL = none */
    char in_name[128];
    struct bundle_news news; /* what taking it in would change */
    bool closing;
};

struct shell_share *share_of(struct shell *shell); /* made when first asked for */
void share_look_round(struct shell *shell);        /* folders and the bundles in them */
void share_let_in_go(struct shell *shell);
/* Each starts the job; nothing when one runs. */
void share_write(struct shell *shell);
void share_read(struct shell *shell, int file);
void share_take(struct shell *shell, bool new_project);
void share_back(struct shell *shell); /* as it was before the last one was taken in */
void share_before_look(struct shell *shell);
void share_stop(struct shell *shell);
const char *share_busy(struct shell *shell, const char *key); /* with a percentage once it lasts */
void share_wait(struct shell *shell); /* until the job has ended: shots, tests */

#endif
