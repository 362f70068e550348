/* SPDX-License-Identifier: EUPL-1.2 */
/* The platforms where people can practise by themselves. */
#include <string.h>

#include "action/catalogue.h"
#include "action/instrument_inner.h"
#include "action/refer.h"

static bool learning_take(struct project *project, const char *text, size_t size, struct fault *why)
{
    struct learning *learning;
    if (project->learning_count == PROJECT_LEARNINGS) {
        return fault_set_text(why, FAULT_LIMIT, "assessment.framework.many", "learning");
    }
    if (!learning_parse(text, size, &learning, why)) {
        return false;
    }
    project->learnings[project->learning_count++] = learning;
    return true;
}

void learnings_open(struct project *project)
{
    catalogue_open(project, "learning", LEARNING_CEILING, learning_take);
}

void learnings_close(struct project *project)
{
    for (int at = 0; at < project->learning_count; at++) {
        learning_free(project->learnings[at]);
    }
    project->learning_count = 0;
}

const struct learning *action_learning(const struct project *project, enum need_theme theme)
{
    const struct learning *any = NULL;
    for (int at = 0; at < project->learning_count; at++) {
        const struct learning *learning = project->learnings[at];
        if (learning->themes[theme].given) {
            return learning;
        }
        any = any ? any : learning;
    }
    return any;
}

struct message action_learning_say(const struct learning *learning, enum need_theme theme,
                                   const char *language)
{
    const struct learning_theme *row = &learning->themes[theme];
    struct message message = message_of(!row->given ? "refer.learn"
                                        : row->ours ? "refer.learn.look"
                                                    : "refer.learn.theme");
    message_add_text(&message, learning->name);
    message_add_text(&message, learning->address);
    if (row->given) {
        message_add_text(&message, words_in(row->name, language));
    }
    return message;
}
