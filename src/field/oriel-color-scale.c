/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-color-scale.h. What does not depend on the value is worked out once; a colour along a
 * ramp has its text made the first time it occurs. */

#include "config.h"

#include "field/oriel-color-scale.h"

#include <float.h>
#include <math.h>

#include "field/oriel-color-scheme.h"
#include "field/oriel-reducers.h"

/* A colour with its text, borrowed from theme, config or the scale. */
typedef struct
{
  OrielColor color;
  const char *text;
} Tint;

struct _OrielColorScale
{
  const OrielTheme *theme;
  const OrielColorScheme *scheme;
  OrielFieldConfig *config;
  OrielRange range;
  gboolean is_boolean;

  Tint single;       /* modes by series: the colour; by threshold: when there is none */
  Tint words[2];     /* boolean fields: false, true */
  GArray *steps;     /* of Tint, parallel to the thresholds' steps */
  GHashTable *texts; /* 0xrrggbb → owned text, filled as colours occur */
  char shade[ORIEL_COLOR_BUFFER];
};

/* The range of a field that is no number. */
static const OrielRange percent_range = { 0, 100, 100 };

static double
number_or_zero (double value)
{
  return oriel_is_null (value) ? 0 : value;
}

/* The reducers `min` and `max`, without all the others: nulls and what no number exceeds do not
 * count. */
static void
extremes_of (const OrielField *field, double *min, double *max)
{
  double low = INFINITY, high = -INFINITY;

  oriel_column_add_extremes (field->column, 0, field->column->n_rows, &low, &high);
  *min = low < DBL_MAX ? low : oriel_null ();
  *max = high > -DBL_MAX ? high : oriel_null ();
}

OrielRange
oriel_field_color_range (const OrielField *field)
{
  OrielRange range = field->range;
  gboolean has_rows = field->column->n_rows > 0;
  double least, greatest;

  if (!oriel_is_null (range.min) || !oriel_is_null (range.max))
    return range;
  if (field->type != ORIEL_FIELD_NUMBER)
    return percent_range;

  range.min = field->config->min;
  range.max = field->config->max;
  if (!has_rows && (oriel_is_null (range.min) || oriel_is_null (range.max)))
    return percent_range;

  if (oriel_is_null (range.min) || oriel_is_null (range.max))
    {
      extremes_of (field, &least, &greatest);
      range.min = oriel_is_null (range.min) ? least : range.min;
      range.max = oriel_is_null (range.max) ? greatest : range.max;
    }
  range.delta = number_or_zero (range.max) - number_or_zero (range.min);
  return range;
}

static Tint
named_tint (const OrielTheme *theme, const char *name)
{
  Tint tint = { .text = oriel_theme_color_text (theme, name) };

  oriel_theme_color (theme, tint.text, &tint.color);
  return tint;
}

static const char *
series_name (const OrielField *field)
{
  return field->display_name != NULL ? field->display_name : field->name;
}

static Tint
series_tint (OrielColorScale *scale, const OrielField *field)
{
  guint index = (guint) MAX (field->series_index, 0);
  const char *fixed = field->config->color_fixed;

  switch (scale->scheme->kind)
    {
    case ORIEL_COLOR_BY_FIXED:
      return named_tint (scale->theme, fixed);
    case ORIEL_COLOR_BY_SHADE:
      oriel_color_shade (scale->theme, fixed, index, scale->shade);
      return named_tint (scale->theme, scale->shade);
    case ORIEL_COLOR_BY_INDEX:
      return named_tint (scale->theme,
                         oriel_color_scheme_color (scale->scheme, scale->theme, index));
    case ORIEL_COLOR_BY_NAME:
      return named_tint (scale->theme, oriel_color_scheme_color_of_name (
                                         scale->scheme, scale->theme, series_name (field)));
    case ORIEL_COLOR_BY_THRESHOLD:
    case ORIEL_COLOR_BY_VALUE:
    default:
      return named_tint (scale->theme, NULL);
    }
}

static void
compile_steps (OrielColorScale *scale)
{
  const OrielThresholds *thresholds = scale->config->thresholds;
  guint n = thresholds != NULL ? thresholds->steps->len : 0;

  scale->steps = g_array_sized_new (FALSE, FALSE, sizeof (Tint), n);
  for (guint i = 0; i < n; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      Tint tint = named_tint (scale->theme, step->color);

      g_array_append_val (scale->steps, tint);
    }
}

/* Booleans are red and green, or the ends of a ramp. */
static void
compile_words (OrielColorScale *scale)
{
  guint n = oriel_color_scheme_n_colors (scale->scheme, scale->theme);
  gboolean has_ramp = scale->scheme->kind == ORIEL_COLOR_BY_VALUE && n > 0;

  scale->words[FALSE] = named_tint (
    scale->theme, has_ramp ? oriel_color_scheme_color (scale->scheme, scale->theme, 0) : "red");
  scale->words[TRUE] =
    named_tint (scale->theme,
                has_ramp ? oriel_color_scheme_color (scale->scheme, scale->theme, n - 1) : "green");
}

