/* SPDX-License-Identifier: EUPL-1.2 */
/* bundle_inner.h – what writer and reader of a bundle agree on. */
#ifndef EXCHANGE_BUNDLE_INNER_H
#define EXCHANGE_BUNDLE_INNER_H

#include "exchange/bundle.h"

#define BUNDLE_FORMAT "wijkpeil-bundle"
#define BUNDLE_HEAD "bundle.json"

enum { BUNDLE_HEAD_MOST = 1024 * 1024, BUNDLE_STEP = 64 * 1024 };
static const int64_t BUNDLE_TEXT_MOST = 256LL * 1024 * 1024, BUNDLE_AREA_MOST = 2048LL * 1024 * 1024,
                     BUNDLE_MOST = 4096LL * 1024 * 1024;

#endif
