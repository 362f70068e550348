/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms: what is typed stands in the draft until it is saved or let go. Members of the draft whose
 * path begins with '#' are the form's own: "#owner", "#leave", "#kinds". */
#include "screen/hours_edit_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/record.h"
#include "action/typed.h"
#include "base/json.h"

enum { PATH = 200 };

/* ---- what is saved ---- */

static bool of_offer(struct shell *shell)
{
    const struct draft_field *owner = draft_find(shell, "#owner");
    return shell->screen == SCREEN_OFFER_EDIT ||
           (shell->screen == SCREEN_HOURS && owner && part_after(owner->value, "offer:"));
}

static void full_path(struct shell *shell, const char *path, char out[PATH])
{
    if (of_offer(shell)) {
        snprintf(out, PATH, "offers/%s/%s", shell->offer, path);
    } else {
        snprintf(out, PATH, "%s", path);
    }
}

static void text_of(const struct place *place, const char *path, char out[DRAFT_TEXT])
{
    struct buffer text;
    buffer_init(&text, DRAFT_TEXT - 1);
    place_field_text(place->document, path, &text);
    snprintf(out, DRAFT_TEXT, "%s", buffer_text(&text));
    buffer_clear(&text);
}

static void judged_text(struct shell *shell, const char *path, char out[DRAFT_TEXT])
{
    const struct finding *finding = part_finding(shell, shell->criterion);
    const struct judgement *judgement = finding ? finding->judgement : NULL;
    bool reason = strcmp(path, "reason") == 0;
    snprintf(out, DRAFT_TEXT, "%s",
             !judgement ? ""
             : reason   ? judgement->reason
                        : verdict_word(judgement->verdict));
}

/* Of a document that is no place: texts as they are, lists with commas. */
static void record_value(struct shell *shell, const char *id, const char *path,
                         char out[DRAFT_TEXT])
{
    const cJSON *value = json_path_get(record_find(shell->project, id), path), *item;
    struct buffer text;
    buffer_init(&text, DRAFT_TEXT - 1);
    if (cJSON_IsString(value)) {
        buffer_add_text(&text, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        buffer_addf(&text, "%.15g", value->valuedouble);
    } else if (cJSON_IsBool(value)) {
        buffer_add_text(&text, cJSON_IsTrue(value) ? "true" : "");
    }
    cJSON_ArrayForEach(item, value)
    {
        if (cJSON_IsArray(value) && cJSON_IsString(item)) {
            buffer_addf(&text, "%s%s", text.size ? "," : "", item->valuestring);
        }
    }
    snprintf(out, DRAFT_TEXT, "%s", buffer_text(&text));
    buffer_clear(&text);
}

/* Documents keep 2026-06-24; a field shows the day as people type it. */
static void day_shown(const char *path, char text[DRAFT_TEXT])
{
    static const char *const days[] = {"date", "when", "from", "until", "closed_until"};
    const char *slash = strrchr(path, '/'), *member = slash ? slash + 1 : path;
    struct civil_date day;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (!strcmp(member, days[i]) && civil_date_parse(text, &day)) {
            char typed[TYPED_DAY];
            typed_day_write(day, typed);
            snprintf(text, DRAFT_TEXT, "%s", typed);
            return;
        }
    }
}

static void saved_text(struct shell *shell, const char *path, char out[DRAFT_TEXT])
{
    const struct place *place = shell_selected(shell);
    const struct draft_field *record = draft_find(shell, "#record");
    char full[PATH];
    out[0] = 0;
    if (record) {
        record_value(shell, record->value, path, out);
    } else if (shell->screen == SCREEN_JUDGE) {
        judged_text(shell, path, out);
    } else if (place) {
        full_path(shell, path, full);
        text_of(place, full, out);
    }
    day_shown(path, out);
}

/* ---- the draft ---- */

static bool own(const struct draft_field *field)
{
    return field->path[0] == '#';
}

static bool differs(struct shell *shell, const struct draft_field *field)
{
    char saved[DRAFT_TEXT];
    if (own(field) || !field->changed) {
        return false;
    }
    saved_text(shell, field->path, saved);
    return strcmp(saved, field->value) != 0;
}

int form_changes(struct shell *shell)
{
    int count = 0;
    for (int i = 0; i < shell->draft_count; i++) {
        count += differs(shell, &shell->draft[i]);
    }
    return count;
}

int form_faults(struct shell *shell)
{
    int count = 0;
    for (int i = 0; i < shell->draft_count; i++) {
        count += shell->draft[i].fault[0] != 0;
    }
    return count;
}

