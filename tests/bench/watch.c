/* SPDX-License-Identifier: EUPL-1.2 */
/* bench_watch looks at the screen of an Xvfb (-fbdir) from outside, through the file it keeps its
 * pixels in, so that looking costs the X server and the program nothing.
 *
 *   bench_watch FILE start QUIET LIMIT PROGRAM…
 *       starts PROGRAM and leaves it running; prints its pid, and the ms until the screen first and
 *       last changed: it ends when nothing changed for QUIET ms, or after LIMIT
 *   bench_watch FILE frames X Y W H MS
 *       how often that piece of the screen became another within MS, the ms between the first time
 *       and the last, and the longest wait between two
 *   bench_watch FILE picture OUT.ppm    the screen as it is
 *   bench_watch - cpu PID               ms of CPU that all its threads have used
 *   bench_watch - main PID              and its first thread alone
 *   bench_watch - switches PID          how often its threads were woken or put aside so far
 *   bench_watch - memory PID            PSS in MB */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { COLOUR_BYTES = 12, PIXEL_BYTES = 4, SPARSE = 29 };
enum {
    XWD_HEADER_SIZE = 0,
    XWD_WIDTH = 4,
    XWD_HEIGHT = 5,
    XWD_BITS = 11,
    XWD_PITCH = 12,
    XWD_COLOURS = 19
};

struct screen {
    const unsigned char *pixels;
    int width, height, pitch;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void sleep_us(long us)
{
    nanosleep(&(struct timespec){0, us * 1000}, NULL);
}

static int screen_open(const char *file, struct screen *screen)
{
    struct stat about;
    int handle = open(file, O_RDONLY | O_CLOEXEC);
    if (handle < 0 || fstat(handle, &about) != 0 || about.st_size < 100) {
        return 0;
    }
    void *map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, handle, 0);
    close(handle);
    if (map == MAP_FAILED) {
        return 0;
    }
    const uint32_t *header = map;
    screen->width = (int)ntohl(header[XWD_WIDTH]);
    screen->height = (int)ntohl(header[XWD_HEIGHT]);
    screen->pitch = (int)ntohl(header[XWD_PITCH]);
    screen->pixels = (const unsigned char *)map + ntohl(header[XWD_HEADER_SIZE]) +
                     (size_t)ntohl(header[XWD_COLOURS]) * COLOUR_BYTES;
    return ntohl(header[XWD_BITS]) == 8 * PIXEL_BYTES;
}

/* Every `step`th row of a piece of the screen, as one number (FNV over 8 bytes at a time). */
static uint64_t piece_mark(const struct screen *screen, int x, int y, int width, int height,
                           int step)
{
    uint64_t mark = UINT64_C(14695981039346656037), word;
    for (int row = y; row < y + height && row < screen->height; row += step) {
        const unsigned char *at =
            screen->pixels + (size_t)row * (size_t)screen->pitch + (size_t)x * PIXEL_BYTES;
        for (int i = 0; i + 1 < width; i += 2, at += 2 * PIXEL_BYTES) {
            memcpy(&word, at, sizeof word);
            mark = (mark ^ word) * UINT64_C(1099511628211);
        }
    }
    return mark;
}

static int watch_start(const struct screen *screen, char **words)
{
    double quiet = atof(words[0]), limit = atof(words[1]);
    uint64_t was = piece_mark(screen, 0, 0, screen->width, screen->height, SPARSE);
    double began = now_ms(), first = -1, last = -1;
    pid_t child = fork();
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO); /* who reads our answer must not wait for its end */
        execvp(words[2], words + 2);
        _exit(127);
    }
    while (child > 0 && now_ms() - began < limit && (last < 0 || now_ms() - began - last < quiet)) {
        uint64_t mark = piece_mark(screen, 0, 0, screen->width, screen->height, SPARSE);
        if (mark != was) {
            last = now_ms() - began;
            first = first < 0 ? last : first;
            was = mark;
        }
        sleep_us(1000);
    }
    printf("%d %.0f %.0f\n", (int)child, first, last);
    return last < 0;
}

