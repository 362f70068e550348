/* SPDX-License-Identifier: EUPL-1.2 */
/* The questions to the machine, answered by Linux: XDG folders, /proc/self/exe, xdg-open. */
#define _GNU_SOURCE /* pipe2 */
#include "system/system.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/file.h"

enum { PARENTS = 3 };

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

bool system_data_folder(char out[SYSTEM_PATH], struct fault *why)
{
    const char *data = variable("XDG_DATA_HOME"), *home = variable("HOME");
    if (data && data[0] == '/') { /* a relative path is to be ignored, says the specification */
        return path_join(out, SYSTEM_PATH, data, "wijkpeil") ||
               fault_set(why, FAULT_INPUT, "fault.file.name");
    }
    if (!home || home[0] != '/') {
        const struct passwd *person = getpwuid(getuid());
        home = person ? person->pw_dir : NULL;
    }
    if (!home || home[0] != '/') {
        return fault_set(why, FAULT_MISSING, "fault.folder.home");
    }
    return path_join(out, SYSTEM_PATH, home, ".local/share/wijkpeil") ||
           fault_set(why, FAULT_INPUT, "fault.file.name");
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Assets are known by their word lists. */
static bool assets_here(const char *folder)
{
    char words[SYSTEM_PATH];
    return path_join(words, sizeof words, folder, "language") && is_folder(words);
}

static bool program_folder(char out[SYSTEM_PATH])
{
    ssize_t size = readlink("/proc/self/exe", out, SYSTEM_PATH - 1);
    if (size <= 0 || size >= SYSTEM_PATH - 1) {
        return false;
    }
    out[size] = '\0';
    char *slash = strrchr(out, '/');
    *(slash > out ? slash : out + 1) = '\0';
    return true;
}

/* FOLDER/assets, then the same in up to three folders above, then ../share/wijkpeil. */
static bool assets_near(const char *folder, char out[SYSTEM_PATH])
{
    static const char *const ways[PARENTS + 2] = {"assets", "../assets", "../../assets",
                                                  "../../../assets", "../share/wijkpeil"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char candidate[SYSTEM_PATH];
        if (path_join(candidate, sizeof candidate, folder, ways[i]) && assets_here(candidate)) {
            char *clean = realpath(candidate, NULL);
            bool ok = clean && strlen(clean) < SYSTEM_PATH;
            if (ok) {
                strcpy(out, clean);
            }
            free(clean);
            return ok;
        }
    }
    return false;
}

bool system_assets_folder(char out[SYSTEM_PATH], struct fault *why)
{
    const char *wish = variable("WIJKPEIL_ASSETS");
    if (wish) {
        if (is_folder(wish) && path_join(out, SYSTEM_PATH, "", wish)) {
            return true;
        }
        fault_set(why, FAULT_MISSING, "fault.assets.missing");
        return fault_in(why, wish);
    }
    char folder[SYSTEM_PATH];
    if (program_folder(folder) && assets_near(folder, out)) {
        return true;
    }
    if (assets_here(WIJKPEIL_INSTALLED)) {
        strcpy(out, WIJKPEIL_INSTALLED);
        return true;
    }
    fault_set(why, FAULT_MISSING, "fault.assets.missing");
    return fault_in(why, WIJKPEIL_INSTALLED);
}

void system_language(char *out, size_t room)
{
    const char *value = variable("LC_ALL");
    value = value ? value : variable("LC_MESSAGES");
    value = value ? value : variable("LANG");
    snprintf(out, room, "%s", value ? value : "");
}

/* In the child: a process of its own that outlives us; tells `news` the errno when it cannot. */
static void viewer_become(const char *path, int news)
{
    pid_t child = fork();
    if (child != 0) {
        _exit(child < 0);
    }
    setsid();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int handle = 0; nothing >= 0 && handle < 3; handle++) {
        dup2(nothing, handle);
    }
    execlp("xdg-open", "xdg-open", path, (char *)NULL);
    int error = errno;
    (void)!write(news, &error, sizeof error);
    _exit(127);
}

static bool viewer_fault(struct fault *why, const char *path, int error)
{
    fault_set(why, FAULT_MISSING, "fault.viewer.missing");
    fault_in(why, path);
    return fault_detail(why, "xdg-open: %s", strerror(error));
}

bool system_open_with_viewer(const char *path, struct fault *why)
{
    char clean[SYSTEM_PATH];
    int news[2], error = 0;
    if (!file_exists(path) || !path_join(clean, sizeof clean, path[0] == '-' ? "." : "", path)) {
        fault_set(why, FAULT_MISSING, "fault.file.missing");
        return fault_in(why, path);
    }
    if (pipe2(news, O_CLOEXEC) != 0) {
        return viewer_fault(why, path, errno);
    }
    pid_t child = fork();
    if (child == 0) {
        viewer_become(clean, news[1]);
    }
    error = child < 0 ? errno : 0;
    close(news[1]);
    ssize_t got = child < 0 ? 0 : read(news[0], &error, sizeof error);
    close(news[0]);
    int status = 0;
    if (child > 0 && waitpid(child, &status, 0) == child && WEXITSTATUS(status) != 0) {
        error = EAGAIN;
    }
    return (got <= 0 && error == 0) || viewer_fault(why, path, error);
}
