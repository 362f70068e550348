/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/assessment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assessment/rules_inner.h"
#include "base/arena.h"

static const char *const words[] = {"met", "partly", "not", "unknown"};
static const char *const keys[] = {"verdict.met", "verdict.partly", "verdict.not",
                                   "verdict.unknown"};
enum { VERDICTS = 4, LINE_TOTAL_FIRST = 4, LINE_TOTAL_LAST = 8 };

const char *verdict_word(enum verdict verdict)
{
    return (unsigned)verdict < VERDICTS ? words[verdict] : "";
}

const char *verdict_key(enum verdict verdict)
{
    return (unsigned)verdict < VERDICTS ? keys[verdict] : "";
}

bool verdict_parse(const char *word, enum verdict *out)
{
    for (int i = 0; word && i < VERDICTS; i++) {
        if (strcmp(word, words[i]) == 0) {
            *out = (enum verdict)i;
            return true;
        }
    }
    return false;
}

/* The newest one with a reason; of the same day the last in the list. */
static const struct judgement *judgement_of(const struct assessment_question *question,
                                            const struct criterion *criterion)
{
    const struct judgement *found = NULL;
    for (size_t i = 0; i < question->judgement_count; i++) {
        const struct judgement *judgement = &question->judgements[i];
        if (judgement->criterion && strcmp(judgement->criterion, criterion->id) == 0 &&
            judgement->reason && judgement->reason[0] && (unsigned)judgement->verdict < VERDICTS &&
            (!found || civil_date_compare(judgement->date, found->date) >= 0)) {
            found = judgement;
        }
    }
    return found;
}

static void finding_make(struct survey *survey, const struct criterion *criterion,
                         struct finding *finding)
{
    const struct rule *rule = rule_find(criterion->rule);
    struct inquiry inquiry;
    finding->criterion = criterion;
    finding->computed = finding->proposal = VERDICT_UNKNOWN;
    finding->judgement = judgement_of(survey->question, criterion);
    inquiry_open(&inquiry, survey, criterion, finding->judgement != NULL);
    if (rule) {
        rule->judge(&inquiry, finding);
    }
    inquiry_clear(&inquiry);
    finding->verdict = finding->judgement ? finding->judgement->verdict : finding->computed;
}

void assessment_make(const struct assessment_question *question, struct assessment *out)
{
    const struct framework *framework = question->framework;
    struct survey survey;
    memset(out, 0, sizeof *out);
    survey_make(question, &survey);
    out->finding_count = framework->criterion_count;
    out->findings = memory_take((size_t)(out->finding_count + 1) * sizeof *out->findings);
    for (int i = 0; i < out->finding_count; i++) {
        finding_make(&survey, &framework->criteria[i], &out->findings[i]);
        out->totals[out->findings[i].verdict]++;
    }
    out->places_counting = survey.places_counting;
    out->places_fresh = survey.places_fresh;
    out->places_candidate = survey.places_candidate;
    survey_clear(&survey);
}

void assessment_clear(struct assessment *assessment)
{
    for (int i = 0; i < assessment->finding_count; i++) {
        free(assessment->findings[i].evidence);
        free(assessment->findings[i].noted);
    }
    free(assessment->findings);
    memset(assessment, 0, sizeof *assessment);
}

/* A message carries four arguments, so where all four results occur the total stands in the
 * sentence itself ("assessment.line.pnu.5"); for sizes without such a sentence it is left out. */
struct message assessment_pillar_line(const struct assessment *assessment,
                                      const struct framework *framework, int pillar)
{
    int totals[VERDICTS] = {0}, count = 0;
    char key[MESSAGE_KEY_SIZE], parts[4] = "", *at = parts;
    for (int i = 0; i < assessment->finding_count && i < framework->criterion_count; i++) {
        if (framework->criteria[i].pillar == pillar) {
            totals[assessment->findings[i].verdict]++;
            count++;
        }
    }
    for (int v = VERDICT_PARTLY; v < VERDICTS; v++) {
        if (totals[v]) {
            *at++ = "mpnu"[v];
        }
    }
    *at = '\0';
    bool all = at - parts == 3, sized = count >= LINE_TOTAL_FIRST && count <= LINE_TOTAL_LAST;
    if (all && sized) {
        snprintf(key, sizeof key, "assessment.line.pnu.%d", count);
    } else {
        snprintf(key, sizeof key, "assessment.line%s%s", parts[0] ? "." : "", parts);
    }
    struct message message = message_of(key);
    message_add_count(&message, totals[VERDICT_MET]);
    if (!all) {
        message_add_count(&message, count);
    }
    for (int v = VERDICT_PARTLY; v < VERDICTS; v++) {
        if (totals[v]) {
            message_add_count(&message, totals[v]);
        }
    }
    return message;
}

int assessment_criteria_of_service(const struct framework *framework, enum service service,
                                   int *out, int room)
{
    int count = 0;
    for (int i = 0; i < framework->criterion_count && count < room; i++) {
        if (rule_services(&framework->criteria[i]) >> service & 1) {
            out[count++] = i;
        }
    }
    return count;
}

const char *finding_origin(const struct finding *finding)
{
    bool said = finding->proposal != VERDICT_UNKNOWN;
    if (finding->judgement) {
        return "judged";
    }
    switch (finding->criterion->kind) {
    case CRITERION_ASKED:
        return said ? "suggested" : "asked";
    case CRITERION_PROPOSED:
        return finding->verdict == VERDICT_UNKNOWN ? "computed" : "proposed";
    default:
        return "computed";
    }
}

struct message finding_origin_say(const struct finding *finding)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "origin.%s", finding_origin(finding));
    struct message message = message_of(key);
    if (!strcmp(key, "origin.suggested")) {
        message_add_key(&message, verdict_key(finding->proposal));
    }
    return message;
}
