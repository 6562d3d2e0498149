/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The decoder on every answer that was recorded from real servers, against a walk of the same
 * text by json-glib: same series, labels, samples, histograms, exemplars, messages, errors. */

#include "config.h"

#include "base/oriel-json.h"
#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "oracle.h"

#include <math.h>
#include <string.h>

/* Decodes in pieces of `piece` bytes. */
static OrielPrometheusResult *
decode (const char *text, gsize length, gsize piece, GError **error)
{
  g_autoptr (OrielPrometheusDecoder) decoder = oriel_prometheus_decoder_new ();

  for (gsize at = 0; at < length; at += piece)
    if (!oriel_prometheus_decoder_feed (decoder, text + at, MIN (piece, length - at), error))
      return NULL;

  return oriel_prometheus_decoder_finish (decoder, error);
}

static double
number_at (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);
  const char *text = oriel_json_node_string (node);

  if (text == NULL)
    return json_node_get_double (node);
  if (strcmp (text, "NaN") == 0)
    return NAN;
  if (g_str_has_suffix (text, "Inf"))
    return *text == '-' ? -INFINITY : INFINITY;
  return g_ascii_strtod (text, NULL);
}

static void
assert_number (double ours, double theirs)
{
  g_assert_false (oriel_is_null (ours));
  if (isnan (theirs))
    g_assert_true (isnan (ours));
  else
    g_assert_true (ours == theirs && !signbit (ours) == !signbit (theirs));
}

static void
assert_labels (const OrielLabels *labels, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_assert_cmpuint (labels->n, ==, json_object_get_size (object));
  for (GList *name = names; name != NULL; name = name->next)
    g_assert_cmpstr (oriel_labels_get (labels, name->data), ==,
                     json_object_get_string_member (object, name->data));
  for (guint i = 1; i < labels->n; i++)
    g_assert_cmpstr (labels->items[i - 1].name, <, labels->items[i].name);
}

static void
assert_sample (const OrielPrometheusSeries *series, guint index, JsonArray *sample)
{
  double seconds = number_at (sample, 0);

  g_assert_cmpint (series->times->times[index], ==, llrint (seconds * 1000));
  assert_number (series->values->numbers[index], number_at (sample, 1));
}

static void
assert_histogram (const OrielPrometheusSeries *series, guint index, JsonArray *sample)
{
  const OrielPrometheusHistogram *histogram =
    &g_array_index (series->histograms, OrielPrometheusHistogram, index);
  JsonObject *object = json_array_get_object_element (sample, 1);
  JsonArray *buckets = oriel_json_array (object, "buckets");

  g_assert_cmpint (histogram->time_ms, ==, llrint (number_at (sample, 0) * 1000));
  assert_number (histogram->count, g_ascii_strtod (oriel_json_string (object, "count", ""), NULL));
  assert_number (histogram->sum, g_ascii_strtod (oriel_json_string (object, "sum", ""), NULL));
  g_assert_cmpuint (histogram->n_buckets, ==, oriel_json_array_length (buckets));
  for (guint i = 0; i < histogram->n_buckets; i++)
    {
      JsonArray *theirs = json_array_get_array_element (buckets, i);
      const OrielPrometheusBucket *ours =
        &g_array_index (series->buckets, OrielPrometheusBucket, histogram->first_bucket + i);

      g_assert_cmpint (ours->boundaries, ==, json_array_get_int_element (theirs, 0));
      assert_number (ours->lower, number_at (theirs, 1));
      assert_number (ours->upper, number_at (theirs, 2));
      assert_number (ours->count, number_at (theirs, 3));
    }
}

typedef void (*AssertSample) (const OrielPrometheusSeries *series, guint index, JsonArray *sample);

/* The samples of a member that is a list, or of its sibling that is a single one. */
static guint
assert_samples (const OrielPrometheusSeries *series,
                JsonObject *object,
                const char *many,
                const char *one,
                AssertSample assert_one)
{
  JsonArray *samples = oriel_json_array (object, many);

  if (oriel_json_array (object, one) != NULL)
    {
      assert_one (series, 0, oriel_json_array (object, one));
      return 1;
    }

  for (guint i = 0; i < oriel_json_array_length (samples); i++)
    assert_one (series, i, json_array_get_array_element (samples, i));
  return oriel_json_array_length (samples);
}

static void
assert_series (const OrielPrometheusSeries *series, JsonObject *object)
{
  guint n_floats = assert_samples (series, object, "values", "value", assert_sample);
  guint n_histograms = assert_samples (series, object, "histograms", "histogram", assert_histogram);

  assert_labels (series->labels, oriel_json_object (object, "metric"));
  g_assert_cmpuint (series->values != NULL ? series->values->n_rows : 0, ==, n_floats);
  g_assert_cmpuint (series->times != NULL ? series->times->n_rows : 0, ==, n_floats);
  g_assert_cmpuint (series->histograms != NULL ? series->histograms->len : 0, ==, n_histograms);
}

static void
assert_exemplars (const OrielPrometheusSeries *series, JsonObject *object)
{
  JsonArray *exemplars = oriel_json_array (object, "exemplars");

  assert_labels (series->labels, oriel_json_object (object, "seriesLabels"));
  g_assert_cmpuint (series->exemplars != NULL ? series->exemplars->len : 0, ==,
                    oriel_json_array_length (exemplars));
  for (guint i = 0; i < oriel_json_array_length (exemplars); i++)
    {
      JsonObject *theirs = json_array_get_object_element (exemplars, i);
      const OrielPrometheusExemplar *ours =
        &g_array_index (series->exemplars, OrielPrometheusExemplar, i);

      assert_labels (ours->labels, oriel_json_object (theirs, "labels"));
      assert_number (ours->value, g_ascii_strtod (oriel_json_string (theirs, "value", ""), NULL));
      g_assert_cmpint (ours->time_ms, ==,
                       llrint (oriel_json_number (theirs, "timestamp", 0) * 1000));
    }
}

