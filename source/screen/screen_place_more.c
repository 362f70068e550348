/* SPDX-License-Identifier: EUPL-1.2 */
/* The lower half of a place's sheet: what it proves, what is missing, facts, source, removal. */
#include "screen/shell_inner.h"

#include <string.h>

#include "base/json.h"

bool place_has_offer(const struct place *place, const char *offer)
{
    const cJSON *offers = json_member(place->document, "offers");
    return json_member(offers, offer) != NULL; /* removed ones too */
}

static void more_title(struct shell *shell, const char *key)
{
    ui_space(shell->ui, 4);
    ui_text_colour(shell->ui, UI_BOLD, THEME_MUTED, shell_word(shell, key));
}

/* ---- what it proves ---- */

static const struct evidence *evidence_of(const struct finding *finding, int place)
{
    const struct evidence *found = NULL;
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct evidence *evidence = &finding->evidence[i];
        if (evidence->place == place && (!found || (evidence->counts && !found->counts))) {
            found = evidence;
        }
    }
    return found;
}

static void proves_row(struct shell *shell, const struct finding *finding,
                       const struct evidence *evidence)
{
    struct ui *ui = shell->ui;
    const char *name =
        words_in(finding->criterion->name, language_tag(language_code(shell->language)));
    const char *verdict = shell_word(shell, verdict_key(finding->verdict));
    const char *why = shell_say(shell, evidence->why);
    ui_open_row(ui, shell_textf(shell, "criterion:%s", finding->criterion->id),
                shell_textf(shell, "%s: %s", name, verdict), false);
    ui_state(ui, (enum symbol_state)finding->verdict, 22, verdict);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1, .gap = 1});
    ui_text(ui, UI_BODY, shell_textf(shell, "%s  %s", finding->criterion->id, name));
    ui_text(ui, UI_SECOND, evidence->counts || !*why ? verdict : why);
    ui_close(ui);
    ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    ui_close(ui);
}

static void more_proves(struct shell *shell, const struct place *place)
{
    size_t count;
    int index = -1, rows = 0;
    const struct place *const *places = project_places(shell->project, &count);
    const struct assessment *assessment = project_assessment(shell->project);
    for (size_t i = 0; i < count; i++) {
        index = places[i] == place ? (int)i : index;
    }
    for (int i = 0; i < assessment->finding_count; i++) {
        const struct evidence *evidence = evidence_of(&assessment->findings[i], index);
        if (!evidence || index < 0) {
            continue;
        }
        if (!rows++) {
            more_title(shell, "place.proves");
            ui_open(shell->ui, UI_LIST, "proves", "", (struct ui_box){0});
        }
        proves_row(shell, &assessment->findings[i], evidence);
    }
    if (rows) {
        ui_close(shell->ui);
    }
}

/* ---- what is missing ---- */

static void missing_row(struct shell *shell, const char *id, const char *words)
{
    struct ui *ui = shell->ui;
    ui_open_row(ui, id, words, false);
    ui_icon(ui, "question", 22, THEME_UNKNOWN, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, words);
    ui_close(ui);
    ui_icon(ui, "next", 20, THEME_MUTED, NULL);
    ui_close(ui);
}

/* A place whose offers all have their own, as a caravan's stops, needs none. */
static bool more_hours_missing(const struct place *place)
{
    bool own = place->offer_count > 0;
    for (size_t i = 0; i < place->offer_count; i++) {
        own = own && offer_own_hours(&place->offers[i]);
    }
    return !*place->hours && !own;
}

static void more_missing(struct shell *shell, const struct place *place)
{
    bool hours = more_hours_missing(place), wheelchair = place->wheelchair == ANSWER_UNKNOWN;
    bool name = !*place->name && !*place->name_nl && !*place->name_fr;
    int prices = 0;
    for (size_t i = 0; i < place->offer_count; i++) {
        prices += place->offers[i].price == PRICE_UNKNOWN;
    }
    if (!hours && !wheelchair && !prices && !name) {
        return;
    }
    more_title(shell, "place.missing");
    ui_open(shell->ui, UI_LIST, "missing", "", (struct ui_box){0});
    if (name) {
        missing_row(shell, "place.edit:name", shell_word(shell, "place.missing.name"));
    }
    if (hours) {
        missing_row(shell, "place.edit:hours", shell_word(shell, "place.missing.hours"));
    }
    if (wheelchair) {
        missing_row(shell, "place.edit:wheelchair", shell_word(shell, "place.missing.wheelchair"));
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        if (place->offers[i].price == PRICE_UNKNOWN) {
            struct message message = message_of("place.missing.price");
            message_add_key(&message, service_key(place->offers[i].service));
            missing_row(shell, shell_textf(shell, "offer:%s", place->offers[i].id),
                        shell_say(shell, message));
        }
    }
    ui_close(shell->ui);
}

