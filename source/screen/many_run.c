/* SPDX-License-Identifier: EUPL-1.2 */
/* All wijken judged on a worker while a screen that shows them is open. */
#include "screen/many_inner.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 4, LOOK_AGAIN = 200 };

struct shell_many *many_of(struct shell *shell)
{
    if (!shell->many) {
        shell->many = memory_take(sizeof *shell->many);
    }
    return shell->many;
}

static void pair_drop(struct many_pair *kept)
{
    if (kept->made) {
        round_pair_clear(&kept->pair);
    }
    kept->made = false;
}

const struct round_pair *many_pair(struct shell *shell, struct many_pair *kept, const char *first,
                                   const char *second)
{
    uint64_t generation = project_generation(shell->project);
    if (kept->generation != generation) {
        pair_drop(kept);
        fault_clear(&kept->fault);
        kept->generation = generation;
        kept->made = round_pair_make(shell->project, ROUND_RECENT_DEEDS, first, second, &kept->pair,
                                     &kept->fault);
    }
    return kept->made ? &kept->pair : NULL;
}

void many_leave(struct shell *shell)
{
    struct shell_many *many = shell->many;
    if (!many) {
        return;
    }
    if (many->job) {
        across_leave(many->job);
    }
    pair_drop(&many->pair);
    pair_drop(&many->since);
    across_clear(&many->across);
    free(many);
    shell->many = NULL;
}

static void came(void *data, struct across *across)
{
    struct shell *shell = data;
    struct shell_many *many = shell->many;
    many->job = NULL;
    shell->dirty = true;
    if (across) {
        across_clear(&many->across);
        many->across = *across;
        memset(across, 0, sizeof *across);
    }
}

static void judge(struct shell *shell, struct shell_many *many)
{
    const struct pack_wijk *wijken;
    int count = project_wijken(shell->project, &wijken);
    struct fault why;
    many->generation = project_generation(shell->project);
    if (count <= AT_ONCE || shell->ways.still) {
        across_clear(&many->across);
        across_make(shell->project, NULL, 0, &many->across, &why);
    } else {
        many->job = across_start(shell->project, NULL, 0, came, shell, &why);
    }
}

const struct across *many_across(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    bool stale = many->generation != project_generation(shell->project);
    if (stale && !many->job && !many->let_go) {
        judge(shell, many);
    }
    return many->across.count ? &many->across : NULL;
}

int64_t many_next(const struct shell *shell)
{
    return shell->many && shell->many->job ? shell->now_ms + LOOK_AGAIN : -1;
}

bool many_tick(struct shell *shell)
{
    bool waits = shell->many && shell->many->job &&
                 (shell->screen == SCREEN_COMPARE || shell->screen == SCREEN_GROWTH);
    shell->dirty = shell->dirty || waits;
    return waits;
}

void many_waiting(struct shell *shell)
{
    struct shell_many *many = many_of(shell);
    struct ui *ui = shell->ui;
    int64_t done = 0, total = 0;
    if (!many->job) {
        piece_empty(shell, "pillars", shell_word(shell, "compare.stopped"),
                    shell_word(shell, "compare.stopped.next"), "many.again",
                    shell_word(shell, "compare.again"));
        return;
    }
    across_progress(many->job, &done, &total);
    struct message line = message_of("compare.busy");
    message_add_count(&line, done);
    message_add_count(&line, total);
    ui_open(ui, UI_STATUS, "many.status", shell_say(shell, line), (struct ui_box){.gap = 10});
    ui_text(ui, UI_BODY, shell_say(shell, line));
    ui_close(ui);
    ui_button(ui, "many.stop",
              (struct ui_button){
                  .kind = UI_PLAIN, .icon = "close", .label = shell_word(shell, "compare.stop")});
}

bool many_waiting_news(struct shell *shell, const struct ui_news *news)
{
    struct shell_many *many = many_of(shell);
    bool stop = !strcmp(news->id, "many.stop"), again = !strcmp(news->id, "many.again");
    if (news->kind != UI_NEWS_TAP || (!stop && !again)) {
        return false;
    }
    if (stop && many->job) {
        across_cancel(many->job);
        many->let_go = true;
    }
    if (again) {
        many->let_go = false;
        many->generation = 0;
    }
    shell->dirty = true;
    return true;
}

void many_strip(struct shell *shell, const enum verdict *verdicts, int count)
{
    static const double SIZE = 20;
    const struct framework *framework = project_framework(shell->project);
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 12});
    for (int i = 0; i < count; i++) {
        const struct criterion *criterion = &framework->criteria[i];
        const struct pillar *pillar = &framework->pillars[criterion->pillar];
        if (i == pillar->first) {
            ui_open(ui, UI_GROUP, "", words_in(pillar->name, part_language(shell)),
                    (struct ui_box){.row = true, .gap = 3, .across = TYPE_MIDDLE});
            ui_pillar(ui, theme_of_pillar(pillar->id[0]), pillar->id, SIZE);
        }
        ui_state(ui, (enum symbol_state)verdicts[i], SIZE,
                 shell_textf(shell, "%s %s", criterion->id,
                             shell_word(shell, verdict_key(verdicts[i]))));
        if (i + 1 == count || i + 1 == pillar->first + pillar->count) {
            ui_close(ui);
        }
    }
    ui_close(ui);
}
