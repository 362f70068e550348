/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds as documents, and tests/spec/rounds.txt: two moments of a small wijk beside each other. */
#include "assessment/round.h"

#include "assessment/world.h"

static struct framework *framework;
static struct calendar *calendar;

enum { DEEDS = 16 };
struct run {
    struct world worlds[2];
    cJSON *bodies[2];
    struct round rounds[2];
    struct round_moves moves;
    struct round_deed deeds[DEEDS];
    char documents[DEEDS][64];
    size_t deed_count;
    int side, line, cases, wrong;
    bool open, made;
    char title[WORLD_TEXT], version[16];
};

#define WRONG(run, ...)                                                                            \
    do {                                                                                           \
        print_error("rounds.txt:%d (%s): ", (run)->line, (run)->title);                            \
        print_error(__VA_ARGS__);                                                                  \
        print_error("\n");                                                                         \
        (run)->wrong++;                                                                            \
    } while (0)

static cJSON *round_of(struct world *world)
{
    struct assessment_question question = world_question(world);
    assessment_make(&question, &world->assessment);
    world->made = true;
    return round_make(&question, &world->assessment, civil_moment(world->now), "noord");
}

static void case_begin(struct run *run)
{
    for (int i = 0; i < 2; i++) {
        world_init(&run->worlds[i], framework);
        run->worlds[i].calendar = calendar;
    }
    run->worlds[0].now = civil_read("2025-12-12T10:00");
    run->worlds[1].now = civil_read("2026-06-12T10:00");
    run->deed_count = 0;
    run->version[0] = 0;
    run->open = true;
    run->made = false;
    run->cases++;
}

static void case_end(struct run *run)
{
    for (int i = 0; run->open && i < 2; i++) {
        if (run->made) {
            round_clear(&run->rounds[i]);
            cJSON_Delete(run->bodies[i]);
        }
        world_clear(&run->worlds[i]);
    }
    if (run->open && run->made) {
        round_moves_clear(&run->moves);
    }
    run->open = false;
}

static void pair_make(struct run *run)
{
    struct fault why;
    if (run->made) {
        return;
    }
    run->made = true;
    for (int i = 0; i < 2; i++) {
        run->bodies[i] = round_of(&run->worlds[i]);
        if (i == 0 && *run->version) {
            cJSON_ReplaceItemInObject(cJSON_GetObjectItem(run->bodies[0], "framework"), "version",
                                      cJSON_CreateString(run->version));
        }
        assert_true(round_parse(run->bodies[i], &run->rounds[i], &why));
    }
    round_compare(&run->rounds[0], &run->rounds[1], framework, run->deeds, run->deed_count,
                  &run->moves);
}

static const struct round_move *move_of(struct run *run, const char *id)
{
    for (int i = 0; i < run->moves.count; i++) {
        if (!strcmp(run->moves.items[i].criterion, id)) {
            return &run->moves.items[i];
        }
    }
    fail_msg("rounds.txt:%d: no criterion %s", run->line, id);
    return NULL;
}

static void names_check(struct run *run, const char *const names[ROUND_PLACES], int count,
                        char *words[], int word_count)
{
    int wanted = !strcmp(words[2], "-") ? 0 : word_count - 2;
    if (count != wanted) {
        WRONG(run, "%s %s: %d places", words[0], words[1], count);
        return;
    }
    for (int i = 0; i < wanted; i++) {
        bool found = false;
        for (int k = 0; k < count; k++) {
            found = found || !strcmp(names[k], words[2 + i]);
        }
        if (!found) {
            WRONG(run, "%s %s: not %s", words[0], words[1], words[2 + i]);
        }
    }
}

static void counts_check(struct run *run, char *words[], int count)
{
    for (int i = 1; i < count; i++) {
        for (int arrow = 0; arrow < ROUND_ARROWS; arrow++) {
            size_t size = strlen(round_arrow_word((enum round_arrow)arrow));
            if (strncmp(words[i], round_arrow_word((enum round_arrow)arrow), size) == 0 &&
                words[i][size] == '=' && atoi(words[i] + size + 1) != run->moves.arrows[arrow]) {
                WRONG(run, "%s, but it is %d", words[i], run->moves.arrows[arrow]);
            }
        }
    }
}

