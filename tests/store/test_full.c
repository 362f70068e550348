/* SPDX-License-Identifier: EUPL-1.2 */
/* Two real ways to be out of room: a tmpfs of 256 kB in a mount namespace of its own (left out, and
 * told, where the system does not allow one), and the system's ceiling on the size of a file. */
#define _GNU_SOURCE
#include "store/shelf.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROOM = 256 * 1024, NOT_ALLOWED = 77 };

static bool disk_small(const char *folder)
{
    int spaces = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    return unshare(spaces) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", folder, "tmpfs", 0, "size=256k") == 0;
}

static void ceiling_set(rlim_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/* Takes some of the small disk, to be given back later. */
static void ballast_put(const char *folder)
{
    FILE *file = fopen(kit_path(folder, "ballast"), "wb");
    char bytes[64 * 1024] = {0};
    if (file) {
        fwrite(bytes, 1, sizeof bytes, file);
        fclose(file);
    }
}

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

static int documents_count(struct store *store)
{
    char *all = shelf_all(store);
    int lines = 0;
    for (const char *at = all; (at = strchr(at, '\n')); at++) {
        lines++;
    }
    free(all);
    return lines;
}

/* Deeds of 8 kB until one is refused; returns how many were kept. */
static int fill(struct store *store, struct fault *why)
{
    char value[8200];
    memset(value, 'a', sizeof value);
    value[0] = value[8190] = '"';
    value[8191] = '\0';
    for (int kept = 0; kept < 200; kept++) {
        char id[24];
        snprintf(id, sizeof id, "place:%03d", kept);
        if (!shelf_try(store, id, "note", value, why)) {
            return kept;
        }
    }
    return -1;
}

static void child_run(const char *folder, bool small)
{
    struct store *store;
    struct fault why;
    bool sound;
    signal(SIGXFSZ, SIG_IGN);
    if (small && !disk_small(folder)) {
        _exit(NOT_ALLOWED);
    }
    if (small) {
        ballast_put(folder);
    } else {
        ceiling_set(ROOM);
    }
    MUST(store_open(kit_path(folder, "project.wijk"), &store, &why));
    int kept = fill(store, &why);
    MUST(kept > 0);
    MUST(why.kind == FAULT_STORAGE);
    MUST(strcmp(why.what.key, "fault.disk.full") == 0);
    MUST(documents_count(store) == kept);
    MUST(!store_backup(store, "2026-06-12", false, &why) || !small);
    MUST(documents_count(store) == kept);

    unlink(kit_path(folder, "ballast"));
    ceiling_set(RLIM_INFINITY);
    MUST(shelf_try(store, "place:after", "note", "1", &why));
    free(shelf_check(store, &sound, &why));
    MUST(sound);
    store_close(store);
    MUST(store_open(kit_path(folder, "project.wijk"), &store, &why));
    MUST(documents_count(store) == kept + 1);
    store_close(store);
    _exit(0);
}

static int run_out_of_room(bool small)
{
    char folder[KIT_PATH];
    int status;
    kit_folder_make(folder);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        child_run(folder, small);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    kit_folder_remove(folder);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_full_disk_is_told_and_costs_nothing(void **state)
{
    (void)state;
    int code = run_out_of_room(true);
    if (code == NOT_ALLOWED) {
        printf("left out: a small disk may not be mounted here\n");
        skip();
    }
    assert_int_equal(code, 0);
}

static void a_file_that_may_not_grow_is_told_and_costs_nothing(void **state)
{
    (void)state;
    assert_int_equal(run_out_of_room(false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_is_told_and_costs_nothing),
        cmocka_unit_test(a_file_that_may_not_grow_is_told_and_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
