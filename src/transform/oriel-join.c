/* SPDX-License-Identifier: GPL-3.0-or-later */

/* joinByField (old: seriesToColumns) and ensureColumns: the fields of many frames beside each
 * other, their rows joined where a field of each agrees. Source of the rules: Grafana's
 * joinDataFrames. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-distinct.h"

/* Rows of equal keys multiply; more than these are refused. */
#define MAX_JOINED_ROWS 4000000

/* Rows that tell whether a column is sorted already. */
#define ORDER_SAMPLES 50

/* What becomes of the nulls of a field where other frames have rows. */
typedef enum
{
  NULLS_REMOVED, /* lines go on over them */
  NULLS_RETAINED,
  NULLS_EXPANDED, /* up to the next value */
} NullMode;

/* One frame that takes part. */
typedef struct
{
  const OrielField *key;
  GPtrArray *fields; /* of OrielField, borrowed: all but the key */
} Table;

typedef struct
{
  GArray *tables;   /* of Table */
  OrielFrame *like; /* the fields of the result, with names and labels, without rows */
  gboolean dropped; /* a frame had no key */
} Join;

static void
clear_table (gpointer data)
{
  g_ptr_array_unref (((Table *) data)->fields);
}

/* The key where none is named: the first time; tables without time have none in common. */
static OrielFieldMatcher *
best_matcher (GPtrArray *frames)
{
  const OrielFrame *first = g_ptr_array_index (frames, 0);

  if (oriel_frame_first_field (first, ORIEL_FIELD_TIME, NULL) != NULL)
    return oriel_field_matcher_new ("firstTimeField", NULL);

  return oriel_field_matcher_new ("byName", NULL);
}

static OrielColumn *
empty_column (OrielFieldType type)
{
  return oriel_column_from_cells (type, NULL, 0);
}

/* Adds a field to the result: one called Value has its frame's name, others get it as a label. */
static void
add_like (OrielFrame *like, const OrielFrame *frame, const OrielField *field)
{
  g_autoptr (OrielColumn) none = empty_column (field->type);
  OrielField *copy = oriel_frame_add_copy (like, field, none);
  g_autoptr (JsonObject) labels = oriel_labels_to_json (field->labels);

  copy->type = field->type;
  g_clear_pointer (&copy->kept_name, g_free);
  if (frame->name != NULL && *frame->name != '\0')
    {
      if (strcmp (field->name, "Value") == 0)
        {
          g_free (copy->name);
          copy->name = g_strdup (frame->name);
        }
      else if (!json_object_has_member (labels, "name"))
        json_object_set_string_member (labels, "name", frame->name);
    }

  oriel_labels_unref (copy->labels);
  copy->labels = oriel_labels_from_json (labels);
}

static void
collect_table (Join *join,
               const OrielFrame *frame,
               const OrielFieldMatcher *matcher,
               const OrielNameScope *scope)
{
  Table table = { NULL, NULL };

  for (guint i = 0; i < frame->fields->len && table.key == NULL; i++)
    if (oriel_transform_field_matches (matcher, oriel_frame_field (frame, i), frame, scope))
      table.key = oriel_frame_field (frame, i);
  if (table.key == NULL)
    {
      join->dropped = TRUE;
      return;
    }

  if (join->tables->len == 0)
    {
      g_autoptr (OrielColumn) none = empty_column (table.key->type);

      oriel_frame_add_copy (join->like, table.key, none);
    }

  table.fields = g_ptr_array_new ();
  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);

      if (field == table.key)
        continue;
      g_ptr_array_add (table.fields, field);
      add_like (join->like, frame, field);
    }
  g_array_append_val (join->tables, table);
}

