/* SPDX-License-Identifier: EUPL-1.2 */
#include "hours/word.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

enum { EN = WORD_ENGLISH, NL = WORD_DUTCH, FR = WORD_FRENCH, DE = WORD_GERMAN };

/* By first letter; of those that fit, the longest is taken. */
static const struct word words[] = {
    {"24/24", "24/7", 0, NULL},
    {"24h/24", "24/7", FR, NULL},
    {"24h/24 7j/7", "24/7", FR, NULL},
    {"24h sur 24", "24/7", FR, NULL},
    {"24 heures sur 24", "24/7", FR, NULL},
    {"24u/24", "24/7", NL, NULL},
    {"24u/24u", "24/7", NL, NULL},
    {"24u op 24", "24/7", NL, NULL},
    {"24u op 24u", "24/7", NL, NULL},
    {"24 uur op 24", "24/7", NL, NULL},
    {"24 uur per dag", "00:00-24:00", NL, NULL},
    {"24x7", "24/7", EN, NULL},
    {"24 hours", "00:00-24:00", EN, NULL},
    {"24 hours 7 days a week", "24/7", EN, NULL},
    {"7/7", "Mo-Su", 0, NULL},
    {"7j/7", "Mo-Su", FR, NULL},
    {"7d/7", "Mo-Su", NL, NULL},
    {"7 jours sur 7", "Mo-Su", FR, NULL},
    {"7 dagen op 7", "Mo-Su", NL, NULL},
    {"7 days a week", "Mo-Su", EN, NULL},
    {"7 days/week", "Mo-Su", EN, NULL},
    {"a", "-", 0, NULL},
    {"a partir de", "", FR, NULL},
    {"a.m.", "am", EN, NULL},
    {"ab", "", DE, NULL},
    {"abenddammerung", "dusk", DE, NULL},
    {"all day", "24/7", EN, NULL},
    {"all days", "Mo-Su", EN, NULL},
    {"alle dagen", "Mo-Su", NL, NULL},
    {"always", "24/7", EN, NULL},
    {"always closed", "closed", EN, NULL},
    {"always open", "24/7", EN, NULL},
    {"altijd", "24/7", NL, NULL},
    {"altijd open", "24/7", NL, NULL},
    {"am", "am", EN, NULL},
    {"an feiertagen", "PH", DE, NULL},
    {"and", ",", EN, NULL},
    {"anytime", "24/7", EN, NULL},
    {"aou", "Aug", FR, NULL},
    {"aout", "Aug", FR, NULL},
    {"april", "Apr", EN | NL | DE, NULL},
    {"as", "-", 0, NULL},
    {"ate", "-", 0, NULL},
    {"au", "-", FR, NULL},
    {"auch", ",", DE, NULL},
    {"august", "Aug", EN | DE, NULL},
    {"augustus", "Aug", NL, NULL},
    {"avr", "Apr", FR, NULL},
    {"avril", "Apr", FR, NULL},
    {"bis", "-", DE, NULL},
    {"by appointment", "\"by appointment\"", EN, NULL},
    {"by appointments", "\"by appointment\"", EN, NULL},
    {"conges scolaires", "SH", FR, NULL},
    {"coucher du soleil", "sunset", FR, NULL},
    {"dag en nacht", "24/7", NL, NULL},
    {"dagelijks", "Mo-Su", NL, NULL},
    {"daily", "Mo-Su", EN, NULL},
    {"damen", "open \"Damen\"", DE, NULL},
    {"day after public holiday", "PH +1 day", EN, NULL},
    {"day before public holiday", "PH -1 day", EN, NULL},
    {"daylight", "sunrise-sunset", EN, NULL},
    {"daytime", "sunrise-sunset", EN, NULL},
    {"de", "", FR, NULL},
    {"dec", "Dec", FR, NULL},
    {"december", "Dec", EN | NL, NULL},
    {"decembre", "Dec", FR, NULL},
    {"des", "", FR, NULL},
    {"dez", "Dec", DE, NULL},
    {"dezember", "Dec", DE, NULL},
    {"di", "Tu", 0, "Su"},
    {"die", "Tu", DE, NULL},
    {"dienstag", "Tu", DE, NULL},
    {"dienstags", "Tu", DE, NULL},
    {"dim", "Su", FR, NULL},
    {"dimanche", "Su", FR, NULL},
    {"dimanches", "Su", FR, NULL},
    {"din", "Tu", 0, NULL},
    {"dinsdag", "Tu", NL, NULL},
    {"dinsdags", "Tu", NL, NULL},
    {"do", "Th", NL | DE, NULL},
    {"domenica", "Su", 0, NULL},
    {"domeniche", "Su", 0, NULL},
    {"don", "Th", NL | DE, NULL},
    {"donderdag", "Th", NL, NULL},
    {"donderdags", "Th", NL, NULL},
    {"donnerstag", "Th", DE, NULL},
    {"donnerstags", "Th", DE, NULL},
    {"doorlopend", "", NL, NULL},
    {"du", "", FR, NULL},
    {"durchgehend", "", DE, NULL},
    {"elke dag", "Mo-Su", NL, NULL},
    {"en", ",", NL, NULL},
    {"et", ",", FR, NULL},
    {"every day", "Mo-Su", EN, NULL},
    {"everyday", "Mo-Su", EN, NULL},
    {"except", "off", EN, NULL},
    {"f", "Fr", EN, NULL},
    {"february", "Feb", EN, NULL},
    {"februari", "Feb", NL, NULL},
    {"februar", "Feb", DE, NULL},
    {"feestdag", "PH", NL, NULL},
    {"feestdagen", "PH", NL, NULL},
    {"feiertag", "PH", DE, NULL},
    {"feiertage", "PH", DE, NULL},
    {"feiertagen", "PH", DE, NULL},
    {"feiertags", "PH", DE, NULL},
    {"ferien", "SH", DE, NULL},
    {"ferme", "off", FR, NULL},
    {"fermee", "off", FR, NULL},
    {"fermeture", "off", FR, NULL},
    {"fev", "Feb", FR, NULL},
    {"fevr", "Feb", FR, NULL},
    {"fevrier", "Feb", FR, NULL},
    {"freitag", "Fr", DE, NULL},
    {"freitags", "Fr", DE, NULL},
    {"fri", "Fr", EN, NULL},
    {"friday", "Fr", EN, NULL},
    {"fridays", "Fr", EN, NULL},
    {"from", "", EN, NULL},
    {"geoffnet", "", DE, NULL},
    {"geopend", "", NL, NULL},
    {"geschl", "off", DE, NULL},
    {"geschlossen", "off", DE, NULL},
    {"gesloten", "off", NL, NULL},
    {"giovedi", "Th", 0, NULL},
    {"giugno", "Jun", 0, NULL},
    {"h", "", 0, NULL},
    {"herren", "open \"Herren\"", DE, NULL},
    {"heures", "", FR, NULL},
    {"holiday", "PH", EN, NULL},
    {"holidays", "PH", EN, NULL},
    {"hours", "", EN, NULL},
    {"hrs", "", EN, NULL},
    {"hs", "", 0, NULL},
    {"iedere dag", "Mo-Su", NL, NULL},
    {"ist", "", DE, NULL},
    {"jan", "Jan", 0, NULL},
    {"janner", "Jan", DE, NULL},
    {"januar", "Jan", DE, NULL},
    {"januari", "Jan", NL, NULL},
    {"january", "Jan", EN, NULL},
    {"janv", "Jan", FR, NULL},
    {"janvier", "Jan", FR, NULL},
    {"je", "Th", FR, NULL},
    {"jeu", "Th", FR, NULL},
    {"jeudi", "Th", FR, NULL},
    {"jeudis", "Th", FR, NULL},
    {"jours feries", "PH", FR, NULL},
    {"jour ferie", "PH", FR, NULL},
    {"jui", "Jun", FR, NULL},
    {"juil", "Jul", FR, NULL},
    {"juill", "Jul", FR, NULL},
    {"juillet", "Jul", FR, NULL},
    {"juin", "Jun", FR, NULL},
    {"juli", "Jul", NL | DE, NULL},
    {"july", "Jul", EN, NULL},
    {"june", "Jun", EN, NULL},
    {"juni", "Jun", NL | DE, NULL},
    {"jusqu a", "-", FR, NULL},
    {"jusqu'a", "-", FR, NULL},
    {"jusqu’a", "-", FR, NULL},
    {"late", "+", EN, NULL},
    {"le", "", FR, NULL},
    {"les", "", FR, NULL},
    {"lever du soleil", "sunrise", FR, NULL},
    {"lu", "Mo", FR, NULL},
    {"luglio", "Jul", 0, NULL},
    {"lun", "Mo", FR, NULL},
    {"lundi", "Mo", FR, NULL},
    {"lundis", "Mo", FR, NULL},
    {"lunedi", "Mo", 0, NULL},
    {"m", "Mo", EN, NULL},
    {"ma", "Mo", 0, "Tu"},
    {"maandag", "Mo", NL, NULL},
    {"maandags", "Mo", NL, NULL},
    {"maart", "Mar", NL, NULL},
    {"maerz", "Mar", DE, NULL},
    {"mai", "May", FR | DE, NULL},
    {"march", "Mar", EN, NULL},
    {"mardi", "Tu", FR, NULL},
    {"mardis", "Tu", FR, NULL},
    {"mars", "Mar", FR, NULL},
    {"martedi", "Tu", 0, NULL},
    {"marz", "Mar", DE, NULL},
    {"me", "We", FR, NULL},
    {"mei", "May", NL, NULL},
    {"mer", "We", FR, NULL},
    {"mercoledi", "We", 0, NULL},
    {"mercredi", "We", FR, NULL},
    {"mercredis", "We", FR, NULL},
    {"mi", "We", DE, NULL},
    {"midday", "12:00", EN, NULL},
    {"midi", "12:00", FR, NULL},
    {"middag", "12:00", NL, NULL},
    {"middernacht", "00:00", NL, NULL},
    {"midnight", "00:00", EN, NULL},
    {"minuit", "00:00", FR, NULL},
    {"mit", "We", DE, NULL},
    {"mittwoch", "We", DE, NULL},
    {"mittwochs", "We", DE, NULL},
    {"mon", "Mo", EN, NULL},
    {"monday", "Mo", EN, NULL},
    {"mondays", "Mo", EN, NULL},
    {"montag", "Mo", DE, NULL},
    {"montags", "Mo", DE, NULL},
    {"morgendammerung", "dawn", DE, NULL},
    {"mrt", "Mar", NL, NULL},
    {"na afspraak", "\"na afspraak\"", NL, NULL},
    {"nach absprache", "\"Nach Absprache\"", DE, NULL},
    {"nach vereinbarung", "\"Nach Vereinbarung\"", DE, NULL},
    {"nonstop", "24/7", 0, NULL},
    {"november", "Nov", EN | NL | DE, NULL},
    {"novembre", "Nov", FR, NULL},
    {"october", "Oct", EN, NULL},
    {"octobre", "Oct", FR, NULL},
    {"offnungszeit", "", DE, NULL},
    {"offnungszeiten", "", DE, NULL},
    {"offnungszeiten:", "", DE, NULL},
    {"okt", "Oct", NL | DE, NULL},
    {"oktober", "Oct", NL | DE, NULL},
    {"on appointment", "\"on appointment\"", EN, NULL},
    {"on appointments", "\"on appointment\"", EN, NULL},
    {"on work days", "Mo-Fr", EN, NULL},
    {"on work day", "Mo-Fr", EN, NULL},
    {"one day after public holiday", "PH +1 day", EN, NULL},
    {"one day before public holiday", "PH -1 day", EN, NULL},
    {"op afspraak", "\"op afspraak\"", NL, NULL},
    {"open end", "+", EN, NULL},
    {"opening_hours=", "", EN, NULL},
    {"openingsuren:", "", NL, NULL},
    {"openingsuren", "", NL, NULL},
    {"ostern", "easter", DE, NULL},
    {"otherwise", "||", EN, NULL},
    {"ouvert", "", FR, NULL},
    {"p.m.", "pm", EN, NULL},
    {"paques", "easter", FR, NULL},
    {"pasen", "easter", NL, NULL},
    {"pm", "pm", EN, NULL},
    {"public holiday", "PH", EN, NULL},
    {"public holidays", "PH", EN, NULL},
    {"rendez vous", "\"sur rendez-vous\"", FR, NULL},
    {"ruhetag", "off", DE, NULL},
    {"ruhetage", "off", DE, NULL},
    {"sabato", "Sa", 0, NULL},
    {"sam", "Sa", FR, NULL},
    {"samedi", "Sa", FR, NULL},
    {"samedis", "Sa", FR, NULL},
    {"samstag", "Sa", DE, NULL},
    {"samstags", "Sa", DE, NULL},
    {"sat", "Sa", EN, NULL},
    {"saturday", "Sa", EN, NULL},
    {"saturdays", "Sa", EN, NULL},
    {"schoolholiday", "SH", EN, NULL},
    {"school holiday", "SH", EN, NULL},
    {"school holidays", "SH", EN, NULL},
    {"schoolvakantie", "SH", NL, NULL},
    {"schoolvakanties", "SH", NL, NULL},
    {"schulferien", "SH", DE, NULL},
    {"season", "", EN, NULL},
    {"september", "Sep", EN | NL | DE, NULL},
    {"septembre", "Sep", FR, NULL},
    {"sept", "Sep", 0, NULL},
    {"so", "Su", DE, NULL},
    {"sonn und feiertag", "PH,Su", DE, NULL},
    {"sonn und feiertage", "PH,Su", DE, NULL},
    {"sonn und feiertags", "PH,Su", DE, NULL},
    {"sonnenaufgang", "sunrise", DE, NULL},
    {"sonnenuntergang", "sunset", DE, NULL},
    {"sonntag", "Su", DE, NULL},
    {"sonntags", "Su", DE, NULL},
    {"sun", "Su", EN, NULL},
    {"sunday", "Su", EN, NULL},
    {"sundays", "Su", EN, NULL},
    {"sundown", "sunset", EN, NULL},
    {"sur rdv", "\"sur rendez-vous\"", FR, NULL},
    {"sur rendez vous", "\"sur rendez-vous\"", FR, NULL},
    {"t.e.m.", "-", NL, NULL},
    {"t/m", "-", NL, NULL},
    {"taglich", "Mo-Su", DE, NULL},
    {"tem", "-", NL, NULL},
    {"thu", "Th", EN, NULL},
    {"thur", "Th", EN, NULL},
    {"thurs", "Th", EN, NULL},
    {"thursday", "Th", EN, NULL},
    {"thursdays", "Th", EN, NULL},
    {"through", "-", EN, NULL},
    {"til", "-", EN, NULL},
    {"till", "-", EN, NULL},
    {"to", "-", EN, NULL},
    {"tot", "-", NL, NULL},
    {"tot en met", "-", NL, NULL},
    {"tous les jours", "Mo-Su", FR, NULL},
    {"tue", "Tu", EN, NULL},
    {"tues", "Tu", EN, NULL},
    {"tuesday", "Tu", EN, NULL},
    {"tuesdays", "Tu", EN, NULL},
    {"u", ",", 0, NULL},
    {"uhr", "", DE, NULL},
    {"und", ",", DE, NULL},
    {"until", "-", EN, NULL},
    {"uur", "", NL, NULL},
    {"vacances scolaires", "SH", FR, NULL},
    {"van", "", NL, NULL},
    {"vanaf", "", NL, NULL},
    {"ve", "Fr", FR, NULL},
    {"ven", "Fr", FR, NULL},
    {"vendredi", "Fr", FR, NULL},
    {"vendredis", "Fr", FR, NULL},
    {"venerdi", "Fr", 0, NULL},
    {"volgens afspraak", "\"volgens afspraak\"", NL, NULL},
    {"von", "", DE, NULL},
    {"vr", "Fr", NL, NULL},
    {"vri", "Fr", NL, NULL},
    {"vrij", "Fr", NL, NULL},
    {"vrijdag", "Fr", NL, NULL},
    {"vrijdags", "Fr", NL, NULL},
    {"w", "We", EN, NULL},
    {"wd", "Mo-Fr", EN, NULL},
    {"wed", "We", EN, NULL},
    {"weds", "We", EN, NULL},
    {"wednesday", "We", EN, NULL},
    {"wednesdays", "We", EN, NULL},
    {"weekdagen", "Mo-Fr", NL, NULL},
    {"weekday", "Mo-Fr", EN, NULL},
    {"weekdays", "Mo-Fr", EN, NULL},
    {"weekend", "Sa,Su", 0, NULL},
    {"weekends", "Sa,Su", EN, NULL},
    {"werktag", "Mo-Sa", DE, NULL},
    {"werktags", "Mo-Sa", DE, NULL},
    {"wo", "We", NL, NULL},
    {"woe", "We", NL, NULL},
    {"woensdag", "We", NL, NULL},
    {"woensdags", "We", NL, NULL},
    {"za", "Sa", NL, NULL},
    {"zat", "Sa", NL, NULL},
    {"zaterdag", "Sa", NL, NULL},
    {"zaterdags", "Sa", NL, NULL},
    {"zo", "Su", NL, NULL},
    {"zon", "Su", NL, NULL},
    {"zondag", "Su", NL, NULL},
    {"zondags", "Su", NL, NULL},
    {"zon en feestdagen", "PH,Su", NL, NULL},
    {"zonsondergang", "sunset", NL, NULL},
    {"zonsopgang", "sunrise", NL, NULL},
    {"zwischen", "", DE, NULL},
};

