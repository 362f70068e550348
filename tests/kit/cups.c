/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/cups.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit/nginx.h"

static const char program[] = "/usr/sbin/cupsd", installed[] = "/usr/lib/cups";
static const char drawing[] = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd";

bool kit_cups_there(void)
{
    return geteuid() == 0 && access(program, X_OK) == 0 && access(drawing, R_OK) == 0;
}

static void folder_make(const char *base, const char *name)
{
    char path[KIT_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", base, name);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_int_equal(chmod(path, 0755), 0);
}

static void link_make(const char *from, const char *base, const char *name)
{
    char target[KIT_PATH], path[KIT_PATH + 64];
    snprintf(target, sizeof target, "%s/%s", installed, from);
    snprintf(path, sizeof path, "%s/%s", base, name);
    assert_int_equal(symlink(target, path), 0);
}

/* The installed programs, with a folder of backends of our own. */
static void programs_make(const char *folder)
{
    static const char *const parts[] = {"cgi-bin", "daemon",  "driver",
                                        "filter",  "monitor", "notifier"};
    static const char paperless[] = "#!/bin/sh\n"
                                    "[ $# -eq 0 ] && exit 0\n"
                                    "trap 'exit 0' TERM\n"
                                    "echo 'STATE: +media-empty-error' >&2\n"
                                    "sleep 60 & wait\n";
    char base[KIT_PATH + 8];
    folder_make(folder, "bin");
    folder_make(folder, "bin/backend");
    snprintf(base, sizeof base, "%s/bin", folder);
    for (size_t at = 0; at < sizeof parts / sizeof *parts; at++) {
        link_make(parts[at], base, parts[at]);
    }
    link_make("backend/cups-pdf", base, "backend/cups-pdf");
    assert_int_equal(
        chmod(kit_file(base, "backend/paperless", paperless, sizeof paperless - 1), 0755), 0);
}

static void settings_write(const struct kit_cups *cups)
{
    static const char asked[] =
        "Listen 127.0.0.1:%d\nBrowsing No\nWebInterface No\nDefaultAuthType None\nLogLevel info\n"
        "<Location />\n  Order allow,deny\n  Allow from 127.0.0.1\n</Location>\n"
        "<Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none\n"
        "  <Limit All>\n    Order allow,deny\n    Allow from 127.0.0.1\n  </Limit>\n</Policy>\n";
    static const char files[] =
        "ServerRoot %s/root\nServerBin %s/bin\nRequestRoot %s/spool\nCacheDir %s/cache\n"
        "StateDir %s/state\nAccessLog %s/access\nErrorLog %s/error\nPageLog %s/page\nPrintcap\n";
    const char *f = cups->folder;
    char text[12 * KIT_PATH];
    int size = snprintf(text, sizeof text, asked, cups->port);
    kit_file(f, "root/cupsd.conf", text, (size_t)size);
    size = snprintf(text, sizeof text, files, f, f, f, f, f, f, f, f);
    kit_file(f, "root/cups-files.conf", text, (size_t)size);
}

static void server_run(struct kit_cups *cups, long most)
{
    char asked[KIT_PATH + 32], files[KIT_PATH + 32];
    snprintf(asked, sizeof asked, "%s/root/cupsd.conf", cups->folder);
    snprintf(files, sizeof files, "%s/root/cups-files.conf", cups->folder);
    fflush(NULL);
    cups->pid = fork();
    if (cups->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int none = open("/dev/null", O_RDWR);
        dup2(none, 0);
        dup2(none, 1);
        dup2(none, 2);
        if (most) {
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &(struct rlimit){(rlim_t)most, (rlim_t)most});
        }
        execl(program, program, "-f", "-c", asked, "-s", files, (char *)NULL);
        _exit(127);
    }
}

static void wait_until_answered(void)
{
    static const char *const ask[] = {"lpstat", "-r", NULL};
    for (int turn = 0; turn < 200; turn++) {
        struct buffer out;
        bool up = kit_run(ask, &out, NULL) == 0 && strstr(buffer_text(&out), "not running") == NULL;
        buffer_clear(&out);
        if (up) {
            return;
        }
        usleep(50000);
    }
    fail_msg("the print server does not answer");
}

