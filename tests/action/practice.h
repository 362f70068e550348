/* SPDX-License-Identifier: EUPL-1.2 */
/* practice.h – the oefenwijk in a temporary folder, at a fixed moment: with its whole year, or (practice_begin_first_week) with
 * only its first week of mapping, for tests that begin with an empty logbook. */
#ifndef TESTS_ACTION_PRACTICE_H
#define TESTS_ACTION_PRACTICE_H

#include <stdio.h>
#include <string.h>

#include "action/action.h"
#include "base/json.h"
#include "kit/kit.h"

#define LIBRARY "osm:h183b6fa4a8dcad06" /* Bibliothèque 27 septembre: a candidate in the wijk */

struct practice {
    char folder[KIT_PATH];
    const char *assets;
    struct clock clock;
    struct project_ways ways;
    struct project *project;
};

static inline void practice_open(struct practice *practice)
{
    struct fault why;
    fault_clear(&why);
    practice->ways = (struct project_ways){practice->folder, practice->assets, &practice->clock,
                                           "tablet noord",   NULL,             NULL};
    if (!project_open(&practice->ways, "demo", NULL, &practice->project, &why)) {
        fail_msg("the oefenwijk does not open: %s %s %s", why.what.key, why.file, why.detail);
    }
}

static inline int practice_begin_with(void **state, const char *assets)
{
    static struct practice practice;
    memset(&practice, 0, sizeof practice);
    practice.assets = assets;
    kit_folder_make(practice.folder);
    practice.clock = kit_clock("2026-06-12T15:00");
    practice_open(&practice);
    *state = &practice;
    return 0;
}

static inline int practice_begin(void **state)
{
    return practice_begin_with(state, kit_assets());
}

static inline int practice_begin_first_week(void **state)
{
    return practice_begin_with(state, kit_assets_first_week());
}

#define PRACTICE_FIRST_WEEK(name)                                                                  \
    cmocka_unit_test_setup_teardown(name, practice_begin_first_week, practice_end)

static inline void practice_reopen(struct practice *practice)
{
    project_close(practice->project);
    practice_open(practice);
}

static inline int practice_end(void **state)
{
    struct practice *practice = *state;
    project_close(practice->project);
    kit_folder_remove(practice->folder);
    return 0;
}

static inline enum verdict practice_verdict(struct practice *practice, const char *criterion)
{
    int index = framework_find(project_framework(practice->project), criterion);
    assert_true(index >= 0);
    return project_assessment(practice->project)->findings[index].verdict;
}

/* A deed that must succeed. */
static inline void practice_ok(bool ok, const struct fault *why)
{
    if (!ok) {
        fail_msg("refused: %s (%s)", why->what.key,
                 why->what.arguments ? why->what.argument[0].as.text : "");
    }
}

/* The word lists of this build. */
static inline void practice_words_open(struct language *words[LANGUAGE_COUNT])
{
    char folder[KIT_PATH + 16];
    struct fault why;
    snprintf(folder, sizeof folder, "%s/language", kit_assets());
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        assert_true(language_load(folder, (enum language_code)code, &words[code], &why));
    }
}

static inline void practice_words_close(struct language *words[LANGUAGE_COUNT])
{
    for (int code = 0; code < LANGUAGE_COUNT; code++) {
        language_free(words[code]);
    }
}

#endif
