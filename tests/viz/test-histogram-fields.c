/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets that a histogram is given, against Grafana's getHistogramFields. */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "oracle.h"
#include "viz/histogram/oriel-histogram-private.h"

/* Whether a column is the list of texts or numbers that Grafana has. */
static gboolean
same_column (GString *why, const OrielField *field, JsonArray *expected, const char *what)
{
  guint n = oriel_json_array_length (expected);

  if (field->column->n_rows != n)
    {
      g_string_append_printf (why, "%s: ours %u rows, theirs %u", what,
                              (guint) field->column->n_rows, n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (field->type == ORIEL_FIELD_STRING
          ? !oracle_same_text (why, what, field->column->strings[i],
                               oriel_json_array_string (expected, i))
          : !oracle_same_number (why, what, field->column->numbers[i],
                                 oracle_number (json_array_get_element (expected, i))))
      return FALSE;
  return TRUE;
}

static gboolean
check_fields (JsonObject *record, GString *why, gpointer user_data)
{
  JsonObject *result = oriel_json_object (record, "result");
  JsonArray *counts = oriel_json_array (result, "counts");
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = { .frames = frames };
  g_autofree char *message = NULL;
  g_autoptr (OrielFrame) frame = NULL;
  gboolean given = FALSE, same;

  g_ptr_array_add (frames, oriel_frame_from_json (oriel_json_object (record, "frame"), NULL));
  frame = oriel_histogram_frame (&input, frames, &given, &message);
  if (result == NULL || oriel_json_array_length (oriel_json_array (result, "xMin")) == 0)
    return !given || frame == NULL;
  if (frame == NULL || !given)
    {
      g_string_append (why, "no buckets");
      return FALSE;
    }

  same =
    same_column (why, oriel_frame_field (frame, 0), oriel_json_array (result, "xMin"), "xMin") &&
    same_column (why, oriel_frame_field (frame, 1), oriel_json_array (result, "xMax"), "xMax");
  for (guint i = 0; same && i < oriel_json_array_length (counts); i++)
    same = i + 2 < frame->fields->len &&
           same_column (why, oriel_frame_field (frame, i + 2),
                        oriel_json_array (oriel_json_array_object (counts, i), "values"), "count");
  return same;
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = { { "fields", check_fields, NULL }, { NULL, NULL, NULL } };

  oracle_run ("histogram", kinds, NULL);
}

/* Two native histograms: what one has and the other has not is zero. */
static void
test_join (void)
{
  static const char *const cells[] = {
    "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["
    " {\"name\": \"xMax\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"
    " {\"name\": \"yMax\", \"type\": \"number\"}, {\"name\": \"count\", \"type\": \"number\"}]},"
    " \"data\": {\"values\": [[1, 1], [1, 2], [2, 4], [7, 3]]}}",
    "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["
    " {\"name\": \"xMax\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"
    " {\"name\": \"yMax\", \"type\": \"number\"}, {\"name\": \"count\", \"type\": \"number\"}]},"
    " \"data\": {\"values\": [[1, 1], [2, 4], [4, 8], [5, 6]]}}",
  };
  static const double expected[2][3] = { { 7, 3, 0 }, { 0, 5, 6 } };
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = { .frames = frames };
  g_autofree char *message = NULL;
  g_autoptr (OrielFrame) frame = NULL;
  gboolean given;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (cells[i], NULL);

      g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (node), NULL));
    }
  frame = oriel_histogram_frame (&input, frames, &given, &message);
  g_assert_true (given);
  g_assert_cmpuint (frame->n_rows, ==, 3);
  g_assert_cmpuint (frame->fields->len, ==, 4);
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 3; k++)
      g_assert_cmpfloat (oriel_frame_field (frame, i + 2)->column->numbers[k], ==, expected[i][k]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/histogram/oracle-fields", test_oracle);
  g_test_add_func ("/viz/histogram/join", test_join);
  return g_test_run ();
}