static bool expectation(struct run *run, char *words[], int count)
{
    bool arrow = !strcmp(words[0], "arrow"), gained = !strcmp(words[0], "gained");
    bool lost = !strcmp(words[0], "lost"), deeds = !strcmp(words[0], "deeds");
    if (!strcmp(words[0], "counts")) {
        pair_make(run);
        counts_check(run, words, count);
        return true;
    }
    if (!(arrow || gained || lost || deeds)) {
        return false;
    }
    pair_make(run);
    const struct round_move *move = move_of(run, words[1]);
    if (arrow && strcmp(round_arrow_word(move->arrow), words[2])) {
        WRONG(run, "%s is %s", words[1], round_arrow_word(move->arrow));
    }
    if (gained || lost) {
        names_check(run, gained ? move->gained : move->lost,
                    gained ? move->gained_count : move->lost_count, words, count);
    }
    if (deeds && move->deed_total != atoi(words[2])) {
        WRONG(run, "%s: %d deeds", words[1], move->deed_total);
    }
    return true;
}

static void deed_add(struct run *run, char *words[])
{
    struct round_deed *deed = &run->deeds[run->deed_count];
    snprintf(run->documents[run->deed_count], sizeof run->documents[0], "%s", words[2]);
    *deed =
        (struct round_deed){civil_moment((struct civil){.date = date_read(words[1]), .hour = 12}),
                            "set", "A", "noord", run->documents[run->deed_count]};
    run->deed_count++;
    assert_true(run->deed_count < DEEDS);
}

static void line_run(struct run *run, char *line)
{
    char *words[WORLD_WORDS], whole[WORLD_TEXT];
    snprintf(whole, sizeof whole, "%.200s", line);
    int count = words_cut(line, words);
    if (!count) {
        return;
    }
    if (!strcmp(words[0], "case")) {
        case_end(run);
        case_begin(run);
        snprintf(run->title, sizeof run->title, "%.100s", whole + 5);
    } else if (count == 1 && (!strcmp(words[0], "then") || !strcmp(words[0], "now"))) {
        run->side = !strcmp(words[0], "now");
    } else if (!strcmp(words[0], "version")) {
        snprintf(run->version, sizeof run->version, "%s", words[1]);
    } else if (!strcmp(words[0], "deed")) {
        deed_add(run, words);
    } else if (!expectation(run, words, count) &&
               !world_line(&run->worlds[run->side], words, count)) {
        fail_msg("rounds.txt:%d: %s?", run->line, words[0]);
    }
}

static void every_case_of_the_spec_holds(void **state)
{
    static struct run run;
    char file[KIT_PATH], line[1024];
    (void)state;
    snprintf(file, sizeof file, "%s", kit_data("../spec/rounds.txt"));
    FILE *stream = fopen(file, "r");
    assert_non_null(stream);
    while (fgets(line, sizeof line, stream)) {
        run.line++;
        line[strcspn(line, "\r\n")] = 0;
        line_run(&run, line);
    }
    fclose(stream);
    case_end(&run);
    assert_true(run.cases >= 9);
    assert_int_equal(run.wrong, 0);
}

/* ---- the document ---- */

static struct world *small_world(void)
{
    static struct world world;
    world_init(&world, framework);
    world.calendar = calendar;
    world_lines(&world, "place A name=Bib\noffer wifi\noffer print\nplace B\noffer wifi\n"
                        "judge O2 partly 2026-06-01 \"Twee prikkels\"\nlook charge 2026-06-01\n");
    return &world;
}

static void a_round_comes_back_as_it_was_frozen(void **state)
{
    struct world *world = small_world();
    struct round round;
    struct fault why;
    (void)state;
    cJSON *body = round_of(world);
    char *text = cJSON_PrintUnformatted(body);
    cJSON *again = cJSON_Parse(text);
    assert_true(round_parse(again, &round, &why));
    assert_string_equal(round.id, "round:W:2026-06-12");
    assert_string_equal(round.framework, framework->id);
    assert_string_equal(round.version, framework->version);
    assert_int_equal(round.row_count, framework->criterion_count);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(round.totals[i], world->assessment.totals[i]);
    }
    const struct round_row *wifi = round_find(&round, "T1"), *nudge = round_find(&round, "O2");
    assert_int_equal(wifi->verdict, VERDICT_MET);
    assert_int_equal(wifi->counting, 2);
    assert_int_equal(wifi->evidence_count, 2);
    assert_string_equal(wifi->evidence[0].entry, "place:A/wifi");
    assert_string_equal(wifi->evidence[0].name, "Bib");
    assert_string_equal(wifi->reason.key, world->assessment.findings[0].reason.key);
    assert_memory_equal(&wifi->reason.argument[0].kind,
                        &world->assessment.findings[0].reason.argument[0].kind,
                        sizeof wifi->reason.argument[0].kind);
    assert_true(nudge->judged);
    assert_string_equal(nudge->said, "Twee prikkels");
    assert_int_equal(round.quality.places, 2);
    assert_int_equal(round.quality.fresh, 2);
    assert_int_equal(round.at, civil_moment(world->now));
    struct civil_date due = round_due(&round);
    assert_int_equal(civil_date_compare(due, date_read("2026-12-12")), 0);
    round_clear(&round);
    cJSON_Delete(again);
    free(text);
    cJSON_Delete(body);
    world_clear(world);
}

