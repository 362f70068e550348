/* SPDX-License-Identifier: EUPL-1.2 */
/* The sheet of a place: what it is, what it offers, one little question, and the deeds on it. */
#include "screen/heard_inner.h"

#include <stdio.h>
#include <string.h>

/* ---- head ---- */

static const char *place_third(struct shell *shell, const struct place *place)
{
    struct buffer line;
    buffer_init(&line, 1024);
    const char *now = shell_place_now(shell, place);
    piece_join(&line, *now ? now : shell_word(shell, "place.hours.unknown"));
    return piece_kept(shell, &line);
}

static void head_buttons(struct shell *shell)
{
    piece_sheet_button(shell);
    ui_button(shell->ui, "back",
              (struct ui_button){.kind = UI_QUIET,
                                 .icon = "close",
                                 .label = shell_word(shell, "bar.close"),
                                 .icon_only = true});
}

static void place_head(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    const char *kind = shell_word(shell, kind_key(place->kind));
    const char *name = shell_place_name(shell, place);
    bool narrow = piece_narrow(shell);
    if (narrow) { /* big letters: the buttons stand above the name */
        ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 0, .align = TYPE_END});
        head_buttons(shell);
        ui_close(ui);
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 0});
    piece_head(shell, strcmp(kind, name) ? kind : "", name, place_third(shell, place));
    if (!narrow) {
        head_buttons(shell);
    }
    ui_close(ui);
}

static void place_marks(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    static const char *const keys[] = {[ANSWER_YES] = "place.wheelchair.yes",
                                       [ANSWER_LIMITED] = "place.wheelchair.limited",
                                       [ANSWER_NO] = "place.wheelchair.no"};
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.gap = 4});
    piece_state_line(shell, place);
    piece_coming_warning(shell, place, NULL);
    if (place->wheelchair != ANSWER_UNKNOWN) {
        ui_open(ui, UI_GROUP, "", "",
                (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
        ui_icon(ui, "wheelchair", 16, THEME_MUTED, NULL);
        ui_text(ui, UI_SECOND, shell_word(shell, keys[place->wheelchair]));
        ui_close(ui);
    }
    ui_close(ui);
}

static void place_actions(struct shell *shell)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 10});
    ui_button(ui, "place.confirm",
              (struct ui_button){.kind = UI_GO,
                                 .icon = "check",
                                 .label = shell_word(shell, "place.confirm"),
                                 .grow = 1});
    ui_button(
        ui, "place.edit",
        (struct ui_button){.kind = UI_PLAIN, .label = shell_word(shell, "place.edit"), .grow = 1});
    ui_close(ui);
}

/* ---- the little question ---- */

static const struct {
    enum service service;
    const char *criterion, *key;
} questions[] = {
    {SERVICE_CHARGE, "T3", "place.ask.charge"},
    {SERVICE_WIFI, "T1", "place.ask.wifi"},
    {SERVICE_COMPUTER, "T2", "place.ask.computer"},
    {SERVICE_PRINT, "T5", "place.ask.print"},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static const struct offer *offer_of(const struct place *place, enum service service)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        if (place->offers[i].service == service) {
            return &place->offers[i];
        }
    }
    return NULL;
}

/* Which question to ask: what no offer of the place tells and nobody just answered. */
static int question_of(const struct shell *shell, const struct place *place)
{
    bool same = !strcmp(shell->asked, place->id);
    for (int i = 0; i < QUESTIONS; i++) {
        bool asked = same && (shell->asked_services >> questions[i].service & 1);
        if (!asked && !offer_of(place, questions[i].service)) {
            return i;
        }
    }
    return -1;
}

