/* SPDX-License-Identifier: GPL-3.0-or-later */

/* extractFields: what stands in the texts or objects of one field becomes fields: JSON, key-value
 * pairs, separated values, named groups of an expression. Source of the rules: Grafana's
 * extractFields and its extractors. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "transform/oriel-key-values.h"

/* Objects of hostile data name more fields than anybody reads. */
#define MAX_FIELDS 2000

/* One call. */
typedef struct
{
  JsonObject *options;
  GRegex *regex;     /* nullable */
  char **groups;     /* names of the expression's groups; nullable */
  GRegex *delimiter; /* nullable */
} Extraction;

/* An object of what the text holds, or NULL when it is not of that form. */
typedef JsonNode *(*ExtractFunc) (const Extraction *extraction, const char *text);

static JsonNode *
node_of_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
extract_json (const Extraction *extraction, const char *text)
{
  return oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, NULL);
}

static JsonNode *
extract_pairs (const Extraction *extraction, const char *text)
{
  return node_of_object (oriel_key_values_parse (text));
}

/* Every part is a field that says 1 where it was there. */
static JsonNode *
extract_parts (const Extraction *extraction, const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_auto (GStrv) parts = g_regex_split (extraction->delimiter, bare, 0);
  JsonObject *object = json_object_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    json_object_set_int_member (object, parts[i], 1);
  if (*bare == '\0')
    json_object_set_int_member (object, "", 1);

  return node_of_object (object);
}

static JsonNode *
extract_groups (const Extraction *extraction, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  JsonObject *object;

  if (extraction->regex == NULL || extraction->groups == NULL ||
      !g_regex_match (extraction->regex, text, 0, &match))
    return NULL;

  object = json_object_new ();
  for (guint i = 0; extraction->groups[i] != NULL; i++)
    {
      g_autofree char *value = g_match_info_fetch_named (match, extraction->groups[i]);
      gint start = -1;

      g_match_info_fetch_named_pos (match, extraction->groups[i], &start, NULL);
      if (value != NULL && start >= 0)
        json_object_set_string_member (object, extraction->groups[i], value);
    }

  return node_of_object (object);
}

/* JSON where it is some, else pairs, which any text can be read as. */
static JsonNode *
extract_any (const Extraction *extraction, const char *text)
{
  JsonNode *node = extract_json (extraction, text);

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;

  g_clear_pointer (&node, json_node_unref);
  return extract_pairs (extraction, text);
}

static const struct
{
  const char *format;
  ExtractFunc extract;
} formats[] = {
  { "json", extract_json },       { "kvp", extract_pairs },     { "auto", extract_any },
  { "delimiter", extract_parts }, { "regexp", extract_groups },
};

static ExtractFunc
find_format (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].format, format) == 0)
      return formats[i].extract;

  return NULL;
}

