/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-mappings.h. Keys of value mappings are texts; those that are a number as JavaScript
 * writes it are kept as numbers too, so that numbers are found without writing each as text. */

#include "config.h"

#include "field/oriel-mappings.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "field/oriel-cell-list.h"
#include "field/oriel-cell.h"
#include "field/oriel-regex-replace.h"
#include "field/oriel-unit-private.h"

typedef enum
{
  SPECIAL_NONE,
  SPECIAL_NULL,
  SPECIAL_NAN,
  SPECIAL_NULL_OR_NAN,
  SPECIAL_TRUE,
  SPECIAL_FALSE,
  SPECIAL_EMPTY,
} Special;

static const char *const special_names[] = {
  [SPECIAL_NULL] = "null", [SPECIAL_NAN] = "nan",     [SPECIAL_NULL_OR_NAN] = "null+nan",
  [SPECIAL_TRUE] = "true", [SPECIAL_FALSE] = "false", [SPECIAL_EMPTY] = "empty",
};

/* A key that is a number. */
typedef struct
{
  double number;
  guint result;
} NumberKey;

typedef struct
{
  const OrielMapping *source;
  GHashTable *by_text; /* value: text → 1 + index into the results */
  GArray *by_number;   /* value: of NumberKey, sorted; NaN is last */
  GRegex *regex;       /* regex; NULL when it can't be read */
  gboolean global;
  Special special;
} Compiled;

struct _OrielMappings
{
  GArray *items; /* of Compiled */
};

/* Total order in which NaN equals itself and comes last. */
static int
compare_numbers (double a, double b)
{
  if (isnan (a) || isnan (b))
    return (isnan (a) ? 1 : 0) - (isnan (b) ? 1 : 0);

  return (a > b) - (a < b);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return compare_numbers (((const NumberKey *) a)->number, ((const NumberKey *) b)->number);
}

static void
add_number_key (Compiled *out, const char *key, guint result)
{
  NumberKey item = { oriel_number_from_string (key), result };
  char text[ORIEL_NUMBER_BUFFER];

  oriel_number_to_string (item.number, text);
  if (strcmp (text, key) == 0)
    g_array_append_val (out->by_number, item);
}

static void
compile_keys (Compiled *out)
{
  const GPtrArray *keys = out->source->keys;

  out->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  out->by_number = g_array_new (FALSE, FALSE, sizeof (NumberKey));
  for (guint i = 0; i < keys->len; i++)
    {
      char *key = g_ptr_array_index (keys, i);

      if (g_hash_table_insert (out->by_text, key, GUINT_TO_POINTER (1 + i)))
        add_number_key (out, key, i);
    }
  g_array_sort (out->by_number, compare_keys);
}

static Special
find_special (const char *name)
{
  for (guint i = SPECIAL_NULL; i < G_N_ELEMENTS (special_names); i++)
    if (g_strcmp0 (special_names[i], name) == 0)
      return i;

  return SPECIAL_NONE;
}

static Compiled
compile (const OrielMapping *source)
{
  Compiled out = { .source = source };

  if (source->kind == ORIEL_MAPPING_VALUE)
    compile_keys (&out);
  else if (source->kind == ORIEL_MAPPING_REGEX && source->pattern != NULL)
    out.regex = oriel_regex_from_dashboard (source->pattern, &out.global, NULL);
  else if (source->kind == ORIEL_MAPPING_SPECIAL)
    out.special = find_special (source->pattern);

  return out;
}

static void
clear_compiled (gpointer data)
{
  Compiled *item = data;

  g_clear_pointer (&item->by_text, g_hash_table_unref);
  g_clear_pointer (&item->by_number, g_array_unref);
  g_clear_pointer (&item->regex, g_regex_unref);
}

OrielMappings *
oriel_mappings_new (GPtrArray *mappings)
{
  OrielMappings *compiled;

  if (mappings == NULL || mappings->len == 0)
    return NULL;

  compiled = g_new0 (OrielMappings, 1);
  compiled->items = g_array_sized_new (FALSE, FALSE, sizeof (Compiled), mappings->len);
  g_array_set_clear_func (compiled->items, clear_compiled);
  for (guint i = 0; i < mappings->len; i++)
    {
      Compiled item = compile (g_ptr_array_index (mappings, i));

      g_array_append_val (compiled->items, item);
    }

  return compiled;
}

void
oriel_mappings_free (OrielMappings *mappings)
{
  if (mappings == NULL)
    return;

  g_array_unref (mappings->items);
  g_free (mappings);
}

static const OrielMappingResult *
result_at (const Compiled *item, guint index)
{
  return &g_array_index (item->source->results, OrielMappingResult, index);
}

static const OrielMappingResult *
find_number (const Compiled *item, double number)
{
  guint low = 0, high = item->by_number->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const NumberKey *key = &g_array_index (item->by_number, NumberKey, middle);
      int order = compare_numbers (number, key->number);

      if (order == 0)
        return result_at (item, key->result);
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return NULL;
}

