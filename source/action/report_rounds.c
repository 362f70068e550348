/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds, wijken beside each other and growth, as reports. */
#include "action/across.h"
#include "action/instrument.h"
#include "action/report_inner.h"
#include "action/rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODES = 1024 };

static const char *word(const struct report_ask *ask, const char *key)
{
    return language_word(ask->language, key);
}

/* ---- two rounds ---- */

static char *moved_line(const struct report_ask *ask, const struct round_pair *pair,
                        const struct round_move *move)
{
    struct buffer line;
    struct message parts[2 + ROUND_DEEDS];
    int count = 0;
    parts[count++] = round_places_say(move, true);
    parts[count++] = round_places_say(move, false);
    for (int i = 0; i < move->deed_count; i++) {
        parts[count++] = round_deed_say(&pair->deeds[move->deeds[i]]);
    }
    buffer_init(&line, 8192);
    for (int i = 0; i < count && move->from != move->to; i++) {
        if (parts[i].key[0]) {
            buffer_add_text(&line, line.size ? "; " : "");
            language_say(ask->language, &parts[i], &line);
        }
    }
    return buffer_take(&line);
}

static void verdict_cell(const struct report_ask *ask, struct report *out, int verdict)
{
    report_cell_state(out, verdict,
                      verdict < 0 ? "" : word(ask, verdict_key((enum verdict)verdict)));
}

static void moves_table(struct project *project, const struct report_ask *ask,
                        const struct round_pair *pair, struct report *out)
{
    static const double shares[] = {2.4, 1, 1, 1, 5};
    const struct framework *framework = project_framework(project);
    struct buffer days[2];
    for (int i = 0; i < 2; i++) {
        buffer_init(&days[i], 128);
        language_say_date(ask->language, pair->rounds[i].date, &days[i]);
    }
    const char *heads[] = {word(ask, "rounds.head.criterion"), buffer_text(&days[0]),
                           pair->now ? word(ask, "rounds.now") : buffer_text(&days[1]),
                           word(ask, "rounds.head.change"), word(ask, "rounds.head.why")};
    report_table(out, 5, heads, shares);
    buffer_clear(&days[0]);
    buffer_clear(&days[1]);
    for (int i = 0; i < pair->moves.count; i++) {
        const struct round_move *move = &pair->moves.items[i];
        int at = framework_find(framework, move->criterion);
        char name[400];
        snprintf(name, sizeof name, "%s %s", move->criterion,
                 at < 0 ? ""
                        : words_in(framework->criteria[at].name,
                                   language_tag(language_code(ask->language))));
        char *why = moved_line(ask, pair, move);
        report_cell_head(out, name);
        verdict_cell(ask, out, move->from);
        verdict_cell(ask, out, move->to);
        report_cell_icon(out, round_arrow_icon(move->arrow),
                         word(ask, round_arrow_key(move->arrow)));
        report_cell(out, why ? why : "");
        free(why);
    }
}

static void quality_say(const struct report_ask *ask, const struct round *round, struct report *out)
{
    struct compare_row row = {.quality = round->quality};
    struct message date = message_of("rounds.day");
    message_add_date(&date, round->date);
    char *day = report_text(ask->language, date);
    char *line = report_text(ask->language, across_quality_say(&row));
    report_fact(out, day, line);
    free(day);
    free(line);
}

bool report_rounds(struct project *project, const struct report_ask *ask, struct report *out,
                   struct fault *why)
{
    struct round_pair pair;
    struct message second = message_of("rounds.report.line");
    if (!round_pair_make(project, ROUND_ALL_DEEDS, ask->about, ask->other, &pair, why)) {
        return false;
    }
    message_add_text(&second, project_wijk(project)->name);
    message_add_text(&second, project_wijk(project)->municipality);
    report_begin(project, ask, REPORT_A4_WIDE, round_pair_title(&pair), second, out);
    if (pair.ahead.year) {
        report_say(out, ask->language, REPORT_WARNING, round_ahead_say(pair.ahead));
    }
    if (pair.moves.other) {
        report_add(out, REPORT_WARNING, word(ask, "round.other"));
    } else {
        report_say(out, ask->language, REPORT_PARAGRAPH, round_pair_counts(&pair));
    }
    quality_say(ask, &pair.rounds[0], out);
    quality_say(ask, &pair.rounds[1], out);
    moves_table(project, ask, &pair, out);
    if (!pair.whole) {
        report_add(out, REPORT_SMALL, word(ask, "round.deeds.older"));
    }
    round_pair_clear(&pair);
    return true;
}

/* ---- wijken ---- */

/* Codes with a space between; NULL = all. Returns how many, or -1: more than can stand beside each
 * other. */
