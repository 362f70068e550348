/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_inner.h"
#include "hours/hours_kit.h"
#include "hours/say_words.h"
#include "hours/sun.h"
#include "language/language.h"
#include "system/file.h"

static struct language *lists[LANGUAGE_COUNT];
static struct calendar *calendar;
static struct buffer out;

static bool calendar_open(struct fault *why)
{
    struct buffer text;
    bool read =
        file_read(kit_path(kit_assets(), "calendar/school_holidays.json"), 1024 * 1024, &text, why);
    read = read && calendar_parse(buffer_text(&text), text.size, &calendar, why);
    buffer_clear(&text);
    return read;
}

static int lists_open(void **state)
{
    (void)state;
    struct fault why;
    if (!calendar_open(&why))
        return -1;
    buffer_init(&out, 64 * 1024);
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        if (!language_load(kit_path(kit_assets(), "language"), code, &lists[code], &why))
            return -1;
    return 0;
}

static int lists_close(void **state)
{
    (void)state;
    buffer_clear(&out);
    calendar_free(calendar);
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        language_free(lists[code]);
    return 0;
}

static void assert_said(const char *text, enum language_code code, const char *wanted)
{
    struct hours_setting setting = {50.85, 4.35, calendar, REGION_FLEMISH};
    struct hours *hours;
    struct fault why;
    if (!hours_parse(text, &setting, &hours, &why))
        fail_msg("%s: %s at %d", text, why.what.key, (int)why.place);
    buffer_empty(&out);
    hours_say(hours, lists[code], &out);
    assert_string_equal(buffer_text(&out), wanted);
    hours_free(hours);
}

static void assert_said_now(const char *text, const char *when, enum language_code code,
                            const char *wanted)
{
    struct hours *hours = hours_of(text);
    buffer_empty(&out);
    hours_say_now(hours, civil_of(when), lists[code], &out);
    assert_string_equal(buffer_text(&out), wanted);
    hours_free(hours);
}

static void a_week_is_said_in_three_languages(void **state)
{
    (void)state;
    const char *text = "Mo-Fr 09:00-12:00,13:00-17:30; Sa 09:00-11:00; PH off";
    assert_said(text, LANGUAGE_NL,
                "ma–vr 9–12 en 13–17:30 uur; za 9–11 uur; gesloten op feestdagen");
    assert_said(text, LANGUAGE_FR,
                "lun–ven 9h–12h et 13h–17h30\u00a0; sam 9h–11h\u00a0; fermé les jours fériés");
    assert_said(text, LANGUAGE_EN,
                "Mon–Fri 9:00–12:00 and 13:00–17:30; Sat 9:00–11:00; closed on public holidays");
}

