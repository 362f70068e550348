/* SPDX-License-Identifier: EUPL-1.2 */
/* A child writes deed after deed and says each one that was saved; it is killed at a random moment,
 * three hundred times over, on one growing store. What was said must be there. */
#include "store/shelf.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 300, DELAY_US = 40000, TURN = 9, BACKUP_EVERY = 20, DEEDS = 4096 };

/* Deed `i` of a round: of nine, the ninth is taken back and the first does it again. */
enum deed { DEED_EDIT, DEED_UNDO, DEED_REDO, DEED_BACKUP };

static enum deed deed_of(int round, int i)
{
    if (i % TURN == TURN - 1) {
        return DEED_UNDO;
    }
    if (i % TURN == 0 && i > 0) {
        return DEED_REDO;
    }
    return i % TURN == 4 && round % BACKUP_EVERY == 0 ? DEED_BACKUP : DEED_EDIT;
}

static void names_of(int round, int i, char document[32], char id[ULID_SIZE])
{
    char text[64];
    snprintf(document, 32, "place:%03d", round);
    snprintf(text, sizeof text, "kill %d %d", round, i);
    ulid_of_text(text, id);
    id[0] = '0';
}

static bool deed_do(struct store *store, int round, int i)
{
    struct fault why;
    struct edit edit;
    char document[32], id[ULID_SIZE], path[32];
    bool ok;
    switch (deed_of(round, i)) {
    case DEED_UNDO:
    case DEED_REDO:
        ok = deed_of(round, i) == DEED_UNDO ? store_undo(store, &edit, &why)
                                            : store_redo(store, &edit, &why);
        break;
    case DEED_BACKUP:
        return store_backup(store, "2026-06-12", true, &why);
    default:
        names_of(round, i, document, id);
        snprintf(path, sizeof path, "fields/e%d", i);
        edit_init(&edit, id, 1780000000 + i, "tablet", "set", "kill");
        edit_add(&edit, document, path, NULL, cJSON_CreateNumber(i));
        ok = store_edit(store, &edit, &why);
    }
    if (ok) {
        edit_clear(&edit);
    }
    return ok;
}

/* In the child: until it is killed. */
static void deeds_for_ever(const char *file, int round, int out)
{
    struct store *store;
    struct fault why;
    if (!store_open(file, &store, &why)) {
        fprintf(stderr, "child: %s (%s)\n", why.what.key, why.detail);
        _exit(1);
    }
    for (int i = 0; i < DEEDS; i++) {
        if (!deed_do(store, round, i) || write(out, "s", 1) != 1) {
            _exit(2);
        }
    }
    pause();
}

static void rest(uint64_t microseconds)
{
    struct timespec time = {0, (long)microseconds * 1000};
    nanosleep(&time, NULL);
}

/* Returns how many deeds the child said were saved before it was killed. */
static int child_run(const char *file, int round)
{
    int ends[2], status, said = 0;
    char bytes[256];
    ssize_t got;
    assert_int_equal(pipe(ends), 0);
    uint64_t delay = 1000 + kit_random_below(DELAY_US - 1000);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        deeds_for_ever(file, round, ends[1]);
    }
    close(ends[1]);
    if (round % 4) { /* else while it opens */
        said += (int)read(ends[0], bytes, 1) == 1;
    }
    rest(round % 4 ? delay / 3 : delay);
    assert_int_equal(kill(child, SIGKILL), 0);
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0) {
        said += (int)got;
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
        fail_msg("the child ended by itself in round %d, status %d", round, status);
    }
    return said;
}

struct seen {
    int round;
    const cJSON *fields;
    cJSON *document;
    bool history[DEEDS];
};

static bool seen_document(void *data, const char *id, const char *body, size_t size)
{
    struct seen *seen = data;
    char document[32], ulid[ULID_SIZE];
    names_of(seen->round, 0, document, ulid);
    if (strcmp(id, document) == 0) {
        struct fault why;
        assert_true(json_parse(body, size, JSON_DOCUMENT_CEILING, &seen->document, &why));
        seen->fields = json_member(seen->document, "fields");
        return false;
    }
    return true;
}

static bool seen_edit(void *data, const struct edit *edit, bool undone)
{
    struct seen *seen = data;
    (void)undone;
    int i = atoi(edit->changes[0].path + strlen("fields/e"));
    assert_in_range(i, 0, DEEDS - 1);
    seen->history[i] = true;
    return true;
}

/* The deed before an undo that was said, or was under way, may stand or not. */
static bool may_be_undone(int i, int said)
{
    return (i + 1) % TURN == TURN - 1 && (said == i + 1 || said == i + 2);
}

static void expect_all_said(struct store *store, int round, int said)
{
    struct fault why;
    char document[32], id[ULID_SIZE], field[32];
    struct seen *seen = calloc(1, sizeof *seen);
    seen->round = round;
    names_of(round, 0, document, id);
    assert_true(store_documents(store, seen_document, seen, &why));
    assert_true(store_history(store, document, DEEDS, seen_edit, seen, &why));
    for (int i = 0; i < said; i++) {
        if (deed_of(round, i) != DEED_EDIT) {
            continue;
        }
        snprintf(field, sizeof field, "e%d", i);
        const cJSON *value = json_member(seen->fields, field);
        if (!seen->history[i] ||
            (!may_be_undone(i, said) && (!cJSON_IsNumber(value) || value->valueint != i))) {
            fail_msg("round %d: deed %d of %d that were said is lost", round, i, said);
        }
    }
    cJSON_Delete(seen->document);
    free(seen);
}

static void what_was_said_to_be_saved_survives_the_kill(void **state)
{
    (void)state;
    static int said[KILLS];
    char folder[KIT_PATH], file[KIT_PATH];
    int total = 0, idle = 0;
    kit_folder_make(folder);
    snprintf(file, sizeof file, "%s", kit_path(folder, "project.wijk"));
    for (int round = 0; round < KILLS; round++) {
        said[round] = child_run(file, round);
        struct store *store = shelf_open(file);
        shelf_sound(store);
        expect_all_said(store, round, said[round]);
        store_close(store);
        total += said[round];
        idle += said[round] == 0;
    }
    struct store *store = shelf_open(file);
    for (int round = 0; round < KILLS; round++) {
        expect_all_said(store, round, said[round]);
    }
    store_close(store);
    kit_folder_remove(folder);
    printf("%d kills, %d deeds said to be saved, none lost (%d kills before the first)\n", KILLS,
           total, idle);
    assert_true(total > KILLS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_said_to_be_saved_survives_the_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
