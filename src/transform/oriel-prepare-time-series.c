/* SPDX-License-Identifier: GPL-3.0-or-later */

/* prepareTimeSeries: wide (one frame, a column a series), long (labels as columns) and multi (a
 * frame a series). Source of the rules: Grafana's prepareTimeSeries. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-groups.h"

/* Rows of the long form; more are refused. */
#define MAX_LONG_ROWS 8000000

/* The fields of a wide frame that have the same labels. */
typedef struct
{
  char *key;           /* the labels as JSON; they are sorted by it */
  GArray *fields;      /* of guint */
  GHashTable *by_name; /* name → OrielField: the last one of that name */
} LabelGroup;

/* A column of the long form. */
typedef struct
{
  const char *name;
  OrielFieldType type;
} Column;

/* What a wide frame consists of. */
typedef struct
{
  const OrielFrame *frame;
  const OrielField *time;
  GArray *values;    /* of Column: distinct names of value fields */
  GArray *factors;   /* of Column: names of labels, of texts and booleans */
  GPtrArray *groups; /* of LabelGroup */
  GHashTable *own;   /* name → OrielField: the factors that are fields */
} Wide;

static void
group_free (gpointer data)
{
  LabelGroup *group = data;

  g_free (group->key);
  g_array_unref (group->fields);
  g_hash_table_unref (group->by_name);
  g_free (group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(LabelGroup *const *) a)->key, (*(LabelGroup *const *) b)->key);
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Column *) a)->name, ((const Column *) b)->name);
}

/* The column of that name, or NULL. */
static Column *
find_column (const GArray *columns, GHashTable *index, const char *name)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (index, name, NULL, &place))
    return NULL;

  return &g_array_index (columns, Column, GPOINTER_TO_UINT (place));
}

static void
add_column (GArray *columns, GHashTable *index, const char *name, OrielFieldType type)
{
  Column column = { name, type };

  if (find_column (columns, index, name) != NULL)
    return;
  g_hash_table_insert (index, (gpointer) name, GUINT_TO_POINTER (columns->len));
  g_array_append_val (columns, column);
}

static char *
key_of_labels (const OrielLabels *labels)
{
  g_autoptr (JsonNode) node = NULL;

  if (labels == NULL)
    return g_strdup ("undefined");

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, oriel_labels_to_json (labels));
  return oriel_json_to_text (node, FALSE);
}

static void
add_to_group (Wide *wide, GHashTable *index, guint field)
{
  g_autofree char *key = key_of_labels (oriel_frame_field (wide->frame, field)->labels);
  LabelGroup *group = g_hash_table_lookup (index, key);

  if (group == NULL)
    {
      group = g_new0 (LabelGroup, 1);
      group->key = g_steal_pointer (&key);
      group->fields = g_array_new (FALSE, FALSE, sizeof (guint));
      group->by_name = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (index, group->key, group);
      g_ptr_array_add (wide->groups, group);
    }

  g_array_append_val (group->fields, field);
  g_hash_table_insert (group->by_name, oriel_frame_field (wide->frame, field)->name,
                       oriel_frame_field (wide->frame, field));
}

/* The tables that are needed while a frame is looked through. */
typedef struct
{
  GHashTable *values, *factors, *groups;
} Indexes;

static void
add_value_field (Wide *wide, Indexes *indexes, guint index)
{
  const OrielField *field = oriel_frame_field (wide->frame, index);
  const Column *known = find_column (wide->values, indexes->values, field->name);

  /* A field of the same name and another type has no column to go to. */
  if (known != NULL && known->type != field->type)
    return;

  add_column (wide->values, indexes->values, field->name, field->type);
  add_to_group (wide, indexes->groups, index);
  for (guint i = 0; field->labels != NULL && i < field->labels->n; i++)
    add_column (wide->factors, indexes->factors, field->labels->items[i].name, ORIEL_FIELD_STRING);
}

static void
look_through (Wide *wide, Indexes *indexes)
{
  for (guint i = 0; i < wide->frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (wide->frame, i);

      if (field->type == ORIEL_FIELD_STRING || field->type == ORIEL_FIELD_BOOLEAN)
        {
          add_column (wide->factors, indexes->factors, field->name, ORIEL_FIELD_STRING);
          if (!g_hash_table_contains (wide->own, field->name))
            g_hash_table_insert (wide->own, field->name, field);
        }
      else if (field->type == ORIEL_FIELD_TIME && wide->time == NULL)
        wide->time = field;
      else
        add_value_field (wide, indexes, i);
    }

  g_ptr_array_sort (wide->groups, compare_groups);
  g_array_sort (wide->factors, compare_columns);
  g_array_sort (wide->values, compare_columns);
}

