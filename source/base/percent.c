/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/percent.h"

int percent_of(int64_t part, int64_t whole)
{
    if (whole <= 0) {
        return -1;
    }
    int percent = (int)((200 * part + whole) / (2 * whole));
    return part <= 0 ? 0 : part >= whole ? percent : percent < 1 ? 1 : percent > 99 ? 99 : percent;
}
