/* SPDX-License-Identifier: EUPL-1.2 */
/* buffer.h – bytes that grow up to a ceiling said at birth.
 *
 * `data` is always NUL-terminated beyond `size` (NULL only before the first byte), so that it can
 * be handed to C. Once the ceiling is met or memory refused, `full` is true, nothing more is
 * added, and every later call returns false: check once at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data; /* owned; buffer_clear frees it */
    size_t size;
    size_t room;
    size_t ceiling; /* in bytes, without the final NUL */
    bool full;
};

void buffer_init(struct buffer *buffer, size_t ceiling);
void buffer_clear(struct buffer *buffer);
void buffer_empty(struct buffer *buffer); /* keeps the room, forgets the bytes and `full` */
bool buffer_add(struct buffer *buffer, const void *bytes, size_t size);
bool buffer_add_text(struct buffer *buffer, const char *text);
bool buffer_add_byte(struct buffer *buffer, char byte);
bool buffer_addf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buffer_text(const struct buffer *buffer); /* "" when empty; never NULL */
/* Gives the bytes to the caller (free with free()); the buffer is empty afterwards. */
char *buffer_take(struct buffer *buffer);

#endif
