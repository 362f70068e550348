/* SPDX-License-Identifier: EUPL-1.2 */
/* Fonts, icons, theme and map style for one picture. */
#include "command/command_inner.h"

#include <string.h>

#include "system/system.h"

bool drawing_open(const struct ask *ask, const char *name, struct drawing *drawing,
                  struct fault *why)
{
    char style[SYSTEM_PATH], fonts[SYSTEM_PATH], icons[SYSTEM_PATH];
    snprintf(style, sizeof style, "%.1000s/style", ask->assets);
    snprintf(fonts, sizeof fonts, "%.1000s/fonts", ask->assets);
    snprintf(icons, sizeof icons, "%.1000s/icons", ask->assets);
    memset(drawing, 0, sizeof *drawing);
    bool ok = theme_load(style, name, &drawing->theme, why) &&
              map_style_load(style, name, &drawing->style, why) &&
              type_open(fonts, &drawing->type, why) && icon_set_open(icons, &drawing->icons, why);
    drawing->pencil = (struct pencil){drawing->type, drawing->icons, &drawing->theme};
    return ok;
}

void drawing_close(struct drawing *drawing)
{
    type_close(drawing->type);
    icon_set_close(drawing->icons);
    map_style_free(drawing->style);
}
