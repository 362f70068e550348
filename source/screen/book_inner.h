/* SPDX-License-Identifier: EUPL-1.2 */
/* book_inner.h – what the screens about partners, meetings and communication share (book.c). */
#ifndef SCREEN_BOOK_INNER_H
#define SCREEN_BOOK_INNER_H

#include "action/logbook.h"
#include "screen/part_inner.h"

/* The form of a record, `id` "" = a new one; shell->book.open is it. */
void book_open(struct shell *shell, enum screen screen, const char *id);
/* After form_begin_record: a date that was not typed yet is today. */
void book_today(struct shell *shell, const char *path);
/* Sends what was typed as one deed. */
bool book_save(struct shell *shell, enum record_kind kind, const char *bar_key);
/* "Verwijder", of a record that is there; book_removed is true when the news was a tap on it. */
void book_remove_button(struct shell *shell);
bool book_removed(struct shell *shell, const struct ui_news *news, enum record_kind kind);
const char *book_day(struct shell *shell, struct civil_date date); /* "12 mei 2026", "" = none */
/* "7 december" beside what it is about. */
const char *book_line(struct shell *shell, const char *first, const char *second);
/* What a partner is called beside the others (action/called.h). */
const char *book_partner(struct shell *shell, const struct organisation *organisation);
/* Chips of the languages, as form_many_of. */
void book_tongues(struct shell *shell, const char *path, const char *label_key);

/* ---- on the screen of a criterion (piece_noted.c) ---- */
/* What the logbook proposes where people decide, with a way to take it over. */
void piece_proposal(struct shell *shell, const struct finding *finding);
bool piece_noted_asked(const struct finding *finding); /* does its rule ask the logbook? */
/* What it tells, each row opens its record; nothing for criteria that do not ask the logbook. */
void piece_noted(struct shell *shell, const struct finding *finding);
bool piece_noted_news(struct shell *shell, const struct ui_news *news, const struct finding *finding);

#endif
