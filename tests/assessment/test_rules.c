/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs tests/spec/rules.txt: every case is a small wijk with what must be found in it. Whatever the
 * case asks, what holds for every assessment is checked as well. */
#include "assessment/assessment.h"

#include "assessment/world.h"

static const char spec[] = "../spec/rules.txt";
static struct framework *framework;
static struct calendar *calendar;
static struct language *languages[LANGUAGE_COUNT];

struct run {
    struct world world;
    char title[WORLD_TEXT];
    int line, cases, wrong;
    bool open;
};

#define WRONG(run, ...)                                                                            \
    do {                                                                                           \
        print_error("rules.txt:%d (%s): ", (run)->line, (run)->title);                             \
        print_error(__VA_ARGS__);                                                                  \
        print_error("\n");                                                                         \
        (run)->wrong++;                                                                            \
    } while (0)

static const struct finding *finding_of(struct run *run, const char *id)
{
    int at = framework_find(framework, id);
    if (at < 0)
        fail_msg("rules.txt:%d: no criterion %s", run->line, id);
    return &run->world.assessment.findings[at];
}

static const char *key_tail(const char *key)
{
    return strncmp(key, "assessment.", 11) == 0 ? key + 11 : key;
}

/* ---- what holds always ---- */
static void check_message(struct run *run, const char *id, const struct message *message)
{
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        struct buffer text;
        buffer_init(&text, 4096);
        if (!language_has(languages[code], message->key))
            WRONG(run, "%s: no words for %s in %s", id, message->key, language_tag(code));
        for (int i = 0; i < message->arguments; i++) {
            const struct message_argument *argument = &message->argument[i];
            if (argument->kind == MESSAGE_KEY && !language_has(languages[code], argument->as.text))
                WRONG(run, "%s: no words for %s in %s", id, argument->as.text, language_tag(code));
        }
        language_say(languages[code], message, &text);
        if (strchr(buffer_text(&text), '{') || !text.size)
            WRONG(run, "%s: \"%s\"", id, buffer_text(&text));
        buffer_clear(&text);
    }
}

static bool looks_stand(const struct run *run, const struct criterion *criterion)
{
    int index = framework_find(framework, criterion->id), found[FRAMEWORK_CRITERIA];
    for (int s = 0; s < SERVICE_COUNT; s++) {
        int count =
            assessment_criteria_of_service(framework, (enum service)s, found, FRAMEWORK_CRITERIA);
        bool asks = false, looked = false;
        for (int i = 0; i < count; i++)
            asks = asks || found[i] == index;
        for (size_t i = 0; i < run->world.look_count; i++)
            looked = looked || run->world.looks[i].service == (enum service)s;
        if (asks && !looked)
            return false;
    }
    return true;
}

static void check_evidence(struct run *run, const struct finding *finding)
{
    const char *id = finding->criterion->id;
    size_t counting = 0;
    bool ended = false;
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        counting += evidence->counts;
        if (evidence->counts && ended)
            WRONG(run, "%s: counting evidence behind what does not count", id);
        ended = ended || !evidence->counts;
        if (evidence->why.key[0])
            check_message(run, id, &evidence->why);
        else if (!evidence->counts)
            WRONG(run, "%s: evidence that does not count without a why", id);
    }
    if (counting != finding->counting)
        WRONG(run, "%s: counting is %zu, not %zu", id, finding->counting, counting);
    if (finding->computed == VERDICT_MET && !counting && !finding->noted_counting)
        WRONG(run, "%s: met by nothing", id);
}

static void check_noted(struct run *run, const struct finding *finding)
{
    size_t counting = 0;
    for (size_t i = 0; i < finding->noted_count; i++) {
        const struct noted *noted = &finding->noted[i];
        check_message(run, finding->criterion->id, &noted->line);
        counting += noted->counts;
        if (noted->counts != (i < finding->noted_counting))
            WRONG(run, "%s: %s stands in the wrong order", finding->criterion->id, noted->id);
    }
    if (counting != finding->noted_counting)
        WRONG(run, "%s: %zu are noted", finding->criterion->id, finding->noted_counting);
}

