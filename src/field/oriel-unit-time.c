/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value formats of spans of time: scaled (`1.50 hours`), in words (`1 hour, 30 minutes`), as
 * `01:30:00`, as a clock (`1h:30m:00s`). Rules: Grafana's dateTimeFormatters. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"
#include "field/oriel-unit-private.h"

/* One step of a scale: up to `below` (in the unit of the scale) values are divided by
 * `divisor`. The last step of a scale has no bound. */
typedef struct
{
  double below;
  double divisor;
  const char *unit;
  const char *plural; /* NULL: the same */
} Step;

static const Step nanoseconds[] = {
  { 1e3, 1, " ns", NULL },
  { 1e6, 1e3, " µs", NULL },
  { 1e9, 1e6, " ms", NULL },
  { 6e10, 1e9, " s", NULL },
  { 3.6e12, 6e10, " min", " mins" },
  { 8.64e13, 3.6e12, " hour", " hours" },
  { INFINITY, 8.64e13, " day", " days" },
};

static const Step microseconds[] = {
  { 1e3, 1, " µs", NULL },
  { 1e6, 1e3, " ms", NULL },
  { INFINITY, 1e6, " s", NULL },
};

static const Step milliseconds[] = {
  { 1e3, 1, " ms", NULL },
  { 6e4, 1e3, " s", NULL },
  { 3.6e6, 6e4, " min", " mins" },
  { 8.64e7, 3.6e6, " hour", " hours" },
  { 3.1536e10, 8.64e7, " day", " days" },
  { INFINITY, 3.1536e10, " year", " years" },
};

/* A year of seconds or minutes is a mean one, hence 0.999 of it on day 365. */
static const Step seconds[] = {
  { 60, 1, " s", NULL },
  { 3600, 60, " min", " mins" },
  { 86400, 3600, " hour", " hours" },
  { 604800, 86400, " day", " days" },
  { 31536000, 604800, " week", " weeks" },
  { INFINITY, 3.15569e7, " year", " years" },
};

static const Step minutes[] = {
  { 60, 1, " min", NULL },
  { 1440, 60, " hour", " hours" },
  { 10080, 1440, " day", " days" },
  { 604800, 10080, " week", " weeks" },
  { INFINITY, 5.25948e5, " year", " years" },
};

static const Step hours[] = {
  { 24, 1, " hour", NULL },
  { 168, 24, " day", " days" },
  { 8760, 168, " week", " weeks" },
  { INFINITY, 8760, " year", " years" },
};

static const Step days[] = {
  { 7, 1, " day", " days" },
  { 365, 7, " week", " weeks" },
  { INFINITY, 365, " year", " years" },
};

static const Step *const scales[] = {
  [ORIEL_UNIT_NANOSECONDS] = nanoseconds,
  [ORIEL_UNIT_MICROSECONDS] = microseconds,
  [ORIEL_UNIT_MILLISECONDS] = milliseconds,
  [ORIEL_UNIT_SECONDS] = seconds,
  [ORIEL_UNIT_MINUTES] = minutes,
  [ORIEL_UNIT_HOURS] = hours,
  [ORIEL_UNIT_DAYS] = days,
};

static void
write_step (double value, int decimals, const char *unit, OrielFormatted *out)
{
  oriel_unit_write_fixed (value, decimals, out->text);
  oriel_unit_append (out->suffix, sizeof out->suffix, unit);
}

static void
format_on_scale (const Step *step, double value, int decimals, OrielFormatted *out)
{
  double scaled;

  while (!(fabs (value) < step->below) && !isinf (step->below))
    step++;

  scaled = value / step->divisor;
  write_step (scaled, decimals,
              step->plural != NULL && fabs (scaled) > 1 ? step->plural : step->unit, out);
}

/* Below a second the scale goes down, by multiplication. */
static void
format_seconds (double value, int decimals, OrielFormatted *out)
{
  double magnitude = fabs (value);

  if (value == 0)
    write_step (0, 0, " s", out);
  else if (magnitude < 1e-6)
    write_step (value * 1e9, decimals, " ns", out);
  else if (magnitude < 1e-3)
    write_step (value * 1e6, decimals, " µs", out);
  else if (magnitude < 1)
    write_step (value * 1e3, decimals, " ms", out);
  else
    format_on_scale (seconds, value, decimals, out);
}

/* In JavaScript's arithmetic null is 0. */
static double
null_as_zero (double value)
{
  return oriel_is_null (value) ? 0 : value;
}

void
oriel_unit_format_time (const OrielUnitFormat *format,
                        double value,
                        int decimals,
                        const OrielUnitContext *context,
                        OrielFormatted *out)
{
  if (format->place == ORIEL_UNIT_TIMETICKS)
    format_seconds (null_as_zero (value) / 100, decimals, out);
  else if (oriel_is_null (value))
    return;
  else if (format->place == ORIEL_UNIT_SECONDS)
    format_seconds (value, decimals, out);
  else
    format_on_scale (scales[format->place], value, decimals, out);
}

typedef struct
{
  const char *name;
  double ms;
} Interval;

static const Interval intervals[] = {
  { "year", 3.1536e10 }, { "month", 2.592e9 }, { "week", 6.048e8 }, { "day", 8.64e7 },
  { "hour", 3.6e6 },     { "minute", 6e4 },    { "second", 1e3 },   { "millisecond", 1 },
};

static void
append_interval (OrielFormatted *out, double count, const char *name)
{
  char number[ORIEL_NUMBER_BUFFER];

  if (out->text[0] != '\0')
    oriel_unit_append (out->text, sizeof out->text, ", ");
  oriel_number_to_string (count, number);
  oriel_unit_append (out->text, sizeof out->text, number);
  oriel_unit_append (out->text, sizeof out->text, " ");
  oriel_unit_append (out->text, sizeof out->text, name);
  if (count != 1)
    oriel_unit_append (out->text, sizeof out->text, "s");
}