static void much_evidence_stays_below_the_ceiling_and_says_what_is_left_out(void **state)
{
    static char reason[901];
    static struct world world;
    struct round round;
    struct fault why;
    (void)state;
    world_init(&world, framework);
    world.calendar = calendar;
    for (int i = 0; i < WORLD_PLACES; i++) {
        char line[256];
        snprintf(line, sizeof line, "place P%02d name=\"Plek%090d\"", i, i);
        world_lines(&world, line);
        for (int k = 0; k < 40; k++) {
            snprintf(line, sizeof line, "offer %s id=%026d%02d%02d",
                     service_word((enum service)(k % SERVICE_COUNT)), 7, i, k);
            world_lines(&world, line);
        }
    }
    memset(reason, 'r', sizeof reason - 1);
    struct assessment_question question = world_question(&world);
    struct judgement judgements[FRAMEWORK_CRITERIA];
    for (int i = 0; i < framework->criterion_count; i++) {
        judgements[i] = (struct judgement){framework->criteria[i].id, reason, "wijk", VERDICT_MET,
                                           world.now.date};
    }
    question.judgements = judgements;
    question.judgement_count = (size_t)framework->criterion_count;
    assessment_make(&question, &world.assessment);
    world.made = true;
    cJSON *body = round_make(&question, &world.assessment, civil_moment(world.now), "noord");
    char *text = json_write_canonical(body);
    assert_true(strlen(text) <= ROUND_BYTES);
    assert_true(round_parse(body, &round, &why));
    const struct round_row *row = round_find(&round, "T1");
    assert_true(row->counting > ROUND_EVIDENCE);
    assert_int_equal(row->left_out, row->counting - (int)row->evidence_count);
    assert_int_equal(strlen(row->said), 900);
    round_clear(&round);
    free(text);
    cJSON_Delete(body);
    world_clear(&world);
}

static void what_is_no_round_says_what_is_wrong(void **state)
{
    static const char *const table[][2] = {
        {"[]", "type"},
        {"{\"type\":\"look\"}", "type"},
        {"{\"type\":\"round\",\"removed\":true}", "removed"},
        {"{\"type\":\"round\",\"framework\":{\"id\":\"diw\"}}", "wijk"},
        {"{\"type\":\"round\",\"wijk\":\"W\",\"framework\":7}", "framework"},
        {"{\"type\":\"round\",\"wijk\":\"W\",\"framework\":{\"id\":\"diw\"},\"date\":\"gisteren\"}",
         "date"},
        {"{\"type\":\"round\",\"wijk\":\"W\",\"framework\":{\"id\":\"diw\"},\"date\":\"2026-06-"
         "12\","
         "\"criteria\":[7,{},{\"id\":\"T1\"},{\"id\":\"T1\",\"verdict\":\"mooi\"}]}",
         "criteria"},
    };
    struct round round;
    struct fault why;
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        cJSON *body = cJSON_Parse(table[i][0]);
        assert_non_null(body);
        fault_clear(&why);
        assert_false(round_parse(body, &round, &why));
        assert_string_equal(why.what.key, "assessment.round.wrong");
        assert_string_equal(why.what.argument[0].as.text, table[i][1]);
        cJSON_Delete(body);
    }
}