static NullMode
null_mode (const OrielField *field)
{
  JsonNode *span = oriel_json_member (field->config->custom, "spanNulls");

  if (span == NULL || !JSON_NODE_HOLDS_VALUE (span) ||
      json_node_get_value_type (span) == G_TYPE_STRING)
    return NULLS_EXPANDED;
  if (json_node_get_value_type (span) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (span) ? NULLS_REMOVED : NULLS_EXPANDED;

  return json_node_get_double (span) == -1 ? NULLS_RETAINED : NULLS_EXPANDED;
}

static gboolean
same_keys (const Join *join)
{
  const OrielField *first = g_array_index (join->tables, Table, 0).key;

  for (guint i = 1; i < join->tables->len; i++)
    {
      const OrielField *key = g_array_index (join->tables, Table, i).key;

      if (key->column == first->column)
        continue;
      if (key->column->n_rows != first->column->n_rows)
        return FALSE;
      for (gsize row = 0; row < key->column->n_rows; row++)
        {
          OrielReduced a = oriel_field_cell (first, row), b = oriel_field_cell (key, row);

          if (!oriel_cell_equal (&a, &b, FALSE))
            return FALSE;
        }
    }

  return TRUE;
}

/* Looks at some rows only, as Grafana does. */
static gboolean
is_likely_ascending (const OrielField *field)
{
  gsize first = 0, last = field->column->n_rows, stride;
  OrielReduced previous, cell;

  while (first < last && (cell = oriel_field_cell (field, first), oriel_cell_is_null (&cell)))
    first++;
  while (last > first && (cell = oriel_field_cell (field, last - 1), oriel_cell_is_null (&cell)))
    last--;
  if (last <= first + 1)
    return TRUE;

  stride = MAX (1, (last - first) / ORDER_SAMPLES);
  previous = oriel_field_cell (field, first);
  for (gsize row = first + stride; row < last; row += stride)
    {
      int order;

      cell = oriel_field_cell (field, row);
      if (oriel_cell_is_null (&cell))
        continue;
      order = oriel_cell_order (&cell, &previous);
      if (order == -1 || order == 0)
        return FALSE;
      previous = cell;
    }

  return TRUE;
}

/* The fields of the result with their columns; takes nothing. */
static OrielFrame *
result_with_columns (const Join *join, GPtrArray *columns, gsize n_rows)
{
  OrielFrame *result = oriel_frame_new (NULL, NULL, n_rows);

  for (guint i = 0; i < join->like->fields->len; i++)
    oriel_frame_add_copy (result, oriel_frame_field (join->like, i),
                          g_ptr_array_index (columns, i));

  return result;
}

static GPtrArray *
columns_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_column_unref);
}

/* All frames have the same keys: their columns are shared as they are. */
static OrielFrame *
join_same_keys (const Join *join)
{
  const OrielField *key = g_array_index (join->tables, Table, 0).key;
  g_autoptr (GPtrArray) columns = columns_new ();
  g_autoptr (OrielFrame) result = NULL;

  g_ptr_array_add (columns, oriel_column_ref (key->column));
  for (guint i = 0; i < join->tables->len; i++)
    {
      const Table *table = &g_array_index (join->tables, Table, i);

      for (guint j = 0; j < table->fields->len; j++)
        g_ptr_array_add (columns, oriel_column_ref (
                                    ((OrielField *) g_ptr_array_index (table->fields, j))->column));
    }

  result = result_with_columns (join, columns, key->column->n_rows);
  if (is_likely_ascending (key))
    return g_steal_pointer (&result);

  /* Grafana sorts what it holds for numbers: the order of other types stays. */
  if (key->column->type != ORIEL_FIELD_NUMBER && key->column->type != ORIEL_FIELD_TIME)
    return g_steal_pointer (&result);

  return oriel_frame_sort (result, 0, FALSE);
}

/* The distinct keys of all tables. */
typedef struct
{
  GArray *cells;   /* of OrielReduced, in the order of the result */
  guint32 *places; /* of a key by its number: its row in the result */
  guint32 **rows;  /* of each table: the numbers of its keys; owned */
  guint n_tables;
} Keys;