static void place_question(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    int question = question_of(shell, place);
    if (question < 0) {
        return;
    }
    struct message why = message_of("place.ask.why");
    message_add_text(&why, questions[question].criterion);
    ui_open(ui, UI_GROUP, "question", shell_word(shell, questions[question].key),
            (struct ui_box){.gap = 6, .pad = 16, .filled = true, .fill = THEME_SUNK, .radius = 16});
    ui_text(ui, UI_BOLD, shell_word(shell, questions[question].key));
    ui_text(ui, UI_SECOND, shell_say(shell, why));
    ui_space(ui, 4);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 8});
    static const char *const ids[] = {"ask.yes", "ask.no", "ask.unknown"};
    static const char *const keys[] = {"place.ask.yes", "place.ask.no", "place.ask.unknown"};
    for (int i = 0; i < 3; i++) {
        ui_button(ui, ids[i],
                  (struct ui_button){.kind = UI_PLAIN,
                                     .label = shell_word(shell, keys[i]),
                                     .grow = 1,
                                     .number = question});
    }
    ui_close(ui);
    ui_close(ui);
}

static void question_answer(struct shell *shell, const struct place *place, int question, bool yes)
{
    struct fault why;
    enum service service = questions[question].service;
    char offer[ACTION_ID];
    if (strcmp(shell->asked, place->id)) {
        snprintf(shell->asked, sizeof shell->asked, "%s", place->id);
        shell->asked_services = 0;
    }
    shell->asked_services |= 1u << service;
    shell->dirty = true;
    if (yes && place_offer_new(shell, place, service, PRICE_FREE, offer, &why)) {
        shell_deed(shell, true, &why, "bar.offer.added");
        snprintf(shell->asked, sizeof shell->asked, "%s", shell->selected);
    } else if (yes) {
        shell_deed(shell, false, &why, NULL);
    }
}

/* ---- offers ---- */

/* One deed: the offer with its price, so that one undo takes it away. */
bool place_offer_new(struct shell *shell, const struct place *place, enum service service,
                     enum price price, char offer[ACTION_ID], struct fault *why)
{
    char id[ACTION_ID], paths[2][ACTION_ID + 32];
    int number = 2;
    snprintf(id, sizeof id, "%s", place->id);
    if (price == PRICE_UNKNOWN) {
        return action_offer_add(shell->project, id, service, offer, why);
    }
    snprintf(offer, ACTION_ID, "%s", service_word(service));
    while (place_has_offer(place, offer)) {
        snprintf(offer, ACTION_ID, "%s-%d", service_word(service), number++);
    }
    snprintf(paths[0], sizeof paths[0], "offers/%s/service", offer);
    snprintf(paths[1], sizeof paths[1], "offers/%s/price", offer);
    const struct action_field fields[] = {{paths[0], service_word(service)},
                                          {paths[1], price_word(price)}};
    return action_set(shell->project, id, fields, 2, why);
}

static void place_offers(struct shell *shell, const struct place *place)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_LIST, "offers", shell_word(shell, "place.offers"), (struct ui_box){0});
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, shell_word(shell, "place.offers"));
    if (!place->offer_count) {
        ui_text(ui, UI_BODY, shell_word(shell, "place.offers.none"));
    }
    for (size_t i = 0; i < place->offer_count; i++) {
        piece_offer_row(shell, place, &place->offers[i], true);
        ui_line(ui);
    }
    ui_close(ui);
}

/* What was just added with one tap still needs its price. */
static void place_price(struct shell *shell, const struct place *place)
{
    static const struct {
        const char *id;
        enum price price;
    } choices[] = {{"price.free", PRICE_FREE}, {"price.paid", PRICE_PAID}};
    struct ui *ui = shell->ui;
    const struct offer *offer = NULL;
    for (size_t i = 0; i < place->offer_count; i++) {
        if (!strcmp(place->offers[i].id, shell->offer) && place->offers[i].price == PRICE_UNKNOWN) {
            offer = &place->offers[i];
        }
    }
    if (!offer) {
        return;
    }
    struct message ask = message_of("place.price.ask");
    message_add_key(&ask, service_key(offer->service));
    ui_open(ui, UI_GROUP, "price", "",
            (struct ui_box){.gap = 8, .pad = 16, .filled = true, .fill = THEME_SUNK, .radius = 16});
    ui_text(ui, UI_BOLD, shell_say(shell, ask));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.wrap = true, .gap = 8});
    for (int i = 0; i < 2; i++) {
        ui_button(ui, choices[i].id,
                  (struct ui_button){.kind = UI_PLAIN,
                                     .label = shell_word(shell, price_key(choices[i].price)),
                                     .grow = 1,
                                     .number = choices[i].price});
    }
    ui_button(ui, "price.later",
              (struct ui_button){
                  .kind = UI_PLAIN, .label = shell_word(shell, "place.ask.unknown"), .grow = 1});
    ui_close(ui);
    ui_close(ui);
}

