/* SPDX-License-Identifier: GPL-3.0-or-later */

/* groupingToMatrix and transpose: rows become columns. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"

/* Columns are fields: so many values are refused. */
#define MAX_COLUMNS 10000
#define MAX_CELLS 20000000

/* What stands where there is no value: `null`, `true`, `false`, `zero`, `empty`. */
static OrielReduced
empty_cell (JsonObject *options)
{
  const char *name = oriel_json_string (options, "emptyValue", "empty");

  if (strcmp (name, "true") == 0 || strcmp (name, "false") == 0)
    return (OrielReduced){ .kind = ORIEL_REDUCED_BOOLEAN, .number = *name == 't' };
  if (strcmp (name, "zero") == 0)
    return (OrielReduced){ .kind = ORIEL_REDUCED_NUMBER, .number = 0 };
  if (strcmp (name, "null") == 0)
    return (OrielReduced){ .kind = ORIEL_REDUCED_NUMBER, .number = oriel_null () };

  return (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = "" };
}

static const OrielField *
find_key (const OrielFrame *frame, const OrielNameScope *scope, const char *name)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), name);
  g_autoptr (OrielFieldMatcher) matcher = oriel_field_matcher_new ("byName", node);

  return oriel_transform_find_field (matcher, frame, scope);
}

/* The distinct cells of a field in order, and the place of each row's. */
typedef struct
{
  GArray *cells; /* of OrielReduced */
  guint *places;
} Distinct;

static void
distinct_init (Distinct *distinct, const OrielField *field)
{
  g_autoptr (GHashTable) index =
    g_hash_table_new_full (oriel_cell_hash, oriel_cell_hash_equal, g_free, NULL);

  distinct->cells = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  distinct->places = g_new (guint, field->column->n_rows);
  for (gsize row = 0; row < field->column->n_rows; row++)
    {
      OrielReduced cell = oriel_field_cell (field, row);
      gpointer place;

      if (!g_hash_table_lookup_extended (index, &cell, NULL, &place))
        {
          place = GUINT_TO_POINTER (distinct->cells->len);
          g_hash_table_insert (index, g_memdup2 (&cell, sizeof cell), place);
          g_array_append_val (distinct->cells, cell);
        }
      distinct->places[row] = GPOINTER_TO_UINT (place);
    }
}

static void
distinct_clear (Distinct *distinct)
{
  g_array_unref (distinct->cells);
  g_free (distinct->places);
}

static OrielFieldConfig *
config_of_values (const OrielField *value, const OrielReduced *column_name)
{
  OrielFieldConfig *config = oriel_field_config_copy (value->config);

  g_clear_pointer (&config->display_name, g_free);
  if (column_name->kind == ORIEL_REDUCED_NUMBER)
    g_clear_pointer (&config->display_name_from_ds, g_free);
  return config;
}

/* Adds one column: the value of each row's key, the last where there are several. */
static void
add_matrix_column (OrielFrame *matrix,
                   const OrielField *value,
                   const Distinct *columns,
                   const gint32 *sources,
                   guint column,
                   OrielReduced empty)
{
  const OrielReduced *name = &g_array_index (columns->cells, OrielReduced, column);
  g_autoptr (OrielFieldConfig) config = config_of_values (value, name);
  g_autofree OrielReduced *cells = g_new (OrielReduced, matrix->n_rows);
  g_autoptr (OrielColumn) values = NULL;
  char buffer[ORIEL_NUMBER_BUFFER];

  for (gsize row = 0; row < matrix->n_rows; row++)
    {
      gint32 source = sources[(gsize) column * matrix->n_rows + row];

      cells[row] = empty;
      if (source >= 0)
        {
          OrielReduced cell = oriel_field_cell (value, (gsize) source);

          cells[row] = oriel_cell_is_null (&cell) ? empty : cell;
        }
    }

  values = oriel_column_from_cells (value->type, cells, matrix->n_rows);
  oriel_frame_add_field (matrix, oriel_cell_is_null (name) ? "" : oriel_cell_text (name, buffer),
                         NULL, config, values);
}

