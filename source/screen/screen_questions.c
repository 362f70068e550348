/* SPDX-License-Identifier: EUPL-1.2 */
/* Two tablets wrote something else in the same field: both, and a person's one tap. */
#include "screen/sync_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

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
        return member_word(shell, path);
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

static bool typeable(const char *path)
{
    return *path && strcmp(member_of(path), "removed") != 0;
}

/* What is typed belongs to its question, also when another one above it is answered elsewhere. */
static const char *third_name(const struct sync_question *question, char out[32])
{
    uint64_t path = hash_text(question->path);
    snprintf(out, 32, "#third:%016llx",
             (unsigned long long)hash_bytes(question->document, strlen(question->document), path));
    return out;
}

static void third(struct shell *shell, size_t index, const struct sync_question *question)
{
    char name[32];
    struct ui *ui = shell->ui;
    struct draft_field *field = draft_find(shell, third_name(question, name));
    if (!field) {
        ui_button(ui, shell_textf(shell, "question.third:%zu", index),
                  (struct ui_button){.kind = UI_QUIET,
                                     .icon = "pencil",
                                     .label = shell_word(shell, "sync.question.third")});
        return;
    }
    ui_field(ui, shell_textf(shell, "question.text:%zu", index),
             (struct ui_field){.label = shell_word(shell, "sync.question.third"),
                               .value = field->value});
    ui_button(ui, shell_textf(shell, "question.save:%zu", index),
              (struct ui_button){
                  .kind = UI_GO, .icon = "check", .label = shell_word(shell, "edit.save")});
}

static void card(struct shell *shell, size_t index, const struct sync_question *question)
{
    struct ui *ui = shell->ui;
    part_open_card(shell);
    ui_text(ui, UI_SECOND, sync_field(shell, question->document, question->path));
    ui_text(ui, UI_NAME, question->name);
    for (int i = 0; i < question->value_count; i++) {
        value_row(shell, index, i, question);
    }
    if (typeable(question->path)) {
        third(shell, index, question);
    }
    part_close_card(shell);
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
    } else {
        piece_empty(shell, "check", shell_word(shell, "sync.questions.none"),
                    shell_word(shell, "sync.questions.none.why"), NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        card(shell, i, &questions[i]);
    }
    part_page_close(shell);
}

static void third_close(struct shell *shell, struct draft_field *field)
{
    if (field) {
        *field = shell->draft[--shell->draft_count];
    }
}

static bool answer(struct shell *shell, const struct sync_question *question, int number)
{
    char name[32];
    struct fault why;
    struct draft_field *field = draft_find(shell, third_name(question, name));
    fault_clear(&why);
    if (number < 0 && !field) { /* nothing was typed for this one */
        shell_rebuild(shell);
        return true;
    }
    bool ok = sync_answer(shell->project, question->document, question->path, number,
                          number < 0 ? field->value : NULL, &why);
    if (ok) {
        third_close(shell, field);
    }
    shell_deed(shell, ok, &why, "sync.answered");
    shell_rebuild(shell);
    return true;
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
    char name[32];
    const char *colon = strchr(news->id, ':');
    const struct sync_question *question = NULL;
    if (part_after(news->id, "question.") && colon) {
        question = question_at(shell, colon + 1);
    }
    if (!question) {
        return false;
    }
    if (part_after(news->id, "question.text:") && news->kind == UI_NEWS_CHANGE) {
        draft_set(shell, third_name(question, name), news->text);
        return true;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (part_after(news->id, "question.take:")) {
        const char *number = strchr(colon + 1, ':');
        return answer(shell, question, number ? atoi(number + 1) : 0);
    }
    if (part_after(news->id, "question.third:")) {
        draft_add(shell, third_name(question, name), "");
        shell_rebuild(shell);
        return true;
    }
    return part_after(news->id, "question.save:") && answer(shell, question, -1);
}

void screen_questions_prepare(struct shell *shell, const char *id)
{
    (void)id;
    draft_empty(shell);
}
