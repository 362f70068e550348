/* SPDX-License-Identifier: EUPL-1.2 */
#include "place/place.h"

#include <string.h>

static const struct {
    const char *word, *key;
} tongues[TONGUE_COUNT] = {
    {"nl", "tongue.nl"}, {"fr", "tongue.fr"}, {"en", "tongue.en"}, {"ar", "tongue.ar"},
    {"tr", "tongue.tr"}, {"uk", "tongue.uk"}, {"es", "tongue.es"}, {"de", "tongue.de"},
    {"pl", "tongue.pl"}, {"ro", "tongue.ro"}, {"ru", "tongue.ru"}, {"it", "tongue.it"},
    {"pt", "tongue.pt"}, {"so", "tongue.so"}, {"ti", "tongue.ti"}, {"fa", "tongue.fa"},
    {"ps", "tongue.ps"}, {"bg", "tongue.bg"},
};

const char *tongue_word(int index)
{
    return tongues[index >= 0 && index < TONGUE_COUNT ? index : 0].word;
}

const char *tongue_key(int index)
{
    return tongues[index >= 0 && index < TONGUE_COUNT ? index : 0].key;
}

bool tongue_parse(const char *word, int *out)
{
    for (int i = 0; word && i < TONGUE_COUNT; i++) {
        if (strcmp(tongues[i].word, word) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}
