/* SPDX-License-Identifier: EUPL-1.2 */
/* Deeds as lines of text. */
#include "action/script.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/logbook.h"
#include "action/partner.h"
#include "action/script_inner.h"
#include "action/typed.h"
#include "base/arena.h"
#include "base/utf8.h"

struct script *script_new(struct project *project)
{
    struct script *script = memory_take(sizeof *script);
    script->project = project;
    script->clock = project->clock;
    script->today = project_today(project);
    table_init(&script->names);
    return script;
}

void script_free(struct script *script)
{
    if (script) {
        script->project->clock = script->clock;
        table_clear(&script->names, free);
        free(script);
    }
}

/* ---- words ---- */

/* "{today-20}" or "{month-2}" at *at: writes the date and moves on; false when it is no such thing.
 */
static bool line_date(struct civil_date today, const char **at, char **to, const char *end)
{
    enum { FAR = 40000 };
    char text[CIVIL_DATE_SIZE];
    int number = 0, size = 0;
    bool month = strncmp(*at, "{month", 6) == 0;
    if (!month && strncmp(*at, "{today", 6) != 0) {
        return false;
    }
    if ((*at)[6] == '}') {
        size = 1;
    } else if (sscanf(*at + 6, "%d}%n", &number, &size) != 1 || size == 0) {
        return false;
    }
    if (number < -FAR || number > FAR || end - *to < CIVIL_DATE_SIZE) {
        return false;
    }
    civil_date_write(month ? civil_date_add_months(today, number) : civil_date_add(today, number),
                     text);
    *to += snprintf(*to, CIVIL_DATE_SIZE, "%.*s", month ? MONTH_SIZE - 1 : CIVIL_DATE_SIZE, text);
    *at += 6 + size;
    return true;
}

static bool line_word(struct civil_date today, const char **at, char **to, const char *end)
{
    bool quoted = false;
    while (**at && (quoted || (**at != ' ' && **at != '\t'))) {
        if (end - *to < CIVIL_DATE_SIZE) {
            return false;
        }
        if (**at == '"') {
            quoted = !quoted;
            (*at)++;
        } else if (**at == '{' && line_date(today, at, to, end)) {
            continue;
        } else {
            *at += **at == '\\' && ((*at)[1] == '"' || (*at)[1] == '\\');
            *(*to)++ = *(*at)++;
        }
    }
    *(*to)++ = 0;
    return !quoted;
}

static bool line_split(struct civil_date today, const char *text, struct line *line,
                       struct fault *why)
{
    const char *at = text;
    char *to = line->text;
    line->count = 0;
    for (;;) {
        at += strspn(at, " \t\r");
        if (!*at || *at == '#') {
            return true;
        }
        if (line->count == SCRIPT_WORDS) {
            fault_set(why, FAULT_LIMIT, "fault.script.long");
            return fault_at(why, at - text);
        }
        line->column[line->count] = (int)(at - text);
        line->word[line->count++] = to;
        if (!line_word(today, &at, &to, line->text + SCRIPT_LINE)) {
            fault_set(why, FAULT_USAGE, "fault.script.quote");
            return fault_at(why, at - text);
        }
    }
}

const char *script_id(const struct script *script, const char *word)
{
    const char *id = word[0] == '$' ? table_find(&script->names, word + 1) : NULL;
    return id ? id : word;
}

/* The words from `first` on as FIELD=VALUE; -1 = one of them is none. */
int line_fields(struct line *line, int first, struct action_field *fields, struct fault *why)
{
    int count = 0;
    for (int i = first; i < line->count; i++) {
        char *equals = strchr(line->word[i], '=');
        if (!equals) {
            fault_set_text(why, FAULT_USAGE, "fault.script.field", line->word[i]);
            fault_at(why, line->column[i]);
            return -1;
        }
        *equals = 0;
        fields[count++] = (struct action_field){line->word[i], equals + 1};
    }
    return count;
}

/* ---- verbs ---- */