static int codes_read(const char *about, char copy[CODES], const char *codes[COMPARE_BESIDE])
{
    int count = 0;
    char *rest = copy;
    if (strlen(about) >= CODES) {
        return -1;
    }
    snprintf(copy, CODES, "%s", about);
    for (char *code = strtok_r(rest, " ,", &rest); code; code = strtok_r(NULL, " ,", &rest)) {
        if (count == COMPARE_BESIDE) {
            return -1;
        }
        codes[count++] = code;
    }
    return count;
}

static void wijk_strip(const struct report_ask *ask, const struct across *across,
                       struct project *project, const struct compare_row *row, struct report *out)
{
    struct context context;
    char name[300];
    snprintf(name, sizeof name, "%s (%s)", row->name, row->municipality);
    char *quality = report_text(ask->language, across_quality_say(row));
    report_strip(out, name, quality);
    free(quality);
    for (int i = 0; i < row->count; i++) {
        const struct criterion *criterion = &across->framework->criteria[i];
        if (i && across->framework->criteria[i - 1].pillar != criterion->pillar) {
            report_strip_gap(out);
        }
        report_strip_cell(out, criterion->id, (int)row->verdicts[i]);
    }
    if (row->care != CARE_GOOD) {
        report_add(out, REPORT_SMALL, word(ask, compare_care_key(row->care)));
    }
    struct message weak = action_initiatives_say(project, row->code, row->verdicts);
    if (weak.key[0]) {
        report_say(out, ask->language, REPORT_WARNING, weak);
    }
    action_context(project, row->code, &context);
    for (int i = 0; i < context.count && i < 8; i++) {
        report_say(out, ask->language, REPORT_SMALL, across_figure_say(&context.figures[i]));
    }
}

bool report_compare(struct project *project, const struct report_ask *ask, struct report *out,
                    struct fault *why)
{
    const char *codes[COMPARE_BESIDE];
    char copy[CODES];
    struct across across;
    int count = ask->about ? codes_read(ask->about, copy, codes) : 0;
    if (count < 0) {
        fault_set(why, FAULT_LIMIT, "compare.full");
        message_add_count(&why->what, COMPARE_BESIDE);
        return false;
    }
    if (!across_make(project, count ? codes : NULL, count, &across, why)) {
        return false;
    }
    struct message second = message_of("compare.report.line");
    message_add_text(&second, across.framework->version);
    report_begin(project, ask, REPORT_A4, message_of("compare.title"), second, out);
    report_add(out, REPORT_PARAGRAPH, word(ask, "compare.no_rank"));
    int shown = 0;
    for (size_t i = 0; i < across.count; i++) {
        if (count || across.rows[i].care != CARE_NONE) {
            wijk_strip(ask, &across, project, &across.rows[i], out);
            shown++;
        }
    }
    if ((size_t)shown < across.count) {
        struct message rest = message_of("compare.rest");
        message_add_count(&rest, (int64_t)across.count - shown);
        report_say(out, ask->language, REPORT_SMALL, rest);
    }
    across_clear(&across);
    return true;
}

/* ---- growth ---- */

static void growth_tables(const struct report_ask *ask, const struct growth *growth,
                          struct report *out)
{
    static const double shares[] = {3, 1, 1, 1.2};
    const char *heads[] = {word(ask, "compare.head.wijk"), word(ask, "growth.head.new"),
                           word(ask, "growth.head.targeted"), word(ask, "growth.head.met")};
    const char *group_heads[] = {word(ask, "growth.by_group"), word(ask, "growth.head.new")};
    report_table(out, 4, heads, shares);
    for (size_t i = 0; i < growth->count; i++) {
        const struct growth_row *row = &growth->rows[i];
        if (row->fresh || row->looked) {
            report_cell_head(out, row->name);
            report_cell_count(out, row->fresh);
            report_cell_count(out, row->targeted);
            report_cell_count(out, row->met);
        }
    }
    report_table(out, 2, group_heads, NULL);
    for (int i = 0; i < GROUP_COUNT; i++) {
        report_cell_head(out, word(ask, group_key(i)));
        report_cell_count(out, growth->groups[i]);
    }
    report_cell_head(out, word(ask, "growth.everyone"));
    report_cell_count(out, growth->everyone);
}

bool report_growth(struct project *project, const struct report_ask *ask, struct report *out,
                   struct fault *why)
{
    struct across across;
    if (!across_make(project, NULL, 0, &across, why)) {
        return false;
    }
    const struct growth *growth = &across.growth;
    report_begin(project, ask, REPORT_A4, message_of("growth.title"), growth_title(growth), out);
    for (unsigned warning = GROWTH_SERVED; warning <= GROWTH_EVERYONE; warning *= 2) {
        if (growth->warnings & warning) {
            report_say(out, ask->language, REPORT_WARNING, growth_say(growth, warning));
        }
    }
    growth_tables(ask, growth, out);
    if (growth->entered) {
        report_say(out, ask->language, REPORT_SMALL, growth_mapped_say(growth));
    }
    report_add(out, REPORT_SMALL, word(ask, "growth.line"));
    across_clear(&across);
    return true;
}
