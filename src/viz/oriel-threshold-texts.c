/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-threshold-texts.h. */

#include "config.h"

#include "viz/oriel-threshold-texts.h"

#include <math.h>

#include "field/oriel-units.h"

static char *
format_step (const OrielUnitFormat *format, double value, int decimals)
{
  OrielFormatted text;

  oriel_unit_format_value (format, value, decimals, NULL, &text);
  return g_strconcat (text.prefix, text.text, text.suffix, NULL);
}

GPtrArray *
oriel_threshold_texts (const OrielFieldConfig *config)
{
  const OrielThresholds *thresholds = config->thresholds;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OrielUnitFormat) format = oriel_unit_format_new (
    thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE ? "percent" : config->unit);

  for (guint i = 0; i < thresholds->steps->len; i++)
    {
      double value = g_array_index (thresholds->steps, OrielThreshold, i).value;
      gboolean is_base = isinf (value) && value < 0 && i + 1 < thresholds->steps->len;
      g_autofree char *text = NULL;

      if (is_base)
        value = g_array_index (thresholds->steps, OrielThreshold, i + 1).value;
      text = format_step (format, value, config->decimals);
      g_ptr_array_add (texts,
                       is_base ? g_strdup_printf ("< %s", text) : g_strdup_printf ("%s+", text));
    }
  return texts;
}
