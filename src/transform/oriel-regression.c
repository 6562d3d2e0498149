/* SPDX-License-Identifier: GPL-3.0-or-later */

/* regression: the straight line or polynomial that comes closest to one field over another, as a
 * frame of points. Source of the rules: Grafana's regression; least squares are solved in scaled
 * x (-1 … 1) over orthogonal polynomials, so that times and high degrees keep their digits. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

#define DEFAULT_PREDICTIONS 100
#define MAX_PREDICTIONS 1000000
#define DEFAULT_DEGREE 2
#define MAX_DEGREE 100

/* The points that are fitted, x scaled to -1 … 1. */
typedef struct
{
  double *x, *y;
  gsize n;
} Points;

/* A polynomial as a sum of orthogonal ones by their recurrence (Forsythe):
 * p[k + 1](x) = (x - a[k]) p[k](x) - b[k] p[k - 1](x). */
typedef struct
{
  int degree;
  double a[MAX_DEGREE + 1], b[MAX_DEGREE + 1], weight[MAX_DEGREE + 1];
} Fit;

static double
dot (const double *a, const double *b, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];

  return sum;
}

/* Degrees that the points do not determine have no weight. */
static void
fit_points (const Points *points, int degree, Fit *fit)
{
  g_autofree double *current = g_new (double, points->n);
  g_autofree double *previous = g_new0 (double, points->n);
  g_autofree double *rest = g_memdup2 (points->y, points->n * sizeof (double));
  double norm, last_norm = 0;

  for (gsize i = 0; i < points->n; i++)
    current[i] = 1;

  *fit = (Fit){ .degree = -1 };
  for (int k = 0; k <= degree && (gsize) k < points->n; k++)
    {
      norm = dot (current, current, points->n);
      if (!(norm > 1e-13 * (last_norm > 0 ? last_norm : 1)))
        break;

      fit->degree = k;
      fit->weight[k] = dot (current, rest, points->n) / norm;
      fit->b[k] = last_norm > 0 ? norm / last_norm : 0;
      for (gsize i = 0; i < points->n; i++)
        fit->a[k] += points->x[i] * current[i] * current[i] / norm;
      for (gsize i = 0; i < points->n; i++)
        {
          double next = (points->x[i] - fit->a[k]) * current[i] - fit->b[k] * previous[i];

          rest[i] -= fit->weight[k] * current[i];
          previous[i] = current[i];
          current[i] = next;
        }
      last_norm = norm;
    }
}

static double
predict (const Fit *fit, double x)
{
  double current = 1, previous = 0, sum = 0;

  if (fit->degree < 0)
    return NAN;

  for (int k = 0; k <= fit->degree; k++)
    {
      double next = (x - fit->a[k]) * current - fit->b[k] * previous;

      sum += fit->weight[k] * current;
      previous = current;
      current = next;
    }

  return sum;
}

/* The range of x; FALSE when there is none. */
static gboolean
range_of (const OrielField *field, double *min, double *max)
{
  *min = INFINITY;
  *max = -INFINITY;
  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      double x = oriel_cell_is_null (&cell) ? NAN : oriel_cell_number (&cell);

      if (!isfinite (x))
        continue;
      *min = MIN (*min, x);
      *max = MAX (*max, x);
    }

  return *min <= *max;
}

/* A straight scale from min … max to -1 … 1. */
static double
scaled (double x, double min, double max)
{
  return max > min ? 2 * ((x - min) / (max - min)) - 1 : 0;
}

static void
points_init (Points *points, const OrielField *x, const OrielField *y, double min, double max)
{
  gsize n_rows = MIN (x->column->n_rows, y->column->n_rows);

  points->x = g_new (double, n_rows);
  points->y = g_new (double, n_rows);
  points->n = 0;
  for (gsize i = 0; i < n_rows; i++)
    {
      OrielReduced x_cell = oriel_field_cell (x, i), y_cell = oriel_field_cell (y, i);
      double at = oriel_cell_is_null (&x_cell) ? NAN : oriel_cell_number (&x_cell);
      double value = oriel_cell_is_null (&y_cell) ? NAN : oriel_cell_number (&y_cell);

      if (!isfinite (at) || !isfinite (value))
        continue;
      points->x[points->n] = scaled (at, min, max);
      points->y[points->n++] = value;
    }
}

static void
points_clear (Points *points)
{
  g_free (points->x);
  g_free (points->y);
}

/* The fields that the options name, of the first frame that has them. FALSE with `error` when a
 * frame has one without the other; without, when no frame has any. */
