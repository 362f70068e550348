/* SPDX-License-Identifier: EUPL-1.2 */
#include "action/called.h"
#include "action/logbook.h"

#include <stdlib.h>

#include "action/practice.h"
#include "action/project_inner.h"
#include "action/record.h"
#include "action/refer.h"
#include "action/script.h"
#include "base/json.h"

static void done(struct practice *practice, const char *line, char id[ACTION_ID])
{
    struct fault why;
    struct script *script = script_new(practice->project);
    if (!script_line(script, line, id, &why))
        fail_msg("%s: %s %s", line, why.what.key, why.what.argument[0].as.text);
    script_free(script);
}

static void refused(struct practice *practice, const char *line, const char *key)
{
    struct fault why;
    char id[ACTION_ID];
    struct script *script = script_new(practice->project);
    assert_false(script_line(script, line, id, &why));
    assert_string_equal(why.what.key, key);
    script_free(script);
}

static const struct organisation *of(struct practice *practice, const char *id)
{
    return logbook_organisation(project_logbook(practice->project), id);
}

static const struct finding *found(struct practice *practice, const char *criterion)
{
    int at = framework_find(project_framework(practice->project), criterion);
    return &project_assessment(practice->project)->findings[at];
}

static void a_partner_is_added_changed_and_removed_and_each_can_be_undone(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], same[ACTION_ID];
    size_t before = project_logbook(practice->project)->organisation_count;
    done(practice,
         "organisation add \"Bib Noord\" part=facilitator pillars=T,I phone=\"02 412 00 00\"", id);
    assert_int_equal(of(practice, id)->role, ROLE_FACILITATOR);
    char line[200];
    snprintf(line, sizeof line, "organisation set %s part=lead trained/count=3", id);
    done(practice, line, same);
    assert_string_equal(same, id);
    assert_int_equal(of(practice, id)->role, ROLE_LEAD);
    assert_int_equal(of(practice, id)->trained, 3);
    assert_string_equal(of(practice, id)->phone, "02 412 00 00");
    assert_true(action_undo(practice->project, &why));
    assert_int_equal(of(practice, id)->role, ROLE_FACILITATOR);
    assert_true(action_record_remove(practice->project, RECORD_ORGANISATION, id, &why));
    assert_null(of(practice, id));
    assert_int_equal(project_logbook(practice->project)->organisation_count, before);
    assert_false(action_record_remove(practice->project, RECORD_ORGANISATION, id, &why));
    assert_string_equal(why.what.key, "fault.record.unknown");
    assert_true(action_undo(practice->project, &why));
    assert_string_equal(of(practice, id)->name, "Bib Noord");
}

static void what_is_odd_is_refused_and_nothing_is_written(void **state)
{
    struct practice *practice = *state;
    size_t before = project_history_count(practice->project);
    refused(practice, "organisation add \"\"", "fault.record.needed");
    refused(practice, "organisation add Bib part=king", "fault.field.word");
    refused(practice, "organisation add Bib pillars=T,digital", "fault.record.word");
    refused(practice, "organisation add Bib pillars=T,Z", "fault.record.word");
    refused(practice, "organisation add Bib shoe=42", "fault.field.unknown");
    refused(practice, "organisation set partner:none name=X", "fault.record.unknown");
    refused(practice, "organisation dance Bib", "fault.script.verb");
    refused(practice, "meeting add morgen", "fault.field.date");
    refused(practice, "meeting add 2026-06-12 organisations=Niemand", "fault.organisation.unknown");
    refused(practice, "told add 2026-06-12 smoke", "fault.field.word");
    refused(practice, "told add 2026-06-12", "fault.script.words");
    assert_int_equal(project_history_count(practice->project), before);
}

static void what_was_done_is_not_of_tomorrow_and_no_end_lies_before_its_beginning(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID], line[200];
    size_t before = project_history_count(practice->project);
    refused(practice, "meeting add {today+1} held=yes", "fault.meeting.future");
    refused(practice, "told add {today+1} leaflet", "fault.record.future");
    refused(practice, "organisation add Bib trained/date={today+1}", "fault.record.future");
    refused(practice, "organisation add Bib contact/confirmed={today+1}", "fault.record.future");
    refused(practice, "organisation add Bib plan/date={today} plan/until={today-1}",
            "fault.record.until");
    assert_int_equal(project_history_count(practice->project), before);
    done(practice, "organisation add Bib plan/date={today+1} plan/until={today+1}", id);
    snprintf(line, sizeof line, "organisation commit %s hulp 2026-03-01 2026-02-28", id);
    refused(practice, line, "fault.record.until");
    snprintf(line, sizeof line, "organisation commit %s hulp 2026-03-01 2026-03-01", id);
    done(practice, line, id);
    done(practice, "meeting add {today+1}", id);
    done(practice, "meeting add {today} held=yes", id);
}

