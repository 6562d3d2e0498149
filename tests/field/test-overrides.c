/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-matchers.h"
#include "field/oriel-overrides.h"
#include "oracle-frame.h"

/* The clock of the records. */
#define NOW_MS G_GINT64_CONSTANT (1742045862123)

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static GPtrArray *
two_series (void)
{
  static const char *const texts[] = {
    "{\"schema\":{\"refId\":\"A\",\"fields\":[{\"name\":\"Time\",\"type\":\"time\"},"
    "{\"name\":\"cpu\",\"type\":\"number\",\"labels\":{\"job\":\"api\"}}]},"
    "\"data\":{\"values\":[[1,2],[5,10]]}}",
    "{\"schema\":{\"refId\":\"B\",\"fields\":[{\"name\":\"Time\",\"type\":\"time\"},"
    "{\"name\":\"mem\",\"type\":\"number\"}]},\"data\":{\"values\":[[1,2],[-1,null]]}}",
  };
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) object = parse (texts[i]);

      g_ptr_array_add (frames, oriel_frame_from_json (object, NULL));
    }

  return frames;
}

static GPtrArray *
apply_text (const char *field_config, GPtrArray *frames, const char *panel_type, GPtrArray *issues)
{
  g_autoptr (JsonObject) object = parse (field_config);
  g_autoptr (OrielFieldConfigSource) source = oriel_field_config_source_from_json (object, issues);

  return oriel_field_config_apply (source, frames, panel_type, NULL, NULL);
}

static OrielField *
field_of (GPtrArray *frames, guint frame, guint field)
{
  return oriel_frame_field (g_ptr_array_index (frames, frame), field);
}

static void
test_defaults_and_overrides (void)
{
  g_autoptr (GPtrArray) frames = two_series ();
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) applied = apply_text (
    "{\"defaults\":{\"unit\":\"bytes\",\"custom\":{\"lineWidth\":2,\"axisLabel\":\"B\"}},"
    "\"overrides\":[{\"matcher\":{\"id\":\"byName\",\"options\":\"api\"},\"properties\":[]},"
    "{\"matcher\":{\"id\":\"byRegexp\",\"options\":\"/^cpu/\"},\"properties\":["
    "{\"id\":\"unit\",\"value\":\"s\"},{\"id\":\"custom.stacking.mode\",\"value\":\"normal\"},"
    "{\"id\":\"nonsense\",\"value\":1}]},"
    "{\"matcher\":{\"id\":\"byFrameRefID\",\"options\":\"B\"},\"properties\":["
    "{\"id\":\"displayName\",\"value\":\"memory\"}]},"
    "{\"matcher\":{\"id\":\"byMagic\"},\"properties\":[]}]}",
    frames, NULL, issues);
  OrielField *cpu = field_of (applied, 0, 1), *mem = field_of (applied, 1, 1);

  g_assert_cmpstr (cpu->config->unit, ==, "s");
  g_assert_cmpfloat (oriel_json_number (cpu->config->custom, "lineWidth", 0), ==, 2);
  g_assert_nonnull (oriel_json_member (cpu->config->custom, "axisLabel"));
  g_assert_null (oriel_json_member (field_of (applied, 0, 0)->config->custom, "axisLabel"));
  g_assert_nonnull (oriel_json_path (cpu->config->custom, "stacking.mode"));
  g_assert_cmpstr (mem->config->unit, ==, "bytes");
  g_assert_null (oriel_json_path (mem->config->custom, "stacking.mode"));
  g_assert_cmpstr (mem->display_name, ==, "memory");
  g_assert_cmpstr (cpu->display_name, ==, "cpu api");
  g_assert_cmpint (cpu->series_index, ==, 0);
  g_assert_cmpint (mem->series_index, ==, 1);
  g_assert_cmpfloat (cpu->range.min, ==, -1);
  g_assert_cmpfloat (mem->range.max, ==, 10);
  g_assert_cmpuint (issues->len, ==, 2);
  g_assert_null (field_of (frames, 0, 1)->config->unit);
}

