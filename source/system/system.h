/* SPDX-License-Identifier: EUPL-1.2 */
/* system.h – the questions to the machine. Bodies in platform/<system>/system.c. */
#ifndef SYSTEM_SYSTEM_H
#define SYSTEM_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/fault.h"

enum { SYSTEM_PATH = 1024 };

/* The folder for this person's data ($XDG_DATA_HOME/wijkpeil, else ~/.local/share/wijkpeil). */
bool system_data_folder(char out[SYSTEM_PATH], struct fault *why);
/* The folder with assets/, fonts: beside the build, or where it was installed. WIJKPEIL_ASSETS
 * overrides it. */
bool system_assets_folder(char out[SYSTEM_PATH], struct fault *why);
void system_language(char *out, size_t room); /* LC_ALL, LC_MESSAGES, LANG: "nl_BE.UTF-8" */
bool system_open_with_viewer(const char *path, struct fault *why); /* xdg-open */

/* A secret (the key of a pairing): FOLDER/NAME, readable by the owner only (mode 0600), never half
 * written. NULL forgets it. At most 4,096 bytes. One that others may read is refused. */
bool system_secret_keep(const char *folder, const char *name, const char *value, struct fault *why);
bool system_secret_read(const char *folder, const char *name, struct buffer *out,
                        struct fault *why); /* `out` is initialised here */
/* Folders of sticks and cards that are plugged in and may be written; returns how many. */
int system_sticks(char (*out)[SYSTEM_PATH], int room);
bool system_on_battery(void); /* false also when the machine does not tell */

#endif
