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
    tell(story, 0, "organisation", "add", "bib noord");
    assert_non_null(strstr(buffer_text(&story->out), "al een partner met de naam"));
    tell(story, 0, "undo");
    tell(story, 0, "organisation", "commit", bib, "elke zaterdag een digihelper");
    cJSON *all = ask(story, "organisation", "--part", "facilitator");
    assert_int_equal(cJSON_GetArraySize(all), 1);
    assert_string_equal(text_of(cJSON_GetArrayItem(all, 0), "name"), "Bib Noord");
    cJSON_Delete(all);
    tell(story, 0, "meeting", "add", "2026-05-20", "organisations=Bib Noord; Saamo Noord",
         "others=2", "held=yes");
    tell(story, 0, "told", "add", "2026-05-21", "leaflet", "languages=nl,ar", "copies=200");
    tell(story, 0, "meeting");
    assert_non_null(strstr(buffer_text(&story->out), "20 mei 2026"));
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

/* A report as a table; free it with buffer_clear. */
static void table_of(struct story *story, const char *report, struct buffer *text)
{
    tell(story, 0, "print", "report", report, "--out", story_path(story, "lijst.csv"));
    file_take(story_path(story, "lijst.csv"), text);
}

static void what_was_noted_about_partners_and_residents_goes_on_paper(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char bib[64], gone[64];
    tell(story, 0, "organisation", "add", "=Bib", "pillars=T,I", "trained/count=3",
         "plan/date=2026-01-15", "plan/until=2026-12-31", "contact/point=yes",
         "contact/until=2099-06-30");
    id_of(story, bib);
    tell(story, 0, "organisation", "add", "Gaat weg");
    id_of(story, gone);
    tell(story, 0, "organisation", "commit", bib, "een digihelper", "2026-03-01", "2026-12-31");
    tell(story, 0, "meeting", "add", "2026-05-12", "organisations==Bib; Gaat weg", "others=2",
         "held=yes", "actions=3", "about=doorverwijzen");
    tell(story, 0, "organisation", "remove", gone);
    table_of(story, "partners", &text);
    const char *const partners[] = {
        "\"'=Bib, tot en met 30 juni 2099\"",
        "\"'=Bib\",Andere rol,\"Toegang, Individuele ondersteuning\",,",
        "een digihelper (van 1 maart 2026 tot en met 31 december 2026)",
        "huisplan van 15 januari 2026 tot en met 31 december 2026; 3 medewerkers en vrijwilligers",
        "12 mei 2026,gehouden,\"'=Bib, en nog 3\",doorverwijzen,3"};
    for (size_t at = 0; at < sizeof partners / sizeof *partners; at++) {
        if (!strstr(buffer_text(&text), partners[at])) {
            fail_msg("%s not in: %s", partners[at], buffer_text(&text));
        }
    }
    buffer_clear(&text);
    tell(story, 0, "told", "add", "2026-05-21", "leaflet", "languages=nl,ar", "copies=20000",
         "plain=yes", "audience=seniors", "about=zomer");
    table_of(story, "told", &text);
    assert_non_null(strstr(buffer_text(&text),
                           "21 mei 2026,Folder of flyer,papier,\"Nederlands, Arabisch, klare "
                           "taal\",Senioren,20000,zomer\r\n"));
    buffer_clear(&text);
    tell(story, 0, "print", "report", "told", "--out", story_path(story, "lijst.pdf"));
}

static void what_is_typed_wrongly_is_said(void **state)
{
    struct story *story = *state;
    tell(story, 2, "organisation", "--part", "king");
    assert_non_null(strstr(buffer_text(&story->err), "Kies uit: other, lead, help"));
    tell(story, 2, "organisation", "dance");
    tell(story, 4, "organisation", "remove", "partner:none");
    story_said(story, "fault.record.unknown");
    tell(story, 2, "refer");
    assert_non_null(strstr(buffer_text(&story->err), "ontbreekt of is onjuist: --theme"));
    tell(story, 2, "refer", "--theme", "love");
    assert_non_null(strstr(buffer_text(&story->err), "Kies uit: itsme, bank, "));
    tell(story, 2, "refer", "--theme", "itsme", "--tongue", "klingon");
    assert_non_null(strstr(buffer_text(&story->err), "Kies uit: nl, fr, en, ar"));
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

static void card(struct story *story, const char *about, const char *form, struct buffer *text)
{
    struct buffer info;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    tell(story, 0, "print", "report", "referral", "--about", about, "--form", form, "--out", file);
    run_of((const char *const[]){"pdfinfo", file, NULL}, &info);
    assert_non_null(strstr(buffer_text(&info), "Pages:           1\n"));
    buffer_clear(&info);
    run_of((const char *const[]){"pdftotext", "-layout", file, "-", NULL}, text);
}

static int times(const char *text, const char *words)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words)) {
        count++;
    }
    return count;
}

