/* SPDX-License-Identifier: EUPL-1.2 */
/* One offer of a place: what it costs, what is asked, for whom, when. Only what matters for its
 * service is asked, and what was already said. */
#include "screen/part_inner.h"

#include <stdio.h>
#include <string.h>

static const char *const paths[] = {"price",  "amount",  "obligations", "groups",   "languages",
                                    "access", "count",   "features",    "hours",    "from",
                                    "until",  "outdoor", "commercial",  "internal", "note"};
enum { PATHS = sizeof paths / sizeof *paths };

#define BIT(name) (1u << SERVICE_##name)
enum { /* services for which a field matters */
       FOR_PEOPLE = BIT(HELP) | BIT(HELP_GOV) | BIT(ADVICE) | BIT(LESSON) | BIT(NUDGE),
       FOR_ACCESS = FOR_PEOPLE | BIT(COMPUTER) | BIT(ROOM) | BIT(LEND) | BIT(EQUIPMENT),
       FOR_COUNT =
           BIT(COMPUTER) | BIT(CHARGE) | BIT(LESSON) | BIT(ROOM) | BIT(EQUIPMENT) | BIT(LEND),
       FOR_OUTDOOR = BIT(WIFI) | BIT(CHARGE),
       FOR_COMMERCIAL = BIT(ADVICE) | BIT(PRINT) | BIT(SCAN),
       FOR_INTERNAL = BIT(EQUIPMENT) | BIT(ROOM),
       FOR_DATES = FOR_PEOPLE | BIT(LEND) | BIT(EQUIPMENT)
};

static const struct offer *offer_of(const struct place *place, const char *id)
{
    for (size_t i = 0; place && i < place->offer_count; i++) {
        if (strcmp(place->offers[i].id, id) == 0) {
            return &place->offers[i];
        }
    }
    return NULL;
}

static bool asked(struct shell *shell, const struct offer *offer, unsigned services,
                  const char *path)
{
    return (services & (1u << offer->service)) || *form_value(shell, path);
}

/* ---- parts ---- */

static void head(struct shell *shell, const struct place *place, const struct offer *offer)
{
    struct ui *ui = shell->ui;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 14, .across = TYPE_MIDDLE});
    ui_icon_tile(ui, service_icon(offer->service), 48,
                 theme_of_pillar(service_pillar(offer->service)));
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = 1});
    ui_text(ui, UI_NAME, shell_word(shell, service_key(offer->service)));
    ui_text(ui, UI_SECOND, shell_place_name(shell, place));
    ui_close(ui);
    ui_close(ui);
}

static void price(struct shell *shell)
{
    struct form_word words[PRICE_COUNT];
    const char *value = form_value(shell, "price");
    for (int i = 0; i < PRICE_COUNT; i++) { /* "not known" comes last */
        enum price one = (enum price)((i + 1) % PRICE_COUNT);
        words[i] = (struct form_word){price_word(one), price_key(one)};
    }
    part_section(shell, shell_word(shell, "offer.price"));
    form_one_of(shell, "price", "offer.price.ask", words, PRICE_COUNT);
    bool free = strcmp(value, "free") == 0 || !*value || strcmp(value, "unknown") == 0;
    if (!free || *form_value(shell, "amount")) {
        form_field(shell, "amount", "offer.amount", "offer.amount.hint", false, false);
    }
}

static void obligations(struct shell *shell)
{
    static const char *const plain[OBLIGATION_COUNT] = {
        "offer.obligation.registration", "offer.obligation.consumption",
        "offer.obligation.purchase",     "offer.obligation.membership",
        "offer.obligation.clients_only", "offer.obligation.identity"};
    struct form_word words[OBLIGATION_COUNT];
    for (int i = 0; i < OBLIGATION_COUNT; i++) {
        words[i] = (struct form_word){obligation_word(i), plain[i]};
    }
    form_many_of(shell, "obligations", "offer.obligations", words, OBLIGATION_COUNT);
}

static void whom(struct shell *shell, const struct offer *offer)
{
    struct form_word groups[GROUP_COUNT], tongues[TONGUE_COUNT], ways[ACCESS_COUNT];
    bool for_group = strcmp(form_value(shell, "price"), "free_for_group") == 0;
    for (int i = 0; i < GROUP_COUNT; i++) {
        groups[i] = (struct form_word){group_word(i), group_key(i)};
    }
    for (int i = 0; i < TONGUE_COUNT; i++) {
        tongues[i] = (struct form_word){tongue_word(i), tongue_key(i)};
    }
    for (int i = 0; i < ACCESS_COUNT; i++) {
        enum access one = (enum access)((i + 1) % ACCESS_COUNT);
        ways[i] = (struct form_word){access_word(one), access_key(one)};
    }
    bool people = asked(shell, offer, FOR_PEOPLE, "groups") || for_group;
    bool spoken = asked(shell, offer, FOR_PEOPLE, "languages");
    bool entered = asked(shell, offer, FOR_ACCESS, "access");
    if (!people && !spoken && !entered) {
        return;
    }
    part_section(shell, shell_word(shell, "offer.whom"));
    if (people) {
        form_many_of(shell, "groups", "offer.groups", groups, GROUP_COUNT);
    }
    if (entered) {
        form_one_of(shell, "access", "offer.access", ways, ACCESS_COUNT);
    }
    if (spoken) {
        form_many_of(shell, "languages", "offer.languages", tongues, TONGUE_COUNT);
    }
}

