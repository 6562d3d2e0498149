/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-collate.h. The order of ASCII is that of the Unicode root collation (CLDR);
 * beyond it, letters go by code point after their accents are taken off. */

#include "config.h"

#include "field/oriel-collate.h"

#include <string.h>

static const char punctuation_order[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

#define FIRST_DIGIT_WEIGHT 200
#define FIRST_LETTER_WEIGHT 300

/* The weight of a character; 0 for those that do not count. */
static guint
weight_of (gunichar c)
{
  const char *found;

  if (g_unichar_ismark (c) || g_unichar_iscntrl (c))
    return 0;
  if (g_unichar_isspace (c))
    return 1;
  if (g_unichar_isdigit (c))
    return FIRST_DIGIT_WEIGHT + (guint) g_unichar_digit_value (c);
  if (c < 0x80 && (found = strchr (punctuation_order, (int) c)) != NULL)
    return 2 + (guint) (found - punctuation_order);

  return FIRST_LETTER_WEIGHT + g_unichar_tolower (c);
}

/* The base character of `c`: its first part when it is composed. */
static gunichar
base_character (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80 || g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) == 0)
    return c;

  return parts[0];
}

/* The weight at `*text`, which moves on; 0 at the end. */
static guint
next_weight (const char **text)
{
  while (**text != '\0')
    {
      guint weight = weight_of (base_character (g_utf8_get_char (*text)));

      *text = g_utf8_next_char (*text);
      if (weight != 0)
        return weight;
    }

  return 0;
}

/* Compares two runs of digits by their values, whatever their lengths; both move on. */
static int
compare_digit_runs (const char **a, const char **b)
{
  gsize n_a, n_b;
  int order;

  *a += strspn (*a, "0");
  *b += strspn (*b, "0");
  n_a = strspn (*a, "0123456789");
  n_b = strspn (*b, "0123456789");
  order = n_a != n_b ? (n_a < n_b ? -1 : 1) : strncmp (*a, *b, n_a);
  *a += n_a;
  *b += n_b;
  return order;
}

int
oriel_collate (const char *a, const char *b, gboolean numeric)
{
  for (;;)
    {
      guint weight_a, weight_b;

      if (numeric && g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          int order = compare_digit_runs (&a, &b);

          if (order != 0)
            return order;
          continue;
        }

      weight_a = next_weight (&a);
      weight_b = next_weight (&b);
      if (weight_a != weight_b)
        return weight_a < weight_b ? -1 : 1;
      if (weight_a == 0)
        return 0;
    }
}

char *
oriel_collate_key (const char *text)
{
  GString *key = g_string_sized_new (strlen (text) + 8);
  guint weight;

  /* Weights as UTF-8, whose bytes are in the order of what they stand for. */
  while ((weight = next_weight (&text)) != 0)
    {
      char bytes[6];

      g_string_append_len (key, bytes, g_unichar_to_utf8 (weight, bytes));
    }

  return g_string_free (key, FALSE);
}
