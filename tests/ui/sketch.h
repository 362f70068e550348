/* SPDX-License-Identifier: EUPL-1.2 */
/* sketch.h – screens made of every widget, as the sketches of the look, for pictures and layers.
 * Their places are invented. */
#ifndef UI_SKETCH_H
#define UI_SKETCH_H

#include "ui/desk.h"

void sketch_map(struct desk *desk, double width, double height);   /* landscape: rail, map, panel */
void sketch_sheet(struct desk *desk, double width, double height); /* portrait: bar, map, sheet */
void sketch_form(struct desk *desk, double width, double height);  /* fields, checks, tiles */
void sketch_dialog(struct desk *desk, double width, double height);

#endif
