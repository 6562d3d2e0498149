/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "field/oriel-reducers.h"
#include "oracle-frame.h"

static OrielFrame *
numbers_frame (const double *values, guint n)
{
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (values, sizeof (double) * n), n);

  oriel_frame_add_field (frame, "v", NULL, NULL, column);
  return frame;
}

static void
test_table (void)
{
  const double values[] = { 3, oriel_null (), 1, NAN, 5 };
  const struct
  {
    const char *id;
    double expected;
  } cases[] = {
    { "last", 5 },   { "first", 3 },    { "min", 1 },     { "max", 5 },
    { "mean", 3 },   { "avg", 3 },      { "sum", 9 },     { "count", 4 },
    { "range", 4 },  { "diff", 2 },     { "delta", 0 },   { "step", -2 },
    { "logmin", 1 }, { "countAll", 5 }, { "current", 5 }, { "changeCount", 3 },
  };
  g_autoptr (OrielFrame) frame = numbers_frame (values, G_N_ELEMENTS (values));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielReduced result =
        oriel_reduce_one (oriel_frame_field (frame, 0), ORIEL_NULLS_CONNECTED, cases[i].id);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (result.kind, ==, ORIEL_REDUCED_NUMBER);
      g_assert_cmpfloat (result.number, ==, cases[i].expected);
    }
}

static void
test_empty_and_unknown (void)
{
  g_autoptr (OrielFrame) frame = numbers_frame (NULL, 0);
  const char *const ids[] = { "sum", "mean", "nonsense", "allIsNull" };
  OrielReduced out[4];

  oriel_reduce (oriel_frame_field (frame, 0), ORIEL_NULLS_NULL, ids, 4, out);
  g_assert_cmpint (out[0].kind, ==, ORIEL_REDUCED_NUMBER);
  g_assert_cmpfloat (out[0].number, ==, 0);
  g_assert_cmpint (out[1].kind, ==, ORIEL_REDUCED_NOTHING);
  g_assert_cmpint (out[2].kind, ==, ORIEL_REDUCED_NOTHING);
  g_assert_cmpint (out[3].kind, ==, ORIEL_REDUCED_BOOLEAN);
  g_assert_cmpfloat (out[3].number, ==, 1);
}

static gboolean
check_reducer (JsonObject *record, GString *why, gpointer user_data)
{
  const OrielReducer *reducer = oriel_reducer_find (oriel_json_string (record, "id", NULL));
  const char *alias = oriel_json_array_string (oriel_json_array (record, "aliasIds"), 0);

  if (reducer == NULL)
    {
      g_string_append (why, "not there");
      return FALSE;
    }

  return oracle_same_text (why, "name", reducer->name, oriel_json_string (record, "name", NULL)) &&
         oracle_same_text (why, "description", reducer->description,
                           oriel_json_string (record, "description", NULL)) &&
         oracle_same_text (why, "alias", reducer->alias, alias) &&
         reducer->standard == oriel_json_boolean (record, "standard", FALSE) &&
         reducer->preserves_units == oriel_json_boolean (record, "preservesUnits", FALSE);
}

/* Medians and percentiles of columns with NaN depend on one engine's sort. */
static gboolean
depends_on_sort (const char *id)
{
  return g_str_equal (id, "median") || (id[0] == 'p' && g_ascii_isdigit (id[1]));
}

static gboolean
check_results (GString *why,
               const OrielField *field,
               OrielNullMode nulls,
               JsonObject *expected,
               gboolean together,
               gboolean nan_order)
{
  g_autoptr (GList) members = expected != NULL ? json_object_get_members (expected) : NULL;
  guint n = g_list_length (members);
  g_autofree const char **ids = g_new0 (const char *, n);
  g_autofree OrielReduced *results = g_new0 (OrielReduced, n);
  guint i = 0;

  for (GList *l = members; l != NULL; l = l->next)
    ids[i++] = l->data;
  if (together && n > 0)
    oriel_reduce (field, nulls, ids, n, results);

  for (i = 0; i < n; i++)
    {
      if (nan_order && depends_on_sort (ids[i]))
        continue;
      if (!together)
        results[i] = oriel_reduce_one (field, nulls, ids[i]);
      if (!oracle_same_reduced (why, ids[i], field, &results[i],
                                json_object_get_member (expected, ids[i])))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_reduce (JsonObject *record, GString *why, gpointer user_data)
{
  OrielFieldType type = oriel_field_type_from_name (oriel_json_string (record, "type", NULL));
  g_autoptr (OrielColumn) column = oracle_column (type, oriel_json_array (record, "values"));
  g_autoptr (JsonObject) json = json_object_new ();
  g_autoptr (OrielFieldConfig) config = NULL;
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, column->n_rows);
  gboolean nan_order = oriel_json_boolean (record, "nanOrder", FALSE);
  OrielField *field;
  OrielNullMode nulls;

  if (json_object_has_member (record, "nullValueMode"))
    json_object_set_string_member (json, "nullValueMode",
                                   oriel_json_string (record, "nullValueMode", ""));
  config = oriel_field_config_from_json (json);
  field = oriel_frame_add_field (frame, "v", NULL, config, column);
  nulls = oriel_field_null_mode (field);

  return check_results (why, field, nulls, oriel_json_object (record, "alone"), FALSE, nan_order) &&
         check_results (why, field, nulls, oriel_json_object (record, "together"), TRUE, nan_order);
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "reducer", check_reducer },
    { "reduce", check_reduce },
    { NULL, NULL },
  };

  oracle_run ("reducers", kinds, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/reducers/table", test_table);
  g_test_add_func ("/field/reducers/empty-and-unknown", test_empty_and_unknown);
  g_test_add_func ("/field/reducers/oracle", test_oracle);

  return g_test_run ();
}
