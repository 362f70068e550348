/* SPDX-License-Identifier: EUPL-1.2 */
#include "ui/ui_inner.h"

#include <stdlib.h>

struct memory *memory_of(struct ui *ui, const char *id)
{
    struct memory *memory = table_find(&ui->memories, id);
    if (memory)
        return memory;
    memory = memory_take(sizeof *memory);
    table_set(&ui->memories, id, memory);
    return memory;
}

void memory_drop(void *pointer)
{
    struct memory *memory = pointer;
    free(memory->text);
    free(memory->declared);
    free(memory);
}