static void place_add_offer(struct shell *shell, const struct place *place)
{
    static const enum service usual[] = {SERVICE_WIFI, SERVICE_COMPUTER, SERVICE_CHARGE,
                                         SERVICE_PRINT, SERVICE_HELP};
    struct ui *ui = shell->ui;
    ui_text_colour(ui, UI_BOLD, THEME_MUTED, shell_word(shell, "place.offer.add"));
    ui_open(ui, UI_GROUP, "offer.new", shell_word(shell, "place.offer.add"),
            (struct ui_box){.wrap = true, .gap = 6});
    for (int i = 0; i < SERVICE_COUNT; i++) {
        enum service service = (enum service)i;
        bool common = false;
        for (size_t k = 0; k < sizeof usual / sizeof *usual; k++) {
            common = common || usual[k] == service;
        }
        if ((!common && !shell->more_services) || offer_of(place, service)) {
            continue;
        }
        ui_button(ui, shell_textf(shell, "offer.add:%s", service_word(service)),
                  (struct ui_button){.kind = UI_CHIP,
                                     .icon = service_icon(service),
                                     .label = shell_word(shell, service_key(service)),
                                     .number = i});
    }
    if (!shell->more_services) {
        ui_button(ui, "offer.more",
                  (struct ui_button){.kind = UI_CHIP,
                                     .icon = "more",
                                     .label = shell_word(shell, "place.offer.more")});
    }
    ui_close(ui);
}

static void offer_add(struct shell *shell, const struct place *place, enum service service)
{
    struct fault why;
    char offer[ACTION_ID];
    bool ok = place_offer_new(shell, place, service, PRICE_UNKNOWN, offer, &why);
    if (shell_deed(shell, ok, &why, "bar.offer.added")) {
        snprintf(shell->offer, sizeof shell->offer, "%s", offer);
        shell->more_services = false;
    }
}

static void offer_price(struct shell *shell, const struct place *place, int price)
{
    struct fault why;
    char id[ACTION_ID], path[ACTION_ID + 32];
    snprintf(id, sizeof id, "%s", place->id);
    snprintf(path, sizeof path, "offers/%s/price", shell->offer);
    const struct action_field field = {path, price_word((enum price)price)};
    bool ok = action_set(shell->project, id, &field, 1, &why);
    shell_deed(shell, ok, &why, "bar.saved.one");
}

/* ---- the whole ---- */

/* A partner's mark is answered, not changed. */
static void place_review(struct shell *shell, const struct place *place)
{
    for (size_t i = 0; i < place->offer_count; i++) {
        piece_offer_row(shell, place, &place->offers[i], false);
    }
    ui_button(shell->ui, "place.review",
              (struct ui_button){
                  .kind = UI_PRIMARY, .icon = "person", .label = shell_word(shell, "review.open")});
}

static void place_panel(struct shell *shell)
{
    struct ui *ui = shell->ui;
    const struct place *place = shell_selected(shell);
    ui_open(
        ui, UI_GROUP, shell_textf(shell, "place:%s", shell->selected), "",
        (struct ui_box){
            .scroll = true, .grow = 1, .gap = 12, .pad_x = 20, .pad_y = shell->portrait ? 0 : 16});
    if (place && !strncmp(place->id, "prop:", 5)) {
        place_head(shell, place);
        place_marks(shell, place);
        place_review(shell, place);
    } else if (place) {
        place_head(shell, place);
        place_marks(shell, place);
        place_actions(shell);
        place_question(shell, place);
        place_offers(shell, place);
        place_price(shell, place);
        place_add_offer(shell, place);
        place_more(shell, place);
    } else {
        piece_empty(shell, "pin", shell_word(shell, "place.gone"), "", "back",
                    shell_word(shell, "bar.back"));
    }
    ui_close(ui);
}

