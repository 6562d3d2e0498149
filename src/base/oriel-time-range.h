/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time ranges as people type them and dashboards store them: `now-6h`, `now/d`, instants. */

#pragma once

#include "base/oriel-interval.h"
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

/* A range of instants. */
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

/* Grafana's date math: `now` or an ISO 8601 date with `||`, followed by steps (`-1d`, `+2h`) and
 * roundings (`/d`, `/fQ`, up when `round_up`). `now` is of the context's zone, dates are of the
 * machine's. Returns FALSE when the steps can't be read; a date that is none gives TRUE and
 * ORIEL_TIME_INVALID. Any thread. */
gboolean oriel_time_math_parse (const char *text,
                                gboolean round_up,
                                const OrielTimeContext *context,
                                gint64 *out_ms);

/* Grafana's dateTimeParse(), for what people type into the time picker: date math where the text
 * contains `now` (what can't be read is now itself), Unix ms from ten digits on, else a date by
 * moment's `format` (nullable: `YYYY-MM-DD HH:mm:ss`), read leniently in the context's zone, in
 * UTC when it ends in `Z`. Returns ORIEL_TIME_INVALID for what is no date; `text` is nullable. */
gint64 oriel_time_parse_typed (const char *text,
                               const char *format,
                               gboolean round_up,
                               const OrielTimeContext *context);

/* TRUE when the text is date math (begins with `now`, or contains `||`). Nullable. */
gboolean oriel_time_is_math (const char *text);

/* TRUE when the text is date math or an ISO date that names an instant. Nullable. */
gboolean oriel_time_is_valid_text (const char *text, const OrielTimeContext *context);

/* TRUE when one end of a range is of fiscal quarters or years. Both nullable. */
gboolean oriel_time_range_is_fiscal (const char *from, const char *to);

/* A range of `from_s` to `to_s` seconds before now, as alert rules have it. */
OrielTimeSpan oriel_time_span_from_relative (gint64 from_s, gint64 to_s, gint64 now_ms);

/* The way back: whole seconds before now. */
void oriel_time_span_to_relative (const OrielTimeSpan *span,
                                  gint64 now_ms,
                                  gint64 *out_from_s,
                                  gint64 *out_to_s);

/* Grafana's calculateInterval(): range ÷ resolution, rounded, not below `low_limit_ms`. */
gint64 oriel_interval_calculate (const OrielTimeSpan *span, double resolution, gint64 low_limit_ms);

/* `Last 6 hours`, `Today so far`, else both ends: instants in the context's zone, what is relative
 * beside an instant by its distance from now. Free with g_free(). */
char *oriel_time_range_describe (const char *from,
                                 const char *to,
                                 const OrielTimeContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* The letters of the zone at the start of a range: `CET`, `+03`; "" in the machine's zone, whose
 * letters Grafana does not show. Free with g_free(). */
char *oriel_time_range_abbreviation (const char *from,
                                     const OrielTimeContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* A range that a short text stands for. */
typedef struct
{
  char *from, *to;
  char *display;
  gboolean valid;
} OrielTimeOption;

/* `5m`, `+1h`, `now/d` → a range up to or from now, with its name (Grafana's describeTextRange).
 * Free with oriel_time_option_clear(). */
void oriel_time_option_init (OrielTimeOption *option, const char *text);

/* Frees what the option holds. */
void oriel_time_option_clear (OrielTimeOption *option);

/* TRUE when the text is a range for oriel_time_option_init(), or begins with a variable. */
gboolean oriel_time_is_span_text (const char *text);

/* Grafana's quick ranges, in the order of its menu. Static. */
typedef struct
{
  const char *from, *to, *display;
} OrielQuickRange;

/* The quick ranges; `n` receives how many. */
const OrielQuickRange *oriel_time_quick_ranges (gsize *n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielTimeOption, oriel_time_option_clear)

G_END_DECLS
