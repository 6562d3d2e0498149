/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From frames to cells: counted from samples, given as cells (dense or one row a cell, as native
 * histograms come), or one field a row of buckets. Rules: fields.ts and heatmap.ts of Grafana's
 * heatmap panel. */

#include "config.h"

#include "viz/heatmap/oriel-heatmap-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-heat-grid.h"

#define MAX_CELLS (16u * 1000 * 1000)
#define MAX_ROWS 20000
#define LAST_BUCKET_FACTOR 1.5 /* of a last bucket whose end nobody says */

static const OrielWord distributions[] = {
  { "linear", ORIEL_SCALE_LINEAR },
  { "log", ORIEL_SCALE_LOG },
  { "symlog", ORIEL_SCALE_SYMLOG },
  { 0 },
};

static void
clear_row (gpointer data)
{
  OrielHeatRow *row = data;

  g_free (row->name);
  g_free (row->label);
}

void
oriel_heat_cells_clear (OrielHeatCells *cells)
{
  g_clear_pointer (&cells->rows, g_array_unref);
  g_clear_pointer (&cells->xs, g_free);
  g_clear_pointer (&cells->owned, g_free);
  g_clear_pointer (&cells->own_least_label, g_free);
  g_clear_pointer (&cells->value_name, g_free);
  g_clear_pointer (&cells->y_display, oriel_display_free);
  g_clear_pointer (&cells->value_display, oriel_display_free);
}

/* The processor of numbers with the unit and decimals that an option sets. */
static OrielDisplay *
display_by_options (const OrielField *field, JsonObject *options, const OrielVizInput *input)
{
  return oriel_viz_display_new (field, oriel_json_string (options, "unit", NULL),
                                (int) oriel_json_int (options, "decimals", -1), input);
}

/* The same for numbers that no field holds: `like` lends its column. */
static OrielDisplay *
short_display (const OrielField *like, JsonObject *options, const OrielVizInput *input)
{
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  OrielField field = *like;

  config->unit = g_strdup ("short");
  field.config = config;
  field.display_name = NULL;
  return display_by_options (&field, options, input);
}

static char *
range_name (OrielDisplay *display, double low, double high)
{
  char from[ORIEL_NUMBER_BUFFER * 2], to[ORIEL_NUMBER_BUFFER * 2];

  oriel_viz_write_number (display, low, -1, from, sizeof from);
  oriel_viz_write_number (display, high, -1, to, sizeof to);
  return g_strdup_printf ("%s – %s", from, to);
}

static void
name_numeric_rows (OrielHeatCells *cells)
{
  for (guint i = 0; i < cells->rows->len; i++)
    {
      OrielHeatRow *row = &g_array_index (cells->rows, OrielHeatRow, i);

      row->name = range_name (cells->y_display, row->low, row->high);
    }
}

static void
set_scale (OrielHeatCells *cells, JsonObject *scale, OrielScaleKind fallback)
{
  cells->scale = (OrielScaleKind) oriel_viz_word (scale, "type", distributions, (int) fallback);
  cells->log_base = oriel_json_int (scale, "log", 2) == 10 ? 10 : 2;
  cells->linear_threshold = oriel_json_number (scale, "linearThreshold", 1);
  if (!(cells->linear_threshold > 0))
    cells->linear_threshold = 1;
}

static int
index_of_frame (GPtrArray *frames, const OrielFrame *frame)
{
  guint index = 0;

  return g_ptr_array_find (frames, frame, &index) ? (int) index : 0;
}