static void the_card_for_itsme_has_the_next_three_moments_and_an_address_to_type(void **state)
{
    static const char *const forms[] = {"a5", "a6"};
    struct story *story = *state;
    for (size_t at = 0; at < 2; at++) {
        struct buffer text;
        card(story, "itsme", forms[at], &text);
        assert_true(times(buffer_text(&text), "\xe2\x80\x93" /* from – to */) >= 3);
        assert_non_null(strstr(buffer_text(&text), "zaterdag 13 juni, 09:00"));
        assert_non_null(strstr(buffer_text(&text), "typ 123digit.be"));
        assert_non_null(strstr(buffer_text(&text), "“itsme”"));
        assert_non_null(strstr(buffer_text(&text), "Gratis · zonder afspraak"));
        buffer_clear(&text);
    }
}

/* The address of the wijk takes the place of the websites, and the telephone stands before it. */
static void the_short_address_of_the_wijk_stands_on_the_card(void **state)
{
    struct story *story = *state;
    struct buffer text;
    card(story, "itsme", "a5", &text);
    assert_non_null(strstr(buffer_text(&text), "sint-jans-molenbeek.bibliotheek.be"));
    assert_null(strstr(buffer_text(&text), "https"));
    buffer_clear(&text);
    tell(story, 3, "refer", "--site", "een zin");
    story_said(story, "fault.wijk.site");
    tell(story, 0, "refer", "--site", "https://www.molenbeek.example/digitaal/");
    card(story, "itsme", "a6", &text);
    assert_non_null(strstr(buffer_text(&text), "Alle hulp: typ molenbeek.example/digitaal"));
    assert_null(strstr(buffer_text(&text), "bibliotheek.be"));
    buffer_clear(&text);
    card(story, "bank", "a5", &text);
    const char *call = strstr(buffer_text(&text), "Bel +32"),
               *site = strstr(buffer_text(&text), "molenbeek.example/digitaal");
    assert_true(call && site && call < site);
    buffer_clear(&text);
    tell(story, 0, "undo");
    card(story, "itsme", "a6", &text);
    assert_null(strstr(buffer_text(&text), "molenbeek.example"));
    buffer_clear(&text);
    tell(story, 0, "refer", "--theme", "tax");
    assert_non_null(strstr(buffer_text(&story->out), "123digit.be en zoek op “belastingen”"));
}

static void a_proposal_is_called_a_proposal(void **state)
{
    struct story *story = *state;
    struct buffer text;
    char file[KIT_PATH];
    snprintf(file, sizeof file, "%s", story_path(story, "kaart.pdf"));
    tell(story, 0, "meeting", "add", "2026-05-20", "others=4", "held=yes", "--wijk", MOLENBEEK);
    tell(story, 0, "told", "add", "2026-05-21", "leaflet", "languages=nl,ar", "copies=200");
    cJSON *score = ask(story, "score", "--wijk", MOLENBEEK);
    assert_string_equal(text_of(criterion(score, "T1"), "origin"), "computed");
    assert_string_equal(text_of(criterion(score, "I2"), "origin"), "proposed");
    assert_string_equal(text_of(criterion(score, "C5"), "origin"), "suggested");
    assert_string_equal(text_of(criterion(score, "C5"), "proposal"), "met");
    assert_string_equal(text_of(criterion(score, "C5"), "verdict"), "unknown");
    assert_string_equal(text_of(criterion(score, "O2"), "origin"), "asked");
    cJSON_Delete(score);
    tell(story, 0, "score", "--wijk", MOLENBEEK);
    assert_non_null(strstr(buffer_text(&story->out), "● voorstel: voldaan"));
    tell(story, 0, "print", "scorecard", "--out", file);
    run_of((const char *const[]){"pdftotext", "-raw", file, "-", NULL}, &text);
    assert_non_null(strstr(buffer_text(&text), "voorstel:"));
    assert_non_null(strstr(buffer_text(&text), "Voorstel: tot mensen"));
    buffer_clear(&text);
    tell(story, 0, "judge", "--wijk", MOLENBEEK, "--criterion", "C5", "--verdict", "met",
         "--reason", "Besproken");
    score = ask(story, "score", "--wijk", MOLENBEEK);
    assert_string_equal(text_of(criterion(score, "C5"), "origin"), "judged");
    cJSON_Delete(score);
}

static void four_cards_go_on_one_sheet(void **state)
{
    struct story *story = *state;
    struct buffer text;
    card(story, "health ar", "a6-four", &text);
    assert_int_equal(times(buffer_text(&text), "123digit.be"), 4);
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_FIRST_WEEK(a_coordinator_notes_partners_a_meeting_and_a_leaflet),
        STORY_FIRST_WEEK(what_was_noted_about_partners_and_residents_goes_on_paper),
        STORY(what_is_typed_wrongly_is_said),
        STORY(who_helps_with_itsme_in_arabic),
        STORY(the_card_for_itsme_has_the_next_three_moments_and_an_address_to_type),
        STORY(the_short_address_of_the_wijk_stands_on_the_card),
        STORY(a_proposal_is_called_a_proposal),
        STORY(four_cards_go_on_one_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
