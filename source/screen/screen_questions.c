/* SPDX-License-Identifier: EUPL-1.2 */
/* Two tablets wrote something else in the same field: both, and a person's one tap. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Third answers while they are typed. They are kept until they are saved or let go: also when the
 * question is answered elsewhere meanwhile, and while other screens are shown. */
enum { THIRDS = 12, THIRD_PATH = 160 };
struct third {
    char document[ACTION_ID], path[THIRD_PATH];
    char *text, *name; /* owned; NULL text = a free slot */
};
struct shell_thirds {
    struct third slots[THIRDS];
};

/* ---- a field in words ---- */

static const char *member_word(struct shell *shell, const char *name)
{
    char key[MESSAGE_KEY_SIZE];
    snprintf(key, sizeof key, "sync.field.%.40s", name);
    return language_has(shell->language, key) ? shell_word(shell, key) : name;
}

const char *sync_field(struct shell *shell, const char *document, const char *path)
{
    const char *rest = part_after(path, "offers/");
    if (!*path) {
        return shell_word(shell, "sync.field.document");
    }
    if (!rest) {
        const char *last = strrchr(path, '/');
        char first[40];
        if (!last || !strchr(path, '/')) {
            return member_word(shell, path);
        }
        snprintf(first, sizeof first, "%.*s", (int)strcspn(path, "/"), path);
        return shell_textf(shell, "%s: %s", member_word(shell, first),
                           piece_lower(shell, member_word(shell, last + 1)));
    }
    const struct place *place = project_place(shell->project, document);
    const char *slash = strchr(rest, '/');
    size_t size = slash ? (size_t)(slash - rest) : strlen(rest);
    const char *service = rest;
    for (size_t i = 0; place && i < place->offer_count; i++) {
        const struct offer *offer = &place->offers[i];
        if (strlen(offer->id) == size && !strncmp(offer->id, rest, size)) {
            service = shell_word(shell, service_key(offer->service));
        }
    }
    return slash ? shell_textf(shell, "%s: %s", service,
                               piece_lower(shell, member_word(shell, slash + 1)))
                 : service;
}

/* ---- a value in words ---- */

static const char *member_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Members whose values are words of a list, and where their texts stand. */
static const char *const codes[][2] = {
    {"part", "organisation.role"},   {"channel", "told.channel"}, {"state", "plan.state"},
    {"condition", "need.condition"}, {"theme", "need.theme"},     {"step", "need.step"},
    {"goal", "count.goal"}};

static const char *value_words(struct shell *shell, const struct sync_question *question,
                               const struct sync_value *value)
{
    const char *member = member_of(question->path);
    char key[MESSAGE_KEY_SIZE];
    if (!*question->path) {
        return shell_word(shell, *value->text ? "sync.value.keep" : "sync.value.delete");
    }
    if (!strcmp(member, "removed")) {
        return shell_word(shell, *value->text ? "sync.value.delete" : "sync.value.keep");
    }
    if (!*value->text) {
        return shell_word(shell, "sync.value.empty");
    }
    if (!strcmp(member, "hours")) {
        return shell_hours(shell, value->text);
    }
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!strcmp(member, codes[i][0])) {
            snprintf(key, sizeof key, "%s.%.40s", codes[i][1], value->text);
            return language_has(shell->language, key) ? shell_word(shell, key) : value->text;
        }
    }
    struct civil_date date;
    if (civil_date_parse(value->text, &date)) {
        return shell_date_near(shell, date);
    }
    snprintf(key, sizeof key, "%.20s.%.40s", member, value->text);
    return language_has(shell->language, key) ? shell_word(shell, key) : value->text;
}

static const char *who(struct shell *shell, const struct sync_value *value)
{
    struct buffer line;
    buffer_init(&line, 400);
    piece_join(&line, value->ours    ? shell_word(shell, "sync.who.here")
                      : *value->role ? value->role
                                     : shell_word(shell, "sync.who.there"));
    if (value->at) {
        piece_join(&line, sync_moment(shell, value->at));
    }
    return piece_kept(shell, &line);
}

/* ---- a card ---- */