OrielColorScale *
oriel_color_scale_new (const OrielField *field, const OrielTheme *theme)
{
  OrielColorScale *scale = g_new0 (OrielColorScale, 1);

  scale->theme = theme;
  scale->config = oriel_field_config_ref (field->config);
  scale->scheme = oriel_color_scheme_find (field->config->color_mode);
  scale->range = oriel_field_color_range (field);
  scale->is_boolean = field->type == ORIEL_FIELD_BOOLEAN;
  scale->texts = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  scale->single = series_tint (scale, field);
  compile_steps (scale);
  if (scale->is_boolean)
    compile_words (scale);

  return scale;
}

void
oriel_color_scale_free (OrielColorScale *scale)
{
  if (scale == NULL)
    return;

  g_array_unref (scale->steps);
  g_hash_table_unref (scale->texts);
  oriel_field_config_unref (scale->config);
  g_free (scale);
}

static double
percent_of (const OrielColorScale *scale, double value)
{
  double percent;

  if (isinf (value) && value < 0)
    return 0;

  percent = (value - number_or_zero (scale->range.min)) / number_or_zero (scale->range.delta);
  return isnan (percent) ? 0 : percent;
}

/* A ramp has at most some hundreds of different colours, so the table stays small. */
static const char *
ramp_text (OrielColorScale *scale, guint32 rgb)
{
  gpointer key = GUINT_TO_POINTER (rgb);
  char *text = g_hash_table_lookup (scale->texts, key);

  if (text == NULL)
    {
      text = g_malloc (ORIEL_COLOR_BUFFER);
      oriel_color_scheme_text (scale->scheme, rgb, text);
      g_hash_table_insert (scale->texts, key, text);
    }

  return text;
}

static Tint
ramp_tint (OrielColorScale *scale, double percent)
{
  guint32 rgb = oriel_color_scheme_at (scale->scheme, scale->theme, percent);
  Tint tint = {
    .color = { (float) (rgb >> 16) / 255.0f, (float) (rgb >> 8 & 0xff) / 255.0f,
               (float) (rgb & 0xff) / 255.0f, 1.0f },
    .text = ramp_text (scale, rgb),
  };

  return tint;
}

static Tint
threshold_tint (const OrielColorScale *scale, double value, double percent)
{
  const OrielThresholds *thresholds = scale->config->thresholds;
  gboolean by_percent = thresholds != NULL && thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE;
  const OrielThreshold *active =
    oriel_thresholds_active (thresholds, by_percent ? percent * 100 : value);

  if (active == NULL)
    return scale->single;

  return g_array_index (scale->steps, Tint,
                        active - &g_array_index (thresholds->steps, OrielThreshold, 0));
}

static Tint
tint_at (OrielColorScale *scale, double value, double percent)
{
  switch (scale->scheme->kind)
    {
    case ORIEL_COLOR_BY_VALUE:
      return ramp_tint (scale, percent);
    case ORIEL_COLOR_BY_THRESHOLD:
      return threshold_tint (scale, value, percent);
    case ORIEL_COLOR_BY_FIXED:
    case ORIEL_COLOR_BY_SHADE:
    case ORIEL_COLOR_BY_INDEX:
    case ORIEL_COLOR_BY_NAME:
    default:
      return scale->single;
    }
}

void
oriel_color_scale_at (OrielColorScale *scale, double value, OrielScaled *out)
{
  gboolean is_true = !isnan (value) && value != 0;
  Tint tint;

  out->percent = scale->is_boolean ? (is_true ? 1 : 0) : percent_of (scale, value);
  tint = scale->is_boolean ? scale->words[is_true] : tint_at (scale, value, out->percent);
  out->color = tint.color;
  out->text = tint.text;
}

/* Nothing and null count as 0, as in JavaScript's arithmetic. */
static double
series_value (const OrielReduced *reduced)
{
  if (reduced->kind == ORIEL_REDUCED_TEXT)
    return oriel_number_from_string (reduced->text);

  return reduced->kind == ORIEL_REDUCED_NOTHING ? 0 : number_or_zero (reduced->number);
}

/* What a series is coloured by when nobody says so. */
#define DEFAULT_SERIES_BY "last"

void
oriel_color_scale_series (OrielColorScale *scale, const OrielField *field, OrielScaled *out)
{
  const char *by = field->config->color_series_by;
  OrielReduced reduced;

  if (!oriel_color_scheme_is_by_value (scale->scheme))
    {
      out->percent = 1;
      out->color = scale->single.color;
      out->text = scale->single.text;
      return;
    }

  reduced = oriel_reduce_one (field, ORIEL_NULLS_NULL, by != NULL ? by : DEFAULT_SERIES_BY);
  oriel_color_scale_at (scale, series_value (&reduced), out);
}
