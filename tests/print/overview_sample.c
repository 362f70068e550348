/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/overview_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "hours/hours.h"
#include "kit/kit.h"
#include "system/file.h"

enum { SENTENCE = 4096 };

static const char *const names[] = {
    "المكتبة البلدية في مولنبيك",
    "Güneş Kültür ve Dayanışma Derneği – Iğdırlılar Evi",
    "Українська бібліотека «Дружба»",
    "Bibliotheek – مكتبة الحي",
    "Gemeenschapscentrum en Lokaal Dienstencentrum De Verbindingsschakel aan de "
    "Sint-Jan-Baptistvoorplein, "
    "ingang langs de Graaf van Vlaanderenstraat",
};
static const char *const notes[] = {
    "اسأل في مكتب الاستقبال. نتكلم العربية والفرنسية والهولندية.",
    "Girişte sorun: Türkçe konuşuyoruz. İğne deliğinden geçilmez.",
    "Запитайте на рецепції: ми розмовляємо українською.",
    "Bel aan bij de groene poort.",
};
static const char *const timetables[] = {
    "Mo-Fr 09:00-17:00",
    "Tu-Sa 10:00-18:00; We 13:00-20:00",
    "Mo-Fr 09:00-12:30,13:30-17:00; Sa 10:00-13:00",
    "",
    "Sa 10:00-12:00",
};
static const struct asked {
    const char *word, *icon, *services[3];
} asked[] = {
    {"wifi", "wifi", {"wifi", NULL, NULL}},
    {"computer", "computer", {"computer", NULL, NULL}},
    {"help", "help", {"help", "help_gov", "advice"}},
    {"print", "print", {"print", "scan", NULL}},
    {"learn", "lesson", {"lesson", NULL, NULL}},
    {"charge", "charge", {"charge", NULL, NULL}},
    {"lend", "lend", {"lend", NULL, NULL}},
};
enum { ASKED = sizeof asked / sizeof *asked };

static char *taken(struct buffer *text)
{
    char *copy = memory_text(buffer_text(text));
    buffer_clear(text);
    return copy;
}

static struct overview_line line_of(const struct overview_sample *sample,
                                    const struct message *message)
{
    struct overview_line line = {{NULL}};
    for (int at = 0; at < sample->overview.language_count; at++) {
        struct buffer text;
        buffer_init(&text, SENTENCE);
        language_say(sample->languages[at], message, &text);
        line.text[at] = taken(&text);
    }
    return line;
}

static struct overview_line line_of_key(const struct overview_sample *sample, const char *prefix,
                                        const char *word)
{
    char key[64];
    snprintf(key, sizeof key, "%s%s", prefix, word);
    struct message message = message_of(key);
    return line_of(sample, &message);
}

static struct overview_line line_typed(const struct overview_sample *sample, const char *text)
{
    struct overview_line line = {{NULL}};
    for (int at = 0; at < sample->overview.language_count; at++)
        line.text[at] = memory_text(text);
    return line;
}

static struct overview_line when_of(const struct overview_sample *sample, const char *text)
{
    struct overview_line line = {{NULL}};
    struct hours *hours = NULL;
    struct fault why;
    if (!*text)
        return line_of_key(sample, "overview.when.", "ask");
    assert_true(hours_parse(text, NULL, &hours, &why));
    for (int at = 0; at < sample->overview.language_count; at++) {
        struct buffer said;
        buffer_init(&said, SENTENCE);
        hours_say(hours, sample->languages[at], &said);
        line.text[at] = taken(&said);
    }
    hours_free(hours);
    return line;
}

static void places_fill(struct overview_sample *sample, enum overview_kind kind)
{
    struct overview *out = &sample->overview;
    struct scorecard *card = &sample->base.card;
    static const char *const step_free[] = {"yes", "limited", "no"};
    out->place_count = (size_t)card->place_count;
    out->places = memory_take(sizeof *out->places * (out->place_count + 1));
    for (size_t at = 0; at < out->place_count; at++) {
        bool other = kind == OVERVIEW_SCRIPTS && at % 3 == 0;
        char phone[64], mail[64];
        snprintf(phone, sizeof phone, "02 414 %02zu %02zu", 10 + at, 90 - at);
        snprintf(mail, sizeof mail, "onthaal%zu@molenbeek.example", at + 1);
        out->places[at] = (struct overview_place){
            .number = (int)at + 1,
            .id = memory_text("place:01"),
            .name = memory_text(other ? names[at / 3 % 5] : card->places[at].name),
            .address = memory_text(card->places[at].address),
            .phone = memory_text(at % 4 == 3 ? "" : phone),
            .web = memory_text(at % 3 == 1   ? "https://www.bibliotheken.be/molenbeek/"
                               : at % 7 == 2 ? "www.foyer.be"
                                             : ""),
            .mail = memory_text(at % 5 == 2 ? mail : ""),
            .point = card->scene.marks[at].point,
        };
        if (at % 4 < 3)
            out->places[at].step_free =
                line_of_key(sample, "overview.step_free.", step_free[at % 4]);
    }
}