static void every_kind_of_rule_has_its_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said[LANGUAGE_COUNT];
    } rows[] = {
        {"24/7", {"altijd open", "toujours ouvert", "always open"}},
        {"off \"Closed for renovation\"",
         {"gesloten (“Closed for renovation”)", "fermé («\u00a0Closed for renovation\u00a0»)",
          "closed (“Closed for renovation”)"}},
        {"\"by appointment\"", {"op afspraak", "sur rendez-vous", "by appointment"}},
        {"Sa \"Sur RDV\"; Su \"appointment only\"",
         {"za op afspraak; zo enkel op afspraak",
          "sam sur rendez-vous\u00a0; dim uniquement sur rendez-vous",
          "Sat by appointment; Sun by appointment only"}},
        {"\"bel even\"", {"“bel even”", "«\u00a0bel even\u00a0»", "“bel even”"}},
        {"Mo-Fr 08:00-20:00 \"op afspraak\"",
         {"ma–vr 8–20 uur, op afspraak", "lun–ven 8h–20h, sur rendez-vous",
          "Mon–Fri 8:00–20:00, by appointment"}},
        {"Sa[1] 09:00-11:00; SH off",
         {"elke eerste zaterdag van de maand, 9 tot 11 uur; niet in de schoolvakantie",
          "chaque premier samedi du mois, de 9h à 11h\u00a0; pas pendant les vacances scolaires",
          "every first Saturday of the month, 9:00 to 11:00; not during school holidays"}},
        {"Sa[1] 09:00-11:00; PH,SH off",
         {"elke eerste zaterdag van de maand, 9 tot 11 uur; gesloten op feestdagen en in de "
          "schoolvakantie",
          "chaque premier samedi du mois, de 9h à 11h\u00a0; fermé les jours fériés et pendant les "
          "vacances scolaires",
          "every first Saturday of the month, 9:00 to 11:00; closed on public holidays and during "
          "school holidays"}},
        {"We[-1] 14:00-16:00",
         {"elke laatste woensdag van de maand, 14 tot 16 uur",
          "chaque dernier mercredi du mois, de 14h à 16h",
          "every last Wednesday of the month, 14:00 to 16:00"}},
        {"Su[2,4] 11:00-23:00",
         {"elke tweede en vierde zondag van de maand, 11 tot 23 uur",
          "chaque deuxième et quatrième dimanche du mois, de 11h à 23h",
          "every second and fourth Sunday of the month, 11:00 to 23:00"}},
        {"We[-1] open",
         {"elke laatste woensdag van de maand, de hele dag",
          "chaque dernier mercredi du mois, toute la journée",
          "every last Wednesday of the month, all day"}},
        {"Sa[1-2],We[3] 10:00-12:00",
         {"elke eerste en tweede zaterdag van de maand en elke derde woensdag van de maand, 10 tot "
          "12 uur",
          "chaque premier et deuxième samedi du mois et chaque troisième mercredi du mois, de 10h "
          "à 12h",
          "every first and second Saturday of the month and every third Wednesday of the month, "
          "10:00 to 12:00"}},
        {"Sa[1] +1 day 10:00-12:00",
         {"de dag na elke eerste zaterdag van de maand, 10 tot 12 uur",
          "le jour après chaque premier samedi du mois, de 10h à 12h",
          "the day after every first Saturday of the month, 10:00 to 12:00"}},
        {"SH 10:00-16:00",
         {"in de schoolvakantie 10–16 uur", "pendant les vacances scolaires 10h–16h",
          "during school holidays 10:00–16:00"}},
        {"SH Mo-Fr 10:00-16:00",
         {"in de schoolvakantie: ma–vr 10–16 uur",
          "pendant les vacances scolaires\u00a0: lun–ven 10h–16h",
          "during school holidays: Mon–Fri 10:00–16:00"}},
        {"Mo-Fr,SH 10:00-16:00",
         {"ma–vr en schoolvakanties 10–16 uur", "lun–ven et vacances scolaires 10h–16h",
          "Mon–Fri and school holidays 10:00–16:00"}},
        {"Mo-Su,PH 10:00-16:00",
         {"elke dag (ook op feestdagen) 10–16 uur", "tous les jours (jours fériés compris) 10h–16h",
          "every day (public holidays too) 10:00–16:00"}},
        {"PH 10:00-12:00",
         {"op feestdagen 10–12 uur", "les jours fériés 10h–12h", "on public holidays 10:00–12:00"}},
        {"PH -1 day off",
         {"de dag voor een feestdag gesloten", "le jour avant un jour férié fermé",
          "the day before a public holiday closed"}},
        {"PH Mo-We 10:00-12:00",
         {"ma–wo op feestdagen 10–12 uur", "lun–mer les jours fériés 10h–12h",
          "Mon–Wed on public holidays 10:00–12:00"}},
        {"Mo,Tu unknown; Su,PH off",
         {"ma en di uren onbekend; zo en feestdagen gesloten",
          "lun et mar horaire inconnu\u00a0; dim et jours fériés fermé",
          "Mon and Tue hours unknown; Sun and public holidays closed"}},
        {"Mo-Sa 07:00-22:00+",
         {"ma–za 7–22 uur of later", "lun–sam 7h–22h ou plus tard", "Mon–Sat 7:00–22:00 or later"}},
        {"18:00+",
         {"elke dag vanaf 18 uur", "tous les jours à partir de 18h", "every day from 18:00"}},
        {"Sa-Su 10:00-12:00",
         {"za en zo 10–12 uur", "sam et dim 10h–12h", "Sat and Sun 10:00–12:00"}},
        {"Mo 16:00-24:00", {"ma 16–24 uur", "lun 16h–24h", "Mon 16:00–24:00"}},
        {"Fr 20:00-03:00", {"vr 20–3 uur", "ven 20h–3h", "Fri 20:00–3:00"}},
        {"Fr 20:00-48:00",
         {"vr van 20 uur tot 24 uur de volgende dag", "ven entre 20h et 24h le lendemain",
          "Fri from 20:00 to 24:00 the next day"}},
        {"We 10:00-12:00 unknown",
         {"wo 10–12 uur (onzeker)", "mer 10h–12h (incertain)", "Wed 10:00–12:00 (uncertain)"}},
        {"Jul-Aug Tu-Fr 10:00-18:00",
         {"juli–augustus: di–vr 10–18 uur", "juillet–août\u00a0: mar–ven 10h–18h",
          "July–August: Tue–Fri 10:00–18:00"}},
        {"Jul-Aug 10:00-18:00",
         {"juli–augustus: 10–18 uur", "juillet–août\u00a0: 10h–18h", "July–August: 10:00–18:00"}},
        {"Jan 01,02 off",
         {"1 januari en 2 januari gesloten", "1er janvier et 2 janvier fermé",
          "1 January and 2 January closed"}},
        {"2026 May 04-11 off",
         {"4–11 mei 2026 gesloten", "4–11 mai 2026 fermé", "4–11 May 2026 closed"}},
        {"2026 May 4+ off",
         {"vanaf 4 mei 2026 gesloten", "à partir du 4 mai 2026 fermé",
          "from 4 May 2026 on closed"}},
        {"Dec 24-Jan 2 off",
         {"24 december – 2 januari gesloten", "24 décembre – 2 janvier fermé",
          "24 December – 2 January closed"}},
        {"2025 Dec 20-2026 Jan 5 off",
         {"20 december 2025 – 5 januari 2026 gesloten", "20 décembre 2025 – 5 janvier 2026 fermé",
          "20 December 2025 – 5 January 2026 closed"}},
        {"2026 Jun 12 14:00-17:00",
         {"12 juni 2026: 14–17 uur", "12 juin 2026\u00a0: 14h–17h", "12 June 2026: 14:00–17:00"}},
        {"easter -2 days off",
         {"2 dagen voor Pasen gesloten", "2 jours avant Pâques fermé",
          "2 days before Easter closed"}},
        {"easter -2 days-easter +1 day off",
         {"van 2 dagen voor Pasen tot en met de dag na Pasen gesloten",
          "entre 2 jours avant Pâques et le jour après Pâques inclus fermé",
          "from 2 days before Easter to the day after Easter closed"}},
        {"Mar Su[-1]-Oct Su[-1]: 10:00-18:00",
         {"van de laatste zondag van maart tot en met de laatste zondag van oktober: 10–18 uur",
          "entre le dernier dimanche en mars et le dernier dimanche en octobre inclus\u00a0: "
          "10h–18h",
          "from the last Sunday of March to the last Sunday of October: 10:00–18:00"}},
        {"week 1-53/2 Mo 10:00-12:00",
         {"in oneven weken: ma 10–12 uur", "les semaines impaires\u00a0: lun 10h–12h",
          "in odd weeks: Mon 10:00–12:00"}},
        {"week 2-52/2 Mo 10:00-12:00",
         {"in even weken: ma 10–12 uur", "les semaines paires\u00a0: lun 10h–12h",
          "in even weeks: Mon 10:00–12:00"}},
        {"week 10-20/3 Mo 10:00-12:00",
         {"weken 10–20 (om de 3 weken): ma 10–12 uur",
          "semaines 10–20 (toutes les 3 semaines)\u00a0: lun 10h–12h",
          "weeks 10–20 (every 3 weeks): Mon 10:00–12:00"}},
        {"week 10 Mo 10:00-12:00",
         {"week 10: ma 10–12 uur", "semaine 10\u00a0: lun 10h–12h", "week 10: Mon 10:00–12:00"}},
        {"2026-2027 Mo 10:00-12:00",
         {"2026–2027: ma 10–12 uur", "2026–2027\u00a0: lun 10h–12h", "2026–2027: Mon 10:00–12:00"}},
        {"2026+ Mo 10:00-12:00",
         {"vanaf 2026: ma 10–12 uur", "à partir de 2026\u00a0: lun 10h–12h",
          "from 2026 on: Mon 10:00–12:00"}},
        {"Fr 11:00-18:00 || \"op afspraak\"",
         {"vr 11–18 uur; anders op afspraak", "ven 11h–18h\u00a0; sinon sur rendez-vous",
          "Fri 11:00–18:00; otherwise by appointment"}},
        {"We-Mo 12:00-21:00, Tu off",
         {"wo–ma 12–21 uur, di gesloten", "mer–lun 12h–21h, mar fermé",
          "Wed–Mon 12:00–21:00, Tue closed"}},
        {"Mo-Fr 09:00-18:00; We 12:00-13:00 off",
         {"ma–vr 9–18 uur; wo gesloten 12–13 uur", "lun–ven 9h–18h\u00a0; mer fermé 12h–13h",
          "Mon–Fri 9:00–18:00; Wed closed 12:00–13:00"}},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        for (int code = 0; code < LANGUAGE_COUNT; code++)
            assert_said(rows[at].text, (enum language_code)code, rows[at].said[code]);
}