static gboolean
calculate (OrielHeatCells *cells, const OrielVizInput *input, GPtrArray *frames, char **message)
{
  OrielHeatOptions options;
  OrielHeatGrid grid;
  g_autoptr (GError) error = NULL;

  oriel_heat_options_from_json (&options, oriel_json_object (input->options, "calculation"));
  options.x_min = (double) input->range.from_ms;
  options.x_max = (double) input->range.to_ms;
  if (!oriel_heat_grid_init (&grid, frames, &options, &error))
    {
      *message = g_strdup (error->message);
      return FALSE;
    }

  cells->n_x = grid.n_x;
  cells->x_is_time = TRUE;
  cells->x_step = grid.x_step;
  cells->x_align = cells->y_align = ORIEL_CELL_AFTER;
  cells->xs = g_new (double, grid.n_x);
  for (gsize i = 0; i < grid.n_x; i++)
    cells->xs[i] = grid.x_min + (double) i * grid.x_step;
  cells->stride = grid.n_y;
  cells->owned = g_steal_pointer (&grid.counts);
  cells->scale = grid.log_base != 0 ? ORIEL_SCALE_LOG : ORIEL_SCALE_LINEAR;
  cells->log_base = grid.log_base != 0 ? grid.log_base : 2;
  cells->log_splits = grid.log_base != 0 ? (int) CLAMP (options.y.size, 1, 1000) : 1;
  for (gsize i = 0; i < grid.n_y; i++)
    {
      OrielHeatRow row = {
        .low = oriel_heat_grid_y (&grid, i),
        .high = oriel_heat_grid_y (&grid, i + 1),
        .values = cells->owned + i,
        .frame = index_of_frame (frames, grid.of_frame),
        .field = (int) i,
      };

      g_array_append_val (cells->rows, row);
    }
  cells->y_display =
    display_by_options (grid.value, oriel_json_object (input->options, "yAxis"), input);
  cells->value_display =
    short_display (grid.value, oriel_json_object (input->options, "cellValues"), input);
  cells->value_name = g_strdup (_ ("Count"));
  name_numeric_rows (cells);
  oriel_heat_grid_clear (&grid);
  return TRUE;
}

/* Whether a field says where cells lie: `x` or `y` and which edge. */
static gboolean
is_place (const OrielField *field, char axis, OrielCellAlign *align)
{
  static const OrielCellAlign aligns[] = { ORIEL_CELL_AROUND, ORIEL_CELL_AFTER, ORIEL_CELL_BEFORE };
  static const char *const edges[] = { "", "Min", "Max" };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (field->name != NULL && field->name[0] == axis && strcmp (field->name + 1, edges[i]) == 0)
      {
        *align = aligns[i];
        return TRUE;
      }
  return FALSE;
}

/* The fields of a frame of cells. */
typedef struct
{
  const OrielField *x, *y, *y_max, *value;
} CellFields;

static gboolean
find_cell_fields (OrielHeatCells *cells, const OrielFrame *frame, CellFields *fields)
{
  OrielCellAlign align;

  memset (fields, 0, sizeof *fields);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      gboolean is_number = field->type == ORIEL_FIELD_NUMBER;

      if (fields->x == NULL && (is_number || field->type == ORIEL_FIELD_TIME) &&
          is_place (field, 'x', &align))
        {
          fields->x = field;
          cells->x_align = align;
        }
      else if (is_number && is_place (field, 'y', &align))
        {
          if (fields->y == NULL)
            {
              fields->y = field;
              cells->y_align = align;
            }
          else if (fields->y_max == NULL)
            fields->y_max = field;
        }
      else if (is_number && fields->value == NULL)
        fields->value = field;
    }
  return fields->x != NULL && fields->y != NULL && fields->value != NULL;
}

static double
x_at (const OrielField *field, gsize row)
{
  if (field->type == ORIEL_FIELD_TIME)
    return field->column->times[row] == ORIEL_TIME_NULL ? NAN : (double) field->column->times[row];
  return field->column->numbers[row];
}

/* The edges of rows of which only one value each is known. */
static void
set_edges (const OrielHeatCells *cells, OrielHeatRow *row, double y, double step)
{
  gboolean is_log = cells->scale == ORIEL_SCALE_LOG;
  double before = cells->y_align == ORIEL_CELL_BEFORE   ? 1
                  : cells->y_align == ORIEL_CELL_AROUND ? 0.5
                                                        : 0;

  row->low = is_log ? y / pow (step, before) : y - step * before;
  row->high = is_log ? y * pow (step, 1 - before) : y + step * (1 - before);
}

