/* SPDX-License-Identifier: EUPL-1.2 */
/* action.h – every verb a person can do, one file per verb. Knows no window.
 *
 * Screens and the command line are two faces of these. Each deed is one edit, visible at once in
 * the project's view, saved in order on the store's lane, and can be undone. `why` is never NULL.
 */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include "action/project.h"
#include "action/share.h"
#include "base/buffer.h"
#include "map/names.h"

enum { ACTION_ID = 64 };

/* "Klopt nog": place and all its offers are right today; a candidate becomes a confirmed place. */
bool action_confirm(struct project *project, const char *id, struct fault *why);
/* A place of our own; `name` may be "". Its id comes back. */
bool action_add(struct project *project, enum place_kind kind, struct point point, const char *name,
                char out[ACTION_ID], struct fault *why);
/* Sets fields, each "path=value" as typed (place_field_read): one deed. A field of an offer that
 * does not exist yet makes the offer when `offers/<id>/service` is set in the same deed. What a
 * person sets is checked today. */
struct action_field {
    const char *path, *value;
};
bool action_set(struct project *project, const char *id, const struct action_field *fields,
                int count, struct fault *why);
/* Adds an offer of `service`, checked today; its id comes back. */
bool action_offer_add(struct project *project, const char *id, enum service service,
                      char out[ACTION_ID], struct fault *why);
bool action_offer_remove(struct project *project, const char *id, const char *offer,
                         struct fault *why);
bool action_move(struct project *project, const char *id, struct point point, struct fault *why);
bool action_remove(struct project *project, const char *id, struct fault *why);
/* A place outside the wijk counts for it, or no longer. */
bool action_count_in(struct project *project, const char *id, bool counts, struct fault *why);
/* "Hier hebben we overal gezocht", today, or no longer. */
bool action_look(struct project *project, enum service service, bool looked, struct fault *why);
/* A person's judgement of a criterion; the reason is compulsory. `verdict` -1 takes it away. */
bool action_judge(struct project *project, const char *criterion, int verdict, const char *reason,
                  struct fault *why);
/* Settings of the wijk: "groups=seniors,newcomers", "loose_hours=true", "school=vl" or "fr", "site=stad.gent/digitaal" (the short
 * address of its overview, for cards). */
bool action_wijk_set(struct project *project, const struct action_field *fields, int count,
                     struct fault *why);
bool action_undo(struct project *project, struct fault *why);
bool action_redo(struct project *project, struct fault *why);

/* ---- finding ---- */
struct hit {
    char id[ACTION_ID]; /* of a place, or "" for a street or address */
    char text[PACK_HIT_TEXT]; /* what to show */
    /* Of a street or address: as in struct pack_hit. */
    char other[PACK_HIT_TEXT], area[96], missing[16];
    bool street;
    int rank; /* smaller is better (base/find.h) */
    struct point point;
    double metres; /* from where the search began */
};
/* Places by name, alias, kind and service words in any of the three languages, by street and number; by the
 * rules of base/find.h. Best rank first, then nearest to `near`. Only memory, no disk. */
int action_search_places(const struct project *project,
                         const struct language *const languages[LANGUAGE_COUNT], const char *words,
                         struct point near, struct hit *out, int room);
/* Streets and addresses; `french`: when the words fit both languages. Reads the pack: on a worker, or in the
 * command line. */
int action_search_streets(struct pack *pack, const char *words, struct point near, bool french,
                          struct hit *out, int room);
/* One list of both, best first: the first `places` of the `count` hits are places. */
void action_search_join(struct hit *hits, int places, int count);

struct near_place {
    const struct place *place;
    double metres, likeness;
};
/* Near-duplicates of a place about to be added, likeliest first. */
int action_duplicates(const struct project *project, const char *name, enum place_kind kind,
                      struct point point, struct near_place *out, int room);