static void
keys_clear (Keys *keys)
{
  for (guint i = 0; i < keys->n_tables; i++)
    g_free (keys->rows[i]);
  g_free (keys->rows);
  g_free (keys->places);
  g_array_unref (keys->cells);
}

/* Numbers every table's keys; `cells` receives each distinct one as it is met. */
static void
number_keys (const Join *join, Keys *keys)
{
  g_auto (OrielValueTable) values = { 0 };

  oriel_value_table_init (&values);
  keys->n_tables = join->tables->len;
  keys->rows = g_new (guint32 *, keys->n_tables);
  for (guint i = 0; i < keys->n_tables; i++)
    {
      const OrielField *key = g_array_index (join->tables, Table, i).key;
      gsize n_rows = key->column->n_rows;

      keys->rows[i] = g_new (guint32, n_rows);
      for (gsize row = 0; row < n_rows; row++)
        {
          guint32 number = oriel_value_table_number (&values, key->column, row);

          keys->rows[i][row] = number;
          if (number == keys->cells->len)
            {
              OrielReduced cell = oriel_field_cell (key, row);

              g_array_append_val (keys->cells, cell);
            }
        }
    }
}

/* One key on its way to its place. */
typedef struct
{
  double value;
  guint32 number;
} SortedKey;

static int
compare_sorted_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double x = ((const SortedKey *) a)->value, y = ((const SortedKey *) b)->value;

  return (x > y) - (x < y);
}

/* Puts the keys in the order of their numbers; what is no number stays where it was met. */
static void
sort_keys (Keys *keys)
{
  guint n = keys->cells->len;
  g_autofree SortedKey *sorted = g_new (SortedKey, n + 1);
  GArray *cells = g_array_sized_new (FALSE, FALSE, sizeof (OrielReduced), n);

  for (guint i = 0; i < n; i++)
    sorted[i] = (SortedKey){ oriel_cell_number (&g_array_index (keys->cells, OrielReduced, i)), i };
  g_qsort_with_data (sorted, (gint) n, sizeof *sorted, compare_sorted_keys, NULL);

  keys->places = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    {
      keys->places[sorted[i].number] = i;
      g_array_append_val (cells, g_array_index (keys->cells, OrielReduced, sorted[i].number));
    }
  g_array_unref (keys->cells);
  keys->cells = cells;
}

/* The rows next to each null, as far as they have no value, become null too. */
static void
expand_nulls (double *values, const GArray *nulls, gsize n)
{
  gint64 last = -1;

  for (guint i = 0; i < nulls->len; i++)
    {
      gint64 place = g_array_index (nulls, gint32, i);

      if (place <= last)
        continue;
      for (gint64 x = place - 1; x >= 0 && oriel_is_null (values[x]); x--)
        {
          if (!oriel_is_undefined (values[x]))
            break;
          values[x] = oriel_null ();
        }
      for (gint64 x = place + 1; x < (gint64) n && oriel_is_null (values[x]); x++)
        {
          values[x] = oriel_null ();
          last = x;
        }
    }
}

/* A column of numbers over the joined rows; `places` gives the joined row of each of its own. */
static OrielColumn *
align_numbers (const OrielField *field, const gint32 *places, gsize n)
{
  NullMode mode = null_mode (field);
  const double *numbers = field->column->numbers;
  double *aligned = g_new (double, n);
  g_autoptr (GArray) nulls = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gsize i = 0; i < n; i++)
    aligned[i] = oriel_undefined ();

  for (gsize row = 0; row < field->column->n_rows; row++)
    {
      gboolean null = oriel_is_null (numbers[row]) && !oriel_is_undefined (numbers[row]);

      if (null && mode == NULLS_REMOVED)
        continue;
      aligned[places[row]] = numbers[row];
      if (null && mode == NULLS_EXPANDED)
        g_array_append_val (nulls, places[row]);
    }

  expand_nulls (aligned, nulls, n);
  return oriel_column_new_take (field->column->type, aligned, n);
}

