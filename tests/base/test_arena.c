/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "kit/kit.h"

static void test_memory_comes_zeroed_and_aligned_for_anything(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 0; size < 300; size++) {
        unsigned char *memory = arena_take(&arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(memory[i], 0);
        }
        memset(memory, 0xAA, size);
    }
    arena_clear(&arena);
    assert_null(arena.first);
}

static void test_pieces_do_not_overlap_across_blocks(void **state)
{
    (void)state;
    enum { PIECES = 500 };
    unsigned char *piece[PIECES];
    size_t size[PIECES];
    struct arena arena;
    arena_init(&arena);
    for (int i = 0; i < PIECES; i++) {
        size[i] = 1 + kit_random_below(i % 10 ? 2000 : 200000);
        piece[i] = arena_take(&arena, size[i]);
        memset(piece[i], i & 0xFF, size[i]);
    }
    for (int i = 0; i < PIECES; i++) {
        for (size_t k = 0; k < size[i]; k++) {
            assert_int_equal(piece[i][k], i & 0xFF);
        }
    }
    arena_clear(&arena);
}

static void test_texts_are_copies(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char name[] = "Wijkhuis";
    char *copy = arena_text(&arena, name);
    name[0] = '?';
    assert_string_equal(copy, "Wijkhuis");
    assert_null(arena_text(&arena, NULL));
    assert_memory_equal(arena_bytes(&arena, "a\0bc", 4), "a\0bc", 5);
    assert_string_equal(arena_bytes(&arena, NULL, 0), "");
    assert_string_equal(arena_textf(&arena, "%s %d", copy, 7), "Wijkhuis 7");
    assert_string_equal(arena_textf(&arena, "%s", ""), "");
    arena_clear(&arena);
}

static void test_arrays_grow_by_one(void **state)
{
    (void)state;
    int *items = NULL;
    int count = 0, room = 0;
    for (int i = 0; i < 1000; i++) {
        ARRAY_GROW(items, count, room);
        items[count++] = i;
    }
    assert_true(room >= 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(items[i], i);
    }
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_comes_zeroed_and_aligned_for_anything),
        cmocka_unit_test(test_pieces_do_not_overlap_across_blocks),
        cmocka_unit_test(test_texts_are_copies),
        cmocka_unit_test(test_arrays_grow_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
