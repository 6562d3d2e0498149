/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-names.h"
#include "oracle-frame.h"
#include "transform/oriel-transform.h"
#include "transform/oriel-window.h"

#define TIME_AND(name, ref, values)                                                                \
  "{\"schema\":{\"refId\":\"" ref "\",\"fields\":[{\"name\":\"Time\",\"type\":\"time\"},"          \
  "{\"name\":\"" name "\",\"type\":\"number\",\"labels\":{\"job\":\"" ref "\"}}]},"                \
  "\"data\":{\"values\":[[1,2,3]," values "]}}"

static const char *const series_texts[] = {
  TIME_AND ("cpu", "A", "[5,1,3]"),
  TIME_AND ("mem", "B", "[2,null,4]"),
};

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return node;
}

static GPtrArray *
two_series (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < G_N_ELEMENTS (series_texts); i++)
    {
      g_autoptr (JsonNode) node = parse (series_texts[i]);

      g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (node), NULL));
    }

  return frames;
}

static GPtrArray *
run_text (const char *text, GPtrArray *frames, GPtrArray *issues)
{
  g_autoptr (JsonNode) node = parse (text);

  return oriel_transform_run (json_node_get_array (node), frames, NULL, issues);
}

/* The numbers of a field as text: "5 null 3". */
static char *
numbers_text (const OrielFrame *frame, guint index)
{
  const OrielField *field = oriel_frame_field (frame, index);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < frame->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (cell.kind == ORIEL_REDUCED_TEXT)
        g_string_append (text, cell.text);
      else if (oriel_is_null (cell.number))
        g_string_append (text, "null");
      else
        g_string_append_printf (text, "%g", cell.number);
    }

  return g_string_free (text, FALSE);
}

static void
test_table (void)
{
  static const struct
  {
    const char *transformations;
    guint n_frames, n_fields, field;
    const char *name, *numbers; /* of that field of the first frame */
  } cases[] = {
    { "[]", 2, 2, 1, "cpu", "5 1 3" },
    { "[{\"id\":\"limit\",\"options\":{\"limitField\":2}}]", 2, 2, 1, "cpu", "5 1" },
    { "[{\"id\":\"limit\",\"disabled\":true,\"options\":{\"limitField\":2}}]", 2, 2, 1, "cpu",
      "5 1 3" },
    { "[{\"id\":\"joinByField\",\"options\":{}}]", 1, 3, 2, "mem", "2 null 4" },
    { "[{\"id\":\"seriesToColumns\",\"options\":{\"byField\":\"Time\"}}]", 1, 3, 1, "cpu",
      "5 1 3" },
    { "[{\"id\":\"sortBy\",\"options\":{\"sort\":[{\"field\":\"cpu A\"}]}}]", 2, 2, 0, "Time",
      "2 3 1" },
    { "[{\"id\":\"sortBy\",\"options\":{\"sort\":[{\"field\":\"cpu A\"}]}},"
      "{\"id\":\"limit\",\"options\":{\"limitField\":1}}]",
      2, 2, 1, "cpu", "1" },
    { "[{\"id\":\"reduce\",\"options\":{\"reducers\":[\"max\",\"last\"]}}]", 1, 3, 1, "Max",
      "5 4" },
    { "[{\"id\":\"filterByRefId\",\"options\":{\"include\":\"B\"}}]", 1, 2, 1, "mem", "2 null 4" },
    { "[{\"id\":\"limit\",\"options\":{\"limitField\":1},"
      "\"filter\":{\"id\":\"byRefId\",\"options\":\"B\"}}]",
      2, 2, 1, "cpu", "5 1 3" },
    { "[{\"id\":\"calculateField\",\"options\":{\"mode\":\"binary\",\"binary\":"
      "{\"left\":\"cpu A\",\"operator\":\"*\",\"right\":\"10\"}}}]",
      2, 3, 2, "cpu A * 10", "50 10 30" },
    { "[{\"id\":\"rowsToFields\"}]", 2, 2, 1, "cpu", "5 1 3" },
    { "[{\"id\":\"timeSeriesTable\"}]", 2, 2, 0, "job", "A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) frames = two_series ();
      g_autoptr (GPtrArray) result = run_text (cases[i].transformations, frames, NULL);
      const OrielFrame *frame = g_ptr_array_index (result, 0);
      g_autofree char *numbers = NULL;

      g_test_message ("%s", cases[i].transformations);
      g_assert_cmpuint (result->len, ==, cases[i].n_frames);
      g_assert_cmpuint (frame->fields->len, ==, cases[i].n_fields);
      g_assert_cmpstr (oriel_frame_field (frame, cases[i].field)->name, ==, cases[i].name);
      numbers = numbers_text (frame, cases[i].field);
      g_assert_cmpstr (numbers, ==, cases[i].numbers);
    }
}

static void
test_issues (void)
{
  g_autoptr (GPtrArray) frames = two_series ();
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) result =
    run_text ("[{\"id\":\"nonsense\"},{\"id\":\"renameByRegex\",\"options\":{\"regex\":\"/(/\"}},"
              "null,{\"id\":\"limit\",\"options\":{\"limitField\":1}}]",
              frames, issues);

  g_assert_cmpuint (issues->len, ==, 3);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (issues, 0), "transformation"));
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (result, 0))->n_rows, ==, 1);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (frames, 0))->n_rows, ==, 3);
}

