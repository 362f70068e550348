/* SPDX-License-Identifier: EUPL-1.2 */
/* Partners, meetings, what was told, and whom to refer to, by thumb. */
#include "screen/hand.h"
#include "screen/thumb.h"

#include <stdio.h>
#include <string.h>

#include "action/logbook.h"
#include "action/record.h"
#include "base/json.h"
#include "screen/shell_inner.h"

static const double sizes[][2] = {{1280, 800}, {412, 892}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static const struct logbook *book(struct thumb *thumb)
{
    return project_logbook(thumb->shell->project);
}

static void typed(struct thumb *thumb, const char *field, const char *text)
{
    thumb_tap(thumb, field);
    thumb_type(thumb, text);
}

static void partner_put(struct thumb *thumb, const char *name, char id[ACTION_ID])
{
    struct fault why;
    struct action_field fields[] = {{"name", name}, {"phone", "02 412 00 00"}};
    assert_true(action_record_new(thumb->shell->project, RECORD_ORGANISATION, fields, 2, id, &why));
}

static void a_partner_is_noted_from_the_hub(void **state)
{
    (void)state;
    for (int at = 0; at < SIZES; at++) {
        struct thumb thumb;
        thumb_open(&thumb, "nl", sizes[at][0], sizes[at][1]);
        size_t before = book(&thumb)->organisation_count;
        thumb_tap(&thumb, "rail.work");
        thumb_tap(&thumb, "work:partners");
        thumb_tap(&thumb, "partners.add");
        typed(&thumb, "form.field:name", "Bib Noord");
        thumb_tap(&thumb, "form.one:part=facilitator");
        thumb_tap(&thumb, "form.many:pillars=T");
        thumb_tap(&thumb, "form.save");
        assert_int_equal(book(&thumb)->organisation_count, before + 1);
        assert_int_equal(thumb.shell->screen, SCREEN_PARTNERS);
        thumb_assert_reads(&thumb, "Bib Noord");
        thumb_tap(&thumb, "bar.undo");
        assert_int_equal(book(&thumb)->organisation_count, before);
        thumb_close(&thumb);
    }
}

static void a_promise_and_the_contact_point_are_noted_on_its_page(void **state)
{
    (void)state;
    struct thumb thumb;
    char id[ACTION_ID];
    thumb_open(&thumb, "nl", 412, 892);
    partner_put(&thumb, "Saamo", id);
    thumb_show(&thumb, "organisation", id);
    typed(&thumb, "form.field:#promise", "elke maandag een spreekuur");
    thumb_tap(&thumb, "book.commit");
    const struct organisation *saamo = logbook_organisation(book(&thumb), id);
    assert_int_equal(saamo->commitment_count, 1);
    thumb_assert_reads(&thumb, "elke maandag een spreekuur");
    thumb_tap(&thumb, "form.flag:contact/point");
    thumb_tap(&thumb, "form.many:contact/days=Mo");
    thumb_tap(&thumb, "book.confirmed");
    thumb_tap(&thumb, "form.save");
    saamo = logbook_organisation(book(&thumb), id);
    assert_true(saamo->contact_point && saamo->contact_confirmed.year);
    assert_int_equal(saamo->days, 1u << MONDAY);
    thumb_close(&thumb);
}

static void what_was_typed_is_not_lost_when_leaving(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open_first_week(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "partners", NULL);
    thumb_tap(&thumb, "partners.add");
    typed(&thumb, "form.field:name", "Half");
    thumb_tap(&thumb, "back");
    thumb_tap(&thumb, "form.leave.save");
    assert_int_equal(book(&thumb)->organisation_count, 1);
    thumb_close(&thumb);
}

static void a_meeting_takes_its_organisations_by_touch(void **state)
{
    (void)state;
    struct thumb thumb;
    char one[ACTION_ID], two[ACTION_ID], chip[ACTION_ID + 40];
    thumb_open_first_week(&thumb, "nl", 412, 892);
    partner_put(&thumb, "Bib", one);
    partner_put(&thumb, "Saamo", two);
    thumb_show(&thumb, "meetings", NULL);
    size_t before = book(&thumb)->meeting_count;
    thumb_tap(&thumb, "meetings.add");
    thumb_tap(&thumb, "form.flag:held");
    snprintf(chip, sizeof chip, "form.many:organisations=%s", one);
    thumb_tap(&thumb, chip);
    snprintf(chip, sizeof chip, "form.many:organisations=%s", two);
    thumb_tap(&thumb, chip);
    typed(&thumb, "form.field:others", "2");
    thumb_tap(&thumb, "form.save");
    assert_int_equal(book(&thumb)->meeting_count, before + 1);
    assert_true(book(&thumb)->meetings[0].held);
    assert_int_equal(book(&thumb)->meetings[0].organisation_count, 4);
    thumb_close(&thumb);
}

static void a_planned_meeting_whose_day_is_over_is_asked_about_first(void **state)
{
    (void)state;
    struct thumb thumb;
    struct fault why;
    char id[ACTION_ID], row[ACTION_ID + 40];
    thumb_open(&thumb, "nl", 412, 892);
    struct action_field day = {"date", "2026-06-11"}, held = {"held", "yes"};
    assert_true(action_record_new(thumb.shell->project, RECORD_MEETING, &day, 1, id, &why));
    thumb_show(&thumb, "meetings", NULL);
    const char *asked = shell_word(thumb.shell, "meetings.asked");
    assert_true(thumb_reads(&thumb, asked));
    assert_true(action_record_set(thumb.shell->project, RECORD_MEETING, id, &held, 1, &why));
    thumb_show(&thumb, "meetings", NULL);
    assert_false(thumb_reads(&thumb, asked));
    snprintf(row, sizeof row, "book.meeting:%s", id);
    thumb_tap(&thumb, row);
    thumb_close(&thumb);
}

/* Shown as people type it, kept half typed, stored as it always is. */
static void a_day_in_a_field_is_written_as_people_write_it(void **state)
{
    (void)state;
    static const char *const languages[] = {"nl", "fr", "en"};
    for (int at = 0; at < 3; at++) {
        struct hand hand;
        struct fault why;
        char id[ACTION_ID];
        struct action_field day = {"date", "2026-06-24"};
        hand_open(&hand, 1280, 800, languages[at], 1);
        assert_true(action_record_new(hand.shell->project, RECORD_MEETING, &day, 1, id, &why));
        hand_show(&hand, "meeting", id);
        assert_non_null(strstr(hand_line(&hand, "form.field:date"), "24/6/2026"));
        hand_fill(&hand, "form.field:date", "5/7");
        assert_string_equal(draft_find(hand.shell, "date")->value, "5/7");
        hand_tap(&hand, "form.save"); /* refused: nothing is lost */
        hand_tap(&hand, "fault.close");
        assert_string_equal(draft_find(hand.shell, "date")->value, "5/7");
        hand_fill(&hand, "form.field:date", "5/7/2026");
        hand_tap(&hand, "form.save");
        const cJSON *saved = record_find(hand.shell->project, id);
        assert_string_equal(json_text(saved, "date", ""), "2026-07-05");
        hand_show(&hand, "meeting", id);
        assert_non_null(strstr(hand_line(&hand, "form.field:date"), "5/7/2026"));
        hand.now += 9000; /* the quiet bar goes */
        shell_tick(hand.shell, hand.now);
        hand_fill(&hand, "form.field:about", "Jaarplan");
        hand_tap(&hand, "form.save"); /* the day that was not touched stays */
        assert_string_equal(json_text(record_find(hand.shell->project, id), "date", ""),
                            "2026-07-05");
        hand_close(&hand);
    }
}

static void what_a_partner_promised_ends_in_the_week_and_opens_the_partner(void **state)
{
    (void)state;
    struct hand hand;
    struct fault why;
    char id[ACTION_ID], commitment[ACTION_ID], row[ACTION_ID + 40] = "";
    hand_open_first_week(&hand, 412, 892, "nl", 1);
    struct action_field fields[] = {{"name", "Saamo"}};
    assert_true(action_record_new(hand.shell->project, RECORD_ORGANISATION, fields, 1, id, &why));
    assert_true(action_commit(hand.shell->project, id, "elke maandag een spreekuur",
                              (struct civil_date){2026, 3, 1}, (struct civil_date){2026, 6, 30},
                              commitment, &why));
    hand_show(&hand, "todo", NULL);
    assert_true(hand_sees(&hand, "Nog 18 dagen: engagement van Saamo"));
    assert_true(hand_sees(&hand, "elke maandag een spreekuur · tot en met 30 juni 2026"));
    for (int at = 0; at < 40 && !hand_finds(&hand, row); at++) {
        snprintf(row, sizeof row, "todo.soon:%s|%d", id, at);
    }
    hand_tap(&hand, row);
    assert_int_equal(hand.shell->screen, SCREEN_ORGANISATION);
    assert_string_equal(hand.shell->book.open, id);
    hand_close(&hand);
}

static void a_leaflet_in_arabic_makes_a_proposal_that_people_take_over(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "told", NULL);
    thumb_tap(&thumb, "told.add");
    thumb_tap(&thumb, "form.one:channel=leaflet");
    thumb_tap(&thumb, "form.many:languages=ar");
    thumb_tap(&thumb, "form.save");
    thumb_show(&thumb, "criterion", "C5");
    thumb_assert_reads(&thumb, "Voorstel: voldaan");
    thumb_assert_reads(&thumb, "voorstel: voldaan"); /* the tag beside the result */
    int at = framework_find(project_framework(thumb.shell->project), "C5");
    assert_int_equal(project_assessment(thumb.shell->project)->findings[at].verdict,
                     VERDICT_UNKNOWN);
    thumb_wait(&thumb, 9000); /* the quiet bar goes */
    thumb_tap(&thumb, "noted.take");
    thumb_tap(&thumb, "form.save");
    assert_int_equal(project_assessment(thumb.shell->project)->findings[at].verdict, VERDICT_MET);
    thumb_close(&thumb);
}

