/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/sketch.h"

static void ground(void *data, cairo_t *cairo, double width, double height)
{
    struct desk *desk = data;
    (void)width;
    (void)height;
    colour_set(cairo, desk->theme.colour[THEME_SUNK]);
    cairo_paint(cairo);
}

static void rail_buttons(struct ui *ui)
{
    ui_button(ui, "rail.map",
              (struct ui_button){UI_RAIL, .icon = "map", .label = "Kaart", .selected = true});
    ui_button(ui, "rail.pillars",
              (struct ui_button){UI_RAIL, .icon = "pillars", .label = "Pijlers"});
    ui_button(ui, "rail.todo", (struct ui_button){UI_RAIL, .icon = "todo", .label = "Te doen"});
    ui_button(ui, "rail.print", (struct ui_button){UI_RAIL, .icon = "print", .label = "Afdruk"});
}

static void ribbon(struct ui *ui)
{
    ui_open(ui, UI_STATUS, "ribbon", "",
            (struct ui_box){.row = true,
                            .wrap = true,
                            .gap = 8,
                            .pad_x = 12,
                            .pad_y = 4,
                            .filled = true,
                            .fill = THEME_RIBBON,
                            .align = TYPE_MIDDLE,
                            .across = TYPE_MIDDLE});
    ui_text_colour(ui, UI_SMALL, THEME_ON_RIBBON,
                   "Oefenwijk, voorbeeldgegevens, niet echt nagekeken");
    ui_close(ui);
}

static void chips(struct ui *ui, double margin)
{
    static const char *const names[][2] = {{"wifi", "Wifi"},
                                           {"computer", "Computer"},
                                           {"charge", "Opladen"},
                                           {"print", "Printen"},
                                           {"help", "Hulp"}};
    ui_open(ui, UI_GROUP, "chips", "Filters",
            (struct ui_box){.scroll_across = true, .gap = 8, .pad_x = margin});
    for (int i = 0; i < 5; i++)
        ui_button(ui, names[i][0],
                  (struct ui_button){UI_CHIP, .icon = names[i][0], .label = names[i][1],
                                     .selected = i == 0, .number = i + 1});
    ui_close(ui);
}

static void search(struct ui *ui)
{
    ui_field(
        ui, "search",
        (struct ui_field){
            .label = "Zoeken", .hint = "Zoek plek, straat, adres", .value = "", .icon = "search"});
}

static void offer(struct ui *ui, const char *id, const char *icon, enum theme_token colour,
                  const char *name, const char *line)
{
    ui_open_row(ui, id, name, false);
    ui_icon_tile(ui, icon, 42, colour);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.grow = 1});
    ui_text(ui, UI_BOLD, name);
    ui_text(ui, UI_SECOND, line);
    ui_close(ui);
    ui_close(ui);
    ui_line(ui);
}

static void counts(struct ui *ui, enum symbol_state state, const char *word, const char *text)
{
    ui_open(ui, UI_GROUP, NULL, NULL,
            (struct ui_box){.row = true, .gap = 12, .across = TYPE_MIDDLE});
    ui_state(ui, state, 20, word);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, text);
    ui_close(ui);
    ui_close(ui);
}

static void place_head(struct ui *ui)
{
    ui_text(ui, UI_SECOND, "Bibliotheek");
    ui_text(ui, UI_NAME, "De Boekenmolen");
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.row = true, .wrap = true, .gap = 6});
    ui_text(ui, UI_BODY, "Open tot 18:00");
    ui_text_colour(ui, UI_BODY, THEME_MUTED, "· 350 m van u");
    ui_close(ui);
    ui_open(ui, UI_GROUP, NULL, NULL,
            (struct ui_box){.row = true, .gap = 10, .across = TYPE_MIDDLE});
    ui_icon(ui, "wheelchair", 18, THEME_MUTED, "toegankelijk");
    ui_text(ui, UI_SECOND, "drempelvrij · nagekeken 12 mei");
    ui_close(ui);
    ui_space(ui, 10);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    ui_button(ui, "place.confirm",
              (struct ui_button){UI_GO, .icon = "check", .label = "Klopt nog", .grow = 1});
    ui_button(ui, "place.edit", (struct ui_button){UI_PLAIN, .label = "Aanpassen", .grow = 1});
    ui_close(ui);
}

