/* SPDX-License-Identifier: GPL-3.0-or-later */

/* reduce: every field becomes one row, or keeps one row. Source of the rules: Grafana's
 * reduceTransformer. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

/* A column that grows while frames are appended to it. */
typedef struct
{
  char *name;
  OrielFieldType type;
  GArray *cells; /* of OrielReduced; texts are borrowed from the frames or `texts` */
} Growing;

/* One frame reduced: a row for each of its fields. */
typedef struct
{
  GPtrArray *columns; /* of Growing */
  GPtrArray *texts;   /* owned strings that the cells borrow */
} Table;

static void
growing_free (gpointer data)
{
  Growing *column = data;

  g_free (column->name);
  g_array_unref (column->cells);
  g_free (column);
}

static Growing *
add_column (Table *table, const char *name, OrielFieldType type)
{
  Growing *column = g_new0 (Growing, 1);

  column->name = g_strdup (name);
  column->type = type;
  column->cells = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_ptr_array_add (table->columns, column);
  return column;
}

static void
add_text (Growing *column, const char *text)
{
  OrielReduced cell = { .kind = ORIEL_REDUCED_NOTHING };

  if (text != NULL)
    cell = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
  g_array_append_val (column->cells, cell);
}

/* A reduced value as a cell; lists become nodes, kept in `nodes`. */
static OrielReduced
cell_of_result (const OrielField *field,
                const OrielReducer *reducer,
                OrielReduced result,
                GPtrArray *nodes)
{
  if (result.kind == ORIEL_REDUCED_LIST)
    {
      JsonNode *node =
        oriel_reduced_list_to_node (field, strcmp (reducer->id, "uniqueValues") == 0);

      g_ptr_array_add (nodes, node);
      result = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER, .node = node };
    }

  return result;
}

/* The reducers of the list that there are; array of OrielReducer, which are never freed. */
static GPtrArray *
read_reducers (JsonArray *ids)
{
  GPtrArray *reducers = g_ptr_array_new ();

  for (guint i = 0; i < oriel_json_array_length (ids); i++)
    {
      const OrielReducer *reducer = oriel_reducer_find (oriel_json_array_string (ids, i));

      if (reducer != NULL)
        g_ptr_array_add (reducers, (gpointer) reducer);
    }

  return reducers;
}

static OrielReduced *
reduce_field (const OrielField *field, GPtrArray *reducers)
{
  OrielReduced *results = g_new0 (OrielReduced, reducers->len);
  g_autofree const char **ids = g_new (const char *, reducers->len);

  for (guint i = 0; i < reducers->len; i++)
    ids[i] = ((const OrielReducer *) g_ptr_array_index (reducers, i))->id;

  oriel_reduce (field, oriel_field_null_mode (field), ids, reducers->len, results);
  return results;
}

/* The names of all labels of all fields, in the order they are met. Borrowed. */
static GPtrArray *
distinct_label_names (GPtrArray *frames)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielLabels *labels = oriel_frame_field (frame, j)->labels;

          for (guint k = 0; labels != NULL && k < labels->n; k++)
            if (g_hash_table_add (seen, (gpointer) labels->items[k].name))
              g_ptr_array_add (names, (gpointer) labels->items[k].name);
        }
    }

  return names;
}

/* What a call of reduce in its mode of rows has. */
typedef struct
{
  const OrielFieldMatcher *matcher; /* nullable: all but times */
  GPtrArray *reducers;
  GPtrArray *label_names; /* nullable: labels do not become columns */
  OrielNameScope scope;
  GPtrArray *nodes; /* that cells borrow */
} RowReduction;

static gboolean
is_source (const OrielFieldMatcher *matcher,
           const OrielField *field,
           const OrielFrame *frame,
           const OrielNameScope *scope)
{
  if (matcher == NULL)
    return field->type != ORIEL_FIELD_TIME;

  return oriel_transform_field_matches (matcher, field, frame, scope);
}

