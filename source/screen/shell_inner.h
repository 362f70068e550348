/* SPDX-License-Identifier: EUPL-1.2 */
/* shell_inner.h – the shell from inside, for the screens.
 *
 * State is plain and in one place. A screen is two functions in the table of screens.c: `build`
 * declares its tree from the state, `news` changes the state (or calls an action) and asks for a
 * rebuild. The map lies below the screens that show it (map, list, place, add …); others fill the
 * window. */
#ifndef SCREEN_SHELL_INNER_H
#define SCREEN_SHELL_INNER_H

#include "action/action.h"
#include "action/paper_job.h"
#include "action/partner.h"
#include "base/arena.h"
#include "map/map.h"
#include "map/tiles.h"
#include "map/view.h"
#include "screen/shell.h"

#define KEYBOARD_KEY UINT64_C(0x20)

enum screen {
    SCREEN_START, /* choose a language */
    SCREEN_MAP,   /* map with list (panel, or sheet in portrait) */
    SCREEN_PLACE, /* map with the place's sheet */
    SCREEN_PLACE_EDIT,
    SCREEN_OFFER_EDIT,
    SCREEN_ADD,        /* crosshair */
    SCREEN_ADD_KIND,   /* picture tiles */
    SCREEN_ADD_DOUBLE, /* "is het deze?" */
    SCREEN_SEARCH,
    SCREEN_PILLARS,
    SCREEN_CRITERION,
    SCREEN_JUDGE,
    SCREEN_TODO,
    SCREEN_PRINT,
    SCREEN_SETTINGS,
    SCREEN_ABOUT, /* sources, licences */
    SCREEN_NEW_PROJECT,
    SCREEN_HISTORY,
    SCREEN_SYNC,      /* the server: what waits, went, was refused */
    SCREEN_QUESTIONS, /* two tablets disagree */
    SCREEN_CHANGES,   /* what came in, with the map */
    SCREEN_PAIR,      /* server, link, signing out */
    SCREEN_HOURS, /* of the place or offer whose form is open */
    SCREEN_WEEK, /* what the wijk offers through a week */
    SCREEN_SOURCES, /* places from outside */
    SCREEN_OSM, /* what the map says otherwise than people did */
    SCREEN_PARTNER, /* a partner's own marks */
    SCREEN_PARTNER_MARK, /* crosshair: where is the wifi? */
    SCREEN_REVIEW, /* the coordinator answers marks */
    SCREEN_REACH, /* who can walk there: the map with classes of walking time */
    SCREEN_PLAN,   /* the actions of the wijk */
    SCREEN_ACTION, /* one of them */
    SCREEN_VOTE,   /* groups judge: the beginning */
    SCREEN_VOTE_COLOUR, /* one group colours */
    SCREEN_VOTE_RESULT, /* what they differ about */
    SCREEN_PARTNERS,     /* organisations of the wijk */
    SCREEN_ORGANISATION, /* one of them */
    SCREEN_MEETINGS,
    SCREEN_MEETING,
    SCREEN_TOLD, /* what residents heard, and how */
    SCREEN_TOLD_EDIT,
    SCREEN_REFER, /* who helps with this? */
    SCREEN_WORK, /* what is done together through the year: the way to partners, signals, actions, rounds */
    SCREEN_FRAMEWORKS, /* beside the DIW one */
    SCREEN_FRAMEWORK,
    SCREEN_FRAMEWORK_EDIT, /* a project with its level, or the ways to a service */
    SCREEN_PRACTICES,
    SCREEN_PRACTICE,
    SCREEN_NEED, /* a signal in three taps */
    SCREEN_NEEDS, /* the month table */
    SCREEN_THRESHOLD, /* a drempelmelding in two */
    SCREEN_THRESHOLDS, /* bundled per service */
    SCREEN_SURVEYS, /* bevragingen */
    SCREEN_SURVEY, /* the tallies of one */
    SCREEN_COUNTS, /* tellingen and the band they reach */
    SCREEN_SHARE, /* bundles out and in */
    SCREEN_ROUNDS, /* scorecards that were frozen */
    SCREEN_ROUND, /* two of them beside each other */
    SCREEN_COMPARE, /* wijken beside each other */
    SCREEN_GROWTH, /* where new offers went */
    SCREEN_CONTEXT, /* a figure of others about a wijk */
    SCREEN_IMPORT, /* places out of a list of any shape */
    SCREEN_COUNT
};

