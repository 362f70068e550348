/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/screen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit/kit.h"

enum { XWD_SIZE = 0, XWD_HEIGHT = 5, XWD_PITCH = 12, XWD_COLOURS = 19, XWD_COLOUR = 12 };

static struct {
    char folder[KIT_PATH];
    pid_t server;
    const unsigned char *file; /* XWD, as Xvfb keeps it */
    size_t size;
} screen;

static void server_be(const char *folder, int display)
{
    char number[16];
    int quiet = open("/dev/null", O_RDWR);
    snprintf(number, sizeof number, "%d", display);
    dup2(quiet, STDOUT_FILENO);
    dup2(quiet, STDERR_FILENO);
    execlp("Xvfb", "Xvfb", "-displayfd", number, "-screen", "0", "1280x800x24", "-noreset",
           "-nolisten", "tcp", "-fbdir", folder, (char *)NULL);
    _exit(127);
}

void screen_start(void)
{
    int way[2];
    char display[32] = ":";
    struct stat about;
    kit_folder_make(screen.folder);
    assert_int_equal(pipe(way), 0);
    screen.server = fork();
    if (screen.server == 0) {
        close(way[0]);
        server_be(screen.folder, way[1]);
    }
    close(way[1]);
    size_t size = 1;
    ssize_t came = 1; /* the number, then the end of its line */
    while (came > 0 && !strchr(display, '\n') && size + 1 < sizeof display) {
        came = read(way[0], display + size, sizeof display - 1 - size);
        size += came > 0 ? (size_t)came : 0;
    }
    close(way[0]);
    if (!strchr(display, '\n')) {
        fail_msg("Xvfb does not start");
    }
    display[strcspn(display, "\n")] = '\0';
    setenv("DISPLAY", display, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    unsetenv("WAYLAND_DISPLAY");
    int file = open(kit_path(screen.folder, "Xvfb_screen0"), O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0 && fstat(file, &about) == 0);
    screen.size = (size_t)about.st_size;
    screen.file = mmap(NULL, screen.size, PROT_READ, MAP_SHARED, file, 0);
    assert_true(screen.file != MAP_FAILED);
    close(file);
}

void screen_stop(void)
{
    if (screen.server > 0) {
        munmap((void *)(uintptr_t)screen.file, screen.size);
        kill(screen.server, SIGTERM);
        waitpid(screen.server, NULL, 0);
        kit_folder_remove(screen.folder);
        screen.server = 0;
    }
}

static size_t header(int at)
{
    uint32_t word;
    memcpy(&word, screen.file + at * 4, sizeof word);
    return ntohl(word);
}

void screen_picture(uint32_t pixels[SCREEN_PIXELS])
{
    const unsigned char *from = screen.file + header(XWD_SIZE) + header(XWD_COLOURS) * XWD_COLOUR;
    assert_int_equal(header(XWD_HEIGHT), SCREEN_HEIGHT);
    for (size_t y = 0; y < SCREEN_HEIGHT; y++) {
        memcpy(pixels + y * SCREEN_WIDTH, from + y * header(XWD_PITCH), SCREEN_WIDTH * 4);
    }
    for (size_t at = 0; at < SCREEN_PIXELS; at++) {
        pixels[at] &= 0xFFFFFF;
    }
}

long screen_apart(const uint32_t *a, const uint32_t *b, int most)
{
    long apart = 0;
    for (size_t at = 0; at < SCREEN_PIXELS; at++) {
        bool far = false;
        for (int shift = 0; shift < 24; shift += 8) {
            far = far || abs((int)(a[at] >> shift & 255) - (int)(b[at] >> shift & 255)) > most;
        }
        apart += far;
    }
    return apart;
}
