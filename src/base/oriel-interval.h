/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Intervals between samples: `15s`, `1m`, `1d`. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an interval's text says. */
typedef struct
{
  double count;        /* whole; may be negative */
  double unit_seconds; /* the unit's length: M is 30 days, y is 365 */
  const char *unit;    /* static: `ms` `s` `m` `h` `d` `w` `M` `y` */
} OrielInterval;

/* Takes an interval apart (Grafana's describeInterval): a number without a unit counts seconds,
 * decimals are cut off, what follows the unit is not looked at. Returns FALSE when it can't be
 * read; `text` is nullable (FALSE). Any thread. */
gboolean oriel_interval_describe (const char *text, OrielInterval *out);

/* `15s`, `1m`: the same in ms (Grafana's intervalToMs). */
gboolean oriel_interval_parse (const char *text, double *out_ms);

/* The nice interval next to `interval_ms` (Grafana's roundInterval table). */
gint64 oriel_interval_round (double interval_ms);

/* `30s`, `1m`, `2h`, `1d`, `500ms`: the largest unit that fits, its count cut to a whole number,
 * as Grafana's secondsToHms() of ms ÷ 1000. Free with g_free(). */
char *oriel_interval_format (gint64 interval_ms) G_GNUC_WARN_UNUSED_RESULT;

/* The same of seconds. Free with g_free(). */
char *oriel_interval_format_seconds (double seconds) G_GNUC_WARN_UNUSED_RESULT;

/* `1h 15min 23sec`, as Grafana's msRangeToTimeString(). Free with g_free(). */
char *oriel_interval_format_long (double interval_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
