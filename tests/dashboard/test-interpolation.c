/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Variables, formats, options and links against what Grafana's own packages give. */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-links.h"
#include "dashboard/oriel-url.h"
#include "dashboard/oriel-value-formats.h"
#include "dashboard/oriel-variable-options.h"

#include "oracle.h"

/* What the record `setup` describes. */
typedef struct
{
  OrielVariables *plain, *scoped;
  OrielBuiltins builtins;
  OrielFrame *frame;
  OrielCell row, calculated;
  OrielCalculatedValue value;
  JsonObject *record;
} Setup;

static void
copy_member (JsonObject *from, const char *name, JsonObject *to, const char *new_name)
{
  JsonNode *node = json_object_get_member (from, name);

  if (node != NULL)
    json_object_set_member (to, new_name, json_node_copy (node));
}

static JsonArray *
classic_options (JsonArray *options)
{
  JsonArray *out = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (options); i++)
    {
      JsonObject *option = json_object_new ();

      copy_member (oriel_json_array_object (options, i), "label", option, "text");
      copy_member (oriel_json_array_object (options, i), "value", option, "value");
      copy_member (oriel_json_array_object (options, i), "properties", option, "properties");
      json_array_add_object_element (out, option);
    }

  return out;
}

static char *
joined_intervals (JsonArray *intervals)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < oriel_json_array_length (intervals); i++)
    g_string_append_printf (out, "%s,", oriel_json_array_string (intervals, i));

  return g_strdup (out->str);
}

/* The record has the state of Grafana's objects; this is the dashboard that leads to it. Custom
 * variables become query variables with stored options, which may have properties. */
static OrielVariable *
read_variable (JsonObject *state)
{
  g_autoptr (JsonObject) json = json_object_new ();
  JsonObject *current = json_object_new ();
  const char *type = oriel_json_string (state, "type", "");
  g_autofree char *intervals = joined_intervals (oriel_json_array (state, "intervals"));

  json_object_set_string_member (json, "type", g_str_equal (type, "custom") ? "query" : type);
  copy_member (state, "name", json, "name");
  copy_member (state, "isMulti", json, "multi");
  copy_member (state, "includeAll", json, "includeAll");
  copy_member (state, "allValue", json, "allValue");
  copy_member (state, "skipUrlSync", json, "skipUrlSync");
  copy_member (state, "autoStepCount", json, "auto_count");
  copy_member (state, "autoMinInterval", json, "auto_min");
  json_object_set_boolean_member (json, "auto", json_object_has_member (json, "auto_count"));
  json_object_set_string_member (json, "query", intervals);
  if (g_str_equal (type, "constant") || g_str_equal (type, "textbox"))
    copy_member (state, "value", json, "query");
  copy_member (state, "value", current, "value");
  copy_member (state, "text", current, "text");
  json_object_set_object_member (json, "current", current);
  json_object_set_array_member (json, "options",
                                classic_options (oriel_json_array (state, "options")));

  return oriel_variable_read (json);
}

static OrielVariables *
read_variables (JsonArray *states)
{
  g_autoptr (GPtrArray) definitions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_variable_free);

  for (guint i = 0; i < oriel_json_array_length (states); i++)
    g_ptr_array_add (definitions, read_variable (oriel_json_array_object (states, i)));

  return oriel_variables_new_for_definitions (definitions);
}

static void
read_scoped (OrielVariables *variables, JsonObject *scoped)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, scoped);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *entry = json_node_get_object (node);

      oriel_variables_set_request_value (variables, name, oriel_json_string (entry, "text", NULL),
                                         json_object_get_member (entry, "value"));
    }
}

static OrielCalculatedValue
read_calculated (JsonObject *object)
{
  return (OrielCalculatedValue){ .numeric = oriel_json_number (object, "numeric", 0),
                                 .prefix = oriel_json_string (object, "prefix", NULL),
                                 .text = oriel_json_string (object, "text", ""),
                                 .suffix = oriel_json_string (object, "suffix", NULL) };
}

static void
read_builtins (Setup *setup, JsonObject *record)
{
  JsonObject *range = oriel_json_object (record, "range");
  JsonObject *user = oriel_json_object (record, "user");
  JsonObject *request = oriel_json_object (record, "request");

  setup->builtins = (OrielBuiltins){
    .range = { oriel_json_int (range, "fromMs", 0), oriel_json_int (range, "toMs", 0) },
    .raw_from = oriel_json_string (range, "from", NULL),
    .raw_to = oriel_json_string (range, "to", NULL),
    .zone = oriel_time_zone_utc (),
    .timezone = oriel_json_string (record, "timeZone", NULL),
    .interval_ms = oriel_json_int (request, "intervalMs", 0),
    .user_login = oriel_json_string (user, "login", NULL),
    .user_email = oriel_json_string (user, "email", NULL),
    .org_name = oriel_json_string (user, "orgName", NULL),
    .user_id = "7",
    .org_id = "3",
    .namespace = oriel_json_string (record, "namespace", NULL),
    .url = oriel_json_string (record, "url", NULL),
    .theme = oriel_theme_get (TRUE),
    .is_text = TRUE,
  };
}

