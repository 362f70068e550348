/* SPDX-License-Identifier: EUPL-1.2 */
/* Three tablets, npm's PouchDB and the server: chance edits, deletes, takes back, decides, visits
 * and cuts visits off. When everybody has been there often enough, all five have the same versions
 * of every document and the same winner, the tablets show the same and ask the same, and nothing
 * that somebody wrote is gone without a later deed of somebody who had seen it.
 *
 * WIJKPEIL_ROUNDS: how many (200); WIJKPEIL_SEED repeats. WIJKPEIL_TELL=1 says every deed. */
#include "sync/agent.h"
#include "sync/ledger.h"

enum {
    ROUNDS = 200,
    ROUNDS_PER_LIFE = 10,
    TABLETS = 3,
    PLACES = 4,
    DEEDS = 14,
    TURNS = 8,
    CUT_STEPS = 16
};

static const char *const paths[] = {"name", "phone", "offers/w/price"};
enum { PATHS = sizeof paths / sizeof *paths, PLAIN_PATHS = 2 };

static struct couch_server server;
static struct agent agent;
static struct peer tablets[TABLETS];
static struct ledger ledger;
static char folder[KIT_PATH], url[128];
static int life, texts, deeds, turns_most, questions_seen;
static bool tell, pouch_wrote, server_moved; /* since PouchDB's last push, and its last pull */

static void say(const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    if (tell) {
        vfprintf(stderr, format, rest);
        fputc('\n', stderr);
    }
    va_end(rest);
}

static int name_of(const struct peer *tablet)
{
    return 'a' + (int)(tablet - tablets);
}

static const char *place_any(void)
{
    static char name[16];
    snprintf(name, sizeof name, "place:%d", (int)kit_random_below(PLACES));
    return name;
}

static const char *text_new(void)
{
    static char text[LEDGER_TEXT];
    snprintf(text, sizeof text, "t%d", ++texts);
    return text;
}

/* ---- looks ---- */

static cJSON *shown(struct peer *tablet, const char *document)
{
    struct buffer text;
    struct fault why;
    fault_clear(&why);
    bool there = store_document(tablet->store, document, &text, &why);
    cJSON *tree = there ? cJSON_ParseWithLength(text.data, text.size) : NULL;
    assert_true(there || why.kind == FAULT_MISSING);
    buffer_clear(&text);
    return tree;
}

static void shows_text(struct peer *tablet, const char *document, const char *path,
                       const char *text)
{
    cJSON *tree = shown(tablet, document);
    const cJSON *value = json_path_get(tree, path);
    if (!cJSON_IsString(value) || strcmp(value->valuestring, text) != 0) {
        char *leaves = peer_leaves(tablet);
        fail_msg("%c wrote %s at %s of %s and does not show it:\n%s", name_of(tablet), text, path,
                 document, leaves);
    }
    cJSON_Delete(tree);
}

struct asked {
    char document[32], paths[16][32];
    bool whole;
    cJSON *values[16]; /* one of those that are offered, a copy; NULL = not there */
    size_t count;
};
struct asked_list {
    struct asked *items;
    size_t count, room;
};

static bool asked_take(void *data, const struct question *question)
{
    struct asked_list *list = data;
    const struct merge *merge = question->merge;
    ARRAY_GROW(list->items, list->count, list->room);
    struct asked *asked = &list->items[list->count++];
    memset(asked, 0, sizeof *asked);
    snprintf(asked->document, sizeof asked->document, "%s", question->document);
    for (size_t i = 0; i < merge->collision_count && i < 16; i++) {
        const struct merge_collision *collision = &merge->collisions[i];
        int pick = (deeds + (int)i) % collision->value_count;
        const cJSON *value = collision->values[pick].value;
        snprintf(asked->paths[i], sizeof asked->paths[i], "%s", collision->path);
        asked->values[i] = value ? cJSON_Duplicate(value, true) : NULL;
        asked->whole = asked->whole || !*collision->path;
        asked->count++;
    }
    return true;
}

static int asked_compare(const void *a, const void *b)
{
    return strcmp(((const struct asked *)a)->document, ((const struct asked *)b)->document);
}

