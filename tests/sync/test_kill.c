/* SPDX-License-Identifier: EUPL-1.2 */
/* Tablets that edit and visit the server without end, each killed at random moments, three hundred
 * times over. What a tablet said was saved is there, the store is sound, and in the end all have
 * the same. */
#include "sync/peer.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KILLS = 300,
    DELAY_MS = 50, /* since it opened; or since it began to push: */
    PUSH_MS = 20,
    TURNS = 8, /* of visits in the end */
    SOUND_EVERY = 15,
    EDITORS = 2,
    TABLETS = 3, /* the third only takes, and begins anew now and then */
    ANEW_EVERY = 30,
    PLACES = 12,
    FIELDS = 20,
    OTHERS = 6 /* places that somebody else makes, per round */
};

/* What a child says through its pipe. */
struct word {
    enum { WORD_OPEN, WORD_SAVED, WORD_STAGE, WORD_VISITED } kind;
    int place, field, value; /* of WORD_STAGE: the stage */
};

struct tablet {
    char file[KIT_PATH];
    int next;                  /* values grow, so that an older one is a lost one */
    int saved[PLACES][FIELDS]; /* the last that was said; 0 = none */
};

static struct couch_server server;
static struct tablet tablets[TABLETS];
static char folder[KIT_PATH], url[128];
static bool well; /* it came to its end: the folder may go */

static void field_name(int tablet, int field, char out[16])
{
    snprintf(out, 16, "%c%d", 'a' + tablet, field);
}

/* ---- in the child ---- */

static int words_out;

static void say(struct word word)
{
    if (write(words_out, &word, sizeof word) != (ssize_t)sizeof word) {
        _exit(3);
    }
}

static void child_stage(void *data, enum session_stage stage, int64_t done, int64_t total)
{
    (void)data, (void)done, (void)total;
    say((struct word){WORD_STAGE, (int)stage, 0, 0});
}

static void child_edit(struct store *store, int tablet, int value)
{
    char document[32], field[16], text[16];
    struct fault why;
    int place = (int)kit_random_below(PLACES), number = (int)kit_random_below(FIELDS);
    snprintf(document, sizeof document, "place:%d", place);
    snprintf(text, sizeof text, "%d", value);
    field_name(tablet, number, field);
    if (!shelf_try(store, document, field, text, &why)) {
        fprintf(stderr, "child: %s (%s)\n", why.what.key, why.detail);
        _exit(4);
    }
    say((struct word){WORD_SAVED, place, number, value});
}

/* Until it is killed. */
static void child_live(int tablet)
{
    struct fault why;
    struct store *store = NULL;
    struct session_account account = {url, "", "", ""};
    struct session_ways ways = {.store_file = tablets[tablet].file,
                                .clock = &clock_system,
                                .seed = kit_random(),
                                .progress = child_stage};
    if (!store_open(tablets[tablet].file, &store, &why)) {
        fprintf(stderr, "child: %s (%s)\n", why.what.key, why.detail);
        _exit(1);
    }
    struct session *session = session_new(&ways, &account, &why);
    say((struct word){WORD_OPEN, 0, 0, 0});
    for (int value = tablets[tablet].next;;) {
        struct session_report report;
        for (uint64_t i = tablet < EDITORS ? 1 + kit_random_below(4) : 0; i > 0; i--) {
            child_edit(store, tablet, value++);
        }
        if (!session_visit(session, &report, &why)) {
            fprintf(stderr, "child: %s (%s)\n", why.what.key, why.detail);
            _exit(2);
        }
        session_report_clear(&report);
        say((struct word){WORD_VISITED, 0, 0, 0});
    }
}

/* ---- in the parent ---- */

static int hit[STAGE_DONE + 2], visits; /* how many died in a stage; the last: between visits */
static int round_now, stage_last;

static void word_heard(struct tablet *tablet, const struct word *word, int *stage)
{
    if (word->kind == WORD_SAVED) {
        tablet->saved[word->place][word->field] = word->value;
        tablet->next = word->value + 2; /* the next may have been saved without a word */
    }
    visits += word->kind == WORD_VISITED;
    *stage = word->kind == WORD_STAGE ? word->place : STAGE_DONE + 1;
}

static void child_run(int number)
{
    int ends[2], status, stage = STAGE_DONE + 1;
    struct word word;
    struct tablet *tablet = &tablets[number];
    uint64_t chance = kit_random_below(8);
    bool opening = chance == 0, pushing = chance > 4 && number < EDITORS;
    uint64_t delay = kit_random_below((pushing ? PUSH_MS : DELAY_MS) * 1000);
    assert_int_equal(pipe(ends), 0);
    kit_random(); /* the child goes on from here */
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        words_out = ends[1];
        child_live(number);
    }
    close(ends[1]);
    bool waiting = !opening;
    while (waiting && read(ends[0], &word, sizeof word) == (ssize_t)sizeof word) {
        word_heard(tablet, &word, &stage);
        waiting = pushing && (word.kind != WORD_STAGE || word.place != STAGE_PUSH);
    }
    nanosleep(&(struct timespec){0, (long)delay * 1000}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    while (read(ends[0], &word, sizeof word) == (ssize_t)sizeof word) {
        word_heard(tablet, &word, &stage);
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
        fail_msg("tablet %d ended by itself, status %d", number, status);
    }
    hit[stage]++;
    stage_last = stage;
}

