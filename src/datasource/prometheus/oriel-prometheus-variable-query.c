/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-prometheus-variable-query.h. Rules: npm @grafana/prometheus, its variable queries and
 * resource clients.
 */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-variable-query.h"

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-url.h"

#include <string.h>

#define DEFAULT_LIMIT 40000

/* Matchers read from one selector at most. */
#define MAX_MATCHERS 1000

typedef OrielPrometheusVariableQuery Query;

gint64
oriel_prometheus_variable_seconds (gint64 ms)
{
  return ms / 1000 + (ms % 1000 > 0 ? 1 : 0);
}

void
oriel_prometheus_variable_snap (const OrielTimeSpan *range,
                                OrielPrometheusCacheLevel level,
                                gint64 *start_s,
                                gint64 *end_s)
{
  static const gint64 minutes[] = { 0, 1, 10, 60 };
  gint64 step = minutes[level];
  gint64 first, last;

  *start_s = oriel_prometheus_variable_seconds (range->from_ms);
  *end_s = oriel_prometheus_variable_seconds (range->to_ms);
  if (step == 0)
    return;

  /* The end goes up to a minute, then down to a step, as Grafana does it. */
  first = *start_s / 60;
  last = (*end_s + 59) / 60;
  first -= first % step;
  last -= last % step;
  *start_s = first * 60;
  *end_s = (last == first ? last + step : last) * 60;
}

/* `text` without `start` and the closing bracket and blanks at its end; NULL when it is not of
 * that form. May be empty. */
static char *
call_argument (const char *text, const char *start)
{
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (!g_str_has_prefix (text, start) || length <= strlen (start) || text[length - 1] != ')' ||
      strpbrk (text, "\r\n") != NULL)
    return NULL;

  return g_strndup (text + strlen (start), length - strlen (start) - 1);
}

static gboolean
is_label (const char *text)
{
  gsize length = strlen (text);

  if (length >= 3 && text[0] == '"' && text[length - 1] == '"')
    return TRUE;
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_')
      return FALSE;

  return TRUE;
}

/* Splits `selector, label` at the last comma behind which a label follows. `selector` stays NULL
 * when there is none. FALSE when it is neither. */
static gboolean
split_label_values (const char *argument, char **selector, char **label)
{
  for (const char *p = argument + strlen (argument); p > argument; p--)
    {
      const char *rest = p;

      if (*p != ',')
        continue;
      for (rest++; g_ascii_isspace (*rest); rest++)
        ;
      if (!is_label (rest))
        continue;
      *selector = g_strndup (argument, (gsize) (p - argument));
      *label = g_strdup (rest);
      return TRUE;
    }

  *label = g_strdup (argument);
  return is_label (argument);
}

/* The name of a label, which may be written in quotes. */
static char *
label_name (const char *label)
{
  gsize length = strlen (label);

  return *label == '"' && length >= 2 ? g_strndup (label + 1, length - 2) : g_strdup (label);
}

/* Names that are no classic ones are written in the form `U__…` within paths. */
static char *
path_label (const char *name)
{
  GString *out;

  if (is_label (name) && *name != '"')
    return g_strdup (name);

  out = g_string_new ("U__");
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (c == '_')
        g_string_append (out, "__");
      else if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "_%x_", c);
    }

  return g_string_free (out, FALSE);
}

/* A label as PromQL writes it within braces. */
static char *
matcher_label (const char *name)
{
  return is_label (name) ? g_strdup (name) : g_strdup_printf ("\"%s\"", name);
}

static void
add_param (GPtrArray *params, const char *name, char *value)
{
  g_ptr_array_add (params, g_strdup (name));
  g_ptr_array_add (params, value);
}