/* By document, whenever it was first asked: so that a seed repeats. */
static struct asked_list asked_of(struct peer *tablet)
{
    struct asked_list list = {NULL, 0, 0};
    assert_true(replica_questions(tablet->store, NULL, asked_take, &list, &tablet->why));
    if (list.count) {
        qsort(list.items, list.count, sizeof *list.items, asked_compare);
    }
    return list;
}

static void asked_clear(struct asked_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        for (size_t at = 0; at < list->items[i].count; at++) {
            cJSON_Delete(list->items[i].values[at]);
        }
    }
    free(list->items);
}

/* ---- deeds on a tablet ---- */

static void edit_begin(struct edit *edit, const char *verb, const char *document)
{
    char id[ULID_SIZE];
    int64_t at = 1780000000 + ++deeds;
    ulid_make(at * 1000, id);
    edit_init(edit, id, at, "tablet", verb, document);
}

static void change(struct edit *edit, struct peer *tablet, const char *document, const char *path,
                   cJSON *after)
{
    cJSON *before = shown(tablet, document);
    const cJSON *value = *path ? json_path_get(before, path) : before;
    edit_add(edit, document, path, value ? cJSON_Duplicate(value, true) : NULL, after);
    cJSON_Delete(before);
}

static void cover(struct peer *tablet, const struct edit *edit, const struct peer_lines *lines,
                  const char *deed)
{
    char by[32];
    snprintf(by, sizeof by, "%c %s %d", name_of(tablet), deed, deeds);
    for (size_t i = 0; i < edit->change_count; i++) {
        ledger_cover_lines(&ledger, edit->changes[i].document, edit->changes[i].path, lines, by);
    }
}

static void tablet_saved(struct peer *tablet, bool ok)
{
    if (!ok) {
        fail_msg("%c: %s (%s)", name_of(tablet), tablet->why.what.key, tablet->why.detail);
    }
}

static void tablet_write(struct peer *tablet)
{
    struct edit edit;
    struct peer_lines lines = peer_lines(tablet);
    const char *document = place_any(), *path = paths[kit_random_below(PATHS)], *text = text_new();
    say("%c writes %s %s %s", name_of(tablet), document, path, text);
    edit_begin(&edit, "set", document);
    change(&edit, tablet, document, path, cJSON_CreateString(text));
    tablet_saved(tablet, store_edit(tablet->store, &edit, &tablet->why));
    cover(tablet, &edit, &lines, "writes");
    ledger_write(&ledger, (int)(tablet - tablets), document, path, text);
    shows_text(tablet, document, path, text);
    edit_clear(&edit);
    peer_lines_clear(&lines);
}

static void tablet_delete(struct peer *tablet)
{
    struct edit edit;
    struct peer_lines lines = peer_lines(tablet);
    const char *document = place_any();
    say("%c deletes %s", name_of(tablet), document);
    edit_begin(&edit, "remove", document);
    change(&edit, tablet, document, "", NULL);
    tablet_saved(tablet, store_edit(tablet->store, &edit, &tablet->why));
    cover(tablet, &edit, &lines, "deletes");
    cJSON *tree = shown(tablet, document);
    if (tree) {
        fail_msg("%c deleted %s and still shows it:\n%s", name_of(tablet), document,
                 peer_leaves(tablet));
    }
    edit_clear(&edit);
    peer_lines_clear(&lines);
}

static void tablet_undo(struct peer *tablet, bool again)
{
    struct edit edit;
    struct peer_lines lines = peer_lines(tablet);
    fault_clear(&tablet->why);
    deeds++;
    bool ok = again ? store_redo(tablet->store, &edit, &tablet->why)
                    : store_undo(tablet->store, &edit, &tablet->why);
    if (ok) {
        say("%c %s %s %s", name_of(tablet), again ? "redoes" : "undoes", edit.verb,
            edit.change_count ? edit.changes[0].document : "");
        cover(tablet, &edit, &lines, again ? "redoes" : "undoes");
        edit_clear(&edit);
    } else {
        assert_int_equal(tablet->why.kind, FAULT_MISSING);
    }
    peer_lines_clear(&lines);
}