static void
test_rows_to_fields (void)
{
  g_autoptr (JsonNode) node =
    parse ("{\"schema\":{\"fields\":[{\"name\":\"n\",\"type\":\"string\"},"
           "{\"name\":\"v\",\"type\":\"number\"},{\"name\":\"zone\",\"type\":\"string\"},"
           "{\"name\":\"top\",\"type\":\"number\"}]},"
           "\"data\":{\"values\":[[\"a\",\"b\"],[1,2],[\"x\",null],[10,20]]}}");
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) result = NULL;
  const OrielFrame *frame;

  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (node), NULL));
  result = run_text ("[{\"id\":\"rowsToFields\",\"options\":{\"mappings\":["
                     "{\"fieldName\":\"top\",\"handlerKey\":\"max\"}]}}]",
                     frames, NULL);
  frame = g_ptr_array_index (result, 0);

  g_assert_cmpuint (frame->fields->len, ==, 2);
  g_assert_cmpstr (oriel_frame_field (frame, 1)->name, ==, "b");
  g_assert_cmpfloat (oriel_frame_field (frame, 1)->column->numbers[0], ==, 2);
  g_assert_cmpfloat (oriel_frame_field (frame, 1)->config->max, ==, 20);
  g_assert_cmpstr (oriel_labels_get (oriel_frame_field (frame, 0)->labels, "zone"), ==, "x");
}

static void
test_window (void)
{
  const double numbers[] = { 1, 2, oriel_null (), 6, 1e6 };
  g_autofree double *mean = oriel_window_calculate (numbers, 5, 2, ORIEL_WINDOW_MEAN, FALSE);
  g_autofree double *variance = oriel_window_calculate (numbers, 5, 3, ORIEL_WINDOW_VARIANCE, TRUE);

  g_assert_cmpfloat (mean[0], ==, 1);
  g_assert_cmpfloat (mean[1], ==, 1.5);
  g_assert_cmpfloat (mean[2], ==, 1.5);
  g_assert_cmpfloat (mean[3], ==, 3.5);
  g_assert_cmpfloat_with_epsilon (variance[0], 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (variance[2], 4, 1e-9);
}

/* A merge of rows with one key must not cost their number squared. */
static void
test_merge_is_linear (void)
{
  const gsize n = 100000;
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) result = NULL;

  for (guint i = 0; i < 2; i++)
    {
      OrielFrame *frame = oriel_frame_new ("A", NULL, n);
      double *keys = g_new (double, n), *values = g_new (double, n);
      g_autoptr (OrielColumn) key_column = NULL;
      g_autoptr (OrielColumn) value_column = NULL;

      for (gsize row = 0; row < n; row++)
        {
          keys[row] = 7;
          values[row] = (double) row;
        }
      key_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, keys, n);
      value_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
      oriel_frame_add_field (frame, "key", NULL, NULL, key_column);
      oriel_frame_add_field (frame, i == 0 ? "a" : "b", NULL, NULL, value_column);
      g_ptr_array_add (frames, frame);
    }

  result = run_text ("[{\"id\":\"merge\"}]", frames, NULL);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (result, 0))->n_rows, >=, n);
}

static JsonObject *variables;