static void
set_x_step (OrielHeatCells *cells, const OrielVizInput *input)
{
  cells->x_step = 0;
  for (gsize i = 1; i < cells->n_x && !(cells->x_step > 0); i++)
    cells->x_step = fabs (cells->xs[i] - cells->xs[i - 1]);
  if (!(cells->x_step > 0))
    cells->x_step = cells->x_is_time ? (double) (input->range.to_ms - input->range.from_ms) : 1;
}

static gboolean
read_dense (OrielHeatCells *cells,
            const OrielVizInput *input,
            const OrielFrame *frame,
            const CellFields *fields,
            int frame_index)
{
  const double *ys = fields->y->column->numbers;
  gsize n = frame->n_rows, last = n - 1, n_y;
  double step;

  while (last > 0 && ys[last] != ys[0])
    last--;
  n_y = n - last;
  if (n_y > MAX_ROWS)
    return FALSE;

  cells->n_x = n / n_y;
  cells->xs = g_new (double, cells->n_x + 1);
  for (gsize i = 0; i < cells->n_x; i++)
    cells->xs[i] = x_at (fields->x, i * n_y);
  cells->stride = n_y;
  step = n_y < 2                           ? (cells->scale == ORIEL_SCALE_LOG ? 2 : 1)
         : cells->scale == ORIEL_SCALE_LOG ? ys[1] / ys[0]
                                           : ys[1] - ys[0];
  for (gsize i = 0; i < n_y; i++)
    {
      OrielHeatRow row = {
        .values = fields->value->column->numbers + i,
        .frame = frame_index,
        .field = (int) i,
      };

      set_edges (cells, &row, ys[i], step);
      g_array_append_val (cells->rows, row);
    }
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const double *one = a, *two = b;
  int order = compare_numbers (one, two);

  return order != 0 ? order : compare_numbers (one + 1, two + 1);
}

/* Sorts `n` items of `width` numbers and drops repetitions; returns how many are left. */
static gsize
sort_unique (double *items, gsize n, guint width, GCompareFunc compare)
{
  gsize kept = 0;

  qsort (items, n, sizeof (double) * width, compare);
  for (gsize i = 0; i < n; i++)
    if (kept == 0 || compare (items + (kept - 1) * width, items + i * width) != 0)
      {
        memmove (items + kept * width, items + i * width, sizeof (double) * width);
        kept++;
      }
  return kept;
}

static gsize
find_item (const double *items, gsize n, guint width, const double *item, GCompareFunc compare)
{
  const double *found = bsearch (item, items, n, sizeof (double) * width, compare);

  return (gsize) (found - items) / width;
}

