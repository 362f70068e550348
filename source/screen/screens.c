/* SPDX-License-Identifier: EUPL-1.2 */
/* Every screen by its name, in the order of enum screen. */
#include "screen/shell_inner.h"

/* name, map below, button of the rail, functions */
#define SCREEN_ROW(name, map, rail, function)                                                      \
    {                                                                                              \
        name, map, SCREEN_##rail, screen_##function##_build, screen_##function##_news,             \
            screen_##function##_prepare                                                            \
    }

const struct screen_row screen_rows[SCREEN_COUNT] = {
    [SCREEN_START] = SCREEN_ROW("start", false, MAP, start),
    [SCREEN_MAP] = SCREEN_ROW("map", true, MAP, map),
    [SCREEN_PLACE] = SCREEN_ROW("place", true, MAP, place),
    [SCREEN_PLACE_EDIT] = SCREEN_ROW("place-edit", false, MAP, place_edit),
    [SCREEN_OFFER_EDIT] = SCREEN_ROW("offer-edit", false, MAP, offer_edit),
    [SCREEN_ADD] = SCREEN_ROW("add", true, MAP, add),
    [SCREEN_ADD_KIND] = SCREEN_ROW("add-kind", true, MAP, add_kind),
    [SCREEN_ADD_DOUBLE] = SCREEN_ROW("add-double", true, MAP, add_double),
    [SCREEN_SEARCH] = SCREEN_ROW("search", true, MAP, search),
    [SCREEN_PILLARS] = SCREEN_ROW("pillars", false, PILLARS, pillars),
    [SCREEN_CRITERION] = SCREEN_ROW("criterion", false, PILLARS, criterion),
    [SCREEN_JUDGE] = SCREEN_ROW("judge", false, PILLARS, judge),
    [SCREEN_TODO] = SCREEN_ROW("todo", false, TODO, todo),
    [SCREEN_PRINT] = SCREEN_ROW("print", false, PRINT, print),
    [SCREEN_SETTINGS] = SCREEN_ROW("settings", false, SETTINGS, settings),
    [SCREEN_ABOUT] = SCREEN_ROW("about", false, SETTINGS, about),
    [SCREEN_NEW_PROJECT] = SCREEN_ROW("new-project", false, SETTINGS, new_project),
    [SCREEN_HISTORY] = SCREEN_ROW("history", false, SETTINGS, history),
    [SCREEN_SYNC] = SCREEN_ROW("sync", false, MAP, sync),
    [SCREEN_QUESTIONS] = SCREEN_ROW("questions", false, MAP, questions),
    [SCREEN_CHANGES] = SCREEN_ROW("changes", true, MAP, changes),
    [SCREEN_PAIR] = SCREEN_ROW("pair", false, MAP, pair),
    [SCREEN_HOURS] = SCREEN_ROW("hours", false, MAP, hours),
    [SCREEN_WEEK] = SCREEN_ROW("week", false, PILLARS, week),
    [SCREEN_SOURCES] = SCREEN_ROW("sources", false, SETTINGS, sources),
    [SCREEN_OSM] = SCREEN_ROW("osm", false, SETTINGS, osm),
    [SCREEN_PARTNER] = SCREEN_ROW("partner", false, PARTNER, partner),
    [SCREEN_PARTNER_MARK] = SCREEN_ROW("partner-mark", true, PARTNER, partner_mark),
    [SCREEN_REVIEW] = SCREEN_ROW("review", false, WORK, review),
    [SCREEN_REACH] = SCREEN_ROW("reach", true, MAP, reach),
    [SCREEN_PLAN] = SCREEN_ROW("plan", false, WORK, plan),
    [SCREEN_ACTION] = SCREEN_ROW("action", false, WORK, action),
    [SCREEN_VOTE] = SCREEN_ROW("vote", false, WORK, vote),
    [SCREEN_VOTE_COLOUR] = SCREEN_ROW("vote-colour", false, WORK, vote_colour),
    [SCREEN_VOTE_RESULT] = SCREEN_ROW("vote-result", false, WORK, vote_result),
    [SCREEN_WORK] = SCREEN_ROW("work", false, WORK, work),
    [SCREEN_ROUNDS] = SCREEN_ROW("rounds", false, WORK, rounds),
    [SCREEN_ROUND] = SCREEN_ROW("round", false, WORK, round),
    [SCREEN_COMPARE] = SCREEN_ROW("compare", false, WORK, compare),
    [SCREEN_GROWTH] = SCREEN_ROW("growth", false, WORK, growth),
    [SCREEN_CONTEXT] = SCREEN_ROW("context", false, WORK, context),
    [SCREEN_FRAMEWORKS] = SCREEN_ROW("frameworks", false, WORK, frameworks),
    [SCREEN_FRAMEWORK] = SCREEN_ROW("framework", false, WORK, framework),
    [SCREEN_FRAMEWORK_EDIT] = SCREEN_ROW("framework-edit", false, WORK, framework_edit),
    [SCREEN_PRACTICES] = SCREEN_ROW("practices", false, WORK, practices),
    [SCREEN_PRACTICE] = SCREEN_ROW("practice", false, WORK, practice),
    [SCREEN_NEED] = SCREEN_ROW("need", false, WORK, need),
    [SCREEN_NEEDS] = SCREEN_ROW("needs", false, WORK, needs),
    [SCREEN_THRESHOLD] = SCREEN_ROW("threshold", false, WORK, threshold),
    [SCREEN_THRESHOLDS] = SCREEN_ROW("thresholds", false, WORK, thresholds),
    [SCREEN_SURVEYS] = SCREEN_ROW("surveys", false, WORK, surveys),
    [SCREEN_SURVEY] = SCREEN_ROW("survey", false, WORK, survey),
    [SCREEN_COUNTS] = SCREEN_ROW("counts", false, WORK, counts),
    [SCREEN_SHARE] = SCREEN_ROW("share", false, WORK, share),
    [SCREEN_PARTNERS] = SCREEN_ROW("partners", false, WORK, partners),
    [SCREEN_ORGANISATION] = SCREEN_ROW("organisation", false, WORK, organisation),
    [SCREEN_MEETINGS] = SCREEN_ROW("meetings", false, WORK, meetings),
    [SCREEN_MEETING] = SCREEN_ROW("meeting", false, WORK, meeting),
    [SCREEN_TOLD] = SCREEN_ROW("told", false, WORK, told),
    [SCREEN_TOLD_EDIT] = SCREEN_ROW("told-edit", false, WORK, told_edit),
    [SCREEN_REFER] = SCREEN_ROW("refer", false, WORK, refer),
    [SCREEN_IMPORT] = SCREEN_ROW("import", false, WORK, import),
};

