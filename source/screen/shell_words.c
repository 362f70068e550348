/* SPDX-License-Identifier: EUPL-1.2 */
/* Sentences for the screens; they live until the next build. */
#include "screen/shell_inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "hours/hours.h"

enum { SENTENCE = 4096 };

void shell_words_renew(struct shell *shell)
{
    arena_clear(&shell->words_arena);
    arena_init(&shell->words_arena);
}

void shell_words_free(struct shell *shell)
{
    arena_clear(&shell->words_arena);
}

static const char *kept(struct shell *shell, struct buffer *text)
{
    const char *copy = arena_text(&shell->words_arena, buffer_text(text));
    buffer_clear(text);
    return copy;
}

const char *shell_word(const struct shell *shell, const char *key)
{
    return language_word(shell->language, key);
}

const char *shell_say(struct shell *shell, struct message message)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    if (message.key[0]) {
        language_say(shell->language, &message, &text);
    }
    return kept(shell, &text);
}

const char *shell_say_count(struct shell *shell, const char *key, int64_t count)
{
    struct message message = message_of(key);
    message_add_count(&message, count);
    return shell_say(shell, message);
}

const char *shell_textf(struct shell *shell, const char *format, ...)
{
    char text[SENTENCE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return arena_text(&shell->words_arena, text);
}

const char *shell_say_fault(struct shell *shell, const struct fault *fault)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    language_say_fault(shell->language, fault, &text);
    return kept(shell, &text);
}

const char *shell_hours(struct shell *shell, const char *hours_text)
{
    const struct hours_setting *setting = shell->project ? project_hours(shell->project) : NULL;
    struct hours *hours = NULL;
    struct fault why;
    struct buffer text;
    if (!*hours_text) {
        return "";
    }
    if (!hours_parse(hours_text, setting, &hours, &why)) {
        return arena_text(&shell->words_arena, hours_text);
    }
    buffer_init(&text, SENTENCE);
    hours_say(hours, shell->language, &text);
    hours_free(hours);
    return kept(shell, &text);
}

const struct place *shell_selected(const struct shell *shell)
{
    return shell->project && shell->selected[0] ? project_place(shell->project, shell->selected)
                                                : NULL;
}

const char *shell_place_name(struct shell *shell, const struct place *place)
{
    const char *name = place_name(place, language_tag(language_code(shell->language)));
    return *name ? name : shell_word(shell, kind_key(place->kind));
}

const char *shell_place_now(struct shell *shell, const struct place *place)
{
    struct civil now = project_now(shell->project);
    const struct timetable *timetable = project_place_timetable(shell->project, place, now);
    struct buffer text;
    if (!timetable) {
        return "";
    }
    buffer_init(&text, SENTENCE);
    timetable_say_now(timetable, now, shell->language, &text);
    return kept(shell, &text);
}

const char *shell_when(struct shell *shell, const struct place *place, const struct offer *offer)
{
    enum { STOPS = 6 };
    const struct timetable *timetable = project_timetable(shell->project, place, offer);
    struct buffer text;
    if (!timetable) {
        return arena_text(&shell->words_arena, offer ? offer->hours : place->hours);
    }
    buffer_init(&text, SENTENCE);
    timetable_say(timetable, project_now(shell->project).date, STOPS, shell->language, &text);
    return kept(shell, &text);
}

double shell_place_metres(const struct shell *shell, const struct place *place)
{
    bool adding = shell->screen == SCREEN_ADD || shell->screen == SCREEN_ADD_DOUBLE;
    return point_distance(adding ? shell->add_point : map_middle(shell), place->point);
}

const char *shell_metres(struct shell *shell, double metres)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    language_say_metres(shell->language, metres, &text);
    return kept(shell, &text);
}

const char *shell_date_near(struct shell *shell, struct civil_date date)
{
    struct buffer text;
    buffer_init(&text, SENTENCE);
    language_say_date_near(shell->language, date, project_now(shell->project).date, &text);
    return kept(shell, &text);
}

const char *shell_title(const struct shell *shell)
{
    return shell->project ? project_wijk(shell->project)->name : "Wijkpeil";
}