/* Each row of the frame is one cell with both edges of its bucket. */
static gboolean
read_sparse (OrielHeatCells *cells,
             const OrielFrame *frame,
             const CellFields *fields,
             int frame_index)
{
  gsize n = 0, n_y;
  double *xs = cells->xs = g_new (double, frame->n_rows + 1);
  g_autofree double *edges = g_new (double, 2 * frame->n_rows + 1);
  g_autofree gsize *kept = g_new (gsize, frame->n_rows + 1);

  for (gsize i = 0; i < frame->n_rows; i++)
    {
      double x = x_at (fields->x, i);
      double low = fields->y->column->numbers[i], high = fields->y_max->column->numbers[i];

      if (isnan (x + low + high))
        continue;
      xs[n] = x;
      edges[2 * n] = MIN (low, high);
      edges[2 * n + 1] = MAX (low, high);
      kept[n++] = i;
    }
  cells->n_x = sort_unique (xs, n, 1, compare_numbers);
  n_y = sort_unique (edges, n, 2, compare_edges);
  if (n == 0 || n_y > MAX_ROWS || cells->n_x * n_y > MAX_CELLS)
    return FALSE;

  cells->stride = n_y;
  cells->has_own_edges = TRUE;
  cells->owned = g_new (double, cells->n_x *n_y);
  for (gsize i = 0; i < cells->n_x * n_y; i++)
    cells->owned[i] = oriel_null ();
  for (gsize i = 0; i < n; i++)
    {
      double x = x_at (fields->x, kept[i]);
      double a = fields->y->column->numbers[kept[i]], b = fields->y_max->column->numbers[kept[i]];
      double edge[2] = { MIN (a, b), MAX (a, b) };
      gsize column = find_item (xs, cells->n_x, 1, &x, compare_numbers);

      cells->owned[column * n_y + find_item (edges, n_y, 2, edge, compare_edges)] =
        fields->value->column->numbers[kept[i]];
    }
  for (gsize i = 0; i < n_y; i++)
    {
      OrielHeatRow row = {
        .low = edges[2 * i],
        .high = edges[2 * i + 1],
        .values = cells->owned + i,
        .frame = frame_index,
        .field = (int) i,
      };

      g_array_append_val (cells->rows, row);
    }
  return TRUE;
}

static gboolean
read_cells (OrielHeatCells *cells,
            const OrielVizInput *input,
            GPtrArray *frames,
            const OrielFrame *frame,
            char **message)
{
  CellFields fields;
  JsonObject *scale =
    oriel_json_path (input->options, "rowsFrame.yBucketScale") != NULL
      ? oriel_json_object (oriel_json_object (input->options, "rowsFrame"), "yBucketScale")
      : NULL;
  gboolean ok;

  if (!find_cell_fields (cells, frame, &fields) || frame->n_rows < 1)
    {
      *message = g_strdup (_ ("A field of the heatmap is missing."));
      return FALSE;
    }
  if (scale == NULL)
    scale = oriel_json_object (fields.y->config->custom, "scaleDistribution");
  set_scale (cells, scale, fields.y_max != NULL ? ORIEL_SCALE_LOG : ORIEL_SCALE_LINEAR);
  cells->x_is_time = fields.x->type == ORIEL_FIELD_TIME;
  ok = fields.y_max != NULL
         ? read_sparse (cells, frame, &fields, index_of_frame (frames, frame))
         : read_dense (cells, input, frame, &fields, index_of_frame (frames, frame));
  if (!ok)
    {
      *message = g_strdup (_ ("The heatmap would have too many buckets."));
      return FALSE;
    }
  cells->y_display =
    display_by_options (fields.y, oriel_json_object (input->options, "yAxis"), input);
  cells->value_display =
    display_by_options (fields.value, oriel_json_object (input->options, "cellValues"), input);
  cells->value_name = g_strdup (oriel_viz_field_name (fields.value));
  set_x_step (cells, input);
  name_numeric_rows (cells);
  return TRUE;
}

/* A row of buckets before it is placed. */
typedef struct
{
  guint frame, field;
  const OrielField *of;
  double bound; /* the number in its name, NaN: none */
} Bucket;

static double
bound_in (const char *text)
{
  if (g_strcmp0 (text, "+Inf") == 0)
    return INFINITY;
  if (g_strcmp0 (text, "-Inf") == 0)
    return -INFINITY;
  return text != NULL ? oriel_number_parse_float (text) : NAN;
}

static void
add_buckets (GArray *buckets, const OrielFrame *frame, guint frame_index)
{
  for (guint i = 0; i < frame->fields->len && buckets->len < MAX_ROWS; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      Bucket bucket = { frame_index, i, field, bound_in (oriel_viz_field_name (field)) };

      if (field->type == ORIEL_FIELD_NUMBER && (i > 0 || frame->fields->len == 1))
        g_array_append_val (buckets, bucket);
    }
}