/* The same for other types, which have one null: a null never takes a value away. */
static OrielColumn *
align_others (const OrielField *field, const gint32 *places, gsize n)
{
  g_autofree gint32 *rows = g_new (gint32, n);
  gboolean removed = null_mode (field) == NULLS_REMOVED;

  for (gsize i = 0; i < n; i++)
    rows[i] = ORIEL_NO_ROW;
  for (gsize row = 0; row < field->column->n_rows; row++)
    {
      OrielReduced cell = oriel_field_cell (field, row);

      if (!removed || !oriel_cell_is_null (&cell))
        rows[places[row]] = (gint32) row;
    }

  return oriel_column_gather (field->column, rows, n);
}

static OrielFrame *
join_outer (const Join *join)
{
  g_autoptr (GPtrArray) columns = columns_new ();
  Keys keys = { .cells = g_array_new (FALSE, FALSE, sizeof (OrielReduced)) };
  OrielFrame *result;
  gsize n;

  if (same_keys (join))
    {
      keys_clear (&keys);
      return join_same_keys (join);
    }

  number_keys (join, &keys);
  sort_keys (&keys);
  n = keys.cells->len;
  g_ptr_array_add (columns,
                   oriel_column_from_cells (oriel_frame_field (join->like, 0)->type,
                                            (const OrielReduced *) (gpointer) keys.cells->data, n));
  for (guint i = 0; i < join->tables->len; i++)
    {
      const Table *table = &g_array_index (join->tables, Table, i);
      gsize n_rows = table->key->column->n_rows;
      g_autofree gint32 *places = g_new (gint32, n_rows);

      for (gsize row = 0; row < n_rows; row++)
        places[row] = (gint32) keys.places[keys.rows[i][row]];
      for (guint j = 0; j < table->fields->len; j++)
        {
          const OrielField *field = g_ptr_array_index (table->fields, j);
          gboolean numbers = field->column->type == ORIEL_FIELD_NUMBER;

          g_ptr_array_add (columns, numbers ? align_numbers (field, places, n)
                                            : align_others (field, places, n));
        }
    }

  result = result_with_columns (join, columns, n);
  keys_clear (&keys);
  return result;
}

/* The rows of the table on the left and of the one on the right that make each joined row. */
typedef struct
{
  GArray *left, *right; /* of gint32 */
} RowPairs;

static void
add_pair (RowPairs *pairs, gint32 left, gint32 right)
{
  g_array_append_val (pairs->left, left);
  g_array_append_val (pairs->right, right);
}

/* The keys of two tables by number, and the right table's rows by key. */
typedef struct
{
  guint32 *left, *right; /* of each row */
  guint32 n_keys;        /* of the right table: numbers from there on are the left one's alone */
  guint32 *starts;       /* n_keys + 1 places in `rows` */
  gint32 *rows;          /* the right table's rows, key after key */
} KeyRows;

static void
key_rows_clear (KeyRows *keys)
{
  g_free (keys->left);
  g_free (keys->right);
  g_free (keys->starts);
  g_free (keys->rows);
}

static gboolean
holds_numbers (const OrielColumn *column)
{
  return column->type == ORIEL_FIELD_TIME || column->type == ORIEL_FIELD_NUMBER ||
         column->type == ORIEL_FIELD_ENUM;
}

/* The texts of a column's values, which keys of different types are compared by. */
static OrielColumn *
column_of_texts (const OrielField *field)
{
  gsize n = field->column->n_rows;
  g_autofree OrielReduced *cells = g_new (OrielReduced, n);

  for (gsize row = 0; row < n; row++)
    cells[row] = oriel_field_cell (field, row);

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, n);
}

static guint32 *
number_rows (OrielValueTable *table, const OrielColumn *column)
{
  guint32 *numbers = g_new (guint32, column->n_rows);

  for (gsize row = 0; row < column->n_rows; row++)
    numbers[row] = oriel_value_table_number (table, column, row);

  return numbers;
}

