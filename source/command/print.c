/* SPDX-License-Identifier: EUPL-1.2 */
/* `wijkpeil print scorecard`. */
#include "command/command_inner.h"

#include <string.h>

#include "print/print.h"

static int scorecard_make(struct ask *ask, const char *out)
{
    struct fault why;
    struct scorecard card;
    struct drawing drawing;
    bool ok = drawing_open(ask, "print", &drawing, &why) &&
              action_scorecard_fill(ask->project, ask->language, drawing.style, &card, &why);
    if (ok) {
        ok = print_scorecard(&card, SCORECARD_A4, &drawing.pencil, ask->language, out, &why);
        scorecard_clear(&card);
    }
    drawing_close(&drawing);
    if (!ok) {
        return ask_fault(ask, &why);
    }
    puts(out);
    return EXIT_DONE;
}

int command_print(struct ask *ask)
{
    const char *what = ask_word(ask), *out = ask_option(ask, "--out");
    if (!what || strcmp(what, "scorecard")) {
        return ask_missing(ask, "scorecard");
    }
    if (!out) {
        return ask_missing(ask, "--out F.pdf");
    }
    int code = ask_wijk(ask);
    if (code != EXIT_DONE || !ask_done(ask)) {
        return code != EXIT_DONE ? code : EXIT_USAGE;
    }
    return scorecard_make(ask, out);
}
