/* SPDX-License-Identifier: EUPL-1.2 */
/* nginx.h – servers on loopback, each on a free port, ended by their process id: Debian's nginx with
 * real files, and a small one of ours for what nginx never does. */
#ifndef KIT_NGINX_H
#define KIT_NGINX_H

#include <sys/types.h>

#include "kit/kit.h"

struct kit_server {
    pid_t pid; /* 0 = not running */
    int port;
    char folder[KIT_PATH]; /* nginx: its own; `www` below it is what it serves */
};
int kit_port(void); /* one that is free now */
bool kit_nginx_there(void);
/* Makes its folder and starts. `locations` goes into the server block (may be ""). */
void kit_nginx_start(struct kit_server *server, const char *locations);
void kit_nginx_again(struct kit_server *server); /* after a kill: same port, same files */
void kit_server_kill(struct kit_server *server); /* at once, in the middle of what it does */
void kit_server_stop(struct kit_server *server); /* and its folder goes */
/* What its access log holds: "GET /a.csv 206" a line each. */
void kit_nginx_log(const struct kit_server *server, struct buffer *out);

/* "/endless": chunks without end, as fast as they are taken. "/trickle": two bytes a second.
 * "/silent": takes the question and says nothing. "/half": says 1,000 bytes, sends 500, hangs up.
 * "/wrong-range": a 206 that is not what was asked. */
void kit_odd_start(struct kit_server *server);

#endif