static bool question_seen(void *data, const struct question *question)
{
    (void)question;
    *(bool *)data = true;
    return false;
}

/* An answer to one path may make clear what the others are: then nobody asks any more. A value that
 * a person gives all the same is saved; an answer without one is told. */
static bool resolve(struct peer *tablet, const struct edit *edit, const char *document,
                    const char *path)
{
    bool open = false, says = *path && edit->change_count;
    assert_true(replica_questions(tablet->store, document, question_seen, &open, &tablet->why));
    bool ok = store_resolve(tablet->store, edit, document, path, &tablet->why);
    if (open || says) {
        tablet_saved(tablet, ok);
    } else {
        say("  and nobody asks any more");
        assert_false(ok);
        kit_assert_fault(&tablet->why, FAULT_MISSING, "fault.store.question");
    }
    return ok;
}

static void decide(struct peer *tablet, const struct asked *asked, size_t at)
{
    struct edit edit;
    struct peer_lines lines = peer_lines(tablet);
    const char *document = asked->document, *path = asked->paths[at];
    bool own = *path && kit_random_below(3) == 0, gone = !*path && !asked->values[at];
    const char *text = own ? text_new() : "";
    say("%c decides %s '%s' %s%s", name_of(tablet), document, path, own ? text : "one of them",
        gone ? ", gone" : "");
    edit_begin(&edit, "resolve", document);
    if (*path || gone) {
        change(&edit, tablet, document, path,
               own                 ? cJSON_CreateString(text)
               : asked->values[at] ? cJSON_Duplicate(asked->values[at], true)
                                   : NULL);
    }
    bool saved = resolve(tablet, &edit, document, path);
    if (saved && (*path || gone)) {
        char by[32];
        snprintf(by, sizeof by, "%c decides %d", name_of(tablet), deeds);
        ledger_cover_lines(&ledger, document, path, &lines, by);
    }
    if (own) {
        ledger_write(&ledger, (int)(tablet - tablets), document, path, text);
        shows_text(tablet, document, path, text);
    } else if (*path) {
        cJSON *tree = shown(tablet, document);
        assert_true(json_equal(json_path_get(tree, path), asked->values[at]));
        cJSON_Delete(tree);
    }
    edit_clear(&edit);
    peer_lines_clear(&lines);
}

/* All that is asked about one place; an answer about the whole of it ends it. */
static void tablet_decide(struct peer *tablet)
{
    struct asked_list list = asked_of(tablet);
    if (list.count) {
        const struct asked *asked = &list.items[kit_random_below(list.count)];
        bool ended = false;
        for (size_t i = 0; i < asked->count && !ended; i++) {
            decide(tablet, asked, i);
            ended = !*asked->paths[i] && !asked->values[i];
        }
        struct asked_list left = asked_of(tablet);
        assert_int_equal(left.count, list.count - 1);
        asked_clear(&left);
    }
    asked_clear(&list);
}

static void tablet_visit(struct peer *tablet, bool cut)
{
    tablet->let_go_step = cut ? 1 + (int)kit_random_below(CUT_STEPS) : 0;
    bool ok = peer_try_visit(tablet);
    tablet->let_go_step = 0;
    say("%c visits%s: pulled %d pushed %d merged %d", name_of(tablet), ok ? "" : ", cut off",
        (int)tablet->report.pulled, (int)tablet->report.pushed, tablet->report.merged);
    server_moved = server_moved || !ok || tablet->report.pushed > 0;
    if (!ok && !(cut && tablet->why.kind == FAULT_CANCELLED)) {
        fail_msg("%c: %s (%s)", name_of(tablet), tablet->why.what.key, tablet->why.detail);
    }
}

/* ---- deeds of PouchDB ---- */

