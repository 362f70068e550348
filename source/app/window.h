/* SPDX-License-Identifier: EUPL-1.2 */
/* window.h – the SDL window around the shell: events in, items out, asleep when nothing moves. */
#ifndef APP_WINDOW_H
#define APP_WINDOW_H

#include "command/command.h"

/* Opens the window and runs until it is closed; returns the exit code. Everything is saved then. */
int window_run(const struct command_window *window);

#endif