static void
wide_init (Wide *wide, const OrielFrame *frame)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) factors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  Indexes indexes = { values, factors, groups };

  *wide = (Wide){
    .frame = frame,
    .values = g_array_new (FALSE, FALSE, sizeof (Column)),
    .factors = g_array_new (FALSE, FALSE, sizeof (Column)),
    .groups = g_ptr_array_new_with_free_func (group_free),
    .own = g_hash_table_new (g_str_hash, g_str_equal),
  };
  look_through (wide, &indexes);
}

static void
wide_clear (Wide *wide)
{
  g_array_unref (wide->values);
  g_array_unref (wide->factors);
  g_ptr_array_unref (wide->groups);
  g_hash_table_unref (wide->own);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer times)
{
  gint64 x = ((const gint64 *) times)[*(const gint32 *) a];
  gint64 y = ((const gint64 *) times)[*(const gint32 *) b];

  x = x == ORIEL_TIME_NULL ? 0 : x;
  y = y == ORIEL_TIME_NULL ? 0 : y;
  return (x > y) - (x < y);
}

/* The rows in the order of their times. */
static GArray *
rows_in_time (const OrielColumn *time)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint32), (guint) time->n_rows);
  gboolean sorted = TRUE;

  for (gint32 i = 0; (gsize) i < time->n_rows; i++)
    {
      sorted = sorted && (i == 0 || time->times[i - 1] <= time->times[i]);
      g_array_append_val (rows, i);
    }
  if (!sorted)
    g_array_sort_with_data (rows, compare_times, (gpointer) time->times);

  return rows;
}

/* Every time as often as there are groups. */
static OrielColumn *
long_times (const Wide *wide, const GArray *rows)
{
  guint n_groups = wide->groups->len;
  g_autofree gint32 *sources = g_new (gint32, (gsize) rows->len * n_groups);

  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < n_groups; j++)
      sources[(gsize) i * n_groups + j] = g_array_index (rows, gint32, i);

  return oriel_column_gather (wide->time->column, sources, (gsize) rows->len * n_groups);
}

static OrielColumn *
long_values (const Wide *wide, const GArray *rows, const Column *about)
{
  guint n_groups = wide->groups->len;
  g_autofree OrielCellSource *sources = g_new (OrielCellSource, (gsize) rows->len * n_groups);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint j = 0; j < n_groups; j++)
    {
      const OrielField *field = g_hash_table_lookup (
        ((LabelGroup *) g_ptr_array_index (wide->groups, j))->by_name, about->name);
      gint32 place = field != NULL ? (gint32) columns->len : -1;

      if (field != NULL)
        g_ptr_array_add (columns, field->column);
      for (guint i = 0; i < rows->len; i++)
        sources[(gsize) i * n_groups + j] =
          (OrielCellSource){ place, g_array_index (rows, gint32, i) };
    }

  return oriel_column_collect (about->type, columns, sources, (gsize) rows->len * n_groups);
}

/* A group's own label counts more than a field of that name. */
static OrielColumn *
long_factor (const Wide *wide, const GArray *rows, const char *name)
{
  guint n_groups = wide->groups->len;
  gsize n = (gsize) rows->len * n_groups;
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, n);
  const OrielField *own = g_hash_table_lookup (wide->own, name);

  for (guint j = 0; j < n_groups; j++)
    {
      const LabelGroup *group = g_ptr_array_index (wide->groups, j);
      const OrielField *first =
        oriel_frame_field (wide->frame, g_array_index (group->fields, guint, 0));
      const char *label = oriel_labels_get (first->labels, name);

      for (guint i = 0; i < rows->len; i++)
        {
          OrielReduced *cell = &cells[(gsize) i * n_groups + j];

          if (label != NULL)
            *cell = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = label };
          else if (own != NULL)
            *cell = oriel_field_cell (own, (gsize) g_array_index (rows, gint32, i));
        }
    }

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, n);
}

static JsonObject *
meta_of_type (const OrielFrame *frame, const char *type)
{
  JsonObject *meta = oriel_json_object_copy_deep (frame->meta);

  json_object_set_string_member (meta, "type", type);
  return meta;
}

static OrielFrame *
long_frame (const Wide *wide)
{
  g_autoptr (GArray) rows = rows_in_time (wide->time->column);
  g_autoptr (OrielColumn) times = long_times (wide, rows);
  OrielFrame *frame = oriel_frame_new (wide->frame->ref_id, wide->frame->name, times->n_rows);

  frame->meta = meta_of_type (wide->frame, "timeseries-long");
  oriel_frame_add_field (frame, wide->time->name, NULL, NULL, times);
  for (guint i = 0; i < wide->values->len; i++)
    {
      const Column *about = &g_array_index (wide->values, Column, i);
      g_autoptr (OrielColumn) column = long_values (wide, rows, about);

      oriel_frame_add_field (frame, about->name, NULL, NULL, column);
    }
  for (guint i = 0; i < wide->factors->len; i++)
    {
      const char *name = g_array_index (wide->factors, Column, i).name;
      g_autoptr (OrielColumn) column = long_factor (wide, rows, name);

      oriel_frame_add_field (frame, name, NULL, NULL, column);
    }

  return frame;
}

