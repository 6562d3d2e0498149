/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-transform-columns.h. A gathered column of texts keeps its source alive instead of
 * copying them. */

#include "config.h"

#include "transform/oriel-transform-columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/oriel-arena.h"
#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "field/oriel-collate.h"
#include "field/oriel-field-properties.h"
#include "transform/oriel-distinct.h"

static gboolean
has_row (const OrielColumn *column, gint32 row)
{
  return row >= 0 && (gsize) row < column->n_rows;
}

static OrielColumn *
gather_times (const OrielColumn *column, const gint32 *rows, gsize n)
{
  gint64 *times = g_new (gint64, n);
  gint32 *nanos = column->nanos != NULL ? g_new0 (gint32, n) : NULL;
  OrielColumn *gathered;

  for (gsize i = 0; i < n; i++)
    {
      times[i] = has_row (column, rows[i]) ? column->times[rows[i]] : ORIEL_TIME_NULL;
      if (nanos != NULL && has_row (column, rows[i]))
        nanos[i] = column->nanos[rows[i]];
    }

  gathered = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  gathered->nanos = nanos;
  return gathered;
}

static OrielColumn *
gather_numbers (const OrielColumn *column, const gint32 *rows, gsize n)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = has_row (column, rows[i]) ? column->numbers[rows[i]] : oriel_undefined ();

  return oriel_column_new_take (column->type, numbers, n);
}

static void
release_column (gpointer column)
{
  oriel_column_unref (column);
}

static OrielColumn *
gather_strings (OrielColumn *column, const gint32 *rows, gsize n)
{
  const char **strings = g_new (const char *, n);

  for (gsize i = 0; i < n; i++)
    strings[i] = has_row (column, rows[i]) ? column->strings[rows[i]] : NULL;

  return oriel_column_new_strings (strings, n, oriel_column_ref (column), release_column);
}

static OrielColumn *
gather_booleans (const OrielColumn *column, const gint32 *rows, gsize n)
{
  gint8 *booleans = g_new (gint8, n);

  for (gsize i = 0; i < n; i++)
    booleans[i] = has_row (column, rows[i]) ? column->booleans[rows[i]] : ORIEL_BOOLEAN_NULL;

  return oriel_column_new_take (ORIEL_FIELD_BOOLEAN, booleans, n);
}

static OrielColumn *
gather_frames (const OrielColumn *column, const gint32 *rows, gsize n)
{
  OrielFrame **frames = g_new0 (OrielFrame *, n);

  for (gsize i = 0; i < n; i++)
    if (has_row (column, rows[i]))
      frames[i] = oriel_frame_ref (column->frames[rows[i]]);

  return oriel_column_new_take (ORIEL_FIELD_FRAME, frames, n);
}

static OrielColumn *
gather_lists (const OrielColumn *column, const gint32 *rows, gsize n)
{
  GPtrArray **lists = g_new0 (GPtrArray *, n);

  for (gsize i = 0; i < n; i++)
    if (has_row (column, rows[i]) && column->lists[rows[i]] != NULL)
      lists[i] = g_ptr_array_ref (column->lists[rows[i]]);

  return oriel_column_new_take (ORIEL_FIELD_NESTED, lists, n);
}

static OrielColumn *
gather_nodes (const OrielColumn *column, const gint32 *rows, gsize n)
{
  JsonNode **nodes = g_new0 (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    if (has_row (column, rows[i]) && column->nodes[rows[i]] != NULL)
      nodes[i] = json_node_ref (column->nodes[rows[i]]);

  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n);
}

OrielColumn *
oriel_column_gather (OrielColumn *column, const gint32 *rows, gsize n)
{
  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      return gather_times (column, rows, n);
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return gather_numbers (column, rows, n);
    case ORIEL_FIELD_STRING:
      return gather_strings (column, rows, n);
    case ORIEL_FIELD_BOOLEAN:
      return gather_booleans (column, rows, n);
    case ORIEL_FIELD_FRAME:
      return gather_frames (column, rows, n);
    case ORIEL_FIELD_NESTED:
      return gather_lists (column, rows, n);
    case ORIEL_FIELD_OTHER:
    default:
      return gather_nodes (column, rows, n);
    }
}

