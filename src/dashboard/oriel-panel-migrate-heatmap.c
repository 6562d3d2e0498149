/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The heatmap's settings of before 9.0, which it kept beside its (empty) options, → options.
 *
 * Rules: migrations.ts of Grafana's heatmap panel.
 */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

/* In the order in which a scheme is looked for within an old name ("interpolateYlGnBu"). */
static const char *const schemes[] = {
  "BrBG",     "PiYG",    "PRGn",   "PuOr",    "RdBu",    "RdGy",    "RdYlBu", "RdYlGn",
  "Spectral", "Blues",   "Greens", "Greys",   "Oranges", "Purples", "Reds",   "Turbo",
  "Cividis",  "Viridis", "Magma",  "Inferno", "Plasma",  "Warm",    "Cool",   "Cubehelix",
  "BuGn",     "BuPu",    "GnBu",   "OrRd",    "PuBuGn",  "PuBu",    "PuRd",   "RdPu",
  "YlGnBu",   "YlGn",    "YlOrBr", "YlOrRd",  "Rainbow", "Sinebow",
};

static const char *
scheme_for_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], name))
      return schemes[i];

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strstr (name, schemes[i]) != NULL)
      return schemes[i];

  return "Oranges";
}

static void
copy_as (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  oriel_json_set_copy (to, name, oriel_json_member (from, member));
}

static void
copy_number (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  double value = oriel_json_number (from, member, NAN);

  if (!isnan (value))
    oriel_json_set_number (to, name, value);
}

/* Takes `mode`: size or count. */
static JsonObject *
new_buckets (const char *mode, JsonNode *value)
{
  JsonObject *buckets = json_object_new ();
  g_autofree char *text = oriel_json_dup_scalar (value);

  json_object_set_string_member (buckets, "mode", mode);
  if (text != NULL)
    json_object_set_string_member (buckets, "value", text);

  return buckets;
}

static void
set_buckets (JsonObject *calculation,
             const char *name,
             JsonObject *panel,
             const char *size,
             const char *number)
{
  if (oriel_json_has_truthy (panel, size))
    json_object_set_object_member (calculation, name,
                                   new_buckets ("size", oriel_json_member (panel, size)));
  else if (oriel_json_has_truthy (panel, number))
    json_object_set_object_member (calculation, name,
                                   new_buckets ("count", oriel_json_member (panel, number)));
}

static void
set_log_buckets (JsonObject *calculation, JsonObject *axis)
{
  double base = oriel_json_number (axis, "logBase", 1);
  gboolean splits = oriel_json_number (axis, "splitFactor", 0) > 0;
  JsonObject *buckets, *scale;

  if (base <= 1)
    return;

  buckets = new_buckets ("count", splits ? oriel_json_member (axis, "splitFactor") : NULL);
  scale = oriel_json_object_from_text ("{'type': 'log'}");
  oriel_json_set_number (scale, "log", base);
  json_object_set_object_member (buckets, "scale", scale);
  json_object_set_object_member (calculation, "yBuckets", buckets);
}

static JsonObject *
calculation_of (JsonObject *panel)
{
  JsonObject *calculation = json_object_new ();

  set_buckets (calculation, "xBuckets", panel, "xBucketSize", "xBucketNumber");
  set_buckets (calculation, "yBuckets", panel, "yBucketSize", "yBucketNumber");
  set_log_buckets (calculation, oriel_json_object (panel, "yAxis"));
  return calculation;
}

static void
set_color_limits (JsonObject *color, JsonObject *old)
{
  double min = oriel_json_number (old, "min", NAN), max = oriel_json_number (old, "max", NAN);
  gboolean reversed = min > max;

  if (!isnan (min))
    oriel_json_set_number (color, reversed ? "max" : "min", min);
  if (!isnan (max))
    oriel_json_set_number (color, reversed ? "min" : "max", max);
  if (reversed)
    json_object_set_boolean_member (color, "reverse", TRUE);
}

static JsonObject *
color_of (JsonObject *panel)
{
  JsonObject *old = oriel_json_object (panel, "color");
  const char *mode = oriel_json_string (old, "mode", "");
  JsonObject *color = oriel_json_object_from_text (
    "{'mode': 'scheme', 'scheme': 'Oranges', 'fill': 'dark-orange', 'scale': 'exponential',"
    " 'reverse': false, 'exponent': 0.5, 'steps': 128}");

  if (g_str_equal (mode, "spectrum"))
    json_object_set_string_member (color, "scheme",
                                   scheme_for_name (oriel_json_string (old, "colorScheme", "")));
  else if (g_str_equal (mode, "opacity"))
    {
      json_object_set_string_member (color, "mode", "opacity");
      if (g_str_equal (oriel_json_string (old, "colorScale", ""), "linear"))
        json_object_set_string_member (color, "scale", "linear");
      copy_number (color, "exponent", old, "exponent");
    }

  copy_as (color, "fill", old, "cardColor");
  set_color_limits (color, old);
  return color;
}