void kit_cups_start(struct kit_cups *cups, long most)
{
    static const char *const folders[] = {"root", "spool", "cache", "state"};
    char server[64];
    memset(cups, 0, sizeof *cups);
    strcpy(cups->folder, "/tmp/wijkpeil-cups-XXXXXX"); /* $TMPDIR may be closed to other users */
    assert_non_null(mkdtemp(cups->folder));
    assert_int_equal(chmod(cups->folder, 0755), 0); /* its filters run as another user */
    for (size_t at = 0; at < sizeof folders / sizeof *folders; at++) {
        folder_make(cups->folder, folders[at]);
    }
    programs_make(cups->folder);
    cups->port = kit_port();
    settings_write(cups);
    snprintf(server, sizeof server, "127.0.0.1:%d", cups->port);
    setenv("CUPS_SERVER", server, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    server_run(cups, most);
    wait_until_answered();
}

void kit_cups_stop(struct kit_cups *cups)
{
    if (cups->pid > 0) {
        kill(cups->pid, SIGTERM);
        for (int turn = 0; turn < 300 && waitpid(cups->pid, NULL, WNOHANG) == 0; turn++) {
            usleep(10000);
        }
        kill(cups->pid, SIGKILL);
        waitpid(cups->pid, NULL, 0);
        kit_folder_remove(cups->folder);
    }
    cups->pid = 0;
    unsetenv("CUPS_SERVER");
}

void kit_cups_printer(const char *name, const char *device, const char *more)
{
    const char *const add[] = {"/usr/sbin/lpadmin", "-p", name, "-E", "-v", device, "-P", drawing,
                               more ? "-u" : NULL,  more, NULL};
    struct buffer out, err;
    int code = kit_run(add, &out, &err);
    if (code != 0) {
        fail_msg("lpadmin %s: %d %s", name, code, buffer_text(&err));
    }
    buffer_clear(&out);
    buffer_clear(&err);
}

/* cups-pdf puts words of its own between title and number. */
static bool page_find(const char *folder, const char *title, const char *tail, char out[KIT_PATH])
{
    DIR *open = opendir(folder);
    bool found = false;
    for (struct dirent *file = open ? readdir(open) : NULL; file && !found; file = readdir(open)) {
        size_t size = strlen(file->d_name), wanted = strlen(tail);
        found = !strncmp(file->d_name, title, strlen(title)) && size >= wanted &&
                !strcmp(file->d_name + size - wanted, tail) &&
                snprintf(out, KIT_PATH, "%s/%s", folder, file->d_name) < KIT_PATH;
    }
    if (open) {
        closedir(open);
    }
    return found;
}

/* Its last line is there: it is not being written any more. */
static bool page_whole(const char *path)
{
    char tail[16] = "";
    FILE *file = fopen(path, "rb");
    if (file) {
        bool good = fseek(file, -8, SEEK_END) == 0 && fread(tail, 1, 8, file) > 0;
        fclose(file);
        return good && strstr(tail, "%%EOF");
    }
    return false;
}

void kit_cups_page(const char *title, int job, char out[KIT_PATH])
{
    const struct passwd *person = getpwuid(geteuid());
    char folder[KIT_PATH], tail[32];
    snprintf(folder, sizeof folder, "%s/PDF", person ? person->pw_dir : "/root");
    snprintf(tail, sizeof tail, "-job_%d.pdf", job);
    for (int turn = 0; turn < 600; turn++) {
        if (page_find(folder, title, tail, out) && page_whole(out)) {
            return;
        }
        usleep(50000);
    }
    fail_msg("no page %s*%s in %s", title, tail, folder);
}

static void page_draw(const char *file, int page, const char *dots, struct buffer *out)
{
    char number[16];
    snprintf(number, sizeof number, "%d", page);
    const char *const draw[] = {"pdftoppm", "-r", dots,   "-gray", "-f",
                                number,     "-l", number, file,    NULL};
    assert_int_equal(kit_run(draw, out, NULL), 0);
}

void kit_cups_same_ink(const char *sent, const char *got)
{
    struct buffer a, b;
    page_draw(sent, 1, "20", &a);
    page_draw(got, 1, "20", &b);
    assert_int_equal(a.size, b.size);
    size_t differ = 0, dark = 0;
    for (size_t at = 0; at < a.size; at++) {
        int distance = abs((int)(unsigned char)a.data[at] - (int)(unsigned char)b.data[at]);
        differ += distance > 96;
        dark += (unsigned char)a.data[at] < 128;
    }
    assert_true(dark > 300);
    assert_true(differ * 20 < dark);
    buffer_clear(&a);
    buffer_clear(&b);
}

static int pages_of(const char *file)
{
    struct buffer out;
    const char *const ask[] = {"pdfinfo", file, NULL};
    assert_int_equal(kit_run(ask, &out, NULL), 0);
    const char *pages = strstr(buffer_text(&out), "Pages:");
    int count = pages ? atoi(pages + 6) : 0;
    buffer_clear(&out);
    return count;
}

/* How much two pictures of a page differ, once laid onto each other as well as can be. */
static long unlike(const struct buffer *a, const struct buffer *b)
{
    int width, height;
    long least = -1;
    assert_int_equal(a->size, b->size);
    assert_int_equal(sscanf(a->data, "P5 %d %d", &width, &height), 2);
    const unsigned char *left = (const unsigned char *)a->data + a->size - width * height;
    const unsigned char *right = (const unsigned char *)b->data + b->size - width * height;
    for (int shift = 0; shift < 9; shift++) {
        int dx = shift % 3 - 1, dy = shift / 3 - 1;
        long sum = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                sum += abs(left[(y + dy) * width + x + dx] - right[y * width + x]);
            }
        }
        least = least < 0 || sum < least ? sum : least;
    }
    return least;
}

void kit_cups_same_pages(const char *sent, const char *got)
{
    enum { MOST = 16 };
    struct buffer a[MOST], b;
    int count = pages_of(sent);
    assert_in_range(count, 2, MOST);
    assert_int_equal(pages_of(got), count);
    for (int page = 0; page < count; page++) {
        page_draw(sent, page + 1, "28", &a[page]);
    }
    for (int page = 0; page < count; page++) {
        page_draw(got, page + 1, "28", &b);
        long own = unlike(&a[page], &b);
        for (int other = 0; other < count; other++) {
            if (other != page && own * 6 >= unlike(&a[other], &b) * 5) {
                fail_msg("page %d of %s does not look like that of %s", page + 1, got, sent);
            }
        }
        buffer_clear(&b);
    }
    for (int page = 0; page < count; page++) {
        buffer_clear(&a[page]);
    }
}

void kit_cups_office(struct kit_cups *cups)
{
    if (kit_cups_there()) {
        kit_cups_start(cups, 0);
        kit_cups_printer("balie", "cups-pdf:/", NULL);
        kit_cups_printer("leeg", "paperless:/", NULL);
        kit_cups_printer("dienst", "cups-pdf:/", "allow:nobody");
    }
}

void kit_cups_need(const struct kit_cups *cups)
{
    if (!cups->pid) {
        skip();
    }
}