/* What one store knows of what a tablet said. */
struct seen {
    int number;
    int best[PLACES][FIELDS];  /* the newest in any living version */
    int shown[PLACES][FIELDS]; /* in the document */
};

static int64_t value_of(struct json_slice body, int number, int field)
{
    char name[16];
    int64_t value = 0;
    field_name(number, field, name);
    json_raw_int(json_raw_member(body, name), &value);
    return value;
}

static bool leaf_seen(void *data, const char *document, const char *revision, bool deleted,
                      struct json_slice body)
{
    struct seen *seen = data;
    int place;
    (void)revision;
    if (!deleted && sscanf(document, "place:%d", &place) == 1 && place < PLACES) {
        for (int i = 0; i < FIELDS; i++) {
            int value = (int)value_of(body, seen->number, i);
            seen->best[place][i] = value > seen->best[place][i] ? value : seen->best[place][i];
        }
    }
    return true;
}

static bool document_seen(void *data, const char *id, const char *body, size_t size)
{
    struct seen *seen = data;
    int place;
    if (sscanf(id, "place:%d", &place) == 1 && place < PLACES) {
        for (int i = 0; i < FIELDS; i++) {
            struct json_slice text = {body, size};
            seen->shown[place][i] = (int)value_of(text, seen->number, i);
        }
    }
    return true;
}

/* ---- when something is lost: what helps to see how ---- */

struct lost {
    char document[32];
    struct buffer text;
};

static bool leaf_told(void *data, const char *document, const char *revision, bool deleted,
                      struct json_slice body)
{
    struct lost *lost = data;
    if (!strcmp(document, lost->document)) {
        buffer_addf(&lost->text, "leaf %s%s %.*s\n", revision, deleted ? " deleted" : "",
                    (int)body.size, body.text);
    }
    return true;
}

static bool edit_told(void *data, const struct edit *edit, bool undone)
{
    struct lost *lost = data;
    char *text = edit_write(edit);
    buffer_addf(&lost->text, "edit%s %s\n", undone ? " undone" : "", text);
    free(text);
    return true;
}

static void server_told(struct lost *lost)
{
    struct buffer answer;
    char path[128];
    snprintf(path, sizeof path, "%s/%s?open_revs=all&revs=true", strrchr(url, '/'), lost->document);
    int status = couch_server_ask(&server, "GET", path, NULL, &answer);
    buffer_addf(&lost->text, "server %d %s\n", status, buffer_text(&answer));
    buffer_clear(&answer);
}

/* The versions that the store and the server have, and the newest deeds; the folder stays. */
static void lost_told(struct store *store, int place)
{
    struct lost lost;
    struct fault why;
    snprintf(lost.document, sizeof lost.document, "place:%d", place);
    buffer_init(&lost.text, KIT_OUTPUT);
    replica_leaves(store, leaf_told, &lost, &why);
    store_history(store, lost.document, 8, edit_told, &lost, &why);
    server_told(&lost);
    fprintf(stderr, "%s in %s, round %d, the last died in stage %d:\n%s", lost.document, folder,
            round_now, stage_last, buffer_text(&lost.text));
    buffer_clear(&lost.text);
}

/* Everything that the tablet said was saved stands in this store: in the document, or, while that
 * is still to be decided, in one of its versions. */
static void all_said_is_there(struct store *store, int number, const char *name, bool decided)
{
    struct fault why;
    struct seen *seen = calloc(1, sizeof *seen);
    seen->number = number;
    assert_true(replica_leaves(store, leaf_seen, seen, &why));
    assert_true(store_documents(store, document_seen, seen, &why));
    for (int i = 0; i < PLACES * FIELDS; i++) {
        int place = i / FIELDS, field = i % FIELDS, said = tablets[number].saved[place][field];
        int there = decided ? seen->shown[place][field] : seen->best[place][field];
        if (there < said) {
            lost_told(store, place);
            fail_msg("%s: %c%d of place:%d is %d, and %d was said to be saved", name, 'a' + number,
                     field, place, there, said);
        }
    }
    free(seen);
}

/* ---- a person decides: the newest holds ---- */

struct choice {
    char document[32], path[16];
    int value;
};

static bool choice_take(void *data, const struct question *question)
{
    struct choice *choice = data;
    const struct merge_collision *collision = &question->merge->collisions[0];
    snprintf(choice->document, sizeof choice->document, "%s", question->document);
    snprintf(choice->path, sizeof choice->path, "%s", collision->path);
    for (int i = 0; i < collision->value_count; i++) {
        const cJSON *value = collision->values[i].value;
        if (cJSON_IsNumber(value) && value->valueint > choice->value) {
            choice->value = value->valueint;
        }
    }
    return false;
}

