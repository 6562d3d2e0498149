/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as people write them: `Mar 15 2025`, `3/15/2025 10:00 PM`, `15 March 2025 10:00 GMT+01:00`.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a date in the forms that JavaScript's Date takes beside ISO 8601, by the rules that its
 * engines share (V8's legacy parser): words before the first number are skipped, unless they name
 * a month; month comes before day; two-digit years lie between 1950 and 2049; without an offset
 * the instant is in UTC. Returns FALSE for anything else. Any thread. */
gboolean oriel_date_parse_loose (const char *text, gint64 *out_ms);

G_END_DECLS
