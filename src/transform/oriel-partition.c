/* SPDX-License-Identifier: GPL-3.0-or-later */

/* partitionByValues: the first frame becomes one for each combination of values of some of its
 * fields; and dedupeByValues, which keeps the first row of each value. Source of the rules:
 * Grafana's partitionByValues and dedupeByValues. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "transform/oriel-distinct.h"

/* Every combination is a frame, which costs its fields anew. */
#define MAX_PARTITIONS 20000

/* One call. */
typedef struct
{
  const OrielFrame *frame;
  GPtrArray *keys;      /* of OrielField: those whose values tell the parts apart */
  GPtrArray *key_names; /* of borrowed text, parallel: the names they have in the result */
  GHashTable *left_out; /* of these names; empty when keys are kept */
  GPtrArray *names;     /* of borrowed text, one a field: the name it has in the result */
  JsonObject *naming;   /* nullable */
} Partition;

/* The matcher of the fields that the options name; NULL when they name none. */
static OrielFieldMatcher *
key_matcher (JsonObject *options)
{
  JsonArray *list = oriel_json_array (options, "fields");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *names = json_array_new ();

  json_object_set_array_member (object, "names", names);
  json_node_take_object (node, object);
  for (guint i = 0; i < oriel_json_array_length (list); i++)
    if (oriel_json_array_string (list, i) != NULL)
      json_array_add_string_element (names, oriel_json_array_string (list, i));

  return json_array_get_length (names) > 0 ? oriel_field_matcher_new ("byNames", node) : NULL;
}

/* A name that a person or the source gave counts for a field's own. */
static const char *
name_in_result (const OrielField *field)
{
  if (field->config->display_name_from_ds != NULL && *field->config->display_name_from_ds != '\0')
    return field->config->display_name_from_ds;
  if (field->config->display_name != NULL && *field->config->display_name != '\0')
    return field->config->display_name;

  return field->name;
}

/* String() of a cell: nulls have words. */
static const char *
text_of_cell (const OrielReduced *cell, char *buffer)
{
  if (oriel_cell_is_undefined (cell))
    return "undefined";

  return oriel_cell_is_null (cell) ? "null" : oriel_cell_text (cell, buffer);
}

static char *
frame_name (const Partition *partition, gsize row)
{
  gboolean with_names = oriel_json_boolean (partition->naming, "withNames", FALSE);
  GString *name = g_string_new (NULL);

  if (oriel_json_boolean (partition->naming, "append", FALSE) && partition->frame->name != NULL &&
      *partition->frame->name != '\0')
    g_string_append_printf (name, "%s ", partition->frame->name);

  for (guint i = 0; i < partition->keys->len; i++)
    {
      const OrielField *key = g_ptr_array_index (partition->keys, i);
      OrielReduced cell = oriel_field_cell (key, row);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        g_string_append (name, oriel_json_string (partition->naming, "separator2", " "));
      if (with_names)
        g_string_append_printf (name, "%s%s",
                                (const char *) g_ptr_array_index (partition->key_names, i),
                                oriel_json_string (partition->naming, "separator1", "="));
      if (with_names || !oriel_cell_is_null (&cell))
        g_string_append (name, text_of_cell (&cell, buffer));
    }

  return g_string_free (name, FALSE);
}

/* A field's labels, and the values of the part. */
static OrielLabels *
labels_of_part (const Partition *partition, const OrielField *field, gsize row)
{
  g_autoptr (JsonObject) labels = oriel_labels_to_json (field->labels);

  for (guint i = 0; i < partition->keys->len; i++)
    {
      const OrielField *key = g_ptr_array_index (partition->keys, i);
      OrielReduced cell = oriel_field_cell (key, row);
      char buffer[ORIEL_NUMBER_BUFFER];

      json_object_set_string_member (labels,
                                     (const char *) g_ptr_array_index (partition->key_names, i),
                                     text_of_cell (&cell, buffer));
    }

  return oriel_labels_from_json (labels);
}

/* Key fields are left out by name: others that are called the same go with them. */
static gboolean
is_left_out (const Partition *partition, guint index)
{
  return g_hash_table_contains (partition->left_out, g_ptr_array_index (partition->names, index));
}