/* The names of an expression's groups, in its order. */
static char **
group_names (const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\\\.)|\\(\\?<([A-Za-z_$][\\w$]*)>", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *names = g_ptr_array_new ();

  for (g_regex_match (regex, pattern, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 2);

      if (name != NULL && *name != '\0')
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* With the flag for all matches, ECMAScript gives no groups. */
static void
prepare_regex (Extraction *extraction)
{
  const char *text = oriel_json_string (extraction->options, "regExp", "");
  gboolean global = FALSE;

  if (*text != '/')
    text = "/(?<NewField>.*)/";
  extraction->regex = oriel_regex_from_dashboard (text, &global, NULL);
  if (extraction->regex == NULL)
    {
      text = "/(?<NewField>.*)/";
      extraction->regex = oriel_regex_from_dashboard (text, &global, NULL);
    }
  extraction->groups = global ? NULL : group_names (text);
}

static void
prepare_delimiter (Extraction *extraction)
{
  g_autofree char *escaped =
    oriel_regex_escape (oriel_json_string (extraction->options, "delimiter", ","));
  g_autofree char *pattern = g_strdup_printf ("\\s*%s\\s*", escaped);

  extraction->delimiter = oriel_regex_new (pattern, NULL, NULL);
}

static void
extraction_clear (Extraction *extraction)
{
  g_clear_pointer (&extraction->regex, g_regex_unref);
  g_clear_pointer (&extraction->delimiter, g_regex_unref);
  g_clear_pointer (&extraction->groups, g_strfreev);
}

/* The value at a path as lodash writes it: `a.b[0]["c"]`; borrowed, or NULL. */
static JsonNode *
value_at_path (JsonNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit_set (path, ".[]\"'", -1);

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      JsonArray *array = oriel_json_node_array (node);
      guint64 index;

      if (*steps[i] == '\0')
        continue;
      if (array == NULL)
        node = oriel_json_member (oriel_json_node_object (node), steps[i]);
      else if (g_ascii_string_to_unsigned (steps[i], 10, 0, G_MAXUINT, &index, NULL) &&
               index < json_array_get_length (array))
        node = json_array_get_element (array, (guint) index);
      else
        node = NULL;
    }

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* The object of the paths that the options list; NULL when they list none. */
static JsonNode *
pick_paths (JsonNode *node, JsonArray *paths)
{
  JsonObject *picked = json_object_new ();

  for (guint i = 0; i < oriel_json_array_length (paths); i++)
    {
      JsonObject *item = oriel_json_array_object (paths, i);
      const char *path = oriel_json_string (item, "path", "");
      const char *alias = oriel_json_string (item, "alias", "");
      JsonNode *value;

      if (*path == '\0')
        continue;
      value = value_at_path (node, path);
      if (value != NULL)
        json_object_set_member (picked, *alias != '\0' ? alias : path,
                                oriel_json_copy_deep (value));
      else
        json_object_set_string_member (picked, *alias != '\0' ? alias : path, "Not Found");
    }

  if (json_object_get_size (picked) > 0)
    return node_of_object (picked);

  json_object_unref (picked);
  return NULL;
}

/* A field in the making: for each row a node of the objects, or NULL. */
typedef struct
{
  const char *name; /* owned by the table of fields */
  JsonNode **nodes;
} Column;

/* All fields in the making. */
typedef struct
{
  GPtrArray *columns; /* of Column */
  GHashTable *index;  /* owned name → Column */
  GPtrArray *owned;   /* objects that the nodes are borrowed from */
  gsize n_rows;
} Columns;

static void
column_free (gpointer data)
{
  g_free (((Column *) data)->nodes);
  g_free (data);
}

static void
put_value (Columns *columns, gsize row, const char *name, JsonNode *node)
{
  Column *column = g_hash_table_lookup (columns->index, name);

  if (column == NULL)
    {
      char *own = g_strdup (name);

      if (columns->columns->len >= MAX_FIELDS)
        {
          g_free (own);
          return;
        }
      column = g_new0 (Column, 1);
      column->name = own;
      column->nodes = g_new0 (JsonNode *, columns->n_rows);
      g_hash_table_insert (columns->index, own, column);
      g_ptr_array_add (columns->columns, column);
    }

  column->nodes[row] = node;
}

/* The members of an object, or the elements of an array by their places. */
static void
put_members (Columns *columns, gsize row, JsonNode *node)
{
  JsonObject *object = oriel_json_node_object (node);
  JsonArray *array = oriel_json_node_array (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  for (guint i = 0; i < oriel_json_array_length (array) && i < MAX_FIELDS; i++)
    {
      g_autofree char *place = g_strdup_printf ("%u", i);

      put_value (columns, row, place, json_array_get_element (array, i));
    }

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    put_value (columns, row, name, member);
}

/* What the cell holds, owned; NULL when it is nothing, or a number. */
static JsonNode *
node_of_cell (const Extraction *extraction, ExtractFunc extract, const OrielReduced *cell)
{
  if (cell->kind == ORIEL_REDUCED_TEXT)
    return extract (extraction, cell->text);

  return cell->kind == ORIEL_REDUCED_OTHER && cell->node != NULL ? json_node_ref (cell->node)
                                                                 : NULL;
}

static void
extract_row (const Extraction *extraction,
             ExtractFunc extract,
             const OrielField *source,
             gsize row,
             Columns *columns)
{
  OrielReduced cell = oriel_field_cell (source, row);
  JsonNode *node = node_of_cell (extraction, extract, &cell);
  JsonArray *paths = oriel_json_array (extraction->options, "jsonPaths");
  JsonNode *picked = NULL;

  if (node != NULL && extract == extract_json)
    picked = pick_paths (node, paths);
  if (node != NULL)
    g_ptr_array_add (columns->owned, node);
  if (picked != NULL)
    g_ptr_array_add (columns->owned, picked);
  if (node != NULL)
    put_members (columns, row, picked != NULL ? picked : node);
}

/* The type of the first value that is not null; a text stays a text, whatever it reads like. */
static OrielFieldType
type_of_nodes (JsonNode **nodes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_cell_from_node (nodes[i]);

      if (oriel_cell_is_null (&cell))
        continue;
      if (cell.kind == ORIEL_REDUCED_TEXT)
        return ORIEL_FIELD_STRING;
      if (cell.kind == ORIEL_REDUCED_BOOLEAN)
        return ORIEL_FIELD_BOOLEAN;
      return cell.kind == ORIEL_REDUCED_NUMBER ? ORIEL_FIELD_NUMBER : ORIEL_FIELD_OTHER;
    }

  return ORIEL_FIELD_OTHER;
}

static void
add_extracted (OrielFrame *frame, const Column *extracted)
{
  g_autofree OrielReduced *cells = g_new (OrielReduced, frame->n_rows);
  g_autoptr (OrielColumn) column = NULL;

  for (gsize i = 0; i < frame->n_rows; i++)
    cells[i] = oriel_cell_from_node (extracted->nodes[i]);

  column =
    oriel_column_from_cells (type_of_nodes (extracted->nodes, frame->n_rows), cells, frame->n_rows);
  oriel_frame_add_field (frame, extracted->name, NULL, NULL, column);
}

/* The first field that is called so, in itself or on screen; NULL for an empty name. */
static const OrielField *
find_field (const OrielFrame *frame, const char *name)
{
  OrielNameScope scope;

  oriel_name_scope_init (&scope, (OrielFrame *const[]){ (OrielFrame *) frame }, 1);
  for (guint i = 0; *name != '\0' && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *display_name = NULL;

      if (strcmp (field->name, name) == 0)
        return field;
      display_name = oriel_field_display_name_in (field, frame, &scope);
      if (strcmp (display_name, name) == 0)
        return field;
    }

  return NULL;
}

static void
keep_time (OrielFrame *to, const OrielFrame *frame)
{
  const OrielField *time = find_field (frame, "Time");

  if (time == NULL)
    time = find_field (frame, "time");
  if (time != NULL)
    oriel_frame_add_copy (to, time, NULL);
}

static OrielFrame *
extract_frame (const Extraction *extraction,
               ExtractFunc extract,
               const OrielFrame *frame,
               const OrielField *source)
{
  OrielFrame *result = oriel_frame_new_like (frame, frame->n_rows);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  Columns columns = { list, index, owned, frame->n_rows };

  for (gsize row = 0; row < frame->n_rows; row++)
    extract_row (extraction, extract, source, row, &columns);

  for (guint i = 0; i < frame->fields->len; i++)
    if (!oriel_json_boolean (extraction->options, "replace", FALSE))
      oriel_frame_add_copy (result, oriel_frame_field (frame, i), NULL);
  if (oriel_json_boolean (extraction->options, "keepTime", FALSE))
    keep_time (result, frame);
  for (guint i = 0; i < list->len; i++)
    add_extracted (result, g_ptr_array_index (list, i));

  return result;
}

GPtrArray *
oriel_transform_extract_fields (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  const char *name = oriel_json_string (options, "source", "");
  const char *format = oriel_json_string (options, "format", "auto");
  ExtractFunc extract = find_format (format);
  Extraction extraction = { .options = options };
  GPtrArray *results;

  if (extract == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("there is no format “%s”"),
                   format);
      return NULL;
    }

  if (extract == extract_groups)
    prepare_regex (&extraction);
  if (extract == extract_parts)
    prepare_delimiter (&extraction);

  results = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *source = find_field (frame, name);

      g_ptr_array_add (results, source != NULL ? extract_frame (&extraction, extract, frame, source)
                                               : oriel_frame_ref (frame));
    }

  extraction_clear (&extraction);
  return results;
}
