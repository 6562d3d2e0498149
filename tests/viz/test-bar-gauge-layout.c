/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The oracle's records of Grafana's bar gauge: sizes, places in a range, fonts that fit. */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "oracle.h"
#include "viz/bargauge/oriel-bar-gauge-layout.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-sparkline.h"

static double
number_of (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return oracle_is_undefined (node) || JSON_NODE_HOLDS_NULL (node) ? fallback
                                                                   : oracle_number (node);
}

static int
choice (const char *name, const char *const *names)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return i;
  return 0;
}

static gboolean
same_size (JsonObject *object, const char *member, GString *why, double ours)
{
  JsonNode *node = json_object_get_member (object, member);
  double theirs = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                    ? g_ascii_strtod (json_node_get_string (node), NULL)
                    : oracle_number (node);

  return oracle_same_number (why, member, ours, theirs);
}

static gboolean
check_bar (JsonObject *record, GString *why, gpointer data)
{
  static const char *const values[] = { "color", "text", "hidden", NULL };
  static const char *const names[] = { "auto", "top", "left", "hidden", NULL };
  JsonObject *given = json_object_get_object_member (record, "input");
  JsonObject *value = json_object_get_object_member (given, "value");
  JsonObject *longest = oriel_json_object (given, "alignmentFactors");
  JsonObject *shown = longest != NULL ? longest : value;
  JsonObject *result = json_object_get_object_member (record, "result");
  JsonObject *sizes = json_object_get_object_member (result, "dimensions");
  JsonObject *styles = json_object_get_object_member (result, "styles");
  JsonObject *field = json_object_get_object_member (given, "field");
  g_autofree char *text =
    g_strconcat (oriel_json_string (shown, "prefix", ""), oriel_json_string (shown, "text", ""),
                 oriel_json_string (shown, "suffix", ""), NULL);
  OrielBarInput input = {
    .width = number_of (given, "width", 0),
    .height = number_of (given, "height", 0),
    .vertical = g_str_equal (oriel_json_string (given, "orientation", ""), "vertical"),
    .value_mode = choice (oriel_json_string (given, "valueDisplayMode", "color"), values),
    .names = choice (oriel_json_string (given, "namePlacement", "auto"), names),
    .title = oriel_json_string (shown, "title", NULL),
    .text = text,
    .title_px = number_of (oriel_json_object (given, "text"), "titleSize", 0),
    .value_px = number_of (oriel_json_object (given, "text"), "valueSize", 0),
    .fraction =
      oriel_bar_gauge_fraction (number_of (value, "numeric", NAN), number_of (field, "min", 0),
                                number_of (field, "max", 100)),
  };
  OrielBarLayout out;

  oriel_bar_gauge_layout (&input, &out);
  return same_size (sizes, "valueWidth", why, out.value_width) &&
         same_size (sizes, "valueHeight", why, out.value_height) &&
         same_size (sizes, "maxBarWidth", why, out.max_bar_width) &&
         same_size (sizes, "maxBarHeight", why, out.max_bar_height) &&
         same_size (sizes, "wrapperWidth", why, out.wrapper_width) &&
         same_size (sizes, "wrapperHeight", why, out.wrapper_height) &&
         same_size (json_object_get_object_member (styles, "bar"), "width", why, out.bar_width) &&
         same_size (json_object_get_object_member (styles, "bar"), "height", why, out.bar_height) &&
         same_size (json_object_get_object_member (styles, "value"), "fontSize", why, out.value_px);
}

static gboolean
check_percent (JsonObject *record, GString *why, gpointer data)
{
  return oracle_same_number (why, "result",
                             oriel_bar_gauge_fraction (number_of (record, "value", NAN),
                                                       number_of (record, "min", NAN),
                                                       number_of (record, "max", NAN)),
                             number_of (record, "result", NAN));
}

static gboolean
check_font (JsonObject *record, GString *why, gpointer data)
{
  double ours =
    oriel_fit_text (oriel_json_string (record, "text", ""), number_of (record, "width", 0),
                    number_of (record, "height", 0), number_of (record, "lineHeight", 1),
                    number_of (record, "max", 0), 400);

  return oracle_same_number (why, "size", ours, number_of (record, "size", NAN));
}

static gboolean
check_range (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielFieldConfig) config =
    oriel_field_config_from_json (json_object_get_object_member (record, "config"));
  JsonObject *range = json_object_get_object_member (record, "range");
  JsonArray *result = json_object_get_array_member (record, "result");
  double min, max;

  oriel_sparkline_range (config, number_of (range, "min", NAN), number_of (range, "max", NAN), &min,
                         &max);
  return oracle_same_number (why, "min", min, oracle_number (json_array_get_element (result, 0))) &&
         oracle_same_number (why, "max", max, oracle_number (json_array_get_element (result, 1)));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "barGauge", check_bar, NULL },
    { "valuePercent", check_percent, NULL },
    { "fontSize", check_font, NULL },
    { "sparklineRange", check_range, NULL },
    { NULL },
  };

  oriel_text_set_fixed_metrics (TRUE);
  oracle_run ("panel-layout", kinds, NULL);
  oriel_text_set_fixed_metrics (FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/bar-gauge/oracle", test_oracle);
  return g_test_run ();
}
