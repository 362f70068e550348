/* SPDX-License-Identifier: EUPL-1.2 */
/* Actions with levers, what would turn, and what groups said, on the command line. */
#include "story/story.h"

static void id_said(const struct story *story, char out[64])
{
    const char *text = strrchr(buffer_text(&story->out), ' ');
    assert_non_null(text);
    snprintf(out, 64, "%.*s", (int)strcspn(text + 1, "\n"), text + 1);
}

/* As in the oefenwijk, but its own actions dropped. */
static void drop_all(struct story *story)
{
    cJSON *list = ask(story, "action");
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        tell(story, 0, "action", "set", text_of(item, "id"), "state=dropped");
    }
    cJSON_Delete(list);
}

static void
ten_actions_about_the_gap_leave_three_levers_empty_and_one_of_outreach_changes_it(void **state)
{
    struct story *story = *state;
    char title[32];
    drop_all(story);
    for (int i = 0; i < 10; i++) {
        snprintf(title, sizeof title, "Actie %d", i);
        tell(story, 0, "action", "add", title, "levers=gap");
    }
    tell(story, 0, "plan");
    assert_non_null(strstr(buffer_text(&story->out),
                           "Drie hefbomen zijn nog leeg: outreaching, participatie en coproductie, "
                           "transversaal beleid."));
    tell(story, 0, "action", "add", "Met de bakfiets naar het plein", "levers=outreach");
    tell(story, 0, "plan");
    assert_non_null(strstr(buffer_text(&story->out),
                           "Twee hefbomen zijn nog leeg: participatie en coproductie, transversaal "
                           "beleid."));
    cJSON *plan = ask(story, "plan");
    assert_int_equal(cJSON_GetObjectItem(plan, "actions")->valueint, 11);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(plan, "empty")), 2);
    cJSON_Delete(plan);
}

static void what_would_turn_is_told_and_nothing_is_judged_by_it(void **state)
{
    struct story *story = *state;
    cJSON *before = story_score(story);
    drop_all(story);
    tell(story, 0, "action", "add", "Advies in de bib", "criterion=I4", "when=2026-06-01");
    cJSON *plan = ask(story, "plan");
    const cJSON *turns = cJSON_GetObjectItem(plan, "turns");
    assert_int_equal(cJSON_GetArraySize(turns), 1);
    assert_string_equal(cJSON_GetArrayItem(turns, 0)->valuestring, "I4");
    int now = cJSON_GetObjectItem(cJSON_GetObjectItem(plan, "now"), "met")->valueint;
    int then = cJSON_GetObjectItem(cJSON_GetObjectItem(plan, "then"), "met")->valueint;
    assert_int_equal(then, now + 1);
    cJSON_Delete(plan);
    score_same(before, story_score(story));
    tell(story, 0, "action");
    assert_non_null(strstr(buffer_text(&story->out), "te laat"));
}

static void steps_are_written_ticked_and_undone(void **state)
{
    struct story *story = *state;
    char id[64];
    tell(story, 0, "action", "add", "Advies in de bib", "criterion=I4");
    id_said(story, id);
    tell(story, 0, "action", "step", id, "De bib vragen");
    tell(story, 0, "action", "step", id, "Een uur kiezen");
    for (int done = 0; done < 2; done++) {
        cJSON *list = ask(story, "action");
        const cJSON *item, *steps = NULL;
        cJSON_ArrayForEach(item, list)
        {
            steps = !strcmp(text_of(item, "id"), id) ? cJSON_GetObjectItem(item, "steps") : steps;
        }
        assert_int_equal(cJSON_GetArraySize(steps), 2);
        const cJSON *first = cJSON_GetArrayItem(steps, 0);
        assert_string_equal(text_of(first, "text"), "De bib vragen");
        assert_int_equal(cJSON_IsTrue(cJSON_GetObjectItem(first, "done")), done);
        if (!done) {
            tell(story, 0, "action", "tick", id, text_of(first, "id"), "yes");
        }
        cJSON_Delete(list);
    }
    tell(story, 0, "undo");
    tell(story, 0, "action", "remove", id);
    tell(story, 4, "action", "remove", id);
    story_said(story, "plan.fault.unknown");
}

static void groups_differ_and_what_they_say_becomes_the_judgement(void **state)
{
    struct story *story = *state;
    char session[64];
    tell(story, 0, "vote", "start", "2", "T1", "T2");
    id_said(story, session);
    tell(story, 0, "vote", "colour", session, "1", "T1=green", "T2=red");
    tell(story, 0, "vote", "colour", session, "2", "T1=red", "T2=red");
    tell(story, 0, "vote", "done", session, "1");
    cJSON *shown = ask(story, "vote", "show", session);
    const cJSON *rows = cJSON_GetObjectItem(shown, "rows");
    assert_int_equal(cJSON_GetArraySize(rows), 2);
    assert_string_equal(text_of(cJSON_GetArrayItem(rows, 0), "difference"), "apart");
    assert_string_equal(text_of(cJSON_GetArrayItem(rows, 1), "difference"), "agreed");
    cJSON_Delete(shown);
    tell(story, 0, "vote", "take", session, "agreed");
    tell(story, 0, "vote", "take", session, "T1", "orange");
    cJSON *score = story_score(story);
    assert_string_equal(text_of(criterion(score, "T1"), "verdict"), "partly");
    assert_string_equal(text_of(criterion(score, "T2"), "judgement"),
                        "Groepsoordeel van 2 groepen op 12 juni 2026: 2 rood");
    cJSON_Delete(score);
}

