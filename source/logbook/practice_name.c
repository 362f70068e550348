/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of persons in a text: what stands behind "mevrouw", and a frequent first name with a name
 * behind it. */
#include "logbook/practice.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Frequent in Belgium, of old and new neighbours; those that are also a common word are left out.
 */
static const char *const first_names[] = {
    "Abdel",     "Abdullah",   "Adam",      "Agnes",        "Ahmed",       "Aicha",
    "Alain",     "Albert",     "Alex",      "Alexander",    "Ali",         "Alice",
    "Amina",     "Amir",       "André",     "Andre",        "Anita",       "Anja",
    "Ann",       "Anna",       "Anne",      "Anneleen",     "Annick",      "Annie",
    "Anouk",     "Antoine",    "Antonio",   "Arne",         "Arthur",      "Astrid",
    "Aurélie",   "Ayoub",      "Ayşe",      "Bart",         "Ben",         "Benjamin",
    "Bernard",   "Bert",       "Bilal",     "Björn",        "Bram",        "Brigitte",
    "Bruno",     "Camille",    "Carine",    "Carla",        "Caroline",    "Catherine",
    "Cédric",    "Charlotte",  "Chantal",   "Chris",        "Christian",   "Christiane",
    "Christine", "Christophe", "Claire",    "Claude",       "Daniel",      "David",
    "Denis",     "Diana",      "Didier",    "Dieter",       "Dimitri",     "Dirk",
    "Dominique", "Eddy",       "Eline",     "Elise",        "Elke",        "Ellen",
    "Els",       "Emilie",     "Emma",      "Emre",         "Eric",        "Erik",
    "Erwin",     "Etienne",    "Eva",       "Evelyne",      "Fatiha",      "Fatima",
    "Fatma",     "Femke",      "Filip",     "Francis",      "François",    "Françoise",
    "Frank",     "Frédéric",   "Freddy",    "Geert",        "Georges",     "Gérard",
    "Gert",      "Gilles",     "Godelieve", "Greet",        "Griet",       "Guido",
    "Guy",       "Hamid",      "Hamza",     "Hanne",        "Hannah",      "Hans",
    "Hassan",    "Hendrik",    "Herman",    "Hilde",        "Hugo",        "Ibrahim",
    "Ilse",      "Inge",       "Ingrid",    "Isabelle",     "Ivan",        "Jacqueline",
    "Jacques",   "Jan",        "Jasper",    "Jean",         "Jean-Pierre", "Jeroen",
    "Jessica",   "Joachim",    "Johan",     "Jonas",        "Joris",       "José",
    "Josée",     "Joseph",     "Jozef",     "Julie",        "Julien",      "Karel",
    "Karen",     "Karim",      "Karin",     "Karine",       "Karolien",    "Katrien",
    "Kevin",     "Khadija",    "Khalid",    "Kim",          "Koen",        "Kristof",
    "Kurt",      "Laila",      "Lara",      "Laura",        "Laurent",     "Léa",
    "Leen",      "Leila",      "Liesbeth",  "Lieve",        "Linda",       "Lisa",
    "Lotte",     "Louis",      "Luc",       "Lucas",        "Lucie",       "Lut",
    "Luca",      "Lydia",      "Maarten",   "Manon",        "Marc",        "Marcel",
    "Maria",     "Marianne",   "Marie",     "Marie-Claire", "Mariam",      "Marijke",
    "Marina",    "Mario",      "Marleen",   "Martin",       "Martine",     "Mathias",
    "Matthias",  "Mehdi",      "Mehmet",    "Michel",       "Michèle",     "Mieke",
    "Miguel",    "Mohamed",    "Mohammed",  "Monique",      "Mustafa",     "Myriam",
    "Nadia",     "Nadine",     "Nancy",     "Nathalie",     "Nele",        "Nicolas",
    "Nicole",    "Nina",       "Noah",      "Nora",         "Olivia",      "Olivier",
    "Omar",      "Pascal",     "Patricia",  "Patrick",      "Patrik",      "Paul",
    "Pedro",     "Peter",      "Philippe",  "Pierre",       "Pieter",      "Pieter-Jan",
    "Rachid",    "Raf",        "Raphaël",   "René",         "Renée",       "Rik",
    "Rita",      "Robert",     "Roger",     "Romain",       "Ronny",       "Ruben",
    "Rudi",      "Rudy",       "Ruth",      "Said",         "Salima",      "Samir",
    "Samira",    "Sandra",     "Sara",      "Sarah",        "Serge",       "Simon",
    "Sofie",     "Sonia",      "Sophie",    "Stefaan",      "Stefan",      "Steven",
    "Stijn",     "Sven",       "Sylvie",    "Tamara",       "Tania",       "Thierry",
    "Thomas",    "Tim",        "Tine",      "Tom",          "Valérie",     "Véronique",
    "Veerle",    "Vera",       "Victor",    "Vincent",      "Viviane",     "Walter",
    "Wendy",     "Willem",     "Willy",     "Wim",          "Wouter",      "Yannick",
    "Yasmina",   "Youssef",    "Yusuf",     "Yves",         "Yvonne",      "Zeynep",
    "Zoë",       "Zohra"};
