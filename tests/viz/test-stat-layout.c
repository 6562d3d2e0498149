/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sizes of one value of a stat panel, against Grafana's own and against a few of ours. */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "oracle.h"
#include "viz/stat/oriel-stat-layout.h"

static OrielStatText
text_mode (const char *name)
{
  static const char *const names[] = { "auto", "value", "name", "value_and_name", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (OrielStatText) i;

  return ORIEL_STAT_TEXT_AUTO;
}

static const char *
layout_name (OrielStatKind kind)
{
  static const char *const names[] = {
    [ORIEL_STAT_STACKED] = "StackedWithNoChartLayout",
    [ORIEL_STAT_STACKED_CHART] = "StackedWithChartLayout",
    [ORIEL_STAT_WIDE] = "WideNoChartLayout",
    [ORIEL_STAT_WIDE_CHART] = "WideWithChartLayout",
  };

  return names[kind];
}

static double
number_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? oracle_number (node) : 0;
}

static char *
whole_text (JsonObject *value)
{
  return g_strconcat (oriel_json_string (value, "prefix", ""),
                      oriel_json_string (value, "text", ""),
                      oriel_json_string (value, "suffix", ""), NULL);
}

static gboolean
same_percent (JsonObject *result, GString *why, const OrielStatLayout *ours)
{
  JsonObject *percent = oriel_json_object (result, "percentChange");
  JsonObject *styles = oriel_json_object (percent, "containerStyles");

  if (percent == NULL)
    return TRUE;

  return oracle_same_number (why, "percent", ours->percent_px, number_of (styles, "fontSize")) &&
         oracle_same_number (why, "icon", ours->percent_icon_px, number_of (percent, "iconSize"));
}

static gboolean
check_stat (JsonObject *record, GString *why, gpointer unused)
{
  JsonObject *given = json_object_get_object_member (record, "input");
  JsonObject *value = json_object_get_object_member (given, "value");
  JsonObject *longest = oriel_json_object (given, "alignmentFactors");
  JsonObject *fixed = oriel_json_object (given, "text");
  JsonObject *result = json_object_get_object_member (record, "result");
  g_autofree char *aligned = longest != NULL ? whole_text (longest) : NULL;
  OrielStatInput input = {
    .width = number_of (given, "width"),
    .height = number_of (given, "height"),
    .title = oriel_json_string (value, "title", NULL),
    .prefix = oriel_json_string (value, "prefix", NULL),
    .text = oriel_json_string (value, "text", NULL),
    .suffix = oriel_json_string (value, "suffix", NULL),
    .aligned_title = oriel_json_string (longest, "title", NULL),
    .aligned_text = aligned,
    .text_mode = text_mode (oriel_json_string (given, "textMode", NULL)),
    .center = g_strcmp0 (oriel_json_string (given, "justifyMode", NULL), "center") == 0,
    .no_wide = oriel_json_boolean (given, "disableWideLayout", FALSE),
    .count = (guint) oriel_json_int (given, "count", 1),
    .sparkline_points = (guint) oriel_json_int (record, "sparklinePoints", 0),
    .title_px = number_of (fixed != NULL ? fixed : given, "titleSize"),
    .value_px = number_of (fixed != NULL ? fixed : given, "valueSize"),
    .percent_px = number_of (fixed != NULL ? fixed : given, "percentSize"),
    .has_percent = json_object_has_member (value, "percentChange"),
  };
  OrielStatLayout ours;
  gboolean same;

  if (input.has_percent)
    input.percent_change = oracle_number (json_object_get_member (value, "percentChange"));
  oriel_stat_layout (&input, &ours);

  same = oracle_same_text (why, "layout", layout_name (ours.kind),
                           oriel_json_string (result, "layout", NULL));
  same &= oracle_same_number (why, "title", ours.title_px, number_of (result, "titleFontSize"));
  same &= oracle_same_number (why, "value", ours.value_px, number_of (result, "valueFontSize"));
  same &=
    oracle_same_number (why, "chart width", ours.chart_width, number_of (result, "chartWidth"));
  same &=
    oracle_same_number (why, "chart height", ours.chart_height, number_of (result, "chartHeight"));
  same &= oracle_same_number (why, "padding", ours.padding_px, number_of (result, "panelPadding"));
  same &= ours.center == oriel_json_boolean (result, "justifyCenter", FALSE);
  return same && same_percent (result, why, &ours);
}

static gboolean
check_percent (JsonObject *record, GString *why, gpointer unused)
{
  char text[64];

  oriel_stat_percent_text (oracle_number (json_object_get_member (record, "value")), text,
                           sizeof text);
  return oracle_same_text (why, "text", text, json_object_get_string_member (record, "text"));
}

static gboolean
check_text_on (JsonObject *record, GString *why, gpointer unused)
{
  OrielColor background, on;
  char text[ORIEL_COLOR_BUFFER];
  gboolean same = TRUE;

  if (!oriel_color_parse (json_object_get_string_member (record, "color"), &background))
    return FALSE;

  for (int dark = 0; dark < 2; dark++)
    {
      on = oriel_theme_text_on (oriel_theme_get (dark), background);
      oriel_color_to_rgb_text (&on, text);
      same &=
        oracle_same_text (why, dark ? "dark" : "light", text,
                          json_object_get_string_member (record, dark ? "onDark" : "onLight"));
    }

  return same;
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "stat", check_stat },
    { "percentChange", check_percent },
    { "textOn", check_text_on },
    { NULL },
  };

  oriel_text_set_fixed_metrics (TRUE);
  oracle_run ("panel-layout", kinds, NULL);
  oriel_text_set_fixed_metrics (FALSE);
}

/* Sizes that Grafana's anatomy gives for boxes without a name. */
static void
test_boxes (void)
{
  static const struct
  {
    double width, height;
    guint points;
    OrielStatKind kind;
    double padding;
  } cases[] = {
    { 200, 150, 0, ORIEL_STAT_STACKED, 12 }, { 200, 150, 10, ORIEL_STAT_STACKED_CHART, 12 },
    { 200, 100, 10, ORIEL_STAT_STACKED, 8 }, { 500, 100, 10, ORIEL_STAT_WIDE_CHART, 8 },
    { 500, 40, 10, ORIEL_STAT_WIDE, 8 },     { 500, 100, 1, ORIEL_STAT_WIDE, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielStatInput input = { .width = cases[i].width,
                               .height = cases[i].height,
                               .text = "61.7",
                               .suffix = "%",
                               .sparkline_points = cases[i].points };
      OrielStatLayout layout;

      oriel_stat_layout (&input, &layout);
      g_assert_cmpint (layout.kind, ==, cases[i].kind);
      g_assert_cmpfloat (layout.padding_px, ==, cases[i].padding);
      g_assert_cmpfloat (layout.value_px, >, 0);
      g_assert_true (layout.center);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/stat-layout/oracle", test_oracle);
  g_test_add_func ("/viz/stat-layout/boxes", test_boxes);
  return g_test_run ();
}
