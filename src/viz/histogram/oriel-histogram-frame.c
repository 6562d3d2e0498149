/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a histogram's buckets come from: counted from numbers, given as fields of bounds, or the
 * sums of a heatmap's rows. Rules: getHistogramFields of Grafana. */

#include "config.h"

#include "viz/histogram/oriel-histogram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-histogram.h"

#define MAX_BUCKETS 100000
#define MAX_DENSE 1000
#define MAX_PARTS 2000
#define SAME 0.999999 /* bounds that are as near to each other are one */

static const char *
kind_of (const OrielFrame *frame)
{
  return oriel_json_string (frame->meta, "type", "");
}

static const OrielField *
find_field (const OrielFrame *frame, const char *name, const char *other)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type == ORIEL_FIELD_NUMBER &&
          (g_strcmp0 (field->name, name) == 0 ||
           (other != NULL && g_strcmp0 (field->name, other) == 0)))
        return field;
    }
  return NULL;
}

static OrielField *
add_numbers (OrielFrame *frame, const char *name, const OrielField *like, const double *numbers)
{
  g_autoptr (OrielColumn) column = oriel_column_new_take (
    ORIEL_FIELD_NUMBER, g_memdup2 (numbers, sizeof (double) * (frame->n_rows + 1)), frame->n_rows);

  return oriel_frame_add_field (frame, name, like != NULL ? like->labels : NULL,
                                like != NULL ? like->config : NULL, column);
}

static void
copy_name (OrielField *field, const OrielField *source, int series_index)
{
  field->display_name = g_strdup (oriel_viz_field_name (source));
  field->series_index = series_index;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

/* The values of a column in order, each once. */
static GArray *
unique_values (const OrielField *field)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  guint kept = 0;

  for (gsize i = 0; i < field->column->n_rows; i++)
    if (!isnan (field->column->numbers[i]))
      g_array_append_val (values, field->column->numbers[i]);
  g_array_sort (values, compare_numbers);
  for (guint i = 0; i < values->len; i++)
    if (kept == 0 || g_array_index (values, double, kept - 1) != g_array_index (values, double, i))
      g_array_index (values, double, kept++) = g_array_index (values, double, i);
  g_array_set_size (values, kept);
  return values;
}

/* Bounds of all buckets, also of those that are left out because nothing is in them. */
static void
fill_bounds (const GArray *lows, const GArray *highs, GArray *mins, GArray *maxs)
{
  double factor = g_array_index (highs, double, 0) / g_array_index (lows, double, 0);

  for (guint i = 0; i < MIN (lows->len, highs->len) && maxs->len < MAX_DENSE; i++)
    {
      double min = g_array_index (lows, double, i), max = g_array_index (highs, double, i);
      double next = i + 1 < highs->len ? g_array_index (highs, double, i + 1) : NAN;

      g_array_append_val (mins, min);
      g_array_append_val (maxs, max);
      if (!(factor > 1) || isinf (factor))
        continue;
      for (min *= factor, max *= factor; max < next * SAME && maxs->len < MAX_DENSE;
           min *= factor, max *= factor)
        {
          g_array_append_val (mins, min);
          g_array_append_val (maxs, max);
        }
    }
}

/* The cells of a heatmap, counted by their upper bounds. */
static OrielFrame *
from_cells (const OrielFrame *frame)
{
  const OrielField *low = find_field (frame, "yMin", NULL),
                   *high = find_field (frame, "yMax", NULL);
  const OrielField *count = find_field (frame, "count", "Count");
  g_autoptr (GArray) lows = NULL, highs = NULL;
  g_autoptr (GArray) mins = g_array_new (TRUE, TRUE, sizeof (double));
  g_autoptr (GArray) maxs = g_array_new (TRUE, TRUE, sizeof (double));
  g_autofree double *sums = NULL;
  OrielFrame *made;

  if (low == NULL || high == NULL || count == NULL)
    return NULL;
  lows = unique_values (low);
  highs = unique_values (high);
  if (lows->len == 0 || highs->len == 0)
    return NULL;

  fill_bounds (lows, highs, mins, maxs);
  sums = g_new0 (double, maxs->len + 1);
  for (gsize i = 0; i < frame->n_rows; i++)
    {
      const double *found = bsearch (&high->column->numbers[i], maxs->data, maxs->len,
                                     sizeof (double), compare_numbers);

      if (found != NULL && isfinite (count->column->numbers[i]))
        sums[found - (const double *) (gpointer) maxs->data] += count->column->numbers[i];
    }
  made = oriel_frame_new (frame->ref_id, frame->name, maxs->len);
  add_numbers (made, "xMin", low, (const double *) (gpointer) mins->data);
  add_numbers (made, "xMax", high, (const double *) (gpointer) maxs->data);
  copy_name (add_numbers (made, "count", count, sums), count, 0);
  return made;
}

