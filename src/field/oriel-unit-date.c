/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value formats of instants. Rules: Grafana's dateTimeFormatters and moment. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "field/oriel-unit-private.h"

/* Instants further from 1970 do not exist for a JavaScript Date. */
#define MAX_DATE_MS 8.64e15

/* moment's own patterns, for `time:` without one: where UTC was asked for, and elsewhere. */
#define ISO_LOCAL "YYYY-MM-DDTHH:mm:ssZ"
#define ISO_UTC "YYYY-MM-DDTHH:mm:ss[Z]"

static void
free_scratch (gpointer data)
{
  g_string_free (data, TRUE);
}

/* One growing text per thread, so that a column of dates allocates once. */
static GString *
get_scratch (void)
{
  static GPrivate private = G_PRIVATE_INIT (free_scratch);
  GString *scratch = g_private_get (&private);

  if (scratch == NULL)
    {
      scratch = g_string_sized_new (128);
      g_private_set (&private, scratch);
    }

  return g_string_truncate (scratch, 0);
}

static const OrielTimeZone *
context_zone (const OrielUnitContext *context)
{
  return context != NULL && context->zone != NULL ? context->zone : oriel_time_zone_machine ();
}

static gboolean
is_utc_asked (const OrielUnitContext *context)
{
  return context != NULL && context->zone == oriel_time_zone_utc ();
}

/* Instants are whole ms, cut towards 1970. FALSE, with the text set, for what is no instant. */
static gboolean
read_instant (double value, gint64 *at_ms, OrielFormatted *out)
{
  if (!(fabs (value) <= MAX_DATE_MS))
    {
      strcpy (out->text, "Invalid date");
      return FALSE;
    }

  *at_ms = (gint64) trunc (value);
  return TRUE;
}

static void
write_date (gint64 at_ms, const OrielTimeZone *zone, const char *pattern, OrielFormatted *out)
{
  GString *text = get_scratch ();

  oriel_date_format_append (text, at_ms, zone, pattern);
  oriel_unit_append (out->text, sizeof out->text, text->str);
}

static gboolean
is_same_day (gint64 a_ms, gint64 b_ms, const OrielTimeZone *zone)
{
  OrielCalendar a, b;

  oriel_time_zone_split (zone, a_ms, &a);
  oriel_time_zone_split (zone, b_ms, &b);
  return a.year == b.year && a.day_of_year == b.day_of_year;
}

/* Today is the viewer's own day, whatever zone the dashboard shows. */
static gboolean
is_today (gint64 at_ms, const OrielUnitContext *context)
{
  if (context == NULL)
    return FALSE;

  return is_same_day (at_ms, context->now_ms, oriel_time_zone_machine ());
}

void
oriel_unit_format_date (const OrielUnitFormat *format,
                        double value,
                        int decimals,
                        const OrielUnitContext *context,
                        OrielFormatted *out)
{
  const char *pattern = format->symbol;
  gint64 at_ms;

  if (!read_instant (value, &at_ms, out))
    return;

  if (format->other != NULL && is_today (at_ms, context))
    pattern = format->other;
  if (*pattern == '\0')
    pattern = is_utc_asked (context) ? ISO_UTC : ISO_LOCAL;

  write_date (at_ms, context_zone (context), pattern, out);
}

void
oriel_unit_format_date_system (const OrielUnitFormat *format,
                               double value,
                               int decimals,
                               const OrielUnitContext *context,
                               OrielFormatted *out)
{
  gboolean show_ms = context != NULL && context->show_ms;
  gint64 at_ms;

  if (read_instant (value, &at_ms, out))
    write_date (at_ms, context_zone (context),
                show_ms ? ORIEL_DATE_FORMAT_FULL_MS : ORIEL_DATE_FORMAT_FULL, out);
}

void
oriel_unit_format_from_now (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  g_autofree char *text = NULL;
  gint64 at_ms;

  if (!read_instant (value, &at_ms, out))
    return;

  text = oriel_date_format_from_now (at_ms, context != NULL ? context->now_ms : at_ms);
  oriel_unit_append (out->text, sizeof out->text, text);
}