enum list_order { ORDER_DISTANCE, ORDER_MISSING, ORDER_AGE };
enum sheet_stop { SHEET_PEEK, SHEET_HALF, SHEET_FULL };
/* A small choice laid over the map. */
enum map_card { CARD_NONE, CARD_FILTER, CARD_WIJK, CARD_PINS, CARD_LENS };
enum { LIST_FIRST = 30, LIST_STEP = 60, CARD_PINS_MOST = 12 };

/* What is being typed in a form: kept until it is saved or let go, so that nothing typed is lost.
 */
enum { DRAFT_FIELDS = 40, DRAFT_TEXT = 33 * 1024 };
struct draft_field {
    char path[96]; /* "name", "price", "hours" … (offer fields without "offers/<id>/") */
    char value[DRAFT_TEXT];
    bool changed;
    char fault[256]; /* said in the person's language, "" = fine */
};

/* The moment that pins and rows show (piece_time.c). */
struct shell_time {
    bool on;        /* places show whether they are open then */
    bool now;       /* it is now, and goes with the clock */
    int day, half;  /* else: days after today, half hours after midnight */
    int counts[3];  /* places of the list by enum hours_state */
    int minute;     /* of the clock, as seen last */
    bool finger;    /* one went down on the bar */
    double x;       /* where it is */
    int64_t tapped; /* when the bar was tapped last */
    double height;  /* of the slider, as laid out last */
    struct time_day *figures; /* owned; of the day that is shown */
};

/* What the screens of signals, bevragingen and tellingen are about (heard_inner.h). */
struct shell_heard {
    int condition, theme;      /* -1 = not chosen yet */
    char place[ACTION_ID];     /* where a signal was begun on the map, or "" */
    char last[ACTION_ID];      /* where the last one was heard */
    char service[64];          /* of a drempelmelding, or "" */
    struct civil_date month;   /* its first day; year 0 = this month */
    char poll[ACTION_ID], counting[ACTION_ID]; /* the bevraging; the place that counts */
    char typing[64], typed[64]; /* which number is typed, "" = none; what stands there */
    int open;                  /* choices declared so far */
};

/* Choices that stand folded on a page of the logbook. */
enum book_ask { ASK_NOTHING, ASK_THEME, ASK_TONGUE, ASK_ROLE, ASK_PILLAR };

struct shell {
    struct shell_ways ways;
    char data_folder[1024], assets_folder[1024];
    struct settings settings;
    struct language *languages[LANGUAGE_COUNT]; /* owned; NULL until it is asked for: shell_language_of */
    const struct language *language;
    struct theme theme;
    struct type *type;      /* owned; the main thread's */
    struct icon_set *icons; /* owned */
    struct pencil pencil;
    struct map_style *map_style;   /* owned; of the theme */
    struct map_style *print_style; /* owned */
    struct project *project;       /* owned; NULL until opened */
    struct ui *ui;                 /* owned */

    double width, height, density;
    bool dirty; /* the tree must be built again */
    bool portrait;
    bool begun; /* a project was opened before */
    enum screen screen, back[8]; /* where "back" goes */
    int back_count;
    uint64_t seen_generation;
    int seen_saving;