static void
test_panel_defaults (void)
{
  g_autoptr (GPtrArray) frames = two_series ();
  g_autoptr (GPtrArray) lines = apply_text ("{}", frames, "timeseries", NULL);
  g_autoptr (GPtrArray) stat =
    apply_text ("{\"defaults\":{\"displayName\":\"${__field.labels.job} of ${__field.name}\"}}",
                frames, "stat", NULL);

  g_assert_cmpstr (field_of (lines, 0, 1)->config->color_mode, ==, "palette-classic");
  g_assert_cmpstr (field_of (stat, 0, 1)->config->color_mode, ==, "thresholds");
  g_assert_cmpuint (field_of (stat, 0, 1)->config->thresholds->steps->len, ==, 2);
  g_assert_cmpstr (field_of (stat, 0, 1)->display_name, ==, "api of cpu");
}

/* Sub-tables take defaults and the overrides of their own scope alone. */
static void
test_nested (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"schema\":{\"fields\":[{\"name\":\"rows\",\"type\":\"nestedFrames\"}]},\"data\":"
           "{\"values\":[[[{\"fields\":[{\"name\":\"n\",\"type\":\"number\",\"values\":[1]}]}],"
           "null]]}}");
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) applied = NULL;
  const OrielColumn *column;
  const OrielFrame *inner;

  g_ptr_array_add (frames, oriel_frame_from_json (object, NULL));
  applied = apply_text (
    "{\"defaults\":{\"unit\":\"bytes\"},\"overrides\":[{\"matcher\":{\"id\":\"byName\","
    "\"options\":\"n\"},\"properties\":[{\"id\":\"unit\",\"value\":\"s\"}]},{\"matcher\":{"
    "\"id\":\"byName\",\"options\":\"n\",\"scope\":\"nested\"},\"properties\":[{\"id\":"
    "\"decimals\",\"value\":3}]}]}",
    frames, NULL, NULL);
  column = field_of (applied, 0, 0)->column;

  g_assert_cmpint (column->type, ==, ORIEL_FIELD_NESTED);
  g_assert_null (column->lists[1]);
  g_assert_cmpuint (column->lists[0]->len, ==, 1);
  inner = g_ptr_array_index (column->lists[0], 0);
  g_assert_cmpstr (oriel_frame_field (inner, 0)->config->unit, ==, "bytes");
  g_assert_cmpint (oriel_frame_field (inner, 0)->config->decimals, ==, 3);
}

/* The variables of the record `setup`. */
typedef struct
{
  JsonObject *variables;
  char **custom_ids;
  gboolean null_base; /* of this record's default thresholds */
} Setup;

static char *
variable_text (JsonNode *node)
{
  GString *text;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (json_node_get_string (node));

  text = g_string_new ("{");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            json_array_get_string_element (json_node_get_array (node), i));
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
put_variable (const GMatchInfo *match, GString *out, gpointer user_data)
{
  const Setup *setup = user_data;
  g_autofree char *whole = g_match_info_fetch (match, 0);
  g_autofree char *plain = g_match_info_fetch (match, 1);
  g_autofree char *braced = g_match_info_fetch (match, 2);
  const char *name = *plain != '\0' ? plain : braced;
  g_autofree char *value = NULL;

  if (json_object_has_member (setup->variables, name))
    value = variable_text (json_object_get_member (setup->variables, name));
  g_string_append (out, value != NULL ? value : whole);
  return FALSE;
}

static char *
replace_variables (const char *text, gpointer user_data)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\$(\\w+)|\\$\\{(\\w+)\\}", 0, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, put_variable, user_data, NULL);
}

static gboolean
check_setup (JsonObject *record, GString *why, gpointer user_data)
{
  Setup *setup = user_data;
  JsonArray *registry = oriel_json_array (record, "registry");
  GPtrArray *ids = g_ptr_array_new ();

  setup->variables = json_object_ref (oriel_json_object (record, "variables"));
  for (guint i = 0; i < json_array_get_length (registry); i++)
    {
      JsonObject *item = oriel_json_array_object (registry, i);

      if (oriel_json_boolean (item, "isCustom", FALSE))
        g_ptr_array_add (ids, g_strdup (oriel_json_string (item, "id", NULL)));
    }
  g_ptr_array_add (ids, NULL);
  setup->custom_ids = (char **) g_ptr_array_free (ids, FALSE);
  return TRUE;
}