static int watch_frames(const struct screen *screen, char **words)
{
    int x = atoi(words[0]), y = atoi(words[1]), width = atoi(words[2]), height = atoi(words[3]);
    double until = now_ms() + atof(words[4]), first = -1, changed = -1, longest = 0;
    uint64_t was = piece_mark(screen, x, y, width, height, 1);
    long frames = 0;
    while (now_ms() < until) {
        uint64_t mark = piece_mark(screen, x, y, width, height, 1);
        if (mark != was) {
            double now = now_ms();
            longest = changed >= 0 && now - changed > longest ? now - changed : longest;
            changed = now;
            first = first < 0 ? now : first;
            was = mark;
            frames++;
        }
        sleep_us(300);
    }
    printf("%ld %.0f %.0f\n", frames, changed - first, longest);
    return 0;
}

static int watch_picture(const struct screen *screen, const char *out)
{
    FILE *file = fopen(out, "wb");
    if (!file) {
        return 1;
    }
    fprintf(file, "P6\n%d %d\n255\n", screen->width, screen->height);
    for (int y = 0; y < screen->height; y++) {
        const unsigned char *row = screen->pixels + (size_t)y * (size_t)screen->pitch;
        for (int x = 0; x < screen->width; x++) {
            const unsigned char *pixel = row + (size_t)x * PIXEL_BYTES;
            putc(pixel[2], file);
            putc(pixel[1], file);
            putc(pixel[0], file);
        }
    }
    return fclose(file) != 0;
}

static double cpu_of(const char *file_name)
{
    unsigned long long ns = 0;
    FILE *file = fopen(file_name, "r");
    bool read = file && fscanf(file, "%llu", &ns) == 1;
    if (file) {
        fclose(file);
    }
    return read ? (double)ns / 1e6 : 0;
}

static double switches_of(const char *file_name)
{
    char line[256];
    double sum = 0, one;
    FILE *file = fopen(file_name, "r");
    while (file && fgets(line, sizeof line, file)) {
        const char *at = strstr(line, "voluntary_ctxt_switches:");
        sum += at && sscanf(strchr(at, ':') + 1, "%lf", &one) == 1 ? one : 0;
    }
    if (file) {
        fclose(file);
    }
    return sum;
}

/* The sum over all threads of what `of` reads in their file `name`. */
static int watch_threads(const char *pid, const char *name, double (*of)(const char *file_name))
{
    char folder[64], file[400];
    double total = 0;
    snprintf(folder, sizeof folder, "/proc/%.16s/task", pid);
    DIR *tasks = opendir(folder);
    for (struct dirent *task = tasks ? readdir(tasks) : NULL; task; task = readdir(tasks)) {
        snprintf(file, sizeof file, "%s/%s/%s", folder, task->d_name, name);
        total += task->d_name[0] == '.' ? 0 : of(file);
    }
    if (tasks) {
        closedir(tasks);
    }
    printf("%.2f\n", total);
    return tasks == NULL;
}

static int watch_main(const char *pid)
{
    char file[64];
    snprintf(file, sizeof file, "/proc/%.16s/task/%.16s/schedstat", pid, pid);
    printf("%.2f\n", cpu_of(file));
    return 0;
}

static int watch_memory(const char *pid)
{
    char name[64], line[256];
    double pss = -1, kb;
    snprintf(name, sizeof name, "/proc/%.16s/smaps_rollup", pid);
    FILE *file = fopen(name, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "Pss: %lf kB", &kb) == 1) {
            pss = kb / 1024;
        }
    }
    if (file) {
        fclose(file);
    }
    printf("%.1f\n", pss);
    return pss < 0;
}

int main(int argc, char **argv)
{
    struct screen screen;
    const char *deed = argc > 3 ? argv[2] : "";
    if (!strcmp(deed, "cpu")) {
        return watch_threads(argv[3], "schedstat", cpu_of);
    }
    if (!strcmp(deed, "main")) {
        return watch_main(argv[3]);
    }
    if (!strcmp(deed, "switches")) {
        return watch_threads(argv[3], "status", switches_of);
    }
    if (!strcmp(deed, "memory")) {
        return watch_memory(argv[3]);
    }
    if (!*deed || !screen_open(argv[1], &screen)) {
        fputs("bench_watch: no such screen, or no such deed\n", stderr);
        return 2;
    }
    if (!strcmp(deed, "start") && argc > 5) {
        return watch_start(&screen, argv + 3);
    }
    if (!strcmp(deed, "frames") && argc > 7) {
        return watch_frames(&screen, argv + 3);
    }
    return !strcmp(deed, "picture") ? watch_picture(&screen, argv[3]) : 2;
}
