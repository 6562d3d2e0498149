/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time ranges in words; see oriel-time-range.h. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "base/oriel-time-range.h"

/* So near to now Grafana says only on which side of it. */
#define FEW_SECONDS_MS 44499

static const OrielQuickRange quick_ranges[] = {
  { "now/d", "now/d", N_ ("Today") },
  { "now/d", "now", N_ ("Today so far") },
  { "now/w", "now/w", N_ ("This week") },
  { "now/w", "now", N_ ("This week so far") },
  { "now/M", "now/M", N_ ("This month") },
  { "now/M", "now", N_ ("This month so far") },
  { "now/y", "now/y", N_ ("This year") },
  { "now/y", "now", N_ ("This year so far") },
  { "now-1d/d", "now-1d/d", N_ ("Yesterday") },
  { "now-2d/d", "now-2d/d", N_ ("Day before yesterday") },
  { "now-7d/d", "now-7d/d", N_ ("This day last week") },
  { "now-1w/w", "now-1w/w", N_ ("Previous week") },
  { "now-1M/M", "now-1M/M", N_ ("Previous month") },
  { "now-1Q/fQ", "now-1Q/fQ", N_ ("Previous fiscal quarter") },
  { "now-1y/y", "now-1y/y", N_ ("Previous year") },
  { "now-1y/fy", "now-1y/fy", N_ ("Previous fiscal year") },
  { "now-5m", "now", N_ ("Last 5 minutes") },
  { "now-15m", "now", N_ ("Last 15 minutes") },
  { "now-30m", "now", N_ ("Last 30 minutes") },
  { "now-1h", "now", N_ ("Last 1 hour") },
  { "now-3h", "now", N_ ("Last 3 hours") },
  { "now-6h", "now", N_ ("Last 6 hours") },
  { "now-12h", "now", N_ ("Last 12 hours") },
  { "now-24h", "now", N_ ("Last 24 hours") },
  { "now-2d", "now", N_ ("Last 2 days") },
  { "now-7d", "now", N_ ("Last 7 days") },
  { "now-30d", "now", N_ ("Last 30 days") },
  { "now-90d", "now", N_ ("Last 90 days") },
  { "now-6M", "now", N_ ("Last 6 months") },
  { "now-1y", "now", N_ ("Last 1 year") },
  { "now-2y", "now", N_ ("Last 2 years") },
  { "now-5y", "now", N_ ("Last 5 years") },
  { "now/fQ", "now", N_ ("This fiscal quarter so far") },
  { "now/fQ", "now/fQ", N_ ("This fiscal quarter") },
  { "now/fy", "now", N_ ("This fiscal year so far") },
  { "now/fy", "now/fy", N_ ("This fiscal year") },
};

/* Named, but not in the menu. */
static const OrielQuickRange hidden_ranges[] = {
  { "now", "now+1m", N_ ("Next 1 minute") },    { "now", "now+5m", N_ ("Next 5 minutes") },
  { "now", "now+15m", N_ ("Next 15 minutes") }, { "now", "now+30m", N_ ("Next 30 minutes") },
  { "now", "now+1h", N_ ("Next 1 hour") },      { "now", "now+3h", N_ ("Next 3 hours") },
  { "now", "now+6h", N_ ("Next 6 hours") },     { "now", "now+12h", N_ ("Next 12 hours") },
  { "now", "now+24h", N_ ("Next 24 hours") },   { "now", "now+2d", N_ ("Next 2 days") },
  { "now", "now+7d", N_ ("Next 7 days") },      { "now", "now+30d", N_ ("Next 30 days") },
  { "now", "now+90d", N_ ("Next 90 days") },    { "now", "now+6M", N_ ("Next 6 months") },
  { "now", "now+1y", N_ ("Next 1 year") },      { "now", "now+2y", N_ ("Next 2 years") },
  { "now", "now+5y", N_ ("Next 5 years") },
};

