/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time ranges in words; see oriel-time-range.h. */

#include "config.h"

#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "base/oriel-time-range.h"

/* So near to now Grafana says only on which side of it. */
#define FEW_SECONDS_MS 44499

static const OrielQuickRange quick_ranges[] = {
  { "now/d", "now/d", "Today" },
  { "now/d", "now", "Today so far" },
  { "now/w", "now/w", "This week" },
  { "now/w", "now", "This week so far" },
  { "now/M", "now/M", "This month" },
  { "now/M", "now", "This month so far" },
  { "now/y", "now/y", "This year" },
  { "now/y", "now", "This year so far" },
  { "now-1d/d", "now-1d/d", "Yesterday" },
  { "now-2d/d", "now-2d/d", "Day before yesterday" },
  { "now-7d/d", "now-7d/d", "This day last week" },
  { "now-1w/w", "now-1w/w", "Previous week" },
  { "now-1M/M", "now-1M/M", "Previous month" },
  { "now-1Q/fQ", "now-1Q/fQ", "Previous fiscal quarter" },
  { "now-1y/y", "now-1y/y", "Previous year" },
  { "now-1y/fy", "now-1y/fy", "Previous fiscal year" },
  { "now-5m", "now", "Last 5 minutes" },
  { "now-15m", "now", "Last 15 minutes" },
  { "now-30m", "now", "Last 30 minutes" },
  { "now-1h", "now", "Last 1 hour" },
  { "now-3h", "now", "Last 3 hours" },
  { "now-6h", "now", "Last 6 hours" },
  { "now-12h", "now", "Last 12 hours" },
  { "now-24h", "now", "Last 24 hours" },
  { "now-2d", "now", "Last 2 days" },
  { "now-7d", "now", "Last 7 days" },
  { "now-30d", "now", "Last 30 days" },
  { "now-90d", "now", "Last 90 days" },
  { "now-6M", "now", "Last 6 months" },
  { "now-1y", "now", "Last 1 year" },
  { "now-2y", "now", "Last 2 years" },
  { "now-5y", "now", "Last 5 years" },
  { "now/fQ", "now", "This fiscal quarter so far" },
  { "now/fQ", "now/fQ", "This fiscal quarter" },
  { "now/fy", "now", "This fiscal year so far" },
  { "now/fy", "now/fy", "This fiscal year" },
};

/* Named, but not in the menu. */
static const OrielQuickRange hidden_ranges[] = {
  { "now", "now+1m", "Next 1 minute" },    { "now", "now+5m", "Next 5 minutes" },
  { "now", "now+15m", "Next 15 minutes" }, { "now", "now+30m", "Next 30 minutes" },
  { "now", "now+1h", "Next 1 hour" },      { "now", "now+3h", "Next 3 hours" },
  { "now", "now+6h", "Next 6 hours" },     { "now", "now+12h", "Next 12 hours" },
  { "now", "now+24h", "Next 24 hours" },   { "now", "now+2d", "Next 2 days" },
  { "now", "now+7d", "Next 7 days" },      { "now", "now+30d", "Next 30 days" },
  { "now", "now+90d", "Next 90 days" },    { "now", "now+6M", "Next 6 months" },
  { "now", "now+1y", "Next 1 year" },      { "now", "now+2y", "Next 2 years" },
  { "now", "now+5y", "Next 5 years" },
};

static const struct
{
  const char *unit;
  const char *name;
} unit_names[] = {
  { "s", "second" },       { "m", "minute" }, { "h", "hour" },
  { "d", "day" },          { "w", "week" },   { "M", "month" },
  { "Q", "quarter" },      { "y", "year" },   { "fQ", "fiscal quarter" },
  { "fy", "fiscal year" },
};

static const char *
find_in (const OrielQuickRange *ranges, gsize n, const char *from, const char *to)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (ranges[i].from, from) == 0 && strcmp (ranges[i].to, to) == 0)
      return ranges[i].display;

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

static const char *
find_unit_name (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (g_str_has_prefix (text, unit_names[i].unit))
      return unit_names[i].name;

  return NULL;
}

/* `now-5m…` → `Last 5 minutes`; NULL for what does not begin like that. */
static char *
describe_step (const char *text, gboolean last)
{
  const char *digits = text + strlen ("now") + 1;
  char count[ORIEL_NUMBER_BUFFER];
  const char *name;
  gsize n;
  double amount;

  if (!g_str_has_prefix (text, "now+") && !g_str_has_prefix (text, "now-"))
    return NULL;

  n = strspn (digits, "0123456789");
  name = n > 0 ? find_unit_name (digits + n) : NULL;
  if (name == NULL)
    return NULL;

  amount = g_ascii_strtod (digits, NULL);
  oriel_number_to_string (amount, count);
  return g_strdup_printf ("%s %s %s%s", last ? "Last" : "Next", count, name, amount > 1 ? "s" : "");
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
    option->display = g_strdup_printf ("%s to %s", option->from, option->to);
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
    return g_strdup (at_ms > context->now_ms ? "in a few seconds" : "a few seconds ago");

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

  return g_strdup_printf ("%s to %s", instant_first ? instant : distance,
                          instant_first ? distance : instant);
}

static char *
describe_instants (gint64 from_ms, gint64 to_ms, const OrielTimeZone *zone)
{
  GString *out = g_string_new (NULL);

  oriel_date_format_append (out, from_ms, zone, ORIEL_DATE_FORMAT_FULL);
  g_string_append (out, " to ");
  oriel_date_format_append (out, to_ms, zone, ORIEL_DATE_FORMAT_FULL);
  return g_string_free (out, FALSE);
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

  return g_strdup_printf ("%s to %s", from, to);
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