/* From the largest interval that counts at least one, `decimals` more of them. */
static void
write_intervals (double ms, int decimals, OrielFormatted *out)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (intervals) && decimals >= 0; i++)
    {
      double count = ms / intervals[i].ms;

      if (!(count >= 1) && !begun)
        continue;

      begun = TRUE;
      append_interval (out, floor (count), intervals[i].name);
      ms = fmod (ms, intervals[i].ms);
      decimals--;
    }
}

void
oriel_unit_format_duration (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  gboolean is_seconds = format->place == ORIEL_UNIT_SECONDS;

  if (oriel_is_null (value))
    return;

  if (value == 0)
    {
      write_step (0, 0, is_seconds ? " seconds" : " milliseconds", out);
      return;
    }

  write_intervals (fabs (value) * (is_seconds ? 1000 : 1), MAX (decimals, 0), out);
  if (value < 0)
    oriel_unit_append (out->suffix, sizeof out->suffix, " ago");
}

static void
append_two_digits (OrielFormatted *out, double value)
{
  char number[ORIEL_NUMBER_BUFFER];

  oriel_number_to_string (value, number);
  if (!(value > 9))
    oriel_unit_append (out->text, sizeof out->text, "0");
  oriel_unit_append (out->text, sizeof out->text, number);
}

static void
append_hms (OrielFormatted *out, double value)
{
  append_two_digits (out, floor (value / 3600));
  oriel_unit_append (out->text, sizeof out->text, ":");
  append_two_digits (out, floor (fmod (value, 3600) / 60));
  oriel_unit_append (out->text, sizeof out->text, ":");
  append_two_digits (out, floor (fmod (fmod (value, 3600), 60)));
}

void
oriel_unit_format_hms (const OrielUnitFormat *format,
                       double value,
                       int decimals,
                       const OrielUnitContext *context,
                       OrielFormatted *out)
{
  value = null_as_zero (value);
  append_hms (out, fabs (value));
  if (value < 0)
    oriel_unit_append (out->suffix, sizeof out->suffix, " ago");
}

#define SECONDS_A_DAY 86400

void
oriel_unit_format_days_hms (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  double magnitude = fabs (null_as_zero (value));
  double n_days = floor (magnitude / SECONDS_A_DAY);

  if (n_days >= 1)
    {
      oriel_number_to_string (n_days, out->text);
      oriel_unit_append (out->text, sizeof out->text, " d ");
    }
  append_hms (out, magnitude - n_days * SECONDS_A_DAY);
  if (value < 0)
    oriel_unit_append (out->suffix, sizeof out->suffix, " ago");
}

/* Instants further from 1970 do not exist for a JavaScript Date. */
#define MAX_DATE_MS 8.64e15

/* `value` ms modulo `size`, divided by `unit`, as a clock shows it; negative ones count from 1970
 * backwards. */
static int
clock_digits (double ms, double size, double unit)
{
  double rest = fmod (trunc (ms), size);

  return (int) floor ((rest < 0 ? rest + size : rest) / unit);
}

enum
{
  HAND_MINUTES,
  HAND_SECONDS,
  HAND_MILLISECONDS,
  N_HANDS
};

/* The `n` largest of minutes, seconds, milliseconds, beginning at `first`. */
static void
append_clock (OrielFormatted *out, double ms, int first, int n)
{
  static const struct
  {
    double size, unit; /* in ms: when the hand turns over, what it counts */
    int n_digits;
    const char *name;
  } hands[N_HANDS] = {
    { 3.6e6, 6e4, 2, "m" },
    { 6e4, 1e3, 2, "s" },
    { 1e3, 1, 3, "ms" },
  };

  if (!(fabs (ms) <= MAX_DATE_MS))
    {
      oriel_unit_append (out->text, sizeof out->text, "Invalid date");
      return;
    }

  for (int i = first; i < MIN (first + n, N_HANDS); i++)
    {
      char text[32];

      g_snprintf (text, sizeof text, "%s%0*d%s", i > first ? ":" : "", hands[i].n_digits,
                  clock_digits (ms, hands[i].size, hands[i].unit), hands[i].name);
      oriel_unit_append (out->text, sizeof out->text, text);
    }
}

static void
format_clock (double ms, int decimals, OrielFormatted *out)
{
  /* Decimals say how many hands follow the first; all of them when automatic. */
  int n_more = decimals >= 0 ? decimals : N_HANDS;

  if (ms < 1e3)
    append_clock (out, ms, HAND_MILLISECONDS, 1);
  else if (ms < 6e4)
    append_clock (out, ms, HAND_SECONDS, 1 + n_more);
  else if (ms < 3.6e6)
    append_clock (out, ms, HAND_MINUTES, 1 + n_more);
  else
    {
      oriel_number_to_string (floor (ms / 3.6e6), out->text);
      oriel_unit_append (out->text, sizeof out->text, n_more > 0 ? "h:" : "h");
      if (n_more > 0)
        append_clock (out, ms, HAND_MINUTES, n_more);
    }
}

void
oriel_unit_format_clock (const OrielUnitFormat *format,
                         double value,
                         int decimals,
                         const OrielUnitContext *context,
                         OrielFormatted *out)
{
  if (format->place == ORIEL_UNIT_SECONDS)
    format_clock (null_as_zero (value) * 1000, decimals, out);
  else if (!oriel_is_null (value))
    format_clock (value, decimals, out);
}
