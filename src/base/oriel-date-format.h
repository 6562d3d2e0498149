/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Instants as text by moment's tokens (en-US): `YYYY-MM-DD HH:mm:ss.SSS`. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

/* Grafana's default format of a whole instant, and with milliseconds. */
#define ORIEL_DATE_FORMAT_FULL "YYYY-MM-DD HH:mm:ss"
#define ORIEL_DATE_FORMAT_FULL_MS "YYYY-MM-DD HH:mm:ss.SSS"

/* Appends the instant to `out` in moment's `tokens` (all of moment.js' format(): also L, LT, lll,
 * Do, A, Z, z, X, x, `[text]`). Empty tokens give ISO 8601 with the zone's offset, in UTC `Z`.
 * An instant that ECMAScript's Date can't hold is `Invalid date`. Any thread. */
void oriel_date_format_append (GString *out,
                               gint64 at_ms,
                               const OrielTimeZone *zone,
                               const char *tokens);

/* The same as an own string. Free with g_free(). */
char *oriel_date_format (gint64 at_ms,
                         const OrielTimeZone *zone,
                         const char *tokens) G_GNUC_WARN_UNUSED_RESULT;

/* ISO 8601 in UTC with milliseconds, as JavaScript's toISOString(). Free with g_free(). */
char *oriel_date_format_iso (gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;

/* `3 hours ago`, `in 2 days`, as moment's fromNow(): months and years are the calendar's, in the
 * machine's zone. Free with g_free(). */
char *oriel_date_format_from_now (gint64 at_ms, gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/* `2 hours`; with `suffix` `2 hours ago` or `in 2 hours` by the sign, as humanize() of moment's
 * durations. Free with g_free(). */
char *oriel_date_format_duration (gint64 duration_ms, gboolean suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