static int
compare_buckets (gconstpointer a, gconstpointer b)
{
  const Bucket *one = a, *two = b;
  int order = compare_numbers (&one->bound, &two->bound);

  if (order == 0)
    order = one->frame != two->frame ? (one->frame > two->frame) - (one->frame < two->frame)
                                     : (one->field > two->field) - (one->field < two->field);
  return order;
}

/* Buckets whose names are all numbers lie in their order. */
static void
sort_by_bound (GArray *buckets)
{
  for (guint i = 0; i < buckets->len; i++)
    if (isnan (g_array_index (buckets, Bucket, i).bound))
      return;
  g_array_sort (buckets, compare_buckets);
}

static const OrielField *
x_field_of (const OrielFrame *frame)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

  if (time != NULL)
    return time;
  return frame->fields->len > 0 && oriel_frame_field (frame, 0)->type == ORIEL_FIELD_NUMBER
           ? oriel_frame_field (frame, 0)
           : NULL;
}

/* The columns of one frame, as they are. */
static gboolean
take_columns (OrielHeatCells *cells, const OrielFrame *frame)
{
  const OrielField *x = x_field_of (frame);

  if (x == NULL || frame->n_rows == 0)
    return FALSE;
  cells->n_x = frame->n_rows;
  cells->stride = 1;
  cells->x_is_time = x->type == ORIEL_FIELD_TIME;
  cells->x_align = cells->x_is_time ? ORIEL_CELL_BEFORE : ORIEL_CELL_AROUND;
  cells->xs = g_new (double, cells->n_x);
  for (gsize i = 0; i < cells->n_x; i++)
    cells->xs[i] = x_at (x, i);
  return TRUE;
}

static gsize
count_rows (GPtrArray *frames)
{
  gsize n = 0;

  for (guint i = 0; i < frames->len; i++)
    n += ((const OrielFrame *) g_ptr_array_index (frames, i))->n_rows;
  return n;
}

/* The columns of several frames: all their times, each once. */
static gboolean
join_columns (OrielHeatCells *cells, GPtrArray *frames, GArray *buckets)
{
  gsize n = 0;

  cells->xs = g_new (double, count_rows (frames) + 1);
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *x = x_field_of (frame);

      for (gsize k = 0; x != NULL && k < frame->n_rows; k++)
        if (!isnan (x_at (x, k)))
          {
            cells->xs[n++] = x_at (x, k);
            cells->x_is_time = x->type == ORIEL_FIELD_TIME;
          }
    }
  cells->n_x = sort_unique (cells->xs, n, 1, compare_numbers);
  if (cells->n_x == 0 || cells->n_x * MAX (buckets->len, 1) > MAX_CELLS)
    return FALSE;
  cells->x_align = cells->x_is_time ? ORIEL_CELL_BEFORE : ORIEL_CELL_AROUND;
  cells->stride = 1;
  cells->owned = g_new (double, cells->n_x *MAX (buckets->len, 1));
  for (gsize i = 0; i < cells->n_x * buckets->len; i++)
    cells->owned[i] = oriel_null ();
  return TRUE;
}

/* Copies a bucket's values to where their times are among all. */
static const double *
joined_values (OrielHeatCells *cells, GPtrArray *frames, const Bucket *bucket, guint row)
{
  const OrielFrame *frame = g_ptr_array_index (frames, bucket->frame);
  const OrielField *x = x_field_of (frame);
  double *values = cells->owned + (gsize) row * cells->n_x;

  for (gsize i = 0; x != NULL && i < frame->n_rows; i++)
    {
      double at = x_at (x, i);

      if (!isnan (at))
        values[find_item (cells->xs, cells->n_x, 1, &at, compare_numbers)] =
          bucket->of->column->numbers[i];
    }
  return values;
}

static void
add_rows (OrielHeatCells *cells, GPtrArray *frames, GArray *buckets, gboolean joined)
{
  for (guint i = 0; i < buckets->len; i++)
    {
      const Bucket *bucket = &g_array_index (buckets, Bucket, i);
      OrielHeatRow row = {
        .values = joined ? joined_values (cells, frames, bucket, i) : bucket->of->column->numbers,
        .frame = (int) bucket->frame,
        .field = (int) bucket->field,
      };

      g_array_append_val (cells->rows, row);
    }
}