static bool run_confirm(struct script *script, struct line *line, char id[ACTION_ID],
                        struct fault *why)
{
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[1]));
    return action_confirm(script->project, id, why);
}

static bool run_set(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    int count = line_fields(line, 2, fields, why);
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[1]));
    return count >= 0 && action_set(script->project, id, fields, count, why);
}

static bool run_add(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    enum place_kind kind;
    struct point point;
    char tail;
    if (!kind_parse(line->word[1], &kind)) {
        return fault_set_text(why, FAULT_USAGE, "fault.kind.unknown", line->word[1]);
    }
    if (sscanf(line->word[2], "%lf,%lf%c", &point.lon, &point.lat, &tail) != 2) {
        return fault_set_text(why, FAULT_USAGE, "fault.point.text", line->word[2]);
    }
    bool named = line->count > 3 && !strchr(line->word[3], '=');
    int count = line_fields(line, named ? 4 : 3, fields, why);
    return count >= 0 && verb_add(script->project, kind, point, named ? line->word[3] : "", fields,
                                  count, id, why);
}

static bool run_offer(struct script *script, struct line *line, char id[ACTION_ID],
                      struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    enum service service;
    char offer[ACTION_ID];
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[1]));
    if (!service_parse(line->word[2], &service)) {
        return fault_set_text(why, FAULT_USAGE, "fault.service.unknown", line->word[2]);
    }
    int count = line_fields(line, 3, fields, why);
    return count >= 0 && verb_offer(script->project, id, service, fields, count, offer, why);
}

static bool run_remove(struct script *script, struct line *line, char id[ACTION_ID],
                       struct fault *why)
{
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[1]));
    return line->count > 2 ? action_offer_remove(script->project, id, line->word[2], why)
                           : action_remove(script->project, id, why);
}

static bool yes_of(const char *word, bool *yes, struct fault *why)
{
    *yes = !strcmp(word, "yes");
    return *yes || !strcmp(word, "no") ||
           fault_set_text(why, FAULT_USAGE, "fault.script.yes", word);
}

static bool run_look(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    enum service service;
    bool yes;
    (void)id;
    if (!service_parse(line->word[1], &service)) {
        return fault_set_text(why, FAULT_USAGE, "fault.service.unknown", line->word[1]);
    }
    return yes_of(line->word[2], &yes, why) && action_look(script->project, service, yes, why);
}

static bool run_judge(struct script *script, struct line *line, char id[ACTION_ID],
                      struct fault *why)
{
    enum verdict verdict = VERDICT_UNKNOWN;
    bool none = !strcmp(line->word[2], "none");
    (void)id;
    if (!none && !verdict_parse(line->word[2], &verdict)) {
        return fault_set_text(why, FAULT_USAGE, "fault.verdict.unknown", line->word[2]);
    }
    return action_judge(script->project, line->word[1], none ? -1 : (int)verdict,
                        line->count > 3 ? line->word[3] : "", why);
}

static bool run_wijk(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    struct action_field fields[SCRIPT_WORDS];
    int count = line_fields(line, 1, fields, why);
    (void)id;
    return count >= 0 && action_wijk_set(script->project, fields, count, why);
}

static bool run_count_in(struct script *script, struct line *line, char id[ACTION_ID],
                         struct fault *why)
{
    bool yes;
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[1]));
    return yes_of(line->word[2], &yes, why) && action_count_in(script->project, id, yes, why);
}

static bool run_undo(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    (void)id;
    return !strcmp(line->word[0], "redo") ? action_redo(script->project, why)
                                          : action_undo(script->project, why);
}