static void words_that_are_off_are_told(void **state)
{
    struct story *story = *state;
    char session[64];
    tell(story, 3, "action", "add", "  ");
    story_said(story, "plan.fault.title");
    tell(story, 3, "action", "add", "Iets", "levers=hefboom");
    story_said(story, "plan.fault.lever");
    tell(story, 3, "action", "add", "Iets", "when=morgen");
    tell(story, 4, "action", "add", "Iets", "criterion=Z9");
    story_said(story, "fault.criterion.unknown");
    tell(story, 2, "action", "add", "Iets", "kleur=rood");
    story_said(story, "plan.fault.field");
    tell(story, 2, "action", "eat", "Iets");
    story_said(story, "fault.script.verb");
    tell(story, 3, "vote", "start", "7");
    story_said(story, "vote.fault.groups");
    tell(story, 4, "vote", "start", "2", "Z9");
    tell(story, 0, "vote", "start", "2", "T1");
    id_said(story, session);
    tell(story, 2, "vote", "colour", session, "1", "T1=paars");
    story_said(story, "vote.fault.colour");
    tell(story, 4, "vote", "colour", session, "5", "T1=red");
    tell(story, 4, "vote", "take", session, "T1", "red");
    story_said(story, "vote.fault.silent");
    tell(story, 4, "vote", "show", "01KTXYNZ40BJ518XHX2Z5FFX3J");
    story_said(story, "vote.fault.unknown");
}

static void an_action_of_a_partner_that_is_gone_says_so(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char partner[64], who[80];
    tell(story, 0, "organisation", "add", "Bib Noord");
    id_said(story, partner);
    snprintf(who, sizeof who, "who=%s", partner);
    tell(story, 0, "action", "add", "Advies in de bib", who);
    tell(story, 0, "action");
    assert_non_null(strstr(buffer_text(&story->out), "Advies in de bib · Gepland · Bib Noord\n"));
    tell(story, 0, "organisation", "remove", partner);
    tell(story, 0, "action");
    assert_null(strstr(buffer_text(&story->out), "partner:"));
    assert_non_null(strstr(buffer_text(&story->out), "een partner die er niet meer is"));
    tell(story, 0, "print", "report", "plan", "--out", story_path(story, "plan.csv"));
    file_take(story_path(story, "plan.csv"), &text);
    assert_null(strstr(buffer_text(&text), "partner:"));
    buffer_clear(&text);
}

/* What the plan says on paper. */
static void paper_of(struct story *story, const char *name, struct buffer *text)
{
    char file[32];
    snprintf(file, sizeof file, "%s.pdf", name);
    tell(story, 0, "print", "report", name, "--out", story_path(story, file));
    run_of((const char *const[]){"pdftotext", "-layout", story_path(story, file), "-", NULL}, text);
}

static void both_go_on_paper(void **state)
{
    struct story *story = *state;
    struct buffer text;
    paper_of(story, "plan", &text);
    assert_non_null(strstr(buffer_text(&text), "Eén hefboom is nog leeg: outreaching."));
    buffer_clear(&text);
    paper_of(story, "vote", &text);
    assert_non_null(strstr(buffer_text(&text), "Bespreken"));
    buffer_clear(&text);
    tell(story, 0, "action", "add", "Met de bakfiets naar het plein", "levers=outreach");
    paper_of(story, "plan", &text);
    assert_null(strstr(buffer_text(&text), "leeg: outreaching"));
    assert_non_null(strstr(buffer_text(&text), "Met de bakfiets naar het plein"));
    buffer_clear(&text);
}

static void the_plan_as_a_table_names_its_actions_and_their_steps(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char id[64];
    tell(story, 0, "action", "add", "=1+1", "criterion=I4");
    id_said(story, id);
    tell(story, 0, "action", "step", id, "De bib vragen");
    tell(story, 0, "print", "report", "plan", "--out", story_path(story, "plan.csv"));
    file_take(story_path(story, "plan.csv"), &text);
    assert_non_null(strstr(buffer_text(&text), "I4 · =1+1\r\n"));
    assert_non_null(strstr(buffer_text(&text), "De bib vragen,☐\r\n"));
    buffer_clear(&text);
    tell(story, 0, "action", "set", id, "criterion=");
    tell(story, 0, "print", "report", "plan", "--out", story_path(story, "plan.csv"));
    file_take(story_path(story, "plan.csv"), &text);
    assert_non_null(strstr(buffer_text(&text), "\"'=1+1\"\r\n"));
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(ten_actions_about_the_gap_leave_three_levers_empty_and_one_of_outreach_changes_it),
        STORY(what_would_turn_is_told_and_nothing_is_judged_by_it),
        STORY(steps_are_written_ticked_and_undone),
        STORY(groups_differ_and_what_they_say_becomes_the_judgement),
        STORY(words_that_are_off_are_told),
        STORY(an_action_of_a_partner_that_is_gone_says_so),
        STORY(both_go_on_paper),
        STORY(the_plan_as_a_table_names_its_actions_and_their_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