enum { WORDS = sizeof words / sizeof *words };

static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return code >= 0xc0 && code != 0xd7 && code != 0xf7 && !(code >= 0x2000 && code < 0x2c00) &&
           !(code >= 0x3000 && code < 0x3040) && code < 0xff00;
}

static uint32_t code_at(const char *text, size_t *size)
{
    const char *behind = text;
    const char *end = text + strnlen(text, 4);
    uint32_t code = text == end ? 0 : utf8_next(&behind, end);
    *size = (size_t)(behind - text);
    return code;
}

size_t word_size(const char *text)
{
    size_t size = 0, one;
    while (is_letter(code_at(text + size, &one)))
        size += one;
    return size;
}

static size_t blank_size(const char *text)
{
    if (text[0] == '\xc2' && text[1] == '\xa0')
        return 2;
    return *text == ' ' || *text == '_' || *text == '-' || *text == '\t';
}

/* The letter at `text` without case and accent. */
static size_t letter_fold(const char *text, char out[8])
{
    size_t size = 1;
    if ((unsigned char)*text < 0x80) {
        out[0] = (char)(*text >= 'A' && *text <= 'Z' ? *text | 0x20 : *text);
        out[1] = 0;
        return size;
    }
    uint32_t code = code_at(text, &size);
    char letter[5] = "";
    memcpy(letter, text, size);
    if (!is_letter(code) || !utf8_fold(letter, out, 8))
        memcpy(out, letter, sizeof letter);
    return size;
}