/* A span of one unit, up to now and from now on; the count is written for %s. */
typedef struct
{
  const char *unit;
  const char *last_one;
  const char *last_many;
  const char *next_one;
  const char *next_many;
} Span;

/* One form and the other, for g_dngettext(). */
#define NP_(one, many) one, many

static const Span spans[] = {
  { "s", NP_ ("Last %s second", "Last %s seconds"), NP_ ("Next %s second", "Next %s seconds") },
  { "m", NP_ ("Last %s minute", "Last %s minutes"), NP_ ("Next %s minute", "Next %s minutes") },
  { "h", NP_ ("Last %s hour", "Last %s hours"), NP_ ("Next %s hour", "Next %s hours") },
  { "d", NP_ ("Last %s day", "Last %s days"), NP_ ("Next %s day", "Next %s days") },
  { "w", NP_ ("Last %s week", "Last %s weeks"), NP_ ("Next %s week", "Next %s weeks") },
  { "M", NP_ ("Last %s month", "Last %s months"), NP_ ("Next %s month", "Next %s months") },
  { "Q", NP_ ("Last %s quarter", "Last %s quarters"), NP_ ("Next %s quarter", "Next %s quarters") },
  { "y", NP_ ("Last %s year", "Last %s years"), NP_ ("Next %s year", "Next %s years") },
  { "fQ", NP_ ("Last %s fiscal quarter", "Last %s fiscal quarters"),
    NP_ ("Next %s fiscal quarter", "Next %s fiscal quarters") },
  { "fy", NP_ ("Last %s fiscal year", "Last %s fiscal years"),
    NP_ ("Next %s fiscal year", "Next %s fiscal years") },
};

static const char *
find_in (const OrielQuickRange *ranges, gsize n, const char *from, const char *to)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (ranges[i].from, from) == 0 && strcmp (ranges[i].to, to) == 0)
      return _ (ranges[i].display);

  return NULL;
}

static const char *
find_display (const char *from, const char *to)
{
  const char *display = find_in (quick_ranges, G_N_ELEMENTS (quick_ranges), from, to);

  if (display != NULL)
    return display;

  return find_in (hidden_ranges, G_N_ELEMENTS (hidden_ranges), from, to);
}

const OrielQuickRange *
oriel_time_quick_ranges (gsize *n)
{
  *n = G_N_ELEMENTS (quick_ranges);
  return quick_ranges;
}

static const Span *
find_span (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    if (g_str_has_prefix (text, spans[i].unit))
      return &spans[i];

  return NULL;
}

static char *
span_words (const Span *span, gboolean last, double amount)
{
  gulong n = amount > 1 ? (gulong) MIN (amount, G_MAXINT) : 1;
  const char *words = g_dngettext (GETTEXT_PACKAGE, last ? span->last_one : span->next_one,
                                   last ? span->last_many : span->next_many, n);
  GString *out = g_string_new (words);
  char count[ORIEL_NUMBER_BUFFER];

  oriel_number_to_string (amount, count);
  g_string_replace (out, "%s", count, 1);
  return g_string_free (out, FALSE);
}

/* `now-5m…` → `Last 5 minutes`; NULL for what does not begin like that. */
static char *
describe_step (const char *text, gboolean last)
{
  const char *digits = text + strlen ("now") + 1;
  const Span *span;
  gsize n;

  if (!g_str_has_prefix (text, "now+") && !g_str_has_prefix (text, "now-"))
    return NULL;

  n = strspn (digits, "0123456789");
  span = n > 0 ? find_span (digits + n) : NULL;
  return span != NULL ? span_words (span, last, g_ascii_strtod (digits, NULL)) : NULL;
}

void
oriel_time_option_init (OrielTimeOption *option, const char *text)
{
  gboolean last = *text != '+';
  gboolean whole = strstr (text, "now") != NULL;
  g_autofree char *end = g_strconcat (whole ? "" : last ? "now-" : "now", text, NULL);
  const char *display = find_display (end, "now");

  option->from = g_strdup (last || display != NULL ? end : "now");
  option->to = g_strdup (last || display != NULL ? "now" : end);
  option->display = display != NULL ? g_strdup (display) : describe_step (end, last);
  option->valid = option->display != NULL;
  if (!option->valid)
    option->display = g_strdup_printf (_ ("%s to %s"), option->from, option->to);
}

