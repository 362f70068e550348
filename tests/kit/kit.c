/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* pipe2 */
#include "kit/kit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/civil.h"
#include "system/file.h"

void kit_folder_make(char out[KIT_PATH])
{
    const char *below = getenv("TMPDIR");
    below = below && *below ? below : "/tmp";
    int size = snprintf(out, KIT_PATH, "%s/wijkpeil-test-XXXXXX", below);
    if (size < 0 || size >= KIT_PATH || !mkdtemp(out)) {
        fail_msg("no temporary folder below %s: %s", below, strerror(errno));
    }
}

static int entry_remove(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    return remove(path);
}

void kit_folder_remove(const char *folder)
{
    if (nftw(folder, entry_remove, 16, FTW_DEPTH | FTW_PHYS) != 0) {
        fail_msg("%s stays behind: %s", folder, strerror(errno));
    }
}

const char *kit_path(const char *folder, const char *name)
{
    static char paths[8][2 * KIT_PATH];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    if (!path_join(path, sizeof *paths, folder, name)) {
        fail_msg("%s/%s is too long", folder, name);
    }
    return path;
}

const char *kit_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    const char *path = kit_path(folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        fail_msg("%s: %s", path, strerror(errno));
    }
    return path;
}

int64_t kit_moment(const char *civil)
{
    int64_t moment = 0;
    if (!civil_moment_parse(civil, &moment)) {
        fail_msg("%s is no moment", civil);
    }
    return moment;
}

struct clock kit_clock(const char *civil)
{
    return clock_fixed(kit_moment(civil));
}

const char *kit_data(const char *name)
{
    return kit_path(KIT_DATA, name);
}

const char *kit_assets(void)
{
    return KIT_ASSETS;
}

const char *kit_assets_first_week(void)
{
    return KIT_FIRST_WEEK;
}

const char *kit_asset_source(void)
{
    return KIT_ASSET_SOURCE;
}

static void child_become(const char *const argv[], const int out[2], const int err[2])
{
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    dup2(out[1], 1);
    dup2(err[1], 2);
    execvp(argv[0], (char *const *)argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Takes what is there; false when the other end has been closed. */
static bool pipe_take(int handle, struct buffer *into)
{
    char chunk[4096];
    ssize_t got = read(handle, chunk, sizeof chunk);
    if (got > 0 && into) {
        buffer_add(into, chunk, (size_t)got);
    }
    return got > 0 || (got < 0 && errno == EINTR);
}

/* Both pipes until both end; false when the time is over. */
static bool pipes_take(int out, int err, struct buffer *to_out, struct buffer *to_err)
{
    int64_t deadline = clock_ticks() + KIT_SECONDS * 1000;
    struct pollfd ends[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    struct buffer *into[2] = {to_out, to_err};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        int64_t left = deadline - clock_ticks();
        if (left <= 0 || poll(ends, 2, (int)left) == 0) {
            return false;
        }
        for (int i = 0; i < 2; i++) {
            if (ends[i].fd >= 0 && ends[i].revents && !pipe_take(ends[i].fd, into[i])) {
                ends[i].fd = -1;
            }
        }
    }
    return true;
}

int kit_run(const char *const argv[], struct buffer *out, struct buffer *err)
{
    int to_out[2], to_err[2], status = 0;
    if (out) {
        buffer_init(out, KIT_OUTPUT);
    }
    if (err) {
        buffer_init(err, KIT_OUTPUT);
    }
    if (pipe2(to_out, O_CLOEXEC) != 0 || pipe2(to_err, O_CLOEXEC) != 0) {
        fail_msg("pipe: %s", strerror(errno));
    }
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        child_become(argv, to_out, to_err);
    }
    close(to_out[1]);
    close(to_err[1]);
    bool in_time = child > 0 && pipes_take(to_out[0], to_err[0], out, err);
    if (child > 0 && !in_time) {
        kill(child, SIGKILL);
    }
    close(to_out[0]);
    close(to_err[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) {
        fail_msg("%s did not end within %d seconds", argv[0], KIT_SECONDS);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t kit_random(void)
{
    static uint64_t state;
    static bool sown;
    if (!sown) {
        const char *seed = getenv("WIJKPEIL_SEED");
        state = seed ? strtoull(seed, NULL, 10) : (uint64_t)clock_now_ms(&clock_system);
        sown = true;
        fprintf(stderr, "chance: WIJKPEIL_SEED=%llu\n", (unsigned long long)state);
    }
    uint64_t value = state += UINT64_C(0x9e3779b97f4a7c15);
    value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

uint64_t kit_random_below(uint64_t bound)
{
    return bound ? kit_random() % bound : 0;
}

double kit_random_unit(void)
{
    return (double)(kit_random() >> 11) / 9007199254740992.0;
}

void kit_assert_fault(const struct fault *why, enum fault_kind kind, const char *key)
{
    assert_string_equal(why->what.key, key);
    assert_int_equal(why->kind, kind);
}