static void place_panel(struct ui *ui, double width)
{
    ui_open(ui, UI_GROUP, "panel", "Plek",
            (struct ui_box){
                .width = width, .filled = true, .fill = THEME_CARD, .blocks = true, .layer = true});
    ui_open(ui, UI_GROUP, "panel.scroll", NULL,
            (struct ui_box){.scroll = true, .grow = 1, .pad_x = 22, .pad_y = 20, .gap = 2});
    place_head(ui);
    ui_space(ui, 14);
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, "Aanbod");
    offer(ui, "offer.wifi", "wifi", THEME_PILLAR_T, "Wifi · gratis",
          "tijdens de openingsuren, na registratie");
    offer(ui, "offer.computer", "computer", THEME_PILLAR_T, "Computer, 6 · gratis",
          "di–za 10–18 uur");
    offer(ui, "offer.print", "print", THEME_PILLAR_T, "Printen · betalend", "0,10 euro per blad");
    offer(ui, "offer.help", "help", THEME_PILLAR_I, "Hulp bij digitale vragen · gratis",
          "zaterdag 9–11 uur, zonder afspraak, NL FR AR");
    ui_space(ui, 14);
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, "Telt mee voor");
    ui_space(ui, 4);
    counts(ui, SYMBOL_MET, "voldaan", "Gratis gebruik wifi");
    counts(ui, SYMBOL_MET, "voldaan", "Gratis gebruik computer");
    counts(ui, SYMBOL_PARTLY, "deels", "Ook buiten de kantooruren: avond ontbreekt");
    ui_fill(ui);
    ui_space(ui, 16);
    ui_text(ui, UI_SECOND, "Bron: OpenStreetMap, bevestigd op 12 mei door “tablet zuid”");
    ui_close(ui);
    ui_close(ui);
}

static void map_middle(struct desk *desk)
{
    struct ui *ui = desk->ui;
    ui_open(ui, UI_GROUP, "middle", NULL, (struct ui_box){.stack = true, .grow = 1});
    ui_custom(ui, UI_MAP, "map", "Kaart", (struct ui_box){.layer = true}, ground, desk);
    ui_open(ui, UI_GROUP, "top", NULL,
            (struct ui_box){.anchor = UI_TOP | UI_LEFT | UI_RIGHT, .layer = true});
    ribbon(ui);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.pad_y = 16, .gap = 8});
    ui_open(ui, UI_GROUP, NULL, NULL,
            (struct ui_box){.row = true, .gap = 16, .pad_x = 16, .across = TYPE_MIDDLE});
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.grow = 20, .most_width = 320});
    search(ui);
    ui_close(ui);
    ui_fill(ui);
    ui_open(ui, UI_BUTTON, "sync", "4 wachten, offline sinds 9:40",
            (struct ui_box){.row = true,
                            .gap = 8,
                            .pad_x = 14,
                            .pad_y = 4,
                            .card = true,
                            .shadow = true,
                            .radius = 16,
                            .across = TYPE_MIDDLE});
    ui_pin(ui, SYMBOL_PIN_CONFIRMED, THEME_PARTLY, NULL, 14);
    ui_text(ui, UI_BOLD, "4 wachten");
    ui_text(ui, UI_SECOND, "offline sinds 9:40");
    ui_close(ui);
    ui_close(ui);
    chips(ui, 16);
    ui_close(ui);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "corner", NULL,
            (struct ui_box){.anchor = UI_BOTTOM | UI_RIGHT,
                            .pad = 20,
                            .gap = 14,
                            .across = TYPE_END,
                            .layer = true});
    ui_button(ui, "map.layers",
              (struct ui_button){UI_FLOAT, .icon = "layers", .label = "Lagen", .icon_only = true});
    ui_button(
        ui, "map.add",
        (struct ui_button){UI_ROUND, .icon = "plus", .label = "Plek toevoegen", .icon_only = true});
    ui_close(ui);
    ui_close(ui);
}

void sketch_map(struct desk *desk, double width, double height)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, width, height);
    ui_open(ui, UI_GROUP, "frame", NULL, (struct ui_box){.row = true, .grow = 1});
    ui_open(ui, UI_GROUP, "rail", "Schermen",
            (struct ui_box){.gap = 6,
                            .pad_x = 6,
                            .pad_y = 14,
                            .filled = true,
                            .fill = THEME_CARD,
                            .blocks = true,
                            .layer = true,
                            .least_width = 84});
    rail_buttons(ui);
    ui_close(ui);
    map_middle(desk);
    place_panel(ui, 380);
    ui_close(ui);
    ui_end(ui);
}

static void question(struct ui *ui)
{
    ui_open(ui, UI_GROUP, "question", NULL,
            (struct ui_box){.filled = true, .fill = THEME_SUNK, .radius = 16, .pad = 16, .gap = 4});
    ui_text(ui, UI_BOLD, "Kan je hier gratis een toestel opladen?");
    ui_text(ui, UI_SECOND, "Zonder iets te moeten kopen. Telt mee voor T3.");
    ui_space(ui, 6);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    ui_button(ui, "answer.yes", (struct ui_button){UI_PLAIN, .label = "Ja", .grow = 1});
    ui_button(ui, "answer.no", (struct ui_button){UI_PLAIN, .label = "Neen", .grow = 1});
    ui_button(ui, "answer.unknown", (struct ui_button){UI_PLAIN, .label = "Weet niet", .grow = 1});
    ui_close(ui);
    ui_close(ui);
}