/* How many bytes of `text` the entry takes; 0 = it does not stand there. */
static size_t entry_size(const char *text, const char *entry)
{
    size_t at = 0;
    while (*entry) {
        char folded[8];
        if (*entry == ' ') {
            for (size_t blank; (blank = blank_size(text + at)); at += blank)
                ;
            entry++;
            continue;
        }
        if (!text[at])
            return 0;
        size_t size = letter_fold(text + at, folded), length = strlen(folded);
        if (!length || strncmp(entry, folded, length))
            return 0;
        entry += length;
        at += size;
    }
    return at;
}

static size_t first_entry(char letter)
{
    size_t low = 0, high = WORDS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (words[middle].text[0] < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct word *word_at(const char *text, size_t *size)
{
    const struct word *best = NULL;
    char first[8];
    if (!*text)
        return NULL;
    letter_fold(text, first);
    *size = 0;
    for (size_t at = first_entry(first[0]); at < WORDS && words[at].text[0] == first[0]; at++) {
        size_t taken = entry_size(text, words[at].text);
        if (taken <= *size)
            continue;
        char last = text[taken - 1];
        bool open = last != '.' && last != '=' && last != ':';
        bool digit = last >= '0' && last <= '9' && text[taken] >= '0' && text[taken] <= '9';
        if (digit || (open && word_size(text + taken)))
            continue;
        best = &words[at];
        *size = taken;
    }
    return best;
}
