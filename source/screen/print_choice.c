/* SPDX-License-Identifier: EUPL-1.2 */
/* What is printed: which print, in which form, languages and size of letters; and that print filled
 * from the project. */
#include "screen/print_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/report.h"
#include "base/arena.h"
#include "screen/foot_inner.h"
#include "system/file.h"

enum { PLACES_SHOWN = 80 };
static const int stop_counts[] = {12, 24, 48};

struct shell_print *print_of(struct shell *shell)
{
    if (!shell->print) {
        struct shell_print *print = memory_take(sizeof *print);
        memset(print, 0, sizeof *print);
        print->choice.form = paper_form_find(PAPER_SCORECARD, NULL);
        print->choice.language = print->choice.with = -1;
        print->choice.text = PAPER_TEXT_PLAIN;
        print->choice.stops = stop_counts[1];
        print->look.zoom = 1;
        print->desk.copies = 1;
        print->desk.paper = print->desk.sides = -1;
        shell->print = print;
    }
    return shell->print;
}

/* ---- what is filled ---- */

struct print_hold *print_hold_take(struct print_hold *hold)
{
    if (hold) {
        hold->holders++;
    }
    return hold;
}

void print_hold_give(struct print_hold *hold)
{
    if (hold && --hold->holders == 0) {
        paper_job_free(hold->job);
        free(hold);
    }
}

const struct language *print_language(struct shell *shell, const struct print_choice *choice)
{
    return choice->language >= 0 ? shell_language_of(shell, (enum language_code)choice->language)
                                 : shell->language;
}

static const struct language *second_language(struct shell *shell,
                                              const struct print_choice *choice)
{
    const struct language *with =
        choice->with >= 0 ? shell_language_of(shell, (enum language_code)choice->with) : NULL;
    return paper_in_two_languages(choice->what) && with != print_language(shell, choice) ? with
                                                                                         : NULL;
}

/* The lens through which the person looks, or NULL when nothing is on. */
static const struct lens *lens_on(const struct shell *shell)
{
    const struct lens *lens = foot_lens(shell);
    return lens && !lens_usual(lens) ? lens : NULL;
}

static void fill(struct shell *shell, struct shell_print *print)
{
    const struct print_choice *choice = &print->choice;
    struct paper_choice ask = {
        .form = choice->form,
        .languages = {print_language(shell, choice), second_language(shell, choice)},
        .text = choice->text,
        .place = choice->place,
        .stops = choice->stops,
        .lens = print->key.lens,
        .report = choice->report,
        .about = choice->about[0] ? choice->about : NULL,
        .other = choice->other[0] ? choice->other : NULL,
        .style = shell->print_style};
    struct paper_job *job;
    fault_clear(&print->empty);
    if (choice->what == PAPER_PLACE_CARD && !choice->place[0]) {
        fault_set(&print->empty, FAULT_MISSING, "print.place.none");
    } else if (action_paper_fill(shell->project, &ask, &job, &print->empty)) {
        print->hold = memory_take(sizeof *print->hold);
        *print->hold = (struct print_hold){.job = job, .holders = 1};
        paper_job_size(job, &print->hold->width, &print->hold->height);
    }
}

struct print_hold *print_filled(struct shell *shell)
{
    struct shell_print *print = print_of(shell);
    struct print_key key;
    memset(&key, 0, sizeof key);
    memcpy(&key.choice, &print->choice, sizeof key.choice);
    key.generation = project_generation(shell->project);
    key.language = shell->language;
    snprintf(key.lens, sizeof key.lens, "%s", lens_on(shell) ? lens_on(shell)->id : "");
    snprintf(key.project, sizeof key.project, "%s", project_name(shell->project));
    snprintf(key.wijk, sizeof key.wijk, "%s", project_wijk(shell->project)->code);
    if (!memcmp(&key, &print->key, sizeof key)) {
        return print->hold;
    }
    if (memcmp(&key.choice, &print->key.choice, sizeof key.choice) != 0 ||
        strcmp(key.project, print->key.project) != 0 || strcmp(key.wijk, print->key.wijk) != 0) {
        print_look_forget(print); /* nobody may take it for this one's */
    }
    print_hold_give(print->hold);
    print->hold = NULL;
    memcpy(&print->key, &key, sizeof key);
    fill(shell, print);
    return print->hold;
}