static void check_always(struct run *run)
{
    const struct assessment *assessment = &run->world.assessment;
    int total = 0;
    for (int i = 0; i < assessment->finding_count; i++) {
        const struct finding *finding = &assessment->findings[i];
        const char *id = finding->criterion->id;
        check_message(run, id, &finding->reason);
        for (int k = 0; k < finding->next_count; k++)
            check_message(run, id, &finding->next[k]);
        check_evidence(run, finding);
        check_noted(run, finding);
        if (finding->criterion->kind != CRITERION_ASKED && finding->proposal != VERDICT_UNKNOWN)
            WRONG(run, "%s: a proposal for what is computed", id);
        if (finding->proposal == VERDICT_NOT)
            WRONG(run, "%s: a logbook cannot propose \"not\"", id);
        if (finding->computed == VERDICT_NOT && !looks_stand(run, finding->criterion))
            WRONG(run, "%s: not, though nobody looked everywhere", id);
        if (finding->criterion->kind == CRITERION_ASKED && finding->computed != VERDICT_UNKNOWN)
            WRONG(run, "%s: a criterion that is asked was computed", id);
        if (finding->computed != VERDICT_MET && !finding->next_count && !finding->judgement)
            WRONG(run, "%s: %s without a next step", id, verdict_word(finding->computed));
        if (finding->verdict !=
            (finding->judgement ? finding->judgement->verdict : finding->computed))
            WRONG(run, "%s: the verdict is nobody's", id);
    }
    for (int v = 0; v < 4; v++)
        total += assessment->totals[v];
    if (total != framework->criterion_count)
        WRONG(run, "totals give %d", total);
    for (int p = 0; p < framework->pillar_count; p++) {
        struct message line = assessment_pillar_line(assessment, framework, p);
        check_message(run, framework->pillars[p].id, &line);
    }
}

/* ---- what the case asks ---- */
static void check_expect(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, words[1]);
    enum verdict verdict = strcmp(words[0], "computed") == 0   ? finding->computed
                           : strcmp(words[0], "proposes") == 0 ? finding->proposal
                                                               : finding->verdict;
    if (strcmp(verdict_word(verdict), words[2]) != 0)
        WRONG(run, "%s is %s, not %s (%s)", words[1], verdict_word(verdict), words[2],
              finding->reason.key);
    if (count > 3 && strcmp(key_tail(finding->reason.key), words[3]) != 0)
        WRONG(run, "%s says %s, not %s", words[1], key_tail(finding->reason.key), words[3]);
}

static void evidence_name(const struct run *run, const struct evidence *evidence, char *out,
                          size_t room)
{
    const struct place *place = run->world.list[evidence->place];
    snprintf(out, room, "%s.%s", place->name, place->offers[evidence->offer].id);
}

static void check_counts(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, words[1]);
    size_t expected = strcmp(words[2], "-") == 0 ? 0 : (size_t)count - 2;
    char name[WORLD_TEXT];
    if (finding->counting != expected)
        WRONG(run, "%s: %zu count, not %zu", words[1], finding->counting, expected);
    for (size_t i = 0; i < finding->counting; i++) {
        bool named = false;
        evidence_name(run, &finding->evidence[i], name, sizeof name);
        for (int k = 2; k < count; k++)
            named = named || strcmp(words[k], name) == 0;
        if (!named)
            WRONG(run, "%s: %s counts", words[1], name);
    }
}

/* noted C4 log:3 …: what counts of the logbook; - = nothing */
static void check_noted_are(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, words[1]);
    size_t expected = strcmp(words[2], "-") == 0 ? 0 : (size_t)count - 2;
    if (finding->noted_counting != expected)
        WRONG(run, "%s: %zu of the logbook count", words[1], finding->noted_counting);
    for (size_t i = 0; i < finding->noted_counting; i++) {
        bool named = false;
        for (int k = 2; k < count; k++)
            named = named || strcmp(words[k], finding->noted[i].id) == 0;
        if (!named)
            WRONG(run, "%s: %s counts", words[1], finding->noted[i].id);
    }
}

