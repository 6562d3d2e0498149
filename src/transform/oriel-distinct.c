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

/* Texts, and cells that may be any of several kinds, are looked up by their contents. */
typedef struct
{
  const OrielField *field;
  OrielNumbering numbering;
  GHashTable *contents; /* text, or owned OrielReduced → number; NULL for types that need none */
  const char *last_text;
  guint32 last_number;
} Values;

static void
values_init (Values *values, const OrielField *field)
{
  OrielFieldType type = field->column->type;

  *values = (Values){ .field = field };
  oriel_numbering_init (&values->numbering);
  if (type == ORIEL_FIELD_STRING)
    values->contents = g_hash_table_new (g_str_hash, g_str_equal);
  else if (type == ORIEL_FIELD_OTHER)
    values->contents = g_hash_table_new_full (oriel_cell_hash, oriel_cell_hash_equal, g_free, NULL);
}

static void
values_clear (Values *values)
{
  oriel_numbering_clear (&values->numbering);
  g_clear_pointer (&values->contents, g_hash_table_unref);
}

/* Equal neighbours are often the same text. */
static guint32
number_of_text (Values *values, const char *text)
{
  gpointer found;

  if (text == values->last_text && values->numbering.n > 0)
    return values->last_number;

  values->last_text = text;
  if (text == NULL)
    values->last_number = oriel_numbering_of (&values->numbering, G_MAXUINT64);
  else if (g_hash_table_lookup_extended (values->contents, text, NULL, &found))
    values->last_number = GPOINTER_TO_UINT (found);
  else
    {
      values->last_number = oriel_numbering_of (&values->numbering, values->numbering.n);
      g_hash_table_insert (values->contents, (gpointer) text,
                           GUINT_TO_POINTER (values->last_number));
    }

  return values->last_number;
}

static guint32
number_of_cell (Values *values, gsize row)
{
  OrielReduced cell = oriel_field_cell (values->field, row);
  gpointer found;
  guint32 number;

  if (g_hash_table_lookup_extended (values->contents, &cell, NULL, &found))
    return GPOINTER_TO_UINT (found);

  number = oriel_numbering_of (&values->numbering, values->numbering.n);
  g_hash_table_insert (values->contents, g_memdup2 (&cell, sizeof cell), GUINT_TO_POINTER (number));
  return number;
}

static guint32
number_of_row (Values *values, gsize row)
{
  const OrielColumn *column = values->field->column;

  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      return oriel_numbering_of (&values->numbering, (guint64) column->times[row]);
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return oriel_numbering_of (&values->numbering, oriel_number_key (column->numbers[row]));
    case ORIEL_FIELD_STRING:
      return number_of_text (values, column->strings[row]);
    case ORIEL_FIELD_BOOLEAN:
      return oriel_numbering_of (&values->numbering, (guint64) (column->booleans[row] + 1));
    case ORIEL_FIELD_FRAME:
      return oriel_numbering_of (&values->numbering, GPOINTER_TO_SIZE (column->frames[row]));
    case ORIEL_FIELD_NESTED:
      return oriel_numbering_of (&values->numbering, GPOINTER_TO_SIZE (column->lists[row]));
    case ORIEL_FIELD_OTHER:
    default:
      return number_of_cell (values, row);
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
  guint32 n_distinct = 0;
  Values values;

  values_init (&values, field);
  oriel_numbering_init (&pairs);
  g_array_set_size (distinct->firsts, 0);
  for (gsize row = 0; row < n; row++)
    {
      guint32 number = number_of_row (&values, row);
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
  values_clear (&values);
}