static void a_number_that_would_not_be_kept_is_refused(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID];
    refused(practice, "meeting add {today} others=201", "fault.field.count");
    refused(practice, "meeting add {today} actions=1000", "fault.field.count");
    refused(practice, "meeting add {today} others=-1", "fault.field.count");
    refused(practice, "told add {today} leaflet copies=1000001", "fault.field.count");
    done(practice, "meeting add {today} others=200 actions=999", id);
    assert_int_equal(logbook_meeting(project_logbook(practice->project), id)->others, 200);
    done(practice, "told add {today} leaflet copies=20000", id);
    assert_int_equal(logbook_told(project_logbook(practice->project), id)->copies, 20000);
}

static void called(struct practice *practice, const char *id, char out[200])
{
    struct language *words[LANGUAGE_COUNT];
    struct buffer text;
    const struct logbook *logbook = project_logbook(practice->project);
    practice_words_open(words);
    buffer_init(&text, 200);
    partner_called(logbook, logbook_organisation(logbook, id), words[LANGUAGE_EN], &text);
    snprintf(out, 200, "%s", buffer_text(&text));
    buffer_clear(&text);
    practice_words_close(words);
}

static void two_partners_of_one_name_are_told_apart(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID], other[ACTION_ID], met[ACTION_ID], line[300], first[200], second[200];
    done(practice, "organisation add \"Bib Noord\" part=help", id);
    called(practice, id, first);
    assert_string_equal(first, "Bib Noord");
    practice->clock = kit_clock("2026-06-12T15:07");
    done(practice, "organisation add \"bib noord\" part=place", other);
    const struct logbook *logbook = project_logbook(practice->project);
    assert_string_equal(partner_namesake(logbook, "BIB NOORD", id)->id, other);
    assert_null(partner_namesake(logbook, "Bib Zuid", ""));
    called(practice, id, first);
    called(practice, other, second);
    assert_true(!strncmp(first, "Bib Noord (", 11) && !strncmp(second, "bib noord (", 11));
    assert_string_not_equal(first + 9, second + 9);
    snprintf(line, sizeof line, "organisation set %s part=help", other);
    done(practice, line, other);
    called(practice, id, first);
    called(practice, other, second);
    assert_non_null(strstr(first, id + strlen(id) - 4));
    assert_string_not_equal(first + 9, second + 9);
    refused(practice, "meeting add 2026-06-01 organisations=\"Bib Noord\"",
            "fault.organisation.several");
    snprintf(line, sizeof line, "meeting add 2026-06-01 organisations=\"%s\"", other);
    done(practice, line, met);
    assert_int_equal(logbook_meeting(project_logbook(practice->project), met)->organisation_count,
                     1);
}

static void a_person_is_named_only_when_it_may_be_shared_and_not_for_ever(void **state)
{
    struct practice *practice = *state;
    char id[ACTION_ID], line[200];
    struct civil_date today = project_now(practice->project).date;
    refused(practice, "organisation add Bib person/name=An person/until={today+100}",
            "fault.person.share");
    refused(practice, "organisation add Bib person/name=An person/share=yes", "fault.person.until");
    refused(practice,
            "organisation add Bib person/name=An person/share=yes person/until={today+900}",
            "fault.person.until");
    done(practice, "organisation add Bib person/name=An person/share=yes person/until={today+1}",
         id);
    assert_string_equal(organisation_person(of(practice, id), today), "An");
    practice->clock = kit_clock("2026-06-20T15:00");
    assert_string_equal(organisation_person(of(practice, id), project_now(practice->project).date),
                        "");
    snprintf(line, sizeof line, "organisation set %s phone=\"02 412 00 00\"", id);
    done(practice, line, id);
    assert_null(json_member(of(practice, id)->document, "person"));
}

struct seek {
    const char *word;
    bool found;
};

static void word_seek(void *data, const char *id, const cJSON *document)
{
    struct seek *seek = data;
    char *text = cJSON_PrintUnformatted(document);
    (void)id;
    seek->found = seek->found || strstr(text, seek->word);
    free(text);
}

