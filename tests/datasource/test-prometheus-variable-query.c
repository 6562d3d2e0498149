/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Query variables of Prometheus: requests, values, and values within queries. */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-prometheus-formatter.h"
#include "datasource/prometheus/oriel-prometheus-filters.h"
#include "datasource/prometheus/oriel-prometheus-variable-query.h"

#include <string.h>

#include "oracle.h"

/* The variables of the record `variables`. */
typedef struct
{
  OrielVariables *variables;
} Setup;

static void
set_value (JsonObject *json, JsonNode *value)
{
  JsonObject *current = json_object_new ();

  json_object_set_member (current, "value", json_node_copy (value));
  json_object_set_object_member (json, "current", current);
}

static void
set_all (JsonObject *json, JsonObject *all)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), ORIEL_ALL_VALUE);
  JsonArray *values = oriel_json_array (all, "all");
  JsonArray *options = json_array_new ();

  set_value (json, value);
  json_object_set_boolean_member (json, "includeAll", TRUE);
  json_object_set_string_member (json, "allValue", oriel_json_string (all, "allValue", ""));
  for (guint i = 0; i < oriel_json_array_length (values); i++)
    json_array_add_element (options, json_node_copy (json_array_get_element (values, i)));
  json_object_set_array_member (json, "options", options);
}

static OrielVariable *
read_variable (const char *name, JsonNode *value)
{
  g_autoptr (JsonObject) json = json_object_new ();
  JsonObject *all = oriel_json_node_object (value);

  json_object_set_string_member (json, "type", "query");
  json_object_set_string_member (json, "name", name);
  json_object_set_boolean_member (json, "multi", oriel_json_node_array (value) != NULL);
  if (all != NULL)
    set_all (json, all);
  else
    set_value (json, value);

  return oriel_variable_read (json);
}

static gboolean
check_variables (JsonObject *record, GString *why, gpointer data)
{
  Setup *setup = data;
  g_autoptr (GPtrArray) definitions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_variable_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, oriel_json_object (record, "variables"));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    g_ptr_array_add (definitions, read_variable (name, value));
  setup->variables = oriel_variables_new_for_definitions (definitions);

  return TRUE;
}

/* Text equal to the member, which may be a number. */
static gboolean
same_member (GString *why, const char *name, const char *ours, JsonObject *record)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, oriel_json_int (record, name, 0));

  return oracle_same_text (why, name, ours, oriel_json_string (record, name, number));
}

static gboolean
check_escape (JsonObject *record, GString *why, gpointer data)
{
  gboolean special = oriel_json_boolean (record, "specialCharsToggle", FALSE);
  OrielPrometheusEscape how =
    special ? ORIEL_PROMETHEUS_ESCAPE_SPECIAL : ORIEL_PROMETHEUS_ESCAPE_CLASSIC;
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT, oriel_json_int (record, "value", 0));
  const char *value = oriel_json_string (record, "value", number);
  const char *one[] = { value, NULL }, *two[] = { value, "z", NULL };
  g_autofree char *regular = oriel_prometheus_escape_regular (value, how);
  g_autofree char *regex = oriel_prometheus_escape_regex (value, how);
  g_autofree char *single = oriel_prometheus_format_values (one, FALSE, how);
  g_autofree char *multi_one = oriel_prometheus_format_values (one, TRUE, how);
  g_autofree char *multi = oriel_prometheus_format_values (two, TRUE, how);

  return same_member (why, "regular", regular, record) & same_member (why, "regex", regex, record) &
         same_member (why, "single", single, record) & same_member (why, "multi", multi, record) &
         same_member (why, "multiOne", multi_one, record);
}

static gboolean
check_label_escape (JsonObject *record, GString *why, gpointer data)
{
  const char *value = oriel_json_string (record, "value", "");
  g_autofree char *exact = oriel_prometheus_escape_label (value);
  g_autofree char *regex = oriel_prometheus_escape_label_regex (value);

  return same_member (why, "exact", exact, record) & same_member (why, "regex", regex, record);
}

static OrielPrometheusCacheLevel
read_level (JsonObject *object)
{
  static const char *const names[] = { "None", "Low", "Medium", "High" };
  const char *name = oriel_json_string (object, "cacheLevel", "Low");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (OrielPrometheusCacheLevel) i;

  return ORIEL_PROMETHEUS_CACHE_LOW;
}

static OrielTimeSpan
read_range (JsonObject *record)
{
  return (OrielTimeSpan){ oriel_json_int (record, "from", 0), oriel_json_int (record, "to", 0) };
}

