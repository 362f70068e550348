/* SPDX-License-Identifier: EUPL-1.2 */
/* Partners, meetings, what was told, and whom to refer to, on the command line. */
#include "story/story.h"

static void id_of(struct story *story, char out[64])
{
    const char *text = buffer_text(&story->out), *space = strchr(text, ' ');
    assert_non_null(space);
    snprintf(out, 64, "%.*s", (int)strcspn(space + 1, "\n"), space + 1);
}

static void a_coordinator_notes_partners_a_meeting_and_a_leaflet(void **state)
{
    struct story *story = *state;
    char bib[64], saamo[64];
    tell(story, 0, "organisation", "add", "Bib Noord", "part=facilitator", "pillars=T,I",
         "phone=02 412 00 00", "--wijk", MOLENBEEK);
    id_of(story, bib);
    tell(story, 0, "organisation", "add", "Saamo Noord", "part=lead", "mail=wijk@example.org",
         "contact/point=yes", "contact/days=Mo,Th", "contact/confirmed=2026-06-01");
    id_of(story, saamo);
    tell(story, 0, "organisation", "commit", bib, "elke zaterdag een digihelper");
    cJSON *all = ask(story, "organisation", "--part", "facilitator");
    assert_int_equal(cJSON_GetArraySize(all), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(all, 0), "name"), "Bib Noord");
    cJSON_Delete(all);
    tell(story, 0, "meeting", "add", "2026-05-20", "organisations=Bib Noord; Saamo Noord",
         "others=2", "held=yes");
    tell(story, 0, "told", "add", "2026-05-21", "leaflet", "languages=nl,ar", "copies=200");
    cJSON *meetings = ask(story, "meeting");
    assert_int_equal(
        cJSON_GetObjectItem(cJSON_GetArrayItem(meetings, 0), "organisation_count")->valueint, 4);
    cJSON_Delete(meetings);
    cJSON *told = ask(story, "told", "list");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(cJSON_GetArrayItem(told, 0), "paper")));
    cJSON_Delete(told);
    tell(story, 0, "undo");
    tell(story, 0, "organisation", "remove", saamo);
    tell(story, 0, "organisation");
    assert_non_null(strstr(buffer_text(&story->out), "elke zaterdag een digihelper"));
    assert_null(strstr(buffer_text(&story->out), "Saamo Noord"));
}

static void what_is_typed_wrongly_is_said(void **state)
{
    struct story *story = *state;
    tell(story, 2, "organisation", "--part", "king");
    story_said(story, "fault.record.word");
    tell(story, 2, "organisation", "dance");
    tell(story, 4, "organisation", "remove", "partner:none");
    story_said(story, "fault.record.unknown");
    tell(story, 2, "refer");
    tell(story, 2, "refer", "--theme", "love");
    story_said(story, "fault.record.word");
    tell(story, 2, "refer", "--theme", "itsme", "--tongue", "klingon");
    tell(story, 2, "meeting", "add");
}

static void who_helps_with_itsme_in_arabic(void **state)
{
    struct story *story = *state;
    cJSON *found = ask(story, "refer", "--theme", "itsme", "--tongue", "ar");
    const cJSON *first = cJSON_GetArrayItem(found, 0);
    assert_non_null(first);
    assert_non_null(strstr(text_of(first, "languages"), "ar"));
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(first, "moments")) > 0);
    cJSON_Delete(found);
    tell(story, 0, "refer", "--theme", "itsme", "--tongue", "ar");
    assert_non_null(strstr(buffer_text(&story->out), "–"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_coordinator_notes_partners_a_meeting_and_a_leaflet),
        STORY(what_is_typed_wrongly_is_said),
        STORY(who_helps_with_itsme_in_arabic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