static void a_removed_partner_leaves_nothing_of_itself_behind(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    struct seek seek = {"Annemieke", false};
    char id[ACTION_ID];
    done(practice,
         "organisation add Weg person/name=Annemieke person/share=yes person/until={today+90}", id);
    record_each(practice->project, "partner", word_seek, &seek);
    assert_true(seek.found);
    assert_true(action_record_remove(practice->project, RECORD_ORGANISATION, id, &why));
    const cJSON *left = view_document(practice->project, id);
    char *text = cJSON_PrintUnformatted(left);
    assert_null(strstr(text, "Annemieke"));
    assert_null(strstr(text, "Weg"));
    assert_true(json_bool(left, "removed", false));
    free(text);
}

static void a_promise_is_noted_and_taken_back(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID], promise[ACTION_ID], line[200];
    done(practice, "organisation add Bib", id);
    snprintf(line, sizeof line, "organisation commit %s \"elke zaterdag een helper\" {today-3}",
             id);
    done(practice, line, promise);
    assert_int_equal(of(practice, id)->commitment_count, 1);
    assert_string_equal(of(practice, id)->commitments[0].id, promise);
    assert_false(action_uncommit(practice->project, id, "a/b", &why));
    assert_true(action_uncommit(practice->project, id, promise, &why));
    assert_int_equal(of(practice, id)->commitment_count, 0);
    assert_false(action_commit(practice->project, id, " ", (struct civil_date){0},
                               (struct civil_date){0}, promise, &why));
}

static void the_contact_point_and_the_meetings_turn_their_criteria(void **state)
{
    struct practice *practice = *state;
    struct fault why;
    char id[ACTION_ID];
    assert_true(action_judge(practice->project, "C1", -1, "", &why));
    assert_true(action_judge(practice->project, "C4", -1, "", &why));
    done(practice,
         "organisation add Saamo phone=\"02 412 00 00\" contact/point=yes contact/days=Mo,We "
         "contact/until={today+60} contact/confirmed={today}",
         id);
    assert_int_equal(found(practice, "C1")->verdict, VERDICT_MET);
    done(practice, "meeting add {today-10} held=yes organisations=saamo others=2", id);
    assert_int_equal(found(practice, "C4")->verdict, VERDICT_PARTLY);
    done(practice, "meeting add {today-40} held=yes others=4 actions=2", id);
    assert_int_equal(found(practice, "C4")->verdict, VERDICT_MET);
    done(practice, "told add {today-5} leaflet languages=nl,ar copies=200", id);
    assert_int_equal(found(practice, "C5")->proposal, VERDICT_MET);
}

static void who_helps_is_found_with_its_next_moments(void **state)
{
    struct practice *practice = *state;
    struct referral all[REFERRAL_MOST];
    struct refer_ask ask = {.theme = NEED_ITSME, .tongue = -1};
    ask.when = project_now(practice->project);
    int any = action_refer(practice->project, &ask, all);
    assert_true(any > 2);
    for (int at = 0; at < any; at++) {
        assert_true(all[at].offer->checked.year);
        assert_true(project_place_in_wijk(practice->project, all[at].place));
    }
    assert_true(tongue_parse("ar", &ask.tongue));
    int arabic = action_refer(practice->project, &ask, all);
    assert_true(arabic > 0 && arabic < any);
    assert_true(all[0].said && all[0].moment_count > 0);
    assert_non_null(strstr(all[0].offer->languages, "ar"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_partner_is_added_changed_and_removed_and_each_can_be_undone, practice_begin,
            practice_end),
        cmocka_unit_test_setup_teardown(what_is_odd_is_refused_and_nothing_is_written,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(
            what_was_done_is_not_of_tomorrow_and_no_end_lies_before_its_beginning, practice_begin,
            practice_end),
        cmocka_unit_test_setup_teardown(a_number_that_would_not_be_kept_is_refused, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(two_partners_of_one_name_are_told_apart, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(
            a_person_is_named_only_when_it_may_be_shared_and_not_for_ever, practice_begin,
            practice_end),
        cmocka_unit_test_setup_teardown(a_removed_partner_leaves_nothing_of_itself_behind,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_promise_is_noted_and_taken_back, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(the_contact_point_and_the_meetings_turn_their_criteria,
                                        practice_begin_first_week, practice_end),
        cmocka_unit_test_setup_teardown(who_helps_is_found_with_its_next_moments, practice_begin,
                                        practice_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
