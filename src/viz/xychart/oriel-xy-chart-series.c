/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which fields an XY chart shows: the first number over all others, or as matchers say. Rules:
 * prepSeries of Grafana's panel. */

#include "config.h"

#include "viz/xychart/oriel-xy-chart-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-matchers.h"
#include "field/oriel-names.h"

#define MAX_SERIES 2000
#define MAX_SIZE_PX 1000.0

/* One entry of `options.series`, its matchers made. */
typedef struct
{
  JsonObject *json;
  gboolean is_manual;
  int frame; /* -1: any */
  OrielFieldMatcher *x, *y, *color, *size;
  const OrielNameScope *scope;
} Mapping;

static OrielFieldMatcher *
matcher_of (JsonObject *json, const char *dimension)
{
  JsonObject *matcher = oriel_json_object (oriel_json_object (json, dimension), "matcher");

  return matcher != NULL ? oriel_field_matcher_new (oriel_json_string (matcher, "id", ""),
                                                    oriel_json_member (matcher, "options"))
                         : NULL;
}

static gboolean
matches (const Mapping *mapping,
         const OrielFieldMatcher *matcher,
         const OrielField *field,
         const OrielFrame *frame)
{
  g_auto (OrielMatchTarget) target = { field, frame, mapping->scope, NULL };

  if (matcher == NULL)
    return field->type == ORIEL_FIELD_NUMBER;
  if (field->display_name != NULL)
    target.display_name = g_strdup (field->display_name);
  return oriel_field_matcher_test (matcher, &target);
}

/* The first field that the matcher picks; times only where they are allowed. */
static const OrielField *
find_field (const Mapping *mapping,
            const OrielFieldMatcher *matcher,
            const OrielFrame *frame,
            gboolean may_be_time)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if ((field->type == ORIEL_FIELD_NUMBER || (may_be_time && field->type == ORIEL_FIELD_TIME)) &&
          matches (mapping, matcher, field, frame))
        return field;
    }
  return NULL;
}

static void
read_look (OrielXySeries *series)
{
  JsonObject *custom = series->y->config->custom;
  JsonObject *size = oriel_json_object (custom, "pointSize");
  const char *show = oriel_json_string (custom, "show", "points");

  oriel_series_options_read (&series->options, series->y->config);
  series->shows_points = strcmp (show, "lines") != 0;
  series->shows_line = strcmp (show, "points") != 0;
  series->is_square = strcmp (oriel_json_string (custom, "pointShape", "circle"), "square") == 0;
  series->point_stroke = oriel_viz_clamped (custom, "pointStrokeWidth", 1, 0, 100);
  series->fill_opacity = oriel_viz_clamped (custom, "fillOpacity", 50, 0, 100) / 100;
  series->line_width = oriel_viz_clamped (custom, "lineWidth", 2, 0, 100);
  series->size = oriel_viz_clamped (size, "fixed", 5, 0, MAX_SIZE_PX);
  size = series->size_field != NULL
           ? oriel_json_object (series->size_field->config->custom, "pointSize")
           : NULL;
  series->size_min = oriel_viz_clamped (size, "min", 5, 0, MAX_SIZE_PX);
  series->size_max = oriel_viz_clamped (size, "max", 100, 0, MAX_SIZE_PX);
}

/* Series without a colour of their own take the palette's, in their order. */
static OrielColor
color_of (OrielXySeries *series, guint *palette, const OrielVizInput *input)
{
  const char *mode = series->y->config->color_mode;
  OrielColor color;

  if (mode != NULL && strcmp (mode, "palette-classic") != 0)
    return oriel_display_series_color (series->display, series->y);
  oriel_theme_color (input->theme, oriel_theme_series_color (input->theme, (*palette)++), &color);
  return color;
}

/* The colours along which a field's values lie; NULL: they are by its thresholds or mappings. */
static const OrielColorScheme *
ramp_of (const OrielFieldConfig *config)
{
  const OrielColorScheme *scheme = oriel_color_scheme_find (config->color_mode);
  gboolean has_mappings = config->mappings != NULL && config->mappings->len > 0;

  return scheme->kind == ORIEL_COLOR_BY_VALUE && !has_mappings ? scheme : NULL;
}

