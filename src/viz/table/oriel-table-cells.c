/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-table-cells.h. */

#include "config.h"

#include "viz/table/oriel-table-cells.h"

#include <string.h>

#include "base/oriel-json.h"

#define MAX_PILLS 200
#define MAX_PILL_JSON_BYTES (1024 * 1024)

/* The second colour of a gradient: darkened in dark themes, lightened a little in light ones. */
#define GRADIENT_DARKEN 10.0
#define GRADIENT_LIGHT_FACTOR (-0.7)
#define GRADIENT_SPIN 5.0

/* More transparent than this, the panel's own background decides on the text's colour. */
#define TRANSPARENT_ALPHA 0.3f

static const struct
{
  const char *name;
  OrielTableCellKind kind;
} kinds[] = {
  { "auto", ORIEL_TABLE_CELL_AUTO },
  { "color-text", ORIEL_TABLE_CELL_COLOR_TEXT },
  { "color-background", ORIEL_TABLE_CELL_COLOR_BACKGROUND },
  { "gauge", ORIEL_TABLE_CELL_GAUGE },
  { "sparkline", ORIEL_TABLE_CELL_SPARKLINE },
  { "json-view", ORIEL_TABLE_CELL_JSON },
  { "pill", ORIEL_TABLE_CELL_PILL },
  { "markdown", ORIEL_TABLE_CELL_MARKDOWN },
};

static const struct
{
  const char *name;
  OrielTableCellKind kind;
  OrielTableCellMode mode;
} old_modes[] = {
  { "color-text", ORIEL_TABLE_CELL_COLOR_TEXT, ORIEL_TABLE_MODE_GRADIENT },
  { "color-background", ORIEL_TABLE_CELL_COLOR_BACKGROUND, ORIEL_TABLE_MODE_GRADIENT },
  { "color-background-solid", ORIEL_TABLE_CELL_COLOR_BACKGROUND, ORIEL_TABLE_MODE_BASIC },
  { "gradient-gauge", ORIEL_TABLE_CELL_GAUGE, ORIEL_TABLE_MODE_GRADIENT },
  { "lcd-gauge", ORIEL_TABLE_CELL_GAUGE, ORIEL_TABLE_MODE_LCD },
  { "basic", ORIEL_TABLE_CELL_GAUGE, ORIEL_TABLE_MODE_BASIC },
  { "json-view", ORIEL_TABLE_CELL_JSON, ORIEL_TABLE_MODE_GRADIENT },
  { "image", ORIEL_TABLE_CELL_OTHER, ORIEL_TABLE_MODE_GRADIENT },
  { "sparkline", ORIEL_TABLE_CELL_SPARKLINE, ORIEL_TABLE_MODE_GRADIENT },
};

static void
options_init (OrielTableCellOptions *options)
{
  *options = (OrielTableCellOptions){ .line_width = 1, .join = ORIEL_JOIN_SMOOTH };
}

static OrielTableCellKind
kind_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return kinds[i].kind;

  return name == NULL ? ORIEL_TABLE_CELL_AUTO : ORIEL_TABLE_CELL_OTHER;
}

static OrielTableCellMode
mode_from_name (const char *name)
{
  if (g_strcmp0 (name, "basic") == 0)
    return ORIEL_TABLE_MODE_BASIC;
  if (g_strcmp0 (name, "lcd") == 0)
    return ORIEL_TABLE_MODE_LCD;

  return ORIEL_TABLE_MODE_GRADIENT;
}

static OrielJoin
join_from_name (const char *name)
{
  if (g_strcmp0 (name, "linear") == 0)
    return ORIEL_JOIN_LINEAR;
  if (g_strcmp0 (name, "stepBefore") == 0)
    return ORIEL_JOIN_STEP_BEFORE;
  if (g_strcmp0 (name, "stepAfter") == 0)
    return ORIEL_JOIN_STEP_AFTER;

  return ORIEL_JOIN_SMOOTH;
}

static OrielTableChartStyle
style_from_name (const char *name)
{
  if (g_strcmp0 (name, "bars") == 0)
    return ORIEL_TABLE_CHART_BARS;

  return g_strcmp0 (name, "points") == 0 ? ORIEL_TABLE_CHART_POINTS : ORIEL_TABLE_CHART_LINE;
}

void
oriel_table_cell_options_from_mode (const char *mode, OrielTableCellOptions *out)
{
  options_init (out);
  for (guint i = 0; i < G_N_ELEMENTS (old_modes); i++)
    if (g_strcmp0 (old_modes[i].name, mode) == 0)
      {
        out->kind = old_modes[i].kind;
        out->mode = old_modes[i].mode;
      }
}