static void pouch_do(void)
{
    char line[128], by[32];
    const char *document = place_any(), *path = paths[kit_random_below(PLAIN_PATHS)];
    bool gone = kit_random_below(6) == 0;
    const char *text = gone ? "" : text_new();
    snprintf(line, sizeof line, "%s %s %s %s", gone ? "remove" : "set", document, gone ? "" : path,
             text);
    snprintf(by, sizeof by, "PouchDB %d", ++deeds);
    say("PouchDB: %s", line);
    char *before = agent_ask(&agent, line);
    pouch_wrote = true;
    ledger_cover(&ledger, document, gone ? "" : path, before, by);
    if (!gone) {
        ledger_write(&ledger, TABLETS, document, path, text);
    }
    free(before);
}

/* Only when there may be something: PouchDB needs a dozen requests to find out. */
static void pouch_push(void)
{
    if (pouch_wrote) {
        say("PouchDB pushes");
        agent_do(&agent, "push");
    }
    pouch_wrote = false;
}

static void pouch_pull(void)
{
    if (server_moved) {
        say("PouchDB pulls");
        agent_do(&agent, "pull");
    }
    server_moved = false;
}

static void deed_any(void)
{
    struct peer *tablet = &tablets[kit_random_below(TABLETS)];
    switch (kit_random_below(16)) {
    case 0:
        tablet_delete(tablet);
        break;
    case 1:
        tablet_undo(tablet, kit_random_below(3) == 0);
        break;
    case 2:
    case 3:
        tablet_decide(tablet);
        break;
    case 4:
    case 5:
        pouch_do();
        break;
    case 6:
        (kit_random_below(2) ? pouch_pull : pouch_push)();
        break;
    case 7:
    case 8:
    case 9:
        tablet_visit(tablet, kit_random_below(3) == 0);
        break;
    default:
        tablet_write(tablet);
    }
}

/* ---- at the end of a round ---- */

static char *everything(void)
{
    struct buffer out;
    buffer_init(&out, KIT_OUTPUT);
    for (int i = 0; i < TABLETS; i++) {
        char *leaves = peer_leaves(&tablets[i]);
        buffer_add_text(&out, leaves);
        free(leaves);
    }
    char *own = agent_ask(&agent, "own");
    buffer_add_text(&out, own);
    free(own);
    return buffer_take(&out);
}

/* Visits until one whole turn brought nothing new to anybody. PouchDB pushes first and pulls last:
 * so somebody sees whatever came to the server in that turn. */
static void all_meet(void)
{
    char *before = everything();
    for (int turn = 0;; turn++) {
        pouch_push();
        for (int i = 0; i < TABLETS; i++) {
            tablet_visit(&tablets[i], false);
        }
        pouch_pull();
        char *after = everything();
        bool still = before && after && !strcmp(before, after);
        free(before);
        before = after;
        turns_most = turn > turns_most ? turn : turns_most;
        if (still || (!before && turn > 2)) {
            break;
        }
        if (turn == TURNS) {
            fail_msg("they do not come to rest:\n%s", before);
        }
    }
    free(before);
}

static void same(const char *left, const char *right, const char *whose)
{
    if (strcmp(left, right) != 0) {
        fprintf(stderr, "a:\n%s%s:\n%s", left, whose, right);
        fail_msg("a and %s do not have the same versions", whose);
    }
}

static void same_versions(void)
{
    char *first = peer_leaves(&tablets[0]);
    char *own = agent_ask(&agent, "own"), *served = agent_ask(&agent, "served");
    same(first, own, "PouchDB");
    same(first, served, "server");
    for (int i = 1; i < TABLETS; i++) {
        char *leaves = peer_leaves(&tablets[i]);
        same(first, leaves, i == 1 ? "b" : "c");
        free(leaves);
    }
    free(first);
    free(own);
    free(served);
}

static bool asks(const struct asked_list *list, const char *document)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!strcmp(list->items[i].document, document)) {
            return true;
        }
    }
    return false;
}