static OrielField *
add_texts (OrielFrame *frame, const char *name, const char **texts)
{
  g_autoptr (OrielColumn) column = oriel_column_new_strings (texts, frame->n_rows, NULL, NULL);

  return oriel_frame_add_field (frame, name, NULL, NULL, column);
}

/* The rows of a heatmap, each summed up over time; bounds are names. They live as long as the
 * heatmap's frame, of which the model keeps a reference. */
static OrielFrame *
from_rows (const OrielFrame *frame)
{
  guint n = 0;
  const char **mins = g_new0 (const char *, frame->fields->len + 2);
  const char **maxs = g_new0 (const char *, frame->fields->len + 2);
  g_autofree double *sums = g_new0 (double, frame->fields->len + 2);
  const OrielField *first = NULL;
  const char *bound = "0";
  OrielFrame *made;

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type != ORIEL_FIELD_NUMBER)
        continue;
      first = first != NULL ? first : field;
      for (gsize k = 0; k < frame->n_rows; k++)
        if (isfinite (field->column->numbers[k]))
          sums[n] += field->column->numbers[k];
      mins[n] = bound;
      bound = maxs[n++] = field->name;
    }
  mins[n] = maxs[n] = bound;
  made = oriel_frame_new (frame->ref_id, frame->name, n + 1);
  add_texts (made, "xMin", mins);
  add_texts (made, "xMax", maxs);
  copy_name (add_numbers (made, "count", first, sums),
             first != NULL ? first : oriel_frame_field (made, 0), 0);
  g_clear_pointer (&oriel_frame_field (made, 2)->display_name, g_free);
  oriel_frame_field (made, 2)->display_name = g_strdup ("count");
  return made;
}

/* A bound that is not given lies one bucket from the other. */
static OrielField *
add_bound (OrielFrame *made,
           const char *name,
           const OrielField *bound,
           const OrielField *other,
           double direction)
{
  const OrielField *source = bound != NULL ? bound : other;
  g_autofree double *numbers =
    g_memdup2 (source->column->numbers, sizeof (double) * MAX (made->n_rows, 1));
  g_autofree double *shifted = g_new (double, made->n_rows + 1);
  double size = made->n_rows > 1 ? oriel_round_decimals (numbers[1] - numbers[0], 6) : 1;

  for (gsize i = 0; i < made->n_rows; i++)
    shifted[i] = bound != NULL ? numbers[i] : numbers[i] + direction * size;
  return add_numbers (made, name, source, shifted);
}

/* Fields of bounds and counts: xMin or BucketMin, xMax or BucketMax, and all other numbers. */
static OrielFrame *
from_bounds (const OrielFrame *frame)
{
  const OrielField *min = find_field (frame, "xMin", "BucketMin");
  const OrielField *max = find_field (frame, "xMax", "BucketMax");
  OrielFrame *made;
  int n = 0;

  if ((min == NULL && max == NULL) || (frame->n_rows < 2 && (min == NULL || max == NULL)))
    return NULL;
  made = oriel_frame_new (frame->ref_id, frame->name, frame->n_rows);
  add_bound (made, "xMin", min, max, -1);
  add_bound (made, "xMax", max, min, 1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type == ORIEL_FIELD_NUMBER && field != min && field != max)
        copy_name (
          oriel_frame_add_field (made, field->name, field->labels, field->config, field->column),
          field, n++);
    }
  if (n > 0)
    return made;
  oriel_frame_unref (made);
  return NULL;
}

static OrielFrame *
given_frame (const OrielFrame *frame)
{
  if (strcmp (kind_of (frame), "heatmap-cells") == 0)
    return from_cells (frame);
  if (strcmp (kind_of (frame), "heatmap-rows") == 0)
    return from_rows (frame);
  return from_bounds (frame);
}

static OrielFrame *
counted_frame (const OrielVizInput *input, GPtrArray *frames, char **message)
{
  JsonObject *options = input->options;
  OrielHistogramOptions wanted = {
    .bucket_size = oriel_json_number (options, "bucketSize", 0),
    .bucket_count = oriel_json_number (options, "bucketCount", 0),
    .bucket_offset = oriel_json_number (options, "bucketOffset", 0),
    .combine = oriel_json_boolean (options, "combine", FALSE),
  };
  g_autoptr (GError) error = NULL;
  OrielFrame *made = oriel_histogram_build (frames, &wanted, &error);
  guint index = 2;

  if (error != NULL)
    *message = g_strdup (error->message);
  for (guint i = 0; made != NULL && i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint k = 0; k < frame->fields->len && index < made->fields->len; k++)
        {
          const OrielField *source = oriel_frame_field (frame, k);

          if (source->type != ORIEL_FIELD_NUMBER)
            continue;
          copy_name (oriel_frame_field (made, index), source, (int) index - 2);
          index++;
        }
    }
  if (made != NULL && wanted.combine && made->fields->len > 2)
    {
      g_free (oriel_frame_field (made, 2)->display_name);
      oriel_frame_field (made, 2)->display_name = g_strdup (_ ("Count"));
    }
  return made;
}

