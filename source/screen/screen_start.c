/* SPDX-License-Identifier: EUPL-1.2 */
/* The first thing anyone sees: choose a language, each in its own words. */
#include "screen/shell_inner.h"

#include <string.h>

static void start_language(struct shell *shell, enum language_code code)
{
    struct ui *ui = shell->ui;
    ui_button(ui, shell_textf(shell, "language:%s", language_tag(code)),
              (struct ui_button){.kind = code == shell->settings.language ? UI_PRIMARY : UI_PLAIN,
                                 .label = language_own_name(code),
                                 .number = code});
}

void screen_start_build(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "start", "",
            (struct ui_box){.scroll = true,
                            .grow = 1,
                            .pad = 24,
                            .gap = 10,
                            .align = TYPE_MIDDLE,
                            .across = TYPE_MIDDLE,
                            .filled = true,
                            .fill = THEME_GROUND});
    ui_fill(ui);
    ui_icon(ui, "pillars", 72, THEME_PILLAR_T, NULL);
    ui_text(ui, UI_TITLE, "Wijkpeil");
    ui_space(ui, 6);
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        ui_text(ui, UI_BODY,
                language_word(shell_language_of(shell, (enum language_code)code), "start.choose"));
    }
    ui_space(ui, 18);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.gap = 12, .width = 300});
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        start_language(shell, (enum language_code)code);
    }
    ui_close(ui);
    ui_fill(ui);
    ui_close(ui);
}

bool screen_start_news(struct shell *shell, const struct ui_news *news)
{
    if (news->kind != UI_NEWS_TAP || strncmp(news->id, "language:", 9)) {
        return false;
    }
    shell->settings.language = (enum language_code)news->number;
    shell->settings.started = true;
    shell_theme_change(shell);
    shell_settings_save(shell);
    shell_root(shell, SCREEN_MAP);
    return true;
}

void screen_start_prepare(struct shell *shell, const char *id)
{
    (void)id;
    shell->dirty = true;
}