/* What the parser cannot hold yet or seldom meets, said from a rule made by hand. */
static void assert_times(struct span *spans, size_t count, const char *const said[LANGUAGE_COUNT])
{
    struct hours hours = {.spans = spans, .span_count = count};
    struct rule rule = {.state = HOURS_OPEN, .spans = {0, count}};
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        buffer_empty(&out);
        say_times(&hours, &rule, false, lists[code], &out);
        assert_string_equal(buffer_text(&out), said[code]);
    }
}

static void times_of_the_sun_are_said(void **state)
{
    (void)state;
    struct span day = {.from = 360,
                       .to = 1080,
                       .sun_from = {true, SUN_SUNRISE, 0},
                       .sun_to = {true, SUN_SUNSET, 0}};
    struct span later = {.from = 420,
                         .to = 1050,
                         .sun_from = {true, SUN_SUNRISE, 60},
                         .sun_to = {true, SUN_SUNSET, -30}};
    struct span half = {.from = 540, .to = 1110, .sun_to = {true, SUN_DUSK, 0}};
    struct span onward = {
        .from = 330, .to = 330, .till = 930, .open_end = true, .sun_from = {true, SUN_DAWN, -120}};
    assert_times(&day, 1,
                 (const char *[]){"van zonsopgang tot zonsondergang",
                                  "entre le lever du soleil et le coucher du soleil",
                                  "from sunrise to sunset"});
    assert_times(
        &later, 1,
        (const char *[]){
            "van een uur na zonsopgang tot 30 minuten voor zonsondergang",
            "entre une heure après le lever du soleil et 30 minutes avant le coucher du soleil",
            "from one hour after sunrise to 30 minutes before sunset"});
    assert_times(&half, 1,
                 (const char *[]){"van 9 uur tot de avondschemering", "entre 9h et le crépuscule",
                                  "from 9:00 to dusk"});
    assert_times(&onward, 1,
                 (const char *[]){"vanaf 2 uur voor de ochtendschemering",
                                  "dès 2 heures avant l’aube", "from 2 hours before dawn"});
}

