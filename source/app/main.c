/* SPDX-License-Identifier: EUPL-1.2 */
/* wijkpeil: a command when one is given, else the window. */
#include <signal.h>

#include "app/window.h"
#include "command/command.h"

int main(int argc, char **argv)
{
    struct command_window window;
    int code;
    signal(SIGXFSZ, SIG_IGN); /* a ceiling on files is told like a full disk, not died of */
    if (command_run(argc, argv, &window, &code)) {
        return code;
    }
    return window_run(&window);
}