static int questions_answer(struct peer *peer)
{
    for (int count = 0;; count++) {
        struct choice choice = {.value = 0};
        struct edit edit;
        char id[ULID_SIZE];
        assert_true(replica_questions(peer->store, NULL, choice_take, &choice, &peer->why));
        if (!*choice.document) {
            return count;
        }
        ulid_make(1780000001000, id);
        edit_init(&edit, id, 1780000001, "tablet", "resolve", choice.document);
        edit_add(&edit, choice.document, choice.path, cJSON_CreateString("?"),
                 cJSON_CreateNumber(choice.value));
        assert_true(store_resolve(peer->store, &edit, choice.document, choice.path, &peer->why));
        edit_clear(&edit);
    }
}

static void others_write(int round)
{
    struct buffer body;
    char path[64];
    buffer_init(&body, 65536);
    buffer_add_text(&body, "{\"docs\":[");
    for (int i = 0; i < OTHERS; i++) {
        buffer_addf(&body, "%s{\"_id\":\"park:%d-%d\",\"name\":\"Park\"}", i ? "," : "", round, i);
    }
    buffer_add_text(&body, "]}");
    snprintf(path, sizeof path, "%s/_bulk_docs", strrchr(url, '/'));
    assert_int_equal(couch_server_ask(&server, "POST", path, buffer_text(&body), NULL), 201);
    buffer_clear(&body);
}

static void tablet_anew(struct tablet *tablet)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char path[KIT_PATH + 8];
        snprintf(path, sizeof path, "%s%s", tablet->file, tails[i]);
        unlink(path);
    }
}

static void all_meet(struct peer *peers)
{
    int answers = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int i = 0; i <= TABLETS; i++) {
            peer_visit(&peers[i]);
            answers += turn + 3 < TURNS ? questions_answer(&peers[i]) : 0;
        }
    }
    print_message("%d questions were answered\n", answers);
    for (int i = 0; i <= TABLETS; i++) { /* the last one never was killed: what the server has */
        peers_agree(&peers[i], &peers[TABLETS]);
        shelf_sound(peers[i].store);
        for (int k = 0; k < EDITORS; k++) {
            all_said_is_there(peers[i].store, k, peers[i].file, true);
        }
        struct replica_counts counts;
        assert_true(replica_count(peers[i].store, &counts, &peers[i].why));
        assert_int_equal(counts.waiting + counts.refused + counts.questions, 0);
    }
}

static void killed_tablets_lose_nothing_and_agree(void **state)
{
    static struct peer peers[TABLETS + 1];
    (void)state;
    for (int i = 0; i < TABLETS; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.wijk", i);
        snprintf(tablets[i].file, sizeof tablets[i].file, "%s", kit_path(folder, name));
        tablets[i].next = 1;
    }
    for (int round = 0; round < KILLS; round++) {
        int number = round % TABLETS;
        round_now = round;
        others_write(round);
        if (number == TABLETS - 1 && round / TABLETS % (ANEW_EVERY / TABLETS) == 0) {
            tablet_anew(&tablets[number]);
        }
        child_run(number);
        struct store *store = shelf_open(tablets[number].file);
        all_said_is_there(store, number, tablets[number].file, false);
        if (round / TABLETS % SOUND_EVERY == 0) {
            shelf_sound(store);
        }
        store_close(store);
    }
    print_message(
        "killed %d times: signing in %d, comparing %d, pulling %d, pushing %d, done %d, else "
        "%d; %d visits were whole; %d and %d edits\n",
        KILLS, hit[STAGE_SIGN_IN], hit[STAGE_COMPARE], hit[STAGE_PULL], hit[STAGE_PUSH],
        hit[STAGE_DONE], hit[STAGE_DONE + 1], visits, tablets[0].next, tablets[1].next);
    assert_true(hit[STAGE_PULL] >= KILLS / 20);
    assert_true(hit[STAGE_PUSH] >= KILLS / 20);
    for (int i = 0; i <= TABLETS; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.wijk", i);
        peer_open(&peers[i], folder, name, url);
    }
    all_meet(peers);
    for (int i = 0; i <= TABLETS; i++) {
        peer_close(&peers[i]);
    }
    well = true;
}

static int all_begin(void **state)
{
    (void)state;
    kit_folder_make(folder);
    couch_server_start(&server);
    couch_server_make(&server, "wijk");
    snprintf(url, sizeof url, "%s/wijk", server.origin);
    return 0;
}

static int all_end(void **state)
{
    (void)state;
    couch_server_stop(&server);
    if (well) {
        kit_folder_remove(folder);
    } else {
        fprintf(stderr, "the stores stay in %s\n", folder);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(killed_tablets_lose_nothing_and_agree)};
    return cmocka_run_group_tests(tests, all_begin, all_end);
}
