/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The decoder on small answers: every kind of result, cut at every byte, and broken ones. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-number.h"
#include "datasource/prometheus/oriel-prometheus-points.h"

#include <math.h>
#include <string.h>

#define MATRIX                                                                                     \
  "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["                       \
  "{\"metric\":{\"__name__\":\"up\",\"job\":\"a\\\"\\u00e4\"},"                                    \
  "\"values\":[[1700000000,\"1\"],[1700000015,\"-0.25\"],[1700000030,\"NaN\"]]},"                  \
  "{\"metric\":{\"job\":\"b\",\"__name__\":\"up\"},"                                               \
  "\"values\":[[1700000000,\"+Inf\"],[1700000015,\"1e-09\"],[1700000030,\"12345678.125\"]]},"      \
  "{\"metric\":{},\"values\":[[1700000000.5,\"0\"]]}"                                              \
  "]},\"warnings\":[\"w1\"],\"infos\":[\"i1\",\"i2\"],\"stats\": {\"x\": [\"]}\", 1]}}"

/* Decodes `text` in pieces of `piece` bytes. */
static OrielPrometheusResult *
decode (const char *text, gsize piece, GError **error)
{
  g_autoptr (OrielPrometheusDecoder) decoder = oriel_prometheus_decoder_new ();
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += piece)
    {
      /* A copy of exact size, so that reading beyond it is found. */
      gsize n = MIN (piece, length - at);
      g_autofree char *copy = g_memdup2 (text + at, n);

      if (!oriel_prometheus_decoder_feed (decoder, copy, n, error))
        return NULL;
    }

  return oriel_prometheus_decoder_finish (decoder, error);
}

static void
check_matrix (OrielPrometheusResult *result)
{
  OrielPrometheusSeries *a = oriel_prometheus_result_series (result, 0);
  OrielPrometheusSeries *b = oriel_prometheus_result_series (result, 1);
  OrielPrometheusSeries *c = oriel_prometheus_result_series (result, 2);

  g_assert_cmpint (result->type, ==, ORIEL_PROMETHEUS_MATRIX);
  g_assert_cmpuint (result->series->len, ==, 3);
  g_assert_cmpstr (oriel_labels_get (a->labels, "job"), ==, "a\"ä");
  g_assert_cmpstr (b->labels->items[0].name, ==, "__name__");
  g_assert_cmpuint (c->labels->n, ==, 0);
  g_assert_true (a->times == b->times);
  g_assert_cmpint (a->times->times[2], ==, 1700000030000);
  g_assert_cmpint (c->times->times[0], ==, 1700000000500);
  g_assert_cmpfloat (a->values->numbers[1], ==, -0.25);
  g_assert_true (isnan (a->values->numbers[2]) && !oriel_is_null (a->values->numbers[2]));
  g_assert_cmpfloat (b->values->numbers[0], ==, INFINITY);
  g_assert_cmpfloat (b->values->numbers[1], ==, 1e-9);
  g_assert_cmpfloat (b->values->numbers[2], ==, 12345678.125);
  g_assert_cmpuint (result->warnings->len, ==, 1);
  g_assert_cmpuint (result->infos->len, ==, 2);
}

static void
test_matrix (void)
{
  for (gsize piece = 1; piece <= sizeof MATRIX; piece++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielPrometheusResult) result = decode (MATRIX, piece, &error);

      g_assert_no_error (error);
      check_matrix (result);
    }
}

/* Every beginning of a good answer is a truncated one. */
static void
test_truncated (void)
{
  for (gsize length = 0; length < sizeof MATRIX - 1; length++)
    {
      g_autofree char *text = g_strndup (MATRIX, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielPrometheusResult) result = decode (text, 7, &error);

      g_assert_null (result);
      g_assert_error (error, ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_TRUNCATED);
    }
}