/* ---- files ---- */
struct pack_change;
struct action_pack {
    /* Files; all but `out` may be NULL, but there must be something to read. The map comes from `tiles` (MBTiles or
     * PMTiles) where there is one, else from `osm`; addresses, candidates and the walking network from `osm` where
     * there is one. */
    const char *out, *osm, *tiles, *places, *wijken;
    struct box box; /* what to keep, grown by `margin`; without an extent = not given */
    const char *const *codes;                  /* wijken to keep, with a margin; with neither = all */
    int code_count;
    double margin; /* metres around it; 0 = 600 around wijken, none around a box */
    /* A pack that this one takes the place of, once it is whole (`out` NULL = there, else `out`): its area and
     * wijken, unless others are given. `change` hears of each candidate that is new, gone or changed. */
    const char *update;
    void (*change)(void *data, const struct pack_change *change);
    bool (*progress)(void *data, const char *stage, int thousandths); /* false = let go */
    void *data;
};
enum pack_change_kind { PACK_NEW, PACK_GONE, PACK_CHANGED };
struct pack_change { /* borrowed for the time of the call */
    enum pack_change_kind kind;
    const struct place *before, *after; /* NULL when it is new or gone */
    bool followed;                      /* another id: known by name, kind and distance */
    const char *fields;                 /* of a changed one, a space between them (place/follow.h) */
};
struct action_pack_report {
    struct pack_counts pack;
    long skipped, broken, without_place, tiles;
    long fresh, gone, changed, same, followed; /* candidates, of an update */
};
/* A pack in whose area the files have nothing, or no wijk of `wijken` lies, is a fault, not an empty pack. */
bool action_pack(const struct action_pack *ask, struct action_pack_report *out, struct fault *why);
/* Lays a file of command lines (see command/batch) is the command room's; here: one PDF, one
 * picture, one export. Each may be called on the main thread or in the command line; the drawing
 * part of a PDF also on a worker (action_scorecard_fill first, then print_scorecard). */
struct scorecard;
struct map_style;
/* `lens`: through which who can walk where is measured, and said so (NULL, "" = the usual one); the criteria know no lens. */
bool action_scorecard_fill(struct project *project, const struct language *language,
                           const struct map_style *print_style, const char *lens, struct scorecard *out,
                           struct fault *why);
/* The last two: the French standard for places of digital mediation (exchange/mediation.h says what is lost). */
enum export_form { EXPORT_GEOJSON, EXPORT_CSV, EXPORT_MEDIATION_CSV, EXPORT_MEDIATION_JSON };
/* Confirmed places of the whole project, as far as `level` tells them. Filled on the main thread, written on any. */
struct export_out; /* opaque */
struct export_out *action_export_fill(struct project *project, enum export_form form, enum share_level level);
size_t action_export_count(const struct export_out *out); /* places */
bool action_export_write(const struct export_out *out, const char *file, int64_t *bytes, struct fault *why);
void action_export_free(struct export_out *out); /* NULL is fine */
/* The same at once. */
bool action_export(struct project *project, enum export_form form, enum share_level level, const char *file,
                   struct fault *why);
/* Self-check of store and pack: `say` gets each finding; false when something is wrong. */
bool action_check(struct project *project, void (*say)(void *data, const struct message *message),
                  void *data, struct fault *why);

/* ---- what is on the map ---- */
struct map_mark;
struct map_source;
void action_map_source(struct project *project, struct map_source *out);
/* In which language names stand on a map for somebody who reads `language`. */
enum map_names action_map_names(const struct project *project, enum language_code language);
enum { ACTION_ALL_SERVICES = -1 };
/* Marks of the places to show: all of the area, filtered by service and pillar ('T'… or 0). Texts
 * are borrowed from the view. Returns how many; *out is owned by the caller (free). */
size_t action_marks(struct project *project, int service, char pillar, const char *selected,
                    struct map_mark **out);
/* Says of each mark whether it is open at `when` (its offers of `service`; else the place with all
 * it offers), and lifts what is open above what is not. */
void action_marks_at(struct project *project, int service, struct civil when,
                     struct map_mark *marks, size_t count);
/* The service that stands for a place: the one with most weight that counts, for its symbol. */
enum service action_main_service(const struct place *place);

#endif
