/* SPDX-License-Identifier: EUPL-1.2 */
#include "system/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/ulid.h"

enum { CHUNK = 64 * 1024 };

/* What `error` means to a person; `otherwise` when we have no better word for it. */
static bool error_fault(struct fault *why, int error, const char *otherwise, const char *path)
{
    static const struct {
        int error;
        enum fault_kind kind;
        const char *key;
    } known[] = {
        {ENOENT, FAULT_MISSING, "fault.file.missing"},
        {ENOTDIR, FAULT_MISSING, "fault.file.missing"},
        {EACCES, FAULT_STORAGE, "fault.file.denied"},
        {EPERM, FAULT_STORAGE, "fault.file.denied"},
        {EROFS, FAULT_STORAGE, "fault.disk.readonly"},
        {ENOSPC, FAULT_STORAGE, "fault.disk.full"},
        {EDQUOT, FAULT_STORAGE, "fault.disk.full"},
        {EISDIR, FAULT_INPUT, "fault.file.kind"},
        {ENXIO, FAULT_INPUT, "fault.file.kind"},
        {ENAMETOOLONG, FAULT_INPUT, "fault.file.name"},
        {ELOOP, FAULT_INPUT, "fault.file.name"},
        {EINVAL, FAULT_INPUT, "fault.file.name"},
        {EFBIG, FAULT_LIMIT, "fault.file.toolarge"},
    };
    enum fault_kind kind = FAULT_STORAGE;
    const char *key = otherwise;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].error == error) {
            kind = known[i].kind;
            key = known[i].key;
        }
    }
    fault_set(why, kind, key);
    fault_in(why, path);
    return fault_detail(why, "%s", strerror(error));
}

static bool kind_fault(struct fault *why, const char *path)
{
    return error_fault(why, EISDIR, "fault.file.kind", path);
}

