/* SPDX-License-Identifier: EUPL-1.2 */
/* agent.h – npm's PouchDB as one more tablet, led line by line: see agent.mjs. */
#ifndef SYNC_AGENT_H
#define SYNC_AGENT_H

#include "kit/couch_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"

struct agent {
    pid_t process;
    FILE *to, *from;
};

static inline void agent_start(struct agent *agent, const char *script)
{
    int down[2], up[2];
    char modules[KIT_PATH];
    snprintf(modules, sizeof modules, "%s/node_modules", couch_server_modules());
    assert_int_equal(pipe(down) | pipe(up), 0);
    fflush(NULL);
    agent->process = fork();
    if (agent->process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(down[0], 0);
        dup2(up[1], 1);
        close(down[0]);
        close(down[1]);
        close(up[0]);
        close(up[1]);
        execlp("node", "node", script, modules, (char *)NULL);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    agent->to = fdopen(down[1], "w");
    agent->from = fdopen(up[0], "r");
    assert_true(agent->process > 0 && agent->to && agent->from);
}

static inline void agent_stop(struct agent *agent)
{
    fclose(agent->to);
    fclose(agent->from);
    waitpid(agent->process, NULL, 0);
}

/* What it answers; free with free(). Anything that goes wrong fails the test. */
static inline char *agent_ask(struct agent *agent, const char *line)
{
    struct buffer out;
    char *said = NULL;
    size_t room = 0;
    buffer_init(&out, KIT_OUTPUT);
    fprintf(agent->to, "%s\n", line);
    fflush(agent->to);
    for (;;) {
        ssize_t size = getline(&said, &room, agent->from);
        if (size < 0 || said[0] == '!') {
            fail_msg("PouchDB, %s: %s", line, size < 0 ? "gone" : said);
        }
        if (!strcmp(said, ".\n")) {
            break;
        }
        buffer_add(&out, said, (size_t)size);
    }
    free(said);
    buffer_add_text(&out, "");
    said = buffer_take(&out);
    return said ? said : calloc(1, 1);
}

static inline void agent_do(struct agent *agent, const char *line)
{
    free(agent_ask(agent, line));
}

#endif
