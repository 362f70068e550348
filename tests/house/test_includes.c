/* SPDX-License-Identifier: EUPL-1.2 */
/* The arrows of source/ point down; and small bad houses prove that this test can fail. */
#include "house/includes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"
#include "system/file.h"

struct house {
    char folder[KIT_PATH];
    struct buffer faults;
    int count, seen;
};

static void put(const struct house *house, const char *name, const char *text)
{
    char path[2 * KIT_PATH];
    struct fault why;
    snprintf(path, sizeof path, "%s/%s", house->folder, name);
    *strrchr(path, '/') = '\0';
    assert_true(folder_make(path, &why));
    kit_file(house->folder, name, text, strlen(text));
}

/* Three rooms that are in order: ground, walls on ground, roof on both. */
static void house_begin(struct house *house)
{
    kit_folder_make(house->folder);
    buffer_init(&house->faults, 100000);
    put(house, "CMakeLists.txt",
        "# set(rooms nothing)\nset(rooms\n    ground # the lowest\n    walls roof\n    attic "
        "loft)\n");
    put(house, "ground/CMakeLists.txt", "room(ground FILES ground USES m)\n");
    put(house, "ground/ground.h", "#include <stdio.h>\n");
    put(house, "ground/ground.c", "#include \"ground/ground.h\"\n");
    put(house, "walls/CMakeLists.txt", "room(walls\n  FILES walls\n  STANDS_ON ground)\n");
    put(house, "walls/walls.h", "#include \"ground/ground.h\"\n");
    put(house, "walls/walls_inner.h", "");
    put(house, "walls/walls.c", "#include \"walls/walls.h\"\n# include \"walls/walls_inner.h\"\n");
    put(house, "roof/CMakeLists.txt",
        "add_executable(roof roof.c)\ntarget_link_libraries(roof PRIVATE walls ground m)\n");
    put(house, "roof/roof.c", "#include \"walls/walls.h\"\n// #include \"attic/no.h\"\n");
}

static void house_look(struct house *house)
{
    house->count = includes_check(house->folder, &house->faults, &house->seen);
}

static void house_end(struct house *house)
{
    buffer_clear(&house->faults);
    kit_folder_remove(house->folder);
}

static void complains(const struct house *house, const char *place, const char *what)
{
    const char *line = strstr(buffer_text(&house->faults), place);
    if (!line || !strstr(line, what)) {
        fail_msg("expected %s … %s, got:\n%s", place, what, buffer_text(&house->faults));
    }
}

static void test_a_good_house_has_no_faults(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    house_look(&house);
    assert_string_equal(buffer_text(&house.faults), "");
    assert_int_equal(house.count, 0);
    assert_int_equal(house.seen, 5);
    house_end(&house);
}

static void test_standing_on_a_higher_room_is_a_fault(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "ground/CMakeLists.txt", "room(ground\n  FILES ground\n  STANDS_ON\n  walls)\n");
    house_look(&house);
    complains(&house, "ground/CMakeLists.txt:4: ", "ground stands on walls");
    complains(&house, "CMakeLists.txt:", "closes a circle");
    assert_int_equal(house.count, 2);
    house_end(&house);
}

static void test_standing_on_itself_or_on_nothing_is_a_fault(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "walls/CMakeLists.txt", "room(walls FILES walls\nSTANDS_ON walls cellar ground)");
    house_look(&house);
    complains(&house, "walls/CMakeLists.txt:2: ", "walls stands on walls");
    complains(&house, "walls/CMakeLists.txt:2: ", "walls stands on cellar, which is no room");
    house_end(&house);
}

static void test_an_include_upward_is_a_fault_with_file_and_line(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "ground/ground.c", "#include \"ground/ground.h\"\n\n#include \"walls/walls.h\"\n");
    house_look(&house);
    complains(&house, "ground/ground.c:3: ", "not in its STANDS_ON: walls/walls.h");
    complains(&house, ":", "closes a circle");
    house_end(&house);
}

static void test_an_include_two_floors_down_must_be_named(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "roof/CMakeLists.txt", "room(roof FILES roof STANDS_ON walls)\n");
    put(&house, "roof/roof.c", "#include \"walls/walls.h\"\n#include \"ground/ground.h\"\n");
    house_look(&house);
    complains(&house, "roof/roof.c:2: ", "not in its STANDS_ON: ground/ground.h");
    assert_int_equal(house.count, 1);
    house_end(&house);
}

static void test_circles_between_files_of_one_room_are_found(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "walls/walls_inner.h", "#include \"walls/door.h\"\n");
    put(&house, "walls/door.h", "\n#include \"walls/walls_inner.h\"\n");
    house_look(&house);
    complains(&house, "walls/", "closes a circle");
    assert_int_equal(house.count, 1);
    house_end(&house);
}

static void test_doors_that_are_not_for_others_are_closed(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "roof/roof.c",
        "#include \"walls/walls_inner.h\"\n#include \"roof.h\"\n#include \"ground/none.h\"\n");
    house_look(&house);
    complains(&house, "roof/roof.c:1: ", "inner header of another room");
    complains(&house, "roof/roof.c:2: ", "from no room: roof.h");
    complains(&house, "roof/roof.c:3: ", "not there: ground/none.h");
    assert_int_equal(house.count, 3);
    house_end(&house);
}

static void test_a_folder_that_is_no_room_or_says_nothing_is_a_fault(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "shed/shed.c", "");
    put(&house, "loft/loft.c", "#include \"ground/ground.h\"\n");
    put(&house, "attic/CMakeLists.txt", "message(hello)\n");
    put(&house, "walls/CMakeLists.txt", "room(wall FILES walls STANDS_ON ground)\n");
    house_look(&house);
    complains(&house, "shed: ", "not in the list of rooms");
    complains(&house, "loft: ", "has no CMakeLists.txt");
    complains(&house, "attic/CMakeLists.txt:1: ", "neither room()");
    complains(&house, "walls/CMakeLists.txt:1: ", "the room is called wall");
    assert_int_equal(house.count, 4);
    house_end(&house);
}

static void test_a_house_without_a_list_is_a_fault(void **state)
{
    (void)state;
    struct house house;
    house_begin(&house);
    put(&house, "CMakeLists.txt", "project(x)\n");
    house_look(&house);
    complains(&house, "CMakeLists.txt:1: ", "no set(rooms");
    house_end(&house);
}

static void test_this_house_stands(void **state)
{
    (void)state;
    struct buffer faults;
    int seen;
    buffer_init(&faults, 1000000);
    int count = includes_check(HOUSE_SOURCE, &faults, &seen);
    print_message("%d includes looked at\n", seen);
    fputs(buffer_text(&faults), stderr);
    buffer_clear(&faults);
    assert_int_equal(count, 0);
    assert_true(seen > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_house_has_no_faults),
        cmocka_unit_test(test_standing_on_a_higher_room_is_a_fault),
        cmocka_unit_test(test_standing_on_itself_or_on_nothing_is_a_fault),
        cmocka_unit_test(test_an_include_upward_is_a_fault_with_file_and_line),
        cmocka_unit_test(test_an_include_two_floors_down_must_be_named),
        cmocka_unit_test(test_circles_between_files_of_one_room_are_found),
        cmocka_unit_test(test_doors_that_are_not_for_others_are_closed),
        cmocka_unit_test(test_a_folder_that_is_no_room_or_says_nothing_is_a_fault),
        cmocka_unit_test(test_a_house_without_a_list_is_a_fault),
        cmocka_unit_test(test_this_house_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
