/* SPDX-License-Identifier: EUPL-1.2 */
/* project.h – the open project: packs below, documents above them, and one view of both. A region has
 * a pack for each municipality (area.c): of every wijk the newest that holds it speaks.
 *
 * DATA/projects/NAME/ holds store.db (documents, edits) and project.json (pack file, wijk, whether
 * it is the oefenwijk). Candidates of the pack lie below; a document with the same origin takes
 * their place. Deeds (action.h) change the view at once and go to the store on a lane of
 * its own, in order; `project_saving` says what is not yet on disk. A deed that the store refused
 * is taken back from the view and told through the listener.
 *
 * Main thread only, except where said. Pointers into the view (places, assessment) are valid until
 * `project_generation` changes. */
#ifndef ACTION_PROJECT_H
#define ACTION_PROJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "action/settings.h"
#include "assessment/assessment.h"
#include "assessment/coming.h"
#include "assessment/doubt.h"
#include "base/clock.h"
#include "edit/edit.h"
#include "language/language.h"
#include "logbook/logbook.h"
#include "pack/pack.h"
#include "place/place.h"
#include "work/work.h"

struct project; /* opaque */

struct project_ways { /* borrowed, must outlive the project */
    const char *data_folder, *assets_folder;
    const struct clock *clock;
    const char *role; /* alias written with each edit */
    void (*wake)(void *data);
    void *wake_data; /* from workers: call project_settle soon */
};

/* Opens project NAME ("demo" is made when it is not there yet: pack from assets, example edits laid
 * over it in one transaction). `pack_file` not NULL overrides the project's pack. Reads disk: call
 * it on a worker, then use the project on the main thread. */
bool project_open(const struct project_ways *ways, const char *name, const char *pack_file,
                  struct project **out, struct fault *why);
/* Nothing happens for a while: gives back what was only kept to be quick. */
void project_rest(struct project *project);
/* Lets go all that its workers do or have done, so that nothing of it comes back to who asked; waits for nobody. From then on
 * another thread may close it. */
void project_leave(struct project *project);
/* Waits until everything is saved. */
void project_close(struct project *project);
/* Makes DATA/projects/<NAME> with a pack (copied in) and opens nothing. NAME comes back: it is made
 * from the wijk's name. */
bool project_make(const struct project_ways *ways, const char *pack_file, const char *wijk_code,
                  char name[64], struct fault *why);
/* Puts the newest sound backup of a project that is not open in the place of its store; the damaged
 * one is kept. Reads and writes disk. */
bool project_restore(const char *data_folder, const char *name, struct fault *why);
/* Names of all projects, sorted; returns how many (at most `room`). */
int project_list(const char *data_folder, char (*names)[64], int room);

/* ---- the view ---- */
const char *project_name(const struct project *project);
bool project_is_demo(const struct project *project); /* ribbon on every screen and print */
struct pack *project_pack(const struct project *project); /* that the chosen wijk lies in; stays open until the project is closed */
struct box project_box(const struct project *project);    /* of all its packs */
const struct framework *project_framework(const struct project *project);
struct civil project_now(const struct project *project);
uint64_t project_generation(const struct project *project);

int project_wijken(const struct project *project, const struct pack_wijk **out);
/* The chosen wijk; settings of document wijk:<code> laid over the pack's border. */
const struct wijk *project_wijk(const struct project *project);
/* Looks at another wijk of the pack, until the project is closed. */
bool project_show_wijk(struct project *project, const char *code, struct fault *why);
/* The same, remembered for the next time. */
bool project_choose_wijk(struct project *project, const char *code, struct fault *why);

/* All places: candidates and documents, removed ones left out. */
const struct place *const *project_places(const struct project *project, size_t *count);
/* By document id, or by the candidate id it came from. NULL = not there (or removed). */
const struct place *project_place(const struct project *project, const char *id);
bool project_place_in_wijk(const struct project *project, const struct place *place);
enum place_state project_place_state(const struct project *project, const struct place *place);
const struct assessment *project_assessment(
    struct project *project); /* of the chosen wijk, now; kept until something changes */
const struct assessment *project_assessment_at(struct project *project, int64_t moment);
/* What the two above ask; borrowed from the project until it changes. */
void project_question(struct project *project, int64_t moment, struct assessment_question *out);
/* What stops counting within at least `days` (coming.h); places are indices of project_places. Kept
 * until something changes or the day is over. */
const struct coming_list *project_coming(struct project *project, int days);
/* The little questions that would settle most (doubt.h); places are indices of project_places. Kept until something
 * changes or the day is over. */
const struct doubt_list *project_doubts(struct project *project);
/* Whose names of places the findings' sentences take; until then the plain names. */
void project_speak(struct project *project, enum language_code language);
/* In which language the maps of this project name things (action_map_names). */
void project_choose_names(struct project *project, enum names_choice names);
/* Calendar, school region and point of the chosen wijk, for reading hours. */
const struct hours_setting *project_hours(const struct project *project);
/* The timetable of a place (`offer` NULL) or of an offer, read once and kept until the view changes;
 * NULL = not known, or cannot be read. */
const struct timetable *project_timetable(struct project *project, const struct place *place,
                                          const struct offer *offer);
/* The timetable that speaks for a place: its own; for a place that has none (a caravan) that of the
 * offer that is there at `when` or comes next. NULL = nothing is known. */
const struct timetable *project_place_timetable(struct project *project, const struct place *place,
                                                struct civil when);
/* Is anything of the place there at `when`: one of its offers of `service`, or with
 * ACTION_ALL_SERVICES the place itself or any of its offers. */
enum hours_state project_place_at(struct project *project, const struct place *place, int service,
                                  struct civil when);
/* The year of the chosen wijk: partners, meetings, signals, actions …; read once, kept until something changes. */
const struct logbook *project_logbook(struct project *project);
bool project_looked(const struct project *project, enum service service, struct civil_date *when);

/* ---- saving ---- */
int project_saving(const struct project *project); /* deeds not yet on disk */
const struct fault *
project_fault(const struct project *project); /* the last refused deed, or NULL */
void project_fault_seen(struct project *project);
int project_settle(
    struct project *project); /* takes what the lanes finished; returns how many things changed */
bool project_finish(struct project *project,
                    struct fault *why); /* waits for the disk: command line, tests */
struct work_lane *project_workers(struct project *project); /* for drawing, searching, printing */

/* ---- history ---- */
bool project_can_undo(const struct project *project, const char **verb, const char **subject);
bool project_can_redo(const struct project *project, const char **verb, const char **subject);
/* The deeds of this project, newest first (index 0); those that were undone stand before the ones
 * that hold. Texts are borrowed until the next deed. */
struct history_line {
    int64_t at; /* moment */
    const char *verb, *subject, *role, *document;
    bool undone;
};
size_t project_history_count(const struct project *project);
bool project_history_at(const struct project *project, size_t index, struct history_line *out);
/* The alias that is written with deeds from now on. */
void project_set_role(struct project *project, const char *role);

#endif