OrielColumn *
oriel_column_slice (OrielColumn *column, gsize start, gsize n)
{
  g_autofree gint32 *rows = NULL;

  if (start == 0 && n == column->n_rows)
    return oriel_column_ref (column);

  rows = g_new (gint32, n);
  for (gsize i = 0; i < n; i++)
    rows[i] = start + i < column->n_rows ? (gint32) (start + i) : ORIEL_NO_ROW;

  return oriel_column_gather (column, rows, n);
}

static double
number_of_cell (const OrielReduced *cell)
{
  if (oriel_cell_is_undefined (cell))
    return oriel_undefined ();

  return oriel_cell_is_null (cell) ? oriel_null () : oriel_cell_number (cell);
}

static OrielColumn *
numbers_from_cells (OrielFieldType type, const OrielReduced *cells, gsize n)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = number_of_cell (&cells[i]);

  return oriel_column_new_take (type, numbers, n);
}

/* Times further away than ECMAScript's are none. */
static gint64
time_of_ms (double ms)
{
  return fabs (ms) <= 8.64e15 ? (gint64) floor (ms) : ORIEL_TIME_NULL;
}

static OrielColumn *
times_from_cells (const OrielReduced *cells, gsize n)
{
  gint64 *times = g_new (gint64, n);

  for (gsize i = 0; i < n; i++)
    times[i] = time_of_ms (oriel_cell_is_null (&cells[i]) ? NAN : oriel_cell_number (&cells[i]));

  return oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
}

static OrielColumn *
booleans_from_cells (const OrielReduced *cells, gsize n)
{
  gint8 *booleans = g_new (gint8, n);

  for (gsize i = 0; i < n; i++)
    booleans[i] =
      oriel_cell_is_null (&cells[i]) ? ORIEL_BOOLEAN_NULL : (gint8) oriel_cell_is_true (&cells[i]);

  return oriel_column_new_take (ORIEL_FIELD_BOOLEAN, booleans, n);
}

static void
release_arena (gpointer arena)
{
  oriel_arena_free (arena);
}

static OrielColumn *
strings_from_cells (const OrielReduced *cells, gsize n)
{
  OrielArena *arena = oriel_arena_new ();
  const char **strings = g_new (const char *, n);

  for (gsize i = 0; i < n; i++)
    {
      char buffer[ORIEL_NUMBER_BUFFER];
      g_autofree char *json = NULL;
      const char *text;

      /* A number that is none says nothing among texts. */
      if (cells[i].kind == ORIEL_REDUCED_NUMBER && isnan (cells[i].number))
        {
          strings[i] = NULL;
          continue;
        }
      if (cells[i].kind == ORIEL_REDUCED_OTHER && cells[i].node != NULL)
        text = json = oriel_json_to_text (cells[i].node, FALSE);
      else
        text = oriel_cell_text (&cells[i], buffer);
      strings[i] = oriel_cell_is_null (&cells[i]) ? NULL : oriel_arena_strndup (arena, text, -1);
    }

  return oriel_column_new_strings (strings, n, arena, release_arena);
}

static JsonNode *
node_of_cell (const OrielReduced *cell)
{
  if (oriel_cell_is_null (cell) || (cell->kind == ORIEL_REDUCED_OTHER && cell->node == NULL))
    return NULL;
  if (cell->kind == ORIEL_REDUCED_OTHER)
    return json_node_ref (cell->node);
  if (cell->kind == ORIEL_REDUCED_TEXT)
    return json_node_init_string (json_node_alloc (), cell->text);
  if (cell->kind == ORIEL_REDUCED_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), cell->number != 0);

  return json_node_init_double (json_node_alloc (), cell->number);
}

