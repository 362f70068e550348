/* SPDX-License-Identifier: EUPL-1.2 */
/* part_inner.h – what the screens without a map share: pages of a readable width, sections, tags,
 * and forms that keep what was typed until it is saved or let go. */
#ifndef SCREEN_PART_INNER_H
#define SCREEN_PART_INNER_H

#include "screen/shell_inner.h"

/* ---- pages (part.c) ---- */
double part_scale(const struct shell *shell);      /* text size, 1..2 */
double part_body_width(const struct shell *shell); /* dp beside the rail */
bool part_wide(const struct shell *shell);         /* two columns fit side by side */
double part_pad(const struct shell *shell);        /* margin of a page */
/* Words beside a button: they stand below each other where it is narrow. */
void part_foot_open(struct shell *shell);
void part_foot_close(struct shell *shell);
/* The fixed foot of a list, in place of part_page_foot: the button that adds, and beside it the one that prints (NULL: nothing yet). */
void part_foot_list(struct shell *shell, const char *add, const char *add_key, const char *print,
                    const char *print_key);
/* The id of what scrolls on the page of a screen. */
const char *part_page_id(struct shell *shell, enum screen screen);
/* Frame, back button with `title`, and one scrolling column of a readable width in the middle.
 * A NULL title leaves the head out. What follows part_page_foot stands fixed below. */
void part_page_open(struct shell *shell, const char *title);
void part_page_foot(struct shell *shell);
void part_page_close(struct shell *shell);
/* Two scrolling columns (one, when it is not wide) under the same head. */
void part_pair_open(struct shell *shell, const char *title);
void part_pair_next(struct shell *shell, double width);
void part_pair_close(struct shell *shell);

/* While no project is open (still opening, or it could not): says so and is true. */
bool part_no_project(struct shell *shell);

void part_section(struct shell *shell, const char *heading); /* bold, with room above */
/* Rows close under each other, with a line after each. */
void part_list_open(struct shell *shell);
void part_list_close(struct shell *shell);
void part_open_card(struct shell *shell);
void part_close_card(struct shell *shell);
void part_tag(struct shell *shell, const char *text); /* a word on a small sunk pill */
void part_line(struct shell *shell, const char *icon, enum theme_token colour, const char *text);
void part_say(struct shell *shell, const char *key); /* a second line */
/* A row that opens something: title, second line, and an arrow. */
void part_go_row(struct shell *shell, const char *id, const char *icon, enum theme_token colour,
                 const char *title, const char *second);
void part_wrap_open(struct shell *shell); /* a wrapping row of chips */
void part_chip(struct shell *shell, const char *id, const char *label, bool selected);
/* A choice folded to what was chosen; `open` while its choices stand below. */
void part_fold(struct shell *shell, const char *id, const char *label, bool open);
/* What comes after `prefix`, or NULL when `id` does not begin so. */
const char *part_after(const char *id, const char *prefix);
const char *part_language(const struct shell *shell); /* "nl" */

/* ---- criteria, as several screens say them (part_criterion.c) ---- */
const struct finding *part_finding(struct shell *shell, int index); /* NULL = none */
const char *part_criterion_name(const struct shell *shell, const struct criterion *criterion);
/* "berekend", "voorstel: voldaan" with the symbol of what is proposed … */
void part_origin_tag(struct shell *shell, const struct finding *finding);
char part_pillar_letter(const struct shell *shell, const struct criterion *criterion);
unsigned part_criterion_services(const struct shell *shell, int index); /* bits 1 << service */
void part_open_criterion(struct shell *shell, int index);
/* "T1", else a telling one: judged by nobody and met in part, else the first. */
int part_criterion_of(struct shell *shell, const char *id);
/* A place and an offer of it to show when none was named. */
const struct place *part_place_of(struct shell *shell, const char *id);

/* ---- hours (part_hours.c) ---- */
/* In so little room nothing stands side by side. */
bool part_very_narrow(const struct shell *shell, double width);
/* Wifi and computers in office hours, in the evening, at the weekend. */
void part_hours_grid(struct shell *shell, double room, const struct coverage *coverage);

/* ---- forms (form.c): fields of the selected place or of its offer shell->offer ---- */
/* Reads the fields of `owner` ("place:…") into the draft, unless something of it was changed. */
void form_begin(struct shell *shell, const char *owner, const char *const *paths, int count);
/* The same for a document that is no place: `what` names the form, `id` the document ("" = a new one). Its fields are not checked while they
 * are typed: the action does that. Lists stand with commas, what is true as "true". */
void form_begin_record(struct shell *shell, const char *what, const char *id, const char *const *paths, int count);
const char *form_value(struct shell *shell, const char *path);
void form_put(struct shell *shell, const char *path, const char *value); /* and checks it */
int form_changes(struct shell *shell); /* fields that differ from what is saved */
int form_faults(struct shell *shell);
void form_field(struct shell *shell, const char *path, const char *label_key, const char *hint_key,
                bool lines, bool number);
struct form_word {
    const char *word, *key;
};
void form_one_of(struct shell *shell, const char *path, const char *label_key,
                 const struct form_word *words, int count);
void form_many_of(struct shell *shell, const char *path, const char *label_key,
                  const struct form_word *words, int count);
void form_flag(struct shell *shell, const char *path, const char *label_key);
/* A row that opens the editor and says the hours, quick chips, the text. */
void form_hours(struct shell *shell, bool of_place);
/* The bar with "Niet bewaard" and "Bewaar", and the question when leaving. */
void form_foot(struct shell *shell);
void form_dialog(struct shell *shell);
/* Takes taps and changes of the above. `save` is called by the button and the dialog. */
bool form_news(struct shell *shell, const struct ui_news *news, bool (*save)(struct shell *shell));
/* Sends all changed fields as one deed; "bar" key when it worked. */
bool form_save(struct shell *shell, const char *bar_key);

#endif
