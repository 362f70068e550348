/* SPDX-License-Identifier: EUPL-1.2 */
/* project_inner.h – the project from inside, for the verbs of this room.
 *
 * Two layers: `candidates` (read from the pack and from the sources, changed only as a whole) and
 * `documents` (what people entered). `entries` reads each place of both; a candidate whose document exists is covered by
 * it. `history[0 .. standing)` are the deeds that stand, the rest can be done again. */
#ifndef ACTION_PROJECT_INNER_H
#define ACTION_PROJECT_INNER_H

#include "action/action.h"
#include "action/catalogue.h"
#include "assessment/instrument.h"
#include "assessment/learning.h"
#include "assessment/lens.h"
#include "base/table.h"
#include "store/store.h"
#include "system/system.h"

enum { PROJECT_HISTORY = 200, PROJECT_INSTRUMENTS = 32, PROJECT_LEARNINGS = 8, PROJECT_REFUSED = 8, PROJECT_AREAS = 31 };

struct when { /* a timetable, read when it is first asked for */
    struct timetable *timetable; /* NULL = not known */
    bool read;
};

struct entry {
    cJSON *body;        /* owned by the entry for a candidate, by `documents` otherwise */
    struct place place; /* reads body */
    cJSON *made;        /* owned: the body of a partner's mark, made from its document; else NULL */
    char cover[40];     /* candidates: the id of the document that takes their place */
    int layer;          /* candidates: 0 = of the pack, else of a source */
    size_t leader;      /* candidates: index of the one that stands for it; its own, when it does */
    bool taken;         /* candidates: a document covers one of those it stands for */
    bool in_wijk;
    struct when *whens;  /* owned, NULL = none yet; of the place, then of each offer */
    uint64_t when_stamp; /* the setting they were read for */
};

struct project {
    char name[64];
    char folder[SYSTEM_PATH];
    char assets[SYSTEM_PATH];
    const struct clock *clock;
    void (*wake)(void *data);
    void *wake_data;
    char role[64];
    bool demo;

    struct areas *areas;         /* owned: all packs */
    struct pack *pack;           /* of the chosen wijk */
    char pack_file[SYSTEM_PATH]; /* that it was opened from */
    struct framework *framework; /* owned */
    struct instrument *instruments[PROJECT_INSTRUMENTS]; /* owned; by id */
    int instrument_count;
    struct learning *learnings[PROJECT_LEARNINGS]; /* owned */
    int learning_count;
    struct refused_file refused[PROJECT_REFUSED]; /* data files that could not be read */
    int refused_count;
    struct store *store;         /* owned; used on `saver` only once the project is open */
    struct work_lane *saver;     /* one thread, in order */
    struct work_lane *workers;   /* drawing, searching, printing; newest first */

    struct sources *sources; /* owned (source_inner.h) */
    struct osm *osm;         /* owned (osm_inner.h) */

    struct table documents;   /* id → cJSON, owned */
    struct entry *candidates; /* owned */
    size_t candidate_count, candidate_room;
    struct table candidate_of;    /* candidate id → struct entry of candidates, borrowed */
    struct table entries;         /* document id "place:…" or "prop:…" → struct entry, owned */
    const struct place **visible; /* owned array */
    size_t visible_count, visible_room;
    struct table visible_of; /* place id → struct place, borrowed */

    struct calendar *calendar;    /* owned; NULL = none */
    struct hours_setting setting; /* of the chosen wijk */
    uint64_t setting_stamp;       /* changes with it; never 0 once there is a view */

    struct wijk wijk; /* the chosen one; texts borrowed from the pack */
    uint64_t generation;

    struct assessment assessment;
    struct look looks[SERVICE_COUNT];
    struct judgement *judgements; /* owned */
    size_t judgement_count;
    struct publication *publications; /* owned */
    size_t publication_count, publication_room;
    struct logbook logbook; /* of `logbook_generation` */
    uint64_t logbook_generation;
    cJSON *bands_file; /* owned; NULL until the bands are asked for */
    struct bands bands;
    struct lenses *lenses; /* owned; NULL until they are asked for */
    uint64_t gathered_generation; /* when judgements and publications were read */
    enum names_choice names;
    const char *language; /* whose names of places the findings take */
    uint64_t assessed_generation;
    int64_t assessed_minute;
    struct coming_list coming; /* as of the three below */
    uint64_t coming_generation;
    struct civil_date coming_today;
    int coming_days;
    struct doubt_list doubt; /* as of the two below */
    uint64_t doubt_generation;
    struct civil_date doubt_today;

    struct edit *history; /* owned */
    size_t history_count, history_room, standing;
    int saving;         /* jobs on the store's lane */
    int writing;        /* of these: deeds on their way to the disk */
    int changed;        /* since the last project_settle */
    bool reloading;     /* a deed was refused: the view is being read back from the store */
    struct fault fault; /* the last refused deed */
    struct sync *sync;  /* owned (sync.c); NULL until it is asked for */
};

/* ---- its folder and small file (project_file.c) ---- */
struct project_file {
    char pack[SYSTEM_PATH]; /* "demo:", or a name in the folder */
    char wijk[64];
    bool demo;
    char areas[PROJECT_AREAS][40]; /* other packs: "areas/<16 hex>.wijkpak" */
    int area_count;
};
bool project_path(char out[SYSTEM_PATH], const char *folder, const char *name, struct fault *why);
bool project_folder(const char *data_folder, const char *name, char out[SYSTEM_PATH],
                    struct fault *why);