static OrielColumn *
nodes_from_cells (const OrielReduced *cells, gsize n)
{
  JsonNode **nodes = g_new (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    nodes[i] = node_of_cell (&cells[i]);

  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n);
}

OrielColumn *
oriel_column_from_cells (OrielFieldType type, const OrielReduced *cells, gsize n)
{
  switch (type)
    {
    case ORIEL_FIELD_TIME:
      return times_from_cells (cells, n);
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return numbers_from_cells (type, cells, n);
    case ORIEL_FIELD_STRING:
      return strings_from_cells (cells, n);
    case ORIEL_FIELD_BOOLEAN:
      return booleans_from_cells (cells, n);
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
      /* Cells do not carry frames. */
      return oriel_column_new_take (type, g_new0 (gpointer, n), n);
    case ORIEL_FIELD_OTHER:
    default:
      return nodes_from_cells (cells, n);
    }
}

/* The column that a source names; NULL when its row is not there. */
static const OrielColumn *
source_column (GPtrArray *columns, OrielCellSource source)
{
  const OrielColumn *column =
    source.column >= 0 ? g_ptr_array_index (columns, (guint) source.column) : NULL;

  return column != NULL && has_row (column, source.row) ? column : NULL;
}

/* Texts stay where they are: the column keeps all that it took from alive. */
static OrielColumn *
collect_strings (GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  const char **strings = g_new (const char *, n);
  GPtrArray *owners = g_ptr_array_new_full (columns->len, release_column);

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (owners, oriel_column_ref (g_ptr_array_index (columns, i)));
  for (gsize i = 0; i < n; i++)
    {
      const OrielColumn *column = source_column (columns, sources[i]);

      strings[i] = column != NULL ? column->strings[sources[i].row] : NULL;
    }

  return oriel_column_new_strings (strings, n, owners, (GDestroyNotify) g_ptr_array_unref);
}

static OrielColumn *
collect_numbers (OrielFieldType type, GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      const OrielColumn *column = source_column (columns, sources[i]);

      numbers[i] = column != NULL ? column->numbers[sources[i].row] : oriel_undefined ();
    }

  return oriel_column_new_take (type, numbers, n);
}

static OrielColumn *
collect_times (GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  gint64 *times = g_new (gint64, n);
  gint32 *nanos = NULL;
  OrielColumn *collected;

  for (gsize i = 0; i < n; i++)
    {
      const OrielColumn *column = source_column (columns, sources[i]);

      times[i] = column != NULL ? column->times[sources[i].row] : ORIEL_TIME_NULL;
      if (column == NULL || column->nanos == NULL)
        continue;
      if (nanos == NULL)
        nanos = g_new0 (gint32, n);
      nanos[i] = column->nanos[sources[i].row];
    }

  collected = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  collected->nanos = nanos;
  return collected;
}

static OrielColumn *
collect_frames (GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  OrielFrame **frames = g_new0 (OrielFrame *, n);

  for (gsize i = 0; i < n; i++)
    {
      const OrielColumn *column = source_column (columns, sources[i]);

      if (column != NULL)
        frames[i] = oriel_frame_ref (column->frames[sources[i].row]);
    }

  return oriel_column_new_take (ORIEL_FIELD_FRAME, frames, n);
}

static OrielColumn *
collect_lists (GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  GPtrArray **lists = g_new0 (GPtrArray *, n);

  for (gsize i = 0; i < n; i++)
    {
      const OrielColumn *column = source_column (columns, sources[i]);

      if (column != NULL && column->lists[sources[i].row] != NULL)
        lists[i] = g_ptr_array_ref (column->lists[sources[i].row]);
    }

  return oriel_column_new_take (ORIEL_FIELD_NESTED, lists, n);
}

