/* SPDX-License-Identifier: EUPL-1.2 */
/* instrument.h – other frameworks beside the DIW one, as data: a file each in assets/framework (the recipe is in assets/README.md).
 *
 * Each has an id, names and a note in three languages, a source, a date, and a kind that says what is done with it:
 *   cards     elements that are sorted (now, later, not), each with the criteria of the wijk that speak to it
 *   levels    projects of one's own that are given one of the levels, with a compulsory reason
 *   channels  services for each of which is said how one gets there: one column per choice (online, phone, counter)
 *   label     conditions that a place must meet, computed from its offers (instrument_label)
 *   groups    sets of target groups that a wijk may take
 * Sections may be empty: what a source does not tell is not invented. Items may be `ours`: then they are shown as Wijkpeil's own.
 * An instrument never touches what the DIW criteria say. Pure; never changes once read. */
#ifndef ASSESSMENT_INSTRUMENT_H
#define ASSESSMENT_INSTRUMENT_H

#include "assessment/assessment.h"

enum { INSTRUMENT_SECTIONS = 24, INSTRUMENT_ITEMS = 200, INSTRUMENT_CHOICES = 8, INSTRUMENT_SETS = 12, INSTRUMENT_ID = 32,
       INSTRUMENT_CEILING = 256 * 1024 };
enum instrument_kind { INSTRUMENT_CARDS, INSTRUMENT_LEVELS, INSTRUMENT_CHANNELS, INSTRUMENT_LABEL, INSTRUMENT_GROUPS,
                       INSTRUMENT_KINDS };
const char *instrument_kind_word(enum instrument_kind kind); /* "cards" */

struct instrument_choice {
    const char *id;
    struct words name, explanation; /* explanation may be empty */
};
struct instrument_item {
    const char *id;
    int section;
    struct words name;
    const cJSON *criteria; /* array of ids of DIW criteria that speak to it, or NULL */
    bool ours;
};
struct instrument_section {
    const char *id;
    struct words name;
    int first, count; /* its items; may be none */
};
struct instrument_set {
    const char *id;
    struct words name;
    unsigned groups; /* bits, enum group */
    bool ours;
};
struct instrument_rules { /* of a label */
    int hours, devices;   /* a week; computers or tablets */
    unsigned open, guidance, training; /* bits 1 << service */
};
struct instrument { /* texts borrowed from `document` */
    const char *id, *version, *date, *source;
    struct words name, note;
    enum instrument_kind kind;
    struct instrument_choice choices[INSTRUMENT_CHOICES];
    int choice_count;
    struct instrument_section sections[INSTRUMENT_SECTIONS];
    int section_count;
    struct instrument_item items[INSTRUMENT_ITEMS];
    int item_count;
    struct instrument_set sets[INSTRUMENT_SETS];
    int set_count;
    struct instrument_rules rules;
    const char *flag;         /* levels: the choice that is told beside these criteria when they are not met; or "" */
    const cJSON *flag_criteria;
    cJSON *document;          /* owned */
};

/* Every member is looked at; the fault names the place ("beleidstool.D1.name.fr"). A file that is something else (pillars, the bands of a
 * subsidy) is FAULT_MISSING. */
bool instrument_parse(const char *text, size_t size, struct instrument **out, struct fault *why);
/* Does every criterion that it names stand in the DIW framework? */
bool instrument_criteria_check(const struct instrument *instrument, const struct framework *framework, struct fault *why);
void instrument_free(struct instrument *instrument);
const struct instrument_item *instrument_item_find(const struct instrument *instrument, const char *id); /* NULL = none */
int instrument_choice_find(const struct instrument *instrument, const char *id);                       /* -1 = none */

/* ---- the facts of the wijk that speak to a card ---- */
/* Findings of the item's criteria that are met or partly met, in the item's order; returns how many. None is "no evidence". */
int instrument_evidence(const struct instrument_item *item, const struct assessment *assessment, const struct finding **out,
                        int room);

/* ---- the label of a place ---- */
enum label_check { LABEL_HOURS, LABEL_DEVICES, LABEL_GUIDANCE, LABEL_TRAINING, LABEL_FOR_ALL, LABEL_CHECKS };
struct label {
    enum verdict checks[LABEL_CHECKS]; /* MET, NOT, or UNKNOWN: not said */
    int minutes, minutes_short;        /* open to all in a normal week; what is missing */
    int devices, devices_short;
    enum verdict verdict;              /* MET when all are, NOT when one is, else UNKNOWN */
};
const char *label_check_key(enum label_check check); /* "label.check.hours" */
/* From the place's standing offers, at `now`: open to all are offers of `open` without obligation but registration and identity, and not
 * for groups alone; their hours are joined. `hours` NULL = as hours_parse. */
void instrument_label(const struct instrument *instrument, const struct place *place, struct civil now,
                      const struct hours_setting *hours, struct label *out);
struct message label_say(const struct label *label, enum label_check check); /* "14 uur per week open voor iedereen, 1 uur te weinig" */

#endif