static char *
int_text (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
add_range (GPtrArray *params, gint64 start_s, gint64 end_s)
{
  add_param (params, "start", int_text (start_s));
  add_param (params, "end", int_text (end_s));
}

static guint
limit_of (const OrielPrometheusVariableOptions *options)
{
  return options->limit > 0 ? options->limit : DEFAULT_LIMIT;
}

/* Asks the labels API. `match` is nullable. */
static void
ask_labels (Query *query,
            GPtrArray *params,
            const char *match,
            const OrielTimeSpan *range,
            const OrielPrometheusVariableOptions *options)
{
  gint64 start_s, end_s;

  oriel_prometheus_variable_snap (range, options->cache_level, &start_s, &end_s);
  add_param (params, "limit", int_text (limit_of (options)));
  add_range (params, start_s, end_s);
  if (match != NULL)
    add_param (params, "match[]", g_strdup (match));
}

static void
ask_series (Query *query,
            GPtrArray *params,
            const char *match,
            const OrielTimeSpan *range,
            const OrielPrometheusVariableOptions *options)
{
  query->path = g_strdup ("api/v1/series");
  query->from_series = TRUE;
  add_range (params, oriel_prometheus_variable_seconds (range->from_ms),
             oriel_prometheus_variable_seconds (range->to_ms));
  add_param (params, "match[]", g_strdup (match));
  add_param (params, "limit", int_text (limit_of (options)));
}

static void
read_label_names (Query *query,
                  GPtrArray *params,
                  const char *argument,
                  const OrielTimeSpan *range,
                  const OrielPrometheusVariableOptions *options)
{
  gboolean all = *argument == '\0';
  g_autofree char *match = all ? NULL : g_strdup_printf ("{__name__=~\".*%s.*\"}", argument);

  query->kind = ORIEL_PROMETHEUS_VARIABLE_LABEL_NAMES;
  query->without_name = !all || options->use_series;
  if (options->use_series)
    {
      ask_series (query, params, all ? "{__name__!=\"\"}" : match, range, options);
      return;
    }

  query->path = g_strdup ("api/v1/labels");
  ask_labels (query, params, match, range, options);
}

/* The first vector selector of an expression: its metric and matchers, as they are written. */
typedef struct
{
  char *metric;        /* nullable */
  GPtrArray *matchers; /* of owned strings: `job="api"` */
} Selector;

static void
clear_selector (Selector *selector)
{
  g_free (selector->metric);
  g_ptr_array_unref (selector->matchers);
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == ':';
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

/* The end of a string literal at `text` (behind its quote), or NULL. */
static const char *
string_end (const char *text)
{
  char quote = *text;

  if (quote != '"' && quote != '\'' && quote != '`')
    return NULL;

  for (text++; *text != '\0'; text++)
    {
      if (*text == quote)
        return text + 1;
      if (*text == '\\' && quote != '`' && text[1] != '\0')
        text++;
    }

  return NULL;
}

/* Length of a matcher's operator at `text`, or 0. */
static gsize
operator_length (const char *text)
{
  if (g_str_has_prefix (text, "=~") || g_str_has_prefix (text, "!~") ||
      g_str_has_prefix (text, "!="))
    return 2;

  return *text == '=' ? 1 : 0;
}

/* Reads matchers behind an opening brace up to the first thing that is none. */
static void
read_matchers (Selector *selector, const char *p)
{
  while (selector->matchers->len < MAX_MATCHERS)
    {
      const char *name = skip_blanks (p), *name_end = string_end (name), *value, *value_end;
      const char *operation;
      gsize length;

      if (name_end == NULL)
        for (name_end = name; is_name_char (*name_end); name_end++)
          ;
      operation = skip_blanks (name_end);
      length = operator_length (operation);
      value = skip_blanks (operation + length);
      value_end = string_end (value);
      if (name_end == name || length == 0 || value_end == NULL)
        return;

      g_ptr_array_add (selector->matchers,
                       g_strdup_printf ("%.*s%.*s\"%.*s\"", (int) (name_end - name), name,
                                        (int) length, operation, (int) (value_end - value - 2),
                                        value + 1));
      p = skip_blanks (value_end);
      if (*p != ',')
        return;
      p++;
    }
}

static gboolean
is_keyword (const char *word, gsize length)
{
  static const char *const keywords[] = { "by",         "without",     "on",     "ignoring",
                                          "group_left", "group_right", "offset", "and",
                                          "or",         "unless",      "bool",   "atan2" };

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strlen (keywords[i]) == length && g_ascii_strncasecmp (keywords[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* Looks for the first selector; what comes before it (functions, numbers) is passed over. */
static void
read_selector (Selector *selector, const char *expression)
{
  const char *p = expression;

  selector->matchers = g_ptr_array_new_with_free_func (g_free);
  while (*p != '\0')
    {
      const char *end = p, *next;

      if (*p == '{')
        {
          read_matchers (selector, p + 1);
          return;
        }
      if (g_ascii_isdigit (*p) || !is_name_char (*p))
        {
          p = string_end (p) != NULL ? string_end (p) : p + 1;
          continue;
        }

      while (is_name_char (*end))
        end++;
      next = skip_blanks (end);
      if (*next != '(' && !is_keyword (p, (gsize) (end - p)))
        {
          selector->metric = g_strndup (p, (gsize) (end - p));
          if (*next == '{')
            read_matchers (selector, next + 1);
          return;
        }
      p = end;
    }
}

/* The selector of series that have a label, for servers that are asked for series. */
static char *
series_match (const char *match, const char *label)
{
  g_autofree char *name = label_name (label);
  g_autofree char *written = matcher_label (name);
  GString *out = g_string_new ("{");
  Selector selector = { NULL, NULL };

  read_selector (&selector, match != NULL ? match : "");
  if (selector.metric != NULL)
    g_string_append_printf (out, "__name__=\"%s\",", selector.metric);
  for (guint i = 0; i < selector.matchers->len; i++)
    g_string_append_printf (out, "%s,", (char *) g_ptr_array_index (selector.matchers, i));
  g_string_append_printf (out, "%s!=\"\"}", written);
  clear_selector (&selector);

  return g_string_free (out, FALSE);
}

/* A blank selector selects everything by itself; `{}` is no selector to the server. */
static gboolean
is_empty_selector (const char *match)
{
  g_auto (GStrv) parts = g_strsplit (match, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  return strcmp (joined, "{}") == 0 || *match == '\0';
}

static void
ask_label_values (Query *query,
                  GPtrArray *params,
                  const char *label,
                  const char *match,
                  const OrielTimeSpan *range,
                  const OrielPrometheusVariableOptions *options)
{
  g_autofree char *name = label_name (label);
  g_autofree char *in_path = path_label (name);
  g_autofree char *with_label = NULL;

  if (match != NULL && is_empty_selector (match))
    match = NULL;

  query->label = g_strdup (name);
  if (options->use_series)
    {
      with_label = series_match (match, label);
      ask_series (query, params, with_label, range, options);
      return;
    }

  query->path = g_strdup_printf ("api/v1/label/%s/values", in_path);
  ask_labels (query, params, match, range, options);
}

static void
read_metrics (Query *query,
              GPtrArray *params,
              const char *argument,
              const OrielTimeSpan *range,
              const OrielPrometheusVariableOptions *options)
{
  g_autofree char *match = g_strdup_printf ("{__name__=~\"%s\"}", argument);

  query->kind = ORIEL_PROMETHEUS_VARIABLE_METRICS;
  ask_label_values (query, params, "__name__", match, range, options);
}

static void
read_query_result (Query *query,
                   GPtrArray *params,
                   const char *argument,
                   const OrielTimeSpan *range)
{
  query->kind = ORIEL_PROMETHEUS_VARIABLE_QUERY_RESULT;
  query->path = g_strdup ("api/v1/query");
  add_param (params, "query", g_strdup (argument));
  add_param (params, "time", int_text (oriel_prometheus_variable_seconds (range->to_ms)));
}

static void
read_series (Query *query, GPtrArray *params, const char *text, const OrielTimeSpan *range)
{
  query->kind = ORIEL_PROMETHEUS_VARIABLE_SERIES;
  query->path = g_strdup ("api/v1/series");
  query->from_series = TRUE;
  add_param (params, "match[]", g_strdup (text));
  add_range (params, oriel_prometheus_variable_seconds (range->from_ms),
             oriel_prometheus_variable_seconds (range->to_ms));
}

/* TRUE when `text` is `label_values(…)` in a form that can be asked. */
static gboolean
read_label_values (Query *query,
                   GPtrArray *params,
                   const char *text,
                   const OrielTimeSpan *range,
                   const OrielPrometheusVariableOptions *options)
{
  g_autofree char *argument = call_argument (text, "label_values(");
  g_autofree char *selector = NULL;
  g_autofree char *label = NULL;

  if (argument == NULL || !split_label_values (argument, &selector, &label))
    return FALSE;

  query->kind = ORIEL_PROMETHEUS_VARIABLE_LABEL_VALUES;
  ask_label_values (query, params, label, selector, range, options);
  return TRUE;
}

static gboolean
asks_nothing (const char *text)
{
  return *text == '\0' || strcmp (text, "label_values()") == 0 || strcmp (text, "metrics()") == 0 ||
         strcmp (text, "query_result()") == 0;
}

static void
read_text (Query *query,
           GPtrArray *params,
           const char *text,
           const OrielTimeSpan *range,
           const OrielPrometheusVariableOptions *options)
{
  g_autofree char *names = call_argument (text, "label_names(");
  g_autofree char *metrics = call_argument (text, "metrics(");
  g_autofree char *result = call_argument (text, "query_result(");

  if (asks_nothing (text))
    query->kind = ORIEL_PROMETHEUS_VARIABLE_NOTHING;
  else if (names != NULL)
    read_label_names (query, params, names, range, options);
  else if (read_label_values (query, params, text, range, options))
    return;
  else if (metrics != NULL && *metrics != '\0')
    read_metrics (query, params, metrics, range, options);
  else if (result != NULL && *result != '\0')
    read_query_result (query, params, result, range);
  else
    read_series (query, params, text, range);
}

static gboolean
is_metric (const char *name)
{
  if (g_ascii_isdigit (*name))
    return FALSE;
  for (; *name != '\0'; name++)
    if (!is_name_char (*name))
      return FALSE;

  return TRUE;
}

/* `metric{label="value"}` from the parts that the editor stores; a name that is no classic one
 * stands within the braces. */
static char *
editor_selector (JsonObject *object)
{
  const char *metric = oriel_json_string (object, "metric", "");
  gboolean classic = is_metric (metric);
  JsonArray *filters = oriel_json_array (object, "labelFilters");
  g_autoptr (GString) inner = g_string_new (NULL);

  if (!classic)
    g_string_append_printf (inner, "\"%s\"", metric);
  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    {
      JsonObject *filter = oriel_json_array_object (filters, i);
      g_autofree char *label = matcher_label (oriel_json_string (filter, "label", ""));

      g_string_append_printf (inner, "%s%s%s\"%s\"", inner->len == 0 ? "" : ", ", label,
                              oriel_json_string (filter, "op", "="),
                              oriel_json_string (filter, "value", ""));
    }

  if (inner->len == 0)
    return g_strdup (metric);
  return g_strdup_printf ("%s{%s}", classic ? metric : "", inner->str);
}

/* What the editor's numbers of query types mean. */
enum
{
  EDITOR_LABEL_NAMES,
  EDITOR_LABEL_VALUES,
  EDITOR_METRICS,
  EDITOR_QUERY_RESULT,
  EDITOR_SERIES,
  EDITOR_CLASSIC,
};

static char *
editor_label_values (JsonObject *object)
{
  g_autofree char *selector = editor_selector (object);
  const char *label = oriel_json_string (object, "label", "");

  return *selector != '\0' ? g_strdup_printf ("label_values(%s,%s)", selector, label)
                           : g_strdup_printf ("label_values(%s)", label);
}

static char *
editor_query_result (JsonObject *object)
{
  g_autofree char *query = g_strdup (oriel_json_string (object, "varQuery", ""));
  GString *out = g_string_new ("query_result(");

  for (const char *p = query; *p != '\0'; p++)
    if (*p != '\n' && *p != '\r')
      g_string_append_c (out, *p);
  g_string_append_c (out, ')');

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_variable_query_text (JsonNode *query)
{
  JsonObject *object = oriel_json_node_object (query);
  const char *text =
    object != NULL ? oriel_json_string (object, "query", NULL) : oriel_json_node_string (query);

  if (text != NULL)
    return g_strdup (text);

  switch (oriel_json_int (object, "qryType", EDITOR_CLASSIC))
    {
    case EDITOR_LABEL_NAMES:
      return g_strdup_printf ("label_names(%s)", oriel_json_string (object, "match", ""));
    case EDITOR_LABEL_VALUES:
      return editor_label_values (object);
    case EDITOR_METRICS:
      return g_strdup_printf ("metrics(%s)", oriel_json_string (object, "metric", ""));
    case EDITOR_QUERY_RESULT:
      return editor_query_result (object);
    case EDITOR_SERIES:
      return g_strdup (oriel_json_string (object, "seriesQuery", ""));
    case EDITOR_CLASSIC:
    default:
      return g_strdup (oriel_json_string (object, "classicQuery", ""));
    }
}

OrielPrometheusVariableQuery *
oriel_prometheus_variable_query_new (JsonNode *node,
                                     const OrielTimeSpan *range,
                                     const OrielPrometheusVariableOptions *options)
{
  Query *query = g_new0 (Query, 1);
  g_autofree char *text = oriel_prometheus_variable_query_text (node);
  g_autoptr (GPtrArray) params = g_ptr_array_new ();

  read_text (query, params, text, range, options);
  g_ptr_array_add (params, NULL);
  query->params = (char **) g_ptr_array_free (g_steal_pointer (&params), FALSE);

  return query;
}

void
oriel_prometheus_variable_query_free (OrielPrometheusVariableQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->path);
  g_strfreev (query->params);
  g_free (query->label);
  g_free (query);
}

char *
oriel_prometheus_variable_query_form (const OrielPrometheusVariableQuery *query)
{
  GString *out = g_string_new (NULL);

  for (char **param = query->params; param[0] != NULL; param += 2)
    {
      if (out->len > 0)
        g_string_append_c (out, '&');
      oriel_url_append_encoded (out, param[0], ORIEL_URL_FORM);
      g_string_append_c (out, '=');
      oriel_url_append_encoded (out, param[1], ORIEL_URL_FORM);
    }

  return g_string_free (out, FALSE);
}

/* `name{a="b",c="d"}` of an object of labels. */
static char *
series_text (JsonObject *labels)
{
  GString *out = g_string_new (oriel_json_string (labels, "__name__", ""));
  gboolean first = TRUE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, labels);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const char *value = oriel_json_node_string (node);

      if (strcmp (name, "__name__") == 0 || value == NULL)
        continue;
      g_string_append_printf (out, "%s%s=\"%s\"", first ? "" : ",", name, value);
      first = FALSE;
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The distinct names or values of labels among series, sorted. */
static GPtrArray *
labels_of_series (const Query *query, JsonArray *series)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < oriel_json_array_length (series); i++)
    {
      JsonObject *labels = oriel_json_array_object (series, i);
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;

      if (labels == NULL)
        continue;
      json_object_iter_init_ordered (&iter, labels);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          gboolean is_wanted = query->label == NULL || strcmp (name, query->label) == 0;
          const char *item = query->label == NULL ? name : oriel_json_node_string (node);

          if (is_wanted && item != NULL && g_hash_table_add (seen, (gpointer) item))
            g_ptr_array_add (found, (gpointer) item);
        }
    }

  g_ptr_array_sort (found, compare_strings);
  return found;
}

static void
add_labels_of_series (const Query *query, GStrvBuilder *values, JsonArray *series)
{
  g_autoptr (GPtrArray) found = labels_of_series (query, series);

  for (guint i = 0; i < found->len; i++)
    {
      const char *item = g_ptr_array_index (found, i);

      if (!query->without_name || strcmp (item, "__name__") != 0)
        g_strv_builder_add (values, item);
    }
}

static void
add_series (GStrvBuilder *values, JsonArray *series)
{
  for (guint i = 0; i < oriel_json_array_length (series); i++)
    {
      JsonObject *labels = oriel_json_array_object (series, i);
      g_autofree char *text = labels != NULL ? series_text (labels) : NULL;

      if (text != NULL)
        g_strv_builder_add (values, text);
    }
}

static void
add_strings (const Query *query, GStrvBuilder *values, JsonArray *array)
{
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      const char *text = oriel_json_array_string (array, i);

      if (text != NULL && (!query->without_name || strcmp (text, "__name__") != 0))
        g_strv_builder_add (values, text);
    }
}

/* A row of an instant vector: `up{job="api"} 1 1742045862500`. */
static void
add_sample (GStrvBuilder *values, JsonObject *row)
{
  JsonObject *labels = oriel_json_object (row, "metric");
  JsonArray *sample = oriel_json_array (row, "value");
  const char *value = oriel_json_array_string (sample, 1);
  char time[ORIEL_NUMBER_BUFFER];
  g_autofree char *series = NULL;
  g_autofree char *text = NULL;

  if (labels == NULL || value == NULL)
    return;

  oriel_number_to_string (json_node_get_double (json_array_get_element (sample, 0)) * 1000, time);
  series = series_text (labels);
  text = g_strdup_printf ("%s %s %s", series, value, time);
  g_strv_builder_add (values, text);
}

static void
add_result (GStrvBuilder *values, JsonObject *data)
{
  JsonArray *result = oriel_json_array (data, "result");
  const char *type = oriel_json_string (data, "resultType", "");

  if (strcmp (type, "scalar") == 0 || strcmp (type, "string") == 0)
    {
      const char *text = oriel_json_array_string (result, 1);

      g_strv_builder_add (values, text != NULL ? text : "");
      return;
    }

  for (guint i = 0; i < oriel_json_array_length (result); i++)
    add_sample (values, oriel_json_array_object (result, i));
}

char **
oriel_prometheus_variable_query_values (const OrielPrometheusVariableQuery *query, JsonNode *data)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonArray *array = oriel_json_node_array (data);

  switch (query->kind)
    {
    case ORIEL_PROMETHEUS_VARIABLE_QUERY_RESULT:
      add_result (values, oriel_json_node_object (data));
      break;
    case ORIEL_PROMETHEUS_VARIABLE_SERIES:
      add_series (values, array);
      break;
    case ORIEL_PROMETHEUS_VARIABLE_LABEL_NAMES:
    case ORIEL_PROMETHEUS_VARIABLE_LABEL_VALUES:
    case ORIEL_PROMETHEUS_VARIABLE_METRICS:
      if (query->from_series)
        add_labels_of_series (query, values, array);
      else
        add_strings (query, values, array);
      break;
    case ORIEL_PROMETHEUS_VARIABLE_NOTHING:
    default:
      break;
    }

  return g_strv_builder_end (values);
}
