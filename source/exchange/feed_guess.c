/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "exchange/feed_inner.h"

enum { COLUMN_SIZE = 128, EXACT = 100, BEGINS = 50, NONE = -1 };

static const char *const words[FEED_FIELDS] = {
    [FEED_ID] = "id",
    [FEED_NAME] = "name",
    [FEED_NAME_NL] = "name_nl",
    [FEED_NAME_FR] = "name_fr",
    [FEED_STREET] = "street",
    [FEED_NUMBER] = "number",
    [FEED_POSTCODE] = "postcode",
    [FEED_CITY] = "city",
    [FEED_ADDRESS] = "address",
    [FEED_PHONE] = "phone",
    [FEED_EMAIL] = "email",
    [FEED_WEBSITE] = "website",
    [FEED_HOURS] = "hours",
    [FEED_NOTE] = "note",
    [FEED_OPERATOR] = "operator",
    [FEED_POINT] = "geo",
    [FEED_LON] = "lon",
    [FEED_LAT] = "lat",
    [FEED_KIND] = "kind",
};

/* Folded names of columns, between spaces; the first is the surest. */
static const char *const guesses[FEED_FIELDS] = {
    [FEED_ID] = "|recordid|id|gid|objectid|fid|ogc fid|identifiant|code|ref|uuid|",
    [FEED_NAME] = "|name|naam|nom|titel|titre|title|label|libelle|benaming|denomination|"
                  "intitule|omschrijving|description|location|locatie|",
    [FEED_STREET] = "|street|straat|rue|straatnaam|nom rue|addr street|voie|",
    [FEED_NUMBER] = "|number|huisnummer|huisnr|nummer|numero|addr housenumber|nr|",
    [FEED_POSTCODE] = "|postcode|postal code|code postal|cp|zip|addr postcode|postnummer|",
    [FEED_CITY] = "|city|gemeente|commune|ville|stad|municipality|addr city|localite|",
    [FEED_ADDRESS] = "|address|adres|adresse|",
    [FEED_PHONE] = "|phone|telefoon|telephone|tel|contact phone|gsm|",
    [FEED_EMAIL] = "|email|e mail|mail|courriel|contact email|",
    [FEED_WEBSITE] = "|website|site web|url|web|link|lien|site internet|contact website|",
    [FEED_HOURS] = "|opening hours|openingsuren|horaires|hours|horaire|uren|heures d ouverture|",
    [FEED_NOTE] = "|note|opmerking|opmerkingen|remarque|remarques|info|commentaire|",
    [FEED_OPERATOR] = "|operator|beheerder|gestionnaire|organisatie|organisation|eigenaar|",
    [FEED_POINT] = "|geo point 2d|geo point|geopoint|coordinates|coordonnees|coordinaten|geo|"
                   "wkt|geometry|geom|location point|",
    [FEED_LON] = "|lon|lng|longitude|lengtegraad|long|point x|x wgs84|lon wgs84|",
    [FEED_LAT] = "|lat|latitude|breedtegraad|point y|y wgs84|lat wgs84|",
    [FEED_KIND] = "|kind|soort plek|",
};

const char *feed_field_word(enum feed_field field)
{
    return words[field];
}

bool feed_field_parse(const char *word, enum feed_field *out)
{
    for (int field = 0; field < FEED_FIELDS; field++)
        if (strcmp(words[field], word) == 0) {
            *out = (enum feed_field)field;
            return true;
        }
    return false;
}

/* How surely `folded` is the field: an exact name, the earlier in the list the surer. */
static int exact_rank(enum feed_field field, const char *folded)
{
    char wanted[COLUMN_SIZE + 3] = "|";
    if (!guesses[field] || strlen(folded) >= COLUMN_SIZE)
        return 0;
    strcat(strcat(wanted, folded), "|");
    const char *found = strstr(guesses[field], wanted);
    if (!found)
        return 0;
    int before = 0;
    for (const char *at = guesses[field]; at < found; at++)
        before += *at == '|';
    return EXACT - before;
}

/* "naam_nl", "fr_nom": takes the language away; 'n', 'f' or 0. */
static char tongue_cut(char *folded)
{
    static const char *const tails[][2] = {{" nl", "n"},  {" fr", "f"},    {" ned", "n"},
                                           {" fra", "f"}, {" dutch", "n"}, {" french", "f"},
                                           {" nld", "n"}, {" frans", "f"}};
    size_t size = strlen(folded);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i][0]);
        if (size > tail && strcmp(folded + size - tail, tails[i][0]) == 0) {
            folded[size - tail] = 0;
            return tails[i][1][0];
        }
    }
    if (strncmp(folded, "nl ", 3) == 0 || strncmp(folded, "fr ", 3) == 0) {
        char tongue = folded[0] == 'n' ? 'n' : 'f';
        memmove(folded, folded + 3, size - 2);
        return tongue;
    }
    return 0;
}

/* "naam van het punt", "adresse complete": the first word decides. */
static int begin_rank(enum feed_field field, const char *folded)
{
    char first[COLUMN_SIZE];
    size_t size = strcspn(folded, " ");
    if (size == strlen(folded) || size >= sizeof first || field == FEED_ID ||
        field == FEED_NUMBER || field == FEED_KIND || field == FEED_LON || field == FEED_LAT ||
        field == FEED_POINT)
        return 0;
    memcpy(first, folded, size);
    first[size] = 0;
    return exact_rank(field, first) / 2;
}

int feed_guess(const char *column, enum feed_field *out)
{
    char folded[COLUMN_SIZE];
    int best = 0;
    if (strlen(column) >= COLUMN_SIZE / 2)
        return 0;
    utf8_fold(column, folded, sizeof folded);
    char tongue = tongue_cut(folded);
    for (int field = 0; field < FEED_FIELDS; field++) {
        int rank = exact_rank((enum feed_field)field, folded);
        if (rank == 0)
            rank = begin_rank((enum feed_field)field, folded);
        if (rank > best) {
            best = rank;
            *out = (enum feed_field)field;
        }
    }
    if (best && tongue && *out == FEED_NAME)
        *out = tongue == 'n' ? FEED_NAME_NL : FEED_NAME_FR;
    else if (best && tongue == 'f')
        best--; /* of two that are the same, the Dutch one */
    return best;
}

void feed_map(const struct feed *feed, const char *const *columns, int count, int out[FEED_FIELDS])
{
    int rank[FEED_FIELDS] = {0};
    for (int field = 0; field < FEED_FIELDS; field++)
        out[field] = NONE;
    for (int at = 0; at < count; at++) {
        enum feed_field field;
        int sure = feed_guess(columns[at], &field);
        if (sure > 0 && sure > rank[field] && !feed->column[field]) {
            rank[field] = sure;
            out[field] = at;
        }
    }
    for (int field = 0; field < FEED_FIELDS; field++)
        for (int at = 0; at < count && feed->column[field]; at++)
            if (strcmp(columns[at], feed->column[field]) == 0)
                out[field] = at;
}