/* ---- facts ---- */

static void fact(struct shell *shell, const char *icon, const char *text)
{
    struct ui *ui = shell->ui;
    if (!text || !*text) {
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 12});
    ui_icon(ui, icon, 20, THEME_MUTED, NULL);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_BODY, text);
    ui_close(ui);
    ui_close(ui);
}

/* "https://www.example.be/" reads as "www.example.be". */
static const char *fact_website(struct shell *shell, const struct place *place)
{
    const char *scheme = strstr(place->website, "://"),
               *text = scheme ? scheme + 3 : place->website;
    size_t size = strlen(text);
    return shell_textf(shell, "%.*s", (int)(size && text[size - 1] == '/' ? size - 1 : size), text);
}

static const char *fact_address(struct shell *shell, const struct place *place)
{
    return shell_textf(shell, "%s%s%s%s%s%s%s", place->street, *place->number ? " " : "",
                       place->number, *place->street && *place->city ? ", " : "",
                       *place->city ? place->postcode : "",
                       *place->city && *place->postcode ? " " : "", place->city);
}

static void more_facts(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    const char *address = fact_address(shell, place);
    bool any = *address || *place->hours || place->closed_until.year || *place->contact_role ||
               *place->phone || *place->email || *place->website || *place->note;
    if (!any) {
        return;
    }
    more_title(shell, "place.facts");
    ui_open(ui, UI_GROUP, "facts", "", (struct ui_box){.gap = 8});
    fact(shell, "pin", address);
    fact(shell, "clock", shell_when(shell, place, NULL));
    fact(shell, "person", place->contact_role);
    fact(shell, "phone", place->phone);
    fact(shell, "share", place->email);
    fact(shell, "globe", fact_website(shell, place));
    fact(shell, "info", place->note);
    ui_close(ui);
}

static const char *source_line(struct shell *shell, const struct place *place)
{
    bool osm = *place->source_name != 0;
    bool feed = strncmp(place->source_id, "feed:", 5) == 0;
    bool confirmed = project_place_state(shell->project, place) != PLACE_CANDIDATE;
    struct message message = message_of(osm && confirmed ? "place.source.both"
                                        : osm            ? "place.source.osm"
                                                         : "place.source.own");
    message_add_text(&message, place->checked.year ? shell_date_near(shell, place->checked) : "–");
    message_add_text(&message, *place->checked_by ? place->checked_by : "–");
    if (feed) {
        message = message_of(confirmed ? "place.source.feed.both" : "place.source.feed");
        message_add_text(&message, place->source_name);
        message_add_text(&message,
                         place->checked.year ? shell_date_near(shell, place->checked) : "–");
    }
    return shell_say(shell, message);
}

/* ---- the end ---- */

static void more_count_in(struct shell *shell, const struct place *place)
{
    const struct wijk *wijk = project_wijk(shell->project);
    bool counts = place_counts_for(place, wijk->code);
    if (!counts && project_place_in_wijk(shell->project, place)) {
        return;
    }
    struct message message = message_of(counts ? "place.count.out" : "place.count.in");
    message_add_text(&message, wijk->name);
    ui_space(shell->ui, 4);
    ui_text(shell->ui, UI_SECOND, shell_word(shell, "place.count.why"));
    ui_button(shell->ui, "place.count",
              (struct ui_button){.kind = UI_PLAIN, .label = shell_say(shell, message)});
}

void place_more(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    more_proves(shell, place);
    more_missing(shell, place);
    more_facts(shell, place);
    more_count_in(shell, place);
    ui_space(ui, 4);
    ui_text(ui, UI_SECOND, source_line(shell, place));
    if (project_place_state(shell->project, place) == PLACE_CONFIRMED) {
        ui_button(ui, "place.card",
                  (struct ui_button){.kind = UI_PLAIN,
                                     .icon = "print",
                                     .label = shell_word(shell, "place.card")});
    }
    ui_button(ui, "place.need",
              (struct ui_button){.kind = UI_PLAIN,
                                 .icon = "nudge",
                                 .label = shell_word(shell, "need.here")});
    ui_space(ui, 20);
    ui_line(ui);
    ui_open(ui, UI_BUTTON, "place.remove", shell_word(shell, "place.remove"),
            (struct ui_box){
                .row = true, .gap = 10, .pad_y = 17, .align = TYPE_MIDDLE, .across = TYPE_MIDDLE});
    ui_icon(ui, "trash", 22, THEME_NOT, NULL);
    ui_text_colour(ui, UI_BOLD, THEME_NOT, shell_word(shell, "place.remove"));
    ui_close(ui);
    piece_bar_room(shell);
}
