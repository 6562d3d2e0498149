/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-distinct.h. Several columns are refined one after the other: the number of a row so
 * far and the number of its next value make one integer, which is numbered again. */

#include "config.h"

#include "transform/oriel-distinct.h"

#include <math.h>
#include <string.h>

#define MIN_SLOTS 64
#define FREE_SLOT G_MAXUINT32

void
oriel_numbering_init (OrielNumbering *numbering)
{
  numbering->n_slots = MIN_SLOTS;
  numbering->n = 0;
  numbering->keys = g_new (guint64, MIN_SLOTS);
  numbering->numbers = g_new (guint32, MIN_SLOTS);
  memset (numbering->numbers, 0xff, MIN_SLOTS * sizeof *numbering->numbers);
}

void
oriel_numbering_clear (OrielNumbering *numbering)
{
  g_free (numbering->keys);
  g_free (numbering->numbers);
}

/* The slot of `key`, or the free one where it belongs (linear probing; the mixing is the
 * finalizer of MurmurHash3, which spreads equal distances and small differences). */
static gsize
find_slot (const OrielNumbering *numbering, guint64 key)
{
  gsize mask = numbering->n_slots - 1;
  guint64 hash = key;
  gsize slot;

  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  slot = (gsize) (hash ^ (hash >> 33)) & mask;
  while (numbering->numbers[slot] != FREE_SLOT && numbering->keys[slot] != key)
    slot = (slot + 1) & mask;

  return slot;
}

static void
grow (OrielNumbering *numbering)
{
  OrielNumbering old = *numbering;

  numbering->n_slots = 2 * old.n_slots;
  numbering->keys = g_new (guint64, numbering->n_slots);
  numbering->numbers = g_new (guint32, numbering->n_slots);
  memset (numbering->numbers, 0xff, numbering->n_slots * sizeof *numbering->numbers);
  for (gsize i = 0; i < old.n_slots; i++)
    if (old.numbers[i] != FREE_SLOT)
      {
        gsize slot = find_slot (numbering, old.keys[i]);

        numbering->keys[slot] = old.keys[i];
        numbering->numbers[slot] = old.numbers[i];
      }

  oriel_numbering_clear (&old);
}

guint32
oriel_numbering_of (OrielNumbering *numbering, guint64 key)
{
  gsize slot = find_slot (numbering, key);

  if (numbering->numbers[slot] != FREE_SLOT)
    return numbering->numbers[slot];

  /* Half empty: a search then meets few others. */
  if (2 * (gsize) (numbering->n + 1) > numbering->n_slots)
    {
      grow (numbering);
      slot = find_slot (numbering, key);
    }
  numbering->keys[slot] = key;
  numbering->numbers[slot] = numbering->n;
  return numbering->n++;
}

guint64
oriel_number_key (double value)
{
  union
  {
    double value;
    guint64 bits;
  } probe = { .value = value };

  if (value == 0)
    return 0;
  if (isnan (value) && !oriel_is_null (value))
    probe.value = NAN;

  return probe.bits;
}

/* What is no number is numbered as a NaN that no number has: a mark of its kind above what it
 * is. */
#define TEXT_MARK (G_GUINT64_CONSTANT (0xfffc) << 48)
#define BOOLEAN_MARK (G_GUINT64_CONSTANT (0xfffd) << 48)
#define OBJECT_MARK (G_GUINT64_CONSTANT (0xfffe) << 48)
#define MARK_BITS G_GUINT64_CONSTANT (0x0000ffffffffffff)

void
oriel_value_table_init (OrielValueTable *table)
{
  *table = (OrielValueTable){ .texts = g_hash_table_new (g_str_hash, g_str_equal) };
  oriel_numbering_init (&table->numbering);
}

void
oriel_value_table_clear (OrielValueTable *table)
{
  oriel_numbering_clear (&table->numbering);
  g_clear_pointer (&table->texts, g_hash_table_unref);
}

