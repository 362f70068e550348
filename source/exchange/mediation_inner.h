/* SPDX-License-Identifier: EUPL-1.2 */
/* mediation_inner.h – the columns and words of the standard. */
#ifndef EXCHANGE_MEDIATION_INNER_H
#define EXCHANGE_MEDIATION_INNER_H

#include "exchange/mediation.h"

enum mediation_column {
    COLUMN_ID, COLUMN_PIVOT, COLUMN_NAME, COLUMN_CITY, COLUMN_POSTCODE, COLUMN_INSEE, COLUMN_ADDRESS, COLUMN_COMPLEMENT,
    COLUMN_LAT, COLUMN_LON, COLUMN_TYPE, COLUMN_PHONE, COLUMN_MAILS, COLUMN_WEB, COLUMN_HOURS, COLUMN_SUMMARY,
    COLUMN_DETAIL, COLUMN_SOURCE, COLUMN_MOVES, COLUMN_PARENT, COLUMN_DATE, COLUMN_SERVICES, COLUMN_GROUPS, COLUMN_CARE,
    COLUMN_COST, COLUMN_PROGRAMMES, COLUMN_LABELS, COLUMN_OTHER_LABELS, COLUMN_ACCESS, COLUMN_WAYS, COLUMN_ACCESSIBLE,
    COLUMN_APPOINTMENT, MEDIATION_COLUMNS
};
extern const char *const mediation_columns[MEDIATION_COLUMNS];

struct mediation_word { /* a word of the standard, and ours */
    const char *said;
    int ours;
};
enum { THEMES = 9, KINDS = 6, PUBLICS = 5, COSTS = 3 };
extern const struct mediation_word mediation_themes[THEMES];   /* services; ours: enum service */
extern const struct mediation_word mediation_kinds[KINDS];     /* typologie; enum place_kind */
extern const struct mediation_word mediation_publics[PUBLICS]; /* bits of enum group */
extern const struct mediation_word mediation_costs[COSTS];     /* enum price */
extern const char mediation_illiteracy[], mediation_english[], mediation_tongues[], mediation_mobile[], mediation_fixed[],
    mediation_walk_in[], mediation_call[], mediation_mail[], mediation_alone[], mediation_one[], mediation_together[];

#endif
