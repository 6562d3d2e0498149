/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References, formats, options and links of any text. The input is cut at line feeds: a text with
 * references, what the variables hold, a regular expression, a query of a variable. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-links.h"
#include "dashboard/oriel-options-filter.h"
#include "dashboard/oriel-url.h"
#include "dashboard/oriel-variable-options.h"
#include "datasource/prometheus/oriel-prometheus-variable-query.h"
#include "fuzz.h"

#define MAX_BYTES 4096

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("$one ${many:regex} [[all:csv]] ${many.0} ${one['a:b}']:json}\n"
             "A : a,b\\,c,$one\n/(?<text>\\w)(?<value>.)/g\nlabel_values(up{job=\"a\"}, x)"),
  FUZZ_SEED ("${all:customqueryparam:a:b} ${every:date:HH:mm} ${__from:date:iso}\n"
             "1,10,2,a1,a10\n/(a+)+$/\nquery_result(topk(5, sum(rate(x[5m])) by (y)))"),
  FUZZ_SEED (
    "http://x/${__data.fields[1].text}?a=${__value.raw:percentencode}#${__field.labels.a}\n"
    "[{\"text\":\"A\",\"value\":1}]\n[\nlabel_names(x)"),
  FUZZ_SEED ("&#x6A;ava%0ascript:alert(1)\n$all$all\n\n{__name__=~\"a\",\"b.c\"!='d'"),
  FUZZ_SEED ("${__url.params:include:a,b} $__all_variables ${__theme.colors.text.primary}\n"
             "\xc3\xa4,\xe2\x82\xac\n(\nmetrics(.*)"),
  FUZZ_SEEDS_END,
};

static JsonObject *
definition (const char *name, const char *type, const char *query)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "name", name);
  json_object_set_string_member (json, "type", type);
  json_object_set_string_member (json, "query", query);

  return json;
}

static void
add_variable (GPtrArray *definitions, JsonObject *json)
{
  g_ptr_array_add (definitions, oriel_variable_read (json));
  json_object_unref (json);
}

static OrielVariables *
read_set (const char *held, const char *regex)
{
  g_autoptr (GPtrArray) definitions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_variable_free);
  JsonObject *many = definition ("many", "custom", held);
  JsonObject *all = definition ("all", "query", held);
  JsonObject *json = definition ("json", "custom", held);

  json_object_set_boolean_member (many, "multi", TRUE);
  json_object_set_boolean_member (many, "includeAll", TRUE);
  json_object_set_boolean_member (all, "includeAll", TRUE);
  json_object_set_string_member (all, "allValue", held);
  json_object_set_string_member (all, "regex", regex);
  json_object_set_int_member (all, "sort", (gint64) (strlen (regex) % 9));
  json_object_set_string_member (json, "valuesFormat", "json");

  add_variable (definitions, definition ("one", "textbox", held));
  add_variable (definitions, definition ("every", "interval", held));
  add_variable (definitions, many);
  add_variable (definitions, all);
  add_variable (definitions, json);

  return oriel_variables_new_for_definitions (definitions);
}

/* A row with a cell of the same text. */
static OrielFrame *
frame_of (const char *text)
{
  OrielFrame *frame = oriel_frame_new ("A", text, 1);
  const char **strings = g_new0 (const char *, 1);
  OrielLabel label = { "a", text };
  g_autoptr (OrielLabels) labels = oriel_labels_new (&label, 1);
  char *owned = g_strdup (text);
  g_autoptr (OrielColumn) column = NULL;

  strings[0] = owned;
  column = oriel_column_new_strings (strings, 1, owned, g_free);
  oriel_frame_add_field (frame, text, labels, NULL, column);
  oriel_frame_add_field (frame, "b", NULL, NULL, column);

  return frame;
}

static void
assert_harmless (const char *href)
{
  g_autofree char *lower = g_ascii_strdown (href, -1);

  g_assert_true (g_utf8_validate (href, -1, NULL));
  g_assert_false (g_str_has_prefix (g_strchug (lower), "javascript:"));
}

static void
use_text (const OrielVariables *variables, const char *text)
{
  g_autoptr (OrielFrame) frame = frame_of (text);
  OrielBuiltins builtins = { .range = { 0, 3600000 },
                             .interval_ms = 1000,
                             .url = text,
                             .raw_from = text,
                             .raw_to = "now",
                             .theme = oriel_theme_get (TRUE) };
  OrielCell cell = { .frame = frame, .field = 0, .row = 0 };
  OrielInterpolation how = { .variables = variables, .builtins = &builtins, .cell = &cell };
  g_autofree char *plain = oriel_interpolate (&how, text);
  g_autofree char *query =
    oriel_variables_interpolate (variables, text, NULL, oriel_variables_format_prometheus, NULL);
  g_autofree char *href = oriel_variables_link_url (variables, text, &builtins, frame, 0, 0);
  g_autofree char *sanitized = oriel_url_sanitize (text);
  g_auto (GStrv) names = oriel_variables_mentioned (variables, text);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (g_utf8_validate (query, -1, NULL));
  if (strpbrk (text, "$[") == NULL)
    g_assert_cmpstr (plain, ==, text);
  assert_harmless (href);
  assert_harmless (sanitized);
  g_assert_nonnull (names);
}

static void
use_params (const char *text)
{
  g_autoptr (JsonObject) params = oriel_url_params_to_json (text);
  g_autofree char *written = oriel_url_params_from_json (params);
  g_autoptr (JsonObject) again = oriel_url_params_to_json (written);

  g_assert_true (json_object_equal (params, again));
}

static void
use_answer (OrielVariables *variables, const char *held, const char *typed)
{
  g_auto (GStrv) values = g_strsplit (held, ",", 100);
  const OrielVariableState *state = oriel_variables_find (variables, "all");
  g_autoptr (OrielOptionsFilter) filter = NULL;
  g_autoptr (GArray) order = oriel_variables_order (variables);
  guint n;

  g_assert_cmpuint (order->len, ==, oriel_variables_get_n (variables));
  oriel_variables_choose (variables, "many", (const char *const *) values);
  oriel_variables_set_answer (variables, "all", (const char *const *) values, NULL);
  filter = oriel_options_filter_new (state->options);
  oriel_variable_options_filter (filter, typed, &n);
  g_assert_cmpuint (n, <=, state->options->len);
}

static void
use_query (const char *text)
{
  const OrielTimeSpan range = { 0, 3600000 };
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  for (guint use_series = 0; use_series < 2; use_series++)
    {
      OrielPrometheusVariableOptions options = { .use_series = use_series == 1 };
      g_autoptr (OrielPrometheusVariableQuery) query =
        oriel_prometheus_variable_query_new (node, &range, &options);
      g_autofree char *form = oriel_prometheus_variable_query_form (query);
      g_auto (GStrv) values = oriel_prometheus_variable_query_values (query, node);

      g_assert_true ((query->path == NULL) == (*form == '\0'));
      g_assert_nonnull (values);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, MIN (size, MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", 4);
  guint n = g_strv_length (lines);
  const char *held = n > 1 ? lines[1] : "";
  g_autoptr (OrielVariables) variables = read_set (held, n > 2 ? lines[2] : "");

  if (n == 0)
    return 0;

  use_text (variables, lines[0]);
  use_params (lines[0]);
  use_answer (variables, held, lines[0]);
  use_text (variables, lines[0]);
  use_query (n > 3 ? lines[3] : lines[0]);

  return 0;
}
