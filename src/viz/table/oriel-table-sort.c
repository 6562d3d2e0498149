/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-table-sort.h. */

#include "config.h"

#include "viz/table/oriel-table-sort.h"

#include <math.h>

#include "base/oriel-json.h"
#include "field/oriel-cell.h"
#include "field/oriel-collate.h"

typedef struct
{
  const OrielTableSortKey *keys;
  guint n;
} Sorting;

double
oriel_table_frame_value (const OrielFrame *frame)
{
  const OrielField *field =
    frame != NULL ? oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL) : NULL;
  JsonObject *custom = frame != NULL ? oriel_json_object (frame->meta, "custom") : NULL;
  OrielReduced value;

  if (field == NULL)
    return oriel_null ();
  if (!oriel_is_null (frame->cell_value))
    return frame->cell_value;

  value = oriel_reduce_one (field, oriel_field_null_mode (field),
                            oriel_json_string (custom, "stat", "lastNotNull"));
  return value.kind == ORIEL_REDUCED_NUMBER ? value.number : oriel_null ();
}

static double
number_at (const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;

  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      return column->times[row] != ORIEL_TIME_NULL ? (double) column->times[row] : oriel_null ();
    case ORIEL_FIELD_BOOLEAN:
      return column->booleans[row] != ORIEL_BOOLEAN_NULL ? column->booleans[row] : oriel_null ();
    case ORIEL_FIELD_FRAME:
      return oriel_table_frame_value (column->frames[row]);
    case ORIEL_FIELD_NESTED:
      return oriel_null ();
    default:
      return column->numbers[row];
    }
}

/* The same numbers are equal; undefined, then null, comes before everything. */
static double
compare_numbers (double a, double b)
{
  if (oriel_is_null (a) || oriel_is_null (b))
    {
      if (oriel_is_null (a) && oriel_is_null (b) &&
          oriel_is_undefined (a) == oriel_is_undefined (b))
        return 0;
      return oriel_is_null (a) ? -1 : 1;
    }
  if (isnan (a) || isnan (b))
    return NAN;

  return (a > b) - (a < b);
}

static const char *
text_at (const OrielField *field, gsize row, char *buffer)
{
  OrielReduced cell;

  if (field->column->type == ORIEL_FIELD_STRING)
    return field->column->strings[row] != NULL ? field->column->strings[row] : "";

  cell = oriel_field_cell (field, row);
  return oriel_cell_is_null (&cell) ? "" : oriel_cell_text (&cell, buffer);
}

static gboolean
is_text (const OrielField *field)
{
  return field->column->type == ORIEL_FIELD_STRING || field->column->type == ORIEL_FIELD_OTHER;
}

double
oriel_table_compare (const OrielField *field, gsize a, gsize b)
{
  char one[ORIEL_NUMBER_BUFFER], two[ORIEL_NUMBER_BUFFER];

  if (is_text (field))
    return oriel_collate (text_at (field, a, one), text_at (field, b, two), TRUE);

  return compare_numbers (number_at (field, a), number_at (field, b));
}

/* What is not a number has a place too, between nulls and numbers: a sort needs an order. */
static int
order (const OrielField *field, gsize a, gsize b)
{
  double sign = oriel_table_compare (field, a, b);

  if (isnan (sign))
    {
      gboolean a_is_number = !isnan (number_at (field, a));
      gboolean b_is_number = !isnan (number_at (field, b));

      return a_is_number - b_is_number;
    }
  return (sign > 0) - (sign < 0);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorting *sorting = user_data;
  guint32 one = *(const guint32 *) a, two = *(const guint32 *) b;

  for (guint i = 0; i < sorting->n; i++)
    {
      int sign = order (sorting->keys[i].field, one, two);

      if (sign != 0)
        return sorting->keys[i].descending ? -sign : sign;
    }

  return 0;
}

guint32 *
oriel_table_sort (const OrielTableSortKey *keys, guint n_keys, gsize n_rows)
{
  guint n = (guint) MIN (n_rows, G_MAXINT);
  guint32 *rows = g_new (guint32, n + 1);
  Sorting sorting = { keys, n_keys };

  for (guint i = 0; i < n; i++)
    rows[i] = i;
  /* Stable, since GLib 2.32. */
  g_qsort_with_data (rows, (gint) n, sizeof *rows, compare_rows, &sorting);
  return rows;
}
