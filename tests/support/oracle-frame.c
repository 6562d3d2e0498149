/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oracle-frame.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

static gboolean
is_special (JsonNode *node)
{
  JsonObject *object = oriel_json_node_object (node);

  return object != NULL && json_object_has_member (object, "$");
}

static gboolean
is_nothing (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node) || oracle_is_undefined (node);
}

OrielColumn *
oracle_column (OrielFieldType type, JsonArray *cells)
{
  guint n = json_array_get_length (cells);
  g_autoptr (JsonArray) plain = json_array_new ();
  OrielColumn *column;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (cells, i);

      if (is_special (node))
        json_array_add_null_element (plain);
      else
        json_array_add_element (plain, json_node_copy (node));
    }

  column = oriel_column_from_json (type, plain, n);
  for (guint i = 0; type == ORIEL_FIELD_NUMBER && i < n; i++)
    {
      JsonNode *node = json_array_get_element (cells, i);

      if (is_special (node))
        ((double *) column->data)[i] =
          oracle_is_undefined (node) ? oriel_undefined () : oracle_number (node);
    }

  return column;
}

GPtrArray *
oracle_frames (JsonArray *array)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      g_autoptr (GError) error = NULL;
      OrielFrame *frame = oriel_frame_from_json (oriel_json_array_object (array, i), &error);

      g_assert_no_error (error);
      g_ptr_array_add (frames, frame);
    }

  return frames;
}

static gboolean
differs (GString *why, const char *what, JsonNode *ours, JsonNode *theirs)
{
  g_autofree char *our_text = ours != NULL ? json_to_string (ours, FALSE) : g_strdup ("nothing");
  g_autofree char *their_text =
    theirs != NULL ? json_to_string (theirs, FALSE) : g_strdup ("nothing");

  g_string_append_printf (why, "%s: ours %s, theirs %s; ", what, our_text, their_text);
  return FALSE;
}