bool project_file_read(const char *folder, struct project_file *out, struct fault *why);
bool project_file_write(const char *folder, const struct project_file *file, struct fault *why);
void project_name_of(const char *wijk, char out[64]); /* "Maritime – Maritiem" → "maritime-maritiem" */
/* NAME, or the first of NAME-2 … that is not taken; `folder` is where it would lie. */
bool project_name_free(const char *data_folder, char name[64], char folder[SYSTEM_PATH],
                       struct fault *why);

/* ---- its packs (area.c) ---- */
/* Takes project->pack, and opens those that FILE names besides (NULL = none); what does not open is left out. */
void areas_open(struct project *project, const struct project_file *file);
void areas_close(struct project *project);
const char *area_file(const struct project *project, const struct pack *pack);
bool area_check(struct project *project, void (*say)(void *data, const struct message *message), void *data, struct fault *why);
const struct pack_wijk *area_wijk(const struct project *project, const char *code, struct pack **pack); /* pack may be NULL */
bool area_candidates(struct project *project, bool (*each)(void *data, const char *json, size_t size), struct fault *why);
bool area_covers(const struct project *project, struct point point); /* neither cut off nor beyond what an extract held */
int area_credits(const struct project *project, const struct pack_source **out);

/* ---- view (project_view.c) ---- */
bool view_load_candidates(struct project *project, struct fault *why);
/* A source brought others: the candidates alone are read again; documents stay as they are. */
bool view_reload_candidates(struct project *project, struct fault *why);
/* Lays `body` (taken; NULL = gone) as document `id` and reads it again. */
void view_put(struct project *project, const char *id, cJSON *body);
void view_clear_documents(struct project *project);
void view_refresh(
    struct project *project); /* after one or more view_put: order, wijk, generation */
const cJSON *view_document(const struct project *project, const char *id); /* NULL = none */
void view_choose_wijk(struct project *project, const char *code);
/* Any wijk of the pack, with the settings of its document laid over it; texts are the pack's. */
void view_wijk(const struct project *project, const struct pack_wijk *found, struct wijk *out);
bool view_looked(const struct project *project, const char *code, enum service service,
                 struct civil_date *when);
void view_free(struct project *project);
struct entry *view_entry(const struct place *place); /* that a place of the view lies in */

/* ---- when (when.c) ---- */
void when_open(struct project *project); /* the calendar; without one there are no school holidays */
void when_close(struct project *project);
void when_refresh(struct project *project); /* the setting, after the wijk */
struct hours_setting when_setting(const struct project *project, const struct wijk *wijk);
void when_forget(struct entry *entry);

/* ---- saving (project_save.c) ---- */
/* Starts an edit of now by this tablet. */
void deed_begin(struct project *project, struct edit *edit, const char *verb, const char *subject);
/* Takes the edit: shows it and sends it to the store. An edit that changes nothing is let go. */
bool deed_do(struct project *project, struct edit *edit, struct fault *why);
/* Between these, deeds are one transaction on disk. */
void deed_batch_begin(struct project *project);
void deed_batch_end(struct project *project);
bool deed_undo(struct project *project, bool redo, struct fault *why);
bool save_load(struct project *project, struct fault *why); /* documents and history, at opening */
void save_history_free(struct project *project);

/* ---- for the verbs ---- */
struct civil_date project_today(const struct project *project);
const struct place *verb_place(const struct project *project, const char *id, struct fault *why);
/* A deed about one place: its new body to change (the caller's until verb_close), or NULL. */
cJSON *verb_open(const struct project *project, const char *id, const struct place **place,
                 char document[ACTION_ID], struct fault *why);
/* Takes the body and does what differs as one deed. */
bool verb_close(struct project *project, const char *verb, const struct place *place,
                const char *document, cJSON *body, struct fault *why);
/* The document that a deed about `place` writes: its own, or the one that will cover the candidate.
 */
void verb_document_id(const struct place *place, char out[ACTION_ID]);
/* The body the deed starts from: a copy of the document, or of the candidate under its new id. */
cJSON *verb_body(const struct place *place, const char *document_id);
/* Adds to `edit` what differs between the stored document and `body` (taken), member by member. */
void verb_changes(const struct project *project, struct edit *edit, const char *document_id,
                  cJSON *body);
void verb_set_date(cJSON *object, const char *path, struct civil_date date);
/* Lays typed fields on `body`, each path behind `prefix`; after false, throw `body` away. */
bool verb_fields(const struct project *project, cJSON *body, const char *prefix,
                 const struct action_field *fields, int count, struct fault *why);
/* action_add and action_offer_add with their first fields, as one deed. */
bool verb_add(struct project *project, enum place_kind kind, struct point point, const char *name,
              const struct action_field *fields, int count, char out[ACTION_ID],
              struct fault *why);
bool verb_offer(struct project *project, const char *id, enum service service,
                const struct action_field *fields, int count, char out[ACTION_ID],
                struct fault *why);
/* Adds a person's judgement (`verdict` -1: taken away) to `edit`; `vote`: the session it comes from, or NULL. */
bool judge_change(struct project *project, struct edit *edit, const char *criterion, int verdict,
                  const char *reason, const char *vote, struct fault *why);

/* ---- the oefenwijk (demo.c) and scripts (script.c) ---- */
bool demo_make(struct project *project, struct fault *why);

#endif