static const char *
label_value (const OrielField *field, const char *key)
{
  return field->labels != NULL && key != NULL ? oriel_labels_get (field->labels, key) : NULL;
}

static OrielCellAlign
align_of (const OrielField *field, JsonObject *rows_frame)
{
  static const OrielWord layouts[] = {
    { "le", ORIEL_CELL_BEFORE },
    { "ge", ORIEL_CELL_AFTER },
    { "unknown", ORIEL_CELL_AROUND },
    { 0 },
  };
  OrielCellAlign by_label = label_value (field, "le") != NULL   ? ORIEL_CELL_BEFORE
                            : label_value (field, "ge") != NULL ? ORIEL_CELL_AFTER
                                                                : ORIEL_CELL_AROUND;

  return (OrielCellAlign) oriel_viz_word (rows_frame, "layout", layouts, (int) by_label);
}

static char *
format_bound (const OrielUnitFormat *format, double value, int decimals)
{
  OrielFormatted text;

  oriel_unit_format_value (format, value, decimals, NULL, &text);
  return g_strconcat (text.prefix, text.text, text.suffix, NULL);
}

/* Labels of named rows: their names, as values of the axis' unit where there is one. */
static void
label_rows (OrielHeatCells *cells, GArray *buckets, JsonObject *axis)
{
  const char *unit = oriel_json_string (axis, "unit", "");
  int decimals = (int) oriel_json_int (axis, "decimals", -1);
  gboolean formats = *unit != '\0' || decimals >= 0;
  g_autoptr (OrielUnitFormat) format = oriel_unit_format_new (*unit != '\0' ? unit : "short");
  const OrielField *first = g_array_index (buckets, Bucket, 0).of;

  for (guint i = 0; i < buckets->len; i++)
    {
      OrielHeatRow *row = &g_array_index (cells->rows, OrielHeatRow, i);
      const char *name = oriel_viz_field_name (g_array_index (buckets, Bucket, i).of);
      double number = oriel_number_from_string (name);

      row->bound = bound_in (name);
      row->label =
        formats && !isnan (number) ? format_bound (format, number, decimals) : g_strdup (name);
    }
  if (label_value (first, "le") != NULL && first->labels->n > 0 &&
      strcmp (first->labels->items[0].name, "le") == 0)
    cells->own_least_label = formats ? format_bound (format, 0, decimals) : g_strdup ("0.0");
  cells->least_label = cells->own_least_label != NULL ? cells->own_least_label : "";
}

static void
name_ordinal_row (OrielHeatCells *cells, guint i)
{
  OrielHeatRow *row = &g_array_index (cells->rows, OrielHeatRow, i);
  const char *low = row->label, *high = row->label;

  if (cells->y_align == ORIEL_CELL_BEFORE)
    low = i > 0 ? oriel_heat_row (cells, i - 1)->label : cells->least_label;
  else if (cells->y_align == ORIEL_CELL_AFTER && i + 1 < cells->rows->len)
    high = oriel_heat_row (cells, i + 1)->label;
  row->name = *low != '\0' && strcmp (low, high) != 0 ? g_strdup_printf ("%s – %s", low, high)
                                                      : g_strdup (row->label);
}

static void
place_ordinal (OrielHeatCells *cells, GArray *buckets, JsonObject *axis)
{
  cells->is_ordinal = TRUE;
  cells->scale = ORIEL_SCALE_LINEAR;
  label_rows (cells, buckets, axis);
  for (guint i = 0; i < buckets->len; i++)
    {
      set_edges (cells, &g_array_index (cells->rows, OrielHeatRow, i), i, 1);
      name_ordinal_row (cells, i);
    }
}

