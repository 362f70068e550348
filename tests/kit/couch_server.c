/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* pipe2 */
#include "kit/couch_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READY_MS = 30000, LOOK_MS = 50, ANSWER_SECONDS = 20 };

const char *couch_server_modules(void)
{
    return KIT_NPM;
}

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in out = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return out;
}

static int port_free(void)
{
    struct sockaddr_in name = loopback(0);
    socklen_t size = sizeof name;
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0 || bind(handle, (struct sockaddr *)&name, size) != 0 ||
        getsockname(handle, (struct sockaddr *)&name, &size) != 0) {
        fail_msg("no free port: %s", strerror(errno));
    }
    close(handle);
    return ntohs(name.sin_port);
}

static int connected(int port)
{
    struct sockaddr_in name = loopback(port);
    struct timeval patience = {ANSWER_SECONDS, 0};
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(handle, (struct sockaddr *)&name, sizeof name) != 0) {
        close(handle);
        return -1;
    }
    return handle;
}

/* HTTP/1.0, so that the answer ends with the connection. -1 = nobody answers. */
static int plain_ask(const struct couch_server *server, const char *method, const char *path,
                     const char *body, struct buffer *out)
{
    struct buffer text;
    char chunk[4096];
    int handle = connected(server->port), status = -1;
    if (handle < 0) {
        return -1;
    }
    buffer_init(&text, KIT_OUTPUT);
    buffer_addf(&text,
                "%s %s HTTP/1.0\r\nHost: 127.0.0.1:%d\r\nAccept: application/json\r\n"
                "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                method, path, server->port, body ? strlen(body) : 0, body ? body : "");
    bool sent = send(handle, text.data, text.size, MSG_NOSIGNAL) == (ssize_t)text.size;
    buffer_empty(&text);
    for (ssize_t got; sent && (got = recv(handle, chunk, sizeof chunk, 0)) > 0;) {
        buffer_add(&text, chunk, (size_t)got);
    }
    close(handle);
    const char *answer = text.size ? strstr(text.data, "\r\n\r\n") : NULL;
    if (answer && sscanf(text.data, "HTTP/%*s %d", &status) == 1 && out) {
        buffer_add_text(out, answer + 4);
    }
    buffer_clear(&text);
    return status;
}

/* What the server said last. */
static void log_show(const struct couch_server *server)
{
    char text[2000];
    FILE *log = fopen(kit_path(server->folder, "out.txt"), "rb");
    if (log) {
        fseek(log, 0, SEEK_END);
        long size = ftell(log), from = size > 1999 ? size - 1999 : 0;
        fseek(log, from, SEEK_SET);
        text[fread(text, 1, sizeof text - 1, log)] = '\0';
        fclose(log);
        print_error("pouchdb-server said last:\n%s\n", text);
    }
}

int couch_server_ask(const struct couch_server *server, const char *method, const char *path,
                     const char *body, struct buffer *out)
{
    if (out) {
        buffer_init(out, KIT_OUTPUT);
    }
    int status = plain_ask(server, method, path, body, out);
    if (status < 0) {
        log_show(server);
        fail_msg("%s %s: the server does not answer", method, path);
    }
    return status;
}

void couch_server_make(const struct couch_server *server, const char *database)
{
    char path[256];
    snprintf(path, sizeof path, "/%s", database);
    assert_int_equal(couch_server_ask(server, "PUT", path, NULL, NULL), 201);
}

static void child_become(const struct couch_server *server, pid_t parent)
{
    char port[16];
    snprintf(port, sizeof port, "%d", server->port);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || chdir(server->folder) != 0) {
        _exit(127);
    }
    int nothing = open("/dev/null", O_RDWR);
    int log = open("out.txt", O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(nothing, 0);
    dup2(log, 1);
    dup2(log, 2);
    execlp("node", "node", "--unhandled-rejections=warn", "--no-deprecation",
           KIT_NPM "/node_modules/.bin/pouchdb-server", "--host", "127.0.0.1", "--port", port,
           "--in-memory", "--config", "config.json", (char *)NULL);
    _exit(127);
}

static void ready_wait(struct couch_server *server)
{
    int64_t deadline = clock_ticks() + READY_MS;
    while (plain_ask(server, "GET", "/", NULL, NULL) != 200) {
        int status;
        if (clock_ticks() > deadline || waitpid(server->process, &status, WNOHANG) != 0) {
            couch_server_kill(server);
            log_show(server);
            fail_msg("pouchdb-server does not start");
        }
        nanosleep(&(struct timespec){0, LOOK_MS * 1000000L}, NULL);
    }
}

void couch_server_restart(struct couch_server *server)
{
    pid_t parent = getpid();
    fflush(NULL);
    server->process = fork();
    if (server->process == 0) {
        child_become(server, parent);
    }
    if (server->process < 0) {
        fail_msg("fork: %s", strerror(errno));
    }
    ready_wait(server);
}

void couch_server_start(struct couch_server *server)
{
    memset(server, 0, sizeof *server);
    kit_folder_make(server->folder);
    server->port = port_free();
    snprintf(server->origin, sizeof server->origin, "http://127.0.0.1:%d", server->port);
    couch_server_restart(server);
}

void couch_server_kill(struct couch_server *server)
{
    int status;
    if (server->process > 0) {
        kill(server->process, SIGKILL);
        while (waitpid(server->process, &status, 0) < 0 && errno == EINTR) {
        }
        server->process = 0;
    }
}

void couch_server_stop(struct couch_server *server)
{
    couch_server_kill(server);
    kit_folder_remove(server->folder);
}