/* Something typed in another form that was left by a key of the whole program. */
static bool left_behind(const struct shell *shell)
{
    for (int i = 0; i < shell->draft_count; i++) {
        if (shell->draft[i].changed && !own(&shell->draft[i])) {
            return true;
        }
    }
    return false;
}

static void owner_begin(struct shell *shell, const char *owner, const char *record)
{
    const struct draft_field *mine = draft_find(shell, "#owner");
    if (!mine || strcmp(mine->value, owner) != 0) {
        if (left_behind(shell)) {
            shell_bar(shell, shell_word(shell, "edit.dropped"), false);
        }
        draft_empty(shell);
        draft_add(shell, "#owner", owner);
        if (record) {
            draft_add(shell, "#record", record);
        }
    }
}

static void fields_begin(struct shell *shell, const char *const *paths, int count)
{
    for (int i = 0; i < count; i++) {
        const struct draft_field *field = draft_find(shell, paths[i]);
        char saved[DRAFT_TEXT];
        if (!field || !field->changed) {
            saved_text(shell, paths[i], saved);
            draft_add(shell, paths[i], saved);
        }
    }
}

void form_begin(struct shell *shell, const char *owner, const char *const *paths, int count)
{
    owner_begin(shell, owner, NULL);
    fields_begin(shell, paths, count);
}

void form_begin_record(struct shell *shell, const char *what, const char *id,
                       const char *const *paths, int count)
{
    owner_begin(shell, shell_textf(shell, "record:%s:%s", what, id), id);
    fields_begin(shell, paths, count);
}

const char *form_value(struct shell *shell, const char *path)
{
    const struct draft_field *field = draft_find(shell, path);
    return field ? field->value : "";
}

static void flag_set(struct shell *shell, const char *flag, const char *value)
{
    draft_set(shell, flag, value);
}

static void field_check(struct shell *shell, struct draft_field *field)
{
    char full[PATH];
    struct fault why;
    cJSON *value = NULL;
    field->fault[0] = 0;
    if (shell->screen == SCREEN_JUDGE || draft_find(shell, "#record")) {
        return;
    }
    full_path(shell, field->path, full);
    if (place_field_read(full, field->value, &value, &why)) {
        cJSON_Delete(value);
        return;
    }
    const char *said = shell_say(shell, why.what);
    if (strcmp(field->path, "hours") == 0 && why.place >= 0) {
        struct message at = message_of("edit.hours.at");
        message_add_text(&at, said);
        message_add_count(&at, why.place + 1);
        said = shell_say(shell, at);
    }
    snprintf(field->fault, sizeof field->fault, "%s", said);
}

void form_put(struct shell *shell, const char *path, const char *value)
{
    draft_set(shell, path, value);
    struct draft_field *field = draft_find(shell, path);
    if (field) {
        field_check(shell, field);
    }
}

/* ---- lists of words with commas ---- */

static bool list_has(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; *at; at += strspn(at, ",")) {
        size_t one = strcspn(at, ",");
        if (one == size && strncmp(at, word, size) == 0) {
            return true;
        }
        at += one;
    }
    return false;
}

static void list_toggle(struct shell *shell, const char *path, const char *word)
{
    char old[DRAFT_TEXT], list[DRAFT_TEXT] = "";
    bool there = false;
    size_t size = 0, length = strlen(word);
    snprintf(old, sizeof old, "%s", form_value(shell, path));
    for (const char *at = old; *at; at += strspn(at, ",")) {
        size_t one = strcspn(at, ",");
        if (one == length && strncmp(at, word, length) == 0) {
            there = true;
        } else {
            size += (size_t)snprintf(list + size, sizeof list - size, "%s%.*s", size ? "," : "",
                                     (int)one, at);
        }
        at += one;
    }
    if (!there && size + length + 2 < sizeof list) {
        snprintf(list + size, sizeof list - size, "%s%s", size ? "," : "", word);
    }
    form_put(shell, path, list);
}

/* ---- widgets ---- */

static const char *id_of(struct shell *shell, const char *kind, const char *path, const char *word)
{
    return shell_textf(shell, "form.%s:%s%s%s", kind, path, word ? "=" : "", word ? word : "");
}

void form_field(struct shell *shell, const char *path, const char *label_key, const char *hint_key,
                bool lines, bool number)
{
    const struct draft_field *field = draft_find(shell, path);
    ui_field(shell->ui, id_of(shell, "field", path, NULL),
             (struct ui_field){.label = shell_word(shell, label_key),
                               .hint = hint_key ? shell_word(shell, hint_key) : NULL,
                               .value = field ? field->value : "",
                               .lines = lines,
                               .number = number,
                               .fault = field && field->fault[0] ? field->fault : NULL});
}

