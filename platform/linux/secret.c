/* SPDX-License-Identifier: EUPL-1.2 */
/* Secrets in files that only their owner can read; mains by what the kernel tells. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/file.h"
#include "system/system.h"

enum { SECRET_CEILING = 4096 };

static bool secret_path(char out[SYSTEM_PATH], const char *folder, const char *name,
                        struct fault *why)
{
    bool plain = *name && !strchr(name, '/') && name[0] != '.';
    return (plain && path_join(out, SYSTEM_PATH, folder, name)) ||
           fault_set(why, FAULT_INPUT, "fault.file.name");
}

static bool secret_fault(struct fault *why, const char *path)
{
    fault_set(why, FAULT_STORAGE, "fault.secret.write");
    fault_in(why, path);
    return fault_detail(why, "%s", strerror(errno));
}

/* Beside, synced, then over the old one: never half a key, never for a moment readable by others.
 */
static bool secret_write(const char *path, const char *value, struct fault *why)
{
    char beside[SYSTEM_PATH + 8];
    size_t size = strlen(value);
    snprintf(beside, sizeof beside, "%s.new", path);
    unlink(beside);
    int handle = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = handle >= 0 && fchmod(handle, 0600) == 0 &&
              write(handle, value, size) == (ssize_t)size && fsync(handle) == 0;
    if (handle >= 0) {
        ok = close(handle) == 0 && ok;
    }
    if (ok && rename(beside, path) == 0) {
        return true;
    }
    secret_fault(why, path);
    unlink(beside);
    return false;
}

bool system_secret_keep(const char *folder, const char *name, const char *value, struct fault *why)
{
    char path[SYSTEM_PATH];
    if (!secret_path(path, folder, name, why)) {
        return false;
    }
    if (!value) {
        return unlink(path) == 0 || errno == ENOENT || secret_fault(why, path);
    }
    return secret_write(path, value, why);
}

bool system_secret_read(const char *folder, const char *name, struct buffer *out, struct fault *why)
{
    char path[SYSTEM_PATH];
    struct stat about;
    buffer_init(out, SECRET_CEILING);
    if (!secret_path(path, folder, name, why)) {
        return false;
    }
    if (stat(path, &about) == 0 && (about.st_mode & 077) != 0) {
        fault_set(why, FAULT_REFUSED, "fault.secret.open");
        return fault_in(why, path);
    }
    return file_read(path, SECRET_CEILING, out, why);
}

/* ---- power ---- */

static bool line_is(const char *folder, const char *name, const char *wanted)
{
    char path[512], text[32] = "";
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    if (!file) {
        return false;
    }
    bool ok = fgets(text, sizeof text, file) && !strncmp(text, wanted, strlen(wanted));
    fclose(file);
    return ok;
}

bool system_on_battery(void)
{
    static const char supplies[] = "/sys/class/power_supply";
    DIR *folder = opendir(supplies);
    bool battery = false, mains = false;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char supply[400];
        snprintf(supply, sizeof supply, "%s/%.200s", supplies, entry->d_name);
        battery = battery || line_is(supply, "status", "Discharging");
        mains = mains || (line_is(supply, "type", "Mains") && line_is(supply, "online", "1"));
    }
    if (folder) {
        closedir(folder);
    }
    return battery && !mains;
}
