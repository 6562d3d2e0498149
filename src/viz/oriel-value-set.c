/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-value-set.h. */

#include "config.h"

#include "viz/oriel-value-set.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-json.h"

static char *
join (const char *prefix, const char *text, const char *suffix)
{
  return g_strconcat (prefix != NULL ? prefix : "", text != NULL ? text : "",
                      suffix != NULL ? suffix : "", NULL);
}

/* The place of `item` in `array`, looked for from `hint` on: values lie in the order of their
 * fields. -1: it is not there. */
static int
place_from (const GPtrArray *array, gconstpointer item, int hint)
{
  for (guint i = 0; i < array->len; i++)
    {
      guint place = ((guint) MAX (hint, 0) + i) % array->len;

      if (g_ptr_array_index (array, place) == item)
        return (int) place;
    }
  return -1;
}

/* The place of a value's field among the frames, for hits and legends; `before` is the series
 * before it, nullable. */
static void
find_field (const OrielValueSet *set,
            const OrielFieldValue *value,
            const OrielVizSeries *before,
            OrielVizSeries *series)
{
  int frame_hint = before != NULL ? before->frame : 0;

  series->frame = series->field = -1;
  if (value->frame != NULL)
    series->frame = place_from (set->frames, value->frame, frame_hint);
  if (series->frame >= 0)
    series->field = place_from (value->frame->fields, value->field,
                                series->frame == frame_hint && before != NULL ? before->field : 0);
}

static void
align_values (OrielValueSet *set)
{
  OrielAlignment alignment;

  if (set->n < 2)
    return;

  oriel_field_values_align (set->values, &alignment);
  set->longest_title = g_strdup (alignment.title);
  set->longest_text = join (alignment.prefix, alignment.text, alignment.suffix);
}

static void
list_series (OrielValueSet *set)
{
  set->series = g_new0 (OrielVizSeries, set->n + 1);
  for (guint i = 0; i < set->n; i++)
    {
      const OrielFieldValue *value = oriel_value_set_get (set, i);

      set->series[i].label = value->name;
      set->series[i].color = value->display.color;
      find_field (set, value, i > 0 ? &set->series[i - 1] : NULL, &set->series[i]);
    }
}

void
oriel_value_set_init (OrielValueSet *set,
                      const OrielVizInput *input,
                      gboolean sparkline,
                      gboolean percent_change)
{
  OrielReduceOptions reduce = { NULL };
  g_autoptr (OrielFieldConfig) defaults =
    oriel_field_config_from_json (oriel_json_object (input->field_config, "defaults"));
  OrielFieldValuesInput values = {
    .frames = input->frames,
    .options = &reduce,
    .theme = input->theme,
    .zone = input->zone,
    .now_ms = input->now_ms,
    .defaults = defaults,
    .overrides = oriel_json_array (input->field_config, "overrides"),
    .sparkline = sparkline,
    .percent_change = percent_change,
  };

  oriel_reduce_options_from_json (&reduce, oriel_json_object (input->options, "reduceOptions"));
  *set = (OrielValueSet){
    .theme = input->theme,
    .frames = g_ptr_array_ref (input->frames),
    .values = oriel_field_values_collect (&values),
  };
  oriel_reduce_options_clear (&reduce);

  set->n = set->values->len;
  align_values (set);
  list_series (set);
}

void
oriel_value_set_clear (OrielValueSet *set)
{
  g_clear_pointer (&set->values, g_ptr_array_unref);
  g_clear_pointer (&set->frames, g_ptr_array_unref);
  g_clear_pointer (&set->series, g_free);
  g_clear_pointer (&set->longest_title, g_free);
  g_clear_pointer (&set->longest_text, g_free);
}

const OrielFieldValue *
oriel_value_set_get (const OrielValueSet *set, guint index)
{
  return g_ptr_array_index (set->values, index);
}

const char *
oriel_value_set_shown_name (const OrielValueSet *set, guint index)
{
  const OrielFieldValue *value = oriel_value_set_get (set, index);
  const char *given = value->field != NULL ? value->field->config->display_name : NULL;

  return set->n == 1 && (given == NULL || *given == '\0') ? "" : value->name;
}

char *
oriel_value_set_text (const OrielValueSet *set, guint index)
{
  const OrielFormatted *shown = &oriel_value_set_get (set, index)->display.formatted;

  return join (shown->prefix, shown->text, shown->suffix);
}

void
oriel_value_set_add_hit (const OrielValueSet *set, OrielScene *scene, guint index, OrielRect box)
{
  OrielHit hit = {
    .kind = ORIEL_HIT_FIELD,
    .frame = set->series[index].frame,
    .field = set->series[index].field,
    .row = oriel_value_set_get (set, index)->row,
  };

  oriel_scene_add_hit (scene, box, &hit);
}

/* The highest threshold that the value has reached, null when it is below all. */
static double
crossed_threshold (const OrielFieldValue *value, gboolean *is_percent)
{
  const OrielThresholds *thresholds =
    value->field != NULL ? value->field->config->thresholds : NULL;
  double crossed = oriel_null ();

  *is_percent = thresholds != NULL && thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE;
  for (guint i = 0; thresholds != NULL && i < thresholds->steps->len; i++)
    {
      double step = g_array_index (thresholds->steps, OrielThreshold, i).value;
      double level = *is_percent ? value->min + (value->max - value->min) * step / 100 : step;

      if (isfinite (step) && value->display.numeric >= level)
        crossed = step;
    }
  return crossed;
}

static void
append_threshold (GString *out, const OrielFieldValue *value)
{
  gboolean is_percent;
  double crossed = crossed_threshold (value, &is_percent);
  OrielDisplayValue shown;

  if (oriel_is_null (crossed))
    return;
  if (is_percent || value->processor == NULL)
    {
      g_string_append_printf (out, _ (", at or above %g%s"), crossed, is_percent ? "%" : "");
      return;
    }

  oriel_display_number (value->processor, crossed, -1, &shown);
  g_string_append_printf (out, _ (", at or above %s%s%s"), shown.formatted.prefix,
                          shown.formatted.text, shown.formatted.suffix);
}

char *
oriel_value_set_describe (const OrielValueSet *set)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < set->n; i++)
    {
      const OrielFieldValue *value = oriel_value_set_get (set, i);
      g_autofree char *text = oriel_value_set_text (set, i);

      if (i > 0)
        g_string_append (out, "; ");
      if (*value->name != '\0')
        g_string_append_printf (out, "%s: ", value->name);
      g_string_append (out, text);
      append_threshold (out, value);
    }

  return g_string_free (out, FALSE);
}