static void times_that_repeat_or_run_on_are_said(void **state)
{
    (void)state;
    struct span repeated = {.from = 600, .to = 960, .step = 90};
    struct span two[] = {{.from = 720, .to = 840, .till = 900, .open_end = true},
                         {.from = 1080, .to = 1320, .till = 1400, .open_end = true}};
    struct span point = {.from = 630, .to = 630};
    struct span night = {.from = 1500, .to = 1560};
    assert_times(&repeated, 1,
                 (const char *[]){"van 10 uur tot 16 uur (om de 90 minuten)",
                                  "entre 10h et 16h (toutes les 90 minutes)",
                                  "from 10:00 to 16:00 (every 90 minutes)"});
    assert_times(
        two, 2,
        (const char *[]){"van 12 uur tot 14 uur of later en van 18 uur tot 22 uur of later",
                         "entre 12h et 14h ou plus tard et entre 18h et 22h ou plus tard",
                         "from 12:00 to 14:00 or later and from 18:00 to 22:00 or later"});
    assert_times(&point, 1, (const char *[]){"om 10:30 uur", "à 10h30", "at 10:30"});
    assert_times(&night, 1,
                 (const char *[]){"van 1 uur de volgende dag tot 2 uur de volgende dag",
                                  "entre 1h le lendemain et 2h le lendemain",
                                  "from 1:00 the next day to 2:00 the next day"});
}

static void dates_with_steps_and_months_are_said(void **state)
{
    (void)state;
    struct date_range dates[] = {
        {.from = {.kind = DATE_MONTH, .month = 6}, .to = {.kind = DATE_MONTH, .month = 6}},
        {.from = {.kind = DATE_DAY, .month = 6, .day = 1},
         .to = {.kind = DATE_DAY, .month = 6, .day = 20},
         .step = 3,
         .ranged = true},
    };
    struct hours hours = {.dates = dates, .date_count = 2};
    struct rule rule = {.months = {0, 1}, .dates = {1, 1}};
    buffer_empty(&out);
    say_dates(&hours, &rule, lists[LANGUAGE_NL], &out);
    assert_string_equal(buffer_text(&out), "juni, 1–20 juni (om de 3 dagen)");
}