static void value_row(struct shell *shell, size_t index, int number,
                      const struct sync_question *question)
{
    const struct sync_value *value = &question->values[number];
    struct ui *ui = shell->ui;
    const char *words = value_words(shell, question, value);
    ui_open(ui, UI_BUTTON, shell_textf(shell, "question.take:%zu:%d", index, number), words,
            (struct ui_box){.row = true,
                            .gap = 12,
                            .pad_x = 14,
                            .pad_y = 12,
                            .filled = true,
                            .fill = THEME_SUNK,
                            .radius = 14,
                            .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, words);
    ui_text(ui, UI_SECOND, who(shell, value));
    ui_close(ui);
    if (value->shown) {
        part_tag(shell, shell_word(shell, "sync.value.shown"));
    }
    ui_icon(ui, "check", 24, THEME_MET, NULL);
    ui_close(ui);
}

static bool typeable(const struct shell *shell, const struct sync_question *question)
{
    return *question->path && strcmp(member_of(question->path), "removed") != 0 &&
           sync_typeable(shell->project, question->document, question->path);
}

/* What has no name of its own is said by what it is. */
const char *sync_name(struct shell *shell, const char *document, const char *name)
{
    char key[MESSAGE_KEY_SIZE];
    if (strcmp(name, document) != 0) {
        return name;
    }
    snprintf(key, sizeof key, "sync.kind.%.*s", (int)strcspn(document, ":"), document);
    return language_has(shell->language, key) ? shell_word(shell, key) : name;
}

static struct third *third_at(struct shell *shell, int slot)
{
    bool there = shell->thirds && slot >= 0 && slot < THIRDS && shell->thirds->slots[slot].text;
    return there ? &shell->thirds->slots[slot] : NULL;
}

/* What is typed belongs to its question, wherever that stands in the list. */
static int third_of(struct shell *shell, const struct sync_question *question)
{
    for (int slot = 0; slot < THIRDS; slot++) {
        const struct third *third = third_at(shell, slot);
        if (third && !strcmp(third->document, question->document) &&
            !strcmp(third->path, question->path)) {
            return slot;
        }
    }
    return -1;
}

static void third_begin(struct shell *shell, const struct sync_question *question)
{
    bool fits = strlen(question->document) < ACTION_ID && strlen(question->path) < THIRD_PATH;
    if (!shell->thirds) {
        shell->thirds = memory_take(sizeof *shell->thirds);
    }
    for (int slot = 0; fits && slot < THIRDS && third_of(shell, question) < 0; slot++) {
        struct third *third = &shell->thirds->slots[slot];
        if (!third->text) {
            snprintf(third->document, sizeof third->document, "%s", question->document);
            snprintf(third->path, sizeof third->path, "%s", question->path);
            third->text = memory_text("");
            third->name = memory_text(question->name);
        }
    }
    shell_rebuild(shell);
}

static void third_end(struct third *third)
{
    free(third->text);
    free(third->name);
    memset(third, 0, sizeof *third);
}

void questions_leave(struct shell *shell)
{
    for (int slot = 0; shell->thirds && slot < THIRDS; slot++) {
        third_end(&shell->thirds->slots[slot]);
    }
    free(shell->thirds);
    shell->thirds = NULL;
}

static void third_field(struct shell *shell, int slot, const char *label_key)
{
    ui_field(shell->ui, shell_textf(shell, "question.text:%d", slot),
             (struct ui_field){.label = shell_word(shell, label_key),
                               .value = third_at(shell, slot)->text});
}

static void third_save(struct shell *shell, int slot, const char *label_key)
{
    ui_button(
        shell->ui, shell_textf(shell, "question.save:%d", slot),
        (struct ui_button){.kind = UI_GO, .icon = "check", .label = shell_word(shell, label_key)});
}

static void third(struct shell *shell, size_t index, const struct sync_question *question)
{
    int slot = third_of(shell, question);
    if (slot < 0) {
        ui_button(shell->ui, shell_textf(shell, "question.third:%zu", index),
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "pencil",
                                     .label = shell_word(shell, "sync.question.third")});
        return;
    }
    third_field(shell, slot, "sync.question.third");
    third_save(shell, slot, "edit.save");
}

static void card(struct shell *shell, size_t index, const struct sync_question *question)
{
    struct ui *ui = shell->ui;
    part_open_card(shell);
    ui_text(ui, UI_SECOND, sync_field(shell, question->document, question->path));
    ui_text(ui, UI_NAME, sync_name(shell, question->document, question->name));
    for (int i = 0; i < question->value_count; i++) {
        value_row(shell, index, i, question);
    }
    if (typeable(shell, question)) {
        third(shell, index, question);
    }
    part_close_card(shell);
}

/* ---- what was typed for a question that was answered elsewhere ---- */

static bool still_asked(struct shell *shell, const struct third *third)
{
    const struct sync_question *questions;
    size_t count = sync_questions(shell->project, &questions);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(third->document, questions[i].document) &&
            !strcmp(third->path, questions[i].path)) {
            return true;
        }
    }
    return false;
}

static const char *now_words(struct shell *shell, const struct third *third, const char *now)
{
    const struct sync_question question = {.document = third->document, .path = third->path};
    const struct sync_value value = {.text = now};
    return value_words(shell, &question, &value);
}

