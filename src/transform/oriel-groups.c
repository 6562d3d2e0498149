/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-groups.h. The columns to calculate with are gathered once in the order of the groups,
 * so that each group is a stretch of them and costs no copy of its own. */

#include "config.h"

#include "transform/oriel-groups.h"

#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-distinct.h"
#include "transform/oriel-transform-columns.h"

/* The text of a row's values with commas between, in which null is nothing. */
static char *
text_of_row (GPtrArray *fields, gsize row)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      OrielReduced cell = oriel_field_cell (g_ptr_array_index (fields, i), row);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        g_string_append_c (key, ',');
      if (!oriel_cell_is_null (&cell))
        g_string_append (key, oriel_cell_text (&cell, buffer));
    }

  return g_string_free (key, FALSE);
}

/* Groups are told apart by their texts: different values may read the same. The group of each of
 * the distinct values. */
static guint32 *
unite_equal_texts (const OrielDistinct *distinct, GPtrArray *fields, GPtrArray *keys)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 *groups = g_new (guint32, distinct->n);

  for (guint i = 0; i < distinct->n; i++)
    {
      char *text = text_of_row (fields, (gsize) g_array_index (distinct->firsts, gint32, i));
      gpointer found;

      if (g_hash_table_lookup_extended (index, text, NULL, &found))
        {
          groups[i] = GPOINTER_TO_UINT (found);
          g_free (text);
          continue;
        }
      groups[i] = keys->len;
      g_hash_table_insert (index, text, GUINT_TO_POINTER (keys->len));
      g_ptr_array_add (keys, text);
    }

  return groups;
}

/* Puts the rows into the order of their groups by counting. */
static void
order_rows (OrielGroups *groups, const OrielDistinct *distinct, const guint32 *group_of)
{
  g_autofree guint32 *next = NULL;

  for (gsize row = 0; row < distinct->n_rows; row++)
    groups->starts[group_of[distinct->ids[row]] + 1]++;
  for (guint i = 0; i < groups->n; i++)
    groups->starts[i + 1] += groups->starts[i];

  next = g_memdup2 (groups->starts, (groups->n + 1) * sizeof *next);
  for (gsize row = 0; row < distinct->n_rows; row++)
    groups->rows[next[group_of[distinct->ids[row]]]++] = (gint32) row;
}

void
oriel_groups_init (OrielGroups *groups, GPtrArray *fields, gsize n_rows)
{
  g_auto (OrielDistinct) distinct = { 0 };
  g_autofree guint32 *group_of = NULL;

  oriel_distinct_init (&distinct, n_rows);
  for (guint i = 0; i < fields->len; i++)
    oriel_distinct_refine (&distinct, g_ptr_array_index (fields, i));

  groups->keys = g_ptr_array_new_with_free_func (g_free);
  group_of = unite_equal_texts (&distinct, fields, groups->keys);
  groups->n = groups->keys->len;
  groups->rows = g_new (gint32, n_rows);
  groups->starts = g_new0 (guint32, groups->n + 1);
  order_rows (groups, &distinct, group_of);
}

void
oriel_groups_clear (OrielGroups *groups)
{
  g_free (groups->rows);
  g_free (groups->starts);
  g_clear_pointer (&groups->keys, g_ptr_array_unref);
}

const gint32 *
oriel_groups_rows (const OrielGroups *groups, guint index, gsize *n)
{
  *n = groups->starts[index + 1] - groups->starts[index];
  return groups->rows + groups->starts[index];
}

OrielColumn *
oriel_groups_first (const OrielGroups *groups, const OrielField *field)
{
  g_autofree gint32 *rows = g_new (gint32, groups->n);

  for (guint i = 0; i < groups->n; i++)
    rows[i] = groups->rows[groups->starts[i]];

  return oriel_column_gather (field->column, rows, groups->n);
}

static gsize
size_of_value (OrielFieldType type)
{
  if (type == ORIEL_FIELD_BOOLEAN)
    return sizeof (gint8);
  if (type == ORIEL_FIELD_TIME || type == ORIEL_FIELD_NUMBER || type == ORIEL_FIELD_ENUM)
    return sizeof (gint64);

  return sizeof (gpointer);
}

/* The rows of a group in a column that was gathered in their order: a view, never freed. */
static OrielColumn
stretch_of (const OrielColumn *ordered, const OrielGroups *groups, guint index)
{
  guint32 start = groups->starts[index];
  OrielColumn stretch = *ordered;

  stretch.n_rows = groups->starts[index + 1] - start;
  stretch.data = (char *) ordered->data + start * size_of_value (ordered->type);
  if (ordered->nanos != NULL)
    stretch.nanos = ordered->nanos + start;
  return stretch;
}

/* The results of all reducers for one group; lists are kept in `nodes`. Results are known by the
 * reducers' own ids: an old id has none. */
static void
reduce_part (const OrielField *part,
             const char *const *ids,
             guint n_ids,
             GPtrArray *nodes,
             OrielReduced *out)
{
  oriel_reduce (part, oriel_field_null_mode (part), ids, n_ids, out);
  for (guint i = 0; i < n_ids; i++)
    {
      const OrielReducer *reducer = oriel_reducer_find (ids[i]);

      if (reducer == NULL || strcmp (reducer->id, ids[i]) != 0)
        out[i] = (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };
      else if (out[i].kind == ORIEL_REDUCED_LIST)
        {
          JsonNode *node =
            oriel_reduced_list_to_node (part, strcmp (reducer->id, "uniqueValues") == 0);

          g_ptr_array_add (nodes, node);
          out[i] = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER, .node = node };
        }
    }
}

/* The results, group after group; texts and nodes are borrowed from `ordered` and `nodes`. */
static OrielReduced *
reduce_groups (const OrielGroups *groups,
               const OrielField *field,
               const OrielColumn *ordered,
               const char *const *ids,
               guint n_ids,
               GPtrArray *nodes)
{
  OrielReduced *results = g_new0 (OrielReduced, (gsize) n_ids * groups->n);
  OrielField part = *field;

  for (guint i = 0; i < groups->n; i++)
    {
      OrielColumn stretch = stretch_of (ordered, groups, i);

      part.column = &stretch;
      reduce_part (&part, ids, n_ids, nodes, results + (gsize) i * n_ids);
    }

  return results;
}

void
oriel_groups_reduce (const OrielGroups *groups,
                     const OrielField *field,
                     const char *name,
                     JsonArray *reducers,
                     OrielResultTypeFunc type_of,
                     OrielFrame *frame)
{
  guint n_ids = json_array_get_length (reducers);
  g_autofree const char **ids = g_new0 (const char *, n_ids);
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, groups->n);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (OrielColumn) ordered =
    oriel_column_gather (field->column, groups->rows, groups->starts[groups->n]);
  g_autofree OrielReduced *results = NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      const char *id = oriel_json_array_string (reducers, i);

      ids[i] = id != NULL ? id : "";
    }

  results = reduce_groups (groups, field, ordered, ids, n_ids, nodes);
  for (guint i = 0; i < n_ids; i++)
    {
      g_autofree char *result_name = g_strdup_printf ("%s (%s)", name, ids[i]);
      g_autoptr (OrielColumn) column = NULL;
      OrielFieldType type;

      for (guint j = 0; j < groups->n; j++)
        cells[j] = results[(gsize) j * n_ids + i];
      type = type_of (ids[i], field, result_name, cells, groups->n);
      column = oriel_column_from_cells (type, cells, groups->n);
      oriel_frame_add_field (frame, result_name, NULL, NULL, column);
    }
}