static void check_why(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, words[1]);
    char name[WORLD_TEXT];
    for (size_t i = 0; i < finding->evidence_count; i++) {
        evidence_name(run, &finding->evidence[i], name, sizeof name);
        if (strcmp(name, words[2]) == 0) {
            const char *key = finding->evidence[i].why.key;
            const char *tail = strncmp(key, "assessment.why.", 15) == 0 ? key + 15
                               : key[0]                                 ? key
                                                                        : "-";
            if (count != 4 || strcmp(tail, words[3]) != 0)
                WRONG(run, "%s: %s says %s", words[1], name, tail);
            return;
        }
    }
    if (count > 3 && strcmp(words[3], "absent") == 0)
        return;
    WRONG(run, "%s: no evidence %s", words[1], words[2]);
}

static void check_next(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, words[1]);
    for (int k = 2; k < count; k++) {
        bool found = strcmp(words[k], "-") == 0 && !finding->next_count;
        for (int i = 0; i < finding->next_count; i++) {
            const char *key = key_tail(finding->next[i].key);
            found = found ||
                    strcmp(strncmp(key, "next.", 5) == 0 || strncmp(key, "hint.", 5) == 0 ? key + 5
                                                                                          : key,
                           words[k]) == 0;
        }
        if (!found)
            WRONG(run, "%s: next lacks %s", words[1], words[k]);
    }
}

/* cover wifi=office,weekend computer=-; school the same for the school-holiday week, school - = no
 * such week is known */
static void check_cover(struct run *run, char *words[], int count, const struct coverage *coverage)
{
    static const char *const times[COVER_TIMES] = {"office", "evening", "weekend"};
    bool none = strcmp(words[1], "-") == 0;
    if (coverage->given == none)
        WRONG(run, "%s: a week is %s", words[0], none ? "given" : "missing");
    for (int k = 1; k < count && !none; k++) {
        int service = strncmp(words[k], "wifi=", 5) == 0 ? 0 : 1;
        for (int t = 0; t < COVER_TIMES; t++) {
            bool expected = strstr(strchr(words[k], '='), times[t]) != NULL;
            if (coverage->covered[service][t] != expected)
                WRONG(run, "%s %s %s: %d minutes", words[0], words[k], times[t],
                      coverage->minutes[service][t]);
        }
    }
}

/* monday 2026-06-08 2026-06-29 */
static void check_monday(struct run *run, char *words[], int count)
{
    const struct finding *finding = finding_of(run, "T4");
    char date[CIVIL_DATE_SIZE];
    for (int k = 1; k < count && k < 3; k++) {
        const struct coverage *of = k == 1 ? &finding->coverage : &finding->coverage_school;
        civil_date_write(of->monday, date);
        if (strcmp(date, words[k]) != 0)
            WRONG(run, "the week of %s, not of %s", date, words[k]);
    }
}

/* lights A.wifi office,weekend [office]: in a normal and in a school-holiday week */
static void check_lights(struct run *run, char *words[], int count)
{
    static const char *const times[COVER_TIMES] = {"office", "evening", "weekend"};
    const struct finding *finding = finding_of(run, "T4");
    char name[WORLD_TEXT];
    bool found = false;
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        evidence_name(run, evidence, name, sizeof name);
        if (strcmp(name, words[1]) != 0)
            continue;
        found = true;
        for (int t = 0; t < 2 * COVER_TIMES && t / COVER_TIMES + 2 < count; t++) {
            unsigned lights = t < COVER_TIMES ? evidence->lights : evidence->lights_school;
            bool expected = strstr(words[2 + t / COVER_TIMES], times[t % COVER_TIMES]) != NULL;
            if ((lights >> t % COVER_TIMES & 1) != expected)
                WRONG(run, "%s %s", name, times[t % COVER_TIMES]);
        }
    }
    if (!found)
        WRONG(run, "no evidence %s", words[1]);
}

static void check_said(struct run *run, char *words[], int count)
{
    enum language_code code;
    struct buffer text;
    struct message message;
    int pillar = -1;
    assert_true(count == 4 && language_code_parse(words[2], &code));
    for (int p = 0; p < framework->pillar_count; p++)
        pillar = strcmp(framework->pillars[p].id, words[1]) == 0 ? p : pillar;
    message = pillar >= 0 ? assessment_pillar_line(&run->world.assessment, framework, pillar)
                          : finding_of(run, words[1])->reason;
    buffer_init(&text, 4096);
    language_say(languages[code], &message, &text);
    if (strcmp(buffer_text(&text), words[3]) != 0)
        WRONG(run, "%s: \"%s\"", words[1], buffer_text(&text));
    buffer_clear(&text);
}