/* Equal neighbours are often the same text. */
static guint32
number_of_text (OrielValueTable *table, const char *text)
{
  gpointer place;

  if (text == table->last_text && table->last_text != NULL)
    return table->last_number;

  if (!g_hash_table_lookup_extended (table->texts, text, NULL, &place))
    {
      place = GUINT_TO_POINTER (g_hash_table_size (table->texts));
      g_hash_table_insert (table->texts, (gpointer) text, place);
    }
  table->last_text = text;
  table->last_number = oriel_numbering_of (&table->numbering, TEXT_MARK | GPOINTER_TO_UINT (place));
  return table->last_number;
}

static guint32
number_of_object (OrielValueTable *table, gconstpointer object)
{
  if (object == NULL)
    return oriel_numbering_of (&table->numbering, ORIEL_NULL_BITS);

  return oriel_numbering_of (&table->numbering,
                             OBJECT_MARK | (GPOINTER_TO_SIZE (object) & MARK_BITS));
}

static guint32
number_of_node (OrielValueTable *table, JsonNode *node)
{
  OrielReduced cell = oriel_cell_from_node (node);

  if (cell.kind == ORIEL_REDUCED_TEXT)
    return number_of_text (table, cell.text);
  if (cell.kind == ORIEL_REDUCED_BOOLEAN)
    return oriel_numbering_of (&table->numbering, BOOLEAN_MARK | (guint64) cell.number);
  if (cell.kind == ORIEL_REDUCED_NUMBER && !oriel_is_null (cell.number))
    return oriel_numbering_of (&table->numbering, oriel_number_key (cell.number));

  return number_of_object (table, node);
}

guint32
oriel_value_table_number (OrielValueTable *table, const OrielColumn *column, gsize row)
{
  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] == ORIEL_TIME_NULL)
        return number_of_object (table, NULL);
      return oriel_numbering_of (&table->numbering, oriel_number_key ((double) column->times[row]));
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return oriel_numbering_of (&table->numbering, oriel_number_key (column->numbers[row]));
    case ORIEL_FIELD_STRING:
      if (column->strings[row] == NULL)
        return number_of_object (table, NULL);
      return number_of_text (table, column->strings[row]);
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] == ORIEL_BOOLEAN_NULL)
        return number_of_object (table, NULL);
      return oriel_numbering_of (&table->numbering, BOOLEAN_MARK | (guint64) column->booleans[row]);
    case ORIEL_FIELD_FRAME:
      return number_of_object (table, column->frames[row]);
    case ORIEL_FIELD_NESTED:
      return number_of_object (table, column->lists[row]);
    case ORIEL_FIELD_OTHER:
    default:
      return number_of_node (table, column->nodes[row]);
    }
}

void
oriel_distinct_init (OrielDistinct *distinct, gsize n_rows)
{
  const gint32 first = 0;

  *distinct = (OrielDistinct){
    .n_rows = n_rows,
    .n = n_rows > 0 ? 1 : 0,
    .ids = g_new0 (guint32, n_rows),
    .firsts = g_array_new (FALSE, FALSE, sizeof (gint32)),
  };
  if (n_rows > 0)
    g_array_append_val (distinct->firsts, first);
}

void
oriel_distinct_clear (OrielDistinct *distinct)
{
  g_free (distinct->ids);
  g_clear_pointer (&distinct->firsts, g_array_unref);
}

void
oriel_distinct_refine (OrielDistinct *distinct, const OrielField *field)
{
  g_auto (OrielNumbering) pairs = { 0 };
  gsize n = MIN (distinct->n_rows, field->column->n_rows);
  g_auto (OrielValueTable) values = { 0 };
  guint32 n_distinct = 0;

  oriel_value_table_init (&values);
  oriel_numbering_init (&pairs);
  g_array_set_size (distinct->firsts, 0);
  for (gsize row = 0; row < n; row++)
    {
      guint32 number = oriel_value_table_number (&values, field->column, row);
      gint32 first = (gint32) row;

      if (distinct->n > 1)
        number = oriel_numbering_of (&pairs, (guint64) distinct->ids[row] << 32 | number);
      distinct->ids[row] = number;
      if (number == n_distinct)
        {
          n_distinct++;
          g_array_append_val (distinct->firsts, first);
        }
    }

  distinct->n = n_distinct;
}