static const char *count_key(enum service service)
{
    return service == SERVICE_ROOM || service == SERVICE_LESSON ? "offer.count.seats"
                                                                : "offer.count.devices";
}

static void details(struct shell *shell, const struct offer *offer)
{
    struct form_word features[ROOM_FEATURE_COUNT];
    for (int i = 0; i < ROOM_FEATURE_COUNT; i++) {
        features[i] = (struct form_word){feature_word(i), feature_key(i)};
    }
    if (asked(shell, offer, FOR_COUNT, "count")) {
        form_field(shell, "count", count_key(offer->service), NULL, false, true);
    }
    if (asked(shell, offer, BIT(ROOM), "features")) {
        form_many_of(shell, "features", "offer.features", features, ROOM_FEATURE_COUNT);
    }
    if (asked(shell, offer, FOR_OUTDOOR, "outdoor")) {
        form_flag(shell, "outdoor", "offer.outdoor");
    }
    if (asked(shell, offer, FOR_COMMERCIAL, "commercial")) {
        form_flag(shell, "commercial", "offer.commercial");
    }
    if (asked(shell, offer, FOR_INTERNAL, "internal")) {
        form_flag(shell, "internal", "offer.internal");
    }
}

static void dates(struct shell *shell, const struct offer *offer)
{
    struct ui *ui = shell->ui;
    bool two = part_body_width(shell) >= 520 * part_scale(shell);
    if (!asked(shell, offer, FOR_DATES, "from") && !*form_value(shell, "until")) {
        return;
    }
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = two, .gap = 12});
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = two ? 1 : 0});
    form_field(shell, "from", "offer.from", "offer.date.hint", false, false);
    ui_close(ui);
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.grow = two ? 1 : 0});
    form_field(shell, "until", "offer.until", "offer.date.hint", false, false);
    ui_close(ui);
    ui_close(ui);
}

static void build(struct shell *shell)
{
    const struct place *place = shell_selected(shell);
    const struct offer *offer = offer_of(place, shell->offer);
    if (!offer) {
        part_page_open(shell, shell_word(shell, "offer.title"));
        part_say(shell, "offer.gone");
        part_page_close(shell);
        return;
    }
    form_begin(shell, shell_textf(shell, "offer:%s/%s", place->id, offer->id), paths, PATHS);
    part_page_open(shell, shell_word(shell, "offer.title"));
    head(shell, place, offer);
    price(shell);
    obligations(shell);
    part_section(shell, shell_word(shell, "offer.when"));
    form_hours(shell, false);
    dates(shell, offer);
    whom(shell, offer);
    part_section(shell, shell_word(shell, "offer.details"));
    details(shell, offer);
    form_field(shell, "note", "edit.note.label", "edit.note.hint", true, false);
    ui_space(shell->ui, 12);
    ui_button(shell->ui, "offer.remove",
              (struct ui_button){
                  .kind = UI_QUIET, .icon = "trash", .label = shell_word(shell, "offer.remove")});
    part_page_foot(shell);
    form_foot(shell);
    part_page_close(shell);
    form_dialog(shell);
}

void screen_offer_edit_build(struct shell *shell)
{
    if (!part_no_project(shell)) {
        build(shell);
    }
}

static bool save(struct shell *shell)
{
    return form_save(shell, "offer.saved");
}

bool screen_offer_edit_news(struct shell *shell, const struct ui_news *news)
{
    struct fault why;
    if (news->kind == UI_NEWS_TAP && strcmp(news->id, "offer.remove") == 0) {
        bool ok = action_offer_remove(shell->project, shell->selected, shell->offer, &why);
        if (shell_deed(shell, ok, &why, "offer.removed")) {
            draft_empty(shell);
            shell_back(shell);
        }
        return true;
    }
    return form_news(shell, news, save);
}

void screen_offer_edit_prepare(struct shell *shell, const char *id)
{
    const struct place *place = part_place_of(shell, id);
    draft_empty(shell);
    shell->offer[0] = 0;
    if (place && place->offer_count > 0) {
        snprintf(shell->selected, sizeof shell->selected, "%s", place->id);
        snprintf(shell->offer, sizeof shell->offer, "%s", place->offers[0].id);
    }
}