static JsonObject *
y_axis_of (JsonObject *panel)
{
  JsonObject *old = oriel_json_object (panel, "yAxis");
  JsonObject *axis = json_object_new ();

  json_object_set_string_member (axis, "axisPlacement",
                                 oriel_json_boolean (old, "show", TRUE) ? "left" : "hidden");
  json_object_set_boolean_member (axis, "reverse",
                                  oriel_json_has_truthy (panel, "reverseYBuckets"));
  copy_number (axis, "axisWidth", old, "width");
  copy_number (axis, "min", old, "min");
  copy_number (axis, "max", old, "max");
  copy_number (axis, "decimals", old, "decimals");
  copy_as (axis, "unit", old, "format");
  return axis;
}

static const char *
row_layout (const char *bound)
{
  if (g_str_equal (bound, "upper"))
    return "ge";
  if (g_str_equal (bound, "lower"))
    return "le";

  return g_str_equal (bound, "middle") ? "unknown" : "auto";
}

static void
set_cells (JsonObject *options, JsonObject *panel)
{
  JsonObject *cards = oriel_json_object (panel, "cards");
  JsonObject *rows = json_object_new ();
  JsonObject *values = json_object_new ();
  double gap = oriel_json_number (cards, "cardPadding", 2);

  oriel_json_set_number (options, "cellGap", gap != 0 ? gap : 1);
  copy_number (options, "cellRadius", cards, "cardRound");
  copy_number (values, "decimals", panel, "tooltipDecimals");
  json_object_set_object_member (options, "cellValues", values);
  json_object_set_string_member (rows, "layout",
                                 row_layout (oriel_json_string (panel, "yBucketBound", "")));
  json_object_set_object_member (options, "rowsFrame", rows);
  json_object_set_string_member (options, "showValue", "never");
  if (oriel_json_has_truthy (panel, "hideZeroBuckets"))
    json_object_set_object_member (options, "filterValues",
                                   oriel_json_object_from_text ("{'le': 1e-9}"));
}

static void
set_legend_and_tooltip (JsonObject *options, JsonObject *panel)
{
  JsonObject *old_tooltip = oriel_json_object (panel, "tooltip");
  JsonObject *legend = json_object_new ();
  JsonObject *tooltip = json_object_new ();

  json_object_set_boolean_member (
    legend, "show", oriel_json_has_truthy (oriel_json_object (panel, "legend"), "show"));
  json_object_set_string_member (tooltip, "mode",
                                 oriel_json_has_truthy (old_tooltip, "show") ? "single" : "none");
  json_object_set_boolean_member (tooltip, "yHistogram",
                                  oriel_json_has_truthy (old_tooltip, "showHistogram"));
  json_object_set_object_member (options, "legend", legend);
  json_object_set_object_member (options, "tooltip", tooltip);
}

static JsonObject *
options_from_old (JsonObject *panel)
{
  JsonObject *options = json_object_new ();
  gboolean is_buckets = g_str_equal (oriel_json_string (panel, "dataFormat", ""), "tsbuckets");

  json_object_set_boolean_member (options, "calculate", !is_buckets);
  json_object_set_object_member (options, "calculation",
                                 is_buckets ? json_object_new () : calculation_of (panel));
  json_object_set_object_member (options, "color", color_of (panel));
  json_object_set_object_member (options, "yAxis", y_axis_of (panel));
  json_object_set_object_member (options, "exemplars",
                                 oriel_json_object_from_text ("{'color': 'rgba(255,0,255,0.7)'}"));
  set_cells (options, panel);
  set_legend_and_tooltip (options, panel);
  return options;
}

/* The tooltip's switch became a mode in 10.3. */
static void
renew_tooltip (JsonObject *options)
{
  JsonObject *tooltip = oriel_json_object (options, "tooltip");

  if (oriel_json_member (tooltip, "show") == NULL)
    return;

  json_object_set_string_member (tooltip, "mode",
                                 oriel_json_boolean (tooltip, "show", TRUE) ? "single" : "none");
  oriel_json_remove (tooltip, "show");
}

void
oriel_panel_renew_heatmap (JsonObject *panel)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");

  if (json_object_get_size (options) > 0)
    {
      renew_tooltip (options);
      return;
    }

  json_object_set_object_member (panel, "options", options_from_old (panel));
  json_object_set_object_member (panel, "fieldConfig",
                                 oriel_json_object_from_text ("{'defaults': {}, 'overrides': []}"));
}