static OrielColumn *
collect_cells (OrielFieldType type, GPtrArray *columns, const OrielCellSource *sources, gsize n)
{
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, n);

  for (gsize i = 0; i < n; i++)
    {
      const OrielField field = { .column = (OrielColumn *) source_column (columns, sources[i]) };

      if (field.column != NULL)
        cells[i] = oriel_field_cell (&field, (gsize) sources[i].row);
    }

  return oriel_column_from_cells (type, cells, n);
}

OrielColumn *
oriel_column_collect (OrielFieldType type,
                      GPtrArray *columns,
                      const OrielCellSource *sources,
                      gsize n)
{
  for (guint i = 0; i < columns->len; i++)
    if (((const OrielColumn *) g_ptr_array_index (columns, i))->type != type)
      return collect_cells (type, columns, sources, n);

  switch (type)
    {
    case ORIEL_FIELD_TIME:
      return collect_times (columns, sources, n);
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return collect_numbers (type, columns, sources, n);
    case ORIEL_FIELD_STRING:
      return collect_strings (columns, sources, n);
    case ORIEL_FIELD_FRAME:
      return collect_frames (columns, sources, n);
    case ORIEL_FIELD_NESTED:
      return collect_lists (columns, sources, n);
    case ORIEL_FIELD_BOOLEAN:
    case ORIEL_FIELD_OTHER:
    default:
      return collect_cells (type, columns, sources, n);
    }
}

JsonNode *
oriel_reduced_list_to_node (const OrielField *field, gboolean unique)
{
  g_autoptr (GArray) rows = oriel_reduce_rows (field, unique);
  g_autofree OrielReduced *cells = g_new (OrielReduced, rows->len);
  g_autoptr (OrielColumn) column = NULL;
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (rows->len);

  for (guint i = 0; i < rows->len; i++)
    cells[i] = oriel_field_cell (field, g_array_index (rows, gsize, i));

  column = oriel_column_from_cells (ORIEL_FIELD_OTHER, cells, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      if (column->nodes[i] != NULL)
        json_array_add_element (array, oriel_json_copy_deep (column->nodes[i]));
      else
        json_array_add_null_element (array);
    }

  json_node_take_array (node, array);
  return node;
}

OrielColumn *
oriel_column_from_numbers (double *numbers, gsize n)
{
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, numbers, n);
}

OrielColumn *
oriel_column_times_of_numbers (const OrielColumn *numbers)
{
  gint64 *times = g_new (gint64, numbers->n_rows);

  for (gsize i = 0; i < numbers->n_rows; i++)
    times[i] = time_of_ms (numbers->numbers[i]);

  return oriel_column_new_take (ORIEL_FIELD_TIME, times, numbers->n_rows);
}

OrielColumn *
oriel_column_repeat_text (const char *text, gsize n)
{
  OrielArena *arena = oriel_arena_new ();
  const char *copy = text != NULL ? oriel_arena_strndup (arena, text, -1) : NULL;
  const char **strings = g_new (const char *, n);

  for (gsize i = 0; i < n; i++)
    strings[i] = copy;

  return oriel_column_new_strings (strings, n, arena, release_arena);
}

OrielFieldType
oriel_cells_guess_type (const char *name, const OrielReduced *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!oriel_cell_is_null (&cells[i]))
      {
        g_autoptr (JsonNode) node = node_of_cell (&cells[i]);

        return oriel_field_type_guess (name, node);
      }

  return ORIEL_FIELD_OTHER;
}

OrielFrame *
oriel_frame_new_like (const OrielFrame *frame, gsize n_rows)
{
  OrielFrame *like = oriel_frame_new (frame->ref_id, frame->name, n_rows);

  like->meta = oriel_json_object_ref (frame->meta);
  for (guint i = 0; frame->notices != NULL && i < frame->notices->len; i++)
    {
      const OrielNotice *notice = g_ptr_array_index (frame->notices, i);

      oriel_frame_add_notice (like, notice->severity, notice->text);
    }

  return like;
}

