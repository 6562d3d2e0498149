/* SPDX-License-Identifier: GPL-3.0-or-later */

/* joinByLabels: series that differ in one label alone stand beside each other in one table: the
 * values of that label are its columns, the other labels its first columns. Source of the rules:
 * Grafana's joinByLabels. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"

/* Rows times columns; more are refused. */
#define MAX_CELLS 20000000

/* The series whose other labels agree: they share rows. */
typedef struct
{
  const OrielLabels *labels; /* of the first of them */
  gsize n_rows, start;       /* in the result */
  guint value;               /* the column that `filled` counts for, plus 1 */
  gsize filled;              /* rows of that column so far */
} Group;

/* One series. */
typedef struct
{
  guint group, field;
} Place;

/* One column of values. */
typedef struct
{
  const char *name;
  const OrielField *like; /* the first field of it */
  GArray *places;         /* of Place */
} Value;

typedef struct
{
  const char *value_label;
  GPtrArray *join;    /* of borrowed text: labels that are columns */
  GPtrArray *columns; /* of OrielColumn: of all fields that take part */
  GArray *values;     /* of Value */
  GArray *groups;     /* of Group */
} Join;

static void
clear_value (gpointer data)
{
  g_array_unref (((Value *) data)->places);
}

/* The names of all labels in the order that they are met; borrowed. */
static GPtrArray *
label_names (GPtrArray *frames)
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

/* The labels to join by: those that the options list, else all; never the one of the values. */
static GPtrArray *
join_labels (JsonArray *listed, GPtrArray *all, const char *value_label)
{
  GPtrArray *join = g_ptr_array_new ();
  guint n = oriel_json_array_length (listed);

  for (guint i = 0; i < (n > 0 ? n : all->len); i++)
    {
      const char *name = n > 0 ? oriel_json_array_string (listed, i) : g_ptr_array_index (all, i);

      if (name != NULL && strcmp (name, value_label) != 0)
        g_ptr_array_add (join, (gpointer) name);
    }

  return join;
}

static char *
key_of (const Join *join, const OrielLabels *labels)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < join->join->len; i++)
    {
      const char *value = oriel_labels_get (labels, g_ptr_array_index (join->join, i));

      if (i > 0)
        g_string_append_c (key, ',');
      g_string_append (key, value != NULL ? value : "");
    }

  return g_string_free (key, FALSE);
}

/* The number of the group of these labels. */
static guint
find_group (Join *join, GHashTable *index, const OrielLabels *labels)
{
  char *key = key_of (join, labels);
  Group group = { .labels = labels };
  gpointer found;

  if (g_hash_table_lookup_extended (index, key, NULL, &found))
    {
      g_free (key);
      return GPOINTER_TO_UINT (found);
    }

  g_hash_table_insert (index, key, GUINT_TO_POINTER (join->groups->len));
  g_array_append_val (join->groups, group);
  return join->groups->len - 1;
}

static Value *
find_value (Join *join, GHashTable *index, const char *name, const OrielField *field)
{
  gpointer found;
  Value value = { name, field, NULL };

  if (g_hash_table_lookup_extended (index, name, NULL, &found))
    return &g_array_index (join->values, Value, GPOINTER_TO_UINT (found));

  value.places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_hash_table_insert (index, (gpointer) name, GUINT_TO_POINTER (join->values->len));
  g_array_append_val (join->values, value);
  return &g_array_index (join->values, Value, join->values->len - 1);
}

static void
place_field (Join *join, GHashTable *groups, GHashTable *values, OrielField *field)
{
  const char *name = oriel_labels_get (field->labels, join->value_label);
  Value *value = find_value (join, values, name != NULL ? name : "", field);
  Place place = { find_group (join, groups, field->labels), join->columns->len };

  g_array_append_val (value->places, place);
  g_ptr_array_add (join->columns, field->column);
}

static void
place_fields (Join *join, GPtrArray *frames)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (frame, j);

          if (field->labels != NULL && field->type != ORIEL_FIELD_TIME)
            place_field (join, groups, values, field);
        }
    }
}

/* Counts `n` more rows of a group's column number `value`; returns the rows before them. */
static gsize
fill_group (Group *group, guint value, gsize n)
{
  gsize before;

  if (group->value != value + 1)
    group->filled = 0;
  before = group->filled;
  group->value = value + 1;
  group->filled += n;
  return before;
}

