/* SPDX-License-Identifier: EUPL-1.2 */
/* script.h – deeds as lines of text: what a finger can do can be written down, run and tested.
 *
 *   confirm ID                              remove ID [OFFER]
 *   add KIND LON,LAT [NAME] [FIELD=VALUE…]  set ID FIELD=VALUE…
 *   offer ID SERVICE [FIELD=VALUE…]         look SERVICE yes|no
 *   judge CRITERION met|partly|not|unknown|none [REASON]
 *   wijk FIELD=VALUE…                       count-in ID yes|no
 *   need add CONDITION THEME [PLACE] [date=DATE,…]   need remove ID
 *   threshold add SERVICE STEP [PLACE] [date=DATE,…]
 *   survey new [date=DATE]                  survey remove ID
 *   survey set ID QUESTION ANSWER NUMBER    survey set ID forms NUMBER
 *   survey set ID QUESTION ANSWER=NUMBER…
 *   count PLACE MONTH GOAL NUMBER|none      count PLACE MONTH GOAL=NUMBER…
 *   action add TITLE [FIELD=VALUE…]         action set ID FIELD=VALUE…
 *   action step ID TEXT                     action tick ID STEP yes|no
 *   action remove ID
 *   vote start GROUPS [CRITERION…]          vote join SESSION
 *   vote colour SESSION GROUP CRITERION=green|orange|red|none…
 *   vote done SESSION GROUP [yes|no]        vote remove SESSION
 *   undo                                    redo
 *   organisation …, meeting …, told …       as in action/logbook.h
 *   round freeze                            round remove DATE|ID
 *   card FRAMEWORK ITEM CHOICE|none [NOTE]  groups FRAMEWORK SET
 *   project add FRAMEWORK NAME LEVEL REASON [OWNER]  project remove ID
 *   channel set FRAMEWORK ITEM|new FIELD=VALUE…      channel remove FRAMEWORK ITEM
 *   practice add TITLE [FIELD=VALUE…]       practice set ID FIELD=VALUE…
 *   practice remove ID
 *   context set FIGURE YEAR NUMBER SOURCE   context remove FIGURE YEAR
 *   day DATE                                in the oefenwijk only: what follows is done from nine o'clock
 *                                           on that day on, a minute a line, and never after now
 *
 * Words are separated by spaces; "…" keeps spaces together (\" and \\ inside). `#` begins a
 * remark. {today-20} is the date twenty days ago, {month-2} the month before last ("2026-04"), whatever `day` says.
 * $name as first word of `add`'s ID is written as "name: add …": a later line may say $name for the id that came back. */
#ifndef ACTION_SCRIPT_H
#define ACTION_SCRIPT_H

#include "action/action.h"

struct script; /* opaque: remembers the names of ids */

struct script *script_new(struct project *project);
void script_free(struct script *script);
/* Runs one line. `id` gets what came back ("" when nothing did). why->place is the column (-1 = none). */
bool script_line(struct script *script, const char *line, char id[ACTION_ID], struct fault *why);
/* Runs a whole text in one transaction; stops at the first fault, why->place is the line. */
bool script_text(struct project *project, const char *text, struct fault *why);

#endif