static gboolean
check_snap (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *result = oriel_json_object (record, "result");
  OrielTimeSpan range = read_range (record);
  gint64 start_s, end_s;

  oriel_prometheus_variable_snap (&range, read_level (record), &start_s, &end_s);
  return oracle_same_number (why, "start", (double) start_s,
                             oriel_json_number (result, "start", 0)) &
         oracle_same_number (why, "end", (double) end_s, oriel_json_number (result, "end", 0));
}

static gboolean
check_prom_time (JsonObject *record, GString *why, gpointer data)
{
  gint64 seconds = oriel_prometheus_variable_seconds (oriel_json_int (record, "ms", 0));

  return oracle_same_number (why, "seconds", (double) seconds,
                             oriel_json_number (record, "seconds", 0));
}

/* The query with its variables; the source's own interval stands for `$__interval`. */
static JsonNode *
interpolated_query (const Setup *setup, JsonObject *record, const OrielTimeSpan *range)
{
  const char *interval =
    oriel_json_string (oriel_json_object (record, "jsonData"), "timeInterval", "15s");
  OrielBuiltins builtins = { .range = *range };
  double interval_ms;
  g_autofree char *text = NULL;

  g_assert_true (oriel_interval_parse (interval, &interval_ms));
  builtins.interval_ms = (gint64) interval_ms;
  text = oriel_variables_interpolate (setup->variables, oriel_json_string (record, "query", ""),
                                      &builtins, oriel_variables_format_prometheus, NULL);

  return json_node_init_string (json_node_alloc (), text);
}

static const char *
param_of (const OrielPrometheusVariableQuery *query, const char *name)
{
  for (char **param = query->params; param[0] != NULL; param += 2)
    if (g_str_equal (param[0], name))
      return param[1];

  return NULL;
}

static gboolean
same_request (GString *why, const OrielPrometheusVariableQuery *query, JsonArray *requests)
{
  JsonObject *request = oriel_json_array_object (requests, 0);
  JsonObject *params = oriel_json_object (request, "params");
  const char *url = oriel_json_string (request, "url", NULL);
  g_autofree char *path = query->path != NULL ? g_strconcat ("/", query->path, NULL) : NULL;
  gboolean same = oracle_same_text (why, "url", path, url);
  JsonObjectIter iter;
  const char *name;

  if (params == NULL)
    return same && g_strv_length (query->params) == 0;

  json_object_iter_init_ordered (&iter, params);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const char *ours = param_of (query, name);

      same &= ours != NULL && same_member (why, name, ours, params);
    }

  return same && g_strv_length (query->params) == json_object_get_size (params) * 2;
}

/* What the recorded answers were made from, as far as it can be seen in them. */
static const char *
mock_answer (const OrielPrometheusVariableQuery *query)
{
  switch (query->kind)
    {
    case ORIEL_PROMETHEUS_VARIABLE_LABEL_NAMES:
      return "[\"__name__\",\"instance\",\"job\"]";
    case ORIEL_PROMETHEUS_VARIABLE_LABEL_VALUES:
    case ORIEL_PROMETHEUS_VARIABLE_METRICS:
      return g_strcmp0 (query->label, "__name__") == 0
               ? "[\"go_goroutines\",\"up\",\"http_requests_total\"]"
               : "[\"v1\",\"v2\"]";
    case ORIEL_PROMETHEUS_VARIABLE_QUERY_RESULT:
      if (g_str_equal (param_of (query, "query"), "scalar(x)"))
        return "{\"resultType\":\"scalar\",\"result\":[1742045862,\"42\"]}";
      return "{\"resultType\":\"vector\",\"result\":["
             "{\"metric\":{\"__name__\":\"up\",\"job\":\"api\",\"instance\":\"a\"},"
             "\"value\":[1742045862.5,\"1\"]},"
             "{\"metric\":{\"job\":\"web\"},\"value\":[1742045862,\"0\"]},"
             "{\"metric\":{},\"value\":[1742045862,\"NaN\"]}]}";
    case ORIEL_PROMETHEUS_VARIABLE_SERIES:
      return "[{\"__name__\":\"up\",\"job\":\"api\",\"instance\":\"a\"},"
             "{\"__name__\":\"up\",\"job\":\"web\",\"instance\":\"b\"}]";
    case ORIEL_PROMETHEUS_VARIABLE_NOTHING:
    default:
      return "[]";
    }
}

