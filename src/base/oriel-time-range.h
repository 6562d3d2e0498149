/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time ranges as people type them and dashboards store them: `now-6h`, `now/d`, instants. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

/* What a relative time is resolved with. */
typedef struct
{
  gint64 now_ms;
  const OrielTimeZone *zone;   /* never NULL */
  int week_start;              /* 0 Sunday, 1 Monday, 6 Saturday */
  int fiscal_year_start_month; /* 0 = January */
} OrielTimeContext;

/* A range of instants, with the texts it came from. */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
} OrielTimeSpan;

/* Resolves one end: `now-1d/d`, RFC 3339 and ISO instants, Unix seconds or (13 digits) ms,
 * Grafana's `YYYY-MM-DD HH:mm:ss` in the context's zone. `round_up`: as the end of a range,
 * so that `now/d` is the day's last ms. Returns FALSE when it can't be read. Any thread. */
gboolean oriel_time_parse (const char *text,
                           gboolean round_up,
                           const OrielTimeContext *context,
                           gint64 *out_ms);

/* TRUE when the text is relative (contains `now`). */
gboolean oriel_time_is_relative (const char *text);

/* Resolves both ends. Returns FALSE with `error` (G_OPTION_ERROR_BAD_VALUE) naming the end that
 * can't be read; when `to` lies before `from` they are swapped as Grafana does for typed ranges. */
gboolean oriel_time_range_resolve (const char *from,
                                   const char *to,
                                   const OrielTimeContext *context,
                                   OrielTimeSpan *out,
                                   GError **error);

/* `Last 6 hours`, `Today so far`, else both ends as instants. Free with g_free(). */
char *oriel_time_range_describe (const char *from,
                                 const char *to,
                                 const OrielTimeContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* `15s`, `1m`: one number with a unit ms, s, m, h, d, w, M, y → ms (Grafana's
 * intervalToMs; M = 30.4 days…, y = 365 d). Returns FALSE when it can't be read. */
gboolean oriel_interval_parse (const char *text, double *out_ms);

/* The nice interval next to `interval_ms` (Grafana's roundInterval table). */
gint64 oriel_interval_round (double interval_ms);

/* `30s`, `1m`, `2h`, `1d`, `500ms`, as Grafana's secondsToHms() of ms ÷ 1000. Free with g_free().
 */
char *oriel_interval_format (gint64 interval_ms) G_GNUC_WARN_UNUSED_RESULT;

/* Grafana's calculateInterval(): range ÷ resolution, rounded, not below `low_limit_ms`. */
gint64 oriel_interval_calculate (const OrielTimeSpan *span, gint64 resolution, gint64 low_limit_ms);

G_END_DECLS
