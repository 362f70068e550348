/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/arena.h"

static const char *const arrow_words[ROUND_ARROWS] = {"same",  "better", "worse",
                                                      "first", "lapsed", "other"};
static const char *const arrow_keys[ROUND_ARROWS] = {"round.arrow.same",   "round.arrow.better",
                                                     "round.arrow.worse",  "round.arrow.first",
                                                     "round.arrow.lapsed", "round.arrow.other"};

const char *round_arrow_word(enum round_arrow arrow)
{
    return arrow_words[arrow];
}

const char *round_arrow_key(enum round_arrow arrow)
{
    return arrow_keys[arrow];
}

const char *round_arrow_icon(enum round_arrow arrow)
{
    static const char *const icons[ROUND_ARROWS] = {"equal", "up",       "down",
                                                    "plus",  "question", "minus"};
    return icons[arrow];
}

enum round_arrow round_arrow_of(int from, int to)
{
    if (from == to) {
        return ROUND_SAME;
    }
    if (from < 0 || from == VERDICT_UNKNOWN) {
        return ROUND_FIRST;
    }
    if (to < 0 || to == VERDICT_UNKNOWN) {
        return ROUND_LAPSED;
    }
    return to < from ? ROUND_BETTER : ROUND_WORSE;
}

struct message round_since_say(enum round_arrow arrow, struct civil_date then)
{
    static const char *const keys[ROUND_ARROWS] = {"round.since.same",   "round.since.better",
                                                   "round.since.worse",  "round.since.first",
                                                   "round.since.lapsed", ""};
    struct message message = message_of(keys[arrow]);
    message_add_date(&message, then);
    return message;
}

/* ---- evidence ---- */

static bool row_has(const struct round_row *row, const char *entry)
{
    for (size_t i = 0; row && i < row->evidence_count; i++) {
        if (strcmp(row->evidence[i].entry, entry) == 0) {
            return true;
        }
    }
    return false;
}

/* The rest of what `of` has and `other` has not begins at `from`. */
static size_t only_next(const struct round_row *of, const struct round_row *other, size_t from)
{
    while (from < of->evidence_count && row_has(other, of->evidence[from].entry)) {
        from++;
    }
    return from;
}

static bool named_before(const struct round_row *of, const struct round_row *other, size_t until)
{
    for (size_t i = only_next(of, other, 0); i < until; i = only_next(of, other, i + 1)) {
        if (strcmp(of->evidence[i].name, of->evidence[until].name) == 0) {
            return true;
        }
    }
    return false;
}

/* The names of what `of` has and `other` has not, each once. None where `other` left evidence out:
 * nobody can tell then. */
static int names_take(const struct round_row *of, const struct round_row *other,
                      const char *out[ROUND_PLACES])
{
    int count = 0;
    if (!of || (other && other->left_out)) {
        return 0;
    }
    for (size_t i = only_next(of, other, 0); i < of->evidence_count;
         i = only_next(of, other, i + 1)) {
        if (named_before(of, other, i)) {
            continue;
        }
        if (count < ROUND_PLACES) {
            out[count] = of->evidence[i].name;
        }
        count++;
    }
    return count;
}

/* ---- deeds ---- */

struct moving {
    const struct round *earlier, *later;
    const struct framework *framework;
    const struct round_deed *deeds;
    size_t deed_count;
};

static bool of_place(const struct round_row *row, const char *document)
{
    size_t size = strlen(document);
    for (size_t i = 0; row && i < row->evidence_count; i++) {
        const char *entry = row->evidence[i].entry;
        if (strncmp(entry, document, size) == 0 && (!entry[size] || entry[size] == '/')) {
            return true;
        }
    }
    return false;
}

static bool of_look(const struct moving *moving, const char *criterion, const char *document)
{
    char id[256];
    int at = moving->framework ? framework_find(moving->framework, criterion) : -1;
    unsigned services = at < 0 ? 0 : rule_services(&moving->framework->criteria[at]);
    for (int s = 0; s < SERVICE_COUNT; s++) {
        snprintf(id, sizeof id, "look:%.120s:%s", moving->later->wijk,
                 service_word((enum service)s));
        if (services >> s & 1 && strcmp(id, document) == 0) {
            return true;
        }
    }
    return false;
}

static bool of_criterion(const struct moving *moving, const char *criterion, const char *document)
{
    char id[256];
    snprintf(id, sizeof id, "judge:%.120s:%.32s", moving->later->wijk, criterion);
    if (strcmp(id, document) == 0 || of_look(moving, criterion, document)) {
        return true;
    }
    return of_place(round_find(moving->earlier, criterion), document) ||
           of_place(round_find(moving->later, criterion), document);
}

static bool of_wijk(const struct moving *moving, const char *document)
{
    char id[256];
    snprintf(id, sizeof id, "wijk:%.120s", moving->later->wijk);
    return strcmp(id, document) == 0;
}

static void deeds_take(const struct moving *moving, struct round_move *move)
{
    for (size_t i = 0; i < moving->deed_count; i++) {
        const struct round_deed *deed = &moving->deeds[i];
        bool between = deed->at > moving->earlier->at && deed->at <= moving->later->at;
        if (!between || (!of_criterion(moving, move->criterion, deed->document) &&
                         !of_wijk(moving, deed->document))) {
            continue;
        }
        if (move->deed_count < ROUND_DEEDS) {
            move->deeds[move->deed_count++] = i;
        }
        move->deed_total++;
    }
}

/* ---- both rounds ---- */

static void move_add(const struct moving *moving, const char *criterion, struct round_moves *out)
{
    const struct round_row *earlier = round_find(moving->earlier, criterion);
    const struct round_row *later = round_find(moving->later, criterion);
    struct round_move *move = &out->items[out->count++];
    move->criterion = criterion;
    move->from = earlier ? (int)earlier->verdict : -1;
    move->to = later ? (int)later->verdict : -1;
    move->arrow = out->other ? ROUND_OTHER : round_arrow_of(move->from, move->to);
    move->judged = (earlier && earlier->judged) || (later && later->judged);
    move->gained_count = names_take(later, earlier, move->gained);
    move->lost_count = names_take(earlier, later, move->lost);
    if (move->from != move->to) {
        deeds_take(moving, move);
    }
    out->arrows[move->arrow]++;
}

void round_compare(const struct round *earlier, const struct round *later,
                   const struct framework *framework, const struct round_deed *deeds,
                   size_t deed_count, struct round_moves *out)
{
    struct moving moving = {earlier, later, framework, deeds, deed_count};
    memset(out, 0, sizeof *out);
    out->items =
        memory_take(sizeof *out->items * (size_t)(earlier->row_count + later->row_count + 1));
    out->other = strcmp(earlier->framework, later->framework) != 0 ||
                 strcmp(earlier->version, later->version) != 0;
    for (int i = 0; i < later->row_count; i++) {
        move_add(&moving, later->rows[i].criterion, out);
    }
    for (int i = 0; i < earlier->row_count; i++) {
        if (!round_find(later, earlier->rows[i].criterion)) {
            move_add(&moving, earlier->rows[i].criterion, out);
        }
    }
}

void round_moves_clear(struct round_moves *moves)
{
    free(moves->items);
    memset(moves, 0, sizeof *moves);
}