OrielField *
oriel_frame_add_copy (OrielFrame *frame, const OrielField *field, OrielColumn *column)
{
  OrielField *copy = oriel_frame_add_field (frame, field->name, field->labels, field->config,
                                            column != NULL ? column : field->column);

  copy->kept_name = g_strdup (field->kept_name);
  return copy;
}

OrielFieldConfig *
oriel_field_own_config (OrielField *field)
{
  OrielFieldConfig *config = oriel_field_config_copy (field->config);

  oriel_field_config_unref (field->config);
  field->config = config;
  return config;
}

OrielFrame *
oriel_frame_gather (const OrielFrame *frame, const gint32 *rows, gsize n)
{
  OrielFrame *gathered = oriel_frame_new_like (frame, n);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autoptr (OrielColumn) column = oriel_column_gather (field->column, rows, n);

      oriel_frame_add_copy (gathered, field, column);
    }

  return gathered;
}

JsonObject *
oriel_json_object_copy_deep (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return copy;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, oriel_json_copy_deep (node));

  return copy;
}

char *
oriel_frames_join_ref_ids (const char *prefix, GPtrArray *frames)
{
  GString *text = g_string_new (prefix);

  g_string_append_c (text, '-');
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      if (i > 0)
        g_string_append_c (text, '-');
      if (frame->ref_id != NULL)
        g_string_append (text, frame->ref_id);
    }

  return g_string_free (text, FALSE);
}

/* What a comparison of two rows needs. */
typedef struct
{
  const OrielColumn *column;
  int sign; /* -1: descending */
} SortKey;

/* What is empty, null or false comes last. */
static int
compare_presence (gboolean a, gboolean b)
{
  return (int) b - (int) a;
}

static int
compare_numbers (double a, double b)
{
  /* Null is 0, and what is no number is in no order with anything. */
  a = oriel_is_null (a) && !oriel_is_undefined (a) ? 0 : a;
  b = oriel_is_null (b) && !oriel_is_undefined (b) ? 0 : b;
  return (a > b) - (a < b);
}

/* A column whose first time is null is sorted as texts are: what is null comes last. */
static int
compare_times (const OrielColumn *column, gint32 a, gint32 b)
{
  gboolean has_a = column->times[a] != ORIEL_TIME_NULL && column->times[a] != 0;
  gboolean has_b = column->times[b] != ORIEL_TIME_NULL && column->times[b] != 0;
  gint64 x = column->times[a] == ORIEL_TIME_NULL ? 0 : column->times[a];
  gint64 y = column->times[b] == ORIEL_TIME_NULL ? 0 : column->times[b];

  if (column->times[0] == ORIEL_TIME_NULL && (!has_a || !has_b))
    return compare_presence (has_a, has_b);
  if (x != y || column->nanos == NULL)
    return (x > y) - (x < y);

  return (column->nanos[a] > column->nanos[b]) - (column->nanos[a] < column->nanos[b]);
}

static int
compare_rows (gconstpointer first, gconstpointer second, gpointer user_data)
{
  gint32 a = *(const gint32 *) first, b = *(const gint32 *) second;
  const SortKey *key = user_data;
  const OrielColumn *column = key->column;

  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      return key->sign * compare_times (column, a, b);
    case ORIEL_FIELD_NUMBER:
      return key->sign * compare_numbers (column->numbers[a], column->numbers[b]);
    case ORIEL_FIELD_BOOLEAN:
      return key->sign * compare_presence (column->booleans[a] == 1, column->booleans[b] == 1);
    case ORIEL_FIELD_STRING:
    case ORIEL_FIELD_ENUM:
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    case ORIEL_FIELD_OTHER:
    default:
      return key->sign * ((a > b) - (a < b));
    }
}