/* A group has as many rows as its longest column, but one. Returns the rows of all. */
static guint64
measure_groups (Join *join)
{
  guint64 total = 0;

  for (guint i = 0; i < join->groups->len; i++)
    g_array_index (join->groups, Group, i).n_rows = 1;

  for (guint i = 0; i < join->values->len; i++)
    {
      const GArray *places = g_array_index (join->values, Value, i).places;

      for (guint j = 0; j < places->len; j++)
        {
          const Place *place = &g_array_index (places, Place, j);
          const OrielColumn *column = g_ptr_array_index (join->columns, place->field);
          Group *group = &g_array_index (join->groups, Group, place->group);

          fill_group (group, i, column->n_rows);
          group->n_rows = MAX (group->n_rows, group->filled);
        }
    }

  for (guint i = 0; i < join->groups->len; i++)
    {
      Group *group = &g_array_index (join->groups, Group, i);

      group->start = total;
      group->value = 0;
      total += group->n_rows;
    }

  return total;
}

static void
add_label_column (const Join *join, OrielFrame *frame, const char *name)
{
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, frame->n_rows);
  g_autoptr (OrielColumn) column = NULL;

  for (guint i = 0; i < join->groups->len; i++)
    {
      const Group *group = &g_array_index (join->groups, Group, i);
      const char *text = oriel_labels_get (group->labels, name);

      for (gsize j = 0; text != NULL && j < group->n_rows; j++)
        cells[group->start + j] = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
    }

  column = oriel_column_from_cells (ORIEL_FIELD_STRING, cells, frame->n_rows);
  oriel_frame_add_field (frame, name, NULL, NULL, column);
}

static void
add_value_column (const Join *join, OrielFrame *frame, guint index)
{
  const Value *value = &g_array_index (join->values, Value, index);
  g_autofree OrielCellSource *sources = g_new (OrielCellSource, frame->n_rows);
  g_autoptr (GPtrArray) columns = g_ptr_array_sized_new (value->places->len);
  g_autoptr (OrielColumn) column = NULL;

  for (gsize i = 0; i < frame->n_rows; i++)
    sources[i] = (OrielCellSource){ -1, -1 };

  for (guint i = 0; i < value->places->len; i++)
    {
      const Place *place = &g_array_index (value->places, Place, i);
      OrielColumn *source = g_ptr_array_index (join->columns, place->field);
      Group *group = &g_array_index (join->groups, Group, place->group);
      gsize row = group->start + fill_group (group, index, source->n_rows);

      g_ptr_array_add (columns, source);
      for (gsize j = 0; j < source->n_rows; j++)
        sources[row + j] = (OrielCellSource){ (gint32) i, (gint32) j };
    }

  column = oriel_column_collect (value->like->type, columns, sources, frame->n_rows);
  oriel_frame_add_field (frame, value->name, NULL, NULL, column);
}

static OrielFrame *
join_fields (Join *join, GPtrArray *frames, GError **error)
{
  g_autofree char *ref_id = oriel_frames_join_ref_ids ("joinByLabels", frames);
  guint64 total = measure_groups (join);
  OrielFrame *frame;

  if (total * (join->values->len + join->join->len) > MAX_CELLS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the join has too many rows"));
      return NULL;
    }

  frame = oriel_frame_new (ref_id, NULL, total);
  for (guint i = 0; i < join->join->len; i++)
    add_label_column (join, frame, g_ptr_array_index (join->join, i));
  for (guint i = 0; i < join->values->len; i++)
    add_value_column (join, frame, i);
  return frame;
}

/* Why there is no table, said in the table's place. */
static OrielFrame *
error_frame (const char *text)
{
  OrielFrame *frame = oriel_frame_new (NULL, NULL, 1);
  g_autoptr (OrielColumn) column = oriel_column_repeat_text (text, 1);

  oriel_frame_add_field (frame, "Error", NULL, NULL, column);
  oriel_frame_add_notice (frame, ORIEL_NOTICE_ERROR, text);
  return frame;
}

static OrielFrame *
join_frames (JsonObject *options, GPtrArray *frames, GError **error)
{
  const char *value_label = oriel_json_string (options, "value", "");
  g_autoptr (GPtrArray) all = label_names (frames);
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  Join join;

  g_array_set_clear_func (values, clear_value);
  if (*value_label == '\0')
    return error_frame (_ ("No value label configured"));
  if (all->len == 0)
    return error_frame (_ ("No labels in result"));
  if (!g_ptr_array_find_with_equal_func (all, value_label, g_str_equal, NULL))
    return error_frame (_ ("Value label not found"));

  labels = join_labels (oriel_json_array (options, "join"), all, value_label);
  join = (Join){ value_label, labels, columns, values, groups };
  place_fields (&join, frames);
  return join_fields (&join, frames, error);
}

GPtrArray *
oriel_transform_join_by_labels (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  OrielFrame *joined;
  GPtrArray *results;

  if (frames->len == 0)
    return oriel_frames_copy (frames);

  joined = join_frames (options, frames, error);
  if (joined == NULL)
    return NULL;

  results = oriel_frames_new ();
  g_ptr_array_add (results, joined);
  return results;
}
