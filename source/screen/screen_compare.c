/* SPDX-License-Identifier: EUPL-1.2 */
/* Wijken beside each other, each with how well it was looked at and with figures of others. Never a
 * ranking. */
#include "action/instrument.h"
#include "screen/many_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/file.h"
#include "system/system.h"

enum { TABLE_BYTES = 8 * 1024 * 1024, FIGURES_SHOWN = 8 };

static int chosen_at(const struct shell_many *many, const char *code)
{
    for (int i = 0; i < many->chosen_count; i++) {
        if (!strcmp(many->chosen[i], code)) {
            return i;
        }
    }
    return -1;
}

static void choose(struct shell_many *many, const char *code)
{
    if (many->chosen_count < COMPARE_BESIDE) {
        snprintf(many->chosen[many->chosen_count++], sizeof many->chosen[0], "%s", code);
    }
}

static void leave_out(struct shell_many *many, int at)
{
    memmove(&many->chosen[at], &many->chosen[at + 1],
            sizeof many->chosen[0] * (size_t)(--many->chosen_count - at));
}

/* At first: those where somebody looked, and the one that is open. */
static void chosen_begin(struct shell *shell, const struct across *across)
{
    struct shell_many *many = many_of(shell);
    if (many->chosen_made) {
        return;
    }
    many->chosen_made = true;
    choose(many, project_wijk(shell->project)->code);
    for (size_t i = 0; i < across->count; i++) {
        if (across->rows[i].care != CARE_NONE && chosen_at(many, across->rows[i].code) < 0) {
            choose(many, across->rows[i].code);
        }
    }
}

/* ---- one beside the others ---- */

static void figures(struct shell *shell, const char *code)
{
    struct context context;
    action_context(shell->project, code, &context);
    for (int i = 0; i < context.count && i < FIGURES_SHOWN; i++) {
        ui_text(shell->ui, UI_SECOND, shell_say(shell, across_figure_say(&context.figures[i])));
    }
    ui_button(shell->ui, shell_textf(shell, "figure:%s", code),
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "plus",
                                 .label = shell_word(shell, "compare.figure.add")});
}

static void care_line(struct shell *shell, const struct compare_row *row)
{
    if (row->care != CARE_GOOD) {
        part_line(shell, row->care == CARE_NONE ? "question" : "warning", THEME_PARTLY,
                  shell_word(shell, compare_care_key(row->care)));
    }
    ui_text(shell->ui, UI_SECOND, shell_say(shell, across_quality_say(row)));
}

static void wijk_card(struct shell *shell, const struct compare_row *row)
{
    part_open_card(shell);
    ui_text(shell->ui, UI_BOLD, shell_textf(shell, "%s (%s)", row->name, row->municipality));
    many_strip(shell, row->verdicts, row->count);
    care_line(shell, row);
    struct message weak = action_initiatives_say(shell->project, row->code, row->verdicts);
    if (weak.key[0]) {
        part_line(shell, "warning", THEME_NOT, shell_say(shell, weak));
    }
    figures(shell, row->code);
    part_close_card(shell);
}

/* ---- all of them ---- */

static void wijk_row(struct shell *shell, const struct compare_row *row, bool chosen)
{
    struct ui *ui = shell->ui;
    struct message totals = message_of("round.totals");
    for (int i = 0; i < 4; i++) {
        message_add_count(&totals, row->totals[i]);
    }
    ui_open_row(ui, shell_textf(shell, "compare:%s", row->code),
                shell_textf(shell, "%s (%s)", row->name, row->municipality), chosen);
    ui_icon(ui, chosen ? "check" : "plus", 22, chosen ? THEME_MET : THEME_MUTED,
            shell_word(shell, chosen ? "compare.in" : "compare.out"));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, shell_textf(shell, "%s (%s)", row->name, row->municipality));
    ui_text(ui, UI_SECOND,
            row->care == CARE_NONE ? shell_word(shell, compare_care_key(row->care))
                                   : shell_say(shell, totals));
    ui_close(ui);
    ui_close(ui);
    ui_line(ui);
}

static void compare_body(struct shell *shell, const struct across *across)
{
    struct shell_many *many = many_of(shell);
    chosen_begin(shell, across);
    for (size_t i = 0; i < across->count; i++) {
        if (chosen_at(many, across->rows[i].code) >= 0) {
            wijk_card(shell, &across->rows[i]);
        }
    }
    ui_open(shell->ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(shell->ui, "compare.print",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "print", .label = shell_word(shell, "compare.print")});
    ui_button(shell->ui, "compare.table",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "share", .label = shell_word(shell, "compare.table")});
    ui_close(shell->ui);
    part_section(shell, shell_word(shell, "compare.all"));
    part_say(shell, "compare.all.line");
    part_list_open(shell);
    for (size_t i = 0; i < across->count; i++) {
        wijk_row(shell, &across->rows[i], chosen_at(many, across->rows[i].code) >= 0);
    }
    part_list_close(shell);
}