static void check_places(struct run *run, char *words[])
{
    const struct assessment *assessment = &run->world.assessment;
    if (assessment->places_counting != atoi(words[1]) ||
        assessment->places_fresh != atoi(words[2]) ||
        assessment->places_candidate != atoi(words[3]))
        WRONG(run, "places %d %d %d", assessment->places_counting, assessment->places_fresh,
              assessment->places_candidate);
}

static void check_all(struct run *run, const char *verdict)
{
    for (int i = 0; i < run->world.assessment.finding_count; i++) {
        const struct finding *finding = &run->world.assessment.findings[i];
        if (strcmp(verdict_word(finding->verdict), verdict) != 0)
            WRONG(run, "%s is %s", finding->criterion->id, verdict_word(finding->verdict));
    }
}

static void check_line(struct run *run, char *words[], int count)
{
    if (!run->world.made) {
        world_make(&run->world);
        check_always(run);
    }
    if (strcmp(words[0], "expect") == 0 || strcmp(words[0], "computed") == 0 ||
        strcmp(words[0], "proposes") == 0)
        check_expect(run, words, count);
    else if (strcmp(words[0], "noted") == 0)
        check_noted_are(run, words, count);
    else if (strcmp(words[0], "counts") == 0)
        check_counts(run, words, count);
    else if (strcmp(words[0], "why") == 0)
        check_why(run, words, count);
    else if (strcmp(words[0], "next") == 0)
        check_next(run, words, count);
    else if (strcmp(words[0], "cover") == 0)
        check_cover(run, words, count, &finding_of(run, "T4")->coverage);
    else if (strcmp(words[0], "school") == 0)
        check_cover(run, words, count, &finding_of(run, "T4")->coverage_school);
    else if (strcmp(words[0], "monday") == 0)
        check_monday(run, words, count);
    else if (strcmp(words[0], "lights") == 0)
        check_lights(run, words, count);
    else if (strcmp(words[0], "said") == 0)
        check_said(run, words, count);
    else if (strcmp(words[0], "places") == 0)
        check_places(run, words);
    else if (strcmp(words[0], "all") == 0)
        check_all(run, words[1]);
    else
        fail_msg("rules.txt:%d: %s?", run->line, words[0]);
}

static void case_close(struct run *run)
{
    if (run->open) {
        if (!run->world.made)
            WRONG(run, "expects nothing");
        world_clear(&run->world);
    }
    run->open = false;
}

static void case_open(struct run *run, const char *title)
{
    case_close(run);
    snprintf(run->title, sizeof run->title, "%.200s", title);
    world_init(&run->world, framework);
    run->world.calendar = calendar;
    run->open = true;
    run->cases++;
}

static void every_case_of_the_spec_holds(void **state)
{
    static struct run run;
    char line[1024], *words[WORLD_WORDS];
    (void)state;
    FILE *stream = fopen(spec, "r");
    assert_non_null(stream);
    while (fgets(line, sizeof line, stream)) {
        run.line++;
        line[strcspn(line, "\r\n")] = '\0';
        if (strncmp(line, "case ", 5) == 0) {
            case_open(&run, line + 5);
            continue;
        }
        int count = words_cut(line, words);
        if (!count)
            continue;
        assert_true(run.open);
        if (!world_line(&run.world, words, count))
            check_line(&run, words, count);
        else
            assert_false(run.world.made);
    }
    case_close(&run);
    fclose(stream);
    print_message("%d cases\n", run.cases);
    assert_int_equal(run.wrong, 0);
    assert_true(run.cases >= 80);
}

static int begin(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++)
        languages[code] = language_of_build((enum language_code)code);
    return assets_open(&framework, &calendar);
}

static int end(void **state)
{
    (void)state;
    for (int code = 0; code < LANGUAGE_COUNT; code++)
        language_free(languages[code]);
    return assets_close(framework, calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_spec_holds),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
