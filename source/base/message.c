/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/message.h"

#include <string.h>

#include "base/utf8.h"

struct message message_of(const char *key)
{
    struct message message = {0};
    utf8_copy(message.key, sizeof message.key, key ? key : "");
    return message;
}

/* The next argument, or one that nobody reads when all are taken. */
static struct message_argument *argument_add(struct message *message, enum message_kind kind,
                                             struct message_argument *spare)
{
    struct message_argument *argument = spare;
    if (message->arguments < MESSAGE_ARGUMENTS) {
        argument = &message->argument[message->arguments++];
    }
    argument->kind = kind;
    return argument;
}

void message_add_text(struct message *message, const char *text)
{
    struct message_argument spare;
    struct message_argument *argument = argument_add(message, MESSAGE_TEXT, &spare);
    utf8_copy(argument->as.text, sizeof argument->as.text, text ? text : "");
}

void message_add_key(struct message *message, const char *key)
{
    struct message_argument spare;
    struct message_argument *argument = argument_add(message, MESSAGE_KEY, &spare);
    utf8_copy(argument->as.text, sizeof argument->as.text, key ? key : "");
}

void message_add_count(struct message *message, int64_t count)
{
    struct message_argument spare;
    argument_add(message, MESSAGE_COUNT, &spare)->as.count = count;
}

void message_add_number(struct message *message, double number)
{
    struct message_argument spare;
    argument_add(message, MESSAGE_NUMBER, &spare)->as.number = number;
}

void message_add_date(struct message *message, struct civil_date date)
{
    struct message_argument spare;
    argument_add(message, MESSAGE_DATE, &spare)->as.date = date;
}

void message_add_metres(struct message *message, double metres)
{
    struct message_argument spare;
    argument_add(message, MESSAGE_METRES, &spare)->as.number = metres;
}
