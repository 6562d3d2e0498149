/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-prometheus-filters.h. One pass over the tokens: names that are neither functions nor
 * keywords are metrics, braces are matchers; lists of labels, ranges, strings and comments are
 * passed over.
 */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-filters.h"

#include "base/oriel-json.h"

#include <string.h>

/* Aggregations of one expression that are grouped at most: each is looked through for its end. */
#define MAX_AGGREGATIONS 1000

static const char *const aggregations[] = { "sum",     "min",          "max",      "avg",
                                            "group",   "stddev",       "stdvar",   "count",
                                            "bottomk", "count_values", "quantile", "topk",
                                            "limitk",  "limit_ratio",  NULL };

/* Keywords with a list of labels behind them. */
static const char *const list_keywords[] = { "by",         "without",     "on", "ignoring",
                                             "group_left", "group_right", NULL };

/* Words that are no metrics by themselves. */
static const char *const plain_words[] = { "and",    "or",  "unless", "atan2", "bool",
                                           "offset", "inf", "nan",    NULL };

static gboolean
is_one_of (const char *const *words, const char *word, gsize length)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (*words, word, length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':';
}

static gboolean
is_name_char (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c);
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

static const char *
skip_name (const char *text)
{
  while (is_name_char (*text))
    text++;

  return text;
}

/* Behind the string that starts at `text`, or its end. */
static const char *
skip_string (const char *text)
{
  char quote = *text++;

  for (; *text != '\0' && *text != quote; text++)
    if (*text == '\\' && quote != '`' && text[1] != '\0')
      text++;

  return *text != '\0' ? text + 1 : text;
}

/* Behind the bracket that closes the one at `text`; NULL when none does. */
static const char *
skip_brackets (const char *text, char open, char close)
{
  guint depth = 0;

  while (*text != '\0')
    {
      if (strchr ("\"'`", *text) != NULL)
        {
          text = skip_string (text);
          continue;
        }
      depth += *text == open;
      depth -= *text == close;
      text++;
      if (depth == 0)
        return text;
    }

  return NULL;
}

/* Behind a reference to a variable that was not replaced, `$name` or `${name}`. */
static const char *
skip_reference (const char *text)
{
  const char *end = text[1] == '{' ? strchr (text, '}') : NULL;

  return end != NULL ? end + 1 : skip_name (text + 1);
}

/* TRUE for `sum` in `sum by (job) (…)`. */
static gboolean
is_grouped (const char *word, const char *end)
{
  const char *next = skip_blanks (end);

  return is_one_of (aggregations, word, (gsize) (end - word)) &&
         is_one_of (list_keywords, next, (gsize) (skip_name (next) - next));
}

static void
append_between (GString *out, const char *from, const char *to)
{
  g_string_append_len (out, from, to - from);
}

/* TRUE when the braces from `text` to `end` hold `matcher` already. */
static gboolean
holds_matcher (const char *text, const char *end, const char *matcher)
{
  gsize length = strlen (matcher);

  for (const char *p = text + 1; p + length < end; p++)
    {
      if (strncmp (p, matcher, length) == 0 && (p[-1] == '{' || p[-1] == ',' || p[-1] == ' '))
        return TRUE;
      if (strchr ("\"'`", *p) != NULL)
        p = skip_string (p) - 1;
    }

  return FALSE;
}

/* What is done to the selectors of an expression. */
typedef struct
{
  const GPtrArray *matchers; /* to be added */
  GHashTable *metrics;       /* nullable: receives the names of metrics */
} Edit;

/* Adds matchers to the braces at `text`; returns what follows them. Open ones stay. */
static const char *
add_to_braces (GString *out, const char *text, const Edit *edit)
{
  const char *end = skip_brackets (text, '{', '}'), *last;
  gboolean empty;

  if (end == NULL)
    {
      g_string_append (out, text);
      return text + strlen (text);
    }

  for (last = end - 1; last > text + 1 && (g_ascii_isspace (last[-1]) || last[-1] == ','); last--)
    ;
  append_between (out, text, last);
  empty = last <= text + 1;
  for (guint i = 0; i < edit->matchers->len; i++)
    {
      const char *matcher = g_ptr_array_index (edit->matchers, i);

      if (holds_matcher (text, end, matcher))
        continue;
      g_string_append_printf (out, "%s%s", empty ? "" : ", ", matcher);
      empty = FALSE;
    }
  g_string_append_c (out, '}');

  return end;
}