static char *
replace_variables (const char *text, gpointer user_data)
{
  g_autoptr (GList) names = json_object_get_members (variables);
  char *replaced = g_strdup (text);

  for (GList *l = names; l != NULL; l = l->next)
    {

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *reference = i == 0 ? g_strdup_printf ("${%s}", (char *) l->data)
                                              : g_strdup_printf ("$%s", (char *) l->data);
          g_auto (GStrv) parts = g_strsplit (replaced, reference, -1);

          g_free (replaced);
          replaced = g_strjoinv (json_object_get_string_member (variables, l->data), parts);
        }
    }

  return replaced;
}

static gboolean
check_setup (JsonObject *record, GString *why, gpointer user_data)
{
  variables = json_object_ref (oriel_json_object (record, "variables"));
  return TRUE;
}

static const char *
transformer_not_built (JsonObject *record)
{
  const char *id = oriel_json_string (record, "id", "");

  return oriel_transform_find (id) == NULL ? id : NULL;
}

/* Those that live in Grafana's application have no data here. */
static gboolean
check_transformer (JsonObject *record, GString *why, gpointer user_data)
{
  const OrielTransformInfo *info = oriel_transform_find (oriel_json_string (record, "id", NULL));
  g_autoptr (JsonNode) defaults = json_from_string (info->default_options, NULL);

  if (!oriel_json_boolean (record, "covered", FALSE))
    return TRUE;

  return oracle_same_text (why, "name", info->name, oriel_json_string (record, "name", NULL)) &&
         oracle_same_text (why, "description", info->description,
                           oriel_json_string (record, "description", NULL)) &&
         oracle_same_json (why, "options",
                           json_object_has_member (record, "defaultOptions") ? defaults : NULL,
                           json_object_get_member (record, "defaultOptions"));
}

/* The id of the pipeline that is not built; "nosuch" is one that is in no table. */
static const char *
transform_not_built (JsonObject *record)
{
  JsonArray *list = oriel_json_array (record, "transformations");

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      const char *id = oriel_json_string (oriel_json_array_object (list, i), "id", "");

      if (oriel_transform_find (id) == NULL && strcmp (id, "nosuch") != 0)
        return id;
      /* Of the application: the records show only that it is not there. */
      if (strcmp (id, "timeSeriesTable") == 0)
        return "timeSeriesTable (no data)";
    }

  return NULL;
}

static gboolean
check_names (GString *why, GPtrArray *frames, JsonArray *expected)
{
  oriel_frames_set_display_names ((OrielFrame *const *) frames->pdata, frames->len);
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      JsonArray *row = json_array_get_array_element (expected, i);

      for (guint j = 0; j < frame->fields->len; j++)
        if (!oracle_same_text (why, "display name", oriel_frame_field (frame, j)->display_name,
                               oriel_json_array_string (row, j)))
          return FALSE;
    }

  return TRUE;
}

static gboolean
check_transform (JsonObject *record, GString *why, gpointer user_data)
{
  JsonArray *list = oriel_json_array (record, "transformations");
  const char *id = oriel_json_string (oriel_json_array_object (list, 0), "id", "");
  OrielTransformContext context = { .replace = replace_variables, .now_ms = 1742045862123 };
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "input"));
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) result = oriel_transform_run (list, frames, &context, issues);

  g_string_append_printf (why, "%s: ", id);
  if (json_object_has_member (record, "error"))
    return issues->len > 0;
  if (issues->len > 0 && strcmp (id, "nosuch") != 0)
    {
      g_string_append (why, g_ptr_array_index (issues, 0));
      return FALSE;
    }

  return oracle_same_frames (why, result, oriel_json_array (record, "output")) &&
         check_names (why, result, oriel_json_array (record, "names"));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "setup", check_setup, NULL },
    { "transformer", check_transformer, transformer_not_built },
    { "transform", check_transform, transform_not_built },
    { NULL, NULL, NULL },
  };

  oracle_run ("transformations", kinds, NULL);
  g_clear_pointer (&variables, json_object_unref);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transform/table", test_table);
  g_test_add_func ("/transform/issues", test_issues);
  g_test_add_func ("/transform/rows-to-fields", test_rows_to_fields);
  g_test_add_func ("/transform/window", test_window);
  g_test_add_func ("/transform/merge-is-linear", test_merge_is_linear);
  g_test_add_func ("/transform/oracle", test_oracle);

  return g_test_run ();
}