bool print_pencil_set(const struct shell *shell, struct print_pencil *out, struct fault *why)
{
    out->icons = shell->icons;
    return (path_join(out->style, sizeof out->style, shell->assets_folder, "style") &&
            path_join(out->fonts, sizeof out->fonts, shell->assets_folder, "fonts")) ||
           fault_set(why, FAULT_USAGE, "fault.path.long");
}

bool print_pencil_open(struct print_pencil *pencil, struct fault *why)
{
    pencil->type = NULL;
    if (!theme_load(pencil->style, "print", &pencil->theme, why) ||
        !type_open(pencil->fonts, &pencil->type, why)) {
        return false;
    }
    pencil->pencil = (struct pencil){pencil->type, pencil->icons, &pencil->theme};
    return true;
}

void print_pencil_close(struct print_pencil *pencil)
{
    type_close(pencil->type);
}

/* ---- the choices on the screen ---- */

static void heading(struct shell *shell, const char *key)
{
    ui_space(shell->ui, 2);
    ui_text_colour(shell->ui, UI_BOLD, THEME_MUTED, shell_word(shell, key));
}

static const char *what_key(struct shell *shell, const char *start, enum paper_what what)
{
    return shell_word(shell, shell_textf(shell, "%s%s", start, paper_what_word(what)));
}

static void whats(struct shell *shell, const struct print_choice *choice)
{
    part_wrap_open(shell);
    for (int what = 0; what < PAPER_WHATS; what++) {
        part_chip(shell, shell_textf(shell, "print.what:%s", paper_what_word(what)),
                  what_key(shell, "paper.what.", what), choice->what == (enum paper_what)what);
    }
    ui_close(shell->ui);
    ui_text(shell->ui, UI_SECOND, what_key(shell, "paper.why.", choice->what));
}

/* Four on a sheet to cut is for what is a card. */
static bool form_suits(const struct print_choice *choice, const struct paper_form *form)
{
    const struct paper_form *usual = paper_form_of_report(choice->report);
    return form->what == choice->what &&
           (form->what != PAPER_REPORT || form->form != REPORT_A6_FOUR ||
            (usual && usual->form == REPORT_A5));
}

static void form_chips(struct shell *shell, const struct print_choice *choice)
{
    int count, own = 0;
    const struct paper_form *forms = paper_forms(&count);
    for (int at = 0; at < count; at++) {
        own += form_suits(choice, &forms[at]);
    }
    if (own < 2) {
        return;
    }
    heading(shell, "print.form");
    part_wrap_open(shell);
    for (int at = 0; at < count; at++) {
        if (form_suits(choice, &forms[at])) {
            part_chip(shell, shell_textf(shell, "print.form:%s", forms[at].word),
                      shell_word(shell, forms[at].key), choice->form == &forms[at]);
        }
    }
    ui_close(shell->ui);
}

static void languages(struct shell *shell, const struct print_choice *choice)
{
    enum language_code first = language_code(print_language(shell, choice));
    heading(shell, "print.language");
    part_wrap_open(shell);
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        part_chip(shell, shell_textf(shell, "print.language:%s", language_tag(code)),
                  language_own_name(code), first == (enum language_code)code);
    }
    ui_close(shell->ui);
    if (!paper_in_two_languages(choice->what)) {
        return;
    }
    heading(shell, "print.with");
    part_wrap_open(shell);
    part_chip(shell, "print.with:none", shell_word(shell, "print.with.none"),
              !second_language(shell, choice));
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        if ((enum language_code)code != first) {
            part_chip(shell, shell_textf(shell, "print.with:%s", language_tag(code)),
                      language_own_name(code), choice->with == code);
        }
    }
    ui_close(shell->ui);
}

