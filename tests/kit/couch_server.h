/* SPDX-License-Identifier: EUPL-1.2 */
/* couch_server.h – npm's pouchdb-server on a free port of loopback, in memory. The test that uses it
 * asks for the fixture: npm_need(TEST). What is wrong with that server stands in tests/npm/README.md.
 * Calls that go wrong fail the test. */
#ifndef KIT_COUCH_SERVER_H
#define KIT_COUCH_SERVER_H

#include <sys/types.h>

#include "kit/kit.h"

struct couch_server {
    pid_t process;
    int port;
    char folder[KIT_PATH]; /* its settings and log; gone after couch_server_stop */
    char origin[64];       /* "http://127.0.0.1:5984" */
};
/* Returns when it answers. */
void couch_server_start(struct couch_server *server);
void couch_server_stop(struct couch_server *server);
void couch_server_kill(struct couch_server *server);   /* SIGKILL; may be started again: */
void couch_server_restart(struct couch_server *server); /* on the same port, empty */

/* One plain request; body NULL = none. Gives the status; `out` (may be NULL) is initialised here and
 * holds the answer. */
int couch_server_ask(const struct couch_server *server, const char *method, const char *path,
                     const char *body, struct buffer *out);
void couch_server_make(const struct couch_server *server, const char *database); /* PUT, 201 */
/* tests/npm's folder with its node_modules. */
const char *couch_server_modules(void);

#endif