static gboolean
find_fields (JsonObject *options,
             GPtrArray *frames,
             const OrielField **x,
             const OrielField **y,
             const OrielFrame **of,
             GError **error)
{
  OrielNameScope scope = oriel_transform_scope (frames);
  g_autoptr (OrielFieldMatcher) x_matcher =
    oriel_field_matcher_new ("byName", oriel_json_member (options, "xFieldName"));
  g_autoptr (OrielFieldMatcher) y_matcher =
    oriel_field_matcher_new ("byName", oriel_json_member (options, "yFieldName"));

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      *x = oriel_transform_find_field (x_matcher, frame, &scope);
      *y = oriel_transform_find_field (y_matcher, frame, &scope);
      *of = frame;
      if (*y == NULL)
        continue;
      if (*x == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _ ("X and Y fields must be part of the same frame"));
      return *x != NULL;
    }

  return FALSE;
}

static char *
name_of_model (gboolean is_linear, int degree)
{
  static const char *const names[] = { "Quadratic", "Cubic", "Quartic", "Quintic", "Sextic",
                                       "Septic",    "Octic", "Nonic",   "Decic" };

  if (is_linear)
    return g_strdup ("Linear regression");
  if (degree < 2 || degree - 2 >= (int) G_N_ELEMENTS (names))
    return g_strdup ("Polynomial regression");

  return g_strdup_printf ("%s polynomial regression", names[degree - 2]);
}

/* Points at equal distances, the last one exactly at the end. */
static OrielFrame *
prediction_frame (const Fit *fit, const char *name, double min, double max, guint n)
{
  OrielFrame *frame = oriel_frame_new (NULL, name, n);
  double *x = g_new (double, n), *y = g_new (double, n);
  g_autoptr (OrielColumn) x_column = oriel_column_from_numbers (x, n);
  g_autoptr (OrielColumn) y_column = oriel_column_from_numbers (y, n);

  for (guint i = 0; i < n; i++)
    {
      x[i] = i + 1 < n ? i * ((max - min) / (n - 1)) + min : max;
      y[i] = predict (fit, scaled (x[i], min, max));
    }

  oriel_frame_add_field (frame, "x", NULL, NULL, x_column);
  oriel_frame_add_field (frame, "y", NULL, NULL, y_column);
  return frame;
}

/* Gives the points the names and types of the fields that they were made of. */
static void
dress_frame (OrielFrame *points,
             const OrielField *x,
             const OrielField *y,
             const OrielFrame *frame,
             const OrielNameScope *scope)
{
  OrielField *x_field = oriel_frame_field (points, 0), *y_field = oriel_frame_field (points, 1);

  g_free (x_field->name);
  x_field->name = g_strdup (x->name);
  g_free (y_field->name);
  y_field->name = oriel_field_display_name_in (y, frame, scope);
  if (x->type == ORIEL_FIELD_TIME)
    {
      OrielColumn *times = oriel_column_times_of_numbers (x_field->column);

      oriel_column_unref (x_field->column);
      x_field->column = times;
      x_field->type = ORIEL_FIELD_TIME;
    }
}

GPtrArray *
oriel_transform_regression (JsonObject *options,
                            GPtrArray *frames,
                            const OrielTransformContext *context,
                            GError **error)
{
  const char *model = oriel_json_string (options, "modelType", "linear");
  gboolean is_linear = strcmp (model, "linear") == 0;
  int degree = (int) CLAMP (oriel_json_int (options, "degree", DEFAULT_DEGREE), 0, MAX_DEGREE);
  gint64 n = oriel_json_int (options, "predictionCount", DEFAULT_PREDICTIONS);
  g_autofree char *name = name_of_model (is_linear, degree);
  OrielNameScope scope = oriel_transform_scope (frames);
  const OrielField *x = NULL, *y = NULL;
  const OrielFrame *frame = NULL;
  GPtrArray *results;
  OrielFrame *predicted;
  double min, max;
  Points points;
  Fit fit;

  if (!find_fields (options, frames, &x, &y, &frame, error) ||
      (!is_linear && strcmp (model, "polynomial") != 0) || !range_of (x, &min, &max))
    return error != NULL && *error != NULL ? NULL : oriel_frames_copy (frames);

  points_init (&points, x, y, min, max);
  fit_points (&points, is_linear ? 1 : degree, &fit);
  points_clear (&points);

  results = oriel_frames_copy (frames);
  predicted = prediction_frame (&fit, name, min, max, (guint) CLAMP (n, 1, MAX_PREDICTIONS));
  dress_frame (predicted, x, y, frame, &scope);
  g_ptr_array_add (results, predicted);
  return results;
}