static void
assert_messages (GPtrArray *ours, JsonArray *theirs)
{
  g_assert_cmpuint (ours->len, ==, oriel_json_array_length (theirs));
  for (guint i = 0; i < ours->len; i++)
    g_assert_cmpstr (g_ptr_array_index (ours, i), ==, oriel_json_array_string (theirs, i));
}

static void
assert_query (const OrielPrometheusResult *result, JsonObject *data)
{
  const char *type = oriel_json_string (data, "resultType", "");
  JsonArray *list = oriel_json_array (data, "result");

  if (strcmp (type, "string") == 0)
    {
      g_assert_cmpint (result->type, ==, ORIEL_PROMETHEUS_STRING);
      g_assert_cmpstr (result->text, ==, oriel_json_array_string (list, 1));
      g_assert_cmpint (result->text_time_ms, ==, llrint (number_at (list, 0) * 1000));
    }
  else if (strcmp (type, "scalar") == 0)
    {
      g_assert_cmpint (result->type, ==, ORIEL_PROMETHEUS_SCALAR);
      assert_sample (oriel_prometheus_result_series (result, 0), 0, list);
    }
  else
    {
      g_assert_cmpint (result->type, ==,
                       strcmp (type, "matrix") == 0 ? ORIEL_PROMETHEUS_MATRIX
                                                    : ORIEL_PROMETHEUS_VECTOR);
      g_assert_cmpuint (result->series->len, ==, json_array_get_length (list));
      for (guint i = 0; i < result->series->len; i++)
        assert_series (oriel_prometheus_result_series (result, i),
                       json_array_get_object_element (list, i));
    }
}

static void
assert_success (const OrielPrometheusResult *result, JsonObject *answer)
{
  JsonArray *list = oriel_json_array (answer, "data");

  assert_messages (result->warnings, oriel_json_array (answer, "warnings"));
  assert_messages (result->infos, oriel_json_array (answer, "infos"));
  if (list == NULL)
    {
      assert_query (result, oriel_json_object (answer, "data"));
      return;
    }

  g_assert_cmpint (result->type, ==, ORIEL_PROMETHEUS_EXEMPLARS);
  g_assert_cmpuint (result->series->len, ==, json_array_get_length (list));
  for (guint i = 0; i < result->series->len; i++)
    assert_exemplars (oriel_prometheus_result_series (result, i),
                      json_array_get_object_element (list, i));
}

static void
assert_error (const GError *error, JsonObject *answer)
{
  const char *type = oriel_json_string (answer, "errorType", NULL);
  g_autofree char *message =
    g_strdup_printf ("%s: %s", type, oriel_json_string (answer, "error", NULL));

  g_assert_error (error, ORIEL_PROMETHEUS_ERROR, (int) oriel_prometheus_error_code (type));
  g_assert_cmpstr (error->message, ==, message);
}

static void
check_answer (const char *name, const char *text, gsize length)
{
  static const gsize pieces[] = { 1, 97, 4096, 131072, G_MAXSSIZE };
  g_autoptr (JsonNode) node =
    oriel_json_parse (name, text, (gssize) length, ORIEL_JSON_MAX_BYTES, NULL);
  JsonObject *answer = oriel_json_node_object (node);

  g_test_message ("%s", name);
  for (guint i = length > (1 << 20) ? 1 : 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielPrometheusResult) result = decode (text, length, pieces[i], &error);

      if (answer == NULL)
        {
          g_assert_error (error, ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_SYNTAX);
          continue;
        }

      if (g_strcmp0 (oriel_json_string (answer, "status", NULL), "error") == 0)
        {
          assert_error (error, answer);
          continue;
        }

      g_assert_no_error (error);
      assert_success (result, answer);
    }
}

static gboolean
is_ours (const char *url)
{
  return g_str_has_prefix (url, "/api/v1/query?") || g_strcmp0 (url, "/api/v1/query") == 0 ||
         g_str_has_prefix (url, "/api/v1/query_range?") ||
         g_str_has_prefix (url, "/api/v1/query_exemplars?");
}

static void
check_server (gconstpointer user_data)
{
  const char *server = user_data;
  g_autofree char *relative = g_strdup_printf ("fixtures/%s", server);
  g_autofree char *folder = oracle_shared_path_or_skip (relative);
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (folder == NULL)
    return;

  {
    g_autofree char *path = g_build_filename (folder, "requests.tsv", NULL);

    g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  }
  lines = g_strsplit (list, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;
      gsize length;

      if (g_strv_length (columns) < 5 || !is_ours (columns[2]))
        continue;

      path = g_build_filename (folder, columns[0], NULL);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      check_answer (columns[0], text, length);
      n++;
    }

  g_print ("# fixtures %s: %u answers\n", server, n);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/datasource/prometheus-fixtures/2.42", "prometheus-2.42.0", check_server);
  g_test_add_data_func ("/datasource/prometheus-fixtures/3.5", "prometheus-3.5.3", check_server);
  g_test_add_data_func ("/datasource/prometheus-fixtures/victoriametrics",
                        "victoriametrics-1.145.0", check_server);
  return g_test_run ();
}
