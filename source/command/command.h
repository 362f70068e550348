/* SPDX-License-Identifier: EUPL-1.2 */
/* command.h – `wijkpeil [OPTIONS] [COMMAND …]`: what a finger can do can be scripted.
 *
 * Results go to stdout, faults as one sentence in the chosen language to stderr. Exit codes:
 * 0 done; 1 something is wrong with what was checked; 2 wrong words on the command line; 3 input
 * that cannot be read or is too large; 4 not there; 5 storage (full, read-only, broken); 6 let go.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "screen/shell.h"

enum {
    EXIT_DONE,
    EXIT_FOUND,
    EXIT_USAGE,
    EXIT_INPUT,
    EXIT_MISSING,
    EXIT_STORAGE,
    EXIT_CANCELLED,
    EXIT_NETWORK,
    EXIT_REFUSED
};

/* What the person asked of the window when there is no command. */
struct command_window {
    const char *data_folder, *assets_folder, *pack_file, *language, *theme;
    char data[1024], assets[1024];
    double scale;
    bool full_screen;
    const char *render; /* "plain" (on the processor), "gpu", or NULL: what suits the machine */
    struct clock clock; /* --at fixes it */
    /* Called after each round of the loop, for tests that play a person; NULL otherwise. */
    void (*round)(void *data, struct shell *shell);
    void *round_data;
};

/* Runs the command; *exit_code is set. False when there is no command: then `window` says how to
 * open. */
bool command_run(int argc, char **argv, struct command_window *window, int *exit_code);

#endif
