/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <string.h>

enum { UTF8_UNKNOWN = 0xFFFD };

/* The bytes of the well-formed character at `at`, or 0 (Unicode 15, table 3-7). */
static int sequence_length(const char *at, const char *end)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x80) {
        return 1;
    }
    if (byte[0] < 0xC2 || byte[0] > 0xF4) {
        return 0;
    }
    int length = byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
    if (end - at < length) {
        return 0;
    }
    unsigned char low = byte[0] == 0xE0 ? 0xA0 : byte[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = byte[0] == 0xED ? 0x9F : byte[0] == 0xF4 ? 0x8F : 0xBF;
    if (byte[1] < low || byte[1] > high) {
        return 0;
    }
    for (int i = 2; i < length; i++) {
        if ((byte[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

uint32_t utf8_next(const char **at, const char *end)
{
    int length = sequence_length(*at, end);
    if (length == 0) {
        (*at)++;
        return UTF8_UNKNOWN;
    }
    static const unsigned char marks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)**at & marks[length];
    for (int i = 1; i < length; i++) {
        code = code << 6 | ((unsigned char)(*at)[i] & 0x3F);
    }
    *at += length;
    return code;
}

int utf8_put(uint32_t code, char out[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        code = UTF8_UNKNOWN;
    }
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (int i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(leads[length] | code);
    return length;
}

bool utf8_valid(const char *text, size_t size)
{
    const char *end = text + size;
    while (text < end) {
        int length = sequence_length(text, end);
        if (length == 0) {
            return false;
        }
        text += length;
    }
    return true;
}

size_t utf8_cut(const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    if (length < size) {
        return length;
    }
    for (size_t back = 1; back <= 4 && back <= size; back++) {
        unsigned char byte = (unsigned char)text[size - back];
        if ((byte & 0xC0) == 0x80) {
            continue;
        }
        size_t wanted = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        return wanted > back ? size - back : size;
    }
    return size;
}

size_t utf8_copy(char *out, size_t room, const char *text)
{
    size_t size = strlen(text);
    size = size < room ? size : utf8_cut(text, room - 1);
    memcpy(out, text, size);
    out[size] = '\0';
    return size;
}

void utf8_mend(char *text)
{
    const char *at = text, *end = text + strlen(text);
    char *out = text;
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        size_t size = (size_t)(at - from);
        if (code != UTF8_UNKNOWN || size > 1) {
            memmove(out, from, size);
            out += size;
        }
    }
    *out = '\0';
}

size_t utf8_length(const char *text)
{
    const char *end = text + strlen(text);
    size_t length = 0;
    while (text < end) {
        utf8_next(&text, end);
        length++;
    }
    return length;
}

/* Folding. The tables give the base letter per code: '.' stays, ' ' is no letter, '*' is two
 * letters and stands in `pairs`. */
static const char fold_latin[] = /* U+00C0 to U+024F */
    "aaaaaa*ceeeeiiiidnooooo ouuuuy**aaaaaa*ceeeeiiiidnooooo ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnn*nnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bbbb...ccdddd.e..ffg...ikkl..nnooo..pp.....ttttuu.vyyzz........."
    "....*********aaiioouuuuuuuuuueaaaa**ggggkkoooo..j***gg..nnaa**oo"
    "aaaaeeeeiiiioooorrrruuuusstt..hhnd**zzaaeeooooooooyylntj**acclts"
    "z..bu.eejj..rryy";

static const char fold_latin_more[] = /* U+1E00 to U+1EFF */
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy..ss*.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

static const struct {
    uint16_t code;
    char letters[3];
} pairs[] = {
    {0xC6, "ae"},   {0xDE, "th"},  {0xDF, "ss"},  {0xE6, "ae"},  {0xFE, "th"},  {0x132, "ij"},
    {0x133, "ij"},  {0x149, "n"},  {0x152, "oe"}, {0x153, "oe"}, {0x1C4, "dz"}, {0x1C5, "dz"},
    {0x1C6, "dz"},  {0x1C7, "lj"}, {0x1C8, "lj"}, {0x1C9, "lj"}, {0x1CA, "nj"}, {0x1CB, "nj"},
    {0x1CC, "nj"},  {0x1E2, "ae"}, {0x1E3, "ae"}, {0x1F1, "dz"}, {0x1F2, "dz"}, {0x1F3, "dz"},
    {0x1FC, "ae"},  {0x1FD, "ae"}, {0x222, "ou"}, {0x223, "ou"}, {0x238, "db"}, {0x239, "qp"},
    {0x1E9E, "ss"},
};

/* Blocks beyond Latin that hold no letters or digits. */
static bool code_parts_words(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x2B0, 0x2FF},   {0x37E, 0x37E},   {0x387, 0x387},     {0x55A, 0x55F},
        {0x589, 0x58A},   {0x5BE, 0x5BE},   {0x5C0, 0x5C0},     {0x5F3, 0x5F4},
        {0x600, 0x60F},   {0x61B, 0x61F},   {0x66A, 0x66D},     {0x6D4, 0x6D4},
        {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2190, 0x2BFF},   {0x2E00, 0x2E7F},
        {0x3000, 0x3004}, {0x3007, 0x3020}, {0x30FB, 0x30FB},   {0xE000, 0xF8FF},
        {0xFD3E, 0xFD3F}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF},   {0xFF01, 0xFF0F},
        {0xFF1A, 0xFF20}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static uint32_t fold_greek(uint32_t code)
{
    static const struct {
        uint16_t from, to;
    } accents[] = {
        {0x386, 0x3B1}, {0x388, 0x3B5}, {0x389, 0x3B7}, {0x38A, 0x3B9}, {0x38C, 0x3BF},
        {0x38E, 0x3C5}, {0x38F, 0x3C9}, {0x390, 0x3B9}, {0x3AA, 0x3B9}, {0x3AB, 0x3C5},
        {0x3AC, 0x3B1}, {0x3AD, 0x3B5}, {0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3B0, 0x3C5},
        {0x3C2, 0x3C3}, {0x3CA, 0x3B9}, {0x3CB, 0x3C5}, {0x3CC, 0x3BF}, {0x3CD, 0x3C5},
        {0x3CE, 0x3C9},
    };
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (code == accents[i].from) {
            return accents[i].to;
        }
    }
    return code >= 0x391 && code <= 0x3A9 && code != 0x3A2 ? code + 32 : code;
}

static uint32_t fold_cyrillic(uint32_t code)
{
    if (code <= 0x40F) {
        code += 80;
    } else if (code <= 0x42F) {
        code += 32;
    } else if ((code >= 0x460 && code <= 0x481) || (code >= 0x48A && code <= 0x4BF) ||
               code >= 0x4D0) {
        code |= 1;
    }
    return code == 0x450 || code == 0x451 ? 0x435 : code;
}

/* The letters of one code of the Latin tables; `entry` is its place there. */
static int fold_entry(uint32_t code, char entry, char out[4])
{
    if (entry == '.') {
        return utf8_put(code, out);
    }
    if (entry != '*') {
        out[0] = entry;
        return entry != ' ';
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].code == code) {
            int length = (int)strlen(pairs[i].letters);
            memcpy(out, pairs[i].letters, (size_t)length);
            return length;
        }
    }
    return utf8_put(code, out);
}

