/* SPDX-License-Identifier: EUPL-1.2 */
/* command_inner.h – what a command gets: its words, options, languages, and the project when it
 * asks. */
#ifndef COMMAND_COMMAND_INNER_H
#define COMMAND_COMMAND_INNER_H

#include <stdio.h>

#include <cjson/cJSON.h>

#include "action/action.h"
#include "assessment/round.h"
#include "command/command.h"
#include "map/map.h"

enum { ASK_WORDS = 256 };

struct ask {
    char *words[ASK_WORDS]; /* borrowed from argv; NULL = taken */
    int count;
    const char *command;
    bool json;
    char data[1024], assets[1024];
    const char *pack, *project_name, *theme;
    double scale;
    bool full_screen;
    struct clock clock; /* --at fixes it */
    bool at_asked;      /* --at stood behind the command, not before it */
    struct settings settings;
    struct language *languages[LANGUAGE_COUNT]; /* owned */
    const struct language *language;
    struct project *project; /* owned; NULL until ask_project */
};

typedef int command_body(struct ask *ask);
struct command_row {
    const char *name;
    command_body *run;
    const char *usage;   /* after the name; the same in all languages */
    const char *example; /* after "wijkpeil " */
};                       /* what it does: the word "command.<name>" */
const struct command_row *command_rows(int *count);

/* The value of --NAME VALUE or --NAME=VALUE, taken; NULL when it was not given. */
const char *ask_option(struct ask *ask, const char *name);
bool ask_flag(struct ask *ask, const char *name);
/* The next word that is no option, nor the code behind --wijk, taken; NULL = none. Take options with a value first. */
const char *ask_word(struct ask *ask);
const char *ask_first(const struct ask *ask); /* the same, left where it is */
/* False, with the fault told, when words are left that nobody took. */
bool ask_done(struct ask *ask);
int ask_project(struct ask *ask); /* opens the project; EXIT_DONE or the code to end with */
/* Opens it, takes --wijk CODE (for all commands about a wijk). */
int ask_wijk(struct ask *ask);
/* The same, and no words are left: EXIT_USAGE. */
int ask_project_done(struct ask *ask);
int ask_wijk_done(struct ask *ask);
int ask_finish(struct ask *ask); /* waits for the disk */
int ask_fault(const struct ask *ask,
              const struct fault *fault);                 /* says it on stderr; the exit code */
int ask_missing(const struct ask *ask, const char *what); /* "… ontbreekt"; EXIT_USAGE */
const char *ask_say(const struct ask *ask, struct message message, struct buffer *out);
void ask_day(const struct ask *ask, struct civil_date day); /* prints "12 mei 2026", without an end of line */
void ask_json(cJSON *value); /* prints and frees */
bool ask_number(const char *text, double least, double most, double *out);
bool ask_box(const char *text, struct box *out);          /* W,S,E,N */
bool ask_size(const char *text, int *width, int *height); /* WxH, 16..8192 */

/* Adds a word to the line of a deed (action/script.h), in quotes. */
bool deed_word(struct buffer *line, const char *word);
/* Opens the wijk, refuses words that are left and a line that was cut, does the deed and says that it is saved; the exit code.
 * Clears the line. */
int deed_line(struct ask *ask, struct buffer *line);

const char *verdict_mark(int verdict); /* "●"; "–" = none */
/* Members of several answers. A date that was not said is "". */
void json_add_date(cJSON *json, const char *name, struct civil_date date);
void json_add_totals(cJSON *json, const int totals[4]);
cJSON *json_add_quality(cJSON *json, const struct round_quality *quality); /* the object, borrowed */

/* What a picture is drawn with: theme and map style of one name. Close it also after a fault. */
struct drawing {
    struct theme theme;
    struct pencil pencil;
    struct type *type;
    struct icon_set *icons;
    struct map_style *style;
};
bool drawing_open(const struct ask *ask, const char *name, struct drawing *drawing,
                  struct fault *why);
void drawing_close(struct drawing *drawing);

command_body command_help, command_wijken, command_places, command_find, command_show, command_deed,
    command_batch, command_score, command_print, command_draw, command_shot, command_export, command_import,
    command_check, command_pack, command_project, command_todo, command_week, command_reach, command_spot, command_hours, command_pair,
    command_sync, command_outbox, command_conflicts, command_resolve,
    command_source, command_refresh, command_changes,
    command_organisation, command_meeting, command_told, command_refer,
    command_partner, command_review,
    command_need, command_threshold, command_survey, command_count, command_framework, command_practice,
    command_action, command_plan, command_vote;
command_body command_round, command_compare, command_growth, command_context;
cJSON *place_json(const struct ask *ask, const struct place *place, bool whole);

#endif