static OrielFrame *
make_matrix (const OrielField *column_key,
             const OrielField *row_key,
             const OrielField *value,
             const char *corner,
             OrielReduced empty,
             GError **error)
{
  Distinct columns, rows;
  OrielFrame *matrix = NULL;

  distinct_init (&columns, column_key);
  distinct_init (&rows, row_key);
  if (columns.cells->len > MAX_COLUMNS ||
      (guint64) columns.cells->len * rows.cells->len > MAX_CELLS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the matrix has too many cells"));
  else
    {
      gsize n = (gsize) columns.cells->len * rows.cells->len;
      g_autofree gint32 *sources = g_new (gint32, n);
      g_autoptr (OrielColumn) names = oriel_column_from_cells (
        row_key->type, (const OrielReduced *) (gpointer) rows.cells->data, rows.cells->len);

      for (gsize i = 0; i < n; i++)
        sources[i] = ORIEL_NO_ROW;
      for (gsize row = 0; row < value->column->n_rows; row++)
        sources[(gsize) columns.places[row] * rows.cells->len + rows.places[row]] = (gint32) row;

      matrix = oriel_frame_new (NULL, NULL, rows.cells->len);
      oriel_frame_add_field (matrix, corner, NULL, row_key->config, names);
      for (guint i = 0; i < columns.cells->len; i++)
        add_matrix_column (matrix, value, &columns, sources, i, empty);
    }

  distinct_clear (&columns);
  distinct_clear (&rows);
  return matrix;
}

static const char *
name_option (JsonObject *options, const char *member, const char *fallback)
{
  const char *name = oriel_json_string (options, member, "");

  return *name != '\0' ? name : fallback;
}

GPtrArray *
oriel_transform_grouping_to_matrix (JsonObject *options,
                                    GPtrArray *frames,
                                    const OrielTransformContext *context,
                                    GError **error)
{
  const char *column_name = name_option (options, "columnField", "Time");
  const char *row_name = name_option (options, "rowField", "Time");
  g_autofree char *corner = g_strdup_printf ("%s\\%s", row_name, column_name);
  OrielNameScope scope = oriel_transform_scope (frames);
  const OrielField *columns, *rows, *values;
  OrielFrame *matrix;
  GPtrArray *results;

  if (frames->len != 1)
    return oriel_frames_copy (frames);

  columns = find_key (g_ptr_array_index (frames, 0), &scope, column_name);
  rows = find_key (g_ptr_array_index (frames, 0), &scope, row_name);
  values =
    find_key (g_ptr_array_index (frames, 0), &scope, name_option (options, "valueField", "Value"));
  if (columns == NULL || rows == NULL || values == NULL)
    return oriel_frames_copy (frames);

  matrix = make_matrix (columns, rows, values, corner, empty_cell (options), error);
  if (matrix == NULL)
    return NULL;

  results = oriel_frames_new ();
  g_ptr_array_add (results, matrix);
  return results;
}

/* What an enum's index stands for. */
static OrielReduced
enum_text (const OrielField *field, double index, OrielReduced empty)
{
  JsonNode *node = oriel_json_path (field->config->rest, "type.enum.text");
  JsonArray *texts = oriel_json_node_array (node);
  const char *text = NULL;

  if (index >= 0 && index < oriel_json_array_length (texts))
    text = oriel_json_array_string (texts, (guint) index);

  return text != NULL ? (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text } : empty;
}

/* A cell as text; the empty value where there is none. */
static OrielReduced
text_of_cell (const OrielField *field, gsize row, OrielReduced empty, GPtrArray *texts)
{
  OrielReduced cell = oriel_field_cell (field, row);
  char buffer[ORIEL_NUMBER_BUFFER];
  char *text;

  if (oriel_cell_is_null (&cell))
    return empty;
  if (field->type == ORIEL_FIELD_ENUM)
    return enum_text (field, cell.number, empty);

  if (cell.kind == ORIEL_REDUCED_OTHER && cell.node != NULL)
    text = oriel_json_to_text (cell.node, FALSE);
  else
    text = g_strdup (oriel_cell_text (&cell, buffer));
  g_ptr_array_add (texts, text);
  return (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
}

/* The type that all fields from `first` on have, else text. */
static OrielFieldType
common_type (const OrielFrame *frame, guint first)
{
  OrielFieldType type = ORIEL_FIELD_STRING;

  for (guint i = first; i < frame->fields->len; i++)
    {
      if (i > first && oriel_frame_field (frame, i)->type != type)
        return ORIEL_FIELD_STRING;
      type = oriel_frame_field (frame, i)->type;
    }

  return type;
}

/* The names of the old fields, which become the first column. */
static OrielColumn *
column_of_names (const OrielFrame *frame, guint first, const OrielNameScope *scope)
{
  guint n = frame->fields->len - first;
  g_autofree OrielReduced *cells = g_new (OrielReduced, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      char *name = oriel_field_display_name_in (oriel_frame_field (frame, first + i), frame, scope);

      g_ptr_array_add (names, name);
      cells[i] = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = name };
    }

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, n);
}