static void who_helps_with_itsme_in_arabic_takes_two_taps(void **state)
{
    (void)state;
    for (int at = 0; at < SIZES; at++) {
        struct thumb thumb;
        thumb_open(&thumb, "nl", sizes[at][0], sizes[at][1]);
        thumb_show(&thumb, "refer", NULL);
        thumb.taps = 0;
        assert_true(
            thumb_sees(&thumb, "refer.place:0")); /* the most asked one is answered at once */
        assert_false(thumb_sees(&thumb, "refer.theme:1"));
        thumb_tap(&thumb, "refer.ask:2");
        thumb_tap(&thumb, "refer.tongue:4");
        assert_int_equal(thumb.taps, 2);
        assert_true(thumb_sees(&thumb, "refer.place:0"));
        thumb_assert_reads(&thumb, "De Boekenmolen");
        assert_false(thumb_reads(&thumb, "Gemeentehuis"));
        thumb_tap(&thumb, "refer.place:0");
        assert_int_equal(thumb.shell->screen, SCREEN_PLACE);
        thumb_close(&thumb);
    }
}

static void the_first_answer_is_seen_without_scrolling(void **state)
{
    static const double rooms[][3] = {{412, 892, 1}, {412, 892, 2}, {1280, 800, 1}, {1280, 800, 2}};
    (void)state;
    for (int at = 0; at < 4; at++) {
        struct hand hand;
        struct rect first, foot;
        hand_open(&hand, rooms[at][0], rooms[at][1], "fr", rooms[at][2]);
        hand_show(&hand, "refer", NULL);
        assert_true(ui_find(shell_ui(hand.shell), "refer.place:0", &first));
        assert_true(ui_find(shell_ui(hand.shell), "page.foot", &foot));
        assert_true(first.y + 48 <= foot.y);
        hand_tap(&hand, "refer.ask:1");
        hand_tap(&hand, "refer.theme:1");
        assert_true(hand_sees(&hand, "Banque"));
        assert_false(hand_finds(&hand, "refer.theme:2")); /* folded again */
        hand_close(&hand);
    }
}

