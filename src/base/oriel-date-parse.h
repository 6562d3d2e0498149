/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates out of text, read as moment reads them. Texts may be hostile: any length, any bytes. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

/* Reads ISO 8601 (dates by month, week or day of the year, with or without time and offset);
 * without an offset it is local in `zone`. Returns FALSE for anything else. Any thread. */
gboolean oriel_date_parse_iso (const char *text, const OrielTimeZone *zone, gint64 *out_ms);

/* Reads by moment's `tokens`, leniently: what the tokens don't name is skipped, what they name
 * may be missing at the end. Missing years, months and days of the front are those of `now_ms`.
 * Returns FALSE for dates that don't exist, and when nothing was found. Any thread. */
gboolean oriel_date_parse_format (const char *text,
                                  const char *tokens,
                                  const OrielTimeZone *zone,
                                  gint64 now_ms,
                                  gint64 *out_ms);

/* The same, but all of the text must have been read, by all of the tokens up to its end, and
 * years have four digits. */
gboolean oriel_date_parse_format_strictly (const char *text,
                                           const char *tokens,
                                           const OrielTimeZone *zone,
                                           gint64 now_ms,
                                           gint64 *out_ms);

G_END_DECLS