/* Rows at the numbers of their buckets, up to the next bucket. */
static void
place_numeric (OrielHeatCells *cells, GArray *buckets)
{
  const OrielField *first = g_array_index (buckets, Bucket, 0).of;
  const char *key =
    first->labels != NULL && first->labels->n > 0 ? first->labels->items[0].name : NULL;
  double before = NAN;

  cells->has_own_edges = TRUE;
  cells->y_align = ORIEL_CELL_AFTER;
  for (guint i = 0; i < buckets->len; i++)
    {
      const OrielField *field = g_array_index (buckets, Bucket, i).of;
      const char *text = label_value (field, key);
      OrielHeatRow *row = &g_array_index (cells->rows, OrielHeatRow, i);

      row->low = bound_in (text != NULL ? text : field->name);
      if (i > 0)
        g_array_index (cells->rows, OrielHeatRow, i - 1).high = row->low;
      row->high =
        row->low * (row->low / before > 1 && isfinite (row->low / before) ? row->low / before
                                                                          : LAST_BUCKET_FACTOR);
      before = row->low;
    }
  name_numeric_rows (cells);
}

static gboolean
read_rows (OrielHeatCells *cells,
           const OrielVizInput *input,
           GPtrArray *frames,
           int rows_frame,
           char **message)
{
  g_autoptr (GArray) buckets = g_array_new (FALSE, FALSE, sizeof (Bucket));
  JsonObject *options = oriel_json_object (input->options, "rowsFrame");
  JsonObject *scale = oriel_json_object (options, "yBucketScale");
  JsonObject *axis = oriel_json_object (input->options, "yAxis");
  gboolean joined = rows_frame < 0 && frames->len > 1;
  const OrielField *first;

  for (guint i = 0; i < frames->len; i++)
    if (joined || (int) i == MAX (rows_frame, 0))
      add_buckets (buckets, g_ptr_array_index (frames, i), i);
  if (rows_frame < 0)
    sort_by_bound (buckets);
  if (buckets->len == 0 ||
      !(joined ? join_columns (cells, frames, buckets)
               : take_columns (cells, g_ptr_array_index (frames, MAX (rows_frame, 0)))))
    {
      *message = g_strdup (_ ("No data"));
      return FALSE;
    }

  first = g_array_index (buckets, Bucket, 0).of;
  cells->y_align = align_of (first, options);
  add_rows (cells, frames, buckets, joined);
  set_x_step (cells, input);
  cells->y_display = display_by_options (first, axis, input);
  cells->value_display =
    display_by_options (first, oriel_json_object (input->options, "cellValues"), input);
  cells->value_name = g_strdup (oriel_json_string (options, "value", ""));
  if (scale != NULL && oriel_viz_word (scale, "type", distributions, -1) >= 0)
    {
      set_scale (cells, scale, ORIEL_SCALE_LINEAR);
      place_numeric (cells, buckets);
    }
  else
    place_ordinal (cells, buckets, axis);
  return TRUE;
}

gboolean
oriel_heat_cells_init (OrielHeatCells *cells,
                       const OrielVizInput *input,
                       GPtrArray *frames,
                       char **message)
{
  int rows_frame = -1;

  memset (cells, 0, sizeof *cells);
  cells->rows = g_array_new (FALSE, TRUE, sizeof (OrielHeatRow));
  g_array_set_clear_func (cells->rows, clear_row);
  cells->log_base = 2;
  cells->log_splits = 1;
  cells->linear_threshold = 1;
  if (frames->len == 0)
    {
      *message = g_strdup (_ ("No data"));
      return FALSE;
    }
  if (oriel_json_boolean (input->options, "calculate", FALSE))
    return calculate (cells, input, frames, message);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const char *type = oriel_json_string (frame->meta, "type", "");

      if (strcmp (type, "heatmap-cells") == 0)
        return read_cells (cells, input, frames, frame, message);
      if (strcmp (type, "heatmap-rows") == 0)
        rows_frame = (int) i;
    }
  return read_rows (cells, input, frames, rows_frame, message);
}