static void
add_field_row (const RowReduction *reduction,
               Table *table,
               const OrielField *field,
               const OrielFrame *frame)
{
  g_autofree OrielReduced *results = reduce_field (field, reduction->reducers);
  guint column = 0;
  char *name = reduction->label_names != NULL
                 ? g_strdup (field->name)
                 : oriel_field_display_name_in (field, frame, &reduction->scope);

  g_ptr_array_add (table->texts, name);
  add_text (g_ptr_array_index (table->columns, column++), name);
  for (guint i = 0; reduction->label_names != NULL && i < reduction->label_names->len; i++)
    add_text (g_ptr_array_index (table->columns, column++),
              oriel_labels_get (field->labels, g_ptr_array_index (reduction->label_names, i)));

  for (guint i = 0; i < reduction->reducers->len; i++)
    {
      Growing *growing = g_ptr_array_index (table->columns, column++);
      OrielReduced cell = cell_of_result (field, g_ptr_array_index (reduction->reducers, i),
                                          results[i], reduction->nodes);

      /* A null result is shown as NaN; no result stays nothing. */
      if (oriel_cell_is_null (&cell) && !oriel_cell_is_undefined (&cell))
        cell.number = NAN;
      g_array_append_val (growing->cells, cell);
    }
}

static void
reduce_frame (const RowReduction *reduction, Table *table, const OrielFrame *frame)
{
  add_column (table, "Field", ORIEL_FIELD_STRING);
  for (guint i = 0; reduction->label_names != NULL && i < reduction->label_names->len; i++)
    add_column (table, g_ptr_array_index (reduction->label_names, i), ORIEL_FIELD_STRING);
  for (guint i = 0; i < reduction->reducers->len; i++)
    add_column (table, ((const OrielReducer *) g_ptr_array_index (reduction->reducers, i))->name,
                ORIEL_FIELD_OTHER);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (is_source (reduction->matcher, field, frame, &reduction->scope))
        add_field_row (reduction, table, field, frame);
    }

  for (guint i = 0; i < table->columns->len; i++)
    {
      Growing *column = g_ptr_array_index (table->columns, i);

      if (column->type == ORIEL_FIELD_OTHER)
        column->type = oriel_cells_guess_type (
          column->name, (const OrielReduced *) (gpointer) column->cells->data, column->cells->len);
    }
}

static void
table_init (Table *table)
{
  table->columns = g_ptr_array_new_with_free_func (growing_free);
  table->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
table_clear (Table *table)
{
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->texts);
}

/* Appends the rows of `table` to the columns of `base` that are called the same. */
static void
append_table (Table *base, Table *table)
{
  for (guint i = 0; i < base->columns->len; i++)
    {
      Growing *to = g_ptr_array_index (base->columns, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const Growing *from = g_ptr_array_index (table->columns, j);

          if ((i == 0 && j == 0) || (to->type == from->type && strcmp (to->name, from->name) == 0))
            g_array_append_vals (to->cells, from->cells->data, from->cells->len);
        }
    }

  g_ptr_array_extend_and_steal (base->texts, g_ptr_array_ref (table->texts));
}

static OrielFrame *
table_to_frame (const Table *table, const OrielFrame *first)
{
  gsize n_rows = ((Growing *) g_ptr_array_index (table->columns, 0))->cells->len;
  OrielFrame *frame = oriel_frame_new_like (first, n_rows);

  g_clear_pointer (&frame->name, g_free);
  for (guint i = 0; i < table->columns->len; i++)
    {
      Growing *growing = g_ptr_array_index (table->columns, i);
      g_autoptr (OrielColumn) column = NULL;
      OrielReduced nothing = { .kind = ORIEL_REDUCED_NOTHING };

      while (growing->cells->len < n_rows)
        g_array_append_val (growing->cells, nothing);
      column = oriel_column_from_cells (
        growing->type, (const OrielReduced *) (gpointer) growing->cells->data, n_rows);
      oriel_frame_add_field (frame, growing->name, NULL, NULL, column);
    }

  return frame;
}

static GPtrArray *
reduce_to_rows (RowReduction *reduction, GPtrArray *frames)
{
  GPtrArray *reduced = oriel_frames_new ();
  OrielFrame *frame;
  Table base;

  if (frames->len == 0)
    return reduced;

  table_init (&base);
  for (guint i = 0; i < frames->len; i++)
    {
      Table table;

      if (i == 0)
        {
          reduce_frame (reduction, &base, g_ptr_array_index (frames, 0));
          continue;
        }
      table_init (&table);
      reduce_frame (reduction, &table, g_ptr_array_index (frames, i));
      append_table (&base, &table);
      table_clear (&table);
    }

  frame = table_to_frame (&base, g_ptr_array_index (frames, 0));
  table_clear (&base);
  g_free (frame->ref_id);
  frame->ref_id = oriel_frames_join_ref_ids ("reduce", frames);
  g_ptr_array_add (reduced, frame);
  return reduced;
}

