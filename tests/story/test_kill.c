/* SPDX-License-Identifier: EUPL-1.2 */
/* The program is killed at three hundred random moments while deeds stream in through a pipe; each
 * line that it answered with "bewaard" must be there when it is asked again. */
#define _GNU_SOURCE /* pipe2 */
#include "story/story.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 300, CHECK_EVERY = 20, TURNS = 24, LINES = 4, MOST = KILLS * TURNS };
enum { AFTER_START_MS = 25 };

/* What was answered about the place of one turn. */
struct made {
    char id[40];
    char name[40];  /* as added */
    bool renamed;   /* … and then " (2)" behind it */
    bool has_offer; /* wifi */
    bool doubtful;  /* killed before the answer to the next line: it may be there or not */
};

struct chase {
    struct story *story;
    struct made *made; /* MOST of them */
    int count;
    long answers, early;
    int start_ms; /* from start to first answer, lately */
};

static size_t lines_write(int round, char *text, size_t room)
{
    size_t size = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        size +=
            (size_t)snprintf(text + size, room - size,
                             "a: add cafe 4.%05d,50.85%02d \"Hoek %d-%d\"\n"
                             "set $a name=\"Hoek %d-%d (2)\"\n"
                             "offer $a wifi price=free\n"
                             "%s\n",
                             33500 + (round * 31 + turn * 7) % 900, (round + turn) % 99, round,
                             turn, round, turn, turn % 3 ? "judge O2 partly \"Gezien\"" : "undo");
    }
    return size;
}

static pid_t child_start(struct chase *chase, int *to, int *from)
{
    int in[2], out[2];
    struct story *story = chase->story;
    const char *const argv[] = {WIJKPEIL_PROGRAM, "--data", story->data, "--at",
                                story->at,        "batch",  NULL};
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    *to = in[1];
    *from = out[0];
    return child;
}

static void rest_ms(double ms)
{
    struct timespec time = {(time_t)(ms / 1000), (long)(ms * 1e6) % 1000000000};
    while (nanosleep(&time, &time) != 0 && errno == EINTR) {
    }
}

/* "bewaard LINE ID": what is promised now. */
static void answer_take(struct chase *chase, int round, const char *answer)
{
    int line, size = 0;
    if (sscanf(answer, "bewaard %d %n", &line, &size) != 1 || size == 0) {
        fail_msg("this is no answer: %s", answer);
    }
    int turn = (line - 1) / LINES, step = (line - 1) % LINES;
    chase->answers++;
    if (step == 0) {
        struct made *made = &chase->made[chase->count++];
        memset(made, 0, sizeof *made);
        snprintf(made->id, sizeof made->id, "%s", answer + size);
        snprintf(made->name, sizeof made->name, "Hoek %d-%d", round, turn);
        return;
    }
    struct made *made = &chase->made[chase->count - 1];
    made->renamed |= step == 1;
    made->has_offer |= step == 2 || made->has_offer;
    if (step == 3 && turn % 3 == 0) {
        made->has_offer = false; /* the undo */
    }
}

/* The line after the last answer was perhaps done, perhaps not. */
static void last_doubt(struct chase *chase, int answered)
{
    if (answered && answered % LINES == 3 && (answered / LINES) % 3 == 0) {
        chase->made[chase->count - 1].doubtful = true; /* an undo was under way */
    }
}

static void answers_read(struct chase *chase, int round, int from)
{
    char text[TURNS * LINES * 64], *line, *rest = NULL;
    size_t size = 0;
    ssize_t got;
    int answered = 0;
    while ((got = read(from, text + size, sizeof text - 1 - size)) > 0) {
        size += (size_t)got;
    }
    while (size && text[size - 1] != '\n') {
        size--; /* an answer cut in two is none */
    }
    text[size] = 0;
    for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        answer_take(chase, round, line);
        answered++;
    }
    chase->early += answered == 0;
    last_doubt(chase, answered);
}

static void chase_round(struct chase *chase, int round)
{
    char lines[TURNS * LINES * 80];
    int to, from, status;
    size_t size = lines_write(round, lines, sizeof lines);
    pid_t child = child_start(chase, &to, &from);
    assert_int_equal(write(to, lines, size), (ssize_t)size); /* less than a pipe holds */
    rest_ms(kit_random_unit() * (chase->start_ms + AFTER_START_MS));
    assert_int_equal(kill(child, SIGKILL), 0);
    answers_read(chase, round, from);
    close(to);
    close(from);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
        fail_msg("it ended by itself in round %d: status %d", round, status);
    }
}

static int made_order(const void *left, const void *right)
{
    return strcmp(((const struct made *)left)->id, ((const struct made *)right)->id);
}

static void made_expect(const struct made *made, const cJSON *place)
{
    char name[48];
    snprintf(name, sizeof name, "%s (2)", made->name);
    bool renamed = !strcmp(text_of(place, "name"), name);
    int offers = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(place, "offers"));
    if (!renamed && strcmp(text_of(place, "name"), made->name)) {
        fail_msg("%s is called %s", made->name, text_of(place, "name"));
    }
    if ((made->renamed && !renamed) || (made->has_offer && !offers && !made->doubtful)) {
        fail_msg("%s: a deed that was said to be saved is lost", made->name);
    }
}

static void all_expect(struct chase *chase)
{
    cJSON *places = ask(chase->story, "places", "--all");
    const cJSON *place;
    int seen = 0;
    qsort(chase->made, (size_t)chase->count, sizeof *chase->made, made_order);
    cJSON_ArrayForEach(place, places)
    {
        struct made key;
        snprintf(key.id, sizeof key.id, "%s", text_of(place, "id"));
        const struct made *made =
            bsearch(&key, chase->made, (size_t)chase->count, sizeof key, made_order);
        if (made) {
            made_expect(made, place);
            seen++;
        }
    }
    cJSON_Delete(places);
    if (seen != chase->count) {
        fail_msg("%d of %d places that were said to be saved are lost", chase->count - seen,
                 chase->count);
    }
    tell(chase->story, 0, "check");
}

/* How long a start takes now, so that kills fall in it as well as behind it. */
static void start_measure(struct chase *chase)
{
    int64_t begin = clock_ticks();
    tell(chase->story, 0, "undo");
    tell(chase->story, 0, "redo");
    chase->start_ms = (int)(clock_ticks() - begin) / 2;
}

static void what_was_answered_survives_the_kill(void **state)
{
    struct story *story = *state;
    struct chase chase = {.story = story, .made = calloc(MOST, sizeof *chase.made)};
    tell(story, 0, "project", "new", "--wijk", MOLENBEEK);
    tell(story, 0, "look", "--wijk", MOLENBEEK, "--service", "wifi");
    for (int round = 0; round < KILLS; round++) {
        if (round % CHECK_EVERY == 0) {
            all_expect(&chase);
            start_measure(&chase);
        }
        chase_round(&chase, round);
    }
    all_expect(&chase);
    print_message("%d kills, %ld deeds answered as saved, none lost; %ld kills before the first\n",
                  KILLS, chase.answers, chase.early);
    assert_true(chase.answers > KILLS);
    free(chase.made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {STORY(what_was_answered_survives_the_kill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
