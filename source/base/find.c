/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/find.h"

#include <stdio.h>
#include <string.h>

#include "base/find_inner.h"
#include "base/utf8.h"

/* ---- one word against another ---- */

static size_t letter_size(const char *at)
{
    unsigned char byte = (unsigned char)*at;
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

static bool begins(const char *word, const char *end, const char *with, const char *with_end)
{
    size_t size = (size_t)(with_end - with);
    return (size_t)(end - word) >= size && memcmp(word, with, size) == 0;
}

/* Two neighbours that changed places. */
static bool swapped(const char *a, const char *a_end, const char *b, const char *b_end)
{
    size_t one = letter_size(a), two = letter_size(b);
    return (size_t)(a_end - a) >= one + two && (size_t)(b_end - b) >= one + two &&
           memcmp(a, b + two, one) == 0 && memcmp(a + one, b, two) == 0 &&
           begins(b + one + two, b_end, a + one + two, a_end);
}

/* With one error where they first differ; `a` was typed. */
static enum find_grade fit_error(const char *a, const char *a_end, const char *b, const char *b_end)
{
    size_t one = a < a_end ? letter_size(a) : 0, two = b < b_end ? letter_size(b) : 0;
    size_t left = (size_t)(a_end - a), right = (size_t)(b_end - b);
    bool fits = false;
    if (one && begins(b, b_end, a + one, a_end)) { /* a letter too many */
        if (left - one == right)
            return FIND_ERROR;
        fits = true;
    }
    if (two && begins(b + two, b_end, a, a_end)) { /* too few */
        if (left == right - two)
            return FIND_ERROR;
        fits = true;
    }
    if (one && two && begins(b + two, b_end, a + one, a_end)) { /* another */
        if (left - one == right - two)
            return FIND_ERROR;
        fits = true;
    }
    if (one && two && swapped(a, a_end, b, b_end)) {
        if (left == right)
            return FIND_ERROR;
        fits = true;
    }
    return fits ? FIND_ERROR_PREFIX : FIND_NOT;
}

enum find_grade find_fit(const char *asked, size_t asked_size, const char *word, size_t word_size,
                         bool tolerant)
{
    size_t at = 0, shorter = asked_size < word_size ? asked_size : word_size;
    while (at < shorter && asked[at] == word[at])
        at++;
    if (at == asked_size)
        return at == word_size ? FIND_EXACT : FIND_PREFIX;
    if (!tolerant)
        return FIND_NOT;
    while (at > 0 && ((unsigned char)asked[at] & 0xC0) == 0x80)
        at--;
    return fit_error(asked + at, asked + asked_size, word + at, word + word_size);
}

/* ---- what was typed ---- */

static void way_add(struct find_word *word, const char *head, const char *stem, size_t stem_size,
                    const char *rest, bool compound)
{
    size_t size = strlen(head) + stem_size + strlen(rest);
    if (word->way_count == FIND_WAYS || size >= FIND_WORD)
        return;
    char *text = word->ways[word->way_count].text;
    snprintf(text, FIND_WORD, "%s%.*s%s", head, (int)stem_size, stem, rest);
    word->ways[word->way_count].size = size;
    word->ways[word->way_count++].compound = compound;
}

/* "stjans" and "stjanspl": the saint may be joined, the type of street too. */
static void joined_add(struct find_word *word, const char *text, size_t size)
{
    size_t before = size, saint = find_short_saint(text, size);
    const char *type = find_short_ending(text, size, &before), *full;
    if (type)
        way_add(word, "", text, before, type, true);
    for (int at = 0; saint && (full = find_written_out(text, saint, at)) != NULL; at++)
        way_add(word, full, text + saint, size - saint, "", true);
    for (int at = 0;
         saint && type && before > saint && (full = find_written_out(text, saint, at)) != NULL;
         at++)
        way_add(word, full, text + saint, before - saint, type, true);
}

static void word_read(struct find_word *word, const char *text, size_t size)
{
    const char *full;
    word->text = text;
    word->size = size;
    word->way_count = 0;
    word->digits = text[0] >= '0' && text[0] <= '9';
    word->small = find_is_small(text, size);
    word->tolerant = utf8_length(text) >= FIND_LETTERS && !strpbrk(text, "0123456789");
    for (int at = 0; (full = find_written_out(text, size, at)) != NULL; at++)
        way_add(word, "", "", 0, full, false);
    joined_add(word, text, size);
}

void find_read(const char *typed, struct find_query *query)
{
    utf8_fold(typed, query->folded, sizeof query->folded);
    query->count = 0;
    for (char *at = query->folded; *at && query->count < FIND_WORDS;) {
        size_t size = strcspn(at, " ");
        bool last = at[size] == 0;
        at[size] = 0;
        word_read(&query->words[query->count++], at, size);
        at += size + !last;
    }
}

/* ---- the forms of a name ---- */

enum { STEP_WORD, STEP_INNER, STEP_JOINED, STEP_UNNUMBERED, STEP_TOWN, STEP_TOWN_CUT, STEP_SHORT };

static bool joins(const char *word, size_t size, const char *next, size_t next_size)
{
    return next_size && size + next_size < 2 * FIND_WORD &&
           (find_is_type(next, next_size) || find_is_saint(word, size));
}

static void joined_take(struct find_walk *walk, size_t size, const char *next, size_t next_size,
                        struct find_form *form)
{
    snprintf(walk->joined, sizeof walk->joined, "%.*s%.*s", (int)size, walk->at, (int)next_size,
             next);
    form->text = walk->joined;
    form->size = size + next_size;
}

/* "Leopold II-laan" is said "Leopoldlaan". */
static bool unnumbered_take(struct find_walk *walk, size_t size, struct find_form *form)
{
    const char *number = walk->at + size + (walk->at[size] == ' ');
    size_t number_size = strcspn(number, " ");
    const char *type = number + number_size + (number[number_size] == ' ');
    size_t type_size = strcspn(type, " ");
    if (!find_is_numeral(number, number_size) || !type_size || size + type_size >= 2 * FIND_WORD ||
        !find_is_type(type, type_size))
        return false;
    joined_take(walk, size, type, type_size, form);
    form->kind = FIND_FORM_SHORT;
    form->first = false;
    return true;
}

/* "Steenweg op Gent" is said "Gentsesteenweg", "Steenweg op Mechelen" "Mechelsesteenweg". */
static bool town_take(struct find_walk *walk, size_t size, bool cut, struct find_form *form)
{
    const char *small = walk->at + size + (walk->at[size] == ' ');
    size_t small_size = strcspn(small, " ");
    const char *town = small + small_size + (small[small_size] == ' ');
    size_t town_size = strcspn(town, " ");
    if (size != 8 || memcmp(walk->at, "steenweg", 8) != 0 || small_size != 2 ||
        memcmp(small, "op", 2) != 0 || town_size < FIND_LETTERS || town_size > FIND_WORD)
        return false;
    bool en = memcmp(town + town_size - 2, "en", 2) == 0, e = town[town_size - 1] == 'e';
    if (cut && !en && !e)
        return false;
    town_size -= cut ? (en ? 2 : 1) : 0;
    snprintf(walk->joined, sizeof walk->joined, "%.*ssesteenweg", (int)town_size, town);
    *form = (struct find_form){walk->joined, strlen(walk->joined), FIND_FORM_SHORT, false};
    return true;
}

static bool step_take(struct find_walk *walk, int step, size_t size, struct find_form *form)
{
    const char *word = walk->at, *next = word + size + (word[size] == ' ');
    size_t next_size = strcspn(next, " "), inner;
    *form = (struct find_form){.text = word, .size = size, .first = walk->here};
    if (step == STEP_WORD)
        return true;
    if (step == STEP_INNER) {
        inner = find_inner_type(word, size);
        *form = (struct find_form){word + inner, size - inner, FIND_FORM_INNER, false};
        return inner > 0;
    }
    if (step == STEP_JOINED) {
        if (!joins(word, size, next, next_size))
            return false;
        joined_take(walk, size, next, next_size, form);
        return true;
    }
    if (step == STEP_UNNUMBERED)
        return unnumbered_take(walk, size, form);
    if (step == STEP_TOWN || step == STEP_TOWN_CUT)
        return town_take(walk, size, step == STEP_TOWN_CUT, form);
    form->kind = FIND_FORM_SHORT;
    form->text = find_written_out(word, size, step - STEP_SHORT);
    form->size = form->text ? strlen(form->text) : 0;
    return form->text != NULL;
}

bool find_walk_next(struct find_walk *walk, struct find_form *form)
{
    while (*walk->at) {
        size_t size = strcspn(walk->at, " ");
        if (walk->step == STEP_WORD) {
            walk->here =
                !walk->begun && !find_is_small(walk->at, size) && !find_is_type(walk->at, size);
            walk->begun = walk->begun || walk->here;
        }
        int step = walk->step++;
        if (step_take(walk, step, size, form))
            return true;
        if (step >= STEP_SHORT) {
            walk->at += size + (walk->at[size] == ' ');
            walk->step = STEP_WORD;
        }
    }
    return false;
}

/* ---- grades ---- */

static enum find_grade way_grade(const struct find_word *asked, int way, const char *text,
                                 size_t size)
{
    bool compound = asked->ways[way].compound;
    enum find_grade grade = find_fit(asked->ways[way].text, asked->ways[way].size, text, size,
                                     compound && asked->tolerant);
    if (grade == FIND_EXACT || (grade == FIND_PREFIX && compound))
        return FIND_SHORT;
    return grade == FIND_PREFIX ? FIND_NOT : grade;
}

enum find_grade find_text_grade(const struct find_word *asked, const char *text, size_t size)
{
    enum find_grade best = find_fit(asked->text, asked->size, text, size, asked->tolerant);
    for (int way = 0; way < asked->way_count && best > FIND_SHORT; way++) {
        enum find_grade grade = way_grade(asked, way, text, size);
        best = grade < best ? grade : best;
    }
    return best;
}

enum find_grade find_kind_grade(enum find_grade grade, enum find_form_kind kind)
{
    if (kind == FIND_FORM_INNER && grade < FIND_SHORT)
        return grade == FIND_EXACT ? FIND_PREFIX : FIND_SHORT;
    return kind == FIND_FORM_SHORT && grade < FIND_SHORT ? FIND_SHORT : grade;
}

enum find_grade find_form_grade(const struct find_word *asked, const struct find_form *form)
{
    return find_kind_grade(find_text_grade(asked, form->text, form->size), form->kind);
}

void find_name_grades(const struct find_query *query, const char *folded,
                      enum find_grade grades[FIND_WORDS], bool first[FIND_WORDS])
{
    struct find_walk walk = {.at = folded};
    struct find_form form;
    bool begins_so[FIND_WORDS] = {false};
    for (int at = 0; at < FIND_WORDS; at++)
        grades[at] = FIND_NOT;
    while (find_walk_next(&walk, &form))
        for (int at = 0; at < query->count; at++) {
            enum find_grade grade = find_form_grade(&query->words[at], &form);
            if (grade < grades[at])
                begins_so[at] = form.first;
            else if (grade == grades[at])
                begins_so[at] = begins_so[at] || form.first;
            grades[at] = grade < grades[at] ? grade : grades[at];
        }
    for (int at = 0; first && at < FIND_WORDS; at++)
        first[at] = begins_so[at] && grades[at] != FIND_NOT;
}
