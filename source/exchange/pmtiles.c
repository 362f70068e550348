/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/json.h"
#include "exchange/inflate_inner.h"
#include "exchange/pmtiles_inner.h"
#include "exchange/source_inner.h"
#include "exchange/tiles_inner.h"

enum { DIRECTORY_PACKED = 4 << 20, DIRECTORY_UNPACKED = 8 << 20, METADATA = 4 << 20 };
enum { DEPTH = 4 };        /* of directories; writers make two */
enum { WANTED = 1 << 20 }; /* tiles that are looked up one by one */
/* What tiles may weigh that are read more often than they lie there, and each time of a run. */
enum { REPEATED = 256 << 20, EACH = 4 << 10 };
enum { VISITED = 16 << 20 }; /* numbers looked at, wanted or not */
enum { RUN_MOST = 1 << 30 };
enum { VERSION = 3, VECTOR = 1 };

struct pmtiles {
    FILE *file;
    char name[256];
    uint64_t size;
    struct pmtiles_head head;
    struct buffer packed, plain;
};

static bool damaged(const struct pmtiles *file, uint64_t place, struct fault *why)
{
    fault_set(why, FAULT_INPUT, "fault.pmtiles.damaged");
    message_add_count(&why->what, (int64_t)(place < INT64_MAX ? place : INT64_MAX));
    fault_at(why, (int64_t)(place < INT64_MAX ? place : INT64_MAX));
    return fault_in(why, file->name);
}

/* ---- bytes ---- */

static bool part_in(const struct pmtiles_part *part, uint64_t offset, uint64_t size)
{
    return offset <= part->size && size <= part->size - offset;
}

/* `size` bytes from `offset` of a part into `packed`. */
static bool bytes_take(struct pmtiles *file, const struct pmtiles_part *part, uint64_t offset,
                       uint64_t size, size_t ceiling)
{
    struct pmtiles_part whole = {0, file->size};
    buffer_clear(&file->packed);
    buffer_init(&file->packed, ceiling);
    if (size > ceiling || !part_in(part, offset, size) ||
        !part_in(&whole, part->offset, part->size) ||
        fseeko(file->file, (off_t)(part->offset + offset), SEEK_SET) != 0)
        return false;
    char piece[16 * 1024];
    while (size > 0) {
        size_t step = size < sizeof piece ? (size_t)size : sizeof piece;
        if (fread(piece, 1, step, file->file) != step || !buffer_add(&file->packed, piece, step))
            return false;
        size -= step;
    }
    return true;
}

/* The same, unpacked as directories and metadata are, into `plain`. */
static bool plain_take(struct pmtiles *file, const struct pmtiles_part *part, uint64_t offset,
                       uint64_t size, size_t ceiling)
{
    buffer_clear(&file->plain);
    buffer_init(&file->plain, ceiling);
    if (!bytes_take(file, part, offset, size, ceiling))
        return false;
    if (file->head.inside != PACKING_NONE)
        return inflate_bytes(buffer_text(&file->packed), file->packed.size, &file->plain);
    return buffer_add(&file->plain, buffer_text(&file->packed), file->packed.size);
}

static bool directory_take(struct pmtiles *file, const struct pmtiles_part *part,
                           const struct pmtiles_entry *leaf, uint64_t end,
                           struct pmtiles_directory *out, struct fault *why)
{
    uint64_t offset = leaf ? leaf->offset : 0, size = leaf ? leaf->size : part->size;
    if (size <= DIRECTORY_PACKED && plain_take(file, part, offset, size, DIRECTORY_UNPACKED) &&
        pmtiles_directory_read(buffer_text(&file->plain), file->plain.size, leaf ? leaf->id : 0,
                               end, leaf != NULL, out))
        return true;
    return damaged(file, part->offset + offset, why);
}

/* ---- what is asked for ---- */

struct wanted {
    uint64_t end;  /* of the deepest zoom */
    uint64_t *ids; /* sorted; NULL = all from `first` to `end` */
    size_t count;
    uint64_t first;
};