/* String (value): of a list its elements with commas. */
static const char *
key_text (const OrielReduced *value, char *buffer, gsize size)
{
  JsonArray *list = value->kind == ORIEL_REDUCED_OTHER ? oriel_json_node_array (value->node) : NULL;

  if (list == NULL)
    return oriel_cell_text (value, buffer);

  *buffer = '\0';
  oriel_cell_list_append (list, ",", buffer, size);
  return buffer;
}

static const OrielMappingResult *
match_value (const Compiled *item, const OrielReduced *value)
{
  char buffer[ORIEL_NUMBER_BUFFER];
  const char *key;
  guint found;

  if (oriel_cell_is_null (value))
    return NULL;
  if (value->kind == ORIEL_REDUCED_NUMBER)
    return find_number (item, value->number);

  key = key_text (value, buffer, sizeof buffer);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (item->by_text, key));
  return found > 0 ? result_at (item, found - 1) : NULL;
}

/* parseFloat (value): of a list its first element counts, whose text comes first. */
static double
leading_number (const OrielReduced *value)
{
  OrielReduced first;
  JsonArray *array;

  if (value->kind == ORIEL_REDUCED_NUMBER)
    return value->number;
  if (value->kind == ORIEL_REDUCED_TEXT)
    return oriel_number_parse_float (value->text);
  if (value->kind != ORIEL_REDUCED_OTHER)
    return NAN;

  array = oriel_json_node_array (value->node);
  if (oriel_json_array_length (array) == 0)
    return NAN;

  first = oriel_cell_from_node (json_array_get_element (array, 0));
  return first.kind == ORIEL_REDUCED_OTHER ? NAN : leading_number (&first);
}

static const OrielMappingResult *
match_range (const Compiled *item, const OrielReduced *value)
{
  double number = oriel_cell_is_null (value) ? NAN : leading_number (value);

  return number >= item->source->from && number <= item->source->to ? result_at (item, 0) : NULL;
}

static const OrielMappingResult *
match_regex (const Compiled *item, const OrielReduced *value)
{
  if (value->kind != ORIEL_REDUCED_TEXT || item->regex == NULL)
    return NULL;

  return g_regex_match (item->regex, value->text, 0, NULL) ? result_at (item, 0) : NULL;
}

static gboolean
is_nan_number (const OrielReduced *value)
{
  return value->kind == ORIEL_REDUCED_NUMBER && isnan (value->number) &&
         !oriel_cell_is_null (value);
}

/* The boolean, or the text of it. */
static gboolean
is_boolean_word (const OrielReduced *value, gboolean word)
{
  if (value->kind == ORIEL_REDUCED_BOOLEAN)
    return (value->number != 0) == word;

  return value->kind == ORIEL_REDUCED_TEXT && strcmp (value->text, word ? "true" : "false") == 0;
}

static gboolean
is_special (Special special, const OrielReduced *value)
{
  switch (special)
    {
    case SPECIAL_NULL:
      return oriel_cell_is_null (value);
    case SPECIAL_NAN:
      return is_nan_number (value);
    case SPECIAL_NULL_OR_NAN:
      return oriel_cell_is_null (value) || is_nan_number (value);
    case SPECIAL_TRUE:
      return is_boolean_word (value, TRUE);
    case SPECIAL_FALSE:
      return is_boolean_word (value, FALSE);
    case SPECIAL_EMPTY:
      return value->kind == ORIEL_REDUCED_TEXT && *value->text == '\0';
    case SPECIAL_NONE:
    default:
      return FALSE;
    }
}

static const OrielMappingResult *
match_special (const Compiled *item, const OrielReduced *value)
{
  return is_special (item->special, value) ? result_at (item, 0) : NULL;
}

gboolean
oriel_mappings_find (const OrielMappings *mappings, const OrielReduced *value, OrielMapped *out)
{
  static const OrielMappingResult *(*const match[]) (const Compiled *, const OrielReduced *) = {
    [ORIEL_MAPPING_VALUE] = match_value,
    [ORIEL_MAPPING_RANGE] = match_range,
    [ORIEL_MAPPING_REGEX] = match_regex,
    [ORIEL_MAPPING_SPECIAL] = match_special,
  };

  for (guint i = 0; mappings != NULL && i < mappings->items->len; i++)
    {
      const Compiled *item = &g_array_index (mappings->items, Compiled, i);

      out->result = match[item->source->kind](item, value);
      if (out->result == NULL)
        continue;

      out->regex = item->regex;
      out->global = item->global;
      return TRUE;
    }

  return FALSE;
}

gboolean
oriel_mapped_write (const OrielMapped *mapped, const OrielReduced *value, char *out, gsize size)
{
  const char *text = mapped->result->text;

  if (text == NULL)
    return FALSE;
  if (mapped->regex != NULL &&
      oriel_regex_replace (mapped->regex, mapped->global, value->text, text, out, size))
    return TRUE;

  *out = '\0';
  oriel_unit_append (out, size, text);
  return TRUE;
}