/* partner mark ORG SERVICE PLACE|LON,LAT [NAME] [price=WORD] · partner confirm|withdraw ID */
static bool run_mark(struct script *script, struct line *line, char id[ACTION_ID],
                     struct fault *why)
{
    enum service service;
    enum price price = PRICE_UNKNOWN;
    struct point point = {0, 0};
    char tail;
    if (line->count < 5) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", "partner mark");
    }
    if (!service_parse(line->word[3], &service)) {
        return fault_set_text(why, FAULT_USAGE, "fault.service.unknown", line->word[3]);
    }
    bool loose = sscanf(line->word[4], "%lf,%lf%c", &point.lon, &point.lat, &tail) == 2;
    const char *name = "", *last = line->word[line->count - 1];
    bool priced = line->count > 5 && !strncmp(last, "price=", 6);
    if (priced && !price_parse(last + 6, &price)) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.field", last);
    }
    int extra = line->count - 5 - priced;
    if (extra > loose) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[5 + loose]);
    }
    name = extra > 0 ? line->word[5] : name;
    return partner_add(script->project, line->word[2],
                       loose ? "" : script_id(script, line->word[4]), point, name, service, price,
                       id, why);
}

static bool run_partner(struct script *script, struct line *line, char id[ACTION_ID],
                        struct fault *why)
{
    const char *deed = line->word[1];
    if (!strcmp(deed, "mark")) {
        return run_mark(script, line, id, why);
    }
    snprintf(id, ACTION_ID, "%s", script_id(script, line->word[2]));
    if (line->count > 3) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.extra", line->word[3]);
    }
    return !strcmp(deed, "confirm") ? partner_confirm(script->project, id, why)
           : !strcmp(deed, "withdraw")
               ? partner_withdraw(script->project, id, why)
               : fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
}

/* review accept ID · review merge ID PLACE · review return ID SENTENCE */
static bool run_review(struct script *script, struct line *line, char id[ACTION_ID],
                       struct fault *why)
{
    const char *deed = line->word[1], *mark = script_id(script, line->word[2]);
    bool accept = !strcmp(deed, "accept"), merge = !strcmp(deed, "merge");
    if (!accept && !merge && strcmp(deed, "return") != 0) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.verb", deed);
    }
    if (line->count != 4 - accept) {
        return fault_set_text(why, FAULT_USAGE,
                              line->count > 3 ? "fault.script.extra" : "fault.script.words",
                              line->count > 3 ? line->word[3] : "review");
    }
    if (accept || merge) {
        return review_accept(script->project, mark, merge ? script_id(script, line->word[3]) : "",
                             id, why);
    }
    snprintf(id, ACTION_ID, "%s", mark);
    return review_return(script->project, mark, line->word[3], why);
}

/* organisation, meeting, told: action/logbook.h says how. */
static bool run_logbook(struct script *script, struct line *line, char id[ACTION_ID],
                        struct fault *why)
{
    for (int i = 2; i < line->count; i++) {
        line->word[i] = (char *)(uintptr_t)script_id(script, line->word[i]);
    }
    return action_logbook_words(script->project, line->word, line->count, id, why);
}

/* The project's clock stands at `moment`, or now when that is earlier. */
static void clock_stop(struct script *script, int64_t moment)
{
    int64_t now = clock_now(script->clock);
    script->stopped = clock_fixed(moment < now ? moment : now);
    script->project->clock = &script->stopped;
}

static bool run_day(struct script *script, struct line *line, char id[ACTION_ID], struct fault *why)
{
    struct civil nine = {.hour = 9};
    (void)id;
    if (!script->project->demo) {
        return fault_set(why, FAULT_USAGE, "fault.script.day");
    }
    if (!typed_day(line->word[1], &nine.date, why)) {
        return false;
    }
    clock_stop(script, civil_moment(nine));
    return true;
}

