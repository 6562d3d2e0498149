/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-histogram.h; and the transformation `histogram`. */

#include "config.h"

#include "transform/oriel-histogram.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-distinct.h"
#include "transform/oriel-transform-private.h"

#define DEFAULT_BUCKET_COUNT 30

/* Bounds of buckets are rounded to so many decimals, so that equal ones are equal. */
#define BOUND_DECIMALS 1e9

/* Buckets times fields; more are refused. */
#define MAX_CELLS 20000000

static const double bucket_sizes[] = {
  1e-9, 2e-9, 25e-10, 4e-9,  5e-9,  1e-8, 2e-8, 25e-9, 4e-8,  5e-8,  1e-7, 2e-7, 25e-8, 4e-7,
  5e-7, 1e-6, 2e-6,   25e-7, 4e-6,  5e-6, 1e-5, 2e-5,  25e-6, 4e-5,  5e-5, 1e-4, 2e-4,  25e-5,
  4e-4, 5e-4, 1e-3,   2e-3,  25e-4, 4e-3, 5e-3, 0.01,  0.02,  0.025, 0.04, 0.05, 0.1,   0.2,
  0.25, 0.4,  0.5,    1,     2,     4,    5,    10,    20,    25,    40,   50,   100,   200,
  250,  400,  500,    1e3,   2e3,   25e2, 4e3,  5e3,   1e4,   2e4,   25e3, 4e4,  5e4,   1e5,
  2e5,  25e4, 4e5,    5e5,   1e6,   2e6,  25e5, 4e6,   5e6,   1e7,   2e7,  25e6, 4e7,   5e7,
  1e8,  2e8,  25e7,   4e8,   5e8,   1e9,  2e9,  25e8,  4e9,   5e9,
};

const double *
oriel_histogram_bucket_sizes (guint *n)
{
  *n = G_N_ELEMENTS (bucket_sizes);
  return bucket_sizes;
}

/* One field that is counted. */
typedef struct
{
  const OrielField *field;
  double null_value; /* what nulls count as; NaN: nothing */
} Source;

/* The field's value at `row`; NaN when it does not count. */
static double
value_at (const Source *source, gsize row)
{
  double value = source->field->column->numbers[row];

  if (oriel_is_null (value) && !oriel_is_undefined (value))
    return source->null_value;

  /* Grafana leaves infinities out only where nulls stay nulls. */
  return isfinite (value) || (isinf (value) && !isnan (source->null_value)) ? value : NAN;
}

static GArray *
collect_sources (GPtrArray *frames)
{
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (Source));

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          Source source = { field, oriel_number_from_string (field->config->no_value) };

          if (field->column->type == ORIEL_FIELD_NUMBER)
            g_array_append_val (sources, source);
        }
    }

  return sources;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static GArray *
sorted_values (const GArray *sources)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);

      for (gsize row = 0; row < source->field->column->n_rows; row++)
        {
          double value = value_at (source, row);

          if (!isnan (value))
            g_array_append_val (values, value);
        }
    }

  g_array_sort (values, compare_values);
  return values;
}

/* The first round size that gives no more than `count` buckets and is not finer than the values
 * themselves; NaN when there are no values, or none of the sizes is large enough. */
static double
choose_size (const GArray *sources, double count)
{
  g_autoptr (GArray) values = sorted_values (sources);
  double smallest = values->len == 1 ? 1 : INFINITY;
  double target;

  if (values->len == 0)
    return NAN;

  for (guint i = 1; i < values->len; i++)
    {
      double delta = g_array_index (values, double, i) - g_array_index (values, double, i - 1);

      if (delta != 0)
        smallest = MIN (smallest, delta);
    }

  target =
    (g_array_index (values, double, values->len - 1) - g_array_index (values, double, 0)) / count;
  for (guint i = 0; i < G_N_ELEMENTS (bucket_sizes); i++)
    if (target < bucket_sizes[i] && bucket_sizes[i] >= smallest)
      return bucket_sizes[i];

  return NAN;
}

static double
round_bound (double bound)
{
  if (bound == trunc (bound))
    return bound;

  return oriel_number_round (bound * BOUND_DECIMALS * (1 + DBL_EPSILON)) / BOUND_DECIMALS;
}

/* The lower bound of the value's bucket; NaN for a value that does not count. */
static double
bound_of (double value, double size, double offset)
{
  if (isnan (value))
    return NAN;

  return round_bound (floor ((value - offset) / size) * size + offset);
}

/* The bounds in order, and the place of each that `numbering` knows. */
typedef struct
{
  OrielNumbering numbering;
  GArray *bounds;  /* of double, as they were met, later sorted */
  guint32 *places; /* of a number in the sorted bounds */
} Buckets;

static void
buckets_clear (Buckets *buckets)
{
  oriel_numbering_clear (&buckets->numbering);
  g_array_unref (buckets->bounds);
  g_free (buckets->places);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer bounds)
{
  return compare_values (&g_array_index ((GArray *) bounds, double, *(const guint32 *) a),
                         &g_array_index ((GArray *) bounds, double, *(const guint32 *) b));
}

static void
sort_buckets (Buckets *buckets)
{
  guint n = buckets->bounds->len;
  g_autofree guint32 *order = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_places, buckets->bounds);

  buckets->places = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    buckets->places[order[i]] = i;
  g_array_sort (buckets->bounds, compare_values);
}

/* A size that is no number (values beyond all sizes) puts everything into one bucket. */
static void
collect_buckets (Buckets *buckets, const GArray *sources, double size, double offset)
{
  oriel_numbering_init (&buckets->numbering);
  buckets->bounds = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);

      for (gsize row = 0; row < source->field->column->n_rows; row++)
        {
          double value = value_at (source, row);
          double bound = bound_of (value, size, offset);

          if (!isnan (value) &&
              oriel_numbering_of (&buckets->numbering, oriel_number_key (bound)) ==
                buckets->bounds->len)
            g_array_append_val (buckets->bounds, bound);
        }
    }

  sort_buckets (buckets);
}