static void
key_rows_init (KeyRows *keys, const OrielField *left, const OrielField *right)
{
  gboolean alike = left->column->type == right->column->type ||
                   (holds_numbers (left->column) && holds_numbers (right->column));
  g_autoptr (OrielColumn) left_column =
    alike ? oriel_column_ref (left->column) : column_of_texts (left);
  g_autoptr (OrielColumn) right_column =
    alike ? oriel_column_ref (right->column) : column_of_texts (right);
  g_auto (OrielValueTable) table = { 0 };
  gsize n = right_column->n_rows;
  g_autofree guint32 *next = NULL;

  oriel_value_table_init (&table);
  keys->right = number_rows (&table, right_column);
  keys->n_keys = table.numbering.n;
  keys->left = number_rows (&table, left_column);

  keys->starts = g_new0 (guint32, keys->n_keys + 1);
  keys->rows = g_new (gint32, n);
  for (gsize row = 0; row < n; row++)
    keys->starts[keys->right[row] + 1]++;
  for (guint32 i = 0; i < keys->n_keys; i++)
    keys->starts[i + 1] += keys->starts[i];
  next = g_memdup2 (keys->starts, (keys->n_keys + 1) * sizeof *next);
  for (gsize row = 0; row < n; row++)
    keys->rows[next[keys->right[row]]++] = (gint32) row;
}

/* The value of a property name that ECMAScript takes for an index, or -1. */
static gint64
array_index (const char *text)
{
  guint64 value;

  if (!g_ascii_isdigit (*text) || (*text == '0' && text[1] != '\0') ||
      !g_ascii_string_to_unsigned (text, 10, 0, 4294967294u, &value, NULL))
    return -1;

  return (gint64) value;
}

/* A key of the right table that no row of the left one has. */
typedef struct
{
  char *text;
  guint32 key;
} LoneKey;

/* Properties of an object come indexes first, then as they were added. */
static int
compare_lone_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LoneKey *one = a, *two = b;
  gint64 x = array_index (one->text), y = array_index (two->text);

  if (x < 0 || y < 0)
    return (x < 0) - (y < 0);

  return (x > y) - (x < y);
}

static void
add_unmatched_right (RowPairs *pairs,
                     const KeyRows *keys,
                     const OrielField *right,
                     const gboolean *matched)
{
  g_autofree LoneKey *lone = g_new (LoneKey, keys->n_keys + 1);
  guint n = 0;

  for (guint32 key = 0; key < keys->n_keys; key++)
    {
      OrielReduced cell = oriel_field_cell (right, (gsize) keys->rows[keys->starts[key]]);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (!matched[key])
        lone[n++] = (LoneKey){ g_strdup (oriel_cell_text (&cell, buffer)), key };
    }

  g_qsort_with_data (lone, (gint) n, sizeof *lone, compare_lone_keys, NULL);
  for (guint i = 0; i < n; i++)
    {
      for (guint32 j = keys->starts[lone[i].key]; j < keys->starts[lone[i].key + 1]; j++)
        add_pair (pairs, ORIEL_NO_ROW, keys->rows[j]);
      g_free (lone[i].text);
    }
}

/* The rows of the left table with those of the right one that have its key; `unmatched` receives
 * those without. Grafana remembers the value but looks for its text: only texts are ever found in
 * `matched`. FALSE when there would be too many rows. */
static gboolean
pair_matching (RowPairs *pairs,
               const KeyRows *keys,
               const OrielField *left,
               GArray *unmatched,
               gboolean *matched)
{
  for (gint32 row = 0; (gsize) row < left->column->n_rows; row++)
    {
      guint32 key = keys->left[row];
      OrielReduced cell = oriel_field_cell (left, (gsize) row);

      if (oriel_cell_is_null (&cell) || key >= keys->n_keys)
        {
          g_array_append_val (unmatched, row);
          continue;
        }
      if (pairs->left->len + (keys->starts[key + 1] - keys->starts[key]) > MAX_JOINED_ROWS)
        return FALSE;
      for (guint32 i = keys->starts[key]; i < keys->starts[key + 1]; i++)
        add_pair (pairs, row, keys->rows[i]);
      matched[key] = matched[key] || cell.kind == ORIEL_REDUCED_TEXT;
    }

  return TRUE;
}