static void nobody_today_shows_the_way_to_the_coming_weeks(void **state)
{
    (void)state;
    struct thumb thumb;
    thumb_open(&thumb, "nl", 412, 892);
    thumb_show(&thumb, "refer", "itsme tr");
    thumb_tap(&thumb, "refer.today");
    thumb_assert_reads(&thumb, "Niemand gevonden");
    thumb_tap(&thumb, "refer.weeks");
    assert_false(thumb_reads(&thumb, "Niemand gevonden"));
    thumb_close(&thumb);
}

static void the_list_of_partners_is_narrowed_to_a_role(void **state)
{
    (void)state;
    struct thumb thumb;
    struct fault why;
    char id[ACTION_ID];
    struct action_field bib[] = {{"name", "Bib Noord"}, {"part", "facilitator"}};
    char others[3][ACTION_ID]; /* so many that narrowing is offered */
    struct action_field lead[] = {{"name", "Trekker Noord"}, {"part", "lead"}};
    thumb_open(&thumb, "nl", 412, 892);
    struct project *project = thumb.shell->project;
    for (int at = 0; at < 3; at++) {
        char name[16];
        snprintf(name, sizeof name, "Partner %d", at);
        partner_put(&thumb, name, others[at]);
    }
    assert_true(action_record_new(project, RECORD_ORGANISATION, bib, 2, id, &why));
    int role = (int)logbook_organisation(project_logbook(project), id)->role;
    assert_true(action_record_new(project, RECORD_ORGANISATION, lead, 2, id, &why));
    thumb_show(&thumb, "partners", NULL);
    thumb_assert_reads(&thumb, "Trekker Noord");
    char chip[32];
    snprintf(chip, sizeof chip, "partners.part:%d", role + 1);
    thumb_tap(&thumb, "partners.roles");
    thumb_tap(&thumb, chip);
    thumb_assert_reads(&thumb, "Bib Noord");
    assert_false(thumb_reads(&thumb, "Trekker Noord"));
    thumb_close(&thumb);
}

