/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variable-options.h. Rules: Grafana's scenes library, variables of kind custom,
 * interval and query. Everything here is linear in the
 * number of options, but for the sort.
 */

#include "config.h"

#include "dashboard/oriel-variable-options.h"

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "base/oriel-regex.h"
#include "dashboard/oriel-variable-sort.h"
#include "dashboard/oriel-variables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Grafana's default of an interval variable that lists none. */
#define DEFAULT_INTERVALS "1m,10m,30m,1h,6h,12h,1d,7d,14d,30d"

/* Grafana's smallest automatic interval. */
#define DEFAULT_AUTO_MIN_MS 10000
#define DEFAULT_AUTO_COUNT 30

/* Texts that run the expression into its limit, each for some tenths of a millisecond. */
#define MAX_GIVEN_UP 100

G_DEFINE_QUARK (oriel_variable_options_error, oriel_variable_options_error)

OrielVariableOption *
oriel_variable_option_new (const char *text, const char *value, JsonNode *properties)
{
  OrielVariableOption *option = g_new0 (OrielVariableOption, 1);

  option->text = g_strdup (text != NULL ? text : value);
  option->value = g_strdup (value);
  option->properties = properties != NULL ? json_node_ref (properties) : NULL;

  return option;
}

void
oriel_variable_option_free (OrielVariableOption *option)
{
  if (option == NULL)
    return;

  g_free (option->text);
  g_free (option->value);
  g_clear_pointer (&option->properties, json_node_unref);
  g_free (option);
}

GPtrArray *
oriel_variable_options_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_variable_option_free);
}

static void
add_option (GPtrArray *options, const char *text, const char *value, JsonNode *properties)
{
  g_ptr_array_add (options, oriel_variable_option_new (text, value, properties));
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff || c == '\v';
}

