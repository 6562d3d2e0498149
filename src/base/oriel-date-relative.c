/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far away an instant is, in words; see oriel-date-format.h. Moment's thresholds: 45 seconds
 * are a minute, 45 minutes an hour, 22 hours a day, 26 days a month, 11 months a year.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "base/oriel-time-math.h"

#define DAYS_PER_400_YEARS 146097.
#define MONTHS_PER_400_YEARS 4800.

/* One form and the other, for g_dngettext(); the count is written for %s. */
#define NP_(one, many)                                                                             \
  {                                                                                                \
    one, many                                                                                      \
  }

/* What a length is said as. */
typedef enum
{
  BARE,
  COMING,
  GONE,
  N_SENSES
} Sense;

/* One unit of the wording; a count of `below` or more belongs to the next. */
typedef struct
{
  struct
  {
    const char *one;
    const char *many;
  } forms[N_SENSES];
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
  [SECONDS] = { { NP_ ("a few seconds", "a few seconds"),
                  NP_ ("in a few seconds", "in a few seconds"),
                  NP_ ("a few seconds ago", "a few seconds ago") },
                45 },
  [MINUTES] = { { NP_ ("a minute", "%s minutes"), NP_ ("in a minute", "in %s minutes"),
                  NP_ ("a minute ago", "%s minutes ago") },
                45 },
  [HOURS] = { { NP_ ("an hour", "%s hours"), NP_ ("in an hour", "in %s hours"),
                NP_ ("an hour ago", "%s hours ago") },
              22 },
  [DAYS] = { { NP_ ("a day", "%s days"), NP_ ("in a day", "in %s days"),
               NP_ ("a day ago", "%s days ago") },
             26 },
  [MONTHS] = { { NP_ ("a month", "%s months"), NP_ ("in a month", "in %s months"),
                 NP_ ("a month ago", "%s months ago") },
               11 },
  [YEARS] = { { NP_ ("a year", "%s years"), NP_ ("in a year", "in %s years"),
                NP_ ("a year ago", "%s years ago") },
              INFINITY },
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
describe (gint64 months, gint64 rest_ms, Sense sense)
{
  double lengths[N_UNITS];
  char count[ORIEL_NUMBER_BUFFER];
  int unit = SECONDS;
  gboolean one;
  GString *out;

  measure (months, rest_ms, lengths);
  while (lengths[unit] >= wordings[unit].below)
    unit++;

  one = unit == SECONDS || lengths[unit] <= 1;
  out =
    g_string_new (g_dngettext (GETTEXT_PACKAGE, wordings[unit].forms[sense].one,
                               wordings[unit].forms[sense].many, one ? 1 : (gulong) lengths[unit]));
  oriel_number_to_string (lengths[unit], count);
  g_string_replace (out, "%s", count, 1);
  return g_string_free (out, FALSE);
}

char *
oriel_date_format_from_now (gint64 at_ms, gint64 now_ms)
{
  gint64 months, rest_ms;

  if (!oriel_time_is_valid (at_ms) || !oriel_time_is_valid (now_ms))
    return g_strdup ("Invalid date");

  months = oriel_time_months_between (now_ms, at_ms, oriel_time_zone_machine (), &rest_ms);
  return describe (months, rest_ms, at_ms > now_ms ? COMING : GONE);
}

char *
oriel_date_format_duration (gint64 duration_ms, gboolean suffix)
{
  gint64 length_ms = CLAMP (duration_ms, -2 * ORIEL_TIME_MAX, 2 * ORIEL_TIME_MAX);

  return describe (0, length_ms, !suffix ? BARE : duration_ms > 0 ? COMING : GONE);
}