static void group_open(struct shell *shell, const char *label_key)
{
    const char *label = shell_word(shell, label_key);
    ui_open(shell->ui, UI_GROUP, "", label, (struct ui_box){.gap = 6});
    ui_text(shell->ui, UI_SECOND, label);
    part_wrap_open(shell);
}

static void group_close(struct shell *shell)
{
    ui_close(shell->ui);
    ui_close(shell->ui);
}

void form_one_of(struct shell *shell, const char *path, const char *label_key,
                 const struct form_word *words, int count)
{
    const char *value = form_value(shell, path);
    bool unsaid = strcmp(value, "unknown") == 0 || !*value;
    group_open(shell, label_key);
    for (int i = 0; i < count; i++) {
        bool chosen =
            unsaid ? strcmp(words[i].word, "unknown") == 0 : strcmp(value, words[i].word) == 0;
        part_chip(shell, id_of(shell, "one", path, words[i].word), shell_word(shell, words[i].key),
                  chosen);
    }
    group_close(shell);
}

void form_many_of(struct shell *shell, const char *path, const char *label_key,
                  const struct form_word *words, int count)
{
    const char *value = form_value(shell, path);
    group_open(shell, label_key);
    for (int i = 0; i < count; i++) {
        part_chip(shell, id_of(shell, "many", path, words[i].word), shell_word(shell, words[i].key),
                  list_has(value, words[i].word));
    }
    group_close(shell);
}

void form_flag(struct shell *shell, const char *path, const char *label_key)
{
    ui_check(shell->ui, id_of(shell, "flag", path, NULL), shell_word(shell, label_key),
             *form_value(shell, path) != 0);
}

static const struct {
    const char *text, *key;
} quick_hours[] = {{"Mo-Fr 09:00-17:00", "edit.hours.office"},
                   {"Mo-Fr 09:00-12:00,13:00-17:00", "edit.hours.noon"},
                   {"Sa 09:00-11:00", "edit.hours.saturday"},
                   {"24/7", "edit.hours.always"}};

void form_hours(struct shell *shell, bool of_place)
{
    const struct draft_field *field = draft_find(shell, "hours");
    const char *value = field ? field->value : "", *said = hours_said(shell);
    part_go_row(shell, "form.hours", "clock", THEME_INK,
                shell_word(shell, *said ? "hours.edit.open" : "hours.edit.open.new"),
                *said && !(field && field->fault[0]) ? said
                                                     : shell_word(shell, "hours.edit.open.hint"));
    part_wrap_open(shell);
    if (!of_place) {
        part_chip(shell, "form.one:hours=", shell_word(shell, "edit.hours.place"), !*value);
    }
    for (size_t i = 0; i < sizeof quick_hours / sizeof *quick_hours; i++) {
        part_chip(shell, id_of(shell, "one", "hours", quick_hours[i].text),
                  shell_word(shell, quick_hours[i].key), strcmp(value, quick_hours[i].text) == 0);
    }
    ui_close(shell->ui);
    form_field(shell, "hours", "edit.hours", "edit.hours.hint", false, false);
}

/* ---- saving and leaving ---- */

/* A judgement needs both its answer and its reason. */
static bool can_save(struct shell *shell)
{
    const char *reason = form_value(shell, "reason");
    bool judged = *form_value(shell, "verdict") && reason[strspn(reason, " \t\r\n")];
    return form_faults(shell) == 0 && (shell->screen != SCREEN_JUDGE || judged);
}

void form_foot(struct shell *shell)
{
    struct ui *ui = shell->ui;
    int changes = form_changes(shell), faults = form_faults(shell);
    part_foot_open(shell);
    ui_open(ui, UI_STATUS, "form.status", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_SECOND,
            faults    ? shell_say_count(shell, "edit.faults", faults)
            : changes ? shell_say_count(shell, "edit.changes", changes)
                      : shell_word(shell, "edit.unchanged"));
    ui_close(ui);
    ui_button(ui, "form.save",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "edit.save"),
                                 .disabled = faults || !changes});
    part_foot_close(shell);
}