static void answer_fill(const struct overview_sample *sample, struct overview_answer *answer,
                        size_t place, const char *service, enum overview_kind kind)
{
    static const char *const prices[] = {"free", "paid", "donation", "ask"};
    static const char *const entries[] = {"walk_in", "appointment", "both"};
    bool wifi = strcmp(service, "wifi") == 0;
    *answer = (struct overview_answer){.place = (int)place, .service = service, .icon = service};
    answer->icon = strcmp(service, "print") == 0      ? "printer"
                   : strcmp(service, "help_gov") == 0 ? "help-gov"
                                                      : service;
    answer->key = memory_text("place:01/offer");
    answer->fact[OVERVIEW_WHAT] = line_of_key(sample, "overview.what.", service);
    answer->fact[OVERVIEW_PRICE] =
        line_of_key(sample, "overview.price.", wifi ? "free" : prices[place % 4]);
    answer->fact[OVERVIEW_WHEN] = when_of(sample, timetables[place % 5]);
    answer->fact[OVERVIEW_ENTRY] = line_of_key(sample, "overview.entry.", entries[place % 3]);
    if (!wifi && place % 2 == 0) {
        struct message tongues = message_of("overview.tongues");
        message_add_text(&tongues, place % 4 ? "Nederlands, Frans, Arabisch" : "Nederlands, Frans");
        answer->fact[OVERVIEW_TONGUES] = line_of(sample, &tongues);
    }
    if (kind == OVERVIEW_SCRIPTS && place % 3 == 0)
        answer->fact[OVERVIEW_NOTE] = line_typed(sample, notes[place / 3 % 4]);
}

static bool offers(size_t place, int question)
{
    static const int every[ASKED] = {2, 3, 4, 5, 4, 9, 0};
    return every[question] && (place + (size_t)question) % (size_t)every[question] == 0;
}

static void questions_fill(struct overview_sample *sample, enum overview_kind kind)
{
    struct overview *out = &sample->overview;
    out->questions = memory_take(sizeof *out->questions * ASKED);
    for (int question = 0; question < ASKED; question++) {
        struct overview_question *to = &out->questions[out->question_count++];
        *to =
            (struct overview_question){.word = asked[question].word, .icon = asked[question].icon};
        to->heading = line_of_key(sample, "overview.question.", asked[question].word);
        to->none = line_of_key(sample, "overview.", "none");
        to->answers = memory_take(sizeof *to->answers * (out->place_count * 3 + 1));
        for (size_t place = 0; place < out->place_count; place++) {
            for (size_t service = 0; offers(place, question) && service < 1 + place % 3;
                 service++) {
                if (asked[question].services[service])
                    answer_fill(sample, &to->answers[to->answer_count++], place,
                                asked[question].services[service], kind);
                else
                    break;
            }
        }
    }
}

static void head_fill(struct overview_sample *sample, enum overview_kind kind)
{
    struct overview *out = &sample->overview;
    const struct scorecard *card = &sample->base.card;
    struct message title = message_of("overview.title"), valid = message_of("overview.valid");
    out->day = card->day;
    out->valid_until = civil_date_add_months(out->day, 6);
    message_add_text(&title, card->wijk);
    message_add_date(&valid, out->day);
    message_add_date(&valid, out->valid_until);
    out->wijk = memory_text(card->wijk);
    out->municipality = memory_text(card->municipality);
    out->title = line_of(sample, &title);
    out->valid_line = line_of(sample, &valid);
    out->intro = line_of_key(sample, "overview.", "intro");
    out->map_title = line_of_key(sample, "overview.", "map");
    if (kind == OVERVIEW_SCRIPTS)
        out->ribbon = line_of_key(sample, "ribbon.", "demo");
    out->sources = memory_take(sizeof *out->sources * (size_t)(card->source_count + 1));
    for (int at = 0; at < card->source_count; at++)
        out->sources[out->source_count++] = memory_text(card->sources[at]);
}

static void scene_fill(struct overview_sample *sample)
{
    const struct scorecard *card = &sample->base.card;
    struct overview *out = &sample->overview;
    struct map_source *source = memory_take(sizeof *source);
    struct map_mark *marks = memory_take(sizeof *marks * (card->scene.mark_count + 1));
    *source = *card->scene.source;
    memcpy(marks, card->scene.marks, sizeof *marks * card->scene.mark_count);
    out->scene = card->scene;
    out->scene.source = source;
    out->scene.marks = marks;
    out->map_box = card->map_box;
}

void overview_sample_open(struct overview_sample *sample, enum language_code first, int second,
                          int places, enum overview_kind kind)
{
    char folder[KIT_PATH];
    struct fault why;
    memset(sample, 0, sizeof *sample);
    sample_open(&sample->base, first, places, SAMPLE_USUAL);
    assert_true(path_join(folder, sizeof folder, kit_assets(), "language"));
    for (int at = 0; at < (second < 0 ? 1 : 2); at++) {
        enum language_code code = at ? (enum language_code)second : first;
        assert_true(language_load(folder, code, &sample->words[at], &why));
        sample->languages[at] = sample->words[at];
        sample->overview.codes[sample->overview.language_count++] = code;
    }
    head_fill(sample, kind);
    places_fill(sample, kind);
    questions_fill(sample, kind);
    scene_fill(sample);
}

void overview_sample_close(struct overview_sample *sample)
{
    overview_clear(&sample->overview);
    for (int at = 0; at < OVERVIEW_LANGUAGES; at++)
        language_free(sample->words[at]);
    sample_close(&sample->base);
}