static void the_short_address_for_the_card_is_typed_and_kept(void **state)
{
    (void)state;
    for (int at = 0; at < SIZES; at++) {
        struct thumb thumb;
        thumb_open(&thumb, "nl", sizes[at][0], sizes[at][1]);
        thumb_show(&thumb, "refer", "itsme");
        thumb_assert_reads(&thumb, "123digit.be");
        assert_false(thumb_sees(&thumb, "refer.site.save"));
        typed(&thumb, "refer.site", "www.molenbeek.example/digitaal");
        thumb_tap(&thumb, "refer.site.save");
        assert_string_equal(project_wijk(thumb.shell->project)->site, "molenbeek.example/digitaal");
        assert_false(thumb_sees(&thumb, "refer.site.save"));
        thumb_tap(&thumb, "bar.undo");
        assert_string_equal(project_wijk(thumb.shell->project)->site, "");
        thumb_close(&thumb);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_partner_is_noted_from_the_hub),
        cmocka_unit_test(a_promise_and_the_contact_point_are_noted_on_its_page),
        cmocka_unit_test(what_was_typed_is_not_lost_when_leaving),
        cmocka_unit_test(a_meeting_takes_its_organisations_by_touch),
        cmocka_unit_test(a_planned_meeting_whose_day_is_over_is_asked_about_first),
        cmocka_unit_test(a_day_in_a_field_is_written_as_people_write_it),
        cmocka_unit_test(what_a_partner_promised_ends_in_the_week_and_opens_the_partner),
        cmocka_unit_test(a_leaflet_in_arabic_makes_a_proposal_that_people_take_over),
        cmocka_unit_test(who_helps_with_itsme_in_arabic_takes_two_taps),
        cmocka_unit_test(the_list_of_partners_is_narrowed_to_a_role),
        cmocka_unit_test(the_short_address_for_the_card_is_typed_and_kept),
        cmocka_unit_test(the_first_answer_is_seen_without_scrolling),
        cmocka_unit_test(nobody_today_shows_the_way_to_the_coming_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