void
oriel_table_cell_options_read (JsonObject *custom, OrielTableCellOptions *out)
{
  JsonObject *options = oriel_json_object (custom, "cellOptions");
  const char *old_mode = oriel_json_string (custom, "displayMode", NULL);
  const char *value_mode = oriel_json_string (options, "valueDisplayMode", NULL);

  if (options == NULL && old_mode != NULL)
    {
      oriel_table_cell_options_from_mode (old_mode, out);
    }
  else
    {
      options_init (out);
      out->kind = kind_from_name (oriel_json_string (options, "type", NULL));
      out->mode = mode_from_name (oriel_json_string (options, "mode", NULL));
    }

  out->apply_to_row = oriel_json_boolean (options, "applyToRow", FALSE);
  out->wrap = oriel_json_boolean (custom, "wrapText", FALSE) ||
              oriel_json_boolean (options, "wrapText", FALSE);
  out->hide_value =
    oriel_json_boolean (options, "hideValue", FALSE) || g_strcmp0 (value_mode, "hidden") == 0;
  out->color_value = g_strcmp0 (value_mode, "color") == 0;
  out->fill_opacity = CLAMP (oriel_json_number (options, "fillOpacity", 17), 0, 100) / 100;
  out->line_width = CLAMP (oriel_json_number (options, "lineWidth", 1), 0, 10);
  out->join = join_from_name (oriel_json_string (options, "lineInterpolation", "smooth"));
  out->style = style_from_name (oriel_json_string (options, "drawStyle", NULL));
  out->point_size = CLAMP (oriel_json_number (options, "pointSize", 5), 1, 40);
}

static OrielColor
text_on (const OrielTheme *theme, OrielColor background)
{
  OrielColor panel = theme->is_dark ? (OrielColor){ 0, 0, 0, 1 } : (OrielColor){ 1, 1, 1, 1 };

  return oriel_theme_text_on (theme, background.alpha < TRANSPARENT_ALPHA ? panel : background);
}

static OrielColor
gradient_start (const OrielTheme *theme, OrielColor color)
{
  double darken = GRADIENT_DARKEN * (theme->is_dark ? 1 : GRADIENT_LIGHT_FACTOR);

  return oriel_color_spin (oriel_color_darken (color, darken), GRADIENT_SPIN);
}

void
oriel_table_cell_colors (const OrielTableCellOptions *options,
                         const OrielTheme *theme,
                         const OrielColor *color,
                         gboolean row_is_colored,
                         OrielTableCellColors *out)
{
  *out = (OrielTableCellColors){ .has_text = FALSE };
  if (color == NULL)
    return;

  if (options->kind == ORIEL_TABLE_CELL_COLOR_TEXT)
    {
      out->has_text = TRUE;
      out->text = *color;
    }
  else if (options->kind == ORIEL_TABLE_CELL_COLOR_BACKGROUND &&
           !(row_is_colored && color->alpha == 0))
    {
      out->has_text = out->has_background = TRUE;
      out->text = text_on (theme, *color);
      out->to = *color;
      out->from =
        options->mode == ORIEL_TABLE_MODE_GRADIENT ? gradient_start (theme, *color) : *color;
    }
}

static void
add_pill (GPtrArray *pills, char *text)
{
  g_strstrip (text);
  if (*text != '\0' && pills->len < MAX_PILLS)
    g_ptr_array_add (pills, text);
  else
    g_free (text);
}

static void
add_node (GPtrArray *pills, JsonNode *node)
{
  const char *text = oriel_json_node_string (node);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  add_pill (pills, text != NULL ? g_strdup (text) : oriel_json_to_text (node, FALSE));
}

static void
add_array (GPtrArray *pills, JsonArray *array)
{
  guint n = MIN (json_array_get_length (array), MAX_PILLS);

  for (guint i = 0; i < n; i++)
    add_node (pills, json_array_get_element (array, i));
}

static char **
finish (GPtrArray *pills)
{
  g_ptr_array_add (pills, NULL);
  return (char **) g_ptr_array_free (pills, FALSE);
}

char **
oriel_table_pills_of_text (const char *text)
{
  GPtrArray *pills = g_ptr_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return finish (pills);
  if (*text == '[')
    node = oriel_json_parse (NULL, text, -1, MAX_PILL_JSON_BYTES, NULL);
  if (oriel_json_node_array (node) != NULL)
    {
      add_array (pills, oriel_json_node_array (node));
      return finish (pills);
    }

  parts = g_strsplit (text, ",", MAX_PILLS);
  for (guint i = 0; parts[i] != NULL; i++)
    add_pill (pills, g_strdup (parts[i]));
  return finish (pills);
}

char **
oriel_table_pills_of_node (JsonNode *node)
{
  GPtrArray *pills;

  if (oriel_json_node_string (node) != NULL)
    return oriel_table_pills_of_text (oriel_json_node_string (node));

  pills = g_ptr_array_new ();
  if (oriel_json_node_array (node) != NULL)
    add_array (pills, oriel_json_node_array (node));
  else
    add_node (pills, node);
  return finish (pills);
}

char *
oriel_table_json_line (JsonNode *node)
{
  char *text = oriel_json_to_text (node, TRUE);
  char *to = text;

  /* Within strings a line break is written as \n, so every real one is layout. */
  for (const char *from = text; *from != '\0';)
    if (*from == '\n')
      {
        *to++ = ' ';
        from += 1 + strspn (from + 1, " ");
      }
    else
      {
        *to++ = *from++;
      }

  *to = '\0';
  return text;
}
