/* SPDX-License-Identifier: EUPL-1.2 */
/* What comes out of the printer, as pictures: every print of the oefenwijk on one fixed day, drawn
 * by poppler and held against the references of tests/golden/print. */
#include "story/story.h"

#include "kit/golden.h"
#include "system/file.h"

enum { PAGES_LOOKED_AT = 4, WORDS = 8 };

/* Page `page` (from 1) of the file as a picture, or NULL when there is no such page. */
static cairo_surface_t *page_of(struct story *story, const char *file, int page)
{
    struct fault why;
    char number[16], base[KIT_PATH], picture[KIT_PATH];
    snprintf(number, sizeof number, "%d", page);
    snprintf(base, sizeof base, "%s", story_path(story, "blad"));
    snprintf(picture, sizeof picture, "%s", story_path(story, "blad.png"));
    file_remove(picture, &why);
    kit_run((const char *const[]){"pdftoppm", "-r", "50", "-png", "-f", number, "-l", number,
                                  "-singlefile", file, base, NULL},
            NULL, NULL);
    return file_exists(picture) ? cairo_image_surface_create_from_png(picture) : NULL;
}

static void pages_compare(struct story *story, const char *file, const char *name)
{
    int page = 1;
    for (; page <= PAGES_LOOKED_AT; page++) {
        char golden[128];
        cairo_surface_t *picture = page_of(story, file, page);
        if (!picture) {
            break;
        }
        snprintf(golden, sizeof golden, "print/%s-%d", name, page);
        kit_golden_png(picture, golden);
        cairo_surface_destroy(picture);
    }
    assert_true(page > 1);
}

/* `print WORDS` as the pictures NAME-1, NAME-2 … */
static void print_compare(struct story *story, const char *name, const char *const words[])
{
    const char *all[WORDS + 6] = {"print"};
    char file[KIT_PATH];
    int count = 1;
    snprintf(file, sizeof file, "%s", story_path(story, "papier.pdf"));
    for (; *words && count <= WORDS; words++) {
        all[count++] = *words;
    }
    all[count++] = "--wijk";
    all[count++] = MOLENBEEK;
    all[count++] = "--out";
    all[count++] = file;
    story_tell(story, 0, all, __FILE__, __LINE__);
    pages_compare(story, file, name);
}
#define looks_like(story, name, ...)                                                               \
    print_compare(story, name, (const char *const[]){__VA_ARGS__, NULL})

static void the_scorecard_looks_as_it_did(void **state)
{
    looks_like(*state, "scorecard", "scorecard");
}

static void the_scorecard_as_poster_looks_as_it_did(void **state)
{
    looks_like(*state, "scorecard-poster", "scorecard", "--form", "poster");
}

static void the_overview_looks_as_it_did_in_every_form(void **state)
{
    looks_like(*state, "overview", "overview", "--no-note");
    looks_like(*state, "overview-folded", "overview", "--form", "folded", "--no-note");
    looks_like(*state, "overview-poster", "overview", "--form", "poster", "--with", "fr",
               "--no-note");
}

static void the_card_of_a_place_looks_as_it_did(void **state)
{
    struct story *story = *state;
    char id[64];
    cJSON *places = ask(story, "places", "--wijk", MOLENBEEK, "--service", "computer"), *place;
    const cJSON *library = NULL;
    cJSON_ArrayForEach(place, places)
    {
        library = strstr(text_of(place, "name"), "Boekenmolen") ? place : library;
    }
    assert_non_null(library);
    snprintf(id, sizeof id, "%s", text_of(library, "id"));
    cJSON_Delete(places);
    looks_like(story, "card", "card", id);
    looks_like(story, "card-small", "card", id, "--form", "a6");
}

static void the_walking_list_looks_as_it_did(void **state)
{
    looks_like(*state, "walk", "walk", "--stops", "6");
}

static void a_table_of_places_looks_as_it_did(void **state)
{
    looks_like(*state, "report-places", "report", "places");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_scorecard_looks_as_it_did),
        STORY(the_scorecard_as_poster_looks_as_it_did),
        STORY(the_overview_looks_as_it_did_in_every_form),
        STORY(the_card_of_a_place_looks_as_it_did),
        STORY(the_walking_list_looks_as_it_did),
        STORY(a_table_of_places_looks_as_it_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
