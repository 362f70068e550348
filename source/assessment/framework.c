/* SPDX-License-Identifier: EUPL-1.2 */
#include "assessment/framework.h"

#include <stdlib.h>
#include <string.h>

#include "assessment/framework_inner.h"
#include "base/arena.h"
#include "base/json.h"

enum { FRAMEWORK_CEILING = 1024 * 1024 };

const char *words_in(struct words words, const char *language)
{
    const char *text = language && strncmp(language, "fr", 2) == 0   ? words.fr
                       : language && strncmp(language, "en", 2) == 0 ? words.en
                                                                     : words.nl;
    return text ? text : "";
}

static struct words words_of(const cJSON *object, const char *key)
{
    const cJSON *texts = json_member(object, key);
    return (struct words){
        .nl = json_text(texts, "nl", ""),
        .fr = json_text(texts, "fr", ""),
        .en = json_text(texts, "en", ""),
    };
}

static enum criterion_class class_of(const char *word)
{
    return strcmp(word, "computed") == 0   ? CRITERION_COMPUTED
           : strcmp(word, "proposed") == 0 ? CRITERION_PROPOSED
                                           : CRITERION_ASKED;
}

static void criteria_take(struct framework *framework, const cJSON *criteria)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, criteria)
    {
        framework->criteria[framework->criterion_count++] = (struct criterion){
            .id = json_text(item, "id", ""),
            .pillar = framework->pillar_count,
            .kind = class_of(json_text(item, "class", "")),
            .name = words_of(item, "name"),
            .explanation = words_of(item, "explanation"),
            .source = json_text(item, "source", ""),
            .rule = json_text(item, "rule", ""),
            .parameters = json_member(item, "parameters"),
        };
    }
}

/* The document has been checked: every member is there. */
static void framework_take(struct framework *framework)
{
    const cJSON *document = framework->document, *item;
    framework->id = json_text(document, "id", "");
    framework->version = json_text(document, "version", "");
    framework->date = json_text(document, "date", "");
    framework->name = words_of(document, "name");
    cJSON_ArrayForEach(item, json_member(document, "pillars"))
    {
        struct pillar *pillar = &framework->pillars[framework->pillar_count];
        pillar->id = json_text(item, "id", "");
        pillar->name = words_of(item, "name");
        pillar->first = framework->criterion_count;
        criteria_take(framework, json_member(item, "criteria"));
        pillar->count = framework->criterion_count - pillar->first;
        framework->pillar_count++;
    }
}

bool framework_parse(const char *text, size_t size, struct framework **out, struct fault *why)
{
    cJSON *document = NULL;
    *out = NULL;
    if (!json_parse(text, size, FRAMEWORK_CEILING, &document, why)) {
        return false;
    }
    if (!framework_check(document, why)) {
        cJSON_Delete(document);
        return false;
    }
    struct framework *framework = memory_take(sizeof *framework);
    framework->document = document;
    framework_take(framework);
    *out = framework;
    return true;
}

void framework_free(struct framework *framework)
{
    if (framework) {
        cJSON_Delete(framework->document);
        free(framework);
    }
}

int framework_find(const struct framework *framework, const char *criterion_id)
{
    for (int i = 0; criterion_id && i < framework->criterion_count; i++) {
        if (strcmp(framework->criteria[i].id, criterion_id) == 0) {
            return i;
        }
    }
    return -1;
}