static const struct verb {
    const char *name;
    int least, most; /* words, the verb itself counted */
    verb_run *run;
} verbs[] = {
    {"confirm", 2, 2, run_confirm},
    {"add", 3, SCRIPT_WORDS, run_add},
    {"set", 3, SCRIPT_WORDS, run_set},
    {"offer", 3, SCRIPT_WORDS, run_offer},
    {"remove", 2, 3, run_remove},
    {"look", 3, 3, run_look},
    {"judge", 3, 4, run_judge},
    {"wijk", 2, SCRIPT_WORDS, run_wijk},
    {"count-in", 3, 3, run_count_in},
    {"undo", 1, 1, run_undo},
    {"redo", 1, 1, run_undo},
    {"partner", 3, 7, run_partner},
    {"review", 3, 4, run_review},
    {"need", 3, 6, script_need},
    {"threshold", 4, 6, script_threshold},
    {"survey", 2, SCRIPT_WORDS, script_survey},
    {"count", 4, 6, script_count},
    {"action", 3, SCRIPT_WORDS, script_plan},
    {"vote", 3, SCRIPT_WORDS, script_vote},
    {"organisation", 3, SCRIPT_WORDS, run_logbook},
    {"meeting", 3, SCRIPT_WORDS, run_logbook},
    {"told", 3, SCRIPT_WORDS, run_logbook},
    {"round", 2, 3, script_round},
    {"card", 4, 5, script_card},
    {"groups", 3, 3, script_groups},
    {"project", 3, 7, script_project},
    {"channel", 4, SCRIPT_WORDS, script_channel},
    {"practice", 3, SCRIPT_WORDS, script_practice},
    {"context", 4, 6, script_context},
    {"day", 2, 2, run_day},
};

static const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!strcmp(verbs[i].name, name)) {
            return &verbs[i];
        }
    }
    return NULL;
}

/* Takes "name:" off the front of the line. */
static void line_name(struct line *line, char name[64])
{
    size_t size = line->count ? strlen(line->word[0]) : 0;
    name[0] = 0;
    if (size > 1 && size < 64 && line->word[0][size - 1] == ':') {
        snprintf(name, 64, "%.*s", (int)(size - 1), line->word[0]);
        line->count--;
        memmove(line->word, line->word + 1, sizeof *line->word * (size_t)line->count);
        memmove(line->column, line->column + 1, sizeof *line->column * (size_t)line->count);
    }
}

bool script_line(struct script *script, const char *text, char id[ACTION_ID], struct fault *why)
{
    struct line line;
    char name[64];
    id[0] = 0;
    fault_clear(why);
    if (!utf8_valid(text, strlen(text))) {
        return fault_set(why, FAULT_INPUT, "fault.script.utf8");
    }
    if (!line_split(script->today, text, &line, why)) {
        return false;
    }
    line_name(&line, name);
    if (line.count == 0) {
        return true;
    }
    const struct verb *verb = verb_find(line.word[0]);
    if (!verb) {
        fault_set_text(why, FAULT_USAGE, "fault.script.verb", line.word[0]);
        return fault_at(why, line.column[0]);
    }
    if (line.count < verb->least) {
        return fault_set_text(why, FAULT_USAGE, "fault.script.words", verb->name);
    }
    if (line.count > verb->most) {
        fault_set_text(why, FAULT_USAGE, "fault.script.extra", line.word[verb->most]);
        return fault_at(why, line.column[verb->most]);
    }
    if (!verb->run(script, &line, id, why)) {
        return false;
    }
    if (*name) {
        free(table_set(&script->names, name, memory_text(id)));
    }
    if (script->project->clock == &script->stopped && verb->run != run_day) {
        clock_stop(script, clock_now(&script->stopped) + 60);
    }
    return true;
}

bool script_text(struct project *project, const char *text, struct fault *why)
{
    struct script *script = script_new(project);
    char id[ACTION_ID];
    bool ok = true;
    deed_batch_begin(project);
    for (int number = 1; ok && *text; number++) {
        char line[SCRIPT_LINE];
        size_t size = strcspn(text, "\n");
        snprintf(line, sizeof line, "%.*s", (int)(size < SCRIPT_LINE ? size : SCRIPT_LINE - 1),
                 text);
        ok = size < SCRIPT_LINE ? script_line(script, line, id, why)
                                : fault_set(why, FAULT_LIMIT, "fault.script.long");
        if (!ok) {
            fault_at(why, number);
        }
        text += size + (text[size] ? 1 : 0);
    }
    deed_batch_end(project);
    script_free(script);
    return ok;
}