/* One of a column's distinct texts. */
typedef struct
{
  char *key; /* nullable: an empty text, or none; owned */
  guint32 text;
} TextRank;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const TextRank *x = a, *y = b;

  if (x->key == NULL || y->key == NULL)
    return compare_presence (x->key != NULL, y->key != NULL);

  return strcmp (x->key, y->key);
}

/* The rank of each distinct text, equal for those that are equal to people; what is empty comes
 * last. `n_ranks` receives their number. */
static guint32 *
rank_texts (const OrielColumn *column, const OrielDistinct *distinct, guint32 *n_ranks)
{
  g_autofree TextRank *texts = g_new (TextRank, distinct->n + 1);
  guint32 *ranks = g_new (guint32, distinct->n + 1);
  guint32 rank = 0;

  for (guint32 i = 0; i < distinct->n; i++)
    {
      const char *text = column->strings[g_array_index (distinct->firsts, gint32, i)];

      texts[i].text = i;
      texts[i].key = text != NULL && *text != '\0' ? oriel_collate_key (text) : NULL;
    }
  qsort (texts, distinct->n, sizeof *texts, compare_ranks);

  for (guint32 i = 0; i < distinct->n; i++)
    {
      if (i > 0 && compare_ranks (&texts[i - 1], &texts[i]) != 0)
        rank++;
      ranks[texts[i].text] = rank;
    }
  for (guint32 i = 0; i < distinct->n; i++)
    g_free (texts[i].key);

  *n_ranks = rank + 1;
  return ranks;
}

/* Texts repeat themselves: the distinct ones are sorted, and the rows counted into their order. */
static gint32 *
rows_by_text (const OrielField *field, gboolean descending)
{
  gsize n = field->column->n_rows;
  gint32 *rows = g_new (gint32, n);
  g_auto (OrielDistinct) distinct = { 0 };
  g_autofree guint32 *ranks = NULL;
  g_autofree gsize *next = NULL;
  guint32 n_ranks;

  oriel_distinct_init (&distinct, n);
  oriel_distinct_refine (&distinct, field);
  ranks = rank_texts (field->column, &distinct, &n_ranks);
  for (guint32 i = 0; descending && i < distinct.n; i++)
    ranks[i] = n_ranks - 1 - ranks[i];

  next = g_new0 (gsize, n_ranks + 1);
  for (gsize row = 0; row < n; row++)
    next[ranks[distinct.ids[row]] + 1]++;
  for (guint32 i = 0; i < n_ranks; i++)
    next[i + 1] += next[i];
  for (gsize row = 0; row < n; row++)
    rows[next[ranks[distinct.ids[row]]]++] = (gint32) row;

  return rows;
}

OrielFrame *
oriel_frame_sort (OrielFrame *frame, guint index, gboolean descending)
{
  g_autoptr (GArray) rows = NULL;
  SortKey key;

  if (index >= frame->fields->len)
    return oriel_frame_ref (frame);

  if (oriel_frame_field (frame, index)->column->type == ORIEL_FIELD_STRING)
    {
      g_autofree gint32 *ordered = rows_by_text (oriel_frame_field (frame, index), descending);

      return oriel_frame_gather (frame, ordered, frame->n_rows);
    }

  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint32), (guint) frame->n_rows);
  for (gint32 i = 0; (gsize) i < frame->n_rows; i++)
    g_array_append_val (rows, i);

  key.column = oriel_frame_field (frame, index)->column;
  key.sign = descending ? -1 : 1;
  g_array_sort_with_data (rows, compare_rows, &key);
  return oriel_frame_gather (frame, (const gint32 *) (gpointer) rows->data, rows->len);
}

GPtrArray *
oriel_frames_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
}

GPtrArray *
oriel_frames_copy (GPtrArray *frames)
{
  GPtrArray *copy = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (copy, oriel_frame_ref (g_ptr_array_index (frames, i)));

  return copy;
}
