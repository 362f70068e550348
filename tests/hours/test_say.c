/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/hours.h"

#include "hours/hours_kit.h"
#include "language/language.h"

static struct language *lists[LANGUAGE_COUNT];
static struct buffer out;

static int lists_open(void **state)
{
    (void)state;
    struct fault why;
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
    for (enum language_code code = 0; code < LANGUAGE_COUNT; code++)
        language_free(lists[code]);
    return 0;
}

static void assert_said(const char *text, enum language_code code, const char *wanted)
{
    struct hours *hours = hours_of(text);
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
        const char *text, *nl;
    } rows[] = {
        {"24/7", "altijd open"},
        {"off \"Closed for renovation\"", "gesloten (“Closed for renovation”)"},
        {"\"by appointment\"", "“by appointment”"},
        {"Mo-Fr 08:00-20:00 \"op afspraak\"", "ma–vr 8–20 uur (“op afspraak”)"},
        {"Sa[1] 09:00-11:00", "elke eerste zaterdag van de maand 9–11 uur"},
        {"Su[2,4] 11:00-23:00", "elke tweede en vierde zondag van de maand 11–23 uur"},
        {"We[-1] open", "elke laatste woensdag van de maand de hele dag"},
        {"Sa[1] +1 day 10:00-12:00", "1 dag na elke eerste zaterdag van de maand 10–12 uur"},
        {"Mo-Sa 07:00-22:00+", "ma–za 7–22 uur of later"},
        {"18:00+", "vanaf 18 uur"},
        {"Mo 16:00-24:00", "ma 16–24 uur"},
        {"Fr 20:00-03:00", "vr 20–3 uur"},
        {"Mo,Tu unknown; Su,PH off", "ma en di uren onbekend; zo en feestdagen gesloten"},
        {"We 10:00-12:00 unknown", "wo 10–12 uur (onzeker)"},
        {"Jul-Aug Tu-Fr 10:00-18:00", "juli–augustus: di–vr 10–18 uur"},
        {"Jan 01,02 off", "1 januari en 2 januari gesloten"},
        {"2026 May 04-11 off", "4–11 mei 2026 gesloten"},
        {"2026 May 4+ off", "vanaf 4 mei 2026 gesloten"},
        {"Dec 24-Jan 2 off", "24 december – 2 januari gesloten"},
        {"2025 Dec 20-2026 Jan 5 off", "20 december 2025 – 5 januari 2026 gesloten"},
        {"easter -2 days off", "2 dagen voor Pasen gesloten"},
        {"Mar Su[-1]-Oct Su[-1]: 10:00-18:00",
         "laatste zondag van maart – laatste zondag van oktober 10–18 uur"},
        {"week 1-53/2 Mo 10:00-12:00", "week 1–53 (om de 2 weken): ma 10–12 uur"},
        {"2026-2027 Mo 10:00-12:00", "2026–2027: ma 10–12 uur"},
        {"PH Mo-We 10:00-12:00", "ma–wo op feestdagen 10–12 uur"},
        {"Fr 11:00-18:00 || \"op afspraak\"", "vr 11–18 uur; anders “op afspraak”"},
        {"We-Mo 12:00-21:00, Tu off", "wo–ma 12–21 uur, di gesloten"},
        {"Mo-Fr 09:00-17:00; SH off",
         "ma–vr 9–17 uur; gesloten op schoolvakanties (schoolvakanties zijn nog niet meegerekend)"},
        {"Mo-Fr 09:00-18:00; We 12:00-13:00 off", "ma–vr 9–18 uur; wo gesloten 12–13 uur"},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        assert_said(rows[at].text, LANGUAGE_NL, rows[at].nl);
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
        cmocka_unit_test(now_is_said_with_what_comes_next),
    };
    return cmocka_run_group_tests(tests, lists_open, lists_close);
}