void form_dialog(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct draft_field *leave = draft_find(shell, "#leave");
    if (!leave || !*leave->value) {
        return;
    }
    bool can = can_save(shell);
    ui_open(ui, UI_DIALOG, "form.leave", shell_word(shell, "edit.leave.title"),
            (struct ui_box){.gap = 12});
    ui_text(ui, UI_NAME, shell_word(shell, "edit.leave.title"));
    ui_text(ui, UI_BODY, shell_word(shell, can ? "edit.leave.text" : "edit.leave.text.fault"));
    ui_button(ui, "form.leave.save",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "edit.save"),
                                 .disabled = !can});
    ui_button(ui, "form.leave.stay",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "edit.leave.stay")});
    ui_button(ui, "form.leave.drop",
              (struct ui_button){.kind = UI_QUIET, .label = shell_word(shell, "edit.leave.drop")});
    ui_close(ui);
}

bool form_save(struct shell *shell, const char *bar_key)
{
    struct action_field fields[DRAFT_FIELDS];
    char paths[DRAFT_FIELDS][PATH];
    struct fault why;
    int count = 0;
    for (int i = 0; i < shell->draft_count; i++) {
        if (differs(shell, &shell->draft[i])) {
            full_path(shell, shell->draft[i].path, paths[count]);
            fields[count].path = paths[count];
            fields[count].value = shell->draft[i].value;
            count++;
        }
    }
    fault_clear(&why);
    bool ok = action_set(shell->project, shell->selected, fields, count, &why);
    return shell_deed(shell, ok, &why, bar_key);
}

static void go_where(struct shell *shell, const char *where)
{
    enum screen screen;
    draft_empty(shell);
    if (piece_rail_screen(where, &screen)) {
        shell_root(shell, screen);
    } else {
        shell_back(shell);
    }
}

static bool leave_answer(struct shell *shell, const struct ui_news *news, const char *where,
                         bool (*save)(struct shell *shell))
{
    char target[96];
    snprintf(target, sizeof target, "%.95s", where);
    if (news->kind == UI_NEWS_BACK || strcmp(news->id, "form.leave.stay") == 0) {
        flag_set(shell, "#leave", "");
    } else if (strcmp(news->id, "form.leave.drop") == 0) {
        go_where(shell, target);
    } else if (strcmp(news->id, "form.leave.save") == 0) {
        flag_set(shell, "#leave", "");
        if (save(shell)) {
            go_where(shell, target);
        }
    }
    return true;
}

static bool leaving(const struct ui_news *news)
{
    return news->kind == UI_NEWS_BACK ||
           (news->kind == UI_NEWS_TAP &&
            (strcmp(news->id, "back") == 0 || part_after(news->id, "rail.")));
}

/* "price=free" → path and word. */
static const char *word_after(const char *rest, char path[96])
{
    const char *sign = strchr(rest, '=');
    size_t size = sign ? (size_t)(sign - rest) : strlen(rest);
    snprintf(path, 96, "%.*s", (int)size, rest);
    return sign ? sign + 1 : "";
}

static bool widget_news(struct shell *shell, const struct ui_news *news)
{
    char path[96];
    const char *rest, *word;
    if ((rest = part_after(news->id, "form.field:"))) {
        if (news->kind == UI_NEWS_CHANGE) {
            form_put(shell, rest, news->text);
        }
        return news->kind == UI_NEWS_CHANGE || news->kind == UI_NEWS_ENTER;
    }
    if (news->kind != UI_NEWS_TAP) {
        return false;
    }
    if (strcmp(news->id, "form.hours") == 0) {
        hours_open(shell);
        return true;
    }
    if ((rest = part_after(news->id, "form.one:"))) {
        word = word_after(rest, path);
        form_put(shell, path, strcmp(word, "unknown") ? word : "");
    } else if ((rest = part_after(news->id, "form.many:"))) {
        word = word_after(rest, path);
        list_toggle(shell, path, word);
    } else if ((rest = part_after(news->id, "form.flag:"))) {
        form_put(shell, rest, *form_value(shell, rest) ? "" : "true");
    } else {
        return false;
    }
    return true;
}

bool form_news(struct shell *shell, const struct ui_news *news, bool (*save)(struct shell *shell))
{
    const struct draft_field *leave = draft_find(shell, "#leave");
    if (leave && *leave->value) {
        return leave_answer(shell, news, leave->value, save);
    }
    if (leaving(news)) {
        if (form_changes(shell) > 0) {
            flag_set(shell, "#leave", news->kind == UI_NEWS_BACK ? "back" : news->id);
            return true;
        }
        draft_empty(shell);
        return false;
    }
    if (news->kind == UI_NEWS_TAP && strcmp(news->id, "form.save") == 0) {
        if (save(shell)) {
            go_where(shell, "back");
        }
        return true;
    }
    return widget_news(shell, news);
}