/* FALSE with `error` when there would be too many rows. */
static gboolean
pair_rows (const OrielField *left,
           const OrielField *right,
           gboolean outer,
           RowPairs *pairs,
           GError **error)
{
  g_autoptr (GArray) unmatched = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree gboolean *matched = NULL;
  gboolean fits;
  KeyRows keys;

  key_rows_init (&keys, left, right);
  matched = g_new0 (gboolean, keys.n_keys + 1);
  fits = pair_matching (pairs, &keys, left, unmatched, matched);
  for (guint i = 0; fits && outer && i < unmatched->len; i++)
    add_pair (pairs, g_array_index (unmatched, gint32, i), ORIEL_NO_ROW);
  if (fits && outer)
    add_unmatched_right (pairs, &keys, right, matched);

  key_rows_clear (&keys);
  if (!fits)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the join has too many rows"));
  return fits;
}

/* The key of each joined row: the left one's, else the right one's. */
static OrielColumn *
join_key (const OrielField *left, const OrielField *right, const RowPairs *pairs)
{
  gsize n = pairs->left->len;
  g_autofree OrielReduced *cells = g_new (OrielReduced, n);

  for (gsize i = 0; i < n; i++)
    {
      gint32 left_row = g_array_index (pairs->left, gint32, i);

      if (left_row >= 0)
        cells[i] = oriel_field_cell (left, (gsize) left_row);
      else
        cells[i] = oriel_field_cell (right, (gsize) g_array_index (pairs->right, gint32, i));
    }

  return oriel_column_from_cells (left->type, cells, n);
}

/* Rows that a table lacks are null, not undefined. */
static OrielColumn *
gather_with_nulls (OrielColumn *column, const GArray *rows)
{
  OrielColumn *gathered =
    oriel_column_gather (column, (const gint32 *) (gpointer) rows->data, rows->len);

  for (guint i = 0; column->type == ORIEL_FIELD_NUMBER && i < rows->len; i++)
    if (g_array_index (rows, gint32, i) == ORIEL_NO_ROW)
      ((double *) gathered->data)[i] = oriel_null ();

  return gathered;
}

/* Joins table after table to the right; `columns` begins with the key. */
static OrielFrame *
join_tabular (const Join *join, gboolean outer, GError **error)
{
  const Table *first = &g_array_index (join->tables, Table, 0);
  g_autoptr (GPtrArray) columns = columns_new ();
  OrielField left = *first->key;

  g_ptr_array_add (columns, oriel_column_ref (first->key->column));
  for (guint i = 0; i < first->fields->len; i++)
    g_ptr_array_add (
      columns, oriel_column_ref (((OrielField *) g_ptr_array_index (first->fields, i))->column));

  for (guint i = 1; i < join->tables->len; i++)
    {
      const Table *right = &g_array_index (join->tables, Table, i);
      g_autoptr (GArray) left_rows = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_autoptr (GArray) right_rows = g_array_new (FALSE, FALSE, sizeof (gint32));
      RowPairs pairs = { left_rows, right_rows };
      GPtrArray *next = columns_new ();

      left.column = g_ptr_array_index (columns, 0);
      if (!pair_rows (&left, right->key, outer, &pairs, error))
        {
          g_ptr_array_unref (next);
          return NULL;
        }

      g_ptr_array_add (next, join_key (&left, right->key, &pairs));
      for (guint j = 1; j < columns->len; j++)
        g_ptr_array_add (next, gather_with_nulls (g_ptr_array_index (columns, j), left_rows));
      for (guint j = 0; j < right->fields->len; j++)
        {
          const OrielField *field = g_ptr_array_index (right->fields, j);

          g_ptr_array_add (next, gather_with_nulls (field->column, right_rows));
        }
      g_ptr_array_unref (columns);
      columns = next;
    }

  return result_with_columns (join, columns,
                              ((OrielColumn *) g_ptr_array_index (columns, 0))->n_rows);
}