static ssize_t chunk_read(int handle, void *bytes, size_t size)
{
    ssize_t got;
    do {
        got = read(handle, bytes, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

static bool chunk_write(int handle, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t put = write(handle, at, size);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        if (put > 0) {
            at += put;
            size -= (size_t)put;
        }
    }
    return true;
}

/* A handle to read a regular file; -1 with `why`. Never waits for the other end of a pipe. */
static int regular_open(const char *path, struct stat *about, struct fault *why)
{
    int handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0) {
        error_fault(why, errno, "fault.file.read", path);
        return -1;
    }
    if (fstat(handle, about) == 0 && S_ISREG(about->st_mode)) {
        return handle;
    }
    close(handle);
    kind_fault(why, path);
    return -1;
}

static bool toolarge_fault(struct fault *why, const char *path, size_t ceiling)
{
    error_fault(why, EFBIG, "fault.file.toolarge", path);
    return fault_detail(why, "more than %zu bytes", ceiling);
}

static bool handle_read(int handle, const char *path, size_t ceiling, struct buffer *out,
                        struct fault *why)
{
    char *chunk = memory_take(CHUNK);
    bool ok = true;
    while (ok) {
        ssize_t got = chunk_read(handle, chunk, CHUNK);
        if (got < 0) {
            ok = error_fault(why, errno, "fault.file.read", path);
        } else if (got == 0) {
            break;
        } else if ((size_t)got > ceiling - out->size) {
            ok = toolarge_fault(why, path, ceiling);
        } else if (!buffer_add(out, chunk, (size_t)got)) {
            ok = fault_set(why, FAULT_MEMORY, "fault.memory");
            fault_in(why, path);
        }
    }
    free(chunk);
    return ok;
}

bool file_read(const char *path, size_t ceiling, struct buffer *out, struct fault *why)
{
    buffer_init(out, ceiling);
    ceiling = out->ceiling;
    struct stat about;
    int handle = regular_open(path, &about, why);
    if (handle < 0) {
        return false;
    }
    bool ok = about.st_size < 0 || (uintmax_t)about.st_size <= ceiling
                  ? handle_read(handle, path, ceiling, out, why)
                  : toolarge_fault(why, path, ceiling);
    close(handle);
    if (!ok) {
        buffer_clear(out);
    }
    return ok;
}

/* A file in the making: written beside `path`, then put in its place. */
struct draft {
    char path[PATH_MAX]; /* where it goes, without symbolic links */
    char beside[PATH_MAX];
    int handle;
    bool direct; /* `path` is a device or pipe, written as it is */
};

/* The folder of `path`, with its final slash; "" when it has none. */
static void folder_of(char out[PATH_MAX], const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t size = slash ? (size_t)(slash - path) + 1 : 0;
    memcpy(out, path, size);
    out[size] = '\0';
}

static bool draft_path(struct draft *draft, const char *path, struct stat *about, bool *there)
{
    if (strlen(path) >= sizeof draft->path) {
        errno = ENAMETOOLONG;
        return false;
    }
    strcpy(draft->path, path);
    *there = lstat(path, about) == 0;
    if (*there && S_ISLNK(about->st_mode)) {
        return realpath(path, draft->path) && stat(draft->path, about) == 0;
    }
    return *there || errno == ENOENT;
}

static bool draft_beside(struct draft *draft, const struct stat *about, bool there)
{
    char id[ULID_SIZE], folder[PATH_MAX];
    ulid_make(clock_now_ms(&clock_system), id);
    folder_of(folder, draft->path);
    int size = snprintf(draft->beside, sizeof draft->beside, "%s.wijkpeil-%s", folder, id);
    if (size < 0 || (size_t)size >= sizeof draft->beside) {
        errno = ENAMETOOLONG;
        return false;
    }
    draft->handle = open(draft->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (draft->handle >= 0 && there) {
        (void)!fchmod(draft->handle, about->st_mode & 07777);
    }
    return draft->handle >= 0;
}

static bool draft_open(struct draft *draft, const char *path, struct fault *why)
{
    struct stat about;
    bool there;
    *draft = (struct draft){.handle = -1};
    if (!draft_path(draft, path, &about, &there)) {
        return error_fault(why, errno, "fault.file.write", path);
    }
    if (there && S_ISDIR(about.st_mode)) {
        return kind_fault(why, path);
    }
    draft->direct = there && !S_ISREG(about.st_mode);
    if (draft->direct) {
        draft->handle = open(draft->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    }
    bool ok = draft->direct ? draft->handle >= 0 : draft_beside(draft, &about, there);
    return ok || error_fault(why, errno, "fault.file.write", path);
}

static bool folder_sync(const char *path)
{
    char folder[PATH_MAX];
    folder_of(folder, path);
    int handle = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) {
        return errno == EACCES; /* a folder may be written without being read */
    }
    bool ok = fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP;
    int error = errno;
    close(handle);
    errno = error;
    return ok;
}

static void draft_drop(struct draft *draft)
{
    close(draft->handle);
    if (!draft->direct) {
        unlink(draft->beside);
    }
}

/* Ends the draft, whether it went well or not. */
static bool draft_close(struct draft *draft, const char *path, struct fault *why)
{
    if (!draft->direct && fsync(draft->handle) != 0) {
        int error = errno;
        draft_drop(draft);
        return error_fault(why, error, "fault.file.write", path);
    }
    bool ok = close(draft->handle) == 0;
    if (ok && !draft->direct) {
        ok = rename(draft->beside, draft->path) == 0 && folder_sync(draft->path);
    }
    if (!ok) {
        int error = errno;
        if (!draft->direct) {
            unlink(draft->beside);
        }
        return error_fault(why, error, "fault.file.write", path);
    }
    return true;
}

bool file_write(const char *path, const void *bytes, size_t size, struct fault *why)
{
    struct draft draft;
    if (!draft_open(&draft, path, why)) {
        return false;
    }
    if (!chunk_write(draft.handle, bytes, size)) {
        int error = errno;
        draft_drop(&draft);
        return error_fault(why, error, "fault.file.write", path);
    }
    return draft_close(&draft, path, why);
}

static bool draft_fill(struct draft *draft, int source, const char *from, const char *to,
                       struct fault *why)
{
    char *chunk = memory_take(CHUNK);
    bool ok = true;
    ssize_t got = 0;
    while (ok && (got = chunk_read(source, chunk, CHUNK)) > 0) {
        ok = chunk_write(draft->handle, chunk, (size_t)got) ||
             error_fault(why, errno, "fault.file.write", to);
    }
    if (ok && got < 0) {
        ok = error_fault(why, errno, "fault.file.read", from);
    }
    free(chunk);
    return ok;
}

bool file_copy(const char *from, const char *to, struct fault *why)
{
    struct stat about;
    struct draft draft;
    int source = regular_open(from, &about, why);
    if (source < 0) {
        return false;
    }
    bool ok = draft_open(&draft, to, why);
    if (ok) {
        ok = draft_fill(&draft, source, from, to, why);
        if (ok) {
            ok = draft_close(&draft, to, why);
        } else {
            draft_drop(&draft);
        }
    }
    close(source);
    return ok;
}

bool file_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

int64_t file_size(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? (int64_t)about.st_size : -1;
}

bool file_remove(const char *path, struct fault *why)
{
    if (unlink(path) == 0 || errno == ENOENT) {
        return true;
    }
    return error_fault(why, errno, "fault.file.write", path);
}

static bool folder_one(const char *path)
{
    struct stat about;
    if (mkdir(path, 0700) == 0) {
        return true;
    }
    int error = errno;
    if (stat(path, &about) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(about.st_mode);
    }
    errno = error;
    return false;
}

static bool barred_fault(struct fault *why, const char *path)
{
    fault_set(why, FAULT_CONFLICT, "fault.folder.barred");
    return fault_in(why, path);
}

bool folder_make(const char *path, struct fault *why)
{
    char part[PATH_MAX];
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof part) {
        return error_fault(why, size ? ENAMETOOLONG : EINVAL, "fault.file.name", path);
    }
    strcpy(part, path);
    for (size_t i = 1; i <= size; i++) {
        if (part[i] != '/' && part[i] != '\0') {
            continue;
        }
        part[i] = '\0';
        if (!folder_one(part)) {
            int error = errno;
            return error == ENOTDIR ? barred_fault(why, part)
                                    : error_fault(why, error, "fault.file.write", part);
        }
        part[i] = i < size ? '/' : '\0';
    }
    return true;
}

static int names_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool names_read(const char *path, char ***out, size_t *count, struct fault *why)
{
    size_t room = 0;
    *out = NULL;
    *count = 0;
    DIR *folder = opendir(path);
    if (!folder) {
        return error_fault(why, errno, "fault.file.read", path);
    }
    struct dirent *entry;
    while (errno = 0, (entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        ARRAY_GROW(*out, *count, room);
        (*out)[(*count)++] = memory_text(entry->d_name);
    }
    int error = errno;
    closedir(folder);
    return error == 0 || error_fault(why, error, "fault.file.read", path);
}

bool folder_walk(const char *path, bool (*each)(void *data, const char *name), void *data,
                 struct fault *why)
{
    char **names;
    size_t count;
    bool ok = names_read(path, &names, &count, why);
    if (count > 1) {
        qsort(names, count, sizeof *names, names_compare);
    }
    bool more = ok;
    for (size_t i = 0; i < count; i++) {
        more = more && each(data, names[i]);
        free(names[i]);
    }
    free(names);
    return ok;
}

bool path_join(char *out, size_t room, const char *folder, const char *name)
{
    size_t size = strlen(folder);
    const char *slash = size == 0 || folder[size - 1] == '/' ? "" : "/";
    int length = snprintf(out, room, "%s%s%s", folder, slash, name);
    return length >= 0 && (size_t)length < room;
}
