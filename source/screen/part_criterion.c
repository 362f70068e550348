/* SPDX-License-Identifier: EUPL-1.2 */
#include "screen/part_inner.h"

#include <stdio.h>
#include <string.h>

const struct finding *part_finding(struct shell *shell, int index)
{
    if (!shell->project) {
        return NULL;
    }
    const struct assessment *assessment = project_assessment(shell->project);
    return index >= 0 && index < assessment->finding_count ? &assessment->findings[index] : NULL;
}

const char *part_criterion_name(const struct shell *shell, const struct criterion *criterion)
{
    return words_in(criterion->name, part_language(shell));
}

static const char *part_origin(struct shell *shell, const struct finding *finding)
{
    return shell_say(shell, finding_origin_say(finding));
}

void part_origin_tag(struct shell *shell, const struct finding *finding)
{
    struct ui *ui = shell->ui;
    bool suggested = !finding->judgement && finding->criterion->kind == CRITERION_ASKED &&
                     finding->proposal != VERDICT_UNKNOWN;
    ui_open(ui, UI_GROUP, "", "", (struct ui_box){.row = true, .gap = 6, .across = TYPE_MIDDLE});
    if (suggested) {
        ui_state(ui, (enum symbol_state)finding->proposal, 18, NULL);
    }
    part_tag(shell, part_origin(shell, finding));
    ui_close(ui);
}

char part_pillar_letter(const struct shell *shell, const struct criterion *criterion)
{
    return project_framework(shell->project)->pillars[criterion->pillar].id[0];
}

unsigned part_criterion_services(const struct shell *shell, int index)
{
    const struct framework *framework = project_framework(shell->project);
    unsigned services = 0;
    for (int service = 0; service < SERVICE_COUNT; service++) {
        int found[FRAMEWORK_CRITERIA];
        int count = assessment_criteria_of_service(framework, (enum service)service, found,
                                                   FRAMEWORK_CRITERIA);
        for (int i = 0; i < count; i++) {
            services |= found[i] == index ? 1u << service : 0;
        }
    }
    return services;
}

void part_open_criterion(struct shell *shell, int index)
{
    if (part_finding(shell, index)) {
        shell->criterion = index;
        shell_go(shell, SCREEN_CRITERION);
    }
}

int part_criterion_of(struct shell *shell, const char *id)
{
    if (!shell->project) {
        return 0;
    }
    const struct assessment *assessment = project_assessment(shell->project);
    int found = id ? framework_find(project_framework(shell->project), id) : -1;
    for (int i = 0; found < 0 && i < assessment->finding_count; i++) {
        const struct finding *finding = &assessment->findings[i];
        if (finding->verdict == VERDICT_PARTLY && !finding->judgement) {
            found = i;
        }
    }
    return found < 0 ? 0 : found;
}

/* The place with most offers of those that somebody confirmed. */
const struct place *part_place_of(struct shell *shell, const char *id)
{
    size_t count;
    if (!shell->project) {
        return NULL;
    }
    const struct place *const *places = project_places(shell->project, &count);
    const struct place *best = id ? project_place(shell->project, id) : NULL;
    for (size_t i = 0; !id && i < count; i++) {
        bool known = project_place_state(shell->project, places[i]) != PLACE_CANDIDATE &&
                     project_place_in_wijk(shell->project, places[i]);
        if (known && (!best || places[i]->offer_count > best->offer_count)) {
            best = places[i];
        }
    }
    return best ? best : count ? places[0] : NULL;
}
