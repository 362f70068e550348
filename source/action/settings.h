/* SPDX-License-Identifier: EUPL-1.2 */
/* settings.h – what a person chose on this tablet: DATA/settings.json, readable by the owner only.
 * A broken file is kept beside as settings.json.broken and the defaults are taken. */
#ifndef ACTION_SETTINGS_H
#define ACTION_SETTINGS_H

#include <stdbool.h>

#include "base/fault.h"
#include "language/language.h"

/* In which language names stand on the map; automatic: both in Brussels, else that of the app. */
enum names_choice { NAMES_AUTOMATIC, NAMES_NL, NAMES_FR, NAMES_BOTH, NAMES_CHOICES };
bool names_choice_parse(const char *word, enum names_choice *out);

/* Where the program opens for a real project: the coordinator's week, or the map. */
enum begin_choice { BEGIN_WEEK, BEGIN_MAP, BEGIN_CHOICES };

struct settings {
    bool started; /* a language was chosen once */
    enum language_code language;
    char theme[16]; /* "light" "dark" "contrast" */
    double scale;   /* text size 1..2 */
    double density; /* pixels per dp; 0 = ask the display */
    enum names_choice names;
    enum begin_choice begin;
    bool left_handed;
    bool reduced_motion;
    bool welcomed;    /* the three sentences were read */
    char role[64];    /* alias of this tablet, never a person's name */
    char project[64]; /* the open project's folder name; "demo" at first */
};

void settings_default(struct settings *settings, const char *system_language);
bool settings_read(const char *data_folder, struct settings *settings, struct fault *why);
bool settings_write(const char *data_folder, const struct settings *settings, struct fault *why);

#endif
