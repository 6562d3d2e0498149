/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading, writing and copying the threshold steps of a field's config. */

#include "config.h"

#include "frame/oriel-field-config-private.h"

#include <math.h>

#include "base/oriel-json.h"

static void
clear_step (gpointer data)
{
  OrielThreshold *step = data;

  g_free (step->color);
}

static GArray *
new_steps (guint n)
{
  GArray *steps = g_array_sized_new (FALSE, FALSE, sizeof (OrielThreshold), n);

  g_array_set_clear_func (steps, clear_step);
  return steps;
}

static OrielThreshold
read_step (JsonObject *object)
{
  OrielThreshold step = {
    /* The base step is stored as null. */
    .value = oriel_json_number (object, "value", -INFINITY),
    .color = g_strdup (oriel_json_string (object, "color", NULL)),
  };

  return step;
}

OrielThresholds *
oriel_thresholds_from_json (JsonObject *object)
{
  JsonArray *array = oriel_json_array (object, "steps");
  guint n = MIN (oriel_json_array_length (array), ORIEL_MAX_THRESHOLDS);
  OrielThresholds *thresholds;

  if (array == NULL)
    return NULL;

  thresholds = g_new0 (OrielThresholds, 1);
  if (g_strcmp0 (oriel_json_string (object, "mode", NULL), "percentage") == 0)
    thresholds->mode = ORIEL_THRESHOLDS_PERCENTAGE;

  thresholds->steps = new_steps (n);
  for (guint i = 0; i < n; i++)
    {
      OrielThreshold step = read_step (oriel_json_array_object (array, i));

      g_array_append_val (thresholds->steps, step);
    }

  return thresholds;
}

static JsonObject *
step_to_json (const OrielThreshold *step)
{
  JsonObject *object = json_object_new ();

  if (step->color != NULL)
    json_object_set_string_member (object, "color", step->color);
  if (isinf (step->value))
    json_object_set_null_member (object, "value");
  else
    json_object_set_double_member (object, "value", step->value);

  return object;
}

JsonObject *
oriel_thresholds_to_json (const OrielThresholds *thresholds)
{
  JsonObject *object = json_object_new ();
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < thresholds->steps->len; i++)
    json_array_add_object_element (
      steps, step_to_json (&g_array_index (thresholds->steps, OrielThreshold, i)));

  json_object_set_string_member (
    object, "mode", thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE ? "percentage" : "absolute");
  json_object_set_array_member (object, "steps", steps);
  return object;
}

OrielThresholds *
oriel_thresholds_copy (const OrielThresholds *thresholds)
{
  OrielThresholds *copy;

  if (thresholds == NULL)
    return NULL;

  copy = g_new0 (OrielThresholds, 1);
  copy->mode = thresholds->mode;
  copy->steps = new_steps (thresholds->steps->len);
  for (guint i = 0; i < thresholds->steps->len; i++)
    {
      OrielThreshold step = g_array_index (thresholds->steps, OrielThreshold, i);

      step.color = g_strdup (step.color);
      g_array_append_val (copy->steps, step);
    }

  return copy;
}

/* Insertion keeps equal steps in their order; there are a handful of them. */
void
oriel_thresholds_sort (OrielThresholds *thresholds)
{
  OrielThreshold *steps = (OrielThreshold *) (gpointer) thresholds->steps->data;

  for (guint i = 1; i < thresholds->steps->len; i++)
    {
      OrielThreshold step = steps[i];
      guint place = i;

      for (; place > 0 && steps[place - 1].value > step.value; place--)
        steps[place] = steps[place - 1];
      steps[place] = step;
    }
}

void
oriel_thresholds_free (OrielThresholds *thresholds)
{
  if (thresholds == NULL)
    return;

  g_array_unref (thresholds->steps);
  g_free (thresholds);
}

const OrielThreshold *
oriel_thresholds_active (const OrielThresholds *thresholds, double value)
{
  const OrielThreshold *active;

  if (thresholds == NULL || thresholds->steps->len == 0)
    return NULL;

  active = &g_array_index (thresholds->steps, OrielThreshold, 0);
  for (guint i = 0; i < thresholds->steps->len; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);

      if (!(value >= step->value))
        break;
      active = step;
    }

  return active;
}