/* A copy of `length` bytes without blanks at both ends, as JavaScript's trim(). */
static char *
trimmed (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_find_prev_char (text, end);

      if (last == NULL || !is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return g_strndup (text, (gsize) (end - text));
}

/* The colon of `key : value`, the last with a blank on both sides and text around; NULL when
 * there is none. */
static const char *
find_colon (const char *text)
{
  const char *start = text;
  gsize length;

  while (is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  length = strlen (start);
  if (strchr (start, '\n') != NULL || strchr (start, '\r') != NULL)
    return NULL;

  for (gsize i = length; i-- > 2;)
    if (start[i] == ':' && g_ascii_isspace (start[i - 1]) && g_ascii_isspace (start[i + 1]) &&
        start[i + 2] != '\0')
      return start + i;

  return NULL;
}

static void
add_csv_option (GPtrArray *options, const char *text)
{
  const char *colon = find_colon (text);
  g_autofree char *key = trimmed (text, colon != NULL ? (gsize) (colon - text) : strlen (text));
  g_autofree char *value = colon != NULL ? trimmed (colon + 1, strlen (colon + 1)) : NULL;

  add_option (options, key, value != NULL ? value : key, NULL);
}

GPtrArray *
oriel_variable_options_from_csv (const char *text)
{
  GPtrArray *options = oriel_variable_options_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (;; text++)
    {
      if (text[0] == '\\' && text[1] == ',')
        {
          g_string_append_c (part, ',');
          text++;
        }
      else if (*text != ',' && *text != '\0')
        g_string_append_c (part, *text);
      else
        {
          if (part->len > 0)
            add_csv_option (options, part->str);
          g_string_truncate (part, 0);
          if (*text == '\0')
            return options;
        }
    }
}

/* JavaScript's String() of a JSON value. */
static char *
json_string (JsonNode *node)
{
  char number[ORIEL_NUMBER_BUFFER];

  if (node == NULL)
    return g_strdup ("undefined");
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("null");
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("[object Object]");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");

  oriel_number_to_string (json_node_get_double (node), number);
  return g_strdup (number);
}

static void
add_json_option (GPtrArray *options, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  JsonNode *text_node = oriel_json_member (object, "text");
  g_autofree char *value = json_string (json_object_get_member (object, "value"));
  g_autofree char *text = text_node != NULL ? json_string (text_node) : NULL;

  add_option (options, text != NULL && *text != '\0' ? text : value, value, node);
}

GPtrArray *
oriel_variable_options_from_json (const char *text, GError **error)
{
  g_autoptr (GPtrArray) options = oriel_variable_options_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (*text == '\0')
    return g_steal_pointer (&options);

  node = oriel_json_parse ("options", text, -1, ORIEL_JSON_MAX_BYTES, error);
  if (node == NULL)
    return NULL;

  array = oriel_json_node_array (node);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        array = NULL;
      else
        add_json_option (options, element);
    }

  if (array == NULL)
    {
      g_set_error_literal (error, ORIEL_VARIABLE_OPTIONS_ERROR,
                           ORIEL_VARIABLE_OPTIONS_ERROR_NOT_A_LIST,
                           _ ("The options must be a JSON array of objects"));
      return NULL;
    }

  return g_steal_pointer (&options);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Cuts the next interval off `text`: quoted, or a word. NULL at the end. */
static char *
next_interval (const char **text)
{
  const char *p = *text;

  for (; *p != '\0'; p++)
    {
      const char *end = *p == '"' || *p == '\'' ? strchr (p + 1, *p) : NULL;
      const char *start = end != NULL ? p + 1 : p;

      if (end == NULL)
        for (end = p; is_word (*end); end++)
          ;
      if (end > start)
        {
          *text = start > p ? end + 1 : end;
          return g_strndup (start, (gsize) (end - start));
        }
    }

  *text = p;
  return NULL;
}

GPtrArray *
oriel_variable_options_from_intervals (const char *text)
{
  GPtrArray *options = oriel_variable_options_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *interval;

  for (const char *p = text; (interval = next_interval (&p)) != NULL;)
    {
      if (!g_str_has_prefix (interval, ORIEL_AUTO_VALUE) && !g_hash_table_contains (seen, interval))
        add_option (options, interval, interval, NULL);
      g_hash_table_add (seen, interval);
    }

  if (g_hash_table_size (seen) == 0)
    {
      g_ptr_array_unref (options);
      return oriel_variable_options_from_intervals (DEFAULT_INTERVALS);
    }

  return options;
}

/* A group of the match; NULL when it took no part. */
static char *
matched_group (const GMatchInfo *info, const char *name, int number)
{
  int start, end;
  gboolean found = name != NULL ? g_match_info_fetch_named_pos (info, name, &start, &end)
                                : g_match_info_fetch_pos (info, number, &start, &end);

  if (!found || start < 0 || g_match_info_get_string (info) == NULL)
    return NULL;

  return g_strndup (g_match_info_get_string (info) + start, (gsize) (end - start));
}

/* All that the matches of one text gave. */
typedef struct
{
  guint n_matches;
  char *value, *text; /* groups of that name, of the first match where they hold something */
  GPtrArray *firsts;  /* first group of each match, "" where it took no part */
} Matches;

static void
clear_matches (Matches *matches)
{
  g_free (matches->value);
  g_free (matches->text);
  g_ptr_array_unref (matches->firsts);
}

static void
keep_named_group (char **kept, const GMatchInfo *info, const char *name)
{
  char *text = *kept == NULL ? matched_group (info, name, 0) : NULL;

  if (text != NULL && *text != '\0')
    *kept = text;
  else
    g_free (text);
}

/* Runs the expression over `text`: once, or with the flag g until a match is empty. A match that
 * runs into the limits counts as none; FALSE then. */
static gboolean
find_matches (Matches *matches, GRegex *regex, gboolean global, const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more = g_regex_match_full (regex, text, -1, 0, 0, &info, &error);

  while (more)
    {
      g_autofree char *whole = g_match_info_fetch (info, 0);
      char *first = matched_group (info, NULL, 1);

      matches->n_matches++;
      keep_named_group (&matches->value, info, "value");
      keep_named_group (&matches->text, info, "text");
      g_ptr_array_add (matches->firsts, first != NULL ? first : g_strdup (""));
      more = global && *whole != '\0' && g_match_info_next (info, NULL);
    }

  return error == NULL;
}

static void
add_matched (GPtrArray *out, const OrielVariableOption *option, const Matches *m, gboolean groups)
{
  const char *value = m->value != NULL ? m->value : m->text;
  const char *text = m->text != NULL ? m->text : m->value;

  if (value != NULL)
    add_option (out, text, value, option->properties);
  else if (groups && m->n_matches > 1)
    for (guint i = 0; i < m->n_matches; i++)
      add_option (out, NULL, g_ptr_array_index (m->firsts, i), NULL);
  else if (groups)
    add_option (out, NULL, g_ptr_array_index (m->firsts, 0), option->properties);
  else
    add_option (out, option->text, option->value, option->properties);
}

/* NULL with `error` when too many texts are too much for the expression. */
static GPtrArray *
matched_options (GPtrArray *raw, GRegex *regex, gboolean global, gboolean on_text, GError **error)
{
  g_autoptr (GPtrArray) out = oriel_variable_options_new ();
  guint n_given_up = 0;
  gboolean groups = g_regex_get_capture_count (regex) > 0;

  for (guint i = 0; i < raw->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (raw, i);
      Matches matches = { .firsts = g_ptr_array_new_with_free_func (g_free) };

      if (!find_matches (&matches, regex, global, on_text ? option->text : option->value))
        n_given_up++;
      if (matches.n_matches > 0)
        add_matched (out, option, &matches, groups);
      clear_matches (&matches);

      if (n_given_up > MAX_GIVEN_UP)
        {
          g_set_error_literal (error, ORIEL_VARIABLE_OPTIONS_ERROR,
                               ORIEL_VARIABLE_OPTIONS_ERROR_TOO_SLOW,
                               _ ("The regular expression takes too long"));
          return NULL;
        }
    }

  return g_steal_pointer (&out);
}

static GPtrArray *
copied_options (GPtrArray *raw)
{
  GPtrArray *out = oriel_variable_options_new ();

  for (guint i = 0; i < raw->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (raw, i);

      add_option (out, option->text, option->value, option->properties);
    }

  return out;
}

/* Of several options with one value the first stays. */
static void
drop_duplicates (GPtrArray *options)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint kept = 0;

  for (guint i = 0; i < options->len; i++)
    {
      OrielVariableOption *option = g_ptr_array_index (options, i);

      if (g_hash_table_contains (seen, option->value))
        {
          oriel_variable_option_free (option);
          continue;
        }
      g_hash_table_add (seen, option->value);
      options->pdata[kept++] = option;
    }

  for (guint i = kept; i < options->len; i++)
    options->pdata[i] = NULL;
  g_ptr_array_set_size (options, (int) kept);
}

GPtrArray *
oriel_variable_options_filtered (GPtrArray *raw,
                                 const OrielVariableFilterRules *rules,
                                 GError **error)
{
  g_autoptr (GRegex) regex = NULL;
  gboolean global = FALSE;
  GPtrArray *options;

  if (rules->regex != NULL && *rules->regex != '\0')
    {
      regex = oriel_regex_from_dashboard (rules->regex, &global, error);
      if (regex == NULL)
        return NULL;
    }

  options = regex != NULL ? matched_options (raw, regex, global, rules->regex_on_text, error)
                          : copied_options (raw);
  if (options == NULL)
    return NULL;

  drop_duplicates (options);
  oriel_variable_sort (options, rules->sort);

  return options;
}

char *
oriel_variable_auto_interval (const OrielTimeSpan *range, int count, const char *min)
{
  double min_ms;

  if (min == NULL || !oriel_interval_parse (min, &min_ms))
    min_ms = DEFAULT_AUTO_MIN_MS;

  return oriel_interval_format (
    oriel_interval_calculate (range, count > 0 ? count : DEFAULT_AUTO_COUNT, (gint64) min_ms));
}