void sketch_sheet(struct desk *desk, double width, double height)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, width, height);
    ribbon(ui);
    ui_open(ui, UI_GROUP, "middle", NULL, (struct ui_box){.stack = true, .grow = 1});
    ui_custom(ui, UI_MAP, "map", "Kaart", (struct ui_box){.layer = true}, ground, desk);
    ui_open(ui, UI_GROUP, "top", NULL,
            (struct ui_box){
                .anchor = UI_TOP | UI_LEFT | UI_RIGHT, .gap = 8, .pad_y = 12, .layer = true});
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.pad_x = 12});
    search(ui);
    ui_close(ui);
    chips(ui, 12);
    ui_close(ui);
    ui_open(ui, UI_SHEET, "sheet", "Plek",
            (struct ui_box){.anchor = UI_BOTTOM | UI_LEFT | UI_RIGHT, .layer = true});
    ui_open(ui, UI_GROUP, "sheet.scroll", NULL,
            (struct ui_box){.scroll = true, .gap = 2, .pad_x = 20});
    ui_text(ui, UI_SECOND, "Gemeenschapscentrum");
    ui_text(ui, UI_NAME, "Huis van Culturen");
    ui_text(ui, UI_BODY, "Gesloten, opent maandag 9:00");
    ui_space(ui, 10);
    question(ui);
    offer(ui, "offer.lesson", "lesson", THEME_PILLAR_G, "Lessen · gratis",
          "elke eerste dinsdag 13–16 uur");
    ui_space(ui, 16);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "bar", "Schermen",
            (struct ui_box){.row = true,
                            .pad_x = 6,
                            .pad_y = 4,
                            .filled = true,
                            .fill = THEME_CARD,
                            .blocks = true,
                            .align = TYPE_MIDDLE,
                            .gap = 4});
    rail_buttons(ui);
    ui_close(ui);
    ui_end(ui);
}

static void tiles(struct ui *ui)
{
    static const char *const names[][2] = {{"library", "Bibliotheek"},
                                           {"community-centre", "Gemeenschaps­centrum"},
                                           {"school", "School"},
                                           {"cafe", "Café"}};
    ui_open(ui, UI_GROUP, "tiles", NULL, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    for (int i = 0; i < 4; i++)
        ui_button(ui, names[i][0],
                  (struct ui_button){UI_TILE, .icon = names[i][0], .label = names[i][1],
                                     .selected = i == 1, .grow = 1});
    ui_close(ui);
}

void sketch_form(struct desk *desk, double width, double height)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, width, height);
    ui_open(
        ui, UI_GROUP, "form", NULL,
        (struct ui_box){
            .scroll = true, .grow = 1, .pad = 20, .gap = 16, .filled = true, .fill = THEME_CARD});
    ui_text(ui, UI_TITLE, "Nieuwe plek");
    tiles(ui);
    ui_field(ui, "name", (struct ui_field){.label = "Naam", .value = "Huis van Culturen"});
    ui_field(ui, "hours",
             (struct ui_field){.label = "Openingsuren",
                               .value = "Mo-Fr 9:00-25:00",
                               .fault = "25:00 is geen uur. Schrijf bijvoorbeeld 9-17."});
    ui_field(ui, "note",
             (struct ui_field){
                 .label = "Nota", .value = "", .hint = "Wat moet iemand weten?", .lines = true});
    ui_open(ui, UI_GROUP, "choices", NULL, (struct ui_box){0});
    ui_check(ui, "free", "Gratis, zonder iets te moeten kopen", true);
    ui_check(ui, "wheelchair", "Drempelvrij", false);
    ui_radio(ui, "open.all", "Voor iedereen", true);
    ui_radio(ui, "open.members", "Voor leden", false);
    ui_close(ui);
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    ui_button(ui, "save", (struct ui_button){UI_PRIMARY, .label = "Klaar", .grow = 1});
    ui_button(ui, "later", (struct ui_button){UI_QUIET, .label = "Later"});
    ui_button(
        ui, "remove",
        (struct ui_button){UI_PLAIN, .icon = "trash", .label = "Verwijderen", .disabled = true});
    ui_close(ui);
    ui_close(ui);
    ui_end(ui);
}

void sketch_dialog(struct desk *desk, double width, double height)
{
    struct ui *ui = desk->ui;
    ui_begin(ui, width, height);
    ui_open(ui, UI_GROUP, "under", NULL, (struct ui_box){.grow = 1, .pad = 20});
    ui_button(ui, "behind", (struct ui_button){UI_PLAIN, .label = "Erachter"});
    ui_close(ui);
    ui_open(ui, UI_DIALOG, "dialog", "Toch anders oordelen?", (struct ui_box){.gap = 12});
    ui_text(ui, UI_PILLAR, "Toch anders oordelen?");
    ui_text(ui, UI_BODY, "Het berekende resultaat blijft zichtbaar naast uw oordeel.");
    ui_field(ui, "reason", (struct ui_field){.label = "Reden", .value = "", .lines = true});
    ui_open(ui, UI_GROUP, NULL, NULL, (struct ui_box){.row = true, .wrap = true, .gap = 10});
    ui_button(ui, "dialog.save", (struct ui_button){UI_PRIMARY, .label = "Bewaren", .grow = 1});
    ui_button(ui, "dialog.cancel", (struct ui_button){UI_PLAIN, .label = "Annuleren", .grow = 1});
    ui_close(ui);
    ui_close(ui);
    ui_end(ui);
}