void screen_place_build(struct shell *shell)
{
    static const struct map_frame frame = {.panel = place_panel};
    piece_map(shell, &frame);
}

static bool place_deed(struct shell *shell, const struct place *place, const char *id, int number)
{
    struct fault why;
    char own[ACTION_ID];
    snprintf(own, sizeof own, "%s", place->id);
    if (!strcmp(id, "place.confirm")) {
        shell_deed(shell, action_confirm(shell->project, own, &why), &why, "bar.confirmed");
    } else if (!strcmp(id, "place.remove")) {
        if (shell_deed(shell, action_remove(shell->project, own, &why), &why, "bar.removed")) {
            shell_back(shell);
        }
    } else if (!strcmp(id, "place.count")) {
        bool counts = place_counts_for(place, project_wijk(shell->project)->code);
        bool ok = action_count_in(shell->project, own, !counts, &why);
        shell_deed(shell, ok, &why, "bar.saved.one");
    } else if (!strncmp(id, "offer.add:", 10)) {
        offer_add(shell, place, (enum service)number);
    } else if (!strcmp(id, "price.free") || !strcmp(id, "price.paid")) {
        offer_price(shell, place, number);
    } else if (!strncmp(id, "ask.", 4)) {
        question_answer(shell, place, number, !strcmp(id, "ask.yes"));
    } else {
        return false;
    }
    return true;
}

bool screen_place_news(struct shell *shell, const struct ui_news *news)
{
    const struct place *place = shell_selected(shell);
    const char *id = news->id;
    if (piece_map_news(shell, news)) {
        return true;
    }
    if (news->kind != UI_NEWS_TAP || !place) {
        return false;
    }
    if (place_deed(shell, place, id, news->number)) {
        return true;
    }
    if (!strcmp(id, "place.review")) {
        shell_go(shell, SCREEN_REVIEW);
    } else if (!strcmp(id, "place.card")) {
        print_show(shell, PAPER_PLACE_CARD, place->id);
    } else if (!strcmp(id, "place.need")) {
        need_show(shell, place->id);
    } else if (!strncmp(id, "place.edit", 10)) {
        shell_go(shell, SCREEN_PLACE_EDIT);
    } else if (!strncmp(id, "offer:", 6)) {
        snprintf(shell->offer, sizeof shell->offer, "%s", id + 6);
        shell_go(shell, SCREEN_OFFER_EDIT);
    } else if (!strncmp(id, "criterion:", 10)) {
        shell->criterion = framework_find(project_framework(shell->project), id + 10);
        shell_go(shell, SCREEN_CRITERION);
    } else if (!strcmp(id, "offer.more")) {
        shell->more_services = true;
        shell->dirty = true;
    } else if (!strcmp(id, "price.later")) {
        shell->offer[0] = 0;
        shell->dirty = true;
    } else {
        return false;
    }
    return true;
}

/* The place that tells most, when none is named. */
void screen_place_prepare(struct shell *shell, const char *id)
{
    size_t count, most = 0;
    const struct place *best = id ? project_place(shell->project, id) : NULL;
    const struct place *const *places = project_places(shell->project, &count);
    for (size_t i = 0; i < count && !id; i++) {
        bool known = project_place_state(shell->project, places[i]) == PLACE_CONFIRMED;
        size_t weight = places[i]->offer_count * 2 + known + (*places[i]->hours != 0);
        if (project_place_in_wijk(shell->project, places[i]) && (!best || weight > most)) {
            best = places[i];
            most = weight;
        }
    }
    shell->map_fresh = true;
    if (best) {
        shell_select(shell, best->id);
    }
}