/* Ours has no word for a flag that is off, and one for a base step. */
static void
normalize_config (JsonObject *config)
{
  JsonArray *steps = oriel_json_array (oriel_json_object (config, "thresholds"), "steps");

  if (json_object_has_member (config, "fieldMinMax") &&
      !oriel_json_boolean (config, "fieldMinMax", FALSE))
    json_object_remove_member (config, "fieldMinMax");
  for (guint i = 0; i < oriel_json_array_length (steps); i++)
    {
      JsonObject *step = oriel_json_array_object (steps, i);

      if (oriel_json_object (step, "value") != NULL)
        json_object_set_null_member (step, "value");
    }
}

/* Grafana's loader makes -Infinity of a null base, which is lent to fields whose thresholds have
 * none; so do we. Records whose base is still null have not been through the loader. */
static void
drop_lent_base (JsonObject *ours, JsonObject *theirs)
{
  JsonArray *our_steps = oriel_json_array (oriel_json_object (ours, "thresholds"), "steps");
  JsonArray *their_steps = oriel_json_array (oriel_json_object (theirs, "thresholds"), "steps");

  if (oriel_json_array_length (our_steps) == oriel_json_array_length (their_steps) + 1)
    json_array_remove_element (our_steps, 0);
}

static gboolean
check_field (GString *why,
             const char *what,
             const OrielField *field,
             JsonObject *expected,
             const Setup *setup)
{
  g_autoptr (JsonNode) config = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *config_what = g_strdup_printf ("%s config", what);
  JsonObject *range = oriel_json_object (expected, "range");

  json_node_take_object (config, oriel_field_config_to_json (field->config));
  normalize_config (json_node_get_object (config));
  normalize_config (oriel_json_object (expected, "config"));
  if (setup->null_base)
    drop_lent_base (json_node_get_object (config), oriel_json_object (expected, "config"));

  if (!oracle_same_json (why, config_what, config, json_object_get_member (expected, "config")) ||
      !oracle_same_text (why, "type", oriel_field_type_name (field->type),
                         oriel_json_string (expected, "type", NULL)) ||
      !oracle_same_text (why, "display name", field->display_name,
                         oriel_json_string (expected, "displayName", NULL)) ||
      !oracle_same_number (why, "series index", field->series_index,
                           oriel_json_number (expected, "seriesIndex", -1)))
    return FALSE;

  return oracle_same_number (why, "min", field->range.min,
                             oracle_number (oriel_json_member (range, "min"))) &&
         oracle_same_number (why, "max", field->range.max,
                             oracle_number (oriel_json_member (range, "max"))) &&
         oracle_same_number (why, "delta", field->range.delta,
                             oracle_number (oriel_json_member (range, "delta")));
}

/* Grafana writes colours of applied fields in hexadecimal: what they are counts. */
static gboolean
same_color (GString *why, const char *ours, const char *theirs)
{
  OrielColor our_color, their_color;
  char our_text[ORIEL_COLOR_BUFFER], their_text[ORIEL_COLOR_BUFFER];

  if (ours == NULL || theirs == NULL || !oriel_color_parse (ours, &our_color) ||
      !oriel_color_parse (theirs, &their_color))
    return oracle_same_text (why, "last color", ours, theirs);

  oriel_color_to_text (&our_color, our_text);
  oriel_color_to_text (&their_color, their_text);
  return oracle_same_text (why, "last color", our_text, their_text);
}

