/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Durations in calendar units, as people write them: `1y 2M 3d 4h 5m 6s`. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_DURATION_YEARS,
  ORIEL_DURATION_MONTHS,
  ORIEL_DURATION_WEEKS,
  ORIEL_DURATION_DAYS,
  ORIEL_DURATION_HOURS,
  ORIEL_DURATION_MINUTES,
  ORIEL_DURATION_SECONDS,
  ORIEL_DURATION_N_UNITS
} OrielDurationUnit;

/* A value type; a unit stands in it once. */
typedef struct
{
  guint n_units;
  OrielDurationUnit units[ORIEL_DURATION_N_UNITS]; /* in the order they were written */
  gint64 counts[ORIEL_DURATION_N_UNITS];           /* by unit; 0 when it was not written */
} OrielDuration;

/* Reads words that blanks divide, each a number and a unit (`5m`, `2 hours` is none: `2hours` is);
 * words that can't be read are passed over, of a repeated unit the last counts. Any thread. */
void oriel_duration_parse (const char *text, OrielDuration *out);

/* TRUE when every word of the text can be read by oriel_duration_parse(). */
gboolean oriel_duration_is_valid (const char *text);

/* TRUE for words with Go's units: h m s ms us µs ns; numbers may have decimals. */
gboolean oriel_duration_is_valid_go (const char *text);

/* TRUE for words with the units of Grafana's servers: Go's, and y M w d. */
gboolean oriel_duration_is_valid_grafana (const char *text);

/* `1y 2M 3d`, counts of zero left out; seconds beside larger units only with `include_seconds`.
 * Free with g_free(). */
char *oriel_duration_format (const OrielDuration *duration,
                             gboolean include_seconds) G_GNUC_WARN_UNUSED_RESULT;

/* The instant that the duration leads to from `at_ms`, ORIEL_TIME_INVALID out of range: first
 * months, then days by the clock in `zone`, then time that passes. */
gint64 oriel_duration_add (const OrielDuration *duration, gint64 at_ms, const OrielTimeZone *zone);

/* The years, months, days, hours, minutes and seconds from `start_ms` to `end_ms`; nothing when
 * that lies before it. */
void oriel_duration_between (gint64 start_ms,
                             gint64 end_ms,
                             const OrielTimeZone *zone,
                             OrielDuration *out);

G_END_DECLS