static void letters(struct shell *shell, const struct print_choice *choice)
{
    if (!paper_text_chosen(choice->what)) {
        return;
    }
    heading(shell, "print.text");
    part_wrap_open(shell);
    part_chip(shell, "print.text:12", shell_word(shell, "print.text.plain"),
              choice->text == PAPER_TEXT_PLAIN);
    part_chip(shell, "print.text:16", shell_word(shell, "print.text.large"),
              choice->text == PAPER_TEXT_LARGE);
    ui_close(shell->ui);
}

static void stops(struct shell *shell, const struct print_choice *choice)
{
    if (choice->what != PAPER_WALK) {
        return;
    }
    heading(shell, "print.stops");
    part_wrap_open(shell);
    for (size_t at = 0; at < sizeof stop_counts / sizeof *stop_counts; at++) {
        part_chip(shell, shell_textf(shell, "print.stops:%d", stop_counts[at]),
                  shell_say_count(shell, "print.stops.count", stop_counts[at]),
                  choice->stops == stop_counts[at]);
    }
    ui_close(shell->ui);
}

/* ---- a lens that is on ---- */

static void lens_said(struct shell *shell, const struct print_choice *choice)
{
    static const char *const keys[PAPER_WHATS] = {[PAPER_SCORECARD] = "print.lens.scorecard",
                                                  [PAPER_OVERVIEW] = "print.lens.everybody",
                                                  [PAPER_REPORT] = "print.lens.everybody"};
    const struct lens *on = lens_on(shell);
    if (!on || !keys[choice->what]) {
        return;
    }
    struct message message = message_of(keys[choice->what]);
    message_add_key(&message, lens_name(on).key);
    part_line(shell, "info", THEME_INK, shell_say(shell, message));
    ui_button(shell->ui, "print.lens.off",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "close", .label = shell_word(shell, "print.lens.off")});
}

/* ---- which report ---- */

static void reports(struct shell *shell, const struct print_choice *choice)
{
    int count;
    const struct report_row *rows = report_rows(&count);
    if (choice->what != PAPER_REPORT) {
        return;
    }
    heading(shell, "print.report.which");
    part_wrap_open(shell);
    for (int at = 0; at < count; at++) {
        part_chip(shell, shell_textf(shell, "print.report:%s", rows[at].word),
                  shell_word(shell, rows[at].key), !strcmp(choice->report, rows[at].word));
    }
    ui_close(shell->ui);
}

/* ---- the place of a card ---- */

static void place_rows(struct shell *shell)
{
    size_t count;
    int shown = 0;
    const struct place *const *places = project_places(shell->project, &count);
    part_list_open(shell);
    for (size_t at = 0; at < count && shown < PLACES_SHOWN; at++) {
        if (project_place_in_wijk(shell->project, places[at]) &&
            project_place_state(shell->project, places[at]) == PLACE_CONFIRMED) {
            part_go_row(shell, shell_textf(shell, "print.place:%s", places[at]->id),
                        kind_icon(places[at]->kind), THEME_INK, shell_place_name(shell, places[at]),
                        piece_kind(shell, places[at]));
            ui_line(shell->ui);
            shown++;
        }
    }
    part_list_close(shell);
    if (!shown) {
        part_say(shell, "print.place.confirm");
    }
}

static void place(struct shell *shell, const struct print_choice *choice)
{
    if (choice->what != PAPER_PLACE_CARD) {
        return;
    }
    const struct place *chosen =
        choice->place[0] ? project_place(shell->project, choice->place) : NULL;
    heading(shell, "print.place");
    if (chosen) {
        part_line(shell, kind_icon(chosen->kind), THEME_INK, shell_place_name(shell, chosen));
    }
    if (!chosen || print_of(shell)->choosing) {
        place_rows(shell);
        return;
    }
    ui_button(shell->ui, "print.places",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "pin",
                                 .label = shell_word(shell, "print.place.other")});
}