void screen_compare_build(struct shell *shell)
{
    if (part_no_project(shell)) {
        return;
    }
    const struct across *across = many_across(shell);
    part_page_open(shell, shell_word(shell, "compare.title"));
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "compare.no_rank"));
    if (across) {
        compare_body(shell, across);
    } else {
        many_waiting(shell);
    }
    piece_bar_room(shell);
    part_page_close(shell);
}

/* DATA/prints/compare-<day>.csv, and says where. */
static void table_save(struct shell *shell)
{
    char folder[SYSTEM_PATH], file[SYSTEM_PATH], day[CIVIL_DATE_SIZE], name[64];
    struct buffer text;
    struct fault why;
    fault_clear(&why);
    const struct across *across = many_across(shell);
    civil_date_write(project_now(shell->project).date, day);
    snprintf(name, sizeof name, "compare-%s.csv", day);
    buffer_init(&text, TABLE_BYTES);
    across_csv(across, shell->language, &text);
    bool ok = (path_join(folder, sizeof folder, shell->data_folder, "prints") &&
               path_join(file, sizeof file, folder, name)) ||
              fault_set(&why, FAULT_LIMIT, "fault.path.long");
    ok = ok && folder_make(folder, &why) && file_write(file, text.data, text.size, &why);
    buffer_clear(&text);
    if (!ok) {
        shell_deed(shell, false, &why, "");
        return;
    }
    struct message said = message_of("compare.saved");
    message_add_text(&said, file);
    shell_bar(shell, shell_say(shell, said), false);
    shell_rebuild(shell);
}

static void print_chosen(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    struct buffer codes;
    buffer_init(&codes, 1024);
    for (int i = 0; i < many->chosen_count; i++) {
        buffer_addf(&codes, "%s%s", i ? " " : "", many->chosen[i]);
    }
    print_report_show(shell, "compare", buffer_text(&codes), NULL);
    buffer_clear(&codes);
}

bool screen_compare_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_many *many = many_of(shell);
    const char *code = part_after(news->id, "compare:"), *figure = part_after(news->id, "figure:");
    if (news->kind != UI_NEWS_TAP || many_waiting_news(shell, news)) {
        return news->kind == UI_NEWS_TAP;
    }
    if (figure) {
        snprintf(many->wijk, sizeof many->wijk, "%s", figure);
        draft_empty(shell);
        shell_go(shell, SCREEN_CONTEXT);
    } else if (code && chosen_at(many, code) >= 0) {
        leave_out(many, chosen_at(many, code));
    } else if (code && many->chosen_count == COMPARE_BESIDE) {
        shell_bar(shell, shell_say_count(shell, "compare.full", COMPARE_BESIDE), false);
    } else if (code) {
        choose(many, code);
    } else if (!strcmp(news->id, "compare.print")) {
        print_chosen(shell);
    } else if (!strcmp(news->id, "compare.table")) {
        table_save(shell);
    } else {
        return false;
    }
    shell->dirty = true;
    return true;
}

void screen_compare_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}

/* ---- a figure that is typed ---- */

static const char *const figure_paths[] = {"figure", "value", "year", "source"};

void screen_context_build(struct shell *shell)
{
    static const char *const keys[] = {"context.field.figure", "context.field.value",
                                       "context.field.year", "context.field.source"};
    static const char *const hints[] = {"context.hint.figure", "context.hint.value",
                                        "context.hint.year", "context.hint.source"};
    if (part_no_project(shell)) {
        return;
    }
    form_begin_record(shell, "context", "", figure_paths, 4);
    part_page_open(shell, shell_word(shell, "context.title"));
    part_say(shell, "context.line");
    for (int i = 0; i < 4; i++) {
        form_field(shell, figure_paths[i], keys[i], hints[i], false, i == 2);
    }
    part_say(shell, "context.table.why");
    ui_button(shell->ui, "context.table",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "exchange",
                                 .label = shell_word(shell, "context.table")});
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

static bool context_save(struct shell *shell)
{
    struct context_figure figure = {.figure = form_value(shell, "figure"),
                                    .source = form_value(shell, "source"),
                                    .year = atoi(form_value(shell, "year"))};
    struct shell_many *many = many_of(shell);
    char unit[CONTEXT_TEXT] = "";
    struct fault why;
    fault_clear(&why);
    figure.unit = unit;
    bool ok = context_number(form_value(shell, "value"), &figure.value, unit) ||
              fault_set_text(&why, FAULT_INPUT, "fault.context.value", form_value(shell, "value"));
    ok = ok && action_context_set(shell->project,
                                  *many->wijk ? many->wijk : project_wijk(shell->project)->code,
                                  &figure, &why);
    return shell_deed(shell, ok, &why, "context.saved");
}

bool screen_context_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind == UI_NEWS_TAP && !strcmp(news->id, "context.table")) {
        draft_empty(shell);
        shell_go(shell, SCREEN_IMPORT);
        return true;
    }
    return form_news(shell, news, context_save);
}

void screen_context_prepare(struct shell *shell, const char *id)
{
    snprintf(many_of(shell)->wijk, sizeof many_of(shell)->wijk, "%s", id ? id : "");
    draft_empty(shell);
}