static gboolean
check_setup (JsonObject *record, GString *why, gpointer data)
{
  Setup *setup = data;
  JsonObject *scopes = oriel_json_object (record, "scopes");
  JsonObject *row = oriel_json_object (scopes, "row");
  JsonObject *calculated = oriel_json_object (scopes, "calc");
  g_autoptr (GError) error = NULL;

  setup->record = json_object_ref (record);
  read_builtins (setup, record);
  setup->plain = read_variables (oriel_json_array (record, "variables"));
  setup->scoped = oriel_variables_copy (setup->plain);
  read_scoped (setup->scoped, oriel_json_object (scopes, "scoped"));

  setup->frame = oriel_frame_from_json (oriel_json_object (row, "frame"), &error);
  g_assert_no_error (error);
  setup->row = (OrielCell){ .frame = setup->frame,
                            .field = (int) oriel_json_int (row, "fieldIndex", -1),
                            .row = (int) oriel_json_int (row, "rowIndex", -1) };
  setup->value = read_calculated (oriel_json_object (calculated, "calculatedValue"));
  setup->calculated = (OrielCell){ .frame = setup->frame,
                                   .field = (int) oriel_json_int (calculated, "fieldIndex", -1),
                                   .row = -1,
                                   .calculated = &setup->value };

  return TRUE;
}

static gboolean
check_interpolate (JsonObject *record, GString *why, gpointer data)
{
  const Setup *setup = data;
  const char *scope = oriel_json_string (record, "scope", "none");
  const char *target = oriel_json_string (record, "target", "");
  g_autofree char *text = NULL;
  OrielInterpolation how = { .variables = setup->plain,
                             .builtins = &setup->builtins,
                             .format = oriel_json_string (record, "format", NULL) };

  if (g_str_equal (scope, "scoped"))
    how.variables = setup->scoped;
  if (g_str_equal (scope, "row"))
    how.cell = &setup->row;
  if (g_str_equal (scope, "calc"))
    how.cell = &setup->calculated;

  text = oriel_interpolate (&how, target);
  return oracle_same_text (why, target, text, oriel_json_string (record, "text", NULL));
}

static gboolean
check_format_id (JsonObject *record, GString *why, gpointer data)
{
  const char *id = oriel_json_string (record, "id", "");
  const OrielValueFormat *format = oriel_value_format_find (id);

  if (format == NULL)
    return oracle_same_text (why, "id", NULL, id);

  return oracle_same_text (why, "name", format->name, oriel_json_string (record, "name", NULL)) &
         oracle_same_text (why, "description", format->description,
                           oriel_json_string (record, "description", NULL));
}

static char *
format_with_args (JsonObject *record)
{
  GString *format = g_string_new (oriel_json_string (record, "format", ""));
  JsonArray *args = oriel_json_array (record, "args");

  for (guint i = 0; i < oriel_json_array_length (args); i++)
    g_string_append_printf (format, ":%s", oriel_json_array_string (args, i));

  return g_string_free (format, FALSE);
}

static gboolean
check_format (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *format = format_with_args (record);
  const char *name = oriel_json_string (record, "name", "");
  g_autofree char *text = g_strdup_printf ("Text of %s", name);
  OrielFormatContext context = { .name = name, .text = text };
  OrielValue value = oriel_value_from_json (json_object_get_member (record, "value"), arena);

  oriel_value_format_append (out, &value, format, &context);
  return oracle_same_text (why, format, out->str, oriel_json_string (record, "text", NULL));
}

/* Compares options with `[{label, value, properties}]`, or `[{text, value}]`. */
static gboolean
same_options (GString *why, GPtrArray *ours, JsonArray *theirs, const char *label)
{
  guint n = oriel_json_array_length (theirs);
  gboolean same = TRUE;

  if (ours->len != n)
    {
      g_string_append_printf (why, "ours are %u, theirs %u; ", ours->len, n);
      return FALSE;
    }

  for (guint i = 0; i < n; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (ours, i);
      JsonObject *expected = oriel_json_array_object (theirs, i);
      JsonObject *properties = oriel_json_object (expected, "properties");
      g_autoptr (OrielArena) arena = oriel_arena_new ();
      OrielValue text = oriel_value_from_json (json_object_get_member (expected, label), arena);
      OrielValue value = oriel_value_from_json (json_object_get_member (expected, "value"), arena);

      same &= oracle_same_text (why, "text", option->text, text.text);
      if (json_object_has_member (expected, "value"))
        same &= oracle_same_text (why, "value", option->value, value.text);
      if (properties != NULL)
        same &= option->properties != NULL &&
                json_object_equal (json_node_get_object (option->properties), properties);
    }

  return same;
}