static OrielFrame *
make_part (const Partition *partition, const gint32 *rows, gsize n)
{
  gboolean as_labels = oriel_json_boolean (partition->naming, "asLabels", TRUE);
  g_autofree char *name =
    as_labels ? g_strdup (partition->frame->name) : frame_name (partition, (gsize) rows[0]);
  OrielFrame *part = oriel_frame_new (NULL, name, n);

  part->meta = oriel_json_object_ref (partition->frame->meta);
  for (guint i = 0; i < partition->frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (partition->frame, i);
      const char *own_name = g_ptr_array_index (partition->names, i);
      g_autoptr (OrielColumn) column = NULL;
      g_autoptr (OrielLabels) labels = NULL;
      OrielField *added;

      if (is_left_out (partition, i))
        continue;
      column = oriel_column_gather (field->column, rows, n);
      labels = as_labels ? labels_of_part (partition, field, (gsize) rows[0])
                         : oriel_labels_ref (field->labels);
      added = oriel_frame_add_field (part, own_name, labels, field->config, column);
      if (own_name != field->name)
        {
          OrielFieldConfig *config = oriel_field_own_config (added);

          g_clear_pointer (&config->display_name, g_free);
          g_clear_pointer (&config->display_name_from_ds, g_free);
        }
    }

  return part;
}

/* Parts of renamed fields would all have one name: theirs is made anew among all frames, and the
 * fields are called as they were. */
static void
restore_names (const Partition *partition, GPtrArray *parts)
{
  g_autoptr (GHashTable) originals = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < partition->frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (partition->frame, i);
      const char *name = g_ptr_array_index (partition->names, i);

      if (name != field->name)
        g_hash_table_insert (originals, (gpointer) name, field->name);
    }
  if (g_hash_table_size (originals) == 0)
    return;

  /* The names must all be known before the first field is renamed back. */
  oriel_frames_set_display_names ((OrielFrame *const *) parts->pdata, parts->len);
  for (guint i = 0; i < parts->len; i++)
    {
      const OrielFrame *part = g_ptr_array_index (parts, i);

      for (guint j = 0; j < part->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (part, j);
          const char *original = g_hash_table_lookup (originals, field->name);

          if (original == NULL)
            continue;
          g_free (field->name);
          field->name = g_strdup (original);
          g_free (oriel_field_own_config (field)->display_name);
          field->config->display_name = g_strdup (field->display_name);
        }
    }
}

/* Parts in the order of the first field's values, then the second's: the numbers of each part's
 * values, one field after the other. */
typedef struct
{
  const OrielDistinct *fields; /* one a key field */
  guint n_fields;
  const OrielDistinct *all;
} PartOrder;

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PartOrder *order = user_data;
  gint32 row_a = g_array_index (order->all->firsts, gint32, *(const guint32 *) a);
  gint32 row_b = g_array_index (order->all->firsts, gint32, *(const guint32 *) b);

  for (guint i = 0; i < order->n_fields; i++)
    {
      guint32 x = order->fields[i].ids[row_a], y = order->fields[i].ids[row_b];

      if (x != y)
        return x < y ? -1 : 1;
    }

  return 0;
}

static guint32 *
order_parts (const OrielDistinct *all, GPtrArray *keys, gsize n_rows)
{
  g_autofree OrielDistinct *fields = g_new (OrielDistinct, keys->len);
  PartOrder order = { fields, keys->len, all };
  guint32 *parts = g_new (guint32, all->n + 1);

  for (guint i = 0; i < keys->len; i++)
    {
      oriel_distinct_init (&fields[i], n_rows);
      oriel_distinct_refine (&fields[i], g_ptr_array_index (keys, i));
    }
  for (guint i = 0; i < all->n; i++)
    parts[i] = i;
  g_qsort_with_data (parts, (gint) all->n, sizeof *parts, compare_parts, &order);

  for (guint i = 0; i < keys->len; i++)
    oriel_distinct_clear (&fields[i]);
  return parts;
}

/* The rows of each value in turn, by counting; `starts` receives where each begins. */
static gint32 *
rows_by_value (const OrielDistinct *distinct, guint32 **starts)
{
  gint32 *rows = g_new (gint32, distinct->n_rows);
  g_autofree guint32 *next = NULL;

  *starts = g_new0 (guint32, distinct->n + 1);
  for (gsize row = 0; row < distinct->n_rows; row++)
    (*starts)[distinct->ids[row] + 1]++;
  for (guint i = 0; i < distinct->n; i++)
    (*starts)[i + 1] += (*starts)[i];

  next = g_memdup2 (*starts, (distinct->n + 1) * sizeof *next);
  for (gsize row = 0; row < distinct->n_rows; row++)
    rows[next[distinct->ids[row]]++] = (gint32) row;
  return rows;
}