static const char *const titles[] = {
    "mevrouw", "mevr.", "mevr",   "mw.",      "meneer", "mijnheer", "dhr.", "de heer",
    "mme",     "mme.",  "madame", "monsieur", "mr.",    "mrs.",     "ms.",  "mademoiselle"};
/* What is named after a person is no person. */
static const char *const before[] = {"Sint",    "Sint-",  "St.",      "Saint",  "Sainte",
                                     "Heilige", "Koning", "Koningin", "Prins",  "Prinses",
                                     "Keizer",  "Roi",    "Reine",    "Prince", "Princesse"};
static const char *const particles[] = {"van", "Van", "de", "De", "den", "Den", "der", "Der",
                                        "el",  "El",  "al", "Al", "ben", "Ben", "di",  "Di",
                                        "du",  "Du",  "le", "Le", "la",  "La",  "ter", "Ter"};
static const char *const no_names[] = {"straat", "laan",      "plein", "steenweg", "dreef", "park",
                                       "school", "stichting", "huis",  "kaai",     "lei",   "weg"};
#define COUNT(list) (sizeof list / sizeof *list)

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '-' || c == '\'';
}

static size_t word_size(const char *text)
{
    size_t size = 0;
    while (in_word(text[size])) {
        size++;
    }
    return size;
}

static bool is_one_of(const char *word, size_t size, const char *const *list, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        if (strlen(list[at]) == size && !strncmp(list[at], word, size)) {
            return true;
        }
    }
    return false;
}

/* A capital, then letters that are none: "Peeters", "Özdemir", but not "II" and not "OCMW". */
static bool is_surname(const char *word, size_t size)
{
    size_t head = (unsigned char)word[0] >= 0xc3 ? 2 : 1;
    bool capital = head == 2 || isupper((unsigned char)word[0]);
    if (!capital || size < head + 2 || isupper((unsigned char)word[head])) {
        return false;
    }
    for (size_t at = 0; at < COUNT(no_names); at++) {
        size_t tail = strlen(no_names[at]);
        if (size >= tail && !strncasecmp(word + size - tail, no_names[at], tail)) {
            return false;
        }
    }
    return true;
}

/* Where the name ends that begins at `text`: particles and a surname; 0 = there is none. */
static size_t surname_end(const char *text)
{
    enum { PARTICLES = 3 };
    size_t at = 0;
    for (int word = 0; word <= PARTICLES && text[at] == ' '; word++) {
        size_t size = word_size(text + at + 1);
        if (!is_one_of(text + at + 1, size, particles, COUNT(particles))) {
            return size && is_surname(text + at + 1, size) ? at + 1 + size : 0;
        }
        at += 1 + size;
    }
    return 0;
}

static bool named_after(const char *text, size_t at)
{
    for (size_t i = 0; i < COUNT(before); i++) {
        size_t size = strlen(before[i]), gap = before[i][size - 1] == '-' ? 0 : 1;
        if (at >= size + gap && !strncmp(text + at - size - gap, before[i], size) &&
            (!gap || text[at - 1] == ' ')) {
            return true;
        }
    }
    return false;
}

static size_t title_at(const char *text)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        size_t size = strlen(titles[i]), at = 0;
        while (at < size && tolower((unsigned char)text[at]) == titles[i][at]) {
            at++;
        }
        size_t end = at == size && !in_word(text[size]) ? surname_end(text + size) : 0;
        if (end) {
            return size + end;
        }
    }
    return 0;
}

bool practice_name_find(const char *text, bool titles_alone, size_t *from, size_t *size)
{
    for (size_t at = 0; text[at]; at++) {
        if (at && in_word(text[at - 1])) {
            continue;
        }
        size_t word = word_size(text + at), end = title_at(text + at);
        if (!end && !titles_alone && !named_after(text, at) &&
            is_one_of(text + at, word, first_names, COUNT(first_names))) {
            end = surname_end(text + at + word);
            end += end ? word : 0;
        }
        if (end) {
            *from = at;
            *size = end;
            return true;
        }
    }
    return false;
}