/* The cells of row `row` of all fields, as a column. */
static OrielColumn *
column_of_row (const OrielFrame *frame,
               guint first,
               gsize row,
               OrielFieldType type,
               OrielReduced empty)
{
  guint n = frame->fields->len - first;
  g_autofree OrielReduced *cells = g_new (OrielReduced, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      const OrielField *field = oriel_frame_field (frame, first + i);

      cells[i] = type == ORIEL_FIELD_STRING ? text_of_cell (field, row, empty, texts)
                                            : oriel_field_cell (field, row);
    }

  return oriel_column_from_cells (type, cells, n);
}

/* Rows up to the last time: shorter frames that were put beside longer ones have none at their
 * ends. */
static gsize
rows_with_header (const OrielField *first)
{
  gsize n = first->column->n_rows;

  while (n > 0 && first->column->type == ORIEL_FIELD_TIME &&
         first->column->times[n - 1] == ORIEL_TIME_NULL)
    n--;

  return n;
}

static OrielFrame *
transpose_frame (const OrielFrame *frame, const OrielNameScope *scope, JsonObject *options)
{
  const OrielField *first = oriel_frame_field (frame, 0);
  gboolean has_headers = first->type == ORIEL_FIELD_STRING || first->type == ORIEL_FIELD_TIME ||
                         first->type == ORIEL_FIELD_ENUM;
  OrielFieldType type = common_type (frame, has_headers);
  OrielReduced empty = empty_cell (options);
  gsize n_known = rows_with_header (first);
  OrielFrame *transposed = oriel_frame_new_like (frame, frame->fields->len - has_headers);
  g_autoptr (OrielColumn) names = column_of_names (frame, has_headers, scope);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  g_free (transposed->ref_id);
  transposed->ref_id =
    g_strconcat ("transpose-", frame->ref_id != NULL ? frame->ref_id : "undefined", NULL);
  oriel_frame_add_field (transposed, name_option (options, "firstFieldName", "Field"), NULL, NULL,
                         names);

  for (gsize row = 0; row < frame->n_rows; row++)
    {
      g_autoptr (OrielColumn) column = column_of_row (frame, has_headers, row, type, empty);
      g_autofree char *number = g_strdup_printf ("%u", (guint) row + 1);
      OrielReduced header = text_of_cell (first, row, empty, texts);
      char buffer[ORIEL_NUMBER_BUFFER];
      OrielLabel pair = { has_headers ? first->name : "row",
                          has_headers ? oriel_cell_text (&header, buffer) : number };
      gboolean is_missing = row >= n_known;
      g_autoptr (OrielLabels) labels = oriel_labels_new (&pair, is_missing ? 0 : 1);

      oriel_frame_add_field (transposed, name_option (options, "restFieldsName", "Value"), labels,
                             NULL, column);
    }

  return transposed;
}

GPtrArray *
oriel_transform_transpose (JsonObject *options,
                           GPtrArray *frames,
                           const OrielTransformContext *context,
                           GError **error)
{
  OrielNameScope scope = oriel_transform_scope (frames);
  g_autoptr (GPtrArray) results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (!oriel_transform_check_fields (frame->n_rows, MAX_COLUMNS, error))
        return NULL;
      g_ptr_array_add (results, frame->fields->len > 0 ? transpose_frame (frame, &scope, options)
                                                       : oriel_frame_ref (frame));
    }

  return g_steal_pointer (&results);
}
