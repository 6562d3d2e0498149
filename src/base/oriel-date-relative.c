/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far away an instant is, in words; see oriel-date-format.h. Moment's thresholds: 45 seconds
 * are a minute, 45 minutes an hour, 22 hours a day, 26 days a month, 11 months a year.
 */

#include "config.h"

#include <math.h>

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "base/oriel-time-math.h"

#define DAYS_PER_400_YEARS 146097.
#define MONTHS_PER_400_YEARS 4800.

/* One unit of the wording; a count of `below` or more belongs to the next. */
typedef struct
{
  const char *one;
  const char *many;
  double below;
} Wording;

enum
{
  SECONDS,
  MINUTES,
  HOURS,
  DAYS,
  MONTHS,
  YEARS,
  N_UNITS
};

static const Wording wordings[N_UNITS] = {
  [SECONDS] = { "a few seconds", "a few seconds", 45 },
  [MINUTES] = { "a minute", "minutes", 45 },
  [HOURS] = { "an hour", "hours", 22 },
  [DAYS] = { "a day", "days", 26 },
  [MONTHS] = { "a month", "months", 11 },
  [YEARS] = { "a year", "years", INFINITY },
};

/* The length in every unit, rounded: moment converts months to days and back by averages. */
static void
measure (gint64 months, gint64 rest_ms, double out[N_UNITS])
{
  double ms = (double) ABS (rest_ms);
  double whole_months = (double) ABS (months);
  double month_days = oriel_number_round (whole_months * DAYS_PER_400_YEARS / MONTHS_PER_400_YEARS);
  double all_months = whole_months + ms / 864e5 * MONTHS_PER_400_YEARS / DAYS_PER_400_YEARS;

  out[SECONDS] = oriel_number_round (month_days * 86400 + ms / 1000);
  out[MINUTES] = oriel_number_round (month_days * 1440 + ms / 6e4);
  out[HOURS] = oriel_number_round (month_days * 24 + ms / 36e5);
  out[DAYS] = oriel_number_round (month_days + ms / 864e5);
  out[MONTHS] = oriel_number_round (all_months);
  out[YEARS] = oriel_number_round (all_months / 12);
}

static char *
describe (gint64 months, gint64 rest_ms)
{
  double lengths[N_UNITS];
  int unit = SECONDS;

  measure (months, rest_ms, lengths);
  while (lengths[unit] >= wordings[unit].below)
    unit++;

  if (unit == SECONDS || lengths[unit] <= 1)
    return g_strdup (wordings[unit].one);

  return g_strdup_printf ("%.0f %s", lengths[unit], wordings[unit].many);
}

static char *
with_suffix (const char *text, gboolean future)
{
  return future ? g_strconcat ("in ", text, NULL) : g_strconcat (text, " ago", NULL);
}

char *
oriel_date_format_from_now (gint64 at_ms, gint64 now_ms)
{
  g_autofree char *text = NULL;
  gint64 months, rest_ms;

  if (!oriel_time_is_valid (at_ms) || !oriel_time_is_valid (now_ms))
    return g_strdup ("Invalid date");

  months = oriel_time_months_between (now_ms, at_ms, oriel_time_zone_machine (), &rest_ms);
  text = describe (months, rest_ms);
  return with_suffix (text, at_ms > now_ms);
}

char *
oriel_date_format_duration (gint64 duration_ms, gboolean suffix)
{
  g_autofree char *text =
    describe (0, CLAMP (duration_ms, -2 * ORIEL_TIME_MAX, 2 * ORIEL_TIME_MAX));

  return suffix ? with_suffix (text, duration_ms > 0) : g_steal_pointer (&text);
}