static void
count_values (Buckets *buckets, const Source *source, double size, double offset, double *counts)
{
  for (gsize row = 0; row < source->field->column->n_rows; row++)
    {
      double value = value_at (source, row);
      guint64 key = oriel_number_key (bound_of (value, size, offset));

      if (!isnan (value))
        counts[buckets->places[oriel_numbering_of (&buckets->numbering, key)]]++;
    }
}

/* The digits behind the point that the size is written with. */
static int
decimals_of (double size)
{
  char text[ORIEL_NUMBER_BUFFER];
  const char *point;

  oriel_number_to_string (size, text);
  point = strrchr (text, '.');
  if (point == NULL || strspn (point + 1, "0123456789") != strlen (point + 1))
    return 0;

  return (int) strlen (point + 1);
}

/* The config of the bounds: that of the first field with a unit. */
static OrielFieldConfig *
config_of_bounds (const GArray *sources, double size)
{
  OrielFieldConfig *config = NULL;
  int decimals = decimals_of (size);

  for (guint i = 0; i < sources->len && config == NULL; i++)
    {
      const OrielFieldConfig *own = g_array_index (sources, Source, i).field->config;

      if (own->unit != NULL && *own->unit != '\0')
        config = oriel_field_config_copy (own);
    }

  if (config == NULL)
    config = oriel_field_config_new ();
  if (decimals > 0)
    config->decimals = decimals;
  return config;
}

static void
add_bounds (OrielFrame *frame, const GArray *bounds, const GArray *sources, double size)
{
  g_autoptr (OrielFieldConfig) config = config_of_bounds (sources, size);
  double *lower = g_new (double, bounds->len), *upper = g_new (double, bounds->len);
  g_autoptr (OrielColumn) lower_column = oriel_column_from_numbers (lower, bounds->len);
  g_autoptr (OrielColumn) upper_column = oriel_column_from_numbers (upper, bounds->len);

  for (guint i = 0; i < bounds->len; i++)
    {
      lower[i] = g_array_index (bounds, double, i);
      upper[i] = lower[i] + size;
    }

  oriel_frame_add_field (frame, "xMin", NULL, config, lower_column);
  oriel_frame_add_field (frame, "xMax", NULL, config, upper_column);
}

static void
add_counts (OrielFrame *frame, const OrielField *field, const char *name, double *counts)
{
  g_autoptr (OrielColumn) column = oriel_column_from_numbers (counts, frame->n_rows);
  OrielField *added = oriel_frame_add_field (frame, name, field->labels, field->config, column);
  OrielFieldConfig *config = oriel_field_own_config (added);

  /* A count has no unit. */
  if (g_strcmp0 (config->unit, "short") != 0)
    g_clear_pointer (&config->unit, g_free);
}

static void
add_all_counts (OrielFrame *frame,
                Buckets *buckets,
                const GArray *sources,
                const OrielHistogramOptions *options,
                double size)
{
  double *counts = NULL;

  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);

      if (counts == NULL)
        counts = g_new0 (double, frame->n_rows);
      count_values (buckets, source, size, options->bucket_offset, counts);
      if (!options->combine)
        add_counts (frame, source->field, source->field->name, g_steal_pointer (&counts));
    }

  if (options->combine)
    add_counts (frame, g_array_index (sources, Source, 0).field, "count", counts);
}

OrielFrame *
oriel_histogram_build (GPtrArray *frames, const OrielHistogramOptions *options, GError **error)
{
  g_autoptr (GArray) sources = collect_sources (frames);
  double count = options->bucket_count > 0 ? options->bucket_count : DEFAULT_BUCKET_COUNT;
  double size = options->bucket_size > 0 ? options->bucket_size : choose_size (sources, count);
  OrielFrame *frame = NULL;
  Buckets buckets = { .places = NULL };

  if (sources->len == 0)
    return NULL;

  collect_buckets (&buckets, sources, size, options->bucket_offset);
  if ((guint64) buckets.bounds->len * sources->len > MAX_CELLS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the histogram has too many buckets"));
  else
    {
      frame = oriel_frame_new ("histogram", NULL, buckets.bounds->len);
      frame->meta = json_object_new ();
      json_object_set_string_member (frame->meta, "type", "histogram");
      add_bounds (frame, buckets.bounds, sources, size);
      add_all_counts (frame, &buckets, sources, options, size);
    }

  buckets_clear (&buckets);
  return frame;
}

/* A number, or a text that begins with one; 0 when it is neither. */
static double
number_option (JsonObject *options, const char *member)
{
  const char *text = oriel_json_node_string (oriel_json_member (options, member));
  double number =
    text != NULL ? oriel_number_parse_float (text) : oriel_json_number (options, member, 0);

  return isfinite (number) ? number : 0;
}

GPtrArray *
oriel_transform_histogram (JsonObject *options,
                           GPtrArray *frames,
                           const OrielTransformContext *context,
                           GError **error)
{
  const OrielHistogramOptions histogram = {
    .bucket_size = number_option (options, "bucketSize"),
    .bucket_offset = number_option (options, "bucketOffset"),
    .combine = oriel_json_boolean (options, "combine", FALSE),
  };
  g_autoptr (GError) failure = NULL;
  OrielFrame *built = oriel_histogram_build (frames, &histogram, &failure);
  GPtrArray *results;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  results = oriel_frames_new ();
  if (built != NULL)
    g_ptr_array_add (results, built);
  return results;
}