/* How the field's last value looks. */
static gboolean
check_last_display (GString *why,
                    const OrielField *field,
                    JsonObject *record,
                    JsonObject *expected,
                    const Setup *setup)
{
  gboolean dark = g_strcmp0 (oriel_json_string (record, "theme", "dark"), "dark") == 0;
  JsonObject *last = oriel_json_object (expected, "lastDisplay");
  const OrielTimeZone *zone = oriel_time_zone_get (oriel_json_string (record, "timeZone", "utc"));
  g_autoptr (OrielDisplay) display = NULL;
  OrielDisplayValue value;

  if (last == NULL || field->column->n_rows == 0)
    return TRUE;

  display = oriel_display_new (field, oriel_theme_get (dark), zone, NOW_MS);
  oriel_display_row (display, field, field->column->n_rows - 1, &value);
  return oracle_same_text (why, "last text", value.formatted.text,
                           oriel_json_string (last, "text", "")) &&
         oracle_same_text (why, "last prefix", value.formatted.prefix,
                           oriel_json_string (last, "prefix", "")) &&
         oracle_same_text (why, "last suffix", value.formatted.suffix,
                           oriel_json_string (last, "suffix", "")) &&
         oracle_same_number (why, "last numeric", value.numeric,
                             oracle_number (json_object_get_member (last, "numeric"))) &&
         oracle_same_number (why, "last percent", value.percent,
                             oracle_number (oriel_json_member (last, "percent"))) &&
         (setup->null_base ||
          same_color (why, value.color_text, oriel_json_string (last, "color", NULL)));
}

static gboolean
check_frames (GString *why,
              GPtrArray *frames,
              JsonArray *expected,
              JsonObject *record,
              const Setup *setup)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      JsonArray *fields = oriel_json_array (oriel_json_array_object (expected, i), "fields");

      for (guint j = 0; j < frame->fields->len; j++)
        {
          g_autofree char *what = g_strdup_printf ("frame %u field %u", i, j);

          if (!check_field (why, what, oriel_frame_field (frame, j),
                            oriel_json_array_object (fields, j), setup) ||
              !check_last_display (why, oriel_frame_field (frame, j), record,
                                   oriel_json_array_object (fields, j), setup))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_apply (JsonObject *record, GString *why, gpointer user_data)
{
  Setup *setup = user_data;
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "data"));
  g_autoptr (OrielFieldConfigSource) source =
    oriel_field_config_source_from_json (oriel_json_object (record, "fieldConfig"), NULL);
  JsonObject *defaults = oriel_json_object (oriel_json_object (record, "fieldConfig"), "defaults");
  JsonArray *steps = oriel_json_array (oriel_json_object (defaults, "thresholds"), "steps");
  JsonObject *base = oriel_json_array_object (steps, 0);
  g_autoptr (GPtrArray) applied = NULL;

  setup->null_base = oriel_json_member (base, "value") == NULL;
  oriel_field_config_source_set_custom (source, (const char *const *) setup->custom_ids);
  applied = oriel_field_config_apply (source, frames, NULL, replace_variables, setup);
  return check_frames (why, applied, oriel_json_array (record, "frames"), record, setup);
}

/* The sub-tables of the first row that has any. */
static GPtrArray *
first_nested (GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielField *field =
        oriel_frame_first_field (g_ptr_array_index (frames, i), ORIEL_FIELD_NESTED, NULL);

      if (field != NULL && field->column->n_rows > 0)
        return field->column->lists[0];
    }

  return NULL;
}

static gboolean
check_nested (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "data"));
  g_autoptr (OrielFieldConfigSource) source =
    oriel_field_config_source_from_json (oriel_json_object (record, "fieldConfig"), NULL);
  g_autoptr (GPtrArray) applied =
    oriel_field_config_apply (source, frames, NULL, replace_variables, user_data);
  GPtrArray *inner = first_nested (applied);

  return inner != NULL &&
         check_frames (why, applied, oriel_json_array (record, "frames"), record, user_data) &&
         check_frames (why, inner, oriel_json_array (record, "inner"), record, user_data);
}

