/* SPDX-License-Identifier: EUPL-1.2 */
/* file.h – files and folders, with clear faults. Paths are UTF-8. */
#ifndef SYSTEM_FILE_H
#define SYSTEM_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fault.h"

/* Reads a whole regular file of at most `ceiling` bytes into `out` (initialised here). */
bool file_read(const char *path, size_t ceiling, struct buffer *out, struct fault *why);
/* Writes beside, syncs, then renames over: the old file or the whole new one, never a part. A
 * symbolic link is followed; a device or pipe is written into as it is. */
bool file_write(const char *path, const void *bytes, size_t size, struct fault *why);
bool file_exists(const char *path);
bool file_remove(const char *path, struct fault *why); /* a missing file is fine */
bool file_copy(const char *from, const char *to, struct fault *why);
int64_t file_size(const char *path); /* -1 = not there */
bool folder_make(const char *path, struct fault *why); /* with the folders above; mode 0700 for new ones */
/* Names in a folder without . and .., sorted; calls `each` until it returns false. */
bool folder_walk(const char *path, bool (*each)(void *data, const char *name), void *data,
                 struct fault *why);
/* FOLDER/NAME into `out`; false when too long. */
bool path_join(char *out, size_t room, const char *folder, const char *name);

#endif
