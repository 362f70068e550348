/* SPDX-License-Identifier: EUPL-1.2 */
/* Where everything comes from, and under which licence. */
#include "screen/part_inner.h"

#include <string.h>

#include "action/sources.h"

static void block(struct shell *shell, const char *title_key, const char *text_key)
{
    part_section(shell, shell_word(shell, title_key));
    ui_text(shell->ui, UI_BODY, shell_word(shell, text_key));
}

static void source_row(struct shell *shell, const struct pack_source *source)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.pad_y = 6});
    ui_text(ui, UI_BODY, source->attribution);
    ui_text(ui, UI_SECOND,
            shell_textf(shell, "%s%s%s%s%s", source->licence,
                        *source->licence && *source->date ? " · " : "", source->date,
                        *source->file ? " · " : "", source->file));
    ui_close(ui);
    ui_line(ui);
}

static void sources(struct shell *shell)
{
    const struct pack_source *list;
    int count = project_credits(shell->project, &list);
    part_section(shell, shell_word(shell, "about.sources"));
    part_say(shell, "about.sources.why");
    for (int i = 0; i < count; i++) {
        source_row(shell, &list[i]);
    }
}

static void framework(struct shell *shell)
{
    const struct framework *frame = project_framework(shell->project);
    struct message line = message_of("about.framework.line");
    message_add_text(&line, words_in(frame->name, part_language(shell)));
    message_add_text(&line, frame->version);
    part_section(shell, shell_word(shell, "about.framework"));
    ui_text(shell->ui, UI_BODY, shell_say(shell, line));
    ui_text(shell->ui, UI_BODY, shell_word(shell, "about.framework.text"));
    part_line(shell, "info", THEME_MUTED, shell_word(shell, "about.framework.ours"));
}

void screen_about_build(struct shell *shell)
{
    struct message line = message_of("about.version");
    message_add_text(&line, WIJKPEIL_VERSION);
    part_page_open(shell, shell_word(shell, "about.title"));
    ui_text(shell->ui, UI_TITLE, "Wijkpeil");
    ui_text(shell->ui, UI_SECOND, shell_say(shell, line));
    ui_text(shell->ui, UI_BODY, shell_word(shell, "about.text"));
    block(shell, "about.private", "about.private.text");
    framework(shell);
    if (shell->project) {
        sources(shell);
    }
    block(shell, "about.licence", "about.licence.text");
    block(shell, "about.fonts", "about.fonts.text");
    block(shell, "about.icons", "about.icons.text");
    block(shell, "about.libraries", "about.libraries.text");
    part_page_close(shell);
}

bool screen_about_news(struct shell *shell, const struct ui_news *news)
{
    (void)shell;
    (void)news;
    return false;
}

void screen_about_prepare(struct shell *shell, const char *id)
{
    (void)shell;
    (void)id;
}