static gboolean
check_field_match (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "data"));
  JsonObject *config = oriel_json_object (record, "matcher");
  g_autoptr (OrielFieldMatcher) matcher = oriel_field_matcher_new (
    oriel_json_string (config, "id", NULL), oriel_json_member (config, "options"));
  OrielNameScope scope;

  oriel_name_scope_init (&scope, (OrielFrame *const *) frames->pdata, frames->len);
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      JsonArray *expected = json_array_get_array_element (oriel_json_array (record, "matches"), i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          g_auto (OrielMatchTarget) target = { oriel_frame_field (frame, j), frame, &scope, NULL };

          if (oriel_field_matcher_test (matcher, &target) !=
              json_array_get_boolean_element (expected, j))
            {
              g_string_append_printf (why, "frame %u field %u", i, j);
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
check_frame_match (JsonObject *record, GString *why, gpointer user_data)
{
  JsonArray *frames = oriel_json_array (record, "frames");
  g_autoptr (OrielFrameMatcher) matcher = oriel_frame_matcher_new (
    oriel_json_string (record, "id", NULL), oriel_json_member (record, "options"));

  for (guint i = 0; i < json_array_get_length (frames); i++)
    {
      JsonObject *object = oriel_json_array_object (frames, i);
      g_autoptr (OrielFrame) frame = oriel_frame_new (oriel_json_string (object, "refId", NULL),
                                                      oriel_json_string (object, "name", NULL), 0);

      if (oriel_frame_matcher_test (matcher, frame) !=
          json_array_get_boolean_element (oriel_json_array (record, "matches"), i))
        {
          g_string_append_printf (why, "frame %u", i);
          return FALSE;
        }
    }

  return TRUE;
}

/* Theirs may be any value that counts as true or false. */
static gboolean
is_truthy (JsonNode *node)
{
  const char *text = oriel_json_node_string (node);

  return text != NULL ? *text != '\0' : json_node_get_boolean (node);
}

static gboolean
check_value_match (JsonObject *record, GString *why, gpointer user_data)
{
  OrielFieldType type = oriel_field_type_from_name (oriel_json_string (record, "type", NULL));
  g_autoptr (OrielColumn) column = oracle_column (type, oriel_json_array (record, "values"));
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, column->n_rows);
  OrielField *field = oriel_frame_add_field (frame, "v", NULL, NULL, column);
  g_autoptr (OrielValueMatcher) matcher = oriel_value_matcher_new (
    oriel_json_string (record, "id", NULL), oriel_json_object (record, "options"), NULL);
  JsonArray *expected = oriel_json_array (record, "matches");

  if ((matcher == NULL) != (expected == NULL))
    {
      g_string_append (why, "error");
      return FALSE;
    }

  for (gsize i = 0; matcher != NULL && i < column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      if (oriel_value_matcher_test (matcher, &cell) !=
          is_truthy (json_array_get_element (expected, (guint) i)))
        {
          g_string_append_printf (why, "row %u", (guint) i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_matcher (JsonObject *record, GString *why, gpointer user_data)
{
  guint n;
  const OrielMatcherInfo *infos = oriel_matchers_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (infos[i].group, oriel_json_string (record, "group", NULL)) == 0 &&
        g_strcmp0 (infos[i].id, oriel_json_string (record, "id", NULL)) == 0)
      {
        g_autoptr (JsonNode) options = infos[i].default_options != NULL
                                         ? json_from_string (infos[i].default_options, NULL)
                                         : NULL;

        return oracle_same_text (why, "name", infos[i].name,
                                 oriel_json_string (record, "name", NULL)) &&
               oracle_same_text (why, "description", infos[i].description,
                                 oriel_json_string (record, "description", NULL)) &&
               oracle_same_json (why, "options", options,
                                 json_object_get_member (record, "defaultOptions"));
      }

  g_string_append (why, "not there");
  return FALSE;
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "setup", check_setup },
    { "apply", check_apply },
    { "nested", check_nested },
    { "field-match", check_field_match },
    { "frame-match", check_frame_match },
    { "value-match", check_value_match },
    { "matcher", check_matcher },
    { NULL, NULL },
  };
  Setup setup = { NULL, NULL, FALSE };

  oracle_run ("field-overrides", kinds, &setup);
  g_clear_pointer (&setup.variables, json_object_unref);
  g_strfreev (setup.custom_ids);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/overrides/defaults-and-overrides", test_defaults_and_overrides);
  g_test_add_func ("/field/overrides/panel-defaults", test_panel_defaults);
  g_test_add_func ("/field/overrides/nested", test_nested);
  g_test_add_func ("/field/overrides/oracle", test_oracle);

  return g_test_run ();
}