static gboolean
same_values (GString *why, const OrielPrometheusVariableQuery *query, JsonArray *result)
{
  g_autoptr (JsonNode) answer = oriel_json_parse (NULL, mock_answer (query), -1, 10000, NULL);
  g_auto (GStrv) values = oriel_prometheus_variable_query_values (query, answer);
  gboolean same = g_strv_length (values) == oriel_json_array_length (result);

  for (guint i = 0; same && values[i] != NULL; i++)
    same = oracle_same_text (why, "value", values[i],
                             oriel_json_string (oriel_json_array_object (result, i), "text", NULL));

  return same;
}

static gboolean
check_variable_query (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *settings = oriel_json_object (record, "jsonData");
  OrielTimeSpan range = read_range (record);
  g_autoptr (JsonNode) node = interpolated_query (data, record, &range);
  OrielPrometheusVariableOptions options = {
    .use_series = oriel_json_boolean (settings, "seriesEndpoint", FALSE),
    .cache_level = read_level (settings),
    .limit = (guint) oriel_json_int (settings, "seriesLimit", 0),
  };
  g_autoptr (OrielPrometheusVariableQuery) query =
    oriel_prometheus_variable_query_new (node, &range, &options);
  gboolean same = same_request (why, query, oriel_json_array (record, "requests"));

  /* Which series a recorded server chose can't be told from the record. */
  if (query->from_series && query->kind != ORIEL_PROMETHEUS_VARIABLE_SERIES)
    return same;

  return same & same_values (why, query, oriel_json_array (record, "result"));
}

/* The editor's object must lead to the same text as Grafana's way back from it. */
static gboolean
check_variable_editor (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *editor = oriel_json_object (record, "editor");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), editor);
  g_autofree char *text = oriel_prometheus_variable_query_text (node);

  return same_member (why, "back", text, record);
}

/* Records in which Grafana lets a quote break out of its string: what follows is cut off there, and
 * kept or escaped here. */
static gboolean
has_broken_string (JsonObject *record)
{
  JsonObject *target = oriel_json_object (record, "target");
  JsonArray *filters = oriel_json_array (record, "filters");
  const char *expr = oriel_json_string (target, "expr", "");
  gboolean special = oriel_json_boolean (record, "specialCharsToggle", FALSE);
  gboolean quoted = FALSE;

  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    quoted |=
      strchr (oriel_json_string (oriel_json_array_object (filters, i), "value", ""), '"') != NULL;

  /* `:regex` gives escapes that PromQL's strings do not know; Grafana doubles some of them. */
  return strstr (expr, "${text:raw}") != NULL || (special && strstr (expr, ":regex}") != NULL) ||
         (!special && (quoted || strstr (expr, "$text") != NULL));
}

static gboolean
check_template (JsonObject *record, GString *why, gpointer data)
{
  const Setup *setup = data;
  JsonObject *target = oriel_json_object (record, "target");
  JsonObject *result = oriel_json_object (record, "result");
  gboolean special = oriel_json_boolean (record, "specialCharsToggle", FALSE);
  OrielPrometheusEscape how =
    special ? ORIEL_PROMETHEUS_ESCAPE_SPECIAL : ORIEL_PROMETHEUS_ESCAPE_CLASSIC;
  g_autofree char *expr =
    oriel_variables_interpolate (setup->variables, oriel_json_string (target, "expr", ""), NULL,
                                 oriel_variables_format_prometheus, GUINT_TO_POINTER (how));
  g_autofree char *filtered =
    oriel_prometheus_add_filters (expr, oriel_json_array (record, "filters"));
  g_autofree char *legend = oriel_variables_interpolate (
    setup->variables, oriel_json_string (target, "legendFormat", ""), NULL, NULL, NULL);

  if (has_broken_string (record))
    return TRUE;

  return oracle_same_text (why, "expr", filtered, oriel_json_string (result, "expr", NULL)) &
         oracle_same_text (why, "legend", legend, oriel_json_string (result, "legendFormat", ""));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "variables", check_variables },
    { "template", check_template },
    { "escape", check_escape },
    { "labelEscape", check_label_escape },
    { "snap", check_snap },
    { "promTime", check_prom_time },
    { "variableQuery", check_variable_query },
    { "variableEditor", check_variable_editor },
    { NULL, NULL },
  };
  Setup setup = { NULL };

  oracle_run ("prometheus-frames", kinds, &setup);
  oriel_variables_unref (setup.variables);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/datasource/prometheus-variable-query/oracle", test_oracle);

  return g_test_run ();
}