static GPtrArray *
make_parts (const Partition *partition, GError **error)
{
  g_auto (OrielDistinct) all = { 0 };
  g_autofree guint32 *order = NULL;
  g_autofree guint32 *starts = NULL;
  g_autofree gint32 *rows = NULL;
  GPtrArray *parts;

  oriel_distinct_init (&all, partition->frame->n_rows);
  for (guint i = 0; i < partition->keys->len; i++)
    oriel_distinct_refine (&all, g_ptr_array_index (partition->keys, i));
  if (all.n > MAX_PARTITIONS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("too many values to part by"));
      return NULL;
    }

  parts = oriel_frames_new ();
  order = order_parts (&all, partition->keys, partition->frame->n_rows);
  rows = rows_by_value (&all, &starts);
  for (guint i = 0; i < all.n; i++)
    {
      guint32 part = order[i];

      g_ptr_array_add (parts,
                       make_part (partition, rows + starts[part], starts[part + 1] - starts[part]));
    }

  restore_names (partition, parts);
  return parts;
}

/* The fields of `frame` that the matcher picks, itself alone, by their `names` (nullable: their
 * own); `key_names` (nullable) receives those of the fields that it picks. */
static GPtrArray *
key_fields (OrielFrame *frame,
            GPtrArray *names,
            const OrielFieldMatcher *matcher,
            GPtrArray *key_names)
{
  GPtrArray *keys = g_ptr_array_new ();
  OrielNameScope scope;

  oriel_name_scope_init (&scope, &frame, 1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);
      OrielField renamed = *field;

      if (names != NULL)
        renamed.name = g_ptr_array_index (names, i);
      if (!oriel_transform_field_matches (matcher, &renamed, frame, &scope))
        continue;
      g_ptr_array_add (keys, field);
      if (key_names != NULL)
        g_ptr_array_add (key_names, renamed.name);
    }

  return keys;
}

GPtrArray *
oriel_transform_partition_by_values (JsonObject *options,
                                     GPtrArray *frames,
                                     const OrielTransformContext *context,
                                     GError **error)
{
  g_autoptr (OrielFieldMatcher) matcher = key_matcher (options);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) key_names = g_ptr_array_new ();
  g_autoptr (GHashTable) left_out = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = NULL;
  OrielFrame *frame;
  Partition partition;
  GPtrArray *results;

  if (matcher == NULL || frames->len == 0)
    return oriel_frames_copy (frames);

  frame = g_ptr_array_index (frames, 0);
  for (guint i = 0; i < frame->fields->len; i++)
    g_ptr_array_add (names, (gpointer) name_in_result (oriel_frame_field (frame, i)));
  keys = key_fields (frame, names, matcher, key_names);
  for (guint i = 0; i < keys->len && !oriel_json_boolean (options, "keepFields", FALSE); i++)
    g_hash_table_add (left_out, g_ptr_array_index (key_names, i));

  partition =
    (Partition){ frame, keys, key_names, left_out, names, oriel_json_object (options, "naming") };
  if (keys->len > 0)
    return make_parts (&partition, error);

  results = oriel_frames_new ();
  g_ptr_array_add (results, oriel_frame_ref (frame));
  return results;
}

/* A row stays when one of the fields has its value there for the first time. */
GPtrArray *
oriel_transform_dedupe_by_values (JsonObject *options,
                                  GPtrArray *frames,
                                  const OrielTransformContext *context,
                                  GError **error)
{
  g_autoptr (OrielFieldMatcher) matcher = key_matcher (options);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree gboolean *stays = NULL;
  OrielFrame *frame;
  GPtrArray *results;

  if (matcher == NULL || frames->len == 0)
    return oriel_frames_copy (frames);

  frame = g_ptr_array_index (frames, 0);
  keys = key_fields (frame, NULL, matcher, NULL);
  stays = g_new0 (gboolean, frame->n_rows);
  for (guint i = 0; i < keys->len; i++)
    {
      g_auto (OrielDistinct) distinct = { 0 };

      oriel_distinct_init (&distinct, frame->n_rows);
      oriel_distinct_refine (&distinct, g_ptr_array_index (keys, i));
      for (guint j = 0; j < distinct.n; j++)
        stays[g_array_index (distinct.firsts, gint32, j)] = TRUE;
    }

  for (gint32 row = 0; (gsize) row < frame->n_rows; row++)
    if (stays[row] || keys->len == 0)
      g_array_append_val (rows, row);

  results = oriel_frames_new ();
  g_ptr_array_add (results,
                   oriel_frame_gather (frame, (const gint32 *) (gpointer) rows->data, rows->len));
  return results;
}