static void same_faces(void)
{
    struct asked_list lists[TABLETS];
    for (int i = 0; i < TABLETS; i++) {
        lists[i] = asked_of(&tablets[i]);
        peer_shows_its_leaves(&tablets[i]);
        shelf_sound(tablets[i].store);
    }
    questions_seen += (int)lists[0].count;
    for (int place = 0; place < PLACES; place++) {
        char document[16];
        snprintf(document, sizeof document, "place:%d", place);
        cJSON *first = shown(&tablets[0], document);
        for (int i = 1; i < TABLETS; i++) {
            cJSON *other = shown(&tablets[i], document);
            bool open = asks(&lists[0], document);
            if (open != asks(&lists[i], document)) {
                fail_msg("only %c of a and %c asks about %s", open ? 'a' : 'a' + i, 'a' + i,
                         document);
            }
            if (!open && !json_equal(first, other)) {
                fail_msg("a and %c show another %s", 'a' + i, document);
            }
            cJSON_Delete(other);
        }
        cJSON_Delete(first);
    }
    for (int i = 0; i < TABLETS; i++) {
        asked_clear(&lists[i]);
    }
}

static bool history_add(void *data, const struct edit *edit, bool undone)
{
    char *text = edit_write(edit);
    (void)undone;
    buffer_add_text(data, text);
    free(text);
    return true;
}

/* Whatever was saved here is in the history here. */
static void histories_whole(void)
{
    for (int i = 0; i < TABLETS; i++) {
        struct buffer history;
        struct fault why;
        buffer_init(&history, KIT_OUTPUT);
        assert_true(store_history(tablets[i].store, NULL, 100000, history_add, &history, &why));
        for (size_t at = 0; at < ledger.count; at++) {
            char quoted[LEDGER_TEXT + 2];
            snprintf(quoted, sizeof quoted, "\"%s\"", ledger.items[at].text);
            if (ledger.items[at].device == i && !strstr(buffer_text(&history), quoted)) {
                fail_msg("%s is not in the history of %c", quoted, 'a' + i);
            }
        }
        buffer_clear(&history);
    }
}

/* ---- lives ---- */

static void life_begin(void)
{
    char name[32], line[192];
    kit_folder_make(folder);
    say("stores in %s", folder);
    pouch_wrote = server_moved = false;
    snprintf(name, sizeof name, "agree-%d", ++life);
    couch_server_make(&server, name);
    snprintf(url, sizeof url, "%s/%s", server.origin, name);
    for (int i = 0; i < TABLETS; i++) {
        char file[16];
        snprintf(file, sizeof file, "%c.wijk", 'a' + i);
        peer_open(&tablets[i], folder, file, url);
    }
    snprintf(line, sizeof line, "open %s %s", name, url);
    agent_do(&agent, line);
}

static void life_end(void)
{
    for (int i = 0; i < TABLETS; i++) {
        peer_close(&tablets[i]);
    }
    ledger_clear(&ledger);
    kit_folder_remove(folder);
}

static void whatever_happens_all_five_agree_and_nothing_is_lost(void **state)
{
    const char *wish = getenv("WIJKPEIL_ROUNDS");
    int rounds = wish ? atoi(wish) : ROUNDS;
    (void)state;
    tell = getenv("WIJKPEIL_TELL") != NULL;
    for (int round = 0; round < rounds; round++) {
        if (round % ROUNDS_PER_LIFE == 0) {
            life_begin();
        }
        say("-- round %d", round);
        for (int i = 0; i < DEEDS; i++) {
            deed_any();
        }
        all_meet();
        same_versions();
        same_faces();
        struct peer_lines lines = peer_lines(&tablets[0]);
        ledger_check(&ledger, &lines);
        peer_lines_clear(&lines);
        histories_whole();
        if ((round + 1) % ROUNDS_PER_LIFE == 0 || round + 1 == rounds) {
            life_end();
        }
    }
    printf("%d rounds, %d deeds, %d questions left open, at rest after %d turns at most\n", rounds,
           deeds, questions_seen, turns_most);
}

static int begin(void **state)
{
    char script[KIT_PATH];
    (void)state;
    couch_server_start(&server);
    snprintf(script, sizeof script, "%s/../tests/sync/agent.mjs", kit_asset_source());
    agent_start(&agent, script);
    return 0;
}

static int end(void **state)
{
    (void)state;
    agent_stop(&agent);
    couch_server_stop(&server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_happens_all_five_agree_and_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