    /* map */
    struct map_view view;
    struct map_source source;
    struct map_mark *marks;         /* owned */
    size_t mark_count, mark_inside; /* the first of them are of the wijk, or known */
    struct map_groups groups;
    struct rect cross;     /* where the crosshair was laid out last */
    struct rect map_rect;  /* where the map lies in the window */
    struct rect free_rect; /* the part of it free of panels and sheets: a chosen place goes there */
    struct shell_time time;
    struct shell_week *week; /* owned by screen_week.c, or NULL */
    struct shell_reach *reach; /* owned by reach_run.c, or NULL */
    struct shell_share *share; /* owned by share_run.c, or NULL */
    struct shell_many *many; /* owned by many_run.c, or NULL */
    struct shell_import *import; /* owned by screen_import.c, or NULL */
    struct shell_thirds *thirds; /* answers being typed; owned by screen_questions.c, or NULL */
    int service;           /* filter, or ACTION_ALL_SERVICES */
    char pillar;           /* filter, or 0 */
    char selected[ACTION_ID]; /* place, or "" */
    char offer[ACTION_ID];    /* being edited */
    enum list_order order;
    enum sheet_stop sheet,
        list_sheet;     /* where the sheet of a place and that of the list stand (portrait) */
    double area_height; /* of the map with its sheet, as laid out last */
    double sheet_from, sheet_now; /* its height while it moves, dp; 0 = at its stop */
    int64_t sheet_since;          /* when it began to move by itself; 0 = under a finger or still */
    int list_shown;               /* rows of the list that are declared */
    enum map_card card;
    char pins[CARD_PINS_MOST][ACTION_ID]; /* which of these did you mean? */
    int pin_count;
    char asked[ACTION_ID];   /* the place whose little questions were answered, … */
    unsigned asked_services; /* … and which (bits) */

    /* search */
    char words[128];
    struct hit hits[48];
    int hit_count;                       /* of `hit_words`, best first */
    char hit_words[128];                 /* what the hits belong to: `words`, or what stood there just before; "" = no list yet */
    struct street_search *street_search; /* owned, unless its job was let go; under way, or NULL */
    bool hit_soon;                       /* enter was pressed before the hits came */
    char recent[5][128];                 /* what was found in this session, the newest first */
    struct point found;                  /* a street or address that the map marks … */
    char found_text[160];                /* … its name; "" = none */

    /* adding */
    struct point add_point;
    enum place_kind add_kind;
    struct near_place near[4];
    int near_count;
    bool kind_used;      /* add_kind was added before: it comes first */
    bool search_open;    /* the field of the search took the focus already */
    bool more_kinds;     /* all kinds, not only the usual ones */
    bool more_services;  /* on the sheet of a place */
    bool map_fresh;      /* at the next build the whole wijk is shown */
    bool aim_soon;       /* at the next build the map moves add_point under the crosshair */
    char focus_soon[96]; /* takes the focus at the next build */

    /* partners */
    char partner[PARTNER_ORG]; /* whose tablet this is; "" = no partner's */
    bool partner_held;         /* it was set by hand: a shot, a test */
    enum service mark_service; /* that is being marked … */
    char mark_place[ACTION_ID]; /* … at this place, or "" = at add_point */
    bool mark_priced;          /* the place is chosen: what does it cost? */
    char review[ACTION_ID];    /* the mark that a sentence is written for, or "" */

    /* actions and judgements of groups */
    char action[ACTION_ID]; /* whose form is open, or "" = a new one */
    char vote[32];          /* the session that is open … */
    int vote_group;         /* … and the group that colours */
    int vote_groups, vote_about; /* of the next one */
    bool vote_peek;         /* the differences are shown before everybody is done */

    struct shell_heard heard;
    struct {                   /* the wijk's logbook (book_inner.h) */
        char open[ACTION_ID];  /* the record whose form is open, "" = a new one */
        int part;              /* filter: enum organisation_role + 1, 0 = all */
        char pillar;           /* filter, 0 = all */
        int theme, tongue;     /* of a referral: enum need_theme; index + 1, 0 = any */
        enum book_ask asking;  /* which of a page's choices is open */
        bool today;
    } book;

    /* pillars */
    int criterion;     /* index, or -1 */
    int judge_verdict; /* -1 = not chosen */
    int open_pillar;   /* -1 = all closed */

    /* other frameworks and practices */
    char framework_id[40], framework_item[ACTION_ID]; /* shown; being edited, "" = a new one */
    char practice_id[ACTION_ID];

