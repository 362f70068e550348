/* SPDX-License-Identifier: EUPL-1.2 */
/* Builds the packs of both test areas and says what is in them: area [FILE] keeps the first. */
#include <stdio.h>

#include "base/clock.h"
#include "exchange/area.h"

static void area_say(const char *name, const struct read_counts *read,
                     const struct pack_counts *written, int64_t milliseconds)
{
    printf(
        "%s: %ld tiles read, %ld features, %ld addresses, %ld candidates, %ld wijken; %ld skipped, "
        "%ld without place, %ld broken\n",
        name, read->tiles, read->features, read->addresses, read->candidates, read->wijken,
        read->skipped, read->without_place, read->broken);
    printf("  pack: %ld features in %ld cells, %ld streets, %ld candidates, %lld bytes, %lld ms\n",
           written->features, written->cells, written->streets, written->candidates,
           (long long)written->bytes, (long long)milliseconds);
}

int main(int count, char **words)
{
    char folder[KIT_PATH];
    struct read_counts read;
    struct pack_counts written;
    kit_folder_make(folder);
    int64_t start = clock_ticks();
    area_build_molenbeek(count > 1 ? words[1] : kit_path(folder, "molenbeek.wijkpak"), &read,
                         &written);
    area_say("Historisch Molenbeek", &read, &written, clock_ticks() - start);
    start = clock_ticks();
    area_build_rabot(kit_path(folder, "rabot.wijkpak"), &read, &written);
    area_say("Rabot - Blaisantvest", &read, &written, clock_ticks() - start);
    kit_folder_remove(folder);
    return 0;
}