/* Without a calendar a schedule that speaks of school holidays says so. */
static void unknown_school_holidays_are_told(void **state)
{
    (void)state;
    struct hours *hours = hours_of("Mo-Fr 09:00-17:00; SH off");
    buffer_empty(&out);
    hours_say(hours, lists[LANGUAGE_NL], &out);
    assert_string_equal(buffer_text(&out), "ma–vr 9–17 uur; niet in de schoolvakantie (de data van "
                                           "de schoolvakanties zijn niet bekend)");
    hours_free(hours);
}

/* Every text of the reference table has words, in three languages, and none is cut. */
static void real_texts_have_words(void **state)
{
    (void)state;
    static char line[64 * 1024];
    int said = 0;
    FILE *file = fopen(kit_data("hours/opening_hours_2026.tsv"), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        struct hours *hours;
        struct fault why;
        char *text = strchr(line, '\t'), *end = text ? strchr(text + 1, '\t') : NULL;
        if (!end)
            continue;
        *end = 0;
        if (!hours_parse(text + 1, NULL, &hours, &why))
            continue;
        for (int code = 0; code < LANGUAGE_COUNT; code++) {
            buffer_empty(&out);
            hours_say(hours, lists[code], &out);
            assert_true(out.size > 3 && !out.full);
            if (strstr(buffer_text(&out), "hours.") || strchr(buffer_text(&out), '{'))
                fail_msg("%s: %s", text + 1, buffer_text(&out));
        }
        hours_free(hours);
        said++;
    }
    fclose(file);
    assert_true(said > 2200);
}

static void now_is_said_with_what_comes_next(void **state)
{
    (void)state;
    const char *week = "Mo-Fr 09:00-18:00; PH off";
    assert_said_now(week, "2026-06-12T15:00", LANGUAGE_NL, "Open tot 18:00");
    assert_said_now(week, "2026-06-12T15:00", LANGUAGE_FR, "Ouvert jusqu’à 18h");
    assert_said_now(week, "2026-06-12T18:00", LANGUAGE_NL, "Gesloten, opent maandag 9:00");
    assert_said_now(week, "2026-06-12T18:00", LANGUAGE_FR, "Fermé, ouvre lundi à 9h");
    assert_said_now(week, "2026-06-12T18:00", LANGUAGE_EN, "Closed, opens Monday 9:00");
    assert_said_now(week, "2026-06-14T18:00", LANGUAGE_NL, "Gesloten, opent morgen 9:00");
    assert_said_now(week, "2026-06-15T08:30", LANGUAGE_NL, "Gesloten, opent vandaag 9:00");
    assert_said_now("Sa[1] 09:30-11:00", "2026-06-12T15:00", LANGUAGE_FR,
                    "Fermé, ouvre le 4 juillet à 9h30");
    assert_said_now("Fr 16:00-02:00", "2026-06-12T23:00", LANGUAGE_NL, "Open tot 2:00");
    assert_said_now("Fr 16:00-24:00", "2026-06-12T23:00", LANGUAGE_NL, "Open tot 24:00");
    assert_said_now("Mo-Fr open", "2026-06-10T15:00", LANGUAGE_NL, "Open tot vrijdag 24:00");
    assert_said_now("Jun open", "2026-06-10T15:00", LANGUAGE_FR, "Ouvert jusqu’au 30 juin à 24h");
    assert_said_now("10:00-22:00+", "2026-06-12T15:00", LANGUAGE_NL,
                    "Open tot 22:00, daarna onzeker");
    assert_said_now("18:00+", "2026-06-12T15:00", LANGUAGE_NL,
                    "Gesloten, opent misschien vandaag 18:00");
    assert_said_now("\"op afspraak\"", "2026-06-12T15:00", LANGUAGE_NL, "Uren onzeker");
    assert_said_now("24/7", "2026-06-12T15:00", LANGUAGE_NL, "Altijd open");
    assert_said_now("off", "2026-06-12T15:00", LANGUAGE_NL, "Gesloten");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_is_said_in_three_languages),
        cmocka_unit_test(every_kind_of_rule_has_its_words),
        cmocka_unit_test(times_of_the_sun_are_said),
        cmocka_unit_test(times_that_repeat_or_run_on_are_said),
        cmocka_unit_test(dates_with_steps_and_months_are_said),
        cmocka_unit_test(unknown_school_holidays_are_told),
        cmocka_unit_test(real_texts_have_words),
        cmocka_unit_test(now_is_said_with_what_comes_next),
    };
    return cmocka_run_group_tests(tests, lists_open, lists_close);
}