static void
test_scalar_and_string (void)
{
  g_autoptr (OrielPrometheusResult) scalar = decode (
    "{\"status\":\"success\",\"data\":{\"result\":[1.5,\"2.5\"],\"resultType\":\"scalar\"}}", 3,
    NULL);
  g_autoptr (OrielPrometheusResult) string = decode (
    "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"12\"]}}", 3, NULL);

  g_assert_cmpint (scalar->type, ==, ORIEL_PROMETHEUS_SCALAR);
  g_assert_cmpfloat (oriel_prometheus_result_series (scalar, 0)->values->numbers[0], ==, 2.5);
  g_assert_cmpint (oriel_prometheus_result_series (scalar, 0)->times->times[0], ==, 1500);
  g_assert_null (scalar->text);
  g_assert_cmpstr (string->text, ==, "12");
  g_assert_cmpuint (string->series->len, ==, 0);
}

static void
test_histogram (void)
{
  const char *text =
    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},"
    "\"histogram\":[2,{\"count\":\"3\",\"sum\":\"1.5\",\"buckets\":[[0,\"0.5\",\"1\",\"2\"],"
    "[3,\"-0.1\",\"0.1\",\"1\"]]}]}]}}";

  for (gsize piece = 1; piece < 40; piece++)
    {
      g_autoptr (OrielPrometheusResult) result = decode (text, piece, NULL);
      OrielPrometheusSeries *series = oriel_prometheus_result_series (result, 0);
      OrielPrometheusHistogram *histogram =
        &g_array_index (series->histograms, OrielPrometheusHistogram, 0);

      g_assert_null (series->values);
      g_assert_cmpuint (histogram->n_buckets, ==, 2);
      g_assert_cmpfloat (histogram->sum, ==, 1.5);
      g_assert_cmpint (g_array_index (series->buckets, OrielPrometheusBucket, 1).boundaries, ==, 3);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } cases[] = {
    { "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: no\"}",
      ORIEL_PROMETHEUS_ERROR_BAD_DATA, "bad_data: 1:5: no" },
    { "{\"status\":\"error\",\"errorType\":\"422\",\"error\":\"x\"}", ORIEL_PROMETHEUS_ERROR_OTHER,
      "422: x" },
    { "{\"message\":\"data source not found\"}", ORIEL_PROMETHEUS_ERROR_OTHER,
      "data source not found" },
    { "{}", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
    { "[]", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
    { "{\"status\":\"success\"} x", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
    { "{\"data\":{\"result\":[{\"metric\":{\"a\":1}}]}}", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
    { "{\"data\":{\"result\":[{\"values\":[[1,2]]}]}}", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
    { "{\"data\":{\"result\":[{\"values\":[[1,\"x\"]]}]}}", ORIEL_PROMETHEUS_ERROR_SYNTAX, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielPrometheusResult) result = decode (cases[i].text, 5, &error);

      g_assert_null (result);
      g_assert_error (error, ORIEL_PROMETHEUS_ERROR, cases[i].code);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* What the fast conversion gives is what strtod gives, to the last bit. */
static void
test_numbers (void)
{
  static const char *const texts[] = {
    "0",
    "-0",
    "1",
    "0.1",
    "0.3",
    "123456789012345678",
    "1.7976931348623157e+308",
    "4.9e-324",
    "2.2250738585072014e-308",
    "9007199254740993",
    "9007199254740992.5",
    "1e23",
    "8.5e22",
    "1e-9",
    "0.000001",
    "123456.7890123456789012345678901234567890",
    "6.0221407623e23",
    "5e-1",
    ".5",
    "5.",
    "100000000000000000000000000000000000000000000",
    "7.2057594037927933e16",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double value;

      g_assert_true (oriel_prometheus_number (texts[i], strlen (texts[i]), &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (texts[i], NULL));
    }

  for (guint i = 0; i < 200000; i++)
    {
      union
      {
        guint64 bits;
        double value;
      } number = { .bits = (guint64) g_random_int () << 32 | g_random_int () };
      char text[64];
      double value;

      if (!isfinite (number.value))
        continue;
      g_ascii_formatd (text, sizeof text, i % 2 ? "%.17g" : "%.15g", number.value);
      g_assert_true (oriel_prometheus_number (text, strlen (text), &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (text, NULL));
    }
}

/* A number as servers may write it, with `kind` of digits; its text is what counts. */
static void
write_number (GRand *random, guint kind, char *text, gsize size)
{
  static const char *const formats[] = { "%.0f", "%.3f", "%.15f", "%.17g", "%.9f", "%.18f" };
  double value = (g_rand_double (random) - 0.3) * pow (10, g_rand_int_range (random, -4, 14));

  if (kind == G_N_ELEMENTS (formats))
    g_strlcpy (text, g_rand_boolean (random) ? "NaN" : "-0", size);
  else
    g_ascii_formatd (text, (int) size, formats[kind], value);
}

/* Series on one grid, with gaps and odd values, are read by the loop for many samples: each value
 * is what strtod makes of its text, to the last bit. */
static void
check_grid (gboolean plain)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GString) text =
    g_string_new ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (OrielPrometheusResult) result = NULL;
  guint n = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_string_append_printf (text, "%s{\"metric\":{},\"values\":[", i > 0 ? "," : "");
      for (guint j = 0; j < 200; j++)
        {
          char number[64];
          double value;

          if (i % 3 == 2 && j % 37 == i % 37)
            continue;
          write_number (random, (guint) g_rand_int_range (random, 0, i % 5 == 4 ? 7 : 6), number,
                        sizeof number);
          value = strcmp (number, "NaN") == 0 ? NAN : g_ascii_strtod (number, NULL);
          g_array_append_val (expected, value);
          g_string_append_printf (text, "%s[%u%s,\"%s\"]",
                                  text->str[text->len - 1] == '[' ? "" : ",", 1700000000 + 15 * j,
                                  i % 2 ? ".5" : "", number);
        }
      g_string_append (text, "]}");
    }
  g_string_append (text, "]}}");

  oriel_points_set_plain (plain);
  result = decode (text->str, 65536, NULL);
  oriel_points_set_plain (FALSE);
  g_assert_nonnull (result);
  for (guint i = 0; i < result->series->len; i++)
    {
      const OrielColumn *values = oriel_prometheus_result_series (result, i)->values;

      for (gsize j = 0; j < values->n_rows; j++)
        {
          double theirs = g_array_index (expected, double, n++);

          if (isnan (theirs))
            g_assert_true (isnan (values->numbers[j]));
          else
            g_assert_cmpint (memcmp (&values->numbers[j], &theirs, sizeof theirs), ==, 0);
        }
    }
  g_assert_cmpuint (n, ==, expected->len);
  g_assert_true (oriel_prometheus_result_series (result, 0)->times ==
                 oriel_prometheus_result_series (result, 4)->times);
}

static void
test_grid (void)
{
  check_grid (FALSE);
  check_grid (TRUE);
}

static void
test_no_numbers (void)
{
  static const char *const texts[] = { "",     "-",  "+",  ".",     "e5",   "1e",       "1e+",
                                       "0x10", "1 ", " 1", "1.2.3", "nano", "infinite", "--1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double value;

      g_assert_false (oriel_prometheus_number (texts[i], strlen (texts[i]), &value));
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64 ms;
  } cases[] = {
    { "0", 0 },
    { "1795343819.390", 1795343819390 },
    { "1795345924.5", 1795345924500 },
    { "1.7e9", 1700000000000 },
    { "-1.5", -1500 },
    { "1.23456", 1235 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ms;

      g_assert_true (oriel_prometheus_time (cases[i].text, strlen (cases[i].text), &ms));
      g_assert_cmpint (ms, ==, cases[i].ms);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datasource/prometheus-decode/matrix", test_matrix);
  g_test_add_func ("/datasource/prometheus-decode/truncated", test_truncated);
  g_test_add_func ("/datasource/prometheus-decode/scalar-and-string", test_scalar_and_string);
  g_test_add_func ("/datasource/prometheus-decode/histogram", test_histogram);
  g_test_add_func ("/datasource/prometheus-decode/errors", test_errors);
  g_test_add_func ("/datasource/prometheus-decode/numbers", test_numbers);
  g_test_add_func ("/datasource/prometheus-decode/grid", test_grid);
  g_test_add_func ("/datasource/prometheus-decode/no-numbers", test_no_numbers);
  g_test_add_func ("/datasource/prometheus-decode/times", test_times);
  return g_test_run ();
}
