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
    kit_folder_make(cups->folder);
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

void kit_cups_page(const char *title, int job, char out[KIT_PATH])
{
    const struct passwd *person = getpwuid(geteuid());
    char folder[KIT_PATH], tail[32];
    snprintf(folder, sizeof folder, "%s/PDF", person ? person->pw_dir : "/root");
    snprintf(tail, sizeof tail, "-job_%d.pdf", job);
    for (int turn = 0; turn < 600; turn++) {
        if (page_find(folder, title, tail, out)) {
            return;
        }
        usleep(50000);
    }
    fail_msg("no page %s*%s in %s", title, tail, folder);
}