/* A metric between `text` and `end`; returns what follows it and its braces. */
static const char *
add_to_metric (GString *out, const char *text, const char *end, const Edit *edit)
{
  const char *next = skip_blanks (end);

  if (edit->metrics != NULL && *text != '$')
    g_hash_table_add (edit->metrics, g_strndup (text, (gsize) (end - text)));
  append_between (out, text, end);
  if (*next != '{')
    {
      add_to_braces (out, "{}", edit);
      return end;
    }

  append_between (out, end, next);
  return add_to_braces (out, next, edit);
}

/* A word at `text`: a function, a keyword with its list, or a metric. */
static const char *
add_to_word (GString *out, const char *text, const Edit *edit)
{
  const char *end = *text == '$' ? skip_reference (text) : skip_name (text);
  const char *next = skip_blanks (end), *list_end = NULL;
  gsize length = (gsize) (end - text);

  if (is_one_of (list_keywords, text, length))
    {
      if (*next == '(')
        list_end = skip_brackets (next, '(', ')');
      append_between (out, text, list_end != NULL ? list_end : end);
      return list_end != NULL ? list_end : end;
    }

  if (*next == '(' || is_grouped (text, end) || is_one_of (plain_words, text, length))
    {
      append_between (out, text, end);
      return end;
    }

  return add_to_metric (out, text, end, edit);
}

/* Behind what holds no selectors: a string, a comment, a range, a number, one character. */
static const char *
skip_other (const char *text)
{
  const char *end = NULL;

  if (strchr ("\"'`", *text) != NULL)
    return skip_string (text);
  if (*text == '#')
    return text + strcspn (text, "\n");
  if (*text == '[')
    end = skip_brackets (text, '[', ']');
  if (g_ascii_isdigit (*text))
    for (end = text; g_ascii_isalnum (*end) || *end == '.'; end++)
      ;

  return end != NULL ? end : text + 1;
}

static char *
edit_selectors (const char *expression, const Edit *edit)
{
  GString *out = g_string_sized_new (strlen (expression) + 64);
  const char *end;

  for (const char *p = expression; *p != '\0';)
    {
      if (is_name_start (*p) || (*p == '$' && (is_name_start (p[1]) || p[1] == '{')))
        p = add_to_word (out, p, edit);
      else if (*p == '{')
        p = add_to_braces (out, p, edit);
      else
        {
          end = skip_other (p);
          append_between (out, p, end);
          p = end;
        }
    }

  return g_string_free (out, FALSE);
}

static gboolean
is_classic_label (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '_')
      return FALSE;

  return TRUE;
}

/* Several values of `=|` and `!=|` are one expression. */
static char *
filter_value (JsonObject *filter, gboolean any_of)
{
  JsonArray *values = any_of ? oriel_json_array (filter, "values") : NULL;
  GString *out = g_string_new (NULL);

  if (values == NULL)
    g_string_append (out, oriel_json_string (filter, "value", ""));
  for (guint i = 0; i < oriel_json_array_length (values); i++)
    {
      const char *value = oriel_json_array_string (values, i);

      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "");
    }

  return g_string_free (out, FALSE);
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      if (*text == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static const char *
matcher_operator (const char *operation)
{
  static const char *const pairs[][2] = {
    { "=", "=" }, { "!=", "!=" }, { "=~", "=~" }, { "!~", "!~" }, { "=|", "=~" }, { "!=|", "!~" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], operation) == 0)
      return pairs[i][1];

  return NULL;
}

/* A filter as a matcher; NULL for comparisons (`<`, `>`), which are none. */
static char *
matcher_of (JsonObject *filter)
{
  const char *key = oriel_json_string (filter, "key", "");
  const char *given = oriel_json_string (filter, "operator", "=");
  const char *operation = matcher_operator (given);
  g_autofree char *value = filter_value (filter, g_str_has_suffix (given, "|"));
  GString *out;

  if (*key == '\0' || operation == NULL)
    return NULL;

  out = g_string_new (NULL);
  if (is_classic_label (key))
    g_string_append (out, key);
  else
    append_quoted (out, key);
  g_string_append (out, operation);
  append_quoted (out, value);

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_add_filters (const char *expression, JsonArray *filters)
{
  g_autoptr (GPtrArray) matchers = g_ptr_array_new_with_free_func (g_free);
  const Edit edit = { matchers, NULL };

  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    {
      JsonObject *filter = oriel_json_array_object (filters, i);
      char *matcher = filter != NULL ? matcher_of (filter) : NULL;

      if (matcher != NULL)
        g_ptr_array_add (matchers, matcher);
    }

  return matchers->len > 0 ? edit_selectors (expression, &edit) : g_strdup (expression);
}

void
oriel_prometheus_add_metrics (const char *expression, GHashTable *metrics)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const Edit edit = { none, metrics };

  g_free (edit_selectors (expression, &edit)); /* it is only read */
}