void
oriel_time_option_clear (OrielTimeOption *option)
{
  g_clear_pointer (&option->from, g_free);
  g_clear_pointer (&option->to, g_free);
  g_clear_pointer (&option->display, g_free);
}

gboolean
oriel_time_is_span_text (const char *text)
{
  g_auto (OrielTimeOption) option = { 0 };

  if (*text == '$' || g_str_has_prefix (text, "+$"))
    return TRUE;

  oriel_time_option_init (&option, text);
  return option.valid;
}

/* TRUE for the text of an instant: a date or a number, but not relative. */
static gboolean
parse_instant (const char *text, const OrielTimeContext *context, gint64 *out_ms)
{
  return !oriel_time_is_relative (text) && oriel_time_parse (text, FALSE, context, out_ms);
}

/* The relative end of a range whose other end is an instant. Roundings are UTC's, as Grafana's
 * are here. */
static char *
describe_distance (const char *text, gboolean round_up, const OrielTimeContext *context)
{
  OrielTimeContext utc = *context;
  gint64 at_ms;

  utc.zone = oriel_time_zone_utc ();
  if (!oriel_time_math_parse (text, round_up, &utc, &at_ms))
    return NULL;
  if (oriel_time_is_valid (at_ms) && ABS (at_ms - context->now_ms) <= FEW_SECONDS_MS)
    return g_strdup (at_ms > context->now_ms ? C_ ("near to now", "in a few seconds")
                                             : C_ ("near to now", "a few seconds ago"));

  return oriel_date_format_from_now (at_ms, context->now_ms);
}

static char *
describe_half_relative (gint64 instant_ms,
                        const char *relative,
                        gboolean instant_first,
                        const OrielTimeContext *context)
{
  g_autofree char *distance = describe_distance (relative, instant_first, context);
  g_autofree char *instant = oriel_date_format (instant_ms, context->zone, ORIEL_DATE_FORMAT_FULL);

  if (distance == NULL)
    return g_strdup ("");

  return g_strdup_printf (_ ("%s to %s"), instant_first ? instant : distance,
                          instant_first ? distance : instant);
}

static char *
describe_instants (gint64 from_ms, gint64 to_ms, const OrielTimeZone *zone)
{
  g_autofree char *from = oriel_date_format (from_ms, zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *to = oriel_date_format (to_ms, zone, ORIEL_DATE_FORMAT_FULL);

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
oriel_time_range_describe (const char *from, const char *to, const OrielTimeContext *context)
{
  const char *display = find_display (from, to);
  gint64 from_ms, to_ms;
  gboolean from_instant = parse_instant (from, context, &from_ms);
  gboolean to_instant = parse_instant (to, context, &to_ms);

  if (display != NULL)
    return g_strdup (display);
  if (from_instant && to_instant)
    return describe_instants (from_ms, to_ms, context->zone);
  if (from_instant)
    return describe_half_relative (from_ms, to, TRUE, context);
  if (to_instant)
    return describe_half_relative (to_ms, from, FALSE, context);

  if (strcmp (to, "now") == 0)
    {
      g_auto (OrielTimeOption) option = { 0 };

      oriel_time_option_init (&option, from);
      return g_steal_pointer (&option.display);
    }

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
oriel_time_range_abbreviation (const char *from, const OrielTimeContext *context)
{
  OrielTimeContext machine = *context;
  gint64 at_ms;

  machine.zone = oriel_time_zone_machine ();
  if (!parse_instant (from, context, &at_ms) &&
      !oriel_time_math_parse (from, TRUE, &machine, &at_ms))
    return g_strdup ("");

  return oriel_date_format (at_ms, context->zone, "z");
}
