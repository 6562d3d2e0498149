/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "config.h"

#include "viz/oriel-tip-options.h"

#include <math.h>

#include "base/oriel-json.h"
#include "viz/oriel-viz-options.h"

#define MAX_PX 10000.0

void
oriel_tip_options_read (OrielTipOptions *options, JsonObject *panel_options)
{
  static const OrielWord modes[] = {
    { "single", ORIEL_TIPS_NEAREST },
    { "multi", ORIEL_TIPS_ALL },
    { "none", ORIEL_TIPS_NONE },
    { 0 },
  };
  static const OrielWord orders[] = {
    { "none", ORIEL_TIPS_UNSORTED },
    { "asc", ORIEL_TIPS_ASCENDING },
    { "desc", ORIEL_TIPS_DESCENDING },
    { 0 },
  };
  JsonObject *tooltip = oriel_json_object (panel_options, "tooltip");

  options->is_set = TRUE;
  options->mode = (OrielTipsMode) oriel_viz_word (tooltip, "mode", modes, ORIEL_TIPS_NEAREST);
  options->order = (OrielTipsOrder) oriel_viz_word (tooltip, "sort", orders, ORIEL_TIPS_UNSORTED);
  options->hides_zeros = oriel_json_boolean (tooltip, "hideZeros", FALSE);
  options->max_width = oriel_viz_clamped (tooltip, "maxWidth", 0, 0, MAX_PX);
  options->max_height = oriel_viz_clamped (tooltip, "maxHeight", 0, 0, MAX_PX);
}

/* What has no number comes last, by its text. */
static int
compare_tips (gconstpointer a, gconstpointer b, gpointer order)
{
  double one = ((const OrielVizTip *) a)->numeric, two = ((const OrielVizTip *) b)->numeric;
  int direction = GPOINTER_TO_INT (order) == ORIEL_TIPS_DESCENDING ? -1 : 1;

  if (isnan (one) && isnan (two))
    return direction *
           g_utf8_collate (((const OrielVizTip *) a)->value, ((const OrielVizTip *) b)->value);
  if (isnan (one) || isnan (two))
    return isnan (one) - isnan (two);
  return direction * ((one > two) - (one < two));
}

static void
leave_zeros_out (GArray *rows)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      OrielVizTip *tip = &g_array_index (rows, OrielVizTip, i);

      if (tip->numeric != 0)
        g_array_index (rows, OrielVizTip, kept++) = *tip;
    }
  g_array_set_size (rows, kept);
}

void
oriel_tip_options_apply (const OrielTipOptions *options, GArray *rows)
{
  if (!options->is_set || options->mode != ORIEL_TIPS_ALL)
    return;
  if (options->hides_zeros)
    leave_zeros_out (rows);
  if (options->order != ORIEL_TIPS_UNSORTED)
    g_array_sort_with_data (rows, compare_tips, GINT_TO_POINTER (options->order));
}