void print_choices(struct shell *shell)
{
    const struct print_choice *choice = &print_of(shell)->choice;
    whats(shell, choice);
    place(shell, choice);
    reports(shell, choice);
    lens_said(shell, choice);
    form_chips(shell, choice);
    languages(shell, choice);
    letters(shell, choice);
    stops(shell, choice);
}

/* ---- and what a person chose ---- */

static void word_keep(char *out, size_t room, const char *word)
{
    memset(out, 0, room);
    snprintf(out, room, "%s", word ? word : "");
}

static void report_choose(struct shell_print *print, const char *name, const char *about,
                          const char *other)
{
    struct print_choice *choice = &print->choice;
    int count;
    const struct report_row *row = report_find(name);
    row = row ? row : report_rows(&count);
    word_keep(choice->report, sizeof choice->report, row->word);
    word_keep(choice->about, sizeof choice->about, about);
    word_keep(choice->other, sizeof choice->other, other);
    choice->form = paper_form_of_report(row->word);
    print->desk.paper = print->desk.sides = -1;
}

static void what_choose(struct shell *shell, enum paper_what what)
{
    struct shell_print *print = print_of(shell);
    print->choice.what = what;
    print->choice.form = paper_form_find(what, NULL);
    print->desk.paper = print->desk.sides = -1;
    print->choosing = false;
    if (what == PAPER_REPORT) {
        report_choose(print, print->choice.report, print->choice.about, print->choice.other);
    }
    if (what == PAPER_PLACE_CARD && !print->choice.place[0] && shell_selected(shell)) {
        const struct place *selected = shell_selected(shell);
        bool good = project_place_state(shell->project, selected) == PLACE_CONFIRMED;
        word_keep(print->choice.place, ACTION_ID, good ? selected->id : "");
    }
}

static void place_choose(struct shell_print *print, const char *id)
{
    word_keep(print->choice.place, ACTION_ID, id);
    print->choosing = false;
}

static int code_of(const char *tag)
{
    enum language_code code;
    return language_code_parse(tag, &code) ? (int)code : -1;
}

bool print_choice_news(struct shell *shell, const char *id)
{
    struct shell_print *print = print_of(shell);
    struct print_choice *choice = &print->choice;
    enum paper_what what;
    const char *rest;
    if ((rest = part_after(id, "print.what:")) && paper_what_parse(rest, &what)) {
        what_choose(shell, what);
    } else if ((rest = part_after(id, "print.form:"))) {
        choice->form = paper_form_find(choice->what, rest);
        print->desk.paper = print->desk.sides = -1;
    } else if ((rest = part_after(id, "print.language:"))) {
        choice->language = code_of(rest);
    } else if ((rest = part_after(id, "print.with:"))) {
        choice->with = code_of(rest);
    } else if ((rest = part_after(id, "print.text:"))) {
        choice->text = atoi(rest);
    } else if ((rest = part_after(id, "print.stops:"))) {
        choice->stops = atoi(rest);
    } else if ((rest = part_after(id, "print.report:"))) {
        report_choose(print, rest, NULL, NULL);
    } else if ((rest = part_after(id, "print.place:"))) {
        place_choose(print, rest);
    } else if (!strcmp(id, "print.lens.off")) {
        foot_lens_choose(shell, 0);
    } else if (!strcmp(id, "print.places")) {
        print->choosing = true;
    } else {
        return false;
    }
    shell_rebuild(shell);
    return true;
}

void print_show(struct shell *shell, enum paper_what what, const char *place)
{
    what_choose(shell, what);
    if (place) {
        place_choose(print_of(shell), place);
    }
    shell_go(shell, SCREEN_PRINT);
}

void print_report_show(struct shell *shell, const char *name, const char *about, const char *other)
{
    what_choose(shell, PAPER_REPORT);
    report_choose(print_of(shell), name, about, other);
    shell_go(shell, SCREEN_PRINT);
}