static OrielFrame *
join_frames (GPtrArray *frames, const OrielFieldMatcher *matcher, const char *mode, GError **error)
{
  OrielNameScope scope = oriel_transform_scope (frames);
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_autoptr (OrielFrame) like = oriel_frame_new (NULL, NULL, 0);
  Join join = { tables, like, FALSE };
  gboolean inner = strcmp (mode, "inner") == 0;

  g_array_set_clear_func (tables, clear_table);
  for (guint i = 0; i < frames->len; i++)
    collect_table (&join, g_ptr_array_index (frames, i), matcher, &scope);

  if (tables->len == 0 || (join.dropped && inner))
    return g_steal_pointer (&like);
  if (inner || strcmp (mode, "outerTabular") == 0)
    return join_tabular (&join, !inner, error);

  return join_outer (&join);
}

static GPtrArray *
join_all (GPtrArray *frames, const char *by_field, const char *mode, GError **error)
{
  g_autoptr (OrielFieldMatcher) matcher = NULL;
  OrielFrame *joined;
  GPtrArray *results;

  if (frames->len <= 1)
    return oriel_frames_copy (frames);

  if (*by_field != '\0')
    {
      g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), by_field);

      matcher = oriel_field_matcher_new ("byName", name);
    }
  else
    matcher = best_matcher (frames);

  joined = join_frames (frames, matcher, mode, error);
  if (joined == NULL)
    return NULL;

  g_free (joined->ref_id);
  joined->ref_id = oriel_frames_join_ref_ids ("joinByField", frames);
  results = oriel_frames_new ();
  g_ptr_array_add (results, joined);
  return results;
}

/* A single frame: its first time comes first, and its rows in order. */
static OrielFrame *
order_in_time (OrielFrame *frame)
{
  guint index;
  OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, &index);
  g_autoptr (OrielFrame) ordered = NULL;

  if (time == NULL)
    return oriel_frame_ref (frame);

  ordered = oriel_frame_copy_shallow (frame);
  g_ptr_array_insert (ordered->fields, 0, g_ptr_array_steal_index (ordered->fields, index));
  if (is_likely_ascending (time))
    return g_steal_pointer (&ordered);

  return oriel_frame_sort (ordered, 0, FALSE);
}

GPtrArray *
oriel_transform_join_in_time (GPtrArray *frames, GError **error)
{
  GPtrArray *results = oriel_frames_new ();
  g_autoptr (OrielFieldMatcher) matcher = NULL;

  if (frames->len == 0)
    return results;

  matcher = oriel_field_matcher_new ("firstTimeField", NULL);
  if (frames->len == 1)
    g_ptr_array_add (results, order_in_time (g_ptr_array_index (frames, 0)));
  else
    g_ptr_array_add (results, join_frames (frames, matcher, "outer", error));

  return results;
}

GPtrArray *
oriel_transform_join_by_field (JsonObject *options,
                               GPtrArray *frames,
                               const OrielTransformContext *context,
                               GError **error)
{
  return join_all (frames, oriel_json_string (options, "byField", ""),
                   oriel_json_string (options, "mode", "outer"), error);
}

/* Series whose times are called the same become one table. */
GPtrArray *
oriel_transform_ensure_columns (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  const char *name = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielField *time =
        oriel_frame_first_field (g_ptr_array_index (frames, i), ORIEL_FIELD_TIME, NULL);

      if (time == NULL || (name != NULL && strcmp (name, time->name) != 0))
        return oriel_frames_copy (frames);
      name = time->name;
    }

  return name != NULL && *name != '\0' ? join_all (frames, name, "outer", error)
                                       : oriel_frames_copy (frames);
}
