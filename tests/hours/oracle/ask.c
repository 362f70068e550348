/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/oracle/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"
#include "system/file.h"

enum { CEILING = 256 << 20, ONE_RUN = 500 };

void question_add(struct questions *questions, const char *value, struct civil_date from, int days)
{
    if (questions->count == questions->room) {
        questions->room = questions->room ? 2 * questions->room : 256;
        questions->items = realloc(questions->items, questions->room * sizeof *questions->items);
        assert_non_null(questions->items);
    }
    questions->items[questions->count++] =
        (struct question){strdup(value), NULL, from, days, REGION_FLEMISH};
}

void questions_clear(struct questions *questions)
{
    for (size_t i = 0; i < questions->count; i++) {
        free(questions->items[i].value);
        free(questions->items[i].meant);
    }
    free(questions->items);
    *questions = (struct questions){0};
}

/* ---- the reference ---- */

static void reference_run(const struct question *items, size_t count, struct buffer *out)
{
    char folder[KIT_PATH], date[CIVIL_DATE_SIZE], command[4 * KIT_PATH];
    struct buffer lines, answers, said;
    kit_folder_make(folder);
    buffer_init(&lines, CEILING);
    for (size_t i = 0; i < count; i++) {
        civil_date_write(items[i].from, date);
        buffer_addf(&lines, "%s\t%d\t%s\t%s\n", date, items[i].days,
                    calendar_region_word(items[i].region),
                    items[i].meant ? items[i].meant : items[i].value);
    }
    const char *path = kit_file(folder, "questions", lines.data, lines.size);
    snprintf(command, sizeof command, "node '%s' '%s' < '%s'", ORACLE, ORACLE_MODULES, path);
    if (kit_run((const char *const[]){"sh", "-c", command, NULL}, &answers, &said) != 0) {
        fail_msg("the reference does not run: %s", buffer_text(&said));
    }
    buffer_add(out, answers.data, answers.size);
    buffer_clear(&answers);
    buffer_clear(&said);
    buffer_clear(&lines);
    kit_folder_remove(folder);
}

void reference_ask(const struct questions *questions, struct answers *out)
{
    struct buffer text;
    char *rest = NULL;
    size_t found = 0;
    buffer_init(&text, CEILING);
    for (size_t at = 0; at < questions->count; at += ONE_RUN) {
        size_t left = questions->count - at;
        reference_run(questions->items + at, left < ONE_RUN ? left : ONE_RUN, &text);
    }
    assert_false(text.full);
    out->text = buffer_take(&text);
    out->items = calloc(questions->count + 1, sizeof *out->items);
    for (char *line = strtok_r(out->text, "\n", &rest); line && found < questions->count;
         line = strtok_r(NULL, "\n", &rest)) {
        char *tab = strchr(line, '\t');
        assert_non_null(tab);
        out->items[found++] =
            (struct answer){strncmp(line, "error", 5) != 0, !strncmp(line, "warning", 7), tab + 1};
    }
    assert_int_equal(found, questions->count);
}

void answers_clear(struct answers *answers)
{
    free(answers->items);
    free(answers->text);
    *answers = (struct answers){0};
}

/* ---- ours ---- */

static struct calendar *calendar;

const struct hours_setting *setting_of(enum calendar_region region)
{
    static struct hours_setting setting = {50.8466, 4.3528, NULL, REGION_FLEMISH};
    struct buffer text;
    struct fault why;
    if (!calendar) {
        const char *path = kit_path(kit_asset_source(), "calendar/school_holidays.json");
        assert_true(file_read(path, 1 << 20, &text, &why));
        assert_true(calendar_parse(buffer_text(&text), text.size, &calendar, &why));
        buffer_clear(&text);
    }
    setting.calendar = calendar;
    setting.region = region;
    return &setting;
}

void setting_drop(void)
{
    calendar_free(calendar);
    calendar = NULL;
}

static void moment_add(struct civil moment, struct buffer *out)
{
    char date[CIVIL_DATE_SIZE];
    civil_date_write(moment.date, date);
    buffer_addf(out, "%sT%02d:%02d", date, moment.hour, moment.minute);
}

void hours_answer(const struct hours *hours, const struct question *question, struct buffer *out)
{
    size_t count = hours_intervals(hours, question->from, question->days, NULL, 0);
    struct hours_interval *all = calloc(count + 1, sizeof *all);
    hours_intervals(hours, question->from, question->days, all, count);
    buffer_empty(out);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? " " : "");
        moment_add(all[i].from, out);
        buffer_add_text(out, "/");
        moment_add(all[i].to, out);
        buffer_add_text(out, all[i].state == HOURS_UNKNOWN ? "?" : "");
    }
    buffer_add_text(out, count ? "" : "-");
    free(all);
}