/* The type of a field that keeps one row. */
static OrielFieldType
type_of_result (const OrielReducer *reducer, const OrielField *field)
{
  static const char *const ends[] = { "first", "firstNotNull", "last", "lastNotNull", NULL };

  if (strcmp (reducer->id, "allValues") == 0 || strcmp (reducer->id, "uniqueValues") == 0)
    return ORIEL_FIELD_OTHER;

  return g_strv_contains (ends, reducer->id) ? field->type : ORIEL_FIELD_NUMBER;
}

static OrielLabels *
labels_with (const OrielLabels *labels, const char *name, const char *value)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (OrielLabel));
  OrielLabel added = { name, value };
  gboolean replaced = FALSE;

  for (guint i = 0; labels != NULL && i < labels->n; i++)
    {
      OrielLabel pair = labels->items[i];

      if (name != NULL && strcmp (pair.name, name) == 0)
        {
          pair.value = value;
          replaced = TRUE;
        }
      g_array_append_val (pairs, pair);
    }
  if (name != NULL && !replaced)
    g_array_append_val (pairs, added);

  return oriel_labels_new ((const OrielLabel *) (gpointer) pairs->data, pairs->len);
}

static void
add_reduced_fields (OrielFrame *frame, const OrielField *field, GPtrArray *reducers)
{
  g_autofree OrielReduced *results = reduce_field (field, reducers);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  gboolean labelled = reducers->len > 1;

  for (guint i = 0; i < reducers->len; i++)
    {
      const OrielReducer *reducer = g_ptr_array_index (reducers, i);
      OrielReduced cell = cell_of_result (field, reducer, results[i], nodes);
      g_autoptr (OrielColumn) column =
        oriel_column_from_cells (type_of_result (reducer, field), &cell, 1);
      g_autoptr (OrielLabels) labels =
        labels_with (field->labels, labelled ? "reducer" : NULL, reducer->name);

      oriel_frame_add_field (frame, field->name, labels, field->config, column);
    }
}

static GPtrArray *
reduce_in_place (GPtrArray *frames,
                 const OrielFieldMatcher *matcher,
                 gboolean with_time,
                 GPtrArray *reducers)
{
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *reduced = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (OrielFrame) copy = oriel_frame_new_like (frame, 1);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);

          if ((matcher == NULL && with_time) || is_source (matcher, field, frame, &scope))
            add_reduced_fields (copy, field, reducers);
        }
      if (copy->fields->len > 0)
        g_ptr_array_add (reduced, g_steal_pointer (&copy));
    }

  return reduced;
}

GPtrArray *
oriel_transform_reduce (JsonObject *options,
                        GPtrArray *frames,
                        const OrielTransformContext *context,
                        GError **error)
{
  JsonArray *ids = oriel_json_array (options, "reducers");
  JsonObject *fields = oriel_json_object (options, "fields");
  gboolean in_place = g_strcmp0 (oriel_json_string (options, "mode", NULL), "reduceFields") == 0;
  g_autoptr (OrielFieldMatcher) matcher = NULL;
  g_autoptr (GPtrArray) reducers = NULL;
  g_autoptr (GPtrArray) label_names = NULL;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  RowReduction reduction;

  if (oriel_json_array_length (ids) == 0)
    return oriel_frames_copy (frames);
  if (fields != NULL && (matcher = oriel_transform_field_matcher (fields, error)) == NULL)
    return NULL;

  reducers = read_reducers (ids);
  if (in_place)
    return reduce_in_place (frames, matcher,
                            oriel_json_boolean (options, "includeTimeField", FALSE), reducers);

  if (oriel_json_boolean (options, "labelsToFields", FALSE))
    label_names = distinct_label_names (frames);
  reduction =
    (RowReduction){ matcher, reducers, label_names, oriel_transform_scope (frames), nodes };
  return reduce_to_rows (&reduction, frames);
}