static void a_hostile_round_is_read_without_harm(void **state)
{
    static const char text[] =
        "{\"type\":\"round\",\"wijk\":\"W\",\"framework\":{\"id\":\"diw\",\"version\":9},"
        "\"date\":\"2026-06-12\",\"at\":7,\"quality\":[],\"names\":3,\"criteria\":["
        "{\"id\":\"T1\",\"verdict\":\"met\",\"counting\":-4,\"evidence\":[7,\"\",\"x\",\"/\",null],"
        "\"reason\":{\"key\":\"%s\",\"arguments\":[{},{\"count\":1e300},{\"date\":\"x\"},7,8,9]}},"
        "{\"id\":\"T1\",\"verdict\":\"not\",\"evidence\":[\"a/b\"]},"
        "{\"id\":\"Onbekend criterium\",\"verdict\":\"met\"},"
        "{\"id\":\"Z9\",\"verdict\":\"partly\"}]}";
    struct round round;
    struct round_moves moves;
    struct fault why;
    (void)state;
    cJSON *body = cJSON_Parse(text);
    assert_true(round_parse(body, &round, &why));
    assert_int_equal(round.row_count, 2);
    assert_int_equal(round.rows[0].evidence_count, 3);
    assert_int_equal(round.rows[0].counting, 0);
    assert_string_equal(round.rows[0].evidence[1].name, "");
    round_compare(&round, &round, NULL, NULL, 0, &moves);
    assert_int_equal(moves.arrows[ROUND_SAME], 2);
    round_moves_clear(&moves);
    round_clear(&round);
    cJSON_Delete(body);
}

/* A round of one criterion with so many pieces of evidence, from `first` on, all of places with
 * names of their own but for each third, which has the name of the one before. */
static cJSON *round_with(const char *date, int first, int count, int left_out)
{
    char text[160];
    cJSON *body = cJSON_CreateObject();
    cJSON *names = cJSON_AddObjectToObject(body, "names");
    cJSON *row = cJSON_CreateObject(), *evidence = cJSON_AddArrayToObject(row, "evidence");
    cJSON_AddItemToObject(body, "framework", cJSON_Parse("{\"id\":\"diw\",\"version\":\"2\"}"));
    cJSON_AddStringToObject(body, "type", "round");
    cJSON_AddStringToObject(body, "wijk", "W");
    cJSON_AddStringToObject(body, "date", date);
    cJSON_AddStringToObject(row, "id", "T1");
    cJSON_AddStringToObject(row, "verdict", "met");
    cJSON_AddNumberToObject(row, "left_out", left_out);
    for (int i = first; i < first + count; i++) {
        char name[32];
        snprintf(text, sizeof text, "place:%d", i);
        snprintf(name, sizeof name, "Plek %d", i % 3 == 2 ? i - 1 : i);
        cJSON_AddItemToArray(evidence, cJSON_CreateString(text));
        cJSON_AddStringToObject(names, text, name);
    }
    cJSON_AddItemToArray(cJSON_AddArrayToObject(body, "criteria"), row);
    return body;
}

static void pair_compare(cJSON *then, cJSON *now, int gained, int lost)
{
    struct round earlier, later;
    struct round_moves moves;
    struct fault why;
    assert_true(round_parse(then, &earlier, &why));
    assert_true(round_parse(now, &later, &why));
    round_compare(&earlier, &later, NULL, NULL, 0, &moves);
    assert_int_equal(moves.items[0].gained_count, gained);
    assert_int_equal(moves.items[0].lost_count, lost);
    round_moves_clear(&moves);
    round_clear(&earlier);
    round_clear(&later);
    cJSON_Delete(then);
    cJSON_Delete(now);
}

static void what_a_round_left_out_is_not_said_to_be_new_or_gone(void **state)
{
    (void)state;
    pair_compare(round_with("2025-12-12", 0, ROUND_EVIDENCE, 6),
                 round_with("2026-06-12", 1, ROUND_EVIDENCE, 5), 0, 0);
    pair_compare(round_with("2025-12-12", 0, ROUND_EVIDENCE, 6), round_with("2026-06-12", 0, 3, 0),
                 0, 14);
}

static void each_name_is_counted_once_however_many_there_are(void **state)
{
    (void)state;
    pair_compare(round_with("2025-12-12", 0, 0, 0), round_with("2026-06-12", 0, 24, 0), 16, 0);
}

static int begin(void **state)
{
    (void)state;
    return assets_open(&framework, &calendar);
}

static int end(void **state)
{
    (void)state;
    return assets_close(framework, calendar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_spec_holds),
        cmocka_unit_test(a_round_comes_back_as_it_was_frozen),
        cmocka_unit_test(much_evidence_stays_below_the_ceiling_and_says_what_is_left_out),
        cmocka_unit_test(what_is_no_round_says_what_is_wrong),
        cmocka_unit_test(a_hostile_round_is_read_without_harm),
        cmocka_unit_test(what_a_round_left_out_is_not_said_to_be_new_or_gone),
        cmocka_unit_test(each_name_is_counted_once_however_many_there_are),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
