/* SPDX-License-Identifier: EUPL-1.2 */
/* What is said about rounds, and about many wijken: the same on screen, on paper and on the command
 * line. */
#include "action/across.h"
#include "action/rounds.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* ---- rounds ---- */

struct message round_pair_title(const struct round_pair *pair)
{
    struct message message = message_of(pair->now ? "round.pair.now" : "round.pair");
    message_add_date(&message, pair->rounds[0].date);
    message_add_date(&message, pair->rounds[1].date);
    return message;
}

struct message round_ahead_say(struct civil_date ahead)
{
    struct message message = message_of(ahead.year ? "round.ahead" : "");
    message_add_date(&message, ahead);
    return message;
}

struct message round_pair_counts(const struct round_pair *pair)
{
    const int *arrows = pair->moves.arrows;
    struct message message = message_of("round.counts");
    message_add_count(&message, arrows[ROUND_BETTER]);
    message_add_count(&message, arrows[ROUND_WORSE]);
    message_add_count(&message, arrows[ROUND_FIRST]);
    message_add_count(&message, arrows[ROUND_SAME] + arrows[ROUND_LAPSED]);
    return message;
}

struct message round_places_say(const struct round_move *move, bool gained)
{
    enum { NAMES = 3, NAME = 48 /* bytes */ };
    const char *const *names = gained ? move->gained : move->lost;
    int count = gained ? move->gained_count : move->lost_count, said = 0;
    char line[MESSAGE_TEXT_SIZE] = "";
    while (said < count && said < ROUND_PLACES && said < NAMES) {
        size_t at = strlen(line), size = strlen(names[said]);
        size = size > NAME ? utf8_cut(names[said], NAME) : size;
        snprintf(line + at, sizeof line - at, "%s%.*s", said ? ", " : "", (int)size, names[said]);
        said++;
    }
    struct message message =
        message_of(!count         ? ""
                   : gained       ? count > said ? "round.gained.more" : "round.gained"
                   : count > said ? "round.lost.more"
                                  : "round.lost");
    message_add_text(&message, line);
    message_add_count(&message, count - said);
    return message;
}

struct message round_deed_say(const struct round_deed *deed)
{
    char key[MESSAGE_KEY_SIZE];
    enum service service;
    enum place_kind kind;
    struct message message = message_of(*deed->role ? "round.deed.role" : "round.deed");
    snprintf(key, sizeof key, "history.verb.%.40s", deed->verb);
    message_add_date(&message, civil_of_moment(deed->at).date);
    message_add_key(&message, key);
    if (service_parse(deed->subject, &service)) {
        message_add_key(&message, service_key(service));
    } else if (kind_parse(deed->subject, &kind)) {
        message_add_key(&message, kind_key(kind));
    } else {
        message_add_text(&message, deed->subject);
    }
    message_add_text(&message, deed->role);
    return message;
}

/* ---- wijken ---- */

struct message across_quality_say(const struct compare_row *row)
{
    int share = compare_fresh_share(&row->quality);
    struct message message = message_of(share < 0 ? "compare.quality.none" : "compare.quality");
    if (share < 0) {
        message_add_count(&message, row->quality.candidates);
        message_add_count(&message, row->quality.untouched);
        return message;
    }
    message_add_count(&message, row->quality.places);
    message_add_count(&message, share);
    message_add_count(&message, row->quality.candidates);
    message_add_count(&message, row->quality.untouched);
    return message;
}

struct message growth_title(const struct growth *growth)
{
    struct message message = message_of(growth->fresh ? "growth.title.new" : "growth.title.none");
    if (growth->fresh) {
        message_add_count(&message, growth->fresh);
    }
    message_add_date(&message, growth->since);
    return message;
}

struct message growth_row_say(const struct growth_row *row)
{
    struct message message = message_of(!row->looked ? "growth.row.unknown" : "growth.row");
    message_add_count(&message, row->fresh);
    message_add_count(&message, row->targeted);
    message_add_count(&message, row->met);
    return message;
}

struct message growth_mapped_say(const struct growth *growth)
{
    struct message message = message_of("growth.mapped");
    message_add_count(&message, growth->entered);
    return message;
}

/* ---- figures ---- */

struct message across_figure_say(const struct context_figure *figure)
{
    struct message message = message_of(*figure->unit ? "context.figure.unit" : "context.figure");
    char year[MESSAGE_TEXT_SIZE];
    snprintf(year, sizeof year, "%d, %s", figure->year, figure->source);
    message_add_text(&message, figure->figure);
    message_add_number(&message, figure->value);
    message_add_text(&message, year);
    message_add_text(&message, figure->unit);
    return message;
}

struct message across_import_say(const struct context_import *import)
{
    struct message message = message_of("context.imported");
    message_add_count(&message, import->figures);
    message_add_count(&message, import->wijken);
    message_add_count(&message, import->same);
    return message;
}