static void prepare_list(struct shell *shell, const char *id)
{
    screen_map_prepare(shell, id);
    shell->list_sheet = SHEET_FULL;
}

static void prepare_welcome(struct shell *shell, const char *id)
{
    screen_map_prepare(shell, id);
    shell->settings.welcomed = false;
    shell->list_sheet = SHEET_HALF;
}

static void prepare_filter(struct shell *shell, const char *id)
{
    screen_map_prepare(shell, id);
    shell->card = CARD_FILTER;
}

static void prepare_wijk(struct shell *shell, const char *id)
{
    screen_map_prepare(shell, id);
    shell->card = CARD_WIJK;
}

/* Saturday at three in the afternoon. */
static void prepare_time(struct shell *shell, const char *id)
{
    enum { THREE = 30 };
    screen_map_prepare(shell, id);
    shell->time.on = true;
    int today = (int)civil_weekday_of(project_now(shell->project).date);
    piece_time_set(shell, (SATURDAY - today + 7) % 7, THREE);
    map_refresh(shell);
}

static void prepare_fault(struct shell *shell, const char *id)
{
    screen_map_prepare(shell, id);
    fault_set_text(&shell->fault, FAULT_MISSING, "fault.place.unknown", id ? id : "?");
}

static void prepare_print_overview(struct shell *shell, const char *id)
{
    screen_print_prepare(shell, "overview");
    (void)id;
}

static void prepare_print_near(struct shell *shell, const char *id)
{
    screen_print_prepare(shell, "near");
    (void)id;
}

const struct screen_other_name screen_other_names[SCREEN_OTHER_NAMES] = {
    {SCREEN_MAP, {"list", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_list}},
    {SCREEN_MAP, {"welcome", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_welcome}},
    {SCREEN_MAP, {"filter", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_filter}},
    {SCREEN_MAP, {"wijk", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_wijk}},
    {SCREEN_MAP, {"time", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_time}},
    {SCREEN_MAP, {"fault", true, SCREEN_MAP, screen_map_build, screen_map_news, prepare_fault}},
    {SCREEN_PRINT,
     {"print-overview", false, SCREEN_PRINT, screen_print_build, screen_print_news,
      prepare_print_overview}},
    {SCREEN_PRINT,
     {"print-near", false, SCREEN_PRINT, screen_print_build, screen_print_news,
      prepare_print_near}},
};