static gboolean
check_custom_options (JsonObject *record, GString *why, gpointer data)
{
  const char *query = oriel_json_string (record, "query", "");
  gboolean json = g_str_equal (oriel_json_string (record, "valuesFormat", ""), "json");
  gboolean fails = oriel_json_object (record, "options") != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = json ? oriel_variable_options_from_json (query, &error)
                                       : oriel_variable_options_from_csv (query);

  if (fails || options == NULL)
    return fails == (options == NULL);

  return same_options (why, options, oriel_json_array (record, "options"), "label");
}

/* A scalar member as text; NULL when it is missing or null. */
static const char *
scalar (JsonObject *object, const char *member, OrielArena *arena)
{
  OrielValue value = oriel_value_from_json (json_object_get_member (object, member), arena);

  return value.kind == ORIEL_VALUE_UNDEFINED || value.kind == ORIEL_VALUE_NULL ? NULL : value.text;
}

static GPtrArray *
read_options (JsonArray *array, const char *label)
{
  GPtrArray *options = oriel_variable_options_new ();
  g_autoptr (OrielArena) arena = oriel_arena_new ();

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *option = oriel_json_array_object (array, i);
      const char *text = scalar (option, label, arena);
      const char *value = scalar (option, "value", arena);

      if (value == NULL)
        value = text != NULL ? text : "";
      g_ptr_array_add (options, oriel_variable_option_new (text, value, NULL));
    }

  return options;
}