static int fold_low(uint32_t code, char out[4])
{
    if (code >= 'A' && code <= 'Z') {
        code += 32;
    }
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9')) {
        out[0] = (char)code;
        return 1;
    }
    static const char marks[] = "\xAA"
                                "a"
                                "\xB2"
                                "2"
                                "\xB3"
                                "3"
                                "\xB9"
                                "1"
                                "\xBA"
                                "o";
    for (const char *mark = marks; code >= 0x80 && *mark; mark += 2) {
        if ((unsigned char)*mark == code) {
            out[0] = mark[1];
            return 1;
        }
    }
    return code == 0xB5 ? utf8_put(0x3BC, out) : 0;
}

/* Writes what `code` folds to; 0 = it parts words, -1 = it is an accent that falls away. */
static int fold_code(uint32_t code, char out[4])
{
    if (code < 0xC0) {
        return fold_low(code, out);
    }
    if (code < 0x250) {
        return fold_entry(code, fold_latin[code - 0xC0], out);
    }
    if (code >= 0x1E00 && code < 0x1F00) {
        return fold_entry(code, fold_latin_more[code - 0x1E00], out);
    }
    if (code >= 0x300 && code < 0x370) {
        return -1;
    }
    if (code_parts_words(code)) {
        return 0;
    }
    if (code >= 0x370 && code < 0x400) {
        code = fold_greek(code);
    } else if (code >= 0x400 && code < 0x530) {
        code = fold_cyrillic(code);
    }
    return utf8_put(code, out);
}

size_t utf8_fold(const char *text, char *out, size_t room)
{
    const char *end = text + strlen(text);
    size_t size = 0;
    bool gap = false;
    while (text < end && room) {
        char letters[4];
        int length = fold_code(utf8_next(&text, end), letters);
        if (length <= 0) {
            gap = gap || length == 0;
            continue;
        }
        size_t space = gap && size;
        if (size + space + (size_t)length >= room) {
            break;
        }
        if (space) {
            out[size++] = ' ';
        }
        memcpy(out + size, letters, (size_t)length);
        size += (size_t)length;
        gap = false;
    }
    if (room) {
        out[size] = '\0';
    }
    return size;
}
