/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/draft_inner.h"

#include <stdlib.h>

#include "base/arena.h"

void draft_init(struct draft *draft)
{
    table_init(&draft->pages);
}

static void page_free(void *value)
{
    struct draft_page *page = value;
    cJSON_Delete(page->body);
    free(page);
}

void draft_clear(struct draft *draft)
{
    table_clear(&draft->pages, page_free);
}

struct draft_page *draft_page(struct draft *draft, const char *id, bool *fresh)
{
    struct draft_page *page = table_find(&draft->pages, id);
    *fresh = !page;
    if (!page) {
        page = memory_take(sizeof *page);
        table_set(&draft->pages, id, page);
    }
    return page;
}

void draft_lay(struct draft *draft, const struct edit *edit, bool known)
{
    for (size_t i = 0; i < edit->change_count; i++) {
        bool fresh;
        const char *id = edit->changes[i].document;
        if (!known || table_find(&draft->pages, id)) {
            change_apply(&edit->changes[i], &draft_page(draft, id, &fresh)->body);
        }
    }
}
