/* SPDX-License-Identifier: EUPL-1.2 */
/* log.h – lines for engineers on stderr; people read faults. Quiet unless WIJKPEIL_LOG=1 (notes)
 * or a warning. Never holds secrets or what a person typed. Safe from any thread. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
