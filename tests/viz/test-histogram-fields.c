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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/histogram/oracle-fields", test_oracle);
  return g_test_run ();
}