static gboolean
same_members (GString *why, const char *what, JsonObject *ours, JsonObject *theirs, JsonObject *of)
{
  g_autoptr (GList) members = json_object_get_members (of);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s", what, (char *) l->data);

      if (!oracle_same_json (why, path, json_object_get_member (ours, l->data),
                             json_object_get_member (theirs, l->data)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_elements (GString *why, const char *what, JsonArray *ours, JsonArray *theirs)
{
  for (guint i = 0; i < json_array_get_length (ours); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", what, i);

      if (!oracle_same_json (why, path, json_array_get_element (ours, i),
                             json_array_get_element (theirs, i)))
        return FALSE;
    }

  return TRUE;
}

gboolean
oracle_same_json (GString *why, const char *what, JsonNode *ours, JsonNode *theirs)
{
  JsonObject *our_object = oriel_json_node_object (ours);
  JsonObject *their_object = oriel_json_node_object (theirs);
  JsonArray *our_array = oriel_json_node_array (ours),
            *their_array = oriel_json_node_array (theirs);

  if (is_nothing (ours) || is_nothing (theirs))
    return (is_nothing (ours) && is_nothing (theirs)) || differs (why, what, ours, theirs);
  if (is_special (theirs))
    return (!JSON_NODE_HOLDS_VALUE (ours) ||
            oracle_close (oracle_number (ours), oracle_number (theirs))) ||
           differs (why, what, ours, theirs);
  if (our_object != NULL && their_object != NULL)
    return same_members (why, what, our_object, their_object, our_object) &&
           same_members (why, what, our_object, their_object, their_object);
  if (our_array != NULL && their_array != NULL &&
      json_array_get_length (our_array) == json_array_get_length (their_array))
    return same_elements (why, what, our_array, their_array);

  if (JSON_NODE_HOLDS_VALUE (ours) && JSON_NODE_HOLDS_VALUE (theirs))
    {
      const char *our_text = oriel_json_node_string (ours);
      const char *their_text = oriel_json_node_string (theirs);

      if (our_text != NULL || their_text != NULL)
        return g_strcmp0 (our_text, their_text) == 0 || differs (why, what, ours, theirs);
      if (oracle_close (json_node_get_double (ours), json_node_get_double (theirs)) &&
          json_node_get_boolean (ours) == json_node_get_boolean (theirs))
        return TRUE;
    }

  return differs (why, what, ours, theirs);
}

static gboolean
same_list (GString *why, const char *what, const OrielField *field, GArray *rows, JsonArray *theirs)
{
  if (rows->len != oriel_json_array_length (theirs))
    {
      g_string_append_printf (why, "%s: ours has %u values, theirs %u; ", what, rows->len,
                              oriel_json_array_length (theirs));
      return FALSE;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      OrielReduced cell = oriel_field_cell (field, g_array_index (rows, gsize, i));

      if (!oracle_same_reduced (why, what, field, &cell, json_array_get_element (theirs, i)))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
reduced_to_node (const OrielReduced *value)
{
  JsonNode *node = json_node_alloc ();

  if (value->kind == ORIEL_REDUCED_TEXT)
    return json_node_init_string (node, value->text);
  if (value->kind == ORIEL_REDUCED_BOOLEAN)
    return json_node_init_boolean (node, value->number != 0);
  if (value->kind == ORIEL_REDUCED_NUMBER && !oriel_is_null (value->number))
    return json_node_init_double (node, value->number);
  if (value->kind == ORIEL_REDUCED_OTHER && value->node != NULL)
    {
      json_node_free (node);
      return json_node_copy (value->node);
    }

  return json_node_init_null (node);
}

gboolean
oracle_same_reduced (GString *why,
                     const char *what,
                     const OrielField *field,
                     const OrielReduced *ours,
                     JsonNode *theirs)
{
  g_autoptr (JsonNode) node = NULL;

  if (ours->kind == ORIEL_REDUCED_LIST)
    {
      g_autoptr (GArray) rows = oriel_reduce_rows (field, strstr (what, "unique") != NULL);

      return same_list (why, what, field, rows, oriel_json_node_array (theirs));
    }

  node = reduced_to_node (ours);
  if (ours->kind == ORIEL_REDUCED_NUMBER && !oriel_is_null (ours->number) && !is_nothing (theirs) &&
      (is_special (theirs) || JSON_NODE_HOLDS_VALUE (theirs)))
    return oracle_close (ours->number, oracle_number (theirs)) || differs (why, what, node, theirs);

  return oracle_same_json (why, what, node, theirs);
}

static gboolean same_lists (GString *why, GPtrArray *ours, GPtrArray *theirs);

/* Sub-tables are compared as tables. */
static gboolean
same_nested (GString *why, const char *what, const OrielColumn *ours, const OrielColumn *theirs)
{
  for (gsize i = 0; i < ours->n_rows; i++)
    if ((ours->lists[i] == NULL) != (theirs->lists[i] == NULL) ||
        (ours->lists[i] != NULL && !same_lists (why, ours->lists[i], theirs->lists[i])))
      {
        g_string_append_printf (why, "%s, sub-tables of row %u; ", what, (guint) i);
        return FALSE;
      }

  return TRUE;
}

static gboolean
same_cells (GString *why, const char *what, const OrielField *ours, const OrielField *theirs)
{
  for (gsize i = 0; i < ours->column->n_rows; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s row %u", what, (guint) i);
      OrielReduced our_cell = oriel_field_cell (ours, i);
      OrielReduced their_cell = oriel_field_cell (theirs, i);
      g_autoptr (JsonNode) our_node = NULL;
      g_autoptr (JsonNode) their_node = NULL;

      if (our_cell.kind == ORIEL_REDUCED_NUMBER && their_cell.kind == ORIEL_REDUCED_NUMBER &&
          oriel_is_null (our_cell.number) == oriel_is_null (their_cell.number))
        {
          if (!oracle_same_number (why, place, our_cell.number, their_cell.number))
            return FALSE;
          continue;
        }
      our_node = reduced_to_node (&our_cell);
      their_node = reduced_to_node (&their_cell);
      if (!oracle_same_json (why, place, our_node, their_node))
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_config (GString *why,
             const char *what,
             const OrielFieldConfig *ours,
             const OrielFieldConfig *theirs)
{
  g_autoptr (JsonNode) our_node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) their_node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (our_node, oriel_field_config_to_json (ours));
  json_node_take_object (their_node, oriel_field_config_to_json (theirs));
  return oracle_same_json (why, what, our_node, their_node);
}

static gboolean
same_field (GString *why, const char *what, const OrielField *ours, const OrielField *theirs)
{
  g_autofree char *place = g_strdup_printf ("%s “%s”", what, theirs->name);

  if (!oracle_same_text (why, what, ours->name, theirs->name) ||
      !oracle_same_text (why, place, oriel_field_type_name (ours->type),
                         oriel_field_type_name (theirs->type)))
    return FALSE;
  if (!oriel_labels_equal (ours->labels, theirs->labels))
    {
      g_string_append_printf (why, "%s: labels differ; ", place);
      return FALSE;
    }

  if (!same_config (why, place, ours->config, theirs->config))
    return FALSE;
  if (ours->column->type == ORIEL_FIELD_NESTED && theirs->column->type == ORIEL_FIELD_NESTED)
    return same_nested (why, place, ours->column, theirs->column);

  return same_cells (why, place, ours, theirs);
}

static gboolean
same_meta (GString *why, JsonObject *ours, JsonObject *theirs)
{
  g_autoptr (JsonNode) our_node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) their_node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) none = json_object_new ();

  json_node_set_object (our_node, ours != NULL ? ours : none);
  json_node_set_object (their_node, theirs != NULL ? theirs : none);
  return oracle_same_json (why, "meta", our_node, their_node);
}

static gboolean
same_frame (GString *why, guint index, const OrielFrame *ours, const OrielFrame *theirs)
{
  g_autofree char *what = g_strdup_printf ("frame %u", index);

  if (ours->fields->len != theirs->fields->len ||
      (ours->n_rows != theirs->n_rows && theirs->fields->len > 0))
    {
      g_string_append_printf (why, "%s: ours %u fields, %u rows, theirs %u, %u; ", what,
                              ours->fields->len, (guint) ours->n_rows, theirs->fields->len,
                              (guint) theirs->n_rows);
      return FALSE;
    }
  if (!oracle_same_text (why, "refId", ours->ref_id, theirs->ref_id) ||
      !oracle_same_text (why, "frame name", ours->name, theirs->name) ||
      !same_meta (why, ours->meta, theirs->meta))
    return FALSE;

  for (guint i = 0; i < ours->fields->len; i++)
    if (!same_field (why, what, oriel_frame_field (ours, i), oriel_frame_field (theirs, i)))
      return FALSE;

  return TRUE;
}

static gboolean
same_lists (GString *why, GPtrArray *ours, GPtrArray *theirs)
{
  if (ours->len != theirs->len)
    {
      g_string_append_printf (why, "ours %u frames, theirs %u; ", ours->len, theirs->len);
      return FALSE;
    }

  for (guint i = 0; i < ours->len; i++)
    if (!same_frame (why, i, g_ptr_array_index (ours, i), g_ptr_array_index (theirs, i)))
      return FALSE;

  return TRUE;
}

gboolean
oracle_same_frames (GString *why, GPtrArray *ours, JsonArray *theirs)
{
  g_autoptr (GPtrArray) expected = oracle_frames (theirs);

  return same_lists (why, ours, expected);
}
