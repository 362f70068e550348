/* SPDX-License-Identifier: EUPL-1.2 */
/* csv.h – one cell of a CSV file that a spreadsheet may open: quoted where it must be, and never run as a
 * formula. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buffer.h"

#define CSV_BOM "\xef\xbb\xbf" /* before the first cell: without it spreadsheets do not believe in UTF-8 */

void csv_put(struct buffer *out, const char *text);
void csv_put_next(struct buffer *out, const char *text); /* behind a comma */
void csv_put_end(struct buffer *out);                    /* of the row */

#endif