/* The lower bounds of all frames, each once, with the upper bound that goes with it. */
static guint
join_bounds (GPtrArray *parts, double *mins, double *maxs)
{
  guint n = 0, kept = 0;
  g_autofree double *pairs = NULL;
  gsize rows = 0;

  for (guint i = 0; i < parts->len; i++)
    rows += ((const OrielFrame *) g_ptr_array_index (parts, i))->n_rows;
  pairs = g_new (double, 2 * rows + 1);
  for (guint i = 0; i < parts->len; i++)
    {
      const OrielFrame *part = g_ptr_array_index (parts, i);

      for (gsize k = 0; k < part->n_rows; k++, n++)
        {
          pairs[2 * n] = oriel_frame_field (part, 0)->column->numbers[k];
          pairs[2 * n + 1] = oriel_frame_field (part, 1)->column->numbers[k];
        }
    }
  qsort (pairs, n, 2 * sizeof (double), compare_numbers);
  for (guint i = 0; i < n; i++)
    if (kept == 0 || mins[kept - 1] != pairs[2 * i])
      {
        mins[kept] = pairs[2 * i];
        maxs[kept++] = pairs[2 * i + 1];
      }
  return kept;
}

static void
add_joined_counts (OrielFrame *made, const OrielFrame *part, const double *mins)
{
  for (guint i = 2; i < part->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (part, i);
      g_autofree double *counts = g_new0 (double, made->n_rows + 1);

      for (gsize k = 0; k < part->n_rows; k++)
        {
          const double *found = bsearch (&oriel_frame_field (part, 0)->column->numbers[k], mins,
                                         made->n_rows, sizeof (double), compare_numbers);

          if (found != NULL)
            counts[found - mins] = field->column->numbers[k];
        }
      copy_name (add_numbers (made, field->name, field, counts), field,
                 (int) made->fields->len - 3);
    }
}

/* Several histograms as one; takes the frames of `parts`. Named buckets are not joined. */
static OrielFrame *
join_given (GPtrArray *parts)
{
  const OrielFrame *first = g_ptr_array_index (parts, 0);
  g_autofree double *mins = NULL, *maxs = NULL;
  gsize rows = 0;
  OrielFrame *made;

  for (guint i = 0; i < parts->len; i++)
    rows += ((const OrielFrame *) g_ptr_array_index (parts, i))->n_rows;
  for (guint i = 0; i < parts->len; i++)
    if (parts->len == 1 || rows > MAX_BUCKETS ||
        oriel_frame_field (g_ptr_array_index (parts, i), 0)->type != ORIEL_FIELD_NUMBER)
      return oriel_frame_ref ((OrielFrame *) first);

  mins = g_new (double, rows + 1);
  maxs = g_new (double, rows + 1);
  made = oriel_frame_new (first->ref_id, first->name, join_bounds (parts, mins, maxs));
  add_numbers (made, "xMin", oriel_frame_field (first, 0), mins);
  add_numbers (made, "xMax", oriel_frame_field (first, 1), maxs);
  for (guint i = 0; i < parts->len; i++)
    add_joined_counts (made, g_ptr_array_index (parts, i), mins);
  return made;
}

static gboolean
are_heatmaps (GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    if (!g_str_has_prefix (kind_of (g_ptr_array_index (frames, i)), "heatmap-"))
      return FALSE;
  return frames->len > 0;
}

static OrielFrame *
given_frames (GPtrArray *frames)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < frames->len && parts->len < MAX_PARTS; i++)
    {
      OrielFrame *part = given_frame (g_ptr_array_index (frames, i));

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  return parts->len > 0 ? join_given (parts) : NULL;
}

OrielFrame *
oriel_histogram_frame (const OrielVizInput *input,
                       GPtrArray *frames,
                       gboolean *is_given,
                       char **message)
{
  OrielFrame *made = NULL;

  if (frames->len == 1 || are_heatmaps (frames))
    made = given_frames (frames);
  *is_given = made != NULL;
  if (made == NULL)
    made = counted_frame (input, frames, message);
  if (made != NULL && (made->n_rows == 0 || made->n_rows > MAX_BUCKETS))
    g_clear_pointer (&made, oriel_frame_unref);
  if (made == NULL && *message == NULL)
    *message = g_strdup (_ ("No histogram found in response"));
  return made;
}