static gboolean
check_query_options (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (GPtrArray) raw = read_options (oriel_json_array (record, "metrics"), "text");
  const char *apply_to = oriel_json_string (record, "applyTo", "value");
  OrielVariableFilterRules rules = { .regex = oriel_json_string (record, "regex", NULL),
                                     .regex_on_text = g_str_equal (apply_to, "text"),
                                     .sort = (int) oriel_json_int (record, "sort", 0) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = oriel_variable_options_filtered (raw, &rules, &error);

  g_assert_no_error (error);
  return same_options (why, options, oriel_json_array (record, "options"), "label");
}

static char **
read_list (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = oriel_json_array (object, member);

  if (array == NULL)
    g_strv_builder_add (builder, oriel_json_string (object, member, ""));
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    g_strv_builder_add (builder, oriel_json_array_string (array, i));

  return g_strv_builder_end (builder);
}

static gboolean
same_list (GString *why, const char *what, char **ours, JsonObject *object)
{
  g_auto (GStrv) theirs = read_list (object, what);
  g_autofree char *our_text = g_strjoinv ("|", ours);
  g_autofree char *their_text = g_strjoinv ("|", theirs);

  return oracle_same_text (why, what, our_text, their_text);
}

static gboolean
check_value_from_options (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *state = oriel_json_object (record, "state");
  JsonObject *result = oriel_json_object (record, "result");
  g_autoptr (GPtrArray) options = read_options (oriel_json_array (record, "options"), "label");
  OrielVariableChoiceRules rules = { oriel_json_boolean (state, "isMulti", FALSE),
                                     oriel_json_boolean (state, "includeAll", FALSE),
                                     oriel_json_boolean (state, "defaultToAll", FALSE) };
  g_auto (OrielVariableChoice) choice = { read_list (state, "value"), read_list (state, "text") };

  oriel_variable_choice_validate (&choice, options, &rules);
  return same_list (why, "value", choice.values, result) &
         same_list (why, "text", choice.texts, result);
}

/* The answers that are no frames are used as they are, so there is nothing to compare. */
static gboolean
check_metric_find_values (JsonObject *record, GString *why, gpointer data)
{
  JsonArray *series = oriel_json_array (record, "series");
  JsonArray *result = oriel_json_array (record, "result");
  JsonObject *first = oriel_json_array_object (series, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielFrame) frame = NULL;
  g_autoptr (GPtrArray) options = NULL;

  if (oriel_json_object (first, "schema") == NULL)
    options = read_options (series, "text");
  else
    {
      frame = oriel_frame_from_json (first, &error);
      g_assert_no_error (error);
      options = oriel_variable_options_from_frame (frame, &error);
    }

  if (result == NULL || options == NULL)
    return result == NULL && options == NULL;

  return same_options (why, options, result, "text");
}

static gboolean
check_auto_interval (JsonObject *record, GString *why, gpointer data)
{
  const Setup *setup = data;
  gint64 to_ms = setup->builtins.range.to_ms;
  OrielTimeSpan range = { to_ms - oriel_json_int (record, "spanSeconds", 0) * 1000, to_ms };
  g_autofree char *value =
    oriel_variable_auto_interval (&range, (int) oriel_json_int (record, "autoStepCount", 0),
                                  oriel_json_string (record, "autoMinInterval", NULL));

  return oracle_same_text (why, "value", value, oriel_json_string (record, "value", NULL));
}

static gboolean
check_adhoc (JsonObject *record, GString *why, gpointer data)
{
  g_autofree char *text = oriel_variable_adhoc_expression (oriel_json_array (record, "filters"));

  return oracle_same_text (why, "text", text, oriel_json_string (record, "text", NULL));
}

static gboolean
same_link (GString *why, const OrielLink *link, JsonObject *expected)
{
  const char *target = oriel_json_string (expected, "target", "_self");

  if (link->new_window != g_str_equal (target, "_blank") ||
      link->one_click != oriel_json_boolean (expected, "oneClick", FALSE))
    return oracle_same_text (why, "target or click", NULL, target);

  return oracle_same_text (why, "title", link->title, oriel_json_string (expected, "title", "")) &
         oracle_same_text (why, "href", link->href, oriel_json_string (expected, "href", ""));
}

static gboolean
check_links (JsonObject *record, GString *why, gpointer data)
{
  const Setup *setup = data;
  JsonObject *config = oriel_json_object (record, "config");
  JsonObject *calculated = oriel_json_object (config, "calculatedValue");
  JsonArray *result = oriel_json_array (record, "result");
  OrielCalculatedValue value = read_calculated (calculated);
  OrielCell cell = { .frame = setup->frame,
                     .field = (int) oriel_json_int (record, "fieldIndex", -1),
                     .row = (int) oriel_json_int (config, "valueRowIndex", -1),
                     .calculated = calculated != NULL ? &value : NULL };
  OrielInterpolation how = { .variables = setup->plain,
                             .builtins = &setup->builtins,
                             .cell = &cell };
  g_autoptr (GPtrArray) links = oriel_links_resolve (oriel_json_array (record, "links"), &how);
  gboolean same = links->len == oriel_json_array_length (result);

  for (guint i = 0; same && i < links->len; i++)
    same = same_link (why, g_ptr_array_index (links, i), oriel_json_array_object (result, i));

  return same;
}

/* A member that was undefined is lost in the record, but not in its result. */
static gboolean
has_lost_members (JsonObject *value, const char *text)
{
  g_autoptr (JsonObject) members = oriel_url_params_to_json (text);
  g_autoptr (GList) names = json_object_get_members (members);

  for (GList *name = names; name != NULL; name = name->next)
    if (!json_object_has_member (value, name->data))
      return TRUE;

  return FALSE;
}

static gboolean
check_url_params (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *value = oriel_json_object (record, "value");
  const char *expected = oriel_json_string (record, "text", "");
  g_autofree char *text = oriel_url_params_from_json (value);
  g_autofree char *rendered = oriel_url_render ("/d/x", value);

  if (has_lost_members (value, expected))
    return TRUE;

  return oracle_same_text (why, "text", text, expected) &
         oracle_same_text (why, "rendered", rendered, oriel_json_string (record, "rendered", NULL));
}

static gboolean
check_parse_url (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (JsonObject) ours = oriel_url_params_to_json (oriel_json_string (record, "text", ""));

  return json_object_equal (ours, oriel_json_object (record, "value"));
}

/* HTML that is allowed within text panels is another room's. */
static gboolean
check_escape (JsonObject *record, GString *why, gpointer data)
{
  const char *text = oriel_json_string (record, "text", "");
  g_autofree char *html = oriel_html_escape (text);
  g_autofree char *url = oriel_url_sanitize (text);

  return oracle_same_text (why, "html", html, oriel_json_string (record, "html", NULL)) &
         oracle_same_text (why, "url", url, oriel_json_string (record, "url", NULL));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "setup", check_setup },
    { "interpolate", check_interpolate },
    { "format-id", check_format_id },
    { "format", check_format },
    { "customOptions", check_custom_options },
    { "queryOptions", check_query_options },
    { "valueFromOptions", check_value_from_options },
    { "metricFindValues", check_metric_find_values },
    { "autoInterval", check_auto_interval },
    { "adhoc", check_adhoc },
    { "links", check_links },
    { "urlParams", check_url_params },
    { "parseUrl", check_parse_url },
    { "escape", check_escape },
    { NULL, NULL },
  };
  Setup setup = { 0 };

  oracle_run ("interpolation", kinds, &setup);

  oriel_variables_unref (setup.plain);
  oriel_variables_unref (setup.scoped);
  oriel_frame_unref (setup.frame);
  g_clear_pointer (&setup.record, json_object_unref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/interpolation/oracle", test_oracle);

  return g_test_run ();
}