/* Frames without a time are left out. NULL with `error` when there would be too many rows. */
static GPtrArray *
make_long (GPtrArray *frames, GError **error)
{
  g_autoptr (GPtrArray) results = oriel_frames_new ();
  guint64 total = 0;

  for (guint i = 0; i < frames->len; i++)
    {
      Wide wide;

      wide_init (&wide, g_ptr_array_index (frames, i));
      total += (guint64) wide.frame->n_rows * wide.groups->len;
      if (wide.time != NULL && total <= MAX_LONG_ROWS)
        g_ptr_array_add (results, long_frame (&wide));
      wide_clear (&wide);
      if (total > MAX_LONG_ROWS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the table has too many rows"));
          return NULL;
        }
    }

  return g_steal_pointer (&results);
}

static OrielFrame *
series_frame (const OrielFrame *frame)
{
  OrielFrame *series = oriel_frame_new (frame->ref_id, frame->name, 0);

  series->meta = meta_of_type (frame, "timeseries-multi");
  return series;
}

/* The labels that a row of the long form has. */
static OrielLabels *
labels_of_row (GPtrArray *factors, gsize row)
{
  g_autoptr (JsonObject) labels = json_object_new ();

  for (guint i = 0; i < factors->len; i++)
    {
      const OrielField *factor = g_ptr_array_index (factors, i);

      if (factor->column->strings[row] != NULL)
        json_object_set_string_member (labels, factor->name, factor->column->strings[row]);
    }

  return oriel_labels_from_json (labels);
}

/* Rows of the long form that a series has not are undefined: no row of its own. */
static GArray *
present_rows (const OrielField *time, const OrielField *value, const gint32 *rows, gsize n)
{
  GArray *present = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gsize i = 0; i < n; i++)
    if (!oriel_is_undefined (value->column->numbers[rows[i]]) &&
        time->column->times[rows[i]] != ORIEL_TIME_NULL)
      g_array_append_val (present, rows[i]);

  return present;
}

static void
add_series (GPtrArray *results,
            const OrielFrame *frame,
            const OrielField *time,
            const OrielField *value,
            GPtrArray *factors,
            const GArray *present)
{
  const gint32 *rows = (const gint32 *) (gpointer) present->data;
  g_autoptr (OrielColumn) times = oriel_column_gather (time->column, rows, present->len);
  g_autoptr (OrielColumn) values = oriel_column_gather (value->column, rows, present->len);
  g_autoptr (OrielLabels) labels = labels_of_row (factors, (gsize) rows[0]);
  OrielFrame *series = series_frame (frame);

  series->n_rows = present->len;
  oriel_frame_add_copy (series, time, times);
  oriel_frame_add_field (series, value->name, labels, value->config, values);
  g_ptr_array_add (results, series);
}

static void
add_all_series (GPtrArray *results, const OrielFrame *frame)
{
  const OrielField *time = oriel_frame_field (frame, 0);
  g_autoptr (GPtrArray) factors = g_ptr_array_new ();
  g_auto (OrielGroups) groups = { 0 };

  for (guint i = 1; i < frame->fields->len; i++)
    if (oriel_frame_field (frame, i)->type == ORIEL_FIELD_STRING)
      g_ptr_array_add (factors, oriel_frame_field (frame, i));

  oriel_groups_init (&groups, factors, frame->n_rows);
  for (guint i = 1; i < frame->fields->len; i++)
    {
      const OrielField *value = oriel_frame_field (frame, i);

      for (guint j = 0; value->type == ORIEL_FIELD_NUMBER && j < groups.n; j++)
        {
          gsize n;
          const gint32 *rows = oriel_groups_rows (&groups, j, &n);
          g_autoptr (GArray) present = present_rows (time, value, rows, n);

          if (present->len > 0)
            add_series (results, frame, time, value, factors, present);
        }
    }
}

static GPtrArray *
make_multi (GPtrArray *frames, GError **error)
{
  g_autoptr (GPtrArray) tables = make_long (frames, error);
  GPtrArray *results;

  if (tables == NULL)
    return NULL;

  results = oriel_frames_new ();
  for (guint i = 0; i < tables->len; i++)
    add_all_series (results, g_ptr_array_index (tables, i));

  return results;
}

GPtrArray *
oriel_transform_prepare_time_series (JsonObject *options,
                                     GPtrArray *frames,
                                     const OrielTransformContext *context,
                                     GError **error)
{
  const char *format = oriel_json_string (options, "format", "wide");

  /* “many” is the older word for multi. */
  if (strcmp (format, "multi") == 0 || strcmp (format, "many") == 0)
    return make_multi (frames, error);
  if (strcmp (format, "long") == 0)
    return make_long (frames, error);

  return oriel_transform_join_in_time (frames, error);
}
