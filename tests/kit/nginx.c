/* SPDX-License-Identifier: EUPL-1.2 */
#include "kit/nginx.h"

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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char program[] = "/usr/sbin/nginx";

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int listener(int *port)
{
    struct sockaddr_in address = loopback(*port);
    socklen_t size = sizeof address;
    int on = 1, hear = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(hear, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(hear, (struct sockaddr *)&address, sizeof address) != 0 || listen(hear, 16) != 0 ||
        getsockname(hear, (struct sockaddr *)&address, &size) != 0) {
        fail_msg("no port on loopback: %s", strerror(errno));
    }
    *port = ntohs(address.sin_port);
    return hear;
}

int kit_port(void)
{
    int port = 0;
    close(listener(&port));
    return port;
}

bool kit_nginx_there(void)
{
    return access(program, X_OK) == 0;
}

static void wait_until_heard(const struct kit_server *server)
{
    struct sockaddr_in address = loopback(server->port);
    for (int turn = 0; turn < 500; turn++) {
        int try = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        bool heard = connect(try, (struct sockaddr *)&address, sizeof address) == 0;
        close(try);
        if (heard) {
            return;
        }
        usleep(10000);
    }
    fail_msg("the server on port %d does not answer", server->port);
}

void kit_nginx_again(struct kit_server *server)
{
    char conf[KIT_PATH + 32];
    snprintf(conf, sizeof conf, "%s/nginx.conf", server->folder);
    fflush(NULL);
    server->pid = fork();
    if (server->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int none = open("/dev/null", O_RDWR);
        dup2(none, 0);
        dup2(none, 1);
        dup2(none, 2);
        execl(program, program, "-p", server->folder, "-c", conf, (char *)NULL);
        _exit(127);
    }
    wait_until_heard(server);
}

void kit_nginx_start(struct kit_server *server, const char *locations)
{
    static const char text[] =
        "daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log error.log;\n"
        "events { worker_connections 64; }\n"
        "http {\n"
        "  log_format plain '$request_method $uri $status';\n"
        "  access_log access.log plain; default_type application/octet-stream; etag on;\n"
        "  types { application/geo+json geojson; application/json json; text/csv csv; text/html "
        "html; }\n"
        "  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u;\n"
        "  scgi_temp_path s;\n"
        "  server { listen 127.0.0.1:%d; root www; %s }\n"
        "}\n";
    struct buffer conf;
    char www[KIT_PATH + 8];
    memset(server, 0, sizeof *server);
    kit_folder_make(server->folder);
    snprintf(www, sizeof www, "%s/www", server->folder);
    mkdir(www, 0755);
    server->port = kit_port();
    buffer_init(&conf, 64 * 1024);
    buffer_addf(&conf, text, server->port, locations);
    kit_file(server->folder, "nginx.conf", buffer_text(&conf), conf.size);
    buffer_clear(&conf);
    kit_nginx_again(server);
}

void kit_server_kill(struct kit_server *server)
{
    if (server->pid > 0) {
        kill(server->pid, SIGKILL);
        waitpid(server->pid, NULL, 0);
        server->pid = 0;
    }
}

void kit_server_stop(struct kit_server *server)
{
    kit_server_kill(server);
    if (server->folder[0]) {
        kit_folder_remove(server->folder);
        server->folder[0] = 0;
    }
}

void kit_nginx_log(const struct kit_server *server, struct buffer *out)
{
    char bytes[4096];
    size_t size;
    FILE *file = fopen(kit_path(server->folder, "access.log"), "r");
    buffer_init(out, 1024 * 1024);
    while (file && (size = fread(bytes, 1, sizeof bytes, file)) > 0) {
        buffer_add(out, bytes, size);
    }
    if (file) {
        fclose(file);
    }
}

/* ---- what nginx never does ---- */

static bool say(int line, const char *text)
{
    return write(line, text, strlen(text)) == (ssize_t)strlen(text);
}

static void odd_endless(int line)
{
    char chunk[8 + 4096 + 3] = "1000\r\n";
    memset(chunk + 6, ' ', 4096);
    memcpy(chunk + 6 + 4096, "\r\n", 3);
    say(line, "HTTP/1.1 200 OK\r\nContent-Type: application/geo+json\r\n"
              "Transfer-Encoding: chunked\r\n\r\n");
    while (say(line, chunk)) {
    }
}

static void odd_trickle(int line)
{
    say(line, "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\n");
    while (say(line, "a;")) {
        sleep(1);
    }
}

static void odd_half(int line)
{
    char half[501];
    memset(half, ' ', 500);
    half[500] = 0;
    say(line, "HTTP/1.1 200 OK\r\nContent-Type: application/geo+json\r\n"
              "Content-Length: 1000\r\n\r\n");
    say(line, half);
}

static void odd_serve(int line)
{
    char asked[4096];
    ssize_t size = read(line, asked, sizeof asked - 1);
    asked[size > 0 ? size : 0] = 0;
    if (strstr(asked, " /endless")) {
        odd_endless(line);
    } else if (strstr(asked, " /trickle")) {
        odd_trickle(line);
    } else if (strstr(asked, " /half")) {
        odd_half(line);
    } else if (strstr(asked, " /silent")) {
        sleep(60);
    } else if (strstr(asked, " /wrong-range")) {
        say(line, "HTTP/1.1 206 Partial Content\r\nContent-Type: text/csv\r\n"
                  "Content-Range: bytes 7-9/10\r\nContent-Length: 3\r\nETag: \"a\"\r\n\r\nabc");
    } else {
        say(line, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
}

void kit_odd_start(struct kit_server *server)
{
    memset(server, 0, sizeof *server);
    int hear = listener(&server->port);
    fflush(NULL);
    server->pid = fork();
    if (server->pid != 0) {
        close(hear);
        return;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int line = accept(hear, NULL, NULL);
        if (line >= 0 && fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            odd_serve(line);
            shutdown(line, SHUT_RDWR);
            _exit(0);
        }
        close(line);
    }
}