static void
add_series (OrielXyModel *model,
            const OrielVizInput *input,
            const Mapping *mapping,
            guint frame_index,
            guint field_index,
            const OrielField *x)
{
  const OrielFrame *frame = g_ptr_array_index (model->frames, frame_index);
  const char *name = oriel_json_string (oriel_json_object (mapping->json, "name"), "fixed", NULL);
  OrielXySeries series = {
    .frame = (int) frame_index,
    .field = (int) field_index,
    .x = x,
    .y = oriel_frame_field (frame, field_index),
    .legend = -1,
  };

  if (mapping->color != NULL)
    series.color_field = find_field (mapping, mapping->color, frame, FALSE);
  if (mapping->size != NULL)
    series.size_field = find_field (mapping, mapping->size, frame, FALSE);
  series.label = g_strdup (name != NULL && *name != '\0' ? name : oriel_viz_field_name (series.y));
  series.display = oriel_display_new (series.y, input->theme, input->zone, input->now_ms);
  if (series.color_field != NULL)
    {
      series.color_display =
        oriel_display_new (series.color_field, input->theme, input->zone, input->now_ms);
      series.ramp = ramp_of (series.color_field->config);
    }
  read_look (&series);
  g_array_append_val (model->series, series);
}

static gboolean
is_taken (const Mapping *mapping, const OrielField *field, const OrielFrame *frame)
{
  return (mapping->color != NULL && find_field (mapping, mapping->color, frame, FALSE) == field) ||
         (mapping->size != NULL && find_field (mapping, mapping->size, frame, FALSE) == field);
}

static void
add_frame (OrielXyModel *model, const OrielVizInput *input, const Mapping *mapping, guint index)
{
  const OrielFrame *frame = g_ptr_array_index (model->frames, index);
  const OrielField *x = find_field (mapping, mapping->x, frame, TRUE);

  for (guint i = 0; x != NULL && i < frame->fields->len && model->series->len < MAX_SERIES; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field == x || field->type != ORIEL_FIELD_NUMBER ||
          (!mapping->is_manual && is_taken (mapping, field, frame)) ||
          !matches (mapping, mapping->y, field, frame) || oriel_viz_is_hidden (field, "viz"))
        continue;
      add_series (model, input, mapping, index, i, x);
      if (mapping->is_manual)
        return;
    }
}

static int
frame_of (JsonObject *json)
{
  JsonObject *matcher = oriel_json_object (oriel_json_object (json, "frame"), "matcher");

  if (matcher == NULL)
    return -1;
  return g_strcmp0 (oriel_json_string (matcher, "id", NULL), "byIndex") == 0
           ? (int) CLAMP (oriel_json_int (matcher, "options", -2), -2, G_MAXINT)
           : -2;
}

static void
add_mapping (OrielXyModel *model,
             const OrielVizInput *input,
             JsonObject *json,
             gboolean is_manual,
             const OrielNameScope *scope)
{
  Mapping mapping = {
    .json = json,
    .is_manual = is_manual,
    .frame = frame_of (json),
    .x = matcher_of (json, "x"),
    .y = matcher_of (json, "y"),
    .color = matcher_of (json, "color"),
    .size = matcher_of (json, "size"),
    .scope = scope,
  };

  for (guint i = 0; i < model->frames->len; i++)
    if ((!is_manual || (mapping.frame != -1 && mapping.x != NULL && mapping.y != NULL)) &&
        (mapping.frame == -1 || mapping.frame == (int) i))
      add_frame (model, input, &mapping, i);
  oriel_field_matcher_free (mapping.x);
  oriel_field_matcher_free (mapping.y);
  oriel_field_matcher_free (mapping.color);
  oriel_field_matcher_free (mapping.size);
}

/* How many words at one end all texts share; G_MAXUINT for a single one. */
static guint
common_words (char ***words, guint n, gboolean from_end)
{
  guint shortest = 0, least = G_MAXUINT;

  for (guint i = 1; i < n; i++)
    if (g_strv_length (words[i]) < g_strv_length (words[shortest]))
      shortest = i;
  for (guint i = 0; i < n; i++)
    {
      guint length = g_strv_length (words[shortest]), same = 0;
      guint shift = from_end ? g_strv_length (words[i]) - length : 0;

      if (i == shortest)
        continue;
      if (from_end)
        while (same < length && strcmp (words[shortest][length - 1 - same],
                                        words[i][length - 1 - same + shift]) == 0)
          same++;
      else
        while (same < length && strcmp (words[shortest][same], words[i][same]) == 0)
          same++;
      least = MIN (least, same);
    }
  return least;
}

static char *
join_words (char **words, guint first, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    g_string_append_printf (text, "%s%s", i > first ? " " : "", words[i]);
  return g_string_free (text, FALSE);
}

