/* SPDX-License-Identifier: EUPL-1.2 */
/* Sticks and cards, by what the kernel has mounted where desktops mount them. */
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "system/system.h"

static bool of_a_stick(const char *folder)
{
    static const char *const below[] = {"/media/", "/run/media/", "/mnt/"};
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        if (!strncmp(folder, below[i], strlen(below[i]))) {
            return true;
        }
    }
    return false;
}

int system_sticks(char (*out)[SYSTEM_PATH], int room)
{
    char text[4 * SYSTEM_PATH];
    struct mntent entry;
    int count = 0;
    FILE *mounts = setmntent("/proc/self/mounts", "re");
    while (mounts && count < room && getmntent_r(mounts, &entry, text, sizeof text)) {
        if (of_a_stick(entry.mnt_dir) && strlen(entry.mnt_dir) < SYSTEM_PATH &&
            access(entry.mnt_dir, W_OK) == 0) {
            snprintf(out[count++], SYSTEM_PATH, "%s", entry.mnt_dir);
        }
    }
    if (mounts) {
        endmntent(mounts);
    }
    return count;
}