static void kept_card(struct shell *shell, int slot, const char *now)
{
    struct ui *ui = shell->ui;
    const struct third *third = third_at(shell, slot);
    struct message line = message_of("sync.question.elsewhere");
    message_add_text(&line, now ? now_words(shell, third, now) : "");
    part_open_card(shell);
    ui_text(ui, UI_SECOND, sync_field(shell, third->document, third->path));
    ui_text(ui, UI_NAME, third->name);
    part_line(shell, "info", THEME_INK,
              now ? shell_say(shell, line) : shell_word(shell, "sync.question.gone"));
    third_field(shell, slot, "sync.question.yours");
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    if (now) {
        third_save(shell, slot, "sync.question.keep");
    }
    ui_button(
        ui, shell_textf(shell, "question.drop:%d", slot),
        (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "sync.question.leave")});
    ui_close(ui);
    part_close_card(shell);
}

/* Returns how many there are; what holds nothing, or what stands there already, is let go. */
static int kept_cards(struct shell *shell)
{
    int count = 0;
    for (int slot = 0; slot < THIRDS; slot++) {
        struct third *third = third_at(shell, slot);
        if (!third || still_asked(shell, third)) {
            continue;
        }
        char *now = sync_value_now(shell->project, third->document, third->path);
        if (!*third->text || (now && !strcmp(now, third->text))) {
            third_end(third);
        } else {
            kept_card(shell, slot, now);
            count++;
        }
        free(now);
    }
    return count;
}

void screen_questions_build(struct shell *shell)
{
    const struct sync_question *questions;
    if (part_no_project(shell)) {
        return;
    }
    size_t count = sync_questions(shell->project, &questions);
    part_page_open(shell, shell_word(shell, "sync.questions.title"));
    if (count) {
        ui_text(shell->ui, UI_BODY, shell_word(shell, "sync.questions.how"));
    }
    int kept = kept_cards(shell);
    for (size_t i = 0; i < count; i++) {
        card(shell, i, &questions[i]);
    }
    if (!count && !kept) {
        piece_empty(shell, "check", shell_word(shell, "sync.questions.none"),
                    shell_word(shell, "sync.questions.none.why"), NULL, NULL);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

static bool answer(struct shell *shell, const char *document, const char *path, int number,
                   int slot)
{
    struct fault why;
    struct third *third = third_at(shell, slot);
    fault_clear(&why);
    bool ok =
        sync_answer(shell->project, document, path, number, number < 0 ? third->text : NULL, &why);
    if (ok && third) {
        third_end(third);
    }
    shell_deed(shell, ok, &why, "sync.answered");
    shell_rebuild(shell);
    return true;
}

/* "…text:SLOT", "…save:SLOT", "…drop:SLOT" */
static bool third_news(struct shell *shell, const struct ui_news *news, const char *word)
{
    const char *colon = strchr(word, ':');
    int slot = colon ? atoi(colon + 1) : -1;
    struct third *third = third_at(shell, slot);
    if (!third) {
        return false;
    }
    if (news->kind == UI_NEWS_CHANGE && part_after(word, "text:")) {
        char *text = memory_text(news->text);
        free(third->text);
        third->text = text;
        shell->dirty = true;
        return true;
    }
    if (news->kind == UI_NEWS_TAP && part_after(word, "save:")) {
        char document[ACTION_ID], path[THIRD_PATH];
        snprintf(document, sizeof document, "%s", third->document);
        snprintf(path, sizeof path, "%s", third->path);
        return answer(shell, document, path, -1, slot);
    }
    if (news->kind == UI_NEWS_TAP && part_after(word, "drop:")) {
        third_end(third);
        shell_rebuild(shell);
        return true;
    }
    return false;
}

/* The question that "…:INDEX" in a node's name means; NULL = there is none any more. */
static const struct sync_question *question_at(struct shell *shell, const char *index)
{
    const struct sync_question *questions;
    size_t count = sync_questions(shell->project, &questions), at = (size_t)atoi(index);
    return at < count ? &questions[at] : NULL;
}

bool screen_questions_news(struct shell *shell, const struct ui_news *news)
{
    const char *word = part_after(news->id, "question.");
    const char *colon = word ? strchr(word, ':') : NULL;
    if (!colon || third_news(shell, news, word)) {
        return colon != NULL;
    }
    const struct sync_question *question = question_at(shell, colon + 1);
    if (!question || news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (part_after(word, "take:")) {
        const char *number = strchr(colon + 1, ':');
        return answer(shell, question->document, question->path, number ? atoi(number + 1) : 0,
                      third_of(shell, question));
    }
    if (part_after(word, "third:")) {
        third_begin(shell, question);
        return true;
    }
    return false;
}

void screen_questions_prepare(struct shell *shell, const char *id)
{
    (void)id;
    questions_leave(shell);
}
