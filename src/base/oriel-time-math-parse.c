/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Grafana's date math: `now-1d/d+8h`, `2025-01-02||+1d`, `now-1Q/fQ`. Blanks are ignored wherever
 * they stand; see oriel-time-range.h.
 */

#include "config.h"

#include <string.h>

#include "base/oriel-date-parse.h"
#include "base/oriel-time-math.h"
#include "base/oriel-time-range.h"

#define MAX_DIGITS 5

/* What no text needs more of; a hostile one ends here. */
#define MAX_TEXT 4096

/* One step: `-15m`, `/fQ`. */
typedef struct
{
  char operation; /* + - / */
  gint64 amount;
  OrielTimeUnit unit;
  gboolean fiscal;
} Step;

static char *
without_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);
      gboolean character = c != (gunichar) -1 && c != (gunichar) -2;
      gsize length = character ? (gsize) (g_utf8_next_char (text) - text) : 1;

      if (!character || !(g_unichar_isspace (c) || c == 0xfeff || c == '\v'))
        g_string_append_len (out, text, (gssize) length);
      text += length;
    }

  return g_string_free (out, FALSE);
}

/* The digits of a step; without any it is one. */
static gboolean
read_amount (const char **cursor, gint64 *out)
{
  const char *digits = *cursor;
  gsize n = strspn (digits, "0123456789");

  if (n > MAX_DIGITS)
    return FALSE;

  *out = n > 0 ? g_ascii_strtoll (digits, NULL, 10) : 1;
  *cursor = digits + n;
  return TRUE;
}

static gboolean
read_step (const char **cursor, Step *out)
{
  out->operation = *(*cursor)++;
  if (strchr ("+-/", out->operation) == NULL || !read_amount (cursor, &out->amount))
    return FALSE;
  if (out->operation == '/' && out->amount != 1)
    return FALSE;

  out->fiscal = **cursor == 'f';
  if (out->fiscal)
    (*cursor)++;
  if (**cursor == '\0')
    return FALSE;

  return oriel_time_unit_from_letter (*(*cursor)++, &out->unit);
}

/* The start of the fiscal quarter or year of `at_ms`, or its last ms. Other units have no fiscal
 * form: they are left alone, as Grafana does. */
static gint64
round_to_fiscal (gint64 at_ms,
                 OrielTimeUnit unit,
                 gboolean round_up,
                 const OrielTimeContext *context)
{
  int months = unit == ORIEL_TIME_UNIT_YEAR ? 12 : 3;
  OrielCalendar local;
  gint64 since;

  if ((unit != ORIEL_TIME_UNIT_YEAR && unit != ORIEL_TIME_UNIT_QUARTER) ||
      !oriel_time_is_valid (at_ms))
    return at_ms;

  oriel_time_zone_split (context->zone, at_ms, &local);
  since = oriel_floor_mod (local.month - 1 - context->fiscal_year_start_month, months);
  at_ms = oriel_time_add (at_ms, context->zone, -since, ORIEL_TIME_UNIT_MONTH);
  at_ms = oriel_time_start_of (at_ms, context->zone, ORIEL_TIME_UNIT_MONTH, 0);
  if (!round_up)
    return at_ms;

  at_ms = oriel_time_add (at_ms, context->zone, months - 1, ORIEL_TIME_UNIT_MONTH);
  return oriel_time_end_of (at_ms, context->zone, ORIEL_TIME_UNIT_MONTH, 0);
}

static gint64
apply_step (gint64 at_ms, const Step *step, gboolean round_up, const OrielTimeContext *context)
{
  if (step->operation == '+')
    return oriel_time_add (at_ms, context->zone, step->amount, step->unit);
  if (step->operation == '-')
    return oriel_time_add (at_ms, context->zone, -step->amount, step->unit);
  if (step->fiscal)
    return round_to_fiscal (at_ms, step->unit, round_up, context);
  if (round_up)
    return oriel_time_end_of (at_ms, context->zone, step->unit, context->week_start);

  return oriel_time_start_of (at_ms, context->zone, step->unit, context->week_start);
}

static gboolean
apply_steps (const char *steps, gboolean round_up, const OrielTimeContext *context, gint64 *at_ms)
{
  g_autofree char *text = without_blanks (steps);

  for (const char *cursor = text; *cursor != '\0';)
    {
      Step step;

      if (!read_step (&cursor, &step))
        return FALSE;
      *at_ms = apply_step (*at_ms, &step, round_up, context);
    }

  return TRUE;
}

gboolean
oriel_time_is_math (const char *text)
{
  return text != NULL && (g_str_has_prefix (text, "now") || strstr (text, "||") != NULL);
}

gboolean
oriel_time_math_parse (const char *text,
                       gboolean round_up,
                       const OrielTimeContext *context,
                       gint64 *out_ms)
{
  OrielTimeContext local = *context;
  g_autofree char *date = NULL;
  const char *steps;

  if (text == NULL || *text == '\0' || strnlen (text, MAX_TEXT + 1) > MAX_TEXT)
    return FALSE;

  if (g_str_has_prefix (text, "now"))
    {
      *out_ms = context->now_ms;
      return apply_steps (text + strlen ("now"), round_up, context, out_ms);
    }

  local.zone = oriel_time_zone_machine ();
  steps = strstr (text, "||");
  date = steps != NULL ? g_strndup (text, (gsize) (steps - text)) : g_strdup (text);
  if (!oriel_date_parse_iso (date, local.zone, out_ms))
    *out_ms = ORIEL_TIME_INVALID;

  return steps == NULL || apply_steps (steps + 2, round_up, &local, out_ms);
}

gboolean
oriel_time_is_valid_text (const char *text, const OrielTimeContext *context)
{
  gint64 at_ms;

  return oriel_time_math_parse (text, FALSE, context, &at_ms) && oriel_time_is_valid (at_ms);
}