/* Names without the words that all begin or end with; what they share is returned. */
static char *
strip_names (OrielXyModel *model, gboolean change)
{
  guint n = model->series->len, prefix, suffix;
  g_autofree char ***words = g_new0 (char **, n + 1);
  char *shared = NULL;

  for (guint i = 0; i < n; i++)
    words[i] = g_strsplit (change ? oriel_xy_series_at (model, i)->label
                                  : oriel_viz_field_name (oriel_xy_series_at (model, i)->y),
                           " ", -1);
  prefix = common_words (words, n, FALSE);
  suffix = common_words (words, n, TRUE);
  for (guint i = 0; change && n > 1 && i < n; i++)
    {
      OrielXySeries *series = oriel_xy_series_at (model, i);
      guint length = g_strv_length (words[i]);

      g_free (series->label);
      series->label = join_words (words[i], prefix, length > suffix ? length - suffix : 0);
    }
  if (!change && n > 1 && (prefix > 0 || suffix > 0) && g_strv_length (words[0]) > prefix + suffix)
    {
      guint length = g_strv_length (words[0]);
      g_autofree char *start = join_words (words[0], 0, prefix);
      g_autofree char *end = join_words (words[0], length - suffix, length);

      shared = g_strstrip (g_strconcat (start, " ", end, NULL));
    }
  for (guint i = 0; i < n; i++)
    g_strfreev (words[i]);
  return shared;
}

static gboolean
have_one_name (const OrielXyModel *model, gboolean of_x)
{
  const OrielXySeries *first = oriel_xy_series_at (model, 0);

  for (guint i = 1; i < model->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (model, i);

      if (strcmp (oriel_viz_field_name (of_x ? series->x : series->y),
                  oriel_viz_field_name (of_x ? first->x : first->y)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
name_axes (OrielXyModel *model)
{
  const OrielXySeries *first = oriel_xy_series_at (model, 0);
  const char *x = model->x_options.axis_label, *y = first->options.axis_label;

  if (x != NULL)
    model->x_label = g_strdup (x);
  else if (have_one_name (model, TRUE))
    model->x_label = g_strdup (oriel_viz_field_name (first->x));
  if (y != NULL)
    model->y_label = g_strdup (y);
  else if (have_one_name (model, FALSE))
    model->y_label = g_strdup (oriel_viz_field_name (first->y));
  else
    model->y_label = strip_names (model, FALSE);
  if (model->y_label != NULL && *model->y_label == '\0')
    g_clear_pointer (&model->y_label, g_free);
}

static void
include_values (const OrielField *field, double *min, double *max)
{
  for (gsize i = 0; field != NULL && i < field->column->n_rows; i++)
    if (isfinite (field->column->numbers[i]))
      {
        *min = MIN (*min, field->column->numbers[i]);
        *max = MAX (*max, field->column->numbers[i]);
      }
}

/* Sizes and colours by value are those of all series. */
static void
find_ranges (OrielXyModel *model)
{
  model->size_min = model->color_min = INFINITY;
  model->size_max = model->color_max = -INFINITY;
  for (guint i = 0; i < model->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (model, i);

      include_values (series->size_field, &model->size_min, &model->size_max);
      include_values (series->color_field, &model->color_min, &model->color_max);
    }
}

double
oriel_xy_size (const OrielXyModel *model, const OrielXySeries *series, gsize row)
{
  double part, least, greatest;

  if (series->size_field == NULL)
    return series->size;
  /* areas, not diameters, are in proportion to values */
  part = (series->size_field->column->numbers[row] - model->size_min) /
         (model->size_max - model->size_min);
  least = series->size_min * series->size_min;
  greatest = series->size_max * series->size_max;
  return isnan (part) ? series->size_min : sqrt (MAX (least + part * (greatest - least), 0));
}

gboolean
oriel_xy_is_shown (const OrielXySeries *series, const OrielVizState *state)
{
  return state == NULL || state->hidden == NULL || series->legend < 0 ||
         (guint) series->legend >= state->n_hidden || !state->hidden[series->legend];
}

void
oriel_xy_collect (OrielXyModel *model, const OrielVizInput *input)
{
  JsonArray *list = oriel_json_array (input->options, "series");
  gboolean is_manual =
    strcmp (oriel_json_string (input->options, "mapping", "auto"), "manual") == 0;
  OrielNameScope scope;
  guint palette = 0;

  oriel_name_scope_init (&scope, (OrielFrame *const *) model->frames->pdata, model->frames->len);
  if (oriel_json_array_length (list) == 0)
    add_mapping (model, input, NULL, is_manual, &scope);
  for (guint i = 0; i < MIN (oriel_json_array_length (list), MAX_SERIES); i++)
    add_mapping (model, input, oriel_json_array_object (list, i), is_manual, &scope);
  if (model->series->len == 0)
    return;

  for (guint i = 0; i < model->series->len; i++)
    {
      OrielXySeries *series = oriel_xy_series_at (model, i);

      series->color = color_of (series, &palette, input);
    }
  g_free (strip_names (model, TRUE));
  oriel_series_options_read (&model->x_options, oriel_xy_series_at (model, 0)->x->config);
  name_axes (model);
  find_ranges (model);
}
