/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variable-sort.h. A key is made once for each option, so that sorting 50,000 of them
 * costs comparisons alone.
 *
 * The natural order is Intl.Collator (undefined, {sensitivity: "accent", numeric: true}), that
 * is the Unicode collation order. Of its tables we hold the part that names of hosts and
 * services meet: ASCII, and letters with marks; other scripts follow by their code points.
 */

#include "config.h"

#include "dashboard/oriel-variable-sort.h"

#include "dashboard/oriel-dashboard.h"

#include <string.h>

/* What a sort mode compares. */
typedef struct
{
  OrielVariableOption *option;
  char *text;    /* owned: the key, where it is a text */
  double number; /* the key of numerical orders */
} SortItem;

/* UTF-8 orders as UTF-16 does, but for characters beyond the basic plane: their surrogates lie
 * below U+E000. */
static int
utf16_rank (guint8 lead)
{
  if (lead >= 0xf0)
    return 0xed * 2 + 1;

  return lead * 2;
}

int
oriel_text_compare_utf16 (const char *a, const char *b)
{
  while (*a == *b && *a != '\0')
    a++, b++;

  if ((guint8) *a >= 0xf0 && (guint8) *b >= 0xf0)
    return (guint8) *a - (guint8) *b;

  return utf16_rank ((guint8) *a) - utf16_rank ((guint8) *b);
}

/* ASCII in collation order: blanks, punctuation, symbols. */
static const char collated[] = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

#define DIGIT_WEIGHT 64
#define LETTER_WEIGHT 128

/* The place of a base character among others. */
static guint32
primary_weight (gunichar c)
{
  const char *place;

  if (c < 0x80 && g_ascii_isdigit ((char) c))
    return DIGIT_WEIGHT + (c - '0');
  if (c < 0x80 && g_ascii_isalpha ((char) c))
    return LETTER_WEIGHT + (guint32) (g_ascii_tolower ((char) c) - 'a');
  if (c < 0x80)
    {
      place = c != 0 ? strchr (collated, (int) c) : NULL;
      return place != NULL ? 1 + (guint32) (place - collated) : 0;
    }

  /* Symbols and punctuation come before digits, everything else after the Latin letters. */
  return g_unichar_isalnum (c) ? 256 + g_unichar_tolower (c) : DIGIT_WEIGHT - 1;
}

/* Cuts a run of digits: `digits` receives where it starts without zeros, the result its length. */
static gsize
number_run (const char **text, const char **digits)
{
  const char *end;

  while (**text == '0')
    (*text)++;
  *digits = *text;
  for (end = *text; g_ascii_isdigit (*end); end++)
    ;
  *text = end;

  return (gsize) (end - *digits);
}

static int
compare_numbers (const char **a, const char **b)
{
  const char *digits_a, *digits_b;
  gsize length_a = number_run (a, &digits_a);
  gsize length_b = number_run (b, &digits_b);

  if (length_a != length_b)
    return length_a < length_b ? -1 : 1;

  return memcmp (digits_a, digits_b, length_a);
}

static const char *
skip_marks (const char *text)
{
  while (g_unichar_ismark (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Compares decomposed texts by their base characters alone. */
static int
compare_primary (const char *a, const char *b)
{
  for (;;)
    {
      guint32 weight_a, weight_b;
      int order;

      a = skip_marks (a);
      b = skip_marks (b);
      if (*a == '\0' || *b == '\0')
        return (*a != '\0') - (*b != '\0');

      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          order = compare_numbers (&a, &b);
          if (order != 0)
            return order;
          continue;
        }

      weight_a = primary_weight (g_utf8_get_char (a));
      weight_b = primary_weight (g_utf8_get_char (b));
      if (weight_a != weight_b)
        return weight_a < weight_b ? -1 : 1;
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
}

/* Compares decomposed texts whose base characters are the same by their marks: at the first
 * difference the one without a mark comes first. */
static int
compare_marks (const char *a, const char *b)
{
  for (;;)
    {
      gunichar mark_a = g_utf8_get_char (a), mark_b = g_utf8_get_char (b);
      gboolean marked_a = g_unichar_ismark (mark_a), marked_b = g_unichar_ismark (mark_b);

      if (marked_a != marked_b)
        return marked_a ? 1 : -1;
      if (marked_a && mark_a != mark_b)
        return mark_a < mark_b ? -1 : 1;
      if (*a == '\0' || *b == '\0')
        return 0;
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
}

static int
compare_decomposed (const char *a, const char *b)
{
  int order = compare_primary (a, b);

  return order != 0 ? order : compare_marks (a, b);
}

/* Canonical decomposition; plain ASCII stays as it is. NULL-safe for text that is no UTF-8. */
static char *
decompose (const char *text)
{
  char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);

  return normal != NULL ? normal : g_utf8_make_valid (text, -1);
}

int
oriel_text_compare_natural (const char *a, const char *b)
{
  g_autofree char *normal_a = decompose (a);
  g_autofree char *normal_b = decompose (b);

  return compare_decomposed (normal_a, normal_b);
}

/* The first run of digits as a number; -1 without one. */
static double
first_number (const char *text)
{
  double number = 0;

  text += strcspn (text, "0123456789");
  if (*text == '\0')
    return -1;
  for (; g_ascii_isdigit (*text); text++)
    number = number * 10 + (*text - '0');

  return number;
}

/* As g_utf8_strdown(), but the same in every locale. */
static char *
lower (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (text)));

  return g_string_free (out, FALSE);
}

static void
set_key (SortItem *item, int mode)
{
  const char *text = item->option->text;

  switch ((mode + 1) / 2)
    {
    case 2:
      item->number = first_number (text);
      break;
    case 3:
      item->text = lower (text);
      break;
    case 4:
      item->text = decompose (text);
      break;
    default:
      item->text = g_strdup (text);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return oriel_text_compare_utf16 (((const SortItem *) a)->text, ((const SortItem *) b)->text);
}

static int
compare_first_numbers (gconstpointer a, gconstpointer b)
{
  double x = ((const SortItem *) a)->number, y = ((const SortItem *) b)->number;

  return (x > y) - (x < y);
}

static int
compare_natural (gconstpointer a, gconstpointer b)
{
  return compare_decomposed (((const SortItem *) a)->text, ((const SortItem *) b)->text);
}

static void
clear_item (gpointer item)
{
  g_free (((SortItem *) item)->text);
}

void
oriel_variable_sort (GPtrArray *options, int mode)
{
  static const GCompareFunc compare[] = { compare_texts, compare_first_numbers, compare_texts,
                                          compare_natural };
  g_autoptr (GArray) items = g_array_sized_new (FALSE, TRUE, sizeof (SortItem), options->len);
  gboolean backwards = mode % 2 == 0;

  if (mode < 1 || mode > 8)
    return;

  g_array_set_clear_func (items, clear_item);
  g_array_set_size (items, options->len);
  for (guint i = 0; i < options->len; i++)
    {
      SortItem *item = &g_array_index (items, SortItem, i);

      item->option = g_ptr_array_index (options, i);
      set_key (item, mode);
    }

  /* Stable, as lodash's sortBy() is. */
  g_array_sort (items, compare[(mode - 1) / 2]);
  for (guint i = 0; i < options->len; i++)
    {
      guint to = backwards ? options->len - 1 - i : i;

      options->pdata[to] = g_array_index (items, SortItem, i).option;
    }
}