static int id_order(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

static uint64_t columns_count(struct tile from, struct tile to)
{
    return (uint64_t)(to.x - from.x + 1) * (uint64_t)(to.y - from.y + 1);
}

static void corners_find(const struct tile_reader *reader, int zoom, struct tile *from,
                         struct tile *to)
{
    struct spot_box box = tile_reader_box(reader, zoom);
    *from = tile_of_spot((struct spot){box.left, box.top}, zoom);
    *to = tile_of_spot((struct spot){box.right, box.bottom}, zoom);
}

/* The tiles that meet the box, when they are few enough to be looked up one by one. */
static void wanted_fill(struct wanted *wanted, const struct tile_reader *reader)
{
    struct tile from, to;
    uint64_t total = 0;
    for (int zoom = reader->low; zoom <= reader->top; zoom++) {
        corners_find(reader, zoom, &from, &to);
        total += columns_count(from, to);
    }
    if (total > WANTED)
        return;
    wanted->ids = memory_take((size_t)total * sizeof *wanted->ids);
    for (int zoom = reader->low; zoom <= reader->top; zoom++) {
        corners_find(reader, zoom, &from, &to);
        for (int32_t y = from.y; y <= to.y; y++)
            for (int32_t x = from.x; x <= to.x; x++)
                wanted->ids[wanted->count++] = pmtiles_id((struct tile){x, y, (int8_t)zoom});
    }
    qsort(wanted->ids, wanted->count, sizeof *wanted->ids, id_order);
}

/* The first wanted id that is at least `from`; wanted->end when there is none. */
static uint64_t wanted_next(const struct wanted *wanted, uint64_t from)
{
    if (!wanted->ids)
        return from < wanted->first ? wanted->first : from < wanted->end ? from : wanted->end;
    size_t low = 0, high = wanted->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (wanted->ids[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < wanted->count ? wanted->ids[low] : wanted->end;
}

/* ---- the walk ---- */

struct walk {
    struct pmtiles *file;
    struct tile_reader *reader;
    struct wanted wanted;
    uint64_t given, visited; /* bytes, numbers */
};

static bool too_much(const struct walk *walk, struct fault *why)
{
    fault_set(why, FAULT_LIMIT, "fault.pmtiles.repeated");
    return fault_in(why, walk->file->name);
}

/* The tile of one number; the bytes of a run are fetched once. */
static bool tile_take(struct walk *walk, const struct pmtiles_entry *entry, uint64_t id, int *times,
                      struct fault *why)
{
    struct tile_reader *reader = walk->reader;
    struct pmtiles *file = walk->file;
    struct tile tile = pmtiles_tile(id);
    if (++walk->visited > VISITED)
        return too_much(walk, why);
    if (reader->boxed && !spot_box_meets(tile_box(tile), tile_reader_box(reader, tile.z)))
        return true;
    bool there =
        *times > 0 || bytes_take(file, &file->head.tiles, entry->offset, entry->size, TILE_PACKED);
    walk->given += there ? entry->size + (*times > 0 ? EACH : 0) : 0;
    *times = there ? *times + 1 : RUN_MOST;
    if (there && walk->given > file->size + REPEATED)
        return too_much(walk, why);
    uint64_t first = walk->wanted.first;
    return tile_give(reader, tile, there ? buffer_text(&file->packed) : NULL, file->packed.size,
                     why) &&
           tiles_progress(reader, id - first + 1, walk->wanted.end - first, why);
}

static bool entry_walk(struct walk *walk, const struct pmtiles_entry *entry, uint64_t end,
                       int depth, struct fault *why);

static bool directory_walk(struct walk *walk, const struct pmtiles_part *part,
                           const struct pmtiles_entry *leaf, uint64_t end, int depth,
                           struct fault *why)
{
    struct pmtiles_directory directory;
    if (depth > DEPTH)
        return damaged(walk->file, part->offset + leaf->offset, why);
    if (!directory_take(walk->file, part, leaf, end, &directory, why))
        return false;
    bool good = true;
    for (size_t at = 0; good && at < directory.count; at++) {
        uint64_t next = at + 1 < directory.count ? directory.entries[at + 1].id : end;
        good = entry_walk(walk, &directory.entries[at], next, depth, why);
    }
    pmtiles_directory_clear(&directory);
    return good;
}

static bool entry_walk(struct walk *walk, const struct pmtiles_entry *entry, uint64_t end,
                       int depth, struct fault *why)
{
    const struct wanted *wanted = &walk->wanted;
    uint64_t id = wanted_next(wanted, entry->id);
    if (entry->run == 0)
        return id >= end || id >= wanted->end ||
               directory_walk(walk, &walk->file->head.leaves, entry, end, depth + 1, why);
    int times = 0; /* what is not there is not asked for again */
    for (; times < RUN_MOST && id < entry->id + entry->run && id < wanted->end;
         id = wanted_next(wanted, id + 1))
        if (!tile_take(walk, entry, id, &times, why))
            return false;
    return true;
}

static bool pmtiles_walk(const struct tile_archive *archive, struct tile_reader *reader,
                         struct fault *why)
{
    struct pmtiles *file = archive->body;
    struct walk walk = {.file = file, .reader = reader};
    walk.wanted.first = pmtiles_first_id(reader->low);
    walk.wanted.end = pmtiles_first_id(reader->top + 1);
    if (reader->boxed)
        wanted_fill(&walk.wanted, reader);
    bool good =
        directory_walk(&walk, &file->head.root, NULL, pmtiles_first_id(PMTILES_ZOOMS), 0, why);
    free(walk.wanted.ids);
    return good;
}

/* ---- opening ---- */

static bool packing_check(const struct pmtiles *file, uint8_t packing, struct fault *why)
{
    static const char *const names[] = {"?", "none", "gzip", "brotli", "zstd"};
    if (packing <= PACKING_GZIP)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.pmtiles.packing",
                   packing <= PACKING_ZSTD ? names[packing] : names[0]);
    return fault_in(why, file->name);
}

static bool type_check(const struct pmtiles *file, struct fault *why)
{
    static const char *const names[] = {"?", "mvt", "png", "jpeg", "webp", "avif"};
    uint8_t type = file->head.type;
    if (type <= VECTOR)
        return true;
    fault_set_text(why, FAULT_INPUT, "fault.tiles.raster", type < 6 ? names[type] : names[0]);
    return fault_in(why, file->name);
}

static bool head_take(struct pmtiles *file, struct fault *why)
{
    uint8_t bytes[PMTILES_HEAD];
    if (fseeko(file->file, 0, SEEK_END) != 0 || ftello(file->file) < PMTILES_HEAD)
        return damaged(file, 0, why);
    file->size = (uint64_t)ftello(file->file);
    rewind(file->file);
    if (fread(bytes, 1, sizeof bytes, file->file) != sizeof bytes ||
        !pmtiles_head_read(bytes, &file->head))
        return damaged(file, 0, why);
    if (file->head.version != VERSION) {
        fault_set(why, FAULT_INPUT, "fault.pmtiles.version");
        message_add_count(&why->what, file->head.version);
        return fault_in(why, file->name);
    }
    return packing_check(file, file->head.inside, why) &&
           packing_check(file, file->head.packing, why) && type_check(file, why);
}

/* The last tile that the directories name: the header's own zooms may be wrong. */
static bool last_find(struct pmtiles *file, uint64_t *last, struct fault *why)
{
    uint64_t end = pmtiles_first_id(PMTILES_ZOOMS);
    const struct pmtiles_part *part = &file->head.root;
    struct pmtiles_entry leaf = {0};
    for (int depth = 0; depth <= DEPTH; depth++, part = &file->head.leaves) {
        struct pmtiles_directory directory;
        if (!directory_take(file, part, depth ? &leaf : NULL, end, &directory, why))
            return false;
        leaf = directory.entries[directory.count - 1];
        pmtiles_directory_clear(&directory);
        *last = leaf.id + (leaf.run ? leaf.run - 1 : 0);
        if (leaf.run)
            return true;
    }
    return damaged(file, part->offset + leaf.offset, why);
}

static bool zooms_find(struct pmtiles *file, struct tile_archive *out, struct fault *why)
{
    enum { FARTHEST = 10 };
    uint64_t last = 0;
    if (!last_find(file, &last, why))
        return false;
    int zoom = pmtiles_tile(last).z;
    out->top = zoom < TILES_DEEPEST ? zoom : TILES_DEEPEST;
    out->low = out->top < FARTHEST ? out->top : FARTHEST;
    return true;
}

/* What cannot be read is not said. */
static void metadata_take(struct pmtiles *file, struct tile_archive *out)
{
    cJSON *root = NULL;
    struct fault ignored;
    const struct pmtiles_part *part = &file->head.metadata;
    if (part->size == 0 || !plain_take(file, part, 0, part->size, METADATA) ||
        !json_parse(buffer_text(&file->plain), file->plain.size, METADATA, &root, &ignored))
        return;
    source_text(out->attribution, sizeof out->attribution, json_text(root, "attribution", ""));
    source_text(out->licence, sizeof out->licence, json_text(root, "license", ""));
    source_text(out->date, sizeof out->date,
                json_text(root, "planetiler:osm:osmosisreplicationtime", ""));
    cJSON_Delete(root);
}

static void pmtiles_close(struct tile_archive *archive)
{
    struct pmtiles *file = archive->body;
    fclose(file->file);
    buffer_clear(&file->packed);
    buffer_clear(&file->plain);
    free(file);
    archive->body = NULL;
}

bool pmtiles_open_file(FILE *stream, const char *name, struct tile_archive *out, struct fault *why)
{
    struct pmtiles *file = memory_take(sizeof *file);
    file->file = stream;
    snprintf(file->name, sizeof file->name, "%s", name);
    *out = (struct tile_archive){.body = file, .walk = pmtiles_walk, .close = pmtiles_close};
    if (head_take(file, why) && zooms_find(file, out, why)) {
        metadata_take(file, out);
        return true;
    }
    pmtiles_close(out);
    return false;
}

bool pmtiles_open(const char *path, struct tile_archive *out, struct fault *why)
{
    FILE *file = fopen(path, "rb");
    if (file)
        return pmtiles_open_file(file, path, out, why);
    fault_set(why, FAULT_MISSING, "fault.file.missing");
    return fault_in(why, path);
}