/* --- groups --- */

typedef struct
{
  const char *const *keys;
  guint n_aggregations;
} Grouping;

static void
append_label (GString *out, const char *label)
{
  if (is_classic_label (label))
    g_string_append (out, label);
  else
    append_quoted (out, label);
}

/* TRUE when the list of labels from `text` to `end`, brackets included, has `label`. */
static gboolean
lists_label (const char *text, const char *end, const char *label)
{
  g_autofree char *list = g_strndup (text + 1, (gsize) (end - text) - 2);
  g_auto (GStrv) items = g_strsplit (list, ",", -1);
  g_autoptr (GString) written = g_string_new (NULL);

  append_label (written, label);
  for (guint i = 0; items[i] != NULL; i++)
    if (strcmp (g_strstrip (items[i]), written->str) == 0)
      return TRUE;

  return FALSE;
}

/* The list of labels at `text` with the keys that it has not; returns what follows it. */
static const char *
extend_list (GString *out, const char *text, const char *end, const char *const *keys)
{
  const char *last = end - 1;
  gboolean empty;

  while (last > text + 1 && (g_ascii_isspace (last[-1]) || last[-1] == ','))
    last--;
  append_between (out, text, last);
  empty = last == text + 1;
  for (; *keys != NULL; keys++)
    {
      if (lists_label (text, end, *keys))
        continue;
      g_string_append (out, empty ? "" : ", ");
      append_label (out, *keys);
      empty = FALSE;
    }
  g_string_append_c (out, ')');

  return end;
}

static gboolean
is_grouping_word (const char *word, gsize length)
{
  static const char *const words[] = { "by", "without", NULL };

  return is_one_of (words, word, length);
}

/* TRUE for an aggregation whose arguments begin at `arguments` with no list before or behind. */
static gboolean
is_ungrouped (Grouping *grouping, const char *arguments)
{
  const char *next = *arguments == '(' && grouping->n_aggregations++ < MAX_AGGREGATIONS
                       ? skip_brackets (arguments, '(', ')')
                       : NULL;

  if (next == NULL)
    return FALSE;

  next = skip_blanks (next);
  return !is_grouping_word (next, (gsize) (skip_name (next) - next));
}

/* A word at `text`; returns what follows it, and its list. */
static const char *
group_word (GString *out, const char *text, Grouping *grouping)
{
  const char *end = skip_name (text), *next = skip_blanks (end), *list_end;
  static const char no_labels[] = "()";
  gsize length = (gsize) (end - text);

  append_between (out, text, end);
  if (is_grouping_word (text, length) && *next == '(')
    {
      list_end = skip_brackets (next, '(', ')');
      append_between (out, end, next);
      return list_end != NULL ? extend_list (out, next, list_end, grouping->keys) : next;
    }
  if (is_one_of (aggregations, text, length) && is_ungrouped (grouping, next))
    {
      g_string_append (out, " by ");
      extend_list (out, no_labels, no_labels + strlen (no_labels), grouping->keys);
      g_string_append_c (out, ' ');
      return next;
    }

  return end;
}

char *
oriel_prometheus_add_groups (const char *expression, const char *const *keys)
{
  Grouping grouping = { keys, 0 };
  GString *out;

  if (keys[0] == NULL)
    return g_strdup (expression);

  out = g_string_sized_new (strlen (expression) + 64);
  for (const char *p = expression, *end; *p != '\0'; p = end)
    {
      if (is_name_start (*p))
        {
          end = group_word (out, p, &grouping);
          continue;
        }
      if (*p == '$')
        end = skip_reference (p);
      else
        end = *p == '{' ? skip_brackets (p, '{', '}') : skip_other (p);
      if (end == NULL)
        end = p + strlen (p);
      append_between (out, p, end);
    }

  return g_string_free (out, FALSE);
}