    /* forms */
    struct draft_field draft[DRAFT_FIELDS];
    int draft_count;

    /* the quiet bar: "Bewaard · Ongedaan maken", 8 s */
    char bar[256];
    bool bar_undo;
    int64_t bar_until;
    struct keyboard *keyboard; /* owned; our own keys (keyboard.h) */
    struct hours_edit *hours;  /* owned by hours_edit.c, or NULL */
    int64_t fingers[8];        /* on the screen, those on our keys left out … */
    int fingers_down;          /* … and how many */
    bool keys_shown, touched;  /* touched = the last finger was no mouse */
    struct fault fault;        /* shown as a card until it is closed */
    int64_t now_ms;            /* of the last tick or event */

    struct work_lane *opener;  /* opens projects */
    struct opening *opening;   /* under way, or NULL */
    struct arena words_arena;  /* sentences of this build */
    struct shell_map *map;     /* owned by shell_map.c: labels, sprites */
    struct shell_print *print; /* owned by screen_print.c: the choice, the preview, the printers */
};

/* ---- what screens use (shell.c) ---- */
const char *shell_word(const struct shell *shell, const char *key);
/* A sentence that lives until the next build (kept in an arena). */
const char *shell_say(struct shell *shell, struct message message);
const char *shell_say_count(struct shell *shell, const char *key, int64_t count);
const char *shell_textf(struct shell *shell, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void shell_go(struct shell *shell, enum screen screen); /* remembers where we came from */
void shell_back(struct shell *shell);
void shell_root(struct shell *shell, enum screen screen); /* the rail: forgets the way back */
void shell_rebuild(struct shell *shell);
/* After a deed: the bar with undo, or the fault card. Returns `ok`. */
bool shell_deed(struct shell *shell, bool ok, const struct fault *why, const char *bar_key);
void shell_bar(struct shell *shell, const char *text, bool undo);
void shell_select(struct shell *shell,
                  const char *id); /* shows its sheet and moves the map so that it is clear */
const struct place *shell_selected(const struct shell *shell);
const char *shell_place_name(struct shell *shell, const struct place *place);
const char *shell_place_now(struct shell *shell,
                            const struct place *place); /* "Open tot 18:00" … or "" */
double shell_place_metres(
    const struct shell *shell,
    const struct place *place); /* from the middle of the map, or from the crosshair */
const char *shell_metres(struct shell *shell, double metres);
const char *shell_date_near(struct shell *shell, struct civil_date date);
/* Read when it is first asked for; one that cannot be read is a fault, and the person's own stands in for it. */
const struct language *shell_language_of(struct shell *shell, enum language_code code);
void shell_theme_change(struct shell *shell); /* after settings changed: theme, scale, language */
void shell_settings_save(struct shell *shell);
bool shell_project_open(struct shell *shell, const char *name, const char *pack_file);
/* What may take a while to end, such as a lane with a job under way: `end` is called on the lane that opens projects, in turn. Its jobs must
 * know by then that nobody waits for them: their `done` comes there. */
void shell_later(struct shell *shell, void (*end)(void *data), void *data);
void shell_project_restore(struct shell *shell); /* its newest sound backup, then opens it */

const char *shell_say_fault(struct shell *shell, const struct fault *fault);
/* When a place (`offer` NULL) or an offer is there, in words. */
const char *shell_when(struct shell *shell, const struct place *place, const struct offer *offer);
const char *shell_hours(struct shell *shell, const char *hours_text); /* in words, or as it is */
void shell_words_renew(struct shell *shell);
void shell_words_free(struct shell *shell);
void shell_listen(void *data, const struct ui_news *news);
bool shell_opened(
    struct shell *shell); /* true when a project has just been opened (or could not be) */

/* ---- drafts (shell_draft.c) ---- */
void draft_empty(struct shell *shell);
struct draft_field *draft_add(struct shell *shell, const char *path, const char *value);
struct draft_field *draft_find(struct shell *shell, const char *path);
void draft_set(struct shell *shell, const char *path, const char *value);

/* ---- pieces that several screens share (pieces.c) ---- */
void piece_frame_open(struct shell *shell);  /* ribbon, rail or bottom bar; opens the body */
void piece_frame_close(struct shell *shell); /* closes it, lays bar and fault card over it */
/* Which screen the rail's button `id` ("rail.map") leads to; false for any other id. */
bool piece_rail_screen(const char *id, enum screen *screen);
void piece_head(struct shell *shell, const char *kind, const char *name,
                const char *third);                           /* of a panel */
void piece_back_head(struct shell *shell, const char *title); /* back button and title */
/* One row; as a button its id is "offer:<id>". */
void piece_offer_row(struct shell *shell, const struct place *place, const struct offer *offer,
                     bool button);
/* One row that is a button "<prefix><place id>", with "<prefix>tick:<place id>" at its right edge
 * when it is worth confirming. piece_place_news does what both promise. */
void piece_place_row(struct shell *shell, const struct place *place, const char *id_prefix);
bool piece_place_news(struct shell *shell, const struct ui_news *news, const char *id_prefix);
const char *piece_kind(struct shell *shell, const struct place *place); /* in a word or two */
/* The button "klopt nog" of a row: beside its words, or below them. */
void piece_tick(struct shell *shell, const struct place *place, const char *id_prefix, bool below);
void piece_state_line(struct shell *shell, const struct place *place);  /* symbol and words */
/* A symbol or picture, what it is about, what to do next; `action` (an id) may be NULL. */
void piece_empty(struct shell *shell, const char *icon, const char *title, const char *line,
                 const char *action, const char *action_label);
/* Adds " · text" (or just text) to a line of parts; "" adds nothing. */
void piece_join(struct buffer *line, const char *text);
const char *piece_kept(struct shell *shell,
                       struct buffer *line); /* until the next build; clears the buffer */
/* "Gratis" → "gratis", for the middle of a line. */
const char *piece_lower(struct shell *shell, const char *text);

void piece_waiting(struct shell *shell); /* while no project is open */

/* The quiet bar in the page's own flow, once: above what stands fixed below, else at the end of the frame. */
void piece_bar(struct shell *shell);
bool piece_narrow(const struct shell *shell); /* large letters in little room */
void piece_bar_room(
    struct shell *shell); /* at the end of what scrolls: the quiet bar may lie over it */

/* ---- what will stop counting (piece_coming.c; more in coming_inner.h) ---- */
/* A line when the place, or the offer, ends soon and carries a criterion. */
void piece_coming_warning(struct shell *shell, const struct place *place,
                          const struct offer *offer);
/* What the place carries, when it falls, and what falls with it. */
void piece_coming_line(struct shell *shell, const struct place *place);

/* ---- the frame of the screens with a map (piece_map.c) ---- */
struct map_frame {
    void (*panel)(struct shell *shell); /* what stands in the panel or sheet; NULL = none */
    void (*over)(struct shell *shell);  /* more to lay over the map (crosshair), or NULL */
    bool bare;                          /* no search, chips nor round buttons */
    bool whole;                         /* in portrait the panel covers the map */
    bool foot;                          /* in portrait the panel is as high as what it holds */
};
void piece_map(struct shell *shell, const struct map_frame *frame);
void piece_sheet_button(struct shell *shell); /* larger or smaller, in its head; portrait only */
bool piece_map_news(struct shell *shell, const struct ui_news *news);
extern const enum service piece_services[SERVICE_COUNT]; /* in the order of the chips */
/* ---- cards over the map (piece_card.c) ---- */
const char *piece_pillar_name(struct shell *shell, char id); /* 'T' … */
void piece_card(struct shell *shell);                        /* the one that is open */
void piece_card_show(struct shell *shell, enum map_card card);
/* A dialog with its title and a way out: add rows, then ui_close. */
void piece_card_open(struct shell *shell, const char *title);
void piece_card_words(struct shell *shell, const char *name, const char *second, bool chosen); /* of a row */
bool piece_card_news(struct shell *shell, const struct ui_news *news);

/* ---- the time slider (piece_time.c) ---- */
bool piece_time_at(const struct shell *shell, struct civil *when); /* false = it is off */
enum hours_state piece_time_state(struct shell *shell, const struct place *place);
enum symbol_pin piece_time_pin(struct shell *shell, const struct place *place);
const char *piece_time_words(struct shell *shell, const struct place *place); /* "Open tot 18:00" */
const char *piece_time_line(struct shell *shell); /* the moment, and how many are open then */
void piece_time_count(struct shell *shell);       /* of the list: before a build */
void piece_time(struct shell *shell);      /* the slider */
void piece_time_chip(struct shell *shell); /* opens it; while it is on: the moment, and off */
double piece_time_chip_width(struct shell *shell); /* dp that it takes */
void piece_time_now(struct shell *shell);
void piece_time_set(struct shell *shell, int day, int half);
bool piece_time_news(struct shell *shell, const struct ui_news *news);
bool piece_time_tick(struct shell *shell);
int64_t piece_time_next(const struct shell *shell);
void piece_time_free(struct shell *shell);
/* Does the list show it: in the wijk, and what the filter asks for (screen_map.c). */
bool piece_place_listed(const struct shell *shell, const struct place *place);

/* ---- what is found (screen_search.c) ---- */
void search_tick(struct shell *shell); /* takes what was found, unless a finger is down */
int64_t search_next(const struct shell *shell); /* when the list need wait no longer; -1 = not */
void search_leave(struct shell *shell);         /* lets go what is under way */

/* ---- the week (screen_week.c) ---- */
void week_show(struct shell *shell, unsigned services); /* bits; 0 = wifi and computers */
void week_leave(struct shell *shell);

/* ---- who can walk there (foot_run.c, screen_reach.c; more in foot_inner.h) ---- */
void foot_show(struct shell *shell, int service); /* ACTION_ALL_SERVICES = wifi */
const char *foot_line(struct shell *shell); /* the share within ten minutes, or why there is none */
const char *foot_brief(struct shell *shell); /* the same in a few words */
const char *foot_ribbon(struct shell *shell); /* through whose eyes, while that is seen; or "" */
void foot_lens_card(struct shell *shell);
bool foot_seen(const struct shell *shell); /* the map shows it now */
void foot_mark(struct shell *shell);       /* which pins serve, on the map that shows it */
bool foot_settle(struct shell *shell);     /* takes what the worker found; true = show again */
bool foot_at_rest(const struct shell *shell);
void foot_wait(struct shell *shell); /* until everything is found: shots */
int64_t foot_next(const struct shell *shell); /* when it must be said that it takes long; -1 = not */
bool foot_tick(struct shell *shell);
bool foot_pretended(const struct shell *shell, struct point *point); /* the pretend place, while it is seen */
void foot_leave(struct shell *shell);    /* before the project closes */

void piece_map_free(struct shell *shell);   /* after layout: which part of the map is free */
bool piece_sheet_tick(struct shell *shell); /* a sheet on its way; true = it moved */
bool piece_sheet_moves(const struct shell *shell);

/* ---- the sheet of a place (screen_place.c, screen_place_more.c) ---- */
void place_more(struct shell *shell, const struct place *place);
bool place_has_offer(const struct place *place, const char *offer);
/* Adds an offer; with a price in the same deed. Its id comes back. */
bool place_offer_new(struct shell *shell, const struct place *place, enum service service,
                     enum price price, char offer[ACTION_ID], struct fault *why);

/* ---- partners (screen_partner.c) ---- */
void partner_look(struct shell *shell); /* as whom is the tablet paired? */
/* The known places nearest to `point`, without marks; returns how many (at most `room`). */
int partner_near(struct shell *shell, struct point point, double metres, const struct place **out,
                 int room);
const char *partner_what(struct shell *shell, const struct partner_mark *mark); /* "Wifi · gratis" */
const char *partner_name(struct shell *shell, const struct partner_mark *mark);
/* Marks of partners that wait for the coordinator. */
int review_waiting(struct shell *shell);

/* ---- the crosshair (screen_add.c) ---- */
void piece_cross(struct shell *shell);
bool piece_cross_point(struct shell *shell, struct point *point); /* what lies under it */

/* ---- the map below (shell_map.c) ---- */
enum { MAP_PLACE_ZOOM = 17 };       /* below this a place cannot be put down: too coarse */
void map_open(struct shell *shell); /* after a project was opened */
void map_close(struct shell *shell);
void map_time(struct shell *shell);    /* the moment changed: the pins alone */
void map_refresh(struct shell *shell); /* marks, groups: the view or the project changed */
bool map_gesture(struct shell *shell, const struct gesture_news *news);
void map_show_place(struct shell *shell,
                    const struct place *place);      /* flies to where it is clear */
void map_lay(struct shell *shell, struct rect rect); /* the map node lies here now */
void map_density(struct shell *shell);
void map_restyle(struct shell *shell);
void map_show_point(struct shell *shell, struct point point, double zoom);
void map_show_wijk(struct shell *shell);            /* all of it, clear of panels */
struct map_cover;
void map_cover_show(struct shell *shell, struct map_cover *cover); /* taken; NULL = nothing */
struct point map_middle(const struct shell *shell); /* of the part that is free of panels */
void map_aim(struct shell *shell, struct point point, double x,
             double y);                            /* brings it there, close enough to place */
void map_step(struct shell *shell, double levels); /* zoom about the middle, by button or key */
bool map_tick(struct shell *shell, int64_t now_ms);
bool map_moves(const struct shell *shell);
bool map_at_rest(const struct shell *shell); /* everything that is seen is drawn */
bool map_idle(const struct shell *shell);    /* and what is drawn ahead as well */
bool map_settle(struct shell *shell);        /* takes drawn tiles and labels; true = show again */
void map_wait(struct shell *shell);          /* until everything is drawn: shots */
/* ---- prints (screen_print.c, print_inner.h) ---- */
void print_show(struct shell *shell, enum paper_what what, const char *place); /* goes there; `place` may be NULL */
/* Goes to a report (action/report.h) by its word; `about` and `other` may be NULL. */
void print_report_show(struct shell *shell, const char *name, const char *about, const char *other);
void print_close(struct shell *shell);
bool print_tick(struct shell *shell);          /* a job at the printer is looked at now and then; true = something changed */
int64_t print_next(const struct shell *shell); /* when; -1 = never */
bool print_settle(struct shell *shell);        /* takes what the print server answered */
void map_compose(struct shell *shell, void (*each)(void *data, const struct shell_item *item),
                 void *data);

/* ---- bundles (share_run.c, share_inner.h) ---- */
bool share_settle(struct shell *shell); /* takes what the job left behind */
bool share_tick(struct shell *shell);
int64_t share_next(const struct shell *shell);
void share_leave(struct shell *shell);  /* at the end */
void import_leave(struct shell *shell); /* the same (screen_import.c) */
void questions_leave(struct shell *shell); /* before the project closes (screen_questions.c) */
bool import_settle(struct shell *shell);
void import_wait(struct shell *shell); /* until it has been read: tests */
bool import_tick(struct shell *shell);
int64_t import_next(const struct shell *shell);

/* ---- the editor of hours (hours_edit.c, screen_hours.c) ---- */
bool hours_typed(struct shell *shell, const char *text); /* for its number pad; false = not for it */
bool hours_undo(struct shell *shell);                    /* its last step; false = none is left */
void hours_close(struct shell *shell);

/* ---- the table of screens (screens.c) ---- */
struct screen_row {
    const char *name; /* for `shot` and tests */
    bool map;         /* the map lies below */
    enum screen rail; /* whose button of the rail is lit */
    void (*build)(struct shell *shell);
    bool (*news)(struct shell *shell, const struct ui_news *news); /* true = was mine */
    void (*prepare)(struct shell *shell, const char *id);          /* state for `shot`, or NULL */
};
extern const struct screen_row screen_rows[SCREEN_COUNT];
/* Other names under which a screen is shown in a certain state: "list", "welcome" … */
enum { SCREEN_OTHER_NAMES = 8 };
struct screen_other_name {
    enum screen screen;
    struct screen_row row; /* name and prepare */
};
extern const struct screen_other_name screen_other_names[SCREEN_OTHER_NAMES];
/* NULL-terminated families, one file each: screen_map.c … */
#define SCREEN_FUNCTIONS(name)                                                                     \
    void screen_##name##_build(struct shell *shell);                                               \
    bool screen_##name##_news(struct shell *shell, const struct ui_news *news);                    \
    void screen_##name##_prepare(struct shell *shell, const char *id)
SCREEN_FUNCTIONS(start);
SCREEN_FUNCTIONS(map);
SCREEN_FUNCTIONS(place);
SCREEN_FUNCTIONS(place_edit);
SCREEN_FUNCTIONS(offer_edit);
SCREEN_FUNCTIONS(add);
SCREEN_FUNCTIONS(add_kind);
SCREEN_FUNCTIONS(add_double);
SCREEN_FUNCTIONS(search);
SCREEN_FUNCTIONS(pillars);
SCREEN_FUNCTIONS(criterion);
SCREEN_FUNCTIONS(judge);
SCREEN_FUNCTIONS(todo);
SCREEN_FUNCTIONS(print);
SCREEN_FUNCTIONS(settings);
SCREEN_FUNCTIONS(about);
SCREEN_FUNCTIONS(new_project);
SCREEN_FUNCTIONS(history);
SCREEN_FUNCTIONS(sync);
SCREEN_FUNCTIONS(questions);
SCREEN_FUNCTIONS(changes);
SCREEN_FUNCTIONS(pair);
/* While the changes are shown, their places stand out on the map. */
void changes_mark(struct shell *shell);
SCREEN_FUNCTIONS(hours);
SCREEN_FUNCTIONS(week);
SCREEN_FUNCTIONS(sources);
SCREEN_FUNCTIONS(osm);
SCREEN_FUNCTIONS(partner);
SCREEN_FUNCTIONS(partner_mark);
SCREEN_FUNCTIONS(review);
SCREEN_FUNCTIONS(reach);
SCREEN_FUNCTIONS(work);
/* ---- rounds, many wijken (many_run.c, many_inner.h) ---- */
SCREEN_FUNCTIONS(rounds);
SCREEN_FUNCTIONS(round);
SCREEN_FUNCTIONS(compare);
SCREEN_FUNCTIONS(growth);
SCREEN_FUNCTIONS(context);
void many_leave(struct shell *shell); /* before the project closes */
int64_t many_next(const struct shell *shell);
bool many_tick(struct shell *shell);
SCREEN_FUNCTIONS(frameworks);
SCREEN_FUNCTIONS(framework);
SCREEN_FUNCTIONS(framework_edit);
SCREEN_FUNCTIONS(practices);
SCREEN_FUNCTIONS(practice);
SCREEN_FUNCTIONS(plan);
SCREEN_FUNCTIONS(action);
SCREEN_FUNCTIONS(vote);
SCREEN_FUNCTIONS(vote_colour);
SCREEN_FUNCTIONS(vote_result);
SCREEN_FUNCTIONS(share);
SCREEN_FUNCTIONS(partners);
SCREEN_FUNCTIONS(organisation);
SCREEN_FUNCTIONS(meetings);
SCREEN_FUNCTIONS(meeting);
SCREEN_FUNCTIONS(told);
SCREEN_FUNCTIONS(told_edit);
SCREEN_FUNCTIONS(refer);
SCREEN_FUNCTIONS(import);

SCREEN_FUNCTIONS(need);
SCREEN_FUNCTIONS(needs);
SCREEN_FUNCTIONS(threshold);
SCREEN_FUNCTIONS(thresholds);
SCREEN_FUNCTIONS(surveys);
SCREEN_FUNCTIONS(survey);
SCREEN_FUNCTIONS(counts);

#endif
